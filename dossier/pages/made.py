"""What many pages of a site show alike: made for the first of them, and kept for the others."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import field
from typing import TYPE_CHECKING

from dossier.frozen import dataclass

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from dossier.analyses.name_variants import Spelling
    from dossier.pages.views import ClaimLine, Ref

_MOST_REFS = 40_000
"""How many links are kept at the most for pages of one depth: each takes about 1 kB."""


@dataclass(frozen=True, slots=True)
class Linked:
    """Links to records and claims in lists by id, as pages of one depth show them."""

    refs: dict[str, Ref] = field(default_factory=dict)
    claims: dict[str, ClaimLine] = field(default_factory=dict)

    def keep(self, ref: Ref) -> None:
        """Keep a link, instead of all others if there are too many."""
        if len(self.refs) >= _MOST_REFS:
            self.refs.clear()
        self.refs[ref.id] = ref


@dataclass(frozen=True, slots=True)
class Made:
    """The links to records, the claims in lists, and what pages work out of a source or entity."""

    _linked: defaultdict[int, Linked] = field(default_factory=lambda: defaultdict(Linked))
    _spellings: dict[str, Mapping[str, Sequence[str]]] = field(default_factory=dict)
    _letters: dict[str, int] = field(default_factory=dict)

    def linked(self, depth: int) -> Linked:
        """Return what links are in: of pages that stand in so many folders, they agree."""
        return self._linked[depth]

    def letters(self, source: str, count: Callable[[], int]) -> int:
        """Return how many letters a source has, as they are counted for the first that asks."""
        if source not in self._letters:
            self._letters[source] = count()
        return self._letters[source]

    def spellings(self, entity: str, found: Iterable[Spelling]) -> Mapping[str, Sequence[str]]:
        """Return the spellings found of an entity by source, the most used first."""
        if entity not in self._spellings:
            by_source: defaultdict[str, list[str]] = defaultdict(list)
            for one in found:
                for source, _ in one.uses:
                    by_source[source].append(one.words)
            self._spellings[entity] = dict(by_source)
        return self._spellings[entity]
