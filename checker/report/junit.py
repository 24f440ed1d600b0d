"""JUnit XML, which every CI system shows: a suite a story, a test case a finding.

Errors are failures. Warnings and notes are skipped cases: they are seen, and break nothing. What is settled passes, and
so does every article that no finding is about, so that a clean run is a list of passed tests.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from checker import gate
from checker.model import ArticleInfo, Finding, Level, Run, Settled
from checker.report.escape import clip, visible
from checker.report.located import advice, elsewhere, file_of, path_of

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

__all__ = ["render"]

_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def render(run: Run) -> str:
    from xml.etree import ElementTree as Tree

    root = Tree.Element("testsuites", name="checker")
    for story, label in _stories(run).items():
        suite = Tree.SubElement(root, "testsuite", name=_xml(label or story))
        suite.extend(_cases(run, story))
        _count(suite)
    if run.unreadable:
        suite = Tree.SubElement(root, "testsuite", name="unreadable inputs")
        suite.extend(_unreadable(run))
        _count(suite)
    _count(root)
    Tree.indent(root)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{Tree.tostring(root, encoding="unicode")}\n'


def _stories(run: Run) -> dict[str, str]:
    """Ids and labels of the stories, and behind them those that a finding ties together."""
    labels = {s.id: s.label for s in run.stories}
    used = [f.story for f in run.findings] + [s.finding.story for s in run.settled]
    return labels | {id_: id_ for id_ in sorted(set(used) - labels.keys())}


def _cases(run: Run, story: str) -> Iterator[Element]:
    """The cases of one story: findings worst first, then what is settled, then the articles without a finding."""
    found = [f for f in gate.worst_first(run.findings) if f.story == story]
    yield from (_finding(run, f) for f in found)
    yield from (_settled(run, s) for s in run.settled if s.finding.story == story)
    touched = {e.passage.path for f in found for e in f.evidence}
    yield from (_article(run, a) for a in run.articles if a.story == story and a.path not in touched)


def _finding(run: Run, finding: Finding) -> Element:
    case = _case(run, finding)
    outcome = "failure" if finding.level is Level.ERROR else "skipped"
    body = _child(case, outcome, "\n".join([_where(run, finding), *elsewhere(run, finding), *advice(finding)]))
    if outcome == "failure":
        body.set("type", finding.code)
    body.set("message", _xml(visible(f"{finding.level}: {finding.message}")))
    return case


def _settled(run: Run, settled: Settled) -> Element:
    case = _case(run, settled.finding)
    _child(case, "system-out", f"settled by {settled.by}: {visible(settled.reason)}")
    return case


def _case(run: Run, finding: Finding) -> Element:
    """A case is named by what stays: the rule, the fact and the id, so that CI can follow it from run to run."""
    title = f"{finding.title}: {finding.fact}" if finding.fact else finding.title
    first = finding.evidence[0].passage
    case = _named(f"{finding.code} {clip(visible(title), 200)} [{finding.id}]", visible(file_of(run, first)))
    case.set("file", _xml(file_of(run, first)))
    case.set("line", str(first.line))
    return case


def _article(run: Run, article: ArticleInfo) -> Element:
    return _named("no finding", visible(path_of(run, article.path)))


def _unreadable(run: Run) -> Iterator[Element]:
    for problem in run.unreadable:
        case = _named("could be read", visible(path_of(run, problem.path)))
        _child(case, "error", visible(str(problem))).set("message", _xml(visible(problem.message)))
        yield case


def _named(name: str, group: str) -> Element:
    from xml.etree.ElementTree import Element

    return Element("testcase", name=_xml(name), classname=_xml(group), time="0")


def _child(case: Element, name: str, text: str) -> Element:
    from xml.etree.ElementTree import SubElement

    child = SubElement(case, name)
    child.text = _xml(text)
    return child


def _where(run: Run, finding: Finding) -> str:
    first = finding.evidence[0].passage
    return f"{visible(file_of(run, first))}:{first.line}: {visible(finding.message)}"


def _count(element: Element) -> None:
    """The totals that the element must state of the cases below it."""
    cases = list(element.iter("testcase"))
    element.set("tests", str(len(cases)))
    for name, outcome in (("failures", "failure"), ("errors", "error"), ("skipped", "skipped")):
        element.set(name, str(sum(case.find(outcome) is not None for case in cases)))


def _xml(text: str) -> str:
    """The text with what XML cannot hold, not even as a character reference, replaced."""
    return _NO_XML.sub("\N{REPLACEMENT CHARACTER}", text)
