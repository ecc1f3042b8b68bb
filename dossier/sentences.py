"""Where sentences end, for showing words in their context; no grammar, no model.

A sentence ends at a full stop, question mark or exclamation mark (of any script) and the closing
quotation marks and brackets after it, where white space follows and no lower-case letter comes
next; in Chinese and Japanese no white space is needed. Full stops after initials and common
abbreviations end nothing. Where this is wrong, a context shown is a little longer or shorter.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from dossier.text import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_UNREAD = "\0"
"""Stands in for markup, so that offsets stay those of the text."""

_STOPS = ".!?…‽‼⁇⁈⁉؟۔।॥։።፧။។᠃᠉⸮"
_FULL_WIDTH_STOPS = "。！？｡．﹒﹗﹖"
_CLOSING = "\"'«»‘’‚‛“”„‟‹›)\\]}」』】》〉〕）］｝" + _UNREAD
# What it begins with is one of a few signs, so that all others are passed over quickly.
_ENDS = re.compile(
    rf"[{_STOPS}{_FULL_WIDTH_STOPS}](?:"
    rf"(?<=[{_STOPS}])(?<![{_STOPS}]{{2}})(?P<more>[{_STOPS}]*+)"
    rf"[{_CLOSING}]*+(?>(?:\[\d{{1,4}}\][{_UNREAD}]*+)*)(?=\s|\Z)"
    rf"|(?<=[{_FULL_WIDTH_STOPS}])[{_FULL_WIDTH_STOPS}{_STOPS}{_CLOSING}]*+)"
)
_NEXT = re.compile(rf"[\s\"'«»‘’‚‛“”„‟‹›(\[{{「『（{_UNREAD}]*+(\w+|\S)?")
_WORD_BEFORE = re.compile(r"[\w.]+\Z")
_LOOK_BACK = 16


def _words(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


# A name or a number follows these, so they end no sentence.
_TITLES = _words(
    "adm amb approx brig ca capt cf cmdr col cpl dr e.g ft gen gov hon i.e incl lt maj messrs mr "
    "mrs ms mt prof rep resp rev sen sgt st viz vs "
    "bzw d.h hr u.a z.b dott fr mlle mm mme sr sra "
    "акад в г ген гг им млн млрд напр пл полк проф рис руб см стр т.е т.к т.н тыс ул"
)
# A number follows these where they are abbreviations.
_COUNTED = _words(
    "art ch fig no nos nr p par pp sec vol § jan feb mar apr jun jul aug sep sept oct nov dec"
)
# Words that begin a sentence even after an abbreviation (“… in the U.S. The troops …”).
_OPENERS = _words(
    "A According After An And As At Before Both But By For From He Her His However If In It Its "
    "Many No Not On She Some That The Their There These They This Those We When "
    "While"
)


def sentences(text: str, span: Span, hidden: Iterable[Span] = ()) -> tuple[Span, ...]:
    """Return the sentences in one passage of a text; `hidden` is markup inside it.

    Together they hold everything in the passage but the white space between them.
    """
    words = masked(text, span, hidden)
    found = []
    start = 0
    for end in _ends(words):
        found.append(_trimmed(words, start, end, span.start))
        start = end
    if words[start:].strip():
        found.append(_trimmed(words, start, len(words), span.start))
    return tuple(found)


def masked(text: str, span: Span, hidden: Iterable[Span]) -> str:
    """Return the words of a span with markup blotted out, character for character."""
    pieces: list[str] = []
    reached = span.start
    for one in hidden:
        start, end = max(one.start, reached), min(one.end, span.end)
        if start < end:
            pieces += (text[reached:start], _UNREAD * (end - start))
            reached = end
    pieces.append(text[reached : span.end])
    return "".join(pieces)


def _trimmed(words: str, start: int, end: int, offset: int) -> Span:
    piece = words[start:end]
    start += len(piece) - len(piece.lstrip())
    end -= len(piece) - len(piece.rstrip())
    return Span(start + offset, end + offset)


def _ends(words: str) -> Iterator[int]:
    start = 0
    for found in _ENDS.finditer(words):
        if found["more"] is None or _is_end(words, start, found):
            yield found.end()
            start = found.end()


def _is_end(words: str, start: int, found: re.Match[str]) -> bool:
    after = _NEXT.match(words, found.end())
    following = after[1] if after and after[1] else ""
    if following[:1].islower():
        return False
    at = found.start()
    if found["more"] or words[at] != ".":
        return True
    before = _WORD_BEFORE.search(words[max(start, at - _LOOK_BACK) : at])
    return not before or not _abbreviated(
        before[0], following, first=not words[start : at - len(before[0])].strip()
    )


def _abbreviated(word: str, following: str, *, first: bool) -> bool:
    """Say whether the full stop after a word belongs to it; `first` where nothing precedes it."""
    lower = word.lower()
    if first and word.isdigit():  # the number of a list's entry
        return True
    if lower in _TITLES or (lower in _COUNTED and following[:1].isdigit()):
        return True
    initials = word[-1].isupper() and (len(word) == 1 or "." in word)
    return initials and following not in _OPENERS
