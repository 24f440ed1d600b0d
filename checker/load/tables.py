"""Reader of .csv: one article a row, read by pandas in chunks, with the line on which each row starts."""

from __future__ import annotations

from collections.abc import Iterator
from typing import IO, Any

from checker.errors import InputError
from checker.load.fields import from_record
from checker.model import Article

__all__ = ["read_csv"]

_COLUMNS = ("id", "text", "title", "published", "source", "url", "as_of")
_CHUNK = 200
# Rows with more fields than the header has are read into spare columns, so that they can be told with their line.
_SPARE = 32


def read_csv(file: IO[str], path: str) -> Iterator[Article | InputError]:
    """The articles of a .csv file, and an error with its line for each row that holds none.

    ``file`` must have been opened with ``newline=""``. Columns are found by the names of the header; the
    separator (comma, semicolon or tab) is the one under which the header has a column "text".
    """
    import pandas as pd

    header = file.readline().removeprefix("\ufeff")
    names, separator = _header(header)
    spare = [f"spare {n}" for n in range(_SPARE)]
    line = 2
    position = 0
    try:
        with pd.read_csv(
            file,
            sep=separator,
            header=None,
            names=names + spare,
            index_col=False,
            dtype=str,
            keep_default_na=False,
            na_filter=False,
            skip_blank_lines=False,
            chunksize=_CHUNK,
        ) as chunks:
            for chunk in chunks:
                for row in chunk.itertuples(index=False, name=None):
                    values = ["" if v is None else str(v) for v in row]
                    start, line = line, line + 1 + sum(_breaks(v) for v in values)
                    if not any(values):
                        continue
                    position += 1
                    yield _record(names, values, path, start, position)
    except pd.errors.EmptyDataError:
        raise InputError("has a header but no rows", line=1) from None
    except (pd.errors.ParserError, ValueError) as problem:
        why = str(problem).strip().splitlines()[0].removeprefix("Error tokenizing data. ").rstrip(".")
        raise InputError(f"is no valid CSV ({why}); what stands behind this was not read", line=line) from None
    if position == 0:
        raise InputError("has a header but no rows", line=1)


def _record(names: list[str], values: list[str], path: str, line: int, position: int) -> Article | InputError:
    if any(values[len(names) :]):
        fields = max(n for n, v in enumerate(values, 1) if v)
        return InputError(
            f"the row has {fields} fields, the header {len(names)}; put quotes around text with commas", line=line
        )
    record: dict[str, Any] = {n: v for n, v in zip(names, values, strict=False) if n in _COLUMNS and v}
    try:
        return from_record(record, file=path, line=line, position=position)
    except InputError as error:
        return error


def _header(line: str) -> tuple[list[str], str]:
    import csv

    tries = {}
    for separator in (",", ";", "\t"):
        names = next(csv.reader([line.strip("\r\n")], delimiter=separator), [])
        tries[separator] = [n.strip().lower() for n in names]
        if "text" in tries[separator]:
            unique = [n if n not in tries[separator][:i] else f"{n} {i}" for i, n in enumerate(tries[separator])]
            return unique, separator
    shown = ", ".join(n[:30] for n in tries[","][:8])
    raise InputError(f"has no column 'text' (its first line: {shown}); name the columns id,text,title,...", line=1)


def _breaks(value: str) -> int:
    """Line ends inside a field."""
    return value.count("\n") + value.count("\r") - value.count("\r\n")
