"""What the other articles of a story say for a pair that differs: is one of its figures told elsewhere too?

Where a third article gives the figure of one of the two, and that article's words too could be of the other figure's
fact, the odd one out is more often a slip than a fact of its own. Where each of the two is told elsewhere, they are
more often two facts.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from checker.align.assignment import FAR_APART, Candidate, Pair, Unit, scored
from checker.align.context import level
from checker.slips import Slip

__all__ = ["supported"]

Fellows = Mapping[int, dict[str, Unit]]
"""By the identity of a unit: the units of other articles, by article, that give the same figure of the same fact."""


def supported(candidates: Sequence[Candidate], table: str, levels: str) -> Sequence[Candidate]:
    """Adds to every candidate whose values differ what further articles say of them."""
    pairs = scored(candidates, table)
    fellows = _fellows(pairs, level("fellow", levels))
    rivals = {(id(p.a), id(p.b)) for p in pairs if not p.agrees and p.total >= level("second", levels)}
    alone = _witnesses(candidates) <= 2
    for one in candidates:
        if one.agrees:
            continue
        if alone:
            one.beside.add("no_third")  # nobody could have sided with either
            continue
        for_a, for_b = _others(fellows, one.a, one.b), _others(fellows, one.b, one.a)
        if for_a and for_b:
            copied = one.slip in (Slip.NEIGHBOURS, Slip.TRIO)  # a slip that others have taken over
            one.beside.add("both_told_elsewhere", float(not copied), "other articles give both figures")
        elif one.slip in FAR_APART:
            continue
        elif any(_compared(unit, one.b, rivals) for unit in for_a) or any(
            _compared(unit, one.a, rivals) for unit in for_b
        ):
            one.beside.add("seconded", reason="a third article gives one of the two figures")
    return candidates


def _witnesses(candidates: Sequence[Candidate]) -> int:
    """Articles that tell something of their own: a copy of another one is none."""
    told: dict[str, set[str]] = defaultdict(set)
    for one in candidates:
        for unit in (one.a, one.b):
            told[unit.article].update(claim.context for claim in unit.claims)
    return len({frozenset(sentences) for sentences in told.values()})


def _fellows(pairs: Sequence[Pair], least: float) -> Fellows:
    out: dict[int, dict[str, Unit]] = defaultdict(dict)
    for pair in pairs:
        if pair.agrees and pair.total >= least:
            out[id(pair.a)].setdefault(pair.b.article, pair.b)
            out[id(pair.b)].setdefault(pair.a.article, pair.a)
    return out


def _others(fellows: Fellows, unit: Unit, rival: Unit) -> list[Unit]:
    """Units of third articles with the figure of ``unit``; a sentence taken over word for word is no other witness."""
    own = {claim.context for claim in unit.claims}
    return [
        other
        for article, other in fellows.get(id(unit), {}).items()
        if article != rival.article and own.isdisjoint(claim.context for claim in other.claims)
    ]


def _compared(unit: Unit, rival: Unit, rivals: set[tuple[int, int]]) -> bool:
    return (id(unit), id(rival)) in rivals or (id(rival), id(unit)) in rivals
