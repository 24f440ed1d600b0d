"""Expressions kept compiled: the same matches as compiled afresh, whatever became of the file."""

from __future__ import annotations

import marshal
import re
import sys
from pathlib import Path

import pytest

from checker.expressions import Shelf

TEXTS = [
    (r"\b(?P<size>\d+)\s(?:moles|barrels)\b(?:,\s(?P<more>\w+))?", re.I),
    (r"(?P<w>[a-z’'à-ÿ]+)|(?P<n>[½¼\d]{1,3})|\S", 0),
    (r"(?i:the)\s[A-Z]\w{0,40}?(?=,|$)", 0),
]
LINE = "The Harbour, 12 Moles, 3 barrels ½ naïve"


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    return tmp_path / "__pycache__" / "expressions"


def kept(file: Path) -> Shelf:
    """A shelf as the next run finds it."""
    first = Shelf(file)
    for text, flags in TEXTS:
        first.expression(text, flags)
    first.write()
    return Shelf(file)


@pytest.mark.parametrize(("text", "flags"), TEXTS)
def test_a_kept_expression_is_the_one_that_re_compiles(file: Path, text: str, flags: int) -> None:
    found, afresh = kept(file).expression(text, flags), re.compile(text, flags)
    assert (found.pattern, found.flags, found.groups) == (afresh.pattern, afresh.flags, afresh.groups)
    assert [(m.span(), m.groupdict(), m.lastgroup) for m in found.finditer(LINE)] == [
        (m.span(), m.groupdict(), m.lastgroup) for m in afresh.finditer(LINE)
    ]


def test_a_kept_expression_is_not_compiled_again(file: Path) -> None:
    shelf = kept(file)
    before = file.read_bytes()
    shelf.expression(*TEXTS[0])
    shelf.write()
    assert file.read_bytes() == before
    shelf.expression("another")
    shelf.write()
    assert file.read_bytes() != before


ODD = marshal.dumps((sys.version, {(TEXTS[0][0], int(TEXTS[0][1])): (1, 2)}))


@pytest.mark.parametrize("broken", [b"", b"{", marshal.dumps(1), ODD])
def test_a_broken_file_is_ignored(file: Path, broken: bytes) -> None:
    kept(file)
    file.write_bytes(broken)
    assert Shelf(file).expression(*TEXTS[0]).search(LINE)


def test_code_that_this_python_does_not_take_is_compiled_afresh(file: Path) -> None:
    kept(file)
    text, flags = TEXTS[0]
    file.write_bytes(marshal.dumps((sys.version, {(text, int(flags)): (int(flags), b"\1\2\3\4" * 9, 1, {}, (None,))})))
    assert Shelf(file).expression(text, flags).search(LINE)


def test_what_another_python_kept_is_not_used(file: Path) -> None:
    kept(file)
    _, table = marshal.loads(file.read_bytes())
    file.write_bytes(marshal.dumps(("another", table)))
    shelf = Shelf(file)
    shelf.expression(*TEXTS[0])
    shelf.write()
    assert marshal.loads(file.read_bytes())[0] == sys.version


def test_a_wrong_expression_is_refused_as_ever(file: Path) -> None:
    with pytest.raises(re.error):
        Shelf(file).expression("(")


def test_nothing_is_written_where_python_writes_no_bytecode(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    kept(file)
    assert not file.exists()
