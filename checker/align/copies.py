"""Statements that differ only in where they stand: a hundred copies of one wire story are compared once."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator
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
    pairs: Iterable[tuple[Unit, Unit]],
    compare: Callable[[Unit, Unit], Candidate | None],
    told: Callable[[Claim], Hashable] = statement,
    beside: Callable[[Unit, Unit], Hashable] = lambda a, b: None,
) -> Iterator[Candidate]:
    """The candidates that ``compare`` makes of pairs, each kind of pair compared once.

    ``told`` is all of a claim that ``compare`` looks at, ``beside`` all else of a pair.
    """
    kinds: dict[Hashable, int] = {}
    kind_of: dict[int, int] = {}
    known: dict[Hashable, Candidate | None] = {}

    def kind(unit: Unit) -> int:
        if id(unit) not in kind_of:
            kind_of[id(unit)] = kinds.setdefault(tuple(told(c) for c in unit.claims), len(kinds))
        return kind_of[id(unit)]

    for a, b in pairs:
        key = kind(a), kind(b), beside(a, b)
        if key not in known:
            known[key] = compare(a, b)
        like = known[key]
        if like is not None:
            yield Candidate(a, b, like.found.copy(), like.agrees, like.lean)
