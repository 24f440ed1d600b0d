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

from collections.abc import Sequence
from decimal import Decimal

from checker.model import Bound, Evidence, Quantity
from checker.report.escape import clip, visible
from checker.report.scale import Axis, common_axis, figure

__all__ = ["LEGEND", "strip"]

WIDTH = 48
LABEL = 24
LEGEND = (
    "`*` the value, `~*~` about, `[==]` a range, `[==>` at least, `(==>` more than, `<==]` at most, `<==)` less than"
)


def strip(evidence: Sequence[Evidence]) -> list[str]:
    """The lines of a strip; none where the values have no common scale or do not differ."""
    rows = [(e, e.quantity) for e in evidence if e.quantity is not None]
    axis = common_axis([q for _, q in rows])
    if axis is None:
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


def _column(axis: Axis, value: Decimal) -> int:
    return min(max(round(axis.place(float(value)) * (WIDTH - 1)), 0), WIDTH - 1)


def _head(axis: Axis) -> list[str]:
    """Two lines: the figures of the axis, and the axis with its ticks."""
    figures = [" "] * (WIDTH + 16)
    line = ["-"] * WIDTH
    for share in (i / axis.ticks for i in range(axis.ticks + 1)):
        column = round(share * (WIDTH - 1))
        line[column] = "|"
        value = axis.value(share)
        text = figure(value, value if axis.log else axis.high)
        at = max(min(column - len(text) // 2, WIDTH - 1 - len(text) // 2), 0)
        figures[at : at + len(text)] = text
    return ["".join(figures).rstrip(), "".join(line) + (" (log scale)" if axis.log else "")]


def _bar(q: Quantity, axis: Axis) -> str:
    """The drawing of one value, ``WIDTH`` characters at most."""
    cells = [" "] * WIDTH
    low = 0 if q.low is None else _column(axis, q.low)
    high = WIDTH - 1 if q.high is None else _column(axis, q.high)
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
