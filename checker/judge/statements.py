"""When something was said: one statement that two articles quote and put on different days."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from checker import lexicon
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
    TimeValue,
)

__all__ = ["judge"]

_CLOSE = 30
"""A date this near to the speaker or the cue is the date of the saying; farther ones may be of something else."""
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


Dated = tuple[Claim, Claim, date, bool]
"""A quotation, the date claim of its saying, the day, and whether the date is tied to the saying itself."""


def _dated(bundle: Bundle, alignment: Alignment) -> list[Dated]:
    """For every article of an alignment the day on which it says that the words were said."""
    out: dict[str, Dated] = {}
    for quote in sorted(alignment.claims, key=lambda c: (c.article, c.mention.span)):
        found = _day_of(bundle, quote)
        if found is not None and (quote.article not in out or (found[3] and not out[quote.article][3])):
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
    return quote, best[1], best[2], best[0] <= _CLOSE


def _finding(bundle: Bundle, dated: Sequence[Dated]) -> Finding:
    sides: dict[date, list[Dated]] = {}
    for one in dated:
        sides.setdefault(one[2], []).append(one)
    order = sorted(sides, key=lambda d: (-len(sides[d]), d))
    tied = sum(any(one[3] for one in sides[d]) for d in order) > 1
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
        confidence=0.85 if tied else 0.6 if long else 0.4,
        level=Level.ERROR if tied else Level.WARNING if long else Level.NOTE,
        reasons=["both quote the same words"],
        considered=[
            "said twice: possible, but the words are the same",
            "the date of something else: "
            + ("both stand with the saying itself" if tied else "one stands farther off"),
        ],
        working=[" / ".join(f"“{sides[d][0][1].mention.text}” = {d.isoformat()}" for d in order)],
        advice=lexicon.mapping("judge", "advice").get("D105", ""),
    )
