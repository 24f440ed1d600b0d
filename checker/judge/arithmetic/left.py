"""What is left of a whole: "Farmers drew 35 of the 80 million litres, leaving 45 million"; "three of the nine have been
found. Six are still missing"; "nine goats got away. Four are back, five are at large".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import cache
from itertools import combinations

from checker.expressions import expression
from checker.judge.arithmetic.around import Told, figures_text, grown, one_measure, problem, told, with_preceding
from checker.judge.arithmetic.figures import Line, Problem, any_of, counted, exactly, shown, true_range
from checker.judge.arithmetic.script import Script
from checker.model import Bound

__all__ = ["left"]

_TRIGGER = expression(
    r"\b(?:leaving|leaves|left|remain|remains|remaining|still|others?|the\srest|to\sgo|on\sthe\srun|at\slarge|unaccounted)\b"
)


@cache
def _forms() -> tuple[re.Pattern[str], ...]:
    gone = any_of("left", "states")
    return tuple(
        expression(form)
        for form in (
            r"\b(?:leaving|leaves|left|that\sleaves|which\sleaves|which\sleft)\s(?:(?:the|it|him|her|them|us)\s)?(?:only\s|just\s)?‹(?P<rest>\d+)›(?!-)",
            rf"‹(?P<rest>\d+)›(?:\s[a-z]+){{0,2}}?\s(?:(?:is|are|was|were|has|have)\s)?(?:(?:still|yet)\s)?(?:been\s)?{gone}",
            r"\b(?:the|its|his|her|their)\s(?:other|remaining)\s‹(?P<rest>\d+)›(?!-)",
            r"\bthe\s‹(?P<rest>\d+)›\s(?:others|remaining)\b",
        )
    )


_PART_OF = expression(
    r"‹(?P<part>\d+)›(?:\s[a-z]+){0,2}\s(?:out\s)?of\s(?:(?:the|its|his|her|their|those|these|all|a)\s)*(?:[a-z]+\sof\s)?‹(?P<whole>\d+)›"
)
_OF_WHOLE = expression(
    r"(?:^|[\s\"'(])(?:out\s)?of\s(?:(?:the|its|his|her|their|those|these|all)\s)*‹(?P<whole>\d+)›[^‹›.;:]{0,60}?,?\s‹(?P<part>\d+)›"
)
_ELSE = expression(
    r"\b(?:another|more|other|further|additional|including|among\sthem|of\swhom|of\sthem|average|per|each|last\syear|than|ago|both|at\sleast|some|several|so\sfar)\b"
)

_ALL_BUT = expression(
    r"\b(?:all|every\w*|none|no\s?(?:body|one))\s(?:[a-z]+\s)?(?:but|except|save|bar)\s(?:for\s)?(?:the\s)?$"
)
"""Ahead of a figure that is the rest of something else: "all but two had left hospital"."""


def left(script: Script) -> Iterator[Problem]:
    for line, ahead in with_preceding(script, _TRIGGER, longest=500, most=2):
        for form in _forms():
            for m in form.finditer(line.coded):
                rest = line, line[m["rest"]]
                if exactly(rest[1].q) is None or rest[1].q.bound is not Bound.EXACT:
                    continue
                if _ALL_BUT.search(line.around(rest[1])[0]):
                    continue
                wrong = _of_pair(line, ahead, m, rest) or _of_all(line, ahead, m, rest)
                if wrong is not None:
                    yield wrong
                    return


def _of_pair(line: Line, ahead: Sequence[Line], m: re.Match[str], rest: Told) -> Problem | None:
    """Part and whole are named as such: "35 of the 80 million"."""
    for told_in, words in ((line, line.coded[: m.start()]), *((x, x.coded) for x in ahead[-1:])):
        pairs = [*_PART_OF.finditer(words), *_OF_WHOLE.finditer(words)]
        if not pairs:
            continue
        if len(pairs) > 1:
            return None
        pair = pairs[0]
        part, whole = (told_in, told_in[pair["part"]]), (told_in, told_in[pair["whole"]])
        figures = [t for t in told([*ahead[-1:], line]) if t[1] not in (rest[1],)]
        if (
            len(figures) > 4
            or _ELSE.search(words[pair.end() :])
            or _ELSE.search(line.coded[: m.start()] if told_in is not line else "")
        ):
            return None
        return _judged(whole, [part], rest, figures)
    return None


def _of_all(line: Line, ahead: Sequence[Line], m: re.Match[str], rest: Told) -> Problem | None:
    """The whole comes first, then what became of some of it; nothing else is counted."""
    own = [t for t in told([line]) if t[1].span.end <= rest[1].span.start and t[1] is not rest[1]]
    behind = [t for t in told([line]) if t[1].span.start > rest[1].span.start]
    for some in (ahead[-1:], ahead):
        figures = [*told(some), *own]
        if len(figures) >= 2:
            break
    else:
        return None
    if not 2 <= len(figures) <= 4 or behind:
        return None
    words = " ".join(x.coded for x in some) + " " + line.coded[: m.start()]
    if _ELSE.search(words) or any(not one_measure(figures[0], t) for t in (*figures[1:], rest)):
        return None
    if any(t[1].q.bound is not Bound.EXACT for t in figures):
        return None
    whole, parts = figures[0], figures[1:]
    w = exactly(whole[1].q) or Decimal(0)
    if any((exactly(t[1].q) or Decimal(0)) >= w for t in parts) or not _one_thing([whole, *parts, rest]):
        return None
    return _judged(whole, parts, rest, figures)


def _one_thing(figures: Sequence[Told]) -> bool:
    """Counts need one noun, said or understood; measures have their unit."""
    if not counted(figures[0][1].q):
        return True
    heads = [t[1].claim.head for t in figures if t[1].claim is not None and t[1].claim.head]
    return figures[0][1].claim is not None and bool(heads) and len(set(heads) - {"person"}) <= 1


def _judged(whole: Told, parts: Sequence[Told], rest: Told, around: Sequence[Told]) -> Problem | None:
    w, r = exactly(whole[1].q), exactly(rest[1].q)
    if counted(whole[1].q) and not _one_thing([whole, rest]):
        return None
    values = [exactly(t[1].q) or Decimal(0) for t in parts]
    total = sum(values, r or Decimal(0))
    if not w or not r or r >= w or any(not one_measure(whole, t) for t in (*parts, rest)):
        return None
    reach = [x for t in (whole, *parts, rest) if (x := true_range(t[1].q)) is not None]
    slack = sum(((x[1] - x[0]) / 2 for x in reach), Decimal(0))
    if abs(total - w) <= slack:
        return None
    if total > w and grown(rest[0]):
        return None
    known = [v for _, f in around if (v := exactly(f.q)) is not None]
    if r in known or any(abs(sum(c, Decimal(0)) - r) <= slack for k in (2, 3) for c in combinations(known, k)):
        return None
    if any(abs(a - sum(c, Decimal(0)) - r) <= slack for a in known for k in (1, 2) for c in combinations(known, k)):
        return None
    if not Decimal("0.75") < total / w < Decimal("1.5"):
        return None
    message = f"{figures_text([whole, *parts], '-')} leaves {shown(w - sum(values, Decimal(0)))}, not {shown(r)}"
    return problem("N113", [whole, *parts], rest, message, f"{figures_text([*parts, rest], '+')} = {shown(total)}")
