"""Parts of one whole: "37 of the 140 taps were tainted" in one article, "73 out of 140" in the other.

A whole that two articles share ties their passages together, so that the parts can be held against each other even
where the words around them differ. A part of which the opposite is told is what the other leaves of the whole: of 58
lots 49 were sold in one, nineteen went unsold in the other.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from functools import cache
from itertools import combinations

from checker import lexicon, taxonomy
from checker.days import apart_in_time
from checker.expressions import expression
from checker.judge.arithmetic.around import preceding
from checker.judge.arithmetic.figures import Figure, Line, counted, exactly, found
from checker.judge.arithmetic.script import Script
from checker.judge.number_rules import Two, updated
from checker.judge.opposed import held_against, shared
from checker.model import Bound, Bundle, Claim, Finding, Quantity, Span, UnitKind, Zone, plain
from checker.quantities import compatible
from checker.rarity import content_stems, rarity, stem
from checker.record import record
from checker.taxonomy import Kinship

__all__ = ["Part", "Place", "apart", "judge", "parts", "told_parts"]

_LONGEST = 500
_LEAST = 4
"""A smaller whole is found everywhere."""
_SMALL = 20
"""Below this a whole alone does not tie two passages together."""
_RARE, _AROUND, _MUCH = 0.4, 1.0, 2.0
"""What two parts must share of their own words, two passages of all theirs where their whole is small, and where of
one part no verb tells."""
_TURNED_WORD = 0.5
"""What the word must say that one passage has with a no and the other without."""


@record
class Part:
    """So many of so many: ``says`` the stems of the part's own clause, ``but`` whether it counts those left out.

    ``turned``: whether its clause says no; ``near``: the words of the clause as they stand; ``around``: the stems of
    the sentence and the one before.
    """

    value: Quantity
    whole: Decimal
    claim: Claim | None
    thing: Claim | None
    span: Span
    says: frozenset[str]
    near: frozenset[str]
    turned: bool
    but: bool
    around: frozenset[str]

    @property
    def many(self) -> Decimal:
        return exactly(self.value) or Decimal(0)


Told = Mapping[str, Sequence[Part]]
"""The parts of the articles of a story."""


def told_parts(scripts: Mapping[str, Script]) -> Told:
    """The parts of every article that tells of any."""
    return {name: ones for name, script in scripts.items() if (ones := list(parts(script)))}


def judge(bundle: Bundle, told: Told) -> Iterator[Finding]:
    """One finding for every two parts of one whole that cannot both be right."""

    def same(a: Part, b: Part) -> bool:
        return _agree(a, b) or _moved_on(a, b, bundle)

    return held_against(bundle, told, _one_part, same, _said)


Place = tuple[str, Span]
"""An article, and where in it a figure stands."""


def apart(told: Told) -> frozenset[frozenset[Place]]:
    """The pairs of figures that are two parts of one whole: what one leaves the other ("49 were sold", "nine went
    unsold"), or such as tell of two things ("14 fell ill", "40 paid in cash").
    """
    out = set()
    for one, other in combinations(sorted(told), 2):
        for a in told[one]:
            for b in told[other]:
                if a.claim is not None and b.claim is not None and a.whole == b.whole and _one_thing(a, b):
                    stands = _stands(a, b)
                    two = stands is None and a.claim.predicate is not None is not b.claim.predicate
                    if two or (stands is False and a.many + b.many == a.whole):
                        out.add(frozenset(((one, a.claim.mention.span), (other, b.claim.mention.span))))
    return frozenset(out)


def _said(a: Part, b: Part) -> tuple[str, str]:
    whole = plain(a.whole)
    one, other = (f"{'all but ' if p.but else ''}{plain(p.many)} of {whole}" for p in (a, b))
    opposite = " for the opposite" if _stands(a, b) is False and a.but == b.but else ""
    return f"{one} in one, {other}{opposite} in the other", f"both tell of a part of {whole}"


# -- which two parts are held against each other -----------------------------------------------------------------------


def _one_part(a: Part, b: Part) -> bool:
    """Are two parts of one whole told of the same, or of its opposite?"""
    if a.whole != b.whole or not _one_thing(a, b) or _stands(a, b) is None:
        return False
    one, other = a.claim, b.claim
    if one and other and (apart_in_time(one, other) or (one.quoted_by and other.quoted_by)):
        return False
    return a.whole >= _SMALL or shared((a.around & b.around) - a.says & b.says) >= _AROUND or _whole_tells(a, b)


def _whole_tells(a: Part, b: Part) -> bool:
    """Do the words of a small whole name one thing: "the 12 jurors", "the 20 rafts"?"""
    heads = {stem(p.thing.head.lower()) for p in (a, b) if p.thing is not None and p.thing.head}
    return (
        len(heads) == 1 and all(p.thing is not None for p in (a, b)) and a.whole > 9 and rarity(next(iter(heads))) > 0
    )


def _one_thing(a: Part, b: Part) -> bool:
    one, other = (p.thing or p.claim for p in (a, b))
    if one is None or other is None or not one.head or not other.head:
        return True
    if stem(one.head.lower()) == stem(other.head.lower()):
        return True
    if one.classes and other.classes and taxonomy.kinship(one.classes, other.classes) is not Kinship.APART:
        return True
    return a.whole > 2 * _SMALL and bool(a.whole % (100 if a.whole > 100 else 10))


def _stands(a: Part, b: Part) -> bool | None:
    """True where two parts tell of the same, False where of what the other leaves out, None where of neither."""
    alike = a.turned == b.turned
    if _opposed(a.near, b.near):
        return None if a.turned and b.turned else False  # "failed to open" and "opened"
    common = shared(a.says & b.says)
    if not alike and a.but == b.but and common >= _TURNED_WORD:
        return False  # "have paid" and "have not paid"
    alike = a.but == b.but  # "in the dark" and "without power" deny nothing of each other
    one, other = (p.claim.predicate if p.claim is not None else None for p in (a, b))
    if one and other and taxonomy.telling(one) and taxonomy.telling(other):
        kin = taxonomy.events_alike(one, other)
        if kin is not Kinship.OPEN:
            return None if kin is Kinship.APART else alike
    if common >= _RARE:
        return alike
    left, right = a.says - b.says, b.says - a.says
    if any(taxonomy.senses(x) & taxonomy.senses(y) for x in left for y in right if rarity(x) and rarity(y)):
        return alike
    unsaid = not (one and other) and a.whole > _SMALL and a.whole % 10 and shared(a.around & b.around) >= _MUCH
    near = unsaid and min(a.many, b.many) > max(a.many, b.many) * Decimal("0.7")
    return alike if near else None


def _opposed(one: frozenset[str], other: frozenset[str]) -> bool:
    if any(f"un{w}" in other for w in one) or any(f"un{w}" in one for w in other):
        return True
    return any(
        (one & p and other & q and not one & q and not other & p)
        or (one & q and other & p and not one & p and not other & q)
        for p, q in _pairs()
    )


@cache
def _pairs() -> tuple[tuple[frozenset[str], frozenset[str]], ...]:
    known = lexicon.nested("parts", "opposites")
    return tuple((frozenset(a.split()), frozenset(b)) for a, b in known.items())


def _agree(a: Part, b: Part) -> bool:
    if _stands(a, b) is not False:
        return compatible(a.value, b.value)
    total = a.many + b.many
    if (a.turned, a.but) != (b.turned, b.but) or any(f"un{w}" in (a.near | b.near) for w in a.near | b.near):
        return total == a.whole
    return total <= a.whole  # some may be neither


def _moved_on(a: Part, b: Part, bundle: Bundle) -> bool:
    if a.claim is None or b.claim is None or _stands(a, b) is False:
        return False
    ruling = updated(Two(a.claim, b.claim, bundle, 0.0))
    return ruling is not None and ruling.code == "N204"


# -- how a part is read ------------------------------------------------------------------------------------------------

_TRIGGER = expression(
    r"\b(?:of|among|from)\b|,\s(?:and\s|but\s)?(?:only\s)?\d|(?:(?<=[.!?]\s)|(?<=\n))(?:but\s|and\s|only\s|just\s){0,2}"
    r"(?:\d[\d,]*|[a-z]+(?:-[a-z]+)?)\s(?:were|was|are|had|have|went|died|need|suffered|remain|failed|got|came)"
)
_DET = r"(?:(?:[a-z]+'s|all|the|its|his|her|their|our|those|these|that|a|total|full)\s)*"
_FORMS = (
    (r"{part}(?P<words>{words3})\s(?:out\s)?of\s" + _DET + r"{hedge}{whole}", "of "),
    (
        r"(?:^|[\s\"'(])(?:out\sof|of|among|from)\s" + _DET + r"{hedge}{whole}"
        r"(?P<words>[^‹›.;:()]{0,70}?),?\s(?:only\s|just\s|all\sbut\s){0,2}{part}",
        "of ",
    ),
    (
        r"{whole}(?P<words>[^‹›.;:()]{0,60}?)[,;\s-]+(?:and\s|but\s|with\s)?{hedge}{part}\sof\s(?:them|these|whom|which)\b",
        " of ",
    ),
    (r"{whole}(?P<words>[^‹›.;:()]{0,60}?),?\s(?:out\s)?of\s(?:whom|which|them|these)\s{hedge}{part}", " of "),
    (
        r"{whole}(?P<words>\s[a-z-]+\s[a-z]+(?:ed|en|wn)),\s(?:and\s|but\s)?{hedge}{part}(?=\s[a-z]+(?:[\s,.;()]|$))",
        ", ",
    ),
)
_OTHER = expression(
    r"\b(?:average|more|fewer|less|than|ago|each|per|every|others?|another|further|extra|first|last|next|previous)\b"
)
_BEFORE = expression(r"‹(?P<part>\d+)›\sof\s(?:them|these|those|the\s(?P<noun>[a-z]+))\b(?!\sof\b)")
_OF_THESE = expression(r"^[\"'(]?(?:out\s)?of\s(?:these|those|them),?\s(?:only\s|just\s)?‹(?P<part>\d+)›")
_OPENS = expression(r"^[\"'(]?(?:but\s|and\s|only\s|just\s){0,2}‹(?P<part>\d+)›\s(?!of\b|other|more)[a-z]+")
"""The sentence that goes on with some of those before: "It looked after 230. Nine went to hospital"."""
_BUT = expression(r"\b(?:all|everyone|everything)\s(?:but|except(?:\sfor)?)\s(?:‹\d+›|an?\s)?$")
_TURNED = expression(
    r"\b(?:not|never|no|without|neither|nor|cannot|unable|(?:fail|refus|declin|neglect)[a-z]*\sto|yet\sto|still\sto)\b|n't\b"
)


def parts(script: Script) -> Iterator[Part]:
    """Every part of a whole that an article tells of, each once."""
    done: set[tuple[int, int]] = set()
    for number in script.body(_TRIGGER):
        line = script.line(number)
        if len(line.coded) > _LONGEST or line.zone is Zone.HEADLINE:
            continue
        ahead = preceding(script, number, 1)
        last = ahead[-1] if ahead else None
        around = frozenset(content_stems(line.text + (f" {last.text}" if last else "")))
        for part, whole, start, end in (*_within(line), *_of_before(line, last)):
            at = line.start + part.span.start
            if (at, 0) not in done and (one := _read(line, part, whole, start, end, around)) is not None:
                done.add((at, 0))
                yield one


_Found = tuple[Figure, Figure, int, int]
"""A part, its whole, and where in the coded sentence the two begin and end."""


def _within(line: Line) -> Iterator[_Found]:
    for figure in line.figures:
        if (both := _OUT_OF.fullmatch(figure.text.lower())) is not None and figure.q.unit_kind is UnitKind.RATIO:
            values = [Decimal(g.replace(",", "")) for g in both.groups()]
            part, whole = (
                Figure(figure.span, Quantity(v, v, Bound.EXACT, None, UnitKind.NONE), figure.claim, figure.text)
                for v in values
            )
            at = line.coded.find(f"‹{line.figures.index(figure)}›")
            yield part, whole, at, at + 3
    for form, needed in _FORMS:
        for m in found(form, line, needed):
            if not _OTHER.search(m["words"]):
                yield line[m["part"]], line[m["whole"]], m.start(), m.end()


_OUT_OF = expression(r"([\d,]+)\s(?:out\s)?of\s([\d,]+)")


def _of_before(line: Line, last: Line | None) -> Iterator[_Found]:
    """ "It launched 46 kites. The boys caught 39 of the kites": the whole is the one such count before."""
    if last is None:
        return
    for pattern in (_BEFORE, _OF_THESE, _OPENS):
        for m in pattern.finditer(line.coded):
            part, noun = line[m["part"]], m.groupdict().get("noun")
            if pattern is _OPENS and (part.claim is None or "elliptic" not in part.claim.notes):
                continue
            wholes = [f for f in last.figures if _count(f) and f.claim is not None and f.claim.head]
            if noun:
                wholes = [f for f in wholes if stem((f.claim.head or "").lower()) == stem(noun)]  # type: ignore[union-attr]
            if len(wholes) == 1:
                yield part, wholes[0], m.start(), m.end()


def _count(figure: Figure) -> bool:
    return counted(figure.q) and figure.q.bound is Bound.EXACT and exactly(figure.q) is not None


def _read(line: Line, part: Figure, whole: Figure, start: int, end: int, around: frozenset[str]) -> Part | None:
    many, all_of = exactly(part.q), exactly(whole.q)
    if many is None or all_of is None or not _count(whole) or not counted(part.q):
        return None
    if not 0 < many < all_of or all_of < _LEAST or many != many.to_integral_value():
        return None
    head = line.coded[:start]
    here = line.coded.rfind(",", 0, start) + 1
    clause = f"{line.coded[max(here, _last_stop(head)) : start]} {_upto_pause(line.coded[end:])}"
    told = part.claim is not None and part.claim.mention.text.lower().startswith(("all", "every"))  # reckoned already
    but = not told and any(_BUT.search(ahead) for ahead in (head, line.coded[:end].partition("‹")[0]))
    words = frozenset(re.findall(r"[a-z]+", re.sub(r"‹\d+›", " ", clause)))
    thing = whole.claim if whole.claim is not None and whole.claim.head else None
    nouns = {stem((thing.head or "").lower())} if thing is not None else set()
    says = frozenset(content_stems(" ".join(sorted(words)))) - nouns
    first, final = sorted((part.span, whole.span)) if whole in line.figures else (part.span, part.span)
    span = Span(line.start + first.start, line.start + final.end)
    return Part(part.q, all_of, part.claim, thing, span, says, words, bool(_TURNED.search(clause)), but, around)


def _last_stop(text: str) -> int:
    return max(text.rfind(mark) for mark in ".;:()") + 1


def _upto_pause(text: str) -> str:
    return re.split(r"[,.;:()‹]|\s(?:while|but)\s", text, maxsplit=1)[0]
