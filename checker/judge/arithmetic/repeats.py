"""Repeats: one fact told twice in one article with two figures.

Headline against body (N115): a figure of the headline that the body nowhere has, where its first sentences have
another for the same thing and event, or any sentence the same digits with two of them changed places. Lead against
later text (N116): "six people were killed" and, further down, "the five people killed"; one person's age given twice.
Anything that could reconcile them keeps the check quiet: another figure of the text that fits, parts that sum to it,
words of updating, a part of the whole, another time.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import combinations

from checker import lexicon, taxonomy
from checker.expressions import expression
from checker.judge.arithmetic.figures import Figure, Problem, any_of, exactly
from checker.model import Bound, Claim, NameValue, Scope, UnitKind, Zone, plain, quantity
from checker.quantities import allowed, compatible, same_unit
from checker.rarity import content_stems
from checker.slips import TRANSPOSED, Slip, chance, slip
from checker.taxonomy import Kinship

__all__ = ["repeats"]

_DOUBT = frozenset({"prior", "forecast", "hypothetical"})
_PLANNED = frozenset({"forecast"})
_CONSIDERED = "another figure of the text that fits, parts of a whole, an update, another time: none is there"


def repeats(claims: Sequence[Claim], names: Sequence[Claim], text: str) -> Iterator[Problem]:
    """All contradictions between distant passages of one article.

    ``claims``: its figures, in reading order; ``names``: its names; ``text``: the article's text.
    """
    body = [c for c in claims if c.zone is not Zone.HEADLINE]
    seen: set[str] = set()
    for head in claims:
        if head.zone is Zone.HEADLINE:
            yield from _headline(head, body, seen, text)
    yield from _definite(body, text)
    yield from _ages(claims, names)


def _problem(code: str, claims: Sequence[Claim], message: str, confidence: float) -> Problem:
    figures = tuple(Figure(c.mention.span, quantity(c), c) for c in claims)
    return Problem(code, figures, message, " / ".join(c.mention.text for c in claims), confidence, False, _CONSIDERED)


# -- headline against body -------------------------------------------------------------------------------------------


def _headline(head: Claim, body: Sequence[Claim], seen: set[str], text: str) -> Iterator[Problem]:
    if quantity(head).unit_kind is UnitKind.SCORE:
        yield from _score(head, body)
        return
    if exactly(quantity(head)) is None:
        return
    if any(_reconciles(head, c) for c in body) or _made_of(head, body) or _spelled(head, text):
        return
    told = {exactly(quantity(c)) for c in body}
    for other in body:
        alike = _DOUBT & other.notes == _DOUBT & head.notes | (_PLANNED if _ahead(head) else frozenset())
        if exactly(quantity(other)) is None:
            continue
        if "lead" not in other.notes and slip(quantity(head), quantity(other)) not in TRANSPOSED:
            continue
        sound = alike and _whole(head, planned=True) and _whole(other, planned=True)
        if (sound and _same_fact(head, other)) or (exactly(quantity(head)) not in told and _mistyped(head, other)):
            message = f"the headline has {head.mention.text}, the text {other.mention.text}"
            if message not in seen:
                seen.add(message)
                yield _problem("N115", (head, other), message, 0.75)
            return


def _mistyped(head: Claim, other: Claim) -> bool:
    """162 million over 126 million crowns: the digits in another order or another power of ten, and no other unit.

    Bare figures must have a word in common: a sign that showed 131 is no instrument that showed 113.
    """
    a, b = quantity(head), quantity(other)
    bare = UnitKind.NONE in (a.unit_kind, b.unit_kind)
    if a.unit_kind is b.unit_kind is UnitKind.NONE and not (head.head or other.head or head.words & other.words):
        return False
    return (bare or same_unit(a, b)) and min(chance(a), chance(b)) >= _TYPED and slip(a, b) in _MISTYPED


_TYPED = 2
"""Digits behind the first of figures that are not alike by chance."""
_MISTYPED = (Slip.SWAPPED, Slip.TRIO, Slip.NEIGHBOURS, Slip.SCALE, Slip.THOUSANDFOLD)
_TO_COME = expression(r"\b(?:to|will)\s[a-z]+\s(?:[a-z]+\s){0,2}$", re.I)


def _ahead(head: Claim) -> bool:
    """ "Mill to shed 300 jobs": headlines say what lies ahead in their own way."""
    return _TO_COME.search(head.context[: _number_start(head) - head.sentence.start]) is not None


def _spelled(head: Claim, text: str) -> bool:
    """Does the text have the headline's figure somewhere, in digits or in words, where no claim was seen?"""
    value = exactly(quantity(head))
    forms = [w for w, v in lexicon.mapping("numbers", "cardinals").items() if plain(value) == v]
    forms += [f for f in (plain(value), f"{value:,}" if value is not None else None) if f]
    pattern = rf"(?<![\w.,])(?:{'|'.join(map(re.escape, forms))})(?:th)?(?![\w]|[.,]\d)"
    return re.search(pattern, text[head.sentence.end :], re.I) is not None


def _score(head: Claim, body: Sequence[Claim]) -> Iterator[Problem]:
    """The headline's score is nowhere in the text, whose first sentences have another."""
    mine = _sides(head)
    scores = [c for c in body if quantity(c).unit_kind is UnitKind.SCORE and len(_sides(c)) == 2]
    if len(mine) != 2 or any(sorted(_sides(c)) == sorted(mine) for c in scores):
        return
    first = next(iter(scores), None)
    if first is not None and "lead" in first.notes and not _DOUBT & first.notes:
        message = f"the headline has {head.mention.text}, the text {first.mention.text}"
        yield _problem("N115", (head, first), message, 0.75)


def _sides(claim: Claim) -> list[str]:
    return re.findall(r"\d+", claim.mention.text)


def _whole(claim: Claim, *, planned: bool = False) -> bool:
    """A figure for all of a fact, as it stands: no part, rate, total over years, comparison, forecast.

    ``planned``: may it lie ahead ("mill to shed 300 jobs")?
    """
    return (
        claim.scope in (None, Scope.INCIDENT)
        and claim.role not in ("from", "by")
        and not claim.negated
        and _DOUBT & claim.notes <= (_PLANNED if planned else frozenset())
        and quantity(claim).bound is not Bound.VAGUE
        and quantity(claim).unit_kind in (UnitKind.COUNT, UnitKind.NONE, UnitKind.CURRENCY, UnitKind.PERCENT)
    )


def _event(claim: Claim) -> str | None:
    return taxonomy.implied_event(claim.classes) or claim.predicate or _described(claim)


def _described(claim: Claim) -> str | None:
    """The event of the adjective behind a figure: "Six dead in ..."."""
    word = _NEXT.match(claim.context, claim.mention.span.end - claim.sentence.start)
    return taxonomy.event_named(word.group(1).lower(), "adjectives") if word else None


_NEXT = expression(r"\s+(?:who\s(?:were|was|are|had\sbeen)\s)?([A-Za-z]+)")


def _same_fact(a: Claim, b: Claim) -> bool:
    event, other = _event(a), _event(b)
    if not same_unit(quantity(a), quantity(b)) or (a.claimant != b.claimant and a.claimant and b.claimant):
        return False
    if taxonomy.events_alike(event, other) is not Kinship.SAME or not taxonomy.telling(event):
        return False
    if quantity(a).unit_kind in (UnitKind.CURRENCY, UnitKind.PERCENT):
        if not _measure(a) and not _measure(b):  # "Orrin fined 4 million": the event says what the money is
            return a.role == b.role and a.predicate == b.predicate and a.predicate in _paid() and not a.modifiers
        return a.role == b.role and bool(_measure(a) & _measure(b)) and _measure(a) <= b.words
    one, two = taxonomy.thing_of(a.classes), taxonomy.thing_of(b.classes)
    alike = taxonomy.kinship(one, two) is Kinship.SAME or (
        not one and not two and a.head is not None and a.head == b.head
    )
    return alike and set(_kinds(a)) == set(_kinds(b))


def _kinds(claim: Claim) -> list[str]:
    """Modifiers that narrow what is counted; those that only say it was killed, or how many there are, do not."""
    known = set(content_stems(claim.head or ""))
    return [m for m in claim.modifiers if m not in known and taxonomy.event_named(m, "adjectives") is None]


@cache
def _money() -> frozenset[str]:
    return frozenset(content_stems(" ".join(lexicon.words("arithmetic", "repeats.money"))))


@cache
def _paid() -> frozenset[str]:
    return lexicon.words("arithmetic", "repeats.paid")


def _measure(claim: Claim) -> frozenset[str]:
    """What a sum of money is: profit, revenue, a fine."""
    return claim.clause & _money()


def _reconciles(a: Claim, b: Claim) -> bool:
    """Could another figure be the one meant: same unit, and both can hold?"""
    qa, qb = quantity(a), quantity(b)
    if qb.unit_kind in (UnitKind.COUNT, UnitKind.NONE) and qa.unit_kind in (UnitKind.COUNT, UnitKind.NONE):
        return allowed(qa).meets(allowed(qb))
    return qa.unit_kind is qb.unit_kind and compatible(qa, qb)


def _made_of(whole: Claim, claims: Sequence[Claim]) -> bool:
    """Do two or three figures of the text sum to this one, or lie that far apart?"""
    target = exactly(quantity(whole))
    alike = [q for c in claims[:40] if (q := quantity(c)).unit_kind is quantity(whole).unit_kind]
    values = [v for q in alike if (v := exactly(q)) is not None]
    if target is None:
        return True
    if any(x + y == target or abs(x - y) == target for x, y in combinations(values, 2)):
        return True
    return any(x + y + z == target for x, y, z in combinations(values[:15], 3))


# -- "six people were killed" ... "the five people killed" -----------------------------------------------------------

_BACK = expression(r"\b(?:the|all|these|those|of all)\s(?:the\s)?$", re.I)


@cache
def _speaks_of(words: str) -> re.Pattern[str]:
    """A list of words of updating ("updates" or "raises")."""
    return expression(r"\b" + any_of("repeats", words) + r"\b", re.I)


def _definite(body: Sequence[Claim], text: str) -> Iterator[Problem]:
    for i, back in enumerate(body):
        if (
            (not _whole(back) and back.scope is not Scope.PART)
            or exactly(quantity(back)) is None
            or not _points_back(back)
        ):
            continue
        first = next((c for c in body[:i] if _told(c, back)), None)
        if first is None or compatible(quantity(first), quantity(back)) or _updated(text, back):
            continue
        others = [c for c in body if c is not back and not (_points_back(c) and quantity(c).low == quantity(back).low)]
        if any(_reconciles(back, c) for c in others) or _made_of(back, body[:i]):
            continue
        message = f"{first.mention.text} above, {back.mention.text} here"
        yield _problem("N116", (first, back), message, 0.7)
        return


def _updated(text: str, claim: Claim) -> bool:
    """Do the words just before, or the sentence, speak of a count that changed?"""
    start = claim.sentence.start
    return (
        _speaks_of("raises").search(text, max(0, start - 200), start) is not None
        or _speaks_of("updates").search(text, start, claim.sentence.end) is not None
    )


def _points_back(claim: Claim) -> bool:
    """Does a figure speak of people or things already told of: "the five people killed", "of the five victims"?"""
    at = _number_start(claim) - claim.sentence.start
    if not _BACK.search(claim.context[max(0, at - 12) : at]):
        return False
    implied = taxonomy.implied_event(claim.classes)
    told = _described(claim)
    return bool(implied or (told and told == claim.predicate))


def _number_start(claim: Claim) -> int:
    span = claim.mention.parts.get("number_span")
    return span.start if span is not None else claim.mention.span.start


def _told(first: Claim, back: Claim) -> bool:
    return (
        "lead" in first.notes
        and _whole(first)
        and exactly(quantity(first)) is not None
        and not _speaks_of("updates").search(first.context)
        and not _points_back(first)
        and _event(first) == _event(back)
        and taxonomy.kinship(taxonomy.thing_of(first.classes), taxonomy.thing_of(back.classes)) is Kinship.SAME
        and set(_kinds(first)) == set(_kinds(back))
        and (first.place is None or back.place is None or first.place == back.place)
        and ("lead-when" in back.notes or "loose-when" in back.notes or back.when is None or back.when == first.when)
    )


# -- one person's age ------------------------------------------------------------------------------------------------

_THEN = expression(r"\b(?:then|at the time|when|turned|turns|would have been|will be|in \d{4})\b", re.I)


def _ages(claims: Sequence[Claim], names: Sequence[Claim]) -> Iterator[Problem]:
    people = [c for c in names if isinstance(c.value, NameValue) and c.value.entity == "person"]
    told: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        if quantity(claim).unit_kind is UnitKind.AGE and quantity(claim).bound is Bound.EXACT:
            person = next((p for p in people if p.sentence == claim.sentence and _of(p, claim)), None)
            if person is not None and isinstance(person.value, NameValue):
                told[person.value.canonical].append(claim)
    for who, found in told.items():
        first = found[0]
        for other in found[1:]:
            one, two = quantity(first).low, quantity(other).low
            if one != two:
                message = f"{who} is {plain(one)} in one passage and {plain(two)} in the other"
                yield _problem("N116", (first, other), message, 0.75)
                break


def _of(person: Claim, age: Claim) -> bool:
    """Does the age stand right beside the name: "Anna Berg, 34," or "34-year-old Anna Berg"?"""
    start = age.sentence.start
    text = age.context
    if person.mention.span.end <= age.mention.span.start:
        between = text[person.mention.span.end - start : age.mention.span.start - start]
        behind = text[age.mention.span.end - start :][:30]
        return bool(re.fullmatch(r",\s(?:aged\s)?|\s\((?:aged\s)?", between)) and not _THEN.match(behind.lstrip(", )"))
    between = text[age.mention.span.end - start : person.mention.span.start - start]
    return bool(re.fullmatch(r"\s", between)) and "year-old" in age.mention.text
