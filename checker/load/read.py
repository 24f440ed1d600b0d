"""One source to its articles. Everything that can go wrong becomes an ``Unreadable`` here, never an exception."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import IO

from checker.errors import InputError
from checker.load.decode import MAX_FILE_BYTES, decode, legacy_encoding
from checker.load.source import Source
from checker.model import Article, Unreadable

__all__ = ["read", "read_all"]


def read_all(sources: Iterable[Source]) -> Iterator[Article | Unreadable]:
    """The articles of many sources, in order, with ids that are unique among them.

    A record whose "id" another article has already is told by its path instead ("b.jsonl#7"), and by a
    count behind it where the path was used too.
    """
    taken: set[str] = set()
    for source in sources:
        for item in read(source):
            if isinstance(item, Article):
                item = _unique(item, taken)
                taken.add(item.id)
            yield item


def _unique(article: Article, taken: set[str]) -> Article:
    if article.id not in taken:
        return article
    name, count = article.path, 1
    while name in taken:
        count += 1
        name = f"{article.path}~{count}"
    return replace(article, id=name)


def read(source: Source) -> Iterator[Article | Unreadable]:
    """The articles of one file, one by one, with an ``Unreadable`` for what cannot be read."""
    if source.problem:
        yield Unreadable(source.path, source.problem)
        return
    try:
        for item in _read(source):
            yield Unreadable(source.path, str(item), item.line) if isinstance(item, InputError) else item
    except InputError as error:
        yield Unreadable(source.path, str(error), error.line)
    except OSError as error:
        yield Unreadable(source.path, f"cannot be opened ({error.strerror or error}); check its permissions")


def _read(source: Source) -> Iterator[Article | InputError]:
    ending = source.file.suffix.lower()
    with _open(source) as file:
        if ending == ".jsonl":
            from checker.load.records import read_jsonl

            yield from _some(read_jsonl(file, source.path))
        elif ending == ".csv":
            from checker.load.tables import read_csv

            with _text(file) as table:
                yield from read_csv(table, source.path)
        elif ending == ".json":
            from checker.load.records import read_json

            yield from read_json(_bytes(file), source.path)
        else:
            yield _document(_bytes(file), source.path, ending)


def _open(source: Source) -> IO[bytes]:
    return source.file.open("rb") if source.data is None else io.BytesIO(source.data)


def _document(data: bytes, path: str, ending: str) -> Article:
    if ending in (".html", ".htm"):
        from checker.load.html import declared_encoding, read_html

        return read_html(decode(data, declared_encoding(data)), path)
    from checker.load import plain

    text = decode(data)
    return plain.read_markdown(text, path) if ending == ".md" else plain.read_text(text, path)


def _some(items: Iterator[Article | InputError]) -> Iterator[Article | InputError]:
    empty = True
    for item in items:
        empty = False
        yield item
    if empty:
        raise InputError("is empty; remove it or write the article into it")


def _bytes(file: IO[bytes]) -> bytes:
    data = file.read(MAX_FILE_BYTES + 1)
    if len(data) > MAX_FILE_BYTES:
        limit = MAX_FILE_BYTES // 1024 // 1024
        raise InputError(f"is larger than {limit} MB; split it, or use .jsonl for many articles")
    return data


def _text(file: IO[bytes]) -> IO[str]:
    """A file as text for a reader that streams: the encoding is told by its beginning."""
    head = file.read(100_000)
    file.seek(0)
    if not head.strip():
        raise InputError("is empty; remove it or write the article into it")
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        encoding = "utf-16"
    elif b"\0" in head:
        raise InputError("holds NUL bytes, so it is no text file; save it as UTF-8 text")
    else:
        cut = head[: head.rfind(b"\n") + 1] or head
        try:
            cut.decode("utf-8")
            encoding = "utf-8-sig"
        except UnicodeDecodeError:
            encoding = legacy_encoding(cut) or "utf-8-sig"
    return io.TextIOWrapper(file, encoding=encoding, errors="replace", newline="")
