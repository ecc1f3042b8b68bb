"""The index behind the search page: what of a record is found, as Pagefind wants it.

`write_search` makes it once the site stands. A record is one small file at the record's own
address, in a folder that is thrown away; Pagefind reads these, never the pages. What a search takes
it grows with the square of what it finds in an index, so a large dossier has several, its shards,
and the browser merges what it finds in each.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import zlib
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

from dossier.pages.searchable import searchable
from dossier.search_index.entries import entries
from dossier.search_index.files import write_entry
from dossier.search_index.languages import index_language
from dossier.search_index.pagefind import NoPagefindError, SearchError, available, run, version
from dossier.search_index.scratch import Records, records_folder
from dossier.search_index.words import Vocabulary
from dossier.word_edges import UNSPACED

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from dossier.site import Addresses
    from dossier.tables import Dossier

__all__ = [
    "INDEX",
    "STATE",
    "NoPagefindError",
    "SearchError",
    "available",
    "move_search",
    "put_search",
    "records_folder",
    "search_files",
    "state_module",
    "version",
    "write_search",
]

INDEX = "search/pagefind"
"""The folder of the index on the site."""
STATE = "assets/dossier/search-index.js"
"""The module by which the page's script knows that there is an index, and how it was made."""

_READ = "read"
"""The folder of the records among those that nobody keeps."""
_EACH = 5_000
"""About how many records a shard has at the most."""
_META = ".pf_meta"
_FIRST = (_META, "-entry.json", ".pagefind")
"""How the files of an index end without which nothing can be looked for."""
_PATH = re.compile(r"(?:\w[\w.-]*/){1,2}\w[\w.-]*")
"""How the files of an index are called: in the folder of a shard, at most one folder deep."""


def write_search(
    dossier: Dossier, addresses: Addresses, site: Path, *, records: Path | None = None
) -> int:
    """Make the index of a dossier for the site in a folder; return how many records are in it.

    Until it is whole, the site has the one from before, or none. What Pagefind reads stands in a
    folder of its own meanwhile, which is thrown away, or in `records`, where it is left: to throw
    away many files may take long. Linear in the records, but that each shard also has the words of
    all: those grow with the product of shards and vocabulary.

    Raises:
        NoPagefindError: Pagefind is not installed.
        SearchError: Pagefind failed, or there was no room for what it reads and writes.
    """
    if not available():
        raise NoPagefindError
    language = index_language(dossier.project.language)
    unfinished = site / f"{INDEX}-unfinished"
    shutil.rmtree(unfinished, ignore_errors=True)
    try:
        with ExitStack() as stack:
            folder = records or Path(stack.enter_context(records_folder(dossier)))
            try:
                shards, number = _written(dossier, folder)
            except OSError:  # others have filled the memory meanwhile
                shutil.rmtree(folder / _READ, ignore_errors=True)
                shards, number = _written(dossier, Path(stack.enter_context(Records())))
            for place, shard in enumerate(shards):
                run(shard, unfinished / str(place), language, place, len(shards))
            if shards:
                _put(unfinished, site, addresses)
    except OSError as error:
        raise SearchError(f"it could not be written: {error}") from error
    finally:
        shutil.rmtree(unfinished, ignore_errors=True)
    return number


def _written(dossier: Dossier, folder: Path) -> tuple[list[Path], int]:
    """Write the records into a folder; return those of the shards, and how many records there are.

    In which shard a record is, its address says: it stays there while there are as many shards.
    """
    read, number = folder / _READ, 0
    shutil.rmtree(read, ignore_errors=True)  # of a process that was killed
    read.mkdir()
    most = -(-sum(1 for _ in searchable(dossier)) // _EACH)
    shards, vocabulary = [read / str(place) for place in range(most)], Vocabulary(most)
    for entry in entries(dossier):
        place = zlib.crc32(entry.address.encode()) % most
        vocabulary.add(place, write_entry(shards[place], entry))
        number += 1
    there = [shard for shard in shards if shard.is_dir()]
    if len(there) > 1:
        vocabulary.write(shards)
    return there, number


def move_search(made: Path, addresses: Addresses, site: Path) -> None:
    """Give a site the index that `write_search` made for a folder that stands for it.

    Raises:
        SearchError: there is no room for it.
    """
    unfinished = site / f"{INDEX}-unfinished"
    shutil.rmtree(unfinished, ignore_errors=True)
    try:
        if (made / INDEX).is_dir():  # there is none of an empty dossier
            unfinished.parent.mkdir(parents=True, exist_ok=True)
            shutil.move(made / INDEX, unfinished)
            _put(unfinished, site, addresses)
    except OSError as error:
        shutil.rmtree(unfinished, ignore_errors=True)
        raise SearchError(f"it could not be written: {error}") from error


def search_files(site: Path) -> dict[str, bytes]:
    """Return the files of the index in a site by their paths in it; none where there is none."""
    index, found = site / INDEX, []
    for folder, _, names in os.walk(index):
        above = Path(folder).relative_to(index).as_posix()
        found += [f"{above}/{name}".removeprefix("./") for name in names]
    return {path: _content(f"{index}/{path}") for path in sorted(found)}


def _content(path: str) -> bytes:
    with open(path, "rb") as file:  # noqa: PTH123 - tens of thousands of them
        return file.read()


def put_search(files: Mapping[str, bytes], addresses: Addresses, site: Path) -> None:
    """Give a site the files of an index, as `search_files` returned them.

    Raises:
        SearchError: one has no name that Pagefind gives, or there is no room for them.
    """
    if strange := next((path for path in files if not _PATH.fullmatch(path)), ""):
        raise SearchError(f"it would hold “{strange}”")
    unfinished = site / f"{INDEX}-unfinished"
    shutil.rmtree(unfinished, ignore_errors=True)
    try:
        for folder in {path.rpartition("/")[0] for path in files}:
            (unfinished / folder).mkdir(parents=True, exist_ok=True)
        for path, content in files.items():
            (unfinished / path).write_bytes(content)
        if files:
            _put(unfinished, site, addresses)
    except OSError as error:
        shutil.rmtree(unfinished, ignore_errors=True)
        raise SearchError(f"it could not be written: {error}") from error


def state_module(addresses: Addresses, files: Iterable[str], *, kept: bool = False) -> bytes:
    """Return the module at `STATE` for an index of these files.

    An index that was `kept` may be older than the site.
    """
    first = sorted(path for path in files if path.endswith(_FIRST))
    state: dict[str, object] = {
        "ending": "/" if addresses.directories else ".html",
        "first": first,
        "shards": sum(path.endswith(_META) for path in first),
        "unspaced": UNSPACED,
    }
    told = json.dumps(state | ({"kept": True} if kept else {}), sort_keys=True)
    return f"export default {told};\n".encode()


def _put(unfinished: Path, site: Path, addresses: Addresses) -> None:
    index, module = site / INDEX, site / STATE
    paths = (path.relative_to(unfinished).as_posix() for path in unfinished.glob("*/*"))
    state = state_module(addresses, paths)
    shutil.rmtree(index, ignore_errors=True)
    unfinished.replace(index)
    module.parent.mkdir(parents=True, exist_ok=True)
    beside = module.with_name(f"{module.name}-unfinished")
    beside.write_bytes(state)
    beside.replace(module)
