"""From scored pairs to groups: one partner an article for every unit, then groups over all articles."""

from __future__ import annotations

import math
from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from dataclasses import field
from typing import TypeVar

from checker.align.context import bits, level, weights
from checker.align.features import Features
from checker.model import Alignment, Bundle, Claim, Kind
from checker.record import record

__all__ = [
    "FAR_APART",
    "Candidate",
    "Matching",
    "Pair",
    "Unit",
    "assign",
    "enough",
    "grouped",
    "in_company",
    "neighbours",
    "scored",
]

@record
class Unit:
    """One figure of one article with every place that states it; the first claim stands for all."""

    claims: tuple[Claim, ...]

    @property
    def first(self) -> Claim:
        return self.claims[0]

    @property
    def article(self) -> str:
        return self.claims[0].article


@record
class Pair:
    """Two units with the bits that speak for one fact, why, and how their values stand to each other.

    ``lean``: bits from the values, which choose among rival candidates and tell a slip from another fact, but
    never bring two claims together by themselves. ``agrees``: both values can hold.
    """

    a: Unit
    b: Unit
    score: float
    reasons: tuple[str, ...]
    agrees: bool
    lean: float

    @property
    def total(self) -> float:
        return self.score + self.lean


@record
class Candidate:
    """Two units that no gate keeps apart, with what their best-matching statements share.

    ``slip``: the way in which the values differ, or "agreeing"; ``lean`` its bits.
    Copies of two statements have the very same ``found``. What a pair's company adds stands in ``beside``.
    """

    a: Unit
    b: Unit
    found: Features
    agrees: bool
    lean: float = 0.0
    slip: str = "agreeing"
    beside: Features = field(default_factory=Features)

    @property
    def amounts(self) -> dict[str, float]:
        """Everything that speaks for one fact, and against it."""
        return self.found.amounts | self.beside.amounts


@record
class Matching:
    """How the facts of one kind were matched: ``pairs`` are the ``candidates`` scored, ``chosen`` one to one.

    ``beside``: pairs that came together by another way than their score (one figure for two things).
    """

    units: Sequence[Unit]
    candidates: Sequence[Candidate]
    pairs: Sequence[Pair]
    chosen: Sequence[Pair]
    beside: Sequence[Pair] = ()


_CROWD = 60
"""Units of one block from which only neighbours are compared: hundreds of copies of one wire story say it once."""


def neighbours(ids: Sequence[int], articles: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Pairs of units of two articles within a block; in a crowd each with the units that follow it, not with all."""
    for at, i in enumerate(ids):
        for j in ids[at + 1 : at + 1 + _CROWD]:
            if articles[i] != articles[j]:
                yield i, j


def in_company(candidates: Sequence[Candidate], told: Container[int] | None = None) -> Sequence[Candidate]:
    """Adds to every candidate how many others compete for its two units: one of a kind says more than one of many.

    ``told``: the identities of the only ones to which it is added; all compete.
    """
    places = _places(candidates)
    alike = _once(candidates, _likeness)
    rivals = [[0] * (_MOST_ALIKE + 1) for _ in range(1 + max(map(max, places), default=-1))]
    for (first, second), likeness in zip(places, alike, strict=True):
        for level_of in range(likeness + 1):
            rivals[first][level_of] += 1
            rivals[second][level_of] += 1
    for one, (first, second), likeness in zip(candidates, places, alike, strict=True):
        if told is not None and id(one) not in told:
            continue
        others = rivals[first][likeness] + rivals[second][likeness] - 2
        if others:
            one.beside.add("rivals", math.log2(1 + others))
            continue
        one.beside.add("one_of_a_kind", reason="each has only one such statement")
        one.beside.add("sole_thing", float(not _THINGS.isdisjoint(one.found.amounts)))
        named = "rare_head" in one.found.amounts and one.slip not in FAR_APART
        one.beside.add("sole_name", float(named and _DIFFERENT.isdisjoint(one.found.amounts)))
    _stand(candidates, places, told)
    return candidates


_T = TypeVar("_T")


def _once(candidates: Iterable[Candidate], work: Callable[[Features], _T]) -> list[_T]:
    """What ``work`` makes of each candidate's features, done once for copies of the same statements."""
    done: dict[int, _T] = {}
    out = []
    for one in candidates:
        key = id(one.found)
        if key not in done:
            done[key] = work(one.found)
        out.append(done[key])
    return out


Place = int
"""The number of a unit together with another article: where a candidate competes."""


def _places(candidates: Iterable[Candidate]) -> list[tuple[Place, Place]]:
    numbers: dict[tuple[int, str], Place] = {}
    number = numbers.setdefault
    return [
        (number((id(c.a), c.b.article), len(numbers)), number((id(c.b), c.a.article), len(numbers)))
        for c in candidates
    ]


_THINGS = frozenset({"same_head", "same_class", "same_extent", "same_stuff"})
FAR_APART = frozenset({"apart", "far"})
"""Ways to differ in which slips are rare: that a noun stands alone in both articles, or that a third article sides with
one of two, is then no sign of one fact."""
_DIFFERENT = frozenset({
    "one_part", "one_cumulative", "one_prior", "one_forecast", "one_change", "one_increment", "one_compound",
    "unlike_events", "unlike_modifier", "unlike_place", "unlike_period", "unlike_area", "unlike_names",
    "unlike_claimant", "far_time", "tied_far_time",
})  # fmt: skip
"""What makes two figures of one noun figures of two things: "17 stops" and "the 14 new stops"."""
_LEAD = 3.0
"""A pair that is this far ahead of its rivals, or behind them, is as clear as can be."""


def _stand(
    candidates: Sequence[Candidate], places: Sequence[tuple[Place, Place]], told: Container[int] | None
) -> None:
    """Adds how far a pair is ahead of all others that either of its units could be in, or behind the best of them."""
    close = _once(candidates, _closeness)
    best: dict[Place, float] = {}
    next_best: dict[Place, float] = {}
    for own, both in zip(close, places, strict=True):
        for place in both:
            top = best.get(place)
            if top is None or own >= top:
                best[place] = own
                next_best[place] = top or 0.0
            elif own > next_best[place]:
                next_best[place] = own
    for one, own, (first, second) in zip(candidates, close, places, strict=True):
        if told is not None and id(one) not in told:
            continue
        here, there = best[first], best[second]
        if own == here:
            here = next_best[first]
        if own == there:
            there = next_best[second]
        lead = own - (here if here > there else there)
        if lead > 0:
            one.beside.add("ahead_of_rivals", lead if lead < _LEAD else _LEAD)
        else:
            one.beside.add("behind_rivals", -lead if lead > -_LEAD else _LEAD)


def _closeness(found: Features) -> float:
    """How much two facts have in common, roughly: enough to tell which of several candidates is the likeliest."""
    got = found.amounts
    shared = got.get("words_near_both", 0.0) + got.get("like_words_near", 0.0) + got.get("words_in_clauses", 0.0)
    return _likeness(found) + shared


_MOST_ALIKE = 2


def _likeness(found: Features) -> int:
    """0 to 2: whether the event and the counted thing are the same; only candidates as alike compete with it."""
    got = found.amounts
    return ("same_event" in got) + (not _THINGS.isdisjoint(got))


def scored(candidates: Sequence[Candidate], table: str) -> list[Pair]:
    """Candidates with the bits that the weights of ``table`` give them."""
    bias = weights(table).get("bias", 0.0)
    alike = _once(candidates, lambda found: (bits(found.amounts, table), tuple(found.reasons)))
    return [
        Pair(c.a, c.b, bias + bits(c.beside.amounts, table, own), (*why, *c.beside.reasons), c.agrees, c.lean)
        for c, (own, why) in zip(candidates, alike, strict=True)
    ]


def enough(pair: Pair, table: str) -> bool:
    """Does enough speak for one fact? Between the two thresholds of ``table`` only values that agree are aligned, and
    not by chance: agreement that says something leans to one fact.
    """
    telling = pair.agrees and pair.lean > 0
    return pair.score >= level("agree", table) if telling else pair.total >= level("least", table)


_DECIMALS = 9
"""Bits are sums over sets of words: beyond these decimals they depend on the order in which the words came."""


def assign(pairs: Iterable[Pair], table: str) -> list[Pair]:
    """One to one between any two articles, best first, from [table].least on (agreeing pairs from [table].agree on).

    To list two figures as corroboration takes less than to hold them against each other.
    """
    taken: set[tuple[int, str]] = set()
    out = []

    def order(p: Pair) -> tuple[float, str, int, str, int]:
        a, b = p.a.first, p.b.first
        return -round(p.total, _DECIMALS), a.article, a.mention.span.start, b.article, b.mention.span.start

    for pair in sorted([p for p in pairs if enough(p, table)], key=order):
        keys = ((id(pair.a), pair.b.article), (id(pair.b), pair.a.article))
        if taken.isdisjoint(keys):
            taken.update(keys)
            out.append(pair)
    return out


def grouped(bundle: Bundle, kind: Kind, units: Sequence[Unit], pairs: Sequence[Pair]) -> list[Alignment]:
    """Pairs joined to groups; a group never holds two units of one article. Units that nothing joins stand alone.

    A disagreeing pair that no group can take in is an alignment of its own, so that it is judged all the same.
    """
    home = {id(u): id(u) for u in units}
    members: dict[int, list[Unit]] = {id(u): [u] for u in units}
    links: dict[int, list[Pair]] = {id(u): [] for u in units}
    apart: list[Pair] = []
    for pair in pairs:
        a, b = home[id(pair.a)], home[id(pair.b)]
        if a == b:
            links[a].append(pair)
        elif {u.article for u in members[a]}.isdisjoint(u.article for u in members[b]):
            for unit in members[b]:
                home[id(unit)] = a
            members[a] += members.pop(b)
            links[a] += [*links.pop(b), pair]
        elif not pair.agrees:
            apart.append(pair)
    out = [_alignment(bundle, kind, group, links[key]) for key, group in members.items()]
    return out + [_alignment(bundle, kind, (p.a, p.b), (p,)) for p in apart]


def _alignment(bundle: Bundle, kind: Kind, group: Sequence[Unit], found: Sequence[Pair]) -> Alignment:
    best = max(found, key=lambda p: p.score, default=None)
    return Alignment(
        story=bundle.story.id,
        kind=kind,
        claims=tuple(c for u in group for c in u.claims),
        score=best.score if best else 0.0,
        reasons=best.reasons if best else (),
        links=tuple((p.a.first, p.b.first, p.score if p.agrees else p.total, p.reasons) for p in found),
    )
