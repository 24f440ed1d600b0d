"""Bytes to text: byte-order marks, UTF-8, UTF-16, and legacy encodings.

UTF-8 is tried strictly first; a byte-order mark decides before that and is not part of the text. What is not
UTF-8 goes to charset-normalizer, but for one case: English text in Windows-1252 with a handful of curly quotes
gives a statistical detector too little to go on (it answers with DOS or Baltic code pages), so bytes that are
nearly all ASCII and otherwise only such typography and accented letters are taken as Windows-1252 at once.
"""

from __future__ import annotations

import codecs
import re

from checker.errors import InputError
from checker.expressions import expression

__all__ = ["MAX_FILE_BYTES", "decode", "legacy_encoding"]

MAX_FILE_BYTES = 64 * 1024 * 1024
_SAMPLE = 100_000

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

# The first bytes of files that are no text, and what to do about them.
_MAGIC = (
    (b"%PDF-", "is a PDF file; save its text as .txt"),
    (b"PK\x03\x04", "is a zip or office document; save its text as .txt"),
    (b"\xd0\xcf\x11\xe0", "is an office document; save its text as .txt"),
    (b"{\\rtf", "is a rich text (RTF) file; save its text as .txt"),
    (b"\x89PNG", "is an image, not text"),
    (b"\xff\xd8\xff", "is an image, not text"),
    (b"GIF8", "is an image, not text"),
    (b"\x1f\x8b", "is compressed; unpack it first"),
)

# What Windows-1252 bytes English news text has: € „ … ‘ ’ “ ” • – — ™ nbsp £ § © « ® ° · » ¼ ½ ¾, and the accented
# letters of names; not the capitals under which Mac and DOS code pages keep their quote marks.
_WINDOWS_1252 = re.compile(
    rb"[\x00-\x7f\x80\x84\x85\x91-\x97\x99\xa0\xa3\xa7\xa9\xab\xae\xb0\xb7\xbb\xbc-\xbe"
    rb"\xc0\xc1\xc4-\xc7\xc9\xd6\xd8\xdc\xdf-\xef\xf1-\xf6\xf8-\xfc]*"
)
_HIGH = re.compile(rb"[\x80-\xff]")
_CONTROL = expression("[\x01-\x08\x0e-\x1a\x1c-\x1f]")
_LONE_SURROGATE = expression("[\ud800-\udfff]")


def decode(data: bytes, declared: str | None = None) -> str:
    """The text of a file's bytes, line ends kept, without byte-order mark.

    ``declared``: the encoding that the file itself names (HTML), used when it is not UTF-8. Raises InputError
    with a message that says what to do, for empty files, binary files, and encodings nobody can tell.
    """
    if not data.strip():
        raise InputError("is empty; remove it or write the article into it")
    for magic, problem in _MAGIC:
        if data.startswith(magic):
            raise InputError(problem)
    text = _LONE_SURROGATE.sub("\ufffd", _decode(data, declared))
    nul = text.find("\0")
    if nul >= 0:
        line = text.count("\n", 0, nul) + 1
        raise InputError("holds NUL bytes, so it is no text file; save it as UTF-8 text", line=line)
    if len(_CONTROL.findall(text[:_SAMPLE])) * 50 > min(len(text), _SAMPLE):
        raise InputError("looks like a binary file; save it as UTF-8 text")
    if not text.strip():
        raise InputError("is empty; remove it or write the article into it")
    return text


def _decode(data: bytes, declared: str | None) -> str:
    for mark, name in _MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(name, errors="replace")
    try:
        return data.decode("utf-8") if b"\0" not in data else _wide(data)
    except UnicodeDecodeError as problem:
        if _mostly_utf8(data, problem.start):
            return data.decode("utf-8", errors="replace")
    found = _known(declared) or legacy_encoding(data)
    if found is None:
        raise InputError("is in an encoding that cannot be told; save it as UTF-8")
    return data.decode(found, errors="replace")


def _wide(data: bytes) -> str:
    """UTF-16 without a byte-order mark shows as NUL in every other byte; other NULs are left to be refused."""
    head = data[:_SAMPLE]
    even, odd = head[::2].count(0), head[1::2].count(0)
    most = len(head) // 2 * 0.7
    if odd >= most > even * 3:
        return data.decode("utf-16-le", errors="replace")
    if even >= most > odd * 3:
        return data.decode("utf-16-be", errors="replace")
    return data.decode("utf-8", errors="replace")


def _mostly_utf8(data: bytes, start: int) -> bool:
    """Whether the few bytes that are not UTF-8 are slips in a file that otherwise is."""
    sample = data[:_SAMPLE] if start < _SAMPLE else data[start - _SAMPLE // 2 : start + _SAMPLE // 2]
    text = sample.decode("utf-8", errors="replace")
    bad = text.count("\ufffd")
    good = sum(1 for c in text if c > "\x7f") - bad
    return good > 3 * bad


def _known(name: str | None) -> str | None:
    """Python's name of a declared encoding; Latin-1 means Windows-1252 on the web. UTF-8 was tried already."""
    if not name:
        return None
    try:
        found = codecs.lookup(name.strip().lower()).name
        b"".decode(found)
    except (LookupError, ValueError):
        return None
    if found in ("iso8859-1", "ascii"):
        return "cp1252"
    return None if found.startswith(("utf", "idna", "punycode", "unicode", "raw")) else found


def legacy_encoding(data: bytes) -> str | None:
    """The likely encoding of bytes that are not UTF-8; None when it cannot be told."""
    sample = data[:_SAMPLE]
    if not _HIGH.search(sample):
        high = _HIGH.search(data)
        at = max(high.start() - _SAMPLE // 2, 0) if high else 0
        sample = data[at : at + _SAMPLE]
    if _WINDOWS_1252.fullmatch(sample) and len(_HIGH.findall(sample)) * 4 <= len(sample):
        return "cp1252"
    from charset_normalizer import from_bytes

    best = from_bytes(sample).best()
    return best.encoding if best else None
