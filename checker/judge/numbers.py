"""Verdicts on aligned figures: an ordered table of rules, first match wins."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC
from decimal import Decimal

from checker import lexicon, say, taxonomy
from checker.judge import arithmetic, denials
from checker.judge.origins import independent
from checker.judge.rulebook import (
    agreement,
    evidence,
    finding,
    probability,
    rule,
    single_source,
    value_words,
)
from checker.model import (
    Agreement,
    Alignment,
    Bound,
    Bundle,
    Claim,
    Finding,
    Level,
    Quantity,
    Scope,
    SingleSource,
    UnitKind,
    plain,
)
from checker.quantities import allowed, compatible, converted, convertible, ends_agree, same_unit
from checker.slips import Slip, slip
from checker.taxonomy import Kinship

__all__ = ["judge"]

_SAME_AGE_DAYS = 60
"""Articles of the same weeks give a person one age."""
Link = tuple[Claim, Claim, float, tuple[str, ...]]
"""A direct link of an alignment: two claims, the bits for one fact, the reasons."""


def quantity(claim: Claim) -> Quantity:
    assert isinstance(claim.value, Quantity)
    return claim.value


@dataclass(frozen=True, slots=True)
class Two:
    """Two versions of one fact, with what the rules look at."""

    a: Claim
    b: Claim
    bundle: Bundle
    score: float


@dataclass(frozen=True, slots=True)
class Ruling:
    """What a rule says of two versions: the rule's code, why, and whether it is a finding."""

    code: str
    why: str
    loud: bool = False


def judge(bundle: Bundle, alignments: Sequence[Alignment]) -> list[Finding | Agreement | SingleSource]:
    out: list[Finding | Agreement | SingleSource] = [*arithmetic.check(bundle), *denials.judge(bundle)]
    for alignment in alignments:
        out += _judge_one(bundle, alignment)
    return out


def _judge_one(bundle: Bundle, alignment: Alignment) -> list[Finding | Agreement | SingleSource]:
    claims = sorted(alignment.claims, key=lambda c: (c.article, c.mention.span))
    fact = fact_label(claims)
    if len({c.article for c in claims}) < 2:
        return [single_source(claims[0], fact=fact, story=bundle.story.id)]
    sides = _sides(claims)
    out: list[Finding | Agreement | SingleSource] = []
    for side in sides:
        if len({c.article for c in side}) > 1:
            out.append(_agreement(bundle, side, fact))
    if len(sides) > 1:
        out += _versions(bundle, alignment, sides, fact)
    return out


def _versions(
    bundle: Bundle, alignment: Alignment, sides: Sequence[Sequence[Claim]], fact: str
) -> Iterator[Finding | Agreement]:
    """One verdict for every version that was aligned directly with the best-attested one."""
    loud: dict[str, list[tuple[Sequence[Claim], Ruling, Link]]] = {}
    for side in sides[1:]:
        link = _link(alignment, sides[0], side)
        if link is None:
            continue
        if _joined_by_others(link):
            continue
        ruling = _development(bundle, sides[0], side, link) or _rule(Two(link[0], link[1], bundle, link[2]))
        if ruling.loud:
            loud.setdefault(ruling.code, []).append((side, ruling, link))
        else:
            proofs = [evidence(c, n) for n, s in enumerate((sides[0], side)) for c in s]
            yield agreement(ruling.code, evidence=proofs, fact=fact, story=bundle.story.id, why=ruling.why)
    for found in loud.values():
        yield _finding(bundle, [sides[0], *(side for side, _, _ in found)], found[0][1], found[0][2], fact)


def _development(bundle: Bundle, one: Sequence[Claim], other: Sequence[Claim], link: Link) -> Ruling | None:
    """Whether any dated article of one version is older than any of the other, so that the news moved on between."""
    if compatible(quantity(link[0]), quantity(link[1])) or quantity(link[0]).low == quantity(link[1]).low:
        return None
    rulings = (updated(Two(a, b, bundle, link[2])) for a in one for b in other)
    return next((r for r in rulings if r is not None and r.code == "N204"), None)


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


def _sides(claims: Sequence[Claim]) -> list[list[Claim]]:
    """Versions of the fact: claims whose figures can all hold together, the best-attested version first."""
    sides: list[list[Claim]] = []
    for claim in sorted(claims, key=lambda c: (_width(quantity(c)), c.article, c.mention.span)):
        home = next((s for s in sides if all(_one_version(claim, o) for o in s)), None)
        if home is None:
            sides.append([claim])
        else:
            home.append(claim)
    return sorted(sides, key=lambda s: (-len({c.article for c in s}), s[0].article, s[0].mention.span))


def _one_version(one: Claim, other: Claim) -> bool:
    """Two stated ranges are one version only when their ends are; otherwise what can both hold is one version.

    One figure of two things, or of two events, is two versions: the figure is what the two have in common.
    """
    a, b = quantity(one), quantity(other)
    if _told_apart(one, other) or (a.change and b.change and a.change is not b.change):
        return False
    if a.bound is Bound.RANGE and b.bound is Bound.RANGE and same_unit(a, b):
        return ends_agree(a, b)
    return compatible(a, b)


def _joined_by_others(link: Link) -> bool:
    """Figures that agree, of events never compared, which only a third passage brought together: nothing to say."""
    a, b = quantity(link[0]), quantity(link[1])
    count = a.unit_kind is UnitKind.COUNT and b.unit_kind is UnitKind.COUNT
    return not count and _told_apart(link[0], link[1]) and compatible(a, b)


def _told_apart(a: Claim, b: Claim) -> bool:
    """Do the two tell of things or events that are never compared?"""
    if taxonomy.events_alike(a.predicate, b.predicate) is Kinship.APART:
        return {a.predicate, b.predicate} != {"rise", "fall"}
    return a.head != b.head and taxonomy.kinship(a.classes, b.classes) is Kinship.APART


def _width(q: Quantity) -> int:
    order = (Bound.EXACT, Bound.ABOUT, Bound.RANGE)
    return order.index(q.bound) if q.bound in order else len(order)


def _rule(two: Two) -> Ruling:
    for judge_by in RULES:
        ruling = judge_by(two)
        if ruling is not None:
            return ruling
    raise AssertionError("the last rule always rules")


def same_figure(two: Two) -> Ruling | None:
    """One figure for two things, or for two events: killed in one, wounded in the other."""
    a, b = two.a, two.b
    qa, qb = quantity(a), quantity(b)
    if qa.unit_kind is not UnitKind.COUNT or (qa.low, qa.high) != (qb.low, qb.high):
        return None
    told = [
        f"{a.counted or a.head} ({taxonomy.label(a.predicate)})",
        f"{b.counted or b.head} ({taxonomy.label(b.predicate)})",
    ]
    return Ruling("N104", f"{plain(qa.low)} stands for {told[0]} and for {told[1]}", True)


def direction(two: Two) -> Ruling | None:
    """Up in one, down in the other, by the same amount."""
    qa, qb = quantity(two.a), quantity(two.b)
    if not qa.change or not qb.change or qa.change is qb.change or not compatible(qa, qb):
        return None
    return Ruling("N110", f"{two.a.verb or qa.change} against {two.b.verb or qb.change}", True)


def other_unit(two: Two) -> Ruling | None:
    """Units that do not convert into one another: the same figure is a slip, another figure is not compared."""
    qa, qb = quantity(two.a), quantity(two.b)
    if same_unit(qa, qb) or convertible(qa, qb):
        return None
    if (qa.low, qa.high) == (qb.low, qb.high) and two.score >= level("warning"):
        why = f"the same figure with two units: {qa.unit} and {qb.unit}"
        return Ruling("N107", why, True)
    return Ruling("N308", f"{qa.unit} and {qb.unit} are not compared")


def aged(two: Two) -> Ruling | None:
    """Ages that differ by the time between two articles, or by a birthday to come ("who will be 85 in October")."""
    qa, qb = quantity(two.a), quantity(two.b)
    if not (_may_be_age(qa) and _may_be_age(qb)) or qa.low is None or qb.low is None:
        return None
    dates = [two.bundle.articles[c.article].published for c in (two.a, two.b)]
    days = abs((dates[0] - dates[1]).days) if dates[0] and dates[1] else 0
    years = Decimal(days) / Decimal("365.25")
    to_come = any("forecast" in c.notes or c.modal == "will" for c in (two.a, two.b))
    if abs(qa.low - qb.low) <= (years + 1 if days > _SAME_AGE_DAYS or to_come else 0):
        return Ruling("N310", "the ages differ by no more than the time between, or a birthday to come")
    return None


def _may_be_age(q: Quantity) -> bool:
    """An age, or a bare figure that could be one: "a widow of 84"."""
    return q.unit_kind is UnitKind.AGE or (q.unit_kind is UnitKind.NONE and q.low is not None and 0 < q.low < 120)


def part_of_whole(two: Two) -> Ruling | None:
    a, b = two.a, two.b
    if (a.scope is Scope.PART) == (b.scope is Scope.PART):
        return None
    part, whole = (a, b) if a.scope is Scope.PART else (b, a)
    of = part.mention.parts.get("of")
    if isinstance(of, Decimal) and not allowed(quantity(whole)).low <= of <= allowed(quantity(whole)).high:
        return None
    if allowed(quantity(part)).low > allowed(quantity(whole)).high:
        return None
    return Ruling(
        "N305", f"“{part.mention.text}” is stated as a part ({part.scope_words}), “{whole.mention.text}” as the whole"
    )


def other_scope(two: Two) -> Ruling | None:
    a, b = two.a, two.b
    if (a.scope is Scope.CUMULATIVE) == (b.scope is Scope.CUMULATIVE):
        return None
    total = a if a.scope is Scope.CUMULATIVE else b
    return Ruling("N306", f"“{total.mention.text}” is a running total ({total.scope_words}), the other figure is not")


def nested_things(two: Two) -> Ruling | None:
    """Civilians among people: the narrow figure may be smaller, never larger."""
    a, b = two.a, two.b
    narrow, wide = _nesting(a, b)
    if narrow is None or wide is None:
        if a.classes and b.classes and taxonomy.kinship(a.classes, b.classes) is Kinship.OPEN:
            return Ruling("N307", f"{a.counted} and {b.counted} may overlap, and need not be the same")
        return None
    if allowed(quantity(narrow)).low <= allowed(quantity(wide)).high:
        return Ruling("N307", f"{narrow.counted} are counted within {wide.counted}")
    return Ruling("N108", f"{value_words(narrow)} cannot be more than {value_words(wide)}", True)


def _nesting(a: Claim, b: Claim) -> tuple[Claim, Claim] | tuple[None, None]:
    one, other = a.classes, b.classes
    if taxonomy.events_alike(a.predicate, b.predicate) is Kinship.SAME:
        one, other = taxonomy.thing_of(one), taxonomy.thing_of(other)
    if taxonomy.kinship(one, other) is Kinship.NESTED:
        a_inside = any(set(other) & taxonomy.ancestors(x) for x in one)
        return (a, b) if a_inside else (b, a)
    mods_a, mods_b = set(a.modifiers), set(b.modifiers)
    if mods_a > mods_b and not mods_b:
        return a, b
    if mods_b > mods_a and not mods_a:
        return b, a
    return None, None


def updated(two: Two) -> Ruling | None:
    """A running count that a later report has moved: a toll only upwards, the missing either way.

    Digits that changed places, or a zero too many, are no development of the news.
    """
    moments = _in_order(two)
    if moments is None or slip(quantity(two.a), quantity(two.b)) in (Slip.SWAPPED, Slip.SCALE):
        return None
    (early, a), (late, b) = moments
    events = {c.predicate for c in (a, b)}
    if not _plausible_growth(quantity(a), quantity(b), early[:10] == late[:10]):
        return None
    fell = allowed(quantity(b)).high < allowed(quantity(a)).low
    if not events <= lexicon.words("judge", "moving_events") and not events <= lexicon.words("judge", "growing_events"):
        return None
    told = f"the later report ({late}) has {value_words(b)}, the earlier one ({early}) {value_words(a)}"
    if fell and not events <= lexicon.words("judge", "moving_events"):
        return Ruling("N105", f"{told}, and says nothing of a correction", True)
    return Ruling("N204", told, True)


def superseded(two: Two) -> Ruling | None:
    """The words say that one figure took the other's place: "has now risen to", "revised", "a draft", "provisional"."""
    if slip(quantity(two.a), quantity(two.b)) in (Slip.SWAPPED, Slip.SCALE):
        return None
    for key, told in (("superseding", "has moved on"), ("provisional", "was not yet final")):
        one, other = (_say_so(key, c) for c in (two.a, two.b))
        if bool(one) != bool(other):
            return Ruling("N204", f"the words say that one figure {told}: “{one or other}”", True)
    return None


def _say_so(key: str, claim: Claim) -> str | None:
    """A word of the claim's sentence that says that its figure is newer, or not the last word."""
    words = sorted(lexicon.words("judge", key), key=lambda w: (-len(w), w))
    found = re.search(r"\b(?:" + "|".join(map(re.escape, words)) + r")\b", claim.context, re.I)
    return found.group() if found else None


def _plausible_growth(a: Quantity, b: Quantity, one_day: bool) -> bool:
    """A toll may grow by half within a day, and to three times within the days after; more is another figure."""
    ends = [abs(x) for x in (a.low, a.high) if x is not None]
    later = [x for x in (b.low, b.high) if x is not None]
    if a.unit and b.unit and not same_unit(a, b) and convertible(a, b):
        later = [converted(x, b.unit, a.unit) for x in later]
    ends += [abs(x) for x in later]
    low, high = min(ends), max(ends)
    if not low:
        return True  # "nobody is missing any more"
    return high <= low * (Decimal("1.5") if one_day else Decimal(3)) + 2


def _in_order(two: Two) -> tuple[tuple[str, Claim], tuple[str, Claim]] | None:
    """The two claims by the time up to which they count, earlier first; None where that is not known or the same."""
    own = all(c.when and not {"loose-when", "lead-when"} & c.notes for c in (two.a, two.b))
    times = [(_day_of(c) if own else _published(two.bundle, c), c) for c in (two.a, two.b)]
    known = [(t, c) for t, c in times if t is not None]
    if len(known) < 2:
        return None
    shortest = min(len(t) for t, _ in known)  # a bare day and an hour of that day are not in any order
    cut = sorted(((t[:shortest], c) for t, c in known), key=lambda one: one[0])
    return (cut[0], cut[1]) if cut[0][0] != cut[1][0] else None


def _day_of(claim: Claim) -> str | None:
    return claim.when[1].isoformat() if claim.when else None


def _published(bundle: Bundle, claim: Claim) -> str | None:
    article = bundle.articles[claim.article]
    moment = article.as_of or article.published_at
    if moment is not None:
        return (moment.astimezone(UTC) if moment.tzinfo else moment).isoformat()[:16]
    if article.published and article.published_from == "metadata":
        return article.published.isoformat()
    return _day_of(claim)


def disputed(two: Two) -> Ruling | None:
    """Each side has its own claimant."""
    a, b = two.a, two.b
    if not a.claimant or not b.claimant or _same_party(a.claimant, b.claimant):
        return None
    outlets = {article.source.lower() for article in two.bundle.articles.values()}
    if {a.claimant.lower(), b.claimant.lower()} & outlets:
        return None  # "according to" another outlet of the folder: its copy, not a party
    return Ruling("N103", f"{a.claimant} says {value_words(a)}, {b.claimant} says {value_words(b)}", True)


def _same_party(a: str, b: str) -> bool:
    one, other = set(a.lower().split()), set(b.lower().split())
    return bool(one & other - {"the", "of", "a"})


def conflict(two: Two) -> Ruling | None:
    if two.score < level("error"):
        return None
    return Ruling("N101", _difference(two.a, two.b), True)


def possible_conflict(two: Two) -> Ruling:
    return Ruling("N102", _difference(two.a, two.b), True)


RULES: tuple[Callable[[Two], Ruling | None], ...] = (
    direction,
    same_figure,
    other_unit,
    aged,
    part_of_whole,
    other_scope,
    nested_things,
    updated,
    superseded,
    disputed,
    conflict,
    possible_conflict,
)


def level(name: str) -> float:
    return float(lexicon.mapping("align", "levels", None)[name])


def _difference(a: Claim, b: Claim) -> str:
    qa, qb = quantity(a), quantity(b)
    if not same_unit(qa, qb) and not convertible(qa, qb):
        return f"{value_words(a)} against {value_words(b)}: the units differ"
    return f"{value_words(a)} against {value_words(b)}"


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
    versions = [f"{value_words(s[0])} ({', '.join(dict.fromkeys(c.passage.source for c in s))})" for s in sides]
    return finding(
        ruling.code,
        evidence=[evidence(c, n) for n, side in enumerate(sides) for c in side],
        fact=fact,
        key=[fact, *sorted(f"{plain(quantity(s[0]).low)}..{plain(quantity(s[0]).high)}" for s in sides)],
        story=bundle.story.id,
        message=f"{fact}: " + " against ".join(versions),
        confidence=probability(link[2]),
        level=_level(ruling.code, link[2]),
        reasons=link[3],
        considered=_considered(sides),
        working=[ruling.why],
        advice=lexicon.mapping("judge", "advice").get(ruling.code, ""),
    )


def _level(code: str, bits: float) -> Level | None:
    """The rule's own level, lowered where it is not sure that the figures are about one fact."""
    own = rule(code).level
    if bits < level("warning"):
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
