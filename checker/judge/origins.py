"""How many sources a fact really has: a passage that repeats another nearly word for word is not a second one."""

from __future__ import annotations

import re
from collections.abc import Sequence

from checker.expressions import expression
from checker.model import Claim
from checker.text import fold

__all__ = ["independent", "one_origin"]

_WORD = expression(r"[^\W_]+")
_SHORTEST = 8
"""Sentences of fewer words may be alike by chance."""
_ALIKE = 0.8
_SHORTEST_NAME = 4


def independent(claims: Sequence[Claim]) -> int:
    """The number of sources of a fact, near-copies of one passage and passages of one outlet counted once."""
    firsts: list[Claim] = []
    for claim in claims:
        if not any(claim.passage.source == o.passage.source or one_origin(claim, o) for o in firsts):
            firsts.append(claim)
    return len(firsts)


def one_origin(a: Claim, b: Claim) -> bool:
    """Is one the other's source: named as such, or nearly the same words (four fifths of the runs of three)?"""
    if _credits(a, b) or _credits(b, a):
        return True
    one, other = _runs(a.context), _runs(b.context)
    least = min(len(one), len(other))
    return least >= _SHORTEST - 2 and len(one & other) >= _ALIKE * least


def _credits(claim: Claim, other: Claim) -> bool:
    """ "According to the Brenn Courier", where that is the other's outlet."""
    name = fold(other.passage.source).removeprefix("the ").strip()
    words = fold(claim.context)
    if len(name) < _SHORTEST_NAME or name not in words:
        return False
    told = (
        rf"\b(?:according to|reported by|as reported in|citing|first reported in|told)\s+(?:the\s+)?{re.escape(name)}\b"
    )
    return re.search(told, words) is not None


def _runs(text: str) -> set[tuple[str, ...]]:
    words = _WORD.findall(fold(text))
    return set(zip(words, words[1:], words[2:], strict=False))
