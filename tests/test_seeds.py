"""Five real articles, read carefully by hand: what the program makes of them. Skipped where they are not at hand."""

from __future__ import annotations

import json
import re
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import pytest

import checker
from checker.config import Config
from checker.model import Bound, Claim, Evidence, Kind, Level, Quantity, Run, Verdict

SEEDS = Path(__file__).parent.parent.parent / "shared" / "seeds"
pytestmark = pytest.mark.skipif(not SEEDS.is_dir(), reason="the articles are not at hand")

BOUNDS = {"=": Bound.EXACT, ">=": Bound.AT_LEAST, ">": Bound.MORE_THAN}
DIE = {"kill", "die"}
PREDICATES: list[set[str]] = [
    DIE,
    {"hit", "launch", "attack"},
    DIE,
    {"launch"},
    {"intercept"},
    {"intercept"},
    {"launch"},
    {"destroy", "intercept"},
    DIE,
    DIE,
    {"injure"},
    {"attend", "gather", "meet"},
    set(),
    set(),
]
"""Event classes of the core figures, in the order of the gold file; empty where any will do."""
NO_QUANTITY = [r"Second World War", r"no one", r"[Oo]ne of the goals", r"a day after", r"Copyright \w+ 2024"]


@cache
def run() -> Run:
    return checker.check(SEEDS, Config(jobs=1))


@cache
def facts() -> list[Claim]:
    from checker import load
    from checker.model import Article

    return checker.extract([a for a in load.read_all(load.discover([SEEDS])) if isinstance(a, Article)])


def gold(name: str) -> Any:
    path = SEEDS / "gold" / name
    text = path.read_text(encoding="utf-8")
    return [json.loads(line) for line in text.splitlines()] if name.endswith("l") else json.loads(text)


def items(key: str) -> list[Any]:
    """The gold findings or traps, as parameters of a test; none where the articles are not at hand."""
    found = gold("findings.json")[key] if SEEDS.is_dir() else []
    return [pytest.param(item, id=item["id"]) for item in found]


def finding_of_gold(name: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = next(f for f in gold("findings.json")["findings"] if f["id"] == name)["evidence"]
    return [e for e in found if e["start"] is not None]


def touches(e: Evidence, place: dict[str, Any]) -> bool:
    p = e.passage
    return bool(Path(p.path).name == place["file"] and p.start < place["end"] and place["start"] < p.end)


def verdicts(name: str, least: int = 2) -> set[Verdict]:
    """Verdicts that rest on at least so many of the places of a gold finding."""
    places = finding_of_gold(name)
    said = [(f.verdict, f.evidence) for f in run().findings] + [(a.verdict, a.evidence) for a in run().agreements]
    return {verdict for verdict, proofs in said if sum(any(touches(e, p) for e in proofs) for p in places) >= least}


# stories and figures


def test_three_stories() -> None:
    found = {frozenset(Path(a).name[:3] for a in s.articles) for s in run().stories}
    assert found == {frozenset(group) for group in gold("findings.json")["clusters"]}


def test_the_year_of_an_undated_article_follows_from_its_text() -> None:
    first = next(a for a in run().articles if a.path.startswith("000"))
    assert first.published is not None
    assert (first.published.isoformat(), first.published_from) == ("2022-11-24", "text")


def core() -> list[dict[str, Any]]:
    return [row for row in gold("numbers.jsonl") if row["kind"].startswith("core")] if SEEDS.is_dir() else []


def seen(row: dict[str, Any]) -> Claim:
    """The extracted figure at the place of a gold one."""
    found = [
        c
        for c in facts()
        if c.kind is Kind.NUMBER
        and Path(c.passage.path).name == row["file"]
        and c.passage.start < row["end"]
        and row["start"] < c.passage.end
    ]
    assert len(found) == 1, [c.mention.text for c in found]
    return found[0]


def test_there_are_fourteen_core_figures() -> None:
    assert len(core()) == len(PREDICATES) == 14


@pytest.mark.parametrize("row", core(), ids=lambda r: f"{r['file'][:3]}-{r['start']}")
def test_a_core_figure_has_its_value_bound_and_thing(row: dict[str, Any]) -> None:
    claim = seen(row)
    assert isinstance(claim.value, Quantity)
    assert Decimal(row["value"]) in (claim.value.low, claim.value.high)
    assert claim.value.bound is BOUNDS[row["hedge"].split()[0]]
    thing = row["thing"].partition(" (")[0].replace("others -> ", "").split(" on ")[0]
    assert claim.counted is not None
    assert claim.counted.split()[-1].rstrip("s") == thing.split()[-1].rstrip("s")


@pytest.mark.parametrize("index", range(14))
def test_a_core_figure_has_its_predicate(index: int) -> None:
    claim = seen(core()[index])
    assert not PREDICATES[index] or claim.predicate in PREDICATES[index], claim.predicate


@pytest.mark.parametrize("words", NO_QUANTITY)
def test_no_quantity_is_seen_where_there_is_none(words: str) -> None:
    texts = {p.name: p.read_text(encoding="utf-8") for p in SEEDS.glob("*.txt")}
    spots = [(name, m.span()) for name, text in texts.items() for m in re.finditer(words, text)]
    assert spots
    for name, (start, end) in spots:
        for c in facts():
            if c.kind is Kind.NUMBER and Path(c.passage.path).name == name:
                assert c.passage.end <= start or end <= c.passage.start, c.mention.text


def test_no_quantity_is_part_of_a_date() -> None:
    dates = [c for c in facts() if c.kind is Kind.DATE]
    for number in (c for c in facts() if c.kind is Kind.NUMBER):
        assert not [d for d in dates if d.article == number.article and d.mention.span.overlaps(number.mention.span)], (
            number.mention.text
        )


# findings


@pytest.mark.parametrize(
    ("name", "allowed"),
    [
        ("F01", {Verdict.CONFLICT, Verdict.POSSIBLE_CONFLICT}),
        ("F02", {Verdict.TRANSLATION}),
        ("F03", {Verdict.TRANSLATION}),
        ("F04", {Verdict.COMPATIBLE, Verdict.AGREES}),
        ("F07", {Verdict.DISPUTED}),
        ("F21", {Verdict.AGREES}),
    ],
)
def test_two_places_are_held_against_each_other(name: str, allowed: set[Verdict]) -> None:
    assert verdicts(name) & allowed, verdicts(name)


def test_the_day_of_the_remarks_is_no_mere_note() -> None:
    places = finding_of_gold("F01")[:2]
    levels = [f.level for f in run().findings if all(any(touches(e, p) for e in f.evidence) for p in places)]
    assert set(levels) & {Level.ERROR, Level.WARNING}


@pytest.mark.parametrize("name", ["F02", "F03"])
def test_a_translation_says_what_changes(name: str) -> None:
    places = finding_of_gold(name)
    told = [" ".join((f.message, *f.working)) for f in run().findings if _covers(f.evidence, places)]
    told += [a.why for a in run().agreements if a.verdict is Verdict.TRANSLATION and _covers(a.evidence, places)]
    assert any(told)


def _covers(proofs: tuple[Evidence, ...], places: list[dict[str, Any]]) -> bool:
    return sum(any(touches(e, p) for e in proofs) for p in places) >= 2


def test_a_quotation_that_cites_the_other_outlet_is_one_origin() -> None:
    quoted = finding_of_gold("F08")[1]
    assert [a for a in run().agreements if a.verdict is Verdict.SAME_ORIGIN and _beside(a.evidence, quoted, "002")]


def _beside(proofs: tuple[Evidence, ...], place: dict[str, Any], other: str) -> bool:
    return any(touches(e, place) for e in proofs) and any(e.passage.path.startswith(other) for e in proofs)


def test_the_headline_gives_the_words_to_another_speaker() -> None:
    headline = finding_of_gold("F09")[0]
    found = [f for f in run().findings if any(touches(e, headline) for e in f.evidence)]
    assert Verdict.MISATTRIBUTED in {f.verdict for f in found if f.level is not Level.NOTE}


@pytest.mark.parametrize("name", ["F10", "F16"], ids=["two spellings of a name", "a quotation that nothing opens"])
def test_what_is_broken_in_one_article_is_shown(name: str) -> None:
    assert verdicts(name, least=1) & {Verdict.INTERNAL}


@pytest.mark.parametrize("name", ["F05", "F13", "F14"])
def test_what_one_article_says_is_listed_as_such(name: str) -> None:
    listed = [e for s in run().single_source for e in s.evidence if s.kind is Kind.NUMBER]
    for place in finding_of_gold(name):
        assert any(touches(e, place) for e in listed), place


def test_the_arithmetic_that_holds_is_not_flagged() -> None:
    places = finding_of_gold("F05")
    for finding in run().findings:
        if finding.verdict is Verdict.INTERNAL:
            assert not any(touches(e, p) for e in finding.evidence for p in places), finding.message


@pytest.mark.parametrize("trap", items("traps"))
def test_a_trap_is_not_flagged(trap: dict[str, Any]) -> None:
    """No error or warning sets the places of a trap against each other (or is about the only place)."""
    places = trap["evidence"]
    for finding in run().findings:
        if finding.level is Level.NOTE:
            continue
        sides = [{e.side for e in finding.evidence if touches(e, p)} for p in places]
        reached = [s for s in sides if s]
        if len(places) == 1:
            assert not reached, finding.message
        elif len(reached) > 1:
            assert len(set().union(*reached)) == 1, finding.message
