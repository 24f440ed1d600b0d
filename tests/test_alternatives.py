"""Alternations as trees: they match what plain ones match, and prefer the same phrase."""

from __future__ import annotations

import random
import re

import pytest

from checker.alternatives import any_of


def plain(phrases: list[str]) -> str:
    return "(?:" + "|".join(re.escape(p).replace(r"\ ", r"\s+") for p in phrases) + ")"


@pytest.mark.parametrize("ends", ["", r"\b"])
def test_a_tree_matches_what_the_plain_alternation_matches(ends: str) -> None:
    chance = random.Random(5)

    def word() -> str:
        return chance.choice("abcde") + "".join(chance.choice("ab-'") for _ in range(chance.randint(0, 3)))

    for _ in range(500):
        phrases = [" ".join(word() for _ in range(chance.randint(1, 3))) for _ in range(chance.randint(1, 12))]
        text = "".join(chance.choice("abcdeABCDE-' \n") for _ in range(80))
        tree, list_of = (re.compile(r"\b" + made + ends, re.I) for made in (any_of(phrases), plain(phrases)))
        assert [m.span() for m in tree.finditer(text)] == [m.span() for m in list_of.finditer(text)], (phrases, text)


def test_the_phrase_that_comes_first_is_preferred() -> None:
    assert re.match(any_of(["port", "port of call"]), "port of call").group() == "port"  # type: ignore[union-attr]
    assert re.match(any_of(["port of call", "port"]), "port of call").group() == "port of call"  # type: ignore[union-attr]


def test_blanks_are_what_is_asked_for() -> None:
    assert re.fullmatch(any_of(["dug out", "dug up"], r"\s"), "dug\nup")
    assert not re.fullmatch(any_of(["dug out", "dug up"], " "), "dug\nup")


def test_no_phrases_match_nothing() -> None:
    assert re.search(any_of([]), "anything at all") is None
