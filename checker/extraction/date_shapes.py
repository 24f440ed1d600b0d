"""What a pattern of dates can begin with and what it cannot do without, told from its text: nothing is compiled for it.

Most paragraphs need few of the patterns. Two tokens say which of them can begin at a place, and the demand of a
pattern rules out most of those.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from checker.errors import LexiconError
from checker.expressions import expression
from checker.extraction.date_words import Alphabet, entry_tokens
from checker.record import record

__all__ = ["PIECE", "Demand", "Prefix", "Shape", "Vocabulary", "literals"]

BUILT_IN = frozenset(
    ["DAY", "HOUR", "YEAR", "YY", "INT", "HHMM", "DECIMAL", "ORD", "ORDBIG", "DECADES", "CLOCK", "NUMERIC", "FRACTION"]
) | {"QUARTER", "HALF", "FY"}
PIECE = expression(r"(?:(?P<name>[a-z_0-9]+):)?(?P<atom>\(|\)|\||[A-Z_]+|[^\s()|?]+)(?P<many>\?)?$")

Prefix = tuple[str, ...]  # one or two classes of characters with which a match can begin


Demand = tuple[frozenset[str] | None, int]
"""What a match cannot do without: one of these characters (None: nothing certain); and how long it can be."""


@record
class Shape:
    """Of a pattern or a part of one: the first two classes of everything it matches, ``shorter`` where a match is."""

    pairs: frozenset[Prefix]
    shorter: frozenset[Prefix]
    demand: Demand


_NOTHING = Shape(frozenset(), frozenset([()]), (None, 0))


class Vocabulary:
    """Word classes and macros, with the shapes of all that is made of them, each worked out once."""

    def __init__(self, alphabet: Alphabet, tables: Mapping[str, Mapping[str, Any]], macros: Mapping[str, str]) -> None:
        self.alphabet, self.tables, self.macros = alphabet, tables, macros
        self._known: dict[str, Shape] = {}

    def shape(self, text: str) -> Shape:
        """The shape of the text of a pattern or macro. Raises LexiconError where it cannot be read."""
        shape, _ = self._read(text.split(), 0)
        return shape

    def _read(self, pieces: list[str], at: int) -> tuple[Shape, int]:
        """(shape, end) of the alternatives that begin at piece ``at``, up to ")" or the end."""
        every: list[Shape] = []
        here = _NOTHING
        while at < len(pieces):
            atom, many = _atom(pieces[at])
            at += 1
            if atom == ")":
                break
            if atom == "|":
                every.append(here)
                here = _NOTHING
                continue
            if atom == "(":
                item, at = self._read(pieces, at)
                many = pieces[at - 1].endswith("?")
            else:
                item = self._of_atom(atom)
            here = _behind(here, item, many)
        return _either([*every, here]), at

    def _of_atom(self, atom: str) -> Shape:
        known = self._known.get(atom)
        if known is None:
            known = self._known[atom] = self.shape(self.macros[atom]) if atom in self.macros else self._of_word(atom)
        return known

    def _of_word(self, atom: str) -> Shape:
        return _either([_row(classes) for classes in self.choices(atom)])

    @cache  # noqa: B019 - lives as long as the grammar, which is one a process
    def choices(self, atom: str) -> tuple[tuple[str, ...], ...]:
        """What may stand for a literal or a class: rows of classes of characters, the longest surfaces first."""
        if not atom.isupper():
            return (self._literal(atom),)
        if atom not in BUILT_IN and atom.lower() not in self.tables:
            raise LexiconError(f"no table for class {atom!r}")
        long = [s.split() for s in self.tables.get(atom.lower(), {}) if " " in s]
        members = self.alphabet.members(atom)
        rows = [
            tuple(c for token in words for c in self._literal(token))
            for words in sorted(long, key=lambda s: (-len(s), s))
        ]
        return (*rows, (members,)) if members else tuple(rows)

    def _literal(self, atom: str) -> tuple[str, ...]:
        return tuple(self.alphabet.members("=" + token) for token in entry_tokens(atom))


def literals(text: str) -> Iterator[str]:
    """The words that the text of a pattern or macro names itself."""
    for piece in text.split():
        atom, _ = _atom(piece)
        if atom not in "()|" and not atom.isupper():
            yield from entry_tokens(atom)


@cache
def _atom(piece: str) -> tuple[str, bool]:
    """The atom of a piece, and whether it may be left out."""
    m = PIECE.match(piece)
    if m is None:
        raise LexiconError(f"cannot read {piece!r}")
    return m["atom"], bool(m["many"])


def _row(classes: tuple[str, ...]) -> Shape:
    smallest = min(classes, key=len)
    prefix = frozenset([classes[:2]])
    demand = frozenset(smallest), len(classes)
    return Shape(prefix, frozenset(), demand) if len(classes) > 1 else Shape(frozenset(), prefix, demand)


def _behind(before: Shape, item: Shape, optional: bool) -> Shape:
    """The shape of two parts in a row; of classes that both demand the smaller is asked for."""
    (one_of, length), (more, added) = before.demand, item.demand
    if not optional and more is not None and (one_of is None or len(more) < len(one_of)):
        one_of = more
    demand = one_of, length + added
    endings = item.shorter | {()} if optional else item.shorter
    pairs, shorter = set(before.pairs), set[Prefix]()
    for open_ in before.shorter:
        if open_:
            pairs.update((open_[0], i[0]) for i in (*item.pairs, *endings) if i)
            shorter.update([open_] if () in endings else [])
        else:
            pairs |= item.pairs
            shorter |= endings
    return Shape(frozenset(pairs), frozenset(shorter), demand)


def _either(shapes: list[Shape]) -> Shape:
    if len(shapes) == 1:
        return shapes[0]
    classes = [one_of for one_of, _ in (s.demand for s in shapes) if one_of is not None]
    one_of = frozenset().union(*classes) if len(classes) == len(shapes) else None
    return Shape(
        frozenset().union(*(s.pairs for s in shapes)),
        frozenset().union(*(s.shorter for s in shapes)),
        (one_of, max((length for _, length in (s.demand for s in shapes)), default=0)),
    )
