"""How much a shared word says: rare words link two passages, common ones do not.

Weights come from ``lexicons/en/common.toml`` (bands of document frequency in news English); a word in no band
counts in full.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from checker import lexicon
from checker.expressions import expression
from checker.worked_out import worked_out

__all__ = ["content_stems", "rarity", "stem", "stems_of", "weighed", "words_in"]

_WORD = expression(r"[^\W\d_]+(?:[’'.&-][^\W\d_]+)*")


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """A crude stem of a lower-case word: enough that "missiles" meets "missile" and "fired" meets "fires"."""
    w = word.replace("’", "'")
    if w.endswith("'s"):
        w = w[:-2]
    w = w.rstrip("'")
    if len(w) > 4 and w.endswith("ies"):
        return w[:-3] + "y"
    if len(w) > 4 and w.endswith(("ches", "shes", "sses", "xes", "zes")):
        return w[:-2]
    if len(w) > 3 and w.endswith("s") and not w.endswith(("ss", "us", "is")):
        w = w[:-1]
    for ending in ("ing", "ed"):
        if len(w) > len(ending) + 3 and w.endswith(ending):
            w = w[: -len(ending)]
            if len(w) > 3 and w[-1] == w[-2] and w[-1] not in "sl":
                w = w[:-1]
            break
    if len(w) > 4 and w.endswith("e"):
        w = w[:-1]
    return w


@worked_out("lexicons/en/common.toml", "rarity.py")
def _bands() -> dict[str, float]:
    weights = lexicon.mapping("common", "weights")
    out: dict[str, float] = {}
    for band, words in lexicon.nested("common", "bands").items():
        for word in words:
            weight = float(weights[band])
            key = stem(word)
            out[key] = min(weight, out.get(key, 1.0))
            out[word] = min(weight, out.get(word, 1.0))
    return out


def rarity(stemmed: str) -> float:
    """0.0 for words found everywhere to 1.0 for words in no band of common words."""
    return 0.0 if len(stemmed) < 2 else _bands().get(stemmed, 1.0)


@lru_cache(maxsize=65536)
def weighed(word: str) -> tuple[str, float]:
    """The stem of a word as printed, with its rarity."""
    key = stem(word.lower())
    return key, rarity(key)


def content_stems(text: str) -> dict[str, float]:
    """Stems of the words of a text with their rarity; words that say nothing are left out."""
    return stems_of(_WORD.findall(text))


def words_in(text: str, start: int, end: int) -> list[str]:
    """The words of a stretch of text as printed, without figures and marks."""
    return _WORD.findall(text, start, end)


def stems_of(words: Iterable[str]) -> dict[str, float]:
    """The same for words that are already cut."""
    out: dict[str, float] = {}
    for word in words:
        key, weight = weighed(word)
        if weight > 0.0:
            out[key] = weight
    return out
