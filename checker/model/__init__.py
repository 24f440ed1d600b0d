"""Every data type of the program: frozen, slotted dataclasses and string enums.

Data flows one way through these types::

    Article -> Mention -> (Quantity | TimeValue | Quotation | NameValue) -> Claim
            -> Story -> Alignment -> Finding | Agreement | SingleSource -> Run

Offsets count characters of ``Article.text``, half-open. ``Article.passage`` turns them into what the
outside sees: characters, line and column of the file on disk.
"""

from __future__ import annotations

from checker.model.articles import (
    Article,
    Line,
    OffsetMap,
    Passage,
    Place,
    Position,
    Region,
    Span,
    Waiver,
    Zone,
    line_starts,
    parse_published,
    source_name,
)
from checker.model.claims import Claim, KnownFigure, Scope, is_length, quantity, when
from checker.model.decisions import Decision, Lapsed, Resolution
from checker.model.findings import Agreement, Evidence, Finding, Level, Settled, SettledBy, SingleSource, Verdict
from checker.model.runs import ArticleInfo, Remark, Run, TimelineEntry, Unreadable
from checker.model.stories import Alignment, Bundle, Extraction, Signature, Story
from checker.model.values import (
    Bound,
    Change,
    Grain,
    Kind,
    Mention,
    NameValue,
    Quantity,
    Quotation,
    QuoteType,
    Seen,
    TimeType,
    TimeValue,
    UnitKind,
    Value,
    plain,
)

__all__ = [
    "Agreement",
    "Alignment",
    "Article",
    "ArticleInfo",
    "Bound",
    "Bundle",
    "Change",
    "Claim",
    "Decision",
    "Evidence",
    "Extraction",
    "Finding",
    "Grain",
    "Kind",
    "KnownFigure",
    "Lapsed",
    "Level",
    "Line",
    "Mention",
    "NameValue",
    "OffsetMap",
    "Passage",
    "Place",
    "Position",
    "Quantity",
    "Quotation",
    "QuoteType",
    "Region",
    "Remark",
    "Resolution",
    "Run",
    "Scope",
    "Seen",
    "Settled",
    "SettledBy",
    "Signature",
    "SingleSource",
    "Span",
    "Story",
    "TimeType",
    "TimeValue",
    "TimelineEntry",
    "UnitKind",
    "Unreadable",
    "Value",
    "Verdict",
    "Waiver",
    "Zone",
    "is_length",
    "line_starts",
    "parse_published",
    "plain",
    "quantity",
    "source_name",
    "when",
]
