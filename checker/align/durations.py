"""Lengths of time as figures: "a 30-day truce" against "a two-month truce".

Durations are dates to the extractors (TIMEX3 has them so), but what they measure is compared like any figure.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from checker.model import Bound, Bundle, Claim, Kind, Mention, Quantity, Span, TimeType, TimeValue, UnitKind

__all__ = ["lengths"]

_PART = re.compile(r"(\d+(?:\.\d+)?)(DE|CE|[YMWDHS])")
_DATE_UNITS = {"CE": "century", "DE": "decade", "Y": "year", "M": "month", "W": "week", "D": "day"}
_TIME_UNITS = {"H": "hour", "M": "minute", "S": "second"}
_JOINED = re.compile(r"\s*(?:,|and|,\s*and)?\s*")


def lengths(bundle: Bundle) -> list[Claim]:
    """The durations of a bundle as claims of kind number; "two hours and 47 minutes" is one of 167 minutes."""
    dates = [
        c
        for c in bundle.claims.get(Kind.DATE, ())
        if isinstance(c.value, TimeValue) and c.value.type is TimeType.DURATION and quantity_of(c.value) is not None
    ]
    runs: list[list[Claim]] = []
    for claim in dates:
        if runs and _continues(runs[-1][-1], claim):
            runs[-1].append(claim)
        else:
            runs.append([claim])
    return [_as_number(bundle, run) for run in runs]


def _continues(a: Claim, b: Claim) -> bool:
    if a.article != b.article or a.sentence != b.sentence:
        return False
    start = a.sentence.start
    return _JOINED.fullmatch(a.context[a.mention.span.end - start : b.mention.span.start - start]) is not None


def quantity_of(value: TimeValue) -> Quantity | None:
    """The length of a TIMEX3 duration; None where it is vague ("PXD") or has no figure."""
    if not value.timex.startswith("P"):
        return None
    date_part, _, time_part = value.timex[1:].partition("T")
    found = [(Decimal(n), _DATE_UNITS.get(u)) for n, u in _PART.findall(date_part)]
    found += [(Decimal(n), _TIME_UNITS.get(u)) for n, u in _PART.findall(time_part)]
    if len(found) != 1 or found[0][1] is None:
        return None
    number, unit = found[0]
    bound = Bound.ABOUT if value.approximate else Bound.EXACT
    return Quantity(number, number, bound, unit, UnitKind.DURATION, step=Decimal(1))


_MINUTES = {"hour": Decimal(60), "minute": Decimal(1), "second": 1 / Decimal(60)}


def _sum(run: Sequence[Quantity]) -> Quantity:
    if all(q.unit in _MINUTES for q in run):
        total = sum(((q.low or Decimal(0)) * _MINUTES[q.unit or ""] for q in run), Decimal(0))
        return Quantity(total, total, run[0].bound, "minute", UnitKind.DURATION, step=Decimal(1))
    return run[0]


def _as_number(bundle: Bundle, run: Sequence[Claim]) -> Claim:
    first, last = run[0], run[-1]
    quantities = [q for c in run if isinstance(c.value, TimeValue) and (q := quantity_of(c.value)) is not None]
    value = _sum(quantities) if len(quantities) > 1 else quantities[0]
    span = Span(first.mention.span.start, last.mention.span.end)
    article = bundle.articles[first.article]
    mention = Mention(Kind.NUMBER, span, article.text[span.start : span.end], first.mention.pattern)
    return replace(
        first, kind=Kind.NUMBER, mention=mention, value=value, passage=article.passage(span), when=None, when_text=None
    )
