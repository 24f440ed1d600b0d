"""Values in words: the wording of figures and days in messages and reports."""

from __future__ import annotations

import tomllib
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker import Article, say
from checker.model import Bound, Change, Claim, Grain, Kind, Quantity, TimeType, TimeValue, UnitKind
from checker.pipeline import extract_article

SPECS = tomllib.loads((Path(__file__).parent / "specs" / "say.toml").read_text(encoding="utf-8"))


def seen(case: dict[str, Any], kind: Kind) -> Claim:
    article = Article.from_text(case["text"], id="a.txt", published=case.get("published", "2025-06-10"))
    found = [c for c in extract_article(article).claims if c.kind is kind]
    assert case["see"] in [c.mention.text for c in found]
    return next(c for c in found if c.mention.text == case["see"])


@pytest.mark.parametrize("case", SPECS["figure"], ids=lambda c: c["say"])
def test_figures_are_said_as_an_editor_would(case: dict[str, Any]) -> None:
    assert say.value(seen(case, Kind.NUMBER)) == case["say"]


@pytest.mark.parametrize("case", SPECS["date"], ids=lambda c: c["say"])
def test_days_are_said_as_an_editor_would(case: dict[str, Any]) -> None:
    assert say.value(seen(case, Kind.DATE)) == case["say"]


@pytest.mark.parametrize(
    ("singular", "plural"),
    [
        ("passenger", "passengers"),
        ("foot", "feet"),
        ("company", "companies"),
        ("church", "churches"),
        ("crisis", "crises"),
        ("person", "people"),
        ("percentage", "percent"),
        ("aircraft", "aircraft"),
        ("staff", "staff"),
        ("knife", "knives"),
    ],
)
def test_plurals(singular: str, plural: str) -> None:
    assert say.plural(singular) == plural


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("0", "0"),
        ("999999", "999,999"),
        ("1000000", "1 million"),
        ("2350000", "2.35 million"),
        ("2345678", "2,345,678"),
        ("1200000000", "1.2 billion"),
        ("-6", "-6"),
        ("-1500000", "-1.5 million"),
        ("0.25", "0.25"),
    ],
)
def test_figures_as_a_newspaper_prints_them(value: str, shown: str) -> None:
    assert say.figure(Decimal(value)) == shown


def test_money_below_zero_has_its_minus_in_front() -> None:
    loss = Quantity(Decimal(-4_000_000), Decimal(-4_000_000), unit="dollar", unit_kind=UnitKind.CURRENCY)
    assert say.quantity(loss) == "-$4 million"


DECIMALS = st.decimals(min_value=-(10**15), max_value=10**15, allow_nan=False, allow_infinity=False, places=6)
UNITS = st.sampled_from([None, "foot", "dollar", "dollar per share", "degree Celsius", "mile per hour", "percentage"])


@given(DECIMALS, DECIMALS, st.sampled_from(Bound), st.sampled_from(UnitKind), UNITS, st.sampled_from([None, *Change]))
def test_every_quantity_has_words_that_hold_its_ends(
    a: Decimal, b: Decimal, bound: Bound, kind: UnitKind, unit: str | None, change: Change | None
) -> None:
    q = Quantity(min(a, b), max(a, b), bound, unit, kind, change)
    words = say.quantity(q, "old houses")
    assert words == " ".join(words.split())
    for end in (q.low, q.high):
        assert end is not None
        nothing = end == 0 == q.low == q.high and kind is UnitKind.COUNT and bound is Bound.EXACT
        assert nothing or say.figure(abs(end)) in words


@given(DECIMALS)
def test_a_figure_can_be_read_back(x: Decimal) -> None:
    number, _, scale = say.figure(x).partition(" ")
    size = {"": 1, "million": 10**6, "billion": 10**9, "trillion": 10**12}[scale]
    assert Decimal(number.replace(",", "")) * size == x


@given(st.text(max_size=30), st.sampled_from([None, *Grain]), st.datetimes(), st.datetimes(), st.sampled_from(TimeType))
def test_every_time_has_words(timex: str, grain: Grain | None, start: Any, end: Any, type_: TimeType) -> None:
    known = TimeValue(type_, timex, grain, min(start, end), max(start, end))
    open_ = TimeValue(type_, timex, grain)
    assert isinstance(say.time(known, "that day"), str)
    assert say.time(open_, "that  day") == "that day"
