"""The sentences of one article in reading order, each coded when a check asks for it.

Checks that tie a figure to one in another sentence ("The other four ...", "That makes ten in all") find their
sentence by its words and look at its neighbours; few articles have such words.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property

from checker.judge.arithmetic_figures import Line, coded
from checker.model import Article, Claim, Region, Span, Zone
from checker.text import fold, paragraphs, sentences

__all__ = ["Script"]


class Script:
    """An article as its sentences. ``taken``: spans of dates and names by the start of their sentence."""

    def __init__(self, article: Article, claims: Sequence[Claim], taken: Mapping[int, Sequence[Span]]) -> None:
        self.article = article
        self._claims: dict[int, list[Claim]] = {}
        for claim in sorted(claims, key=lambda c: c.mention.span):
            self._claims.setdefault(claim.sentence.start, []).append(claim)
        self._taken = taken
        self._lines: dict[int, Line] = {}

    @cached_property
    def text(self) -> str:
        """The text in lower case, with plain marks and dashes, as long as it was."""
        return fold(self.article.text)

    @property
    def year(self) -> int | None:
        """The year of publication, where the article itself says it."""
        day = self.article.own_day
        return day.year if day is not None else None

    @cached_property
    def regions(self) -> list[Region]:
        """Every sentence with its zone."""
        text = self.article.text
        found = paragraphs(self.article, text)
        return [Region(p.zone, s) for p in found for s in sentences(text, p.span)]

    @cached_property
    def _starts(self) -> list[int]:
        return [r.span.start for r in self.regions]

    def at(self, offset: int) -> int | None:
        """The number of the sentence that holds a character; None for furniture."""
        n = bisect_right(self._starts, offset) - 1
        return n if n >= 0 and offset < self.regions[n].span.end else None

    def line(self, number: int) -> Line:
        """A sentence by its number, coded."""
        if number not in self._lines:
            region = self.regions[number]
            start = region.span.start
            words = self.article.text[start : region.span.end]
            known = self._claims.get(start, ())
            self._lines[number] = coded(words, start, region.zone, known, self._taken.get(start, ()))
        return self._lines[number]

    def words(self, number: int) -> str:
        """A sentence as it is searched: in lower case, with plain marks."""
        span = self.regions[number].span
        return self.text[span.start : span.end]

    def body(self, pattern: re.Pattern[str]) -> Iterator[int]:
        """The numbers of the sentences in which a pattern begins, each once; headlines round and leave out."""
        seen = set()
        for m in pattern.finditer(self.text):
            number = self.at(m.start())
            if number is not None and number not in seen:
                seen.add(number)
                if self.regions[number].zone is not Zone.HEADLINE:
                    yield number
