"""The report as one HTML page: it needs nothing but itself, and articles cannot get anything into it."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import date
from html import unescape
from html.parser import HTMLParser

import pytest
from conftest import count, finding_of, passage_of, run_of
from hypothesis import given, settings
from hypothesis import strategies as st

from checker import model
from checker.model import Article, Bound, Kind, Run
from checker.report import formats
from checker.report.html_env import digest
from checker.report.html_scale import number_scale
from checker.report.html_words import Piece, compared

ELEMENTS = frozenset(
    """
    a article b blockquote body button circle code dd details dialog div dl dt fieldset figcaption figure footer form
    h1 h2 h3 h4 h5 head header html input kbd label legend li line main mark meta option p path pre script section
    select span strong style summary svg table tbody td template text textarea th thead title tr ul
    """.split()  # noqa: SIM905 - a list of words reads as one
)


class Page(HTMLParser):
    """Every element and attribute of a page, and its text."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text += data


def html(run: Run) -> str:
    return formats.render(run, "html")


def test_the_page_is_the_same_every_time_and_needs_nothing_from_elsewhere(flood: Run) -> None:
    page = html(flood)
    assert page == html(flood)
    assert not re.search(r"https?://|//\w|@import|url\(", re.sub(r"<script>.*?</script>", "", page, flags=re.DOTALL))
    for tag, attributes in Page(page).tags:
        assert not {"src", "srcset", "action", "style", "data"} & attributes.keys(), tag
        assert attributes.get("href", "#").startswith("#")  # type: ignore[union-attr]


def test_only_the_page_s_own_script_and_style_may_run(flood: Run) -> None:
    page = html(flood)
    policy = next(a["content"] for t, a in Page(page).tags if "http-equiv" in a)
    assert policy is not None
    assert policy.startswith("default-src 'none'")
    assert "unsafe" not in policy
    (script,) = re.findall(r"<script>(.*?)</script>", page, re.DOTALL)
    (style,) = re.findall(r"<style>(.*?)</style>", page, re.DOTALL)
    assert f"script-src '{digest(script)}'" in policy
    assert f"style-src '{digest(style)}'" in policy


def test_it_shows_what_the_markdown_report_shows(flood: Run) -> None:
    text = " ".join(Page(html(flood)).text.split())
    for shown in ("1 must fix", "1 to check", "people killed", "At least 12 people", "Nine people", "wire.txt:3"):
        assert shown in text
    for shown in ("Who says what", "Timeline", "Corroborated (1)", "Told by one source only (1)", "blank.txt"):
        assert shown in text
    assert "an update: neither text is later than the other" in text


def test_a_run_without_findings_has_a_page(wire: Article) -> None:
    assert "Nothing to fix and nothing to check" in html(run_of([wire]))


HOSTILE = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "<svg onload=alert(1)><use href='data:,x'/></svg>",
    "</style><b onmouseover=alert(1)>",
    "</template></textarea></title><iframe srcdoc='x'>",
    "{{ 7 * 7 }} {% raw %} javascript:alert(1)",
    "abc \u202egnp.exe\u2066 \u200f \x1b[31m",
]


def hostile_run(bad: str) -> Run:
    """Every text of a run is what an article brought along."""
    article = Article.from_text(f"{bad}\n\nAt least 12 {bad} died.", id=f"{bad}.txt", source=bad, title=bad)
    one = passage_of(
        article, "At least 12", value=bad, claimant=bad, when=bad, quantity=count(12, None, Bound.AT_LEAST)
    )
    two = replace(one, side=1, quantity=count(9, 9), value=bad + "2")
    made = finding_of(
        one, two, title=bad, fact=bad, message=bad, reasons=(bad,), considered=(bad,), working=(bad,), advice=bad
    )
    made = replace(made, state=(bad,), about=frozenset({bad}))
    agreed = model.Agreement(Kind.DATE, model.Verdict.AGREES, "D210", (one, two), bad, "s1", bad, sources=2)
    alone = model.SingleSource(Kind.NUMBER, (one,), bad, "s1")
    told = model.TimelineEntry("s1", date(2025, 3, 3), bad, one)
    parts = {"agreements": (agreed,), "single_source": (alone,), "timeline": (told,)}
    lost = (model.Unreadable(bad, bad),)
    return run_of([article], findings=(made,), unreadable=lost, remarks=(model.Remark(bad, bad),), **parts)


@pytest.mark.parametrize("bad", HOSTILE)
def test_text_of_articles_stays_text(bad: str) -> None:
    safe, page = Page(html(hostile_run("harmless"))), Page(html(hostile_run(bad)))
    assert [t for t, _ in page.tags] == [t for t, _ in safe.tags]
    assert [sorted(a) for _, a in page.tags] == [sorted(a) for _, a in safe.tags]
    assert {t for t, _ in page.tags} <= ELEMENTS
    assert not any(name.startswith("on") for _, attributes in page.tags for name in attributes)


def test_characters_that_turn_text_round_are_named() -> None:
    page = html(hostile_run(HOSTILE[-1]))
    assert not re.search("[\u202a-\u202e\u2066-\u2069\u200e\u200f\x1b]", page)
    assert "⟨U+202E⟩" in page


@settings(max_examples=25)
@given(st.text(max_size=30))
def test_no_text_changes_the_page_s_structure(text: str) -> None:
    def tags(words: str) -> list[str]:
        finding = replace(run.findings[0], message="m", advice="a" + words, fact="f" + words)
        return [tag for tag, _ in Page(html(replace(run, findings=(finding,)))).tags]

    run = hostile_run("x")
    assert tags("harmless") == tags(text)


def test_a_decision_of_the_page_names_the_finding_exactly() -> None:
    run = hostile_run(HOSTILE[-1])
    line = next(a["data-line"] for t, a in Page(html(run)).tags if t == "article")
    assert line is not None
    assert json.loads(unescape(line))["state"] == [HOSTILE[-1]]


def test_differing_words_are_pointed_at() -> None:
    one = [Piece("The vessel was not overloaded", True)]
    other = [Piece("The vessel was overloaded", True)]
    marked = compared(one, [other], marked_only=True)
    assert [p.text for p in marked if p.differs] == ["not"]
    assert "".join(p.text for p in marked) == one[0].text


def test_passages_that_share_little_are_left_alone() -> None:
    one, other = [Piece("A ferry sank off Osk")], [Piece("Nobody was hurt in the fire at the mill")]
    assert not any(p.differs for p in compared(one, [other], marked_only=False))


def test_the_scale_draws_open_sides(wire: Article) -> None:
    least = passage_of(wire, "At least 12 people", quantity=count(12, None, Bound.AT_LEAST))
    nine = passage_of(wire, "3.4 metres", quantity=count(9, 9))
    scale = number_scale([least, nine])
    assert scale is not None
    assert scale.bars[0].open_right
    assert not scale.bars[0].open_left
    assert scale.bars[1].point
