"""Base noun phrases over tagged tokens: from a determiner, number or modifier to the head noun."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from checker import lexicon
from checker.record import record
from checker.tokens import Token

__all__ = ["NounPhrase", "counted_phrase", "hedge_starts", "noun_phrase", "noun_phrase_ending"]

NOUNS = frozenset({"NN", "NNS", "NNP", "NNPS"})
_ADJECTIVES = frozenset({"JJ", "JJR", "JJS"})
_OPENERS = frozenset({"DT", "PDT", "PRP$", "WP$"})
_INSIDE = NOUNS | _ADJECTIVES | {"CD", "POS", "$"}
_MODIFIED = NOUNS | _ADJECTIVES | {"VBG", "VBN"}  # what may follow a participle inside the phrase
_LONGEST = 24


@record
class NounPhrase:
    """A base noun phrase: tokens [start, end), with the index of its head.

    The head is the last noun; where there is none ("40 were hurt", "the wounded", "they"), the last token.
    """

    start: int
    end: int
    head: int

    def text(self, tokens: Sequence[Token]) -> str:
        """The words, each gap one blank (the article's own characters: text[tokens[start].start:tokens[end-1].end])."""
        return " ".join(t.text for t in tokens[self.start : self.end])

    def __contains__(self, index: object) -> bool:
        return isinstance(index, int) and self.start <= index < self.end


@cache
def _months() -> frozenset[str]:
    return lexicon.words("tagging", "lists.months")


@cache
def _time_words() -> frozenset[str]:
    return lexicon.words("tagging", "lists.time_nouns") | _months()


def noun_phrase(tokens: Sequence[Token], i: int) -> NounPhrase | None:
    """The base noun phrase that starts at token ``i``; None where none can start there."""
    if i >= len(tokens):
        return None
    at = start = _after_hedge(tokens, i)
    limit = min(len(tokens), i + _LONGEST)
    if at >= limit:
        return None
    if tokens[at].tag in ("PRP", "EX"):
        return NounPhrase(i, at + 1, at)
    while at < limit and tokens[at].tag in _OPENERS:
        at += 1
    head = -1
    while at < limit:
        step = _step(tokens, at, start, head)
        if not step:
            break
        for index in range(at, at + step):
            if tokens[index].tag in NOUNS:
                head = index
        at += step
    if at == start or (at == start + 1 and tokens[start].tag in ("PRP$", "WP$", "POS")):
        return None
    while at - 1 > start and tokens[at - 1].tag in ("POS", "$") and tokens[at - 1].tag == "POS":
        at -= 1
    return NounPhrase(i, at, head if head >= 0 else at - 1)


def _after_hedge(tokens: Sequence[Token], i: int) -> int:
    """Past "about", "at least", "more than", "up to", "as many as" before a number."""
    if tokens[i].low not in hedge_starts():
        return i
    lows = [t.low for t in tokens[i : i + 4]]
    for width in (3, 2, 1):
        behind = i + width
        if behind < len(tokens) and tokens[behind].tag in ("CD", "$") and " ".join(lows[:width]) in _hedges():
            return behind
    return i


@cache
def hedge_starts() -> frozenset[str]:
    """The first words of all hedges."""
    return frozenset(hedge.split()[0] for hedge in _hedges())


@cache
def _hedges() -> frozenset[str]:
    return frozenset(lexicon.nested("tagging", "hedges")["before_numbers"])


def _step(tokens: Sequence[Token], at: int, start: int, head: int) -> int:
    """How many tokens the phrase goes on by at ``at``: 0 to stop."""
    token = tokens[at]
    tag = token.tag
    nxt = tokens[at + 1] if at + 1 < len(tokens) else None
    if tag in NOUNS:
        return 1 if head < 0 or not _adverbial(tokens, at, head) else 0
    if tag == "POS":
        return 1 if head >= 0 else 0
    if nxt is None:
        if tag in _ADJECTIVES and at > start and tokens[at - 1].tag == "CD":
            return 0
        return 1 if tag in _INSIDE and (head < 0 or (tag == "CD" and tokens[head].low in _months())) else 0
    if token.low == "per" and nxt.low == "cent" and head < 0:
        return 2
    if tag == "CD" and head >= 0 and tokens[head].low in _months() and head == at - 1:
        return 1
    if tag in ("CD", "$"):
        return 1 if head < 0 or tokens[at - 1].tag == "POS" or (tokens[head].tag == "NNP" and nxt.tag in NOUNS) else 0
    after_possessive = tokens[at - 1].tag == "POS" and at > start
    if tag in _ADJECTIVES:
        if head < 0 or after_possessive:
            return 0 if tokens[at - 1].tag == "CD" and at > start and not _goes_on(tokens, at) else 1
        return (
            1
            if nxt.tag in NOUNS and tokens[at - 1].tag in ("NNP", "NN") and not _adverbial(tokens, at + 1, head)
            else 0
        )
    if head >= 0 and not after_possessive:
        return _joined_nouns(tokens, at, start, head) if tag == "CC" else 0
    if tag == "VBG" and nxt.tag in ("CD", "$") and at == start + 1 and tokens[start].tag in ("DT", "PRP$"):
        return 1  # "the REMAINING 17 aircraft", "a surprising 13 percent"
    if tag in ("VBN", "VBG"):
        return 1 if nxt.tag in _MODIFIED and (at > start or tag == "VBN") and not _verbal(tokens, at, start) else 0
    if tag in ("RB", "RBR", "RBS"):
        return 1 if nxt.tag in ("JJ", "VBN", "CD") and at > start else 0
    if tag in ("CC", ",") and at > start:
        return _joined_modifiers(tokens, at)
    if tag == "DT" and tokens[at - 1].tag == "CD":
        return 0
    return 0


def _goes_on(tokens: Sequence[Token], at: int) -> bool:
    """Whether the adjective right behind a number belongs to it: not in "40 dead in blast" nor "$6m last year"."""
    adjective, behind = tokens[at], tokens[at + 1]
    if adjective.low in ("last", "next", "this"):
        return False
    if behind.tag in ("CC", ","):
        return at + 2 < len(tokens) and tokens[at + 2].tag in _MODIFIED
    return behind.tag in _MODIFIED or behind.tag in ("CD", "$") or adjective.text.endswith("-")


def _verbal(tokens: Sequence[Token], at: int, start: int) -> bool:
    """A participle that begins a clause ("killed people" after a comma) and no modifier."""
    return at == start and tokens[at].tag == "VBG"


def _adverbial(tokens: Sequence[Token], at: int, head: int) -> bool:
    """A day or month behind a finished head: "killed 12 people Tuesday"."""
    low = tokens[at].low
    if low not in _time_words():
        return False
    return tokens[head].low not in _time_words()


def _joined_modifiers(tokens: Sequence[Token], at: int) -> int:
    """ "air- AND sea-based missiles", "young AND old people", "long, dark nights"."""
    if at + 2 >= len(tokens):
        return 0
    before, after = tokens[at - 1], tokens[at + 1]
    if before.tag == "CD" and after.tag == "CD":  # "one hundred and eighty", "20 or 30 people"
        scaled = before.low in ("hundred", "thousand", "million")
        return 1 if scaled or (tokens[at].low == "or" and tokens[at + 2].tag in NOUNS | _ADJECTIVES) else 0
    modifier = before.tag in _ADJECTIVES or before.tag in ("VBN", "VBG") or before.text.endswith("-")
    return (
        1
        if modifier and after.tag in (*_ADJECTIVES, "VBN", "VBG") and tokens[at + 2].tag in NOUNS | _ADJECTIVES
        else (1 if before.text.endswith("-") and after.tag in _INSIDE else 0)
    )


def _joined_nouns(tokens: Sequence[Token], at: int, start: int, head: int) -> int:
    """ "12 fire AND rescue crews": singular noun modifiers joined before a plural head."""
    if at + 2 >= len(tokens) or tokens[start].tag != "CD" or tokens[start].low in ("one", "1"):
        return 0
    first, second, third = tokens[at - 1], tokens[at + 1], tokens[at + 2]
    names = first.tag == second.tag == "NNP"  # "460 Arvel and Tosca cars"
    fits = (names or (first.tag == "NN" and second.tag in ("NN", "JJ"))) and third.tag == "NNS"
    return 1 if fits and first.low not in ("%", "percent") else 0


def noun_phrase_ending(tokens: Sequence[Token], i: int) -> NounPhrase | None:
    """The base noun phrase that ends with token ``i`` (hedges such as "at least" included)."""
    if i < 0 or i >= len(tokens):
        return None
    if tokens[i].tag in ("PRP", "EX"):
        return NounPhrase(i, i + 1, i)
    if tokens[i].tag not in _INSIDE and tokens[i].tag not in _OPENERS and tokens[i].tag not in ("VBN", "VBG"):
        return None
    start = i
    while start > 0 and i - start < _LONGEST:
        before = tokens[start - 1].tag
        if tokens[start].tag in _OPENERS and before not in _OPENERS:
            break
        if before not in _INSIDE and before not in _OPENERS and before not in ("VBN", "VBG", "CC", ",", "RB"):
            break
        start -= 1
    for first in range(start, i + 1):
        found = noun_phrase(tokens, first)
        if found is not None and found.end == i + 1:
            return _with_hedge(tokens, found)
    return None


def _with_hedge(tokens: Sequence[Token], found: NounPhrase) -> NounPhrase:
    for width in (3, 2, 1):
        first = found.start - width
        if first >= 0:
            longer = noun_phrase(tokens, first)
            if longer is not None and longer.end == found.end and _after_hedge(tokens, first) > first:
                return longer
    return found


def counted_phrase(tokens: Sequence[Token], i: int) -> NounPhrase | None:
    """What the number at token ``i`` counts: its noun phrase, or the one behind a partitive "of".

    "67 cruise missiles" and "dozens of homes", "20 of the missiles", "one of its five plants", "two more of them";
    for "20 of which" and "40 of whom" the nearest plural phrase before. None for a bare number.
    """
    found = noun_phrase(tokens, i)
    if found is None:
        return None
    head = tokens[found.head]
    measured = head.tag not in NOUNS or head.lemma in _partitives() or head.low in ("more", "others")
    if not measured:
        return found
    if found.end < len(tokens) and tokens[found.end].low == "of":
        at = found.end + 1
        if at < len(tokens) and tokens[at].tag in ("WDT", "WP"):
            return _antecedent(tokens, found.start)
        behind = noun_phrase(tokens, at)
        if behind is not None:
            return behind
    return found if head.tag in NOUNS else None


@cache
def _partitives() -> frozenset[str]:
    return lexicon.words("tagging", "lists.partitives")


def _antecedent(tokens: Sequence[Token], before: int) -> NounPhrase | None:
    for at in range(before - 1, max(before - _LONGEST, -1), -1):
        if tokens[at].tag in ("NNS", "NNPS"):
            return noun_phrase_ending(tokens, at)
    return None
