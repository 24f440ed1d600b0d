"""A superlative that another figure of the article beats: "the lowest of the decade. ... 58 in 2020, 31 in 2023"; "has
never drawn so many: ... 8,600 in 2024"; "the quickest of the winter, 9.94. ... had won in 9.91 on 6 January".

The superlative says over what time it holds; a figure of that time, of the same measure, that lies on the wrong side of
it makes it false. Figures of other years stand with their year, or as "last year" and "a year ago".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import cache

from checker import lexicon
from checker.expressions import expression
from checker.judge.arithmetic.around import Told, nearby, problem
from checker.judge.arithmetic.figures import Figure, Line, Problem, any_of, counted, exactly, number_of, quiet, shown
from checker.judge.arithmetic.script import Script
from checker.judge.arithmetic.spread import decimals, kin, noun, one_kind, value
from checker.model import Bound, UnitKind

__all__ = ["rankings"]

_YEAR = r"(?P<year>(?:19|20)\d\d)"
_SKIPPED = (UnitKind.AGE, UnitKind.SCORE, UnitKind.RATIO)


_LAST = (
    r"(?:last\s(?:year|season|summer|winter|spring|autumn|month|week)|a\syear\s(?:ago|earlier|before)|the\syear\sbefore)"
)


@cache
def _top(which: str) -> re.Pattern[str]:
    words, more = any_of("rankings", which), any_of("rankings", "more_" + which)
    since = rf"since\s(?:[a-z]+\s)?{_YEAR}"
    years = (
        r"(?:in|for|of\sthe\slast|of\sthe\spast)\s(?:the\slast\s|more\sthan\s|almost\s|nearly\s)?"
        r"(?P<many>[a-z0-9-]+)\syears"
    )
    return expression(
        rf"\b(?:{any_of('rankings', 'never_' + which)}|{more}\s(?:[a-z'-]+\s){{0,3}}?than\sever"
        rf"|{more}\s[^‹›.;]{{0,50}}?\bthan\s(?:in\s)?(?:the\ssame\s[a-z]+\s(?:of\s)?)?(?P<ago>{_LAST})"
        rf"|(?:the|its|their|his|her|a)\s(?:[a-z]+\s)?{words}"
        rf"(?:\s(?!than\b)[a-z'-]+){{0,5}}?\s(?:(?P<scope>{any_of('rankings', 'scopes')})|{since}|{years}))\b"
    )


_WITH_YEAR = expression(
    rf"‹(?P<a>\d+)›(?:\s(?!and\b|but\b)[a-z'-]+){{0,3}}?,?\s(?:in|of|for)\s(?:[a-z]+\s)?{_YEAR}\b"
    r"|\b(?:in|for|of)\s(?:[a-z]+\s)?(?P<year2>(?:19|20)\d\d)(?:\s(?:it|there|they|the\s[a-z]+))?"
    r"(?:\s(?:was|were|had|has|came|stood|drew|saw|at))*[,:]?\s(?:(?:about|some|only)\s)?‹(?P<b>\d+)›"
    r"|\b(?P<year3>(?:19|20)\d\d)(?:'s|:|,\swith(?:\sits)?|\shas|\shad)\s‹(?P<c>\d+)›"
    rf"|‹(?P<d>\d+)›(?:\s(?!and\b|but\b)[a-z'-]+){{0,2}}?,?\s{_LAST}(?=[,.;)\s]|$)"
    rf"|\b{_LAST}(?:'s)?(?:\s(?!and\b)[a-z'-]+){{0,4}}?[,:]?\s(?:(?:about|some|only)\s)?‹(?P<e>\d+)›"
)


def rankings(script: Script) -> Iterator[Problem]:
    """One problem an article."""
    now = script.year
    if now is None:
        return
    for number in script.body(_trigger(), _needed()):
        line = script.line(number)
        for which in ("high", "low"):
            found = [*_top(which).finditer(line.coded)]
            if len(found) != 1 or _DENIED.search(line.coded[: found[0].start()][-40:]):
                continue
            said = _said(script, number, line, found[0])
            first = _since(found[0], now)
            if said is None or first is None or quiet("adjusted").search(line.coded):
                continue
            reach = 2 if found[0]["ago"] else 5
            beaten = _beaten(nearby(script, number, reach), said, which, first, now)
            if beaten is not None:
                year, other = beaten
                side = "higher" if which == "high" else "lower"
                message = f"{other[1].text} of {year} is {side} than {said[1].text}"
                yield problem("N117", [other], said, message, f"{shown(value(other))} / {shown(value(said))}")
                return


_LISTS = ("high", "low", "never_high", "never_low", "more_high", "more_low")


@cache
def _trigger() -> re.Pattern[str]:
    return expression(r"\b(?:" + "|".join(any_of("rankings", key) for key in _LISTS) + r")\b")


@cache
def _needed() -> tuple[str, ...]:
    phrases = (phrase for key in _LISTS for phrase in lexicon.words("arithmetic", f"rankings.{key}"))
    return tuple(sorted({re.findall(r"[a-z]+", phrase)[-1] for phrase in phrases}))


_DENIED = expression(
    r"‹\d+›\sof\s$|\b(?:not|no|nor|near|nears|close\sto|one\sof|among|second|third|fourth|fifth|below|short\sof|if|would|could)\b"
)


def _since(m: re.Match[str], now: int) -> int | None:
    """The first year that a superlative holds for."""
    if m["year"]:
        return int(m["year"]) + 1
    if m["ago"]:
        return now - 1
    if m["many"]:
        many = number_of(m["many"])
        return now - int(many) + 1 if many is not None and many >= 2 else None
    scope = m["scope"] or ""
    if "decade" in scope:
        return now - now % 10
    if "century" in scope:
        return now - now % 100
    return 1500


def _said(script: Script, number: int, line: Line, m: re.Match[str]) -> Told | None:
    """The figure that is called so: of the sentence, or the one of the sentence before or behind."""
    own = [f for f in line.figures if _sound(f)]
    plainly = [f for f in own if not _dated(line, f)]
    if m["ago"] and len(own) > 1:
        return None  # of several figures any may be the one that is compared
    if plainly:
        at = m.start()
        near = min(plainly, key=lambda f: abs(line.coded.find(f"‹{_at(line, f)}›") - at))
        return line, near
    if own:
        return None
    for n in (number - 1, number + 1):
        if 0 <= n < len(script.regions) and script.regions[n].zone is line.zone:
            figures = [f for f in script.line(n).figures if _sound(f) and not _dated(script.line(n), f)]
            if len(figures) == 1:
                return script.line(n), figures[0]
            if figures:
                return None
    return None


def _at(line: Line, figure: Figure) -> int:
    return next(n for n, f in enumerate(line.figures) if f is figure)


def _sound(figure: Figure) -> bool:
    amount = exactly(figure.q)
    exact = figure.q.bound is Bound.EXACT and figure.q.unit_kind not in _SKIPPED
    return exact and figure.claim is not None and amount is not None and amount > 1


def _dated(line: Line, figure: Figure) -> bool:
    return any(figure is line[n] for m in _WITH_YEAR.finditer(line.coded) if (n := _sign(m)))


def _sign(m: re.Match[str]) -> str:
    return next((m[key] for key in "abcde" if m[key]), "")


def _beaten(lines: Sequence[Line], said: Told, which: str, first: int, now: int) -> tuple[int, Told] | None:
    """A figure of the time meant that lies on the wrong side."""
    for line in lines:
        for m in _WITH_YEAR.finditer(line.coded):
            other = line, line[_sign(m)]
            told = m["year"] or m["year2"] or m["year3"]
            year = int(told) if told else now - 1
            if not first <= year <= now or other[1] is said[1] or exactly(other[1].q) is None:
                continue
            if other[1].q.bound is not Bound.EXACT or not _alike(other, said):
                continue
            a, b = value(other), value(said)
            if (a > b if which == "high" else a < b) and Decimal("0.2") < a / b < 5:
                return year, other
    return None


def _alike(other: Told, said: Told) -> bool:
    """Do two figures count one thing, by their unit and noun and by the look of their digits?"""
    p, q = other[1].q, said[1].q
    bare = p.unit_kind is UnitKind.NONE
    if not bare and (p.unit_kind is not q.unit_kind and not (counted(p) and counted(q))):
        return False
    if not bare and not counted(p) and p.unit != q.unit:
        return False
    if decimals(value(other)) and not decimals(value(said)) and counted(q):
        return False
    return one_kind(other, said) and (not noun(other) or not noun(said) or kin(other, said))

