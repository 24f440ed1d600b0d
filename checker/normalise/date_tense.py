"""Does a sentence tell of something past or to come, at a given place? Decides what "Friday" and "in May" mean."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from checker import lexicon
from checker.alternatives import longest_of
from checker.expressions import expression

__all__ = ["FAINT", "FIRM", "FUTURE", "LIKELY", "NONE", "PAST", "firmly_past", "leads", "tense"]

FAINT, FIRM, PAST, NONE, FUTURE, LIKELY = -3, -2, -1, 0, 1, 2
"""FIRM: a past verb right in front; FAINT: past by a cue behind the date or outside its clause.

LIKELY: to come by a weak cue ("could", "ahead of") or by one behind the date alone ("Monday's vote will ...").
"""
_REACH = 110  # characters on either side that are looked at
_NEAR = 40  # characters that "polls close again on" may take
_BREAK = expression(
    r"[;:“”\"()]|``|''|--|—| but | while | after | before | when "
    r"|,\s+(?:and|so|then)\s+(?=(?:(?:on|in|by|at|from|until|this|next|early|late|the)\s+)*$)",
    re.I,
)
_AFTER_DOING = expression(r"\bafter\s+(?:\w+ly\s+)?\w+ing\b[^,;]*$", re.I)
_WHEN_DONE = expression(r",?\s+when\s[^,;.]{0,40}?\b(?:was|were|had|\w{2,}ed)\b", re.I)
_UNTIL = expression(r"\S+\s+\S+\s+(?:until|till?|by)(?:\s+(?:the|at least|late|early))?\s+$", re.I)
_STANDS = expression(
    r"\b(?:is|are|stays?|remains?)\s+(?:[a-z]+\s+){1,2}(?:until|till|through|up\s+to)\s+(?:(?:the|late|early)\s+)?$",
    re.I,
)
"""What stands for some time on: "bids are accepted until the 30th", "prices are fixed up to the end of June"."""
_SHUT_FOR = expression(
    r"\b(?:is|are|stays?|remains?)\s+[a-z]+\s+for\s+(?:the\s+)?(?:winter|spring|summer|autumn|fall)$", re.I
)
"""What is shut for the winter is so from now on."""
_IS_ON = expression(
    r"(?<!\bit\s)\b(?:is|are)\s+(?:(?:now|only)\s+)?(?:on|(?:at|by|from)\s+(?:\S+\s+on\s+)?)\s*(?:the\s+)?$", re.I
)
"""What is on a day is to come: "the final is on Friday", "the vote is at ten on Friday"."""
_COME = expression(r"\bcome\s+$", re.I)  # "Come January, all will change"
_FOR = expression(r"(\w+)\s+for\s+(?:(?:next|this|late|early)\s+)?$", re.I)
_FIGURES = frozenset(["figures", "data", "results", "numbers", "prices", "rates", "totals"])
_AHEAD = expression(r"\b(?:will|would|shall|to|due)\b|[’']ll\b", re.I)
_IS = expression(r"\s+(?:is|marks)\s", re.I)
_WILL = expression(r"(?:will|shall)\b|[’']ll\b|(?:is|are|am)\s+(?:to|due|going|set|expected|scheduled)\b", re.I)
_LEADING = expression(r"(?:^|[.;:“”\"]\s*|\band\s+|\bbut\s+)(?:(?:on|by|early|late|and|but)\s+){0,2}$", re.I)
_HAVE = expression(r"\bha(?:s|ve|d)\s+(?:until|till|on|in|at|by|since)\s+(?:the\s+)?$", re.I)
_DONE = expression(r"\s+(?:already\s+|only\s+)?[a-z]{2,}(?:ed|wn|ne|ld|nt|ken|ven|den|sen)\b", re.I)
_LEADING_UNTIL = expression(r"^(?:\W|and\s+|but\s+)*(?:until|till|from|by|as\s+of)\s+(?:the\s+)?$", re.I)
_HOLDS = expression(
    r"[^.;]{0,60}?\b(?:is|are|(?:has|have)\s+(?:time|to|until|no|an?|the)|stays?|remains?|nothing\s+\w+s|(?:nobody|no\s+one|everything|everybody)\s+\w+s|can|must|may"
    r"|applies|apply|holds|runs?|counts?)\b(?!\s+(?:been|had|\w+ed\b))",
    re.I,
)
"""What holds from or up to a day, told in the present."""
_NOW = expression(r"(?:\b(?:is|are|am)|[’'](?:s|re|m))\s+(?:also\s+|now\s+|still\s+|\w+ly\s+)?$", re.I)
_FOLLOWED = expression(r"followed\s+by\b", re.I)
_TO_DO = expression(r"\s+to\s+[a-z]+", re.I)
_INSIDE = expression(r"\b(?:on|of|since|from|by|until|till|after|before|in|for|to|[a-z]+ed)\s+$", re.I)
_WEEKDAY = expression(r"(?:next |this |late |early )?(?:mon|tues|wednes|thurs|fri|satur|sun)day", re.I)
_NEXT = expression(r"(?:\s+(?:on|in|since|early|late|from|back)){0,2}\s*")
_PARTICIPLE = expression(r"([a-z]+(?:ed|en|wn))(?:\s+([a-z]+))?", re.I)
_POSSESSIVE = ("'s", "’s")


def firmly_past(before: str) -> bool:
    """Whether a past verb and at most a preposition stand in front of a date: "she was arrested on 3 January"."""
    behind = list(_cues().finditer(before, max(0, len(before) - 40)))
    return bool(behind) and not behind[-1]["future"] and _NEXT.fullmatch(before, behind[-1].end()) is not None


def _words(key: str) -> str:
    return longest_of(lexicon.words("dates", "tense." + key))


@cache
def _cues() -> re.Pattern[str]:
    """One pattern with a group "future"; what matches without it is past."""
    table = lexicon.table("dates")["tense"]
    unchanged = _words("unchanged")
    to_be = rf"to be (?:[a-z]+(?:ed|en|wn|ld|de|nt)|{unchanged})"
    perfect = rf"(?:would|could|should|might|must|(?-i:may))\s+have\s+(?!(?:{_words('not_done')})\b)[a-z]+"
    many = rf"(?<!to )(?<!not )(?<!n[’']t )(?<!did )(?:{longest_of(table['schedule_many'])})"
    making = rf"(?:is|are|[’'](?:s|re|m))\s+(?:also\s+|now\s+|not\s+|still\s+)?(?:{_words('schedule_ing')})"
    come = rf"(?<!ed )(?<!an )(?<!nt )(?<!me )(?<!ad )(?<!not )to\s+(?:{_words('to_come')})"
    to = r"(?:until|till|to|for)(?=(?:\s+(?:the|an?|at\s+least|late|early))?\s*$)"
    moved = rf"(?:{_words('moved')})\b[^.;:]{{0,50}}?\b{to}"
    last = rf"(?:{_words('schedule_last')})(?=(?:\s+on)?\s*$)"
    asking = rf"(?:{_words('asking')})\s+(?:[\w’'-]+\s+){{1,4}}?to\s+(?!the\b|an?\b)[a-z]+"
    listed = longest_of([*table["future"], *table["schedule"]])
    ahead = "|".join([moved, last, asking, listed, many, making, come, to_be, "(?-i:may)"])
    adverbs = r"(?:\s+(?:not|also|likely|soon|still|then|\w+ly)){0,2}"
    be = r"(?:(?:\s+(?:be|have|been|stay|remain|keep|get|become|lie|sit)){1,2}(?:\s+\w+ly)?\s+[a-z]+)?"
    same = rf"(?:\s+(?:{_words('unchanged')})\b)?"
    then = adverbs + be + same
    told = rf"(?!(?:{_words('not_past')})\b)(?<!to )(?:{_words('past')}|[a-z]{{3,20}}ed)"
    done = longest_of(table["past_phrases"])
    return expression(rf"\b(?=[a-z’'])(?:(?:{done}|{perfect})(?:\s+\w+)?|(?P<future>{ahead}){then}|{told})\b", re.I)


def tense(text: str, start: int, end: int, low: int, high: int) -> int:
    """PAST, FAINT, FUTURE, LIKELY or NONE for the words at ``text[start:end]`` in the sentence ``text[low:high]``.

    The nearest cue in front wins, unless a clause ends between; else the nearest one behind.
    """
    before = text[max(low, start - _REACH) : start]
    after = text[end : min(high, end + _REACH)]
    cues = _cues()
    clause = _since_break(before)
    words = text[start:end]
    if _arranged_for(clause, words, after) or _subject(before, words, after):
        return FUTURE
    if _many_meet().search(clause[-_NEAR:]) or (_TO_DO.match(after) and _bent_on().search(clause)):
        return FUTURE
    if _given().search(clause) or _happened(clause, words, after):
        return PAST
    if _after_doing(before, words) or _WHEN_DONE.match(after):
        return PAST
    if _STANDS.search(clause + words[:6] if words[:6].lower() == "up to " else clause):
        return FUTURE
    if _IS_ON.search(clause) or _SHUT_FOR.search(clause + words):
        return FUTURE
    if _HAVE.search(clause) and _DONE.match(after):
        return PAST  # "they have until Monday evening cleared the road"
    if _LEADING_UNTIL.search(before) and _HOLDS.match(_until_break(after)):
        return FUTURE  # "Until Tuesday evening nothing moves"
    if leads(before, after) and _many_then().match(after):
        return FUTURE  # "On Wednesday the deputies vote"
    behind = _last(cues, clause)
    if behind is not None:
        return behind
    if _contest().search(clause):
        return LIKELY  # "a candidate in the primary on 3 June"
    if _UNTIL.search(clause) or _COME.search(clause):
        return FUTURE  # "The contract runs until Monday", with nothing past in front
    if _outcomes().match(after):
        return PAST  # "Monday's ruling will cost them millions"
    ahead = _first(cues, _until_break(after))
    if ahead is not None and _WILL.match(ahead.group()) and leads(before, after):
        return FUTURE
    if ahead is not None:
        return FAINT if _reports().search(after, 0, ahead.start()) else _behind(ahead)
    wider = _last(cues, before)
    if wider is not None:
        return FAINT if wider == PAST else wider
    ahead = _first(cues, after)
    return NONE if ahead is None else _behind(ahead)


def _arranged_for(clause: str, words: str, after: str) -> bool:
    """ "called a strike for Monday", not "blamed for Monday's blast"."""
    front = _FOR.search(clause)
    if front is None or front[1].lower() in _FIGURES or "had been" in clause:
        return False
    return _WEEKDAY.match(words) is not None and not after.startswith(_POSSESSIVE)


@cache
def _blows() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """A blow in front of a date ("the killing of a clerk on 3 May") and behind it ("Monday's spill")."""
    noun = rf"(?:{_words('blows')})(?:e?s)?"
    return (
        expression(rf"\b{noun}(?:\s+(?:of|in|at|near|by|to)\s+(?:\S+\s+){{0,3}}?\S+)?\s+(?:on|in|of)\s+$", re.I),
        expression(rf"(?:['’]s\s+(?:[a-z]+\s+)?|\s+){noun}\b", re.I),
    )


@cache
def _reports() -> re.Pattern[str]:
    """The present tense of reports: "In an interview on Monday, she says ..."."""
    return expression(rf"\b(?:{_words('reports')})\b", re.I)


@cache
def _contest() -> re.Pattern[str]:
    """A vote right in front of its day; polls ask for opinions, too."""
    voted = longest_of(w for w in lexicon.words("dates", "tense.contest") if not w.startswith("poll"))
    return expression(rf"\b(?:{voted})\s+(?:(?:on|in|of)\s+)?$", re.I)


@cache
def _outcomes() -> re.Pattern[str]:
    """What is told of once it is out, behind a possessive day."""
    return expression(rf"['’]s\s+(?:[a-z]+\s+)?(?:{_words('outcomes')})\b", re.I)


@cache
def _given() -> re.Pattern[str]:
    """ "Despite defeats on", up to the date."""
    return expression(rf"\b(?:{longest_of(lexicon.table('dates')['tense']['given'])})\s[^,;]*$", re.I)


def _happened(clause: str, words: str, after: str) -> bool:
    """ "Monday's spill", "the killing on 3 May". "At the scene of the crash on Monday" may be to come."""
    front, behind = _blows()
    return bool(behind.match(after) or (not _WEEKDAY.match(words) and front.search(clause)))


def leads(before: str, after: str) -> bool:
    """Whether a date opens its clause and is no part of the subject: "On Sunday the mayor will open the bridge"."""
    return _LEADING.search(before) is not None and not after.startswith(_POSSESSIVE)


@cache
def _many_meet() -> re.Pattern[str]:
    """What many do by arrangement, right in front of a day: "polls close on Sunday", "the two leaders meet Monday"."""
    last = r"(?:\s+(?:again|\w+ly))?(?:\s+on)?\s*$"
    many = r"(?<=[a-rt-z]s\s)"
    return expression(rf"{many}(?:{_words('many_last')})\b{last}|(?<!\bthe\s)\bhold\s+talks{last}", re.I)


@cache
def _many_then() -> re.Pattern[str]:
    """What many do by arrangement, behind the day that opens the sentence: " the deputies vote"."""
    many = r",?\s+(?:the|both|all|our|their|its)\s+(?:[\w’'-]+\s+){0,3}?[\w’'-]+s"
    return expression(rf"{many}\s+(?:{_words('many_last')})\b(?!\s+(?:was|were|had))", re.I)


@cache
def _bent_on() -> re.Pattern[str]:
    """ "plans on Monday", in front of "to name a new team"."""
    return expression(rf"\b(?:{_words('bent')})(?:\s+on)?\s*$", re.I)


def _subject(before: str, words: str, after: str) -> bool:
    """ "Friday is a holiday", "Monday marks a year since ...": the day itself is spoken of, in the present."""
    return bool(_WEEKDAY.match(words) and _IS.match(after) and not _INSIDE.search(before))


def _after_doing(before: str, words: str) -> bool:
    """ "after losing in May"; but "he will decide after meeting her on Monday" may be to come."""
    done = _AFTER_DOING.search(before)
    return done is not None and not (_WEEKDAY.match(words) and _AHEAD.search(before, 0, done.start()))


def _told(cue: re.Match[str]) -> int:
    return FUTURE if cue["future"] else PAST


def _behind(cue: re.Match[str]) -> int:
    """What a cue behind a date tells; there "asked them to stay" dates the asking."""
    asked = cue.group().split(None, 1)[0].lower() in lexicon.words("dates", "tense.asking")
    return LIKELY if cue["future"] and not asked else FAINT


@cache
def _weak() -> re.Pattern[str]:
    return expression(rf"(?:{longest_of(lexicon.table('dates')['tense']['weak'])})\b", re.I)


def _since_break(before: str) -> str:
    ends = [m.end() for m in _BREAK.finditer(before)] + [m.end() for m in _dated().finditer(before)]
    return before[max(ends) :] if ends else before


@cache
def _dated() -> re.Pattern[str]:
    """The end of a phrase with a date of its own: "Under the pact signed in June, troops leave"."""
    table = lexicon.table("dates")
    return expression(rf"\b(?:{longest_of([*table['month'], *table['weekday']])}),\s+(?=[a-z])", re.I)


def _until_break(after: str) -> str:
    m = _BREAK.search(after)
    return after[: m.start()] if m else after


def _first(cues: re.Pattern[str], text: str) -> re.Match[str] | None:
    """The first cue behind a date; "since" and "ago" there date something else."""
    return next((m for m in _telling(cues, text) if m.group().lower() not in ("since", "ago")), None)


def _last(cues: re.Pattern[str], text: str) -> int | None:
    found = None
    for m in _telling(cues, text):
        found = _told(m)
        if found == FUTURE and _weak().match(m.group()) and not _NOW.search(text, max(m.start() - 16, 0), m.start()):
            found = LIKELY
    return found


def _telling(cues: re.Pattern[str], text: str) -> Iterator[re.Match[str]]:
    """The cues of a text without participles that only describe: "will sign the revised deal"."""
    ahead = -1
    for m in cues.finditer(text):
        if _FOLLOWED.match(text, m.start()) and text[: m.start()].rstrip()[-1:] in ("", ","):
            continue  # "is expected in the Senate on Monday, followed by the House on Tuesday"
        if m["future"]:
            ahead = m.end()
        elif _describes(text, m, ahead):
            continue
        else:
            ahead = -1
        yield m


def _describes(text: str, cue: re.Match[str], ahead: int) -> bool:
    """Whether a past form is the participle of a noun; ``ahead`` is the end of a cue to come in front, or -1."""
    follows = _PARTICIPLE.match(text, cue.start())
    if follows is None or follows.end(1) != cue.end():
        return False
    if follows[2] is None or follows[2] in lexicon.words("dates", "tense.no_noun"):
        staged = follows[1].lower() in lexicon.words("dates", "tense.staged")
        return staged and follows[2] == "by"  # "a rally organised by farmers on Monday"
    front = text[max(cue.start() - 24, 0) : cue.start()].lower()
    words = front.split()
    if len(words) > 1 and words[-1].endswith(("ly", "ing")):
        del words[-1]  # "the newly revised deal"
    if front.endswith("-") or (words and (words[-1] in lexicon.words("dates", "tense.determiner"))):
        return True
    if words and words[-1].endswith(_POSSESSIVE) and words[-1][:-2] not in lexicon.words("dates", "tense.pronoun"):
        return True
    return ahead >= 0 and len(text[ahead : cue.start()].split()) == 1  # "will visit wounded soldiers"
