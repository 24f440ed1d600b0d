"""checker: a cross-source fact-consistency checker for newsrooms.

import checker
run = checker.check("drafts/")
facts = checker.extract([checker.Article.from_text(text, id="a.txt")])
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from checker.errors import UsageError
from checker.model import Article, Claim, Kind, Run, Unreadable
from checker.version import VERSION

if TYPE_CHECKING:
    from checker.config import Config

__all__ = ["Article", "Claim", "Run", "__version__", "check", "extract"]
__version__ = VERSION

Inputs = str | Path | Sequence[str | Path] | Iterable[Article]


def check(inputs: Inputs, config: Config | None = None) -> Run:
    """Check a folder, paths, or articles against each other.

    Raises UsageError for a missing path; what cannot be read is listed in ``Run.unreadable``.
    """
    from checker import decisions, pipeline, policy
    from checker.config import Config

    chosen = config or Config()
    return policy.apply(pipeline.run(_articles(inputs), chosen), chosen, policy.Ground(), decisions.today())


def extract(articles: Iterable[Article]) -> list[Claim]:
    """Every number, date and quote of the articles, in reading order."""
    from checker import pipeline

    return [c for a in articles for c in pipeline.extract_article(a).claims if c.kind is not Kind.NAME]


def _articles(inputs: Inputs) -> Iterable[Article | Unreadable]:
    from checker import load

    if isinstance(inputs, str | Path):
        inputs = [inputs]
    items = list(inputs)
    if all(isinstance(item, Article) for item in items):
        return [item for item in items if isinstance(item, Article)]
    paths = [Path(item) for item in items if isinstance(item, str | Path)]
    if len(paths) < len(items):
        raise UsageError("give either paths or articles, not both")
    return load.read_all(load.discover(paths))
