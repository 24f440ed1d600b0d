"""Which figures are about the same fact.

Within one article, repeated statements of one figure are one *unit*. Across articles, units are scored pair by pair
within blocks (unit kind and what is counted), and assigned one to one. The value is never a reason to align; but
where an article offers two candidates that fit about equally, the one that agrees is the innocent explanation.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from itertools import combinations

from checker import taxonomy
from checker.align.assignment import Pair, Unit, assign, grouped
from checker.align.context import StoryWords, apart_in_time, bits, level, shared
from checker.model import Alignment, Bundle, Claim, Kind, Quantity, Scope, UnitKind
from checker.quantities import compatible, dimension
from checker.rarity import content_stems, stem
from checker.taxonomy import Kinship

__all__ = ["Pair", "align", "compare"]

_OPEN_HEADS = "open"


def quantity(claim: Claim) -> Quantity:
    assert isinstance(claim.value, Quantity)
    return claim.value


def align(bundle: Bundle) -> list[Alignment]:
    """Alignments across articles (one claim group a fact); facts of one article only come back alone, score 0."""
    claims = [c for c in bundle.claims.get(Kind.NUMBER, ()) if comparable(c)]
    words = StoryWords(claims)
    units = _units(claims)
    pairs = _pairs(units, words)
    return grouped(bundle, Kind.NUMBER, units, assign(pairs))


def comparable(claim: Claim) -> bool:
    """Figures that state a fact: not the hypothetical ones, not durations and scores without a thing."""
    return "hypothetical" not in claim.notes


def _units(claims: Sequence[Claim]) -> list[Unit]:
    """Claims of one article that state one figure of one thing are one unit."""
    groups: dict[tuple[object, ...], list[Claim]] = defaultdict(list)
    for claim in claims:
        q = quantity(claim)
        thing = block_of(claim)[0]
        key = (claim.article, q.low, q.high, q.bound, q.unit_kind, thing, claim.role, claim.scope is Scope.PART)
        groups[key].append(claim)
    return [Unit(tuple(group)) for group in groups.values()]


def block_of(claim: Claim) -> tuple[str, ...]:
    """Blocks that a figure is looked for in; two figures are compared only within a shared block."""
    q = quantity(claim)
    if q.unit_kind in (UnitKind.COUNT, UnitKind.NONE):
        return _count_blocks(claim)
    if q.unit_kind in (UnitKind.PERCENT, UnitKind.CURRENCY, UnitKind.AGE, UnitKind.SCORE, UnitKind.RATIO):
        return (str(q.unit_kind),)
    return (dimension(q.unit) or str(q.unit),)


def _count_blocks(claim: Claim) -> tuple[str, ...]:
    out: list[str] = []
    for name in claim.classes:
        out += [f"class {c}" for c in sorted(taxonomy.ancestors(name))]
    if claim.head and not out:
        out.append(f"head {stem(claim.head.lower())}")
    if not claim.head or taxonomy.generic(claim.head.lower()):
        out.append(_OPEN_HEADS)
    return tuple(dict.fromkeys(out)) or (_OPEN_HEADS,)


def _pairs(units: Sequence[Unit], words: StoryWords) -> list[Pair]:
    blocks: dict[str, list[int]] = defaultdict(list)
    for i, unit in enumerate(units):
        for block in block_of(unit.first):
            blocks[block].append(i)
    candidates = sorted(
        {(i, j) for ids in blocks.values() for i, j in combinations(ids, 2) if units[i].article != units[j].article}
    )
    crowd = _crowd(units)
    out = []
    for i, j in candidates:
        pair = compare(units[i], units[j], words, crowd)
        if pair is not None and pair.score >= level("least") - 1:
            out.append(pair)
    return out


def _crowd(units: Sequence[Unit]) -> dict[tuple[str, str], int]:
    """How many units of an article stand in each block: one of a kind says more than one of many."""
    crowd: dict[tuple[str, str], int] = defaultdict(int)
    for unit in units:
        for block in block_of(unit.first):
            crowd[unit.article, block] += 1
    return crowd


def compare(a: Unit, b: Unit, words: StoryWords, crowd: dict[tuple[str, str], int] | None = None) -> Pair | None:
    """The best-scoring pair of statements of two units; None where a gate keeps them apart."""
    best: Pair | None = None
    for one in a.claims:
        for other in b.claims:
            scored = _score(one, other, words)
            if scored is None:
                return None
            score, reasons = scored
            if best is None or score > best.score:
                best = Pair(a, b, score, reasons, compatible(quantity(one), quantity(other)))
    if best is None or crowd is None:
        return best
    common = set(block_of(a.first)) & set(block_of(b.first))
    alone = any(crowd[a.article, k] == 1 and crowd[b.article, k] == 1 for k in common)
    rivals = min((max(crowd[a.article, k], crowd[b.article, k]) for k in common), default=1)
    extra = bits("one_of_a_kind") if alone else bits("rivals") * min(max(rivals - 2, 0), 3)
    reasons = (*best.reasons, "each has only one such figure") if alone else best.reasons
    return Pair(a, b, best.score + extra, reasons, best.agrees)


def _score(a: Claim, b: Claim, words: StoryWords) -> tuple[float, tuple[str, ...]] | None:
    """Bits for one fact, with reasons; None where a gate keeps two claims apart."""
    happening = taxonomy.events_alike(a.predicate, b.predicate)
    kin = _kin(a, b, happening)
    if kin is Kinship.APART or happening is Kinship.APART or _gated(a, b, happening):
        return None
    score = 0.0
    reasons: list[str] = []
    score += _thing(a, b, kin, reasons)
    score += _happening(a, b, happening, reasons)
    score += _time(a, b, reasons)
    score += _rest(a, b, reasons)
    common = shared(a, b, words, ignore=frozenset(content_stems(f"{a.head or ''} {b.head or ''}")))
    if common.words:
        reasons.append("both speak of " + ", ".join(common.words))
    return score + common.bits, tuple(reasons)


def _kin(a: Claim, b: Claim, happening: Kinship) -> Kinship:
    """How the counted things relate; where both tell of one event, "fatalities" are "people"."""
    qa, qb = quantity(a), quantity(b)
    counts = (UnitKind.COUNT, UnitKind.NONE)
    if (qa.unit_kind in counts) != (qb.unit_kind in counts):
        return Kinship.APART
    if qa.unit_kind not in counts:
        if qa.unit_kind is not qb.unit_kind:
            return Kinship.APART
        return Kinship.OPEN
    if a.head and b.head and stem(a.head.lower()) == stem(b.head.lower()):
        return Kinship.SAME
    if not a.head or not b.head:
        return Kinship.OPEN
    if taxonomy.generic(a.head.lower()) or taxonomy.generic(b.head.lower()):
        return Kinship.OPEN
    if not a.classes or not b.classes:
        return Kinship.APART
    if happening is Kinship.SAME:
        return taxonomy.kinship(taxonomy.thing_of(a.classes), taxonomy.thing_of(b.classes))
    return taxonomy.kinship(a.classes, b.classes)


def _gated(a: Claim, b: Claim, happening: Kinship) -> bool:
    """Differences that settle it: another time, another role, both in quotation marks, two known other events."""
    if a.quoted_by and b.quoted_by:
        return True
    if a.role and b.role and a.role != b.role:
        return True
    if apart_in_time(a, b):
        return True
    counts = quantity(a).unit_kind in (UnitKind.COUNT, UnitKind.NONE)
    if counts and happening is Kinship.OPEN and taxonomy.telling(a.predicate) and taxonomy.telling(b.predicate):
        return True
    return (a.scope is Scope.RATE) != (b.scope is Scope.RATE)


def _thing(a: Claim, b: Claim, kin: Kinship, reasons: list[str]) -> float:
    if kin is Kinship.SAME:
        same_head = a.head and b.head and stem(a.head.lower()) == stem(b.head.lower())
        reasons.append(f"both count {a.head}" if same_head else f"{a.head} and {b.head} name one kind of thing")
        score = bits("same_head") if same_head else bits("same_class")
    elif kin is Kinship.NESTED:
        reasons.append(f"{a.head} and {b.head} overlap in kind")
        score = bits("nested_class")
    else:
        score = bits("open_class")
    mods_a, mods_b = set(a.modifiers), set(b.modifiers)
    score += bits("same_modifier") * len(mods_a & mods_b)
    if mods_a and mods_b:
        score += bits("unlike_modifier") * min(len(mods_a - mods_b), len(mods_b - mods_a))
    return score


def _happening(a: Claim, b: Claim, happening: Kinship, reasons: list[str]) -> float:
    if happening is Kinship.SAME:
        reasons.append(f"both say: {label(a.predicate)}")
        return bits("same_event")
    if happening is Kinship.NESTED:
        reasons.append(f"{label(a.predicate)} and {label(b.predicate)} are told of one event")
        return bits("close_event")
    return bits("open_event")


def label(event: str | None) -> str:
    known = taxonomy.events().get(event or "")
    return known.label if known else (event or "")


def _time(a: Claim, b: Claim, reasons: list[str]) -> float:
    if a.when is None or b.when is None:
        return 0.0
    if apart_in_time(a, b, days=0):
        return bits("next_day")
    if "loose-when" in (a.notes | b.notes):
        meets = a.when[0] <= b.when[1] and b.when[0] <= a.when[1]
        return bits("same_time") / 2 if meets else bits("loose_time_differs")
    reasons.append(f"the same time ({a.when_text} / {b.when_text})")
    return bits("same_time")


def _rest(a: Claim, b: Claim, reasons: list[str]) -> float:
    score = 0.0
    if a.place and b.place:
        if a.place == b.place:
            score += bits("same_place")
            reasons.append(f"the same place ({a.place})")
        else:
            score += bits("unlike_place")
    change_a, change_b = quantity(a).change, quantity(b).change
    if change_a and change_b:
        score += bits("same_change")
    elif change_a or change_b:
        score += bits("unlike_change")
    if a.role and a.role == b.role:
        score += bits("same_role")
    score += bits("one_prior") * (("prior" in a.notes) != ("prior" in b.notes))
    score += bits("one_forecast") * (("forecast" in a.notes) != ("forecast" in b.notes))
    if a.claimant and a.claimant == b.claimant:
        score += bits("same_claimant")
    if "lead" in a.notes and "lead" in b.notes:
        score += bits("both_leads")
    return score
