"""Marks on a text may overlap, cross, nest and touch; the segments always say so rightly."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from dossier.pages.highlight import Highlighter, Mark
from dossier.text import Span

TEXT = "Putin praised the heroic participation of North Korean soldiers in a greeting."


def mark(words: str, layer: str = "quote", key: str = "") -> Mark:
    start = TEXT.index(words)
    return Mark(Span(start, start + len(words)), layer, key or words)  # type: ignore[arg-type]


def whole() -> Span:
    return Span(0, len(TEXT))


def test_crossing_marks_share_the_words_they_have_in_common() -> None:
    left, right = mark("the heroic participation"), mark("participation of North Korean")
    segments = Highlighter(TEXT, [left, right]).cut(whole())
    shared = [one.text for one in segments if set(one.marks) == {left, right}]
    assert shared == ["participation"]


def test_a_mark_begins_and_ends_once_however_often_it_is_cut() -> None:
    outer = mark("praised the heroic participation of North Korean soldiers")
    marks = [outer, mark("heroic"), mark("North Korean"), mark("Korean soldiers in")]
    segments = Highlighter(TEXT, marks).cut(whole())
    assert [one.text for one in segments if outer in one.first] == ["praised the "]
    ends = [one.text for one in segments if outer in one.last]
    assert ends == [" soldiers"]


def test_a_mark_over_two_passages_begins_in_the_first_and_ends_in_the_second() -> None:
    text = "First paragraph ends here.\n\nSecond one goes on."
    across = Mark(Span(text.index("ends"), text.index(" goes")), "quote", "across")
    highlighter = Highlighter(text, [across])
    gap = text.index("\n\n")
    first = highlighter.cut(Span(0, gap))
    second = highlighter.cut(Span(gap + 2, len(text)))
    assert [(one.text, one.first, one.last) for one in first if one.marks] == [
        ("ends here.", (across,), ())
    ]
    assert [(one.text, one.first, one.last) for one in second if one.marks] == [
        ("Second one", (), (across,))
    ]


def test_hidden_words_are_left_out_and_take_no_mark_with_them() -> None:
    text = "He said **never** twice."
    hidden = [Mark(Span(8, 10), "hidden", ""), Mark(Span(15, 17), "hidden", "")]
    quote = Mark(Span(8, 17), "quote", "never")
    segments = Highlighter(text, [*hidden, quote]).cut(Span(0, len(text)))
    assert "".join(one.text for one in segments) == "He said never twice."
    assert [(one.text, one.first, one.last) for one in segments if one.marks] == [
        ("never", (quote,), (quote,))
    ]


spans = st.tuples(st.integers(0, 60), st.integers(1, 25)).map(
    lambda each: Span(each[0], min(each[0] + each[1], len(TEXT)))
)


@given(st.lists(spans, max_size=12))
def test_segments_put_together_are_the_text_and_every_character_has_its_marks(
    found: list[Span],
) -> None:
    marks = [Mark(span, "quote", str(number)) for number, span in enumerate(found)]
    highlighter = Highlighter(TEXT, marks)
    at = 0
    for passage in (Span(0, 30), Span(30, len(TEXT))):
        for segment in highlighter.cut(passage):
            covering = {one for one in marks if Span(at, at + len(segment.text)).overlaps(one.span)}
            assert TEXT[at : at + len(segment.text)] == segment.text
            assert set(segment.marks) == covering
            at += len(segment.text)
    assert at == len(TEXT)


@given(st.lists(spans, min_size=1, max_size=12))
def test_every_mark_begins_exactly_once_and_ends_exactly_once(found: list[Span]) -> None:
    marks = [Mark(span, "quote", str(number)) for number, span in enumerate(found)]
    segments = Highlighter(TEXT, marks).cut(whole())
    assert sorted(one.key for each in segments for one in each.first) == sorted(
        one.key for one in marks
    )
    assert sorted(one.key for each in segments for one in each.last) == sorted(
        one.key for one in marks
    )
    assert all(a.marks != b.marks or a.last or b.first for a, b in pairwise(segments))
