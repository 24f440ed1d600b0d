"""What the tagger knows of a sentence while it goes through it: readings, tags so far, and the state of the clause."""

from __future__ import annotations

from checker import wordforms
from checker.readings import (
    AUX,
    BE,
    BREAK,
    FINITE,
    HAVE,
    NOUNS,
    OBJECT,
    SLOT,
    SUBJECTS,
    SUBORDINATORS,
    VERBS,
    first_readings,
    particles,
    words_of,
)  # fmt: skip

__all__ = ["OPENS_SUBJECT", "TELLING", "WINDOW", "State"]

OPENS_SUBJECT = NOUNS | {"PRP", "EX", "CD"}
TELLING = VERBS | {"IN", "WDT", "WP", "WRB", "``", ":", ".", ",", "''", "CC"}  # what ``note`` looks at
WINDOW = 25  # tokens that a rule looks ahead or back at most: time stays linear


class State:
    """One sentence on its way to tags; thrown away afterwards. The methods answer questions that the rules ask."""

    def __init__(self, words: list[str], lows: list[str]) -> None:
        self.words, self.lows = words, lows
        self.raw = first_readings(words, lows)
        self.tags = list(self.raw)
        self.finite = False  # the clause has its finite verb
        self.subject = False  # a noun phrase that could be a subject stands before
        self.last_verb = ""  # tag of the clause's last verb, for coordination
        self.verb_at = -1
        self.outer: tuple[bool, bool] | None = None  # (finite, subject) of the clause around a subordinate one

    def after(self, i: int) -> str:
        """The first reading of the next token; "." at the end."""
        return self.raw[i + 1] if i + 1 < len(self.raw) else "."

    def note(self, i: int, tag: str) -> None:
        """Keep the state of the clause behind a verb, a mark or a word that joins (``TELLING``)."""
        if tag in VERBS:
            if tag in FINITE:
                self.finite = True
            self.last_verb, self.verb_at = tag, i
            if tag not in ("MD",) and wordforms.lemma(self.lows[i], tag) in words_of("reporting"):
                self.finite, self.subject = False, self.after(i) == ","  # "The toll, police said, climbed"
        elif (tag == "IN" and self.lows[i] in SUBORDINATORS) or tag in ("WDT", "WP", "WRB", "``", ":") or tag == ".":
            self.outer = None if tag in (".", ":", "``") else self.outer or (self.finite, self.subject)
            self.finite, self.subject = False, tag in ("WDT", "WP")
        elif tag == "," and self.finite:
            self.finite, self.subject = self.outer or (True, False)
            self.outer = None
        elif (tag == "''" and i and self.tags[i - 1] in (",", ".")) or (
            tag == "CC" and self.finite and self.new_clause(i)
        ):
            self.finite, self.subject = False, False

    def new_clause(self, i: int) -> bool:
        """Whether a conjunction opens a clause of its own: "... and the mayor said"."""
        nxt = self.raw[i + 1] if i + 1 < len(self.raw) else ""
        if nxt == "PRP" and self.lows[i + 1] in SUBJECTS:
            return True
        return (nxt in OBJECT or nxt in NOUNS or nxt == "JJ" or nxt.startswith(("+N", "+S"))) and self.finite_ahead(
            i + 1, strict=True, present=True
        )

    def back(self, i: int) -> int:
        """Index of the last token before ``i`` that is not an adverb; -1 at the start."""
        j = i - 1
        while j >= 0 and i - j < 4 and self.tags[j] == "RB":
            j -= 1
        return j

    def verb_slot(self, i: int) -> bool:
        """Whether a base form is due: after "to", a modal, or "do"."""
        j = self.back(i)
        if j < 0:
            return False
        if self.tags[j] in ("TO", "MD") or self.lows[j] in ("do", "does", "did"):
            return True
        if self.tags[j] in ("PRP", "EX") or self.tags[j] in NOUNS:  # "did they ...", "would the army ..."
            k = j
            while k >= 0 and j - k < 4 and (self.tags[k] in NOUNS or self.tags[k] in SLOT or self.tags[k] == "PRP"):
                k -= 1
            asked = k >= 0 and (
                self.tags[k] == "MD"
                or self.lows[k]
                in ("do", "does", "did", "let", "lets", "make", "makes", "made", "help", "helped", "helps")
            )
            return asked and (self.lows[k] not in ("do", "does", "did") or self.tags[k] != "VB")
        return False

    def perfect(self, i: int) -> bool:
        """Whether a participle is due: after be, have or get."""
        j = self.back(i)
        if j >= 0 and self.tags[j] == "PRP" and j > 0 and self.lows[j - 1] in (BE | HAVE):
            j -= 1
        return j >= 0 and self.lows[j] in AUX and self.tags[j] != "POS"

    def finite_ahead(self, i: int, strict: bool = False, present: bool = False) -> bool:
        """Whether a finite verb follows before the clause ends.

        ``strict`` also takes "hit", "killed" and their like before anything but an object for a verb; ``present``
        takes "strikes" and its like where an object follows.
        """
        raw, lows = self.raw, self.lows
        for j in range(i, min(i + WINDOW, len(raw))):
            reading = raw[j]
            if reading in FINITE or (reading in ("+will", "+may") and self.words[j].islower()):
                return True
            if (j > i or self.tags[i - 1] not in SLOT) and (
                reading in BREAK or reading == "CC" or reading in ("WDT", "WP", "WRB", "TO") or lows[j] in SUBORDINATORS
            ):
                return False
            if reading[0] == "+" and ("D" in reading or (present and "Z" in reading)) and j + 1 < len(raw):
                after = raw[j + 2] if raw[j + 1] == "+up" and j + 2 < len(raw) else raw[j + 1]
                if (after in OBJECT and not self.is_time(j + 1)) or (
                    strict and j > i and after in BREAK | {"IN", "TO", "NNS", "NN", "JJ", "RB", "+that", "+over"}
                ):
                    return True
            elif strict and j > i and reading == "VBD":
                return True
        return False

    def is_time(self, i: int) -> bool:
        return i < len(self.lows) and self.lows[i] in words_of("time_nouns")

    def is_particle_of(self, i: int, at: int) -> bool:
        return self.lows[i] in particles().get(wordforms.lemma(self.lows[at], "VBD"), ())

    def takes_particle(self, i: int) -> bool:
        at = self.verb_at
        if at < 0 or i - at > 4:
            return False
        verb = wordforms.lemma(self.lows[at], self.tags[at])
        return self.lows[i] in particles().get(verb, ()) and all(
            t in NOUNS or t in SLOT or t == "PRP" for t in self.tags[at + 1 : i]
        )
