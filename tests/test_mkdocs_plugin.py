"""The MkDocs plugin: what it puts into a site. The sites are made by hand."""

from __future__ import annotations

import dataclasses
import json
import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from mkdocs.commands.build import build as mkdocs_build
from mkdocs.config import load_config
from mkdocs.exceptions import Abort
from newsrooms import CLAIM, CLAIMS, SCRIPT, SITE, STYLE, Newsroom

from dossier import build
from dossier.mkdocs_pages import without_search_attributes
from dossier.site import Addresses, Asset, Section, Site

HOSTILE = dataclasses.replace(
    CLAIM,
    title='Bridge <img src=x onerror=alert(1)> & "co" {{ config }}',
    description='"><script>alert(1)</script>',
    html='<h1 id="bridge">Bridge &lt;img src=x onerror=alert(1)&gt;</h1>',
    in_navigation=True,
    sections=(Section(2, "e", "</nav><script>alert(2)</script>"),),
)


def themed(*names: str) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("theme", names)


@themed("material", "mkdocs", "readthedocs", "")
def test_a_generated_page_has_its_title_and_its_html_in_every_theme(
    newsroom: Newsroom, theme: str
) -> None:
    if theme:
        newsroom.settings["theme"] = {"name": theme}

    newsroom.build(strict=True)

    page = newsroom.page("claims/bridge-closed/index.html")
    assert CLAIM.html in page
    assert "<title>The council closed Tanner’s Bridge - The bridge</title>" in page
    assert page.count("<h1") == 1


@themed("material", "mkdocs", "readthedocs")
def test_markup_in_titles_does_not_run(newsroom: Newsroom, theme: str) -> None:
    newsroom.settings["theme"] = {"name": theme}
    newsroom.site = Site(pages=(HOSTILE, CLAIMS))

    newsroom.build(strict=True)

    for path in ("index.html", "claims/index.html", "claims/bridge-closed/index.html"):
        page = newsroom.page(path)
        assert "<img src=x" not in page
        assert "<script>alert" not in page
        assert "{{" not in page
    assert "Bridge &lt;img src=x" in newsroom.page("claims/bridge-closed/index.html")


def test_no_other_plugin_sees_contributed_words_as_markdown(newsroom: Newsroom) -> None:
    newsroom.write(
        "seen.py",
        "import json, pathlib\n"
        "def on_page_markdown(markdown, page, config, files):\n"
        "    log = pathlib.Path(config.config_file_path).with_name('seen.jsonl')\n"
        "    with log.open('a') as file:\n"
        "        print(json.dumps([page.file.src_uri, markdown]), file=file)\n"
        "    return markdown + '{{ macro }}'\n",
    )
    newsroom.settings["hooks"] = ["seen.py"]

    newsroom.build()

    lines = (newsroom.root / "seen.jsonl").read_text("utf-8").splitlines()
    assert dict(json.loads(line) for line in lines) == {
        "index.md": "# Home\n",
        CLAIM.uri: "",
        CLAIMS.uri: "",
    }
    assert "{{ macro }}" not in newsroom.page("claims/bridge-closed/index.html")


def test_other_plugins_see_the_finished_content(newsroom: Newsroom) -> None:
    newsroom.write("hook.py", "def on_page_content(html, page, **_):\n    return html + '<hr>'\n")
    newsroom.settings["hooks"] = ["hook.py"]

    newsroom.build()

    assert CLAIM.html + "<hr>" in newsroom.page("claims/bridge-closed/index.html")


def test_the_search_knows_a_page_by_its_words_its_sections_and_its_weight(
    newsroom: Newsroom,
) -> None:
    newsroom.settings["theme"] = {"name": "material"}

    newsroom.build()

    entries = json.loads(newsroom.page("search/search_index.json"))["docs"]
    found = {entry["location"]: entry for entry in entries}
    assert found["claims/bridge-closed/"]["boost"] == 2.0
    assert found["claims/bridge-closed/"]["title"] == CLAIM.title
    assert "closed to all traffic" in found["claims/bridge-closed/#evidence"]["text"]
    assert "boost" not in found["claims/"]


def test_mkdocs_own_search_gets_titles_unescaped(newsroom: Newsroom) -> None:
    newsroom.site = Site(pages=(dataclasses.replace(CLAIM, title="O'Neill & Daughters"),))

    newsroom.build()

    entries = json.loads(newsroom.page("search/search_index.json"))["docs"]
    titles = {entry["location"]: entry["title"] for entry in entries}
    assert titles["claims/bridge-closed/"] == "O'Neill & Daughters"
    assert titles["claims/bridge-closed/#courier"] == "The “Courier”"


@given(
    st.lists(
        st.sampled_from(
            ["data-search-", "exclude", "ignore", '="', '"', " ", "\n", "x", "<p>", "é", "data-"]
        )
    ).map("".join)
)
def test_what_is_said_to_the_search_is_left_out_as_material_does_it(html: str) -> None:
    # As it stands in its plugin.
    expected = re.sub(r"\s?data-search-\w+=\"[^\"]+\"", "", html)
    assert without_search_attributes(html) == expected


def test_the_table_of_contents_nests_sections(newsroom: Newsroom) -> None:
    newsroom.settings["theme"] = {"name": "material"}

    newsroom.build()

    page = newsroom.page("claims/bridge-closed/index.html")
    contents = page[page.index('data-md-component="toc"') :]
    links = re.findall(r'href="(#[^"]*)" class="md-nav__link">\s*<span[^>]*>\s*(\S.*)', contents)
    assert links[:2] == [("#evidence", "Evidence"), ("#courier", "The “Courier”")]
    assert 'href="#bridge-closed" class="md-skip"' in page


def test_a_wide_page_has_no_table_of_contents(newsroom: Newsroom) -> None:
    newsroom.settings["theme"] = {"name": "material"}
    newsroom.site = Site(pages=(dataclasses.replace(CLAIM, wide=True),))

    newsroom.build()

    page = newsroom.page("claims/bridge-closed/index.html")
    assert re.search(r'data-md-type="toc" hidden', page)


def test_the_description_is_in_the_head(newsroom: Newsroom) -> None:
    newsroom.settings["theme"] = {"name": "material"}

    newsroom.build()

    head = '<meta name="description" content="Two papers say so.">'
    assert head in newsroom.page("claims/bridge-closed/index.html")


def test_only_index_pages_are_in_the_navigation(newsroom: Newsroom) -> None:
    newsroom.build()

    home = newsroom.page("index.html")
    assert 'href="claims/"' in home
    assert "bridge-closed" not in home


def test_an_index_is_a_link_of_its_own_and_no_section_of_one(newsroom: Newsroom) -> None:
    newsroom.write("docs/about/method.md", "# Method\n")

    newsroom.build()

    home = newsroom.page("index.html")
    assert re.search(r'<a href="claims/" class="nav-link">Claims</a>', home)
    assert home.count("dropdown-toggle") == 1  # “About”, which a person made


def test_the_users_navigation_decides_alone(
    newsroom: Newsroom, caplog: pytest.LogCaptureFixture
) -> None:
    newsroom.settings["nav"] = [
        {"Home": "index.md"},
        {"Findings": [{"What was said": "claims/index.md"}, "claims/bridge-closed.md"]},
    ]
    newsroom.settings["validation"] = {"nav": {"omitted_files": "warn"}}

    newsroom.build(strict=True)

    home = newsroom.page("index.html")
    assert ">What was said</a>" in home
    assert ">The council closed Tanner’s Bridge</a>" in home
    assert "<title>What was said - " in newsroom.page("claims/index.html")
    assert not caplog.records


@pytest.mark.parametrize("name", ["claims/bridge-closed.md", "claims/bridge-closed/index.md"])
def test_a_hand_written_page_takes_the_place_of_a_generated_one(
    newsroom: Newsroom, name: str
) -> None:
    newsroom.write(f"docs/{name}", "# What we think of the bridge\n")

    newsroom.build(strict=True)

    page = newsroom.page("claims/bridge-closed/index.html")
    assert "What we think of the bridge" in page
    assert "all traffic" not in page


def test_a_hand_written_page_that_is_left_out_takes_no_place(newsroom: Newsroom) -> None:
    newsroom.write(f"docs/{CLAIM.uri}", "# Not yet\n")
    newsroom.settings["exclude_docs"] = "bridge-closed.md"

    newsroom.build(strict=True)

    assert CLAIM.html in newsroom.page("claims/bridge-closed/index.html")


def test_hand_written_pages_get_their_links_and_keep_their_settings(newsroom: Newsroom) -> None:
    text = "---\ntitle: Home of the bridge\n---\n\n# Home\n\n[[bridge-closed]]\n"
    newsroom.write("docs/index.md", text)
    resolved = text.replace("[[bridge-closed]]", "[The bridge](claims/bridge-closed.md#e1)")
    newsroom.site = dataclasses.replace(SITE, hand_written={"index.md": resolved})
    newsroom.settings["validation"] = {"links": {"anchors": "warn"}}
    newsroom.settings["theme"] = {"name": "material"}

    newsroom.build(strict=True)

    home = newsroom.page("index.html")
    assert '<a href="claims/bridge-closed/#e1">The bridge</a>' in home
    assert "<title>Home of the bridge - " in home
    assert "title: Home" not in home


def test_a_link_to_a_fragment_that_a_generated_page_lacks_is_a_warning(
    newsroom: Newsroom,
) -> None:
    newsroom.write("docs/index.md", "# Home\n\n[the ninth quote](claims/bridge-closed.md#e9)\n")
    newsroom.settings["validation"] = {"links": {"anchors": "warn"}}

    with pytest.raises(Abort, match="1 warnings in strict mode"):
        newsroom.build(strict=True)


def test_assets_styles_and_scripts_are_linked_before_the_users_own(newsroom: Newsroom) -> None:
    newsroom.write("docs/mine.css", "body{}")
    newsroom.settings["extra_css"] = ["mine.css"]

    newsroom.build(strict=True)

    page = newsroom.page("claims/bridge-closed/index.html")
    assert newsroom.page(STYLE.uri).encode() == STYLE.content
    assert 0 < page.index(f'href="../../{STYLE.uri}"') < page.index('href="../../mine.css"')
    assert f'<script src="../../{SCRIPT.uri}" type="module"></script>' in page


def test_an_asset_is_published_whatever_the_user_leaves_out(newsroom: Newsroom) -> None:
    newsroom.settings["exclude_docs"] = "*.json"
    newsroom.site = Site(assets=(Asset("exports/dossier.json", b"{}"),))

    newsroom.build(strict=True)

    assert newsroom.page("exports/dossier.json") == "{}"


def test_a_file_of_the_users_takes_the_place_of_an_asset(newsroom: Newsroom) -> None:
    newsroom.write(f"docs/{STYLE.uri}", "mark{background:none}")

    newsroom.build(strict=True)

    assert newsroom.page(STYLE.uri) == "mark{background:none}"


def test_pages_without_directories_are_files(
    newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    newsroom.settings["use_directory_urls"] = False
    asked: list[Addresses] = []

    def noted(_: object, addresses: Addresses, **__: object) -> Site:
        asked.append(addresses)
        return SITE

    monkeypatch.setattr(build, "render", noted)

    newsroom.build(strict=True)

    assert CLAIM.html in newsroom.page("claims/bridge-closed.html")
    assert asked == [Addresses(directories=False)]


@pytest.mark.parametrize(
    ("settings", "expected"),
    [
        ({}, None),
        (
            {"extra": {"repository": "https://github.com/marrow/bridge"}},
            "https://github.com/marrow/bridge/edit/main/",
        ),
        (
            {"repo_url": "https://github.com/marrow/bridge"},
            "https://github.com/marrow/bridge/edit/main/",
        ),
        (
            {
                "repo_url": "https://github.com/marrow/texts/",
                "edit_uri": "edit/trunk/bridge/docs/",
            },
            "https://github.com/marrow/texts/edit/trunk/bridge/",
        ),
        (
            {"edit_uri": "https://git.marrow.example/bridge/_edit/main/docs"},
            "https://git.marrow.example/bridge/_edit/main/",
        ),
    ],
)
def test_edit_this_page_leads_to_the_file_that_made_it(
    newsroom: Newsroom, settings: dict[str, Any], expected: str | None
) -> None:
    newsroom.settings["theme"] = {"name": "material", "features": ["content.action.edit"]}
    newsroom.settings |= settings

    newsroom.build()

    page = newsroom.page("claims/bridge-closed/index.html")
    found = re.search(r'<a href="([^"]*)" title="Edit this page"', page)
    assert (found and found[1]) == (expected and expected + CLAIM.written_in)


def test_hand_written_pages_can_be_edited_where_only_the_dossier_names_a_repository(
    newsroom: Newsroom,
) -> None:
    newsroom.settings["theme"] = {"name": "material", "features": ["content.action.edit"]}
    newsroom.settings["extra"] = {"repository": "https://github.com/marrow/bridge"}

    newsroom.build()

    assert '"https://github.com/marrow/bridge/edit/main/docs/index.md"' in newsroom.page(
        "index.html"
    )


def test_settings_named_by_a_relative_path_lead_to_the_same_pages(
    newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    """`mkdocs build -f mkdocs.yml` opens the file before MkDocs can make its path absolute."""
    newsroom.settings["theme"] = {"name": "material", "features": ["content.action.edit"]}
    newsroom.settings["extra"] = {"repository": "https://github.com/marrow/bridge"}
    newsroom.config()
    monkeypatch.chdir(newsroom.root)

    with Path("mkdocs.yml").open("rb") as settings:
        mkdocs_build(load_config(settings))

    assert '"https://github.com/marrow/bridge/edit/main/docs/index.md"' in newsroom.page(
        "index.html"
    )


@pytest.mark.parametrize(
    ("repository", "path"),
    [
        ("https://github.com/marrow/bridge", 'annotations/claims/"><script>alert(1)</script>.yml'),
        ('https://github.com/"><script>alert(1)</script>', "annotations/claims/bridge.yml"),
    ],
    ids=["file", "repository"],
)
def test_nothing_leaves_the_edit_link(newsroom: Newsroom, repository: str, path: str) -> None:
    newsroom.settings["theme"] = {"name": "material", "features": ["content.action.edit"]}
    newsroom.settings["extra"] = {"repository": repository}
    newsroom.site = Site(pages=(dataclasses.replace(CLAIM, written_in=path),))

    newsroom.build()

    page = newsroom.page("claims/bridge-closed/index.html")
    assert 'title="Edit this page"' in page
    assert "<script>alert" not in page


def test_an_address_that_leads_nowhere_leads_on(newsroom: Newsroom) -> None:
    newsroom.settings["theme"] = {"name": "material", "language": "uk"}
    newsroom.settings["site_url"] = "https://bridge.example.org/dossier/"
    newsroom.site = Site(pages=(dataclasses.replace(CLAIMS, uri="search/index.md"),))

    newsroom.build()

    page = newsroom.page("404.html")
    assert "<h1>За цією адресою немає сторінки</h1>" in page
    assert '<li><a href="/dossier/">' in page
    assert '<li><a href="/dossier/search/">' in page
    assert "/dossier/changes/" not in page
