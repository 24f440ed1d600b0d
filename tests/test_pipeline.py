"""The run as a whole: rows that travel between processes and to disk, failures that stop nothing, exact offsets."""

from __future__ import annotations

import json
import pickle
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from varied import corpus

import checker
from checker import claims, load, pipeline
from checker.config import Config
from checker.errors import UsageError
from checker.grammar import Page
from checker.model import Article, Claim, Extraction, Kind, Level, Run, Seen, Unreadable
from checker.pipeline import Spool, extract_all, extract_article, redate_article

DATA = Path(__file__).parent.parent / "data"
ONE = Config(jobs=1)


def articles(count: int) -> list[Article]:
    return [article for _, article in corpus(count)][:count]


def small(count: int) -> list[Article]:
    """Many short articles, one event for every four of them."""
    return [
        Article.from_text(
            f"Fire in Tolm{n // 4}\n\nA fire burned {n % 4 + 12} barns in Tolm{n // 4} on Monday, the brigade said.\n",
            id=f"{n}.txt",
            source=f"Paper {n % 4}",
            published="2026-03-10",
        )
        for n in range(count)
    ]


def printed(run: Run) -> str:
    return json.dumps(run.to_dict(), sort_keys=True)


# rows


def test_rows_travel_between_processes() -> None:
    for article in articles(19):
        row = extract_article(article)
        assert pickle.loads(pickle.dumps(row)) == row


def test_extraction_is_a_function_of_the_article_alone() -> None:
    first, *others = articles(8)
    before = extract_article(first)
    for other in others:
        extract_article(other)
    assert extract_article(first) == before


@pytest.mark.parametrize("how", ["text", "story"])
def test_an_article_that_is_dated_later_is_as_if_dated_from_the_first(how: str) -> None:
    for article in load.read_all(load.discover([DATA])):
        assert isinstance(article, Article)
        undated = extract_article(replace(article, published=None, published_at=None, published_from="unknown"))
        dated = replace(undated.article, published=date(2025, 10, 16), published_from=how)
        assert redate_article(undated, dated) == extract_article(dated)


def test_rows_come_in_the_order_of_the_articles() -> None:
    made = small(70)
    for jobs in (1, 2):
        rows = list(extract_all(made, jobs))
        assert [r.article.id for r in rows if isinstance(r, Extraction)] == [a.id for a in made]


def test_a_process_pool_gives_the_same_run() -> None:
    made = small(72)
    assert printed(checker.check(made, Config(jobs=2))) == printed(checker.check(made, ONE))


def test_a_run_that_spills_to_disk_is_the_same_run(monkeypatch: pytest.MonkeyPatch) -> None:
    made = articles(19)
    undated = [Article.from_text(a.text, id=a.id, source=a.source) for a in made]
    kept = [printed(checker.check(group, ONE)) for group in (made, undated)]
    monkeypatch.setattr(pipeline, "Spool", lambda cache: Spool(2, cache))
    assert [printed(checker.check(group, ONE)) for group in (made, undated)] == kept


def test_a_spool_gives_back_what_was_put() -> None:
    rows = [extract_article(a) for a in small(9)]
    with Spool(in_memory=3) as spool:
        for row in rows:
            spool.put(row)
        assert [spool.get(r.article.id) for r in rows[::-1]] == rows[::-1]
        again = extract_article(Article.from_text("Nothing.", id=rows[7].article.id))
        spool.put(again)
        assert spool.get(rows[7].article.id) == again
        assert spool.get(rows[8].article.id) == rows[8]


def test_articles_are_read_one_by_one() -> None:
    """Extraction streams: a folder is not held in memory before the first article is done."""
    begun: list[str] = []
    done: list[tuple[str, int]] = []

    def read() -> Iterator[Article]:
        for article in small(200):
            begun.append(article.id)
            yield article

    pipeline.run(read(), ONE, progress=lambda path: done.append((path, len(begun))))
    assert len(done) == 200
    assert done[0][1] < 100


# failures


def test_an_article_that_fails_is_an_error_row_and_stops_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    good, bad, more = small(3)
    real = claims.build

    def fails_on_one(page: Page, seen: Seen) -> list[Claim]:
        if page.article.id == bad.id:
            raise ZeroDivisionError("no such luck\nand more")
        return real(page, seen)

    monkeypatch.setattr(claims, "build", fails_on_one)
    run = checker.check([good, bad, more], ONE)
    assert [a.id for a in run.articles] == [good.id, more.id]
    assert [u.path for u in run.unreadable] == [bad.path]
    assert "ZeroDivisionError: no such luck" in run.unreadable[0].message
    assert "\n" not in str(run.unreadable[0])
    assert run.findings


def test_what_cannot_be_read_is_listed_beside_the_rest() -> None:
    run = pipeline.run([*small(2), Unreadable("x.txt", "the file is empty")], ONE)
    assert len(run.articles) == 2
    assert [str(u) for u in run.unreadable] == ["x.txt: the file is empty"]


def test_two_articles_of_one_id_are_told_apart_by_a_message() -> None:
    first, second = small(2)
    twin = Article.from_text(second.text, id=first.id)
    run = checker.check([first, twin], ONE)
    assert len(run.articles) == 1
    assert first.id in run.unreadable[0].message


def test_paths_and_articles_are_not_mixed() -> None:
    mixed: list[Any] = [str(DATA), *small(1)]
    with pytest.raises(UsageError):
        checker.check(mixed, ONE)


def test_nothing_gives_an_empty_run() -> None:
    run = checker.check([], ONE)
    assert (run.articles, run.findings, run.agreements, run.single_source, run.facts) == ((), (), (), (), 0)


def test_ignored_rules_give_no_findings() -> None:
    made = small(8)
    assert checker.check(made, ONE).findings
    assert not checker.check(made, Config(jobs=1, ignore=("N", "D", "Q", "M"))).findings


def test_findings_come_worst_first() -> None:
    order = [Level.ERROR, Level.WARNING, Level.NOTE]
    levels = [order.index(f.level) for f in checker.check(articles(19), ONE).findings]
    assert levels == sorted(levels)
    assert len(set(levels)) > 1


# offsets


def assert_exact(article: Article) -> None:
    row = extract_article(article)
    text = row.article.text
    starts = [c.mention.span for c in row.claims]
    assert starts == sorted(starts)
    for claim in row.claims:
        span = claim.mention.span
        assert 0 <= span.start < span.end <= len(text), claim.mention
        assert text[span.start : span.end] == claim.mention.text == claim.passage.text
        # In a hard-wrapped paragraph the sentence is read with blanks for its line ends.
        sentence = text[claim.sentence.start : claim.sentence.end]
        assert claim.context == sentence.replace("\r", " ").replace("\n", " ")
        assert claim.sentence.start <= span.start < claim.sentence.end
        assert claim.passage.line >= 1
        assert claim.passage.column >= 1


def test_offsets_are_exact_in_the_stories_of_data() -> None:
    read = [a for a in load.read_all(load.discover([DATA])) if isinstance(a, Article)]
    assert len(read) >= 12
    for article in read:
        assert_exact(article)


def test_offsets_of_plain_text_are_those_of_the_file() -> None:
    for article in load.read_all(load.discover([DATA])):
        assert isinstance(article, Article)
        raw = DATA / article.path
        if raw.suffix in (".txt", ".md"):
            content = raw.read_text(encoding="utf-8")
            for claim in extract_article(article).claims:
                p = claim.passage
                assert content[p.start : p.end] == p.text
                assert content.count("\n", 0, p.start) + 1 == p.line


PIECES = [
    "“We lost 12 boats", ",” Ilse Varn said", "Monday, 9 March 2026", " on Monday night. ", "at least 40 people",
    "\n\n", "$1.2 million", "a third of the 67 missiles, ", "5'6\"", "’", "\u00a0", "\r\n", "3-1",
    "from 4 to 6 percent", " «Nein» ", "31 June", "½", "٣٤", "Ⅻ", "\u200b12\u200b", "e\u0301te\u0301", "😀 14 😀",
    "...", "1,2,3,,4", "one of the 10,189 others", "İ 5",
]  # fmt: skip


@given(st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=12)), max_size=24).map("".join))
@example("")
@example("\x00 12 \ud800".encode("utf-8", "replace").decode())
@settings(max_examples=150)
def test_offsets_are_exact_in_any_text(text: str) -> None:
    assert_exact(Article.from_text(text, id="a.txt", published="2026-03-10"))


@given(st.text(alphabet="0123456789,.-–$€% aen’'“”\"\n", max_size=120))
@example("0-%")
@settings(max_examples=100)
def test_offsets_are_exact_in_figures_and_marks(text: str) -> None:
    assert_exact(Article.from_text(text, id="a.txt"))


@given(st.lists(st.lists(st.sampled_from(PIECES), max_size=10).map(" ".join), min_size=2, max_size=4))
@settings(max_examples=60)
def test_any_articles_can_be_checked(texts: list[str]) -> None:
    shared = "The ferry from Osk to Haldry sank off the lighthouse of Varrey. "
    made = [Article.from_text(shared + t, id=str(n), published="2026-03-10") for n, t in enumerate(texts)]
    run = checker.check(made, ONE)
    assert not run.unreadable
    assert len(run.articles) == len(texts)
    for finding in run.findings:
        assert 0.0 <= finding.confidence <= 1.0
        assert finding.evidence


def test_facts_are_counted_without_names() -> None:
    made = small(4)
    facts = [c for a in made for c in extract_article(a).claims if c.kind is not Kind.NAME]
    assert checker.check(made, ONE).facts == len(facts) == len(checker.extract(made))
