"""When something was said: one statement that two articles quote and put on different days."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from enum import IntEnum

from checker.expressions import expression
from checker.judge.rulebook import evidence, finding
from checker.model import (
    Alignment,
    Bundle,
    Claim,
    Finding,
    Grain,
    Kind,
    Level,
    Quotation,
    Span,
    TimeValue,
)

__all__ = ["judge"]

_CLOSE = 30
"""A date this near to the speaker or the cue is the date of the saying; farther ones may be of something else."""
_ONE_CLAUSE = 70
"""Within one clause it may be as far away as this."""
_LONG = 25
"""A statement of so many words is made once; of a shorter one a date that stands farther off proves little."""
_DAYS = (Grain.DAY, Grain.PART, Grain.HOUR, Grain.MINUTE)


def judge(bundle: Bundle, alignments: Sequence[Alignment]) -> list[Finding]:
    """Findings of kind date for aligned quotations whose articles name different days for them."""
    out = []
    for alignment in alignments:
        dated = _dated(bundle, alignment)
        if len({day for _, _, day, _ in dated}) > 1:
            out.append(_finding(bundle, dated))
    return out


class _Tie(IntEnum):
    """How a date goes with a saying."""

    LOOSE = 0
    """It stands in the sentence."""
    CLAUSE = 1
    """It stands in one clause with the speaker, some words away."""
    CLOSE = 2
    """It stands next to the speaker or the cue."""


Dated = tuple[Claim, Claim, date, _Tie]
"""A quotation, the date claim of its saying, the day, and how the two are tied."""


def _dated(bundle: Bundle, alignment: Alignment) -> list[Dated]:
    """For every article of an alignment the day on which it says that the words were said."""
    out: dict[str, Dated] = {}
    for quote in sorted(alignment.claims, key=lambda c: (c.article, c.mention.span)):
        found = _day_of(bundle, quote)
        if found is not None and (quote.article not in out or found[3] > out[quote.article][3]):
            out[quote.article] = found
    return list(out.values())


def _day_of(bundle: Bundle, quote: Claim) -> Dated | None:
    value = quote.value
    if not isinstance(value, Quotation) or value.mention_span is None:
        return None
    speaker, best = value.mention_span, None
    for claim in bundle.claims.get(Kind.DATE, ()):
        when = claim.value
        if claim.article != quote.article or not isinstance(when, TimeValue) or when.start is None:
            continue
        if when.grain not in _DAYS or claim.quoted_by or not claim.sentence.overlaps(speaker):
            continue
        span = claim.mention.span
        gap = max(span.start - speaker.end, speaker.start - span.end, 0)
        if best is None or gap < best[0]:
            best = (gap, claim, when.start.date())
    if best is None:
        return None
    gap, claim, day = best
    return quote, claim, day, _Tie.CLOSE if gap <= _CLOSE else _tie(claim, value, speaker)


_BREAK = expression(
    r"[,;:()“”\"]|\b(?:after|as|because|before|since|that|until|when|where|which|while|who|whom|whose)\b"
)


def _tie(date: Claim, quote: Quotation, speaker: Span) -> _Tie:
    """How a date that stands farther from the speaker goes with the saying.

    Right behind the cue it is close ("the mayor, in a long letter, wrote on Monday"); in one clause with the speaker it
    is likely to be the day of the saying ("she spoke out against the plan of the council on Monday, saying").
    """
    span, at, text = date.mention.span, date.sentence.start, date.context
    if quote.cue and re.search(rf"\b{re.escape(quote.cue)}\W+(?:\w+\W+){{0,2}}$", text[: span.start - at]):
        return _Tie.CLOSE
    first, last = sorted((span, speaker))
    between = text[max(0, first.end - at) : last.start - at]
    return _Tie.CLAUSE if len(between) <= _ONE_CLAUSE and not _BREAK.search(between) else _Tie.LOOSE


def _finding(bundle: Bundle, dated: Sequence[Dated]) -> Finding:
    sides: dict[date, list[Dated]] = {}
    for one in dated:
        sides.setdefault(one[2], []).append(one)
    order = sorted(sides, key=lambda d: (-len(sides[d]), d))
    tie = sorted(max(one[3] for one in sides[d]) for d in order)[-2]
    value = dated[0][0].value
    assert isinstance(value, Quotation)
    who = value.speaker or value.mention or "the speaker"
    long = all(len(one[0].mention.text.split()) >= _LONG for one in dated)
    versions = [
        f"{day:%a} {day.isoformat()} ({', '.join(dict.fromkeys(o[1].passage.source for o in sides[day]))})"
        for day in order
    ]
    return finding(
        "D105",
        evidence=[evidence(one[1], n) for n, day in enumerate(order) for one in sides[day]],
        fact=f"{who}: when it was said",
        story=bundle.story.id,
        message=f"one statement of {who} is dated " + " and ".join(versions),
        confidence=0.85 if tie is _Tie.CLOSE else 0.6 if tie or long else 0.4,
        level=Level.ERROR if tie is _Tie.CLOSE else Level.WARNING if tie or long else Level.NOTE,
        reasons=["both quote the same words"],
        considered=[
            "said twice: possible, but the words are the same",
            "the date of something else: "
            + ("both stand with the saying itself" if tie is _Tie.CLOSE else "one stands farther off"),
        ],
        working=[" / ".join(f"“{sides[d][0][1].mention.text}” = {d.isoformat()}" for d in order)],
    )
