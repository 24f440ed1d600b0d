"""Whom a description stands for: "the minister", "the company", "the 43-year-old" under the name the text gave before.

A description is resolved only where one bearer fits: a person whom the text called so, or gave that age; the only
body of the text that may be called so. Where two fit, the words stay what they are.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

from checker import lexicon
from checker.expressions import expression
from checker.introductions import introduces
from checker.model import Mention, NameValue, Span

__all__ = ["Descriptions"]

_WORD = expression(r"[\w’'-]+")
_DEFINITE = expression(r"(?:the|that|this)[ \u00a0]", re.I)
_AGED = expression(r"\b(\d{1,3})-year-old\b", re.I)
_BEHIND_COMMA = expression(
    r"(?:[ \u00a0](?:one|two|three))?(?:[ \u00a0](?:of|for|in|at|on)(?:[ \u00a0][\w.’'-]+){1,6})?"
    r"(?:,[ \u00a0]|[ \u00a0]\()(?:[\w.’'-]+[ \u00a0]){0,5}\Z"
)
_PRESENTS = expression(r",[ \u00a0](?:(?:a|an|the)[ \u00a0]|\w+[ \u00a0])?[^,.;:()\n]{0,60}")
_NAME_ENDS = expression(r"(?:[ \u00a0]\([^()\n]{1,30}\))?(?:,|\.|:|\)|[ \u00a0](?:said|says|told|added|wrote)\b|\Z)")
_CUT = expression(r"[ \u00a0](?:of|for|at|in|on|from|who|whose|with|near)[ \u00a0].*|,.*", re.S)
_ARTICLE = expression(r"\Athe[ \u00a0]")
_TOLD_AGE = expression(r",[ \u00a0]\d{1,3}(?![\d.])|[ \u00a0]\(\d{1,3}\)")
_OF_A_PLACE = expression(r"[Tt]he[ \u00a0](?:\w+[ \u00a0]){0,2}([A-Z\u00c0-\u00de][\w’-]+)\Z")
_PARENT = expression(r"[Tt]he[ \u00a0](?:mother|father)[ \u00a0]of[ \u00a0]\w+\Z")
_SPEECH_BEFORE = expression(r"[\"“„«‘][^\n]*\Z")
_SENTENCE_BEFORE = expression(r"[.!?][\"”’)]*[ \u00a0]+(?=[^.!?]*[.!?][ \u00a0]*\Z)")
_LESSER = frozenset(("vice", "deputy", "former", "ex", "assistant", "late", "then", "acting", "associate", "shadow"))
_SUFFIX = expression(r",?[ \u00a0](?:plc|inc|ltd|llc|llp|corp|co|ag|gmbh|nv|sa|spa|pty|pvt)\b", re.I)
_OTHER = {
    "male": ("woman", "girl", "lass", "mother", "grandmother"),
    "female": ("man", "boy", "lad", "father", "grandfather"),
}
_SMALL = 3
_PARAGRAPH = 600
_REACH = 4000
_LONGEST_TITLE = 50


class Descriptions:
    """The descriptions of one article, read against its names."""

    def __init__(self, text: str, names: Sequence[tuple[Mention, NameValue]]) -> None:
        self.text = text
        self.names = names
        self.starts = [m.span.start for m, _ in names]

    def bearer(self, where: Span) -> str | None:
        """The canonical name of whom the words at ``where`` describe, or None."""
        words = self.text[where.start : where.end]
        named = self._apposed(where)
        if named is not None:
            return named
        if not _DEFINITE.match(words):
            return None
        aged = _AGED.search(words)
        if aged is not None:
            told = self._aged(aged.group(1), where.start) or self._introduced("", where.start)
            return told or self._spoken_of(where.start, self._of_an_age())
        if _PARENT.match(words):
            return self._spoken_of(where.start)
        listed = [w.lower() for w in _WORD.findall(_CUT.sub("", words))][1:]
        if not listed:
            return None
        if listed[-1] in lexicon.words("quotes", "roles.anybody"):
            introduced = self._introduced(listed[-1], where.start)
            if introduced is not None:
                return introduced
        if listed[-1] in lexicon.words("quotes", "roles.person"):
            tail = {w.lower() for w in _WORD.findall(words[len(_CUT.sub("", words)) :])}
            return self._person(listed, tail, where.start)
        if listed[-1] in lexicon.words("quotes", "roles.body"):
            return self._body(listed, where.start)
        return self._spoken_of(where.start) if self.of_a_place(where) else None

    # -- "the harbour master, Imre Falk," ---------------------------------------------------------------------

    def _apposed(self, where: Span) -> str | None:
        """The person whose name stands between commas behind the description."""
        k = bisect_left(self.starts, where.end)
        if k == len(self.names):
            return None
        m, v = self.names[k]
        between = self.text[where.end : m.span.start]
        if v.entity not in ("person", "other") or len(between) > _LONGEST_TITLE or not _BEHIND_COMMA.match(between):
            return None
        title = _ARTICLE.sub("", re.split(r",|\(", between, maxsplit=1)[1].lower().lstrip()).split()
        known = lexicon.words("names", "titles.any") | lexicon.words("names", "titles.honorifics")
        if any(w not in known for w in title) or (not title and " " not in v.canonical):
            return None
        return v.canonical if _NAME_ENDS.match(self.text, m.span.end) else None

    # -- "the 43-year-old" ------------------------------------------------------------------------------------

    def _aged(self, age: str, before: int) -> str | None:
        """The only person to whom the text before gives that age."""
        told = re.compile(rf",[ \u00a0]{age}(?![\d.])|[ \u00a0]\({age}\)")
        found = {
            v.canonical
            for m, v in self._earlier(before, "person")
            if told.match(self.text, m.span.end) or self.text[: m.span.start].endswith(f"{age}-year-old ")
        }
        return found.pop() if len(found) == 1 else None

    # -- "the Moravan" ----------------------------------------------------------------------------------------

    def of_a_place(self, where: Span) -> bool:
        """Whether words say no more than where somebody is from."""
        m = _OF_A_PLACE.match(self.text[where.start : where.end])
        others = lexicon.words("quotes", "roles.outlet") | lexicon.words("quotes", "roles.no_compatriot")
        if m is None or m[1].lower() in others:
            return False
        listed, endings = (lexicon.words("quotes", f"roles.{name}") for name in ("compatriot", "compatriot_endings"))
        return m[1].lower() in listed or m[1].endswith(tuple(endings))

    def _spoken_of(self, before: int, others: frozenset[str] = frozenset()) -> str | None:
        """The only person but ``others`` whom the sentence in front of a quotation names, in its paragraph."""
        paragraph = self.text.rfind("\n", max(0, before - _PARAGRAPH), before) + 1
        if paragraph == before:  # the words open their paragraph: the sentence in front ends the one before
            before = len(self.text[:before].rstrip())
            paragraph = self.text.rfind("\n", max(0, before - _PARAGRAPH), before) + 1
        start = max(paragraph, before - _PARAGRAPH)
        ahead = self.text[start:before]
        speech = _SPEECH_BEFORE.search(ahead)
        end = start + (speech.start() if speech else len(ahead))
        boundary = _SENTENCE_BEFORE.search(self.text, start, end)
        first = boundary.end() if boundary else start
        named = {v.canonical for m, v in self._earlier(end, "person", "other") if m.span.start >= first}
        found = named - others
        return found.pop() if len(found) == 1 else None

    def _of_an_age(self) -> frozenset[str]:
        """The names to which the text gives an age."""
        return frozenset(v.canonical for m, v in self.names if _TOLD_AGE.match(self.text, m.span.end))

    # -- "the man from Brannock" -------------------------------------------------------------------------------

    def _introduced(self, head: str, before: int) -> str | None:
        """The person to whom a sentence of the paragraph hands the word that these words close."""
        paragraph = self.text.rfind("\n", max(0, before - _PARAGRAPH), before) + 1
        for m, v in reversed(self._earlier(before, "person", "other")):
            if m.span.start < max(paragraph, before - _PARAGRAPH):
                return None
            if introduces(self.text, m.span.end):
                gender = m.parts.get("gender")
                return None if gender and head in _OTHER.get(gender, ()) else v.canonical
        return None

    # -- "the minister" ---------------------------------------------------------------------------------------

    def _person(self, listed: list[str], tail: set[str], before: int) -> str | None:
        """The only person so far whom the text called by that office; ``tail``: of what, where the words say."""
        earlier = self._earlier(before, "person")
        found = {v.canonical for _, v in earlier if any(_is_called(listed, r, tail) for r in v.roles)}
        return found.pop() if len(found) == 1 else None

    # -- "the company" ----------------------------------------------------------------------------------------

    def _body(self, listed: list[str], before: int) -> str | None:
        """The only body so far that is called so: by its own name, by an apposition, or as the only one there is."""
        head, plain = listed[-1], len(listed) == 1
        called: dict[str, None] = {}
        others: dict[str, None] = {}
        for m, v in self._earlier(before, "organisation", "other"):
            words = _folded(v.canonical)
            behind = _PRESENTS.match(self.text, m.span.end)
            if set(listed) <= words | (_folded(behind.group()) if behind else set()):
                called[v.canonical] = None
            elif self._trades(m, v) and not words & lexicon.words("quotes", "roles.outlet"):
                others[v.canonical] = None
        if called:
            return next(iter(called)) if len(called) == 1 else None
        alone = plain and head in lexicon.words("quotes", "roles.business") and len(others) == 1
        return next(iter(others)) if alone else None

    def _trades(self, m: Mention, v: NameValue) -> bool:
        """Whether a name may be a company's: a body's, with a suffix such as plc, or of words that companies bear."""
        if v.entity == "organisation" or _SUFFIX.match(self.text, m.span.end):
            return True
        return v.canonical.split()[-1].lower() in lexicon.words("quotes", "roles.traders")

    def _earlier(self, before: int, *entities: str) -> list[tuple[Mention, NameValue]]:
        """The names of those kinds in front of an offset, within reach."""
        first, last = bisect_left(self.starts, before - _REACH), bisect_left(self.starts, before)
        return [(m, v) for m, v in self.names[first:last] if v.entity in entities and m.span.end <= before]


def _folded(phrase: str) -> set[str]:
    """The words of a phrase in small letters, plurals beside their singulars."""
    words = {w.lower() for w in _WORD.findall(phrase)}
    return words | {w[:-1] for w in words if w.endswith("s")}


def _is_called(listed: Sequence[str], role: str, tail: set[str]) -> bool:
    """Whether a role is what the description says: "the minister" is no deputy minister and no minister's wife."""
    words = [w.lower() for w in _WORD.findall(role)]
    head = [w.lower() for w in _WORD.findall(_CUT.sub("", role))]
    if not head or head[-1] != listed[-1]:
        return False
    if tail and set(words) - set(listed) and not {w for w in tail if len(w) > _SMALL} & set(words):
        return False  # "the chief of the council" is not the fire chief
    return set(listed) <= set(words) and not (set(head) & _LESSER) - set(listed)
