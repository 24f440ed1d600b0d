"""What a fact was compared with, and why two facts were not, as plain text."""

from __future__ import annotations

from collections.abc import Iterable

from checker.comparison import Comparison, Outcome, Traced
from checker.explain.facts import place, row
from checker.model import Claim

__all__ = ["compared", "two"]

NEXT_BEST = 5
"""Candidates that are told of beside the chosen ones."""
HEAVIEST = 5
"""Features that are told of a pair that was scored."""
LEAST = 0.05
"""Bits below which a feature is not worth a line."""

_NAMES = {
    Outcome.ALIGNED: "aligned with",
    Outcome.RIVAL: "not with",
    Outcome.FAINT: "not with",
    Outcome.BARRED: "not with",
}


def compared(traced: Traced) -> list[str]:
    """What a fact was put side by side with, then the next best candidates and what kept each of them apart."""
    if traced.left_out:
        return [row("not compared", traced.left_out)]
    chosen = [c for c in traced.comparisons if c.outcome is Outcome.ALIGNED]
    rest = [c for c in traced.comparisons if c.outcome is not Outcome.ALIGNED]
    lines = [line for c in (*chosen, *rest[:NEXT_BEST]) for line in _told(c)]
    if len(rest) > NEXT_BEST:
        lines.append(row("", f"and {len(rest) - NEXT_BEST} more that fit worse"))
    return lines or [row("not compared", "the other articles have no fact of this kind")]


def _told(c: Comparison) -> list[str]:
    lines = [row(_NAMES[c.outcome], place(c.other)), row("", f"  {c.why}", 400)]
    return lines + _weighed(c)


def _weighed(c: Comparison) -> list[str]:
    """The heaviest features of a scored pair, one a line: bits, name, how much of it at what weight."""
    heavy = [f for f in c.features if abs(f.bits) >= LEAST]
    lines = [
        f"  {'':13}   {f.bits:+5.1f}  {f.name.replace('_', ' ')}"
        + (f" ({f.amount:.1f} x {f.weight:+.2f})" if f.amount != 1 else "")
        for f in heavy[:HEAVIEST]
    ]
    rest = sum(f.bits for f in c.features) - sum(f.bits for f in heavy[:HEAVIEST])
    return [*lines, f"  {'':13}   {rest:+5.1f}  all else"] if abs(rest) >= LEAST else lines


def two(a: Claim, b: Claim, told: Comparison | str, decided: Iterable[str]) -> list[str]:
    """Whether two facts were compared; ``told`` is the comparison, or why there is none, ``decided`` the verdict."""
    head = [f"{place(a)}", f"{place(b)}"]
    if isinstance(told, str):
        return [*head, row("not compared", told)]
    name = "compared" if told.outcome is Outcome.ALIGNED else "not compared"
    return [*head, row(name, told.why, 400), *_weighed(told), *decided]
