"""Fits the weights of ``lexicons/align.toml`` on labelled pairs, and prints how well they do on stories left out.

    python tools/fit_alignment.py STORIES [--pairs PAIRS.jsonl] [--write]

STORIES is a folder of story folders, each with a gold.json that lists what must be flagged (``must``), what may be
(``may``), what must not be (``must_not``) and what agrees (``agree``), as evidence passages by file and text.
PAIRS is a file of article pairs with one edited fact each. Needs scipy; nothing of it runs in the program.

A pair of claims is a positive when gold says that both tell of one fact (must across files, agree), and a negative
when it disagrees and gold does not list it. Pairs that agree and are not listed say nothing and are left out, and so
do pairs whose disagreement a rule explains: an update, or a part of a whole, is no mistake of the alignment.

A feature by which two claims are alike never weighs against one fact, and one by which they differ never for it
(``sign``): few stories show the contrary by chance, and it does not hold for others.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from scipy.optimize import minimize

from checker import lexicon, load, pipeline
from checker.align import dates, numbers
from checker.align.assignment import Candidate
from checker.align.context import StoryWords
from checker.align.date_slips import DateSlip
from checker.judge.number_rules import Two, decide
from checker.model import Article, Bundle, Claim, Extraction, Kind, Story
from checker.slips import Slip

AGREEING_DATES = 0.1
"""Weight of a pair of dates that agree: events that are the same agree on the day, others now and then by chance."""
EXPLAINED = frozenset({"N105", "N204", "N305", "N306", "N307", "N308", "N310"})
"""Rules of judge/rules that say why two figures of one fact may differ."""
EDITED = 2.0
"""Weight of an edited figure and its counterpart: there are few of them, and their articles are of real length."""
SLIP = "slip "
MOST = 3.5
"""Bits that the way in which figures differ may add or take: planted slips are plainer than those of the news."""
HIGHEST = {
    "number": {Slip.FAR: -2.5, Slip.APART: -0.5, Slip.WIDE: -0.3},
    "date": {DateSlip.FAR: -2.0, DateSlip.MOVED_ON: -2.0, DateSlip.COARSE: -2.0, DateSlip.DAYS: -0.5},
}
"""Values that have nothing in common are more often two facts in the news than among planted disagreements."""
NEAR = {"number": Slip.NEAR, "date": DateSlip.ONE_MONTH}
"""The way to differ from which the bits of the others are counted."""
TABLE = {"number": "slips", "date": "date_slips"}
BY_HAND = {
    "number_weights": ("same_aged", "same_extent", "same_stuff", "sole_name", "unlike_owner", "no_third"),
    "date_weights": ("one_untied", "both_bare", "told_there"),
    "slips": ("crossed", "unit_digit", "thousandfold", "neighbours", "trio", "like", "wide"),
    "date_slips": ("next_day", "next_weekday"),
}
"""What the lexicon says by hand, and a fit leaves as it stands there: it is too rare in labelled stories, or unlike
there. Stories of one company each have no pair of unlike owners; of real articles few are edited in a weekday, so that
the fit takes neighbouring days for news of two days. Short texts name few days, so that those alone in them have
little else in common; real articles are full of days that nothing ties."""
LEXICON = Path(__file__).parent.parent / "checker" / "lexicons" / "align.toml"


@dataclass(slots=True)
class Row:
    group: str
    amounts: dict[str, float]
    label: int
    weight: float
    shown: str


def bundle_of(rows: list[Extraction]) -> Bundle:
    story = Story("S1", tuple(r.article.id for r in rows), "")
    by_kind = {kind: tuple(c for r in rows for c in r.claims if c.kind is kind) for kind in Kind}
    return Bundle(story, {r.article.id: r.article for r in rows}, by_kind, {})


def redated(rows: list[Extraction]) -> list[Extraction]:
    held = {r.article.id: r for r in rows}

    class Shelf:
        def get(self, name: str) -> Extraction:
            return held[name]

        def put(self, row: Extraction, key: str | None = None) -> None:
            held[row.article.id] = row

    if any(r.article.published is None for r in rows):
        pipeline._date_story(Story("S1", tuple(held), ""), Shelf(), None)
    return list(held.values())


def number_pairs(bundle: Bundle) -> Iterator[Labelled]:
    claims = numbers.told(bundle)
    yield from pairs_of(numbers.candidates(numbers._units(claims), StoryWords(claims)))


def explained(bundle: Bundle, kind: str, a: Claim, b: Claim) -> bool:
    return kind == "number" and decide(Two(a, b, bundle, 0.0)).code in EXPLAINED


def date_pairs(bundle: Bundle) -> Iterator[Labelled]:
    claims = [c for c in bundle.claims[Kind.DATE] if dates.comparable(c)]
    published = {name: article.published for name, article in bundle.articles.items()}
    yield from pairs_of(dates.candidates(dates._units(claims), StoryWords(claims), published))


Labelled = tuple[Claim, Claim, dict[str, float], bool]
"""Two claims, their features, and whether their values agree."""


def pairs_of(candidates: Sequence[Candidate]) -> Iterator[Labelled]:
    """Pairs of claims; those that differ have the way in which they do among their features."""
    for one in candidates:
        amounts = one.amounts if one.agrees else {**one.amounts, SLIP + one.slip: 1.0}
        for a in one.a.claims:
            for b in one.b.claims:
                yield a, b, amounts, one.agrees


def places(article: Article, text: str) -> list[tuple[int, int]]:
    """Where a gold passage stands in an article's text, blanks and marks folded."""
    words = [re.escape(w) for w in re.split(r"\s+", text.strip())]
    pattern = r"\s+".join(words).replace("'", "['‘’]").replace('"', '["“”]')
    return [m.span() for m in re.finditer(pattern, article.text)]


def story_rows(folder: Path) -> dict[str, list[Row]]:
    gold = json.loads((folder / "gold.json").read_text())
    articles = [a for a in load.read_all(load.discover([folder])) if isinstance(a, Article)]
    bundle = bundle_of(redated([pipeline.extract_article(a) for a in articles]))
    by_name = {a.path: a for a in bundle.articles.values()}

    def at(claim: Claim, evidence: dict[str, object]) -> bool:
        article = by_name.get(str(evidence["file"]))
        if article is None or article.id != claim.article:
            return False
        span = claim.mention.span
        return any(s < span.end and span.start < e for s, e in places(article, str(evidence["text"])))

    def listed(key: str, kind: str, a: Claim, b: Claim, agree: bool) -> bool:
        """Does gold say it of these two: agreeing passages with agreeing figures, sides that differ with others?"""
        for item in gold.get(key, []):
            evs = item["evidence"]
            if item.get("kind", kind) != kind:
                continue
            for i, one in enumerate(evs):
                for j, other in enumerate(evs):
                    if i == j or not (at(a, one) and at(b, other)):
                        continue
                    apart = key != "agree" and one.get("side", i) != other.get("side", j)
                    if apart != agree or key == "may":
                        return True
        return False

    out: dict[str, list[Row]] = {"number": [], "date": []}
    for kind, found in (("number", number_pairs(bundle)), ("date", date_pairs(bundle))):
        against: set[frozenset[str]] = set()
        unlisted: list[tuple[frozenset[str], Row]] = []
        for a, b, amounts, agree in found:
            shown = f"{folder.name}: {a.mention.text!r} / {b.mention.text!r}"
            values = frozenset(str(c.value.to_dict().get("low") or c.value.to_dict().get("timex")) for c in (a, b))
            if listed("must", kind, a, b, agree) or listed("agree", kind, a, b, agree):
                out[kind].append(Row(folder.name, amounts, 1, 1.0, shown))
                against |= set() if agree else {values}
            elif not agree and not listed("may", kind, a, b, agree) and not explained(bundle, kind, a, b):
                unlisted.append((values, Row(folder.name, amounts, 0, 1.0, shown)))
        # gold names one place for each side; the same disagreement elsewhere in the two articles is no mistake
        out[kind] += [row for values, row in unlisted if values not in against]
    return out


def edited_rows(path: Path, limit: int) -> dict[str, list[Row]]:
    """Article pairs: the edited figure and its counterpart are one fact; other disagreeing pairs are none."""
    folder = path.parent
    articles = {a["id"]: a for a in map(json.loads, (folder / "articles.jsonl").read_text().splitlines())}
    cases: dict[str, list[dict[str, object]]] = {}
    for line in path.read_text().splitlines():
        case = json.loads(line)
        cases.setdefault(case["pair"], []).append(case)
    out: dict[str, list[Row]] = {"number": [], "date": []}
    for name, group in sorted(cases.items(), key=lambda c: hashlib.sha1(c[0].encode()).hexdigest())[:limit]:
        texts = [articles[group[0]["a"]], articles[group[0]["b"]]]
        made = [
            Article.from_text(t["text"], id=f"{i}.txt", source=t["source"], published=t["published"])
            for i, t in zip("ab", texts, strict=True)
        ]
        bundle = bundle_of([pipeline.extract_article(a) for a in made])
        spots = [
            ((c["counterpart"]["start"], c["counterpart"]["end"]), (c["start"], c["end"]))
            for c in group
            if c.get("counterpart") and c.get("family") in ("number", "scale", "unit", "date", "format", "hedge")
        ]
        for kind, found in (("number", number_pairs(bundle)), ("date", date_pairs(bundle))):
            for a, b, amounts, agree in found:
                if a.article == "b.txt":
                    a, b = b, a
                sa, sb = a.mention.span, b.mention.span
                same = any(x[0] < sa.end and sa.start < x[1] and y[0] < sb.end and sb.start < y[1] for x, y in spots)
                shown = f"{name}: {a.mention.text!r} / {b.mention.text!r}"
                if same:
                    out[kind].append(Row(name, amounts, 1, EDITED if kind == "number" else 1.0, shown))
                elif not agree and not explained(bundle, kind, a, b):
                    out[kind].append(Row(name, amounts, 0, 1.0, shown))
                elif agree and kind == "date":
                    out[kind].append(Row(name, amounts, 1, AGREEING_DATES, shown))
    return out


def sign(name: str) -> tuple[float | None, float | None]:
    """The bounds of a weight: what is alike speaks for one fact, what differs against it."""
    if _EITHER_WAY.match(name):
        return None, None
    return (None, 0.0) if _UNLIKE.search(name) else (0.0, None)


_EITHER_WAY = re.compile(
    rf"{SLIP}|kind_|both_(?:lead|prior|forecast|headline|saying|told|bare|coarse|planned|shifted)$"
    r"|one_(?:lead|place|increment)$|doer_but|main_and"
)
_UNLIKE = re.compile(
    r"^(?:unlike|behind|rivals|others_|next_day|nested|event_but|told_there|both_told_elsewhere)|^one_(?!of_a_kind)|(?:differs|far|far_time|unshared)$"
)


def by_hand(table: str) -> dict[str, float]:
    """The bits of a table of the lexicon that no fit changes."""
    known = lexicon.mapping("align", table, None)
    return {name: float(known[name]) for name in BY_HAND[table]}


def fit(kind: str, rows: list[Row], strength: float) -> tuple[list[str], np.ndarray, float]:
    """Logistic regression with bounded weights, those by hand held where they are: names, bits, bias."""
    held = {name: weight * np.log(2) for name, weight in by_hand(f"{kind}_weights").items()}
    names = sorted({n for r in rows for n in r.amounts} | held.keys())
    x = np.array([[r.amounts.get(n, 0.0) for n in names] for r in rows])
    y = np.array([float(r.label) for r in rows])
    mass = np.array([r.weight for r in rows])

    def loss(t: np.ndarray) -> tuple[float, np.ndarray]:
        z = x @ t[1:] + t[0]
        off = mass * (1 / (1 + np.exp(-z)) - y)
        value = (mass * (np.logaddexp(0, z) - y * z)).sum() + (t[1:] ** 2).sum() / (2 * strength)
        return value, np.concatenate([[off.sum()], x.T @ off + t[1:] / strength])

    bounds = [(None, None), *((held[n], held[n]) if n in held else sign(n) for n in names)]
    start, most = np.array([0.0, *(held.get(n, 0.0) for n in names)]), {"maxiter": 5000}
    found = minimize(loss, start, jac=True, method="L-BFGS-B", bounds=bounds, options=most)
    weights = found.x / np.log(2)
    return names, weights[1:], float(weights[0])


def bits(names: list[str], weights: np.ndarray, bias: float, row: Row) -> float:
    return bias + sum(w * row.amounts.get(n, 0.0) for n, w in zip(names, weights, strict=True))


def crossed(kind: str, rows: list[Row], strength: float, folds: int = 8) -> list[tuple[float, Row]]:
    groups = sorted({r.group for r in rows})
    out = []
    for fold in range(folds):
        left_out = set(groups[fold::folds])
        names, weights, bias = fit(kind, [r for r in rows if r.group not in left_out], strength)
        out += [(bits(names, weights, bias, r), r) for r in rows if r.group in left_out]
    return out


def show(kind: str, rows: list[Row], strength: float, errors: int) -> None:
    """Precision and recall by threshold on stories left out, and the worst mistakes."""
    scored = sorted(crossed(kind, rows, strength), key=lambda t: -t[0])
    positive = sum(r.label for r in rows)
    print(f"{kind}: {positive} positive, {len(rows) - positive} negative pairs; stories left out in turn:")
    for least in (-3, -2, -1, -0.5, 0, 0.5, 1, 1.5, 2, 3):
        over = [r for s, r in scored if s >= least]
        right = sum(r.label for r in over)
        precision, recall = right / max(1, len(over)), right / max(1, positive)
        print(f"  from {least:5} bits: {len(over):5} pairs, precision {precision:.2f}, recall {recall:.2f}")
    for s, r in [t for t in scored if not t[1].label][:errors]:
        print(f"    false {s:5.1f} {r.shown}")
    for s, r in [t for t in reversed(scored) if t[1].label][:errors]:
        print(f"    missed {s:5.1f} {r.shown}")


def tables_of(kind: str, rows: list[Row], strength: float) -> dict[str, str]:
    """The tables of the lexicon that hold the weights, by name; what weighs nothing is left out."""
    names, weights, bias = fit(kind, rows, strength)
    ordered = sorted(zip(names, weights, strict=True), key=lambda t: -t[1])
    bias -= leans(kind, names, weights)["agreeing"]
    plain = [(n, w) for n, w in ordered if not n.startswith(SLIP) and abs(w) >= 0.005]
    out = {f"{kind}_weights": f"bias = {bias:.2f}\n" + "".join(f"{n} = {w:.2f}\n" for n, w in plain)}
    slips = {**leans(kind, names, weights), **by_hand(TABLE[kind])}
    out[TABLE[kind]] = "".join(f"{n} = {w:.2f}\n" for n, w in slips.items())
    return {name: f"[{name}]\n{body}\n" for name, body in out.items()}


def leans(kind: str, names: list[str], weights: np.ndarray) -> dict[str, float]:
    """What ways to differ weigh, counted from values that are near each other; the bias is theirs too."""
    found = {n.removeprefix(SLIP): float(w) for n, w in zip(names, weights, strict=True) if n.startswith(SLIP)}
    near, highest = found.get(NEAR[kind], 0.0), HIGHEST[kind]
    every: list[Slip | DateSlip] = [*(Slip if kind == "number" else DateSlip)]
    bounded = {str(s): max(-MOST, min(highest.get(s, MOST), found.get(s, near) - near)) for s in every}
    return {"agreeing": -near, **bounded}


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("stories", type=Path)
    options.add_argument("--pairs", type=Path)
    options.add_argument("--limit", type=int, default=150)
    options.add_argument("--strength", type=float, default=0.2)
    options.add_argument("--write", action="store_true")
    options.add_argument("--errors", type=int, default=0)
    chosen = options.parse_args()
    tables: dict[str, list[Row]] = {"number": [], "date": []}
    for folder in sorted(chosen.stories.iterdir()):
        for kind, rows in story_rows(folder).items():
            tables[kind] += rows
    if chosen.pairs:
        for kind, rows in edited_rows(chosen.pairs, chosen.limit).items():
            tables[kind] += rows
    text = LEXICON.read_text()
    for kind, rows in tables.items():
        show(kind, rows, chosen.strength, chosen.errors)
        for name, made in tables_of(kind, rows, chosen.strength).items():
            print(made)
            old = re.search(rf"\[{name}\]\n.*?\n\n", text, re.S)
            assert old is not None
            text = text.replace(old.group(), made)
    if chosen.write:
        LEXICON.write_text(text)


if __name__ == "__main__":
    main()
