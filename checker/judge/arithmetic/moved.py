"""A change in percent against the only two levels of its passage.

"Wheat jumped 16 percent this week. ... The contract settled at 238 crowns. ... It had closed at 212 a week before".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import cache

from checker import lexicon
from checker.expressions import expression
from checker.judge.arithmetic.around import Told, paragraph_between, problem
from checker.judge.arithmetic.figures import Line, Problem, any_of, counted, exactly, quiet, shown
from checker.judge.arithmetic.script import Script
from checker.judge.arithmetic.spread import levels, passage, percent, percent_off, value
from checker.model import Bound

__all__ = ["moved"]


@cache
def _move() -> re.Pattern[str]:
    return expression("|".join(rf"\b{any_of('moves', key)}\b" for key in ("up", "down", "nouns")))


@cache
def _down() -> re.Pattern[str]:
    return expression(rf"\b(?:{any_of('moves', 'down')}|{any_of('moved', 'down')})\b")


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


_FRACTION = expression(r"(?<![\w-])(?:an?|one|two|three)[\s-](?P<part>half|third|quarter|fifth|tenth)s?\b|\bhalf\b")


def _other_shares(script: Script, number: int) -> Iterator[Decimal]:
    """The fractions in words of a sentence and those beside it: "a quarter under the 80 where it all began"."""
    for n in range(max(0, number - 1), min(number + 2, len(script.regions))):
        for m in _FRACTION.finditer(script.words(n)):
            yield Decimal(100) / int(lexicon.mapping("numbers", "fractions")[m["part"] or "half"])


def _levels(script: Script, number: int) -> tuple[Sequence[Told], Sequence[Told]]:
    """The two levels of a passage that tells of two times, and all its figures."""
    lines, pool = passage(script, number)
    if not 2 <= len(pool) <= 9 or not any(_then().search(line.coded) for line in lines):
        return (), pool
    return levels(lines, pool), pool


_POINTS = expression(r"point", re.I)


def _of(script: Script, number: int, said: Told) -> Problem | None:
    two, pool = _levels(script, number)
    if any(counted(t[1].q) and value(t) < 10 for t in two) or _POINTS.search(said[1].text):
        return None
    if not two or said[1].q.bound not in (Bound.EXACT, Bound.ABOUT):
        return None
    p = percent(said[1]) or Decimal(0)
    rated = any(" per " in (f.q.unit or "") and line is not said[0] for line, f in two)
    own = any(f.claim is not None and f is not said[1] for f in said[0].figures)
    if rated and (own or any(paragraph_between(script, line, said[0]) for line, _ in two)):
        return None
    for a in pool:
        for b in pool:
            x, y = value(a), value(b)
            if x and abs(abs(y - x) / x * 100 - p) <= max(Decimal("1.1"), p / 10):
                return None
    x, y = sorted((value(two[0]), value(two[1])), reverse=_down().search(said[0].coded) is not None)
    real = abs(y - x) / x * 100
    if any(exactly(f.q) is None or f.q.bound is not Bound.EXACT for _, f in two):
        return None
    if not percent_off(p, real) or any(abs(other - real) <= 2 for other in _other_shares(script, number)):
        return None
    message = f"from {shown(x)} to {shown(y)} is a change of {shown(real)} percent, not {shown(p)}"
    return problem("N112", two, said, message, f"|{shown(y)} - {shown(x)}| = {shown(abs(y - x))}")
