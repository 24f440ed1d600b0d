"""Whether a whole is what its parts add up to, unless any other figures of the passage make it so."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from decimal import Decimal
from itertools import combinations

from checker.expressions import expression
from checker.judge.arithmetic.around import mixed, problem
from checker.judge.arithmetic.entries import Entry, announced, entries_of, may_be_of, other_than
from checker.judge.arithmetic.figures import (
    Line,
    Problem,
    counted,
    cue,
    exactly,
    shown,
    true_range,
)
from checker.judge.arithmetic.spread import wrong_digit
from checker.text import fold

__all__ = ["judged"]

_MOST = 9


def judged(lines: Sequence[Line], whole: Entry, parts: Sequence[Entry], sure: int) -> Problem | None:
    """The verdict on an account, unless any figures of the passage do close it. ``sure``: 0 where nothing but the
    figures says that the parts are all, 1 where words do, 2 where there is nobody else by what the parts are.
    """
    total = sum((p.value for p in parts), Decimal(0))
    if abs(total - whole.value) <= _slack((whole, *parts), sure) or not _missed(whole, parts, total, sure):
        return None
    own = {p.place for p in parts}
    like = [e for e in entries_of(lines) if may_be_of(e, whole) or may_be_of(whole, e)]
    around = (_all_figures(lines, whole), like, list(parts))[sure]
    apart = sure or announced(lines, len(parts))  # of chance relations among the parts themselves nothing follows
    others = [e for e in around if not apart or e.place not in own]
    if _kept(others, parts[-1], ()) or _kept(around, whole, own if sure else ()):
        return None
    if _open((whole, *parts)) if sure < 2 else mixed(*whole.told) or _with_one(whole):
        return None
    if 0 < whole.value - total <= _singles(parts):
        return None
    told = [p.told for p in parts]
    message = f"the parts add up to {shown(total)}, not {shown(whole.value)}"
    words = " + ".join(shown(p.value) for p in parts) + f" = {shown(total)}"
    return problem("N113", told, whole.told, message, words)


def _all_figures(lines: Sequence[Line], whole: Entry) -> list[Entry]:
    """Every figure of some sentences, whatever it counts, as far as a whole of counts or of measures could hold it."""
    like = [(x, f) for x in lines for f in x.figures if counted(f.q) == counted(whole.told[1].q)]
    told = [(x, f, v, r) for x, f in like if (v := exactly(f.q)) is not None and (r := true_range(f.q)) is not None]
    return [Entry((x, f), v, (r[1] - r[0]) / 2) for x, f, v, r in told]


def _missed(whole: Entry, parts: Sequence[Entry], total: Decimal, sure: int) -> bool:
    """Is one digit of one of the figures off, or is the sum so near that nothing else can be meant?"""
    w = whole.value
    if not (Decimal("0.6") < total / w < Decimal("1.6") if sure else Decimal("0.8") < total / w < Decimal("1.25")):
        return False
    if sure and abs(total - w) <= max(Decimal(2 if w < 60 else 3), w * Decimal("0.15")):
        return True
    if not sure and len(parts) == 2 and total < w and not other_than(parts[-1]):
        return False
    pairs = [(w, total), *((p.value, w - total + p.value) for p in parts)]
    return any(a >= 20 and wrong_digit(a, b) for a, b in pairs)


def _slack(entries: Sequence[Entry], sure: int) -> Decimal:
    """How far rounding may lead a sum astray; of many figures that are rounded, some are up and some are down."""
    reach = sorted((e.slack for e in entries), reverse=True)
    return sum(reach[: 2 if sure else len(reach)], Decimal(0))


def _kept(around: Sequence[Entry], one: Entry, own: Collection[int]) -> bool:
    """Do any figures of the passage make one a part of a sum that is right? ``own``: places of which one must be in."""
    others = [e for e in around if e.place != one.place][-_MOST:]
    for k in (2, 3, 4):
        for some in combinations(others, k):
            if own and not any(e.place in own for e in some):
                continue
            large = max(some, key=lambda e: e.value)
            rest = sum((e.value for e in some), -large.value)
            slack = sum((e.slack for e in some), one.slack)
            if min(abs(large.value - rest - one.value), abs(large.value + rest - one.value)) <= slack:
                return True
    return False


_ONE_MORE = expression(r"(?:,|\band|\bplus|\bwith|\bone\sof)\s(?:an?|one|his|her|their|its|the)\s[a-z]")


def _singles(parts: Sequence[Entry]) -> int:
    """How many more may be named without a figure: "five women, two men and a boy"."""
    lines = {p.told[0].start: p.told[0] for p in parts}.values()
    return sum(len(_ONE_MORE.findall(fold(line.text))) for line in lines)


_WITH_ONE = expression(r"[^‹›.;:]{0,40}\b(?:including|counting|not\scounting|excluding|besides|apart\sfrom|except)\b")


def _with_one(whole: Entry) -> bool:
    """Does a whole hold somebody else, too: "seven people, including the driver"?"""
    return _WITH_ONE.match(whole.told[0].around(whole.told[1])[1]) is not None


def _open(entries: Sequence[Entry]) -> bool:
    """Do words beside the figures say that they overlap, leave some out, or are of another time?"""
    words = " ‹ ".join(" ‹ ".join(e.told[0].beside(e.told[1])) for e in entries)
    return cue("accounts", "open").search(words) is not None
