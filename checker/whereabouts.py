"""Where a figure holds, where its own sentence ties it to a place."""

from __future__ import annotations

import re

from checker.expressions import expression
from checker.model import Article, Claim

__all__ = ["of_elsewhere", "opening_place", "own_place"]

_IN = r"\b(?:in|at|near|outside|around)\s+(?:the\s+(?:\w+\s+of\s+)?)?"
_CAPITALS = r"([A-Z][\w’'-]+(?:\s+[A-Z][\w’'-]+)*)"
_WHERE = r"\W+where\s+(?:\w+\s+){0,4}$"
_WHERE_BEHIND = expression(_CAPITALS + _WHERE)
_OPENS = expression(r"\W*(?:In|At|Near|Around|Outside)\s+" + _CAPITALS + r"(?:,|\s+(?:alone|itself)\b)")
_OPENING = 400
"""Characters of an article that name the place of its story."""


def own_place(claim: Claim) -> bool:
    """Does the sentence tie the figure to its place: "40 houses in Orla", "In Orla, turnout was 71 percent", "in Orla,
    where 14 died"?"""
    if claim.place is None:
        return False
    at, end = claim.mention.span.start - claim.sentence.start, claim.mention.span.end - claim.sentence.start
    name = re.escape(claim.place) + r"\b"
    if re.match(r"\W{0,2}" + _IN + name, claim.context[end:]):
        return True
    before = claim.context[:at]
    return opening_place(claim) == claim.place.lower() or re.search(name + _WHERE, before) is not None


def opening_place(claim: Claim) -> str | None:
    """The folded name of the place that a figure is of: "In Old Harbour, turnout was 71 percent", "to Orla, where two
    died"."""
    before = claim.context[: claim.mention.span.start - claim.sentence.start]
    found = _OPENS.match(before) or _WHERE_BEHIND.search(before)
    return found.group(1).lower() if found and found.group(1).lower() in claim.names else None


def of_elsewhere(claim: Claim, other: Claim, article: Article) -> bool:
    """Is ``claim`` of a place that its sentence opens with, and ``other``, of ``article``, of none that is told?"""
    place = opening_place(claim)
    if place is None or own_place(other) or opening_place(other) is not None:
        return False
    return place not in other.context.lower() and place not in article.text[:_OPENING].lower()
