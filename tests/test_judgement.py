"""What is said of two articles, through the whole program: the table of verdicts, and what must hold for any folder."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tomllib
from functools import cache
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest

import checker
from checker.config import Config
from checker.model import Agreement, Article, Evidence, Finding, Level, Run

HERE = Path(__file__).parent
CASES: list[dict[str, Any]] = tomllib.loads((HERE / "specs" / "judgement.toml").read_text(encoding="utf-8"))["case"]
ROWS = {
    1: "single-source",
    2: "nothing",
    3: "same-figure",
    4: "same-origin",
    5: "part-of-whole",
    6: "different-scope",
    7: "different-definition",
    8: "compatible",
    9: "compatible",
    10: "updated",
    11: "compatible",
    12: "disputed",
    13: "conflict",
    14: "possible-conflict",
    15: "internal",
}


def articles(case: dict[str, Any]) -> list[Article]:
    days = case.get("days", "2026-03-10").split()
    texts = [("a.txt", "Alpha", case["a"], days[0]), ("b.txt", "Beta", case.get("b"), days[-1])]
    return [Article.from_text(t, id=i, source=s, published=day) for i, s, t, day in texts if t]


def run_of(made: list[Article]) -> Run:
    return checker.check(made, Config(jobs=1))


def places(case: dict[str, Any]) -> list[tuple[str, int, int]]:
    """Article, start and end of every fact of a case; the first of two in one article comes first in it."""
    sides = [("a.txt", case["a"]), ("b.txt", case["b"])] if "b" in case else [("a.txt", case["a"])] * 2
    return [
        (name, text.index(fact), text.index(fact) + len(fact))
        for fact, (name, text) in zip(case["facts"], sides, strict=False)
    ]


def at(evidence: Evidence, place: tuple[str, int, int]) -> bool:
    p = evidence.passage
    return p.path == place[0] and p.start < place[2] and place[1] < p.end


def said(run: Run, spots: list[tuple[str, int, int]]) -> list[Finding | Agreement]:
    """Everything whose evidence is at all of the places."""
    verdicts: list[Finding | Agreement] = [*run.findings, *run.agreements]
    return [v for v in verdicts if all(any(at(e, p) for e in v.evidence) for p in spots)]


def shown(verdicts: list[Finding | Agreement]) -> list[str]:
    return [f"{v.code} {v.verdict}: " + " / ".join(e.passage.text for e in v.evidence) for v in verdicts]


def shown_case(case: dict[str, Any]) -> Any:
    """A case as a parameter; one that says what is ``missed`` must fail, so that the list of limits stays true."""
    limit = [pytest.mark.xfail(reason=case["missed"], strict=True)] if "missed" in case else []
    return pytest.param(case, id=f"row {case['row']}: {' / '.join(case['facts'])}: {case['says']}", marks=limit)


@pytest.mark.parametrize("case", [shown_case(c) for c in CASES])
def test_table_of_verdicts(case: dict[str, Any]) -> None:
    run, spots = run_of(articles(case)), places(case)
    wanted = {case["says"]} if isinstance(case["says"], str) else set(case["says"])
    if "conflict" in wanted and case["row"] != 13:
        wanted.add("possible-conflict")  # how sure the program is is the matter of rows 13 and 14 alone
    found = said(run, spots)
    verdicts = {str(v.verdict) for v in found}
    if "single-source" in wanted:
        assert not found
        assert any(at(e, spots[0]) for s in run.single_source for e in s.evidence)
    elif not found:
        assert "nothing" in wanted, f"nothing is said of the two; in all: {shown([*run.findings, *run.agreements])}"
    else:
        assert verdicts & wanted, shown(found)
        loud = {str(v.verdict) for v in found if isinstance(v, Finding) and v.level is not Level.NOTE}
        assert loud <= wanted, shown(found)


def test_every_row_has_examples_and_look_alikes() -> None:
    for row, verdict in ROWS.items():
        of_row = [c["says"] if isinstance(c["says"], list) else [c["says"]] for c in CASES if c["row"] == row]
        assert sum(verdict in says for says in of_row) >= 2 or row == 11, row
        assert sum(verdict not in says for says in of_row) >= 2, row


def test_facts_of_the_cases_stand_in_their_texts() -> None:
    for case in CASES:
        assert len(places(case)) == len(case["facts"]), case


# -- what holds for any two or three articles -------------------------------------------------------------------------

PAIRS = [c for c in CASES if "b" in c]
UNRELATED = Article.from_text(
    "Choir sings for the lighthouse\n\nThe choir of Halvik raised 7,300 crowns for its old lighthouse in January. "
    "“We are over the moon,” said its conductor, Ossian Trell. The lamp will be lit on 1 May 2027.",
    id="z.txt",
    source="Halvik News",
    published="2026-03-10",
)


def fingerprints(run: Run) -> list[str]:
    return sorted(f.fingerprint for f in run.findings)


def agreed(run: Run) -> list[tuple[str, list[tuple[str, int]]]]:
    return sorted((a.code, sorted((e.passage.path, e.passage.start) for e in a.evidence)) for a in run.agreements)


@cache
def outcome(index: int) -> Run:
    return run_of(articles(PAIRS[index]))


@pytest.mark.parametrize("index", range(len(PAIRS)))
def test_the_order_of_the_articles_changes_nothing(index: int) -> None:
    swapped = run_of(articles(PAIRS[index])[::-1])
    assert fingerprints(swapped) == fingerprints(outcome(index))
    assert agreed(swapped) == agreed(outcome(index))
    assert swapped.to_dict()["findings"] == outcome(index).to_dict()["findings"]


@pytest.mark.parametrize("index", range(len(PAIRS)))
def test_an_unrelated_article_changes_nothing(index: int) -> None:
    more = run_of([UNRELATED, *articles(PAIRS[index])])
    assert fingerprints(more) == fingerprints(outcome(index))
    assert agreed(more) == agreed(outcome(index))


@pytest.mark.parametrize("index", range(len(PAIRS)))
def test_the_names_of_the_files_change_nothing(index: int) -> None:
    """Findings are the same whatever the files are called, as long as their outlets are the same."""
    made = articles(PAIRS[index])
    renamed = [
        Article.from_text(m.text, id=f"{n}-{m.id}", source=m.source, published=m.published) for n, m in enumerate(made)
    ]
    assert fingerprints(run_of(renamed)) == fingerprints(outcome(index))


@pytest.mark.parametrize("index", range(len(PAIRS)))
def test_a_third_article_never_turns_an_agreement_into_a_conflict(index: int) -> None:
    case = PAIRS[index]
    spots = places(case)
    if len(spots) < 2 or any(isinstance(v, Finding) for v in said(outcome(index), spots)):
        return
    first, second = articles(case)
    for other in (c for c in PAIRS if c is not case and c["a"][:20] == case["a"][:20]):
        third = Article.from_text(other["b"], id="c.txt", source="Gamma", published=second.published)
        run = run_of([first, second, third])
        clash = [
            v
            for v in said(run, spots)
            if isinstance(v, Finding)
            and len({e.side for e in v.evidence if any(at(e, p) for p in spots)}) > 1
            and v.level is not Level.NOTE
        ]
        assert not clash, shown(list(clash))


def test_agreements_of_three_articles_hold_for_every_two() -> None:
    texts = {
        "a.txt": "The landslide buried at least 10 houses in Orla on Monday, the mayor said.",
        "b.txt": "The landslide buried 12 houses in Orla on Monday, the mayor said.",
        "c.txt": "The landslide buried about a dozen houses in Orla on Monday, the mayor said.",
    }
    made = [Article.from_text(t, id=i, published="2026-03-10") for i, t in texts.items()]
    assert not run_of(made).findings
    for two in combinations(made, 2):
        assert not run_of(list(two)).findings


STORY = [
    "Blast at the mill in Tolm\n\nA blast tore through the mill in Tolm on Monday.\n\nThe blast killed four workers, "
    "the police said. It broke 60 windows in the street.\n\nThe mill was built on 4 May 1921, the owner said.\n",
    "Workers die at mill\n\nThe mill in Tolm blew up on Monday. Seven workers died in the blast, the police said.\n\n"
    "The blast broke 60 windows in the street. The mill was built on 14 May 1921, the owner said.\n",
]


def story(*texts: str) -> Run:
    return run_of(
        [Article.from_text(t, id=f"{n}.txt", source=f"Paper {n}", published="2026-03-10") for n, t in enumerate(texts)]
    )


def test_fingerprints_survive_moving_and_reflowing_text() -> None:
    before = story(*STORY)
    assert len(before.findings) >= 2
    head, _, rest = STORY[0].partition("\n\n")
    reflowed = f"{head}\n\n" + rest.strip().replace("\n\n", " ") + "\n"
    moved = f"{head}\n\nBy our staff in Tolm.\n\n{rest}\n\nThe weather was fine.\n"
    wrapped = STORY[1].replace("Tolm blew", "Tolm\nblew").replace("street. The", "street.\nThe")
    assert fingerprints(story(reflowed, STORY[1])) == fingerprints(before)
    assert fingerprints(story(moved, STORY[1])) == fingerprints(before)
    assert fingerprints(story(STORY[0], wrapped)) == fingerprints(before)


def test_ids_change_with_a_value_and_fingerprints_do_not() -> None:
    before = story(*STORY)
    after = story(STORY[0], STORY[1].replace("Seven workers", "Eight workers"))
    dated = story(STORY[0], STORY[1].replace("14 May", "24 May"))
    for changed in (after, dated):
        assert len(changed.findings) == len(before.findings)
        assert fingerprints(changed) == fingerprints(before)
        assert len({f.id for f in changed.findings} & {f.id for f in before.findings}) == len(before.findings) - 1


def test_a_finding_shows_the_words_it_rests_on() -> None:
    made = [*articles(PAIRS[0]), UNRELATED]
    texts, run = {m.id: m.text for m in made}, run_of(made)
    proofs = [e for v in run.findings for e in v.evidence]
    proofs += [e for v in run.agreements for e in v.evidence] + [e for v in run.single_source for e in v.evidence]
    assert proofs
    for e in proofs:
        assert texts[e.passage.path][e.passage.start : e.passage.end] == e.passage.text
        assert e.context[e.mark.start : e.mark.end] == e.passage.text


PRINT = """
import json, sys
import checker
from checker.config import Config
from checker.model import Article
texts = json.load(sys.stdin)
made = [Article.from_text(t, id=f"{n}.txt", source=f"P{n % 3}", published="2026-03-10") for n, t in enumerate(texts)]
print(json.dumps(checker.check(made, Config(jobs=1)).to_dict(), sort_keys=True))
"""


def test_the_same_input_gives_the_same_bytes_whatever_the_hash_seed() -> None:
    texts = json.dumps([t for c in PAIRS[::3] for t in (c["a"], c["b"])] + STORY)
    printed = {
        subprocess.run(
            [sys.executable, "-c", PRINT],
            input=texts,
            capture_output=True,
            text=True,
            check=True,
            env={**os.environ, "PYTHONHASHSEED": seed},
        ).stdout
        for seed in ("0", "1", "4242")
    }
    assert len(printed) == 1
    assert json.loads(printed.pop())["findings"]
