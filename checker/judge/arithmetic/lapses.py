"""How long something took, against the day or the hour of its beginning and of its end, wherever the three stand.

"The pumps started at 8.20pm. ... The cellar was dry at 1.50am. ... It took seven and a half hours"; "from two o'clock
on Monday morning until two o'clock on Thursday morning, a stretch of 48 hours"; "the ban is two years. It begins on
3 October 2024 and ends on 2 October 2025". Moments and durations are those that the extractor reads. The nearest
sentences that hold two moments of the kind of the duration decide; where more than two stand in reach, any two that lie
as far apart keep it quiet.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import datetime, time
from functools import cache
from itertools import pairwise

from checker.days import bare_weekday
from checker.expressions import expression
from checker.judge.arithmetic.figures import Problem, any_of, quiet, right_ahead
from checker.judge.arithmetic.script import Script
from checker.model import Claim, Grain, TimeType, Zone, when
from checker.record import record
from checker.text import fold
from checker.timex import duration_parts

__all__ = ["lapses"]

_MINUTE, _HOUR, _DAY, _WEEK, _MONTH, _YEAR = 60, 3600, 86400, 604800, 2629800, 31557600
_UNITS = {"year": _YEAR, "month": _MONTH, "week": _WEEK, "day": _DAY, "hour": _HOUR, "minute": _MINUTE, "second": 1}
_WINDOWS = ((0, 0), (1, 0), (0, 1), (2, 1), (4, 4))
"""Sentences before and behind a duration in which its moments may stand, the nearest first."""
_LONGEST = 2500
"""Characters around a duration in which its moments may stand."""
_EVEN = expression(
    r"\b(?:noon|midday|midnight|[ap]\.?m\b|morning|afternoon|evening|night|hours|dawn)"
    r"|\b0\d[:.]\d|\b(?:1[3-9]|2\d)[:.]?\d"
)


@record
class Lapse:
    """A duration that is told. ``grain``: its least unit in seconds; ``loose``: do its words round it?"""

    claim: Claim
    seconds: int
    grain: int
    loose: bool

    @property
    def kind(self) -> str:
        """By what its moments are told: the clock, days, months or years."""
        if self.grain <= _HOUR:
            return "clock"
        return "day" if self.grain <= _WEEK else "month" if self.grain < _YEAR else "year"


def _lapse(claim: Claim) -> Lapse | None:
    value = when(claim)
    parts = duration_parts(value.timex) if value.type is TimeType.DURATION else []
    if not parts or any(unit not in _UNITS for _, unit in parts) or _relative(claim):
        return None
    found = [(n, _UNITS[unit]) for n, unit in parts]
    seconds = int(sum(n * size for n, size in found))
    n, grain = found[-1]
    grain = grain if n == int(n) and not claim.mention.text.endswith("half") else grain // 2
    words = fold(claim.mention.text)
    head = _ahead(claim, 20)
    loose = bool(_hedged().search(words) or _hedged().search(head))
    return Lapse(claim, seconds, grain, loose)


@cache
def _hedged() -> re.Pattern[str]:
    return expression(rf"\b{any_of('loose')}\b")


_RELATIVE = expression(
    r"^the\s|\b(?:first|last|next|past|every|each|another|other|final|old|per|within|minus|more|further|extra)\b"
)
_COUNTED = expression(
    r"\s(?:ago|old|each|apart|a\s(?:day|week|month|year)|per|from\snow|of\sage|early|late|more|less|longer|shorter"
    r"|to\sgo|left|mark|point|milestone|deadline|limit)\b|-old\b"
)
_OTHERWISE = expression(
    r"\b(?:every|each|another|other|first|last|next|past|within|per|than|aged|up\sto|at\sleast|in\sunder|more|minus|plus|"
    r"for\sthe|(?:good|valid|enough|planned|meant|due)\sfor|sentenced\sto|jailed\sfor|previous|usual|if|until|lost|extra)\s(?:(?:about|some|a|an|the)\s)*$"
)


def _relative(claim: Claim) -> bool:
    """Is a duration one of several, an age, or no more than a limit?"""
    text, end = fold(claim.context), claim.mention.span.end - claim.sentence.start
    return (
        _RELATIVE.search(fold(claim.mention.text)) is not None
        or _COUNTED.match(text, end) is not None
        or _OTHERWISE.search(_ahead(claim, 30)) is not None
    )


def _ahead(claim: Claim, most: int) -> str:
    """The words ahead of a date in its sentence."""
    at = claim.mention.span.start - claim.sentence.start
    return fold(claim.context[max(0, at - most) : at])


def _behind(claim: Claim, most: int) -> str:
    at = claim.mention.span.end - claim.sentence.start
    return fold(claim.context[at : at + most])


# -- moments ----------------------------------------------------------------------------------------------------------


def _moments(claims: Sequence[Claim], kind: str) -> list[Claim]:
    """The dates that tell a moment to the grain that a kind of duration needs, each moment once."""
    out: list[Claim] = []
    for claim in claims:
        if _tells(claim, kind) and not any(_one(claim, other, kind) for other in out):
            out.append(claim)
    return out


def _tells(claim: Claim, kind: str) -> bool:
    value = when(claim)
    if value.start is None or value.type not in (TimeType.DATE, TimeType.TIME) or value.approximate:
        return False
    said = value.stated
    if kind == "clock":
        return "hour" in said
    if (
        _DATELINE.match(fold(claim.context), claim.mention.span.end - claim.sentence.start)
        and not _ahead(claim, 60)[30:]
    ):
        return False
    if kind == "day":
        return "day" in said or ("weekday" in said and value.grain in (Grain.DAY, Grain.PART, Grain.HOUR, Grain.MINUTE))
    if kind == "month":
        return "month" in said
    return "year" in said


def _one(a: Claim, b: Claim, kind: str) -> bool:
    """Are two the same moment, told twice?"""
    p, q = when(a), when(b)
    if kind == "clock":
        return p.stated.get("hour") == q.stated.get("hour") and (p.start == q.start or not (_dated(a) and _dated(b)))
    assert p.start is not None
    assert q.start is not None
    return p.start.date() == q.start.date()


_DATELINE = expression(r"\.?\s?(?:\(|-|–|—)")
_DAY_AHEAD = expression(
    r"(?:\b(?:mon|tues|wednes|thurs|fri|satur|sun)day|\b[a-z]{3,9}\s\d{1,2}|\d\s(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*)"
    r"(?:,?\s\d{4})?,?\s(?:at\s)?(?:\d\d?[.:]\d\d\s)?$"
)


def _dated(claim: Claim) -> bool:
    """Does a moment have its day, in its own words or right before: "Friday 14 November, 12.00 noon"?"""
    return bool({"day", "weekday"} & {*when(claim).stated}) or _DAY_AHEAD.search(_ahead(claim, 40)) is not None


def _clock(claim: Claim) -> datetime:
    """A moment by day and hour; without an hour of its own it is the day's midnight."""
    value = when(claim)
    assert value.start is not None
    hours, _, minutes = str(value.stated.get("hour", "0:00")).partition(":")
    return datetime.combine(value.start.date(), time(int(hours) % 24, int(minutes or 0)))


def _halved(claim: Claim) -> bool:
    """Could a time be twelve hours later, by its words?"""
    hour = int(str(when(claim).stated["hour"]).partition(":")[0])
    return 0 < hour <= 12 and not _EVEN.search(fold(claim.mention.text))


def _gaps(one: Claim, two: Claim, kind: str) -> list[int]:
    """The seconds that may lie between two moments, the second after the first."""
    a, b = _clock(one), _clock(two)
    by_weekdays = all("weekday" in when(c).stated and "day" not in when(c).stated for c in (one, two))
    if kind != "clock":
        days = (b.date() - a.date()).days
        if by_weekdays:
            return [days % 7 * _DAY, (days % 7 + 7) * _DAY]
        years = [0] if all("year" in when(c).stated for c in (one, two)) else [0, 365, -365]
        return [(days + y) * _DAY for y in years if abs(days + y) < 200 or y == 0]
    gap = int((b - a).total_seconds())
    both_dated = _dated(one) and _dated(two)
    if not both_dated:
        gaps = [gap % _DAY]
    elif by_weekdays:
        gaps = [gap % (7 * _DAY), gap % (7 * _DAY) + 7 * _DAY]
    else:
        gaps = [gap]
    if _halved(one) or _halved(two):
        gaps = [g + shift for g in gaps for shift in (0, _DAY // 2, -_DAY // 2)]
    return gaps if both_dated else [g % _DAY for g in gaps]


def _fits(told: Lapse, gap: int, kind: str, *, years: bool = False) -> bool:
    whole = told.seconds // 4 if told.loose else told.seconds // 12 if told.seconds >= 3 * told.grain else 0
    if kind == "clock":
        least = 180 if told.grain == _MINUTE and told.seconds % 300 == 0 else max(60, int(told.grain * 0.6))
        if told.grain == _MINUTE and told.seconds % 300:
            whole = told.seconds // 4 if told.loose else 0
    elif kind == "day":
        least, whole = max(_DAY, int(told.grain * 0.6)), whole if told.grain > _DAY or told.loose else 0
    elif kind == "month":
        least = _MONTH * 5 // 4
    else:
        least = _YEAR * 5 // 4 if years else int(_YEAR * 0.6)
    return abs(gap - told.seconds) <= max(least, whole)


# -- what ties them ---------------------------------------------------------------------------------------------------


@cache
def _lasted() -> re.Pattern[str]:
    return expression(rf"[\s,-]+{any_of('elapsed', 'behind')}\b")


@cache
def _long() -> re.Pattern[str]:
    """What says of a duration that it is the whole of it: "lasted", "a stretch of", "that makes"."""
    return expression(rf"\b{any_of('lapses', 'ahead')}[\s:]+(?:{any_of('hedges')}\s)*(?:[a-z-]+\s)?$")


@cache
def _edge(which: str) -> re.Pattern[str]:
    return expression(rf"\b{any_of('elapsed', which)}\b")


_FROM = expression(r"\b(?:from|between|since)\s(?:[^.;:\d]{0,40}\s)?(?:at\s|on\s)?$")
_TO = expression(r"\b(?:to|until|till|and|through|up\sto)\s(?:[^.;:\d]{0,40}\s)?(?:at\s|on\s)?$")


def lapses(script: Script, claims: Sequence[Claim]) -> Iterator[Problem]:
    """One problem an article. ``claims``: its dates."""
    dates = sorted(claims, key=lambda c: c.mention.span)
    for claim in dates:
        told = _lapse(claim)
        if told is None or claim.zone is Zone.HEADLINE:
            continue
        found = _judge(script, dates, told)
        if found is not None:
            yield found
            return


def _judge(script: Script, dates: Sequence[Claim], told: Lapse) -> Problem | None:
    """The nearest sentences that hold two moments of the kind of a duration, and what they say of it."""
    number = script.at(told.claim.mention.span.start)
    zone = script.regions[number].zone
    most = len(script.regions)
    for before, after in _WINDOWS:
        inside = range(max(0, number - before), min(number + after + 1, most))
        near = [n for n in inside if script.regions[n].zone is zone]
        begin, end = script.regions[near[0]].span.start, script.regions[near[-1]].span.end
        if end - begin > _LONGEST:
            return None
        here = [c for c in dates if begin <= c.mention.span.start < end]
        moments = _named(told, _moments(here, told.kind))
        if len(moments) < 2:
            continue
        wide = before + after > 1
        if quiet("clocks").search(script.text, begin, end) or _kept(script, told, moments, wide=wide):
            return None
        if len(moments) == 2:
            return _of_two(script, told, moments[0], moments[1], wide=wide, recent=_recent(here, told, moments))
        if not wide:
            two = _spanned(moments)
            return _of_two(script, told, *two, wide=False) if two else None
        return None
    return None


def _named(told: Lapse, moments: list[Claim]) -> list[Claim]:
    """Of moments weeks apart the dates, where two and more are: a bare weekday is one of them, or another."""
    dated = [c for c in moments if not bare_weekday(when(c))]
    if told.kind != "day" or told.seconds < 2 * _WEEK:
        return moments
    own = told.claim.sentence.start
    return dated if len(dated) > 1 else [c for c in moments if c in dated or c.sentence.start == own]


def _recent(here: Sequence[Claim], told: Lapse, moments: Sequence[Claim]) -> bool:
    """Does the sentence of a duration name by its weekday the day of the later moment, up to which it then counts?"""
    last = max(day for c in moments if (day := when(c).start) is not None).date()
    own = [when(c).start for c in here if c.sentence.start == told.claim.sentence.start and bare_weekday(when(c))]
    return told.kind == "day" and any(day is not None and abs((day.date() - last).days) <= 1 for day in own)


def _kept(script: Script, told: Lapse, moments: Sequence[Claim], *, wide: bool) -> bool:
    """Do any two moments in reach, or far off one and the day of the article, lie as far apart as is told?"""
    years, today = told.kind == "year", script.article.own_day
    if wide and told.kind != "clock" and today is not None and not _TOOK.search(_ahead(told.claim, 24)):
        away = [abs((today - day.date()).days) * _DAY for c in moments if (day := when(c).start) is not None]
        if any(_fits(told, gap, told.kind, years=years) for gap in away):
            return True
    for one in moments:
        for two in moments:
            gaps = _gaps(one, two, told.kind) if one is not two else []
            if any(_fits(told, abs(g), told.kind, years=years and not _full(one, two)) for g in gaps):
                return True
    return False


_TOOK = expression(r"\b(?:lasted|took|taken|ran|lasting|taking)\b")


def _full(one: Claim, two: Claim) -> bool:
    return all("month" in when(c).stated for c in (one, two))


def _spanned(moments: Sequence[Claim]) -> tuple[Claim, Claim] | None:
    """The only two of several that are told as "from ... until ..."."""
    found = [p for p in pairwise(moments) if _FROM.search(_ahead(p[0], 60)) and _TO.search(_between(*p))]
    return found[0] if len(found) == 1 else None


def _between(a: Claim, b: Claim) -> str:
    """The words between two dates of one sentence."""
    if a.sentence.start != b.sentence.start:
        return ""
    start = a.sentence.start
    return fold(a.context[a.mention.span.end - start : b.mention.span.start - start])


def _of_two(script: Script, told: Lapse, one: Claim, two: Claim, *, wide: bool, recent: bool = False) -> Problem | None:
    head, tail = _ahead(told.claim, 60), _behind(told.claim, 60)
    near_by = told.claim.sentence.start in (one.sentence.start, two.sentence.start)
    named = _long().search(head) is not None
    named = named and (near_by or not _WEAK.search(head)) and not _SIDE.match(tail)
    if not (named or right_ahead("elapsed", "ahead").search(head) or _lasted().match(tail)):
        return None
    if _SIDE.match(tail) and told.kind == "clock":
        return None
    behind = told.claim.mention.span.end
    if _OF_A_CLAUSE.match(tail) and not any(0 < _place(c) - behind < _CLAUSE for c in (one, two)):
        return None
    if told.seconds > _WEEK + _DAY and all(bare_weekday(when(c)) for c in (one, two)):
        return None
    if _elsewhere(told, two):
        return None
    if told.kind != "clock" and not all(bare_weekday(when(c)) for c in (one, two)):
        one, two = sorted((one, two), key=_clock)
    clauses = _clause(script, one, two), _clause(script, two, one)
    starts = [_edge("start").search(words) is not None for words in clauses]
    finish = [_edge("end").search(words) is not None for words in clauses]
    if _AFTER.search(head) and told.claim.sentence.start == two.sentence.start:
        finish[1] = True
    if finish[0] and not starts[0] and starts[1] and not finish[1]:
        one, two = two, one
    spanned = _spanned((one, two)) is not None
    if spanned and not near_by and (not named or not _ITS.match(fold(told.claim.context))):
        return None
    if recent and _AFTER_ALL.search(head + "_" + tail):
        finish[1] = starts[0] = True
    tied = spanned or ((starts[0] or starts[1]) and (finish[0] or finish[1]))
    if told.kind != "clock" and not tied:
        return None
    gaps = [g for g in _gaps(one, two, told.kind) if g > 0]
    if not gaps or (not tied and told.kind == "clock" and len(gaps) > 2):
        return None
    gap = min(gaps, key=lambda g: abs(g - told.seconds))
    near = (spanned or named) and (not wide or _brief(one, two, told))
    if not 0.3 < told.seconds / gap < 3.4 or not _may_be(told, gap, tied=tied, near=near):
        return None
    said, real = _words(told.seconds, told.grain), _words(gap, _MINUTE if told.kind == "clock" else told.grain)
    spans = sorted(c.mention.span for c in (one, two, told.claim))
    code = "N117" if told.claim.mention.span > max(one, two, key=_place).mention.span or _TOOK.search(head) else "D106"
    return Problem(code, (), f"between the two lie {real}, not {said}", real, 0.75, places=tuple(spans))


_AFTER = expression(r"\bafter\s(?:[a-z]+\s){0,2}$")
_WEAK = expression(r"\b(?:after|in|(?<!is\s)(?<!was\s)for|a|an|of|some)\s(?:[a-z-]+\s){0,2}$")
"""What a duration in a sentence of its own needs more than."""
_SIDE = expression(r"\s(?:after|before|since|to|ending|ended|up\sto)\b")
_OF_A_CLAUSE = expression(r"\s(?:before|after)\s(?:it|he|she|they|being|having|its|his|her|their)\b")
"""Counted from what a clause tells: "two weeks before it fell"."""
_CLAUSE = 40
"""Characters behind a length within which the clause that it counts from may name its day."""
_ITS = expression(
    r"[\"'(]?(?:(?:and|so)\s)?(?:that|this|it|the|in\sall|elapsed|duration|time|total|his|her|its|their)\b"
)
_AFTER_ALL = expression(r"\bafter\s(?:[a-z]+\s){0,2}_|_,?\s(?:after|since)\s")
_THEN = expression(r"\b(?:and|but|while|then|who|which)\b")


def _elsewhere(told: Lapse, two: Claim) -> bool:
    """Does a clause begin between the second moment and a duration behind it: "until 2010 and sat for 25 years"?"""
    return _THEN.search(_between(two, told.claim)) is not None


def _may_be(told: Lapse, gap: int, *, tied: bool, near: bool) -> bool:
    """Is what is told the length meant? Close by, its words say so; from afar, its minutes must be those of the two."""
    if near and tied:
        return True
    if told.kind == "clock":
        whole = told.seconds % _HOUR == 0
        if told.seconds < _HOUR:
            return False
        return ((told.seconds - gap) % _HOUR == 0 and (tied or not whole)) or (tied and gap % _HOUR != 0 and not whole)
    if told.kind == "day":
        return tied and 5 * _DAY <= gap <= 200 * _DAY
    return tied and near


def _brief(one: Claim, two: Claim, told: Lapse) -> bool:
    """Do two moments and a duration stand close together, though each in a line of its own?"""
    spans = [c.mention.span for c in (one, two, told.claim)]
    return max(s.end for s in spans) - min(s.start for s in spans) < 150


def _place(claim: Claim) -> int:
    return claim.mention.span.start


def _clause(script: Script, claim: Claim, other: Claim) -> str:
    """The words around a date, up to the other one or the end of the clause."""
    span, far = claim.mention.span, other.mention.span
    begin = max(span.start - 120, far.end if far.end <= span.start else 0)
    end = min(span.end + 80, far.start if far.start >= span.end else span.end + 80)
    head = re.split(r";|[.!?]\s", script.text[begin : span.start])[-1]
    return head + " " + re.split(r";|[.!?]\s", script.text[span.end : end])[0]


def _words(seconds: int, grain: int) -> str:
    """A length of time for a reader."""
    if grain >= _MONTH:
        size, name = (_YEAR, "years") if grain >= _YEAR and seconds >= _YEAR else (_MONTH, "months")
        return f"{round(seconds / size)} {name}"
    days, rest = divmod(seconds, _DAY)
    hours, minutes = divmod(rest // 60, 60)
    parts = [(days, "day"), (hours, "hour"), (minutes, "minute")] if grain <= _HOUR else [(days, "day")]
    return " and ".join(f"{n} {name}{'s' if n != 1 else ''}" for n, name in parts if n) or "nothing"
