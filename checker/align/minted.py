"""Money that only another article shows to be money: "18 million lumas" beside "a fine of 17 million lumas".

What no list has is a counted thing to the extractor, unless its own article tells a sum in it (``number_coins``).
Articles of one story lend each other that knowledge.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from checker.model import Claim, Quantity, UnitKind, quantity

__all__ = ["in_money"]

_SUM = Decimal(100)
"""From here on "marks" or "crowns" that are money elsewhere in the story are hardly anything else."""


def in_money(claims: Sequence[Claim]) -> list[Claim]:
    """Claims with counts of what is money elsewhere in the story as sums."""
    known = {unit.split(" per ")[0] for c in claims if (unit := _currency(quantity(c)))}
    return [_sum(c) if known and _counts(c, known) else c for c in claims]


def _currency(q: Quantity) -> str | None:
    return q.unit if q.unit_kind is UnitKind.CURRENCY else None


def _counts(claim: Claim, known: set[str]) -> bool:
    q = quantity(claim)
    if q.unit_kind is not UnitKind.COUNT or claim.head not in known or "elliptic" in claim.notes:
        return False
    return max(abs(end) for end in (q.low, q.high, Decimal(0)) if end is not None) >= _SUM


def _sum(claim: Claim) -> Claim:
    money = replace(quantity(claim), unit=claim.head, unit_kind=UnitKind.CURRENCY)
    return replace(claim, value=money, head=None, counted=None, classes=(), modifiers=())
