"""What differs between two wordings: a quote and its source, or two renderings of one utterance."""

from __future__ import annotations

import unicodedata
from array import array
from collections import Counter
from itertools import cycle, pairwise
from typing import TYPE_CHECKING, Literal

from rapidfuzz.distance import Levenshtein

from dossier.folding import fold, rejoined
from dossier.frozen import dataclass
from dossier.telling_words import modals, negations, numbers
from dossier.word_edges import words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from dossier.telling_words import Read


Mark = Literal["number", "negation", "modal"]


@dataclass(frozen=True, slots=True)
class Change:
    """Some words of a quote, as typed, and what its source has in their place.

    `op` says what was done to the source's words: some were replaced, left out or added.
    """

    op: Literal["replaced", "left out", "added"]
    typed: str
    found: str


@dataclass(frozen=True, slots=True)
class Reversal:
    """A difference that may turn a quote's meaning: in its numbers, or in a negation."""

    kind: Literal["number", "negation"]
    typed: tuple[str, ...]
    found: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Stretch:
    """A piece of two wordings laid side by side: the same words in both, or what differs.

    One side is empty where the other has words more. `marks` says what about a difference may
    turn the meaning. The spaces around a difference belong to the same words beside it, so one
    side's pieces joined as they are make its wording on one line, in any script.
    """

    left: str
    right: str
    same: bool
    marks: tuple[Mark, ...] = ()


def aligned(left: str, right: str) -> tuple[Stretch, ...]:
    """Lay two wordings side by side, word by word, from beginning to end.

    Case, and punctuation at a word's edges or by itself, are shown and are no difference:
    translators and editors set them as their own sentence needs. What folding makes alike is
    none either. In scripts without spaces every character is a word.
    """
    return side_by_side(Wording(left), Wording(right))


def side_by_side(left: Wording, right: Wording) -> tuple[Stretch, ...]:
    """Do as `aligned` does, for wordings that are laid beside several others."""
    runs = differing(left, right)
    here = left.cut((start, end) for start, end, _, _ in runs)
    there = right.cut((start, end) for _, _, start, end in runs)
    return tuple(
        Stretch(one, other, same=True) if same else _difference(one, other)
        for one, other, same in zip(here, there, cycle((True, False)), strict=False)
        if one or other
    )


_Run = tuple[int, int, int, int]
"""Words that differ: `[start, end)` on either side."""


def differing(left: Wording, right: Wording) -> list[_Run]:
    """Return the runs of words in which two wordings differ, neighbours made one.

    The fewest words are put, dropped or replaced (Levenshtein, 1966), and of two such ways the
    one that keeps more words is taken, the same whichever wording comes first. The cost is that
    of both lengths multiplied, 64 words at a time: wordings of 10,000 words take a fifth of a
    second, of 100,000 words five.
    """
    there = _unequal(left.words, right.words)
    back = [(*run[2:], *run[:2]) for run in _unequal(right.words, left.words)]
    lost, lost_back = (
        sum(run[1] - run[0] + run[3] - run[2] for run in way) for way in (there, back)
    )
    forward = lost < lost_back or (lost == lost_back and left.words <= right.words)
    return there if forward else back


_READERS: tuple[tuple[Mark, Callable[[str, str], list[Read]]], ...] = (
    ("number", numbers),
    ("negation", negations),
    ("modal", modals),
)


def _difference(left: str, right: str) -> Stretch:
    """Return a difference with what of it may turn the meaning: it lies in that, not near it."""
    told = (Change("replaced", left, right),)
    marks = tuple(mark for mark, read in _READERS if any(_compared(told, read)))
    return Stretch(left, right, same=False, marks=marks)


def changes(typed: str, found: str) -> tuple[Change, ...]:
    """Return the differences between two wordings, word by word, in order.

    What folding makes alike is no difference.
    """
    left, right = _Words(typed), _Words(found)
    told = []
    for left_start, left_end, right_start, right_end in _unequal(left.folded, right.folded):
        here, there = left.slice(left_start, left_end), right.slice(right_start, right_end)
        op: Literal["replaced", "left out", "added"] = "replaced"
        if not here:
            op = "left out"
        elif not there:
            op = "added"
        told.append(Change(op, here, there))
    return tuple(told)


class _Words:
    """A wording as words: folded for comparing them, and as they were for showing them."""

    def __init__(self, text: str) -> None:
        self.text = " ".join(rejoined(text).split())
        folded = fold(self.text)
        stretches = words(folded.text)
        self.spans = folded.spans(stretches)
        self.folded = [folded.text[start:end] for start, end in stretches]
        if any(here[0] < before[1] for before, here in pairwise(self.spans)):
            self._join_overlapping()

    def _join_overlapping(self) -> None:
        """Join a vowel sign or an accent in a script without spaces to the letter that holds it."""
        found = zip(self.spans, self.folded, strict=True)
        self.spans, self.folded = [], []
        for (start, end), word in found:
            if self.spans and start < self.spans[-1][1]:
                self.spans[-1] = (self.spans[-1][0], max(end, self.spans[-1][1]))
                self.folded[-1] += word
            else:
                self.spans.append((start, end))
                self.folded.append(word)

    def slice(self, start: int, end: int) -> str:
        if start == end:
            return ""
        return self.text[self.spans[start][0] : self.spans[end - 1][1]]


class Wording:
    """A wording as bare words, for laying it beside others: `words` are what is compared."""

    __slots__ = ("_ends", "_starts", "text", "words")

    def __init__(self, text: str) -> None:
        whole = _Words(text)
        self.text = whole.text
        self.words: list[str] = []
        self._starts, self._ends = array("I"), array("I")
        start = -1  # where marks start that no word has been found for yet
        for (first, end), folded in zip(whole.spans, whole.folded, strict=True):
            word = _bare(folded)
            if not word and self.words and not _opens(self.text[first]):
                self._ends[-1] = end
                continue
            start = first if start < 0 else start
            if word:
                self._add(word, start, end)
                start = -1
        if start >= 0 and not self.words:
            self._add("", start, len(self.text))
        elif start >= 0:
            self._ends[-1] = len(self.text)

    def _add(self, word: str, start: int, end: int) -> None:
        self.words.append(word)
        self._starts.append(start)
        self._ends.append(end)

    def cut(self, runs: Iterable[tuple[int, int]]) -> Iterator[str]:
        """Yield the text between, in turns, and in each run of words, `[start, end)`."""
        at = 0
        for start, end in runs:
            first = self._starts[start] if start < len(self.words) else len(self.text)
            last = self._ends[end - 1] if start < end else first
            yield self.text[at:first]
            yield self.text[first:last]
            at = last
        yield self.text[at:]


def _bare(word: str) -> str:
    """Return a folded word without case, and without the punctuation at its edges."""
    if word.isalnum():
        return word.casefold()
    start, end = 0, len(word)
    while start < end and _is_mark(word[start]):
        if word[start] == "-" and word[start + 1 : start + 2].isdigit():
            break  # a minus
        start += 1
    while end > start and _is_mark(word[end - 1]):
        end -= 1
    return word[start:end].casefold()


def _is_mark(character: str) -> bool:
    """Say whether a character is punctuation that says nothing by itself: “5 %” is not “5”."""
    if character.isalnum() or character in "%‰&@#§":
        return False
    return unicodedata.category(character)[0] == "P"


def _opens(character: str) -> bool:
    return unicodedata.category(character) in {"Ps", "Pi"}


def _unequal(left: Sequence[str], right: Sequence[str]) -> list[_Run]:
    """Return the stretches that differ, neighbours made one."""
    stretches: list[_Run] = []
    for step in Levenshtein.opcodes(left, right):
        if step.tag == "equal":
            continue
        if stretches and stretches[-1][1] == step.src_start and stretches[-1][3] == step.dest_start:
            start, _, other, _ = stretches.pop()
            stretches.append((start, step.src_end, other, step.dest_end))
        else:
            stretches.append((step.src_start, step.src_end, step.dest_start, step.dest_end))
    return stretches


# What may turn the meaning ---------------------------------------------------------------------


def reversals(changed: Iterable[Change]) -> tuple[Reversal, ...]:
    """Return the differences in numbers and in negations, which may turn a quote's meaning."""
    told = tuple(changed)
    figures = Reversal("number", *_compared(told, numbers))
    denials = Reversal("negation", *_compared(told, negations))
    return tuple(one for one in (figures, denials) if one.typed or one.found)


def _compared(
    told: Sequence[Change], read: Callable[[str, str], list[Read]]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return what either side has more, of the words that are read."""
    typed = [one for change in told for one in read(change.typed, change.found)]
    found = [one for change in told for one in read(change.found, change.typed)]
    return (_more(typed, found), _more(found, typed)) if typed or found else ((), ())


def _more(some: Sequence[Read], other: Sequence[Read]) -> tuple[str, ...]:
    """Return, as they are written, those of some things that others have not, or fewer times."""
    left = Counter(what for what, _ in other)
    more = []
    for what, written in some:
        if left[what]:
            left[what] -= 1
        else:
            more.append(written)
    return tuple(more)
