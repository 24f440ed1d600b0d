"""Amounts: sums of measures, multiples, and one price by two periods.

"$4 million, $3 million and $2 million, $10 million in all"; "900 fans, three times as many as the 450 of last year";
"$20 a month, or $280 a year"; "played 20 games: it won twelve, drew four and lost three".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import cache

from checker import lexicon
from checker.expressions import expression
from checker.judge.arithmetic.figures import (
    Figure,
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
from checker.judge.arithmetic.sums import incomplete, missed_narrowly
from checker.model import Bound, UnitKind, Zone, plain

__all__ = ["amounts"]


def amounts(line: Line) -> Iterator[Problem]:
    if line.zone is Zone.HEADLINE or len(line.figures) < 2:
        return
    yield from _summed(line)
    yield from _shared_out(line)
    yield from _times(line)
    yield from _periods(line)
    yield from _record(line)


# -- "$4 million, $3 million and $2 million, $10 million in all" ------------------------------------------------------

_MEASURED = (UnitKind.CURRENCY, UnitKind.LENGTH, UnitKind.AREA, UnitKind.VOLUME, UnitKind.MASS, UnitKind.DURATION)


@cache
def _behind() -> tuple[str, ...]:
    return tuple(sorted(lexicon.words("arithmetic", "totals.behind")))


def _summed(line: Line) -> Iterator[Problem]:
    if len(line.figures) < 3:
        return
    for form in totals():
        list_of = r"(?P<list>‹\d+›[^;:()]{0,200}\sand\s[^‹›;:()]{0,40}?‹\d+›[^‹›;:()]{0,40}?),?\s(?:for\s|or\s)?"
        for m in found(list_of + form, line, "total", *_behind()):
            parts = [line[n] for n in re.findall(r"‹(\d+)›", m["list"])]
            total = line[m["total"]]
            parts = [f for f in parts if f.q.unit_kind in _MEASURED]
            if len(parts) < 2 or incomplete(m["list"]) or any(f.q.unit != total.q.unit for f in parts):
                continue
            ranges, said = [true_range(f.q) for f in parts], true_range(total.q)
            if said is None or any(r is None for r in ranges) or " each" in m["list"] or " to " in m["list"]:
                continue
            known = [r for r in ranges if r is not None]
            least, most = sum((r[0] for r in known), Decimal(0)), sum((r[1] for r in known), Decimal(0))
            stated, real = exactly(total.q), sum((exactly(f.q) or Decimal(0) for f in parts), Decimal(0))
            if stated is None or (least <= said[1] and said[0] <= most):
                continue
            if Decimal("0.7") < stated / real < Decimal("1.4"):
                message = f"the parts add up to {shown(real)}, not {shown(stated)}"
                working = " + ".join(f.text for f in parts) + f" = {shown(real)}"
                yield Problem("N113", (*parts, total), message, working, 0.8, sure=True)


# -- "340 kilos: 180 in a garage, 95 in a van and 75 in a flat" --------------------------------------------------------

_OF_IT = (
    r"{whole}{words8}:\s(?P<list>{hedge}{first}[^:;()]{5,200}\sand\s(?:[^\s‹›,]+"
    r"\s){0,3}{hedge}{last}[^‹›,;:()]{0,60})(?=[.;]|$)"
)
_ITEM = expression(r"^(?:[^‹›\d]{0,30}\s)?‹(\d+)›[^‹›]{0,60}$")


def _shared_out(line: Line) -> Iterator[Problem]:
    """Parts without a unit of their own, or with that of the whole."""
    for m in found(_OF_IT, line, ": "):
        whole = line[m["whole"]]
        pieces = [_ITEM.match(p) for p in re.split(r",\s(?:and\s)?|\sand\s", m["list"])]
        if (
            whole.q.unit_kind not in _MEASURED
            or not all(pieces)
            or incomplete(m["list"])
            or whole.q.bound is not Bound.EXACT
        ):
            continue
        parts = [line[p[1]] for p in pieces if p is not None]
        if any(f.q.unit != whole.q.unit and not counted(f.q) for f in parts) or len(parts) < 2:
            continue
        values = [exactly(f.q) for f in parts]
        total, said = sum((v or Decimal(0) for v in values), Decimal(0)), exactly(whole.q)
        if (
            said is None
            or any(v is None or v >= said for v in values)
            or len(parts) < 2
            or not missed_narrowly(said, total)
        ):
            continue
        reach = [r for f in (whole, *parts) if (r := true_range(f.q)) is not None]
        if abs(total - said) <= sum((r[1] - r[0] for r in reach), Decimal(0)) / 2:
            continue
        message = f"the parts add up to {shown(total)}, not {shown(said)}"
        working = " + ".join(plain(v) or "" for v in values) + f" = {shown(total)}"
        yield Problem("N113", (whole, *parts), message, working, 0.8, sure=True)


# -- "900 fans, three times as many as the 450 of last year" ----------------------------------------------------------

_AS_MANY = (
    r"{one}{words3},\s(?P<about>(?:more\sthan|almost|nearly|about|over|roughly|some|well\sover|around|just\sunder)\s)?"
    r"(?:(?P<word>twice|double|triple|half)|{times}\stimes)\s(?:as\s(?:\w+)\sas\s|the\s(?:number|amount|total|sum)\sof\s)?"
    r"(?:the\s|its\s|their\s|last\s\w+\s|of\s|in\s|a\syear\searlier's\s){0,3}{hedge}{other}"
)
_NAMED = {"twice": Decimal(2), "double": Decimal(2), "triple": Decimal(3), "half": Decimal("0.5")}


def _times(line: Line) -> Iterator[Problem]:
    for form in (_AS_MANY, _AS_MANY.replace(r"|{times}\stimes", "")):
        for m in found(form, line, " times ", "twice ", "double ", "triple ", "half "):
            one, other = line[m["one"]], line[m["other"]]
            times = line[m["times"]] if m.groupdict().get("times") else None
            n = exactly(times.q) if times is not None else _NAMED.get(m["word"] or "")
            a, b = true_range(one.q), true_range(other.q)
            x, y = exactly(one.q), exactly(other.q)
            if n is None or a is None or b is None or not x or not y or not _comparable(one, other) or b[0] <= 0:
                continue
            loose = Decimal("0.25") if m["about"] else Decimal("0.13")
            more = Decimal("0.9") if m["about"] and re.match(r"more|over|well", m["about"]) else Decimal(0)
            if n * (1 - loose) <= a[1] / b[0] and a[0] / b[1] <= n * (1 + loose) + more:
                continue
            if not Decimal("0.2") < x / y / n < 5:
                continue
            message = f"{plain(x)} is {shown(x / y)} times {plain(y)}"
            figures = (one, other) if times is None else (one, times, other)
            yield Problem("N117", figures, message, f"{plain(x)} / {plain(y)} = {shown(x / y)}", 0.8, sure=True)


def _comparable(a: Figure, b: Figure) -> bool:
    if a.q.bound not in (Bound.EXACT, Bound.ABOUT) or b.q.bound not in (Bound.EXACT, Bound.ABOUT):
        return False
    if counted(a.q) and counted(b.q):
        heads = {f.claim.head for f in (a, b) if f.claim is not None and f.claim.head}
        return len(heads) == 1 and a.claim is not None
    return a.q.unit == b.q.unit and a.q.unit_kind in _MEASURED


# -- "$20 a month, or $280 a year" -------------------------------------------------------------------------------------

_BY = (
    r"{one}\s(?:a|per|each|every)\s(?P<short>\w+){words2},?\s(?:or|so|that\sis|i\.e\.,?|which\s(?:is|makes|means)|making|[a-z]+\s[a-z]+\s(?:costs?|comes\sto))"
    r"\s{hedge}{other}\s(?:a|per|each|every)\s(?P<long>\w+)(?=[,.;)]|$)"
)
_TWO_FIFTHS = Decimal("0.06")


def _periods(line: Line) -> Iterator[Problem]:
    for m in found(_BY, line, " year", " month", " week", " day", " hour", " minute"):
        one, other = line[m["one"]], line[m["other"]]
        many = lexicon.mapping("arithmetic", "periods").get(f"{m['short']} {m['long']}")
        if many is None and (back := lexicon.mapping("arithmetic", "periods").get(f"{m['long']} {m['short']}")):
            many = str(1 / Decimal(back))
        a, b, x, y = true_range(one.q), true_range(other.q), exactly(one.q), exactly(other.q)
        if many is None or a is None or b is None or not x or not y or one.q.unit_kind is not other.q.unit_kind:
            continue
        if (one.q.unit or "").split(" per ")[0] != (other.q.unit or "").split(" per ")[0]:
            continue
        n = Decimal(many)
        if a[0] * n * (1 - _TWO_FIFTHS) <= b[1] and b[0] <= a[1] * n * (1 + _TWO_FIFTHS):
            continue
        message = f"{one.text} a {m['short']} is {shown(x * n)} a {m['long']}, not {shown(y)}"
        yield Problem("N117", (one, other), message, f"{plain(n)} x {plain(x)} = {shown(x * n)}", 0.8, sure=True)


# -- "played 20 games: it won twelve, drew four and lost three" -------------------------------------------------------

_RECORD = (
    r"\b(?:played|contested|fought){words1}\s{whole}[^‹›.;]{0,50}?\b(?:won|winning)\s{won}[^‹›.;]{0,20}?"
    r"\b(?:drew|drawn|drawing|tied|tying)\s{drawn}[^‹›.;]{0,20}?\b(?:lost|losing){words1}\s{lost}(?=[,.;)]|$)"
)
_RECORD_TWO = (
    r"\b(?:played|contested|fought){words1}\s{whole}[^‹›.;]{0,50}?\b(?:won|winning)\s{won}[^‹›.;]{0,20}?"
    r"\b(?:lost|losing)\s{lost}[^‹›.;]{0,20}?\b(?:drew|drawn|drawing|tied|tying){words1}\s{drawn}(?=[,.;)]|$)"
)


def _record(line: Line) -> Iterator[Problem]:
    for form in (_RECORD, _RECORD_TWO):
        for m in found(form, line, " won ", " winning "):
            figures = [line[m[name]] for name in ("whole", "won", "drawn", "lost")]
            values = [exactly(f.q) if counted(f.q) and f.q.bound is Bound.EXACT else None for f in figures]
            if any(v is None for v in values) or re.search(any_of("quiet", "adjusted"), m.group()):
                continue
            whole, *parts = (v or Decimal(0) for v in values)
            total = sum(parts, Decimal(0))
            if total != whole and abs(total - whole) <= max(Decimal(2), whole / 8):
                working = " + ".join(plain(v) or "" for v in parts) + f" = {plain(total)}"
                message = f"the results add up to {plain(total)}, not {plain(whole)}"
                yield Problem("N113", tuple(figures), message, working, 0.8, sure=True)
