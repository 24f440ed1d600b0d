"""What two claims have in common and where they differ, as named features with reasons for a reader.

After Fellegi and Sunter (1969): each feature adds its weight in bits, and the sum says how likely it is that two
claims are about one fact. Weights are data (``lexicons/align.toml``), fitted on labelled pairs by
``tools/fit_alignment.py``. The value of a figure and the day of a date are never among the features.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from functools import lru_cache

from checker import taxonomy
from checker.align.aged import may_be_age, named_alike, person_of
from checker.align.context import StoryWords
from checker.align.extents import extent, label_of, single
from checker.align.reach import AREA, PERIOD, reach
from checker.days import one_season
from checker.expressions import expression
from checker.model import Bound, Claim, Quantity, Scope, UnitKind, quantity
from checker.quantities import convertible, counting, for_each, of_money, same_unit
from checker.rarity import content_stems, stem
from checker.taxonomy import Kinship

__all__ = ["SHARED_WORDS", "Features", "common_features", "figure_features", "in_common", "kin_of"]

_LIMITS = (Bound.AT_MOST, Bound.LESS_THAN)
_COUNTS = (UnitKind.COUNT, UnitKind.NONE)
_MORE = expression(r"\b(?:more|additional|extra|another|further|fewer|new)\b", re.I)
_ADDING = ("another", "further", "additional", "extra")
_ANOTHER = expression(rf"\b(?:{'|'.join(_ADDING)})\s+$", re.I)
"""A figure that comes on top of another one: "412 more people"."""
_BEHIND = 40
"""Characters before a figure within which the words that lead to it stand."""
_OTHER_TIMES = 60
"""Days from which on even a date that is not tied to the figure tells of another time: "in 2011 a fire there ..."."""
_WOULD, _WILL = frozenset({"would", "should", "could"}), frozenset({"will", "shall"})
"""What would be (in a draft, under a plan) is not what is; of what will be, reports say that it would."""
_CAP = 4.0
"""Shared words beyond this much weight add nothing: one sentence copied whole is one reason."""


@dataclass(slots=True)
class Features:
    """Named amounts, and what to tell the reader of them."""

    amounts: dict[str, float] = field(default_factory=dict)
    reasons: list[str] = field(default_factory=list)

    def add(self, name: str, amount: float = 1.0, reason: str | None = None) -> None:
        if amount:
            self.amounts[name] = self.amounts.get(name, 0.0) + amount
            if reason:
                self.reasons.append(reason)


def common_features(a: Claim, b: Claim, words: StoryWords, found: Features) -> None:
    """What holds for any two claims: events, words, place, time, claimant, the kind of statement."""
    _events(a, b, found)
    _words(a, b, words, found)
    _places(a, b, found)
    _people(a, b, found)
    found.add("one_would", float({a.modal, b.modal} & _WOULD != set() and not {a.modal, b.modal} <= _WOULD | _WILL))
    for flag in ("prior", "forecast", "lead"):
        both, one = flag in a.notes and flag in b.notes, (flag in a.notes) != (flag in b.notes)
        found.add(f"both_{flag}", float(both))
        found.add(f"one_{flag}", float(one))


SHARED_WORDS = ("words_near_both", "words_near_one", "words_in_clauses", "words_in_sentences", "like_words_near")
"""The features that say how much two sentences share."""


def in_common(a: Claim, b: Claim, words: StoryWords, names: Sequence[str] = SHARED_WORDS) -> float:
    """How much two sentences share, in bits of rarity."""
    found = Features()
    common_features(a, b, words, found)
    return sum(found.amounts.get(name, 0.0) for name in names)


def _events(a: Claim, b: Claim, found: Features) -> None:
    happening = taxonomy.events_alike(a.predicate, b.predicate)
    if happening is Kinship.SAME:
        if taxonomy.telling(a.predicate):
            found.add("same_event", reason=f"both say: {taxonomy.label(a.predicate)}")
        else:
            found.add("same_bare_verb", reason=f"both say: {taxonomy.label(a.predicate)}")
    elif happening is Kinship.NESTED:
        told = f"{taxonomy.label(a.predicate)} and {taxonomy.label(b.predicate)}"
        found.add("close_event", reason=f"{told} are told of one event")
    elif a.predicate and b.predicate:
        both = taxonomy.telling(a.predicate) and taxonomy.telling(b.predicate)
        found.add("unlike_events" if both else "unlike_verbs")
    if a.verb and a.verb == b.verb and not taxonomy.light(a.verb):
        found.add("same_verb")
    if a.negated != b.negated:
        found.add("one_negated")


def _words(a: Claim, b: Claim, words: StoryWords, found: Features) -> None:
    heads = _stems(f"{_thing_of(a)} {_thing_of(b)} {_unit(a)} {_unit(b)}")
    near, mixed, clause, far = {}, 0.0, 0.0, 0.0
    for word in (a.words & b.words) - heads:
        weight = words.weight(word)
        in_a, in_b = word in a.near, word in b.near
        if in_a and in_b:
            near[word] = max(weight, 0.4)
        elif in_a or in_b:
            mixed += weight
        elif word in a.clause and word in b.clause:
            clause += weight
        else:
            far += weight
    close = sum(near.values())
    found.add("words_near_both", min(close, _CAP))
    found.add("words_near_one", min(mixed, _CAP))
    found.add("words_in_clauses", min(clause, _CAP))
    found.add("words_in_sentences", min(far, _CAP))
    found.add("near_alike", close / (1.0 + min(len(a.near), len(b.near))))
    shared = close + mixed + clause + far
    found.add("sentences_alike", shared / (1.0 + words.total((a.words | b.words) - heads)))
    mine, theirs = a.near - b.words, b.near - a.words
    found.add("words_near_unshared", min(words.total(mine) + words.total(theirs), 2 * _CAP))
    found.add("like_words_near", min(_like(mine, theirs, words), _CAP))
    # "The jury took seven hours" here; "Jurors withdrew at noon. It had taken them nine hours." there
    carried = mine & b.before - heads, theirs & a.before - heads
    found.add("words_carried", sum(min(words.total(taken), _CAP) for taken in carried))
    found.add("before_alike", min(words.total(a.before & b.before - a.words - b.words), _CAP))
    shown = sorted(near, key=lambda w: (-near[w], w))[:6]
    if shown:
        found.reasons.append("both speak of " + ", ".join(shown))
    taken_up = sorted(carried[0] | carried[1], key=lambda w: (-words.weight(w), w))[:6]
    if taken_up:
        found.reasons.append("the sentence before one of them speaks of " + ", ".join(taken_up))


def _like(mine: frozenset[str], theirs: frozenset[str], words: StoryWords) -> float:
    """What other words for one thing say: "jurors" and "the jury", "jailed" and "sentenced"."""
    total = 0.0
    left = {word: senses for word in theirs if (senses := taxonomy.senses(word))}
    for word in sorted(mine) if left else ():
        senses = taxonomy.senses(word)
        partner = min((w for w, known in left.items() if senses & known), default=None) if senses else None
        if partner is not None:
            del left[partner]
            total += min(words.weight(word), words.weight(partner))
    return total


@lru_cache(maxsize=4096)
def _stems(text: str) -> frozenset[str]:
    return frozenset(content_stems(text))


def _thing_of(claim: Claim) -> str:
    """What is counted, which has features of its own; what fills a length of time is a word like others, too."""
    lasting = isinstance(claim.value, Quantity) and claim.value.unit_kind is UnitKind.DURATION
    return claim.head or "" if not lasting else ""


def _unit(claim: Claim) -> str:
    """The unit in words: it names the kind of figure, and links nothing beyond that."""
    return claim.value.unit or "" if isinstance(claim.value, Quantity) else ""


def _places(a: Claim, b: Claim, found: Features) -> None:
    if a.place and b.place:
        if a.place == b.place:
            found.add("same_place", reason=f"the same place ({a.place})")
        else:
            found.add("unlike_place")
    elif a.place or b.place:
        found.add("one_place")


def _people(a: Claim, b: Claim, found: Features) -> None:
    if a.claimant and b.claimant:
        found.add("same_claimant" if a.claimant == b.claimant else "unlike_claimant")
    if bool(a.quoted_by) != bool(b.quoted_by):
        found.add("one_quoted")
    if a.actor and b.actor:
        found.add("same_actor" if _stems(a.actor) & _stems(b.actor) else "unlike_actor")
    mine, theirs = _names_near(a), _names_near(b)
    if mine and theirs and not (mine & b.words or theirs & a.words):
        found.add("unlike_names")


def _names_near(claim: Claim) -> frozenset[str]:
    """Stems of the names in the few words around a claim."""
    return claim.near & _words_of(claim.names)


@lru_cache(maxsize=4096)
def _words_of(names: frozenset[str]) -> frozenset[str]:
    return frozenset(stem(w) for name in names for w in re.split(r"[^\w'’-]+", name) if len(w) > 2)


def figure_features(a: Claim, b: Claim, words: StoryWords, kin: Kinship, found: Features) -> None:
    """What holds for figures: the counted thing, change and role, scope, time of the fact."""
    _thing(a, b, kin, words, found)
    common_features(a, b, words, found)
    _scope(a, b, found)
    _time(a, b, found)
    got = found.amounts
    if kin is Kinship.SAME and "same_event" in got:
        found.add("same_thing_and_event")
    if ("same_event" in got or kin is Kinship.SAME) and got.get("words_near_both", 0.0) >= 1.0:
        found.add("words_and_thing_or_event")


def kin_of(a: Claim, b: Claim) -> Kinship:
    """How the counted things relate; where both tell of one event, "fatalities" are "people"."""
    qa, qb = quantity(a), quantity(b)
    if counting(qa) != counting(qb):
        ages = all(c.value.unit_kind is UnitKind.AGE or may_be_age(c) for c in (a, b) if isinstance(c.value, Quantity))
        return Kinship.OPEN if ages or (of_money(qa, qb) and not (a.head and b.head)) else Kinship.APART
    if not counting(qa):
        alike = qa.unit_kind is qb.unit_kind and (qa.unit_kind is not UnitKind.NONE or convertible(qa, qb))
        return Kinship.OPEN if alike else Kinship.APART
    if a.head and b.head and stem(a.head.lower()) == stem(b.head.lower()):
        return Kinship.SAME
    if not a.head or not b.head or taxonomy.generic(a.head.lower()) or taxonomy.generic(b.head.lower()):
        return Kinship.OPEN
    if not a.classes or not b.classes:
        return Kinship.APART
    if set(a.classes) & set(b.classes):
        return Kinship.SAME
    if taxonomy.events_alike(a.predicate, b.predicate) is Kinship.SAME:
        if taxonomy.held(a.classes, b.classes):
            return Kinship.SAME
        return taxonomy.kinship(taxonomy.thing_of(a.classes), taxonomy.thing_of(b.classes))
    return taxonomy.kinship(a.classes, b.classes)


_TOLD_APART = ("percent", "currency", "age")
"""Kinds of figures that count things all the same, or nothing: shares of voters, crowns for a flat."""


def _one_stuff(a: str, b: str) -> bool:
    """Is it one noun, or are they two that newspapers use one for the other: "contract", "agreement"?"""
    one, other = stem(a.lower()), stem(b.lower())
    return one == other or not taxonomy.senses(one).isdisjoint(taxonomy.senses(other))


def _thing(a: Claim, b: Claim, kin: Kinship, words: StoryWords, found: Features) -> None:
    qa, qb = quantity(a), quantity(b)
    kinds = {qa.unit_kind, qb.unit_kind}  # they are of one kind, but for an age or a sum that is given as a bare figure
    told = next((k for k in (UnitKind.AGE, UnitKind.CURRENCY) if k in kinds), qa.unit_kind)
    kind = "count" if counting(qa) and told in _COUNTS else str(told)
    found.add(f"kind_{kind}" if kind in ("count", "percent", "currency", "duration", "age") else "kind_measure")
    if kin is Kinship.SAME:
        if a.head and b.head and stem(a.head.lower()) == stem(b.head.lower()):
            found.add("same_head", reason=f"both count {a.head}")
            found.add("rare_head", 0.0 if taxonomy.collective(a.head.lower()) else words.weight(stem(a.head.lower())))
        else:
            found.add("same_class", reason=f"{a.head} and {b.head} name one kind of thing")
    elif kin is Kinship.NESTED:
        found.add("nested_class", reason=f"{a.head} and {b.head} overlap in kind")
    if kind != "count":
        unlike = qa.unit != qb.unit and UnitKind.NONE not in (qa.unit_kind, qb.unit_kind)
        other_measure = kind != "duration" and convertible(qa, qb)
        told_alike = same_unit(qa, qb) or other_measure or for_each(qa, qb)
        found.add("unlike_unit", float(unlike and not told_alike))
        rare = qa.unit == qb.unit and " per " in (qa.unit or "")
        found.add("rare_unit", float(rare), f"both are given in {qa.unit}" if rare else None)
        if a.head and b.head and kind not in _TOLD_APART and _one_stuff(a.head, b.head):
            found.add("same_stuff", words.weight(stem(a.head.lower())), f"both are of {a.head}")
        if (named := extent(a)) is not None and named == extent(b) and single(named):
            found.add("same_extent", reason=f"both give the {label_of(named)}")
    if kind == "age" and (alike := named_alike(one := person_of(a), other := person_of(b))):
        found.add("same_aged", alike, f"both give the age of {max(one & other)}")
    found.add("one_compound", float(kind == "count" and compound(a) != compound(b)))
    mine, theirs = set(a.modifiers), set(b.modifiers)
    found.add("same_modifier", min(sum(words.weight(w) for w in mine & theirs), 2.0))
    found.add("unlike_modifier", min(len(mine ^ theirs), 3))


def compound(claim: Claim) -> bool:
    """A figure that describes another thing: "30-round magazines", "the five-carriage train"."""
    return bool(claim.head) and claim.mention.text.lower().endswith(f"-{(claim.head or '').lower()}")


def _scope(a: Claim, b: Claim, found: Features) -> None:
    qa, qb = quantity(a), quantity(b)
    if qa.change and qb.change:
        found.add("same_change" if qa.change is qb.change else "unlike_change")
    elif qa.change or qb.change:
        found.add("one_change")
    if a.role and a.role == b.role:
        found.add("same_role")
    elif a.role or b.role:
        found.add("one_role")
    found.add("one_increment", float(_on_top(a) != _on_top(b)))
    _reach(a, b, found)
    found.add("one_limit", float((qa.bound in _LIMITS) != (qb.bound in _LIMITS)))
    for scope in (Scope.PART, Scope.CUMULATIVE):
        both, one = a.scope is scope and b.scope is scope, (a.scope is scope) != (b.scope is scope)
        found.add(f"both_{scope}", float(both))
        found.add(f"one_{scope}", float(one))


def _on_top(claim: Claim) -> bool:
    at = claim.mention.span.start - claim.sentence.start
    if _MORE.search(claim.mention.text):
        return True
    start = max(0, at - _BEHIND)
    last = claim.context[start:at].rstrip().lower()
    return last.endswith(_ADDING) and _ANOTHER.search(claim.context, start, at) is not None


def _reach(a: Claim, b: Claim, found: Features) -> None:
    for kind in (PERIOD, AREA):
        mine, theirs = reach(a, kind), reach(b, kind)
        if mine and theirs:
            found.add(f"same_{kind}" if mine & theirs else f"unlike_{kind}")
        elif mine or theirs:
            found.add(f"one_{kind}")


def _time(a: Claim, b: Claim, found: Features) -> None:
    if a.when is None or b.when is None:
        return
    meets = a.when[0] <= b.when[1] and b.when[0] <= a.when[1]
    if _far_apart(a, b):
        tied = any("lead-when" not in c.notes and "loose-when" not in c.notes for c in (a, b))
        found.add("tied_far_time" if tied else "far_time")
    if {"lead-when"} & (a.notes | b.notes):
        found.add("lead_time_meets" if meets else "lead_time_differs")
    elif {"loose-when"} & (a.notes | b.notes):
        found.add("loose_time_meets" if meets else "loose_time_differs")
    elif meets:
        found.add("same_time", reason=f"the same time ({a.when_text} / {b.when_text})")
    else:
        found.add("next_day")


def _far_apart(a: Claim, b: Claim) -> bool:
    """Does a sentence name a day or year that lies far from the time of the other figure?"""
    if a.when is None or b.when is None or not any((c.when_text or "\n") in c.context for c in (a, b)):
        return False
    if one_season(a, b):
        return False
    far = timedelta(days=_OTHER_TIMES)
    return a.when[0] - far > b.when[1] or b.when[0] - far > a.when[1]
