"""Figures against a reference table, through the command line."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

TABLE = "date,event,counted,place,value,source\n2026-03-09,launch,missiles,Orla,70,Ministry table\n"


def run(folder: Path, table: str, copy: str) -> subprocess.CompletedProcess[str]:
    (folder / "drafts").mkdir(exist_ok=True)
    (folder / "drafts" / "a.md").write_text(f"---\npublished: 2026-03-10\n---\n\n{copy}\n", encoding="utf-8")
    (folder / "known.csv").write_text(table, encoding="utf-8")
    command = [sys.executable, "-m", "checker", "check", str(folder / "drafts"), "--format", "json"]
    return subprocess.run(
        [*command, "--reference", str(folder / "known.csv")], capture_output=True, text=True, check=False
    )


def codes(done: subprocess.CompletedProcess[str]) -> list[str]:
    return [f["code"] for f in json.loads(done.stdout)["findings"]]


def test_another_figure_is_an_error(tmp_path: Path) -> None:
    done = run(tmp_path, TABLE, "On Monday the army of Tesk launched 67 missiles at Orla, the mayor said.")
    assert codes(done) == ["N121"]
    assert done.returncode == 1
    assert "Ministry table has 70 missiles" in done.stdout


@pytest.mark.parametrize(
    "copy",
    [
        "On Monday the army of Tesk launched 70 missiles at Orla, the mayor said.",
        "On Monday the army of Tesk launched at least 60 missiles at Orla, the mayor said.",
        "On Monday the air defence shot down 67 missiles over Orla, the mayor said.",
        "On Sunday the army of Tesk launched 67 missiles at Orla, the mayor said.",
        "On Monday the army of Tesk launched 67 missiles at Brenn, the mayor said.",
        "On Monday the army of Tesk launched 67 drones at Orla, the mayor said.",
        "On Monday the army of Tesk launched 41 cruise missiles at Orla, the mayor said.",
        "Since January the army of Tesk has launched 1,670 missiles at Orla, the mayor said.",
    ],
)
def test_what_is_known_or_something_else_stays_quiet(tmp_path: Path, copy: str) -> None:
    assert codes(run(tmp_path, TABLE, copy)) == []


@pytest.mark.parametrize(
    ("table", "told"),
    [
        ("date,event,counted,value\n9 March,launch,missiles,70\n", "known.csv:2: '9 March' is no date"),
        ("date,event,counted,value\n2026-03-09,launch,missiles,many\n", "known.csv:2: 'many' is no figure"),
        ("date,event,value\n2026-03-09,launch,70\n", "known.csv:1: column 'counted' is missing"),
        ("date,event,counted,value,colour\n2026-03-09,launch,missiles,70,red\n", "unknown column 'colour'"),
        ("date,event,counted,low,high\n2026-03-09,launch,missiles,70,60\n", "known.csv:2: a row needs a value"),
    ],
)
def test_a_broken_table_is_told_in_one_line(tmp_path: Path, table: str, told: str) -> None:
    done = run(tmp_path, table, "On Monday the army of Tesk launched 67 missiles at Orla.")
    assert done.returncode == 2
    assert told in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1
