"""Pagefind's command, run over a folder of records.

Not its Python interface, which waits a tenth of a second for each record.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import zlib
from contextlib import suppress
from importlib import metadata
from importlib.util import find_spec
from pathlib import Path

from dossier.pages.searchable import INSTALL
from dossier.search_index.steady import steady
from dossier.search_index.words import take_words_out

_ENTRY, _SCRIPT = "pagefind-entry.json", "pagefind.js"
"""Of the files beside the index, those that the page's script loads: the rest are interfaces."""

_CHUNK, _LEAST = 10_000, 500
"""How many places of words fill one chunk of the index, or those of all shards together, and how
many one at the least. Pagefind's own measure is twice as large."""

_PACKAGES = ("pagefind", "pagefind_bin", "pagefind_bin_extended")
_BINARY = "PAGEFIND_BINARY_PATH"


class SearchError(Exception):
    """The index could not be made; the message says why."""


class NoPagefindError(SearchError):
    """Pagefind is not installed."""

    def __init__(self) -> None:
        super().__init__(
            "the search page has no index, because Pagefind is not installed; to have one, run "
            + INSTALL
        )


def available() -> bool:
    """Say whether Pagefind's package is installed."""
    return find_spec("pagefind") is not None


def version() -> str:
    """Return a text that is another one whenever another Pagefind would make the index."""
    told = [metadata.version(name) for name in _PACKAGES if find_spec(name)]
    if path := os.environ.get(_BINARY):
        told.append(path)
        with suppress(OSError):
            about = Path(path).stat()
            told += [str(about.st_size), str(about.st_mtime_ns)]
    return " ".join(told)


def run(records: Path, output: Path, language: str, shard: int = 0, shards: int = 1) -> None:
    """Index the HTML files in a folder, all as one language, into another folder.

    They may be one of several `shards`, of which the first brings what looks in all of them. A
    search loads a chunk of each: they are the smaller the more there are.

    Raises:
        SearchError: Pagefind failed.
    """
    command = [sys.executable, "-P", "-m", "pagefind", "--quiet", "--force-language", language]
    command += ["--site", str(records.absolute()), "--output-path", str(output.absolute())]
    # Settings of the dossier's owner for another use of Pagefind are not for this one.
    ours = {key: value for key, value in os.environ.items() if not key.startswith("PAGEFIND_")}
    if path := os.environ.get(_BINARY):
        ours[_BINARY] = path
    ours["PAGEFIND_UNSTABLE_INDEX_CHUNK_SIZE"] = str(max(_CHUNK // shards, _LEAST))
    done = subprocess.run(  # noqa: S603 - no word of a contributor is in the command
        command,
        cwd=records.parent,
        env=ours,
        capture_output=True,
        check=False,
        encoding="utf-8",
        errors="replace",
    )
    if done.returncode or not (output / _ENTRY).is_file():
        shutil.rmtree(output, ignore_errors=True)
        said = (done.stderr or done.stdout).strip().splitlines()
        raise SearchError(f"Pagefind could not make the index: {said[-1] if said else 'no reason'}")
    _leave_out_what_nobody_loads(output, language, shard)
    try:
        steady(output, take_words_out(output / "fragment") if shards > 1 else "")
    except (ValueError, IndexError, EOFError, zlib.error) as error:
        shutil.rmtree(output, ignore_errors=True)
        raise SearchError(f"Pagefind wrote an index of another form: {error}") from error


def _leave_out_what_nobody_loads(output: Path, language: str, shard: int) -> None:
    kept = {_ENTRY} if shard else {_ENTRY, _SCRIPT, f"wasm.{language}.pagefind"}
    for path in output.iterdir():
        if path.is_file() and path.name not in kept and path.suffix != ".pf_meta":
            path.unlink()
