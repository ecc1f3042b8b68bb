"""Words as Pagefind is to take them, in the scripts of which it knows too little.

It takes for a word what stands between spaces, which in Japanese or Chinese is half a sentence.
So every two characters in a row of a script without spaces are a word to look for: with 東京, 京都
and 都 in the index, 京都 is found in 東京都. Every other pair is what a reader is shown, and
`GLUE` says where no space follows; the pairs between those are only found. The browser's script
cuts what it looks for the same way.

Hangul is written as its letters. Pagefind takes it apart itself, but then stores every word as one
with accents, and those it does not count when it cuts the index into chunks: all of a Korean
dossier would be in one.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Literal

from dossier.word_edges import UNSPACED

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

GLUE = "`"
"""Ends a piece that the next one goes on. Of ASCII's marks: others Pagefind takes into words."""

_RUN = re.compile(f"{UNSPACED}+")
_PIECE = re.compile(f"{UNSPACED}{{1,2}}|(?:(?!{UNSPACED})\\S)+")
_HANGUL = re.compile("[\uac00-\ud7a3]+")


def written(text: str) -> str:
    """Return words as they are written for Pagefind and shown from its index."""
    if text.isascii():
        return text.replace(GLUE, "'")
    text = _HANGUL.sub(lambda found: unicodedata.normalize("NFD", found[0]), text)
    text = text.replace(GLUE, "'")
    if not _RUN.search(text):
        return text
    return " ".join(f"{GLUE} ".join(_PIECE.findall(word)) for word in text.split())


def between(texts: Iterable[str]) -> Iterator[str]:
    """Yield the pairs of some texts that are not written already, each once."""
    shown: set[str] = set()
    pairs: dict[str, None] = {}
    for text in texts:
        if text.isascii() or not _RUN.search(text):
            continue
        for run in _RUN.findall(text):
            pieces = _PIECE.findall(run)  # as Pagefind has it
            if _bare(run, "NFD") != run:
                pieces = [_bare(piece, "NFD") for piece in pieces]
            shown.update(pieces)
        for run in _RUN.findall(_bare(text, "NFKD")):
            pairs.update(dict.fromkeys(run[at : at + 2] for at in range(len(run))))
    return (pair for pair in pairs if pair not in shown)


def _bare(text: str, form: Literal["NFD", "NFKD"]) -> str:
    """Return letters without marks; by `NFKD`, half-width forms are as full ones."""
    opened = unicodedata.normalize(form, text)
    return "".join(one for one in opened if unicodedata.category(one)[0] != "M")
