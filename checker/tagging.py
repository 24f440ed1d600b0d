"""Tokens and Penn Treebank part-of-speech tags: a dictionary look-up, then one left-to-right pass of rules.

Readings come from ``checker/wordforms.py`` and ``lexicons/en/tagging.toml``. A reading that needs context is
written "+CODE" until the pass settles it; the pass looks at most ``_WINDOW`` tokens ahead, so time is linear.
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from checker import lexicon, wordforms
from checker.model import Span

__all__ = ["Token", "tag", "token_at"]


class Token(NamedTuple):
    """A word, number or mark. ``tag`` is a Penn Treebank tag; ``lemma`` and ``low`` are lower case.

    ``low`` is the text in lower case with plain apostrophes. Numbers (figures or words) are CD, currency
    signs "$", the possessive is a token of its own (POS), and so is "n't".
    """

    start: int
    end: int
    text: str
    tag: str
    lemma: str
    low: str


_TOKEN = re.compile(
    r"""[^\W\d_][^\W_]*(?:[-’'&][^\W_]+|\.(?:[a-z][^\W_]*|[A-Z]\b)|/[^\W\d_]+)*(?:-(?=\s+(?:and|or|to)\b))?
      |\d+(?:[.,]\d+)*[^\W\d_]*(?:-[^\W\d_]+)*(?:-(?=\s+(?:and|or|to)\b))?
      |\.{2,}|-{2,}|\S""",
    re.VERBOSE,
)
_CLITIC = re.compile(r"(?i)^(.+?)(n['’]t|['’](?:s|re|ve|ll|d|m))$")
_WINDOW = 25
_PUNCT = {
    ".": ".", "!": ".", "?": ".", ",": ",", ";": ":", ":": ":", "—": ":", "–": ":", "-": ":", "--": ":", "…": ":", "...": ":",
    "(": "-LRB-", ")": "-RRB-", "[": "-LRB-", "]": "-RRB-", "“": "``", "”": "''", '"': "''", "‘": "``",
    "$": "$", "€": "$", "£": "$", "¥": "$", "₹": "$", "₽": "$", "₴": "$", "%": "NN", "&": "CC", "#": "#", "/": "SYM", "«": "``", "»": "''",
}  # fmt: skip
_SINGLE = {
    "N": "NN", "S": "NNS", "Z": "VBZ", "D": "VBD", "P": "VBN", "G": "VBG", "J": "JJ", "R": "RB", "C": "JJR", "T": "JJS", "c": "RBR", "t": "RBS",
}  # fmt: skip
_RULED = {
    "that": "+that", "her": "+her", "his": "PRP$", "more": "+more", "most": "+most", "less": "+more", "fewer": "JJR", "least": "+most",
    "as": "IN", "so": "RB", "no": "DT", "all": "+all", "both": "+all", "half": "+all", "there": "+there", "'s": "+'s", "'d": "+'d",
    "up": "+up", "down": "+up", "off": "+up", "out": "+up", "away": "+up", "back": "+up", "over": "+over", "on": "+over", "in": "+over",
    "about": "+about", "around": "+about", "nearly": "RB", "almost": "RB", "under": "+about", "like": "+like", "one": "CD", "but": "CC",
    "apart": "+up", "through": "+over", "ahead": "+up", "aside": "+up", "by": "+over", "behind": "+over", "forward": "+up", "together": "+up",
    "left": "+DPJ", "close": "+NVJR", "near": "IN", "before": "IN", "after": "IN", "since": "IN", "once": "RB", "do": "VBP", "have": "VBP",
    "had": "VBD", "'": "+'", "’": "+'", "later": "RB", "may": "+may", "march": "+march", "little": "+much", "much": "+much", "will": "+will",
}  # fmt: skip

_BE = frozenset("is are was were am be been being 's 're 'm".split())
_HAVE = frozenset("has have had 've having".split())
_GET = frozenset("get gets got gotten getting".split())
_NOUNS = frozenset({"NN", "NNS", "NNP", "NNPS"})
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_VERBS = _FINITE | {"VB", "VBN", "VBG"}
_SLOT = frozenset({"DT", "PRP$", "POS", "JJ", "JJR", "JJS", "WP$", "CD", "PDT"})  # a noun or its modifier follows
_OBJECT = frozenset({"DT", "CD", "PRP", "PRP$", "NNP", "NNPS", "$", "PDT", "EX"})  # can only begin a noun phrase
_COMPARATIVES = frozenset({"JJR", "JJS"})
_BREAK = frozenset({",", ":", ".", "''", "``", "-LRB-", "-RRB-"})
_SUBORDINATORS = frozenset(
    "as if when while after before because that which who although though unless whether since until than where whereas how why what".split()
)
_SUBJECTS = frozenset("i he she they we".split())


@cache
def _readings() -> dict[str, str]:
    table = {low: _SINGLE.get(code, "+" + code) for low, code in wordforms.codes().items()}
    for penn, listed in lexicon.nested("tagging", "tags").items():
        table.update(dict.fromkeys(listed, penn))
    table.update(_RULED)
    table.update(_PUNCT)
    return table


@cache
def _list(name: str) -> frozenset[str]:
    return lexicon.words("tagging", f"lists.{name}")


@cache
def _particles() -> dict[str, frozenset[str]]:
    return {verb: frozenset(listed) for verb, listed in lexicon.nested("tagging", "particles").items()}


def tag(text: str, span: Span) -> list[Token]:
    """The tokens of ``text[span]`` with their tags: ``text[t.start:t.end] == t.text`` for every token."""
    starts, words = _split(text, span)
    if not words:
        return []
    lows = [w.lower() for w in words]
    if "’" in text:
        lows = [low.replace("’", "'") for low in lows]
    tags = _Pass(words, lows).run()
    lemma = wordforms.lemma
    inflected = _INFLECTED
    lemmas = [lemma(low, t) if t in inflected else low for low, t in zip(lows, tags, strict=True)]
    ends = [start + len(word) for start, word in zip(starts, words, strict=True)]
    return list(map(Token, starts, ends, words, tags, lemmas, lows))


_INFLECTED = frozenset({"NNS", "NNPS", "VBD", "VBN", "VBG", "VBZ", "VBP", "VB", "MD", "JJR", "JJS", "RBR", "RBS", "RB"})


def token_at(tokens: list[Token], offset: int) -> int:
    """Index of the token that holds the character ``offset`` (or else the first one behind it; len(tokens) at the end)."""
    low, high = 0, len(tokens)
    while low < high:
        middle = (low + high) // 2
        if tokens[middle].end <= offset:
            low = middle + 1
        else:
            high = middle
    return low


def _split(text: str, span: Span) -> tuple[list[int], list[str]]:
    starts: list[int] = []
    words: list[str] = []
    abbreviations = _abbreviations()
    for m in _TOKEN.finditer(text, span.start, span.end):
        word, start = m.group(), m.start()
        if word == "." and words and starts[-1] + len(words[-1]) == start:
            last = words[-1]
            initial = len(last) == 1 and last.isupper() and start + 1 < span.end
            if initial or "." in last or (last.lower() in abbreviations and (last[0].isupper() or len(last) < 3)):
                words[-1] = last + "."
                continue
        elif ("'" in word or "’" in word) and len(word) > 1:
            cut = _CLITIC.match(word)
            if cut:
                starts += (start, start + cut.end(1))
                words += (cut.group(1), cut.group(2))
                continue
        starts.append(start)
        words.append(word)
    return starts, words


@cache
def _abbreviations() -> frozenset[str]:
    return lexicon.words("abbreviations", "always") | lexicon.words("abbreviations", "unless_capital")


class _Pass:
    """One sentence on its way to tags; thrown away afterwards."""

    def __init__(self, words: list[str], lows: list[str]) -> None:
        self.words, self.lows = words, lows
        self.raw = self._first_readings()
        self.tags = list(self.raw)
        self.finite = False  # the clause has its finite verb
        self.subject = False  # a noun phrase that could be a subject stands before
        self.last_verb = ""  # tag of the clause's last verb, for coordination
        self.verb_at = -1
        self.outer: tuple[bool, bool] | None = None  # (finite, subject) of the clause around a subordinate one

    # -- first look-up ---------------------------------------------------------------------------------------

    def _first_readings(self) -> list[str]:
        table, words = _readings(), self.words
        title_case = self._is_title_case()
        raw: list[str] = []
        opening = True
        for word, low in zip(words, self.lows, strict=True):
            first = word[0]
            if first.isupper():
                reading = table.get(low)
                if low == "i":
                    reading = "PRP"
                elif not opening and not title_case and not (reading and reading in _CLOSED and low != "us"):
                    reading = _name(low, word)
                elif reading is None or (len(word) > 1 and word.isupper() and not title_case and not opening):
                    reading = _capitalised(low, word, title_case)
            else:
                reading = table.get(low)
                if reading is None:
                    reading = _unknown(word, low)
            raw.append(reading)
            opening = reading in _OPENING or (opening and reading == ":")
        return raw

    def _is_title_case(self) -> bool:
        """A headline in which most words of four letters and more have a capital."""
        long = [w for w in self.words if len(w) > 3 and w[0].isalpha()]
        return len(long) > 3 and sum(w[0].isupper() for w in long) > 0.8 * len(long)

    # -- the pass --------------------------------------------------------------------------------------------

    def run(self) -> list[str]:
        tags = self.tags
        for i, reading in enumerate(self.raw):
            if reading[0] == "+":
                reading = tags[i] = self._resolve(i, reading[1:])
            elif reading == "VBG" and i and tags[i - 1] in ("DT", "PRP$", "POS") and not self._nominal_next(i):
                reading = tags[i] = "NN"
            elif reading == "VBP" and i and self._verb_slot(i):
                reading = tags[i] = "VB"
            elif reading in ("NN", "JJ") and i and tags[i - 1] in ("MD", "TO") and self._hidden_verb(i):
                reading = tags[i] = "VB"
            elif reading == "VBD" and self._perfect(i):
                reading = tags[i] = "VBN"
            self._note(i, reading)
        return tags

    def _hidden_verb(self, i: int) -> bool:
        """Whether a word held for a noun is a verb after all: "will house", "to house 300 families"."""
        nxt = self.raw[i + 1] if i + 1 < len(self.raw) else "."
        due = self.tags[i - 1] == "MD" or (nxt in _OBJECT and not self._is_time(i + 1) and nxt != "NNP")
        return due and wordforms.can_be_verb(self.lows[i])

    def _nominal_next(self, i: int) -> bool:
        return i + 1 < len(self.raw) and _nominal(self.raw[i + 1])

    def _note(self, i: int, tag: str) -> None:
        """Keep the state of the clause."""
        if tag in _NOUNS or tag == "PRP" or tag == "EX" or tag == "CD":
            self.subject = True
        elif tag in _VERBS:
            if tag in _FINITE:
                self.finite = True
            self.last_verb, self.verb_at = tag, i
            if tag not in ("MD",) and wordforms.lemma(self.lows[i], tag) in _list("reporting"):
                self.finite, self.subject = False, False
        elif tag == "IN" and self.lows[i] in _SUBORDINATORS or tag in ("WDT", "WP", "WRB", "``", ":") or tag == ".":
            self.outer = None if tag in (".", ":", "``") else self.outer or (self.finite, self.subject)
            self.finite, self.subject = False, tag in ("WDT", "WP")
        elif tag == "," and self.finite:
            self.finite, self.subject = self.outer or (True, False)
            self.outer = None
        elif tag == "''" and i and self.tags[i - 1] in (",", "."):
            self.finite, self.subject = False, False
        elif tag == "CC" and self.finite and self._new_clause(i):
            self.finite, self.subject = False, False

    def _new_clause(self, i: int) -> bool:
        """Whether a conjunction opens a clause of its own: "... and the mayor said"."""
        nxt = self.raw[i + 1] if i + 1 < len(self.raw) else ""
        if nxt == "PRP" and self.lows[i + 1] in _SUBJECTS:
            return True
        return (nxt in _OBJECT or nxt in _NOUNS or nxt == "JJ" or nxt.startswith(("+N", "+S"))) and self._finite_ahead(i + 1, strict=True)

    def _back(self, i: int) -> int:
        """Index of the last token before ``i`` that is not an adverb; -1 at the start."""
        j = i - 1
        while j >= 0 and i - j < 4 and self.tags[j] == "RB":
            j -= 1
        return j

    def _verb_slot(self, i: int) -> bool:
        """Whether a base form is due: after "to", a modal, or "do"."""
        j = self._back(i)
        if j < 0:
            return False
        if self.tags[j] in ("TO", "MD") or self.lows[j] in ("do", "does", "did"):
            return True
        if self.tags[j] in ("PRP", "EX") or self.tags[j] in _NOUNS:  # "did they ...", "would the army ..."
            k = j
            while k >= 0 and j - k < 4 and (self.tags[k] in _NOUNS or self.tags[k] in _SLOT or self.tags[k] == "PRP"):
                k -= 1
            asked = k >= 0 and (self.tags[k] == "MD" or self.lows[k] in ("do", "does", "did", "let", "lets", "make", "makes", "made", "help", "helped", "helps"))
            return asked and (self.lows[k] not in ("do", "does", "did") or self.tags[k] != "VB")
        return False

    def _perfect(self, i: int) -> bool:
        """Whether a participle is due: after be, have or get."""
        j = self._back(i)
        if j >= 0 and self.tags[j] == "PRP" and j > 0 and self.lows[j - 1] in (_BE | _HAVE):
            j -= 1
        return j >= 0 and self.lows[j] in _AUX and self.tags[j] != "POS"

    def _finite_ahead(self, i: int, strict: bool = False) -> bool:
        """Whether a finite verb follows before the clause ends."""
        raw, lows = self.raw, self.lows
        for j in range(i, min(i + _WINDOW, len(raw))):
            reading = raw[j]
            if reading in _FINITE or (reading in ("+will", "+may") and self.words[j].islower()):
                return True
            if (j > i or self.tags[i - 1] not in _SLOT) and (reading in _BREAK or reading == "CC" or reading in ("WDT", "WP", "WRB", "TO") or lows[j] in _SUBORDINATORS):
                return False
            if reading[0] == "+" and ("D" in reading or (strict and "Z" in reading)) and j + 1 < len(raw):
                after = raw[j + 2] if raw[j + 1] == "+up" and j + 2 < len(raw) else raw[j + 1]
                if (after in _OBJECT and not self._is_time(j + 1)) or (strict and j > i and after in _BREAK | {"IN", "TO", "NNS", "NN", "JJ", "RB", "+that", "+over"}):
                    return True
            elif strict and j > i and reading == "VBD":
                return True
        return False

    # -- rules -----------------------------------------------------------------------------------------------

    def _resolve(self, i: int, code: str) -> str:
        special = _SPECIAL.get(code)
        if special is not None:
            return special(self, i)
        before = self._back(i)
        prev = self.tags[i - 1] if i else ""
        base = self.tags[before] if before >= 0 else ""
        nxt = self.raw[i + 1] if i + 1 < len(self.raw) else "."
        if "V" in code and self._verb_slot(i) and not self._noun_after_to(i, code, base, nxt):
            return "VB"
        if "P" in code and self._perfect(i):
            return "VBN"
        if "G" in code and self._perfect(i) and prev not in _SLOT:
            return "VBG"
        if prev in _SLOT:
            found = self._in_noun_slot(i, code, prev, nxt)
            if found:
                return found
        if "D" in code or "P" in code:
            if "N" in code and base == "NN" and (self.finite or not self.subject) and nxt not in _OBJECT and nxt != "+up":
                return "NN"
            return self._past(i, code, base, nxt)
        if "Z" in code:
            return self._third_person(i, code, prev, base, nxt)
        if "V" in code:
            return self._base_form(i, code, prev, base, nxt)
        return self._other(code, prev, base, nxt)

    def _noun_after_to(self, i: int, code: str, base: str, nxt: str) -> bool:
        """ "to police", "according to plan": a noun although "to" stands before."""
        if base != "TO" or "N" not in code:
            return False
        before_to = self.lows[self._back(i) - 1] if self._back(i) else ""
        return before_to in ("according", "due", "thanks", "attributed", "response", "addition", "contrary") or (
            nxt in _FINITE and self.lows[i] not in _list("verb_first")
        )

    def _in_noun_slot(self, i: int, code: str, prev: str, nxt: str) -> str:
        before = self.lows[i - 1]
        if prev == "DT" and "N" not in code and "Z" in code and before in _list("singular_determiners"):
            return "VBZ"
        if before in ("this", "that") and "Z" in code and nxt != "IN":
            return "VBZ"
        if before in _list("plural_determiners") and "V" in code and "S" not in code and "J" not in code and not _nominal(nxt):
            return "VBP"
        if prev == "CD" and code in ("DP", "DPJ", "VDP", "NVDP", "VDPJ", "NDP") and not _nominal(nxt):
            return self._past(i, code, prev, nxt)
        if "J" in code and _nominal(nxt) and nxt != "CD" and prev != "CD":
            return "JJ"
        if "S" in code:
            return "NNS"
        if "N" in code:
            return "NN" if "J" not in code or not _nominal(nxt) else "JJ"
        if "G" in code:
            return "VBG" if _nominal(nxt) or prev not in ("DT", "PRP$", "POS", "WP$") else "NN"
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
        j = self._back(i)
        word_before = lows[j] if j >= 0 else ""
        by_agent = lows[i + 1 : i + 2] == ["by"] and wordforms.lemma(lows[i], "VBD") not in _list("movers")
        subject_before = base in _NOUNS or base in ("PRP", "CD", "EX", "''", "-RRB-", "DT") or (base == "VBG" and not j) or (base in ("JJ", "JJS") and self.subject)
        if base in ("WDT", "WP") or word_before in _SUBJECTS:
            return "VBD"
        if nxt == "+up" and i + 2 < len(self.raw) and self._is_particle_of(i + 1, i):
            nxt = self.raw[i + 2]
            takes_object = nxt in _OBJECT and not self._is_time(i + 2)
        else:
            takes_object = (nxt in _OBJECT and not self._is_time(i + 1)) or lows[i + 1 : i + 2] == ["that"]
        if base == "CC" and self.verb_at >= 0:
            return self._coordinated(j, code, nxt)
        waiting = self.outer == (False, True)  # "An attack that killed 12 soldiers LEFT ..."
        if waiting and self.finite and subject_before and "D" in code and (takes_object or self._object_ahead(i) or nxt in _BREAK):
            self.outer = None
            return "VBD"
        if not self.finite and (subject_before or (base in (",", ":") and self.subject)):
            if takes_object and not by_agent:
                return "VBD" if "D" in code else "VBN"
            said = nxt != "TO" and not by_agent and wordforms.lemma(lows[i], "VBD") in _list("reporting")
            if said and "D" in code:
                return "VBD"
            if by_agent or "D" not in code or self._finite_ahead(i + 1, strict=True):
                return "VBN"
            if base == "," and "P" in code:
                return "VBD"
            affected = wordforms.lemma(lows[i], "VBD") in _list("affected")
            return "VBN" if affected and not self._object_ahead(i) else "VBD"
        if not self.finite and base == "CC":
            return "VBD" if "D" in code else "VBN"
        if "J" in code and _nominal(nxt) and nxt not in _OBJECT and nxt not in _COMPARATIVES and base not in _NOUNS:
            return "JJ"
        if "N" in code and (base in ("IN", "NN", "") or base in _VERBS) and "V" in code:
            return "NN"
        if base == "," and self.finite and self.last_verb == "VBD" and nxt in _OBJECT and "D" in code:
            return "VBD"
        if base in ("''", ",") and self.finite and nxt in ("NNP", "DT", "PRP") and wordforms.lemma(lows[i], "VBD") in _list("reporting"):
            return "VBD"
        return "VBN" if "P" in code else "VBD"

    def _is_time(self, i: int) -> bool:
        return i < len(self.lows) and self.lows[i] in _list("time_nouns")

    def _object_ahead(self, i: int) -> bool:
        nxt = self.raw[i + 1] if i + 1 < len(self.raw) else "."
        return nxt in _NOUNS or nxt in ("JJ", "POS") or (nxt.startswith("+") and nxt[1] in "NSJG" and "that" not in nxt)

    def _coordinated(self, j: int, code: str, nxt: str) -> str:
        """A verb after "and" is like the verb before, unless its noun or adjective reading fits better."""
        last = self.last_verb
        before = self.tags[j - 1] if j else ""
        if "J" in code and before in ("JJ", "VBN") and _nominal(nxt) and nxt not in _OBJECT:
            return "JJ"
        if last in ("VBD", "VBN") and ("D" in code or "P" in code):
            if last == "VBN" and self._finite_before(self.verb_at) and nxt in _OBJECT:
                return "VBD"
            return last if (last == "VBD" and "D" in code) or "P" in code else "VBD"
        if last in ("VB", "VBP", "MD") and "V" in code:
            return "VB" if last == "MD" else last
        return "VBD" if "D" in code and nxt in _OBJECT and self.subject else "VBN" if "P" in code else "VBD"

    def _finite_before(self, at: int) -> bool:
        """Whether the participle at ``at`` has no auxiliary right before it."""
        j = self._back(at)
        return not (j >= 0 and self.lows[j] in _AUX)

    def _third_person(self, i: int, code: str, prev: str, base: str, nxt: str) -> str:
        plural = "NNS" if "S" in code else "NN" if "N" in code else "JJ" if "J" in code else "VBZ"
        if base in ("PRP", "WDT", "WP", "EX"):
            return "VBZ"
        if base in _NOUNS and not self.finite and wordforms.lemma(self.lows[i], "VBZ") in _list("verb_first"):
            return "VBZ"
        if nxt.startswith(("+NV", "+V")) and (i + 2 >= len(self.raw) or self.raw[i + 2] in _BREAK | {"IN", "RB"}):
            return plural
        if base in ("NNS", "NNPS") and not self.finite and (nxt in ("DT", "PRP", "PRP$", "+that", "NNP", "VBG")):
            return plural if self._finite_ahead(i + 1, strict=True) and nxt != "+that" else "VBZ"
        if base in ("NN", "NNP", "NNPS", "''", "-RRB-") or base == "," and self.subject:
            if self.finite or base == ",":
                return plural if not (base == "," and not self.finite and nxt in _OBJECT) else "VBZ"
            if self._under(i):
                return plural
            if nxt in _OBJECT or nxt in ("TO", "RB", "+that", "+more", "VBN", "VBG"):
                return "VBZ"
            closed = nxt in _BREAK and nxt not in ("''", "``")
            return plural if closed or self._finite_ahead(i + 1) else "VBZ"
        if base == "CC" and self.last_verb == "VBZ" and nxt in _OBJECT:
            return "VBZ"
        return plural

    def _under(self, i: int) -> bool:
        """Whether the nouns before ``i`` hang on a verb, or on a preposition with no subject before it."""
        j = i - 1
        while j >= 0 and i - j < 8 and (self.tags[j] in _NOUNS or self.tags[j] in _SLOT):
            j -= 1
        if j < 0 or self.tags[j] not in ("IN", "TO", "VBG", "VB", "VBN", "VBD") or self.lows[j] in _SUBORDINATORS:
            return False
        if self.tags[j] in _VERBS:
            return wordforms.lemma(self.lows[j], self.tags[j]) not in _list("reporting")
        return not (j and (self.tags[j - 1] in _NOUNS or self.tags[j - 1] == "CD"))

    def _base_form(self, i: int, code: str, prev: str, base: str, nxt: str) -> str:
        verb = "VBP" if "V" in code else ""
        low = self.lows[i]
        noun = "NN" if "N" in code else "NNS" if "S" in code else ""
        adjective = "JJ" if "J" in code else ""
        if base == "PRP" or base in ("WDT", "WP", "EX"):
            if self._back(i) and self.finite and base == "PRP" and self.last_verb in ("VB", "VBD", "VBZ", "VBP"):
                return "VB"
            return verb
        if base == "NNS" or base == "NNPS" or (base == "DT" and prev == "RB"):
            if not self.finite and not nxt.startswith("VB") and nxt != "MD":
                follows = nxt in _OBJECT or nxt in ("TO", "+that", "IN", "RB", "VBG", "VBN") or nxt.startswith("+o")
                if follows or not noun or low in _list("verb_first"):
                    return verb
                if nxt in _NOUNS or nxt in ("JJ", "JJR") or (adjective and _nominal(nxt) and not self._finite_ahead(i + 1)):
                    return verb
                if nxt == "CC" and not any(r in _FINITE for r in self.raw[i + 1 : i + _WINDOW]):
                    return verb
                before_noun = self.tags[self._back(i) - 1] if self._back(i) > 0 else ""
                if nxt in _BREAK and self.words[i].islower() and before_noun not in _NOUNS | {"POS"}:
                    return verb
        if base == "," and self.subject and not self.finite and nxt in ("DT", "PRP$", "PRP") and "V" in code:
            return verb
        if base == "CC" and self.last_verb in ("VB", "VBP") and (nxt in _OBJECT or not noun or self.tags[self._back(i) - 1] == self.last_verb):
            return self.last_verb
        if adjective and (_nominal(nxt) or base in _VERBS or prev == "RB") and low not in _list("verb_first"):
            return adjective
        if not noun:
            if adjective:
                return adjective
            if base in _NOUNS and not self.finite:
                return verb
            return "RB" if "R" in code and base in _VERBS else "VB"
        if low in _list("verb_first") and base not in ("IN", "NN") and base not in _VERBS:
            return "VB" if base not in ("NNS", "PRP") else verb
        return noun

    def _other(self, code: str, prev: str, base: str, nxt: str) -> str:
        """Adjective, adverb, noun and -ing forms among themselves."""
        if code == "GJ":
            return "JJ" if prev == "RB" else "VBG"
        if "J" in code:
            if _nominal(nxt) and nxt not in _OBJECT:
                return "JJ"
            if prev == "NNS" and nxt in ("IN", "TO", "+about"):
                return "JJ"
            if "R" in code:
                return "RB" if base in _VERBS and self.lows[self.verb_at] not in _BE else "JJ"
            if base in _VERBS or prev == "RB":
                return "JJ" if "G" not in code else "VBG"
            return "NNS" if "S" in code else "NN" if "N" in code else "VBG" if "G" in code else "JJ"
        if "G" in code:
            if "N" in code and (base in ("NN", "IN", "") or base in _NOUNS) and nxt not in _OBJECT:
                return "NN" if base in ("NN", "JJ") or nxt in _FINITE or nxt in _BREAK or nxt == "IN" and base != "NNS" else "VBG"
            return "VBG"
        for letter in code:
            if letter in _SINGLE:
                return _SINGLE[letter] if not (letter == "R" and "N" in code) else "NN"
        return "NN"

    # -- single words ----------------------------------------------------------------------------------------

    def _that(self, i: int) -> str:
        prev = self.tags[i - 1] if i else ""
        nxt = self.raw[i + 1] if i + 1 < len(self.raw) else "."
        if (prev in _NOUNS or prev in ("PRP", "CD", "''")) and (nxt in _FINITE or (nxt[0] == "+" and ("D" in nxt or "Z" in nxt)) or nxt == "+'s"):
            return "WDT"
        if not i or prev in ("IN", "TO", "CC"):
            return "DT" if nxt in _NOUNS or nxt in _FINITE or nxt[0] == "+" or nxt in _BREAK else "IN"
        if prev in _VERBS and nxt in _BREAK:
            return "DT"
        if prev in _NOUNS and nxt == "+over":
            return "IN"
        return "IN"

    def _her(self, i: int) -> str:
        nxt = self.raw[i + 1] if i + 1 < len(self.raw) else "."
        return "PRP$" if _nominal(nxt) or nxt in ("JJR", "JJS", "VBG") else "PRP"

    def _more(self, i: int) -> str:
        nxt = self.raw[i + 1] if i + 1 < len(self.raw) else "."
        return "RBR" if nxt in ("JJ", "RB") or (nxt[0] == "+" and "J" in nxt and "N" not in nxt) else "JJR"

    def _most(self, i: int) -> str:
        nxt = self.raw[i + 1] if i + 1 < len(self.raw) else "."
        return "RBS" if nxt in ("JJ", "RB") and (i and self.tags[i - 1] == "DT") else "JJS"

    def _all(self, i: int) -> str:
        nxt = self.raw[i + 1] if i + 1 < len(self.raw) else "."
        return "PDT" if nxt in ("DT", "PRP$", "+her") else "DT"

    def _there(self, i: int) -> str:
        nxt = self.lows[i + 1] if i + 1 < len(self.lows) else ""
        inverted = i and self.lows[i - 1] in _BE and self.tags[i - 1] != "POS" and not self.subject
        return "EX" if nxt in _BE or nxt in ("has", "have", "had", "will", "would", "may", "might", "could", "can", "should", "must") or inverted else "RB"

    def _apostrophe_s(self, i: int) -> str:
        prev = self.tags[i - 1] if i else ""
        nxt = self.raw[i + 1] if i + 1 < len(self.raw) else "."
        if prev in ("PRP", "EX", "WP", "WRB", "WDT") or self.lows[i - 1] in ("that", "here", "there", "let"):
            return "VBZ"
        if prev in _NOUNS and not self.finite and (nxt in ("DT", "VBG", "RB", "PRP$") or nxt == "IN") and self.lows[i + 1] not in ("top", "most"):
            return "VBZ" if not self._finite_ahead(i + 1) else "POS"
        return "POS"

    def _apostrophe_d(self, i: int) -> str:
        nxt = self.raw[i + 1] if i + 1 < len(self.raw) else "."
        return "VBD" if "P" in nxt and nxt[0] == "+" or nxt == "VBN" or self.lows[i + 1 : i + 2] == ["better"] else "MD"

    def _quote_mark(self, i: int) -> str:
        prev_low = self.lows[i - 1] if i else ""
        nxt = self.raw[i + 1] if i + 1 < len(self.raw) else "."
        opened = any(w in ("'", "‘") for w in self.words[max(0, i - _WINDOW) : i])
        return "POS" if prev_low.endswith("s") and not opened and _nominal(nxt) else "''"

    def _particle(self, i: int) -> str:
        """up, down, off, out ...: RP with a verb that takes it, IN before a noun phrase, else RB."""
        if self._takes_particle(i):
            return "RP"
        nxt = self.raw[i + 1] if i + 1 < len(self.raw) else "."
        low = self.lows[i]
        if low == "back" and i and self.tags[i - 1] in _SLOT:
            return "NN"
        if low in ("up", "down", "off") and (nxt in ("DT", "PRP$") or (nxt in ("NNP", "NNS") and low == "off")):
            return "IN"
        return "RB"

    def _preposition(self, i: int) -> str:
        nxt = self.raw[i + 1] if i + 1 < len(self.raw) else "."
        if self._takes_particle(i) and (nxt in _BREAK or nxt == "IN" or (self.lows[i] in ("over", "on", "through") and nxt != "CD" and self.tags[i - 1] == "PRP")):
            return "RP"
        if self.lows[i] == "over" and nxt in ("CD", "$"):
            return "IN"
        return "IN"

    def _is_particle_of(self, i: int, at: int) -> bool:
        return self.lows[i] in _particles().get(wordforms.lemma(self.lows[at], "VBD"), ())

    def _takes_particle(self, i: int) -> bool:
        at = self.verb_at
        if at < 0 or i - at > 4:
            return False
        verb = wordforms.lemma(self.lows[at], self.tags[at])
        return self.lows[i] in _particles().get(verb, ()) and all(t in _NOUNS or t in _SLOT or t == "PRP" for t in self.tags[at + 1 : i])

    def _about(self, i: int) -> str:
        nxt = self.raw[i + 1] if i + 1 < len(self.raw) else "."
        if nxt in ("CD", "$") and self.lows[i] != "under":
            return "RB"
        if self.lows[i] == "about" and nxt == "TO":
            return "RB"
        return "IN"

    def _like(self, i: int) -> str:
        if self._verb_slot(i):
            return "VB"
        base = self.tags[self._back(i)] if self._back(i) >= 0 else ""
        return "VBP" if base == "PRP" and not self.finite else "IN"

    def _old(self, i: int) -> str:
        nxt = self.raw[i + 1] if i + 1 < len(self.raw) else "."
        return "JJ" if _nominal(nxt) or (i and self.lows[i - 1] in _BE) else "NN"

    def _may(self, i: int) -> str:
        nxt = self.raw[i + 1] if i + 1 < len(self.raw) else "."
        return "NNP" if nxt == "CD" or (self.words[i] == "May" and i and self.tags[i - 1] in ("IN", "CD", "JJ")) else "MD"

    def _march(self, i: int) -> str:
        if self.words[i] == "March":
            return "NNP"
        return self._resolve(i, "NV")

    def _much(self, i: int) -> str:
        nxt = self.raw[i + 1] if i + 1 < len(self.raw) else "."
        return "JJ" if _nominal(nxt) else "RB"

    def _will(self, i: int) -> str:
        prev = self.tags[i - 1] if i else ""
        return "NN" if prev in ("DT", "PRP$", "POS", "JJ") else "MD"


_AUX = _BE | _HAVE | _GET
_CLOSED = frozenset({"DT", "PDT", "PRP", "PRP$", "MD", "CC", "WP", "WP$", "WDT", "WRB", "TO", "IN", "CD", "+that", "+her", "+there", "+over", "+about"})
_OPENING = frozenset({"``", "-LRB-", "."})
_SPECIAL = {
    "that": _Pass._that, "her": _Pass._her, "more": _Pass._more, "most": _Pass._most, "all": _Pass._all, "there": _Pass._there,
    "'s": _Pass._apostrophe_s, "'d": _Pass._apostrophe_d, "'": _Pass._quote_mark, "up": _Pass._particle, "over": _Pass._preposition,
    "about": _Pass._about, "like": _Pass._like, "may": _Pass._may, "march": _Pass._march, "much": _Pass._much, "will": _Pass._will, "old": _Pass._old,
    }  # fmt: skip


def _nominal(reading: str) -> bool:
    """Whether a first reading can go on inside a noun phrase."""
    return reading in _NOMINAL or (reading[0] == "+" and reading[1] in "NSJ") or reading.startswith("+DPJ")


_NOMINAL = _NOUNS | {"JJ", "JJR", "JJS", "CD", "VBG", "$"}


def _name(low: str, word: str) -> str:
    """A capitalised word inside a sentence."""
    if low in _list("peoples") or low.endswith(("ian", "ean", "ese")) and len(low) > 5:
        return "JJ"
    if low.endswith("s") and len(low) > 4 and (low[:-1] in _list("peoples") or low.endswith(("ians", "eans"))):
        return "NNPS"
    if low[-1].isdigit() and low[0].isdigit():
        return "CD"
    return "NNPS" if low.endswith("s") and low[:-1] in wordforms.codes() and not word.isupper() else "NNP"


def _capitalised(low: str, word: str, title_case: bool) -> str:
    """A capitalised word, unknown to the dictionary, where a capital says little."""
    if low in _list("peoples") or low.endswith(("ian", "ean", "ese")) and len(low) > 5:
        return "JJ"
    if len(low) > 3 and low.endswith("s") and wordforms.lemma(low, "NNS") in wordforms.codes():
        return "NNS"
    if low.endswith("ly") and len(low) > 4 and low[:-2] in wordforms.codes():
        return "RB"
    stem = wordforms.guess(low)
    if stem in ("DP", "G") and "V" in wordforms.codes().get(wordforms.lemma(low, "VBN" if stem == "DP" else "VBG"), ""):
        return _SINGLE.get(stem, "+" + stem)
    return "NNP" if word.isalpha() or "." in word or "-" in word else _unknown(word, low)


def _unknown(word: str, low: str) -> str:
    first = word[0]
    if first.isdigit():
        return _numeric(low)
    if not first.isalpha():
        return "CD" if first.isnumeric() else "$" if first in "₺₪₩฿₦" else "SYM"
    head, _, last = low.rpartition("-")
    if head:
        return _hyphenated(low, head, last)
    code = wordforms.guess(low)
    if code == "DP" and low.startswith("un"):
        return "JJ"
    if code == "S":  # a noun that is known is a noun; "upends", "korons" wait for their context
        known = wordforms.codes().get(wordforms.lemma(low, "NNS"), "")
        return "NNS" if "N" in known and "V" not in known else "+SZ"
    return _SINGLE.get(code, "+" + code)


def _numeric(low: str) -> str:
    if low.isdigit() or not low[-1].isalpha() and "-" not in low:
        return "CD"
    if "-" in low:
        return "NNS" if low.endswith("-olds") else "+old" if low.endswith("-old") else "JJ"
    if low.endswith(("st", "nd", "rd", "th")):
        return "JJ"
    return "NNS" if low.endswith("0s") else "CD"


def _hyphenated(low: str, head: str, last: str) -> str:
    if not last:
        return "JJ"
    parts = low.split("-")
    readings = _readings()
    if all(readings.get(p) == "CD" or p == "and" for p in parts[:-1]) and (readings.get(last) == "CD" or last in _list("fractions")):
        return "CD"
    if last in ("old", "led", "based", "made", "long", "wide", "free", "like", "year", "month", "day", "week", "hour", "mile", "foot", "run"):
        return "JJ"
    reading = readings.get(last) or _unknown(last, last)
    if reading in ("NN", "NNS"):
        return reading if readings.get(parts[0]) != "CD" else "JJ"
    if reading.startswith("+N") or reading.startswith("+S"):
        return "NNS" if reading.startswith("+S") else "NN"
    return "JJ" if reading not in ("RB", "RP") else "RB"
