"""A stretch of text with its clock times, days, years and durations as signs: the language of the checks on time.

"The search took 40 minutes, from 09:10 to 10:05" is "the search took ‹t0›, from ‹c0› to ‹c1›": ``t`` is a duration,
``c`` a clock time, ``d`` a day, ``y`` a year. All are read from the words themselves, whether or not a claim stands
for them, and hold the place where they stand.
"""

from __future__ import annotations

import re
from calendar import month_abbr, month_name
from collections.abc import Sequence
from datetime import date
from functools import cache

from checker.expressions import expression
from checker.judge.arithmetic.figures import any_of, number_of
from checker.model import Span
from checker.record import record

__all__ = ["Marked", "Moment", "Stretch", "between", "marked"]

_UNITS = {"second": 1, "minute": 60, "hour": 3600, "day": 86400, "week": 604800, "month": 2629800, "year": 31557600}
_N = r"(?:\d{1,4}|[a-z]+(?:-[a-z]+)?)"
_DURATION = (
    rf"(?<![\w.,-])(?P<n>{_N})(?P<half>\sand\sa\shalf)?(?:\s(?:full|long|whole|straight|solid))?"
    r"[\s-](?P<unit>second|minute|hour|day|week|month|year)s?\b"
    rf"(?:(?:,|\sand)?\s(?P<more>(?!an?\s){_N})\s(?P<unit2>second|minute|hour|day|month)s?\b)?"
)
_CLOCK = (
    r"(?<![\w.,:/$-])(?:(?P<h>[01]?\d|2[0-3])(?P<mark>[:.])(?P<m>[0-5]\d)(?P<s>:[0-5]\d)?|(?P<hour>1[0-2]|[1-9])(?=\s?[ap]\.?m\b))"
    r"(?![\d%:])(?![.,]\d)(?:\s?(?P<half_day>[ap])\.?m\b\.?)?"
)
_DAYS = r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,?\s)?(?:the\s)?"
_MONTHS = {name.lower(): n for names in (month_name, month_abbr) for n, name in enumerate(names) if name}
_MONTH = "(?:" + "|".join(sorted(_MONTHS, key=lambda m: -len(m))) + r")\b\.?"
_DATE = (
    rf"(?<![\w.,:/-]){_DAYS}(?:(?P<d1>\d{{1,2}})(?:st|nd|rd|th)?(?:\sof)?\s(?P<mon1>{_MONTH})"
    rf"|(?P<mon2>{_MONTH})\s(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?(?!\d|:\d|\.\d))(?:,?\s(?P<year>(?:19|20)\d\d)\b)?"
)
_PAIR = expression(
    rf"\bfrom\s{_DAYS}(?P<one>\d{{1,2}})(?:st|nd|rd|th)?\s(?:to|until|till)\s{_DAYS}(?P<two>\d{{1,2}})(?:st|nd|rd|th)?\s(?P<mon>{_MONTH})"
)
_YEAR = r"(?<![\w.,/$£€-])(?P<only>1[5-9]\d\d|20\d\d)(?![\w%]|[.,/-]\d|-)"


@record
class Stretch:
    """A duration: its length in seconds and its least unit in seconds. ``loose``: do its words round it?"""

    span: Span
    seconds: int
    grain: int
    loose: bool


@record
class Moment:
    """A clock time in minutes of a day, a day, or a year. ``half``: could it be twelve hours later?"""

    span: Span
    minutes: int = 0
    half: bool = False
    month: int = 0
    day: int = 0
    year: int | None = None


@record
class Marked:
    """A stretch of text with signs; ``at`` gives what a sign stands for."""

    text: str
    stretches: tuple[Stretch, ...]
    moments: dict[str, Moment]

    def stretch(self, number: str) -> Stretch:
        return self.stretches[int(number)]


@cache
def _signs() -> re.Pattern[str]:
    return expression(f"(?P<DATE>{_DATE})|(?P<CLOCK>{_CLOCK})|(?P<DURATION>{_DURATION})|(?P<YEAR>{_YEAR})")


@cache
def _hedged() -> re.Pattern[str]:
    return expression(rf"\b{any_of('loose')}\s(?:an?\s|the\s)?$")


def marked(text: str, start: int, end: int) -> Marked:
    """The signs of ``text[start:end]``, which is in lower case; spans count in ``text``."""
    out: list[str] = []
    stretches: list[Stretch] = []
    moments: dict[str, Moment] = {}
    counts = {"c": 0, "d": 0, "y": 0}
    at = start
    found = [*_PAIR.finditer(text, start, end), *_signs().finditer(text, start, end)]
    for m in sorted(found, key=lambda m: m.start("one") if m.re is _PAIR else m.start()):
        begin, stop = m.span("one") if m.re is _PAIR else m.span()
        value = _read(m, text, start) if begin >= at else None
        if value is None:
            continue
        out.append(text[at:begin])
        at = stop
        if isinstance(value, Stretch):
            out.append(f"‹t{len(stretches)}›")
            stretches.append(value)
        else:
            kind, moment = value
            sign = f"{kind}{counts[kind]}"
            counts[kind] += 1
            moments[sign] = moment
            out.append(f"‹{sign}›")
    words = re.sub(r"\s+", " ", "".join([*out, text[at:end]]))
    return Marked(words, tuple(stretches), moments)


def _month(word: str) -> int:
    return _MONTHS[word.rstrip(".")]


def _read(m: re.Match[str], text: str, start: int) -> Stretch | tuple[str, Moment] | None:
    if m.re is _PAIR:
        return "d", Moment(Span(*m.span("one")), day=int(m["one"]), month=_month(m["mon"]))
    span = Span(*m.span())
    if m["DATE"]:
        day, month = int(m["d1"] or m["d2"]), _month(m["mon1"] or m["mon2"])
        return (
            ("d", Moment(span, day=day, month=month, year=int(m["year"]) if m["year"] else None))
            if 0 < day < 32
            else None
        )
    if m["CLOCK"]:
        return _clock(m, text, span)
    if m["YEAR"]:
        return "y", Moment(span, year=int(m["only"]))
    return _duration(m, text, span, start)


_AT = expression(r"\b(?:at|from|to|until|till|since|between|and|by|after|before|around|about)\s$")


def _clock(m: re.Match[str], text: str, span: Span) -> tuple[str, Moment] | None:
    if m["mark"] == "." and not (m["half_day"] or _AT.search(text, max(0, span.start - 10), span.start)):
        return None
    hour, minute = int(m["h"] or m["hour"]), int(m["m"] or 0)
    if m["half_day"]:
        hour = hour % 12 + (12 if m["half_day"] == "p" else 0)
    half = not m["half_day"] and hour < 13 and not (m["h"] or "").startswith("0")
    return "c", Moment(span, minutes=hour * 60 + minute, half=half)


_REPEATED = expression(r"\b(?:every|each|another|first|last|next|past|within|other)\s$")


def _duration(m: re.Match[str], text: str, span: Span, start: int) -> Stretch | None:
    n = 1 if m["n"] == "an" else number_of(m["n"])
    if n is None or _REPEATED.search(text, max(start, span.start - 12), span.start):
        return None
    unit = _UNITS[m["unit"]]
    seconds = int(n) * unit + (unit // 2 if m["half"] else 0)
    grain = unit // 2 if m["half"] else unit
    end = span.end
    if m["more"]:
        more = number_of(m["more"])
        if more is None or _UNITS[m["unit2"]] >= unit:
            end = m.start("more")
        else:
            seconds, grain = seconds + int(more) * _UNITS[m["unit2"]], _UNITS[m["unit2"]]
    hedged = _hedged().search(text, max(start, span.start - 20), span.start) is not None
    return Stretch(Span(span.start, end), seconds, grain, hedged)


def between(one: Moment, two: Moment, kind: str) -> Sequence[int]:
    """The seconds that may lie between two moments of a kind, the second after the first."""
    if kind == "c":
        gap = (two.minutes - one.minutes) % 1440 * 60
        return (gap, (gap + 43200) % 86400) if one.half or two.half else (gap,)
    if kind == "y":
        years = (two.year or 0) - (one.year or 0)
        return (years * _UNITS["year"],)
    return _days(one, two)


def _days(one: Moment, two: Moment) -> Sequence[int]:
    year = one.year or two.year or 2001
    try:
        first, last = date(one.year or year, one.month, one.day), date(two.year or one.year or year, two.month, two.day)
        if last < first and not (one.year and two.year):
            last = date(last.year + 1, last.month, last.day)
    except ValueError:
        return ()
    return ((last - first).days * 86400,)
