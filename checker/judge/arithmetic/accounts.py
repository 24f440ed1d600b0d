"""A whole and what became of its parts, told over a passage: the account must close where its words say that it does.

"The blaze killed 17 people. Ten of the dead ... Another five were ... and three ... No one else died"; "a lorry with 27
boxes. ... It lost eleven. ... Eight were found. ... Six have yet to be seen"; "against were 412, in favour 388, and 95
papers were spoiled. All 985 votes". What closes it is a figure for the rest, a sentence that leaves nobody out, a
figure for them all behind its parts, as many parts as were announced, or kinds that between them are everybody.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from functools import cache
from itertools import combinations, pairwise

from checker import lexicon
from checker.expressions import expression
from checker.judge.arithmetic.around import grown, problem
from checker.judge.arithmetic.entries import (
    ANAPHOR,
    BACK,
    LONGEST,
    Entry,
    anaphoric,
    announced,
    aside,
    bare,
    bare_whole,
    entries_of,
    entry_of,
    lines_up_to,
    listed,
    may_be_of,
)
from checker.judge.arithmetic.figures import (
    Figure,
    Line,
    Problem,
    any_of,
    counted,
    cue,
    digits,
    exactly,
    right_ahead,
    shown,
)
from checker.judge.arithmetic.reckoning import judged
from checker.judge.arithmetic.script import Script
from checker.judge.arithmetic.shares import percent_of
from checker.judge.arithmetic.spread import noun
from checker.model import Bound, UnitKind, Zone
from checker.text import fold

__all__ = ["accounts"]

_NEAR = 250
"""Characters between the sentences in which kinds of people are told."""


def accounts(script: Script) -> Iterator[Problem]:
    """One problem a passage."""
    until = -1
    for number in range(len(script.regions)):
        if number <= until or not (script.size(number) or (number and script.size(number - 1))):
            continue
        headed = script.regions[number].zone is Zone.HEADLINE
        for find in (_behind,) if headed else (_rest, _behind, _ahead, _hundred):
            found = find(script, number)
            if found is not None:
                yield found
                until = number + 1
                break


# -- "The other 29 ...", "Six have yet to be found", "What is left, 25 million, ..." ---------------------------------


@cache
def _rest_behind() -> re.Pattern[str]:
    words = r"(?:\s(?!(?:and|but|or|had|have|has)\b)[a-z'-]+){0,3}?"
    return expression(rf"{words}\s{any_of('accounts', 'rest_behind')}(?=[\s,.;)]|$)")


@cache
def _rest_ahead() -> re.Pattern[str]:
    return expression(rf"\b{any_of('accounts', 'rest_ahead')},?\s(?:(?:the|another|some|only|just|with|at)\s)*$")


def _rest(script: Script, number: int) -> Problem | None:
    line = script.line(number)
    for n, figure in enumerate(line.figures):
        head, tail = line.beside(figure)
        ahead = _rest_ahead().search(head) is not None
        if not ahead and not _rest_behind().match(tail):
            continue
        rest = entry_of(line, n, figure)
        if rest is None or figure.q.bound is not Bound.EXACT:
            continue
        found = _of_rest(lines_up_to(script, number), rest, ahead)
        if found is not None:
            return found
    return None


def _of_rest(lines: Sequence[Line], rest: Entry, ahead: bool) -> Problem | None:
    around = entries_of(lines)
    before = [e for e in around if e.place < rest.place]
    like = [e for e in before if may_be_of(rest, e) and e.value > rest.value and not bare_whole(e) and not listed(e)]
    like = [e for e in like if bare(rest) or noun(rest.told) == noun(e.told)]
    for whole in sorted(like, key=lambda e: -e.value):
        parts = _unbracketed([e for e in before if e is not whole and _part(e, whole)], whole)
        if 1 <= len(parts) <= 4:
            if any(e.value >= whole.value for e in parts) or grown(rest.told[0]):
                return None
            return judged(lines, whole, [*parts, rest], int(ahead))
    return None


def _part(entry: Entry, whole: Entry) -> bool:
    """Is a figure behind its whole, or right before it as "ten of the 30", one of its parts?"""
    if not may_be_of(entry, whole):
        return False
    return entry.place > whole.place or _of_it(entry, whole)


def _of_it(entry: Entry, whole: Entry) -> bool:
    line, figure = entry.told
    if line is not whole.told[0]:
        return False
    between = line.text[figure.span.end : whole.told[1].span.start]
    return _OF_IT.fullmatch(between.lower()) is not None


_OF_IT = expression(r"(?:\s[a-z'-]+){0,2}\s(?:out\s)?of\s(?:the|its|his|her|their|those|these|all)?\s?(?:total\sof\s)?")


# -- the parts behind their whole ------------------------------------------------------------------------------------


def _behind(script: Script, number: int) -> Problem | None:
    """ "17 people were killed. Ten ... Another five ... and three. No one else ..." """
    line = script.line(number)
    if not any(_sound_whole(e) for e in entries_of([line])):
        return None
    last = min(len(script.regions), number + BACK)
    lines = lines_up_to(script, number)[-3:]
    for n in range(number + 1, last):
        region = script.regions[n]
        if line.zone not in (region.zone, Zone.HEADLINE) or region.span.end - line.start > LONGEST:
            break
        lines.append(script.line(n))
    around = entries_of(lines)
    for whole in around:
        if whole.told[0] is not line or not _sound_whole(whole):
            continue
        parts: list[Entry] = []
        for entry in around:
            if entry is whole or not _part(entry, whole):
                continue
            if entry.value >= whole.value or aside(entry):
                break
            parts.append(entry)
        parts = _unbracketed(parts, whole)
        found = _listed(lines, whole, around)
        if found is not None:
            return found
        for m in _lengths(parts, whole):
            found = _closing(lines, whole, parts[:m], parts[m:])
            if found is not None:
                return found
        found = _peopled(lines, whole, around)
        if found is not None:
            return found
    return None


def _closing(lines: Sequence[Line], whole: Entry, parts: Sequence[Entry], more: Sequence[Entry]) -> Problem | None:
    """The verdict where words close the account, or where all that follows is parts and one digit is off."""
    sure = 2 if _everybody(parts, whole) else int(_closes(lines, whole, parts, more))
    if not sure and (more or not _parted(lines, whole, parts)):
        return None
    return judged(lines, whole, parts, sure)


def _peopled(lines: Sequence[Line], whole: Entry, around: Sequence[Entry]) -> Problem | None:
    """Kinds that are everybody, whatever their whole is called: "17 candles, one each for nine women, six men, ..." """
    if not counted(whole.told[1].q):
        return None
    for line in [x for x in lines if x.start >= whole.told[0].start][:4]:
        parts = [e for e in around if e.told[0] is line and e is not whole and e.place > whole.place]
        parts = [e for e in parts if counted(e.told[1].q)]
        for m in reversed(range(2, min(len(parts), 4) + 1)):
            some = parts[:m] if line is whole.told[0] else parts
            if _everybody(some, whole) and (len(some) > 2 or line is whole.told[0]) and _list(some):
                found = judged(lines, whole, some, 2)
                if found is not None:
                    return found
    return None


def _listed(lines: Sequence[Line], whole: Entry, around: Sequence[Entry]) -> Problem | None:
    """A sentence that names its parts to the end: "1,370 million, of which 890 million are ... and 580 million ..." """
    line = whole.told[0]
    told = {e.place: e for e in around if e.told[0] is line}
    parts: list[Entry] = []
    for figure in line.figures:
        if figure.span.start <= whole.told[1].span.start:
            continue
        entry = told.get(line.start + figure.span.start)
        if entry is None or not may_be_of(entry, whole) or entry.value >= whole.value:
            break
        parts.append(entry)
    signs = [n for n, f in enumerate(line.figures) for e in (whole, *parts) if e.told[1] is f]
    if len(parts) < 2:
        return None
    links = [line.coded.partition(f"‹{a}›")[2].partition(f"‹{b}›")[0] for a, b in pairwise(signs)]
    of_the = _OF_THE.search(line.coded.partition(f"‹{signs[0]}›")[0]) is not None and len(parts) > 2
    opened = of_the or _OPENS.search(links[0]) or ANAPHOR.match(parts[0].told[0].beside(parts[0].told[1])[1])
    if not opened or not _LAST.search(links[-1]) or any(re.search(r"[.;:()]", x) for x in links[1:]):
        return None
    over = sum((p.value for p in parts), -whole.value) > 0
    apart = not counted(whole.told[1].q) or _one_way(parts)
    return judged([line], whole, parts, int(over and apart)) if over or whole.value >= 100 else None


_OF_THE = expression(r"(?:^|[\"'(]|\.\s)(?:out\s)?of\s(?:the|its|his|her|their|these|those|all)\s(?:the\s)?$")
_OPENS = expression(
    r"(?:,\sof\swh(?:ich|om)|,?\snamely|:|\s\(|\s-|\smade\sup\sof|\sconsisting\sof|\scomprising|\ssplit\sinto)"
    r"\s?[^‹›,]{0,20}$"
)
_LAST = expression(r"\s(?:and|while|plus)\s[^‹›,]{0,24}$")


def _one_way(parts: Sequence[Entry]) -> bool:
    """Are parts told alike: on Monday and on Tuesday, in one place and in the other?"""
    ways = [_WAY.search(p.told[0].beside(p.told[1])[1]) for p in parts]
    found = {m[1] for m in ways if m is not None}
    return None not in ways and len(found) == 1


_WAY = expression(r"^(?:\s[a-z-]+){0,3}?\s(in|on|at|to|from|for|by|near|with)\b")


def _list(parts: Sequence[Entry]) -> bool:
    """Do parts follow each other with nothing between but their own few words?"""
    ends = [(p.told[1].span, q.told[1].span) for p, q in pairwise(parts)]
    return all(q.start - p.end < 40 and ":" not in parts[0].told[0].text[p.end : q.start] for p, q in ends)


def _parted(lines: Sequence[Line], whole: Entry, parts: Sequence[Entry]) -> bool:
    """Are the parts told as such, or so many and so long that they fit by no chance?"""
    if not all(bare(p) or noun(p.told) == noun(whole.told) or not counted(p.told[1].q) for p in parts):
        return False
    if announced(lines, len(parts)) and whole.value >= 20:
        return True
    long = whole.value >= 100 and digits(whole.value) >= 2
    return long and (len(parts) >= 3 or all(anaphoric(p) for p in parts))


def _unbracketed(parts: Sequence[Entry], whole: Entry) -> list[Entry]:
    """Parts without those first ones that make the whole by themselves: "27 persons (9 men and 18 women). ..." """
    for n in range(2, len(parts)):
        if sum((p.value for p in parts[:n]), -whole.value) == 0:
            return list(parts[n:])
    return list(parts)


def _lengths(parts: Sequence[Entry], whole: Entry) -> list[int]:
    """How many of some figures may be the parts: those that are everybody, or else any of the first."""
    lengths = range(2, min(len(parts), 6) + 1)
    people = [m for m in lengths if _everybody(parts[:m], whole)]
    return people[-1:] or list(lengths)


def _sound_whole(entry: Entry) -> bool:
    """Can a figure be a whole: told plainly, of something, and no item of a list ("90 guests and a crew of 12")?"""
    if listed(entry):
        return False
    plain = entry.told[1].q.bound is Bound.EXACT and entry.value >= 3
    return plain and not bare_whole(entry) and not anaphoric(entry)


def _closes(lines: Sequence[Line], whole: Entry, parts: Sequence[Entry], more: Sequence[Entry]) -> bool:
    """Do words behind the last part, or about them all, leave nobody out?"""
    at = [next(n for n, line in enumerate(lines) if line is e.told[0]) for e in (whole, parts[-1], *more[:1])]
    end = max(at[1] + 1, min(at[1] + 3, at[2] if more else len(lines)))
    return any(cue("accounts", "closing").search(fold(line.text)) for line in lines[at[0] : end])


def _everybody(parts: Sequence[Entry], whole: Entry) -> bool:
    """Are the parts of kinds that between them are everybody: "22 women, nine men and eight children"?"""
    starts = {p.told[0].start for p in parts}
    if len(starts) > min(2, len(parts) - 1) or max(starts) - min(starts) > _NEAR:
        return False
    words = [_own_words(p) for p in parts]
    for name, kinds in _kinds().items():
        if name == "votes" and noun(whole.told) not in lexicon.words("arithmetic", "accounts.cast"):
            continue
        found = [_kind(kinds, w) for w in words]
        if None not in found and len(set(found)) == len(found) == len(kinds):
            return True
    return False


def _kind(kinds: Sequence[re.Pattern[str]], words: Sequence[str]) -> int | None:
    return next((n for w in words for n, kind in enumerate(kinds) if kind.search(w)), None)


@cache
def _kinds() -> Mapping[str, tuple[re.Pattern[str], ...]]:
    rows = lexicon.mapping("arithmetic", "accounts.everybody")
    return {
        name: tuple(expression(rf"\b(?:{'|'.join(k.split())})\b") for k in row.split(" | "))
        for name, row in rows.items()
    }


def _own_words(part: Entry) -> tuple[str, str]:
    """The words of a part: behind its figure, or ahead of it where the list has the figures last."""
    head, tail = part.told[0].beside(part.told[1])
    return re.split(r"[,;.:]", tail)[0], re.split(r"[,;.]", head)[-1]


# -- the parts ahead of their whole ----------------------------------------------------------------------------------


def _ahead(script: Script, number: int) -> Problem | None:
    """ "The city gives 1.2 million, the region 900,000. ... That makes 2.3 million" """
    wholes = [e for e in entries_of([script.line(number)]) if e.told[1].q.bound is Bound.EXACT and _in_all(e)]
    lines = lines_up_to(script, number) if wholes else []
    around = entries_of(lines)
    for whole in wholes:
        before = [e for e in around if e.place < whole.place]
        if any(e.value >= whole.value for e in before if may_be_of(whole, e) or may_be_of(e, whole)):
            continue
        loose = [e for e in before if counted(e.told[1].q) and e.told[0].start >= lines[-2:][0].start]
        loose = loose if counted(whole.told[1].q) and _everybody(loose, whole) else []
        for start in reversed(lines):
            parts = loose or [e for e in before if e.told[0].start >= start.start and _adds(e, whole)]
            if len(parts) >= 2:
                break
        if 2 <= len(parts) <= 6 and not any(aside(p) for p in parts):
            found = judged(lines, whole, parts, 2 if _everybody(parts, whole) else 1)
            if found is not None:
                return found
    return None


def _adds(part: Entry, whole: Entry) -> bool:
    """Can a figure be one of those that a sum is made of?"""
    return may_be_of(part, whole) or (counted(whole.told[1].q) and counted(part.told[1].q) and may_be_of(whole, part))


@cache
def _all_behind() -> re.Pattern[str]:
    words = r"(?:\s(?!and\b|but\b|or\b)[a-z'-]+){0,3}?"
    return expression(rf"{words}\s{any_of('accounts', 'whole_behind')}(?=[\s,.;:)]|$)")


def _in_all(entry: Entry) -> bool:
    """Do the words beside a figure say that it is the sum of those before?"""
    head, tail = entry.told[0].beside(entry.told[1])
    return right_ahead("accounts", "whole_ahead").search(head) is not None or _all_behind().match(tail) is not None


# -- "30 percent ..., 45 percent ..., while the rest, 15 percent, ..." -----------------------------------------------

_MOVED = expression(r"\b(?:up|down|from|points?|last|ago|than|compared|rose|fell|of\sthem|of\sthese|of\sthose)\b")


def _hundred(script: Script, number: int) -> Problem | None:
    """Shares of one whole of which the last is the rest: they are a hundred percent."""
    line = script.line(number)
    for figure in line.figures:
        head, tail = line.beside(figure)
        named = _rest_ahead().search(head) or _OTHERS.search(head) or _OTHERS_BEHIND.match(tail)
        if figure.q.unit_kind is not UnitKind.PERCENT or not named:
            continue
        lines = lines_up_to(script, number)
        for back in (1, 2, 3):
            told = [(x, f) for x in lines[-back:] for f in x.figures]
            shares = [(x, f, p) for x, f in told if (p := _percent(x, f)) is not None and _before(x, f, line, figure)]
            if len(shares) >= 3:
                return _all_of(shares)
    return None


def _percent(line: Line, figure: Figure) -> Decimal | None:
    """A share in percent, also where it leaves the word to the others: "barley takes 26."."""
    share, value = percent_of(figure.q), exactly(figure.q)
    bare_one = figure.q.unit_kind is UnitKind.NONE and figure.q.bound is Bound.EXACT and figure.claim is not None
    if share is None and bare_one and value is not None and 1 < value < 90:
        return value if _ENDS.match(line.beside(figure)[1]) else None
    return share


_ENDS = expression(r"(?:[,.;)]|\sand\b|$)")
_OTHERS = expression(r"\bothers?\s(?:[a-z]+\s){0,2}$")
_OTHERS_BEHIND = expression(
    r"\s(?:to\s|for\s|by\s|went\sto\s|are\s|were\s)?(?:others|other\s[a-z]+|the\srest)(?=[,.;)])"
)


def _before(line: Line, figure: Figure, last: Line, rest: Figure) -> bool:
    return line is not last or figure.span.start <= rest.span.start


def _all_of(shares: Sequence[tuple[Line, Figure, Decimal]]) -> Problem | None:
    total = sum((p for *_, p in shares), Decimal(0))
    slack = sum((Decimal(3) if f.q.bound is Bound.ABOUT else Decimal("0.5") for _, f, _ in shares), Decimal(0))
    if len(shares) > 7 or not slack < abs(total - 100) <= 20:
        return None
    values = [p for *_, p in shares]
    some = [c for k in range(2, len(values)) for c in combinations(values[:-1], k)]
    if any(abs(sum(c, values[-1]) - 100) <= Decimal("1.5") for c in some):
        return None
    if any(_MOVED.search(" ".join(x.beside(f))) or f.q.bound not in (Bound.EXACT, Bound.ABOUT) for x, f, _ in shares):
        return None
    if any(f.claim is not None and f.claim.role in ("from", "to", "by") for _, f, _ in shares):
        return None
    *parts, last = [(x, f) for x, f, _ in shares]
    words = " + ".join(shown(v) for v in values) + f" = {shown(total)}"
    return problem("N113", parts, last, f"the shares add up to {shown(total)} percent, not 100", words)
