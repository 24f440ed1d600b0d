"""The full format: the lines of the file, carets under the very words, and what the terse one says beside them."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner
from conftest import finding_of, passage_of, run_of
from hypothesis import given
from hypothesis import strategies as st
from wcwidth import wcswidth

from checker import model
from checker.cli import cli
from checker.model import Article, Run
from checker.places import placed
from checker.report import formats
from checker.report.full import WIDTH
from checker.report.width import width

HERE = "Eleven wagons of a freight train left the rails near Tolm on Monday, the railway said."
THERE = "Fourteen wagons of a freight train left the rails near Tolm on Monday, the railway said."
MORE = " Nobody was hurt and the line was closed for the rest of the day."


def full(article: Article, words: str) -> list[str]:
    """What is shown of words of an article: the source line and the line with carets, without the gutter."""
    (finding,) = placed([finding_of(passage_of(article, words))], [article])
    assert isinstance(finding, model.Finding)
    shown = formats.render(run_of([article], findings=(finding,)), "full").splitlines()
    return [line.partition(" | ")[2] for line in shown if re.match(r"( *\d+| +) \| ", line)]


def under(lines: list[str]) -> str:
    """The words that the carets stand under, by the columns that a terminal gives to characters."""
    source, carets = lines[0], lines[1]
    first, last = carets.index("^"), carets.rindex("^") + 1
    return "".join(c for i, c in enumerate(source) if first <= wcswidth(source[:i]) < last)


@pytest.mark.parametrize(
    "before",
    [
        "",
        "A fire \U0001f525 in ",
        "\U0001f469\u200d\U0001f692 and \U0001f468\u200d\U0001f469\u200d\U0001f467 saw ",
        "\U0001f1fa\U0001f1e6 \U0001f44d\U0001f3fd \u2764\ufe0f ",
        "日本 의 ",
        "e\u0301clairs n\u0303 ",
        "a\u00a0b\u2003c ",
        "a\tb\t",
        "wide\u3000blank ",
        "hidden \u202e and \x07 ",
    ],
)
@pytest.mark.parametrize("words", ["Fourteen wagons", "日本 wagons", "twelve\U0001f525"])
def test_carets_stand_under_the_words(before: str, words: str) -> None:
    lines = full(Article.from_text(f"{before}{words} left the rails.\n", id="a.txt"), words)
    assert under(lines) == words
    assert lines[1].count("^") == wcswidth(words)
    assert not re.search("[\u202e\x07\t]", "".join(lines))


TEXT = st.text(alphabet=st.sampled_from("ab \t\u00a0\u3000é\u0301日\U0001f525“”\u202e\x1b"), max_size=300)


@given(TEXT, TEXT)
def test_carets_stand_under_the_words_wherever_a_long_line_is_cut(before: str, behind: str) -> None:
    lines = full(Article.from_text(f"{before} 14 wagons {behind}", id="a.txt"), "14 wagons")
    assert under(lines) == "14 wagons"
    assert wcswidth(lines[0]) <= WIDTH + 20  # the marks of what was cut, and names of hidden characters


@pytest.mark.parametrize(
    "text",
    ["a", "é", "e\u0301", "日本", "한국", "\U0001f525", "\U0001f469\u200d\U0001f692", "\U0001f44d\U0001f3fd", "…“—"],
)
def test_widths_are_those_of_terminals(text: str) -> None:
    assert width(text) == wcswidth(text)


def test_long_lines_are_cut_around_the_words() -> None:
    lines = full(Article.from_text(MORE * 50 + " " + THERE + MORE * 50, id="a.txt"), "Fourteen wagons")
    assert lines[0].startswith("…")
    assert lines[0].endswith("…")
    assert under(lines) == "Fourteen wagons"
    assert wcswidth(lines[0]) <= WIDTH + 2
    assert not re.search(r"…\S*[a-z]…", lines[0])


def test_a_passage_of_many_lines_shows_its_ends() -> None:
    text = "".join(f"line {n} of the statement\n" for n in range(1, 10))
    article = Article.from_text(text, id="a.txt")
    (finding,) = placed([finding_of(passage_of(article, text[:-1]))], [article])
    assert isinstance(finding, model.Finding)
    shown = formats.render(run_of([article], findings=(finding,)), "full")
    assert re.findall(r"^(\d+|\.\.\.) +\|", shown, re.MULTILINE) == ["1", "2", "3", "...", "9"]


def test_full_shows_the_lines_of_the_files(tmp_path: Path) -> None:
    page = THERE.replace("Fourteen wagons", "<b>Fourteen</b>&nbsp;wagons")
    (tmp_path / "a.md").write_text(f"# Train off the rails\n\n{HERE}\n", encoding="utf-8")
    (tmp_path / "b.html").write_text(
        f"<html><body><article><h1>Train leaves the rails</h1>\n<p>{page}</p>\n<p>{MORE}</p></article></body></html>",
        encoding="utf-8",
    )
    done = CliRunner().invoke(cli, ["check", str(tmp_path), "--format", "full"])
    assert done.exit_code == 1
    lines = done.stdout.splitlines()
    assert lines[0] == "error[N101]: Figures that cannot both be right: wagons (crashed)"
    at = lines.index(" --> b.html:2:7")
    assert lines[at + 2].startswith("2 | <p><b>Fourteen</b>&nbsp;wagons of a freight")
    assert lines[at + 3].startswith(f"  |       {'^' * len('Fourteen</b>&nbsp;wagons')} ")
    assert any(line.startswith("  = advice: ") for line in lines)
    assert lines[-1] == "1 error in 2 articles"


def test_the_summary_tells_what_is_settled_and_by_what(flood: Run) -> None:
    one, other = flood.findings
    by = (model.SettledBy.BASELINE, model.SettledBy.DECISION, model.SettledBy.DECISION)
    settled = tuple(model.Settled(other, b, "for a reason") for b in by)
    run = replace(flood, findings=(one,), settled=settled, unreadable=())
    for form in ("text", "full"):
        last = formats.render(run, form).splitlines()[-1]
        assert last == "1 warning in 2 articles; 3 settled (2 by decision, 1 by baseline)"


def test_a_lapsed_decision_is_told_with_its_reason(flood: Run) -> None:
    decision = model.Decision(
        finding="0badcafe",
        code="N101",
        fingerprint="f",
        about=frozenset(),
        state=(),
        fact="toll",
        verdict=model.Resolution.EXPLAINED,
        reason="the county counts\nresidents only\u202e",
        note="",
        who="desk",
        made=datetime(2026, 1, 2, 8, 30, tzinfo=UTC),
    )
    lapsed = model.Lapsed(decision, "a new source")
    run = replace(flood, findings=(replace(flood.findings[0], earlier=lapsed),))
    told = "decided before as explained (the county counts residents only⟨U+202E⟩), which holds no longer: a new source"
    assert f"\n    {told}\n" in formats.render(run, "text")
    assert f" = {told}\n" in formats.render(run, "full")
