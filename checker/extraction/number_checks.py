"""Second looks at an amount: ratios, and what reads like a number but is none."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from functools import cache

from checker import lexicon
from checker.extraction.number_amounts import Amount
from checker.extraction.number_counted import Counted
from checker.extraction.number_masks import is_name, is_year
from checker.extraction.number_tokens import Tok, guard
from checker.extraction.number_values import Numeral, joined, numeral
from checker.grammar import Token, is_plural, token_at
from checker.model import UnitKind

__all__ = ["is_bare_one", "ratio", "unlikely"]


def ratio(toks: Sequence[Tok], a: Amount) -> Amount | None:
    """ "one in five", "9 out of 10", "one patient in ten", "a 1-in-3 chance", "four times the number"."""
    if not a.counts or a.shape != "plain":
        return None
    if (one_of := _one_noun_in(toks, a)) is not None:
        return one_of
    if a.tied:
        return _tied_ratio(toks, a)
    i = a.last
    lows = [t.low for t in toks[i : i + 3]]
    if (hundred := _of_a_hundred(toks, a)) is not None:
        return hundred
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
    if out_of and below.value not in _BASES and a.low > 1:
        return None  # "36 out of 46" counts
    single = a.low == 1 and below.value < _LARGEST_BASE and below.value == below.value.to_integral_value()
    odds = a.low == 1 and below.scale >= _LARGEST_BASE  # "1 in 290 million"
    of_ten = below.value in _TENS and a.numeral.plain and below.plain and not _plural_at(toks, below.last)
    span = below.last < len(toks) and toks[below.last].low in guard("no_ratio")
    if span or not (out_of or listed or single or odds or of_ten):
        return None
    return _share_of(toks, a, below)


def _one_noun_in(toks: Sequence[Tok], a: Amount) -> Amount | None:
    """ "one patient in ten", "one house in every three"; not "one death in ten years", "one goal in three games"."""
    i = a.last
    lows = [t.low for t in toks[i : i + 4]]
    if a.low != 1 or a.tied or len(lows) < 3 or toks[i].kind != "w" or lows[1] != "in" or is_plural(lows[0]):
        return None
    below = numeral(toks, i + 2 + (lows[2] == "every"))
    if below is None or below.vague or below.fraction or below.value not in _BASES:
        return None
    behind = toks[below.last] if below.last < len(toks) else None
    if behind is not None and behind.kind == "w" and is_plural(behind.low) and behind.low not in _no_plurals():
        return None
    if behind is not None and behind.low in guard("no_ratio"):
        return None
    return replace(_share_of(toks, a, below), unit=lows[0])


@cache
def _no_plurals() -> frozenset[str]:
    """Verbs that look like plurals: "dies", "has"."""
    verbs = (f"{verb}s" for verb in lexicon.words("numbers", "counting.people_verbs"))
    return frozenset(verbs) | guard("aux")


def _of_a_hundred(toks: Sequence[Tok], a: Amount) -> Amount | None:
    """ "sixty-three of each hundred", "29 in the hundred": a percentage, as it was said before there was a sign."""
    lows = [t.low for t in toks[a.last : a.last + 4]]
    size = 3 + (lows[:2] == ["out", "of"])
    if a.low > 100 or len(lows) < size or lows[size - 1] != "hundred" or lows[size - 2] not in guard("each"):
        return None
    if size == 3 and lows[0] not in ("of", "in", "on"):
        return None
    behind = toks[a.last + size] if a.last + size < len(toks) else None
    if behind and (behind.kind == "n" or behind.low in guard("larger_scales")):
        return None
    single = lows[size - 2] in ("the", "a") and (size > 3 or lows[0] != "in")
    if single or (lows[size - 2] not in ("each", "every") and behind and behind.kind == "w" and not _closes(behind)):
        return None  # "seven of the hundred guests"
    end = toks[a.last + size - 1].end
    whole = replace(a, last=a.last + size, end=end, figure=(a.figure[0], end))
    return replace(whole, unit="percentage", kind=UnitKind.PERCENT)


def _closes(word: Tok) -> bool:
    return word.low in guard("behind_hundred") or word.low.endswith("ed")


def _plural_at(toks: Sequence[Tok], at: int) -> bool:
    """Whether things are counted from token ``at`` on that are no people: "7 in 10 attempts"."""
    word = toks[at] if at < len(toks) else None
    return word is not None and word.kind == "w" and is_plural(word.low) and word.low not in guard("people")


def _tied_ratio(toks: Sequence[Tok], a: Amount) -> Amount | None:
    """ "a 1-in-3 chance" """
    at = joined(toks, a.last)
    if not at > a.last or at + 2 >= len(toks) or toks[at].low != "in" or joined(toks, at + 1) == at + 1:
        return None
    below = numeral(toks, at + 2)
    if below is None or below.vague or below.fraction or below.value <= a.low or a.low.is_zero():
        return None
    return replace(_share_of(toks, a, below), tied=False)


def _share_of(toks: Sequence[Tok], a: Amount, below: Numeral) -> Amount:
    end = toks[below.last - 1].end
    value, step = a.low / below.value, min(Decimal("0.01"), a.low / below.value)
    whole = replace(a, last=below.last, end=end, figure=(a.figure[0], end), shape="ratio")
    return replace(whole, low=value, high=value, step=step, kind=UnitKind.RATIO)


_BASES = frozenset(map(Decimal, (2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 20, 25, 50, 100, 500, 1000, 10000, 100000, 1000000)))
_LARGEST_BASE = 1000
_DIGITS = 5
_TENS = frozenset(map(Decimal, (5, 10, 20, 100)))


def _multiplied(word: str) -> bool:
    """ "four times THE number", "100 times THINNER", "12 times EARNINGS" """
    longer = word.endswith("er") and len(word) > 4 and word not in guard("no_comparative")
    return longer or word in lexicon.words("numbers", "counting.times_of")


def unlikely(toks: Sequence[Tok], a: Amount, hedged: bool, tokens: list[Token]) -> bool:
    """A year, a name with a number, a page, a label: no quantity."""
    i = a.first
    nxt = toks[a.last].low if a.last < len(toks) else ""
    if a.tied and _tied_ratio(toks, a) is not None:
        return False
    if a.tied and joined(toks, a.last) > a.last:
        word = toks[joined(toks, a.last)]
        if (
            word.low in lexicon.words("numbers", "not_numbers.compounds")
            or (a.low == 1 and a.counts)
            or word.kind != "w"
        ):
            return True
    if a.tied and (_of_an_index(toks, a) or (a.low.is_zero() and a.numeral.spelled)):
        return True  # "the 30-share index", "zero-hours contracts"
    if a.numeral.spelled and (_digits_of_a_sum(nxt, a) or _third_quarter(toks, a) or _capital_word(toks, a)):
        return True
    if a.numeral.fraction and a.numeral.spelled and i and toks[i - 1].low in guard("no_half"):
        return toks[i - 1].low != "and" or toks[i].low in ("a", "half")
    if a.numeral.fraction and toks[i].low == "a" and toks[a.last - 1].low in guard("of_a_row"):
        return not any(t.low in ("half", "quarter", "of") for t in toks[i : a.last])
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
    if a.numeral.plain and a.counts and a.shape == "plain" and (_of_a_make(toks, a) or _model(toks, a, tokens)):
        return True
    if a.counts and a.numeral.spelled and i and toks[i - 1].low == "number" and a.low < _RANKS:
        return i < 2 or toks[i - 2].low not in guard("numbering_verb")  # "the number one issue"
    if i and toks[i - 1].low == "top" and a.counts and not hedged and _bare(tokens, a):
        return True  # "in the top 20"
    if a.numeral.plain and (
        len(toks[a.numeral.first].text) > 9 or (toks[a.numeral.first].text[0] == "0" and a.low >= 1)
    ):
        return True
    return bool(
        a.numeral.plain and i and toks[i - 1].low == "(" and nxt == ")" and i >= 2 and toks[i - 2].text[0].isupper()
    )


_RANKS = 11


def _of_an_index(toks: Sequence[Tok], a: Amount) -> bool:
    """ "the 30-share index": how many members it has is its name."""
    words = [t.low for t in toks[joined(toks, a.last) : joined(toks, a.last) + 3]]
    return words[:1] != [] and words[0] in guard("members") and any(w in guard("index_nouns") for w in words[1:])


def _of_a_make(toks: Sequence[Tok], a: Amount) -> bool:
    """Both figures of "its 737 Max 9": of three digits, a name in the singular, and a short one."""
    return any(_make(toks[max(i, 0) : i + 3]) for i in (a.first, a.first - 2))


def _model(toks: Sequence[Tok], a: Amount, tokens: list[Token]) -> bool:
    """ "the 80917 chip", "its 80917 controller chip": five digits without a comma before one single thing."""
    before = toks[a.first - 1].low if a.first else ""
    if len(toks[a.numeral.first].text) != _DIGITS or a.tied or before not in guard("before_model"):
        return False
    here = token_at(tokens, a.end)
    last = here
    while last < len(tokens) and tokens[last].tag == "NN" and tokens[last].low not in guard("yardsticks"):
        last += 1
    return last > here and (last >= len(tokens) or tokens[last].tag not in ("NNS", "NNP", "NNPS", "JJ", "CD"))


def _make(words: Sequence[Tok]) -> bool:
    if [t.kind for t in words] != ["n", "w", "n"]:
        return False
    model, name, version = (t.text for t in words)
    figures = model.isdigit() and len(model) == 3 and version.isdigit() and len(version) < 3
    return figures and name[0].isupper() and not name.endswith("s")


def _bare(tokens: list[Token], a: Amount) -> bool:
    """Whether no noun, adjective or participle follows."""
    here = token_at(tokens, a.end)
    return a.shape == "plain" and not (here < len(tokens) and tokens[here].tag[0] in "NJV")


def _digits_of_a_sum(nxt: str, a: Amount) -> bool:
    """ "a price in the low six figures" """
    return nxt in guard("long_sums") and a.counts and 4 <= a.low < 10


def _third_quarter(toks: Sequence[Tok], a: Amount) -> bool:
    """ "a third-quarter loss": an ordinal, no third of a quarter."""
    return a.numeral.fraction and a.unit == "quarter" and joined(toks, a.numeral.last) > a.numeral.last


def _capital_word(toks: Sequence[Tok], a: Amount) -> bool:
    """ "the One Harbour initiative": a number word and the next word have capitals in a sentence that has few."""
    i = a.first
    if not i or not toks[i].text[0].isupper() or toks[i - 1].kind != "w" or a.last >= len(toks):
        return False
    if not toks[a.last].text[0].isupper() or a.unit or toks[i - 1].low in ("that", "but", "and"):
        return False
    return not _headline([*toks[: a.first], *toks[a.last + 2 :]])


_HEADLINE = 24


def _headline(toks: Sequence[Tok]) -> bool:
    """Whether most longer words have capitals, so that a capital says nothing."""
    long = [t for t in toks if t.kind == "w" and len(t.text) > 3][:_HEADLINE]
    return sum(t.text[0].islower() for t in long) * 2 <= len(long)


def _address(toks: Sequence[Tok], a: Amount) -> bool:
    """ "14 Quay Street" """
    words = toks[a.last : a.last + 3]
    capitals = [t for t in words if t.kind == "w" and t.text[0].isupper()]
    named = len(capitals) > 1 and capitals[: len(capitals)] == words[: len(capitals)]
    whole = a.numeral.plain or bool(a.numeral.letter)
    return whole and named and any(t.low in guard("streets") for t in capitals[1:])


def _clock(toks: Sequence[Tok], a: Amount) -> bool:
    """ "from 8.00 to 20.00", "at 10.30": an hour written with a point."""
    text = toks[a.numeral.first].text
    hour, dot, minute = text.partition(".")
    before = toks[a.first - 1].low if a.first else ""
    early = hour.isdigit() and int(hour) < 25 and hour != "0"  # and not "19,435.30"
    level = before == "at" and a.first > 1 and toks[a.first - 2].low in guard("at_level")
    nxt = toks[a.last].low if a.last < len(toks) else ""
    if level or nxt in guard("exchanged"):
        return False
    closing = before in ("until", "till") and len(minute) == 2 and minute < "60"
    on_the_clock = minute in ("00", "15", "30", "45") or closing
    return bool(dot) and early and on_the_clock and before in guard("before_clock")


def _named(toks: Sequence[Tok], i: int, a: Amount, tokens: list[Token]) -> bool:
    if i == 0:
        return False
    if [t.low for t in toks[a.last : a.last + 2]] in (["of", "whom"], ["of", "them"], ["of", "which"]):
        return False
    at = token_at(tokens, toks[i - 1].start)
    proper = at < len(tokens) and tokens[at].tag == "NNP"
    plural = _plural_follows(tokens, a.end)
    counted = plural or any(is_plural(t.low) for t in toks[a.last : a.last + 2] if t.kind == "w")
    labelled = toks[i - 1].low in lexicon.words("numbers", "not_numbers.numbered")
    if a.numeral.spelled and a.low > 1 and counted and not labelled and _headline(toks[:i]):
        return False  # "Police Arrest Two Men in Dorn"
    return is_name(toks, i, 0, proper, plural)


def _plural_follows(tokens: list[Token], end: int) -> bool:
    """Whether a plural common noun ends the words right behind offset ``end``, or people do something there."""
    here = token_at(tokens, end)
    if any(t.tag == "VBD" and t.low in guard("fates") for t in tokens[here : here + 1]):
        return True  # "In Stara Ferry 12 died"
    for token in tokens[here : here + 3]:
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
    idle = counted.head in lexicon.words("numbers", "not_numbers.idle_ones")
    return idle or not _tagged(tokens, counted, ("NN", "NNS"))


def _one_of_several(tokens: list[Token], a: Amount, counted: Counted) -> bool:
    """ "one of the four suspects", "one of the biggest banks", "one of them"; not "one of the goals", however many."""
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
