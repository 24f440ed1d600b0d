"""The rulebook: one documentation and spec file a rule, and the making of findings and agreements from it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path

from checker import lexicon, say
from checker.errors import LexiconError
from checker.judge import identity
from checker.model import (
    Agreement,
    Article,
    Claim,
    Evidence,
    Finding,
    Kind,
    Level,
    Quantity,
    Quotation,
    SingleSource,
    Span,
    TimeValue,
    Verdict,
)
from checker.record import record
from checker.text import fold

__all__ = ["LEAST", "Rule", "agreement", "evidence", "finding", "probability", "rule", "rules", "single_source"]


@record
class Spec:
    """One example of a rule: one or two articles, and whether the rule gives the verdict on them.

    ``published``: the day of both articles, or the day of each with a blank between.
    """

    a: str
    b: str | None
    expect: bool
    published: str | None = None


@record
class Rule:
    """A rule as its file documents it. ``level`` is None for agreements."""

    code: str
    name: str
    kind: Kind
    verdict: Verdict
    level: Level | None
    title: str
    what: str
    why: str
    example: str
    specs: tuple[Spec, ...]


_FIELDS = ("code", "name", "kind", "verdict", "level", "title", "what", "why", "example")


@cache
def rules() -> dict[str, Rule]:
    """Every rule by its code, sorted. Raises LexiconError for a broken file."""
    names = sorted(path.name for path in _folder().iterdir())
    return {name[:-5]: rule(name[:-5]) for name in names if name.endswith(".toml")}


def _folder() -> Path:
    return Path(__file__).parent / "rules"


def _read(path: Path) -> Rule:
    name = path.name
    raw = lexicon.read(path, f"judge/rules/{name}")
    missing = [f for f in _FIELDS if not isinstance(raw.get(f), str)]
    if missing:
        raise LexiconError(f"judge/rules/{name}: key {missing[0]!r} is missing or no string")
    if name != f"{raw['code']}.toml":
        raise LexiconError(f"judge/rules/{name}: its code is {raw['code']!r}; name the file {raw['code']}.toml")
    try:
        return Rule(
            code=raw["code"],
            name=raw["name"],
            kind=Kind(raw["kind"]),
            verdict=Verdict(raw["verdict"]),
            level=Level(raw["level"]) if raw["level"] else None,
            title=raw["title"],
            what=raw["what"].strip(),
            why=raw["why"].strip(),
            example=raw["example"].strip(),
            specs=tuple(Spec(s["a"], s.get("b"), bool(s["expect"]), s.get("published")) for s in raw.get("spec", [])),
        )
    except (ValueError, KeyError) as problem:
        raise LexiconError(f"judge/rules/{name}: {problem}") from None


@cache
def rule(code: str) -> Rule:
    """The rule with this code; its file alone is read. Raises LexiconError where there is none, or a broken one."""
    try:
        return _read(_folder().joinpath(f"{code}.toml"))
    except FileNotFoundError:
        raise LexiconError(f"judge/rules/{code}.toml: no such rule") from None


def value_words(claim: Claim) -> str:
    """The value of a claim for a reader: "67 missiles", "Thu 24 Nov 2022", the quoted words."""
    return say.value(claim)


def evidence(claim: Claim, side: int = 0) -> Evidence:
    """A claim as one passage of evidence; ``side`` numbers the versions of the fact."""
    value = claim.value
    start = claim.sentence.start
    return Evidence(
        passage=claim.passage,
        value=value_words(claim),
        context=claim.context,
        mark=Span(claim.mention.span.start - start, claim.mention.span.end - start),
        side=side,
        quantity=value if isinstance(value, Quantity) else None,
        time=value if isinstance(value, TimeValue) else None,
        quotation=value if isinstance(value, Quotation) else None,
        claimant=claim.claimant,
        when=claim.when_text,
        about=identity.about(claim),
        stated=identity.stated(claim),
    )


_LONGEST_CONTEXT = 300


def place(article: Article, span: Span) -> Evidence:
    """Words of an article that are no claim, such as a row of a table, as one passage of evidence."""
    text = article.text
    start = max(text.rfind("\n", 0, span.start) + 1, span.start - _LONGEST_CONTEXT)
    end = text.find("\n", span.end)
    end = min(len(text) if end < 0 else end, span.end + _LONGEST_CONTEXT)
    words = " ".join(text[span.start : span.end].split())
    return Evidence(
        passage=article.passage(span),
        value=words,
        context=text[start:end],
        mark=Span(span.start - start, span.end - start),
        about=identity.about_words(words),
        stated=fold(words),
    )


def finding(
    code: str,
    *,
    evidence: Sequence[Evidence],
    fact: str,
    story: str,
    message: str,
    confidence: float,
    verdict: Verdict | None = None,
    level: Level | None = None,
    title: str | None = None,
    reasons: Sequence[str] = (),
    considered: Sequence[str] = (),
    working: Sequence[str] = (),
    advice: str = "",
) -> Finding:
    """A finding of rule ``code``, identified by what its evidence is about and what it states.

    ``advice``: where it is not that of the lexicon for the rule.
    """
    made = rule(code)
    chosen = level or made.level
    if chosen is None:
        raise LexiconError(f"judge/rules/{code}.toml: an agreement rule cannot make a finding")
    about = frozenset[str]().union(*(e.about for e in evidence))
    state = identity.state(evidence)
    fingerprint = identity.fingerprint(code, about)
    return Finding(
        id=identity.identifier(fingerprint, state),
        code=code,
        kind=made.kind,
        verdict=verdict or made.verdict,
        level=chosen,
        confidence=confidence,
        title=title or made.title,
        message=message,
        evidence=tuple(evidence),
        fact=fact,
        story=story,
        fingerprint=fingerprint,
        reasons=tuple(reasons),
        considered=tuple(considered),
        working=tuple(working),
        advice=advice or lexicon.mapping("judge", "advice").get(code, ""),
        about=about,
        state=state,
    )


def agreement(
    code: str, *, evidence: Sequence[Evidence], fact: str, story: str, why: str, sources: int = 0
) -> Agreement:
    """An agreement of rule ``code``; ``sources`` 0 counts the distinct sources of the evidence."""
    made = rule(code)
    return Agreement(
        kind=made.kind,
        verdict=made.verdict,
        code=code,
        evidence=tuple(evidence),
        fact=fact,
        story=story,
        why=why,
        sources=sources or len({e.passage.source for e in evidence}),
    )


LEAST = 0.15
"""How likely it must be that two values are of one fact for a note: of those below, hardly one in a hundred was."""


def probability(bits: float) -> float:
    """The confidence that bits stand for: the weights of alignment are fitted log-odds to the base of two."""
    return float(1.0 / (1.0 + 2.0 ** -max(-30.0, min(30.0, bits))))


def single_source(claim: Claim, *, fact: str, story: str) -> SingleSource:
    return SingleSource(kind=claim.kind, evidence=(evidence(claim),), fact=fact, story=story)
