"""The interval algebra of quantities: what a figure allows, and whether two figures can both hold.

A figure in the news is a statement with a precision and a hedge. ``allowed`` turns it into the closed interval of
true values that a fair reader would not call wrong; two figures are compatible when their intervals meet. The
algebra is symmetric, a wider hedge never makes a conflict, and converting a unit never changes an answer.
"""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from functools import cache, lru_cache

from checker import lexicon, taxonomy
from checker.errors import LexiconError
from checker.model import Bound, Quantity, UnitKind
from checker.record import record
from checker.slips import stated_figure

__all__ = [
    "Interval",
    "allowed",
    "compatible",
    "converted",
    "convertible",
    "counting",
    "dimension",
    "ends_agree",
    "facing",
    "for_each",
    "in_points",
    "of_money",
    "one_end",
    "one_is_code",
    "one_says_per",
    "opposite",
    "overstepped",
    "same_unit",
    "two_ranges",
    "within_twice",
]

_FAR = Decimal("1e30")
_HEDGED = Decimal("0.10")
"""How far "about" reaches at most, as a share of the figure."""
_FINELY_HEDGED = Decimal("0.01")
"""The same for a figure that is given to three digits and more."""
_ROUNDED = Decimal("0.03")
"""How far a visibly rounded figure of three digits and more reaches at most."""
_HALF = Decimal("0.49")
"""Just under half of the last digit: of two figures shown to the same digit neither is the other rounded."""
_REACH = 20
"""An open end reaches this many times the figure: "up to two billion" does not mean two million."""
_MEASURED = Decimal("0.08")
"""The same for measures and percentages: 5 percent may be 5.4 rounded."""
_COUNTS = (UnitKind.COUNT, UnitKind.NONE)
_FLOORS = (Bound.AT_LEAST, Bound.MORE_THAN)
_CEILINGS = (Bound.AT_MOST, Bound.LESS_THAN)
_EXACT_BELOW = 100
"""Bare whole numbers below this are counts that somebody counted, not roundings."""
_INEXACT = Decimal("1e-9")
"""Factors of conversion have about ten digits."""
_POINT = "percentage point"
_DEGREE, _SCALES = "degree", ("degree Celsius", "degree Fahrenheit")
_LOOSE_DURATIONS = Decimal("0.04")
"""Thirty days are a month, four weeks are a month, 52 weeks are a year."""


@record
class Interval:
    """Closed interval [low, high]; open ends reach to +-1e30."""

    low: Decimal
    high: Decimal

    def meets(self, other: Interval) -> bool:
        return self.low <= other.high and other.low <= self.high


@lru_cache(maxsize=4096)
def allowed(q: Quantity) -> Interval:
    """The values that a fair reader would not call wrong, given these words."""
    low = -_FAR if q.low is None else q.low
    high = _FAR if q.high is None else q.high
    if q.bound in (Bound.AT_LEAST, Bound.MORE_THAN):
        return Interval(low - _slack(q, low), low * _REACH if low > 0 else _FAR)
    if q.bound in (Bound.AT_MOST, Bound.LESS_THAN):
        return Interval(high / _REACH if high > 0 else -_FAR, high + _slack(q, high))
    if q.bound is Bound.VAGUE:
        return Interval(low, high)
    return Interval(low - _slack(q, low), high + _slack(q, high))


def _slack(q: Quantity, value: Decimal) -> Decimal:
    """Half a unit of the last digit shown, bounded by what a reader would accept as rounding."""
    if abs(value) >= _FAR:
        return Decimal(0)
    step = q.step if q.step is not None else Decimal(0)
    size = abs(value)
    if q.bound is Bound.ABOUT:
        return _hedged(size, step)
    if size < _EXACT_BELOW and value == value.to_integral_value() and step >= 1 and not _measured(q):
        return Decimal(0)
    if step > 1 or _measured(q):
        return min(step * _HALF, size * (_MEASURED if _measured(q) else _ROUNDED))
    return Decimal(0)


def _hedged(size: Decimal, step: Decimal) -> Decimal:
    """How far "about" reaches: "about 3,000" far, "some 14,600" no more than its last digit or a hundredth."""
    if not step:
        return size * _HEDGED
    if size >= 100 * step:
        return max(step, size * _FINELY_HEDGED)
    return min(size * _HEDGED, max(step / 2, size * _HEDGED / 2))


def _measured(q: Quantity) -> bool:
    return q.unit_kind not in (UnitKind.COUNT, UnitKind.AGE, UnitKind.SCORE) or bool(q.step and q.step < 1)


def compatible(a: Quantity, b: Quantity) -> bool:
    """Can both figures hold? Units of one dimension are converted first; unlike currencies are not compared."""
    if _DEGREE in (a.unit, b.unit) and {a.unit, b.unit} <= {_DEGREE, *_SCALES}:
        return any(compatible(one, other) for one in _scaled(a) for other in _scaled(b))
    if a.unit_kind is b.unit_kind is UnitKind.SCORE:
        return (a.low, a.high) == (b.low, b.high)
    if same_unit(a, b) or one_says_per(a, b):
        return allowed(a).meets(allowed(b))
    if not convertible(a, b):
        return False
    one, other = _in_base(a), _in_base(b)
    if a.unit_kind is UnitKind.DURATION:
        loose = max(abs(one.low), abs(other.low)) * _LOOSE_DURATIONS if one.low > -_FAR and other.low > -_FAR else 0
        return one.low - loose <= other.high and other.low - loose <= one.high
    return one.meets(other)


def _scaled(q: Quantity) -> list[Quantity]:
    """A temperature as it may be meant: 42 degrees are 108 degrees where nobody says of which scale."""
    return [replace(q, unit=scale) for scale in _SCALES] if q.unit == _DEGREE else [q]


def ends_agree(a: Quantity, b: Quantity) -> bool:
    """Are two stated ranges the same, but for rounding at either end?"""
    if a.low is None or a.high is None or b.low is None or b.high is None:
        return compatible(a, b)
    low = max(_slack(a, a.low), _slack(b, b.low))
    high = max(_slack(a, a.high), _slack(b, b.high))
    return abs(a.low - b.low) <= low and abs(a.high - b.high) <= high


def two_ranges(a: Quantity, b: Quantity) -> bool:
    """Are both stated ranges of one unit, and not the same one? That they overlap is then no agreement."""
    return a.bound is Bound.RANGE and b.bound is Bound.RANGE and same_unit(a, b) and not ends_agree(a, b)


def one_end(a: Quantity, b: Quantity) -> bool:
    """Do two ranges have an end in common?"""
    return a.low == b.low or a.high == b.high


def counting(q: Quantity) -> bool:
    """Is it a number of things, or a bare one? Watts and bytes are measures, though of no kind of their own."""
    return q.unit_kind is UnitKind.COUNT or _bare(q)


def within_twice(a: Quantity, b: Quantity) -> bool:
    """Is neither figure twice the other? What many get together is at least twice what each gets."""
    x, y = stated_figure(a), stated_figure(b)
    return x is not None and y is not None and max(abs(x), abs(y)) < 2 * min(abs(x), abs(y))


_MILLION = 1_000_000


def same_unit(a: Quantity, b: Quantity) -> bool:
    """Same unit of the same kind; counts are the same unit whatever is counted, but not parts per million and per
    billion.
    """
    if a.unit_kind in _COUNTS and b.unit_kind in _COUNTS:
        return a.unit == b.unit or _bare(a) or _bare(b) or (counting(a) and counting(b))
    if a.unit_kind is not b.unit_kind:
        return of_money(a, b)
    alike = a.unit == b.unit or one_is_code(a, b) or _one_is_short(a, b)
    return a.unit_kind in (UnitKind.RATIO, UnitKind.SCORE) or alike


def _bare(q: Quantity) -> bool:
    """A number of which nobody says what it counts or measures."""
    return q.unit_kind is UnitKind.NONE and q.unit is None


def of_money(a: Quantity, b: Quantity) -> bool:
    """A sum of money, and millions of which nobody says what they are: "a cheque for 46 million"."""
    if UnitKind.CURRENCY not in (a.unit_kind, b.unit_kind):
        return False
    bare = b if a.unit_kind is UnitKind.CURRENCY else a
    return bare.unit_kind is UnitKind.NONE and bare.unit is None and (bare.low or bare.high or 0) >= _MILLION


def one_is_code(a: Quantity, b: Quantity) -> bool:
    """Is one unit a code that no list has, so that the other may be its name: "QVN" and "drav", "THL" and "thaler"?"""
    if not a.unit or not b.unit or {a.unit_kind, b.unit_kind} != {UnitKind.CURRENCY}:
        return False
    return sum(len(u) == 3 and u.isupper() and u not in _currencies() for u in (a.unit, b.unit)) == 1


def _one_is_short(a: Quantity, b: Quantity) -> bool:
    """ "18,500 francs" and "CHF 18,500": a currency at home goes by its last word."""
    short, long = sorted((a.unit or "", b.unit or ""), key=len)
    return a.unit_kind is UnitKind.CURRENCY and bool(short) and long.endswith(f" {short}")


@cache
def _currencies() -> frozenset[str]:
    return frozenset(lexicon.mapping("units", "currency_words", None).values())


def one_says_per(a: Quantity, b: Quantity) -> bool:
    """Is one unit the other with what it is for: "31.50 crowns" and "31.50 crowns a share"?"""
    one, other = (str(q.unit or "").partition(" per ") for q in (a, b))
    return a.unit_kind is b.unit_kind and one[0] == other[0] != "" and bool(one[2]) != bool(other[2])


def for_each(a: Quantity, b: Quantity) -> bool:
    """Is one sum told for each person, and the other like it: "1,050 crowns per worker" and "1,500 crowns"?"""
    nouns = [(q.unit or "").partition(" per ")[2] for q in (a, b)]
    persons = taxonomy.of_persons(taxonomy.classes_of([nouns[0] or nouns[1]]))
    return persons and one_says_per(a, b) and within_twice(a, b)


def opposite(a: Quantity, b: Quantity) -> bool:
    """Did one go up and the other down?"""
    return a.change is not None and b.change is not None and a.change is not b.change


def facing(a: Quantity, b: Quantity) -> bool:
    """Does one say no less than a figure, and the other no more than it: "more than 300" and "fewer than 300"?"""
    floor, ceiling = (a, b) if a.bound in _FLOORS else (b, a)
    if floor.bound not in _FLOORS or ceiling.bound not in _CEILINGS or floor.low is None or ceiling.high is None:
        return False
    return same_unit(a, b) and floor.low >= ceiling.high


_SAME_CAP = Decimal("1.15")
"""How far two caps may lie apart: "up to 450" may be "up to 430" rounded."""
_CAPPED = (*_COUNTS, UnitKind.CURRENCY, UnitKind.PERCENT, UnitKind.DURATION)
"""What is capped by a rule; of measures ("gusts of up to 90 km/h") every place has its own most."""
_OVERSTEPPED = Decimal("0.02")
"""By how much of itself a limit is overstepped that is no mere rounding."""


def overstepped(a: Quantity, b: Quantity) -> bool:
    """Does one name a limit that the other, more exact figure oversteps, or do both name one cap, at two figures?

    "More than 400" against 387, "not quite thirty million" against 31; "up to 150,000" against "up to 50,000".
    """
    if not same_unit(a, b) or UnitKind.TEMPERATURE in (a.unit_kind, b.unit_kind):
        return False  # degrees of which nobody says whose they are may be of either scale
    if a.bound is b.bound is Bound.AT_MOST and a.high and b.high and min(a.high, b.high) > 0:
        if a.unit_kind not in _CAPPED:
            return False
        return max(a.high, b.high) > min(a.high, b.high) * _SAME_CAP
    limit, exact = (a, b) if b.bound is Bound.EXACT else (b, a)
    if exact.bound is not Bound.EXACT or exact.low is None or exact.low != exact.high:
        return False
    if limit.bound in _FLOORS and limit.low is not None and _digits(exact.low) > _digits(limit.low):
        return exact.low < limit.low * (1 - _OVERSTEPPED)
    if limit.bound in _CEILINGS and limit.high is not None and _digits(exact.low) > _digits(limit.high):
        return exact.low > limit.high * (1 + _OVERSTEPPED)
    return False


def _digits(value: Decimal) -> int:
    return len(value.normalize().as_tuple().digits)


def in_points(q: Quantity) -> Decimal | None:
    """The figure of a change as a number of percent or percentage points; None for a range and other units."""
    if q.unit_kind is not UnitKind.PERCENT or q.low is None or q.low != q.high or q.unit is None:
        return None
    if dimension(q.unit) == dimension(_POINT):
        return converted(q.low, q.unit, _POINT).normalize()
    return q.low.normalize()


@cache
def _table(name: str) -> dict[str, tuple[Decimal, Decimal]]:
    raw = lexicon.table("conversions", None).get(name, {})
    try:
        return {u: (Decimal(str(f)), Decimal(str(o))) for u, (f, o) in raw.items()}
    except (TypeError, ValueError):
        raise LexiconError(f"lexicons/conversions.toml: {name}: each unit needs [factor, offset]") from None


@cache
def dimension(unit: str | None) -> str | None:
    """The table of conversions.toml that a unit stands in."""
    if unit is None:
        return None
    names = lexicon.table("conversions", None)
    return next((name for name in sorted(names) if unit in names[name]), None)


def convertible(a: Quantity, b: Quantity) -> bool:
    return dimension(a.unit) is not None and dimension(a.unit) == dimension(b.unit)


def converted(value: Decimal, unit: str, to: str) -> Decimal:
    """A value in another unit of the same dimension."""
    table = _table(dimension(unit) or "")
    factor, offset = table[unit]
    other_factor, other_offset = table[to]
    return (value * factor + offset - other_offset) / other_factor


def _in_base(q: Quantity) -> Interval:
    """The allowed interval in base units; a conversion in the news is rounded, so the slack is a little wider."""
    factor, offset = _table(dimension(q.unit) or "")[q.unit or ""]
    fair = allowed(q)
    step = (q.step or Decimal(0)) * factor / 2

    def base(x: Decimal, towards: int) -> Decimal:
        if abs(x) >= _FAR:
            return x
        y = x * factor + offset
        rounded = max(abs(y) * Decimal("0.06"), Decimal("0.6") if dimension(q.unit) == "temperature" else Decimal(0))
        return y + towards * (min(step, rounded) + abs(y) * _INEXACT)

    return Interval(base(fair.low, -1), base(fair.high, 1))
