"""The mean of some figures that are listed: "times of 61, 63 and 68 seconds. ... a mean of 74"; "catches of
310, 280, 330 and 300 crates. ... 405 on average".

A mean beyond the least or the greatest of its figures is no mean; one within them must miss by a digit.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import cache

from checker.expressions import expression
from checker.judge.arithmetic.around import Told, close, one_measure, problem, told
from checker.judge.arithmetic.figures import Line, Problem, any_of, counted, exactly, shown
from checker.judge.arithmetic.script import Script
from checker.judge.arithmetic.spread import kin, noun, passage, wrong_digit
from checker.model import Bound, UnitKind, plain

__all__ = ["means"]

_LIST = expression(r"‹\d+›(?:[^‹›.;]{0,30}?(?:,|\sand|,\sand)\s[^‹›.;,]{0,24}?‹\d+›){2,7}")
_LINKS = "of|at|was|is|to|be|came|stood|as|put"
_SIGN = expression(r"‹(\d+)›")
_RATED = (UnitKind.PERCENT, UnitKind.TEMPERATURE, UnitKind.SPEED)


@cache
def _mean() -> re.Pattern[str]:
    return expression(rf"\b{any_of('means', 'words')}\b")


@cache
def _before() -> re.Pattern[str]:
    return expression(rf"\b{any_of('means', 'words')}(?:\s[a-z-]+){{0,4}}?\s(?:(?:{_LINKS}|{any_of('hedges')})\s)*$")


@cache
def _after() -> re.Pattern[str]:
    return expression(r"[^‹›.;,]{0,30}?\s(?:on\saverage|average)\b")


def means(script: Script) -> Iterator[Problem]:
    for number in script.body(_mean()):
        line = script.line(number)
        for n, figure in enumerate(line.figures):
            head, _, tail = line.coded.partition(f"‹{n}›")
            said = exactly(figure.q)
            if said is None or not (_before().search(head[-80:]) or _after().match(tail[:50])):
                continue
            lines, _ = passage(script, number)
            listed = [x for x in (_listed(one, figure.q.unit_kind, (line, figure)) for one in lines) if x]
            if len(listed) == 1:
                found = _judge((line, figure), listed[0])
                if found is not None:
                    yield found
                    return


def _listed(line: Line, kind: UnitKind, said: Told) -> Sequence[Told]:
    """The one list of a sentence: three figures and more, of the measure of the mean."""
    found: list[Sequence[Told]] = []
    for m in _LIST.finditer(line.coded):
        figures = [(line, line[n]) for n in _SIGN.findall(m.group())]
        figures = [t for t in figures if t[1] is not said[1]]
        if len(figures) >= 3 and _alike(figures[-1], said) and all(_alike(t, said) or _bare(t) for t in figures):
            found.append(figures)
    return found[0] if len(found) == 1 else ()


def _bare(one: Told) -> bool:
    """A figure of a list that leaves its unit to the last one."""
    return counted(one[1].q) and one[1].q.bound is Bound.EXACT and exactly(one[1].q) is not None


def _alike(one: Told, said: Told) -> bool:
    q, kind = one[1].q, said[1].q.unit_kind
    if q.bound is not Bound.EXACT or exactly(q) is None:
        return False
    if kind in _RATED:
        return q.unit_kind in (kind, UnitKind.NONE)
    if counted(said[1].q) and (noun(one) and noun(said) and not kin(one, said)):
        return False
    if counted(said[1].q) and (not counted(q) or (said[1].claim is None and q.unit_kind is not UnitKind.NONE)):
        return False
    return bool(told([one[0]])) and one_measure(one, said) and q.unit_kind not in (UnitKind.AGE, UnitKind.DURATION)


def _judge(said: Told, parts: Sequence[Told]) -> Problem | None:
    values = [exactly(t[1].q) or Decimal(0) for t in parts]
    mean, c = sum(values, Decimal(0)) / len(values), exactly(said[1].q) or Decimal(0)
    if close(said[1], mean, mean, Decimal("0.02")) or c == sorted(values)[len(values) // 2] or min(values) <= 0:
        return None
    outside = not min(values) <= c <= max(values) and Decimal("0.65") < c / mean < Decimal("1.7")
    if not outside and not wrong_digit(c, round(mean, max(0, _decimals(c)))):
        return None
    words = f"({' + '.join(plain(v) or '' for v in values)}) / {len(values)} = {shown(mean)}"
    return problem("N117", parts, said, f"the mean is {shown(mean)}, not {shown(c)}", words)


def _decimals(value: Decimal) -> int:
    return len((plain(value) or "").partition(".")[2])
