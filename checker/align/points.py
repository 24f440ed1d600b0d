"""Percent for percentage points: "the margin fell by 2.1 percent to 14.2" against "14.2%, down 2.1 percentage points".

What a change led to ties two passages together that no other word may: the same level, and by the same figure.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from decimal import Decimal

from checker.align.assignment import Pair, Unit
from checker.align.context import level
from checker.model import Claim, quantity
from checker.quantities import in_points, opposite

__all__ = ["mixed_up"]

_PERCENT = "percentage"


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
        if quantity(one.first).unit != _PERCENT or quantity(one.first).change is None:
            continue
        for other, same in changes:
            apart = one.article != other.article and quantity(other.first).unit != _PERCENT
            if not apart or same != value or opposite(quantity(one.first), quantity(other.first)):
                continue
            reached = levels[_sentence(one.first)] & levels[_sentence(other.first)] - {value}
            if reached:
                told = f"both changes are told with {min(reached)} percent"
                yield Pair(one, other, level("error") + 1.0, (told,), False, 0.0)


def _sentence(claim: Claim) -> tuple[str, int]:
    return claim.article, claim.sentence.start
