"""The subject of a verb, across insertions, relative clauses, coordination and inversion."""

from __future__ import annotations

from checker.phrases import NounPhrase
from checker.sentence_row import REACH, Row

__all__ = ["Subjects"]


class Subjects(Row):
    """A row that finds the subjects of its verbs."""

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
        inverted = self.inverted_subject(at)
        if inverted is not None:
            return inverted
        chunk = self.chunks[at]
        for index in range(chunk.start, chunk.end):  # "did they leave"
            if self.tokens[index].tag == "PRP" and chunk.vg is not None and index < chunk.vg.main:
                return NounPhrase(index, index + 1, index)
        here = self.left_of(at)
        if self.kind(here) == "CC":
            return self._verb_before(here)
        if self.kind(here) == ",":
            here = self._before_insertion(here)
        for _ in range(REACH):
            if here < 0:
                return -1
            kind, left = self.kind(here), self.left_of(here)
            if kind == "NP":
                if self.kind(left) == "IN":
                    here = left
                elif self.is_time_span(here):
                    pass
                elif self.kind(left) == "VG" and not self.starts_clause(left):
                    return self._past_object(left, here)
                else:
                    return self._joined(here)
            elif kind == "VG":
                group = self.chunks[here].vg
                assert group is not None
                if group.form not in ("participle", "gerund") or self.kind(left) != "NP":
                    return here
            elif kind == "WH":
                before = self.left_of(left) if self.kind(left) in (",", "IN") else left
                return self.np(before) if self.kind(before) == "NP" else -1
            elif kind in ("END", "SUB"):
                return -1
            here = self.left_of(here)
        return -1

    def _verb_before(self, at: int) -> int:
        """The nearest verb group to the left within the sentence, or -1."""
        for here in range(at - 1, max(at - REACH, -1), -1):
            if self.chunks[here].vg is not None:
                return here
            if self.chunks[here].kind == "END":
                break
        return -1

    def _before_insertion(self, comma: int) -> int:
        """The chunk before "..., a doctor, said" and "..., 45, a doctor, said": left of the comma that opens it."""
        here = self.left_of(comma)
        found = -1
        for _ in range(24):
            kind = self.kind(here)
            if kind == ",":
                owner = self.left_of(here)
                if found >= 0 and self.kind(self.left_of(found)) != ",":
                    break
                if found >= 0 and (self.kind(owner) != "NP" or self.kind(self.left_of(owner)) == "IN"):
                    break
                found = owner
            elif kind in ("END", "SUB") or (found >= 0 and kind in ("VG", "WH")):
                break
            here = self.left_of(here)
        return found if found >= 0 else self.left_of(comma)

    def _past_object(self, verb_at: int, here: int) -> NounPhrase | int:
        """From the object of an earlier verb: "an attack that killed 12 soldiers LEFT": past the relative clause."""
        left = self.left_of(verb_at)
        if self.kind(left) == "WH":
            before = self.left_of(left)
            before = self.left_of(before) if self.kind(before) == "," else before
            return self._joined(before) if self.kind(before) == "NP" else -1
        verb = self.chunks[verb_at].vg
        if verb is not None and verb.form in ("participle", "gerund"):
            if self.kind(left) == "NP":
                return self._joined(left)
            if self.kind(left) in ("END", "SUB"):  # "surviving crew members said"
                return self._joined(here)
        return verb_at

    def _joined(self, at: int) -> NounPhrase:
        """The noun phrase with those that "and" joins to it on the left."""
        last = first = self.np(at)
        left = self.left_of(at)
        if self.kind(left) == "CC" and self.kind(left - 1) == "NP":
            before = self.left_of(left - 1)
            if self.kind(before) not in ("VG", "IN"):
                first = self.np(left - 1)
        return NounPhrase(first.start, last.end, last.head)
