"""Git repositories for tests: commits on days of our choosing, whatever git's settings here."""

from __future__ import annotations

import os
import subprocess
from textwrap import dedent
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

EDITOR = "Ada Committer"
ADDRESS = "ada@committers.example"


def git(root: Path, *words: str, at: str = "2026-03-01T12:00:00+00:00") -> str:
    """Run git in a folder, as an editor would on a day; return what it says."""
    environment = {name: text for name, text in os.environ.items() if not name.startswith("GIT_")}
    environment |= {
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_CONFIG_NOSYSTEM": "1",
        "GIT_AUTHOR_NAME": EDITOR,
        "GIT_AUTHOR_EMAIL": ADDRESS,
        "GIT_AUTHOR_DATE": "2020-02-02T02:02:02+00:00",  # written long before it was committed
        "GIT_COMMITTER_NAME": EDITOR,
        "GIT_COMMITTER_EMAIL": ADDRESS,
        "GIT_COMMITTER_DATE": at,
    }
    run = subprocess.run(
        ["git", *words], cwd=root, env=environment, check=True, capture_output=True, text=True
    )
    return run.stdout


def start(root: Path) -> Path:
    """Make a folder a repository."""
    root.mkdir(parents=True, exist_ok=True)
    git(root, "init", "--quiet", "--initial-branch=main")
    return root


def commit(
    root: Path,
    day: str,
    files: Mapping[str, str] | None = None,
    *,
    removed: Sequence[str] = (),
    moved: Mapping[str, str] | None = None,
) -> None:
    """Commit some files, and the removal and the renaming of others, on a day (or at a time)."""
    for old, new in (moved or {}).items():
        (root / new).parent.mkdir(parents=True, exist_ok=True)
        (root / old).rename(root / new)
    for path in removed:
        (root / path).unlink()
    for path, text in (files or {}).items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(dedent(text), encoding="utf-8")
    git(root, "add", "--all")
    at = day if "T" in day else f"{day}T12:00:00+00:00"
    git(root, "commit", "--quiet", "--allow-empty", "-m", "Change the dossier", at=at)
