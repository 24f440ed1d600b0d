"""Two figures of a passage that are the only ones of their measure, and a third that is said to be what lies between
them or what is left of the greater one.

"The county ordered 60. ... It has been given 43. ... It waits for 27"; "1,200 names longer ...: 9,100 now, 8,300 then";
"fewer than 300 votes. She had 14,212, ... he 13,876". What the two are called does not matter, nor in what order the
three stand; the nearest sentences that hold two such figures decide. A third that misses by one digit is a slip; any
other miss must stand beside two levels that are held against each other. Whatever figures of the passage make the third
keep it quiet.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import cache
from itertools import combinations

from checker.expressions import expression
from checker.judge.arithmetic.around import MEASURED, Told, grown, nearby, problem
from checker.judge.arithmetic.figures import Figure, Line, Problem, any_of, counted, cue, exactly, quiet, shown
from checker.judge.arithmetic.script import Script
from checker.judge.arithmetic.spread import another_year, decimals, kept, kin, noun, one_kind, value, wrong_digit
from checker.model import Bound, UnitKind, plain

__all__ = ["triads"]

_WINDOWS = ((0, 0), (1, 0), (0, 1), (1, 1), (2, 1), (3, 2))
"""Sentences before and behind the third figure in which the two may stand, the nearest first."""
_LONGEST = 900
_KINDS = (*MEASURED, UnitKind.PERCENT, UnitKind.TEMPERATURE)


@cache
def _ahead(kind: str) -> re.Pattern[str]:
    lists = {
        "rest": ("accounts.rest_ahead", "triads.rest_ahead"),
        "gap": ("spread.gap_ahead", "slips.ahead_gap", "triads.gap_ahead"),
    }[kind]
    words = "|".join(any_of(*name.split(".")) for name in lists)
    return expression(rf"\b(?:{words}),?\s(?:{any_of('hedges')}\s|another\s|further\s|some\s|fewer\sthan\s)*$")


@cache
def _behind(kind: str) -> re.Pattern[str]:
    lists = {
        "rest": ("accounts.rest_behind", "triads.rest_behind"),
        "gap": ("spread.gap_behind", "compared.sides", "triads.gap_behind"),
    }[kind]
    words = "|".join(any_of(*name.split(".")) for name in lists)
    return expression(rf"(?:\s(?!and\b|but\b|or\b)[a-z'-]+){{0,3}}?\s(?:{words})(?=[\s,.;:)]|$)")


@cache
def _trigger() -> re.Pattern[str]:
    lists = ("accounts.rest_ahead", "triads.rest_ahead", "spread.gap_ahead", "slips.ahead_gap")
    more = ("accounts.rest_behind", "triads.rest_behind", "spread.gap_behind", "compared.sides")
    names = (*lists, *more, "triads.gap_ahead", "triads.gap_behind")
    return expression(r"\b(?:" + "|".join(any_of(*name.split(".")) for name in names) + r")\b")


def triads(script: Script) -> Iterator[Problem]:
    """One problem an article."""
    for number in script.body(_trigger()):
        near = range(max(0, number - 3), min(number + 3, len(script.regions)))
        if sum(script.size(n) for n in near) < 2:
            continue  # cheaper than to read the sentence
        line = script.line(number)
        if len(line.coded) > 500 or quiet("adjusted").search(line.coded):
            continue
        for figure in line.figures:
            said = line, figure
            if not _may_be_said(said):
                continue
            for kind in ("rest", "gap"):
                head, tail = line.beside(figure)
                if figure.claim is None and kind == "gap":
                    continue
                if _ahead(kind).search(head) or _behind(kind).match(tail):
                    found = _of(script, number, said, kind)
                    if found is not None:
                        yield found
                        return


def _amount(figure: Figure) -> Decimal:
    """The figure that the words name, be it exact, the least or the most."""
    q = figure.q
    value = exactly(q)
    if value is None and q.bound in (Bound.MORE_THAN, Bound.LESS_THAN):
        value = q.low if q.low is not None else q.high
    return value or Decimal(0)


def _may_be_said(one: Told) -> bool:
    q = one[1].q
    sound = q.bound in (Bound.EXACT, Bound.MORE_THAN, Bound.LESS_THAN) and q.unit_kind in _KINDS
    return sound and _amount(one[1]) >= (2 if one[1].claim is not None else 10)


def _of(script: Script, number: int, said: Told, kind: str) -> Problem | None:
    zone = said[0].zone
    for before, behind in _WINDOWS:
        inside = range(max(0, number - before), min(number + behind + 1, len(script.regions)))
        near = [n for n in inside if script.regions[n].zone is zone]
        if script.regions[near[-1]].span.end - script.regions[near[0]].span.start > _LONGEST:
            return None
        lines = [script.line(n) for n in near]
        levels = [t for line in lines for t in _levels(line, said)]
        if len(levels) < 2:
            continue
        pairs = [p for p in combinations(levels, 2) if _may_lie_apart(p, said)]
        if len(levels) > 4 or len(pairs) != 1:
            return None
        two = pairs[0]
        return _judge(script, number, said, two, kind)
    return None


def _levels(line: Line, said: Told) -> Iterator[Told]:
    """The figures of a sentence that may be of the measure of another."""
    for figure in line.figures:
        one = line, figure
        if figure is said[1] or figure.q.unit_kind not in _KINDS or figure.q.bound is not Bound.EXACT:
            continue
        amount = exactly(figure.q)
        if amount is None or amount < 2 or (figure.q.unit is None and 1500 < amount < 2100 and decimals(amount) == 0):
            continue
        if figure.claim is None and (_NUMBERED.search(line.around(figure)[0]) or amount < 10):
            continue
        if _one_measure(one, said):
            yield one


_NUMBERED = expression(r"\b(?:no\.?|number|route|chapter|page|room|gate|line|aged|at|on|the)\s$")


def _one_measure(a: Told, b: Told) -> bool:
    kinds = {a[1].q.unit_kind, b[1].q.unit_kind}
    if UnitKind.PERCENT in kinds and kinds != {UnitKind.PERCENT}:
        return kinds <= {UnitKind.PERCENT, UnitKind.NONE} or "point" in (a[1].q.unit or "") + (b[1].q.unit or "")
    if not one_kind(a, b):
        return False
    return not counted(a[1].q) or not noun(a) or not noun(b) or kin(a, b)


def _may_lie_apart(two: tuple[Told, Told], said: Told) -> bool:
    x, y, c = value(two[0]), value(two[1]), _amount(said[1])
    real = abs(x - y)
    if not real or c >= max(x, y) or not _one_measure(*two) or not Decimal("0.25") < c / real < 4:
        return False
    return decimals(c) <= max(decimals(x), decimals(y)) and Decimal("0.05") < min(x, y) / max(x, y)


# -- the verdict ------------------------------------------------------------------------------------------------------


def _judge(
    script: Script, number: int, said: Told, two: tuple[Told, Told], kind: str
) -> Problem | None:
    x, y, c = value(two[0]), value(two[1]), _amount(said[1])
    real = abs(x - y)
    around = nearby(script, number, 3)
    pool = [(z, f) for z in around for f in z.figures if f is not said[1] and exactly(f.q)]
    if any(value(t) == c for t in pool) or another_year(said, two):
        return None
    words = " ‹ ".join(" ‹ ".join(line.beside(figure)) for line, figure in (said, *two))
    if _OTHERWISE.search(words) or (kind == "rest" and (grown(said[0]) or real == c)):
        return None
    bound = said[1].q.bound
    if bound is Bound.EXACT:
        if (_made(c, pool) if kind == "rest" else kept(said, pool)):
            return None
        slip = wrong_digit(c, real) or (kind == "rest" and _one_figure_off(c, real))
        held = kind == "gap" and (_held(two) or _reached(two)) and _near(said, two)
        if not held and not (slip and (kind == "rest" or _apart(said))):
            return None
    elif any(
        not _beyond(bound, c, abs(value(p[0]) - value(p[1]))) for p in combinations(pool, 2) if _may_lie_apart(p, said)
    ):
        return None
    greater, less = sorted(two, key=value, reverse=True)
    message = f"between {plain(value(greater))} and {plain(value(less))} lie {shown(real)}, not {shown(c)}"
    working = f"{plain(value(greater))} - {plain(value(less))} = {shown(real)}"
    code = "N113" if kind == "rest" else "N117"
    return problem(code, (greater, less), said, message, working)


def _apart(said: Told) -> bool:
    """Do the words beside a figure say that it lies between two, not only that something moved by it?"""
    head, tail = said[0].beside(said[1])
    return cue("spread", "apart").search(f"{head} {tail}") is not None or _sided().match(tail) is not None


@cache
def _sided() -> re.Pattern[str]:
    return expression(rf"(?:\s[a-z'-]+){{0,2}}?\s{any_of('compared', 'sides')}\b")


def _made(amount: Decimal, pool: Sequence[Told]) -> bool:
    """Is an amount the sum or the difference of any two or three figures?"""
    values = list(dict.fromkeys(value(t) for t in pool))[:9]
    two = (v for a, b in combinations(values, 2) for v in (a + b, abs(a - b)))
    three = (abs(a + s * b + t * c) for a, b, c in combinations(values, 3) for s in (1, -1) for t in (1, -1))
    return any(v == amount for v in (*two, *three))


def _beyond(bound: Bound, limit: Decimal, real: Decimal) -> bool:
    """Is what lies between clearly on the other side of a limit?"""
    if bound is Bound.MORE_THAN:
        return real < limit * Decimal("0.97")
    return real > limit * Decimal("1.03")


def _one_figure_off(said: Decimal, real: Decimal) -> bool:
    """200,000 for 300,000: figures of one digit and zeros, of one length."""
    a, b = (plain(v) or "" for v in (said, real))
    zeros = len(a) == len(b) > 1 and a[1:] == b[1:] == "0" * (len(a) - 1)
    return zeros and Decimal("0.5") < said / real < 2


def _held(two: tuple[Told, Told]) -> bool:
    """Do two levels stand side by side: "9,100 now, 8,300 then", "89.40 against 88.10"?"""
    (line, a), (other, b) = two
    if line is not other:
        return False
    signs = [f"‹{n}›" for n, f in enumerate(line.figures) if f is a or f is b]
    between = line.coded.partition(signs[0])[2].partition(signs[1])[0]
    behind = line.coded.partition(signs[1])[2][:20]
    return "‹" not in between and len(between) < 40 and _SIDES.search(f"{between} _ {behind}") is not None


def _reached(two: tuple[Told, Told]) -> bool:
    """Are both told as levels: "changed hands at 7,200 ... settled at 8,400"?"""
    return all(_AT.search(line.beside(figure)[0]) is not None for line, figure in two)


_AT = expression(
    r"\b(?:hands|settled?|closed?|stood|ended?|finished|opened|traded|sold|priced|started|began|quoted|fixed)\sat\s(?:about\s|just\s)?$"
)
_SIDES = expression(
    r"^\s(?:against|compared\s(?:with|to)|instead\sof)\s[^,;]{0,24}_|\b(?:now|today|this\syear),[^_]{0,12}_\s\s(?:then|before|last)"
)
_OTHERWISE = expression(
    r"\b(?:average|each|per|apiece|median|respectively|including|of\swhom|among\sthem|another\s‹\d+›\s(?:are|were|have|had)|at\sleast|up\sto"
    r"|target|forecast|expected|estimated|first\scount|after\s(?:a|the)\srecount|provisional|half-?time)\b"
)


def _near(said: Told, two: tuple[Told, Told]) -> bool:
    return all(abs(line.start - said[0].start) < 250 for line, _ in two)
