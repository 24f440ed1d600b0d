"""The rulebook: every rule is documented and does to its own examples what it says."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Any

import pytest

import checker
from checker.config import Config
from checker.judge.rulebook import Rule, Spec, rules
from checker.model import Agreement, Article, Finding, Run

PUBLISHED = "2026-03-10"
PACKAGE = Path(checker.__file__).parent
CASES = [
    pytest.param(rule.code, spec, id=f"{rule.code}-{n}-{'yes' if spec.expect else 'no'}")
    for rule in rules().values()
    for n, spec in enumerate(rule.specs, 1)
]


def run_of(spec: Spec) -> Run:
    days = (spec.published or PUBLISHED).split()
    texts = [("a.txt", "Alpha", spec.a, days[0]), ("b.txt", "Beta", spec.b, days[-1])]
    made = [Article.from_text(t, id=i, source=s, published=day) for i, s, t, day in texts if t is not None]
    return checker.check(made, Config(jobs=1))


def codes(run: Run) -> dict[str, list[str]]:
    """Codes of a run's findings and agreements, with the passages that each rests on."""
    out: dict[str, list[str]] = {}
    verdicts: list[Finding | Agreement] = [*run.findings, *run.agreements]
    for verdict in verdicts:
        shown = " / ".join(e.passage.text for e in verdict.evidence)
        out.setdefault(verdict.code, []).append(shown)
    return out


@cache
def code_of_the_package() -> str:
    return "\n".join(p.read_text(encoding="utf-8") for p in sorted((PACKAGE / "judge").rglob("*.py")))


@pytest.mark.parametrize(("code", "spec"), CASES)
def test_a_rule_does_what_its_example_says(code: str, spec: Spec) -> None:
    run = run_of(spec)
    found = codes(run)
    if spec.b is not None:
        assert len({a.story for a in run.articles}) == 1, "the two texts of a spec must make one story"
    if spec.expect:
        assert code in found, f"found instead: {found}"
    else:
        assert code not in found, found[code]


@pytest.mark.parametrize("rule", rules().values(), ids=lambda r: r.code)
def test_a_rule_is_documented(rule: Rule) -> None:
    assert re.fullmatch(r"[A-Z]\d{3}", rule.code)
    assert re.fullmatch(r"[a-z][a-z-]+", rule.name)
    for text in (rule.title, rule.what, rule.why, rule.example):
        assert text
        assert text == text.strip()
    assert not rule.title.endswith(".")


COMPARING = [rule for rule in rules().values() if rule.verdict != "reference-conflict"]
"""Rules that compare articles; the one that needs a table has its examples in test_reference.py."""


@pytest.mark.parametrize("rule", COMPARING, ids=lambda r: r.code)
def test_a_rule_has_examples_of_both_kinds(rule: Rule) -> None:
    """A finding rule shows what it flags and what it leaves alone; an agreement rule shows what it is."""
    told = {spec.expect for spec in rule.specs}
    assert told == {True, False} if rule.level else True in told


@pytest.mark.parametrize("rule", rules().values(), ids=lambda r: r.code)
def test_a_rule_is_in_use(rule: Rule) -> None:
    assert f'"{rule.code}"' in code_of_the_package(), "no code gives this verdict"


def test_names_of_rules_differ() -> None:
    names = [(rule.kind, rule.name) for rule in rules().values()]
    assert len(names) == len(set(names))


def test_every_code_that_is_given_has_a_rule() -> None:
    given = set(re.findall(r'"([NDQM]\d{3})"', code_of_the_package()))
    assert given <= set(rules())


def test_advice_is_for_rules_that_exist() -> None:
    from checker import lexicon

    advice: Any = lexicon.mapping("judge", "advice")
    assert set(advice) <= set(rules())
