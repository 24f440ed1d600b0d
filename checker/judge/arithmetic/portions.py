"""Shares told apart from their figures: "Of the 90 boats 60 sank, one in two"; "eight of the 32 are shut. That is a
fifth"; "a quarter of that, 400,000 pairs".

A share needs a part with its whole, in its sentence or the one before, and words that say it is the share of these.
Any other two figures in reach that do make the share keep it quiet.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from functools import cache
from itertools import permutations

from checker import lexicon
from checker.expressions import expression
from checker.judge.arithmetic.around import Told, one_measure, preceding, problem, stem, told
from checker.judge.arithmetic.figures import (
    Figure,
    Line,
    Problem,
    any_of,
    counted,
    exactly,
    found,
    number_of,
    shown,
    true_range,
)
from checker.judge.arithmetic.script import Script
from checker.judge.arithmetic.shares import a_share, fits, percent_of
from checker.model import Bound, Quantity, Span, UnitKind, plain
from checker.record import record

__all__ = ["portions"]

_TRIGGER = expression(
    r"\bper\s?cent\b|\d\s?%|\b(?:half|third|quarter|fifth|sixth|seventh|eighth|tenth|thirds|quarters|fifths|tenths)\b"
    r"|\b(?:one|two|three|four|five|seven|nine|\d)(?:\s[a-z]+)?\s(?:in|out\sof)\s(?:every\s)?(?:two|three|four|five|six"
    r"|seven|eight|nine|ten|\d)"
)
_DET = r"(?:(?:[a-z]+'s|all|the|its|his|her|their|our|those|these|that|every|each|total)\s)*"
_PAIRS = (
    (r"{part}(?P<words>{words4})\s(?:out\s)?of\s" + _DET + r"{hedge}{whole}", " of "),
    (
        r"(?:^|[\s\"'(])(?:out\sof|of|among)\s" + _DET + r"{hedge}{whole}(?P<words>[^‹›.;:()]{1,70}?),?\s{hedge}{part}",
        "of ",
    ),
    (r"{part}(?P<words>[^‹›.;:()]{0,40}?)\sout\sof\san?\s(?:[a-z]+\s){1,3}of\s{hedge}{whole}", " out of "),
    (r"{whole}(?P<words>[^‹›.;:()]{1,60}?),\s(?:of|out\sof)\swh(?:om|ich)\s{hedge}{part}", " of wh"),
    (r"{whole}(?P<words>[^‹›.;:()]{1,60}?),\s{part}\sof\s(?:them|these)\b", " of the"),
)
_IN = expression(r"‹(\d+)›(?:\s[a-z]+)?\s(?:in|out\sof)\s(?:every\s|each\s)?‹(\d+)›")
_WORDS = expression(r"(?<![\w-])(?:(?P<many>a|an|one|two|three|four|five|seven|nine)[\s-])(?P<part>[a-z]+)\b|\bhalf\b")
_OUT_OF = expression(r"([\d,]+)\s(?:out\s)?of\s([\d,]+)")


@record
class _Share:
    """A share in a sentence: where it stands in the coded words, and what it says."""

    start: int
    end: int
    said: Figure
    text: str
    own: Span | None = None


def portions(script: Script) -> Iterator[Problem]:
    for number in script.body(_TRIGGER):
        line = script.line(number)
        if len(line.coded) > 600:
            continue
        shares = _shares(line)
        if not shares:
            continue
        ahead = preceding(script, number, 1)
        last = ahead[-1] if ahead else None
        for share in shares:
            for parts in _bases(line, last, share):
                wrong = _judged(parts, line, share, [*ahead, line])
                if wrong is not None:
                    yield wrong
                break


def _shares(line: Line) -> list[_Share]:
    """Every share of a sentence, also those of which the extractor made two figures or none."""
    out = []
    taken: list[tuple[int, int]] = []
    for n, f in enumerate(line.figures):
        if percent_of(f.q) is not None and _OUT_OF.fullmatch(f.text) is None:
            at = line.coded.find(f"‹{n}›")
            taken.append((at, at + len(f"‹{n}›")))
            out.append(_Share(*taken[-1], f, f.text))
    for m in _IN.finditer(line.coded):
        one, many = (exactly(line[k].q) for k in m.groups())
        if one and many and one < many <= 20 and all(counted(line[k].q) for k in m.groups()):
            span = Span(line[m[1]].span.start, line[m[2]].span.end)
            out.append(_made(m.start(), m.end(), one / many, span, line))
    for m in _WORDS.finditer(line.coded):
        parts = lexicon.mapping("numbers", "fractions").get(m["part"] or "half")
        many = Decimal(1) if (m["many"] or "a") in ("a", "an") else number_of(m["many"] or "")
        if parts and many and many < int(parts) and re.match(r"\sof\s|,|\.", line.coded[m.end() :]):
            out.append(_made(m.start(), m.end(), many / int(parts), None, line))
    for m in _FIFTHS.finditer(line.coded):
        parts = lexicon.mapping("numbers", "fractions").get(m["part"])
        many = exactly(line[m["many"]].q)
        if parts and many and counted(line[m["many"]].q) and many < int(parts):
            span = Span(line[m["many"]].span.start, line[m["many"]].span.end + 1 + len(m["part"]))
            out.append(_made(m.start(), m.end(), many / int(parts), span, line))
    return out


_FIFTHS = expression(r"‹(?P<many>\d+)›[\s-](?P<part>[a-z]+s)\b")
_OVER = expression(r"\b(?:more\sthan|over|above|at\sleast)\s$")
_UNDER = expression(r"\b(?:less\sthan|fewer\sthan|under|below|at\smost)\s$")


def _made(start: int, end: int, share: Decimal, span: Span | None, line: Line) -> _Share:
    ahead = line.coded[max(0, start - 30) : start]
    bound = Bound.EXACT
    if _OVER.search(ahead):
        bound = Bound.MORE_THAN
    elif _UNDER.search(ahead):
        bound = Bound.LESS_THAN
    elif _about().search(ahead):
        bound = Bound.ABOUT
    q = Quantity(share, share, bound, None, UnitKind.RATIO)
    text = line.coded[start:end] if span is None else line.text[span.start : span.end]
    return _Share(start, end, Figure(span or Span(0, 0), q, None, text), text, span)


@cache
def _about() -> re.Pattern[str]:
    return expression(r"\b" + any_of("loose") + r"\s$")


# -- which part and which whole a share is of -------------------------------------------------------------------------


def _bases(line: Line, last: Line | None, share: _Share) -> Iterator[tuple[Told, Told]]:
    """The part and the whole that a share is of, by the words between them; the nearest first."""
    sound = _ends(line, share)
    for part, whole, _, end in _pairs(line):
        between = line.coded[end : share.start] if end <= share.start else ""
        if sound(whole) and between and _apposed().fullmatch(between):
            yield (line, part), (line, whole)
    if not _compared(line, share):
        yield from (((line, p), (line, w)) for p, w in _behind(line, share))
    if not list(_pairs(line)):
        yield from _failed(line, share)
    if last is None:
        return
    opens = line.coded[: share.start]
    if (_that().fullmatch(opens) and sound(None)) or (_rate().fullmatch(opens) and not _compared(line, share)):
        pairs = [(p, w) for p, w, _, _ in _pairs(last)]
        if not pairs and _rate().fullmatch(opens):
            pairs = _two(last)
        if len(pairs) == 1:
            yield (last, pairs[0][0]), (last, pairs[0][1])
    yield from _of_before(line, last, share)
    yield from _of_that(line, last, share)


def _pairs(line: Line) -> list[tuple[Figure, Figure, int, int]]:
    """Parts with their wholes: part, whole, and where the two begin and end."""
    out = []
    for form, needed in _PAIRS:
        for m in found(form, line, needed):
            part, whole = line[m["part"]], line[m["whole"]]
            if _within((line, part), (line, whole)) and not _TWICE.search(m["words"]) and not a_share(line, m):
                out.append((part, whole, m.start(), m.end()))
    return out


_TWICE = expression(r"\b(?:average|total|than|ago|each|per|from|minimum|maximum|every)\b")


def _within(part: Told, whole: Told) -> bool:
    p, w = part[1], whole[1]
    if any(percent_of(f.q) is not None or f.q.bound not in (Bound.EXACT, Bound.ABOUT) for f in (p, w)):
        return False
    if any(f.q.unit_kind in (UnitKind.AGE, UnitKind.SCORE, UnitKind.TEMPERATURE, UnitKind.DURATION) for f in (p, w)):
        return False
    a, b = exactly(p.q), exactly(w.q)
    return a is not None and b is not None and 0 < a <= b and b >= 3 and one_measure(part, whole)


@cache
def _apposed() -> re.Pattern[str]:
    """From the pair to its share: words of the same clause, then a pause and what leads to the share."""
    leads = any_of("portions", "leads")
    return expression(
        rf"(?:\s(?!and\b|but\b|while\b)[^‹›.;:()]{{1,60}}?)?(?:,\s|\s\(|\s-\s|;\s|:\s|\sor\s)(?:{leads}\s)*(?:{any_of('hedges')}\s)*"
    )


def _ends(line: Line, share: _Share) -> Callable[[Figure | None], bool]:
    """Does a share end there, or go on with a whole that is the one of the pair?"""
    behind = line.coded[share.end :]

    def sound(whole: Figure | None) -> bool:
        if _CLOSED.match(behind):
            return True
        of = _OF.match(behind)
        if of is None:
            return False
        noun = stem(of["noun"])
        if whole is None or _wholes().match(of["noun"]) or noun in lexicon.words("arithmetic", "portions.bodies"):
            return True
        return bool(whole.claim and whole.claim.head and stem(whole.claim.head) == noun)

    return sound


_CLOSED = expression(r"(?:\sof\s(?:them|us|all))?(?:[.,;:)\"]|\s-\s|$)")
_OF = expression(r"\s(?:of|in)\s(?:(?:the|its|his|her|their|our|all|these|those|us)\s)*+(?P<noun>[a-z]+)(?!\sof\b)\b")


@cache
def _wholes() -> re.Pattern[str]:
    return expression(any_of("wholes") + r"\b")


@cache
def _that() -> re.Pattern[str]:
    leads = any_of("portions", "follows")
    return expression(rf"[\"'(]?(?:and\s|so\s)?(?:that|this|it|which|they)\s{leads}\s(?:{any_of('hedges')}\s)*")


@cache
def _rate() -> re.Pattern[str]:
    nouns = any_of("portions", "rates")
    return expression(rf"[\"'(]?(?:the|this|that|its|their)\s(?:[a-z]+\s)?{nouns}\sof\s(?:{any_of('hedges')}\s)*")


def _compared(line: Line, share: _Share) -> bool:
    return re.match(r"\s(?:points?|more|less|higher|lower|above|below)\b", line.coded[share.end :]) is not None


def _two(line: Line) -> list[tuple[Figure, Figure]]:
    """ "In a sample of 500 jars it was found in 45": two counts, the larger first."""
    counts = [f for f in line.figures if counted(f.q)]
    if len(counts) == len(line.figures) == 2 and re.search(r"\bin\s(?:only\s)?‹1›", line.coded):
        whole, part = counts
        if _within((line, part), (line, whole)):
            return [(part, whole)]
    return []


def _behind(line: Line, share: _Share) -> Iterator[tuple[Figure, Figure]]:
    rest = line.coded[share.end :]
    m = _EXPLAINED.match(rest)
    if m is None:
        return
    if m["both"]:
        both = line[m["both"]]
        figures = _OUT_OF.fullmatch(both.text)
        if figures is not None and both.q.unit_kind is UnitKind.RATIO:
            values = [Decimal(g.replace(",", "")) for g in figures.groups()]
            part, whole = (
                replace(both, q=Quantity(v, v, Bound.EXACT, None, UnitKind.NONE, step=Decimal(1))) for v in values
            )
            if 0 < values[0] <= values[1]:
                yield part, whole
        return
    part, whole = line[m["part"]], line[m["whole"]]
    if _within((line, part), (line, whole)):
        yield part, whole


_EXPLAINED = expression(
    r"(?P<words>[^‹›.;:()]{0,60}?)(?:,\s|\s\(|:\s|\s-\s)(?:or\s|(?:that|which)\sis(?:\sto\ssay)?,?\s|meaning\s|to\sbe\sexact,?\s|namely\s)?"
    r"(?:‹(?P<part>\d+)›(?:\s[a-z]+)?\s(?:out\s)?of\s" + _DET + r"‹(?P<whole>\d+)›|‹(?P<both>\d+)›)"
    r"(?=(?:\s[a-z]+)?(?:[.,;)]|\s-|\s(?:that|on|in|at|who|which)\b|$))"
)


_FAILED = expression(
    r"‹(?P<whole>0)›[^‹›;:]{3,60}?\s(?:and|but|of\swhom|of\swhich)\s(?:[a-z]+\s){0,2}‹(?P<part>1)›(?:\s[^\s‹›,.;:()]+){1,4},\s(?:or\s|that\sis,?\s)?(?:[a-z]+\s){0,2}$"
)


def _failed(line: Line, share: _Share) -> Iterator[tuple[Told, Told]]:
    """ "In all 51 lifts were checked and 17 failed, one third": two counts of one thing and their share."""
    m = _FAILED.search(line.coded[: share.start])
    if m is None or not _CLOSED.match(line.coded[share.end :]):
        return
    whole, part = line[m["whole"]], line[m["part"]]
    heads = {f.claim.head for f in (whole, part) if f.claim is not None and f.claim.head}
    if len(heads) == 1 and counted(part.q) and _within((line, part), (line, whole)):
        yield (line, part), (line, whole)


def _of_before(line: Line, last: Line, share: _Share) -> Iterator[tuple[Told, Told]]:
    """ "The town has 32 schools. Eight will close, one in five"; "80 cars were searched; in 12 of them, 25 percent"."""
    m = _PART.search(line.coded[: share.start])
    if m is None or not _CLOSED.match(line.coded[share.end :]):
        return
    part = line[m["part"]]
    wholes = [f for f in last.figures if _within((line, part), (last, f)) and counted(f.q)]
    if len(wholes) != 1 or len([f for f in last.figures if counted(f.q)]) != 1:
        return
    whole = wholes[0]
    head = part.claim.head if part.claim is not None else None
    alike = whole.claim is not None and bool(head) and head == whole.claim.head
    others = [f for f in line.figures if f is not part and f.claim is not None and f.claim.head == head]
    bare = head is None and part.q.unit_kind is UnitKind.NONE and _OF_THEM.search(line.coded[: m.start()]) is not None
    if m["them"] or bare or (alike and not any((exactly(f.q) or 0) > (exactly(part.q) or 0) for f in others)):
        yield (line, part), (last, whole)


_OF_THEM = expression(r"\bof\s(?:them|these|those)\b")
_PART = expression(
    r"‹(?P<part>\d+)›(?:\s(?P<them>of\s(?:them|these|those|which|whom))|(?:\s[^\s‹›,.;:()]+){0,4})"
    r"(?:,\s(?:or\s|that\sis,?\s)?|\s\((?:or\s)?|\s-\s)(?:[a-z]+\s){0,2}$"
)


def _of_that(line: Line, last: Line, share: _Share) -> Iterator[tuple[Told, Told]]:
    """ "The firm makes 1.2 million pairs. A quarter of that, 400,000 pairs, ..."."""
    m = _ANAPHOR.match(line.coded[share.end :])
    if m is None or line.coded[: share.start].strip(" \"'(") not in (
        "",
        "and",
        "but",
        "about",
        "nearly",
        "almost",
        "some",
    ):
        return
    part = line[m["part"]]
    wholes = [w for w in told([last]) if _within((line, part), w)]
    if len(wholes) == 1 and len(told([last])) == 1:
        yield (line, part), wholes[0]


_ANAPHOR = expression(
    r"\sof\s(?:that|them|these|those|it|this|the\s(?:total|sum|money|amount))(?:,\s(?:or\s)?|\s\()"
    r"(?:(?:about|some|around|nearly)\s)?‹(?P<part>\d+)›(?=(?:\s[a-z]+){0,2}[,.;)])"
)


# -- does it fit? ----------------------------------------------------------------------------------------------------


def _judged(parts: tuple[Told, Told], line: Line, share: _Share, around: Sequence[Line]) -> Problem | None:
    part, whole = parts[0][1], parts[1][1]
    if _told_by(part, whole, share):
        return None
    figures = [f for _, f in told(around) if f is not share.said and not _inside(f, share, line)]
    for a, b in permutations(figures, 2):
        if (a is not part or b is not whole) and _told_by(a, b, share):
            return None
    small, large = exactly(part.q), exactly(whole.q)
    percent = percent_of(share.said.q)
    if small is None or large is None or percent is None:
        return None
    real = small / large * 100
    if not Decimal("0.2") < real / percent < 5:
        return None
    message = f"{plain(small)} of {plain(large)} is {shown(real)} percent, not {share.text}"
    said = line, share.said
    found = problem("N111", parts, said, message, f"{plain(small)} / {plain(large)} = {shown(real)}%")
    if share.own is None and share.said.claim is None:
        found = replace(found, places=tuple(s for s in found.places if s.start != line.start or s.end != line.start))
    return found


def _inside(figure: Figure, share: _Share, line: Line) -> bool:
    return share.own is not None and share.own.contains(figure.span)


def _told_by(part: Figure, whole: Figure, share: _Share) -> bool:
    """Do two figures make the share, as loosely as its words?"""
    p, w, percent = true_range(part.q), true_range(whole.q), percent_of(share.said.q)
    if p is None or w is None or percent is None or w[0] <= 0 or p[0] < 0 or p[0] > w[1]:
        return False
    least, most = p[0] / w[1] * 100, p[1] / w[0] * 100
    q = share.said.q
    if q.unit_kind is UnitKind.RATIO and q.bound in (Bound.EXACT, Bound.ABOUT):
        slack = percent / (11 if q.bound is Bound.EXACT else 7)
        return least - slack <= percent <= most + slack
    return fits(q, percent, least, most)
