"""The table of rules for two figures about one fact: in order, first match wins.

Each rule is documented in its file under ``judge/rules/``; here is what it looks at.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, timedelta
from decimal import Decimal
from functools import cache

from checker import lexicon, taxonomy
from checker.alternatives import longest_of
from checker.crossing import crossed, figures_told
from checker.expressions import expression
from checker.judge.rulebook import value_words
from checker.model import Bound, Bundle, Change, Claim, Kind, Quantity, Scope, UnitKind, plain, quantity
from checker.quantities import (
    allowed,
    compatible,
    converted,
    convertible,
    facing,
    for_each,
    in_points,
    one_says_per,
    opposite,
    same_unit,
)
from checker.record import record
from checker.slips import TRANSPOSED, Slip, misheard, slip, stated_figure
from checker.taxonomy import Kinship
from checker.whereabouts import of_elsewhere

__all__ = ["RULES", "Ruling", "Two", "counted_out", "decide", "exchanged", "level", "stands", "told_at", "updated"]

_REORDERED = (Slip.SWAPPED, Slip.TRIO, Slip.NEIGHBOURS, Slip.PAIR)
_SLIPS = (*_REORDERED, Slip.SCALE, Slip.THOUSANDFOLD)
_CONDITIONAL = frozenset({"would", "could", "might", "should"})
_OPENING = 500
"""Characters in which an article says what it is about."""
_PARTWAY = expression(
    r"\b(?:with|after|when)\s+(?:only|just|about|some|nearly|almost|barely|little\s+more\s+than|more\s+than)?\s*"
    r"(?:\d[\d.,]*\s*(?:%|per\s?cent)|[a-z-]+\s+per\s?cent|an?\s+(?:third|quarter)|(?:a\s+)?half"
    r"|two[\s-]thirds|three[\s-]quarters)(?:\s+of)?\s+(?:the|all|its)?\s*(?:\w+\s+)?"
    r"(?:count\b|(?:ballots?|votes?|precincts?|districts?|polling\s+(?:stations?|places)|returns|boxes|results)\s+"
    r"(?:\w+\s+)?(?:(?:counted|tallied|reporting|reported|declared|processed|opened)\b|in(?=\s*[,.;:])))",
    re.I,
)
"""An election's figures while votes are still being counted."""
_ADDED = expression(r"\b(?:more|additional|extra|another|further)\b", re.I)
_NONE_OF = expression(r"\b(?:no|not|never|none|nor|without|cannot|n[’']t)\b[^.;:]{0,60}$", re.I)
"""A limit behind a no is the other limit: "no boat with more than 30 seats"."""
_SAME_AGE_DAYS = 60
"""Articles of the same weeks give a person one age."""


@record
class Two:
    """Two versions of one fact, with what the rules look at."""

    a: Claim
    b: Claim
    bundle: Bundle
    score: float


@record
class Ruling:
    """What a rule says of two versions: the rule's code, why, and whether it is a finding."""

    code: str
    why: str
    loud: bool = False


def decide(two: Two) -> Ruling:
    """What the first rule that fits says."""
    for judge_by in RULES:
        ruling = judge_by(two)
        if ruling is not None:
            return ruling
    raise AssertionError("the last rule always rules")


def same_figure(two: Two) -> Ruling | None:
    """One figure for two things, or for two events: killed in one, wounded in the other."""
    a, b = two.a, two.b
    qa, qb = quantity(a), quantity(b)
    if (qa.low, qa.high) != (qb.low, qb.high) or qa.unit_kind not in (UnitKind.COUNT, UnitKind.AGE):
        return None
    told = [
        f"{a.counted or a.head} ({taxonomy.label(a.predicate)})",
        f"{b.counted or b.head} ({taxonomy.label(b.predicate)})",
    ]
    if qa.unit_kind is UnitKind.AGE:
        if taxonomy.events_alike(a.predicate, b.predicate) is not Kinship.APART:
            return None
        told = [f"{c.mention.text} ({taxonomy.label(c.predicate)})" for c in (a, b)]
        if (moments := _in_order(two)) is not None:
            return Ruling("N204", f"{told[0]} against {told[1]}, and the later report is of {moments[1][0]}", True)
        return Ruling("N104", f"one person, two fates: {told[0]} against {told[1]}", True)
    return Ruling("N104", f"{plain(qa.low)} stands for {told[0]} and for {told[1]}", True)


def exchanged(two: Two) -> Ruling | None:
    """Two figures of one article change places in the other: no part, no update and no other group explains that."""
    if not _crossed(two):
        return None
    found = conflict(two) or possible_conflict(two)
    return Ruling(found.code, f"{found.why}: two figures have changed places", True)


def stands(two: Two) -> Ruling:
    """What is to be said of two figures where nothing explains that they differ."""
    return disputed(two) or conflict(two) or possible_conflict(two)


def _crossed(two: Two) -> bool:
    return crossed(two.a, two.b, figures_told(two.bundle.claims.get(Kind.NUMBER, ())))


def direction(two: Two) -> Ruling | None:
    """Up in one, down in the other, by the same amount."""
    qa, qb = quantity(two.a), quantity(two.b)
    if not opposite(qa, qb) or not compatible(qa, qb):
        return None
    return Ruling("N110", f"{two.a.verb or qa.change} against {two.b.verb or qb.change}", True)


def limits(two: Two) -> Ruling | None:
    """At least so many in one, at most as many in the other."""
    qa, qb = quantity(two.a), quantity(two.b)
    if not facing(qa, qb) or not compatible(qa, qb) or any(_NONE_OF.search(_ahead(c)) for c in (two.a, two.b)):
        return None
    return Ruling("N120", f"{value_words(two.a)} against {value_words(two.b)}: the limits face each other", True)


def _ahead(claim: Claim) -> str:
    """The words of the sentence ahead of a figure."""
    return claim.context[: claim.mention.span.start - claim.sentence.start]


def other_unit(two: Two) -> Ruling | None:
    """Units that do not convert into one another: the same figure is a slip, another figure is not compared."""
    qa, qb = quantity(two.a), quantity(two.b)
    if same_unit(qa, qb) or convertible(qa, qb) or _mistyped(two):
        return None
    if for_each(qa, qb):
        return None
    if one_says_per(qa, qb):
        return Ruling("N308", "one passage says what the amount is for, the other does not")
    points = in_points(qa)
    same = _one_figure(qa, qb) or (points is not None and points == in_points(qb))
    if same and two.score >= level("warning") and not _coined(qa, qb):
        why = f"the same figure with two units: {qa.unit} and {qb.unit}"
        return Ruling("N107", why, True)
    return Ruling("N308", f"{qa.unit} and {qb.unit} are not compared")


def _one_figure(a: Quantity, b: Quantity) -> bool:
    """One figure, whatever its hedge: "about 60,000" and "more than 60,000"; of ranges both ends."""
    if Bound.RANGE in (a.bound, b.bound):
        return (a.low, a.high) == (b.low, b.high)
    return stated_figure(a) == stated_figure(b)


def _coined(a: Quantity, b: Quantity) -> bool:
    """Is one of two sums in money that no list has? A sign elsewhere is the same money: "Z 5" and "5 zubb"."""
    units = [q.unit.split(" per ")[0] for q in (a, b) if q.unit and q.unit_kind is UnitKind.CURRENCY]
    return len(units) == 2 and not _currencies().issuperset(units)


@cache
def _currencies() -> frozenset[str]:
    tables = ("currency_words", "currency_before", "currency_codes", "currency_scaled", "currency_touching")
    return frozenset(unit for table in tables for unit in lexicon.mapping("units", table, None).values())


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
    bare = q.unit_kind is UnitKind.NONE and q.unit is None
    return q.unit_kind is UnitKind.AGE or (bare and q.low is not None and 0 < q.low < 120)


def _mistyped(two: Two) -> bool:
    """The same three digits and more, two of them changed places: no part of the other, and no running total."""
    return slip(quantity(two.a), quantity(two.b)) in TRANSPOSED


def part_of_whole(two: Two) -> Ruling | None:
    a, b = two.a, two.b
    if quantity(a).unit_kind in _OF_NOTHING:
        return None
    if (a.scope is Scope.PART) == (b.scope is Scope.PART) or _mistyped(two):
        return None
    if slip(quantity(a), quantity(b)) is Slip.SWAPPED and not any(c.mention.parts.get("of") for c in (a, b)):
        return None  # "68,000 of them" of 86,000 hens
    part, whole = (a, b) if a.scope is Scope.PART else (b, a)
    of = part.mention.parts.get("of")
    if isinstance(of, Decimal) and not allowed(quantity(whole)).low <= of <= allowed(quantity(whole)).high:
        return None
    if allowed(quantity(part)).low > allowed(quantity(whole)).high:
        return None
    return Ruling(
        "N305", f"“{part.mention.text}” is stated as a part ({part.scope_words}), “{whole.mention.text}” as the whole"
    )


_IN_ONE_BREATH = expression(
    r"\s*(?:,|and|as\s+well\s+as|plus|along\s+with|besides|&)(?:\s+(?:and|about|some|a\s+further|another))?\s*$", re.I
)
_LEAST_SUM = 20
"""From here on two figures seldom add up to a third by chance."""


def one_of_two(two: Two) -> Ruling | None:
    """ "47 missiles and 112 drones" here, "159 missiles" there: one article counts both kinds as one."""
    for part, whole in ((two.a, two.b), (two.b, two.a)):
        sum_ = quantity(whole).low
        if sum_ is None or sum_ < _LEAST_SUM or quantity(whole).unit_kind is not UnitKind.COUNT:
            continue
        for other in two.bundle.claims.get(Kind.NUMBER, ()):
            if other.article != part.article or other.sentence != part.sentence or other is part:
                continue
            value, own = quantity(other), quantity(part)
            if value.unit_kind is not UnitKind.COUNT or not value.low or not own.low:
                continue
            if value.low + own.low == sum_ and _listed(part, other):
                why = f"{plain(sum_)} is “{part.mention.text}” and “{other.mention.text}” together"
                return Ruling("N305", why)
    return None


def _listed(a: Claim, b: Claim) -> bool:
    """Does nothing but "and" stand between two counted things?"""
    first, last = sorted((a, b), key=lambda c: c.mention.span.start)
    start = first.sentence.start
    between = first.context[first.mention.span.end - start : last.mention.span.start - start]
    return _IN_ONE_BREATH.match(between) is not None


def other_scope(two: Two) -> Ruling | None:
    a, b = two.a, two.b
    if (a.scope is Scope.CUMULATIVE) == (b.scope is Scope.CUMULATIVE) or _mistyped(two):
        return None
    total = a if a.scope is Scope.CUMULATIVE else b
    return Ruling("N306", f"“{total.mention.text}” is a running total ({total.scope_words}), the other figure is not")


def elsewhere(two: Two) -> Ruling | None:
    """One figure is of a town or district that its sentence opens with, and of which the other article says nothing."""
    for one, other in ((two.a, two.b), (two.b, two.a)):
        if of_elsewhere(one, other, two.bundle.articles[other.article]):
            return Ruling("N306", f"“{one.mention.text}” is of one place alone, the other figure is not")
    return None


def nested_things(two: Two) -> Ruling | None:
    """Civilians among people: the narrow figure may be smaller, never larger."""
    a, b = two.a, two.b
    narrow, wide = _nesting(a, b)
    if _mistyped(two):
        return None
    how = slip(quantity(a), quantity(b))
    if how in _REORDERED and taxonomy.kinship(a.classes, b.classes) is Kinship.SAME:
        return None  # the same digits in another order are no smaller group
    if how in (*_SLIPS, Slip.ONE_DIGIT) and "elliptic" in a.notes | b.notes:
        return None  # what an ellipsis counts was worked out: "13,400 have left" need not be of the locals told before
    if narrow is None or wide is None:
        if a.classes and b.classes and taxonomy.kinship(a.classes, b.classes) is Kinship.OPEN:
            return Ruling("N307", f"{a.counted} and {b.counted} may overlap, and need not be the same")
        return None
    if allowed(quantity(narrow)).low <= allowed(quantity(wide)).high:
        return Ruling("N307", f"{narrow.counted} are counted within {wide.counted}")
    return Ruling("N108", f"{value_words(narrow)} cannot be more than {value_words(wide)}", True)


_OF_NOTHING = (UnitKind.LENGTH, UnitKind.SPEED, UnitKind.TEMPERATURE)
"""Measures that are of no stuff: "within six kilometres of the old mill" counts no mill."""


def _nesting(a: Claim, b: Claim) -> tuple[Claim, Claim] | tuple[None, None]:
    one, other = a.classes, b.classes
    if taxonomy.events_alike(a.predicate, b.predicate) is Kinship.SAME:
        one, other = taxonomy.thing_of(one), taxonomy.thing_of(other)
    if taxonomy.kinship(one, other) is Kinship.NESTED:
        a_inside = any(set(other) & taxonomy.ancestors(x) for x in one)
        return (a, b) if a_inside else (b, a)
    if quantity(a).unit_kind in _OF_NOTHING:
        return None, None
    mods_a, mods_b = set(a.modifiers), set(b.modifiers)
    if mods_a > mods_b and not mods_b:
        return a, b
    if mods_b > mods_a and not mods_a:
        return b, a
    return None, None


def counted_on(two: Two) -> Ruling | None:
    """ "31 ships, eight more than yesterday" here, "23 ships" there: the one passage tells the other's figure."""
    for now, before in ((two.a, two.b), (two.b, two.a)):
        reached, known = quantity(now).low, quantity(before).low
        if reached is None or known is None or not same_unit(quantity(now), quantity(before)):
            continue
        for step in two.bundle.claims.get(Kind.NUMBER, ()):
            beside = step.article == now.article and step.sentence == now.sentence
            if beside and reached != known == reached - _moved(now, step):
                why = f"“{now.mention.text}” is told with “{step.mention.text}”, which makes {plain(known)} before"
                return Ruling("N204", why, True)
    return None


_STEP_FOLLOWS = 40
"""Characters behind a figure within which the same sentence says by how much it moved."""
_MORE_THAN = expression(r"\b(?:more|higher)(?:\s+[a-z]+){0,2}\s+than\b", re.I)
_FEWER_THAN = expression(r"\b(?:fewer|less|lower)(?:\s+[a-z]+){0,2}\s+than\b", re.I)


def _moved(now: Claim, step: Claim) -> Decimal:
    """By how much a figure is more than it was, by what is told right behind it; 0 where nothing is."""
    size, start = quantity(step).low, step.mention.span.start
    if size is None or not 0 < start - now.mention.span.end <= _STEP_FOLLOWS:
        return Decimal(0)
    words = step.context[start - step.sentence.start :][:_STEP_FOLLOWS]
    change = quantity(step).change
    if change is Change.UP or _MORE_THAN.search(words):
        return size
    return -size if change is Change.DOWN or _FEWER_THAN.search(words) else Decimal(0)


def updated(two: Two) -> Ruling | None:
    """A running count that a later report has moved: a toll only upwards, the missing either way.

    Digits or figures that changed places, or a zero too many, are no development of the news.
    """
    moments = _in_order(two)
    qa, qb = quantity(two.a), quantity(two.b)
    if moments is None or _by_slip(qa, qb):
        return None
    if _crossed(two):
        return None
    (early, a), (late, b) = moments
    events = {c.predicate for c in (a, b)}
    if not _plausible_growth(quantity(a), quantity(b), early[:10] == late[:10]):
        return None
    if counted_out(two):
        return None
    fell = allowed(quantity(b)).high < allowed(quantity(a)).low
    if not events <= lexicon.words("judge", "moving_events") and not events <= lexicon.words("judge", "growing_events"):
        return None
    told = f"the later report ({late}) has {value_words(b)}, the earlier one ({early}) {value_words(a)}"
    if fell and _ADDED.search(b.mention.text):
        return Ruling("N306", f"“{b.mention.text}” comes on top of an earlier count")
    if fell and not events <= lexicon.words("judge", "moving_events"):
        return Ruling("N105", f"{told}, and says nothing of a correction", True)
    return Ruling("N204", told, True)


def counted_out(two: Two) -> bool:
    """Was the count closed before the earlier report, so that no later one can have moved it on?

    What happened months before, what was done on one day that both reports look back on, and the count of a search
    that has ended; of those hurt in it a few may die later.
    """
    claims = a, b = two.a, two.b
    events = {c.predicate for c in claims}
    days = [day for c in claims if (day := two.bundle.articles[c.article].own_day) is not None]
    if days and a.when and b.when and a.when[0] <= b.when[1] and b.when[0] <= a.when[1]:
        passed = min(days) - max(a.when[1], b.when[1])
        named = all((c.when_text or "\n") in c.context and "lead-when" not in c.notes for c in claims)
        tied = not any("loose-when" in c.notes for c in claims)
        done = events <= lexicon.words("judge", "done_events")
        if named and (passed > _LONG_AGO or (tied and done and passed > timedelta())):
            return True
    moments = _in_order(two)
    if moments is None or not events <= lexicon.words("judge", "searched_events") or not _closed(two, moments[0][1]):
        return False
    early, late = (allowed(quantity(c)).high for _, c in moments)
    return _closed(two, moments[1][1]) or late > early * _HURT_TOO


_LONG_AGO = timedelta(days=60)
"""After so long a toll is history."""
_HURT_TOO = Decimal("1.2")
"""By how much the dead may become more once nobody is missing."""
_BESIDE = 160
"""Characters on both sides of a sentence in which it is told that a search has ended."""


def _closed(two: Two, claim: Claim) -> bool:
    """Do the sentence of a figure, or those beside it, say that nobody is looked for any more?"""
    text = two.bundle.articles[claim.article].text
    return _closing().search(text, max(0, claim.sentence.start - _BESIDE), claim.sentence.end + _BESIDE) is not None


@cache
def _closing() -> re.Pattern[str]:
    said, sought, ended = (
        longest_of(lexicon.words("judge", key), " ")
        for key in ("closed_counts", "searches", "ended_searches")
    )
    between = r"(?:\s+[\w’'-]+){0,4}?\s+"
    return expression(rf"\b(?:{said}|{sought}{between}{ended}|{ended}{between}{sought})\b", re.I)


def _by_slip(a: Quantity, b: Quantity) -> bool:
    """Is one figure what a slip of the pen or the ear makes of the other? That is no development of the news."""
    return slip(a, b) in _SLIPS or misheard(a, b)


def superseded(two: Two) -> Ruling | None:
    """The words say that one figure took the other's place: "has now risen to", "revised", "a draft", "provisional"."""
    qa, qb = quantity(two.a), quantity(two.b)
    if _by_slip(qa, qb):
        return None
    for key, told in (("superseding", "has moved on"), ("provisional", "was not yet final")):
        one, other = (_say_so(key, c) or (key == "provisional" and _in_the_lead(two, key, c)) for c in (two.a, two.b))
        if bool(one) != bool(other):
            return Ruling("N204", f"the words say that one figure {told}: “{one or other}”", True)
    partway = [m.group() for c in (two.a, two.b) if (m := _PARTWAY.search(c.context))]
    if partway and partway != [partway[0]] * 2:
        return Ruling("N204", f"one figure is of an unfinished count: “{partway[0]}”", True)
    return None


def _say_so(key: str, claim: Claim) -> str | None:
    """A word of the claim's sentence that says that its figure is newer, or not the last word."""
    found = _pattern(key).search(claim.context)
    return found.group() if found else None


@cache
def _pattern(key: str) -> re.Pattern[str]:
    return expression(rf"\b{longest_of(lexicon.words('judge', key), ' ')}\b", re.I)


def _in_the_lead(two: Two, key: str, claim: Claim) -> str | None:
    """A word of the article's opening that says it of all that would be: "a draft budget seen by this newspaper"."""
    if claim.modal not in _CONDITIONAL:
        return None
    found = _pattern(key).search(two.bundle.articles[claim.article].text, 0, _OPENING)
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
    times = [(_day_of(c) if own else told_at(two.bundle, c), c) for c in (two.a, two.b)]
    known = [(t, c) for t, c in times if t is not None]
    if len(known) < 2:
        return None
    shortest = min(len(t) for t, _ in known)  # a bare day and an hour of that day are not in any order
    cut = sorted(((t[:shortest], c) for t, c in known), key=lambda one: one[0])
    return (cut[0], cut[1]) if cut[0][0] != cut[1][0] else None


def _day_of(claim: Claim) -> str | None:
    return claim.when[1].isoformat() if claim.when else None


def told_at(bundle: Bundle, claim: Claim) -> str | None:
    """When a claim was told, as it sorts: the moment its article appeared or speaks of, or else its day."""
    article = bundle.articles[claim.article]
    moment = article.as_of or article.published_at
    if moment is not None:
        return (moment.astimezone(UTC) if moment.tzinfo else moment).isoformat()[:16]
    return article.own_day.isoformat() if article.own_day else _day_of(claim)


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
    exchanged,
    direction,
    limits,
    same_figure,
    other_unit,
    aged,
    part_of_whole,
    one_of_two,
    other_scope,
    elsewhere,
    nested_things,
    counted_on,
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
    if not (same_unit(qa, qb) or convertible(qa, qb) or one_says_per(qa, qb)):
        return f"{value_words(a)} against {value_words(b)}: the units differ"
    return f"{value_words(a)} against {value_words(b)}"
