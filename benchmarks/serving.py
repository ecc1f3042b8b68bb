"""How soon an edit is seen while a dossier is served: `python benchmarks/serving.py 1000`.

Makes a dossier of each size (`made_dossiers.py`) and serves it as `mkdocs serve` does. An edit is
one word of a claim's statement; it is seen when the claim's page, asked for as a browser does that
waits for the server's sign to reload, holds that word. Prints a table in Markdown.
"""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPException
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

from made_dossiers import write_dossier

if TYPE_CHECKING:
    from collections.abc import Iterator

_EDITS = 5
_PAUSE = 3.0
"""Between edits, in seconds: nobody saves faster, and file systems tell times so exactly."""
_CLAIM = "c00000"
_EPOCH = re.compile(rb"livereload\((\d+)")


@dataclass(frozen=True, slots=True)
class Served:
    """Seconds until the first page of a new server, and from an edit until it is seen."""

    start: float
    edit: float


def served(root: Path) -> Served:
    """Serve the dossier in a folder and edit one of its claims several times."""
    claim = root / f"annotations/claims/{_CLAIM}.yml"
    with _server(root) as address:
        started = time.monotonic()
        page = f"{address}claims/{_CLAIM}/"
        _wait_for(page)
        start = time.monotonic() - started
        text = claim.read_text("utf-8")
        seen = []
        for number in range(_EDITS):
            time.sleep(_PAUSE)
            seen.append(_edit(claim, text, f"Edit{number}", page))
        claim.write_text(text, "utf-8")
    return Served(start, median(seen))


def _edit(claim: Path, text: str, word: str, page: str) -> float:
    epoch = _epoch(_get(page))
    edited = re.sub(r"^statement: \S+", f"statement: {word}", text, count=1, flags=re.MULTILINE)
    claim.write_text(edited, "utf-8")
    saved = time.monotonic()
    address = page.partition("/claims/")[0]
    while int(_get(f"{address}/livereload/{epoch}/1")) <= epoch:
        pass
    if word.encode() not in _get(page):
        sys.exit("the server reloaded, but not with the edit")
    return time.monotonic() - saved


def _epoch(page: bytes) -> int:
    found = _EPOCH.search(page)
    return int(found[1]) if found else 0


def _get(address: str) -> bytes:
    with urllib.request.urlopen(address, timeout=300) as answer:  # noqa: S310 - our own server
        return bytes(answer.read())


def _wait_for(address: str) -> None:
    while True:
        try:
            _get(address)
        except (OSError, HTTPException):
            time.sleep(0.05)
        else:
            return


@contextmanager
def _server(root: Path) -> Iterator[str]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        place = f"127.0.0.1:{free.getsockname()[1]}"
    with subprocess.Popen(  # noqa: S603 - our own command
        [sys.executable, "-m", "mkdocs", "serve", "--quiet", "--dev-addr", place],
        cwd=root,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1"},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    ) as process:
        try:
            yield f"http://{place}/"
        finally:
            process.terminate()


def main() -> None:
    """Measure the sizes that were asked for."""
    print("| sources | first page, s | an edit until it is seen, s |", "|--:|--:|--:|", sep="\n")
    for size in map(int, sys.argv[1:] or ["1000"]):
        with tempfile.TemporaryDirectory() as folder:
            write_dossier(size, Path(folder))
            took = served(Path(folder))
        print(f"| {size:,} | {took.start:.1f} | {took.edit:.2f} |")


if __name__ == "__main__":
    main()
