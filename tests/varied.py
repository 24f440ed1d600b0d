"""Any number of articles from the stories of data/: other names, figures, months and rare words in the same frame.

What is rare is spelled in another way, the same one throughout a turn, so that the articles of a turn still tell of
one event, and those of another turn of another.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path

from checker import load
from checker.load.prepare import prepare
from checker.model import Article, Zone
from checker.rarity import rarity, stem

DATA = Path(__file__).parent.parent / "data"
MONTHS = list(calendar.month_name[1:])
_WORD = re.compile(r"\b(?:[A-Z][a-z]{2,}|[A-Z]{4,})\b")
_RARE = re.compile(r"\b[a-z]{5,}\b")
_FIGURE = re.compile(r"(?<![\w.,])\d[\d,]{2,}(?![\w])")
_YEAR = re.compile(r"(?:19|20)\d\d")
_VOWELS, _CONSONANTS = "aeiou", "bdfgklmnprstv"


@cache
def originals() -> tuple[tuple[str, Article], ...]:
    """(folder, article) of data/, prepared; headline and body only matter."""
    folders = sorted(p.parent for p in DATA.glob("*/expected.toml"))
    read = [(f.name, a) for f in folders for a in load.read_all(load.discover([f]))]
    return tuple((name, prepare(a)) for name, a in read if isinstance(a, Article))


def copy(article: Article) -> str:
    """Headline and body of an article as plain text."""
    parts = [
        article.text[r.span.start : r.span.end].strip() for r in article.regions if r.zone in (Zone.HEADLINE, Zone.BODY)
    ]
    return "\n\n".join(p for p in parts if p) + "\n"


@cache
def lower_words() -> frozenset[str]:
    return frozenset(w for _, a in originals() for w in re.findall(r"\b[a-z]{3,}\b", copy(a)))


def varied(text: str, turn: int) -> str:
    """The same prose with the names, long figures and months of another event; turn 0 is the text itself."""
    if not turn:
        return text
    text = _WORD.sub(lambda m: _name(m.group(), turn), text)
    text = _RARE.sub(lambda m: _rare(m.group(), turn), text)
    return _FIGURE.sub(lambda m: _figure(m.group(), turn), text)


def _name(word: str, turn: int) -> str:
    if word in MONTHS:
        return MONTHS[(MONTHS.index(word) + turn) % 12]
    if word.lower() in lower_words() or word.endswith("day"):
        return word
    turned = "".join(_turned(c, turn) for c in word.lower())
    return turned.upper() if word.isupper() else turned.capitalize()


def _rare(word: str, turn: int) -> str:
    return "".join(_turned(c, turn) for c in word[:-3]) + word[-3:] if rarity(stem(word)) >= 1.0 else word


def _turned(letter: str, turn: int) -> str:
    for ring in (_VOWELS, _CONSONANTS):
        if letter in ring:
            return ring[(ring.index(letter) + turn) % len(ring)]
    return letter


def _figure(digits: str, turn: int) -> str:
    if _YEAR.fullmatch(digits):
        return digits
    return digits[0] + "".join(str((int(c) + turn) % 10) if c.isdigit() else c for c in digits[1:])


def _later(day: date, turn: int) -> date:
    month = day.month - 1 + turn
    return date(day.year + month // 12, month % 12 + 1, min(day.day, 28))


@cache
def days() -> dict[str, date]:
    """The newest publication day of every folder."""
    return {folder: a.published for folder, a in sorted(originals(), key=_published) if a.published}


def _published(one: tuple[str, Article]) -> date:
    return one[1].published or date.min


def corpus(least: int) -> Iterator[tuple[str, Article]]:
    """(story, article), turn by turn, until at least so many articles are given."""
    given, turn = 0, 0
    while given < least:
        for folder, article in originals():
            name, day = f"{folder}-{turn}", _later(article.published or days()[folder], turn)
            yield (
                name,
                Article.from_text(
                    varied(copy(article), turn),
                    id=f"{name}/{Path(article.path).name}",
                    source=article.source,
                    published=day,
                ),
            )
            given += 1
        turn += 1
