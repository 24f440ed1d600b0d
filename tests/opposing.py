"""For tests of what two articles say of one thing: their spec files, and what is found between two passages."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import checker
from checker.model import Article


def specs(name: str) -> dict[str, Any]:
    return tomllib.loads((Path(__file__).parent / "specs" / f"{name}.toml").read_text(encoding="utf-8"))


def messages(pair: Mapping[str, Any]) -> list[str]:
    """Of the findings on the passages "a" and "b" of a spec, by two papers of one day."""
    articles = [
        Article.from_text(pair[k], id=f"{k}.txt", source=k.upper(), published="2026-03-10") for k in ("a", "b")
    ]
    return [f.message for f in checker.check(articles).findings]
