"""Ages: "38-year-old", "aged 19", "Nora Vell, 71,", "died at 73", "the average age is 54"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from checker import lexicon
from checker.extraction.number_amounts import Amount
from checker.extraction.number_tokens import Tok, guard
from checker.extraction.number_values import joined, starts
from checker.grammar import is_plural
from checker.model import UnitKind

__all__ = ["age"]

_OLDEST = 125
_REACH = 9
_MANY_CHILDREN = 15
_CHILD = 12


def age(toks: Sequence[Tok], a: Amount) -> Amount | None:
    """``a`` as an age; None where it is none."""
    if a.kind is UnitKind.DURATION:
        return _in_years(toks, a)
    if not a.counts or a.tied or a.low > _OLDEST or a.numeral.scale != 1 or a.numeral.fraction:
        return None
    whole = a.low == a.low.to_integral_value() and a.low > 0
    found = _age_is(toks, a) or (whole and (_aged(toks, a) or _of_person(toks, a)))
    return replace(a, unit="year", kind=UnitKind.AGE) if found else None


@cache
def _words(key: str) -> frozenset[str]:
    return lexicon.words("numbers", f"ages.{key}")


def _low(toks: Sequence[Tok], i: int) -> str:
    return toks[i].low if 0 <= i < len(toks) else ""


def _in_years(toks: Sequence[Tok], a: Amount) -> Amount | None:
    """ "38-year-old", "12 years of age", "aged 6 months" """
    i = joined(toks, a.last)
    if _low(toks, i) in ("old", "olds", "old's", "olds'"):
        end = toks[i].end - 2 if toks[i].low.endswith("'s") else toks[i].end
        return replace(a, kind=UnitKind.AGE, last=i + 1, end=end)
    if _low(toks, i) == "of" and _low(toks, i + 1) == "age":
        return replace(a, kind=UnitKind.AGE, last=i + 2, end=toks[i + 1].end)
    return replace(a, kind=UnitKind.AGE) if _aged(toks, a) else None


def _aged(toks: Sequence[Tok], a: Amount) -> bool:
    """ "aged 19", "ages 5 to 11", "the age of 30"; not "at that age 12 of them left" """
    i = a.first
    if _low(toks, i - 1) in ("between", "from", "about", "over", "under", "around"):
        i -= 1
    before = _low(toks, i - 1)
    if before == "of":
        return _low(toks, i - 2) in ("age", "ages")
    return before in ("aged", "ages") or (before == "age" and _low(toks, i - 2) not in ("that", "this"))


def _age_is(toks: Sequence[Tok], a: Amount) -> bool:
    """ "the average age is 54", "raise the retirement age from 66 to 67", "life expectancy of 81.2" """
    i = a.first
    while i and toks[i - 1].low in guard("age_skips"):
        i -= 1
    if _low(toks, i - 1) not in guard("age_links") or not _ends(toks, a):
        return False
    for at in range(i - 1, max(i - _REACH, 0), -1):
        if toks[at].kind == "p" or toks[at].low in guard("age_stops"):
            return False
        if toks[at].low in ("age", "expectancy"):
            return toks[at - 1].low in guard("age_of")
    return False


def _ends(toks: Sequence[Tok], a: Amount) -> bool:
    """Whether no noun follows that the figure could count."""
    nxt = toks[a.last] if a.last < len(toks) else None
    return nxt is None or nxt.kind != "w" or nxt.low in guard("after_age_words") or nxt.low.endswith("ing")


def _of_person(toks: Sequence[Tok], a: Amount) -> bool:
    """The forms that need somebody whose age it is."""
    if a.shape == "range" and _low(toks, a.last) == "age" and _low(toks, a.last + 1) in guard("age_bands"):
        return True  # "the 18-34 age group"
    if a.shape == "range":
        if _low(toks, a.first - 1) in _words("groups") and a.high and a.high > _CHILD and a.numeral.scale == 1:
            return _ends(toks, a)  # "those 18 to 29"
        return _low(toks, a.first - 1) == "between" and _ends(toks, a) and _low(toks, a.first - 2) in _words("groups")
    if _limit(toks, a) or (_young(toks, a) or (a.numeral.plain and _apposed(toks, a))):
        return True
    if _low(toks, a.first - 1) == "than" and _low(toks, a.first - 2) in ("younger", "older"):
        return not is_plural(_low(toks, a.last))  # "voters younger than 35"
    if _low(toks, a.first - 1) in _words("superlatives") and _low(toks, a.last) in _CLOSES:
        return True  # "runners, the youngest 18 and the oldest 84"
    if _two_of_them(toks, a) or _turned(toks, a):
        return True
    if a.low >= _MANY_CHILDREN and _low(toks, a.first - 1) == "of" and _low(toks, a.first - 2) in _words("persons"):
        return not is_plural(_low(toks, a.last))  # "a gran of 81 pulled two lads out"
    ends = _ends(toks, a) or _low(toks, a.last) in _words("pronouns")
    return ends and (_person_before(toks, a) or _at_age(toks, a))


_CLOSES = frozenset({"", ",", ".", ";", ")", "and", "only", "just"})


_YOUNGEST_TURN = 5


def _turned(toks: Sequence[Tok], a: Amount) -> bool:
    """ "She turned 50 last week", "until the child turns 18"."""
    if _low(toks, a.first - 1) not in ("turn", "turns", "turned", "turning") or is_plural(_low(toks, a.last)):
        return False
    if a.low < _YOUNGEST_TURN or _low(toks, a.last) in ("of", "-", "per"):
        return False  # "he turned two of them down"
    who = _low(toks, a.first - 2)
    return who != "who" and any(who in _words(key) for key in ("pronouns", "persons", "children", "roles"))


def _two_of_them(toks: Sequence[Tok], a: Amount) -> bool:
    """ "The boys, 9 and 11, had tumbled in": either of the two."""
    one, joint = a.first, a.last
    if _low(toks, one - 1) == "and":
        one, joint = one - 2, one - 1
    ends = joint + 2
    if one < 2 or ends > len(toks) or _low(toks, joint) != "and" or _low(toks, one - 1) != ",":
        return False
    both = starts(toks[one]) and starts(toks[joint + 1])
    return both and _low(toks, one - 2) in _words("pairs") and _low(toks, ends) in _CLOSES


def _limit(toks: Sequence[Tok], a: Amount) -> bool:
    """ "18 or older", "those 65 and over" """
    limit = (_low(toks, a.last), _low(toks, a.last + 1))
    if limit[0] not in ("or", "and") or limit[1] not in ("older", "younger", "over", "under", "above"):
        return False
    owed = _low(toks, a.first - 1) == "be" and _low(toks, a.first - 2) in ("must", "should", "to")
    return limit[1] in ("older", "younger") or owed or _low(toks, a.first - 1) in _words("groups")


def _person_before(toks: Sequence[Tok], a: Amount) -> bool:
    """ "a woman of 80", "since he was 16", "she is just 34", "voters over 65" """
    i = a.first - 1
    before, person = _low(toks, i), _low(toks, i - 1)
    if before in ("over", "under", "above", "below"):
        return person in _words("groups")
    if before == "of":
        if person in _words("persons") and person not in _words("parents"):
            return True
        return a.low >= _MANY_CHILDREN and person in _words("parents") | _words("roles")
    if before in ("just", "only", "now", "still"):
        i -= 1
        before, person = _low(toks, i), _low(toks, i - 1)
    if before == "be" and person in ("will", "would", "to"):
        person = _low(toks, i - 2)
    if before not in ("was", "is", "turned", "turns", "am", "be"):
        return False
    if person == "already":
        person = _low(toks, i - 2)
    closed = _low(toks, a.last) in ("", ".", ",", ";")
    if _low(toks, a.last) == "when" and _low(toks, a.last + 1) in _words("pronouns") and toks[i - 1].text[:1].isupper():
        return True  # "Nora Vell was 29 when she"
    return person in _words("pronouns") or (closed and person in _words("roles"))


def _at_age(toks: Sequence[Tok], a: Amount) -> bool:
    """ "died at 73", "At 66, he is" """
    if _low(toks, a.first - 1) != "at" or not a.numeral.plain:
        return False
    pronouns = _words("pronouns") - _words("roles")
    if a.low > _CHILD and (_low(toks, a.first - 2) in pronouns or _low(toks, a.last) in pronouns):
        return _low(toks, a.first - 2) != "who" or _low(toks, a.last) in guard("after_age_words")
    if _low(toks, a.last) == "," or a.first == 1:
        after = _low(toks, a.last + (_low(toks, a.last) == ","))
        return a.first == 1 and after in _words("pronouns")
    return _low(toks, a.first - 2) in _words("verbs_at")


def _young(toks: Sequence[Tok], a: Amount) -> bool:
    """ "a boy, eight,", "a girl, 6; two other girls" """
    child = _low(toks, a.first - 1) == "," and _low(toks, a.first - 2) in _words("children")
    return child and _low(toks, a.last) in guard("after_child")


def _apposed(toks: Sequence[Tok], a: Amount) -> bool:
    """ "Name Surname, 71," with a mark or a verb behind it."""
    i = a.first
    if i > 2 and toks[i - 1].low in ("now", "then") and toks[i - 2].low == "," and a.low > _CHILD:
        i -= 1  # "Nora Vell, now 57,"
    if i < 2 or toks[i - 1].low != "," or toks[i - 2].kind != "w" or a.low < 1 or _part(toks, a):
        return False
    if not toks[i - 2].text[0].isupper():
        return a.low >= 10 and toks[i - 2].low in _words("roles") and _low(toks, a.last) == ","
    if len(toks[i - 2].text) > 1 and toks[i - 2].text.isupper() and toks[i - 2].low in ("us", "uk"):
        return False
    return a.last >= len(toks) or toks[a.last].low in guard("after_age")


def _part(toks: Sequence[Tok], a: Amount) -> bool:
    """ "410 prisoners on Tuesday, 20 of whom were ill" """
    return _low(toks, a.last) == "of" and _low(toks, a.last + 1) in ("whom", "which", "them", "these", "those")
