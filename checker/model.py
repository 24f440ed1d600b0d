"""Every data type of the program: frozen, slotted dataclasses and string enums.

Data flows one way through these types::

    Article -> Mention -> (Quantity | TimeValue | Quotation | NameValue) -> Claim
            -> Story -> Alignment -> Finding | Agreement | SingleSource -> Run

Offsets count characters of ``Article.text``, half-open. ``Article.passage`` turns them into what the
outside sees: characters, line and column of the file on disk.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any

from checker.record import record


class Kind(StrEnum):
    NUMBER = "number"
    DATE = "date"
    QUOTE = "quote"
    NAME = "name"


class Zone(StrEnum):
    """What a stretch of an article is. Facts are taken from HEADLINE and BODY only."""

    HEADLINE = "headline"
    BODY = "body"
    CAPTION = "caption"
    BYLINE = "byline"
    FURNITURE = "furniture"


class Bound(StrEnum):
    EXACT = "exact"
    AT_LEAST = "at_least"
    MORE_THAN = "more_than"
    AT_MOST = "at_most"
    LESS_THAN = "less_than"
    ABOUT = "about"
    RANGE = "range"
    VAGUE = "vague"


class Change(StrEnum):
    UP = "up"
    DOWN = "down"


class UnitKind(StrEnum):
    COUNT = "count"
    PERCENT = "percent"
    CURRENCY = "currency"
    LENGTH = "length"
    AREA = "area"
    VOLUME = "volume"
    MASS = "mass"
    SPEED = "speed"
    TEMPERATURE = "temperature"
    DURATION = "duration"
    AGE = "age"
    SCORE = "score"
    RATIO = "ratio"
    NONE = "none"


class TimeType(StrEnum):
    DATE = "DATE"
    TIME = "TIME"
    DURATION = "DURATION"
    SET = "SET"


class QuoteType(StrEnum):
    DIRECT = "direct"
    MIXED = "mixed"
    INDIRECT = "indirect"
    HEADLINE = "headline"
    SCARE = "scare"
    TITLE = "title"


class Scope(StrEnum):
    """What a figure covers: one incident, a running total, part of a stated whole, or a rate."""

    INCIDENT = "incident"
    CUMULATIVE = "cumulative"
    PART = "part"
    RATE = "rate"


class Level(StrEnum):
    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


class Verdict(StrEnum):
    # findings
    CONFLICT = "conflict"
    POSSIBLE_CONFLICT = "possible-conflict"
    DISPUTED = "disputed"
    INTERNAL = "internal"
    SAME_FIGURE = "same-figure"
    UPDATED = "updated"
    ALTERED_QUOTE = "altered-quote"
    MISATTRIBUTED = "misattributed"
    REFERENCE_CONFLICT = "reference-conflict"
    # agreements (TRIMMED and TRANSLATION are findings, as notes, where sense may have been lost)
    AGREES = "agrees"
    COMPATIBLE = "compatible"
    PART_OF_WHOLE = "part-of-whole"
    DIFFERENT_SCOPE = "different-scope"
    DIFFERENT_DEFINITION = "different-definition"
    SAME_ORIGIN = "same-origin"
    TRIMMED = "trimmed"
    TRANSLATION = "translation"
    # listed only
    SINGLE_SOURCE = "single-source"


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


@record
class Mention:
    """What an extractor saw. Invariant: ``article.text[span.start:span.end] == text``.

    ``pattern`` names the pattern that saw it (an entry of a lexicon or a named branch of the grammar);
    ``parts`` holds the labelled pieces that normalisation needs.
    """

    kind: Kind
    span: Span
    text: str
    pattern: str
    parts: Mapping[str, Any] = field(default_factory=dict)


@record
class Quantity:
    """An interval of decimals with the bound that the words gave it.

    ``low``/``high`` None means open. A hedge does not widen the interval here: "about 40" is low = high = 40
    with bound ABOUT, "at least 40" is [40, None) and "more than 40" the same with bound MORE_THAN; judging
    decides what a hedge allows. ``step`` is the stated precision: the value of the last significant digit
    that the words show (67 -> 1; 90,000 -> 10000; 2.3 million -> 100000; "dozens" -> None).
    ``unit`` is singular ("missile", "dollar", "mile per hour", "percentage", "percentage point").
    """

    low: Decimal | None
    high: Decimal | None
    bound: Bound = Bound.EXACT
    unit: str | None = None
    unit_kind: UnitKind = UnitKind.NONE
    change: Change | None = None
    step: Decimal | None = None

    def to_dict(self) -> dict[str, Any]:
        return {
            "low": plain(self.low),
            "high": plain(self.high),
            "bound": str(self.bound),
            "change": str(self.change) if self.change else None,
            "unit": self.unit,
            "unit_kind": str(self.unit_kind),
        }


def plain(number: Decimal | None) -> str | None:
    """A decimal as digits without exponent or trailing zeros: Decimal('3E+7') -> '30000000'."""
    if number is None:
        return None
    text = format(number, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


class Grain(StrEnum):
    """How fine a time value is; from coarse to fine."""

    CENTURY = "century"
    DECADE = "decade"
    YEAR = "year"
    SEASON = "season"
    QUARTER = "quarter"
    MONTH = "month"
    WEEK = "week"
    WEEKEND = "weekend"
    DAY = "day"
    PART = "part"
    HOUR = "hour"
    MINUTE = "minute"


@record
class TimeValue:
    """A time as TIMEX3 value and as half-open interval [start, end).

    ``start``/``end`` are days (midnight datetimes for grains finer than a day carry the hour); None when the
    value is not a place on the calendar (PRESENT_REF, DURATION) or is underspecified (XXXX-11-23).
    ``stated`` holds only what the words themselves say, as strings: year, month, day, weekday (0 = Monday),
    hour, part; what was inferred from context is in the interval alone. ``basis`` says how it was resolved:
    stated, published, anchor (another date of the text), solved (year from weekday and date), story, none.
    """

    type: TimeType
    timex: str
    grain: Grain | None = None
    start: datetime | None = None
    end: datetime | None = None
    basis: str = "none"
    stated: Mapping[str, int | str] = field(default_factory=dict)
    approximate: bool = False

    def to_dict(self) -> dict[str, Any]:
        def say(moment: datetime | None) -> str | None:
            if moment is None:
                return None
            at_midnight = moment.hour == 0 and moment.minute == 0
            return moment.date().isoformat() if at_midnight else moment.isoformat(timespec="minutes")

        return {
            "timex": self.timex,
            "type": str(self.type),
            "from": say(self.start),
            "to": say(self.end),
        }


@record
class Quotation:
    """Quoted (or reported) words. A claim's span is the words inside the marks.

    ``segments``: the pieces of one quotation that attribution or a paragraph break splits, in order, each
    without its marks. ``speaker`` is the canonical name, ``mention`` the words of the text that name the
    speaker, ``speaker_kind`` person, role, organisation, place or unknown; ``via`` an outlet that the words
    are credited to ("according to The Kyiv Post"). ``named`` is the name that a description such as "the
    company" stands for, where the text leaves one. ``balanced`` is False where a mark had to be supplied.
    """

    content: str
    segments: tuple[Span, ...]
    type: QuoteType
    speaker: str | None = None
    mention: str | None = None
    mention_span: Span | None = None
    speaker_kind: str = "unknown"
    cue: str | None = None
    via: str | None = None
    named: str | None = None
    balanced: bool = True

    def to_dict(self) -> dict[str, Any]:
        return {
            "speaker": self.speaker,
            "mention": self.mention,
            "named": self.named,
            "cue": self.cue,
            "type": str(self.type),
        }


@record
class NameValue:
    """A name as the text has it and the canonical name it stands for within the article.

    ``entity``: person, organisation or place. ``roles``: descriptions that the text attaches to it
    ("Kremlin spokesman"). ``spelling`` is the surname or head word as spelled at this mention.
    """

    canonical: str
    entity: str
    spelling: str
    roles: tuple[str, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        return {"name": self.canonical, "entity": self.entity}


Value = Quantity | TimeValue | Quotation | NameValue
Seen = Mapping[Kind, Sequence[tuple[Mention, Value]]]
"""What the kinds that ran before have found in the article, with their values, in reading order."""


@record
class Claim:
    """A mention with its value and its circumstances.

    ``counted`` is the counted phrase as in the text, ``head`` its head noun in singular, ``classes`` the
    taxonomy classes of the head (most specific first), ``modifiers`` its content modifiers (lower case).
    ``predicate`` is an event class (launch, kill, ...) or, where the taxonomy has none, the verb's lemma;
    ``role`` what the figure is to the predicate (subject, object, from, to, by, share, ...).
    ``sentence`` is the span of the sentence, ``words`` its content stems, ``clause`` those of the mention's own
    clause, ``near`` those of the few words before and behind it, ``names`` the folded names in it. ``notes`` are
    flags: prior (an earlier time that the text compares with), forecast, hypothetical, elliptic, loose-when (the
    time is tied to the fact only by standing near it), lead-when (the time is that of the article's first
    sentences), lead (headline or first sentences).
    ``when``: (first, last) day of the event as far as known; ``when_text`` the words that say so.
    """

    article: str
    kind: Kind
    mention: Mention
    value: Value
    passage: Passage
    zone: Zone
    sentence: Span
    context: str
    counted: str | None = None
    head: str | None = None
    classes: tuple[str, ...] = ()
    modifiers: tuple[str, ...] = ()
    predicate: str | None = None
    verb: str | None = None
    role: str | None = None
    negated: bool = False
    modal: str | None = None
    actor: str | None = None
    place: str | None = None
    when: tuple[date, date] | None = None
    when_text: str | None = None
    as_of: datetime | None = None
    claimant: str | None = None
    scope: Scope | None = None
    scope_words: str | None = None
    quoted_by: str | None = None
    near: frozenset[str] = frozenset()
    clause: frozenset[str] = frozenset()
    words: frozenset[str] = frozenset()
    names: frozenset[str] = frozenset()
    notes: frozenset[str] = frozenset()

    def to_dict(self) -> dict[str, Any]:
        row: dict[str, Any] = {
            "kind": str(self.kind),
            "article": self.article,
            "start": self.passage.start,
            "end": self.passage.end,
            "text": self.passage.text,
            "value": self.value.to_dict(),
        }
        when = self.when[0].isoformat() if self.when else None
        common = {
            "predicate": self.predicate,
            "actor": self.actor,
            "place": self.place,
            "when": when,
            "claimant": self.claimant,
        }
        if self.kind is Kind.NUMBER:
            row["counted"] = self.counted
            row |= common
            row["scope"] = str(self.scope) if self.scope else None
            row["quoted_by"] = self.quoted_by
        elif self.kind is Kind.DATE:
            row |= {k: common[k] for k in ("predicate", "actor", "place", "claimant")}
            row["quoted_by"] = self.quoted_by
        return row


def quantity(claim: Claim) -> Quantity:
    """The value of a claim of kind number."""
    assert isinstance(claim.value, Quantity)
    return claim.value


def when(claim: Claim) -> TimeValue:
    """The value of a claim of kind date."""
    assert isinstance(claim.value, TimeValue)
    return claim.value


def is_length(claim: Claim) -> bool:
    """Does a claim state a length of time ("a 30-day truce")? Such are compared as figures, not as dates."""
    return isinstance(claim.value, TimeValue) and claim.value.type is TimeType.DURATION


@record
class Extraction:
    """One article with all its claims: the row that leaves the per-article function."""

    article: Article
    claims: tuple[Claim, ...]
    signature: Signature


@record
class Signature:
    """What story building needs to know of an article, small enough to keep for a whole archive.

    ``proved``: the day that the text itself proves it to be about, where nothing says when it was published;
    ``vector``: stem -> weight (rarity times dampened frequency, names heavier), of length 1;
    ``days``: the calendar days that the text names, "2022-11-24" or "XXXX-11-24" where the year is open;
    ``local``: folded names of places and organisations that are not known to everybody;
    ``shingles``: hashes of runs of words, for near-copies and shared quotations;
    ``names``: the rare stems of ``vector`` that are printed with a capital; None where nobody looked;
    ``figures``: the figures of three digits and more that the text states, no years: two events seldom share them.
    """

    article: str
    published: date | None
    vector: Mapping[str, float]
    days: frozenset[str]
    local: frozenset[str]
    shingles: frozenset[int] = frozenset()
    proved: date | None = None
    names: frozenset[str] | None = None
    figures: frozenset[str] = frozenset()


@record
class Story:
    """Articles about one event."""

    id: str
    articles: tuple[str, ...]
    label: str
    day: date | None = None


@record
class Bundle:
    """What aligning and judging see at once: the articles of one story with their claims.

    For quotes a bundle may also hold articles of other stories that share quoted words; ``story_of`` says
    which story an article belongs to. ``claims`` are in reading order, article by article.
    """

    story: Story
    articles: Mapping[str, Article]
    claims: Mapping[Kind, tuple[Claim, ...]]
    story_of: Mapping[str, str]


@record
class Alignment:
    """Claims that are about the same fact. ``score`` in bits of evidence; ``reasons`` for a reader.

    ``links``: the pairs that were scored against each other and chosen, as (claim, claim, bits, reasons).
    """

    story: str
    kind: Kind
    claims: tuple[Claim, ...]
    score: float
    reasons: tuple[str, ...]
    links: tuple[tuple[Claim, Claim, float, tuple[str, ...]], ...] = ()


@record
class Evidence:
    """One passage that a verdict rests on.

    ``value`` is the value in words for a reader ("67 missiles", "2022-11-23"); ``context`` the sentence with
    ``mark`` the span of the passage in it; ``side`` numbers the versions of the fact (0, 1, ...). ``about``: the
    classes of what is asserted, without its value, and ``stated`` that value in normal form: they identify a
    finding, wherever in a file its words stand.
    """

    passage: Passage
    value: str
    context: str
    mark: Span
    side: int = 0
    quantity: Quantity | None = None
    time: TimeValue | None = None
    quotation: Quotation | None = None
    claimant: str | None = None
    when: str | None = None
    about: frozenset[str] = frozenset()
    stated: str = ""

    def to_dict(self) -> dict[str, Any]:
        p = self.passage
        return {
            "path": p.path,
            "start": p.start,
            "end": p.end,
            "line": p.line,
            "column": p.column,
            "text": p.text,
            "source": p.source,
            "value": self.value,
        }


@record
class Finding:
    """A verdict that a person should look at.

    ``fact`` labels the fact ("missiles launched"); ``reasons``: why the passages were aligned;
    ``considered``: the innocent explanations that were looked at and why they do not hold; ``working``: the
    arithmetic or the word diff, one line each; ``advice``: what to do.

    ``fingerprint`` is the rule and the classes of the fact (``about``): no path, line, value or raw text, so that
    it survives moving and re-flowing. ``state`` is who says what: one line a value, with its sources. ``id`` is
    both together. ``earlier``: a decision that was made on this fact and holds no longer, with the reason why.
    """

    id: str
    code: str
    kind: Kind
    verdict: Verdict
    level: Level
    confidence: float
    title: str
    message: str
    evidence: tuple[Evidence, ...]
    fact: str
    story: str
    fingerprint: str
    reasons: tuple[str, ...] = ()
    considered: tuple[str, ...] = ()
    working: tuple[str, ...] = ()
    advice: str = ""
    about: frozenset[str] = frozenset()
    state: tuple[str, ...] = ()
    earlier: Lapsed | None = None

    def to_dict(self) -> dict[str, Any]:
        row = {
            "id": self.id,
            "code": self.code,
            "kind": str(self.kind),
            "verdict": str(self.verdict),
            "level": str(self.level),
            "confidence": round(self.confidence, 2),
            "title": self.title,
            "message": self.message,
            "fingerprint": self.fingerprint,
            "evidence": [e.to_dict() for e in self.evidence],
        }
        return row | {"earlier": self.earlier.to_dict()} if self.earlier else row


class Resolution(StrEnum):
    """What a person decides of a finding."""

    FIX_DRAFT = "fix-draft"
    EXPLAINED = "explained"
    SOURCE_WRONG = "source-wrong"
    NOT_SAME_FACT = "not-same-fact"
    EXTRACTION_ERROR = "extraction-error"
    DEFER = "defer"
    WITHDRAWN = "withdrawn"
    """The earlier decision is taken back; written by undo, not chosen."""


@record
class Decision:
    """What a person said of a finding: one line of the decisions file.

    ``code``, ``fingerprint``, ``about`` and ``state`` are those of the finding it was made on; ``fact`` names it for
    a reader. ``made``: when, in UTC. ``until``: the last day on which it holds, None for always; a day that cannot be
    read counts as past. ``line`` of the file, from 1; 0 for one that is not written yet.
    """

    finding: str
    code: str
    fingerprint: str
    about: frozenset[str]
    state: tuple[str, ...]
    fact: str
    verdict: Resolution
    reason: str
    note: str
    who: str
    made: datetime
    until: date | None = None
    line: int = 0


@record
class Lapsed:
    """A decision that holds no longer, and why: "expired on 2026-01-31", "the evidence changed: ..."."""

    decision: Decision
    why: str

    def to_dict(self) -> dict[str, Any]:
        d = self.decision
        return {"verdict": str(d.verdict), "reason": d.reason, "note": d.note, "who": d.who, "why": self.why}


class SettledBy(StrEnum):
    """What keeps a finding from counting."""

    DECISION = "decision"
    BASELINE = "baseline"
    SUPPRESSION = "suppression"
    PATH = "path"
    TOLERANCE = "tolerance"


@record
class Settled:
    """A finding that no longer asks for anything, what settled it and in whose words."""

    finding: Finding
    by: SettledBy
    reason: str
    decision: Decision | None = None

    def to_dict(self) -> dict[str, Any]:
        return self.finding.to_dict() | {
            "by": str(self.by),
            "reason": self.reason,
            "decision": str(self.decision.verdict) if self.decision else None,
        }


@record
class Remark:
    """Something about the check itself that wants tidying: an unused suppression, a baseline entry no longer needed."""

    path: str
    message: str
    line: int | None = None

    def __str__(self) -> str:
        where = f"{self.path}:{self.line}" if self.line else self.path
        return f"{where}: {self.message}"

    def to_dict(self) -> dict[str, Any]:
        return {"path": self.path, "line": self.line, "message": self.message}


@record
class Agreement:
    """Claims that were compared and do not contradict each other; ``why`` says why not.

    ``sources`` counts independent sources: near-copies and credited reprints count once.
    """

    kind: Kind
    verdict: Verdict
    code: str
    evidence: tuple[Evidence, ...]
    fact: str
    story: str
    why: str
    sources: int = 1

    def to_dict(self) -> dict[str, Any]:
        return {
            "kind": str(self.kind),
            "verdict": str(self.verdict),
            "code": self.code,
            "why": self.why,
            "evidence": [e.to_dict() for e in self.evidence],
        }


@record
class SingleSource:
    """A fact that only one article of its story has."""

    kind: Kind
    evidence: tuple[Evidence, ...]
    fact: str
    story: str

    def to_dict(self) -> dict[str, Any]:
        return {"kind": str(self.kind), "evidence": [e.to_dict() for e in self.evidence]}


@record
class KnownFigure:
    """One row of a reference table: a figure that is known from elsewhere. ``line`` counts from 1."""

    day: date
    event: str
    counted: str
    place: str | None
    low: Decimal
    high: Decimal
    source: str
    line: int


@record
class Unreadable:
    """An input that could not be read (or processed), as one line for a person."""

    path: str
    message: str
    line: int | None = None

    def __str__(self) -> str:
        where = f"{self.path}:{self.line}" if self.line else self.path
        return f"{where}: {self.message}"


@record
class ArticleInfo:
    """What a run keeps of an article."""

    id: str
    path: str
    source: str
    title: str | None
    published: date | None
    published_from: str
    story: str
    waivers: tuple[Waiver, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        return {
            "path": self.path,
            "source": self.source,
            "title": self.title,
            "published": self.published.isoformat() if self.published else None,
            "published_from": self.published_from,
            "story": self.story,
        }


@record
class TimelineEntry:
    """A dated event of a story, for the report's timeline."""

    story: str
    day: date
    what: str
    evidence: Evidence


@record
class Run:
    """Everything that a report, a check or a review shows. Sorted; the same input gives the same run.

    ``findings`` are the open ones; ``settled`` those that a decision, a baseline or a suppression took out.
    ``base``: the folder that paths are relative to, as seen from the current folder ("" where they are the same).
    """

    version: str
    articles: tuple[ArticleInfo, ...]
    stories: tuple[Story, ...]
    findings: tuple[Finding, ...]
    agreements: tuple[Agreement, ...]
    single_source: tuple[SingleSource, ...]
    timeline: tuple[TimelineEntry, ...] = ()
    unreadable: tuple[Unreadable, ...] = ()
    facts: int = 0
    settled: tuple[Settled, ...] = ()
    remarks: tuple[Remark, ...] = ()
    base: str = ""

    def file(self, path: str) -> str:
        """A path of the run as a program in the current folder would open it."""
        return f"{self.base}/{path}" if self.base and not path.startswith("/") else path

    def to_dict(self) -> dict[str, Any]:
        return {
            "version": 1,
            "articles": [a.to_dict() for a in self.articles],
            "findings": [f.to_dict() for f in self.findings],
            "agreements": [a.to_dict() for a in self.agreements],
            "single_source": [s.to_dict() for s in self.single_source],
            "unreadable": [{"path": u.path, "line": u.line, "message": u.message} for u in self.unreadable],
            "settled": [s.to_dict() for s in self.settled],
            "remarks": [r.to_dict() for r in self.remarks],
        }
