"""What both doors print for people: diagnostics with the lines they are about, and progress."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from time import monotonic
from typing import TYPE_CHECKING

import click

from dossier.diagnostics import as_text
from dossier.progress import silent

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    from dossier.diagnostics import Diagnostic
    from dossier.progress import Progress

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


def _to_standard_error(line: str) -> None:
    click.echo(line, err=True)


@contextmanager
def progress(
    *, quiet: bool = False, tell: Callable[[str], None] = _to_standard_error, least: float = 0
) -> Iterator[Progress]:
    """Yield what tells people which stage of the work goes on, and how far it is.

    On a terminal one line on standard error moves with the work. Elsewhere `tell` gets a line for
    each stage that took at least so many seconds, when it is done.
    """
    if quiet:
        yield silent
    elif sys.stderr.isatty():
        # Only here: rich takes a tenth of a second to import.
        from rich.console import Console  # noqa: PLC0415 - see above
        from rich.live import Live  # noqa: PLC0415 - see above
        from rich.text import Text  # noqa: PLC0415 - see above

        # Not refreshed by a thread of its own: while one runs, work is not spread over processes.
        with Live(console=Console(stderr=True), auto_refresh=False, transient=True) as line:
            yield lambda stage, done=0, total=0: line.update(
                Text(_told(stage, done, total)), refresh=True
            )
    else:
        stages = _Stages(tell, least)
        yield stages
        stages("")


class _Stages:
    """Tells of each stage when the next one begins."""

    def __init__(self, tell: Callable[[str], None], least: float) -> None:
        self._tell, self._least = tell, least
        self._stage, self._began = "", 0.0

    def __call__(self, stage: str, done: int = 0, total: int = 0) -> None:  # noqa: ARG002 - as a Progress
        if stage == self._stage:
            return
        now = monotonic()
        took = now - self._began
        if self._stage and took >= self._least:
            self._tell(f"{self._stage}: {_seconds(took)} s")
        self._stage, self._began = stage, now


def _seconds(took: float) -> str:
    """Return seconds to two digits that tell; to the thousandth at the most."""
    for places, most in ((3, 0.1), (2, 1)):
        if round(took, places) < most:
            return f"{took:.{places}f}"
    return f"{took:.1f}"


def _told(stage: str, done: int, total: int) -> str:
    return f"{stage}: {done:,} of {total:,}" if total else stage


def speak_any_script() -> None:
    """Let words that the terminal's encoding lacks come out as escapes, not as a traceback."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
