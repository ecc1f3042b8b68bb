"""With whom each source shares text, and how much."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from dossier.frozen import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from dossier.analyses.shared_passages import SharedPassage


@dataclass(frozen=True, slots=True)
class Sharing:
    """Another source that shares text with one, and how many words in all."""

    other: str
    words: int


def sharing(shared: Iterable[SharedPassage]) -> Mapping[str, tuple[Sharing, ...]]:
    """Return by source the others that share text with it, those that share most first."""
    words: defaultdict[str, defaultdict[str, int]] = defaultdict(lambda: defaultdict(int))
    for one in shared:
        words[one.a][one.b] += one.words
        words[one.b][one.a] += one.words
    return {
        source: tuple(
            Sharing(other, number)
            for other, number in sorted(others.items(), key=lambda each: (-each[1], each[0]))
        )
        for source, others in sorted(words.items())
    }
