"""First readings: what each word of a sentence can be, before its context is looked at.

A reading is a Penn tag, or "+" and a code (see ``checker/wordforms.py``) or the name of a rule for one word.
"""

from __future__ import annotations

from functools import cache

from checker import lexicon, wordforms

__all__ = [
    "AUX", "BE", "BREAK", "COMPARATIVES", "FINITE", "GET", "HAVE", "NOUNS", "OBJECT", "SINGLE", "SLOT", "SUBJECTS",
    "SUBORDINATORS",    "VERBS", "first_readings", "nominal", "particles", "words_of",
]  # fmt: skip

_PUNCT = {
    ".": ".", "!": ".", "?": ".", ",": ",", ";": ":", ":": ":",
    "—": ":", "–": ":", "-": ":", "--": ":", "…": ":", "...": ":",
    "(": "-LRB-", ")": "-RRB-", "[": "-LRB-", "]": "-RRB-", "“": "``", "”": "''", '"': "''", "‘": "``",
    "$": "$", "€": "$", "£": "$", "¥": "$", "₹": "$", "₽": "$", "₴": "$",
    "%": "NN", "&": "CC", "#": "#", "/": "SYM", "«": "``", "»": "''",
}  # fmt: skip
SINGLE = {
    "N": "NN", "S": "NNS", "Z": "VBZ", "D": "VBD", "P": "VBN", "G": "VBG", "J": "JJ", "R": "RB",
    "C": "JJR", "T": "JJS", "c": "RBR", "t": "RBS",
}  # fmt: skip
BE = frozenset(["is", "are", "was", "were", "am", "be", "been", "being", "'s", "'re", "'m"])
HAVE = frozenset(["has", "have", "had", "'ve", "having"])
GET = frozenset(["get", "gets", "got", "gotten", "getting"])
NOUNS = frozenset({"NN", "NNS", "NNP", "NNPS"})
FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
VERBS = FINITE | {"VB", "VBN", "VBG"}
SLOT = frozenset({"DT", "PRP$", "POS", "JJ", "JJR", "JJS", "WP$", "CD", "PDT"})  # a noun or its modifier follows
OBJECT = frozenset({"DT", "CD", "PRP", "PRP$", "NNP", "NNPS", "$", "PDT", "EX"})  # can only begin a noun phrase
COMPARATIVES = frozenset({"JJR", "JJS"})
BREAK = frozenset({",", ":", ".", "''", "``", "-LRB-", "-RRB-"})
SUBORDINATORS = frozenset(
    {"as", "if", "when", "while", "after", "before", "because", "that", "which", "who", "although", "though", "unless"}
) | {"whether", "since", "until", "than", "where", "whereas", "how", "why", "what"}
SUBJECTS = frozenset(["i", "he", "she", "they", "we"])
AUX = BE | HAVE | GET
_CLOSED = frozenset(
    {
        "DT",
        "PDT",
        "PRP",
        "PRP$",
        "MD",
        "CC",
        "WP",
        "WP$",
        "WDT",
        "WRB",
        "TO",
        "IN",
        "CD",
        "+that",
        "+her",
        "+there",
        "+over",
        "+about",
    }
)
_OPENING = frozenset({"``", "-LRB-", "."})
_NOMINAL = NOUNS | {"JJ", "JJR", "JJS", "CD", "VBG", "$"}


class _Readings(dict[str, str]):
    """Readings by word: those of the lists, and of the dictionary what was asked for; "" where a word is unknown."""

    def __missing__(self, low: str) -> str:
        code = wordforms.codes().get(low)
        if code is None:
            return ""
        found = self[low] = SINGLE.get(code, "+" + code)
        return found


@cache
def _readings() -> _Readings:
    table = _Readings()
    for penn, listed in lexicon.nested("tagging", "tags").items():
        table.update(dict.fromkeys(listed, penn))
    for rule, listed in lexicon.nested("tagging", "rules").items():
        table.update(dict.fromkeys(listed, "+" + rule))
    table.update(_PUNCT)
    table["’"] = table["'"]
    return table


def known(low: str) -> bool:
    """Whether a lower-case word stands in the lists of the tagger or in the dictionary."""
    return bool(_readings()[low])


@cache
def words_of(name: str) -> frozenset[str]:
    return lexicon.words("tagging", f"lists.{name}")


@cache
def particles() -> dict[str, frozenset[str]]:
    return {verb: frozenset(listed) for verb, listed in lexicon.nested("tagging", "particles").items()}


def first_readings(words: list[str], lows: list[str]) -> list[str]:
    """What each word can be by itself: a Penn tag, or "+CODE" where only the context can tell."""
    table = _readings()
    title_case = _is_title_case(words)
    raw = [table[low] for low in lows]
    for i, word in enumerate(words):
        low = lows[i]
        if word == low and raw[i]:  # most words: known, and without a capital
            continue
        reading = raw[i]
        if not word[0].isupper():
            raw[i] = reading or _unknown(word, low)
        elif low == "i":
            raw[i] = "PRP"
        else:
            opening = _opens(raw, i)
            if not opening and not title_case and not (reading in _CLOSED and low != "us"):
                raw[i] = _name(low, word)
            elif not reading or (len(word) > 1 and word.isupper() and not title_case and not opening):
                raw[i] = _capitalised(low, word, title_case)
    return raw


def _opens(raw: list[str], i: int) -> bool:
    """Whether a word opens the sentence or a part of it, past dashes and colons at its start."""
    i -= 1
    while i >= 0 and raw[i] == ":":
        i -= 1
    return i < 0 or raw[i] in _OPENING


def _is_title_case(words: list[str]) -> bool:
    """A headline in which most words of four letters and more have a capital."""
    long = [w for w in words if len(w) > 3 and w[0].isalpha()]
    return len(long) > 3 and sum(w[0].isupper() for w in long) > 0.8 * len(long)


def nominal(reading: str) -> bool:
    """Whether a first reading can go on inside a noun phrase."""
    return reading in _NOMINAL or (reading[0] == "+" and reading[1] in "NSJ") or reading.startswith("+DPJ")


def _name(low: str, word: str) -> str:
    """A capitalised word inside a sentence."""
    if low in words_of("peoples") or (low.endswith(("ian", "ean", "ese")) and len(low) > 5):
        return "JJ"
    if low.endswith("s") and len(low) > 4 and (low[:-1] in words_of("peoples") or low.endswith(("ians", "eans"))):
        return "NNPS"
    if low[-1].isdigit() and low[0].isdigit():
        return "CD"
    return "NNPS" if low.endswith("s") and low[:-1] in wordforms.codes() and not word.isupper() else "NNP"


def _capitalised(low: str, word: str, title_case: bool) -> str:
    """A capitalised word, unknown to the dictionary, where a capital says little."""
    if low in words_of("peoples") or (low.endswith(("ian", "ean", "ese")) and len(low) > 5):
        return "JJ"
    if len(low) > 3 and low.endswith("s") and wordforms.lemma(low, "NNS") in wordforms.codes():
        return "NNS"
    if low.endswith("ly") and len(low) > 4 and low[:-2] in wordforms.codes():
        return "RB"
    head, _, last = low.partition("-")
    if last and _readings()[head] == _readings()[last] == "CD":
        return "CD"  # "Twenty-seven states sued"
    stem = wordforms.guess(low)
    if stem in ("DP", "G") and "V" in wordforms.codes().get(wordforms.lemma(low, "VBN" if stem == "DP" else "VBG"), ""):
        return SINGLE.get(stem, "+" + stem)
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
    return SINGLE.get(code, "+" + code)


def _numeric(low: str) -> str:
    if low.isdigit() or (not low[-1].isalpha() and "-" not in low):
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
    if all(readings[p] == "CD" or p == "and" for p in parts[:-1]) and (
        readings[last] == "CD" or last in words_of("fractions")
    ):
        return "CD"
    if last in (
        "old",
        "led",
        "based",
        "made",
        "long",
        "wide",
        "free",
        "like",
        "year",
        "month",
        "day",
        "week",
        "hour",
        "mile",
        "foot",
        "run",
    ):
        return "JJ"
    reading = readings[last] or _unknown(last, last)
    if reading in ("NN", "NNS"):
        return reading if readings[parts[0]] != "CD" else "JJ"
    if reading.startswith("+N") or reading.startswith("+S"):
        return "NNS" if reading.startswith("+S") else "NN"
    return "JJ" if reading not in ("RB", "RP") else "RB"
