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
"""How many links are kept at the most: each takes about 1 kB."""

_Key = tuple[int, str]
"""How deep a page stands, in folders, and a record's id: of equally deep pages, links agree."""


@dataclass(frozen=True, slots=True)
class Made:
    """The links to records, the claims in lists, and what pages work out of a source or entity."""

    refs: dict[_Key, Ref] = field(default_factory=dict)
    claims: dict[_Key, ClaimLine] = field(default_factory=dict)
    _spellings: dict[str, Mapping[str, Sequence[str]]] = field(default_factory=dict)
    _letters: dict[str, int] = field(default_factory=dict)

    def keep(self, key: _Key, ref: Ref) -> None:
        """Keep a link, instead of all others if there are too many."""
        if len(self.refs) >= _MOST_REFS:
            self.refs.clear()
        self.refs[key] = ref

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
