"""Ranges ("$2-3 million", "between 5 and 9") and scores ("a 9-2 lead", "a vote of 228 to 191")."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from checker import lexicon
from checker.extraction.number_amounts import SIGNS, Amount, amount
from checker.extraction.number_context import planned
from checker.extraction.number_tokens import Tok
from checker.extraction.number_values import joined
from checker.grammar import is_plural
from checker.model import UnitKind

__all__ = ["ranged"]

_SMALL = Decimal(1000)
_WHOLE = Decimal(10)


def ranged(text: str, toks: Sequence[Tok], a: Amount, end: int) -> Amount:
    """``a`` with the other end of a range, or both sides of a score, where one follows."""
    i = a.last
    if i + 1 >= len(toks) or a.numeral.vague:
        return a
    if _suspended(toks, i):
        i += 1  # "a 40- to 60-hour course"
    link = toks[i].low
    hyphen = link in "-‑–—" and (a.tied or toks[i].start == toks[i - 1].end) == (toks[i + 1].start == toks[i].end)
    if a.numeral.fraction and (b := _other(text, toks, i + 1, end)) is not None and b.low >= _WHOLE:
        return a  # "cut by a quarter to 300"
    if a.tied:
        return _tied_range(text, toks, a, end)
    if hyphen and link in "—" and toks[i].end != toks[i + 1].start:
        return a
    if not hyphen and link not in ("to", "or", "and", "against"):
        return a
    b = _other(text, toks, i + 1, end)
    if b is None:
        return a
    before = toks[a.first - 1].low if a.first else ""
    stepped = link == "to" and before == "by" and a.unit and b.unit and not a.currency_sign
    if stepped and not planned(toks, a.first, a, b):
        return a  # "fell by 2.1 percent to 14.2 percent": by how much, and to what
    if link == "and" and not _between(toks, a.first):
        return a
    if (
        link in ("to", "against")
        and a.low > b.low
        and not a.unit
        and not b.unit
        and _is_score(toks, a, b)
        and _tallied(toks, a)
    ):
        return replace(a, last=b.last, end=b.end, low=b.low, high=a.low, kind=UnitKind.SCORE, shape="score")
    if link == "against":
        return a
    odds = before == "by" or any(t.low in lexicon.words("numbers", "guards.odds") for t in toks[b.last : b.last + 1])
    if link == "to" and b.low == 1 < a.low < _WHOLE and odds and not (a.unit or b.unit):
        # "outnumbered by 3 to 1", "a 2 to 1 margin"
        return replace(a, last=b.last, end=b.end, low=b.low, high=a.low, kind=UnitKind.SCORE, shape="score")
    if link == "or" and ((a.unit and not a.currency_sign) or not a.low < b.low <= 2 * a.low or not _alike(a, b)):
        return a
    if hyphen and not a.unit and not b.unit and _is_score(toks, a, b):
        return replace(
            a, last=b.last, end=b.end, low=min(a.low, b.low), high=max(a.low, b.low), kind=UnitKind.SCORE, shape="score"
        )
    if hyphen and before in "-–" and before:
        return a
    return _join(toks, a, b)


def _suspended(toks: Sequence[Tok], i: int) -> bool:
    """Whether a hyphen at ``i`` waits for the word behind the other end: "10- TO 12-foot"."""
    return toks[i].low in "-‑" and toks[i].start == toks[i - 1].end and toks[i + 1].low in ("to", "or")


def _tied_range(text: str, toks: Sequence[Tok], a: Amount, end: int) -> Amount:
    """ "five-to-six", "20-30", "three-four years": the hyphen was taken for a compound's."""
    i = joined(toks, a.last)
    made = i < len(toks) and toks[i].low in ("of", "for")
    if i < len(toks) and toks[i].low in ("to", "or", "of", "for") and joined(toks, i + 1) > i + 1:
        i = joined(toks, i + 1)
    b = _other(text, toks, i, end)
    if b is None or a.unit or (made and a.low > b.low):
        return a
    odds = toks[i - 2].low == "to" and a.low > b.low
    if (made or odds or _is_score(toks, a, b)) and not b.unit:
        return replace(
            a,
            last=b.last,
            end=b.end,
            low=min(a.low, b.low),
            high=max(a.low, b.low),
            kind=UnitKind.SCORE,
            shape="score",
            tied=False,
        )
    return _join(toks, replace(a, tied=False), b)


def _other(text: str, toks: Sequence[Tok], i: int, end: int) -> Amount | None:
    if i < len(toks) and toks[i].low in ("as", "up", "about", "around", "roughly", "nearly", "almost"):
        i += {"as": 3, "up": 2}.get(toks[i].low, 1)
    if i + 1 < len(toks) and toks[i].low in "-−" and toks[i].end == toks[i + 1].start < toks[i].start + 2:
        i += toks[i].start > toks[i - 1].end  # "-5 to -10"
    if i >= len(toks) or not (toks[i].kind in "nc" or toks[i].kind == "w"):
        return None
    b = amount(text, toks, i, end)
    return None if b is None or b.numeral.fraction or b.numeral.vague else b


def _between(toks: Sequence[Tok], first: int) -> bool:
    reach = 4 if first and toks[first - 1].low == "of" else 3  # "between the ages of 17 and 20"
    return any(t.low == "between" for t in toks[max(first - reach, 0) : first])


def _alike(a: Amount, b: Amount) -> bool:
    return a.numeral.spelled == b.numeral.spelled or b.low == a.low + 1


def _join(toks: Sequence[Tok], a: Amount, b: Amount) -> Amount:
    """The range from ``a`` to ``b``: scale, currency and unit said once hold for both."""
    low, step = a.low, a.step
    factor = b.numeral.scale
    if (
        factor >= 1000
        and a.numeral.scale == 1
        and (a.unit is None or a.currency_sign)
        and low < b.low / factor
        and low < _SMALL
    ):
        low, step = low * factor, (step * factor if step else None)
    if a.unit and b.unit and a.unit != b.unit and not (b.unit.startswith(a.unit + " per ")):
        return a
    if (
        a.unit
        and not b.unit
        and not (a.currency_sign and (b.numeral.scale > 1 or (b.first == a.last + 1 and toks[a.last].low in SIGNS)))
    ):
        return a
    if a.unit == b.unit and b.low < low < 0 and b.shape == "plain":
        return replace(_join(toks, replace(a, low=b.low, high=b.low), replace(b, low=low, high=low)))  # "-5C to -10C"
    if not low < b.low:
        return a
    unit, kind = (b.unit, b.kind) if b.unit else (a.unit, a.kind)
    steps = [s for s in (step, b.step) if s is not None]
    both = replace(a, last=b.last, end=b.end, figure=(a.figure[0], b.figure[1]), low=low, high=b.low, shape="range")
    numeral = replace(b.numeral, plain=False)
    step = min(steps) if steps else None
    return replace(both, step=step, unit=unit, kind=kind, per=b.per, tied=b.tied, numeral=numeral)


def _tallied(toks: Sequence[Tok], a: Amount) -> bool:
    """ "a vote of 228 to 191", "voted 7 to 2" """
    words = lexicon.words("numbers", "contexts.score")
    near = [t.low for t in toks[max(a.first - 2, 0) : a.first]]
    return bool(near) and (near[-1] in words or (near[-1] in ("of", "by", "was", "is") and near[0] in words))


def _is_score(toks: Sequence[Tok], a: Amount, b: Amount) -> bool:
    """ "a 9-2 lead", "won 2-1", "6-4, 3-6": small whole figures, falling or next to a sporting or voting word."""
    whole = a.numeral.plain and b.numeral.plain and a.low < 450 and b.low < 450
    if not whole or a.numeral.scale != 1:
        return False
    if a.low >= b.low:
        return True
    words = lexicon.words("numbers", "contexts.score")
    near = [t.low for t in toks[max(a.first - 2, 0) : a.first]] + [t.low for t in toks[b.last : b.last + 1]]
    if a.low.is_zero() and toks[a.last].low in "-–" and not _counts(toks, b):
        return True  # "is 0-4 on the road"
    pair = _dashed(toks, a.first - 4, a.first) or _dashed(toks, b.last, b.last + 4) or _paired(toks, a, b)
    return (pair and a.low < 10 and b.low < 10) or any(w in words for w in near)


def _counts(toks: Sequence[Tok], b: Amount) -> bool:
    """Whether a plural or a measure follows: "0-4 points", "0-60 mph"."""
    nxt = toks[b.last].low if b.last < len(toks) and toks[b.last].kind == "w" else ""
    return nxt.endswith("s") or is_plural(nxt) or nxt in ("per", "in")


def _paired(toks: Sequence[Tok], a: Amount, b: Amount) -> bool:
    """Whether another pair of figures stands right before or behind this one: "6-4 3-6"."""
    sides = toks[max(a.first - 3, 0) : a.first], toks[b.last : b.last + 3]
    return any(len(s) == 3 and s[0].kind == s[2].kind == "n" and s[1].low in "-–" for s in sides)


def _dashed(toks: Sequence[Tok], start: int, end: int) -> bool:
    """Whether a list goes on with another pair of figures: ", 4-6" or "4-6 and"."""
    words = toks[max(start, 0) : end]
    figures = [i for i, t in enumerate(words) if t.kind == "n"]
    listed = any(t.low in (",", "and") for t in words)
    return (
        len(words) == 4
        and listed
        and len(figures) == 2
        and figures[1] == figures[0] + 2
        and words[figures[0] + 1].low in "-–"
    )
