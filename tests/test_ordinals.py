"""Ordinals that count: how they are read, and which of two articles are held against each other."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

import checker
from checker.judge.ordinals import ordinals
from checker.model import Article

SPECS: dict[str, Any] = tomllib.loads(
    (Path(__file__).parent / "specs" / "ordinals.toml").read_text(encoding="utf-8")
)


@pytest.mark.parametrize(("text", "wanted"), SPECS["reads"])
def test_ordinals_that_count(text: str, wanted: list[str]) -> None:
    assert [f"{o.value} {o.noun}" for o in ordinals(Article.from_text(text, id="a.txt"))] == wanted


@pytest.mark.parametrize("pair", SPECS["pairs"], ids=lambda p: p["b"])
def test_ordinals_of_two_articles(pair: dict[str, Any]) -> None:
    texts = [
        Article.from_text(pair[k], id=f"{k}.txt", source=k.upper(), published="2026-03-10") for k in ("a", "b")
    ]
    found = [f for f in checker.check(texts).findings if "of its kind" in f.message]
    assert bool(found) is pair["held"]
