"""Texts are hashed side by side, and no shingle goes over from one to the next."""

from __future__ import annotations

from unittest import mock

import numpy as np
from hypothesis import example, given, settings
from hypothesis import strategies as st

from dossier.analyses import shingles
from dossier.analyses.shingles import CHARACTERS, WORDS, Words, runs

# Numbers of words, and whether they are of a script without spaces.
TEXTS = st.lists(st.lists(st.tuples(st.integers(0, 3), st.booleans()), max_size=24), max_size=6)


# A wide shingle, and a narrow one that begins later and ends sooner.
MIXED = [(0, True), *[(0, False)] * 4, (0, True)]


def words(text: list[tuple[int, bool]]) -> Words:
    numbers = np.array([number + 10 * unspaced for number, unspaced in text], np.int32)
    return Words(numbers, np.array([one for _, one in text], bool), np.ones(len(text), bool))


def width(text: list[tuple[int, bool]], at: int) -> int:
    """Return how wide the shingle is that begins at some place, by the book; 0 where none does."""
    wide = CHARACTERS if any(unspaced for _, unspaced in text[at : at + WORDS]) else WORDS
    return wide if at + wide <= len(text) else 0


@settings(deadline=None)
@given(TEXTS, st.integers(1, 60))
@example([MIXED, MIXED], 1)
def test_every_shingle_that_two_texts_have_is_found_and_no_other(
    texts: list[list[tuple[int, bool]]], at_a_time: int
) -> None:
    with (
        mock.patch.object(shingles, "_AT_A_TIME", at_a_time),
        mock.patch.object(shingles, "_MOST_IN_ONE_TEXT", 100),
        mock.patch.object(shingles, "_NEIGHBOURS", 1_000),
    ):
        found = runs([words(text) for text in texts], least=0, least_common=0)
        pairs = [found[number] for number in range(len(found))]
    covered = {
        (one, other, run.a + step, run.b + step)
        for one, other, of_pair in pairs
        for run in of_pair
        for step in range(run.length)
    }
    expected = {
        (one, other, a + step, b + step)
        for one, text in enumerate(texts)
        for other, there in enumerate(texts)
        if one < other
        for a in range(len(text))
        for b in range(len(there))
        if (wide := width(text, a)) and wide == width(there, b)
        if text[a : a + wide] == there[b : b + wide]
        for step in range(wide)
    }
    assert covered == expected
