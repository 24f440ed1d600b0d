"""A sentence as its figures and the words between them, and the small language in which the checks are written.

``Line.coded`` is the sentence in lower case with every figure replaced by its number in angle quotes: "3,200 of its
41,000 employees, or 8.7%" is "‹0› of its ‹1› employees, or ‹2›". Counts keep their noun as words; measures,
percentages and sums of money are one figure with their unit. ``template`` turns a pattern over such text into a
regular expression: ``{part}`` is a figure by name, ``{words4}`` up to four words without a figure or a comma.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from functools import cache, lru_cache

from checker import alternatives, lexicon
from checker.expressions import expression
from checker.model import Bound, Claim, Quantity, Span, UnitKind, Zone, plain
from checker.record import record
from checker.slips import significant
from checker.text import fold

__all__ = [
    "Figure",
    "Interval",
    "Line",
    "Problem",
    "any_of",
    "coded",
    "counted",
    "cue",
    "digits",
    "exactly",
    "found",
    "line",
    "number_of",
    "plain_count",
    "quiet",
    "right_ahead",
    "shown",
    "stated",
    "template",
    "totals",
    "true_range",
]

Interval = tuple[Decimal, Decimal]
_LIMIT = 4000
"""Characters of a sentence that are looked at: longer ones are tables or have lost their full stops."""
_MOST = 60
_BESIDE = 60
"""Characters within which the words stand that say what a figure is."""
_TRIM = expression(r"\s(?:a|an|per|each|every|of|in|for|on|at)\s.*", re.S)
_SPEED = expression(r"\s?[a-z]+\s(?:a|an|per)\s(?:hour|minute|second)", re.I)
_KEPT = {UnitKind.SPEED: _SPEED, UnitKind.PERCENT: expression(r"\sper\scent\b(?:age\spoints?\b)?", re.I)}
"""Units whose "per" is their own: 80 kilometres per hour, 70 per cent."""
_SYMBOL = expression(r"[^\w\s]|(?:us|can|au?s?|hk|nz|rs|c|r|s|usd|eur|gbp|chf|cfa)?\W?\s?", re.I)
_LOOSE = expression(
    r"(?<![\w.,$€£¥#:/-])(?:\d{1,3}(?:,\d{3})+|\d+)(?![\w%]|[.,:/–-]?\d)"
    r"|(?<![\w-])[a-z]+(?:-[a-z]+)?(?![\w-])"
)


@record
class Figure:
    """A figure of a sentence. ``claim``: None where the extractor passed a bare number over; ``span``: in the line."""

    span: Span
    q: Quantity
    claim: Claim | None
    text: str = ""


@record
class Line:
    """One sentence; ``coded`` as the module says, ``start`` its offset in the article."""

    figures: tuple[Figure, ...]
    coded: str
    text: str
    zone: Zone
    start: int

    def __getitem__(self, sign: str) -> Figure:
        return self.figures[int(sign)]

    def around(self, figure: Figure) -> tuple[str, str]:
        """The coded words ahead of a figure and behind it; none where it is not of the line."""
        at = next((n for n, f in enumerate(self.figures) if f is figure), None)
        head, found, tail = self.coded.partition(f"‹{at}›")
        return (head, tail) if found else ("", "")

    def beside(self, figure: Figure) -> tuple[str, str]:
        """The words right ahead of a figure and right behind it, up to the next ones."""
        head, tail = self.around(figure)
        return head.rpartition("›")[2][-_BESIDE:], tail.partition("‹")[0][:_BESIDE]


@record
class Problem:
    """Figures that do not fit, with the sum as a line for the reader. ``sure``: no reading is left.

    ``places``: passages of the article for which no claim stands (rows of a table, dates, clock times).
    """

    code: str
    figures: tuple[Figure, ...]
    message: str
    working: str
    confidence: float
    sure: bool = False
    considered: str = "rounding: the figures miss each other by more than their last digits"
    places: tuple[Span, ...] = ()

    @property
    def claims(self) -> list[Claim]:
        """What the verdict rests on, in reading order, each once."""
        found = {id(f.claim): f.claim for f in self.figures if f.claim is not None}
        return sorted(found.values(), key=lambda c: c.mention.span)


def line(claims: Sequence[Claim], taken: Iterable[Span]) -> Line:
    """The sentence that some claims share. ``taken``: spans of dates and names, which are no loose figures."""
    first = claims[0]
    return coded(first.context, first.sentence.start, first.zone, claims, taken)


def coded(context: str, start: int, zone: Zone, claims: Sequence[Claim], taken: Iterable[Span]) -> Line:
    """Any sentence, with the claims that it has; ``start``: where it stands."""
    text = context[:_LIMIT]
    found: dict[Span, Figure] = {}
    for claim in claims:
        span = _place(claim, start)
        if span.end <= len(text) and isinstance(claim.value, Quantity):
            for figure in _both(Figure(span, claim.value, claim), text):
                shown_as = text[figure.span.start : figure.span.end]
                sound = _sound(figure.q, shown_as, text[figure.span.end :])
                found.setdefault(figure.span, Figure(figure.span, sound, figure.claim, shown_as))
    figures: list[Figure] = []
    for figure in sorted(found.values(), key=lambda f: (f.span.start, -f.span.end)):
        if not figures or not figures[-1].span.overlaps(figure.span):
            figures.append(figure)
    busy = [f.span for f in figures] + [Span(s.start - start, s.end - start) for s in taken]
    figures = sorted([*figures, *_loose(text, busy)], key=lambda f: f.span)[:_MOST]
    return Line(tuple(figures), _coded(fold(text), figures), text, zone, start)


def _place(claim: Claim, start: int) -> Span:
    """The figure with its unit; for counts the number alone, so that the noun stays among the words."""
    whole, text = claim.mention.span, claim.mention.text
    number = claim.mention.parts.get("number_span")
    if not isinstance(number, Span) or not whole.contains(number):
        return Span(whole.start - start, whole.end - start)
    begin, end = number.start, number.end
    if isinstance(claim.value, Quantity) and claim.value.unit_kind not in _BARE:
        if _SYMBOL.fullmatch(text[: number.start - whole.start]):
            begin = whole.start
        rest = text[number.end - whole.start :]
        kept = _KEPT[claim.value.unit_kind].match(rest) if claim.value.unit_kind in _KEPT else None
        end = number.end + len(kept.group() if kept else _TRIM.sub("", rest).rstrip())
    return Span(begin - start, end - start)


_TO = expression(r"\sto\s", re.I)


@cache
def _moving() -> re.Pattern[str]:
    moves = any_of("moves", "up"), any_of("moves", "down"), any_of("added", "carriers")
    verbs = "|".join((*moves, *lexicon.mapping("arithmetic", "multiples")))
    return expression(rf"\b(?:{verbs})\b[^.;:]{{0,40}}\sfrom\s$")


def _both(figure: Figure, text: str) -> list[Figure]:
    """A range that is no range but a change: "doubled from 400 tonnes to 900 tonnes"."""
    q, span = figure.q, figure.span
    if q.bound is not Bound.RANGE or q.low is None or q.high is None:
        return [figure]
    cut = _TO.search(text, span.start, span.end)
    ahead = fold(text[max(0, span.start - 80) : span.start])
    if cut is None or not (_moving().search(ahead) or (_BY.search(ahead) and _two_things(text, span, cut))):
        return [figure]
    ends = ((Span(span.start, cut.start()), q.low), (Span(cut.end(), span.end), q.high))
    return [Figure(s, replace(q, low=v, high=v, bound=Bound.EXACT), figure.claim) for s, v in ends]


_BY = expression(r"\sby\s(?:an?\s|another\s)?$")
_WORD = expression(r"[^\d\s.,]+")


def _two_things(text: str, span: Span, cut: re.Match[str]) -> bool:
    """ "By 30 crowns to 80 crowns", "by 1,600 to 2,600, from 3,900": no range, but a change and where it led."""
    one, two = (_WORD.findall(text[a:b]) for a, b in ((span.start, cut.start()), (cut.end(), span.end)))
    behind = text[span.end : span.end + 12]
    return (bool(one) and one == two) or re.match(r",?\s(?:up\s|down\s)?from\s", behind) is not None


_BARE = (UnitKind.COUNT, UnitKind.NONE, UnitKind.AGE, UnitKind.RATIO)
_AGO = expression(r"\s*(?:a|per|each)\s\w+\s(?:before|earlier|ago|later|previously)")


_SCALED = expression(r"(\d{2,3})\s?(?:m|mn|million|bn|b|billion|tn|trillion|k|thousand)\b", re.I)


def _sound(q: Quantity, text: str, behind: str) -> Quantity:
    """A quantity as the checks read it: "190 million a year before" is no rate, and shows its millions."""
    if q.unit and " per " in q.unit and _AGO.match(behind):
        q = replace(q, unit=q.unit.split(" per ")[0])
    m = _SCALED.search(text)
    if m and q.low is not None and q.low == q.high and int(m[1]) % 100:
        q = replace(q, step=q.low / int(m[1]))
    return q


_ANYBODY = expression(r"\s(?:(?!was|is|has|does|less|plus)[a-z]+[^su\W]s|must|can|cannot|may|might|should|would)\b")
"""Behind "one" where it is anybody: "as one hears"."""


def _loose(text: str, busy: Sequence[Span]) -> list[Figure]:
    """Bare numbers that no claim stands for: "five short of", "and two to Tolm"."""
    out = []
    for m in _LOOSE.finditer(text):
        value = number_of(m.group())
        if value is None:
            continue
        if value == 1 and _ANYBODY.match(text, m.end()):
            continue
        span = Span(m.start(), m.end())
        if not any(span.overlaps(b) for b in busy):
            out.append(Figure(span, Quantity(value, value, Bound.EXACT, None, UnitKind.NONE, step=Decimal(1)), None))
    return out


@lru_cache(maxsize=16_384)
def number_of(word: str) -> Decimal | None:
    """The number of a word: "1,200", "twelve", "twenty-two"."""
    if word[0].isdigit():
        return Decimal(word.replace(",", ""))
    known = lexicon.mapping("numbers", "cardinals")
    tens, _, ones = word.partition("-")
    if tens not in known or (ones and ones not in known):
        return None
    return Decimal(known[tens]) + (Decimal(known[ones]) if ones else 0)


def _coded(text: str, figures: Sequence[Figure]) -> str:
    out, at = [], 0
    for i, figure in enumerate(figures):
        out += [text[at : figure.span.start], f"‹{i}›"]
        at = figure.span.end
    return re.sub(r"\s+", " ", "".join([*out, text[at:]]))


# -- the language of the checks --------------------------------------------------------------------------------------


@cache
def any_of(table: str, key: str = "") -> str:
    """An alternation over the phrases of a list of arithmetic.toml, longest first."""
    phrases = lexicon.words("arithmetic", f"{table}.{key}" if key else table)
    return alternatives.longest_of(phrases, r"\s")


@cache
def cue(table: str, *keys: str) -> re.Pattern[str]:
    """Whole words of some lists of a table of arithmetic.toml."""
    return expression(r"\b(?:" + "|".join(any_of(table, key) for key in keys) + r")\b")


@cache
def right_ahead(table: str, key: str) -> re.Pattern[str]:
    """The same of one list, where nothing but hedges stands between it and a figure."""
    return expression(rf"\b{any_of(table, key)}\s(?:{any_of('hedges')}\s)*$")


def digits(value: Decimal) -> int:
    """How many digits tell: neither zeros at the end nor the point."""
    return len(significant(value))


@cache
def quiet(key: str) -> re.Pattern[str]:
    """Whole words of a list of arithmetic.toml that keep a check quiet."""
    return expression(r"\b" + any_of("quiet", key) + r"\b")


_SLOT = expression(r"\{(\w+?)(\d*)\}")


@cache
def template(pattern: str) -> re.Pattern[str]:
    """A pattern over coded text. ``{hedge}``: words that may precede a figure; ``{words4}``: up to four plain words."""

    def slot(m: re.Match[str]) -> str:
        name, size = m.group(1), m.group(2)
        if name == "words":
            return rf"(?:\s[^\s‹›,;:()]+){{0,{size}}}?"
        if name == "hedge":
            return rf"(?:{any_of('hedges')}\s)*"
        if name in ("up", "down", "nouns"):
            return any_of("moves", name)
        return rf"‹(?P<{name}>\d+)›"

    return expression(_SLOT.sub(slot, pattern))


@cache
def _figures(pattern: str) -> int:
    """How many figures a pattern names."""
    return sum(name not in ("words", "hedge", "up", "down", "nouns") for name, _ in _SLOT.findall(pattern))


def found(pattern: str, line: Line, *needed: str) -> Iterator[re.Match[str]]:
    """Where a pattern stands in a line. It is compiled only for a line with figures enough, and with one of the words
    without which it matches nothing (``needed``): few sentences have them, and compiling takes milliseconds.
    """
    coded = line.coded
    if len(line.figures) >= _figures(pattern):
        for word in needed or ("",):
            if word in coded:
                return template(pattern).finditer(coded)
    return iter(())


def totals() -> tuple[str, str]:
    """The two ways to say that a figure (named total) is the sum of what stands before it."""
    return r"a\stotal\sof\s{hedge}{total}", rf"{{hedge}}{{total}}{{words3}}\s{any_of('totals', 'behind')}\b"


# -- values ----------------------------------------------------------------------------------------------------


def exactly(q: Quantity) -> Decimal | None:
    """The figure where it is one figure (hedged or not), not a range or an open end."""
    return q.low if q.low is not None and q.low == q.high and q.bound is not Bound.VAGUE else None


def stated(q: Quantity) -> Decimal | None:
    """The figure that the words name, whatever the bound: 40 of "more than 40"."""
    if q.bound is Bound.RANGE or q.bound is Bound.VAGUE:
        return None
    return q.low if q.low is not None else q.high


def counted(q: Quantity) -> bool:
    return q.unit_kind in (UnitKind.COUNT, UnitKind.NONE)


def plain_count(figure: Figure) -> bool:
    """Is a figure a count as it stands, without a hedge or a range?"""
    return counted(figure.q) and figure.q.bound is Bound.EXACT and exactly(figure.q) is not None


def true_range(q: Quantity) -> Interval | None:
    """What a stated figure may have been before it was rounded; None for ranges and open ends.

    Half its last digit, at most a tenth of it, and at most a fiftieth where it shows two digits and more. Counts below
    a thousand were counted, not rounded, unless they end in zeros. "About" reaches at least six hundredths.
    """
    value = exactly(q)
    if value is None:
        return None
    step, size = q.step or Decimal(1), abs(value)
    slack = min(step / 2, size / (50 if size >= step * 10 else 10))
    if counted(q) and value == value.to_integral_value() and size < 1000:
        slack = size * Decimal("0.03") if size >= 100 and size % 100 == 0 else Decimal(0)
    elif counted(q) and step == 1:
        slack = Decimal(0)
    if q.bound is Bound.ABOUT:
        slack = max(slack, size * Decimal("0.06"))
    return value - slack, value + slack


def shown(x: Decimal) -> str:
    """A figure for a reader: one digit behind the point, more where it is small."""
    digits = 1 if abs(x) >= 10 else 2
    return plain(round(x, digits)) or ""
