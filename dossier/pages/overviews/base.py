"""What a page about the whole dossier is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from dossier.frozen import dataclass

if TYPE_CHECKING:
    from collections.abc import Callable

    from dossier.pages.desk import Desk


@dataclass(frozen=True, slots=True)
class Overview:
    """One page about the whole dossier, at the address `name`.

    `view` returns what its template shows, `description` the one line that search engines show.
    A `wide` page leaves no room for a table of contents beside it; `scripts` are as in `Page`.
    """

    name: str
    title: str
    template: str
    view: Callable[[Desk], dict[str, Any]]
    description: Callable[[Desk], str]
    wide: bool = True
    scripts: tuple[str, ...] = ()
