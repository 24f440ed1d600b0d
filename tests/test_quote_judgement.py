"""Versions of one utterance: which are aligned, and what is said of them.

Claims are made by hand here, so that these tests speak of aligning and judging alone; the rules' own specs run through
the whole program.
"""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from timing import quickest

import checker
from checker.align.quotes import align
from checker.judge.quotes import judge
from checker.model import (
    Agreement,
    Article,
    Bundle,
    Claim,
    Finding,
    Kind,
    Level,
    Mention,
    NameValue,
    Quotation,
    QuoteType,
    SingleSource,
    Span,
    Story,
    Verdict,
    Zone,
)
from checker.speakers import speaker
from checker.ties import Relation, Roles
from checker.wording import fold_word, utterances

Said = tuple[str, str | None]
"""(words, speaker)"""


def article(name: str, said: Sequence[Said], published: date | None = None) -> tuple[Article, list[Claim]]:
    """An article that quotes, and its quote claims; neighbours with one speaker are one utterance."""
    text, spans = "", []
    for words, who in said:
        start = len(text) + 1
        text += f"“{words},” {who or 'it was heard'} said.\n"
        spans.append((Span(start, start + len(words)), who))
    made = Article.from_text(text, id=name, published=published)
    return made, [_claim(made, span, who) for span, who in spans]


def _claim(made: Article, span: Span, who: str | None, kind: str = "person") -> Claim:
    words = made.text[span.start : span.end]
    line = Span(made.text.rfind("\n", 0, span.start) + 1, made.text.index("\n", span.end))
    at = made.text.index(who, span.end) if who else 0
    value = Quotation(
        words,
        (span,),
        QuoteType.DIRECT,
        speaker=who,
        mention=who,
        mention_span=Span(at, at + len(who)) if who else None,
        speaker_kind=kind if who else "unknown",
        cue="said",
    )
    context = made.text[line.start : line.end]
    mention = Mention(Kind.QUOTE, span, words, "test")
    return Claim(made.id, Kind.QUOTE, mention, value, made.passage(span), Zone.BODY, line, context)


def bundle(*told: tuple[Article, list[Claim]], names: Sequence[NameValue] = (), stories: str = "") -> Bundle:
    articles = {a.id: a for a, _ in told}
    first, claims = told[0][0], tuple(c for _, some in told for c in some)
    at = Span(0, 1)
    seen = Mention(Kind.NAME, at, "x", "t")
    marks = tuple(Claim(first.id, Kind.NAME, seen, n, first.passage(at), Zone.BODY, at, "") for n in names)
    story_of = dict(zip(articles, stories or "s" * len(articles), strict=True))
    story = Story("s" if not stories else "+".join(sorted(set(stories))), tuple(articles), "")
    return Bundle(story, articles, {Kind.QUOTE: claims, Kind.NAME: marks}, story_of)


def verdicts(made: Bundle) -> list[Finding | Agreement | SingleSource]:
    return judge(made, align(made))


def versions(*words: str, who: str = "Dana Orlo") -> Bundle:
    return bundle(*(article(f"{i}.txt", [(w, who)]) for i, w in enumerate(words)))


def codes(made: Bundle) -> list[str]:
    return sorted(v.code for v in verdicts(made) if not isinstance(v, SingleSource))


LINE = "We will not close the harbour bridge before the winter is over"


@pytest.mark.parametrize(
    ("other", "code"),
    [
        (LINE, "Q310"),
        ("we won’t close the harbor bridge before the winter is over", "Q310"),
        ("We will close the harbour bridge before the winter is over", "Q110"),
        ("We may not close the harbour bridge before the winter is over", "Q120"),
        ("We will not close the harbour bridge after the winter is over", "Q113"),
        ("We will not close the harbour tunnel before the winter is over", "Q121"),
        ("We will not close the harbour bridge before our winter is over", "Q202"),
        ("We will not close the harbour bridges before the winter is over", "Q315"),
        ("We will not close the harbour winter before the bridge is over", "Q114"),
        ("Before the winter is over we will not close the harbour bridge", "Q202"),
        ("We will not close the … bridge before the winter is over", "Q313"),
        ("We will not close the harbour bridge [in Velmark] before the winter is over", "Q314"),
        ("We will not close the harbour bridge", "Q312"),
        ("not close the harbour bridge before the winter is over", "Q312"),
    ],
)
def test_what_differs_gives_the_verdict(other: str, code: str) -> None:
    assert codes(versions(LINE, other)) == [code]


@pytest.mark.parametrize(
    ("full", "cut", "code"),
    [
        ("We will reopen the harbour bridge if the inspectors allow it", "We will reopen the harbour bridge", "Q124"),
        ("We will reopen the harbour bridge when every crack is closed", "We will reopen the harbour bridge", "Q124"),
        (
            "Nobody believes that the harbour bridge is safe for lorries",
            "The harbour bridge is safe for lorries",
            "Q124",
        ),
        (
            "We shall not raise the toll on the harbour bridge today",
            "We shall not raise the toll on the harbour bridge",
            "Q201",
        ),
        ("The northern pier is sound under light traffic", "The northern pier is sound", "Q201"),
        ("The northern pier is sound. We looked at it twice", "The northern pier is sound", "Q312"),
        ("We will reopen the harbour bridge, and we will do it soon", "We will reopen the harbour bridge", "Q312"),
    ],
)
def test_what_is_lost_at_an_edge(full: str, cut: str, code: str) -> None:
    assert codes(versions(full, cut)) == [code]


def test_a_dropped_clause_needs_a_mark() -> None:
    full = "The harbour bridge, which the engineers inspected after the storm, is safe for every lorry"
    silent = versions(full, "The harbour bridge is safe for every lorry")
    assert [(v.code, v.level) for v in verdicts(silent) if isinstance(v, Finding)] == [("Q122", Level.WARNING)]
    assert codes(versions(full, "The harbour bridge … is safe for every lorry")) == ["Q313"]


def test_the_attribution_may_stand_where_words_are_left_out() -> None:
    whole = article("a.txt", [("The bridge is closed. Nobody is hurt. We will open it in April", "Dana Orlo")])
    text = "“The bridge is closed,” Dana Orlo said. “We will open it in April.”\n"
    split = Article.from_text(text, id="b.txt")
    pieces = [_claim(split, Span(1, 21), "Dana Orlo"), _claim(split, Span(41, 65), None)]
    mentions = [Mention(Kind.QUOTE, c.mention.span, c.mention.text, "t", {"group": 1}) for c in pieces]
    from dataclasses import replace

    claims = [replace(c, mention=m) for c, m in zip(pieces, mentions, strict=True)]
    assert not [v for v in verdicts(bundle(whole, (split, claims))) if isinstance(v, Finding)]


def test_the_working_shows_the_change_in_one_line() -> None:
    found = list(verdicts(versions("We lost fifty boats in that storm", "We lost fifteen boats in that storm")))
    assert [v.working for v in found if isinstance(v, Finding)] == [("fifty -> fifteen",)]


def test_evidence_is_the_sentence_that_differs_with_exact_offsets() -> None:
    made = versions(f"It was late. {LINE}. Good night", f"It was late. {LINE.replace(' not', '')}. Good night")
    finding = next(v for v in verdicts(made) if isinstance(v, Finding))
    assert [e.value for e in finding.evidence] == [LINE, LINE.replace(" not", "")]
    for e in finding.evidence:
        assert made.articles[e.passage.path].text[e.passage.start : e.passage.end] == e.passage.text
        assert e.context[e.mark.start : e.mark.end] == e.passage.text


def test_one_finding_for_a_changed_version_however_many_print_it() -> None:
    wrong = LINE.replace("not close", "close")
    made = versions(LINE, LINE, wrong, wrong, LINE)
    findings = [v for v in verdicts(made) if isinstance(v, Finding)]
    assert len(findings) == 1
    assert sorted((e.passage.path, e.side) for e in findings[0].evidence) == [
        ("0.txt", 0), ("1.txt", 0), ("2.txt", 1), ("3.txt", 1), ("4.txt", 0),
    ]  # fmt: skip
    agreed = [v for v in verdicts(made) if isinstance(v, Agreement)]
    assert {e.passage.path for v in agreed for e in v.evidence} >= {"0.txt", "1.txt", "4.txt"}


def test_words_in_another_mouth() -> None:
    made = bundle(*(article(f"{i}.txt", [(LINE, w)]) for i, w in enumerate(["Dana Orlo", "Imre Falk", "Orlo"])))
    findings = [v for v in verdicts(made) if isinstance(v, Finding)]
    assert [(f.verdict, f.level) for f in findings] == [(Verdict.MISATTRIBUTED, Level.ERROR)]
    assert {e.passage.path: e.side for e in findings[0].evidence} == {"0.txt": 0, "2.txt": 0, "1.txt": 1}


@pytest.mark.parametrize(
    "pair", [("Dana Orlo", None), ("Dana Orlo", "she"), ("Dana Orlo", "Mayor Orlo"), ("Vera Lint", "Vera Lindt")]
)
def test_unknown_speakers_and_spellings_are_no_conflict(pair: tuple[str, str | None]) -> None:
    made = bundle(*(article(f"{i}.txt", [(LINE, who)]) for i, who in enumerate(pair)))
    assert not [v for v in verdicts(made) if isinstance(v, Finding)]


@pytest.mark.parametrize(
    ("one", "other", "code"),
    [
        ("We need to be small before we can be safe", "We need to be safe before we can be small", "Q114"),
        ("The owner misled the captain about it", "The captain misled the owner about it", "Q114"),
        ("The last share of ours has been sold there", "The last share of ours is being sold there", "Q121"),
        ("They walk once the doctor and the guard come", "They walk once the doctor or the guard come", "Q121"),
        ("Sand is cheaper than glass in winter", "Glass is cheaper than sand in winter", "Q114"),
        ("The crew and the passengers did their duty", "The passengers and the crew did their duty", "Q202"),
        ("We lost bags, coats and bicycles there", "We lost bicycles, coats and bags there", "Q202"),
        ("If the pumps fail in the night, we leave", "We leave if the pumps fail in the night", "Q202"),
        ("The town was older than it was rich", "The town was richer than it was old", "Q114"),
    ],
)
def test_words_that_changed_places(one: str, other: str, code: str) -> None:
    assert codes(versions(one, other)) == [code]


@pytest.mark.parametrize(
    ("one", "other", "code", "level"),
    [
        ("It was a slip, and the slip was ours", "It was a slip, and the slip was theirs", "Q121", Level.WARNING),
        ("You will have to pay for the wall", "We will have to pay for the wall", "Q121", Level.WARNING),
        ("She knew that the wall was weak", "He knew that the wall was weak", "Q121", Level.WARNING),
        ("We were warned about the wall in March", "I was warned about the wall in March", "Q202", Level.NOTE),
        ("Most of them never came to the door", "None of them ever came to the door", "Q110", Level.ERROR),
        ("We saw no sign that the wall is weak", "We saw a sign that the wall is not weak", "Q110", Level.ERROR),
        ("We do not fight the river, we flee", "We fight the river, we do not flee", "Q110", Level.ERROR),
        ("We make it as good as it can be, and then we go", "We make it as good as it can not be", "Q110", Level.ERROR),
        ("We have a lot of work to do. We go", "We have a lot of work to do not. We go", "Q110", Level.ERROR),
        ("The wall will hold the river, I think", "The wall will hold the river, I think, no", None, None),
        ("We did not find a crack in the wall", "We found no crack in the wall", "Q202", Level.NOTE),
        ("I do not think that the wall will hold", "I think that the wall will not hold", "Q202", Level.NOTE),
        ("If the wall goes, the old town goes", "When the wall goes, the old town goes", "Q121", Level.WARNING),
        ("We left when we saw the first crack", "We left as we saw the first crack", "Q202", Level.NOTE),
        ("We left because we saw the crack", "We left although we saw the crack", "Q113", Level.ERROR),
        ("We shut the road once we saw the crack", "We shut the road before we saw the crack", "Q121", Level.WARNING),
        ("Only the council knew of the crack", "The council knew of the crack", "Q124", Level.WARNING),
        ("Perhaps we came too late to the wall", "We came too late to the wall", "Q124", Level.WARNING),
        ("Well, we came too late to the wall", "We came too late to the wall", None, None),
    ],
)
def test_small_words_that_change_what_is_said(one: str, other: str, code: str | None, level: Level | None) -> None:
    found = [(v.code, v.level) for v in verdicts(versions(one, other)) if isinstance(v, Finding)]
    assert found == ([(code, level)] if code else [])


@pytest.mark.parametrize(
    ("one", "other", "told"),
    [
        ("Bread is a food until it is a weapon", "Bread is a food until it is a weapon", True),
        ("The flood reads no maps. We ask for care", "The flood reads no maps. More farms will go under", True),
        ("Our thoughts are with the families", "Our thoughts are with the families", False),
        ("This must never happen again", "This must never happen again", False),
    ],
)
def test_whole_sentences_are_one_persons_and_formulas_anybodys(one: str, other: str, told: bool) -> None:
    made = bundle(article("a.txt", [(one, "Dana Orlo")]), article("b.txt", [(other, "Imre Falk")]))
    found = [v for v in verdicts(made) if isinstance(v, Finding)]
    assert [v.verdict for v in found] == ([Verdict.MISATTRIBUTED] if told else [])


STORY = (
    "The river burst its banks at Ostermark on Monday and took the coast road.\n\n"
    "Mayor Stella Brandt came to the site with Otto Lenz, the fire chief.\n\n{}\n\n"
    "The coast road at Ostermark stays closed until Friday.\n"
)


@pytest.mark.parametrize(
    ("one", "other", "codes"),
    [
        ("“{}” said the fire chief.", "“{}” the mayor said.", ["Q101"]),
        ("“{}” said Otto Lenz.", "In the mayor's words, “{}”", ["Q101"]),
        ("“{}” said Otto Lenz.", "“{}” the mayor said, quoting the fire chief.", []),
        ("“{}” said Otto Lenz.", "Mayor Brandt repeated the chief's line: “{}”", []),
        ("“{}” said Otto Lenz.", "“As Otto Lenz says, {}” said Mayor Brandt.", []),
        ("“{}” said Otto Lenz.", "“Otto Lenz owes us nothing. {}” said Stella Brandt.", ["Q101"]),
        ("“{}” said Otto Lenz.", "“{}” said Stella Brandt, citing three senators.", ["Q101"]),
        ("“{}” said Otto Lenz.", "“{}” said a resident.", []),
        ("“{}” said Stella Brandt.", "Piet Moor, speaking for the mayor: “{}”", []),
        ("“{}” said Stella Brandt.", "“{}” said her deputy, Piet Moor, reading out her statement.", []),
        ("“{}” said Stella Brandt.", "“{}” said union spokesman Piet Moor.", ["Q101"]),
    ],
)
def test_an_office_speaks_for_its_bearer(one: str, other: str, codes: list[str]) -> None:
    said = "nobody listened when we called the wall rotten,"
    articles = [
        Article.from_text(STORY.format(form.format(said)), id=f"{i}.txt", published="2026-03-03")
        for i, form in enumerate((one, other))
    ]
    found = [f["code"] for f in checker.check(articles).to_dict()["findings"] if f["kind"] == "quote"]
    assert found == codes


HOSPITAL = "The Arrel hospital will open its birth ward again in May. "
TIRED = "“We asked mothers to be brave for forty miles of bad road,” "


@pytest.mark.parametrize(
    ("one", "other", "told"),
    [
        # the only chairman of the two articles is somebody else
        ("said medical director Ada Roon. Chairman Odo Lenk thanked the town.", "explained the chairman.", True),
        ("said medical director Ada Roon. Treasurer Odo Lenk thanked the town.", "explained the chairman.", False),
        ("said chairwoman Ada Roon. Director Odo Lenk thanked the town.", "explained the chairman.", False),
        # a nickname stands for the name beside which it is given
        ("said trainer Ada Roon. Odo “Digger” Lenk was there.", "chuckled Digger. Ada Roon was there.", True),
        ("said Odo “Digger” Lenk. Ada Roon was there.", "chuckled Digger. Ada Roon was there.", False),
        # a slogan is nobody's own
        ("said Ada Roon, whose motto it is.", "recites Odo Lenk.", False),
        ("said Ada Roon, whose ward it is.", "answers Odo Lenk.", True),
    ],
)
def test_who_is_somebody_else(one: str, other: str, told: bool) -> None:
    texts = [HOSPITAL + TIRED + ending for ending in (one, other)]
    made = [Article.from_text(t, id=f"{n}.txt", published="2026-03-11") for n, t in enumerate(texts)]
    found = [f for f in checker.check(made).findings if f.code == "Q101" and f.level is not Level.NOTE]
    assert bool(found) is told


@pytest.mark.parametrize(("who", "level"), [("her spokesman", "warning"), ("a union spokesman", "error")])
def test_somebody_s_spokesman_is_a_warning(who: str, level: str) -> None:
    said = "“Nobody listened to the wall builders,” said"
    forms = (f"{said} Stella Brandt.", f"{said} Piet Moor, {who}.")
    articles = [
        Article.from_text(STORY.format(form), id=f"{i}.txt", published="2026-03-03") for i, form in enumerate(forms)
    ]
    assert [f["level"] for f in checker.check(articles).to_dict()["findings"] if f["kind"] == "quote"] == [level]


@pytest.mark.parametrize(("aside", "level"), [("", "warning"), (" through an interpreter", "note")])
def test_what_is_said_to_be_a_translation_is_a_note(aside: str, level: str) -> None:
    forms = (
        "“I will mend the wall with my own hands,” said Otto Lenz{}.",
        "“I would mend the wall with my own hands,” Otto Lenz said{}.",
    )
    articles = [
        Article.from_text(STORY.format(form.format(aside)), id=f"{i}.txt", published="2026-03-03")
        for i, form in enumerate(forms)
    ]
    assert [f["level"] for f in checker.check(articles).to_dict()["findings"] if f["kind"] == "quote"] == [level]


def test_the_same_words_of_substance_are_no_other_rendering() -> None:
    one, two = "He did not steer a ship, he steered a budget", "He steered a ship, and he steered a budget"
    found = [v for v in verdicts(versions(one, two)) if isinstance(v, Finding)]
    assert [(f.code, f.level) for f in found] == [("Q110", Level.ERROR)]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("I had nothing left, so I jumped", "I had something left, so I jumped"),
        ("We always sounded the horn on Sundays", "We never sounded the horn on Sundays"),
    ],
)
def test_one_word_apart_is_one_utterance_whoever_speaks(one: str, other: str) -> None:
    made = bundle(article("a.txt", [(one, "Dana Orlo")]), article("b.txt", [(other, None)]))
    assert [v.level for v in verdicts(made) if isinstance(v, Finding)] == [Level.ERROR]


def test_an_owner_behind_or_in_front_is_the_same() -> None:
    made = versions("They tore pages out of the diary of the city", "They tore pages out of the city’s diary")
    assert codes(made) == ["Q202"]


def test_one_word_apart_of_small_words_only() -> None:
    made = versions("That was the least we could do for them", "That was the most we could do for them")
    assert codes(made) == ["Q113"]


def test_common_phrases_of_unnamed_speakers_are_at_most_a_note() -> None:
    told = [("We have always been there for them all", None), ("We have always been here for them all", "Dana Orlo")]
    made = bundle(*(article(f"{i}.txt", [one]) for i, one in enumerate(told)))
    assert not [v for v in verdicts(made) if isinstance(v, Finding) and v.level is not Level.NOTE]


@pytest.mark.parametrize(
    ("other", "loud"),
    [
        ("They did not climb over the harbour wall, they walked over it", True),
        ("They did not climb over the harbour wall, someone walked them slowly over it", False),
    ],
)
def test_one_verb_changed_in_full_speech_is_loud_without_a_second_name(other: str, loud: bool) -> None:
    line = "They did not climb over the harbour wall, they were helped over it. I have said so since March"
    made = bundle(article("0.txt", [(line, "Dana Orlo")]), article("1.txt", [(other, None)]))
    found = [v for v in verdicts(made) if isinstance(v, Finding) and v.code == "Q121"]
    assert [v.level is Level.WARNING for v in found] == [loud]


def test_two_articles_that_agree_against_one_weigh_more() -> None:
    names = [NameValue("Dana Orlo", "person", "Orlo", ("mayor of Velmark",))]
    pair = bundle(article("0.txt", [(LINE, "Dana Orlo")]), article("1.txt", [(LINE, "the bishop")]), names=names)
    told = [article(f"{i}.txt", [(LINE, who)]) for i, who in enumerate(["Dana Orlo", "the bishop", "Dana Orlo"])]
    sure = [
        next(v.confidence for v in verdicts(made) if isinstance(v, Finding))
        for made in (pair, bundle(*told, names=names))
    ]
    assert sure[0] < sure[1]


@pytest.mark.parametrize(
    ("role", "relation"),
    [
        ("the bishop", Relation.DIFFERENT),
        ("the prime minister", Relation.DIFFERENT),
        ("a passenger", Relation.DIFFERENT),
        ("the engineer", Relation.UNKNOWN),
        ("the councillor", Relation.UNKNOWN),
        ("a spokesman for the bishop", Relation.UNKNOWN),
    ],
)
def test_roles_that_exclude_one_another(role: str, relation: Relation) -> None:
    names = [NameValue("Dana Orlo", "person", "Orlo", ("mayor of Velmark",))]
    made = bundle(article("a.txt", [(LINE, "Dana Orlo")]), names=names)
    told, _ = article("b.txt", [(LINE, role)])
    other = speaker([_claim(told, Span(1, 1 + len(LINE)), role, "role")])
    assert Roles(made).tie(speaker(made.claims[Kind.QUOTE]), other).relation is relation


def test_a_person_and_their_office_agree_and_another_office_does_not() -> None:
    names = [
        NameValue("Dana Orlo", "person", "Orlo", ("mayor of Velmark",)),
        NameValue("Imre Falk", "person", "Falk", ("interior minister",)),
    ]
    made = bundle(article("a.txt", [(LINE, "Dana Orlo")]), names=names)
    orlo = speaker(made.claims[Kind.QUOTE])
    roles = Roles(made)

    def tie(office: str, kind: str) -> Relation:
        told, _ = article("b.txt", [(LINE, office)])
        return roles.tie(orlo, speaker([_claim(told, Span(1, 1 + len(LINE)), office, kind)])).relation

    assert tie("the mayor", "role") is Relation.LINKED
    assert tie("the interior minister", "role") is Relation.DIFFERENT
    assert tie("a spokesman", "role") is Relation.UNKNOWN


def test_across_stories_only_near_verbatim_words_of_one_speaker_meet() -> None:
    again = "We will never close the old harbour bridge before another winter is really over"
    apart = bundle(article("a.txt", [(LINE, "Dana Orlo")]), article("b.txt", [(again, "Dana Orlo")]), stories="xy")
    assert not [v for v in verdicts(apart) if isinstance(v, Finding) and v.level is not Level.NOTE]
    same = bundle(article("a.txt", [(LINE, "Dana Orlo")]), article("b.txt", [(LINE, "Dana Orlo")]), stories="xy")
    assert codes(same) == ["Q310"]


def test_two_renderings_are_told_from_a_misquotation() -> None:
    one = "The bridge is in the hands of the engineers. If they want no collapse, they should stop the heavy lorries"
    two = "The bridge is up to our engineers: to prevent its collapse we need to halt all heavy lorries now"
    found = [v for v in verdicts(versions(one, two)) if isinstance(v, Finding)]
    assert [(f.verdict, f.level) for f in found] == [(Verdict.TRANSLATION, Level.NOTE)]


def test_a_quotation_of_one_article_is_listed() -> None:
    told = article("a.txt", [(LINE, "Dana Orlo"), ("The ferry is late again because of the ice", "Imre Falk")])
    made = bundle(told, article("b.txt", [(LINE, "Dana Orlo")]))
    assert [v.fact for v in verdicts(made) if isinstance(v, SingleSource)] == [
        "Imre Falk: “The ferry is late again because of the…”"
    ]


def test_cost_grows_with_the_number_of_articles() -> None:
    def cost(count: int) -> float:
        made = versions(*(f"{LINE} in the year {2000 + i}" if i % 3 else LINE for i in range(count)))
        return quickest(lambda: verdicts(made))

    assert cost(400) < 40 * max(cost(40), 0.02)


# properties

_WORDS = st.lists(
    st.sampled_from(
        [
            "we",
            "will",
            "not",
            "close",
            "the",
            "old",
            "harbour",
            "bridge",
            "before",
            "winter",
            "50",
            "twelve",
            "engineers",
            "say",
            "it",
            "is",
            "safe",
            "today",
        ]
    ),
    min_size=4,
    max_size=14,
).map(" ".join)


@given(_WORDS, _WORDS)
@settings(max_examples=80, deadline=None)
def test_the_order_of_articles_changes_no_verdict(one: str, two: str) -> None:
    assert codes(versions(one, two)) == codes(versions(two, one))


@given(_WORDS)
@settings(max_examples=80, deadline=None)
def test_style_is_no_difference(words: str) -> None:
    assume("is is" not in words)  # "it's is" is a stutter of another word than "it is is"
    restyled = words.upper().replace("12", "twelve").replace("WILL NOT", "WON’T").replace("IT IS", "IT’S")
    assert not [v for v in verdicts(versions(words, restyled)) if isinstance(v, Finding)]


@given(_WORDS, _WORDS, _WORDS)
@settings(max_examples=80, deadline=None)
def test_a_third_article_never_turns_an_agreement_into_a_conflict(one: str, two: str, three: str) -> None:
    def clash(made: Bundle) -> bool:
        return any(
            isinstance(v, Finding)
            and {e.passage.path: e.side for e in v.evidence}.items() >= {"0.txt": 0, "1.txt": 1}.items()
            for v in verdicts(made)
        )

    if not clash(versions(one, two)) and not clash(versions(two, one)):
        assert not clash(versions(one, two, three))


@given(st.text(max_size=200))
@settings(max_examples=150, deadline=None)
def test_any_text_gives_words_with_exact_spans(text: str) -> None:
    made = Article.from_text(f"“{text}” Dana Orlo said\n", id="a.txt")
    span = Span(1, 1 + len(text))
    value = Quotation(text, (span,), QuoteType.DIRECT)
    claim = Claim(
        "a.txt", Kind.QUOTE, Mention(Kind.QUOTE, span, text, "t"), value, made.passage(span), Zone.BODY, span, text
    )  # fmt: skip
    for one in utterances([claim]):
        for word in one.words:
            assert word.key
            assert span.contains(word.span)
            if "-" not in word.text and word.text != "per cent":
                assert made.text[word.span.start : word.span.end] == word.text


FIGURES: dict[str, list[list[str]]] = tomllib.loads(
    (Path(__file__).parent / "specs" / "quoted_figures.toml").read_text(encoding="utf-8")
)


@pytest.mark.parametrize("pair", FIGURES["same"] + FIGURES["other"], ids=" / ".join)
def test_figures_are_compared_by_what_was_said(pair: list[str]) -> None:
    frame = "“We lost {} because of this rotten scheme and we will not rest,” Mayor Dana Orlo said in Velmark."
    made = [Article.from_text(frame.format(f), id=f, source=f"Paper {f}", published="2026-03-10") for f in pair]
    differing = [f for f in checker.check(made).findings if f.level is not Level.NOTE]
    assert bool(differing) is (pair in FIGURES["other"]), [f.message for f in differing]


@pytest.mark.parametrize(
    ("word", "keys"),
    [
        ("don't", ("do", "not")),
        ("cannot", ("can", "not")),
        ("labour", ("labor",)),
        ("recognise", ("recognize",)),
        ("ten", ("10",)),
        ("it's", ("it", "'s")),
        ("promise", ("promise",)),
    ],
)
def test_one_spelling_for_many(word: str, keys: tuple[str, ...]) -> None:
    assert fold_word(word) == keys


LEAD = "A hearing in Port Halden on 4 May 2026 about the Harrow flood drew two hundred people.\n\n"
COPIED = "Speaking at the end of a long and angry hearing in the town hall, Mayor Ilse Brand said: "


@pytest.mark.parametrize(
    ("told", "sources"),
    [
        ((("Alpha", f"{COPIED}“We will rebuild every house on Quay Street before the winter.”"),
          ("Beta", f"{COPIED}“We will rebuild every house on Quay Street.”")), 1),
        ((("Alpha", "Mayor Ilse Brand told residents: “We will rebuild every house on Quay Street before the winter.”"),
          ("Beta", f"{COPIED}“We will rebuild every house on Quay Street.”")), 2),
        ((("Velm Post", "“We will rebuild every house on Quay Street before the winter,” Mayor Ilse Brand said."),
          ("Beta", "“We will rebuild every house on Quay Street,” Brand said, according to the Velm Post.")), 1),
    ],
    ids=["copied passage", "two reporters", "credited outlet"],
)  # fmt: skip
def test_a_copied_or_credited_quotation_is_one_source(told: tuple[tuple[str, str], ...], sources: int) -> None:
    made = [checker.Article.from_text(LEAD + text, id=f"{n}.txt", source=name) for n, (name, text) in enumerate(told)]
    quoted = [a for a in checker.check(made).agreements if a.kind is Kind.QUOTE]
    assert {a.sources for a in quoted} == {sources}
