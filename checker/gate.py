"""The gate: what counts as failing, how much of everything there is, and the exit status. The only place that counts.

Renderers print the figures of a ``Tally``; the command line ends with ``status``.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from enum import IntEnum

from checker.model import Agreement, Finding, Level, Run, SettledBy
from checker.record import record

__all__ = ["LABELS", "RANK", "ExitStatus", "Tally", "corroborated", "fails", "status", "tally", "worst_first"]

RANK = {Level.ERROR: 0, Level.WARNING: 1, Level.NOTE: 2}
"""Levels from the most serious to the least."""

LABELS = {Level.ERROR: "must fix", Level.WARNING: "to check", Level.NOTE: "note"}
"""What a level says to an editor."""


class ExitStatus(IntEnum):
    """The exit statuses of the program. Never a count."""

    CLEAN = 0
    FINDINGS = 1
    USAGE = 2
    UNREADABLE = 3


@record
class Tally:
    """Every figure that a report or a summary line may print."""

    errors: int
    warnings: int
    notes: int
    articles: int
    stories: int
    facts: int
    corroborated: int
    agreements: int
    single_source: int
    unreadable: int
    settled: Mapping[SettledBy, int]

    @property
    def findings(self) -> int:
        return self.errors + self.warnings + self.notes


def tally(run: Run) -> Tally:
    levels = Counter(f.level for f in run.findings)
    return Tally(
        errors=levels[Level.ERROR],
        warnings=levels[Level.WARNING],
        notes=levels[Level.NOTE],
        articles=len(run.articles),
        stories=len(run.stories),
        facts=run.facts,
        corroborated=len(corroborated(run.agreements)),
        agreements=len(run.agreements),
        single_source=len(run.single_source),
        unreadable=len(run.unreadable),
        settled={by: number for by in SettledBy if (number := sum(s.by is by for s in run.settled))},
    )


def corroborated(agreements: Iterable[Agreement]) -> list[Agreement]:
    """The agreements that at least two independent sources stand behind."""
    return [a for a in agreements if a.sources >= 2]


def worst_first(findings: Iterable[Finding]) -> list[Finding]:
    """Findings by level, then confidence, then place: the order in which a person should read them."""

    def key(finding: Finding) -> tuple[int, float, str, str, int, str, str]:
        where = finding.evidence[0].passage if finding.evidence else None
        path, start = (where.path, where.start) if where else ("", 0)
        rank = RANK[finding.level]
        return rank, -round(finding.confidence, 2), finding.story, path, start, finding.code, finding.id

    return sorted(findings, key=key)


def fails(finding: Finding, fail_on: Level | None) -> bool:
    """Whether a finding is at or above the level that fails a check (None: nothing fails it)."""
    return fail_on is not None and RANK[finding.level] <= RANK[fail_on]


def status(run: Run, fail_on: Level | None, allowed: int = 0, *, lenient: bool = False) -> ExitStatus:
    """The exit status of a run, in which up to ``allowed`` failing findings are let through.

    A failing finding wins over an unreadable input: the finding is certain and must stop the presses, and the
    unreadable input is named on the error stream either way. ``lenient``: unreadable input passes too.
    """
    if sum(fails(f, fail_on) for f in run.findings) > allowed:
        return ExitStatus.FINDINGS
    return ExitStatus.UNREADABLE if run.unreadable and not lenient else ExitStatus.CLEAN
