"""Workflow commands of GitHub Actions, which become annotations, and the summary of the step.

GitHub takes ten annotations of each kind from a step and drops the others without a word: the worst come first, and
one notice tells how many there are beyond them. ``step_summary`` is markdown for the file that GITHUB_STEP_SUMMARY
names; a summary above 1 MiB is refused whole.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from checker import gate
from checker.model import Finding, Level, Run
from checker.report import findings
from checker.report.escape import clip, inline, visible
from checker.report.located import advice, elsewhere, file_of, path_of, remarked
from checker.report.text import counted, summary

__all__ = ["MOST", "SUMMARY_LIMIT", "render", "step_summary"]

MOST = 10
"""Annotations of one kind that GitHub shows of a step."""
SUMMARY_LIMIT = 1024 * 1024
"""Bytes that the summary of a step may have."""
_RESERVE = 200
"""Bytes kept free for the line that says what is left out."""
_KINDS = {Level.ERROR: "error", Level.WARNING: "warning", Level.NOTE: "notice"}
_LONGEST = 4000

Command = tuple[str, dict[str, str | int], str]
"""Kind, properties, message."""


def render(run: Run) -> str:
    kept, left = _worst(list(_commands(run)))
    if left:
        told = ", ".join(counted(sum(kind == name for kind, _, _ in left), name) for name in _KINDS.values())
        where = "the summary of this step or another format has them all"
        kept.append(("notice", {"title": "checker"}, f"{len(left)} more not shown here ({told}): {where}"))
    return "".join(_line(*command) for command in kept) + summary(run) + "\n"


def _worst(commands: Sequence[Command]) -> tuple[list[Command], list[Command]]:
    """The first ten of each kind and the others; where there are others, a place stays free for the notice of them."""
    full = any(sum(kind == name for kind, _, _ in commands) > MOST for name in _KINDS.values())
    places = {name: MOST - (full and name == "notice") for name in _KINDS.values()}
    kept: list[Command] = []
    left: list[Command] = []
    for command in commands:
        places[command[0]] -= 1
        (kept if places[command[0]] >= 0 else left).append(command)
    return kept, left


def _commands(run: Run) -> Iterator[Command]:
    for finding in gate.worst_first(run.findings):
        yield _KINDS[finding.level], _properties(run, finding), _message(run, finding)
    for problem in run.unreadable:
        at: dict[str, str | int] = {"file": path_of(run, problem.path), "line": problem.line or 1}
        yield "error", at | {"title": "checker could not read this"}, visible(problem.message)
    for remark in run.remarks:
        at = {"file": remarked(run, remark), "line": remark.line or 1}
        yield "notice", at | {"title": "checker"}, visible(remark.message)


def _properties(run: Run, finding: Finding) -> dict[str, str | int]:
    """GitHub takes columns only for a passage that lies in one line."""
    first = finding.evidence[0].passage
    at: dict[str, str | int] = {"file": file_of(run, first), "line": first.line}
    if first.place and first.place.start and first.place.end:
        start, end = first.place.start, first.place.end
        at["endLine"] = end.line
        if start.line == end.line:
            at |= {"col": start.column, "endColumn": end.column}
    return at | {"title": clip(f"{finding.code} {visible(finding.title)}", 200)}


def _message(run: Run, finding: Finding) -> str:
    return clip("\n".join([visible(finding.message), *elsewhere(run, finding), *advice(finding)]), _LONGEST)


def _line(kind: str, properties: dict[str, str | int], message: str) -> str:
    told = ",".join(f"{name}={_property(str(value))}" for name, value in properties.items())
    return f"::{kind} {told}::{_data(message)}\n"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def step_summary(run: Run, limit: int = SUMMARY_LIMIT) -> str:
    """Markdown of at most ``limit`` bytes of UTF-8, the worst findings first; the last line says how many are left out.

    ``limit``: what is left of the platform's own, where the step has written a summary already.
    """
    worst = gate.worst_first(run.findings)
    head = f"## checker\n\n{inline(summary(run), start=False)}\n"
    shown = list(_fitting((_block(n, f) for n, f in enumerate(worst, 1)), limit - len(head.encode()) - _RESERVE))
    left = len(worst) - len(shown)
    tail = f"\n{left} of {counted(len(worst), 'finding')} left out for want of room.\n" if left else ""
    whole = head + "".join(shown) + tail
    return whole if len(whole.encode("utf-8", "backslashreplace")) <= limit else ""


def _block(number: int, finding: Finding) -> str:
    """One finding; of a note, the short form."""
    lines = findings.note(finding) if finding.level is Level.NOTE else findings.section(number, finding)
    return "\n" + "\n".join(lines) + "\n"


def _fitting(blocks: Iterable[str], room: int) -> Iterator[str]:
    """Blocks for as long as there is room for them."""
    for block in blocks:
        room -= len(block.encode("utf-8", "backslashreplace"))
        if room < 0:
            return
        yield block

