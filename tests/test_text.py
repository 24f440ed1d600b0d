"""Sentences: exact, complete, and never so long that one line of a file holds up the others."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from timing import quickest

from checker.model import Span
from checker.text import LONGEST, sentences

PIECES = st.sampled_from(
    ["The mill ", "closed. ", "“No!” ", "Mr. Orlo ", "12,", "?", "…", ". ", "\u00a0", "x" * 400, "(", "\n"]
)


@given(st.lists(PIECES, max_size=60).map("".join))
def test_sentences_are_in_order_and_leave_out_only_blanks(text: str) -> None:
    found = sentences(text, Span(0, len(text)))
    at = 0
    for one in found:
        assert at <= one.start < one.end
        assert not text[at : one.start].strip()
        at = one.end
    assert not text[at:].strip()


@pytest.mark.parametrize("piece", ["word ", "12,", "(", "Mr. ", "?", "on Monday "])
def test_no_sentence_is_endless(piece: str) -> None:
    text = piece * (60_000 // len(piece))
    assert max(len(one) for one in sentences(text, Span(0, len(text)))) <= 2 * LONGEST


def test_a_long_sentence_of_news_stays_whole() -> None:
    text = "The council, " + "which met on Monday, " * 40 + "closed the mill."
    assert sentences(text, Span(0, len(text))) == [Span(0, len(text))]


@pytest.mark.parametrize("piece", ["?", "!", "…", ".", "?”", ". ", "Mr. "])
def test_time_grows_with_the_length_of_a_line(piece: str) -> None:
    def seconds(size: int) -> float:
        text = piece * (size // len(piece))
        return quickest(lambda: sentences(text, Span(0, len(text))))

    assert seconds(80_000) < 40 * seconds(10_000) + 0.5  # in step with the length: about 8; with its square: 64
