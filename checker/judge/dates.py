"""Verdicts on aligned dates, and on dates that contradict themselves."""

from __future__ import annotations

import re
from calendar import day_name, month_name
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta

from checker import lexicon, taxonomy
from checker.clocks import clocks_apart, hold_together
from checker.days import bare_weekday, ends, meet
from checker.expressions import expression
from checker.judge.rulebook import LEAST, agreement, evidence, finding, probability, single_source, value_words
from checker.judge.versions import versions
from checker.model import (
    Agreement,
    Alignment,
    Bundle,
    Claim,
    Finding,
    Grain,
    Kind,
    Level,
    SingleSource,
    TimeValue,
    when,
)

__all__ = ["judge"]

Verdicts = list[Finding | Agreement | SingleSource]
_SHARPER = 1.5
"""The bits of dates are too timid: counted over stories, pairs of one bit are right three times in four."""
_SUREST = 0.95


def judge(bundle: Bundle, alignments: Sequence[Alignment]) -> Verdicts:
    out: Verdicts = []
    for claim in bundle.claims.get(Kind.DATE, ()):
        out += impossible(bundle, claim) or wrong_weekday(bundle, claim, _weekday_said(bundle, claim))
    for alignment in alignments:
        out += _compared(bundle, alignment)
    return out


def impossible(bundle: Bundle, claim: Claim) -> list[Finding]:
    """A day that no calendar has: 31 June, 29 February of a common year."""
    stated = when(claim).stated
    if "month" not in stated or "day" not in stated:
        return []
    month, day, year = int(stated["month"]), int(stated["day"]), stated.get("year")
    try:
        date(int(year) if year is not None else 2000, month, day)
    except ValueError:
        name = month_name[month] if 1 <= month <= 12 else f"month {month}"
        shown = f"{day} {name}" + (f" {year}" if year is not None else "")
        return [_internal("D104", bundle, claim, f"{shown} does not exist", Level.ERROR, 0.95)]
    return []


_WEEKDAY = r"(?P<day>Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)"
_SAID = expression(
    r"(?:,?\s+(?:is|was|will be|fell on|falls on|will fall on)\s+(?:an?\s+)?(?=\w+)"
    r"|,\s+an?\s+(?=\w+(?:[,.;)]|$|\sthis\s))|\s+\((?:an?\s+)?(?=\w+\)))" + _WEEKDAY + r"\b"
)
_OF_WEEK = expression(
    rf"\b[Tt]he\s{_WEEKDAY}\s(?:of\s(?:that|the\ssame|this|the\sfollowing)\sweek|after(?:wards)?|before|following|thereafter),\s(?:the\s)?$"
)
_AHEAD = expression(rf"\b{_WEEKDAY}\s\($")


def _weekday_said(bundle: Bundle, claim: Claim) -> int | None:
    """ "15 March 2026 is a Sunday", "Sunday (15 March)": the weekday that the words around give to a date."""
    text, span = bundle.articles[claim.article].text, claim.mention.span
    m = _SAID.match(text, span.end)
    if m is None and text[span.end : span.end + 1] == ")":
        m = _AHEAD.search(text, max(0, span.start - 12), span.start)
    m = m or _OF_WEEK.search(text, max(0, span.start - 45), span.start)
    return list(day_name).index(m["day"]) if m and "day" in _stated(claim) else None


def _stated(claim: Claim) -> Mapping[str, int | str]:
    """What the words of a date say, a feast of a fixed day included: "Christmas Day" is 25 December."""
    value, feasts = when(claim), lexicon.mapping("dates", "holiday")
    day = feasts.get(claim.mention.text.lower().replace("’", "'"))
    if day is None or value.stated or not re.fullmatch(r"\d\d-\d\d", day):
        return value.stated
    month, number = day.split("-")
    return {"month": int(month), "day": int(number)}


def wrong_weekday(bundle: Bundle, claim: Claim, said_of_it: int | None = None) -> list[Finding]:
    """A weekday that is not the weekday of its date, in the stated year or the year of publication.

    ``said_of_it``: the weekday (0 is Monday) that the sentence gives to a date without one of its own.
    """
    value = when(claim)
    stated = value.stated if said_of_it is None else {"weekday": said_of_it, **_stated(claim)}
    if not {"weekday", "month", "day"} <= set(stated):
        return []
    published = bundle.articles[claim.article].published
    if "year" in stated:
        years, sure = [int(stated["year"])], True
    elif published is not None and bundle.articles[claim.article].published_from in ("metadata", "text", "story"):
        years, sure = [published.year - 1, published.year, published.year + 1], False
    else:
        return []
    days = [d for y in years if (d := _day(y, int(stated["month"]), int(stated["day"]))) is not None]
    if not days and not sure and published is not None:
        message = f"{stated['day']} {month_name[int(stated['month'])]} {published.year} does not exist"
        return [_internal("D104", bundle, claim, message, Level.WARNING, 0.75)]
    told = value.start.date() if value.start is not None else None  # which may be that of another year than the nearest
    if not days or any(d.weekday() == int(stated["weekday"]) for d in days if sure or _near(d, published) or d == told):
        return []
    real = min(days, key=lambda d: abs((d - published).days) if published else 0)
    said = day_name[int(stated["weekday"])]
    message = f"{real.day} {month_name[real.month]} {real.year} is a {day_name[real.weekday()]}, not a {said}"
    return [_internal("D103", bundle, claim, message, Level.ERROR if sure else Level.WARNING, 0.9 if sure else 0.75)]


def _near(day: date, published: date | None) -> bool:
    """A date without a year is meant within half a year of publication, or some months more when it is past."""
    return published is None or -300 <= (day - published).days <= 190


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _internal(code: str, bundle: Bundle, claim: Claim, message: str, level: Level, confidence: float) -> Finding:
    return finding(
        code,
        evidence=[evidence(claim)],
        fact=claim.mention.text,
        story=bundle.story.id,
        message=message,
        confidence=confidence,
        level=level,
        working=[message],
    )


def _compared(bundle: Bundle, alignment: Alignment) -> Verdicts:
    claims = sorted(alignment.claims, key=lambda c: (c.article, c.mention.span))
    fact = _label(claims[0])
    story = bundle.story.id
    if len({c.article for c in claims}) < 2:
        return [single_source(claims[0], fact=fact, story=story)] if when(claims[0]).grain is Grain.DAY else []
    sides = versions(claims, lambda c: _length(when(c)), hold_together)
    if len(sides) == 1:
        return [_agreement(claims, fact, story)]
    agreed = [_agreement(side, fact, story) for side in sides if len({c.article for c in side}) > 1]
    found = _conflict(bundle, alignment, _surely_apart(alignment, sides), fact)
    if found.level is Level.NOTE and found.confidence < LEAST:
        alone = [s[0] for s in sides if len({c.article for c in s}) == 1 and when(s[0]).grain is Grain.DAY]
        return [*agreed, *(single_source(c, fact=fact, story=story) for c in alone)]
    return [found, *agreed]


def _surely_apart(alignment: Alignment, sides: Sequence[Sequence[Claim]]) -> Sequence[Sequence[Claim]]:
    """Where two versions are surely of one event, only they and others that are as surely of one with them."""
    least, home = _threshold("warning"), {id(c): n for n, side in enumerate(sides) for c in side}
    links = [(home[id(a)], home[id(b)]) for a, b, bits, _ in alignment.links if bits >= least]
    firm = {n for one, other in links if one != other for n in (one, other)}
    return [side for n, side in enumerate(sides) if n in firm] if firm else sides


def _agreement(claims: Sequence[Claim], fact: str, story: str) -> Agreement:
    proofs = [evidence(c) for c in claims]
    first, last = ends(when(claims[0]))
    if all(ends(when(c))[0] <= last and first <= ends(when(c))[1] for c in claims):
        return agreement("D301", evidence=proofs, fact=fact, story=story, why="the dates meet")
    why = "a bare weekday, or a night that touches both days, leaves room for the other date"
    return agreement("D302", evidence=proofs, fact=fact, story=story, why=why)


def _length(value: TimeValue) -> timedelta:
    assert value.start is not None
    assert value.end is not None
    return value.end - value.start


def _conflict(bundle: Bundle, alignment: Alignment, sides: Sequence[Sequence[Claim]], fact: str) -> Finding:
    bits = _bits(bundle, alignment)
    sure = bits >= _threshold("error") and _one_event(sides)
    least = _threshold("bare_warning" if all(bare_weekday(when(c)) for side in sides for c in side) else "warning")
    other = (bits < _threshold("error") and _other_events(sides)) or _other_hours(sides)
    unsure = bits < least or not _told_apart(bundle, sides) or other
    grade = Level.NOTE if unsure else None
    code = "D101" if sure and not unsure else "D102"
    versions = [f"{value_words(s[0])} ({', '.join(dict.fromkeys(c.passage.source for c in s))})" for s in sides]
    return finding(
        code,
        evidence=[evidence(c, n) for n, side in enumerate(sides) for c in side],
        fact=fact,
        story=bundle.story.id,
        message=f"{fact}: " + " against ".join(versions),
        confidence=min(_SUREST, probability(_SHARPER * bits)),
        level=grade,
        reasons=alignment.reasons,
        considered=[
            "coarser dates: neither period holds the other",
            "another event: " + ("the passages use the same event" if alignment.reasons else "nothing says so"),
        ],
        working=[" / ".join(f"“{s[0].mention.text}” = {value_words(s[0])}" for s in sides)],
    )


def _bits(bundle: Bundle, alignment: Alignment) -> float:
    """What speaks for one event between the two dates that differ most credibly; how well others agree says nothing,
    nor do days that only the words before tell, where others differ by their own.
    """
    links = [(a, b, bits) for a, b, bits, _ in alignment.links if not hold_together(a, b)]
    told = [bits for a, b, bits in links if _told_apart(bundle, [[a], [b]])]
    apart = told or [bits for _, _, bits in links]
    return max(apart, default=min(alignment.score, _threshold("least")))


def _told_apart(bundle: Bundle, sides: Sequence[Sequence[Claim]]) -> bool:
    """Do two sides differ in days that their own words tell? "3 a.m." has its day from the sentences around it."""
    told = [[c for c in side if _tells_day(bundle, c)] for side in sides]
    return sum(map(bool, told)) > 1 or any(clocks_apart(a, b) for a, b in _across(sides))


def _tells_day(bundle: Bundle, claim: Claim) -> bool:
    """A day, weekday, month or year in so many words, or counted from a day of publication that is known."""
    value = when(claim)
    if _DAY & set(value.stated) or ("hour" in value.stated and _day_just_told(bundle, claim)):
        return True
    known = bundle.articles[claim.article].own_day is not None
    return known and value.basis != "anchor" and "hour" not in value.stated


_DAY = frozenset({"day", "weekday", "month", "year"})
_JUST_TOLD = 160
"""Characters in front of a time by the clock within which its day may be told."""


def _day_just_told(bundle: Bundle, claim: Claim) -> bool:
    """ "They left at 19:30 on Sunday. At a quarter past eleven ...": the day stands right in front of the hour."""
    text, start = bundle.articles[claim.article].text, claim.mention.span.start
    return any(
        one.article == claim.article
        and 0 <= start - one.mention.span.end <= _JUST_TOLD
        and _DAY & set(when(one).stated)
        and ends(when(one))[0] == ends(when(claim))[0]
        and "\n" not in text[one.mention.span.end : start]
        for one in bundle.claims.get(Kind.DATE, ())
        if when(one).start is not None
    )


def _one_event(sides: Sequence[Sequence[Claim]]) -> bool:
    """Do two sides name the event by the same class or verb? Who "met" may have "spoken" the day after."""
    alike = (taxonomy.Kinship.SAME, taxonomy.Kinship.NESTED)
    return any(
        taxonomy.events_alike(a.predicate, b.predicate) in alike or (a.verb and a.verb == b.verb)
        for a, b in _across(sides)
    )


def _across(sides: Sequence[Sequence[Claim]]) -> Iterator[tuple[Claim, Claim]]:
    """Every two claims of two sides."""
    return ((a, b) for i, one in enumerate(sides) for other in sides[i + 1 :] for a in one for b in other)


def _other_events(sides: Sequence[Sequence[Claim]]) -> bool:
    """Is one side the day of a statement, and the other the day of what it is about?"""
    saying = lexicon.words("judge", "saying_events") | lexicon.words("judge", "saying_verbs")
    either = lexicon.words("judge", "acts_of_words")
    told = [{c.predicate in saying for c in side if c.predicate and c.predicate not in either} for side in sides]
    return {True} in told and {False} in told


def _other_hours(sides: Sequence[Sequence[Claim]]) -> bool:
    """Do they differ in the hour of one day alone, and name no event alike? Much happens within a day."""
    return all(meet(when(a), when(b)) for a, b in _across(sides)) and not _one_event(sides)


def _threshold(name: str) -> float:
    return float(lexicon.mapping("align", "date_levels", None)[name])


def _label(claim: Claim) -> str:
    known = taxonomy.events().get(claim.predicate or "")
    what = known.label if known else claim.predicate or "date"
    return f"{what}{' in ' + claim.place if claim.place else ''}"
