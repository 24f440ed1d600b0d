"""What numbers stand for: an interval, its bound, its unit and its stated precision."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from checker.grammar import Page
from checker.model import Bound, Change, Mention, Quantity, Seen, UnitKind

__all__ = ["normalise"]

_LEAST = (Bound.AT_LEAST, Bound.MORE_THAN)
_MOST = (Bound.AT_MOST, Bound.LESS_THAN)


def normalise(page: Page, mentions: Sequence[Mention], seen: Seen) -> list[Quantity | None]:
    """One value a mention, in the same order; None drops the mention."""
    return [_quantity(m) for m in mentions]


def _quantity(mention: Mention) -> Quantity:
    parts = mention.parts
    low: Decimal = parts["low"]
    high: Decimal | None = parts["high"]
    bound = _bound(parts["shape"], parts.get("bound"))
    step: Decimal | None = parts["step"]
    if bound is not Bound.RANGE and bound is not Bound.VAGUE:
        step = _hedged_step(low, step, bound)
    unit, kind = _unit(mention)
    change = Change(parts["change"]) if parts["change"] else None
    if bound in _LEAST:
        return Quantity(low, None, bound, unit, kind, change, step)
    if bound in _MOST:
        return Quantity(None, high, bound, unit, kind, change, step)
    return Quantity(low, high, bound, unit, kind, change, step)


def _bound(shape: str, hedge: Bound | None) -> Bound:
    """A range stays a range and a vague amount vague, whatever hedges it."""
    if shape == "range":
        return Bound.RANGE
    if shape == "vague":
        return Bound.VAGUE
    if shape in ("score", "zero"):
        return Bound.EXACT
    return hedge or Bound.EXACT


def _hedged_step(value: Decimal, step: Decimal | None, bound: Bound) -> Decimal | None:
    """ "about 40" shows tens; a bare 40 may be a count that somebody made."""
    tens = bound is Bound.ABOUT and 10 <= abs(value) < 100 and value % 10 == 0 and step == 1
    return Decimal(10) if tens else step


def _unit(mention: Mention) -> tuple[str | None, UnitKind]:
    parts = mention.parts
    unit: str | None = parts["unit"]
    kind: UnitKind = parts["unit_kind"]
    if unit is not None or kind in (UnitKind.SCORE,):
        return unit, kind
    head: str | None = parts.get("head")
    if kind is UnitKind.RATIO:
        return head, UnitKind.RATIO
    return (head, UnitKind.COUNT) if head else (None, UnitKind.NONE)
