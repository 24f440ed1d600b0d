"""What two claims share of their surroundings, in bits of evidence.

After Fellegi and Sunter (1969): every feature on which two records agree or differ adds a weight, and the sum
decides. The weights are data (``lexicons/align.toml``); words weigh by how rare they are in news English and
within the story, so that a name that stands in every sentence links nothing.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import timedelta

from checker import lexicon
from checker.model import Claim
from checker.rarity import rarity

__all__ = ["Shared", "StoryWords", "apart_in_time", "bits", "level", "shared"]


def bits(feature: str) -> float:
    """The weight of a feature, from lexicons/align.toml."""
    return float(_weights()[feature])


def _weights() -> Mapping[str, str]:
    return lexicon.mapping("align", "bits", None)


def level(name: str, table: str = "levels") -> float:
    """A threshold of [levels] (figures) or [date_levels] in lexicons/align.toml."""
    return float(lexicon.mapping("align", table, None)[name])


class StoryWords:
    """How much a word says within one story: rarity in the language times rarity among the story's sentences."""

    def __init__(self, claims: Iterable[Claim]) -> None:
        seen: dict[tuple[str, int], frozenset[str]] = {(c.article, c.sentence.start): c.words for c in claims}
        self._sentences = len(seen)
        self._counts: Counter[str] = Counter(w for words in seen.values() for w in words)
        self._cache: dict[str, float] = {}

    def weight(self, word: str) -> float:
        known = self._cache.get(word)
        if known is None:
            share = (self._counts[word] + 0.5) / (self._sentences + 1)
            within = min(1.0, -math.log2(min(1.0, share)) / 4)
            known = self._cache[word] = rarity(word) * max(0.1, within)
        return known


@dataclass(frozen=True, slots=True)
class Shared:
    """Bits from shared words, and the words, heaviest first."""

    bits: float
    words: tuple[str, ...]


def shared(a: Claim, b: Claim, words: StoryWords, ignore: frozenset[str] = frozenset()) -> Shared:
    """Words of both clauses count most, words of one clause and the other sentence less, of both sentences least."""
    near = bits("word_in_both_clauses")
    mixed = bits("word_in_clause_and_sentence")
    far = bits("word_in_both_sentences")
    found: dict[str, float] = {}
    for word in a.words & b.words:
        if word in ignore:
            continue
        in_a, in_b = word in a.clause, word in b.clause
        factor = near if in_a and in_b else mixed if in_a or in_b else far
        found[word] = factor * words.weight(word)
    total = min(sum(found.values()), bits("words_at_most"))
    order = sorted(found, key=lambda w: (-found[w], w))
    return Shared(total, tuple(w for w in order if found[w] >= 0.5)[:6])


def apart_in_time(a: Claim, b: Claim, days: int = 1) -> bool:
    """Do both say when, and are the times more than ``days`` apart?"""
    if a.when is None or b.when is None:
        return False
    gap = timedelta(days=days)
    return a.when[0] - gap > b.when[1] or b.when[0] - gap > a.when[1]
