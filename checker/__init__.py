"""checker: a cross-source fact-consistency checker for newsrooms.

    import checker
    run = checker.check("drafts/")
    facts = checker.extract([checker.Article.from_text(text, id="a.txt")])
"""

from __future__ import annotations

from collections.abc import Iterable

from checker.model import Article, Claim, Kind

__all__ = ["Article", "Claim", "__version__", "extract"]
__version__ = "0.1.0"


def extract(articles: Iterable[Article]) -> list[Claim]:
    """Every number, date and quote of the articles, in reading order."""
    from checker import pipeline

    return [c for a in articles for c in pipeline.extract_article(a) if c.kind is not Kind.NAME]
