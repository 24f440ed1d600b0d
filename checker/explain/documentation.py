"""A rule's own documentation, and what ``checker explain`` can be asked."""

from __future__ import annotations

from checker.errors import UsageError
from checker.gate import LABELS
from checker.judge.rulebook import Rule, rules

__all__ = ["rule", "rule_list", "rules_page", "target"]


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
