"""Conversions: "60 metres (600 feet)", "30 square kilometres, or 78 square miles", "2.3C (4.1F) above average"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

from checker import say
from checker.expressions import expression
from checker.judge.arithmetic.figures import Figure, Interval, Line, Problem, any_of, shown, true_range
from checker.model import Bound, Quantity, UnitKind, plain
from checker.quantities import converted, convertible

__all__ = ["conversions"]

_ABOUT = (
    r"(?:(?:about|around|some|roughly|nearly|almost|approximately|just|over|under|more than|less than|only|or|i\.e\.|"
    r"that is|equivalent to|equal to|the equivalent of|a|an)\s)*"
)
_SAME = expression(
    r"(?:,?\s?[(\[]\s?|,\sor\s|,\sthat is,?\s|,\sequivalent to\s|,\sthe equivalent of\s|"
    r"\sor\s(?=about|around|roughly|some))" + _ABOUT
)
_SKIP = (UnitKind.DURATION, UnitKind.PERCENT, UnitKind.CURRENCY, UnitKind.COUNT)
_FIFTIETH = Decimal("0.02")
_MOST_APART = 25
"""Degrees: beyond that, "above" and "by" are hardly said of a difference."""
_JOINED = expression(r"\s?(?:and|to|by|x|or|,|-|–)?\s?")


def conversions(line: Line) -> Iterator[Problem]:
    for i, (a, b) in enumerate(pairwise(line.figures)):
        if a.q.unit == b.q.unit or a.q.unit_kind in _SKIP or not convertible(a.q, b.q):
            continue
        before, rest = line.coded.split(f"‹{i}›", 1)
        between, after = rest.split(f"‹{i + 1}›", 1)
        if _SAME.fullmatch(between) and not _longer(line, i, before, after):
            yield from _judge(a, b, before, after)


def _longer(line: Line, i: int, before: str, after: str) -> bool:
    """Is a figure one of several that go together: "5 feet 7 inches (1.70 metres)", "9 by 2 miles (14 by 3 km)"?"""
    if i and _JOINED.fullmatch(before.rsplit("›", 1)[-1]) and line.figures[i - 1].q.unit_kind is not UnitKind.PERCENT:
        return True
    follows = re.match(r"(.{0,5}?)‹(\d+)›", after)
    return bool(follows and _JOINED.fullmatch(follows.group(1)))


def _judge(a: Figure, b: Figure, before: str, after: str) -> Iterator[Problem]:
    left, right = _ends(a.q), _ends(b.q)
    if left is None or right is None or a.q.unit is None or b.q.unit is None or len(left) != len(right):
        return
    warm = a.q.unit_kind is UnitKind.TEMPERATURE
    apart = warm and left[0][1] <= _MOST_APART and _of_difference(before, after)
    as_difference = warm and all(_meet(x, y, a.q.unit, b.q.unit, True) for x, y in zip(left, right, strict=True))
    if as_difference or (not apart and all(_meet(x, y, a.q.unit, b.q.unit) for x, y in zip(left, right, strict=True))):
        return
    value, said = a.q.low if a.q.low is not None else a.q.high, b.q.low if b.q.low is not None else b.q.high
    if value is None or said is None:
        return
    real = _there(value, a.q.unit, b.q.unit, bool(apart))
    why = " (a difference converts without the 32 degrees)" if apart else ""
    name = a.claim.mention.text if a.claim else plain(value)
    message = f"{name} is {shown(real)} {_plural(b.q.unit)}, not {plain(said)}{why}"
    gross = abs(said - real) > abs(real) / 10 or (warm and abs(said - real) >= 2)
    working = f"{plain(value)} {_plural(a.q.unit)} = {shown(real)} {_plural(b.q.unit)}"
    yield Problem("N114", (a, b), message, working, 0.9, sure=gross)


def _plural(unit: str) -> str:
    """A unit as it stands behind a figure: miles per hour, square feet, degrees Celsius."""
    head, per, rest = unit.partition(" per ")
    if head.startswith("degree "):
        return "degrees" + unit.removeprefix("degree")
    *front, last = head.split()
    return " ".join([*front, say.plural(last)]) + per + rest


def _ends(q: Quantity) -> tuple[Interval, ...] | None:
    """The one figure, or both ends of a range, each with what it may have been before rounding."""
    values = [v for v in (q.low, q.high) if v is not None]
    if not values or q.bound is Bound.VAGUE:
        return None
    if q.low == q.high or len(values) == 1:
        values = values[:1]
    bound = Bound.EXACT if q.bound is Bound.EXACT else Bound.ABOUT
    found = [true_range(replace(q, low=v, high=v, bound=bound)) for v in values]
    return tuple(f for f in found if f is not None)


def _there(value: Decimal, unit: str, to: str, difference: bool) -> Decimal:
    there = converted(value, unit, to)
    return there - converted(Decimal(0), unit, to) if difference else there


def _meet(a: Interval, b: Interval, unit: str, to: str, difference: bool = False) -> bool:
    ends = sorted(_there(x, unit, to, difference) for x in a)
    loose = max(abs(ends[1]), abs(b[1])) * _FIFTIETH
    if unit.startswith("degree"):
        loose = Decimal("0.6")
    if {"ton", "tonne"} & {unit, to} or {"gallon", "barrel"} & {unit, to}:
        loose = max(abs(ends[1]), abs(b[1])) * Decimal("0.22")
    return ends[0] - loose <= b[1] and b[0] <= ends[1] + loose


def _of_difference(before: str, after: str) -> bool:
    """Do the words speak of a difference: "2.3C (4.1F) above average", "warmed by 1.2C (2.2F)"?"""
    behind = re.match(r"\)?\s(?:of\s)?" + any_of("temperatures", "behind") + r"\b", after)
    ahead = re.search(r"\b" + any_of("temperatures", "before") + r"\s" + _ABOUT + "$", before)
    return bool(behind or ahead)
