"""What the search in the header knows of a page: less of each, the more there are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dossiers import GREETING, rendered, sound

from dossier.pages import search_entries
from dossier.site import Entry

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    import pytest

FILES = GREETING | {
    "annotations/organizations/kcna.yml": """\
        name: KCNA
        description: The news agency of North Korea
        also_known_as: [Korean Central News Agency, CTAK]
        """,
    "annotations/sources/second.yml": "language: en\npublisher: kcna\n",
    "annotations/claims/soldiers-took-part.yml": """\
        statement: Soldiers took part.
        evidence:
          - {source: first, quote: "Vladimir Putin […] of soldiers"}
        """,
}


def entries(root: Path, files: Mapping[str, str] = FILES) -> dict[str, tuple[Entry, ...]]:
    return {page.uri: page.entries for page in rendered(sound(root, files)).pages}


def test_an_entity_is_known_by_its_other_names_and_its_description(tmp_path: Path) -> None:
    (entry,) = entries(tmp_path)["organizations/kcna.md"]
    assert entry.title == "KCNA"
    assert entry.text.splitlines() == [
        "Organization",
        "Also: Korean Central News Agency · CTAK",
        "The news agency of North Korea",
    ]


def test_a_claim_is_known_by_the_words_that_are_quoted_for_it_and_no_others(tmp_path: Path) -> None:
    (entry,) = entries(tmp_path)["claims/soldiers-took-part.md"]
    assert entry.text.splitlines() == ["Claim", "“Vladimir Putin […] of soldiers”"]


def test_quotes_stand_in_the_marks_of_the_sites_language(tmp_path: Path) -> None:
    german = {"mkdocs.yml": "site_name: Ein Gruß\ntheme: {name: material, language: de}\n"}
    (entry,) = entries(tmp_path, FILES | german)["claims/soldiers-took-part.md"]
    assert entry.text.splitlines()[1] == "„Vladimir Putin […] of soldiers“"


def test_a_question_is_known_by_its_answers(tmp_path: Path) -> None:
    (entry,) = entries(tmp_path)["questions/did-they-take-part.md"]
    assert "Putin praised the heroic participation of soldiers." in entry.text.splitlines()


def test_a_source_is_known_by_its_publisher_and_while_texts_are_few_by_its_passages(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    own, *passages = entries(tmp_path / "few")["sources/second.md"]
    assert own.text.splitlines() == ["Source", "KCNA"]
    assert [one.fragment for one in passages] == ["p1", "p2", "p3"]
    assert passages[2].text == "No soldier took part, a spokesman said. No soldier at all."
    monkeypatch.setattr(search_entries, "MOST_TEXT", 100)
    assert entries(tmp_path / "many")["sources/second.md"] == (own,)


def test_where_the_index_would_grow_too_large_titles_are_left(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(search_entries, "MOST_BYTES", 10)
    found = entries(tmp_path)
    assert found["organizations/kcna.md"] == (Entry("KCNA", "Organization"),)
    assert found["claims/soldiers-took-part.md"] == (Entry("Soldiers took part.", "Claim"),)


def test_comparisons_are_not_in_the_search(tmp_path: Path) -> None:
    shared = " It was read aloud on the evening news in both countries, and printed the next day."
    files = FILES | {
        f"seeds/{name}.txt": FILES[f"seeds/{name}.txt"].rstrip() + shared + "\n"
        for name in ("first", "second")
    }
    pages = {page.uri: page for page in rendered(sound(tmp_path, files)).pages}
    assert not pages["compare/first--second.md"].in_search
    assert pages["compare/index.md"].in_search
