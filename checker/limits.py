"""Limits that another figure oversteps: "more than 400" against 387, "up to 150,000" against "up to 50,000"."""

from __future__ import annotations

from checker.expressions import expression
from checker.model import Claim, quantity
from checker.quantities import overstepped

__all__ = ["oversteps"]

_NONE_OF = expression(r"\b(?:no|not|never|none|nor|without|cannot|n[’']t)\b(?!\s+(?:quite|even)\b)[^.;:]{0,60}$")
"""A limit behind a no is the other limit: "it never fell below 26 degrees"."""


def oversteps(a: Claim, b: Claim) -> bool:
    """Does one name a limit, in words that deny nothing, on the wrong side of which the other's figure lies?"""
    return overstepped(quantity(a), quantity(b)) and not any(_NONE_OF.search(_ahead(c)) for c in (a, b))


def _ahead(claim: Claim) -> str:
    return claim.context[: claim.mention.span.start - claim.sentence.start]
