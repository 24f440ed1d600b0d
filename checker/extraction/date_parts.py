"""What the labelled pieces of a matched pattern say: months as 1-12, weekdays as 0-6, counts as numbers."""

from __future__ import annotations

import re
from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from checker.expressions import expression
from checker.extraction.date_grammar import Grammar
from checker.extraction.date_words import Row

__all__ = ["count", "parts"]

_TABLES = {
    "month": ("month", "monthshort"),
    "weekday": ("weekday", "weekdayshort"),
    "weekdays": ("weekdays",),
    "unit": ("unit", "units"),
    "bareunit": ("unit",),
    "many": ("units",),
    "one": ("unit", "longword"),
    "part": ("part",),
    "inpart": ("part",),
    "partplural": ("partplural",),
    "bare": ("part", "unit"),
    "modifier": ("modifier",),
    "approx": ("approx",),
    "shift": ("shift",),
    "yearshift": ("shift",),
    "window": ("window",),
    "season": ("season",),
    "seasons": ("seasons",),
    "decadeword": ("decadeword",),
    "today": ("today",),
    "tonight": ("tonight",),
    "direction": ("ago", "from_anchor"),
    "noon": ("noon",),
    "ref": ("ref",),
    "every": ("every",),
    "frequency": ("frequency",),
    "times": ("times",),
    "holiday": ("holiday",),
    "era": ("era",),
}
_NUMBERS = frozenset(["count", "count2", "hour"])
_DAYS = frozenset(["day", "day2", "nth"])
_HALF = {"½": Fraction(1, 2), "¼": Fraction(1, 4), "¾": Fraction(3, 4)}
_LABEL = expression(r"_\d+$")


def parts(grammar: Grammar, match: re.Match[str], row: Row) -> dict[str, Any]:
    """The labels of a match with their values."""
    out: dict[str, Any] = {}
    for group, start in ((g, match.start(g)) for g in match.re.groupindex):
        if start < 0:
            continue
        name = _LABEL.sub("", group)
        tokens = row.low[start : match.end(group)]
        if tokens or name not in out:
            out[name] = _value(grammar, name, tokens)
    return out


def _value(grammar: Grammar, name: str, tokens: Sequence[str]) -> Any:
    surface = " ".join(tokens)
    if name in _TABLES:
        found = grammar.lookup(surface, *_TABLES[name])
        if found is None and surface.endswith(" ."):
            found = grammar.lookup(surface[:-2], *_TABLES[name])
        return surface if found is None else found
    if name in _NUMBERS:
        return count(grammar, tokens)
    if name in _DAYS:
        return _day(grammar, surface)
    if name in ("year", "year2"):
        return _year(grammar, tokens)
    if name == "yy":
        return int(surface)
    return surface.replace(" ", "") if name in ("clock", "numeric", "decades", "q", "h", "hhmm") else surface


def _day(grammar: Grammar, surface: str) -> int:
    digits = surface.rstrip("stndrh")
    return int(digits) if digits.isdigit() else int(grammar.lookup(surface, "ordinal") or 0)


def _year(grammar: Grammar, tokens: Sequence[str]) -> int:
    """ "1998", "nineteen ninety-six", "two thousand and eight" as a number."""
    if tokens[0].isdigit():
        return int(tokens[0])
    rest = sum(int(grammar.lookup(t, "cardinal") or 0) for t in tokens[1:])
    if tokens[0] == "two":
        return 2000 + rest
    return int(grammar.lookup(tokens[0], "cardinal") or 0) * 100 + rest


def count(grammar: Grammar, tokens: Sequence[str]) -> int | float | str:
    """A number in words or digits; "X" for a vague one ("several")."""
    vague = grammar.lookup(" ".join(tokens), "vague")
    if vague is not None:
        return vague if isinstance(vague, str) else int(vague)
    total, current = Fraction(0), Fraction(0)
    if tokens[-1] in ("quarter", "quarters") and "and" in tokens:  # "two and a quarter", "three and three quarters"
        current = Fraction(3 if "three" in tokens[-3:] else 1, 4)
        tokens = tokens[: tokens.index("and")]
    for token in tokens:
        scale = grammar.lookup(token, "scale")
        if scale is not None:
            current = max(current, Fraction(1)) * scale
            if scale >= 1000:
                total, current = total + current, Fraction(0)
        elif token in ("a", "an"):
            current += 0 if "half" in tokens else 1
        else:
            current += _amount(grammar, token)
    total += current
    return int(total) if total.denominator == 1 else float(total)


def _amount(grammar: Grammar, token: str) -> Fraction:
    cardinal = grammar.lookup(token, "cardinal")
    if cardinal is not None:
        return Fraction(cardinal)
    if token == "half":
        return Fraction(1, 2)
    if token in _HALF:
        return _HALF[token]
    if "/" in token:
        top, bottom = token.split("/")
        return Fraction(int(top), max(int(bottom), 1))
    digits = token.replace(",", "") if re.fullmatch(r"\d{1,3}(?:,\d{3})+", token) else token
    return Fraction(digits) if re.fullmatch(r"\d+(?:\.\d+)?", digits) else Fraction(0)
