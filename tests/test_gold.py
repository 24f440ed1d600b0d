"""The gate on extraction: figures that may not fall, nor rise, without gold/floors.toml saying so."""

from __future__ import annotations

import tomllib

import pytest
from golden import GOLD, KINDS, figures, found_by_checker, passages

FLOORS: dict[str, float] = tomllib.loads((GOLD / "floors.toml").read_text(encoding="utf-8"))
PASSAGES = passages()


@pytest.fixture(scope="module")
def reached() -> dict[str, float]:
    return figures(PASSAGES)


@pytest.mark.parametrize("name", FLOORS)
def test_extraction_holds_its_floor(reached: dict[str, float], name: str) -> None:
    assert reached[name] >= FLOORS[name], f"{name} fell from {FLOORS[name]} to {reached[name]}"


@pytest.mark.parametrize("name", FLOORS)
def test_a_floor_is_raised_with_what_it_holds(reached: dict[str, float], name: str) -> None:
    assert reached[name] <= FLOORS[name], f"raise {name!r} in gold/floors.toml from {FLOORS[name]} to {reached[name]}"


def test_every_figure_has_a_floor(reached: dict[str, float]) -> None:
    assert reached.keys() == FLOORS.keys()


def test_the_passages_ask_for_enough_of_each_kind() -> None:
    asked = {kind: sum(len(p.told[kind]) for p in PASSAGES) for kind in KINDS}
    enough = {"numbers": 150, "dates": 60, "quotes": 40}
    assert all(asked[kind] >= least for kind, least in enough.items()), asked


def test_what_is_found_stands_in_its_passage() -> None:
    for passage in PASSAGES:
        for kind, found in found_by_checker(passage).items():
            assert all(0 <= t.span.start < t.span.end <= len(passage.text) for t in found), (kind, passage.name)
