"""One passage of evidence in markdown: the sentence as a blockquote with the value in bold, and where it stands."""

from __future__ import annotations

from collections.abc import Sequence

from checker.model import Evidence
from checker.report.escape import MARK, cell, clip, code, inline, strong

__all__ = ["numbered", "place", "quoted", "values", "where"]

ROOM = 220
"""Characters of the sentence shown on each side of the value."""
LONGEST = 900
"""Characters of the value itself (a long quotation) shown before it is cut."""


def place(e: Evidence, *, table: bool = False) -> str:
    """``path:line`` as code."""
    return code(f"{e.passage.path}:{e.passage.line}", table=table)


def where(e: Evidence) -> str:
    """Who has it, where it stands, who is said to have said it, and when it is said to have been."""
    parts = [f"{inline(e.passage.source)}, {place(e)}"]
    if e.claimant:
        parts.append(f"says: {inline(clip(e.claimant, 80), start=False)}")
    if e.when:
        parts.append(f"when: {inline(clip(e.when, 80), start=False)}")
    return "; ".join(parts)


def quoted(e: Evidence) -> list[str]:
    """The lines of the blockquote, closed by the line that says where it is from."""
    before, value, after = _cut(e)
    return [f"> {strong(before, value, after)}", ">", f"> — {where(e)}"]


def _cut(e: Evidence) -> tuple[str, str, str]:
    """The sentence in three pieces around the value, long ones cut with an ellipsis."""
    start, end = max(e.mark.start, 0), min(e.mark.end, len(e.context))
    value = e.context[start:end]
    if not value.strip() or len(e.passage.text) > len(value):
        # A quotation that runs over its sentence: the passage itself is what must be shown.
        value, after = e.passage.text, ""
    else:
        after = e.context[end:]
    before = e.context[:start]
    if len(before) > ROOM:
        before = MARK + before[-ROOM:].partition(" ")[2]
    if len(after) > ROOM:
        after = after[:ROOM].rpartition(" ")[0] + MARK
    if len(value) > LONGEST:
        half = LONGEST // 2
        value = f"{value[:half].rpartition(' ')[0]} {MARK} {value[-half:].partition(' ')[2]}"
    return before, value, after


def values(evidence: Sequence[Evidence], limit: int = 80) -> str:
    """The distinct values of some passages for a table cell, in their order."""
    found = dict.fromkeys(cell(e.value or e.passage.text, limit) for e in evidence)
    return " / ".join(found) or "–"


def numbered(evidence: Sequence[Evidence]) -> list[tuple[int, list[Evidence]]]:
    """The passages by side: the versions of the fact in order, each with its passages."""
    sides: dict[int, list[Evidence]] = {}
    for e in evidence:
        sides.setdefault(e.side, []).append(e)
    return sorted(sides.items())
