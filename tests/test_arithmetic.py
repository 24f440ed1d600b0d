"""Figures of one article that cannot all be right, and those that only look so."""

from __future__ import annotations

import tomllib
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import checker

SPEC: dict[str, list[list[str]]] = tomllib.loads(
    (Path(__file__).parent / "specs" / "arithmetic.toml").read_text(encoding="utf-8")
)
CASES = [pytest.param(text, code, id=f"{topic}: {text[:70]}") for topic, rows in SPEC.items() for text, code in rows]


def findings(text: str) -> list[dict[str, object]]:
    """The findings of the arithmetic rules (N111 to N118, D106, D107) on one article."""
    run = checker.check([checker.Article.from_text(text, id="a.md", published="2026-03-10")])
    return [f for f in run.to_dict()["findings"] if "N111" <= f["code"] <= "N118" or f["code"] in ("D106", "D107")]


@pytest.mark.parametrize(("text", "code"), CASES)
def test_what_an_article_says_against_itself(text: str, code: str) -> None:
    found = {str(f["code"]): f["message"] for f in findings(text.replace(" | ", "\n\n"))}
    assert list(found) == ([] if code == "quiet" else [code]), found


def test_as_many_look_alikes_as_contradictions() -> None:
    for topic, rows in SPEC.items():
        quiet = sum(code == "quiet" for _, code in rows)
        assert quiet * 2 >= len(rows) - 1, topic


@given(part=st.integers(1, 400), whole=st.integers(2, 900))
@settings(max_examples=60, deadline=None)
def test_a_rounded_percentage_is_never_flagged(part: int, whole: int) -> None:
    if part < whole:
        percent = round(Decimal(part) * 100 / whole)
        assert findings(f"The ferry line cancelled {part} of its {whole} sailings, or {percent} percent.") == []


@given(before=st.integers(10, 900), after=st.integers(10, 900))
@settings(max_examples=60, deadline=None)
def test_a_rounded_change_is_never_flagged(before: int, after: int) -> None:
    if before != after:
        percent = round(abs(Decimal(after) - before) * 100 / before, 1)
        verb = "rose" if after > before else "fell"
        assert findings(f"Profit {verb} {percent} percent to ${after} million from ${before} million.") == []


@given(metres=st.integers(2, 5000))
@settings(max_examples=60, deadline=None)
def test_a_rounded_conversion_is_never_flagged(metres: int) -> None:
    feet = round(Decimal(metres) / Decimal("0.3048"))
    assert findings(f"The wall was {metres} metres ({feet} feet) long.") == []


@given(parts=st.lists(st.integers(2, 40), min_size=3, max_size=3))
@settings(max_examples=40, deadline=None)
def test_parts_that_add_up_are_never_flagged(parts: list[int]) -> None:
    a, b, c = parts
    assert findings(f"Police held {a + b + c} people: {a} in Brenn, {b} in Tolm and {c} in Sey.") == []


@given(st.text(alphabet="of whom 71 (%,.:£$-–from to by or and rose each percent\n", max_size=120))
@settings(max_examples=80, deadline=None)
def test_any_text_is_survived(text: str) -> None:
    findings(text)


def test_a_long_line_of_figures_is_survived() -> None:
    assert findings("rose to 210 from 190, or 3 of 4, and 12 to 5; " * 60) == []
