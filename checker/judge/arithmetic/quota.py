"""The one "52 of the 67" of a passage against a share or a rest that another sentence tells.

"The guild turned down 87 percent of the designs. ... It kept 39 of the 50"; "fewer than half like the timetable. ... 91
of 160 are for it"; "so far 41 of the 60 towns have joined. ... The 29 that have not may wait until spring".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import cache

from checker.expressions import expression
from checker.judge.arithmetic.around import Told, grown, problem, stem
from checker.judge.arithmetic.figures import Line, Problem, any_of, counted, exactly, shown
from checker.judge.arithmetic.script import Script
from checker.judge.arithmetic.spread import kin, noun, one_kind, passage, percent, percent_off, value, wrong_digit
from checker.model import Bound, Span, UnitKind, plain

__all__ = ["quota"]

_ITS = r"(?:the\s|its\s|their\s|his\s|her\s|our\s|all\s|a\stotal\sof\s|some\s)?"
_OF = expression(rf"‹(?P<part>\d+)›(?:\s(?!of\b)[a-z'-]+){{0,2}}?\s(?:out\s)?of\s{_ITS}‹(?P<whole>\d+)›")
_AMONG = expression(
    rf"(?:^|[.;:,]\s|\b(?:and|but)\s)(?:out\s)?(?:of|from|among)\s{_ITS}‹(?P<whole>\d+)›"
    r"[^‹›.;:]{0,70}?,\s[^‹›.;:]{0,30}?‹(?P<part>\d+)›"
)


_HALF = expression(r"\b(?P<how>fewer\sthan|less\sthan|under|not\seven|more\sthan|over|well\sover|only)\shalf\b")
_NO_SHARE = expression(
    r"\b(?:up|down|rise|rose|fell|fall|increase|decrease|more|less|fewer|higher|lower|by"
    r"|than|interest|discount|inflation|turnout|growth|grew|swing|alcohol|chance|majority\sof)\b"
)


def quota(script: Script) -> Iterator[Problem]:
    """One problem of each kind an article."""
    seen: set[int] = set()
    shared = rested = False
    for number in script.body(_OF_WORDS, ("of", "from", "among")):
        line = script.line(number)
        for form in (_OF, _AMONG, _THEM):
            for m in form.finditer(line.coded):
                part, whole = (line, line[m["part"]]), (line, line[m["whole"]])
                if number in seen or not _part_of(part, whole):
                    continue
                seen.add(number)
                lines, pool = passage(script, number)
                if sum(1 for one in lines for f in (_OF, _AMONG, _THEM) for _ in f.finditer(one.coded)) != 1:
                    continue
                for found in () if shared else _shares(lines, part, whole):
                    shared = True
                    yield found
                for found in () if rested else _rests(lines, pool, part, whole):
                    rested = True
                    yield found


_OF_WORDS = expression(r"\b(?:of|from|among)\b")


def _part_of(part: Told, whole: Told) -> bool:
    if any(f.q.bound is not Bound.EXACT or exactly(f.q) is None for _, f in (part, whole)):
        return False
    return (
        1 < value(part) < value(whole)
        and value(whole) >= 10
        and (one_kind(part, whole) or part[1].q.unit == whole[1].q.unit)
    )


_THEM = expression(
    r"‹(?P<whole>\d+)›[^‹›.;]{0,60}?,\s(?:and\s|but\s)?(?:only\s|some\s)?‹(?P<part>\d+)›"
    r"\s(?:of\sthem|of\sthese|of\swhom)\b"
)


# -- shares -----------------------------------------------------------------------------------------------------------


_BACK = expression(r"(?:that|this|it|these|those|which)\s")
"""A share that says what it is of is left to closer checks."""


def _shares(lines: Sequence[Line], part: Told, whole: Told) -> Iterator[Problem]:
    """The only percentage of the passage, by a digit; or a half that is none."""
    real = value(part) / value(whole) * 100
    halves = [(line, m) for line in lines for m in _HALF.finditer(line.text.lower())]
    if len(halves) == 1:
        line, m = halves[0]
        below = m["how"] not in ("more than", "over", "well over")
        if _of_other(line.text[m.end() :].lower(), whole):
            return
        if (real > 52) if below else (real < 48):
            message = f"{plain(value(part))} of {plain(value(whole))} is {shown(real)} percent, not {m.group()}"
            at = _place(line, m.group())
            yield Problem("N111", (part[1], whole[1]), message, f"{shown(real)}%", 0.7, places=(at,))
    percents = [(line, n, f) for line in lines for n, f in enumerate(line.figures) if percent(f)]
    if any(f.q.unit_kind is UnitKind.RATIO and f.text.lower() == "half" for _, _, f in percents):
        return
    if len(percents) == 1 and percents[0][0] is not part[0] and not _BACK.match(percents[0][0].coded):
        line, n, figure = percents[0]
        if any(f.claim is not None and counted(f.q) and exactly(f.q) != value(whole) for f in line.figures[:n]):
            return  # a share of what its own sentence counts: "90,000 homes have light again, or three in four"
        head, _, tail = line.coded.partition(f"‹{n}›")
        said = percent(figure)
        near = head.rpartition("›")[2][-50:] + " " + tail.partition("‹")[0][:25]
        plainly = figure.q.bound in (Bound.EXACT, Bound.ABOUT) and not _NO_SHARE.search(near)
        if said and plainly and all(abs(said - r) > 2 for r in (real, 100 - real)) and percent_off(said, real):
            message = f"{plain(value(part))} of {plain(value(whole))} is {shown(real)} percent, not {shown(said)}"
            working = f"{plain(value(part))} / {plain(value(whole))} = {shown(real)}%"
            yield problem("N111", (part, whole), (line, figure), message, working)


_ITS_OWN = expression(r"\sof\s(?:(?:all|the|his|her|its|their|our|those|these)\s)*(?P<noun>[a-z'-]+)")


def _of_other(behind: str, whole: Told) -> bool:
    """Is it half of something else: "of the 18 films ...", and "more than half of his money comes from the state"?"""
    m = _ITS_OWN.match(behind)
    return m is not None and bool(noun(whole)) and stem(m["noun"]) not in (noun(whole), "them", "whom", "which")


def _place(line: Line, words: str) -> Span:
    at = line.text.lower().find(words)
    return Span(line.start + max(at, 0), line.start + max(at, 0) + len(words))


# -- rests ------------------------------------------------------------------------------------------------------------


@cache
def _rest_ahead() -> re.Pattern[str]:
    return expression(rf"\b{any_of('quota', 'rest_ahead')}\s$")


@cache
def _rest_behind() -> re.Pattern[str]:
    return expression(rf"(?:\s[a-z'-]+){{0,3}}?\s{any_of('quota', 'rest')}(?=[\s,.;)]|$)")


def _rests(lines: Sequence[Line], pool: Sequence[Told], part: Told, whole: Told) -> Iterator[Problem]:
    """What is left of the whole, in a sentence behind it."""
    real = value(whole) - value(part)
    values = {value(t) for t in pool}
    for line in lines:
        if line.start < part[0].start:
            continue
        for n, figure in enumerate(line.figures):
            c = exactly(figure.q)
            if (
                c is None
                or figure in (part[1], whole[1])
                or figure.q.bound is not Bound.EXACT
                or not 0 < c < value(whole)
            ):
                continue
            head, _, tail = line.coded.partition(f"‹{n}›")
            ahead = _rest_ahead().search(head[-30:]) is not None
            if not (ahead or _rest_behind().match(tail[:60])) or not one_kind((line, figure), whole):
                continue
            if c == real or real in values or c == value(part) or any(real - v == c for v in values if v != c):
                return
            if c > real and grown(line):
                return
            if _one_thing((line, figure), part, whole) and _off(c, real, ahead):
                words = f"{plain(value(whole))} - {plain(value(part))} = {shown(real)}"
                message = f"{plain(value(part))} of {plain(value(whole))} leave {shown(real)}, not {shown(c)}"
                yield problem("N113", (part, whole), (line, figure), message, words)
                return


def _off(said: Decimal, real: Decimal, ahead: bool) -> bool:
    """A digit off, also where one digit and zeros are all there is; of small counts a few."""
    if real < 20:
        return (abs(real - said) <= 3 and ahead) or wrong_digit(said, real)
    tens = said % 10 == 0 == real % 10 and abs(said - real) <= real / 2
    return wrong_digit(said, real) or tens


def _one_thing(rest: Told, part: Told, whole: Told) -> bool:
    """Is a rest of the measure of its whole? Money and hectares must say so or go without a unit."""
    if not counted(rest[1].q):
        return rest[1].q.unit == whole[1].q.unit
    named = noun(rest) and rest[1].claim is not None and rest[1].claim.classes
    return not named or any(not noun(t) or kin(rest, t) for t in (whole, part))
