"""What durations, offsets and references need around them: "a year" the rate and "as soon as" are no dates."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from checker import lexicon
from checker.extraction.date_around import Context, listed, titled

__all__ = ["CHECKS"]


def _unit(c: Context) -> bool:
    """ "this week", "the year": units that stand for one of a row."""
    if "newyear" in c.parts:
        leads = listed("during", c.before()) or c.before() in ("until", "before", "after", "into")
        return leads or "modifier" in c.parts
    if "yearend" in c.parts or "beyond" in c.parts:
        return True
    if titled(c) and c.raw(c.end - 1)[:1].isupper():
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
    if shift == "last" and c.after() == "of" and "the" in (c.row.low[c.start], c.before()):
        return False  # "the last week of April"
    if unit == "D" and shift == "last":
        return False  # "the last day to vote", "on her last day"
    if unit == "D" and (c.after() == "of" or (shift == "this" and c.before() == "to")):
        return False
    return not c.hyphened


def _bare_unit(c: Context) -> bool:
    """ "the week": only where it is plainly a place on the calendar."""
    unit = c.parts["bare"]
    if unit in ("E", "C"):
        return c.parts.get("modifier") in ("START", "MID", "END") and not c.after().isdigit()
    if unit not in ("D", "W", "M", "Q", "Y", "WE"):
        return False
    if c.after() in ("of", "when", "that", "after", "before", "-", "ahead", "in", "since"):
        return unit in ("W", "M", "Q", "Y") and c.after() in ("in", "-") and listed("during", c.before())
    if "modifier" in c.parts:
        return bool(unit != "D" or c.parts["modifier"] in ("EARLIER", "LATER"))
    if c.after() == "'":
        return bool(unit != "D")
    return listed("during", c.before()) and not (unit == "D" and c.before() != "during")


def _reference(c: Context) -> bool:
    word = c.low()
    if word == "now" and c.raw(c.start) == "Now" and c.raw(c.start - 1)[:1].isupper():
        return False
    if word in ("recently", "lately"):
        return c.before() not in ("as", "how", "so", "too") and c.after() not in ("-", "after", "before")
    if word in ("soon", "shortly"):
        return not listed("soon_after", c.before()) and c.after() not in (
            "as",
            "after",
            "afterward",
            "afterwards",
            "thereafter",
            "before",
            "-",
        )
    if word == "long ago":
        return c.before() not in ("that", "so", "how", "too")
    if word == "the past":
        return c.before() in ("in", "of") and (not c.after().isalpha() or listed("function", c.after()))
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
    if word == "at this time":
        return c.after() not in ("last", "next", "of")
    if word == "to date":
        return c.after() not in ("a", "the", "from", "back", "her", "him")
    return True


def _duration(c: Context) -> bool:
    if "share" in c.parts:
        return True
    unit, number, tail = c.parts.get("unit"), c.parts.get("count"), c.row.low[c.end - 1]
    if c.row.low[c.start] in ("several", "many", "numerous") and c.length == 2 and not tail.endswith(("s", "a")):
        return False  # "one of several weekend rallies"
    if c.before() == "as" and c.row.low[c.start] == "many":
        return False  # "the second in as many months"
    if unit == "TH" and len(c.row.low[c.start]) == 4 and c.row.low[c.start].isdigit() and listed("at", c.before()):
        return False  # "at 1430 hours"
    if (tail == "old" or (c.after() == "-" and c.after(2) == "old") or c.after() in ("old", "-old")) and unit in (
        "Y",
        "E",
    ):
        return False
    if (c.after() == "of" and c.after(2) == "age") or _programme(c):
        return False
    if unit == "TS" and tail == "second":
        return False
    if c.row.low[c.start] == "over" and not listed("for_over", c.before()):
        return False  # "over three years it grew"
    if c.row.low[c.start] in ("a", "an") and c.before() == "-":
        return False  # "a barrel-a-day pump"
    if unit == "WE" and c.row.low[c.start] == "a" and c.after().isalpha() and not listed("function", c.after()):
        return False  # "a weekend trip"
    aged = 1 if tail == "old" else 3 if c.after() == "-" and c.after(2) == "old" else 0
    if aged and listed("young", c.after(aged)):
        return False  # "a 12-week-old baby"
    if unit == "Q":
        share = number in (1, 2, 3) and c.after() in ("of", "the")
        return tail == "quarters" and not share and c.row.low[c.end - 2] != "-"
    if c.row.low[c.start] in ("a", "an") and number == 1 and (c.row.low[c.start + 1].endswith("s") or tail == "long"):
        return False
    if c.row.low[c.start] in ("a", "an") and c.length == 2:
        measured = listed("for", c.before()) or (unit not in ("TS", "N") and c.after() in ("after", "before", "later"))
        return measured and not c.hyphened and c.after() not in ("when", "that", "where")
    if unit in ("N", "WE") and number == 1:
        return c.row.low[c.start] == "one"
    return not (c.before() in (".", ",") and c.start >= 2 and c.row.low[c.start - 2].isdigit() and _touching(c))


def _programme(c: Context) -> bool:
    """A capital makes "60 Minutes" a programme, and the "Six-Day War" a name."""
    if c.raw(c.start)[:1].isupper() and c.raw(c.end - 1)[:1].isupper() and "war" in (c.after(), c.after(2)):
        return True
    return c.raw(c.end - 1)[:1].isupper() and c.low() in lexicon.table("dates")["guard"]["titles"]


def _touching(c: Context) -> bool:
    return c.row.ends[c.start - 1] == c.row.starts[c.start]


def _bare_units(c: Context) -> bool:
    if c.row.low[c.start] == "the":
        return c.before() == "over"
    if c.row.low[c.end - 1] == "quarters" and (c.before() == "-" or c.after() == "of"):
        return False
    if c.after() == "of":
        return c.after(2) not in ("age", "the") and not listed("before_units", c.before())
    if c.before() == "after" and c.row.low[c.start] == "hours":
        return False
    return listed("for", c.before()) and c.after() not in ("old", "ago")


def _every(c: Context) -> bool:
    if "weekdays" in c.parts:
        counted = listed("counted_days", c.before()) or (c.before().isdigit() and len(c.before()) < 3)
        return not counted and c.after() != "ago"
    if "frequency" in c.parts:
        rate = any(t[:1].isdigit() or t in ("%", "percent") for t in (c.before(n) for n in (1, 2, 3)))
        adverb = not c.after().isalpha() or listed("function", c.after())
        return adverb and not rate and (not c.raw(c.start)[:1].isupper() or c.start == 0)
    return c.low() not in ("each other",)


def _offset(c: Context) -> bool:
    """ "a day after" the vote: a place on the calendar; "after" a bare count is not ("five after")."""
    word = c.row.low[c.end - 1]
    if word == "time":
        return c.before() in ("in", "within") or "approx" in c.parts
    if word == "away":
        return any(c.before(n) in _STANDS for n in range(1, 5))
    if c.pattern.name == "a year ago":
        return word != "back" or c.after() != "in"
    if word in ("before", "after"):
        if "bareunit" in c.parts:
            return c.before() != "to" and c.after() not in ("-", "tomorrow", "yesterday")
        if word == "before" and c.after() in (",", ".", ";") and c.parts.get("count") != 1:
            return True  # "The fleet had sailed two days before."
        return c.parts.get("count") == 1 and (c.parts.get("unit") in ("D", "N") or not c.after().isalnum())
    if "bareunit" in c.parts and word == "earlier":
        return True
    if word == "later" and {"count", "halfof"} & c.parts.keys() and _never_a_day(c):
        return False  # "a few days later" is a length alone
    return word != "prior" or not c.after().isalpha() or listed("function", c.after())


_STANDS = frozenset(["is", "are", "'s", "s", "still", "now", "lies", "lie"])


def _never_a_day(c: Context) -> bool:
    """Whether an offset leads to no day: a vague count, minutes, or hours that make no whole days."""
    count, unit = c.parts.get("count", 0.5), c.parts.get("unit")
    if isinstance(count, str) or unit in ("TS", "TM"):
        return True
    return unit == "TH" and count % 24 != 0


def _window(c: Context) -> bool:
    unit = c.parts.get("unit")
    if c.row.low[c.start] == "last" and (listed("lasting", c.before()) or c.row.low[c.start + 1] in ("a", "an")):
        return False  # "to last two days"
    if "first" in c.parts:
        if "many" in c.parts:
            return c.parts["count"] != 1 and c.parts["many"] in ("M", "Q", "W")
        return unit not in ("N",)
    if "recent" in c.parts or "many" in c.parts:
        return "window" not in c.parts or c.after() != "of"  # "the last months of the war"
    return not (c.parts.get("count") == 1 and c.low().endswith("one day"))


def _while(c: Context) -> bool:
    if c.low() == "some time" and listed("point_of_time", c.after()):
        return False  # "some time next month"
    return c.before() not in ("at", "quite", "once")


CHECKS: Mapping[str, Callable[[Context], bool]] = {
    "week, month, year": _unit,
    "reference": _reference,
    "duration": _duration,
    "bare units": _bare_units,
    "every": _every,
    "a year ago": _offset,
    "a day after": _offset,
    "past months": _window,
    "a while": _while,
}
