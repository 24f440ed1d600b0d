"""Two figures that changed places: nine killed and 23 injured in one article, 23 killed and nine injured in another.

They may change places between events, between things (40 marchers and 23 officers hurt) or between times (2.9 percent
in April and 4.1 percent in January).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence

from checker import taxonomy
from checker.memory import last_kept
from checker.model import Claim, Quantity, UnitKind
from checker.taxonomy import Kinship

__all__ = ["Told", "crossed", "figures_told"]

_NEAR = 300
"""Characters between two figures of one article that are told in one breath."""
_SMALL = 13
"""Whole numbers below this come together by chance."""


Told = Mapping[tuple[str, object], Sequence[Claim]]
"""Claims by their article and the figure that they state."""


@last_kept
def figures_told(claims: Sequence[Claim]) -> Told:
    """Claims by article and figure; those of the last sequence are kept."""
    made: defaultdict[tuple[str, object], list[Claim]] = defaultdict(list)
    for claim in claims:
        made[claim.article, _figure(claim)].append(claim)
    return made


def crossed(a: Claim, b: Claim, figures: Told) -> bool:
    """Does each article have the other one's figure for one and the same other event, thing or time?

    ``a`` and ``b`` are of two articles; ``figures``: what both tell, or the whole story.
    """
    mine, theirs = _figure(a), _figure(b)
    if mine == theirs:
        return False
    here, there = figures.get((a.article, theirs), ()), figures.get((b.article, mine), ())
    return bool(here and there) and any(_across(how, a, b, here, there) for how in (_events, _things, _times))


_How = Callable[[Claim, Claim], Kinship]


def _across(how: _How, a: Claim, b: Claim, here: Iterable[Claim], there: Iterable[Claim]) -> bool:
    if how(a, b) is not Kinship.SAME:
        return False
    rest = [c for c in there if how(c, b) is Kinship.APART and _told_with(how, c, b)]
    return any(
        how(one, other) is Kinship.SAME
        for one in here
        if how(one, a) is Kinship.APART and _told_with(how, one, a)
        for other in rest
    )


def _events(a: Claim, b: Claim) -> Kinship:
    if a.predicate is None or b.predicate is None:
        return Kinship.OPEN
    alike = taxonomy.events_alike(a.predicate, b.predicate)
    return Kinship.SAME if alike is Kinship.NESTED and _unusual(a) and _unusual(b) else alike


def _things(a: Claim, b: Claim) -> Kinship:
    if not a.classes or not b.classes:
        return Kinship.OPEN
    return taxonomy.kinship(a.classes, b.classes)


def _times(a: Claim, b: Claim) -> Kinship:
    tied = not any({"loose-when", "lead-when"} & c.notes for c in (a, b))
    if a.when is None or b.when is None or not tied or not (_unusual(a) and _unusual(b)):
        return Kinship.OPEN
    return Kinship.SAME if a.when[0] <= b.when[1] and b.when[0] <= a.when[1] else Kinship.APART


def _told_with(how: _How, a: Claim, b: Claim) -> bool:
    """Are two figures of one article told in one breath? Small ones of two things, as one: "six stewards and two
    officers were hurt".
    """
    if how is _events:
        return True
    if how is _things and not (_unusual(a) or _unusual(b)):
        return a.sentence == b.sentence and a.predicate is not None and a.predicate == b.predicate
    return abs(a.mention.span.start - b.mention.span.start) <= _NEAR


def _unusual(claim: Claim) -> bool:
    low = claim.value.low if isinstance(claim.value, Quantity) else None
    return low is not None and (low >= _SMALL or low != low.to_integral_value())


def _figure(claim: Claim) -> object:
    """The figure as stated, with its kind: "at least 23" says 23, and "19 more" counts like "19 people"."""
    value = claim.value
    if not isinstance(value, Quantity) or value.low is None:
        return id(claim)
    ends = value.low if value.high is None or value.high == value.low else (value.low, value.high)
    return ends, UnitKind.COUNT if value.unit_kind is UnitKind.NONE else value.unit_kind
