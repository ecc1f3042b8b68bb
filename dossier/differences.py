"""What differs between words as they were typed and as their source has them."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from rapidfuzz.distance import Levenshtein

from dossier.folding import fold, rejoined
from dossier.word_edges import words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence


_Read = tuple[str, str]
"""A number or a negation: what it amounts to, and how it is written."""


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
        folded = fold(text)
        edges = words(folded.text)
        self._text = text
        self._spans = [folded.span(start, end) for start, end in edges]
        self.folded = [folded.text[start:end] for start, end in edges]

    def slice(self, start: int, end: int) -> str:
        if start == end:
            return ""
        words_ = self._text[self._spans[start].start : self._spans[end - 1].end]
        return " ".join(rejoined(words_).split())


def _unequal(left: Sequence[str], right: Sequence[str]) -> list[tuple[int, int, int, int]]:
    """Return the stretches that differ, neighbours made one."""
    stretches: list[tuple[int, int, int, int]] = []
    for step in Levenshtein.opcodes(left, right):
        if step.tag == "equal":
            continue
        if stretches and stretches[-1][1] == step.src_start and stretches[-1][3] == step.dest_start:
            start, _, other, _ = stretches.pop()
            stretches.append((start, step.src_end, other, step.dest_end))
        else:
            stretches.append((step.src_start, step.src_end, step.dest_start, step.dest_end))
    return stretches


# Numbers and negations ------------------------------------------------------------------------


def reversals(changed: Iterable[Change]) -> tuple[Reversal, ...]:
    """Return the differences in numbers and in negations, which may turn a quote's meaning."""
    told = tuple(changed)
    numbers = _compared("number", told, _numbers)
    negations = _compared("negation", told, _negations)
    return tuple(one for one in (numbers, negations) if one.typed or one.found)


def _compared(
    kind: Literal["number", "negation"],
    told: Sequence[Change],
    read: Callable[[str, str], list[_Read]],
) -> Reversal:
    typed = [one for change in told for one in read(change.typed, change.found)]
    found = [one for change in told for one in read(change.found, change.typed)]
    return Reversal(kind, _more(typed, found), _more(found, typed))


def _more(some: Sequence[_Read], other: Sequence[_Read]) -> tuple[str, ...]:
    """Return, as they are written, those of some things that others have not, or fewer times."""
    left = Counter(what for what, _ in other)
    more = []
    for what, written in some:
        if left[what]:
            left[what] -= 1
        else:
            more.append(written)
    return tuple(more)


def _table(listed: str) -> dict[str, str]:
    return dict(one.split(":") for one in listed.split())


_NUMBER = re.compile(r"\d(?:[\d.,'/:-]*\d)?")
_THOUSANDS = re.compile(r"(?<=\d)[.,'](?=\d{3}(?!\d))")
_SPELT = _table(
    "zero:0 two:2 three:3 four:4 five:5 six:6 seven:7 eight:8 nine:9 ten:10 eleven:11 twelve:12 "
    "thirteen:13 fourteen:14 fifteen:15 sixteen:16 seventeen:17 eighteen:18 nineteen:19 twenty:20 "
    "thirty:30 forty:40 fifty:50 sixty:60 seventy:70 eighty:80 ninety:90 dozen:12 dozens:12s "
    "hundred:100 hundreds:100s thousand:1000 thousands:1000s million:10^6 millions:10^6s "
    "billion:10^9 billions:10^9s trillion:10^12 half:1/2 double:×2 twice:×2 triple:×3 "
    "second:2nd third:3rd fourth:4th fifth:5th"
)
_WORD = re.compile(r"[\w']+")


def _numbers(text: str, other: str) -> list[_Read]:
    """Return the numbers in some words, in digits or spelt out in English."""
    del other
    spelt = [(_SPELT[word.lower()], word) for word in _WORD.findall(text) if word.lower() in _SPELT]
    return spelt + [(_plain(number), number) for number in _NUMBER.findall(text)]


def _plain(number: str) -> str:
    """Return a number in ASCII digits, without marks between thousands."""
    digits = (str(unicodedata.decimal(one)) if one.isdecimal() else one for one in number)
    return _THOUSANDS.sub("", "".join(digits))


# English, German, French, Spanish, Portuguese, Italian, Dutch, Polish, Russian, Ukrainian, Arabic.
_NEGATIONS = frozenset(
    re.findall(
        r"\S+",
        "no not none nor never neither nobody nothing nowhere without cannot hardly "
        "nicht kein keine keinen keiner keines keinem nie niemals niemand nichts ohne weder "
        "ne pas jamais aucun aucune sans ni nunca sin ningún ninguna nadie não nem sem nunca "
        "non nessuno nessuna senza niet geen nooit zonder nie bez żaden "
        "не нет ни никогда никто ничего нельзя без ні немає ніхто нічого "
        "لا لم لن ليس ليست بدون",
    )
)
# In Chinese, Japanese and Korean a negation is part of a longer run of letters.
_NEGATING = re.compile("不|没|沒|無|无|未|非|ない|ません|않|없|아니|못")
_PREFIXES = ("un", "in", "im", "ir", "il", "non", "non-", "dis", "mis", "de", "не")


def _negations(text: str, other: str) -> list[_Read]:
    """Return the negations in some words: whole words, or what “un-” makes of one of the others."""
    others = set(_WORD.findall(fold(other).text.lower()))
    found = [(sign, sign) for sign in _NEGATING.findall(text)]
    for word in _WORD.findall(fold(text).text.lower()):
        reversed_ = any(
            word.startswith(prefix) and word.removeprefix(prefix) in others for prefix in _PREFIXES
        )
        if reversed_ or word in _NEGATIONS or word.endswith("n't"):
            found.append((word, word))
    return found
