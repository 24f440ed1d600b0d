"""The table of output formats. A new format is one module with ``render(run) -> str`` and one row here.

A run writes one or two of them, so a module is imported when its format is asked for.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import NamedTuple

from checker.model import Run

__all__ = ["FORMATS", "Format", "render"]


class Format(NamedTuple):
    """One row: the name on the command line, the module of the renderer, and what it is for."""

    name: str
    module: str
    about: str

    @property
    def render(self) -> Callable[[Run], str]:
        found: Callable[[Run], str] = import_module(f"checker.report.{self.module}").render
        return found


FORMATS = {
    row.name: row
    for row in (
        Format("text", "text", "one line a finding, as linters print them"),
        Format("full", "full", "each finding with the lines of its passages"),
        Format("md", "markdown", "the discrepancy report"),
        Format("html", "html", "the report as one page, and a review without a server"),
        Format("json", "json", "everything, as one object"),
        Format("jsonl", "jsonl", "the findings, one object a line"),
        Format("sarif", "sarif", "SARIF 2.1.0, for code scanning and editors"),
        Format("github", "github", "annotations of GitHub Actions"),
        Format("gitlab", "gitlab", "GitLab's code quality report"),
        Format("junit", "junit", "JUnit XML: a suite a story, a test case a finding"),
        Format("rdjson", "rdjson", "reviewdog's diagnostics"),
    )
}


def render(run: Run, name: str) -> str:
    """The run in the format of that name. Raises KeyError for a name that is not in the table."""
    return FORMATS[name].render(run)
