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


_LEAST = 0.1
"""What a word in every sentence of the story still counts, as a share of its rarity."""


def bits(feature: str) -> float:
    """The weight of a feature, from lexicons/align.toml."""
    return float(_weights()[feature])


def _weights() -> Mapping[str, str]:
    return lexicon.mapping("align", "bits", None)


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


@dataclass(frozen=True, slots=True)
class Shared:
    """Bits from shared words, and the words, heaviest first."""

    bits: float
    words: tuple[str, ...]


def shared(a: Claim, b: Claim, words: StoryWords, ignore: frozenset[str] = frozenset()) -> Shared:
    """Words near both mentions count most, words of both clauses less, words of both sentences least.

    Near a mention even a common word tells ("in federal taxes"), so there a word counts at least by half.
    """
    near, far = {}, {}
    for word in a.words & b.words:
        if word in ignore:
            continue
        in_a, in_b = word in a.near, word in b.near
        weight = words.weight(word)
        if in_a and in_b:
            near[word] = bits("word_near_both") * max(weight, 0.4)
        elif in_a or in_b:
            near[word] = bits("word_near_one") * weight
        elif word in a.clause and word in b.clause:
            far[word] = bits("word_in_both_clauses") * weight
        else:
            far[word] = bits("word_in_both_sentences") * weight
    total = min(sum(near.values()), bits("near_at_most")) + min(sum(far.values()), bits("far_at_most"))
    found = near | far
    order = sorted(found, key=lambda w: (-found[w], w))
    return Shared(total, tuple(w for w in order if found[w] >= 0.5)[:6])


def apart_in_time(a: Claim, b: Claim, days: int = 1) -> bool:
    """Do both say when, in words tied to the fact itself, and are the times more than ``days`` apart?"""
    if a.when is None or b.when is None or "loose-when" in (a.notes | b.notes):
        return False
    gap = timedelta(days=days)
    return a.when[0] - gap > b.when[1] or b.when[0] - gap > a.when[1]
