"""Ages against the years of birth and death: "Jon Berg (1950-2020) died at 70"; "born on 3 May 1961, Berg, 64, ...".

An age is the years between, or one less. Of the living it is held against the year of publication.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from checker.expressions import expression
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
