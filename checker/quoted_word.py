"""One word of a quotation, and what stands in front of it."""

from __future__ import annotations

from enum import IntEnum

from checker.model import Span
from checker.record import record

__all__ = ["Gap", "Word"]


class Gap(IntEnum):
    """What stands between a word and the word before it, from weak to strong."""

    NONE = 0
    COMMA = 1
    SENTENCE = 2
    PIECE = 3
    OMISSION = 4


@record
class Word:
    """``key`` is what is compared; ``span`` where the words stand in the article; ``text`` as printed there.

    ``inserted``: inside square brackets or an editor's parentheses. ``nested``: inside a quotation in the quotation.
    """

    key: str
    span: Span
    text: str
    gap: Gap = Gap.NONE
    inserted: bool = False
    nested: bool = False
