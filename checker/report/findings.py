"""Findings in markdown: the table of what must be fixed, a section for each, and notes in short form."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Sequence

from checker import gate
from checker.model import Evidence, Finding, Kind, Lapsed
from checker.report.escape import cell, clip, code, fence, inline, visible
from checker.report.passages import by_sentence, labels, numbered, place, quoted, where
from checker.report.strips import strip

__all__ = ["note", "section", "table"]

QUOTED = 3
"""Sentences quoted in full for one version of a fact; the others are named by place."""
WRAP = 92


def table(findings: Sequence[Finding]) -> list[str]:
    """One row a finding: its number, level, what disagrees, and both sides with where they stand."""
    lines = ["| # | Level | What | One side | Other side |", "| --: | --- | --- | --- | --- |"]
    for number, finding in enumerate(findings, 1):
        said = labels(finding.evidence, 70)
        one, other = _sides(finding.evidence)
        what = f"{cell(finding.title)}: {cell(finding.fact, 80)}" if finding.fact else cell(finding.title)
        level = gate.LABELS[finding.level]
        lines.append(f"| {number} | {level} | {what} | {_told(finding, one, said)} | {_told(finding, other, said)} |")
    return lines


def _sides(evidence: Sequence[Evidence]) -> tuple[list[int], list[int]]:
    """Indices of the first version and of the others; of one version only, its first passage and the rest."""
    first = [i for i, e in enumerate(evidence) if e.side == evidence[0].side]
    rest = [i for i in range(len(evidence)) if i not in first]
    return (first, rest) if rest else (first[:1], first[1:])


def _told(finding: Finding, side: Sequence[int], said: Sequence[str]) -> str:
    """The values of one side for a cell, each with its places."""
    by_value: dict[str, dict[str, None]] = {}
    for i in side:
        by_value.setdefault(said[i], {})[place(finding.evidence[i], table=True)] = None
    told = []
    for value, places in by_value.items():
        more = f" and {len(places) - 3} more" if len(places) > 3 else ""
        told.append(f"{value} ({', '.join(list(places)[:3])}{more})")
    return "; ".join(told) or "–"


def section(number: int, finding: Finding) -> list[str]:
    """The full account of one finding."""
    title = f"{finding.title}: {finding.fact}" if finding.fact else finding.title
    lines = [f"### {number}. {inline(clip(title, 120), start=False)}", "", _facts(finding), "", inline(finding.message)]
    lines += ["", _earlier(finding.earlier)] if finding.earlier else []
    versions = numbered(finding.evidence)
    for side, evidence in versions:
        if len(versions) > 1:
            lines += ["", _version(side, evidence[0])]
        told = by_sentence(evidence)
        for group in told[:QUOTED]:
            lines += ["", *quoted(group)]
        if len(told) > QUOTED:
            lines += ["", f"Also: {'; '.join(where(group[0]) for group in told[QUOTED:])}"]
    lines += _block("The values on one scale:", strip(finding.evidence) if finding.kind is Kind.NUMBER else [])
    working = [line for line in dict.fromkeys(finding.working) if line != finding.message]
    lines += _block("The working:", [piece for line in working for piece in _wrapped(line)])
    lines += _points("Why these passages were put side by side:", finding.reasons)
    lines += _points("Innocent explanations considered:", finding.considered)
    if finding.advice:
        lines += ["", f"**What to do:** {inline(finding.advice, start=False)}"]
    return lines


def _version(side: int, e: Evidence) -> str:
    """The heading of one version of the fact; a quotation is not said twice."""
    letter = chr(ord("A") + side % 26)
    if not e.value or visible(e.value) == visible(e.passage.text):
        return f"Version {letter}:"
    return f"Version {letter}, **{inline(clip(e.value, 100), start=False)}**:"


def _facts(finding: Finding) -> str:
    level = gate.LABELS[finding.level].capitalize()
    return (
        f"**{level}** · {finding.verdict} · rule {code(finding.code)} · "
        f"confidence {finding.confidence:.2f} · id {code(finding.id)}"
    )


def _earlier(lapsed: Lapsed) -> str:
    """What was decided before, and why the finding is open all the same."""
    made = lapsed.decision
    said = f" (“{inline(clip(made.reason, 200), start=False)}”)" if made.reason else ""
    who, why = inline(clip(made.who, 60), start=False), inline(clip(lapsed.why, 300), start=False)
    return f"**Decided before:** {made.verdict} by {who}{said}; open because {why}."


def _block(title: str, body: list[str]) -> list[str]:
    return ["", title, "", *fence(body)] if body else []


def _points(title: str, points: Iterable[str]) -> list[str]:
    items = [f"- {inline(point)}" for point in dict.fromkeys(points)]
    return ["", title, "", *items] if items else []


def _wrapped(line: str) -> list[str]:
    """A line of the working on as many lines as a printed page needs; its own indent is kept."""
    lead = " " * min(len(line) - len(line.lstrip(" ")), 12)
    shown = visible(line)
    return textwrap.wrap(shown, WRAP, initial_indent=lead, subsequent_indent=lead + "    ", break_on_hyphens=False) or [
        ""
    ]


def note(finding: Finding) -> list[str]:
    """A note: what, where, and the rule, in a few lines."""
    title = f"{finding.title}: {finding.fact}" if finding.fact else finding.title
    told = [f"{inline(clip(e.value or e.passage.text, 70), start=False)} ({place(e)})" for e in finding.evidence]
    lines = [
        f"- **{inline(clip(title, 120), start=False)}** ({code(finding.code)}, {finding.confidence:.2f}): "
        f"{inline(finding.message, start=False)}"
    ]
    if told:
        lines.append(f"  - {'; '.join(dict.fromkeys(told))}")
    if finding.advice:
        lines.append(f"  - {inline(finding.advice)}")
    if finding.earlier:
        lines.append(f"  - {_earlier(finding.earlier)}")
    return lines
