"""Names behind other words: “Путина” is a form of “Путин”, “North Korean” comes of “North Korea”.

No grammar and no dictionary: endings are cut off, and what is left is compared. Now and then
two names that have nothing to do with each other are taken for kin (Niger, Nigeria).
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

# The endings of nouns and adjectives in the cases of Russian, Ukrainian and their neighbours.
_CASE = re.compile(
    r"(?<=\w\w)(?:ого|его|ому|ему|ові|еві|ая|яя|ие|их|ій|ий|им|ые|ый|ых|ым|ою|ею|ой|ей|ом|ем|ую|юю"
    r"|[аеийоуыьюяєії])\Z"
)
_VOWEL = re.compile(r"[aeiouyαηο]\Z")
_ALIKE = str.maketrans("’ʼ‐‑", "''--")

_SHORTEST = 4
"""How many letters a name of one word needs for longer words to be taken for its kin."""
_MOST_ADDED = 5
_WHOLE = "\0"
"""Marks a word that has no kin but itself."""


def key_of(words: Iterable[str]) -> tuple[str, ...]:
    """Return what the forms of one name have in common, whichever apostrophe they are typed with.

    In Cyrillic the endings of the cases are left off.
    """
    return tuple(one if one.isascii() else _CASE.sub("", _alike(one)) for one in words)


class Kinship:
    """Spellings, and what is formed of them by other endings.

    Each question costs the words it asks about, however many spellings there are.
    """

    def __init__(self, spellings: Iterable[str]) -> None:
        self._stems: set[tuple[str, ...]] = set()
        self._beginnings: set[tuple[str, ...]] = set()
        for spelling in spellings:
            stems = _stems([_folded(word) for word in spelling.split()])
            self._stems.add(stems)
            self._beginnings.update(stems[:end] for end in range(1, len(stems) + 1))

    def knows(self, words: Iterable[str]) -> bool:
        """Say whether words are one of the spellings, or formed of one, word by word."""
        reached: list[tuple[str, ...]] = [()]
        for word in words:
            folded = _folded(word)
            shortest = max(1, len(folded) - _MOST_ADDED)
            stems = [folded[:end] for end in range(shortest, len(folded) + 1)]
            stems.append(folded + _WHOLE)
            longer = [(*begun, stem) for begun in reached for stem in stems]
            reached = [one for one in longer if one in self._beginnings]
            if not reached:
                return False
        return any(one in self._stems for one in reached)


def _folded(word: str) -> str:
    return _alike(word).casefold()


def _alike(word: str) -> str:
    return word if word.isascii() else unicodedata.normalize("NFC", word).translate(_ALIKE)


def _stems(words: Sequence[str]) -> tuple[str, ...]:
    stems = tuple(_VOWEL.sub("", _CASE.sub("", one)) or one for one in words)
    if len(words) > 1 or not words or len(stems[0]) >= _SHORTEST:
        return stems
    return (words[0] if len(words[0]) >= _SHORTEST else words[0] + _WHOLE,)
