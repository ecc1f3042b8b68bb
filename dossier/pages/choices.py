"""What a reader can filter a picture and its table by: rows of values that explain its marks too.

A mark and a table's row know their values as `facets`: `kind:people`, `status:disputed`.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from markupsafe import Markup

from dossier.frozen import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from dossier.pages.desk import Desk


@dataclass(frozen=True, slots=True)
class Choice:
    """A value: its words, how many of the things listed have it, the sign it has in the picture."""

    value: str
    label: str
    number: str
    sign: Markup


@dataclass(frozen=True, slots=True)
class Choices:
    """The values of one sort, and whether they part the things: or else they only explain."""

    key: str
    label: str
    values: tuple[Choice, ...]
    parts: bool


def choices(
    desk: Desk,
    key: str,
    label: str,
    facets: Sequence[tuple[str, ...]],
    values: Iterable[tuple[str, str, Markup]],
) -> Choices:
    """Return the values of one sort that some things have: their keys, words and signs."""
    counts = Counter(one for several in facets for one in set(several))
    found = [
        (counts[f"{key}:{value}"], Choice(value, words, desk.words.number(number), sign))
        for value, words, sign in values
        if (number := counts[f"{key}:{value}"])
    ]
    parts = any(number < len(facets) for number, _ in found)
    return Choices(key, label, tuple(choice for _, choice in found), parts)


def statuses(desk: Desk, facets: Sequence[tuple[str, ...]]) -> Choices:
    """Return the statuses of the claims among some things, in the dossier's order."""
    found = (desk.status_view(key) for key in desk.dossier.project.statuses)
    dot = Markup('<span class="dossier-dot" data-color="{}"></span>')
    values = ((one.key, one.label, dot.format(one.color)) for one in found)
    return choices(desk, "status", desk.words("Status"), facets, values)
