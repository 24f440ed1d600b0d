"""Money whose name no list has: a word or a code that an article itself uses as a currency.

"A loss of 1.94 billion dravs" makes dravs money wherever the article has a figure of them: the dictionary does not
know the word, and what costs, losses and budgets are told in is money.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from checker.expressions import expression
from checker.extraction.number_amounts import Amount
from checker.extraction.number_tokens import Tok, guard
from checker.grammar import singular
from checker.model import UnitKind
from checker.readings import known

__all__ = ["Coins", "coins", "in_coins"]

Coins = frozenset[str]
"""The words, as they are written behind a figure, and the codes, as they are written before one."""

_BEHIND_SCALE = expression(
    r"(?:\d\s?(?:m|mn|bn)|(?<![a-z])(?:m|b|tr)illions?(?:\s+of)?|(?<![\d.,])\d{1,3}(?:,\d{3})*,000)\s+([a-z]{3,12})\b"
)
_CODE = expression(r"([A-Z](?<![A-Z\d-].)[A-Z]{2})\s?\d[\d.,]*\s?(?:m|mn|bn|million|billion|trillion)\b")
_WORD = expression(r"[a-z]+")
_FAR, _BEFORE = 60, 5
"""Characters and words before a sum within which it is called a cost, a loss, a loan."""
_NO_COINS = ("ers", "ors", "ions", "ments", "ings", "ists", "isms", "ships", "ians", "ees", "ies", "ed", "ing", "ly")
"""Endings of words that a dictionary may lack and that name no money."""


def coins(text: str) -> Coins:
    """The currencies of an article's own."""
    found = set()
    for m in _BEHIND_SCALE.finditer(text):
        word = m[1]
        if word not in found and _unknown(word) and _is_sum(text, m.start()):
            found.add(word)
    found |= {singular(w) for w in found} | {f"{w}s" for w in found if not w.endswith("s")}
    often = Counter(m[1] for m in _CODE.finditer(text))
    return frozenset(found | {code for code, times in often.items() if times > 1 and not known(code.lower())})


def _unknown(word: str) -> bool:
    return not (word.endswith(_NO_COINS) or known(word) or known(singular(word)))


def _is_sum(text: str, at: int) -> bool:
    words = _WORD.findall(text[max(0, at - _FAR) : at].lower())[-_BEFORE:]
    return not guard("sums").isdisjoint(words)


def in_coins(toks: Sequence[Tok], a: Amount, own: Coins) -> Amount:
    """An amount with its article's own money, where such a word is behind it or such a code before it."""
    if not a.counts or a.shape not in ("plain", "range"):
        return a
    if a.last < len(toks) and toks[a.last].text in own and toks[a.last].start > a.end:
        word = toks[a.last]
        return replace(a, unit=singular(word.low), kind=UnitKind.CURRENCY, last=a.last + 1, end=word.end)
    if a.first and toks[a.first - 1].text in own and toks[a.first - 1].text.isupper():
        code = toks[a.first - 1]
        return replace(a, unit=code.text, kind=UnitKind.CURRENCY, first=a.first - 1, start=code.start)
    return a
