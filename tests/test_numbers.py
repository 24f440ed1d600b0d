"""Numbers: the spec files under specs/numbers, the parts of a mention, and what must hold on any text."""

from __future__ import annotations

import time
import tomllib
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from golden import interval
from hypothesis import given, settings
from hypothesis import strategies as st

from checker.extraction.numbers import find
from checker.grammar import Page
from checker.model import Article, Bound, Kind, Mention, Quantity, Span, TimeType, TimeValue, UnitKind
from checker.normalise.numbers import normalise

SPECS = sorted((Path(__file__).parent / "specs" / "numbers").glob("*.toml"))
CASES = [
    pytest.param(case, id=f"{path.stem}: {case['text']}")
    for path in SPECS
    for case in tomllib.loads(path.read_text(encoding="utf-8"))["case"]
]


def numbers(text: str, seen: Any = None) -> list[tuple[Mention, Quantity]]:
    page = Page(Article.from_text(text, id="a"))
    mentions = find(page, seen or {})
    values = normalise(page, mentions, seen or {})
    return [(m, v) for m, v in zip(mentions, values, strict=True) if v is not None]


def say(mention: Mention, value: Quantity) -> str:
    change = f" {value.change}" if value.change else ""
    told = f"{value.bound} {interval(value)} {value.unit or '-'}{change}"
    return f"{mention.text} | {told} | {mention.parts.get('counted') or '-'}"


@pytest.mark.parametrize("case", CASES)
def test_spec(case: dict[str, Any]) -> None:
    assert [say(m, v) for m, v in numbers(case["text"])] == case["facts"]


def test_parts_name_figure_hedge_and_head() -> None:
    text = "Lukavia lost at least 67 cruise missiles."
    ((mention, value),) = numbers(text)
    parts = mention.parts
    at = {k: text[parts[k].start : parts[k].end] for k in ("number_span", "hedge_span", "head_at")}
    assert at == {"number_span": "67", "hedge_span": "at least", "head_at": "missiles"}
    assert parts["head"] == "missile"
    assert (value.low, value.high, value.unit_kind) == (Decimal(67), None, UnitKind.COUNT)


def test_a_part_knows_its_whole() -> None:
    (part, _), (whole, _) = numbers("Firefighters saved 58 of the 67 cottages.")
    assert part.parts["of"] == Decimal(67)
    assert "of" not in whole.parts


def test_old_and_new_value_of_a_change() -> None:
    roles = [(m.text, m.parts["change_role"]) for m, _ in numbers("Sales rose by 5% to 210 crates from 200 crates.")]
    assert roles == [("5%", "by"), ("210 crates", "to"), ("200 crates", "from")]


@pytest.mark.parametrize(
    ("text", "step"),
    [
        ("67 boats", "1"),
        ("90,000 homes", "10000"),
        ("2.3 million bricks", "100000"),
        ("$2.40 billion", "10000000"),
        ("thirty-eight goats", "1"),
        ("about 200 goats", "100"),
        ("about 40 goats", "10"),
        ("40 goats", "1"),
        ("1.5k members", "100"),
    ],
)
def test_stated_precision(text: str, step: str) -> None:
    ((_, value),) = numbers(f"They saw {text}.")
    assert value.step == Decimal(step)


def test_what_dates_hold_is_no_number() -> None:
    text = "In 2,019 words, over three years, a 38-year-old wrote it."
    span = Span(text.index("three"), text.index("three") + len("three years"))
    lasting = TimeValue(TimeType.DURATION, "P3Y")
    day = Span(text.index("2,019"), text.index("2,019") + 5)
    seen = {
        Kind.DATE: [
            (Mention(Kind.DATE, day, "2,019", "x"), TimeValue(TimeType.DATE, "2019")),
            (Mention(Kind.DATE, span, "three years", "x"), lasting),
        ]
    }
    assert [(m.text, v.unit_kind) for m, v in numbers(text, seen)] == [("38-year-old", UnitKind.AGE)]


def test_names_keep_their_figures_but_not_a_sum() -> None:
    text = "The Brindle 40 cost RM2.70 there."
    spans = [Span(text.index(s), text.index(s) + len(s)) for s in ("Brindle 40", "RM2")]
    seen = {Kind.NAME: [(Mention(Kind.NAME, s, text[s.start : s.end], "x"), None) for s in spans]}
    assert [say(m, v) for m, v in numbers(text, seen)] == ["RM2.70 | exact 2.7 Malaysian ringgit | -"]


def test_a_vague_or_open_quantity_has_its_interval() -> None:
    ((_, vague),) = numbers("Several villages burned.")
    assert (vague.bound, vague.low, vague.high, vague.step) == (Bound.VAGUE, Decimal(3), Decimal(9), None)


SCRAPS = """
12 3.5 1,200 $ € % million half a the of which to - – and or between at least more than two dozen people killed " ' ( )
. , : km/h 6ft 5'6 0 1/2 9/11 no one aged per a day not single strike zero 10 th bn m US$ rose from by Ünï 7,5 1.2.3 -4
other them
"""
NEWSY = st.lists(st.sampled_from([*SCRAPS.split(), "\u00a0", "\n"]), max_size=25).map(" ".join)


@settings(max_examples=300, deadline=None)
@given(st.one_of(NEWSY, st.text(max_size=80)))
def test_any_text_gives_exact_ordered_spans(text: str) -> None:
    found = numbers(text)
    for mention, value in found:
        assert text[mention.span.start : mention.span.end] == mention.text
        assert mention.text
        figure = mention.parts["number_span"]
        assert text[figure.start : figure.end]
        if value.low is not None and value.high is not None:
            assert value.low <= value.high
    assert found == sorted(found, key=lambda f: f[0].span)


@settings(max_examples=100, deadline=None)
@given(st.integers(min_value=10, max_value=999_999), st.sampled_from(["goats", "bridges", "voters"]))
def test_a_plain_count_keeps_value_and_noun(count: int, noun: str) -> None:
    found = numbers(f"They counted {count:,} {noun} there.")
    assert [(v.low, v.high, v.bound, m.parts["counted"]) for m, v in found] == [(count, count, Bound.EXACT, noun)]


@pytest.mark.parametrize("piece", ["12 people and ", '5" ', "a@", "1,", "between 3 and ", "$", "no one of the "])
def test_hostile_lines_take_linear_time(piece: str) -> None:
    started = time.perf_counter()
    numbers(piece * (60_000 // len(piece)))
    assert time.perf_counter() - started < 20
