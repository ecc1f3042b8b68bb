"""`mkdocs serve`: pages are made when they are asked for, and are what a whole build would show."""

from __future__ import annotations

import re
import threading
from typing import TYPE_CHECKING

import pytest
from dossiers import GREETING, write
from repositories import commit, start
from servers import serving, until
from shell import edit

from dossier.mkdocs_served import Served

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from servers import Server

CLAIM = "annotations/claims/putin-praised-soldiers.yml"
PAGE = "claims/putin-praised-soldiers/"
SETTINGS = """\
site_name: One greeting
site_url: https://example.org{mount}
use_directory_urls: {directories}
theme: {{name: material, font: false, features: [navigation.instant]{custom}}}
plugins: [search, dossier: {{fast: {fast}}}]
{more}
"""
NAV = """\
nav:
  - Home: index.md
  - What they say: claims/index.md
  - sources/first.md
"""
DOCS = {
    "docs/index.md": "# Home\n\nAbout [[kcna]], all [claims](claims/index.md), in "
    "[JSON](exports/dossier.json).\n",
    "docs/people/index.md": "# Our people\n",
    "annotations/claims/he-wrote.yml": """\
        statement: Putin wrote to Kim.
        assessment: {status: uncheckable, on: 2026-03-04, rationale: Nobody has seen a letter.}
        evidence: [{source: first, quote: Putin greets Kim}]
        """,
}
HOOK = """\
def on_post_page(output, page, config):
    return output + "<!-- seen -->"
"""


def dossier(root: Path, **settings: object) -> Path:
    """Write a small dossier whose pages are made on demand, unless it is not to be `fast`."""
    told = {"mount": "/", "directories": True, "more": "", "fast": True, "custom": "", **settings}
    mkdocs_yml = SETTINGS.format_map(told)
    write(root, GREETING | DOCS | {"mkdocs.yml": mkdocs_yml})
    return root


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    with serving(dossier(tmp_path / "dossier"), tmp_path / "log.txt") as running:
        yield running


@pytest.mark.parametrize(
    "settings",
    [
        {},
        {"directories": False, "more": NAV},
        {"mount": "/greeting/", "more": NAV},
    ],
    ids=["directories", "files", "below a path"],
)
def test_what_is_made_on_demand_is_what_a_whole_build_shows(
    tmp_path: Path, settings: dict[str, object]
) -> None:
    whole = dossier(tmp_path / "whole", fast=False, **settings)
    on_demand = dossier(tmp_path / "on-demand", **settings)
    mount = str(settings.get("mount", "/")).lstrip("/")
    with (
        serving(whole, tmp_path / "whole.txt") as first,
        serving(on_demand, tmp_path / "on-demand.txt") as second,
    ):
        listed = re.findall(r"<loc>http://[^/]*/(.*?)</loc>", first.get(f"{mount}sitemap.xml"))
        others = ("feed.xml", "exports/dossier.json", "exports/sources.bib", "404.html")
        previews = ("assets/dossier/previews/index.json", "assets/dossier/previews/0.json")
        assert len(listed) > 25
        for path in (*listed, *(mount + one for one in (*others, *previews))):
            hers, his = (_without_port(one.content(path)) for one in (first, second))
            assert hers == his, path
        found = (_entries(one, f"{mount}search/search_index.json") for one in (first, second))
        assert next(found) == next(found)
        assert second.lacks(f"{mount}claims/nobody-said-so/")


def _without_port(content: bytes) -> bytes:
    return re.sub(rb"127\.0\.0\.1(:|%3A)\d+", b"here", content)


def _entries(server: Server, path: str) -> list[str]:
    return sorted(re.findall(r'\{"location":.*?\}', server.get(path)))


def test_an_edit_a_new_record_and_a_deleted_one_show(server: Server, tmp_path: Path) -> None:
    root = tmp_path / "dossier"
    assert "Putin praised the heroic participation" in server.get(PAGE)
    assert "Putin praised the heroic" in server.get("search/search_index.json")

    edit(root / CLAIM, "statement: Putin praised", "statement: Putin lauded")
    until(lambda: "Putin lauded the heroic participation" in server.get(PAGE))
    assert "Putin lauded the heroic participation" in server.get("claims/")
    assert "Putin lauded the heroic" in server.get("search/search_index.json")
    assert "Putin lauded the heroic" in server.get("exports/dossier.json")
    assert server.log.count("has no date [undated-source]") == 2  # told once of each source

    write(root, {"annotations/topics/bridges.yml": "name: Bridges\n"})
    until(lambda: "Bridges" in server.get("topics/bridges/"))
    (root / "annotations/topics/bridges.yml").unlink()
    until(lambda: server.lacks("topics/bridges/"))


def test_a_broken_edit_leaves_every_page_with_a_banner(server: Server, tmp_path: Path) -> None:
    edit(
        tmp_path / "dossier" / CLAIM,
        "quote: praised the",
        "quote: He mocked at all that was said of any",
    )

    until(lambda: "dossier-banner" in server.get(PAGE))

    assert "Putin praised the heroic participation" in server.get(PAGE)
    assert "dossier-banner" in server.get("people/vladimir-putin/")


def test_a_template_that_fails_says_so_on_its_pages_alone(tmp_path: Path) -> None:
    root = dossier(tmp_path / "dossier")
    write(root, {"templates/claim.html": "<h1>{{ title }}</h1>\n{{ nothing.of_this }}\n"})
    with serving(root, tmp_path / "log.txt") as server:
        shown = server.get(PAGE)
        assert '<div role="alert" class="dossier-banner"' in shown
        assert "dossier: this page cannot be made" in shown
        assert "&lt;div" not in shown
        assert "templates/claim.html" in shown
        assert "templates/claim.html" in server.log
        assert "dossier-banner" not in server.get("people/vladimir-putin/")

        write(root, {"templates/claim.html": "<h1>{{ title }}</h1>\n<p>So it is.</p>\n"})
        until(lambda: "So it is." in server.get(PAGE))


def test_a_template_of_the_theme_that_fails_says_so_as_well(tmp_path: Path) -> None:
    fails = '{% block content %}{{ 1 // (page.url != "topics/a/") }}{{ super() }}{% endblock %}'
    theme = {"own/main.html": '{% extends "base.html" %}' + fails}
    root = dossier(tmp_path / "dossier", custom=", custom_dir: own")
    write(root, theme | {"annotations/topics/a.yml": "name: A\n"})
    with serving(root, tmp_path / "log.txt") as server:
        shown = server.get("topics/a/")
        assert '<div role="alert" class="dossier-banner"' in shown
        assert "ZeroDivisionError" in shown
        assert "Putin praised the heroic participation" in server.get(PAGE)


@pytest.mark.parametrize(
    ("options", "settings"),
    [
        (("--no-livereload",), {}),
        (("--dirty",), {}),
        (("--clean",), {}),
        ((), {"more": "hooks: [hook.py]"}),
    ],
    ids=["no reloading", "in place", "clean", "a hook"],
)
def test_where_pages_cannot_be_made_on_demand_all_are_made(
    tmp_path: Path, options: tuple[str, ...], settings: dict[str, object]
) -> None:
    root = dossier(tmp_path / "dossier", **settings)
    write(root, {"hook.py": HOOK})
    with serving(root, tmp_path / "log.txt", *options) as server:
        assert "Putin praised the heroic participation" in server.get(PAGE)
        assert ("<!-- seen -->" in server.get(PAGE)) == bool(settings)


def test_a_folder_that_was_gone_for_a_while_is_watched_again(
    server: Server, tmp_path: Path
) -> None:
    root = tmp_path / "dossier"
    (root / "annotations").rename(tmp_path / "away")
    until(lambda: server.lacks(PAGE) or "dossier-banner" in server.get(PAGE))
    (tmp_path / "away").rename(root / "annotations")
    until(lambda: "dossier-banner" not in server.get(PAGE))

    edit(root / CLAIM, "statement: Putin praised", "statement: Putin lauded")
    until(lambda: "Putin lauded the heroic participation" in server.get(PAGE))


def test_a_commit_shows_on_the_page_of_changes(tmp_path: Path) -> None:
    root = start(dossier(tmp_path / "dossier"))
    commit(root, "2026-03-01")
    with serving(root, tmp_path / "log.txt") as server:
        write(root, {"annotations/topics/bridges.yml": "name: Bridges\n"})
        until(lambda: "Bridges" in server.get("topics/bridges/"))
        assert "Bridges" not in server.get("changes/")
        commit(root, "2026-03-01")
        until(lambda: "Bridges" in server.get("changes/"))


def test_a_file_under_docs_goes_before_ours(tmp_path: Path) -> None:
    root = dossier(tmp_path / "dossier")
    write(root, {"docs/exports/dossier.json": '{"mine": true}'})
    with serving(root, tmp_path / "log.txt") as server:
        assert server.get("exports/dossier.json") == '{"mine": true}'


def test_of_a_large_site_the_search_keeps_its_index(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = dossier(tmp_path / "dossier")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    large = "from dossier import mkdocs_served\nmkdocs_served.MOST_ANEW = 3\n"
    (tmp_path / "sitecustomize.py").write_text(large, "utf-8")
    with serving(root, tmp_path / "log.txt") as server:
        assert "Putin praised the heroic" in server.get("search/search_index.json")
        edit(root / CLAIM, "statement: Putin praised", "statement: Putin lauded")
        until(lambda: "Putin lauded the heroic participation" in server.get(PAGE))
        assert "Putin praised the heroic" in server.get("search/search_index.json")
        write(root, {"docs/index.md": "# Another home\n"})
        until(lambda: "Another home" in server.get("search/search_index.json"))


# One request and one build at the same time -----------------------------------------------------


class Late:
    """Stands in for a build's site whose one page takes until it is let go."""

    def __init__(self, content: bytes) -> None:
        self.content = content
        self.asked, self.go_on = threading.Event(), threading.Event()

    def make(self, path: str, write: Callable[[str, bytes], None]) -> bool:
        self.asked.set()
        assert self.go_on.wait(10)
        write(path, self.content)
        return True


class Folder:
    """Stands in for MkDocs' server: answers with what is in a folder."""

    mount_path = "/"

    def __init__(self, root: Path) -> None:
        self.root = str(root)
        self.folder = root

    def set_app(self, application: Callable[..., list[bytes]]) -> None:
        self.application = application

    def serve_request(
        self, environ: dict[str, str], start_response: Callable[..., object]
    ) -> list[bytes]:
        file = self.folder / environ["PATH_INFO"].lstrip("/")
        if not file.is_file():
            start_response("404 Not Found", [])
            return [b"nothing here"]
        start_response("200 OK", [])
        return [file.read_bytes()]


def test_what_was_made_too_late_does_not_get_into_the_next_site(tmp_path: Path) -> None:
    served, server, late = Served(), Folder(tmp_path), Late(b"old")
    served.answer(server)  # type: ignore[arg-type]
    served.finish(late)  # type: ignore[arg-type]
    answers: list[list[bytes]] = []
    asking = threading.Thread(
        target=lambda: answers.append(
            server.application({"PATH_INFO": "/page.html"}, lambda *_: None)
        )
    )
    asking.start()
    assert late.asked.wait(10)

    served.begin()
    late.go_on.set()
    new = Late(b"new")
    new.go_on.set()
    served.finish(new)  # type: ignore[arg-type]
    asking.join(10)

    assert answers == [[b"new"]]
