"""Values in words that an editor reads: "more than 200 passengers", "£30 million", "195 feet", "Thu 24 Nov 2022".

What is said is the value, in one manner for all sources, so that two versions can be held side by side; the article's
own words are used where they say it best: its hedge ("nearly"), scores, shares ("a third of those affected") and
vague amounts ("dozens of homes"). The words are data (``lexicons/en/say.toml``).
"""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from decimal import Decimal
from functools import cache

from checker import lexicon, wordforms
from checker.expressions import expression
from checker.model import (
    Bound,
    Claim,
    Grain,
    Mention,
    Quantity,
    Quotation,
    Span,
    TimeType,
    TimeValue,
    UnitKind,
    plain,
)

__all__ = ["figure", "plural", "quantity", "thing", "time", "value"]

OWN = 60
"""Characters up to which an article's own words serve as the wording of a value."""
_COUNTS = (UnitKind.COUNT, UnitKind.NONE)
_OWN_WORDS = (UnitKind.SCORE, UnitKind.RATIO)
_LEAST_SCALED = 1_000_000
_DECIMALS = 4
_DIGIT = expression(r"\d")


def value(claim: Claim) -> str:
    """The value of a claim in words: figures, days, the quoted words, the canonical name."""
    said = claim.value
    if isinstance(said, Quantity):
        counted = _counted_in(claim, said)
        return _own_words(claim, said) or quantity(said, counted, _hedge(claim.mention), _moved(claim))
    if isinstance(said, TimeValue):
        return time(said, claim.mention.text)
    return said.content if isinstance(said, Quotation) else said.canonical


def _own_words(claim: Claim, q: Quantity) -> str | None:
    """The article's words with their hedge, where they say the value better than figures; None where not."""
    text = " ".join(claim.mention.text.split())
    if len(text) > OWN:
        return None
    spelled_part = not _DIGIT.search(text) and any(x is not None and x % 1 for x in (q.low, q.high))
    mixed = q.unit_kind is not UnitKind.COUNT and bool(re.search(r"\d\W+\w+\W+(?:and\W+)?\d|\w \w+ and ", text))
    long_tail = any(x is not None and _decimals(x) > _DECIMALS for x in (q.low, q.high))
    own = q.bound is Bound.VAGUE or q.unit_kind in _OWN_WORDS or spelled_part or long_tail or mixed
    if not own:
        return None
    hedge = _hedge(claim.mention)
    return f"{hedge} {text}" if hedge else text


def _counted_in(claim: Claim, q: Quantity) -> str | None:
    """The counted phrase in the number that the figure asks for; as it stands where it follows the figure."""
    phrase = " ".join((claim.counted or "").split())
    told = " ".join(claim.mention.text.split())
    words = set(told.lower().split()) - set(str(claim.mention.parts.get("hedge", "")).lower().split())
    beside = next((b for w, b in _mapped("beside").items() if w in words), "")
    follows = told.endswith(phrase) and not told.removesuffix(phrase).endswith(("-", "‑"))
    thing_said = phrase if follows else _counted(phrase, q.unit, _is_one(q))
    return (
        " ".join(filter(None, ("" if _mapped("beside").keys() & set(phrase.split()) else beside, thing_said))) or None
    )


def _decimals(x: Decimal) -> int:
    exponent = x.normalize().as_tuple().exponent
    return -exponent if isinstance(exponent, int) and exponent < 0 else 0


def _hedge(mention: Mention) -> str | None:
    """The article's own hedge where it stands in front of the figure: "at least", "nearly", "as many as"."""
    words, span = mention.parts.get("hedge"), mention.parts.get("hedge_span")
    if isinstance(words, str) and isinstance(span, Span) and span.end <= mention.span.start:
        return " ".join(words.lower().split())
    return None


def _moved(claim: Claim) -> bool:
    """Is the figure itself a change ("rose 5%"), not what something changed to or from?"""
    return claim.role not in ("to", "from")


def quantity(q: Quantity, counted: str | None = None, hedge: str | None = None, moved: bool = True) -> str:
    """A quantity with its hedge, figure and thing. ``moved``: its change ("up", "down") is part of what it says."""
    body = f"{_amount(q)} {thing(q, counted)}".strip() if not _sign(q) else _amount(q) + _per(q)
    front = [hedge if hedge else _mapped("bounds").get(str(q.bound), "")]
    if q.change and moved and q.unit_kind is not UnitKind.COUNT:
        front.insert(0, _mapped("changes")[str(q.change)])
    return " ".join([*filter(None, front), body])


def _amount(q: Quantity) -> str:
    low, high = q.low, q.high
    sign = _sign(q)
    if low is not None and high is not None and low != high:
        return f"{sign}{figure(low, q.step)} {_to()} {sign}{figure(high, q.step)}"
    only = low if low is not None else high
    if only == 0 and q.bound is Bound.EXACT and q.unit_kind is UnitKind.COUNT:
        return _mapped("phrases")["nothing"]
    if only is not None and only < 0 and sign:
        return f"-{sign}{figure(-only, q.step)}"
    return sign + (figure(only, q.step) if only is not None else "")


def figure(x: Decimal, step: Decimal | None = None) -> str:
    """A number as a newspaper prints it: 30 million, 12,600, 61.4; with the decimals that ``step`` says were shown."""
    scales = _mapped("scales") if abs(x) >= _LEAST_SCALED else {}
    for name, size in sorted(scales.items(), key=lambda item: -int(item[1])):
        scaled = x / int(size)
        if abs(x) >= max(_LEAST_SCALED, int(size)) and _decimals(scaled) <= 2:
            return f"{plain(scaled)} {name}"
    shown = _decimals(step) if step is not None else 0
    digits = f"{x:.{shown}f}" if _decimals(x) < shown <= _DECIMALS else plain(x) or ""
    whole, dot, rest = digits.partition(".")
    grouped = f"{int(whole):,}" if whole.lstrip("-").isdigit() and len(whole) < 40 else whole
    return ("-" if whole.startswith("-0") else "") + grouped + dot + rest


def _sign(q: Quantity) -> str:
    """The sign of a currency, where it has one: "$", also for "dollar per share"."""
    return _mapped("signs").get((q.unit or "").partition(" per ")[0], "") if q.unit_kind is UnitKind.CURRENCY else ""


def _per(q: Quantity) -> str:
    _, per, rest = (q.unit or "").partition(" per ")
    return f"{per}{rest}"


def _is_one(q: Quantity) -> bool:
    return q.low is not None and q.low == q.high and q.low == 1


def thing(q: Quantity, counted: str | None = None) -> str:
    """What a quantity counts or measures: ``counted`` as it stands, or its unit: "feet", "percent", "years old"."""
    one = _is_one(q)
    if q.unit_kind is UnitKind.AGE:
        return f"{_number_of(q.unit or 'year', one)} {_mapped('phrases')['old']}"
    if q.unit_kind in _COUNTS and counted:
        return counted
    return _number_of(q.unit or "", one) if q.unit else ""


def _counted(phrase: str, unit: str | None, one: bool) -> str:
    """A counted phrase as in the text, its last word singular or plural."""
    front, blank, head = phrase.rpartition(" ")
    if not front and head[:1].isupper() and {head.lower(), wordforms.singular(head)} & wordforms.codes().keys():
        head = head.lower()
    if one and unit and wordforms.is_plural(head) and " " not in unit:
        head = unit
    elif not one and head.isalpha() and not wordforms.is_plural(head) and _countable(head):
        head = plural(head)
    return f"{front}{blank}{head}"


def _countable(noun: str) -> bool:
    """A noun in small letters whose form says that it is one thing; names and capitals are left as they stand."""
    code = wordforms.codes().get(noun, "")
    return noun.islower() and ("N" in code or noun in _mapped("plurals"))


def _number_of(unit: str, one: bool) -> str:
    """ "mile per hour" -> "miles per hour", "degree Celsius" -> "degrees Celsius"; "percentage" is "percent"."""
    if one:
        return "percent" if unit == "percentage" else unit
    head, per, rest = unit.partition(" per ")
    if " " in head and head.split()[0] == "degree":
        first, _, last = head.partition(" ")
        return f"{plural(first)} {last}{per}{rest}"
    front, blank, last = head.rpartition(" ")
    return f"{front}{blank}{plural(last)}{per}{rest}" if last else unit


def plural(noun: str) -> str:
    """The plural of a singular noun: "foot" -> "feet", "company" -> "companies"; "staff" stays."""
    known = _mapped("plurals").get(noun)
    if known is not None:
        return known
    irregular = wordforms.irregular_plurals().get(noun)
    if irregular is not None:
        return irregular
    if wordforms.is_plural(noun):
        return noun
    if noun.endswith("y") and len(noun) > 1 and noun[-2] not in "aeiou":
        return f"{noun[:-1]}ies"
    return noun + ("es" if noun.endswith(("s", "x", "z", "ch", "sh")) else "s")


def time(t: TimeValue, words: str = "") -> str:
    """A day, hour or period of the calendar: "Thu 24 Nov 2022, morning"; off the calendar the article's ``words``."""
    own = " ".join(words.split())
    weekday = t.stated.get("weekday")
    misnamed = t.start is not None and weekday is not None and int(weekday) != t.start.weekday()
    if t.start is None or t.end is None or misnamed or t.type not in (TimeType.DATE, TimeType.TIME):
        return own if own and len(own) <= OWN else t.timex
    said = _period(t, t.start, t.end)
    return f"{_mapped('bounds')['about']} {said}" if t.approximate else said


def _period(t: TimeValue, start: datetime, end: datetime) -> str:
    last = end - timedelta(seconds=1)
    tail = t.timex.rpartition("-")[2]
    match t.grain:
        case Grain.HOUR | Grain.MINUTE:
            return f"{_day(start)}, {t.timex.partition('T')[2] or f'{start:%H:%M}'}"
        case Grain.PART:
            part = _mapped("parts_of_day").get(t.timex.rpartition("T")[2])
            return f"{_day(start)}, {part}" if part else _day(start)
        case Grain.YEAR:
            return str(start.year) if start.year == last.year else f"{start.year} {_to()} {last.year}"
        case Grain.DECADE if start.year % 10 == 0 and last.year == start.year + 9:
            return f"the {start.year}s"
        case Grain.MONTH if (start.year, start.month) == (last.year, last.month):
            return f"{_months()[start.month - 1]} {start.year}"
        case Grain.SEASON if tail in _mapped("seasons"):
            return f"{_mapped('seasons')[tail]} {t.timex.partition('-')[0]}"
        case Grain.QUARTER if tail in _mapped("halves_and_quarters"):
            return f"{_mapped('halves_and_quarters')[tail]} {t.timex.partition('-')[0]}"
        case Grain.WEEK:
            return f"{_mapped('phrases')['week_of']} {_day(start)}"
        case Grain.WEEKEND:
            return f"{_mapped('phrases')['weekend_of']} {_day(start)}"
    if start.date() == last.date():
        return _day(start)
    return f"{_day(start)} {_to()} {_day(last)}"


def _day(moment: datetime) -> str:
    weekday = _list("weekdays")[moment.weekday()]
    return f"{weekday} {moment.day} {_months()[moment.month - 1]} {moment.year}"


def _months() -> tuple[str, ...]:
    return _list("months")


def _to() -> str:
    return _mapped("phrases")["to"]


@cache
def _list(key: str) -> tuple[str, ...]:
    return tuple(lexicon.table("say")[key])


@cache
def _mapped(key: str) -> dict[str, str]:
    return dict(lexicon.mapping("say", key))
