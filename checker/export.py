"""Facts as tables, for spreadsheets and for eyes. pandas is imported here, when a table is asked for."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from checker.expressions import expression
from checker.model import Claim
from checker.report.escape import clip, visible

__all__ = ["COLUMNS", "csv", "table"]

COLUMNS = (
    *("kind", "article", "start", "end", "text"),
    *("low", "high", "bound", "change", "unit", "unit_kind"),
    *("timex", "type", "from", "to"),
    *("speaker", "mention", "cue"),
    *("counted", "predicate", "actor", "place", "when", "claimant", "scope", "quoted_by"),
)
"""Columns of the CSV: those of ``Claim.to_dict()`` with the value spread out. A quote's type is in ``type``."""

_FORMULA = expression(r"[=@\t\r]|[-+](?!\d)")


def csv(claims: Iterable[Claim]) -> str:
    """Comma-separated values with a header line.

    A text that a spreadsheet would run as a formula gets an apostrophe in front: articles are not trusted.
    """
    import pandas as pd

    rows = [_flat(claim.to_dict()) for claim in claims]
    text: str = pd.DataFrame(rows, columns=list(COLUMNS), dtype=object).to_csv(index=False, lineterminator="\n")
    return text


def _flat(row: dict[str, Any]) -> dict[str, Any]:
    value = row.pop("value")
    return {k: _tame(v) for k, v in {**row, **value}.items()}


def _tame(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    text = value.encode("utf-8", "replace").decode("utf-8")
    return f"'{text}" if _FORMULA.match(text) else text


def table(claims: Iterable[Claim]) -> str:
    """A table for the terminal: one line a fact, the longest texts cut."""
    import pandas as pd

    names = ("where", "kind", "fact", "value", "counted", "predicate", "place", "when", "claimant")
    rows = [[clip(visible(text), 40) for text in _line(c)] for c in claims]
    if not rows:
        return "no facts\n"
    frame = pd.DataFrame(rows, columns=list(names), dtype=object)
    shown: str = frame.to_string(index=False, justify="left", max_colwidth=40)
    return "\n".join(line.rstrip() for line in shown.splitlines()) + "\n"


def _line(claim: Claim) -> list[str]:
    value = claim.value.to_dict()
    if "low" in value:
        ends = dict.fromkeys((value["low"] or "", value["high"] or ""))
        said = f"{value['bound']} {'..'.join(ends)} {value['unit'] or ''}"
    else:
        said = value.get("timex") or value.get("speaker") or value.get("name") or "–"
    when = claim.when[0].isoformat() if claim.when else ""
    where = f"{claim.passage.path}:{claim.passage.line}"
    facts = (claim.counted, claim.predicate, claim.place, when, claim.claimant)
    return [where, str(claim.kind), claim.passage.text, said, *(f or "" for f in facts)]
