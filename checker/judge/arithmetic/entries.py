"""The figures of a passage as they may go into a sum: what each is worth, and of what it can be a part."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from functools import cache

from checker.expressions import expression
from checker.judge.arithmetic.around import MEASURED, Told, one_measure, scaled
from checker.judge.arithmetic.figures import (
    Figure,
    Line,
    any_of,
    counted,
    exactly,
    true_range,
)
from checker.judge.arithmetic.script import Script
from checker.judge.arithmetic.spread import noun
from checker.model import Bound, UnitKind
from checker.record import record
from checker.taxonomy import Kinship, kinship, of_persons

__all__ = [
    "ANAPHOR",
    "BACK",
    "LONGEST",
    "Entry",
    "anaphoric",
    "announced",
    "aside",
    "bare",
    "bare_whole",
    "entries_of",
    "entry_of",
    "lines_up_to",
    "listed",
    "may_be_of",
    "other_than",
]

BACK = 6
"""Sentences before the one that closes an account in which it may begin."""
LONGEST = 1100
"""Characters that its sentences may have together."""


@record
class Entry:
    """A figure of a passage as it goes into a sum: "half of the 60" is 30."""

    told: Told
    value: Decimal
    slack: Decimal

    @property
    def place(self) -> int:
        return self.told[0].start + self.told[1].span.start


def lines_up_to(script: Script, number: int) -> list[Line]:
    """The sentences up to one, back to where an account may begin."""
    out: list[Line] = []
    end = script.regions[number].span.end
    for n in range(number, max(-1, number - BACK), -1):
        region = script.regions[n]
        if region.zone is not script.regions[number].zone or end - region.span.start > LONGEST:
            break
        out.insert(0, script.line(n))
    return out


_FIRST = expression(r"^\s(?:of\s(?:the|its|his|her|their|those|these|all|our)\s|of\s)‹(\d+)›")
_SUBPART = expression(
    r"(?:\b(?:including|includes|among\sthem|such\sas|compared\swith|than|up\sfrom|down\sfrom)\b[^‹›.;]*"
    r"|,\s[^‹›.;]{0,12}\bof\s(?:whom|which|them)\b[^‹›.;]*)$"
)


def entries_of(lines: Sequence[Line]) -> list[Entry]:
    """The figures that may go into a sum, in reading order."""
    out: list[Entry] = []
    for line in lines:
        for n, figure in enumerate(line.figures):
            entry = entry_of(line, n, figure)
            if entry is not None:
                out.append(entry)
    return out


def entry_of(line: Line, n: int, figure: Figure) -> Entry | None:
    q = figure.q
    head, _, tail = line.coded.partition(f"‹{n}›")
    if q.unit_kind in (UnitKind.RATIO, UnitKind.PERCENT):
        of, share = _FIRST.match(tail), exactly(q)
        whole = exactly(line[of[1]].q) if of is not None else None
        if whole is None or share is None or share <= 0:
            return None
        share = share / 100 if q.unit_kind is UnitKind.PERCENT else share
        return Entry((line, figure), share * whole, share * whole / 50) if share < 1 else None
    value, reach = exactly(q), true_range(q)
    measured = q.unit_kind in MEASURED or (q.unit_kind is UnitKind.AGE and tail.startswith(" of them"))
    if not measured or value is None or reach is None or value <= 0 or q.bound not in (Bound.EXACT, Bound.ABOUT):
        return None
    if figure.claim is None and (value < 2 or not _countable(head, tail)):
        return None
    if figure.claim is not None and figure.claim.role in ("from", "to", "by"):
        return None
    return Entry((line, figure), value, (reach[1] - reach[0]) / 2)


def _countable(head: str, tail: str) -> bool:
    """Is a bare number one of things, no name and no age ("chapter 2", "at 15")?"""
    return not tail.startswith(("-", "th", "st")) and _NO_COUNT.search(head[-20:]) is None


_NO_COUNT = expression(r"\b(?:at|aged|no\.|number|nr|since|until|by|from|after|before)\s$")


def bare(entry: Entry) -> bool:
    """Does a figure leave open what it counts?"""
    claim = entry.told[1].claim
    if counted(entry.told[1].q) and scaled(entry.told[1]):
        return True
    if entry.told[1].q.unit_kind in (UnitKind.NONE, UnitKind.AGE) or claim is None or "elliptic" in claim.notes:
        return True
    return counted(entry.told[1].q) and (not claim.head or (not claim.classes and claim.head.endswith("ing")))


def may_be_of(part: Entry, whole: Entry) -> bool:
    """Can a figure count or measure some of what another does?"""
    a, b = part.told, whole.told
    if a[1].q.unit_kind is UnitKind.RATIO or a[1].q.unit_kind is UnitKind.PERCENT:
        return a[0] is b[0]
    if counted(b[1].q) and not scaled(b[1]):
        if not counted(a[1].q) and a[1].q.unit_kind is not UnitKind.AGE:
            return False
        if bare(part) or noun(a) == noun(b) or not noun(b):
            return True
        one, two = a[1].claim, b[1].claim
        if one is None or two is None or not one.classes or not two.classes:
            return False
        return kinship(one.classes, two.classes) < Kinship.OPEN or (of_persons(one.classes) and of_persons(two.classes))
    if counted(a[1].q) or a[1].q.unit_kind is UnitKind.AGE:
        return bare(part) and part.value * 200 > whole.value
    return one_measure(a, b)


def bare_whole(entry: Entry) -> bool:
    claim = entry.told[1].claim
    return claim is None or entry.told[1].q.unit_kind in (UnitKind.NONE, UnitKind.AGE, UnitKind.RATIO, UnitKind.PERCENT)


ANAPHOR = expression(r"^(?:\s[a-z'-]+){0,2}?\s(?:of\s(?:them|these|those|the)\b|more\b|others?\b)")
_OF_THESE = expression(r"[\"'(]?(?:out\s)?(?:of|among)\s(?:these|those|them)\b")
_ANOTHER = expression(r"\b(?:another|a\sfurther|an\sadditional|the\sother)\s$")


def anaphoric(part: Entry) -> bool:
    _, tail = part.told[0].beside(part.told[1])
    return ANAPHOR.match(tail) is not None or other_than(part) or _OF_THESE.match(part.told[0].coded) is not None


def other_than(part: Entry) -> bool:
    return _ANOTHER.search(part.told[0].beside(part.told[1])[0]) is not None


def announced(lines: Sequence[Line], many: int) -> bool:
    """Does the passage say how many parts there are: "in three legs", "two raids"?"""
    for line in lines:
        for m in _sorts().finditer(line.coded):
            if exactly(line[m[1]].q) == many:
                return True
    return False


@cache
def _sorts() -> re.Pattern[str]:
    return expression(rf"‹(\d+)›\s(?:[a-z]+\s)?{any_of('accounts', 'sorts')}\b")


_ITEM = expression(
    r",\s(?:and\s)?|\s(?:and|or)\s|/|\s?-\s?"
    r"|(?:\s[a-z'-]+){1,3},?\s(?:and|plus|with)\s(?:(?:an?|its|the)\s[a-z]+\sof\s|another\s|some\s|its\s|the\s)?"
)


def listed(entry: Entry) -> bool:
    behind, more, _ = entry.told[0].around(entry.told[1])[1].partition("‹")
    return bool(more) and _ITEM.fullmatch(behind) is not None


def aside(entry: Entry) -> bool:
    line, figure = entry.told
    head, _ = line.around(figure)
    return _SUBPART.search(head) is not None
