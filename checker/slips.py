"""How two figures differ: as a slip of the pen differs, or as figures of two different facts do.

Once two claims are aligned by what they say, the way in which their figures differ tells how likely it is that one
of them is a slip: digits swapped, a zero too many, a million for a billion. Figures that have nothing in common and
lie orders of magnitude apart are more likely two facts that the words failed to tell apart.
"""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum

from checker.model import Quantity, UnitKind

__all__ = ["TRANSPOSED", "Slip", "chance", "misheard", "significant", "slip", "stated_figure"]

_COUNTS = (UnitKind.COUNT, UnitKind.NONE)
_THREE, _UNUSUAL = 3, 4
"""Digits from which two figures have the same by chance so seldom that the slip says more than the words."""


class Slip(StrEnum):
    UNIT = "unit"
    """The same figure with another unit."""
    SCALE = "scale"
    """The same digits, another power of ten."""
    THOUSANDFOLD = "thousandfold"
    """The same two digits and more, a million for a billion."""
    ZERO = "zero"
    """One digit and zeros behind it, with a zero more or less: rounded figures are like that by chance, too."""
    SWAPPED = "swapped"
    """The same digits in another order."""
    NEIGHBOURS = "neighbours"
    """Two digits side by side that changed places, of a figure of four digits and more."""
    TRIO = "trio"
    """The same of a figure of three digits: 68.3 and 63.8."""
    PAIR = "pair"
    """The same two digits in another order, of a small count: 12 and 21 now and then come together by chance."""
    ONE_DIGIT = "one_digit"
    """As many digits, one of them another."""
    LIKE = "like"
    """Two figures of up to two digits that look or sound much alike: 9 and 19, 16 and 60, 27 and 37."""
    NEAR = "near"
    """Neither of these, and no more than twice as much."""
    WIDE = "wide"
    """Two to five times apart."""
    APART = "apart"
    """More than five times apart."""
    FAR = "far"
    """More than 25 times apart."""
    ONE_END = "one_end"
    """Two stated ranges with one end in common: 4.00 to 4.75 and 4.25 to 4.75."""


TRANSPOSED = frozenset({Slip.NEIGHBOURS, Slip.TRIO})
"""Three digits and more, two of them side by side changed places: two facts hardly ever have such figures by chance."""


def slip(a: Quantity, b: Quantity) -> Slip:
    """How the figures of two quantities differ; open ends count by their stated end."""
    x, y = stated_figure(a), stated_figure(b)
    if x is None or y is None:
        return Slip.NEAR
    if x == y:
        return Slip.UNIT if a.unit != b.unit else Slip.NEAR
    if a.unit_kind is b.unit_kind is UnitKind.DURATION and a.unit == b.unit:
        x, y = _on_a_watch(x, a.unit), _on_a_watch(y, b.unit)
    digits, others = significant(x), significant(y)
    if digits == others and (scaled := _scale(x, y, len(digits), a.unit_kind)):
        return scaled
    if len(digits) > 1 and x.adjusted() == y.adjusted() and sorted(digits) == sorted(others):
        if len(digits) >= _THREE and _neighbours(digits, others):
            return Slip.NEIGHBOURS if len(digits) >= _UNUSUAL else Slip.TRIO
        return Slip.PAIR if max(abs(x), abs(y)) < 100 and a.unit_kind in _COUNTS else Slip.SWAPPED
    if len(digits) != len(others) and _swapped_with_a_zero(x, y):
        return Slip.SWAPPED
    same_length = x.adjusted() == y.adjusted() and len(digits) == len(others) > 2
    if same_length and sum(d != o for d, o in zip(digits, others, strict=True)) == 1:
        return Slip.ONE_DIGIT
    low, high = sorted((abs(x), abs(y)))
    if _alike(low, high):
        return Slip.LIKE
    if low * 25 < high:
        return Slip.FAR if low else Slip.NEAR
    if low * 5 < high:
        return Slip.APART
    return Slip.WIDE if low * 2 < high else Slip.NEAR


_SIXTY = 60


def _on_a_watch(value: Decimal, unit: str | None) -> Decimal:
    """Minutes or seconds as they are told: 7,601 seconds are 2:06:41, and a slip makes 2:06:14 of them."""
    if unit not in ("minute", "second") or value < _SIXTY or value != value.to_integral_value():
        return value
    whole, out, place = int(value), 0, 1
    while whole >= _SIXTY and place < 10**4:
        whole, rest = divmod(whole, _SIXTY)
        out, place = out + rest * place, place * 100
    return Decimal(out + whole * place)


def _alike(low: Decimal, high: Decimal) -> bool:
    """ "Nine" and "nineteen", "sixteen" and "sixty", 27 and 37; round tens apart are found everywhere."""
    small, large = significant(low), significant(high)
    if len(small) == len(large) == 2 and low.adjusted() == high.adjusted():
        return small[1] == large[1] and large[0] - small[0] == 1
    if high.adjusted() % 3 != 1 or len(small) + len(large) != 3:
        return False  # "nineteen" and "ninety" are of tens, tens of thousands, tens of millions
    nine, nineteen = sorted((small, large), key=len)
    return nineteen == (1, *nine) and nine[0] > 1 and (large == nineteen or low.adjusted() == high.adjusted())


def misheard(a: Quantity, b: Quantity) -> bool:
    """ "Sixteen" and "sixty", of ones, thousands or millions."""
    x, y = stated_figure(a), stated_figure(b)
    if x is None or y is None:
        return False
    small, large = sorted((significant(v) for v in (x, y)), key=len, reverse=True)
    return x.adjusted() == y.adjusted() and x.adjusted() % 3 == 1 and small == (1, *large) and large[0] > 2


def _neighbours(digits: tuple[int, ...], others: tuple[int, ...]) -> bool:
    """31,480 and 34,180: nothing but two digits side by side differs."""
    at = [i for i, (d, o) in enumerate(zip(digits, others, strict=True)) if d != o]
    return len(at) == 2 and at[1] == at[0] + 1


def _swapped_with_a_zero(x: Decimal, y: Decimal) -> bool:
    """84,000 and 80,400: whole numbers of as many digits, of which one beside a zero changed places with it."""
    if x.adjusted() != y.adjusted() or x != x.to_integral_value() or y != y.to_integral_value():
        return False
    digits, others = (tuple(map(int, str(abs(int(v))))) for v in (x, y))
    return len(digits) > _THREE and sorted(digits) == sorted(others) and _neighbours(digits, others)


def chance(q: Quantity) -> int:
    """How many digits of a figure would have to be the same by chance: those behind the first, up to five."""
    x = stated_figure(q)
    return 0 if x is None else min(5, len(significant(x)) - 1)


def _scale(x: Decimal, y: Decimal, digits: int, kind: UnitKind) -> Slip | None:
    """A zero or two too many, or a million for a billion. A single digit of counts is found everywhere."""
    factor = abs(x.adjusted() - y.adjusted())
    if digits > 1:
        return Slip.THOUSANDFOLD if factor in (3, 6) else Slip.SCALE if factor in (1, 2) else None
    if kind not in _COUNTS and factor in (3, 6):
        return Slip.SCALE
    return Slip.ZERO if factor == 1 and min(abs(x), abs(y)) >= 10 else None


def stated_figure(q: Quantity) -> Decimal | None:
    """The figure of a quantity: of an open one the end that it states."""
    return q.low if q.low is not None else q.high


def significant(x: Decimal) -> tuple[int, ...]:
    """Significant digits without zeros at the end."""
    return tuple(abs(x).normalize().as_tuple().digits)
