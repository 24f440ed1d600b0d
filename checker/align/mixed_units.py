"""One figure with two units: hectares for acres, percent for percentage points.

An unusual figure ties two passages together whatever their words; so does what a change led to: "the margin fell by
2.1 percent to 14.2" against "14.2%, down 2.1 percentage points".
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import combinations

from checker.align.assignment import Pair, Unit
from checker.align.context import level
from checker.model import Claim, Quantity, UnitKind, quantity
from checker.quantities import dimension, in_points, one_is_code, opposite
from checker.slips import chance

__all__ = ["mixed_up", "unit_slips"]

_PERCENT = "percentage"
_CROWNS = frozenset({"crown", "krona", "krone", "koruna", "króna"})
_UNUSUAL = 2
"""Digits behind the first from which a figure does not stand in two units by chance."""


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


def unit_slips(units: Sequence[Unit]) -> Iterator[Pair]:
    """Pairs of one unusual figure in two units of one dimension, where neither article has it in the other's unit."""
    told: dict[Decimal, list[Unit]] = defaultdict(list)
    for unit in units:
        q = quantity(unit.first)
        if q.low is not None and q.low == q.high and _measures(q) and chance(q) >= _UNUSUAL:
            told[q.low.normalize()].append(unit)
    for figure, group in told.items():
        known = {(unit.article, quantity(unit.first).unit) for unit in group}
        if len({measure for _, measure in known}) < 2:
            continue  # a crowd that agrees has many pairs, and none to report
        for one, other in combinations(group, 2):
            a, b = quantity(one.first), quantity(other.first)
            apart = one.article != other.article and _measures(a) == _measures(b) and _unlike(a, b)
            if apart and not {(one.article, b.unit), (other.article, a.unit)} & known:
                yield Pair(one, other, level("error") + 1.0, (f"both give the figure {figure:f}",), False, 0.0)


def _measures(q: Quantity) -> str | None:
    """What a unit is a unit of: a dimension, or money."""
    return "money" if q.unit_kind is UnitKind.CURRENCY and q.unit else dimension(q.unit)


def _unlike(a: Quantity, b: Quantity) -> bool:
    """Two units; not one currency with and without its country: "peso" and "Mexican peso", "crown" and "krone"."""
    if a.unit_kind is not UnitKind.CURRENCY:
        return a.unit != b.unit
    one, other = ((q.unit or "").split()[-1] for q in (a, b))
    return one != other and not {one, other} <= _CROWNS and not one_is_code(a, b)


def _sentence(claim: Claim) -> tuple[str, int]:
    return claim.article, claim.sentence.start
