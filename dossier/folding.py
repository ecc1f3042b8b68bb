"""Text folded for finding words in it: what typists and typesetters change without changing words.

Folded text is NFC; runs of white space are one space; quotation marks are alike, dashes are
alike; soft hyphens, and hyphens that break a word at a line's end, are gone; ligatures are
opened; `…` is `...`. Case, letters and digits stay as they are. What is found in the folded text
is mapped back to the text as it was, to the code point.
"""

from __future__ import annotations

import re
import unicodedata
from array import array
from bisect import bisect_right
from functools import lru_cache, partial
from typing import TYPE_CHECKING, Any

import numpy as np

from dossier.frozen import dataclass
from dossier.text import Span

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from numpy.typing import NDArray

    Numbers = NDArray[Any]

Edit = tuple[int, int, str]
"""A stretch of a text, `[start, end)`, and what it is replaced by."""


@dataclass(frozen=True, slots=True)
class Folded:
    """A folded text, and the way back to the text it was made from."""

    text: str
    _steps: tuple[_Step, ...] = ()

    def span(self, start: int, end: int) -> Span:
        """Return where `[start, end)` of the folded text stands in the text as it was.

        A letter is never cut from its accents nor a ligature in two: the span grows to hold
        them. What folding dropped at either edge stays outside.
        """
        if not self._steps and self.text.isascii():
            return Span(start, end)
        start, end = _whole_letters(self.text, start, end)
        for step in reversed(self._steps):
            start, end = step.back(start, end)
        return Span(start, end)

    def spans(self, stretches: list[tuple[int, int]]) -> list[tuple[int, int]]:
        """Return where some stretches of the folded text stand in the text as it was: see `span`.

        In few texts one of them has to be looked up.
        """
        if not self._steps and not self._joining():
            return stretches
        spans = (self.span(start, end) for start, end in stretches)
        return [(span.start, span.end) for span in spans]

    def _joining(self) -> set[str]:
        return set() if self.text.isascii() else set(filter(_joins, set(self.text)))

    def places(self, starts: Numbers) -> Numbers:
        """Return where characters of the folded text begin in the text as it was: see `span`."""
        places = starts.astype(np.int64)
        text = self.text
        joining = self._joining()
        if joining:  # few texts have any
            for number, start in enumerate(starts.tolist()):
                if text[start] in joining:
                    places[number] = _whole_letters(text, start, start + 1)[0]
        for step in reversed(self._steps):
            places = step.places(places)
        return places


def fold(text: str, *, hidden: Iterable[Span] = ()) -> Folded:
    """Fold a text, without the `hidden` spans of it that nobody reads (markup).

    Linear in the text: a megabyte of plain English takes about 15 ms.
    """
    steps: list[_Step] = []
    for find in (partial(_unmarked, hidden), _unhyphenated, _composed):
        text = _edited(text, find, steps)
    text = _edited(_made_alike(text), _spaced, steps)
    return Folded(text, tuple(steps))


def _edited(text: str, find: Callable[[str], Iterator[Edit]], steps: list[_Step]) -> str:
    """Return a text with the edits that are found in it, and add the way back to the steps."""
    if edits := [*find(text)]:
        text, step = _rewrite(text, edits)
        steps.append(step)
    return text


def rejoined(text: str) -> str:
    """Return a text without soft hyphens and the hyphens that break words at a line's end."""
    if not _has_hyphens(text):
        return text
    edits = [*_unhyphenated(text)]
    return _rewrite(text, edits)[0] if edits else text


# The way back ---------------------------------------------------------------------------------


class _Step:
    """One rewriting of a text, remembered by its edits: where each begins and ends, new and old."""

    __slots__ = ("_new_ends", "_new_starts", "_old_ends", "_old_starts")

    def __init__(self) -> None:
        self._new_starts, self._new_ends = array("I"), array("I")
        self._old_starts, self._old_ends = array("I"), array("I")

    def add(self, new_start: int, new_end: int, old_start: int, old_end: int) -> None:
        self._new_starts.append(new_start)
        self._new_ends.append(new_end)
        self._old_starts.append(old_start)
        self._old_ends.append(old_end)

    def back(self, start: int, end: int) -> tuple[int, int]:
        """Return the old text's stretch that became `[start, end)` of the new one."""
        first, after = self._character(start)
        if end <= start:
            return first, first
        return first, after if end == start + 1 else self._character(end - 1)[1]

    def places(self, at: Numbers) -> Numbers:
        """Return where the old text's stretches begin that became the new characters at `at`."""
        if not self._new_starts:
            return at
        last = np.searchsorted(self._new_starts, at, side="right") - 1
        ends = np.array(self._new_ends, np.int64)[last]
        moved = at - ends + np.array(self._old_ends, np.int64)[last]
        inside = np.where(at < ends, np.array(self._old_starts, np.int64)[last], moved)
        return np.where(last < 0, at, inside)

    def _character(self, at: int) -> tuple[int, int]:
        """Return the old text's stretch that became the new character at `at`."""
        last = bisect_right(self._new_starts, at) - 1
        if last < 0:
            return at, at + 1
        if at < self._new_ends[last]:
            return self._old_starts[last], self._old_ends[last]
        old = at - self._new_ends[last] + self._old_ends[last]
        return old, old + 1


def _rewrite(text: str, edits: Iterable[Edit]) -> tuple[str, _Step]:
    step = _Step()
    pieces: list[str] = []
    old = new = 0
    for start, end, words in edits:
        pieces += (text[old:start], words)
        new += start - old
        step.add(new, new + len(words), start, end)
        new += len(words)
        old = end
    pieces.append(text[old:])
    return "".join(pieces), step


_MOST_MARKS = 30
"""How many accents on one letter are taken together, as in the Stream-Safe Text Format (UAX 15).

Putting them in order costs the square of their number.
"""


def _whole_letters(text: str, start: int, end: int) -> tuple[int, int]:
    """Widen a stretch that cuts a letter from its accents."""
    if end <= start:
        return start, end
    first, last = max(0, start - _MOST_MARKS), min(len(text), end + _MOST_MARKS)
    while start > first and _joins(text[start]):
        start -= 1
    while end < last and _joins(text[end]):
        end += 1
    return start, end


# What is folded -------------------------------------------------------------------------------


def _unmarked(hidden: Iterable[Span], text: str) -> Iterator[Edit]:
    """Drop what nobody reads."""
    del text
    reached = 0
    for span in sorted(hidden):
        if span.end > reached:
            yield max(span.start, reached), span.end, ""
            reached = span.end


_LINE_END = r"[^\S\n\r\v\f\x85\u2028\u2029]*+(?:\r\n|[\n\r\v\f\x85\u2028\u2029])[^\S\n\r]*+"
_HYPHEN = "-\u2010\u00ad"
# It begins with the character that it is about: texts are looked through for that.
_HYPHENS = re.compile(
    rf"[{_HYPHEN}](?:(?<=\u00ad)\u00ad*+(?>(?:{_LINE_END})?)|(?<!\u00ad){_LINE_END})"
)


def _unhyphenated(text: str) -> Iterator[Edit]:
    """Drop soft hyphens, and the hyphens that break a word at a line's end.

    A hyphen at a line's end stays, and only the line break goes, where no typesetter put it:
    beside a digit (1914-/1918) or before a capital (Anglo-/American).
    """
    if not _has_hyphens(text):
        return
    for found in _HYPHENS.finditer(text):
        start, end = found.span()
        if text[start] == "\u00ad":
            yield start, end, ""
            continue
        before, after = text[start - 1 : start], text[end : end + 1]
        if not (before and after and _wordy(before) and _wordy(after)):
            continue
        broken = not before.isdigit() and after.isalpha() and not _capital_follows(before, after)
        yield start if broken else start + 1, end, ""


def _has_hyphens(text: str) -> bool:
    return "-" in text or "\u2010" in text or "\u00ad" in text


def _wordy(character: str) -> bool:
    return character.isalnum() or _joins(character)


def _capital_follows(before: str, after: str) -> bool:
    return after.isupper() and not before.isupper()


_MAY_BE_LIGATURE = re.compile("[\u0132\u0133\u0587\ua7f9\ufb00-\ufdff\ufe70-\ufefc]")
"""A character by which a text may have ligatures: most texts have none, and need no closer look."""


def _composed(text: str) -> Iterator[Edit]:
    """Open ligatures and bring letters and their accents into NFC, jamo into syllables.

    Source: Unicode Standard Annex 15. A letter and what joins it is one unit: composing one
    says nothing about the next.
    """
    if text.isascii() or (
        unicodedata.is_normalized("NFC", text) and not _MAY_BE_LIGATURE.search(text)
    ):
        return
    rare = [one for one in set(text) if one > "\u0131" and not _stays_as_it_is(one)]
    opened = {one: unicodedata.normalize("NFKC", one) for one in rare if _is_ligature(one)}
    joining = "".join(sorted(filter(_joins, rare)))
    moved = "".join(
        sorted(one for one in rare if one in opened or unicodedata.normalize("NFC", one) != one)
    )
    units = []
    if moved:
        units.append(f"[{moved}][{joining}]{{0,{_MOST_MARKS}}}" if joining else f"[{moved}]")
    if joining and (moved or not unicodedata.is_normalized("NFC", text)):
        units.append(f"[^{joining}]?[{joining}]{{1,{_MOST_MARKS}}}")
    if not units:
        return
    for found in re.finditer("|".join(units), text):
        unit = found[0]
        folded = "".join(opened.get(one, one) for one in unit) if opened else unit
        folded = unicodedata.normalize("NFC", folded)
        if folded != unit:
            yield *found.span(), folded


@lru_cache(4_000)  # a text has few letters, and many texts have the same ones
def _stays_as_it_is(character: str) -> bool:
    """Say whether a character is one by itself, in NFC, and so are those beside it."""
    return not (
        _is_ligature(character)
        or _joins(character)
        or unicodedata.normalize("NFC", character) != character
    )


def _is_ligature(character: str) -> bool:
    """Say whether a character is several letters set as one; œ and æ are letters of their own."""
    compatible = unicodedata.decomposition(character).startswith("<")
    return compatible and "LIGATURE" in unicodedata.name(character, "")


def _joins(character: str) -> bool:
    """Say whether a character belongs to the one before it: an accent, a vowel sign, a jamo."""
    if character < "\u0300":
        return False
    if unicodedata.category(character)[0] == "M":
        return True
    # Hangul vowels and finals, and the vowel signs of Kirat Rai, are letters, but compose.
    return "\u1160" <= character <= "\u11ff" or "\U00016d63" <= character <= "\U00016d6a"


# Unicode's Quotation_Mark characters and their ornamental forms; the angle brackets that quote in
# Korean and Chinese; and what typewriters and modifier letters put in their place.
_QUOTATION_MARKS = (
    "\"'«»‘’‚‛“”„‟‹›⹂「」『』〝〞〟﹁﹂﹃﹄＂＇｢｣❛❜❝❞❟❠❮❯\U0001f676\U0001f677\U0001f678〈〉《》`´ʼ"
)
# Unicode's Dash characters.
_DASHES = "-֊־᐀᠆‐‑‒–—―⁓⁻₋−⸗⸚⸺⸻⹀⹝〜〰゠︱︲﹘﹣－\U00010ead"

_WHITE_SPACE = [chr(point) for point in range(0x3001) if chr(point).isspace()]

_ALIKE = {
    character: alike
    for characters, alike in ((_QUOTATION_MARKS, "'"), (_DASHES, "-"), (_WHITE_SPACE, " "))
    for character in characters
    if character != alike
}
_ALIKE_IN_ASCII = str.maketrans({one: _ALIKE[one] for one in _ALIKE if one.isascii()})
# Texts are looked through for what a whole expression begins with, and much sooner.
_SPACES = re.compile("   *")
_SPACES_OR_POINTS = re.compile(f"{_SPACES.pattern}|…")


def _made_alike(text: str) -> str:
    """Have signs that are alike be the same, each in its place."""
    if text.isascii():
        return text.translate(_ALIKE_IN_ASCII)
    # What they become stays what it is, so their order does not matter.
    for character, alike in _ALIKE.items():
        if character in text:
            text = text.replace(character, alike)
    return text


def _spaced(text: str) -> Iterator[Edit]:
    """Make spaces in a row one space, and an ellipsis three points."""
    pattern = _SPACES_OR_POINTS if "…" in text else _SPACES
    for found in pattern.finditer(text):
        yield *found.span(), "..." if found[0] == "…" else " "
