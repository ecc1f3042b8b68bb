"""`dossier init`, and the dossier that it makes: checked, built and served."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from servers import serving, until
from shell import CLAIM, LOST, QUOTE, edit, files, mkdocs, run

from dossier import __version__
from dossier.kinds import KINDS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


def test_init_says_what_comes_next(tmp_path: Path) -> None:
    told = run("init", tmp_path / "my bridge")

    assert f"cd '{tmp_path}/my bridge'" in told.output
    assert "mkdocs serve" in told.output


def test_init_quietly_says_nothing(tmp_path: Path) -> None:
    assert run("-q", "init", tmp_path / "bridge").output == ""


def test_a_new_dossier_is_the_same_each_time(fresh: Path, tmp_path: Path) -> None:
    run("init", tmp_path / "other")

    assert files(tmp_path / "other") == files(fresh)


def test_a_new_dossier_has_what_it_takes(fresh: Path) -> None:
    assert {
        "README.md",
        "CONTRIBUTING.md",
        "mkdocs.yml",
        "dossier.yml",
        "docs/index.md",
        ".gitignore",
        ".gitattributes",
        ".github/workflows/check.yml",
        ".github/workflows/publish.yml",
        ".vscode/extensions.json",
        ".vscode/settings.json",
    } <= files(fresh).keys()
    assert not [name for name in files(fresh) if "dot-" in name]


def test_a_new_dossier_is_built_by_the_version_that_made_it(fresh: Path) -> None:
    assert f"mkdocs-dossier[search]~={__version__}\n" in (fresh / "requirements.txt").read_text(
        "utf-8"
    )


def test_a_new_dossier_says_where_its_plugin_comes_from_before_it_is_released(fresh: Path) -> None:
    for name in ("requirements.txt", "README.md"):
        told = " ".join((fresh / name).read_text("utf-8").replace("#", "").split())
        assert "not on PyPI yet: write `mkdocs-dossier[search] @ git+https://…`" in told
    readme = (fresh / "README.md").read_text("utf-8")
    assert readme.index("git+https://…") < readme.index("pip install")


def test_a_new_dossier_without_its_example_is_clean_once_the_readme_is_followed(
    dossier: Path,
) -> None:
    readme = (dossier / "README.md").read_text("utf-8")
    step = " ".join(readme[readme.index("1. ") : readme.index("2. ")].split())
    assert "in `seeds/` and in the folders below `annotations/`" in step
    for path in [*dossier.glob("seeds/*"), *dossier.glob("annotations/*/*")]:
        path.unlink()
    assert run("check", dossier).exit_code == 1

    assert "in `docs/index.md` the links in double brackets, `[[…]]`" in step
    page = dossier / "docs/index.md"
    page.write_text(re.sub(r"\[\[(.*?)\]\]", r"\1", page.read_text("utf-8")), "utf-8")
    assert run("check", "--strict", dossier).stdout == "No problems.\n"


def test_a_new_dossier_promises_no_map(fresh: Path) -> None:
    for path in fresh.glob("annotations/**/*.yml"):
        assert "map" not in path.read_text("utf-8")


def test_editors_find_a_schema_for_every_file_of_a_new_dossier(fresh: Path) -> None:
    settings = json.loads((fresh / ".vscode/settings.json").read_text("utf-8"))

    for name, patterns in settings["yaml.schemas"].items():
        assert (fresh / name).is_file()
        assert patterns
    named = [one for patterns in settings["yaml.schemas"].values() for one in patterns]
    for path in [*fresh.glob("annotations/**/*.yml"), fresh / "dossier.yml"]:
        assert any(path.relative_to(fresh).match(pattern) for pattern in named), path
    for kind in KINDS:
        assert f"annotations/{kind.name}/*.yml" in named
        assert f"annotations/{kind.name}.yaml" in named


def test_init_accepts_a_folder_in_which_only_git_has_begun(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()

    assert run("init", tmp_path).exit_code == 0
    assert (tmp_path / "mkdocs.yml").is_file()


@pytest.mark.parametrize("name", ["thesis.md", ".env"])
def test_init_refuses_a_folder_that_holds_something(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text("mine", "utf-8")

    told = run("init", tmp_path)

    assert told.exit_code == 2
    assert "choose a new or an empty folder" in told.stderr
    assert files(tmp_path) == {name: b"mine"}


def test_init_refuses_a_file(tmp_path: Path) -> None:
    (tmp_path / "bridge").write_text("mine", "utf-8")

    assert run("init", tmp_path / "bridge").exit_code == 2


def test_a_new_dossier_is_clean(fresh: Path) -> None:
    told = run("check", "--strict", fresh)

    assert told.stdout == "No problems.\n"
    assert told.exit_code == 0


def test_a_new_dossier_builds_at_once_and_loads_nothing_from_elsewhere(dossier: Path) -> None:
    built = mkdocs("build", "--strict", cwd=dossier)

    assert built.returncode == 0, built.stderr
    pages = {
        path.parent.relative_to(dossier / "site"): path for path in dossier.glob("site/**/*.html")
    }
    for path in dossier.glob("annotations/*/*.yml"):
        kind = path.parent.name
        if kind != "evidence":
            assert Path(kind, path.stem) in pages
    for path in pages.values():
        html = path.read_text("utf-8")
        loaded = re.findall(
            r'<(?:script|link|img|iframe)\b[^>]*?(?:src|href)="(https?:[^"]*)"', html
        )
        assert loaded == [], path
        assert html.count("<h1") == 1, path
    assert "[[" not in (dossier / "site/index.html").read_text("utf-8")
    assert "<!-- dossier:" not in (dossier / "site/index.html").read_text("utf-8")


@pytest.fixture
def served(
    dossier: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Callable[[str], str]]:
    """A running `mkdocs serve`; the value gets a page as a reader would."""
    with serving(dossier, tmp_path_factory.mktemp("served") / "log.txt") as server:
        yield server.get


def test_a_broken_edit_leaves_the_last_good_site_and_the_next_good_edit_shows(
    dossier: Path, served: Callable[[str], str]
) -> None:
    page = "claims/repairs-take-eight-weeks/"
    until(lambda: "The repairs will take about eight weeks." in served(page))

    edit(dossier / CLAIM, QUOTE, LOST)
    until(lambda: "dossier-banner" in served(page))
    assert "The repairs will take about eight weeks." in served(page)
    assert f"{CLAIM}:6:" in served("")

    edit(dossier / CLAIM, LOST, QUOTE)
    edit(dossier / CLAIM, "statement: The repairs", "statement: All repairs")
    until(lambda: "All repairs will take about eight weeks." in served(page))
    assert "dossier-banner" not in served(page)
