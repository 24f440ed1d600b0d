"""Second looks at an amount: ages, ratios, and what reads like a number but is none."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from checker import lexicon
from checker.extraction.number_amounts import Amount
from checker.extraction.number_counted import Counted
from checker.extraction.number_masks import is_name, is_year
from checker.extraction.number_tokens import Tok, guard
from checker.extraction.number_values import joined, numeral
from checker.grammar import Token, token_at
from checker.model import UnitKind

__all__ = ["age", "is_bare_one", "ratio", "unlikely"]

_OLDEST = 125
_AGE_REACH = 9


def age(toks: Sequence[Tok], a: Amount) -> Amount | None:
    """``a`` as an age: "38-year-old", "12 years old", "aged 19", "Nora Vell, 71,"."""
    if a.kind is UnitKind.DURATION:
        i = joined(toks, a.last)
        if i < len(toks) and toks[i].low in ("old", "olds"):
            return replace(a, kind=UnitKind.AGE, last=i + 1, end=toks[i].end, tied=a.tied)
        if i + 1 < len(toks) and toks[i].low == "of" and toks[i + 1].low == "age":
            return replace(a, kind=UnitKind.AGE, last=i + 2, end=toks[i + 1].end)
        return replace(a, kind=UnitKind.AGE) if _aged(toks, a) else None
    if not a.counts or a.tied or a.low > _OLDEST:
        return None
    if _age_is(toks, a):
        return replace(a, unit="year", kind=UnitKind.AGE)
    if a.low != a.low.to_integral_value():
        return None
    whole = a.shape == "plain" or (a.first > 0 and toks[a.first - 1].low == "between")
    apposed = whole and a.low > 0 and (_person_of(toks, a) or (a.numeral.plain and _apposed(toks, a)))
    return replace(a, unit="year", kind=UnitKind.AGE) if apposed or _aged(toks, a) else None


def _age_is(toks: Sequence[Tok], a: Amount) -> bool:
    """ "the average age is 54", "raise the retirement age from 66 to 67", "life expectancy of 81.2" """
    i = a.first
    while i and toks[i - 1].low in guard("age_skips"):
        i -= 1
    if not i or toks[i - 1].low not in guard("age_links") or a.numeral.scale != 1 or a.numeral.fraction:
        return False
    if a.last < len(toks) and toks[a.last].kind == "w" and toks[a.last].low not in guard("after_age_words"):
        return False
    for at in range(i - 1, max(i - _AGE_REACH, 0), -1):
        if toks[at].kind == "p" or toks[at].low in guard("age_stops"):
            return False
        if toks[at].low in ("age", "expectancy"):
            return toks[at - 1].low in guard("age_of")
    return False


def _person_of(toks: Sequence[Tok], a: Amount) -> bool:
    """ "a woman of 80", "since he was 16", "she is 34" """
    if a.first < 2 or (
        a.last < len(toks) and toks[a.last].kind != "p" and toks[a.last].low not in guard("after_age_words")
    ):
        return False
    before, person = toks[a.first - 1].low, toks[a.first - 2].low
    if before in ("over", "under", "above", "below", "between"):
        return person in lexicon.words("numbers", "ages.groups")
    if before == "of":
        return person in lexicon.words("numbers", "ages.persons")
    if before not in ("was", "is", "turned", "turns", "am", "be"):
        return False
    ends = a.last >= len(toks) or toks[a.last].low in (".", ",", ";")
    return person in lexicon.words("numbers", "ages.pronouns") or (
        ends and person in lexicon.words("numbers", "ages.roles")
    )


def _aged(toks: Sequence[Tok], a: Amount) -> bool:
    i = a.first
    if i and toks[i - 1].low in ("between", "from", "about", "over", "under", "around"):
        i -= 1
    pointing = i > 1 and toks[i - 1].low == "age" and toks[i - 2].low in ("that", "this")
    if not i or pointing or toks[i - 1].low not in ("aged", "age", "ages"):
        return bool(i >= 2 and toks[i - 1].low == "of" and toks[i - 2].low in ("age", "ages"))
    return toks[i - 1].low != "ages" or a.shape == "range" or True


def _apposed(toks: Sequence[Tok], a: Amount) -> bool:
    """ "Name Surname, 71," with a mark or a verb behind it."""
    i = a.first
    if i < 2 or toks[i - 1].low != "," or toks[i - 2].kind != "w" or a.low < 1:
        return False
    if not toks[i - 2].text[0].isupper():
        after = [t.low for t in toks[a.last : a.last + 2]]
        return a.low >= 10 and toks[i - 2].low in lexicon.words("numbers", "ages.roles") and after[:1] == [","]
    if len(toks[i - 2].text) > 1 and toks[i - 2].text.isupper() and toks[i - 2].low in ("us", "uk"):
        return False
    nxt = toks[a.last] if a.last < len(toks) else None
    return nxt is None or nxt.low in guard("after_age")


def ratio(toks: Sequence[Tok], a: Amount) -> Amount | None:
    """ "one in five", "9 out of 10", "four times the number"."""
    if not a.counts or a.tied or a.shape != "plain":
        return None
    i = a.last
    lows = [t.low for t in toks[i : i + 3]]
    if lows[:1] == ["times"] and len(lows) > 1 and _multiplied(lows[1]):
        return replace(a, unit="time", kind=UnitKind.RATIO, last=i + 1, end=toks[i].end)
    out_of = lows[:2] == ["out", "of"]
    at = i + 2 if out_of or lows[:2] == ["in", "every"] else i + 1
    if not (out_of or lows[:1] == ["in"]) or at >= len(toks) or a.low.is_zero():
        return None
    below = numeral(toks, at) if toks[at].kind == "n" or toks[at].kind == "w" else None
    if below is None or below.vague or below.value <= a.low or below.fraction:
        return None
    listed = below.value in _BASES and (a.numeral.spelled or a.low == 1)
    single = a.low == 1 and below.value < _LARGEST_BASE and below.value == below.value.to_integral_value()
    if not (out_of or listed or single) or (below.last < len(toks) and toks[below.last].low in guard("no_ratio")):
        return None
    end = toks[below.last - 1].end
    value, step = a.low / below.value, Decimal("0.01")
    whole = replace(a, last=below.last, end=end, figure=(a.figure[0], end), shape="ratio")
    return replace(whole, low=value, high=value, step=step, kind=UnitKind.RATIO)


_BASES = frozenset(map(Decimal, (2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 20, 25, 50, 100, 500, 1000, 10000, 100000, 1000000)))
_LARGEST_BASE = 1000


def _multiplied(word: str) -> bool:
    """ "four times THE number", "100 times THINNER", "12 times EARNINGS" """
    longer = word.endswith("er") and len(word) > 4 and word not in guard("no_comparative")
    return longer or word in lexicon.words("numbers", "counting.times_of")


def unlikely(toks: Sequence[Tok], a: Amount, hedged: bool, tokens: list[Token]) -> bool:
    """A year, a name with a number, a page, a label: no quantity."""
    i = a.first
    nxt = toks[a.last].low if a.last < len(toks) else ""
    if a.tied and joined(toks, a.last) > a.last:
        word = toks[joined(toks, a.last)]
        if (
            word.low in lexicon.words("numbers", "not_numbers.compounds")
            or (a.low == 1 and a.counts)
            or word.kind != "w"
        ):
            return True
    if a.numeral.fraction and a.numeral.spelled and i and toks[i - 1].low in guard("no_half"):
        return toks[i - 1].low != "and" or toks[i].low in ("a", "half")
    if nxt == "-" and a.numeral.fraction and not a.unit:
        return True
    if a.unit is None and a.shape in ("plain", "range") and (_clock(toks, a) or _address(toks, a)):
        return True
    if a.shape == "score" or a.unit:
        return False
    if a.numeral.plain and a.shape == "plain" and is_year(toks, a.numeral.first, hedged):
        return True
    if not hedged and _named(toks, i, a, tokens):
        return True
    if a.numeral.plain and (
        len(toks[a.numeral.first].text) > 9 or (toks[a.numeral.first].text[0] == "0" and a.low >= 1)
    ):
        return True
    return bool(
        a.numeral.plain and i and toks[i - 1].low == "(" and nxt == ")" and i >= 2 and toks[i - 2].text[0].isupper()
    )


def _address(toks: Sequence[Tok], a: Amount) -> bool:
    """ "14 Quay Street" """
    words = toks[a.last : a.last + 3]
    capitals = [t for t in words if t.kind == "w" and t.text[0].isupper()]
    named = len(capitals) > 1 and capitals[: len(capitals)] == words[: len(capitals)]
    return (a.numeral.plain or bool(a.numeral.letter)) and named and any(t.low in guard("streets") for t in capitals[1:])


def _clock(toks: Sequence[Tok], a: Amount) -> bool:
    """ "from 8.00 to 20.00", "at 10.30": an hour written with a point."""
    text = toks[a.numeral.first].text
    hour, dot, minute = text.partition(".")
    before = toks[a.first - 1].low if a.first else ""
    early = hour.isdigit() and int(hour) < 25  # and not "19,435.30"
    return bool(dot) and early and minute in ("00", "15", "30", "45") and before in guard("before_clock")


def _named(toks: Sequence[Tok], i: int, a: Amount, tokens: list[Token]) -> bool:
    if i == 0:
        return False
    at = token_at(tokens, toks[i - 1].start)
    proper = at < len(tokens) and tokens[at].tag == "NNP"
    return is_name(toks, i, 0, proper, _plural_follows(tokens, a.end))


def _plural_follows(tokens: list[Token], end: int) -> bool:
    """Whether a plural common noun ends the words right behind offset ``end``."""
    for token in tokens[(here := token_at(tokens, end)) : here + 3]:
        if token.tag == "NNS":
            return True
        if token.tag not in ("JJ", "NN", "VBN", "JJR"):
            return False
    return False


def is_bare_one(toks: Sequence[Tok], tokens: list[Token], a: Amount, counted: Counted | None) -> bool:
    """ "one" as a pronoun or an article."""
    if (
        a.numeral.value != 1
        or not a.numeral.spelled
        or a.unit is not None
        or toks[a.numeral.first].low != "one"
        or a.shape != "plain"
    ):
        return False
    before = toks[a.first - 1].low if a.first else ""
    after = toks[a.last].low if a.last < len(toks) else ""
    if counted is None or before in lexicon.words("numbers", "not_numbers.before_one"):
        return True
    if counted.light == "of":
        return not _one_of_several(tokens, a, counted)
    if after in lexicon.words("numbers", "not_numbers.after_one"):
        return True
    if counted.elliptic:
        return before in lexicon.words("numbers", "not_numbers.before_pronoun_one") or counted.head != "person"
    return not _tagged(tokens, counted, ("NN", "NNS")) or counted.head in lexicon.words("numbers", "not_numbers.idle_ones")


def _one_of_several(tokens: list[Token], a: Amount, counted: Counted) -> bool:
    """ "one of the four suspects", "one of the biggest banks", "one of them"; not "one of the goals" of nobody knows how many."""
    if not counted.head or counted.head in lexicon.words("numbers", "not_numbers.idle_ones"):
        return False
    if counted.elliptic or counted.of is not None:
        return True
    inside = tokens[token_at(tokens, a.end) : token_at(tokens, counted.end)]
    ranked = any(t.tag in ("JJS", "RBS") or t.low in guard("ranked") for t in inside)
    return ranked and _tagged(tokens, counted, ("NNS", "NNPS"))


def _tagged(tokens: list[Token], counted: Counted, tags: tuple[str, ...]) -> bool:
    here = token_at(tokens, counted.at.start) if counted.at else len(tokens)
    return here < len(tokens) and tokens[here].tag in tags
