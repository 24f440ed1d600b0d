"""The review page and the HTML report in a real browser: the way by keyboard, and what can be read and reached."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, Playwright, expect, sync_playwright
from reviewing import Served, chromium, served, story

from checker import decisions, load, pipeline
from checker.config import Config
from checker.model import Run, SettledBy
from checker.report import formats
from checker.report.escape import disarm

FERRY = "ferry-sinking"
WAIT = 15_000
"""Milliseconds that the page has to see a saved draft, on a machine that does other things too."""


@pytest.fixture(scope="module")
def driver() -> Iterator[Playwright]:
    chromium()
    with sync_playwright() as made:
        yield made


@pytest.fixture(scope="module")
def browser(driver: Playwright) -> Iterator[Browser]:
    made = driver.chromium.launch(executable_path=chromium(), args=["--no-sandbox"])
    yield made
    made.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    yield from opened(browser)


def opened(browser: Browser, **options: object) -> Iterator[Page]:
    """A page of its own that must not complain: no script error, nothing that the policy had to stop."""
    context = browser.new_context(**({"viewport": {"width": 1280, "height": 900}} | options))  # type: ignore[arg-type]
    made = context.new_page()
    made.set_default_timeout(WAIT)
    complaints: list[str] = []
    made.on("pageerror", lambda error: complaints.append(str(error)))
    made.on("console", lambda m: complaints.append(m.text) if "Content Security Policy" in m.text else None)
    made.on("dialog", lambda dialog: complaints.append(f"dialog: {dialog.message}"))
    yield made
    context.close()
    assert not complaints


@pytest.fixture
def ferry(tmp_path: Path) -> Iterator[Served]:
    with served(story(FERRY, tmp_path)) as made:
        yield made


# The findings of the story in the order of the queue.
FIRST, SECOND, THIRD = "Figures that cannot both be right", "A “not” is missing or added", "A conversion that is wrong"


def press(page: Page, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)


def at(page: Page, title: str) -> None:
    expect(page.locator("#item h2.title")).to_contain_text(title)


def progress(page: Page, text: str) -> None:
    expect(page.locator("#progress strong")).to_contain_text(text)


def check(folder: Path) -> int:
    command = [sys.executable, "-m", "checker", "check", str(folder)]
    return subprocess.run(command, capture_output=True, check=False).returncode


def test_the_whole_way_by_keyboard(ferry: Served, page: Page) -> None:
    assert check(ferry.folder) == 1
    page.goto(ferry.address)
    at(page, FIRST)
    progress(page, "0 of")

    # decide, with a note
    press(page, "3", "n")
    page.keyboard.type("the recording has the “not”")
    press(page, "Enter")
    at(page, SECOND)
    progress(page, "1 of")

    # undo, and again: nothing more to undo
    press(page, "u")
    at(page, FIRST)
    progress(page, "0 of")
    press(page, "u")
    expect(page.locator("#news")).to_contain_text("Nothing to undo")

    # Esc closes, and decides nothing
    press(page, "2", "c")
    expect(page.locator("#context mark").first).to_be_visible()
    press(page, "Escape")
    expect(page.locator("#context")).to_be_hidden()
    press(page, "?")
    expect(page.locator("#help")).to_be_visible()
    press(page, "Escape", "Escape")
    expect(page.locator("#help")).to_be_hidden()
    progress(page, "0 of")

    # decide the errors; skip, and go back
    press(page, "3", "Enter")
    at(page, SECOND)
    press(page, "s")
    at(page, THIRD)
    press(page, "k")
    at(page, SECOND)
    press(page, "5", "Enter")
    at(page, THIRD)
    press(page, "4", "Enter")
    at(page, "A weekday that is not that of its date")
    press(page, "j")
    at(page, "Each side has its own figure")
    press(page, "2", "n")
    page.keyboard.type("two clocks")
    press(page, "Enter")
    progress(page, "4 of")
    assert check(ferry.folder) == 0

    # filter, and reload: the filter is in the address
    press(page, "/")
    page.keyboard.type("minutes")
    press(page, "Enter")
    expect(page.locator(".entry")).to_have_count(1)
    page.reload()
    expect(page.locator(".entry")).to_have_count(1)
    expect(page.locator("#filters [name=q]")).to_have_value("minutes")
    page.locator("#queue .entry").click()
    expect(page.locator("#decide textarea")).to_have_value("two clocks")

    # another value in the draft: the decision is open again, with its reason
    draft = ferry.folder / "osk-islander.md"
    draft.write_text(draft.read_text().replace("45 minutes", "55 minutes"))
    expect(page.locator("#news")).to_contain_text("open again")
    expect(page.locator(".earlier")).to_contain_text("two clocks")
    expect(page.locator(".earlier")).to_contain_text("55")
    progress(page, "3 of")
    assert check(ferry.folder) == 0  # a warning
    draft.write_text(draft.read_text().replace("55 minutes", "10 minutes"))
    expect(page.locator("#item")).to_contain_text("No finding fits the filter")


def test_a_note_that_is_being_written_outlives_a_change(ferry: Served, page: Page) -> None:
    page.goto(ferry.address)
    press(page, "2", "n")
    page.keyboard.type("half a sen")
    draft = ferry.folder / "osk-islander.md"
    draft.write_text(draft.read_text().replace("45 minutes", "55 minutes"))
    expect(page.locator("#news")).to_contain_text("osk-islander.md changed")
    page.keyboard.type("tence")
    expect(page.locator("#decide textarea")).to_have_value("half a sentence")
    expect(page.locator("#decide input:checked")).to_have_value("explained")


def test_two_pages_see_each_other_s_decisions(ferry: Served, browser: Browser) -> None:
    with served(ferry.folder, who="Ben") as other:
        for ann, ben in zip(opened(browser), opened(browser), strict=True):
            ann.goto(ferry.address)
            ben.goto(other.address)
            press(ann, "2", "Enter")
            progress(ben, "1 of")
            expect(ben.locator("#item .made")).to_contain_text("Both can stand, Ann")
            press(ben, "3", "Enter")
            progress(ann, "1 of")
            press(ann, "k")
            expect(ann.locator("#item .made")).to_contain_text("A source is wrong, Ben")
    assert len((ferry.folder / "decisions.jsonl").read_text().splitlines()) == 2


def test_it_works_without_scripts(ferry: Served, browser: Browser) -> None:
    for page in opened(browser, java_script_enabled=False):
        page.goto(ferry.address)
        page.get_by_role("radio", name="A source is wrong").check(force=True)
        page.get_by_role("button", name="Apply").click()
        progress(page, "1 of")
        page.get_by_role("button", name="Undo").click()
        progress(page, "0 of")
        page.get_by_role("link", name="Whole article").click()
        expect(page.locator("mark").first).to_be_visible()


def test_deferring_asks_until_when(ferry: Served, page: Page) -> None:
    page.goto(ferry.address)
    expect(page.get_by_label("Until")).to_be_hidden()
    press(page, "6")
    page.get_by_label("Until").fill("2099-12-31")
    press(page, "Escape")
    page.get_by_role("button", name="Apply").click()
    progress(page, "1 of")
    assert json.loads((ferry.folder / "decisions.jsonl").read_text())["until"] == "2099-12-31"


# --- what can be read and reached

WAYS = {
    "light": {"color_scheme": "light"},
    "dark": {"color_scheme": "dark"},
    "phone": {"viewport": {"width": 360, "height": 780}},
    "zoom": {"viewport": {"width": 640, "height": 450}, "device_scale_factor": 2},
}


def accessible(page: Page) -> None:
    """No violation of WCAG 2.2 A or AA and of best practice that axe can see, contrast among them."""
    results = Axe().run(page)
    found = [
        f"{v['id']}: {node['html'][:120]} {node.get('failureSummary', '')}"
        for v in results.response["violations"]
        for node in v["nodes"]
    ]
    assert not found, "\n".join(found)


def fits(page: Page) -> None:
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.parametrize("way", WAYS)
def test_everybody_can_read_and_reach_the_review(way: str, ferry: Served, browser: Browser) -> None:
    for page in opened(browser, **WAYS[way]):
        page.goto(ferry.address)
        for _ in range(3):
            accessible(page)
            fits(page)
            press(page, "2", "Enter")
            expect(page.locator("#item .made")).to_have_count(0)
        press(page, "k")
        expect(page.locator("#item .made")).to_be_visible()
        accessible(page)
        press(page, "?")
        expect(page.locator("#help")).to_be_visible()
        accessible(page)
        press(page, "Escape")
        expect(page.locator("#help")).to_be_hidden()
        press(page, "c")
        expect(page.locator("#context mark").first).to_be_visible()
        accessible(page)
        fits(page)


def test_every_control_is_reached_by_the_tab_key(ferry: Served, page: Page) -> None:
    page.goto(ferry.address)
    wanted = page.evaluate(
        "[...document.querySelectorAll('a[href], button, select, textarea, input:not([type=hidden])')]"
        ".filter(e => e.checkVisibility() && !e.closest('dialog') && e.name !== 'verdict').length"
    )
    reached = set()
    for _ in range(wanted + 12):
        page.keyboard.press("Tab")
        reached.add(page.evaluate("[...document.querySelectorAll('*')].indexOf(document.activeElement)"))
    assert len(reached) >= wanted


# --- hostile articles

BAD = "<script>window.bad=1</script><img src=x onerror=window.bad=2><svg onload=window.bad=3>\u202egnp\"'"


def hostile(folder: Path) -> Path:
    folder.mkdir()
    text = f"Mill fire {BAD}\n\nAt least 12 people died in the fire at Brannock mill, {BAD} said.\n"
    (folder / "one<b>.txt").write_text(text)
    (folder / "two.txt").write_text(f"{BAD}\n\nNine people died in the fire at Brannock mill, {BAD} said.\n")
    return folder


def test_hostile_articles_run_nothing(tmp_path: Path, page: Page) -> None:
    folder = hostile(tmp_path / "bad")
    with served(folder) as made:
        page.goto(made.address)
        expect(page.locator("#item h2.title")).to_be_visible()
        press(page, "2", "n")
        page.keyboard.type(BAD)
        press(page, "Enter")
        expect(page.locator("#progress strong")).to_contain_text("1 of")
        page.locator(".entry").first.click()
        expect(page.locator("#decide textarea")).to_have_value(disarm(BAD))
        press(page, "c")
        expect(page.locator("#context mark").first).to_be_visible()
        assert page.evaluate("window.bad") is None
        assert "⟨U+202E⟩" in page.content()
    report = tmp_path / "report.html"
    report.write_text(formats.render(run_of_folder(folder), "html"))
    page.goto(report.as_uri())
    assert page.evaluate("window.bad") is None


# --- the report


def run_of_folder(folder: Path) -> Run:
    return pipeline.run(load.read_all(load.discover([folder])), Config(jobs=1))


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A story and its report, somewhere else on the disk."""
    folder = story(FERRY, tmp_path_factory.mktemp("story"))
    file = tmp_path_factory.mktemp("report") / "report.html"
    file.write_text(formats.render(run_of_folder(folder), "html"), encoding="utf-8")
    return folder, file


def test_the_report_is_a_review_without_a_server(report: tuple[Path, Path], page: Page, tmp_path: Path) -> None:
    folder, file = report
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(file.as_uri())
    press(page, "?")
    page.get_by_label("Your name").fill("Ann")
    press(page, "Escape")
    expect(page.locator("#help")).to_be_hidden()
    press(page, "j", "3", "n")
    page.keyboard.type("the recording has it")
    press(page, "Shift+Enter")
    page.keyboard.type("channel 4")
    press(page, "Enter", "2", "Enter")
    expect(page.locator("#progress")).to_contain_text("2 of")
    press(page, "u")
    expect(page.locator("#progress")).to_contain_text("1 of")
    press(page, "6", "Enter")

    # filters are in the address, decisions in the browser
    page.get_by_label("Level").select_option("error")
    page.locator("#filters [name=state]").select_option("undecided")
    page.reload()
    assert "level=error" in page.url
    expect(page.locator(".card:visible")).to_have_count(1)
    expect(page.locator("#progress")).to_contain_text("2 of")

    with page.expect_download() as saving:
        page.get_by_role("button", name="Save decisions").click()
    saved = tmp_path / "saved.jsonl"
    saving.value.save_as(saved)
    log = decisions.read(saved)
    assert not log.problems
    assert decisions.merge(folder / "decisions.jsonl", log.decisions) == 2
    settled = decisions.settle(run_of_folder(folder), decisions.read(folder / "decisions.jsonl"), decisions.today())
    taken = [(s.finding.code, s.by, s.decision.who) for s in settled.settled if s.decision]
    assert taken == [("N101", SettledBy.DECISION, "Ann"), ("Q110", SettledBy.DECISION, "Ann")]
    assert all(url.startswith(("file:", "blob:", "data:")) for url in asked)


@pytest.mark.parametrize("way", WAYS)
def test_everybody_can_read_the_report(way: str, report: tuple[Path, Path], browser: Browser) -> None:
    for page in opened(browser, **WAYS[way]):
        page.goto(report[1].as_uri())
        for details in page.locator("details").all():
            details.evaluate("one => { one.open = true; }")
        accessible(page)
        fits(page)


def test_the_report_prints_what_it_holds(report: tuple[Path, Path], page: Page) -> None:
    page.goto(report[1].as_uri())
    page.emulate_media(media="print")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    expect(page.locator("#filters")).to_be_hidden()
    expect(page.get_by_text("Innocent explanations considered").first).to_be_visible()
    assert re.search(rb"/Count \d+|/Type\s*/Page\b", page.pdf())
