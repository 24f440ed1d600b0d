"""The articles of the run, read again when somebody looks at them: memory follows the page, not the folder.

Nothing is opened by a name that came over the network: a passage names its article, and only articles that the run
has read are known here.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache
from pathlib import Path

from checker import load
from checker.load import Source
from checker.model import Article, Evidence, Span
from checker.text import paragraphs, sentences
from checker.wrapping import unwrapped

__all__ = ["Texts"]

_FILES = 16
"""Files kept after they were read."""
_NEAR = 3000
"""Characters around a passage in which the sentences beside it are looked for."""


class Texts:
    """Articles by the path that findings show."""

    def __init__(self, discover: Callable[[], Sequence[Source]]) -> None:
        self._discover = discover
        self.sources: dict[str, Source] = {}
        self.refresh()

    def refresh(self) -> None:
        """Look again at what there is to read."""
        self.sources = {s.path: s for s in self._discover()}

    def signature(self) -> dict[str, tuple[int, int]]:
        """Size and time of every file: what changed is seen by comparing two."""
        found = {}
        for path, source in self.sources.items():
            try:
                stat = source.file.stat()
            except OSError:
                continue
            found[path] = (stat.st_mtime_ns, stat.st_size)
        return found

    def file(self, path: str) -> Path | None:
        """The file that an article's path stands for."""
        source = self._source(path)
        return source.file if source else None

    def _source(self, path: str) -> Source | None:
        """A record is named FILE#ID, and both may hold that character."""
        while path and path not in self.sources:
            path = path.rpartition("#")[0]
        return self.sources.get(path)

    def article(self, path: str) -> Article | None:
        """The article as it is on disk now; None where it is gone or was never part of the run."""
        source = self._source(path)
        if source is None:
            return None
        try:
            stat = source.file.stat()
        except OSError:
            return None
        return _read(source, stat.st_mtime_ns, stat.st_size).get(path)

    def around(self, evidence: Evidence, count: int = 2) -> tuple[str, str]:
        """So many sentences before the one of the evidence, and as many behind it; empty where the text has changed."""
        article = self.article(evidence.passage.path)
        at = _position(article, evidence) if article else None
        if article is None or at is None:
            return "", ""
        before: list[Span] = []
        after: list[Span] = []
        for span in _sentences(article, at):
            if span.end <= at.start:
                before.append(span)
            elif span.start >= at.end and len(after) < count:
                after.append(span)
        return _join(article, before[-count:]), _join(article, after)

    def whole(self, path: str, found: Sequence[Evidence]) -> list[tuple[str, bool]] | None:
        """A whole article as pieces of its text, those with True being passages of the finding."""
        article = self.article(path)
        if article is None:
            return None
        spans = []
        for one in found:
            if one.passage.path == path and (at := _position(article, one)):
                start = at.start + max(one.mark.start, 0)
                spans.append((start, start + max(len(one.passage.text), 1)))
        pieces: list[tuple[str, bool]] = []
        at_ = 0
        for start, end in sorted(spans):
            if start >= at_:
                pieces += [(article.text[at_:start], False), (article.text[start:end], True)]
                at_ = end
        return [*pieces, (article.text[at_:], False)]


@lru_cache(maxsize=_FILES)
def _read(source: Source, modified: int, size: int) -> dict[str, Article]:
    """The articles of one file by path; ``modified`` and ``size`` make a changed file another one."""
    found = {}
    for item in load.read(source):
        if isinstance(item, Article):
            found[item.path] = load.prepare(item)
    return found


def _position(article: Article, evidence: Evidence) -> Span | None:
    """Where the sentence of the evidence stands in the article's text."""
    text, wanted, read = evidence.context, evidence.passage.start, unwrapped(article)
    if not text:
        return None
    best: Span | None = None
    at = read.find(text)
    while at >= 0:
        here = article.passage(Span(at + max(evidence.mark.start, 0), at + len(text))).start
        if here == wanted:
            return Span(at, at + len(text))
        best = best or Span(at, at + len(text))
        at = read.find(text, at + 1)
    return best


def _sentences(article: Article, near: Span) -> list[Span]:
    """The sentences of headline and body around a place."""
    close = Span(max(near.start - _NEAR, 0), near.end + _NEAR)
    text = unwrapped(article)
    found = (r.span for r in paragraphs(article, text) if r.span.overlaps(close))
    return [s for span in found for s in sentences(text, span)]


def _join(article: Article, spans: Sequence[Span]) -> str:
    return " ".join(article.text[s.start : s.end] for s in spans)[-1200:]
