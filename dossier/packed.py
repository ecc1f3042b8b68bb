"""Long texts kept small: where all pages are in memory at once, there are tens of thousands.

One is compressed when some newer ones have come, or when it is handed to another process: most that
are made and written one by one never are.
"""

from __future__ import annotations

import zlib
from collections import deque
from contextlib import suppress
from typing import TYPE_CHECKING, Any, Self, overload
from weakref import ref

if TYPE_CHECKING:
    from collections.abc import Hashable

_SHORT = 2_000
_QUICKLY = 1
_AS_THEY_ARE = 160
"""How many long texts are left as they are: who sets or reads one mostly reads it again soon.

A build makes up to 128 pages before it writes them.
"""
_NEW: deque[tuple[ref[Any], str]] = deque()
# A cache: what is in it makes reading quicker, and nothing else.
_READ: deque[tuple[bytes, str]] = deque(maxlen=_AS_THEY_ARE)


class PackedText:
    """A field of a dataclass that holds a text, compressed where it is long.

    Reading it costs about 2 ms for a megabyte. A text that comes as bytes is one that `packed`
    returned. To be compressed also where it is sent, the dataclass has to be `Packing`.
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
        instance.__dict__[self._name] = text
        if _is_long(text):
            _NEW.append((ref(instance), self._name))
            if len(_NEW) > _AS_THEY_ARE:
                with suppress(IndexError):  # another thread was sooner
                    _pack(*_NEW.popleft())


class Packing:
    """A class whose packed fields are compressed where its instances go to another process."""

    def __getstate__(self) -> dict[str, Any]:
        """Return all that an instance holds."""
        fields = vars(type(self)).items()
        names = {_place(name) for name, field in fields if isinstance(field, PackedText)}
        return {
            name: _compressed(value) if name in names and _is_long(value) else value
            for name, value in vars(self).items()
        }


def packed(instance: Hashable, name: str) -> bytes:
    """Return the text in a packed field of an instance as bytes, to be kept and set again."""
    kept = instance.__dict__[_place(name)]
    return _compressed(kept) if isinstance(kept, str) else kept


def _place(name: str) -> str:
    """Return where in an instance a field keeps its text."""
    return f"_{name}"


def _is_long(text: object) -> bool:
    return isinstance(text, str) and len(text) >= _SHORT


def _pack(there: ref[Any], place: str) -> None:
    """Compress what an instance keeps somewhere, if it is there any more."""
    instance = there()
    if instance is not None and isinstance(kept := instance.__dict__[place], str):
        instance.__dict__[place] = _compressed(kept)


def _compressed(text: str) -> bytes:
    return zlib.compress(text.encode(errors="surrogatepass"), _QUICKLY)


def _unpacked(packed: bytes) -> str:
    for latest, text in tuple(_READ):  # at once: another thread may read a page as well
        if latest is packed:
            return text
    text = zlib.decompress(packed).decode(errors="surrogatepass")
    _READ.append((packed, text))
    return text
