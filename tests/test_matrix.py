"""The matrix of claims and sources: the picture, and the page with the table of the same."""

from __future__ import annotations

import re
from textwrap import dedent
from typing import TYPE_CHECKING

import pytest
from dossiers import GREETING, read, sound, write
from html_pages import PageContent, parse

from dossier.pages import Press
from dossier.pages.overviews.matrix import OVERVIEW
from dossier.pictures.matrix import Band, Column, Mark, Row, broken, draw
from dossier.site import Addresses

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from html_pages import Element

    from dossier.site import Page
    from dossier.tables import Dossier

COLUMNS = [Column(f"{n}", f"{n}. Courier of day {n}", f"../sources/c{n}/") for n in range(1, 6)]


def mark(column: int, stance: str = "supports", quotes: int = 1) -> Mark:
    href = f"../claims/closed/#e{column + 1}"
    return Mark(column, stance, quotes, href, f"Courier of day {column + 1} {stance}")


def row(*marks: Mark, joined: tuple[tuple[int, ...], ...] = (), title: str = "Closed.") -> Row:
    return Row(title, "../claims/closed/", marks, joined, f"{len(marks)} sources")


def drawn(*rows: Row) -> PageContent:
    band = Band("Unverified · 1", "gray", rows)
    markup = draw([band], COLUMNS, title="All", description="All of it.", claims="Claims")
    return parse(str(markup))


def within(content: PageContent, after: Element, tag: str, number: int = 0) -> Element:
    """Return an element that begins after another."""
    at = next(at for at, one in enumerate(content.elements) if one is after)
    return [one for one in content.elements[at:] if one.tag == tag][number]


def marks(content: PageContent) -> list[tuple[str, str]]:
    """Return the stance and the sign of each mark, in the order of the keyboard."""
    found = content.all("a", class_="dossier-grid-mark")
    return [(one.attributes["data-stance"], within(content, one, "text").words) for one in found]


def bars(content: PageContent) -> list[tuple[list[float], float]]:
    """Return each bar's knots from left to right, and its height in the picture."""
    knots = [
        (float(one.attributes["cx"]), float(one.attributes["cy"]))
        for one in content.elements
        if one.tag == "circle" and "class" not in one.attributes
    ]
    groups = content.all("g", class_="dossier-grid-bar")
    assert len(groups) == len({y for _, y in knots}), "bars of one height"
    return [
        ([x for x, y in knots if y == height], height) for height in sorted({y for _, y in knots})
    ]


# The picture ----------------------------------------------------------------------------------


def test_each_stance_has_a_sign_of_its_own_and_the_number_of_its_quotes() -> None:
    content = drawn(row(mark(0), mark(1, "disputes", 3), mark(2, "discusses", 2)))
    assert marks(content) == [("supports", "+"), ("disputes", "−3"), ("discusses", "○2")]


def test_marks_stand_below_the_number_of_their_source_in_order() -> None:
    content = drawn(row(mark(3), mark(0), mark(4, "disputes")))
    heads = content.all("a", class_="dossier-grid-source")
    numbers = [float(within(content, one, "text").attributes["x"]) for one in heads]
    assert numbers == sorted(numbers)
    found = content.all("a", class_="dossier-grid-mark")
    places = [float(within(content, one, "text").attributes["x"]) for one in found]
    assert places == [numbers[0], numbers[3], numbers[4]]


def test_a_source_that_speaks_for_and_against_a_claim_has_both_marks_side_by_side() -> None:
    content = drawn(row(mark(1, "disputes"), mark(1, "supports", 12)))
    assert marks(content) == [("supports", "+12"), ("disputes", "−")]
    first, second = (
        within(content, one, "rect").attributes
        for one in content.all("a", class_="dossier-grid-mark")
    )
    assert float(first["x"]) + float(first["width"]) == float(second["x"])
    assert float(second["width"]) >= 24


def test_a_mark_leads_to_its_quote_and_says_in_words_what_it_shows() -> None:
    content = drawn(row(mark(2, "disputes")))
    (link,) = content.all("a", class_="dossier-grid-mark")
    assert link.attributes["href"] == "../claims/closed/#e3"
    assert within(content, link, "title").words == "Courier of day 3 disputes"


def test_sources_that_count_as_one_are_joined_at_their_columns_only() -> None:
    content = drawn(row(mark(0), mark(1), mark(3), joined=((0, 3),)))
    heads = content.all("a", class_="dossier-grid-source")
    numbers = [float(within(content, one, "text").attributes["x"]) for one in heads]
    ((knots, _),) = bars(content)
    assert knots == [numbers[0], numbers[3]]


def test_bars_that_would_cross_stand_one_below_the_other_and_the_row_grows() -> None:
    crossing = row(*map(mark, range(4)), joined=((0, 2), (1, 3)))
    content = drawn(crossing, row(mark(0)))
    (_, upper), (_, lower) = bars(content)
    stripe = content.all("rect", class_="is-stripe")[0].attributes
    assert upper < lower < float(stripe["y"]) + float(stripe["height"])
    apart = drawn(row(*map(mark, range(4)), joined=((0, 1),)), row(mark(0)))
    assert float(stripe["height"]) > float(
        apart.all("rect", class_="is-stripe")[0].attributes["height"]
    )


def test_bars_side_by_side_share_a_height() -> None:
    content = drawn(row(*map(mark, range(4)), joined=((0, 1), (2, 3))))
    circles = [one for one in content.all("circle") if "class" not in one.attributes]
    assert len({one.attributes["cy"] for one in circles}) == 1


def test_the_claims_and_their_cells_stand_at_the_same_height() -> None:
    rows = [row(mark(0), joined=((0, 1), (1, 2), (0, 2))), row(mark(1)), row(mark(2))]
    bands = [Band("Confirmed · 1", "green", (rows[0],)), Band("Open · 2", "gray", tuple(rows[1:]))]
    markup = draw(bands, COLUMNS, title="All", description="All of it.", claims="Claims")
    content = parse(str(markup))
    claims = content.all("a", class_="dossier-grid-claim")
    cells = content.all("a", class_="dossier-grid-mark")
    for claim, cell in zip(claims, cells, strict=True):
        top = float(within(content, claim, "rect").attributes["y"])
        assert float(within(content, cell, "rect").attributes["y"]) == top + 4
    left, right = content.all("svg")
    assert left.attributes["height"] == right.attributes["height"]


def test_the_numbers_are_told_again_at_each_later_heading_but_not_read_out() -> None:
    bands = [Band(f"Status {n}", "gray", (row(mark(0)),)) for n in range(3)]
    markup = draw(bands, COLUMNS, title="All", description="All of it.", claims="Claims")
    again = parse(str(markup)).all("g", class_="is-quiet")
    assert [one.words for one in again] == ["12345", "12345"]
    assert all(one.attributes["aria-hidden"] == "true" for one in again)


def test_both_drawings_have_names_and_the_sources_a_description() -> None:
    content = drawn(row(mark(0)))
    claims, grid = content.all("svg")
    assert claims.attributes["aria-label"] == "Claims"
    named = [one for one in content.elements if one.attributes.get("id") == "matrix-title"]
    assert [one.words for one in named] == ["All"]
    assert grid.attributes["aria-describedby"] == "matrix-description"


def test_markup_in_a_name_is_no_markup() -> None:
    evil = "<img src=x onerror=alert(1)>"
    columns = [Column("1", evil, "../sources/x/")]
    shown = Row(evil, "../claims/x/", (Mark(0, "supports", 1, "#e1", evil),), (), evil)
    markup = draw(
        [Band(evil, '"><script>', (shown,))], columns, title=evil, description=evil, claims=evil
    )
    content = parse(str(markup))
    assert content.all("img") == content.all("script") == []
    assert evil in content.all("title")[0].words


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Closed.", ["Closed."]),
        ("The bridge was closed", ["The bridge", "was closed"]),
        ("The bridge was closed at dawn", ["The bridge", "was…"]),
        ("Unpronounceablename", ["Unpronounc", "eablename"]),
        ("다리는 폐쇄되었다", ["다리는", "폐쇄되었다"]),
        ("다리는 월요일 새벽에 폐쇄되었다", ["다리는", "월요일…"]),
    ],
)
def test_a_claim_is_broken_into_lines_at_its_words(text: str, told: list[str]) -> None:
    assert broken(text, 2, 10) == told


def test_a_picture_is_the_same_every_time_whatever_order_its_marks_come_in() -> None:
    there = [mark(1), mark(0, "disputes"), mark(0)]
    forth, back = (
        draw([Band("Open", "gray", (row(*order),))], COLUMNS, title="", description="", claims="")
        for order in (there, there[::-1])
    )
    assert forth == back


def test_ten_thousand_claims_can_be_drawn() -> None:
    rows = tuple(row(mark(n % 5), joined=((0, 1),), title=f"Claim {n}.") for n in range(10_000))
    markup = draw([Band("Open", "gray", rows)], COLUMNS, title="", description="", claims="")
    assert markup.count("dossier-grid-claim") == 10_001  # and the drawing that holds them


# The page -------------------------------------------------------------------------------------


def page_of(dossier: Dossier) -> tuple[Page, PageContent]:
    page = Press(dossier, Addresses(site_url=dossier.project.site_url)).overview(OVERVIEW)
    return page, parse(page.html)


def with_claims(number: int, sources: int) -> dict[str, str]:
    """Return a dossier of claims with evidence in a growing number of sources."""
    files = {"mkdocs.yml": "site_name: Many\n", "docs/index.md": "# Many\n"}
    for source in range(sources):
        lines = "\n\n".join(f"Lorry {claim} left at dawn, day {source}." for claim in range(number))
        files[f"seeds/s{source:03}.txt"] = f"Day {source}\n\n{lines}\n"
    for claim in range(number):
        evidence = "".join(
            f"  - {{source: s{source:03}, quote: 'Lorry {claim} left at dawn'}}\n"
            for source in range(1 + claim % sources)
        )
        files[f"annotations/claims/lorry-{claim:03}.yml"] = (
            f"statement: Lorry {claim} left.\nevidence:\n{evidence}"
        )
    return files


def table(content: PageContent) -> list[str]:
    return [" ".join(one.words.split()) for one in content.all("tr")][1:]


def test_claims_are_grouped_by_status_in_the_order_of_the_settings(tmp_path: Path) -> None:
    path = "annotations/claims/no-soldier-took-part.yml"
    assessed = "assessment: {status: refuted, rationale: Nobody else says so., on: 2026}\n"
    files = {**GREETING, path: dedent(GREETING[path]) + assessed}
    dossier, _ = read(write(tmp_path, files))
    _, content = page_of(dossier)
    assert [one.words for one in content.all("text", class_="dossier-grid-band")] == [
        "Unverified · 1",
        "Refuted · 1",
    ]
    (unverified, refuted) = content.all("circle", class_="is-status")
    assert unverified.attributes["data-color"] != refuted.attributes["data-color"]


def test_sources_are_numbered_by_date_and_those_without_one_stand_last(tmp_path: Path) -> None:
    files: Mapping[str, str] = {
        **GREETING,
        "annotations/sources/first.yml": "type: news\n",
        "annotations/sources/second.yml": "published: 2025-12\n",
    }
    _, content = page_of(sound(tmp_path, files))
    (legend,) = content.all("ol", class_="dossier-grid-legend")
    assert " ".join(legend.words.split()) == (
        "1 A greeting from Moscow December 2025 2 Putin greets Kim undated"
    )
    titles = [one.words for one in content.all("title")]
    assert "1. A greeting from Moscow" in titles
    assert "2. Putin greets Kim" in titles


def test_a_cell_says_how_a_source_bears_on_a_claim_and_leads_to_its_first_quote(
    tmp_path: Path,
) -> None:
    _, content = page_of(sound(tmp_path))
    cells = content.all("a", class_="dossier-grid-mark")
    told = [
        (within(content, one, "title").words, one.attributes["href"].partition("claims/")[2])
        for one in cells
    ]
    praised = "Putin praised the heroic participation of soldiers."
    href = "putin-praised-soldiers/#"
    assert told == [
        (f"1. Putin greets Kim – supports, 1 quote: {praised}", f"{href}e1"),
        (f"1. Putin greets Kim – disputes, 1 quote: {praised}", f"{href}e-analysts-doubt"),
        (f"2. A greeting from Moscow – supports, 1 quote: {praised}", f"{href}e2"),
        (
            "2. A greeting from Moscow – supports, 1 quote: No soldier took part.",
            "no-soldier-took-part/#e1",
        ),
    ]


def test_claims_cells_and_rows_say_what_they_are_tied_to_and_can_be_filtered_by(
    tmp_path: Path,
) -> None:
    _, content = page_of(sound(tmp_path))
    praised = "status:unverified stance:supports stance:disputes"
    claims = content.all("a", class_="dossier-grid-claim")
    assert [(one.attributes["data-node"], one.attributes["data-is"]) for one in claims] == [
        ("putin-praised-soldiers", praised),
        ("no-soldier-took-part", "status:unverified stance:supports"),
    ]
    cells = content.all("a", class_="dossier-grid-mark")
    assert (cells[1].attributes["data-edge"], cells[1].attributes["data-is"]) == (
        "putin-praised-soldiers first",
        "stance:disputes",
    )
    told = [one.attributes["data-is"] for one in content.all("tr") if "data-is" in one.attributes]
    assert told == [one.attributes["data-is"] for one in claims]
    choices = content.all("div", class_="dossier-choices")
    assert [" ".join(one.words.split()) for one in choices] == [
        "Stance + supports 2 − disputes 1",
        "Status Unverified 2",
    ]
    # A status that all claims have parts none of them.
    assert content.values("data-facet") == ["stance"]


def test_a_row_and_a_heading_can_be_taken_out_of_both_drawings_at_once() -> None:
    content = drawn(row(mark(0)), row(mark(1), title="Opened."))
    stretches = [one.attributes for one in content.all("g") if "data-row" in one.attributes]
    both = [(one["data-row"], one["data-height"]) for one in stretches]
    assert sorted(both[:3]) == sorted(both[3:])
    assert len(set(both)) == 3


def test_a_row_ends_with_its_sources_and_how_many_are_independent(tmp_path: Path) -> None:
    _, content = page_of(sound(tmp_path))
    assert [one.words for one in content.all("text", class_="dossier-grid-end")] == [
        "2 sources, 1 independent",
        "1 source, 1 independent",
    ]
    assert len(content.all("g", class_="dossier-grid-bar")) == 1


def test_the_table_says_the_same(tmp_path: Path) -> None:
    _, content = page_of(sound(tmp_path))
    assert table(content) == [
        (
            "Putin praised the heroic participation of soldiers. Unverified "
            "1 Putin greets Kim 1 quote 2 A greeting from Moscow 1 quote "
            "1 Putin greets Kim 1 quote "
            "–none 2 sources, 1 independent 1 and 2 count as one"
        ),
        (
            "No soldier took part. Unverified 2 A greeting from Moscow 1 quote –none –none "
            "1 source, 1 independent"
        ),
    ]
    drawn_links = {one.attributes["href"] for one in content.all("a", class_="dossier-grid-mark")}
    (whole,) = content.all("table")
    at = content.elements.index(whole)
    listed = {one.attributes["href"] for one in content.elements[at:] if one.tag == "a"}
    assert drawn_links <= listed


def test_the_lead_tells_the_figures(tmp_path: Path) -> None:
    page, content = page_of(sound(tmp_path))
    assert page.description == (
        "Which source supports, disputes or discusses which claim: 2 claims, 2 sources. "
        "A source speaks against 1 of the claims."
    )
    assert page.description in content.words


def test_of_many_claims_and_sources_those_with_most_are_shown_and_the_page_says_so(
    tmp_path: Path,
) -> None:
    dossier, _ = read(write(tmp_path, with_claims(210, 50)))
    _, content = page_of(dossier)
    assert "Shown are the 200 of 210 claims on which most sources bear." in content.words
    assert "Of the 50 sources that bear on them, the 40 with most of them." in content.words
    claims = content.all("a", class_="dossier-grid-claim")
    assert len(claims) == 200
    assert {within(content, one, "title").words for one in claims} >= {
        "Lorry 49 left.",
        "Lorry 99 left.",
    }
    assert len(content.all("a", class_="dossier-grid-source")) == 40
    ends = [one.words for one in content.all("text", class_="dossier-grid-end")]
    assert any(re.fullmatch(r"50 sources, \d+ independent · 10 not shown", one) for one in ends)
    assert len(content.all("details")) == 2  # the legend, and the table


def test_of_few_sources_very_many_claims_are_shown(tmp_path: Path) -> None:
    dossier, _ = read(write(tmp_path, with_claims(310, 2)))
    _, content = page_of(dossier)
    assert "Shown are the 300 of 310 claims on which most sources bear." in content.words
    assert len(content.all("a", class_="dossier-grid-claim")) == 300
    assert len(table(content)) == 300


def test_the_matrix_of_the_example_is_whole(example_site: Path) -> None:
    content = parse((example_site / "matrix/index.html").read_text("utf-8"))
    folders = [one for one in (example_site / "claims").iterdir() if one.is_dir()]
    assert len(content.all("a", class_="dossier-grid-claim")) == len(folders) == 84
    assert "Shown are" not in content.words


def test_a_small_matrix_folds_nothing(tmp_path: Path) -> None:
    _, content = page_of(sound(tmp_path))
    assert content.all("details") == []
    assert "Shown are" not in content.words


def test_without_a_claim_there_is_a_word_in_place_of_the_picture(tmp_path: Path) -> None:
    files = {"mkdocs.yml": "site_name: New\n", "docs/index.md": "# New\n", "seeds/.keep": ""}
    dossier, _ = read(write(tmp_path, files))
    page, content = page_of(dossier)
    assert page.description == "There is no claim yet to set beside the sources."
    assert content.all("svg") == content.all("table") == []
    assert content.all("p", class_="dossier-empty")
