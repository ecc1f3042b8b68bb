"""Sources as lists of numbered words, and how much each of the words tells."""

from __future__ import annotations

import re
from array import array
from functools import cached_property, partial
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from dossier.analyses.shingles import Words
from dossier.memory import NOTHING, Whole
from dossier.text import Span
from dossier.word_edges import bare_words, is_unspaced

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from dossier.analyses.orders import Numbers
    from dossier.corpus import Corpus, Source
    from dossier.memory import Memory

# How much words tell. Names come in set phrases (“Ministry of Foreign Affairs”), and short words of
# an alphabet hold such phrases together: they prove nothing. Digits and syllables do.
_LONG, _CAPITALIZED, _SHORT, _CHARACTER, _IN_A_NAME = range(5)
_CHARACTER_LENGTH = 1 / 3
# As objects: a list of them holds each number once.
_TELLING = np.array([1.0, 0.5, 0.6, _CHARACTER_LENGTH, 0.3], object)
MOST_TELLING = _TELLING.astype(np.float64)
"""How much a word of each sort tells at the most: in a name it tells less."""

_SHORT_LETTERS = 3
_LAST_ALPHABET = "\u10ff"
_MOST_BETWEEN = 3

_OPENS_NOTICE = re.compile(
    r"(?i)all\s+rights\s+reserved|alle\s+rechte\s+vorbehalten|tous\s+droits\s+réservés"
    r"|derechos\s+reservados|diritti\s+riservati|direitos\s+reservados"
    r"|права\s+(?:защищены|захищен)|無断(?:転載|複製)|版权所有|版權所有|무단\s*(?:전재|복제)"
    r"|©|\(c\)\s*(?:19|20)\d\d|\bcopyright\s+(?:©|\(c\)|by\b|(?:19|20)\d\d)"
    r"|may\s+not\s+be\s+(?:published|reproduced|copied|broadcast|printed)"
)
"""What a notice of rights begins with; it goes on to the paragraph's end."""

_IS_NOTICE = re.compile(
    r"(?i)\bnewsletter|\bsubscribe\s+to\b|\bsign\s+up\s+(?:for|to)\b|\buses?\s+cookies\b"
    r"|\baccept\s+(?:all\s+)?cookies\b|\babonnieren\b|\bcookies\s+(?:zu|verwend)|\binscrivez-vous\b"
    r"|подпис(?:ывайтесь|аться|ки)\s+на|иностранн\w+\s+агент|підпис(?:уйтесь|атися)\s+на"
    r"|メールマガジン|구독|订阅"
)
"""What makes a sentence a notice to readers."""

_OPENING_STEMS = (
    *("rights", "rechte", "droits", "reservados", "riservati", "права", "無断", "版权所有"),
    *("版權所有", "무단", "©", "(c)", "copyright"),
    *("published", "reproduced", "copied", "broadcast", "printed"),
)
_NOTICE_STEMS = (
    *("newsletter", "subscribe", "sign", "cookies", "abonnieren", "inscrivez", "подпис"),
    *("иностранн", "підпис", "メールマガジン", "구독", "订阅"),
)
"""One of these stands in every notice: most texts have none, and are not searched further."""

_LONGEST_NOTICE = 100
_LEAD = 40


class Vocabulary:
    """Words as numbers, upper and lower case alike; and what is known of each spelling."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}
        self._spellings = _Spellings(self._add)
        self._words = array("i")
        self._sorts = bytearray()

    def __len__(self) -> int:
        return len(self._numbers)

    def read(self, words: Sequence[str]) -> tuple[Numbers, Numbers]:
        """Return the number of each word and which sort it is of, by what it tells by itself."""
        spellings = np.fromiter(map(self._spellings.__getitem__, words), np.int64, len(words))
        numbers: Numbers = np.frombuffer(self._words, np.int32)[spellings]
        sorts: Numbers = np.frombuffer(self._sorts, np.int8)[spellings]
        return numbers, sorts

    def _add(self, word: str) -> None:
        # Russian may or may not write the dots, and no reader minds.
        folded = word.casefold().replace("ё", "е")
        self._words.append(self._numbers.setdefault(folded, len(self._numbers)))
        self._sorts.append(_sort(word))


class _Spellings(dict[str, int]):
    """Spellings by number; one that is new is told to whoever wants to know, and gets the next."""

    def __init__(self, tell: Callable[[str], None]) -> None:
        self._tell = tell

    def __missing__(self, word: str) -> int:
        self._tell(word)
        number = self[word] = len(self)
        return number


def worded_texts(corpus: Corpus, memory: Memory = NOTHING) -> list[WordedText]:
    """Return every source as words with numbers of one vocabulary.

    A remembered vocabulary knows words that no text has any more. It is given up, and all texts
    with it, once it has grown to twice its size.
    """
    kept = memory.shelf("vocabulary")
    vocabulary, size = kept.latest("") or (Vocabulary(), 0)
    if len(vocabulary) > 2 * size:
        vocabulary, size = Vocabulary(), 0
    shelf = memory.shelf("worded texts")
    texts = []
    for source in corpus.sources.values():
        make = partial(_worded, source, vocabulary)
        texts.append(shelf.kept(source.id, (source, Whole(vocabulary)), make))
    kept.put("", (vocabulary, size or len(vocabulary)))
    return texts


def _worded(source: Source, vocabulary: Vocabulary) -> WordedText:
    words, starts, ends = bare_words(source.folded.text)
    return WordedText(source, (*vocabulary.read(words), starts, ends))


def columns_of(texts: Sequence[WordedText]) -> tuple[Numbers, ...]:
    """Return what is known of the words of texts, to be handed to another process at little cost.

    That is the numbers of words, their sorts, where they start and end in the folded text, one
    text after the other, and how many words each text has.
    """
    lengths = np.array([len(text.numbers) for text in texts], np.int64)
    columns = zip(*(text.columns for text in texts), strict=True)
    return *(np.concatenate(column) for column in columns), lengths


def texts_of(sources: Iterable[Source], *columns: Numbers) -> list[WordedText]:
    """Return the texts of sources of which `columns_of` returned some columns."""
    *columns_of_all, lengths = columns
    edges = pairwise([0, *np.cumsum(lengths).tolist()])
    return [
        WordedText(source, tuple(column[start:end] for column in columns_of_all))
        for source, (start, end) in zip(sources, edges, strict=True)
    ]


class WordedText:
    """A source as words, and the way back from a word to its place.

    Of each word the `columns` hold its number, its sort, where it starts and where it ends in the
    folded text. `names` are the stretches of the seed's text that name an entity.
    """

    def __init__(
        self, source: Source, columns: tuple[Numbers, ...], names: Iterable[Span] = ()
    ) -> None:
        self.source = source
        self.columns = columns
        self.numbers, self._sorts, self._starts, self._ends = columns
        self._names = tuple(names)
        self._has_unspaced = bool((self._sorts == _CHARACTER).any())

    def naming(self, names: Iterable[Span]) -> WordedText:
        """Return the same text, of which it is known what names an entity."""
        return WordedText(self.source, self.columns, names)

    @cached_property
    def words(self) -> Words:
        """The text for the index; notices of rights are left out."""
        return Words(self.numbers, self._sorts == _CHARACTER, self._told())

    @cached_property
    def weights(self) -> list[float]:
        """How much each word tells, from 0 to 1."""
        sorts = self._sorts.copy()
        for first, last in (*_linking(sorts), *map(self._words_of, self._names)):
            sorts[first:last] = _IN_A_NAME
        weights: list[float] = _TELLING[sorts].tolist()
        return weights

    def length(self, start: int, end: int) -> float:
        """Return how many words `[start, end)` are, three characters without spaces being one."""
        if not self._has_unspaced:
            return float(end - start)
        unspaced = int((self._sorts[start:end] == _CHARACTER).sum())
        return end - start - unspaced * (1 - _CHARACTER_LENGTH)

    def span(self, start: int, end: int) -> Span:
        """Return where the words `[start, end)` stand in the seed's own text."""
        return self.source.folded.span(int(self._starts[start]), int(self._ends[end - 1]))

    @cached_property
    def _places(self) -> Numbers:
        """Where each word begins in the seed's own text."""
        return self.source.folded.places(self._starts)

    def _words_of(self, span: Span) -> tuple[int, int]:
        """Return which words begin in a span of the seed's own text, `[first, last)`."""
        first, last = np.searchsorted(self._places, [span.start, span.end])
        return int(first), int(last)

    def _told(self) -> Numbers:
        """Mark the words that tell something: all but those of notices to readers."""
        told = np.ones(len(self.numbers), bool)
        for notice in self._notices():
            first, last = self._words_of(notice)
            if last - first <= _LONGEST_NOTICE:
                told[first:last] = False
        return told

    def _notices(self) -> Iterator[Span]:
        text = self.source.text
        small = text.casefold()
        opened = any(stem in small for stem in _OPENING_STEMS)
        noticed = any(stem in small for stem in _NOTICE_STEMS)
        for found in _OPENS_NOTICE.finditer(text) if opened else ():
            passage = self.source.passage_at(found.start())
            sentence = self.source.sentence_at(found.start())
            if passage is not None:
                # “This text may not be printed”, but not the report that ends with “© AFP”.
                near = found.start() - sentence.start <= _LEAD
                yield Span(sentence.start if near else found.start(), passage.span.end)
        for found in _IS_NOTICE.finditer(text) if noticed else ():
            yield self.source.sentence_at(found.start())


def _linking(sorts: Numbers) -> Iterator[tuple[int, int]]:
    """Yield the short words between two capitals, `[first, last)`: “of the” in a long name."""
    capitals = np.flatnonzero(sorts == _CAPITALIZED)
    firsts, lasts = capitals[:-1] + 1, capitals[1:]
    short = np.concatenate([[0], np.cumsum(sorts == _SHORT)])
    between = lasts - firsts
    linking = (between > 0) & (between <= _MOST_BETWEEN)
    linking &= short[lasts] - short[firsts] == between
    yield from zip(firsts[linking].tolist(), lasts[linking].tolist(), strict=True)


def _sort(word: str) -> int:
    """Return which sort a word is of: short, or opened by a capital (`Korea`), it tells less."""
    if is_unspaced(word):
        return _CHARACTER
    if word[0].isupper() and (len(word) == 1 or not word.isupper()):
        return _CAPITALIZED
    short = len(word) <= _SHORT_LETTERS and word[0] <= _LAST_ALPHABET and not word[0].isdigit()
    return _SHORT if short else _LONG
