"""What a third article says of two that differ."""

from __future__ import annotations

import checker
from checker.model import Article, Run

FIRST = "Six routes from Ostrava Bay will be withdrawn, Sangar Air said on Thursday. The airline blamed fuel prices."
THIRD = "Sangar Air is withdrawing six routes this winter, the airline said on Thursday, and blamed dear fuel."
ODD = "Dear fuel hits us all: eight routes, among them ours to Hallan Point, are gone for the winter, Sangar Air said."
OTHER_ODD = "Eight routes are gone for the winter, among them ours to the islands, people in Lesk hear of Sangar Air."


def told(*texts: str) -> Run:
    articles = [
        Article.from_text(text, id=f"{i}.txt", source=f"Paper {i}", published="2026-08-21")
        for i, text in enumerate(texts)
    ]
    return checker.check(articles)


def confidence(result: Run) -> float:
    """Of the finding about six and eight routes."""
    figures = {f.confidence: {e.passage.text.lower().split()[0] for e in f.evidence} for f in result.findings}
    return max(sure for sure, words in figures.items() if {"six", "eight"} <= words)


def test_a_figure_that_a_third_article_gives_makes_the_odd_one_out_likelier_a_slip() -> None:
    assert confidence(told(FIRST, THIRD, ODD)) > confidence(told(FIRST, ODD))


def test_a_copy_of_one_article_is_no_third_witness() -> None:
    assert confidence(told(FIRST, FIRST, ODD)) == confidence(told(FIRST, ODD))


def test_two_figures_that_are_both_told_elsewhere_are_likelier_two_facts() -> None:
    assert confidence(told(FIRST, THIRD, ODD, OTHER_ODD)) < confidence(told(FIRST, THIRD, ODD))


CLUB = "The rowing club of Hallan Point has 31,480 members, more than ever, its treasurer told the yearly meeting."
PAPER = "Under the new roof of the rowing club at Hallan Point there is room for all 34,180 who pay their dues."
BOTH = f"{PAPER} Last year it had been 31,480, says the treasurer."


def test_figures_with_two_digits_changed_places_are_held_against_each_other_whatever_the_words() -> None:
    found = [{e.passage.text.split()[0] for e in f.evidence} for f in told(CLUB, PAPER).findings]
    assert {"31,480", "34,180"} in found


def test_an_article_that_has_both_figures_means_two_things() -> None:
    assert not told(CLUB, BOTH).findings


FINE = "A court in Lesk fined the dairy of Ana Reve 84,000 crowns for spoiled milk on Thursday."
TWICE = (
    "The court in Lesk fined Ana Reve's dairy 84,000 crowns on Thursday.\n\nShe will appeal, her lawyer said.\n\n"
    "Spoiled milk had made pupils ill. The dairy was fined {} crowns for the milk by the court.\n"
)


def test_a_figure_told_twice_and_once_with_a_slip_is_held_against_the_article_that_has_it_right() -> None:
    found = [{e.passage.text for e in f.evidence} for f in told(FINE, TWICE.format("48,000")).findings]
    assert any({"84,000 crowns", "48,000 crowns"} <= words for words in found)


def test_another_figure_of_the_article_that_no_slip_makes_of_the_first_is_another_fact() -> None:
    assert not told(FINE, TWICE.format("29,500")).findings
