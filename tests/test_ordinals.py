"""Ordinals that count: how they are read, and which of two articles are held against each other."""

from __future__ import annotations

from typing import Any

import pytest
from opposing import messages, specs

from checker.judge.ordinals import ordinals
from checker.model import Article

SPECS = specs("ordinals")


@pytest.mark.parametrize(("text", "wanted"), SPECS["reads"])
def test_ordinals_that_count(text: str, wanted: list[str]) -> None:
    assert [f"{o.value} {o.noun}" for o in ordinals(Article.from_text(text, id="a.txt"))] == wanted


@pytest.mark.parametrize("pair", SPECS["pairs"], ids=lambda p: p["b"])
def test_ordinals_of_two_articles(pair: dict[str, Any]) -> None:
    found = [message for message in messages(pair) if "of its kind" in message]
    assert bool(found) is pair["held"]
