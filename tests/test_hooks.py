"""Where people use it: pre-commit with real git, the GitHub action's script, the GitLab template."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
BIN = Path(sys.executable).parent
A = "The fire at the mill in Oldwick killed 12 people on Monday, police said.\n"
B = "Police said the fire at the Oldwick mill on Monday killed 19 people.\n"


def ran(folder: Path, *words: str, **more: str) -> subprocess.CompletedProcess[str]:
    env = os.environ | {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull} | more
    return subprocess.run(words, cwd=folder, capture_output=True, text=True, env=env, timeout=600, check=False)


def git(folder: Path, *words: str, **more: str) -> subprocess.CompletedProcess[str]:
    return ran(folder, "git", "-c", "user.name=Ann", "-c", "user.email=ann@example.org", *words, **more)


def test_the_manifests_are_valid() -> None:
    program = str(BIN / "check-jsonschema")
    for schema, name in (
        ("vendor.github-actions", "action.yml"),
        ("vendor.gitlab-ci", "ci/gitlab.yml"),
    ):
        done = ran(ROOT, program, "--builtin-schema", schema, name)
        assert done.returncode == 0, done.stdout + done.stderr
    done = ran(ROOT, str(BIN / "pre-commit"), "validate-manifest", ".pre-commit-hooks.yaml")
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.fixture
def published(tmp_path: Path) -> Path:
    """This project as a repository of its own, as it stands now."""
    made = tmp_path / "published"
    names = ran(ROOT, "git", "ls-files", "-co", "--exclude-standard", "-z").stdout.split("\0")
    for name in filter(None, names):
        source, target = ROOT / name, made / name
        if source.is_file():
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(source, target)
    git(made, "init", "-q", "-b", "main")
    git(made, "add", "-A")
    assert git(made, "commit", "-qm", "all").returncode == 0
    return made


@pytest.fixture
def newsroom(tmp_path: Path, published: Path) -> Path:
    folder = tmp_path / "newsroom"
    (folder / "drafts").mkdir(parents=True)
    (folder / "sources").mkdir()
    (folder / "sources" / "wire.txt").write_text(B)
    revision = git(published, "rev-parse", "HEAD").stdout.strip()
    (folder / ".pre-commit-config.yaml").write_text(
        f"repos:\n- repo: {published}\n  rev: {revision}\n  hooks:\n"
        "  - id: checker\n    args: [drafts, --against, sources]\n"
    )
    git(folder, "init", "-q", "-b", "main")
    return folder


def test_a_commit_with_a_conflict_is_refused_and_the_mended_one_passes(newsroom: Path, tmp_path: Path) -> None:
    # The hook's own environment is built as for anybody, except that what it needs is here already.
    surroundings = {
        "PRE_COMMIT_HOME": str(tmp_path / "pre-commit"),
        "PYTHONPATH": sysconfig.get_paths()["purelib"],
        "PIP_NO_BUILD_ISOLATION": "0",  # pip reads this as: no isolation
        "PATH": f"{BIN}{os.pathsep}{os.environ['PATH']}",
    }
    assert ran(newsroom, str(BIN / "pre-commit"), "install", **surroundings).returncode == 0
    draft = newsroom / "drafts" / "mill.md"
    draft.write_text(A)
    git(newsroom, "add", "-A")
    refused = git(newsroom, "commit", "-m", "draft", **surroundings)
    assert refused.returncode == 1, refused.stderr
    assert "error N101" in refused.stdout + refused.stderr
    assert git(newsroom, "rev-parse", "--verify", "HEAD").returncode != 0
    draft.write_text(A.replace("12", "19"))
    git(newsroom, "add", "-A")
    accepted = git(newsroom, "commit", "-m", "draft", **surroundings)
    assert accepted.returncode == 0, accepted.stdout + accepted.stderr
    assert git(newsroom, "rev-parse", "--verify", "HEAD").returncode == 0


def test_the_action_annotates_and_fails(tmp_path: Path) -> None:
    for name, text in (("my drafts/mill.md", A), ("sources/wire.txt", B)):
        file = tmp_path / name
        file.parent.mkdir()
        file.write_text(text)
    asked = {
        "INPUT_PATHS": "my drafts\n",
        "INPUT_AGAINST": "sources",
        "INPUT_SARIF": "out.sarif",
        "INPUT_FAIL_ON": "",
        "GITHUB_OUTPUT": str(tmp_path / "output"),
        "GITHUB_STEP_SUMMARY": str(tmp_path / "summary.md"),
        "PATH": f"{BIN}{os.pathsep}{os.environ['PATH']}",
    }
    done = ran(tmp_path, "bash", str(ROOT / "ci" / "github.sh"), **asked)
    assert done.returncode == 1, done.stderr
    assert "::error file=my drafts/mill.md,line=1," in done.stdout
    assert (tmp_path / "out.sarif").is_file()
    assert (tmp_path / "output").read_text() == "exit-status=1\n"
    assert "N101" in (tmp_path / "summary.md").read_text()
    hostile = asked | {"INPUT_PATHS": "$(touch ran); `touch ran`"}
    assert ran(tmp_path, "bash", str(ROOT / "ci" / "github.sh"), **hostile).returncode == 2
    assert not (tmp_path / "ran").exists()
