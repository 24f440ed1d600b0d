"""A whole in two: "of the 14 nine are buried and six on the surface"; "eight women and five men in a team of 12".

Who is in one place is not in the other, and who is dead is not alive: two such parts cannot make more than the whole.
That they make less is no slip, unless the words say that the two are all ("of whom 40 were girls and 30 boys").
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import cache

from checker import lexicon
from checker.judge.arithmetic.figures import Figure, Line, Problem, exactly, found, plain_count, quiet
from checker.judge.arithmetic.sums import holds, incomplete, missed_narrowly
from checker.model import Zone, plain

__all__ = ["halves", "opposed"]


_HALVES = (
    r"\bof\s(?:the|its|his|her|their|those|all)\s(?:\w+\s)?{whole}{words3},?\s{one}{words1}\s"
    r"(?:is|are|was|were|lie|lay|lies|went|go|came|come|live|lived|stood|stand|sat)\s"
    r"(?:\w+(?:ed|en|ung|ost)|(?:in|on|at|to|from|for|with|by|near|outside|inside)\s[^‹›,;:()]{2,40}?)(?:\s\w+){0,3}?"
    r"\sand\s{two}\s(?:in|on|at|to|from|for|against|with|by|near|outside|inside|out)\b"
)
_OF_WHOM = r"{whole}[^‹›;:]{0,60}?(?:\([^()]{0,30}\))?,?\s(?:of|among)\s(?:whom|which|them|these|those)(?P<tail>\s.*)"


def halves(line: Line) -> Iterator[Problem]:
    """A whole in two: who is in one place is not in the other, who is a girl is no boy."""
    if len(line.figures) < 3 or line.zone is Zone.HEADLINE or quiet("other_times").search(line.coded):
        return
    for m in found(
        _HALVES, line, " of the ", "of the ", "of its ", "of his ", "of her ", "of their ", "of those ", "of all "
    ):
        one, two, whole = line[m["one"]], line[m["two"]], line[m["whole"]]
        if all(map(plain_count, (one, two, whole))) and not incomplete(m.group()):
            yield from _halves(one, two, whole, over=True)
    for m in found(_OF_WHOM, line, " of ", " among "):
        tail = re.split(r"[.;]|\s-\s", m["tail"], maxsplit=1)[0]
        parts = [line[n] for n in re.findall(r"‹(\d+)›", tail)]
        if len(parts) == 2 and " and " in tail and _opposed(tail) and not incomplete(tail):
            whole = line[m["whole"]]
            if all(map(plain_count, (*parts, whole))):
                yield from _halves(parts[0], parts[1], whole, over=not _all_of_them(tail))
    yield from _told_apart(line)


def _halves(one: Figure, two: Figure, whole: Figure, *, over: bool) -> Iterator[Problem]:
    a, b, w = (exactly(f.q) or Decimal(0) for f in (one, two, whole))
    total = a + b
    if total == w or (over and total < w) or max(a, b) >= w or not missed_narrowly(w, total):
        return
    working = f"{plain(a)} + {plain(b)} = {plain(total)}"
    message = f"the parts add up to {plain(total)}, not {plain(w)}"
    yield Problem("N113", (whole, one, two), message, working, 0.8, sure=True)


def _all_of_them(words: str) -> bool:
    """Is everybody one of the two: girls and boys?"""
    return bool(frozenset(re.findall(r"[a-z]+", words)) & lexicon.words("arithmetic", "quiet.exhaustive"))


def _told_apart(line: Line) -> Iterator[Problem]:
    """Three figures and no more: the whole comes first, or as the whole of the first ("nine of the eleven")."""
    if len(line.figures) != 3 or not all(map(plain_count, line.figures)) or incomplete(line.coded):
        return
    one, two, three = line.figures
    if re.search(r"‹0›(?:\s\w+)?\sof\s(?:the|its|his|her|their|those|all)?\s?‹1›", line.coded):
        whole, parts = two, (0, 2)
    elif (exactly(one.q) or 0) > max(exactly(two.q) or 0, exactly(three.q) or 0):
        whole, parts = one, (1, 2)
    else:
        return
    a, b = (line.figures[n] for n in parts)
    if _apart(_label(line, parts[0]), _label(line, parts[1])) and holds(whole, (a, b)):
        yield from _halves(a, b, whole, over=True)


def _label(line: Line, number: int) -> frozenset[str]:
    """The words that say what a figure counts: up to six behind it, and the two before it where none follow."""
    ahead, _, behind = line.coded.partition(f"‹{number}›")
    clause = re.split(r"[,.;:()‹]|\sand\s", behind, maxsplit=1)[0].split()
    if number == 0:
        clause = re.split(r"[.;:]", behind, maxsplit=1)[0].replace("‹1›", "").split()
    return frozenset(clause[:6] or ahead.split()[-2:])


def _apart(one: frozenset[str], two: frozenset[str]) -> bool:
    return any((one & p and two & q) or (one & q and two & p) for p, q in _pairs() if not (one & p and one & q))


@cache
def _pairs() -> tuple[tuple[frozenset[str], frozenset[str]], ...]:
    known = lexicon.nested("arithmetic", "opposites")
    return tuple((frozenset(a.split()), frozenset(b)) for a, b in known.items())


def _opposed(words: str) -> bool:
    """Do the words name two kinds of which nobody is both?"""
    found = frozenset(re.findall(r"[a-z]+", words))
    return any(found & p and found & q for p, q in _pairs())


def opposed(one: str, two: str) -> bool:
    """Does the one part's wording name a kind of which nobody is who is of the other's?"""
    return _apart(frozenset(re.findall(r"[a-z]+", one)), frozenset(re.findall(r"[a-z]+", two)))
