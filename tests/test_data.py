"""The stories of data/: every planted disagreement is found, and what only looks like one stays quiet."""

from __future__ import annotations

import html
import re
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

import pytest

import checker

DATA = Path(__file__).parent.parent / "data"
STORIES = sorted(p.parent.name for p in DATA.glob("*/expected.toml"))
LEVELS = ("note", "warning", "error")
KEYS = {
    "finding": {"kind", "verdict", "level", "why", "evidence"},
    "quiet": {"why", "evidence"},
    "agreement": {"kind", "why", "evidence"},
    "allowed": {"why", "evidence"},
    "alarm": {"why", "evidence"},
}
OPTIONAL = {"missed"}
"""Why the program does not manage an entry yet. Such an entry fails the tests when it is managed after all."""

Place = tuple[str, int, int]
"""File name, and where in the file's characters a stretch begins and ends."""


@cache
def expected(story: str) -> dict[str, list[dict[str, Any]]]:
    return tomllib.loads((DATA / story / "expected.toml").read_text(encoding="utf-8"))


@cache
def outcome(story: str) -> dict[str, Any]:
    return checker.check(DATA / story).to_dict()


def cases(table: str) -> list[Any]:
    return [
        pytest.param(s, e, id=f"{s}: {e['why'][:60]}", marks=known_limit(e))
        for s in STORIES
        for e in expected(s).get(table, [])
    ]


def known_limit(entry: dict[str, Any]) -> list[pytest.MarkDecorator]:
    return [pytest.mark.xfail(reason=entry["missed"], strict=True)] if "missed" in entry else []


@cache
def visible(path: Path) -> tuple[str, tuple[int, ...]]:
    """What a reader sees of a file, and for each character where it stands in the file (one more for the end)."""
    text = path.read_text(encoding="utf-8")
    if path.suffix != ".html":
        return text, tuple(range(len(text) + 1))
    shown: list[str] = []
    places: list[int] = []
    for piece in re.finditer(r"<[^>]*>|&[#\w]+;|[^<&]", text[text.index("<body") :]):
        at = text.index("<body") + piece.start()
        if not piece.group().startswith("<"):
            for char in html.unescape(piece.group()):
                shown.append(char)
                places.append(at)
    return "".join(shown), (*places, len(text))


def place(story: str, entry: dict[str, str]) -> Place:
    text, at = visible(DATA / story / entry["file"])
    start = text.index(entry["text"])
    return entry["file"], at[start], at[start + len(entry["text"]) - 1] + 1


def touches(found: dict[str, Any], where: Place) -> bool:
    """Whether a finding or agreement has evidence that overlaps a place."""
    return any(
        Path(e["path"]).name == where[0] and e["start"] < where[2] and where[1] < e["end"] for e in found["evidence"]
    )


def touching(story: str, table: str, entry: dict[str, Any]) -> list[dict[str, Any]]:
    places = [place(story, e) for e in entry["evidence"]]
    return [f for f in outcome(story)[table] if all(touches(f, p) for p in places)]


def answers(story: str, found: dict[str, Any], entry: dict[str, Any]) -> bool:
    """Whether a finding is one that an entry expects (or allows, when it names no verdict)."""
    if "verdict" in entry and (found["kind"] not in kinds(entry) or found["verdict"] not in entry["verdict"]):
        return False
    return all(touches(found, place(story, e)) for e in entry["evidence"])


def surplus(story: str) -> list[dict[str, Any]]:
    """Errors and warnings that nobody expects or allows."""
    known = expected(story)
    entries = [*known["finding"], *known.get("allowed", []), *known.get("alarm", [])]
    loud = [f for f in outcome(story)["findings"] if f["level"] != "note"]
    return [f for f in loud if not any(answers(story, f, e) for e in entries)]


def kinds(entry: dict[str, Any]) -> list[str]:
    """A length of time ("nine years") may be seen as a number or as a date."""
    return [entry["kind"]] if isinstance(entry["kind"], str) else list(entry["kind"])


def said(found: dict[str, Any]) -> str:
    words = " | ".join(f"{Path(e['path']).name}:{e['line']} {e['text']}" for e in found["evidence"])
    return f"{found['level']} {found['code']} {found['verdict']}: {words}"


@pytest.mark.parametrize(("story", "entry"), cases("finding"))
def test_planted_disagreement_is_found(story: str, entry: dict[str, Any]) -> None:
    found = [f for f in touching(story, "findings", entry) if f["kind"] in kinds(entry)]
    assert found, entry["why"]
    high = [f for f in found if LEVELS.index(f["level"]) >= LEVELS.index(entry["level"])]
    assert high, f"{entry['why']}: only {[said(f) for f in found]}"
    assert {f["verdict"] for f in high} & set(entry["verdict"]), [said(f) for f in high]


@pytest.mark.parametrize(("story", "entry"), cases("quiet"))
def test_look_alike_stays_quiet(story: str, entry: dict[str, Any]) -> None:
    places = [place(story, e) for e in entry["evidence"]]
    found = [f for f in surplus(story) if all(touches(f, p) for p in places)]
    assert [said(f) for f in found] == [], entry["why"]


@pytest.mark.parametrize(("story", "entry"), cases("agreement"))
def test_agreement_is_counted(story: str, entry: dict[str, Any]) -> None:
    found = [a for a in touching(story, "agreements", entry) if a["kind"] == entry["kind"]]
    assert found, entry["why"]


@pytest.mark.parametrize("story", STORIES)
def test_nothing_else_is_flagged(story: str) -> None:
    assert [said(f) for f in surplus(story)] == []


@pytest.mark.parametrize(("story", "entry"), cases("alarm"))
def test_known_false_alarm_is_still_there(story: str, entry: dict[str, Any]) -> None:
    found = touching(story, "findings", entry)
    assert [f for f in found if f["level"] != "note"], "mended: take the entry out"


@pytest.mark.parametrize("story", STORIES)
def test_articles_of_a_folder_are_one_story(story: str) -> None:
    articles = outcome(story)["articles"]
    assert len(articles) >= 3
    assert len({a["story"] for a in articles}) == 1


@pytest.mark.parametrize("story", STORIES)
def test_expectations_are_well_formed(story: str) -> None:
    for table, entries in expected(story).items():
        for entry in entries:
            assert set(entry) - OPTIONAL == KEYS[table], entry
            for one in entry["evidence"]:
                text, _ = visible(DATA / story / one["file"])
                assert text.count(one["text"]) == 1, one


def test_every_verdict_is_planted() -> None:
    planted = {v for s in STORIES for e in expected(s)["finding"] for v in e["verdict"][:1]}
    assert planted >= {
        "conflict",
        "possible-conflict",
        "disputed",
        "updated",
        "internal",
        "same-figure",
        "altered-quote",
        "misattributed",
        "trimmed",
        "translation",
    }


def test_as_many_look_alikes_as_disagreements() -> None:
    for story in STORIES:
        assert len(expected(story)["quiet"]) >= len(expected(story)["finding"]), story
