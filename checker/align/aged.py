"""Whose age a figure is: "Ana Reve, 44, was" and "the 47-year-old Reve" are of one person, Reve and Tolm of two."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

from checker import taxonomy
from checker.expressions import expression
from checker.grammar import singular
from checker.model import Claim, Quantity, UnitKind, quantity

__all__ = ["in_years", "may_be_age", "named_alike", "person_of"]

_REACH = 70
"""Characters on both sides of an age in which its person is named."""
_NAME = r"[^\W\d_a-z][\w’'.-]*(?:\s+[^\W\d_a-z][\w’'.-]*){0,3}"
_NAMED_BEFORE = expression(
    rf"({_NAME})(?:,?\s+(?:who\s+)?(?:is|was|turned)|,\s+(?:now|an?|the)|,|\s*\()\s*(?:aged?\s+|now\s+|only\s+|just\s+)?$"
)
_NAMED_BEHIND = expression(
    rf"\s*(?:[\s-]years?[\s-]old)?(?:\s+(?!of\b)[a-z][\w-]*){{0,3}}(?:\s+of\s+{_NAME}(?=,))?,?\s+({_NAME})"
)
_OLD = expression(r"\d+[\s-]years?[\s-]olds?\b|\w+-year-olds?\b")
_STATES_AGE = expression(r"\b(?:is|was|be|turned|turns|now)\s+$")
_ENDS = expression(r"[.,;)]|\s+(?:and|when|at\s+the\s+time|but|with)\b|$")
_PERSON = expression(r"(?:^|\s)([a-z][a-z-]+),\s+$")
_OLDEST, _SLIPPED = 120, 1000
_BETWEEN_COMMAS = expression(rf"{_NAME},\s+$")
"""A figure between commas behind a name is an age, even where it is one that nobody reaches: "Ana Reve, 460, is"."""
_LEAST = 3
"""Letters of a word that tells one name from another."""


def may_be_age(claim: Claim) -> bool:
    """A bare figure that gives a person's age: "Ana Reve was 44 and had two daughters", "a nurse, 31, was hurt"."""
    q = claim.value
    if not isinstance(q, Quantity) or q.unit_kind is not UnitKind.NONE or claim.head:
        return False
    if q.low is None or q.low != q.high or not 0 < q.low < _SLIPPED:
        return False
    before, behind = _around(claim)
    if q.low >= _OLDEST:
        return behind.startswith(",") and _BETWEEN_COMMAS.search(before) is not None
    if not _ENDS.match(behind):
        return False
    return bool(claim.names and _STATES_AGE.search(before)) or _of_role(before, behind)


def _of_role(before: str, behind: str) -> bool:
    told = _PERSON.search(before)
    return told is not None and behind.startswith(",") and _names_a_person(told[1])


@lru_cache(maxsize=1024)
def _names_a_person(word: str) -> bool:
    return singular(word) == word and taxonomy.of_persons(taxonomy.classes_of([word]))


def in_years(claim: Claim) -> Claim:
    """A bare figure behind a name or a role as the age that it is: "Ana Reve was 44 and had two daughters"."""
    if not may_be_age(claim) or not (person_of(claim) or _of_role(*_around(claim))):
        return claim
    return replace(claim, value=replace(quantity(claim), unit="year", unit_kind=UnitKind.AGE))


def person_of(claim: Claim) -> frozenset[str]:
    """The words of the name of the person whose age a figure is; none where it is told by a role alone."""
    q = claim.value
    if not isinstance(q, Quantity) or not (q.unit_kind is UnitKind.AGE or may_be_age(claim)):
        return frozenset()
    before, behind = _around(claim)
    old = _OLD.match(claim.mention.text)
    if old is not None:
        behind = claim.mention.text[old.end() :] + behind
    found = _NAMED_BEFORE.search(before) or (_NAMED_BEHIND.match(behind) if old is not None else None)
    if found is None:
        return frozenset()
    known = {word for name in claim.names for word in name.split()}
    return frozenset(w for w in found[1].lower().split() if len(w) >= _LEAST and w in known)


def named_alike(a: frozenset[str], b: frozenset[str]) -> float:
    """How surely two names are one person's: a surname alone is half as sure, and a family has several first names."""
    if not a or not b or not (a <= b or b <= a):
        return 0.0
    return 1.0 if len(a & b) > 1 else 0.5


def _around(claim: Claim) -> tuple[str, str]:
    at, end = claim.mention.span.start - claim.sentence.start, claim.mention.span.end - claim.sentence.start
    return claim.context[max(0, at - _REACH) : at], claim.context[end : end + _REACH]
