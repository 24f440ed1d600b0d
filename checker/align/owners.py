"""Whose figures they are: the profit of one company is no version of another's, however alike the briefs are worded."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from checker import lexicon
from checker.align.assignment import Candidate, Unit

__all__ = ["owners", "two_owners"]

_LEAST = 4
"""Letters of a word that tells one name from another."""

Name = frozenset[str]
Owners = Mapping[str, tuple[frozenset[Name], frozenset[Name]]]
"""By article: the names (sets of words) that its figures are told with most, and all names told with them."""


def owners(units: Iterable[Unit]) -> Owners:
    """The names in the sentences with figures; those that lead stand in two of them at least."""
    sentences = {(c.article, c.sentence.start): c.names for unit in units for c in unit.claims}
    told: dict[str, list[list[Name]]] = {}
    for (article, _), names in sentences.items():
        told.setdefault(article, []).append([found for name in names if (found := _name(name))])
    return {article: (_leading(rows), frozenset(n for row in rows for n in row)) for article, rows in told.items()}


def _name(text: str) -> Name:
    return frozenset(word for word in text.split() if len(word) >= _LEAST)


def _leading(rows: list[list[Name]]) -> frozenset[Name]:
    every = {name for row in rows for name in row}
    counts = {name: sum(any(_same(name, other) for other in row) for row in rows) for name in every}
    most = max(counts.values(), default=0)
    return frozenset(name for name, count in counts.items() if count * 2 > most >= 2)


def _same(a: Name, b: Name) -> bool:
    """ "Marden" is "Marden Mills"; "Tolverton Mills" is not."""
    return a <= b or b <= a


def two_owners(one: Candidate, known: Owners) -> bool:
    """Do both figures tell of how a company fares, in articles whose leading names the other never tells?"""
    events = lexicon.words("align", "company_events", None)
    a, b = one.a.first, one.b.first
    if a.predicate not in events or b.predicate not in events:
        return False
    (mine, told), (theirs, said) = known[a.article], known[b.article]
    if not mine or not theirs:
        return False
    return not any(_same(x, y) for x in mine for y in said) and not any(_same(x, y) for x in theirs for y in told)
