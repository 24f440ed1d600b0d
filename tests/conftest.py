"""Runs made by hand from real articles, for tests of what is printed of a run."""

from __future__ import annotations

import os
import tempfile
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import settings

from checker import model
from checker.model import Article, Bound, Kind, Level, Quantity, Span, UnitKind, Verdict

os.environ.pop("CHECKER_DEBUG", None)
# No test reads or leaves anything in the cache of whoever runs it; programs that tests start inherit this.
os.environ["CHECKER_CACHE_DIR"] = tempfile.mkdtemp(prefix="checker-tests-")
# A loaded machine is slow now and then: what takes how long is measured in benchmarks/, not by chance in a test.
# Under CI examples are the same each time: new ones are looked for at the desk, where a failure can be mended.
settings.register_profile("checker", deadline=None, derandomize=bool(os.environ.get("CI")))
settings.load_profile("checker")

WIRE = """Flood at Brannock mill kills 12

BRANNOCK, March 3 — At least 12 people were killed when the Teal broke its banks on Monday, the county said.
“We had perhaps four minutes,” Mayor Ilse Varn said.
The river rose by 3.4 metres.
"""
HERALD = """The Teal takes Brannock

Nine people died in the flood at Brannock on Monday, the rescue service said.
“We had no more than four minutes,” Ilse Varn said.
"""


def passage_of(article: Article, words: str, **more: object) -> model.Evidence:
    """The first place where the words stand in the article, as evidence."""
    start = article.text.index(words)
    line = article.text.rindex("\n", 0, start) + 1 if "\n" in article.text[:start] else 0
    end = article.text.find("\n", start)
    context = article.text[line : end if end >= 0 else None]
    found = model.Evidence(
        passage=article.passage(Span(start, start + len(words))),
        value=words,
        context=context,
        mark=Span(start - line, start - line + len(words)),
    )
    return replace(found, **more)  # type: ignore[arg-type]


def count(low: int | None, high: int | None, bound: Bound = Bound.EXACT) -> Quantity:
    low_, high_ = (None if x is None else Decimal(x) for x in (low, high))
    return Quantity(low_, high_, bound, "person", UnitKind.COUNT)


def run_of(articles: list[Article], **parts: object) -> model.Run:
    """A run over the articles as one story, with the given findings, agreements and so on."""
    infos = tuple(
        model.ArticleInfo(a.id, a.path, a.source, a.title, a.published, a.published_from, "s1") for a in articles
    )
    story = model.Story("s1", tuple(a.id for a in articles), "Flood at Brannock", date(2025, 3, 3))
    empty = model.Run("0.1.0", infos, (story,), (), (), ())
    return replace(empty, **parts)  # type: ignore[arg-type]


def finding_of(*evidence: model.Evidence, **more: object) -> model.Finding:
    made = model.Finding(
        id="0badcafe",
        code="N101",
        kind=Kind.NUMBER,
        verdict=Verdict.CONFLICT,
        level=Level.ERROR,
        confidence=0.91,
        title="Two figures for one fact",
        message="County Wire has at least 12 people killed, Teal Herald has nine.",
        evidence=evidence,
        fact="people killed",
        story="s1",
        fingerprint="0badcafe0badcafe",
        reasons=("both count people killed", "both on Monday at Brannock"),
        considered=("an update: neither text is later than the other",),
        working=("[12, …) and [9, 9] have no value in common",),
        advice="Ask the county and the rescue service for the count and its hour.",
    )
    return replace(made, **more)  # type: ignore[arg-type]


@pytest.fixture
def wire() -> Article:
    return Article.from_text(
        WIRE, id="wire.txt", source="County Wire", title="Flood at Brannock", published="2025-03-03"
    )


@pytest.fixture
def herald() -> Article:
    return Article.from_text(HERALD, id="herald.md", source="Teal Herald")


@pytest.fixture
def flood(wire: Article, herald: Article) -> model.Run:
    """Two articles that disagree on a toll and on a quote, agree on a day, and one fact of one source."""
    most = passage_of(wire, "At least 12 people", quantity=count(12, None, Bound.AT_LEAST), claimant="the county")
    nine = passage_of(herald, "Nine people", quantity=count(9, 9), side=1, claimant="the rescue service")
    one = passage_of(wire, "We had perhaps four minutes,")
    other = passage_of(herald, "We had no more than four minutes,", side=1)
    altered = finding_of(
        one,
        other,
        code="Q124",
        kind=Kind.QUOTE,
        verdict=Verdict.ALTERED_QUOTE,
        level=Level.WARNING,
        confidence=0.8,
        id="deadbeef",
        title="A quotation was changed",
        message="“perhaps” against “no more than”.",
        fact="Ilse Varn on the minutes they had",
        working=("We had [perhaps] four minutes", "We had [no more than] four minutes"),
    )
    days = (passage_of(wire, "on Monday", value="2025-03-03"), passage_of(herald, "on Monday", value="2025-03-03"))
    agreed = model.Agreement(
        Kind.DATE, Verdict.AGREES, "D210", days, "the flood", "s1", "both are Monday, 3 March 2025", sources=2
    )
    alone = model.SingleSource(Kind.NUMBER, (passage_of(wire, "3.4 metres"),), "rise of the river", "s1")
    told = model.TimelineEntry("s1", date(2025, 3, 3), "flood at Brannock", days[0])
    return run_of(
        [wire, herald],
        findings=(altered, finding_of(most, nine)),
        agreements=(agreed,),
        single_source=(alone,),
        timeline=(told, replace(told, evidence=days[1])),
        unreadable=(model.Unreadable("blank.txt", "the file is empty"),),
        facts=9,
    )
