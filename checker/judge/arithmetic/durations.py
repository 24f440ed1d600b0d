"""Durations against the moments at their ends: clock times, days and years.

"Took 40 minutes, from 09:10 to 10:05"; "from 3 to 20 February, for 12 days"; "in 1987 ... and 45 years later, in 2022";
"first seen 2 March. Thrown out on 11 March. That means 19 days". Both ends may or may not be counted in; an hour and
more is rounded to the hour; clock times without their half of the day may be of either.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from checker.expressions import expression
from checker.judge.arithmetic.figures import Problem, number_of, quiet
from checker.judge.arithmetic.script import Script
from checker.judge.arithmetic.sums import incomplete
from checker.judge.arithmetic.times import Marked, Moment, Stretch, between, marked
from checker.model import Zone

__all__ = ["durations"]

_TRIGGER = expression(r"[\s-](?:second|minute|hour|day|week|month|year)s?\b")
_UNITS = ("second", "minute", "hour", "day", "week", "month", "year")
_NEEDED = (*_UNITS, *(f"{unit}s" for unit in _UNITS))
_TIES = expression(
    r"\b(?:from|later|until|till|of|that|this|it|after|before|between|late|began|begun|started|opened)\b"
)
_MOMENT = expression(
    r"\d[:.]\d\d|\d\s?[ap]\.?m\b|\b(?:1[5-9]|20)\d\d\b|\b\d{1,2}(?:st|nd|rd|th)?\s[a-z]{3}|[a-z]{3}\s\d{1,2}\b"
)
_W = r"(?:\s[^\s‹›,;:()]+)"
_X = r"‹(?P<one>(?P<kind>[cdy])\d+)›"
_Y = r"‹(?P<two>(?P=kind)\d+)›"
_TO = rf"{_X}(?:,?{_W}{{0,2}})?,?\s(?:to|until|till|through)\s(?:the\s|about\s)?{_Y}"
_BEGAN = r"\b(?:began|begun|started|opened|start|begins|starts|set\sin|broke\sout|came|arrived|joined)"
_ENDED = r"(?:ended|over|closed|finished|stopped|ends|closes|left|resigned|retired|lifted|won|out|back)"
_FORMS = tuple(
    expression(form)
    for form in (
        rf"‹t(?P<time>\d+)›(?!\s(?:a|per|each|every|daily)\b)(?P<words>{_W}{{0,6}}),?\s(?:\(|-\s)?from\s(?:the\s|about\s)?{_TO}",
        rf"\bfrom\s(?:the\s|about\s)?{_TO}(?:(?!\s(?:and|but|then)\b){_W}){{0,3}},?\s(?:or|for|a\stotal\sof|lasting|that\sis|i\.e\.|making|so)\s"
        rf"(?:a\stotal\sof\s)?‹t(?P<time>\d+)›(?=[.,;)]|\sin\sall|$)",
        rf"\bfrom\s(?:the\s|about\s)?{_TO}\s\(‹t(?P<time>\d+)›\)",
        rf"{_X}(?P<words>[^‹›.;]{{2,80}}?){_Y}{_W}{{0,2}},\s‹t(?P<time>\d+)›\slater(?=[.,;)]|$)",
        rf"{_X}(?P<words>[^‹›.;]{{2,80}}?){_Y},\s(?:after\s|with\s|for\s)?an?\s(?:[a-z]+\s){{1,2}}of\s‹t(?P<time>\d+)›(?=[.,;)]|$)",
        rf"{_X}(?P<words>[^‹›.;]{{2,80}}?)‹t(?P<time>\d+)›\slater,?\s(?:at|on|in)\s(?:the\s)?{_Y}",
        # began at 09:10 and was over at 10:05, after 55 minutes; from 3 until 9 March, six days, no train ran
        rf"{_X}(?P<words>[^‹›.;]{{2,80}}?)\b{_ENDED}\s(?:at\s|on\s|in\s)?{_Y},?\s(?:only\s|just\s)?after\s(?:just\s|only\s)?‹t(?P<time>\d+)›(?=[.,;)]|$)",
        rf"{_BEGAN}\s(?:at|on|in)\s{_X}(?P<words>[^‹›.;]{{2,60}}?)\b(?:at|on|in)\s{_Y},?\safter\s‹t(?P<time>\d+)›(?=[.,;)]|$)",
        rf"\bfrom\s{_TO},\s‹t(?P<time>\d+)›(?=[.,;)]|\s(?:of|without|with|on|in\sall)\b|$)",
        # from the first tilt at 23:31 until she was gone at 23:52 there were 21 minutes
        rf"\bfrom\s[^‹›.;,]{{0,40}}?{_X},?\s(?:to|until|till)\s[^‹›.;,]{{0,40}}?{_Y},?\s(?:there\s(?:were|was)|it\s(?:took|was|is)|lay|passed|(?:she|he|they|we)\shad)"
        rf"\s(?:just\s|only\s|exactly\s)?‹t(?P<time>\d+)›(?!\s(?:more|less|longer|each))",
        rf"\bfrom\s{_TO}[;,]\s(?:those|these)\s‹t(?P<time>\d+)›",
        rf"\bbetween\s{_X}\sand\s{_Y},\s(?:or\s|for\s)?‹t(?P<time>\d+)›(?=[.,;)]|$)",
        rf"‹t(?P<time>\d+)›(?P<words>{_W}{{0,4}}),?\sbetween\s{_X}\sand\s{_Y}(?=[.,;)]|$)",
        rf"‹t(?P<time>\d+)›\s[a-z]+(?P<words>){_W}{{0,4}}\s{_BEGAN}\s(?:at\s|on\s)?{_X}{_W}{{0,2}}\sand\s(?:[a-z]+\s)?{_ENDED}\s(?:at\s|on\s)?{_Y}",
        rf"\b(?:after|the|a)\s‹t(?P<time>\d+)›(?P<words>[^‹›.;]{{2,40}}?){_BEGAN}\s(?:at|on|in)\s{_X}[^‹›.;]{{2,30}}?\b{_ENDED}\s(?:at|on|in)\s{_Y}",
        # came at 10:25, 20 minutes after the first, at 10:05; the train, due at 10:05, left 20 minutes late, at 10:25
        r"‹(?P<two>(?P<kind>[cdy])\d+)›,?(?P<then>[^‹›.;]{0,30}?)\s‹t(?P<time>\d+)›\safter\s(?P<of>[^‹›.;]{2,40}?)‹(?P<one>(?P=kind)\d+)›(?=[.,;)]|$)",
        rf"{_X}(?P<then>[^‹›.;]{{2,40}}?)\s‹t(?P<time>\d+)›\sbefore\s(?P<of>[^‹›.;]{{2,40}}?){_Y}(?=[.,;)]|$)",
        rf"\b(?:due|scheduled|expected|planned)\s[^‹›.;]{{0,24}}?{_X}(?P<of>[^‹›.;]{{2,40}}?){_Y},\s‹t(?P<time>\d+)›\s(?:late|behind)",
        rf"\b(?:due|scheduled|expected|planned)\s[^‹›.;]{{0,24}}?{_X}(?P<of>[^‹›.;]{{2,40}}?)‹t(?P<time>\d+)›\slate,?\s(?:at|on|in)\s{_Y}",
    )
)
_UNTIL = expression(r"\bfor\s‹t\d+›,?\s(?:until|till)\s")
_BACKWARDS = expression(
    r"\bfor\s‹t(?P<time>\d+)›,?\s(?:until|till)\s[^‹›;.]{0,60}?‹(?P<two>c\d+)›[.;,]\s[^‹›;.]{0,40}?"
    r"\b(?:started|begun|began|start)\s(?:at\s)?‹(?P<one>(?P<kind>c)\d+)›"
)
_LATER = expression(
    rf"^[^‹›]*{_X}[^‹›.;]{{0,40}}\.\s(?:(?:only|just|some|about|it|he|she|they)\s)?(?:[^‹›.;]{{0,40}}?\b(?:in|on|at)\s{_Y},\s‹t(?P<time>\d+)›\slater\b)"
)
_LATER_AT = expression(
    rf"^[^‹›]*{_X}[^‹›.;]{{0,40}}\.\s(?:(?:only|just|some|about)\s)?‹t(?P<time>\d+)›\slater,\s(?:at|on|in)\s{_Y}"
)
_MEANS = expression(
    r"[.;]\s(?:that|this|it)\s(?:is|was|means|makes|made)\s‹t(?P<time>\d+)›(?!\s(?:more|less|longer|later|earlier|ago|before|after|old))"
)
_MEANS_AT_ALL = expression(r"(?:that|this|it)\s")
_OTHERWISE = expression(
    r"\b(?:than|ago|before|after|each|per|every|daily|longer|shorter|earlier|old|into|apart|break|minus)\b"
)
_LONGEST = 700


def durations(script: Script) -> Iterator[Problem]:
    for number in script.body(_TRIGGER, _NEEDED):
        here = script.regions[number].span
        if " and " in script.words(number) and here.end - here.start < _LONGEST:
            yield from _added(marked(script.text, here.start, here.end))
        first = max(0, number - 2)
        around = script.regions[first].span.start, script.regions[min(number + 1, len(script.regions) - 1)].span.end
        if around[1] - around[0] > 3 * _LONGEST or not _TIES.search(script.text, here.start, here.end):
            continue
        moments = _MOMENT.finditer(script.text, *around)
        if next(moments, None) is None or next(moments, None) is None:
            continue
        yield from _tied(marked(script.text, here.start, here.end), script, number)
        if number and _MEANS_AT_ALL.match(script.words(number)):
            yield from _of_the_two(marked(script.text, around[0], here.end))


def _tied(line: Marked, script: Script, number: int) -> Iterator[Problem]:
    """A duration and two moments in the words of one sentence."""
    if not line.stretches:
        return
    for form in _FORMS:
        for m in form.finditer(line.text):
            if (
                not _OTHERWISE.search(m.groupdict().get("words") or "")
                and not _zones(line.text)
                and not _days(line.text)
            ):
                yield from _judge(line, m)
    if number and "later" in line.text:
        ahead = script.regions[number - 1]
        if ahead.zone is not Zone.HEADLINE and script.regions[number].span.end - ahead.span.start < _LONGEST:
            two = marked(script.text, ahead.span.start, script.regions[number].span.end)
            for form in (_LATER, _LATER_AT):
                for m in form.finditer(two.text):
                    if not _zones(two.text) and not _days(two.text):
                        yield from _judge(two, m)
    if number + 1 < len(script.regions) and _UNTIL.search(line.text):
        both = marked(script.text, script.regions[number].span.start, script.regions[number + 1].span.end)
        for m in _BACKWARDS.finditer(both.text):
            yield from _judge(both, m)


def _days(words: str) -> bool:
    """Do the clock times belong to two days?"""
    return len(set(re.findall(r"\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b", words))) > 1


def _zones(words: str) -> bool:
    """Is there talk of other clocks, or of what is not counted in?"""
    return quiet("clocks").search(words) is not None


def _of_the_two(line: Marked) -> Iterator[Problem]:
    """ "That means 19 days" behind two days, or two clock times of one day."""
    m = _MEANS.search(line.text)
    if m is None or _zones(line.text):
        return
    ahead = [line.moments[s] for s in re.findall(r"‹([cdy]\d+)›", line.text[: m.start()]) if s[0] == "d"]
    if len(ahead) == 2 and len(re.findall(r"‹t", line.text[: m.start()])) == 0:
        yield from _verdict(line.stretch(m["time"]), ahead[0], ahead[1], "d")


def _judge(line: Marked, m: re.Match[str]) -> Iterator[Problem]:
    yield from _verdict(line.stretch(m["time"]), line.moments[m["one"]], line.moments[m["two"]], m["kind"])


# -- "four years for fraud, three years for perjury and two years for theft, ten years in all" ------------------------

_BARE = expression(r"(?:,|\sand)\s([\w-]+)\s(?=for\s|on\s)")
_NUMBERS = expression(r"(?<![\w‹])(?:\d+|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)(?![\w›])")
_SENTENCES = expression(
    r"(?P<list>‹t\d+›[^;:()‹]{0,60}[^;:()]{0,160}?\sand\s[^;:()]{1,90}?),\s(?:or\s|for\s|making\s)?"
    r"(?:‹t(?P<time>\d+)›\s(?:in\sall|in\stotal|altogether|all\stold|combined)|a\stotal\sof\s‹t(?P<other>\d+)›)"
)


def _added(line: Marked) -> Iterator[Problem]:
    """Durations that are added up; those that run at the same time are not, nor is any that has no unit."""
    for m in _SENTENCES.finditer(line.text):
        parts = [line.stretch(n) for n in re.findall(r"‹t(\d+)›", m["list"])]
        total = line.stretch(m["time"] or m["other"])
        bare = [int(n) for w in _BARE.findall(m["list"]) if (n := number_of(w)) is not None]
        if (
            len(parts) < 2 - bool(bare)
            or any(n > 60 for n in bare)
            or incomplete(m["list"])
            or "concurrent" in line.text
            or total.loose
        ):
            continue
        units = {p.grain for p in parts}
        if bare and (len(units) > 1 or len(_NUMBERS.findall(m["list"])) != len(bare)):
            continue
        real = sum(p.seconds for p in parts) + sum(bare) * parts[0].grain
        if (
            abs(real - total.seconds) < total.grain
            or not 0.6 < real / total.seconds < 1.6
            or any(p.loose for p in parts)
        ):
            continue
        kind = "y" if total.grain == 31557600 else "c"
        message = f"the parts add up to {_shown(real, kind)}, not {_shown(total.seconds, kind)}"
        places = (*(p.span for p in parts), total.span)
        yield Problem("N113", (), message, _shown(real, kind), 0.8, sure=True, places=places)


_RANGE = {"c": (1, 3600), "d": (86400, 604800), "y": (31557600, 31557600)}
"""The least and the greatest unit in which a duration between moments of a kind is given."""
_SAY = ((31557600, "year"), (604800, "week"), (86400, "day"), (3600, "hour"), (60, "minute"), (1, "second"))


def _verdict(said: Stretch, one: Moment, two: Moment, kind: str) -> Iterator[Problem]:
    least, most = _RANGE[kind]
    gaps = [g for g in between(one, two, kind) if g > 0]
    if not least <= said.grain <= most or not gaps or (kind == "c" and said.seconds >= 86400):
        return
    loose = _slack(said, kind)
    if any(abs(g - said.seconds) <= loose for g in gaps):
        return
    real = min(gaps, key=lambda g: abs(g - said.seconds))
    message = f"between the two lie {_shown(real, kind)}, not {_shown(said.seconds, kind)}"
    spans = sorted((said.span, one.span, two.span), key=lambda s: s.start)
    led_to_a_day = kind == "d" and spans[1] == said.span and spans[2] == two.span
    code = "D106" if led_to_a_day else "N117"  # "two weeks later, on 1 February"
    yield Problem(code, (), message, _shown(real, kind), 0.8, sure=True, places=tuple(spans))


def _slack(said: Stretch, kind: str) -> int:
    """How far a duration may be from what lies between its ends: rounding, and whether both ends count."""
    whole = said.seconds // 4 if said.loose else 0
    if kind != "c":
        return max(said.grain if said.grain < 604800 or kind == "y" else 345600, whole)
    if said.grain >= 1800:
        return max(int(said.grain * 0.6), whole)
    return max(180 if said.seconds % 300 == 0 else 60, whole)


def _shown(seconds: int, kind: str) -> str:
    """A duration for a reader: "3 hours and 10 minutes", "9 days"."""
    parts: list[str] = []
    units: Sequence[tuple[int, str]] = [u for u in _SAY if u[1] != "week"]
    if kind == "y":
        units = [(31557600, "year")]
    for size, name in units:
        n, seconds = divmod(seconds, size)
        if n:
            parts.append(f"{n} {name}{'s' if n != 1 else ''}")
    return " and ".join(parts[:2])
