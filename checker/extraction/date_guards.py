"""What a time pattern needs around it: "May" the verb, "2000 people" and "the fall of a city" are no dates."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from checker import lexicon
from checker.extraction.date_grammar import Pattern
from checker.extraction.date_words import Row

__all__ = ["Context", "allowed", "month_names"]


@dataclass(frozen=True, slots=True)
class Context:
    """A match: tokens ``start`` to ``end`` of a row."""

    text: str
    row: Row
    start: int
    end: int
    pattern: Pattern
    parts: dict[str, Any]
    names: frozenset[str] = frozenset()

    def before(self, n: int = 1) -> str:
        """The n-th token before the match, lower case ("" at the edge)."""
        i = self.start - n
        return self.row.low[i] if i >= 0 else ""

    def after(self, n: int = 1) -> str:
        i = self.end + n - 1
        return self.row.low[i] if i < len(self.row.low) else ""

    def raw(self, i: int) -> str:
        """The token at index ``i`` as it is written."""
        if 0 <= i < len(self.row.starts):
            return self.text[self.row.starts[i] : self.row.ends[i]]
        return ""

    @property
    def length(self) -> int:
        return self.end - self.start

    def low(self) -> str:
        return " ".join(self.row.low[self.start : self.end])


def _in(key: str, word: str) -> bool:
    return word in lexicon.words("dates", "guard." + key)


def month_names(text: str) -> frozenset[str]:
    """Months that are also somebody's name in a text ("Theresa May", "Mr. March")."""
    return frozenset(
        m[2].lower()
        for m in _NAMED.finditer(text)
        if not any(_in(key, m[1].lower()) for key in ("function", "preposition", "month_sure", "never_a_name"))
    )


_NAMED = re.compile(r"\b([A-Z][a-z]+)\.? (May|March|April|June|August)\b(?!,? (?:\d|[A-Z]))")


def allowed(c: Context) -> bool:
    """Whether the match may stand as a date here."""
    check = _CHECKS.get(c.pattern.name)
    return check is None or check(c)


def _month(c: Context) -> bool:
    """A month without day or year."""
    name = c.row.low[c.end - 1] if c.row.low[c.end - 1] != "." else c.row.low[c.end - 2]
    if c.length > 1 and ("shift" in c.parts or "modifier" in c.parts):
        return not (name == "march" and c.after() in ("on", "in", "to", "from"))
    follows = c.raw(c.end)
    if _in("month_short", name) and not (_in("preposition", c.before()) or c.before() in ("'", ",")):
        return False
    if name in c.names:
        return _in("month_sure", c.before())
    if _in("month_word", name):
        return _in("month_preposition", c.before()) and not (name == "march" and c.before() == "of")
    named = _in("month_name", name) and follows[:1].isupper() and not _in("month_preposition", c.before())
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
    if _in("year_never_after", c.before()) or _in("counted", c.after()) or c.after() in ("%", "°"):
        return False
    if c.before() == "-" and c.before(2).isdigit() and c.length == 1:
        return c.row.codes[c.start - 2] == c.row.codes[c.start]
    if c.after() == "-" and c.after(2).isdigit():
        return False
    if c.after() == "." and c.raw(c.end + 1).isdigit() and c.row.starts[c.end + 1] == c.row.ends[c.end]:
        return False
    if 1900 <= year <= 2100:
        return True
    plain = not c.after().isalpha() or _in("function", c.after())
    return plain and _in("year_preposition", c.before())


def _short_year(c: Context) -> bool:
    return _in("short_year", c.before()) and c.after() != "'"


def _weekday(c: Context) -> bool:
    """Weekdays; short ones only where a date is plainly meant."""
    if c.length <= 2 and (_in("weekday_short", c.row.low[c.end - 1]) or _in("weekday_short", c.row.low[c.start])):
        return c.before() in ("on", "until", "by", "since", "(") or "part" in c.parts
    if c.length == 1 and (_in("weekday_never_after", c.before()) or _weekday_name(c)):
        return False
    return c.pattern.name != "weekday" or c.parts.get("shift") != "latest"


def _weekday_name(c: Context) -> bool:
    follows = c.raw(c.end)
    return follows[:1].isupper() and _in("weekday_never_before", follows.lower())


def _season(c: Context) -> bool:
    if "year" in c.parts or "yearshift" in c.parts:
        return True
    if c.row.low[c.end - 1] in ("fall", "spring") and c.after() in ("of", "in", "from", "to", "back", "into"):
        return False
    if "shift" in c.parts:
        return True
    return _in("preposition", c.before()) or (c.before() == "" and "modifier" in c.parts)


def _unit(c: Context) -> bool:
    """ "this week", "the year": units that stand for one of a row."""
    if "yearend" in c.parts:
        return True
    if _titled(c) and c.raw(c.end - 1)[:1].isupper():
        return False
    unit, shift = c.parts.get("unit"), c.parts.get("shift")
    if "bare" in c.parts:
        return _bare_unit(c)
    if unit in ("TS", "TM", "N", "K") or (unit == "TH" and shift not in ("past", "last", "next")):
        return False
    if unit == "TH" and not c.low().startswith(("the past", "the last", "the next")):
        return False
    if c.row.low[c.start] == "that" and c.parts.get("unit") == "D" and c.after() in ("when",):
        return False
    if shift == "past" and c.row.low[c.start] == "past" and c.before() == "'":
        return False
    if unit == "D" and (c.after() == "of" or (shift == "this" and c.before() == "to")):
        return False
    return c.after() != "-"


def _bare_unit(c: Context) -> bool:
    """ "the week": only where it is plainly a place on the calendar."""
    unit = c.parts["bare"]
    if unit not in ("D", "W", "M", "Q", "Y", "WE"):
        return False
    if c.after() in ("of", "when", "that", "after", "before", "-", "ahead", "in", "since"):
        return unit in ("W", "M", "Q", "Y") and c.after() in ("in", "-") and _in("during", c.before())
    if "modifier" in c.parts:
        return unit != "D" or c.parts["modifier"] in ("EARLIER", "LATER")
    if c.after() == "'":
        return unit != "D"
    return _in("during", c.before()) and not (unit == "D" and c.before() != "during")


def _reference(c: Context) -> bool:
    word = c.low()
    if word == "now" and c.raw(c.start) == "Now" and c.raw(c.start - 1)[:1].isupper():
        return False
    if word in ("soon", "shortly", "recently", "lately"):
        return not _in("soon_after", c.before()) and c.after() not in (
            "as",
            "after",
            "before",
            "-",
        )
    if word == "long ago":
        return c.before() not in ("that", "so", "how", "too")
    if word == "the past":
        return c.before() in ("in", "of") and (not c.after().isalpha() or _in("function", c.after()))
    if word in ("the future", "the near future", "the foreseeable future"):
        return c.before() in ("in", "into", "for") and c.after() not in ("of", "-")
    if word in ("the near term", "the short term", "the long term", "the long run"):
        return c.before() in ("in", "over", "for", "of")
    if word == "one day":
        return c.before() in ("will", "could", "might", "may", "would", "can", ",") or c.before(2) in ("hope", "hopes")
    if word == "current":
        return c.before() != "-" and c.after().isalpha()
    if word == "recent":
        return c.after().isalpha()
    if word == "to date":
        return c.after() not in ("a", "the", "from", "back", "her", "him")
    return True


def _duration(c: Context) -> bool:
    unit, number = c.parts.get("unit"), c.parts.get("count")
    tail = c.row.low[c.end - 1]
    if (tail == "old" or (c.after() == "-" and c.after(2) == "old") or c.after() in ("old", "-old")) and unit in (
        "Y",
        "E",
    ):
        return False
    if c.after() == "of" and c.after(2) == "age":
        return False
    if unit == "TS" and tail == "second":
        return False
    if unit == "Q":
        share = number in (1, 2, 3) and c.after() in ("of", "the")
        return tail == "quarters" and not share and c.row.low[c.end - 2] != "-"
    if c.row.low[c.start] in ("a", "an") and number == 1 and (c.row.low[c.start + 1].endswith("s") or tail == "long"):
        return False
    if c.row.low[c.start] in ("a", "an") and c.length == 2:
        return _in("for", c.before()) and c.after() not in ("when", "that", "where")
    if unit in ("N", "WE") and number == 1:
        return c.row.low[c.start] == "one"
    return not (c.before() in (".", ",") and c.start >= 2 and c.row.low[c.start - 2].isdigit() and _touching(c))


def _touching(c: Context) -> bool:
    return c.row.ends[c.start - 1] == c.row.starts[c.start]


def _bare_units(c: Context) -> bool:
    if c.row.low[c.start] == "the":
        return c.before() == "over"
    if c.row.low[c.end - 1] == "quarters" and (c.before() == "-" or c.after() == "of"):
        return False
    if c.after() == "of":
        return c.after(2) not in ("age", "the") and not _in("before_units", c.before())
    if c.before() == "after" and c.row.low[c.start] == "hours":
        return False
    return _in("for", c.before()) and c.after() not in ("old", "ago")


def _every(c: Context) -> bool:
    if "weekdays" in c.parts:
        return c.before() != "the"
    if "frequency" in c.parts:
        adverb = not c.after().isalpha() or _in("function", c.after())
        return adverb and (not c.raw(c.start)[:1].isupper() or c.start == 0)
    return c.low() not in ("each other",)


def _clock(c: Context) -> bool:
    """A bare 12:30 needs a word that says it is a time; scores look the same."""
    if "hhmm" in c.parts:
        return True
    if "hour" in c.parts and "clock" not in c.row.low[c.start : c.end]:
        return _in("at", c.before()) and "approx" not in c.parts
    if "clock" not in c.parts:
        return True
    marked = str(c.parts["clock"])[-1] in "m." or c.length > 1
    return marked or _in("at", c.before())


def _today(c: Context) -> bool:
    return c.after() != "show" and not _titled(c)


def _titled(c: Context) -> bool:
    """ "USA Today", “Tonight”, "CBS This Morning": names of papers and programmes."""
    if not c.raw(c.start)[:1].isupper() or c.start == 0:
        return False
    before, after = c.raw(c.start - 1), c.after()
    if before.isalpha():
        return before[:1].isupper() and (
            not before.isupper() or not c.raw(c.start).isupper() or _in("name_before", before.lower())
        )
    return before in _QUOTES and (after in _QUOTES or after in (",", "'") or c.raw(c.end)[:1].isupper())


def _part(c: Context) -> bool:
    if _titled(c) and c.raw(c.end - 1)[:1].isupper():
        return False
    if c.row.low[c.start] == "last" and c.before() == "the":
        return False
    if "bare" in c.parts:
        if c.after() in ("of", "-", "sky", "that", "when") or c.parts["bare"] not in ("MO", "AF", "EV", "NI"):
            return False
        if c.row.low[c.end - 1] in ("before", "after"):
            return True
        return "modifier" in c.parts or c.before() in ("in", "during", "later", "earlier", "through")
    return True


def _offset(c: Context) -> bool:
    """ "a day after" the vote: a place on the calendar; "after" a bare count is not ("five after")."""
    word = c.row.low[c.end - 1]
    if c.pattern.name == "a year ago":
        return word != "back" or c.after() != "in"
    if word in ("before", "after"):
        if "bareunit" in c.parts:
            return c.after() not in ("-", "tomorrow", "yesterday")
        return c.parts.get("count") == 1
    if "bareunit" in c.parts and word == "earlier":
        return True
    return not (word == "prior" and c.after() != "to")


def _window(c: Context) -> bool:
    unit = c.parts.get("unit")
    if "first" in c.parts:
        if "many" in c.parts:
            return c.parts["count"] != 1 and c.parts["many"] in ("M", "Q", "W")
        return unit not in ("N",)
    if "recent" in c.parts or "many" in c.parts:
        return True
    return not (c.parts.get("count") == 1 and c.low().endswith("one day"))


def _decade(c: Context) -> bool:
    if "decades" in c.parts:
        digits = str(c.parts["decades"])[:-1]
        if len(digits) == 4:
            return digits[3] == "0"
        the = c.row.low[c.start] == "the" and c.before() in ("in", "of", "since", "during")
        marked = the or "'" in c.row.low[c.start : c.end]
        return digits[1] == "0" and marked
    return c.before() not in ("his", "her", "their")


def _quarter(c: Context) -> bool:
    if "q" in c.parts and c.length == 1:
        return True
    if "nth" in c.parts:
        sport = _in("sport", c.after()) or (c.row.low[c.end - 1] == "quarter" and c.after() == "-")
        return 1 <= c.parts["nth"] <= 4 and not sport
    return True


def _half(c: Context) -> bool:
    return not ("h" in c.parts and c.length == 1)


def _day_month(c: Context) -> bool:
    """ "12 May" but not "in Group 2 May said" nor "3,000 March"."""
    day = c.parts.get("day", 0)
    if not 1 <= day <= 31:
        return False
    name = c.parts.get("month")
    if name in (3, 5) and "year" not in c.parts and c.row.low[c.end - 1] in ("march", "may") and c.length == 2:
        return not c.after().isalpha() or c.before() in ("on", "since", "until", "by", "from")
    if c.row.low[c.end - 1] != "," and c.after().isdigit() and "year" not in c.parts:
        return False  # "the 19 Sept. 11 hijackers"
    return not (c.row.low[c.start].isalpha() and c.length == 2)


def _month_day(c: Context) -> bool:
    """ "Nov. 24", not "May 20 percent" nor "in May 20 people"."""
    if "year" in c.parts or "weekday" in c.parts or "yearshift" in c.parts or "yy" in c.parts:
        return True
    word = c.row.low[c.end - 1]
    if word.isalpha():
        return c.row.low[c.end - 2] == "the" or word == "first"
    clock = c.after() in (":", ".") and c.after(2).isdigit() and _glued(c)
    return not (clock or c.after() == "%" or _in("counted", c.after()))


def _glued(c: Context) -> bool:
    return c.end + 1 < len(c.row.starts) and c.row.starts[c.end + 1] == c.row.ends[c.end - 1] + 1


def _month_year(c: Context) -> bool:
    name = c.row.low[c.start]
    if name in ("may", "march") and c.row.low[c.start + 1 : c.start + 2] == [","]:
        return _in("preposition", c.before())
    return True


def _weekend(c: Context) -> bool:
    if c.length == 1:
        return c.before() in ("on", "at", "over", "this", "last", "next")
    return c.length > 2 or _in("preposition", c.before()) or "shift" in c.parts


def _range(c: Context) -> bool:
    if "day2" in c.parts:
        return c.parts["day"] < c.parts["day2"] <= 31
    first, second = c.parts["year"], int(c.parts["year2"])
    later = second if second > 99 else first // 100 * 100 + second
    return bool(1800 <= first < later <= min(first + 60, 2100)) or (second == 0 and first % 100 == 99)


def _holiday(c: Context) -> bool:
    follows = c.raw(c.end)
    if c.low() in ("christmas", "thanksgiving", "easter", "halloween"):
        return "year" in c.parts or (_in("preposition", c.before()) and not c.after().isalpha())
    return not (follows[:1].isupper() and follows.lower() in ("island", "parade", "march"))


_QUOTES = frozenset(["“", "”", '"', "'", "`"])


def _day_of_month(c: Context) -> bool:
    plain = not c.after().isalpha() or _in("function", c.after())
    return plain and c.after() != "-" and _in("day_preposition", c.before())


def _while(c: Context) -> bool:
    return c.before() not in ("at", "quite", "once")


_CHECKS: dict[str, Callable[[Context], bool]] = {
    "month": _month,
    "year": _year,
    "short year": _short_year,
    "weekday": _weekday,
    "season": _season,
    "week, month, year": _unit,
    "reference": _reference,
    "duration": _duration,
    "bare units": _bare_units,
    "every": _every,
    "clock": _clock,
    "today": _today,
    "part of a day": _part,
    "a year ago": _offset,
    "a day after": _offset,
    "past months": _window,
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
    "a while": _while,
}
