"""Reader of .html and .htm: the article's text with a map from each of its characters to the file's.

Blocks become paragraphs, ``<br>`` a line end, table cells are set apart by tabs; white space is one blank.
What the page shows around the article is left out; captions, bylines and the headline keep their zones.
"""

from __future__ import annotations

import re

from checker import places
from checker.errors import InputError
from checker.expressions import expression
from checker.load.fields import check_size
from checker.load.htmlmeta import metadata
from checker.load.htmltokens import REFERENCE, reference
from checker.load.htmltree import BLOCKS, Element, Text, parse
from checker.load.htmlzones import Layout
from checker.load.prepare import mark
from checker.load.waivers import waivers_in_markup
from checker.model import Article, OffsetMap, Region, Span, Zone, line_starts, source_name

__all__ = ["declared_encoding", "read_html"]

_DECLARED = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_:.-]{2,40})", re.IGNORECASE)
_PIECE = expression(r"[ \t\r\n\f\v]+|[^& \t\r\n\f\v]+(?: [^& \t\r\n\f\v]+)*|&")
_BLANKS = " \t\r\n\f\v"
# What stands between two visible characters, weakest first.
_SEPARATORS = ("", " ", "\t", "\n", "\n\n")
_BREAK = {"br": 3, "li": 3, "tr": 3, "td": 2, "th": 2, "dt": 3, "dd": 3}


def declared_encoding(data: bytes) -> str | None:
    """The encoding that a page names in its head."""
    m = _DECLARED.search(data[:4096])
    return m[1].decode("ascii") if m else None


def read_html(text: str, path: str) -> Article:
    """The article of a page. Raises InputError when no text is left of it."""
    root = parse(text)
    said = metadata(root, text)
    language = said.language or "en"
    built = _extract(root, text)
    check_size(built.text)
    headline = built.first(Zone.HEADLINE)
    article = Article(
        id=path,
        path=path,
        text=built.text,
        source=said.outlet(headline) or source_name(path),
        title=headline or said.title,
        published=said.published,
        published_at=said.published_at,
        published_from="metadata" if said.published else "unknown",
        as_of=said.as_of,
        language=language,
        url=said.url,
        offsets=OffsetMap(tuple(built.text_starts), tuple(built.file_starts), tuple(built.file_ends)),
        line_starts=line_starts(text),
        waivers=waivers_in_markup(text, html=True),
        markup=places.pack(text),
    )
    return mark(article, built.regions())


def _extract(root: Element, text: str) -> _Builder:
    """The text of the page's article; with looser rules where strict ones leave nothing."""
    for by_name in (True, False):
        built = _Builder(text)
        built.add(root, Layout(root, text, by_name=by_name))
        if built.has_body:
            return built
    raise InputError("holds no article text; is the page built by a script? Save what the browser shows")


class _Builder:
    """Collects text with its map. Separators map to all that stands between the characters around them."""

    def __init__(self, source: str) -> None:
        self._source = source
        self._parts: list[str] = []
        self._length = 0
        self.text_starts: list[int] = []
        self.file_starts: list[int] = []
        self.file_ends: list[int] = []
        self._even = False  # whether the last run maps character by character and may go on
        self._pending = 0
        self._spans: list[tuple[Zone, int, int]] = []

    @property
    def text(self) -> str:
        return "".join(self._parts)

    @property
    def has_body(self) -> bool:
        return any(zone is Zone.BODY for zone, _, _ in self._spans)

    def first(self, zone: Zone) -> str | None:
        """The words of the first stretch of a zone, on one line."""
        found = next(((a, b) for z, a, b in self._spans if z is zone), None)
        return " ".join(self.text[found[0] : found[1]].split()) or None if found else None

    def regions(self) -> list[Region]:
        """The stretches that the page itself tells apart from body text."""
        return [Region(zone, Span(start, end)) for zone, start, end in self._spans if zone is not Zone.BODY]

    def add(self, root: Element, layout: Layout) -> None:
        """The article's text in the order of the file."""
        stack: list[tuple[Element | Text | int, Zone | None, bool]] = [(root, Zone.BODY, not layout.core.name)]
        while stack:
            node, zone, inside = stack.pop()
            if isinstance(node, int):
                self._pending = max(self._pending, node)
            elif isinstance(node, Text):
                if zone is not None and inside:
                    self._text(node, zone)
            else:
                zone, inside = self._enter(node, zone, inside, layout)
                level = 4 if layout.zones.get(node) else self._break(node)
                self._pending = max(self._pending, level)
                if node.name != "br":
                    stack.append((level, zone, inside))
                if zone is not None:
                    stack.extend((child, zone, inside) for child in reversed(node.children))

    def _enter(self, node: Element, zone: Zone | None, inside: bool, layout: Layout) -> tuple[Zone | None, bool]:
        if node is layout.headline:
            return Zone.HEADLINE, True
        own = layout.zones.get(node, zone)
        return own if zone is Zone.BODY or own is None else zone, inside or node is layout.core

    def _break(self, node: Element) -> int:
        if node.name == "br" and self._pending >= 3:
            return 4
        return _BREAK.get(node.name, 4 if node.name in BLOCKS else 0)

    def _text(self, node: Text, zone: Zone) -> None:
        source, at = self._source, node.start
        while m := _PIECE.match(source, at, node.end):
            at = m.end()
            piece = m.group()
            if piece[0] in _BLANKS:
                self._pending = max(self._pending, 1)
            elif piece == "&":
                found = REFERENCE.match(source, m.start(), node.end)
                chars, length = reference(found.group()) if found else ("&", 1)
                at = m.start() + length
                self._reference(chars, m.start(), at, zone)
            else:
                self._put(piece, m.start(), at, zone)

    def _reference(self, chars: str, start: int, end: int, zone: Zone) -> None:
        for char in chars:
            if char in _BLANKS or char == "\0":
                self._pending = max(self._pending, 1)
            else:
                self._put(char, start, end, zone)

    def _put(self, piece: str, start: int, end: int, zone: Zone) -> None:
        """Visible characters, with what separates them from those before."""
        if self._length and self._pending:
            self._run(_SEPARATORS[self._pending], self.file_ends[-1], start)
        self._pending = 0
        at = self._length
        self._run(piece, start, end)
        if self._spans and self._spans[-1][0] is zone:
            self._spans[-1] = (zone, self._spans[-1][1], self._length)
        else:
            self._spans.append((zone, at, self._length))

    def _run(self, chars: str, start: int, end: int) -> None:
        even = len(chars) == end - start
        if even and self._even and self.file_ends[-1] == start:
            self.file_ends[-1] = end
        else:
            self.text_starts.append(self._length)
            self.file_starts.append(start)
            self.file_ends.append(end)
        self._even = even
        self._parts.append(chars)
        self._length += len(chars)
