"""A figure that one article tells twice, once with a slip, where another has it right.

That an article has the other's figure as well speaks for two facts ("told_there"). But where the odd figure is what a
slip of the pen makes of the other, and nobody else has it, the article likelier restates the fact with a slip. The
right figure has then found its like already, so that the odd one comes beside what was assigned one to one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from checker.align.assignment import Candidate, Pair
from checker.align.context import level
from checker.model import Claim, UnitKind, quantity
from checker.slips import TRANSPOSED, Slip

__all__ = ["RESTATED", "restated", "side_by_side", "slipped"]

RESTATED = "restated"
_PLAIN = {*TRANSPOSED, Slip.SWAPPED, Slip.SCALE, Slip.THOUSANDFOLD, Slip.UNIT}
"""Ways to differ that two figures of two facts seldom have; one digit more or less is found everywhere."""


def slipped(one: Candidate) -> bool:
    """Do two figures differ as a figure and its slip do? The ages of two people (31 and 13) do so by chance."""
    return one.slip in _PLAIN and UnitKind.AGE not in {quantity(u.first).unit_kind for u in (one.a, one.b)}


_NEXT = 2
"""Characters between a sentence and the next one of its paragraph."""


def side_by_side(a: Claim, b: Claim) -> bool:
    """Do two figures of one article stand in one sentence, or in two that follow each other? Who writes both there
    means two: "room for all 34,180 who pay; last year it had been 31,480".
    """
    first, last = sorted((a.sentence, b.sentence), key=lambda s: s.start)
    return last.start - first.end <= _NEXT


def restated(
    found: Sequence[Candidate], pairs: Sequence[Pair], chosen: Iterable[Pair], levels: str = "levels"
) -> Iterator[Pair]:
    """The best pair of every odd figure or day that was not assigned, from [levels].restated bits on.

    ``pairs`` are the candidates ``found``, scored; ``levels``: the table of lexicons/align.toml.
    """
    known = {frozenset((id(p.a), id(p.b))) for p in chosen}
    alike = {id(unit) for p in chosen if p.agrees for unit in (p.a, p.b)}
    best: dict[frozenset[int], Pair] = {}
    for one, pair in zip(found, pairs, strict=True):
        both = frozenset((id(pair.a), id(pair.b)))
        odd = both - alike
        if RESTATED not in one.beside.amounts or both in known or not odd or pair.total < level(RESTATED, levels):
            continue
        if odd not in best or best[odd].total < pair.total:
            best[odd] = pair
    yield from best.values()
