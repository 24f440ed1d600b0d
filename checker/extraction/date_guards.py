"""What a calendar pattern needs around it: "May" the verb, "2000 people" and "the fall of a city" are no dates."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache

from checker import lexicon
from checker.expressions import expression
from checker.extraction import date_guards_amounts
from checker.extraction.date_around import Context, listed, titled

__all__ = ["allowed"]


def allowed(c: Context) -> bool:
    """Whether the match may stand as a date here."""
    check = _CHECKS.get(c.pattern.name)
    return check is None or check(c)


def _month(c: Context) -> bool:
    """A month without day or year."""
    name = c.row.low[c.end - 1] if c.row.low[c.end - 1] != "." else c.row.low[c.end - 2]
    if "shift" in c.parts and c.after().isdigit() and len(c.after()) < 3:
        return False  # "that March 2 meeting"
    if c.length > 1 and ("shift" in c.parts or "modifier" in c.parts):
        of = c.row.low[c.end - 2] == "of"
        return of or not (name == "march" and c.after() in ("on", "in", "to", "from"))
    follows = c.raw(c.end)
    if follows == "-" and c.row.ends[c.end - 1] == c.row.starts[c.end] and c.raw(c.end + 1).isalpha():
        return "modifier" in c.parts or not listed("month_short", name)  # "at Mar-a-Lago"
    if listed("month_short", name) and not (listed("preposition", c.before()) or c.before() in ("'", ",")):
        return False
    if name in c.names:
        return listed("month_sure", c.before())
    if listed("month_word", name) and c.before() == "the" and c.after().isalpha():
        return c.after() != "of" and (not listed("function", c.after()) or c.after(2) == "-")
    if listed("month_word", name) and c.before() == "for" and listed("month_figures", c.before(2)):
        return True  # "the figures for March"
    if listed("month_word", name):
        return listed("month_preposition", c.before()) and not (name == "march" and c.before() == "of")
    named = listed("month_name", name) and follows[:1].isupper() and not listed("month_preposition", c.before())
    return not named


def _year(c: Context) -> bool:
    """Four digits, alone."""
    if "year" not in c.parts or c.low().startswith("the year"):
        return True
    year, first = c.parts["year"], c.row.low[c.end - 1]
    if not first.isdigit():
        return True
    if "/" in (c.before(), c.after()):
        return False
    counted = listed("counted", c.after()) and not (c.after() == "of" and c.before() in ("in", "since", "from", "by"))
    if listed("year_never_after", c.before()) or counted or c.after() in ("%", "°"):
        return False
    if c.before() in ("and", "or", ",", "to") and len(c.before(2)) == 4 and c.before(2)[:2] in _OLD and year < 1900:
        return 0 <= year - int(c.before(2)) <= 100 and not listed("counted", c.after())
    if c.before() == "-" and c.before(2).isdigit() and c.length == 1:
        return c.row.codes[c.start - 2] == c.row.codes[c.start]
    if c.after() == "-" and c.after(2).isdigit():
        return False
    if c.after() == "." and c.raw(c.end + 1).isdigit() and c.row.starts[c.end + 1] == c.row.ends[c.end]:
        return False
    if c.before() == "of" and listed("summed", c.before(2)):
        return False  # "an average of 1500"
    if 1900 <= year <= _FAR_YEAR:
        return True
    if year > _FAR_YEAR:  # "a poll of 2047 voters"
        return listed("year_preposition", c.before()) and (not c.after().isalpha() or listed("function", c.after()))
    if c.before() in ("in", "since", "during") or c.row.low[c.start] in _ABOUT:
        return not c.after().endswith("s") or listed("function", c.after()) or c.raw(c.end)[:1].isupper()
    if year > 1500 and c.before() in ("the", "a", "an", "'s"):
        return c.after().isalpha() and not c.after().endswith("s") and not listed("measured", c.after())
    plain = not c.after().isalpha() or listed("function", c.after())
    return plain and listed("year_preposition", c.before())


_ABOUT = frozenset(["c", "ca", "circa"])
_FAR_YEAR = 2040
_OLD = frozenset(["15", "16", "17", "18"])


def _short_year(c: Context) -> bool:
    return listed("short_year", c.before()) and c.after() != "'"


def _weekday(c: Context) -> bool:
    """Weekdays; short ones only where a date is plainly meant."""
    if c.length <= 2 and (listed("weekday_short", c.row.low[c.end - 1]) or listed("weekday_short", c.row.low[c.start])):
        if "day" in c.parts or c.row.low[c.start] in ("last", "this", "next"):
            return True
        return c.before() in ("on", "until", "by", "since", "(") or "part" in c.parts
    if c.row.low[c.end - 1] in ("before", "after"):
        return not c.after().isalnum()
    if "half" in c.row.low[c.start : c.end]:
        return False  # "the first half of Saturday's match"
    if c.row.low[c.end - 1] == "week" and c.after() == "'":
        return False  # "shown on Monday of last week's flood"
    if c.row.low[c.start] == "that" and (c.after() == "'" or listed("saying", c.before())):
        return False  # "said that Monday's vote was a sham"
    if "part" in c.parts and listed("programme", c.after()) and c.raw(c.end - 1)[:1].isupper():
        return False  # “Monday Night Live”
    if c.after() in ("of", "in") and listed("counted_days", c.before()):
        return False  # "the first Tuesday of every month"
    if c.length == 1 and (listed("weekday_never_after", c.before()) or _weekday_name(c)):
        return False
    return c.pattern.name != "weekday" or c.parts.get("shift") != "latest"


def _weekday_name(c: Context) -> bool:
    follows = c.raw(c.end)
    return follows[:1].isupper() and listed("weekday_never_before", follows.lower())


def _season(c: Context) -> bool:
    if "year" in c.parts or "yearshift" in c.parts:
        return True
    if c.row.low[c.end - 1] in ("fall", "spring") and c.after() in ("of", "in", "from", "to", "back", "into"):
        return False
    if "shift" in c.parts:
        return True
    if c.length == 1:
        joined = c.before() in ("and", "or", "to") and _is_season(c, c.before(2))  # "in the summer and autumn"
        return (joined or c.before() in ("by", "until", "since", "till")) and _plain(c)
    bound = c.before() == "as" and c.before(2) in ("late", "early", "soon")  # "as late as the fall"
    return bound or listed("preposition", c.before()) or (c.before() == "" and "modifier" in c.parts)


def _is_season(c: Context, word: str) -> bool:
    return word in lexicon.table("dates")["season"]


def _clock(c: Context) -> bool:
    """A bare 12:30 needs a word that says it is a time; scores look the same."""
    if "hhmm" in c.parts:
        return c.row.low[c.end - 1] != "hours" or listed("at", c.before()) or c.row.low[c.start][0] == "0"
    if "," in str(c.parts.get("clock", "")):
        return False  # "rose to 1,204 on Monday"
    if str(c.parts.get("clock", "")).count(".") == 1 and str(c.parts["clock"])[-1].isdigit():
        return _dotted(c)
    if "hour" in c.parts and not {"stroke", "at"}.isdisjoint(c.row.low[c.start + 1 : c.end]):
        return int(c.parts["hour"]) <= 24  # "on the stroke of two", "on Friday at ten to six"
    if "side" in c.parts:
        return _past_the_hour(c)
    if "hour" in c.parts and "noon" not in c.parts and "clock" not in c.row.low[c.start : c.end]:
        return listed("at", c.before()) and "approx" not in c.parts
    if "clock" not in c.parts:
        return True
    marked = str(c.parts["clock"])[-1] in "m." or c.length > 1
    return marked or listed("at", c.before()) or _labels(c)


def _labels(c: Context) -> bool:
    """ "Departure 14:00.", "trading resumed 11:02"; and the entries of a log: "17:15: police order an evacuation"."""
    if len(str(c.parts["clock"])) != _HOUR_AND_MINUTE:
        return False
    if listed("clocked", c.before()) or (c.before() == ":" and listed("clocked", c.before(2))):
        return not c.after().isalnum() or listed("function", c.after())
    if c.start or not any(c.raw(i)[:1].isalpha() for i in (c.end, c.end + 1)):
        return False
    line = c.text[c.row.ends[c.end - 1] : c.row.ends[-1]]
    return _logged(c.text) >= _A_LOG and _TOLD_LATER.search(line) is None


_HOUR_AND_MINUTE = len("09:30")
_A_LOG = 3
_ENTRY = expression(r"^\W{0,4}\d{2}:\d{2}\b", re.M)
_TOLD_LATER = expression(
    r"[\"“”]|\b(?:was|were|had|has|have|will|would|said|says|say|tells?|told|according)\b|[’']ll\b", re.I
)
"""In a running blog, entries that tell of another hour than their own."""


@lru_cache(maxsize=8)
def _logged(text: str) -> int:
    """How many lines of a text begin with a time of day."""
    return sum(1 for _ in _ENTRY.finditer(text))


def _past_the_hour(c: Context) -> bool:
    """ "half past three", "at ten to six"; not "rose by a quarter to nine" nor "from five to six"."""
    if c.parts.get("hour", 0) > 12:
        return False
    if c.parts["side"] in ("before", "after"):
        return True
    if "noon" in c.parts:
        return "approx" in c.parts or listed("at", c.before()) or c.before() in ("was", "is")
    of_day = not {"part", "inpart"}.isdisjoint(c.parts)
    if c.parts["side"] == "past":
        return c.parts.get("minutes") == "half" or of_day or listed("at", c.before()) or c.before() in ("was", "is")
    told = c.before() in ("was", "is") and of_day
    return c.parts.get("minutes") != "half" and (c.before() == "at" or "approx" in c.parts or told)


def _dotted(c: Context) -> bool:
    """ "at 23.40 on Saturday", "05.46 GMT": hours and minutes with a point between them."""
    hours, minutes = str(c.parts["clock"]).split(".")
    real = len(minutes) == 2 and minutes < "60" and hours.isdigit() and int(hours) < 24
    zoned = c.length > 1 and c.row.low[c.start + 1] != "on"
    if "at" in c.row.low[c.start + 1 : c.end]:  # "on Friday at 18.45", but "the share closed on Friday at 18.45"
        return real and not any(listed(key, w) for w in c.row.low[: c.start] for key in ("levels", "quoted", "moves"))
    if not zoned and (listed("levels", c.before(2)) or (c.before() != "at" and listed("moves", c.before(2)))):
        return False  # "traded at 18.45 on Monday", "rose to 18.45 on Monday"
    return real and (zoned or listed("at", c.before()))


def _today(c: Context) -> bool:
    return c.after() != "show" and not titled(c)


def _part(c: Context) -> bool:
    if titled(c) and c.raw(c.end - 1)[:1].isupper():
        return False
    if c.row.low[c.start] == "last" and c.before() == "the":
        return False
    if "bare" in c.parts:
        if c.after() in ("of", "-", "sky", "that", "when") or c.parts["bare"] not in ("MO", "AF", "EV", "NI"):
            return False
        if c.row.low[c.end - 1] in ("before", "after"):
            return True
        if c.length == 1 or c.row.low[c.start] == "first":
            return c.before() in ("at", "before", "by", "until", "till", "after", "since") and _plain(c)
        if "the" not in c.row.low[c.start : c.end]:
            plain = not c.after().isalpha() or listed("function", c.after())
            return plain and listed("part_preposition", c.before())
        return "modifier" in c.parts or listed("part_in", c.before())
    return True


def _decade(c: Context) -> bool:
    if "decades" in c.parts:
        digits = str(c.parts["decades"])[:-1]
        if len(digits) == 4:
            return digits[3] == "0"
        the = c.row.low[c.start] == "the" and c.before() in ("in", "of", "since", "during")
        marked = the or "'" in c.row.low[c.start : c.end]
        return digits[1] == "0" and marked and ("'" in c.row.low[c.start : c.end] or digits >= "60")
    return c.before() not in ("his", "her", "their")


def _quarter(c: Context) -> bool:
    if "q" in c.parts and c.length == 1:
        return True
    if "nth" in c.parts:
        sport = listed("sport", c.after()) or (c.row.low[c.end - 1] == "quarter" and c.after() == "-")
        return 1 <= c.parts["nth"] <= 4 and not sport
    return True


def _half(c: Context) -> bool:
    """ "H1", "the first half": alone only where figures are told; matches have halves too, and visas are H1."""
    if "h" in c.parts:
        return c.length > 1 or ((listed("during", c.before()) or c.before() in ("a", "flat")) and _of_figures(c))
    whole = c.row.low[c.end - 1] != "half" or "half" in c.row.low[c.start : c.end - 1]
    return whole or _of_figures(c)


def _of_figures(c: Context) -> bool:
    return any(listed("figures", word) for word in c.row.low)


def _day_month(c: Context) -> bool:
    """ "12 May" but not "in Group 2 May said" nor "3,000 March"."""
    day = c.parts.get("day", 0)
    if not 1 <= day <= 31:
        return False
    name = c.parts.get("month")
    if name in (3, 5) and "year" not in c.parts and c.row.low[c.end - 1] in ("march", "may") and c.length == 2:
        plain = not c.after().isalpha() or listed("function", c.after())
        return plain or c.before() in ("on", "since", "until", "by", "from", "the", "to", "of")
    if c.row.low[c.end - 1] != "," and c.after().isdigit() and "year" not in c.parts:
        return False  # "the 19 Sept. 11 hijackers"
    return not (c.row.low[c.start].isalpha() and c.length == 2)


def _month_day(c: Context) -> bool:
    """ "Nov. 24", not "May 20 percent" nor "in May 20 people"."""
    if "year" in c.parts or "weekday" in c.parts or "yearshift" in c.parts or "yy" in c.parts:
        return True
    word = c.row.low[c.end - 1]
    if word.isalpha():
        if c.raw(c.end - 1)[:1].isupper() and c.raw(c.end)[:1].isupper():
            return False  # "In January the Second Division lost"
        told = _plain(c) and listed("day_preposition", c.before())
        # "on January eighth", not "in March second place"
        return told or c.row.low[c.end - 2] == "the" or word == "first"
    clock = c.after() in (":", ".") and c.after(2).isdigit() and _glued(c)
    return not (clock or c.after() == "%" or listed("counted", c.after()))


def _glued(c: Context) -> bool:
    return c.end + 1 < len(c.row.starts) and c.row.starts[c.end + 1] == c.row.ends[c.end - 1] + 1


def _month_year(c: Context) -> bool:
    name = c.row.low[c.start]
    if name in ("may", "march") and c.row.low[c.start + 1 : c.start + 2] == [","]:
        return listed("preposition", c.before())
    return True


def _weekend(c: Context) -> bool:
    if c.length == 1:
        return c.before() in ("on", "at", "over", "this", "last", "next")
    return c.length > 2 or listed("preposition", c.before()) or "shift" in c.parts


def _range(c: Context) -> bool:
    if "day2" in c.parts:
        return bool(c.parts["day"] < c.parts["day2"] <= 31)
    first, second = c.parts["year"], int(c.parts["year2"])
    later = second if second > 99 else first // 100 * 100 + second
    if first < later < first + 120 and second > 99 and (c.before() == "(" or listed("during", c.before())):
        return True  # "Mara Voll (1902-1987)", "the war of 1618-1648"
    return bool(1800 <= first < later <= min(first + 60, 2100)) or (second == 0 and first % 100 == 99)


def _holiday(c: Context) -> bool:
    follows = c.raw(c.end)
    if "step" in c.parts:
        return True
    if c.low() == "corpus christi":  # a city, too
        return c.before() == "of" or listed("day_preposition", c.before())
    if c.low() in ("christmas", "thanksgiving", "easter", "halloween"):
        return "year" in c.parts or (listed("preposition", c.before()) and _plain(c))
    return not (follows[:1].isupper() and follows.lower() in ("island", "parade", "march"))


def _plain(c: Context) -> bool:
    """Whether no word follows that the date could be part of a name or a compound with."""
    return not c.after().isalpha() or (listed("function", c.after()) and c.raw(c.end).islower())


def _era(c: Context) -> bool:
    """ "31 BC", "AD 79", "the year 410"; "the 2019 BC election" is held in British Columbia."""
    if "era" not in c.parts:
        leads = c.before() in ("", ".") or listed("preposition", c.before())
        return len(str(c.parts["n"])) == 3 and leads and c.after() not in ("%", ".", "-", ",") and _plain(c)
    letters = [c.raw(i) for i in range(c.start, c.end) if c.row.low[i] in _ERAS]
    follows = c.raw(c.end)
    free = len(str(c.parts["n"])) < 4 and follows.islower() and not follows.endswith("s")
    return all(letter.isupper() for letter in letters) and (free or _plain(c))


_ERAS = frozenset(["bc", "bce", "ad", "ce", "b", "c", "e", "a", "d"])


def _counted_weekday(c: Context) -> bool:
    """ "on Friday week", not "a Friday week-long"; "a week on Friday" is to come."""
    if c.row.low[c.end - 1] in ("week", "fortnight"):
        free = not c.after().isalpha() or listed("function", c.after())
        return c.before() in ("on", "until", "by") and c.after() != "-" and free
    return "count" not in c.parts or c.parts.get("ahead") != "on" or not c.after().isalpha() or _plain(c)


def _day_of_month(c: Context) -> bool:
    if c.after() in ("to", "and", "or", "-") and any(c.after(n).startswith("centur") for n in (3, 4, 5)):
        return False  # "from the 1st to the 3rd century"
    plain = not c.after().isalpha() or listed("function", c.after())
    return plain and c.after() != "-" and listed("day_preposition", c.before())


_CHECKS: dict[str, Callable[[Context], bool]] = {
    **date_guards_amounts.CHECKS,
    "month": _month,
    "year": _year,
    "short year": _short_year,
    "weekday": _weekday,
    "season": _season,
    "clock": _clock,
    "today": _today,
    "part of a day": _part,
    "decade": _decade,
    "quarter": _quarter,
    "half-year": _half,
    "day month": _day_month,
    "day of the month": _day_of_month,
    "month day": _month_day,
    "month and year": _month_year,
    "weekend": _weekend,
    "days of a month": _range,
    "years": _range,
    "holiday": _holiday,
    "era": _era,
    "counted weekday": _counted_weekday,
}
