"""What a claim's statement says, made comparable: its words, its numbers, whom it names.

Words are compared by their beginnings, so that “soldier” and “soldiers”, «Россия» and «России» are
alike; in scripts without capital letters (Chinese, Japanese, Korean, Arabic …) by their pairs of
neighbouring letters. Months and weekdays belong to the date, and “took place” says the same as
“was held” (`dossier.analyses.signal_words`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from dossier.analyses.counts import HEDGES, ORDINALS, Number, Token, numbers, tokens
from dossier.analyses.signal_words import HAPPENED, WEEKDAYS, of_the_calendar, stages
from dossier.folding import fold
from dossier.frozen import dataclass
from dossier.word_edges import is_unspaced

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from dossier.dates import Edtf

_STEM = 4
"""So many letters a word must have to bear meaning, and by so many it is compared."""
_NEAR = 3
"""So many words behind a number may say what it counts."""
_HAPPENED = "=happened"
"""The stem of all ways to say that something happened."""
_CURRENCIES = frozenset("$€£¥₩₽₴")
_MEASURES = frozenset(
    "km mile met m cm mm feet foot yard acre hect kg gram ton tonn pound litr lite mete metr kilo "  # noqa: SIM905 - a list of words
    "hour minu day days week mont year perc degr".split()
)
"""Stems of units: numbers with different ones may be the same."""


@dataclass(frozen=True, slots=True)
class Count:
    """A number that counts something: how it is written, and what stands right behind it."""

    number: Number
    written: str
    unit: str
    near: tuple[str, ...]

    def like(self, other: Count) -> bool:
        """Say whether both seem to count the same kind of thing.

        “11,000 North Korean soldiers” and “12,000 soldiers from North Korea” do; “10 km” and
        “6 miles”, “$5 million” and “€7 million” do not.
        """
        measures = {self.unit, other.unit} & _MEASURES
        if _currency(self.written) != _currency(other.written) or (
            measures and self.unit != other.unit
        ):
            return False
        return (
            self.unit == other.unit
            or bool(set(self.near[:1]) & set(other.near))
            or bool(set(other.near[:1]) & set(self.near))
        )


def _currency(written: str) -> str:
    return written[:1] if written[:1] in _CURRENCIES else ""


@dataclass(frozen=True, slots=True)
class Statement:
    """A statement taken apart.

    `core` holds the stems of the words that bear meaning and `names` those that are written with
    a capital letter; `words` are the stems of all words. What tells the claim's own time and
    places, or a month or weekday, stands apart in `dated` and `placed`, numbers that only name
    something in `labels`. `stages` says whether it is announced, begun, over …
    """

    core: frozenset[str]
    names: frozenset[str]
    words: frozenset[str]
    dated: frozenset[str]
    placed: frozenset[str]
    labels: frozenset[str]
    counts: tuple[Count, ...]
    stages: frozenset[str]


def stems(text: str) -> frozenset[str]:
    """Return the stems of all words of a text, however short."""
    return frozenset(stem for token in tokens(fold(text).text) for stem in _stems(token))


def take_apart(text: str, *, when: Edtf | None, places: Iterable[str]) -> Statement:
    """Take a statement apart. `places` are the stems of its places' names. Linear."""
    folded = fold(text).text
    words = tokens(folded)
    found = list(numbers(folded, words))
    own = _own_numbers(when)
    dates = [one for one in found if one.value in own and one.last == one.first + 1]
    dated = _around(words, dates)
    taken = dated | {at for one in found for at in range(one.first, one.last)}
    told = {
        at: _stems(word)
        for at, word in enumerate(words)
        if at not in taken and word.text.casefold() not in HEDGES
    }
    told |= _happenings(folded, words, told)
    place_stems = frozenset(places)
    core = {stem for at, each in told.items() if _bears_meaning(words[at]) for stem in each}
    core |= {_HAPPENED for each in told.values() if _HAPPENED in each}
    names = {stem for at, each in told.items() if _is_name(words, at) for stem in each}
    rest = [one for one in found if one not in dates]
    return Statement(
        core=frozenset(core - place_stems),
        names=frozenset(names - place_stems - {_HAPPENED}),
        words=frozenset(stem for each in told.values() for stem in each),
        dated=frozenset(words[at].text.casefold() for at in dated)
        | frozenset(WEEKDAYS.findall(folded)),
        placed=frozenset((core | names) & place_stems),
        labels=frozenset(_written(folded, words, one).casefold() for one in rest if one.names)
        | {word.text.casefold() for word in words} & ORDINALS,
        counts=tuple(_count(folded, words, one) for one in rest if not one.names),
        stages=stages(folded),
    )


def _happenings(text: str, words: Sequence[Token], told: Iterable[int]) -> dict[int, list[str]]:
    """Return the words that say no more than that something happened, with one stem for all."""
    spans = [found.span() for found in HAPPENED.finditer(text)]
    if not spans:
        return {}
    return {
        at: [_HAPPENED]
        for at in told
        if any(start <= words[at].start and words[at].end <= end for start, end in spans)
    }


def _stems(token: Token) -> list[str]:
    word = token.text.casefold()
    if token.is_cased or not token.text[0].isalpha():
        return [word[:_STEM]]
    parts = WEEKDAYS.sub(" ", word).split()
    return [part[at : at + 2] for part in parts for at in range(max(len(part) - 1, 1))]


def _bears_meaning(word: Token) -> bool:
    return len(word.text) >= _STEM or not word.is_cased


def _is_name(words: Sequence[Token], at: int) -> bool:
    """Say whether a word seems to be a name; a short first word (“The”, “In”) is none."""
    word = words[at]
    return word.is_capital and len(word.text) > 1 and (at > 0 or _bears_meaning(word))


def _own_numbers(when: Edtf | None) -> frozenset[int]:
    """Return the numbers by which a statement would tell its own date: years and days."""
    ends = (when.start, when.end) if when else ()
    return frozenset(number for one in ends if one for number in (one.year, one.day or 0)) - {0}


def _around(words: Sequence[Token], dates: Iterable[Number]) -> frozenset[int]:
    """Return where a date stands: its numbers, the names beside them, months and weekdays."""
    found = {at for at, word in enumerate(words) if of_the_calendar(word.text)}
    for one in dates:
        found.update(range(one.first, one.last))
        for beside in (one.first - 1, one.last):
            if 0 <= beside < len(words) and words[beside].is_capital and beside:
                found.add(beside)
    return frozenset(found)


def _count(folded: str, words: Sequence[Token], number: Number) -> Count:
    behind = words[number.last : number.last + _NEAR]
    near = [stem for word in behind if _bears_meaning(word) for stem in _stems(word)]
    unit = next(iter(_stems(behind[0])), "") if behind else ""
    return Count(number, _written(folded, words, number, counted=True), unit, tuple(near))


def _written(text: str, words: Sequence[Token], number: Number, *, counted: bool = False) -> str:
    """Return a number as it is written; if asked, with its sign and with what is counted."""
    start, end = words[number.first].start, words[number.last - 1].end
    if not counted:
        return text[start:end]
    start -= text[start - 1 : start] in _CURRENCIES
    end += text[end : end + 1] == "%"
    for word in words[number.last : number.last + _NEAR]:
        if text[end : word.start] not in ("", " "):
            break
        if is_unspaced(word.text):
            return text[start : word.start + 1]
        end = word.end
        if not word.is_capital:
            break
    return text[start:end]
