"""From scored pairs to groups: one partner an article for every unit, then groups over all articles."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from checker.align.context import level
from checker.model import Alignment, Bundle, Claim, Kind

__all__ = ["Pair", "Unit", "assign", "grouped"]

AGREEING_BONUS = 2.5
"""Of two candidates that fit about equally, the one that agrees is the innocent explanation."""


@dataclass(frozen=True, slots=True)
class Unit:
    """One figure of one article with every place that states it; the first claim stands for all."""

    claims: tuple[Claim, ...]

    @property
    def first(self) -> Claim:
        return self.claims[0]

    @property
    def article(self) -> str:
        return self.claims[0].article


@dataclass(frozen=True, slots=True)
class Pair:
    """Two units with the bits that speak for one fact, and why."""

    a: Unit
    b: Unit
    score: float
    reasons: tuple[str, ...]
    agrees: bool


def assign(pairs: Iterable[Pair]) -> list[Pair]:
    """One to one between any two articles, best first."""
    taken: set[tuple[int, str]] = set()
    out = []

    def order(p: Pair) -> tuple[float, str, int, str, int]:
        a, b = p.a.first, p.b.first
        bonus = AGREEING_BONUS if p.agrees else 0.0
        return -(p.score + bonus), a.article, a.mention.span.start, b.article, b.mention.span.start

    for pair in sorted(pairs, key=order):
        if pair.score < level("least"):
            continue
        keys = ((id(pair.a), pair.b.article), (id(pair.b), pair.a.article))
        if taken.isdisjoint(keys):
            taken.update(keys)
            out.append(pair)
    return out


def grouped(bundle: Bundle, kind: Kind, units: Sequence[Unit], pairs: Sequence[Pair]) -> list[Alignment]:
    """Pairs joined to groups; a group never holds two units of one article. Units that nothing joins stand alone."""
    home = {id(u): id(u) for u in units}
    members: dict[int, list[Unit]] = {id(u): [u] for u in units}
    links: dict[int, list[Pair]] = {id(u): [] for u in units}
    for pair in pairs:
        a, b = home[id(pair.a)], home[id(pair.b)]
        if a == b:
            links[a].append(pair)
        elif {u.article for u in members[a]}.isdisjoint(u.article for u in members[b]):
            for unit in members[b]:
                home[id(unit)] = a
            members[a] += members.pop(b)
            links[a] += [*links.pop(b), pair]
    return [_alignment(bundle, kind, group, links[key]) for key, group in members.items()]


def _alignment(bundle: Bundle, kind: Kind, group: Sequence[Unit], found: Sequence[Pair]) -> Alignment:
    best = max(found, key=lambda p: p.score, default=None)
    return Alignment(
        story=bundle.story.id,
        kind=kind,
        claims=tuple(c for u in group for c in u.claims),
        score=best.score if best else 0.0,
        reasons=best.reasons if best else (),
        links=tuple((p.a.first, p.b.first, p.score, p.reasons) for p in found),
    )
