"""The import rule, read off the syntax trees; and what the program loads before it has anything to do."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "checker"

ROOT = {"model", "errors", "record"}
STAGES = {"load", "extraction", "normalise", "claims", "stories", "align", "judge", "timeline"}
RESULTS = {"report", "gate", "explain", "export", "decisions", "policy"}
TOPS = {"kinds", "pipeline", "session", "revisions", "watch"}
TOPS |= {"inquiry", "progress", "review", "cli", "__init__", "__main__"}
# Documentation and wording that the stages share with what prints it: data behind a thin reader.
SHARED = {"judge.rulebook"}
HEAVY = {"pandas", "dateparser", "rapidfuzz", "lxml", "rich", "yaml", "charset_normalizer", "jinja2", "numpy"}
HEAVY |= {"starlette", "uvicorn", "watchfiles"}


def modules() -> dict[str, Path]:
    """Every module by its dotted name inside the package; a package is called by its own name."""
    found = {}
    for path in PACKAGE.rglob("*.py"):
        parts = path.relative_to(PACKAGE).with_suffix("").parts
        name = ".".join(parts[:-1] if parts[-1] == "__init__" and len(parts) > 1 else parts)
        found[name] = path
    return found


MODULES = modules()


def top(name: str) -> str:
    return name.partition(".")[0]


def layer(name: str) -> str:
    first = top(name)
    if first in ROOT:
        return "root"
    if first in STAGES:
        return "stage"
    if first in RESULTS:
        return "result"
    return "top" if first in TOPS else "base"


@cache
def tree(name: str) -> ast.Module:
    return ast.parse(MODULES[name].read_text(encoding="utf-8"))


def imported(nodes: Iterator[ast.AST]) -> Iterator[str]:
    """Absolute names of the modules that import statements name."""
    for node in nodes:
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports are absolute"
            base = node.module or ""
            for alias in node.names:
                full = f"{base}.{alias.name}"
                yield full if full.removeprefix("checker.") in MODULES else base


def ours(name: str) -> set[str]:
    """The modules of this package that a module imports, anywhere in it; the root package is ``__init__``."""
    found = set()
    for full in imported(ast.walk(tree(name))):
        if full == "checker":
            found.add("__init__")
        elif full.startswith("checker."):
            found.add(full.removeprefix("checker."))
    return found


def at_import(name: str) -> set[str]:
    """Foreign libraries that importing the module loads: statements outside functions and type checks."""

    def walk(node: ast.AST) -> Iterator[ast.AST]:
        for child in ast.iter_child_nodes(node):
            if isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
                continue
            if isinstance(child, ast.If) and "TYPE_CHECKING" in ast.dump(child.test):
                continue
            yield child
            yield from walk(child)

    return {top(full) for full in imported(walk(tree(name)))}


def allowed(name: str, other: str) -> bool:
    """Whether a module may import another module of the package."""
    if top(name) == top(other) and top(name) not in ROOT:
        return True
    if other in SHARED:
        return layer(name) in {"result", "top"} or layer(name) == "stage"
    reach = {
        "root": {"root"},
        "base": {"root", "base"},
        "stage": {"root", "base"},
        "result": {"root", "base", "result"},
        "top": {"root", "base", "stage", "result", "top"},
    }
    return layer(other) in reach[layer(name)] and other != "__init__"


@pytest.mark.parametrize("name", sorted(MODULES))
def test_a_module_imports_only_the_layers_below_it(name: str) -> None:
    wrong = sorted(other for other in ours(name) if not allowed(name, other))
    assert not wrong, f"{name} must not import {wrong} (docs/architecture.md has the rule)"


def test_nothing_inside_sees_the_command_line() -> None:
    users = {name for name in MODULES if {"cli", "review"} & {top(o) for o in ours(name)}}
    assert {top(u) for u in users} <= {"cli", "__main__", "review"}
    assert {top(name) for name in MODULES if _mentions("click", name)} == {"cli"}


def _mentions(library: str, name: str) -> bool:
    return library in {top(full) for full in imported(ast.walk(tree(name)))}


def test_there_are_no_cycles() -> None:
    graph = {name: ours(name) - {name} for name in MODULES if name not in ("__init__", "__main__")}
    done: set[str] = set()

    def visit(name: str, trail: tuple[str, ...]) -> None:
        assert name not in trail, " -> ".join((*trail[trail.index(name) :], name))
        if name not in done:
            for other in sorted(graph.get(name, ())):
                visit(other, (*trail, name))
            done.add(name)

    for name in sorted(graph):
        visit(name, ())


@pytest.mark.parametrize("name", sorted(MODULES))
def test_heavy_libraries_are_imported_where_they_are_used(name: str) -> None:
    assert not at_import(name) & HEAVY


def test_dateparser_has_one_place() -> None:
    assert {name for name in MODULES if _mentions("dateparser", name)} == {"load.fields"}


def loaded_by(*command: str) -> set[str]:
    """Top-level modules in memory after a command."""
    code = "import sys, runpy; sys.argv = sys.argv[1:]\ntry: runpy.run_module('checker', run_name='__main__')\n"
    code += "except SystemExit: pass\nsys.stderr.write('\\n'.join(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code, "checker", *command], capture_output=True, text=True, check=True)
    return {top(line) for line in done.stderr.splitlines()}


@pytest.mark.parametrize("command", [["--help"], ["check", "--help"], ["rules"], ["--version"]])
def test_help_loads_no_heavy_library(command: list[str]) -> None:
    loaded = loaded_by(*command)
    assert "click" in loaded
    assert not loaded & HEAVY
