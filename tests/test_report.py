"""The report: what it shows of a run, that it is stable, and that articles cannot tamper with it."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import date

import pytest
from conftest import count, finding_of, passage_of, run_of
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from checker import gate, model
from checker.model import Article, Bound, Level, Run
from checker.report import formats
from checker.report.facts import CALLS
from checker.report.strips import strip

RENDER = MarkdownIt("commonmark").enable(["table", "strikethrough"])


def markdown(run: Run) -> str:
    return formats.render(run, "md")


def part(report: str, heading: str) -> str:
    """The text of one section."""
    m = re.search(rf"^## {re.escape(heading)}\n(.*?)(?=^## |^---$)", report, re.MULTILINE | re.DOTALL)
    assert m, f"no section {heading!r}"
    return m[1]


def test_verdict_line_counts_everything(flood: Run) -> None:
    line = markdown(flood).splitlines()[2]
    assert line.startswith("**1 must-fix, 1 to check, 0 notes** in 2 articles, 1 story.")
    assert "9 facts read: 1 corroborated by independent sources, 1 told by one source only." in line
    assert "1 input could not be read" in line


def test_must_fix_comes_first_with_both_sides(flood: Run) -> None:
    rows = [line for line in part(markdown(flood), "To fix and to check").splitlines() if re.match(r"\| \d", line)]
    assert [row.split(" | ")[1] for row in rows] == ["must fix", "to check"]
    assert "At least 12 people (`wire.txt:3`)" in rows[0]
    assert "Nine people (`herald.md:3`)" in rows[0]


def test_matrix_has_a_column_a_source(flood: Run) -> None:
    table = part(markdown(flood), "Who says what")
    assert "| Fact | County Wire | Teal Herald |" in table
    assert "| people killed | At least 12 people | Nine people |" in table


def test_a_finding_shows_all_it_rests_on(flood: Run) -> None:
    text = part(markdown(flood), "Findings")
    finding = flood.findings[1]
    assert "> BRANNOCK, March 3 — **At least 12 people** were killed when the Teal broke" in text
    assert "> — County Wire, `wire.txt:3`; according to the county" in text
    for words in (*finding.reasons, *finding.considered, finding.advice, finding.code, "0.91"):
        assert words in text
    assert "no value in common" in text


def test_a_quotation_is_quoted_with_its_marks_outside_the_bold(flood: Run) -> None:
    assert "> “**We had perhaps four minutes,**” Mayor Ilse Varn said." in markdown(flood)


def test_long_quotations_are_cut_where_they_differ(wire: Article, herald: Article) -> None:
    same = "It was a long night and nobody in the town will ever forget it, because the water "
    quotes = (
        passage_of(wire, "We had", value=same + "rose so fast."),
        passage_of(herald, "We had", value=same + "never stopped.", side=1),
    )
    report = markdown(run_of([wire, herald], findings=(finding_of(*quotes),)))
    for heading in ("To fix and to check", "Who says what"):
        assert "rose so fast." in part(report, heading)
        assert "never stopped." in part(report, heading)


def test_every_other_section_is_there(flood: Run) -> None:
    report = markdown(flood)
    assert "- **Mon 2025-03-03**\n  - flood at Brannock (`herald.md:3`, `wire.txt:3`)" in part(report, "Timeline")
    assert "both are Monday, 3 March 2025" in part(report, "Corroborated")
    assert "line 5: The river rose by **3.4 metres**." in part(report, "Told by one source only")
    assert "`blank.txt`: the file is empty" in part(report, "Could not be read")
    assert "2025-03-03 (stated) | Flood at Brannock" in part(report, "Articles")
    assert "checker 0.1.0." in report


def test_notes_are_short(flood: Run) -> None:
    note = replace(flood.findings[1], level=Level.NOTE, id="00000001")
    report = markdown(replace(flood, findings=(note,)))
    assert "0 must-fix, 0 to check, 1 note" in report
    assert "## Findings" not in report
    assert "Nine people (`herald.md:3`)" in part(report, "Notes")


def test_nothing_found_says_so(wire: Article) -> None:
    report = markdown(run_of([wire]))
    assert "**Nothing to fix and nothing to check** in 1 article, 1 story." in report
    assert "## Findings" not in report


def test_a_source_that_agrees_with_itself_is_no_second_source(flood: Run) -> None:
    copied = replace(flood.agreements[0], sources=1, why="the Herald credits the Wire")
    report = markdown(replace(flood, agreements=(copied,)))
    assert "## Corroborated" not in report
    assert "the Herald credits the Wire" in part(report, "Compared, and no second source")


def test_a_long_call_list_ends_with_a_count(wire: Article) -> None:
    text = "\n".join(f"On day {i} it rose by {i} metres." for i in range(CALLS + 3))
    article = Article.from_text(text, id="a.txt", source="A")
    found = [passage_of(article, f"{i} metres") for i in range(CALLS + 3)]
    alone = tuple(model.SingleSource(model.Kind.NUMBER, (e,), "rise", "s1") for e in found)
    assert "… and 3 more" in part(markdown(run_of([article], single_source=alone)), "Told by one source only")


def test_facts_of_one_sentence_are_told_once(wire: Article) -> None:
    found = [passage_of(wire, words) for words in ("At least 12 people", "on Monday")]
    alone = tuple(model.SingleSource(model.Kind.NUMBER, (e,), "toll", "s1") for e in found)
    told = part(markdown(run_of([wire], single_source=alone)), "Told by one source only")
    assert "**At least 12 people** were killed when the Teal broke its banks **on Monday**, the county said." in told
    assert told.count("BRANNOCK") == 1


def test_findings_across_stories_are_in_the_matrix(flood: Run) -> None:
    stories = (model.Story("s1", ("wire.txt",), "Flood"), model.Story("s2", ("herald.md",), "Mill"))
    across = replace(flood.findings[1], story="s1+s2")
    table = part(markdown(replace(flood, stories=stories, findings=(across,))), "Who says what")
    assert "### Flood + Mill" in table


@pytest.mark.parametrize("name", formats.FORMATS)
def test_every_format_is_the_same_twice_and_ends_its_last_line(flood: Run, name: str) -> None:
    first = formats.render(flood, name)
    assert first == formats.render(flood, name)
    assert first.endswith("\n")
    assert not first.endswith("\n\n")


def test_order_of_the_run_does_not_matter(flood: Run) -> None:
    backwards = replace(flood, findings=flood.findings[::-1])
    for name in ("md", "text", "jsonl"):
        assert formats.render(flood, name) == formats.render(backwards, name)


def test_json_is_the_contract(flood: Run) -> None:
    data = json.loads(formats.render(flood, "json"))
    assert data == flood.to_dict()
    assert {"version", "articles", "findings", "agreements", "single_source"} <= set(data)


def test_json_holds_half_a_surrogate(flood: Run) -> None:
    broken = replace(flood.findings[0], message="half \ud83d here")
    text = formats.render(replace(flood, findings=(broken,)), "json")
    assert json.loads(text.encode("utf-8"))["findings"][0]["message"] == "half \ud83d here"


def test_jsonl_is_one_finding_a_line_worst_first(flood: Run) -> None:
    rows = [json.loads(line) for line in formats.render(flood, "jsonl").splitlines()]
    assert [r["level"] for r in rows] == ["error", "warning"]


def test_text_is_for_editors_that_jump_to_lines(flood: Run) -> None:
    lines = formats.render(flood, "text").splitlines()
    assert lines[0] == "wire.txt:3:21: error N101 County Wire has at least 12 people killed, Teal Herald has nine."
    assert lines[1] == "    herald.md:3:1: Nine people (Teal Herald)"
    assert lines[-1] == "1 error, 1 warning in 2 articles; 1 input could not be read"


def test_text_with_no_findings_still_says_what_was_read(wire: Article) -> None:
    assert formats.render(run_of([wire]), "text") == "no findings in 1 article\n"


HOSTILE = st.text(alphabet=st.sampled_from("ab *_`[](){}<>#+-.!|~\\&;$:/\n\u202e\x1b"), min_size=1, max_size=30)


@given(HOSTILE, HOSTILE, HOSTILE)
def test_no_text_breaks_the_page(sentence: str, source: str, title: str) -> None:
    """Whatever articles contain, the page has the same headings, tables and blocks, and nothing live."""
    report = markdown(_hostile(sentence, source, title))
    plain = markdown(_hostile("x", "y", "z"))
    assert _skeleton(report) == _skeleton(plain)
    assert not re.search("[\u202a-\u202e\x1b]", report)


def _hostile(sentence: str, source: str, title: str) -> Run:
    text = f"{sentence} 12 dead {sentence}"
    a = Article.from_text(text, id="a.txt", source="A " + source, title=title)
    b = Article.from_text(text, id="b.txt", source="B " + source)
    at = text.index("12 dead")
    mark = model.Span(at, at + 7)
    sides = [
        model.Evidence(x.passage(mark), f"v{side} {sentence}", text, mark, side, count(12 + side, 12 + side))
        for side, x in enumerate((a, b))
    ]
    words = {"message": "m " + sentence, "reasons": (sentence,), "considered": (sentence,), "advice": "a " + sentence}
    found = finding_of(*sides, **words, working=("w " + sentence,), title="T " + title, fact="F " + sentence)
    agreed = model.Agreement(found.kind, model.Verdict.AGREES, "N1", tuple(sides), "F", "s1", "w " + sentence, 2)
    alone = model.SingleSource(found.kind, tuple(sides[:1]), sentence, "s1")
    told = model.TimelineEntry("s1", date(2025, 3, 3), "w " + sentence, sides[0])
    lost = model.Unreadable("c " + title, sentence)
    more = {"agreements": (agreed,), "single_source": (alone,), "timeline": (told,), "unreadable": (lost,)}
    return run_of([a, b], findings=(found,), **more)


def _skeleton(report: str) -> list[str]:
    return [re.sub(r"<(/?\w+)[^>]*>", r"\1", tag) for tag in re.findall(r"<[^>]*>", _blocks(report))]


def _blocks(report: str) -> str:
    """The page's tags, without those that merely depend on a text being empty or on a code span."""
    html = RENDER.render(report)
    return re.sub(r"</?(?:code|strong)\b[^>]*>", "", html)


# --- the value strip ---------------------------------------------------------------------------------------


def row(article: Article, low: int | None, high: int | None, bound: Bound = Bound.EXACT) -> model.Evidence:
    return passage_of(article, "12", quantity=count(low, high, bound))


def test_strip_puts_values_in_order_on_one_scale(wire: Article, herald: Article) -> None:
    lines = strip([row(wire, 67, 67), replace(row(wire, 76, 76), value="76")])
    drawn = [line.index("*") for line in lines[2:]]
    assert drawn[0] < drawn[1]


@pytest.mark.parametrize(
    ("low", "high", "bound", "drawn"),
    [
        (12, None, Bound.AT_LEAST, r"\[=*>"),
        (12, None, Bound.MORE_THAN, r"\(=*>"),
        (None, 12, Bound.AT_MOST, r"<=*\]"),
        (None, 12, Bound.LESS_THAN, r"<=*\)"),
        (11, 13, Bound.RANGE, r"\[=*\]"),
        (12, 12, Bound.ABOUT, r"~\*~"),
    ],
)
def test_strip_shows_what_the_words_leave_open(
    wire: Article, low: int | None, high: int | None, bound: Bound, drawn: str
) -> None:
    lines = strip([row(wire, low, high, bound), row(wire, 9, 9)])
    assert re.search(rf"  {drawn}  |\s{drawn}\s", lines[2] + " ")


def test_strip_needs_a_common_scale(wire: Article) -> None:
    metres = replace(count(12, 12), unit="metre", unit_kind=model.UnitKind.LENGTH)
    feet = replace(count(40, 40), unit="foot", unit_kind=model.UnitKind.LENGTH)
    assert strip([replace(row(wire, 1, 1), quantity=q) for q in (metres, feet)]) == []
    assert strip([row(wire, 12, 12), row(wire, 12, 12)]) == []
    assert strip([row(wire, 12, 12)]) == []


@pytest.mark.parametrize(
    ("low", "high", "figures"),
    [
        (67, 76, ["65", "70", "75", "80", "85"]),
        (1_500_000, 2_300_000, ["1m", "1.5m", "2m", "2.5m", "3m"]),
        (10, 30_000_000, ["10", "1,000", "100,000", "10m", "1bn"]),
        (0, 30, ["0", "10", "20", "30", "40"]),
    ],
)
def test_strip_has_a_round_axis(wire: Article, low: int, high: int, figures: list[str]) -> None:
    assert strip([row(wire, low, low), row(wire, high, high)])[0].split() == figures


numbers = st.one_of(st.none(), st.integers(-(10**15), 10**15))


@given(st.lists(st.tuples(numbers, numbers, st.sampled_from(Bound)), min_size=2, max_size=5))
def test_strip_draws_any_numbers_within_the_page(found: list[tuple[int | None, int | None, Bound]]) -> None:
    article = Article.from_text("12", id="a.txt", source="A")
    ordered = [(*sorted((a, b)), c) if None not in (a, b) else (a, b, c) for a, b, c in found]  # type: ignore[type-var]
    lines = strip([row(article, low, high, bound) for low, high, bound in ordered])
    assert all(len(line) <= 120 for line in lines)


# --- the gate ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("level", "fail_on", "failed"),
    [
        (Level.ERROR, Level.ERROR, True),
        (Level.WARNING, Level.ERROR, False),
        (Level.WARNING, Level.WARNING, True),
        (Level.NOTE, Level.WARNING, False),
        (Level.NOTE, Level.NOTE, True),
        (Level.ERROR, None, False),
    ],
)
def test_gate_fails_at_or_above_the_level(wire: Article, level: Level, fail_on: Level | None, failed: bool) -> None:
    run = run_of([wire], findings=(finding_of(passage_of(wire, "12"), level=level),))
    assert gate.status(run, fail_on) == (gate.ExitStatus.FINDINGS if failed else gate.ExitStatus.CLEAN)


def test_unreadable_input_counts_unless_a_finding_fails(flood: Run) -> None:
    assert gate.status(flood, None) == gate.ExitStatus.UNREADABLE
    assert gate.status(flood, Level.ERROR) == gate.ExitStatus.FINDINGS
