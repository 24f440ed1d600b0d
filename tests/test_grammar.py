"""The grammar does what tests/specs/grammar.toml says, keeps offsets exact, and is safe on any text."""

from __future__ import annotations

import itertools
import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from timing import quickest

from checker import grammar
from checker.model import Article, Span

SPEC = tomllib.loads((Path(__file__).parent / "specs" / "grammar.toml").read_text(encoding="utf-8"))


def cases(kind: str) -> list[Any]:
    return [
        pytest.param(case, id=f"{case.get('at') or case.get('word') or ''} | {case['text'][:60]}")
        for case in SPEC[kind]
    ]


def tagged(text: str) -> list[grammar.Token]:
    return grammar.tag(text, Span(0, len(text)))


def words(text: str, tokens: list[grammar.Token], phrase: grammar.NounPhrase | None) -> str | None:
    return text[tokens[phrase.start].start : tokens[phrase.end - 1].end] if phrase else None


@pytest.mark.parametrize("case", cases("governs"))
def test_governor(case: dict[str, Any]) -> None:
    tokens = tagged(case["text"])
    found = grammar.governor(tokens, grammar.token_at(tokens, case["text"].index(case["at"])))
    assert found is not None
    expected = {
        "head": case["head"],
        "by": case["by"],
        "role": case["role"],
        "deep": case.get("deep", case["role"]),
        "prep": case.get("prep"),
        "complement": case.get("complement"),
    }
    assert {
        "head": tokens[found.phrase.head].text,
        "by": found.lemma,
        "role": found.role,
        "deep": found.deep,
        "prep": found.preposition,
        "complement": tokens[found.complement].text if found.complement is not None else None,
    } == expected


@pytest.mark.parametrize("case", cases("counts"))
def test_counted_phrase(case: dict[str, Any]) -> None:
    tokens = tagged(case["text"])
    found = grammar.counted_phrase(tokens, grammar.token_at(tokens, case["text"].index(case["at"])))
    if not case["head"]:
        assert found is None
        return
    assert found is not None
    assert (tokens[found.head].text, words(case["text"], tokens, found)) == (case["head"], case["phrase"])


@pytest.mark.parametrize("case", cases("verb"))
def test_verb_group(case: dict[str, Any]) -> None:
    text = case["text"]
    tokens = tagged(text)
    at = grammar.token_at(tokens, text.index(case["word"]))
    group = grammar.parse(tokens).verb(at)
    assert group is not None
    assert {
        "is": group.name,
        "form": group.form,
        "passive": group.passive,
        "perfect": group.perfect,
        "negated": group.negated,
        "modal": group.modal,
        "subject": words(text, tokens, grammar.subject(tokens, at)),
        "object": words(text, tokens, grammar.object(tokens, at)),
    } == {
        "is": case["is"],
        "form": case["form"],
        "passive": case.get("passive", False),
        "perfect": case.get("perfect", False),
        "negated": case.get("negated", False),
        "modal": case.get("modal"),
        "subject": case.get("subject"),
        "object": case.get("object"),
    }


@pytest.mark.parametrize("case", cases("tag"))
def test_tags(case: dict[str, Any]) -> None:
    tokens = tagged(case["text"])
    got = {t.text: t.tag for t in reversed(tokens)}
    assert {word: got.get(word) for word in case["words"]} == case["words"]


def test_possessive_and_contraction_are_tokens_of_their_own() -> None:
    assert [t.text for t in tagged("The mayor’s aides didn't pay $6,595.50 to Mr. Bell in the U.S. today.")] == [
        "The", "mayor", "’s", "aides", "did", "n't", "pay", "$", "6,595.50", "to", "Mr.", "Bell", "in", "the", "U.S.",
        "today", ".",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("noun", "one"),
    [
        ("missiles", "missile"), ("people", "people"), ("children", "child"), ("cities", "city"), ("losses", "loss"),
        ("knives", "knife"), ("aircraft", "aircraft"), ("bus", "bus"), ("lives", "life"), ("half-lives", "half-life"),
        ("crises", "crisis"), ("police", "police"), ("Houses", "house"), ("drones", "drone"),
    ],
)  # fmt: skip
def test_singular(noun: str, one: str) -> None:
    assert grammar.singular(noun) == one


def test_phrase_that_ends_before_a_verb() -> None:
    text = "Yesterday at least 12 angry farmers blocked the road."
    tokens = tagged(text)
    at = grammar.token_at(tokens, text.index("farmers"))
    assert words(text, tokens, grammar.noun_phrase_ending(tokens, at)) == "at least 12 angry farmers"


def test_page_tags_a_sentence_once_with_offsets_of_the_article() -> None:
    page = grammar.Page(Article.from_text("A barge sank. Two crew members died.", id="a.txt"))
    number = page.sentence_at(page.text.index("crew"))
    tokens = page.tokens(number)
    assert tokens is page.tokens(number)
    assert page.text[tokens[0].start : tokens[0].end] == "Two"


NEWSY = st.lists(
    st.sampled_from(
        [
            "12",
            "67",
            "people",
            "missiles",
            "killed",
            "hit",
            "the",
            "a",
            "of",
            "which",
            "who",
            "and",
            ",",
            ".",
            "'",
            '"',
            "“",
            "”",
            "(",
            ")",
            "to",
            "be",
            "was",
            "were",
            "have",
            "not",
            "that",
            "said",
            "her",
            "left",
            "up",
            "air-",
            "sea-based",
            "strikes",
            "report",
            "'s",
            "n't",
            "%",
            "$",
            "per",
            "cent",
            "one",
            "-",
            "—",
            "…",
            "İ",
            "ß",
            "🙂",
            "May",
            "march",
            "than",
            "at",
            "least",
            "more",
        ]
    ),
    max_size=40,
).map(" ".join)


@settings(max_examples=300, deadline=None)
@given(st.one_of(st.text(max_size=200), NEWSY))
def test_any_text_is_safe_and_offsets_are_exact(text: str) -> None:
    tokens = tagged(text)
    assert all(text[t.start : t.end] == t.text and t.text for t in tokens)
    assert all(a.end <= b.start for a, b in itertools.pairwise(tokens))
    assert "".join(t.text for t in tokens) == "".join(c for c in text if not c.isspace())
    parsed = grammar.parse(tokens)
    for i in range(len(tokens)):
        phrase = grammar.noun_phrase(tokens, i)
        assert phrase is None or (phrase.start == i and phrase.start <= phrase.head < phrase.end <= len(tokens))
        ending = grammar.noun_phrase_ending(tokens, i)
        assert ending is None or (ending.end == i + 1 and ending.start <= ending.head < ending.end)
        counted = grammar.counted_phrase(tokens, i)
        assert counted is None or 0 <= counted.start <= counted.head < counted.end <= len(tokens)
        governor = grammar.governor(tokens, i)
        assert governor is None or i in governor.phrase
        grammar.subject(tokens, i)
        grammar.object(tokens, i)
    assert all(g.start <= g.main < g.end for g in parsed.verb_groups())


@pytest.mark.parametrize(
    "piece",
    [
        "word ",
        "12 of ",
        "a-b-c-",
        "and 3 men ",
        ", 4 ",
        "killed ",
        "which ",
        "U.S.",
        "'",
        "not ",
        "the big ",
        "x’",
        "12-",
        "hit 3 men and ",
    ],
)
def test_one_long_line_takes_linear_time(piece: str) -> None:
    def seconds(length: int) -> float:
        return quickest(lambda: read(piece * (length // len(piece))))

    def read(text: str) -> None:
        tokens = tagged(text)
        parsed = grammar.Parse(tokens)
        for i in range(0, len(tokens), 7):
            parsed.governor(i)
            parsed.subject(i)

    assert seconds(80_000) < 12 * max(seconds(20_000), 0.02)
