"""The second run over unchanged articles, and one after a single change, as shares of the first; run by hand.

    python benchmarks/cache.py [--articles 1000] [--jobs 1]

Whole processes of `checker check`, in a folder of articles made from data/ (tests/varied.py). The first run fills an
empty cache; figures are ratios to it, the smallest of three for the later runs.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from itertools import count, islice
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))

from varied import corpus

from checker.model import Article


def articles(number: int) -> list[Article]:
    """So many articles of as many stories as that takes."""
    for copies in count(number // 25 + 1, number // 25 + 1):
        made = [article for _, article in islice(corpus(copies), number)]
        if len(made) == number:
            return made
    raise AssertionError


def check(folder: Path, jobs: int) -> float:
    """Seconds of a whole process."""
    start = time.perf_counter()
    command = [sys.executable, "-m", "checker", "check", str(folder), "--exit-zero", "-j", str(jobs)]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - start


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--articles", type=int, default=1000)
    options.add_argument("--jobs", type=int, default=1)
    chosen = options.parse_args()
    with tempfile.TemporaryDirectory() as place:
        os.environ["CHECKER_CACHE_DIR"] = str(Path(place) / "cache")
        folder = Path(place) / "drafts"
        for article in articles(chosen.articles):
            file = folder / f"{article.path}"
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(article.text, encoding="utf-8")
        files = sorted(p for p in folder.rglob("*") if p.is_file())
        first = check(folder, chosen.jobs)
        second = min(check(folder, chosen.jobs) for _ in range(3))
        changed = []
        for n in range(3):
            text = files[len(files) // 2].read_text(encoding="utf-8")
            files[len(files) // 2].write_text(f"{text}\nThe county will say more on Friday {n}.\n", encoding="utf-8")
            changed.append(check(folder, chosen.jobs))
    print(f"{len(files)} articles, {chosen.jobs} process(es)")
    print("| run | share of the first |")
    print("| --- | ---: |")
    print(f"| second, nothing changed | {second / first:.1%} |")
    print(f"| one article changed | {min(changed) / first:.1%} |")


if __name__ == "__main__":
    main()
