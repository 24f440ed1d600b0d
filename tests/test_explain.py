"""`checker explain` on lines: how facts were read, what they were compared with, and why not with the others."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from checker import explain, pipeline
from checker.align.trace import Tracer
from checker.cli import cli
from checker.comparison import Outcome
from checker.config import Config
from checker.gate import ExitStatus
from checker.model import Article, Bundle, Claim, Kind

MILL = """---
source: The Orven Post
published: 2025-05-12
---
# Fire at the Orven mill

Fourteen workers were killed when fire tore through the Orven paper mill on Sunday.

More than 200 firefighters fought the blaze. The mill's output had fallen to 40 tonnes in April.

“We heard no alarm before the smoke came,” said foreman Tilda Rask.

The chief of police said the doors had been locked.
"""
WIRE = """---
source: Wire
published: 2025-05-12
---
# Paper mill burns in Orven

Nineteen workers were killed when fire tore through the Orven paper mill on Sunday.

Another 31 workers were injured in the fire. Output had fallen from 55 tonnes, and 3 trucks burned.

“We heard an alarm before the smoke came,” said foreman Tilda Rask.
"""
OTHER = """---
source: Talmere Gazette
published: 2019-03-03
---
# Quiet vote in Talmere

Turnout in the Talmere harbour board election was 61 percent, the clerk said.
"""


@pytest.fixture
def drafts(tmp_path: Path) -> Path:
    """Two articles about one fire, and one about something else."""
    for name, text in (("mill.md", MILL), ("wire.md", WIRE), ("vote.md", OTHER)):
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


def call(*args: object) -> Result:
    return CliRunner().invoke(cli, ["explain", *map(str, args)], prog_name="checker")


def told(*args: object) -> str:
    result = call(*args)
    assert result.exit_code == 0, result.stderr
    return result.stdout


def block(text: str, words: str) -> str:
    """The part of an explanation that is about one fact."""
    return next(part for part in text.split("\n\n") if words in part.partition("\n")[0])


# --- one line ----------------------------------------------------------------------------------------------


def test_a_figure_is_told_from_the_words_to_the_verdict(drafts: Path) -> None:
    part = block(told(f"{drafts}/mill.md:7"), "Fourteen workers")
    assert "seen by       words-plain (low=14, high=14" in part
    assert "read as       low 14, high 14, bound exact, unit worker, unit_kind count, step 1" in part
    assert "counted       workers (head worker, class " in part
    assert "predicate     kill" in part
    assert "error         N101" in part
    assert "aligned with  wire.md:7:1 “Nineteen workers”" in part
    assert "killed is never compared with injured" in part


def test_the_heaviest_features_are_told_with_their_weights(drafts: Path) -> None:
    part = block(told(f"{drafts}/mill.md:7"), "Fourteen workers")
    assert "bits for one fact" in part
    assert "words near both (" in part
    assert " x +" in part


def test_hedges_and_open_ends_are_told(drafts: Path) -> None:
    part = block(told(f"{drafts}/mill.md:9"), "200 firefighters")
    assert "hedge=More than, bound=more_than" in part
    assert "read as       low 200, bound more_than" in part


def test_a_date_is_told_with_what_it_rests_on(drafts: Path) -> None:
    part = block(told(f"{drafts}/mill.md:7"), "“Sunday”")
    assert "timex 2025-05-11, type DATE, from 2025-05-11, to 2025-05-12" in part
    assert "basis " in part
    assert "stated weekday=6" in part
    assert "D301" in part


def test_a_quotation_is_told_with_speaker_cue_and_rule(drafts: Path) -> None:
    part = block(told(f"{drafts}/mill.md:11"), "quote")
    assert "speaker Tilda Rask" in part
    assert "cue said" in part
    assert "type direct" in part
    assert "Q110" in part
    assert "aligned with  wire.md:11" in part
    assert "both give the words to Tilda Rask" in part


def test_reported_speech_is_told_to_be_left_out(drafts: Path) -> None:
    part = block(told(f"{drafts}/mill.md:13"), "quote")
    assert "only quoted words are compared" in part


def test_at_most_five_others_are_told(tmp_path: Path) -> None:
    many = " ".join(f"The town of Orla{'abcdefghij'[n]} gave {n + 21} beds." for n in range(8))
    (tmp_path / "a.md").write_text(f"{MILL}\n\n{many}\n", encoding="utf-8")
    (tmp_path / "b.md").write_text(f"{WIRE}\n\n{many}\n", encoding="utf-8")
    part = block(told(f"{tmp_path}/a.md:7"), "Fourteen workers")
    assert part.count("not with  ") == 5
    assert "more that fit worse" in part


def test_a_file_alone_is_compared_with_nothing(drafts: Path) -> None:
    assert "no other article was found to be about the same event" in told(f"{drafts}/vote.md:7")


def test_the_set_can_be_named(drafts: Path) -> None:
    apart = drafts / "late"
    apart.mkdir()
    (drafts / "wire.md").rename(apart / "wire.md")
    place = f"{apart}/wire.md:7"
    assert "no other article" in told(place)
    assert "mill.md:7:1 “Fourteen workers”" in told(place, "--in", drafts)
    assert "mill.md:7:1 “Fourteen workers”" in told(place, "--with", drafts / "mill.md")


# --- two lines ---------------------------------------------------------------------------------------------


def test_two_facts_that_were_compared(drafts: Path) -> None:
    text = told(f"{drafts}/mill.md:7", f"{drafts}/wire.md:7")
    part = block(text, "Fourteen workers")
    assert "wire.md:7:1 “Nineteen workers”" in part
    assert "  compared      " in part
    assert "N101" in part


@pytest.mark.parametrize(
    ("lines", "first", "second", "why"),
    [
        ((7, 9), "Fourteen workers", "31 workers", "killed is never compared with injured"),
        ((9, 9), "40 tonnes", "55 tonnes", "other role: to / from"),
        ((9, 9), "200 firefighters", "3 trucks", "different kinds: firefighters / trucks"),
    ],
)
def test_the_gate_is_named(drafts: Path, lines: tuple[int, int], first: str, second: str, why: str) -> None:
    text = told(f"{drafts}/mill.md:{lines[0]}", f"{drafts}/wire.md:{lines[1]}")
    part = next(p for p in text.split("\n\n") if first in p.split("\n")[0] and second in p.split("\n")[1])
    assert f"not compared  {why}" in part


def test_two_events_are_not_compared(drafts: Path) -> None:
    text = told(f"{drafts}/mill.md:7", f"{drafts}/vote.md:7")
    assert "not compared  the articles are about different events" in text


def test_facts_of_one_article_are_not_aligned(drafts: Path) -> None:
    text = told(f"{drafts}/mill.md:7", f"{drafts}/mill.md:9")
    assert "facts of one article are not aligned with one another" in text


@pytest.mark.parametrize(
    "asked",
    [
        ["{}/mill.md:8"],
        ["{}/none.md:7"],
        ["{}/mill.md:7", "{}/wire.md:8"],
        ["{}/mill.md:7", "{}/wire.md:7", "{}/vote.md:7"],
        ["{}/mill.md:7", "N101"],
        ["{}/mill.md:11", "{}/wire.md:9"],
        ["{}/mill.md:7", "--in", "{}/late"],
    ],
)
def test_what_cannot_be_told_is_one_line(drafts: Path, asked: list[str]) -> None:
    result = call(*(a.format(drafts) for a in asked))
    assert result.exit_code == ExitStatus.USAGE
    assert result.stderr.startswith(("checker: ", "Usage: "))
    assert "Traceback" not in result.stderr


# --- the trace against the alignment -----------------------------------------------------------------------


def bundle() -> Bundle:
    articles = [
        Article.from_text(t[t.index("#") :], id=n, published="2025-05-12") for n, t in (("a.md", MILL), ("b.md", WIRE))
    ]
    return next(iter(pipeline.bundles(articles, Config(fail_on=None))))


def claims(made: Bundle) -> list[Claim]:
    return [c for kind, found in made.claims.items() if kind is not Kind.NAME for c in found]


def test_a_trace_agrees_with_the_alignment_that_it_tells_of() -> None:
    made = bundle()
    tracer = Tracer(made)
    for row in pipeline.GRID:
        for alignment in row.align(made):
            for a, b, bits, _ in alignment.links:
                found = [c for c in tracer.of(a).comparisons if c.outcome is Outcome.ALIGNED]
                assert any(c.other is b or c.other == b for c in found), (a.mention.text, b.mention.text, bits)


def test_comparing_is_symmetric() -> None:
    made = bundle()
    tracer = Tracer(made)
    for a in claims(made):
        for c in tracer.of(a).comparisons:
            back = [d for d in tracer.of(c.other).comparisons if any(s.mention == a.mention for s in d.statements)]
            assert [d.outcome for d in back] == [c.outcome]


def test_the_features_of_a_pair_add_up_to_its_bits() -> None:
    made = bundle()
    tracer = Tracer(made)
    scored = [c for a in claims(made) for c in tracer.of(a).comparisons if c.features]
    assert scored
    for c in scored:
        assert c.bits == pytest.approx(sum(f.bits for f in c.features))


def test_a_line_of_what_was_asked_for_rules_and_lines() -> None:
    assert explain.target("n101") == "N101"
    assert explain.target("drafts/mill.md:12") == ("drafts/mill.md", 12)
