"""The source x fact matrix: one row a fact that sources disagree on, one column a source, the values in the cells."""

from __future__ import annotations

from collections.abc import Sequence

from checker.model import Finding, Kind, Level
from checker.report.escape import cell
from checker.report.passages import labels

__all__ = ["matrix"]

COLUMNS = 6
"""Sources side by side before a second table is begun: what a printed page holds."""

_Rows = dict[tuple[Kind, str], dict[str, dict[str, None]]]
"""Fact -> source -> the values it has, in order."""


def matrix(findings: Sequence[Finding]) -> list[str]:
    """The table of one story in markdown lines; none where no two sources disagree."""
    rows: _Rows = {}
    for finding in findings:
        sources = {e.passage.source for e in finding.evidence}
        if finding.level is Level.NOTE or len(sources) < 2:
            continue
        row = rows.setdefault((finding.kind, finding.fact), {})
        for e, said in zip(finding.evidence, labels(finding.evidence, 60), strict=True):
            row.setdefault(e.passage.source, {})[said] = None
    sources_ = sorted({source for row in rows.values() for source in row})
    lines: list[str] = []
    for first in range(0, len(sources_), COLUMNS):
        shown = sources_[first : first + COLUMNS]
        part = {fact: row for fact, row in rows.items() if any(s in row for s in shown)}
        lines += ["", *_table(part, shown)] if lines else _table(part, shown)
    return lines


def _table(rows: _Rows, sources: Sequence[str]) -> list[str]:
    head = " | ".join(["Fact", *(cell(s, 40) for s in sources)])
    lines = [f"| {head} |", "| --- |" + " --- |" * len(sources)]
    for (kind, fact), row in rows.items():
        cells = [" / ".join(row.get(s, "–")) for s in sources]
        lines.append(f"| {cell(fact or kind, 80)} | {' | '.join(cells)} |")
    return lines
