"""Two levels that stand together, and how far apart they are said to be in the same sentence or the next one.

"Reserves went from 11.2 billion to 8.4 billion in twelve months, a drop of a third"; "trains are being cut by a third.
In hard numbers, they go down from 36 to 27"; "43.3 percent. That is 5.8 points less than the 48.1 of the last vote";
"won by 19 votes. The tally was 118 to 109"; "won by six strokes ... 271 ... Second was Holt with 275"; "3:41.20, a full
2.70 seconds in front. ... in 3:42.90". Shares are words, too. Any two figures in reach that lie as far apart keep it
quiet.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from functools import cache
from itertools import combinations

from checker import lexicon
from checker.expressions import expression
from checker.judge.arithmetic.around import Told, nearby, paragraph_between, problem
from checker.judge.arithmetic.figures import Figure, Line, Problem, any_of, counted, exactly, number_of, quiet, shown
from checker.judge.arithmetic.script import Script
from checker.judge.arithmetic.spread import another_year, decimals, noun, one_kind, percent, value
from checker.model import Bound, Span, UnitKind, plain
from checker.rarity import content_stems
from checker.record import record

__all__ = ["gaps"]

_PART = expression(
    r"\b(?:(?P<n>a|an|one|two|three|four|nine)[\s-])?(?P<part>half|third|quarter|fifth|sixth|eighth|tenth)s?\b(?!-)"
    r"(?!\s(?:of|time|place|year|month|week|round|term|day|season|consecutive|straight|hour))"
)
_NO_LEVEL = (UnitKind.SCORE, UnitKind.AGE, UnitKind.RATIO, UnitKind.DURATION, UnitKind.TEMPERATURE)
_G = r"[^‹›.;:]{0,40}?"
_S = r"[^‹›.;:]{0,60}?"
_PAIRS = (
    rf"\bfrom\s(?:{{hedges}}\s)*‹(?P<a>\d+)›{_G}\sto\s(?:{{hedges}}\s)*‹(?P<b>\d+)›",
    rf"\bto\s(?:{{hedges}}\s)*‹(?P<b>\d+)›{_G},?\s(?:up\s|down\s)?from\s(?:{{hedges}}\s)*‹(?P<a>\d+)›",
    rf"\b(?:instead|in\splace)\sof\s(?:{{hedges}}\s)*‹(?P<a>\d+)›{_S}\s‹(?P<b>\d+)›",
    rf"‹(?P<b>\d+)›{_S}\s(?:instead|in\splace)\sof\s(?:{{hedges}}\s)*‹(?P<a>\d+)›",
    rf"\b(?:was|were|cost|stood\sat|paid|had|been|used\sto\s[a-z]+)\s(?:{{hedges}}\s)*‹(?P<a>\d+)›{_S}\bnow\s(?:[a-z]+\s){{0,2}}‹(?P<b>\d+)›",
    rf"\bnow\s(?:[a-z]+\s){{0,2}}‹(?P<b>\d+)›{_S}\b(?:was|were|cost|had\sbeen|stood\sat|paid|used\sto\s[a-z]+)\s(?:{{hedges}}\s)*‹(?P<a>\d+)›",
)
_TIME = expression(r"(?<![\w:.])(?:(?P<h>\d{1,2}):)?(?P<m>\d{1,2}):(?P<s>[0-5]\d(?:\.\d{1,3})?)(?![\w:])")
_BEHIND = expression(
    r"\b(?P<n>\d+(?:\.\d+)?|[a-z]+(?:-[a-z]+)?)(?P<unit>\sseconds?|\sminutes?|\s(?:tenth|hundredth|thousandth)s(?:\sof\sa\ssecond)?|s)"
    r"\s(?:in\sfront|ahead|behind|clear|back|adrift|slower|faster|quicker|too\sslow)\b"
)
_POINTED = expression(r"\spoints?\b|-point\b", re.I)


@record
class Said:
    """What is said to lie between: a share of the first level, or so much."""

    line: Line
    value: Decimal
    span: Span
    share: bool
    figure: int | None
    beside: bool = False
    """Do words such as "more" or "cheaper" leave open of which level it is a share?"""
    least: bool = False


@cache
def _forms() -> tuple[re.Pattern[str], ...]:
    return tuple(expression(form.replace("{hedges}", any_of("hedges"))) for form in _PAIRS)


@cache
def _move() -> re.Pattern[str]:
    lists = ("up", "down", "nouns")
    moves = "|".join(rf"\b{any_of('moves', key)}\b" for key in lists)
    return expression(rf"{moves}|\b{any_of('gaps', 'sides')}\b")


@cache
def _margin(which: str) -> re.Pattern[str]:
    if which == "ahead":
        return expression(rf"\b{any_of('gaps', 'ahead')}\s(?:{any_of('hedges')}\s)*$")
    return expression(rf"(?:-|\s)(?:[a-z]+\s){{0,2}}?{any_of('gaps', 'behind')}\b")


def gaps(script: Script) -> Iterator[Problem]:
    """One problem an article."""
    for number in script.body(_cues()):
        line = script.line(number)
        if len(line.coded) > 600 or quiet("adjusted").search(line.coded):
            continue
        for said in (*_shares(line), *_amounts(line)):
            found = _of_pair(script, number, said) if said.share else _of_levels(script, number, said)
            if found is not None:
                yield found
                return
    yield from _times_over(script)
    yield from _timed(script)


@cache
def _cues() -> re.Pattern[str]:
    return expression(
        r"%|\bper\s?cent\b|\b(?:half|third|quarter|fifth|sixth|eighth|tenth)s?\b"
        rf"|\b{any_of('gaps', 'ahead')}\b|\b{any_of('gaps', 'behind')}\b"
    )


# -- "boardings have more than tripled. ... The tally went from 12,000 to 26,000" --------------------------------------


@cache
def _multiple() -> re.Pattern[str]:
    names = "|".join(sorted(lexicon.nested("arithmetic", "multiples")))
    return expression(
        rf"\b(?P<more>more\sthan\s|over\s|almost\s|nearly\s)?(?P<verb>{names})(?=[\s,.;])"
        r"(?!\s(?:to|from|its|his|her|their)\b)"
    )


def _times_over(script: Script) -> Iterator[Problem]:
    """A multiple without figures, against the one pair of levels that the next sentences put together."""
    for number in script.body(_multiple(), tuple(lexicon.nested("arithmetic", "multiples"))):
        m = _multiple().search(script.words(number))
        region, lines = script.regions[number], nearby(script, number, 3)
        lines = [line for line in lines if line.start > region.span.start]
        pairs = [(line, p) for line in lines for form in _forms() for p in form.finditer(line.coded)]
        if m is None or len(pairs) != 1 or script.size(number) or quiet("adjusted").search(script.words(number)):
            continue
        line, pair = pairs[0]
        two = (line, line[pair["a"]]), (line, line[pair["b"]])
        least, most = (Decimal(end) for end in lexicon.nested("arithmetic", "multiples")[m["verb"]])
        if not all(_level(t) for t in two) or not _alike(*two) or len(line.figures) > 3:
            continue
        ratio = value(two[1]) / value(two[0])
        least, most = (least * Decimal("0.95"), most) if (m["more"] or "").startswith(("al", "near")) else (least, most)
        if m["more"] and m["more"].startswith(("more", "over")):
            most = most * 2 if least > 1 else most
        if least <= ratio <= most or not Decimal("0.1") < ratio < 10:
            continue
        start = region.span.start
        old, new = (shown(value(t)) for t in two)
        message = f"from {old} to {new} is {shown(ratio)} times as many, which is not “{m['verb']}”"
        working = f"{new} / {old} = {shown(ratio)}"
        figures = tuple(f for _, f in two)
        bare = [Span(x.start + f.span.start, x.start + f.span.end) for x, f in two if f.claim is None]
        places = tuple(sorted((Span(start + m.start(), start + m.end()), *bare)))
        yield Problem("N112", figures, message, working, 0.75, places=places)
        return


# -- what is said -----------------------------------------------------------------------------------------------------


def _shares(line: Line) -> Iterator[Said]:
    """Percentages and fractions by which something moved, not shares of a whole and no levels."""
    for n, figure in enumerate(line.figures):
        share = percent(figure)
        head, tail = line.beside(figure)
        if share and figure.q.bound in (Bound.EXACT, Bound.ABOUT) and _moves(head, tail) and "point" not in figure.text:
            yield Said(line, share, figure.span, True, n, beside=_sided().match(tail) is not None)
    taken = [f.span for f in line.figures if f.claim is not None]
    text = line.text.casefold()
    for m in _PART.finditer(text):
        span = Span(*m.span())
        head, tail = text[max(0, span.start - 60) : span.start], text[span.end : span.end + 40]
        if not m["n"] and (m["part"] != "half" or not head.endswith("by ")):
            continue
        if len(line.text) == len(text) and not any(span.overlaps(s) for s in taken) and _moves(head, tail):
            times = number_of(m["n"]) if m["n"] not in (None, "a", "an") else Decimal(1)
            part = (times or Decimal(1)) * 100 / int(lexicon.mapping("numbers", "fractions")[m["part"]])
            yield Said(line, part, span, True, None, beside=_sided().match(tail) is not None)


_TO_LEVEL = expression(r"\b(?:to|at|from|of|for|with|is|are|was|were|have)\s(?:[a-z]+\s)?$")
_OF_MOVE = expression(r"\s(?:of|points?|percentage|stake|share)\b")


@cache
def _rise_of() -> re.Pattern[str]:
    return expression(rf"\b(?:{any_of('moves', 'nouns')}|{any_of('compared', 'nouns')})\sof\s(?:[a-z]+\s)?$")


@cache
def _sided() -> re.Pattern[str]:
    return expression(rf"\s{any_of('gaps', 'sides')}\b")


def _moves(head: str, tail: str) -> bool:
    """Do the words beside a share say that something went up or down by it?"""
    head, tail = re.split(r"[;:›]|\.\s", head)[-1], re.split(r"[;:‹,]|\.\s", tail)[0]
    if _sided().match(tail) or _rise_of().search(head):
        return True
    if _OF_MOVE.match(tail) or _TO_LEVEL.search(head):
        return False
    return _move().search(head[-40:]) is not None and re.search(r"\bby\s(?:[a-z]+\s)?$|[a-z]\s$", head) is not None


def _amounts(line: Line) -> Iterator[Said]:
    """Points, votes, strokes by which somebody leads or something lies below."""
    for n, figure in enumerate(line.figures):
        value = exactly(figure.q)
        least = figure.q.bound is Bound.MORE_THAN
        value = value if value is not None else figure.q.low if least else None
        if value is None or value < 2 or not counted(figure.q) or figure.claim is None:
            continue
        head, tail = line.beside(figure)
        ahead = _margin("ahead").search(head) is not None
        behind = figure.q.unit_kind is UnitKind.COUNT and _margin("behind").match(tail) is not None
        if (least or figure.q.bound is Bound.EXACT) and (ahead or behind):
            yield Said(line, value, figure.span, False, n, least=least)


# -- levels -----------------------------------------------------------------------------------------------------------


def _level(one: Told) -> bool:
    value = exactly(one[1].q)
    return bool(value) and one[1].q.bound is Bound.EXACT and one[1].q.unit_kind not in _NO_LEVEL


def _pool(lines: Sequence[Line], said: Said) -> list[Told]:
    found = [(x, f) for x in lines for n, f in enumerate(x.figures) if not (x is said.line and n == said.figure)]
    return [(x, _unread(x, f)) for x, f in found]


_OF_THEN = expression(r"\sof\s|\sfrom\s")


def _unread(line: Line, figure: Figure) -> Figure:
    """ "The 38.1 of five years ago" counts no years."""
    if not counted(figure.q) or not _OF_THEN.match(line.around(figure)[1]):
        return figure
    return replace(figure, q=replace(figure.q, unit=None, unit_kind=UnitKind.NONE))


def _of_pair(script: Script, number: int, said: Said) -> Problem | None:
    """A share against the one pair of levels that its sentence, or one beside it, puts together."""
    for reach in (0, 1):
        lines = nearby(script, number, reach)
        found: dict[tuple[Decimal, Decimal], tuple[Told, Told]] = {}
        for line in lines:
            for form in _forms():
                for m in form.finditer(line.coded):
                    two = (line, line[m["a"]]), (line, line[m["b"]])
                    if all(_level(t) for t in two) and value(two[0]) != value(two[1]) and _alike(*two):
                        found.setdefault((value(two[0]), value(two[1])), two)
        if not found:
            continue
        if len(found) > 1 or (reach and _other_shares(lines, said)) or _others(said, next(iter(found.values()))):
            return None
        two = next(iter(found.values()))
        own = any(_level((said.line, f)) and f.claim is not None and f.span != said.span for f in said.line.figures)
        if reach and own and two[0][0] is not said.line:
            return None
        return _judge_share(lines, said, two) if not reach or _of_one(script, said.line, two[0][0]) else None
    return None


_SAME = expression(r"\b(?:numbers|figures|terms|that|this|these|they|it)\b")


def _of_one(script: Script, one: Line, other: Line) -> bool:
    """Do two sentences of a paragraph speak of one thing: by a word that both have, or one that points at the other?"""
    second = max(one, other, key=lambda x: x.start)
    if paragraph_between(script, one, other):
        return False
    words = [{*content_stems(" ".join(_PLAIN.findall(x.text)))} for x in (one, other)]
    return bool(words[0] & words[1]) or _SAME.search(second.coded) is not None


_PLAIN = expression(r"(?<![\w'’])[a-z]{4,}(?![\w'’])")


def _others(said: Said, two: tuple[Told, Told]) -> bool:
    """Does another level stand ahead of the two in their sentence, which may be what moved?"""
    line, first = two[0][0], min(f.span.start for _, f in two)
    return any(
        _level((line, f)) and f.claim is not None and f.span.start < first
        for n, f in enumerate(line.figures)
        if not (line is said.line and n == said.figure)
    )


def _alike(a: Told, b: Told) -> bool:
    kinds = {f.q.unit_kind for f in (a[1], b[1]) if not _fraction(f)} - {UnitKind.NONE}
    years = any(f.q.unit is None and 1500 < (exactly(f.q) or 0) < 2100 and f.q.step == 1 for f in (a[1], b[1]))
    if len(kinds) > 1 or years:
        return False
    return one_kind(a, b) or UnitKind.PERCENT in kinds


def _fraction(figure: Figure) -> bool:
    """Is a figure no count of anything, whatever stands behind it: "the 48.1 of the last vote"?"""
    return figure.q.unit_kind is UnitKind.COUNT and decimals(exactly(figure.q) or Decimal(0)) > 0


def _other_shares(lines: Sequence[Line], said: Said) -> bool:
    """Are there other percentages around, of which one may be meant, or levels that are shares themselves?"""
    return any(
        f.q.unit_kind in (UnitKind.PERCENT, UnitKind.RATIO)
        for line in lines
        for n, f in enumerate(line.figures)
        if not (line is said.line and n == said.figure)
    )


def _judge_share(lines: Sequence[Line], said: Said, two: tuple[Told, Told]) -> Problem | None:
    x, y = value(two[0]), value(two[1])
    real = abs(y - x) / x * 100
    values = [value(t) for t in _pool(lines, said) if exactly(t[1].q)]
    loose = max(Decimal("1.2"), said.value / (8 if said.figure is None else 12))
    for a in values:
        for b in values:
            back = (a, b) == (y, x) and not said.beside
            if a and not back and abs(abs(b - a) / a * 100 - said.value) <= loose:
                return None
    if said.value in values or not Decimal("0.25") < said.value / real < 4 or min(x, y) < 2:
        return None
    if UnitKind.PERCENT in (two[0][1].q.unit_kind, two[1][1].q.unit_kind) and abs(abs(y - x) - said.value) <= 1:
        return None
    message = f"from {shown(x)} to {shown(y)} is a change of {shown(real)} percent, not {shown(said.value)}"
    return _problem("N112", two, said, message, f"|{plain(y)} - {plain(x)}| / {plain(x)} = {shown(real)}%")


def _problem(code: str, two: Sequence[Told], said: Said, message: str, working: str) -> Problem:
    if said.figure is not None:
        return problem(code, two, (said.line, said.line.figures[said.figure]), message, working)
    start = said.line.start
    place = Span(start + said.span.start, start + said.span.end)
    bare = [Span(x.start + f.span.start, x.start + f.span.end) for x, f in two if f.claim is None]
    figures = tuple(f for _, f in two)
    return Problem(code, figures, message, working, 0.75, places=tuple(sorted((*bare, place))))


_WON = expression(r"(?:-|\s)(?:[a-z]+\s)?(?:win|victory|defeat|loss|triumph)\b")
_WON_BY = expression(r"\b(?:won|win|wins|lost|beat|beaten|passed|carried)\s(?:[a-z]+\s){0,3}by\s$")
_NOT_FINAL = expression(
    r"\b(?:half-?time|at\sthe\sbreak|interval|aggregate|penalt|shoot-?out|extra\stime|overtime|sets?|leg|first\shalf|innings|quarter)\b"
)


def _of_score(pool: Sequence[Told], said: Said) -> Problem | None:
    """What somebody won by, against the only score of a passage."""
    line, figure = said.line, said.line.figures[said.figure or 0]
    head, tail = line.beside(figure)
    scores = [t for t in pool if t[1].q.unit_kind is UnitKind.SCORE]
    sides = _SCORE.fullmatch(scores[0][1].text) if len(scores) == 1 else None
    if sides is None or said.least or not (_WON.match(tail) or _WON_BY.search(head)):
        return None
    if (
        _NOT_FINAL.search(line.coded)
        or _NOT_FINAL.search(scores[0][0].coded)
        or abs(scores[0][0].start - line.start) > 400
    ):
        return None
    real = Decimal(abs(int(sides[1]) - int(sides[2])))
    if not real or not Decimal("0.2") < said.value / real < 5:
        return None
    message = f"{sides.group()} is won by {real}, not by {shown(said.value)}"
    return _problem("N117", scores, said, message, f"|{sides[1]} - {sides[2]}| = {real}")


_SCORE = expression(r"(\d{1,3})\s?[-–:]\s?(\d{1,3})")


def _of_levels(script: Script, number: int, said: Said) -> Problem | None:
    """An amount against the only two levels of a passage that may lie so far apart."""
    lines = nearby(script, number, 4)
    pool = _pool(lines, said)
    figure = said.line, said.line.figures[said.figure or 0]
    pointed = _POINTED.search(figure[1].text) is not None or _POINTED.match(said.line.around(figure[1])[1]) is not None
    if len(pool) > 12 or _made(pool, said.value):
        return None
    found = _of_score(pool, said)
    if found is not None:
        return found
    levels = [t for t in pool if _level(t) and value(t) > said.value and _counts_so(t, figure, pointed)]
    near: dict[tuple[Decimal, Decimal], tuple[Told, Told]] = {}
    for a, b in combinations(levels, 2):
        real = abs(value(a) - value(b))
        if not real or not _alike(a, b) or decimals(said.value) > max(decimals(value(a)), decimals(value(b))):
            continue
        if real < min(value(a), value(b)) and Decimal("0.3") < said.value / real < Decimal("3.4"):
            near[value(a), value(b)] = (a, b)
    if len(near) != 1 or len(levels) > 4:
        return None
    two = next(iter(near.values()))
    if abs(two[0][0].start - two[1][0].start) > 300 or min(abs(t[0].start - said.line.start) for t in two) > 300:
        return None
    if not (_held(two) or _than(said, two)) or another_year(figure, two) or _OTHER_COUNT.search(said.line.coded):
        return None
    real = abs(value(two[0]) - value(two[1]))
    if said.least and said.value <= real:
        return None
    words = f"|{plain(value(two[0]))} - {plain(value(two[1]))}| = {shown(real)}"
    message = f"{plain(value(two[0]))} and {plain(value(two[1]))} lie {shown(real)} apart, not {shown(said.value)}"
    return _problem("N117", two, said, message, words)


_OTHER_COUNT = expression(
    r"\b(?:first\scount|recount|recounted|election\snight|initially|originally|at\sfirst|provisional|preliminary|earlier|previously"
    r"|four\syears\sago|last\stime|had\sled|had\sbeen|would|could|if|until)\b"
)


def _counts_so(one: Told, said: Told, pointed: bool) -> bool:
    """Can a level be told in what the amount is: votes in votes or bare figures, points in percent?"""
    q = one[1].q
    if q.unit_kind is UnitKind.PERCENT or _fraction(one[1]):
        return pointed
    if q.unit_kind is UnitKind.NONE:
        return not 1500 < value(one) < 2100 or decimals(value(one)) > 0
    return q.unit_kind is UnitKind.COUNT and (noun(one) == noun(said) or said[1].q.unit_kind is UnitKind.NONE)


def _made(pool: Sequence[Told], amount: Decimal) -> bool:
    """Do any two figures, or the sides of a score, make an amount?"""
    values = [value(t) for t in pool if exactly(t[1].q)]
    if amount in values or any(abs(abs(a - b) - amount) < Decimal("0.05") for a, b in combinations(values, 2)):
        return True
    sides = [_SCORE.fullmatch(f.text) for _, f in pool if f.q.unit_kind is UnitKind.SCORE]
    return any(m is not None and abs(int(m[1]) - int(m[2])) == amount for m in sides)


def _held(two: tuple[Told, Told]) -> bool:
    """Are two levels put side by side: "118 to 109", "52.4 percent and Berg 47.6", or told of first and second?"""
    (one, a), (other, b) = two
    if one is other:
        signs = [f"‹{n}›" for n, f in enumerate(one.figures) if f.span in (a.span, b.span)]
        return _SIDES.match(one.coded.partition(signs[0])[2].partition(signs[1])[0]) is not None
    return _SECOND.search(f"{one.coded} {other.coded}") is not None


_THAN = expression(r"(?:\s[a-z]+){0,2}\s[a-z]+\sthan\s(?:(?:the|its|his|her|their|our|those|in|at)\s)?‹(?P<level>\d+)›")


def _than(said: Said, two: tuple[Told, Told]) -> bool:
    """Does an amount name one of the levels itself: "5.8 points less than the 48.1 of the last vote"?"""
    m = _THAN.match(said.line.around(said.line.figures[said.figure or 0])[1])
    level = said.line[m["level"]].span if m is not None else None
    return any(line.start == said.line.start and figure.span == level for line, figure in two)


_SIDES = expression(r"\s?(?:to|against|[^‹›.;]{0,40}\b(?:and|to|against|with|than|while|but)\b[^‹›.;]{0,40})\s?$")
_SECOND = expression(
    r"\b(?:second|runner-up|next|nearest|rival|opponent|challenger|challengers|behind|followed|trailed|beaten|loser|record|previous|last\syear|last\stime|ago|then)\b"
)


# -- "in 3:41.20, a full 2.70 seconds in front" -----------------------------------------------------------------------


_PARTS_OF_SECONDS = {
    "minute": Decimal(60),
    "tenth": Decimal("0.1"),
    "hundredth": Decimal("0.01"),
    "thousandth": Decimal("0.001"),
}
_AHEAD = ("front", "ahead", "behind", "clear", "back", "adrift", "slower", "faster", "quicker", "slow")


def _timed(script: Script) -> Iterator[Problem]:
    """The only two times of a passage that lie close, and by how much the one was ahead."""
    for number in script.body(_BEHIND, _AHEAD):
        lines = [script.regions[n] for n in range(max(0, number - 3), min(number + 4, len(script.regions)))]
        begin, end = lines[0].span.start, lines[-1].span.end
        times = {_seconds(m): Span(*m.span()) for m in _TIME.finditer(script.text, begin, end)}
        here = script.regions[number].span
        for m in _BEHIND.finditer(script.text, here.start, here.end):
            n = Decimal(m["n"]) if m["n"][0].isdigit() else number_of(m["n"])
            if n is None or len(times) != 2:
                continue
            said = n * next((size for word, size in _PARTS_OF_SECONDS.items() if word in m["unit"]), Decimal(1))
            (x, one), (y, two) = times.items()
            real = abs(x - y)
            if abs(real - said) <= (30 if "minute" in m["unit"] else 0) or real > min(x, y) / 4:
                continue
            if not Decimal("0.2") < said / real < 5 or decimals(said) > decimals(real) + 2:
                continue
            message = f"the two times lie {shown(real)} seconds apart, not {shown(said)}"
            yield Problem(
                "N117", (), message, f"{shown(real)}", 0.75, places=tuple(sorted((one, two, Span(*m.span("n")))))
            )
            return


def _seconds(m: re.Match[str]) -> Decimal:
    return int(m["h"] or 0) * 3600 + int(m["m"]) * 60 + Decimal(m["s"])
