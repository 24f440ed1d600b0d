"""A number times a price, a length, a crew: "3,000 tickets at 14 crowns each, taking 42,000"; "200 a day for 45 days,
9,000 in all"; "40 trucks at 1.5 million apiece. The contract is worth 60 million".

The checks of ``differences`` read the closer phrases; these are the ones that stand apart.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import cache
from itertools import combinations

from checker.expressions import expression
from checker.judge.arithmetic.around import Told, noun_behind, one_measure, problem, stem, told
from checker.judge.arithmetic.figures import (
    Figure,
    Line,
    Problem,
    any_of,
    counted,
    exactly,
    number_of,
    shown,
    template,
    true_range,
)
from checker.judge.arithmetic.script import Script
from checker.model import Bound, Quantity, Span, UnitKind, plain

__all__ = ["multiplied"]

_TRIGGER = expression(
    r"\b(?:each|apiece|a\spiece|for\severy)\b|\s(?:at|for)\s[^.]{1,24}?\s(?:a|an|per)\s[a-z]|\d\sa\s(?:day|night|week|month|year|hour)\b"
    r"|\b(?:in\sall|altogether|in\stotal|all\stold)\b|\bat\s[$€£]?\d|\b(?:rows|shifts|boxes|teams|groups|batches|crates|tables|rounds|stages)\sof\b"
)
_L = r"[^‹›.;:]{0,50}?"
_S = r"[^‹›.;:,]{0,40}?"
_EACH = r"(?:\s(?:each|apiece|a\spiece|a\shead|(?:a|an|per)\s[a-z]+))"


@cache
def _starts() -> tuple[re.Pattern[str], ...]:
    forms = (
        # 3,000 tickets at 14 crowns each; 40 trucks at a price of 1.5 million apiece
        r"{times}(?:\s[a-z]+){1,4}?\s(?:at|for|worth|priced\sat|costing|of)\s(?:an?\sprice\sof\s)?{hedge}{each}"
        + _S
        + _EACH,
        # the 320 guests will each get 750; each of the 60 trucks carries 25 tonnes
        r"{times}(?:\s[a-z]+){1,3}?\s(?:will\s|would\s|are\sto\s|must\s|had\sto\s)?each\s[a-z]+\s(?:[a-z]+\s)?{hedge}{each}",
        r"\beach\sof\s(?:the|its|their|these|those|his|her)\s{hedge}{times}\s" + _S + "{each}",
        # three shifts of 140 workers
        r"{times}\s(?!(?:out|one|each)\b)(?:[a-z]+\s){1,2}of\s{each}(?=\s[a-z])",
    )
    return tuple(template(form) for form in forms)


@cache
def _ends() -> re.Pattern[str]:
    """From the price on to what it makes, in the same sentence."""
    behind = any_of("totals", "behind")
    lead = any_of("multiplied", "leads")
    return expression(
        rf"[^‹›.;:]{{0,60}}?,?\s(?:{lead}\s{_S}(?:{any_of('hedges')}\s)*‹(?P<total>\d+)›(?=[,.;)]|\s(?!(?:more|less|fewer|times|per|each|apiece|a)\b)[a-z]|$)"
        rf"|(?:{any_of('hedges')}\s)*‹(?P<sum>\d+)›(?:\s[a-z]+){{0,3}}?\s{behind}\b)(?!\s(?:with|including|plus|counting|after|before)\b)(?![^‹›.;:,]{{0,20}}\swith\b)"
    )


@cache
def _next() -> re.Pattern[str]:
    """A sentence of its own: "The contract is worth 60 million", "All 96 piles will be replaced"."""
    nouns = any_of("multiplied", "bills")
    return expression(
        rf"(?:(?:the|this|that)\s(?:[a-z]+\s)?{nouns}\s(?:is\sworth|was\sworth|comes\sto|came\sto|amounts\sto|is|was|totals|totalled|costs|cost)\s"
        rf"(?:{any_of('hedges')}\s)*‹(?P<total>\d+)›(?=(?:\s(?:in\stotal|in\sall|altogether))?[,.;)]|$)"
        r"|all\s‹(?P<sum>\d+)›\s(?P<noun>[a-z]+))"
    )


_DAILY = expression(
    r"‹(?P<each>\d+)›(?:\s[a-z]+)?\s(?:a|per|each|every)\s(?P<unit>day|night|week|month|hour|year|minute)\s(?:[a-z]+\s){0,3}?for\s"
    r"(?:(?:the|a)\s)?(?:(?P<many>[a-z0-9-]+)|‹(?P<days>\d+)›)\s(?P=unit)s?,?\s(?:or\s|so\s|making\s|a\stotal\sof\s|for\sa\stotal\sof\s|that\sis\s|in\sall\s)?"
    r"‹(?P<total>\d+)›(?=(?:\s[a-z]+){0,2}?(?:\s(?:in\sall|altogether|in\stotal|all\stold)|[,.;)]|$))"
)
_RESOLD = expression(
    r"‹(?P<times>\d+)›(?:\s[a-z]+){1,4}?\s(?:at|for)\s‹(?P<one>\d+)›[^‹›.;]{0,20}?\sand\s[^‹›.;]{0,20}?\bsold\s[^‹›.;]{0,40}?\b(?:at|for)\s‹(?P<two>\d+)›"
    r"[^‹›.;]{0,20}?,\s(?:making|earning|netting|pocketing|clearing|losing|a\sprofit\sof|a\sloss\sof|for\sa\sprofit\sof)\s(?:[a-z]+\s){0,3}?‹(?P<total>\d+)›"
)


def multiplied(script: Script) -> Iterator[Problem]:
    for number in script.body(_TRIGGER):
        line = script.line(number)
        if len(line.coded) > 600 or len(line.figures) < 1:
            continue
        for m in _DAILY.finditer(line.coded):
            yield from _daily(line, m)
        for m in _RESOLD.finditer(line.coded):
            yield from _resold(line, m)
        for form in _starts():
            for m in form.finditer(line.coded):
                times, each = (line, line[m["times"]]), (line, line[m["each"]])
                if not _fit(times, each):
                    continue
                total = _total(script, number, line, m.end(), times, each)
                if total is not None:
                    yield from _verdict(times, each, total, [line, total[0]])


def _fit(times: Told, each: Told) -> bool:
    n, x = exactly(times[1].q), exactly(each[1].q)
    if n is None or x is None or n < 2 or x <= 0 or times[1] is each[1]:
        return False
    if not counted(times[1].q) or any(f.q.bound is not Bound.EXACT for _, f in (times, each)):
        return False
    return each[1].q.unit_kind not in (
        UnitKind.PERCENT,
        UnitKind.AGE,
        UnitKind.SCORE,
        UnitKind.TEMPERATURE,
        UnitKind.RATIO,
    )


def _total(script: Script, number: int, line: Line, end: int, times: Told, each: Told) -> Told | None:
    m = _ends().match(line.coded[end:])
    if m is not None:
        total = line, line[m["total"] or m["sum"]]
        return total if _of_one(total, each) else None
    if number + 1 >= len(script.regions) or re.search(r"‹\d+›", line.coded[end:]):
        return None
    after = script.line(number + 1)
    m = _next().match(after.coded)
    if m is None:
        return None
    total = after, after[m["total"] or m["sum"]]
    if m["sum"] and stem(m["noun"]) != stem(noun_behind(*each)):
        return None
    return total if _of_one(total, each) else None


def _of_one(total: Told, each: Told) -> bool:
    if total[1].q.bound not in (Bound.EXACT, Bound.ABOUT) or exactly(total[1].q) is None:
        return False
    if total[1].q.unit_kind in (UnitKind.PERCENT, UnitKind.AGE, UnitKind.RATIO, UnitKind.SCORE):
        return False
    return one_measure(total, each)


def _verdict(times: Told, each: Told, total: Told, around: Sequence[Line]) -> Iterator[Problem]:
    n, x, said = (exactly(f.q) or Decimal(0) for _, f in (times, each, total))
    fair, reach = true_range(each[1].q), true_range(total[1].q)
    many = true_range(times[1].q)
    if fair is None or reach is None or many is None or not n or not x or total[1] in (times[1], each[1]):
        return
    slack = abs(said) * Decimal("0.06") if total[1].q.bound is Bound.ABOUT else Decimal(0)
    if fair[0] * many[0] <= reach[1] + slack and reach[0] - slack <= fair[1] * many[1]:
        return
    if not Decimal("0.4") < said / (n * x) < Decimal("2.5") or said <= max(n, x):
        return
    others = [v for _, f in told(around) if f is not total[1] and (v := exactly(f.q))]
    if any(close_to(a * b, said) or close_to(a + b, said) for a, b in combinations(others, 2)) or said in others:
        return
    if any(close_to(n * x + sign * v, said) for v in others for sign in (1, -1)):
        return
    message = f"{plain(n)} times {plain(x)} is {shown(n * x)}, not {plain(said)}"
    yield problem("N117", (times, each), total, message, f"{plain(n)} x {plain(x)} = {shown(n * x)}")


def close_to(a: Decimal, b: Decimal) -> bool:
    return abs(a - b) <= abs(b) / 100


def _daily(line: Line, m: re.Match[str]) -> Iterator[Problem]:
    """ "200 marks a day for 45 days, 9,000 in all"."""
    each, total = (line, line[m["each"]]), (line, line[m["total"]])
    if m["days"]:
        yield from _verdict((line, line[m["days"]]), each, total, [line])
        return
    many = number_of(m["many"])
    if many is None or many < 2 or not _of_one(total, each):
        return
    q = Quantity(many, many, Bound.EXACT, None, UnitKind.NONE, step=Decimal(1))
    begin = line.text.casefold().find(m["many"])
    times = line, Figure(Span(max(begin, 0), max(begin, 0) + len(m["many"])), q, None, m["many"])
    yield from _verdict(times, each, total, [line])


def _resold(line: Line, m: re.Match[str]) -> Iterator[Problem]:
    """ "Bought 5,000 shares at 32 dollars and sold them at 40, making 40,000"."""
    told_of = [(line, line[m[name]]) for name in ("times", "one", "two", "total")]
    n, x, y, said = (exactly(f.q) or Decimal(0) for _, f in told_of)
    if not n or not said or x == y or not counted(told_of[0][1].q):
        return
    real = n * abs(y - x)
    if any(abs(v - said) <= said / 20 for v in (real, n * y, n * x)) or not Decimal("0.3") < said / real < 3:
        return
    message = f"{plain(n)} times {plain(abs(y - x))} is {shown(real)}, not {plain(said)}"
    yield problem("N117", told_of[:3], told_of[3], message, f"{plain(n)} x ({plain(y)} - {plain(x)}) = {shown(real)}")
