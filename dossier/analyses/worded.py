"""Sources as lists of numbered words, and how much each of the words tells."""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from dossier.analyses.shingles import Words
from dossier.word_edges import bare_words, is_unspaced

if TYPE_CHECKING:
    from dossier.analyses.shingles import Numbers
    from dossier.corpus import Source
    from dossier.text import Span

_CHARACTER = 1 / 3
_CAPITALIZED = 0.5
_SHORT = 0.6
_SHORT_LETTERS = 3
_LAST_ALPHABET = "\u10ff"

_NOTICE = re.compile(
    r"(?i)all\s+rights\s+reserved|alle\s+rechte\s+vorbehalten|tous\s+droits\s+réservés"
    r"|derechos\s+reservados|diritti\s+riservati|direitos\s+reservados"
    r"|права\s+(?:защищены|захищен)|無断(?:転載|複製)|版权所有|版權所有|무단\s*(?:전재|복제)"
    r"|©|\bcopyright\b"
)
_LONGEST_NOTICE = 100


class Vocabulary:
    """Words as numbers, upper and lower case alike."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}
        self._written: dict[str, int] = {}
        self.unspaced = bytearray()

    def number(self, word: str) -> int:
        """Return the number of a word as it is written."""
        number = self._written.get(word)
        if number is None:
            folded = word.casefold()
            number = self._numbers.setdefault(folded, len(self._numbers))
            if number == len(self.unspaced):
                self.unspaced.append(is_unspaced(word))
            self._written[word] = number
        return number


class WordedText:
    """A source as words, and the way back from a word to its place."""

    def __init__(self, source: Source, vocabulary: Vocabulary) -> None:
        self.source = source
        text = source.folded.text
        spans = list(bare_words(text))
        numbers = [vocabulary.number(text[start:end]) for start, end in spans]
        self.numbers = np.array(numbers, np.int32)
        self._starts = np.array([start for start, _ in spans], np.int32)
        self._ends = np.array([end for _, end in spans], np.int32)
        self._unspaced = np.frombuffer(bytes(vocabulary.unspaced), bool)[self.numbers]

    @property
    def words(self) -> Words:
        """The text for the index; notices of rights are left out."""
        return Words(self.numbers, self._unspaced, self._told())

    @cached_property
    def weights(self) -> list[float]:
        """How much each word tells."""
        text = self.source.folded.text
        rows = zip(self._starts.tolist(), self._ends.tolist(), self._unspaced, strict=True)
        return [
            _CHARACTER if unspaced else _weight(text[start:end]) for start, end, unspaced in rows
        ]

    def length(self, start: int, end: int) -> float:
        """Return how many words `[start, end)` are, three characters without spaces being one."""
        unspaced = int(self._unspaced[start:end].sum())
        return end - start - unspaced * (1 - _CHARACTER)

    def span(self, start: int, end: int) -> Span:
        """Return where the words `[start, end)` stand in the seed's own text."""
        return self.source.folded.span(int(self._starts[start]), int(self._ends[end - 1]))

    def _start(self, number: int) -> int:
        return self.span(number, number + 1).start

    def _told(self) -> Numbers:
        """Mark the words that tell something: all but those of short notices of rights."""
        told = np.ones(len(self.numbers), bool)
        found = _NOTICE.finditer(self.source.text)
        for passage in {self.source.passage_at(one.start()) for one in found}:
            if passage is None:
                continue
            all_words = range(len(told))
            first = bisect_left(all_words, passage.span.start, key=self._start)
            last = bisect_left(all_words, passage.span.end, key=self._start)
            if last - first <= _LONGEST_NOTICE:
                told[first:last] = False
        return told


def _weight(word: str) -> float:
    """Return how much a word tells: 1, less with a capital (`Korea` and `K`, not `DPRK`) or short.

    Names come in set phrases (“Ministry of Foreign Affairs”), and short words of an alphabet hold
    such phrases together: they prove nothing. Digits and syllables do.
    """
    if word[0].isupper() and (len(word) == 1 or not word.isupper()):
        return _CAPITALIZED
    short = len(word) <= _SHORT_LETTERS and word[0] <= _LAST_ALPHABET and not word[0].isdigit()
    return _SHORT if short else 1.0
