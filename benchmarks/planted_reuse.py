"""Made-up texts in which passages were planted, so that what a search finds can be counted.

Words follow Zipf's law, and much of what is written comes in set phrases, as in real texts; some
publishers end every text with the same notice. Passages of 15 to 60 words stand in two to five
sources each, with up to a tenth of their words changed in every copy. Same arguments, same texts.
"""

from __future__ import annotations

import random
from dataclasses import dataclass
from itertools import accumulate, combinations
from typing import TYPE_CHECKING

from dossier.text import Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dossier.analyses.shared_passages import SharedPassage

SYLLABLES = {
    "latin": [a + b for a in "bcdfghjklmnprstvwz" for b in "aeiou"],
    "cyrillic": [a + b for a in "бвгджзклмнпрстфхцчш" for b in "аеиоуыэюя"],
    "hangul": [chr(0xAC00 + 28 * number) for number in range(120)],
    "kanji": [chr(0x4E00 + 7 * number) for number in range(300)],
}
"""What words are made of, by script; the last sets no spaces between them."""

_PHRASES = 3_000
_VOCABULARY = 30_000


@dataclass(frozen=True, slots=True)
class Copy:
    """One copy of a planted passage: in which source, and where."""

    source: str
    span: Span


@dataclass(frozen=True, slots=True)
class Planted:
    """Texts by id, and the planted passages, each as its copies."""

    texts: dict[str, str]
    passages: tuple[tuple[Copy, ...], ...]


def planted(
    sources: int,
    *,
    words: int = 600,
    script: str = "latin",
    seed: int = 1,
    share: float = 0.3,
    notices: float = 0.3,
) -> Planted:
    """Return `sources` texts of about `words` words each.

    A `share` of them get a planted passage, and a share of them end with one of three `notices`.
    """
    rng = random.Random(seed)  # noqa: S311 - made-up texts need no secrecy
    language = _Language(rng, script)
    ids = [f"s{number:05}" for number in range(sources)]
    copies: dict[str, list[tuple[int, list[str]]]] = {one: [] for one in ids}
    number = 0
    wanted = int(sources * share)
    while wanted > 0:
        group = rng.sample(ids, min(rng.choice((2, 2, 2, 3, 4, 5)), sources))
        wanted -= len(group)
        passage = language.words(rng.randint(15, 60))
        for one in group:
            copies[one].append((number, language.changed(passage, rng.choice((0, 0.05, 0.1)))))
        number += 1
    texts, found = {}, [list[Copy]() for _ in range(number)]
    for one in ids:
        text, spans = language.text(words, [passage for _, passage in copies[one]], notices)
        texts[one] = text
        for (passage_number, _), span in zip(copies[one], spans, strict=True):
            found[passage_number].append(Copy(one, span))
    return Planted(texts, tuple(tuple(each) for each in found))


def recall(made: Planted, found: Sequence[SharedPassage]) -> float:
    """Return the share of planted pairs that were found: half of it at least, on both sides."""
    by_pair: dict[tuple[str, str], list[SharedPassage]] = {}
    for one in found:
        by_pair.setdefault((one.a, one.b), []).append(one)
    pairs = [
        (min(pair, key=_source), max(pair, key=_source))
        for copies in made.passages
        for pair in combinations(copies, 2)
    ]
    hits = sum(
        any(
            _mostly(a.span, one.a_span) and _mostly(b.span, one.b_span)
            for one in by_pair.get((a.source, b.source), ())
        )
        for a, b in pairs
    )
    return hits / len(pairs)


def precision(made: Planted, found: Sequence[SharedPassage]) -> float:
    """Return the share of what was found that was planted, on both sides."""
    copies: dict[str, list[tuple[int, Span]]] = {}
    for number, passage in enumerate(made.passages):
        for copy in passage:
            copies.setdefault(copy.source, []).append((number, copy.span))
    right = sum(
        bool(_numbers(copies, one.a, one.a_span) & _numbers(copies, one.b, one.b_span))
        for one in found
    )
    return right / len(found) if found else 1.0


def _numbers(copies: dict[str, list[tuple[int, Span]]], source: str, span: Span) -> set[int]:
    return {number for number, planted_ in copies.get(source, ()) if _mostly(span, planted_)}


def _mostly(span: Span, other: Span) -> bool:
    return (min(span.end, other.end) - max(span.start, other.start)) * 2 > len(span)


def _source(copy: Copy) -> str:
    return copy.source


class _Language:
    """Made-up words, phrases and sentences."""

    def __init__(self, rng: random.Random, script: str) -> None:
        self._rng = rng
        self._syllables = SYLLABLES[script]
        self._space, self._stop = ("", "。") if script == "kanji" else (" ", ". ")
        self._vocabulary = [self._word() for _ in range(_VOCABULARY)]
        self._weights = list(accumulate(1 / (rank + 2) for rank in range(_VOCABULARY)))
        self._phrases = [self._draw(rng.randint(2, 7)) for _ in range(_PHRASES)]
        self._phrase_weights = list(accumulate(1 / (rank + 2) for rank in range(_PHRASES)))
        self._notices = [self._draw(rng.randint(20, 40)) for _ in range(3)]

    def _word(self) -> str:
        length = self._rng.choice((1, 2, 2, 3, 3, 4))
        return "".join(self._rng.choice(self._syllables) for _ in range(length))

    def _draw(self, number: int) -> list[str]:
        return self._rng.choices(self._vocabulary, cum_weights=self._weights, k=number)

    def words(self, number: int) -> list[str]:
        """Return words, a fifth of them in set phrases."""
        found: list[str] = []
        while len(found) < number:
            if self._rng.random() < 0.06:  # noqa: PLR2004 - a fifth of all words
                phrase = self._rng.choices(self._phrases, cum_weights=self._phrase_weights)[0]
                found += phrase
            else:
                found += self._draw(1)
        return found[:number]

    def changed(self, words: Sequence[str], rate: float) -> list[str]:
        """Return words with a share of them replaced, left out or added to."""
        copy = list(words)
        for at in sorted(self._rng.sample(range(len(copy)), round(rate * len(copy))), reverse=True):
            copy[at : at + 1] = self._rng.choice(
                (self._draw(1), self._draw(1), [], [copy[at], *self._draw(1)])
            )
        return copy

    def text(
        self, words: int, passages: Sequence[Sequence[str]], notices: float
    ) -> tuple[str, list[Span]]:
        """Return a text with passages set in at random places, and where they stand."""
        parts: list[tuple[list[str], bool]] = []
        left = words
        while left > 0:
            length = min(left, self._rng.randint(8, 28))
            parts.append((self.words(length), False))
            left -= length
        order = list(range(len(passages)))
        places = sorted(self._rng.sample(range(1, len(parts)), len(passages)), reverse=True)
        self._rng.shuffle(order)
        numbered: dict[int, int] = {}
        for place, number in zip(places, order, strict=True):
            parts.insert(place, (list(passages[number]), True))
        if self._rng.random() < notices:
            parts.append((self._rng.choice(self._notices), False))
        text = ""
        found: list[Span] = []
        for sentence, is_planted in parts:
            written = self._space.join(sentence)
            if is_planted:
                numbered[len(found)] = order[len(passages) - 1 - len(found)]
                found.append(Span(len(text), len(text) + len(written)))
            text += written[:1].upper() + written[1:] + self._stop
            if self._rng.random() < 0.25:  # noqa: PLR2004 - paragraphs
                text += "\n\n"
        by_number = {numbered[at]: span for at, span in enumerate(found)}
        return text.strip() + "\n", [by_number[number] for number in range(len(passages))]
