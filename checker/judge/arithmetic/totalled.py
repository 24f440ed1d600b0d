"""Sums that another sentence states: "46 died in Rudov. In Menha 18 more died. The total of 64 ..."; "44 seats, and its
ally 19. Together they hold 63"; "With 20 schools now shut"; "a third died, bringing the number of deaths to three".

The parts are the figures of that measure in the one or two sentences before, or ahead in the same one. Any two and more
of them that make the sum keep it quiet, and so does a sum that was stated before.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import cache
from itertools import combinations

from checker import lexicon
from checker.expressions import expression
from checker.judge.arithmetic.around import Told, figures_text, one_measure, problem, told, with_preceding
from checker.judge.arithmetic.figures import Line, Problem, any_of, counted, exactly, shown, true_range
from checker.judge.arithmetic.script import Script
from checker.judge.arithmetic.sums import incomplete
from checker.model import Bound, plain

__all__ = ["totalled"]

_TRIGGER = expression(
    r"\b(?:total|sum|combined|together|altogether|between\sthem|that\s(?:makes|made|brings|brought|adds)|bring|brings|bringing|brought|takes|taking|took)\b"
    r"|\bwith\s[^.]{1,30}\snow\b|\ball\s[\w,]+\s[a-z]+\s(?:present|are\saccounted|accounted)|\bothers\s\d|\ball\s[\w,]+\s(?:are|were)\saccounted"
)
_TALLY = r"(?:total|number|toll|count|tally|figure|sum|amount|bill|cost)"


@cache
def _forms() -> tuple[re.Pattern[str], ...]:
    hedge = rf"(?:{any_of('hedges')}\s)*"
    makes = any_of("added", "makes")
    return tuple(
        expression(form)
        for form in (
            rf"^[\"'(]?(?:the|that|this)\s(?:combined\s|joint\s|overall\s)?(?:total|sum)\sof\s{hedge}‹(?P<sum>\d+)›",
            rf"^[\"'(]?(?:together|between\sthem|combined|altogether|taken\stogether),?\s(?:[a-z]+\s){{0,3}}?{makes}\s{hedge}‹(?P<sum>\d+)›",
            rf"^[\"'(]?with\s(?:that\s)?{hedge}‹(?P<sum>\d+)›(?:\s[a-z]+){{1,2}}\snow\s",
            rf"^[\"'(]?(?:for\sthe\s[a-z]+|in\sall|all\stold|together),?\s(?:that|this|which|it)\s(?:makes|made|is|was|comes\sto|adds\sup\sto)\s{hedge}‹(?P<sum>\d+)›",
            rf"^[\"'(]?(?:that|this)\s(?:brings|brought|takes|took)\s(?:the|its|their|his|her)\s(?:[a-z]+\s){{0,2}}?{_TALLY}(?:\s[a-z]+){{0,4}}\sto\s{hedge}‹(?P<sum>\d+)›",
            r"^[\"'(]?all\s‹(?P<sum>\d+)›\s(?:members|deputies|senators|delegates|councillors|people|votes)\s(?:present|cast|in\sthe\s(?:room|chamber|house))\b",
            r"\bwith\s(?:that|this|those|these),?\sall\s‹(?P<sum>\d+)›(?:\s[a-z]+)?\s(?:are|were|have\sbeen)\saccounted\b",
        )
    )


_BRINGING = expression(
    rf"\b(?:bringing|brings|brought|taking|takes|which\sbrings|and\sbrings|raising|raises)\s(?:the|its|their|his|her)\s(?:[a-z]+\s){{0,2}}?{_TALLY}"
    r"(?:\s[a-z]+){0,5}\sto\s‹(?P<sum>\d+)›(?=[,.;)]|$)"
)
_NTH = expression(
    r"(?:^|[\"'(]|\.\s|\band\s)(?:an?|the)\s(?P<nth>third|fourth|fifth|sixth|seventh|eighth|ninth|tenth)(?:,|\s[a-z]+)"
)


def totalled(script: Script) -> Iterator[Problem]:
    for line, ahead in with_preceding(script, _TRIGGER, longest=500, most=2):
        yield from _ordinal(line, ahead)
        yield from _hundred(line)
        for form in _forms():
            m = form.search(line.coded)
            if m is not None and ahead:
                yield from _summed(line, m, ahead)
                break


def _ordinal(line: Line, ahead: Sequence[Line]) -> Iterator[Problem]:
    """ "A third died on Friday, bringing the number of deaths to three"."""
    for m in _BRINGING.finditer(line.coded):
        total = line, line[m["sum"]]
        nth = list(_NTH.finditer(line.coded[: m.start()]))
        said = exactly(total[1].q)
        if len(nth) != 1 or said is None or not counted(total[1].q) or total[1].q.bound is not Bound.EXACT:
            continue
        n = Decimal(lexicon.mapping("dates", "ordinal")[nth[0]["nth"]])
        if said != n and n - 3 <= said <= n + 5 and not incomplete(line.coded[: m.start()]):
            places = [t for x in ahead[-1:] for t in told([x]) if exactly(t[1].q) == n - 1]
            if len(places) == 1 or not told(ahead[-1:]):
                message = f"the {nth[0]['nth']} makes {plain(n)}, not {plain(said)}"
                yield problem("N113", places, total, message, f"{plain(n - 1)} + 1 = {plain(n)}")


def _summed(line: Line, m: re.Match[str], ahead: Sequence[Line]) -> Iterator[Problem]:
    total = line, line[m["sum"]]
    said = true_range(total[1].q)
    stated = exactly(total[1].q)
    if said is None or not stated or total[1].q.bound is not Bound.EXACT:
        return
    head = line.coded[: m.start("sum")]
    own = [t for t in told([line]) if t[1].span.end < total[1].span.start and t[1] is not total[1]]
    for some in (ahead[-1:], ahead):
        parts = [t for t in (*told(some), *own) if _part(t, total)]
        if len(parts) >= 2:
            break
    else:
        return
    if len(parts) > 6 or any(t[1].q.bound is not Bound.EXACT for t in parts):
        return
    words = " ".join(x.coded for x in some)
    if _OTHERS.search(words) or _OTHERS.search(head):
        return
    ranges = [r for t in parts if (r := true_range(t[1].q)) is not None]
    everything = [r for t in told([*ahead, line]) if t[1] is not total[1] and (r := true_range(t[1].q)) is not None]
    if any(r[0] <= said[1] and said[0] <= r[1] for r in everything):
        return
    if any(
        sum((r[0] for r in group), Decimal(0)) <= said[1] and said[0] <= sum((r[1] for r in group), Decimal(0))
        for k in range(2, min(len(everything), 7) + 1)
        for group in combinations(everything[:8], k)
    ):
        return
    real = sum((exactly(t[1].q) or Decimal(0) for t in parts), Decimal(0))
    if len(ranges) == len(parts) and real and Decimal("0.7") < stated / real < Decimal("1.4"):
        message = f"the parts add up to {shown(real)}, not {shown(stated)}"
        yield problem("N113", parts, total, message, f"{figures_text(parts, '+')} = {shown(real)}")


_OTHERS = expression(
    r"\b(?:others|among\sthem|including|such\sas|at\sleast|so\sfar|last\syear|a\syear\sago|earlier|previous|from\s‹\d+›|per|each)\b"
)


def _part(figure: Told, total: Told) -> bool:
    """Is a figure one that the total can be made of?"""
    value, whole = exactly(figure[1].q), exactly(total[1].q)
    if not value or not whole or value >= whole * 2 or not one_measure(figure, total):
        return False
    claim = figure[1].claim
    return claim is None or claim.role not in ("from", "to", "by")


# -- "the Greens 31 percent, the Union 28, Labour 24 and others 17" ----------------------------------------------------

_POLL = expression(
    r"‹(?P<first>\d+)›(?P<list>(?:[^‹›.;:]{1,40}‹\d+›){2,9}?)[^‹›.;:]{0,12}\sothers?\s(?:with\s|at\s|on\s)?‹(?P<last>\d+)›(?=[,.;)]|$)"
)


def _hundred(line: Line) -> Iterator[Problem]:
    """Shares of one vote with "others" at the end are everybody."""
    for m in _POLL.finditer(line.coded):
        figures = [(line, line[n]) for n in (m["first"], *re.findall(r"‹(\d+)›", m["list"]), m["last"])]
        first, rest = figures[0][1], [f for _, f in figures[1:]]
        if first.q.unit != "percentage" or any(f.q.unit not in ("percentage", None) for f in rest):
            continue
        values = [exactly(f.q) for _, f in figures]
        if any(v is None or not 0 < v < 100 for v in values) or _MOVED.search(m.group()):
            continue
        total = sum((v or Decimal(0) for v in values), Decimal(0))
        if abs(total - 100) > Decimal("2.5") and abs(total - 100) < 25:
            message = f"the shares add up to {plain(total)} percent, not 100"
            yield problem("N113", figures[:-1], figures[-1], message, f"{figures_text(figures, '+')} = {plain(total)}")


_MOVED = expression(r"\b(?:up|down|from|points?|last|ago|than|compared|previous|previously|undecided)\b")
