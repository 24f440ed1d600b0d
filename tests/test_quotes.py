"""Quotations: the specs in tests/specs/quotes, and what must hold for any text."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from timing import quickest

from checker.extraction import names as find_names
from checker.extraction import quotes as find_quotes
from checker.grammar import Page
from checker.model import Article, Kind, Mention, Quotation, Region, Span, Zone
from checker.normalise import names as value_names
from checker.normalise import quotes as value_quotes

SPECS = Path(__file__).parent / "specs" / "quotes"
CASES = [(p.stem, c) for p in sorted(SPECS.glob("*.toml")) for c in tomllib.loads(p.read_text("utf-8"))["case"]]


def quotations(text: str, headline: int = 0) -> list[tuple[Mention, Quotation]]:
    """Quotations of a text whose first ``headline`` characters are its headline."""
    regions = (Region(Zone.BODY, Span(headline, len(text))),)
    if headline:
        regions = (Region(Zone.HEADLINE, Span(0, headline)), *regions)
    article = Article.from_text(text, id="spec.txt")
    page = Page(Article(article.id, article.path, text, "spec", regions=regions, line_starts=article.line_starts))
    mentions = find_names.find(page, {})
    values = value_names.normalise(page, mentions, {})
    seen = {Kind.NAME: [(m, v) for m, v in zip(mentions, values, strict=True) if v is not None]}
    found = find_quotes.find(page, seen)
    made = value_quotes.normalise(page, found, seen)
    return [(m, v) for m, v in zip(found, made, strict=True) if v is not None]


@pytest.mark.parametrize(("file", "case"), CASES, ids=[f"{f}: {c['name']}" for f, c in CASES])
def test_spec(file: str, case: dict[str, Any]) -> None:
    found = [(m, v) for m, v in quotations(case["text"]) if case.get("reported") or v.type != "indirect"]
    assert [m.text for m, _ in found] == [q["text"] for q in case["quotes"]]
    for (m, v), wanted in zip(found, case["quotes"], strict=True):
        got = {
            "text": m.text,
            "speaker": v.speaker or "",
            "mention": v.mention or "",
            "cue": v.cue or "",
            "type": str(v.type),
            "via": v.via or "",
            "speaker_kind": v.speaker_kind,
            "named": v.named or "",
            "pattern": m.pattern,
            "balanced": v.balanced,
            "group": m.parts["group"],
        }
        assert {key: got[key] for key in wanted} == wanted


def test_headline_quotation_is_typed_as_one() -> None:
    headline = "Varn warns of ‘a wall of water’"
    found = quotations(headline + "\nThe river rose on Monday, the county said.", len(headline))
    (quote,) = [v for _, v in found if v.type != "indirect"]
    assert (quote.content, quote.type, quote.speaker) == ("a wall of water", "headline", "Varn")


def test_pieces_of_an_utterance_are_its_segments() -> None:
    text = "“The dam,” Ilse Varn said, “held all night.”"
    first, second = (v for _, v in quotations(text))
    assert first.segments == second.segments
    assert [text[s.start : s.end] for s in first.segments] == ["The dam,", "held all night."]


MARKS = st.sampled_from(["“", "”", '"', "„", "«", "»", "‘", "’", "'", "''", "``"])
WORDS = st.sampled_from(
    ["Varn", "said", "the", "dam", "held", ".", ",", "?", " ", "\n", "according to", "told", "and", ":"]
)


@given(st.lists(st.one_of(MARKS, WORDS, st.text(max_size=4)), max_size=60).map(" ".join))
def test_any_text_gives_exact_spans_in_order(text: str) -> None:
    found = quotations(text)
    for m, v in found:
        assert text[m.span.start : m.span.end] == m.text == v.content
        assert m.text.strip() == m.text != ""
        if v.mention_span is not None:
            assert text[v.mention_span.start : v.mention_span.end] == v.mention
    spans = [m.span for m, _ in found]
    assert spans == sorted(spans)


@given(st.lists(st.one_of(MARKS, WORDS), max_size=60).map("".join))
def test_marks_without_spaces_crash_nothing(text: str) -> None:
    quotations(text)


@pytest.mark.parametrize("mark", ["“ab ", '"', "'", "”", "«a ", "'a b's "])
def test_a_long_line_of_marks_takes_linear_time(mark: str) -> None:
    def cost(size: int) -> float:
        return quickest(lambda: quotations(mark * (size // len(mark))))

    assert cost(64_000) < 30 * max(cost(8_000), 0.02)


def test_a_speaker_who_is_not_named_has_no_name() -> None:
    ((_, quote),) = quotations("“The dam held,” they said.")
    assert (quote.speaker, quote.mention, quote.speaker_kind) == (None, "they", "unknown")


def test_an_article_inside_a_word_is_no_article() -> None:
    ((_, quote),) = quotations("“The dam held,” Ordanian officials said.")
    assert quote.speaker == "Ordanian officials"
