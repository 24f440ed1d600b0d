"""How much a word says within one story, and the weights and thresholds of alignment."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import cache

from checker import lexicon
from checker.model import Claim
from checker.rarity import rarity

__all__ = ["StoryWords", "bits", "level", "score", "weights"]


_LEAST = 0.1
"""What a word in every sentence of the story still counts, as a share of its rarity."""


def score(found: Mapping[str, float], table: str) -> float:
    """The bits that named features add up to, with the bias of the table; features without a weight count nothing."""
    return weights(table).get("bias", 0.0) + bits(found, table)


def bits(found: Mapping[str, float], table: str, before: float = 0.0) -> float:
    """The bits of named features alone, on top of those ``before`` them."""
    known = weights(table)
    return sum([known.get(name, 0.0) * amount for name, amount in found.items()], before)


@cache
def weights(table: str) -> dict[str, float]:
    """The bits of every feature of a table of lexicons/align.toml, with its bias."""
    return {name: float(weight) for name, weight in lexicon.mapping("align", table, None).items()}


@cache
def level(name: str, table: str = "levels") -> float:
    """A threshold of [levels] (figures) or [date_levels] in lexicons/align.toml."""
    return float(lexicon.mapping("align", table, None)[name])


class StoryWords:
    """How much a word says within one story: rarity in the language times rarity among the story's sentences.

    A word that each article has in one sentence counts in full; one that stands in every sentence counts nothing.
    """

    def __init__(self, claims: Iterable[Claim]) -> None:
        seen = {(c.article, c.sentence.start): c.words for c in claims}
        self._once = max(2, len({article for article, _ in seen}))
        self._span = math.log(max(len(seen), self._once + 1) / self._once)
        self._counts: Counter[str] = Counter(w for words in seen.values() for w in words)
        self._cache: dict[str, float] = {}

    def weight(self, word: str) -> float:
        known = self._cache.get(word)
        if known is None:
            excess = math.log(max(self._counts[word], self._once) / self._once)
            known = self._cache[word] = rarity(word) * max(_LEAST, 1.0 - excess / self._span)
        return known

    def total(self, words: Iterable[str]) -> float:
        known = self._cache
        return sum([known[word] if word in known else self.weight(word) for word in words])
