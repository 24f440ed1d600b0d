"""What ``checker explain`` is asked of lines: reads the articles as a run does, and asks why instead of what.

The set that is compared is the folder of the file, or what is given instead. Extraction, stories and dating are those
of ``pipeline.bundles``; the verdicts are judged from the very bundles that are told of.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from checker import explain, load, pipeline
from checker.align.trace import Tracer
from checker.comparison import Comparison, Outcome
from checker.config import Config
from checker.errors import InputError, UsageError
from checker.model import Article, Bundle, Claim, Kind, Unreadable, is_length

__all__ = ["line", "pair"]

Place = tuple[str, int]
"""A file and a line of it."""


def line(place: Place, paths: Sequence[str]) -> str:
    """How every fact on a line was read, what it was compared with, and what was decided.

    Raises UsageError where the file is not among ``paths`` or no fact stands on the line.
    """
    studies, (shown,) = _studies([place], paths)
    return "\n\n".join("\n".join(_explained(claim, studies)) for claim in _on(studies, shown, place[1])) + "\n"


def pair(places: Sequence[Place], paths: Sequence[str]) -> str:
    """For every two facts on two lines whether they were compared, and what decided. Raises UsageError as ``line``."""
    studies, shown = _studies(places, paths)
    firsts, seconds = (_on(studies, path, at) for path, (_, at) in zip(shown, places, strict=True))
    told = [_two(a, b, studies) for a in firsts for b in seconds if a.kind is b.kind and a is not b]
    if not told:
        kinds = [" and ".join(sorted({f"a {c.kind}" for c in side})) for side in (firsts, seconds)]
        raise UsageError(f"facts of different kinds are not compared: {kinds[0]} on one line, {kinds[1]} on the other")
    return "\n\n".join("\n".join(lines) for lines in told) + "\n"


@dataclass(slots=True)
class _Study:
    """A bundle with its tracer and its verdicts."""

    bundle: Bundle
    tracer: Tracer
    verdicts: explain.Verdicts

    def of(self, claim: Claim) -> bool:
        return claim.article in self.bundle.articles


def _studies(places: Iterable[Place], paths: Sequence[str]) -> tuple[list[_Study], list[str]]:
    """The bundles that hold the asked files, and the path of each file as the articles have it."""
    sources = load.discover([Path(p) for p in paths])
    shown = []
    for file, _ in places:
        if not Path(file).is_file():
            raise UsageError(f"{file}: no such file; name it with its folder, as in drafts/mill.txt:12")
        asked = [s for s in sources if s.file.samefile(file)]
        if not asked:
            raise UsageError(f"{file}: no article among {', '.join(paths)}")
        shown.append(asked[0].path)
    studies = [
        _Study(bundle, Tracer(bundle), pipeline.judge_bundle(bundle))
        for bundle in pipeline.bundles(_readable(load.read_all(sources), shown), Config(fail_on=None))
        if any(a.path in shown for a in bundle.articles.values())
    ]
    read = {a.path for study in studies for a in study.bundle.articles.values()}
    if missing := sorted(set(shown) - read):
        raise InputError(f"{missing[0]}: could not be processed; `checker check` on it says why")
    return studies, shown


def _readable(items: Iterable[Article | Unreadable], shown: Sequence[str]) -> Iterator[Article]:
    """The articles that can be read. Raises InputError for a file that was asked about."""
    for item in items:
        if isinstance(item, Article):
            yield item
        elif item.path in shown:
            raise InputError(str(item))


def _on(studies: Sequence[_Study], path: str, number: int) -> list[Claim]:
    """The facts on a line of a file. Raises UsageError where there are none, with the nearest lines that have some."""
    found: dict[int, Claim] = {}
    for study in studies:
        for kind, claims in study.bundle.claims.items():
            if kind is not Kind.NAME:
                found |= {id(c): c for c in claims if c.passage.path == path}
    facts = sorted(found.values(), key=lambda c: (c.passage.start, c.passage.end))
    here = [c for c in facts if c.passage.line <= number <= c.passage.line + c.passage.text.count("\n")]
    if not here:
        near = sorted({c.passage.line for c in facts}, key=lambda n: (abs(n - number), n))[:3]
        told = f"; the nearest lines with facts: {', '.join(map(str, sorted(near)))}" if near else ""
        raise UsageError(f"no number, date or quote was seen on line {number} of {path}{told}")
    return here


def _explained(claim: Claim, studies: Sequence[_Study]) -> list[str]:
    lines = explain.fact(claim)
    for study in (s for s in studies if s.of(claim)):
        if study is not _home(claim, studies) and claim.kind is not Kind.QUOTE:
            continue
        lines += explain.verdicts(claim, study.verdicts)
        if len(study.bundle.articles) < 2:
            lines.append(explain.row("not compared", "no other article was found to be about the same event"))
        else:
            lines += explain.compared(study.tracer.of(claim))
    return lines


def _home(claim: Claim, studies: Sequence[_Study]) -> _Study:
    """The story of a fact's article."""
    return next(s for s in studies if s.of(claim) and s.bundle.story.id == s.bundle.story_of[claim.article])


def _two(a: Claim, b: Claim, studies: Sequence[_Study]) -> list[str]:
    if a.article == b.article:
        told = "facts of one article are not aligned with one another; the arithmetic inside an article is checked"
        return explain.two(a, b, told, ())
    both = [s for s in studies if s.of(a) and s.of(b)]
    if not both:
        one, other = (_home(c, studies).bundle.story for c in (a, b))
        told = f"the articles are about different events: {one.label or one.id} / {other.label or other.id}"
        return explain.two(a, b, told, ())
    answers = [(study, _between(study, a, b)) for study in both]
    study, answer = next((x for x in answers if _aligned(x[1])), answers[0])
    decided = explain.verdicts(a, [v for v in study.verdicts if explain.is_among(b, v.evidence)])
    return explain.two(a, b, answer, decided)


def _between(study: _Study, a: Claim, b: Claim) -> Comparison | str:
    traced, other = study.tracer.of(a), study.tracer.of(b)
    if traced.left_out or other.left_out:
        return traced.left_out or other.left_out or ""
    if is_length(a) != is_length(b):
        return "a length of time is not compared with a day or an hour"
    return next((c for c in traced.comparisons if _states(c, b)), "one of them is told as part of another figure")


def _states(c: Comparison, claim: Claim) -> bool:
    return any(s.article == claim.article and s.mention.span.contains(claim.mention.span) for s in c.statements)


def _aligned(answer: Comparison | str) -> bool:
    return isinstance(answer, Comparison) and answer.outcome is Outcome.ALIGNED
