"""What both doors print for people: diagnostics with the lines they are about, and progress."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

from dossier.diagnostics import as_text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    from dossier.diagnostics import Diagnostic

_LONGEST_FILE = 20_000_000


def with_excerpts(diagnostics: Iterable[Diagnostic], root: Path) -> str:
    """Return diagnostics for people, each with the line of the dossier's file it is about."""
    files: dict[str, list[str] | None] = {}

    def read_lines(path: str) -> list[str] | None:
        if path not in files:
            files[path] = _lines(root, path)
        return files[path]

    return as_text(diagnostics, read_lines)


def _lines(root: Path, path: str) -> list[str] | None:
    """Return a file's lines, or None where it cannot be shown: an excerpt is never an error."""
    inside = root.resolve()
    try:
        file = (inside / path).resolve()
        if not file.is_relative_to(inside) or file.stat().st_size > _LONGEST_FILE:
            return None
        return file.read_bytes().decode("utf-8-sig", errors="replace").split("\n")
    except (OSError, ValueError):
        return None


@contextmanager
def progress(*, quiet: bool = False) -> Iterator[Callable[[str], None]]:
    """Yield what tells people, on standard error, which stage of the work begins.

    On a terminal one line moves with the work; elsewhere each stage is a line of its own.
    """
    if quiet:
        yield lambda _stage: None
    elif sys.stderr.isatty():
        # Only here: rich takes a tenth of a second to import.
        from rich.console import Console  # noqa: PLC0415 - see above
        from rich.markup import escape  # noqa: PLC0415 - see above

        with Console(stderr=True).status("") as status:
            yield lambda stage: status.update(escape(stage))
    else:
        yield lambda stage: click.echo(stage, err=True)


def speak_any_script() -> None:
    """Let words that the terminal's encoding lacks come out as escapes, not as a traceback."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
