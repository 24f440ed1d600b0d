"""What quotations stand for: their words, their type and their speaker under one name."""

from __future__ import annotations

from collections.abc import Sequence

from checker.grammar import Page
from checker.model import Mention, Quotation, QuoteType, Seen, Span
from checker.normalise.quote_speakers import Speaker, Speakers

__all__ = ["normalise"]


def normalise(page: Page, mentions: Sequence[Mention], seen: Seen) -> list[Quotation | None]:
    """One value a mention, in the same order; None drops the mention.

    ``segments`` holds all stretches of the utterance that the mention is part of.
    """
    if not mentions:
        return []
    quoted = [m.span for m in mentions if m.parts["type"] != QuoteType.INDIRECT]
    speakers = Speakers(page, quoted, seen)
    groups: dict[int, list[Span]] = {}
    for m in mentions:
        groups.setdefault(m.parts["group"], []).append(m.span)
    out: list[Quotation | None] = []
    known: dict[Span, Speaker] = {}
    last: Speaker | None = None
    for m in mentions:
        where = Span(m.parts["mention_start"], m.parts["mention_end"]) if m.parts["mention"] else None
        speaker = Speaker(None, "unknown")
        if where is not None:
            if where not in known:
                known[where] = speakers.resolve(m.parts["mention"], where, last, m.pattern == "label")
            speaker = known[where]
            last = speaker if speaker.name else last
        via = m.parts["via"]
        out.append(
            Quotation(
                content=m.text,
                segments=tuple(groups[m.parts["group"]]),
                type=QuoteType(m.parts["type"]),
                speaker=speaker.name,
                mention=m.parts["mention"],
                mention_span=where,
                speaker_kind=speaker.kind,
                cue=m.parts["cue"],
                via=speakers.resolve(page.text[via.start : via.end], via, None).name if via else None,
                named=speaker.named,
                balanced=m.parts["balanced"],
            )
        )
    return out
