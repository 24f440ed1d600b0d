"""What is compared: articles with their claims, stories of several, and claims that are about one fact."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from checker.model.articles import Article
from checker.model.claims import Claim
from checker.model.values import Kind
from checker.record import record

__all__ = ["Alignment", "Bundle", "Extraction", "Signature", "Story"]


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
    ``persons``: those of ``names`` that are parts of persons' names;
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
    persons: frozenset[str] = frozenset()


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
