"""Long texts kept small: until they are written, tens of thousands of pages are in memory."""

from __future__ import annotations

import zlib
from collections import deque
from typing import TYPE_CHECKING, Self, overload

if TYPE_CHECKING:
    from collections.abc import Hashable

_SHORT = 2_000
_QUICKLY = 1
# A cache: what is in it makes reading quicker, and nothing else.
_LATEST: deque[tuple[bytes, str]] = deque(maxlen=48)


class PackedText:
    """A field of a dataclass that holds a text, compressed where it is long.

    Reading it costs about 2 ms for a megabyte. The latest few are kept as they are: who sets or
    reads a text mostly reads it again soon. A text that comes as bytes is one that `packed`
    returned.
    """

    def __set_name__(self, owner: type, name: str) -> None:
        self._name = _place(name)

    @overload
    def __get__(self, instance: None, owner: type) -> Self: ...

    @overload
    def __get__(self, instance: Hashable, owner: type) -> str: ...

    def __get__(self, instance: Hashable | None, owner: type) -> Self | str:
        if instance is None:
            raise AttributeError(self._name)  # by which a dataclass learns that there is no default
        kept = instance.__dict__[self._name]
        return kept if isinstance(kept, str) else _unpacked(kept)

    def __set__(self, instance: Hashable, text: str | bytes) -> None:
        kept = text
        if isinstance(text, str) and len(text) >= _SHORT:
            kept = _compressed(text)
        instance.__dict__[self._name] = kept


def packed(instance: Hashable, name: str) -> bytes:
    """Return the text in a packed field of an instance as bytes, to be kept and set again."""
    kept = instance.__dict__[_place(name)]
    return _compressed(kept) if isinstance(kept, str) else kept


def _place(name: str) -> str:
    """Return where in an instance a field keeps its text."""
    return f"_{name}"


def _compressed(text: str) -> bytes:
    packed = zlib.compress(text.encode(errors="surrogatepass"), _QUICKLY)
    _LATEST.append((packed, text))
    return packed


def _unpacked(packed: bytes) -> str:
    for latest, text in tuple(_LATEST):  # at once: another thread may read a page as well
        if latest is packed:
            return text
    text = zlib.decompress(packed).decode(errors="surrogatepass")
    _LATEST.append((packed, text))
    return text
