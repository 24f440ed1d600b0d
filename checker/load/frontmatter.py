"""YAML front matter of markdown files: where it is, and what it says."""

from __future__ import annotations

from collections.abc import Mapping

from checker.expressions import expression
from checker.load.fields import clean
from checker.model import Span
from checker.record import record

__all__ = ["FrontMatter", "front_matter"]

_OPEN = expression(r"---[ \t]*(?:\r\n|\r|\n)")
_CLOSE = expression(r"(?:^|(?<=[\r\n]))(?:---|\.\.\.)[ \t]*(?:\r\n|\r|\n|\Z)")
_PAIR = expression(r"([A-Za-z][\w-]{0,40})[ \t]*:[ \t]*(.*)")
_LIMIT = 50_000

# Other names under which content systems keep the same thing.
_ALIASES = {
    "headline": "title",
    "outlet": "source",
    "publisher": "source",
    "publication": "source",
    "date": "published",
    "pubdate": "published",
    "publish_date": "published",
    "link": "url",
    "as-of": "as_of",
    "updated": "as_of",
}


@record
class FrontMatter:
    """``span`` covers both fence lines. ``title`` is where the title's words stand, if they stand there as read."""

    span: Span
    fields: Mapping[str, str]
    title: Span | None


def front_matter(text: str) -> FrontMatter | None:
    """The front matter at the beginning of a text; None when there is none.

    A block that is no valid YAML (a title with a stray colon is common) is read line by line instead.
    """
    opened = _OPEN.match(text)
    if not opened:
        return None
    closed = _CLOSE.search(text, opened.end(), opened.end() + _LIMIT)
    if not closed:
        return None
    block = text[opened.end() : closed.start()]
    raw = _yaml(block)
    if raw is None:
        raw = _pairs(block)
    if raw is None:
        return None
    fields: dict[str, str] = {}
    for key, value in raw.items():
        name = key.strip().lower()
        fields.setdefault(name, value)
    for alias, name in _ALIASES.items():
        if alias in fields:
            fields.setdefault(name, fields[alias])
    shown = {k: c for k, v in fields.items() if (c := clean(v))}
    title = shown.get("title")
    at = text.find(title, opened.end(), closed.start()) if title else -1
    return FrontMatter(Span(0, closed.end()), shown, Span(at, at + len(title)) if title and at >= 0 else None)


def _yaml(block: str) -> dict[str, str] | None:
    """The block's plain values as strings: no type guessing, so that a source "24" and a date stay as written."""
    import yaml

    try:
        value = yaml.load(block, Loader=yaml.BaseLoader)
    except (yaml.YAMLError, RecursionError, ValueError):
        return None
    if not isinstance(value, dict):
        return {} if value in (None, "") else None
    return {str(k): v for k, v in value.items() if isinstance(v, str)}


def _pairs(block: str) -> dict[str, str] | None:
    """``key: value`` lines of a broken block; None when it has none, and so is no front matter."""
    pairs: dict[str, str] = {}
    for line in block.splitlines():
        m = _PAIR.fullmatch(line.strip())
        if m:
            value = m[2].strip()
            if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'":
                value = value[1:-1]
            pairs.setdefault(m[1], value)
    return pairs or None
