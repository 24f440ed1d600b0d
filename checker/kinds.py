"""The grid: one row a kind of fact, one column a stage. Rows stand in the order in which they consume the text."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from checker.extraction import dates as find_dates
from checker.extraction import names as find_names
from checker.extraction import numbers as find_numbers
from checker.extraction import quotes as find_quotes
from checker.grammar import Page
from checker.model import Kind, Mention, Seen, Value
from checker.normalise import dates as value_dates
from checker.normalise import names as value_names
from checker.normalise import numbers as value_numbers
from checker.normalise import quotes as value_quotes

__all__ = ["GRID", "Row"]


@dataclass(frozen=True, slots=True)
class Row:
    kind: Kind
    find: Callable[[Page, Seen], list[Mention]]
    normalise: Callable[[Page, Sequence[Mention], Seen], Sequence[Value | None]]


GRID = (
    Row(Kind.DATE, find_dates.find, value_dates.normalise),
    Row(Kind.NAME, find_names.find, value_names.normalise),
    Row(Kind.QUOTE, find_quotes.find, value_quotes.normalise),
    Row(Kind.NUMBER, find_numbers.find, value_numbers.normalise),
)
