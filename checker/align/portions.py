"""Portions in words as shares in percent: "two fifths of the cost" beside "40 percent", "one in nine" beside "a tenth".

A portion of one half, a third or two in five is a share rounded to what is easily said, and is compared as such.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from checker.model import Claim, Scope, UnitKind, quantity

__all__ = ["PORTION", "in_percent"]

PORTION = "portion"
"""The note of a percentage that was a portion in words."""
_LEAST = Decimal("0.01")
"""Below this the words tell of odds: "one in 4,000"."""
_STEP = Decimal(10)
"""What a portion in words is rounded to, as a reader takes it."""


def in_percent(claims: Sequence[Claim]) -> list[Claim]:
    """Claims with portions of a whole as percentages; that they are parts says no more than the percent sign does."""
    return [_share(c) if _portion(c) else c for c in claims]


def _portion(claim: Claim) -> bool:
    q = quantity(claim)
    if q.unit_kind is not UnitKind.RATIO or q.low is None or q.low != q.high:
        return False
    return _LEAST <= q.low < 1


def _share(claim: Claim) -> Claim:
    q = quantity(claim)
    percent = (q.low or Decimal(0)) * 100
    share = replace(q, low=percent, high=percent, unit="percentage", unit_kind=UnitKind.PERCENT, step=_STEP)
    scope = None if claim.scope is Scope.PART else claim.scope
    return replace(claim, value=share, scope=scope, notes=claim.notes | {PORTION})
