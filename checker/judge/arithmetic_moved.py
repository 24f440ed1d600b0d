"""A change in percent, or a doubling, against the only two levels of its passage.

"Wheat jumped 16 percent this week. ... The contract settled at 238 crowns. ... It had closed at 212 a week before";
"applications have doubled. ... There were 4,200 under the old form, while 6,300 came in with the new".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import cache

from checker import lexicon
from checker.expressions import expression
from checker.judge.arithmetic_around import Told, problem
from checker.judge.arithmetic_figures import Line, Problem, any_of, exactly, quiet, shown
from checker.judge.arithmetic_script import Script
from checker.judge.arithmetic_spread import levels, passage, percent, percent_off, value
from checker.model import Bound, Span, UnitKind

__all__ = ["moved"]


@cache
def _move() -> re.Pattern[str]:
    return expression("|".join(rf"\b{any_of('moves', key)}\b" for key in ("up", "down", "nouns")))


@cache
def _multiple() -> re.Pattern[str]:
    return expression(rf"\b(?P<word>{'|'.join(lexicon.mapping('arithmetic', 'multiples'))})\b(?!\s(?:up|as|down|over|-))")


@cache
def _then() -> re.Pattern[str]:
    """What tells two levels of two times from two figures."""
    return expression(rf"\b{any_of('moved', 'then')}\b|\b(?:19|20)\d\d\b")


_PERCENT = expression(r"%|\bper\s?cent\b|\b(?:third|quarter|fifth|tenth|half|sixth|eighth|thirds|quarters|fifths)\b")


def moved(script: Script) -> Iterator[Problem]:
    """One problem an article."""
    for number in script.body(_PERCENT):
        line = script.line(number)
        for n, figure in enumerate(line.figures):
            if percent(figure) and _moves(line, n):
                found = _of(script, number, (line, figure))
                if found is not None:
                    yield found
                    return
    for number in script.body(_multiple(), lexicon.mapping("arithmetic", "multiples")):
        found = _times(script, number)
        if found is not None:
            yield found
            return


def _moves(line: Line, n: int) -> bool:
    """Do the words beside a percentage say that something went up or down by it, not that it is a share or a level?"""
    head, _, tail = line.coded.partition(f"‹{n}›")
    head, tail = re.split(r"[›;]|\.\s", head)[-1][-70:], re.split(r"[‹;]", tail)[0][:40]
    if re.match(r"\s(?:of|points?|percentage)\b", tail) or quiet("adjusted").search(line.coded):
        return False
    if re.search(r"\b(?:to|at|from|of|for)\s(?:[a-z]+\s)?$", head) and not _by_how_much().search(head):
        return False
    return _move().search(head) is not None or _move().search(tail) is not None


@cache
def _by_how_much() -> re.Pattern[str]:
    return expression(rf"\b{any_of('moves', 'nouns')}\sof\s(?:[a-z]+\s)?$")


def _levels(script: Script, number: int) -> tuple[Sequence[Told], Sequence[Told]]:
    """The two levels of a passage that tells of two times, and all its figures."""
    lines, pool = passage(script, number)
    if not 2 <= len(pool) <= 9 or not any(_then().search(line.coded) for line in lines):
        return (), pool
    return levels(lines, pool), pool


def _of(script: Script, number: int, said: Told) -> Problem | None:
    two, pool = _levels(script, number)
    if not two or said[1].q.bound not in (Bound.EXACT, Bound.ABOUT):
        return None
    p = percent(said[1]) or Decimal(0)
    if any(" per " in (f.q.unit or "") and line is not said[0] for line, f in two):
        return None
    for a in pool:
        for b in pool:
            x, y = value(a), value(b)
            if x and abs(abs(y - x) / x * 100 - p) <= max(Decimal("1.1"), p / 10):
                return None
    x, y = value(two[0]), value(two[1])
    real = [abs(y - x) / x * 100, abs(y - x) / y * 100]
    if any(exactly(f.q) is None or f.q.bound is not Bound.EXACT for _, f in two):
        return None
    nearer = min(real, key=lambda r: abs(r - p))
    if not any(percent_off(p, r) for r in real if r):
        return None
    message = f"from {shown(x)} to {shown(y)} is a change of {shown(nearer)} percent, not {shown(p)}"
    return problem("N112", two, said, message, f"|{shown(y)} - {shown(x)}| = {shown(abs(y - x))}")


def _times(script: Script, number: int) -> Problem | None:
    two, _ = _levels(script, number)
    m = _multiple().search(script.words(number))
    if not two or m is None:
        return None
    least, most = map(Decimal, lexicon.mapping("arithmetic", "multiples")[m["word"]].split())
    x, y = value(two[0]), value(two[1])
    if any(least <= r <= most for r in (x / y, y / x)) or any(f.q.bound is not Bound.EXACT for _, f in two):
        return None
    ratio = y / x if (least >= 1) == (y > x) else x / y
    if not Decimal("0.3") < ratio / least < 3:
        return None
    place = Span(script.regions[number].span.start + m.start(), script.regions[number].span.start + m.end())
    figures = tuple(f for _, f in two)
    bare = [Span(line.start + f.span.start, line.start + f.span.end) for line, f in two if f.claim is None]
    message = f"from {shown(x)} to {shown(y)} is {shown(y / x)} times as many, not {m['word']}"
    return Problem("N112", figures, message, f"{shown(y)} / {shown(x)} = {shown(y / x)}", 0.7, places=(*bare, place))
