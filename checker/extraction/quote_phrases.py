"""Noun phrases and subjects in a sentence whose quotations are one token each.

No parser: a noun phrase is read leftwards or rightwards by tags, a subject is found by walking over appositions,
adverbs, helpers and clauses that begin with a preposition.
"""

from __future__ import annotations

from typing import NamedTuple

from checker import lexicon
from checker.expressions import expression
from checker.extraction.quote_lexicon import cue_forms, grammar

__all__ = ["FINITE", "NOMINAL", "Phrases", "Word"]

_POINTING = frozenset(("last", "next", "this", "that", "late", "early"))
"""Words before a stretch of time that make it say when something is said."""
_NP_LIMIT = 28
_TIME = expression(r"\d{1,2}(?:[:.h]\d{2}){0,2}|[ap]\.?m\.?|gmt|utc|cet|h|hrs|[\[\]():|–—>-]")
_LONGEST_TIME = 6
FINITE = frozenset(("VBD", "VBZ", "VBP", "MD"))
NOMINAL = frozenset(
    ("NN", "NNS", "NNP", "NNPS", "JJ", "JJR", "JJS", "DT", "PDT", "PRP$", "POS", "CD", "VBN", "VBG", "FW", "$", "#")
)
_ALONE = frozenset(("one", "another", "some", "others"))
"""Determiners that stand for a speaker: '"...," said one.'"""
_HEADS = frozenset(("NN", "NNS", "NNP", "NNPS", "CD", "PRP", "FW"))


class Word(NamedTuple):
    """A token of a frame; ``stretch`` is the number of the quoted stretch it stands for, or -1."""

    start: int
    end: int
    text: str
    low: str
    tag: str = ""
    stretch: int = -1

    @property
    def capital(self) -> bool:
        return self.text[:1].isupper()

    @property
    def noun(self) -> bool:
        return self.tag.startswith("NN")


class Phrases:
    """The words of one sentence, read for noun phrases. Spans of tokens are (first, last), both included."""

    @property
    def words(self) -> list[Word]:
        raise NotImplementedError

    def _adverb(self, j: int) -> bool:
        w = self.words[j]
        return w.low in grammar("adverbs") or (w.tag.startswith("RB") and w.low not in ("n't", "not"))

    def clause_subject(self, i: int) -> tuple[int, int] | None:
        """The subject of the clause that token ``i`` stands in: that of its last finite verb of equal rank."""
        words = self.words
        low = max(0, i - 60)
        for k in range(i - 1, low, -1):
            if words[k].low == ";" or (words[k].low in ("and", "but") and words[k - 1].low == "," and k < i - 3):
                found = self.opening_subject(i, k + 1)
                if found is not None and self.governs(found, i):
                    return found
        return self.opening_subject(i)

    def governs(self, found: tuple[int, int], upto: int) -> bool:
        """Whether a finite verb follows a noun phrase soon."""
        k = found[1] + 1
        while k < upto and (self._adverb(k) or self.words[k].low == "who"):
            k += 1
        return k < upto and self.words[k].tag in FINITE

    def opening_subject(self, upto: int, start: int = 0) -> tuple[int, int] | None:
        """The first noun phrase from ``start`` on that no preposition, conjunction or participle governs."""
        words = self.words
        j = start or self.behind_dateline() or self.behind_time()
        stop = min(upto, j + 60)
        while j < stop:
            w = words[j]
            leads = w.tag in ("IN", "WRB", "VBG", "VBN", "TO") or w.low in grammar("prepositions")
            if w.stretch < 0 and (leads or (w.tag.startswith("RB") and j + 1 < stop and words[j + 1].low == ",")):
                comma = self._end_of_lead(j, stop)
                j = j + 1 if comma is None else comma + 1
                if comma is None and w.tag == "IN":
                    while j < stop and words[j].tag in NOMINAL and words[j].tag != "NNP":
                        j += 1
                continue
            found = self.phrase_from(j) if w.stretch < 0 else None
            if found is not None and self._temporal(found):
                j = found[1] + 1
                continue
            if found is not None and words[found[1]].tag not in ("RB", "CC"):
                return found
            j += 1
        return None

    def _end_of_lead(self, j: int, stop: int) -> int | None:
        """The comma that ends a phrase in front of the subject, not one between two adjectives of it."""
        words = self.words
        commas = [k for k in range(j, stop) if words[k].low in (",", "—", "–")]
        for k in commas[:-1]:
            if words[k].low != "," or k + 1 >= stop or words[k + 1].capital:
                return k
            if words[k + 1].tag not in ("JJ", "JJR") and "-" not in words[k + 1].low:
                return k
        return commas[-1] if commas else None

    def _temporal(self, found: tuple[int, int]) -> bool:
        """ "Hours later", "last summer", "A month after": no subject."""
        if [w.low for w in self.words[found[1] + 2 : found[1] + 3]] in (["later"], ["earlier"], ["before"], ["ago"]):
            return self.words[found[1] + 1].low.removesuffix("s") in grammar("periods")
        head = self.words[found[1]].low
        return head in grammar("periods") or head.removesuffix("s") in grammar("periods")

    def behind_dateline(self) -> int:
        """The token behind "PORT HALDEN (Agency) —"."""
        for k in range(1, min(10, len(self.words))):
            if self.words[k].low in ("—", "–", "--", "-"):
                head = self.words[:k]
                if head[-1].low == ")" or head[0].text.isupper():
                    return k + 1
                return 0
        return 0

    def behind_time(self) -> int:
        """The token behind the time that heads a line of a live report: "12:30 p.m. Ilse Varn at the dam: ..."."""
        k = 0
        while k < min(_LONGEST_TIME, len(self.words)) and _TIME.fullmatch(self.words[k].low):
            k += 1
        return k if k < len(self.words) and any(w.low[:1].isdigit() for w in self.words[:k]) else 0

    def _before_apposition(self, j: int) -> tuple[int, int] | None:
        """The noun phrase that an apposition closed by the mark at ``j`` belongs to."""
        words = self.words
        best: tuple[int, int] | None = None
        for _ in range(5):
            k = j - 1
            opening = "(" if words[j].low == ")" else words[j].low
            while k >= 0 and j - k < _NP_LIMIT and words[k].low != opening and words[k].stretch < 0:
                k -= 1
            if k < 0 or words[k].low != opening:
                break
            found = self.phrase_to(k - 1)
            if found is None:
                j = k
                continue
            best = found
            first = words[found[0]]
            whole = found[0] > 0 and words[found[0] - 1].low == ","
            if not whole or first.capital or first.low in grammar("subject_pronouns"):
                break
            named = self._name_before(found[0] - 1)
            if named is not None:
                return named
            j = found[0] - 1
        return best

    def _name_before(self, comma: int) -> tuple[int, int] | None:
        """The name that an apposition behind the comma describes, where more of them follow."""
        words = self.words
        found = self.phrase_to(comma - 1)
        if found is None or not words[found[1]].capital or words[found[1]].tag not in ("NNP", "NNPS"):
            return None
        inside = words[found[0] : found[1] + 1]
        led = any(w.tag in ("IN", "TO") or w.low in grammar("periods") for w in inside)
        return None if led else found

    def phrase_to(self, j: int) -> tuple[int, int] | None:
        """The noun phrase that ends at token ``j``, read leftwards."""
        words = self.words
        end = j
        if j < 0:
            return None
        w = words[j]
        if w.stretch >= 0 or not w.low[:1].isalnum():
            return None
        if w.low in grammar("subject_pronouns"):
            return (j, j)
        if w.low in grammar("periods") and j > 0 and words[j - 1].low in ("this", "last", "next", "each", "every", "a"):
            return self.phrase_to(j - (3 if words[j - 1].low == "a" else 2))
        if w.low in grammar("breaks") or w.low in grammar("prepositions") or w.low in grammar("days"):
            if w.low not in grammar("days"):
                return None
            return self.phrase_to(j - 2 if j and words[j - 1].low == "on" else j - 1)
        if w.tag not in _HEADS and not (w.tag in ("JJ", "VBN") and (w.capital or (j and words[j - 1].tag == "DT"))):
            return None
        low = max(0, j - _NP_LIMIT)
        while j - 1 >= low and self._inside(j - 1, j):
            j -= 1
        return self._settle(j, end)

    def _inside(self, j: int, right: int) -> bool:
        """Whether token ``j`` belongs to the noun phrase that goes on at ``right``."""
        words = self.words
        w = words[j]
        if w.stretch >= 0 or w.low in grammar("breaks") - {"and"} or w.low in grammar("days"):
            return False
        if w.low in ("and", "&"):
            if self._listed(j - 1, right):
                return True
            return j > 0 and words[j - 1].noun and (words[right].capital or words[right].tag == "DT" or w.low == "&")
        if w.low == ",":
            return j > 0 and words[j - 1].tag == "NNS" and words[right].tag == "NNS" and not words[right].capital
        if w.low in ("(", ")"):
            return self._bracketed(j)
        if w.low == "/":
            return j > 0 and words[j - 1].low.isdigit() and words[right].low.isdigit()
        if w.tag in ("VBG", "VBN"):
            before = words[j - 1].tag if j else ""
            if w.low in cue_forms("say"):
                return False
            if w.tag == "VBG" or words[right].tag in ("DT", "PRP$", "NNP", "TO"):
                return before in ("DT", "PRP$", "JJ", "POS", "CD")
            return True
        if w.tag in NOMINAL:
            return not (w.tag == "DT" and w.low in ("that", "this") and words[right].tag == "DT")
        if w.tag == "IN" or w.tag == "TO":
            return w.low in grammar("noun_prepositions") and j > 0 and words[j - 1].tag in NOMINAL
        return w.tag.startswith("RB") and words[right].tag in ("CD", "JJ") and not w.capital

    def _bracketed(self, j: int) -> bool:
        """Whether a bracket stands inside a title: "Inspector (North) Anil Rathe"."""
        words = self.words
        opening = next((k for k in range(j, max(j - 4, 0), -1) if words[k].low == "("), 0)
        closing = next((k for k in range(j, min(j + 4, len(words) - 1)) if words[k].low == ")"), 0)
        return bool(opening and closing) and words[opening - 1].capital and words[closing + 1].capital

    def _listed(self, left: int, right: int) -> bool:
        """ "poets, actors and scientists": plurals of one list, which speak together."""
        words = self.words
        plural = left > 1 and words[left].tag == words[right].tag == "NNS"
        return plural and words[left - 1].low == "," and words[left - 2].tag == "NNS"

    def _settle(self, first: int, last: int) -> tuple[int, int] | None:
        """Cut a noun phrase that begins with a preposition down to what the preposition does not govern."""
        words = self.words
        while first <= last and (self._adverb(first) or words[first].low in (".", "/", "&", "and")):
            first += 1
        if first > last:
            return None
        if words[first].low in grammar("prepositions"):
            starts = [
                k
                for k in range(first + 2, last + 1)
                if words[k - 1].low not in grammar("prepositions")
                and words[k - 1].low not in grammar("determiners")
                and (
                    words[k].low in grammar("determiners")
                    or (words[k].capital and (not words[k - 1].capital or words[k - 1].low in grammar("days")))
                )
            ]
            if not starts:
                return None
            first = starts[-1]
        if words[first].low in grammar("days") and first < last:
            first += 1
        return (first, last) if any(words[k].low[:1].isalpha() for k in range(first, last + 1)) else None

    def phrase_from(self, i: int) -> tuple[int, int] | None:
        """The noun phrase that begins at token ``i``, read rightwards."""
        words = self.words
        if i >= len(words) or words[i].stretch >= 0:
            return None
        w = words[i]
        if w.low in grammar("subject_pronouns") and w.low not in grammar("determiners"):
            return (i, i) if w.low not in ("that", "which", "who") else None
        if not w.low[:1].isalnum() or w.low in grammar("breaks") or w.low in grammar("prepositions"):
            return None
        if w.low in grammar("days") or (w.tag not in NOMINAL and not w.capital):
            return None
        j = i
        while j + 1 < len(words) and j - i < _NP_LIMIT and self._goes_on(j + 1) and not self._when(j + 1):
            j += 1
        while j > i and (
            words[j].low in grammar("prepositions")
            or words[j].low in grammar("determiners")
            or words[j].low in grammar("days")
            or words[j].low in ("and", "&")
            or self._adverb(j)
        ):
            j -= 1
        if i == j and w.low in grammar("determiners"):
            ends = j + 1 == len(words) or words[j + 1].low in (".", ",", ";")
            return (i, j) if ends and w.low in _ALONE else None
        return (i, j)

    def _when(self, j: int) -> bool:
        """Does token ``j``, behind a name, begin to say when: "Ilse Varn last night", "Varn late on Monday"?"""
        words = self.words
        if not words[j - 1].capital or words[j].capital:
            return False
        following = words[j + 1].low if j + 1 < len(words) else ""
        if words[j].low in ("late", "early"):
            return following in ("on", "in", "this") or following in grammar("days")
        if words[j].low.removesuffix("s") in grammar("periods"):
            return following in ("after", "before", "later", "earlier")
        period = following.removesuffix("s") in grammar("periods") | grammar("days")
        return period and (words[j].low in _POINTING or words[j].tag == "CD")

    def _offices(self, j: int) -> bool:
        """Whether "and" at ``j`` joins two offices of one person: "party leader and mayor Ilse Varn"."""
        roles = lexicon.words("quotes", "roles.person")
        joined = j + 2 < len(self.words) and {self.words[j - 1].low, self.words[j + 1].low} <= roles
        return joined and self.words[j + 2].capital

    def _goes_on(self, j: int) -> bool:
        words = self.words
        w = words[j]
        if w.stretch >= 0 or w.low in grammar("days"):
            return False
        if w.low in ("and", "&"):
            return j + 1 < len(words) and ((words[j + 1].capital and words[j - 1].capital) or self._offices(j))
        if w.tag.startswith("RB") and w.low.endswith("ly") and words[j - 1].tag == "DT":  # "a visibly shaken Varn"
            return j + 1 < len(words) and words[j + 1].tag in ("VBN", "JJ", "VBD")
        if w.tag in NOMINAL:
            if w.tag == "DT" and words[j - 1].noun:
                return False
            return not (w.tag in ("VBN", "VBG") and words[j - 1].noun)
        if w.low in ("(", ")"):
            return self._bracketed(j)
        if w.low == "/":
            return j + 1 < len(words) and words[j - 1].low.isdigit() and words[j + 1].low.isdigit()
        if w.low in ("of", "for", "at", "from"):
            return j + 1 < len(words) and words[j + 1].tag in NOMINAL
        return False
