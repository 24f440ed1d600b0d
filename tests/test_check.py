"""`checker check` as a newsroom's repository runs it: configured, against sources, since a revision, decided on."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from checker import cache
from checker.cli import cli
from checker.model import Article, Kind

A = "The fire at the mill in Oldwick killed 12 people on Monday, police said.\n"
B = "Police said the fire at the Oldwick mill on Monday killed 19 people.\n"
C = "Police said the fire at the Oldwick mill on Monday killed 21 people.\n"
CALM = "The mill at Oldwick burned on Monday, police said. Nobody spoke of victims.\n"


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A newsroom's folder, which is also where commands run."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("CI", raising=False)
    monkeypatch.setenv("CHECKER_USER", "ann")
    put("drafts/mill.md", A)
    put("sources/wire.txt", B)
    return tmp_path


def put(name: str, text: str) -> Path:
    file = Path(name)
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")
    return file


def call(*words: str, given: str | None = None) -> Result:
    return CliRunner().invoke(cli, list(words), prog_name="checker", input=given)


def findings(*words: str, given: str | None = None) -> list[dict[str, Any]]:
    done = call("check", *words, "--format", "json", given=given)
    assert done.exit_code in (0, 1), done.stderr
    found: list[dict[str, Any]] = json.loads(done.stdout)["findings"]
    return found


def process(*words: str, **more: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "checker", *words]
    return subprocess.run(command, capture_output=True, text=True, env=os.environ | more, timeout=120, check=False)


# settings


def test_without_paths_the_settings_name_the_drafts(desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put("checker.toml", 'drafts = ["drafts"]\nsources = ["sources"]\nfail-on = "note"\n')
    assert call("check").exit_code == 1
    monkeypatch.chdir(desk / "drafts")
    assert call("check").exit_code == 1, "the file is found upward"
    assert "nothing to check" in call("check", "--config", os.devnull).stderr


def test_init_writes_a_file_that_changes_nothing_and_is_not_written_over(desk: Path) -> None:
    before = findings("drafts", "sources")
    assert call("init").exit_code == 0
    assert findings("drafts", "sources") == before
    again = call("init")
    assert again.exit_code == 2
    assert "is there already" in again.stderr


def test_config_show_tells_where_a_value_came_from(desk: Path) -> None:
    put("checker.toml", '\nfail-on = "never"\n')
    assert 'fail-on          = "never"  (checker.toml:2)' in call("config", "show").stdout
    assert call("check", "drafts", "sources").exit_code == 0


def test_a_wrong_setting_is_one_line_and_status_2(desk: Path) -> None:
    put("checker.toml", "drafs = []\n")
    done = call("check", "drafts")
    assert done.exit_code == 2
    assert done.stderr.count("\n") == 1
    assert "checker.toml:1: unknown key 'drafs'; did you mean 'drafts'?" in done.stderr


def test_the_programs_own_files_are_no_articles(desk: Path) -> None:
    put("checker.toml", 'drafts = ["."]\ndecisions = "desk-log.jsonl"\nbaseline = "old.json"\n')
    (one,) = findings()
    assert call("decide", one["id"], "explained", "--reason", "two counts").exit_code == 0
    put("old.json", '{"version": 1, "findings": []}')
    done = call("check", "--format", "json")
    assert (done.exit_code, done.stderr) == (0, "")
    assert [a["path"] for a in json.loads(done.stdout)["articles"]] == ["drafts/mill.md", "sources/wire.txt"]


# what is looked at


def test_findings_must_touch_a_draft(desk: Path) -> None:
    put("sources/paper.txt", C)
    (one,) = findings("drafts", "--against", "sources")
    assert "drafts/mill.md" in [e["path"] for e in one["evidence"]]
    put("drafts/mill.md", CALM)
    assert not findings("drafts", "--against", "sources")
    assert findings("drafts", "--against", "sources", "--compare-sources")


def test_a_draft_from_the_standard_input_takes_the_place_of_its_file(desk: Path) -> None:
    words = ("-", "--stdin-filename", "drafts/mill.md", "--against", "sources")
    (one,) = findings(*words, given=A.replace("12", "15"))
    assert [(e["path"], e["value"]) for e in one["evidence"]] == [
        ("drafts/mill.md", "15 people"),
        ("sources/wire.txt", "19 people"),
    ]
    assert not findings(*words, given=CALM)
    assert call("check", "drafts", "--stdin-filename", "x.md").exit_code == 2
    assert "of no supported format" in call("check", "-", "--stdin-filename", "x.docx", given=A).stderr


def git(*words: str) -> None:
    named = ["-c", "user.name=Ann", "-c", "user.email=ann@example.org", "-c", "commit.gpgsign=false"]
    subprocess.run(["git", *named, *words], check=True, capture_output=True)


@pytest.fixture
def repository(desk: Path) -> Path:
    git("init", "-q", "-b", "main")
    git("add", ".")
    git("commit", "-qm", "first")
    return desk


def test_since_keeps_findings_of_which_a_passage_changed(repository: Path) -> None:
    assert not findings("drafts", "sources", "--since", "HEAD")
    put("drafts/mill.md", "A word before.\n\n" + A.replace(" on ", "\non "))
    assert not findings("drafts", "sources", "--since", "HEAD"), "moved and re-flowed, not changed"
    put("drafts/mill.md", A.replace("12", "15"))
    (one,) = findings("drafts", "sources", "--since", "HEAD")
    assert one["evidence"][0]["text"] == "15 people"
    git("commit", "-qam", "second")
    assert not findings("drafts", "sources", "--since", "HEAD")
    assert findings("drafts", "sources", "--since", "HEAD~1")


def test_since_knows_a_file_that_was_moved(repository: Path) -> None:
    git("mv", "drafts/mill.md", "drafts/fire.md")
    assert not findings("drafts", "sources", "--since", "HEAD")


def test_since_touches_nothing_and_runs_nothing(repository: Path) -> None:
    trap = put("trap.sh", f"#!/bin/sh\ntouch {repository}/ran\n")
    trap.chmod(0o755)
    for name in ("core.fsmonitor", "diff.external", "diff.t.textconv", "filter.t.smudge", "filter.t.clean"):
        git("config", name, str(trap))
    put(".gitattributes", "*.md filter=t diff=t\n")
    put("drafts/mill.md", A.replace("12", "15"))
    state = {p: (p.stat().st_mtime_ns, p.stat().st_size) for p in repository.rglob("*") if p.is_file()}
    findings("drafts", "sources", "--since", "HEAD")
    assert {p: (p.stat().st_mtime_ns, p.stat().st_size) for p in repository.rglob("*") if p.is_file()} == state


@pytest.mark.parametrize("revision", ["nowhere", "--upload-pack=x", "HEAD:drafts/mill.md", ""])
def test_since_a_revision_that_is_none(repository: Path, revision: str) -> None:
    done = call("check", "drafts", f"--since={revision}")
    if revision:
        assert (done.exit_code, done.stderr.count("\n")) == (2, 1)
        assert "--since" in done.stderr


def test_since_outside_a_repository(desk: Path) -> None:
    done = call("check", "drafts", "--since", "HEAD")
    assert done.exit_code == 2
    assert "git says" in done.stderr


# outputs and the gate


def test_several_outputs_in_one_run(desk: Path) -> None:
    outside = desk / "out"
    outside.mkdir()
    words = ["--report", f"json={outside}/a.json", "--report", f"md={outside}/a.md", "--report", "jsonl=-"]
    done = call("check", "drafts", "sources", *words)
    assert done.exit_code == 1
    assert json.loads((outside / "a.json").read_text())["findings"][0]["id"] == json.loads(done.stdout)["id"]
    assert (outside / "a.md").read_text().startswith("# Discrepancy report")


@pytest.mark.parametrize("wrong", ["json", "json=", "docx=a", "json=-=", "md=drafts/r.md"])
def test_a_report_option_that_makes_no_sense(desk: Path, wrong: str) -> None:
    more = ["--report", "jsonl=-", "--report", "md=-"] if wrong == "json=-=" else ["--report", wrong]
    done = call("check", "drafts", *more)
    assert (done.exit_code, done.stderr.count("\n")) == (2, 1)


def test_the_gate(desk: Path) -> None:
    both = ("check", "drafts", "sources")
    (one,) = findings("drafts", "sources")
    assert one["level"] == "error"
    assert call(*both).exit_code == 1
    assert call(*both, "--fail-on", "never").exit_code == 0
    assert call(*both, "--exit-zero").exit_code == 0
    assert call(*both, "--max-findings", "1").exit_code == 0
    assert call(*both, "--min-confidence", "1").exit_code == 0
    put("checker.toml", 'severity = { N101 = "warning" }\n')
    assert call(*both).exit_code == 0
    assert call(*both, "--fail-on", "warning").exit_code == 1


def test_nothing_to_read(desk: Path) -> None:
    (desk / "none").mkdir()
    assert call("check", "none").exit_code == 2
    assert call("check", "none", "--allow-empty").exit_code == 0


def test_unreadable_input_fails_under_ci_whatever_is_asked(desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put("drafts/mill.md", CALM)
    (desk / "drafts" / "bad.txt").write_bytes(b"\0\0")
    assert call("check", "drafts").exit_code == 3
    assert call("check", "drafts", "--exit-zero").exit_code == 0
    monkeypatch.setenv("CI", "true")
    assert call("check", "drafts", "--exit-zero").exit_code == 3


# the baseline


def test_a_baseline_begins_with_what_is_there_and_only_shrinks(desk: Path) -> None:
    words = ("check", "drafts", "sources", "--baseline", "old.json")
    assert call(*words, "--update-baseline").exit_code == 0
    assert call(*words).exit_code == 0
    put("sources/wire.txt", C)
    changed = call(*words)
    assert changed.exit_code == 1
    assert "no longer found; --update-baseline takes it out" in changed.stderr
    shrunk = call(*words, "--update-baseline")
    assert shrunk.exit_code == 1
    assert "only shrinks" in shrunk.stderr
    assert json.loads(Path("old.json").read_text())["findings"] == []
    assert call("check", "drafts", "--update-baseline").exit_code == 2


# decisions


def test_decide_and_the_check_passes_until_the_evidence_changes(desk: Path) -> None:
    both = ("drafts", "sources")
    (one,) = findings(*both)
    done = call("decide", one["id"][:6], "explained", *both, "--reason", "the county counts the hospital too")
    assert done.exit_code == 0
    assert call("check", *both).exit_code == 0
    put("drafts/mill.md", "Much moved.\n\n" + A.replace(" killed ", "\nkilled "))
    assert call("check", *both).exit_code == 0
    put("drafts/mill.md", A.replace("12", "14"))
    (back,) = findings(*both)
    assert back["earlier"]["reason"] == "the county counts the hospital too"
    assert "14" in back["earlier"]["why"]
    assert "the county counts" in call("check", *both).stdout


def test_a_decision_is_kept_beside_the_drafts_and_can_be_taken_back(desk: Path) -> None:
    put("sources/wire.txt", CALM)
    put("drafts/wire.txt", B)
    (one,) = findings("drafts")
    assert call("decide", one["id"], "not-same-fact", "drafts", "--reason", "other mill").exit_code == 0
    row = json.loads((desk / "drafts" / "decisions.jsonl").read_text())
    assert (row["who"], row["reason"], row["verdict"]) == ("ann", "other mill", "not-same-fact")
    assert not findings("drafts")
    assert call("decide", one["id"], "withdrawn", "drafts").exit_code == 0
    assert findings("drafts")[0]["id"] == one["id"]
    assert call("decide", one["id"], "withdrawn", "drafts").exit_code == 2


def test_a_decision_without_paths_is_on_what_was_checked_last(desk: Path) -> None:
    (one,) = findings("drafts", "--against", "sources")
    put("out.json", "{}")
    assert call("decide", one["id"], "explained", "--reason", "two counts").exit_code == 0
    assert not findings("drafts", "--against", "sources")
    assert "**Decided" not in (shown := call("report", "drafts", "--against", "sources").stdout)
    assert "| explained (ann) | two counts |" in shown


def test_decisions_above_the_folder_are_respected(desk: Path) -> None:
    (one,) = findings(".")
    call("decide", one["id"], "explained", ".", "--reason", "two counts")
    assert (desk / "decisions.jsonl").is_file()
    put("drafts/wire.txt", B)
    assert not findings("drafts")


def test_a_deferral_ends_with_its_day(desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    both = ("drafts", "sources")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1773316800")  # 2026-03-12
    (one,) = findings(*both)
    assert "2026-03-14" in call("decide", one["id"], "defer", *both, "--until", "2d", "--reason", "asked").stdout
    assert call("check", *both).exit_code == 0
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1773576000")  # 2026-03-15
    done = call("check", *both)
    assert done.exit_code == 1
    assert "ran out on 2026-03-14" in done.stdout
    assert "defer" in call("decisions", "expired", *both).stdout


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["zzzz", "explained", "--reason", "x"], "no finding has this id"),
        (["{id}", "explained"], "--reason is missing"),
        (["{id}", "defer", "--reason", "x", "--until", "soon"], "is no day"),
        (["{id}", "perhaps", "--reason", "x"], "perhaps"),
    ],
)
def test_a_decision_that_cannot_be_made(desk: Path, words: list[str], told: str) -> None:
    (one,) = findings("drafts", "sources")
    done = call("decide", *(w.format(id=one["id"]) for w in words[:2]), "drafts", "sources", *words[2:])
    assert done.exit_code == 2
    assert told in done.stderr


def test_looking_at_decisions(desk: Path) -> None:
    put("checker.toml", 'drafts = ["drafts"]\nsources = ["sources"]\n')
    (one,) = findings()
    call("decide", one["id"], "defer", "--reason", "later")
    call("decide", one["id"], "source-wrong", "--reason", "wire corrected itself")
    assert "wire corrected itself" in call("decisions", "list").stdout
    assert "later" not in call("decisions", "list").stdout
    assert "later" in call("decisions", "list", "--all").stdout
    put("sources/wire.txt", C)
    assert "(stale)" in call("decisions", "stale").stdout
    assert "N101       1          0      0         0       100%" in call("decisions", "stats").stdout
    assert "1 of 2 lines would go" in call("decisions", "prune", "--dry-run").stdout
    call("decisions", "prune")
    assert len((desk / "decisions.jsonl").read_text().splitlines()) == 1


def test_decisions_of_another_file_are_imported_once(desk: Path) -> None:
    (one,) = findings("drafts", "sources")
    call("decide", one["id"], "explained", "drafts", "sources", "--reason", "x", "--decisions", "other.jsonl")
    assert "1 of 1" in call("decisions", "import", "other.jsonl", "drafts", "sources").stdout
    assert "0 of 1" in call("decisions", "import", "other.jsonl", "drafts", "sources").stdout
    assert call("check", "drafts", "sources").exit_code == 0


# the cache, and watching


def test_a_second_run_gives_the_same_bytes_and_a_changed_file_is_seen(desk: Path) -> None:
    words = ("check", "drafts", "sources", "--format", "json")
    fresh = call(*words, "--no-cache").stdout
    assert [call(*words).stdout for _ in range(2)] == [fresh, fresh]
    put("drafts/mill.md", A.replace("12", "15"))
    assert call(*words).stdout == call(*words, "--no-cache").stdout != fresh


def test_only_the_changed_article_is_extracted_again(desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from checker import pipeline

    read: list[str] = []
    whole = pipeline.extract_article
    monkeypatch.setattr(pipeline, "extract_article", lambda a: read.append(a.path) or whole(a))
    both = ("drafts", "sources", "-j", "1")
    findings(*both)
    first = len(read)
    findings(*both)
    assert len(read) == first
    put("drafts/mill.md", A.replace("12", "16"))
    findings(*both)
    assert set(read[first:]) == {"drafts/mill.md"}


def test_runs_at_once_share_a_cache(desk: Path, tmp_path: Path) -> None:
    for n in range(30):
        put(f"drafts/{n}.md", A.replace("12", str(20 + n)))
    command = [sys.executable, "-m", "checker", "check", "drafts", "--format", "json"]
    env = os.environ | {"CHECKER_CACHE_DIR": str(tmp_path / "cache")}
    runs = [subprocess.Popen(command, stdout=subprocess.PIPE, env=env) for _ in range(3)]
    outputs = {run.communicate(timeout=120)[0] for run in runs}
    assert len(outputs) == 1
    assert {run.returncode for run in runs} == {1}


@pytest.mark.parametrize("damage", [b"", b"no database", os.urandom(20_000)])
def test_a_damaged_cache_costs_nothing_but_time(desk: Path, damage: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CHECKER_CACHE_DIR", str(desk / "cache"))
    before = findings("drafts", "sources")
    (desk / "cache" / "entries.sqlite").write_bytes(damage)
    assert findings("drafts", "sources") == before


def test_an_entry_cannot_run_anything(tmp_path: Path) -> None:
    import pickle

    class Attack:
        def __reduce__(self) -> tuple[Any, tuple[str]]:
            return os.system, (f"touch {tmp_path}/ran",)

    with cache.Cache(tmp_path / "entries.sqlite") as kept:
        kept._fresh[b"key"] = pickle.dumps(Attack())
        assert kept.get(b"key") is None
    assert not (tmp_path / "ran").exists()


@pytest.mark.parametrize(("kind", "name", "told"), [(Kind, "DATE", Kind.DATE), (Article, "from_text", None)])
def test_of_a_class_an_entry_can_have_members_of_enumerations_only(
    tmp_path: Path, kind: type, name: str, told: Kind | None
) -> None:
    """Some Pythons write a member of an enumeration as ``getattr`` of its class."""
    import pickle

    class Reached:
        def __reduce__(self) -> tuple[Any, tuple[type, str]]:
            return getattr, (kind, name)

    with cache.Cache(tmp_path / "entries.sqlite") as kept:
        kept._fresh[b"key"] = pickle.dumps(Reached())
        assert kept.get(b"key") is told


def test_cache_clean_frees_what_was_kept(desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CHECKER_CACHE_DIR", str(desk / "cache"))
    findings("drafts", "sources")
    assert list((desk / "cache").iterdir())
    assert "freed" in call("cache", "clean").stdout
    assert not list((desk / "cache").iterdir())


def test_watch_checks_again_when_a_draft_is_saved(desk: Path) -> None:
    command = [sys.executable, "-m", "checker", "check", "drafts", "sources", "--watch", "--format", "jsonl"]
    # A shell may start tests in the background with interrupts ignored, and programs inherit that.
    watcher = subprocess.Popen(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    )
    try:
        assert watcher.stdout is not None
        assert "12 people" in watcher.stdout.readline()
        time.sleep(1.0)  # until the watch has begun
        for n in range(20):  # an editor that saves again and again
            put("drafts/mill.md", A.replace("12", str(31 + n)))
            time.sleep(0.2)
        assert "12 people" not in watcher.stdout.readline()
    finally:
        watcher.send_signal(signal.SIGINT)
        watcher.communicate(timeout=30)
    assert watcher.returncode == 130


def test_the_program_as_a_process(desk: Path) -> None:
    done = process("check", "drafts", "--against", "sources", CI="true")
    assert (done.returncode, done.stderr) == (1, "")
    assert "error N101" in done.stdout
