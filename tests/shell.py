"""The commands as tests give them, and what they leave behind."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

from click.testing import CliRunner, Result

from dossier.cli import main

if TYPE_CHECKING:
    from pathlib import Path

CLAIM = "annotations/claims/repairs-take-eight-weeks.yml"
QUOTE = "quote: the repairs would take about eight weeks"
"""Words in the claim of a new dossier, on its line 6."""
LOST = "quote: the mayor wept upon the banks of the river"
"""Words that stand in no source of a new dossier."""
DRIFTED = "quote: the repairs would last about eight weeks"
"""Words that stand in a source of a new dossier, but for one."""


def run(*arguments: str | Path) -> Result:
    """Run `dossier` in this process."""
    return CliRunner().invoke(main, [str(one) for one in arguments])


def printed_elsewhere(code: str, *arguments: str | Path) -> set[str]:
    """Run code in two other processes, in which sets have other orders; return what they print."""
    return {
        subprocess.run(
            [sys.executable, "-c", code, *map(str, arguments)],
            env={**os.environ, "PYTHONHASHSEED": seed},
            check=True,
            capture_output=True,
            text=True,
        ).stdout
        for seed in ("1", "2")
    }


def mkdocs(*arguments: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    """Run `mkdocs` as a user would, in a folder."""
    return subprocess.run(
        [sys.executable, "-m", "mkdocs", *arguments],
        cwd=cwd,
        capture_output=True,
        check=False,
        encoding="utf-8",
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1", "PYTHONIOENCODING": "utf-8"},
    )


def edit(path: Path, words: str, other: str) -> None:
    """Replace words in a file, which must be there."""
    text = path.read_text("utf-8")
    assert words in text
    path.write_text(text.replace(words, other), "utf-8")


def files(folder: Path) -> dict[str, bytes]:
    """Return the contents of all files below a folder by their paths."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }
