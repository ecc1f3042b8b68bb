"""A new site takes the place of the old one at the end, or not at all."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from mkdocs.exceptions import Abort

from dossier import handover

if TYPE_CHECKING:
    from newsrooms import Newsroom

OLD = {"index.html": "old", "claims/gone/index.html": "gone", "claims/kept/index.html": "kept"}
NEW = {"index.html": "new", "claims/kept/index.html": "kept", "claims/added/index.html": "added"}


def fill(folder: Path, files: dict[str, str]) -> None:
    for path, text in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, "utf-8")


def held(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): path.read_text("utf-8", errors="replace")
        for path in folder.rglob("*")
        if path.is_file()
    }


@pytest.fixture
def site(tmp_path: Path) -> Path:
    folder = tmp_path / "site"
    fill(folder, OLD)
    return folder


def test_the_old_site_stands_while_the_new_one_is_made_and_is_gone_after(site: Path) -> None:
    fill(handover.begin(site), NEW)
    assert held(site) == OLD
    handover.finish(site)
    assert held(site) == NEW
    assert [path.name for path in site.parent.iterdir()] == ["site"]


def test_a_first_site_is_made_where_there_was_none(tmp_path: Path) -> None:
    site = tmp_path / "public" / "site"
    fill(handover.begin(site), NEW)
    handover.finish(site)
    assert held(site) == NEW


def test_an_abandoned_build_leaves_the_old_site_and_nothing_else(site: Path) -> None:
    fill(handover.begin(site), NEW)
    handover.abandon(site)
    assert held(site) == OLD
    assert [path.name for path in site.parent.iterdir()] == ["site"]


def test_what_a_killed_build_left_is_not_in_the_next_site(site: Path) -> None:
    fill(handover.begin(site), {"claims/half/index.html": "ha"})
    fill(handover.begin(site), NEW)
    handover.finish(site)
    assert held(site) == NEW


def test_a_build_killed_between_the_two_steps_gives_the_old_site_back(site: Path) -> None:
    fill(handover.begin(site), NEW)
    site.rename(site.with_name(".site-before"))  # where the second step should have followed
    handover.begin(site)
    assert held(site) == OLD


def test_a_build_killed_after_both_steps_keeps_the_new_site_and_what_was_hidden(site: Path) -> None:
    fill(site, {".well-known/security.txt": "contact"})
    unfinished = handover.begin(site)
    fill(unfinished, NEW)
    site.rename(site.with_name(".site-before"))
    unfinished.rename(site)
    handover.begin(site)
    assert held(site) == {**NEW, ".well-known/security.txt": "contact"}


def test_hidden_entries_are_carried_over_but_do_not_replace_new_ones(site: Path) -> None:
    fill(site, {".git/HEAD": "ref", ".nojekyll": "old"})
    fill(handover.begin(site), {**NEW, ".nojekyll": ""})
    handover.finish(site)
    assert held(site) == {**NEW, ".git/HEAD": "ref", ".nojekyll": ""}


def test_a_folder_that_cannot_be_moved_gets_the_new_files_and_loses_the_stale_ones(
    site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(site, {".git/HEAD": "ref"})
    fill(handover.begin(site), NEW)
    rename = Path.rename

    def busy(path: Path, target: Path) -> Path:
        if path == site:
            raise OSError(16, "Device or resource busy")
        return rename(path, target)

    monkeypatch.setattr(Path, "rename", busy)
    handover.finish(site)
    assert held(site) == {**NEW, ".git/HEAD": "ref"}
    assert not (site / "claims/gone").exists()


def test_a_link_to_the_site_stays_a_link(site: Path, newsroom: Newsroom) -> None:
    (newsroom.root / "published").symlink_to(site, target_is_directory=True)
    newsroom.settings["site_dir"] = "published"
    newsroom.build()
    assert (newsroom.root / "published").is_symlink()
    assert (site / "claims/bridge-closed/index.html").exists()
    assert not (site / "claims/gone").exists()


@pytest.mark.parametrize(
    "hook",
    [
        "def on_post_page(output, page, **_):\n    raise RuntimeError('half-way')\n",
        "def on_post_build(**_):\n    raise OSError(28, 'No space left on device')\n",
        "def on_post_build(**_):\n    raise SystemExit(3)\n",
    ],
    ids=["a page", "no space left", "an exit"],
)
def test_a_build_that_fails_half_way_leaves_the_site_as_it_was(
    newsroom: Newsroom, hook: str
) -> None:
    newsroom.build()
    before = held(newsroom.root / "site")
    newsroom.write("hook.py", hook)
    newsroom.settings["hooks"] = ["hook.py"]
    newsroom.settings["site_name"] = "Another name"
    with pytest.raises((RuntimeError, OSError, SystemExit)):
        newsroom.build()
    assert held(newsroom.root / "site") == before


def test_a_strict_build_with_warnings_leaves_the_site_as_it_was(newsroom: Newsroom) -> None:
    newsroom.build()
    before = held(newsroom.root / "site")
    newsroom.write("docs/index.md", "# Home\n\n[nowhere](nowhere.md)\n")
    with pytest.raises(Abort):
        newsroom.build(strict=True)
    assert held(newsroom.root / "site") == before


def test_a_page_that_was_renamed_leaves_nothing_stale(newsroom: Newsroom) -> None:
    newsroom.build()
    newsroom.write("docs/about.md", "# About\n")
    newsroom.build()
    (newsroom.root / "docs/about.md").rename(newsroom.root / "docs/method.md")
    newsroom.build()
    assert newsroom.has("method/index.html")
    assert not newsroom.has("about/index.html")


def test_what_follows_a_build_finds_the_site_where_it_is_set_to_be(newsroom: Newsroom) -> None:
    from mkdocs.commands.build import build  # noqa: PLC0415 - with a configuration of its own

    config = newsroom.config()
    config.plugins.on_startup(command="gh-deploy", dirty=False)
    build(config)
    assert Path(config.site_dir) == newsroom.root / "site"
    assert newsroom.has("index.html")
