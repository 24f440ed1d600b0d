"""How many sources a fact really has: a passage that repeats another nearly word for word is not a second one."""

from __future__ import annotations

import re
from collections.abc import Sequence

from checker.model import Claim
from checker.text import fold

__all__ = ["independent", "one_origin"]

_WORD = re.compile(r"[^\W_]+")
_SHORTEST = 8
"""Sentences of fewer words may be alike by chance."""
_ALIKE = 0.8


def independent(claims: Sequence[Claim]) -> int:
    """The number of sources of a fact, near-copies of one passage and passages of one outlet counted once."""
    firsts: list[Claim] = []
    for claim in claims:
        if not any(claim.passage.source == o.passage.source or one_origin(claim, o) for o in firsts):
            firsts.append(claim)
    return len(firsts)


def one_origin(a: Claim, b: Claim) -> bool:
    """Do two sentences share four fifths of the runs of three words of the shorter one?"""
    one, other = _runs(a.context), _runs(b.context)
    least = min(len(one), len(other))
    return least >= _SHORTEST - 2 and len(one & other) >= _ALIKE * least


def _runs(text: str) -> set[tuple[str, ...]]:
    words = _WORD.findall(fold(text))
    return set(zip(words, words[1:], words[2:], strict=False))
