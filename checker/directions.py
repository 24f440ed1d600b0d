"""The way of a change that the words around a figure tell: "a rise of 15 per cent" goes up, though the figure has no
sign.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from checker.model import Change, Claim, quantity

__all__ = ["directed"]

_WAYS = {"rise": Change.UP, "grow": Change.UP, "fall": Change.DOWN, "shrink": Change.DOWN}
"""Event classes of events.toml that are changes one way."""


def directed(claims: Iterable[Claim]) -> list[Claim]:
    """Figures with the way of the change that they are the size of, where its noun or verb alone tells it."""
    return [_directed(claim) for claim in claims]


def _directed(claim: Claim) -> Claim:
    q = quantity(claim)
    way = _WAYS.get(claim.predicate or "")
    if way is None or claim.role != "by" or q.change is not None:
        return claim
    return replace(claim, value=replace(q, change=way))
