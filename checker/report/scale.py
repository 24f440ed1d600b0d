"""The axis on which values are drawn: round ends, round ticks, logarithmic where values lie far apart."""

from __future__ import annotations

import math
from collections.abc import Sequence
from decimal import Decimal

from checker.model import Bound, Quantity, UnitKind
from checker.record import record

__all__ = ["Axis", "common_axis", "figure"]

TICKS = 4
_UNITLESS = (UnitKind.COUNT, UnitKind.NONE)


@record
class Axis:
    """From values to shares of its length; ``log`` where the values lie orders of magnitude apart."""

    low: float
    high: float
    log: bool
    ticks: int = TICKS

    def place(self, value: float) -> float:
        if self.log:
            return math.log(value / self.low) / math.log(self.high / self.low)
        return (value - self.low) / (self.high - self.low)

    def value(self, share: float) -> float:
        if self.log:
            return float(self.low * (self.high / self.low) ** share)
        return self.low + (self.high - self.low) * share


def common_axis(quantities: Sequence[Quantity]) -> Axis | None:
    """The axis of some quantities; None where they have no common scale or do not differ."""
    values = sorted({v for q in quantities for v in (q.low, q.high) if v is not None})
    if len(quantities) < 2 or not values or not _one_scale(quantities):
        return None
    if len({(q.low, q.high, q.bound) for q in quantities}) < 2:
        return None
    try:
        return _axis(values, quantities)
    except (OverflowError, ZeroDivisionError, ValueError):
        return None


def _one_scale(quantities: Sequence[Quantity]) -> bool:
    """Counts share a scale whatever is counted; measures only when their unit is the same."""
    if all(q.unit_kind in _UNITLESS for q in quantities):
        return True
    return len({(q.unit_kind, q.unit) for q in quantities}) == 1


def _axis(values: Sequence[Decimal], quantities: Sequence[Quantity]) -> Axis:
    """An axis with round ends, and room on a side on which some value is open."""
    low, high = float(values[0]), float(values[-1])
    spread = (high - low) or abs(high) or 1.0
    opens_down = any(q.low is None or q.bound in (Bound.AT_MOST, Bound.LESS_THAN) for q in quantities)
    opens_up = any(q.high is None or q.bound in (Bound.AT_LEAST, Bound.MORE_THAN) for q in quantities)
    if low > 0 and high / low > 100:
        first, last = math.floor(math.log10(low)) - opens_down, math.ceil(math.log10(high)) + opens_up
        step = math.ceil((last - first) / TICKS)  # powers of ten from tick to tick
        ticks = math.ceil((last - first) / step)
        return Axis(10.0**first, 10.0 ** (first + step * ticks), log=True, ticks=ticks)
    bottom = low - spread * (0.3 if opens_down else 0.1)
    top = high + spread * (0.3 if opens_up else 0.1)
    if low >= 0:
        bottom = max(bottom, 0.0)
    whole = all(v == v.to_integral_value() for v in values)
    width, left = _steps(bottom, top, whole)
    return Axis(left, left + width * TICKS, log=False)


def _steps(bottom: float, top: float, whole: bool) -> tuple[float, float]:
    """The smallest round distance between ticks that covers bottom to top, and where the first tick stands."""
    size = 10.0 ** math.floor(math.log10((top - bottom) / TICKS))
    for factor in (1, 2, 2.5, 5, 10, 20, 25, 50):
        step = max(size * factor, 1.0) if whole else size * factor
        left = math.floor(bottom / step) * step
        if left + step * TICKS >= top - 1e-9 * abs(top) and (not whole or step == int(step)):
            return step, left
    raise ValueError("no round step covers the values")


def figure(value: float, high: float) -> str:
    """A figure of the axis, short: 1,250 and 2.5m; the scale of the axis' end serves all of them."""
    for size, name in ((1e12, "tn"), (1e9, "bn"), (1e6, "m")):
        if abs(high) >= size:
            return f"{value / size:.4g}{name}" if value else "0"
    if abs(value - round(value)) < 1e-9 or abs(high) >= 1000:
        return f"{round(value):,}"
    return f"{value:.3g}"
