"""Votes with both sides told: how they are read, and which of two articles are held against each other."""

from __future__ import annotations

from typing import Any

import pytest
from opposing import messages, specs

from checker.judge.tallies import tallies
from checker.model import Article

SPECS = specs("tallies")


@pytest.mark.parametrize(("text", "wanted"), SPECS["reads"])
def test_tallies(text: str, wanted: list[str]) -> None:
    assert [f"{o.more}-{o.fewer}" for o in tallies(Article.from_text(text, id="a.txt"))] == wanted


@pytest.mark.parametrize("pair", SPECS["pairs"], ids=lambda p: p["b"])
def test_tallies_of_two_articles(pair: dict[str, Any]) -> None:
    found = [message for message in messages(pair) if "in the other" in message]
    assert bool(found) is pair["held"]
