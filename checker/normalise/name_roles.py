"""Descriptions that the text attaches to a person: "police spokesman Osk Marren", "Osk Marren, the mayor of Velm"."""

from __future__ import annotations

import re

from checker import lexicon
from checker.expressions import expression
from checker.model import Mention
from checker.wordforms import codes

__all__ = ["roles_of"]

_BEHIND = expression(r",[ \u00a0]((?:(?:a|an|the|his|her|its|their)[ \u00a0])?[^,.;:!?()\"“”\n—]{3,90})(?=[,.;—\n])")
_IN_FRONT = expression(
    r"\b(?:[Tt]he|[Hh]is|[Hh]er|[Ii]ts|[Tt]heir|[Oo]ur)[ \u00a0]((?:[\w’'-]+[ \u00a0]){0,6}[\w’'-]+),[ \u00a0]\Z"
)
_CLOSED = expression(r"(?:,[ \u00a0](?!(?:and|or)\b)|[.:;)])")
_LONGEST = 70


def _head(phrase: str) -> str:
    """The word in front of "of" and the like: "mayor" of "mayor of Velm"."""
    return re.split(r"[ \u00a0](?:of|for|at|in)[ \u00a0]", phrase)[0].split()[-1].lower()


def roles_of(text: str, m: Mention) -> list[str]:
    """The roles stated right before and right behind a mention, without articles."""
    roles = lexicon.words("quotes", "roles.person")
    breaks = lexicon.words("names", "words.breaks")
    out = []
    lead: str = m.parts.get("before") or ""
    start = m.span.start - len(lead) - 1 if lead else m.span.start
    words: list[str] = []
    for word in reversed(text[max(0, start - 60) : start].split()[-5:]):
        if word.lower() in breaks or "D" in codes().get(word.lower(), "") or not word[-1].isalnum() or len(words) == 5:
            break
        words.insert(0, word)
    words += lead.split()
    if any(w.lower().rstrip(".") in roles for w in words):
        out.append(" ".join(words))
    elif lead and lead.lower() not in lexicon.words("names", "titles.honorifics"):
        out.append(lead)
    in_front = _IN_FRONT.search(text, max(0, m.span.start - _LONGEST), m.span.start)
    if not words and in_front and _CLOSED.match(text, m.span.end):
        described = in_front.group(1)
        if described.split()[-1].lower() in roles or _head(described) in roles:
            out.append(described)
    behind = _BEHIND.match(text, m.span.end)
    if behind:
        phrase = behind.group(1).strip()
        first = re.sub(r"^(?:a|an|the|his|her|its|their)[ \u00a0]", "", phrase)
        opening = first.split()[0].lower() if first.split() else ""
        verb = opening in breaks or set("DZ") & set(codes().get(opening, ""))
        if not verb and any(w.lower() in roles for w in first.split()[:6]):
            out.append(first)
    return out
