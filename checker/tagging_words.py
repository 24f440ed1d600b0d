"""Rules for single words that need context: "that", "her", "there", "'s", "up", "about" and their like.

Each rule takes the state of the sentence and the index of its word, and gives the Penn tag.
"""

from __future__ import annotations

from collections.abc import Callable

from checker.readings import BE, BREAK, FINITE, NOUNS, SLOT, VERBS, nominal
from checker.tagging_state import WINDOW, State

__all__ = ["RULES"]


def _that(state: State, i: int) -> str:
    if i and state.is_time(i - 1):  # "said on Monday that talks would begin"
        return "IN"
    prev = state.tags[i - 1] if i else ""
    nxt = state.after(i)
    if (prev in NOUNS or prev in ("PRP", "CD", "''")) and (
        nxt in FINITE or (nxt[0] == "+" and ("D" in nxt or "Z" in nxt)) or nxt == "+'s"
    ):
        return "WDT"
    if not i or prev in ("IN", "TO", "CC"):
        return "DT" if nxt in NOUNS or nxt in FINITE or nxt[0] == "+" or nxt in BREAK else "IN"
    if prev in VERBS and nxt in BREAK:
        return "DT"
    if prev in NOUNS and nxt == "+over":
        return "IN"
    return "IN"


def _her(state: State, i: int) -> str:
    nxt = state.after(i)
    return "PRP$" if (nominal(nxt) and nxt != "$") or nxt in ("JJR", "JJS", "VBG") else "PRP"


def _more(state: State, i: int) -> str:
    nxt = state.after(i)
    return "RBR" if nxt in ("JJ", "RB") or (nxt[0] == "+" and "J" in nxt and "N" not in nxt) else "JJR"


def _most(state: State, i: int) -> str:
    nxt = state.after(i)
    return "RBS" if nxt in ("JJ", "RB") and (i and state.tags[i - 1] == "DT") else "JJS"


def _all(state: State, i: int) -> str:
    nxt = state.after(i)
    return "PDT" if nxt in ("DT", "PRP$", "+her") else "DT"


def _there(state: State, i: int) -> str:
    nxt = state.lows[i + 1] if i + 1 < len(state.lows) else ""
    inverted = i and state.lows[i - 1] in BE and state.tags[i - 1] != "POS" and not state.subject
    return (
        "EX"
        if nxt in BE
        or nxt in ("has", "have", "had", "will", "would", "may", "might", "could", "can", "should", "must")
        or inverted
        else "RB"
    )


def _apostrophe_s(state: State, i: int) -> str:
    prev = state.tags[i - 1] if i else ""
    nxt = state.after(i)
    if prev in ("PRP", "EX", "WP", "WRB", "WDT") or state.lows[i - 1] in ("that", "here", "there", "let"):
        return "VBZ"
    if (
        prev in NOUNS
        and not state.finite
        and (nxt in ("DT", "VBG", "RB", "PRP$") or nxt == "IN")
        and state.lows[i + 1] not in ("top", "most")
    ):
        return "VBZ" if not state.finite_ahead(i + 1) else "POS"
    return "POS"


def _apostrophe_d(state: State, i: int) -> str:
    nxt = state.after(i)
    return "VBD" if ("P" in nxt and nxt[0] == "+") or nxt == "VBN" or state.lows[i + 1 : i + 2] == ["better"] else "MD"


def _quote_mark(state: State, i: int) -> str:
    prev_low = state.lows[i - 1] if i else ""
    nxt = state.after(i)
    opened = any(w in ("'", "‘") for w in state.words[max(0, i - WINDOW) : i])
    return "POS" if prev_low.endswith("s") and not opened and nominal(nxt) else "''"


def _particle(state: State, i: int) -> str:
    """up, down, off, out ...: RP with a verb that takes it, IN before a noun phrase, else RB."""
    if state.takes_particle(i):
        return "RP"
    nxt = state.after(i)
    low = state.lows[i]
    if low == "back" and i and state.tags[i - 1] in SLOT:
        return "NN"
    if low in ("up", "down", "off") and (nxt in ("DT", "PRP$") or (nxt in ("NNP", "NNS") and low == "off")):
        return "IN"
    return "RB"


def _preposition(state: State, i: int) -> str:
    nxt = state.after(i)
    if state.takes_particle(i) and (
        nxt in BREAK
        or nxt == "IN"
        or (state.lows[i] in ("over", "on", "through") and nxt != "CD" and state.tags[i - 1] == "PRP")
    ):
        return "RP"
    if state.lows[i] == "over" and nxt in ("CD", "$"):
        return "IN"
    return "IN"


def _about(state: State, i: int) -> str:
    nxt = state.after(i)
    if nxt in ("CD", "$") and state.lows[i] != "under":
        return "RB"
    if state.lows[i] == "about" and nxt == "TO":
        return "RB"
    return "IN"


def _like(state: State, i: int) -> str:
    if state.verb_slot(i):
        return "VB"
    base = state.tags[state.back(i)] if state.back(i) >= 0 else ""
    return "VBP" if base == "PRP" and not state.finite else "IN"


def _old(state: State, i: int) -> str:
    nxt = state.after(i)
    return "JJ" if nominal(nxt) or (i and state.lows[i - 1] in BE) else "NN"


def _may(state: State, i: int) -> str:
    nxt = state.after(i)
    return "NNP" if nxt == "CD" or (state.words[i] == "May" and i and state.tags[i - 1] in ("IN", "CD", "JJ")) else "MD"


def _much(state: State, i: int) -> str:
    nxt = state.after(i)
    return "JJ" if nominal(nxt) else "RB"


def _will(state: State, i: int) -> str:
    prev = state.tags[i - 1] if i else ""
    return "NN" if prev in ("DT", "PRP$", "POS", "JJ") else "MD"


RULES: dict[str, Callable[[State, int], str]] = {
    "that": _that, "her": _her, "more": _more, "most": _most, "all": _all, "there": _there, "'s": _apostrophe_s,
    "'d": _apostrophe_d, "'": _quote_mark, "up": _particle, "over": _preposition, "about": _about, "like": _like,
    "old": _old, "may": _may, "much": _much, "will": _will,
}  # fmt: skip
