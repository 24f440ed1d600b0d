"""Changes that run the other way: "raised to 1.4% from 0.8%" in one article, "lowered from 1.4 per cent to 0.8" there.

Two levels that both articles give of a change tie the passages together, whatever the words; that they stand the wrong
way round in one of them is a slip, unless an article tells of both ways itself (up, and down again).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import combinations

from checker.judge.opposed import shared
from checker.judge.rulebook import evidence, finding
from checker.model import Bundle, Claim, Finding, Kind, UnitKind, plain, quantity
from checker.record import record
from checker.slips import significant, stated_figure

__all__ = ["judge"]

_MONEY_OR_MEASURE = frozenset(UnitKind) - {UnitKind.SCORE, UnitKind.RATIO, UnitKind.AGE, UnitKind.DURATION}
_TELLING = 3
"""Significant digits of both levels together from which they are not found side by side by chance."""
_FEW, _SOME = 0.4, 1.0
"""What the sentences must share besides, where the levels are telling, and where they are not."""


@record
class Course:
    """A change from one level to another, in one sentence and one unit."""

    old: Claim
    new: Claim

    @property
    def levels(self) -> tuple[Decimal, Decimal, str]:
        return _level(self.old), _level(self.new), quantity(self.new).unit or self.new.head or ""


def judge(bundle: Bundle) -> Iterator[Finding]:
    """One finding for every change that runs the other way in another article."""
    told = _courses(bundle.claims.get(Kind.NUMBER, ()))
    for one, other in combinations(sorted(told), 2):
        mine, theirs = ({c.levels for c in told[name]} for name in (one, other))
        for a in told[one]:
            old, new, unit = a.levels
            turned = new, old, unit
            if turned in mine or a.levels in theirs:
                continue
            b = next((b for b in told[other] if b.levels == turned and _one_thing(a, b)), None)
            if b is not None:
                yield _finding(bundle, a, b)


def _courses(claims: Iterable[Claim]) -> Mapping[str, Sequence[Course]]:
    """The changes of each article of which the two levels stand in one sentence, next to each other."""
    out: dict[str, list[Course]] = defaultdict(list)
    ends: dict[tuple[str, int], list[Claim]] = defaultdict(list)
    for claim in claims:
        if claim.role in ("from", "to") and quantity(claim).unit_kind in _MONEY_OR_MEASURE and not claim.quoted_by:
            ends[claim.article, claim.sentence.start].append(claim)
    for (article, _), found in ends.items():
        old, new = ([c for c in found if c.role == role] for role in ("from", "to"))
        if len(old) == len(new) == 1 and _in_one_unit(old[0], new[0]):
            out[article].append(Course(old[0], new[0]))
    return out


def _in_one_unit(old: Claim, new: Claim) -> bool:
    p, q = quantity(old), quantity(new)
    exact = all(x.low is not None and x.low == x.high for x in (p, q))
    return exact and p.low != q.low and p.unit_kind is q.unit_kind and p.unit == q.unit


def _level(claim: Claim) -> Decimal:
    return (stated_figure(quantity(claim)) or Decimal(0)).normalize()


def _one_thing(a: Course, b: Course) -> bool:
    """Do the sentences share enough for their two levels to be of one thing?"""
    digits = sum(len(significant(_level(c))) for c in (a.old, a.new))
    return shared(a.new.words & b.new.words) >= (_FEW if digits >= _TELLING else _SOME)


def _finding(bundle: Bundle, a: Course, b: Course) -> Finding:
    ways = [f"from {plain(old)} to {plain(new)}" for old, new, _ in (a.levels, b.levels)]
    return finding(
        "N110",
        evidence=[evidence(c, side) for side, course in enumerate((a, b)) for c in (course.old, course.new)],
        fact=a.new.mention.text,
        story=bundle.story.id,
        message=f"{ways[0]} in one, {ways[1]} in the other",
        confidence=0.8,
        reasons=["both tell of a change between the same two levels"],
    )
