"""An index of Pagefind's made the same whenever it is made of the same records.

Pagefind 1.5 writes filters, and the values of each, in the order of a hash table, which is another
one at each run; and names the file after what is in it, and so the file that names that one. Here
they are sorted and the files named again. All else it writes in the order of the records.

What it writes is CBOR (RFC 8949) behind a mark, compressed by gzip. A filter is
`[name, [[value, [record, …]], …]]`: of CBOR's types it needs texts, arrays and numbers.
"""

from __future__ import annotations

import gzip
from enum import IntEnum
from hashlib import sha256
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

_MARK = b"pagefind_dcd"
_VALUES = 1
"""Where in a filter its values are."""
_FILTERS = 3
"""Where in the index's own file the filters are, each as `[name, file]`."""

_IN_ONE, _LONGER = 24, (1, 2, 4, 8)


class _Sort(IntEnum):
    """The types of CBOR that are used here, by the upper three bits of an item."""

    NUMBER = 0
    TEXT = 3
    ARRAY = 4


def steady(index: Path) -> None:
    """Let an index, in its folder, be the same for the same records."""
    renamed: dict[bytes, bytes] = {}
    for path in sorted((index / "filter").glob("*.pf_filter")):
        data = _sorted(_opened(path), _VALUES)
        renamed[path.stem.encode()] = _put(path, data, path.stem).encode()
    for path in sorted(index.glob("pagefind.*.pf_meta")):
        data = _sorted(_opened(path), _FILTERS)
        for old, new in renamed.items():
            data = data.replace(old, new)  # as long as each other
        old_hash = path.stem.partition(".")[2]
        new_hash = _put(path, data, old_hash)
        entry = index / "pagefind-entry.json"
        entry.write_bytes(entry.read_bytes().replace(old_hash.encode(), new_hash.encode()))


def _opened(path: Path) -> bytes:
    return gzip.decompress(path.read_bytes())


def _put(path: Path, data: bytes, name: str) -> str:
    """Write a file anew under a name made of its content, like `en_9d80df4`; return that."""
    language, _, digest = name.rpartition("_")
    new = f"{language}_{sha256(data).hexdigest()[: len(digest)]}"
    path.unlink()
    path.with_name(path.name.replace(name, new)).write_bytes(gzip.compress(data, mtime=0))
    return new


def _sorted(data: bytes, number: int) -> bytes:
    """Return what a file holds with the items of one of its arrays in order, each an array itself.

    The array is the one with this number, from 0, of the array that is the whole.
    """
    at = _array(data, len(_MARK))[1]
    for _ in range(number):
        at = _end(data, at)
    count, first = _array(data, at)
    items, at = [], first
    for _ in range(count):
        end = _end(data, at)
        items.append(data[at:end])
        at = end
    items.sort(key=_first_text)
    return data[:first] + b"".join(items) + data[at:]


def _first_text(item: bytes) -> bytes:
    """Return the text with which an array begins, by which items can be sorted."""
    at = _array(item, 0)[1]
    return item[_head(item, at)[2] : _end(item, at)]


def _array(data: bytes, at: int) -> tuple[int, int]:
    sort, number, first = _head(data, at)
    if sort != _Sort.ARRAY:
        raise ValueError("an array was expected")
    return number, first


def _end(data: bytes, at: int) -> int:
    """Return where the item at some place ends."""
    sort, number, at = _head(data, at)
    match sort:
        case _Sort.NUMBER:
            return at
        case _Sort.TEXT:
            return at + number
        case _Sort.ARRAY:
            for _ in range(number):
                at = _end(data, at)
            return at
    raise ValueError(f"an item of the sort {sort} was not expected")


def _head(data: bytes, at: int) -> tuple[int, int, int]:
    """Return the sort of the item at some place, its number, and where what follows begins."""
    sort, small = divmod(data[at], 32)
    if small < _IN_ONE:
        return sort, small, at + 1
    end = at + 1 + _LONGER[small - _IN_ONE]
    return sort, int.from_bytes(data[at + 1 : end]), end
