"""Numerals: figures and number words with their scale -> a value and its stated precision."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from functools import cache

from checker import lexicon
from checker.extraction.number_tokens import FRACTIONS, Tok, guard
from checker.record import record

__all__ = ["Numeral", "joined", "number_words", "numeral", "plural_scales", "starts"]

_GLYPHS = dict(zip(FRACTIONS, ((1, 2), (1, 4), (3, 4), (1, 3), (2, 3), (1, 8), (3, 8), (5, 8), (7, 8)), strict=True))
_SLASH_DENOMINATORS = {2, 3, 4, 5, 8, 16}
_MANY_DIGITS = 15


@record
class Numeral:
    """Tokens [first, last) of a numeral.

    ``scale`` is the factor of its scale words (1 without), ``plain`` a bare run of digits (which may be a year or
    a model number), ``letter`` a scale letter that may be a unit ("m"), ``high`` the far end of a vague one.
    """

    first: int
    last: int
    value: Decimal
    step: Decimal | None
    spelled: bool = False
    plain: bool = False
    scale: Decimal = Decimal(1)
    letter: str = ""
    fraction: bool = False
    vague: bool = False
    high: Decimal | None = None


@cache
def _cardinals() -> dict[str, int]:
    return {w: int(v) for w, v in lexicon.mapping("numbers", "cardinals").items()}


@cache
def _scales() -> dict[str, Decimal]:
    return {w: Decimal(v) for w, v in lexicon.mapping("numbers", "scales").items()}


@cache
def _fractions() -> dict[str, int]:
    return {w: int(v) for w, v in lexicon.mapping("numbers", "fractions").items()}


@cache
def multiples() -> dict[str, Decimal]:
    """ "threefold" -> 3"""
    return {w: Decimal(v) for w, v in lexicon.mapping("numbers", "multiples").items()}


@cache
def _suffixes() -> dict[str, Decimal]:
    return {w: Decimal(v) for w, v in lexicon.mapping("numbers", "suffixes").items()}


@cache
def plural_scales() -> dict[str, Decimal]:
    return {w: Decimal(v) for w, v in lexicon.mapping("numbers", "plural_scales").items()}


@cache
def _vague_factors() -> dict[str, tuple[Decimal, Decimal | None]]:
    return {w: interval(v) for w, v in lexicon.mapping("numbers", "vague_factors").items()}


def interval(entry: str) -> tuple[Decimal, Decimal | None]:
    """'3 9' -> (3, 9); '5 -' -> (5, None)."""
    low, high = entry.split()
    return Decimal(low), None if high == "-" else Decimal(high)


@cache
def number_words() -> frozenset[str]:
    """Every word that can begin a numeral or stand as one."""
    return frozenset({*_cardinals(), *_scales(), *plural_scales(), *_fractions(), *multiples()})


def starts(tok: Tok) -> bool:
    return tok.kind == "n" or tok.low in _cardinals() or tok.low in plural_scales()


def joined(toks: Sequence[Tok], at: int) -> int:
    """The index behind a hyphen that ties token ``at`` - 1 to the next word, else ``at``."""
    if (
        0 < at < len(toks) - 1
        and toks[at].low in "-‑–"
        and toks[at].start == toks[at - 1].end == toks[at + 1].start - 1
    ):
        return at + 1
    return at


def numeral(toks: Sequence[Tok], at: int) -> Numeral | None:
    """The longest numeral that starts at token ``at``."""
    tok = toks[at]
    if tok.kind == "n":
        return _figure(toks, at)
    if found := _fraction(toks, at):
        return found
    if tok.low in ("a", "several", "few", "many", "couple") and (found := _vague(toks, at)):
        return found
    if tok.low in plural_scales():
        return _plural(toks, at)
    if tok.low in multiples():
        return Numeral(at, at + 1, multiples()[tok.low], Decimal(1), spelled=True)
    return _spelled(toks, at)


# ------------------------------------------------------------------ figures


def _figure(toks: Sequence[Tok], at: int) -> Numeral | None:
    tok = toks[at]
    parsed = _digits(tok.text)
    if parsed is None:
        return None
    value, step, plain = parsed
    found = Numeral(at, at + 1, value, step, plain=plain, fraction="/" in tok.text or tok.text[-1] in _GLYPHS)
    if power := _power(toks, found):
        return power
    after = toks[at + 1] if at + 1 < len(toks) else None
    if after and after.text in ("B", "M") and _letter_apart(toks, at):
        return _scaled(replace(found, last=at + 2, letter=after.text), _suffixes()[after.text])
    if after and after.kind == "w" and after.start == tok.end and after.text in _suffixes():
        factor = _suffixes()[after.text]
        return _scaled(replace(found, last=at + 2, letter=after.text), factor)
    return _with_half(toks, _with_scales(toks, found))


_TIMES = ("×", "x", "·", "*")
_RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻", "0123456789-")
_LARGEST_POWER = 60


def _power(toks: Sequence[Tok], found: Numeral) -> Numeral | None:
    """ "1.99×10^30", "6.1 x 10⁻⁸", "1.6×10−19" (a raised exponent that lost its place)."""
    i = found.last
    if i + 2 >= len(toks) or toks[i].low not in _TIMES or toks[i + 1].text != "10":
        return None
    i += 2
    caret = toks[i].text == "^"
    i += caret
    text = ""
    while i < len(toks) and toks[i].start == toks[i - 1].end and len(text) < 4:
        part = toks[i].text.replace("−", "-").translate(_RAISED)
        if not (part.isascii() and (part.isdigit() or (part == "-" and not text))):
            break
        text, i = text + part, i + 1
    raised = caret or toks[found.last + 2].text != "-" or not found.plain
    if not text.lstrip("-") or not raised or int(text) > _LARGEST_POWER:
        return None
    factor = Decimal(10) ** int(text)
    step = found.step * factor if found.step is not None else None
    return replace(found, last=i, value=found.value * factor, step=step, plain=False)


def _letter_apart(toks: Sequence[Tok], at: int) -> bool:
    """ "8 B people", "$5.2 B": a scale letter behind a blank, where money or a counted plural shows that it is one."""
    behind = toks[at + 2] if at + 2 < len(toks) else None
    if at and toks[at - 1].kind == "c":
        return behind is None or behind.kind != "w" or behind.text.islower()
    return behind is not None and behind.kind == "w" and behind.low in guard("more_after")


def _digits(text: str) -> tuple[Decimal, Decimal, bool] | None:
    """(value, step, plain) of a figure as written; None for what is no quantity ("9/11")."""
    if "/" in text:
        return _slash(text)
    if text[-1] in _GLYPHS:
        top, bottom = _GLYPHS[text[-1]]
        whole = int(text[:-1] or 0)
        return Decimal(whole) + Decimal(top) / Decimal(bottom), Decimal("0.1"), False
    plain = text.isdigit()
    clean = text
    for blank in " \u00a0\u202f\u2009'’":
        clean = clean.replace(blank, "")
    commas, dots = clean.count(","), clean.count(".")
    if dots > 1 or (commas and dots and clean.rfind(",") > clean.rfind(".")):
        clean = clean.replace(".", "").replace(",", ".")
    elif commas == 1 and not dots and len(clean) - clean.find(",") != 4:
        clean = clean.replace(",", ".")
    else:
        clean = clean.replace(",", "")
    if len(clean) > _MANY_DIGITS:
        return None
    value = Decimal(clean)
    return value, _step(clean, value), plain


def _slash(text: str) -> tuple[Decimal, Decimal, bool] | None:
    head, _, bottom = text.partition("/")
    whole, _, top = head.replace("-", " ").rpartition(" ")
    if int(bottom) not in _SLASH_DENOMINATORS or int(top) >= int(bottom) or top == "0":
        return None
    part = (Decimal(top) / Decimal(bottom)).scaleb(-len(whole.partition(".")[2]))  # "$6.12 1/2": half a cent
    return Decimal(whole or 0) + part, Decimal("0.1"), False


def _step(clean: str, value: Decimal) -> Decimal:
    """The value of the last significant digit; below a hundred every digit counts ("30 men" may be exact)."""
    _, dot, decimals = clean.partition(".")
    if dot:
        return Decimal(1).scaleb(-len(decimals))
    return whole_step(value)


def whole_step(value: Decimal) -> Decimal:
    if value < 100:
        return Decimal(1)
    digits = format(value, "f")
    return Decimal(10) ** (len(digits) - len(digits.rstrip("0")))


def _scaled(found: Numeral, factor: Decimal) -> Numeral:
    if factor == 12:
        step: Decimal | None = Decimal(6)
    else:
        step = found.step * factor if found.step is not None else None
    high = found.high * factor if found.high is not None else None
    return replace(found, value=found.value * factor, step=step, scale=found.scale * factor, plain=False, high=high)


def _with_scales(toks: Sequence[Tok], found: Numeral) -> Numeral:
    """Takes in the scale words that follow: "2.3 million", "2 hundred thousand", "$2-million"."""
    while True:
        at = joined(toks, found.last)
        if at >= len(toks) or found.scale >= 10**12:
            return found
        word = toks[at].low
        if word not in _scales() and word in plural_scales() and not found.vague:
            word = word.removesuffix("s")  # "620 millions of crowns"
        if word not in _scales():
            return found
        if toks[at].low in ("mil", "lac", "tn", "mn") and toks[at].end < len(toks) and not toks[at].text.islower():
            return found
        found = _scaled(replace(found, last=at + 1), _scales()[word])


_HALF, _QUARTER = Decimal("0.5"), Decimal("0.25")
_PARTS = {
    "and a half": _HALF,
    "and a quarter": _QUARTER,
    "and three quarters": 3 * _QUARTER,
    "and three quarter": 3 * _QUARTER,
}


def _with_half(toks: Sequence[Tok], found: Numeral) -> Numeral:
    """ "two and a half million", "four and a quarter per cent", "three and three quarter million" """
    at = found.last
    words = [t.low for t in toks[at : at + 6] if t.low != "-"]
    part = _PARTS.get(" ".join(words[:3]))
    if part is None or found.value != found.value.to_integral_value() or found.scale != 1:
        return found
    if part != _HALF and (words[3:4] == ["of"] or found.value == 0):
        return found  # "six and a quarter of the seats"
    last = at
    seen = 0
    while seen < 3:
        seen += toks[last].low != "-"
        last += 1
    half = replace(found, last=last, value=found.value + part, step=_HALF if part == _HALF else _QUARTER, plain=False)
    return _with_scales(toks, half)


# ------------------------------------------------------------------ words


def _spelled(toks: Sequence[Tok], at: int) -> Numeral | None:
    """ "sixty-seven", "two hundred and five", "a hundred", "one thousand two hundred" """
    total, current, last = Decimal(0), None, at
    if toks[at].low in ("a", "an"):
        nxt = joined(toks, at + 1)
        if nxt >= len(toks) or toks[nxt].low not in _scales():
            return None
        current, last = Decimal(1), at + 1
    top, scale = Decimal(0), Decimal(1)
    while True:
        i = joined(toks, last) if last > at else last
        if i >= len(toks):
            break
        word = toks[i].low
        if word == "and" and last > at and _and_goes_on(toks, i, total, current):
            i += 1
            word = toks[i].low
        if word in _cardinals():
            fitted = _fit(current, _cardinals()[word])
            if fitted is None:
                break
            current = fitted
        elif word in _scales() and current is not None:
            factor = _scales()[word]
            if factor <= 100:
                if current >= 100:
                    break
                current *= factor
            elif total and factor >= top:
                break
            else:
                total, top, current = total + current * factor, factor, None
            scale = max(scale, factor)
        elif word in _scales() and total:
            total, top = total * _scales()[word], top * _scales()[word]
            scale = max(scale, top)
        else:
            break
        last = i + 1
        if scale == 12:
            break
    if last == at or (current is None and not total):
        return None
    value = total + (current or 0)
    if scale == 1 and (spoken := _point(toks, at, last, value)):
        return spoken
    step = Decimal(6) if scale == 12 else whole_step(value)
    return _with_half(toks, Numeral(at, last, value, step, spelled=True, scale=scale))


_SPOKEN_DIGITS = 4


def _point(toks: Sequence[Tok], at: int, last: int, whole: Decimal) -> Numeral | None:
    """ "sixty-three point eight", "four point oh five million": decimals as a speaker says them, digit by digit."""
    if last >= len(toks) or toks[last].low != "point" or (whole == 1 and at and toks[at - 1].low == "at"):
        return None  # "at one point five of them left"
    digits, i = "", last + 1
    while i < len(toks) and len(digits) < _SPOKEN_DIGITS:
        said = _decimals().get(toks[i].low)
        if said is None:
            break
        digits, i = digits + said, i + 1
    if not digits:
        return None
    value, step = whole + Decimal(f"0.{digits}"), Decimal(1).scaleb(-len(digits))
    return _with_scales(toks, Numeral(at, i, value, step, spelled=True))


@cache
def _decimals() -> dict[str, str]:
    """The words for single digits: "eight" -> "8"."""
    digits = {w: str(v) for w, v in _cardinals().items() if 0 <= v < 10}
    return digits | dict.fromkeys(guard("spoken_zero"), "0")


def _fit(current: Decimal | None, value: int) -> Decimal | None:
    """``current`` with one more word: fifty + six, two hundred + five; None where the words do not join."""
    if current is None:
        return Decimal(value)
    if value == 0:
        return None
    rest = current % 100
    if current >= 100 and rest == 0:
        return current + value
    if rest >= 20 and rest % 10 == 0 and value < 10:
        return current + value
    return None


def _and_goes_on(toks: Sequence[Tok], at: int, total: Decimal, current: Decimal | None) -> bool:
    if at + 1 >= len(toks) or toks[at + 1].low not in _cardinals():
        return False
    if current is not None:
        return current >= 100 and current % 100 == 0
    return bool(total)


# ------------------------------------------------------------------ fractions and vague numerals


def _fraction(toks: Sequence[Tok], at: int) -> Numeral | None:
    """ "half a million", "a third", "two-thirds", "three quarters of a million" """
    low = toks[at].low
    if low in ("half", "quarter"):
        return part(toks, at, at, Decimal(1))
    top = 1 if low in ("a", "an") else _cardinals().get(low, 0)
    return part(toks, at, joined(toks, at + 1), Decimal(top)) if 0 < top < 10 else None


def part(toks: Sequence[Tok], at: int, i: int, top: Decimal) -> Numeral | None:
    """A fraction whose denominator word is token ``i``, with "(of) a million" behind it."""
    if i >= len(toks) or toks[i].low not in _fractions():
        return None
    word = toks[i].low
    plural = word.endswith("s")
    if plural != (top > 1):
        return None
    value = top / Decimal(_fractions()[word])
    found = Numeral(at, i + 1, value, Decimal("0.01"), spelled=True, fraction=True)
    j = joined(toks, i + 1)
    if j < len(toks) and toks[j].low == "of":
        j += 1
    if j < len(toks) and toks[j].low in ("a", "an"):
        j = joined(toks, j + 1)
        if j < len(toks) and toks[j].low in _scales():
            factor = _scales()[toks[j].low]
            step = Decimal(1) if factor == 12 else factor / 10
            return replace(found, last=j + 1, value=value * factor, step=step, scale=factor, fraction=False)
    if j == joined(toks, i + 1) and j < len(toks) and toks[j].low in ("million", "billion", "dozen", "trillion"):
        factor = _scales()[toks[j].low]
        step = Decimal(1) if factor == 12 else factor / 10
        return replace(found, last=j + 1, value=value * factor, step=step, scale=factor, fraction=False)
    return found


def _vague(toks: Sequence[Tok], at: int) -> Numeral | None:
    """ "several hundred", "a few thousand", "a couple of dozen" """
    for size in (3, 2, 1):
        words = " ".join(t.low for t in toks[at : at + size])
        if words in _vague_factors():
            i = at + size
            if i < len(toks) and toks[i].low in _scales():
                low, high = _vague_factors()[words]
                return _with_scales(toks, Numeral(at, i, low, None, spelled=True, vague=True, high=high))
    return None


def _plural(toks: Sequence[Tok], at: int) -> Numeral | None:
    """ "dozens", "hundreds of thousands", "tens of millions": from that value up to ten times as much."""
    value = plural_scales()[toks[at].low]
    last = at + 1
    if last + 1 < len(toks) and toks[last].low == "of" and toks[last + 1].low in plural_scales():
        value *= plural_scales()[toks[last + 1].low]
        last += 2
    elif toks[at].low == "tens":
        return None
    return Numeral(at, last, value, None, spelled=True, vague=True, high=value * 10, scale=value)
