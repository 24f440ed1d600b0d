"""Why two facts were, or were not, put side by side: the gate in words, or the bits with what they are made of.

Nothing is decided here: the matching of ``align.numbers`` and ``align.dates`` is asked what it did. Quotations have
``align.trace_quotes``.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from checker import say, taxonomy
from checker.align import dates, numbers
from checker.align.assignment import Candidate, Matching, Pair, Unit, enough
from checker.align.context import StoryWords, level, weights
from checker.align.extents import extent, label_of
from checker.align.features import Features, common_features
from checker.align.gates import Barrier
from checker.align.trace_quotes import QuoteTracer
from checker.comparison import Comparison, Feature, Outcome, Traced
from checker.model import Bundle, Claim, Kind, Quantity, is_length

__all__ = ["Tracer"]


_NO_FIGURE = "no kind of thing that both name brought them together (in a crowd only neighbours are compared)"
_NO_DATE = "no event or word that both have brought them together (in a crowd only neighbours are compared)"


class Tracer:
    """Tells of the facts of one bundle what they were compared with. Each kind is matched once, when first asked."""

    def __init__(self, bundle: Bundle) -> None:
        self._bundle = bundle

    @cached_property
    def _numbers(self) -> _Study:
        table = numbers.WEIGHTS, numbers.LEVELS
        return _Study(numbers.matching(self._bundle), *table, numbers.barrier, _NO_FIGURE)

    @cached_property
    def _dates(self) -> _Study:
        table = dates.WEIGHTS, dates.LEVELS
        return _Study(dates.matching(self._bundle), *table, dates.barrier, _NO_DATE)

    @cached_property
    def _quotes(self) -> QuoteTracer:
        return QuoteTracer(self._bundle)

    def of(self, claim: Claim) -> Traced:
        """What a fact was compared with in the other articles, best first."""
        if claim.kind is Kind.QUOTE:
            return self._quotes.of(claim)
        if claim.kind is Kind.NAME:
            return Traced(left_out="names are compared inside one article only")
        study = self._numbers if claim.kind is Kind.NUMBER or is_length(claim) else self._dates
        unit = study.unit_of(claim)
        return Traced(study.of(claim, unit)) if unit else Traced(left_out=_left_out(claim))


def _left_out(claim: Claim) -> str:
    """Why a fact is never compared."""
    if "hypothetical" in claim.notes:
        return "it is said of what may or would be, not as a fact"
    if is_length(claim):
        return "its length is not told in figures"
    return "it names no day or period that is known on the calendar"


@dataclass(slots=True)
class _Study:
    """One kind's matching with what it takes to tell of it."""

    matching: Matching
    table: str
    levels: str
    barrier: Callable[[Claim, Claim], Barrier | None]
    no_block: str

    def unit_of(self, claim: Claim) -> Unit | None:
        for unit in self.matching.units:
            if unit.article == claim.article and any(c.mention.span.contains(claim.mention.span) for c in unit.claims):
                return unit
        return None

    def of(self, claim: Claim, unit: Unit) -> tuple[Comparison, ...]:
        pairs = {id(_other(p, unit)): (c, p) for c, p in self._scored() if _in(p, unit)}
        beside = {id(_other(p, unit)) for p in self.matching.beside if _in(p, unit)}
        told = []
        for other in self.matching.units:
            if other.article == unit.article:
                continue
            if id(other) in beside:
                told.append(Comparison(claim, other.claims, Outcome.ALIGNED, "one figure for two things", 99.0))
            elif id(other) in pairs:
                told.append(self._weighed(claim, unit, other, *pairs[id(other)]))
            else:
                told.append(self._barred(claim, unit, other))
        order = (Outcome.ALIGNED, Outcome.RIVAL, Outcome.FAINT, Outcome.BARRED)
        return tuple(sorted(told, key=lambda t: (order.index(t.outcome), -t.closeness, *_place(t.other))))

    def _scored(self) -> list[tuple[Candidate, Pair]]:
        return list(zip(self.matching.candidates, self.matching.pairs, strict=True))

    def _weighed(self, claim: Claim, unit: Unit, other: Unit, made: Candidate, pair: Pair) -> Comparison:
        known = weights(self.table)
        features = [Feature(n, x, known.get(n, 0.0)) for n, x in made.amounts.items()]
        features.append(Feature("bias", 1.0, known.get("bias", 0.0)))
        features.sort(key=lambda f: (-abs(f.bits), f.name))
        outcome, why = self._outcome(pair, unit, other)
        return Comparison(claim, other.claims, outcome, why, pair.total, pair.score, tuple(features))

    def _outcome(self, pair: Pair, unit: Unit, other: Unit) -> tuple[Outcome, str]:
        values = "values that agree" if pair.agrees else "the way the values differ"
        told = f"{pair.score:+.1f} bits for one fact, {pair.lean:+.1f} for {values}"
        if any(p is pair for p in self.matching.chosen):
            return Outcome.ALIGNED, told
        if not enough(pair, self.levels):
            if pair.agrees:
                needed = f"{level('agree', self.levels):+.1f} for one fact are needed where values agree"
            else:
                needed = f"{level('least', self.levels):+.1f} in all are needed where values differ"
            return Outcome.FAINT, f"{told}; {needed}"
        winner = self._winner(unit, other.article) or self._winner(other, unit.article)
        if winner is None:
            return Outcome.RIVAL, told
        return Outcome.RIVAL, f"{told}; {_both(winner)} fit better, with {winner.total:+.1f} in all"

    def _winner(self, unit: Unit, article: str) -> Pair | None:
        """The pair that took a unit's place in another article."""
        return next((p for p in self.matching.chosen if _in(p, unit) and _other(p, unit).article == article), None)

    def _barred(self, claim: Claim, unit: Unit, other: Unit) -> Comparison:
        """A pair that was never scored: the first gate that keeps two of its statements apart, or no common block."""
        for one in unit.claims:
            for two in other.claims:
                gate = self.barrier(one, two)
                if gate is not None:
                    return self._told(claim, other, in_words(gate, one, two))
        return self._told(claim, other, self.no_block)

    def _told(self, claim: Claim, other: Unit, why: str) -> Comparison:
        return Comparison(claim, other.claims, Outcome.BARRED, why, max(_closeness(claim, c) for c in other.claims))


def _in(pair: Pair, unit: Unit) -> bool:
    return pair.a is unit or pair.b is unit


def _other(pair: Pair, unit: Unit) -> Unit:
    return pair.b if pair.a is unit else pair.a


def _place(claim: Claim) -> tuple[str, int]:
    return claim.article, claim.mention.span.start


def _both(pair: Pair) -> str:
    places = [f"“{u.first.mention.text}” ({u.first.passage.path}:{u.first.passage.line})" for u in (pair.a, pair.b)]
    return " and ".join(places)


def _closeness(a: Claim, b: Claim) -> float:
    """How much two facts look alike, gates aside: what they say is counted, and the words around them."""
    found = Features()
    common_features(a, b, StoryWords((a, b)), found)
    return found.amounts.get("sentences_alike", 0.0) + float(bool(a.head) and a.head == b.head)


def in_words(gate: Barrier, a: Claim, b: Claim) -> str:
    """Why a gate keeps two facts apart: "other role: to / from"."""
    match gate:
        case Barrier.THING:
            return f"different kinds: {_thing(a)} / {_thing(b)}"
        case Barrier.EXTENT:
            mine, theirs = label_of(extent(a) or ""), label_of(extent(b) or "")
            return f"the words name two dimensions: {mine} / {theirs}"
        case Barrier.EVENT:
            return f"{taxonomy.label(a.predicate)} is never compared with {taxonomy.label(b.predicate)}"
        case Barrier.QUOTED:
            return "both stand in quotations, which are compared word for word instead"
        case Barrier.ROLE:
            return f"other role: {a.role} / {b.role}"
        case Barrier.TIME:
            return f"another time: {_when(a)} / {_when(b)}"
        case Barrier.RATE:
            return f"a rate against a number: {a.mention.text} / {b.mention.text}"
        case Barrier.ABLE:
            return f"what may be against what is: {a.mention.text} / {b.mention.text}"
        case Barrier.PLACE:
            return f"another place: {a.place} / {b.place}"
        case Barrier.NUMBERED:
            return "things of one name with different numbers"
        case Barrier.PERSON:
            return "ages of persons with different names"
        case Barrier.EDGE:
            return f"other ends of a stretch of time: {dates.edge(a)} / {dates.edge(b)}"


def _thing(claim: Claim) -> str:
    value = claim.value
    return say.thing(value, claim.counted) or "a bare figure" if isinstance(value, Quantity) else claim.mention.text


def _when(claim: Claim) -> str:
    if claim.when is None:
        return "unknown"
    first, last = claim.when
    days = first.isoformat() if first == last else f"{first.isoformat()} to {last.isoformat()}"
    return f"{claim.when_text} ({days})" if claim.when_text else days
