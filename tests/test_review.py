"""The review without a browser: the queue, decisions and undo, several reviewers, and what the server refuses."""

from __future__ import annotations

import json
import re
import threading
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urlencode

import pytest
from conftest import finding_of, passage_of, run_of
from reviewing import HUNG_UP, Served, served, story

from checker import decisions, load, pipeline
from checker.config import Config
from checker.errors import UsageError
from checker.model import Article, Finding, Resolution, Run, SettledBy
from checker.review.desk import LONGEST_NOTE, Desk
from checker.review.editor import Editor
from checker.review.items import WINDOW, Filters, Item, Order, State, window
from checker.review.run import desk
from checker.review.server import Server
from checker.review.undo import undo

FERRY = "ferry-sinking"


def at_desk(folder: Path, who: str = "Ann") -> Desk:
    def sources() -> list[load.Source]:
        return load.discover([folder])

    def check() -> Run:
        return pipeline.run(load.read_all(sources()), Config(jobs=1))

    return desk(check(), check, sources, folder / "decisions.jsonl", who)


@pytest.fixture
def ferry(tmp_path: Path) -> Path:
    return story(FERRY, tmp_path)


# --- the queue


def many(count: int, wire: Article) -> Run:
    evidence = passage_of(wire, "At least 12 people")
    made = [
        finding_of(evidence, id=f"{n:08x}", fact=f"fact {n // 2}", fingerprint=f"{n // 2:016x}", confidence=n / count)
        for n in range(count)
    ]
    return run_of([wire], findings=tuple(made))


def ordered(run: Run) -> tuple[Item, ...]:
    return Order.of(run.findings).items(run)


def test_findings_of_one_fact_stand_together(wire: Article) -> None:
    facts = [i.finding.fact for i in ordered(many(20, wire))]
    assert len(facts) == 20
    assert all(a == b for a, b in zip(facts[::2], facts[1::2], strict=True))


def test_the_queue_shows_a_window_however_long_it_is(wire: Article) -> None:
    queue = ordered(many(500, wire))
    seen = window(queue, queue[250])
    assert len(seen.shown) == WINDOW
    assert queue[250] in seen.shown
    assert seen.before + len(seen.shown) + seen.after == 500
    assert seen.previous == queue[249]
    assert seen.following == queue[251]
    assert window(queue, queue[0]).previous is None
    assert window(queue, queue[-1]).following is None


def test_filters_are_the_same_as_their_address() -> None:
    asked = {"level": "error", "q": "“mill” & co", "unknown": "x"}
    filters = Filters.of(asked)
    assert filters.query == "?" + urlencode({"level": "error", "q": "“mill” & co"})
    assert Filters.of({}).query == ""


# --- decisions


def test_a_decision_is_kept_and_the_next_item_comes(ferry: Path) -> None:
    made = at_desk(ferry)
    first = made.now.next_open(Filters())
    assert first is not None
    made.decide(first.id, Resolution.EXPLAINED, "two ways to count\nasked the harbour master")
    assert made.now.decided == 1
    assert made.now.get(first.id).state is State.DECIDED  # type: ignore[union-attr]
    following = made.now.next_open(Filters(), first.id)
    assert following is not None
    assert following.id != first.id
    (row,) = [json.loads(line) for line in (ferry / "decisions.jsonl").read_text().splitlines()]
    assert (row["reason"], row["note"], row["who"]) == ("two ways to count", "asked the harbour master", "Ann")


def test_a_draft_to_be_fixed_is_decided_and_stays_open(ferry: Path) -> None:
    made = at_desk(ferry)
    first = made.now.items[0]
    made.decide(first.id, Resolution.FIX_DRAFT)
    assert made.now.items[0].state is State.DECIDED
    assert first.id in {f.id for f in made.now.run.findings}


def test_the_order_does_not_change_with_decisions(ferry: Path) -> None:
    made = at_desk(ferry)
    before = [i.id for i in made.now.items]
    made.decide(before[0], Resolution.NOT_SAME_FACT)
    made.decide(before[3], Resolution.FIX_DRAFT)
    assert [i.id for i in made.now.items] == before


def test_a_note_beyond_measure_and_a_finding_that_is_gone_are_refused(ferry: Path) -> None:
    made = at_desk(ferry)
    with pytest.raises(UsageError, match="characters"):
        made.decide(made.now.items[0].id, Resolution.EXPLAINED, "x" * (LONGEST_NOTE + 1))
    with pytest.raises(UsageError, match="gone"):
        made.decide("00000000", Resolution.EXPLAINED)
    assert not (ferry / "decisions.jsonl").exists()


def test_undo_goes_back_as_far_as_the_log_does(ferry: Path) -> None:
    made = at_desk(ferry)
    ids = [i.id for i in made.now.items[:3]]
    for id_ in ids:
        made.decide(id_, Resolution.EXPLAINED)
    made.decide(ids[0], Resolution.SOURCE_WRONG)
    again = at_desk(ferry)  # another day
    undone = [again.undo() for _ in range(4)]
    assert [f.id for f in undone if f] == [ids[0], ids[2], ids[1], ids[0]]
    assert again.now.decided == 0
    assert again.undo() is None
    assert len((ferry / "decisions.jsonl").read_text().splitlines()) == 8


def test_undo_brings_the_earlier_decision_back(ferry: Path) -> None:
    made = at_desk(ferry)
    first = made.now.items[0].id
    made.decide(first, Resolution.EXPLAINED, "first thought")
    made.decide(first, Resolution.SOURCE_WRONG, "second thought")
    made.undo()
    now = made.now.get(first)
    assert now is not None
    assert now.decision is not None
    assert now.decision.reason == "first thought"


def test_undo_takes_back_nobody_else_s_decision(ferry: Path) -> None:
    ann, ben = at_desk(ferry, "Ann"), at_desk(ferry, "Ben")
    first, second = (i.id for i in ann.now.items[:2])
    ann.decide(first, Resolution.EXPLAINED)
    ben.decide(second, Resolution.EXPLAINED)
    undone = ann.undo()
    assert undone is not None
    assert undone.id == first
    assert ann.undo() is None
    assert ann.now.get(second).state is State.DECIDED  # type: ignore[union-attr]


def test_undo_of_a_line_from_nowhere_is_no_failure() -> None:
    assert undo([], "Ann") is None


# --- several reviewers


def test_two_desks_see_each_other_s_decisions_and_the_later_one_wins(ferry: Path) -> None:
    ann, ben = at_desk(ferry, "Ann"), at_desk(ferry, "Ben")
    first = ann.now.items[0].id
    ann.decide(first, Resolution.EXPLAINED, "Ann's")
    seen = ben.refresh().get(first)
    assert seen is not None
    assert seen.decision is not None
    assert seen.decision.who == "Ann"
    ben.decide(first, Resolution.SOURCE_WRONG, "Ben's")
    now = ann.refresh().get(first)
    assert now is not None
    assert now.decision is not None
    assert (now.decision.who, now.decision.verdict) == ("Ben", Resolution.SOURCE_WRONG)
    assert [d.who for d in decisions.read(ferry / "decisions.jsonl").decisions] == ["Ann", "Ben"]


def test_nothing_is_lost_when_many_decide_at_once(ferry: Path) -> None:
    desks = [at_desk(ferry, f"reviewer {n}") for n in range(4)]
    ids = [i.id for i in desks[0].now.items]

    def work(one: Desk) -> None:
        for id_ in ids:
            one.decide(id_, Resolution.EXPLAINED)

    threads = [threading.Thread(target=work, args=(one,)) for one in desks]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(decisions.read(ferry / "decisions.jsonl").decisions) == len(desks) * len(ids)
    assert all(one.refresh().decided == len(ids) for one in desks)


# --- drafts that change


def passengers(made: Desk) -> Finding:
    return next(i.finding for i in made.now.items if i.finding.code == "N101")


def test_a_saved_draft_is_checked_again_and_the_news_says_what_changed(ferry: Path) -> None:
    made = at_desk(ferry)
    finding = passengers(made)
    assert not made.changed()
    draft = ferry / "coast-wire.txt"
    draft.write_text(draft.read_text().replace("241 passengers", "214 passengers"))
    assert made.changed()
    made.recheck()
    assert made.now.get(finding.id) is None
    assert made.now.news[-1].startswith("coast-wire.txt changed: 1 finding is gone")


def test_a_decision_whose_evidence_changed_is_open_again_with_its_reason(ferry: Path) -> None:
    made = at_desk(ferry)
    finding = next(i.finding for i in made.now.items if i.finding.code == "N103")
    made.decide(finding.id, Resolution.EXPLAINED, "two clocks")
    draft = ferry / "osk-islander.md"
    draft.write_text(draft.read_text().replace("45 minutes", "55 minutes"))
    made.recheck()
    back = made.successor(finding.id)
    assert back is not None
    assert back.state is State.STALE
    assert back.finding.earlier is not None
    assert back.finding.earlier.decision.reason == "two clocks"
    assert "55" in back.finding.earlier.why
    assert "open again" in made.now.news[-1]


def test_a_deferral_that_has_run_out_is_open_again(ferry: Path) -> None:
    made = at_desk(ferry)
    first = made.now.items[0].finding
    past = decisions.decide(
        first,
        Resolution.DEFER,
        reason="wait",
        who="Ann",
        until=date(2020, 1, 1),
        made=datetime.now(UTC) - timedelta(days=9),
    )
    decisions.append(ferry / "decisions.jsonl", past)
    assert made.refresh().get(first.id).state is State.STALE  # type: ignore[union-attr]


def test_two_sentences_stand_around_a_passage(ferry: Path) -> None:
    made = at_desk(ferry)
    for item in made.now.items:
        for evidence in item.finding.evidence:
            whole = made.texts.whole(evidence.passage.path, [evidence])
            assert whole is not None
            assert [text for text, marked in whole if marked] == [evidence.passage.text]
    before, after = made.texts.around(passengers(made).evidence[1])
    assert before
    assert after


def test_only_articles_of_the_run_can_be_read(ferry: Path) -> None:
    made = at_desk(ferry)
    (ferry.parent / "secret.txt").write_text("secret")
    for path in ("../secret.txt", "expected.toml", "/etc/passwd", str(ferry.parent / "secret.txt"), "", "#", "x#y"):
        assert made.texts.article(path) is None


# --- the editor


@pytest.mark.parametrize(
    ("command", "argv"),
    [
        ("code --wait", ["code", "--wait", "--goto", "{file}:7"]),
        ("gedit", ["gedit", "+7", "{file}"]),
        ("/usr/bin/subl", ["/usr/bin/subl", "{file}:7"]),
    ],
)
def test_editors_are_told_the_line(command: str, argv: list[str], tmp_path: Path) -> None:
    file = tmp_path / "a draft.txt"
    made = Editor.of(None, {"EDITOR": command}).argv(file, 7)
    assert made == [word.replace("{file}", str(file)) for word in argv]


def test_an_editor_of_the_terminal_is_not_started_by_the_page(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="needs the terminal"):
        Editor.of(None, {"EDITOR": "vim"}).open(tmp_path / "a.txt", 1)


def test_an_editor_address_quotes_what_a_file_is_called() -> None:
    made = Editor.of("vscode://file/{path}:{line}", {})
    assert made.link(Path("/news/a b%\"'.txt"), 3) == "vscode://file/news/a%20b%25%22%27.txt:3"


@pytest.mark.parametrize("bad", ["javascript:alert({path})", "data:{path}", "{path}", "vscode://file", "x y:{path}"])
def test_an_address_that_is_none_is_refused(bad: str) -> None:
    with pytest.raises(UsageError, match="no editor address"):
        Editor.of(bad, {})


# --- the server


def test_it_binds_to_loopback_alone_unless_told() -> None:
    for host in ("127.0.0.1", "::1", "localhost"):
        assert Server(host)
    for host in ("0.0.0.0", "::", "192.0.2.7", "example.org"):
        with pytest.raises(UsageError, match="--open-to-network"):
            Server(host)
        assert Server(host, open_to_network=True)


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with served(story(FERRY, tmp_path_factory.mktemp("review"))) as made:
        yield made


def status(made: Served, method: str, path: str, body: bytes | None = None, **headers: str) -> int:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return made.ask(method, path, body, named).status


def an_id(made: Served) -> str:
    answer = made.ask("GET", made.base)
    found = re.search(r"/item/([0-9a-f]+)", answer.headers.get("Location", ""))
    assert found
    return found[1]


def form(made: Served, **fields: str) -> bytes:
    return urlencode({"id": an_id(made), "verdict": "explained", "note": "", **fields}).encode()


def test_the_address_is_on_loopback_with_a_token(running: Served) -> None:
    assert running.host.startswith("127.0.0.1:")
    assert len(running.base.strip("/")) >= 43


def test_nothing_is_told_without_the_token(running: Served) -> None:
    for path in (
        "/",
        "/item/x",
        "/" + "x" * len(running.base.strip("/")) + "/",
        running.base[:-1],
        "/static/review.js",
    ):
        assert status(running, "GET", path) == 404


def test_another_name_for_this_machine_is_refused(running: Served) -> None:
    port = running.host.partition(":")[2]
    for host in (
        "evil.example",
        f"evil.example:{port}",
        "127.0.0.1",
        f"127.0.0.1.evil.example:{port}",
        "",
        f"[::]:{port}",
    ):
        assert status(running, "GET", running.base, Host=host) == 421
    assert status(running, "GET", running.base, Host=f"localhost:{port}") == 303


def test_a_post_of_another_page_is_refused(running: Served) -> None:
    body = form(running)
    for origin in ("http://evil.example", "null", f"https://{running.host}", f"http://{running.host}.evil.example", ""):
        assert status(running, "POST", running.base + "decide", body, Origin=origin) == 403
    assert status(running, "POST", running.base + "decide", body) == 403
    own = f"http://{running.host}"
    assert status(running, "POST", running.base + "decide", body, Origin=own, Sec_Fetch_Site="cross-site") == 403
    assert status(running, "GET", running.base + "undo", Origin=own) == 405
    assert not (running.folder / "decisions.jsonl").exists()


def test_a_page_of_another_site_gets_no_answer_to_read(running: Served) -> None:
    assert status(running, "GET", running.base, Sec_Fetch_Site="cross-site") == 403
    answer = running.ask("GET", running.base + "version", headers={"Origin": "http://evil.example"})
    assert answer.headers.get("Access-Control-Allow-Origin") is None


@pytest.mark.parametrize(
    "path",
    [
        "static/../../../../etc/passwd",
        "static/..%2f..%2fpages.py",
        "static/%2e%2e/%2e%2e/pages.py",
        "static/page.html",
        "static/review.js/../../pages.py",
        "item/..%2f..%2fetc%2fpasswd",
        "item/../../etc/passwd/context",
        "..%2f..%2fetc/passwd",
        "static/review.js%00.txt",
        "static//etc/passwd",
    ],
)
def test_paths_lead_nowhere_else(running: Served, path: str) -> None:
    answer = running.ask("GET", running.base + path)
    text = answer.text
    assert answer.status in (404, 400) or "That finding is gone" in text
    assert "root:" not in text
    assert "from __future__" not in text


def test_a_note_of_ten_megabytes_is_refused(running: Served) -> None:
    own = f"http://{running.host}"
    body = form(running, note="x" * 10_000_000)
    assert status(running, "POST", running.base + "decide", body, Origin=own) in (413, HUNG_UP)
    lied = {"Origin": own, "Transfer-Encoding": "chunked"}
    chunk = b"%x\r\n%b\r\n0\r\n\r\n" % (len(body), body)
    assert running.ask("POST", running.base + "decide", chunk, lied).status in (413, HUNG_UP)
    long = form(running, note="x" * 5000)
    assert status(running, "POST", running.base + "decide", long, Origin=own) == 400
    assert not (running.folder / "decisions.jsonl").exists()
    assert status(running, "GET", running.base) == 303


def test_a_form_that_is_none_is_refused(running: Served) -> None:
    own = f"http://{running.host}"
    strange = [form(running, verdict=name) for name in ("withdrawn", "<b>", "")]
    for body in (b"", b"\xff\xfe", b"verdict=explained", *strange):
        assert status(running, "POST", running.base + "decide", body, Origin=own) == 400
    late = form(running, verdict="defer", until="tomorrow")
    assert status(running, "POST", running.base + "decide", late, Origin=own) == 400
    assert status(running, "POST", running.base + "decide", b"&".join([b"a=b"] * 100), Origin=own) == 400


def test_every_answer_carries_the_policy(running: Served) -> None:
    for path in (running.base, running.base + "static/review.js", "/nothing"):
        answer = running.ask("GET", path)
        policy = answer.headers.get("Content-Security-Policy", "")
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert answer.headers.get("X-Content-Type-Options") == "nosniff"
        assert answer.headers.get("Cache-Control") == "no-store"
        assert answer.headers.get("Server") is None


class Tags(HTMLParser):
    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))


BAD = "<script>alert(1)</script><img src=x onerror=alert(2)><svg onload=alert(3)>\"'>\u202egnp"


def test_hostile_articles_stay_text(tmp_path: Path) -> None:
    folder = tmp_path / "bad"
    folder.mkdir()
    (folder / "one.txt").write_text(f"Fire {BAD}\n\nAt least 12 people died in the fire at Brannock mill, {BAD}.\n")
    (folder / "two.md").write_text(
        f"---\nsource: '{BAD.replace(chr(39), '')}'\n---\n\n{BAD}\n\nNine people died in the fire at Brannock mill.\n"
    )
    with served(folder) as made:
        id_ = an_id(made)
        for path in (f"item/{id_}", f"item/{id_}/context", f"item/{id_}?q=%22%3E%3Cscript%3Ealert(1)%3C/script%3E"):
            page = made.ask("GET", made.base + path).text
            for tag, attributes in Tags(page).found:
                assert tag not in ("img", "iframe", "object", "embed", "style", "base")
                assert tag != "script" or str(attributes["src"]).startswith(made.base)
                assert not any(name.startswith("on") for name in attributes)
            assert "\u202e" not in page
            assert "&lt;script&gt;" in page


def test_a_decision_by_form_is_respected_by_a_later_check(running: Served) -> None:
    id_, own = an_id(running), f"http://{running.host}"
    answer = running.ask("POST", running.base + "decide", form(running, note="counted twice"), {"Origin": own})
    assert answer.status == 303
    run = pipeline.run(load.read_all(load.discover([running.folder])), Config(jobs=1))
    log = decisions.read(running.folder / "decisions.jsonl")
    settled = decisions.settle(run, log, decisions.today()).settled
    assert [(s.finding.id, s.by, s.reason) for s in settled] == [(id_, SettledBy.DECISION, "counted twice")]


def test_a_note_of_the_greatest_length_in_any_script_fits_in(running: Served) -> None:
    own = f"http://{running.host}"
    body = form(running, note="\U0001f6a2" * LONGEST_NOTE)
    assert status(running, "POST", running.base + "decide", body, Origin=own) == 303


def test_opening_needs_an_editor(running: Served) -> None:
    body = urlencode({"id": an_id(running), "index": "0"}).encode()
    answer = running.ask("POST", running.base + "open", body, {"Origin": f"http://{running.host}"})
    assert answer.status == 409
    assert "EDITOR" in answer.text


def test_settled_findings_of_a_run_are_laid_open_again(ferry: Path) -> None:
    """The desk gets a run that decisions were laid over already, and lays them over itself."""
    path = ferry / "decisions.jsonl"
    first = at_desk(ferry).now.items[0].finding
    decisions.append(path, decisions.decide(first, Resolution.EXPLAINED, reason="x", who="Ann"))

    def check() -> Run:
        run = pipeline.run(load.read_all(load.discover([ferry])), Config(jobs=1))
        return decisions.settle(run, decisions.read(path), decisions.today())

    made = desk(check(), check, lambda: load.discover([ferry]), path, "Ann")
    assert made.now.get(first.id).state is State.DECIDED  # type: ignore[union-attr]
    made.undo()
    assert made.now.get(first.id).state is State.UNDECIDED  # type: ignore[union-attr]
    assert replace(made.now.get(first.id).finding, earlier=None) == first  # type: ignore[union-attr]
