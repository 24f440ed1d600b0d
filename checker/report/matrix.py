"""The source x fact matrix: one row a fact that sources disagree on, one column a source, the values in the cells."""

from __future__ import annotations

from collections.abc import Sequence

from checker.model import Evidence, Finding, Kind, Level
from checker.report.escape import cell
from checker.report.passages import values

__all__ = ["matrix"]

COLUMNS = 6
"""Sources side by side before a second table is begun: what a printed page holds."""


def matrix(findings: Sequence[Finding]) -> list[str]:
    """The table of one story in markdown lines; none where no two sources disagree."""
    rows: dict[tuple[Kind, str], dict[str, list[Evidence]]] = {}
    for finding in findings:
        sources = {e.passage.source for e in finding.evidence}
        if finding.level is Level.NOTE or len(sources) < 2:
            continue
        row = rows.setdefault((finding.kind, finding.fact), {})
        for e in finding.evidence:
            row.setdefault(e.passage.source, []).append(e)
    sources_ = sorted({source for row in rows.values() for source in row})
    lines: list[str] = []
    for first in range(0, len(sources_), COLUMNS):
        shown = sources_[first : first + COLUMNS]
        part = {fact: row for fact, row in rows.items() if any(s in row for s in shown)}
        lines += ["", *_table(part, shown)] if lines else _table(part, shown)
    return lines


def _table(rows: dict[tuple[Kind, str], dict[str, list[Evidence]]], sources: Sequence[str]) -> list[str]:
    head = " | ".join(["Fact", *(cell(s, 40) for s in sources)])
    lines = [f"| {head} |", "| --- |" + " --- |" * len(sources)]
    for (kind, fact), row in rows.items():
        cells = [values(row[s], 60) if s in row else "–" for s in sources]
        lines.append(f"| {cell(fact or kind, 80)} | {' | '.join(cells)} |")
    return lines
