"""Dates compared: which belong to one event, which leave room for each other, which contradict themselves."""

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

import checker
from checker import extract
from checker.align.date_slips import DateSlip, date_slip
from checker.align.durations import quantity_of
from checker.days import meet
from checker.model import Article, Grain, Kind, Level, TimeType, TimeValue


def found(a: str, b: str, published: str = "2026-03-11") -> list[tuple[str, Level]]:
    """Codes and levels of what is said of the dates of two articles."""
    texts = [Article.from_text(t, id=f"{i}.txt", published=published) for i, t in zip("ab", (a, b), strict=True)]
    return [(f.code, f.level) for f in checker.check(texts).findings if f.kind is Kind.DATE]


LEADS = [
    (
        "Governor Dana Orlo on {0} picked Piet Vanter, a former chief of staff, to fill the vacant Brenn seat.",
        "Dana Orlo, the governor, appointed her former chief of staff Piet Vanter to the Brenn seat on {0}.",
    ),
    (
        "Mayor Ruth Kessin pleaded guilty on {0} to taking bribes for the Tesk harbour contract.",
        "Former mayor Ruth Kessin pleaded guilty {0} in the Tesk district court to charges of bribery.",
    ),
    (
        "The Orla Committee sent a letter to Mayor Kessin on {0} asking for her e-mails.",
        "The Orla Committee made the request for e-mails in a letter sent {0} to Mayor Kessin.",
    ),
]


@pytest.mark.parametrize(("one", "other"), LEADS)
def test_two_leads_of_one_event_on_two_days_are_flagged(one: str, other: str) -> None:
    levels = [level for _, level in found(one.format("Tuesday"), other.format("Monday"))]
    assert levels
    assert set(levels) <= {Level.ERROR, Level.WARNING}


@pytest.mark.parametrize(("one", "other"), LEADS)
def test_two_leads_of_one_event_on_one_day_are_not(one: str, other: str) -> None:
    assert not found(one.format("Tuesday"), other.format("Tuesday"))


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("The dam at Orla broke on Monday.", "Farmers in Brenn were paid on Tuesday for the harvest."),
        ("The vote is in November, Mayor Kessin said.", "Mayor Kessin said the vote was in November 2026."),
        ("“We came yesterday,” Kessin said of the Orla talks.", "Kessin came to the Orla talks on Monday."),
    ],
)
def test_other_events_and_open_words_are_left_alone(a: str, b: str) -> None:
    assert not [level for _, level in found(a, b) if level is not Level.NOTE]


def test_small_hours_of_two_days_are_two_nights() -> None:
    """Both touch a night, but never the same one."""
    small = [_value(datetime(2026, 3, d), 6 / 24, TimeType.TIME, Grain.PART) for d in (9, 10)]
    assert not meet(*small)


def test_monday_night_meets_small_hours_of_tuesday() -> None:
    night = _value(datetime(2026, 3, 9, 20), 4 / 24, TimeType.TIME, Grain.PART)
    assert meet(night, _value(datetime(2026, 3, 10), 6 / 24, TimeType.TIME, Grain.PART))


@pytest.mark.parametrize(
    ("when", "both_right"),
    [
        ("at two on Sunday morning", True),
        ("at 04:15 on Sunday", True),
        ("at six on Sunday", True),
        ("on Sunday", True),
        ("at 19:30 on Sunday", False),
        ("at a quarter past eleven on Sunday", False),
        ("on Sunday evening", False),
    ],
)
def test_saturday_night_is_over_by_the_day_of_sunday(when: str, both_right: bool) -> None:
    articles = (
        Article.from_text(text, id="a.txt", published="2026-03-10")
        for text in ("The Kelver express left the rails on Saturday night.", f"It left the rails {when}.")
    )
    night, other = (next(c.value for c in extract([a]) if c.kind is Kind.DATE) for a in articles)
    assert isinstance(night, TimeValue)
    assert isinstance(other, TimeValue)
    assert meet(night, other) is both_right


@pytest.mark.parametrize(
    ("other", "told"),
    [
        ("It was on Sunday at 21:40 that rescuers of the Ostern pit drilled into the cave.", True),
        ("It was on Saturday at 21:40 that rescuers of the Ostern pit drilled into the cave.", False),
    ],
)
def test_one_minute_of_two_days_is_one_event(other: str, told: bool) -> None:
    pit = "Eleven men sat below in the Ostern pit for three days, the Tolm mining company said. "
    one = "A thin probe broke through at 9.40 p.m. on Saturday, and the men sent up a letter."
    one, other = pit + one, pit + other
    assert bool(found(one, other, published="2026-03-16")) is told


@pytest.mark.parametrize(
    ("other", "told"),
    [
        ("The express Lake Lily left Orlanda at 19:30 on Sunday. At 23:15 it left the rails near Matta.", True),
        ("The express Lake Lily left Orlanda on time. At 23:15 it left the rails near Matta.", False),
    ],
)
def test_the_day_of_an_hour_may_stand_right_in_front_of_it(other: str, told: bool) -> None:
    one = "On Saturday at 23:15 the express Lake Lily left the rails near Matta."
    levels = [level for _, level in found(one, other, published="2026-03-17")]
    assert (Level.WARNING in levels or Level.ERROR in levels) is told


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("15 March 2026 is a Sunday, the mill said.", None),
        ("15 March 2026 is a Monday, the mill said.", "D103"),
        ("The mill shuts on Friday, 13 March.", None),
        ("The mill shuts on 31 June.", "D104"),
        ("The mill shuts on Friday (13 March).", None),
        ("The mill shuts on Thursday (13 March).", "D103"),
        ("The mill shuts on 13 March, a Friday.", None),
        ("The mill shuts on 13 March, a Thursday.", "D103"),
        ("The mill shuts on 13 March, a Thursday market or not.", None),
        ("The mill shuts on 13 March (Thursday).", "D103"),
        ("The mill was shut on Sunday, 29 February.", "D104"),
        ("The mill was shut on Tuesday, 15 April.", None),
        ("The mill was shut on Thursday, 15 April.", "D103"),
        ("The mill is closed on Monday, 7 April.", "D103"),
    ],
)
def test_dates_that_contradict_themselves(text: str, code: str | None) -> None:
    assert [c for c, _ in found(text, "Rain fell on the hills of Brenn.")] == ([code] if code else [])


@pytest.mark.parametrize(
    ("timex", "number", "unit"),
    [
        ("PT2H47M", 167, "minute"),
        ("P1DT6H", 30, "hour"),
        ("P2Y3M", 27, "month"),
        ("P2W3D", 17, "day"),
        ("P3Y", 3, "year"),
    ],
)
def test_a_compound_duration_is_one_length(timex: str, number: int, unit: str) -> None:
    quantity = quantity_of(TimeValue(TimeType.DURATION, timex))
    assert quantity is not None
    assert (quantity.low, quantity.unit) == (number, unit)


@pytest.mark.parametrize(
    ("one", "other", "differ"),
    [
        ("3,050", "about 3,000", False),
        ("3,050", "more than 3,000", False),
        ("3,050", "nearly 3,100", False),
        ("134", "about 130", False),
        ("3,050", "more than 4,000", True),
        ("3,050", "3,060", True),
        ("3,000", "3,400", True),
        ("30", "28", True),
        ("30", "less than 20", True),
    ],
)
def test_a_length_keeps_its_hedge_and_its_rounding(one: str, other: str, differ: bool) -> None:
    frame = "The engine of the Aurel jet, last in the workshop at Tarsk in May, had flown {} hours, the airline said."
    made = [Article.from_text(frame.format(n), id=n, source=n, published="2026-03-11") for n in (one, other)]
    assert bool(checker.check(made).findings) is differ


@pytest.mark.parametrize("timex", ["PXD", "P1M3D", "PAST_REF", "P"])
def test_a_length_that_is_no_whole_of_one_unit_is_none(timex: str) -> None:
    assert quantity_of(TimeValue(TimeType.DURATION, timex)) is None


@pytest.mark.parametrize(
    ("text", "numbers", "dates"),
    [
        ("On Wednesday 15 drones were shot down.", ["15 drones"], ["Wednesday"]),
        ("Since January, 231 people have died in Tesk.", ["231 people"], ["January"]),
        ("The flight took two hours and 47 minutes.", [], ["two hours and 47 minutes"]),
        ("Three quarters of an inch of rain fell.", ["Three quarters of an inch"], []),
    ],
)
def test_figures_and_dates_side_by_side(text: str, numbers: list[str], dates: list[str]) -> None:
    claims = checker.extract([Article.from_text(text, id="a.txt", published="2026-03-11")])
    assert [c.mention.text for c in claims if c.kind is Kind.NUMBER] == numbers
    assert [c.mention.text for c in claims if c.kind is Kind.DATE] == dates


def _value(start: datetime, days: float, kind: TimeType = TimeType.DATE, grain: Grain = Grain.DAY) -> TimeValue:
    return TimeValue(kind, "", grain, start, start + timedelta(days=days))


_VALUES = st.builds(_value, st.datetimes(datetime(2020, 1, 1), datetime(2026, 12, 31)), st.integers(1, 400))


@given(_VALUES, _VALUES)
def test_meeting_is_mutual_and_widening_never_parts(a: TimeValue, b: TimeValue) -> None:
    assert meet(a, b) == meet(b, a)
    wider = _value(a.start or datetime.min, 500)
    assert meet(wider, b) or not meet(a, b)


def test_voting_until_a_day_is_a_deadline_by_that_day() -> None:
    one = "Members of the Reed Union vote on the pay agreement until 20 March."
    other = "Members of the Reed Union have to vote on the pay agreement by 30 March."
    assert {code for code, _ in found(one, other)} & {"D101", "D102"}
    assert not found(one, other.replace("30", "20"))


@pytest.mark.parametrize(
    ("limit", "one"),
    [("before next April", True), ("before next May", False), ("by April", False), ("before 1 April 2027", True)],
)
def test_by_march_is_before_april(limit: str, one: bool) -> None:
    vote = "Prime Minister Ada Roon of Orland won a confidence vote on Friday. The next election "
    levels = [level for _, level in found(vote + "is due by March.", vote + f"must be held {limit}.", "2026-05-10")]
    assert (not levels) is one


def test_three_years_ago_may_be_the_year_before_or_behind() -> None:
    one = "Brightlode bought the Kolvara mine in {0} for 310 million crowns."
    other = "Brightlode bought the Kolvara mine three years ago for 310 million crowns."
    assert not found(one.format(2022), other)
    assert not found(one.format(2023), other)


@pytest.mark.parametrize(
    ("a", "b"),
    [
        (
            "Six people are in hospital after Tuesday night's bus crash near Tolm, the police said.",
            "The bus crash near Tolm on 9 March put six people in hospital, the police said.",
        ),
        (
            "The bus crash near Tolm happened at 6.12 a.m. on Monday, the police said.",
            "The bus crash near Tolm happened at 7.12 a.m. on Monday, the police said.",
        ),
        (
            "The Orla clinic noticed the theft of its files on 2 March, it said.",
            "The Orla clinic noticed the theft of its files on Monday of this week, it said.",
        ),
        (
            "The tower in Tolm collapsed on Monday evening, the mayor of Tolm said.",
            "The tower in Tolm collapsed on Tuesday, the mayor of Tolm said.",
        ),
        ("The mill of Tolm was founded by two weavers in 1421.", "The mill of Tolm dates its founding to 1521."),
    ],
    ids=["owner of a day", "clock", "told week", "evening", "dated to"],
)
def test_one_event_told_in_other_ways_on_two_days_is_flagged(a: str, b: str) -> None:
    assert [level for _, level in found(a, b) if level is not Level.NOTE]


HOURS = "The bus crash near Tolm happened at {} on Monday, the police said."


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("6.12 a.m.", "6.30 a.m."),
        ("6.12 a.m.", "5.12 a.m. GMT"),
        ("six o'clock", "6.10 p.m."),
        ("around 6 a.m.", "7.10 a.m."),
        ("11.50 p.m.", "12.20 a.m."),
        ("6.12 a.m.", "1.12 p.m."),
        ("6.12 a.m.", "about 6.37 a.m."),
    ],
)
def test_clock_times_that_leave_room_for_each_other_are_not(one: str, other: str) -> None:
    assert not found(HOURS.format(one), HOURS.format(other))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("6.12 a.m.", "6.37 a.m."),
        ("6.12 a.m.", "5.31 a.m. GMT"),
        ("6.12 a.m.", "8.12 a.m."),
    ],
)
def test_two_minutes_of_one_event_are_flagged_whatever_their_zones(one: str, other: str) -> None:
    assert [level for _, level in found(HOURS.format(one), HOURS.format(other)) if level is not Level.NOTE]


def test_an_hour_that_lies_in_this_year_is_no_other_fact() -> None:
    one = "The mill in Tolm was hit by a drone at 2.40 a.m. local time. This year drones have hit Tolm nine times."
    other = "The mill in Tolm fell in when a drone hit it at 3.40 a.m. local time."
    assert found(one, other)


def test_since_when_there_was_none_like_it_is_one_day() -> None:
    one = "Prices in Tolm rose by 3.4 percent, the statistics office said. The rate is the highest since March 2024."
    other = "Bread is dear. In Tolm it all goes up by 3.4 percent, faster than at any time since March 2023."
    same = other.replace("2023", "2024")
    assert [level for _, level in found(one, other) if level is not Level.NOTE]
    assert not [level for _, level in found(one, same) if level is not Level.NOTE]


def test_an_article_that_tells_the_day_has_not_told_the_minute() -> None:
    one = "The bus crash near Tolm happened at 4.52 a.m. on Monday, the police said. On Monday the road was shut."
    other = "On Monday the road from Tolm was shut. The bus crash near Tolm happened at 5.42 a.m., the police said."
    assert found(one, other)


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("The Orla school stays closed until Monday, the head said.", "The Orla school opens again on Tuesday."),
        (
            "A locksmith, 41, was arrested on Monday over the theft of the Orla cups, the police said.",
            "The locksmith, 41, appeared in court on Tuesday over the theft of the Orla cups, the police said.",
        ),
        ("The Orla shop closed on Monday, the owner said.", "The Orla shop opened again on Tuesday, the owner said."),
        ("The Orla ferry has been running since 3 March.", "The Orla ferry runs until 9 March, the owner said."),
        (
            "Posted 8 March 2026\n\nThe Orla ferry sank off Tolm. Nine people were saved.",
            "Posted 10 March 2026\n\nThe Orla ferry sank off Tolm. Nine people were saved.",
        ),
    ],
    ids=["until and from", "arrested and on trial", "shut and opened", "since and until", "posted"],
)
def test_two_ends_and_stamps_are_left_alone(a: str, b: str) -> None:
    assert not [level for _, level in found(a, b) if level is not Level.NOTE]


@pytest.mark.parametrize(
    ("stated", "slip"),
    [({"month": 10}, DateSlip.MONTHS), ({"month": 10, "year": 2026}, DateSlip.FAR)],
    ids=["yearless", "told"],
)
def test_years_that_are_worked_out_do_not_set_two_months_apart(stated: dict[str, int | str], slip: DateSlip) -> None:
    months = [
        TimeValue(TimeType.DATE, f"{day:%Y-%m}", Grain.MONTH, day, day + timedelta(days=30), "published", stated)
        for day in (datetime(2026, 10, 1), datetime(2025, 11, 1))
    ]
    assert date_slip(*months) is slip


FERRY = "The ferry Orla Star was repaired in Hallan Point, and will sail again on 4 May, its owner said on Monday."


def likeliest(*texts: str) -> float:
    """Confidence of the likeliest finding on 4 May and another day."""
    articles = [Article.from_text(text, id=f"{i}.txt", published="2026-03-10") for i, text in enumerate(texts)]
    found = checker.check(articles).findings
    return max((f.confidence for f in found if any(e.passage.text == "4 May" for e in f.evidence)), default=0.0)


def test_each_article_s_only_day_to_come_is_likelier_of_one_event_than_one_of_two() -> None:
    only = "Hallan Point waits for the Orla Star: passengers may board her from 7 May on, the owner said on Monday."
    two = f"{only} The new pier of Hallan Point is to open on 20 May."
    assert likeliest(FERRY, only) > max(0.5, likeliest(FERRY, two))


def test_a_day_to_come_is_not_held_against_a_day_past() -> None:
    past = "Hallan Point misses the Orla Star: passengers last boarded her on 2 January, the owner said on Monday."
    assert likeliest(FERRY, past) < 0.5


def test_a_vote_and_an_election_are_of_one_day() -> None:
    vote = "Orla will vote for a new mayor on 4 May, the council of the town decided on Monday."
    election = "The election of a new mayor of Orla has been called for 11 May, the town's council said on Monday."
    assert likeliest(vote, election) > 0.5
