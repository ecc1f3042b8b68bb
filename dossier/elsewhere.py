"""Words that their source does not have, looked for in the other sources."""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING

from dossier.matching import Missing, search

if TYPE_CHECKING:
    from dossier.corpus import Corpus, Source
    from dossier.matching import Wanted
    from dossier.text import Span

_MOST_SEARCHED = 2_000_000_000
"""So many characters are looked through in one run: a few seconds, however many quotes are lost."""

_SHORTEST = 4


class Elsewhere:
    """Finds the first source, by its id, that has the words of a quote exactly."""

    def __init__(self, corpus: Corpus) -> None:
        self._corpus = corpus
        self._left = _MOST_SEARCHED

    def holding(self, quote: Wanted, but: str) -> tuple[Source, Span] | None:
        """Return a source other than `but` that has the words, and where they stand first.

        One plain search of every text for each part. None where nothing has them, where they are
        so short that they stand everywhere, or where too much was searched.
        """
        self._left -= self._length * len(quote.parts)
        if self._left < 0 or min(map(len, quote.parts)) < _SHORTEST:
            return None
        words = replace(quote, prefix="", suffix="", occurrence=None)
        for source in self._corpus.sources.values():
            if source.id == but:
                continue
            found = search(source.folded.text, words, near=False)
            if not isinstance(found, Missing):
                first = found.readings[0].span
                return source, source.folded.span(first.start, first.end)
        return None

    @cached_property
    def _length(self) -> int:
        return sum(len(source.text) for source in self._corpus.sources.values())
