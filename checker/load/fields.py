"""What metadata says, whatever its spelling: clean strings, tolerant dates, articles from records."""

from __future__ import annotations

import re
import warnings
from collections.abc import Mapping
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from checker.errors import InputError
from checker.expressions import expression
from checker.model import Article, parse_published, source_name

__all__ = ["MAX_TEXT", "check_size", "clean", "from_record", "moment"]

MAX_TEXT = 2_000_000
"""Characters that one article may have: some ten times the longest live blog."""

_AMBIGUOUS = expression(r"(?<!\d)\d{1,2}[/-]\d{1,2}[/-]\d{2,4}(?!\d)")
_SPACE = expression(r"\s+")
_UNSAYABLE = expression("[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")


def moment(value: Any) -> tuple[datetime | None, date | None]:
    """(moment, day) of a date in metadata; (None, None) when it cannot be told, never an error.

    Reads ISO 8601, RFC 2822, and what dateparser reads as a whole date with the month's name or the year first;
    3/4/2025 is left alone, as it may be either day.
    """
    if not isinstance(value, str | date):
        return None, None
    try:
        return parse_published(value)
    except (ValueError, OverflowError):
        text = str(value).strip()[:100]
    found = _rfc(text)
    if found is not None:
        return found, found.date()
    return None, _worded(text)


@lru_cache(maxsize=1024)
def _worded(text: str) -> date | None:
    """The day of "Thursday, 24 Nov. 2022"; dateparser is slow to load, and is asked only for what no format fits."""
    if not any(c.isdigit() for c in text) or _AMBIGUOUS.search(text):
        return None
    import dateparser

    settings = {"REQUIRE_PARTS": ["day", "month", "year"], "RELATIVE_BASE": datetime(2000, 1, 1), "DATE_ORDER": "DMY"}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the library warns of its own use of dates without a year
        found = dateparser.parse(text, languages=["en"], settings=settings)
    return found.date() if found is not None else None


def _rfc(text: str) -> datetime | None:
    from email.utils import parsedate_to_datetime

    try:
        return parsedate_to_datetime(text) if re.search(r"\d:\d\d", text) else None
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def clean(value: str | None, limit: int = 500) -> str | None:
    """A metadata string on one line, without characters that cannot be shown; None when nothing is left."""
    if not value:
        return None
    return _SPACE.sub(" ", _UNSAYABLE.sub(" ", value[: limit * 4])).strip()[:limit] or None


def check_size(text: str) -> None:
    """Raises InputError for a text that is too long for one article."""
    if len(text) > MAX_TEXT:
        raise InputError(f"has {len(text):,} characters, above the {MAX_TEXT:,} that one article may have; split it")


def from_record(record: Mapping[str, Any], *, file: str, line: int, position: int, alone: bool = False) -> Article:
    """The article of one record of a .json, .jsonl or .csv file.

    ``file`` is the file's relative path, ``position`` the record's number from 1, ``alone`` whether the file
    holds nothing else. Offsets count in the text field, and ``line`` is where the record starts: see
    docs/formats.md. Raises InputError when a field is missing or of the wrong type.
    """
    text = record.get("text")
    if text is None:
        keys = ", ".join(repr(str(k)[:30]) for k in list(record)[:6]) or "none"
        raise InputError(f"the record has no 'text' (its fields: {keys}); name the article's text 'text'", line=line)
    if not isinstance(text, str):
        raise InputError(f"'text' must be text, not {_type(text)}", line=line)
    if not text.strip():
        raise InputError("the record's 'text' is empty", line=line)
    if "\0" in text:
        raise InputError("the record's 'text' holds NUL characters; remove them", line=line)
    fields = {name: _string(record, name, line) for name in ("id", "title", "source", "url", "published", "as_of")}
    check_size(text)
    name = fields["id"]
    path = f"{file}#{name}" if name else file if alone else f"{file}#{position}"
    at, day = moment(fields["published"])
    as_of, as_of_day = moment(fields["as_of"])
    return Article(
        id=name or path,
        path=file if alone else path,
        text=re.sub("[\ud800-\udfff]", "\ufffd", text),
        source=fields["source"] or source_name(name or path),
        title=fields["title"],
        published=day,
        published_at=at,
        published_from="metadata" if day else "unknown",
        as_of=as_of or (datetime(as_of_day.year, as_of_day.month, as_of_day.day) if as_of_day else None),
        url=fields["url"],
        line_starts=(0,),
        first_line=line,
        file=file,
    )


def _string(record: Mapping[str, Any], name: str, line: int) -> str | None:
    value = record.get(name)
    if value is None or isinstance(value, str):
        return clean(value)
    if isinstance(value, int | float) and not isinstance(value, bool):
        return str(value)[:50]
    raise InputError(f"'{name}' must be text, not {_type(value)}", line=line)


def _type(value: Any) -> str:
    names = {dict: "an object", list: "a list", bool: "true or false", int: "a number", float: "a number"}
    return names.get(type(value), type(value).__name__)
