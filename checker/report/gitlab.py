"""The code quality report of GitLab: one object a finding, shown in the merge request at its line."""

from __future__ import annotations

import hashlib
from typing import Any

from checker import gate
from checker.model import Finding, Level, Run, Unreadable
from checker.report.escape import clip, visible
from checker.report.json import dumps
from checker.report.located import elsewhere, file_of, path_of

__all__ = ["render"]

SEVERITY = {Level.ERROR: "critical", Level.WARNING: "major", Level.NOTE: "info"}


def render(run: Run) -> str:
    issues = [_issue(run, f) for f in gate.worst_first(run.findings)]
    return dumps([*issues, *(_unreadable(run, u) for u in run.unreadable)], indent=2) + "\n"


def _issue(run: Run, finding: Finding) -> dict[str, Any]:
    """The id of a finding is that of the fact and of who says what: it survives moved lines, as GitLab wants."""
    first = finding.evidence[0].passage
    lines = {"begin": first.line}
    if first.place and first.place.end:
        lines["end"] = first.place.end.line
    others = "; ".join(elsewhere(run, finding))
    message = clip(visible(finding.message), 600)
    return {
        "description": f"{message} Compare {clip(others, 600)}" if others else message,
        "check_name": finding.code,
        "fingerprint": finding.id,
        "severity": SEVERITY[finding.level],
        "location": {"path": file_of(run, first), "lines": lines},
    }


def _unreadable(run: Run, problem: Unreadable) -> dict[str, Any]:
    return {
        "description": visible(problem.message),
        "check_name": "unreadable",
        "fingerprint": hashlib.sha256(str(problem).encode("utf-8", "backslashreplace")).hexdigest()[:16],
        "severity": "blocker",
        "location": {"path": path_of(run, problem.path), "lines": {"begin": problem.line or 1}},
    }
