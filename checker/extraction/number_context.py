"""The words around an amount: hedges ("at least", "or so") and changes ("rose by 5% to 210 from 190")."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache

from checker import lexicon
from checker.extraction.number_amounts import Amount
from checker.extraction.number_tokens import Tok, guard, phrase
from checker.extraction.number_values import number_words
from checker.model import Bound, Change, UnitKind
from checker.record import record

__all__ = ["Hedge", "Move", "hedge", "move", "parts_of_change", "planned"]

_LONGEST_HEDGE = 5
_SKIPS = 3
_REACH = 14
_LONGEST_TIME = 7
_LONGEST_OBJECT = 12
_MANY = 10
_APART = 4
"""A bare count behind "by" is a step from here on; fewer may be who did it ("raised by two aunts")."""


@record
class Hedge:
    """Words that bound a figure, characters [start, end); ``before`` is False for "or more"."""

    bound: Bound
    start: int
    end: int
    before: bool = True


@record
class Move:
    """How an amount takes part in a change: its direction, and whether it is the step, the old or the new value."""

    change: Change | None
    role: str | None


@cache
def _phrases(key: str) -> dict[tuple[str, ...], Bound]:
    return {phrase(words): Bound(bound) for bound, listed in lexicon.nested("numbers", key).items() for words in listed}


@cache
def _edges(key: str, place: int) -> frozenset[str]:
    """The first (0) or last (-1) words of the phrases: a cheap test before their runs of words are made."""
    return frozenset(words[place] for words in _phrases(key))


def hedge(toks: Sequence[Tok], a: Amount) -> Hedge | None:
    """The hedge of an amount, before it or behind it; before wins unless it is only "about"."""
    before = _before(toks, a)
    after = _after(toks, a)
    if before and after:
        return before if before.bound is not Bound.ABOUT else after
    return before or after


def _before(toks: Sequence[Tok], a: Amount) -> Hedge | None:
    skip = lexicon.words("numbers", "hedges_skip.between")
    at = a.first
    if at and toks[at - 1].end == toks[at].start and toks[at - 1].low in "-−":
        at -= 1
    found, definite = None, False
    for _ in range(_SKIPS):
        found = _ending(toks, at, a)
        if found or at == 0 or toks[at - 1].low not in skip:
            break
        definite = definite or toks[at - 1].low in guard("definite")
        at -= 1
    if found is None or (definite and found[1] is not Bound.ABOUT):
        return None  # "more than the 60 votes needed" compares
    first, bound = found
    outer = _ending(toks, first, a)
    start = first
    if outer:
        start, bound = outer[0], (outer[1] if bound is Bound.ABOUT else bound)
    return Hedge(bound, toks[start].start, toks[at - 1].end)


def _ending(toks: Sequence[Tok], at: int, a: Amount) -> tuple[int, Bound] | None:
    """The longest hedge phrase that ends before token ``at``: (its first token, bound)."""
    if at == 0 or toks[at - 1].low not in _edges("hedges", -1):
        return None
    table = _phrases("hedges")
    for size in range(min(_LONGEST_HEDGE, at), 0, -1):
        words = tuple(t.low for t in toks[at - size : at])
        bound = table.get(words)
        if bound and not _misread(toks, at - size, words, a):
            return at - size, bound
    return None


def _misread(toks: Sequence[Tok], first: int, words: tuple[str, ...], a: Amount) -> bool:
    """ "took over two firms", "over three days", "talked about two things", "the above 5": no hedge."""
    before = toks[first - 1].low if first else ""
    tied = first > 1 and before in ("-", "‑")
    counted = tied and (toks[first - 2].kind == "n" or toks[first - 2].low in number_words())
    if words in (("over",), ("under",)) and counted:
        return True  # "a 5-under 67", "a four-under 68"
    one_of = a.last < len(toks) and toks[a.last].low == "of" and a.low == 1 and a.numeral.spelled
    if one_of and words[0] in lexicon.words("numbers", "hedges_misread.one_of"):
        return True  # "over one of the hills"
    spans = a.last < len(toks) and toks[a.last].low in lexicon.words("numbers", "hedges_misread.played")
    if words == ("over",) and (a.kind is UnitKind.DURATION or spans):
        return before not in lexicon.words("numbers", "hedges_misread.over_fits")
    if words in (("over",), ("under",), ("about",), ("around",), ("near",)):
        if words == ("over",) and first and toks[first - 1].kind == "n" and a.unit is None:
            return True  # a blood pressure of "140 over 90"
        listed = {"under": "over"}.get(words[0], words[0])
        return before in lexicon.words("numbers", f"hedges_misread.{listed}")
    if words == ("max",) and toks[first].text == "Max":
        return True  # a name
    if words == ("up", "to") and before in lexicon.words("numbers", "hedges_misread.up"):
        return True
    if words in (("up", "to"), ("as", "high", "as")) and a.last < len(toks) and toks[a.last].low == "from":
        return True
    if words == ("some",):
        return toks[first + 1].kind == "p"
    return words == ("sub",) and toks[first + 1].low not in "-‑"


def _after(toks: Sequence[Tok], a: Amount) -> Hedge | None:
    if a.last >= len(toks) or toks[a.last].low not in _edges("hedges_after", 0):
        return None
    table = _phrases("hedges_after")
    for size in range(min(4, len(toks) - a.last), 0, -1):
        words = tuple(t.low for t in toks[a.last : a.last + size])
        bound = table.get(words)
        behind = toks[a.last + size] if a.last + size < len(toks) else None
        if bound and words[0] == "and" and behind is not None and behind.kind != "p" and a.kind is not UnitKind.AGE:
            continue
        if words == ("plus",) and behind is not None and _adds(a, behind):
            continue
        if bound and not (words == ("odd",) and toks[a.last - 1].end < toks[a.last].start - 1):
            return Hedge(bound, toks[a.last].start, toks[a.last + size - 1].end, before=False)
    return None


def _adds(a: Amount, behind: Tok) -> bool:
    """ "$24,995 plus tax", "50% plus one vote": a sum, no hedge; "20 plus people" is one."""
    figure = behind.kind in "nc" or behind.low in number_words()
    return figure or behind.low in guard("extras") or (a.unit is not None and behind.kind == "w")


# ------------------------------------------------------------------ changes


@cache
def _verbs() -> Mapping[str, tuple[Change, str]]:
    """Word of change -> (direction, class): class "", "strict" or "moved"."""
    out: dict[str, tuple[Change, str]] = {}
    for key, listed in lexicon.nested("numbers", "change_verbs").items():
        direction, _, strictness = key.partition("_")
        entry = (Change(direction), strictness)
        out.update(dict.fromkeys(listed, entry))
    return out


@cache
def _nouns() -> Mapping[str, Change]:
    tables = lexicon.nested("numbers", "change_nouns")
    return {w: Change(key) for key, listed in tables.items() if key != "plain" for w in listed}


_STEPS = (
    UnitKind.PERCENT,
    UnitKind.CURRENCY,
    UnitKind.LENGTH,
    UnitKind.SPEED,
    UnitKind.TEMPERATURE,
    UnitKind.MASS,
    UnitKind.RATIO,
    UnitKind.NONE,
)
_MINOR_COINS = frozenset(
    {"cent", "penny", "sen", "centavo", "kopeck", "paisa", "satang", "Canadian cent", "Australian cent"}
)
_STRICT_UNITS = _MINOR_COINS | {"percentage", "percentage point", "basis point", "point"}


def move(toks: Sequence[Tok], a: Amount, start: int, noun: str | None) -> Move:
    """What change an amount states; ``start`` is the character where it begins with its hedge."""
    if a.shape == "score":
        return Move(None, None)
    first = a.first
    while first and toks[first - 1].start >= start:
        first -= 1
    direct = _direct(toks, a, first, noun)
    if direct:
        return direct
    step = a.unit or a.numeral.fraction or a.low >= _MANY
    if first and toks[first - 1].low == "by" and step and (direction := _governed(toks, first - 1)):
        return Move(direction, "by")
    role = toks[first - 1].low if first and toks[first - 1].low in ("to", "from") else None
    if role and (direction := _governed(toks, first - 1)):
        return Move(direction if role == "to" and _reaches(toks, first - 1, a) else None, role)
    return Move(_behind(toks, a, noun) or _of_object(toks, a, first), None)


def _reaches(toks: Sequence[Tok], at: int, a: Amount) -> bool:
    """Whether no figure stands between the verb of change and "to", but a time or what the verb changes.

    "Rose in May to 5%" and "lifted its stake to 5%" give a direction to the level, "rose 2% to 5%" does not.
    """
    at -= toks[at - 1].low == ","  # "has fallen in recent years, to 5%"
    for i in range(at - 1, max(at - _LONGEST_OBJECT, -1), -1):
        found = _verbs().get(toks[i].low)
        if found and toks[i].low not in ("up", "down"):
            if toks[i + 1].low in guard("opens_time"):
                return at - i < _LONGEST_TIME
            changes = found[1] == "moved" or _has_object(toks, i)
            return changes and (not a.counts or any(t.low in guard("levels") for t in toks[i:at]))
        if toks[i].low == "." and toks[i - 1].end == toks[i].start:
            continue  # "its stake in Orvane Corp. to 5%"
        if toks[i].kind in "ncp" or toks[i].low in number_words() or toks[i].low in guard("not_of_object"):
            return False
    return False


def _has_object(toks: Sequence[Tok], i: int) -> bool:
    """ "INCREASED its dividend", "DOUBLE the stake"; not "increased demand" """
    joined_on = i > 0 and toks[i - 1].low == "," and toks[i].low.endswith("ing")  # ", increasing total reserves to"
    return toks[i].low in guard("also_transitive") and (joined_on or toks[i + 1].low in guard("opens_object"))


def _of_object(toks: Sequence[Tok], a: Amount, first: int) -> Change | None:
    """ "cut emissions 45% by 2030": the rate behind the object of a verb of change."""
    behind = toks[a.last] if a.last < len(toks) else None
    ends = behind is None or behind.kind == "p" or behind.low in ("to", "from") or behind.low in guard("after_adverb")
    if a.kind is not UnitKind.PERCENT or not ends or not first or toks[first - 1].low in guard("definite_rate"):
        return None
    for i in range(first - 1, max(first - 5, -1), -1):
        found = _verbs().get(toks[i].low)
        if found and (found[1] == "moved" or _has_object(toks, i)) and i < first - 1:
            return found[0]
        if toks[i].kind != "w" or toks[i].low in guard("not_changed"):
            return None
    return None


def parts_of_change(toks: Sequence[Tok], a: Amount, b: Amount) -> bool:
    """Whether "A to B" are two values of one change, and no range: "from 5 to 9" under "rose", "by $5 to $9"."""
    said = _before(toks, a)
    first = a.first
    while said and first and toks[first - 1].start >= said.start:
        first -= 1
    first -= first > 0 and toks[first - 1].low in "-−"
    while first and toks[first - 1].low in guard("present"):
        first -= 1  # "from the current $7 to $12"
    before = toks[first - 1].low if first else ""
    if before == "by" and planned(toks, first, a, b):
        return False
    near = a.low < b.low <= _APART * a.low
    if before == "from" and first > 1 and toks[first - 2].low in guard("ranging"):
        return False  # "gains will range from $2 million to $3 million"
    if before == "from" or (before == "by" and a.low >= _MANY and not near):
        return _governed(toks, first - 1) is not None
    direct = _direct(toks, a, first, None)
    if direct is not None and before == "of":
        return b.low > _APART * a.low  # "a loss of $14 million to $18 million" is a range
    if direct is not None and a.unit is None and b.unit is None:
        far = _MANY * a.low if a.low < _MANY else _APART * a.low
        return b.low > far  # "rose 12,000 to 231,000", "fell 6 to 311"
    if direct is None or a.unit is None or b.unit is None:
        return False
    return a.kind is not UnitKind.PERCENT or b.low > _APART * a.low  # "rose 0.4 percent to 4.4 percent"


def planned(toks: Sequence[Tok], first: int, a: Amount, b: Amount) -> bool:
    """ "could rise by 5% to 10%": what is still to come is a range; "rose by 5% to 9%" is a step and a level."""
    close = a.low < b.low <= _APART * a.low
    return close and any(t.low in guard("to_come") for t in toks[max(first - _REACH, 0) : first])


def _direct(toks: Sequence[Tok], a: Amount, first: int, noun: str | None) -> Move | None:
    """A verb of change (or "an increase of") with nothing but adverbs between it and the amount."""
    between = lexicon.words("numbers", "change_around.between")
    role: str | None = None
    i = _before_pace(toks, first) - 1
    while i >= 0 and first - i <= 8:
        tok = toks[i]
        found = _verbs().get(tok.low)
        if tok.low in ("up", "down") and i and toks[i - 1].low in "-‑" and toks[i - 1].end == tok.start:
            return None  # "a write-down of $3 million"
        if tok.low == "off":  # "was off 2%", "at $40, off $1"; not "lives off 5% interest"
            return Move(found[0], "by") if found and i and toks[i - 1].low in guard("before_off") else None
        if found and role == "to" and tok.low in ("higher", "lower") and _measured(toks, i):
            return Move(None, "to")
        if found and not (tok.low in ("up", "down") and _particle(toks, i, noun)) and not _nominal(toks, i):
            agents = role == "by" and a.counts and not a.numeral.fraction and a.low < _MANY
            free = not found[1] or (found[1] == "moved" and role is not None and not agents)
            if found[1] == "" and a.kind is UnitKind.LENGTH and role is None and _of_a_body(toks, i):
                return None  # "she jumped 6 metres", "the tower rises 90 feet"
            if noun and a.counts and role is None and noun not in _STRICT_UNITS and tok.low in guard("objects"):
                return None  # "the lab grew 23 embryos"
            if not free and (a.unit or noun or "") not in _STRICT_UNITS and not _quoted(toks, a):
                return None
            if role == "from":
                return Move(None, "from")
            return Move(found[0], role or "by")
        if tok.low == "of" and i and toks[i - 1].low in _nouns():
            return Move(None, "by")
        if tok.low not in between:
            return None
        if tok.low in ("to", "from", "by") and role is None:
            role = tok.low
        i -= 1
    return None


def _of_a_body(toks: Sequence[Tok], i: int) -> bool:
    """Whether the verb at ``i`` moves a body over a length, and no level that lengths measure."""
    if toks[i].low in guard("leaps"):
        return True
    return not any(t.low in guard("levels_in_length") for t in toks[max(i - _REACH, 0) : i])


def _before_pace(toks: Sequence[Tok], first: int) -> int:
    """ "rose AT AN ANNUAL RATE OF 3%": where these words begin; ``first`` where there are none."""
    if first < 4 or toks[first - 1].low != "of" or toks[first - 2].low not in guard("paces"):
        return first
    opening = (i for i in range(first - 3, max(first - 7, 0), -1) if toks[i].low in ("at", "by"))
    return next(opening, first)


def _quoted(toks: Sequence[Tok], a: Amount) -> bool:
    """ "gained $21, or 0.9 percent", "lost 3 crowns to 45": a price that moved, no sum that somebody gained."""
    if a.kind is not UnitKind.CURRENCY:
        return False
    words = toks[a.last : a.last + 5]
    if len(words) > 1 and words[0].low == "to":
        return words[1].kind in "cn"
    restated = len(words) > 2 and (words[0].low in ("(", "or") or (words[0].low == "," and words[1].low == "or"))
    return restated and any(t.low in ("%", "percent", "per") for t in words[2:])


def _measured(toks: Sequence[Tok], i: int) -> bool:
    """ "23 cents lower to 61", "2% higher to 40": the step is said, what follows is the level."""
    return any(t.kind == "n" or t.low in number_words() for t in toks[max(i - 3, 0) : i])


def _particle(toks: Sequence[Tok], i: int, noun: str | None) -> bool:
    """ "up to 400", "made up of", "shot down 51": no change of a value."""
    nxt = toks[i + 1].low if i + 1 < len(toks) else ""
    if nxt == "to":
        moved = i > 0 and toks[i - 1].low in lexicon.words("numbers", "hedges_misread.up")
        return toks[i].low == "up" and not moved and not any(t.low == "from" for t in toks[i + 2 : i + 8])
    before = toks[i - 1] if i else None
    if noun and noun != "point" and before and before.kind == "w" and before.low not in guard("copulas"):
        return True
    return bool(before and before.low in lexicon.words("numbers", "change_around.particle_verbs"))


def _nominal(toks: Sequence[Tok], i: int) -> bool:
    """ "a cut to 5%", "that rose 5%": fine; "the rise 5": the noun right behind an article takes no bare figure."""
    article = i > 0 and toks[i - 1].low in ("a", "an", "the", "this", "that")
    return article and toks[i + 1].kind != "w" and (toks[i - 1].low != "that" or toks[i].low in _nouns())


def _governed(toks: Sequence[Tok], at: int) -> Change | None:
    """The direction of the verb or noun of change that stands before "by", "to" or "from" in the same clause.

    A noun without an article is what the verb before it changes: "CUT its growth forecast to 2%".
    """
    said: Change | None = None
    for i in range(at - 1, max(at - _REACH, -1), -1):
        low = toks[i].low
        if (
            low in ";:()–—"
            or (low == "-" and toks[i - 1].end < toks[i].start)
            or (low == "," and i + 1 < at and toks[i + 1].low in ("and", "but", "while", "which", "who"))
        ):
            return said
        found = _verbs().get(low)
        if found and found[1] != "strict" and not (low in ("up", "down") and _particle(toks, i, None)):
            return found[0] if said is None or found[1] == "moved" else said
        if low in _nouns() and said is None and not _modifies(toks, i):
            said = _nouns()[low]
            if i == 0 or toks[i - 1].low in guard("articles"):
                return said
    return said


def _modifies(toks: Sequence[Tok], i: int) -> bool:
    """Whether the word at ``i`` describes the noun behind it: "its LOSS reserves", "the DISCOUNT store"."""
    behind = toks[i + 1] if i + 1 < len(toks) else None
    return behind is not None and behind.kind == "w" and behind.low not in guard("behind_noun")


def _behind(toks: Sequence[Tok], a: Amount, noun: str | None) -> Change | None:
    """ "a 12 percent drop", "5% higher", "a 25% price increase", "30 points lower"."""
    points = a.unit is None and noun == "point" and not a.tied
    if a.kind not in _STEPS or a.shape == "score" or not (a.unit or points):
        return None
    i = a.last + points
    for step in range(3):
        while i < len(toks) and toks[i].low in "-‑":
            i += 1
        if i >= len(toks) or toks[i].kind != "w":
            return None
        if step == 0 and (a.unit or noun) in _STRICT_UNITS and (found := _adverb(toks, i)):
            return found
        if toks[i].low in guard("stops"):
            return None
        if toks[i].low in lexicon.words("numbers", "change_nouns.plain"):
            if a.kind is UnitKind.LENGTH and a.tied and toks[i].low in guard("distances"):
                return None  # "a 6-foot drop"
            return _nouns()[toks[i].low]
        i += 1
    return None


@cache
def _adverbs() -> Mapping[str, Change]:
    return {w: Change(key) for key, listed in lexicon.nested("numbers", "change_behind").items() for w in listed}


def _adverb(toks: Sequence[Tok], i: int) -> Change | None:
    """ "0.2% firmer", "2% up at 412"; not "a 10% down payment"."""
    found = _adverbs().get(toks[i].low)
    if found and toks[i].low in ("up", "down") and i + 1 < len(toks) and toks[i + 1].kind == "w":
        return found if toks[i + 1].low in guard("after_adverb") else None
    return found
