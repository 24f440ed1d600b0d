"""Which figures are about the same fact.

Within one article, repeated statements of one figure are one *unit*. Across articles, units are scored pair by pair
within blocks (unit kind and what is counted), and assigned one to one. The value is never a reason to align; but
where an article offers two candidates that fit about equally, the one that agrees is the innocent explanation.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from itertools import combinations

from checker import lexicon, taxonomy
from checker.align.assignment import AGREEING, Candidate, Unit, assign, grouped, in_company, scored
from checker.align.context import StoryWords, apart_in_time, score
from checker.align.durations import lengths
from checker.align.features import Features, figure_features, kin_of
from checker.model import Alignment, Bundle, Claim, Kind, Quantity, Scope, UnitKind
from checker.quantities import compatible, dimension
from checker.rarity import stem
from checker.slips import slip
from checker.taxonomy import Kinship

__all__ = ["align", "candidates", "comparable"]

WEIGHTS, LEVELS = "number_weights", "levels"
"""Tables of lexicons/align.toml."""
_OPEN_HEADS = "open"


def quantity(claim: Claim) -> Quantity:
    assert isinstance(claim.value, Quantity)
    return claim.value


def align(bundle: Bundle) -> list[Alignment]:
    """Alignments across articles (one claim group a fact); facts of one article only come back alone, score 0."""
    claims = [c for c in (*bundle.claims.get(Kind.NUMBER, ()), *lengths(bundle)) if comparable(c)]
    words = StoryWords(claims)
    units = _units(claims)
    return grouped(bundle, Kind.NUMBER, units, assign(scored(candidates(units, words), WEIGHTS), LEVELS))


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


def candidates(units: Sequence[Unit], words: StoryWords) -> Sequence[Candidate]:
    """Pairs of units of two articles within a block that no gate keeps apart."""
    blocks: dict[str, list[int]] = defaultdict(list)
    for i, unit in enumerate(units):
        for block in block_of(unit.first):
            blocks[block].append(i)
    pairs = sorted(
        {(i, j) for ids in blocks.values() for i, j in combinations(ids, 2) if units[i].article != units[j].article}
    )
    return in_company([c for i, j in pairs if (c := _candidate(units[i], units[j], words)) is not None])


def _candidate(a: Unit, b: Unit, words: StoryWords) -> Candidate | None:
    """The best-matching statements of two units; None where a gate keeps any two of them apart."""
    best: tuple[float, Candidate] | None = None
    for one in a.claims:
        for other in b.claims:
            found = features(one, other, words)
            if found is None:
                return None
            bits = score(found.amounts, WEIGHTS)
            if best is None or bits > best[0]:
                best = bits, Candidate(a, b, found, *_lean(quantity(one), quantity(other)))
    return best[1] if best else None


def _lean(a: Quantity, b: Quantity) -> tuple[bool, float]:
    """Whether two figures agree, and the bits that the way in which they differ adds ([slips] in the lexicon)."""
    if compatible(a, b):
        return True, AGREEING
    return False, float(lexicon.mapping("align", "slips", None)[slip(a, b)])


def features(a: Claim, b: Claim, words: StoryWords) -> Features | None:
    """What two figures have in common; None where a gate keeps them apart."""
    kin = kin_of(a, b)
    happening = taxonomy.events_alike(a.predicate, b.predicate)
    if kin is Kinship.APART or happening is Kinship.APART or _gated(a, b):
        return None
    found = Features()
    figure_features(a, b, words, kin, found)
    return found


def _gated(a: Claim, b: Claim) -> bool:
    """Differences that settle it: another time, another role, both in quotation marks, a rate and a number."""
    if a.quoted_by and b.quoted_by:
        return True
    if a.role and b.role and a.role != b.role:
        return True
    return apart_in_time(a, b) or (a.scope is Scope.RATE) != (b.scope is Scope.RATE)
