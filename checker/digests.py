"""Digests that name what a piece of work was made from: articles, settings, and the program itself."""

from __future__ import annotations

import hashlib
import sys
from dataclasses import fields
from functools import cache
from pathlib import Path

from checker.model import Article
from checker.version import VERSION

__all__ = ["digest", "of_article"]


@cache
def _program() -> bytes:
    """The program as it is: version, Python, and every module and word list, so that no edit meets an old entry."""
    made = hashlib.sha256(f"{VERSION} {sys.version_info[:2]}".encode())
    root = Path(__file__).parent
    for path in sorted([*root.rglob("*.py"), *root.rglob("*.toml")]):
        seen = path.stat()
        made.update(f"{path.relative_to(root)} {seen.st_size} {seen.st_mtime_ns}\n".encode())
    return made.digest()


def digest(*parts: object) -> bytes:
    """A key: the digest of the program and of parts whose ``repr`` or bytes tell all about them."""
    made = hashlib.sha256(_program())
    for part in parts:
        made.update(part if isinstance(part, bytes) else repr(part).encode("utf-8", "backslashreplace"))
        made.update(b"\x1f")
    return made.digest()


def of_article(article: Article) -> bytes:
    """The key of an article: its text and all that is known of it."""
    text = article.text.encode("utf-8", "surrogatepass")
    rest = [getattr(article, field.name) for field in fields(article) if field.name != "text"]
    return digest("article", text, *rest)
