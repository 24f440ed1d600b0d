"""Why the program says what it says: a rule's own documentation, and how one line of an article was read."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime

from checker.errors import UsageError
from checker.gate import LABELS
from checker.judge.rulebook import Rule, rules
from checker.model import Agreement, Claim, Evidence, Finding, Run, SingleSource
from checker.report.escape import clip, visible

__all__ = ["line", "rule", "rule_list", "rules_page", "target"]


def target(words: str) -> str | tuple[str, int]:
    """What ``checker explain`` was asked: a rule's code in capitals, or (file, line).

    Raises UsageError for anything else, with what would have been right.
    """
    path, colon, number = words.rpartition(":")
    if colon and path and number.isascii() and number.isdigit() and int(number) > 0:
        return path, int(number)
    if words.upper() in rules():
        return words.upper()
    raise UsageError(f"{words}: neither a rule (`checker rules` lists them) nor FILE:LINE, as in drafts/mill.txt:12")


def rule(code: str) -> str:
    """A rule's documentation as text. Raises UsageError for an unknown code."""
    found = rules().get(code.upper())
    if found is None:
        raise UsageError(f"{code}: no such rule; `checker rules` lists them")
    return (
        f"{found.code} {found.name}: {found.title}\n\n"
        f"{_kind(found)}\n\n"
        f"What it looks for\n\n{_indent(found.what)}\n\n"
        f"Why it matters\n\n{_indent(found.why)}\n\n"
        f"Example\n\n{_indent(found.example)}\n"
    )


def _kind(one: Rule) -> str:
    level = f"{one.level} ({LABELS[one.level]})" if one.level else "an agreement, listed and not flagged"
    return f"about a {one.kind}; verdict {one.verdict}; {level}"


def _indent(text: str) -> str:
    return "\n".join(f"    {line}".rstrip() for line in text.splitlines())


def rule_list() -> str:
    """One line a rule: code, level, title."""
    rows = [(r.code, str(r.level or "agrees"), r.title) for r in rules().values()]
    return "".join(f"{code:6} {level:8} {title}\n" for code, level, title in rows)


def rules_page() -> str:
    """The rules as a page of documentation, in markdown."""
    lines = [
        "# Rules",
        "",
        "Made from `checker/judge/rules/*.toml` by `make docs`; change those files, not this page.",
        "A rule with a level makes findings: an error is a must-fix, a warning is to check, a note is for information.",
        "A rule without one makes agreements: what was compared, and why it was not flagged.",
        "",
        "| Code | Name | About | Verdict | Level |",
        "| --- | --- | --- | --- | --- |",
    ]
    lines += [
        f"| [{r.code}](#{r.code.lower()}) | {r.name} | {r.kind} | {r.verdict} | {r.level or '–'} |"
        for r in rules().values()
    ]
    for r in rules().values():
        lines += ["", f"## {r.code}", "", f"**{r.title}** ({r.name}): {_kind(r)}.", "", r.what]
        lines += ["", f"*Why it matters.* {r.why}", "", "```text", *r.example.splitlines(), "```"]
    return "\n".join(lines) + "\n"


def line(run: Run, claims: Iterable[Claim], number: int) -> str:
    """How every fact on a line of one file was read and what became of it.

    ``claims``: the facts of that file's articles. Raises UsageError where no fact stands on the line.
    """
    found = list(claims)
    here = [c for c in found if c.passage.line <= number <= c.passage.line + c.passage.text.count("\n")]
    if not here:
        lines = sorted({c.passage.line for c in found})
        near = sorted(lines, key=lambda n: (abs(n - number), n))[:3]
        told = f"; the nearest lines with facts: {', '.join(map(str, sorted(near)))}" if near else ""
        raise UsageError(f"no number, date or quote was seen on line {number}{told}")
    return "\n\n".join("\n".join([*_read(c), *_became(run, c)]) for c in here) + "\n"


def _read(claim: Claim) -> list[str]:
    """The fact, the pattern that saw it, its value and its circumstances."""
    p = claim.passage
    lines = [
        f"{visible(p.path)}:{p.line}:{p.column}: {claim.kind} “{clip(visible(p.text), 120)}”",
        f"  seen by       {claim.mention.pattern}",
        f"  read as       {_value(claim)}",
    ]
    when = None
    if claim.when:
        when = f"{_say(claim.when[0])} to {_say(claim.when[1])}" + (f" ({claim.when_text})" if claim.when_text else "")
    circumstances = {
        "counted": claim.counted and f"{claim.counted} ({', '.join((claim.head or '?', *claim.classes))})",
        "predicate": claim.predicate
        and " ".join(x for x in ("not" if claim.negated else "", claim.modal, claim.predicate) if x),
        "role": claim.role,
        "actor": claim.actor,
        "place": claim.place,
        "when": when,
        "as of": _say(claim.as_of),
        "says so": claim.claimant,
        "scope": claim.scope and f"{claim.scope}" + (f" ({claim.scope_words})" if claim.scope_words else ""),
        "quoted by": claim.quoted_by,
        "names": ", ".join(sorted(claim.names)),
        "notes": "; ".join(claim.notes),
    }
    return lines + [f"  {name:13} {clip(visible(text), 160)}" for name, text in circumstances.items() if text]


def _value(claim: Claim) -> str:
    shown = {k: v for k, v in claim.value.to_dict().items() if v is not None}
    return clip(visible(", ".join(f"{k} {v}" for k, v in shown.items())), 200)


def _say(moment: date | datetime | None) -> str:
    return moment.isoformat() if moment else ""


def _became(run: Run, claim: Claim) -> list[str]:
    """What the fact was compared with: findings, agreements, or that nobody else has it."""
    lines: list[str] = []
    for finding in run.findings:
        if _among(claim, finding):
            lines += [
                f"  {finding.level:13} {finding.code} {visible(finding.message)}",
                *_others(claim, finding.evidence),
            ]
            lines += _points("because", finding.reasons) + _points("considered", finding.considered)
    for agreement in run.agreements:
        if _among(claim, agreement):
            lines += [f"  {'not flagged':13} {agreement.code} {agreement.verdict}: {visible(agreement.why)}"]
            lines += _others(claim, agreement.evidence)
    if any(_among(claim, one) for one in run.single_source):
        lines.append(f"  {'one source':13} nothing in the other articles of its story is about the same fact")
    return lines or [f"  {'not compared':13} {_why_not(run, claim)}"]


def _why_not(run: Run, claim: Claim) -> str:
    """Why nothing came of a fact, as far as the run tells."""
    story = next((a.story for a in run.articles if a.id == claim.article), None)
    if sum(a.story == story for a in run.articles) < 2:
        return "no other article was found to be about the same event"
    return "no other passage is about the same fact, or too little is said of it here to tell"


def _among(claim: Claim, item: Finding | Agreement | SingleSource) -> bool:
    return item.kind is claim.kind and any(_is(claim, e) for e in item.evidence)


def _is(claim: Claim, e: Evidence) -> bool:
    p, q = claim.passage, e.passage
    return (p.path, p.start, p.end, p.line) == (q.path, q.start, q.end, q.line)


def _others(claim: Claim, evidence: Sequence[Evidence]) -> list[str]:
    return [
        f"  {'':13} with {visible(e.passage.path)}:{e.passage.line}: {clip(visible(e.value or e.passage.text), 100)}"
        for e in evidence
        if not _is(claim, e)
    ]


def _points(name: str, points: Sequence[str]) -> list[str]:
    return [f"  {'':13} {name}: {visible(p)}" for p in points]
