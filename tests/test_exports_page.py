"""The page of exports: every file that is published, what is in it, and how positions count."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from dossiers import GREETING, rendered, sound
from html_pages import PageContent, parse

from dossier import exports
from dossier.outputs import FEED, OUTPUTS, output_uri
from dossier.pages import Press
from dossier.pages.overviews.exports import OVERVIEW
from dossier.site import Addresses

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from dossier.tables import Dossier


def shown(dossier: Dossier, sizes: Mapping[str, int] | None = None) -> PageContent:
    return parse(Press(dossier, Addresses(), sizes=sizes).overview(OVERVIEW).html)


def rows(page: PageContent) -> dict[str, str]:
    """Return what the table's last column says, by the file's name."""
    names = [one.words for one in page.all("code")][: len(OUTPUTS)]
    return dict(
        zip(names, (one.words for one in page.all("td", class_="is-numeric")), strict=False)
    )


def test_every_file_that_is_published_is_described_and_no_other() -> None:
    assert sorted(one.name for one in OUTPUTS) == sorted(name for name, _ in exports.EXPORTS)
    assert all(one.holds and one.standard for one in OUTPUTS)


def test_the_page_links_to_every_file(tmp_path: Path) -> None:
    dossier = sound(tmp_path)
    page = shown(dossier)
    published = {one.uri for one in rendered(dossier).assets if one.uri.startswith("exports/")}
    names = [one.words for one in page.all("code")][: len(OUTPUTS)]
    assert {output_uri(name) for name in names} == {*published, FEED}
    for name in names:
        assert f"../{output_uri(name)}" in page.links


def test_a_file_that_was_not_made_is_not_listed(tmp_path: Path) -> None:
    dossier = sound(tmp_path)
    site = rendered(dossier)
    assert FEED not in {one.uri for one in site.assets}, "nothing has a date"
    sizes = {one.uri: len(one.content) for one in site.assets}
    page = shown(dossier, sizes)
    assert FEED not in page.words
    assert f"in {len(OUTPUTS) - 1} files" in page.words


@pytest.mark.parametrize(
    ("size", "told"),
    [
        (1, "1 byte"),
        (999, "999 bytes"),
        (1000, "1 kB"),
        (228_257, "228 kB"),
        (999_499, "999 kB"),
        (999_500, "1.0 MB"),
        (12_345_678, "12.3 MB"),
    ],
)
def test_a_size_is_told_in_the_unit_that_fits(tmp_path: Path, size: int, told: str) -> None:
    sizes = {one.uri: size for one in OUTPUTS}
    assert set(rows(shown(sound(tmp_path), sizes)).values()) == {told}


def test_a_build_tells_the_sizes_of_the_files_that_it_makes(tmp_path: Path) -> None:
    site = rendered(sound(tmp_path))
    found = [one for one in site.pages if one.uri == "exports/index.md"]
    assert found, "the page is among the overviews"
    told = rows(parse(found[0].html))
    for one in site.assets:
        if one.uri.startswith("exports/") and len(one.content) < 1000:
            assert told[one.uri.removeprefix("exports/")] == f"{len(one.content)} bytes"
    assert any(size.endswith("bytes") for size in told.values())


def test_without_sizes_there_is_no_column_for_them(tmp_path: Path) -> None:
    page = shown(sound(tmp_path))
    assert "Size" not in page.words
    assert not page.all("td", class_="is-numeric")


def test_the_example_of_a_position_reads_the_words_that_it_shows(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # A letter outside of the Basic Multilingual Plane, a byte order mark, Windows’ line breaks.
    files = {**GREETING, "seeds/first.txt": "placeholder"}
    text = "\ufeff𝕬 greeting\r\n\r\nNo soldier\r\ntook part, a spokesman said. "
    text += "Putin praised the “heroic participation”.\r\n"
    files = {path: words for path, words in GREETING.items() if path != "seeds/second.txt"}
    second = tmp_path / "seeds/second.txt"
    second.parent.mkdir()
    second.write_bytes(text.encode())
    page = shown(sound(tmp_path, files))
    *opening, reading = page.all("pre", class_="dossier-sample")[0].words.split("\n")
    monkeypatch.chdir(tmp_path)
    known: dict[str, object] = {}
    exec("\n".join(opening), known)  # noqa: S102 - what the page tells its readers to run
    read = eval(reading, known)  # noqa: S307 - likewise
    assert read == "No soldier\ntook part"
    assert page.all("blockquote")[0].words == "No soldier took part"


def test_a_dossier_without_quotes_shows_no_example(tmp_path: Path) -> None:
    page = shown(sound(tmp_path, {"mkdocs.yml": "site_name: Weir\n", "seeds/a.txt": "A weir.\n"}))
    assert not page.all("blockquote")
    assert not page.all("pre")
    assert "code points" in page.words


def test_rights_are_told_as_the_records_state_them(tmp_path: Path) -> None:
    files = {"mkdocs.yml": "site_name: Weir\n"}
    for name, rights in [("a", "CC BY 4.0"), ("b", "© Courier"), ("c", "CC BY 4.0"), ("d", "")]:
        files[f"seeds/{name}.txt"] = f"The weir, told by {name}.\n"
        files[f"annotations/sources/{name}.yml"] = (
            f"rights: {rights}\n" if rights else "type: news\n"
        )
    page = shown(sound(tmp_path, files))
    stated = page.all("ul", class_="dossier-rights")[0]
    assert " ".join(stated.words.split()) == "CC BY 4.0 2 sources© Courier 1 source"
    assert "1 source states nothing." in page.words


def test_where_nobody_states_rights_the_page_says_so(tmp_path: Path) -> None:
    page = shown(sound(tmp_path))
    assert "No record of a source states its rights." in page.words
    assert "state nothing" not in page.words


@pytest.mark.parametrize(
    ("markdown", "linked"),
    [
        ("# Format\n\n## Machine-readable outputs\n\nKeys.\n", True),
        ("# Format\n\nOf our own letters.\n", False),
    ],
)
def test_the_format_is_linked_where_the_site_has_it(
    tmp_path: Path, markdown: str, *, linked: bool
) -> None:
    page = shown(sound(tmp_path, {**GREETING, "docs/reference/format.md": markdown}))
    assert ("../reference/format/#machine-readable-outputs" in page.links) == linked
