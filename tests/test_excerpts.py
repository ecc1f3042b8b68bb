"""Words cut out and counted: the same by the short way for plain texts as by the long one."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from dossier.folding import fold
from dossier.pages.excerpts import beginning, number_of_words
from dossier.word_edges import number_of_bare_words, words

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
