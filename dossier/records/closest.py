"""Which ids somebody may have meant."""

from __future__ import annotations

from collections import defaultdict
from itertools import islice
from typing import TYPE_CHECKING

from rapidfuzz import fuzz, process

from dossier.slugs import LONGEST, slug

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from dossier.records.record import Record

_MOST_SEARCHES = 500
"""Each search passes over all ids: past these, wrong ones are told without a proposal."""
_MOST_MEANT = 3
_ALIKE = 60


class ClosestIds:
    """Finds the closest of some ids to one that is not among them, by its spelling."""

    def __init__(self, ids: Iterable[str]) -> None:
        self._ids = sorted(ids)
        self._found: dict[str, tuple[str, ...]] = {}

    def to(self, wrong: str) -> tuple[str, ...]:
        """Return up to three ids, the closest first."""
        if wrong not in self._found:
            if len(wrong) > 2 * LONGEST or len(self._found) >= _MOST_SEARCHES:
                return ()
            close = process.extract(
                slug(wrong) or wrong,
                self._ids,
                scorer=fuzz.ratio,
                score_cutoff=_ALIKE,
                limit=_MOST_MEANT,
            )
            self._found[wrong] = tuple(name for name, _, _ in close)
        return self._found[wrong]


class ClosestRecords:
    """Finds the records closest to an id that no record has, by their names or their ids."""

    def __init__(self, by_id: Mapping[str, Record]) -> None:
        self._by_id = by_id
        self._named: dict[str, list[str]] | None = None
        self._ids: dict[tuple[str, ...], ClosestIds] = {}

    def to(self, wrong: str, kinds: tuple[str, ...] = ()) -> tuple[str, ...]:
        """Return up to three ids of some kinds (none: all), the closest first."""
        named = self.named(wrong, kinds)
        if named:
            return named
        if kinds not in self._ids:
            self._ids[kinds] = ClosestIds(name for name in self._by_id if self._fits(name, kinds))
        return self._ids[kinds].to(wrong)

    def named(self, words: str, kinds: tuple[str, ...] = ()) -> tuple[str, ...]:
        """Return up to three ids of records that go by some words, the first in their order."""
        named = (name for name in self._with_name(words) if self._fits(name, kinds))
        return tuple(islice(named, _MOST_MEANT))

    def _fits(self, name: str, kinds: tuple[str, ...]) -> bool:
        return not kinds or self._by_id[name].kind.name in kinds

    def _with_name(self, wrong: str) -> list[str]:
        """Return the records that have the wrong id for a name or a spelling."""
        if len(wrong) > 2 * LONGEST:
            return []
        if self._named is None:
            named: defaultdict[str, list[str]] = defaultdict(list)
            for record in self._by_id.values():
                names = (record.title, record.id, *getattr(record.model, "also_known_as", ()))
                for name in {slug(name) for name in names}:
                    named[name].append(record.id)
            named.pop("", None)
            self._named = dict(named)
        return self._named.get(slug(wrong), [])


def did_you_mean(ids: Iterable[str]) -> str:
    """Return “Did you mean …?” for some ids, or nothing for none."""
    listed = " or ".join(f"“{name}”" for name in ids)
    return f"Did you mean {listed}?" if listed else ""
