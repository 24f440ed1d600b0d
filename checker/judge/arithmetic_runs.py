"""The greatest figure of a passage, and all the smaller ones of its kind, told one after another as its parts.

"17 people were killed. ... Ten had been in the market. ... Another five were dockers, and three were on a tram"; "4,900
turkeys were taken. ... The first farm lost 1,150. ... The second lost 2,380, and at the abbey it was 870"; "27 men were
on board. ... Eleven were pulled out, eight others were found dead. ... Six are missing". They must be all the figures
of that kind, and miss the whole by one digit.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import cache
from itertools import combinations

from checker.expressions import expression
from checker.judge.arithmetic_around import Told, problem
from checker.judge.arithmetic_figures import Line, Problem, any_of, counted, exactly, shown
from checker.judge.arithmetic_script import Script
from checker.judge.arithmetic_spread import digits, kin, one_kind, passage, value, wrong_digit
from checker.model import Bound, UnitKind, Zone, plain

__all__ = ["runs"]


@cache
def _marked() -> re.Pattern[str]:
    """Words that tell parts of a whole."""
    return expression(rf"\b{any_of('runs', 'parts')}\b")


@cache
def _open() -> re.Pattern[str]:
    """Words that leave room for other parts, or tell of another time."""
    return expression(rf"\b{any_of('runs', 'open')}\b")


_WITHIN = expression(r"‹\d+›\s(?:[a-z]+\s)?of\s(?:the|those|these|its|their|all)\s‹\d+›")
"""One figure told as a part of another."""
_ANY = expression(r"\d|[a-z]")


@cache
def _closed() -> re.Pattern[str]:
    """Words that leave no room for other parts."""
    return expression(rf"\b{any_of('runs', 'closed')}\b")


def runs(script: Script) -> Iterator[Problem]:
    """One problem an article."""
    for number in script.body(_ANY):
        if script.size(number) < 3 and not _marked().search(script.words(number)):
            continue
        lines, pool = passage(script, number)
        if not 3 <= len(pool) <= 12:
            continue
        found = _run(lines, [t for t in pool if t[1].claim is not None or value(t) >= 10])
        if found is not None:
            yield found
            return


def _run(lines: Sequence[Line], pool: Sequence[Told]) -> Problem | None:
    for whole in pool:
        if whole[0].zone is Zone.HEADLINE or digits(value(whole)) < 2 or whole[1].q.bound is not Bound.EXACT:
            continue
        if any(t is not whole and _kin(t, whole) and value(t) >= value(whole) for t in pool):
            continue
        at = next(n for n, t in enumerate(pool) if t is whole)
        for side in (pool[at + 1 :], pool[:at]):
            parts = [t for t in side if _kin(t, whole)]
            if side and len(parts) == len([t for t in pool if t is not whole and _kin(t, whole)]):
                found = _judge(lines, whole, parts)
                if found is not None:
                    return found
            near = _beside(whole, side, lines)
            found = _judge(lines, whole, near) if near and digits(value(whole)) > 2 else None
            if found is not None:
                return found
    return None


def _kin(part: Told, whole: Told) -> bool:
    """Can a figure be a part of another: of its noun, of a kind of it, or without one?"""
    if not one_kind(part, whole) or exactly(part[1].q) is None or part[0].zone is Zone.HEADLINE:
        return False
    if not counted(whole[1].q):
        return part[1].q.unit_kind in (whole[1].q.unit_kind, UnitKind.NONE)
    a, b = part[1].claim, whole[1].claim
    if a is None or b is None or part[1].q.unit_kind is UnitKind.NONE or not a.head:
        return not (part[1].q.unit and part[1].q.unit != whole[1].q.unit)
    return kin(part, whole)


def _beside(whole: Told, side: Sequence[Told], lines: Sequence[Line]) -> Sequence[Told]:
    """All the counts of the next sentence with figures, or of the one before: parts by whatever name."""
    if not counted(whole[1].q) or not side:
        return ()
    near = side[0][0] if side[0][0].start >= whole[0].start else side[-1][0]
    if near is whole[0]:
        return ()
    parts = [t for t in side if t[0] is near]
    plain_counts = all(counted(f.q) and f.claim is not None for f in near.figures)
    return parts if plain_counts and len(parts) > 2 and len(parts) == len(near.figures) else ()


def _judge(lines: Sequence[Line], whole: Told, parts: Sequence[Told]) -> Problem | None:
    w, values = value(whole), [value(t) for t in parts]
    if not 2 <= len(values) <= 6 or any(
        t[1].q.bound is not Bound.EXACT or v <= 0 for t, v in zip(parts, values, strict=True)
    ):
        return None
    total = sum(values, Decimal(0))
    told = [line for line in lines if any(line is t[0] for t in (*parts, whole))]
    words = " ".join(line.coded for line in told)
    if (
        _open().search(words)
        or _WITHIN.search(words)
        or len({line.start for line in told}) < 2
        or told[-1].start - told[0].start > 500
        or not wrong_digit(w, total)
    ):
        return None
    if abs(w - total) * 4 > w or (w > 99 and abs(w - total) * 50 < w):
        return None
    if any(sum(some) == w for n in range(2, len(values)) for some in combinations(values, n)):
        return None
    listed = len(values) > 2 and all(t[0] is parts[0][0] for t in parts)
    marks = len(_marked().findall(words)) + listed
    if marks < 1 or (len(values) < 3 and not _closed().search(words)):
        return None
    text = " + ".join(t[1].text or plain(value(t)) or "" for t in parts)
    message = f"the parts add up to {shown(total)}, not {shown(w)}"
    return problem("N113", parts, whole, message, f"{text} = {shown(total)}")
