"""Changes that run the other way: "raised to 1.4% from 0.8%" in one article, "lowered from 1.4 per cent to 0.8" there;
"fell by 15 percent to 196" in one, "a rise of 15 per cent, to 196" there.

Two figures that both articles give of a change tie the passages together, whatever the words; that it goes the wrong
way in one of them is a slip, unless an article tells of both ways itself (up, and down again).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence, Set
from decimal import Decimal
from itertools import combinations

from checker.directions import directed
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
    """A change from one level to another in one unit, or by so much to a level; both are told in one sentence."""

    old: Claim
    new: Claim

    @property
    def way(self) -> tuple[Hashable, Hashable]:
        """What tells the change, and which way it goes."""
        mine, theirs = _level(self.old), _level(self.new)
        unit = quantity(self.new).unit or self.new.head or ""
        if self.old.role == "by":
            return (mine, quantity(self.old).unit, theirs), quantity(self.old).change
        return (frozenset({mine, theirs}), unit), theirs > mine


def judge(bundle: Bundle) -> Iterator[Finding]:
    """One finding for every change that runs the other way in another article."""
    told = _courses(bundle.claims.get(Kind.NUMBER, ()))
    for one, other in combinations(sorted(told), 2):
        ways = [_ways(told[name]) for name in (one, other)]
        for a in told[one]:
            change = a.way[0]
            if len(ways[0][change]) > 1 or len(ways[1][change]) != 1 or ways[0][change] == ways[1][change]:
                continue
            b = next((b for b in told[other] if b.way[0] == change and _one_thing(a, b)), None)
            if b is not None:
                yield _finding(bundle, a, b)


def _ways(told: Iterable[Course]) -> Mapping[Hashable, Set[Hashable]]:
    """Which ways each change goes."""
    out: dict[Hashable, set[Hashable]] = defaultdict(set)
    for change, way in (course.way for course in told):
        out[change].add(way)
    return out


def _courses(claims: Iterable[Claim]) -> Mapping[str, Sequence[Course]]:
    """The changes of each article of which a sentence tells two figures: both levels, or the size and one level."""
    out: dict[str, list[Course]] = defaultdict(list)
    ends: dict[tuple[str, int], list[Claim]] = defaultdict(list)
    for claim in directed(claims):
        if claim.role and quantity(claim).unit_kind in _MONEY_OR_MEASURE and not claim.quoted_by:
            ends[claim.article, claim.sentence.start].append(claim)
    for (article, _), found in ends.items():
        old, new, by = ([c for c in found if c.role == role] for role in ("from", "to", "by"))
        if len(old) == len(new) == 1 and _in_one_unit(old[0], new[0]):
            out[article].append(Course(old[0], new[0]))
        if len(by) == len(new) == 1 and quantity(by[0]).change and _exact(by[0]) and _exact(new[0]):
            out[article].append(Course(by[0], new[0]))
    return out


def _in_one_unit(old: Claim, new: Claim) -> bool:
    p, q = quantity(old), quantity(new)
    return _exact(old) and _exact(new) and p.low != q.low and p.unit_kind is q.unit_kind and p.unit == q.unit


def _exact(claim: Claim) -> bool:
    q = quantity(claim)
    return q.low is not None and q.low == q.high


def _level(claim: Claim) -> Decimal:
    return (stated_figure(quantity(claim)) or Decimal(0)).normalize()


def _one_thing(a: Course, b: Course) -> bool:
    """Do the sentences share enough for their two levels to be of one thing?"""
    digits = sum(len(significant(_level(c))) for c in (a.old, a.new)) - (a.old.role == "by")
    return shared(a.new.words & b.new.words) >= (_FEW if digits >= _TELLING else _SOME)


def _finding(bundle: Bundle, a: Course, b: Course) -> Finding:
    ways = [_told(course) for course in (a, b)]
    return finding(
        "N110",
        evidence=[evidence(c, side) for side, course in enumerate((a, b)) for c in (course.old, course.new)],
        fact=a.new.mention.text,
        story=bundle.story.id,
        message=f"{ways[0]} in one, {ways[1]} in the other",
        confidence=0.8,
        reasons=["both tell of a change with the same two figures"],
    )


def _told(course: Course) -> str:
    new = plain(_level(course.new))
    if course.old.role == "from":
        return f"from {plain(_level(course.old))} to {new}"
    return f"{quantity(course.old).change} {course.old.mention.text} to {new}"
