"""Years: anniversaries, ages against a year of birth, "25 years ago", and ages that move.

"The tenth anniversary of the flood of 2014" in 2026; "Jon Berg, 44, who was born in 1961"; "in 2011, 25 years ago";
"until 65 and no longer only until 63, three years more". The present is the day of publication, where it is known;
a year more or less may be a matter of months.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from checker import lexicon
from checker.judge.arithmetic_figures import Problem, any_of, number_of
from checker.judge.arithmetic_script import Script
from checker.model import Span, Zone

__all__ = ["years"]

_YEAR = r"(?:1[5-9]\d\d|20\d\d)"
_N = r"[a-z]+(?:-[a-z]+)?|\d{1,3}(?:st|nd|rd|th)?"
_WORDS = r"(?:\s[^\s,.;:()]+)"
_ANNIVERSARY = re.compile(
    rf"\b(?P<number>{_N})\sanniversary\sof\s(?:the\s|its\s|his\s|her\s|their\s)?"
    rf"(?:(?P<first>{_YEAR})\s[a-z]|(?:[^\s,.;:()]+{_WORDS}{{0,5}}?\s)??(?:of|in)\s(?:[a-z]+\s)?(?P<year>{_YEAR})\b(?!\s?(?:to|-|and|until)\s?\d))"
)
_ANY_YEAR = re.compile(rf"(?<![\w.,$£€-]){_YEAR}(?![\w%]|[.,-]\d)")
_BORN = re.compile(
    rf",\s(?P<age>\d{{1,3}}),\s(?:who\s)?(?:was\s)?born\s(?:(?:in|at|near)\s[a-z][^,.;\d]{{1,40}}?\s)?in\s(?P<year>{_YEAR})\b(?!s)"
)
_YEARS_OLD = re.compile(
    rf"\b(?P<age>\d{{1,3}})-year-old(?:{_WORDS}{{0,3}}?)?,\s(?:who\s)?(?:was\s)?born\s(?:(?:in|at|near)\s[a-z][^,.;\d]{{1,40}}?\s)?in\s(?P<year>{_YEAR})\b(?!s)"
)
_AGO = re.compile(rf"\bin\s(?:[a-z]+\s)?(?P<year>{_YEAR}),?\s(?:-\s|\()?(?P<number>{_N})\syears\sago\b")
_TURNS = re.compile(
    rf"\b(?:born|founded|opened|built|established|created|launched|started)\s(?:(?:in|at|near)\s[a-z][^,.;\d]{{1,40}}?\s)?in\s(?P<year>{_YEAR})\b(?!s)"
    rf"[^.;\d]{{0,60}}?\b(?:(?:turns|will\sturn)\s(?P<number>{_N})\b|(?P<age>{_N})\syears\sold\sthis\syear)"
)
_MOVED = re.compile(
    rf"\b(?:until|at|from|to)\s(?:the\sage\sof\s)?(?P<one>\d\d)(?![\d.,:%])[^.;:\d]{{0,60}}?\b(?:until|at|from|to|than|of)\s(?:the\sage\sof\s)?"
    rf"(?P<two>\d\d),\s(?:or\s)?(?P<number>{_N})\syears?\s(?:more|later|longer|earlier|less)\b"
)
_WORK = re.compile(r"\b(?:work|working|retire|retirement|pension|pensions|pensioners|age)\b")
_TRIGGER = re.compile(
    r"\banniversary\sof\b|\bborn\s|\byears\sago\b|\bturns?\s|\byears\sold\sthis\syear|\d\d,\s(?:or\s)?[\w-]+\syears?\s(?:more|later|longer|earlier|less)\b"
)


def years(script: Script) -> Iterator[Problem]:
    article = script.article
    known = article.published is not None and article.published_from in ("metadata", "text")
    now = article.published.year if known and article.published is not None else None
    for number in script.found(_TRIGGER):
        region = script.regions[number]
        if region.zone is Zone.HEADLINE:
            continue
        words, start = script.words(number), region.span.start
        for found in (
            _anniversaries(words, now),
            _ages(words, now),
            _ago(words, now),
            _turns(words, now),
            _moved(words),
        ):
            for message, working, spans in found:
                places = tuple(Span(start + a, start + b) for a, b in spans)
                yield Problem("N117", (), message, working, 0.75, places=places)


_Slip = tuple[str, str, tuple[tuple[int, int], ...]]


def _anniversaries(words: str, now: int | None) -> Iterator[_Slip]:
    """The year of the event and the number make the year that the sentence names, or this one."""
    for m in _ANNIVERSARY.finditer(words):
        name = "first" if m["first"] else "year"
        number, year = _ordinal(m["number"]), int(m[name])
        others = [int(y.group()) for y in _ANY_YEAR.finditer(words) if y.start() != m.start(name)]
        marks = others or ([now] if now is not None else [])
        if number is None or not marks:
            continue
        loose = 1 if re.search(r"\b" + any_of("quiet", "near_years") + r"\b", words) else 0
        if all(abs(mark - year - number) > loose for mark in marks):
            gap = marks[0] - year
            message = f"from {year} to {marks[0]} are {gap} years, not {number}"
            yield message, f"{marks[0]} - {year} = {gap}", ((m.start(), m.end(name)),)


def _ordinal(word: str) -> int | None:
    digits = re.match(r"\d+", word)
    if digits:
        return int(digits.group())
    known = {**lexicon.mapping("dates", "ordinal"), **lexicon.mapping("arithmetic", "tenths")}
    tens = lexicon.mapping("numbers", "cardinals")
    ten, _, one = word.rpartition("-")
    if one not in known or (ten and ten not in tens):
        return None
    return int(known[one]) + (int(tens[ten]) if ten else 0)


def _ages(words: str, now: int | None) -> Iterator[_Slip]:
    """Somebody of today; who died, or was that old at the time, is not."""
    for form in (_BORN, _YEARS_OLD):
        for m in form.finditer(words):
            if now is None or re.search(r"\b" + any_of("quiet", "not_now") + r"\b", words):
                continue
            age, gap = int(m["age"]), now - int(m["year"])
            if abs(gap - age) > 1 and abs(gap - 1 - age) > 1 and 0 < gap < 120:
                message = f"who was born in {m['year']} is {gap - 1} or {gap}, not {age}"
                yield message, f"{now} - {m['year']} = {gap}", (m.span("age"), m.span("year"))


def _ago(words: str, now: int | None) -> Iterator[_Slip]:
    for m in _AGO.finditer(words):
        number, year = number_of(m["number"]), int(m["year"])
        if now is None or number is None or abs(now - year - int(number)) <= 1:
            continue
        message = f"{year} is {now - year} years ago, not {number}"
        yield message, f"{now} - {year} = {now - year}", (m.span("year"), (m.start("number"), m.end()))


def _turns(words: str, now: int | None) -> Iterator[_Slip]:
    for m in _TURNS.finditer(words):
        name = "number" if m["number"] else "age"
        number, year = number_of(m[name]), int(m["year"])
        if now is None or number is None or number < 2 or abs(now - year - int(number)) <= 1:
            continue
        message = f"from {year} to {now} are {now - year} years, not {number}"
        yield message, f"{now} - {year} = {now - year}", (m.span("year"), m.span(name))


def _moved(words: str) -> Iterator[_Slip]:
    if not _WORK.search(words):
        return
    for m in _MOVED.finditer(words):
        number, gap = number_of(m["number"]), abs(int(m["one"]) - int(m["two"]))
        if number is not None and gap and int(number) != gap and int(number) < 2 * gap + 3:
            message = f"from {m['two']} to {m['one']} are {gap} years, not {number}"
            yield (
                message,
                f"|{m['one']} - {m['two']}| = {gap}",
                (m.span("one"), m.span("two"), (m.start("number"), m.end())),
            )
