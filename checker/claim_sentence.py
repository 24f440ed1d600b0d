"""What claims need to know of one sentence and its clauses, worked out once for all its mentions.

Phrases come from ``lexicons/en/claims.toml``.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from functools import cache

from checker import lexicon
from checker.alternatives import any_of, longest_of
from checker.expressions import expression
from checker.grammar import Page
from checker.model import Span
from checker.rarity import content_stems, stems_of

__all__ = ["Surrounding", "pattern"]

_NOTES = ("prior", "forecast", "hypothetical")
_LOW_WORD = expression(r"\w+")
_LAST_WORD = expression(r"(\w+)\s*\Z")
_LONGEST = 12
"""Characters within which the word that opens a clause stands before it."""


@cache
def pattern(key: str) -> re.Pattern[str]:
    """An alternation over the phrases of a list in claims.toml, with the blanks and marks that lead to one."""
    return expression(r"[\s,(]*" + _phrases(key).pattern, re.I)


@cache
def _phrases(key: str) -> re.Pattern[str]:
    """The alternation alone, longest phrases first: much the faster to search for."""
    return expression(rf"\b{longest_of(lexicon.words('claims', key))}\b", re.I)


@cache
def _first_words(key: str) -> frozenset[str]:
    """The words that the phrases of a list begin with: a text without any of them need not be searched."""
    return frozenset(_LOW_WORD.findall(p.lower())[0] for p in lexicon.words("claims", key))


@cache
def _boundary() -> re.Pattern[str]:
    words = any_of(sorted(lexicon.words("claims", "clause_openers")), " ")
    return expression(rf"[;:()—–“”\"«»]|,(?=\s)|\b{words}\b", re.I)


class Surrounding:
    """One sentence: its stems, its words, its clauses with their stems and flags."""

    def __init__(self, page: Page, index: int) -> None:
        self.text = page.text
        self.span = page.sentences[index].span
        self.context = self.text[self.span.start : self.span.end]
        self.stems = frozenset(stems_of(page.words(index)))
        self._words: frozenset[str] | None = None
        self._bounds: tuple[list[int], list[int]] | None = None
        self._clauses: dict[tuple[int, int], tuple[frozenset[str], frozenset[str]]] = {}
        self._first: dict[str, re.Match[str] | None] = {}

    def clause(self, mention: Span) -> Span:
        """The stretch around a mention between clause boundaries."""
        if self._bounds is None:
            found = [m.span() for m in _boundary().finditer(self.text, self.span.start, self.span.end)]
            self._bounds = [start for start, _ in found], [end for _, end in found]
        starts, ends = self._bounds
        before, behind = bisect_right(ends, mention.start) - 1, bisect_left(starts, mention.end)
        return Span(
            ends[before] if before >= 0 else self.span.start,
            starts[behind] if behind < len(starts) else self.span.end,
        )

    def of_clause(self, clause: Span) -> tuple[frozenset[str], frozenset[str]]:
        """(content stems, flags) of a clause: prior, forecast, hypothetical."""
        key = (clause.start, clause.end)
        known = self._clauses.get(key)
        if known is None:
            stems = frozenset(content_stems(self.text[clause.start : clause.end]))
            flags = frozenset(
                n for n in _NOTES if self._may_hold(n) and _phrases(n).search(self.text, clause.start, clause.end)
            )
            if self._supposed(clause):
                flags |= {"hypothetical"}
            known = self._clauses[key] = (stems, flags)
        return known

    def _supposed(self, clause: Span) -> bool:
        """Whether the word that opens a clause is a condition's."""
        if not self._may_hold("conditions"):
            return False
        opened = _LAST_WORD.search(self.text, max(self.span.start, clause.start - _LONGEST), clause.start)
        return opened is not None and opened.group(1).lower() in lexicon.words("claims", "conditions")

    def first(self, key: str) -> re.Match[str] | None:
        """The first phrase of a list in the sentence."""
        if key not in self._first:
            start, end = self.span.start, self.span.end
            held = self._may_hold(key) and _phrases(key).search(self.text, start, end)
            self._first[key] = pattern(key).search(self.text, start, end) if held else None
        return self._first[key]

    def _may_hold(self, key: str) -> bool:
        if self._words is None:
            self._words = frozenset(_LOW_WORD.findall(self.context.lower()))
        return not self._words.isdisjoint(_first_words(key))
