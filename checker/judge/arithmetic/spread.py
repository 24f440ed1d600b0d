"""Three figures of one passage that would fit but for one wrong digit, wherever in it they stand.

"A majority of 548. ... She took 11,406 votes. ... Her rival finished on 10,958"; "4,900 turkeys were stolen. ... The
first farm lost 1,150, ... the second 2,380, ... the abbey 870"; "tickets at 45 crowns apiece. ... All 3,200 were sold.
... The night took in 174,000 crowns". The words beside one figure say what it is of the others; what makes sure is that
no others of the passage make it right, that just one pair of them makes it all but for a digit, and that the three
count one thing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import cache
from itertools import combinations

from checker.expressions import expression
from checker.judge.arithmetic.around import Told, close, mixed, one_measure, problem, stem, told
from checker.judge.arithmetic.figures import (
    Figure,
    Line,
    Problem,
    any_of,
    counted,
    cue,
    digits,
    exactly,
    right_ahead,
    shown,
)
from checker.judge.arithmetic.pairs import one_slip
from checker.judge.arithmetic.script import Script
from checker.model import Bound, UnitKind, Zone, plain
from checker.taxonomy import Kinship, kinship

__all__ = [
    "Passage",
    "another_year",
    "decimals",
    "kept",
    "kin",
    "levels",
    "noun",
    "one_kind",
    "passage",
    "percent",
    "percent_off",
    "spread",
    "value",
    "wrong_digit",
]

_REACH = 4
_LONGEST = 1800
_MOST = 9
"""Figures in reach: with more of them some relation is always a digit away."""

Passage = tuple[list[Line], list[Told]]


def _trigger() -> re.Pattern[str]:
    lists = ("gap_ahead", "gap_behind", "each", "each_ahead", "average")
    return cue("spread", *lists)


@cache
def _behind(key: str) -> re.Pattern[str]:
    return expression(rf"(?:\s(?!and\b|but\b|or\b)[a-z'-]+){{0,3}}?\s{any_of('spread', key + '_behind')}(?=[\s,.;)]|$)")


@cache
def _near(key: str) -> re.Pattern[str]:
    return expression(rf"\b{any_of('spread', key)}\b")


def passage(script: Script, number: int) -> Passage:
    """The sentences around one with their figures, in reading order; none where they are too long."""
    near = range(max(0, number - _REACH), min(len(script.regions), number + _REACH + 1))
    lines = [n for n in near if script.regions[n].zone in (Zone.HEADLINE, script.regions[number].zone)]
    if sum(script.regions[n].span.end - script.regions[n].span.start for n in lines) > _LONGEST:
        lines = [n for n in lines if abs(n - number) <= _REACH // 2]
    found = [script.line(n) for n in lines]
    return found, [t for t in told(found) if t[1].claim is not None or value(t) > 1]


def levels(lines: Sequence[Line], pool: Sequence[Told]) -> Sequence[Told]:
    """The two figures of a passage that stand for one thing at two times or on two sides: those of one sentence that
    holds one against the other ("from 84 to 63", "instead of 12.50 an hour 13.25"), or the only two of their kind.
    """
    like = [t for t in pool if t[1].q.bound is Bound.EXACT and value(t) > 0]
    held = []
    for line in lines:
        if _held().search(line.coded):
            two = [t for t in like if t[0] is line]
            held += [p for p in combinations(two, 2) if _twins(*p) and _side_by_side(line, *p)]
    if len(held) == 1:
        return held[0]
    groups = [[t for t in like if _twins(one, t) or t is one] for one in like]
    pairs = [g for one, g in zip(like, groups, strict=True) if len(g) == 2 and g[0] is one]
    return pairs[0] if len(pairs) == 1 else ()


@cache
def _held() -> re.Pattern[str]:
    return expression(rf"\b{any_of('spread', 'held')}\b")


def _twins(a: Told, b: Told) -> bool:
    """Can two figures count one thing, and be of one order of size?"""
    if not one_kind(a, b) or not Decimal("0.2") < value(a) / value(b) < 5 or value(a) == value(b):
        return False
    if decimals(value(a)) != decimals(value(b)) and not (counted(a[1].q) or decimals(value(a)) * decimals(value(b))):
        return False
    return not counted(a[1].q) or not noun(a) or not noun(b) or noun(a) == noun(b) or None in (a[1].claim, b[1].claim)


def _side_by_side(line: Line, a: Told, b: Told) -> bool:
    """Do no other figures stand between two?"""
    places = [n for n, f in enumerate(line.figures) if f is a[1] or f is b[1]]
    return len(places) == 2 and places[1] - places[0] == 1


def spread(script: Script) -> Iterator[Problem]:
    """One problem a passage."""
    until = -1
    for number in script.body(_trigger()):
        line = script.line(number)
        if number <= until or not line.figures or len(line.coded) > 500:
            continue
        lines, pool = passage(script, number)
        if not 3 <= len(pool) <= _MOST:
            continue
        for n, figure in enumerate(line.figures):
            if (
                figure.q.bound is not Bound.EXACT
                or not exactly(figure.q)
                or figure.claim is None
                or (exactly(figure.q) or 0) < 2
            ):
                continue
            found = _of(line, n, lines, [t for t in pool if t[1] is not figure])
            if found is not None:
                yield found
                until = number + _REACH
                break


def _of(line: Line, n: int, lines: Sequence[Line], pool: Sequence[Told]) -> Problem | None:
    said = line, line.figures[n]
    head, tail = line.beside(said[1])
    if right_ahead("spread", "gap_ahead").search(head) or _behind("gap").match(tail):
        found = _gap(said, lines, pool)
        if found is not None:
            return found
    if _near("average").search(head) or _near("average").search(tail):
        found = _average(said, pool)
        if found is not None:
            return found
    if _near("each").search(tail) or _near("each_ahead").search(head) or _EACH.search(line.coded):
        return _each(said, pool)
    return None


_EACH = expression(r"\b(?:each|every\s‹\d+›|every\sone)\sof\s(?:the|its|their|his|her)\s‹\d+›")


# -- how wrong --------------------------------------------------------------------------------------------------------


def wrong_digit(said: Decimal, real: Decimal) -> bool:
    """Is just one digit off, within two thirds, or have two changed places? Figures of one digit do not tell."""
    if real <= 0 or said <= 0 or not Decimal("0.5") < said / real < Decimal(2):
        return False
    scale = Decimal(1)
    while said % (scale * 10) == 0 and real % (scale * 10) == 0 and scale < 10**9:
        scale *= 10
    return one_slip(said / scale, real / scale)


def percent(figure: Figure) -> Decimal | None:
    """A share in hundredths: 40 percent, two in five."""
    stated = exactly(figure.q)
    if stated is None or figure.q.unit_kind not in (UnitKind.PERCENT, UnitKind.RATIO):
        return None
    return stated if figure.q.unit_kind is UnitKind.PERCENT else (stated * 100 if stated < 1 else None)


def percent_off(said: Decimal, real: Decimal) -> bool:
    """Does a percentage miss by one of its digits, or a fraction ("a third") by more than words allow?"""
    if not Decimal("0.4") < said / real < Decimal("2.5"):
        return False
    if said != round(said, 1) or said in (25, 50, 75):
        return abs(said - real) > 7
    return one_slip(said, round(real, decimals(said))) and abs(said - real) > 2


def value(one: Told) -> Decimal:
    """The figure itself."""
    return exactly(one[1].q) or Decimal(0)


def noun(one: Told) -> str:
    """What a figure counts, without its plural."""
    claim = one[1].claim
    return stem((claim.head if claim is not None else None) or one[1].q.unit or "")


def kept(said: Told, pool: Sequence[Told]) -> bool:
    """Do any others of the passage make the figure, by any of the four operations?"""
    values = list(dict.fromkeys(value(t) for t in pool))[:_MOST]
    loose = Decimal("0.005")
    for a, b in combinations(values, 2):
        made = [a + b, abs(a - b), a * b, *((a / b, b / a) if a and b else ()), 2 * a - b, 2 * b - a]
        if any(close(said[1], x, x, loose) for x in made):
            return True
    return any(
        close(said[1], abs(a + s * b + t * c), abs(a + s * b + t * c), loose)
        for a, b, c in combinations(values, 3)
        for s in (1, -1)
        for t in (1, -1)
    )


def one_kind(a: Told, b: Told) -> bool:
    """Are two figures of one measure, with money only beside money or a bare figure?"""
    kinds = {a[1].q.unit_kind, b[1].q.unit_kind}
    if UnitKind.CURRENCY in kinds and kinds - {UnitKind.CURRENCY, UnitKind.NONE}:
        return False
    return one_measure(a, b)


def kin(a: Told, b: Told) -> bool:
    """Can two counts be of one thing by their nouns: the same, or one a kind of the other?"""
    if noun(a) == noun(b):
        return True
    one, two = a[1].claim, b[1].claim
    known = one is not None and two is not None and one.classes and two.classes
    return bool(known) and kinship(one.classes, two.classes) is not Kinship.APART  # type: ignore[union-attr]


# -- the relations ----------------------------------------------------------------------------------------------------


def _gap(said: Told, lines: Sequence[Line], pool: Sequence[Told]) -> Problem | None:
    """How far two figures lie apart. They count what it counts, or go without a noun."""
    c = value(said)
    if kept(said, pool):
        return None
    like = [t for t in pool if t[1].q.bound is Bound.EXACT and one_kind(t, said)]
    near = {}
    for a, b in combinations(like, 2):
        x, y = value(a), value(b)
        if c >= max(x, y) or not Decimal("0.3") < x / (y or 1) < 3 or not one_kind(a, b):
            continue
        if wrong_digit(c, abs(x - y)) and (x == x.to_integral_value() or decimals(c) == max(decimals(x), decimals(y))):
            near[x, y] = (a, b)
    two = levels(lines, pool)
    if two and _may_lie_apart(two[0], two[1], said):
        near = {(value(two[0]), value(two[1])): (two[0], two[1])}
    elif digits(c) < 3 or len(like) > 4 or not _near("apart").search(_clause(said)):
        return None
    if len(near) != 1 or another_year(said, [t for pair in near.values() for t in pair]):
        return None
    a, b = next(iter(near.values()))
    real = abs(value(a) - value(b))
    words = f"|{plain(value(a))} - {plain(value(b))}| = {shown(real)}"
    message = f"{plain(value(a))} and {plain(value(b))} lie {shown(real)} apart, not {shown(c)}"
    return problem("N117", (a, b), said, message, words)


_YEAR = expression(r"\b(?:19|20)\d\d\b")


def another_year(said: Told, parts: Sequence[Told]) -> bool:
    """Does the sentence of a figure name a year that those of the others do not?"""
    there = " ".join(line.text for line, _ in parts)
    return any(year not in there for year in _YEAR.findall(said[0].text))


def _clause(one: Told) -> str:
    """The words on both sides of a figure, up to the next ones."""
    return " ".join(one[0].beside(one[1]))


def _both_ends(a: Told, b: Told) -> bool:
    """Are two figures told as "from 84 to 63"?"""
    return a[0] is b[0] and _FROM_TO.search(a[0].coded) is not None


_FROM_TO = expression(r"\bfrom\s‹\d+›[^‹›.;,]{0,20}\sto\s‹\d+›")


def _may_lie_apart(a: Told, b: Told, said: Told) -> bool:
    """Can a figure be what lies between two: of their kind, below the greater, and of the right order?"""
    c, real = value(said), abs(value(a) - value(b))
    heads = {stem(t[1].claim.head) for t in (a, b, said) if t[1].claim is not None and t[1].claim.head}
    near = Decimal("0.45") < real / c < Decimal("2.2") and c < max(value(a), value(b))
    if abs(said[0].start - a[0].start) > 300 or (not _both_ends(a, b) and not _near("apart").search(_clause(said))):
        return False
    if counted(said[1].q) and not noun(said) and (noun(a) or noun(b)):
        return False
    near = near and (wrong_digit(c, real) or one_slip(c, real))
    return near and one_kind(a, said) and one_kind(b, said) and len(heads) <= 1


def decimals(value: Decimal) -> int:
    return len((plain(value) or "").partition(".")[2])


def _each(said: Told, pool: Sequence[Told]) -> Problem | None:
    """A rate, how often, and what it makes."""
    e = value(said)
    shared = _EACH.search(said[0].coded) is not None
    numbers = [t for t in pool if counted(t[1].q) and value(t) == value(t).to_integral_value()]
    numbers = [t for t in numbers if value(t) >= 10 or (shared and t[0] is said[0] and value(t) > 1)]
    totals = [t for t in pool if value(t) > e and _of_one_unit(t, said) and not mixed(*t)]
    made = [(n, t) for n in numbers for t in totals if n[1] is not t[1]]
    if any(close(t[1], x := e * value(n), x, Decimal("0.05")) for n, t in made):
        return None
    near = {(value(n), value(t)): (n, t) for n, t in made if _missed(t, e * value(n))}
    if len(near) != 1:
        return None
    n, t = next(iter(near.values()))
    if kept(t, [said, *(x for x in pool if x[1] is not t[1])]):
        return None
    real = e * value(n)
    words = f"{plain(value(n))} x {plain(e)} = {shown(real)}"
    message = f"{plain(value(n))} times {plain(e)} is {shown(real)}, not {shown(value(t))}"
    return problem("N117", (said, n), t, message, words)


def _missed(total: Told, real: Decimal) -> bool:
    """Is a total one digit off, or any digits where its words say that it is what comes out?"""
    c = value(total)
    if (digits(c) >= 2 and wrong_digit(c, real)) or (c in (real * 10, real / 10) and real >= 1000):
        return True
    head, _ = total[0].beside(total[1])
    small = digits(c) < 2 and digits(real) < 2
    return small and _near("makes").search(head) is not None and Decimal("0.5") < c / real < 2


def _of_one_unit(total: Told, rate: Told) -> bool:
    """Is a total in the unit of the rate: money and money, counts of one noun?"""
    if not one_kind(total, rate):
        return False
    if not counted(rate[1].q) and rate[1].q.unit_kind is not UnitKind.NONE:
        return total[1].q.unit_kind is rate[1].q.unit_kind
    return not noun(total) or not noun(rate) or kin(total, rate)


def _average(said: Told, pool: Sequence[Told]) -> Problem | None:
    """A total shared out evenly: what comes out must be a round figure, as it is where somebody divided."""
    c = value(said)
    numbers = [t for t in pool if counted(t[1].q) and value(t) >= 2 and value(t) == value(t).to_integral_value()]
    totals = [t for t in pool if value(t) > c and _of_one_unit(t, said)]
    made = [(n, t) for n in numbers for t in totals if n[1] is not t[1] and value(n) < value(t)]
    if any(close(said[1], x := value(t) / value(n), x, Decimal("0.05")) for n, t in made):
        return None
    made = [(n, t) for n, t in made if digits(value(t) / value(n)) <= digits(c) + 1]
    near = {(value(n), value(t)): (n, t) for n, t in made if wrong_digit(c, value(t) / value(n))}
    if len(near) != 1 or digits(c) < 2:
        return None
    n, t = next(iter(near.values()))
    real = value(t) / value(n)
    words = f"{plain(value(t))} / {plain(value(n))} = {shown(real)}"
    message = f"{plain(value(t))} over {plain(value(n))} is {shown(real)}, not {shown(c)}"
    return problem("N117", (t, n), said, message, words)
