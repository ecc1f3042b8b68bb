"""After an edit, pages are made and rendered that depend on it, and the site is as a clean one."""

from __future__ import annotations

from pathlib import Path
from textwrap import dedent
from typing import TYPE_CHECKING, NamedTuple, NoReturn

import pytest
from dossiers import GREETING, write
from mkdocs.commands.build import build as mkdocs_build
from mkdocs.config import load_config

from dossier import handover
from dossier.cache import SWITCH
from dossier.history import History
from dossier.mkdocs_apart import PagesApart
from dossier.on_demand import SiteOnDemand

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from dossier.site import Page

FOOTER = '{% extends "base.html" %}{% block footer %}BODY{% endblock %}'
SETTINGS = """\
    site_name: One greeting
    site_url: https://example.org/greeting/
    theme: {name: material, font: false, custom_dir: own}
    plugins: [search, dossier: {search_page: false}]
    """
FILES = GREETING | {
    "mkdocs.yml": SETTINGS,
    "docs/about.md": "# About\n\nSee [[kcna]].\n",
    "own/main.html": '{% extends "base.html" %}',
}
CLAIM = "annotations/claims/no-soldier-took-part.yml"
UNTOUCHED = "site/people/vladimir-putin/index.html"


class Done(NamedTuple):
    """The pages that a build has made, and those that it has put into the theme."""

    made: set[str]
    rendered: set[str]


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A dossier whose site has been built."""
    monkeypatch.setenv(SWITCH, str(tmp_path / "cache"))
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "86400")
    root = write(tmp_path / "dossier", FILES)
    build(root)
    return root


def build(root: Path, **settings: str) -> None:
    config = load_config(str(root / "mkdocs.yml"), **settings)
    config.plugins.on_startup(command="build", dirty=False)
    mkdocs_build(config)


def rebuilt(root: Path, monkeypatch: pytest.MonkeyPatch) -> Done:
    """Build the site again; say what was done, and make sure that nothing is wrong with it."""
    done = Done(set(), set())
    traced, rendered = SiteOnDemand.traced, PagesApart.rendered

    def tracing(self: SiteOnDemand, uri: str) -> tuple[Page, bytes]:
        done.made.add(uri)
        return traced(self, uri)

    def rendering(self: PagesApart, page: Page) -> bytes:
        done.rendered.add(page.uri)
        return rendered(self, page)

    with monkeypatch.context() as patch:
        patch.setattr(SiteOnDemand, "traced", tracing)
        patch.setattr(PagesApart, "rendered", rendering)
        build(root)
    clean = root.parent / "clean"
    with monkeypatch.context() as patch:
        patch.setenv(SWITCH, "off")
        build(root, site_dir=str(clean))
    assert contents(root / "site") == contents(clean)
    return done


def contents(site: Path) -> dict[str, bytes]:
    return {
        path.relative_to(site).as_posix(): path.read_bytes()
        for path in sorted(site.rglob("*"))
        if path.is_file()
    }


def apply(root: Path, edits: Mapping[str, str | None]) -> None:
    for path, text in edits.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        if text is None:
            (root / path).unlink()
        else:
            (root / path).write_text(dedent(text), "utf-8")


EDITS: dict[str, dict[str, str | None]] = {
    "a statement": {CLAIM: FILES[CLAIM].replace("No soldier took part.", "None took part.")},
    "a new record": {"annotations/people/kim.yml": "name: Kim\n"},
    "a record is gone": {"annotations/evidence/analysts-doubt.yml": None},
    "a new seed": {"seeds/third.txt": "Nothing new.\n"},
    "a page that links": {"docs/about.md": "# About\n\nSee [[did-they-take-part]].\n"},
}


@pytest.mark.parametrize("edits", EDITS.values(), ids=EDITS)
def test_pages_are_made_that_depend_on_an_edit_and_no_others(
    root: Path, edits: dict[str, str | None], monkeypatch: pytest.MonkeyPatch
) -> None:
    every = {
        f"{path.parent.relative_to(root / 'site').as_posix()}.md"
        for path in (root / "site").glob("*/*/index.html")
    }
    apply(root, edits)
    done = rebuilt(root, monkeypatch)
    records = {uri for uri in done.made if not uri.endswith("index.md")}
    assert records
    assert every - records
    # One page of each kind is rendered to make sure that the others are as they were.
    again = done.rendered - done.made
    assert len(again) == len({uri.partition("/")[0] for uri in again})
    assert not [uri for uri in again if uri.endswith("index.md")]


def test_a_page_of_the_users_gives_way_when_it_is_gone(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    apply(root, {"docs/people/vladimir-putin.md": "# Somebody\n"})
    rebuilt(root, monkeypatch)
    assert "Somebody" in (root / UNTOUCHED).read_text("utf-8")
    apply(root, {"docs/people/vladimir-putin.md": None})
    rebuilt(root, monkeypatch)
    assert "Somebody" not in (root / UNTOUCHED).read_text("utf-8")


def test_a_page_that_does_not_depend_on_an_edit_is_the_same_file(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = (root / UNTOUCHED).stat()
    apply(root, EDITS["a new seed"])
    done = rebuilt(root, monkeypatch)
    after = (root / UNTOUCHED).stat()
    assert "people/vladimir-putin.md" not in done.made
    assert (after.st_ino, after.st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


AROUND: dict[str, dict[str, str | None]] = {
    "the state of a page in the navigation": {
        "docs/about.md": "---\nstatus: new\nicon: material/star\n---\n# About\n\nSee [[kcna]].\n"
    },
    "the title of a page in the navigation": {"docs/about.md": "# About us\n\nSee [[kcna]].\n"},
    "a template of the theme": {
        "own/main.html": '{% extends "base.html" %}{% block announce %}News{% endblock %}'
    },
    "a setting": {"mkdocs.yml": dedent(SETTINGS) + "copyright: Nobody’s\n"},
}


@pytest.mark.parametrize("edits", AROUND.values(), ids=AROUND)
def test_what_is_put_around_pages_is_put_around_all_anew(
    root: Path, edits: dict[str, str | None], monkeypatch: pytest.MonkeyPatch
) -> None:
    apply(root, EDITS["a new seed"] | edits)
    done = rebuilt(root, monkeypatch)
    assert "people/vladimir-putin.md" in done.rendered


def test_a_new_day_makes_no_page_anew(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    apply(root, {"mkdocs.yml": SETTINGS.replace(", custom_dir: own", "")})
    rebuilt(root, monkeypatch)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "864000")
    done = rebuilt(root, monkeypatch)
    assert "people/vladimir-putin.md" not in done.made
    assert "1970-01-11" in (root / "site/sitemap.xml").read_text("utf-8")


def test_a_theme_of_the_users_own_may_print_the_day_anywhere(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    printed = "{% if 'timeline' in page.url %}{{ build_date_utc }}{% endif %}"
    apply(root, {"own/main.html": FOOTER.replace("BODY", printed)})
    rebuilt(root, monkeypatch)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "864000")
    rebuilt(root, monkeypatch)
    assert "1970-01-11" in (root / "site/timeline/index.html").read_text("utf-8")


def test_pages_are_linked_also_where_mkdocs_warns_each_time(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    apply(root, {"docs/about.md": "# About\n\nSee [[kcna]] and [nothing](nothing.md).\n"})
    rebuilt(root, monkeypatch)
    done = rebuilt(root, monkeypatch)
    assert "people/vladimir-putin.md" not in done.made


def test_of_several_sites_in_one_process_each_has_its_own_index(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(SWITCH, str(tmp_path / "cache"))
    settings = dedent(SETTINGS).replace("{search_page: false}", "{search_page: true}")
    one = write(tmp_path / "one", FILES | {"mkdocs.yml": settings})
    other = write(tmp_path / "other", FILES | {"mkdocs.yml": SETTINGS})
    build(one)
    build(other)
    (other / "mkdocs.yml").write_text(settings, "utf-8")
    build(other)
    for root in (one, other):
        assert (root / "site/search/pagefind/0/pagefind-entry.json").is_file()


def test_a_site_that_is_built_in_place_keeps_its_index(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (root / "mkdocs.yml").write_text(SETTINGS.replace("search_page: false", ""), "utf-8")
    monkeypatch.setattr(handover, "begin", lambda _: None)
    build(root)
    assert [*(root.parent / "cache").glob("*/*.search")]


def test_what_an_interrupted_build_has_drafted_is_not_left(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(*_: object) -> NoReturn:
        raise KeyboardInterrupt

    apply(root, EDITS["a new seed"])
    config = load_config(str(root / "mkdocs.yml"))
    config.plugins.on_startup(command="build", dirty=False)
    with monkeypatch.context() as patch:
        patch.setattr(handover, "finish", interrupted)
        with pytest.raises(KeyboardInterrupt):
            mkdocs_build(config)
    config.plugins.on_shutdown()
    assert not [*(root.parent / "cache").glob("*/unfinished-*")]


WITH_ALL: dict[str, dict[str, str | None]] = {
    "a template of the dossier": {
        "templates/claim.html": "<div class='dossier'><h1 id='x'>{{ title }}</h1></div>\n"
    },
    "how statuses are called": {
        "dossier.yml": "statuses:\n  likely: {label: Likely, color: teal}\n"
    },
    "the address": {"mkdocs.yml": SETTINGS.replace("/greeting/", "/other/")},
}


@pytest.mark.parametrize("edits", WITH_ALL.values(), ids=WITH_ALL)
def test_what_all_pages_are_made_with_makes_them_anew(
    root: Path, edits: dict[str, str | None], monkeypatch: pytest.MonkeyPatch
) -> None:
    apply(root, edits)
    assert "people/vladimir-putin.md" in rebuilt(root, monkeypatch).made


def tampered(path: Path) -> None:
    text = path.read_text("utf-8")
    path.write_text(text.replace("Putin", "Nitup"), "utf-8")


@pytest.mark.parametrize("do", [tampered, Path.unlink], ids=["another file", "no file"])
def test_a_file_that_somebody_has_touched_is_written_again(
    root: Path, do: Callable[[Path], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    do(root / UNTOUCHED)
    apply(root, EDITS["a new seed"])
    assert "people/vladimir-putin.md" in rebuilt(root, monkeypatch).made


@pytest.mark.parametrize("sort", ["pages", "outlines", "standing"])
@pytest.mark.parametrize("gone", [False, True], ids=["damaged", "gone"])
def test_what_is_kept_is_not_trusted(
    root: Path, sort: str, *, gone: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    (kept,) = (root.parent / "cache").glob(f"*/*.{sort}")
    if gone:
        kept.unlink()
    else:
        content = kept.read_bytes()
        kept.write_bytes(content[:-1] + bytes([content[-1] ^ 1]))
    apply(root, EDITS["a new seed"])
    assert "people/vladimir-putin.md" in rebuilt(root, monkeypatch).made


def test_one_edit_after_another_is_followed(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    apply(root, EDITS["a new seed"])
    rebuilt(root, monkeypatch)
    apply(root, EDITS["a page that links"])
    assert "sources/third.md" not in rebuilt(root, monkeypatch).made
    apply(root, {"seeds/third.txt": None, "docs/about.md": "# About\n"})
    assert "people/vladimir-putin.md" not in rebuilt(root, monkeypatch).made
    assert not (root / "site/sources/third").exists()


TEMPLATE = "<div class='dossier'><h1 id='x'>{{ title }}, says the user</h1></div>\n"


def test_a_template_that_is_saved_while_a_site_is_built_is_used_in_the_next(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    finish = handover.finish

    def finishing(site: Path, unfinished: Path) -> None:
        apply(root, {"templates/person.html": TEMPLATE})
        finish(site, unfinished)

    apply(root, EDITS["a new seed"])
    with monkeypatch.context() as patch:
        patch.setattr(handover, "finish", finishing)
        build(root)
    assert "says the user" not in (root / UNTOUCHED).read_text("utf-8")
    rebuilt(root, monkeypatch)
    assert "says the user" in (root / UNTOUCHED).read_text("utf-8")


OWN_TEMPLATES: dict[str, tuple[dict[str, str | None], dict[str, str | None], int]] = {
    "the time": (
        {"own/main.html": FOOTER.replace("BODY", "{{ build_date_utc }}")},
        {},
        86500,
    ),
    "what a page of the navigation says": (
        {
            "own/main.html": FOOTER.replace("BODY", '{% include "menu.jinja" %}'),
            "own/menu.jinja": "{% for one in nav.items %}{{ one.meta.motto }}{% endfor %}",
        },
        {"docs/about.md": "---\nmotto: Doubt\n---\n# About\n\nSee [[kcna]].\n"},
        86400,
    ),
}


@pytest.mark.parametrize("name", OWN_TEMPLATES)
def test_a_template_that_looks_at_more_than_its_page_is_followed(
    root: Path, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    templates, edits, time = OWN_TEMPLATES[name]
    apply(root, templates)
    build(root)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(time))
    apply(root, EDITS["a new seed"] | edits)
    rebuilt(root, monkeypatch)


def test_a_site_made_without_its_history_is_made_again(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    apply(root, EDITS["a new seed"])
    with monkeypatch.context() as patch:
        patch.setattr("dossier.on_demand.read_history", lambda *_: History(trouble="no memory"))
        build(root)
    before = (root / "site").stat().st_ino
    rebuilt(root, monkeypatch)
    assert (root / "site").stat().st_ino != before
