"""What the table of a kind hands the script that filters and sorts it, and shows without it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from dossiers import rendered, sound
from html_pages import PageContent, parse

from dossier.pages import facets

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

BRIDGE: dict[str, str] = {
    "mkdocs.yml": "site_name: The bridge\nplugins: [search, dossier]\n",
    "docs/index.md": "# The bridge\n",
    "seeds/courier.txt": """\
        Bridge closed

        The council closed the bridge. Repairs may take six months. A crane fell.
        """,
    "seeds/gazette.txt": """\
        Mayor speaks

        Ada Quill said no crane fell.
        """,
    "annotations/sources/courier.yml": """\
        type: news
        published: 2026-03-04
        reliability: B
        publisher: Marrowford Courier
        tags: [print]
        """,
    "annotations/sources/gazette.yml": "type: official\n",
    "annotations/people/ada-quill.yml": """\
        name: Ada Quill
        also_known_as: [Quill]
        """,
    "annotations/claims/closed.yml": """\
        statement: The council closed the bridge.
        when: 2026-03-03
        tags: ["roads", "the “old” bridge"]
        assessment: {status: uncheckable, rationale: Nobody can tell.}
        evidence:
          - source: courier
            quote: The council closed the bridge.
        """,
    "annotations/claims/six-months.yml": """\
        statement: Repairs take six months.
        when: 2025-12/2027
        tags: [repairs]
        evidence:
          - source: courier
            quote: Repairs may take six months.
        """,
    "annotations/claims/crane-fell.yml": """\
        statement: A crane fell.
        evidence:
          - source: courier
            quote: A crane fell.
          - source: gazette
            quote: no crane fell
            stance: disputes
        """,
}
"""Two sources and three claims: dated, tagged, assessed in part."""


def table(root: Path, uri: str, changed: Mapping[str, str] | None = None) -> PageContent:
    site = rendered(sound(root, {**BRIDGE, **(changed or {})}))
    return parse(next(one.html for one in site.pages if one.uri == uri))


def options(page: PageContent, name: str) -> list[tuple[str, str]]:
    """Return the values of a select and their words."""
    elements = page.elements
    first = next(
        at
        for at, one in enumerate(elements)
        if one.tag == "select" and one.attributes["name"] == name
    )
    found = []
    for one in elements[first + 1 :]:
        if one.tag != "option":
            break
        found.append((one.attributes["value"], one.words))
    return found


def selects(page: PageContent) -> list[str]:
    return [one.attributes["name"] for one in page.all("select")]


def values(page: PageContent) -> dict[str, object]:
    """Return the facets' values of each row, by the row's title."""
    rows = [one for one in page.all("tr") if "data-facets" in one.attributes]
    return {_title(one.words): json.loads(one.attributes["data-facets"]) for one in rows}


def _title(words: str) -> str:
    return words.strip().partition(".")[0]


def test_claims_part_by_status_year_tag_and_source_each_with_its_count(tmp_path: Path) -> None:
    page = table(tmp_path, "claims/index.md")
    assert selects(page) == ["status", "year", "tag", "source", "sort"]
    assert options(page, "status") == [
        ("", "All"),
        ("unverified", "Unverified (2)"),
        ("uncheckable", "Uncheckable (1)"),
    ]
    assert options(page, "year") == [
        ("", "All"),
        ("2027", "2027 (1)"),
        ("2026", "2026 (2)"),
        ("2025", "2025 (1)"),
    ]
    assert options(page, "tag") == [
        ("", "All"),
        ("repairs", "repairs (1)"),
        ("roads", "roads (1)"),
        ("the “old” bridge", "the “old” bridge (1)"),
    ]
    assert options(page, "source")[1:] == [
        ("courier", "Bridge closed (3)"),
        ("gazette", "Mayor speaks (1)"),
    ]


def test_a_row_tells_which_values_it_has(tmp_path: Path) -> None:
    found = values(table(tmp_path, "claims/index.md"))
    assert found["The council closed the bridge"] == {
        "status": ["uncheckable"],
        "year": ["2026"],
        "tag": ["roads", "the “old” bridge"],
        "source": ["courier"],
    }
    assert found["A crane fell"] == {"status": ["unverified"], "source": ["courier", "gazette"]}


def test_sources_part_by_type_grade_year_and_tag(tmp_path: Path) -> None:
    page = table(tmp_path, "sources/index.md")
    assert selects(page) == ["type", "grade", "year", "tag", "sort"]
    assert options(page, "type")[1:] == [
        ("news", "News report (1)"),
        ("official", "Official document (1)"),
    ]
    assert options(page, "grade")[1:] == [("B", "B (1)")]


def test_what_all_rows_have_in_common_is_no_facet(tmp_path: Path) -> None:
    page = table(tmp_path, "people/index.md")
    assert selects(page) == ["sort"]


@pytest.mark.parametrize(
    ("when", "years"),
    [
        ("2026-03", ["2026"]),
        ("2024/2026", ["2024", "2025", "2026"]),
        ("201X", [str(year) for year in range(2010, 2020)]),
        ("1990/2020", ["1990", "2020"]),
        ("2012/..", ["2012"]),
        ("../2012", ["2012"]),
        ("-0044-03-15", ["-0044"]),
        ("0000", ["0000"]),
        ("Y12345", ["Y12345"]),
        ("Y-12345", ["Y-12345"]),
    ],
)
def test_a_claim_is_found_under_each_year_it_may_fall_into(
    tmp_path: Path, when: str, years: list[str]
) -> None:
    claim = BRIDGE["annotations/claims/closed.yml"].replace("2026-03-03", f'"{when}"')
    page = table(tmp_path, "claims/index.md", {"annotations/claims/closed.yml": claim})
    found = values(page)["The council closed the bridge"]
    assert isinstance(found, dict)
    assert found["year"] == years


def test_years_before_christ_are_told_in_words_and_stand_last(tmp_path: Path) -> None:
    claim = BRIDGE["annotations/claims/closed.yml"].replace("2026-03-03", '"-0044-03-15"')
    page = table(tmp_path, "claims/index.md", {"annotations/claims/closed.yml": claim})
    assert options(page, "year")[-2:] == [("2025", "2025 (1)"), ("-0044", "45 BCE (1)")]


def test_a_facet_offers_the_values_that_most_rows_have(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(facets, "MOST", 1)
    page = table(tmp_path, "claims/index.md")
    assert options(page, "year")[1:] == [("2026", "2026 (2)")]
    assert values(page)["Repairs take six months"] == {
        "status": ["unverified"],
        "year": ["2026"],
        "tag": ["repairs"],
        "source": ["courier"],
    }


def test_dates_are_sorted_by_their_first_day_and_taken_along_as_written(tmp_path: Path) -> None:
    page = table(tmp_path, "sources/index.md")
    dated, undated = page.all("td")[1::5]  # the second of five in each row
    assert dated.words == "4 March 2026"
    assert dated.attributes["data-value"] == "2026-03-04"
    assert dated.attributes["data-sort"] == "739679"  # days since 1 January of year 1
    assert undated.words == "–"
    assert undated.attributes["data-value"] == undated.attributes["data-sort"] == ""


def test_the_order_can_be_chosen_by_every_column_both_ways(tmp_path: Path) -> None:
    page = table(tmp_path, "claims/index.md")
    keys = [one.attributes["data-key"] for one in page.all("th", scope="col")]
    assert keys == ["title", "status", "sources", "independent", "origins"]
    assert [value for value, _ in options(page, "sort")] == [
        "",
        *(sign + key for key in keys for sign in ("", "-")),
    ]


def test_the_tools_wait_hidden_for_the_script_and_the_table_does_not(tmp_path: Path) -> None:
    page = table(tmp_path, "claims/index.md")
    (form,) = page.all("form", class_="dossier-index-tools")
    assert "hidden" in form.attributes
    assert "3 of 3" in form.words
    assert not [one for one in page.all("tr") if "hidden" in one.attributes]
    assert len(page.all("th", scope="row")) == 3


def test_a_tag_full_of_markup_stays_a_tag(tmp_path: Path) -> None:
    hostile = "'\"><script>alert(1)</script> {{ 7*7 }}"
    claim = BRIDGE["annotations/claims/closed.yml"].replace('"roads"', json.dumps(hostile))
    page = table(tmp_path, "claims/index.md", {"annotations/claims/closed.yml": claim})
    assert (hostile, f"{hostile} (1)") in options(page, "tag")
    found = values(page)["The council closed the bridge"]
    assert isinstance(found, dict)
    assert hostile in found["tag"]
    assert not page.all("script")


def test_only_index_pages_have_tools(tmp_path: Path) -> None:
    site = rendered(sound(tmp_path, BRIDGE))
    with_tools = [one.uri for one in site.pages if "data-index" in one.html]
    kinds = ["claims", "people", "sources"]
    assert sorted(with_tools) == [f"{kind}/index.md" for kind in kinds]
    assert "assets/dossier/index-table.js" in site.scripts
