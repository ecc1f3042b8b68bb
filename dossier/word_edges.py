"""Where words begin and end, in scripts that set spaces between them and in scripts that do not."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

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


def parted(text: str) -> list[str]:
    """Return a folded text in pieces: in turns what is no word and a word, without marks.

    An apostrophe inside a word belongs to it, a hyphen does not. In scripts without spaces every
    character counts as a word.
    """
    return _PARTED.split(text)


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
