"""Decisions: what they settle, when they come back, and that no writer loses another's line."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

import checker
from checker import decisions
from checker.decisions import Status
from checker.errors import UsageError
from checker.model import Finding, Resolution, Run

DAY = date(2026, 3, 12)
MILL = "The fire at the mill in Oldwick killed {} people on Monday, police said."
BRIDGE = "The bridge at Tarn cost {} to repair, the county council said."


def run(*texts: str) -> Run:
    made = [checker.Article.from_text(t, id=f"{n}.txt", published="2026-03-10") for n, t in enumerate(texts)]
    return checker.check(made)


def only(found: Run) -> Finding:
    (one,) = found.findings
    return one


BASE = run(MILL.format(12), MILL.format(19))


def settled_by(log_path: Path, found: Run, day: date = DAY) -> Run:
    return decisions.settle(found, decisions.read(log_path), day)


def decide(path: Path, found: Run = BASE, verdict: Resolution = Resolution.EXPLAINED, **rest: object) -> None:
    given = {"reason": "two counts of one night", "who": "ann"} | rest
    decisions.append(path, decisions.decide(only(found), verdict, **given))  # type: ignore[arg-type]


@pytest.fixture
def log(tmp_path: Path) -> Path:
    return tmp_path / "decisions.jsonl"


@pytest.mark.parametrize("verdict", ["explained", "source-wrong", "not-same-fact", "extraction-error", "defer"])
def test_a_decided_finding_is_settled(log: Path, verdict: str) -> None:
    decide(log, verdict=Resolution(verdict), until=date(2026, 4, 1))
    after = settled_by(log, BASE)
    assert not after.findings
    assert [(s.finding.id, str(s.by), s.reason) for s in after.settled] == [
        (only(BASE).id, "decision", "two counts of one night")
    ]


def test_fix_draft_stays_open_and_says_so(log: Path) -> None:
    decide(log, verdict=Resolution.FIX_DRAFT)
    found = only(settled_by(log, BASE))
    assert found.earlier is not None
    assert "still" in found.earlier.why


def test_moved_and_reflowed_text_keeps_the_decision(log: Path) -> None:
    decide(log)
    moved = "A mild day.\n\n" + MILL.format("twelve").replace(" killed ", "\nkilled ")
    assert not settled_by(log, run(moved, MILL.format(19))).findings


@pytest.mark.parametrize(
    "texts",
    [
        (MILL.format(12), MILL.format(21)),
        (MILL.format(12), MILL.format(19), "Police said the fire at the Oldwick mill on Monday killed 19 people."),
    ],
    ids=["changed value", "new source"],
)
def test_changed_evidence_brings_it_back_with_the_old_reason(log: Path, texts: tuple[str, ...]) -> None:
    decide(log)
    found = only(settled_by(log, run(*texts)))
    assert found.earlier is not None
    assert found.earlier.decision.reason == "two counts of one night"
    assert found.earlier.why.startswith("the evidence changed")


def test_another_fact_is_not_touched(log: Path) -> None:
    decide(log)
    texts = (f"{MILL.format(dead)}\n\n{BRIDGE.format(cost)}" for dead, cost in ((12, "$4 million"), (19, "$9 million")))
    both = run(*texts)
    after = settled_by(log, both)
    assert [f.earlier for f in after.findings] == [None]
    assert "bridge" in after.findings[0].evidence[0].context


def test_the_later_decision_wins_whatever_the_order_of_lines(log: Path) -> None:
    first = datetime(2026, 3, 11, 9, tzinfo=UTC)
    decide(log, verdict=Resolution.EXPLAINED, made=first + timedelta(minutes=1))
    decide(log, verdict=Resolution.FIX_DRAFT, made=first)
    assert not settled_by(log, BASE).findings
    assert len(decisions.read(log).decisions) == 2


def test_a_withdrawn_decision_stands_no_more(log: Path) -> None:
    decide(log)
    (made,) = decisions.read(log).decisions
    decisions.append(log, decisions.withdraw(made, who="ben"))
    assert only(settled_by(log, BASE)).earlier is None


def test_a_deferral_ends(log: Path) -> None:
    decide(log, verdict=Resolution.DEFER, until=DAY)
    assert not settled_by(log, BASE).findings
    back = only(settled_by(log, BASE, DAY + timedelta(days=1)))
    assert back.earlier is not None
    assert "ran out on 2026-03-12" in back.earlier.why


@pytest.mark.parametrize("until", ["soon", "2026-13-40", 7, ["2027-01-01"]])
def test_an_unreadable_expiry_counts_as_lapsed(log: Path, until: object) -> None:
    decide(log)
    row = json.loads(log.read_text()) | {"until": until}
    log.write_text(json.dumps(row) + "\n")
    assert only(settled_by(log, BASE)).earlier is not None


@pytest.mark.parametrize(
    "line", ["{", "[]", "7", '{"verdict": "explained"}', "<<<<<<< ours", "[" * 5000, '{"code": 3}', "\u2028"]
)
def test_a_broken_line_is_told_and_costs_no_other(log: Path, line: str) -> None:
    log.write_text(line + "\n", encoding="utf-8")
    decide(log)
    after = settled_by(log, BASE)
    assert not after.findings
    assert [(r.line, r.path) for r in after.remarks] == [(1, str(log))]


def test_lines_are_sorted_and_two_files_merge_by_union(tmp_path: Path) -> None:
    ours, theirs = tmp_path / "a.jsonl", tmp_path / "b.jsonl"
    decide(ours, who="ann")
    decide(theirs, who="ben", verdict=Resolution.SOURCE_WRONG)
    for line in (ours.read_text() + theirs.read_text()).splitlines():
        row = json.loads(line)
        assert list(row) == sorted(row)
    assert decisions.merge(ours, decisions.read(theirs).decisions) == 1
    assert decisions.merge(ours, decisions.read(theirs).decisions) == 0
    assert [d.who for d in decisions.read(ours).decisions] == ["ann", "ben"]


WRITER = """
import sys
from datetime import date
from pathlib import Path
from checker import decisions
from checker.model import Decision, Resolution
from datetime import datetime, UTC
path, who, count = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
for n in range(count):
    decisions.append(path, Decision("", "N101", f"{who}{n}", frozenset(), (), "", Resolution.EXPLAINED, "r" * 3000, "",
                                    who, datetime.now(UTC)))
    print(n, flush=True)
"""


def test_writers_at_once_lose_no_line(log: Path) -> None:
    command = [sys.executable, "-c", WRITER, log]
    writers = [subprocess.Popen([*command, f"w{n}-", "40"], stdout=subprocess.DEVNULL) for n in range(4)]
    mine = decisions.decide(only(BASE), Resolution.DEFER, reason="x", who="me")
    for n in range(10):  # prunes in between: each puts another file in place
        decisions.append(log, replace(mine, fact=str(n)))
        decisions.rewrite(log, frozenset())
    assert [w.wait(60) for w in writers] == [0] * 4
    read = decisions.read(log)
    assert not read.problems
    assert len({d.fingerprint for d in read.decisions if d.who != "me"}) == 160
    assert sum(d.who == "me" for d in read.decisions) == 10


def test_a_killed_writer_loses_nothing_that_it_had_told(log: Path) -> None:
    told = 0
    for n in range(3):
        writer = subprocess.Popen([sys.executable, "-c", WRITER, log, f"k{n}-", "100000"], stdout=subprocess.PIPE)
        assert writer.stdout is not None
        for _ in range(30):
            writer.stdout.readline()
        writer.send_signal(signal.SIGKILL)
        told += 30 + len(writer.stdout.read().split())
        writer.wait()
        writer.stdout.close()
    decide(log)
    assert len(decisions.read(log).decisions) >= told + 1


def test_a_torn_last_line_is_closed_by_the_next_writer(log: Path) -> None:
    decide(log)
    log.write_bytes(log.read_bytes() + log.read_bytes()[:40])
    decide(log, verdict=Resolution.SOURCE_WRONG)
    read = decisions.read(log)
    assert [str(d.verdict) for d in read.decisions] == ["explained", "source-wrong"]
    assert [p.line for p in read.problems] == [2]


def test_a_file_that_cannot_be_written_is_told_in_one_line(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"none/d\.jsonl: cannot be written"):
        decide(tmp_path / "none" / "d.jsonl")


def test_the_overview_tells_what_every_line_still_does(log: Path) -> None:
    decide(log, who="first", made=datetime(2026, 3, 1, tzinfo=UTC))
    decide(log, who="second", made=datetime(2026, 3, 2, tzinfo=UTC))
    decide(log, run(MILL.format(40), MILL.format(50)), who="gone")
    bridge = run(BRIDGE.format("$4 million"), BRIDGE.format("$9 million"))
    decide(log, bridge, Resolution.DEFER, who="late", until=date(2026, 3, 3))
    rows = decisions.overview(settled_by(log, BASE), decisions.read(log), DAY)
    assert [(r.decision.who, r.status) for r in rows] == [
        ("first", Status.SUPERSEDED),
        ("second", Status.STANDING),
        ("gone", Status.GONE),
        ("late", Status.EXPIRED),
    ]


def test_stats_give_each_rules_precision(log: Path) -> None:
    for n, verdict in enumerate(["fix-draft", "source-wrong", "explained", "not-same-fact", "defer"]):
        decide(log, run(MILL.format(12), MILL.format(30 + n)), Resolution(verdict))
    (row,) = decisions.stats(decisions.read(log).decisions)
    assert (row.right, row.explained, row.wrong, row.deferred, row.share) == (2, 1, 1, 1, 0.5)
