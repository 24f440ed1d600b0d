"""A whole run: everything that a report, a check or a review shows."""

from __future__ import annotations

from datetime import date
from typing import Any

from checker.model.articles import Waiver
from checker.model.findings import Agreement, Evidence, Finding, Settled, SingleSource
from checker.model.stories import Story
from checker.record import record

__all__ = ["ArticleInfo", "Remark", "Run", "TimelineEntry", "Unreadable"]


@record
class Unreadable:
    """An input that could not be read (or processed), as one line for a person."""

    path: str
    message: str
    line: int | None = None

    def __str__(self) -> str:
        where = f"{self.path}:{self.line}" if self.line else self.path
        return f"{where}: {self.message}"


@record
class Remark:
    """Something about the check itself that wants tidying: an unused suppression, a baseline entry no longer needed."""

    path: str
    message: str
    line: int | None = None

    def __str__(self) -> str:
        where = f"{self.path}:{self.line}" if self.line else self.path
        return f"{where}: {self.message}"

    def to_dict(self) -> dict[str, Any]:
        return {"path": self.path, "line": self.line, "message": self.message}


@record
class ArticleInfo:
    """What a run keeps of an article."""

    id: str
    path: str
    source: str
    title: str | None
    published: date | None
    published_from: str
    story: str
    waivers: tuple[Waiver, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        return {
            "path": self.path,
            "source": self.source,
            "title": self.title,
            "published": self.published.isoformat() if self.published else None,
            "published_from": self.published_from,
            "story": self.story,
        }


@record
class TimelineEntry:
    """A dated event of a story, for the report's timeline."""

    story: str
    day: date
    what: str
    evidence: Evidence


@record
class Run:
    """Everything that a report, a check or a review shows. Sorted; the same input gives the same run.

    ``findings`` are the open ones; ``settled`` those that a decision, a baseline or a suppression took out.
    ``base``: the folder that paths are relative to, as seen from the current folder ("" where they are the same).
    """

    version: str
    articles: tuple[ArticleInfo, ...]
    stories: tuple[Story, ...]
    findings: tuple[Finding, ...]
    agreements: tuple[Agreement, ...]
    single_source: tuple[SingleSource, ...]
    timeline: tuple[TimelineEntry, ...] = ()
    unreadable: tuple[Unreadable, ...] = ()
    facts: int = 0
    settled: tuple[Settled, ...] = ()
    remarks: tuple[Remark, ...] = ()
    base: str = ""

    def file(self, path: str) -> str:
        """A path of the run as a program in the current folder would open it."""
        return f"{self.base}/{path}" if self.base and not path.startswith("/") else path

    def to_dict(self) -> dict[str, Any]:
        return {
            "version": 1,
            "articles": [a.to_dict() for a in self.articles],
            "findings": [f.to_dict() for f in self.findings],
            "agreements": [a.to_dict() for a in self.agreements],
            "single_source": [s.to_dict() for s in self.single_source],
            "unreadable": [{"path": u.path, "line": u.line, "message": u.message} for u in self.unreadable],
            "settled": [s.to_dict() for s in self.settled],
            "remarks": [r.to_dict() for r in self.remarks],
        }
