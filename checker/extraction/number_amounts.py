"""Amounts: a numeral with its sign, currency, unit and rate, and compounds ("5ft 6in")."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from checker import lexicon
from checker.extraction.number_letters import letter
from checker.extraction.number_tokens import Tok, currencies, guard
from checker.extraction.number_units import Unit, currency_behind, per, unit_symbol, unit_words
from checker.extraction.number_values import Numeral, joined, multiples, numeral, plural_scales
from checker.model import UnitKind
from checker.record import record

__all__ = ["SIGNS", "Amount", "amount"]

SIGNS = "-−–"
_STRONGEST = 11


@record
class Amount:
    """Tokens [first, last), characters [start, end). ``low`` to ``high`` (equal unless a range; None = open).

    ``figure`` are the characters of the figure itself; ``tied`` says that a hyphen joins the next word to it
    ("10-point"); ``pair`` holds both sides of a score.
    """

    first: int
    last: int
    start: int
    end: int
    figure: tuple[int, int]
    low: Decimal
    high: Decimal | None
    step: Decimal | None
    numeral: Numeral
    unit: str | None = None
    kind: UnitKind = UnitKind.NONE
    per: str | None = None
    currency_sign: bool = False
    tied: bool = False
    shape: str = "plain"

    @property
    def counts(self) -> bool:
        """Whether it has no unit yet and so counts a noun."""
        return self.unit is None and self.shape != "score"


def amount(text: str, toks: Sequence[Tok], at: int, end: int) -> Amount | None:
    """The amount that starts at token ``at``; None where the figure is part of something else."""
    sign_tok = toks[at] if toks[at].kind == "c" else None
    i = at + 1 if sign_tok else at
    negative = False
    if sign_tok and i < len(toks) and toks[i].low in SIGNS:
        negative, i = True, i + 1
    if i >= len(toks) or (sign_tok and toks[i].kind != "n" and toks[i].low not in ("half", "a")):
        return None
    found = numeral(toks, i)
    if found is None:
        return None
    if toks[i].kind == "n" and not _free_before(text, toks, i, sign_tok is not None):
        return None
    if toks[i].kind == "n" and _slashed(toks, found.last):
        return None
    found, unit_letter = letter(toks, found, sign_tok is not None)
    start = toks[at].start
    if not negative:
        start, negative = _sign(text, toks, at, start)
    value = -found.value if negative else found.value
    stop = toks[found.last - 1].end
    high = found.high if found.vague else value
    out = Amount(at, found.last, start, stop, (toks[i].start, stop), value, high, found.step, found)
    if sign_tok:
        sign = sign_tok.text.replace(" ", "")
        out = replace(out, unit=currencies()[sign], kind=UnitKind.CURRENCY, currency_sign=True)
        if country := currency_behind(toks, out.last):
            out = replace(out, unit=country[0], last=country[1], end=toks[country[1] - 1].end)
        out = _skip_echo(toks, out)
    elif unit_letter:
        out = replace(out, unit=unit_letter, kind=UnitKind.LENGTH)
    else:
        taken = _magnitude(toks, out) or _fold(toks, out) or _part_of_unit(toks, out) or _scale_of_unit(toks, out)
        taken = taken or _unit(text, toks, out, end)
        if taken is None:
            return None
        out = taken
    return _rate(toks, _compound(text, toks, out, end))


def _magnitude(toks: Sequence[Tok], out: Amount) -> Amount | None:
    """ "magnitude 6.3", "a magnitude-7.5 tremor" """
    i = out.first - (out.first > 1 and toks[out.first - 1].low in "-‑")
    named = i > 0 and toks[i - 1].low == "magnitude" and out.low < _STRONGEST
    return replace(out, unit="magnitude") if named or _of_a_quake(toks, out) else None


def _of_a_quake(toks: Sequence[Tok], out: Amount) -> bool:
    """ "a 7.1 earthquake", "a 6.8 monster quake": a figure with a decimal and at most one word ahead of the noun."""
    figure = toks[out.numeral.first].text
    if not 1 < out.low < _STRONGEST or figure.partition(".")[1] != "." or out.numeral.scale != 1:
        return False
    behind = [t.low for t in toks[out.last : out.last + 2]]
    return any(w in guard("quakes") for w in behind[: 1 + behind[:1][0].isalpha() if behind else 0])


def _fold(toks: Sequence[Tok], out: Amount) -> Amount | None:
    """ "threefold", "10-fold", "24x earnings" """
    if toks[out.last - 1].low in multiples():
        return replace(out, unit="fold", kind=UnitKind.RATIO)
    at = joined(toks, out.last)
    if at < len(toks) and toks[at].text == "x" and toks[at].start == out.end and not out.numeral.spelled:
        return replace(out, unit="time", kind=UnitKind.RATIO, last=at + 1, end=toks[at].end)
    if at < len(toks) and toks[at].low == "fold" and out.numeral.letter == "" and not out.numeral.vague:
        return replace(out, unit="fold", kind=UnitKind.RATIO, last=at + 1, end=toks[at].end)
    return None


def _part_of_unit(toks: Sequence[Tok], out: Amount) -> Amount | None:
    """ "half a mile", "three quarters of an inch", "seven tenths of a degree" """
    if not out.numeral.fraction or not out.numeral.spelled:
        return None
    at = out.last + (out.last < len(toks) and toks[out.last].low == "of")
    if at + 1 >= len(toks) or toks[at].low not in ("a", "an"):
        return None
    found = unit_words(toks, joined(toks, at + 1))
    if found is None or found[2]:
        return None
    return replace(out, unit=found[0].name, kind=found[0].kind, last=found[1], end=found[0].end)


def _scale_of_unit(toks: Sequence[Tok], out: Amount) -> Amount | None:
    """ "billions of dollars", "hundreds of miles", "2.4 millions of dollars" """
    scaled = out.numeral.vague or toks[out.last - 1].low in plural_scales()
    if not scaled or out.last + 1 >= len(toks) or toks[out.last].low != "of":
        return None
    found = unit_words(toks, out.last + 1)
    if found is None or not found[2]:
        return None
    return replace(out, unit=found[0].name, kind=found[0].kind, last=found[1], end=found[0].end)


def _slashed(toks: Sequence[Tok], at: int) -> bool:
    """ "25/418": a reference, a score sheet, blood pressure."""
    return (
        at + 1 < len(toks)
        and toks[at].low == "/"
        and toks[at].start == toks[at - 1].end
        and toks[at + 1].kind == "n"
        and toks[at + 1].start == toks[at].end
    )


def _free_before(text: str, toks: Sequence[Tok], i: int, currency: bool) -> bool:
    """Whether nothing is glued to the left of a figure ("A320", "1/5")."""
    if i == 0 or currency:
        return True
    before = toks[i - 1]
    if before.end != toks[i].start:
        return True
    if before.kind in "wn":
        return False
    glued = i >= 2 and toks[i - 2].end == before.start and toks[i - 2].kind in "wn"
    return not (before.low in "/.:_&+" and glued)


def _sign(text: str, toks: Sequence[Tok], at: int, start: int) -> tuple[int, bool]:
    if at and toks[at - 1].end == start and toks[at - 1].low in SIGNS:
        if at >= 2 and toks[at - 2].low in "/+":
            return start, False  # "+/-4"
        opens = at == 1 or toks[at - 2].end < toks[at - 1].start or toks[at - 2].low in "(["
        if opens and (at == 1 or toks[at - 2].kind != "n") and toks[at].kind != "w":
            return toks[at - 1].start, True
        if at >= 2 and toks[at - 2].low == "minus":
            return toks[at - 2].start, True
    if at and toks[at - 1].low == "minus" and not (at > 2 and toks[at - 3].low == "plus"):
        return toks[at - 1].start, True
    return start, False


def _skip_echo(toks: Sequence[Tok], out: Amount) -> Amount:
    """ "$5 million dollars", "$5 USD": the currency said twice."""
    at = joined(toks, out.last)
    if at < len(toks) and (found := unit_words(toks, at)) and found[0].kind is UnitKind.CURRENCY and found[2]:
        return replace(out, last=found[1], end=found[0].end)
    return out


def _unit(text: str, toks: Sequence[Tok], out: Amount, end: int) -> Amount | None:
    """``out`` with the unit that follows; None where letters stuck to the figure are no unit."""
    at = joined(toks, out.last)
    if at > out.last and toks[at].low in guard("tied_hedges"):
        return out
    tied = at > out.last
    found = unit_words(toks, at) if at < len(toks) and toks[at].kind == "w" else None
    symbol = None if out.numeral.spelled else unit_symbol(text, out.end, end)
    if symbol and symbol.name == "penny" and toks[out.first].text in _LINES and not _money_near(toks, out):
        return None  # "1080p": lines of a picture
    if symbol and text[symbol.end - 1] in _MARKS and not _inches(text, out, symbol.end, end):
        symbol = None
    if found and (symbol is None or symbol.end <= found[0].end) and _fits(toks, out, found, tied):
        unit, last, _ = found
        name, kind = _pounds(toks, out, unit)
        return replace(out, unit=name, kind=kind, last=last, end=unit.end, tied=tied)
    if symbol:
        last = out.last
        while last < len(toks) and toks[last].start < symbol.end:
            last += 1
        return replace(out, unit=symbol.name, kind=symbol.kind, last=last, end=symbol.end, tied=tied)
    glued = out.last < len(toks) and toks[out.last].start == out.end and toks[out.last].kind == "w"
    if glued and not out.numeral.spelled:
        return None
    if tied and len(toks[at].text) == 1 and toks[at].text.isupper():
        return None
    return replace(out, tied=tied) if tied is not out.tied else out


_MARKS = '"”″'
_LINES = ("480", "720", "1080", "1440", "2160")
_TALLEST = 120
_SMALLEST_WON = 100
_WINDOW = 1000


def _inches(text: str, out: Amount, at: int, end: int) -> bool:
    """Whether a double quote mark behind a figure is for inches and closes nothing."""
    line = max(text.rfind("\n", max(out.start - _WINDOW, 0), out.start) + 1, out.start - _WINDOW, 0)
    if out.low > _TALLEST or text.count("“", line, out.end) > text.count("”", line, out.end):
        return False
    return text.count('"', line, out.end) % 2 == 0 and text[at : at + 1] not in (",", ".", "")


def _fits(toks: Sequence[Tok], out: Amount, found: tuple[Unit, int, bool], tied: bool) -> bool:
    unit, last, plural = found
    if unit.name in ("second", "quarter") and not plural and not tied:
        nxt = toks[last].low if last < len(toks) else ""
        return out.low != out.low.to_integral_value() or (
            unit.name == "second" and nxt not in guard("second_of") and out.low != 1
        )
    if unit.name == "mark" and out.low > 1 and not (plural or tied or per(toks, last)):
        return False  # "past the 300 mark"
    if unit.name in ("mark", "crown") and out.low < 1000 and not (_money_near(toks, out) or per(toks, last)):
        return False
    if unit.name == "South Korean won" and toks[last - 1].low == "won" and last - 1 == joined(toks, out.last):
        return out.low >= _SMALLEST_WON and _no_verb(toks, last)
    if unit.name == "stone" and not tied and out.low > 60:
        return False
    return not (
        out.low > 1
        and unit.kind is UnitKind.LENGTH
        and toks[last - 1].low == "yard"
        and toks[last - 1].text[0].isupper()
    )


def _no_verb(toks: Sequence[Tok], at: int) -> bool:
    """ "5 million won (", "12,000 won per share"; not "12,000 won tickets" or "5,000 won the day"."""
    return at >= len(toks) or toks[at].kind == "p" or toks[at].low in guard("after_won")


def _pounds(toks: Sequence[Tok], out: Amount, unit: Unit) -> tuple[str, UnitKind]:
    """Pounds are money where money is talked of or the sum is large, else weight."""
    at = joined(toks, out.last)
    weighs = toks[at].low in ("pound", "pounds") and not any(t.low == "sterling" for t in toks[at + 1 : at + 2])
    if unit.name != "pound" or unit.kind is not UnitKind.CURRENCY or not weighs:
        return unit.name, unit.kind
    behind = [t.low for t in toks[at + 1 : at + 5]]
    if behind[:1] == ["of"] and not guard("weighed").isdisjoint(behind[1:]):
        return "pound", UnitKind.MASS
    if out.numeral.scale >= 1000 or _money_near(toks, out) or any(t.text == "£" for t in toks):
        return "pound", UnitKind.CURRENCY
    return "pound", UnitKind.MASS


def _money_near(toks: Sequence[Tok], out: Amount) -> bool:
    words = lexicon.words("numbers", "contexts.money")
    return any(t.low in words for t in toks[max(out.first - 12, 0) : out.last + 8])


def _compound(text: str, toks: Sequence[Tok], out: Amount, end: int) -> Amount:
    """ "5'6\"", "6-foot-2", "2 hours and 47 minutes": one value in the smaller unit."""
    feet = _feet(toks, out)
    if feet:
        return feet
    if out.unit is None or out.kind not in (UnitKind.LENGTH, UnitKind.MASS, UnitKind.DURATION):
        return out
    i = out.last
    if i + 1 < len(toks) and out.unit == "foot" and toks[i].low in "-‑" and toks[i + 1].kind == "n":
        inches = _digits_of(toks[i + 1])
        if inches is not None and inches < 12:
            return _merge(out, inches, "inch", 12, i + 2, toks[i + 1].end)
    if i < len(toks) and toks[i].low in ("and", ","):
        i += 1
    if i >= len(toks) or not (toks[i].kind == "n" or toks[i].kind == "w"):
        return out
    low = numeral(toks, i) if toks[i].kind == "n" or out.numeral.spelled or out.kind is UnitKind.DURATION else None
    if low is None or low.vague or low.fraction:
        return out
    word = toks[low.last].low if out.unit == "foot" and low.last < len(toks) else ""
    if word in ("in", "ins") and low.value < 12:
        return _merge(out, low.value, "inch", 12, low.last + 1, toks[low.last].end)
    rest = _unit(
        text,
        toks,
        Amount(i, low.last, toks[i].start, toks[low.last - 1].end, (0, 0), low.value, low.value, low.step, low),
        end,
    )
    if rest is None or rest.unit is None or rest.tied:
        return out
    factor = lexicon.mapping("units", "conversions", None).get(f"{out.unit} {rest.unit}")
    if factor is None or rest.low >= int(factor) or out.low != out.low.to_integral_value():
        return out
    return _merge(out, rest.low, rest.unit, int(factor), rest.last, rest.end)


def _digits_of(tok: Tok) -> Decimal | None:
    return Decimal(tok.text) if tok.text.isdigit() and len(tok.text) <= 2 else None


def _merge(out: Amount, rest: Decimal, unit: str, factor: int, last: int, end: int) -> Amount:
    value = out.low * factor + rest
    return replace(
        out,
        low=value,
        high=value,
        step=Decimal(1),
        unit=unit,
        last=last,
        end=end,
        figure=(out.figure[0], end),
        shape="compound",
    )


def _feet(toks: Sequence[Tok], out: Amount) -> Amount | None:
    """ "5'6\"" and "30'" (a quote mark that closes nothing)."""
    i = out.last
    if out.unit or out.numeral.spelled or i >= len(toks) or toks[i].low not in ("'", "′") or toks[i].start != out.end:
        return None
    if i + 1 < len(toks) and toks[i + 1].start == toks[i].end and toks[i + 1].kind == "n":
        inches = _digits_of(toks[i + 1])
        if inches is None or inches >= 12 or out.low > 12:
            return None
        last = i + 2
        if last < len(toks) and toks[last].low in ('"', "”", "″") and toks[last].start == toks[i + 1].end:
            last += 1
        return _merge(replace(out, kind=UnitKind.LENGTH), inches, "inch", 12, last, toks[last - 1].end)
    if any(t.text in ("'", "‘") for t in toks[: out.first]):
        return None
    return replace(out, unit="foot", kind=UnitKind.LENGTH, last=i + 1, end=toks[i].end)


def _rate(toks: Sequence[Tok], out: Amount) -> Amount:
    """``out`` with what it is per: "dollar per barrel"."""
    below = per(toks, out.last)
    if out.unit is None:
        return out if below is None else replace(out, per=below[0], last=below[1], end=toks[below[1] - 1].end)
    if below is None or (out.kind is UnitKind.DURATION and toks[out.last].low in ("a", "an") and out.unit == below[0]):
        return out
    unit = f"{out.unit} per {below[0]}"
    speed = out.kind is UnitKind.LENGTH and below[0] in ("second", "minute", "hour")
    kind = UnitKind.SPEED if speed else out.kind
    return replace(out, unit=unit, kind=kind, per=below[0], last=below[1], end=toks[below[1] - 1].end)
