"""Finds numbers in an article."""

from __future__ import annotations

from checker.grammar import Page
from checker.model import Mention, Seen

__all__ = ["find"]


def find(page: Page, seen: Seen) -> list[Mention]:
    """Mentions in reading order; ``seen`` holds what earlier kinds have consumed."""
    return []
