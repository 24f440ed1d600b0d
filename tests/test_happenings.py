"""What the claims of a sentence say happened, and by which verb."""

from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from checker import lexicon
from checker.model import Article, Claim, Kind
from checker.pipeline import extract_article

SPEC = tomllib.loads((Path(__file__).parent / "specs" / "happenings.toml").read_text(encoding="utf-8"))
CASES = [
    (entry["text"], words, part, expected)
    for entry in SPEC["sentence"]
    for part in ("event", "verb")
    for words, expected in entry.get(part, {}).items()
]
EVENTS: dict[str, Any] = lexicon.table("events")


def claim_of(text: str, words: str) -> Claim:
    row = extract_article(Article.from_text(text, id="a.txt", published=date(2026, 5, 20)))
    found = [c for c in row.claims if words in c.mention.text and c.kind in (Kind.NUMBER, Kind.DATE)]
    assert found, [c.mention.text for c in row.claims]
    return found[0]


@pytest.mark.parametrize(("text", "words", "part", "expected"), CASES)
def test_happening(text: str, words: str, part: str, expected: str) -> None:
    claim = claim_of(text, words)
    assert ((claim.predicate if part == "event" else claim.verb) or "") == expected


@pytest.mark.parametrize("table", ["sense", "noun_sense"])
def test_senses_name_classes(table: str) -> None:
    events = {*EVENTS["event"], "none"}
    for word, entry in EVENTS[table].items():
        assert set(entry) - {"otherwise"} <= events, word
        assert entry.get("otherwise", "") in {*events, ""}, word
        named = {w[1:] for words in entry.values() for w in words.split() if w.startswith("@")}
        assert named <= set(lexicon.table("nouns")["classes"]), word


@pytest.mark.parametrize("key", ["weak", "of_nouns", "of_tellers", "yielding"])
def test_lists_name_classes(key: str) -> None:
    assert set(EVENTS[key].split()) <= set(EVENTS["event"])
