"""Which capitalised words are a name.

The sources themselves tell it as far as they can: a word that they also write small (“President”,
“However”) is no name by itself, nor is one that is capitalised only where sentences begin. A few
short lists hold what they cannot tell.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from dossier.frozen import dataclass

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from dossier.analyses.kinship import Kinship


def _listed(words: str) -> frozenset[str]:
    return frozenset(words.split())


# English capitalises these and German every noun; the other languages write them small.
_TIMES_OF_YEAR = _listed(
    "Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March April May "
    "June July August September October November December Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct "
    "Nov Dec Christmas Easter Ramadan "
    "Montag Dienstag Mittwoch Donnerstag Freitag Samstag Sonntag Januar Februar März Mai Juni Juli "
    "Oktober Dezember Ostern Weihnachten Anfang Mitte Ende Uhr Millionen Milliarden Prozent"
)
_TITLES = _listed(
    "President Minister Premier Chancellor Secretary Governor Mayor Senator Ambassador Chairman "
    "Leader Director King Queen Prince Princess Pope General Colonel Major Captain Admiral Marshal "
    "Commander Lieutenant Judge Professor Spokesman Spokeswoman Mr Mrs Ms Dr Sir Lord "
    "Präsident Präsidentin Staatschef Kanzler Bundeskanzler Außenminister Verteidigungsminister "
    "Gouverneur Sprecher Sprecherin Herr Frau"
)
_PHRASES = frozenset(
    ("New Year", "New Year Eve", "New Year Day", "Happy New Year", "Good Friday", "Happy Birthday")
)
# English nationalities: those with the usual endings, and the commonest of the others.
_NATIONALITY = re.compile(
    r"(?:\w+(?:ian|ean|ese|ish)|American|African|Mexican|Cuban|German|French|Dutch|Greek|Swiss"
    r"|Czech|Turk|Arab|Afghan|Israeli|Iraqi|Pakistani|Jew|Muslim|Islamic|Soviet|Western|Eastern"
    r"|Northern|Southern)s?"
)
_NO_ABBREVIATION = re.compile(r"[IVXL]+|AM|PM|OK|TV|GMT|UTC|MSK|CET|CEST|EST|EDT|PST|PDT|BST")
_POSSESSIVE = re.compile(r"['’ʼ]s\Z")
_LONGEST = 8
"""More words than that are a title."""


@dataclass(frozen=True, slots=True)
class Judge:
    """Says which part of a run is a name."""

    small: Mapping[str, int]
    inner: Mapping[str, int]
    kinship: Kinship

    def name(self, words: Sequence[str], *, opens: bool, german: bool) -> Sequence[str]:
        """Return the end of a run that is a name, or nothing."""
        if len(words) > 2 * _LONGEST:
            return ()
        first = words[0]
        if opens and self._opens_only(words):
            words, opens = _after_first(words), False
        while words and _is_time(words[0]):
            words, opens = _after_first(words), False
        rest = self._after_title(words)
        if not 0 < len(rest) <= _LONGEST:
            return ()
        if opens and rest == words[:1] and first not in self.inner:
            return ()
        fits = self._is_one(rest[0], german=german) if len(rest) == 1 else self._are_one(rest)
        return rest if fits and not self.kinship.knows(rest) else ()

    def _opens_only(self, words: Sequence[str]) -> bool:
        """Say whether the first word has its capital from the sentence that it opens.

        The sources may be too few to write it small as well: “On Monday”, “In May”. Before a time
        of the year that is what it is, unless they have its capital elsewhere (“Theresa May”).
        """
        first, rest = words[0], _after_first(words)
        elsewhere = self.inner.get(first, 0)
        if rest and not elsewhere and (_is_time(rest[0]) or " ".join(_plain(rest)) in _PHRASES):
            return True
        return self.small.get(first.lower(), 0) > elsewhere

    def _after_title(self, words: Sequence[str]) -> Sequence[str]:
        """Return what follows the last title: “UN Secretary General Antonio Guterres”.

        Nothing, where it is the last word; everything, where no name follows (“General Staff”).
        """
        last = max((at for at, word in enumerate(words) if word in _TITLES), default=-1)
        rest = words[last + 1 :]
        if rest and (rest[0].islower() or self._is_common(rest[0])):
            return words
        return rest

    def _is_one(self, word: str, *, german: bool) -> bool:
        if len(word) == 1 or self._is_common(word) or _NATIONALITY.fullmatch(word):
            return False
        return _is_abbreviation(word) if word.isupper() else not german

    def _are_one(self, words: Sequence[str]) -> bool:
        plain = _plain(words)
        if " ".join(plain) in _PHRASES or all(one.isupper() for one in plain):
            return False
        if _NATIONALITY.fullmatch(plain[-1]):
            return False
        # “Russian Army” is one whose name is not said.
        if len(plain) > 2 or not self._is_common(plain[1]):  # noqa: PLR2004 - “Russian” and a noun
            return True
        return not (_NATIONALITY.fullmatch(plain[0]) or self.kinship.knows(plain[:1]))

    def _is_common(self, word: str) -> bool:
        """Say whether the sources write a word small about as readily as with a capital."""
        small = self.small.get(word.lower(), 0)
        return small > 0 and small * 10 >= self.inner.get(word, 0)


def _after_first(words: Sequence[str]) -> Sequence[str]:
    rest = words[1:]
    while rest and rest[0].islower():
        rest = rest[1:]
    return rest


def _is_time(word: str) -> bool:
    return _POSSESSIVE.sub("", word) in _TIMES_OF_YEAR


def _plain(words: Sequence[str]) -> list[str]:
    return [_POSSESSIVE.sub("", one) for one in words]


def _is_abbreviation(word: str) -> bool:
    letters = sum(map(str.isalpha, word))
    fits = 2 <= letters <= 6 or "-" in word  # noqa: PLR2004 - EU to HIMARS; F-16
    return fits and not _NO_ABBREVIATION.fullmatch(word)
