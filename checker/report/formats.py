"""The table of output formats. A new format is one module with ``render(run) -> str`` and one row here."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from checker.model import Run
from checker.report import full, github, gitlab, html, json, jsonl, junit, markdown, rdjson, sarif, text

__all__ = ["FORMATS", "Format", "render"]


@dataclass(frozen=True, slots=True)
class Format:
    """One row: the name on the command line, the renderer, and what it is for."""

    name: str
    render: Callable[[Run], str]
    about: str


FORMATS = {
    row.name: row
    for row in (
        Format("text", text.render, "one line a finding, as linters print them"),
        Format("full", full.render, "each finding with the lines of its passages"),
        Format("md", markdown.render, "the discrepancy report"),
        Format("html", html.render, "the report as one page, and a review without a server"),
        Format("json", json.render, "everything, as one object"),
        Format("jsonl", jsonl.render, "the findings, one object a line"),
        Format("sarif", sarif.render, "SARIF 2.1.0, for code scanning and editors"),
        Format("github", github.render, "annotations of GitHub Actions"),
        Format("gitlab", gitlab.render, "GitLab's code quality report"),
        Format("junit", junit.render, "JUnit XML: a suite a story, a test case a finding"),
        Format("rdjson", rdjson.render, "reviewdog's diagnostics"),
    )
}


def render(run: Run, name: str) -> str:
    """The run in the format of that name. Raises KeyError for a name that is not in the table."""
    return FORMATS[name].render(run)
