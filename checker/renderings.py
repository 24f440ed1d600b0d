"""Two renderings of one statement: translators share a statement's ideas and their order, not its words."""

from __future__ import annotations

from functools import cache, lru_cache

from checker import lexicon
from checker.rarity import rarity, stem
from checker.wording import is_function

__all__ = ["ideas", "same_ideas"]


@cache
def _rendering_of() -> dict[str, str]:
    out = {}
    for idea, listed in lexicon.nested("wording", "renderings").items():
        out.update({stem(word): idea for word in listed})
    return out


@lru_cache(maxsize=4096)
def ideas(keys: tuple[str, ...]) -> tuple[str, ...]:
    """The content of an utterance: stems of its words, one name for words that translators exchange."""
    roots = (stem(k) for k in keys if not is_function(k) and not k.isdigit())
    found = (_rendering_of().get(root, root) for root in roots)
    return tuple(idea for idea in found if idea in _rendering_of().values() or rarity(idea) >= 0.3)


def same_ideas(left: tuple[str, ...], right: tuple[str, ...]) -> tuple[str, ...]:
    """The ideas that two utterances share in the same order, where they are enough to be one statement."""
    a, b = sorted((ideas(left), ideas(right)))  # of several longest sequences, the same one either way
    common = _in_order(a, b)
    worth = sum(rarity(idea) for idea in set(common))
    if len(set(common)) < 3 or worth < 1.5 or len(common) < 0.4 * min(len(a), len(b)):
        return ()
    return tuple(dict.fromkeys(common))[:6]


def _in_order(a: tuple[str, ...], b: tuple[str, ...]) -> list[str]:
    """The longest common subsequence."""
    rows = [[0] * (len(b) + 1) for _ in range(len(a) + 1)]
    for i in range(len(a) - 1, -1, -1):
        for j in range(len(b) - 1, -1, -1):
            same = a[i] == b[j]
            rows[i][j] = rows[i + 1][j + 1] + 1 if same else max(rows[i + 1][j], rows[i][j + 1])
    out, i, j = [], 0, 0
    while i < len(a) and j < len(b):
        if a[i] == b[j]:
            out.append(a[i])
            i, j = i + 1, j + 1
        elif rows[i + 1][j] >= rows[i][j + 1]:
            i += 1
        else:
            j += 1
    return out
