"""The sentences of one article in reading order, each coded when a check asks for it.

Checks that tie a figure to one in another sentence ("The other four ...", "That makes ten in all") find their
sentence by its words and look at its neighbours; few articles have such words.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property

from checker.expressions import expression
from checker.judge.arithmetic.figures import Line, coded
from checker.model import Article, Claim, Region, Span, Zone
from checker.text import fold, paragraphs, sentences

__all__ = ["Script"]

_WORD = expression(r"[a-z]+|\)")


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

    def body(self, pattern: re.Pattern[str], words: Iterable[str] | None = None) -> Iterator[int]:
        """The numbers of the sentences in which a pattern begins, headlines left out. Nothing that it matches is
        without one of ``words``: only sentences that hold one are searched, which is much the quicker. Without such
        words all are searched in which a figure stands.
        """
        held = self._figured if words is None else {n for word in words for n in self._holding.get(word, ())}
        for number in sorted(held):
            region = self.regions[number]
            if region.zone is not Zone.HEADLINE and pattern.search(self.text, region.span.start, region.span.end + 1):
                yield number

    def size(self, number: int) -> int:
        """How many figures were read in a sentence."""
        return len(self._claims.get(self.regions[number].span.start, ()))

    def at(self, place: int) -> int:
        """The number of the sentence that holds a place of the text."""
        return max(0, bisect_right(self._starts, place) - 1)

    @cached_property
    def _starts(self) -> list[int]:
        return [region.span.start for region in self.regions]

    @cached_property
    def _figured(self) -> set[int]:
        """The numbers of the sentences with a figure that was read, and of those behind them."""
        found = {number for number, region in enumerate(self.regions) if region.span.start in self._claims}
        return found | {number + 1 for number in found if number + 1 < len(self.regions)}

    @cached_property
    def _holding(self) -> Mapping[str, list[int]]:
        """The numbers of the sentences that hold a word, or a closing bracket."""
        out: dict[str, list[int]] = defaultdict(list)
        for number in range(len(self.regions)):
            for word in {*_WORD.findall(self.words(number))}:
                out[word].append(number)
        return out
