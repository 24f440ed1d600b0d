"""Shares: "58 of the 67, or 78 percent"; "a third of the 90, or 40"; "more than half: 45 of 100"; "62, of whom 71"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from checker import lexicon, taxonomy
from checker.expressions import expression
from checker.judge.arithmetic.figures import (
    Figure,
    Line,
    Problem,
    any_of,
    counted,
    exactly,
    found,
    shown,
    stated,
    true_range,
)
from checker.model import Bound, Quantity, UnitKind, plain
from checker.taxonomy import Kinship

__all__ = ["a_share", "fits", "misfit", "of_whole", "parts", "percent_of", "shares"]

_OF = (
    r"\s(?:of|out of)\s(?:(?:all|the|its|his|her|their|our|those|these|that|nearly|about|some|roughly|almost|total)\s)*"
)
_OR = r"(?:,\sor\s|,\sthat is,?\s|,\si\.e\.,?\s|,\sequal to\s|,\sequivalent to\s|\sor\s|,?\s\(|,?\s[-–—]+\s(?:or\s)?)"
_RATE = (
    r",\s(?:for\s)?an?\s(?:[a-z-]+\s){0,2}?(?:rate|turnout|share|proportion)\sof\s{hedge}{share}(?=[,.;:)]|\s[-–—]|$)"
)
_SO = (
    r"(?:,\sor\s|\s\(|,\si\.e\.,?\s|,\sthat\sis,?\s|,\sso\s|,\smaking\s|[;,]\s(?:that|which|this)\s"
    r"(?:is|was|makes|made|means|corresponds\sto|equals|amounts\sto)\s){hedge}"
)
_FORMS = (
    r"{part}{words4}" + _OF + r"{whole}{words5}" + _OR + r"{hedge}{share}(?P<behind>.{0,50})",
    r"{part}{words5}" + _OR + r"{hedge}{share}" + _OF + r"{whole}",
    r"{share}" + _OF + r"{whole}{words5}(?:,\sor\s|,\sthat is,?\s|,\smeaning\s|\s\()(?P<behind>){hedge}{part}(?![-‹])",
    r"{share}" + _OF + r"{whole}{words3},\s{hedge}{part}\s(?:in all|in total|altogether)",
    r"{share}{words8}(?::\s|\s\(|\s[-–—]+\s){hedge}{part}{words3}" + _OF + r"{whole}",
    r"{part}{words4}"
    + _OF
    + r"{whole}{words4},\s(?:just\s|only\s|well\s)?(?:more than\s|less than\s|under\s|over\s)?{share}(?=[,.;)]|$)",
    r"\bof\s(?:the|its|his|her|their|all)\s(?:the\s)?{hedge}{whole}{words6},\s{hedge}{part}{words5}" + _RATE,
    r"{part}{words4}" + _OF + r"{whole}{words5}" + _RATE,
    # of 14,500 voters, 8,120 went to the polls (56 percent); of the 1,800 workers 450, or 25 percent, are women
    r"\b(?:of|out\sof|among)\s(?:the\s|its\s|his\s|her\s|their\s|all\s)*{hedge}{whole}{words6},?\s{hedge}{part}"
    r"{words6}" + _SO + r"{share}(?P<behind>.{0,50})",
    r"{whole}{words4},\s(?:of|out\sof)\swh(?:om|ich)\s{hedge}{part}{words6}" + _SO + r"{share}(?P<behind>.{0,50})",
    r"{part}{words6}" + _OF + r"{whole}{words4}" + _SO + r"{share}(?P<behind>.{0,50})",
    # 450 women work at the yard, 25 percent of its 1,800 employees
    r"{part}{words6},\s(?:which\sis\s|that\sis\s)?{hedge}{share}" + _OF + r"{whole}(?=[^‹›]{0,40}(?:[.,;]|$))",
    # 25 percent of the workforce, 450 out of 1,800; a quarter of the workers, 450 of 1,800
    r"{share}\sof\s[^‹›.;:,()]{2,40}(?:,\sor\s|,\s|\s-\s){hedge}{part}"
    r"{words2}" + _OF + r"{whole}(?=[^‹›]{0,40}(?:[.,;)]|$))",
    r"{share}" + _OF + r"{whole}{words4}(?:,\s|\s-\s)(?:or\s)?{hedge}{part}{words2}(?:,|\s-)",
    r"{share},\s(?:or|that\sis|i\.e\.)\s{hedge}{part},?" + _OF + r"{whole}(?=[^‹›]{0,40}(?:[.,;)]|$))",
    r"{part}{words4}" + _OF + r"{whole}{words4},\s{share}(?:,|\sof\s(?:the\stotal|the\swhole|them|all))",
    r"{part}{words4}" + _OF + r"{whole}{words9},\s(?:that|which)\s(?:is|was|makes|means),?"
    r"\s{hedge}{share}(?P<behind>.{0,50})",
)


def shares(line: Line, before: Line | None) -> Iterator[Problem]:
    yield from _every(line)
    if not any(percent_of(f.q) is not None for f in line.figures):
        return
    seen: set[str] = set()
    for form in _FORMS:
        for m in found(form, line, "of "):
            part, whole, share = line[m["part"]], line[m["whole"]], line[m["share"]]
            if m["share"] in seen or not _sensible(part, whole, share) or _other_base(m, line):
                continue
            if a_share(line, m):
                continue
            if (exactly(part.q) or Decimal(0)) <= (exactly(whole.q) or Decimal(0)):
                seen.add(m["share"])
            yield from misfit(part, whole, share, 0.9)
    yield from _whole_elsewhere(line, before, seen)
    yield from _of_these(line, before, seen)


_OUT_OF = expression(r"(?:\s[a-z]+)?\s(?:out\sof|in)\s$")


def a_share(line: Line, m: re.Match[str]) -> bool:
    """Is a pair a share itself, not two counts: "three women out of five, a third of all staff"?"""
    part, whole = line[m["part"]], line[m["whole"]]
    between = line.coded.partition(f"‹{m['part']}›")[2].partition(f"‹{m['whole']}›")[0]
    small = (exactly(whole.q) or Decimal(0)) <= 10 and part.q.unit_kind in (UnitKind.COUNT, UnitKind.NONE)
    return small and whole.q.unit_kind is UnitKind.NONE and _OUT_OF.fullmatch(between) is not None


_EVERY = (
    r"\b(?:every|each)\s(?P<nth>[a-z]+)\s[a-z]+(?:,\sor\s|,\s|\s\(){hedge}{part}{words2}" + _OF + r"{whole}",
    r"{part}{words3}" + _OF + r"{whole}{words3},\s(?:or\s)?(?:every|each)\s(?P<nth>[a-z]+)\b",
)


def _every(line: Line) -> Iterator[Problem]:
    """ "Every fourth worker, 450 of 1,800"."""
    for form in _EVERY:
        for m in found(form, line, "every ", "each "):
            part, whole, n = line[m["part"]], line[m["whole"]], lexicon.mapping("dates", "ordinal").get(m["nth"])
            if n is None or int(n) < 2 or not counted(part.q) or not counted(whole.q):
                continue
            p, w, share = exactly(part.q), exactly(whole.q), 1 / Decimal(int(n))
            if p and w and p < w and abs(p / w - share) > share / 9 and abs(p / w - share) < share:
                message = f"{plain(p)} of {plain(w)} is not every {m['nth']}"
                working = f"{plain(w)} / {plain(p)} = {shown(w / p)}"
                yield Problem("N111", (part, whole), message, working, 0.8, sure=True)


_THESE = (
    r"^[\"'(]?(?:out\s)?of\s(?:these|those|them|whom)\s(?:only\s)?{hedge}{part}{words6}"
    + _SO
    + r"{share}(?P<behind>.{0,50})"
)


def _of_these(line: Line, before: Line | None, seen: set[str]) -> Iterator[Problem]:
    """ "There are 240 members. Of these 36 stayed away, that is 15 percent": the one count of the sentence before."""
    if before is None:
        return
    wholes = [f for f in before.figures if counted(f.q)]
    for m in found(_THESE, line):
        part, share = line[m["part"]], line[m["share"]]
        if len(wholes) != 1 or m["share"] in seen or percent_of(share.q) is None or not counted(part.q):
            continue
        if not _ONE_OF.match(m["behind"]) and " of " not in m["behind"][:5]:
            yield from misfit(part, wholes[0], share, 0.8)


def of_whole(line: Line) -> Iterator[tuple[Figure, Figure]]:
    """Every part that a sentence gives with its whole: "38 of the 52"."""
    for m in found(r"{part}{words1}" + _OF + r"{whole}", line, " of "):
        part, whole = line[m["part"]], line[m["whole"]]
        if counted(part.q) and counted(whole.q) and percent_of(part.q) is None and percent_of(whole.q) is None:
            yield part, whole


def percent_of(q: Quantity) -> Decimal | None:
    """A share in percent: "8.7%", "a third", "more than half"."""
    value = stated(q)
    if value is None:
        return None
    if q.unit == "percentage":
        return value
    return value * 100 if q.unit_kind is UnitKind.RATIO and value < 1 else None


def _sensible(part: Figure, whole: Figure, share: Figure) -> bool:
    if percent_of(share.q) is None or percent_of(part.q) is not None or percent_of(whole.q) is not None:
        return False
    if counted(part.q) != counted(whole.q) or (not counted(part.q) and part.q.unit != whole.q.unit):
        return False
    return part.q.unit_kind not in (UnitKind.AGE, UnitKind.SCORE, UnitKind.TEMPERATURE)


_ONE_OF = expression(
    r"\s?(?:percentage points|points|more|less|fewer|higher|lower|above|below|over|up|down|faster|slower|cheaper)\b"
)
_BEHIND = expression(
    r"\s?of\s(?:(?:the|its|his|her|their|our|us|all|them|those|a|this|that|total|entire)\b\s?)*(?P<noun>[^,.;()]*)"
)


def _other_base(m: re.Match[str], line: Line) -> bool:
    """Is the percentage one of something else: "30 of its 120 flights, or 40 percent of the day's traffic"?"""
    behind = m.groupdict().get("behind") or ""
    if _ONE_OF.match(behind):
        return True
    of = _BEHIND.match(behind)
    if of is None or not of["noun"].strip():
        return False
    noun = of["noun"].strip()
    if re.match(any_of("wholes") + r"\b", noun):
        return False
    after = line.coded.partition(f"‹{m['whole']}›")[2].split()
    return not after or noun.split()[0].rstrip("s") not in {w.strip(",.").rstrip("s") for w in after[:3]}


def misfit(part: Figure, whole: Figure, share: Figure, confidence: float) -> Iterator[Problem]:
    """The problem of a part, a whole and a share that do not go together."""
    p, w, percent = true_range(part.q), true_range(whole.q), percent_of(share.q)
    small, large = exactly(part.q), exactly(whole.q)
    if p is None or w is None or percent is None or small is None or large is None or w[0] <= 0 or small > large:
        return
    if not 0 < percent <= 100 or fits(share.q, percent, p[0] / w[1] * 100, p[1] / w[0] * 100):
        return
    real = small / large * 100
    said = f"{shown(percent)} percent" if share.q.unit == "percentage" else "what the words say"
    yield Problem(
        "N111",
        (part, whole, share),
        f"{plain(small)} of {plain(large)} is {shown(real)} percent, not {said}",
        f"{plain(small)} / {plain(large)} = {shown(real)}%",
        confidence,
        sure=confidence > 0.8 and share.q.bound is Bound.EXACT and abs(real - percent) > min(Decimal(2), percent / 12),
    )


def fits(share: Quantity, percent: Decimal, least: Decimal, most: Decimal) -> bool:
    """Does a percentage fit what the figures allow: rounded or cut off, and as loose as its own words?"""
    if share.unit_kind is UnitKind.RATIO:
        slack = percent / (5 if share.bound is Bound.ABOUT else 9)
    else:
        slack = share.step or Decimal(1)
        if share.bound is Bound.ABOUT:
            slack = max(slack * 2, percent / 16)
        slack = min(slack, max(Decimal(1), percent / 8))
    if share.bound in (Bound.MORE_THAN, Bound.AT_LEAST):
        return most >= percent - (Decimal("0.1") if share.unit_kind is UnitKind.RATIO else slack)
    if share.bound in (Bound.LESS_THAN, Bound.AT_MOST):
        return least <= percent + (Decimal("0.1") if share.unit_kind is UnitKind.RATIO else slack)
    return least - slack <= percent <= most + slack


# -- the whole stands in the sentence before -------------------------------------------------------------------------

_TIED = expression(
    r"(?:\s[^\s‹›,;:()]+){0,3}?(?:,\sor\s|\s\(|\sor\s)(?:(?:about|some|roughly|nearly|almost|around)\s)?"
)


def _whole_elsewhere(line: Line, before: Line | None, seen: set[str]) -> Iterator[Problem]:
    """ "The firm employs 41,000 people. It will cut 3,200 jobs, or 8.7 percent": any whole that fits will do."""
    for i, (part, share) in enumerate(pairwise(line.figures)):
        if share.q.unit != "percentage" or str(i + 1) in seen or part.claim is None or not counted(part.q):
            continue
        between = line.coded.partition(f"‹{i}›")[2].partition(f"‹{i + 1}›")
        behind = between[2]
        if not _TIED.fullmatch(between[0]) or _ONE_OF.match(behind) or ("," in behind[:1] and " of " in behind[:12]):
            continue
        others = [f for f in (*line.figures, *(before.figures if before else ())) if f is not part and f is not share]
        staff = re.match(r"\sof\s(?:\w+\s){1,3}?" + any_of("payrolls") + r"\b", behind) is not None
        wholes = [f for f in others if _like(part, f) or (staff and _employed(f))]
        found = [p for f in wholes for p in misfit(part, f, share, 0.7)]
        real = [_ratio(part, f, share) for f in wholes]
        if len(wholes) == 1 and len(found) == 1 and Decimal("0.5") < real[0] < 2:
            yield found[0]


def _like(part: Figure, whole: Figure) -> bool:
    """Does a figure count the same kind of thing, or the kind that the part lies within?"""
    a, b = part.claim, whole.claim
    if a is None or b is None or not counted(whole.q) or "hypothetical" in b.notes:
        return False
    if (exactly(whole.q) or Decimal(0)) <= (exactly(part.q) or Decimal(0)):
        return False
    return taxonomy.kinship(a.classes, b.classes) <= Kinship.NESTED or bool(a.head and a.head == b.head)


def _employed(whole: Figure) -> bool:
    """ "The yard employs 41,000 people": what a share of its workforce is a share of."""
    claim = whole.claim
    return claim is not None and counted(whole.q) and claim.predicate == "employ"


def _ratio(part: Figure, whole: Figure, share: Figure) -> Decimal:
    """The percentage as stated over the one that the figures give."""
    small, large, percent = exactly(part.q), exactly(whole.q), percent_of(share.q)
    return percent * large / small / 100 if small and large and percent else Decimal(0)


# -- a part above its whole ------------------------------------------------------------------------------------------

_WITHIN = (
    (
        r"{whole}(?P<gap>{words14}),?\s(?:of|among)\s(?:whom|which|them)(?:,)?\s(?:{hedge}){part}(?!\s(?:years"
        r"|months|weeks|days|percent))",
        (" whom", " which", " them"),
    ),
    (r"{whole}(?P<gap>{words6}),?\sincluding\s{hedge}{part}(?P<kind>{words3})", (" including ",)),
    (r"{part}\s(?:out\s)?of\s(?:the|its|their|his|her|our|those|these)\s{whole}(?P<kind>{words2})", (" of ",)),
)


def parts(line: Line) -> Iterator[Problem]:
    """ "62 people, of whom 71 ...": more than there were."""
    for number, (form, words) in enumerate(_WITHIN):
        for m in found(form, line, *words):
            part, whole = line[m["part"]], line[m["whole"]]
            if not counted(part.q) or not counted(whole.q) or not _above(part, whole) or _joint(line, int(m["whole"])):
                continue
            if number != 1 or _nested(part, whole):
                small, large = exactly(part.q), exactly(whole.q)
                yield Problem(
                    "N118",
                    (part, whole),
                    f"{plain(small)} cannot be part of {plain(large)}",
                    f"{plain(small)} > {plain(large)}",
                    0.9,
                    sure=True,
                )


def _joint(line: Line, whole: int) -> bool:
    """Is the whole the last of several: "56 passengers and ten crew, among them 30 ..."?"""
    if not whole:
        return False
    between = line.coded.split(f"‹{whole - 1}›", 1)[1].split(f"‹{whole}›", 1)[0]
    return re.search(r"\sand\s$|,\s$|\splus\s$|\swith\s$", between) is not None


def _above(part: Figure, whole: Figure) -> bool:
    if part.q.bound not in (Bound.EXACT, Bound.ABOUT) or whole.q.bound not in (Bound.EXACT, Bound.ABOUT):
        return False
    small, large = true_range(part.q), true_range(whole.q)
    return small is not None and large is not None and small[0] > large[1] and large[0] >= 2


def _nested(part: Figure, whole: Figure) -> bool:
    """ "62 people, including 71 children": persons among persons."""
    a, b = part.claim, whole.claim
    if a is None or b is None or not a.classes or not b.classes:
        return False
    up = frozenset[str]().union(*(taxonomy.ancestors(x) for x in a.classes))
    return bool(up & set(b.classes))
