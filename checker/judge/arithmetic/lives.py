"""Ages against the years of birth and death: "Jon Berg (1950-2020) died at 70"; "born on 3 May 1961, Berg, 64, ...".

An age is the years between, or one less. Of the living it is held against the year of publication. Birth and age may
stand sentences apart, where neither another birth nor another age is told near by.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from checker.expressions import expression
from checker.judge.arithmetic.eras import KIN, SOMEBODY
from checker.judge.arithmetic.figures import Problem, quiet
from checker.judge.arithmetic.script import Script
from checker.model import Span

__all__ = ["lives"]

_YEAR = r"(?:1[6-9]\d\d|20\d\d)"
_AGE = r"(?P<age>\d{1,3})"
_DAY = r"(?:on\s)?(?:(?:in\s)?[a-z]+\s)?(?:\d{1,2}(?:st|nd|rd|th)?,?\s)?(?:(?:of\s)?[a-z]+\s)?(?:\d{1,2},\s)?"
_BORN = rf"\bborn\s(?:(?:in|at|near)\s[a-z'’-]+(?:\s[a-z'’-]+)?\s)?(?:in\s)?{_DAY}(?P<born>{_YEAR})\b(?!s)"
_LATE = rf"\b(?:died|killed|drowned|executed|murdered)\s[^.;‹›]{{0,50}}?(?P<died>{_YEAR})\b(?!s)"
_AT = (
    rf",?\s(?:at|aged|at\sthe\sage\sof|when\s(?:he|she)\swas)\s{_AGE}(?=[\s,.;)]|$)(?!\s(?:a\.?m|p\.?m"
    rf"|percent|o['’]clock))"
)
_G = r"[^;\d]{0,60}?"
_DEAD = tuple(
    expression(form)
    for form in (
        rf"{_BORN}{_G}{_LATE}{_AT}",
        rf"\bdied\s[^.;\d]{{0,30}}?(?P<died>{_YEAR}){_AT},?[^.;\d]{{0,20}}?\b(?:had\sbeen|was)\s{_BORN}",
        rf"\((?P<born>{_YEAR})\s?(?:-|–|to)\s?(?P<died>{_YEAR})\)[^.;\d]{{0,40}}?\b(?:died|killed|passed"
        rf"\saway)(?:\s[a-z]+){{0,4}}?{_AT}",
        rf"\((?P<born>{_YEAR})\s?(?:-|–|to)\s?(?P<died>{_YEAR})\)\s(?:was|lived\sto\sbe)\s{_AGE}(?:\syears"
        rf"\sold)?\swhen\s(?:he|she)\s(?:died|was\skilled)",
    )
)
_LIVING = tuple(
    expression(form)
    for form in (
        rf",\s{_AGE},\s(?:who\s)?(?:was\s)?{_BORN}",
        rf"\b(?P<age>\d{{2,3}})-year-old(?:\s[^\s,.;:()]+){{0,3}}?,\s(?:who\s)?(?:was\s)?{_BORN}",
        rf"\((?:b\.|born)(?:\sin)?\s(?P<born>{_YEAR})\),\s{_AGE},",
        rf"{_BORN}\sand\s(?:so\s)?(?:now|today)\s{_AGE}(?=[,.;)]|\syears\sold)",
        rf"(?:^|[.]\s){_BORN},\s[a-z'’.-]+(?:\s[a-z'’.-]+){{0,2}},\s{_AGE},",
        rf"{_BORN}[.;]\s(?:today|now)\s(?:the\s(?P<age>\d{{2,3}})-year-old\b)",
    )
)
_TRIGGER = expression(r"\bborn\b|\bdied\b|\(b\.|\d\)\s(?:was|lived)")
_NEEDED = ("b", "born", "died", ")")


def lives(script: Script) -> Iterator[Problem]:
    now = script.year
    for number in script.body(_TRIGGER, _NEEDED):
        region = script.regions[number]
        start = region.span.start
        after = script.regions[number + 1] if number + 1 < len(script.regions) else region
        end = after.span.end if after.zone is region.zone and after.span.end - start < 500 else region.span.end
        words = re.sub(r"\s", " ", script.text[start:end])
        yield from _dead(words, start, region.span.end)
        if now is not None and not quiet("not_now").search(words):
            yield from _living(words, start, now)
    if now is not None:
        yield from _sentences_apart(script, now)


_BIRTH = expression(
    r"\b(?:born\b[^.;()\d]{0,40}?|(?:date|day|year)\sof\sbirth\b[^.;()\d]{0,30}?)"
    r"(?:\b\d{1,2}(?:st|nd|rd|th)?\s[a-z]+,?\s|\b[a-z]+\s\d{1,2},?\s)?"
    r"\b(?P<born>19\d\d|20[0-2]\d)\b(?!s)"
)
_AGED = expression(
    r"\bthe\s(?P<a>\d{2,3})-year-old\b|(?<=[a-z]),\s(?P<b>\d{2,3})(?=[,.])|\b(?:he|she)\s(?:is|was)\s(?:now\s)?(?P<c>\d{2,3})(?=[.;]|,\s(?:and|but))"
    r"|\b(?:at\sthe\sage\sof|aged|now)\s(?P<d>\d{2,3})(?=[,.;)]|\sand\b)|\b(?P<e>\d{2,3})\syears\sold\b|\b(?P<f>\d{2,3})-year-old\b"
)
_YEARS = expression(r"(?<![\w.,$£€-])(?:19|20)\d\d(?![\w%]|[.,-]\d)")
_THEN = expression(
    r"\b(?:when|then|at\sthe\stime|until|since|that\s(?:day|year|summer|winter)|(?:19|20)\d\d|years\s(?:ago|later|before|earlier))\b"
)
_ONE = expression(r"\b(?:he|she|his|her)\b|year-old\b")
_REACH = 4


def _sentences_apart(script: Script, now: int) -> Iterator[Problem]:
    """The only birth and the only age of a passage: "the 86-year-old ... as her date of birth 3 May 1949"."""
    births = [*_BIRTH.finditer(script.text)]
    for birth in births:
        number = script.at(birth.start("born"))
        zone = script.regions[number].zone
        inside = range(max(0, number - _REACH), min(number + _REACH + 1, len(script.regions)))
        near = [n for n in inside if script.regions[n].zone is zone]
        begin, end = script.regions[near[0]].span.start, script.regions[near[-1]].span.end
        told = [*_AGED.finditer(script.text, begin, end)]
        values = {int(next(filter(None, m.groups()))) for m in told}
        if len(values) != 1 or sum(begin <= b.start() < end for b in births) != 1:
            continue
        year, age, at = int(birth["born"]), values.pop(), told[0]
        gap, there = now - year, script.words(script.at(at.start()))
        here = script.words(number)
        if not 14 <= gap <= 105 or not 0.6 < age / gap < 1.6 or _THEN.search(there):
            continue
        if KIN.search(f"{here} {there}") or SOMEBODY.search(here):
            continue
        ends = {now, *(int(m.group()) for m in _YEARS.finditer(script.text, begin, end))}
        if any(-1 <= last - year - age <= 2 for last in ends) or not (_ONE.search(here) or _ONE.search(there)):
            continue
        message = f"who was born in {year} is {gap - 1} or {gap}, not {age}"
        spans = sorted((Span(*birth.span()), Span(*at.span())))
        yield Problem("N117", (), message, f"{now} - {year} = {gap}", 0.75, places=tuple(spans))
        return


def _dead(words: str, start: int, end: int) -> Iterator[Problem]:
    for form in _DEAD:
        for m in form.finditer(words):
            gap, age = int(m["died"]) - int(m["born"]), int(m["age"])
            if start + m.start() < end and _other(m.group()) is None and 0 < gap < 120 and age not in (gap, gap - 1):
                message = f"from {m['born']} to {m['died']} are {gap - 1} or {gap} years, not {age}"
                working = f"{m['died']} - {m['born']} = {gap}"
                yield _problem(message, working, start, m, ("born", "died", "age"))
                return


def _other(words: str) -> re.Match[str] | None:
    """Does somebody else come in between: "born in 1950 to a singer who died in 2020 at 92"?"""
    return re.search(
        r"\b(?:to\s(?:a|an|the)|his|her|wife|husband|father|mother|son|daughter|brother|sister|whose)\b", words
    )


def _living(words: str, start: int, now: int) -> Iterator[Problem]:
    for form in _LIVING:
        for m in form.finditer(words):
            gap, age = now - int(m["born"]), int(m["age"])
            if 0 < gap < 115 and age not in (gap + 1, gap, gap - 1, gap - 2) and _other(m.group()) is None:
                message = f"who was born in {m['born']} is {gap - 1} or {gap}, not {age}"
                yield _problem(message, f"{now} - {m['born']} = {gap}", start, m, ("born", "age"))
                return


def _problem(message: str, working: str, start: int, m: re.Match[str], names: tuple[str, ...]) -> Problem:
    spans = sorted((Span(start + m.start(n), start + m.end(n)) for n in names), key=lambda s: s.start)
    return Problem("N117", (), message, working, 0.8, places=tuple(spans))
