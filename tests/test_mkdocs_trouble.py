"""The MkDocs plugin: what it does when something is wrong, building and serving."""

from __future__ import annotations

import dataclasses
import logging
from functools import partial
from pathlib import Path
from types import SimpleNamespace

import pytest
from dossiers import GREETING, write
from mkdocs.commands.build import build as mkdocs_build
from mkdocs.config import load_config
from mkdocs.exceptions import Abort
from newsrooms import CLAIM, Newsroom
from servers import until

from dossier.diagnostics import DossierError
from dossier.site import Site


def test_an_error_ends_the_build_and_leaves_the_old_site_whole(
    newsroom: Newsroom, capsys: pytest.CaptureFixture[str]
) -> None:
    newsroom.write("annotations/claims/bridge-closed.yml", "a\nb\nquote: closed\n")
    newsroom.build()
    before = sorted((newsroom.root / "site").rglob("*"))
    newsroom.wrong = [
        ("quote-not-found", "quote not found in source courier"),
        ("quote-drifted", "quote has drifted"),
    ]

    with pytest.raises(Abort, match="1 error and 1 warning in 1 file") as aborted:
        newsroom.build()

    told = capsys.readouterr().err
    assert aborted.value.code == 1
    assert told.count("bridge-closed.yml:3:5: error: quote not found in source courier") == 1
    assert told.count("bridge-closed.yml:3:5: warning: quote has drifted") == 1
    assert "3 │ quote: closed" in told
    assert sorted((newsroom.root / "site").rglob("*")) == before
    assert CLAIM.html in newsroom.page("claims/bridge-closed/index.html")


@pytest.mark.parametrize("fast", [True, False], ids=["apart", "by MkDocs"])
def test_a_template_that_fails_ends_the_build_and_leaves_the_old_site_whole(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], *, fast: bool
) -> None:
    settings = "site_name: A\ntheme: {name: material}\nplugins: [search, dossier: {fast: %s}]\n"
    files = {
        "mkdocs.yml": settings % str(fast).lower(),
        "site/index.html": "old",
        "templates/claim.html": "<h1>{{ nothing.of_this }}</h1>\n",
    }
    root = write(tmp_path / "dossier", GREETING | files)
    config = load_config(str(root / "mkdocs.yml"))
    config.plugins.on_startup(command="build", dirty=False)

    with pytest.raises(Abort, match="1 error"):
        mkdocs_build(config)

    told = capsys.readouterr().err
    assert "templates/claim.html:1:1: error: this template cannot be used" in told
    assert [path.name for path in root.iterdir() if "site" in path.name] == ["site"]
    assert (root / "site/index.html").read_text("utf-8") == "old"


def test_a_warning_lets_the_build_go_on(
    newsroom: Newsroom, caplog: pytest.LogCaptureFixture
) -> None:
    newsroom.wrong = [("quote-drifted", "quote has drifted")]

    with caplog.at_level(logging.WARNING, "mkdocs"):
        newsroom.build()

    (record,) = caplog.records
    assert (record.name, record.levelname) == ("mkdocs.plugins.dossier", "WARNING")
    assert "annotations/claims/bridge-closed.yml:3:5: warning: quote has drifted" in record.message
    assert newsroom.has("claims/bridge-closed/index.html")


def test_a_warning_ends_a_strict_build_and_leaves_the_old_site_whole(newsroom: Newsroom) -> None:
    newsroom.build()
    newsroom.site = Site()
    newsroom.wrong = [("quote-drifted", "quote has drifted")]

    with pytest.raises(Abort, match="1 warning in 1 file in strict mode"):
        newsroom.build(strict=True)

    assert newsroom.has("claims/bridge-closed/index.html")


def test_a_folder_that_is_no_dossier_is_told_in_a_sentence(newsroom: Newsroom) -> None:
    newsroom.problem = DossierError("there is no dossier in /srv/bridge")

    with pytest.raises(Abort, match="dossier: there is no dossier in /srv/bridge"):
        newsroom.build()


def test_a_broken_edit_keeps_the_last_good_pages_served_under_a_banner(
    newsroom: Newsroom, capsys: pytest.CaptureFixture[str]
) -> None:
    newsroom.open_server()
    newsroom.serve()
    assert "dossier-banner" not in newsroom.page("index.html")

    newsroom.wrong = [("quote-not-found", "quote not found in <b>courier</b>")]
    newsroom.serve()

    for path in ("index.html", "claims/bridge-closed/index.html", "404.html"):
        page = newsroom.page(path)
        assert '<div role="alert" class="dossier-banner"' in page
        assert "bridge-closed.yml:3:5: error: quote not found in &lt;b&gt;courier" in page
        assert "these are the pages from before" in page
    assert CLAIM.html in newsroom.page("claims/bridge-closed/index.html")
    assert "bridge-closed.yml:3:5: error" in capsys.readouterr().err

    newsroom.wrong = []
    newsroom.site = Site(pages=(dataclasses.replace(CLAIM, html="<h1>Mended</h1>"),))
    newsroom.serve()

    assert "dossier-banner" not in newsroom.page("index.html")
    assert "<h1>Mended</h1>" in newsroom.page("claims/bridge-closed/index.html")


def test_warnings_while_serving_are_shown_in_the_terminal_only(
    newsroom: Newsroom, capsys: pytest.CaptureFixture[str]
) -> None:
    newsroom.open_server()
    newsroom.wrong = [("quote-drifted", "quote has drifted")]

    newsroom.serve(strict=True)

    assert "warning: quote has drifted" in capsys.readouterr().err
    assert "dossier-banner" not in newsroom.page("index.html")


def test_a_dossier_that_is_broken_from_the_start_serves_its_hand_written_pages(
    newsroom: Newsroom,
) -> None:
    newsroom.write("docs/index.md", "# Home\n\n[All claims](claims/index.md)\n")
    newsroom.settings["nav"] = ["index.md", {"Claims": "claims/index.md"}]
    newsroom.open_server()
    newsroom.wrong = [("yaml-syntax", "the file is not well-formed YAML")]

    newsroom.serve(strict=True)

    home = newsroom.page("index.html")
    assert "Home" in home
    assert "there are no pages yet" in home
    assert not newsroom.has("claims/bridge-closed/index.html")


@pytest.mark.parametrize(
    "problem", [DossierError("no <b>dossier</b> here"), ZeroDivisionError("in a <b>template</b>")]
)
def test_nothing_is_raised_while_serving(newsroom: Newsroom, problem: Exception) -> None:
    newsroom.open_server()
    newsroom.serve()
    newsroom.problem = problem

    newsroom.serve()

    page = newsroom.page("claims/bridge-closed/index.html")
    assert CLAIM.html in page
    assert "&lt;b&gt;" in page
    assert "<b>" not in page


def test_a_long_banner_is_folded_and_has_an_end(newsroom: Newsroom) -> None:
    newsroom.open_server()
    newsroom.wrong = [("quote-not-found", f"quote {number} not found") for number in range(900)]

    newsroom.serve()

    home = newsroom.page("index.html")
    assert "<details><summary" in home
    assert "900 errors in 1 file" in home
    assert "… and more, in the terminal." in home
    assert "quote 899" not in home


def test_a_new_server_does_not_show_another_dossiers_pages(newsroom: Newsroom) -> None:
    newsroom.open_server()
    newsroom.serve()
    newsroom.problem = DossierError("there is no dossier here")

    newsroom.open_server()
    newsroom.serve()

    assert not newsroom.has("claims/bridge-closed/index.html")


class Server:
    """Stands in for MkDocs' server, which watches the signal."""

    def __init__(self, root: Path) -> None:
        self.root = str(root)
        self.observer = SimpleNamespace(is_alive=lambda: True, emitters=set())

    def watch(self, path: str) -> None:
        assert "dossier-signal" in path

    def serve_request(self, *_: object) -> list[bytes]:
        return []

    def set_app(self, application: object) -> None:
        assert callable(application)


def _differs(path: Path, before: bytes) -> bool:
    return path.read_bytes() != before


def test_everything_that_a_dossier_is_made_of_is_watched(newsroom: Newsroom) -> None:
    newsroom.write("seeds/courier.txt", "The bridge is shut.\n")
    newsroom.write("annotations/claims/bridge-closed.yml", "statement: It is shut.\n")
    newsroom.open_server()
    newsroom.serve()
    server, config = Server(newsroom.root / "site"), newsroom.config()
    signal = newsroom.root / "site/.dossier-signal"

    config.plugins.on_serve(server, config=config, builder=newsroom.serve)  # type: ignore[arg-type]
    newsroom.serve()

    for name in (
        *("seeds/courier.txt", "seeds/second.txt", "annotations/claims/bridge-closed.yml"),
        *("dossier.yml", "templates/claim.html", "templates/claim.html"),
    ):
        before = signal.read_bytes()
        newsroom.write(name, f"# Written after {before.decode()}\n")
        until(partial(_differs, signal, before))
    config.plugins.on_shutdown()


def test_a_server_says_what_it_watches(
    newsroom: Newsroom, caplog: pytest.LogCaptureFixture
) -> None:
    newsroom.write("seeds/courier.txt", "The bridge is shut.\n")
    newsroom.write("dossier.yml", "branch: trunk\n")
    newsroom.open_server()
    newsroom.serve()
    server, config = Server(newsroom.root / "site"), newsroom.config()

    with caplog.at_level(logging.INFO, "mkdocs"):
        config.plugins.on_serve(server, config=config, builder=newsroom.serve)  # type: ignore[arg-type]
    config.plugins.on_shutdown()

    (told,) = (one.message for one in caplog.records if "Watching" in one.message)
    assert told == "dossier: Watching paths for changes: 'dossier.yml', 'seeds'"


def test_a_server_says_what_keeps_pages_from_being_made_on_demand(
    newsroom: Newsroom, caplog: pytest.LogCaptureFixture
) -> None:
    newsroom.write("hook.py", "def on_page_content(html, **_): return html\n")
    newsroom.write(
        "mkdocs.yml",
        "site_name: A\ntheme: material\nplugins: [search, dossier]\nhooks: [hook.py]\n",
    )
    config = load_config(str(newsroom.root / "mkdocs.yml"))
    server = Server(newsroom.root / "site")
    Path(server.root).mkdir()

    with caplog.at_level(logging.INFO, "mkdocs"):
        config.plugins.on_serve(server, config=config, builder=newsroom.serve)  # type: ignore[arg-type]
    config.plugins.on_shutdown()

    assert [one.message for one in caplog.records if "made at every change" in one.message] == [
        "dossier: All pages are made at every change, as these may want to see them: hook.py"
    ]


def test_serving_cleanly_keeps_the_last_good_pages_too(newsroom: Newsroom) -> None:
    """`mkdocs serve --clean` says that it builds; only `on_serve` tells that it serves."""
    newsroom.build()
    config = newsroom.config()
    config.plugins.on_serve(Server(newsroom.root / "site"), config=config, builder=newsroom.serve)  # type: ignore[arg-type]
    newsroom.wrong = [("quote-not-found", "quote not found")]

    newsroom.serve()

    assert "dossier-banner" in newsroom.page("claims/bridge-closed/index.html")
