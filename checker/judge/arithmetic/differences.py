"""Differences and products: "35 centimetres above the record of 7.31 metres", "180 from each side, 360 in all"."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from functools import cache

from checker import lexicon
from checker.expressions import expression
from checker.judge.arithmetic.figures import (
    Figure,
    Interval,
    Line,
    Problem,
    any_of,
    counted,
    exactly,
    found,
    shown,
    totals,
    true_range,
)
from checker.model import Bound, UnitKind, plain
from checker.quantities import converted, convertible

__all__ = ["balances", "differences", "products"]


@cache
def _forms() -> tuple[tuple[int, str, tuple[str, ...]], ...]:
    """For either side: its sign, the form, and the words that name it."""
    links = rf"(?:{any_of('differences', 'links')}\s)*"
    out = []
    for sign, key in ((1, "above"), (-1, "below")):
        side = any_of("differences", key)
        form = rf"{{one}}{{words6}},\s{{hedge}}{{gap}}(?:\s\w+)?\s{side}\s{links}{{other}}"
        out.append((sign, form, tuple(lexicon.words("arithmetic", f"differences.{key}"))))
    return tuple(out)


def differences(line: Line) -> Iterator[Problem]:
    if len(line.figures) < 3:
        return
    for sign, form, words in _forms():
        for m in found(form, line, *words):
            yield from _apart(line[m["one"]], line[m["gap"]], line[m["other"]], sign)
    yield from _margins(line)


def _apart(one: Figure, gap: Figure, other: Figure, sign: int) -> Iterator[Problem]:
    a, d, b = _ranges(one, gap, other)
    if a is None or d is None or b is None:
        return
    least, most = sign * (a[0] - b[1]), sign * (a[1] - b[0])
    least, most = min(least, most), max(least, most)
    if least <= d[1] and d[0] <= most:
        return
    x, y = exactly(one.q), _in(other, one)
    stated = _in(gap, one)
    if x is None or y is None or stated is None or x == y or not Decimal("0.1") < stated / abs(x - y) < 10:
        return
    real = abs(x - y)
    if real == stated:
        return  # right by the size; which is the larger is the reader's to see
    message = f"{plain(x)} and {shown(y)} lie {shown(real)} apart, not {shown(stated)}"
    yield Problem("N117", (one, gap, other), message, f"|{plain(x)} - {shown(y)}| = {shown(real)}", 0.85, sure=True)


def _ranges(one: Figure, gap: Figure, other: Figure) -> tuple[Interval | None, Interval | None, Interval | None]:
    """What the three figures allow, in the unit of the first; None where they do not measure one thing."""
    if any(f.q.bound not in (Bound.EXACT, Bound.ABOUT) or f.q.unit_kind in _NEVER for f in (one, gap, other)):
        return None, None, None
    return true_range(one.q), _moved(gap, one), _moved(other, one)


_NEVER = (UnitKind.AGE, UnitKind.SCORE, UnitKind.RATIO, UnitKind.TEMPERATURE, UnitKind.PERCENT)


def _moved(figure: Figure, to: Figure) -> Interval | None:
    fair = true_range(figure.q)
    if fair is None or (counted(figure.q) and counted(to.q)) or figure.q.unit == to.q.unit:
        return fair
    if not convertible(figure.q, to.q) or figure.q.unit is None or to.q.unit is None:
        return None
    return converted(fair[0], figure.q.unit, to.q.unit), converted(fair[1], figure.q.unit, to.q.unit)


def _in(figure: Figure, to: Figure) -> Decimal | None:
    value = exactly(figure.q)
    if (
        value is None
        or figure.q.unit == to.q.unit
        or not figure.q.unit
        or not to.q.unit
        or not convertible(figure.q, to.q)
    ):
        return value
    return converted(value, figure.q.unit, to.q.unit)


# -- "won by 12 points, 61 to 52" ------------------------------------------------------------------------------------

_MARGIN = (
    r"\bby\s(?:a\smargin\sof\s)?{hedge}{gap}\s(?:points|votes|runs|goals|seats|shots)\b(?:,\s|\s\(|\s[-–—]+\s|:\s)(?:by\s)?{one}\s?(?:to|-|–|against)\s?{other}",
    r"\blead(?:s|ing)?{words2}\sby\s{hedge}{gap}\s(?:points|votes|runs|goals|seats|games)(?::|,|\s-)(?:\sthey)?(?:\shave|\swith|\son)?\s{one},"
    r"(?:\s[^\s‹›,;:()]+){1,3}\s{other}(?=[,.;)]|$)",
    r"\b(?:with|on|have)\s{one}\spoints?{words4},?\s{gap}(?:\spoints?)?\s(?:ahead|clear)\sof(?:\s[^\s‹›,;:()]+){1,3},?\s(?:who\s)?(?:have|with|on)\s{other}(?=[,.;)]|$)",
    r"\b(?:majority|margin|lead)\sof\s{hedge}{gap}(?:\s\w+)?(?:,\s|\s\(|\s[-–—]+\s|:\s){one}(?:\s\w+)?\s?(?:to|-|–|against)\s?{other}",
    r"{one}(?:\svotes)?{words3}\sand{words4}\s{other}(?:\svotes)?,\s(?:giving\s\w+\s|for\s|with\s)?an?\s(?:majority|margin|lead|gap|difference)\sof"
    r"\s{gap}(?:\svotes)?(?=[,.;)]|$)",
    r"{one}(?:\s\w+)?\s?(?:to|against)\s{other},\sa\s(?:margin|majority|lead|difference|gap)\sof\s{gap}",
)


def _margins(line: Line) -> Iterator[Problem]:
    for form in _MARGIN:
        for m in found(form, line):
            one, gap, other = line[m["one"]], line[m["gap"]], line[m["other"]]
            a, d, b = (true_range(f.q) for f in (one, gap, other))
            if a is None or d is None or b is None or not all(counted(f.q) for f in (one, gap, other)):
                continue
            x, y, stated = exactly(one.q), exactly(other.q), exactly(gap.q)
            if x is None or y is None or stated is None or abs(x - y) == stated or gap.q.bound is not Bound.EXACT:
                continue
            if max(a[0] - b[1], b[0] - a[1]) <= d[1] and d[0] <= max(a[1] - b[0], b[1] - a[0]):
                continue
            message = f"{plain(x)} to {plain(y)} is a margin of {plain(abs(x - y))}, not {plain(stated)}"
            yield Problem(
                "N117", (one, gap, other), message, f"{plain(x)} - {plain(y)} = {plain(abs(x - y))}", 0.85, sure=True
            )


# -- "income was 420 million and spending 490 million, which leaves a deficit of 50 million" ---------------------------

_BALANCE = (
    r"{one}{words6},?\s(?:and|against|but|while|with){words6}\s{two}{words4},\s(?:which\s|and\s)?(?:leaves|leaving|left|with|for|making|makes|giving|or)?"
    r"(?:\s\w+)?\s?an?\s(?:\w+\s)?(?:deficit|surplus|shortfall|gap|profit|loss|difference|balance)\sof\s{hedge}{gap}"
)
_BALANCES = (" deficit", " surplus", " shortfall", " gap", " profit", " loss", " difference", " balance")
_FLOWS = expression(
    r"\b"
    r"(?:income|revenues?|receipts|spending|expenses|expenditure|costs?|outgoings|takings|assets|debts|lia"
    r"bilities|exports|imports)\b"
)


def balances(line: Line) -> Iterator[Problem]:
    """What comes in less what goes out."""
    for m in found(_BALANCE, line, *_BALANCES):
        one, two, gap = line[m["one"]], line[m["two"]], line[m["gap"]]
        a, b, d = (true_range(f.q) for f in (one, two, gap))
        x, y, said = exactly(one.q), exactly(two.q), exactly(gap.q)
        flows = set(_FLOWS.findall(line.coded[: m.end()]))
        if a is None or b is None or d is None or x is None or y is None or said is None or len(flows) < 2:
            continue
        units = {(f.q.unit, f.q.unit_kind) for f in (one, two, gap)}
        if len(units) > 1 or one.q.unit_kind is UnitKind.PERCENT or x == y:
            continue
        if max(a[0] - b[1], b[0] - a[1]) <= d[1] and d[0] <= max(a[1] - b[0], b[1] - a[0]):
            continue
        if Decimal("0.2") < said / abs(x - y) < 5:
            message = f"{one.text} and {two.text} lie {shown(abs(x - y))} apart, not {gap.text}"
            working = f"|{plain(x)} - {plain(y)}| = {shown(abs(x - y))}"
            yield Problem("N117", (one, two, gap), message, working, 0.8, sure=True)


# -- "three tanks of 5,000 cubic metres each, 25,000 in all" ---------------------------------------------------------


_INSTALMENTS = (
    r"{total}{words8}(?:,{words8})?\s(?:in|over|into)\s{times}\s(?:equal|identical)\s"
    r"(?:[a-z]+\s)?(?:instal?lments|payments|tranches|parts|lots|rates)\sof\s{hedge}{each}"
)


_SHARED = (
    # 1.2 billion for a town of 60,000, or 25,000 per head; 9,000 shared equally by four schools, which get 2,500 each
    r"{total}{words6}\s(?:for|among|between|by|to|on|over){words4}\s{times}{words3},?\s(?:or|that\sis|which\sis|i\.e\.|making)\s{hedge}"
    r"{each}\s(?:per\s\w+|a\shead|each|apiece|for\seach|for\severy)",
    r"{total}{words6}\s(?:shared|split|divided)\s(?:out\s)?(?:equally|evenly)\s(?:by|among|between){words3}\s{times}{words3},[^‹›.;:]{0,40}?\s"
    r"{hedge}{each}\s(?:each|apiece)",
)
_L = r"[^‹›.;:,()]{0,44}?"
_MAKES = (
    r"(?:(?:and|which|that|this|it)\s)?(?:together\s)?(?:comes?\sto|came\sto|makes?|made|brings?\sin|brought(?:\sin)?|costs?|offers?|offered|earns?|earned|took\sin|takes\sin|"
    r"raised|raises|adds?\sup\sto|amounts?\sto|totals?|yields?|means|fetched)"
)
_EACH = r"(?:each|apiece|a\spiece|a\shead|per\s[a-z]+)"
_END = r"(?=(?:\s(?!after\b)[a-z]+)?(?:\s(?:in\sall|in\stotal|altogether))?(?:[,.;)]|$))"
_WORKED_OUT = (
    # twelve trams at 4.6 million each come to 55.2 million; at 25 crowns a piece the 400 hats brought 10,000
    rf"{{times}}{_L}\s(?:at|of|worth|with|for)\s{{hedge}}{{each}}{_L}\s{_EACH},?\s{_L}\s?{_MAKES}\s{{hedge}}{{total}}{_END}",
    rf"\bat\s{{hedge}}{{each}}\s{_EACH},?\s{_L}{{times}}{_L}\s{_MAKES}\s{{hedge}}{{total}}{_END}",
    rf"\beach\sof\s(?:the|its|their|these|those)\s{{times}}{_L}\s{{hedge}}{{each}},\s(?:or\s|so\s|for\s)?{{hedge}}{{total}}{{words2}}\s(?:in\sall|in\stotal|altogether)",
    rf"{{times}}{_L}\s{{hedge}}{{each}}\s{_EACH},\s(?:so\s|or\s)?{_MAKES}\s{{hedge}}{{total}}{_END}",
    rf"{{times}}{_L}\s(?:at|of)\s{{hedge}}{{each}}\s{_EACH},\sfor\s{{hedge}}{{total}}",
    r"\bin\s{times}\s(?:[a-z]+\s)?(?:instal?lments|payments|tranches|rates)\sof\s{hedge}{each},\s(?:or\s|making\s)?(?:a\stotal\sof\s|in\sall\s|together\s)?{hedge}{total}(?=[,.;]|\s(?:in|together))",
    # the town of 5,000 owes 60 million, 12,000 for every inhabitant; 60 million means 12,000 for each of the 5,000
    rf"{{times}}{_L}\s(?:owes?|owed|pays?|paid|spends?|spent|gets?|got|received)\s{{hedge}}{{total}}{_L},\s(?:or\s|that\sis\s)?{{hedge}}{{each}}\s(?:for\s(?:every|each)|per|a\shead|each)\b",
    rf"{{total}}{_L}\s(?:is|are|means|makes|equals|comes\sto|amounts\sto|works\sout\sat)\s{{hedge}}{{each}}\s(?:for|to)\s(?:each|every\sone)\sof\s(?:the\s|its\s)?{{hedge}}{{times}}",
    rf"{{total}}{_L}\s(?:for|among|between|to)\s{{hedge}}{{times}}{_L}[:;,]\s(?:that|this|it|which)\s(?:is|makes|means)\s{{hedge}}{{each}}\s(?:a\shead|each|apiece|per\s[a-z]+)",
    rf"{{total}}{_L}\s(?:shared|split|divided)\s(?:out\s)?(?:equally\s|evenly\s)?(?:by|among|between)\s{{hedge}}{{times}}{_L}\s(?:is|makes|means|gives)\s{{hedge}}{{each}}\s(?:each|apiece|a\shead)",
)
_FOR_EACH = (
    r"{times}\s(?P<noun>[a-z][a-z][a-z][a-z])[a-z]*{words4}\s{each}\s(?:a|per|for\severy|for\seach)\s"
    r"(?P=noun)[a-z]*,\s(?:or\s)?{hedge}{total}\s(?:in\sall|in\stotal|altogether)"
)


@cache
def _product_forms() -> tuple[str, ...]:
    sides = any_of("totals", "pairs")
    starts = (
        r"{times}{words3}\s(?:of|with|at|worth|carrying|holding|cost|costing|for)\s{hedge}{each}{words3}\s(?:each|apiece)",
        r"{times}{words3},\s(?:at|of|worth)\s{hedge}{each}{words1}\s(?:each|apiece)",
        rf"{{each}}{{words3}}\s(?:from|on|for|by)\s(?:each|either)\s{sides}\b",
    )
    brought = (
        r",\swhich\s(?:brought\sin|made|raised|earned|came\sto|comes\sto|makes|cost|costs)\s{hedge}{total}"
        r"(?=[,.;]|$)"
    )
    ends = [rf"{{words8}},\s(?:or\s|for\s|\w+ing\s)?{end}(?!\s(?:with|including|plus|counting)\b)" for end in totals()]
    each = (start + end for start in starts for end in (*ends, brought))
    return *_WORKED_OUT, _INSTALMENTS, *_SHARED, _FOR_EACH, *each


_SHARING = (
    "each", "apiece", "piece", "every", "instal", "payments", "either",
    "equal", "identical", " per ", " head", " in all", " in total",
)


def products(line: Line) -> Iterator[Problem]:
    if not any(word in line.coded for word in _SHARING):
        return
    for form in _product_forms():
        for m in found(form, line):
            each, total = line[m["each"]], line[m["total"]]
            times = line[m["times"]] if "times" in m.groupdict() else None
            yield from _product(times, each, total)


def _one_money(each: Figure, total: Figure) -> bool:
    """Do the price and the sum count the same, as far as they say: "200 crowns a child, 500 in all"?"""
    if {total.q.unit_kind, each.q.unit_kind} == {UnitKind.NONE, UnitKind.CURRENCY}:
        return True
    if counted(each.q) or counted(total.q):
        return counted(each.q) and counted(total.q)
    return (each.q.unit or "").split(" per ")[0] == (total.q.unit or "").split(" per ")[0]


def _product(times: Figure | None, each: Figure, total: Figure) -> Iterator[Problem]:
    n = exactly(times.q) if times else Decimal(2)
    one, stated, fair, said = exactly(each.q), exactly(total.q), true_range(each.q), true_range(total.q)
    if n is None or one is None or stated is None or fair is None or said is None or (times and not counted(times.q)):
        return
    if not _one_money(each, total):
        return
    if (fair[0] * n <= said[1] and said[0] <= fair[1] * n) or not Decimal("0.4") < stated / (one * n) < Decimal("2.5"):
        return
    figures = (times, each, total) if times else (each, total)
    message = f"{plain(n)} times {plain(one)} is {plain(n * one)}, not {plain(stated)}"
    yield Problem("N117", figures, message, f"{plain(n)} x {plain(one)} = {plain(n * one)}", 0.8, sure=True)
