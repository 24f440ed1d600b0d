"""What formats for CI systems say of a passage: its file as seen from the repository, and whose value it is."""

from __future__ import annotations

from collections.abc import Iterator

from checker.model import Evidence, Finding, Passage, Remark, Run
from checker.report.escape import clip, visible
from checker.report.text import counted, earlier

__all__ = ["advice", "elsewhere", "file_of", "path_of", "remarked", "said"]

PASSAGES = 6
"""Passages of one finding that a message names."""


def file_of(run: Run, passage: Passage) -> str:
    """The path of the file that a passage stands in, from the working folder where that is known."""
    return path_of(run, passage.place.file if passage.place else passage.path)


def path_of(run: Run, path: str) -> str:
    """A path of the run, from the working folder; where it does not lie below that, from the folder that was given."""
    outside = run.base.startswith(("..", "/")) or ":" in run.base
    return path if outside else run.file(path)


def remarked(run: Run, remark: Remark) -> str:
    """The path of a remark: on an article it is a path of the run, on a baseline or the like one as it was given."""
    return path_of(run, remark.path) if remark.path in {a.path for a in run.articles} else remark.path


def said(e: Evidence) -> str:
    """Who says what, on one line: "The Inland Observer: 28,000 homes"."""
    return f"{visible(e.passage.source)}: {clip(visible(e.value or e.passage.text), 300)}"


def elsewhere(run: Run, finding: Finding) -> Iterator[str]:
    """The passages behind the first one, which a format shows at its line: "path:line: source: value"."""
    for e in finding.evidence[1:PASSAGES]:
        yield f"{visible(file_of(run, e.passage))}:{e.passage.line}: {said(e)}"
    if len(finding.evidence) > PASSAGES:
        yield f"and {counted(len(finding.evidence) - PASSAGES, 'more passage')}"


def advice(finding: Finding) -> Iterator[str]:
    """What was decided before, and what to do."""
    if finding.earlier:
        yield f"{earlier(finding.earlier)}."
    if finding.advice:
        yield visible(finding.advice)
