"""Changes: a figure before, a figure after, and what is said to lie between them.

"Rose 5 percent to 210 million from 190 million"; "812 million, down 11% from 912 million"; "narrowed to 14.2% from
16.3%, a fall of 1.5 points"; "doubled from 400 to 900"; "rose to 90 from 100".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
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
    quiet,
    shown,
    true_range,
)
from checker.model import Bound, Quantity, UnitKind, plain
from checker.quantities import converted, convertible

__all__ = ["changes", "difference_of", "levels"]

_MOVE = r"\b(?:{up}|{down})(?:(?:\s\w+ly|\sagain|\sfurther|\sa\s\S+)?(?:\sby)?|{words5}\sby)\s{hedge}"
_VERSUS = r"(?:from|compared\s(?:with|to)|against|versus|vs\.?|than)"
_ASIDE = r"(?:,?\s(?:or\s|\()‹\d+›[^‹›,;()]{0,25}\)?)?"  # ", or 91 cents a share"
_FROM = r",?\s(?:up\s|down\s)?" + _VERSUS + r"{words4}\s{hedge}{from}"
_FROM_TO = r"\bfrom\s{hedge}{from}{words6}" + _ASIDE + r",?\sto\s{hedge}{to}"
_TO_FROM = r"\bto\s{hedge}{to}{words6}" + _ASIDE + _FROM
_RISE_OF = (
    r"{words6}"
    + _ASIDE
    + r"(?:,|\s[-–—]+|\s?\()\s?(?:or\s)?(?:{up}|{down}|an?\s(?:\w+\s)?{nouns}\sof)(?:\sby)?\s{hedge}{by}"
)
_A_RISE = r"{words6}" + _ASIDE + r"(?:,|\s[-–—]+|\s?\()\s?(?:or\s)?(?:by\s)?{hedge}{by}[\s-]{words1}\s?{nouns}\b"
_FORMS = (
    _MOVE + r"{by}{words5},?\sto\s{hedge}{to}{words6}" + _ASIDE + _FROM,  # rose 5 percent to 210 from 190
    _MOVE + r"{by}{words3},?\sfrom\s{hedge}{from}{words6}" + _ASIDE + r",?\sto\s{hedge}{to}",
    # 210, up 5 percent from 190; 210, a rise of 5 percent on 190; 210, a 5 percent rise from last year's 190
    r"{to}{words5}" + _ASIDE + r",?\s\(?(?:{up}|{down}|an?\s{nouns}\sof)(?:\sby)?\s{hedge}{by}{words3},?\s"
    r"(?:from|on|compared\s(?:with|to)|against|over)(?:{words4}\s{hedge}|\s[^‹›,;()]{0,24}['’]s\s){from}",
    r"{to}{words5}" + _ASIDE + r",?\san?\s{hedge}{by}[\s-]{words1}\s?{nouns}\s(?:from|on|over|compared\s(?:with|to))"
    r"(?:{words4}\s{hedge}|\s[^‹›,;()]{0,24}['’]s\s){from}",
    _TO_FROM + _RISE_OF,
    _TO_FROM + _A_RISE,
    _FROM_TO + _RISE_OF,
    _FROM_TO + _A_RISE,
    r"\ban?\s{hedge}{by}[\s-]{words1}\s?{nouns}\sfrom\s{hedge}{from}{words6},?\sto\s{hedge}{to}",
    r"\ban?\s{hedge}{by}[\s-]{words1}\s?{nouns}\sto\s{hedge}{to}{words6},?\sfrom\s{hedge}{from}",
    r"\ban?\s{nouns}\sof\s{hedge}{by}{words3}\sfrom\s{hedge}{from}{words6},?\sto\s{hedge}{to}",
    r"\ban?\s{nouns}\sof\s{hedge}{by}{words3}\sto\s{hedge}{to}{words6},?\sfrom\s{hedge}{from}",
)
_PREMIUM = (
    # 31.50 against a last price of 24.60, a premium of 18 percent; 31.50, a premium of 18 percent to the close of 24.60
    r"{to}{words3}\s(?:against|compared\s(?:with|to)|over|versus){words5}\s{from}{words3},(?:\s[^‹›,;:]{1,40}?)?\s(?:premium|discount|mark-up|markup)\sof\s{hedge}{by}",
    r"{to}{words3},\s(?:or\s)?(?:at\s)?an?\s(?:premium|discount|mark-up|markup)\sof\s{hedge}{by}\s(?:to|on|over|above|from|against){words6}\s{from}",
    r"{to}{words3},\s(?:or\s)?(?:at\s)?an?\s{by}\s(?:premium|discount|mark-up|markup)\s(?:to|on|over|above|from|against){words6}\s{from}",
)
_CLOSED_AT = (
    # fell 12 percent to 440; they had closed at 480 on Monday
    _MOVE + r"{by}{words3},?\sto\s{hedge}{to}{words4}[;,.]{words5}\s(?:had|has)\s(?:\w+\s)?"
    r"(?:closed|stood|been|ended|finished|cost|traded)(?:\sat)?\s{from}"
)
_INDEX = (
    r"\b(?:{up}|(?P<fell>{down}))(?:\sby)?\s{hedge}{gap}(?:\spoints?)?(?:,\sor\s|\sor\s|,?\s\(){hedge}{by}\)?,?{words5},?\s(?:to|at)\s"
    r"(?:(?:close|finish|end|trade|settle)\sat\s)?{hedge}{to}"
)
_BOTH = (
    r"\bfrom\s{hedge}{from}{words6},?\sto\s{hedge}{to}",
    r"\bto\s{hedge}{to}{words6},?\s(?:up\s|down\s)?from\s{hedge}{from}",
)


def changes(line: Line) -> Iterator[Problem]:
    yield from _premiums(line)
    if not (re.search(r"\bfrom ", line.coded) or (len(line.figures) > 2 and _COMPARES.search(line.coded))):
        return
    adjusted = quiet("adjusted").search(line.coded)
    seen: set[str] = set()
    for form in _FORMS if not adjusted else ():
        for m in found(form, line, *_moves()):
            if m["by"] in seen:
                continue
            problem = difference_of(line[m["from"]], line[m["to"]], line[m["by"]])
            seen.add(m["by"])
            if problem is not None:
                yield problem
    yield from _indexes(line)
    yield from _multiples(line)
    yield from _directions(line)


def _premiums(line: Line) -> Iterator[Problem]:
    for form in (*_PREMIUM, _CLOSED_AT):
        for m in found(form, line, " premium", " discount", " mark-up", " markup", " had ", " has "):
            problem = difference_of(line[m["from"]], line[m["to"]], line[m["by"]])
            if problem is not None:
                yield problem


@cache
def _moves() -> tuple[str, ...]:
    """The words of movement: every form holds one of them."""
    return tuple(sorted(w for key in ("up", "down", "nouns") for w in lexicon.words("arithmetic", f"moves.{key}")))


_COMPARES = expression(r" (?:compared|against|versus|vs|than|on|over|to|at) ")


def levels(old: Figure, new: Figure) -> tuple[Figure, Figure] | None:
    """Two figures as levels of one thing, in one unit."""
    return _alike(old, new) or _priced(old, new)


def difference_of(old: Figure, new: Figure, by: Figure) -> Problem | None:
    """The problem of two levels and of what is said to lie between them; None where they fit or cannot be held."""
    alike, by = levels(old, new), _in_percent(by)
    if alike is None:
        return None
    before, after = alike
    a, b, change = true_range(before.q), true_range(after.q), exactly(by.q)
    if a is None or b is None or change is None or a[0] <= 0 or b[0] < 0 or by.q.bound not in _CLOSED:
        return None
    if before.q.unit_kind is UnitKind.PERCENT and by.q.unit in _POINTS:
        return _points(old, new, by, a, b)
    if by.q.unit == "percentage":
        return _percent(old, new, by, a, b)
    if _same_measure(by.q, before.q):
        return _difference(old, new, by, a, b)
    apart = counted(by.q) or before.q.unit_kind is UnitKind.TEMPERATURE
    if by.q.unit and before.q.unit and not apart and convertible(by.q, before.q):
        return _difference(old, new, replace(by, q=_converted(by.q, before.q.unit)), a, b)
    return None


def _in_percent(by: Figure) -> Figure:
    """ "Cut by a quarter": 25 percent, as loose as a fraction is."""
    part = exactly(by.q)
    if by.q.unit_kind is not UnitKind.RATIO or part is None or not 0 < part < 1:
        return by
    q = replace(by.q, low=part * 100, high=part * 100, unit="percentage", unit_kind=UnitKind.PERCENT, step=part * 20)
    return replace(by, q=q)


_CLOSED = (Bound.EXACT, Bound.ABOUT)
_POINTS = ("percentage point", "basis point", "point")


def _alike(old: Figure, new: Figure) -> tuple[Figure, Figure] | None:
    """Before and after in one unit, borrowed where only one of them names it: "to 20.5 from 19 percent"."""
    if old.q.unit_kind is not new.q.unit_kind or old.q.unit != new.q.unit:
        if counted(old.q) and counted(new.q):
            return (old, new) if _one_count(old, new) else None
        if old.q.unit_kind is UnitKind.NONE and new.q.unit_kind is UnitKind.PERCENT:
            return replace(old, q=_as(old.q, new.q)), new
        if new.q.unit_kind is UnitKind.NONE and old.q.unit_kind is UnitKind.PERCENT:
            return old, replace(new, q=_as(new.q, old.q))
        if old.q.unit_kind is new.q.unit_kind and _bare(old.q) == _bare(new.q) and _rateless(old.q, new.q):
            return replace(old, q=replace(old.q, unit=new.q.unit)), new
        if convertible(old.q, new.q) and old.q.unit_kind is not UnitKind.TEMPERATURE:
            return replace(old, q=_converted(old.q, new.q.unit or "")), new
        return None
    return None if old.q.unit_kind is UnitKind.SCORE else (old, new)


def _priced(old: Figure, new: Figure) -> tuple[Figure, Figure] | None:
    """ "To 440 crowns; they had closed at 480": the one names the money for both."""
    if {old.q.unit_kind, new.q.unit_kind} != {UnitKind.NONE, UnitKind.CURRENCY}:
        return None
    like = old.q if old.q.unit_kind is UnitKind.CURRENCY else new.q
    return replace(old, q=_as(old.q, like)), replace(new, q=_as(new.q, like))


def _bare(q: Quantity) -> str:
    return (q.unit or "").split(" per ")[0]


def _rateless(a: Quantity, b: Quantity) -> bool:
    """Does only one of two figures name what it is counted by: "to 90 dollars from 100 dollars a share"?"""
    return (" per " in (a.unit or "")) != (" per " in (b.unit or ""))


def _one_count(old: Figure, new: Figure) -> bool:
    heads = {f.claim.head for f in (old, new) if f.claim is not None and f.claim.head}
    return len(heads) <= 1


def _as(q: Quantity, like: Quantity) -> Quantity:
    return replace(q, unit=like.unit, unit_kind=like.unit_kind)


def _converted(q: Quantity, unit: str) -> Quantity:
    value = exactly(q)
    if value is None or q.unit is None:
        return q
    there = converted(value, q.unit, unit)
    step = converted(q.step, q.unit, unit) if q.step else None
    return replace(q, low=there, high=there, unit=unit, step=step)


def _same_measure(by: Quantity, of: Quantity) -> bool:
    if counted(by) and counted(of):
        return by.unit != "point" or of.unit in (None, "point")
    return by.unit == of.unit and by.unit_kind is of.unit_kind


def _spread(a: Interval, b: Interval) -> Interval:
    """The least and the most that two figures can lie apart."""
    least = max(b[0] - a[1], a[0] - b[1], Decimal(0))
    return least, max(b[1] - a[0], a[1] - b[0])


def _points(old: Figure, new: Figure, by: Figure, a: Interval, b: Interval) -> Problem | None:
    least, most = _spread(a, b)
    unit = Decimal("0.01") if by.q.unit == "basis point" else Decimal(1)
    change = (exactly(by.q) or Decimal(0)) * unit
    slack = (by.q.step or Decimal(1)) * unit / 2
    if least - slack <= abs(change) <= most + slack:
        return None
    real = abs((exactly(new.q) or Decimal(0)) - (exactly(old.q) or Decimal(0)))
    message = f"from {_say(old)} to {_say(new)} is {shown(real)} percentage points, not {shown(abs(change))}"
    return Problem("N112", (old, new, by), message, f"|{_say(new)} - {_say(old)}| = {shown(real)}", 0.85, sure=True)


def _percent(old: Figure, new: Figure, by: Figure, a: Interval, b: Interval) -> Problem | None:
    before, after, change = exactly(old.q), exactly(new.q), abs(exactly(by.q) or Decimal(0))
    if before is None or after is None or not Decimal("0.01") < after / before < 30:
        return None
    moves = [(y - x) / x * 100 for x in a for y in b]
    least = Decimal(0) if min(moves) < 0 < max(moves) else min(abs(m) for m in moves)
    most = max(abs(m) for m in moves)
    step = by.q.step or Decimal(1)
    slack = min(step, max(Decimal(1), change / 10)) * (2 if by.q.bound is Bound.ABOUT else 1)
    if least - slack <= change <= most + slack:
        return None
    real = abs(after - before) / before * 100
    shares = UnitKind.PERCENT in (old.q.unit_kind, new.q.unit_kind)
    if shares and abs(abs(after - before) - change) <= step / 2:
        message = f"the change is {shown(abs(after - before))} percentage points, which is {shown(real)} percent"
        return Problem("N112", (old, new, by), message, f"{_working(old, new)} = {shown(real)}%", 0.75)
    message = f"from {_say(old)} to {_say(new)} is a change of {shown(real)} percent, not {shown(change)}"
    sure = abs(real - change) > slack * 2 and by.q.bound is Bound.EXACT
    return Problem("N112", (old, new, by), message, f"{_working(old, new)} = {shown(real)}%", 0.88, sure=sure)


def _difference(old: Figure, new: Figure, by: Figure, a: Interval, b: Interval) -> Problem | None:
    least, most = _spread(a, b)
    change = true_range(by.q)
    real = abs((exactly(new.q) or Decimal(0)) - (exactly(old.q) or Decimal(0)))
    if change is None or (change[0] <= most and least <= change[1]):
        return None
    stated = exactly(by.q) or Decimal(0)
    if not real or not Decimal("0.2") < stated / real < 5:
        return None
    message = f"from {_say(old)} to {_say(new)} is {shown(real)}, not {shown(stated)}"
    return Problem("N112", (old, new, by), message, f"|{_say(new)} - {_say(old)}| = {shown(real)}", 0.85, sure=True)


def _say(figure: Figure) -> str:
    return figure.text or plain(exactly(figure.q)) or ""


def _working(old: Figure, new: Figure) -> str:
    return f"|{_say(new)} - {_say(old)}| / {_say(old)}"


# -- "fell 40.3 points, or 1.9 percent, to 2,080" --------------------------------------------------------------------


def _indexes(line: Line) -> Iterator[Problem]:
    for m in found(_INDEX, line, *_moves()):
        gap, by, new = line[m["gap"]], line[m["by"]], line[m["to"]]
        change, percent, after = exactly(gap.q), exactly(by.q), exactly(new.q)
        if (
            change is None
            or percent is None
            or after is None
            or by.q.unit != "percentage"
            or not _one_scale(gap.q, new.q)
        ):
            continue
        before = after + change if m["fell"] else after - change
        reach, step = true_range(gap.q), by.q.step or Decimal(1)
        if before <= 0 or after <= 0 or reach is None or not Decimal("0.1") < percent / (change / before * 100) < 10:
            continue
        if reach[0] / before * 100 - step <= percent <= reach[1] / before * 100 + step:
            continue
        real = change / before * 100
        message = f"{_say(gap)} from {plain(before)} to {_say(new)} is {shown(real)} percent, not {shown(percent)}"
        yield Problem(
            "N112", (gap, by, new), message, f"{_say(gap)} / {plain(before)} = {shown(real)}%", 0.85, sure=True
        )


def _one_scale(gap: Quantity, new: Quantity) -> bool:
    """A movement and a level of one thing: points of an index, dollars of a price."""
    if counted(gap) and counted(new):
        return True
    if gap.unit_kind is UnitKind.CURRENCY and new.unit_kind is UnitKind.NONE:
        return True  # "lost eight crowns, or 5 percent, to 152"
    return gap.unit_kind is new.unit_kind and gap.unit_kind is UnitKind.CURRENCY and _bare(gap) == _bare(new)


# -- doubled, halved -------------------------------------------------------------------------------------------------


@cache
def _multiples_named() -> tuple[str, ...]:
    return tuple(sorted(lexicon.nested("arithmetic", "multiples")))


@cache
def _multiple() -> tuple[str, ...]:
    names = "|".join(_multiples_named())
    verb = (
        rf"(?P<more>more than\s|nearly\s|almost\s|about\s|roughly\s|over\s)?\b(?P<verb>{names})(?:\s\w+)?{{words3}},?\s"
    )
    since = (
        rf"\bfrom\s{{hedge}}{{from}}{{words8}}\s(?P<more>more than\s|nearly\s|almost\s|about\s|roughly\s|over"
        rf"\s)?(?P<verb>{names})(?:\s\w+)?\s(?:to|at)\s{{hedge}}{{to}}"
    )
    return verb + _BOTH[0][2:], verb + _BOTH[1][2:], since


def _multiples(line: Line) -> Iterator[Problem]:
    for form in _multiple():
        for m in found(form, line, *_multiples_named()):
            yield from _multiple_fits(m, line[m["from"]], line[m["to"]])


def _multiple_fits(m: re.Match[str], old: Figure, new: Figure) -> Iterator[Problem]:
    alike = _alike(old, new)
    ends = lexicon.nested("arithmetic", "multiples").get(m["verb"], ())
    before, after = (exactly(f.q) for f in alike) if alike else (None, None)
    if not before or after is None or before <= 0:
        return
    ratio = after / before
    least, most = Decimal(ends[0]), Decimal(ends[1])
    if m["more"] and m["more"].split()[0] in ("more", "over"):
        most = most * 2 if least > 1 else least + (most - least) / 2
        least = least if least < 1 else least + Decimal("0.15")
        least = Decimal("0.2") if most < 1 else least
    if least <= ratio <= most or ratio > 20 or ratio < Decimal("0.05"):
        return
    message = f"from {_say(old)} to {_say(new)} is {shown(ratio)} times as many, which is not “{m['verb']}”"
    yield Problem("N112", (old, new), message, f"{_say(new)} / {_say(old)} = {shown(ratio)}", 0.75)


# -- direction ----------------------------------------------------------------------------------------------------


@cache
def _direction() -> list[tuple[bool, str, tuple[str, ...]]]:
    """For verbs that go up and verbs that go down: the forms, and the verbs."""
    out = []
    for key, up in (("strictly_up", True), ("strictly_down", False)):
        verb = rf"\b{any_of('moves', key)}(?:\s\w+ly)?\s"
        verbs = tuple(lexicon.words("arithmetic", f"moves.{key}"))
        out += [(up, verb + form[2:], verbs) for form in _BOTH]
    return out


_CLEAR = Decimal("0.01")
_CROSS = expression(r"dollar|euro|pound|yen|yuan|franc|rouble|ruble|currency|per\s|minutes|seconds|ranking|place|spot")


def _directions(line: Line) -> Iterator[Problem]:
    """ "Rose to 90 from 100": one of the two, or the verb, is wrong."""
    if not re.search(r"\bfrom\s", line.coded):
        return
    for up, form, verbs in _direction():
        for m in found(form, line, *verbs):
            old, new = line[m["from"]], line[m["to"]]
            alike = _alike(old, new)
            if alike is None or old.claim is None or new.claim is None or _CROSS.search(m.group()):
                continue
            a, b = exactly(alike[0].q), exactly(alike[1].q)
            if a is None or b is None or a <= 0 or b <= 0 or not Decimal("0.2") < b / a < 5:
                continue
            if (b < a) is up and abs(b - a) > _CLEAR * a:
                message = f"from {_say(old)} to {_say(new)} is not a {'rise' if up else 'fall'}"
                yield Problem("N112", (old, new), message, f"{_say(old)} -> {_say(new)}", 0.7)
