"""Ids out of file names: lower-case Latin letters and digits, whatever script a name is in."""

from __future__ import annotations

import re
import unicodedata

LONGEST = 100
"""The most characters that an id may have."""


def _spellings(table: str) -> dict[str, str]:
    return {
        letter: spelling for letter, _, spelling in (one.partition(":") for one in table.split())
    }


def _sounds(table: str) -> list[str]:
    return [one.strip("-") for one in table.split()]


# Letters that are no Latin letter with an accent: Latin, Cyrillic (as BGN/PCGN, without its
# apostrophes), Greek.
_SPELT = _spellings(
    "æ:ae œ:oe ø:o ł:l đ:d ð:d þ:th ß:ss ı:i ŋ:ng ħ:h ŧ:t ə:e ʼ: "
    "а:a б:b в:v г:g д:d е:e ё:yo ж:zh з:z и:i й:y к:k л:l м:m н:n о:o п:p р:r с:s т:t у:u ф:f "
    "х:kh ц:ts ч:ch ш:sh щ:shch ъ: ы:y ь: э:e ю:yu я:ya і:i ї:yi є:ye ґ:g ў:u ј:j љ:lj њ:nj ћ:c "
    "ђ:dj џ:dz ѕ:dz "
    "α:a β:v γ:g δ:d ε:e ζ:z η:i θ:th ι:i κ:k λ:l μ:m ν:n ξ:x ο:o π:p ρ:r σ:s ς:s τ:t υ:y φ:f "
    "χ:ch ψ:ps ω:o"
)
# The Revised Romanization of Korean, letter by letter: initials, vowels, finals (“-”: silent).
_INITIALS = _sounds("g kk n d tt r m b pp s ss - j jj ch k t p h")
_VOWELS = _sounds("a ae ya yae eo e yeo ye o wa wae oe yo u wo we wi yu eu ui i")
_FINALS = _sounds("- k k k n n n t l k m l l l p l m p p t t ng t t k t p t")
_HANGUL = range(0xAC00, 0xD7A4)


def slug(name: str) -> str:
    """Return the id that a name becomes, empty where no letter or digit of it can be kept.

    Accents are dropped; Cyrillic, Greek and Korean are spelt in Latin letters; every run of
    other characters becomes a hyphen.
    """
    letters = "".join(_spelt(one) for one in unicodedata.normalize("NFC", name).lower())
    words = re.sub(r"[^a-z0-9_]+", "-", letters)
    words = re.sub(r"[-_]{2,}", lambda run: "_" if set(run[0]) == {"_"} else "-", words)
    # The page of that name lists all records of a kind.
    return "index-1" if words.strip("-_") == "index" else words.strip("-_")


def _spelt(character: str) -> str:
    if character.isascii():
        return character
    if character in _SPELT:
        return _SPELT[character]
    if ord(character) in _HANGUL:
        initial, rest = divmod(ord(character) - _HANGUL.start, len(_VOWELS) * len(_FINALS))
        vowel, final = divmod(rest, len(_FINALS))
        return _INITIALS[initial] + _VOWELS[vowel] + _FINALS[final]
    parts = unicodedata.normalize("NFKD", character)
    letters = (one for one in parts if not unicodedata.combining(one))
    return "".join(one if one.isascii() else _SPELT.get(one, "-") for one in letters)
