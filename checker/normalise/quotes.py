"""What quotations stand for: their words, their type and their speaker under one name."""

from __future__ import annotations

from collections.abc import Sequence

from checker.grammar import Page
from checker.model import Mention, Quotation, QuoteType, Seen, Span

__all__ = ["normalise"]


def normalise(page: Page, mentions: Sequence[Mention], seen: Seen) -> list[Quotation | None]:
    """One value a mention, in the same order; None drops the mention."""
    out: list[Quotation | None] = []
    for m in mentions:
        p = m.parts
        where = Span(p["mention_start"], p["mention_end"]) if p["mention"] else None
        out.append(
            Quotation(
                content=m.text,
                segments=(m.span,),
                type=QuoteType(p["type"]),
                speaker=p["mention"],
                mention=p["mention"],
                mention_span=where,
                cue=p["cue"],
                balanced=p["balanced"],
            )
        )
    return out
