"""Walking along the chunks of a sentence: neighbours, verbs to the left and right, insertions."""

from __future__ import annotations

from collections.abc import Sequence

from checker.chunks import VerbGroup, chunks
from checker.phrases import NounPhrase
from checker.readings import NOUNS, words_of
from checker.tokens import Token

__all__ = ["REACH", "Row"]

REACH = 60  # chunks that a walk covers at most: time stays linear
_OF_THEM = frozenset({"them", "whom"})


class Row:
    """One sentence as a row of chunks. ``at`` is an index of a chunk, ``i`` one of a token; -1 is before the start."""

    def __init__(self, tokens: Sequence[Token]) -> None:
        self.tokens = tokens
        self.chunks = chunks(tokens)
        self._at: list[int] = [0] * len(tokens)
        for number, chunk in enumerate(self.chunks):
            for index in range(chunk.start, chunk.end):
                self._at[index] = number

    def phrase(self, i: int) -> NounPhrase | None:
        """The noun phrase that holds token ``i``."""
        return self.chunks[self._at[i]].np if 0 <= i < len(self._at) else None

    def verb(self, i: int) -> VerbGroup | None:
        """The verb group that holds token ``i``."""
        return self.chunks[self._at[i]].vg if 0 <= i < len(self._at) else None

    def verb_groups(self) -> list[VerbGroup]:
        return [c.vg for c in self.chunks if c.vg is not None]

    def noun_phrases(self) -> list[NounPhrase]:
        return [c.np for c in self.chunks if c.np is not None]

    def np(self, at: int) -> NounPhrase:
        phrase = self.chunks[at].np
        assert phrase is not None
        return phrase

    def left_of(self, at: int) -> int:
        """The chunk to the left, quote marks and brackets left out; -1 at the sentence's start."""
        at -= 1
        while at >= 0 and self.chunks[at].kind in ("Q", "RB"):
            at -= 1
        return at

    def right_of(self, at: int) -> int:
        at += 1
        while at < len(self.chunks) and self.chunks[at].kind in ("Q", "RB"):
            at += 1
        return at

    def kind(self, at: int) -> str:
        return self.chunks[at].kind if 0 <= at < len(self.chunks) else "END"

    def verb_to_the_left(self, at: int) -> VerbGroup | None:
        steps = 0
        at -= 1
        while at >= 0 and steps < REACH:
            chunk = self.chunks[at]
            if chunk.vg is not None:
                return chunk.vg
            if chunk.kind in ("END", "SUB", "WH"):
                return None
            at -= 1
            steps += 1
        return None

    def verb_to_the_right(self, at: int, adjacent: bool = False) -> VerbGroup | None:
        """The verb whose subject the noun phrase is: past "of ..." phrases, appositions and relative clauses."""
        reduced: VerbGroup | None = None
        relative = False
        here, steps, commas = self.right_of(at), 0, 0
        while here < len(self.chunks) and steps < REACH:
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
                relative = self.kind(self.left_of(here)) != "IN" or relative
                if self.kind(self.left_of(here)) == "IN" and self.left_of(self.left_of(here)) != at:
                    relative = True
            elif chunk.kind == "," and not adjacent:
                commas += 1
                if commas > 2 or (commas == 1 and not self.closes(here)):
                    return reduced
            elif (
                chunk.kind in ("END", "SUB")
                or (chunk.kind == "CC" and reduced is not None)
                or (chunk.kind == "CC" and adjacent)
                or (chunk.kind == "NP" and not self.continues_phrase(here))
            ):
                return reduced
            here += 1
            steps += 1
        return reduced

    def next_finite(self, at: int) -> VerbGroup | None:
        for chunk in self.chunks[at + 1 : at + REACH]:
            if chunk.vg is not None and chunk.vg.finite:
                return chunk.vg
            if chunk.kind == "END":
                break
        return None

    def continues_phrase(self, at: int) -> bool:
        """Whether the noun phrase at ``at`` can stand between another one and its verb."""
        left = self.left_of(at)
        if self.kind(left) == "VG":
            return not self.starts_clause(left)
        if self.kind(left) == "NP":  # "two men Tuesday said"
            head, before = self.tokens[self.np(at).head], self.tokens[self.np(left).head]
            apposed = before.low in _OF_THEM  # "three patients, all of them elderly, died"
            return apposed or head.low in words_of("time_nouns") or head.lemma in words_of("time_units")
        return self.kind(left) in ("IN", "CC", ",", "WH")

    def closes(self, comma: int) -> bool:
        """Whether a second comma follows before the sentence ends: an insertion."""
        return any(c.kind == "," for c in self.chunks[comma + 1 : comma + REACH])

    def starts_clause(self, verb_at: int) -> bool:
        """Whether the verb's complement is a clause: "officials said missiles hit"."""
        verb = self.chunks[verb_at].vg
        return verb is not None and verb.lemma in words_of("reporting") and not verb.passive

    def is_time_span(self, at: int) -> bool:
        """ "four days after", "two weeks ago", "last Tuesday": an adverb in the shape of a noun phrase."""
        phrase = self.np(at)
        head = self.tokens[phrase.head]
        if head.low in words_of("time_nouns"):
            return self.kind(self.left_of(at)) not in ("IN", "VG")
        behind = self.tokens[phrase.end].low if phrase.end < len(self.tokens) else ""
        return head.lemma in words_of("time_units") and behind in ("after", "before", "ago", "later", "earlier")

    def inverted_subject(self, at: int) -> NounPhrase | None:
        """ "...", said the minister: behind a reporting verb that follows a comma or a quote mark."""
        verb = self.chunks[at].vg
        here = self.right_of(at)
        if (
            verb is None
            or not verb.finite
            or verb.lemma not in words_of("reporting") | words_of("inverting")
            or self.kind(here) != "NP"
        ):
            return None
        if self.kind(at - 1) not in (",", "Q") and at > 0:
            return None
        head = self.tokens[self.np(here).head]
        if (head.tag not in NOUNS and head.tag != "PRP") or head.low in words_of("time_nouns"):
            return None
        if self.kind(at - 1) != "Q" and self.clause_begins(here):
            return None
        return self.np(here)

    def clause_begins(self, at: int) -> bool:
        """Whether the noun phrase has a finite verb of its own, or "that" behind it, before the next mark."""
        here = self.right_of(at)
        for _ in range(16):
            kind = self.kind(here)
            if kind == "VG" and self.kind(self.left_of(here)) != "WH":
                verb = self.chunks[here].vg
                if verb is not None and verb.finite:
                    return True
            if kind in (",", "END", "SUB", "WH"):
                return kind == "SUB"
            here = self.right_of(here)
        return False
