"""So much a day, for so many days, and what it comes to, wherever the three stand.

"A loss of 6.5 million a day. After 24 days that makes 165 million"; "240 marks a month for three full years ... 6,840
marks by the last instalment"; "650 hot meals a day. ... completed their seventh day. By then 5,450 meals"; "27 heads in
the last 18 months. That is two and a half a month". One digit must be off, in the rate or in what it comes to; any
length of time in reach that makes it right keeps it quiet.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from checker import lexicon
from checker.expressions import expression
from checker.judge.arithmetic.around import Told, mixed, nearby, noun_behind, problem, stem, told
from checker.judge.arithmetic.figures import Figure, Line, Problem, counted, digits, exactly, number_of, shown
from checker.judge.arithmetic.script import Script
from checker.judge.arithmetic.spread import kin, noun, wrong_digit
from checker.judge.arithmetic.years import ordinal
from checker.model import Bound, Quantity, Span, UnitKind, Zone, plain

__all__ = ["paces"]

_P = r"(?P<per>hour|day|night|week|month|year)"
_PACE = expression(rf"\s(?:[a-z-]+\s){{0,3}}?(?:a|per|each|every)\s{_P}\b(?!\s(?:ago|before|earlier|later|old))")
_DAILY = expression(r"\b(?P<per>daily|hourly|weekly|monthly|nightly|yearly)\b")
_ADVERBS = {
    "daily": "day",
    "hourly": "hour",
    "weekly": "week",
    "monthly": "month",
    "nightly": "night",
    "yearly": "year",
}
_LENGTH = expression(
    r"\b(?P<n>\d{1,3}|[a-z]+(?:-[a-z]+)?)[\s-](?:(?:full|whole|long|straight|solid|consecutive)\s)?"
    r"(?P<unit>hours?|days?|nights?|weeks?|months?|years?)\b(?!\s(?:ago|old|before|earlier|later\sthan))"
)
_HALVES = expression(r"\b(?P<n>[a-z]+)\sand\sa\shalf\sa\s(?P<per>hour|day|night|week|month|year)\b")
_TRIGGER = expression(
    r"\b(?:a|per|each|every|half\sa)\s(?:hour|day|night|week|month|year)\b|\b(?:daily|hourly|weekly|monthly|nightly|yearly)\b"
)
_NEEDED = ("hour", "day", "night", "week", "month", "year", *_ADVERBS)
_REACH = 3
_QUIET = expression(
    r"\b(?:up\sto|target|goal|capacity|maximum|at\sleast|between|varies|depending|compared|ago|instead|normally)\b"
)


def paces(script: Script) -> Iterator[Problem]:
    """One problem an article."""
    for number in script.body(_TRIGGER, _NEEDED):
        line = script.line(number)
        if len(line.coded) > 500 or line.zone is Zone.HEADLINE:
            continue
        for rate, per in _rates(line):
            found = _judge(nearby(script, number, _REACH), rate, per)
            if found is not None:
                yield found
                return


def _rates(line: Line) -> Iterator[tuple[Told, str]]:
    """The figures of a sentence that are so much a day, a month, and so on."""
    for figure in line.figures:
        if not exactly(figure.q) or figure.q.bound is not Bound.EXACT:
            continue
        per = (figure.q.unit or "").partition(" per ")[2]
        m = None if per else _PACE.match(line.around(figure)[1]) or _PACE.search(f"{figure.text.casefold()} ")
        daily = _DAILY.search(" ".join(line.beside(figure))) if m is None and not per else None
        per = per or (m["per"] if m else _ADVERBS[daily["per"]] if daily else "")
        if per in ("hour", "day", "night", "week", "month", "year"):
            yield (line, figure), per
    words = line.text.casefold()
    for m in _HALVES.finditer(words):
        n = number_of(m["n"])
        if n is not None and len(words) == len(line.text):
            value = n + Decimal("0.5")
            q = Quantity(value, value, Bound.EXACT, None, UnitKind.NONE, step=Decimal("0.1"))
            yield (line, Figure(Span(*m.span()), q, None, m.group())), m["per"]


def _times(lines: Sequence[Line], per: str) -> set[Decimal]:
    """How often the period of a rate goes into the lengths of time that some sentences tell."""
    out: set[Decimal] = set()
    for line in lines:
        for m in _LENGTH.finditer(line.text.casefold()):
            unit = m["unit"].removesuffix("s")
            n = number_of(m["n"]) if m["unit"].endswith("s") else _nth(m["n"])
            inner = Decimal(lexicon.mapping("arithmetic", "periods").get(f"{per} {unit}", "0"))
            if {per, unit} <= {"day", "night"} or per == unit:
                inner = Decimal(1)
            if n is not None and n * inner > 1:
                out.add(n * inner)
    return out


def _nth(word: str) -> Decimal | None:
    """The number of an ordinal, or of a length such as "a 30-day month"."""
    nth = ordinal(word)
    return Decimal(nth) if nth is not None else number_of(word)


def _judge(lines: Sequence[Line], rate: Told, per: str) -> Problem | None:
    e, times = exactly(rate[1].q) or Decimal(0), _times(lines, per)
    if not times or _QUIET.search(rate[0].coded):
        return None
    pool = [t for t in told(lines) if t[1].span != rate[1].span or t[0] is not rate[0]]
    totals = [t for t in pool if (exactly(t[1].q) or 0) > e and _one_unit(t, rate) and not mixed(*t)]
    totals = [t for t in totals if t[1].q.bound is Bound.EXACT and t[1].claim is not None]
    values = {exactly(t[1].q) or Decimal(0) for t in totals}
    if len(values) != 1:
        return None
    total, said = totals[0], values.pop()
    counts = times | {exactly(t[1].q) or Decimal(0) for t in pool if counted(t[1].q)}
    if any(n and abs(n * e - said) <= max(said / 20, e * Decimal("0.6")) for n in counts):
        return None
    near = [n for n in times if _slip(said, n * e) or ((each := said / n) == round(each, 1) and _slip(e, each))]
    if len(near) != 1 or len(times) > 3:
        return None
    real = near[0] * e
    message = f"{plain(near[0])} times {plain(e)} is {shown(real)}, not {shown(said)}"
    if rate[1].claim is None:
        place = Span(rate[0].start + rate[1].span.start, rate[0].start + rate[1].span.end)
        return Problem("N117", (total[1],), message, shown(real), 0.75, places=(place,))
    return problem("N117", (rate,), total, message, f"{plain(near[0])} x {plain(e)} = {shown(real)}")


def _slip(said: Decimal, real: Decimal) -> bool:
    """Is a figure of two digits and more one digit off?"""
    return digits(said) >= 2 and wrong_digit(said, real)


def _one_unit(total: Told, rate: Told) -> bool:
    """Is a total in the unit of the rate, or in one that goes without saying?"""
    p, q = total[1].q, rate[1].q
    unit = (q.unit or "").partition(" per ")[0]
    if counted(q) and q.unit_kind is not UnitKind.NONE:
        return counted(p) and (kin(total, rate) or stem(noun_behind(*total)) == noun(rate))
    if q.unit_kind is UnitKind.NONE:
        return p.unit_kind not in (UnitKind.PERCENT, UnitKind.CURRENCY) and p.unit is not None
    return p.unit_kind is q.unit_kind and (p.unit or "").partition(" per ")[0] == unit and " per " not in (p.unit or "")
