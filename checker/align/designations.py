"""Things of one name with a number of their own: what is told of Line 3 is no statement about Line 4."""

from __future__ import annotations

from functools import lru_cache

from checker.expressions import expression
from checker.model import Claim
from checker.rarity import rarity, stem

__all__ = ["unlike_designations"]

_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\b"
_DESIGNATION = expression(
    rf"\b((?!{_MONTH})[A-Z][a-z]+)[- ](?:[Nn]o\.? ?)?(\d{{1,4}}|[IVX]{{1,4}}\b|[A-H]\b)"
    r"(?![\w%]|[.,:-]\d|\s+(?:million|billion|per))"
)

_COMMON = 0.12
"""Words as common as "About" or "All" only open a sentence with a figure."""
_NO_NAMES = frozenset({"nearly", "almost", "roughly", "around", "another", "exactly", "fewer", "plus", "minus", "both"})


def unlike_designations(a: Claim, b: Claim) -> bool:
    """Do the sentences tell of things of one name with different numbers, and of none in common?"""
    mine, theirs = _designated(a.context), _designated(b.context)
    shared = mine.keys() & theirs.keys()
    return bool(shared) and all(mine[name].isdisjoint(theirs[name]) for name in shared)


@lru_cache(maxsize=4096)
def _designated(sentence: str) -> dict[str, set[str]]:
    """Numbers and letters by the name that they follow: "Nimba-3", "Line 4", "Group B"."""
    out: dict[str, set[str]] = {}
    for name, number in _DESIGNATION.findall(sentence):
        word = name.lower()
        if word not in _NO_NAMES and rarity(stem(word)) > _COMMON:
            out.setdefault(word, set()).add(number)
    return out
