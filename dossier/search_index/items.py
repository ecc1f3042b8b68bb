"""What Pagefind writes, item by item: CBOR (RFC 8949) behind a mark.

Of CBOR's types it needs texts, arrays and numbers. The whole of a file is an array.
"""

from __future__ import annotations

from enum import IntEnum

MARK = b"pagefind_dcd"
"""With this, every file begins."""

_IN_ONE, _LONGER = 24, (1, 2, 4, 8)


class Sort(IntEnum):
    """The types of CBOR that are used here, by the upper three bits of an item."""

    NUMBER = 0
    TEXT = 3
    ARRAY = 4


def place(data: bytes, number: int) -> int:
    """Return where an item of the array that is the whole begins, by its number from 0."""
    at = array(data, len(MARK))[1]
    for _ in range(number):
        at = end(data, at)
    return at


def array(data: bytes, at: int) -> tuple[int, int]:
    """Return how many items the array at some place has, and where the first of them begins."""
    sort, number, first = head(data, at)
    if sort != Sort.ARRAY:
        raise ValueError("an array was expected")
    return number, first


def text(data: bytes, at: int) -> str:
    """Return the text that stands at some place."""
    return data[head(data, at)[2] : end(data, at)].decode()


def short_text(words: str) -> bytes:
    """Return a text of less than 24 bytes as an item."""
    content = words.encode()
    return bytes([Sort.TEXT << 5 | len(content)]) + content


def short_number(number: int) -> bytes:
    """Return a number of at most four bytes as an item."""
    if number < _IN_ONE:
        return bytes([number])
    size = next(one for one in (1, 2, 4) if number < 256**one)
    return bytes([_IN_ONE + _LONGER.index(size)]) + number.to_bytes(size)


def end(data: bytes, at: int) -> int:
    """Return where the item at some place ends."""
    sort, number, at = head(data, at)
    match sort:
        case Sort.NUMBER:
            return at
        case Sort.TEXT:
            return at + number
        case Sort.ARRAY:
            for _ in range(number):
                at = end(data, at)
            return at
    raise ValueError(f"an item of the sort {sort} was not expected")


def head(data: bytes, at: int) -> tuple[int, int, int]:
    """Return the sort of the item at some place, its number, and where what follows begins."""
    sort, small = divmod(data[at], 32)
    if small < _IN_ONE:
        return sort, small, at + 1
    after = at + 1 + _LONGER[small - _IN_ONE]
    return sort, int.from_bytes(data[at + 1 : after]), after
