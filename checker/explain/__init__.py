"""Why the program says what it says: a rule's own documentation, how a line was read, and why two facts were compared.

Nothing is worked out here: ``checker.inquiry`` gathers what is told.
"""

from __future__ import annotations

from checker.explain.documentation import rule, rule_list, rules_page, target
from checker.explain.facts import Verdicts, fact, is_among, place, row, verdicts
from checker.explain.pairs import compared, two

__all__ = [
    "Verdicts",
    "compared",
    "fact",
    "is_among",
    "place",
    "row",
    "rule",
    "rule_list",
    "rules_page",
    "target",
    "two",
    "verdicts",
]
