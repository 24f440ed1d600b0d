"""The cue lexicon of quotations, with the inflected forms made from base forms."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from checker import lexicon

__all__ = ["cue_forms", "cue_words", "grammar", "noun_cues", "source_phrases"]

_VOWELS = "aeiou"


@cache
def cue_forms(group: str) -> dict[str, str]:
    """Every form of the verbs of a group (``say``, ``think`` or ``report``) -> base form."""
    out: dict[str, str] = {}
    irregular = lexicon.mapping("quotes", "irregular")
    for base in sorted(lexicon.words("quotes", f"verbs.{group}")):
        out[base] = base
        for form in irregular[base].split() if base in irregular else _inflect(base):
            out.setdefault(form, base)
    return out


def _inflect(base: str) -> Iterable[str]:
    """Regular -s, -ed and -ing forms; doubled consonants stand in the lexicon's irregular table."""
    if base.endswith("y") and base[-2:-1] not in _VOWELS:
        return (base[:-1] + "ies", base[:-1] + "ied", base + "ing")
    if base.endswith("e"):
        return (base + "s", base + "d", (base if base.endswith("ee") else base[:-1]) + "ing")
    third = base + ("es" if base.endswith(("s", "x", "z", "ch", "sh")) else "s")
    return (third, base + "ed", base + "ing")


@cache
def grammar(key: str) -> frozenset[str]:
    """A word class of the lexicon's grammar section."""
    return lexicon.words("quotes", f"grammar.{key}")


@cache
def source_phrases() -> dict[str, list[tuple[str, ...]]]:
    """Prepositions that name a source, by their first word: {"according": [("according", "to")]}."""
    out: dict[str, list[tuple[str, ...]]] = {}
    for phrase in sorted(lexicon.words("quotes", "phrases.source")):
        words = tuple(phrase.split())
        out.setdefault(words[0], []).append(words)
    return out


@cache
def noun_cues() -> frozenset[str]:
    """Nouns that carry their possessor's words ("the mayor's claim that"), singular and plural."""
    base = lexicon.words("quotes", "verbs.noun")
    return base | {n[:-1] + "ies" if n.endswith("y") and n[-2] not in _VOWELS else n + "s" for n in base}


@cache
def cue_words() -> frozenset[str]:
    """Every word that can be a cue or begin one: a cheap test before the grammar."""
    groups = [set(cue_forms(group)) for group in ("say", "think", "report")]
    return noun_cues().union(*groups, source_phrases(), lexicon.nested("quotes", "particles"))
