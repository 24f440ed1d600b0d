"""Years that an article counts, against the year in which it says, in another sentence, that it all began.

"The club marks its 120th anniversary on Friday. ... It was founded in 1896 by eleven clerks" in 2026; "after 42 years
at the mill ... she first stood at a loom in 1994"; "he turns 100 in May ... born in April 1936". One digit must be off,
as in a slip of the pen, and no other two years of the article, nor two ages, may make the number right.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from checker.expressions import expression
from checker.judge.arithmetic.figures import Problem, any_of, number_of, quiet
from checker.judge.arithmetic.script import Script
from checker.judge.arithmetic.years import ANY_YEAR, ordinal
from checker.model import Span, Zone

__all__ = ["KIN", "SOMEBODY", "eras"]

_N = r"(?P<n>\d{1,3}|[a-z]+(?:-[a-z]+)?)"
_NTH = r"(?P<nth>\d{1,3}(?:st|nd|rd|th)|[a-z]+(?:-[a-z]+)?)"


@cache
def _counted() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """How a number of years is told, by what it needs beside it."""
    return (
        ("past", expression(rf"\b{_N}\syears\s{any_of('eras', 'past')}(?=[\s,.;:)]|$)")),
        ("past", expression(rf"\b{_NTH}[\s-]{any_of('eras', 'marked')}\b")),
        ("past", expression(rf"\b(?:{any_of('eras', 'turning')})\s{_N}(?=[,.;)]|\s(?:in|on|this|next|later)\b)")),
        ("long", expression(rf"\b{any_of('eras', 'during')}\s{_N}\s(?:long\s|full\s)?years(?=[\s,.;:)]|$)")),
        ("long", expression(rf"\b{_N}\s(?:long\s|full\s)?years\s{any_of('eras', 'spent')}\b")),
        ("long", expression(rf"\b{any_of('eras', 'its')}\s{_NTH}\s(?:year|season|summer|winter)\b")),
        ("long", expression(rf"\b{_N}-year(?!-old)[\s-][a-z]")),
        ("long", expression(rf"\b(?:is|was|are|were|now)\s{_N}\syears\sold(?=[\s,.;:)]|$)")),
        ("age", expression(rf"\b(?:now|today|currently)\s(?:aged\s)?{_N}(?=[\s,.;:)]|$)")),
        ("age", expression(r"(?<=[a-z]),\s(?P<n>\d{2,3}),")),
        ("age", expression(r"\b(?P<n>\d{2,3})-year-old\b")),
        ("then", expression(rf"\b(?:aged|at\sthe\sage\sof|when\s(?:he|she)\swas|\bat)\s{_N}(?=[,.;)]|$)")),
    )


@cache
def _begun() -> re.Pattern[str]:
    return expression(rf"\b{any_of('eras', 'begun')}\b")


_TRIGGER = expression(
    r"\byears?\b|\banniversary\b|\bbirthday\b|\bjubilee\b|\bcentenary\b|-year|\bborn\b|\baged?\b|\bnow\b|\btoday\b|\bturn(?:s|ed)?\b"
    r"|\b(?:season|summer|winter)\b"
)
_NEEDED = (
    "year",
    "years",
    "anniversary",
    "birthday",
    "jubilee",
    "born",
    "age",
    "aged",
    "now",
    "today",
    "turn",
    "turns",
    "season",
    "summer",
    "winter",
)
_AGED = expression(r",\s\d{2,3},")
_WIDE = 2500
"""Characters around a number of years in which the years of the article may be about the same thing."""
_BORN = expression(r"\bborn\b")
KIN = expression(
    r"\b(?:his|her|their)\s(?:[a-z]+\s)?(?:son|daughter|brother|sister|wife|husband|partner|mother|father|widow|widower|child"
    r"|niece|nephew|cousin|grand[a-z]+|friend|colleague|coach)\b"
)
SOMEBODY = expression(
    r"\b(?:for|by|of|with|about|to)\s(?:an?|the)\s[a-z]+\s(?:who\swas\s)?born\b|\b(?:an?|another)\s[a-z]+,\s(?:who\swas\s)?born\b"
)
"""Somebody's birth who is named by no more than a trade: "built for a painter born in 1971"."""
_DIED = expression(r"\b(?:died|dies|killed|drowned|shot|fell|death|murdered)\b")


def eras(script: Script) -> Iterator[Problem]:
    """One problem an article."""
    now = script.year
    if now is None:
        return
    numbers = {*script.body(_TRIGGER, _NEEDED)}
    if _BORN.search(script.text):
        numbers |= {*script.body(_AGED)}
    for number in sorted(numbers):
        start = script.regions[number].span.start
        for kind, form in _counted():
            for m in form.finditer(script.words(number)):
                name = "nth" if "nth" in m.groupdict() else "n"
                told = ordinal(m[name]) if name == "nth" else number_of(m[name])
                if told is None or told < 10:
                    continue
                span = Span(start + m.start(name), start + m.end())
                found = _against(script, now, kind, int(told), span)
                if found is not None:
                    yield found
                    return


def _against(script: Script, now: int, kind: str, told: int, span: Span) -> Problem | None:
    """The one beginning that a number of years misses by a digit."""
    begin, end = max(0, span.start - _WIDE), span.end + _WIDE
    seen = [(int(m.group()), m) for m in ANY_YEAR.finditer(script.text, begin, end)]
    past = {year for year, _ in seen if year <= now}
    died = _DIED.search(script.words(script.at(span.start))) is not None
    ends = past if kind == "then" and (not died or len(past - {now}) > 1) else {now, now + 1, *past}
    if any(abs(last - first - told) <= 1 for first in past for last in ends):
        return None
    for year, m in seen:
        if (
            script.at(m.start()) == script.at(span.start)
            or year not in past
            or not _ties(script, kind, m, span, len(past))
        ):
            continue
        years, last = len(past - {now}), _end(kind, past, year, now, died=died)
        if last is None:
            continue
        real = last - year
        to_the_day = years == 1 and _TO_THE_DAY.match(script.text, span.end - 1) is not None
        if not 5 <= real <= 400 or not (_slip(told, real) or to_the_day):
            continue
        if kind in ("age", "then") and real > 110:
            continue
        message = f"from {year} to {last} are {real} years, not {told}"
        return Problem(
            "N117", (), message, f"{last} - {year} = {real}", 0.7, places=tuple(sorted((span, Span(*m.span()))))
        )
    return None


_TO_THE_DAY = expression(
    r"\S?(?:\syears)?(?:\s|.{0,14}\s)(?:to\sthe\s(?:day|week|weekend|month)\b"
    r"|without\s(?:interruption|a\sbreak|a\spause)\b|on\send\b)"
)


def _end(kind: str, past: set[int], year: int, now: int, *, died: bool) -> int | None:
    """The year up to which is counted: the present, or for an age at some time the one other year."""
    if kind != "then":
        return now
    others = past - {year, now}
    if not others and died:
        return now
    return next(iter(others)) if len(others) == 1 and max(others) > year else None


def _ties(script: Script, kind: str, m: re.Match[str], count: Span, years: int) -> bool:
    """Do the words around a year say that something began then which the number may count?"""
    number, told = script.at(m.start()), script.words(script.at(count.start))
    sentence = script.words(number)
    at = m.start() - script.regions[number].span.start
    ahead, near = sentence[max(0, at - 90) : at], sentence[max(0, at - 90) : at + 60]
    if quiet("not_now").search(sentence) and kind == "age":
        return False
    if kind in ("age", "then"):
        if KIN.search(told) or SOMEBODY.search(sentence):
            return False
        return _BORN.search(near) is not None and script.regions[number].zone is not Zone.HEADLINE
    if kind == "past" and years == 1:
        return "birthday" in told or not _BORN.search(ahead)
    return _begun().search(near) is not None


def _slip(told: int, real: int) -> bool:
    """Are the tens or the hundreds one off? The last digit alone is often that of another year."""
    return any(abs(told - real) in (ten - 1, ten, ten + 1) for ten in (10, 100)) and min(told, real) >= 10
