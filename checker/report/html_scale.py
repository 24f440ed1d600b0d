"""The value strip and the small timeline as geometry: shares of a width, for the templates to draw as SVG."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta
from decimal import Decimal

from checker.model import Bound, Evidence, Quantity, TimelineEntry, TimeValue
from checker.record import record
from checker.report.scale import common_axis, figure

__all__ = ["DAYS", "Bar", "Scale", "Tick", "days_scale", "number_scale", "story_scale"]

DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_TICKS = 4
_LONGEST = 4000
"""Days between the first and the last beyond which days are no scale to look at."""


@record
class Tick:
    at: str
    label: str


@record
class Bar:
    """One value: from ``start`` to ``end`` percent; ``open_left``/``open_right``: it goes on beyond."""

    source: str
    value: str
    start: str
    end: str
    point: bool = False
    about: bool = False
    open_left: bool = False
    open_right: bool = False


@record
class Scale:
    """``ticks`` on one line, ``bars`` below each other; ``note`` says what the axis cannot show by itself."""

    ticks: tuple[Tick, ...]
    bars: tuple[Bar, ...]
    note: str = ""


def _percent(share: float) -> str:
    """A share of the width inside a margin for the labels at its ends."""
    return f"{6 + 88 * min(max(share, 0.0), 1.0):.2f}%"


def number_scale(evidence: Sequence[Evidence]) -> Scale | None:
    """The numbers of a finding on one axis; None where they have none in common."""
    rows = [(e, e.quantity) for e in evidence if e.quantity is not None]
    axis = common_axis([q for _, q in rows])
    if axis is None:
        return None
    shares = [i / axis.ticks for i in range(axis.ticks + 1)]
    values = [axis.value(share) for share in shares]
    ticks = [Tick(_percent(s), figure(v, v if axis.log else axis.high)) for s, v in zip(shares, values, strict=True)]
    bars = [_number(e, q, lambda v: axis.place(float(v))) for e, q in rows]
    return Scale(tuple(ticks), tuple(dict.fromkeys(bars)), "logarithmic scale" if axis.log else "")


def _number(e: Evidence, q: Quantity, place: Callable[[Decimal], float]) -> Bar:
    """A bound in words that the interval does not show is drawn as an open side."""
    low = 0.0 if q.low is None else place(q.low)
    high = 1.0 if q.high is None else place(q.high)
    up = q.high is None or q.bound in (Bound.AT_LEAST, Bound.MORE_THAN)
    down = q.low is None or q.bound in (Bound.AT_MOST, Bound.LESS_THAN)
    return Bar(
        source=e.passage.source,
        value=e.value or e.passage.text,
        start=_percent(0.0 if down else low),
        end=_percent(1.0 if up else high),
        point=q.low == q.high and not up and not down,
        about=q.bound in (Bound.ABOUT, Bound.VAGUE),
        open_left=down,
        open_right=up,
    )


def days_scale(evidence: Sequence[Evidence]) -> Scale | None:
    """The times of a finding on one axis of days; None where there is nothing to compare on a calendar."""
    rows = [(e, found) for e in evidence if (found := _interval(e.time)) is not None]
    if len(rows) < 2 or len({found for _, found in rows}) < 2:
        return None
    first = min(start for _, (start, _) in rows)
    last = max(end for _, (_, end) in rows)
    ticks, place = _calendar(first.date(), (last - timedelta(seconds=1)).date())
    if not ticks:
        return None
    bars = [
        Bar(e.passage.source, e.value or e.passage.text, _percent(place(start)), _percent(place(end)), start == end)
        for e, (start, end) in rows
    ]
    return Scale(ticks, tuple(dict.fromkeys(bars)))


def story_scale(entries: Sequence[TimelineEntry]) -> Scale | None:
    """The days of a story with as many events as each has, on one axis."""
    counted: dict[date, set[str]] = {}
    for entry in entries:
        counted.setdefault(entry.day, set()).add(entry.what)
    if len(counted) < 2:
        return None
    ticks, place = _calendar(min(counted), max(counted))
    noon = timedelta(hours=12)
    bars = []
    for day, what in sorted(counted.items()):
        at = _percent(place(datetime(day.year, day.month, day.day) + noon))
        bars.append(Bar("", f"{named(day)}: {len(what)}", at, at, point=True))
    return Scale(ticks, tuple(bars)) if ticks else None


def named(day: date) -> str:
    return f"{DAYS[day.weekday()]} {day.isoformat()}"


def _interval(time: TimeValue | None) -> tuple[datetime, datetime] | None:
    """Naive (start, end) of a time that lies on the calendar."""
    if time is None or time.start is None or time.end is None:
        return None
    return time.start.replace(tzinfo=None), time.end.replace(tzinfo=None)


def _calendar(first: date, last: date) -> tuple[tuple[Tick, ...], Callable[[datetime], float]]:
    """Ticks at the beginnings of days, and where a moment lies on the axis; no ticks where it were too long."""
    days = (last - first).days + 1
    begin = datetime(first.year, first.month, first.day)

    def place(moment: datetime) -> float:
        return (moment - begin) / timedelta(days=days)

    if days > _LONGEST:
        return (), place
    step = -(-days // _TICKS)
    shown = [first + timedelta(days=n) for n in range(0, days, step)]
    at = timedelta(hours=12) if step == 1 else timedelta()  # a label under the middle of its day
    ticks = [Tick(_percent(place(datetime(d.year, d.month, d.day) + at)), _label(d, days)) for d in shown]
    return tuple(ticks), place


def _label(day: date, days: int) -> str:
    return f"{DAYS[day.weekday()]} {day.day:02}/{day.month:02}" if days < 300 else f"{day.month:02}/{day.year}"
