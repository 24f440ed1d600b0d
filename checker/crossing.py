"""Two figures that changed places: nine killed and 23 injured in one article, 23 killed and nine injured in another."""

from __future__ import annotations

from collections.abc import Iterable

from checker import taxonomy
from checker.model import Claim, Quantity

__all__ = ["crossed"]


def crossed(a: Claim, b: Claim, claims: Iterable[Claim]) -> bool:
    """Does each article have the other one's figure for one and the same other event?

    ``a`` and ``b`` tell of one event in two articles; ``claims``: the figures of both articles.
    """
    if a.predicate is None or a.predicate != b.predicate or _figure(a) == _figure(b):
        return False
    theirs_here: set[str] = set()
    mine_there: set[str] = set()
    for claim in claims:
        if claim.predicate and taxonomy.events_alike(claim.predicate, a.predicate) is taxonomy.Kinship.APART:
            if claim.article == a.article and _figure(claim) == _figure(b):
                theirs_here.add(claim.predicate)
            elif claim.article == b.article and _figure(claim) == _figure(a):
                mine_there.add(claim.predicate)
    return bool(theirs_here & mine_there)


def _figure(claim: Claim) -> object:
    """The figure as stated: "at least 23" says 23."""
    value = claim.value
    if not isinstance(value, Quantity) or value.low is None:
        return id(claim)
    return value.low if value.high is None or value.high == value.low else (value.low, value.high)
