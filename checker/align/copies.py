"""Statements that differ only in where they stand: a hundred copies of one wire story are compared once."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import fields
from operator import attrgetter

from checker.align.assignment import Candidate, Unit
from checker.model import Claim

__all__ = ["compared", "statement"]

_WHERE = frozenset({"article", "mention", "passage", "sentence"})
_told = attrgetter(*(f.name for f in fields(Claim) if f.name not in _WHERE and f.name != "value"))


def statement(claim: Claim) -> Hashable:
    """All that a claim says and how, without the article and the place in it."""
    start = claim.mention.span.start - claim.sentence.start
    return _told(claim), repr(claim.value), claim.mention.text, start


def compared(
    units: Sequence[Unit],
    pairs: Iterable[tuple[int, int]],
    compare: Callable[[Unit, Unit], Candidate | None],
    told: Callable[[Claim], Hashable] = statement,
    beside: Callable[[Unit, Unit], Hashable] = lambda a, b: None,
) -> Iterator[Candidate]:
    """The candidates that ``compare`` makes of pairs of units, each kind of pair compared once.

    ``told`` is all of a claim that ``compare`` looks at, ``beside`` all else of a pair.
    """
    numbers: dict[Hashable, int] = {}
    kinds = [numbers.setdefault(tuple(told(c) for c in unit.claims), len(numbers)) for unit in units]
    known: dict[Hashable, Candidate | None] = {}
    for i, j in pairs:
        a, b = units[i], units[j]
        key = kinds[i], kinds[j], beside(a, b)
        if key not in known:
            known[key] = compare(a, b)
        like = known[key]
        if like is not None:
            yield Candidate(a, b, like.found, like.agrees, like.lean, like.slip)
