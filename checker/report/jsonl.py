"""One finding a line, worst first, for programs that read line by line."""

from __future__ import annotations

from checker import gate
from checker.model import Run
from checker.report.json import dumps

__all__ = ["render"]


def render(run: Run) -> str:
    return "".join(dumps(f.to_dict()) + "\n" for f in gate.worst_first(run.findings))
