"""A count against the figures that are listed for it: "four times, in 2006, 2010, 2014, 2018 and 2022"; "the three
brothers, aged 14, 17, 19 and 22".
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from checker.expressions import expression
from checker.judge.arithmetic.figures import Problem, number_of
from checker.judge.arithmetic.script import Script
from checker.judge.arithmetic.sums import incomplete
from checker.model import Span

__all__ = ["series"]

_N = r"(?P<number>two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|[2-9]|1[0-2])"
_YEAR = r"(?:1[5-9]\d\d|20\d\d)"
_YEARS = expression(
    rf"\b(?P<hedge>\w+\s)?{_N}\s(?:[a-z-]+\s){{0,2}}?(?P<noun>times|titles|championships|terms|finals|medals|wins|victories|cups|elections|tournaments|games|olympics)"
    rf"(?:\s[a-z]+){{0,3}}?(?:,\s|:\s|\s\(|\s-\s)(?:in\s)?(?P<list>{_YEAR}(?:,\s{_YEAR}){{1,14}},?\sand\s(?:in\s)?{_YEAR})(?!\s?(?:[-/]|season))"
)
_AGES = expression(
    rf"\b(?:the|his|her|their|its|all)\s{_N}\s(?P<noun>(?:[a-z-]+\s){{0,1}}[a-z-]+s|men|women|children|people),\s"
    r"(?:who\s(?:are|were)\s)?(?:all\s)?aged\s(?P<list>\d{1,2}(?:,\s\d{1,2}){1,11},?\sand\s\d{1,2})(?!\d|[.,]\d|\s(?:months|days|weeks))"
)
_TRIGGER = expression(rf"\baged\s\d|{_YEAR},?\sand\s(?:in\s)?{_YEAR}")
_NEEDED = ("aged", "and")
_HEDGES = frozenset(
    {"least", "than", "about", "over", "nearly", "almost", "some", "last", "first", "past", "other", "another"}
)


def series(script: Script) -> Iterator[Problem]:
    for number in script.body(_TRIGGER, _NEEDED):
        words = script.words(number)
        if incomplete(words):
            continue
        for form in (_YEARS, _AGES):
            for m in form.finditer(words):
                said = number_of(m["number"])
                listed = re.findall(r"\d+", m["list"])
                if said is None or int(said) == len(listed) or (m.groupdict().get("hedge") or "").strip() in _HEDGES:
                    continue
                if abs(int(said) - len(listed)) > 2 or len(set(listed)) != len(listed):
                    continue
                start = script.regions[number].span.start
                spans = (m.span("number"), m.span("list"))
                message = f"{len(listed)} are listed, not {m['number']}"
                places = tuple(Span(start + a, start + b) for a, b in spans)
                yield Problem("N113", (), message, m["list"], 0.8, places=places)
