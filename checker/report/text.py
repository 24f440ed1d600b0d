"""Terse lines like a linter's: ``path:line:column: error N101 message``, the other passages indented below."""

from __future__ import annotations

from checker import gate
from checker.model import Evidence, Finding, Lapsed, Run
from checker.report.escape import clip, visible

__all__ = ["at", "counted", "earlier", "lines", "render", "summary"]


def render(run: Run) -> str:
    told = [line for f in gate.worst_first(run.findings) for line in lines(f)]
    return "\n".join([*told, summary(run)]) + "\n"


def lines(finding: Finding) -> list[str]:
    """The lines of one finding."""
    first = f"{at(finding.evidence[0])}: " if finding.evidence else ""
    told = [f"{first}{finding.level} {finding.code} {visible(finding.message)}"]
    told += [
        f"    {at(e)}: {clip(visible(e.value), 100)} ({visible(e.passage.source)})" for e in finding.evidence[1:]
    ]
    return [*told, f"    {earlier(finding.earlier)}"] if finding.earlier else told


def at(e: Evidence) -> str:
    """``path:line:column`` of a passage."""
    return f"{visible(e.passage.path)}:{e.passage.line}:{e.passage.column}"


def earlier(lapsed: Lapsed) -> str:
    """A decision that holds no longer, in one sentence: what it was, its reason, and why it lapsed."""
    d = lapsed.decision
    reason = f" ({clip(visible(d.reason), 200)})" if d.reason else ""
    return f"decided before as {d.verdict}{reason}, which holds no longer: {clip(visible(lapsed.why), 300)}"


def summary(run: Run) -> str:
    """The last line: how much was found in how much, and what no longer counts."""
    t = gate.tally(run)
    found = ", ".join(
        counted(number, name)
        for number, name in ((t.errors, "error"), (t.warnings, "warning"), (t.notes, "note"))
        if number
    )
    lost = f"; {counted(t.unreadable, 'input')} could not be read" if t.unreadable else ""
    by = ", ".join(f"{number} by {what}" for what, number in t.settled.items())
    settled = f"; {sum(t.settled.values())} settled ({by})" if by else ""
    return f"{found or 'no findings'} in {counted(t.articles, 'article')}{settled}{lost}"


def counted(number: int, name: str) -> str:
    """ "1 error", "2 errors"."""
    return f"{number} {name}{'' if number == 1 else 's'}"
