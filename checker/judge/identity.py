"""What makes a finding the same finding tomorrow: the classes of the fact, and who says what of it.

``about`` names the fact by the classes of what is counted and of what happened, never by words of a label, a path
or a line; ``stated`` is a value in normal form; ``state`` puts values and sources together. A decision belongs to
a fact and holds while the state is the one that was decided on.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Sequence
from pathlib import PurePosixPath

from checker import say
from checker.model import Claim, Evidence, Kind, NameValue, Quantity, Quotation, TimeValue, UnitKind, plain
from checker.text import fold

__all__ = ["about", "about_words", "fingerprint", "identifier", "state", "stated"]

_SHOWN_WORDS = 8
_UNNAMED = "an unnamed file"


def about(claim: Claim) -> frozenset[str]:
    """The classes of a fact, without its value: {"number", "count:missile", "event:launch"}."""
    value, tokens = claim.value, {str(claim.kind)}
    if isinstance(value, Quantity):
        counts = value.unit_kind in (UnitKind.COUNT, UnitKind.NONE)
        tokens |= {f"count:{c}" for c in claim.classes or _known(claim.head)} if counts else {f"unit:{value.unit_kind}"}
    elif isinstance(value, Quotation):
        tokens |= {f"speaker:{word}" for word in _known(value.speaker or value.mention)}
    elif isinstance(value, NameValue):
        tokens |= {f"name:{word}" for word in _known(value.canonical)}
    if not isinstance(value, Quotation | NameValue):
        tokens |= {f"event:{word}" for word in _known(claim.predicate or claim.verb)}
    return frozenset(tokens)


def about_words(words: str) -> frozenset[str]:
    """The same for words that are no claim: those of them that are no figures name the fact."""
    return frozenset({str(Kind.NUMBER), *(f"row:{w}" for w in re.findall(r"[^\W\d_]{3,}", fold(words))[:4])})


def _known(name: str | None) -> list[str]:
    """The last word of a name, folded: "President Ann Orr" and "Orr" are one."""
    words = fold(name or "").split()
    return words[-1:]


def stated(claim: Claim) -> str:
    """A value in normal form: the same for every wording of it ("1.2 million", "1,200,000")."""
    value = claim.value
    if isinstance(value, Quantity):
        low, high = plain(value.low) or "", plain(value.high) or ""
        bound = "" if value.bound.value == "exact" else f"{value.bound} "
        change = f" {value.change}" if value.change else ""
        return f"{bound}{low if low == high else f'{low}..{high}'} {value.unit or ''}{change}".strip()
    if isinstance(value, TimeValue):
        return " ".join([value.timex, *(f"{name} {said}" for name, said in sorted(value.stated.items()))])
    if isinstance(value, Quotation):
        words = fold(claim.mention.text).split()
        who = [f"{name}:" for name in _known(value.speaker or value.mention)]
        more = [] if len(words) <= _SHOWN_WORDS else [f"... ({_digest(words)[:8]})"]
        return " ".join([*who, *words[:_SHOWN_WORDS], *more])
    return say.value(claim)


def state(evidence: Sequence[Evidence]) -> tuple[str, ...]:
    """Who says what, one line a value: "67 missile (Hill Post, 2 unnamed files)". Order of passages does not matter.

    A file that names no outlet is counted and not named: it keeps its decisions when it is renamed.
    """
    told: dict[str, set[tuple[str, str]]] = {}
    for one in evidence:
        path, source = one.passage.path, one.passage.source
        named = source not in (PurePosixPath(path).stem, PurePosixPath(path).name)
        told.setdefault(one.stated, set()).add((source, "") if named else (_UNNAMED, path))
    lines = []
    for value, sources in told.items():
        unnamed = sum(s == _UNNAMED for s, _ in sources)
        names = sorted({s for s, _ in sources if s != _UNNAMED})
        if unnamed:
            names.append(_UNNAMED if unnamed == 1 else f"{unnamed} unnamed files")
        lines.append(f"{value} ({', '.join(names)})")
    return tuple(sorted(lines))


def fingerprint(code: str, tokens: Iterable[str]) -> str:
    """Rule and fact as 16 hex digits."""
    return _digest([code, *sorted(tokens)])[:16]


def identifier(mark: str, lines: Iterable[str]) -> str:
    """Rule, fact and state as 8 hex digits: what a person names a finding by."""
    return _digest([mark, *lines])[:8]


def _digest(parts: Iterable[str]) -> str:
    return hashlib.sha256("\x1f".join(parts).encode("utf-8", "backslashreplace")).hexdigest()
