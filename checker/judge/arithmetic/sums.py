"""Sums: parts that are listed under a total and miss it narrowly.

Narrowly, because a list that lies far below its total is not meant to be complete. Any figure near by that the parts
do add up to keeps the check quiet, and so do words such as "including" or "others".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import cache
from itertools import pairwise

from checker import taxonomy
from checker.expressions import expression
from checker.judge.arithmetic.figures import (
    Figure,
    Line,
    Problem,
    any_of,
    counted,
    exactly,
    found,
    quiet,
    template,
    totals,
    true_range,
)
from checker.model import Bound, Quantity, Scope, UnitKind, Zone, plain
from checker.record import record
from checker.taxonomy import Kinship
from checker.text import fold

__all__ = ["has_a_rest", "holds", "incomplete", "missed_narrowly", "sums"]

_NEAR = Decimal("0.08")
"""How far, as a share of the total, parts may miss it and still be taken for all of it."""


@record
class _Parts:
    """The parts of a list, with how many more are named without a figure ("the technician")."""

    figures: tuple[Figure, ...]
    singles: int = 0

    @property
    def total(self) -> Decimal:
        return sum((exactly(f.q) or Decimal(0) for f in self.figures), Decimal(self.singles))

    @property
    def working(self) -> str:
        return " + ".join([plain(exactly(f.q)) or "" for f in self.figures] + ["1"] * self.singles)


def sums(lines: Sequence[Line], at: int) -> Iterator[Problem]:
    """What the sentence ``lines[at]`` lists; its total may stand in one before it."""
    line = lines[at]
    listed = "and" in line.coded or " (" in line.coded
    if line.zone is Zone.HEADLINE or len(line.figures) < 2 or not listed or _goes_on(lines, at):
        return
    for find in (_announced, _partition, _totalled, _listed):
        found = next(find(lines, at), None)
        if found is not None:
            yield found
            return


_MORE = expression(
    r"(?:and\s|but\s)?(?:another|the\s(?:other|others|rest|remaining)|‹\d+›\s(?:others|more|other)|a\s(?:further|\w+th)|one)\b"
)


def _goes_on(lines: Sequence[Line], at: int) -> bool:
    """Does the sentence behind go on with the list: "Another two ..."?"""
    return at + 1 < len(lines) and _MORE.match(lines[at + 1].coded) is not None


_REST = expression(
    r"(?:and\s|but\s)?(?:(?:the|its|their)\s(?:rest|remaining|remainder|last|final)|what\s(?:is\sleft|remains))\b"
)


def has_a_rest(lines: Sequence[Line], at: int) -> bool:
    """Does the sentence behind tell of what the parts leave: "The last 30 million ..."?"""
    return at + 1 < len(lines) and _REST.match(lines[at + 1].coded) is not None


# -- "Seven people died: four mutineers, two guards and the technician" ----------------------------------------------

_OPENS = expression(r":\s|\s[-–—]+\s|\s\(")
_COMMA = expression(r"(?:,|;)\s(?:and\s)?|\sand\s|\splus\s")
_FIGURE = expression(r"(?:" + r"(?:about|some|around|just)\s)?‹(\d+)›(?P<rest>[^‹›]*)")
_SINGLE = expression(
    r"(?:a|an|the|one|his|her|its|their)\s(?!(?:rest|others|two|three|number|few)\b)(?:[a-z'’-]+\s){0,4}?(?P<head>[a-z'’-]+)"
)
_CLOSES = expression(
    r",\s[^,:]*\b(?:said|says|told|added|announced|reported|according\sto)\b[^,:]*$|[.!?][\"”’')\]]*\s*$|\)\s?[.,]?.*$|\s[-–—]+\s.*$|;.*$"
)


def _announced(lines: Sequence[Line], at: int) -> Iterator[Problem]:
    line = lines[at]
    for m in _OPENS.finditer(line.coded):
        head, tail = line.coded[: m.start()], _CLOSES.sub("", line.coded[m.end() :])
        parts = _items(line, tail) or _labelled(line, tail)
        if parts is None or _open_ended(_without_unsaid(tail), head):
            continue
        inside = {int(n) for n in re.findall(r"‹(\d+)›", head)}
        wholes = [f for i, f in enumerate(line.figures) if i in inside]
        if _open_ended(tail, head) and any(parts.total < (exactly(f.q) or Decimal(0)) for f in wholes):
            continue
        yield from _judge(parts, wholes, 0.85, all_kin=False)
        if wholes and _adds_up(parts, wholes):
            return


def _without_unsaid(words: str) -> str:
    """The words without those that tell of votes not given: with them a list may be short, but not too long."""
    return quiet("unsaid").sub("", words)


def _items(line: Line, tail: str) -> _Parts | None:
    """A list of which every item is a figure or one person or thing; None where an item is anything else."""
    figures, singles = [], 0
    pieces = [p for p in _COMMA.split(tail) if p.strip()]
    if len(pieces) < 2 or not re.search(r"\sand\s|\splus\s", tail):
        return None
    for piece in pieces:
        if m := _FIGURE.fullmatch(piece.strip()):
            figure = line[m[1]]
            if not _countable(figure) or len(m["rest"].split()) > 9:
                return None
            figures.append(figure)
        elif (m := _SINGLE.fullmatch(piece.strip())) and _singular(m["head"]):
            singles += 1
        else:
            return None
    return _Parts(tuple(figures), singles) if len(figures) >= 2 else None


_LABEL = expression(r"[^‹›\d]{2,40}\s‹(\d+)›")
_FEWEST_LABELS = 3


def _labelled(line: Line, tail: str) -> _Parts | None:
    """A list with the figure behind the name, as official notes have it: "Brenn 142, Tolm 61, Lesk 41"."""
    pieces = [p for p in _COMMA.split(tail) if p.strip()]
    found = [_LABEL.fullmatch(p.strip()) for p in pieces]
    if len(found) < _FEWEST_LABELS or not all(found):
        return None
    figures = tuple(line[m[1]] for m in found if m is not None)
    return _Parts(figures, 0) if all(_countable(f) for f in figures) else None


def _singular(head: str) -> bool:
    return not (head.endswith("s") and not head.endswith(("ss", "us"))) and head not in (
        "people",
        "men",
        "women",
        "children",
        "police",
        "staff",
    )


def _countable(figure: Figure) -> bool:
    return (
        counted(figure.q)
        and exactly(figure.q) is not None
        and figure.q.bound is Bound.EXACT
        and not (figure.claim is not None and figure.claim.role in ("from", "to", "by"))
    )


# -- "Of the 44 on board twelve died, 27 were hurt and three walked away" --------------------------------------------

_OF_ALL = r"^[\"“‘']?of\s(?:the|its|their|those|all|his|her)\s(?:\w+\s){0,2}?{whole}"
_OF_THOSE = expression(
    r"^[\"“‘']?of\s(?:the|those|these)\s(?P<noun>[a-z-]+)\b[^‹›:;]{0,40}?,\s[^‹›]{0,20}‹(?P<first>\d+)›"
)


def _partition(lines: Sequence[Line], at: int) -> Iterator[Problem]:
    line = lines[at]
    if (m := template(_OF_ALL).search(line.coded)) is not None:
        run, wholes, tail = _run(line, int(m["whole"]) + 1), [line[m["whole"]]], line.coded[m.end() :]
    elif (m := _OF_THOSE.search(line.coded)) is not None:
        run, wholes, tail = _run(line, int(m["first"])), _named(lines[:at], m["noun"]), line.coded[m.end() :]
    else:
        return
    if len(run) < 3 or _open_ended(tail, "") or any(_votes(f) for f in run):
        return
    yield from _judge(_Parts(tuple(run)), wholes, 0.8, all_kin=False)


def _named(earlier: Sequence[Line], noun: str) -> list[Figure]:
    """The counts of a noun told of before: the 1,500 jobs that "of the jobs" means."""
    found = [
        f
        for line in earlier
        for f in line.figures
        if f.claim is not None and noun in fold(f.claim.counted or "").split() and f.claim.scope is not Scope.PART
    ]
    return list({exactly(f.q): f for f in reversed(found)}.values())


def _votes(figure: Figure) -> bool:
    """Some always stay away: votes for and against need not add up to the house."""
    claim = figure.claim
    return claim is not None and bool(
        {claim.predicate, claim.verb} & {"vote", "vote_for", "vote_against", "abstain", "say"}
    )


# -- "20 passengers and three crew, 24 in all" -----------------------------------------------------------------------


def _totalled(lines: Sequence[Line], at: int) -> Iterator[Problem]:
    line = lines[at]
    if len(line.figures) < 3:
        return
    parts = r"(?P<list>‹\d+›[^;:()]{0,160}\sand\s‹\d+›[^‹›;:()]{0,40}?),?\s(?:for\s|or\s)?"
    for form in totals():
        for m in found(parts + form, line):
            signs = [int(n) for n in re.findall(r"‹(\d+)›", m["list"])]
            run = [line.figures[i] for i in signs]
            if all(_countable(f) for f in run) and not _open_ended(m["list"], "") and _joined(line, signs):
                yield from _judge(_Parts(tuple(run)), [line[m["total"]]], 0.8, all_kin=False)


# -- "The 34 wounded went to three hospitals. Brenn took 19, Tolm 12 and Sey five" -----------------------------------


def _listed(lines: Sequence[Line], at: int) -> Iterator[Problem]:
    line, before = lines[at], lines[at - 1] if at else None
    if _open_ended(line.coded, ""):
        return
    for start in range(len(line.figures) - 2):
        run = _run(line, start)
        if len(run) < 3 or any(_votes(f) for f in run) or not _alike(run):
            continue
        wholes = [f for f in line.figures if f not in run]
        if before is not None and not _open_ended(before.coded, ""):
            wholes += before.figures
        yield from _judge(_Parts(tuple(run)), wholes, 0.7, all_kin=True)
        return


def _run(line: Line, start: int) -> list[Figure]:
    """The longest list of counts that begins with a figure: commas between, "and" before the last."""
    run, signs = [], []
    for i in range(start, len(line.figures)):
        if not _countable(line.figures[i]):
            break
        signs.append(i)
    while len(signs) >= 3 and not _joined(line, signs):
        signs.pop()
    if len(signs) >= 3:
        run = [line.figures[i] for i in signs]
    return run


def _joined(line: Line, signs: Sequence[int]) -> bool:
    links = [line.coded.split(f"‹{a}›", 1)[1].split(f"‹{b}›", 1)[0] for a, b in pairwise(signs)]
    commas = all(("," in w or ";" in w) and " and " not in w for w in links[:-1])
    if any(_held_against().search(w) for w in links):  # "the Reds have six, up from four"
        return False
    return commas and " and " in links[-1] and all(len(w) < 70 and ":" not in w for w in links)


@cache
def _held_against() -> re.Pattern[str]:
    return expression(rf"\b(?:from|{any_of('compared', 'versus')})\s*$")


def _alike(run: Sequence[Figure]) -> bool:
    """Do the parts count one kind of thing, or kinds of one wider kind (cars, lorries and buses)?"""
    heads = {f.claim.head for f in run if f.claim is not None and f.claim.head}
    return len(heads) <= 1 or bool(_wider(run))


def _wider(run: Sequence[Figure]) -> frozenset[str]:
    """Classes that hold every part."""
    above = [
        frozenset[str]().union(*(taxonomy.ancestors(x) for x in f.claim.classes))
        for f in run
        if f.claim is not None and (f.claim.classes or f.claim.head)
    ]
    return frozenset.intersection(*above) if above else frozenset()


# -- judging ----------------------------------------------------------------------------------------------------


def _open_ended(tail: str, head: str) -> bool:
    """Do words say that the list is no complete one?"""
    return incomplete(tail) or incomplete(head[-60:])


def incomplete(words: str) -> bool:
    """Is there a word such as "including" or "others"?"""
    return quiet("incomplete").search(words) is not None


def _adds_up(parts: _Parts, wholes: Sequence[Figure]) -> bool:
    return any((r := _reach(f.q)) is not None and r[0] <= parts.total <= r[1] for f in wholes)


def _reach(q: Quantity) -> tuple[Decimal, Decimal] | None:
    if q.bound in (Bound.EXACT, Bound.ABOUT):
        return true_range(q)
    if q.low is not None and q.high is None:
        return q.low, q.low * 2
    return (q.low or Decimal(0), q.high) if q.high is not None else None


def _judge(parts: _Parts, wholes: Sequence[Figure], confidence: float, *, all_kin: bool) -> Iterator[Problem]:
    largest = max(exactly(f.q) or Decimal(0) for f in parts.figures)
    able = [f for f in wholes if counted(f.q) and (exactly(f.q) or Decimal(0)) > largest]
    if not able or _adds_up(parts, able):
        return
    near = [f for f in able if _near(f, parts.total, all_kin) and holds(f, parts.figures, strict=all_kin)]
    if len(near) != 1 or _closed(near[0], parts, wholes):
        return
    stated = plain(exactly(near[0].q))
    yield Problem(
        "N113",
        (near[0], *parts.figures),
        f"the parts add up to {plain(parts.total)}, not {stated}",
        f"{parts.working} = {plain(parts.total)}",
        confidence,
        sure=confidence >= 0.8 and near[0].q.bound is Bound.EXACT,
    )


def _closed(whole: Figure, parts: _Parts, others: Sequence[Figure]) -> bool:
    """Is what is missing told of beside the list: "300 are in research. Sales loses 1,400, ..."?"""
    missing = (exactly(whole.q) or Decimal(0)) - parts.total
    return missing > 2 and any(f is not whole and exactly(f.q) == missing for f in others)


def _near(whole: Figure, total: Decimal, loose: bool) -> bool:
    return missed_narrowly(exactly(whole.q) or Decimal(0), total, loose=loose)


def missed_narrowly(value: Decimal, total: Decimal, *, loose: bool = False) -> bool:
    """Is a total so near to what its parts add up to that they must be meant as all of it?"""
    few = Decimal(0) if value >= 60 else Decimal(1 if value < 6 or (loose and value < 10) else 2)
    share = _NEAR / 2 if loose else _NEAR
    return -2 * max(few, value * share) <= value - total <= max(few, value * share)


def holds(whole: Figure, parts: Sequence[Figure], *, strict: bool = False) -> bool:
    """Can the whole be a count of what the parts count?"""
    if whole.claim is None or whole.q.unit_kind is UnitKind.AGE:
        return False
    claim = whole.claim
    kin = [
        taxonomy.kinship(f.claim.classes, claim.classes)
        for f in parts
        if f.claim is not None and f.claim.classes and not f.claim.mention.parts.get("elliptic")
    ]
    if any(k is Kinship.APART for k in kin):
        return False
    if not strict:
        return True
    heads = {f.claim.head for f in parts if f.claim is not None and f.claim.head}
    return (
        not heads
        or claim.head in heads
        or (not claim.head and len(parts) > 2)
        or bool(set(claim.classes) & _wider(parts))
    )
