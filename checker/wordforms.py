"""The dictionary of English word forms: what a form can be, and its lemma.

A form's *code* is a string of letters, one for each reading: N noun, S plural noun, V base verb, Z third person
singular, D past, P past participle, G -ing form, J adjective, R adverb, C and T comparative and superlative
adjective, c and t the same for adverbs. ``lexicons/en/wordforms.tsv`` is generated (tools/build_wordforms.py);
``lexicons/en/tagging.toml`` corrects it by hand.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache, lru_cache

from checker import lexicon
from checker.worked_out import worked_out

__all__ = [
    "by_suffix",
    "can_be_verb",
    "codes",
    "guess",
    "irregular_plurals",
    "is_plural",
    "lemma",
    "singular",
]

_LETTER = {
    "NNS": "S", "NNPS": "S", "VBD": "D", "VBN": "P", "VBG": "G", "VBZ": "Z",
    "JJR": "C", "JJS": "T", "RBR": "c", "RBS": "t",
}  # fmt: skip
_VOWELS = frozenset("aeiou")
_ADJECTIVE_ENDINGS = (
    "able", "ible", "ful", "less", "ous", "ical", "ial", "ish", "ive",
    "based", "backed", "led", "made", "style", "wide", "old", "like",
)  # fmt: skip


def guess(word: str) -> str:
    """The code of a lower-case word that the dictionary does not hold, by its ending."""
    if word.endswith("s"):
        return "N" if word.endswith(("ss", "us", "is", "ous")) else "S"
    if word.endswith("ly") and len(word) > 4:
        return "R"
    if word.endswith("ed") and len(word) > 4:
        return "J" if "-" in word else "DP"
    if word.endswith("ing") and len(word) > 5:
        return "J" if "-" in word else "G"
    if word.endswith(_ADJECTIVE_ENDINGS) and ("-" in word or len(word) > 6):
        return "J"
    return "N"


def _listed() -> Iterator[tuple[str, list[str]]]:
    """The lines of the dictionary: a code with its forms, or "=" with form:letter:lemma of the irregular."""
    path = lexicon.FOLDER / "en" / "wordforms.tsv"
    for line in path.read_text(encoding="utf-8").split("\n"):
        code, _, words = line.partition("\t")
        if words:
            yield code, words.split()


@worked_out("lexicons/en/wordforms.tsv", "wordforms.py")
def _tables() -> tuple[dict[str, str], dict[tuple[str, str], str]]:
    """(code of a form as the dictionary has it, lemma of an irregular (form, letter))."""
    known: dict[str, str] = {}
    irregular: dict[tuple[str, str], str] = {}
    for code, words in _listed():
        if code == "=":
            for entry in words:
                form, letter, base = entry.split(":")
                irregular[form, letter] = base
        else:
            known.update(dict.fromkeys(words, code))
    return known, irregular


@cache
def codes() -> Mapping[str, str]:
    """{lower-case form: code}, corrections applied."""
    known = dict(_tables()[0])
    for code, listed in lexicon.nested("tagging", "readings").items():
        known.update(dict.fromkeys(listed, code))
    return known


def can_be_verb(word: str) -> bool:
    """Whether a base form is ever a verb, also where the corrections say "noun" ("to house 300 families")."""
    return "V" in _tables()[0].get(word, "")


def by_suffix(form: str, letter: str, known: Mapping[str, str]) -> str:
    """The lemma of an inflected form by the rules of spelling; ``known`` says which stems exist."""
    if letter == "S" or letter == "Z":
        return _without_s(form, letter, known)
    ending = {"D": "ed", "P": "ed", "G": "ing", "C": "er", "T": "est", "c": "er", "t": "est"}.get(letter)
    if ending is None or not form.endswith(ending):
        return form
    stem = form[: -len(ending)]
    want = "V" if letter in "DPG" else "J" if letter in "CT" else "R"
    if stem.endswith("i") and want in known.get(stem[:-1] + "y", ""):
        return stem[:-1] + "y"
    doubled = len(stem) > 3 and stem[-1] == stem[-2] and stem[-1] not in _VOWELS
    if doubled and want in known.get(stem[:-1], "") and want not in known.get(stem, ""):
        return stem[:-1]
    for candidate in (stem + "e", stem) if _wants_e(stem) else (stem, stem + "e"):
        if want in known.get(candidate, ""):
            return candidate
    return _unknown_stem(stem, doubled)


def _without_s(form: str, letter: str, known: Mapping[str, str]) -> str:
    if not form.endswith("s") or len(form) < 3:
        return form
    if form.endswith("ies") and len(form) > 4:
        return form[:-3] + "y"
    if form.endswith(("ches", "shes", "sses", "xes", "zzes")):
        return form[:-2]
    if form.endswith("oes") and "V" not in known.get(form[:-1], "") and letter == "Z":
        return form[:-2]
    return form[:-1]


def _wants_e(stem: str) -> bool:
    """Whether a stem such as "creat" more likely lost an e than not."""
    return (
        len(stem) > 2 and stem[-1] not in "wxy" and stem[-1] not in _VOWELS and stem[-2] in _VOWELS
    ) or stem.endswith("u")


def _unknown_stem(stem: str, doubled: bool) -> str:
    if doubled and stem[-1] not in "lsz":
        return stem[:-1]
    if stem.endswith(("at", "iz", "is", "v", "c", "g", "u", "dl", "bl", "tl")):
        return stem + "e"
    return stem[:-1] + "y" if stem.endswith("i") else stem


@lru_cache(maxsize=50_000)
def lemma(word: str, tag: str) -> str:
    """The lower-case base form of ``word`` read as ``tag`` (a Penn tag): lemma("struck", "VBD") == "strike"."""
    low = word.lower().replace("’", "'")
    letter = _LETTER.get(tag)
    if tag[0] in "VMR" and low in _contracted():
        return _contracted()[low]
    if letter is None:
        return low
    known, irregular = _tables()
    by_hand = lexicon.mapping("tagging", "lemmas").get(low)
    if by_hand is not None and letter in "SZDPG":
        return by_hand
    found = irregular.get((low, letter))
    if found is None and "-" in low and letter == "S":
        front, _, last = low.rpartition("-")
        return f"{front}-{lemma(last, tag)}"
    return found if found is not None else by_suffix(low, letter, known)


@cache
def _contracted() -> Mapping[str, str]:
    return lexicon.mapping("tagging", "contractions")


def singular(noun: str) -> str:
    """The singular of a noun in lower case; a singular noun is its own: singular("Missiles") == "missile"."""
    return lemma(noun, "NNS") if is_plural(noun) else noun.lower()


def is_plural(noun: str) -> bool:
    """Whether a noun's form is plural: "missiles", "people", "children"; not "series of", "news", "bus"."""
    low = noun.lower()
    code = codes().get(low) or guess(low.rpartition("-")[2])
    return "S" in code and not ("N" in code and low.endswith("ss"))


@cache
def irregular_plurals() -> Mapping[str, str]:
    """{singular: plural} of the nouns whose plural does not follow from their spelling; of two plurals the one in s."""
    out: dict[str, str] = {}
    for (form, letter), base in _tables()[1].items():
        taken = base in out and out[base].endswith("s") and not out[base].endswith(("sises", "xises"))
        if letter == "S" and not taken:
            out[base] = form
    return out
