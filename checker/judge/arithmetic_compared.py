"""Two levels and how far apart they are said to be, however the sentence puts it.

"612 million, which is 36 percent above the 486 million that the council passed"; "9,200 against 8,000 in 2024, a plus
of 25 percent"; "will cost 80 crowns instead of 60, 30 crowns more"; "had 102 seats, lost 28 and now has 84". The two
levels and the distance are found by the words that compare; any other level in reach that does fit keeps it quiet.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from functools import cache

from checker.judge.arithmetic_changes import difference_of, levels
from checker.judge.arithmetic_figures import Figure, Line, Problem, any_of, counted, exactly, found
from checker.model import Bound, UnitKind, Zone

__all__ = ["compared"]

_G = r"[^‹›.;:()]{0,60}?"
"""A gap: words of one clause or two without a figure."""
_L = r"[^‹›.;:,()]{0,44}?"
"""Words that name the level behind a comparison."""
_IS = r"(?:(?:which|that|this|it)\s(?:is|was|are|were|makes|made|means)\s|i\.e\.,?\s|that\sis,?\s|or\s|thus\s|so\s)?{hedge}"
_OPEN = r"(?:,\s|\s\(|\s[-–—]+\s|;\s)"


@cache
def _forms() -> tuple[str, ...]:
    more = rf"(?:\s(?:percentage\s|per\scent\s)?points?)?(?:\s(?!and\b|of\b)[a-z]+)?\s{any_of('compared', 'sides')}"
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
        # 612 million, which is 36 percent above the 486 million that ...; 9,200 (25 percent more than the 8,000 of 2024)
        rf"{{to}}{_G}{_OPEN}{_IS}{{by}}{more}\s{_L}{{from}}",
        rf"{{to}}{_L}\s(?:is|are|was|were|lay|lies|stands?|stood|came\sin|comes\sin)\s{{hedge}}{{by}}{more}\s{_L}{{from}}",
        rf"{{to}}{_G},\s{_IS}{{by}}{more}\sin\s[^‹›.;:()]{{3,30}}?,\swhen\s{_L}{{from}}",
        # at 612 million, the bill is 36 percent higher than the 486 million
        rf"\b(?:at|with|on)\s{{hedge}}{{to}}{_G},\s{_L}\s{{by}}{more}\s{_L}{{from}}",
        # it was 486 million; it is now 612 million, 36 percent more
        rf"{{from}}{_G}(?:[;,]\s|\.\s){_G}\bnow\s{_L}{{to}}{_G},\s{_IS}{{by}}{more}{ends}",
        # exceeds the budget of 486 million by 36 percent; was exceeded by 36 percent and came to 612 million
        rf"{{to}}{_G}\s(?:exceeds?|exceeded|exceeding|tops?|topped|topping|beats?|undercuts?|misses|missed)\s{_L}{{from}}{_L}\sby\s{{hedge}}{{by}}",
        rf"{{from}}{_L}\s(?:was|were|is|are|has\sbeen|have\sbeen)\s(?:exceeded|overrun|overspent|topped)\sby\s{{hedge}}{{by}}{_L}"
        rf"(?:came|comes|amounted|amounts|rose|to|at|was|is)\s(?:to\s|at\s)?{{hedge}}{{to}}",
        rf"{{to}}{_G}\s(?:fell|falls|fall|was|were|is|are|came|remained|stayed)\s{{hedge}}{{by}}\s(?:short\sof|shy\sof|behind|below|above)\s{_L}{{from}}",
        # from 8,000 the number climbed by 25 percent to 9,200; which was 8,000, has grown by 25 percent to 9,200
        rf"{{from}}{_G}\s{moved}\sto\s{{hedge}}{{to}}",
        rf"{moved}\sto\s{{hedge}}{{to}}{_L},?\sfrom\s{{hedge}}{{from}}",
        rf"{moved}\sfrom\s{{hedge}}{{from}}{_L},?\sto\s{{hedge}}{{to}}",
        rf"\bfrom\s{{hedge}}{{from}}{_L}\sto\s{{hedge}}{{to}}{_L},\s{_IS}(?:by\s)?{{hedge}}{{by}}(?:\s(?:in|within|of)\b|(?=[.;)]|$))",
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
        # had 102 seats, lost 28 and now has 84; lost 28 of its 102 seats and is left with 84
        rf"{{from}}{_L},\s(?:it\s|and\s)?(?:lost|gained|added|gave\sup|won)\s{{by}}{_L}\sand\s{_L}{_LEFT}\s{{to}}",
        rf"\b(?:lost|gave\sup|sold|shed)\s{{by}}\sof\s(?:its|their|the|his|her)\s{{from}}{_L}\sand\s{_L}{_LEFT}\s{{to}}",
        rf"\bof\s(?:its|their|the|his|her)\s{{from}}{_L}(?:kept|keeps|holds|held|retained)\s{{to}};\s{{by}}\s(?:were|are|was|is)\s(?:lost|gone)",
    )


_LEFT = r"(?:has|have|had|holds?|left\swith|down\sto|up\sto|keeps?)"


_FOLLOWS = (
    r"^[\"'(]?(?:and\s|so\s)?(?:that|this|it)\s(?:is|was|makes|made|means)\s{hedge}{by}"
    r"(?:\s(?:more|less|higher|lower|fewer|above|below|over|under))(?:\sthan)?\s[^‹›.;:,()]{0,44}?{from}"
)
_SCORED = r"{score}(?:,\s|\s\()(?:with\s|for\s|by\s)?an?\s(?:[a-z]+\s)?(?:majority|margin|lead|gap|difference)\sof\s{gap}"


def compared(line: Line, before: Line | None) -> Iterator[Problem]:
    if line.zone is Zone.HEADLINE or re.search(r"\b" + any_of("quiet", "adjusted") + r"\b", line.coded):
        return
    seen: set[str] = set()
    for form in _forms():
        for m in found(form, line):
            if m["by"] in seen:
                continue
            problem = _judge(line, before, line[m["from"]], line[m["to"]], line[m["by"]])
            if problem is not None:
                seen.add(m["by"])
                yield problem
    for m in found(_FOLLOWS, line) if before is not None else ():
        told = [f for f in before.figures if f.claim is not None and levels(f, line[m["from"]]) is not None]
        if len(told) == 1 and len(before.figures) == 1 and line[m["by"]].q.unit == "percentage":
            problem = _judge(line, None, line[m["from"]], told[0], line[m["by"]])
            if problem is not None and not seen:
                yield problem
    yield from _scored(line)


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


_OF_THEN = re.compile(r"\sof\s")


def _unread(line: Line, figure: Figure) -> Figure:
    """ "The 400 of the year before" counts no years."""
    at = next((n for n, f in enumerate(line.figures) if f is figure), None)
    if at is None or figure.claim is None or not counted(figure.q):
        return figure
    behind = line.coded.partition(f"‹{at}›")[2]
    return replace(figure, claim=None) if _OF_THEN.match(behind) else figure


def _told(by: Figure) -> bool:
    return by.q.bound in (Bound.EXACT, Bound.ABOUT) and by.q.unit_kind is not UnitKind.AGE


def _fits(old: Figure, new: Figure, by: Figure) -> bool:
    return levels(old, new) is not None and difference_of(old, new, by) is None


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
