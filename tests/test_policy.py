"""What a newsroom makes of a run: levels, trust, tolerance, drafts, paths, suppressions, baseline."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from checker import load, pipeline, policy
from checker.config import Config, Outlet, PathIgnore, Trust
from checker.errors import UsageError
from checker.model import Level, Run, SettledBy
from checker.policy import Ground

DAY = date(2026, 3, 12)
A = "The fire at the mill in Oldwick killed 12 people on Monday, police said."
B = "Police said the fire at the Oldwick mill on Monday killed 19 people."
C = "Police said the fire at the Oldwick mill on Monday killed 21 people."


def checked(folder: Path, files: dict[str, str], config: Config = Config(), ground: Ground = Ground()) -> Run:  # noqa: B008
    for name, text in files.items():
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    run = pipeline.run(load.read_all(load.discover([folder])), config)
    return policy.apply(run, config, ground, DAY)


def test_severity_changes_the_level_and_off_the_rule(tmp_path: Path) -> None:
    files = {"a.txt": A, "b.txt": B}
    assert [f.level for f in checked(tmp_path, files, Config(severity={"N1": "note"})).findings] == [Level.NOTE]
    assert not checked(tmp_path, files, Config(severity={"N": "off"})).findings


def test_findings_less_sure_than_asked_are_left_out(tmp_path: Path) -> None:
    (one,) = checked(tmp_path, {"a.txt": A, "b.txt": B}).findings
    assert checked(tmp_path, {}, Config(min_confidence=one.confidence)).findings
    assert not checked(tmp_path, {}, Config(min_confidence=min(one.confidence + 0.01, 1.0))).findings


def test_findings_must_touch_a_draft_unless_sources_are_compared(tmp_path: Path) -> None:
    files = {"drafts/a.md": PLAIN_DRAFT, "sources/b.txt": B, "sources/c.txt": C}
    ground = Ground(drafts={"drafts/a.md"})
    assert not checked(tmp_path, files, ground=ground).findings
    assert checked(tmp_path, files, Config(compare_sources=True), ground).findings
    files["drafts/a.md"] = A
    found = checked(tmp_path, files, ground=ground)
    assert found.findings
    for item in (*found.findings, *found.agreements, *found.single_source):
        assert any(e.passage.path == "drafts/a.md" for e in item.evidence)


PLAIN_DRAFT = "The mill at Oldwick burned on Monday, police said. Nobody spoke of victims."


def test_tolerance_is_a_share_of_the_larger_figure(tmp_path: Path) -> None:
    files = {"a.txt": A.replace("12", "1,912"), "b.txt": B.replace("19", "1,957")}
    assert checked(tmp_path, files, Config(tolerance=Decimal("0.02"))).findings
    (settled,) = checked(tmp_path, files, Config(tolerance=Decimal("0.03"))).settled
    assert settled.by is SettledBy.TOLERANCE


def test_a_difference_that_only_sources_of_low_trust_make_is_less_serious(tmp_path: Path) -> None:
    files = {"a.txt": A, "b.txt": B}
    (before,) = checked(tmp_path, files).findings
    outlets = {"b": Outlet("Rumour Mill", Trust.LOW), "a": Outlet(None, Trust.HIGH)}
    (after,) = checked(tmp_path, files, Config(outlets=outlets)).findings
    assert (before.level, after.level) == (Level.ERROR, Level.WARNING)
    assert "Rumour Mill" in after.message
    assert "Trusted here: a (12 people)." in after.advice


@pytest.mark.parametrize(
    ("ignored", "settles"),
    [
        (PathIgnore("old/*", (), "archive"), True),
        (PathIgnore("old", ("N1",), "archive"), True),
        (PathIgnore("old", ("Q",), "archive"), False),
        (PathIgnore("old/a.txt", (), "archive"), False),
        (PathIgnore("old", (), "archive", DAY), True),
        (PathIgnore("old", (), "archive", date(2026, 3, 11)), False),
    ],
)
def test_path_ignores_have_rules_and_an_end(tmp_path: Path, ignored: PathIgnore, settles: bool) -> None:
    run = checked(tmp_path, {"old/a.txt": A, "old/b.txt": B}, Config(path_ignores=(ignored,)))
    assert [(str(s.by), s.reason) for s in run.settled] == ([("path", "archive")] if settles else [])
    assert len(run.findings) == (0 if settles else 1)
    over = ignored.until is not None and ignored.until < DAY
    assert [("ran out on 2026-03-11" in r.message) for r in run.remarks] == ([True] if over else [])


WRAPPED = A.replace(" in ", "\nin ")
MARK = "checker: ignore[{}] {}"


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.txt", f"Notes of the desk.\n{MARK.format('N101', 'two counts')}\n{A}\nThe end.\n"),
        ("a.txt", f"# {MARK.format('N1, Q', 'two counts')}\n\n{A}\n"),
        ("a.md", f"# Mill\n\n<!-- {MARK.format('N101', 'two counts')} -->\n\n{A}\n\nThe end.\n"),
        ("a.md", f"# Mill\n\n{WRAPPED} <!-- {MARK.format('N', 'two counts')} -->\n\nThe end.\n"),
        ("a.md", f"# Mill\n\n<!-- {MARK.format('N101', 'two counts')} -->\n{WRAPPED}\n"),
        ("a.html", f"<article><p>Notes.</p>\n<!-- {MARK.format('N101', 'two counts')} -->\n<p>{A}</p></article>"),
        ("a.html", f"<article><p>{A} <!-- {MARK.format('N101', 'two counts')} --></p><p>The end.</p></article>"),
    ],
)
def test_a_suppression_settles_what_it_covers(tmp_path: Path, name: str, text: str) -> None:
    run = checked(tmp_path, {name: text, "b.txt": B})
    assert [(str(s.by), s.reason) for s in run.settled] == [("suppression", "two counts")]
    assert not run.findings
    assert not run.remarks


@pytest.mark.parametrize(
    ("line", "told"),
    [
        (MARK.format("Q", "quoted by hand"), "suppresses nothing any more"),
        (MARK.format("N101", ""), "gives no reason"),
    ],
)
def test_a_suppression_that_does_nothing_is_told_with_its_line(tmp_path: Path, line: str, told: str) -> None:
    run = checked(tmp_path, {"a.txt": f"Notes of the desk.\n{line}\n{A}\n", "b.txt": B})
    assert len(run.findings) == 1
    (remark,) = run.remarks
    assert (remark.path, remark.line) == ("a.txt", 2)
    assert told in remark.message


def test_a_suppression_reaches_no_further_than_its_paragraph(tmp_path: Path) -> None:
    text = f"# Mill\n\n<!-- {MARK.format('N101', 'two counts')} -->\nThe mill stood at Oldwick.\n\n{A}\n"
    assert len(checked(tmp_path, {"a.md": text, "b.txt": B}).findings) == 1


def test_the_words_of_a_suppression_are_no_facts(tmp_path: Path) -> None:
    run = checked(tmp_path, {"a.txt": f"{MARK.format('N101', 'police said 30 people were killed')}\n{A}\n", "b.txt": B})
    shown = [e.passage.text for part in (run.settled[0].finding, *run.single_source) for e in part.evidence]
    assert not any("30" in text for text in shown)


def test_a_source_cannot_silence_what_is_found_about_it(tmp_path: Path) -> None:
    files = {"drafts/a.txt": A, "sources/b.txt": f"{MARK.format('N', 'trust us')}\n{B}"}
    run = checked(tmp_path, files, ground=Ground(drafts={"drafts/a.txt"}))
    assert len(run.findings) == 1
    assert not run.remarks


def test_a_baseline_settles_what_was_there_and_tells_what_is_no_longer_needed(tmp_path: Path) -> None:
    files, path = {"a.txt": A, "b.txt": B}, tmp_path / "baseline.json"
    before = checked(tmp_path / "in", files)
    policy.write_baseline(path, policy.begun(before.findings))
    same = checked(tmp_path / "in", files, ground=Ground(baseline=policy.read_baseline(path)))
    assert [s.by for s in same.settled] == [SettledBy.BASELINE]
    baseline = policy.read_baseline(path)
    changed = checked(tmp_path / "in", {"b.txt": C}, ground=Ground(baseline=baseline))
    assert len(changed.findings) == 1
    assert "no longer found" in changed.remarks[0].message
    assert not baseline.needed(Config().wants)
    assert baseline.needed(Config(ignore=("N",)).wants), "rules that were not asked for keep their entries"


@pytest.mark.parametrize("text", ["", "[]", '{"findings": [{}]}', '{"findings": [{"code": "N", "state": "x"}]}', "\0"])
def test_a_file_that_is_no_baseline_is_told(tmp_path: Path, text: str) -> None:
    file = tmp_path / "b.json"
    file.write_text(text)
    with pytest.raises(UsageError, match="is no baseline"):
        policy.read_baseline(file)
