"""Whether two speakers may be one: a person under two names, a person and their office, or two people.

Nothing here says that two speakers are different unless both are named well enough to know. ``Roles`` gathers what
the articles of a bundle say of each person ("the mayor", "Kremlin spokesman").
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace
from enum import StrEnum
from functools import cache

from checker import lexicon
from checker.expressions import expression
from checker.model import Article, Bundle, Kind, NameValue, Quotation
from checker.rarity import stem
from checker.record import record
from checker.speakers import (
    DOUBTFUL,
    LEXICON,
    NEAR,
    Speaker,
    circles_of,
    countries,
    country_of,
    fold_words,
    gender_of,
    name_words,
    offices_of,
    traits_of,
)
from checker.text import letters_apart

__all__ = ["Relation", "Roles", "Tie"]

_NEARBY = 800
"""How far in front of its supposed antecedent a rival may stand and still be meant by a pronoun."""
_EXCLUDED = 0.7
"""How sure two roles of different circles are two people."""
_VOICE = 0.74
"""How sure somebody's spokesman is no other source of their words: a warning, no error."""
_GOVERNED = frozenset(("of", "for", "at", "in", "to", "from", "with", "on"))
_FAR = 3000
_MOST_MENTIONS = 200
_PRONOUNS = {"male": "he", "female": "she"}
_NICKNAME = expression(
    r"\b(?P<given>[A-ZÀ-Þ][\w’'-]+) [\"“‘'(](?P<nick>[A-ZÀ-Þ][\w-]{1,20})[\"”’')] (?P<family>[A-ZÀ-Þ][\w’'-]+)"
)
_CHAIR = ("chair", "chairman", "chairwoman", "chairperson")
_SOLE = 0.7
"""How sure the only one whom the articles call captain is the captain, and who holds another office is not."""
_CAPITALISED = expression(r"(?<![\w’'-])[A-ZÀ-Þ][\w’'-]*")


class Relation(StrEnum):
    """What is known of two speakers: one and the same, person and office, nothing, or not the same."""

    SAME = "same"
    LINKED = "linked"
    UNKNOWN = "unknown"
    DIFFERENT = "different"


@record
class Tie:
    """A relation with its reason in words, and how sure it is (0 to 1)."""

    relation: Relation
    why: str
    sure: float = 1.0

    @property
    def apart(self) -> bool:
        """Whether the two are different people, as far as the text can tell."""
        return self.relation is Relation.DIFFERENT and self.sure > DOUBTFUL


def _given_alike(x: str, y: str) -> bool:
    """Two given names that may be one: an initial, a short form, one spelled like the other."""
    if x == y or (x[0] == y[0] and (len(x) <= 2 or len(y) <= 2 or x[:3] == y[:3])) or _spelled_alike(x, y):
        return True
    if x[:2] == y[:2] and (x.endswith(("ie", "y")) or y.endswith(("ie", "y"))):
        return True
    names = lexicon.nested(LEXICON, "nicknames")
    return any(x in row and y in row for row in ((full, *short) for full, short in names.items()))


def _spelled_alike(x: str, y: str, one_given_name: bool = False) -> bool:
    """One surname in two spellings: at most one letter in five differs, and the first is the same."""
    if x == y:
        return True
    shortest = min(len(x), len(y))
    if shortest < (3 if one_given_name else 5) or x[0] != y[0] or abs(len(x) - len(y)) > 2:
        return False
    most = max(1, shortest // 5)
    if letters_apart(x, y) > 2 * most:
        return False  # most are, and told so without the library
    from rapidfuzz.distance import Levenshtein

    return Levenshtein.distance(x, y, score_cutoff=2) <= most


class Roles:
    """What the articles of a bundle say of the people in it. Built once a bundle."""

    def __init__(self, bundle: Bundle) -> None:
        self._articles: Mapping[str, Article] = bundle.articles
        self._roles: dict[str, set[str]] = defaultdict(set)
        self._people: set[str] = set()
        self._bodies: set[str] = set()
        self._holders: dict[str, set[str]] = defaultdict(set)
        self._near: dict[str, tuple[frozenset[str], frozenset[str]]] = {}
        self._index: dict[str, list[tuple[str, int]]] | None = None
        self._called: dict[str, str] | None = None
        self._genders: dict[str, set[str]] = defaultdict(set)
        for claim in bundle.claims.get(Kind.QUOTE, ()):
            if isinstance(claim.value, Quotation) and claim.value.speaker and claim.value.mention:
                gender, words = gender_of(claim.value.mention), name_words(claim.value.speaker)
                if gender and words:
                    self._genders[words[-1]].add(gender)
        for claim in bundle.claims.get(Kind.NAME, ()):
            value = claim.value
            if isinstance(value, NameValue) and value.entity == "organisation":
                self._bodies.update(name_words(value.canonical)[-1:])
            if isinstance(value, NameValue) and value.entity == "person":
                self._add(value)
                self._told_gender(value, claim.mention.parts.get("gender"))

    def _add(self, value: NameValue) -> None:
        words = name_words(value.canonical)
        if not words:
            return
        surname = words[-1]
        self._people.add(surname)
        for role in value.roles:
            found = traits_of(fold_words(role))
            self._roles[surname] |= found
            for trait in found:
                self._holders[trait].add(surname)

    def _told_gender(self, value: NameValue, gender: str | None) -> None:
        """A title or a given name tells a gender as well as a pronoun does: "Mr Varn"."""
        words = name_words(value.canonical)
        if gender in _PRONOUNS and words:
            self._genders[words[-1]].add(_PRONOUNS[gender])

    def tie(self, a: Speaker, b: Speaker) -> Tie:
        """How two speakers stand to each other."""
        a, b = self._by_name(a), self._by_name(b)
        found = self._tie(a, b)
        if found.relation is Relation.DIFFERENT:
            if min(a.sure, b.sure) <= DOUBTFUL:
                return Tie(Relation.DIFFERENT, "one version names its speaker only in another paragraph", DOUBTFUL)
            for one, rival in ((a, b), (b, a)):
                if self._may_mean(one, rival):
                    return Tie(
                        Relation.DIFFERENT, f"one version says only “he” or “she”: it may be {rival.name}", DOUBTFUL
                    )
        return found

    def _by_name(self, one: Speaker) -> Speaker:
        """Who is only called by a nickname, under the name beside which an article gives it."""
        if len(one.words) != 1 or one.words[0] in self._people:
            return one
        name = self._nicknames().get(one.words[0])
        return replace(one, name=name, words=name_words(name), kind="person") if name else one

    def _nicknames(self) -> Mapping[str, str]:
        """{nickname, folded: full name}, as in: Colin "Digger" Marr."""
        if self._called is None:
            self._called = {}
            for article in self._articles.values():
                for m in _NICKNAME.finditer(article.text):
                    self._called.setdefault("".join(fold_words(m["nick"])), f"{m['given']} {m['family']}")
        return self._called

    def _may_mean(self, one: Speaker, rival: Speaker) -> bool:
        """Whether a pronoun that was read as ``one`` may stand for ``rival``, who is named about as close to it."""
        article = self._articles.get(one.article)
        if one.at < 0 or article is None:
            return False
        genders = self._genders.get(rival.words[-1], set()) | ({rival.gender} if rival.gender else set())
        if one.gender and genders and one.gender not in genders:
            return False
        before = article.text[max(0, one.at - _FAR) : one.at].lower()
        paragraph = before[before.rfind("\n") + 1 :]
        if one.words[-1] in paragraph and rival.words[-1] not in paragraph:
            return False
        nearest = before.rfind(one.words[-1])
        return rival.words[-1] in before[max(0, nearest - _NEARBY) :]

    def _tie(self, a: Speaker, b: Speaker) -> Tie:
        if a.name is None or b.name is None:
            return Tie(Relation.UNKNOWN, "one version does not name its speaker")
        if a.words == b.words:
            return Tie(Relation.SAME, f"both give the words to {a.name}")
        people = self._is_person(a), self._is_person(b)
        if all(people):
            return self._two_people(a, b)
        if any(people):
            return self._person_and_office(*((a, b) if people[0] else (b, a)))
        return self._two_offices(a, b)

    def _is_person(self, one: Speaker) -> bool:
        if one.kind == "unknown":
            known = one.words[-1] in self._people and one.words[-1] not in self._bodies
            return known or (_looks_like_a_name(one) and one.words[-1] not in self._bodies)
        return one.kind == "person"

    def _two_people(self, a: Speaker, b: Speaker) -> Tie:
        if not _spelled_alike(a.words[-1], b.words[-1], len(a.words) > 1 and a.words[:-1] == b.words[:-1]):
            if set(a.words) < set(b.words) or set(b.words) < set(a.words):
                return Tie(Relation.SAME, f"{a.name} and {b.name} share their name")
            if a.words[-1] in b.words or b.words[-1] in a.words:  # of two surnames, one version gives the first
                return Tie(Relation.UNKNOWN, f"{a.name} and {b.name} may share a surname")
            for one, other in ((a, b), (b, a)):
                if self._speaks_for(one, other):
                    return Tie(Relation.DIFFERENT, f"{one.name} speaks for others, as it may be {other.name}", _VOICE)
            guessed = any(one.kind == "unknown" and one.words[-1] not in self._people for one in (a, b))
            return Tie(Relation.DIFFERENT, f"{a.name} is not {b.name}", 0.6 if guessed else 1.0)
        given = a.words[:-1], b.words[:-1]
        if given[0] and given[1] and not any(_given_alike(x, y) for x in given[0] for y in given[1]):
            return Tie(Relation.DIFFERENT, f"{a.name} and {b.name} share a surname only", 0.7)
        return Tie(Relation.SAME, f"{a.name} and {b.name} are one person")

    def _speaks_for(self, one: Speaker, other: Speaker) -> bool:
        """Whether somebody is called a spokesman or an aide, and of nobody and nothing else than ``other``."""
        called = self._firm(one)
        voices = frozenset(stem(w) for w in lexicon.words(LEXICON, "voices"))
        theirs = self._firm(other) | {stem(w) for w in other.words}
        if not called & voices:
            return False
        whose = called - voices - {stem(w) for w in (*one.words, *lexicon.words(LEXICON, "titles"))}
        return not whose or bool((called - voices) & theirs)

    def _person_and_office(self, person: Speaker, office: Speaker) -> Tie:
        if person.words[-1] in office.words:
            return Tie(Relation.SAME, f"{office.name} names {person.name}")
        if not traits_of(office.words):
            return Tie(Relation.UNKNOWN, f"{office.name} does not say who it is")
        firm, loose = self._firm(person), self.traits(person)
        apart = countries(office.words) and countries(firm) and not countries(office.words) & countries(firm)
        if apart:
            return Tie(Relation.DIFFERENT, f"{person.name} does not speak for {office.name}", 0.6)
        if office.kind in ("organisation", "place"):
            return self._person_and_body(person, office, firm, loose)
        return self._person_and_role(person, office, firm, loose)

    def _person_and_role(self, person: Speaker, role: Speaker, firm: frozenset[str], loose: frozenset[str]) -> Tie:
        """ "the interior minister" against a person: which minister is what counts."""
        heads = frozenset(stem(t) for t in lexicon.words(LEXICON, "titles"))
        wanted = frozenset(t for t in traits_of(role.words) if not t.startswith("office:"))
        special = wanted - heads
        linked = Tie(Relation.LINKED, f"{person.name} is {role.name}")
        if (wanted and wanted <= firm) or special & firm:
            return linked
        others = self._holders_of(wanted) - {person.words[-1]}
        if others and firm:
            return Tie(Relation.DIFFERENT, f"{role.name} is somebody else", 0.8)
        if firm and self._held_by_another(role, person, loose):
            return Tie(Relation.DIFFERENT, f"the articles call somebody else {role.name}", _SOLE)
        if _outside(role, circles_of(firm)):
            return Tie(Relation.DIFFERENT, f"{person.name} holds another office than {role.name}", _EXCLUDED)
        if not firm and wanted & loose and not (special and not special & loose):
            return linked
        return Tie(Relation.UNKNOWN, f"{person.name} may be {role.name}")

    def _held_by_another(self, role: Speaker, person: Speaker, loose: frozenset[str]) -> bool:
        """Whether one other person, and only one, is called by an office that a body or a story has once."""
        head = _head(role.words)[-1:]
        if not head or head[0] not in lexicon.words(LEXICON, "of_one"):
            return False
        wanted = {stem(word) for word in (_CHAIR if head[0] in _CHAIR else head)}
        held = {who for trait in wanted for who in self._holders.get(trait, ())}
        return len(held) == 1 and person.words[-1] not in held and not wanted & (loose | self._firm(person))

    def _person_and_body(self, person: Speaker, body: Speaker, firm: frozenset[str], loose: frozenset[str]) -> Tie:
        """A person against an organisation or a place."""
        wanted = traits_of(body.words)
        if wanted & firm:
            return Tie(Relation.LINKED, f"{person.name} speaks for {body.name}")
        if _is_vague(body) or not firm:
            return Tie(Relation.UNKNOWN, f"{person.name} may speak for {body.name}")
        kinds = frozenset(stem(w) for w in lexicon.words("quotes", "roles.body"))
        if kinds & loose & self._beside(body.words[-1])[0]:  # "the operator Ostrel", "an engineer at the operator"
            return Tie(Relation.UNKNOWN, f"{person.name} may speak for {body.name}")
        near = frozenset(stem(w) for w in body.words) & loose
        return Tie(Relation.DIFFERENT, f"nothing ties {person.name} to {body.name}", 0.5 if near else 0.7)

    def _two_offices(self, a: Speaker, b: Speaker) -> Tie:
        left, right = traits_of(a.words), traits_of(b.words)
        if left & right or _acronym(a.words, b.words) or _acronym(b.words, a.words):
            apart = countries(a.words) and countries(b.words) and not countries(a.words) & countries(b.words)
            if not apart:
                return Tie(Relation.SAME, f"{a.name} and {b.name} share their name")
        both_places = countries(a.words) and countries(b.words)
        if both_places and not countries(a.words) & countries(b.words):
            return Tie(Relation.DIFFERENT, f"{a.name} is not {b.name}", 0.6)
        if a.kind == b.kind == "role" and (_outside(a, circles_of(right)) or _outside(b, circles_of(left))):
            return Tie(Relation.DIFFERENT, f"{a.name} is not {b.name}", _EXCLUDED)
        if _is_vague(a) or _is_vague(b) or "role" in (a.kind, b.kind):
            return Tie(Relation.UNKNOWN, f"{a.name} may be {b.name}")
        if a.kind == b.kind == "organisation":
            return Tie(Relation.DIFFERENT, f"nothing ties {a.name} to {b.name}", 0.5)
        return Tie(Relation.UNKNOWN, f"{a.name} may speak for {b.name}")

    def traits(self, person: Speaker) -> frozenset[str]:
        """What the articles say of a person: what they are called, and the words that stand beside the name."""
        return self._firm(person) | traits_of(fold_words(person.name or "")) | self._beside(person.words[-1])[0]

    def _firm(self, person: Speaker) -> frozenset[str]:
        """What the articles call a person outright: roles, titles, appositions."""
        surname = person.words[-1]
        return frozenset(self._roles.get(surname, ())) | self._beside(surname)[1]

    def _beside(self, surname: str) -> tuple[frozenset[str], frozenset[str]]:
        """(traits of the words close to a surname but for countries, traits of its titles and appositions)."""
        found = self._near.get(surname)
        if found is None:
            loose: set[str] = set()
            close: set[str] = set()
            for article, start in self._mentions().get(surname, ())[:_MOST_MENTIONS]:
                text = self._articles[article].text
                before, after = _neighbourhood(text, start, start + len(surname))
                loose.update(fold_words(before), fold_words(after))
                close.update(_title(before), _apposition(after))
            traits = frozenset(t for t in traits_of(tuple(sorted(loose))) if t not in _countries())
            found = self._near[surname] = traits, traits_of(tuple(sorted(close)))
        return found

    def _mentions(self) -> Mapping[str, list[tuple[str, int]]]:
        """{capitalised word, folded: (article, offset) of its mentions}; one pass over the texts, when first needed."""
        if self._index is None:
            self._index = defaultdict(list)
            for article in self._articles.values():
                for m in _CAPITALISED.finditer(article.text):
                    for word in fold_words(m.group()):
                        self._index[word].append((article.id, m.start()))
        return self._index

    def _holders_of(self, wanted: frozenset[str]) -> set[str]:
        """People (surnames) who are called all of it."""
        sets = [self._holders.get(t, set()) for t in wanted]
        return set.intersection(*sets) if sets else set()


def _neighbourhood(text: str, start: int, end: int) -> tuple[str, str]:
    """The words before and behind a name within its sentence (roughly) and outside quotation marks."""
    before, after = text[max(0, start - NEAR) : start], text[end : end + NEAR]
    return re.split(r"[.!?\n\"“”»]\s", " " + before)[-1], re.split(r"[.!?](?:\s|$)|[\n\"“”«]", after)[0]


def _title(before: str) -> list[str]:
    """The words of a title in front of a name: back over capitals and words of office."""
    out: list[str] = []
    for word in reversed(re.split(r"[,;:—–]", before)[-1].split()):
        folded = fold_words(word)
        if not folded or not (word[0].isupper() or stem(folded[0]) in offices_of() or folded[0] in ("foreign", "of")):
            break
        out += folded
    return out


def _apposition(after: str) -> tuple[str, ...]:
    """The words of ", the president of X," behind a name."""
    parts = after.split(",")
    if len(parts) < 2 or after[:1] != ",":
        return ()
    words = fold_words(parts[1])
    called = parts[1].strip()[:1].islower() or any(stem(w) in offices_of() for w in words)
    return words if called else ()


@cache
def _countries() -> frozenset[str]:
    return frozenset(country_of()) | frozenset(country_of().values())


def _looks_like_a_name(one: Speaker) -> bool:
    """One to three capitalised words that name no country and no kind of body or office."""
    words = (one.name or "").split()[-len(one.words) :]
    named = 1 <= len(one.words) <= 3 and all(w[:1].isupper() for w in words)
    known = lexicon.words(LEXICON, "vague") | lexicon.words(LEXICON, "pronouns") | lexicon.words(LEXICON, "titles")
    other = countries(one.words) or any(w in known or stem(w) in offices_of() for w in one.words)
    return named and not other


def _outside(role: Speaker, circles: frozenset[str]) -> bool:
    """Whether nobody in those circles is called by that role: the bishop is no mayor, and neither is a passenger."""
    head = _head(role.words)
    mine = circles_of(stem(word) for word in head)
    if mine and circles:
        return not mine & circles
    ordinary = head[-1:] and head[-1] in lexicon.words(LEXICON, "ordinary")
    return bool(ordinary and circles) and circles <= lexicon.words(LEXICON, "high")


def _head(words: tuple[str, ...]) -> tuple[str, ...]:
    """The words of a role in front of "of", "for" and the like."""
    for k, word in enumerate(words):
        if k and word in _GOVERNED:
            return words[:k]
    if "prime" in words:
        return tuple(word for word in words if word != "minister")
    return words


def _is_vague(one: Speaker) -> bool:
    """ "the company", "police", "a source": may be anybody's words."""
    named = any(w[:1].isupper() for w in (one.name or "").split())
    return not named or one.words[-1] in lexicon.words(LEXICON, "vague")


def _acronym(short: tuple[str, ...], long: tuple[str, ...]) -> bool:
    letters = "".join(w[0] for w in long if w not in ("of", "the", "and", "for"))
    return len(short) == 1 and len(long) > 1 and short[0] == letters
