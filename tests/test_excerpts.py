"""Words cut out and counted: the same by the short way for plain texts as by the long one."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from dossier.folding import fold
from dossier.pages.excerpts import beginning, number_of_words
from dossier.word_edges import has_unspaced, is_unspaced, number_of_bare_words, parted, words

_SIGNS = "aBé9 '\"`’“”«»‹›„‚´-–—….,_\u0301\xad\xa0\n中ไй\ufb01ʼ"


@given(st.text(_SIGNS, max_size=20) | st.text(max_size=20))
@example("don’t say “so”")
@example('a"b`c´d')
def test_words_are_counted_as_in_the_folded_text(text: str) -> None:
    assert number_of_words(text) == number_of_bare_words(fold(text).text)


@given(st.text(_SIGNS, max_size=20) | st.text(max_size=20), st.integers(0, 20))
@example("two words", 3)
@example(" words", 3)
@example("a  b", 2)
def test_a_text_begins_with_its_whole_words(text: str, length: int) -> None:
    ends = [end for _, end in words(text) if end <= length]
    expected = text if len(text) <= length else text[: max(ends, default=0)]
    assert beginning(text, length) == expected


@pytest.mark.parametrize(("text", "number"), [("", 0), ("one", 1), ("it’s two", 2), ("三个字", 1)])
def test_three_characters_are_a_word_where_no_spaces_are_set(text: str, number: float) -> None:
    assert number_of_words(text) == number


@given(st.text(_SIGNS + "ไ\u0e31\u093f9", max_size=20))
@example("don't-say 日本語")
@example("9'")
def test_a_text_is_parted_into_words_and_what_is_between(text: str) -> None:
    pieces = parted(text)
    assert "".join(pieces) == text
    assert len(pieces) % 2 == 1
    between, found = pieces[::2], pieces[1::2]
    assert not any(character.isalnum() for piece in between for character in piece)
    for word in found:
        assert is_unspaced(word) == has_unspaced(word)
        assert len(word) == 1 or not is_unspaced(word)
        letters = word.replace("'", "")
        assert word.strip("'") == word
        assert all(one.isalnum() or unicodedata.category(one)[0] == "M" for one in letters)
    # Of two words without anything between them, one is a character that stands alone.
    for before, piece, after in zip(found, between[1:], found[1:], strict=False):
        assert piece or is_unspaced(before) or is_unspaced(after)
