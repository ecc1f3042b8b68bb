"""A dossier's folders and settings, whichever of its two files says them, or neither."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from dossier.codes import Severity
from dossier.declarations import keys_of
from dossier.diagnostics import DossierError, Report
from dossier.kinds import KINDS
from dossier.project import STATUSES, Project, SiteSettings, Status, read_project

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from dossier.diagnostics import Diagnostic


def write(root: Path, files: Mapping[str, str]) -> None:
    for path, text in files.items():
        target = root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8")


def read(root: Path, files: Mapping[str, str]) -> tuple[Project, list[Diagnostic]]:
    write(root, files)
    report = Report()
    return read_project(root, report), report.diagnostics


def right(root: Path, files: Mapping[str, str]) -> Project:
    project, told = read(root, files)
    assert [str(one) for one in told] == []
    return project


SEED = {"seeds/greeting.txt": "Putin greets Kim\n"}


# What is read ---------------------------------------------------------------------------------


def test_a_dossier_needs_no_settings(tmp_path: Path) -> None:
    project = right(tmp_path, SEED)
    assert project.root == tmp_path
    assert (project.seeds, project.annotations) == (("seeds",), ("annotations",))
    assert (project.templates, project.docs) == (("templates",), "docs")
    assert (project.title, project.language, project.branch) == ("Dossier", "en", "main")
    assert project.statuses == STATUSES
    assert project.kinds == KINDS
    assert project.severities == {}


def test_a_folder_without_anything_of_a_dossier_is_none(tmp_path: Path) -> None:
    write(tmp_path, {"notes.txt": "Nothing yet.\n"})
    with pytest.raises(DossierError, match="dossier init"):
        read_project(tmp_path, Report())
    with pytest.raises(DossierError):
        read_project(tmp_path / "missing", Report())
    with pytest.raises(DossierError):
        read_project(tmp_path / "notes.txt", Report())


@pytest.mark.parametrize("path", ["mkdocs.yml", "dossier.yml", "seeds/a.txt", "annotations/x.md"])
def test_any_part_of_a_dossier_makes_one(tmp_path: Path, path: str) -> None:
    write(tmp_path, {path: ""})
    assert read_project(tmp_path, Report())


def test_settings_say_where_things_are_and_how_they_are_called(tmp_path: Path) -> None:
    project = right(
        tmp_path,
        {
            "dossier.yml": """\
title: Two texts, one greeting
seeds: [texts/news, texts/official]
annotations: notes
templates: pages
repository: https://github.com/OWNER/REPO
branch: release/2026
statuses:
  plausible: {label: Plausible, color: teal}
kinds:
  weapons: {singular: Weapon, plural: Weapons}
checks: {ambiguous-spelling: off, single-origin: error}
""",
            "texts/news/a.txt": "A\n",
            "texts/official/b.txt": "B\n",
            "notes/claims.yml": "",
            "pages/home.html": "",
        },
    )
    assert project.title == "Two texts, one greeting"
    assert project.seeds == ("texts/news", "texts/official")
    assert (project.annotations, project.templates) == (("notes",), ("pages",))
    assert project.repository == "https://github.com/OWNER/REPO"
    assert project.branch == "release/2026"
    assert project.statuses == {
        "unverified": STATUSES["unverified"],
        "plausible": Status("Plausible", "teal"),
    }
    weapons = project.kinds[-1]
    assert (weapons.name, weapons.singular, weapons.plural) == ("weapons", "Weapon", "Weapons")
    topics = next(kind for kind in KINDS if kind.name == "topics")
    assert weapons.group == "entity"
    assert keys_of(weapons.model).keys() == keys_of(topics.model).keys()
    assert project.severities == {"ambiguous-spelling": None, "single-origin": Severity.ERROR}


def test_what_dossier_yml_leaves_open_comes_from_the_site(tmp_path: Path) -> None:
    files = {
        **SEED,
        "mkdocs.yml": """\
site_name: Two texts
site_url: !ENV [NO_SUCH_VARIABLE, "https://example.org/greeting/"]
repo_url: https://example.org/repository
docs_dir: pages
theme: {name: material, language: ko}
markdown_extensions:
  - pymdownx.emoji:
      emoji_index: !!python/name:material.extensions.emoji.twemoji
""",
    }
    project = right(tmp_path, files)
    assert project.title == "Two texts"
    assert project.site_url == "https://example.org/greeting/"
    assert project.repository == "https://example.org/repository"
    assert (project.docs, project.language) == ("pages", "ko")
    project = right(
        tmp_path, {"dossier.yml": "title: One greeting\nrepository: https://example.com\n"}
    )
    assert (project.title, project.repository) == ("One greeting", "https://example.com")


def test_a_site_may_inherit_its_settings(tmp_path: Path) -> None:
    files = {
        "base.yml": "site_name: Base\ntheme: readthedocs\n",
        "mkdocs.yml": "INHERIT: base.yml\n",
    }
    project = right(tmp_path, files)
    assert (project.title, project.language) == ("Base", "en")


def test_a_site_that_is_read_already_is_not_read_again(tmp_path: Path) -> None:
    write(tmp_path, {**SEED, "mkdocs.yml": "{{ not YAML"})
    report = Report()
    site = SiteSettings(title="Served", docs=str(tmp_path / "docs"), language="fr")
    project = read_project(tmp_path, report, site=site)
    assert report.diagnostics == []
    assert (project.title, project.docs, project.language) == ("Served", "docs", "fr")


def test_pages_outside_the_project_stay_where_they_are(tmp_path: Path) -> None:
    write(tmp_path, {"here/seeds/a.txt": "A\n"})
    project = read_project(tmp_path / "here", Report(), site=SiteSettings(docs="../pages"))
    assert (tmp_path / "here" / project.docs).resolve() == (tmp_path / "pages").resolve()


def test_folders_are_relative_to_the_settings_that_name_them(tmp_path: Path) -> None:
    files = {
        "conf/own.yml": "seeds: ../texts\ntemplates: pages\n",
        "texts/a.txt": "A\n",
        "conf/pages/a": "",
    }
    write(tmp_path, files)
    report = Report()
    project = read_project(tmp_path, report, config="conf/own.yml")
    assert report.diagnostics == []
    assert (project.seeds, project.templates) == (("texts",), ("conf/pages",))


# What is wrong --------------------------------------------------------------------------------

KIND = "{singular: Weapon, plural: Weapons}"

MISTAKES = {
    "a misspelt key": ("titel: Greeting\n", "1:1", "“titel”", "“title”"),
    "a key of the site": ("site_name: Greeting\n", "1:1", "“site_name”", "Move it there"),
    "a folder above": ("seeds: ../seeds\n", "1:8", "“../seeds”", "`seeds: seeds`"),
    "the project itself": ("seeds: .\n", "1:8", "“.”", "`seeds: seeds`"),
    "a folder that is not there": (
        "seeds: [seeds, texts]\n",
        "1:16",
        "“texts” is no folder",
        "Name",
    ),
    "a folder that is a file": ("seeds: dossier.yml\n", "1:8", "is no folder", "Name"),
    "a folder of the machine": ("seeds: /var/seeds\n", "1:8", "relative", "`seeds`"),
    "a folder of a drive": ("seeds: 'C:\\seeds'\n", "1:8", "relative", "`seeds`"),
    "a folder at home": ("seeds: ~/seeds\n", "1:8", "relative", "`seeds`"),
    "a repository without https": (
        *("repository: github.com/a/b\n", "1:13", "web address", "`https://github.com/a/b`"),
    ),
    "a branch that git refuses": ("branch: a..b\n", "1:9", "git branch", "`main`"),
    "a status without a label": ("statuses: {ok: {color: teal}}\n", "1:16", "“label”", "label:"),
    "a color nobody can read": (
        *("statuses: {ok: {label: OK, color: tael}}\n", "1:35", "“amber”", "“teal”"),
    ),
    "a status with capitals": (
        *("statuses: {Quite Sure: {label: x, color: teal}}\n", "1:12", "status", "`quite-sure`"),
    ),
    "a list of statuses": ("statuses: [plausible]\n", "1:11", "a mapping", "plausible:"),
    "a kind that is there": (f"kinds: {{people: {KIND}}}\n", "1:9", "every dossier has", "out"),
    "a kind where exports are": (f"kinds: {{exports: {KIND}}}\n", "1:9", "taken", "another name"),
    "a kind where assets are": (f"kinds: {{assets: {KIND}}}\n", "1:9", "taken", "another name"),
    "a kind where the search is": (f"kinds: {{search: {KIND}}}\n", "1:9", "taken", "another name"),
    "a kind with a space": (f"kinds: {{my weapons: {KIND}}}\n", "1:9", "kind", "`my-weapons`"),
    "a kind without a plural": ("kinds: {weapons: {singular: W}}\n", "1:18", "“plural”", "Weapons"),
    "a check that does not exist": (
        *("checks: {single-orign: error}\n", "1:10", "“single-orign”", "“single-origin”"),
    ),
    "a check that cannot be switched": (
        *("checks: {quote-not-found: off}\n", "1:10", "cannot be switched", "`single-origin`"),
    ),
    "a weight nobody knows": (
        *("checks: {single-origin: ignore}\n", "1:25", "“off”", "`single-origin: error`"),
    ),
    "a list": ("- seeds\n", "1:1", "", ""),
}


@pytest.mark.parametrize("name", MISTAKES)
def test_a_wrong_setting_is_told_at_its_place_with_a_way_out(tmp_path: Path, name: str) -> None:
    text, at, message, fix = MISTAKES[name]
    project, told = read(tmp_path, {**SEED, "dossier.yml": text})
    assert [f"{one.place.line}:{one.place.column}" for one in told] == [at]
    assert told[0].place.path == "dossier.yml"
    assert message in told[0].message
    assert fix in told[0].fix
    if name != "a list":
        assert told[0].code == "settings"
    assert "seeds" in project.seeds


def test_all_wrong_settings_are_told_at_once_and_the_others_hold(tmp_path: Path) -> None:
    project, told = read(
        tmp_path,
        {
            **SEED,
            "dossier.yml": """\
title: Greeting
seeds: nowhere
branch: [main]
statuses:
  plausible: {label: Plausible, color: turquoise}
  likely: {label: Likely, color: teal}
checks: {nothing: off, no-evidence: off, single-origin: off}
""",
        },
    )
    assert [(one.place.line, one.place.column) for one in told] == [
        *((2, 8), (3, 9), (5, 40), (7, 10), (7, 24)),
    ]
    assert (project.title, project.seeds, project.branch) == ("Greeting", ("seeds",), "main")
    assert list(project.statuses) == ["unverified", "likely"]
    assert project.severities == {"single-origin": None}


def test_a_folder_that_leads_out_of_the_project_is_refused(tmp_path: Path) -> None:
    write(tmp_path, {"elsewhere/a.txt": "A\n", "here/dossier.yml": "seeds: linked\n"})
    (tmp_path / "here/linked").symlink_to(tmp_path / "elsewhere")
    report = Report()
    read_project(tmp_path / "here", report)
    assert [one.message for one in report.diagnostics] == ["“linked” leads out of the project"]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("site_name: [\n", 2),
        ("site_name: x\n\tnav: y\n", 2),
        ("INHERIT: missing.yml\n", 1),
        ("x: !!python/name:no.such.module\n", 1),
        ("5\n", 1),
        ("- site_name\n", 1),
    ],
)
def test_a_broken_site_file_is_told_and_nothing_falls_over(
    tmp_path: Path, text: str, line: int
) -> None:
    project, told = read(tmp_path, {**SEED, "mkdocs.yml": text})
    assert [(one.code, one.place.path, one.place.line) for one in told] == [
        ("settings", "mkdocs.yml", line)
    ]
    assert told[0].fix
    for word in (str(tmp_path), "object", "iterable", "NoneType"):
        assert word not in told[0].message
    assert project.title == "Dossier"


def test_settings_that_are_named_must_be_there(tmp_path: Path) -> None:
    write(tmp_path, SEED)
    for config in ("own.yml", "../own.yml", "/own.yml"):
        report = Report()
        read_project(tmp_path, report, config=config)
        assert [one.code for one in report.diagnostics] == ["settings"]
        assert config in report.diagnostics[0].message


def test_a_link_in_place_of_the_settings_is_not_followed(tmp_path: Path) -> None:
    write(tmp_path, {**SEED, "real.yml": "title: Greeting\n"})
    (tmp_path / "dossier.yml").symlink_to(tmp_path / "real.yml")
    report = Report()
    assert read_project(tmp_path, report).title == "Dossier"
    assert [one.code for one in report.diagnostics] == ["unreadable-file"]


def test_the_settings_file_that_the_plugin_is_given_counts_for_the_commands_too(
    tmp_path: Path,
) -> None:
    (tmp_path / "conf.yml").write_text("title: From elsewhere\n", encoding="utf-8")
    (tmp_path / "mkdocs.yml").write_text(
        "site_name: Site\nplugins:\n  - search\n  - dossier: {config: conf.yml}\n", encoding="utf-8"
    )
    assert read_project(tmp_path, Report()).title == "From elsewhere"
