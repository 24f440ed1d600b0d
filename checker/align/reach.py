"""How far a figure reaches in time and space, where the words near it say so: a quarter or a year, town or country."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from checker import lexicon
from checker.alternatives import longest_of
from checker.expressions import expression
from checker.model import Claim

__all__ = ["AREA", "PERIOD", "reach"]

PERIOD, AREA = "period", "area"
_NEAR = 70
"""Characters before and behind a figure within which a word tells of its reach."""


def reach(claim: Claim, kind: str) -> frozenset[str]:
    """The periods, or areas, that the words near a figure name; empty where they name none."""
    at, behind = claim.mention.span.start - claim.sentence.start, claim.mention.span.end - claim.sentence.start
    return _named(claim.context[max(0, at - _NEAR) : behind + _NEAR], kind)


@lru_cache(maxsize=16384)
def _named(text: str, kind: str) -> frozenset[str]:
    return frozenset(_classes(kind)[" ".join(m.lower().split())] for m in _pattern(kind).findall(text))


@cache
def _classes(kind: str) -> dict[str, str]:
    return {word.lower(): name for name, words in lexicon.nested("reach", kind).items() for word in words}


@cache
def _pattern(kind: str) -> re.Pattern[str]:
    return expression(rf"\b{longest_of(_classes(kind))}\b", re.I)
