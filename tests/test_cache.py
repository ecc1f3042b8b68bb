"""What comes out of the cache is what would have been made: sites, diagnostics, indexes."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from dataclasses import fields
from typing import TYPE_CHECKING, NoReturn

import pytest
from dossiers import GREETING, write
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from repositories import commit, start
from shell import CLAIM, LOST, QUOTE, edit, files, mkdocs, run

from dossier import build, mkdocs_search_page
from dossier.cache import SWITCH, made
from dossier.diagnostics import Report
from dossier.history.git import Git, NoHistory
from dossier.mkdocs_search_page import SearchPageIndex
from dossier.project import read_project
from dossier.site import Addresses

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from dossier.cache import Made
    from dossier.diagnostics import Diagnostic
    from dossier.progress import Progress
    from dossier.project import Project
    from dossier.site import Site
    from dossier.tables import Dossier

UNCHANGED = "Nothing has changed"


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Keep results in a folder of the test's own."""
    folder = tmp_path / "cache"
    monkeypatch.setenv(SWITCH, str(folder))
    return folder


def result(root: Path, *, use: bool = True, pages: bool = True) -> tuple[Made, list[Diagnostic]]:
    report = Report()
    project = read_project(root, report)
    report.severities = project.severities
    addresses = Addresses(site_url=project.site_url)
    return made(project, addresses, report, use=use, pages=pages), report.diagnostics


def is_from_before(one: Made) -> bool:
    return one.dossier is None


def fail(*_: object, **__: object) -> NoReturn:
    pytest.fail("the dossier is read again")


def same(one: Site | None, other: Site | None) -> bool:
    """Say whether sites are equal to the byte, and to the type of every text."""
    if one is None or other is None:
        return one is other
    kinds = [
        [type(getattr(page, field.name)) for page in site.pages for field in fields(page)]
        + [type(entry.title) for page in site.pages for entry in page.entries]
        + [type(section.title) for page in site.pages for section in page.sections]
        for site in (one, other)
    ]
    return one == other and kinds[0] == kinds[1]


VARIANTS: dict[str, dict[str, str]] = {
    "nothing wrong": {},
    "warnings": {"annotations/claims/alone.yml": "statement: Nobody says so.\n"},
    "an error": {
        "annotations/claims/lost.yml": f"statement: X\nevidence: [{{source: first, {LOST}}}]\n"
    },
    "two files of one id": {"seeds/more/first.md": "Another first.\n"},
    "settings that are wrong": {"dossier.yml": "titel: A greeting\n"},
    "checks weighed anew": {"dossier.yml": "checks: {undated-source: error}\n"},
    "a template that is wrong": {"templates/claim.html": "{% if %}\n"},
    "a template of its own": {"templates/claim.html": "<h1>{{ title }}</h1>\n"},
    "another language": {"mkdocs.yml": "site_name: X\ntheme: {language: ko}\n"},
    "a text that is no text": {"annotations/people/kim.yml": 'name: "Kim \\ud83d\\u0007"\n'},
    "nothing at all": dict.fromkeys((one for one in GREETING if "mkdocs" not in one), ""),
}


@pytest.mark.parametrize("variant", VARIANTS)
def test_what_is_kept_is_what_was_made(tmp_path: Path, variant: str) -> None:
    root = write(tmp_path / "greeting", {**GREETING, **VARIANTS[variant]})
    fresh, told = result(root, use=False)
    first, told_first = result(root)
    second, told_second = result(root)
    assert [is_from_before(one) for one in (fresh, first, second)] == [False, False, True]
    assert told == told_first == told_second
    assert same(fresh.site, second.site)
    assert same(fresh.site, first.site)


EDITS = st.tuples(
    st.sampled_from(
        ["seeds/first.txt", "seeds/third.txt", CLAIM, "docs/index.md", "annotations/people/kim.yml"]
    ),
    st.sampled_from([None, "", "name: Kim\n", "Kim Jong Un is here.\n", "statement: [\n"]),
)


@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
@given(edits=st.lists(EDITS, min_size=1, max_size=5))
def test_after_any_edits_the_same_comes_out_as_from_nothing(
    tmp_path: Path, edits: list[tuple[str, str | None]]
) -> None:
    root = tmp_path / "greeting"
    shutil.rmtree(root, ignore_errors=True)
    write(root, GREETING)
    for path, text in edits:
        if text is None:
            (root / path).unlink(missing_ok=True)
        else:
            write(root, {path: text})
        kept, told = result(root)
        fresh, told_fresh = result(root, use=False)
        assert told == told_fresh
        assert same(kept.site, fresh.site)


def test_going_back_to_words_of_before_gives_the_pages_of_before(tmp_path: Path) -> None:
    root = write(tmp_path / "greeting", GREETING)
    before, _ = result(root)
    write(root, {"docs/index.md": "# Another, about [[kcna]]\n"})
    between, _ = result(root)
    write(root, GREETING)
    after, _ = result(root)
    assert is_from_before(after)
    assert same(after.site, before.site)
    assert not same(after.site, between.site)


def test_a_file_that_is_saved_during_a_build_spoils_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = write(tmp_path / "greeting", GREETING)
    there = build.read

    def read_late(*given: object, **options: object) -> object:
        write(root, {"docs/index.md": "# Saved meanwhile, about [[kcna]]\n"})
        return there(*given, **options)  # type: ignore[arg-type]

    with monkeypatch.context() as patch:
        patch.setattr(build, "read", read_late)
        result(root)
    write(root, GREETING)
    after, _ = result(root)
    assert not is_from_before(after)
    assert same(after.site, result(root, use=False)[0].site)


# At the doors


def test_a_second_check_reads_no_source_and_says_the_same(
    dossier: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    edit(dossier / CLAIM, QUOTE, LOST)
    first = run("-C", dossier, "check")
    with monkeypatch.context() as patch:
        patch.setattr(build, "read", fail)
        second = run("-C", dossier, "check")
    assert (first.exit_code, first.stdout) == (second.exit_code, second.stdout) == (1, first.stdout)
    assert "quote-not-found" in first.stdout
    assert UNCHANGED in second.stderr
    assert UNCHANGED not in first.stderr
    assert UNCHANGED not in run("-C", dossier, "check", "--no-cache").stderr
    edit(dossier / CLAIM, LOST, QUOTE)
    assert run("-C", dossier, "check").exit_code == 0


def test_a_check_keeps_no_pages(dossier: Path, cache: Path) -> None:
    run("-C", dossier, "check")
    run("-C", dossier, "build", "--pages", "../pages")
    diagnostics, site = sorted(cache.glob("*/*"), key=lambda path: path.suffix)
    assert diagnostics.suffix == ".diagnostics"
    assert diagnostics.stat().st_size * 20 < site.stat().st_size


def test_pages_on_disk_are_the_same_from_the_cache(
    dossier: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run("-C", dossier, "build", "--pages", "../fresh", "--no-cache")
    run("-C", dossier, "build", "--pages", "../first")
    with monkeypatch.context() as patch:
        patch.setattr(build, "read", fail)
        assert run("-C", dossier, "build", "--pages", "../second").exit_code == 0
    fresh, second = files(dossier.parent / "fresh"), files(dossier.parent / "second")
    assert fresh == second
    assert files(dossier.parent / "first") == second


def test_a_second_build_through_mkdocs_gives_the_same_site_byte_for_byte(
    dossier: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1772366400")
    sites, told = [], []
    for options in ([], ["build", "--strict"], ["build"], ["build", "--no-cache"]):
        if options:
            done = subprocess.run(
                [sys.executable, "-m", "dossier", "-C", str(dossier), *options],
                capture_output=True,
                check=True,
                encoding="utf-8",
            )
        else:
            done = mkdocs("build", "--strict", cwd=dossier)
        assert done.returncode == 0, done.stderr
        told.append(UNCHANGED in done.stderr)
        sites.append(files(dossier / "site"))
    # The second leaves the site as it stands, the third has other settings.
    assert told == [False, True, False, False]
    assert "search/pagefind/0/pagefind-entry.json" in sites[0]
    assert sites[0] == sites[1] == sites[2] == sites[3]


def test_the_plugin_can_be_told_to_keep_nothing(dossier: Path, cache: Path) -> None:
    edit(dossier / "mkdocs.yml", "  - dossier\n", "  - dossier: {cache: false}\n")
    assert mkdocs("build", "--strict", cwd=dossier).returncode == 0
    assert not cache.exists()


# What may be otherwise the next time


def meanwhile(
    monkeypatch: pytest.MonkeyPatch, before: Callable[[], object], after: Callable[[], object]
) -> None:
    """Let somebody do something just before a dossier is read, and something just after that."""
    real = build.read

    def read(project: Project, report: Report, *, progress: Progress) -> Dossier:
        before()
        try:
            return real(project, report, progress=progress)
        finally:
            after()

    monkeypatch.setattr(build, "read", read)


def test_a_file_that_was_changed_and_changed_back_meanwhile_spoils_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = write(tmp_path / "greeting", GREETING)
    name = root / "annotations/organizations/kcna.yml"
    text = name.read_text("utf-8")
    with monkeypatch.context() as patch:
        meanwhile(
            patch,
            lambda: name.write_text("name: Somebody else\n", "utf-8"),
            lambda: name.write_text(text, "utf-8"),
        )
        wrong, _ = result(root)
    again, _ = result(root)
    assert not is_from_before(again)
    assert not same(again.site, wrong.site)


def test_what_could_not_be_read_for_a_moment_is_not_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = write(tmp_path / "greeting", GREETING)
    with monkeypatch.context() as patch:
        real = os.open

        def too_many(path: str, flags: int, mode: int = 0o777) -> int:
            if os.fspath(path).endswith("kcna.yml"):
                raise OSError(24, "Too many open files")
            return real(path, flags, mode)

        meanwhile(
            patch,
            lambda: patch.setattr("os.open", too_many),
            lambda: patch.setattr("os.open", real),
        )
        _, told = result(root)
        assert "unreadable-file" in {one.code for one in told}
    again, told = result(root)
    assert not is_from_before(again)
    assert "unreadable-file" not in {one.code for one in told}


def test_a_history_that_git_did_not_tell_once_is_not_kept_and_not_passed_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = start(write(tmp_path / "greeting", GREETING))
    commit(root, "2026-03-01")
    with monkeypatch.context() as patch:
        real = Git.commits

        def failing(*_: object) -> NoReturn:
            raise NoHistory("fatal: bad object")

        patch.setattr(Git, "commits", failing)
        _, told = result(root)
        assert [one.why for one in told if one.code == "unreadable-history"] == [
            ("fatal: bad object",)
        ]
        patch.setattr(Git, "commits", real)
    again, told = result(root)
    assert not is_from_before(again)
    assert "unreadable-history" not in {one.code for one in told}


def test_a_check_renders_nothing_but_templates_of_the_dossiers_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = write(tmp_path / "greeting", GREETING)
    with monkeypatch.context() as patch:
        patch.setattr(build, "render", fail)
        result(root, pages=False)
    for mistake in ("{{ nothing.of_this }}", '{{ 1 + "a" }}', "{{ 1 // 0 }}"):
        write(root, {"templates/claim.html": f"<h1>A claim</h1>\n{mistake}\n"})
        _, told = result(root, pages=False)
        places = [str(one.place) for one in told if one.code == "template"]
        assert places == ["templates/claim.html:2:1"]


# The index of the search page


def index(one: Made, root: Path, site: Path) -> dict[str, bytes]:
    project = read_project(root, Report())
    search_page = SearchPageIndex()
    search_page.write_for(one, project, Addresses(), site)
    search_page.settle(holds=True)
    return files(site) if site.exists() else {}


def test_an_index_is_made_once_and_then_taken_from_the_cache(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = write(tmp_path / "greeting", GREETING)
    first = index(result(root)[0], root, tmp_path / "first")
    assert len(first) > 10
    monkeypatch.setattr(mkdocs_search_page, "write_search", fail)
    monkeypatch.setattr(mkdocs_search_page, "read", fail)
    assert index(result(root)[0], root, tmp_path / "second") == first


def test_an_index_is_kept_only_if_that_is_settled(tmp_path: Path, cache: Path) -> None:
    root = write(tmp_path / "greeting", GREETING)
    one, _ = result(root)
    search_page = SearchPageIndex()
    site = tmp_path / "site"
    search_page.write_for(one, read_project(root, Report()), Addresses(), site)
    search_page.wait()
    shutil.rmtree(site)  # nobody reads it any more
    search_page.settle(holds=False)
    assert not [*cache.glob("*/*.search"), *cache.glob("*/unfinished-*")]
    search_page.write_for(one, read_project(root, Report()), Addresses(), site)
    search_page.forget()
    assert not [*cache.glob("*/*.search"), *cache.glob("*/unfinished-*")]


def test_an_index_that_is_not_kept_is_made_of_the_dossier_read_again(
    tmp_path: Path, cache: Path
) -> None:
    root = write(tmp_path / "greeting", GREETING)
    first = index(result(root)[0], root, tmp_path / "first")
    for path in cache.glob("*/*.search"):
        path.unlink()
    again, _ = result(root)
    assert is_from_before(again)
    assert index(again, root, tmp_path / "second") == first
    assert len([*cache.glob("*/*.search")]) == 1


def test_without_pagefind_nothing_is_read_again_for_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = write(tmp_path / "greeting", GREETING)
    result(root)
    monkeypatch.setattr("dossier.search_index.pagefind.find_spec", lambda _: None)
    monkeypatch.setattr(mkdocs_search_page, "read", fail)
    assert index(result(root)[0], root, tmp_path / "site") == {}


def test_another_pagefind_makes_another_index(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = write(tmp_path / "greeting", GREETING)
    index(result(root)[0], root, tmp_path / "first")
    monkeypatch.setattr(mkdocs_search_page, "version", lambda: "pagefind 99")
    asked = []
    monkeypatch.setattr(mkdocs_search_page, "write_search", lambda *_: asked.append("Pagefind"))
    index(result(root)[0], root, tmp_path / "second")
    assert asked == ["Pagefind"]


def test_an_index_with_strange_names_is_not_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = write(tmp_path / "greeting", GREETING)
    one, _ = result(root)
    assert one.kept
    planted = one.kept.draft_files("search", "pagefind", {"../../../planted.html": b"<script>"})
    one.kept.settle(planted, holds=True)
    monkeypatch.setattr(mkdocs_search_page, "version", lambda: "pagefind")
    assert index(one, root, tmp_path / "deep/er/site") == {}
    assert not [*tmp_path.rglob("planted.html")]
