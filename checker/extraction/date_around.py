"""What stands around a matched time pattern, and what the word lists under [guard] say of it."""

from __future__ import annotations

from typing import Any

from checker import lexicon
from checker.expressions import expression
from checker.extraction.date_grammar import Pattern
from checker.extraction.date_words import Row
from checker.record import record

__all__ = ["Context", "listed", "month_names", "titled"]


@record
class Context:
    """A match: tokens ``start`` to ``end`` of a row."""

    text: str
    row: Row
    start: int
    end: int
    pattern: Pattern
    parts: dict[str, Any]
    names: frozenset[str] = frozenset()

    def before(self, n: int = 1) -> str:
        """The n-th token before the match, lower case ("" at the edge)."""
        i = self.start - n
        return self.row.low[i] if i >= 0 else ""

    def after(self, n: int = 1) -> str:
        i = self.end + n - 1
        return self.row.low[i] if i < len(self.row.low) else ""

    def raw(self, i: int) -> str:
        """The token at index ``i`` as it is written."""
        if 0 <= i < len(self.row.starts):
            return self.text[self.row.starts[i] : self.row.ends[i]]
        return ""

    @property
    def hyphened(self) -> bool:
        """Whether a hyphen is glued to the match: "last-minute"; a dash has blanks around it."""
        return self.after() == "-" and self.row.starts[self.end] == self.row.ends[self.end - 1]

    @property
    def length(self) -> int:
        return self.end - self.start

    def low(self) -> str:
        return " ".join(self.row.low[self.start : self.end])


def listed(key: str, word: str) -> bool:
    return word in lexicon.words("dates", "guard." + key)


def month_names(text: str) -> frozenset[str]:
    """Months that are also somebody's name in a text ("Theresa May", "Mr. March")."""
    return frozenset(
        m[2].lower()
        for m in _NAMED.finditer(text)
        if not any(listed(key, m[1].lower()) for key in ("function", "preposition", "month_sure", "never_a_name"))
    )


_NAMED = expression(r"([A-Z](?<!\w.)[a-z]+)\.? (May|March|April|June|August)\b(?!,? (?:\d|[A-Z]))")


def titled(c: Context) -> bool:
    """ "USA Today", “Tonight”, "CBS This Morning": names of papers and programmes."""
    if not c.raw(c.start)[:1].isupper() or c.start == 0:
        return False
    before, after = c.raw(c.start - 1), c.after()
    if before.isalpha():
        return before[:1].isupper() and (
            not before.isupper() or not c.raw(c.start).isupper() or listed("name_before", before.lower())
        )
    if before not in _QUOTES:
        return False
    closed = after == "," and c.after(2) in _QUOTES  # “Tonight, we march” is no title, “Tonight,” is
    ended = after in _QUOTES and not (after == "'" and c.after(2) == "s")
    return closed or ended or c.raw(c.end)[:1].isupper()


_QUOTES = frozenset(["“", "”", '"', "'", "`"])
