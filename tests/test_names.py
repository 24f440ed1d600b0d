"""Names: the specs in tests/specs/names, and what must hold for any text."""

from __future__ import annotations

import tomllib
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.extraction import names as find_names
from checker.grammar import Page
from checker.model import Article, Mention, NameValue, Region, Span, Zone
from checker.normalise import names as value_names
from checker.normalise.name_spelling import given_agree, skeleton, skeleton_near

SPECS = Path(__file__).parent / "specs" / "names"
CASES = [(p.stem, c) for p in sorted(SPECS.glob("*.toml")) for c in tomllib.loads(p.read_text("utf-8"))["case"]]


def names(text: str, headline: int = 0) -> list[tuple[Mention, NameValue]]:
    regions = (Region(Zone.BODY, Span(headline, len(text))),)
    if headline:
        regions = (Region(Zone.HEADLINE, Span(0, headline)), *regions)
    page = Page(Article("spec.txt", "spec.txt", text, "spec", regions=regions))
    found = find_names.find(page, {})
    values = value_names.normalise(page, found, {})
    return [(m, v) for m, v in zip(found, values, strict=True) if v is not None]


@pytest.mark.parametrize(("file", "case"), CASES, ids=[f"{f}: {c['name']}" for f, c in CASES])
def test_spec(file: str, case: dict[str, Any]) -> None:
    found = names(case["text"])
    assert [m.text for m, _ in found] == [n["text"] for n in case["names"]]
    for (m, v), wanted in zip(found, case["names"], strict=True):
        got = {"text": m.text, "canonical": v.canonical, "entity": v.entity, "spelling": v.spelling}
        assert {k: got[k] for k in wanted if k != "roles"} == {k: w for k, w in wanted.items() if k != "roles"}
        assert set(wanted.get("roles", ())) <= set(v.roles)


def test_a_headline_in_capitals_gives_only_names_that_the_body_knows() -> None:
    headline = "Varn Now Urges Kyiv To Save Dam"
    found = names(headline + "\nThe mayor, Ilse Varn, spoke on Monday.", len(headline))
    assert [(m.text, v.canonical) for m, v in found] == [
        ("Varn", "Ilse Varn"),
        ("Kyiv", "Kyiv"),
        ("Ilse Varn", "Ilse Varn"),
    ]


@pytest.mark.parametrize(
    ("one", "other"),
    [("Zorenskiy", "Zorensky"), ("Zorenskyy", "Zorenski"), ("Holovenko", "Holovenka"), ("Kharin", "Harin")],
)
def test_transliterations_meet(one: str, other: str) -> None:
    assert skeleton_near(skeleton(one), skeleton(other))


@pytest.mark.parametrize(
    ("one", "other"), [("Varn", "Vorn"), ("Anselm", "Anselms"), ("Tarrow", "Marrow"), ("Brank", "Brandt")]
)
def test_other_surnames_stay_apart(one: str, other: str) -> None:
    assert not skeleton_near(skeleton(one), skeleton(other))


def test_given_names_agree_by_initial_and_short_form() -> None:
    assert given_agree("William", "Bill")
    assert given_agree("W.", "William")
    assert not given_agree("Ilse", "Tor")


WORDS = st.sampled_from(
    ["Varn", "Ilse", "Mr.", "the", "of", "President", "Kyiv", "U.S.", "737", "Boeing", ".", ",", "\n", "’s"]
)


@given(st.lists(st.one_of(WORDS, st.text(max_size=5)), max_size=50).map(" ".join))
def test_any_text_gives_exact_disjoint_spans(text: str) -> None:
    found = names(text)
    for m, v in found:
        assert text[m.span.start : m.span.end] == m.text
        assert v.canonical
    for (a, _), (b, _) in pairwise(found):
        assert a.span.end <= b.span.start


def test_a_demonym_is_no_spelling_of_its_country() -> None:
    assert not skeleton_near(skeleton("Ordanian"), skeleton("Ordania"))
