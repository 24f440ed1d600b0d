"""Verb groups, and which verb governs which noun phrase, over tagged tokens.

A sentence becomes a row of chunks (noun phrases, verb groups, single tokens); questions are answered by
walking that row a bounded number of steps. There is no tree and no recursion over text.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from checker import lexicon
from checker.phrases import NOUNS, NounPhrase, noun_phrase
from checker.tagging import Token

__all__ = ["Governor", "Parse", "VerbGroup", "governor", "object", "parse", "subject", "verb_groups"]

_REACH = 60
_BE = frozenset(["is", "are", "was", "were", "am", "be", "been", "being", "'s", "'re", "'m"])
_GET = frozenset(["get", "gets", "got", "gotten", "getting"])
_HAVE = frozenset(["has", "have", "had", "'ve", "having", "'d"])
_DO = frozenset(["do", "does", "did"])
_VERBS = frozenset({"VB", "VBP", "VBZ", "VBD", "VBN", "VBG"})
_NEGATIONS = frozenset(["not", "n't", "never", "cannot"])


@dataclass(frozen=True, slots=True)
class VerbGroup:
    """A verb with its auxiliaries: tokens [start, end), ``main`` the index of the verb proper.

    ``form``: past, present, future, modal, infinitive, gerund ("killing 12") or participle ("40 people injured").
    ``modal`` is the modal's lemma ("may", "will"); ``particle`` "down" in "shot down" ("shot it down" as well).
    """

    start: int
    end: int
    main: int
    lemma: str
    form: str
    passive: bool = False
    perfect: bool = False
    negated: bool = False
    modal: str | None = None
    particle: str | None = None

    @property
    def finite(self) -> bool:
        return self.form in ("past", "present", "future", "modal")

    @property
    def name(self) -> str:
        """Lemma and particle: "shoot down"."""
        return f"{self.lemma} {self.particle}" if self.particle else self.lemma


@dataclass(frozen=True, slots=True)
class Governor:
    """What governs a noun phrase.

    ``lemma`` of the verb, or of the noun in "the death of 12 people" (``verb`` is then None); ``index`` its token.
    ``role``: subject, object, oblique, complement ("the toll was 12"), of (under a noun). ``deep`` undoes the passive:
    what is done to is the "object", who does it the "subject". ``preposition`` for oblique and of.
    ``complement``: index of a predicate adjective or participle that says it of this phrase ("left ten people DEAD").
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


class Chunk(NamedTuple):
    kind: str  # NP, VG, IN, CC, ",", WH, SUB (subordinator), JJ, Q (quote mark or bracket), END
    start: int
    end: int
    np: NounPhrase | None = None
    vg: VerbGroup | None = None


@cache
def _list(name: str) -> frozenset[str]:
    return lexicon.words("tagging", f"lists.{name}")


class Parse:
    """The chunks of one sentence, and the answers read off them."""

    def __init__(self, tokens: Sequence[Token]) -> None:
        self.tokens = tokens
        self.chunks = _chunks(tokens)
        self._at: list[int] = [0] * len(tokens)
        for number, chunk in enumerate(self.chunks):
            for index in range(chunk.start, chunk.end):
                self._at[index] = number

    def verb_groups(self) -> list[VerbGroup]:
        return [c.vg for c in self.chunks if c.vg is not None]

    def noun_phrases(self) -> list[NounPhrase]:
        return [c.np for c in self.chunks if c.np is not None]

    def phrase(self, i: int) -> NounPhrase | None:
        """The noun phrase that holds token ``i``."""
        return self.chunks[self._at[i]].np if 0 <= i < len(self._at) else None

    def verb(self, i: int) -> VerbGroup | None:
        """The verb group that holds token ``i``."""
        return self.chunks[self._at[i]].vg if 0 <= i < len(self._at) else None

    # -- governor --------------------------------------------------------------------------------------------

    def governor(self, i: int) -> Governor | None:
        """What governs the noun phrase that holds token ``i``; None where nothing does."""
        if not 0 <= i < len(self._at):
            return None
        at = self._at[i]
        phrase = self.chunks[at].np
        if phrase is None:
            return None
        found = self._governor(at)
        if found is None:
            return None
        return Governor(
            found.lemma, found.index, found.role, phrase, found.verb, found.preposition,
            self._predicate(at) if found.role == "object" else None, self._modifiers(at),
        )  # fmt: skip

    def _governor(self, at: int) -> Governor | None:
        """Follows coordination and partitives ("20 of the missiles") leftwards, a bounded number of times."""
        first = self.chunks[at].np
        assert first is not None
        if self._is_time_span(at):
            verb = self._verb_to_the_left(at) or self._next_finite(at)
            return _by_verb(verb, "oblique", first) if verb is not None else None
        for _ in range(8):
            left = self._left(at)
            kind = self.chunks[left].kind if left >= 0 else "END"
            if kind == "IN":
                prep = self.tokens[self.chunks[left].end - 1].low
                owner = self._left(left)
                if prep == "of" and owner >= 0 and self.chunks[owner].kind == "NP":
                    head = self._np(owner)
                    if self._partitive(head):
                        at = owner
                        continue
                    return Governor(self.tokens[head.head].lemma, head.head, "of", first, None, "of")
                return self._oblique(at, left, prep, first)
            if kind == "VG":
                return self._behind_verb(at, left, first)
            if kind in ("CC", ","):
                own = self._verb_to_the_right(at)
                if own is not None and own.finite:
                    return _by_verb(own, "subject", first)
                sister = self._sister(at, left)
                if sister is not None:
                    at = sister
                    continue
                if own is None:
                    own = self._verb_to_the_left(left)
                    return _by_verb(own, "object" if not own.passive else "oblique", first) if own else None
                return _by_verb(own, "subject", first)
            own = self._verb_to_the_right(at)
            return _by_verb(own, "subject", first) if own is not None else None
        return None

    def _np(self, at: int) -> NounPhrase:
        phrase = self.chunks[at].np
        assert phrase is not None
        return phrase

    def _left(self, at: int) -> int:
        """The chunk to the left, quote marks and brackets left out; -1 at the sentence's start."""
        at -= 1
        while at >= 0 and self.chunks[at].kind in ("Q", "RB"):
            at -= 1
        return at

    def _right(self, at: int) -> int:
        at += 1
        while at < len(self.chunks) and self.chunks[at].kind in ("Q", "RB"):
            at += 1
        return at

    def _kind(self, at: int) -> str:
        return self.chunks[at].kind if 0 <= at < len(self.chunks) else "END"

    def _next_finite(self, at: int) -> VerbGroup | None:
        for chunk in self.chunks[at + 1 : at + _REACH]:
            if chunk.vg is not None and chunk.vg.finite:
                return chunk.vg
            if chunk.kind == "END":
                break
        return None

    def _is_time_span(self, at: int) -> bool:
        """ "four days after", "two weeks ago", "last Tuesday": an adverb in the shape of a noun phrase."""
        phrase = self._np(at)
        head = self.tokens[phrase.head]
        if head.low in _list("time_nouns"):
            return self._kind(self._left(at)) not in ("IN", "VG")
        behind = self.tokens[phrase.end].low if phrase.end < len(self.tokens) else ""
        return head.lemma in _list("time_units") and behind in ("after", "before", "ago", "later", "earlier")

    def _partitive(self, phrase: NounPhrase) -> bool:
        head = self.tokens[phrase.head]
        return head.tag in ("CD", "DT", "JJ", "JJR", "JJS", "PDT") or head.lemma in _list("partitives")

    def _oblique(self, at: int, prep_at: int, prep: str, phrase: NounPhrase) -> Governor | None:
        owner = self._left(prep_at)
        if owner >= 0 and self.chunks[owner].kind == "NP":
            head = self.tokens[self._np(owner).head]
            if head.lemma in _list("event_nouns"):
                return Governor(head.lemma, self._np(owner).head, "oblique", phrase, None, prep)
        verb = self._verb_to_the_left(prep_at)
        if verb is None:
            verb = self._verb_to_the_right(at)
        return _by_verb(verb, "oblique", phrase, prep) if verb is not None else None

    def _verb_to_the_left(self, at: int) -> VerbGroup | None:
        steps = 0
        at -= 1
        while at >= 0 and steps < _REACH:
            chunk = self.chunks[at]
            if chunk.vg is not None:
                return chunk.vg
            if chunk.kind in ("END", "SUB", "WH"):
                return None
            at -= 1
            steps += 1
        return None

    def _behind_verb(self, at: int, verb_at: int, phrase: NounPhrase) -> Governor | None:
        verb = self.chunks[verb_at].vg
        assert verb is not None
        reporting = verb.lemma in _list("reporting") and not verb.passive
        if reporting:
            own = self._verb_to_the_right(at, adjacent=True)
            if own is not None and own.finite:
                return _by_verb(own, "subject", phrase)
            if self._inverted_subject(verb_at) is not None:
                return _by_verb(verb, "subject", phrase)
        if self.tokens[phrase.head].tag == "EX":
            return _by_verb(verb, "complement", phrase)
        if verb.lemma in _list("copulas") and not verb.passive:
            return _by_verb(verb, "complement", phrase)
        if self.tokens[phrase.head].low in _list("time_nouns"):
            return _by_verb(verb, "oblique", phrase)
        if verb.passive and verb.lemma not in _list("ditransitive"):
            return _by_verb(verb, "complement", phrase)
        return _by_verb(verb, "object", phrase)

    def _sister(self, at: int, left: int) -> int | None:
        """The noun phrase that this one is coordinated with or stands in apposition to."""
        steps, back = 0, left - 1
        while back >= 0 and steps < _REACH:
            kind = self.chunks[back].kind
            if kind == "NP":
                before = self._left(back)
                if self._kind(before) != "IN":
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
        a, b = self._np(one), self._np(other)
        heads = self.tokens[a.head], self.tokens[b.head]
        if (heads[0].tag in NOUNS) != (heads[1].tag in NOUNS):
            return False
        return heads[0].lemma == heads[1].lemma or self._counts(a) == self._counts(b)

    def _counts(self, phrase: NounPhrase) -> bool:
        return any(t.tag == "CD" for t in self.tokens[phrase.start : phrase.end])

    def _verb_to_the_right(self, at: int, adjacent: bool = False) -> VerbGroup | None:
        """The verb whose subject the noun phrase is: past "of ..." phrases, appositions and relative clauses."""
        reduced: VerbGroup | None = None
        relative = False
        here, steps, commas = self._right(at), 0, 0
        while here < len(self.chunks) and steps < _REACH:
            chunk = self.chunks[here]
            if chunk.kind == "VG":
                verb = chunk.vg
                assert verb is not None
                if relative:
                    reduced = reduced or verb
                    relative = False
                elif verb.finite:
                    return verb
                else:
                    reduced = reduced or (verb if verb.form in ("participle", "gerund") else None)
            elif chunk.kind == "WH":
                relative = self._kind(self._left(here)) != "IN" or relative
                if self._kind(self._left(here)) == "IN" and self._left(self._left(here)) != at:
                    relative = True
            elif chunk.kind == "," and not adjacent:
                commas += 1
                if commas > 2 or (commas == 1 and not self._closes(here)):
                    return reduced
            elif (
                chunk.kind in ("END", "SUB")
                or (chunk.kind == "CC" and reduced is not None)
                or (chunk.kind == "CC" and adjacent)
                or (chunk.kind == "NP" and not self._continues_phrase(here))
            ):
                return reduced
            here += 1
            steps += 1
        return reduced

    def _continues_phrase(self, at: int) -> bool:
        """Whether the noun phrase at ``at`` can stand between another one and its verb."""
        left = self._left(at)
        if self._kind(left) == "VG":
            return not self._starts_clause(left)
        if self._kind(left) == "NP":  # "two men Tuesday said"
            head = self.tokens[self._np(at).head]
            return head.low in _list("time_nouns") or head.lemma in _list("time_units")
        return self._kind(left) in ("IN", "CC", ",", "WH")

    def _closes(self, comma: int) -> bool:
        """Whether a second comma follows before the sentence ends: an insertion."""
        return any(c.kind == "," for c in self.chunks[comma + 1 : comma + _REACH])

    def _predicate(self, at: int) -> int | None:
        """ "left ten people DEAD": an adjective or participle right behind the object."""
        here = self._right(at)
        if here < len(self.chunks):
            chunk = self.chunks[here]
            if chunk.kind == "JJ":
                return chunk.start
            if chunk.vg is not None and chunk.vg.form == "participle":
                return chunk.vg.main
        return None

    def _modifiers(self, at: int) -> tuple[VerbGroup, ...]:
        here = self._right(at)
        chunk = self.chunks[here] if here < len(self.chunks) else None
        if chunk is None:
            return ()
        if chunk.vg is not None:
            return (chunk.vg,) if chunk.vg.form in ("participle", "gerund") else ()
        if chunk.kind == "," and self._kind(here + 1) == "WH":
            here += 1
            chunk = self.chunks[here]
        if chunk.kind == "WH":
            for later in self.chunks[here + 1 : here + 6]:
                if later.vg is not None:
                    return (later.vg,)
        return ()

    # -- subject and object ----------------------------------------------------------------------------------

    def subject(self, verb: int) -> NounPhrase | None:
        """The noun phrase that the verb group at token ``verb`` has as (surface) subject.

        Conjuncts are one phrase ("the mayor and two aides said"). A gerund or infinitive has the subject of the
        verb it hangs on.
        """
        at = self._at[verb] if 0 <= verb < len(self._at) else -1
        for _ in range(6):  # from a dependent or coordinated verb to the one before it
            if at < 0 or self.chunks[at].vg is None:
                return None
            found = self._own_subject(at)
            if isinstance(found, NounPhrase):
                return found
            if found < 0:
                return None
            at = found
        return None

    def _own_subject(self, at: int) -> NounPhrase | int:
        """The subject, or the chunk of the verb that shares its subject with this one, or -1."""
        inverted = self._inverted_subject(at)
        if inverted is not None:
            return inverted
        chunk = self.chunks[at]
        for index in range(chunk.start, chunk.end):  # "did they leave"
            if self.tokens[index].tag == "PRP" and chunk.vg is not None and index < chunk.vg.main:
                return NounPhrase(index, index + 1, index)
        here = self._left(at)
        if self._kind(here) == "CC":
            return self._verb_before(here)
        if self._kind(here) == ",":
            here = self._before_insertion(here)
        for _ in range(_REACH):
            if here < 0:
                return -1
            kind, left = self._kind(here), self._left(here)
            if kind == "NP":
                if self._kind(left) == "IN":
                    here = left
                elif self._is_time_span(here):
                    pass
                elif self._kind(left) == "VG" and not self._starts_clause(left):
                    return self._past_object(left, here)
                else:
                    return self._joined(here)
            elif kind == "VG":
                group = self.chunks[here].vg
                assert group is not None
                if group.form not in ("participle", "gerund") or self._kind(left) != "NP":
                    return here
            elif kind == "WH":
                before = self._left(left) if self._kind(left) in (",", "IN") else left
                return self._np(before) if self._kind(before) == "NP" else -1
            elif kind in ("END", "SUB"):
                return -1
            here = self._left(here)
        return -1

    def _verb_before(self, at: int) -> int:
        """The nearest verb group to the left within the sentence, or -1."""
        for here in range(at - 1, max(at - _REACH, -1), -1):
            if self.chunks[here].vg is not None:
                return here
            if self.chunks[here].kind == "END":
                break
        return -1

    def _inverted_subject(self, at: int) -> NounPhrase | None:
        """ "...", said the minister: behind a reporting verb that follows a comma or a quote mark."""
        verb = self.chunks[at].vg
        here = self._right(at)
        if (
            verb is None
            or not verb.finite
            or verb.lemma not in _list("reporting") | _list("inverting")
            or self._kind(here) != "NP"
        ):
            return None
        if self._kind(at - 1) not in (",", "Q") and at > 0:
            return None
        head = self.tokens[self._np(here).head]
        if (head.tag not in NOUNS and head.tag != "PRP") or head.low in _list("time_nouns"):
            return None
        if self._kind(at - 1) != "Q" and self._clause_begins(here):
            return None
        return self._np(here)

    def _clause_begins(self, at: int) -> bool:
        """Whether the noun phrase has a finite verb of its own, or "that" behind it, before the next mark."""
        here = self._right(at)
        for _ in range(16):
            kind = self._kind(here)
            if kind == "VG" and self._kind(self._left(here)) != "WH":
                verb = self.chunks[here].vg
                if verb is not None and verb.finite:
                    return True
            if kind in (",", "END", "SUB", "WH"):
                return kind == "SUB"
            here = self._right(here)
        return False

    def _before_insertion(self, comma: int) -> int:
        """The chunk before "..., a doctor, said" and "..., who lives there, said": left of the comma that opens it."""
        here = self._left(comma)
        for _ in range(16):
            kind = self._kind(here)
            if kind == ",":
                return self._left(here)
            if kind in ("END", "SUB"):
                break
            here = self._left(here)
        return self._left(comma)

    def _starts_clause(self, verb_at: int) -> bool:
        """Whether the verb's complement is a clause: "officials said missiles hit"."""
        verb = self.chunks[verb_at].vg
        return verb is not None and verb.lemma in _list("reporting") and not verb.passive

    def _past_object(self, verb_at: int, here: int) -> NounPhrase | int:
        """From the object of an earlier verb: "an attack that killed 12 soldiers LEFT": past the relative clause."""
        left = self._left(verb_at)
        if self._kind(left) == "WH":
            before = self._left(left)
            before = self._left(before) if self._kind(before) == "," else before
            return self._joined(before) if self._kind(before) == "NP" else -1
        verb = self.chunks[verb_at].vg
        if verb is not None and verb.form in ("participle", "gerund"):
            if self._kind(left) == "NP":
                return self._joined(left)
            if self._kind(left) in ("END", "SUB"):  # "surviving crew members said"
                return self._joined(here)
        return verb_at

    def _joined(self, at: int) -> NounPhrase:
        """The noun phrase with those that "and" joins to it on the left."""
        last = first = self._np(at)
        left = self._left(at)
        if self._kind(left) == "CC" and self._kind(left - 1) == "NP":
            before = self._left(left - 1)
            if self._kind(before) not in ("VG", "IN"):
                first = self._np(left - 1)
        return NounPhrase(first.start, last.end, last.head)

    def object(self, verb: int) -> NounPhrase | None:
        """The noun phrase that the verb group at token ``verb`` has as direct object (complement for copulas)."""
        at = self._at[verb] if 0 <= verb < len(self._at) else -1
        group = self.chunks[at].vg if at >= 0 else None
        if group is None or (group.passive and group.lemma not in _list("ditransitive")):
            return None
        here = self._right(at)
        if self._kind(here) != "NP":
            return None
        phrase = self._np(here)
        found = self._behind_verb(here, at, phrase)
        return phrase if found is not None and found.verb is group and found.role in ("object", "complement") else None


def _by_verb(verb: VerbGroup, role: str, phrase: NounPhrase, preposition: str | None = None) -> Governor:
    return Governor(verb.name, verb.main, role, phrase, verb, preposition)


# -- chunks ----------------------------------------------------------------------------------------------------


def _chunks(tokens: Sequence[Token]) -> list[Chunk]:
    out: list[Chunk] = []
    i = 0
    while i < len(tokens):
        phrase = (
            noun_phrase(tokens, i)
            if tokens[i].tag not in ("IN", "MD", "VBZ", "VBD", "VBP", "CC", "TO", "VB")
            or tokens[i].low in _hedge_starts()
            else None
        )
        if phrase is not None and not _only_predicate(tokens, phrase):
            out.append(Chunk("NP", phrase.start, phrase.end, phrase))
            i = phrase.end
            continue
        group = _verb_group(tokens, i)
        if group is not None:
            out.append(Chunk("VG", group.start, group.end, None, group))
            i = group.end
            continue
        out.append(Chunk(_kind_of(tokens, i), i, i + 1))
        i += 1
    return out


@cache
def _hedge_starts() -> frozenset[str]:
    return frozenset(hedge.split()[0] for hedge in lexicon.nested("tagging", "hedges")["before_numbers"])


def _only_predicate(tokens: Sequence[Token], phrase: NounPhrase) -> bool:
    """Adjectives without noun, number or determiner are predicates ("were dead"), no phrase."""
    return all(t.tag in ("JJ", "JJR", "JJS", "VBN", "VBG", "RB", "CC", ",") for t in tokens[phrase.start : phrase.end])


def _kind_of(tokens: Sequence[Token], i: int) -> str:
    tag, low = tokens[i].tag, tokens[i].low
    if tag == "IN":
        if low in _list("subordinators") and (low not in _list("also_prepositions") or _clause_follows(tokens, i)):
            return "SUB"
        return "IN"
    if tag in ("WDT", "WP", "WP$", "WRB"):
        return "WH"
    if tag in ("CC", ",", "TO"):
        return "IN" if tag == "TO" else tag
    if tag in ("JJ", "JJR", "JJS"):
        return "JJ"
    if tag in ("''", "``", "-LRB-", "-RRB-"):
        return "Q"
    if tag in ("RB", "RBR", "RBS", "RP", "UH", "PDT"):
        return "RB"
    if tag == ":":
        return ","
    return "END" if tag == "." else "RB"


def _clause_follows(tokens: Sequence[Token], i: int) -> bool:
    """Whether a finite verb follows "after", "as", "before" before the next mark."""
    for token in tokens[i + 1 : i + 13]:
        if token.tag in ("VBD", "VBZ", "VBP", "MD"):
            return True
        if token.tag in (",", ".", ":", "CC", "WDT", "WP", "``", "''"):
            return False
    return False


def _verb_group(tokens: Sequence[Token], i: int) -> VerbGroup | None:
    """The verb group that starts at token ``i``."""
    tag = tokens[i].tag
    infinitive = tag == "TO" and _verb_follows(tokens, i + 1)
    if not (infinitive or tag == "MD" or tag in _VERBS):
        return None
    verbs: list[int] = []
    negated = False
    at = i + 1 if infinitive else i
    last = at
    while at < len(tokens) and at - last <= 3:
        token = tokens[at]
        if token.tag == "MD" or token.tag in _VERBS:
            if verbs and not _continues(tokens[verbs[-1]], token):
                break
            verbs.append(at)
            last = at
        elif token.tag == "RB":
            negated = negated or token.low in _NEGATIONS
        elif not (token.tag == "PRP" and verbs and at == last + 1 and _asks(tokens, verbs[-1], at)):
            break
        at += 1
    if not verbs:
        return None
    return _described(tokens, i, verbs, negated, infinitive)


def _verb_follows(tokens: Sequence[Token], i: int) -> bool:
    while i < len(tokens) and tokens[i].tag == "RB":
        i += 1
    return i < len(tokens) and tokens[i].tag == "VB"


def _asks(tokens: Sequence[Token], verb: int, pronoun: int) -> bool:
    """ "did they leave": a pronoun between auxiliary and verb."""
    return tokens[verb].tag in ("MD",) or (
        tokens[verb].low in _DO | _BE | _HAVE and tokens[pronoun + 1 : pronoun + 2] != []
    )


def _continues(auxiliary: Token, verb: Token) -> bool:
    low, tag = auxiliary.low, verb.tag
    if auxiliary.tag == "MD":
        return tag in ("VB", "VBP")
    if low in _DO:
        return tag == "VB"
    if low in _BE:
        return tag in ("VBN", "VBG")
    if low in _HAVE:
        return tag == "VBN"
    return low in _GET and tag == "VBN"


def _described(tokens: Sequence[Token], start: int, verbs: list[int], negated: bool, infinitive: bool) -> VerbGroup:
    main = verbs[-1]
    first, word = tokens[verbs[0]], tokens[main]
    chain = [tokens[v] for v in verbs]
    modal = chain[0].lemma if chain[0].tag == "MD" else None
    passive = len(chain) > 1 and word.tag == "VBN" and (chain[-2].low in _BE or chain[-2].low in _GET)
    bare_participle = len(chain) == 1 and word.tag == "VBN" and not infinitive
    form = "infinitive" if infinitive else _form(first, modal)
    end = main + 1
    particle = None
    for j in range(end, min(end + 4, len(tokens))):
        if tokens[j].tag == "RP":
            particle = tokens[j].low
            end = j + 1 if j == end else end
            break
        if tokens[j].tag not in NOUNS and tokens[j].tag not in ("PRP", "DT", "CD", "JJ", "PRP$"):
            break
    return VerbGroup(
        start, end, main, word.lemma, form,
        passive=passive or (bare_participle and word.lemma not in _list("intransitive")),
        perfect=any(t.low in _HAVE for t in chain[:-1]),
        negated=negated or any(t.low in _NEGATIONS for t in chain),
        modal=modal, particle=particle,
    )  # fmt: skip


def _form(first: Token, modal: str | None) -> str:
    if modal is not None:
        return "future" if modal in ("will", "shall") else "modal"
    return {
        "VBD": "past",
        "VBZ": "present",
        "VBP": "present",
        "VBG": "gerund",
        "VBN": "participle",
        "VB": "infinitive",
    }[first.tag]


# -- the functions that other modules call -----------------------------------------------------------------------

_last: tuple[Sequence[Token], Parse] | None = None


def parse(tokens: Sequence[Token]) -> Parse:
    """The chunks of a sentence; the last one asked for is kept, so that asking again costs nothing."""
    global _last
    kept = _last
    if kept is not None and kept[0] is tokens:
        return kept[1]
    made = Parse(tokens)
    _last = (tokens, made)
    return made


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
