"""What a person decides of a finding."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from typing import Any

from checker.record import record

__all__ = ["Decision", "Lapsed", "Resolution"]


class Resolution(StrEnum):
    """What a person decides of a finding."""

    FIX_DRAFT = "fix-draft"
    EXPLAINED = "explained"
    SOURCE_WRONG = "source-wrong"
    NOT_SAME_FACT = "not-same-fact"
    EXTRACTION_ERROR = "extraction-error"
    DEFER = "defer"
    WITHDRAWN = "withdrawn"
    """The earlier decision is taken back; written by undo, not chosen."""


@record
class Decision:
    """What a person said of a finding: one line of the decisions file.

    ``code``, ``fingerprint``, ``about`` and ``state`` are those of the finding it was made on; ``fact`` names it for
    a reader. ``made``: when, in UTC. ``until``: the last day on which it holds, None for always; a day that cannot be
    read counts as past. ``line`` of the file, from 1; 0 for one that is not written yet.
    """

    finding: str
    code: str
    fingerprint: str
    about: frozenset[str]
    state: tuple[str, ...]
    fact: str
    verdict: Resolution
    reason: str
    note: str
    who: str
    made: datetime
    until: date | None = None
    line: int = 0


@record
class Lapsed:
    """A decision that holds no longer, and why: "expired on 2026-01-31", "the evidence changed: ..."."""

    decision: Decision
    why: str

    def to_dict(self) -> dict[str, Any]:
        d = self.decision
        return {"verdict": str(d.verdict), "reason": d.reason, "note": d.note, "who": d.who, "why": self.why}
