"""How far two levels lie apart, where the sentence that says so names neither or only one of them.

"Moravec won 4,812 votes and Lisko 4,655. The margin of 157 ..."; "won 92-81. The 11-point win ..."; "61 of 120 seats, a
majority of two"; "from 54 on Monday to 78 on Sunday, 24 more".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import cache

from checker.expressions import expression
from checker.judge.arithmetic.around import Told, one_measure, problem, told, with_preceding
from checker.judge.arithmetic.figures import Line, Problem, any_of, counted, exactly, found, shown, true_range
from checker.judge.arithmetic.script import Script
from checker.model import Bound, UnitKind, plain

__all__ = ["margins"]

_NOUNS = r"(?:margin|majority|gap|difference|lead|advantage|edge)"
_TRIGGER = expression(
    rf"\b{_NOUNS}\sof\b|-(?:point|goal|run|seat|vote|shot|try)\s(?:win|victory|defeat|loss|triumph|margin|lead|majority)\b"
    r"|\b(?:leads?|led|beats?|beating|beaten|ahead)\s[^.]{0,60}\sby\s|\bfrom\s[^.]{1,60}\sto\s[^.]{1,60}\s(?:more|fewer|less|higher|lower)\b"
    r"|\d\s(?:[a-z]+\s)?(?:more|fewer|less|higher|lower)(?=[.;)]|\s?$)|\sdegrees\s(?:above|below|over|under)\s"
)
_W = r"[^‹›.;:(),]{0,36}?"
_MORE = r"(?:more|fewer|less|higher|lower)"


@cache
def _of_the_two() -> re.Pattern[str]:
    return expression(
        rf"(?:^|\b)(?:the|that|this|his|her|its|their|a)\s(?:[a-z]+\s)?(?:{_NOUNS}\sof\s(?:{any_of('hedges')}\s)*‹(?P<gap>\d+)›(?P<behind>.{{0,24}})"
        r"|‹(?P<by>\d+)›-(?:point|goal|run|seat|vote|shot|try)\s(?:win|victory|defeat|loss|triumph|margin|lead|majority)\b)"
    )


_SCORE = expression(r"(\d{1,3})\s?[-–:]\s?(\d{1,3})")
_NOT_FINAL = expression(
    r"\b(?:half-?time|at\sthe\sbreak|interval|aggregate|penalt|shoot-?out|extra\stime|overtime|set|sets|leg|first\shalf|innings|series|quarter)"
)
_FROM_TO = (
    rf"\bfrom\s{{hedge}}{{from}}{_W}\sto\s{{hedge}}{{to}}{_W},\s(?:or\s|i\.e\.\s|that\sis\s|which\sis\s)?{{hedge}}{{gap}}(?:\s[a-z]+)?\s{_MORE}"
    r"(?=\s(?:in|within|over|than|inside|after)\b|[,.;)]|$)",
    rf"\bfrom\s{{hedge}}{{from}}{_W}\sto\s{{hedge}}{{to}}{_W},\s(?:an?\s)(?:[a-z]+\s)?(?:increase|rise|gain|jump|drop|fall|decline|decrease|reduction|loss|cut|difference|growth)\sof\s{{hedge}}{{gap}}"
    r"(?=\s(?:in|within|over|inside|after|on)\b|[,.;)]|$)",
)
_LEADS = (
    rf"{{one}}{_W}\s(?:leads?|led|beats?|beating|beat|is\sahead\sof)\s{_W}"
    r"(?:,\s(?:which|who)\s(?:has|have|had|got|won|holds)|\swith|\son)"
    rf"\s{{two}}{_W},?\sby\s{{hedge}}{{gap}}(?=\s[a-z]+[,.;)]|[,.;)]|$)"
)
_SEATS = (
    r"{one}(?:\sseats)?\s(?:of|in|out\sof)\s(?:the|a|an)\s(?:[a-z]+\s)?{all}[-\s](?:seat|member|strong)[^‹›.;:]{0,40}?,\s(?:with\s|or\s)?an?\s(?:[a-z]+\s)?majority\sof\s{hedge}{gap}(?=[,.;)]|$)",
    r"{one}\sof\s(?:the|its)\s{all}\s(?:seats|members|deputies|votes)[^‹›.;:]{0,40}?,\s(?:with\s|or\s)?an?\s(?:[a-z]+\s)?majority\sof\s{hedge}{gap}(?=[,.;)]|$)",
)
_FEWER = rf",\s(?:or\s|i\.e\.\s|that\sis\s|which\sis\s)?(?:exactly\s|just\s)?{{gap}}(?:\s[a-z]+)?\s{_MORE}(?=[.;)]|$)"
_DEGREES = r"{one}[^‹›.;:]{0,50}?,\s{hedge}{gap}\s(?:above|below|over|under)\s[^‹›.;:,]{2,44}?\sof\s{two}(?=[,.;)]|$)"


def margins(script: Script) -> Iterator[Problem]:
    for line, ahead in with_preceding(script, _TRIGGER, longest=600, most=2):
        yield from _apart(line, ahead)
        yield from _levels(line)
        yield from _seats(line)


def _apart(line: Line, ahead: Sequence[Line]) -> Iterator[Problem]:
    """The margin of a sentence between the two figures, or of the one score, before it."""
    for m in _of_the_two().finditer(line.coded):
        gap = line, line[m["gap"] or m["by"]]
        said = exactly(gap[1].q)
        if said is None or gap[1].q.bound is not Bound.EXACT:
            continue
        if m["gap"] and re.match(r"\s?(?:percent|points?\sfrom|between|degrees)", m["behind"]):
            continue
        line_only = [line]
        for around in (line_only, ahead[-1:]):
            pair = _scored(around, gap)
            if pair is None and m["gap"] and around is not line_only and around:
                pair = _two_levels(around, gap)
            if _INDEFINITE.match(m.group()) and (m["gap"] or around is not line_only):
                break
            if pair is not None:
                parts, real, working = pair
                if said not in real:
                    message = f"the two lie {shown(real[0])} apart, not {shown(said)}"
                    yield problem("N117", parts, gap, message, working)
                break


_INDEFINITE = expression(r"an?\s")


def _scored(lines: Sequence[Line], gap: Told) -> tuple[list[Told], list[Decimal], str] | None:
    scores = [(line, f) for line in lines for f in line.figures if f.q.unit_kind is UnitKind.SCORE]
    if len(scores) != 1 or gap[1].q.unit == "percentage point":
        return None
    sides = _SCORE.fullmatch(scores[0][1].text)
    if sides is None or any(_NOT_FINAL.search(line.coded) for line in lines) or _NOT_FINAL.search(gap[0].coded):
        return None
    real = Decimal(abs(int(sides[1]) - int(sides[2])))
    return (scores, [real], f"|{sides[1]} - {sides[2]}| = {real}") if real else None


def _two_levels(lines: Sequence[Line], gap: Told) -> tuple[list[Told], list[Decimal], str] | None:
    levels = told(lines)
    if (
        len(levels) != 2
        or any(len(x.figures) != 2 for x in lines)
        or not one_measure(*levels)
        or not one_measure(levels[0], gap)
    ):
        return None
    a, b = (exactly(f.q) or Decimal(0) for _, f in levels)
    if a == b or any(f.q.bound is not Bound.EXACT for _, f in levels) or not Decimal("0.3") < a / (b or 1) < 3:
        return None
    if any((r := true_range(f.q)) is None or r[0] != r[1] for _, f in levels) and counted(levels[0][1].q):
        return None
    return levels, [abs(a - b)], f"|{plain(a)} - {plain(b)}| = {shown(abs(a - b))}"


def _levels(line: Line) -> Iterator[Problem]:
    """Both levels and the distance in one sentence."""
    for form in _FROM_TO:
        for m in found(form, line, "from "):
            yield from _judged((line, line[m["from"]]), (line, line[m["to"]]), (line, line[m["gap"]]))
    for m in found(_LEADS, line, " by "):
        yield from _judged((line, line[m["one"]]), (line, line[m["two"]]), (line, line[m["gap"]]))
    for m in found(_FEWER, line, " more", " fewer", " less", " higher", " lower"):
        gap = (line, line[m["gap"]])
        levels = [t for t in told([line]) if t[1] is not gap[1]]
        if (
            len(levels) == 2 == len(line.figures) - 1
            and all(one_measure(t, gap) for t in levels)
            and one_measure(*levels)
        ):
            heads = {t[1].claim.head for t in levels if t[1].claim is not None and t[1].claim.head}
            if len(heads) <= 1 and all(t[1].span.end < gap[1].span.start for t in levels):
                yield from _judged(levels[0], levels[1], gap)
    for m in found(_DEGREES, line, " above ", " below ", " over ", " under "):
        one, two, gap = ((line, line[m[name]]) for name in ("one", "two", "gap"))
        if one[1].q.unit_kind is UnitKind.TEMPERATURE is gap[1].q.unit_kind:
            yield from _judged(one, two, gap)


def _judged(one: Told, two: Told, gap: Told) -> Iterator[Problem]:
    a, b, said = (exactly(f.q) for _, f in (one, two, gap))
    if a is None or b is None or not said or any(f.q.bound is not Bound.EXACT for _, f in (one, two, gap)):
        return
    kinds = {f.q.unit_kind for _, f in (one, two, gap)} - {UnitKind.NONE, UnitKind.COUNT}
    if kinds & {UnitKind.PERCENT, UnitKind.AGE, UnitKind.SCORE, UnitKind.RATIO} or len(kinds) > 1 or a == b:
        return
    real = abs(a - b)
    steps = Decimal(0)
    for _, f in (one, two):
        reach = true_range(f.q)
        steps += (reach[1] - reach[0]) / 2 if reach is not None else Decimal(0)
    if abs(real - said) <= steps or not Decimal("0.25") < said / real < 4:
        return
    message = f"{plain(a)} and {plain(b)} lie {shown(real)} apart, not {shown(said)}"
    yield problem("N117", (one, two), gap, message, f"|{plain(a)} - {plain(b)}| = {shown(real)}")


def _seats(line: Line) -> Iterator[Problem]:
    """A majority over the rest, or over one half."""
    for form in _SEATS:
        for m in found(form, line, "majority of"):
            one, whole, gap = ((line, line[m[name]]) for name in ("one", "all", "gap"))
            a, w, said = (exactly(f.q) for _, f in (one, whole, gap))
            if a is None or w is None or said is None or a <= w / 2 or a > w:
                continue
            real = 2 * a - w
            if said not in (real, a - w // 2, a - w // 2 - 1, (w // 2) + 1, a):
                message = f"{plain(a)} of {plain(w)} are a majority of {plain(real)}, not {plain(said)}"
                yield problem(
                    "N117", (one, whole), gap, message, f"{plain(a)} - ({plain(w)} - {plain(a)}) = {plain(real)}"
                )
