"""The interval algebra: what holds for any two figures, whatever they are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker import lexicon
from checker.model import Bound, Quantity, UnitKind
from checker.quantities import (
    Interval,
    allowed,
    compatible,
    converted,
    convertible,
    dimension,
    ends_agree,
    same_unit,
)

TABLES = lexicon.table("conversions", None)
KINDS = {
    "flow": UnitKind.VOLUME,
    "points": UnitKind.PERCENT,
    **dict.fromkeys(("concentration", "data", "energy", "frequency", "power", "voltage"), UnitKind.NONE),
}
"""The kind of unit that a table of conversions is about, where it is not its own name."""
UNITS = [(unit, KINDS.get(name) or UnitKind(name)) for name, units in sorted(TABLES.items()) for unit in sorted(units)]
SCALED = [u for u in UNITS if u[1] is not UnitKind.TEMPERATURE]
"""Units that convert by a factor alone: a share of the figure is the same share in another unit."""
UNCONVERTED = [
    ("missile", UnitKind.COUNT),
    ("person", UnitKind.COUNT),
    (None, UnitKind.NONE),
    ("dollar", UnitKind.CURRENCY),
    ("euro", UnitKind.CURRENCY),
    ("percentage", UnitKind.PERCENT),
    ("year old", UnitKind.AGE),
]
WIDER = {
    Bound.EXACT: (Bound.ABOUT, Bound.AT_LEAST, Bound.AT_MOST, Bound.MORE_THAN, Bound.LESS_THAN),
    Bound.RANGE: (Bound.ABOUT,),
}
ZERO = Decimal(0)


def figure(text: str, bound: Bound = Bound.EXACT, unit: str | None = "person", step: str = "1") -> Quantity:
    kind = dict([*UNITS, *UNCONVERTED])[unit]
    value = Decimal(text)
    low = None if bound in (Bound.AT_MOST, Bound.LESS_THAN) else value
    high = None if bound in (Bound.AT_LEAST, Bound.MORE_THAN) else value
    return Quantity(low, high, bound, unit, kind, step=Decimal(step))


@st.composite
def quantities(
    draw: st.DrawFn,
    units: Sequence[tuple[str | None, UnitKind]] = (*UNITS, *UNCONVERTED),
    bounds: Sequence[Bound] = tuple(Bound),
    least: int = 0,
) -> Quantity:
    """Any figure that an article may print: digits shown, a hedge, a unit, open or closed."""
    unit, kind = draw(st.sampled_from(units))
    digits, shift = draw(st.integers(least, 9999)), draw(st.integers(-2, 7))
    step = Decimal(1).scaleb(shift)
    low, bound = digits * step, draw(st.sampled_from(bounds))
    high: Decimal | None = low
    if bound in (Bound.RANGE, Bound.VAGUE):
        high = low + draw(st.integers(1, 999)) * step
    elif bound in (Bound.AT_LEAST, Bound.MORE_THAN):
        high = None
    elif bound in (Bound.AT_MOST, Bound.LESS_THAN):
        return Quantity(None, low, bound, unit, kind, step=step)
    return Quantity(low, high, bound, unit, kind, step=None if bound is Bound.VAGUE else step)


def hedged(q: Quantity, bound: Bound) -> Quantity:
    """The same figure with a wider hedge."""
    low = None if bound in (Bound.AT_MOST, Bound.LESS_THAN) else q.low
    high = None if bound in (Bound.AT_LEAST, Bound.MORE_THAN) else q.high
    return replace(q, bound=bound, low=low, high=high)


def in_unit(q: Quantity, unit: str) -> Quantity:
    """The same measure, exactly, in another unit of its dimension."""
    assert q.unit is not None
    low = None if q.low is None else converted(q.low, q.unit, unit)
    high = None if q.high is None else converted(q.high, q.unit, unit)
    step = None
    if q.step is not None:
        step = abs(converted(q.step, q.unit, unit) - converted(ZERO, q.unit, unit))
    return replace(q, unit=unit, low=low, high=high, step=step)


# what editors expect


def _degrees(value: str) -> Quantity:
    """Degrees of a scale that is not said."""
    return replace(figure(value, unit="degree Celsius"), unit="degree")


@pytest.mark.parametrize(
    ("a", "b"),
    [
        (figure("10"), figure("10", Bound.AT_LEAST)),
        (figure("12"), figure("10", Bound.AT_LEAST)),
        (figure("12"), figure("10", Bound.MORE_THAN)),
        (figure("190", Bound.ABOUT, step="10"), figure("192")),
        (figure("88400", step="100"), figure("90000", step="10000")),
        (figure("200", Bound.AT_MOST, step="100"), figure("180", step="10")),
        (figure("60", unit="metre"), figure("200", Bound.ABOUT, "foot", "100")),
        (figure("54.2", unit="percentage", step="0.1"), figure("54", unit="percentage")),
        (figure("6550", step="10"), figure("6600", step="100")),
        (figure("40000", unit="litre", step="10000"), figure("40", unit="cubic metre")),
        (figure("25", unit="knot"), figure("46", unit="kilometre per hour")),
        (figure("100", unit="degree Fahrenheit"), figure("38", unit="degree Celsius")),
        (_degrees("104"), _degrees("40")),
        (figure("30", unit="day"), figure("1", unit="month")),
        (replace(figure("31.50", unit="dollar"), unit="dollar per share"), figure("31.50", unit="dollar")),
        (figure("50", unit="basis point"), figure("0.5", unit="percentage point", step="0.1")),
    ],
    ids=str,
)
def test_what_can_both_hold(a: Quantity, b: Quantity) -> None:
    assert compatible(a, b)


@pytest.mark.parametrize(
    ("a", "b"),
    [
        (figure("11"), figure("14")),
        (figure("214"), figure("241")),
        (figure("9"), figure("10", Bound.AT_LEAST)),
        (figure("31"), figure("30", Bound.AT_MOST)),
        (figure("2000000", step="1000000"), figure("2000000000", Bound.AT_MOST, step="1000000000")),
        (figure("60", unit="metre"), figure("600", unit="foot", step="100")),
        (figure("3.2", unit="percentage", step="0.1"), figure("2.3", unit="percentage", step="0.1")),
        (figure("3.2", unit="percentage", step="0.1"), figure("3.3", unit="percentage", step="0.1")),
        (figure("54", unit="percentage"), figure("55", unit="percentage")),
        (figure("88400", step="100"), figure("88500", step="100")),
        (figure("84000", unit="dollar", step="1000"), figure("84000", unit="euro", step="1000")),
        (figure("30", unit="day"), figure("2", unit="month")),
        (replace(figure("31", unit="dollar"), unit="dollar per share"), figure("31", unit="euro")),
        (figure("50", unit="year old"), figure("52", unit="year old")),
        (_degrees("104"), _degrees("38")),
    ],
    ids=str,
)
def test_what_cannot_both_hold(a: Quantity, b: Quantity) -> None:
    assert not compatible(a, b)


# properties


@given(quantities(), quantities())
def test_compatible_is_symmetric(a: Quantity, b: Quantity) -> None:
    assert compatible(a, b) == compatible(b, a)
    assert same_unit(a, b) == same_unit(b, a)
    assert convertible(a, b) == convertible(b, a)


@given(st.data())
def test_compatible_is_symmetric_within_a_dimension(data: st.DataObject) -> None:
    kind = data.draw(st.sampled_from(sorted({k for _, k in UNITS})))
    near = [u for u in UNITS if u[1] is kind]
    a, b = data.draw(quantities(near)), data.draw(quantities(near))
    assert compatible(a, b) == compatible(b, a)


@given(quantities(), quantities(), st.data())
def test_ends_agree_is_symmetric(a: Quantity, b: Quantity, data: st.DataObject) -> None:
    alike = data.draw(quantities([(a.unit, a.unit_kind)], bounds=(a.bound,)))
    assert ends_agree(a, alike) == ends_agree(alike, a)
    assert ends_agree(a, b) == ends_agree(b, a)


@given(quantities())
def test_a_figure_agrees_with_itself(q: Quantity) -> None:
    assert compatible(q, q)
    assert ends_agree(q, q)


@given(quantities(bounds=(Bound.EXACT,)), st.integers(1, 9))
def test_figures_of_one_precision_that_differ_are_a_conflict(q: Quantity, digits: int) -> None:
    assert q.low is not None
    assert q.step is not None
    other = replace(q, low=q.low + digits * q.step, high=q.low + digits * q.step)
    assert not compatible(q, other)


@given(quantities())
def test_allowed_contains_the_figure(q: Quantity) -> None:
    fair = allowed(q)
    assert fair.low <= fair.high
    for end in (q.low, q.high):
        assert end is None or fair.low <= end <= fair.high


@given(quantities(), quantities())
def test_widening_a_hedge_never_makes_a_conflict(a: Quantity, b: Quantity) -> None:
    if compatible(a, b):
        for bound in WIDER.get(a.bound, ()):
            assert compatible(hedged(a, bound), b), bound
            assert compatible(b, hedged(a, bound)), bound


@given(quantities(bounds=(Bound.EXACT, Bound.RANGE)), quantities(), st.integers(0, 9), st.integers(0, 9))
def test_widening_a_range_never_makes_a_conflict(a: Quantity, b: Quantity, down: int, up: int) -> None:
    assert a.low is not None
    assert a.high is not None
    assert a.step is not None
    wider = replace(a, bound=Bound.RANGE, low=max(a.low - down * a.step, ZERO), high=a.high + up * a.step)
    if compatible(a, b):
        assert compatible(wider, b)


@given(quantities(UNITS), st.data())
def test_a_measure_is_compatible_with_itself_in_any_unit(q: Quantity, data: st.DataObject) -> None:
    unit = data.draw(st.sampled_from(sorted(TABLES[dimension(q.unit) or ""])))
    assert compatible(q, in_unit(q, unit))


@given(st.data())
def test_converting_never_turns_an_agreement_into_a_conflict(data: st.DataObject) -> None:
    table = data.draw(st.sampled_from(sorted({dimension(unit) or "" for unit, _ in SCALED})))
    near = [u for u in SCALED if dimension(u[0]) == table]
    a, b = data.draw(quantities(near)), data.draw(quantities(near))
    unit = data.draw(st.sampled_from([u for u, _ in near]))
    if compatible(a, b):
        assert compatible(in_unit(a, unit), b)


@given(st.data())
def test_converting_never_hides_a_gross_difference(data: st.DataObject) -> None:
    table = data.draw(st.sampled_from(sorted({dimension(unit) or "" for unit, _ in SCALED})))
    near = [u for u in SCALED if dimension(u[0]) == table]
    a = data.draw(quantities(near, bounds=(Bound.EXACT,), least=1))
    assert a.low is not None
    b = replace(a, low=a.low * 2, high=a.low * 2)
    unit = data.draw(st.sampled_from([u for u, _ in near]))
    assert not compatible(a, b)
    assert not compatible(in_unit(a, unit), b)
    assert not compatible(a, in_unit(b, unit))


@given(st.sampled_from(UNITS), st.data(), st.decimals(-(10**6), 10**9, places=2))
def test_converting_there_and_back(start: tuple[str, UnitKind], data: st.DataObject, value: Decimal) -> None:
    unit, _ = start
    other = data.draw(st.sampled_from(sorted(TABLES[dimension(unit) or ""])))
    back = converted(converted(value, unit, other), other, unit)
    assert abs(back - value) <= abs(value) * Decimal("1e-9") + Decimal("1e-6")


@given(st.sampled_from(UNITS), st.data(), st.decimals(0, 10**6, places=1), st.decimals(0, 10**6, places=1))
def test_converting_keeps_the_order(
    start: tuple[str, UnitKind], data: st.DataObject, one: Decimal, two: Decimal
) -> None:
    unit, _ = start
    other = data.draw(st.sampled_from(sorted(TABLES[dimension(unit) or ""])))
    small, large = sorted((one, two))
    assert converted(small, unit, other) <= converted(large, unit, other)


@pytest.mark.parametrize(
    ("value", "unit", "to", "expected"),
    [
        ("100", "kilometre", "mile", "62.137"),
        ("90", "metre", "foot", "295.276"),
        ("25", "knot", "kilometre per hour", "46.3"),
        ("212", "degree Fahrenheit", "degree Celsius", "100"),
        ("-40", "degree Celsius", "degree Fahrenheit", "-40"),
        ("1", "tonne", "pound", "2204.623"),
        ("2", "week", "day", "14"),
        ("36", "hour", "day", "1.5"),
        ("1", "square mile", "hectare", "258.999"),
        ("1", "barrel", "gallon", "42"),
        ("25", "basis point", "percentage point", "0.25"),
    ],
)
def test_known_conversions(value: str, unit: str, to: str, expected: str) -> None:
    assert abs(converted(Decimal(value), unit, to) - Decimal(expected)) < Decimal("0.001")


@given(st.integers(-100, 100), st.integers(0, 50), st.integers(-100, 100), st.integers(0, 50))
def test_intervals_meet_when_they_share_a_value(low: int, length: int, other: int, width: int) -> None:
    a = Interval(Decimal(low), Decimal(low + length))
    b = Interval(Decimal(other), Decimal(other + width))
    assert a.meets(b) == b.meets(a) == bool(set(range(low, low + length + 1)) & set(range(other, other + width + 1)))
