"""Verdicts on aligned figures: an ordered table of rules, first match wins."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from checker import lexicon, taxonomy
from checker.judge import arithmetic
from checker.judge.rulebook import agreement, evidence, finding, single_source, value_words
from checker.model import (
    Agreement,
    Alignment,
    Bound,
    Bundle,
    Claim,
    Finding,
    Level,
    Quantity,
    Scope,
    SingleSource,
    UnitKind,
    plain,
)
from checker.quantities import allowed, compatible, convertible, same_unit
from checker.taxonomy import Kinship

__all__ = ["judge"]


def quantity(claim: Claim) -> Quantity:
    assert isinstance(claim.value, Quantity)
    return claim.value


@dataclass(frozen=True, slots=True)
class Two:
    """Two versions of one fact, with what the rules look at."""

    a: Claim
    b: Claim
    bundle: Bundle
    score: float


@dataclass(frozen=True, slots=True)
class Ruling:
    """What a rule says of two versions: the rule's code, why, and for findings how sure."""

    code: str
    why: str
    loud: bool = False
    confidence: float = 0.0


def judge(bundle: Bundle, alignments: Sequence[Alignment]) -> list[Finding | Agreement | SingleSource]:
    out: list[Finding | Agreement | SingleSource] = [*arithmetic.check(bundle)]
    for alignment in alignments:
        out += _judge_one(bundle, alignment)
    return out


def _judge_one(bundle: Bundle, alignment: Alignment) -> list[Finding | Agreement | SingleSource]:
    claims = sorted(alignment.claims, key=lambda c: (c.article, c.mention.span))
    fact = fact_label(claims)
    if len({c.article for c in claims}) < 2:
        return [single_source(claims[0], fact=fact, story=bundle.story.id)]
    sides = _sides(claims)
    if len(sides) == 1:
        return [_agreement(bundle, alignment, claims, fact)]
    ruling = _rule(bundle, alignment, sides)
    proofs = [evidence(c, n) for n, side in enumerate(sides) for c in side]
    if not ruling.loud:
        return [agreement(ruling.code, evidence=proofs, fact=fact, story=bundle.story.id, why=ruling.why)]
    return [_finding(bundle, alignment, sides, ruling, fact)]


def _sides(claims: Sequence[Claim]) -> list[list[Claim]]:
    """Versions of the fact: claims whose figures can all hold together, the best-attested version first."""
    sides: list[list[Claim]] = []
    for claim in sorted(claims, key=lambda c: (_width(quantity(c)), c.article, c.mention.span)):
        home = next((s for s in sides if all(compatible(quantity(claim), quantity(o)) for o in s)), None)
        if home is None:
            sides.append([claim])
        else:
            home.append(claim)
    return sorted(sides, key=lambda s: (-len({c.article for c in s}), s[0].article, s[0].mention.span))


def _width(q: Quantity) -> int:
    return (
        (Bound.EXACT, Bound.ABOUT, Bound.RANGE).index(q.bound)
        if q.bound in (Bound.EXACT, Bound.ABOUT, Bound.RANGE)
        else 3
    )


def _rule(bundle: Bundle, alignment: Alignment, sides: Sequence[Sequence[Claim]]) -> Ruling:
    """The verdict on the two best-attested versions."""
    two = Two(sides[0][0], sides[1][0], bundle, alignment.score)
    for rule in RULES:
        ruling = rule(two)
        if ruling is not None:
            return ruling
    raise AssertionError("the last rule always rules")


def other_unit(two: Two) -> Ruling | None:
    """Units that do not convert into one another: the same figure is a slip, another figure is not compared."""
    qa, qb = quantity(two.a), quantity(two.b)
    if same_unit(qa, qb) or convertible(qa, qb):
        return None
    if (qa.low, qa.high) == (qb.low, qb.high) and two.score >= level("warning"):
        why = f"the same figure with two units: {qa.unit} and {qb.unit}"
        return Ruling("N107", why, True, 0.75)
    return Ruling("N308", f"{qa.unit} and {qb.unit} are not compared")


def part_of_whole(two: Two) -> Ruling | None:
    a, b = two.a, two.b
    if (a.scope is Scope.PART) == (b.scope is Scope.PART):
        return None
    part, whole = (a, b) if a.scope is Scope.PART else (b, a)
    return Ruling(
        "N305", f"“{part.mention.text}” is stated as a part ({part.scope_words}), “{whole.mention.text}” as the whole"
    )


def other_scope(two: Two) -> Ruling | None:
    a, b = two.a, two.b
    if (a.scope is Scope.CUMULATIVE) == (b.scope is Scope.CUMULATIVE):
        return None
    total = a if a.scope is Scope.CUMULATIVE else b
    return Ruling("N306", f"“{total.mention.text}” is a running total ({total.scope_words}), the other figure is not")


def nested_things(two: Two) -> Ruling | None:
    """Civilians among people: the narrow figure may be smaller, never larger."""
    a, b = two.a, two.b
    narrow, wide = _nesting(a, b)
    if narrow is None or wide is None:
        return None
    if allowed(quantity(narrow)).low <= allowed(quantity(wide)).high:
        return Ruling("N307", f"{narrow.counted} are counted within {wide.counted}")
    return Ruling("N108", f"{value_words(narrow)} cannot be more than {value_words(wide)}", True, 0.7)


def _nesting(a: Claim, b: Claim) -> tuple[Claim, Claim] | tuple[None, None]:
    if taxonomy.kinship(a.classes, b.classes) is Kinship.NESTED:
        a_inside = any(set(b.classes) & taxonomy.ancestors(x) for x in a.classes)
        return (a, b) if a_inside else (b, a)
    mods_a, mods_b = set(a.modifiers), set(b.modifiers)
    if mods_a > mods_b and not mods_b:
        return a, b
    if mods_b > mods_a and not mods_a:
        return b, a
    return None, None


def updated(two: Two) -> Ruling | None:
    """A running count that grew between an earlier and a later report."""
    a, b = sorted((two.a, two.b), key=lambda c: _as_of(two.bundle, c) or "")
    early, late = _as_of(two.bundle, a), _as_of(two.bundle, b)
    if not early or not late or early == late or not _grows(a) or not _grows(b):
        return None
    if allowed(quantity(b)).high < allowed(quantity(a)).low:
        return None
    return Ruling(
        "N204", f"the later report ({late}) has {value_words(b)}, the earlier one ({early}) {value_words(a)}", True, 0.6
    )


def _as_of(bundle: Bundle, claim: Claim) -> str | None:
    article = bundle.articles[claim.article]
    if article.published_at:
        return article.published_at.isoformat()[:16]
    return article.published.isoformat() if article.published and article.published_from == "metadata" else None


def _grows(claim: Claim) -> bool:
    event = taxonomy.implied_event(claim.classes) or claim.predicate
    return event in lexicon.words("judge", "growing_events")


def disputed(two: Two) -> Ruling | None:
    """Each side has its own claimant."""
    a, b = two.a, two.b
    if not a.claimant or not b.claimant or _same_party(a.claimant, b.claimant):
        return None
    return Ruling("N103", f"{a.claimant} says {value_words(a)}, {b.claimant} says {value_words(b)}", True, 0.6)


def _same_party(a: str, b: str) -> bool:
    one, other = set(a.lower().split()), set(b.lower().split())
    return bool(one & other - {"the", "of", "a"})


def conflict(two: Two) -> Ruling | None:
    if two.score < level("error"):
        return None
    return Ruling("N101", _difference(two.a, two.b), True, min(0.95, 0.6 + 0.05 * (two.score - level("error"))))


def possible_conflict(two: Two) -> Ruling:
    sure = (two.score - level("least")) / (level("error") - level("least"))
    return Ruling("N102", _difference(two.a, two.b), True, 0.3 + 0.3 * max(0.0, min(1.0, sure)))


RULES: tuple[Callable[[Two], Ruling | None], ...] = (
    other_unit,
    part_of_whole,
    other_scope,
    nested_things,
    updated,
    disputed,
    conflict,
    possible_conflict,
)


def level(name: str) -> float:
    return float(lexicon.mapping("align", "levels", None)[name])


def _difference(a: Claim, b: Claim) -> str:
    qa, qb = quantity(a), quantity(b)
    if not same_unit(qa, qb) and not convertible(qa, qb):
        return f"{value_words(a)} against {value_words(b)}: the units differ"
    return f"{value_words(a)} against {value_words(b)}"


def _agreement(bundle: Bundle, alignment: Alignment, claims: Sequence[Claim], fact: str) -> Agreement:
    exact = {(q.low, q.high, q.bound, q.unit) for q in map(quantity, claims)}
    proofs = [evidence(c) for c in claims]
    if len(exact) == 1:
        return agreement("N301", evidence=proofs, fact=fact, story=bundle.story.id, why="the same figure")
    units = {q.unit for q in map(quantity, claims)}
    if len(units) > 1 and quantity(claims[0]).unit_kind not in (UnitKind.COUNT, UnitKind.NONE):
        return agreement(
            "N304", evidence=proofs, fact=fact, story=bundle.story.id, why="one is the other in another unit"
        )
    hedged = [c for c in claims if quantity(c).bound is not Bound.EXACT]
    if hedged:
        why = (
            f"“{hedged[0].parts_text()}” allows for the other figure"
            if hasattr(hedged[0], "parts_text")
            else "the hedge allows for the other figure"
        )
        return agreement("N303", evidence=proofs, fact=fact, story=bundle.story.id, why=why)
    return agreement("N302", evidence=proofs, fact=fact, story=bundle.story.id, why="one figure is the other rounded")


def _finding(
    bundle: Bundle, alignment: Alignment, sides: Sequence[Sequence[Claim]], ruling: Ruling, fact: str
) -> Finding:
    proofs = [evidence(c, n) for n, side in enumerate(sides) for c in side]
    versions = [f"{value_words(s[0])} ({', '.join(dict.fromkeys(c.passage.source for c in s))})" for s in sides]
    grade: Level | None = None
    if ruling.code == "N102" and alignment.score < level("warning"):
        grade = Level.NOTE
    return finding(
        ruling.code,
        evidence=proofs,
        fact=fact,
        key=[fact, *sorted(f"{plain(quantity(s[0]).low)}..{plain(quantity(s[0]).high)}" for s in sides)],
        story=bundle.story.id,
        message=f"{fact}: " + " against ".join(versions),
        confidence=ruling.confidence,
        level=grade,
        reasons=alignment.reasons,
        considered=_considered(sides),
        working=[ruling.why],
        advice=_advice(ruling.code),
    )


def _considered(sides: Sequence[Sequence[Claim]]) -> list[str]:
    a, b = sides[0][0], sides[1][0]
    out = ["hedges and rounding: neither figure's words allow for the other"]
    if a.when and b.when:
        out.append(f"another time: {a.when_text} and {b.when_text} are the same")
    elif not a.when and not b.when:
        out.append("another time: neither passage names one")
    out.append("part of a whole, running total: neither passage says so")
    return out


def _advice(code: str) -> str:
    return lexicon.mapping("judge", "advice").get(code, "")


def fact_label(claims: Sequence[Claim]) -> str:
    """What the figures are about, for a reader: "missiles (launched)"."""
    claim = max(claims, key=lambda c: (len(c.counted or ""), c.article))
    thing = claim.counted or quantity(claim).unit or "figure"
    event = taxonomy.implied_event(claim.classes) or claim.predicate
    known = taxonomy.events().get(event or "")
    return f"{thing} ({known.label})" if known else thing
