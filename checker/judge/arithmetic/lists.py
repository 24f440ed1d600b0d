"""Lists under a figure: names that are one too many or too few, and money that is spent more than once.

"Three people were charged: Arne Holt, Bea Lund, Carl Moss and Dina Roth"; "a budget of $10 million, with $4 million for
roads, $3 million for schools and $5 million for parks".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from checker import lexicon, taxonomy
from checker.expressions import expression
from checker.judge.arithmetic.figures import Figure, Line, Problem, counted, exactly, found, true_range
from checker.judge.arithmetic.sums import incomplete
from checker.model import Bound, UnitKind, Zone, plain
from checker.text import fold

__all__ = ["lists"]


def lists(line: Line) -> Iterator[Problem]:
    if line.zone is not Zone.HEADLINE:
        yield from _named(line)
        yield from _named_first(line)
        yield from _spent(line)


# -- "Three people were charged: Arne Holt, Bea Lund, Carl Moss and Dina Roth." --------------------------------------

_WORD = r"[A-Z][\w’'-]{1,30}"
_NAME = rf"{_WORD}(?:\s(?:(?:[A-Z]\.|de|da|del|della|van|von|der|den|bin|al|el|la|le)\s){{0,2}}{_WORD}){{0,2}}"
_NAMES = expression(
    rf"(?P<opens>:|,|\s(?:are|were))\s(?P<names>{_NAME}(?:,\s{_NAME}){{1,14}},?\sand\s{_NAME})(?:\.?$|,\s(?P<behind>[a-z]))"
)
_APPOSED = expression(r"(?:the|all|these|both)\s‹0›(?:\s[a-z-]+){1,3},\s")
_ALL_OF_THEM = expression(r"(?:the|all|its|his|her|their)\s‹0›(?:\s[a-z-]+){1,3}\s(?:are|were)\s")
_BEHIND = expression(rf"^(?P<names>{_NAME}(?:,\s{_NAME}){{1,14}},?\sand\s{_NAME}),\s(?:the|all)\s$")
"""The three finalists, Arne Holt, ..., meet: names in the middle belong to the figure only right behind its noun."""
_FEWEST, _MOST = 3, 12


def _named(line: Line) -> Iterator[Problem]:
    """Names and nothing but names behind a colon, one more or one fewer than the sentence says."""
    m = _NAMES.search(line.text.rstrip()) if ", " in line.text and " and " in line.text else None
    figures = [f for f in line.figures if m is not None and f.span.start < m.start()]
    if m is None or len(figures) != 1 or len(line.figures) != 1 or incomplete(line.coded):
        return
    if m["opens"] not in (":", ",") and not _ALL_OF_THEM.fullmatch(line.coded, 0, line.coded.find(fold(m["names"]))):
        return
    if m["opens"] == "," and not (m["behind"] and _APPOSED.fullmatch(line.coded, 0, line.coded.find(fold(m["names"])))):
        return
    said = exactly(figures[0].q)
    names = re.split(r",\sand\s|,\s|\sand\s", m["names"])
    if figures[0].claim is None or figures[0].q.bound is not Bound.EXACT or not counted(figures[0].q) or said is None:
        return
    if not _FEWEST <= said <= _MOST or abs(len(names) - said) != 1 or not _of_one_kind(names, figures[0]):
        return
    message = f"{len(names)} are named, not {plain(said)}"
    yield Problem("N113", (figures[0],), message, ", ".join(names), 0.75)


def _named_first(line: Line) -> Iterator[Problem]:
    """ "Orrin, Vell and Tamsin, the three bidders, ..."."""
    if not line.figures or not re.search(r",\s(?:the|all)\s‹0›(?:\s[a-z-]+){1,3},", line.coded):
        return
    figure = line.figures[0]
    m, said = _BEHIND.match(line.text[: figure.span.start]), exactly(figure.q)
    if m is None or figure.claim is None or figure.q.bound is not Bound.EXACT or not counted(figure.q) or said is None:
        return
    names = re.split(r",\sand\s|,\s|\sand\s", m["names"])
    if _FEWEST <= said <= _MOST and abs(len(names) - said) == 1 and _of_one_kind(names, figure):
        message = f"{len(names)} are named, not {plain(said)}"
        yield Problem("N113", (figure,), message, ", ".join(names), 0.75)


def _of_one_kind(names: Sequence[str], figure: Figure) -> bool:
    """Persons have two names each, small places one; "Portland, Oregon, Boise and Reno" are three places."""
    words = {len(n.split()) > 1 for n in names}
    if figure.claim is not None and taxonomy.of_persons(figure.claim.classes):
        return words == {True}
    known = lexicon.words("names", "places.cities") | set(lexicon.table("names").get("countries", ()))
    return len(words) == 1 and not any(n in known or n.lower() in known for n in names)


# -- "a budget of $10 million, with $4 million for roads, $3 million for schools and $5 million for parks" ------------

_SHARED_OUT = (
    r"{whole}{words6},\s(?:with|including|of\swhich|among\sthem)\s"
    r"(?P<list>{hedge}{first}\s(?:for|to)\s[^:;()]{0,200}?\sand\s{hedge}{last}\s(?:for|to)\s)"
)
_ITEM = expression(r"‹(\d+)›\s(?:for|to)\s[^‹›]*")


def _spent(line: Line) -> Iterator[Problem]:
    """What is given to one cannot be given to another: sums of money that make more than the whole."""
    for m in found(_SHARED_OUT, line, " for ", " to "):
        whole = line[m["whole"]]
        parts = [line[n] for n in _ITEM.findall(m["list"])]
        if len(parts) != int(m["last"]) - int(m["first"]) + 1 or any(_other_money(f, whole) for f in (whole, *parts)):
            continue
        fair, least = true_range(whole.q), [true_range(f.q) for f in parts]
        total = sum((exactly(f.q) or Decimal(0) for f in parts), Decimal(0))
        if fair is None or sum((r[0] for r in least if r is not None), Decimal(0)) <= fair[1]:
            continue
        working = " + ".join(f.text for f in parts)
        message = f"the parts add up to {plain(total)}, more than {whole.text}"
        yield Problem("N113", (whole, *parts), message, working, 0.8)


def _other_money(figure: Figure, whole: Figure) -> bool:
    return (
        figure.q.unit_kind is not UnitKind.CURRENCY
        or figure.q.unit != whole.q.unit
        or figure.q.bound not in (Bound.EXACT, Bound.ABOUT)
    )
