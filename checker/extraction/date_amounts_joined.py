"""Durations of several units: "two hours and 47 minutes" is one length of time."""

from __future__ import annotations

import re
from collections.abc import Sequence

from checker.expressions import expression
from checker.model import Kind, Mention, Span

__all__ = ["compounds"]

_JOINED = expression(r"\s+|\s*,\s*(?:and\s+)?|\s+and\s+", re.I)
_SYMBOLS = expression(r"(?<![\w.,:])(?:(\d{1,3})\s?d\s+)?(\d{1,3})\s?h\s+$")
"""Days and hours as tables write them before minutes: "17 d 20 h 53 min"; alone they may be anything."""
_AHEAD = 16
_FINER = ("Y", "M", "W", "D", "TH", "TM", "TS")
"""Units from coarse to fine; a compound goes down this list, one mention a unit."""


def compounds(text: str, found: Sequence[Mention]) -> list[Mention]:
    """The mentions of one paragraph, with runs of durations of ever finer units as one mention each.

    A compound keeps its first mention's parts; ``parts["pieces"]`` holds the parts of all of them, in order.
    """
    out: list[Mention] = []
    for bare in found:
        mention = _with_symbols(text, bare)
        if out and _continues(text, out[-1], mention):
            first = out.pop()
            span = Span(first.span.start, mention.span.end)
            pieces = [*first.parts.get("pieces", (first.parts,)), mention.parts]
            parts = {**first.parts, "pieces": tuple(pieces)}
            out.append(Mention(Kind.DATE, span, text[span.start : span.end], first.pattern, parts))
        else:
            out.append(mention)
    return out


def _with_symbols(text: str, mention: Mention) -> Mention:
    """A duration in minutes together with the days and hours before it."""
    if _unit(mention.parts) != "TM":
        return mention
    before = _SYMBOLS.search(text, max(0, mention.span.start - _AHEAD), mention.span.start)
    if before is None:
        return mention
    coarser = [
        {"form": "duration", "count": int(figure), "unit": unit}
        for figure, unit in zip(before.groups(), ("D", "TH"), strict=True)
        if figure
    ]
    span = Span(before.start(), mention.span.end)
    pieces = (*coarser, mention.parts)
    parts = {**coarser[0], "pieces": pieces}
    return Mention(Kind.DATE, span, text[span.start : span.end], mention.pattern, parts)


def _continues(text: str, first: Mention, second: Mention) -> bool:
    coarse = _unit(first.parts.get("pieces", (first.parts,))[-1])
    fine = _unit(second.parts)
    if coarse is None or fine is None or _FINER.index(coarse) >= _FINER.index(fine):
        return False
    return _JOINED.fullmatch(text, first.span.end, second.span.start) is not None


def _unit(parts: object) -> str | None:
    """The unit of a plain duration with a whole count; None for windows, vague amounts and halves."""
    assert isinstance(parts, dict)
    if parts.get("form") != "duration" or {"plus", "halfof", "many", "all", "quarter"} & set(parts):
        return None
    unit = parts.get("one") or parts.get("unit")
    return unit if unit in _FINER and isinstance(parts.get("count", 1), int) else None
