"""The grid: one row a kind of fact, one column a stage. Rows stand in the order in which they consume the text."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from checker.align import dates as align_dates
from checker.align import names as align_names
from checker.align import numbers as align_numbers
from checker.align import quotes as align_quotes
from checker.extraction import dates as find_dates
from checker.extraction import names as find_names
from checker.extraction import numbers as find_numbers
from checker.extraction import quotes as find_quotes
from checker.grammar import Page
from checker.judge import dates as judge_dates
from checker.judge import names as judge_names
from checker.judge import numbers as judge_numbers
from checker.judge import quotes as judge_quotes
from checker.judge import statements
from checker.model import Agreement, Alignment, Bundle, Finding, Kind, Mention, Seen, SingleSource, Value
from checker.normalise import dates as value_dates
from checker.normalise import names as value_names
from checker.normalise import numbers as value_numbers
from checker.normalise import quotes as value_quotes
from checker.record import record

__all__ = ["GRID", "Row"]


@record
class Row:
    kind: Kind
    find: Callable[[Page, Seen], list[Mention]]
    normalise: Callable[[Page, Sequence[Mention], Seen], Sequence[Value | None]]
    align: Callable[[Bundle], list[Alignment]]
    judge: Callable[[Bundle, Sequence[Alignment]], list[Finding | Agreement | SingleSource]]
    also: Callable[[Bundle, Sequence[Alignment]], list[Finding]] | None = None
    """Verdicts of another kind that follow from this kind's alignments."""


GRID = (
    Row(Kind.DATE, find_dates.find, value_dates.normalise, align_dates.align, judge_dates.judge),
    Row(Kind.NAME, find_names.find, value_names.normalise, align_names.align, judge_names.judge),
    Row(Kind.QUOTE, find_quotes.find, value_quotes.normalise, align_quotes.align, judge_quotes.judge, statements.judge),
    Row(Kind.NUMBER, find_numbers.find, value_numbers.normalise, align_numbers.align, judge_numbers.judge),
)
