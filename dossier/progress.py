"""How long work says how far it is. Who is told, and how, is for the doors to decide."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_Item = TypeVar("_Item")
_OFTEN = 50


class Progress(Protocol):
    """Is told which stage of the work goes on, and how many of its steps are done, out of what."""

    def __call__(self, stage: str, done: int = 0, total: int = 0) -> None:
        """Take in how far the work is; `total` is 0 where nobody counts."""


def silent(stage: str, done: int = 0, total: int = 0) -> None:
    """Tell nobody."""


def counted(items: Iterable[_Item], stage: str, total: int, progress: Progress) -> Iterator[_Item]:
    """Yield the items, and say now and then how many there have been."""
    for number, item in enumerate(items):
        if number % _OFTEN == 0:
            progress(stage, number, total)
        yield item
