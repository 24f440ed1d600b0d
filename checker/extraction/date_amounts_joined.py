"""Durations of several units: "two hours and 47 minutes" is one length of time."""

from __future__ import annotations

from collections.abc import Sequence

from checker.expressions import expression
from checker.model import Kind, Mention, Span

__all__ = ["compounds"]

_JOINED = expression(r"\s+|\s*,\s*(?:and\s+)?|\s+and\s+")
_FINER = ("Y", "M", "W", "D", "TH", "TM", "TS")
"""Units from coarse to fine; a compound goes down this list, one mention a unit."""


def compounds(text: str, found: Sequence[Mention]) -> list[Mention]:
    """The mentions of one paragraph, with runs of durations of ever finer units as one mention each.

    A compound keeps its first mention's parts; ``parts["pieces"]`` holds the parts of all of them, in order.
    """
    out: list[Mention] = []
    for mention in found:
        if out and _continues(text, out[-1], mention):
            first = out.pop()
            span = Span(first.span.start, mention.span.end)
            pieces = [*first.parts.get("pieces", (first.parts,)), mention.parts]
            parts = {**first.parts, "pieces": tuple(pieces)}
            out.append(Mention(Kind.DATE, span, text[span.start : span.end], first.pattern, parts))
        else:
            out.append(mention)
    return out


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
