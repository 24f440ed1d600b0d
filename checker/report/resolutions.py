"""What a person can decide of a finding, as pages and the terminal offer it: the key, the words, what comes of it."""

from __future__ import annotations

from checker.model import Resolution
from checker.record import record

__all__ = ["BY_KEY", "BY_NAME", "CHOICES", "Choice", "told"]


@record
class Choice:
    """One row: the key that chooses it, what its button says, and what it means in one line."""

    key: str
    verdict: Resolution
    label: str
    about: str


CHOICES = (
    Choice("1", Resolution.FIX_DRAFT, "Fix the draft", "The draft is wrong. Stays open until the draft is changed."),
    Choice("2", Resolution.EXPLAINED, "Both can stand", "There is an explanation: say which. Settled."),
    Choice("3", Resolution.SOURCE_WRONG, "A source is wrong", "The draft is right, a source is not. Settled."),
    Choice("4", Resolution.NOT_SAME_FACT, "Not the same fact", "The passages speak of different things. Settled."),
    Choice("5", Resolution.EXTRACTION_ERROR, "Misread", "The program misread a passage. Settled."),
    Choice("6", Resolution.DEFER, "Later", "Settled until the day that you give."),
)

BY_KEY = {choice.key: choice for choice in CHOICES}
BY_NAME = {str(choice.verdict): choice for choice in CHOICES}


def told(verdict: str) -> str:
    """What a verdict is called where people read it."""
    choice = BY_NAME.get(verdict)
    return choice.label if choice else verdict
