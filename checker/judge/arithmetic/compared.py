"""Two levels and how far apart they are said to be, however the sentence puts it.

"540 million, which is 20 percent above the 450 million of the budget"; "9,200 against 8,000 in 2024, a plus
of 25 percent"; "will cost 80 crowns instead of 60, 30 crowns more"; "had 90 seats, lost 12 and now has 78". The two
levels and the distance are found by the words that compare; any other level in reach that does fit keeps it quiet.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from functools import cache

from checker.expressions import expression
from checker.judge.arithmetic.changes import difference_of, levels
from checker.judge.arithmetic.figures import Figure, Line, Problem, any_of, counted, exactly, found, quiet
from checker.model import Bound, UnitKind, Zone

__all__ = ["compared"]

_G = r"[^‹›.;:()]{0,60}?"
"""A gap: words of one clause or two without a figure."""
_L = r"[^‹›.;:,()]{0,44}?"
"""Words that name the level behind a comparison."""
_T = r"(?:(?!and\b|but\b|while\b)[^\s‹›.;:,()]+\s){0,8}?"
"""The same, of one clause."""
_IS = (
    r"(?:(?:which|that|this|it)\s(?:is|was|are|were|makes|made|means)\s|i\.e\.,?\s|that\sis,?\s|or\s|thus\s|so\s)?{hedge}"
)
_OPEN = r"(?:,\s|\s\(|\s[-–—]+\s|;\s)"


@cache
def _forms() -> tuple[str, ...]:
    more = rf"(?:\s(?:percentage\s|per\scent\s)?points?)?(?:\s(?!and\b|of\b)[a-z]+)?\s{any_of('compared', 'sides')}"
    over = (
        rf"(?:\s(?:percentage\s|per\scent\s)?points?)?(?:\s(?!and\b|of\b)[a-z]+)?\s"
        rf"(?:{any_of('compared', 'beyond')}|{any_of('compared', 'sides')}\sthan)\s{_T}"
    )
    noun = any_of("compared", "nouns")
    pluses = (
        rf"(?:with\s|for\s)?an?\s(?:[a-z]+\s)?{noun}\sof\s{{hedge}}{{by}}",
        rf"{{hedge}}{{by}}{more}\b",
        r"(?:up|down)\s(?:by\s)?{by}",
    )
    versus = any_of("compared", "versus")
    ends = r"(?=(?:\s[a-z]+){0,2}[,.;:)\"”]|\s(?:than|in|within|now|on|over|too)\b|\s[-–—]|$)"
    moved = rf"\b{any_of('compared', 'moves')}(?:\s[a-z]+){{{{0,3}}}}?(?:\sby)?\s{{hedge}}{{by}}(?:\spoints?)?,?"
    return (
        *(rf"{{to}}{_G},?\s{versus}\s{_L}{{from}}{_G}{_OPEN}{_IS}{plus}{ends}" for plus in pluses),
        # 540 million, which is 20 percent above the 450 million; 9,200 (15 percent more than the 8,000)
        rf"{{to}}{_G}{_OPEN}{_IS}{{by}}{over}{{from}}",
        rf"{{to}}{_L}\s(?:is|are|was|were|lay|lies|stands?|stood|came\sin|comes\sin)\s{{hedge}}{{by}}{over}{{from}}",
        rf"{{to}}{_G},\s{_IS}{{by}}{more}\sin\s[^‹›.;:()]{{3,30}}?,\swhen\s{_L}{{from}}",
        # at 540 million, the bill is 20 percent higher than the 450 million
        rf"\b(?:at|with|on)\s{{hedge}}{{to}}{_G},\s{_L}\s{{by}}{over}{{from}}",
        # it was 450 million; it is now 540 million, 20 percent more
        rf"{{from}}{_G}(?:[;,]\s|\.\s){_G}\bnow\s{_L}{{to}}{_G},\s{_IS}{{by}}{more}{ends}",
        # exceeds the budget of 450 million by 20 percent; was exceeded by 20 percent and came to 540 million
        rf"{{to}}{_G}\s(?:exceeds?|exceeded|exceeding|tops?|topped|topping|beats?|undercuts?|misses|missed)\s{_L}{{from}}{_L}\sby\s{{hedge}}{{by}}",
        rf"{{from}}{_L}\s(?:was|were|is|are|has\sbeen|have\sbeen)\s(?:exceeded|overrun|overspent|topped)\sby\s{{hedge}}{{by}}{_L}"
        rf"(?:came|comes|amounted|amounts|rose|to|at|was|is)\s(?:to\s|at\s)?{{hedge}}{{to}}",
        rf"{{to}}{_G}\s(?:fell|falls|fall|was|were|is|are|came|remained|stayed)\s{{hedge}}{{by}}\s(?:short\sof|shy\sof|behind|below|above)\s{_L}{{from}}",
        # from 8,000 the number climbed by 25 percent to 9,200; which was 8,000, has grown by 25 percent to 9,200
        rf"{{from}}{_G}\s{moved}\sto\s{{hedge}}{{to}}",
        rf"{moved}\sto\s{{hedge}}{{to}}{_L},?\sfrom\s{{hedge}}{{from}}",
        rf"{moved}\sfrom\s{{hedge}}{{from}}{_L},?\sto\s{{hedge}}{{to}}",
        rf"\bfrom\s{{hedge}}{{from}}{_L}\sto\s{{hedge}}{{to}}{_L},\s{_IS}(?:by\s)?{{hedge}}{{by}}(?:\s(?:in|within|of\sa\s(?:percentage\s)?point)\b|(?=[.;)]|$))",
        rf"\bto\s{{hedge}}{{to}}{_L},?\sfrom\s{{hedge}}{{from}}{_L},\s{_IS}{{by}}{more}{ends}",
        rf"\bdifference\sbetween\s{_L}{{from}}{_L}\sand\s{_L}{{to}}{_L},\s{{hedge}}{{by}}(?=,)",
        # with 61 votes to 52, she won by nine; 4,210 votes against 3,870, a lead of 340
        rf"{{to}}{_L}\s(?:to|against)\s{_L}{{from}},\s{_L}\s(?:won|wins|win|lost|ahead|passed|beaten|carried)\sby\s{{by}}",
        rf"{{to}}{_L}\s(?:to|against)\s{_L}{{from}}{_L}{_OPEN}(?:and\s)?(?:with\s|for\s|by\s)?an?\s(?:[a-z]+\s)?"
        r"(?:lead|margin|majority|gap|edge|advantage)\sof\s{hedge}{by}" + ends,
        rf"{{to}}{_L}\sand\s{_L}{{from}}{_L}{_OPEN}(?:and\s)?(?:with\s|for\s|by\s)?an?\s(?:[a-z]+\s)?"
        r"(?:lead|margin|majority|gap|edge|advantage)\sof\s{hedge}{by}" + ends,
        rf"\b(?:margin|majority|lead|gap|advantage|difference)\s(?:was|is|of)\s{{hedge}}{{by}}{_L}\s?[(:,]\s?{{to}}{_L}\s(?:to|against)\s{{from}}",
        rf"{{to}}{_L},\s{{hedge}}{{by}}{more}\s[^‹›.;:,()]{{1,30}}?,?\s(?:who|which|with|on|at)\s{_L}{{from}}",
rf"{{from}}{_L},?\s(?:and|but)\s(?:got|has|have|had|won|found|received)\s{{to}}{_L},\s{{by}}\s(?:[a-z]+\s)?(?:too\sfew|too\slittle|short)\b",
        # had 90 seats, lost 12 and now has 78; lost 12 of its 90 seats and is left with 78
        rf"{{from}}{_L},\s(?:it\s|and\s)?(?:lost|gained|added|gave\sup|won)\s{{by}}{_L}\sand\s{_L}{_LEFT}\s{{to}}",
        rf"\b(?:lost|gave\sup|sold|shed)\s{{by}}\sof\s(?:its|their|the|his|her)\s{{from}}{_L}\sand\s{_L}{_LEFT}\s{{to}}",
        rf"\bof\s(?:its|their|the|his|her)\s{{from}}{_L}(?:kept|keeps|holds|held|retained)\s{{to}};\s{{by}}\s(?:were|are|was|is)\s(?:lost|gone)",
    )


_LEFT = r"(?:has|have|had|holds?|left\swith|down\sto|up\sto|keeps?)"


_FOLLOWS = (
    r"^[\"'(]?(?:and\s|so\s)?(?:that|this|it)\s(?:is|was|makes|made|means)\s{hedge}{by}"
    r"(?:\s(?:more|less|higher|lower|fewer|above|below|over|under))(?:\sthan)?\s[^‹›.;:,()]{0,44}?{from}"
)
_SCORED = (
    r"{score}(?:,\s|\s\()(?:with\s|for\s|by\s)?an?\s(?:[a-z]+\s)?"
    r"(?:majority|margin|lead|gap|difference)\sof\s{gap}"
)


def compared(line: Line, before: Line | None) -> Iterator[Problem]:
    if line.zone is Zone.HEADLINE or quiet("adjusted").search(line.coded):
        return
    seen: set[str] = set()
    for form in _forms() if len(line.figures) > 2 else ():
        for m in found(form, line):
            if m["by"] in seen:
                continue
            problem = _judge(line, before, line[m["from"]], line[m["to"]], line[m["by"]])
            if problem is not None:
                seen.add(m["by"])
                yield problem
    if before is not None and not seen:
        yield from _follows(line, before)
    yield from _scored(line)


def _follows(line: Line, before: Line) -> Iterator[Problem]:
    """ "There were 9,200 visitors. That is 15 percent more than the 8,000 of 2024"."""
    for m in found(_FOLLOWS, line):
        old, by = line[m["from"]], line[m["by"]]
        if len(before.figures) != 1 or by.q.unit != "percentage" or before.figures[0].claim is None:
            continue
        problem = _judge(line, None, old, before.figures[0], by)
        if problem is not None:
            yield problem


def _scored(line: Line) -> Iterator[Problem]:
    """ "Passed 61-52, a majority of twelve"."""
    for m in found(_SCORED, line):
        score, gap = line[m["score"]], line[m["gap"]]
        sides = re.fullmatch(r"(\d+)\s?[-–:]\s?(\d+)", score.text)
        said = exactly(gap.q)
        if sides is None or said is None or gap.q.bound is not Bound.EXACT or not counted(gap.q):
            continue
        real = abs(int(sides[1]) - int(sides[2]))
        if real != said:
            message = f"{score.text} is a margin of {real}, not {gap.text or said}"
            yield Problem("N117", (score, gap), message, f"|{sides[1]} - {sides[2]}| = {real}", 0.8, sure=True)


def _judge(line: Line, before: Line | None, old: Figure, new: Figure, by: Figure) -> Problem | None:
    first, second = _unread(line, old), _unread(line, new)
    problem = difference_of(first, second, by)
    if problem is None or not _told(by) or not _near(first, second, by):
        return None
    others = [f for f in (*line.figures, *(before.figures if before else ())) if f not in (old, new, by)]
    if any(_fits(a, b, by) for f in others for a, b in ((old, f), (f, new), (f, old))):
        return None
    return replace(problem, figures=(old, new, by))


_OF_THEN = expression(r"\sof\s")


def _unread(line: Line, figure: Figure) -> Figure:
    """ "The 400 of the year before" counts no years."""
    if figure.claim is None or not counted(figure.q):
        return figure
    return replace(figure, claim=None) if _OF_THEN.match(line.around(figure)[1]) else figure


def _told(by: Figure) -> bool:
    return by.q.bound in (Bound.EXACT, Bound.ABOUT) and by.q.unit_kind is not UnitKind.AGE


def _fits(old: Figure, new: Figure, by: Figure) -> bool:
    pair = levels(old, new)
    a, b = (exactly(f.q) for f in pair) if pair else (None, None)
    return bool(a and b) and 1 / _ALIKE < (b or 0) / (a or 1) < _ALIKE and difference_of(old, new, by) is None


_ALIKE = Decimal(5)
"""How many times as large as a level another may be that is still held against it."""
_FACTOR = Decimal(4)


def _near(old: Figure, new: Figure, by: Figure) -> bool:
    """Is what is said of the size of what it should be? Else it is a distance to something else."""
    pair, said = levels(old, new), exactly(by.q)
    if pair is None or not said:
        return False
    a, b = (exactly(f.q) for f in pair)
    if a is None or b is None or not a or a == b:
        return False
    if by.q.unit_kind is UnitKind.RATIO:
        said *= 100
    if by.q.unit == "percentage" or by.q.unit_kind is UnitKind.RATIO:
        real = abs(b - a) / abs(a) * 100
        return 1 / _FACTOR < abs(said) / real < _FACTOR and abs(said - real) > 1
    return True
