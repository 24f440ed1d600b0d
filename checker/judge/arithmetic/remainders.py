"""What remains: "five of the eight counts. On the other four he walked free".

A part and the others make the whole. Figures in between that make up the difference keep the check quiet, and so does
a single one that is named without a figure ("a tug").
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import combinations

from checker.expressions import expression
from checker.judge.arithmetic.figures import Figure, Line, Problem, counted, exactly, found, plain_count
from checker.judge.arithmetic.script import Script
from checker.judge.arithmetic.sums import incomplete, missed_narrowly
from checker.model import Span, plain

__all__ = ["remainders"]

_TRIGGER = expression(
    r"\s(?:other|remaining)\s(?:\d|(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w{3,6}teen|\w{3,5}ty)\b)"
)
_NEEDED = ("other", "remaining")
_REST = expression(r"\b(?:the|its|his|her|their)\s(?:other|remaining)\s‹(?P<rest>\d+)›(?P<behind>\s?[^\s‹›,.;:]*)")
_PART_OF = r"{part}(?:\s\w+)?\s(?:out\s)?of\s(?:the|its|his|her|their|those|these|all)\s{whole}"
_ANEW = expression(r"\bof\s(?:the|those|these|them|whom|which)\b")
_SINGLE = expression(r"\b(?:an?|another)\s\w")
_BACK = 6
"""Sentences before the remainder in which the whole of a list may stand."""


def remainders(script: Script) -> Iterator[Problem]:
    for number in script.body(_TRIGGER, _NEEDED):
        line = script.line(number)
        for m in _REST.finditer(line.coded):
            rest = line[m["rest"]]
            if not plain_count(rest):
                continue
            problem = _of_part(script, number, m, rest) or _of_chain(script, number, rest)
            if problem is not None:
                yield problem


def _of_part(script: Script, number: int, m: re.Match[str], rest: Figure) -> Problem | None:
    """The part and the whole in this sentence or the one before, with nothing in between that could be counted in."""
    here = script.line(number)
    ahead = here.coded[: m.start()]
    line, between = here, ahead
    pairs = [p for p in found(_PART_OF, here, " of ") if p.end() <= m.start()]
    if not pairs and number and not re.search(r"‹\d+›", ahead):
        line = script.line(number - 1)
        pairs = list(found(_PART_OF, line, " of "))
        between = line.coded + " " + ahead
    if len(pairs) != 1:
        return None
    pair = pairs[0]
    part, whole = line[pair["part"]], line[pair["whole"]]
    between = between[pair.end() :]
    inside = [line[n] for n in re.findall(r"‹(\d+)›", between)]
    if not plain_count(part) or not plain_count(whole) or _ANEW.search(between) or not _same(whole, rest, m["behind"]):
        return None
    a, w, r = (exactly(f.q) or Decimal(0) for f in (part, whole, rest))
    others = [exactly(f.q) or Decimal(0) for f in inside]
    if a >= w or len(others) > 3 or _makes(w - a - r, others):
        return None
    total = a + r + sum(others, Decimal(0))
    if a + r < w and (others or len(_SINGLE.findall(between)) >= w - a - r):
        return None
    return _problem(script, (line, here), (part, whole, rest), (a, *others, r), w, total)


def _makes(missing: Decimal, values: Sequence[Decimal]) -> bool:
    """Do some of a few figures, or none, add up to what is missing?"""
    return any(sum(s, Decimal(0)) == missing for k in range(len(values) + 1) for s in combinations(values, k))


def _same(whole: Figure, rest: Figure, behind: str) -> bool:
    """Can the others be others of the same thing?"""
    one = whole.claim.head if whole.claim is not None else None
    two = rest.claim.head if rest.claim is not None else None
    if one and two:
        return one == two
    return not behind.strip().endswith("s")


def _of_chain(script: Script, number: int, rest: Figure) -> Problem | None:
    """ "138 drones were launched" ... "112 drones" ... "19 drones" ... "the remaining 17 drones"."""
    head = rest.claim.head if rest.claim is not None else None
    if not head:
        return None
    lines = [script.line(n) for n in range(max(0, number - _BACK), number)]
    told = [(line, f) for line in lines for f in line.figures if f.claim is not None and f.claim.head == head]
    if len(told) < 2 or len(told) > 6 or not all(plain_count(f) for _, f in told):
        return None
    values = [exactly(f.q) or Decimal(0) for _, f in told]
    whole, parts, r = values[0], values[1:], exactly(rest.q) or Decimal(0)
    first = next(n for n, line in enumerate(lines) if line is told[0][0])
    said = " ".join(line.coded for line in lines[first:])
    if max(values[1:]) >= whole or incomplete(said) or _elsewhere(lines[first:], values):
        return None
    if _makes(whole - r, parts):
        return None
    total = sum(parts, r)
    if not missed_narrowly(whole, total):
        return None
    shown = (told[0][0], *(line for line, _ in told[1:]), script.line(number))
    figures = (told[0][1], *(f for _, f in told[1:]), rest)
    return _problem(script, shown, figures, (*parts, r), whole, total)


def _elsewhere(lines: Sequence[Line], known: Sequence[Decimal]) -> bool:
    """Do the sentences of a chain have figures without a noun, which may be parts, too?"""
    bare = [f for line in lines for f in line.figures if counted(f.q) and (f.claim is None or not f.claim.head)]
    return any(exactly(f.q) not in known for f in bare)


def _problem(
    script: Script,
    lines: Sequence[Line],
    figures: Sequence[Figure],
    parts: Sequence[Decimal],
    whole: Decimal,
    total: Decimal,
) -> Problem:
    working = " + ".join(plain(v) or "" for v in parts) + f" = {plain(total)}"
    message = f"the parts and the others add up to {plain(total)}, not {plain(whole)}"
    bare = [f for f in figures if f.claim is None]
    ends = [
        Span(line.start + f.span.start, line.start + f.span.end) for line in lines for f in line.figures if f in bare
    ]
    return Problem("N113", tuple(figures), message, working, 0.8, sure=True, places=tuple(ends))
