"""Time against the number of articles, stage by stage, and the slope; run by hand.

    python benchmarks/scaling.py [--sizes 10,100,1000] [--crowd]

The articles come from the stories of data/ with other names, figures and rare words (tests/varied.py), so that a larger
folder holds more stories, not larger ones. ``--crowd`` makes every article tell of one event instead. A slope of 1.0
is linear: ten times the articles take ten times the time. Figures of two machines are not to be compared; slopes are.
"""

from __future__ import annotations

import argparse
import gc
import math
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))

from varied import corpus

from checker import stories
from checker.cli import YOUNG
from checker.model import Article
from checker.pipeline import extract_article, judge_story

STAGES = ("extract", "stories", "judge")
_T = TypeVar("_T")


def timed(work: Callable[[], _T]) -> tuple[float, _T]:
    start = time.process_time()
    done = work()
    return time.process_time() - start, done


def crowd(count: int) -> list[Article]:
    """Articles about one event: the same few, each with figures of its own."""
    base = [article for name, article in corpus(1) if name.startswith("ferry")]
    return [
        replace(base[n % len(base)], id=f"{n}.txt", path=f"{n}.txt", source=f"Paper {n}", text=_retold(base, n))
        for n in range(count)
    ]


def _retold(base: Sequence[Article], n: int) -> str:
    text = base[n % len(base)].text
    return text.replace("at least 11", f"at least {11 + n % 3}").replace(" 29 ", f" {29 + n % 2} ") + f"\nNote {n}.\n"


def measure(articles: Sequence[Article]) -> tuple[float, float, float]:
    """Seconds of the processor for extracting, building stories, and aligning with judging."""
    extracting, rows = timed(lambda: {a.id: extract_article(a) for a in articles})
    building, told = timed(lambda: stories.build([r.signature for r in rows.values()]))

    def judge() -> None:
        for story in told:
            judge_story(story, [rows[a] for a in story.articles])

    judging, _ = timed(judge)
    return extracting, building, judging


def slope(sizes: Sequence[int], seconds: Sequence[float]) -> float:
    """The exponent between the two largest sizes."""
    return math.log(seconds[-1] / max(seconds[-2], 1e-6)) / math.log(sizes[-1] / sizes[-2])


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--sizes", default="10,100,1000", help="numbers of articles, ascending")
    options.add_argument("--crowd", action="store_true", help="all articles tell of one event")
    chosen = options.parse_args()
    gc.set_threshold(YOUNG)  # as the command does
    sizes = [int(size) for size in chosen.sizes.split(",")]
    measure([article for _, article in corpus(1)])  # what is compiled or read at first use is not counted
    print("| articles | " + " | ".join(f"{s}, s" for s in STAGES) + " | judging per extraction |")
    print("| ---: | " + " | ".join("---:" for _ in STAGES) + " | ---: |")
    table = []
    for size in sizes:
        articles = crowd(size) if chosen.crowd else [a for _, a in corpus(size)][:size]
        times = measure(articles)
        table.append(times)
        shown = " | ".join(f"{t:.2f}" for t in times)
        print(f"| {size:,} | {shown} | {(times[1] + times[2]) / times[0]:.2f} |", flush=True)
    if len(sizes) > 1:
        slopes = [slope(sizes, column) for column in zip(*table, strict=True)]
        print("| slope | " + " | ".join(f"{s:.2f}" for s in slopes) + " | |")


if __name__ == "__main__":
    main()
