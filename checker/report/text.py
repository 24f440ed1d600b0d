"""Terse lines like a linter's: ``path:line:column: error N101 message``, the other passages indented below."""

from __future__ import annotations

from collections.abc import Sequence

from checker import gate
from checker.model import Evidence, Finding, Run
from checker.report.escape import clip, visible

__all__ = ["render", "summary"]


def render(run: Run) -> str:
    lines = [line for f in gate.worst_first(run.findings) for line in _finding(f)]
    return "\n".join([*lines, summary(run)]) + "\n"


def _finding(finding: Finding) -> list[str]:
    first, rest = _main(finding.evidence)
    at = f"{_at(first)}: " if first else ""
    lines = [f"{at}{finding.level} {finding.code} {visible(finding.message)}"]
    return lines + [f"    {_at(e)}: {clip(visible(e.value), 100)} ({visible(e.passage.source)})" for e in rest]


def _main(evidence: Sequence[Evidence]) -> tuple[Evidence | None, Sequence[Evidence]]:
    return (evidence[0], evidence[1:]) if evidence else (None, ())


def _at(e: Evidence) -> str:
    return f"{visible(e.passage.path)}:{e.passage.line}:{e.passage.column}"


def summary(run: Run) -> str:
    """The last line: how much was found in how much."""
    t = gate.tally(run)
    found = ", ".join(
        f"{number} {name}{'' if number == 1 else 's'}"
        for number, name in ((t.errors, "error"), (t.warnings, "warning"), (t.notes, "note"))
        if number
    )
    read = f"{t.articles} article{'' if t.articles == 1 else 's'}"
    lost = f"; {t.unreadable} input{'' if t.unreadable == 1 else 's'} could not be read" if t.unreadable else ""
    return f"{found or 'no findings'} in {read}{lost}"
