"""checker.toml: found upward, read strictly, every error with its place, and every key documented."""

from __future__ import annotations

import re
import tomllib
from decimal import Decimal
from pathlib import Path

import pytest

from checker import settings
from checker.config import Trust
from checker.errors import UsageError
from checker.model import Level
from checker.settings import KEYS

ROOT = Path(__file__).parent.parent


def written(folder: Path, text: str, name: str = "checker.toml") -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / name
    file.write_text(text, encoding="utf-8")
    return file


def test_the_nearest_file_upward_counts(tmp_path: Path) -> None:
    written(tmp_path, 'fail-on = "note"')
    near = written(tmp_path / "desk", 'fail-on = "warning"')
    (tmp_path / "desk" / "drafts").mkdir()
    found = settings.find(tmp_path / "desk" / "drafts")
    assert found.file == near.resolve()
    assert found["fail-on"] == "warning"
    assert found.setting("fail-on").origin == "checker.toml:1"


def test_a_table_of_pyproject_counts_and_other_pyprojects_do_not(tmp_path: Path) -> None:
    written(tmp_path, "[tool.checker]\ntolerance = 0.02\n", "pyproject.toml")
    written(tmp_path / "app", "[tool.other]\nx = 1\n", "pyproject.toml")
    found = settings.find(tmp_path / "app")
    assert found["tolerance"] == Decimal("0.02")
    assert found.setting("tolerance").origin == "pyproject.toml:2"


def test_no_file_gives_the_defaults(tmp_path: Path) -> None:
    found = settings.Settings()
    assert {name: found[name] for name in KEYS} == {name: key.default for name, key in KEYS.items()}
    assert {found.setting(name).origin for name in KEYS} == {"default"}


def test_paths_are_relative_to_the_file(tmp_path: Path) -> None:
    written(tmp_path, 'drafts = ["d"]\nreference = "known.csv"\ndecisions = "log/d.jsonl"\n')
    found = settings.find(tmp_path)
    here = tmp_path.resolve()
    assert (found["drafts"], found["reference"], found["decisions"]) == (
        (here / "d",),
        here / "known.csv",
        here / "log" / "d.jsonl",
    )


def test_the_command_line_stands_over_the_file(tmp_path: Path) -> None:
    written(tmp_path, 'fail-on = "note"\nignore = ["Q"]')
    found = settings.find(tmp_path).over({"fail-on": "warning", "ignore": None})
    assert found.setting("fail-on") == settings.Setting("warning", "--fail-on")
    assert found["ignore"] == ("Q",)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('drafts = ["d"]\nfail_on = "error"', r"checker\.toml:2: unknown key 'fail_on'; did you mean 'fail-on'\?"),
        ("zzz = 1", r"checker\.toml:1: unknown key 'zzz'; known are drafts,"),
        ('fail-on = "fatal"', r"checker\.toml:1: fail-on takes error, warning, note or never, not 'fatal'"),
        ("\nmin-confidence = 2", r"checker\.toml:2: min-confidence takes a number from 0 to 1, not 2"),
        ("tolerance = true", r"tolerance takes a number from 0 to 1, not true"),
        ('drafts = "d"', r"drafts takes a list such as .* not 'd'"),
        ("drafts = [1]", r"drafts takes a string in quotes, not 1"),
        ('select = ["N*"]', r"select 'N\*' is no rule code"),
        ('severity = { N102 = "loud" }', r"severity N102: takes error, warning, note or off, not 'loud'"),
        ('language = "xx"', r"language takes .*en"),
        ("max-findings = -1", r"max-findings takes a whole number from 0, not -1"),
        ('\n[outlet."Hill Post"]\ntrsut = "high"', r"checker\.toml:2: outlet unknown key 'trsut' .* mean 'trust'\?"),
        ('[outlet.a]\ntrust = "huge"', r"outlet\.\"a\" takes high, normal or low"),
        ('[[per-path-ignores]]\npath = "x"', r"checker\.toml:1: per-path-ignores .* needs a reason"),
        ('[[per-path-ignores]]\npath="x"\nreason="r"\nuntil="soon"', r"until takes a date such as 2027-01-31"),
        ("drafts = [", r"is no TOML: "),
        ("fail-on = 1\n" * 2, r"is no TOML: "),
    ],
)
def test_errors_name_file_line_and_what_to_write(tmp_path: Path, text: str, told: str) -> None:
    written(tmp_path, text)
    with pytest.raises(UsageError, match=told) as raised:
        settings.find(tmp_path)
    assert str(tmp_path.resolve()) in str(raised.value)
    assert "\n" not in str(raised.value)


def test_a_file_that_is_no_text_is_told(tmp_path: Path) -> None:
    (tmp_path / "checker.toml").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(UsageError, match="is not UTF-8"):
        settings.find(tmp_path)


def test_severity_by_the_longest_beginning(tmp_path: Path) -> None:
    written(tmp_path, 'severity = { N = "note", N101 = "error", Q2 = "off" }')
    config = settings.find(tmp_path).config()
    assert config.level("N102", Level.WARNING) is Level.NOTE
    assert config.level("N101", Level.WARNING) is Level.ERROR
    assert config.level("D101", Level.WARNING) is Level.WARNING
    assert config.wants("Q101")
    assert not config.wants("Q201")


def test_outlets_by_name(tmp_path: Path) -> None:
    written(tmp_path, '[outlet.hp]\nlabel = "The Hill Post"\ntrust = "high"\n')
    config = settings.find(tmp_path).config()
    assert config.label("hp") == "The Hill Post"
    assert config.trust("The Hill Post") is Trust.HIGH
    assert config.trust("Tarn Echo") is Trust.NORMAL


def test_the_template_explains_every_key_and_every_example_is_valid(tmp_path: Path) -> None:
    text = settings.template()
    assert tomllib.loads(text) == {}
    uncommented = re.sub(r"^# ?(?!#)", "", "\n".join(text.splitlines()[1:]), flags=re.MULTILINE)
    written(tmp_path, uncommented)
    found = settings.find(tmp_path)
    assert set(found.given) == set(KEYS)
    for name in KEYS:
        # There is one language yet; every other example shows something that the default is not.
        assert name == "language" or found[name] != KEYS[name].default


def test_show_gives_every_key_with_its_origin(tmp_path: Path) -> None:
    written(tmp_path, 'ignore = ["M101"]\n')
    shown = settings.show(settings.find(tmp_path).over({"fail-on": "never"}))
    assert re.search(r'^ignore +?= \["M101"\]  \(checker\.toml:1\)$', shown, re.MULTILINE)
    assert re.search(r'^fail-on +?= "never"  \(--fail-on\)$', shown, re.MULTILINE)
    assert len(re.findall(r"\(default\)$", shown, re.MULTILINE)) == len(KEYS) - 2


def test_every_key_is_documented() -> None:
    page = (ROOT / "docs" / "configuration.md").read_text(encoding="utf-8")
    for name in KEYS:
        assert f"### {name}\n" in page
