"""Where words begin and end, in scripts that set spaces between them and in scripts that do not."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from itertools import accumulate
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from dossier.folding import Numbers

# Scripts that set no spaces between words: Thai, Lao, Tibetan, Burmese, Khmer, kana, ideographs.
_UNSPACED = (
    (0x0E00, 0x0FFF),
    (0x1000, 0x109F),
    (0x1780, 0x17FF),
    (0x3040, 0x30FF),
    (0x31F0, 0x31FF),
    (0x3400, 0x4DBF),
    (0x4E00, 0x9FFF),
    (0xF900, 0xFAFF),
    (0xFF66, 0xFF9F),
    (0x20000, 0x3FFFF),
)
_CLASS = "".join(f"{chr(low)}-{chr(high)}" for low, high in _UNSPACED)
UNSPACED = f"[{_CLASS}]"
"""One character of a script that sets no spaces between words, as a regular expression."""
_CHARACTERS = re.compile(UNSPACED)
_RUNS_OF_CHARACTERS = re.compile(f"{UNSPACED}+")
_WORDS = re.compile(f"[{_CLASS}]|[^\\s{_CLASS}]+")
# Accents and vowel signs that follow their letter: Python's \\w leaves them out.
_MARKS = (
    "\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a"
    "\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed\u0900-\u0963\u0966-\u0dff"
)
_LETTERS = f"(?>(?:[^\\W_{_CLASS}]++|[{_MARKS}]++)+)"
_BARE_WORDS = re.compile(f"[{_CLASS}]|{_LETTERS}(?>(?:'{_LETTERS})*)")
_PARTED = re.compile(f"({_BARE_WORDS.pattern})")


def starts_word(text: str, at: int) -> bool:
    """Say whether a word can start at offset `at`: in no run of letters, and in no number."""
    if _in_number(text, at):
        return False
    if at == 0 or at == len(text) or not _wordy(text[at]) or not _wordy(text[at - 1]):
        return True
    return _unspaced(text[at]) or _unspaced(text[at - 1])


def ends_word(text: str, at: int) -> bool:
    """Say whether a word can end before offset `at`.

    Korean sets spaces, but joins particles to a name (김정은은): a word in Hangul may go on.
    """
    if _in_number(text, at):
        return False
    if at == 0 or at == len(text) or not _wordy(text[at - 1]) or not _wordy(text[at]):
        return True
    if _unspaced(text[at - 1]) or _unspaced(text[at]):
        return True
    return _hangul(text[at - 1]) and _hangul(text[at])


def words(text: str, start: int = 0, end: int | None = None) -> list[tuple[int, int]]:
    """Return `[start, end)` of every word with the marks that touch it.

    In scripts without spaces every character counts as a word.
    """
    return [
        found.span() for found in _WORDS.finditer(text, start, len(text) if end is None else end)
    ]


def bare_words(text: str) -> tuple[list[str], Numbers, Numbers]:
    """Return the words of a folded text, without marks, and where each begins and ends.

    An apostrophe inside a word belongs to it, a hyphen does not. In scripts without spaces every
    character counts as a word.
    """
    edges = _edges(text)
    if edges is None:
        pieces = _PARTED.split(text)
        at = np.fromiter(accumulate(map(len, pieces)), np.int32, len(pieces))
        return pieces[1::2], at[:-1:2].copy(), at[1::2].copy()
    starts, ends = edges[::2].copy(), edges[1::2].copy()
    spans = map(slice, starts.tolist(), ends.tolist())
    return list(map(text.__getitem__, spans)), starts, ends


_LETTER, _APOSTROPHE, _ALONE = 1, 2, 3
"""What a character is to a word: a part of it, a part between two letters, or a word by itself."""
_PLANE = 0x10000
"""So many characters, the first ones, are known by what they are to a word."""


@cache
def _roles() -> Numbers:
    characters = "".join(map(chr, range(_PLANE)))
    roles = np.zeros(_PLANE, np.uint8)
    for pattern, role in ((_LETTERS, _LETTER), ("'", _APOSTROPHE), (UNSPACED, _ALONE)):
        for found in re.finditer(pattern, characters):
            roles[found.start() : found.end()] = role
    return roles


def _edges(text: str) -> Numbers | None:
    """Return where words begin and end, in turns, or None if a character may be one by itself."""
    if text.isascii():
        roles = _roles()[np.frombuffer(text.encode(), np.uint8)]
    else:
        points = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)
        if points.max() >= _PLANE:
            return None
        roles = _roles()[points]
        if (roles == _ALONE).any():
            return None
    letters = np.zeros(len(roles) + 2, bool)  # with one before the text and one behind it
    letters[1:-1] = roles == _LETTER
    marks = np.flatnonzero(roles == _APOSTROPHE)
    letters[1 + marks[letters[marks] & letters[marks + 2]]] = True
    return np.flatnonzero(letters[1:] != letters[:-1]).astype(np.int32)


def number_of_bare_words(text: str) -> float:
    """Return how many words a folded text has; three characters are one without spaces."""
    if text.isascii():
        return float(len(_BARE_WORDS.findall(text)))
    # Each character of a script without spaces would be found as a word of its own.
    rest, runs = _RUNS_OF_CHARACTERS.subn(" ", text)
    characters = len(text) - len(rest) + runs
    return len(_BARE_WORDS.findall(rest)) + characters / 3


def has_unspaced(text: str) -> bool:
    """Say whether there is a character of a script that sets no spaces between words."""
    return not text.isascii() and _CHARACTERS.search(text) is not None


def is_unspaced(word: str) -> bool:
    """Say whether a word is a character of a script that sets no spaces between words."""
    return _unspaced(word[0])


def _in_number(text: str, at: int) -> bool:
    """Say whether an offset is beside the point or comma inside a number, like 15,000 or 4.5."""
    for sign in (at - 1, at):
        if 0 < sign < len(text) - 1 and text[sign] in ".,":
            return text[sign - 1].isdigit() and text[sign + 1].isdigit()
    return False


def _wordy(character: str) -> bool:
    return character.isalnum() or unicodedata.category(character)[0] == "M"


@cache
def _unspaced(character: str) -> bool:
    point = ord(character)
    return point >= _UNSPACED[0][0] and any(low <= point <= high for low, high in _UNSPACED)


def _hangul(character: str) -> bool:
    return "\uac00" <= character <= "\ud7a3"
