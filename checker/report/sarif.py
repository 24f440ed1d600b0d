"""SARIF 2.1.0, for code scanning and editors: rules with their documentation, every passage, stable fingerprints."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from checker import gate
from checker.model import Evidence, Finding, Passage, Remark, Run, Settled, SettledBy, Unreadable
from checker.report.escape import clip, fence, inline, visible
from checker.report.json import dumps
from checker.report.located import advice, file_of, path_of, remarked, said

if TYPE_CHECKING:
    from checker.judge.rulebook import Rule

__all__ = ["render"]

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_LINKED = 10
"""Passages that a message links to; the others are related locations all the same."""

Json = dict[str, Any]


def render(run: Run) -> str:
    settled = sorted(run.settled, key=lambda s: (s.finding.code, s.finding.id))
    told = [*gate.worst_first(run.findings), *(s.finding for s in settled)]
    codes = sorted({f.code for f in told})
    results = [_result(run, f, codes) for f in told]
    for result, one in zip(results[len(run.findings) :], settled, strict=True):
        result["suppressions"] = [_suppression(one)]
    driver = {"name": "checker", "version": run.version, "semanticVersion": run.version, "rules": _rules(codes)}
    made = {
        "tool": {"driver": driver},
        "invocations": [_invocation(run)],
        "columnKind": "utf16CodeUnits",
        "results": results,
    }
    return dumps({"$schema": SCHEMA, "version": "2.1.0", "runs": [made]}, indent=2) + "\n"


def _rules(codes: Sequence[str]) -> list[Json]:
    """The rules that results name, from the rules' own documentation."""
    from checker.judge import rulebook

    return [_rule(rulebook.rule(code)) for code in codes]


def _rule(rule: Rule) -> Json:
    parts = (("What it looks for", rule.what), ("Why it matters", rule.why), ("Example", rule.example))
    return {
        "id": rule.code,
        "name": "".join(word.capitalize() for word in f"{rule.kind}-{rule.name}".split("-")),
        "shortDescription": {"text": rule.title},
        "fullDescription": {"text": " ".join(rule.what.split())},
        "help": {
            "text": "\n\n".join(f"{title}: {' '.join(body.split())}" for title, body in parts),
            "markdown": "\n\n".join(f"**{title}.** {inline(body, start=False)}" for title, body in parts),
        },
        "defaultConfiguration": {"level": str(rule.level or "note")},
        "properties": {"tags": [str(rule.kind), str(rule.verdict)]},
    }


def _result(run: Run, finding: Finding, codes: Sequence[str]) -> Json:
    first, *others = finding.evidence
    return {
        "ruleId": finding.code,
        "ruleIndex": codes.index(finding.code),
        "level": str(finding.level),
        "message": {"text": _text(finding), "markdown": _markdown(finding)},
        "locations": [_location(run, first)],
        "relatedLocations": [{"id": n, **_location(run, e)} for n, e in enumerate(others, 1)],
        "partialFingerprints": {"checkerFact/v1": finding.fingerprint, "checkerState/v1": finding.id},
        "rank": round(finding.confidence * 100, 1),
        "properties": {"kind": str(finding.kind), "verdict": str(finding.verdict), "fact": finding.fact},
    }


def _text(finding: Finding) -> str:
    """The message, links to the other passages (viewers show only those that a message links to), and what to do."""
    others = enumerate(finding.evidence[1 : _LINKED + 1], 1)
    links = "; ".join(f"[{_literal(said(e))}]({n})" for n, e in others)
    parts = [_literal(visible(finding.message)), f"Compare {links}" if links else ""]
    return "\n".join([*filter(None, parts), *map(_literal, advice(finding))])


def _markdown(finding: Finding) -> str:
    lines = [inline(finding.message), ""]
    lines += [f"- {inline(said(e))} ({inline(e.passage.path, start=False)}:{e.passage.line})" for e in finding.evidence]
    if finding.working:
        lines += ["", *fence([visible(line) for line in finding.working])]
    lines += [piece for line in advice(finding) for piece in ("", inline(line))]
    return _braces("\n".join(lines))


def _location(run: Run, e: Evidence) -> Json:
    where: Json = {
        "physicalLocation": {
            "artifactLocation": {"uri": _uri(file_of(run, e.passage)), "uriBaseId": "%SRCROOT%"},
            "region": _region(e.passage),
        },
        "message": {"text": _literal(said(e))},
    }
    if e.passage.place and e.passage.place.file != e.passage.path:
        where["logicalLocations"] = [{"fullyQualifiedName": e.passage.path, "kind": "record"}]
    return where


def _region(p: Passage) -> Json:
    """Where the words stand; of a record, the line it starts on."""
    found = p.place
    if not (found and found.start and found.end):
        return {"startLine": p.line}
    region: Json = {
        "startLine": found.start.line,
        "startColumn": found.start.utf16,
        "endLine": found.end.line,
        "endColumn": found.end.utf16,
    }
    return region | {"snippet": {"text": found.text}} if found.text else region


def _suppression(settled: Settled) -> Json:
    """Without a status, which is what "accepted" means: readers of the first 2.1.0 know no such property."""
    verdict = f"{settled.decision.verdict}: " if settled.decision else ""
    return {
        "kind": "inSource" if settled.by is SettledBy.SUPPRESSION else "external",
        "justification": f"{settled.by}: {verdict}{visible(settled.reason)}",
    }


def _invocation(run: Run) -> Json:
    made: Json = {"executionSuccessful": not run.unreadable}
    if run.unreadable:
        made["toolExecutionNotifications"] = [_notification(path_of(run, u.path), u, "error") for u in run.unreadable]
    if run.remarks:
        made["toolConfigurationNotifications"] = [_notification(remarked(run, r), r, "note") for r in run.remarks]
    return made


def _notification(path: str, told: Unreadable | Remark, level: str) -> Json:
    where: Json = {"artifactLocation": {"uri": _uri(path), "uriBaseId": "%SRCROOT%"}}
    if told.line:
        where["region"] = {"startLine": told.line}
    message = {"text": _literal(clip(visible(told.message), 1000))}
    return {"level": level, "message": message, "locations": [{"physicalLocation": where}]}


def _uri(path: str) -> str:
    """A relative reference: everything but letters, digits, ``-._~`` and slashes percent-encoded."""
    return quote(path, errors="surrogateescape")


def _literal(text: str) -> str:
    """Text in which a viewer finds neither a placeholder nor a link (3.11.5 and 3.11.6 of the standard)."""
    return _braces(re.sub(r"[\\\[\]]", r"\\\g<0>", text) if "[" in text or "]" in text else text)


def _braces(text: str) -> str:
    return text.replace("{", "{{").replace("}", "}}")
