"""Units of measure and currencies around a numeral."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from checker import lexicon
from checker.expressions import expression
from checker.extraction.number_tokens import Tok, guard, phrase
from checker.grammar import singular
from checker.model import UnitKind
from checker.record import record
from checker.worked_out import worked_out

__all__ = ["Unit", "currency_behind", "per", "unit_symbol", "unit_words"]

_KINDS = ("percent", "length", "area", "volume", "mass", "speed", "temperature", "duration", "none")
_HYPHENS = "-‑"


@record
class Unit:
    """A unit that ends at character ``end``; ``word`` is False for a symbol."""

    name: str
    kind: UnitKind
    end: int
    word: bool = True


@worked_out(
    "lexicons/units.toml", "lexicons/en/numbers.toml", "extraction/number_units.py", "extraction/number_tokens.py"
)
def _words() -> dict[str, list[tuple[tuple[str, ...], str, str, bool]]]:
    """First word -> [(further words, unit, kind, plural)], the longest phrase first."""
    table: dict[str, list[tuple[tuple[str, ...], str, str, bool]]] = {}

    def add(form: str, unit: str, kind: str, plural: bool) -> None:
        words = phrase(form)
        table.setdefault(words[0], []).append((words[1:], unit, kind, plural))

    for kind in _KINDS:
        for unit, forms in lexicon.nested("units", f"words.{kind}", None).items():
            for form in (*forms, *_articled(forms)):
                add(form, unit, kind, False)
                for plural in _plurals(form):
                    add(plural, unit, kind, True)
    for form, unit in lexicon.mapping("units", "currency_words", None).items():
        add(form, unit, UnitKind.CURRENCY.value, False)
        add(form + "s", unit, UnitKind.CURRENCY.value, True)
    for entries in table.values():
        entries.sort(key=lambda e: -len(e[0]))
    return table


def _articled(forms: Sequence[str]) -> list[str]:
    """ "frame per second" -> "frame a second" """
    return [form.replace(" per ", " a ") for form in forms if " per " in form and not form.startswith("part")]


def _plurals(form: str) -> list[str]:
    """ "mile per hour" -> "miles per hour"; "pound foot" -> "pound foots" does no harm."""
    head, per_, rest = form.partition(" per ") if " per " in form and not form.startswith("per ") else (form, "", "")
    head2, an, rest2 = head.partition(" a " if " a " in head else " an ")
    return [f"{head2}s{an}{rest2}{per_}{rest}", *([head.replace(" ", "s ", 1)] if head.startswith("degree ") else [])]


def unit_words(toks: Sequence[Tok], at: int) -> tuple[Unit, int, bool] | None:
    """The longest unit written in words from token ``at``: (unit, index behind it, plural)."""
    for rest, name, kind, plural in _words().get(toks[at].low, ()):
        i = at + 1
        for word in rest:
            while i < len(toks) and toks[i].low in _HYPHENS:
                i += 1
            if i >= len(toks) or toks[i].low != word:
                break
            i += 1
        else:
            return Unit(name, UnitKind(kind), toks[i - 1].end), i, plural
    return None


@cache
def _symbols() -> tuple[re.Pattern[str], dict[str, tuple[str, UnitKind]]]:
    table: dict[str, tuple[str, UnitKind]] = {}
    for kind in _KINDS:
        for unit, forms in lexicon.nested("units", f"symbols.{kind}", None).items():
            table.update({form: (unit, UnitKind(kind)) for form in forms})
    for key in ("currency_touching", "currency_codes"):
        for form, unit in lexicon.mapping("units", key, None).items():
            table.setdefault(form, (unit, UnitKind.CURRENCY))
    ordered = sorted(table, key=len, reverse=True)
    return expression(rf"\s?[-‑]?(?P<s>{'|'.join(map(re.escape, ordered))})(?![^\W_])"), table


def unit_symbol(text: str, at: int, end: int) -> Unit | None:
    """A symbol at ``at`` (behind at most one blank or hyphen); letters that are words too must touch the figure."""
    pattern, table = _symbols()
    m = pattern.match(text, at, end)
    if not m:
        return None
    symbol, gap = m.group("s"), m.start("s") - at
    touching = lexicon.words("units", "symbols_near.touching", None)
    spaced = lexicon.words("units", "symbols_near.spaced", None)
    minor = symbol.isalpha() and symbol in lexicon.mapping("units", "currency_touching", None)  # "5p"; "500 €"
    if gap and (minor or (symbol in touching and symbol not in spaced)):
        return None
    if gap and text[m.start("s") - 1] in _HYPHENS and len(symbol) == 1 and symbol.isalpha():
        return None
    name, kind = table[symbol]
    return Unit(name, kind, m.end(), word=False)


def currency_behind(toks: Sequence[Tok], at: int) -> tuple[str, int] | None:
    """A country behind a dollar amount ("$5 U.S."): (currency, index behind it)."""
    table = lexicon.mapping("units", "currency_countries", None)
    if at < len(toks) and toks[at].low in table and toks[at].text[0].isupper():
        dollars = at + 1 < len(toks) and toks[at + 1].low in ("dollar", "dollars")
        followed = (
            at + 1 < len(toks)
            and toks[at + 1].kind == "w"
            and toks[at + 1].low not in ("per", "a", "an", "in", "and", "to", "on")
        )
        if dollars or not followed:
            return table[toks[at].low], at + 1 + dollars
    return None


def per(toks: Sequence[Tok], at: int) -> tuple[str, int] | None:
    """What a rate is per: "/kg", "per barrel", "a share" -> (singular noun, index behind it)."""
    if at + 1 >= len(toks):
        return None
    if toks[at].low in _HYPHENS and (found := _hyphenated(toks, at)):
        return found
    low, nxt = toks[at].low, toks[at + 1]
    if nxt.kind != "w":
        return None
    known = lexicon.words("units", "per.after_a", None)
    if low == "/":
        return _denominator(toks, at + 1) if toks[at].end == nxt.start else None
    if low == "per":
        if nxt.low in ("annum", "capita", "diem"):
            return {"annum": "year", "capita": "person", "diem": "day"}[nxt.low], at + 2
        return None if nxt.low in guard("no_rate") else _denominator(toks, at + 1)
    if low in ("a", "an") and nxt.low in known:
        behind = toks[at + 2].low if at + 2 < len(toks) else ""
        earlier = behind in guard("no_rate_behind") and nxt.low in guard("spans")
        return None if earlier else _denominator(toks, at + 1)
    if low == "each" and nxt.low in known:
        return nxt.low, at + 2
    return None


def _hyphenated(toks: Sequence[Tok], at: int) -> tuple[str, int] | None:
    """ "$32-a-share", "12-an-hour", "$5-per-barrel" """
    tied = at + 3 < len(toks) and toks[at + 2].low in _HYPHENS and toks[at].start == toks[at - 1].end
    if not tied or toks[at + 3].kind != "w" or toks[at].end != toks[at + 1].start:
        return None
    known = toks[at + 3].low in lexicon.words("units", "per.after_a", None)
    if toks[at + 1].low == "per" or (toks[at + 1].low in ("a", "an") and known):
        return _denominator(toks, at + 3)
    return None


def _denominator(toks: Sequence[Tok], at: int) -> tuple[str, int]:
    found = unit_words(toks, at)
    if found and found[0].kind is not UnitKind.CURRENCY:
        return found[0].name, found[1]
    noun = toks[at + 1] if at + 1 < len(toks) and toks[at + 1].kind == "w" else None
    if toks[at].low.endswith("ed") and noun is not None and noun.low not in guard("no_noun"):
        at += 1  # "per trained worker"
    symbol = _symbols()[1].get(toks[at].text)
    return (symbol[0] if symbol else singular(toks[at].low)), at + 1
