"""The diagnostic format of reviewdog: one object, columns in bytes of UTF-8, ends exclusive."""

from __future__ import annotations

from typing import Any

from checker import gate
from checker.model import Evidence, Finding, Level, Passage, Run, Unreadable
from checker.report import text
from checker.report.escape import visible
from checker.report.json import dumps
from checker.report.located import advice, file_of, path_of, said

__all__ = ["render"]

SEVERITY = {Level.ERROR: "ERROR", Level.WARNING: "WARNING", Level.NOTE: "INFO"}


def render(run: Run) -> str:
    diagnostics = [_diagnostic(run, f) for f in gate.worst_first(run.findings)]
    diagnostics += [_unreadable(run, u) for u in run.unreadable]
    return dumps({"source": {"name": "checker"}, "diagnostics": diagnostics}, indent=2) + "\n"


def _diagnostic(run: Run, finding: Finding) -> dict[str, Any]:
    return {
        "message": "\n".join([visible(finding.message), *advice(finding)]),
        "location": _location(run, finding.evidence[0].passage),
        "severity": SEVERITY[finding.level],
        "code": {"value": finding.code},
        "original_output": "\n".join(text.lines(finding)),
        "related_locations": [_related(run, e) for e in finding.evidence[1:]],
    }


def _related(run: Run, e: Evidence) -> dict[str, Any]:
    return {"message": said(e), "location": _location(run, e.passage)}


def _location(run: Run, p: Passage) -> dict[str, Any]:
    """Of a record only the line is known; a range without columns is the whole line."""
    found = p.place
    if found and found.start and found.end:
        start = {"line": found.start.line, "column": found.start.utf8}
        span = {"start": start, "end": {"line": found.end.line, "column": found.end.utf8}}
    else:
        span = {"start": {"line": p.line}}
    return {"path": file_of(run, p), "range": span}


def _unreadable(run: Run, problem: Unreadable) -> dict[str, Any]:
    location: dict[str, Any] = {"path": path_of(run, problem.path)}
    if problem.line:
        location["range"] = {"start": {"line": problem.line}}
    return {"message": visible(problem.message), "location": location, "severity": "ERROR"}
