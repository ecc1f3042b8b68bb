"""What to do about a reference that no record answers to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dossier.kinds.text import ID
from dossier.misfits import as_typed
from dossier.records.closest import ClosestRecords, did_you_mean
from dossier.slugs import LONGEST, slug

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from collections.abc import Set as AbstractSet

    from dossier.records.record import Record

_LONGEST_NAME = 80
_FEW = 2


class WaysOut:
    """Knows all records by their ids and names, and those that are there and `broken`."""

    def __init__(
        self, by_id: Mapping[str, Record], broken: AbstractSet[str], entities: Sequence[str]
    ) -> None:
        self._taken = by_id.keys() | broken
        self._broken = broken
        self._entities = tuple(entities)
        self._closest = ClosestRecords(by_id)

    def instead_of(self, typed: str, wanted: tuple[str, ...], *, unnamed: bool = False) -> str:
        """Return a way out where there is no record `typed` of the kinds that are wanted.

        `unnamed` says that somebody without a record may be named in words.
        """
        if is_name(typed) and wanted != ("sources",):
            return self._instead_of_name(typed, wanted, unnamed=unnamed)
        return did_you_mean(self._closest.to(typed, wanted)) or _correct(wanted)

    def _instead_of_name(self, typed: str, wanted: tuple[str, ...], *, unnamed: bool) -> str:
        found = self._closest.named(typed, wanted)
        if not found and slug(typed) in self._broken:
            found = (slug(typed),)
        if len(found) == 1:
            return f"“{found[0]}” goes by that name: write this id."
        if found:
            listed = " and ".join(f"“{name}”" for name in found)
            return f"{listed} go by that name: write the id of the one that is meant."
        make = self._make(typed, wanted)
        if unnamed and len(typed) <= _LONGEST_NAME:
            make += f"; or, without one, `{as_typed({'unnamed': typed})}`"
        meant = did_you_mean(self._closest.to(typed, wanted))
        return f"{meant} If not, m{make[1:]}." if meant else f"{make}."

    def _make(self, typed: str, wanted: tuple[str, ...]) -> str:
        kinds = wanted or self._entities
        new = slug(typed)
        if not ID.fullmatch(new) or len(new) > LONGEST or new in self._taken:
            return f"Make a record in annotations/{kinds[0]}/ and write its id"
        other = ", or one of another kind" if len(kinds) > _FEW else ""
        return f"Make a record (`dossier new {kinds[0]} {new}`{other}) and write its id"


def is_name(typed: str) -> bool:
    """Say whether what was typed in an id's place can be no id: a name, most likely."""
    return not ID.fullmatch(typed) or len(typed) > LONGEST


def _correct(wanted: tuple[str, ...]) -> str:
    if wanted == ("sources",):
        return "Correct the id: a source’s is the name of its seed without the ending."
    folder = f" in annotations/{wanted[0]}/" if len(wanted) == 1 else ""
    return f"Correct the id, or make the record{folder}."
