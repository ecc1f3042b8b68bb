"""A build with nothing changed leaves the site alone; whatever changes, it is built."""

from __future__ import annotations

import logging
import os
from textwrap import dedent
from typing import TYPE_CHECKING, NoReturn

import pytest
from dossiers import GREETING, write
from mkdocs.commands.build import build as mkdocs_build
from mkdocs.config import load_config
from mkdocs.structure import files as mkdocs_files
from shell import files

from dossier import build as read_build
from dossier import handover
from dossier.cache import SWITCH
from dossier.mkdocs_unchanged import listing
from dossier.relinked import described

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files

SETTINGS = """\
    site_name: One greeting
    site_url: https://example.org/greeting/
    theme: {name: material, font: false, custom_dir: own}
    plugins: [search, dossier]
    markdown_extensions: [admonition, pymdownx.superfences]
    """
FILES = GREETING | {
    "mkdocs.yml": SETTINGS,
    "docs/map.svg": "<svg/>",
    "docs/about.md": "# About\n",
    "own/main.html": '{% extends "base.html" %}',
}


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A dossier whose site has been built."""
    monkeypatch.setenv(SWITCH, str(tmp_path / "cache"))
    root = write(tmp_path / "dossier", FILES)
    build(root)
    return root


def build(root: Path) -> None:
    config = load_config(str(root / "mkdocs.yml"))
    config.plugins.on_startup(command="build", dirty=False)
    mkdocs_build(config)
    assert config.site_dir == str(root / "site")


def built(root: Path) -> bool:
    """Build the site, and say whether that has put a new one there."""
    before = (root / "site").stat().st_ino, files(root / "site")
    build(root)
    same = (root / "site").stat().st_ino == before[0]
    assert not same or files(root / "site") == before[1]
    assert not [one for one in root.iterdir() if one.name.startswith(".site")]
    return not same


def test_a_site_of_which_nothing_has_changed_is_left_as_it_is(root: Path) -> None:
    assert not built(root)
    assert not built(root)


def test_where_nothing_has_changed_nothing_is_read_and_all_is_told_again(
    root: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(*_: object, **__: object) -> NoReturn:
        raise AssertionError("something was read")

    monkeypatch.setattr(read_build, "read", fail)
    assert not built(root)
    assert "source first has no date" in caplog.text


def change(path: str, text: str) -> Callable[[Path], object]:
    return lambda root: (root / path).write_text(dedent(text), "utf-8")


CHANGES = {
    "a record": change("annotations/people/vladimir-putin.yml", "name: V. Putin\n"),
    "a seed": change("seeds/third.txt", "Nothing new.\n"),
    "a page": change("docs/index.md", "# Two greetings\n"),
    "a picture": change("docs/map.svg", "<svg><g/></svg>"),
    "a setting": change("mkdocs.yml", SETTINGS.replace("One greeting", "A greeting")),
    "an option of the search": change(
        "mkdocs.yml", SETTINGS.replace("[search,", "[search: {lang: de},")
    ),
    "a template of the theme": change("own/main.html", '{% extends "base.html" %}\n'),
    "a page of the site": change("site/claims/index.html", "<h1>Lies</h1>"),
    "a file too many in the site": change("site/claims/more.html", "<h1>Lies</h1>"),
    "a file too few in the site": lambda root: (root / "site/claims/index.html").unlink(),
    "no site": lambda root: (root / "site").rename(root / "elsewhere"),
}


@pytest.mark.parametrize("edit", CHANGES.values(), ids=CHANGES)
def test_whatever_changes_the_site_is_built(root: Path, edit: Callable[[Path], object]) -> None:
    edit(root)
    before = (root / "site").stat().st_ino if (root / "site").exists() else None
    build(root)
    assert (root / "site").stat().st_ino != before
    assert "Lies" not in (root / "site/claims/index.html").read_text("utf-8")
    assert not (root / "site/claims/more.html").exists()
    assert not built(root)


def test_pages_that_a_change_does_not_touch_keep_their_times(root: Path) -> None:
    touched = root / "site/claims/putin-praised-soldiers/index.html"
    untouched = root / "site/topics/index.html"
    before = {path: path.stat().st_mtime_ns for path in (touched, untouched)}
    (root / "annotations/people/vladimir-putin.yml").write_text("name: V. Putin\n", "utf-8")

    assert built(root)
    after = {path: path.stat() for path in (touched, untouched)}
    assert after[untouched].st_mtime_ns == before[untouched]
    assert after[touched].st_mtime_ns > before[touched]
    assert {about.st_nlink for about in after.values()} == {1}
    assert not built(root)


def test_a_page_that_is_as_large_and_as_old_as_before_is_found_out(root: Path) -> None:
    page = root / "site/claims/index.html"
    about, text = page.stat(), page.read_text("utf-8")
    page.write_text(text.replace("Putin", "Nitup"), "utf-8")
    os.utime(page, ns=(about.st_atime_ns, about.st_mtime_ns))

    assert built(root)
    assert page.read_text("utf-8") == text


def test_another_day_is_another_site(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "86400")

    assert built(root)
    assert "1970-01-02" in (root / "site/sitemap.xml").read_text("utf-8")


@pytest.mark.parametrize(
    "more",
    [
        "hooks: [hook.py]",
        "markdown_extensions: [pymdownx.snippets]",
        "markdown_extensions: ['pymdownx.snippets:SnippetExtension']",
        "markdown_extensions: [pymdownx.emoji: {options: {custom_icons: [own]}}]",
        "markdown_extensions: [hook]",
        "plugins: [search, dossier, tags]",
        "plugins: [search, dossier: {cache: false}]",
    ],
)
def test_where_not_all_is_known_that_a_site_is_made_of_it_is_built(
    root: Path, more: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.syspath_prepend(root)
    extension = "from markdown.extensions.abbr import makeExtension\n"
    write(root, {"hook.py": extension})
    key = more.partition(":")[0]
    kept = [line for line in dedent(SETTINGS).splitlines() if not line.startswith(f"{key}:")]
    change("mkdocs.yml", "\n".join([*kept, more, ""]))(root)
    build(root)

    assert built(root)


def meanwhile(monkeypatch: pytest.MonkeyPatch, file: Path, edited: str) -> None:
    """Let somebody save a file while the site is built, and undo that."""
    text = file.read_text("utf-8")
    begin, finish = mkdocs_files.get_files, handover.finish

    def get_files(config: MkDocsConfig) -> Files:
        file.write_text(edited, "utf-8")
        return begin(config)

    def finished(site: Path, unfinished: Path) -> None:
        finish(site, unfinished)
        file.write_text(text, "utf-8")

    monkeypatch.setattr("mkdocs.commands.build.get_files", get_files)
    monkeypatch.setattr(handover, "finish", finished)


def test_a_page_that_was_changed_and_changed_back_meanwhile_is_built_again(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = root / "docs/about.md"
    change("docs/map.svg", "<svg>1</svg>")(root)  # something is to be built
    with monkeypatch.context() as patch:
        meanwhile(patch, page, "# Withdrawn\n")
        build(root)
    assert "Withdrawn" in (root / "site/about/index.html").read_text("utf-8")

    assert built(root)
    assert "Withdrawn" not in (root / "site/about/index.html").read_text("utf-8")


def test_the_order_of_settings_counts(root: Path) -> None:
    extra = "extra: {{cookies: {{{}}}}}\n"
    change("mkdocs.yml", dedent(SETTINGS) + extra.format("one: One, two: Two"))(root)
    assert built(root)
    assert not built(root)
    change("mkdocs.yml", dedent(SETTINGS) + extra.format("two: Two, one: One"))(root)
    assert built(root)


def test_a_site_that_somebody_elses_build_has_put_there_is_not_taken_for_ours(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    finish = handover.finish

    def overtaken(site: Path, unfinished: Path) -> None:
        finish(site, unfinished)
        (site / "claims/index.html").write_text("<h1>Of another build</h1>", "utf-8")

    change("docs/map.svg", "<svg>1</svg>")(root)
    with monkeypatch.context() as patch:
        patch.setattr(handover, "finish", overtaken)
        build(root)

    assert built(root)


def test_a_quiet_build_hides_no_warning_from_the_next(
    root: Path, caplog: pytest.LogCaptureFixture
) -> None:
    change("docs/index.md", "# One greeting\n\nSee [this](nowhere.md).\n")(root)
    with caplog.at_level(logging.ERROR, "mkdocs"):
        build(root)
    caplog.clear()
    with caplog.at_level(logging.WARNING, "mkdocs"):
        build(root)
    assert "nowhere.md" in caplog.text


def test_a_build_that_warned_is_not_left_out_since_nobody_would_be_warned_again(
    root: Path, caplog: pytest.LogCaptureFixture
) -> None:
    change("docs/index.md", "# One greeting\n\nSee [this](nowhere.md).\n")(root)
    for _ in range(2):
        caplog.clear()
        build(root)
        assert "nowhere.md" in caplog.text


def test_a_large_site_is_listed_as_a_small_one(tmp_path: Path) -> None:
    for number in range(900):
        folder = tmp_path / ("claims", "sources", "claims/deep")[number % 3] / f"page-{number}"
        folder.mkdir(parents=True)
        (folder / "index.html").write_text(str(number), encoding="utf-8")
        (folder / "other.html").symlink_to("index.html")
    (tmp_path / "a").write_text("a", encoding="utf-8")
    (tmp_path / ".git").mkdir()
    (tmp_path / ".git/b").write_text("b", encoding="utf-8")
    expected: dict[str, list[int]] = {}
    for path in tmp_path.rglob("*"):
        name = path.relative_to(tmp_path).as_posix()
        if name.startswith("."):
            continue
        if path.is_dir():
            expected[f"{name}/"] = []
        else:
            expected[name] = described(path.lstat())
    assert listing(tmp_path) == expected
    assert listing(tmp_path / "nothing") is None
