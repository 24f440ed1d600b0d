"""An article against itself in another house style: figures written otherwise are no disagreement.

Every story of data/ is rewritten mechanically, meaning unchanged, and checked against the original as another outlet's
copy. Whatever is flagged between the two would be flagged between any two newsrooms with different style books.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable

import pytest
from varied import copy, originals

import checker
from checker.model import Article

_MONTH = "|".join(calendar.month_name[1:])
_DAY = re.compile(rf"\b(\d{{1,2}}) ({_MONTH})\b")
_SMALL = ["two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]
_COUNT = re.compile(r"(?<![\w.,$£€-])(\d{3}|\d{1,3},\d{3})(?=\s[a-z])")


def _suffix(day: int) -> str:
    return "th" if 10 < day < 20 else {1: "st", 2: "nd", 3: "rd"}.get(day % 10, "th")


def _rounded(hedge: str, up: bool) -> Callable[[str], str]:
    """Counts of three digits and more cut to two, with the hedge that keeps them true."""

    def one(m: re.Match[str]) -> str:
        value = int(m[1].replace(",", ""))
        unit = 10 ** (len(str(value)) - 2)
        cut = -(-value // unit) * unit if up else value // unit * unit
        return f"{hedge} {cut:,}" if cut != value else m[1]

    return lambda text: _COUNT.sub(one, text)


def _full(m: re.Match[str]) -> str:
    return f"{int(float(m[1]) * 1_000_000):,}"


STYLES: dict[str, Callable[[str], str]] = {
    "12 -> twelve": lambda t: re.sub(
        rf"(?<![\w.,:/$£€-])([2-9]|1[0-2])(?=\s(?!{_MONTH}|[ap]\.?m|of)[a-z])", lambda m: _SMALL[int(m[1]) - 2], t
    ),
    "twelve -> 12": lambda t: re.sub(rf"\b({'|'.join(_SMALL)})(?=\s[a-z])", lambda m: str(_SMALL.index(m[1]) + 2), t),
    "12 -> a dozen": lambda t: re.sub(rf"\b(?:12|twelve)(?=\s(?!{_MONTH})[a-z]+s\b)", "a dozen", t),
    "3,200 -> 3200": lambda t: re.sub(r"(?<=\d),(?=\d{3}\b)", "", t),
    "3,200 -> 3 200": lambda t: re.sub(r"(?<=\d),(?=\d{3}\b)", "\u202f", t),
    "5% -> 5 per cent": lambda t: re.sub(r"(?<=\d)\s?(?:%|percent)", " per cent", t),
    "5 percent -> 5%": lambda t: re.sub(r"(?<=\d) per\s?cent\b", "%", t),
    "£5m -> £5 million": lambda t: re.sub(r"(?<=\d)m\b", " million", t),
    "£5 million -> £5m": lambda t: re.sub(r"(?<=\d) million\b", "m", t),
    "5 million -> 5,000,000": lambda t: re.sub(r"(\d+(?:\.\d)?)(?:m\b| million)", _full, t),
    "£5 -> GBP 5": lambda t: re.sub(r"£(?=\d)", "GBP ", t),
    "£5 -> 5 pounds": lambda t: re.sub(r"£(\d[\d,.]*(?<=\d)(?: million|m\b)?)", r"\1 pounds", t),
    "3 March -> March 3": lambda t: _DAY.sub(r"\2 \1", t),
    "3 March -> the 3rd of March": lambda t: _DAY.sub(lambda m: f"{m[1]}{_suffix(int(m[1]))} of {m[2]}", t),
    "3 March -> Mar. 3": lambda t: _DAY.sub(lambda m: f"{m[2][:3] + '.' if len(m[2]) > 4 else m[2]} {m[1]}", t),
    "Monday -> Mon": lambda t: re.sub(r"\b(Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b", lambda m: m[0][:3], t),
    "straight marks": lambda t: t.translate({0x201C: '"', 0x201D: '"', 0x2018: "'", 0x2019: "'"}),
    "guillemets": lambda t: t.replace("“", "«").replace("”", "»"),
    "hard blanks": lambda t: re.sub(r"(?<=\d) (?=[a-z%])", "\u00a0", t),
    "Berg, 34, -> 34-year-old Berg": lambda t: re.sub(r"([A-Z]\w+), (\d\d),", r"\2-year-old \1", t),
    "1,234 -> more than 1,200": _rounded("more than", up=False),
    "1,234 -> nearly 1,300": _rounded("nearly", up=True),
    "1,234 -> about 1,200": _rounded("about", up=False),
    "60 metres -> 197 feet": lambda t: re.sub(
        r"(?<![\d.,])(\d+)[\s-](?:metres?)\b", lambda m: f"{int(m[1]) / 0.3048:.0f} feet", t
    ),
    "100 km/h -> 62 mph": lambda t: re.sub(r"(\d+) km/h", lambda m: f"{int(m[1]) / 1.609344:.0f} mph", t),
    "capital headline": lambda t: t.partition("\n\n")[0].upper() + "\n\n" + t.partition("\n\n")[2],
}


_MOST = 4
"""Articles that each style is tried on: those in which it changes most."""


def _difference(text: str, other: str) -> int:
    return sum(a != b for a, b in zip(text.split(), other.split(), strict=False))


@pytest.mark.parametrize("style", STYLES)
def test_another_house_style_is_no_disagreement(style: str) -> None:
    rewritten = [(text, STYLES[style](text)) for _, article in originals() for text in [copy(article)]]
    changed = sorted((p for p in rewritten if p[0] != p[1]), key=lambda p: -_difference(*p))[:_MOST]
    assert changed, "the style changes nothing"
    for pair in changed:
        made = [Article.from_text(text, id=f"{n}.txt", source=f"Paper {n}") for n, text in enumerate(pair)]
        told = checker.check(made).to_dict()["findings"]
        between = [f for f in told if f["level"] != "note" and len({e["path"] for e in f["evidence"]}) > 1]
        assert not between, [(f["code"], f["message"]) for f in between]
