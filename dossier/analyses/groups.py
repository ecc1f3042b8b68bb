"""Things that are joined pair by pair, and the groups that come of it."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable


class Groups:
    """Things in groups; what was never joined is a group by itself (union by find)."""

    def __init__(self) -> None:
        self._parents: dict[Hashable, Hashable] = {}

    def find(self, one: Hashable) -> Hashable:
        """Return the name of the group that `one` is in."""
        root = one
        while (parent := self._parents.get(root, root)) != root:
            root = parent
        while (parent := self._parents.get(one, one)) != root:
            self._parents[one] = root
            one = parent
        return root

    def join(self, one: Hashable, other: Hashable) -> None:
        """Put the groups of two things together."""
        self._parents[self.find(one)] = self.find(other)

    def sort(self, names: Iterable[str]) -> tuple[tuple[str, ...], ...]:
        """Return names by group: each group in the names' order, the groups by their first."""
        members: defaultdict[Hashable, list[str]] = defaultdict(list)
        for name in sorted(names):
            members[self.find(name)].append(name)
        return tuple(sorted(tuple(each) for each in members.values()))
