"""Two parts against their whole, and a price for a share against what the whole is said to be worth.

"Of 745 kites 712 stayed up and 43 fell"; "it has 3,416 pupils. Of these 1,708 learn the flute and 1,780 the
drum"; "nine goats got away: four are back, six are at large"; "80 million for 40 percent, valuing the whole at
260 million". Parts may overlap or leave some out, so that only a wrong digit, or what nobody can be twice, is a slip.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import cache
from itertools import combinations

from checker.expressions import expression
from checker.judge.arithmetic.around import Told, figures_text, one_measure, preceding, problem, told
from checker.judge.arithmetic.figures import Line, Problem, any_of, counted, exactly, shown
from checker.judge.arithmetic.pairs import one_slip
from checker.judge.arithmetic.script import Script
from checker.judge.arithmetic.sums import missed_narrowly
from checker.model import Bound, UnitKind, plain

__all__ = ["wholes"]

_TRIGGER = expression(
    r"\bof\s(?:the\s|these|those|them|whom|\d)|\bbringing\s|\bbrings\s|\bvalu(?:e|es|ed|ing)\b|\bworth\b|\bon\sthe\srun\b|\bat\slarge\b|\bstill\sfree\b"
)
_OF = expression(
    r"(?:^|[\s\"'(])of\s(?:(?:the|its|his|her|their|all)\s)*‹(?P<whole>\d+)›(?:\s[^\s‹›.;:,()]+){0,5}?,?\s‹(?P<one>\d+)›(?P<gap>[^‹›.;:()]{3,60})"
    r"(?:\sand|,|,\swhile|,\sand|\sbut)\s(?:[a-z]+\s)?‹(?P<two>\d+)›(?P<rest>[^‹›;:()]{3,60})$"
)
_OF_THESE = expression(
    r"^[\"'(]?of\s(?:these|those|them),?\s‹(?P<one>\d+)›(?P<gap>[^‹›.;:()]{3,60})(?:\sand|,|,\swhile|,\sand|\sbut)\s(?:[a-z]+\s)?‹(?P<two>\d+)›"
)
_QUIET = expression(
    r"\b(?:also|both|among\sthem|including|of\swhom|of\sthem|others?|another|more|least|about|some|twice|either|too|average|percent|years?|earlier|later)\b"
)


@cache
def _apart() -> re.Pattern[str]:
    back, gone = any_of("runaways", "caught"), any_of("runaways", "free")
    return expression(
        rf"‹(?P<one>\d+)›[^‹›.;:]{{0,40}}?\b{back}\b[^‹›.;:]{{0,24}}?(?:,|;|\sand|\sbut)\s(?:the\sother\s)?‹(?P<two>\d+)›[^‹›.;:]{{0,30}}?\b{gone}\b"
    )


def wholes(script: Script) -> Iterator[Problem]:
    for number in script.body(_TRIGGER):
        line = script.line(number)
        if len(line.figures) < 1 or len(line.coded) > 400:
            continue
        ahead = preceding(script, number, 4)
        for m in _OF.finditer(line.coded):
            if len(line.figures) == 3:
                yield from _parted((line, line[m["whole"]]), line, m)
        these = _OF_THESE.match(line.coded)
        if these is not None and ahead and len(line.figures) == 2:
            counts = [t for t in told(ahead[-1:]) if counted(t[1].q)]
            if len(counts) == 1:
                yield from _parted(counts[0], line, these)
        yield from _escaped(line, ahead[-1:])
        yield from _brought(line, ahead[-1:])
        yield from _valued(script, number, line)


def _parted(whole: Told, line: Line, m: re.Match[str]) -> Iterator[Problem]:
    parts = [(line, line[m["one"]]), (line, line[m["two"]])]
    figures = [whole, *parts]
    if any(not counted(f.q) or f.q.bound is not Bound.EXACT for _, f in figures) or _QUIET.search(line.coded):
        return
    w, a, b = (exactly(f.q) or Decimal(0) for _, f in figures)
    if w < 100 or max(a, b) >= w or a + b == w or any(v >= 100 and v % 100 == 0 for v in (w, a, b)):
        return
    if abs(a + b - w) <= w / 10 and _a_digit_off(w, a, b):
        message = f"the parts add up to {plain(a + b)}, not {plain(w)}"
        yield problem("N113", parts, whole, message, f"{figures_text(parts, '+')} = {plain(a + b)}", sure=True)


def _a_digit_off(whole: Decimal, one: Decimal, two: Decimal) -> bool:
    """Would one digit, or two that change places, in any of the three make them fit?"""
    return one_slip(whole, one + two) or one_slip(one, whole - two) or one_slip(two, whole - one)


def _escaped(line: Line, ahead: Sequence[Line]) -> Iterator[Problem]:
    """Of those who ran away nobody is both caught and free."""
    for m in _apart().finditer(line.coded):
        parts = [(line, line[m["one"]]), (line, line[m["two"]])]
        before = [t for t in told([*ahead, line]) if t[1].span.end <= parts[0][1].span.start or t[0] is not line]
        if len(before) != 1 or any(not counted(f.q) or f.q.bound is not Bound.EXACT for _, f in (*before, *parts)):
            continue
        w, a, b = (exactly(f.q) or Decimal(0) for _, f in (before[0], *parts))
        head = before[0][1].claim.head if before[0][1].claim is not None else None
        if head and a < w and b < w and a + b != w and missed_narrowly(w, a + b):
            message = f"the parts add up to {plain(a + b)}, not {plain(w)}"
            yield problem("N113", parts, before[0], message, f"{figures_text(parts, '+')} = {plain(a + b)}")


_BRINGING = expression(
    r"\b(?:bringing|brings|which\sbrings)\s(?:the|its|their|his|her)\s(?:[a-z]+\s){0,4}?to\s‹(?P<sum>\d+)›(?=[,.;)]|\s[a-z]+[,.;)]|$)"
)


def _brought(line: Line, ahead: Sequence[Line]) -> Iterator[Problem]:
    """ "A gave 53 million and B added 38 million, bringing the sum to 81 million"."""
    for m in _BRINGING.finditer(line.coded):
        total = line, line[m["sum"]]
        said = exactly(total[1].q)
        figures = [
            t
            for t in told([*ahead, line])
            if t[1] is not total[1] and one_measure(t, total) and t[1].q.bound is Bound.EXACT
        ]
        figures = figures[-5:]
        if not said or total[1].q.bound is not Bound.EXACT or len(figures) < 2:
            continue
        values = [exactly(f.q) or Decimal(0) for _, f in figures]
        if any(abs(sum(c, Decimal(0)) - said) <= said / 100 for k in (2, 3, 4) for c in combinations(values, k)):
            continue
        own = [t for t in figures if t[0] is line]
        real = sum((exactly(f.q) or Decimal(0) for _, f in own), Decimal(0))
        if len(own) == 2 and _slipped(said, real):
            message = f"the parts add up to {shown(real)}, not {shown(said)}"
            yield problem("N113", own, total, message, f"{figures_text(own, '+')} = {shown(real)}")


def _slipped(said: Decimal, real: Decimal) -> bool:
    scale = Decimal(1)
    while said % (scale * 10) == 0 and real % (scale * 10) == 0 and scale < 10**12:
        scale *= 10
    return one_slip(said / scale, real / scale) and Decimal("0.6") < said / real < Decimal("1.7")


# -- "80 million for 40 percent of the shares, valuing the whole at 260 million" --------------------------------------

_WORTH = expression(
    r"\b(?:the\s(?:[a-z]+\s)?as\sa\swhole|the\s(?:whole|entire)(?:\s[a-z]+)?|(?:all\sof\s)?the\s(?:company|club|firm|group|business)|it)\s(?:is\s(?:thus\s|then\s)?(?:worth|valued\sat)|at)\s(?:about\s)?‹(?P<value>\d+)›"
)
_STAKE = expression(
    r"‹(?P<share>\d+)›\sof\s(?:the\s|its\s)?(?:shares|stock|company|club|firm|group|business|capital|equity)\b"
)


def _valued(script: Script, number: int, line: Line) -> Iterator[Problem]:
    values, stakes = list(_WORTH.finditer(line.coded)), list(_STAKE.finditer(line.coded))
    if len(values) != 1 or len(stakes) != 1:
        return
    value, share = (line, line[values[0]["value"]]), (line, line[stakes[0]["share"]])
    said, percent = exactly(value[1].q), exactly(share[1].q)
    if not said or not percent or share[1].q.unit_kind is not UnitKind.PERCENT or not 0 < percent < 100:
        return
    lines = [script.line(n) for n in range(max(0, number - 8), number + 1)]
    prices = [t for t in told(lines) if t[1] is not value[1] and _money(t, value) and (exactly(t[1].q) or 0) < said]
    made = [(t, (exactly(t[1].q) or Decimal(0)) * 100 / percent) for t in prices]
    if any(abs(x - said) <= said / 40 for _, x in made):
        return
    near = [(t, x) for t, x in made if x and _slipped(said, _three_digits(x))]
    if len({exactly(t[1].q) for t, _ in near}) == 1:
        price, real = near[0]
        message = f"{price[1].text} for {plain(percent)} percent makes {shown(_three_digits(real))}, not {shown(said)}"
        working = f"{plain(exactly(price[1].q))} / {plain(percent)}% = {shown(real)}"
        yield problem("N117", [price, share], value, message, working)


def _three_digits(value: Decimal) -> Decimal:
    return (
        round(value, 2 - value.adjusted())
        if value.adjusted() < 2
        else value.quantize(Decimal(1).scaleb(value.adjusted() - 2))
    )


def _money(a: Told, b: Told) -> bool:
    kinds = {a[1].q.unit_kind, b[1].q.unit_kind}
    return (
        one_measure(a, b) and kinds <= {UnitKind.CURRENCY, UnitKind.NONE, UnitKind.COUNT} and UnitKind.CURRENCY in kinds
    )
