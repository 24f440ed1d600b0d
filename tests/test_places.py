"""Lines and columns of every format, held against a count on the bytes of the file."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from checker.cli import cli

HERE = "Eleven wagons of a freight train left the rails near Tolm on Monday, the railway said."
THERE = "Fourteen wagons of a freight train left the rails near Tolm on Monday, the railway said."
PAGE = THERE.replace("Fourteen wagons", "<b>Fourteen</b>&nbsp;wagons")
ODD = "Smoke \U0001f525\U0001f469\u200d\U0001f692 over the “Größe”\u00a0line,\tsaid e\u0301clairs 日本. "
"""Astral characters and a joined emoji, NBSP, a tab, a combining accent, wide characters: all in front of the words."""


def page(line_end: str) -> str:
    head = "<html><head><title>Rails</title></head><body><article><h1>Train leaves the rails</h1>"
    more = "<p>The line was closed for the day, the railway said, and would open again later.</p>"
    return f"{head}{line_end}<!-- \U0001f525 --><p>{ODD}{PAGE}</p>{line_end}{more}</article></body></html>"


TEXTS = {
    "plain.txt": f"Train leaves the rails\n\n{ODD}{THERE}\n",
    "crlf.txt": f"Train leaves the rails\r\n\r\n{ODD}{THERE}\r\nMore.\r\n",
    "cr.txt": f"Train leaves the rails\r\r{ODD}{THERE}\r",
    "first-line.txt": f"{ODD}{THERE}\n",
    "front.md": f"---\nsource: Größe \U0001f525 Post\n---\n# Train leaves the rails\n\n> {ODD}{THERE}\n",
    "page.html": page("\n"),
    "wrapped.html": page("\n").replace("&nbsp;", "\n  "),
    "page-crlf.htm": page("\r\n"),
}
FILES = {name: text.encode() for name, text in TEXTS.items()}
FILES |= {f"bom-{name}": b"\xef\xbb\xbf" + data for name, data in FILES.items()}
FILES["utf16.txt"] = b"\xff\xfe" + TEXTS["crlf.txt"].encode("utf-16-le")


def told(folder: Path, form: str) -> Any:
    """The one finding on the wagons, as the command line prints it in a format."""
    done = CliRunner().invoke(cli, ["check", str(folder), "--format", form])
    assert done.exit_code == 1, done.output
    return json.loads(done.stdout)


def drafts(folder: Path, name: str, data: bytes) -> Path:
    (folder / "a.md").write_text(f"# Train off the rails\n\n{HERE}\n", encoding="utf-8")
    (folder / name).write_bytes(data)
    return folder


def counted(data: bytes) -> dict[str, tuple[int, int, int, int]]:
    """Line and column of the words' start and end in each unit: bytes of UTF-8, UTF-16 units, characters."""
    text = data.decode("utf-16" if data.startswith(b"\xff\xfe") else "utf-8-sig")
    start = text.index("Fourteen")
    end = text.index("wagons", start) + len("wagons")
    sizes = {
        "utf8": lambda s: len(s.encode()),
        "utf16": lambda s: len(s.encode("utf-16-le")) // 2,
        "chars": len,
    }
    found = {}
    for unit, size in sizes.items():
        place: list[int] = []
        for offset in (start, end):
            lines = text[:offset].replace("\r\n", "\n").replace("\r", "\n").split("\n")
            place += [len(lines), size(lines[-1]) + 1]
        found[unit] = (place[0], place[1], place[2], place[3])
    return found


@pytest.mark.parametrize("name", FILES)
def test_reviewdog_counts_bytes(tmp_path: Path, name: str) -> None:
    (found,) = told(drafts(tmp_path, name, FILES[name]), "rdjson")["diagnostics"]
    places = [found["location"], *(r["location"] for r in found["related_locations"])]
    (span,) = (p["range"] for p in places if p["path"].endswith(name))
    shown = (span["start"]["line"], span["start"]["column"], span["end"]["line"], span["end"]["column"])
    assert shown == counted(FILES[name])["utf8"]


@pytest.mark.parametrize("name", FILES)
def test_sarif_counts_utf16_units_and_quotes_the_file(tmp_path: Path, name: str) -> None:
    (run,) = told(drafts(tmp_path, name, FILES[name]), "sarif")["runs"]
    assert run["columnKind"] == "utf16CodeUnits"
    (result,) = run["results"]
    places = [p["physicalLocation"] for p in [*result["locations"], *result["relatedLocations"]]]
    (region,) = (p["region"] for p in places if p["artifactLocation"]["uri"].endswith(name))
    shown = (region["startLine"], region["startColumn"], region["endLine"], region["endColumn"])
    assert shown == counted(FILES[name])["utf16"]
    text = FILES[name].decode("utf-16" if name == "utf16.txt" else "utf-8-sig")
    assert region["snippet"]["text"] == text[text.index("Fourteen") : text.index("wagons") + 6]


@pytest.mark.parametrize("name", FILES)
def test_text_and_github_count_characters(tmp_path: Path, name: str) -> None:
    folder = drafts(tmp_path, name, FILES[name])
    line, column, last, end = counted(FILES[name])["chars"]
    evidence = {e["path"]: e for e in told(folder, "json")["findings"][0]["evidence"]}
    assert (evidence[name]["line"], evidence[name]["column"]) == (line, column)
    (folder / "a.md").rename(folder / "z.md")  # the file that is asked about comes first now
    shown = CliRunner().invoke(cli, ["check", str(folder), "--format", "github"]).stdout
    columns = f"col={column},endColumn={end}," if line == last else ""
    assert f"file={name},line={line},endLine={last},{columns}title=" in shown


RECORD = {"id": "m#1", "text": f"{ODD}\n{THERE}", "source": "Wire"}
RECORDS = {
    "wire.jsonl": "\n" + json.dumps(RECORD) + "\n",
    "wire.json": json.dumps([RECORD], indent=1),
    "wire.csv": f'id,source,text\nm#1,Wire,"{RECORD["text"]}"\n',
}
STARTS = {"wire.jsonl": 2, "wire.json": 2, "wire.csv": 2}


@pytest.mark.parametrize("name", RECORDS)
def test_of_a_record_the_line_alone_is_told(tmp_path: Path, name: str) -> None:
    """Columns count in the record's text, which no other program can make anything of."""
    folder = drafts(tmp_path, name, RECORDS[name].encode())
    (found,) = told(folder, "rdjson")["diagnostics"]
    places = [found["location"], *(r["location"] for r in found["related_locations"])]
    assert {"path": name, "range": {"start": {"line": STARTS[name]}}} in places
    result = told(folder, "sarif")["runs"][0]["results"][0]
    (record,) = (p for p in [*result["locations"], *result["relatedLocations"]] if "logicalLocations" in p)
    assert record["physicalLocation"]["artifactLocation"]["uri"] == name
    assert record["physicalLocation"]["region"] == {"startLine": STARTS[name]}
    assert record["logicalLocations"][0]["fullyQualifiedName"] == f"{name}#m#1"


def test_records_with_the_same_path_are_told_apart(tmp_path: Path) -> None:
    """Two records with one id in one file: each passage has the line of its own record."""
    rows = [{"id": "m", "text": THERE, "source": "One"}, {"id": "m", "text": f"{ODD}\n{HERE}", "source": "Two"}]
    (tmp_path / "wire.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    (found,) = told(tmp_path, "rdjson")["diagnostics"]
    lines = {r["location"]["range"]["start"]["line"] for r in found["related_locations"]}
    assert lines | {found["location"]["range"]["start"]["line"]} == {1, 2}
    shown = CliRunner().invoke(cli, ["check", str(tmp_path), "--format", "full"]).stdout
    assert f"1 | {THERE}" in shown
    assert f"2 | {HERE}" in shown


def test_paths_start_at_the_working_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """CI systems look for files from the repository; the other formats count from the folder that was given."""
    (tmp_path / "drafts").mkdir()
    folder = drafts(tmp_path / "drafts", "b.txt", FILES["plain.txt"])
    monkeypatch.chdir(tmp_path)
    for given in ("drafts", "./drafts/", str(folder)):
        result = told(Path(given), "sarif")["runs"][0]["results"][0]
        assert result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"].startswith("drafts/")
    assert {e["path"] for e in told(folder, "json")["findings"][0]["evidence"]} == {"a.md", "b.txt"}
    monkeypatch.chdir(folder)
    assert told(Path(), "rdjson")["diagnostics"][0]["location"]["path"] in ("a.md", "b.txt")
