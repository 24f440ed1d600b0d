"""Years: anniversaries, "25 years ago", the age of what was built, and ages that move.

"The tenth anniversary of the flood of 2014" in 2026; "in 2011, 25 years ago"; "built in 1911 and now 125 years old";
"until 65 and no longer only until 63, three years more". The present is the day of publication, where it is known;
a year more or less may be a matter of months.
"""

from __future__ import annotations

import re
from calendar import month_name
from collections.abc import Iterator

from checker import lexicon
from checker.expressions import expression
from checker.judge.arithmetic.figures import Problem, number_of, quiet
from checker.judge.arithmetic.script import Script
from checker.model import Span

__all__ = ["ANY_YEAR", "ordinal", "years"]

_YEAR = r"(?:1[5-9]\d\d|20\d\d)"
_N = r"[a-z]+(?:-[a-z]+)?|\d{1,3}(?:st|nd|rd|th)?"
_WORDS = r"(?:\s[^\s,.;:()]+)"
_ANNIVERSARY = expression(
    rf"\b(?P<number>{_N})\sanniversary\sof\s(?:the\s|its\s|his\s|her\s|their\s)?"
    rf"(?:(?P<first>{_YEAR})\s[a-z]|(?:[^\s,.;:()]+{_WORDS}{{0,5}}?\s)??(?:of|in)\s(?:[a-z]+\s)?(?P<year>{_YEAR})\b(?!\s?(?:to|-|and|until)\s?\d))"
)
ANY_YEAR = expression(rf"(?<![\w.,$£€-]){_YEAR}(?![\w%]|[.,-]\d)")
_AGO = expression(rf"\bin\s(?:[a-z]+\s)?(?P<year>{_YEAR}),?\s(?:-\s|\()?(?P<number>{_N})\syears\sago\b")
_NAMED = r"[^.;:\d]{0,60}?"
_FOUNDED = r"(?:born|founded|opened|built|established|created|launched|started|erected|completed|set\sup)"
_TODAY = tuple(
    expression(form)
    for form in (
        rf"\b(?P<number>{_N})\syears\sago,?\sin\s(?:[a-z]+\s)?(?P<year>{_YEAR})\b",
        rf"\b(?P<number>{_N})\syears\s(?:have\s|has\s)?(?:now\s)?(?:passed|gone\sby|elapsed|lie)\ssince\s{_NAMED}(?P<year>{_YEAR})\b",
        rf"\b(?:is|are|be|been|exactly)\s(?:now\s|exactly\s|just\s|already\s)?(?P<number>{_N})\syears\ssince\s{_NAMED}(?P<year>{_YEAR})\b",
        rf"\b{_FOUNDED}\s{_NAMED}(?P<year>{_YEAR})\b(?!s){_NAMED}\b(?:is|are)\s(?:now\s|today\s)?(?P<number>{_N})\syears\sold\b",
        rf"\b{_FOUNDED}\s{_NAMED}(?P<year>{_YEAR})\b(?!s),?\s{_NAMED}\b(?:celebrates?|marks?|has|have|turns?|will\s(?:mark|celebrate|have))\s"
        rf"(?:its|his|her|their)\s(?P<number>{_N})\s(?:birthday|anniversary|jubilee)\b",
        rf"\b(?P<number>{_N})-year-old\s[a-z'’-]+(?:\s[a-z'’-]+)?,\s(?:which\swas\s|who\swas\s)?(?:built|founded|opened|erected|completed)\s{_NAMED}\bin\s(?P<year>{_YEAR})\b(?!s)",
        rf"\b(?:in|of)\s(?P<year>{_YEAR}),?\s(?:which\s)?(?:has|have|had|sees|saw|will\shave)\sits\s(?P<number>{_N})\sanniversary\b",
        rf"\b(?:in|of)\s(?P<year>{_YEAR}),\s(?P<number>{_N})\syears\s(?:on|back)(?=[.,;)]|$)",
        rf"\b(?P<year>{_YEAR})(?:,\s|\s-\s|\s\()(?:(?:which|that|this)\s(?:is|was|makes\sit|means)\s|now\s|exactly\s|some\s|all\sof\s)*"
        rf"(?P<number>{_N})\syears\sago\b",
        rf"\bin\s(?P<year>{_YEAR}),\s(?:is|lies|was)\s(?:now\s)?(?P<number>{_N})\syears\s(?:in\sthe\spast|back|ago)\b",
        rf"\b(?:has|have)\s[^;:]{{0,80}}?\bsince\s(?:[a-z]+\s)?(?P<year>{_YEAR}),\s(?:now\s|or\s|that\sis\s)?(?P<number>{_N})\s(?:long\s)?years\b"
        rf"(?!\s(?:ago|before|after|later|old|earlier|more|less|longer))",
        rf"\b(?:has|have)\s[^;:]{{0,80}}?\bfor\s(?P<number>{_N})\syears,\s(?:ever\s)?since\s(?:[a-z]+\s)?(?P<year>{_YEAR})\b",
        rf"^(?P<number>{_N})\syears\safter\s{_NAMED}(?:of|in)\s(?P<year>{_YEAR}),?\s(?:[a-z'’-]+\s){{1,5}}?(?:is|are|has|have|will|still|remains?)\b",
    )
)
_SPAN_OF = expression(rf"\b(?P<number>{_N})\syears\s\((?P<one>{_YEAR})\s?(?:-|–|to)\s?(?P<two>{_YEAR})\)")
_MONTH = "(?:" + "|".join(m.lower() for m in month_name if m) + ")"
_MONTHS = expression(
    rf"\b(?P<m1>{_MONTH})\s(?P<y1>{_YEAR})\b[^.;\d]{{2,60}}?\b(?P<m2>{_MONTH})\s(?P<y2>{_YEAR}),?\s(?:or\s|that\sis\s)?(?P<number>{_N})\smonths\s(?:later|late)\b"
)
_TURNS = expression(
    rf"\b(?:born|founded|opened|built|established|created|launched|started)\s(?:(?:in|at|near)\s[a-z][^,.;\d]{{1,40}}?\s)?in\s(?P<year>{_YEAR})\b(?!s)"
    rf"[^.;\d]{{0,60}}?\b(?:(?:turns|will\sturn)\s(?P<number>{_N})\b|(?P<age>{_N})\syears\sold\sthis\syear)"
)
_MOVED = expression(
    rf"\b(?:until|at|from|to)\s(?:the\sage\sof\s)?(?P<one>\d\d)(?![\d.,:%])[^.;:\d]{{0,60}}?\b(?:until|at|from|to|than|of)\s(?:the\sage\sof\s)?"
    rf"(?P<two>\d\d),\s(?:or\s)?(?P<number>{_N})\syears?\s(?:more|later|longer|earlier|less)\b"
)
_WORK = expression(r"\b(?:work|working|retire|retirement|pension|pensions|pensioners|age)\b")
_TRIGGER = expression(
    r"\banniversary\b|\byears\s(?:since|after|on|back|in\sthe|old|\()|\bsince\s|\bbirthday\b|year-old|\bmonths\slate|\bborn\s|\byears\sago\b|\bturns?\s|\byears\sold\sthis\syear|\d\d,\s(?:or\s)?[\w-]+\syears?\s(?:more|later|longer|earlier|less)\b"
)
_NEEDED = ("anniversary", "birthday", "born", "months", "since", "turn", "turns", "year", "years")


def years(script: Script) -> Iterator[Problem]:
    now = script.year
    for number in script.body(_TRIGGER, _NEEDED):
        words, start = script.words(number), script.regions[number].span.start
        for found in (
            _anniversaries(words, now),
            _ago(words, now),
            _turns(words, now),
            _moved(words),
            _to_date(words, now),
            _spans(words),
            _months(words),
        ):
            for message, working, spans in found:
                places = tuple(Span(start + a, start + b) for a, b in spans)
                code = "D106" if "years ago" in words else "N117"
                yield Problem(code, (), message, working, 0.75, places=places)


_Slip = tuple[str, str, tuple[tuple[int, int], ...]]


def _anniversaries(words: str, now: int | None) -> Iterator[_Slip]:
    """The year of the event and the number make the year that the sentence names, or this one."""
    for m in _ANNIVERSARY.finditer(words):
        name = "first" if m["first"] else "year"
        number, year = ordinal(m["number"]), int(m[name])
        others = [int(y.group()) for y in ANY_YEAR.finditer(words) if y.start() != m.start(name)]
        marks = others or ([now] if now is not None else [])
        if number is None or not marks:
            continue
        loose = 1 if quiet("near_years").search(words) else 0
        if all(abs(mark - year - number) > loose for mark in marks):
            gap = marks[0] - year
            message = f"from {year} to {marks[0]} are {gap} years, not {number}"
            yield message, f"{marks[0]} - {year} = {gap}", ((m.start(), m.end(name)),)


def ordinal(word: str) -> int | None:
    """The number of an ordinal: "120th", "fiftieth", "twenty-first"."""
    digits = re.match(r"\d+", word)
    if digits:
        return int(digits.group())
    known = {**lexicon.mapping("dates", "ordinal"), **lexicon.mapping("arithmetic", "tenths")}
    tens = lexicon.mapping("numbers", "cardinals")
    ten, _, one = word.rpartition("-")
    if one not in known or (ten and ten not in tens):
        return None
    return int(known[one]) + (int(tens[ten]) if ten else 0)


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


def _to_date(words: str, now: int | None) -> Iterator[_Slip]:
    """How long ago a year is; a sentence with two years speaks of another present."""
    if now is None or quiet("other_present").search(words):
        return
    if len(set(ANY_YEAR.findall(words))) > 1:
        return
    said: set[int] = set()
    for form in _TODAY:
        for m in form.finditer(words):
            word, year = m["number"], int(m["year"])
            number = number_of(word) if not re.search(r"(?:th|st|nd|rd)$", word) else ordinal(word)
            if number is None or number < 2 or m.start("year") in said or year > now:
                continue
            if abs(now - year - int(number)) > 1:
                said.add(m.start("year"))
                message = f"from {year} to {now} are {now - year} years, not {int(number)}"
                yield message, f"{now} - {year} = {now - year}", (m.span("year"), m.span("number"))


def _spans(words: str) -> Iterator[_Slip]:
    """ "For 15 years (1998-2010)"."""
    for m in _SPAN_OF.finditer(words):
        number, gap = number_of(m["number"]), int(m["two"]) - int(m["one"])
        if number is not None and gap > 0 and abs(gap - int(number)) > 1:
            message = f"from {m['one']} to {m['two']} are {gap} years, not {int(number)}"
            yield message, f"{m['two']} - {m['one']} = {gap}", ((m.start("number"), m.end()),)


def _months(words: str) -> Iterator[_Slip]:
    """ "Planned for May 2027, now expected in August 2028, 15 months later"."""
    names = [m.lower() for m in month_name]
    for m in _MONTHS.finditer(words):
        number = number_of(m["number"])
        gap = (int(m["y2"]) - int(m["y1"])) * 12 + names.index(m["m2"]) - names.index(m["m1"])
        if number is not None and gap > 0 and abs(gap - int(number)) > 1:
            message = f"the two lie {gap} months apart, not {int(number)}"
            yield message, f"{gap} months", (m.span("m1"), m.span("m2"), m.span("number"))
