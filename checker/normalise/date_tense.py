"""Does a sentence tell of something past or to come, at a given place? Decides what "Friday" and "in May" mean."""

from __future__ import annotations

import re
from functools import cache

from checker import lexicon

__all__ = ["FUTURE", "NONE", "PAST", "tense"]

PAST, NONE, FUTURE = -1, 0, 1
_REACH = 110  # characters on either side that are looked at
_BREAK = re.compile(r"[;:“”\"()]|``|''|--|—| but | while | after | before | when ", re.I)


@cache
def _cues() -> re.Pattern[str]:
    """One pattern with a group "future"; what matches without it is past. Longest phrases first."""
    future = sorted(lexicon.table("dates")["tense"]["future"], key=len, reverse=True)
    done = "|".join(p.replace(" ", r"\s+") for p in lexicon.table("dates")["tense"]["past_phrases"])
    past = sorted(lexicon.words("dates", "tense.past"), key=len, reverse=True)
    stop = "|".join(sorted(lexicon.words("dates", "tense.not_past")))
    ahead = "|".join(re.escape(f).replace(r"\ ", r"\s+") for f in future)
    to_be = r"to be [a-z]+(?:ed|en|wn|ld|de|nt)"
    perfect = r"(?:would|could|should|might|must)\s+have\s+(?:been|[a-z]+(?:ed|en|wn|ld|ne|me|nt))"
    adverbs, be = r"(?:\s+(?:not|also|likely|soon|\w+ly)){0,2}", r"(?:\s+(?:be|have|been)){0,2}"
    then = adverbs + be + r"(?:\s+\w+ly)?(?:(?<=be|en|ve)\s+[a-z]+)?"
    told = rf"(?!(?:{stop})\b)(?:{'|'.join(past)}|[a-z]{{3,20}}ed)"
    return re.compile(rf"\b(?:(?:{done}|{perfect})(?:\s+\w+)?|(?P<future>{ahead}|{to_be}){then}|{told})\b", re.I)


def tense(text: str, start: int, end: int, low: int, high: int) -> int:
    """PAST, FUTURE or NONE for the words at ``text[start:end]`` in the sentence ``text[low:high]``.

    The nearest cue in front wins, unless a clause ends between; else the nearest one behind.
    """
    before = text[max(low, start - _REACH) : start]
    after = text[end : min(high, end + _REACH)]
    cues = _cues()
    behind = _last(cues, _since_break(before))
    if behind is not None:
        return behind
    ahead = cues.search(_until_break(after))
    if ahead is not None:
        return _told(ahead)
    wider = _last(cues, before)
    if wider is not None:
        return wider
    ahead = cues.search(after)
    return NONE if ahead is None else _told(ahead)


def _told(cue: re.Match[str]) -> int:
    return FUTURE if cue["future"] else PAST


def _since_break(before: str) -> str:
    ends = [m.end() for m in _BREAK.finditer(before)]
    return before[ends[-1] :] if ends else before


def _until_break(after: str) -> str:
    m = _BREAK.search(after)
    return after[: m.start()] if m else after


def _last(cues: re.Pattern[str], text: str) -> int | None:
    found = None
    for m in cues.finditer(text):
        found = _told(m)
    return found
