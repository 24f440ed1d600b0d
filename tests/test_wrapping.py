"""Hard-wrapped paragraphs are read as paragraphs; lines that are paragraphs of their own stay apart."""

from __future__ import annotations

import textwrap
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import checker
from checker import load
from checker.model import Article
from checker.wrapping import unwrapped

DATA = Path(__file__).parent.parent / "data"
PLAIN = [
    a for a in load.read_all(load.discover([DATA], ["README.md"])) if isinstance(a, Article) and a.path.endswith(".txt")
]
LONG = "The flood reached the lower town of Brannock on Monday evening and drove 1,200\npeople from their homes."


def article(text: str, name: str = "a.txt") -> Article:
    return Article.from_text(text, id=name, published="2026-03-10")


def joined(text: str, name: str = "a.txt") -> bool:
    return unwrapped(article(text, name)) != text


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (LONG, "a.txt"),
        (LONG.replace("\n", "\r\n"), "a.txt"),
        ("The council said that the bridge would stay shut until\nMarch, when Orr Works returns.", "a.md"),
        (
            "The river rose by three metres before midnight.\nNobody was hurt in the town itself, and the\nbridge stood"
            ". Work on the quay goes on, and\nthe ferry sails as ever.",
            "a.md",
        ),
    ],
)
def test_a_line_end_inside_a_paragraph_is_a_blank(text: str, name: str) -> None:
    assert joined(text, name)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Flood drives 1,200 from homes in Brannock as river bursts\nBRANNOCK, March 3 - The Teal rose.", "a.txt"),
        ("The river rose.\nThe bridge stood.\nThe ferry sailed.", "a.txt"),
        ("The dead:\n- two in Brannock\n- one in Tarn", "a.md"),
        ("Team             Points\nBrannock         12\nTarn             9", "a.txt"),
        ("Turnout ............ 61%\nof which by post ... 12%", "a.txt"),
        ("Q: Did the alarm sound that night at the mill in Brannock, as the county says\nA: no, it did not.", "a.txt"),
        ("One line of a verse  \nand the next of it stands apart for a reason", "a.md"),
    ],
)
def test_lines_that_mean_something_stay(text: str, name: str) -> None:
    assert not joined(text, name)


def test_a_figure_and_its_noun_on_two_lines_are_one_fact() -> None:
    (number,) = (c for c in checker.extract([article(LONG)]) if str(c.kind) == "number")
    assert number.to_dict()["text"] == "1,200\npeople"
    assert number.to_dict()["predicate"] is not None
    assert article(LONG).text[number.passage.start : number.passage.end] == number.passage.text


@pytest.mark.parametrize("width", [60, 72, 100])
@pytest.mark.parametrize("whole", PLAIN, ids=lambda a: a.path)
def test_nearly_every_fact_survives_wrapping(whole: Article, width: int) -> None:
    def wrap(line: str) -> str:
        return textwrap.fill(line, width, break_long_words=False, break_on_hyphens=False) if len(line) > width else line

    text = "\n".join(map(wrap, whole.text.split("\n")))
    broken = replace(article(text, whole.path), source=whole.source, published=whole.published)

    def facts(one: Article) -> set[tuple[str, str]]:
        return {(" ".join(c.mention.text.split()), str(c.value.to_dict())) for c in checker.extract([one])}

    before, after = facts(whole), facts(broken)
    assert len(before - after) <= max(2, 0.05 * len(before))


@given(st.text(alphabet="ab A.:-|#\t\r\n\\\u2028é", max_size=300), st.sampled_from(["a.txt", "a.md"]))
def test_only_line_ends_and_blanks_beside_them_change(text: str, name: str) -> None:
    made = unwrapped(article(text, name))
    assert len(made) == len(text)
    assert all(a == b or (b == " " and a in " \t\r\n") for a, b in zip(text, made, strict=True))
