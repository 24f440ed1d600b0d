"""Parts of one whole: how they are read, and which of two articles are held against each other."""

from __future__ import annotations

from typing import Any

import pytest
from opposing import messages, specs

from checker.config import Config
from checker.judge.arithmetic.contradictions import scripts_of
from checker.judge.parts import parts
from checker.model import Article, plain
from checker.pipeline import bundles

SPECS = specs("parts")


@pytest.mark.parametrize(("text", "wanted"), SPECS["reads"])
def test_parts(text: str, wanted: list[str]) -> None:
    (bundle,) = bundles([Article.from_text(text, id="a.txt", published="2026-03-10")], Config())
    found = [p for script in scripts_of(bundle).values() for p in parts(script)]
    assert [f"{'not ' if p.but else ''}{plain(p.many)}/{plain(p.whole)}" for p in found] == wanted


@pytest.mark.parametrize("pair", SPECS["pairs"], ids=lambda p: p["b"])
def test_parts_of_two_articles(pair: dict[str, Any]) -> None:
    found = [message for message in messages(pair) if "date" not in message]
    assert bool(found) is pair["held"]
