"""What one reading of a dossier hands on to the next, so that an edit costs what it touches.

Every result is kept together with what it was made from, and is used again only where that is the
same: a result that depends on something must name it. Nothing is written to disk.

A memory is bounded by one reading: of a shelf that a reading takes from, only what it took or put
there is left. A shelf that it did not come to, because the whole of which its results are parts
had not changed, stays as it was. It costs about as much again as the tables of the dossier: the
parsed files, the folded texts, and what is known of each text and each pair of them.
"""

from __future__ import annotations

import gc
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, TypeVar

from dossier.diagnostics import Report
from dossier.frozen import dataclass

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterator

    from dossier.diagnostics import Diagnostic

_Made = TypeVar("_Made")
_Settings = TypeVar("_Settings")


class Shelf:
    """The results of one stage by name. `remembers` is false where nobody will read again."""

    def __init__(self, *, remembers: bool = True) -> None:
        self.remembers = remembers
        self._before: dict[Hashable, Any] = {}
        self._now: dict[Hashable, Any] = {}

    def latest(self, name: Hashable) -> Any:  # noqa: ANN401 - whatever was put there
        """Return what the latest reading put under a name, or None."""
        return self._before.get(name)

    def put(self, name: Hashable, value: object) -> None:
        """Keep a value under a name for the next reading."""
        if self.remembers:
            self._now[name] = value

    def kept(self, name: Hashable, given: object, make: Callable[[], _Made]) -> _Made:
        """Return what is made of `given`: the latest result where that was the same, or a new one.

        `given` has to hold everything that `make` reads. It is compared by `==`, which is quick
        for tuples of the very same objects; nobody may change it, or the result, afterwards.
        """
        held: tuple[object, _Made] | None = self._now.get(name) or self._before.get(name)
        if held is None or held[0] != given:
            held = (given, make())
        if self.remembers:
            self._now[name] = held
        return held[1]

    def holds(self, name: Hashable, given: object) -> bool:
        """Return whether `kept` need not make anything."""
        held = self._now.get(name) or self._before.get(name)
        return held is not None and held[0] == given

    def told(
        self, name: Hashable, given: object, report: Report, make: Callable[[Report], _Made]
    ) -> _Made:
        """Do as `kept`; what `make` adds to a report is added again with the latest result."""
        if not self.remembers:
            return make(report)
        result, told = self.kept(name, given, lambda: with_told(make))
        report.repeat(told)
        return result

    def settle(self) -> None:
        """Leave only what the reading asked for, if it asked for anything."""
        if self._now:
            self._before, self._now = self._now, {}

    def begin(self) -> None:
        """Forget what a reading left that was broken off."""
        self._now = {}


@dataclass(frozen=True, slots=True, eq=False)
class Whole:
    """Something large, given to many: the same only where it is the very same object."""

    it: object

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Whole) and self.it is other.it

    def __hash__(self) -> int:
        return id(self.it)


class Memory:
    """The shelves of all stages, from one reading to the next of the same dossier."""

    remembers = True

    def __init__(self) -> None:
        self._shelves: dict[str, Shelf] = {}
        self._settings: Any = None
        self._told = ""

    def begin(self, settings: _Settings) -> _Settings:
        """Begin a reading; with other settings than before, everything is forgotten.

        Returns the settings of before where they are the same, so that they stay one object.
        """
        told = repr(settings)  # which tells the order of statuses, too
        if self._settings != settings or self._told != told:
            self._shelves.clear()
            self._settings, self._told = settings, told
        for shelf in self._shelves.values():
            shelf.begin()
        same: _Settings = self._settings
        return same

    @property
    def is_new(self) -> bool:
        """Whether nothing has been read with it yet."""
        return self._settings is None

    def shelf(self, stage: str) -> Shelf:
        """Return the shelf of a stage."""
        return self._shelves.setdefault(stage, Shelf())

    def settle(self) -> None:
        """End a reading, and forget what it did not need any more."""
        for shelf in self._shelves.values():
            shelf.settle()


class NoMemory(Memory):
    """What a single reading has instead: everything is made, and nothing is kept."""

    remembers = False

    def begin(self, settings: _Settings) -> _Settings:
        """Return the settings."""
        return settings

    def shelf(self, stage: str) -> Shelf:  # noqa: ARG002 - all are alike
        """Return a shelf that stays empty."""
        return Shelf(remembers=False)


NOTHING = NoMemory()


@contextmanager
def undisturbed() -> Iterator[None]:
    """Let Python's collector of circular rubbish rest for a while.

    Nearly all that a reading makes stays, and to look through all that a memory holds takes
    longer than to read an edit.
    """
    was_at_work = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_at_work:
            gc.enable()


def with_told(make: Callable[[Report], _Made]) -> tuple[_Made, tuple[Diagnostic, ...]]:
    """Return what is made, with what has to be told of it."""
    own = Report()
    made = make(own)
    return made, tuple(own.diagnostics)
