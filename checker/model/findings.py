"""What became of an alignment, and what settled it."""

from __future__ import annotations

from enum import StrEnum
from typing import Any

from checker.model.articles import Passage, Span
from checker.model.decisions import Decision, Lapsed
from checker.model.values import Kind, Quantity, Quotation, TimeValue
from checker.record import record

__all__ = ["Agreement", "Evidence", "Finding", "Level", "Settled", "SettledBy", "SingleSource", "Verdict"]


class Level(StrEnum):
    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


class Verdict(StrEnum):
    # findings
    CONFLICT = "conflict"
    POSSIBLE_CONFLICT = "possible-conflict"
    DISPUTED = "disputed"
    INTERNAL = "internal"
    SAME_FIGURE = "same-figure"
    UPDATED = "updated"
    ALTERED_QUOTE = "altered-quote"
    MISATTRIBUTED = "misattributed"
    REFERENCE_CONFLICT = "reference-conflict"
    # agreements (TRIMMED and TRANSLATION are findings, as notes, where sense may have been lost)
    AGREES = "agrees"
    COMPATIBLE = "compatible"
    PART_OF_WHOLE = "part-of-whole"
    DIFFERENT_SCOPE = "different-scope"
    DIFFERENT_DEFINITION = "different-definition"
    SAME_ORIGIN = "same-origin"
    TRIMMED = "trimmed"
    TRANSLATION = "translation"
    # listed only
    SINGLE_SOURCE = "single-source"


@record
class Evidence:
    """One passage that a verdict rests on.

    ``value`` is the value in words for a reader ("67 missiles", "2022-11-23"); ``context`` the sentence with
    ``mark`` the span of the passage in it; ``side`` numbers the versions of the fact (0, 1, ...). ``about``: the
    classes of what is asserted, without its value, and ``stated`` that value in normal form: they identify a
    finding, wherever in a file its words stand.
    """

    passage: Passage
    value: str
    context: str
    mark: Span
    side: int = 0
    quantity: Quantity | None = None
    time: TimeValue | None = None
    quotation: Quotation | None = None
    claimant: str | None = None
    when: str | None = None
    about: frozenset[str] = frozenset()
    stated: str = ""

    def to_dict(self) -> dict[str, Any]:
        p = self.passage
        return {
            "path": p.path,
            "start": p.start,
            "end": p.end,
            "line": p.line,
            "column": p.column,
            "text": p.text,
            "source": p.source,
            "value": self.value,
        }


@record
class Finding:
    """A verdict that a person should look at.

    ``fact`` labels the fact ("missiles launched"); ``reasons``: why the passages were aligned;
    ``considered``: the innocent explanations that were looked at and why they do not hold; ``working``: the
    arithmetic or the word diff, one line each; ``advice``: what to do.

    ``fingerprint`` is the rule and the classes of the fact (``about``): no path, line, value or raw text, so that
    it survives moving and re-flowing. ``state`` is who says what: one line a value, with its sources. ``id`` is
    both together. ``earlier``: a decision that was made on this fact and holds no longer, with the reason why.
    """

    id: str
    code: str
    kind: Kind
    verdict: Verdict
    level: Level
    confidence: float
    title: str
    message: str
    evidence: tuple[Evidence, ...]
    fact: str
    story: str
    fingerprint: str
    reasons: tuple[str, ...] = ()
    considered: tuple[str, ...] = ()
    working: tuple[str, ...] = ()
    advice: str = ""
    about: frozenset[str] = frozenset()
    state: tuple[str, ...] = ()
    earlier: Lapsed | None = None

    def to_dict(self) -> dict[str, Any]:
        row = {
            "id": self.id,
            "code": self.code,
            "kind": str(self.kind),
            "verdict": str(self.verdict),
            "level": str(self.level),
            "confidence": round(self.confidence, 2),
            "title": self.title,
            "message": self.message,
            "fingerprint": self.fingerprint,
            "evidence": [e.to_dict() for e in self.evidence],
        }
        return row | {"earlier": self.earlier.to_dict()} if self.earlier else row


class SettledBy(StrEnum):
    """What keeps a finding from counting."""

    DECISION = "decision"
    BASELINE = "baseline"
    SUPPRESSION = "suppression"
    PATH = "path"
    TOLERANCE = "tolerance"


@record
class Settled:
    """A finding that no longer asks for anything, what settled it and in whose words."""

    finding: Finding
    by: SettledBy
    reason: str
    decision: Decision | None = None

    def to_dict(self) -> dict[str, Any]:
        return self.finding.to_dict() | {
            "by": str(self.by),
            "reason": self.reason,
            "decision": str(self.decision.verdict) if self.decision else None,
        }


@record
class Agreement:
    """Claims that were compared and do not contradict each other; ``why`` says why not.

    ``sources`` counts independent sources: near-copies and credited reprints count once.
    """

    kind: Kind
    verdict: Verdict
    code: str
    evidence: tuple[Evidence, ...]
    fact: str
    story: str
    why: str
    sources: int = 1

    def to_dict(self) -> dict[str, Any]:
        return {
            "kind": str(self.kind),
            "verdict": str(self.verdict),
            "code": self.code,
            "why": self.why,
            "evidence": [e.to_dict() for e in self.evidence],
        }


@record
class SingleSource:
    """A fact that only one article of its story has."""

    kind: Kind
    evidence: tuple[Evidence, ...]
    fact: str
    story: str

    def to_dict(self) -> dict[str, Any]:
        return {"kind": str(self.kind), "evidence": [e.to_dict() for e in self.evidence]}
