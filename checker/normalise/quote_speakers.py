"""Speakers under their canonical names: names as the article has them in full, pronouns by gender and recency."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace

from checker import lexicon
from checker.expressions import expression
from checker.grammar import Page
from checker.model import Kind, Mention, NameValue, Seen, Span
from checker.normalise.quote_descriptions import Descriptions
from checker.record import record

__all__ = ["Speaker", "Speakers"]

_ARTICLE = expression(r"\A(?:(?:the|a|an|another|his|her|its|their|this|that)|one(?![ \u00a0]of\b))[ \u00a0]", re.I)
_WORD = expression(r"[\w’'.&-]+")
_OWNER = expression(r"['’]s[ \u00a0]")
_BY = expression(r"\b(?:by|to)[ \u00a0](?:[\w.’'-]+[ \u00a0]){0,5}\Z")
_CUT = expression(
    r"[ \u00a0]*(?:[,;]|\((?![^()]{1,20}\)[ \u00a0][A-Z])|"
    r"[ \u00a0](?:of|for|at|in|on|with|from|to|by|close|who|whose|near|and)[ \u00a0]).*", re.S
)
_PERSONAL = frozenset(("title", "given name", "role"))
_PERSON_BEHIND = expression(
    r",[ \u00a0](?:\d\d\b|who\b|whose\b|his\b|her\b)|[ \u00a0]\(\d\d\)"
    r"|[ \u00a0](?:said|says|told|added|wrote)[ \u00a0](?:[\w’'-]+[ \u00a0]){0,5}(?:he|she|his|her)\b"
)
_AGED = expression(
    r",[ \u00a0]\d\d(?=[,.])|[ \u00a0]\(\d\d\)|[ \u00a0](?:is|was)[ \u00a0]\w+ing[ \u00a0](?:his|her)[ \u00a0][a-z]"
)
_THE = expression(r"\b[Tt]he[ \u00a0]\Z")
_ALONE = expression(
    r"[,.;:)’']|[ \u00a0](?:and|is|was|were|has|had|will|would|which|said|says|ran|on|in|at|to|from|off)\b"
)
_THING_BEHIND = expression(r",[ \u00a0](?:its|which)\b|[ \u00a0][\w’'-]+[ \u00a0](?:[\w’'-]+[ \u00a0]){0,3}its\b")
_PARTICLES = frozenset(("de", "da", "del", "della", "di", "van", "von", "der", "den", "la", "le", "of", "the"))
_REACH = 6


@record
class Speaker:
    """A canonical speaker and what it is: person, role, organisation, place or unknown.

    ``named``: for a role or a body, the name of whom it stands for, where the article leaves one.
    """

    name: str | None
    kind: str
    named: str | None = None


class Speakers:
    """Resolves the words that name a speaker, within one article."""

    def __init__(self, page: Page, quoted: Sequence[Span], seen: Seen) -> None:
        self.page = page
        self.names = _as_persons(page.text, [(m, v) for m, v in seen.get(Kind.NAME, ()) if isinstance(v, NameValue)])
        self.starts = [m.span.start for m, _ in self.names]
        self.descriptions = Descriptions(page.text, self.names)
        self.quoted = [s.start for s in quoted]
        self.quoted_ends = [s.end for s in quoted]
        self.genders: dict[str, str] = {}
        for m, v in self.names:
            gender = m.parts.get("gender") or _gender_of_roles(v)
            if gender:
                self.genders.setdefault(v.canonical, gender)
        self.things, self.doubtful = self._not_persons()
        self.surnames = {v.spelling.lower(): v for _, v in self.names if v.entity == "person"}
        self.by_sentence: dict[int, list[tuple[Mention, NameValue]]] = {}
        for m, v in self.names:
            if v.entity in ("person", "organisation") and not self._in_quotes(m.span.start):
                self.by_sentence.setdefault(page.sentence_at(m.span.start), []).append((m, v))

    def _not_persons(self) -> tuple[set[str], set[str]]:
        """Names read as persons' for which "he" and "she" do not stand, and those for which they stand last.

        The text treats some as things ("the Grey Heron", "Ostrel, its parent", "Ostrel told its customers"); others are
        a single word that nothing calls a person (no title, role, age or given name): a company's as likely as not.
        """
        text = self.page.text
        things: set[str] = set()
        single: set[str] = set()
        firm: set[str] = set()
        for m, v in self.names:
            if m.pattern == "kind":
                things.add(v.canonical)
            if v.entity != "person":
                continue
            told = m.parts.get("title") or m.parts.get("gender") or m.pattern in _PERSONAL
            called = any(_kind_of_phrase(role) == "role" for role in v.roles)
            if told or called or _PERSON_BEHIND.match(text, m.span.end):
                firm.add(v.canonical)
            elif _THING_BEHIND.match(text, m.span.end) or (
                _THE.search(text[max(0, m.span.start - 5) : m.span.start]) and _ALONE.match(text, m.span.end)
            ):
                things.add(v.canonical)
            elif " " not in v.canonical:
                single.add(v.canonical)
        return things - firm, single - firm

    def _in_quotes(self, offset: int) -> bool:
        k = bisect_right(self.quoted, offset) - 1
        return k >= 0 and offset < self.quoted_ends[k]

    def resolve(self, text: str, where: Span, last: Speaker | None, label: bool = False) -> Speaker:
        """The speaker that the words ``text`` at ``where`` name; ``last`` is the speaker before.

        ``label``: they stand in a label, where a name is one whatever its letters ("VARN:").
        """
        low = text.lower()
        if low in ("he", "his", "him", "she", "her", "hers"):
            gender = "female" if low in ("she", "her", "hers") else "male"
            return Speaker(self._person(where.start, gender, _somebody(last)), "person")
        if low in ("who", "that", "which", "whom"):
            found = self._name_ending_at(where.start)
            return Speaker(found.canonical, found.entity) if found else Speaker(None, "unknown")
        if low in ("it", "its"):
            body = last.name if last and last.kind == "organisation" else None
            return Speaker(self._body(where.start, body), "organisation")
        if low in lexicon.words("quotes", "grammar.pronouns"):
            return Speaker(None, "unknown")
        named = self.surnames.get(low.split()[-1]) if text.isupper() and (label or len(text) > 3) else None
        named = named or self._head_name(where)
        if label and text.isupper() and (named is None or named.canonical.isupper()) and not _acronym(text):
            return self._capitals(text)
        if named is not None and self.descriptions.of_a_place(where):
            return Speaker(_ARTICLE.sub("", text, count=1).strip(), "role", self.descriptions.bearer(where))
        if named is not None and not _only_office(named):
            kind = named.entity if named.entity in ("person", "organisation", "place") else "unknown"
            if label and kind == "unknown" and named.canonical not in self.things:
                kind = "person"
            if kind == "person" and named.canonical in self.things:
                kind = "organisation"
            return Speaker(named.canonical, kind)
        kind = _kind_of_phrase(text)
        return Speaker(_ARTICLE.sub("", text, count=1).strip(), kind, self.descriptions.bearer(where))

    def _capitals(self, text: str) -> Speaker:
        """A label in capitals that nothing else in the text explains: a role, or a person's name."""
        words = text.lower().split()
        roles = lexicon.words("quotes", "roles.person")
        if words[-1] in roles or all(w in lexicon.words("names", "titles.any") for w in words):
            return Speaker(" ".join(words), "role")
        while words[0] in lexicon.words("names", "titles.any"):
            words.pop(0)
        return Speaker(" ".join(w if w in _PARTICLES else w.capitalize() for w in words), "person")

    # -- names ---------------------------------------------------------------------------------------------

    def _head_name(self, where: Span) -> NameValue | None:
        """The name that is the head of a phrase: "spokesman Osk Marren", not "Marren's office"."""
        text = self.page.text
        start = self._last_office(where)
        head = _CUT.sub("", text[start : where.end])
        end = start + len(head)
        k = bisect_left(self.starts, where.start)
        best: NameValue | None = None
        while k < len(self.names) and self.names[k][0].span.start < end:
            m, v = self.names[k]
            k += 1
            if _OWNER.match(text, m.span.end, where.end):
                continue
            whole = v.entity == "organisation" and m.span.end > end
            if whole or m.span.end == end or text[m.span.end : end].strip(" .") == "":
                best = v
        return best if best is None or best.entity != "place" or self._is_country(where, end) else None

    def _last_office(self, where: Span) -> int:
        """Where the second of two offices of one person begins: "party leader and mayor Ilse Varn"."""
        first, joint, second = self.page.text[where.start : where.end].rpartition(" and ")
        roles = lexicon.words("quotes", "roles.person")
        one = joint and first.split()[-1:] and first.split()[-1].lower() in roles
        other = second.split()
        named = one and len(other) > 1 and other[0].lower() in roles and other[1][:1].isupper()
        return where.start + len(first) + len(joint) if named else where.start

    def _is_country(self, where: Span, end: int) -> bool:
        """A place speaks only as a whole phrase ("Moscow said"), not as its last word."""
        words = _WORD.findall(self.page.text[where.start : end])
        return len(words) <= 3

    def _name_ending_at(self, offset: int) -> NameValue | None:
        k = bisect_left(self.starts, offset) - 1
        if k < 0:
            return None
        m, v = self.names[k]
        gap = self.page.text[m.span.end : offset]
        return v if (len(gap) <= 40 and gap.strip(" ,—–(") == "") or (len(gap) < 60 and gap.startswith(",")) else None

    # -- pronouns ------------------------------------------------------------------------------------------

    def _fits(self, v: NameValue, gender: str) -> bool:
        return v.entity == "person" and self.genders.get(v.canonical, gender) == gender

    def _person(self, offset: int, gender: str, last: str | None) -> str | None:
        """The person of that gender whom the text spoke of last: subjects before objects, outside quotations."""
        last = None if last in self.things else last
        found = self._near(offset, gender, last, self.things | self.doubtful)
        if found is None and last is not None and self._fits_name(last, gender):
            found = last
        return found or self._near(offset, gender, last, self.things)

    def _near(self, offset: int, gender: str, last: str | None, left_out: AbstractSet[str]) -> str | None:
        """The person spoken of last, those left out passed over."""
        here = self.page.sentence_at(offset)
        for sentence in range(here, max(here - _REACH, -1), -1):
            fitting = [(m, v) for m, v in self.by_sentence.get(sentence, ()) if m.span.end <= offset]
            fitting = [(m, v) for m, v in fitting if self._fits(v, gender) and v.canonical not in left_out]
            found = [v for _, v in fitting]
            if not found:
                continue
            for v in found:
                if v.canonical == last:
                    return last
            if sentence == here and last and self._fits_name(last, gender) and all(self._agent(m) for m, _ in fitting):
                return last
            sure = [v for v in found if self.genders.get(v.canonical) == gender]
            return (sure or found)[0].canonical
        return None

    def _fits_name(self, name: str, gender: str) -> bool:
        """Whether a pronoun of that gender may stand for somebody whose name or role is known."""
        return self.genders.get(name, gender) == gender

    def _agent(self, m: Mention) -> bool:
        """ "Asked by Osk Marren, he ...": the one who asks is not the one who answers."""
        return _BY.search(self.page.text[max(0, m.span.start - 60) : m.span.start]) is not None

    def _body(self, offset: int, last: str | None) -> str | None:
        here = self.page.sentence_at(offset)
        for sentence in range(here, max(here - 3, -1), -1):
            for m, v in self.by_sentence.get(sentence, ()):
                body = v.entity == "organisation" or v.canonical in self.things or v.canonical in self.doubtful
                if body and m.span.end <= offset:
                    return v.canonical
        return last


def _as_persons(text: str, names: Sequence[tuple[Mention, NameValue]]) -> list[tuple[Mention, NameValue]]:
    """The names, those of nothing in particular as persons' where the text gives them an age, or "is reading her"."""
    aged = {v.canonical for m, v in names if v.entity == "other" and _AGED.match(text, m.span.end)}
    return [(m, replace(v, entity="person") if v.canonical in aged else v) for m, v in names]


def _acronym(text: str) -> bool:
    """ "QBL:", "U.S.:": letters, not a name."""
    return " " not in text and (len(text) <= 3 or "." in text or not any(c in "AEIOUYÄÖÜÉ" for c in text))


def _only_office(v: NameValue) -> bool:
    """Whether a name is no more than an office in capitals: "the Prime Minister"."""
    titles = lexicon.words("names", "titles.any")
    return all(w.lower() in titles for w in v.canonical.split())


def _somebody(last: Speaker | None) -> str | None:
    """The name of a speaker for whom "he" or "she" may stand."""
    if last is None or last.name is None:
        return None
    person = last.kind in ("person", "role") or (last.kind == "unknown" and last.name[:1].isupper())
    return (last.named or last.name) if person else None


def _gender_of_roles(v: NameValue) -> str | None:
    """What a person's roles tell: a spokeswoman, a former king."""
    words = {w.lower() for role in v.roles for w in role.split()[:6]}
    for gender in ("female", "male"):
        if words & lexicon.words("quotes", f"grammar.{gender}"):
            return gender
    return None


def _kind_of_phrase(text: str) -> str:
    """Role or organisation by the head noun of a phrase."""
    head = _CUT.sub("", text)
    words = [w.lower().removesuffix("’s").removesuffix("'s") for w in _WORD.findall(head)]
    if not words:
        return "unknown"
    if words[-1] in lexicon.words("quotes", "roles.person"):
        return "role"
    if words[-1] in lexicon.words("quotes", "roles.organisation"):
        return "organisation"
    return "unknown"
