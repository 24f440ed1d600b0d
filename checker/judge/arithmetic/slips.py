"""Three figures that would fit but for one wrong digit, or for two that changed places.

"Last year 640 ships called; this year it was 590, 70 fewer"; "the bus seats 48. The 15 buses took 820 people out"; "the
council has spent 340,000 of the 500,000. It has 260,000 left". Words beside the third figure say what it should be of
the others (a difference, a sum, a rest, a product); what stands between the others does not matter. That it misses
by just one digit tells a slip from a figure of something else; small ones are left to closer checks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import cache
from itertools import combinations

from checker.expressions import expression
from checker.judge.arithmetic.around import Told, close, mixed, one_measure, preceding, problem, stem, told
from checker.judge.arithmetic.figures import (
    Figure,
    Line,
    Problem,
    any_of,
    counted,
    cue,
    digits,
    exactly,
    quiet,
    right_ahead,
    shown,
)
from checker.judge.arithmetic.pairs import one_slip
from checker.judge.arithmetic.script import Script
from checker.model import Bound, UnitKind, plain

__all__ = ["slips"]


def _trigger() -> re.Pattern[str]:
    lists = ("ahead_gap", "behind_gap", "ahead_sum", "behind_sum", "ahead_rest", "behind_rest", "each")
    return cue("slips", *lists)


@cache
def _behind(kind: str) -> re.Pattern[str]:
    ends = r"(?=[,.;)]|\sthan\b|$)" if kind == "gap" else r"(?=[\s,.;)]|$)"
    return expression(rf"(?:\s(?!and\b|but\b|or\b)[a-z]+){{0,3}}?\s{any_of('slips', 'behind_' + kind)}{ends}")


@cache
def _each() -> re.Pattern[str]:
    return expression(rf"\b{any_of('slips', 'each')}\b")


_MOST = 5
"""Figures in reach: with more of them, some sum or difference is always a digit away."""


def slips(script: Script) -> Iterator[Problem]:
    for number in script.body(_trigger()):
        line = script.line(number)
        if not line.figures or len(line.coded) > 400:
            continue
        ahead = preceding(script, number, 1)
        for n, figure in enumerate(line.figures):
            if figure.q.bound is not Bound.EXACT or exactly(figure.q) is None or not _long(figure):
                continue
            kinds = _kinds(line, n)
            if not kinds:
                continue
            said = line, figure
            if mixed(*said):
                continue
            here = [t for t in told([line]) if t[1] is not figure]
            found = None
            for around, lines in ((here, [line]), ([*told(ahead), *here], [*ahead, line])):
                if len(around) >= 2:
                    found = _slip(kinds, said, around, lines)
                    break
            if found is not None and not (found.working.count(" x ") and _tiered(script, number)):
                yield found
                break


_AHEAD = 3
"""Sentences behind a price in which it may say what else goes into a sum."""


def _tiered(script: Script, number: int) -> bool:
    """Do words close by make a price more or less than so much for each?"""
    last = min(number + _AHEAD, len(script.regions) - 1)
    begin, end = script.regions[max(0, number - 1)].span.start, script.regions[last].span.end
    return quiet("tiers").search(script.text, begin, end) is not None


def _long(figure: Figure) -> bool:
    """Has a figure digits enough for one of them to be wrong?"""
    return digits(exactly(figure.q) or Decimal(0)) >= 2


def _kinds(line: Line, n: int) -> list[str]:
    """What the words beside a figure say that it is."""
    head, tail = line.beside(line.figures[n])
    if _NO.search(head) or _NO.match(tail) or _LISTED.match(line.around(line.figures[n])[1]):
        return []
    kinds = "gap", "sum", "rest"
    out = [k for k in kinds if right_ahead("slips", f"ahead_{k}").search(head) or _behind(k).match(tail)]
    if _each().search(line.coded) or "sum" in out:
        out.append("product")
    return out


_LISTED = expression(r",\s‹\d+›(?:,|\s(?:and|or)\s‹)")
"""Behind the first figure of several: "that makes 36, 30, 21 and 14 seats"."""
_NO = expression(
    r"\b(?:of\swhom|including|among\sthem|average|another|percent|year|years|last|at\sleast|up\sto|aged)\s?$"
)
_ELSE = expression(
    r"\b(?:of\sthem|of\swhom|others?|another|including|among\sthem|such\sas|average|previous|respectively|between|later|revised|at\sleast|about|some)\b"
)


def _slip(kinds: Sequence[str], said: Told, around: Sequence[Told], lines: Sequence[Line]) -> Problem | None:
    """The one relation that the figure misses by a digit; None where it keeps any."""
    around = [t for t in around if t[1].q.bound is Bound.EXACT and not _describes(t)]
    if not 2 <= len(around) <= _MOST or _ELSE.search(" ".join(x.coded for x in lines)):
        return None
    c = exactly(said[1].q) or Decimal(0)
    values = [exactly(t[1].q) or Decimal(0) for t in around]
    if c in values or _kept(said, around):
        return None
    found: list[tuple[str, Sequence[Told], Decimal]] = []
    for a, b in combinations(around, 2):
        x, y = exactly(a[1].q) or Decimal(0), exactly(b[1].q) or Decimal(0)
        if x <= 0 or y <= 0 or x == y:
            continue
        plainly = _one_unit(a, said) and _one_unit(b, said)
        if plainly and ("gap" in kinds or "rest" in kinds) and c < max(x, y):
            found.append(("-", (a, b) if x > y else (b, a), abs(x - y)))
        if plainly and "sum" in kinds and c > max(x, y):
            found.append(("+", (a, b), x + y))
        if "product" in kinds and c > max(x, y) and min(x, y) >= 2 and _times(a, b, said):
            found.append(("x", (a, b), x * y))
    if "sum" in kinds and len(around) >= 3 and all(_one_unit(t, said) for t in around) and c > max(values):
        found.append(("+", tuple(around), sum(values, Decimal(0))))
    near = [f for f in found if _by_a_digit(c, f[2]) and (f[0] != "x" or abs(c - f[2]) > f[2] / 30)]
    if len(near) != 1:
        return None
    sign, parts, real = near[0]
    if not _one_noun(parts, said, sign):
        return None
    words = f" {sign} ".join(t[1].text or plain(exactly(t[1].q)) or "" for t in parts)
    message = f"{words} is {shown(real)}, not {shown(c)}"
    return problem("N113" if sign == "+" else "N117", parts, said, message, f"{words} = {shown(real)}")


def _describes(one: Told) -> bool:
    """Is a figure part of a name for a sort of thing: "the 500-kV line"?"""
    behind = one[0].text[one[1].span.end :][:2]
    return behind[:1] == "-" and behind[1:].isalpha()


def _kept(said: Told, around: Sequence[Told]) -> bool:
    """Is the figure a sum, a difference, a product, a quotient or a share of any of the others?"""
    values = [v for t in around if (v := exactly(t[1].q))]
    pool = [*values, *(v for line, _ in around for f in line.figures if f is not said[1] and (v := exactly(f.q)))]
    pool = list(dict.fromkeys(pool))[:8]
    loose = Decimal("0.01")
    for a, b in combinations(pool, 2):
        made = [a + b, abs(a - b), a * b, *((a / b, b / a) if a and b else ()), 2 * a - b, 2 * b - a]
        made += [x * 100 for x in made[3:5]]
        if any(close(said[1], x, x, loose) for x in made):
            return True
    return any(
        close(said[1], abs(a + s * b + t * c), abs(a + s * b + t * c), loose)
        for a, b, c in combinations(pool, 3)
        for s in (1, -1)
        for t in (1, -1)
    )


def _times(a: Told, b: Told, said: Told) -> bool:
    """Can one of two figures be a number of the other, which is of the measure of the product?"""
    return any(counted(n[1].q) and _one_unit(e, said) for n, e in ((a, b), (b, a)))


def _one_unit(a: Told, b: Told) -> bool:
    """Are two figures of one measure, with no money among bare figures?"""
    kinds = {a[1].q.unit_kind, b[1].q.unit_kind}
    return one_measure(a, b) and (UnitKind.CURRENCY not in kinds or len(kinds) == 1)


def _by_a_digit(said: Decimal, real: Decimal) -> bool:
    """One digit off, within a third: the more digits, the surer."""
    if real <= 0 or digits(real) < 2 or real != round(real, 2) or not Decimal("0.6") < said / real < Decimal("1.7"):
        return False
    scale = Decimal(1)
    while said % (scale * 10) == 0 and real % (scale * 10) == 0 and scale < 10**9:
        scale *= 10
    return one_slip(said / scale, real / scale)


def _one_noun(parts: Sequence[Told], said: Told, sign: str) -> bool:
    """Do counts that are subtracted count one thing? What is added up may go by several names."""
    if sign != "-" or not counted(said[1].q):
        return True
    heads = {stem(t[1].claim.head) for t in (*parts, said) if t[1].claim is not None and t[1].claim.head}
    return len(heads) <= 1
