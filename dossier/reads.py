"""What a page takes from the tables of a dossier, noted while it is made.

A page is what its templates and settings make of what it asks the tables for. That is noted entry
by entry, also where an entry is not there. If a later build has the same settings, and every entry
that was asked for is as it was, the page is as it was: the verifying traces of build systems.

Nothing has to be declared, so nothing can be forgotten: whoever is given the tables has them by way
of `Reads.of` only. One thing it cannot see: what is kept from one page for the next has to be asked
for again, or the next seems not to depend on it. A test makes every page first and last.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import fields, is_dataclass, replace
from functools import cached_property
from itertools import chain
from types import FunctionType
from typing import TYPE_CHECKING, Any, TypeVar, cast

from dossier.corpus import Source
from dossier.records import Record

if TYPE_CHECKING:
    from collections.abc import Hashable, ItemsView, Iterator, KeysView, ValuesView

    from dossier.tables import Dossier

_Table = TypeVar("_Table")

Facts = frozenset[bytes]
"""What stands in the tables: of each entry its number, 8 bytes, and the digest of its value, 16."""

NUMBER = 8
_DIGEST = 16
SIZE = NUMBER + _DIGEST
_TABLES = ("corpus", "records", "anchors", "hand_written", "graph", "analyses", "history")


class _Every:
    """Stands for the name of an entry where all entries of a table are asked for."""

    def __repr__(self) -> str:
        return "every entry"


_EVERY = _Every()


class Reads:
    """Notes what is asked for, until it is taken."""

    def __init__(self) -> None:
        self._asked: list[_Asked] = []

    def of(self, name: str, table: _Table, *, told: bool = True) -> _Table:
        """Return a table, a mapping or a dataclass that holds some, that notes what is asked.

        Of one that is not `told`, nobody knows beforehand whether it is as it was.
        """
        if isinstance(table, Mapping):
            return cast("_Table", _NotingMapping(table, self._asked_of(name, told=told)))
        return cast("_Table", _NotingTable(self, name, table))

    def of_all(self, dossier: Dossier) -> Dossier:
        """Return a dossier whose tables note what is asked of them. Its settings do not."""
        noting = {name: self.of(name, getattr(dossier, name)) for name in _TABLES}
        return replace(dossier, **noting)

    def begin(self) -> None:
        """Forget what has been asked for."""
        for asked in self._asked:
            asked.keys.clear()

    def take(self) -> bytes:
        """Return the numbers of what has been asked for since the beginning, in no order.

        Nothing is returned where that cannot be compared.
        """
        asked = [one for one in self._asked if one.keys]
        if not all(one.told for one in asked):
            return b""
        numbers = (map(one.numbers.__getitem__, one.keys) for one in asked)
        return b"".join(chain.from_iterable(numbers))

    def _asked_of(self, name: str, *, told: bool = True) -> _Asked:
        asked = _Asked(name, told=told)
        self._asked.append(asked)
        return asked


class _Asked:
    """What has been asked of one table."""

    __slots__ = ("keys", "numbers", "told")

    def __init__(self, name: str, *, told: bool) -> None:
        self.told = told
        self.keys: set[Hashable] = set()
        self.numbers = _Numbers(name)


class _Numbers(dict["Hashable", bytes]):
    """The numbers of a table's entries by their names, whether they are there or not."""

    def __init__(self, table: str) -> None:
        self._table = table

    def __missing__(self, key: Hashable) -> bytes:
        number = self[key] = _number(self._table, key)
        return number


class _NotingMapping(Mapping[Any, Any]):
    """A mapping that notes which of its entries are asked for. To walk through it is to ask all."""

    __slots__ = ("_it", "_note")

    def __init__(self, it: Mapping[Any, Any], asked: _Asked) -> None:
        self._it = it
        self._note = asked.keys.add

    def __getitem__(self, key: Hashable) -> Any:  # noqa: ANN401 - whatever it holds
        self._note(key)
        return self._it[key]

    def get(self, key: Hashable, default: Any = None) -> Any:  # noqa: ANN401 - whatever it holds
        self._note(key)
        return self._it.get(key, default)

    def __contains__(self, key: object) -> bool:
        self._note(key)
        return key in self._it

    def __iter__(self) -> Iterator[Any]:
        self._note(_EVERY)
        return iter(self._it)

    def __len__(self) -> int:
        self._note(_EVERY)
        return len(self._it)

    def keys(self) -> KeysView[Any]:
        self._note(_EVERY)
        return self._it.keys()

    def values(self) -> ValuesView[Any]:
        self._note(_EVERY)
        return self._it.values()

    def items(self) -> ItemsView[Any, Any]:
        self._note(_EVERY)
        return self._it.items()


class _NotingTable:
    """A table that notes which of its attributes are asked for, and of mappings, which entries.

    Its methods are those of the table itself, and ask for attributes as anybody does.
    """

    def __init__(self, reads: Reads, name: str, it: object) -> None:
        self._reads, self._name, self._it = reads, name, it
        self._asked = reads._asked_of(name)  # noqa: SLF001 - of one piece with it
        self._known = frozenset(_attributes(type(it)))

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - as the table has it
        method = getattr(type(self._it), name, None)
        if isinstance(method, FunctionType):
            bound = self.__dict__[name] = method.__get__(self)
            return bound
        if name not in self._known:  # of which no fact is told
            raise AttributeError(name)
        value = getattr(self._it, name)
        if isinstance(value, Mapping):
            noting = self.__dict__[name] = self._reads.of(f"{self._name}.{name}", value)
            return noting
        self._asked.keys.add(name)
        return value


# What stands there -----------------------------------------------------------------------------


def facts(dossier: Dossier, **others: object) -> Facts:
    """Return what stands in the tables of a dossier, and in others by their names.

    Linear in what they hold: about 10 µs an entry.
    """
    tables = {name: getattr(dossier, name) for name in _TABLES} | others
    return frozenset(_facts(tables))


def changed(before: Facts, now: Facts) -> frozenset[bytes]:
    """Return the numbers of the entries that came, went, or are not as they were."""
    return frozenset(fact[:NUMBER] for fact in before ^ now)


def _facts(tables: Mapping[str, object]) -> Iterator[bytes]:
    for name, table in tables.items():
        if isinstance(table, Mapping):
            yield from _of_mapping(name, table)
            continue
        for attribute in _attributes(type(table)):
            value = getattr(table, attribute)
            if isinstance(value, Mapping):
                yield from _of_mapping(f"{name}.{attribute}", value)
            else:
                yield _number(name, attribute) + _digest(_told(value))


def _of_mapping(name: str, table: Mapping[Any, Any]) -> Iterator[bytes]:
    every = hashlib.blake2b(digest_size=_DIGEST)
    for key, value in table.items():
        fact = _number(name, key) + _digest(_told(value))
        every.update(fact)
        yield fact
    yield _number(name, _EVERY) + every.digest()


def _attributes(table: type) -> Iterator[str]:
    """Yield the names of all that a table holds, or works out when it is first asked for."""
    if is_dataclass(table):
        yield from (field.name for field in fields(table))
    for name, value in vars(table).items():
        if isinstance(value, cached_property):
            yield name


def _number(table: str, key: Hashable) -> bytes:
    told = f"{table}\n{key!r}".encode(errors="surrogatepass")
    return hashlib.blake2b(told, digest_size=NUMBER).digest()


def _digest(told: str) -> bytes:
    return hashlib.blake2b(told.encode(errors="surrogatepass"), digest_size=_DIGEST).digest()


def _told(value: object) -> str:
    """Return all that a value is in words: other words for another value."""
    if isinstance(value, Source):  # all of it has been made of its seed
        return repr((value.id, value.path, value.sha256))
    if isinstance(value, Record):
        # Whatever else it holds has been made of its text and of the settings.
        text = value.document.text if value.document else ""
        node = value.node and (value.node.start, value.node.end)
        left_out = sorted(value.left_out)
        return repr((value.kind.name, value.id, value.title, value.path, text, node, left_out))
    if isinstance(value, tuple) and value and isinstance(value[0], Record):
        return repr([*map(_told, value)])
    return repr(value)
