"""What names stand for within an article: one canonical name a person, organisation or place.

The canonical name is the fullest that the article has: "Mr Marren", "Marren" and "O. Marren" all stand for
"Osk Marren". ``spelling`` keeps the surname or head word as it is spelled at the mention.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from checker import lexicon
from checker.expressions import expression
from checker.grammar import Page
from checker.model import Mention, NameValue, Seen
from checker.normalise.name_places import canonical_place
from checker.normalise.name_roles import roles_of
from checker.normalise.name_spelling import given_agree, skeleton, skeleton_near
from checker.wordforms import codes

__all__ = ["normalise"]

_NEXT_WORD = expression(r"[ \u00a0]([a-z]+)")
_FEW = 64
_IN_BRACKETS = expression(r"[ \u00a0]\(([A-Z][A-Za-z.]{1,9})\)")


@dataclass(slots=True)
class _Entity:
    """One bearer of a name, as far as the article tells."""

    entity: str
    fullest: tuple[str, ...]
    given: str
    surname: str
    gender: str | None = None
    spellings: Counter[str] = field(default_factory=Counter)
    roles: dict[str, None] = field(default_factory=dict)

    @property
    def canonical(self) -> str:
        return " ".join(self.fullest)


def normalise(page: Page, mentions: Sequence[Mention], seen: Seen) -> list[NameValue | None]:
    """One value a mention, in the same order."""
    book = _Book(page.text, _told_persons(mentions))
    owners: list[_Entity | None] = [None] * len(mentions)
    for index, m in enumerate(mentions):
        if m.parts["entity"] in ("person", "other", "organisation") and len(_words(m)) > 1:
            owners[index] = book.enter(m)
    for index, m in enumerate(mentions):
        if m.pattern == "demonym" and book.surname(m):
            owners[index] = book.single(m)
        if owners[index] is None and (
            m.parts["entity"] in ("person", "other", "organisation") or m.pattern == "preposition"
        ):
            owners[index] = book.single(m)
    spots = {m.text for m, o in zip(mentions, owners, strict=True) if o is None and m.parts["entity"] == "place"}
    for index, m in enumerate(mentions):
        owner = owners[index]
        if owner is not None and not owner.given and m.text in spots:
            owners[index] = None
    for m, owner in zip(mentions, owners, strict=True):
        if owner is not None and owner.entity == "person":
            owner.gender = owner.gender or m.parts["gender"]
            for role in roles_of(page.text, m):
                owner.roles.setdefault(role)
    return [_value(m, owner, spots) for m, owner in zip(mentions, owners, strict=True)]


def _told_persons(mentions: Sequence[Mention]) -> set[str]:
    """Full names, and skeletons of surnames, that some mention shows to be a person's ("Mr Brank", "Brank said")."""
    people = [m for m in mentions if m.parts["entity"] == "person"]
    return {m.text if " " in m.text else skeleton(m.text) for m in people}


def _words(m: Mention) -> tuple[str, ...]:
    suffixes = lexicon.words("names", "suffixes.all")
    words = tuple(m.text.split())
    while len(words) > 1 and words[-1].lower() in suffixes:
        words = words[:-1]
    return words


def _value(m: Mention, owner: _Entity | None, spots: set[str]) -> NameValue:
    if owner is None:
        canonical = canonical_place(m.text.title() if m.pattern == "dateline" else m.text)
        spelling = canonical if m.pattern in ("demonym", "dateline") else m.text
        return NameValue(canonical, "place" if m.text in spots else m.parts["entity"], spelling)
    words = _words(m)
    spelling = m.text
    if owner.entity == "person":
        spelling = words[0] if len(words) == 1 and skeleton(words[0]) == skeleton(owner.given) else words[-1]
    return NameValue(owner.canonical, owner.entity, spelling, tuple(owner.roles))


class _Book:
    """The names of one article, by surname skeleton and by acronym."""

    def __init__(self, text: str, told: set[str]) -> None:
        self.text = text
        self.told = told
        self.people: dict[str, list[_Entity]] = {}
        self.by_letter: dict[str, list[str]] = {}
        self.given: dict[str, list[_Entity]] = {}
        self.bodies: dict[str, _Entity] = {}
        self.acronyms: dict[str, _Entity] = {}
        self.latest: dict[str, _Entity] = {}

    def enter(self, m: Mention) -> _Entity:
        """The bearer of a name of two words or more."""
        words = _words(m)
        key = skeleton(words[-1])
        told = m.parts["entity"] == "other" and len(words) < 4 and (m.text in self.told or key in self.told)
        if m.parts["entity"] != "person" and not told:
            return self._body(m, words)
        for bearer in self.people.get(key, ()):
            if given_agree(bearer.given, words[0]):
                self._longer(bearer, words)
                return bearer
        near = self._near(key, words[0])
        if near is not None:
            return near
        bearer = _Entity("person", words, words[0], words[-1], m.parts["gender"])
        self._list(key, bearer)
        self.given.setdefault(skeleton(words[0]), []).append(bearer)
        return bearer

    def _list(self, key: str, bearer: _Entity) -> None:
        if key not in self.people:
            self.by_letter.setdefault(key[:2], []).append(key)
        self.people.setdefault(key, []).append(bearer)

    def _longer(self, bearer: _Entity, words: tuple[str, ...]) -> None:
        better = len(words[0].rstrip(".")) > 1 and len(bearer.given.rstrip(".")) == 1
        if better or (len(words) > len(bearer.fullest) and len(words[0].rstrip(".")) > 1):
            bearer.fullest, bearer.given = words, words[0]

    def _near(self, key: str, given: str | None) -> _Entity | None:
        """The bearer of a surname that differs only as transliterations do."""
        for other in self.by_letter.get(key[:2], ())[:_FEW]:
            if skeleton_near(key, other):
                for bearer in self.people[other]:
                    if given is None or given_agree(bearer.given, given):
                        return bearer
        return None

    def _body(self, m: Mention, words: tuple[str, ...]) -> _Entity:
        key = m.text.lower()
        body = self.bodies.get(key)
        if body is None:
            body = self.bodies[key] = _Entity(m.parts["entity"], tuple(m.text.split()), "", words[-1])
        bracket = _IN_BRACKETS.match(self.text, m.span.end)
        if bracket:
            self.acronyms.setdefault(bracket.group(1).replace(".", ""), body)
        elif body.entity == "organisation":
            initials = "".join(w[0] for w in words if w[0].isupper())
            if len(initials) > 2:
                self.acronyms.setdefault(initials, body)
        return body

    def surname(self, m: Mention) -> bool:
        """Whether a demonym is somebody's surname here ("Cuban", "French"): a bearer is known, and no noun follows."""
        if not self.people.get(skeleton(m.text)):
            return False
        word = _NEXT_WORD.match(self.text, m.span.end)
        code = codes().get(word.group(1), "") if word else "Z"
        return bool(set("ZDR") & set(code)) or not code

    def single(self, m: Mention) -> _Entity | None:
        """Whom a single word stands for: a surname, an acronym, a given name; else a bearer of its own."""
        word = _words(m)[0]
        entity = m.parts["entity"]
        if entity == "organisation" or word.isupper():
            known = self.acronyms.get(word.replace(".", ""))
            if known is not None:
                return known
        if entity == "organisation":
            return None
        key = skeleton(word)
        bearers = self.people.get(key)
        if bearers:
            gender = m.parts["gender"]
            fitting = [b for b in bearers if not gender or b.gender in (None, gender)] or bearers
            chosen = self.latest.get(key) if len(fitting) > 1 else fitting[0]
            chosen = chosen if chosen in fitting else fitting[0]
            self.latest[key] = chosen
            return chosen
        if word[:1].isupper() and not word.isupper():
            near = self._near(key, None)
            if near is not None:
                return near
        named = self.given.get(key, ())
        if len(named) == 1 and not m.parts["title"]:
            return named[0]
        if entity != "person":
            return None
        bearer = _Entity("person", (word,), "", word, m.parts["gender"])
        self._list(key, bearer)
        return bearer
