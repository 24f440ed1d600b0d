"""A sentence that works out the one before it: "That is 83 percent", "That makes eight percent altogether",
"That is half a point less than the 3.9 percent of January".
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal
from itertools import combinations

from checker.expressions import expression
from checker.judge.arithmetic.figures import Figure, Line, Problem, counted, exactly, shown, template, true_range
from checker.judge.arithmetic.script import Script
from checker.judge.arithmetic.shares import misfit, of_whole
from checker.model import Bound, Quantity, UnitKind, plain
from checker.quantities import converted, convertible

__all__ = ["followups"]

_TRIGGER = expression(
    r"\b(?:that|this|it|which|these)\s"
    r"(?:is|was|makes?|made|means|adds?|comes?|came|gives?|gave|brings?|brought|puts?|would\sgive)\s"
)
_NEEDED = ("that", "this", "it", "which", "these")
_OPENS = (
    r"^[\"'(]?(?:and\s|so\s)?(?:that|this|it|which|together\sthey|together\sthese)\s"
    r"(?:is|was|makes?|made|means|adds?\sup\sto|adds|comes?\sto|came\sto|gives)\s{hedge}"
)
_FIRST = expression(r"[\"'(]?(?:and\s|so\s)?(?:that|this|it|which|together)\s")
_SHARE = (
    _OPENS + r"{share}(?:\sper\scent|\spercent)?(?:\sof\s(?:them|us|all|the\stotal|the\swhole|the\slot))?(?=[,.;)\"]|$)"
)
_TOTAL = (
    _OPENS + r"{total}(?:\s[^\s‹›,;:.()]+){0,3}?"
    r"\s(?:altogether|in\sall|in\stotal|all\stold|all\stogether|combined)(?=[,.;)\"\s]|$)"
)
_JOINED = (
    r"^[\"'(]?(?:and\s|so\s)?(?:that|this|together|between\sthem|which)\s"
    r"(?:gives?|gave|brings?|brought|puts?|would\sgive)\s"
    r"(?:(?:the|their|its|this|a)\s)?(?:[a-z]+\s)?(?:coalition|bloc|alliance|government|opposition|camp|partners|parties|group"
    r"|pair|two|three|them|it|side)\s(?:a\stotal\sof\s|to\s)?{hedge}{total}"
    r"(?!\s(?:more|fewer|less|short|clear|above|below|ahead|behind))"
)
"""That gives the coalition 78 of the 150 seats."""
_GAP = (
    _OPENS
    + r"{gap}(?:\sof\sa)?(?:\s(?:percentage\s|per\scent\s)?points?)?\s(?:more|less|fewer|higher|lower|above|below)"
    r"(?:\sthan)?\s(?:in\s)?(?:the\s|its\s|their\s|his\s|her\s|last\s\w+\s)+{other}"
)


def followups(script: Script) -> Iterator[Problem]:
    for number in script.body(_TRIGGER, _NEEDED):
        if not number or not _FIRST.match(script.words(number)):
            continue
        line, before = script.line(number), script.line(number - 1)
        if len(before.text) + len(line.text) > 700 or not before.figures:
            continue
        yield from _share(line, before)
        yield from _total(line, before, _TOTAL, _one_measure)
        yield from _total(line, before, _JOINED, _two_counts)
        yield from _gap(line, before)


def _share(line: Line, before: Line) -> Iterator[Problem]:
    """The one part and whole of the sentence before."""
    pairs = list(of_whole(before))
    for m in template(_SHARE).finditer(line.coded):
        if len(pairs) == 1:
            yield from misfit(pairs[0][0], pairs[0][1], line[m["share"]], 0.8)


def _total(line: Line, before: Line, form: str, alike: Callable[[Quantity, Quantity], bool]) -> Iterator[Problem]:
    """All the figures of that unit in the sentence before; any two and more of them that make it keep it quiet."""
    for m in template(form).finditer(line.coded):
        total = line[m["total"]]
        parts = [f for f in before.figures if alike(f.q, total.q)]
        ranges = [r for f in parts if (r := true_range(f.q)) is not None]
        said = true_range(total.q)
        if said is None or not 2 <= len(parts) <= 5 or len(ranges) != len(parts) or total.q.bound is not Bound.EXACT:
            continue
        if any(f.q.bound is not Bound.EXACT or (f.claim is not None and f.claim.role in ("from", "by")) for f in parts):
            continue
        loose = Decimal("0.15") if total.q.unit_kind is UnitKind.PERCENT else Decimal(0)
        if any(
            sum((r[0] for r in some), -loose) <= said[1] and said[0] <= sum((r[1] for r in some), loose)
            for k in range(2, len(ranges) + 1)
            for some in combinations(ranges, k)
        ):
            continue
        real, stated = sum((exactly(f.q) or Decimal(0) for f in parts), Decimal(0)), exactly(total.q) or Decimal(0)
        if real and Decimal("0.7") < stated / real < Decimal("1.4"):
            working = " + ".join(f.text for f in parts) + f" = {plain(real)}"
            message = f"the parts add up to {plain(real)}, not {plain(stated)}"
            yield Problem("N113", (*parts, total), message, working, 0.8, sure=form == _TOTAL)


def _one_measure(a: Quantity, b: Quantity) -> bool:
    return a.unit == b.unit and a.unit_kind is b.unit_kind and not (counted(a) and a.unit is None)


def _two_counts(a: Quantity, b: Quantity) -> bool:
    """Deputies and seats are counted alike."""
    return counted(a) and counted(b)


def _gap(line: Line, before: Line) -> Iterator[Problem]:
    """The one figure of the sentence before that measures what the other figure of this one does."""
    for m in template(_GAP).finditer(line.coded):
        gap, other = line[m["gap"]], line[m["other"]]
        told = [f for f in before.figures if _one_measure(f.q, other.q)]
        if len(told) != 1 or any(f.q.bound is not Bound.EXACT for f in (gap, other, told[0])):
            continue
        a, b, said = exactly(told[0].q), exactly(other.q), _distance(gap, other)
        steps = [f.q.step or Decimal(1) for f in (told[0], other)]
        if a is None or b is None or said is None or other.q.unit_kind in (UnitKind.TEMPERATURE, UnitKind.SCORE):
            continue
        slack = Decimal(0) if counted(other.q) else sum(steps, Decimal(0)) / 2
        real = abs(a - b)
        if abs(real - said) > slack and Decimal("0.2") < said / real < 5 if real else False:
            message = f"{plain(a)} and {plain(b)} lie {shown(real)} apart, not {shown(said)}"
            working = f"|{plain(a)} - {plain(b)}| = {shown(real)}"
            yield Problem("N117", (told[0], gap, other), message, working, 0.8, sure=True)


def _distance(gap: Figure, other: Figure) -> Decimal | None:
    """A distance in the unit of the figure that it is measured from; "seven tenths of a point" are points."""
    value, q = exactly(gap.q), gap.q
    if value is None or q.unit == other.q.unit:
        return value if other.q.unit_kind is not UnitKind.PERCENT else None
    if other.q.unit == "percentage":
        points = q.unit in ("point", "percentage point") or (q.unit_kind is UnitKind.RATIO and q.unit == "point")
        return value if points else None
    if counted(q) and counted(other.q):
        return value
    if q.unit is None or other.q.unit is None or not convertible(q, other.q):
        return None
    return converted(value, q.unit, other.q.unit)
