"""HTML to tags and stretches of text with exact positions.

Every character of the extracted text must lead back to the file, and no parser at hand tells where text nodes
stand: lxml and html5lib give lines of elements at best. The standard library's html.parser does give positions,
but takes quadratic time on hostile input in the Python versions this program supports (2 minutes for 120 kB of
``<a <a <a``). So this is a tokenizer of its own, small and linear, that follows the states of the HTML standard
which matter for text; the table of character references is the standard library's.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping
from dataclasses import field
from html.entities import html5

from checker.expressions import expression
from checker.record import record

__all__ = ["REFERENCE", "Tag", "plain", "reference", "tokens"]

_NAME = expression(r"[A-Za-z][^\s/>]{0,100}")
_ATTRIBUTE = expression(
    r"[\s/]*+(?:(?P<close>>)|(?P<name>=?[^\s/>=]++)(?:\s*+=\s*+(?:\"(?P<double>[^\"]*+)\"|'(?P<single>[^']*+)'|(?P<bare>[^\s>]*+)))?+)"
)
REFERENCE = expression(
    r"&(?:#0*[0-9]{1,9}(?![0-9]);?|#[xX]0*[0-9A-Fa-f]{1,8}(?![0-9A-Fa-f]);?|[A-Za-z][A-Za-z0-9]{1,31};?)"
)

# Elements whose content is no markup.
_RAW = frozenset(
    ("script", "style", "title", "textarea", "xmp", "iframe", "noembed", "noframes", "noscript", "template")
)
_RAW_END = {name: re.compile(rf"</{name}(?=[\s/>])", re.IGNORECASE) for name in _RAW}


@record
class Tag:
    """A start or end tag, or (``name`` empty) the text between two tags: raw, references not yet replaced.

    ``start``/``end`` are offsets in the file. Attribute names are lower case, values have their references
    replaced.
    """

    name: str
    start: int
    end: int
    closing: bool = False
    attributes: Mapping[str, str] = field(default_factory=dict)


def tokens(text: str) -> Iterator[Tag]:
    """Tags and text in order. Comments, doctypes and the like are left out."""
    at = 0
    while at < len(text):
        mark = text.find("<", at)
        while mark >= 0 and not _opens(text, mark):
            mark = text.find("<", mark + 1)
        stop = mark if mark >= 0 else len(text)
        if stop > at:
            yield Tag("", at, stop)
        if mark < 0:
            return
        tag, at = _markup(text, mark)
        if tag is not None:
            yield tag
            if not tag.closing and tag.name in _RAW:
                ended = _RAW_END[tag.name].search(text, at)
                stop = ended.start() if ended else len(text)
                yield Tag("", at, stop)
                at = stop


def _opens(text: str, at: int) -> bool:
    """Whether the "<" at an offset begins markup; "3 < 4" is text."""
    following = text[at + 1 : at + 3]
    first = following[:1]
    if first == "/":
        first = following[1:]
        return bool(first) and ((first.isascii() and first.isalpha()) or first == ">")
    return bool(first) and ((first.isascii() and first.isalpha()) or first in "!?")


def _markup(text: str, at: int) -> tuple[Tag | None, int]:
    """The tag at an offset (None for what is no tag) and where it ends."""
    if text.startswith("<!--", at):
        return None, _comment(text, at + 4)
    closing = text.startswith("/", at + 1)
    name = _NAME.match(text, at + 1 + closing)
    if name is None or closing:
        end = text.find(">", at)
        end = len(text) if end < 0 else end + 1
        return Tag(name.group().lower(), at, end, closing=True) if name else None, end
    attributes, end = _attributes(text, name.end())
    return Tag(name.group().lower(), at, end, attributes=attributes), end


def _comment(text: str, at: int) -> int:
    for early in (">", "->"):
        if text.startswith(early, at):
            return at + len(early)
    end = text.find("-->", at)
    return len(text) if end < 0 else end + 3


def _attributes(text: str, at: int) -> tuple[dict[str, str], int]:
    attributes: dict[str, str] = {}
    while m := _ATTRIBUTE.match(text, at):
        at = m.end()
        if m["close"]:
            return attributes, at
        if len(attributes) < 100:
            value = m["double"] if m["double"] is not None else m["single"] if m["single"] is not None else m["bare"]
            attributes.setdefault(m["name"].lower(), plain(value or ""))
    return attributes, len(text)


def plain(raw: str) -> str:
    """A string with its character references replaced."""
    return REFERENCE.sub(lambda m: reference(m.group())[0] + m.group()[reference(m.group())[1] :], raw)


def reference(raw: str) -> tuple[str, int]:
    """The characters that a reference stands for, and how much of ``raw`` is the reference.

    ("&amp;" -> "&", 5; "&notice" -> "¬", 4, as the standard has it; "&nope;" -> "&", 1: no reference.)
    """
    if raw[1] == "#":
        return html.unescape(raw), len(raw)
    if raw[1:] in html5:
        return html5[raw[1:]], len(raw)
    for length in range(len(raw) - 1, 2, -1):
        if raw[1:length] in html5:
            return html5[raw[1:length]], length
    return "&", 1
