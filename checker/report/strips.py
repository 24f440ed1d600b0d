"""The value strip: every source's number on one axis of plain text, with what its words leave open.

=====================  ==========================================================
``*``                  the value itself
``~*~``                about that value
``[=====]``            from here to there, ends included
``[====>`` ``<====]``  at least, at most: open on one side
``(====>`` ``<====)``  more than, less than: the end itself is not included
=====================  ==========================================================
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from checker.model import Bound, Evidence, Quantity, UnitKind
from checker.report.escape import clip, visible

__all__ = ["LEGEND", "strip"]

WIDTH = 48
TICKS = 4
LABEL = 24
LEGEND = (
    "`*` the value, `~*~` about, `[==]` a range, `[==>` at least, `(==>` more than, `<==]` at most, `<==)` less than"
)

_UNITLESS = (UnitKind.COUNT, UnitKind.NONE)


@dataclass(frozen=True, slots=True)
class _Axis:
    """From values to columns; ``log`` where the values lie orders of magnitude apart."""

    low: float
    high: float
    log: bool
    ticks: int = TICKS

    def column(self, value: Decimal | float) -> int:
        return min(max(round(self.place(float(value)) * (WIDTH - 1)), 0), WIDTH - 1)

    def place(self, value: float) -> float:
        if self.log:
            return math.log(value / self.low) / math.log(self.high / self.low)
        return (value - self.low) / (self.high - self.low)

    def value(self, share: float) -> float:
        if self.log:
            return float(self.low * (self.high / self.low) ** share)
        return self.low + (self.high - self.low) * share


def strip(evidence: Sequence[Evidence]) -> list[str]:
    """The lines of a strip; none where the values have no common scale or do not differ."""
    rows = [(e, e.quantity) for e in evidence if e.quantity is not None]
    values = sorted({v for _, q in rows for v in (q.low, q.high) if v is not None})
    if len(rows) < 2 or not values or not _one_scale([q for _, q in rows]):
        return []
    if len({(q.low, q.high, q.bound) for _, q in rows}) < 2:
        return []
    try:
        axis = _axis(values, [q for _, q in rows])
    except (OverflowError, ZeroDivisionError, ValueError):
        return []
    names = [clip(visible(e.passage.source), LABEL) for e, _ in rows]
    width = max(map(len, names))
    lines = [f"{'':{width}}  {line}".rstrip() for line in _head(axis)]
    seen = []
    for name, (e, q) in zip(names, rows, strict=True):
        row = f"{name:{width}}  {_bar(q, axis):{WIDTH}}  {clip(visible(e.value), 40)}".rstrip()
        if row not in seen:
            seen.append(row)
    return lines + seen


def _one_scale(quantities: Sequence[Quantity]) -> bool:
    """Counts share a scale whatever is counted; measures only when their unit is the same."""
    if all(q.unit_kind in _UNITLESS for q in quantities):
        return True
    return len({(q.unit_kind, q.unit) for q in quantities}) == 1


def _axis(values: Sequence[Decimal], quantities: Sequence[Quantity]) -> _Axis:
    """An axis with round ends, and room on a side on which some value is open."""
    low, high = float(values[0]), float(values[-1])
    spread = (high - low) or abs(high) or 1.0
    opens_down = any(q.low is None or q.bound in (Bound.AT_MOST, Bound.LESS_THAN) for q in quantities)
    opens_up = any(q.high is None or q.bound in (Bound.AT_LEAST, Bound.MORE_THAN) for q in quantities)
    if low > 0 and high / low > 100:
        first, last = math.floor(math.log10(low)) - opens_down, math.ceil(math.log10(high)) + opens_up
        step = math.ceil((last - first) / TICKS)  # powers of ten from tick to tick
        ticks = math.ceil((last - first) / step)
        return _Axis(10.0**first, 10.0 ** (first + step * ticks), log=True, ticks=ticks)
    bottom = low - spread * (0.3 if opens_down else 0.1)
    top = high + spread * (0.3 if opens_up else 0.1)
    if low >= 0:
        bottom = max(bottom, 0.0)
    whole = all(v == v.to_integral_value() for v in values)
    width, left = _steps(bottom, top, whole)
    return _Axis(left, left + width * TICKS, log=False)


def _steps(bottom: float, top: float, whole: bool) -> tuple[float, float]:
    """The smallest round distance between ticks that covers bottom to top, and where the first tick stands."""
    size = 10.0 ** math.floor(math.log10((top - bottom) / TICKS))
    for factor in (1, 2, 2.5, 5, 10, 20, 25, 50):
        step = max(size * factor, 1.0) if whole else size * factor
        left = math.floor(bottom / step) * step
        if left + step * TICKS >= top - 1e-9 * abs(top) and (not whole or step == int(step)):
            return step, left
    raise ValueError("no round step covers the values")


def _head(axis: _Axis) -> list[str]:
    """Two lines: the figures of the axis, and the axis with its ticks."""
    figures = [" "] * (WIDTH + 16)
    line = ["-"] * WIDTH
    for share in (i / axis.ticks for i in range(axis.ticks + 1)):
        column = round(share * (WIDTH - 1))
        line[column] = "|"
        value = axis.value(share)
        text = _figure(value, value if axis.log else axis.high)
        at = max(min(column - len(text) // 2, WIDTH - 1 - len(text) // 2), 0)
        figures[at : at + len(text)] = text
    return ["".join(figures).rstrip(), "".join(line) + (" (log scale)" if axis.log else "")]


def _figure(value: float, high: float) -> str:
    """A figure of the axis, short: 1,250 and 2.5m; the scale of the axis' end serves all of them."""
    for size, name in ((1e12, "tn"), (1e9, "bn"), (1e6, "m")):
        if abs(high) >= size:
            return f"{value / size:.4g}{name}" if value else "0"
    if abs(value - round(value)) < 1e-9 or abs(high) >= 1000:
        return f"{round(value):,}"
    return f"{value:.3g}"


def _bar(q: Quantity, axis: _Axis) -> str:
    """The drawing of one value, ``WIDTH`` characters at most."""
    cells = [" "] * WIDTH
    low = 0 if q.low is None else axis.column(q.low)
    high = WIDTH - 1 if q.high is None else axis.column(q.high)
    if q.low is None and q.high is None:
        return "?"
    if q.low is not None and q.low == q.high:
        cells[low] = "*"
        if q.bound in (Bound.ABOUT, Bound.VAGUE):
            for beside in (low - 1, low + 1):
                if 0 <= beside < WIDTH:
                    cells[beside] = "~"
        return _open(cells, low, q.bound)
    cells[low : high + 1] = "=" * (high - low + 1)
    cells[low] = "<" if q.low is None else "(" if q.bound is Bound.MORE_THAN else "["
    cells[high] = ">" if q.high is None else ")" if q.bound is Bound.LESS_THAN else "]"
    return "".join(cells)


def _open(cells: list[str], at: int, bound: Bound) -> str:
    """A one-point value; a bound in words that the interval does not show is drawn as an open side."""
    if bound in (Bound.AT_LEAST, Bound.MORE_THAN):
        cells[at:] = "=" * (WIDTH - at)
        cells[at], cells[-1] = ("[" if bound is Bound.AT_LEAST else "("), ">"
    elif bound in (Bound.AT_MOST, Bound.LESS_THAN):
        cells[: at + 1] = "=" * (at + 1)
        cells[0], cells[at] = "<", ("]" if bound is Bound.AT_MOST else ")")
    return "".join(cells)
