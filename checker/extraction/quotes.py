"""Finds quotations: every quoted stretch with its type and the words that attribute it, and reported speech."""

from __future__ import annotations

from typing import Any

from checker.extraction.quote_attribution import Reading, read, via
from checker.extraction.quote_indirect import reported
from checker.extraction.quote_labels import recordings
from checker.extraction.quote_marks import Stretch, stretches
from checker.extraction.quote_sentence import Attribution
from checker.extraction.quote_types import type_of
from checker.grammar import Page
from checker.model import Kind, Mention, QuoteType, Seen, Span

__all__ = ["find"]


def find(page: Page, seen: Seen) -> list[Mention]:
    """Mentions in reading order: one a quoted stretch (a paragraph at most) and one a reported clause.

    ``parts``: type (a QuoteType value), group (number of the utterance within the article), mention and
    mention_start/mention_end (the words that name the speaker, or None), cue, via (the span of an
    outlet that the words are credited to, or None), balanced.
    """
    found = stretches(page)
    found = sorted([*found, *recordings(page, found)], key=lambda stretch: stretch.start)
    out: list[Mention] = []
    busy: set[int] = set()
    count = 0
    if found:
        reading = read(page, found)
        groups = _groups(found, reading)
        count = groups[-1] + 1
        for number, stretch in enumerate(found):
            got = reading.attributions.get(number)
            kind = type_of(page, reading, number, stretch, got)
            parts = _parts(page.text, got, kind, groups[number], stretch.balanced, via(reading, number))
            out.append(_mention(page.text, Span(stretch.start, stretch.end), got.rule if got else "marks", parts))
            busy.update(range(page.sentence_at(stretch.outer_start), page.sentence_at(stretch.outer_end - 1) + 1))
    for group, (span, got) in enumerate(reported(page, busy), count):
        parts = _parts(page.text, got, QuoteType.INDIRECT, group, True, None)
        out.append(_mention(page.text, span, got.rule, parts))
    out.sort(key=lambda m: m.span)
    return out


def _mention(text: str, span: Span, rule: str, parts: dict[str, Any]) -> Mention:
    return Mention(Kind.QUOTE, span, text[span.start : span.end], rule, parts)


def _parts(
    text: str, got: Attribution | None, kind: str, group: int, balanced: bool, credited: Span | None
) -> dict[str, Any]:
    return {
        "type": kind,
        "group": group,
        "mention": text[got.mention.start : got.mention.end] if got else None,
        "mention_start": got.mention.start if got else None,
        "mention_end": got.mention.end if got else None,
        "cue": got.cue if got else None,
        "balanced": balanced,
        "via": credited,
    }


def _groups(found: list[Stretch], reading: Reading) -> list[int]:
    """The number of the utterance that each stretch belongs to: pieces of one speaker that one cue holds together."""
    out: list[int] = []
    for number, stretch in enumerate(found):
        if not number:
            out.append(0)
            continue
        before = found[number - 1]
        mine, theirs = reading.attributions.get(number), reading.attributions.get(number - 1)
        joined = mine is not None and theirs is not None and (mine.mention, mine.cue) == (theirs.mention, theirs.cue)
        near = stretch.continues or stretch.paragraph == before.paragraph
        out.append(out[-1] if joined and near else out[-1] + 1)
    return out
