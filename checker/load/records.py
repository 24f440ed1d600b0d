"""Readers of .jsonl and .json: one article a record, streamed, with the line on which each record starts."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from typing import IO, Any

from checker.errors import InputError
from checker.expressions import expression
from checker.load.decode import decode, legacy_encoding
from checker.load.fields import from_record
from checker.model import Article

__all__ = ["MAX_RECORD_BYTES", "read_json", "read_jsonl"]

MAX_RECORD_BYTES = 16 * 1024 * 1024
_HOPELESS = 100
_BLANK = expression(r"[ \t\r\n]*")
_CONTAINER = "articles"


def read_jsonl(file: IO[bytes], path: str) -> Iterator[Article | InputError]:
    """The articles of a .jsonl file, and an error with its line for each line that holds none."""
    seen = broken = 0
    for number, line in _lines(file):
        if isinstance(line, str) and not line.strip():
            continue
        seen += 1
        try:
            if isinstance(line, InputError):
                raise line
            yield from_record(_object(line, number), file=path, line=number, position=seen)
        except InputError as error:
            broken += 1
            yield error
            if broken == seen == _HOPELESS:
                yield InputError(f"none of the first {_HOPELESS} lines is a record; the rest was not read")
                return


def _lines(file: IO[bytes]) -> Iterator[tuple[int, str | InputError]]:
    """(number, line) with lines decoded one by one: a bad line costs only itself."""
    head = file.read(4)
    file.seek(0)
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        with io.TextIOWrapper(file, "utf-16", errors="replace", newline="\n") as wide:
            yield from enumerate(wide, 1)
        return
    if head.startswith(b"\xef\xbb\xbf"):
        file.seek(3)
    legacy: str | None = None
    number = 0
    while raw := file.readline(MAX_RECORD_BYTES + 1):
        number += 1
        if len(raw) > MAX_RECORD_BYTES:
            while raw and not raw.endswith(b"\n"):
                raw = file.readline(MAX_RECORD_BYTES)
            size = MAX_RECORD_BYTES // 1024 // 1024
            yield number, InputError(f"the line is longer than the {size} MB that one record may have", line=number)
            continue
        try:
            yield number, raw.decode("utf-8")
        except UnicodeDecodeError:
            legacy = legacy or legacy_encoding(raw) or "utf-8"
            yield number, raw.decode(legacy, errors="replace")


def _object(line: str, number: int) -> dict[str, Any]:
    try:
        value = json.loads(line)
    except (ValueError, RecursionError) as problem:
        raise InputError(f"is no valid JSON ({_why(problem)}); write one JSON object a line", line=number) from None
    if not isinstance(value, dict):
        raise InputError("the line is JSON but no object; each line must be an object with a 'text'", line=number)
    return value


def _why(problem: Exception) -> str:
    if isinstance(problem, json.JSONDecodeError):
        return f"{problem.msg.removesuffix(' at')} at character {problem.colno}"
    return "nested too deeply" if isinstance(problem, RecursionError) else "a number is too long"


def read_json(data: bytes, path: str) -> Iterator[Article | InputError]:
    """The articles of a .json file: one object, a list of them, or {"articles": [...]}."""
    text = decode(data)
    walk = _Walk(text)
    start = walk.blank(0)
    if text[start] == "[":
        yield from _list(walk, start, path)
        return
    if text[start] != "{":
        raise InputError("is JSON without an article; write an object with a 'text', or a list of such objects", line=1)
    inner = walk.member(start, _CONTAINER)
    if inner is not None and text[inner] == "[":
        yield from _list(walk, inner, path)
        return
    value, end = walk.value(start)
    if walk.blank(end) < len(text):
        raise InputError("has more than one JSON value; name it .jsonl if each line is one", line=walk.line(end))
    yield from_record(value, file=path, line=walk.line(start), position=1, alone=True)


def _list(walk: _Walk, start: int, path: str) -> Iterator[Article | InputError]:
    at, position = walk.blank(start + 1), 0
    while walk.at(at) != "]":
        position += 1
        value, end = walk.value(at)
        line = walk.line(at)
        try:
            if not isinstance(value, dict):
                raise InputError(f"item {position} of the list is no object with a 'text'", line=line)
            yield from_record(value, file=path, line=line, position=position)
        except InputError as error:
            yield error
        at = walk.next_item(end, "]")
    if position == 0:
        raise InputError("the list of articles is empty", line=walk.line(start))


class _Walk:
    """Values of a JSON text one by one, with where they stand (the json module alone does not tell)."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._decode = json.JSONDecoder().raw_decode
        self._line, self._counted = 1, 0

    def line(self, at: int) -> int:
        """The line of an offset; offsets must be asked in ascending order."""
        if at > self._counted:
            self._line += self.text.count("\n", self._counted, at)
            self._counted = at
        return self._line

    def blank(self, at: int) -> int:
        found = _BLANK.match(self.text, at)
        return found.end() if found else at

    def at(self, at: int) -> str:
        return self.text[at : at + 1]

    def value(self, at: int) -> tuple[Any, int]:
        try:
            return self._decode(self.text, at)
        except json.JSONDecodeError as problem:
            raise self._broken(problem.msg, problem.pos) from None
        except (ValueError, RecursionError) as problem:
            raise self._broken(_why(problem), at) from None

    def next_item(self, at: int, closing: str) -> int:
        at = self.blank(at)
        if self.at(at) == ",":
            return self.blank(at + 1)
        if self.at(at) != closing:
            raise self._broken(f"expected ',' or '{closing}'", at)
        return at

    def member(self, start: int, name: str) -> int | None:
        """Where the value of a member of the object at ``start`` stands; None when it has no such member."""
        at = self.blank(start + 1)
        while self.at(at) == '"':
            key, at = self.value(at)
            at = self.blank(at)
            if self.at(at) != ":":
                raise self._broken("expected ':'", at)
            at = self.blank(at + 1)
            if key == name:
                return at
            _, at = self.value(at)
            at = self.next_item(at, "}")
        return None

    def _broken(self, why: str, at: int) -> InputError:
        return InputError(f"is no valid JSON ({why}); what stands behind this was not read", line=self.line(at))
