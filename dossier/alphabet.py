"""The order in which people look names up, in every language alike.

No language's own order is followed to the letter, so that one dossier with names in many scripts
has one order, the same on every machine. Letters with marks stand with those without (DIN 5007-1
does the same), letters that a script has beside its first alphabet behind those they come from.
In the browser, a table that is sorted by a reader follows the site's language.
"""

from __future__ import annotations

import unicodedata

_LAST = "\uffff"
_BEHIND = ["łl", "øo", "đd", "ðd", "ħh", "ıi", "æae", "œoe", "ґг", "єе", "ёе", "іи", "ўу"]
"""Letters, and which ones each stands behind: Latin letters with a stroke, and those that
Ukrainian, Belarusian and Russian have between letters that Unicode has in a row."""


class _Letters(dict[int, str]):
    def __missing__(self, code: int) -> str:
        base = unicodedata.normalize("NFD", chr(code))[0]
        self[code] = base if base.isascii() else chr(code)
        return self[code]


_LETTERS = _Letters({ord(one[0]): f"{one[1:]}{_LAST}" for one in _BEHIND})
_LETTERS[ord("ї")] = f"и{_LAST}{_LAST}"


def alphabetical(words: str) -> str:
    """Return a key by which words sort as in an index: “Älv” beside “alv”, “ґ” behind “г”."""
    folded = words.casefold()
    if folded.isascii():
        return folded
    return unicodedata.normalize("NFC", folded).translate(_LETTERS)
