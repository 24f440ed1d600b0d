"""Whose figures they are: the profit of one company is no version of another's, however alike the briefs are worded."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from checker import lexicon
from checker.align.assignment import Candidate, Unit

__all__ = ["owners", "two_owners"]

_LEAST = 4
"""Letters of a word that tells one name from another."""

Owners = Mapping[str, tuple[frozenset[str], frozenset[str]]]
"""By article: the words of the names that its figures are told with most, and of all names told with them."""


def owners(units: Iterable[Unit]) -> Owners:
    """The names in the sentences with figures; those that lead stand in two of them at least."""
    sentences = {(c.article, c.sentence.start): c.names for unit in units for c in unit.claims}
    counts: dict[str, Counter[str]] = {}
    for (article, _), names in sentences.items():
        counts.setdefault(article, Counter()).update(names)
    return {article: (_words(_leading(found)), _words(found)) for article, found in counts.items()}


def _leading(found: Counter[str]) -> list[str]:
    most = max(found.values(), default=0)
    return [name for name, count in found.items() if count * 2 > most >= 2]


def _words(names: Iterable[str]) -> frozenset[str]:
    return frozenset(word for name in names for word in name.split() if len(word) >= _LEAST)


def two_owners(one: Candidate, known: Owners) -> bool:
    """Do both figures tell of how a company fares, in articles whose leading names the other never tells?"""
    events = lexicon.words("align", "company_events", None)
    a, b = one.a.first, one.b.first
    if a.predicate not in events or b.predicate not in events:
        return False
    (mine, told), (theirs, said) = known[a.article], known[b.article]
    return bool(mine and theirs) and not mine & said and not theirs & told
