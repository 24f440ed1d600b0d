"""The patterns of ``lexicons/en/dates.toml``, compiled: from pattern text to expressions over token rows."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from checker import lexicon
from checker.errors import LexiconError
from checker.extraction.date_words import Alphabet, entry_tokens

__all__ = ["Grammar", "Pattern", "grammar"]

_FILE = "dates"
_NOT_TABLES = frozenset(["macros", "pattern", "capital", "guard"])
_BUILT_IN = frozenset(
    "DAY HOUR YEAR YY INT HHMM DECIMAL ORD ORDBIG DECADES CLOCK NUMERIC FRACTION QUARTER HALF FY".split()
)
_PIECE = re.compile(r"(?:(?P<name>[a-z_0-9]+):)?(?P<atom>\(|\)|\||[A-Z_]+|[^\s()|?]+)(?P<many>\?)?$")


@dataclass(frozen=True, slots=True)
class Pattern:
    """One line under ``like``: ``regex`` runs over ``Row.codes``; groups are labels, numbered when repeated."""

    name: str
    form: str
    regex: re.Pattern[str]
    order: int


@dataclass(frozen=True, slots=True)
class Grammar:
    alphabet: Alphabet
    patterns: tuple[Pattern, ...]
    gate: re.Pattern[str]
    tables: Mapping[str, Mapping[str, Any]]
    by_first: Mapping[str, tuple[Pattern, ...]]

    def lookup(self, surface: str, *tables: str) -> Any:
        """The value of a surface (tokens joined by blanks) in the first table that has it, or None."""
        for name in tables:
            value = self.tables[name].get(surface)
            if value is not None:
                return value
        return None


@cache
def grammar() -> Grammar:
    """The grammar of English dates, built once (about 30 ms)."""
    raw = lexicon.table(_FILE)
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
    lines = [(p["name"], p["form"], _expand(like, raw["macros"])) for p in raw["pattern"] for like in p["like"]]
    for _, _, pieces in lines:
        for piece in pieces:
            m = _PIECE.match(piece)
            if m and m["atom"] not in "()|" and not m["atom"].isupper():
                for token in entry_tokens(m["atom"]):
                    words.setdefault(token, set()).add("=" + token)
    alphabet = Alphabet({w: frozenset(c) for w, c in words.items()}, raw["capital"])
    sources = [(name, form, _translate(name, pieces, alphabet, tables)) for name, form, pieces in lines]
    patterns = tuple(Pattern(n, f, re.compile(s), i) for i, (n, f, s) in enumerate(sources))
    gate = re.compile("|".join(re.sub(r"\?P<\w+>", "?:", s) for _, _, s in sources))
    return Grammar(alphabet, patterns, gate, tables, _by_first(sources, patterns, alphabet))


def _by_first(
    sources: list[tuple[str, str, str]], patterns: tuple[Pattern, ...], alphabet: Alphabet
) -> dict[str, tuple[Pattern, ...]]:
    """For every character, the patterns that can begin with it."""
    chars = {*alphabet.of_word.values(), *alphabet.of_lower.values(), *alphabet.of_label.values()}
    chars |= {*alphabet.of_int.values(), *alphabet.of_ord.values()}
    firsts = [_first_chars(source) for _, _, source in sources]
    return {c: tuple(p for p, f in zip(patterns, firsts, strict=True) if c in f) for c in chars}


def _first_chars(source: str) -> set[str]:
    """The characters with which a match of the (restricted) expression can begin."""
    found, _ = _first(re.sub(r"\?P<\w+>|\?:", "", source), 0)
    return found[0]


def _first(source: str, at: int) -> tuple[tuple[set[str], bool], int]:
    """((first characters, may be empty), end) of the alternatives that begin at ``at``, up to ")" or the end."""
    every: set[str] = set()
    any_empty, here, empty = False, set[str](), True
    while at < len(source) and source[at] != ")":
        char = source[at]
        if char == "|":
            every |= here
            any_empty |= empty
            here, empty, at = set(), True, at + 1
            continue
        if char == "(":
            (firsts, may), at = _first(source, at + 1)
            at += 1
        elif char == "[":
            close = source.index("]", at)
            firsts, may, at = set(source[at + 1 : close]), False, close + 1
        else:
            firsts, may, at = {char}, False, at + 1
        if at < len(source) and source[at] == "?":
            may, at = True, at + 1
        if empty:
            here |= firsts
            empty = may
    return (every | here, any_empty or empty), at


def _expand(text: str, macros: Mapping[str, str]) -> list[str]:
    """Pattern text as pieces, with macros replaced by their own pieces."""
    return list(_pieces(text, macros))


def _pieces(text: str, macros: Mapping[str, str]) -> Iterator[str]:
    for piece in text.split():
        label, _, bare = piece.rstrip("?").rpartition(":")
        if bare in macros:
            yield f"{label}:(" if label else "("
            yield from _pieces(macros[bare], macros)
            yield ")?" if piece.endswith("?") else ")"
        else:
            yield piece


def _translate(name: str, pieces: list[str], alphabet: Alphabet, tables: Mapping[str, Mapping[str, Any]]) -> str:
    """Pieces as a regular expression over class characters."""
    out: list[str] = []
    used: dict[str, int] = {}
    for piece in pieces:
        m = _PIECE.match(piece)
        if not m:
            raise LexiconError(f"lexicons/en/{_FILE}.toml: pattern {name!r}: cannot read {piece!r}")
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
            body = _class(name, atom, alphabet, tables) if atom.isupper() else _literal(atom, alphabet)
            out.append(f"{opened}{body}){many}")
    return "".join(out)


def _literal(atom: str, alphabet: Alphabet) -> str:
    return "".join(f"[{alphabet.members('=' + token)}]" for token in entry_tokens(atom))


def _class(pattern: str, name: str, alphabet: Alphabet, tables: Mapping[str, Mapping[str, Any]]) -> str:
    """A class as expression: its many-word surfaces (longest first), then its single words."""
    if name not in _BUILT_IN and name.lower() not in tables:
        raise LexiconError(f"lexicons/en/{_FILE}.toml: pattern {pattern!r}: no table for class {name!r}")
    long = [s.split() for s in tables.get(name.lower(), {}) if " " in s]
    choices = ["".join(_literal(t, alphabet) for t in s) for s in sorted(long, key=lambda s: (-len(s), s))]
    members = alphabet.members(name)
    if members:
        choices.append(f"[{members}]")
    return "|".join(choices)
