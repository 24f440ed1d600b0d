"""The patterns of ``lexicons/en/dates.toml``: from pattern text to expressions over token rows."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any

from checker import lexicon
from checker.errors import LexiconError
from checker.expressions import expression
from checker.extraction.date_shapes import PIECE, Demand, Shape, Vocabulary, literals
from checker.extraction.date_words import Alphabet, entry_tokens
from checker.record import record
from checker.worked_out import worked_out

__all__ = ["Grammar", "Pattern", "grammar"]

_FILE = "dates"
_NOT_TABLES = frozenset(["macros", "pattern", "capital", "guard", "link", "tense", "within"])


@dataclass(frozen=True)
class Pattern:
    """One line under ``like``: ``regex`` runs over ``Row.codes``; groups are labels, numbered when repeated."""

    name: str
    form: str
    like: str
    order: int
    text: str
    demand: Demand

    @cached_property
    def regex(self) -> re.Pattern[str]:
        """Compiled when first needed: most articles use a few of the patterns."""
        return expression(self.text)

    def may_match(self, codes: str, at: int) -> bool:
        """Much cheaper to ask than the expression is to compile."""
        one_of, longest = self.demand
        return one_of is None or not one_of.isdisjoint(codes[at : at + longest])


@record
class Grammar:
    """Every pattern by the characters that it can begin with, and the word lists that patterns name."""

    words: Vocabulary
    index: Mapping[str, tuple[tuple[Pattern, frozenset[str]], ...]]
    follow: Mapping[str, frozenset[str]]
    opening: re.Pattern[str]

    @property
    def alphabet(self) -> Alphabet:
        return self.words.alphabet

    def candidates(self, codes: str) -> list[int]:
        """Where a pattern can begin, as told by two tokens: a cheap gate before any pattern runs."""
        out = []
        for m in self.opening.finditer(codes):
            seconds, i = self.follow[m.group()], m.end()
            if "" in seconds or codes[i : i + 1] in seconds:
                out.append(i - 1)
        return out

    def matches(self, codes: str, at: int) -> list[tuple[re.Match[str], Pattern]]:
        """Every pattern that matches at ``at``, the longest first."""
        second = codes[at + 1 : at + 2]
        found = [
            (m, pattern)
            for pattern, seconds in self.index[codes[at]]
            if ("" in seconds or second in seconds)
            and pattern.may_match(codes, at)
            and (m := pattern.regex.match(codes, at))
        ]
        found.sort(key=lambda mp: (-mp[0].end(), mp[1].order))
        return found

    def lookup(self, surface: str, *tables: str) -> Any:
        """The value of a surface (tokens joined by blanks) in the first table that has it, or None."""
        for name in tables:
            value = self.words.tables[name].get(surface)
            if value is not None:
                return value
        return None


@cache
def grammar() -> Grammar:
    """The grammar of English dates, built once."""
    words = _vocabulary()
    demands, texts, numbered, follow = _outline()
    patterns = [Pattern(*line, n, texts[n], demands[n]) for n, line in enumerate(_lines())]
    index = {first: tuple((patterns[n], seconds) for n, seconds in row) for first, row in numbered.items()}
    return Grammar(words, index, follow, expression(f"[{''.join(sorted(index))}]"))


_Numbered = dict[str, tuple[tuple[int, frozenset[str]], ...]]
"""For every first character, the patterns that can begin so, each with its second characters ("" alone)."""


_SOURCES = (
    "lexicons/en/dates.toml",
    "extraction/date_grammar.py",
    "extraction/date_shapes.py",
    "extraction/date_words.py",
)


@worked_out(*_SOURCES)
def _outline() -> tuple[list[Demand], list[str], _Numbered, dict[str, frozenset[str]]]:
    """The demand and the expression of every pattern, those that can begin with a character, and what can follow it."""
    words = _vocabulary()
    try:
        shapes = [words.shape(like) for _, _, like in _lines()]
        texts = [_translate(_pieces(like, words.macros), words) for _, _, like in _lines()]
    except LexiconError as problem:
        raise LexiconError(f"lexicons/en/{_FILE}.toml: {problem}") from None
    index = _index(shapes)
    follow = {first: _joined(s for _, s in row) for first, row in index.items()}
    return [s.demand for s in shapes], texts, index, follow


@cache
def _lines() -> list[tuple[str, str, str]]:
    """Name, form and text of every pattern."""
    return [(p["name"], p["form"], like) for p in lexicon.table(_FILE)["pattern"] for like in p["like"]]


@cache
def _vocabulary() -> Vocabulary:
    raw, (tables, words) = lexicon.table(_FILE), _entries()
    return Vocabulary(Alphabet(words, raw["capital"]), tables, raw["macros"])


@worked_out(*_SOURCES)
def _entries() -> tuple[dict[str, dict[str, Any]], dict[str, frozenset[str]]]:
    """The word lists with their entries as tokens, and the classes of every token that an entry or a pattern has."""
    raw, likes = lexicon.table(_FILE), [like for _, _, like in _lines()]
    tables: dict[str, dict[str, Any]] = {}
    words: dict[str, set[str]] = {}
    for name, entries in raw.items():
        if name in _NOT_TABLES:
            continue
        tables[name] = {}
        for surface, value in entries.items():
            tokens = entry_tokens(surface)
            tables[name][" ".join(tokens)] = value
            if len(tokens) == 1:
                words.setdefault(tokens[0], set()).add(name.upper())
            for token in tokens if len(tokens) > 1 else ():
                words.setdefault(token, set()).add("=" + token)
    for text in (*likes, *raw["macros"].values()):
        for token in literals(text):
            words.setdefault(token, set()).add("=" + token)
    return tables, {word: frozenset(classes) for word, classes in words.items()}


def _index(shapes: list[Shape]) -> _Numbered:
    table: dict[str, dict[int, set[str]]] = {}
    for n, shape in enumerate(shapes):
        for first_class, *second in (*shape.pairs, *filter(None, shape.shorter)):
            for first in first_class:
                table.setdefault(first, {}).setdefault(n, set()).update(second or [""])
    return {
        first: tuple((n, _characters(frozenset(second))) for n, second in sorted(row.items()))
        for first, row in table.items()
    }


@cache
def _characters(classes: frozenset[str]) -> frozenset[str]:
    """The characters of some classes; the empty class ("nothing needs to follow") stays."""
    return frozenset("".join(classes)) | ({""} & classes)


def _joined(sets: Iterator[frozenset[str]]) -> frozenset[str]:
    return frozenset().union(*set(sets))


def _pieces(text: str, macros: Mapping[str, str]) -> Iterator[str]:
    """Pattern text as pieces, with macros replaced by their own pieces."""
    for piece in text.split():
        label, _, bare = piece.rstrip("?").rpartition(":")
        if bare in macros:
            yield f"{label}:(" if label else "("
            yield from _pieces(macros[bare], macros)
            yield ")?" if piece.endswith("?") else ")"
        else:
            yield piece


def _translate(pieces: Iterator[str], words: Vocabulary) -> str:
    """Pieces as a regular expression over class characters."""
    out: list[str] = []
    used: dict[str, int] = {}
    for piece in pieces:
        m = PIECE.match(piece)
        assert m is not None  # its shape has been read
        opened = "(?:"
        if m["name"]:
            used[m["name"]] = used.get(m["name"], 0) + 1
            opened = f"(?P<{m['name']}_{used[m['name']]}>"
        atom, many = m["atom"], m["many"] or ""
        if atom == "(":
            out.append(opened)
        elif atom in (")", "|"):
            out.append(atom + many)
        else:
            body = "|".join("".join(c if len(c) == 1 else f"[{c}]" for c in row) for row in words.choices(atom))
            out.append(f"{opened}{body}){many}")
    return "".join(out)
