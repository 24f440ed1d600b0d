"""The line that dates an article: "Orla Post, 14 January 2026", "Friday 3 July 2026, 18:00"."""

from __future__ import annotations

import re

from checker.expressions import expression
from checker.model import Claim, TimeValue

__all__ = ["is_dateline", "is_stamp"]

_TOP = 400
"""How far from the first character the line may begin."""
_LONGEST = 90
_OPENS = expression(
    r"(?:^|[,;:|–—(-]|\b[Nn]o\.? ?\d+"
    r"|\b(?:communiqu[eé]|statement|bulletin|circular|release|report|update|notice|briefing|letter|memo|dispatch|edition|newsletter)"
    r"(?: of| for| dated)?)\s*$",
    re.I,
)
"""What stands between the name of the paper and the date; a preposition makes it a day of which the line tells."""
_PLACE = expression(r"^\W*[^\W\d_a-z]{3,}[^—–()\n]{0,50}?,\s*$")
_AGENCY = expression(r"^\s*(?:\([^)\n]{2,40}\)\s*)?(?:[—–]|--?\s)")
"""A wire's opening has the place in capitals before the date, and the agency's sign or a dash behind it."""
_CLOSES = expression(
    r"[\s,;|–—)(-]*(?:(?:at )?\d{1,2}[:.]\d\d(?: ?[ap]\.?m\.?)?(?: [A-Z]{2,4})?)?"
    r"(?:[\s,;|–—(·-]+(?:(?:page|pp?\.|no\.?|nr\.?|issue|edition|vol\.?)\s?[\w-]{1,6}|(?:\w+\s)?edition))?[\s)]*$",
    re.I,
)
"""The hour, and the page, number or edition of a paper, may follow."""


def is_dateline(claim: Claim) -> bool:
    """Is this date the day of the article itself: a full date that ends a short line at the top, and no sentence?"""
    value = claim.value
    if not isinstance(value, TimeValue) or not {"year", "month", "day"} <= set(value.stated):
        return False
    if claim.sentence.start > _TOP or len(claim.context) > _LONGEST or claim.verb:
        return False
    at, behind = claim.mention.span.start - claim.sentence.start, claim.mention.span.end - claim.sentence.start
    return bool(_OPENS.search(claim.context[:at]) and _CLOSES.match(claim.context[behind:]))


_POSTED = expression(
    r"\W*(?:(?:last|first)\s+)?(?:posted|published|updated|issued|filed)\b(?:\s+(?:on|at|in))?\W*$", re.I
)
"""What a page was posted on stamps the page."""


def is_stamp(claim: Claim) -> bool:
    """Does this date only stamp what follows: a wire's "ORLA, May 4 (OPA) —", or a line that holds nothing else?"""
    at, behind = claim.mention.span.start - claim.sentence.start, claim.mention.span.end - claim.sentence.start
    before, after = claim.context[:at], claim.context[behind:]
    if not re.search(r"\w", before) and not re.search(r"\w", after):
        return True
    return bool((_PLACE.match(before) and _AGENCY.match(after)) or _POSTED.match(before))
