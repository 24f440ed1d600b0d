"""The whole run: load -> extract -> normalise -> claims -> stories -> align -> judge.

Two seams are made for scale. ``extract_article`` is a pure, picklable function from an article to its row; it
runs on as many processes as are asked for. ``judge_story`` sees the rows of one story and nothing else. Between
them the rows lie in a spool that moves to disk when it grows, so that memory follows the largest story and the
signatures, not the corpus.
"""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from types import TracebackType
from typing import IO, TYPE_CHECKING

from checker import claims, stories
from checker.config import Config
from checker.digests import digest, of_article
from checker.grammar import Page
from checker.judge import reference
from checker.kinds import GRID, Row
from checker.load.prepare import prepare
from checker.model import (
    Agreement,
    Article,
    ArticleInfo,
    Bundle,
    Claim,
    Extraction,
    Finding,
    Kind,
    Level,
    Mention,
    Run,
    Seen,
    Signature,
    SingleSource,
    Story,
    TimelineEntry,
    TimeType,
    TimeValue,
    Unreadable,
    Value,
)
from checker.places import placed
from checker.timeline import timeline
from checker.version import VERSION

if TYPE_CHECKING:
    from checker.cache import Cache

__all__ = ["bundles", "extract_article", "judge_across", "judge_bundle", "judge_story", "redate_article", "run"]

Verdicts = list[Finding | Agreement | SingleSource]
_POOL_FROM = 64
"""Articles from which a process pool pays for its start."""
_SAME_NEWS_DAYS = 60
"""A day that an article's words prove is not believed when it is farther than this from its story's known dates."""
_ROWS_IN_MEMORY = 256
"""Rows that the spool keeps as objects; a folder of drafts never touches the disk."""


def extract_article(article: Article) -> Extraction:
    """All facts of one article, in reading order, and its signature. Pure and picklable."""
    page = Page(prepare(article))
    seen: dict[Kind, list[tuple[Mention, Value]]] = {}
    for row in GRID:
        seen[row.kind] = _read(row, page, seen)
    found = tuple(claims.build(page, seen))
    return Extraction(page.article, found, stories.signature(page, found, claims.proved_day(found)))


def redate_article(row: Extraction, dated: Article) -> Extraction:
    """What ``extract_article`` gives for an article that was extracted before, but for its day of publication.

    The day decides what dates mean, and thereby when things happened. Everything else is read anew only where the day
    decides what is a date or a duration at all.
    """
    page = Page(dated)
    dates = [(m, v) for m, v in _read(GRID[0], page, {}) if isinstance(v, TimeValue)]
    before = [(c.mention.span, _lasts(c.value)) for c in row.claims if c.kind is Kind.DATE]
    if [(m.span, _lasts(v)) for m, v in dates] != before:
        return extract_article(dated)
    found = tuple(claims.redated(page, row.claims, dates))
    return Extraction(dated, found, stories.signature(page, found, claims.proved_day(found)))


def _lasts(value: Value) -> bool:
    return isinstance(value, TimeValue) and value.type is TimeType.DURATION


def _read(row: Row, page: Page, seen: Seen) -> list[tuple[Mention, Value]]:
    """The facts of one kind, given those of the kinds before."""
    mentions = [_as_written(m, page) for m in row.find(page, seen)]
    values = row.normalise(page, mentions, seen)
    return [(m, v) for m, v in zip(mentions, values, strict=True) if v is not None]


def _as_written(mention: Mention, page: Page) -> Mention:
    """A mention with the article's own characters: in a wrapped paragraph the page has blanks for its line ends."""
    own = page.article.text[mention.span.start : mention.span.end]
    return mention if mention.text == own else replace(mention, text=own)


def _extract_safely(article: Article) -> Extraction | Unreadable:
    """A row, or an error row: one article that fails stops nothing."""
    try:
        return extract_article(article)
    except Exception as problem:
        if os.environ.get("CHECKER_DEBUG"):
            raise
        reason = f"{type(problem).__name__}: {problem}".splitlines()[0][:200]
        return Unreadable(article.path, f"could not be processed ({reason}); please report this article as a bug")


def extract_all(articles: Iterable[Article], jobs: int = 1) -> Iterator[Extraction | Unreadable]:
    """Rows in the order of the articles; a process pool only where there are enough of them."""
    source = iter(articles)
    head = [a for _, a in zip(range(_POOL_FROM), source, strict=False)]
    if jobs <= 1 or len(head) < _POOL_FROM:
        for article in head:
            yield _extract_safely(article)
        for article in source:
            yield _extract_safely(article)
        return
    from concurrent.futures import ProcessPoolExecutor  # here, with pickle and tempfile below: a folder needs none

    with ProcessPoolExecutor(jobs) as pool:
        while head:
            yield from pool.map(_extract_safely, head, chunksize=8)
            head = [a for _, a in zip(range(_POOL_FROM * jobs), source, strict=False)]


class Spool:
    """Rows by article: in memory for a folder, on a temporary file beyond that, read back one by one.

    A row that the cache has is left there until somebody asks for it. ``key`` names a row's content in the cache.
    """

    def __init__(self, in_memory: int = _ROWS_IN_MEMORY, cache: Cache | None = None) -> None:
        self._in_memory = in_memory
        self._cache = cache
        self._keys: dict[str, bytes] = {}
        self._rows: dict[str, Extraction] = {}
        self._file: IO[bytes] | None = None
        self._places: dict[str, int] = {}

    def __enter__(self) -> Spool:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, problem: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._file is not None:
            self._file.close()

    def key(self, article: str) -> bytes:
        return self._keys[article]

    def leave(self, article: str, key: bytes) -> None:
        """Note that the cache has the row of an article."""
        self._keys[article] = key

    def put(self, row: Extraction, key: bytes = b"") -> None:
        """Keep a row; a later row of the same article takes its place."""
        name = row.article.id
        self._keys[name] = key
        if name in self._rows or len(self._rows) < self._in_memory:
            self._rows[name] = row
            return
        import pickle
        import tempfile

        if self._file is None:
            self._file = tempfile.TemporaryFile()  # noqa: SIM115 - closed with the spool
        self._file.seek(0, os.SEEK_END)
        self._places[name] = self._file.tell()
        pickle.dump(row, self._file, protocol=pickle.HIGHEST_PROTOCOL)

    def get(self, article: str) -> Extraction:
        if article in self._rows:
            return self._rows[article]
        if article not in self._places:
            assert self._cache is not None
            left: Extraction = self._cache.promised(self._keys[article])
            return left
        import pickle

        assert self._file is not None
        self._file.seek(self._places[article])
        row: Extraction = pickle.load(self._file)  # our own rows, written by put() in this very process
        return row


@dataclass(slots=True)
class _Collected:
    """What one pass over the input leaves: signatures in order, what could not be read, the number of facts.

    ``known``: whether the cache had every row.
    """

    signatures: list[Signature]
    unreadable: list[Unreadable]
    facts: int = 0
    known: bool = True


def run(
    inputs: Iterable[Article | Unreadable],
    config: Config,
    progress: Callable[[str], None] | None = None,
    cache: Cache | None = None,
) -> Run:
    """Check articles against each other. ``progress`` is called with the path of every article done.

    With a ``cache``, articles and stories that it knows are not worked on again. Raises CacheError where it loses what
    it had: the caller begins again without.
    """
    with Spool(cache=cache) as spool:
        collected = _collect(inputs, config, spool, progress, cache)
        whole = _run_key(collected, spool, config) if cache else b""
        kept: Run | None = cache.get(whole) if cache and collected.known else None
        if kept is None:
            kept = _judged(collected, config, spool, cache)
            if cache:
                cache.put(whole, kept)
    return replace(
        kept,
        findings=tuple(f for f in kept.findings if config.wants(f.code)),
        unreadable=tuple(sorted(collected.unreadable, key=lambda u: (u.path, u.line or 0))),
    )


def _run_key(collected: _Collected, spool: Spool, config: Config) -> bytes:
    return digest("run", config.engine(), [spool.key(s.article) for s in collected.signatures])


def _judged(collected: _Collected, config: Config, spool: Spool, cache: Cache | None) -> Run:
    """Every finding of every rule, sorted."""
    told = _stories(collected, spool, cache)
    verdicts: Verdicts = []
    events: list[TimelineEntry] = []
    infos: list[ArticleInfo] = []
    for story in told:
        part = _part(story, config, spool, cache)
        infos += part[0]
        events += part[1]
        verdicts += part[2]
    for bundle in _bundles_across(told, collected.signatures, spool):
        verdicts += judge_across(bundle)
    found = [v for v in verdicts if isinstance(v, Finding)]
    return Run(
        version=VERSION,
        articles=tuple(sorted(infos, key=lambda a: (a.path, a.id))),
        stories=tuple(told),
        findings=tuple(sorted(_distinct(found), key=_finding_order)),
        agreements=tuple(sorted((v for v in verdicts if isinstance(v, Agreement)), key=_order)),
        single_source=tuple(sorted((v for v in verdicts if isinstance(v, SingleSource)), key=_order)),
        timeline=tuple(events),
        facts=collected.facts,
    )


Part = tuple[list[ArticleInfo], list[TimelineEntry], Verdicts]
"""What a run holds of one story."""


def _part(story: Story, config: Config, spool: Spool, cache: Cache | None) -> Part:
    key = digest("story", story, config.engine(), [spool.key(a) for a in story.articles]) if cache else b""
    kept: Part | None = cache.get(key) if cache else None
    if kept is not None:
        return kept
    rows = [spool.get(a) for a in story.articles]
    verdicts = judge_story(story, rows)
    if config.reference:
        bundle = _story_bundle(story, rows)
        verdicts += placed(reference.judge(bundle, config.reference), bundle.articles.values())
    part = [_info(row.article, story.id) for row in rows], timeline(story, rows), verdicts
    if cache:
        cache.put(key, part)
    return part


def bundles(inputs: Iterable[Article | Unreadable], config: Config) -> Iterator[Bundle]:
    """What aligning and judging see, bundle by bundle: one a story, then those of quotations that stories share.

    Articles are extracted and dated as in ``run``; what cannot be read is left out.
    """
    with Spool() as spool:
        collected = _collect(inputs, config, spool, None, None)
        told = _stories(collected, spool, None)
        for story in told:
            yield _story_bundle(story, [spool.get(a) for a in story.articles])
        yield from _bundles_across(told, collected.signatures, spool)


def judge_bundle(bundle: Bundle) -> Verdicts:
    """The verdicts of ``run`` on one of ``bundles``."""
    several = len({bundle.story_of[a] for a in bundle.articles}) > 1
    return judge_across(bundle) if several else _judge(bundle)


def _stories(collected: _Collected, spool: Spool, cache: Cache | None) -> list[Story]:
    """The stories of what was collected; undated articles get the date that their story proves."""
    told = stories.build(collected.signatures)
    undated = {s.article for s in collected.signatures if s.published is None}
    for story in told:
        if not undated.isdisjoint(story.articles):
            _date_story(story, spool, cache)
    return told


def _collect(
    inputs: Iterable[Article | Unreadable],
    config: Config,
    spool: Spool,
    progress: Callable[[str], None] | None,
    cache: Cache | None,
) -> _Collected:
    out = _Collected([], [])
    places: dict[str, int] = {}
    keys: dict[str, bytes] = {}

    def done(path: str, signature: Signature, facts: int) -> None:
        out.signatures.append(signature)
        out.facts += facts
        if progress:
            progress(path)

    def unknown() -> Iterator[Article]:
        """The articles that are to be extracted."""
        for item in inputs:
            if isinstance(item, Unreadable):
                out.unreadable.append(item)
            elif item.id in places:
                told = f"a second article has the id {item.id!r}; ids must differ"
                out.unreadable.append(Unreadable(item.path, told))
            else:
                places[item.id] = len(places)
                article = _named(item, config)
                if not (cache and _recalled(article, cache)):
                    yield article

    def _recalled(article: Article, cache: Cache) -> bool:
        key = keys[article.id] = of_article(article)
        known: tuple[Signature, int] | None = cache.get(digest("signature", key))
        if known is None:
            return False
        cache.keep(key)
        spool.leave(article.id, key)
        done(article.path, *known)
        return True

    for row in extract_all(unknown(), config.workers):
        if isinstance(row, Unreadable):
            out.unreadable.append(row)
            continue
        facts = sum(c.kind is not Kind.NAME for c in row.claims)
        key = keys.get(row.article.id, b"")
        spool.put(row, key)
        if cache:
            out.known = False
            cache.put(key, row)
            cache.put(digest("signature", key), (row.signature, facts))
        done(row.article.path, row.signature, facts)
    out.signatures.sort(key=lambda s: places[s.article])
    return out


def _named(article: Article, config: Config) -> Article:
    """The article with the name that the newsroom gives its source."""
    label = config.label(article.source)
    return article if label == article.source else replace(article, source=label)


def _date_story(story: Story, spool: Spool, cache: Cache | None) -> None:
    """Give undated articles the date that their story proves, and read their dates again with it."""
    rows = [spool.get(a) for a in story.articles]
    undated = [r for r in rows if r.article.published is None]
    known = [r.article.published for r in rows if r.article.published]
    proved = claims.proved_day([c for r in rows for c in r.claims if r.article.published is None])
    for row in undated:
        day: date | None
        own = claims.proved_day(row.claims)
        if own is not None and not (known and min(abs((own - k).days) for k in known) > _SAME_NEWS_DAYS):
            day, how = own, "text"
        elif known or proved:
            day, how = (max(known) if known else proved), "story"
        else:
            continue
        dated = replace(row.article, published=day, published_from=how)
        key = of_article(dated) if cache else b""
        again: Extraction | None = cache.get(key) if cache else None
        if again is None:
            again = redate_article(row, dated)
            if cache:
                cache.put(key, again)
        spool.put(again, key)


def judge_story(story: Story, rows: Sequence[Extraction]) -> Verdicts:
    """Everything that can be said of one story's claims. Sees nothing but its rows."""
    return _judge(_story_bundle(story, rows))


def _story_bundle(story: Story, rows: Sequence[Extraction]) -> Bundle:
    return _bundle(story, rows, dict.fromkeys(story.articles, story.id))


def _judge(bundle: Bundle) -> Verdicts:
    out: Verdicts = []
    for row in GRID:
        alignments = row.align(bundle)
        out += row.judge(bundle, alignments)
        if row.also is not None:
            out += row.also(bundle, alignments)
    return placed(out, bundle.articles.values())


def _bundle(story: Story, rows: Sequence[Extraction], story_of: dict[str, str]) -> Bundle:
    by_kind: dict[Kind, list[Claim]] = defaultdict(list)
    for row in rows:
        for claim in row.claims:
            by_kind[claim.kind].append(claim)
    return Bundle(
        story=story,
        articles={row.article.id: row.article for row in rows},
        claims={kind: tuple(found) for kind, found in by_kind.items()},
        story_of=story_of,
    )


def _bundles_across(told: Sequence[Story], signatures: Sequence[Signature], spool: Spool) -> Iterator[Bundle]:
    """Articles of different stories that share quotations word for word: politicians are quoted for weeks."""
    story_of = {a: s.id for s in told for a in s.articles}
    for group in stories.sharing_words(signatures):
        names = {story_of[a] for a in group}
        if len(names) < 2:
            continue
        ids = tuple(a for a in story_of if a in group)
        yield _bundle(Story("+".join(sorted(names)), ids, ""), [spool.get(a) for a in ids], story_of)


def judge_across(bundle: Bundle) -> Verdicts:
    """Verdicts on the quotations that articles of several stories share; what one story holds is its own matter."""
    row = next(r for r in GRID if r.kind is Kind.QUOTE)
    story_of = bundle.story_of
    across = [a for a in row.align(bundle) if len({story_of[c.article] for c in a.claims}) > 1]
    told = [v for v in row.judge(bundle, across) if not isinstance(v, SingleSource)]
    return placed(told, bundle.articles.values())


def _info(article: Article, story: str) -> ArticleInfo:
    return ArticleInfo(
        id=article.id,
        path=article.path,
        source=article.source,
        title=article.title,
        published=article.published,
        published_from=article.published_from,
        story=story,
        waivers=article.waivers,
    )


_LEVELS = {Level.ERROR: 0, Level.WARNING: 1, Level.NOTE: 2}


def _order(item: Finding | Agreement | SingleSource) -> tuple[str, int, str, str]:
    first = item.evidence[0].passage
    return first.path, first.start, str(item.kind), item.fact


def _finding_order(item: Finding) -> tuple[int, float, tuple[str, int, str, str], str]:
    return _LEVELS[item.level], -item.confidence, _order(item), item.id


def _distinct(found: Iterable[Finding]) -> list[Finding]:
    """One finding an id: the same fact judged twice is one item for the desk."""
    kept: dict[str, Finding] = {}
    for one in found:
        kept.setdefault(one.id, one)
    return list(kept.values())
