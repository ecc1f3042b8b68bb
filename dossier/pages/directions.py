"""Which way words run: texts from right to left, and titles inside sentences."""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from typing import Literal

# fmt: off - a list of names reads as a list of words
_LANGUAGES = frozenset(
    {
        "acm",
        "aeb",
        "apc",
        "ar",
        "arc",
        "ary",
        "arz",
        "azb",
        "bal",
        "bqi",
        "ckb",
        "dv",
        "fa",
        "glk",
        "he",
        "iw",
        "ji",
        "khw",
        "ks",
        "lrc",
        "mzn",
        "nqo",
        "pbt",
        "pes",
        "pnb",
        "prs",
        "ps",
        "rhg",
        "sd",
        "sdh",
        "skr",
        "syr",
        "ug",
        "ur",
        "yi",
    }
)
"""Languages that are written from right to left where their tag names no script."""

_SCRIPTS = frozenset(
    {
        "adlm",
        "arab",
        "aran",
        "hebr",
        "mand",
        "nkoo",
        "rohg",
        "samr",
        "syrc",
        "thaa",
    }
)
# fmt: on


def direction(language: str) -> Literal["rtl", "auto"]:
    """Return how to set text of a language (a BCP 47 tag): `rtl`, or `auto`, by its letters."""
    first, *others = language.lower().split("-")
    script = next((one for one in others if len(one) == 4 and one.isalpha()), "")  # noqa: PLR2004 - a script's length in BCP 47
    known = script in _SCRIPTS if script else first in _LANGUAGES
    return "rtl" if known else "auto"


def first_direction(text: str) -> Literal["ltr", "rtl"]:
    """Return which way the first letter of a text runs that runs either way.

    So a browser decides on `auto`. But where paragraphs decide for themselves, it looks for such a
    letter outside of them, anew for each that it reads: seconds for a megabyte of text.
    """
    for one in text:
        match unicodedata.bidirectional(one):
            case "L":
                return "ltr"
            case "R" | "AL":
                return "rtl"
    return "ltr"


def isolated(title: str, language: str) -> str:
    """Return a title for a sentence of a language, set apart where it may run the other way.

    Without the isolates (U+2068, U+2069), quotation marks and numbers at its edges change sides.
    """
    if _runs_left(title) or direction(language) == "rtl":
        return f"\u2068{title}\u2069"
    return title


@lru_cache(20_000)  # a title stands on many pages
def _runs_left(title: str) -> bool:
    """Say whether some letter of a title runs from right to left."""
    return any(unicodedata.bidirectional(one) in {"R", "AL"} for one in title)
