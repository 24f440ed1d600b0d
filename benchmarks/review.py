"""How fast the review page answers with ten thousand findings, as ratios. By hand: ``python benchmarks/review.py``."""

from __future__ import annotations

import resource
import statistics
import tempfile
import threading
import time
from collections.abc import Callable
from dataclasses import replace
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlencode, urlsplit

from checker import load, pipeline
from checker.config import Config
from checker.model import Run
from checker.review.desk import Desk
from checker.review.editor import Editor
from checker.review.run import desk
from checker.review.server import Server

DATA = Path(__file__).parent.parent / "data" / "ferry-sinking"
COUNT = 10_000
ROUNDS = 60
AIM = 0.1


def many(run: Run, count: int) -> Run:
    """The findings of a run again and again, each about another fact."""
    made = [
        replace(f, id=f"{n:08x}", fingerprint=f"{n:016x}", fact=f"{f.fact} {n}", about=frozenset({f"count:{n}"}))
        for n in range(count)
        for f in [run.findings[n % len(run.findings)]]
    ]
    return replace(run, findings=tuple(made))


def median(ask: Callable[[int], object]) -> float:
    """Seconds of one request, the median of some rounds."""
    took = []
    for n in range(ROUNDS):
        began = time.perf_counter()
        ask(n)
        took.append(time.perf_counter() - began)
    return statistics.median(took)


def serve(made: Desk) -> str:
    """The address of a review that runs until the process ends."""
    address: list[str] = []
    known = threading.Event()

    def ready(text: str) -> None:
        address.append(text)
        known.set()

    threading.Thread(target=Server().run, args=(made, Editor(), ready), daemon=True).start()
    known.wait(30)
    time.sleep(0.5)
    return address[0]


def main() -> None:
    def sources() -> list[load.Source]:
        return load.discover([DATA])

    small = pipeline.run(load.read_all(sources()), Config(jobs=1))
    run = many(small, COUNT)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    with tempfile.TemporaryDirectory() as folder:
        made = desk(run, lambda: run, sources, Path(folder) / "decisions.jsonl", "Ann")
        address = urlsplit(serve(made))
        connection = HTTPConnection(address.netloc, timeout=60)

        def ask(method: str, path: str, fields: dict[str, str] | None = None) -> None:
            body = urlencode(fields) if fields else None
            connection.request(method, address.path + path, body, {"Origin": f"http://{address.netloc}"})
            answer = connection.getresponse()
            answer.read()
            assert answer.status in (200, 303), answer.status

        ids = [item.id for item in made.now.items]
        measures = {
            "an item": median(lambda n: ask("GET", f"item/{ids[n * 150]}")),
            "an item, filtered by words": median(lambda n: ask("GET", f"item/{ids[n * 150]}?q=passengers&level=error")),
            "a decision": median(lambda n: ask("POST", "decide", {"id": ids[n], "verdict": "explained", "note": "x"})),
            "what changed": median(lambda _: ask("GET", "version")),
        }
    after = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    print(f"| {COUNT:,} findings, median of the answer | share of 100 ms |\n| --- | --: |")
    for name, seconds in measures.items():
        print(f"| {name} | {seconds / AIM:.2f} |")
    print(f"\nmemory of the server beyond the run itself: {after / before:.2f} x the process that holds the run")


if __name__ == "__main__":
    main()
