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
    """Markdown lines: one list item a day and event, with everyone who has it; long ones end with a count."""
    events: dict[tuple[date, str], list[TimelineEntry]] = {}
    for entry in sorted(entries, key=lambda t: (t.day, t.evidence.passage.path, t.evidence.passage.start)):
        events.setdefault((entry.day, entry.what), []).append(entry)
    lines = []
    for (day, what), found in list(events.items())[:LIMIT]:
        told = ", ".join(dict.fromkeys(place(t.evidence) for t in found))
        name = f"{DAYS[day.weekday()]} {day.isoformat()}"
        lines.append(f"- **{name}** {inline(clip(what, 160), start=False)} ({told})")
    if len(events) > LIMIT:
        lines.append(f"- … and {len(events) - LIMIT} more")
    return lines
