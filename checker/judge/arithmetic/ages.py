"""Ages that two moments of a life fix: "born in 1938, he died on Sunday at 79"; "was 31 when she took over in 1979. The
70-year-old ..."; "aged 24, he was 18 when the first fire was set ten years ago"; "born in 1946 and is, at 70, ...".

An age may be a year off either way, as birthdays fall anywhere in the year.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from checker.expressions import expression
from checker.judge.arithmetic.figures import Problem, number_of
from checker.judge.arithmetic.script import Script
from checker.model import Span

__all__ = ["ages"]

_TRIGGER = expression(r"\bborn\sin\s|\bwhen\s|\byears\slater\b")
_YEAR = r"(?:19\d\d|20\d\d)"
_NOBODY = r"(?:(?!\b(?:his|her|their|whose|to\sa|who)\b)[^.;\d])"
_RECENT = (
    r"(?:on\s(?:mon|tues|wednes|thurs|fri|satur|sun)day|today|yesterday|this\s(?:week|morning|month)"
    r"|last\s(?:night|week))"
)
_FORMS = (
    # born in 1938, died on Sunday at the age of 79
    expression(
        rf"\bborn\sin\s(?P<born>{_YEAR}),?{_NOBODY}{{1,40}}?\bdied\s{_NOBODY}{{0,20}}?{_RECENT}{_NOBODY}{{0,24}}?\s(?:at|aged|at\sthe\sage\sof)\s(?P<age>\d{{2,3}})(?=[,.;\s])"
    ),
    # was born in 1946 and is, at 70, the oldest
    expression(
        rf"\bborn\sin\s(?P<born>{_YEAR})\sand\s(?:is|remains|still\s[a-z]+),?\s(?:now\s)?at\s(?P<age>\d{{2,3}}),"
    ),
)
_SINCE = expression(
    rf"\bwas\s(?:only\s|just\s)?(?P<then>\d{{2}})\swhen\s(?:he|she){_NOBODY}{{2,50}}?\sin\s(?P<year>{_YEAR})[.,;]{_NOBODY}{{0,3}}?\s?the\s(?P<age>\d{{2,3}})-year-old\s(?!(?:[a-z]+\s){{0,2}}(?:was|and)\b)"
)
_THEN = expression(
    r"(?:\b(?:now|aged|today)\s(?P<now>\d{2}),?|,\snow\s(?P<today>\d{2}),)\s(?:he\s|she\s)?was\s(?:only\s|just\s)?(?P<then>\d{1,2})\swhen\s[^.;\d]{2,60}?\s(?P<ago>\d{1,2}|[a-z]+(?:-[a-z]+)?)\syears\sago\b"
)
_LATER = expression(
    r"\bat\s(?:the\sage\sof\s)?(?P<then>\d{2}),?\s(?:he|she)\s[^.;\d]{2,50}?(?P<ago>\d{1,2}|[a-z]+(?:-[a-z]+)?)\syears\slater,\s(?:at|aged)\s(?P<now>\d{2,3}),"
)
_LONGEST = 500


def ages(script: Script) -> Iterator[Problem]:
    now = script.year
    for number in script.body(_TRIGGER):
        start = script.regions[number].span.start
        after = script.regions[min(number + 1, len(script.regions) - 1)]
        end = after.span.end if after.span.end - start < _LONGEST else script.regions[number].span.end
        words = re.sub(r"\s", " ", script.text[start:end])
        if now is not None:
            for form in _FORMS:
                for m in form.finditer(words):
                    yield from _judged(start, m, now - int(m["born"]), int(m["age"]), ("born", "age"))
            for m in _SINCE.finditer(words):
                yield from _judged(
                    start, m, int(m["then"]) + now - int(m["year"]), int(m["age"]), ("then", "year", "age")
                )
        for m in (*_THEN.finditer(words), *_LATER.finditer(words)):
            gap = number_of(m["ago"])
            if gap is not None and gap >= 1:
                at = "now" if m["now"] else "today"
                yield from _judged(start, m, int(m["then"]) + int(gap), int(m[at]), ("then", "ago", at))


def _judged(start: int, m: re.Match[str], real: int, said: int, names: tuple[str, ...]) -> Iterator[Problem]:
    if 0 < real < 115 and abs(real - said) > 1:
        spans = sorted(Span(start + m.start(n), start + m.end(n)) for n in names)
        yield Problem("N117", (), f"that makes an age of {real}, not {said}", f"{real}", 0.8, places=tuple(spans))
