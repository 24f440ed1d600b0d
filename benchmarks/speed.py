"""How fast the program is, as ratios of one run.

    python benchmarks/speed.py [FOLDER]
"""

from __future__ import annotations

import argparse
import re
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from checker import load, pipeline
from checker.model import Article

SIZE = 1_000_000
ROUNDS = 5


def process(command: Sequence[str]) -> float:
    """Seconds of a whole process, the best of some rounds; findings (status 1) are no failure."""
    best = float("inf")
    for _ in range(ROUNDS):
        began = time.perf_counter()
        done = subprocess.run(command, capture_output=True, check=False)
        best = min(best, time.perf_counter() - began)
        if done.returncode not in (0, 1):
            raise SystemExit(done.stderr.decode())
    return best


def corpus(folder: Path, most: int = SIZE) -> list[Article]:
    """The articles of a folder again and again, until they hold so many characters."""
    read = [a for a in load.read_all(load.discover([folder])) if isinstance(a, Article)]
    if not read:
        raise SystemExit(f"{folder}: no articles; name a folder that has some")
    out: list[Article] = []
    size = 0
    while size < most:
        article = read[len(out) % len(read)]
        out.append(replace(article, id=f"{len(out)}"))
        size += len(article.text)
    return out


def rate(work: Callable[[Article], object], articles: Sequence[Article], rounds: int = 3) -> float:
    """Characters a second, the best of some rounds."""
    size = sum(len(a.text) for a in articles)
    best = float("inf")
    for _ in range(rounds):
        began = time.perf_counter()
        for article in articles:
            work(article)
        best = min(best, time.perf_counter() - began)
    return size / best


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("folder", nargs="?", type=Path, default=Path("data"), help="articles (default: data)")
    folder = options.parse_args().folder
    whole = process([sys.executable, "-m", "checker", "check", "--no-cache", str(folder)])
    libraries = process([sys.executable, "-c", "import dateparser, rapidfuzz"])
    articles = corpus(folder)
    words = re.compile(r"\w+|[^\w\s]")
    pipeline.extract_article(articles[0])  # lexicons are read once a process
    extraction = rate(pipeline.extract_article, articles)
    split = rate(lambda a: words.findall(a.text), articles)
    rows = [
        (f"`check --no-cache {folder}`, whole process", f"{whole:.2f} s", f"{whole / libraries:.2f} x the imports"),
        ("`import dateparser, rapidfuzz`", f"{libraries:.2f} s", ""),
        (
            "extraction with claims, one core",
            f"{extraction:,.0f} characters/s",
            f"1/{split / extraction:.0f} of the split",
        ),
        ("word split of the same text", f"{split:,.0f} characters/s", ""),
    ]
    print("| measure | result | ratio |\n| --- | --: | --: |")
    for row in rows:
        print(f"| {' | '.join(row)} |")


if __name__ == "__main__":
    main()
