"""The reference table of ``--reference``: known figures that articles are held against.

A .csv with the columns ``date``, ``event`` (or ``predicate``), ``counted``, ``place``, ``value`` or ``low`` and
``high``, ``unit`` and ``source``; date, event, counted and a figure are needed, the rest may be empty.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

from checker.errors import UsageError
from checker.model import KnownFigure

__all__ = ["read_reference"]

_COLUMNS = frozenset({"date", "event", "predicate", "counted", "place", "value", "low", "high", "unit", "source"})


def read_reference(path: Path) -> tuple[KnownFigure, ...]:
    """The rows of a reference table. Raises UsageError with file and line for what cannot be used."""
    import pandas as pd

    try:
        table = pd.read_csv(path, dtype=str, keep_default_na=False, skipinitialspace=True)
    except FileNotFoundError:
        raise UsageError(f"{path}: no such reference table") from None
    except (OSError, ValueError, pd.errors.ParserError) as problem:
        raise UsageError(f"{path}: cannot be read as CSV ({str(problem).splitlines()[0]})") from None
    names = {str(name).strip().lower() for name in table.columns}
    if unknown := sorted(names - _COLUMNS):
        raise UsageError(f"{path}:1: unknown column {unknown[0]!r}; use {', '.join(sorted(_COLUMNS))}")
    if missing := sorted({"date", "counted"} - names):
        raise UsageError(f"{path}:1: column {missing[0]!r} is missing")
    records = table.rename(columns=lambda name: str(name).strip().lower()).to_dict("records")
    return tuple(_row(path, line, {str(k): str(v).strip() for k, v in r.items()}) for line, r in enumerate(records, 2))


def _row(path: Path, line: int, row: dict[str, Any]) -> KnownFigure:
    event = row.get("event") or row.get("predicate")
    if not event or not row["counted"]:
        raise UsageError(f"{path}:{line}: a row needs an event and what is counted")
    try:
        day = date.fromisoformat(row["date"])
    except ValueError:
        raise UsageError(f"{path}:{line}: {row['date']!r} is no date; write it as 2026-03-09") from None
    low = _figure(path, line, row.get("low") or row.get("value"))
    high = _figure(path, line, row.get("high") or row.get("value") or row.get("low"))
    if low is None or high is None or high < low:
        raise UsageError(f"{path}:{line}: a row needs a value, or a low and a high that is not below it")
    return KnownFigure(
        day, event, row["counted"], row.get("place") or None, low, high, row.get("source") or path.name, line
    )


def _figure(path: Path, line: int, text: str | None) -> Decimal | None:
    if not text:
        return None
    try:
        found = Decimal(text.replace(",", ""))
    except InvalidOperation:
        found = Decimal("NaN")
    if not found.is_finite():
        raise UsageError(f"{path}:{line}: {text!r} is no figure")
    return found
