"""The pages of the review as text: what the desk knows, put into the templates."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial
from itertools import groupby
from pathlib import Path

from checker import gate
from checker.model import Decision, Level, TimelineEntry
from checker.record import record
from checker.report.html_env import WEB, asset, environment
from checker.report.html_scale import named, story_scale
from checker.report.html_view import Card, Passage, card
from checker.report.resolutions import BY_NAME, CHOICES
from checker.review.desk import Desk, Snapshot
from checker.review.editor import Editor
from checker.review.items import Filters, Item, State, window

__all__ = ["Pages", "static"]

OWN = Path(__file__).parent / "web"
_ASSETS = {
    "review.css": ("text/css", (("shared.css", WEB), ("review.css", OWN))),
    "review.js": ("text/javascript", (("keys.js", WEB), ("review.js", OWN))),
    "icon.svg": ("image/svg+xml", (("icon.svg", OWN),)),
}
"""What the pages load: name -> (type, the files that make it up)."""


def static(name: str) -> tuple[str, str] | None:
    """(type, text) of a style sheet or script."""
    found = _ASSETS.get(name)
    return (found[0], "".join(asset(file, folder) for file, folder in found[1])) if found else None


@record
class Pages:
    """``base`` is the path of the server's pages, with the token."""

    desk: Desk
    editor: Editor
    base: str

    def page(self, snapshot: Snapshot, filters: Filters, item: Item | None, notice: str = "") -> str:
        """The queue, one item, and why it was flagged."""
        queue = filters.choose(snapshot.items)
        seen = window(queue, item)
        shown = self._card(item) if item else None
        return environment(OWN).get_template("page.html").render(
            base=self.base,
            now=snapshot,
            filters=filters,
            options=_options(snapshot),
            queue=seen,
            groups=[(label, list(found)) for label, found in groupby(seen.shown, partial(_label, snapshot))],
            length=len(queue),
            item=item,
            card=shown,
            story=_label(snapshot, item) if item else "",
            timeline=_days(snapshot, item) if item else None,
            choices=CHOICES,
            note=_note(item.decision) if item else "",
            following=snapshot.next_open(filters, item.id) if item else None,
            labels=gate.LABELS,
            editor=self.editor,
            file_of=self.desk.texts.file,
            who=self.desk.who,
            file=self.desk.file.name,
            notice=notice,
        )

    def context(self, item: Item) -> str:
        """The whole articles of a finding, side by side, for the dialog."""
        paths = dict.fromkeys(e.passage.path for e in item.finding.evidence)
        columns = []
        for path in paths:
            found = [e for e in item.finding.evidence if e.passage.path == path]
            columns.append((found[0].passage.source, path, self.desk.texts.whole(path, found)))
        return environment(OWN).get_template("context.html").render(columns=columns, item=item, base=self.base)

    def _card(self, item: Item) -> Card:
        made = card(item.finding)
        versions = [replace(v, passages=tuple(self._around(p, item) for p in v.passages)) for v in made.versions]
        return replace(made, versions=tuple(versions))

    def _around(self, passage: Passage, item: Item) -> Passage:
        before, after = self.desk.texts.around(item.finding.evidence[passage.index])
        return replace(passage, before=before, after=after)


def _options(snapshot: Snapshot) -> Mapping[str, Sequence[tuple[str, str]]]:
    """The values that the filters can take in this run, with their labels."""
    found = snapshot.items
    return {
        "level": [(str(level), gate.LABELS[level]) for level in Level],
        "kind": [(kind, kind) for kind in sorted({str(i.finding.kind) for i in found})],
        "verdict": [(verdict, verdict) for verdict in sorted({str(i.finding.verdict) for i in found})],
        "state": [(str(s), {State.STALE: "open again"}.get(s, str(s))) for s in State],
    }


def _label(snapshot: Snapshot, item: Item) -> str:
    """The label of an item's story; of a quotation that several stories share, of all of them."""
    labels = {s.id: s.label or s.id for s in snapshot.run.stories}
    return " + ".join(labels.get(part, part) for part in item.finding.story.split("+"))


def _days(snapshot: Snapshot, item: Item) -> tuple[object, list[tuple[str, list[str]]]] | None:
    """The story's dated events as (scale, days), for a finding about a date."""
    if item.finding.kind != "date":
        return None
    told = [t for t in snapshot.run.timeline if t.story == item.finding.story]
    days: dict[str, dict[str, None]] = {}
    for t in sorted(told, key=_order):
        days.setdefault(named(t.day), {})[t.what] = None
    return (story_scale(told), [(day, list(what)) for day, what in days.items()]) if days else None


def _order(entry: TimelineEntry) -> tuple[str, str, int]:
    return entry.day.isoformat(), entry.evidence.passage.path, entry.evidence.passage.start


def _note(decision: Decision | None) -> str:
    """What was written to a decision, as it was typed; the standing phrase of a verdict was not."""
    if decision is None:
        return ""
    choice = BY_NAME.get(str(decision.verdict))
    typed = "" if choice and decision.reason == choice.label.lower() else decision.reason
    return f"{typed}\n{decision.note}".strip()
