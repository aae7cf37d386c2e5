"""The real pre-commit over a temporary repository. The one test that may use the package index."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
DIRTY = "Bridge opens again\nBy Dana Whitlock\nMay 2, 2023\nThe bridge over the Sel is open again since Monday, the town said.\nShare this article\n"
CLEAN = "Bridge opens again\n\nThe bridge over the Sel is open again since Monday, the town said.\n"


def git(folder: Path, *arguments: str) -> None:
    names = ["-c", "user.name=t", "-c", "user.email=t@example.org", "-c", "init.defaultBranch=main", "-c", "protocol.file.allow=always"]
    subprocess.run(["git", *names, *arguments], cwd=folder, check=True, capture_output=True)


def test_the_hook_rewrites_and_then_passes(tmp_path: Path) -> None:
    source = tmp_path / "source"
    source.mkdir()
    tracked = subprocess.run(
        ["git", "ls-files", "-co", "--exclude-standard", "-z"], cwd=ROOT, capture_output=True, check=True
    ).stdout.split(b"\0")
    for name in filter(None, tracked):
        path = ROOT / os.fsdecode(name)
        if path.is_file() and os.fsdecode(name).startswith(("newsclean/", "fixtures/cases/", "pyproject", "README", "LICENSE", ".pre-commit-hooks")):
            target = source / os.fsdecode(name)
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(path.read_bytes())
    git(source, "init", "-q")
    git(source, "add", "-A")
    git(source, "commit", "-q", "-m", "hook")
    head = subprocess.run(["git", "rev-parse", "HEAD"], cwd=source, capture_output=True, text=True, check=True).stdout.strip()
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    (corpus / ".pre-commit-config.yaml").write_text(f"repos:\n- repo: {source}\n  rev: {head}\n  hooks:\n  - id: newsclean\n")
    (corpus / "a.txt").write_text(DIRTY)
    git(corpus, "init", "-q")
    git(corpus, "add", "-A")
    environment = os.environ | {"PRE_COMMIT_HOME": str(tmp_path / "home")}
    command = [sys.executable, "-m", "pre_commit", "run", "--all-files"]
    first = subprocess.run(command, cwd=corpus, capture_output=True, text=True, env=environment, check=False)
    if "No matching distribution" in first.stdout + first.stderr or "Could not find a version" in first.stdout + first.stderr:
        pytest.skip("the package index cannot be reached, so pre-commit cannot install the hook")
    assert first.returncode == 1, first.stdout + first.stderr
    assert (corpus / "a.txt").read_text() == CLEAN
    git(corpus, "add", "-A")
    second = subprocess.run(command, cwd=corpus, capture_output=True, text=True, env=environment, check=False)
    assert second.returncode == 0, second.stdout
