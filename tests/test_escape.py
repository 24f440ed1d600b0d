"""Article text is hostile: nothing in it may become markup, a live link, or a terminal command."""

from __future__ import annotations

import re
import unicodedata
from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from checker.report.escape import cell, clip, code, fence, inline, marked, visible

RENDER = MarkdownIt("commonmark").enable(["table", "strikethrough"])
GAP = "\u200b"

nasty = st.text(alphabet=st.sampled_from("ab 1*_`[](){}<>#+-.!|~\\&;$:/@=\"'“”\n\t\u202e\u2066\x1b\x00é☃"), max_size=40)
texts = st.one_of(st.text(max_size=60), nasty)


def shown(markdown: str) -> str:
    """What a reader of the rendered page sees of one paragraph; fails on any element but bold."""
    html = RENDER.render(markdown).strip()
    if not html:
        return ""
    m = re.fullmatch(r"<p>(.*)</p>", html, re.DOTALL)
    assert m, html
    inner = re.sub(r"</?strong>", "", m[1])
    assert "<" not in inner, html
    return unescape(inner).replace(GAP, "").replace("\xa0", " ")


@given(texts)
def test_inline_text_is_shown_as_it_is(text: str) -> None:
    assert shown(inline(text)) == visible(text).replace("\xa0", " ")


@given(texts)
def test_inline_text_stays_literal_in_a_quote_and_in_a_list(text: str) -> None:
    for lead, element in (("> ", "blockquote"), ("- ", "li")):
        html = RENDER.render(lead + "x " + inline(text, start=False))
        assert set(re.findall(r"<(\w+)", html)) <= {element, "p", "ul"}


@given(st.lists(texts, min_size=2, max_size=2))
def test_cells_cannot_break_a_table(pair: list[str]) -> None:
    row = f"| a | b |\n| --- | --- |\n| {cell(pair[0])} | {cell(pair[1])} | end |\n"
    html = RENDER.render(row.replace("| a | b |\n| --- | --- |", "| a | b | c |\n| --- | --- | --- |"))
    cells = re.findall(r"<td>(.*?)</td>", html, re.DOTALL)
    assert len(cells) == 3
    assert cells[2] == "end"


@given(texts, texts, texts)
def test_only_the_value_is_bold(before: str, value: str, after: str) -> None:
    html = RENDER.render("x " + marked([(before, False), (value, True), (after, False)]))
    bold = re.findall(r"<strong>(.*?)</strong>", html, re.DOTALL)
    assert len(bold) == (1 if visible(value) else 0)
    if bold:
        assert unescape(bold[0]).replace(GAP, "") == visible(value)


@given(texts)
def test_code_shows_the_text_and_stays_code(text: str) -> None:
    html = RENDER.render("x " + code(text)).strip()
    m = re.fullmatch(r"<p>x <code>(.*)</code></p>", html, re.DOTALL)
    assert m
    assert unescape(m[1]).strip() == visible(text).strip()


@given(st.lists(texts.map(visible), max_size=4))
def test_no_line_closes_a_fence(lines: list[str]) -> None:
    html = RENDER.render("\n".join([*fence(lines), "", "after"]))
    assert html.count("<pre>") == 1
    assert html.endswith("<p>after</p>\n")


@given(texts)
def test_visible_is_one_line_without_hidden_characters(text: str) -> None:
    out = visible(text)
    assert out == visible(out)
    assert not any(unicodedata.category(c) in ("Cc", "Cs", "Zl", "Zp") for c in out)
    assert not re.search("[\u202a-\u202e\u2066-\u2069\u200e\u200f\u061c\u200b]", out)


@pytest.mark.parametrize(
    "text",
    [
        "see https://example.test/x now",
        "see www.example.test now",
        "write to tips@example.test",
        "thanks @mayor for #12 and GH-3",
        "a :shipit: of it",
    ],
)
def test_nothing_becomes_live(text: str) -> None:
    live = re.compile(r"https?://|www\.|\w@\w|(?<!\w)@\w|#\d|GH-\d|:[a-z]+:", re.IGNORECASE)
    rendered = unescape(RENDER.render(inline(text)))
    assert live.search(text)
    assert not live.search(rendered)
    assert text in rendered.replace(GAP, "")


def test_direction_overrides_are_named() -> None:
    assert visible("paid \u202e000,1\u202c euros") == "paid ⟨U+202E⟩000,1⟨U+202C⟩ euros"
    assert visible("\x1b[31mred") == "⟨U+001B⟩[31mred"


def test_ordinary_news_text_stays_readable() -> None:
    text = "“We’ll pay $5.2 million – 40% more,” she said; the council’s share (12-15%) is €1m."
    assert inline(text) == text


def test_clip_cuts_at_a_word() -> None:
    assert clip("the river rose by three metres", 20) == "the river rose by…"
    assert clip("short", 20) == "short"
