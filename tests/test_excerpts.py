"""Words cut out and counted: the same by the short way for plain texts as by the long one."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from dossier.folding import fold
from dossier.pages.excerpts import beginning, number_of_words
from dossier.word_edges import bare_words, has_unspaced, is_unspaced, number_of_bare_words, words

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


@given(st.text(_SIGNS + "ไ\u0e31\u093f9𝒳", max_size=20) | st.text(max_size=20))
@example("don't-say 日本語")
@example("'don't' a''b")
@example("9'")
@example("𝒳 don't")
def test_a_text_is_parted_into_words_and_what_is_between(text: str) -> None:
    found, starts, ends = bare_words(text)
    spans = list(zip(starts.tolist(), ends.tolist(), strict=True))
    assert found == [text[start:end] for start, end in spans]
    edges = [0, *(edge for span in spans for edge in span), len(text)]
    assert edges == sorted(edges)
    between = [text[start:end] for start, end in zip(edges[::2], edges[1::2], strict=True)]
    assert not any(character.isalnum() for piece in between for character in piece)
    for word in found:
        assert is_unspaced(word) == has_unspaced(word)
        assert len(word) == 1 or not is_unspaced(word)
        letters = word.replace("'", "")
        assert word.strip("'") == word
        assert "''" not in word
        assert is_unspaced(word) or all(_is_of_a_word(one) for one in letters)
    # Of two words without anything between them, one is a character that stands alone; and an
    # apostrophe by itself between two others would join them.
    for before, piece, after in zip(found, between[1:], found[1:], strict=False):
        assert piece not in ("", "'") or is_unspaced(before) or is_unspaced(after)


def _is_of_a_word(character: str) -> bool:
    return character.isalnum() or unicodedata.category(character)[0] == "M"


@given(st.text(_SIGNS + "9", max_size=20))
@example("don't 'say' a''b")
def test_words_are_the_same_beside_characters_that_stand_alone(text: str) -> None:
    found, starts, ends = bare_words(text)
    beside = bare_words(f"ไ {text} 𝒳")
    assert beside[0][1:-1] == found
    assert (beside[1][1:-1] - 2).tolist() == starts.tolist()
    assert (beside[2][1:-1] - 2).tolist() == ends.tolist()
