"""Dates, held against the `edtf` package where both read the same language."""

from __future__ import annotations

import re
from datetime import date

import pytest
from edtf import parse_edtf
from edtf.parser.edtf_exceptions import EDTFParseException
from hypothesis import example, given, settings
from hypothesis import strategies as st

from dossier import dates
from dossier.wording import wording


def days(text: str) -> tuple[date | None, date | None]:
    read = dates.parse(text)
    return read.earliest, read.latest


@pytest.mark.parametrize(
    ("text", "earliest", "latest"),
    [
        ("2025", date(2025, 1, 1), date(2025, 12, 31)),
        ("2025-12", date(2025, 12, 1), date(2025, 12, 31)),
        ("2025-12-04", date(2025, 12, 4), date(2025, 12, 4)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("2025-12-31~", date(2025, 12, 31), date(2025, 12, 31)),
        ("2025?", date(2025, 1, 1), date(2025, 12, 31)),
        ("2025%", date(2025, 1, 1), date(2025, 12, 31)),
        ("201X", date(2010, 1, 1), date(2019, 12, 31)),
        ("20XX", date(2000, 1, 1), date(2099, 12, 31)),
        ("2025-XX", date(2025, 1, 1), date(2025, 12, 31)),
        ("2025-XX-XX", date(2025, 1, 1), date(2025, 12, 31)),
        ("2025-12-XX", date(2025, 12, 1), date(2025, 12, 31)),
        ("2025-21", date(2025, 3, 1), date(2025, 5, 31)),
        ("2025-24", date(2025, 12, 1), date(2026, 2, 28)),
        ("2024/2025", date(2024, 1, 1), date(2025, 12, 31)),
        ("2011/..", date(2011, 1, 1), None),
        ("2011/", date(2011, 1, 1), None),
        ("../2011-06", None, date(2011, 6, 30)),
        ("/2011-06", None, date(2011, 6, 30)),
        ("2024-02-01~/2025-03?", date(2024, 2, 1), date(2025, 3, 31)),
        ("9999", date(9999, 1, 1), date(9999, 12, 31)),
        ("-0044", None, None),
        ("Y170000002", None, None),
    ],
)
def test_a_date_knows_its_first_and_last_day(
    text: str, earliest: date | None, latest: date | None
) -> None:
    assert days(text) == (earliest, latest)
    assert dates.parse(text).text == text


def test_marks_say_what_is_approximate_and_what_uncertain() -> None:
    def marks(text: str) -> tuple[bool, bool]:
        read = dates.parse(text)
        return read.approximate, read.uncertain

    assert marks("2025-12-31~") == (True, False)
    assert marks("2025?") == (False, True)
    assert marks("2025%") == (True, True)
    assert marks("2025") == (False, False)
    assert marks("2024~/2025?") == (True, True)
    assert marks("2025-21~") == (True, False)


def test_an_open_end_is_not_an_unknown_one() -> None:
    assert dates.parse("2012/..").open_end
    assert not dates.parse("2012/").open_end
    assert dates.parse("../2012").open_start
    assert not dates.parse("/2012").open_start


@pytest.mark.parametrize(
    ("text", "fix"),
    [
        ("31.12.2025", "2025-12-31"),
        ("31/12/2025", "2025-12-31"),
        ("12/31/2025", "2025-12-31"),
        ("2025/12/31", "2025-12-31"),
        ("20251231", "2025-12-31"),
        ("2025-1-5", "2025-01-05"),
        ("2025-12-31T10:00:00Z", "2025-12-31"),
        ("2025-12-31 10:00", "2025-12-31"),
        ("31 December 2025", "2025-12-31"),
        ("December 31st, 2025", "2025-12-31"),
        ("Dec 2025", "2025-12"),
        ("12/2025", "2025-12"),
        ("circa 2025", "2025~"),
        ("~2025-12", "2025-12~"),
        ("2025-12-~31", "2025-12-31~"),
        ("2025?~", "2025%"),
        ("1990s", "199X"),
        ("20th century", "19XX"),
        ("201x", "201X"),
        ("201u", "201X"),
        ("2025-12-xx", "2025-12-XX"),
        ("spring 2025", "2025-21"),
        ("2012–2014", "2012/2014"),
        ("2012 - 2014", "2012/2014"),
        ("2012 / 2014", "2012/2014"),
        ("2012..2014", "2012/2014"),
        ("2012-present", "2012/.."),
        ("2012/now", "2012/.."),
        ("2012-", "2012/.."),
        ("since 2012", "2012/.."),
        ("until 2012-05", "../2012-05"),
        ("2004-06-XX/2004-07-03", "2004-06/2004-07-03"),
        ("Y2025", "2025"),
        ("44 BC", "-0043"),
        ("2025/2024", "2024/2025"),
        ("2025-21-04", "2025-21"),
        ("2025-02-30", "2025-02"),
        ("2025-13-01", "2025"),
    ],
)
def test_what_is_not_edtf_is_refused_with_a_right_form(text: str, fix: str) -> None:
    with pytest.raises(dates.DateError) as caught:
        dates.parse(text)
    assert f"`{fix}`" in caught.value.fix
    assert dates.parse(fix)
    assert str(caught.value).startswith(caught.value.problem)


@pytest.mark.parametrize(
    "text",
    [
        *("", " ", "2025-", "-2025-", "2025-00", "2025-12-00", "2025-12-32", "2025-25", "2025-41"),
        *(
            "-0000",
            "Y-0044",
            "Y1700000000000",
            "Y17E7",
            "2025S2",
            "2XXX",
            "XXXX",
            "1X25",
            "156X-12",
        ),
        *("2025-XX-04", "2025-1X", "20X5", "2025-12-0X", "?2025-12", "2025?-12", "2025~-06-01"),
        *("/", "..", "../..", "/..", "../", "2024/2025/2026", "[2024,2025]", "{2024..2025}"),
        *("2025-12-04/2025-12-03", "2025-12-04T12", "12:30", "second week of May", "yesterday"),
        *(
            "２０２５",
            "٢٠٢٥",
            "2025-12-04\n",
            "201X/2020",
            "20251",
            "02025",
            "2023-02-29",
            "1900-02-29",
        ),
    ],
)
def test_other_forms_are_refused_in_one_sentence_and_with_a_way_out(text: str) -> None:
    with pytest.raises(dates.DateError) as caught:
        dates.parse(text)
    assert re.search(r"`-?Y?[0-9.]{2,}", caught.value.fix)
    assert len(str(caught.value)) < 250


def test_a_very_long_date_is_refused_briefly() -> None:
    with pytest.raises(dates.DateError) as caught:
        dates.parse("9" * 100_000)
    assert len(str(caught.value)) < 250


@pytest.mark.parametrize("text", ["04/05/2026", "4/5/2026"])
def test_a_slash_date_that_could_be_read_two_ways_is_shown_both(text: str) -> None:
    with pytest.raises(dates.DateError) as caught:
        dates.parse(text)
    assert caught.value.problem == f"“{text}” cannot be read as a date"
    assert caught.value.fix == (
        "Write `2026-05-04` if the day stands first there, `2026-04-05` if the month does."
    )


@pytest.mark.parametrize(
    ("text", "fix"),
    [
        ("03/03/2026", "Write `2026-03-03`."),
        ("31/12/2025", "Write `2025-12-31`."),
        ("2026/3/4", "Write `2026-03-04`."),
        ("04/05/26", "Write it like"),
        ("99/99/2026", "Write it like"),
    ],
)
def test_a_day_with_slashes_is_not_taken_for_an_interval(text: str, fix: str) -> None:
    with pytest.raises(dates.DateError) as caught:
        dates.parse(text)
    assert caught.value.problem == f"“{text}” cannot be read as a date"
    assert caught.value.fix.startswith(fix)


def test_what_is_no_date_is_told_without_the_name_of_a_standard() -> None:
    for text in ("yesterday", "07.10.1952", "2024/2025/2026", "2025-02-30"):
        with pytest.raises(dates.DateError) as caught:
            dates.parse(text)
        assert "EDTF" not in str(caught.value)
        assert caught.value.unreadable == (text in ("yesterday", "07.10.1952"))


def test_an_interval_may_begin_within_its_end() -> None:
    assert days("2025/2025-03") == (date(2025, 1, 1), date(2025, 3, 31))
    assert days("2025-12/2025") == (date(2025, 12, 1), date(2025, 12, 31))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("2025", "2025"),
        ("2025-12", "December 2025"),
        ("2025-12-04", "4 December 2025"),
        ("2025-12-31~", "about 31 December 2025"),
        ("2025-12?", "perhaps December 2025"),
        ("2025%", "perhaps about 2025"),
        ("201X", "2010s"),
        ("201X~", "about 2010s"),
        ("19XX", "between 1900 and 1999"),
        ("2025-XX", "2025, month unknown"),
        ("2025-12-XX", "December 2025, day unknown"),
        ("2025-XX-XX", "2025, month and day unknown"),
        ("2025-21", "spring 2025"),
        ("2025-24", "winter 2025"),
        ("2024/2025-06", "2024 – June 2025"),
        ("2012/..", "2012 – ongoing"),
        ("2012/", "2012 – unknown"),
        ("../2012", "until 2012"),
        ("/2012", "unknown – 2012"),
        ("-0044", "45 BCE"),
        ("0000", "1 BCE"),
        ("-004X", "between 50 BCE and 41 BCE"),
        ("-0043-03-15", "15 March 44 BCE"),
        ("0476", "476"),
        ("Y170000002", "170000002"),
    ],
)
def test_a_date_in_words(text: str, words: str) -> None:
    assert dates.words(dates.parse(text), dates.ENGLISH) == words


@pytest.mark.parametrize(
    ("language", "text", "words"),
    [
        ("de", "2025", "2025"),
        ("de", "2025-12-04", "4. Dezember 2025"),
        ("de", "2025-12-31~", "etwa 31. Dezember 2025"),
        ("de", "201X", "2010er-Jahre"),
        ("de", "2012/..", "seit 2012"),
        ("de", "../2012-03", "bis März 2012"),
        ("de", "-0043-03-15", "15. März 44 v. Chr."),
        ("uk", "2025-12", "грудень 2025"),
        ("uk", "2025-12-04", "4 грудня 2025"),
        ("uk", "2025-12~", "приблизно грудень 2025"),
        ("uk", "2025-21", "весна 2025"),
        ("uk", "-0044", "45 до н. е."),
        ("ko", "2025", "2025년"),
        ("ko", "2025-12-04", "2025년 12월 4일"),
        ("ko", "2025-12-31~", "2025년 12월 31일경"),
        ("ko", "2025-24", "2025년 겨울"),
        ("ko", "2024/2025-06", "2024년 – 2025년 6월"),
        ("ko", "-0043-03", "기원전 44년 3월"),
        ("en-US", "2025-12-04", "December 4, 2025"),
    ],
)
def test_a_date_is_worded_as_a_language_has_it(language: str, text: str, words: str) -> None:
    told = dates.words(dates.parse(text), wording(language))
    assert told.replace("\u00a0", " ") == words


def test_dates_sort_by_their_beginning_and_the_broader_first() -> None:
    ordered = [
        *("Y-17000", "-0044", "../1999", "2010/..", "201X", "2011/..", "2011", "2011-01"),
        *("2011-01-01", "2011-01-01~", "2011-21", "/2012-06", "2025-12-04"),
    ]
    read = [dates.parse(text) for text in reversed(ordered)]
    assert [one.text for one in sorted(read, key=dates.sort_key)] == ordered


@pytest.mark.parametrize(
    ("a", "b", "could_be"),
    [
        ("2025-12-04", "2025-12-04", True),
        ("2025-12", "2025-12-04", True),
        ("2025", "2026", False),
        ("2025-12-04", "2025-12-05", False),
        ("2025-12-31~", "2026-01-02", True),
        ("2025-12-31~", "2026-01-20", False),
        ("2025?", "2026-06", True),
        ("2025?", "2027", False),
        ("201X", "2015-06", True),
        ("2012/..", "2100", True),
        ("2012/..", "2011", False),
        ("../2012", "1066", True),
        ("2025-24", "2026-02-10", True),
        ("2025-24", "2025-01-10", True),
        ("2025-21", "2027", False),
        ("Y170000002", "2025", False),
    ],
)
def test_two_dates_could_be_the_same_time(a: str, b: str, *, could_be: bool) -> None:
    first, second = dates.parse(a), dates.parse(b)
    assert dates.compatible(first, second) is could_be
    assert dates.compatible(second, first) is could_be
    later = dates.surely_later(first, second), dates.surely_later(second, first)
    assert any(later) is not could_be
    assert not all(later)


@pytest.mark.parametrize(
    ("a", "b", "later"),
    [
        ("2026-03-07", "2026-03-06", True),
        ("2026-03-06", "2026-03-07", False),
        ("2026-03-07", "2026-03", False),
        ("2026-03-20~", "2026-03-06", True),
        ("2026-03-09~", "2026-03-06", False),
        ("2026/..", "2025", True),
        ("../2026", "2025", False),
        ("2026", "2025/..", False),
    ],
)
def test_a_date_is_surely_later_only_on_every_reading(a: str, b: str, *, later: bool) -> None:
    assert dates.surely_later(dates.parse(a), dates.parse(b)) is later


# Against the reference implementation ---------------------------------------------------------

years = st.integers(1, 9998).map("{:04}".format)
months = st.integers(0, 14).map("{:02}".format)
plain = st.one_of(
    years,
    st.builds("{}-{}".format, years, months),
    st.builds("{}-{}-{:02}".format, years, months, st.integers(0, 32)),
)
unspecified = st.one_of(
    st.integers(100, 999).map("{}X".format),
    st.integers(10, 99).map("{}XX".format),
    years.map("{}-XX".format),
    years.map("{}-XX-XX".format),
    st.builds("{}-{}-XX".format, years, months),
)
marks = st.sampled_from(["", "?", "~", "%"])


def oracle(text: str) -> tuple[date, date] | None:
    """Return the days that the `edtf` package finds, or None where it refuses the text."""
    try:
        read = parse_edtf(text)
        first, last = read.lower_strict(), read.upper_strict()
        return date(*first[:3]), date(*last[:3])
    except (EDTFParseException, ValueError):
        return None


@settings(max_examples=150, deadline=None)
@given(st.one_of(plain, unspecified), marks)
@example("2024-02-29", "")
@example("1900-02-28", "~")
def test_days_agree_with_the_edtf_package(text: str, mark: str) -> None:
    try:
        found = days(text + mark)
    except dates.DateError:
        # The package lets 29 February through in every year.
        assert oracle(text + mark) is None or text.endswith("-02-29")
    else:
        assert found == oracle(text + mark)


@settings(max_examples=100, deadline=None)
@given(plain, plain)
def test_intervals_agree_with_the_edtf_package(first: str, last: str) -> None:
    text = f"{first}/{last}"
    try:
        found = days(text)
    except dates.DateError:
        told = oracle(text)
        assert told is None or told[0] > told[1] or "-02-29" in text
    else:
        assert found == oracle(text)


@settings(max_examples=300)
@given(st.text(alphabet="0123456789-/.XY~?% T:uxs", max_size=16))
def test_any_text_is_read_or_refused_with_a_way_out(text: str) -> None:
    try:
        read = dates.parse(text)
    except dates.DateError as error:
        assert "`" in error.fix  # noqa: PT017 - most texts are no dates
    else:
        assert dates.compatible(read, read)
        assert dates.words(read, dates.ENGLISH)
        if read.earliest and read.latest:
            assert read.earliest <= read.latest


@settings(max_examples=200)
@given(st.lists(st.one_of(plain, unspecified), min_size=2, max_size=6))
def test_sorting_follows_the_calendar(texts: list[str]) -> None:
    read = []
    for text in texts:
        try:
            read.append(dates.parse(text))
        except dates.DateError:
            continue
    told = sorted(read, key=dates.sort_key)
    starts = [one.earliest for one in told if one.earliest]
    assert starts == sorted(starts)
