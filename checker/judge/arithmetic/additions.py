"""Figures that a sentence adds up or takes away: "41 members. Add the 13 juniors and the club has 54".

"With 52 seats of its own and 14 of the Farmers, Unity can count on 66 votes"; "three more died, bringing the toll from
41 to 44"; "the state pays 55 million and the city 35 million", behind what the whole costs. The sum is looked at where
the words tie it to its parts; whatever else in reach makes it keeps it quiet.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import cache
from itertools import combinations

from checker.judge.arithmetic.changes import difference_of, levels
from checker.judge.arithmetic.figures import Figure, Line, Problem, any_of, counted, exactly, found, shown, true_range
from checker.judge.arithmetic.pairs import judged, one_slip
from checker.judge.arithmetic.sums import incomplete
from checker.model import Bound, UnitKind, Zone

__all__ = ["additions"]

_L = r"[^‹›.;:,()]{0,44}?"
_G = r"[^‹›.;:()]{0,60}?"
_LIST = rf"{{a}}[^‹›.;:]{{0,50}}?,?\s(?:and|plus)\s[^‹›.;:,()]{{0,30}}?\(?{{b}}\)?{_L}"
_LIST3 = rf"{{a}}[^‹›.;:]{{0,50}}?,\s[^‹›.;:,()]{{0,30}}?{{c}}{_LIST[5:]}"


@cache
def _sums() -> tuple[str, ...]:
    makes = any_of("added", "makes")
    whole = any_of("added", "behind")
    out = []
    for parts in (_LIST, _LIST3):
        out += [
            # 52 and 14, 66 together; 33 in Brenn and 24 in Harn, a total of 57
            rf"{parts}(?:,|\s[-–—])\s(?:or\s|for\s|making\s|so\s|that\sis\s|thus\s)?(?:a\stotal\sof\s|in\sall\s|in\stotal\s|together\s|altogether\s){{hedge}}{{total}}",
            rf"{parts}(?:,|\s[-–—])\s(?:or\s|for\s|making\s|so\s|that\sis\s|thus\s)?{{hedge}}{{total}}{{words3}}\s{whole}\b",
            rf"{parts},?\s(?:have|had|has|hold)\s{{hedge}}{{total}}{{words3}}\s{whole}\b",
            # with 52 seats of its own and 14 of the Farmers, Unity can count on 66
            rf"(?:^|\s)with\s{{hedge}}{parts},\s{_L}\s{makes}\s{{hedge}}{{total}}",
            rf"{parts}\s{makes}\s{{hedge}}{{total}}",
        ]
    out += [
        rf"{{a}}{_L}\splus\s{_L}{{b}}{_L}\s(?:makes?|made|would\smake|gives?|is|are|equals?)\s{{hedge}}{{total}}",
        rf"(?:^|\s)add(?:ing)?\s{_L}{{b}}{_L}\sto\s{_L}{{a}}{_L},?\s(?:and\s)?{_L}\s?(?:get|gets|gives?|makes?|has|have|is|are|comes?\sto|arrives?\sat)\s{{hedge}}{{total}}",
        rf"{{a}}{_G},\s{_L}{{b}}{_L}[;,]\s(?:and\s)?(?:together|combined|in\sall|altogether)\s{_L}\s?{{hedge}}{{total}}(?=[^‹›]{{0,30}}(?:[.;]|$))",
        rf"{{a}}{_G}[;,]\s(?:and\s)?(?:add|with|together\swith)\s{_L}{{b}}{_L},?\s(?:and\s)?{_L}\s{makes}\s{{hedge}}{{total}}",
    ]
    return tuple(out)


@cache
def _behind() -> tuple[str, ...]:
    """What a sentence adds to the figure of the one before."""
    makes = any_of("added", "makes")
    return (
        rf"^[\"'(]?(?:and\s|now\s|but\s)?(?:add|adding|count|counting)\s{_L}{{b}}{_L}(?:\sand|,)\s{_L}\s{makes}\s{{hedge}}{{total}}",
        rf"^[\"'(]?(?:and\s|but\s)?(?:together\swith|with|plus|combined\swith|joined\sby)\s{_L}{{b}}{_L},?\s{_L}\s?{makes}\s{{hedge}}{{total}}",
        rf"^[\"'(]?(?:the|another|an\sextra)\s{_L}{{b}}{_L}\s(?:bring|brings|brought|take|takes|took|raise|raises|raised)\s{_L}to\s{{hedge}}{{total}}",
    )


@cache
def _raised() -> tuple[str, ...]:
    carry = any_of("added", "carriers")
    return (
        rf"{{by}}{_G}(?:,\s|\sand\s)(?:which\s|that\s|so\s)?{carry}\s{_L}from\s{{hedge}}{{from}}{_L}\sto\s{{hedge}}{{to}}",
        rf"{{by}}{_G}(?:,\s|\sand\s)?(?:which\s|that\s|so\s)?{carry}\s{_L}to\s{{hedge}}{{to}}{_L},\s(?:after|from|up\sfrom)\s{{hedge}}{{from}}",
        rf"\b(?:without|minus|lose|loses|losing)\s{_L}{{by}}{_L},?\s{_L}{{from}}{_L}\s(?:left\swith|down\sto|shrinks?\sto|falls?\sto)\s{{hedge}}{{to}}",
        rf"\btake\s(?:away\s)?{_L}{{by}}{_G}\sand\s{_L}{{from}}{_L}\s(?:become|are|is|shrinks?\sto|fall\sto)\s{{hedge}}{{to}}",
        rf"{{from}}{_G}[.;,]?\s(?:before\s)?(?:and\s)?{{by}}\smore\s{_G}(?:\sthat|,)\s{_L}\snow\s(?:has|have|had|is|are)\s{{hedge}}{{to}}",
    )


def additions(line: Line, before: Line | None) -> Iterator[Problem]:
    if line.zone is Zone.HEADLINE or len(line.figures) < 2:
        return
    for form in _sums():
        for m in found(form, line):
            groups = m.groupdict()
            if int(m["a"]) < int(m["b"]) and _goes_on(line, int(m["a"])):
                continue
            parts = [line[groups[g]] for g in ("a", "c", "b") if groups.get(g)]
            problem = _sum(line, before, parts, line[m["total"]], m.group())
            if problem is not None:
                yield problem
                return
    for form in _raised():
        for m in found(form, line):
            problem = _moved(line, line[m["from"]], line[m["to"]], line[m["by"]])
            if problem is not None:
                yield problem
                return
    if before is not None:
        yield from _on_top(line, before)
        yield from _paid(line, before)


def _goes_on(line: Line, number: int) -> bool:
    """Is the first part of a sum only the next item of a longer list?"""
    if not number:
        return False
    between = line.coded.partition(f"‹{number - 1}›")[2].partition(f"‹{number}›")[0]
    return "," in between and not re.search(r"[.;:]", between)


def _like(a: Figure, b: Figure) -> bool:
    """Do two figures count or measure the same, as far as they say?"""
    if counted(a.q) and counted(b.q):
        heads = {f.claim.head for f in (a, b) if f.claim is not None and f.claim.head}
        return len(heads) < 2 or bool({"people", "person", "vote", "seat"} & heads)
    bare = UnitKind.NONE in (a.q.unit_kind, b.q.unit_kind)
    money = UnitKind.CURRENCY in (a.q.unit_kind, b.q.unit_kind)
    return a.q.unit == b.q.unit or (bare and money)


def _plain(figure: Figure) -> bool:
    q = figure.q
    if q.bound is not Bound.EXACT or not exactly(q) or q.unit_kind in (UnitKind.AGE, UnitKind.SCORE, UnitKind.PERCENT):
        return False
    return q.unit_kind not in (UnitKind.TEMPERATURE, UnitKind.RATIO)


def _sum(line: Line, before: Line | None, parts: Sequence[Figure], total: Figure, words: str) -> Problem | None:
    if not all(map(_plain, (*parts, total))) or incomplete(_without_others(words)):
        return None
    if counted(total.q) != counted(parts[0].q) or not all(_like(f, parts[0]) or counted(f.q) for f in parts):
        return None
    if not counted(total.q) and not all(_like(f, total) for f in parts):
        return None
    problem = judged(total, parts, sure=True)
    if problem is None or _made(total, [f for f in (*line.figures, *(before.figures if before else ())) if f != total]):
        return None
    return problem


def _without_others(words: str) -> str:
    """Words of a sum that make no list open: "altogether", "all"."""
    return re.sub(r"\b(?:more|another|now|both)\b", "", words)


def _made(total: Figure, figures: Sequence[Figure]) -> bool:
    """Do any two or three other figures in reach make the total?"""
    said = true_range(total.q)
    ranges = [r for f in figures[:10] if (r := true_range(f.q)) is not None]
    if said is None:
        return True
    return any(
        sum((r[0] for r in some), Decimal(0)) <= said[1] and said[0] <= sum((r[1] for r in some), Decimal(0))
        for k in (2, 3)
        for some in combinations(ranges, k)
    )


def _moved(line: Line, old: Figure, new: Figure, by: Figure) -> Problem | None:
    if not all(map(_plain, (old, new, by))):
        return None
    problem, pair = difference_of(old, new, by), levels(old, new)
    if problem is None or pair is None or not counted(by.q):
        return problem
    others = [f for f in line.figures if f not in (old, new, by)]
    if any(difference_of(old, new, f) is None and counted(f.q) for f in others):
        return None
    return problem


def _on_top(line: Line, before: Line) -> Iterator[Problem]:
    """The one figure of the sentence before to which this one adds."""
    for form in _behind():
        for m in found(form, line):
            more, total = line[m["b"]], line[m["total"]]
            told = [f for f in before.figures if _plain(f) and _like(f, more) and _like(f, total)]
            if len(told) == 1 and not _made(total, [f for f in (*before.figures, *line.figures) if f != total]):
                problem = judged(total, (told[0], more), sure=True) if _plain(total) and _plain(more) else None
                if problem is not None:
                    yield problem


_PAY = (
    rf"^[^‹›.;:,()]{{2,40}}?\s(?:pays?|paid|pay|contributes?|bears?|gives?|covers?|provides?|puts?\sup|puts?\sin|chips?\sin|finances?|shoulders?)\s{{a}}{_L},?\s"
    rf"(?:and|while)\s{_L}{{b}}[^‹›,;:()]{{0,24}}$"
)


def _paid(line: Line, before: Line) -> Iterator[Problem]:
    """ "The programme costs 90 million. The state pays 55 million and the city 35 million"."""
    for m in found(_PAY, line):
        one, two = line[m["a"]], line[m["b"]]
        wholes = [f for f in before.figures if f.q.unit_kind is UnitKind.CURRENCY and _like(f, one)]
        if len(wholes) != 1 or not all(map(_plain, (one, two, wholes[0]))) or incomplete(line.coded):
            continue
        w, real = exactly(wholes[0].q) or Decimal(0), (exactly(one.q) or Decimal(0)) + (exactly(two.q) or Decimal(0))
        if w and real < w * 2 and not incomplete(before.coded):
            problem = judged(wholes[0], (one, two), sure=False)
            if problem is not None and _one_digit(w, real):
                yield problem


def _one_digit(said: Decimal, real: Decimal) -> bool:
    scale = Decimal(10) ** (len(shown(min(said, real)).split(".")[0]) - 2)
    return one_slip(said / scale, real / scale)
