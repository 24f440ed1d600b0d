"""What tells two facts apart, or brings them together, piece by piece."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

import checker
from checker import datelines, taxonomy
from checker.align.designations import unlike_designations
from checker.align.extents import extent
from checker.align.reach import AREA, PERIOD, reach
from checker.days import apart_in_time, meet
from checker.model import Article, Bound, Claim, Kind, Level, Quantity, UnitKind, when
from checker.pipeline import extract_article
from checker.rarity import stem
from checker.slips import Slip, slip
from checker.whereabouts import opening_place


def figures(text: str) -> list[Claim]:
    return [c for c in extract_article(Article.from_text(text, id="a.txt")).claims if c.kind is Kind.NUMBER]


def figure(value: str, kind: UnitKind = UnitKind.COUNT, unit: str | None = None) -> Quantity:
    return Quantity(Decimal(value), Decimal(value), Bound.EXACT, unit, kind)


@pytest.mark.parametrize(
    ("one", "other", "like"),
    [
        ("jurors", "verdict", True),
        ("fodder", "feed", True),
        ("refinery", "plant", True),
        ("rent", "rental", True),
        ("harvest", "verdict", False),
        ("win", "lose", False),
        ("open", "close", False),
    ],
)
def test_words_that_papers_use_one_for_the_other(one: str, other: str, like: bool) -> None:
    assert bool(taxonomy.senses(stem(one)) & taxonomy.senses(stem(other))) is like


def test_a_month_of_two_years_is_one_month_where_its_year_was_worked_out() -> None:
    told = figures("The crews get 600 dravs in May.")[0]
    one, other = (
        replace(told, when=(date(year, 5, 1), date(year, 5, 31)), when_text="May", notes=frozenset())
        for year in (2025, 2026)
    )
    assert not apart_in_time(one, other)
    assert apart_in_time(one, replace(other, when_text="May 2026"))
    assert apart_in_time(replace(one, when_text="June"), other)


def test_the_year_in_a_name_does_not_date_what_is_told_of_it() -> None:
    assert "loose-when" in figures("Nine buyers wanted the ten cases of Clos Verrane 1951.")[1].notes
    assert "loose-when" not in figures("Nine buyers wanted the ten cases in 1951.")[1].notes


def test_a_claim_knows_the_words_of_the_sentence_before() -> None:
    text = "Jurors withdrew at noon. It had taken them nine hours.\n\nThe clerk wrote 40 pages."
    hours, pages = extract_article(Article.from_text(text, id="a.txt")).claims[-2:]
    assert stem("withdrew") in hours.before
    assert not pages.before


@pytest.mark.parametrize(
    ("sentence", "kind", "named"),
    [
        ("Profit rose to 40 million crowns in the first quarter.", PERIOD, {"first_quarter"}),
        ("It makes 40 million crowns a year.", PERIOD, {"year"}),
        ("Profit rose to 40 million crowns.", PERIOD, set()),
        ("The nationwide total is 900 farms.", AREA, {"country"}),
        ("In the city 900 flats stand empty.", AREA, {"city"}),
    ],
)
def test_how_far_a_figure_reaches(sentence: str, kind: str, named: set[str]) -> None:
    assert reach(figures(sentence)[0], kind) == named


@pytest.mark.parametrize(
    ("sentence", "prior"),
    [
        ("Mathematics 68.3% (66.3%)", True),
        ("The share is 40% (12 people).", False),
        ("The path is 22 km (14 miles) long.", False),
        ("Turnout was 61% (a record).", False),
    ],
)
def test_what_stands_in_brackets_behind_its_like_is_of_before(sentence: str, prior: bool) -> None:
    assert ("prior" in figures(sentence)[-1].notes) is prior


@pytest.mark.parametrize(
    ("sentence", "counted", "scope"),
    [
        ("In 12 cases the thieves also took the keys.", None, None),
        ("In 12 cases of cholera the child died.", "case", None),
        ("The 12 cases of cholera were told on Monday.", "case", None),
        ("There were 40 of them on the ferry.", "person", None),
        ("The guests came late. The crew lost 40 of them.", "guest", "part"),
    ],
)
def test_what_a_figure_counts_and_covers(sentence: str, counted: str | None, scope: str | None) -> None:
    claim = figures(f"The people of the town know it. {sentence}")[-1]
    assert (claim.head, claim.scope) == (counted, scope)


@pytest.mark.parametrize(
    ("sentence", "named"),
    [
        ("The shaft goes 40 metres down.", "depth"),
        ("He was seen 2 km down the road.", None),
        ("The wreck lies at a depth of about 90 m.", "depth"),
        ("Depth: 22 km", "depth"),
        ("The crack is 14 metres wide.", "width"),
        ("They dug a 14-metre-wide ditch.", "width"),
        ("A wave 6 metres high broke over the quay.", "height"),
        ("She was alone with 12 km to go.", "left"),
        ("He rode away 12 km from the line.", "left"),
        ("The camp is 12 km from the town.", "away"),
        ("The mast is 48 metres from end to end.", None),
        ("The wreck lies 5 miles off the coast.", "away"),
        ("Winds of 50 mph blew in the night.", "wind"),
        ("There were gusts of up to 80 mph.", "gust"),
        ("They walked 12 km on Monday.", None),
        ("They had 12 sheep to go.", None),
    ],
)
def test_which_dimension_a_measure_gives(sentence: str, named: str | None) -> None:
    assert extent(figures(sentence)[0]) == named


@pytest.mark.parametrize(
    ("one", "other", "apart"),
    [
        ("Line 3 carried 4,000 people.", "Line 4 carried 5,000 people.", True),
        ("Orla-3 weighs 790 kilograms.", "Orla-4 weighs 870 kilograms.", True),
        ("Line 3 carried 4,000 people.", "Line 3 carried 5,000 people.", False),
        ("Line 3 and Line 4 carried 4,000 people.", "Line 4 carried 5,000 people.", False),
        ("All 23 members of the crew are safe.", "All 32 members of the crew are safe.", False),
        ("On June 3 it sold 400 cars.", "On June 4 it sold 500 cars.", False),
    ],
)
def test_things_of_one_name_with_different_numbers(one: str, other: str, apart: bool) -> None:
    assert unlike_designations(figures(one)[-1], figures(other)[-1]) is apart


@pytest.mark.parametrize(
    ("one", "other", "how"),
    [
        (figure("1460"), figure("1640"), Slip.TRIO),
        (figure("68.3", UnitKind.PERCENT), figure("63.8", UnitKind.PERCENT), Slip.TRIO),
        (figure("68.3", UnitKind.PERCENT), figure("38.6", UnitKind.PERCENT), Slip.SWAPPED),
        (figure("31480"), figure("34180"), Slip.NEIGHBOURS),
        (figure("12"), figure("21"), Slip.PAIR),
        (figure("20000"), figure("2"), Slip.FAR),
        (figure("9"), figure("19"), Slip.LIKE),
        (figure("16"), figure("60"), Slip.LIKE),
        (figure("1.6"), figure("6"), Slip.WIDE),
        (figure("27"), figure("37"), Slip.LIKE),
        (figure("20"), figure("30"), Slip.NEAR),
        (figure("27"), figure("47"), Slip.NEAR),
        (figure("27"), figure("92"), Slip.WIDE),
        (figure("2000000", UnitKind.CURRENCY, "dollar"), figure("2000000000", UnitKind.CURRENCY, "dollar"), Slip.SCALE),
        (figure("650"), figure("6500"), Slip.SCALE),
    ],
)
def test_how_figures_differ(one: Quantity, other: Quantity, how: Slip) -> None:
    assert slip(one, other) is how


@pytest.mark.parametrize(
    ("first", "dates"),
    [
        ("Orla Post, 14 January 2026", True),
        ("Crop report No 6, 25 June 2026", True),
        ("14 January 2026, 18:00", True),
        ("The bridge reopens on 14 January 2026", False),
        ("The mill burned down on 14 January 2026, the owner said.", False),
    ],
)
def test_the_line_that_dates_an_article(first: str, dates: bool) -> None:
    found = extract_article(Article.from_text(f"{first}\n\nThe mill at Orla is closed.\n", id="a.txt")).claims
    assert any(datelines.is_dateline(c) for c in found if c.kind is Kind.DATE) is dates


@pytest.mark.parametrize(
    ("opening", "stamps"),
    [
        ("ORLA, May 4 (OPA) — The mill burned down.", True),
        ("ORLA, Reedland, May 4 — The mill burned down.", True),
        ("Monday 4 May, 13:50", True),
        ("ORLA, which burned on May 4, is closed.", False),
        ("On May 4 the mill burned down.", False),
    ],
)
def test_what_only_stamps_an_article(opening: str, stamps: bool) -> None:
    found = extract_article(Article.from_text(f"{opening}\n\nThe mill is closed.\n", id="a.txt")).claims
    assert datelines.is_stamp(next(c for c in found if c.kind is Kind.DATE)) is stamps


@pytest.mark.parametrize(
    ("sentence", "place"),
    [
        ("In Old Harbour, turnout reached 71 percent.", "old harbour"),
        ("Days before there was another in Belmir, where 14 people died.", "belmir"),
        ("In March, turnout reached 71 percent.", None),
        ("Turnout in Old Harbour reached 71 percent.", None),
    ],
)
def test_the_place_that_a_sentence_opens_with(sentence: str, place: str | None) -> None:
    assert opening_place(figures(sentence)[0]) == place


@pytest.mark.parametrize(
    ("sentence", "events"),
    [
        ("Casualties: 12 dead, 27 injured (three seriously hurt), 5 unhurt.", ["kill", "injure", "injure", "survive"]),
        ("Arrests: 84. Injured officers: 23. Evacuated: 4,600.", ["arrest", "injure", "evacuate"]),
        ("The 27 injured climbers walked home.", ["walk"]),
    ],
)
def test_what_a_list_says_beside_each_figure(sentence: str, events: list[str]) -> None:
    assert [c.predicate for c in figures(sentence)] == events


BRIEF = "{0} Mills said its third-quarter profit {1} to ${2} million. {0} makes {3} in Orla. {0} shares closed at ${4}."


def test_two_companies_results_are_no_versions_of_one_another() -> None:
    one = BRIEF.format("Marden", "rose 5.2 percent", "238.3", "paper", "43.50")
    other = BRIEF.format("Tolverton", "fell 5.9 percent", "9.5", "paper", "18.40")
    slip_of_one = one.replace("238.3", "283.3")
    assert not loud(one, other)
    assert loud(one, slip_of_one)


def loud(*texts: str) -> list[Level]:
    made = [Article.from_text(t, id=f"{i}.txt", published="2026-03-10") for i, t in enumerate(texts)]
    return [f.level for f in checker.check(made).findings if f.level is not Level.NOTE]


@pytest.mark.parametrize("word", ["first", "second", "latter"])
def test_an_ordinal_for_a_noun_says_nothing_of_what_is_counted(word: str) -> None:
    assert taxonomy.generic(word)


@pytest.mark.parametrize(
    ("one", "other", "both_right"),
    [
        ("It closes this winter.", "It is closed for the winter.", True),
        ("It closed in the winter of 2024.", "It closed in the winter of 2025.", False),
        ("It closes this winter.", "It closes this summer.", False),
        ("It closed in May.", "It closed in May 2024.", True),
    ],
)
def test_seasons_and_months_whose_year_was_worked_out(one: str, other: str, both_right: bool) -> None:
    values = [
        next(when(c) for c in extract_article(article).claims if c.kind is Kind.DATE)
        for article in (Article.from_text(t, id="a.txt", published="2026-08-21") for t in (one, other))
    ]
    assert meet(*values) is both_right


def test_a_figure_that_counts_something_else_there_explains_nothing() -> None:
    """Fourteen coaches and eleven: that the second article has fourteen of the staff makes no slip less likely."""
    one = "The express Lake Lily left the rails near Matta on Sunday. Fourteen coaches jumped the rails, and five sank."
    other = "The express Lake Lily came off the track near Matta on Sunday. Eleven coaches of it were derailed."
    sure = {}
    for more in ("", " The railway had 14 staff there.", " Of its 16, 14 were old coaches."):
        texts = (one, other + more)
        made = [Article.from_text(t, id=f"{i}.txt", published="2026-03-10") for i, t in enumerate(texts)]
        found = [f.confidence for f in checker.check(made).findings if "14 coaches" in f.message]
        sure[more] = max(found, default=0.0)
    assert sure[" The railway had 14 staff there."] == sure[""] > 0.0
    assert sure[" Of its 16, 14 were old coaches."] < sure[""]
