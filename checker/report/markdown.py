"""The discrepancy report in markdown: reads well as it is, on a web page, and printed.

No clock, no absolute path, no live link: the same input gives the same bytes.
"""

from __future__ import annotations

from collections.abc import Callable

from checker import gate
from checker.model import Finding, Level, Run, Story
from checker.report import facts, findings
from checker.report.escape import clip, inline
from checker.report.matrix import matrix
from checker.report.strips import LEGEND, strip
from checker.report.timeline import timeline

__all__ = ["across", "render"]


def render(run: Run) -> str:
    """The whole report, ending in one newline."""
    ranked = gate.worst_first(run.findings)
    serious = [f for f in ranked if f.level is not Level.NOTE]
    notes = [f for f in ranked if f.level is Level.NOTE]
    single = gate.corroborated(run.agreements)
    rest = [a for a in run.agreements if a not in single]
    lines = ["# Discrepancy report", "", verdict(run)]
    lines += _section("To fix and to check", findings.table(serious) if serious else [])
    lines += _section("Who says what", _by_story(run, lambda s: matrix([f for f in serious if f.story == s.id])))
    lines += _section("Findings", _sections(serious))
    lines += _section("Notes", [line for f in notes for line in findings.note(f)])
    lines += _section("Settled before", facts.settled(run.settled), _SETTLED)
    lines += _section("Timeline", _by_story(run, lambda s: timeline([t for t in run.timeline if t.story == s.id])))
    lines += _section("Corroborated", facts.agreements(single), _CORROBORATED)
    lines += _section("Compared, and no second source", facts.agreements(rest), _COMPARED)
    lines += _section("Told by one source only", facts.single(run.single_source), _CALLS)
    lines += _section("Could not be read", facts.unreadable(run.unreadable))
    lines += _section("To tidy", facts.remarks(run.remarks))
    lines += _section("Articles", facts.articles(run.articles, run.stories) if run.articles else [])
    lines += ["", "---", "", _footer(run)]
    return "\n".join(lines) + "\n"


_CORROBORATED = "Facts that two or more independent sources have, and why the difference between them, if any, is none."
_COMPARED = "Passages that agree but come from one source: copies and credited reprints count once."
_SETTLED = "Found as before and no longer open: the decisions, the baseline, the settings or the draft itself say so."
_CALLS = "No other article was found to have these: what to call about before relying on them."


def verdict(run: Run) -> str:
    """The first line: what must be fixed, out of how much."""
    t = gate.tally(run)
    if t.findings:
        parts = [_count(t.errors, "must-fix", "must-fix"), _count(t.warnings, "to check", "to check")]
        told = ", ".join([*parts, _count(t.notes, "note")])
    else:
        told = "Nothing to fix and nothing to check" if t.articles else "Nothing was compared"
    line = f"**{told}** in {_count(t.articles, 'article')}, {_count(t.stories, 'story', 'stories')}."
    if t.facts:
        line += (
            f" {_count(t.facts, 'fact')} read: {t.corroborated} corroborated by independent sources,"
            f" {t.single_source} told by one source only."
        )
    if t.unreadable:
        line += f" **{_count(t.unreadable, 'input')} could not be read.**"
    return line


def _count(number: int, one: str, many: str | None = None) -> str:
    return f"{number} {one if number == 1 else many or one + 's'}"


def _section(title: str, body: list[str], lead: str = "") -> list[str]:
    """A section with its heading; nothing where it has no body."""
    if not body:
        return []
    return ["", f"## {title}", "", *([lead, ""] if lead else []), *body]


def _sections(serious: list[Finding]) -> list[str]:
    lines: list[str] = []
    for number, finding in enumerate(serious, 1):
        lines += ["", *findings.section(number, finding)]
    if any(strip(f.evidence) for f in serious):
        lines += ["", f"Reading the scales: {LEGEND}."]
    return lines[1:]


def _by_story(run: Run, body: Callable[[Story], list[str]]) -> list[str]:
    """The body of every story that has one, under its label where the run has several stories."""
    lines: list[str] = []
    for story in (*run.stories, *across(run)):
        made = body(story)
        if made and len(run.stories) > 1:
            made = [f"### {inline(clip(story.label or story.id, 120), start=False)}", "", *made]
        lines += ["", *made] if made else []
    return lines[1:]


def across(run: Run) -> list[Story]:
    """Stand-ins for the findings that tie articles of several stories together (one quotation in two stories)."""
    known = {s.id for s in run.stories}
    labels = {s.id: s.label or s.id for s in run.stories}
    ids = sorted({f.story for f in run.findings} - known)
    return [Story(id_, (), " + ".join(labels.get(part, part) for part in id_.split("+"))) for id_ in ids]


def _footer(run: Run) -> str:
    return (
        f"checker {inline(run.version, start=False)}. `checker explain CODE` tells what a rule looks for and why it"
        " matters; `checker explain FILE:LINE` tells how a line was read."
    )
