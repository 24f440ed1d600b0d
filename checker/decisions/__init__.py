"""Decisions: what people said of findings, kept in a file beside the drafts and respected by every later run.

    log = read(path)                      # every line of the file, and what could not be read of it
    run = settle(run, log, today())       # decided findings leave run.findings for run.settled
    append(path, decide(finding, ...))    # safe between processes

The file is append-only: a change of mind is one more line, and the newest line about a finding counts.
"""

from __future__ import annotations

from checker.decisions.effect import DEFER_DAYS, decide, settle, today, withdraw
from checker.decisions.log import Log, append, merge, read, rewrite
from checker.decisions.overview import Row, Status, overview, stats

__all__ = [
    "DEFER_DAYS",
    "Log",
    "Row",
    "Status",
    "append",
    "decide",
    "merge",
    "overview",
    "read",
    "rewrite",
    "settle",
    "stats",
    "today",
    "withdraw",
]
