"""A figure that points back at one told before, and has another digit: "15 bears make the trip. ... All 25 animals ..."

"The", "all" or "none of the" before a figure say that the reader knows it. Where the text has told of just one other
number of these things, and the two are the same but for a digit or for two that changed places, one of them is a slip.
Any figure that it could be instead, and words of an update, keep the check quiet.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations

from checker.expressions import expression
from checker.judge.arithmetic.around import Told, one_measure, problem, scaled, told
from checker.judge.arithmetic.figures import Problem, counted, cue, digits, shown, true_range
from checker.judge.arithmetic.script import Script
from checker.judge.arithmetic.spread import noun, value, wrong_digit
from checker.model import Bound, UnitKind, Zone
from checker.slips import TRANSPOSED, slip
from checker.taxonomy import Kinship, kinship
from checker.text import fold

__all__ = ["retold"]

_MOST = 60
_BACK = expression(r"\b(?:all|the|these|those)\s(?:(?:full|whole|entire|total|same)\s)?$")

_WHOLE = expression(r"\b(?:full|whole|entire|total)\s$")


def retold(script: Script) -> Iterator[Problem]:
    """One problem an article."""
    lines = [script.line(n) for n in range(len(script.regions)) if script.size(n)]
    pool = [t for t in told(lines) if t[1].claim is not None]
    if len(pool) > _MOST:
        return
    for at, back in enumerate(pool):
        if not at or back[0].zone is Zone.HEADLINE or value(back) < 10:
            continue
        if not _BACK.search(back[0].beside(back[1])[0]) or back[1].q.bound is not Bound.EXACT:
            continue
        first = _first(pool[:at], back)
        if first is None or not _slip(first, back) or _other(first, back, pool):
            continue
        message = f"{first[1].text} above, {back[1].text} here"
        yield problem("N116", [first], back, message, f"{shown(value(first))} / {shown(value(back))}")
        return


def _first(before: Sequence[Told], back: Told) -> Told | None:
    """The one number of these things that was told before."""
    like = [t for t in before if t[0] is not back[0] and _alike(t, back)]
    values = {value(t) for t in like}
    return like[0] if len(values) == 1 else None


def _alike(first: Told, back: Told) -> bool:
    """Can two figures count one thing?"""
    if counted(back[1].q) and not scaled(back[1]):
        one, two = first[1].claim, back[1].claim
        if not counted(first[1].q) or one is None or two is None:
            return False
        if noun(first) == noun(back):
            return True
        if min(digits(value(first)), digits(value(back))) >= 3 and slip(first[1].q, back[1].q) in TRANSPOSED:
            return True  # 1,140 posts and the 1,410 names: no chance puts the same digits in another order
        if not two.classes:  # "the 221 of Tolm": only digits that changed places tell
            return slip(first[1].q, back[1].q) in TRANSPOSED
        return bool(one.classes and two.classes) and kinship(one.classes, two.classes) < Kinship.OPEN
    money = first[1].q.unit_kind is UnitKind.CURRENCY or scaled(first[1])
    return one_measure(first, back) and (money or first[1].q.unit_kind is back[1].q.unit_kind)


def _slip(first: Told, back: Told) -> bool:
    a, b = value(first), value(back)
    return max(digits(a), digits(b)) >= 2 and wrong_digit(a, b)


def _other(first: Told, back: Told, pool: Sequence[Told]) -> bool:
    """Could another figure be meant, or a sum or a difference of others? Do words tell of an update or of a part?"""
    reach = true_range(back[1].q)
    values = [value(t) for t in pool if t is not back]
    if reach is None or any(reach[0] <= v <= reach[1] for v in values):
        return True
    if any(reach[0] <= s <= reach[1] for a, b in combinations(values, 2) for s in (a + b, abs(a - b))):
        return True
    words = fold(back[0].text) + " " + fold(first[0].text)
    swapped = slip(first[1].q, back[1].q) in TRANSPOSED
    if (swapped and digits(value(first)) >= 3) or _WHOLE.search(back[0].beside(back[1])[0]):
        return cue("repeats", "raises").search(words) is not None
    return cue("accounts", "changed").search(words) is not None
