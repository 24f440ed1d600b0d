"""A review as a person starts it, in a process of its own; and a browser of the system's packages to look at it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from email.message import Message
from http.client import HTTPConnection, IncompleteRead
from pathlib import Path
from urllib.parse import urlsplit

import pytest

DATA = Path(__file__).parent.parent / "data"
HUNG_UP = 0
"""Instead of a status: a server that refuses need not listen to the end, and its answer may be lost then."""
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "chrome")


@dataclass(frozen=True)
class Answer:
    status: int
    headers: Message
    text: str


@dataclass(frozen=True)
class Served:
    """A running review: its address and the folder that it reviews."""

    address: str
    folder: Path

    @property
    def host(self) -> str:
        return urlsplit(self.address).netloc

    @property
    def base(self) -> str:
        return urlsplit(self.address).path

    def ask(
        self, method: str, path: str, body: bytes | None = None, headers: Mapping[str, str] | None = None
    ) -> Answer:
        """A request with nothing but these headers added; the path goes out as it is."""
        given = headers or {}
        with closing(HTTPConnection(self.host, timeout=20)) as connection:
            connection.putrequest(method, path, skip_host="Host" in given, skip_accept_encoding=True)
            for name, value in given.items():
                connection.putheader(name, value)
            if body is not None and not {"Content-Length", "Transfer-Encoding"} & given.keys():
                connection.putheader("Content-Length", str(len(body)))
            connection.endheaders()
            with suppress(BrokenPipeError, ConnectionResetError):  # refused before the end: the answer is there
                connection.send(body or b"")
            try:
                answer = connection.getresponse()
                return Answer(answer.status, answer.headers, answer.read().decode())
            except (ConnectionError, IncompleteRead):
                return Answer(HUNG_UP, Message(), "")


def story(name: str, folder: Path) -> Path:
    """A copy of a story of data/ that a test may change."""
    return Path(shutil.copytree(DATA / name, folder / name))


@contextmanager
def served(folder: Path, *options: str, who: str = "Ann") -> Iterator[Served]:
    """`checker review` until the block ends."""
    environment = os.environ | {"CHECKER_USER": who, "NO_COLOR": "1"}
    environment.pop("EDITOR", None)
    environment.pop("VISUAL", None)
    command = [sys.executable, "-m", "checker", "review", str(folder), "--no-browser", *options]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment)
    assert process.stdout
    assert process.stderr
    try:
        line = process.stdout.readline()
        address = next((word for word in line.split() if word.startswith("http://")), "")
        assert address, f"no address: {line!r} {process.stderr.read() if process.poll() is not None else ''}"
        yield Served(address, folder)
    finally:
        process.terminate()
        process.wait(timeout=20)
        process.stdout.close()
        process.stderr.close()


def chromium() -> str:
    """The browser to test with. Under CI there must be one; elsewhere tests are left out where there is none."""
    named = os.environ.get("CHECKER_CHROMIUM")
    found = named or next((path for name in BROWSERS if (path := shutil.which(name))), None)
    if found is None:
        told = "no Chromium: install the system's package (apt-get install chromium), or name one in CHECKER_CHROMIUM"
        if os.environ.get("CI"):
            pytest.fail(told)
        pytest.skip(told)
    return found
