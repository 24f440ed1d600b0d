"""The whole run: load -> extract -> normalise -> claims -> stories -> align -> judge."""

from __future__ import annotations

from checker import claims
from checker.grammar import Page
from checker.kinds import GRID
from checker.load.prepare import prepare
from checker.model import Article, Claim, Kind, Mention, Value

__all__ = ["extract_article"]


def extract_article(article: Article) -> list[Claim]:
    """All facts of one article, in reading order. Pure and picklable."""
    page = Page(prepare(article))
    seen: dict[Kind, list[tuple[Mention, Value]]] = {}
    for row in GRID:
        mentions = row.find(page, seen)
        values = row.normalise(page, mentions, seen)
        seen[row.kind] = [(m, v) for m, v in zip(mentions, values, strict=True) if v is not None]
    return claims.build(page, seen)
