"""So many each in one article, as many in all in the other: "each side frees 180", "a total of 180 are freed"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache

from checker import lexicon
from checker.alternatives import longest_of
from checker.expressions import expression
from checker.judge.number_rules import level
from checker.judge.rulebook import evidence, finding, probability
from checker.model import Alignment, Bound, Bundle, Claim, Finding, Level, UnitKind, quantity
from checker.text import fold

__all__ = ["judge"]

_KINDS = (UnitKind.COUNT, UnitKind.NONE, UnitKind.CURRENCY, UnitKind.PERCENT, UnitKind.MASS, UnitKind.VOLUME)
_LEAST = 4
"""A smaller figure comes together by chance."""
_NEAR = 36
"""Characters on both sides of a figure within which the words stand that say how it is meant."""


def judge(bundle: Bundle, alignments: Iterable[Alignment]) -> Iterator[Finding]:
    """One finding for every two aligned statements of one figure, once for each of several, once for all together."""
    for alignment in alignments:
        for a, b, bits, reasons in alignment.links:
            if not _one_figure(a, b):
                continue
            ways = _way(a), _way(b)
            if set(ways) != {"each", "all"}:
                continue
            for_each, for_all = (a, b) if ways[0] == "each" else (b, a)
            yield finding(
                "N102",
                evidence=[evidence(for_each, 0), evidence(for_all, 1)],
                fact=a.mention.text,
                story=bundle.story.id,
                message=f"{for_each.mention.text} each in one, {for_all.mention.text} in all in the other",
                confidence=probability(max(bits, level("warning"))),
                level=Level.WARNING,
                reasons=reasons,
            )


def _one_figure(a: Claim, b: Claim) -> bool:
    p, q = quantity(a), quantity(b)
    if p.bound is not Bound.EXACT or q.bound is not Bound.EXACT or p.unit_kind not in _KINDS:
        return False
    return p.low == q.low and p.low is not None and p.low >= _LEAST


def _way(claim: Claim) -> str | None:
    """Whether the words beside a figure say that it is of each, or of all; None where of neither, or of both."""
    at, end = claim.mention.span.start - claim.sentence.start, claim.mention.span.end - claim.sentence.start
    text = fold(claim.context)
    before = re.split(r"[.;:,()]", text[max(0, at - _NEAR) : at])[-1]
    behind = re.split(r"[.;:()]", text[end : end + _NEAR])[0]
    within = f" {text[at:end]} "
    found = {
        way
        for way in ("each", "all")
        if _words(way, "before").search(before)
        or _words(way, "behind").search(behind)
        or _words(way, "behind").search(within)
    }
    return found.pop() if len(found) == 1 else None


@cache
def _words(way: str, side: str) -> re.Pattern[str]:
    said = longest_of(lexicon.words("parts", f"{way}.{side}"), r"\s")
    if side == "before":
        return expression(rf"\b{said}(?:\s[a-z'-]+){{0,4}}\s$")
    return expression(rf"^[\s,]*(?:[a-z'-]+\s){{0,4}}{said}\b")
