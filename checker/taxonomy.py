"""Which counted things and which events are the same, nested, or never comparable.

The knowledge is data: ``nouns.toml``, ``events.toml`` and ``likewords.toml`` of ``lexicons/en``.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from enum import IntEnum
from functools import cache, lru_cache

from checker import lexicon
from checker.errors import LexiconError
from checker.rarity import stem
from checker.record import record
from checker.worked_out import worked_out

__all__ = [
    "Event",
    "Kinship",
    "ancestors",
    "changed_by_particle",
    "chosen_event",
    "classes_of",
    "collective",
    "event_named",
    "events",
    "events_alike",
    "fate",
    "generic",
    "generic_member",
    "implied_event",
    "kinship",
    "label",
    "light",
    "of_one_day",
    "of_persons",
    "sense",
    "senses",
    "suggested_event",
    "takes_no_object",
    "telling",
    "thing_of",
    "yielding",
]


class Kinship(IntEnum):
    """How two counted things relate, from the closest to none."""

    SAME = 0
    NESTED = 1
    OPEN = 2
    """One side says too little to tell (figures, others, a pronoun)."""
    APART = 3


@record
class Event:
    """A class of events with the classes it may be compared with, or never."""

    name: str
    label: str
    not_with: frozenset[str]
    close: frozenset[str]


@cache
def _noun_index() -> dict[str, tuple[str, ...]]:
    index: dict[str, list[str]] = {}
    for name, terms in lexicon.nested("nouns", "classes").items():
        for term in terms:
            index.setdefault(term.replace("_", " "), []).append(name)
    for word, order in lexicon.nested("nouns", "ambiguous").items():
        index[word.replace("_", " ")] = list(order)
    return {word: tuple(names) for word, names in index.items()}


@worked_out(
    "lexicons/en/nouns.toml", "lexicons/en/likewords.toml", "lexicons/en/events.toml", "taxonomy.py", "rarity.py"
)
def _sense_index() -> dict[str, frozenset[str]]:
    index: dict[str, set[str]] = {}
    terms = [(w, n) for n, words in lexicon.nested("nouns", "classes").items() for w in words]
    terms += [(w, f"like {n}") for n, words in lexicon.nested("likewords", "groups").items() for w in words]
    for name, entry in lexicon.table("events")["event"].items():
        words = " ".join(str(entry.get(part, "")) for part in ("verbs", "nouns", "adjectives"))
        terms += [(w, f"event {name}") for w in words.split()]
    for word, name in terms:
        if "_" not in word:
            index.setdefault(stem(word), set()).add(name)
    return {word: frozenset(names) for word, names in index.items()}


def senses(stemmed: str) -> frozenset[str]:
    """The classes of nouns and events, and the groups of likewords.toml, that a stem may stand for."""
    return _sense_index().get(stemmed, frozenset())


@cache
def _parents() -> dict[str, tuple[str, ...]]:
    return dict(lexicon.nested("nouns", "parents"))


@cache
def ancestors(name: str) -> frozenset[str]:
    """The classes that a class lies within, itself included."""
    out, todo = {name}, [name]
    while todo:
        for parent in _parents().get(todo.pop(), ()):
            if parent not in out:
                out.add(parent)
                todo.append(parent)
    return frozenset(out)


def classes_of(lemmas: Sequence[str]) -> tuple[str, ...]:
    """Classes of a counted phrase, given its lemmas with the head last: the longest known ending wins."""
    index = _noun_index()
    for start in range(max(0, len(lemmas) - 4), len(lemmas)):
        found = index.get(" ".join(lemmas[start:]))
        if found:
            return found
    return ()


def generic(lemma: str) -> bool:
    """A head that says nothing of what is counted: figure, number, others."""
    return lemma in lexicon.words("nouns", "generic")


def generic_member(lemma: str) -> bool:
    """A head that only says "one of": members of the crew are crew."""
    return lemma in ("member", "man", "woman", "person", "people")


def collective(lemma: str) -> bool:
    """A head for people of any kind."""
    return lemma in lexicon.words("nouns", "collective")


@cache
def _implied() -> dict[str, str]:
    return dict(lexicon.mapping("nouns", "implies"))


def implied_event(classes: Sequence[str]) -> str | None:
    """The event class that a noun class tells of by itself: fatality -> kill."""
    for name in classes:
        for one in (name, *sorted(ancestors(name) - {name})):
            if one in _implied():
                return _implied()[one]
    return None


def suggested_event(classes: Sequence[str]) -> str | None:
    """The event class that a noun class tells of where no verb says otherwise: protester -> protest."""
    suggests = lexicon.mapping("nouns", "suggests")
    return next((suggests[name] for name in classes if name in suggests), None)


def of_persons(classes: Sequence[str]) -> bool:
    """Do the classes name persons of any kind?"""
    return any("person" in ancestors(name) for name in classes)


def thing_of(classes: Sequence[str]) -> tuple[str, ...]:
    """Classes without what happened: "fatalities" are persons, once both sides are known to speak of a killing."""
    told = [name for name in classes if implied_event((name,)) or suggested_event((name,))]
    if not told:
        return tuple(classes)
    rest = [name for name in classes if name not in told]
    return tuple(rest or (["person"] if of_persons(told) else classes))


def holders(classes: Sequence[str]) -> tuple[str, ...]:
    """The classes of those who hold what is counted, one each: the persons of jobs; empty for other things."""
    held = lexicon.mapping("nouns", "held_by")
    return tuple(held[name] for name in classes if name in held)


def held(a: Sequence[str], b: Sequence[str]) -> bool:
    """Are things of the one class held by those of the other, as many as there are of these: jobs and persons?"""
    return not set(holders(a)).isdisjoint(b) or not set(holders(b)).isdisjoint(a)


def kinship(a: Sequence[str], b: Sequence[str]) -> Kinship:
    """How two counted things relate by their classes; no class on a side: OPEN."""
    if not a or not b:
        return Kinship.OPEN
    if set(a) & set(b):
        return Kinship.SAME
    crossing = lexicon.words("align", "crossing_classes", None)
    up_a = frozenset[str]().union(*(ancestors(x) for x in a))
    up_b = frozenset[str]().union(*(ancestors(x) for x in b))
    if up_a & set(b) or up_b & set(a):
        return Kinship.NESTED
    if "person" in up_a & up_b and (crossing & set(a) or crossing & set(b)):
        groups = lexicon.nested("align", "exclusive_classes", None).values()
        apart = any(set(a) & set(group) and set(b) & set(group) for group in groups)
        return Kinship.APART if apart else Kinship.OPEN
    return Kinship.APART


@cache
def events() -> dict[str, Event]:
    raw = lexicon.table("events").get("event")
    if not isinstance(raw, dict):
        raise LexiconError("lexicons/en/events.toml: table 'event' is missing")
    return {
        name: Event(
            name,
            str(entry.get("label", name)),
            frozenset(entry.get("not_with", ())),
            frozenset(entry.get("close", ())),
        )
        for name, entry in raw.items()
    }


@worked_out("lexicons/en/events.toml", "taxonomy.py")
def _event_indexes() -> dict[str, dict[str, str]]:
    """For every part of speech, the class of an event by the word that names it."""
    raw = lexicon.table("events")["event"]
    out: dict[str, dict[str, str]] = {}
    for part in ("verbs", "nouns", "adjectives"):
        index = out[part] = {}
        for name, entry in raw.items():
            for term in str(entry.get(part, "")).split():
                index.setdefault(term.replace("_", " "), name)
        for word, order in lexicon.nested("events", f"ambiguous.{part}").items():
            index[word.replace("_", " ")] = order[0]
    return out


@lru_cache(maxsize=16_384)
def event_named(
    lemma: str, part: str = "verbs", *, classes: tuple[str, ...] = (), unit_kind: str | None = None
) -> str | None:
    """The event class of a verb ("shoot down"), an event noun or an adjective ("verbs", "nouns", "adjectives").

    Some verbs are told by what is counted ("lost 12 seats", "lost 5%"): ``classes`` and ``unit_kind`` choose.
    """
    chosen = chosen_event(lemma, classes=classes, unit_kind=unit_kind) if part == "verbs" else None
    return chosen or _event_indexes()[part].get(lemma)


@lru_cache(maxsize=16_384)
def chosen_event(lemma: str, *, classes: tuple[str, ...] = (), unit_kind: str | None = None) -> str | None:
    """The event class that what a verb is done to picks ("lost 12 seats", "lost 5%"); None where it picks none."""
    table = lexicon.table("events")
    key = lemma.replace(" ", "_")
    chosen = table.get("choose", {}).get(key, {})
    for name in classes:
        for wider in (name, *sorted(ancestors(name) - {name})):
            if wider in chosen:
                return str(chosen[wider])
    by_unit = table.get("unit_choose", {}).get(key, {})
    return str(by_unit[unit_kind]) if unit_kind in by_unit else None


@cache
def _senses_of(lemma: str, part: str) -> tuple[tuple[str, frozenset[str]], ...]:
    raw = lexicon.table("events").get("sense" if part == "verbs" else "noun_sense", {}).get(lemma.replace(" ", "_"), {})
    return tuple((name, frozenset(words.split())) for name, words in raw.items())


def sense(lemma: str, companions: Callable[[], frozenset[str]], part: str = "verbs") -> str | None:
    """The event class of a verb (or a noun) by the words that go with it; "" where they make it no event.

    None for words without an entry: they mean one thing, whatever goes with them. ``companions`` gives lemmas, and
    classes of nouns after an "@"; it is asked only where there is an entry.
    """
    known = _senses_of(lemma, part)
    if not known:
        return None
    around = companions()
    for name, words in known:
        if name == "otherwise":
            return next(iter(words), "")
        if not words.isdisjoint(around):
            return "" if name == "none" else name
    return "" if part == "verbs" else None


def changed_by_particle(lemma: str) -> bool:
    """A verb that a particle makes another verb of: "strike down" is no strike."""
    return lemma in lexicon.words("events", "particles.change")


def takes_no_object(term: str) -> bool:
    """A verb with an adverb, and no preposition: "go on", "come in"."""
    return term.replace(" ", "_") in lexicon.words("events", "particles.without_object")


def label(event: str | None) -> str:
    """What a report calls an event class: the lexicon's label, or the bare verb."""
    known = events().get(event or "")
    return known.label if known else (event or "")


def telling(event: str | None) -> bool:
    """A class of the lexicon that says what happened; not a bare verb, not a weak class such as "stand at"."""
    return event in events() and event not in lexicon.words("events", "weak")


def yielding(event: str | None) -> bool:
    """A class that a noun does not give to the verb or the measure beside it: "the agreement provides"."""
    return event in lexicon.words("events", "yielding")


def light(lemma: str) -> bool:
    """A verb that says nothing by itself: the noun says what happened."""
    return lemma.replace(" ", "_") in lexicon.words("events", "light.verbs")


@cache
def _apart() -> dict[str, frozenset[str]]:
    """Event class -> classes of its fields that exclude it."""
    out: dict[str, set[str]] = {}
    for members in lexicon.nested("events", "apart").values():
        for one in members:
            out.setdefault(one, set()).update(members)
    return {name: frozenset(others - {name}) for name, others in out.items()}


@cache
def _fates() -> frozenset[str]:
    return frozenset(lexicon.nested("events", "apart")["fates"])


def fate(event: str | None) -> bool:
    """Is the event one of what happens to people, once each: killed, injured, rescued?"""
    return event in _fates()


def of_one_day(a: str | None, b: str | None) -> bool:
    """Whether two classes tell what one event did, so that they share its day: who died and who was hurt in a blast."""
    return any(a in group and b in group for group in lexicon.nested("events", "one_day").values())


def events_alike(a: str | None, b: str | None) -> Kinship:
    """SAME class, NESTED for classes that are close, OPEN when a side is unknown, APART when never comparable.

    Known classes that the lexicon neither calls close nor forbids are OPEN too: "stand at" says little.
    """
    if a is None or b is None:
        return Kinship.OPEN
    if a == b:
        return Kinship.SAME
    known = events()
    one, other = known.get(a), known.get(b)
    if (one and b in one.not_with) or (other and a in other.not_with):
        return Kinship.APART
    if (one and b in one.close) or (other and a in other.close):
        return Kinship.NESTED
    if {a, b} & lexicon.words("events", "weak"):
        return Kinship.OPEN
    if b in _apart().get(a, frozenset()):
        return Kinship.APART
    return Kinship.OPEN
