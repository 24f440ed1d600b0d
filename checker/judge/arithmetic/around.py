"""What stands around a sentence: the ones before it, and how two figures of theirs can be held against each other."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from checker import lexicon
from checker.expressions import expression
from checker.judge.arithmetic.figures import Figure, Line, Problem, counted, exactly, quiet, true_range
from checker.judge.arithmetic.script import Script
from checker.model import Bound, Span, UnitKind, Zone, plain
from checker.text import fold

__all__ = [
    "MEASURED",
    "Told",
    "close",
    "figures_text",
    "grown",
    "mixed",
    "nearby",
    "noun_behind",
    "one_measure",
    "paragraph_between",
    "preceding",
    "problem",
    "scaled",
    "stem",
    "told",
    "with_preceding",
]

_LONGEST = 900
"""Characters that a sentence and those before it may have together."""
MEASURED = (
    UnitKind.CURRENCY,
    UnitKind.LENGTH,
    UnitKind.AREA,
    UnitKind.VOLUME,
    UnitKind.MASS,
    UnitKind.COUNT,
    UnitKind.NONE,
)
"""What can be reckoned with: no shares, ages, scores, dates."""

Told = tuple[Line, Figure]
"""A figure with the sentence that it stands in."""


def preceding(script: Script, number: int, most: int) -> list[Line]:
    """Up to ``most`` sentences before one, in their order; none beyond a headline, a long one or an empty one.

    The rows of a table are taken together.
    """
    out: list[Line] = []
    size = len(script.words(number))
    for n in range(number - 1, -1, -1):
        region = script.regions[n]
        if len(out) >= most and not (_row(script, n) and _row(script, n + 1)):
            break
        size += region.span.end - region.span.start
        if region.zone is Zone.HEADLINE or region.zone is not script.regions[number].zone or size > _LONGEST:
            break
        out.insert(0, script.line(n))
    return out


def nearby(script: Script, number: int, reach: int) -> list[Line]:
    """The sentences around one, as many on either side, in its zone."""
    zone = script.regions[number].zone
    inside = range(max(0, number - reach), min(number + reach + 1, len(script.regions)))
    return [script.line(n) for n in inside if script.regions[n].zone is zone]


def paragraph_between(script: Script, one: Line, other: Line) -> bool:
    """Does a paragraph end between two sentences?"""
    first, second = sorted((one.start, other.start))
    return "\n\n" in script.text[first:second]


def _row(script: Script, number: int) -> bool:
    return script.words(number).startswith("|")


def with_preceding(
    script: Script, trigger: re.Pattern[str], *, longest: int, most: int
) -> Iterator[tuple[Line, list[Line]]]:
    """Sentences with a figure in which a pattern stands, up to ``longest``, each with at most ``most`` before it."""
    for number in script.body(trigger):
        line = script.line(number)
        if line.figures and len(line.coded) <= longest:
            yield line, preceding(script, number, most)


def told(lines: Iterable[Line]) -> list[Told]:
    """The figures of some sentences that can be reckoned with: no shares, ages, scores, dates."""
    return [
        (line, f)
        for line in lines
        for f in line.figures
        if f.q.unit_kind in MEASURED and exactly(f.q) is not None and f.q.bound in (Bound.EXACT, Bound.ABOUT)
        if f.claim is not None or not _names(line, f)
    ]


_SERIES = expression(r"([a-z]+)\s(?:‹\d+›(?:,\s|\s(?:and|or|to)\s))*$")


def _names(line: Line, figure: Figure) -> bool:
    """Does a figure that the extractor passed over number a thing: "berths 2 and 3"?"""
    m = _SERIES.search(line.around(figure)[0][-60:])
    return m is not None and m[1].removesuffix("s") in lexicon.words("numbers", "not_numbers.numbered")


_NOUN = expression(r"\s(?:more\s|other\s|further\s)?(?P<noun>[a-z][a-z'-]+)")


def noun_behind(line: Line, figure: Figure) -> str:
    """The word behind a figure: "crowns" of "750 crowns", also where the extractor took it for a count."""
    m = _NOUN.match(line.around(figure)[1])
    return m["noun"] if m else ""


def one_measure(a: Told, b: Told) -> bool:
    """Can two figures be of one measure? One without a unit takes that of the other."""
    p, q = a[1].q, b[1].q
    if p.unit_kind is UnitKind.NONE or q.unit_kind is UnitKind.NONE:
        return True
    if counted(p) != counted(q):
        money, count = (b, a) if counted(p) else (a, b)
        if money[1].q.unit_kind is UnitKind.CURRENCY and scaled(count[1]):
            return True
        return stem(noun_behind(*count)) == stem((money[1].q.unit or "").split(" ")[0])
    if counted(p):
        return True
    return (p.unit or "").split(" per ")[0] == (q.unit or "").split(" per ")[0]


_SCALED = expression(r"\d\s?(?:million|billion|trillion|m|bn)$", re.I)


def scaled(figure: Figure) -> bool:
    """May a figure be a sum of money that is named without its unit: "the package of 30 billion"?"""
    return _SCALED.search(figure.text) is not None


def stem(word: str) -> str:
    """A noun without its plural; of several words for one thing, the first."""
    word = re.sub(r"(?<=[^aeiou])ies$", "y", word) if word.endswith("ies") else word
    word = re.sub(r"(?<=[sxh])es$|(?<=[^s])s$", "", word)
    return lexicon.mapping("arithmetic", "alike").get(word, word)


_MIXED = expression(r"[^‹›.;:,]{0,30}\b(?:with|after|before|plus|including|less|net|gross|besides|without)\b")


def mixed(line: Line, figure: Figure) -> bool:
    """Do the words behind a total say that something else is in it, or out of it: "16,000 after costs"?"""
    return _MIXED.match(line.around(figure)[1]) is not None


def grown(line: Line) -> bool:
    """Does a sentence say that its whole has grown meanwhile, so that more is left than was?"""
    return quiet("joined").search(fold(line.text)) is not None


def close(said: Figure, least: Decimal, most: Decimal, loose: Decimal) -> bool:
    """Is a figure what others make, which may lie anywhere between two values? ``loose``: how far it may be rounded."""
    value, reach = exactly(said.q), true_range(said.q)
    if value is None or reach is None:
        return True
    slack = abs(value) * (Decimal("0.1") if said.q.bound is Bound.ABOUT else loose)
    return least <= max(reach[1], value + slack) and min(reach[0], value - slack) <= most


def problem(code: str, parts: Sequence[Told], said: Told, message: str, working: str, *, sure: bool = False) -> Problem:
    """The verdict on figures of several sentences; where the extractor passed one over, its place counts."""
    found = [*parts, said]
    bare = [Span(line.start + f.span.start, line.start + f.span.end) for line, f in found if f.claim is None]
    figures = tuple(f for _, f in found)
    return Problem(code, figures, message, working, 0.8 if sure else 0.7, sure=sure, places=tuple(sorted(bare)))


def figures_text(parts: Sequence[Told], sign: str) -> str:
    """A sum for the reader: "46 + 18"."""
    return f" {sign} ".join(f.text or plain(exactly(f.q)) or "" for _, f in parts)
