"""Which dates are about the same event: the clauses around them tell, never the day."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from functools import cache
from itertools import combinations

from checker import lexicon, taxonomy
from checker.align.assignment import AGREEING, Candidate, Matching, Unit, assign, grouped, in_company, scored
from checker.align.context import StoryWords, score
from checker.align.features import Features, common_features
from checker.align.gates import Barrier
from checker.days import meet
from checker.model import Alignment, Bundle, Claim, Grain, Kind, TimeType, TimeValue
from checker.taxonomy import Kinship

__all__ = ["align", "barrier", "candidates", "comparable", "edge", "features", "matching"]


WEIGHTS, LEVELS = "date_weights", "date_levels"
"""Tables of lexicons/align.toml."""


def when(claim: Claim) -> TimeValue:
    assert isinstance(claim.value, TimeValue)
    return claim.value


def align(bundle: Bundle) -> list[Alignment]:
    """Groups of dates over the articles of a story; dates of one article only come back alone."""
    found = matching(bundle)
    return grouped(bundle, Kind.DATE, found.units, found.chosen)


def matching(bundle: Bundle) -> Matching:
    """The dates of a bundle, with all pairs that were scored and those that were chosen."""
    claims = [c for c in bundle.claims.get(Kind.DATE, ()) if comparable(c)]
    words = StoryWords(claims)
    units = _units(claims)
    found = candidates(units, words)
    pairs = scored(found, WEIGHTS)
    return Matching(units, found, pairs, assign(pairs, LEVELS))


def comparable(claim: Claim) -> bool:
    """Dates and times that are known as a stretch of the calendar, and not hypothetical."""
    value = when(claim)
    return (
        value.start is not None
        and value.end is not None
        and value.type in (TimeType.DATE, TimeType.TIME)
        and "hypothetical" not in claim.notes
    )


def _units(claims: Sequence[Claim]) -> list[Unit]:
    groups: dict[tuple[object, ...], list[Claim]] = defaultdict(list)
    for claim in claims:
        value = when(claim)
        groups[claim.article, value.start, value.end, claim.predicate, edge(claim)].append(claim)
    return [Unit(tuple(group)) for group in groups.values()]


def candidates(units: Sequence[Unit], words: StoryWords) -> Sequence[Candidate]:
    """Pairs of units of two articles that share an event or a word of their clauses."""
    postings: dict[str, list[int]] = defaultdict(list)
    for i, unit in enumerate(units):
        for key in {w for c in unit.claims for w in c.clause} | {f"event {unit.first.predicate}"}:
            postings[key].append(i)
    pairs = {
        (i, j)
        for ids in postings.values()
        if len(ids) <= 200
        for i, j in combinations(ids, 2)
        if units[i].article != units[j].article
    }
    return in_company([c for i, j in sorted(pairs) if (c := _candidate(units[i], units[j], words)) is not None])


@cache
def _edges() -> dict[str, str]:
    return {word: name for name, words in lexicon.nested("judge", "edges").items() for word in words}


_LAST_WORD = re.compile(r"([A-Za-z]+)\W*$")


def edge(claim: Claim) -> str:
    """Which end of a stretch of time a date marks: until, since, by, after, or the point itself."""
    before = claim.context[: claim.mention.span.start - claim.sentence.start]
    m = _LAST_WORD.search(before[-24:])
    return _edges().get(m.group(1).lower(), "point") if m else "point"


def _candidate(a: Unit, b: Unit, words: StoryWords) -> Candidate | None:
    """The best-matching statements of two units; None where gates keep all of them apart."""
    best: tuple[float, Candidate] | None = None
    for one in a.claims:
        for other in b.claims:
            found = features(one, other, words)
            if found is None:
                continue
            bits = score(found.amounts, WEIGHTS)
            if best is None or bits > best[0]:
                agrees = meet(when(one), when(other))
                best = bits, Candidate(a, b, found, agrees, AGREEING if agrees else 0.0)
    return best[1] if best else None


def features(a: Claim, b: Claim, words: StoryWords) -> Features | None:
    """What the clauses around two dates have in common; None where a gate keeps them apart."""
    if barrier(a, b) is not None:
        return None
    found = Features()
    common_features(a, b, words, found)
    found.add("saying", float(bool({a.predicate, b.predicate} & lexicon.words("judge", "saying_events"))))
    coarse = [when(c).grain in (Grain.YEAR, Grain.DECADE, Grain.CENTURY) for c in (a, b)]
    found.add("one_coarse", float(coarse[0] != coarse[1]))
    found.add("both_coarse", float(all(coarse)))
    if edge(a) != "point":
        found.add("same_edge")
    return found


def barrier(a: Claim, b: Claim) -> Barrier | None:
    """The gate that keeps two dates apart; None where they may be compared."""
    if edge(a) != edge(b):
        return Barrier.EDGE
    if a.quoted_by and b.quoted_by:
        return Barrier.QUOTED
    return Barrier.EVENT if taxonomy.events_alike(a.predicate, b.predicate) is Kinship.APART else None
