"""Averages and rates against what they are worked out from: "270,000 in nine villages, an average of 30,000 a village";
"18,000 for 120 guests. At 150 a head ..."; "24 doctors for 60,000 people, one for every 2,500".

The total and the number may stand in the sentence of the rate or in the one before. Any two figures in reach that make
the rate keep it quiet, and so does more than one total that could be meant.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import cache

from checker import lexicon
from checker.expressions import expression
from checker.judge.arithmetic.around import (
    Told,
    close,
    mixed,
    noun_behind,
    one_measure,
    preceding,
    problem,
    stem,
    told,
)
from checker.judge.arithmetic.figures import (
    Line,
    Problem,
    any_of,
    counted,
    exactly,
    number_of,
    shown,
    true_range,
)
from checker.judge.arithmetic.script import Script
from checker.model import UnitKind, plain

__all__ = ["rates"]

_TRIGGER = expression(
    r"\baverag|\b(?:each|apiece|a\shead|a\spiece)\b|\bper\s(?!cent\b)|\bevery\s|(?:works?|worked)\sout\sa?t|"
    r"\s(?:a|an)\s(?:day|night|week|month|hour|year|minute|game|match|over|seat|lap|goal)\b"
)
_PER = (
    r"(?:\s[a-z]+)?(?:\s[a-z]+)?\s(?:(?:a|an|per|for\severy|for\seach\sof|for\seach|on\seach|each|every)\s"
    r"(?:(?:the|its|country's|town's)\s)*(?:(?P<many>‹\d+›)\s)?(?P<noun>[a-z]+)|(?P<each>each|apiece))(?=[,.;:)\"]|\s[a-z]|\s-|$)"
)
_LOOSE = Decimal("0.04")
_QUIET = expression(
    r"\b(?:median|between|weighted|adjusted|respectively|previous|previously|up\sto|excluding|including|usually|normally|instead|"
    r"requires?|required|goal\sof|target\sof|already|so\sfar)\b"
)


@cache
def _stated() -> re.Pattern[str]:
    leads = any_of("rates", "leads")
    return expression(rf"(?:^|[\s(]){leads}\s(?:{any_of('hedges')}\s)*‹(?P<rate>\d+)›{_PER}")


def rates(script: Script) -> Iterator[Problem]:
    for number in script.body(_TRIGGER):
        line = script.line(number)
        if not line.figures or len(line.coded) > 600:
            continue
        ahead = preceding(script, number, 1)
        yield from _averages(script, number, line, ahead)
        yield from _one_for_every(line, ahead)
        yield from _of_a_base(line, ahead)


def _averages(script: Script, number: int, line: Line, ahead: Sequence[Line]) -> Iterator[Problem]:
    for m in _stated().finditer(line.coded):
        rate = line, line[m["rate"]]
        if rate[1].q.unit_kind in (UnitKind.PERCENT, UnitKind.AGE, UnitKind.SCORE, UnitKind.TEMPERATURE):
            continue
        said = exactly(rate[1].q)
        around = [*ahead, line]
        if not said or _QUIET.search(" ".join(x.coded for x in around)):
            continue
        figures = [t for t in told(around) if t[1] is not rate[1]]
        times: list[tuple[Told | None, Decimal]] = []
        noun = m["noun"] or ""
        if m["many"]:
            times = [((line, line[m["many"][1:-1]]), exactly(line[m["many"][1:-1]].q) or Decimal(0))]
        else:
            times = [(t, exactly(t[1].q) or Decimal(0)) for t in figures if _counts(t, noun)]
            times += [(None, n) for n in _periods(noun, " ".join(x.coded for x in around))]
        used = [t[1] for t, _ in times if t is not None]
        totals = [t for t in figures if t[1] not in used and _is_total(t, rate, said)]
        yield from _verdict(rate, totals, times, figures)


def _counts(figure: Told, noun: str) -> bool:
    """Does a figure count what the rate is for one of?"""
    q = figure[1].q
    if not counted(q) or (exactly(q) or 0) < 2:
        return False
    head = figure[1].claim.head if figure[1].claim is not None else None
    if not noun:
        return bool(head) and stem(noun_behind(*figure)) == stem(head or "")
    if stem(noun) in ("person", "them") and head:
        return True
    return stem(noun) in {stem(head or ""), stem(noun_behind(*figure))}


def _is_total(figure: Told, rate: Told, said: Decimal) -> bool:
    return one_measure(figure, rate) and (exactly(figure[1].q) or Decimal(0)) > said


_SPAN = expression(
    r"\b(?:in|over|for|during|after|within|on)\s(?:the\s|its\s|their\s|his\s|her\s)?(?:(?:first|last|past|next|opening|final)\s)?"
    r"(?P<many>[a-z0-9-]+)\s(?P<noun>[a-z]+)s\b"
)
_WHOLE = expression(
    r"\b(?:last|over\sthe|this|a|the\swhole|in\sthe|for\sthe|per|the\spast)\s(?P<noun>year|month|week|day)\b"
)


def _periods(noun: str, words: str) -> Iterator[Decimal]:
    """How many days, months or matches the text says it was."""
    for m in _SPAN.finditer(words):
        value = number_of(m["many"])
        if value is not None and value > 1:
            if stem(m["noun"]) == stem(noun):
                yield value
            elif (inner := lexicon.mapping("arithmetic", "periods").get(f"{noun} {m['noun']}")) is not None:
                yield value * Decimal(inner)
    for m in _WHOLE.finditer(words):
        many = lexicon.mapping("arithmetic", "periods").get(f"{'day' if noun == 'night' else noun} {m['noun']}")
        if many is not None:
            yield Decimal(many)


def _verdict(
    rate: Told, totals: Sequence[Told], times: Sequence[tuple[Told | None, Decimal]], around: Sequence[Told]
) -> Iterator[Problem]:
    if len(totals) != 1 or len({n for _, n in times}) != 1:
        return
    total, (counts, n) = totals[0], times[0]
    if mixed(*total):
        return
    reach, whole, said = true_range(total[1].q), exactly(total[1].q), exactly(rate[1].q)
    if reach is None or not whole or not said or n <= 1:
        return
    half = Decimal("0.5") if said < 10 and counted(rate[1].q) else Decimal(0)
    loose = max(_LOOSE, half / said)
    if counts is None:
        loose = max(loose, Decimal("0.1"))
    if close(rate[1], reach[0] / n, reach[1] / n, loose):
        return
    values = [v for _, f in around if (v := exactly(f.q))]
    if any(close(rate[1], a / b, a / b, loose) for a in values for b in values if a is not b and b > 1):
        return
    if said in values or not Decimal("0.3") < said * n / whole < Decimal("3.4"):
        return
    parts = [total] if counts is None else [total, counts]
    message = f"{plain(whole)} for {plain(n)} is {shown(whole / n)} each, not {plain(said)}"
    yield problem("N117", parts, rate, message, f"{plain(whole)} / {plain(n)} = {shown(whole / n)}")


# -- "24 doctors for 60,000 people, one for every 2,500" ---------------------------------------------------------------

_ONE = expression(
    r"‹(?P<one>\d+)›(?:\s[a-z]+){0,2}\s(?:for|to|per)\s(?:every|each)?\s?(?:(?:about|some|roughly|around|nearly)\s)?‹(?P<many>\d+)›"
)


def _one_for_every(line: Line, ahead: Sequence[Line]) -> Iterator[Problem]:
    for m in _ONE.finditer(line.coded):
        one, many = line[m["one"]], line[m["many"]]
        if exactly(one.q) != 1 or not counted(many.q) or (" every " not in m.group() and " each " not in m.group()):
            continue
        said = exactly(many.q) or Decimal(0)
        figures = [t for t in told([*ahead, line]) if t[1] not in (one, many) and counted(t[1].q)]
        if len(figures) != 2 or said < 2:
            continue
        few, lot = sorted(figures, key=lambda t: exactly(t[1].q) or Decimal(0))
        a, b = true_range(few[1].q), true_range(lot[1].q)
        x, y = exactly(few[1].q), exactly(lot[1].q)
        if a is None or b is None or not x or not y or a[0] <= 0 or not _counts(lot, noun_behind(line, many)):
            continue
        loose = max(Decimal("0.06"), Decimal("0.5") / said)
        if not close(many, b[0] / a[1], b[1] / a[0], loose) and Decimal("0.3") < y / x / said < 3:
            message = f"{plain(x)} for {plain(y)} is one for every {shown(y / x)}, not {plain(said)}"
            yield problem("N117", (few, lot), (line, many), message, f"{plain(y)} / {plain(x)} = {shown(y / x)}")


# -- "90 cases among 200,000 people, a rate of 45 per 100,000" --------------------------------------------------------

_BASE = expression(
    r"\b(?:a|an)\s(?:[a-z]+\s){0,3}(?:rate|incidence|average)\sof\s(?:(?:about|some|roughly|around|nearly)\s)?‹(?P<rate>\d+)›"
    r"(?:\s[a-z]+){0,2}\s(?:per|for\severy|for\seach)\s‹(?P<base>\d+)›"
)


def _of_a_base(line: Line, ahead: Sequence[Line]) -> Iterator[Problem]:
    for m in _BASE.finditer(line.coded):
        rate, base = line[m["rate"]], line[m["base"]]
        figures = [t for t in told([*ahead, line]) if t[1] not in (rate, base) and counted(t[1].q)]
        per, said = exactly(base.q), exactly(rate.q)
        if len(figures) != 2 or not per or not said or per not in (100, 1000, 10000, 100000, 1000000):
            continue
        few, lot = sorted(figures, key=lambda t: exactly(t[1].q) or Decimal(0))
        a, b = true_range(few[1].q), true_range(lot[1].q)
        x, y = exactly(few[1].q), exactly(lot[1].q)
        if a is None or b is None or not x or not y or b[0] <= 0 or y < per / 10:
            continue
        if (
            not close(rate, a[0] / b[1] * per, a[1] / b[0] * per, Decimal("0.06"))
            and Decimal("0.3") < x / y * per / said < 3
        ):
            message = f"{plain(x)} of {plain(y)} are {shown(x / y * per)} in {plain(per)}, not {plain(said)}"
            working = f"{plain(x)} / {plain(y)} x {plain(per)} = {shown(x / y * per)}"
            yield problem("N117", (few, lot), (line, rate), message, working)
