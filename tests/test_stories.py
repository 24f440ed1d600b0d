"""Stories: articles are about one event by what they say and when, never by persons or themes alone."""

from __future__ import annotations

from collections import defaultdict
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from varied import corpus

import checker
from checker.config import Config
from checker.grouping import close_knit
from checker.model import Article, Signature
from checker.pipeline import extract_article
from checker.stories import _linked, build, sharing_words


def grouped(*texts: tuple[str, str | None]) -> list[set[int]]:
    """Which of the texts make one story, by their numbers; each text with its day of publication."""
    made = [Article.from_text(t, id=str(n), source=f"P{n}", published=day) for n, (t, day) in enumerate(texts)]
    return [{int(a) for a in s.articles} for s in checker.check(made, Config(jobs=1)).stories]


def signatures(articles: list[Article]) -> list[Signature]:
    return [extract_article(a).signature for a in articles]


TRAIN_MONDAY = """Freight train leaves rails near Tolm

Eleven wagons of a freight train left the rails near Tolm on Monday morning and blocked the line to Brenn. Nobody was
hurt. The wagons carried gravel from the quarry at Hask, the railway said. A broken axle is suspected.
"""
TRAIN_MONDAY_TOO = """Gravel wagons derail at Tolm

The line from Tolm to Brenn was closed on Monday after gravel wagons of a freight train jumped the rails. The railway
said that nobody was injured. The train had come from the Hask quarry; an axle may have broken.
"""
TRAIN_THURSDAY = """Express jumps track at Vesk

Two coaches of the night express to Lanza left the rails in the station of Vesk on Thursday. Eight passengers were
bruised. A switch had been set wrongly, said the signalman’s union. Cranes will lift the coaches on Friday.
"""


def test_two_accidents_of_one_kind_are_two_stories() -> None:
    found = grouped((TRAIN_MONDAY, "2026-03-09"), (TRAIN_THURSDAY, "2026-03-12"), (TRAIN_MONDAY_TOO, "2026-03-10"))
    assert found == [{0, 2}, {1}]


def test_two_accidents_of_one_day_are_two_stories() -> None:
    same_day = TRAIN_THURSDAY.replace("Thursday", "Monday").replace("Friday", "Tuesday")
    assert grouped((TRAIN_MONDAY, "2026-03-09"), (same_day, "2026-03-09")) == [{0}, {1}]


RESULTS = [
    """Third-quarter profit up at Hask Tools

Hask Tools Inc. said third-quarter net income rose to $6.6 million, or 18 cents a share, from $4.1 million, or 11 cents
a share, a year earlier. Revenue climbed 12% to $101.7 million. The maker of hand drills cut its dividend.
""",
    """Vesk Paper posts third-quarter loss

Vesk Paper Inc. reported a third-quarter net loss of $2.3 million, or 68 cents a share, compared with net income of
$5.3 million, or $1.61 a share, a year earlier. Revenue fell to $88 million. The maker of paper bags kept its dividend.
""",
]


def test_results_of_two_companies_are_two_stories() -> None:
    assert grouped(*((text, "2026-03-09") for text in RESULTS)) == [{0}, {1}]


def test_a_chain_through_one_theme_is_many_stories() -> None:
    """Every article is linked to the next, and to no other: nothing but the chain holds them together."""
    links = [(n, n + 1) for n in range(11)]
    everything = [(i, j) for i in range(12) for j in range(i + 1, 12)]
    assert max(map(len, close_knit(12, links, everything))) <= 5
    assert close_knit(12, everything, everything) == [list(range(12))]
    assert close_knit(3, links[:2], everything[:2]) == [[0, 1, 2]]
    assert close_knit(0, [], []) == []


APPEALS = [
    (
        """President Orsk calls for talks

President Adan Orsk of Velmark called on the rebels in the Kerrow valley to lay down their weapons and talk. “Everything
is in their hands,” he said on the sidelines of a summit in Lanza on 23 November. The rebels had shelled two villages a
day before.
""",
        "2024-11-24",
    ),
    (
        """Orsk wants truce without conditions

Velmark’s president Adan Orsk proposed a truce with the Kerrow rebels, with no movement of troops, in his yearly speech
to parliament on 31 March. His spokesman said that the army would go on with its operation.
""",
        "2025-04-01",
    ),
    (
        """Stalemate in Kerrow, says Orsk

Neither side can win in Kerrow, President Adan Orsk of Velmark said in an answer to a question of a schoolboy, and asked
the rebels to sit down at a table. More than 60 advisers met in Osk at the weekend to speak of peace.
""",
        "2025-10-30",
    ),
]


def test_one_leader_with_one_appeal_every_few_months_is_many_stories() -> None:
    assert grouped(*APPEALS) == [{0}, {1}, {2}]


def test_they_stay_apart_where_only_their_texts_tell_the_day() -> None:
    proved = ["Sunday, 24 November 2024", "Tuesday, 1 April 2025", "Thursday, 30 October 2025"]
    told = [
        text.rstrip() + f" He spoke to reporters on {day}.\n" for (text, _), day in zip(APPEALS, proved, strict=True)
    ]
    assert grouped(*((text, None) for text in told)) == [{0}, {1}, {2}]


def test_an_undated_article_joins_by_place_and_day() -> None:
    told = TRAIN_MONDAY.replace("Monday morning", "Monday, 9 March 2026")
    assert grouped((TRAIN_MONDAY_TOO, "2026-03-10"), (told, None)) == [{0, 1}]


def test_an_undated_article_of_another_event_stands_alone() -> None:
    assert grouped((TRAIN_MONDAY, "2026-03-09"), (TRAIN_THURSDAY, None)) == [{0}, {1}]


RACE = """Ilse Varn wins the Tour of Brenn

Ilse Varn of Tolm won the Tour of Brenn after 254 km on the cobbles of Hask, ahead of Dana Orlo. Of 175 riders 98
reached the finish in Lanza, the organisers said.
"""
RACE_BLOG = """What Varn did on the cobbles

The file of Varn shows it: 254 km in under six hours, and at the foot of Hask she went where nobody goes. Orlo looked
back. There was nobody behind the winner but 97 grey faces.
"""


def test_an_undated_article_joins_by_an_unusual_figure_and_names() -> None:
    assert grouped((RACE, "2026-04-05"), (RACE_BLOG, None)) == [{0, 1}]
    assert grouped((RACE, "2026-04-05"), (RACE_BLOG.replace("254", "241"), None)) == [{0}, {1}]


def test_an_undated_article_takes_the_day_that_its_story_proves() -> None:
    made = [
        Article.from_text(TRAIN_MONDAY_TOO, id="a", published="2026-03-10"),
        Article.from_text(TRAIN_MONDAY.replace("Monday morning", "Monday, 9 March,"), id="b"),
    ]
    infos = {i.id: i for i in checker.check(made, Config(jobs=1)).articles}
    assert infos["b"].published_from in ("story", "text")
    assert infos["b"].published is not None
    assert abs((infos["b"].published - date(2026, 3, 10)).days) <= 1


def test_a_mixed_folder_stays_as_it_was_put_together() -> None:
    expected, made = defaultdict(set), []
    for name, article in corpus(60):
        expected[name].add(article.id)
        made.append(article)
    assert len(made) >= 60
    found = [set(s.articles) for s in checker.check(made, Config(jobs=1)).stories]
    assert sorted(map(sorted, found)) == sorted(map(sorted, expected.values()))


def test_a_mixed_folder_is_sorted_the_same_in_any_order() -> None:
    made = [article for _, article in corpus(38)]
    one = {frozenset(s.articles) for s in build(signatures(made))}
    other = {frozenset(s.articles) for s in build(signatures(made[::-1]))}
    assert one == other


def test_stories_are_numbered_in_the_order_of_their_first_article() -> None:
    made = [article for _, article in corpus(19)]
    told = build(signatures(made))
    assert [s.id for s in told] == [f"S{n}" for n in range(1, len(told) + 1)]
    assert [s.articles[0] for s in told] == sorted((s.articles[0] for s in told), key=[a.id for a in made].index)


def test_many_articles_about_one_event_are_one_story() -> None:
    """Everybody writes about the big story: its words stand in hundreds of articles and still link them."""
    made = [
        Article.from_text(f"{TRAIN_MONDAY}\nReader {n} wrote to our paper.\n", id=str(n), published="2026-03-10")
        for n in range(2)
    ]
    one, other = signatures(made)
    crowd = [Signature(str(n), one.published, other.vector, one.days, one.local, one.shingles) for n in range(450)]
    assert len(build(crowd)) == 1


# what stands alone


def told(n: int, names: str, own: str, day: date | None, persons: str = "") -> Signature:
    """An article of words of its own and names that it shares with others."""
    words = [*names.split(), *own.split()]
    weight = len(words) ** -0.5
    vector = dict.fromkeys(words, weight)
    every = frozenset(names.split())
    return Signature(str(n), day, vector, frozenset(), frozenset(), names=every, persons=every & set(persons.split()))


MARCH = date(2026, 3, 10)
CAST, SHARED = "montrel perrin brisk aulden lanz corvale", "montrel perrin brisk aulden lanz"


def column_with(day: date | None, *others: Signature, persons: str = "") -> list[set[int]]:
    """The stories of three reports, others, and a column (the last) that shares names with the reports, and no word."""
    made = [told(n, CAST, " ".join(f"report{n}word{k}" for k in range(15)), MARCH, persons) for n in range(3)]
    made += others
    made.append(told(len(made), SHARED, " ".join(f"column{k}" for k in range(30)), day, persons))
    assert not any(_linked(made[-1], one) for one in made[:-1])
    return [{int(a) for a in s.articles} for s in build(made)]


def test_a_column_is_of_the_event_whose_names_nobody_else_has() -> None:
    assert column_with(MARCH) == [{0, 1, 2, 3}]
    assert column_with(None) == [{0, 1, 2, 3}]


def test_a_column_of_another_month_stands_alone() -> None:
    assert column_with(date(2026, 5, 10)) == [{0, 1, 2}, {3}]


def test_names_that_others_in_the_folder_have_take_nobody_in() -> None:
    other = told(3, "montrel perrin brisk", " ".join(f"harbour{n}" for n in range(54)), MARCH)
    assert column_with(MARCH, other) == [{0, 1, 2}, {3}, {4}]


def test_persons_alone_take_no_undated_article_in() -> None:
    assert column_with(None, persons=SHARED) == [{0, 1, 2}, {3}]
    assert column_with(MARCH, persons=SHARED) == [{0, 1, 2, 3}]


# shared words


def test_articles_that_share_a_long_quotation_are_found_across_stories() -> None:
    words = "We have asked for new axles every spring since the quarry opened and nobody has ever answered our letters"
    made = [
        Article.from_text(f"{TRAIN_MONDAY}\n“{words},” Ilse Varn said.\n", id="a", published="2026-03-09"),
        Article.from_text(f"{APPEALS[0][0]}\n“{words},” Ilse Varn said.\n", id="b", published="2024-11-24"),
        Article.from_text(TRAIN_THURSDAY, id="c", published="2026-03-12"),
    ]
    assert sharing_words(signatures(made)) == [{"a", "b"}]


# properties


@st.composite
def bare(draw: st.DrawFn) -> list[Signature]:
    """Signatures of invented articles."""
    out = []
    for n in range(draw(st.integers(0, 8))):
        words = draw(st.lists(st.sampled_from("abcdefgh"), min_size=1, max_size=6, unique=True))
        weight = len(words) ** -0.5
        day = draw(st.none() | st.dates(date(2026, 1, 1), date(2026, 3, 31)))
        days = draw(st.frozensets(st.sampled_from(["2026-01-05", "XXXX-01-05", "2026-02-07"]), max_size=2))
        local = draw(st.frozensets(st.sampled_from(["tolm", "osk"]), max_size=2))
        shingles = draw(st.frozensets(st.integers(0, 9), max_size=6))
        out.append(Signature(str(n), day, dict.fromkeys(words, weight), days, local, shingles))
    return out


@given(bare())
@settings(max_examples=60)
def test_every_article_is_in_one_story(made: list[Signature]) -> None:
    told = build(made)
    assert sorted(a for s in told for a in s.articles) == sorted(s.article for s in made)
    assert all(s.articles for s in told)
    assert {frozenset(s.articles) for s in told} == {frozenset(s.articles) for s in build(made[::-1])}


@given(bare())
@settings(max_examples=60)
def test_no_article_is_in_two_groups_that_share_words(made: list[Signature]) -> None:
    shared = sharing_words(made)
    assert all(len(group) > 1 for group in shared)
    assert sum(map(len, shared)) == len(set().union(*shared))


@pytest.mark.parametrize("text", ["", "12", "“", "Monday", "A. B. C."])
def test_an_article_of_next_to_nothing_is_a_story_of_its_own(text: str) -> None:
    assert grouped((text, None), (TRAIN_MONDAY, "2026-03-09"), (text, None)) == [{0}, {1}, {2}]
