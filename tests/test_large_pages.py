"""Pages of thousands of things are cut, folded, and yet complete."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import large
import pytest
from dossiers import rendered, sound
from html_pages import parse

from dossier.pages.directions import first_direction

if TYPE_CHECKING:
    from collections.abc import Mapping

    from html_pages import PageContent


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, str]:
    """Return the HTML of every page by its address in the tree of Markdown files."""
    site = rendered(sound(tmp_path_factory.mktemp("archive"), large.files()))
    return {one.uri: one.html for one in site.pages}


def links(html: str, pattern: str) -> list[str]:
    return re.findall(rf'href="({pattern})"', html)


def parts(html: str, tag: str) -> list[str]:
    """Return what stands in each of the elements of one name, those inside others left out."""
    found, depth, start = [], 0, 0
    for one in re.finditer(rf"<(/?){tag}\b[^>]*>", html):
        depth += -1 if one[1] else 1
        if depth == 1 and not one[1]:
            start = one.end()
        elif depth == 0:
            found.append(html[start : one.start()])
    return found


def summaries(content: PageContent) -> list[str]:
    return [" ".join(one.words.split()) for one in content.all("summary")]


def test_a_long_table_is_cut_into_stretches_that_hold_all_rows_in_order(
    pages: Mapping[str, str],
) -> None:
    html = pages["topics/index.md"]
    rows = [part.count("<tr") for part in parts(html, "tbody")]
    assert rows == [50] * 11 + [10]
    addresses = [f"../topics/t{number:04}/" for number in range(large.ROWS)]
    assert links(html, r"../topics/t\d{4}/") == addresses
    assert parse(html).all("table", class_="is-long")


def test_a_short_table_is_of_one_piece(pages: Mapping[str, str]) -> None:
    html = pages["claims/index.md"]
    assert len(parts(html, "tbody")) == 1
    assert not parse(html).all("table", class_="is-long")


def test_a_row_says_once_what_all_rows_say(pages: Mapping[str, str]) -> None:
    (body, *_) = parts(pages["topics/index.md"], "tbody")
    (row, *_) = parts(body, "tr")
    titled = len('href="t0000/"') + len("Sluice 0000")
    assert len(row) - titled < 250


def test_many_claims_about_a_place_are_folded_after_the_first(pages: Mapping[str, str]) -> None:
    html = pages["places/marrowford.md"]
    section = html[html.index('id="claims"') : html.index('id="surroundings"')]
    (folded,) = parts(section, "details")
    claims = [f"../../claims/c{number:02}/" for number in range(1, large.CLAIMS + 1)]
    assert sorted(links(section, r"../../claims/[^\"]*")) == claims
    assert len(links(folded, r"../../claims/[^\"]*")) == large.CLAIMS - 50
    assert "20 more" in summaries(parse(html))


def test_many_sources_that_name_somebody_stand_by_year_undated_ones_last(
    pages: Mapping[str, str],
) -> None:
    html = pages["people/ada-quill.md"]
    section = html[html.index('id="mentions"') :]
    years = [one for one in parts(section, "details") if "<details" in one]
    told = [" ".join(parse(one).all("summary")[0].words.split()) for one in years]
    assert told == [
        "2019 15 sources · 30 mentions",
        "2020 15 sources · 30 mentions",
        "2021 15 sources · 30 mentions",
        "undated 15 sources · 30 mentions",
    ]
    by_year = [set(links(one, r"../../sources/s\d\d/#p2")) for one in years]
    assert [len(one) for one in by_year] == [15] * 4
    assert len(set().union(*by_year)) == large.SOURCES


def test_few_sources_stand_without_years(pages: Mapping[str, str]) -> None:
    html = pages["people/tom-weir.md"]
    assert "dossier-year" not in html
    assert len(parse(html).all("details", class_="dossier-mentions")) == 1


def test_many_mentions_in_one_source_are_all_linked(pages: Mapping[str, str]) -> None:
    html = pages["people/tom-weir.md"]
    lists = [one.count("<li") for one in parts(html, "ul") if "/archive/#p" in one]
    found = links(html, r"../../sources/archive/#p\d+")
    assert [f"../../sources/archive/#p{at + 2}" for at in range(large.NAMED)] == found
    assert lists[-5:] == [50, 50, 50, 50, 30]


def test_spellings_name_the_first_sources_and_fold_the_others(pages: Mapping[str, str]) -> None:
    html = pages["people/ada-quill.md"]
    (cell,) = [one for one in parts(html, "td") if "dossier-refs" in one]
    (folded,) = parts(cell, "details")
    assert len(links(cell, r"../../sources/s\d\d/")) == large.SOURCES
    assert len(links(folded, r"../../sources/s\d\d/")) == large.SOURCES - 30


def test_every_passage_of_a_long_text_keeps_its_address(pages: Mapping[str, str]) -> None:
    content = parse(pages["sources/archive.md"])
    passages = [one.attributes["id"] for one in content.all("div", class_="dossier-passage")]
    assert passages == [f"p{number}" for number in range(1, large.PASSAGES + 1)]
    assert content.all("div", class_="is-long")


def test_a_short_text_is_shown_as_it_is(pages: Mapping[str, str]) -> None:
    assert not parse(pages["sources/s00.md"]).all("div", class_="is-long")


def test_a_text_says_which_way_it_runs(pages: Mapping[str, str]) -> None:
    # On `auto`, a browser looks for it again at each passage that it reads.
    (text,) = parse(pages["sources/archive.md"]).all("div", class_="dossier-text")
    assert text.attributes["dir"] == "ltr"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The gate", "ltr"),
        ("«12» שער", "rtl"),
        ("12. البوابة gate", "rtl"),
        ("– 1914 –", "ltr"),
        ("", "ltr"),
    ],
)
def test_the_first_letter_decides_which_way_a_text_runs(text: str, expected: str) -> None:
    assert first_direction(text) == expected
