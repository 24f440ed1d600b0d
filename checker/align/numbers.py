"""Which figures are about the same fact.

Within one article, repeated statements of one figure are one *unit*. Across articles, units are scored pair by pair
within blocks (unit kind and what is counted), and assigned one to one. The value is never a reason to align; but
where an article offers two candidates that fit about equally, the one that agrees is the innocent explanation.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from itertools import combinations

from checker import taxonomy
from checker.align.aged import in_years, may_be_age, named_alike, person_of
from checker.align.assignment import (
    Candidate,
    Matching,
    Pair,
    Unit,
    assign,
    grouped,
    in_company,
    neighbours,
    scored,
)
from checker.align.context import StoryWords, level, score
from checker.align.copies import compared
from checker.align.designations import unlike_designations
from checker.align.digit_slips import digit_slips
from checker.align.durations import lengths
from checker.align.extents import extent
from checker.align.features import Features, common_features, compound, figure_features, kin_of
from checker.align.gates import Barrier
from checker.align.minted import in_money
from checker.align.mixed_units import mixed_up, unit_slips
from checker.align.owners import owners, two_owners
from checker.align.portions import PORTION, in_percent
from checker.align.restated import RESTATED, restated, side_by_side, slipped
from checker.align.support import supported
from checker.crossing import crossed, figures_told
from checker.days import apart_in_time
from checker.directions import directed
from checker.expressions import expression
from checker.limits import oversteps
from checker.model import Alignment, Bound, Bundle, Claim, Kind, Quantity, Scope, UnitKind, quantity
from checker.quantities import (
    compatible,
    counting,
    dimension,
    facing,
    of_money,
    one_end,
    opposite,
    two_ranges,
    within_twice,
)
from checker.rarity import content_stems, stem
from checker.slips import Slip, chance, slip, stated_figure
from checker.taxonomy import Kinship
from checker.whereabouts import own_place

__all__ = ["align", "barrier", "candidates", "comparable", "features", "matching", "told"]

WEIGHTS, LEVELS, SLIPS = "number_weights", "levels", "slips"
"""Tables of lexicons/align.toml."""
_ABLE = frozenset({"can", "may", "could", "might"})
"""What may be is no count of what is: "may carry up to 260 passengers"."""
_MONEY = Quantity(None, None, Bound.VAGUE, None, UnitKind.CURRENCY)
_OPEN_HEADS = "open"
_SMALL = 13
"""Whole numbers below this say nothing by themselves."""


def align(bundle: Bundle) -> list[Alignment]:
    """Alignments across articles (one claim group a fact); facts of one article only come back alone, score 0."""
    found = matching(bundle)
    return grouped(bundle, Kind.NUMBER, found.units, [*found.chosen, *found.beside])


def matching(bundle: Bundle) -> Matching:
    """The figures of a bundle, with all pairs that were scored and those that were chosen."""
    claims = told(bundle)
    words = StoryWords(claims)
    units = _units(claims)
    found = candidates(units, words)
    pairs = scored(found, WEIGHTS)
    chosen = assign(pairs, LEVELS)
    beside = [*_same_figures(units, words, chosen), *mixed_up(units), *unit_slips(units, words)]
    beside += [*digit_slips(units, words, chosen), *restated(found, pairs, chosen)]
    return Matching(units, found, pairs, chosen, beside)


def told(bundle: Bundle) -> list[Claim]:
    """The figures of a bundle that are compared: numbers that state a fact, and lengths of time."""
    numbers = [in_years(c) for c in bundle.claims.get(Kind.NUMBER, ()) if comparable(c)]
    lasting = [c for c in lengths(bundle) if comparable(c)]
    return directed(_old_rates(in_percent(in_money([*numbers, *lasting]))))


_BREATH = 60
"""Characters between a rate and what it was before: "85 crowns for each adult, up from 70"."""


def _old_rates(claims: Sequence[Claim]) -> list[Claim]:
    """What a rate was before is a rate as well, though its words do not say so again."""
    rates = {(c.article, c.sentence, quantity(c).unit_kind): c for c in claims if c.scope is Scope.RATE}

    def near(claim: Claim) -> bool:
        new = rates.get((claim.article, claim.sentence, quantity(claim).unit_kind))
        return new is not None and 0 <= claim.mention.span.start - new.mention.span.end <= _BREATH

    old = [c.role == "from" and c.scope is None and near(c) for c in claims]
    return [replace(c, scope=Scope.RATE) if was else c for c, was in zip(claims, old, strict=True)]


def _same_figures(units: Sequence[Unit], words: StoryWords, chosen: Sequence[Pair]) -> list[Pair]:
    """One unusual figure that two articles give to two things: "4,460 dead" and "4,460 shelters".

    Here the figure is what the two have in common, and the finding says so; the words around it must be much alike,
    and neither article may have the figure right as well.
    """
    settled = {(id(p.a), p.b.article) for p in chosen if p.agrees} | {
        (id(p.b), p.a.article) for p in chosen if p.agrees
    }
    by_figure: dict[object, list[Unit]] = defaultdict(list)
    for unit in units:
        q = quantity(unit.first)
        if q.low is not None and q.low == q.high and q.unit_kind in (UnitKind.COUNT, UnitKind.AGE):
            by_figure[q.low, q.unit_kind].append(unit)
    out = []
    for group in by_figure.values():
        for a, b in combinations(group, 2):
            if a.article == b.article:
                continue
            if not _two_fates(a, b) and ((id(a), b.article) in settled or (id(b), a.article) in settled):
                continue
            pair = _same_figure(a, b, words)
            if pair is not None:
                out.append(pair)
    return out


def _two_fates(a: Unit, b: Unit) -> bool:
    """Is one unit of the dead, the other of the hurt? That both articles have the figure then settles nothing."""
    fates = [{c.predicate for c in unit.claims if taxonomy.fate(c.predicate)} for unit in (a, b)]
    return all(fates) and fates[0].isdisjoint(fates[1])


def _same_figure(a: Unit, b: Unit, words: StoryWords) -> Pair | None:
    one, other = a.first, b.first
    if "elliptic" in one.notes | other.notes:
        return None  # what an ellipsis counts was worked out, not read
    if not (kin_of(one, other) is Kinship.APART or _events_apart(one, other)) or _circumstance(one, other):
        return None
    aged = quantity(one).unit_kind is UnitKind.AGE
    if aged and not (_two_fates(a, b) and named_alike(person_of(one), person_of(other))):
        return None
    found = Features()
    common_features(one, other, words, found)
    found.reasons.insert(0, f"both give the figure {one.mention.text} / {other.mention.text}")
    digits = len(str(quantity(one).low).replace(".", "").strip("0"))
    near, alike = found.amounts.get("words_near_both", 0.0), found.amounts.get("sentences_alike", 0.0)
    manner = "unusual" if digits >= 3 else "usual"
    needed = level(f"{manner}_near", "same_figure")
    if near < needed or (alike < level(f"{manner}_alike", "same_figure") and not aged):
        return None
    return Pair(a, b, level("bits", "same_figure") + near - needed, tuple(found.reasons), False, 0.0)


def comparable(claim: Claim) -> bool:
    """Figures that state a fact: not the hypothetical ones, and not the few of whom it is not true ("all but four")."""
    return "hypothetical" not in claim.notes and not claim.mention.parts.get("spared")


def _units(claims: Sequence[Claim]) -> list[Unit]:
    """Claims of one article that state one figure of one thing, in one unit of measure, are one unit."""
    groups: dict[tuple[object, ...], list[Claim]] = defaultdict(list)
    for claim in claims:
        q = quantity(claim)
        thing = block_of(claim)[0]
        measure = None if counting(q) else q.unit
        key = (q.low, q.high, q.bound, q.unit_kind, measure, thing, claim.role, claim.scope is Scope.PART)
        groups[claim.article, *key].append(claim)
    return [Unit(tuple(group)) for group in groups.values()]


def block_of(claim: Claim) -> tuple[str, ...]:
    """Blocks that a figure is looked for in; two figures are compared only within a shared block."""
    q = quantity(claim)
    if counting(q):
        return _count_blocks(claim)
    if q.unit_kind in (UnitKind.PERCENT, UnitKind.CURRENCY, UnitKind.AGE, UnitKind.SCORE, UnitKind.RATIO):
        return (str(q.unit_kind),)
    return (dimension(q.unit) or str(q.unit),)


def _count_blocks(claim: Claim) -> tuple[str, ...]:
    out: list[str] = []
    for name in claim.classes:
        out += [f"class {c}" for c in sorted(taxonomy.ancestors(name))]
    out += [f"class {c}" for c in taxonomy.holders(claim.classes)]
    if claim.head and not out:
        out.append(f"head {stem(claim.head.lower())}")
    if not claim.head or taxonomy.generic(claim.head.lower()) or taxonomy.of_persons(claim.classes):
        out.append(_OPEN_HEADS)
    if may_be_age(claim):
        out.append(str(UnitKind.AGE))
    if not claim.head and of_money(quantity(claim), _MONEY):
        out.append(str(UnitKind.CURRENCY))
    return tuple(dict.fromkeys(out)) or (_OPEN_HEADS,)


def candidates(units: Sequence[Unit], words: StoryWords) -> Sequence[Candidate]:
    """Pairs of units of two articles within a block that no gate keeps apart."""
    blocks: dict[str, list[int]] = defaultdict(list)
    for i, unit in enumerate(units):
        for block in block_of(unit.first):
            blocks[block].append(i)
    articles = [u.article for u in units]
    pairs = sorted({pair for ids in blocks.values() for pair in neighbours(ids, articles)})
    found = list(compared(units, pairs, lambda a, b: _candidate(a, b, words)))
    known = owners(units)
    for one in found:
        if not one.agrees and two_owners(one, known):
            one.beside.add("unlike_owner", reason="the articles are about two companies")
    # "two fifths" is no rival of the percentages that are told to a digit
    loose = [one for one in found if PORTION in one.a.first.notes | one.b.first.notes]
    exact = [one for one in found if PORTION not in one.a.first.notes | one.b.first.notes]
    return [*_weighed(exact, units), *_weighed(loose, units)]


def _weighed(found: Sequence[Candidate], units: Sequence[Unit]) -> Sequence[Candidate]:
    """Candidates with what the other figures of the story, and the other candidates, say of them."""
    return supported(in_company(_elsewhere(found, units)), WEIGHTS, LEVELS)


def _elsewhere(found: Sequence[Candidate], units: Sequence[Unit]) -> list[Candidate]:
    """Marks pairs that differ although one article has the other figure too, of such a thing: it may mean that one.

    Where two figures changed places it is the other way round, and as plain a slip as there is; so is one of two
    figures that nobody else has, and that a slip would make of the other.
    """
    figures = {id(unit): _figures(quantity(unit.first)) for unit in units}
    told: dict[tuple[str, object], list[Claim]] = defaultdict(list)
    tellers: dict[object, set[str]] = defaultdict(set)
    for unit in units:
        for figure in figures[id(unit)]:
            told[unit.article, figure].append(unit.first)
            tellers[figure].add(unit.article)

    def there(one: Unit, other: Unit) -> bool:
        """Has the article of ``other`` the figure of ``one``?"""
        alone = figures[id(one)] - figures[id(other)]
        found = (claim for figure in alone for claim in told.get((other.article, figure), ()))
        return any(kin_of(one.first, claim) is not Kinship.APART for claim in found)

    def odd(one: Unit, other: Unit) -> bool:
        """Has no other article the figure of ``one``, and its own article, elsewhere, that of ``other``?"""
        alone = figures[id(one)] - figures[id(other)]
        if not alone or any(len(tellers[f]) > 1 for f in alone) or not there(other, one):
            return False
        own = [c for f in figures[id(other)] - figures[id(one)] for c in told.get((one.article, f), ())]
        return not any(side_by_side(c, d) for c in one.claims for d in own)

    held = figures_told([claim for unit in units for claim in unit.claims])
    out = []
    for one in found:
        if one.agrees:
            out.append(one)
        elif any(crossed(a, b, held) for a in one.a.claims for b in one.b.claims):
            told_so = Features(one.found.amounts, ["the two figures have changed places", *one.found.reasons])
            out.append(replace(one, found=told_so, lean=level("crossed", SLIPS), slip="crossed"))
        elif slipped(one) and odd(one.a, one.b) != odd(one.b, one.a):
            one.beside.add(RESTATED, reason="one of them tells both figures, and nobody else has the odd one")
            out.append(one)
        else:
            of_other = there(one.a, one.b) or there(one.b, one.a)
            one.beside.add("told_there", float(of_other and "same_aged" not in one.found.amounts))
            out.append(one)
    return out


def _figures(q: Quantity) -> frozenset[tuple[object, ...]]:
    """The ends of a quantity with its kind; small whole numbers are found everywhere."""
    unit = None if counting(q) else q.unit
    ends = {x.normalize() for x in (q.low, q.high) if x is not None and not (x < _SMALL and x == x.to_integral_value())}
    return frozenset((x, unit) for x in ends)


def _candidate(a: Unit, b: Unit, words: StoryWords) -> Candidate | None:
    """The best-matching statements of two units; None where a gate keeps any two of them apart."""
    best: tuple[float, Candidate] | None = None
    for one in a.claims:
        for other in b.claims:
            found = features(one, other, words)
            if found is None:
                if _settled(one, other):
                    return None
                continue
            bits = score(found.amounts, WEIGHTS)
            if best is None or bits > best[0]:
                best = bits, Candidate(a, b, found, *_lean(one, other))
    return best[1] if best else None


def _settled(a: Claim, b: Claim) -> bool:
    """Does what keeps two statements apart keep their whole units apart?

    One more verb that a figure is told with does not ("killed in two countries", "the decision applied to two
    countries"), unless people are counted: twelve dead and twelve hurt are two facts.
    """
    return barrier(a, b) is not Barrier.EVENT or taxonomy.of_persons(a.classes) or taxonomy.of_persons(b.classes)


def _lean(one: Claim, other: Claim) -> tuple[bool, float, str]:
    """Whether two figures agree, the bits that this adds, or the way in which they differ, and that way ([slips])."""
    a, b = quantity(one), quantity(other)
    if compatible(a, b) and (facing(a, b) or oversteps(one, other)):
        return False, level("agreeing", SLIPS) if chance(a) else 0.0, "facing"  # "a year" is found everywhere
    if compatible(a, b) and not opposite(a, b) and not two_ranges(a, b):
        return True, 0.0 if _loosely(a, b) else level("agreeing", SLIPS), "agreeing"
    how = Slip.ONE_END if two_ranges(a, b) and one_end(a, b) else slip(a, b)
    more = level("unit_digit", SLIPS) * chance(a) if how is Slip.UNIT else 0.0
    return False, level(how, SLIPS) + more, how


def _loosely(a: Quantity, b: Quantity) -> bool:
    """Do two figures agree only because one is open or vague? "At most 24" agrees with half of all figures."""
    loose = any(q.bound is Bound.VAGUE or None in (q.low, q.high) for q in (a, b))
    return loose and stated_figure(a) != stated_figure(b)


def features(a: Claim, b: Claim, words: StoryWords) -> Features | None:
    """What two figures have in common; None where a gate keeps them apart."""
    kin = kin_of(a, b)
    if barrier(a, b, kin) is not None:
        return None
    found = Features()
    figure_features(a, b, words, kin, found)
    return found


def barrier(a: Claim, b: Claim, kin: Kinship | None = None) -> Barrier | None:
    """The gate that keeps two figures apart; None where they may be compared. ``kin``: how their things relate."""
    if (kin_of(a, b) if kin is None else kin) is Kinship.APART:
        return Barrier.THING
    return Barrier.EVENT if _events_apart(a, b) else _circumstance(a, b)


def _events_apart(a: Claim, b: Claim) -> bool:
    """Events that are never compared. A rise against a fall is compared: one of the two may be wrong.

    So is how long something took: a fire burned for 16 hours, or was under control after 14.
    """
    if {a.predicate, b.predicate} == {"rise", "fall"} or (compound(a) and compound(b)):
        return False
    if quantity(a).unit_kind is UnitKind.DURATION:
        return False
    return taxonomy.events_alike(a.predicate, b.predicate) is Kinship.APART


def _circumstance(a: Claim, b: Claim) -> Barrier | None:
    """Differences that settle it: both in quotation marks, another role, another time, a rate and a number."""
    if a.quoted_by and b.quoted_by:
        return Barrier.QUOTED
    if a.role and b.role and a.role != b.role:
        return Barrier.ROLE
    described = compound(a) and compound(b)
    if not described and (apart_in_time(a, b) or _of_old(a, b) or _of_old(b, a)):
        return Barrier.TIME
    if (a.modal in _ABLE) != (b.modal in _ABLE):
        return Barrier.ABLE
    if _all_but(a) != _all_but(b):
        return Barrier.EVENT
    if unlike_designations(a, b):
        return Barrier.NUMBERED
    if own_place(a) and own_place(b) and not _one_place(a, b):
        return Barrier.PLACE
    if UnitKind.AGE in (quantity(a).unit_kind, quantity(b).unit_kind) and not _one_person(a, b):
        return Barrier.PERSON
    if _two_age_groups(quantity(a), quantity(b)):
        return Barrier.THING
    if (mine := extent(a)) and (theirs := extent(b)) and mine != theirs:
        return Barrier.EXTENT
    return Barrier.RATE if (a.scope is Scope.RATE) != (b.scope is Scope.RATE) and not _one_share(a, b) else None


_APIECE = frozenset({"each", "apiece", "per person", "per head", "per capita", "a head"})


def _one_share(a: Claim, b: Claim) -> bool:
    """ "1,500 crowns apiece" and "a bonus of 1,050 crowns": what many get together is at least twice what each gets."""
    said = next((c.scope_words for c in (a, b) if c.scope is Scope.RATE), None)
    if said is None or said.lower() not in _APIECE:
        return False
    return within_twice(quantity(a), quantity(b))


_BUT = expression(r"\b(?:all|everyone|everybody|everything|nothing|nobody)\s+(?:but|except(?:\s+for)?)\s+$", re.I)

_BEHIND = 60
"""Characters before a figure within which those words stand."""


def _two_age_groups(a: Quantity, b: Quantity) -> bool:
    """ "Voters over 65" and "voters under 30" are two groups, not two ages."""
    open_above = {q.high is None for q in (a, b) if q.unit_kind is UnitKind.AGE and (q.low is None) != (q.high is None)}
    return len(open_above) == 2


def _all_but(claim: Claim) -> bool:
    """ "All but eleven schools have reopened" counts those to which it did not happen."""
    at = claim.mention.span.start - claim.sentence.start
    start = max(0, at - _BEHIND)
    last = claim.context[start:at].rstrip().lower()
    return last.endswith(("but", "except", "for")) and _BUT.search(claim.context, start, at) is not None


def _one_place(a: Claim, b: Claim) -> bool:
    return bool(set(content_stems(a.place or "")) & set(content_stems(b.context))) or bool(
        set(content_stems(b.place or "")) & set(content_stems(a.context))
    )


def _one_person(a: Claim, b: Claim) -> bool:
    """Do the sentences share a name, or the last word of one; or, where one names nobody, a word near the ages?

    Where both ages are told with a name, the names settle it.
    """
    if (mine := person_of(a)) and (theirs := person_of(b)):
        return named_alike(mine, theirs) > 0
    if a.names and b.names:
        return bool({name.split()[-1] for name in a.names} & {name.split()[-1] for name in b.names})
    return bool(a.near & b.near) or any(taxonomy.senses(x) & taxonomy.senses(y) for x in a.near for y in b.near)


_LONG_AGO = timedelta(days=300)


def _of_old(a: Claim, b: Claim) -> bool:
    """Does the sentence of ``a`` date what happened to people long before the time of ``b``: another event?"""
    if a.classes and not taxonomy.of_persons(a.classes):
        return False
    if a.when is None or b.when is None or not taxonomy.fate(a.predicate) or a.when[1] + _LONG_AGO >= b.when[0]:
        return False
    return (a.when_text or "\n") in a.context
