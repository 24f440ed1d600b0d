"""Verdicts on aligned figures: which versions there are, what the rules say of them, and the findings made of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence, Set

from checker import say, taxonomy
from checker.judge import denials, each, ordinals, parts, reversals, tallies
from checker.judge.arithmetic.contradictions import contradictions, scripts_of
from checker.judge.number_rules import Ruling, Two, counted_out, decide, exchanged, level, stands, told_at, updated
from checker.judge.origins import independent
from checker.judge.rulebook import (
    LEAST,
    agreement,
    evidence,
    finding,
    probability,
    rule,
    single_source,
    value_words,
)
from checker.judge.versions import versions
from checker.limits import oversteps
from checker.model import (
    Agreement,
    Alignment,
    Bound,
    Bundle,
    Claim,
    Evidence,
    Finding,
    Level,
    Quantity,
    SingleSource,
    UnitKind,
    quantity,
)
from checker.quantities import compatible, facing, opposite, same_unit, two_ranges
from checker.taxonomy import Kinship

__all__ = ["judge"]

Link = tuple[Claim, Claim, float, tuple[str, ...]]
"""A direct link of an alignment: two claims, the bits for one fact, the reasons."""


def judge(bundle: Bundle, alignments: Sequence[Alignment]) -> list[Finding | Agreement | SingleSource]:
    scripts = scripts_of(bundle)
    told = parts.told_parts(scripts)
    two_parts = parts.apart(told)
    out: list[Finding | Agreement | SingleSource] = [*contradictions(bundle, scripts), *denials.judge(bundle)]
    out += [*ordinals.judge(bundle), *tallies.judge(bundle)]
    for alignment in alignments:
        out += _judge_one(bundle, alignment, two_parts)
    more = (*parts.judge(bundle, told), *each.judge(bundle, alignments), *reversals.judge(bundle))
    return [*out, *_unsaid(more, out)]


def _unsaid(found: Iterable[Finding], known: Iterable[Finding | Agreement | SingleSource]) -> Iterator[Finding]:
    """Findings of which no other that is no mere note holds the same passages against each other."""
    loud = [f for f in known if isinstance(f, Finding) and f.level is not Level.NOTE]
    for one in found:
        if not any(all(_among(e, other) for e in one.evidence) for other in loud):
            yield one


def _among(one: Evidence, other: Finding) -> bool:
    p = one.passage
    return any(p.path == q.path and p.start < q.end and q.start < p.end for q in (e.passage for e in other.evidence))


def _judge_one(
    bundle: Bundle, alignment: Alignment, two_parts: frozenset[frozenset[parts.Place]]
) -> list[Finding | Agreement | SingleSource]:
    claims = sorted(alignment.claims, key=lambda c: (c.article, c.mention.span))
    fact = fact_label(claims)
    if len({c.article for c in claims}) < 2:
        return [single_source(claims[0], fact=fact, story=bundle.story.id)]
    sides = versions(
        claims, lambda c: _width(quantity(c)), _one_version, lambda c: (c.value, c.predicate, c.head, c.classes)
    )
    out: list[Finding | Agreement | SingleSource] = []
    for side in sides:
        if len({c.article for c in side}) > 1 and not _loosely(alignment, side):
            out.append(_agreement(bundle, side, fact))
    if len(sides) > 1:
        out += _versions(bundle, alignment, _foremost(alignment, sides), fact, two_parts)
    return out or [single_source(c, fact=fact, story=bundle.story.id) for c in claims]


def _foremost(alignment: Alignment, sides: Sequence[Sequence[Claim]]) -> Sequence[Sequence[Claim]]:
    """The versions, of those that most articles have the one first that is most surely of one fact with another."""
    most = len({c.article for c in sides[0]})
    best = [side for side in sides if len({c.article for c in side}) == most]
    if len(best) < 2 or len(sides) < 3:
        return sides
    links = [[found[2] for o in sides if o is not s and (found := _link(alignment, s, o))] for s in best]
    strongest = [max(bits, default=_NONE) for bits in links]
    first = best[strongest.index(max(strongest))]
    return [first, *(side for side in sides if side is not first)]


_NONE = float("-inf")


def _versions(
    bundle: Bundle,
    alignment: Alignment,
    sides: Sequence[Sequence[Claim]],
    fact: str,
    two_parts: frozenset[frozenset[parts.Place]],
) -> Iterator[Finding | Agreement]:
    """One verdict for every version that was aligned directly with the best-attested one."""
    loud: dict[tuple[str, bool], list[tuple[Sequence[Claim], Ruling, Link]]] = {}
    for side in sides[1:]:
        link = _link(alignment, sides[0], side)
        if link is None:
            continue
        if _joined_by_others(link) or _two_parts(sides[0], side, two_parts):
            continue
        pairs = [Two(a, b, bundle, link[2]) for a in sides[0] for b in side]
        closed = next((two for two in pairs if counted_out(two) and not _both_hold(two)), None)
        ruling = (
            _exchange(bundle, sides[0], side, link)
            or (None if closed else _development(pairs, link))
            or decide(closed or Two(link[0], link[1], bundle, link[2]))
        )
        if ruling.code == "N204" and _still_told(bundle, sides[0], side):
            ruling = stands(Two(link[0], link[1], bundle, link[2]))
        if ruling.loud and _agreed(side, sides[0]) and ruling.code in _OF_VALUES:
            continue
        if ruling.loud:
            noted = _level(ruling.code, link[2]) is Level.NOTE  # what is not sure takes no part in what is
            loud.setdefault((ruling.code, noted), []).append((side, ruling, link))
        else:
            proofs = [evidence(c, n) for n, s in enumerate((sides[0], side)) for c in s]
            yield agreement(ruling.code, evidence=proofs, fact=fact, story=bundle.story.id, why=ruling.why)
    for (code, _), found in loud.items():
        best = max(link[2] for _, _, link in found)
        if code in _OF_VALUES and _level(code, best) is Level.NOTE and probability(best) < LEAST:
            continue
        shown = [sides[0], *(side for side, _, _ in found)]
        told = fact if len(shown) == len(sides) else fact_label([c for side in shown for c in side])
        yield _finding(bundle, shown, found[0][1], found[0][2], told)


def _loosely(alignment: Alignment, side: Sequence[Claim]) -> bool:
    """Do figures agree only because one is vague, and hardly tell of one fact? "Several" fits anything, and so does
    "at least four years", of which every text has some.
    """
    quantities = [quantity(c) for c in side]
    lengths = all(q.unit_kind is UnitKind.DURATION for q in quantities)
    if not any(q.bound is Bound.VAGUE or (lengths and None in (q.low, q.high)) for q in quantities):
        return False
    known = {id(c) for c in side}
    return max((bits for a, b, bits, _ in alignment.links if {id(a), id(b)} <= known), default=0.0) < level("warning")


_FIRST = 6
"""Passages of a version that are looked at for figures that changed places: copies say nothing new."""
_OF_VALUES = frozenset({"N101", "N102", "N103"})
"""Rules that rest on values that cannot both hold."""


def _agreed(one: Sequence[Claim], other: Sequence[Claim]) -> bool:
    """Do two versions hold the same values, and differ only in what they tell of?"""
    mine, theirs = ({quantity(c): c for c in side} for side in (one, other))
    return all(_one_value(a, b) and not oversteps(c, d) for a, c in mine.items() for b, d in theirs.items())


def _exchange(bundle: Bundle, one: Sequence[Claim], other: Sequence[Claim], link: Link) -> Ruling | None:
    """Whether a figure of one version changed places with another one in an article of the other version."""
    pairs = ((a, b) for a in one[:_FIRST] for b in other[:_FIRST])
    rulings = (exchanged(Two(a, b, bundle, link[2])) for a, b in pairs)
    return next((r for r in rulings if r is not None), None)


def _development(pairs: Sequence[Two], link: Link) -> Ruling | None:
    """Whether any dated article of one version is older than any of the other, so that the news moved on between."""
    if compatible(quantity(link[0]), quantity(link[1])) or quantity(link[0]).low == quantity(link[1]).low:
        return None
    rulings = (updated(two) for two in pairs if not _both_hold(two))
    return next((r for r in rulings if r is not None and r.code == "N204"), None)


def _still_told(bundle: Bundle, one: Sequence[Claim], other: Sequence[Claim]) -> bool:
    """Is the earlier version told again after the later one, so that the news did not move on from it?"""
    first, second = ({m for c in side if (m := told_at(bundle, c)) is not None} for side in (one, other))
    return _outlives(first, second) or _outlives(second, first)


def _outlives(one: Set[str], other: Set[str]) -> bool:
    """Do moments begin before others and end after them? Days are not in any order with hours."""
    began = min(one, default="") < min(other, default="")
    return began and all(any(len(m) == len(n) and m > n for m in one) for n in other)


def _both_hold(two: Two) -> bool:
    return compatible(quantity(two.a), quantity(two.b))


def _link(alignment: Alignment, one: Sequence[Claim], other: Sequence[Claim]) -> Link | None:
    """The strongest direct link between two versions."""
    first, second = {id(c) for c in one}, {id(c) for c in other}
    best: Link | None = None
    for a, b, score, reasons in alignment.links:
        if id(a) in second and id(b) in first:
            a, b = b, a
        if id(a) in first and id(b) in second and (best is None or score > best[2]):
            best = (a, b, score, reasons)
    return best


def _one_version(one: Claim, other: Claim) -> bool:
    """Two stated ranges are one version only when their ends are; otherwise what can both hold is one version.

    One figure of two things, or of two events, is two versions: the figure is what the two have in common.
    """
    a, b = quantity(one), quantity(other)
    if _told_apart(one, other) or opposite(a, b) or facing(a, b) or oversteps(one, other):
        return False
    return _one_value(a, b)


def _one_value(a: Quantity, b: Quantity) -> bool:
    """Can both figures hold? Two stated ranges only where their ends do."""
    return compatible(a, b) and not two_ranges(a, b)


def _two_parts(one: Sequence[Claim], other: Sequence[Claim], two_parts: frozenset[frozenset[parts.Place]]) -> bool:
    """Is a figure of one version another part of a whole than a figure of the other?"""
    pairs = (frozenset({(a.article, a.mention.span), (b.article, b.mention.span)}) for a in one for b in other)
    return bool(two_parts) and any(pair in two_parts for pair in pairs)


def _joined_by_others(link: Link) -> bool:
    """Figures that agree, of events never compared, which only a third passage brought together: nothing to say."""
    a, b = quantity(link[0]), quantity(link[1])
    kept = {a.unit_kind, b.unit_kind} <= {UnitKind.COUNT, UnitKind.AGE}
    return not kept and _told_apart(link[0], link[1]) and compatible(a, b)


def _told_apart(a: Claim, b: Claim) -> bool:
    """Do the two tell of things or events that are never compared?"""
    events = taxonomy.events_alike(a.predicate, b.predicate)
    if events is Kinship.APART:
        return {a.predicate, b.predicate} != {"rise", "fall"}
    if events is Kinship.SAME and taxonomy.held(a.classes, b.classes):
        return False
    return a.head != b.head and taxonomy.kinship(a.classes, b.classes) is Kinship.APART


def _width(q: Quantity) -> int:
    order = (Bound.EXACT, Bound.ABOUT, Bound.RANGE)
    return order.index(q.bound) if q.bound in order else len(order)


def _agreement(bundle: Bundle, claims: Sequence[Claim], fact: str) -> Agreement:
    quantities = [quantity(c) for c in claims]
    proofs = [evidence(c) for c in claims]
    origins = independent(claims)
    if origins == 1:
        code, why = "N309", "the passages are nearly the same words: one source, told more than once"
    elif len({(q.low, q.high, q.bound, q.unit_kind) for q in quantities}) == 1:
        code, why = "N301", "the same figure"
    elif any(not same_unit(quantities[0], q) for q in quantities):
        code, why = "N304", "one is the other in another unit"
    elif hedged := [c for c in claims if quantity(c).bound is not Bound.EXACT]:
        code, why = "N303", f"the words around “{hedged[0].mention.text}” leave room for the other figure"
    else:
        code, why = "N302", "one figure is the other rounded"
    return agreement(code, evidence=proofs, fact=fact, story=bundle.story.id, why=why, sources=origins)


def _finding(bundle: Bundle, sides: Sequence[Sequence[Claim]], ruling: Ruling, link: Link, fact: str) -> Finding:
    sides = _without_neutral(sides)
    versions = [f"{value_words(s[0])} ({', '.join(dict.fromkeys(c.passage.source for c in s))})" for s in sides]
    return finding(
        ruling.code,
        evidence=[evidence(c, n) for n, side in enumerate(sides) for c in side],
        fact=fact,
        story=bundle.story.id,
        message=f"{fact}: " + " against ".join(versions),
        confidence=probability(link[2]),
        level=_level(ruling.code, link[2]),
        reasons=link[3],
        considered=_considered(sides),
        working=[ruling.why],
    )


def _without_neutral(sides: Sequence[Sequence[Claim]]) -> list[Sequence[Claim]]:
    """The versions without passages that would fit another one as well: "more than 200" speaks against nobody."""
    out: list[Sequence[Claim]] = []
    for n, side in enumerate(sides):
        others = [s[0] for m, s in enumerate(sides) if m != n]
        firm = [c for c in side if not any(_one_version(c, o) for o in others)]
        out.append(firm or side)
    return out


def _level(code: str, bits: float) -> Level | None:
    """The rule's own level, lowered where it is not sure that the figures are about one fact."""
    own = rule(code).level
    if bits < level("disputed" if code == "N103" else "warning"):
        return Level.NOTE
    return Level.WARNING if own is Level.ERROR and bits < level("error") else own


def _considered(sides: Sequence[Sequence[Claim]]) -> list[str]:
    a, b = sides[0][0], sides[1][0]
    return [
        "hedges and rounding: neither figure's words allow for the other",
        f"another time: {_times(a, b)}",
        "part of a whole, running total: neither passage says so",
    ]


def _times(a: Claim, b: Claim) -> str:
    if a.when is None or b.when is None:
        return "at least one passage names none"
    if a.when[0] <= b.when[1] and b.when[0] <= a.when[1]:
        return f"“{a.when_text}” and “{b.when_text}” meet"
    return f"“{a.when_text}” and “{b.when_text}” differ, but are not tied to the figures themselves"


def fact_label(claims: Sequence[Claim]) -> str:
    """What the figures are about, for a reader: "missiles (launched)", by the event that most passages name."""
    claim = max(claims, key=lambda c: (len(c.counted or ""), c.article))
    named = say.thing(quantity(claim), claim.counted) or "figure"
    events = Counter(c.predicate for c in claims if taxonomy.telling(c.predicate))
    if not events:
        return named
    most = min(events, key=lambda e: (-events[e], str(e)))
    return f"{named} ({taxonomy.label(most)})"
