"""Penn Treebank part-of-speech tags: a dictionary look-up, then one left-to-right pass of rules.

Readings come from ``checker/wordforms.py`` and ``lexicons/en/tagging.toml`` (``checker/readings.py``); what needs
context is settled here, single words in ``checker/tagging_words.py``. Nothing looks further than a fixed number
of tokens, so time is linear.
"""

from __future__ import annotations

from itertools import repeat

from checker import wordforms
from checker.model import Span
from checker.readings import (
    AUX,
    BE,
    BREAK,
    COMPARATIVES,
    FINITE,
    NOUNS,
    OBJECT,
    SINGLE,
    SLOT,
    SUBJECTS,
    SUBORDINATORS,
    VERBS,
    nominal,
    words_of,
)  # fmt: skip
from checker.tagging_state import OPENS_SUBJECT, TELLING, WINDOW, State
from checker.tagging_words import RULES
from checker.tokens import Token, split, token_at

__all__ = ["Token", "tag", "token_at"]

_REREAD = frozenset({"VBD", "VBG", "VBP", "NN", "JJ"})
_INFLECTED = frozenset({"NNS", "NNPS", "VBD", "VBN", "VBG", "VBZ", "VBP", "VB", "MD", "JJR", "JJS", "RBR", "RBS", "RB"})


def tag(text: str, span: Span) -> list[Token]:
    """The tokens of ``text[span]`` with their tags: ``text[t.start:t.end] == t.text`` for every token."""
    starts, words = split(text, span)
    if not words:
        return []
    lows = [w.lower() for w in words]
    if text.find("’", span.start, span.end) >= 0:
        lows = [low.replace("’", "'") for low in lows]
    tags = _Pass(words, lows).run()
    lemma = wordforms.lemma
    inflected = _INFLECTED
    lemmas = [lemma(low, t) if t in inflected else low for low, t in zip(lows, tags, strict=True)]
    ends = [start + len(word) for start, word in zip(starts, words, strict=True)]
    return list(map(tuple.__new__, repeat(Token), zip(starts, ends, words, tags, lemmas, lows, strict=True)))


class _Pass(State):
    """The rules for open-class words: noun or verb, past or participle, adjective or adverb."""

    def run(self) -> list[str]:
        tags = self.tags
        for i, reading in enumerate(self.raw):
            if reading[0] == "+":
                reading = tags[i] = self._resolve(i, reading[1:])
            elif reading in _REREAD:
                reading = tags[i] = self._read_again(i, reading)
            if reading in OPENS_SUBJECT:
                self.subject = True
            elif reading in TELLING:
                self.note(i, reading)
        return tags

    def _read_again(self, i: int, reading: str) -> str:
        """A reading that the words before it can change."""
        before = self.tags[i - 1] if i else ""
        if reading == "VBD":
            return "VBN" if self.perfect(i) else "VBD"
        if reading == "VBG":
            return "NN" if before in ("DT", "PRP$", "POS") and not self._nominal_next(i) else "VBG"
        if reading == "VBP":
            return "VB" if i and self.verb_slot(i) else "VBP"
        return "VB" if before in ("MD", "TO") and self._hidden_verb(i) else reading

    def _hidden_verb(self, i: int) -> bool:
        """Whether a word held for a noun is a verb after all: "will house", "to house 300 families"."""
        nxt = self.after(i)
        due = self.tags[i - 1] == "MD" or (nxt in OBJECT and not self.is_time(i + 1) and nxt != "NNP")
        return due and wordforms.can_be_verb(self.lows[i])

    def _nominal_next(self, i: int) -> bool:
        return i + 1 < len(self.raw) and nominal(self.raw[i + 1])

    def _resolve(self, i: int, code: str) -> str:
        rule = RULES.get(code)
        if rule is not None:
            return rule(self, i)
        if code == "march":
            if self.words[i] == "March":
                return "NNP"
            code = "NV"
        if not i and "V" in code and self._opens_with_name():
            return "NNP"
        before = self.back(i)
        prev = self.tags[i - 1] if i else ""
        base = self.tags[before] if before >= 0 else ""
        nxt = self.after(i)
        if "V" in code and self.verb_slot(i) and not self._noun_after_to(i, code, base, nxt):
            return "VB"
        if "P" in code and self.perfect(i):
            return "VBN"
        if "G" in code and self.perfect(i) and prev not in SLOT:
            return "VBG"
        if prev in SLOT:
            found = self._in_noun_slot(i, code, prev, nxt)
            if found:
                return found
        if "D" in code or "P" in code:
            if (
                "N" in code
                and base == "NN"
                and (self.finite or not self.subject)
                and nxt not in OBJECT
                and nxt != "+up"
            ):
                return "NN"
            return self._past(i, code, base, nxt)
        if "Z" in code:
            return self._third_person(i, code, prev, base, nxt)
        if "V" in code:
            return self._base_form(i, code, prev, base, nxt)
        return self._other(code, prev, base, nxt)

    def _opens_with_name(self) -> bool:
        """ "Welch said", "Peter Holland": a capitalised first word that only looks like a verb."""
        return self.words[0][0].isupper() and (self.after(0) in FINITE or self.after(0) == "NNP")

    def _noun_after_to(self, i: int, code: str, base: str, nxt: str) -> bool:
        """ "to police", "according to plan": a noun although "to" stands before."""
        if base != "TO" or "N" not in code:
            return False
        to = self.back(i)
        before_to = self.lows[to - 1] if to else ""
        if before_to == "due" and to > 1 and self.lows[to - 2] in BE:  # "was due to rain", but "are due to resume"
            return self.lows[i] in words_of("causes")
        return before_to in ("according", "due", "thanks", "attributed", "response", "addition", "contrary") or (
            nxt in FINITE and self.lows[i] not in words_of("verb_first")
        )

    def _in_noun_slot(self, i: int, code: str, prev: str, nxt: str) -> str:
        before = self.lows[i - 1]
        if prev == "DT" and "N" not in code and "Z" in code and before in words_of("singular_determiners"):
            return "VBZ"
        if before in ("this", "that") and "Z" in code and nxt != "IN":
            return "VBZ"
        if (
            before in words_of("plural_determiners")
            and "V" in code
            and "S" not in code
            and "J" not in code
            and not nominal(nxt)
        ):
            return "VBP"
        if prev == "CD" and code in ("DP", "DPJ", "VDP", "NVDP", "VDPJ", "NDP") and not nominal(nxt):
            return self._past(i, code, prev, nxt)
        if "J" in code and nominal(nxt) and nxt != "CD" and prev != "CD":
            return "JJ"
        if "S" in code:
            return "NNS"
        if "N" in code:
            return "NN" if "J" not in code or not nominal(nxt) else "JJ"
        if "G" in code:
            return "VBG" if nominal(nxt) or prev not in ("DT", "PRP$", "POS", "WP$") else "NN"
        if "P" in code and self.lows[i + 1 : i + 2] == ["by"]:
            return "VBN"
        if "J" in code:
            return "JJ"
        if prev in ("JJ", "CD") and "D" in code:
            return ""
        if "P" in code:
            return "VBN"
        if "G" in code:
            return "VBG"
        if "V" in code and prev in ("JJ", "CD", "DT"):
            return ""
        return "RB" if "R" in code else ""

    def _past(self, i: int, code: str, base: str, nxt: str) -> str:
        """VBD, VBN, or the adjective or noun of the same form."""
        lows = self.lows
        j = self.back(i)
        word_before = lows[j] if j >= 0 else ""
        by_agent = lows[i + 1 : i + 2] == ["by"] and wordforms.lemma(lows[i], "VBD") not in words_of("movers")
        subject_before = (
            base in NOUNS
            or base in ("PRP", "CD", "EX", "''", "-RRB-", "DT")
            or (base == "VBG" and not j)
            or (base in ("JJ", "JJS") and self.subject)
        )
        if base in ("WDT", "WP") or word_before in SUBJECTS:
            return "VBD"
        if nxt == "+up" and i + 2 < len(self.raw) and self.is_particle_of(i + 1, i):
            nxt = self.raw[i + 2]
            takes_object = nxt in OBJECT and not self.is_time(i + 2)
        else:
            takes_object = (nxt in OBJECT and not self.is_time(i + 1)) or lows[i + 1 : i + 2] == ["that"]
        if base == "CC" and self.verb_at >= 0:
            return self._coordinated(j, code, nxt)
        waiting = self.outer == (False, True)  # "An attack that killed 12 soldiers LEFT ..."
        if (
            waiting
            and self.finite
            and subject_before
            and "D" in code
            and (takes_object or self._object_ahead(i) or nxt in BREAK)
        ):
            self.outer = None
            return "VBD"
        if not self.finite and (subject_before or (base in (",", ":") and self.subject)):
            if takes_object and not by_agent:
                return "VBD" if "D" in code else "VBN"
            said = nxt != "TO" and not by_agent and wordforms.lemma(lows[i], "VBD") in words_of("reporting")
            if said and "D" in code:
                return "VBD"
            if by_agent or "D" not in code or self.finite_ahead(i + 1, strict=True):
                return "VBN"
            if base == "," and "P" in code:
                return "VBN" if self._insertion(i) else "VBD"
            affected = wordforms.lemma(lows[i], "VBD") in words_of("affected")
            return "VBN" if affected and not self._object_ahead(i) else "VBD"
        if not self.finite and base == "CC":
            return "VBD" if "D" in code else "VBN"
        if "J" in code and nominal(nxt) and nxt not in OBJECT and nxt not in COMPARATIVES and base not in NOUNS:
            return "JJ"
        if "N" in code and (base in ("IN", "NN", "") or base in VERBS) and "V" in code:
            return "NN"
        if base == "," and self.finite and self.last_verb == "VBD" and nxt in OBJECT and "D" in code:
            return "VBD"
        if (
            base in ("''", ",")
            and self.finite
            and nxt in ("NNP", "DT", "PRP")
            and wordforms.lemma(lows[i], "VBD") in words_of("reporting")
        ):
            return "VBD"
        return "VBN" if "P" in code else "VBD"

    def _insertion(self, i: int) -> bool:
        """Whether a comma and then a verb follow: "The firm, BASED in Sandmark, makes drills"."""
        for j in range(i + 1, min(i + WINDOW, len(self.raw) - 1)):
            if self.raw[j] == ",":
                verb = self.raw[j + 1]
                return verb in FINITE or (verb[0] == "+" and ("D" in verb or "Z" in verb))
        return False

    def _object_ahead(self, i: int) -> bool:
        nxt = self.after(i)
        return nxt in NOUNS or nxt in ("JJ", "POS") or (nxt.startswith("+") and nxt[1] in "NSJG" and "that" not in nxt)

    def _coordinated(self, j: int, code: str, nxt: str) -> str:
        """A verb after "and" is like the verb before, unless its noun or adjective reading fits better."""
        last = self.last_verb
        before = self.tags[j - 1] if j else ""
        if "J" in code and before in ("JJ", "VBN") and nominal(nxt) and nxt not in OBJECT:
            return "JJ"
        if last in ("VBD", "VBN") and ("D" in code or "P" in code):
            if last == "VBN" and self._finite_before(self.verb_at) and nxt in OBJECT:
                return "VBD"
            return last if (last == "VBD" and "D" in code) or "P" in code else "VBD"
        if last in ("VB", "VBP", "MD") and "V" in code:
            return "VB" if last == "MD" else last
        return "VBD" if "D" in code and nxt in OBJECT and self.subject else "VBN" if "P" in code else "VBD"

    def _finite_before(self, at: int) -> bool:
        """Whether the participle at ``at`` has no auxiliary right before it."""
        j = self.back(at)
        return not (j >= 0 and self.lows[j] in AUX)

    def _third_person(self, i: int, code: str, prev: str, base: str, nxt: str) -> str:
        plural = "NNS" if "S" in code else "NN" if "N" in code else "JJ" if "J" in code else "VBZ"
        if base in ("PRP", "WDT", "WP", "EX"):
            return "VBZ"
        subject = base in NOUNS or (base == "," and self.subject)
        if subject and not self.finite and wordforms.lemma(self.lows[i], "VBZ") in words_of("verb_first"):
            return "VBZ"
        if nxt.startswith(("+NV", "+V")) and (i + 2 >= len(self.raw) or self.raw[i + 2] in BREAK | {"IN", "RB"}):
            return plural
        if base in ("NNS", "NNPS") and not self.finite and (nxt in ("DT", "PRP", "PRP$", "+that", "NNP", "VBG")):
            return plural if self.finite_ahead(i + 1, strict=True) and nxt != "+that" else "VBZ"
        if base in ("NN", "NNP", "NNPS", "''", "-RRB-") or (base == "," and self.subject):
            if self.finite or base == ",":
                return plural if not (base == "," and not self.finite and nxt in OBJECT) else "VBZ"
            if self._under(i):
                return plural
            if nxt in OBJECT or nxt in ("TO", "RB", "+that", "+more", "VBN", "VBG"):
                return "VBZ"
            closed = nxt in BREAK and nxt not in ("''", "``")
            return plural if closed or self.finite_ahead(i + 1) else "VBZ"
        if base == "CC" and self.last_verb == "VBZ" and nxt in OBJECT:
            return "VBZ"
        return plural

    def _under(self, i: int) -> bool:
        """Whether the nouns before ``i`` hang on a verb, or on a preposition with no subject before it."""
        j = i - 1
        while j >= 0 and i - j < 8 and (self.tags[j] in NOUNS or self.tags[j] in SLOT):
            j -= 1
        if j < 0 or self.tags[j] not in ("IN", "TO", "VBG", "VB", "VBN", "VBD") or self.lows[j] in SUBORDINATORS:
            return False
        if self.tags[j] in VERBS:
            return wordforms.lemma(self.lows[j], self.tags[j]) not in words_of("reporting")
        measured = "CD" in self.tags[j + 1 : i]  # "by 0.25 percentage points"
        return measured or not (j and (self.tags[j - 1] in NOUNS or self.tags[j - 1] == "CD"))

    def _base_form(self, i: int, code: str, prev: str, base: str, nxt: str) -> str:
        verb = "VBP" if "V" in code else ""
        low = self.lows[i]
        noun = "NN" if "N" in code else "NNS" if "S" in code else ""
        adjective = "JJ" if "J" in code else ""
        if base == "PRP" or base in ("WDT", "WP", "EX"):
            as_object = base == "PRP" and self.lows[self.back(i)] not in SUBJECTS
            if as_object and self.back(i) and self.finite and self.last_verb in ("VB", "VBD", "VBZ", "VBP"):
                return "VB"  # "helped them find"
            return verb
        plural = base in ("NNS", "NNPS") or (base == "DT" and prev == "RB")
        if plural and not self.finite and self._plural_acts(i, noun, adjective, nxt):
            return verb
        if base == "," and self.subject and not self.finite and nxt in ("DT", "PRP$", "PRP") and "V" in code:
            return verb
        if (
            base == "CC"
            and self.last_verb in ("VB", "VBP")
            and (nxt in OBJECT or not noun or self.tags[self.back(i) - 1] == self.last_verb)
        ):
            return self.last_verb
        if adjective and (nominal(nxt) or base in VERBS or prev == "RB") and low not in words_of("verb_first"):
            return adjective
        if not noun:
            if adjective:
                return adjective
            if base in NOUNS and not self.finite:
                return verb
            return "RB" if "R" in code and base in VERBS else "VB"
        if low in words_of("verb_first") and base not in ("IN", "NN") and base not in VERBS:
            return "VB" if base not in ("NNS", "PRP") else verb
        return noun

    def _plural_acts(self, i: int, noun: str, adjective: str, nxt: str) -> bool:
        """Whether a plural subject before makes a base form the verb: "officials PLAN to", "prices RISE"."""
        if (nxt.startswith("VB") and nxt not in ("VBG", "VBN")) or nxt == "MD":
            return False
        if nxt in OBJECT or nxt in ("TO", "+that", "IN", "RB", "VBG", "VBN", "+over", "+old"):
            return True
        if nxt == "+up" and not self.finite_ahead(i + 1):
            return True
        if not noun or self.lows[i] in words_of("verb_first"):
            return True
        if nxt in NOUNS or nxt in ("JJ", "JJR") or (adjective and nominal(nxt) and not self.finite_ahead(i + 1)):
            return True
        if nxt == "CC":
            return not any(r in FINITE for r in self.raw[i + 1 : i + WINDOW])
        before_noun = self.tags[self.back(i) - 1] if self.back(i) > 0 else ""
        return nxt in BREAK and self.words[i].islower() and before_noun not in NOUNS | {"POS"}

    def _other(self, code: str, prev: str, base: str, nxt: str) -> str:
        """Adjective, adverb, noun and -ing forms among themselves."""
        if code == "GJ":
            return "JJ" if prev == "RB" else "VBG"
        if "J" in code:
            if nominal(nxt) and nxt not in OBJECT:
                return "JJ"
            if (prev == "NNS" and nxt in ("IN", "TO", "+about")) or (prev in NOUNS and nxt == "TO"):
                return "JJ"
            if "R" in code:
                return "RB" if base in VERBS and self.lows[self.verb_at] not in BE else "JJ"
            if base in VERBS or prev == "RB":
                return "JJ" if "G" not in code else "VBG"
            return "NNS" if "S" in code else "NN" if "N" in code else "VBG" if "G" in code else "JJ"
        if "G" in code:
            if "N" in code and (base in ("NN", "IN", "") or base in NOUNS) and nxt not in OBJECT:
                return (
                    "NN"
                    if base in ("NN", "JJ") or nxt in FINITE or nxt in BREAK or (nxt == "IN" and base != "NNS")
                    else "VBG"
                )
            return "VBG"
        for letter in code:
            if letter in SINGLE:
                return SINGLE[letter] if not (letter == "R" and "N" in code) else "NN"
        return "NN"
