"""A letter that touches a figure: "35m" is a million of something or a length."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from checker.extraction.number_tokens import Tok, guard
from checker.extraction.number_units import unit_words
from checker.extraction.number_values import Numeral
from checker.model import UnitKind

__all__ = ["letter"]

_MILLION = Decimal(1000000)
_CLAUSE = 14
_NEAR = 6


def letter(toks: Sequence[Tok], found: Numeral, currency: bool) -> tuple[Numeral, str]:
    """The numeral as it is with a scale letter that stands, and the unit that the letter is otherwise."""
    if not found.letter or currency or found.letter in "kKMbBT":
        return found, ""
    if found.letter == "m" and (_millions(toks, found.first) or _held_against(toks, found.first)):
        return found, ""
    unit = "millimetre" if found.letter == "mm" else "metre"
    step = found.step / _MILLION if found.step else None
    return replace(found, value=found.value / _MILLION, step=step, scale=Decimal(1)), unit


def _millions(toks: Sequence[Tok], at: int) -> bool:
    """Whether the figure at ``at``, whose letter is the next token, counts something or is money."""
    if at and toks[at - 1].kind == "c":
        return True
    nxt = toks[at + 2] if at + 2 < len(toks) else None
    word = nxt.low if nxt and nxt.kind == "w" else ""
    if [t.low for t in toks[at + 2 : at + 4]] == ["-", "strong"]:
        return True
    if word == "of" and _away(toks, at):
        return False
    idle = guard("length_after") | guard("no_plurals")
    after = [t.low for t in toks[at + 3 : at + 6] if t.kind == "w" and t.low not in idle]
    plural = any(w.endswith("s") and not w.endswith("ss") for w in (word, *after))
    counts = word not in guard("length_after") and word != "" and ("." in toks[at].text or plural)
    return counts or word in guard("more_after") or _is_money(toks, at + 2)


def _away(toks: Sequence[Tok], at: int) -> bool:
    """ "within 500m of a station", "500m of cable": a length; "35m of them" are millions."""
    near = [t.low for t in toks[max(at - 3, 0) : at]]
    of = toks[at + 3].low if at + 3 < len(toks) else ""
    return "within" in near or of in ("a", "an")


def _is_money(toks: Sequence[Tok], at: int) -> bool:
    found = unit_words(toks, at) if at < len(toks) else None
    return bool(found and found[0].kind is UnitKind.CURRENCY)


def _held_against(toks: Sequence[Tok], at: int) -> bool:
    """ "12.3m pounds against 9.8m", "users, up from 20m", "taking the total to 45m": millions too."""
    before = toks[at - 1].low if at else ""
    if before in ("to", "at", "of") and at > 1 and toks[at - 2].low in guard("tallies"):
        return True
    if before in ("to", "by") and any(t.low in guard("tallies") for t in toks[max(at - _NEAR, 0) : at - 1]):
        return True  # "visitor numbers doubled to 9.4m"
    if before not in guard("compared_to"):
        return False
    for i in range(max(at - _CLAUSE, 0), at - 1):
        if toks[i].kind == "n" and toks[i + 1].text == "m" and toks[i + 1].start == toks[i].end:
            return _millions(toks, i)
    return False
