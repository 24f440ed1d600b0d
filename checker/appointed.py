"""What a date is set for: "the vote is scheduled for Monday", "an election slated for June 25", "the talks take place".

The verb says only that there is a day; the noun says of what. Words in ``lexicons/en/events.toml`` ([appointing]).
"""

from __future__ import annotations

from collections.abc import Sequence

from checker import lexicon
from checker.grammar import Token, noun_phrase_ending
from checker.happenings import named_by
from checker.readings import NOUNS

__all__ = ["appointed"]

_BEFORE_A_DAY = frozenset({"for", "on", "at", "in", "from", "until", "till"})
_AUXILIARIES = frozenset({"be", "have", "will", "would", "should", "may", "must", "shall", "might", "can", "do"})
_RELATIVES = frozenset({"which", "that"})
_MOST = 8
"""Words between the noun and the verb of its day that are passed over."""


def appointed(tokens: Sequence[Token], at: int) -> tuple[str, str] | None:
    """(event, noun) of what the date whose first token is ``at`` is set for; None where no verb sets it."""
    i = at - 1
    while i >= 0 and tokens[i].tag == "DT":
        i -= 1
    preposition = tokens[i].low if i >= 0 and tokens[i].low in _BEFORE_A_DAY else None
    if preposition:
        i -= 1
    if i < 1:
        return None
    verb = _verb_at(tokens, i)
    if verb is not None and (preposition or tokens[i].lemma != "be"):  # "the ferries are NOW crossing"
        return _noun_before(tokens, verb)
    phrase = noun_phrase_ending(tokens, i) if preposition == "for" and tokens[i].tag in NOUNS else None
    if phrase is not None and phrase.start > 0 and tokens[phrase.start - 1].lemma in _words("setting"):
        return _named(tokens, phrase.head, phrase.start)  # "set a hearing for 5 June"
    return None


def _words(key: str) -> frozenset[str]:
    return lexicon.words("events", f"appointing.{key}")


def _verb_at(tokens: Sequence[Token], i: int) -> int | None:
    """Index of the verb that ends with token ``i`` and says no more than that there is a day."""
    if tokens[i].low == "in" and tokens[i - 1].lemma in _words("setting_in"):
        return i - 1
    if tokens[i].low == "place" and tokens[i - 1].lemma == "take":
        return i - 1
    word = tokens[i]
    if word.lemma in _words("setting") and (word.tag != "NN" or word.low == "set"):
        return i
    if word.lemma == "hold":
        return i if word.tag == "VBN" and tokens[i - 1].lemma == "be" else None
    return i if word.lemma in _words("happening") and word.tag.startswith("V") else None


def _noun_before(tokens: Sequence[Token], verb: int) -> tuple[str, str] | None:
    i = verb - 1
    for _ in range(_MOST):
        if i < 0:
            return None
        token = tokens[i]
        passed = token.lemma in _AUXILIARIES or token.tag in ("RB", "TO", "MD") or token.low in _RELATIVES
        if not (passed or token.low in _words("expected") or (token.low == "," and i < verb - 1)):
            break
        i -= 1
    phrase = noun_phrase_ending(tokens, i) if i >= 0 and tokens[i].tag in NOUNS else None
    if phrase is None:
        return None
    if phrase.start > 1 and tokens[phrase.start - 1].low == "of" and tokens[phrase.start - 2].tag in NOUNS:
        outer = noun_phrase_ending(tokens, phrase.start - 2)
        if outer is not None and (found := _named(tokens, outer.head, outer.start)):
            return found
    return _named(tokens, phrase.head, phrase.start)


def _named(tokens: Sequence[Token], head: int, start: int) -> tuple[str, str] | None:
    noun = tokens[head].lemma
    if noun in _words("no_things"):
        return None
    return named_by(tokens, head, start) or noun, noun
