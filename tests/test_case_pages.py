"""What the pages of a richer dossier show: history, drift, relations both ways, files to edit."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest
from dossiers import read
from html_pages import PageContent, parse

from dossier import build
from dossier.diagnostics import Report
from dossier.site import Addresses, Site

CASE = Path(__file__).parent / "cases/bridge"


@pytest.fixture(scope="module")
def site() -> Site:
    dossier, _ = read(CASE)
    return build.render(dossier, Addresses(), report=Report())


def page(site: Site, uri: str) -> PageContent:
    return parse(next(one.html for one in site.pages if one.uri == uri))


def section(content: PageContent, heading: str) -> str:
    return next(
        " ".join(one.words.split())
        for one in content.all("section")
        if one.words.strip().startswith(heading)
    )


def test_the_latest_assessment_holds_and_earlier_ones_are_kept(site: Site) -> None:
    assessment = section(page(site, "claims/bridge-was-closed.md"), "Assessment")
    now, _, before = assessment.partition("Earlier assessments")
    assert "The mayor denies it." in now
    assert "Assessed by B. Editor, 3 March 2026" in now
    assert "Unverified 2 March 2026, A. Editor" in before


def test_a_drifted_quote_is_marked_and_its_difference_shown(site: Site) -> None:
    claim = page(site, "claims/six-months.md")
    assert [one.words for one in claim.all("mark", class_="is-drifted")] == [
        "The repairs, the council admitted, may take six months."
    ]
    assert [one.words for one in claim.all("del")] == ["might"]
    assert [one.words for one in claim.all("ins")] == ["may"]
    source = page(site, "sources/gazette.md")
    assert source.all("mark", class_="is-drifted")
    assert "approximate quote" in source.words


def test_a_quote_with_words_left_out_is_marked_in_both_places(site: Site) -> None:
    source = page(site, "sources/gazette.md")
    marked = "".join(
        one.words
        for one in source.all("mark")
        if "q-bridge-was-closed--e2" in one.attributes["data-quotes"].split()
    )
    assert marked == "Mayor Ada Quill closed Tanner's Bridge on Monday,Three lorries waited"
    assert source.ids.count("q-bridge-was-closed--e2") == 1


def test_markdown_of_a_source_is_read_and_not_shown(site: Site) -> None:
    source = page(site, "sources/gazette.md")
    text = source.all("div", class_="dossier-text")[0].words
    assert "*" not in text
    assert "#" not in text
    assert [one.words for one in source.all("em")] == ["closed"]
    assert [one.words for one in source.all("strong")] == ["Three"]


def test_a_relation_is_told_on_both_pages(site: Site) -> None:
    assert "mayor of Tanner 2024 – ongoing" in section(page(site, "people/ada-quill.md"), "Relat")
    assert "Ada Quill: mayor of 2024 – ongoing" in section(page(site, "places/tanner.md"), "Relat")


def test_ties_that_others_declare_are_shown(site: Site) -> None:
    assert "Published Bridge closed at dawn" in section(
        page(site, "organizations/tanner-courier.md"), "Relations"
    )
    assert "Members Ada Quill" in section(page(site, "organizations/council.md"), "Relations")
    assert "Places in it Tanner's Bridge" in section(page(site, "places/tanner.md"), "Relations")
    assert "Happened here The closure" in section(
        page(site, "places/tanners-bridge.md"), "Relations"
    )


def test_a_place_shows_its_position(site: Site) -> None:
    assert "51.5° N, 1.25° W" in page(site, "places/tanners-bridge.md").words


def test_relations_between_claims_are_named_from_either_side(site: Site) -> None:
    roles = {
        uri: [
            one.attributes["data-role"]
            for one in page(site, f"claims/{uri}.md").all("section")
            if "data-role" in one.attributes
        ]
        for uri in ("bridge-stayed-open", "bridge-is-usable", "eight-weeks", "six-months")
    }
    assert roles == {
        "bridge-stayed-open": ["contradicts", "refines", "needed_by"],
        "bridge-is-usable": ["refined_by", "depends_on"],
        "eight-weeks": ["repeats", "superseded_by"],
        "six-months": ["supersedes"],
    }


def test_a_gloss_stands_beside_its_words(site: Site) -> None:
    source = page(site, "sources/courier.md")
    assert [one.words for one in source.all("mark", data_stance="gloss")] == ["Nobody was hurt"]
    assert "No other text says so." in source.words


def test_words_in_another_language_say_so(site: Site) -> None:
    claim = page(site, "claims/bridge-was-closed.md")
    assert [one.attributes.get("lang") for one in claim.all("blockquote")] == [None, "de", None]


def test_a_kind_of_the_dossiers_own_has_pages_like_any_other(site: Site) -> None:
    assert "lorries" in page(site, "vehicles/index.md").words
    assert page(site, "vehicles/lorries.md").all("h2", id="mentions")


def test_a_page_leads_to_the_file_that_made_it(site: Site) -> None:
    assert [
        one.attributes["href"]
        for one in page(site, "places/tanner.md").all("a", class_="dossier-edit")
    ] == ["https://gitlab.com/newsroom/bridge/-/edit/trunk/annotations/places.yml"]


def test_the_manifest_has_the_hash_of_every_seed_and_file(site: Site) -> None:
    content = next(one.content for one in site.assets if one.uri == "exports/manifest.json")
    manifest = json.loads(content)
    for path, digest in {**manifest["seeds"], **manifest["files"]}.items():
        assert digest == hashlib.sha256((CASE / path).read_bytes()).hexdigest()
    assert set(manifest["seeds"]) == {
        f"seeds/{name}" for name in ("courier.txt", "gazette.md", "herald.txt")
    }
    assert "annotations/places.yml" in manifest["files"]
    assert manifest["records"]["tanner"] == {"kind": "places", "file": "annotations/places.yml"}
