"""Which verb or noun governs which noun phrase, over tagged tokens.

A sentence becomes a row of chunks (noun phrases, verb groups, single tokens); questions are answered by
walking that row a bounded number of steps. There is no tree and no recursion over text.
"""

from __future__ import annotations

from collections.abc import Sequence

from checker.chunks import VerbGroup
from checker.memory import last_kept
from checker.phrases import NounPhrase
from checker.readings import NOUNS, words_of
from checker.record import record
from checker.sentence_row import REACH
from checker.subjects import Subjects
from checker.tokens import Token

__all__ = ["Governor", "Parse", "governor", "object", "parse", "subject", "verb_groups"]


_OPENS = frozenset({"that", "when"})
_CLEFT = 14
"""Tokens behind a time within which the clause of "it was on Friday that ..." begins."""


@record
class Governor:
    """What governs a noun phrase.

    ``lemma`` of the verb, or of the noun in "the death of 12 people" or the adjective in the headline "40 dead in
    blast" (``verb`` is then None); ``index`` its token.
    ``role``: subject, object, oblique, complement ("the toll was 12"), of (under a noun). ``deep`` undoes the passive:
    what is done to is the "object", who does it the "subject". ``preposition`` for oblique and of.
    ``complement``: index of a predicate adjective or participle that says it of this phrase ("left ten people DEAD",
    "ten people are feared DEAD").
    ``modifiers``: participles and relative clauses behind the phrase ("missiles LAUNCHED", "who WERE HURT").
    """

    lemma: str
    index: int
    role: str
    phrase: NounPhrase
    verb: VerbGroup | None = None
    preposition: str | None = None
    complement: int | None = None
    modifiers: tuple[VerbGroup, ...] = ()

    @property
    def deep(self) -> str:
        if self.verb is not None and self.verb.passive:
            if self.role == "subject":
                return "object"
            if self.role == "oblique" and self.preposition == "by":
                return "subject"
        return self.role


class Parse(Subjects):
    """The chunks of one sentence, and the answers read off them."""

    def __init__(self, tokens: Sequence[Token]) -> None:
        super().__init__(tokens)
        self._governors: dict[int, Governor | None] = {}  # by chunk: dates and numbers of a sentence ask again

    def governor(self, i: int) -> Governor | None:
        """What governs the noun phrase that holds token ``i``; None where nothing does."""
        if not 0 <= i < len(self._at):
            return None
        at = self._at[i]
        if at not in self._governors:
            self._governors[at] = self._governor_of(at)
        return self._governors[at]

    def timed(self, i: int, end: int) -> Governor | None:
        """The verb that a time belongs to which no phrase holds, or which opens its clause.

        "NOW operates", "ON FRIDAY, the mayor resigned", "met the mayor EARLIER THIS WEEK"; tokens [i, end).
        """
        if not 0 <= i < end <= len(self._at):
            return None
        at, last = self._at[i], self._at[end - 1]
        verb = self.chunks[at].vg or self._timed(at, last)
        if verb is None:
            return None
        return _by_verb(verb, "oblique", self.chunks[at].np or NounPhrase(i, end, end - 1))

    def cleft(self, verb: VerbGroup, i: int, end: int) -> Governor | None:
        """What happened at the time of tokens [i, end) behind "it was": "it was on FRIDAY that the mayor resigned"."""
        found = self.subject(verb.main) if verb.lemma == "be" and verb.main < i else None
        if found is None or found.end - found.start > 1 or self.tokens[found.head].low != "it":
            return None
        between = (c.np for c in self.chunks[self._at[verb.main] + 1 : self._at[i]] if c.np is not None)
        if not all(map(self._is_time, between)):
            return None
        opens = next((k for k in range(end, min(end + _CLEFT, len(self.tokens))) if self.tokens[k].low in _OPENS), None)
        own = self.next_finite(self._at[opens]) if opens is not None else None
        return _by_verb(own, "oblique", NounPhrase(end - 1, end, end - 1)) if own is not None else None

    def _timed(self, at: int, last: int) -> VerbGroup | None:
        right, left = self.right_of(last), self.left_of(at)
        adjacent = self.chunks[right].vg if right < len(self.chunks) else None
        if adjacent is not None and adjacent.finite:
            return adjacent
        if self.kind(left) == "IN":
            left = self.left_of(left)
        if self.kind(left) not in ("END", "SUB", "WH", "CC"):
            found = self.verb_to_the_left(left + 1)
            if found is not None:
                return found
        return self._main_verb(last)

    def _main_verb(self, at: int) -> VerbGroup | None:
        """The first finite verb to the right that is in no relative clause."""
        relative = False
        for chunk in self.chunks[at + 1 : at + REACH]:
            if chunk.kind == "WH":
                relative = True
            elif chunk.vg is not None and chunk.vg.finite:
                if not relative:
                    return chunk.vg
                relative = False
            elif chunk.kind == "END":
                break
        return None

    def _governor_of(self, at: int) -> Governor | None:
        phrase = self.chunks[at].np
        if phrase is None:
            return None
        found = self._governor(at) or self._stated(at)
        if found is None:
            return None
        return Governor(
            found.lemma, found.index, found.role, phrase, found.verb, found.preposition,
            self._predicate(at, found), self._modifiers(at),
        )  # fmt: skip

    def _governor(self, at: int) -> Governor | None:
        """Follows coordination and partitives ("20 of the missiles") leftwards, a bounded number of times."""
        first = self.chunks[at].np
        assert first is not None
        if self._is_age(at):
            return None
        if self.is_time_span(at):
            verb = self.verb_to_the_left(at) or self.next_finite(at)
            return _by_verb(verb, "oblique", first) if verb is not None else None
        for _ in range(8):
            left = self.left_of(at)
            kind = self.chunks[left].kind if left >= 0 else "END"
            if kind == "IN":
                prep = self.tokens[self.chunks[left].end - 1].low
                owner = self.left_of(left)
                if prep in ("including", "excluding"):
                    owner = self.left_of(owner) if self.kind(owner) == "," else owner
                    if self.kind(owner) == "NP":
                        at = owner
                        continue
                if prep == "of" and owner >= 0 and self.chunks[owner].kind == "NP":
                    head = self.np(owner)
                    if self._partitive(head):
                        at = owner
                        continue
                    return Governor(self.tokens[head.head].lemma, head.head, "of", first, None, "of")
                return self._oblique(at, left, prep, first)
            if kind == "NP" and self._under_verb(left):  # "gave reporters 12 copies"
                at = left
                continue
            if kind == "VG":
                return self._behind_verb(at, left, first)
            if kind in ("CC", ","):
                own = self.verb_to_the_right(at)
                if own is not None and own.finite:
                    return _by_verb(own, "subject", first)
                sister = self._sister(at, left)
                if sister is not None:
                    at = sister
                    continue
                if own is None:
                    own = self.verb_to_the_left(left)
                    return _by_verb(own, "object" if not own.passive else "oblique", first) if own else None
                return _by_verb(own, "subject", first)
            own = self.verb_to_the_right(at)
            return _by_verb(own, "subject", first) if own is not None else None
        return None

    def _stated(self, at: int) -> Governor | None:
        """ "40 dead in blast": no verb, but an adjective that says it."""
        here = self.right_of(at)
        if self.kind(here) != "JJ":
            return None
        index = self.chunks[here].start
        return Governor(self.tokens[index].lemma, index, "subject", self.np(at))

    def _under_verb(self, at: int) -> bool:
        left = self.left_of(at)
        return self.kind(left) == "VG" and self.kind(at + 1) == "NP"

    def _is_age(self, at: int) -> bool:
        """ "Ilse Marrend, 45, said": a bare number between commas behind a name."""
        phrase = self.np(at)
        if phrase.end - phrase.start > 1 or self.kind(at - 1) != "," or self.kind(at - 2) != "NP":
            return False
        closed = self.kind(at + 1) in (",", "END")
        return closed and self.tokens[self.np(at - 2).head].tag in ("NNP", "NNPS")

    def _partitive(self, phrase: NounPhrase) -> bool:
        head = self.tokens[phrase.head]
        if head.tag in ("CD", "DT", "JJ", "JJR", "JJS", "PDT"):
            return True
        return head.lemma in words_of("partitives") or head.lemma in words_of("measures")

    def _oblique(self, at: int, prep_at: int, prep: str, phrase: NounPhrase) -> Governor | None:
        owner = self.left_of(prep_at)
        if owner >= 0 and self.chunks[owner].kind == "NP":
            head = self.tokens[self.np(owner).head]
            under = self.kind(self.left_of(owner)) == "VG"
            by_verb = under and (prep == "with" or (prep in ("on", "in", "at") and self._is_time(phrase)))
            if head.lemma in words_of("event_nouns") and not by_verb:
                return Governor(head.lemma, self.np(owner).head, "oblique", phrase, None, prep)
        verb = self.verb_to_the_left(prep_at)
        if verb is None:
            verb = self.verb_to_the_right(at)
        return _by_verb(verb, "oblique", phrase, prep) if verb is not None else None

    def _is_time(self, phrase: NounPhrase) -> bool:
        """ "Announced the strike ON THURSDAY": the day of the announcement."""
        times = words_of("time_nouns") | words_of("months")
        return any(t.low in times for t in self.tokens[phrase.start : phrase.end])

    def _behind_verb(self, at: int, verb_at: int, phrase: NounPhrase) -> Governor | None:
        verb = self.chunks[verb_at].vg
        assert verb is not None
        reporting = verb.lemma in words_of("reporting") and not verb.passive
        if reporting:
            own = self.verb_to_the_right(at, adjacent=True)
            if own is not None and own.finite:
                return _by_verb(own, "subject", phrase)
            if self.inverted_subject(verb_at) is not None:
                return _by_verb(verb, "subject", phrase)
        if self.tokens[phrase.head].tag == "EX":
            return _by_verb(verb, "complement", phrase)
        if verb.lemma in words_of("copulas") and not verb.passive:
            return _by_verb(verb, "complement", phrase)
        if self.tokens[phrase.head].low in words_of("time_nouns"):
            return _by_verb(verb, "oblique", phrase)
        if verb.passive and verb.lemma not in words_of("ditransitive"):
            return _by_verb(verb, "complement", phrase)
        return _by_verb(verb, "object", phrase)

    def _sister(self, at: int, left: int) -> int | None:
        """The noun phrase that this one is coordinated with or stands in apposition to."""
        steps, back = 0, left - 1
        while back >= 0 and steps < REACH:
            kind = self.chunks[back].kind
            if kind == "NP":
                before = self.left_of(back)
                if self.kind(before) != "IN":
                    return back
                if self.chunks[left].kind == "CC" and before >= 0 and self._alike(back, at):
                    return back
                back = before
            elif kind in ("VG", "END", "SUB", "WH"):
                return None
            back -= 1
            steps += 1
        return None

    def _alike(self, one: int, other: int) -> bool:
        a, b = self.np(one), self.np(other)
        heads = self.tokens[a.head], self.tokens[b.head]
        if (heads[0].tag in NOUNS) != (heads[1].tag in NOUNS):
            return False
        return heads[0].lemma == heads[1].lemma or self._counts(a) == self._counts(b)

    def _counts(self, phrase: NounPhrase) -> bool:
        return any(t.tag == "CD" for t in self.tokens[phrase.start : phrase.end])

    def _predicate(self, at: int, found: Governor) -> int | None:
        """ "left ten people DEAD", "ten are feared DEAD", "were reported KILLED", "are listed as MISSING": what is said
        of the phrase besides the verb.
        """
        held = False
        if found.role == "object":
            here = self.right_of(at)
        elif found.role == "subject" and found.verb is not None:
            here = self.right_of(self._at[found.verb.main])
            held = found.verb.passive and found.verb.lemma in words_of("holding")
            if held and self.kind(here) == "IN" and self.tokens[self.chunks[here].start].low == "as":
                here += 1
        else:
            return None
        chunk = self.chunks[here] if here < len(self.chunks) else None
        if chunk is None:
            return None
        if chunk.kind == "JJ":
            return chunk.start
        said = (held or found.role == "object") and chunk.vg is not None and chunk.vg.form == "participle"
        return chunk.vg.main if said and chunk.vg is not None else None

    def _modifiers(self, at: int) -> tuple[VerbGroup, ...]:
        here = self.right_of(at)
        chunk = self.chunks[here] if here < len(self.chunks) else None
        if chunk is None:
            return ()
        if chunk.vg is not None:
            return (chunk.vg,) if chunk.vg.form in ("participle", "gerund") else ()
        if chunk.kind == "," and self.kind(here + 1) == "WH":
            here += 1
            chunk = self.chunks[here]
        if chunk.kind == "WH":
            for later in self.chunks[here + 1 : here + 6]:
                if later.vg is not None:
                    return (later.vg,)
        return ()

    def object(self, verb: int) -> NounPhrase | None:
        """The noun phrase that the verb group at token ``verb`` has as direct object (complement for copulas)."""
        at = self._at[verb] if 0 <= verb < len(self._at) else -1
        group = self.chunks[at].vg if at >= 0 else None
        if group is None or (group.passive and group.lemma not in words_of("ditransitive")):
            return None
        here = self.right_of(at)
        if self.kind(here) != "NP":
            return None
        phrase = self.np(here)
        found = self._behind_verb(here, at, phrase)
        return phrase if found is not None and found.verb is group and found.role in ("object", "complement") else None


def _by_verb(verb: VerbGroup, role: str, phrase: NounPhrase, preposition: str | None = None) -> Governor:
    return Governor(verb.name, verb.main, role, phrase, verb, preposition)


# -- the functions that other modules call -----------------------------------------------------------------------

@last_kept
def parse(tokens: Sequence[Token]) -> Parse:
    """The chunks of a sentence; those of the last one asked for are kept."""
    return Parse(tokens)


def verb_groups(tokens: Sequence[Token]) -> list[VerbGroup]:
    """The verb groups of a sentence in order."""
    return parse(tokens).verb_groups()


def governor(tokens: Sequence[Token], i: int) -> Governor | None:
    """What governs the noun phrase that holds token ``i``; None where nothing does (a title, a fragment)."""
    return parse(tokens).governor(i)


def subject(tokens: Sequence[Token], verb: int) -> NounPhrase | None:
    """The (surface) subject of the verb group that holds token ``verb``."""
    return parse(tokens).subject(verb)


def object(tokens: Sequence[Token], verb: int) -> NounPhrase | None:
    """The direct object (or complement) of the verb group that holds token ``verb``."""
    return parse(tokens).object(verb)
