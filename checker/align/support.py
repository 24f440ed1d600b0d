"""What the other articles of a story say for a pair that differs: is one of its figures told elsewhere too?

Where a third article gives the figure of one of the two, and that article's words too could be of the other figure's
fact, the odd one out is more often a slip than a fact of its own. Where each of the two is told elsewhere, they are
more often two facts.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence, Set

from checker.align.assignment import FAR_APART, Candidate, Pair, Unit, scored
from checker.align.context import level
from checker.record import record
from checker.slips import TRANSPOSED

__all__ = ["supported"]

def supported(candidates: Sequence[Candidate], table: str, levels: str) -> Sequence[Candidate]:
    """Adds to every candidate whose values differ what further articles say of them."""
    if _witnesses(candidates) <= 2:
        for one in candidates:
            if not one.agrees:
                one.beside.add("no_third")  # nobody could have sided with either
        return candidates
    pairs = scored(candidates, table)
    fellows = _fellows(pairs, level("fellow", levels))
    compared = _compared(pairs, level("second", levels))
    for one in candidates:
        if one.agrees:
            continue
        for_a, for_b = fellows.get(id(one.a), _NONE), fellows.get(id(one.b), _NONE)
        if for_a.beside(one.b) and for_b.beside(one.a):
            copied = one.slip in TRANSPOSED  # a slip that others have taken over
            one.beside.add("both_told_elsewhere", float(not copied), "other articles give both figures")
        elif one.slip not in FAR_APART and not (
            for_a.units.isdisjoint(compared[id(one.b)]) and for_b.units.isdisjoint(compared[id(one.a)])
        ):
            one.beside.add("seconded", reason="a third article gives one of the two figures")
    return candidates


def _witnesses(candidates: Sequence[Candidate]) -> int:
    """Articles that tell something of their own: a copy of another one is none."""
    told: dict[str, set[str]] = defaultdict(set)
    for unit in {id(unit): unit for one in candidates for unit in (one.a, one.b)}.values():
        told[unit.article].update(claim.context for claim in unit.claims)
    return len({frozenset(sentences) for sentences in told.values()})


@record
class Fellows:
    """Units of other articles that give the figure of one unit as the same fact: their identities, their articles."""

    units: Set[int]
    articles: Set[str]

    def beside(self, rival: Unit) -> bool:
        """Is one of them of a third article?"""
        return len(self.articles - {rival.article}) > 0


_NONE = Fellows(frozenset(), frozenset())


def _fellows(pairs: Sequence[Pair], least: float) -> Mapping[int, Fellows]:
    """By the identity of a unit. A sentence taken over word for word is no other witness."""
    out: dict[int, tuple[set[int], set[str]]] = defaultdict(lambda: (set(), set()))
    told: dict[int, set[str]] = {}
    for pair in pairs:
        if not pair.agrees or pair.total < least:
            continue
        sentences = [told.setdefault(id(u), {claim.context for claim in u.claims}) for u in (pair.a, pair.b)]
        if sentences[0].isdisjoint(sentences[1]):
            for one, other in ((pair.a, pair.b), (pair.b, pair.a)):
                units, articles = out[id(one)]
                units.add(id(other))
                articles.add(other.article)
    return {unit: Fellows(*found) for unit, found in out.items()}


def _compared(pairs: Sequence[Pair], least: float) -> Mapping[int, Set[int]]:
    """By the identity of a unit, those that differ from it and could be of its fact."""
    out: dict[int, set[int]] = defaultdict(set)
    for pair in pairs:
        if not pair.agrees and pair.total >= least:
            out[id(pair.a)].add(id(pair.b))
            out[id(pair.b)].add(id(pair.a))
    return out
