"""The command line as its users meet it: output, exit statuses, and what it says of bad input."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys
from importlib import metadata
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

import checker
from checker import gate
from checker.cli import cli

ONE = """Ferry sinks off Lanholm

LANHOLM, 12 May 2025 — Fourteen people died when the ferry Aldis sank off Lanholm on Sunday, the coastguard said.

“We heard no alarm at all,” said Captain Dario Menk.
"""
TWO = """Ferry sinks off Lanholm

LANHOLM, 12 May 2025 — Nineteen people died when the ferry Aldis sank off Lanholm on Sunday, the coastguard said.

“We heard an alarm,” said Captain Dario Menk.
"""


@pytest.fixture
def drafts(tmp_path: Path) -> Path:
    """Two articles that cannot both be right."""
    folder = tmp_path / "drafts"
    folder.mkdir()
    (folder / "one.txt").write_text(ONE, encoding="utf-8")
    (folder / "two.txt").write_text(TWO, encoding="utf-8")
    return folder


@pytest.fixture
def calm(tmp_path: Path) -> Path:
    """One article alone: nothing to disagree with."""
    folder = tmp_path / "calm"
    folder.mkdir()
    (folder / "one.txt").write_text(ONE, encoding="utf-8")
    return folder


def call(*args: object) -> Result:
    return CliRunner().invoke(cli, [str(a) for a in args], prog_name="checker")


def process(*args: object, **env: str) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "checker", *map(str, args)]
    return subprocess.run(command, capture_output=True, env={**os.environ, **env}, timeout=120, check=False)


# --- exit statuses -----------------------------------------------------------------------------------------


def test_a_conflict_fails_the_check(drafts: Path) -> None:
    result = call("check", drafts)
    assert result.exit_code == gate.ExitStatus.FINDINGS
    assert "one.txt:3:" in result.stdout
    assert "error" in result.stdout


def test_nothing_to_disagree_with_passes(calm: Path) -> None:
    result = call("check", calm)
    assert result.exit_code == gate.ExitStatus.CLEAN
    assert result.stdout.endswith("in 1 article\n")


@pytest.mark.parametrize("options", [["--exit-zero"], ["--fail-on", "never"]])
def test_findings_can_be_let_through(drafts: Path, options: list[str]) -> None:
    assert call("check", drafts, *options).exit_code == gate.ExitStatus.CLEAN


def test_rules_can_be_left_out(drafts: Path) -> None:
    found = json.loads(call("check", drafts, "--format", "json").stdout)["findings"]
    kept = json.loads(call("check", drafts, "--format", "json", "--ignore", "N").stdout)["findings"]
    assert any(f["code"].startswith("N") for f in found)
    assert kept == [f for f in found if not f["code"].startswith("N")]


def test_a_report_of_conflicts_is_no_failure(drafts: Path) -> None:
    result = call("report", drafts)
    assert result.exit_code == gate.ExitStatus.CLEAN
    assert result.stdout.startswith("# Discrepancy report\n")


@pytest.mark.parametrize("command", ["check", "report", "extract"])
def test_missing_path_is_one_line_and_status_2(command: str, tmp_path: Path) -> None:
    result = call(command, tmp_path / "nowhere")
    assert result.exit_code == gate.ExitStatus.USAGE
    assert one_line(result.stderr).startswith("checker: ")
    assert "nowhere" in result.stderr


@pytest.mark.parametrize("command", ["check", "report", "extract"])
def test_a_folder_without_articles_is_nothing_to_read(command: str, tmp_path: Path) -> None:
    (tmp_path / "photo.jpg").write_bytes(b"\xff\xd8\xff")
    result = call(command, tmp_path)
    assert result.exit_code == gate.ExitStatus.USAGE
    assert "nothing to read" in one_line(result.stderr)


@pytest.mark.parametrize(
    "args", [["check"], ["check", ".", "--fail-on", "often"], ["chekc", "."], ["report", ".", "--format", "pdf"]]
)
def test_wrong_usage_is_status_2(args: list[str]) -> None:
    assert call(*args).exit_code == gate.ExitStatus.USAGE


def one_line(stderr: str) -> str:
    assert stderr.count("\n") == 1, stderr
    assert "Traceback" not in stderr
    return stderr


# --- bad input ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("empty.txt", b""),
        ("blank.md", b"  \n\n"),
        ("binary.txt", b"text\x00\x01\x02\x00more"),
        ("broken.json", b'{"text": "half'),
        ("broken.jsonl", b'{"id": "a", "text": "x"\n'),
        ("columns.csv", b"a,b\n1,2\n"),
        ("zip.html", b"PK\x03\x04\x00\x00\x00\x00"),
    ],
)
def test_a_bad_file_is_named_and_stops_no_other(calm: Path, name: str, data: bytes) -> None:
    (calm / name).write_bytes(data)
    result = call("check", calm)
    assert result.exit_code == gate.ExitStatus.UNREADABLE
    assert one_line(result.stderr).startswith(f"checker: {name}")
    assert "1 article; 1 input could not be read" in result.stdout


def test_a_bad_line_of_jsonl_is_named_by_its_number(tmp_path: Path) -> None:
    good = json.dumps({"id": "a", "text": ONE})
    (tmp_path / "wire.jsonl").write_text(f"{good}\nnot json\n", encoding="utf-8")
    result = call("extract", tmp_path)
    assert result.exit_code == gate.ExitStatus.UNREADABLE
    assert one_line(result.stderr).startswith("checker: wire.jsonl:2: ")
    assert '"article": "a"' in result.stdout


def test_bad_input_beside_a_conflict_still_fails_as_a_conflict(drafts: Path) -> None:
    (drafts / "empty.txt").write_bytes(b"")
    result = call("check", drafts)
    assert result.exit_code == gate.ExitStatus.FINDINGS
    assert "empty.txt" in result.stderr


def test_unbalanced_quotation_marks_are_recovered_from(calm: Path) -> None:
    (calm / "open.txt").write_text("“We saw it, said Captain Menk on Sunday. ”It sank”” in 4 minutes.\n", "utf-8")
    assert call("check", calm).exit_code in (gate.ExitStatus.CLEAN, gate.ExitStatus.FINDINGS)


@pytest.mark.parametrize("pattern", ["a", "9", "“", "12 people (", "\u202e", "1,", "on Monday "])
def test_a_long_single_line_takes_no_forever(tmp_path: Path, pattern: str) -> None:
    (tmp_path / "long.txt").write_text("Sunday. " + pattern * (100_000 // len(pattern)), encoding="utf-8")
    done = process("check", tmp_path)
    assert done.returncode in (0, 1, 3), done.stderr
    assert b"Traceback" not in done.stderr


def test_control_characters_do_not_reach_the_terminal(tmp_path: Path) -> None:
    folder = tmp_path / "x\x1b[31m"
    result = call("check", folder)
    assert "\x1b" not in result.stderr


# --- output ------------------------------------------------------------------------------------------------


def test_output_is_the_same_bytes_under_any_locale(drafts: Path) -> None:
    first = process("report", drafts, PYTHONHASHSEED="1", LC_ALL="C", PYTHONUTF8="0")
    second = process("report", drafts, PYTHONHASHSEED="2", TZ="Asia/Tokyo", LC_ALL="C.UTF-8")
    assert first.stdout == second.stdout
    assert "“".encode() in first.stdout


def test_report_goes_to_a_file(drafts: Path, tmp_path: Path) -> None:
    made = tmp_path / "report.md"
    result = call("report", drafts, "-o", made)
    assert result.stdout == ""
    assert made.read_text(encoding="utf-8") == call("report", drafts).stdout


def test_a_report_among_the_drafts_is_refused(drafts: Path) -> None:
    result = call("report", drafts, "-o", drafts / "report.md")
    assert result.exit_code == gate.ExitStatus.USAGE
    assert not (drafts / "report.md").exists()


def test_output_into_no_folder_is_told(drafts: Path, tmp_path: Path) -> None:
    result = call("report", drafts, "-o", tmp_path / "no" / "report.md")
    assert result.exit_code == gate.ExitStatus.USAGE
    assert "cannot be written" in one_line(result.stderr)


def test_json_of_check_and_report_and_library_is_one(drafts: Path) -> None:
    checked = json.loads(call("check", drafts, "--format", "json").stdout)
    assert checked == json.loads(call("report", drafts, "--format", "json").stdout)
    assert checked == checker.check(drafts).to_dict()


def test_extract_prints_what_the_library_gives(drafts: Path) -> None:
    rows = [json.loads(line) for line in call("extract", drafts).stdout.splitlines()]
    articles = [
        checker.Article.from_text((drafts / name).read_text(encoding="utf-8"), id=name)
        for name in ("one.txt", "two.txt")
    ]
    assert rows == [fact.to_dict() for fact in checker.extract(articles)]
    assert {"number", "date", "quote"} == {r["kind"] for r in rows}


def test_extract_as_csv_and_table(drafts: Path) -> None:
    rows = [json.loads(line) for line in call("extract", drafts).stdout.splitlines()]
    table = list(csv.DictReader(io.StringIO(call("extract", drafts, "--format", "csv").stdout)))
    assert [r["text"] for r in table] == [r["text"] for r in rows]
    shown = call("extract", drafts, "--format", "table").stdout.splitlines()
    assert len(shown) == len(rows) + 1
    assert shown[0].split()[:4] == ["where", "kind", "fact", "value"]


def test_extract_can_be_piped_into_head(drafts: Path) -> None:
    command = f"{sys.executable} -m checker extract {drafts} {drafts} | head -n 1; echo ${{PIPESTATUS[0]}}"
    done = subprocess.run(["bash", "-c", command], capture_output=True, text=True, timeout=60, check=True)
    assert done.stdout.splitlines()[-1] == "0"
    assert done.stderr == ""


# --- explain -----------------------------------------------------------------------------------------------


def test_every_listed_rule_is_explained() -> None:
    listed = [line.split()[0] for line in call("rules").stdout.splitlines()]
    assert listed
    for code in listed:
        text = call("explain", code).stdout
        assert text.startswith(f"{code} ")
        assert "Why it matters" in text
        assert "Example" in text


def test_a_code_may_be_typed_in_small_letters() -> None:
    code = call("rules").stdout.split()[0]
    assert call("explain", code.lower()).stdout == call("explain", code).stdout


def test_a_line_is_explained(drafts: Path) -> None:
    text = call("explain", f"{drafts}/one.txt:3").stdout
    assert "one.txt:3:24: number" in text
    assert "seen by" in text
    assert "read as       low 14, high 14" in text
    assert "with two.txt:3: " in text


def test_a_fact_without_company_is_explained_too(calm: Path) -> None:
    text = call("explain", f"{calm}/one.txt:3").stdout
    assert "not compared  no other article was found to be about the same event" in text


@pytest.mark.parametrize("what", ["X999", "{}/one.txt:2", "{}/one.txt:0", "{}/none.txt:3", "one.txt", ":3"])
def test_what_cannot_be_explained_is_told(drafts: Path, what: str) -> None:
    result = call("explain", what.format(drafts))
    assert result.exit_code == gate.ExitStatus.USAGE
    assert one_line(result.stderr).startswith("checker: ")


# --- help --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("command", sorted(cli.commands))
def test_every_command_has_help(command: str) -> None:
    result = call(command, "--help")
    assert result.exit_code == 0
    assert "Usage: checker" in result.stdout


def test_version_is_the_package_s() -> None:
    assert checker.__version__ == metadata.version("checker")
    assert call("--version").stdout.strip().endswith(checker.__version__)
