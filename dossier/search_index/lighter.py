"""An index of Pagefind's made lighter to load, where it is the same for every reader.

Whoever searches loads the names of all records' files, and then, to see what the results have of
each facet, the numbers of the records that have it: of 25,000 records, 280 kB of 400.
"""

from __future__ import annotations

import zlib
from hashlib import sha256
from typing import TYPE_CHECKING

from dossier.search_index.items import MARK, Sort, array, end, head, place, short_text, text

if TYPE_CHECKING:
    from pathlib import Path

_RECORDS = 1
"""Where in the index's own file the records are, each as `[file, number of words]`."""
_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
_WIDTH, _DIGEST = 3, 6
_FOUR_BYTES = bytes([0x1A])
"""Goes before a number of CBOR's that is four bytes long."""
_GZIP, _HALF_A_KILOBYTE = 16, 9
"""For zlib: to write what gzip would, and to look back so far, as a power of 2."""


def numbered(data: bytes, folder: Path) -> bytes:
    """Return what the index's own file holds with the records' files numbered, and rename these.

    Pagefind names them by what is in them, which no compression can foresee. Before the number goes
    a digest of the index: a browser does not take a file that it kept, of the index before, for the
    one of that number.
    """
    digest = sha256(data).hexdigest()[:_DIGEST]
    count, at = array(data, place(data, _RECORDS))
    parts, kept = [], 0
    for number in range(count):
        name = array(data, at)[1]
        new = digest + _in_digits(number)
        (folder / f"{text(data, name)}.pf_fragment").rename(folder / f"{new}.pf_fragment")
        parts += [data[kept:name], short_text(new)]
        kept, at = end(data, name), end(data, at)
    return b"".join((*parts, data[kept:]))


def _in_digits(number: int) -> str:
    """Return a number in three digits or more, of 36."""
    digits = ""
    while number or len(digits) < _WIDTH:
        number, digit = divmod(number, len(_DIGITS))
        digits = _DIGITS[digit] + digits
    return digits


def compressed(data: bytes) -> bytes:
    """Return what a filter's file holds, compressed for numbers that rise by little.

    If each has four bytes, three of them are mostly those of the number before. A compressor that
    looks back no further than to that one finds them; others are led astray by what is alike far
    behind.
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
    compressor = zlib.compressobj(9, zlib.DEFLATED, _GZIP + _HALF_A_KILOBYTE)
    return compressor.compress(b"".join(parts)) + compressor.flush()
