from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from rapidfuzz.distance import Levenshtein

from dossier.closeness import align, allowed, closest
from dossier.differences import Change, changes, reversals
from dossier.matching import (
    Ambiguous,
    Found,
    Missing,
    Outcome,
    Reason,
    folded,
    occurrences,
    search,
    wanted,
)
from dossier.text import Span
from dossier.word_edges import ends_word, starts_word

if TYPE_CHECKING:
    from collections.abc import Callable

GREETING = (
    "Putin, in a New Year's greeting to Kim Jong Un, has underscored the 'heroic participation' of "
    "North Korean military personnel. According to KCNA, Putin highlighted the role of North "
    "Korean troops in 'freeing the territory of the Kursk Region from invaders' and praised the "
    "subsequent efforts of North Korean sappers in Russia. The remarks come amid tensions."
)


def look(text: str, exact: str, **context: str | int) -> Outcome:
    return search(text, wanted(exact, **context))  # type: ignore[arg-type]


def words(text: str, outcome: Outcome) -> list[list[str]]:
    assert isinstance(outcome, Found)
    return [[part.of(text) for part in reading.parts] for reading in outcome.readings]


def start(outcome: Outcome) -> int:
    assert isinstance(outcome, Found)
    (reading,) = outcome.readings
    return reading.span.start


def reason(outcome: Outcome) -> Reason:
    assert isinstance(outcome, Missing)
    return outcome.reason


# Exact


def test_quote_matches_over_a_line_break_and_other_quotation_marks() -> None:
    outcome = look(GREETING, "“heroic\nparticipation” of North\u00a0Korean")
    assert words(GREETING, outcome) == [["'heroic participation' of North Korean"]]


def test_quote_needs_no_white_space_around_it() -> None:
    assert words(GREETING, look(GREETING, "\n  The remarks come\n")) == [["The remarks come"]]


def test_case_is_never_folded() -> None:
    assert reason(look(GREETING, "kcna, putin")) is Reason.NOWHERE


def test_quote_that_stands_twice_is_ambiguous() -> None:
    outcome = look(GREETING, "Putin")
    assert isinstance(outcome, Ambiguous)
    assert outcome.times == 2
    assert [reading.span.of(GREETING) for reading in outcome.readings] == ["Putin", "Putin"]


def test_occurrences_that_overlap_are_told_apart() -> None:
    outcome = look("He laughed: ha ha ha, and left.", "ha ha")
    assert isinstance(outcome, Ambiguous)
    assert outcome.times == 2


@pytest.mark.parametrize(
    "context",
    [
        {"prefix": "According to KCNA, "},
        {"prefix": "According to KCNA,"},
        {"suffix": " highlighted"},
        {"suffix": "highlighted the\nrole"},
        {"prefix": "KCNA,", "suffix": "highlighted"},
        {"occurrence": 2},
        {"prefix": "KCNA,", "occurrence": 1},
    ],
)
def test_context_or_number_selects_an_occurrence(context: dict[str, str | int]) -> None:
    assert start(look(GREETING, "Putin", **context)) == GREETING.index("Putin highlighted")


def test_context_that_is_nowhere_selects_nothing_even_where_the_words_stand_once() -> None:
    assert reason(look(GREETING, "sappers", prefix="Ukrainian ")) is Reason.CONTEXT


def test_number_past_the_last_occurrence_selects_nothing() -> None:
    outcome = look(GREETING, "Putin", occurrence=3)
    assert reason(outcome) is Reason.OCCURRENCE
    assert isinstance(outcome, Missing)
    assert outcome.times == 2


def test_every_occurrence_is_found_as_a_whole_word() -> None:
    text = "UN troops, UNHCR, the UN's mission and the UN-led force"
    outcome = search(text, wanted("UN"), every=True)
    assert isinstance(outcome, Found)
    assert [reading.span.start for reading in outcome.readings] == [0, 22, 43]


def test_every_occurrence_is_found_anywhere_in_scripts_without_spaces() -> None:
    text = "朝鲜中央通讯社报道，朝鲜军队"
    outcome = search(text, wanted("朝鲜"), every=True)
    assert isinstance(outcome, Found)
    assert [reading.span.start for reading in outcome.readings] == [0, 10]


def test_every_occurrence_of_what_is_never_a_whole_word_is_found_as_it_is() -> None:
    outcome = search("Pyongyang-based, Pyongyangologist", wanted("ologist"), every=True)
    assert isinstance(outcome, Found)


def test_quote_without_words_is_empty() -> None:
    assert reason(look(GREETING, " \u00ad\n")) is Reason.EMPTY
    assert reason(look(GREETING, "[…] [...]")) is Reason.EMPTY


@given(st.text("ab ", max_size=30), st.text("ab ", min_size=1, max_size=4))
def test_occurrences_are_all_places_where_the_words_start(text: str, part: str) -> None:
    expected = [at for at in range(len(text)) if text.startswith(part, at)]
    assert occurrences(text, part) == expected


# Drifted


def test_drifted_quote_is_found_from_its_first_word_to_its_last() -> None:
    outcome = look(
        GREETING,
        "the role of the North Korean troops in ‘freeing the territories of the Kursk Oblast",
    )
    assert words(GREETING, outcome) == [
        ["the role of North Korean troops in 'freeing the territory of the Kursk Region"]
    ]
    assert isinstance(outcome, Found)
    assert not outcome.is_exact
    assert 0.8 <= outcome.readings[0].likeness < 0.9


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("praised the subsequent effort of North Korean sapper", "sappers"),
        ("praised the subsequent efforts of North Korean sapperss", "sappers"),
        ("praised the subsequent efforts of North Korean sxppexs", "sappers"),
    ],
)
def test_edges_of_a_drifted_quote_do_not_cut_words(typed: str, meant: str) -> None:
    (found,) = words(GREETING, look(GREETING, typed))
    assert found == [f"praised the subsequent efforts of North Korean {meant}"]


NOTICE = (
    "Marrowford Town Council closed Tanner's Bridge to all traffic on Tuesday morning. Nobody had "
    "been told of it, shopkeepers say."
)


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        (
            "“closed” closed Tanner’s Bridge to all traffic on Tuesday morning",
            "Council closed Tanner's Bridge to all traffic on Tuesday morning",
        ),
        (
            "closed Tanner’s Bridge to all traffic on Tuesday even—",
            "closed Tanner's Bridge to all traffic on Tuesday morning",
        ),
    ],
)
def test_edges_of_a_drifted_quote_do_not_cut_words_beside_signs(typed: str, found: str) -> None:
    outcome = look(NOTICE, typed)
    assert words(NOTICE, outcome) == [[found]]
    assert isinstance(outcome, Found)
    distance = Levenshtein.distance(folded(typed), found)
    assert outcome.readings[0].likeness == 1 - distance / len(folded(typed))


def test_edges_of_a_drifted_quote_stay_where_they_are_in_scripts_without_spaces() -> None:
    text = "据朝鲜中央通讯社报道，普京在新年贺信中高度评价了朝鲜军人在库尔斯克地区的英勇参与。"
    outcome = look(text, "京在新年贺信里高度评价了朝鲜军人在库尔斯克地")
    assert words(text, outcome) == [["京在新年贺信中高度评价了朝鲜军人在库尔斯克地"]]


def test_lookalikes_that_are_shown_do_not_cut_words() -> None:
    text = f"{NOTICE} The county council closed Miller's Bridge to all traffic on Tuesday evening."
    outcome = look(text, "ouncil clsed Tanner’sxBridge xo axlxtraffic on Tx-sday")
    assert isinstance(outcome, Missing)
    assert [reading.span.of(text) for reading in outcome.readings] == [
        "Council closed Tanner's Bridge to all traffic on Tuesday",
        "council closed Miller's Bridge to all traffic on Tuesday",
    ]


def test_drifted_quote_takes_in_no_punctuation_that_it_does_not_have() -> None:
    outcome = look(GREETING, "liberating the territory of the Kursk Region from invaders")
    assert words(GREETING, outcome) == [["freeing the territory of the Kursk Region from invaders"]]


@pytest.mark.parametrize(
    ("quote", "edits"),
    [
        ("s" * 19, 0),
        ("s" * 20, 2),
        ("s" * 29, 2),
        ("s" * 40, 4),
        ("s" * 41, 8),
        ("s" * 100, 20),
        ("s" * 1_000, 200),
    ],
)
def test_longer_quotes_may_differ_more(quote: str, edits: int) -> None:
    assert allowed(quote) == edits


SENTENCE = "zqx the monument will stand by the river bank near Kursk"


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("by the river bonk", False),  # 17 characters
        ("stand by the rover ban", True),  # 22 characters, 1 edit
        ("stond bi the rover ban", False),  # 22 characters, 3 edits
        ("will stand by the river bank near KXXXXXX!", True),  # 42 characters, 7 edits
        ("wXXXXstXXd by the river bank near KXXXXXX!", False),
    ],
)
def test_a_quote_drifts_only_so_far(typed: str, *, found: bool) -> None:
    assert isinstance(look(SENTENCE, typed), Found) is found


def test_quote_is_not_moved_to_one_of_two_lookalikes() -> None:
    text = (
        "The council proposed a monument in Kursk. Later the council opposed a monument in Kursk."
    )
    outcome = look(text, "the council xxposed a monument in Kursk")
    assert reason(outcome) is Reason.UNCLEAR
    assert isinstance(outcome, Missing)
    assert len(outcome.readings) == 2


def test_lookalike_that_is_a_little_worse_still_makes_it_unclear() -> None:
    text = (
        "Officials said 3,000 soldiers had been sent to the Kursk region in December. Officials "
        "said 12,000 soldiers had been sent to the Kursk region in December."
    )
    outcome = look(text, "Officials said 13,000 soldiers had been sent to the Kursk region in Dec")
    assert reason(outcome) is Reason.UNCLEAR


def test_lookalike_that_is_clearly_worse_does_not_matter() -> None:
    text = (
        "Officials said 3,000 soldiers had been sent to the Kursk region in December. Officials "
        "denied that any soldiers had been sent to the Belgorod region."
    )
    outcome = look(text, "Officials say 3,000 soldiers had been sent to the Kursk Region in Dec")
    assert start(outcome) == 0


def test_context_that_agrees_settles_which_lookalike_is_meant() -> None:
    text = "In May the council proposed a monument. In June the council opposed a monument."
    outcome = look(text, "the council xxposed a monument", prefix="In Jume ")
    assert start(outcome) == text.index("the council opposed")


def test_drifted_quote_is_not_moved_to_another_context() -> None:
    text = "In May the council proposed a monument."
    outcome = look(text, "the council purposed a monument", prefix="In December ")
    assert reason(outcome) is Reason.NOWHERE
    assert isinstance(outcome, Missing)
    assert outcome.readings[0].span.of(text) == "the council proposed a monument"


def test_second_occurrence_of_words_that_have_drifted_is_not_guessed() -> None:
    text = "In May the council proposed a monument."
    assert reason(look(text, "the council purposed a monument", occurrence=2)) is Reason.NOWHERE


def test_missing_quote_comes_with_the_nearest_stretch() -> None:
    outcome = look(GREETING, "liberated territories in the Kursk area")
    assert reason(outcome) is Reason.NOWHERE
    assert isinstance(outcome, Missing)
    (nearest,) = outcome.readings
    assert "territory of the Kursk" in nearest.span.of(GREETING)
    assert 0 < nearest.likeness < 0.9


def test_drifted_quote_is_found_in_a_long_text() -> None:
    filler = (
        "The monument will be built of stone that both countries have sent to the site. " * 2_000
    )
    text = filler + GREETING + filler
    outcome = look(text, "underscored the ‘heroical participation’ of the North Korean militry")
    assert start(outcome) == text.index("underscored")


def test_long_passage_that_has_drifted_is_found() -> None:
    passage = " ".join(f"Sentence {number} of the report." for number in range(300))
    text = f"Preface. {passage} Epilogue."
    typed = passage.replace("report", "repört").replace("Sentence 3", "Sentenze 3")
    outcome = look(text, typed)
    assert isinstance(outcome, Found)
    assert outcome.readings[0].span == Span(9, 9 + len(passage))


@pytest.mark.parametrize(
    "quote",
    ["a" * 60 + "b" * 60, "ab" * 60, "b" + "a" * 118 + "b", "a" * 119 + "b", "a" * 900 + "b" * 90],
)
def test_text_that_repeats_itself_has_no_clear_place_for_a_quote(quote: str) -> None:
    assert isinstance(look("a" * 200_000, quote), Missing)


# Against plain dynamic programming


def least_edits(text: str, part: str) -> int:
    """Return the least edit distance of any stretch of a text (Sellers, 1980)."""
    row = list(range(len(part) + 1))
    best = row[-1]
    for character in text:
        above = row
        row = [0]
        for at, other in enumerate(part, start=1):
            row.append(min(above[at] + 1, row[-1] + 1, above[at - 1] + (character != other)))
        best = min(best, row[-1])
    return best


@given(st.text("abc é", max_size=60), st.text("abc é", min_size=1, max_size=12))
def test_alignment_is_the_nearest_there_is_and_its_edges_are_exact(text: str, part: str) -> None:
    near = align(text, part)
    assert near.distance == least_edits(text, part)
    assert Levenshtein.distance(near.span.of(text), part) == near.distance


@st.composite
def texts_with_a_drifted_quote(draw: st.DrawFn) -> tuple[str, str]:
    letters = st.sampled_from("abcde  ")
    text = "".join(draw(st.lists(letters, min_size=60, max_size=300)))
    length = draw(st.integers(20, 55))
    start_ = draw(st.integers(0, len(text) - length))
    quote = list(text[start_ : start_ + length])
    for _ in range(draw(st.integers(0, 7))):
        at = draw(st.integers(0, len(quote) - 1))
        quote[at] = draw(st.sampled_from(["", "x", "b", "cd"]))
    return text, "".join(quote).strip()


@settings(max_examples=200)
@given(texts_with_a_drifted_quote())
def test_what_is_close_enough_is_never_missed(case: tuple[str, str]) -> None:
    text, quote = case
    assume(len(quote) >= 20)
    best = least_edits(text, quote)
    found = closest(text, quote)
    assert bool(found.candidates) == (best <= allowed(quote))
    for near in found.candidates:
        assert best <= near.distance <= allowed(quote)
        assert near.distance == Levenshtein.distance(near.span.of(text), quote)


@settings(max_examples=200)
@given(texts_with_a_drifted_quote(), st.sampled_from(["", "'", "-"]))
def test_a_word_is_cut_only_where_whole_words_would_be_too_far(
    case: tuple[str, str], sign: str
) -> None:
    text, quote = case[0], f"{sign}{case[1]}{sign}"
    assume(len(quote) >= 20 and max(map(len, text.split())) < 40)
    for near in closest(text, quote).candidates:
        starts, ends = {near.span.start}, {near.span.end}
        if not starts_word(text, near.span.start):
            starts = edges(text, near.span.start, starts_word)
        if not ends_word(text, near.span.end):
            ends = edges(text, near.span.end, ends_word)
        if (starts, ends) != ({near.span.start}, {near.span.end}):
            for start_, end in product(starts, ends):
                whole = text[start_:end].strip()
                assert not whole or Levenshtein.distance(whole, quote) > allowed(quote)


def edges(text: str, at: int, is_edge: Callable[[str, int], bool]) -> set[int]:
    """Return the nearest edges of words before and after an offset."""
    before = next(one for one in range(at, -1, -1) if is_edge(text, one))
    return {before, next(one for one in range(at, len(text) + 1) if is_edge(text, one))}


# With words left out


def test_parts_around_left_out_words_are_found_in_order() -> None:
    outcome = look(GREETING, "Putin highlighted […] from invaders' [...] sappers in Russia")
    assert words(GREETING, outcome) == [
        ["Putin highlighted", "from invaders'", "sappers in Russia"]
    ]


def test_elision_at_an_edge_means_nothing() -> None:
    assert words(GREETING, look(GREETING, "[…] sappers in Russia […]")) == [["sappers in Russia"]]


def test_source_may_itself_have_an_elision() -> None:
    text = "'The troops [...] came home,' it said. The troops came, and the rest came home."
    assert words(text, look(text, "The troops […] came home")) == [["The troops [...] came home"]]


@pytest.mark.parametrize(("length", "found"), [(2_000, True), (2_001, False)])
def test_no_more_than_2000_characters_are_left_out(length: int, *, found: bool) -> None:
    text = f"The monument {'x' * length} was unveiled."
    outcome = look(text, "The monument […] was unveiled")
    assert isinstance(outcome, Found) is found
    if not found:
        assert reason(outcome) is Reason.TOO_WIDE
        assert isinstance(outcome, Missing)
        assert (outcome.part, outcome.left_out) == ("The monument", 2_001)


def test_parts_in_another_order_are_not_the_quote() -> None:
    assert reason(look(GREETING, "sappers in Russia […] Kim Jong Un")) is Reason.ORDER


def test_part_that_is_missing_is_named() -> None:
    outcome = look(GREETING, "Putin highlighted […] the cosmonauts of the moon base")
    assert reason(outcome) is Reason.PART
    assert isinstance(outcome, Missing)
    assert outcome.part == "the cosmonauts of the moon base"


def test_part_may_have_drifted() -> None:
    outcome = look(GREETING, "Putin highlighted […] praised the subsequent effort of North Koreans")
    assert words(GREETING, outcome) == [
        ["Putin highlighted", "praised the subsequent efforts of North Korean"]
    ]
    assert isinstance(outcome, Found)
    assert not outcome.is_exact


def test_quote_that_can_be_read_in_several_ways_is_ambiguous() -> None:
    text = "The governor came. The council met. He spoke. The council met again."
    outcome = look(text, "The governor […] The council met")
    assert isinstance(outcome, Ambiguous)
    assert outcome.times == 2


@pytest.mark.parametrize("context", [{"occurrence": 2}, {"suffix": "again"}])
def test_context_or_number_selects_a_reading(context: dict[str, str | int]) -> None:
    text = "The governor came. The council met. He spoke. The council met again."
    outcome = look(text, "The governor […] The council met", **context)
    assert isinstance(outcome, Found)
    assert outcome.readings[0].parts[1].start == text.rindex("The council")


def test_part_that_stands_everywhere_is_not_guessed() -> None:
    assert reason(look("a " * 30_000, "a […] a […] a")) is Reason.VAGUE


def test_quote_of_very_many_parts_is_refused() -> None:
    assert reason(look("a " * 300, "a […] " * 200 + "a")) is Reason.PARTS


# Differences


def test_changes_are_told_word_by_word_as_they_were_written() -> None:
    assert changes(
        "liberating the territory of “Kursk” quickly", "freeing the whole territory of ‘Kursk’"
    ) == (
        Change("replaced", "liberating", "freeing"),
        Change("left out", "", "whole"),
        Change("added", "quickly", ""),
    )


@pytest.mark.parametrize(
    ("typed", "found", "kinds"),
    [
        ("some 5,000 troops", "some 3,000 troops", ["number"]),
        ("three sappers", "thirteen sappers", ["number"]),
        ("on December 4", "on December 14", ["number"]),
        ("٣ جنود", "٥ جنود", ["number"]),
        ("5,000 troops came", "5000 troops arrived", []),
        ("three sappers came", "3 sappers arrived", []),
        ("the troops were sent", "the troops were not sent", ["negation"]),
        ("he did say so", "he didn’t say so", ["negation"]),
        ("a confirmed role", "an unconfirmed role", ["negation"]),
        ("войска отправлены", "войска не отправлены", ["negation"]),
        ("没有部队", "有部队", ["negation"]),
        ("no 5 troops", "6 troops", ["number", "negation"]),
        ("he has not come", "he had not come", []),
        ("liberating Kursk", "freeing Kursk", []),
    ],
)
def test_differences_in_numbers_and_negations_are_noticed(
    typed: str, found: str, kinds: list[str]
) -> None:
    assert [one.kind for one in reversals(changes(typed, found))] == kinds


def test_numbers_are_told_as_they_are_written() -> None:
    (one,) = reversals(changes("some 5,000 troops", "some 3,000 troops"))
    assert (one.typed, one.found) == (("5,000",), ("3,000",))
