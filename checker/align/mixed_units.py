"""One figure with two units: hectares for acres, euros for dollars, percent for points, millions for billions.

An unusual figure ties two passages together whatever their words; so does what a change led to: "the margin fell by
2.1 percent to 14.2" against "14.2%, down 2.1 percentage points".
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from decimal import Decimal

from checker.align.assignment import Pair, Unit
from checker.align.context import StoryWords, level
from checker.align.features import SHARED_WORDS, in_common
from checker.model import Claim, quantity
from checker.quantities import in_points, opposite
from checker.two_units import apart, by_digits, end, needed

__all__ = ["mixed_up", "unit_slips"]

_PERCENT = "percentage"
_SHARED = (*SHARED_WORDS, "words_carried")
_SURE = 1.0
"""Shared words beyond those needed that leave no doubt."""


def mixed_up(units: Sequence[Unit]) -> Iterator[Pair]:
    """Pairs of changes by one figure to one level, of which one is in percent and the other in points."""
    levels: dict[tuple[str, int], set[Decimal]] = defaultdict(set)
    for unit in units:
        for claim in unit.claims:
            q = quantity(claim)
            if q.unit == _PERCENT and q.low is not None and q.low == q.high:
                levels[_sentence(claim)].add(q.low.normalize())
    changes = [(unit, value) for unit in units if (value := in_points(quantity(unit.first))) is not None]
    for one, value in changes:
        if quantity(one.first).unit != _PERCENT or not (quantity(one.first).change or one.first.role == "by"):
            continue
        for other, same in changes:
            apart = one.article != other.article and quantity(other.first).unit != _PERCENT
            if not apart or same != value or opposite(quantity(one.first), quantity(other.first)):
                continue
            reached = levels[_sentence(one.first)] & levels[_sentence(other.first)] - {value}
            if reached:
                told = f"both changes are told with {min(reached)} percent"
                yield Pair(one, other, level("error") + 1.0, (told,), False, 0.0)


def unit_slips(units: Sequence[Unit], words: StoryWords) -> Iterator[Pair]:
    """Pairs of one figure in two units of one dimension, or in millions and billions, where neither article has it
    the other way as well.
    """
    home = {id(unit.first): unit for unit in units}
    for group in by_digits([unit.first for unit in units]):
        known = {(claim.article, end(claim)) for claim in group}
        for one, other in apart(group):
            if one.article == other.article or {(one.article, end(other)), (other.article, end(one))} & known:
                continue
            a, b = home[id(one)], home[id(other)]
            beyond = max(_beyond(x, y, words) for x in a.claims for y in b.claims)
            if beyond >= 0:
                bits = level("error") + 1.0 if beyond >= _SURE else level("warning") + 0.5
                yield Pair(a, b, bits, (f"both give the figure {end(one)[0]:f}",), False, 0.0)


def _beyond(a: Claim, b: Claim, words: StoryWords) -> float:
    """How much more two sentences share than they must: below 0 where their figures may be two."""
    least = needed(a, b, "unit_slips")
    if not least:
        return -1.0 if least is None else _SURE
    return in_common(a, b, words, _SHARED) - least


def _sentence(claim: Claim) -> tuple[str, int]:
    return claim.article, claim.sentence.start
