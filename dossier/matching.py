"""Quotes looked for in folded text: found, ambiguous or missing, and never moved to a lookalike.

Nothing here knows of files or records; offsets are those of the folded text.
"""

from __future__ import annotations

import re
from dataclasses import replace
from enum import Enum
from typing import TYPE_CHECKING, TypeVar

from rapidfuzz.distance import Levenshtein

from dossier.closeness import Closest, closest, gap
from dossier.elisions import MOST_PARTS, MOST_STARTS, Part, chains, in_order, widest
from dossier.folding import fold
from dossier.frozen import dataclass
from dossier.text import Span
from dossier.word_edges import ends_word, starts_word

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from dossier.closeness import Near

_Place = TypeVar("_Place")

_MOST_COMPARED = 50_000_000
_MOST_SHOWN = 12
_ELISION = re.compile(r"\s*\[\s?\.\.\.\s?\]\s*")
_TYPED_ELISION = re.compile(r"\s*+\[\s?(?:…|\.\.\.)\s?\]\s*+")
_CONTEXT_LIKENESS = 0.75


@dataclass(frozen=True, slots=True)
class Wanted:
    """A quote, folded, and what tells its occurrence from others.

    `parts` are the words between its elisions; a quote without any is one part.
    """

    words: str
    parts: tuple[str, ...]
    prefix: str = ""
    suffix: str = ""
    occurrence: int | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read a quote in a text: the stretch of each part, and how alike they are."""

    parts: tuple[Span, ...]
    likeness: float = 1.0

    @property
    def span(self) -> Span:
        """From the first part's start to the last part's end."""
        return Span(self.parts[0].start, self.parts[-1].end)


@dataclass(frozen=True, slots=True)
class Found:
    """Where a quote stands: once, or every time where all occurrences were wanted."""

    readings: tuple[Reading, ...]

    @property
    def is_exact(self) -> bool:
        """Whether the words are the quote's own, as far as folding makes them alike."""
        return all(reading.likeness == 1 for reading in self.readings)


@dataclass(frozen=True, slots=True)
class Ambiguous:
    """A quote that stands in several places, `times` in all; `readings` are the first few."""

    readings: tuple[Reading, ...]
    times: int


class Reason(Enum):
    """Why a quote is missing."""

    EMPTY = "it has no words"
    NOWHERE = "nothing is close to it"
    UNCLEAR = "several stretches are about equally close to it"
    CONTEXT = "its words stand there, but not in that context"
    OCCURRENCE = "its words do not stand there that often"
    PART = "one of its parts stands nowhere"
    TOO_WIDE = "its parts stand too far apart"
    ORDER = "its parts stand in another order"
    VAGUE = "one of its parts stands everywhere"
    PARTS = "it has too many parts"


@dataclass(frozen=True, slots=True)
class Missing:
    """Why a quote has no place.

    `readings` are what was found instead: the nearest stretches, or the first few of the same
    words in another context or fewer `times`. `part` is the wording that they are readings of,
    or the one before an elision that would leave out `left_out` characters.
    """

    reason: Reason
    part: str = ""
    readings: tuple[Reading, ...] = ()
    times: int = 0
    left_out: int = 0


Outcome = Found | Ambiguous | Missing


def wanted(
    exact: str, *, prefix: str = "", suffix: str = "", occurrence: int | None = None
) -> Wanted:
    """Fold a quote and its context for looking them up."""
    words = folded(exact)
    parts = tuple(part for part in _ELISION.split(words) if part) if "[" in words else (words,)
    return Wanted(words, parts, folded(prefix), folded(suffix), occurrence)


def folded(words: str) -> str:
    """Fold words for looking them up, without the white space around them."""
    return fold(words).text.strip() if words else ""


def typed_parts(exact: str) -> tuple[str, ...]:
    """Return the words between a quote's elisions as they were typed."""
    return tuple(part for part in _TYPED_ELISION.split(exact.strip()) if part)


def search(text: str, quote: Wanted, *, every: bool = False, near: bool = True) -> Outcome:
    """Look for a quote in a folded text: with `every`, for all its occurrences.

    An exact quote costs one plain search of the text. Looking for what is only `near` it costs
    some ten milliseconds a megabyte.
    """
    if not any(quote.parts):
        return Missing(Reason.EMPTY)
    # Whole first: a source may itself have “[…]”.
    found = occurrences(text, quote.words)
    whole = [at for at in found if _stands_alone(text, at, at + len(quote.words))]
    if whole or (found and every):
        # As in automatic linking; words that never stand alone are meant as they are.
        return _exact(text, quote, whole or found, every=every)
    if quote.parts == (quote.words,):
        return _drifted(text, quote, near=near)
    if len(quote.parts) == 1:
        return search(text, replace(quote, words=quote.parts[0]), every=every, near=near)
    return _elided(text, quote, every=every, near=near)


# Exact ----------------------------------------------------------------------------------------


def occurrences(text: str, words: str) -> list[int]:
    """Return where words start in a text, overlapping or not, in order.

    Long words that repeat themselves, in a text that does too, are not counted to the end: each
    occurrence would cost their whole length.
    """
    most = max(1_000, _MOST_COMPARED // len(words))
    found: list[int] = []
    at = text.find(words)
    while at >= 0 and len(found) < most:
        found.append(at)
        at = text.find(words, at + 1)
    return found


def _stands_alone(text: str, start: int, end: int) -> bool:
    """Say whether a stretch cuts no word and no number.

    “000 troops” is not what “15,000 troops” says, nor “confirmed” what “unconfirmed” does.
    """
    return starts_word(text, start) and ends_word(text, end)


def _exact(text: str, quote: Wanted, starts: Sequence[int], *, every: bool) -> Outcome:
    length = len(quote.words)

    def reading(at: int) -> Reading:
        return Reading((Span(at, at + length),))

    chosen = [at for at in starts if _agrees(text, at, at + length, quote)]
    if not chosen:
        readings = tuple(map(reading, starts[:_MOST_SHOWN]))
        return Missing(Reason.CONTEXT, quote.words, readings, len(starts))
    return _selected(quote, chosen, reading, every=every)


def _selected(
    quote: Wanted, places: Sequence[_Place], reading: Callable[[_Place], Reading], *, every: bool
) -> Outcome:
    """Choose among places in the right context: all, the only one, or the one that is counted."""
    number = quote.occurrence
    if number and number <= len(places):
        return Found((reading(places[number - 1]),))
    if not number and (every or len(places) == 1):
        return Found(tuple(map(reading, places)))
    shown = tuple(map(reading, places[:_MOST_SHOWN]))
    if number:
        return Missing(Reason.OCCURRENCE, quote.words, shown, len(places))
    return Ambiguous(shown, len(places))


def _agrees(text: str, start: int, end: int, quote: Wanted) -> bool:
    """Say whether a stretch has the context that the quote gives; spaces do not matter."""
    if not quote.prefix and not quote.suffix:
        return True
    before, after = _context(text, start, end, quote)
    return before.endswith(quote.prefix) and after.startswith(quote.suffix)


def _context(text: str, start: int, end: int, quote: Wanted) -> tuple[str, str]:
    """Return as much of the text around a stretch as the quote's own context is long."""
    before = text[max(0, start - len(quote.prefix) - 1) : start].rstrip()
    after = text[end : end + len(quote.suffix) + 1].lstrip()
    return before, after


# Drifted --------------------------------------------------------------------------------------


def _drifted(text: str, quote: Wanted, *, near: bool) -> Outcome:
    found = closest(text, quote.words) if near else Closest()
    if not found.candidates:
        return Missing(Reason.NOWHERE, quote.words, _readings(found.nearest))
    if quote.prefix or quote.suffix:
        best = _with_context(text, quote, found.candidates)
    else:
        best = found.candidates[0] if found.clear else None
    # An occurrence was counted among exact words, which are no longer there.
    if best and (quote.occurrence or 1) == 1:
        return Found(_readings(best))
    if found.clear:
        return Missing(Reason.NOWHERE, quote.words, _readings(found.candidates[0]))
    return Missing(Reason.UNCLEAR, quote.words, _readings(*found.candidates, *found.rivals))


def _readings(*nears: Near | None) -> tuple[Reading, ...]:
    return tuple(Reading((near.span,), near.likeness) for near in nears if near)


def _with_context(text: str, quote: Wanted, candidates: Sequence[Near]) -> Near | None:
    """Return the nearest candidate that has about the right context, if it is clearly the one."""
    agreeing = [near for near in candidates if _nearly_agrees(text, near.span, quote)]
    if not agreeing:
        return None
    best, *others = agreeing
    clear = all(one.distance - best.distance >= gap(quote.words) for one in others)
    return best if clear else None


def _nearly_agrees(text: str, span: Span, quote: Wanted) -> bool:
    before, after = _context(text, span.start, span.end, quote)
    return _alike(before[-len(quote.prefix) :] if quote.prefix else "", quote.prefix) and _alike(
        after[: len(quote.suffix)], quote.suffix
    )


def _alike(some: str, other: str) -> bool:
    return some == other or Levenshtein.normalized_similarity(some, other) >= _CONTEXT_LIKENESS


# With words left out --------------------------------------------------------------------------


def _elided(text: str, quote: Wanted, *, every: bool, near: bool) -> Outcome:
    """Find the parts of a quote in order, each close enough behind the one before."""
    if len(quote.parts) > MOST_PARTS:
        return Missing(Reason.PARTS)
    parts: list[Part] = []
    for words in quote.parts:
        length = len(words)
        starts = [at for at in occurrences(text, words) if _stands_alone(text, at, at + length)]
        if len(starts) > MOST_STARTS:
            return Missing(Reason.VAGUE, words, times=len(starts))
        if starts:
            parts.append(Part(starts, length))
            continue
        close = closest(text, words) if near else Closest()
        if not close.clear:
            return Missing(Reason.PART, words, _readings(*(close.candidates or (close.nearest,))))
        best = close.candidates[0]
        parts.append(Part([best.span.start], len(best.span), best.distance))
    found = chains(text, parts)
    if found:
        return _chained(text, quote, parts, found, every=every)
    if not in_order(parts):
        return Missing(Reason.ORDER)
    number, width = widest(text, parts)
    return Missing(Reason.TOO_WIDE, quote.parts[number], left_out=width)


def _chained(
    text: str,
    quote: Wanted,
    parts: Sequence[Part],
    found: Sequence[tuple[int, ...]],
    *,
    every: bool,
) -> Outcome:
    lengths = [part.length for part in parts]
    likeness = max(0.0, 1 - sum(part.distance for part in parts) / sum(map(len, quote.parts)))

    def reading(starts: tuple[int, ...]) -> Reading:
        spans = (Span(at, at + length) for at, length in zip(starts, lengths, strict=True))
        return Reading(tuple(spans), likeness)

    chosen = [
        starts for starts in found if _agrees(text, starts[0], starts[-1] + lengths[-1], quote)
    ]
    if not chosen:
        readings = tuple(map(reading, found[:_MOST_SHOWN]))
        return Missing(Reason.CONTEXT, quote.words, readings, len(found))
    return _selected(quote, chosen, reading, every=every)
