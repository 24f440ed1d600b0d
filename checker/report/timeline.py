"""The dated events of a story, day by day."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from checker.model import TimelineEntry
from checker.report.escape import clip, inline
from checker.report.passages import place

__all__ = ["timeline"]

LIMIT = 40
DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


def timeline(entries: Sequence[TimelineEntry]) -> list[str]:
    """Markdown lines: a list item a day, below it the events with everyone who has them; long ones end with a count."""
    days: dict[date, dict[str, list[TimelineEntry]]] = {}
    for entry in sorted(entries, key=lambda t: (t.day, t.evidence.passage.path, t.evidence.passage.start)):
        days.setdefault(entry.day, {}).setdefault(entry.what, []).append(entry)
    lines: list[str] = []
    left = LIMIT
    for day, events in days.items():
        if left > 0:
            lines.append(f"- **{DAYS[day.weekday()]} {day.isoformat()}**")
            lines += [f"  - {_event(what, found)}" for what, found in list(events.items())[:left]]
        left -= len(events)
    return lines if left >= 0 else [*lines, f"- … and {-left} more"]


def _event(what: str, found: Sequence[TimelineEntry]) -> str:
    told = ", ".join(dict.fromkeys(place(t.evidence) for t in found))
    return f"{inline(clip(what, 160))} ({told})"
