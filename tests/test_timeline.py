"""The timeline: what its marks look like, where they stand, and the pages that show it."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from dossiers import GREETING, read, rendered, sound, write
from html_pages import PageContent, parse
from hypothesis import given
from hypothesis import strategies as st

from dossier import dates
from dossier.pages import Press
from dossier.pages.overviews import timeline as overview
from dossier.pages.timelines import small_timeline
from dossier.pictures.time_axis import axis
from dossier.pictures.time_marks import spread
from dossier.pictures.time_ticks import ticks
from dossier.pictures.timeline import Report, Row, timeline
from dossier.site import Addresses

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from markupsafe import Markup

    from dossier.pages.desk import Desk
    from dossier.pictures.time_axis import Axis
    from dossier.tables import Dossier

CLAIM = "annotations/claims/putin-praised-soldiers.yml"
NASTY = '<img src=x onerror="alert(1)">'


def row(when: str | None, *reports: str, label: str = "The greeting", group: str = "") -> Row:
    return Row(
        label=label,
        href="../claims/greeting/",
        kind="claims",
        note="Claim",
        told=f"Happened: {when}.",
        happened=dates.parse(when) if when else None,
        happened_told=f"Happened: {when}.",
        reported=tuple(Report(dates.parse(one), f"Reported: {one}") for one in reports),
        group=group,
    )


def drawn(*rows: Row) -> Markup:
    return timeline(
        rows, key="t", title="In time", description="Two things.", translate=dates.ENGLISH
    )


def shown(*texts: str) -> Axis:
    return axis([spread(dates.parse(one)).span for one in texts])


def labels(*texts: str) -> list[tuple[str, str]]:
    """Return the labels of an axis, each with what stands below it."""
    return [(one.label, one.context) for one in ticks(shown(*texts), dates.ENGLISH) if one.label]


def track(page: PageContent, number: int = 0) -> PageContent:
    """Return what one row's drawing holds."""
    starts = [
        at
        for at, one in enumerate(page.elements)
        if one.attributes.get("class") == "dossier-timeline-track"
    ]
    ends = [*starts[1:], len(page.elements)]
    return PageContent(page.elements[starts[number] : ends[number]])


def marks(when: str | None, *reports: str) -> PageContent:
    return track(parse(drawn(row(when, *reports))))


def place(percent: str) -> float:
    return float(percent.removesuffix("%"))


# The axis -------------------------------------------------------------------------------------


def test_a_single_day_has_the_days_around_it() -> None:
    assert labels("2025-12-31")[2:5] == [("30 Dec", ""), ("31 Dec", ""), ("1 Jan", "2026")]


def test_months_and_years_are_told_as_the_range_needs_them() -> None:
    months = labels("2025-10", "2026-02")
    assert months[:4] == [("Oct", "2025"), ("Nov", ""), ("Dec", ""), ("Jan", "2026")]
    assert [label for label, _ in labels("1999", "2025")] == [
        "2000",
        "2005",
        "2010",
        "2015",
        "2020",
        "2025",
    ]


def test_years_before_christ_are_round_as_they_are_counted() -> None:
    told = [label for label, _ in labels("-0999", "0900")]
    assert told == ["1000 BCE", "500 BCE", "500"]


def test_an_outlier_does_not_squash_the_rest() -> None:
    found = shown("1945-05-08", "2025-12-01", "2025-12-20", "2026-01-10")
    assert len(found.parts) == 2
    before, rest = found.parts
    assert rest.right - rest.left > 2 * (before.right - before.left)
    told = drawn(*(row(one) for one in ("1945-05-08", "2025-12-01", "2025-12-20", "2026-01-10")))
    page = parse(told)
    assert "The axis is broken where nothing begins or ends: 1945 – 2025." in page.words
    assert page.all("g", class_="dossier-timeline-break")


def test_several_outliers_far_apart_leave_the_rest_its_room() -> None:
    found = shown("-0499", "1789-07-14", "2025-12-01", "2025-12-20", "2026-01-10")
    assert len(found.parts) == 3
    assert found.parts[-1].right - found.parts[-1].left > 40


@pytest.mark.parametrize(
    "texts",
    [
        ("2014", "2025-12-31"),
        ("1950", "1990", "2025"),
        ("-0499", "0001", "1200", "2025"),
        ("2025-01-01", "2025-06-01", "2025-12-31"),
    ],
)
def test_an_axis_is_not_broken_where_all_can_be_seen(texts: tuple[str, ...]) -> None:
    assert len(shown(*texts).parts) == 1


def test_a_date_that_spans_the_centuries_does_not_squash_the_rest_either() -> None:
    found = shown("20XX", "2025-12-01", "2025-12-20", "2026-01-10")
    first, last = (dates.parse(one).start for one in ("2025-12-01", "2026-01-10"))
    assert first
    assert last
    assert found.at(last.first) - found.at(first.first) > 40


days = st.integers(-800_000, 1_200_000)
spans = st.tuples(days, st.integers(0, 40_000)).map(lambda one: (one[0], one[0] + one[1]))


@given(st.lists(spans, min_size=1, max_size=30))
def test_days_stand_in_their_order_and_labels_do_not_touch(found: list[tuple[int, int]]) -> None:
    made = axis(found)
    edges = sorted({edge for first, last in found for edge in (first, last + 1)})
    places = [made.at(one) for one in edges]
    assert all(a < b for a, b in pairwise(places))
    assert places[0] >= 0
    assert places[-1] <= 100
    told = ticks(made, dates.ENGLISH)
    assert any(one.label for one in told)
    assert all(a.at < b.at for a, b in pairwise(told))
    labelled = [one for one in told if one.label]
    assert all(a.left + a.width < b.left for a, b in pairwise(labelled))
    assert all(one.left >= 0 and one.left + one.width <= 100 for one in labelled)


def test_an_axis_that_is_looked_at_closely_has_finer_ticks_that_all_tell_their_year() -> None:
    made = shown("2024-03-05", "2026-11-20")
    far, near = ([one for one in ticks(made, dates.ENGLISH, zoom) if one.label] for zoom in (1, 8))
    assert len(near) > 3 * len(far)
    assert {one.context for one in near} == {"2024", "2025", "2026"}
    assert all(a.left + a.width <= b.left for a, b in pairwise(near))


def test_a_page_of_its_own_has_finer_ticks_at_hand_and_a_small_timeline_has_not() -> None:
    page = parse(drawn(row("2024-03-05"), row("2026-11-20")))
    levels = [one.attributes for one in page.all("g") if "data-zoom" in one.attributes]
    assert {one["data-zoom"] for one in levels} == {"1", "2", "4", "8"}
    assert {one["data-zoom"] for one in levels if one.get("display") != "none"} == {"1"}
    small = timeline(
        [row("2024-03-05"), row("2026-11-20")],
        key="t",
        title="In time",
        description="Two things.",
        translate=dates.ENGLISH,
        small=True,
    )
    assert 'data-zoom="2"' not in small


def test_years_beyond_every_calendar_have_an_axis() -> None:
    assert labels("Y-170000000", "2025")


# The marks ------------------------------------------------------------------------------------


def test_a_day_is_a_point() -> None:
    found = marks("2025-12-31")
    (point,) = found.all("circle")
    assert place(point.attributes["cx"]) == pytest.approx(50, abs=0.1)
    assert found.all("rect") == []
    assert found.all("g", class_="is-doubtful") == []


@pytest.mark.parametrize("when", ["2025-12", "2025", "202X", "2025-24", "2025-12-XX"])
def test_an_imprecise_date_is_a_light_bar_over_the_days_that_it_may_mean(when: str) -> None:
    found = marks(when)
    assert [one.attributes["class"] for one in found.all("rect")] == ["is-possible"]
    assert found.all("circle") == []


def test_a_stretch_of_time_is_dark_where_it_surely_lasted() -> None:
    light, dark = marks("2024-10/2025-03-15", "2024").all("rect")
    assert light.attributes["class"] == "is-possible"
    assert dark.attributes["class"] == "is-sure"
    assert place(light.attributes["x"]) < place(dark.attributes["x"])
    ends = [place(one.attributes["x"]) + place(one.attributes["width"]) for one in (light, dark)]
    assert ends[0] == pytest.approx(ends[1], abs=0.02)


def test_a_stretch_that_may_have_ended_before_another_beginning_is_nowhere_dark() -> None:
    found = marks("2024/2024-06").all("rect")
    assert [one.attributes["class"] for one in found] == ["is-possible"]


@pytest.mark.parametrize("when", ["2025-12-31~", "2025-12-31?", "2025-12-31%"])
def test_what_an_editor_doubts_has_dashes_on_both_sides(when: str) -> None:
    found = marks(when)
    assert found.all("g", class_="is-doubtful")
    before, after = found.all("line", class_="is-doubt")
    (point,) = found.all("circle")
    assert place(before.attributes["x2"]) < place(point.attributes["cx"])
    assert place(after.attributes["x1"]) > place(point.attributes["cx"])
    assert "approximate or uncertain" in parse(drawn(row(when))).words


def test_only_the_doubtful_end_of_a_stretch_has_dashes() -> None:
    (dashes,) = marks("2025-01~/2025-12-31").all("line", class_="is-doubt")
    assert place(dashes.attributes["x2"]) < 50


def test_what_goes_on_has_an_arrow_to_its_side() -> None:
    (onward,) = marks("2025-12-31/..").all("svg", overflow="visible")[1:]
    (back,) = marks("../2025-12-31").all("svg", overflow="visible")[1:]
    assert place(onward.attributes["x"]) > 90
    assert place(back.attributes["x"]) < 10


def test_an_end_that_nobody_knows_has_dots_and_no_arrow() -> None:
    found = marks("2025-12-31/")
    assert found.all("line", class_="is-unknown")[0].attributes["x2"] == "100%"
    assert found.all("path", class_="is-arrow") == []
    assert marks("/2025-12-31").all("line", class_="is-unknown")[0].attributes["x1"] == "0%"


def test_reports_have_another_shape_than_what_happened() -> None:
    found = marks("2025-12-31", "2026-01-02", "2026-01-05")
    assert len(found.all("circle")) == 1
    assert len(found.all("path", class_="is-day")) == 2
    later, first = found.all("g", class_="dossier-reported")
    assert "is-first" in first.attributes["class"]
    assert (later.words, first.words) == ("Reported: 2026-01-05", "Reported: 2026-01-02")


def test_a_vague_report_is_a_line_with_two_ends() -> None:
    found = marks(None, "2025-12")
    assert found.all("circle") == found.all("rect") == found.all("path") == []
    assert len(found.all("line", class_="is-possible")) == 3


def test_reports_that_would_cover_one_another_are_drawn_once_and_told_together() -> None:
    far = [f"{year}-01-01" for year in range(1990, 2020, 2)]
    close = ["2025-12-30", "2025-12-31", "2026-01-01", "2026-01-02"]
    found = marks(None, *far, *close).all("g", class_="dossier-reported")
    assert len(found) == len(far) + 1
    assert found[0].words == "Reported: 2025-12-30; Reported: 2025-12-31; Reported: 2026-01-01 …"


# The drawing ----------------------------------------------------------------------------------


def test_the_drawing_has_a_title_a_description_and_words_for_each_row() -> None:
    page = parse(drawn(row("2025-12-31"), row("2026-01-02")))
    (figure,) = page.all("figure")
    for name, words in (("aria-labelledby", "In time"), ("aria-describedby", "Two things.")):
        (told,) = [
            one for one in page.elements if one.attributes.get("id") == figure.attributes[name]
        ]
        assert told.words == words
    assert [one.attributes["aria-label"] for one in page.all("svg", role="img")] == [
        "Happened: 2025-12-31.",
        "Happened: 2026-01-02.",
    ]
    assert len(page.ids) == len(set(page.ids))


def test_the_legend_names_what_is_there_and_nothing_else() -> None:
    words = parse(drawn(row("2025-12-31", "2026-01-02"))).words
    assert "happened on this day" in words
    assert "reported by a source" in words
    for absent in ("some time in these days", "lasted", "goes on", "uncertain", "unknown"):
        assert absent not in words


def test_the_legend_tells_first_reports_from_later_ones_where_there_are_some() -> None:
    words = parse(drawn(row("2025-12-01", "2026-01-02", "2026-02-20"))).words
    assert "first reported by a source" in words
    assert "a later report" in words
    # What covers the first report is drawn with it, and a line is never filled.
    for reports in (["2026-01-02", "2026-01-02"], ["2026-01-02", "2026-02"]):
        told = parse(drawn(row("2025-12-01", *reports))).words
        assert "reported by a source" in told
        assert "first reported by a source" not in told
        assert "a later report" not in told
    told = parse(drawn(row("2025-12-01", "2026-01", "2026-02-20"))).words
    assert "reported by a source" not in told
    assert "a later report" in told


def test_names_cannot_become_markup() -> None:
    told = drawn(row("2025", "2026", label=NASTY, group=NASTY))
    page = parse(told)
    assert page.all("img") == []
    assert page.all("bdi")[0].words == NASTY


def test_rows_of_one_group_stand_together_under_its_name() -> None:
    page = parse(drawn(row("2025", group="2025"), row("2024", group="2024"), row("2025-12")))
    names = [one.words for one in page.all("p", class_="dossier-timeline-group")]
    assert names == ["2025", "2024"]
    assert len(page.all("ol")) == 3


def test_without_a_date_there_is_no_drawing() -> None:
    assert drawn() == drawn(row(None)) == ""


def test_ten_thousand_rows_are_drawn_alike_each_time() -> None:
    rows = [
        row(f"{1900 + at % 120}-{at % 12 + 1:02}", f"{1950 + at % 70}", label=f"Claim {at}")
        for at in range(10_000)
    ]
    told = drawn(*rows)
    assert told.count("<li data-kind") == 10_000
    assert drawn(*rows) == told


# The page -------------------------------------------------------------------------------------


def desk_of(dossier: Dossier, uri: str = "timeline/index.md") -> Desk:
    return Press(dossier, Addresses()).desk(uri)


def page_of(dossier: Dossier) -> PageContent:
    return parse(Press(dossier, Addresses()).overview(overview.OVERVIEW).html)


def table(page: PageContent) -> list[str]:
    return [" ".join(one.words.split()) for one in page.all("tr")][1:]


DATED = {
    **GREETING,
    "annotations/sources/first.yml": "published: 2026-01-03\n",
    "annotations/sources/second.yml": "published: 2026-01-02\n",
    CLAIM: GREETING[CLAIM] + "when: 2025-12-31~\n",
    "annotations/events/parade.yml": "name: The parade\nwhen: 2025-10/..\n",
    "annotations/events/farewell.yml": "name: The farewell\n",
}


def many(number: int) -> dict[str, str]:
    """Return a dossier with many dated events, of which the last one only has a source."""
    events = {
        f"annotations/events/parade-{at:04}.yml": f"name: Parade {at}\nwhen: {1500 + at}\n"
        for at in range(number)
    }
    last = f"annotations/events/parade-{number - 1:04}.yml"
    events[last] += "evidence: [{source: first, quote: Putin greets Kim}]\n"
    return {**GREETING, **events}


def test_the_page_lists_what_it_draws(tmp_path: Path) -> None:
    page = page_of(sound(tmp_path, DATED))
    parade, praised, denied = table(page)
    assert parade == "The parade Event October 2025 – ongoing not known no source with a date"
    assert praised == (
        "Putin praised the heroic participation of soldiers. Claim about 31 December 2025 "
        "2 January 2026 A greeting from Moscow 2 January 2026Putin greets Kim 3 January 2026"
    )
    assert denied == (
        "No soldier took part. Claim not known 2 January 2026 A greeting from Moscow 2 January 2026"
    )
    (figure,) = page.all("figure", role="group")
    assert [one.attributes["aria-label"].split(". ") for one in page.all("svg", role="img")] == [
        ["Happened: October 2025 – ongoing", "No source with a date reports it."],
        [
            "Happened: about 31 December 2025",
            "First reported: 2 January 2026",
            "2 sources with a date report it.",
        ],
        [
            "No date of its own",
            "First reported: 2 January 2026",
            "1 source with a date reports it.",
        ],
    ]
    assert figure.words.index("The parade") < figure.words.index("No soldier took part.")


def test_rows_and_their_marks_say_what_they_can_be_filtered_by(tmp_path: Path) -> None:
    page = page_of(sound(tmp_path, DATED))
    found = [one.attributes for one in page.all("li") if "data-node" in one.attributes]
    assert [(one["data-node"], one["data-is"]) for one in found] == [
        ("parade", "kind:events time:happened"),
        ("putin-praised-soldiers", "kind:claims status:unverified time:happened time:reported"),
        ("no-soldier-took-part", "kind:claims status:unverified time:reported"),
    ]
    in_table = [one.attributes["data-is"] for one in page.all("tr") if "data-is" in one.attributes]
    assert in_table == [one["data-is"] for one in found]
    marks = [one.attributes for one in page.all("g") if "data-edge" in one.attributes]
    assert [(one["data-edge"], one["data-is"]) for one in marks] == [
        ("parade", "time:happened"),
        ("putin-praised-soldiers", "time:happened"),
        ("putin-praised-soldiers second first", "time:reported"),
        ("no-soldier-took-part second", "time:reported"),
    ]
    offered = [
        one.attributes["data-facet"] for one in page.all("ul") if "data-facet" in one.attributes
    ]
    assert offered == ["time", "kind", "status"]


def test_the_page_counts_what_has_no_date_and_lists_what_has_neither(tmp_path: Path) -> None:
    page = page_of(sound(tmp_path, DATED))
    assert "1 has no date of its own and stands where it was first reported." in page.words
    assert "Without a date 1" in page.words
    assert "../events/farewell/" in page.links


def test_a_dossier_without_dates_says_so_and_lists_all(tmp_path: Path) -> None:
    page = page_of(sound(tmp_path))
    assert "No claim and no event has a date yet" in page.words
    assert page.all("figure") == page.all("table") == []
    assert "../claims/no-soldier-took-part/" in page.links


def test_a_dossier_without_records_has_a_page_as_well(tmp_path: Path) -> None:
    dossier, _ = read(write(tmp_path, {"mkdocs.yml": GREETING["mkdocs.yml"]}))
    assert "No claim and no event has a date yet" in page_of(dossier).words
    assert overview.description(desk_of(dossier))


def test_of_very_many_the_most_reported_are_drawn_and_the_page_says_so(tmp_path: Path) -> None:
    page = page_of(sound(tmp_path, many(310)))
    assert len(page.all("svg", role="img")) == 150
    assert "Drawn are the 150 with the most sources, of 310." in page.words
    assert len(table(page)) == 300
    assert "Listed are the 300 with the most sources, of 310." in page.words
    assert "150 of 150 drawn, 300 of 300 in the table" in page.words
    assert page.all("svg", role="img")[-1].attributes["aria-label"].startswith("Happened: 1809.")
    assert "../events/" in page.links


def test_many_rows_stand_under_the_time_in_which_they_begin(tmp_path: Path) -> None:
    page = page_of(sound(tmp_path, many(40)))
    names = [one.words for one in page.all("p", class_="dossier-timeline-group")]
    assert names == ["1500s", "1510s", "1520s", "1530s"]


def test_a_date_vaguer_than_its_heading_stands_under_its_own(tmp_path: Path) -> None:
    events = {
        f"annotations/events/parade-{at}.yml": f"name: Parade {at}\nwhen: {when}\n"
        for at, when in enumerate(["202X", *["2020"] * 6, *["2021-03"] * 6])
    }
    page = page_of(sound(tmp_path, {**GREETING, **events}))
    names = [one.words for one in page.all("p", class_="dossier-timeline-group")]
    assert names == ["2020s", "2020", "2021"]


# The timeline of a record ---------------------------------------------------------------------


def small(dossier: Dossier, record: str) -> Sequence[str]:
    """Return the names in a record's own timeline."""
    one = dossier.records.by_id[record]
    told = small_timeline(desk_of(dossier, f"{one.kind.name}/{record}.md"), one)
    return [each.words for each in parse(told).all("a", class_="dossier-ref")]


def test_a_record_shows_its_claims_and_events_in_time(tmp_path: Path) -> None:
    parade = DATED["annotations/events/parade.yml"] + "participants: [vladimir-putin]\n"
    dossier = sound(tmp_path, {**DATED, "annotations/events/parade.yml": parade})
    expected = ["The parade", "Putin praised the heroic participation of soldiers."]
    assert small(dossier, "vladimir-putin") == expected
    page = next(one for one in rendered(dossier).pages if one.uri == "people/vladimir-putin.md")
    assert re.search(r'<h2 id="in-time">In time</h2>', page.html)


def test_an_event_stands_among_what_is_claimed_about_it(tmp_path: Path) -> None:
    about = DATED[CLAIM].replace("about: [vladimir-putin]", "about: [parade]")
    dossier = sound(tmp_path, {**DATED, CLAIM: about})
    expected = ["The parade", "Putin praised the heroic participation of soldiers."]
    assert small(dossier, "parade") == expected


def test_one_date_alone_makes_no_picture(tmp_path: Path) -> None:
    dossier = sound(tmp_path, DATED)
    assert small(dossier, "parade") == []
    page = next(one for one in rendered(dossier).pages if one.uri == "events/parade.md")
    assert "in-time" not in page.html


def test_of_many_a_record_shows_those_with_the_most_sources(tmp_path: Path) -> None:
    events = {path: text for path, text in many(20).items() if "/events/" in path}
    there = {path: text + "participants: [vladimir-putin]\n" for path, text in events.items()}
    dossier = sound(tmp_path, {**GREETING, **there})
    found = small(dossier, "vladimir-putin")
    assert len(found) == 12
    assert found[0] == "Parade 0"
    assert found[-1] == "Parade 19"
