"""Headline, body and furniture: every line of tests/specs/furniture.toml, and what must hold for any text."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.load import prepare
from checker.model import Article, Span, Zone
from checker.text import paragraphs

SPEC: dict[str, Any] = tomllib.loads((Path(__file__).parent / "specs" / "furniture.toml").read_text(encoding="utf-8"))
SIGNS = {
    "H": Zone.HEADLINE,
    "B": Zone.BODY,
    "F": Zone.FURNITURE,
    "C": Zone.CAPTION,
    "N": Zone.BYLINE,
}
SENTENCE = "Nine people were pulled from the water on Tuesday after forty metres of the harbour wall fell."


def article(text: str, name: str = "a.txt", title: str | None = None) -> Article:
    return prepare(Article.from_text(text, id=name, title=title))


def zone_at(prepared: Article, offset: int) -> Zone:
    return next(r.zone for r in prepared.regions if r.span.start <= offset < r.span.end)


def zones(prepared: Article) -> list[tuple[Zone, str]]:
    """(zone, line) for every line that shows something."""
    out, at = [], 0
    for line in prepared.text.splitlines(keepends=True):
        if line.strip():
            first = at + len(line) - len(line.lstrip())
            out.append((zone_at(prepared, first), line.strip()))
        at += len(line)
    return out


LINES = [(Zone(group["is"]), text) for group in SPEC["line"] for text in group["text"]]


@pytest.mark.parametrize(("zone", "line"), LINES, ids=[f"{z}-{t[:40]}" for z, t in LINES])
def test_line_between_sentences(zone: Zone, line: str) -> None:
    other = "The port will stay closed until Friday, the council said in a statement."
    found = zones(article(f"{SENTENCE}\n\n{line}\n\n{other}\n"))
    assert found == [(Zone.BODY, SENTENCE), (zone, line), (Zone.BODY, other)]


@pytest.mark.parametrize("page", SPEC["page"], ids=[p["name"] for p in SPEC["page"]])
def test_page(page: dict[str, str]) -> None:
    lines = page["text"].strip("\n").split("\n")
    wanted = [(SIGNS[line[0]], line[2:].strip()) for line in lines if line]
    assert zones(article("\n".join(line[2:] for line in lines))) == wanted


def test_title_from_the_headline() -> None:
    assert article(f"Harbour wall gives way in Maren\n\n{SENTENCE}\n").title == "Harbour wall gives way in Maren"


def test_given_title_is_found_in_the_text() -> None:
    text = f"THE MAREN COURIER\n\nNine saved as wall falls | Maren Courier\n\n{SENTENCE}\n"
    prepared = article(text, title="Nine saved as wall falls")
    assert (Zone.HEADLINE, "Nine saved as wall falls | Maren Courier") in zones(prepared)
    assert prepared.title == "Nine saved as wall falls"


MARKDOWN = f"""---
title: "Nine saved as wall falls"
source: Maren Courier
published: 2026-05-06
---

![The quay in 2019](quay-2019.jpg)

{SENTENCE}

<!-- check: 9 or 10? -->

## What happens now

The port will stay closed until Friday. <!-- call 3 people --> It handles 40 ships a day.

```
40 lines of code
```

[1]: https://example.org/2019/12
"""


def test_markdown_zones() -> None:
    prepared = article(MARKDOWN, "a.md")
    text = prepared.text
    for words in ("2026-05-06", "quay-2019", "9 or 10?", "call 3", "40 lines", "https"):
        assert zone_at(prepared, text.index(words)) is Zone.FURNITURE, words
    for words in ("Nine people", "What happens", "40 ships"):
        assert zone_at(prepared, text.index(words)) is Zone.BODY, words
    assert zone_at(prepared, text.index("Nine saved")) is Zone.HEADLINE


def test_markdown_heading_is_the_headline_and_front_matter_then_is_not() -> None:
    prepared = article(MARKDOWN.replace("![The", "# Wall falls in Maren\n\n![The"), "a.md")
    assert zone_at(prepared, prepared.text.index("Wall falls in")) is Zone.HEADLINE
    assert zone_at(prepared, prepared.text.index("Nine saved")) is Zone.FURNITURE
    headlines = [p for p in paragraphs(prepared, prepared.text) if p.zone is Zone.HEADLINE]
    assert [prepared.text[p.span.start : p.span.end] for p in headlines] == ["Wall falls in Maren"]


def test_an_open_code_fence_hides_nothing() -> None:
    prepared = article(f"# Wall falls\n\n```\n\n{SENTENCE}\n", "a.md")
    assert zone_at(prepared, prepared.text.index("Nine")) is Zone.BODY


LINE = st.sampled_from(
    [t for _, t in LINES] + [SENTENCE, "Comments", "Leave a Reply", "Related", "Read more:", "", "# A b"]
)
PASTED = st.lists(LINE, max_size=12).flatmap(
    lambda ls: st.sampled_from(["\n", "\r\n", "\r"]).map(lambda end: end.join(ls))
)


@given(st.one_of(st.text(), PASTED), st.sampled_from(["a.txt", "a.md"]), st.one_of(st.none(), st.text(max_size=30)))
def test_regions_cover_any_text(text: str, name: str, title: str | None) -> None:
    prepared = article(text, name, title)
    assert prepared.text == text
    assert "".join(text[r.span.start : r.span.end] for r in prepared.regions) == text
    assert all(len(r.span) for r in prepared.regions)
    if text:
        assert (prepared.regions[0].span.start, prepared.regions[-1].span.end) == (0, len(text))
    assert prepare(prepared) is prepared or not text


@given(PASTED)
def test_a_sentence_before_any_marker_is_never_lost(pasted: str) -> None:
    text = f"{SENTENCE}\n\n{pasted}"
    assert zone_at(article(text), 0) is Zone.BODY
    assert paragraphs(article(text), text)[0].span == Span(0, len(SENTENCE))
