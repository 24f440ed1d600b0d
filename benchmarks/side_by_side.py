"""The extractors beside other tools on the same text, in one process: how much is right, and how fast.

    pip install quantulum3 recognizers-text-suite 'emoji<2' text2num
    python benchmarks/side_by_side.py [--gold FILE.toml] [--articles FOLDER] [--size CHARACTERS]

``--gold``: annotated passages in the notation of tests/gold/passages.toml, which is the default.
``--articles``: text for the speeds, repeated up to ``--size``. Tools that are not installed are left out.

What is counted, so that tools without offsets, bounds or units can take part:

- numbers: the values of a passage, whatever stands around them; of a range both ends, of an open one the end that is
  stated; vague ones are left out. F1 over all passages.
- dates: calendar values (a day, month, year, week or time of day). A tool has one *found* where a span of it touches
  the gold, and *right* where it gives that day, or a day within that month, year, week. F1 over all passages.

Speeds are ratios of one run: characters a second against those of ``checker``, claims and quotations included. A tool
that reads numbers and dates is timed on its numbers.
"""

from __future__ import annotations

import argparse
import contextlib
import re
import sys
import warnings
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime, timedelta
from decimal import Decimal
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))

from golden import GOLD, Passage, Told, found_by_checker, passages
from speed import corpus, rate

from checker import pipeline
from checker.model import Article, Span

Values = list[Decimal]
Days = list[tuple[Span, frozenset[date]]]
"""Spans of dates with the days that a tool reads there; of a month or a week all of them."""


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--gold", type=Path, default=GOLD / "passages.toml")
    options.add_argument("--articles", type=Path, default=Path("data"))
    options.add_argument("--size", type=int, default=200_000)
    chosen = options.parse_args()
    warnings.simplefilter("ignore")
    told = passages(chosen.gold)
    articles = corpus(chosen.articles, chosen.size)
    own = _speed(pipeline.extract_article, articles)
    print(f"{len(told)} passages; {len(articles)} articles; checker reads {own:,.0f} characters a second\n")
    print("| tool | numbers, F1 | dates found, F1 | dates right, F1 | speed |\n| --- | ---: | ---: | ---: | ---: |")
    print(_row("checker, with quotations and claims", _own_numbers, _own_days, told, 1.0))
    for name, package, make in TOOLS:
        try:
            shown = f"{name} {version(package)}"
            numbers, days = make()
        except (ImportError, PackageNotFoundError) as missing:
            print(f"| {name} | – | – | – | not installed ({missing}) |")
            continue
        work = numbers or days
        assert work is not None
        speed = _speed(lambda a, work=work: work(a.text, a.published or _WRITTEN), articles)
        print(_row(shown, numbers, days, told, speed / own), flush=True)


_WRITTEN = date(2026, 3, 10)
"""For articles that do not say when they came out."""


def _speed(work: Callable[[Article], object], articles: Sequence[Article]) -> float:
    """Characters a second; what is read at first use is not counted."""
    work(articles[0])
    return rate(work, articles, rounds=1)


# -- counting ----------------------------------------------------------------------------------------------------------

Numbers = Callable[[str, date], Values]
Dates = Callable[[str, date], Days]


def _row(name: str, numbers: Numbers | None, days: Dates | None, told: Sequence[Passage], speed: float) -> str:
    cells = [f"{_numbers_f1(numbers, told):.1f}" if numbers else "–"]
    cells += [f"{x:.1f}" for x in _dates_f1(days, told)] if days else ["–", "–"]
    return f"| {name} | {' | '.join(cells)} | {speed:.2f} |"


def _numbers_f1(find: Numbers, told: Sequence[Passage]) -> float:
    both = right = 0
    for passage in told:
        gold = Counter(v for t in passage.told["numbers"] for v in _values(t.value))
        found = Counter(x.normalize() for x in find(passage.text, passage.published))
        right += (gold & found).total()
        both += gold.total() + found.total()
    return 200 * right / both


def _values(said: str) -> Iterator[Decimal]:
    """The ends that a gold value states: "range 3..5" both, "at_least 40.." one."""
    _, _, ends = said.partition(" ")
    for end in filter(None, ends.split("..")):
        yield Decimal(end).normalize()


def _dates_f1(find: Dates, told: Sequence[Passage]) -> tuple[float, float]:
    both = found = right = 0
    for passage in told:
        gold = [(t.span, days) for t in passage.told["dates"] if (days := _days(t.value))]
        others = [t.span for t in passage.told["dates"] if not _days(t.value)]
        seen = [s for s in find(passage.text, passage.published) if not any(s[0].overlaps(o) for o in others)]
        both += len(gold) + len(seen)
        for span, days in seen:
            match = next((g for g in gold if g[0].overlaps(span)), None)
            if match is not None:
                gold.remove(match)
                found += 1
                right += bool(days) and days <= match[1]
    return 200 * found / both, 200 * right / both


_DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})")


def _days(timex: str) -> frozenset[date]:
    """The days of a calendar value; none for durations, sets and what no calendar shows."""
    if m := _DAY.match(timex):
        return frozenset({date(*map(int, m.groups()))})
    with contextlib.suppress(ValueError):
        if m := re.fullmatch(r"(\d{4})-W(\d{2})", timex):
            first = date.fromisocalendar(int(m[1]), int(m[2]), 1)
            return _span_of(first, first + timedelta(days=7))
        if m := re.fullmatch(r"(\d{4})-(\d{2})", timex):
            first = date(int(m[1]), int(m[2]), 1)
            return _span_of(first, (first + timedelta(days=32)).replace(day=1))
        if re.fullmatch(r"\d{4}", timex):
            return _span_of(date(int(timex), 1, 1), date(int(timex) + 1, 1, 1))
    return frozenset()


def _span_of(first: date, end: date) -> frozenset[date]:
    return frozenset(first + timedelta(days=n) for n in range((end - first).days))


# -- the tools ---------------------------------------------------------------------------------------------------------


def _own(text: str, published: date) -> dict[str, list[Told]]:
    return found_by_checker(Passage("", text, published, {}))


def _own_numbers(text: str, published: date) -> Values:
    return [v for t in _own(text, published)["numbers"] for v in _values(t.value)]


def _own_days(text: str, published: date) -> Days:
    return [(t.span, days) for t in _own(text, published)["dates"] if (days := _days(t.value))]


Pair = tuple[Numbers | None, Dates | None]


def _quantulum() -> Pair:
    from quantulum3 import classifier, parser

    classifier.USE_CLF = False  # its stored weights load with one old release of their library alone

    def numbers(text: str, published: date) -> Values:
        return [Decimal(str(q.value)) for q in parser.parse(text)]

    return numbers, None


def _recognizers() -> Pair:
    from recognizers_date_time import recognize_datetime
    from recognizers_number import recognize_number, recognize_percentage
    from recognizers_number_with_unit import recognize_currency, recognize_dimension

    def numbers(text: str, published: date) -> Values:
        out: dict[int, Decimal] = {}
        for recognize in (recognize_number, recognize_percentage, recognize_currency, recognize_dimension):
            for found in recognize(text, "en-us"):
                value = str((found.resolution or {}).get("value") or "").rstrip("%")
                with contextlib.suppress(ArithmeticError):
                    out[found.end] = Decimal(value)
        return list(out.values())

    def days(text: str, published: date) -> Days:
        out: Days = []
        now = datetime(published.year, published.month, published.day)
        for found in recognize_datetime(text, "en-us", reference=now):
            values = (found.resolution or {}).get("values") or []
            if any(v.get("type") in ("duration", "set", "time", "timerange") for v in values):
                continue
            passed = [v for v in values if (v.get("value") or v.get("start") or "") <= published.isoformat()]
            best = (passed or values)[-1:] if passed else values[:1]
            said = best[0].get("value") or best[0].get("start") or "" if best else ""
            day = _DAY.match(said)
            read = frozenset({date(*map(int, day.groups()))}) if day else frozenset()
            out.append((Span(found.start, found.end + 1), read))
        return out

    return numbers, days


def _dateparser() -> Pair:
    from dateparser.search import search_dates

    def days(text: str, published: date) -> Days:
        base = datetime(published.year, published.month, published.day)
        out: Days = []
        at = 0
        for words, moment in search_dates(text, languages=["en"], settings={"RELATIVE_BASE": base}) or []:
            start = text.find(words, at)
            if start >= 0:
                at = start + len(words)
                out.append((Span(start, at), frozenset({moment.date()})))
        return out

    return None, days


def _text2num() -> Pair:
    from text_to_num import alpha2digit

    figure = re.compile(r"\d+(?:,\d{3})*(?:\.\d+)?")

    def numbers(text: str, published: date) -> Values:
        return [Decimal(m.replace(",", "")) for m in figure.findall(alpha2digit(text, "en"))]

    return numbers, None


TOOLS: Sequence[tuple[str, str, Callable[[], Pair]]] = (
    ("quantulum3", "quantulum3", _quantulum),
    ("recognizers-text", "recognizers-text-suite", _recognizers),
    ("dateparser's search", "dateparser", _dateparser),
    ("text2num", "text2num", _text2num),
)


if __name__ == "__main__":
    main()
