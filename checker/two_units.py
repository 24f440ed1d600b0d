"""One figure in two units: which two a figure has, where a slip may have made the one out of the other."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import combinations, product

from checker import lexicon
from checker.model import Bound, Claim, Quantity, UnitKind, quantity
from checker.quantities import dimension, one_is_code, one_says_per, same_unit
from checker.slips import significant, stated_figure

__all__ = ["apart", "by_digits", "end", "mixed", "needed"]

_PERCENT, _POINT = "percentage", "percentage point"
_CROWNS = frozenset({"crown", "krona", "krone", "koruna", "króna"})
_MILLION = Decimal(1_000_000)
_TELLING = 2
"""Digits from which one figure in two measures may be a slip."""
_UNUSUAL = 3
"""Digits from which a figure does not stand in two units by chance."""


def by_digits(claims: Sequence[Claim]) -> Iterator[Sequence[Claim]]:
    """Claims whose figures have the same digits and measure one sort of thing, where units or powers of ten differ."""
    told: dict[tuple[str, tuple[int, ...]], list[Claim]] = defaultdict(list)
    for claim in claims:
        value = end(claim)[0]
        if value and quantity(claim).bound not in (Bound.RANGE, Bound.VAGUE):
            digits = significant(value)
            if sort := _sort(quantity(claim), value, len(digits)):
                told[sort, digits].append(claim)
    for group in told.values():
        if len({end(claim) for claim in group}) > 1:
            yield group


def apart(group: Sequence[Claim]) -> Iterator[tuple[Claim, Claim]]:
    """Pairs of a group whose figures are not told in one and the same way; a crowd that agrees has none."""
    ways: dict[tuple[Decimal | None, str | None], list[Claim]] = defaultdict(list)
    for claim in group:
        ways[end(claim)].append(claim)
    for one, other in combinations(ways.values(), 2):
        yield from product(one, other)


def _sort(q: Quantity, value: Decimal, digits: int) -> str | None:
    """What figures are compared with: money, percent, measures if unusual, counts from a million on."""
    if q.unit_kind in (UnitKind.CURRENCY, UnitKind.PERCENT):
        return str(q.unit_kind)
    if q.unit_kind is UnitKind.COUNT:
        return str(q.unit) if value >= _MILLION else None
    return dimension(q.unit) if digits >= _TELLING else None


def end(claim: Claim) -> tuple[Decimal | None, str | None]:
    """The figure of a claim, of an open one the end that it states, and its unit."""
    q = quantity(claim)
    return stated_figure(q), q.unit


def mixed(a: Quantity, b: Quantity) -> str | None:
    """Which two units one figure has: two currencies ("money"), two measures, percent and points, millions and
    billions ("scale").

    "rate": one of the two says what the money is for, which is no slip, and worth telling where the figure is unusual.
    "per": both do, and not alike: so much a year, so much a month.
    """
    if stated_figure(a) != stated_figure(b):
        return "scale" if _thousandfold(a, b) else None
    if {a.unit, b.unit} == {_PERCENT, _POINT}:
        return "points"
    if one_says_per(a, b):
        return "rate"
    if _other_per(a, b):
        return "per"
    measures = _measures(a)
    if measures is None or measures != _measures(b) or not _unlike(a, b) or _of_other_lengths(a, b):
        return None
    return "money" if measures == "money" else "measure"


def needed(a: Claim, b: Claim, table: str) -> float | None:
    """How much two passages must share besides, in bits, for their figure to be one; None where its units are no slip.

    The fewer digits the figure has, the more. ``table``: of lexicons/align.toml.
    """
    manner = mixed(quantity(a), quantity(b))
    figure = end(a)[0]
    if manner is None or figure is None or (a.quoted_by and b.quoted_by):
        return None
    least = lexicon.mapping("align", table, None).get(f"{manner}_{min(len(significant(figure)), _UNUSUAL)}")
    return None if least is None else float(least)


def _thousandfold(a: Quantity, b: Quantity) -> bool:
    """Millions in one, billions in the other, of money or of one thing."""
    low, high = sorted(stated_figure(q) or Decimal(0) for q in (a, b))
    alike = same_unit(a, b) and a.unit_kind in (UnitKind.CURRENCY, UnitKind.COUNT) and a.change is b.change
    return alike and low >= _MILLION and high == 1000 * low


def _other_per(a: Quantity, b: Quantity) -> bool:
    (base, said, one), (other_base, also_said, other) = ((q.unit or "").partition(" per ") for q in (a, b))
    return bool(said and also_said) and base == other_base and one != other


_STRETCHES = ("second", "minute", "hour", "day", "week", "month", "year")
_NEAR = 2
"""Steps between two units of time that a slip may exchange: days and months, not minutes and years."""


def _of_other_lengths(a: Quantity, b: Quantity) -> bool:
    """Are the units of time of two lengths too far apart for a slip?"""
    if a.unit not in _STRETCHES or b.unit not in _STRETCHES:
        return False
    return abs(_STRETCHES.index(a.unit) - _STRETCHES.index(b.unit)) > _NEAR


def _measures(q: Quantity) -> str | None:
    """What a unit is a unit of: a dimension, or money."""
    return "money" if q.unit_kind is UnitKind.CURRENCY and q.unit else dimension(q.unit)


def _unlike(a: Quantity, b: Quantity) -> bool:
    """Two units; not one currency with and without its country or what it is for: "peso" and "Mexican peso", "crown"
    and "krone", "crown" and "crown per share".
    """
    if a.unit_kind is not UnitKind.CURRENCY:
        return a.unit != b.unit
    one, other = ((q.unit or "").partition(" per ")[0].split()[-1] for q in (a, b))
    return one != other and not {one, other} <= _CROWNS and not one_is_code(a, b)
