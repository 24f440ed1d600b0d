"""Dates: the specs under tests/specs/dates, and what must hold for any text."""

from __future__ import annotations

import calendar
import tomllib
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from timing import quickest

from checker.extraction.dates import find
from checker.grammar import Page
from checker.model import Article, Mention, TimeType, TimeValue
from checker.normalise.date_calendar import easter, holiday
from checker.normalise.dates import infer_published, normalise, solve_years

SPECS = Path(__file__).parent / "specs" / "dates"
CASES = [
    pytest.param(case, id=f"{path.stem}-{number}")
    for path in sorted(SPECS.glob("*.toml"))
    for number, case in enumerate(tomllib.loads(path.read_text(encoding="utf-8"))["case"], 1)
]


def dates_of(text: str, published: date | None = None) -> list[tuple[Mention, TimeValue]]:
    page = Page(Article.from_text(text, id="a.txt", published=published))
    mentions = find(page, {})
    values = normalise(page, mentions, {})
    return [(m, v) for m, v in zip(mentions, values, strict=True) if v is not None]


def shown(moment: datetime | None) -> str:
    if moment is None:
        return ""
    return moment.date().isoformat() if not (moment.hour or moment.minute) else moment.isoformat(timespec="minutes")


@pytest.mark.parametrize("case", CASES)
def test_spec(case: dict[str, Any]) -> None:
    found = [[m.text, v.timex, shown(v.start), shown(v.end)] for m, v in dates_of(case["text"], case.get("published"))]
    wanted = case["dates"]
    assert [row[: len(w)] for row, w in zip(found, wanted, strict=False)] == wanted
    assert len(found) == len(wanted), found


def test_an_impossible_date_survives_with_what_it_says() -> None:
    ((_, value),) = dates_of("The bridge will open on 31 June 2024.", date(2024, 5, 1))
    assert value.timex == "2024-06-31"
    assert value.start is None
    assert value.end is None
    assert dict(value.stated) == {"year": 2024, "month": 6, "day": 31}


def test_a_wrong_weekday_is_kept_beside_the_date() -> None:
    ((_, value),) = dates_of("It fell on Sunday, March 1 2024.")
    assert value.timex == "2024-03-01"
    assert (value.stated["weekday"], value.stated["day"]) == (6, 1)


def test_a_swappable_date_tells_its_other_reading() -> None:
    ((_, value),) = dates_of("It was signed on 11/05/2022.")
    assert value.timex == "2022-11-05"
    assert value.stated["or"] == "2022-05-11"


def test_the_same_mentions_resolve_again_once_the_story_gives_a_day() -> None:
    text = "The dam burst on Thursday, Nov. 24, and on Friday it was mended."
    unknown = [v.timex for _, v in dates_of(text)]
    article = Article.from_text(text, id="a.txt")
    page = Page(article)
    mentions = find(page, {})
    from dataclasses import replace

    page.article = replace(article, published=date(2022, 11, 25), published_from="story")
    known = [v for v in normalise(page, mentions, {}) if v]
    assert unknown == ["XXXX-11-24", "XXXX-WXX-5"]
    assert [v.timex for v in known] == ["2022-11-24", "2022-11-25"]
    assert {v.basis for v in known} == {"story"}


def test_years_that_a_weekday_leaves() -> None:
    assert solve_years(3, 11, 24, around=2022)[:2] == (2022, 2016)
    assert {2005, 2011, 2016, 2022, 2033} <= set(solve_years(3, 11, 24))
    assert solve_years(0, 2, 30) == ()


def test_published_is_inferred_from_past_dates_only() -> None:
    text = "She was born on 4 May 1980. The mill burned on 3 March 2021. It will reopen on 9 June 2022."
    page = Page(Article.from_text(text, id="a.txt"))
    assert infer_published(page, dates_of(text)) == date(2021, 3, 3)
    bare = Page(Article.from_text("It burned on Monday.", id="b.txt"))
    assert infer_published(bare, dates_of(bare.text)) is None


def test_holidays_are_reckoned() -> None:
    assert [easter(y) for y in (2000, 2024, 2025)] == [date(2000, 4, 23), date(2024, 3, 31), date(2025, 4, 20)]
    assert holiday("4th-3-11", 2024) == date(2024, 11, 28)
    assert holiday("last-0-5", 2024) == date(2024, 5, 27)


ROW = """Monday|Nov.|November|24|2022|31|May|the|last|next|week|weeks|three|years|ago|after|a|day|night|early|at|6 a.m.|
noon|of|in|,|.|-|'s|quarter|third|'90s|1990s|11/05/2022|0|99/99/9999|2022-13-45|25:99|every|each|half|million|and|
next|Friday|the 13th|9999|fiscal|Q3|H1|FY24|hours|thousand|second|5:04|12:99 p.m.|century|Easter|winter"""
WORDS = st.sampled_from(ROW.replace("\n", "").split("|"))


@settings(max_examples=300, deadline=None)
@given(st.lists(WORDS, max_size=12).map(" ".join), st.dates(date(1900, 1, 1), date(2100, 1, 1)) | st.none())
def test_any_row_of_time_words_is_read_without_harm(text: str, published: date | None) -> None:
    end = 0
    for mention, value in dates_of(text, published):
        assert text[mention.span.start : mention.span.end] == mention.text
        assert mention.span.start >= end
        end = mention.span.end
        assert (value.start is None) == (value.end is None)
        if value.start is not None and value.end is not None:
            assert value.start < value.end


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=120))
def test_any_text_is_read_without_harm(text: str) -> None:
    for mention, value in dates_of(text):
        assert text[mention.span.start : mention.span.end] == mention.text
        assert value.type in TimeType


@given(st.dates(date(1990, 1, 1), date(2040, 1, 1)), st.integers(0, 6))
def test_a_weekday_lies_within_a_week_of_the_day_of_writing(published: date, weekday: int) -> None:
    name = calendar.day_name[weekday]
    ((_, past),) = dates_of(f"The dam burst on {name}.", published)
    ((_, coming),) = dates_of(f"The dam will be mended on {name}.", published)
    assert past.start is not None
    assert coming.start is not None
    assert past.start.weekday() == coming.start.weekday() == weekday
    assert published - timedelta(days=6) <= past.start.date() <= published <= coming.start.date()


def test_a_long_line_takes_linear_time() -> None:
    def seconds(n: int) -> float:
        text = "the last three or four of the first 24 or 25 May the 5th - 6 - " * n
        return quickest(lambda: dates_of(text))

    assert seconds(4000) < 40 * max(seconds(400), 0.02)
