"""Readers of .txt and .md: the article's text is the file as decoded, so that offsets need no map."""

from __future__ import annotations

from datetime import datetime

from checker.errors import InputError
from checker.load.fields import check_size, moment
from checker.load.frontmatter import front_matter
from checker.load.waivers import waivers_in_markup, waivers_in_text
from checker.model import Article, line_starts, source_name

__all__ = ["read_markdown", "read_text"]


def read_text(text: str, path: str) -> Article:
    """The article of a .txt file."""
    check_size(text)
    return Article(
        id=path,
        path=path,
        text=text,
        source=source_name(path),
        line_starts=line_starts(text),
        waivers=waivers_in_text(text),
    )


def read_markdown(text: str, path: str) -> Article:
    """The article of a .md file. Raises InputError when there is nothing besides front matter."""
    check_size(text)
    front = front_matter(text)
    fields = front.fields if front else {}
    if front and not text[front.span.end :].strip():
        raise InputError("has front matter but no text below it", line=1)
    at, day = moment(fields.get("published"))
    as_of, as_of_day = moment(fields.get("as_of"))
    return Article(
        id=path,
        path=path,
        text=text,
        source=fields.get("source") or source_name(path),
        title=fields.get("title"),
        published=day,
        published_at=at,
        published_from="metadata" if day else "unknown",
        as_of=as_of or (datetime(as_of_day.year, as_of_day.month, as_of_day.day) if as_of_day else None),
        url=fields.get("url"),
        line_starts=line_starts(text),
        waivers=waivers_in_markup(text, html=False),
    )
