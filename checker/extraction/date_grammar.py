"""The patterns of ``lexicons/en/dates.toml``, compiled: from pattern text to expressions over token rows."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any

from checker import lexicon
from checker.errors import LexiconError
from checker.extraction.date_words import Alphabet, entry_tokens

__all__ = ["Grammar", "Pattern", "grammar"]

_FILE = "dates"
_NOT_TABLES = frozenset(["macros", "pattern", "capital", "guard", "link", "tense"])
_BUILT_IN = frozenset(
    ["DAY", "HOUR", "YEAR", "YY", "INT", "HHMM", "DECIMAL", "ORD", "ORDBIG", "DECADES", "CLOCK", "NUMERIC", "FRACTION"]
) | {"QUARTER", "HALF", "FY"}
_PIECE = re.compile(r"(?:(?P<name>[a-z_0-9]+):)?(?P<atom>\(|\)|\||[A-Z_]+|[^\s()|?]+)(?P<many>\?)?$")


@dataclass(frozen=True)
class Pattern:
    """One line under ``like``: ``regex`` runs over ``Row.codes``; groups are labels, numbered when repeated."""

    name: str
    form: str
    source: str
    order: int

    @cached_property
    def regex(self) -> re.Pattern[str]:
        """Compiled when first needed: most articles use a few of the patterns."""
        return re.compile(self.source)

    @cached_property
    def demand(self) -> Demand:
        """Much cheaper to ask than the expression is to compile."""
        return _demand(_GROUP_MARK.sub("(", self.source), 0)[0]

    def may_match(self, codes: str, at: int) -> bool:
        one_of = self.demand.one_of
        return one_of is None or not one_of.isdisjoint(codes[at : at + self.demand.longest])


@dataclass(frozen=True, slots=True)
class Grammar:
    alphabet: Alphabet
    patterns: tuple[Pattern, ...]
    tables: Mapping[str, Mapping[str, Any]]
    index: Mapping[str, tuple[tuple[Pattern, frozenset[str]], ...]]
    follow: Mapping[str, frozenset[str]]

    def candidates(self, codes: str) -> list[int]:
        """Where a pattern can begin, as told by two tokens: a cheap gate before any pattern runs."""
        follow = self.follow
        return [
            i
            for i, c in enumerate(codes)
            if (second := follow.get(c)) is not None and ("" in second or codes[i + 1 : i + 2] in second)
        ]

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
    patterns = tuple(Pattern(n, f, s, i) for i, (n, f, s) in enumerate(sources))
    index = _index([s for _, _, s in sources], patterns)
    follow = {first: frozenset().union(*(seconds for _, seconds in row)) for first, row in index.items()}
    return Grammar(alphabet, patterns, tables, index, follow)


Prefix = tuple[str, ...]  # one or two character classes with which a match can begin


def _openings(source: str) -> set[Prefix]:
    """The first two classes of everything the (restricted) expression matches; shorter where a match is."""
    found, _ = _alternatives(_GROUP_MARK.sub("(", source), 0)
    return found


_GROUP_MARK = re.compile(r"\(\?(?:P<\w+>|:)")


def _alternatives(source: str, at: int) -> tuple[set[Prefix], int]:
    """(prefixes, end) of the alternatives that begin at ``at``, up to ")" or the end."""
    every: set[Prefix] = set()
    here: set[Prefix] = {()}
    while at < len(source) and source[at] != ")":
        if source[at] == "|":
            every, here, at = every | here, {()}, at + 1
            continue
        if source[at] == "(":
            item, at = _alternatives(source, at + 1)
            at += 1
        else:
            close = source.index("]", at)
            item, at = {(source[at + 1 : close],)}, close + 1
        if source[at : at + 1] == "?":
            item, at = item | {()}, at + 1
        here = {h if len(h) == 2 else (h + i)[:2] for h in here for i in item}
    return every | here, at


@dataclass(frozen=True, slots=True)
class Demand:
    """What a match cannot do without: one of these characters (None: nothing certain); and how long it can be."""

    one_of: frozenset[str] | None
    longest: int


def _demand(source: str, at: int) -> tuple[Demand, int]:
    """(demand, end) of the alternatives that begin at ``at``: of each the smallest class that it must hold."""
    every: list[Demand] = []
    here = Demand(None, 0)
    while at < len(source) and source[at] != ")":
        if source[at] == "|":
            every.append(here)
            here, at = Demand(None, 0), at + 1
            continue
        if source[at] == "(":
            item, at = _demand(source, at + 1)
            at += 1
        else:
            close = source.index("]", at)
            item, at = Demand(frozenset(source[at + 1 : close]), 1), close + 1
        one_of = here.one_of
        if source[at : at + 1] == "?":
            at += 1
        elif item.one_of is not None and (one_of is None or len(item.one_of) < len(one_of)):
            one_of = item.one_of
        here = Demand(one_of, here.longest + item.longest)
    every.append(here)
    classes = [d.one_of for d in every if d.one_of is not None]
    whole = frozenset().union(*classes) if len(classes) == len(every) else None
    return Demand(whole, max(d.longest for d in every)), at


def _index(sources: list[str], patterns: tuple[Pattern, ...]) -> dict[str, tuple[tuple[Pattern, frozenset[str]], ...]]:
    """For every first character, the patterns that can begin so, each with its second characters ("" alone)."""
    table: dict[str, dict[int, set[str]]] = {}
    for number, source in enumerate(sources):
        for prefix in _openings(source):
            second = set(prefix[1]) if len(prefix) == 2 else {""}
            for first in prefix[0] if prefix else "":
                table.setdefault(first, {}).setdefault(number, set()).update(second)
    return {
        first: tuple((patterns[n], frozenset(second)) for n, second in sorted(row.items()))
        for first, row in table.items()
    }


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
