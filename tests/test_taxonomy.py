"""The taxonomy: what copy calls by two names is one thing, and what only sounds alike is not."""

from __future__ import annotations

import tomllib
from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from checker import lexicon, taxonomy
from checker.taxonomy import Kinship

SPEC = tomllib.loads((Path(__file__).parent / "specs" / "taxonomy.toml").read_text(encoding="utf-8"))
NOUNS: Mapping[str, Any] = lexicon.table("nouns")
EVENTS: Mapping[str, Any] = lexicon.table("events")
PARTS = ("verbs", "nouns", "adjectives")
THINGS = {Kinship.SAME: "same", Kinship.NESTED: "nested", Kinship.APART: "different", Kinship.OPEN: "may overlap"}
HAPPENINGS = {
    Kinship.SAME: "same event",
    Kinship.NESTED: "close events",
    Kinship.APART: "different events",
    Kinship.OPEN: "unknown",
}


def lemmas(phrase: str) -> list[str]:
    """A phrase of the specs with its last word in singular."""
    if phrase in SPEC["forms"]:
        return str(SPEC["forms"][phrase]).split()
    *front, head = phrase.split()
    return [*front, singular(head)]


def singular(word: str) -> str:
    if word in SPEC["forms"]:
        return str(SPEC["forms"][word])
    if taxonomy.classes_of([word]) or word.endswith("ss"):
        return word
    for ending, instead in (("ies", "y"), ("s", ""), ("es", "")):
        stem = word.removesuffix(ending) + instead
        if word.endswith(ending) and taxonomy.classes_of([stem]):
            return stem
    return word.removesuffix("s")


def classes(phrase: str) -> tuple[str, ...]:
    return taxonomy.classes_of(lemmas(phrase))


def happened(phrase: str) -> str | None:
    how, words = phrase.split(": ")
    if how == "thing":
        return taxonomy.implied_event(classes(words))
    if how == "suggests":
        return next((NOUNS["suggests"][c] for c in classes(words) if c in NOUNS["suggests"]), None)
    return taxonomy.event_named(words, how + "s")


@pytest.mark.parametrize(("a", "b", "expected"), SPEC["things"], ids=lambda x: str(x).replace(" ", "_"))
def test_things(a: str, b: str, expected: str) -> None:
    assert classes(a), f"{a}: in no class"
    assert classes(b), f"{b}: in no class"
    assert THINGS[taxonomy.kinship(classes(a), classes(b))] == expected
    assert THINGS[taxonomy.kinship(classes(b), classes(a))] == expected


@pytest.mark.parametrize(("a", "b", "expected"), SPEC["events"], ids=lambda x: str(x).replace(" ", "_"))
def test_events(a: str, b: str, expected: str) -> None:
    assert happened(a), f"{a}: in no class"
    assert happened(b), f"{b}: in no class"
    assert HAPPENINGS[taxonomy.events_alike(happened(a), happened(b))] == expected
    assert HAPPENINGS[taxonomy.events_alike(happened(b), happened(a))] == expected


def test_enough_specs() -> None:
    assert len(SPEC["things"]) + len(SPEC["events"]) >= 120


def noun_words() -> Mapping[str, set[str]]:
    where: dict[str, set[str]] = defaultdict(set)
    for name, terms in NOUNS["classes"].items():
        for term in terms.split():
            where[term].add(name)
    return where


def event_words(part: str) -> Mapping[str, set[str]]:
    where: dict[str, set[str]] = defaultdict(set)
    for name, entry in EVENTS["event"].items():
        for term in entry.get(part, "").split():
            where[term].add(name)
    return where


def test_a_noun_stands_in_one_class_unless_listed() -> None:
    listed = {word: set(names) for word, names in NOUNS["ambiguous"].items()}
    found = {word: names for word, names in noun_words().items() if len(names) > 1}
    assert found == listed


@pytest.mark.parametrize("part", PARTS)
def test_an_event_word_stands_in_one_class_unless_listed(part: str) -> None:
    listed = {word: set(names) for word, names in EVENTS["ambiguous"][part].items()}
    found = {word: names for word, names in event_words(part).items() if len(names) > 1}
    assert found == listed


def test_no_word_is_repeated_within_a_class() -> None:
    lines = [(name, terms.split()) for name, terms in NOUNS["classes"].items()]
    lines += [(name, entry[p].split()) for name, entry in EVENTS["event"].items() for p in PARTS if p in entry]
    assert [name for name, terms in lines if len(terms) != len(set(terms))] == []


def test_words_are_lower_case_lemmas() -> None:
    words = [*noun_words(), *(w for part in PARTS for w in event_words(part))]
    assert [w for w in words if w != w.lower() or not w.replace("_", "").replace("-", "").isalnum()] == []


def test_classes_that_are_named_exist() -> None:
    nouns, events = set(NOUNS["classes"]), set(EVENTS["event"])
    assert set(NOUNS["parents"]) <= nouns
    assert {p for parents in NOUNS["parents"].values() for p in parents.split()} <= nouns
    assert set(NOUNS["implies"]) | set(NOUNS["suggests"]) <= nouns
    assert {*NOUNS["implies"].values(), *NOUNS["suggests"].values()} <= events
    assert {c for e in EVENTS["event"].values() for key in ("not_with", "close") for c in e.get(key, [])} <= events
    assert set(EVENTS["weak"].split()) <= events
    assert {c for group in EVENTS["apart"].values() for c in group.split()} <= events


def test_choices_name_classes() -> None:
    for counted in EVENTS["choose"].values():
        assert set(counted) <= set(NOUNS["classes"])
        assert set(counted.values()) <= set(EVENTS["event"])
    for units in EVENTS["unit_choose"].values():
        assert set(units.values()) <= set(EVENTS["event"])


def paths_up(name: str, seen: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    assert name not in seen, f"a cycle: {' -> '.join((*seen, name))}"
    parents = NOUNS["parents"].get(name, "").split()
    if not parents:
        yield (*seen, name)
    for parent in parents:
        yield from paths_up(parent, (*seen, name))


def test_parents_make_no_cycle() -> None:
    for name in NOUNS["classes"]:
        assert list(paths_up(name))


@pytest.mark.parametrize("key", ["not_with", "close"])
def test_relations_of_events_hold_both_ways(key: str) -> None:
    events = EVENTS["event"]
    one_way = [(a, b) for a, e in events.items() for b in e.get(key, []) if a not in events[b].get(key, [])]
    assert one_way == []


def test_no_event_is_close_to_what_it_excludes() -> None:
    assert [name for name, e in EVENTS["event"].items() if set(e.get("close", [])) & set(e.get("not_with", []))] == []


def test_every_event_has_words_and_a_label() -> None:
    assert [name for name, e in EVENTS["event"].items() if not any(e.get(part) for part in PARTS)] == []
    assert [name for name, e in EVENTS["event"].items() if not e.get("label")] == []


def test_heads_without_sense_are_known() -> None:
    assert all(taxonomy.generic(head) for head in ("total", "figure", "other"))
    assert not taxonomy.generic("missile")
    assert all(taxonomy.collective(head) for head in ("person", "people"))
