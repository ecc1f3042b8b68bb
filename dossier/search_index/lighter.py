"""An index of Pagefind's made lighter to load, where it is the same for every reader.

Whoever searches loads the names of all records' files and those of all chunks, and then, to see
what the results have of each facet, the numbers of the records that have it: of 25,000 records, 280
kB of 400.
"""

from __future__ import annotations

import os
import zlib
from typing import TYPE_CHECKING

from dossier.search_index.items import (
    MARK,
    Sort,
    array,
    end,
    head,
    place,
    short_number,
    short_text,
    text,
)
from dossier.search_index.words import NAME as WORDS

if TYPE_CHECKING:
    from pathlib import Path

_RECORDS, _CHUNKS = (1, 0, "fragment"), (2, 2, "index")
"""Where in the index's own file the records and the chunks are, where in each is the name of its
file, and in which folder that is: each record is `[file, number of words]`, and each chunk
`[first word, last word, file]`."""
_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
_WIDTH, _DIGEST, _EXACT = 3, 6, 4
_FOUR_BYTES = bytes([0x1A])
"""Goes before a number of CBOR's that is four bytes long."""
_GZIP, _HALF_A_KILOBYTE, _ALL = 16, 9, 15
"""For zlib: to write what gzip would, and to look back so far, as a power of 2."""


def numbered(data: bytes, index: Path, digest: str, words: str) -> bytes:
    """Return what the index's own file holds with the files of an index numbered, and rename these.

    Pagefind names them by what is in them, which no compression can foresee. Before the number goes
    a digest of the index: a browser does not take a file that it kept, of the index before, for the
    one of that number. Of the page of `words` only the name changes: its file is not there.
    """
    for items, position, folder in (_RECORDS, _CHUNKS):
        data = _numbered(data, items, position, index / folder, digest[:_DIGEST], words)
    return data


def _numbered(
    data: bytes, items: int, position: int, folder: Path, digest: str, words: str
) -> bytes:
    count, at = array(data, place(data, items))
    parts, kept = [], 0
    for number in range(count):
        name = array(data, at)[1]
        for _ in range(position):
            name = end(data, name)
        old, ending = text(data, name), f".pf_{folder.name}"
        new = digest + (WORDS if old == words else _in_digits(number))
        if old != words:  # by their names, as a large index has tens of thousands
            os.rename(f"{folder}/{old}{ending}", f"{folder}/{new}{ending}")  # noqa: PTH104
        parts += [data[kept:name], short_text(new)]
        kept, at = end(data, name), end(data, at)
        if kept < at:  # how many words a record has
            length = 0 if old == words else head(data, kept)[1]  # or it would weigh on the average
            parts.append(short_number(_about(length)))
            kept = at
    return b"".join((*parts, data[kept:]))


def _about(number: int) -> int:
    """Return a number to four binary digits: it only weighs what is found in a record."""
    rest = max(number.bit_length() - _EXACT, 0)
    return (number + (1 << rest >> 1)) >> rest << rest


def _in_digits(number: int) -> str:
    """Return a number in three digits or more, of 36."""
    digits = ""
    while number or len(digits) < _WIDTH:
        number, digit = divmod(number, len(_DIGITS))
        digits = _DIGITS[digit] + digits
    return digits


def spread(data: bytes) -> bytes:
    """Return what a filter's file holds with four bytes for each number.

    Numbers that rise by little compress better then: three bytes are mostly those of one before.
    """
    at, parts = len(MARK), [MARK]
    while at < len(data):
        sort, number, after = head(data, at)
        if sort == Sort.NUMBER:
            parts.append(_FOUR_BYTES + number.to_bytes(4))
        else:
            after += number if sort == Sort.TEXT else 0
            parts.append(data[at:after])
        at = after
    return b"".join(parts)


def compressed(data: bytes) -> bytes:
    """Return what a file holds, compressed.

    What is alike far behind may lead a compressor astray where what is near repeats itself, too.
    """
    return min((_compressed(data, window) for window in (_HALF_A_KILOBYTE, _ALL)), key=len)


def _compressed(data: bytes, window: int) -> bytes:
    compressor = zlib.compressobj(9, zlib.DEFLATED, _GZIP + window, 9)
    return compressor.compress(data) + compressor.flush()
