"""Figures of three digits and more that two digits changed places tell apart: 31,480 and 34,180, 18.4 and 14.8.

Two facts seldom have such figures by chance (in 150 pairs of articles on one event that nobody had edited there was
none), so that they are held against each other whatever their words, if neither article has the other's figure too.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from itertools import combinations

from checker.align.assignment import Pair, Unit
from checker.align.context import StoryWords, level
from checker.align.features import SHARED_WORDS, in_common
from checker.align.reach import AREA, PERIOD, reach
from checker.days import apart_in_time
from checker.model import Bound, Quantity, UnitKind, quantity
from checker.rarity import stem
from checker.slips import TRANSPOSED, significant, slip, stated_figure

__all__ = ["digit_slips"]

_LEVELS = "digit_slips"
_COUNTS = (UnitKind.COUNT, UnitKind.NONE)
_MEASURED = (UnitKind.CURRENCY, UnitKind.PERCENT, UnitKind.LENGTH, UnitKind.AREA, UnitKind.VOLUME, UnitKind.MASS)
_LEAST_DIGITS = 3
_SHARED = (*SHARED_WORDS, "words_carried")
_OTHER_TIMES = 30
"""Days from which on two figures that say when they are of are of two times."""
_MOST = 12
"""Statements of a figure that are compared: copies say nothing new."""


def digit_slips(units: Sequence[Unit], words: StoryWords, chosen: Iterable[Pair]) -> Iterator[Pair]:
    """Pairs of units of two articles whose figures are such, and that nothing else has held against each other."""
    known = {frozenset(_ends(p.a) | _ends(p.b)) for p in chosen if not p.agrees}
    told: dict[str, set[Decimal]] = defaultdict(set)
    groups: dict[tuple[int, tuple[int, ...]], dict[Decimal, list[Unit]]] = defaultdict(lambda: defaultdict(list))
    for unit in units:
        q = quantity(unit.first)
        told[unit.article] |= _ends(unit)
        value = stated_figure(q)
        if value is not None and q.bound not in (Bound.RANGE, Bound.VAGUE) and q.unit_kind in (*_COUNTS, *_MEASURED):
            digits = significant(value)
            if len(digits) >= _LEAST_DIGITS:
                groups[value.adjusted(), tuple(sorted(digits))][value.normalize()].append(unit)
    for figures in groups.values():
        for (x, ones), (y, others) in combinations(sorted(figures.items()), 2):
            how = slip(quantity(ones[0].first), quantity(others[0].first))  # the digits alone tell
            if how in TRANSPOSED and {x, y} not in known:
                mine = [u for u in ones if y not in told[u.article]]
                theirs = [u for u in others if x not in told[u.article]]
                yield from _best(mine[:_MOST], theirs[:_MOST], words, level(str(how), _LEVELS))


def _ends(unit: Unit) -> set[Decimal]:
    q = quantity(unit.first)
    return {x.normalize() for x in (q.low, q.high) if x is not None}


def _best(mine: Sequence[Unit], theirs: Sequence[Unit], words: StoryWords, bits: float) -> Iterator[Pair]:
    """Of any two articles, the pair that has most in common; ``bits``: what the slip itself says."""
    best: dict[tuple[str, str], Pair] = {}
    for a in mine:
        for b in theirs:
            pair = _pair(a, b, words, bits) if a.article != b.article and _one_sort(a, b) else None
            key = a.article, b.article
            if pair is not None and (key not in best or best[key].score < pair.score):
                best[key] = pair
    yield from best.values()


def _one_sort(a: Unit, b: Unit) -> bool:
    """Counts, or one unit, of no two periods; a count of "francs" or of nothing is money where the other is."""
    p, q = quantity(a.first), quantity(b.first)
    if any(told[0] and told[1] and told[0].isdisjoint(told[1]) for told in _reaches(a, b)):
        return False
    if apart_in_time(a.first, b.first, _OTHER_TIMES):
        return False
    if p.unit_kind in _COUNTS and q.unit_kind in _COUNTS:
        return True
    if p.unit_kind is q.unit_kind:
        return p.unit == q.unit
    bare, money = (a, q) if p.unit_kind in _COUNTS else (b, p)
    return _counts_money(bare, money)


def _reaches(a: Unit, b: Unit) -> list[tuple[frozenset[str], frozenset[str]]]:
    """The periods, and the areas, that two figures are of."""
    return [(frozenset(reach(a.first, kind)), frozenset(reach(b.first, kind))) for kind in (PERIOD, AREA)]


def _counts_money(bare: Unit, money: Quantity) -> bool:
    if money.unit_kind is not UnitKind.CURRENCY or quantity(bare.first).unit_kind not in _COUNTS:
        return False
    head = bare.first.head
    return not head or stem(head.lower()) == stem((money.unit or "").split(" ")[-1])


def _pair(a: Unit, b: Unit, words: StoryWords, bits: float) -> Pair:
    shared = max(in_common(one, other, words, _SHARED) for one in a.claims for other in b.claims)
    bits += min(shared, level("most", _LEVELS)) * level("shared", _LEVELS)
    reason = f"{a.first.mention.text} and {b.first.mention.text} differ in two digits that changed places"
    return Pair(a, b, bits, (reason,), False, 0.0)
