"""Articles: their text, what each stretch of it is, and where it stands in the file that it came from."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from checker.record import record

__all__ = [
    "Article",
    "Line",
    "OffsetMap",
    "Passage",
    "Place",
    "Position",
    "Region",
    "Span",
    "Waiver",
    "Zone",
    "line_starts",
    "parse_published",
    "source_name",
]


class Zone(StrEnum):
    """What a stretch of an article is. Facts are taken from HEADLINE and BODY only."""

    HEADLINE = "headline"
    BODY = "body"
    CAPTION = "caption"
    BYLINE = "byline"
    FURNITURE = "furniture"


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Half-open character offsets into an article's text."""

    start: int
    end: int

    def __len__(self) -> int:
        return self.end - self.start

    def overlaps(self, other: Span) -> bool:
        return self.start < other.end and other.start < self.end

    def contains(self, other: Span) -> bool:
        return self.start <= other.start and other.end <= self.end


@record
class Region:
    """A stretch of an article with its zone. Regions are sorted, disjoint, and cover the text."""

    zone: Zone
    span: Span


@record
class OffsetMap:
    """From offsets in an extracted text to offsets in the file it came from.

    ``text_starts`` and ``file_starts`` are parallel and ascending: within a run, both sides advance one
    character at a time. ``file_ends`` holds where the file characters of a run's last text character end
    (an entity such as ``&amp;`` is longer than the one character it stands for).
    """

    text_starts: tuple[int, ...]
    file_starts: tuple[int, ...]
    file_ends: tuple[int, ...]

    def start(self, offset: int) -> int:
        """The file offset where the text character at ``offset`` begins."""
        i = bisect_right(self.text_starts, offset) - 1
        if i < 0:
            return 0
        return min(self.file_starts[i] + offset - self.text_starts[i], self.file_ends[i])

    def end(self, offset: int) -> int:
        """The file offset just behind the text character that ends at ``offset``."""
        i = bisect_right(self.text_starts, offset - 1) - 1
        if i < 0:
            return 0
        last = i + 1 == len(self.text_starts) or self.text_starts[i + 1] == offset
        if last:
            return self.file_ends[i]
        return self.file_starts[i] + offset - self.text_starts[i]


@record
class Position:
    """Between two characters of a file. All count from 1; columns in characters, UTF-16 units and UTF-8 bytes."""

    line: int
    column: int
    utf16: int
    utf8: int


@record
class Line:
    """One line of a file, as much of it as is worth showing: ``text[start:end]`` belongs to the passage.

    ``cut``: whether the line has more in front of ``text`` and behind it.
    """

    number: int
    text: str
    start: int
    end: int
    cut: tuple[bool, bool]


@record
class Place:
    """Where a passage stands in its file, for programs that open the file, and what it looks like there.

    ``start``/``end`` (exclusive) are None for records in .jsonl, .json and .csv: of these only the line of the
    record is known. ``lines`` and ``text`` (what stands between start and end, empty where that is long) are the
    file's own characters: of a page, with its markup.
    """

    file: str
    start: Position | None
    end: Position | None
    lines: tuple[Line, ...]
    text: str


@record
class Passage:
    """Words of an article as the outside sees them.

    ``start``/``end`` count characters of the file as decoded (of the ``text`` field for records in .jsonl,
    .json and .csv); ``line``/``column`` count from 1, columns in characters. ``text`` is the article's text.
    ``place`` is known for the passages of findings (``places.py``), which are few: others need only say where.
    """

    path: str
    start: int
    end: int
    line: int
    column: int
    text: str
    source: str
    place: Place | None = None


@record
class Waiver:
    """A comment in a file that says "do not report this": the rule codes (beginnings; none for all) and the reason.

    ``covers``: the characters of the file that it speaks of; ``line``: where it stands.
    """

    codes: tuple[str, ...]
    reason: str
    covers: Span
    line: int


@record
class Article:
    """One input text.

    ``text`` is what the extractors read and what spans count in. For .txt and .md it is the file as decoded
    (front matter included, as FURNITURE); for .html the extracted text with ``offsets`` back into the file.
    ``regions`` is empty until ``load.prepare`` has marked headline, body and furniture.
    ``published_from``: metadata, text (proved by the text), story (from the linked articles) or unknown.
    ``line_starts`` are file offsets of line beginnings; ``first_line`` is the line of the file on which the
    article starts (records in .jsonl). ``file`` is the path of the file that a record stands in; ``markup`` the
    characters of a page, compressed: they are needed only where a finding shows its lines.
    """

    id: str
    path: str
    text: str
    source: str
    title: str | None = None
    published: date | None = None
    published_at: datetime | None = None
    published_from: str = "unknown"
    as_of: datetime | None = None
    language: str = "en"
    url: str | None = None
    regions: tuple[Region, ...] = ()
    offsets: OffsetMap | None = None
    line_starts: tuple[int, ...] = ()
    first_line: int = 1
    waivers: tuple[Waiver, ...] = ()
    file: str | None = None
    markup: bytes | None = None

    @staticmethod
    def from_text(
        text: str,
        *,
        id: str,
        source: str | None = None,
        title: str | None = None,
        published: date | str | None = None,
        url: str | None = None,
    ) -> Article:
        """An article from a string. ``published``: a date, a datetime, or an ISO 8601 string.

        Raises ValueError when ``published`` is a string that is no ISO date.
        """
        moment, day = parse_published(published)
        return Article(
            id=id,
            path=id,
            text=text,
            source=source or source_name(id),
            title=title,
            published=day,
            published_at=moment,
            published_from="metadata" if day else "unknown",
            url=url,
            line_starts=line_starts(text),
        )

    @property
    def own_day(self) -> date | None:
        """The day of publication, where the article itself says or proves it; None where its story lent it one."""
        return self.published if self.published_from in ("metadata", "text") else None

    def passage(self, span: Span) -> Passage:
        start, end = span.start, span.end
        if self.offsets is not None:
            start, end = self.offsets.start(start), self.offsets.end(end)
        row = max(bisect_right(self.line_starts, start) - 1, 0)
        line_start = self.line_starts[row] if self.line_starts else 0
        return Passage(
            path=self.path,
            start=start,
            end=max(start, end),
            line=self.first_line + row,
            column=start - line_start + 1,
            text=self.text[span.start : span.end],
            source=self.source,
        )


def source_name(path: str) -> str:
    """The source of an article without metadata: its file's name without folder and ending."""
    name = path.replace("\\", "/").rsplit("/", 1)[-1]
    stem, dot, _ = name.rpartition(".")
    return stem if dot and stem else name


_LINE_END = re.compile(r"\r\n|\r|\n")


def line_starts(text: str) -> tuple[int, ...]:
    """Offsets at which lines begin; lines end with LF, CR LF or a lone CR."""
    return (0, *(m.end() for m in _LINE_END.finditer(text)))


def parse_published(value: date | str | None) -> tuple[datetime | None, date | None]:
    """(moment, day) of a publication date. A plain date has no moment."""
    if value is None or value == "":
        return None, None
    if isinstance(value, datetime):
        return value, value.date()
    if isinstance(value, date):
        return None, value
    text = value.strip()
    if len(text) <= 10:
        return None, date.fromisoformat(text)
    moment = datetime.fromisoformat(text.replace("Z", "+00:00"))
    return moment, moment.date()
