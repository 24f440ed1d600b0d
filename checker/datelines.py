"""The line that dates an article: "Orla Post, 14 January 2026", "Friday 3 July 2026, 18:00"."""

from __future__ import annotations

import re

from checker.model import Claim, TimeValue

__all__ = ["is_dateline"]

_TOP = 400
"""How far from the first character the line may begin."""
_LONGEST = 90
_OPENS = re.compile(r"(?:^|[,;:|–—(-]|\b[Nn]o\.? ?\d+)\s*$")
"""What stands between the name of the paper and the date; a preposition makes it a day of which the line tells."""
_CLOSES = re.compile(r"[\s,;|–—)(-]*(?:(?:at )?\d{1,2}[:.]\d\d(?: ?[ap]\.?m\.?)?(?: [A-Z]{2,4})?)?[\s)]*$")


def is_dateline(claim: Claim) -> bool:
    """Is this date the day of the article itself: a full date that ends a short line at the top, and no sentence?"""
    value = claim.value
    if not isinstance(value, TimeValue) or not {"year", "month", "day"} <= set(value.stated):
        return False
    if claim.sentence.start > _TOP or len(claim.context) > _LONGEST or claim.verb:
        return False
    at, behind = claim.mention.span.start - claim.sentence.start, claim.mention.span.end - claim.sentence.start
    return bool(_OPENS.search(claim.context[:at]) and _CLOSES.match(claim.context[behind:]))
