"""An index of Pagefind's made the same whenever it is made of the same records.

Pagefind 1.5 writes filters, and the values of each, in the order of a hash table, which is another
one at each run; and names the file after what is in it, and so the file that names that one. Here
they are sorted and the files named again. All else it writes in the order of the records.

A filter is `[name, [[value, [record, …]], …]]`.
"""

from __future__ import annotations

import gzip
from hashlib import sha256
from typing import TYPE_CHECKING

from dossier.search_index.items import array, end, place, text
from dossier.search_index.lighter import compressed, numbered, spread

if TYPE_CHECKING:
    from pathlib import Path

_VALUES = 1
"""Where in a filter its values are."""
_FILTERS = 3
"""Where in the index's own file the filters are, each as `[name, file]`."""


def steady(index: Path, words: str = "") -> None:
    """Let an index, in its folder, be the same for the same records, and lighter to load.

    `words` is the name of the page in it that holds no record.
    """
    renamed: dict[bytes, bytes] = {}
    for path in sorted((index / "filter").glob("*.pf_filter")):
        data = _sorted(_opened(path), _VALUES)
        content = min(compressed(spread(data)), compressed(data), key=len)
        renamed[path.stem.encode()] = _put(path, content, path.stem, content).encode()
    for path in sorted(index.glob("pagefind.*.pf_meta")):
        data = _sorted(_opened(path), _FILTERS)
        for old, new in renamed.items():
            data = data.replace(old, new)  # as long as each other
        old_hash = path.stem.partition(".")[2]
        new_hash = _named(old_hash, data)
        digest = new_hash.rpartition("_")[2]
        content = compressed(numbered(data, index, digest, words))
        _put(path, content, old_hash, data)
        entry = index / "pagefind-entry.json"
        entry.write_bytes(entry.read_bytes().replace(old_hash.encode(), new_hash.encode()))


def _opened(path: Path) -> bytes:
    return gzip.decompress(path.read_bytes())


def _put(path: Path, content: bytes, name: str, data: bytes) -> str:
    """Write a file anew under a name made of some data, like `en_9d80df4`; return that."""
    new = _named(name, data)
    path.unlink()
    path.with_name(path.name.replace(name, new)).write_bytes(content)
    return new


def _named(name: str, data: bytes) -> str:
    """Return the name of a file as Pagefind names it, with a digest of other data."""
    language, _, digest = name.rpartition("_")
    return f"{language}_{sha256(data).hexdigest()[: len(digest)]}"


def _sorted(data: bytes, number: int) -> bytes:
    """Return what a file holds with the items of one of its arrays in order, each an array itself.

    The array is the one with this number, from 0, of the array that is the whole.
    """
    count, first = array(data, place(data, number))
    items, at = [], first
    for _ in range(count):
        after = end(data, at)
        items.append(data[at:after])
        at = after
    items.sort(key=_first_text)
    return data[:first] + b"".join(items) + data[at:]


def _first_text(item: bytes) -> str:
    """Return the text with which an array begins, by which items can be sorted."""
    return text(item, array(item, 0)[1])
