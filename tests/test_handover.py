"""A new site takes the place of the old one at the end, or not at all."""

from __future__ import annotations

import os
import shutil
import stat
import subprocess
import sys
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


def built(site: Path, files: dict[str, str] = NEW) -> Path:
    unfinished = handover.begin(site)
    assert unfinished is not None
    fill(unfinished, files)
    return unfinished


def beside(site: Path) -> list[str]:
    return [path.name for path in site.parent.iterdir()]


def killed(unfinished: Path) -> None:
    """Let a build's folder be as a process leaves it that was killed: nobody holds its lock."""
    shutil.copytree(unfinished, unfinished.with_name(f"{unfinished.name}0"))
    handover.abandon(unfinished)


def test_the_old_site_stands_while_the_new_one_is_made_and_is_gone_after(site: Path) -> None:
    unfinished = built(site)
    assert held(site) == OLD
    handover.finish(site, unfinished)
    assert held(site) == NEW
    assert beside(site) == ["site"]


@pytest.mark.skipif(not hasattr(os, "fork"), reason="processes are not copied on this system")
def test_the_old_site_goes_though_a_process_goes_on_that_began_with_the_build(site: Path) -> None:
    code = (
        "import os, sys, pathlib, time; from dossier import handover;"
        "site = pathlib.Path(sys.argv[1]); new = handover.begin(site);"
        "(new / 'index.html').write_text('new'); child = os.fork();"
        "child or (time.sleep(60), os._exit(0));"
        "handover.finish(site, new); os.kill(child, 9)"
    )
    subprocess.run([sys.executable, "-c", code, str(site)], check=True, timeout=30)
    assert beside(site) == ["site"]


def test_without_an_exchange_in_one_step_two_renames_do_it(
    site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(handover, "_exchange", lambda *_: False)
    fill(site, {".git/HEAD": "ref"})
    handover.finish(site, built(site))
    assert held(site) == {**NEW, ".git/HEAD": "ref"}
    assert beside(site) == ["site"]


def test_a_first_site_is_made_where_there_was_none(tmp_path: Path) -> None:
    site = tmp_path / "public" / "site"
    handover.finish(site, built(site))
    assert held(site) == NEW
    for _ in range(2):  # in the same process
        handover.finish(site, built(site))
        assert beside(site) == ["site"]


def test_a_site_keeps_its_permissions_and_a_first_one_gets_the_usual_ones(
    site: Path, tmp_path: Path
) -> None:
    site.chmod(0o775)
    handover.finish(site, built(site))
    assert stat.S_IMODE(site.stat().st_mode) == 0o775
    (tmp_path / "usual").mkdir()
    first = tmp_path / "first"
    handover.finish(first, built(first))
    assert first.stat().st_mode == (tmp_path / "usual").stat().st_mode


def test_an_abandoned_build_leaves_the_old_site_and_nothing_else(site: Path) -> None:
    handover.abandon(built(site))
    assert held(site) == OLD
    assert beside(site) == ["site"]


def test_what_a_killed_build_left_is_not_in_the_next_site(site: Path) -> None:
    killed(built(site, {"claims/half/index.html": "ha"}))
    handover.finish(site, built(site))
    assert held(site) == NEW
    assert beside(site) == ["site"]


def test_a_build_that_goes_on_is_left_alone_by_another(site: Path) -> None:
    slow = built(site, {"index.html": "slow"})
    code = (
        "import sys, pathlib; from dossier import handover;"
        "site = pathlib.Path(sys.argv[1]); new = handover.begin(site);"
        "(new / 'index.html').write_text('quick'); handover.finish(site, new)"
    )
    subprocess.run([sys.executable, "-c", code, str(site)], check=True)
    assert held(site) == {"index.html": "quick"}
    handover.finish(site, slow)
    assert held(site) == {"index.html": "slow"}
    assert beside(site) == ["site"]


def test_a_folder_that_somebody_else_took_away_is_an_error_and_the_old_site_stands(
    site: Path,
) -> None:
    unfinished = built(site)
    shutil.rmtree(unfinished)
    with pytest.raises(OSError, match="is gone"):
        handover.finish(site, unfinished)
    assert held(site) == OLD


def test_a_build_killed_between_two_renames_gives_the_old_site_back(site: Path) -> None:
    killed(built(site))
    before = site.with_name(".site-before-x")
    before.mkdir()
    site.rename(before / "site")  # where the second step should have followed
    handover.put_in_order(site)
    assert held(site) == OLD
    assert beside(site) == ["site"]


def test_a_build_killed_after_the_exchange_keeps_the_new_site_and_what_was_hidden(
    site: Path,
) -> None:
    fill(site, {".well-known/security.txt": "contact"})
    unfinished = built(site)
    old = site.rename(site.with_name("old"))
    unfinished.rename(site)
    old.rename(site.with_name(".site-unfinished-x"))
    handover.put_in_order(site)
    assert held(site) == {**NEW, ".well-known/security.txt": "contact"}
    assert beside(site) == ["site"]


def test_hidden_entries_are_carried_over_but_do_not_replace_new_ones(site: Path) -> None:
    fill(site, {".git/HEAD": "ref", ".nojekyll": "old", ".well-known/acme": "old"})
    new = {**NEW, ".nojekyll": "", ".well-known/security.txt": "new"}
    handover.finish(site, built(site, new))
    assert held(site) == {**new, ".git/HEAD": "ref", ".well-known/acme": "old"}


def test_a_folder_that_cannot_be_moved_gets_the_new_entries_and_loses_the_stale_ones(
    site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(site, {".git/HEAD": "ref", "claims/added/index.html/was-a-folder": "x"})
    unfinished = built(site)
    rename = Path.rename

    def busy(path: Path, target: Path) -> Path:
        if path == site:
            raise OSError(16, "Device or resource busy")
        return rename(path, target)

    monkeypatch.setattr(Path, "rename", busy)
    monkeypatch.setattr(handover, "_exchange", lambda *_: False)
    handover.finish(site, unfinished)
    assert held(site) == {**NEW, ".git/HEAD": "ref"}
    assert beside(site) == ["site"]


@pytest.mark.parametrize("other", ["a file", "a link"])
def test_what_is_no_folder_is_not_replaced(tmp_path: Path, other: str) -> None:
    site = tmp_path / "site"
    if other == "a file":
        site.write_text("mine", "utf-8")
    else:
        site.symlink_to(tmp_path / "elsewhere")
    assert handover.begin(site) is None


def test_a_link_in_the_place_of_a_leftover_is_nothing_of_ours(site: Path, tmp_path: Path) -> None:
    fill(tmp_path / "elsewhere", {"index.html": "mine"})
    site.with_name(".site-unfinished-x").symlink_to(tmp_path / "elsewhere")
    handover.finish(site, built(site))
    assert held(site) == NEW
    assert held(tmp_path / "elsewhere") == {"index.html": "mine"}


@pytest.mark.parametrize("folder", ["seeds", "annotations", ".", "docs/.."])
def test_a_site_never_takes_the_place_of_what_people_wrote(newsroom: Newsroom, folder: str) -> None:
    newsroom.write("seeds/courier.txt", "The bridge is closed.\n")
    newsroom.settings["site_dir"] = folder
    with pytest.raises(Abort):
        newsroom.build()
    assert (newsroom.root / "seeds/courier.txt").read_text("utf-8") == "The bridge is closed.\n"


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
    assert [one.name for one in newsroom.root.iterdir() if "unfinished" in one.name] == []


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
