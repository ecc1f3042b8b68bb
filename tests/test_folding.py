from __future__ import annotations

import unicodedata

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dossier.folding import fold
from dossier.text import Span


def found(text: str, words: str, *hidden: Span) -> str:
    """Return what stands in a text where its folded form has some words."""
    folded = fold(text, hidden=hidden)
    start = folded.text.index(words)
    return folded.span(start, start + len(words)).of(text)


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("North\u00a0Korean \t\n troops", "North Korean troops"),
        ("Kursk\u2003Region\u3000front\u2028line", "Kursk Region front line"),
        ("‘heroic’ “heroic” «heroic» „heroic‟ 《heroic》 「heroic」", " ".join(["'heroic'"] * 6)),
        ("Putin’s `own` ´words´", "Putin's 'own' 'words'"),
        ("SVO—marked – by ‐ global − pressure", "SVO-marked - by - global - pressure"),
        ("sap\u00adper units", "sapper units"),
        ("the ﬁrst oﬃce of the ﬂeet", "the first office of the fleet"),
        ("so it seems… or not", "so it seems... or not"),
        ("Pyongyang œuvre Ærø", "Pyongyang œuvre Ærø"),
        ("KCNA kcna 5,000", "KCNA kcna 5,000"),
    ],
)
def test_what_typesetters_change_is_alike(text: str, folded: str) -> None:
    assert fold(text).text == folded


def test_every_ligature_is_opened() -> None:
    found = [
        character
        for character in map(chr, range(0x110000))
        if unicodedata.decomposition(character).startswith("<")
        and "LIGATURE" in unicodedata.name(character, "")
    ]
    assert {"ﬁ", "ﷺ"} <= set(found)
    assert [fold(one).text for one in found] == [
        # Signs of their own within them, such as spaces, are folded as anywhere.
        fold(unicodedata.normalize("NFKC", one)).text
        for one in found
    ]


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("partici-\npation", "participation"),
        ("partici- \n   pation", "participation"),
        ("partici\u2010\r\npation", "participation"),
        ("partici\u00ad\npation", "participation"),
        ("PARTICI-\nPATION", "PARTICIPATION"),
        ("участ-\nники", "участники"),
        ("in 1914-\n1918", "in 1914-1918"),
        ("the COVID-\n19 years", "the COVID-19 years"),
        ("an Anglo-\nAmerican plan", "an Anglo-American plan"),
        ("the war —\nor peace", "the war - or peace"),
        ("the war-\n\npeace", "the war- peace"),
        ("- one\n- two", "- one - two"),
    ],
)
def test_a_hyphen_that_breaks_a_word_at_the_end_of_a_line_is_dropped(
    text: str, folded: str
) -> None:
    assert fold(text).text == folded


def test_letters_and_accents_that_were_split_are_composed() -> None:
    decomposed = unicodedata.normalize("NFD", "Việt Nam và Đặng, São Paulo")
    assert fold(decomposed).text == "Việt Nam và Đặng, São Paulo"
    assert found(decomposed, "Nam và") == unicodedata.normalize("NFD", "Nam và")


def test_conjoining_jamo_become_syllables() -> None:
    decomposed = unicodedata.normalize("NFD", "김정은 동지")
    assert fold(decomposed).text == "김정은 동지"
    assert found(decomposed, "정은") == unicodedata.normalize("NFD", "정은")


def test_a_span_holds_the_whole_ligature() -> None:
    assert found("the ﬁrst", "the f") == "the ﬁ"
    assert found("the ﬁrst", "irst") == "ﬁrst"


def test_a_span_holds_a_letter_with_all_its_accents() -> None:
    text = "q\u0303uoted"  # no composed form exists
    assert fold(text).span(0, 1) == Span(0, 2)
    assert fold(text).span(1, 3) == Span(0, 3)


def test_a_span_leaves_out_what_was_dropped_at_its_edges() -> None:
    assert found("new \u00adsappers\u00ad came", "sappers") == "sappers"


def test_a_span_keeps_what_was_dropped_inside_it() -> None:
    assert found("heroic partici-\npation of", "heroic participation") == "heroic partici-\npation"


def test_hidden_markup_is_not_read() -> None:
    text = "the **heroic** part"
    stars = (Span(4, 6), Span(12, 14))
    assert fold(text, hidden=stars).text == "the heroic part"
    assert found(text, "heroic", *stars) == "heroic"
    assert found(text, "the heroic part", *stars) == text


def test_white_space_around_hidden_markup_is_one_space() -> None:
    text = "praised \n> the troops"
    assert fold(text, hidden=[Span(9, 11)]).text == "praised the troops"


def test_a_hyphen_breaks_a_word_over_hidden_markup() -> None:
    text = "> partici-\n> pation"
    assert fold(text, hidden=[Span(0, 2), Span(11, 13)]).text == "participation"


def test_hidden_spans_may_overlap() -> None:
    assert fold("the troops", hidden=[Span(0, 3), Span(2, 4), Span(0, 1)]).text == "troops"


def test_many_accents_on_one_letter_are_no_burden() -> None:
    # Ordering accents costs the square of their number: this would take an hour.
    text = "Z" + "\u0301\u0323" * 500_000 + "algo"
    assert fold(text).text.endswith("algo")


TEXTS = st.text(
    st.one_of(
        st.sampled_from("aZ é.-‐\u00ad\n\r\t“’«—…ﬁﬀ\u0301\u0323\u1100\u1161\u11a8가e\u200bΩＡ9"),
        st.characters(),
    ),
    max_size=40,
)


@given(TEXTS)
def test_folding_twice_is_folding_once(text: str) -> None:
    once = fold(text).text
    assert fold(once).text == once


@given(TEXTS)
def test_every_folded_character_leads_back_to_some_of_the_text_in_order(text: str) -> None:
    folded = fold(text)
    spans = [folded.span(at, at + 1) for at in range(len(folded.text))]
    assert all(0 <= span.start < span.end <= len(text) for span in spans)
    assert spans == sorted(spans, key=lambda span: span.end)
    assert spans == sorted(spans)


GAPS = [
    (" ", " "),
    ("\n\n", " "),
    (" \u00a0 ", " "),
    ("—", "-"),
    (" – ", " - "),
    ("… ", "... "),
    ("” «", "' '"),
    ("’", "'"),
    ("\u00ad", ""),
    ("-\n", ""),
    (" ﬂ ", " fl "),
    (" e\u0301 ", " é "),
    (" \u1100\u1161\u11a8 ", " 각 "),
]


@given(
    st.lists(st.tuples(st.text("abcdefgh", min_size=1, max_size=6), st.sampled_from(GAPS))),
    st.data(),
)
def test_words_are_led_back_to_exactly_where_they_stand(
    pieces: list[tuple[str, tuple[str, str]]], data: st.DataObject
) -> None:
    raw = expected = ""
    spans = []
    for word, (gap, folded_gap) in pieces:
        spans.append((len(expected), Span(len(raw), len(raw) + len(word))))
        raw += word + gap
        expected += word + folded_gap
    raw += "end"
    folded = fold(raw)
    assert folded.text == expected + "end"
    if spans:
        first, last = sorted(data.draw(st.tuples(*[st.integers(0, len(spans) - 1)] * 2)))
        start, end = spans[first][0], spans[last][0] + len(spans[last][1])
        assert folded.span(start, end) == Span(spans[first][1].start, spans[last][1].end)


@given(TEXTS)
def test_places_of_characters_are_where_their_spans_begin(text: str) -> None:
    folded = fold(text)
    starts = range(len(folded.text))
    places = folded.places(np.array(starts, np.int32))
    assert places.tolist() == [folded.span(start, start + 1).start for start in starts]


@given(TEXTS)
def test_stretches_are_where_their_spans_are(text: str) -> None:
    folded = fold(text)
    ends = len(folded.text) + 1
    stretches = [(start, end) for start in range(ends) for end in range(start, ends)]
    expected = [folded.span(start, end) for start, end in stretches]
    assert folded.spans(stretches) == [(one.start, one.end) for one in expected]
