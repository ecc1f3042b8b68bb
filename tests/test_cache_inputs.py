"""What a build depends on: whatever changes it has another digest, and nothing else has."""

from __future__ import annotations

import os
import re
import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import repositories
from dossiers import GREETING, write
from shell import printed_elsewhere

import dossier
from dossier.cache import inputs
from dossier.cache.inputs import Inputs
from dossier.diagnostics import Report
from dossier.pages.environment import shipped
from dossier.project import read_project
from dossier.site import Addresses
from dossier.text import Place

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    Edit = Callable[[Path], object]

BEFORE: dict[str, str] = {
    **GREETING,
    "dossier.yml": "title: A greeting\n",
    "docs/pictures/kcna.txt": "a picture\n",
    "templates/claim.html": "{{ title }}\n",
}


def digest(root: Path, addresses: Addresses = Addresses(), sort: str = "site") -> bytes:  # noqa: B008 - it is frozen
    report = Report()
    project = read_project(root, report)
    return Inputs(sort, project, addresses, tuple(report.diagnostics)).digest().content


def put(path: str, text: str = "x\n") -> Edit:
    return lambda root: write(root, {path: text})


def gone(path: str) -> Edit:
    return lambda root: (root / path).unlink()


def called(path: str, other: str) -> Edit:
    return lambda root: (root / path).rename(root / other)


def link(path: str, to: str) -> Edit:
    return lambda root: (root / path).symlink_to(to)


def folder(path: str) -> Edit:
    return lambda root: (root / path).mkdir(parents=True)


def committed(root: Path) -> None:
    repositories.start(root)
    repositories.commit(root, "2026-03-01")


def linked_template(root: Path) -> None:
    (root / "shared").mkdir()
    (root / "templates/blocks").symlink_to("../shared", target_is_directory=True)
    put("shared/latest.html")(root)


CHANGES: dict[str, Edit] = {
    "words of a seed": put("seeds/first.txt", "Other words.\n"),
    "a space in a seed": lambda root: (root / "seeds/first.txt").write_bytes(
        (root / "seeds/first.txt").read_bytes() + b" "
    ),
    "a new seed": put("seeds/third.txt"),
    "a seed in a folder": put("seeds/more/third.txt"),
    "a removed seed": gone("seeds/second.txt"),
    "a renamed seed": called("seeds/second.txt", "seeds/third.txt"),
    "the words of two seeds exchanged": lambda root: [
        called("seeds/first.txt", "seeds/_kept")(root),
        called("seeds/second.txt", "seeds/first.txt")(root),
        called("seeds/_kept", "seeds/second.txt")(root),
    ],
    "a file that is no seed": put("seeds/scan.pdf"),
    "a link among seeds": link("seeds/third.txt", "first.txt"),
    "a folder like a seed": folder("seeds/third.txt"),
    "no folder of seeds": lambda root: shutil.rmtree(root / "seeds"),
    "a link to the seeds": lambda root: [
        called("seeds", "kept")(root),
        link("seeds", "kept")(root),
    ],
    "a record": put("annotations/organizations/kcna.yml", "name: The agency\n"),
    "a new record": put("annotations/people/kim.yml", "name: Kim Jong Un\n"),
    "a file that is no record": put("annotations/notes.csv"),
    "a kind's folder as a link": link("annotations/places", "people"),
    "a hand-written page": put("docs/index.md", "# Another\n"),
    "a hidden hand-written page": put("docs/.drafts/new.md", "# New\n"),
    "a picture that a record may name": put("docs/pictures/kim.jpg"),
    "a picture that is gone": gone("docs/pictures/kcna.txt"),
    "a picture that is a link": link("docs/pictures/kim.jpg", "kcna.txt"),
    "a template": put("templates/claim.html", "{{ title }}!\n"),
    "a new template": put("templates/blocks/latest.html"),
    "a template behind a link": linked_template,
    "the title": put("dossier.yml", "title: Another greeting\n"),
    "the statuses": put("dossier.yml", "statuses: {checked: {label: Checked, color: teal}}\n"),
    "a kind": put("dossier.yml", "kinds: {ships: {singular: Ship, plural: Ships}}\n"),
    "the weight of a check": put("dossier.yml", "checks: {single-origin: error}\n"),
    "a mistake in the settings": put("dossier.yml", "titel: A greeting\n"),
    "where seeds are": lambda root: [
        folder("more")(root),
        put("dossier.yml", "title: A greeting\nseeds: [seeds, more]\n")(root),
    ],
    "the site's address": put("mkdocs.yml", "site_name: X\nsite_url: https://example.org/\n"),
    "the site's language": put("mkdocs.yml", "site_name: X\ntheme: {language: de}\n"),
    "the repository": put("mkdocs.yml", "site_name: X\nrepo_url: https://example.org/r\n"),
    "where hand-written pages are": put("mkdocs.yml", "site_name: X\ndocs_dir: pages\n"),
    "the first commit": committed,
}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return write(tmp_path / "greeting", BEFORE)


@pytest.mark.parametrize("change", CHANGES)
def test_another_input_has_another_digest(root: Path, change: str) -> None:
    before = digest(root)
    assert digest(root) == before
    CHANGES[change](root)
    assert digest(root) != before


REST: dict[str, Edit] = {
    "the same words again": put("seeds/first.txt", GREETING["seeds/first.txt"]),
    "the time of a file": lambda root: os.utime(root / "seeds/first.txt", (1, 1)),
    "a seed kept unread": put("seeds/_scan.pdf"),
    "a hidden file": put("annotations/.DS_Store"),
    "a file of another sort in docs": put("docs/pictures/kcna.txt", "another picture\n"),
    "a file elsewhere": put("notes/todo.txt"),
    "a remark in the settings": put("dossier.yml", "title: A greeting # so far\n"),
    "the theme": lambda root: put(
        "mkdocs.yml", (root / "mkdocs.yml").read_text() + "theme: {name: material}\n"
    )(root),
}


@pytest.mark.parametrize("change", REST)
def test_what_is_not_read_does_not_count(root: Path, change: str) -> None:
    before = digest(root)
    REST[change](root)
    assert digest(root) == before


def test_a_dossier_is_the_same_from_wherever_one_looks(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = digest(root)
    monkeypatch.chdir(root)
    assert digest(Path()) == before
    assert digest(Path("seeds/..")) == before


def test_addresses_and_the_sort_of_result_count(root: Path) -> None:
    all_of_them = {
        digest(root),
        digest(root, Addresses(directories=False)),
        digest(root, Addresses(site_url="https://example.org/")),
        digest(root, sort="diagnostics"),
    }
    assert len(all_of_them) == 4


def test_what_was_told_before_counts(root: Path) -> None:
    report = Report()
    project = read_project(root, report)
    before = Inputs("site", project, Addresses(), ()).digest().content
    report.add("settings", Place("mkdocs.yml"), "something is wrong")
    assert (
        Inputs("site", project, Addresses(), tuple(report.diagnostics)).digest().content != before
    )


def test_a_variable_that_is_read_counts(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = digest(root)
    monkeypatch.setenv("DOSSIER_REPOSITORY", "https://example.org/fork")
    assert digest(root) != before


def test_a_file_that_cannot_be_read_counts_as_such(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = digest(root)
    there = os.open

    def forbidden(path: str, flags: int) -> int:
        if str(path).endswith("first.txt"):
            raise PermissionError(13, "Permission denied", path)
        return there(path, flags)

    monkeypatch.setattr(os, "open", forbidden)
    assert digest(root) != before


# The history


def test_every_commit_counts_and_so_does_how_far_back_a_clone_reaches(root: Path) -> None:
    committed(root)
    first = digest(root)
    repositories.commit(root, "2026-03-02", {"annotations/people/kim.yml": "name: Kim\n"})
    second = digest(root)
    assert first != second
    repositories.commit(root, "2026-03-03")
    third = digest(root)
    assert third != second
    commit = repositories.git(root, "rev-parse", "HEAD").strip()
    (root / ".git/shallow").write_text(f"{commit}\n")
    assert digest(root) != third


def test_grafts_count(root: Path) -> None:
    committed(root)
    repositories.commit(root, "2026-03-02")
    before = digest(root)
    commit = repositories.git(root, "rev-parse", "HEAD").strip()
    (root / ".git/info/grafts").write_text(f"{commit}\n")
    assert digest(root) != before


def test_settings_of_git_that_come_from_the_environment_count(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    committed(root)
    before = digest(root)
    monkeypatch.setenv("GIT_CONFIG_COUNT", "0")
    assert digest(root) != before


def test_what_lies_in_a_repository_but_is_not_committed_counts_once(root: Path) -> None:
    committed(root)
    before = digest(root)
    repositories.git(root, "gc", "--quiet")
    put("notes.txt")(root)
    repositories.git(root, "add", "notes.txt")
    assert digest(root) == before


# The program


@pytest.fixture
def program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Take a copy of the program for the program."""
    copy = tmp_path / "program"
    left_out = shutil.ignore_patterns("__pycache__")
    shutil.copytree(Path(dossier.__file__).parent, copy / "dossier", ignore=left_out)
    shutil.copytree(shipped(), copy / "templates")
    monkeypatch.setattr(inputs, "_PACKAGE", copy / "dossier")
    monkeypatch.setattr(inputs, "shipped", lambda: copy / "templates")
    inputs.program_digest.cache_clear()
    yield copy
    inputs.program_digest.cache_clear()


@pytest.mark.parametrize(
    "path",
    [
        "dossier/pages/claims.py",
        "dossier/assets/dossier.css",
        "dossier/locale/de/LC_MESSAGES/dossier.po",
        "templates/claim.html",
    ],
)
def test_every_file_of_the_program_counts(root: Path, program: Path, path: str) -> None:
    before = digest(root)
    with (program / path).open("a") as file:
        file.write("\n")
    inputs.program_digest.cache_clear()
    assert digest(root) != before


def test_what_python_compiles_does_not_count(root: Path, program: Path) -> None:
    before = digest(root)
    put("dossier/__pycache__/build.cpython-399.pyc")(program)
    inputs.program_digest.cache_clear()
    assert digest(root) == before


def test_other_packages_and_another_python_count(
    root: Path, program: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = digest(root)
    (program / "jinja2-99.dist-info").mkdir()
    monkeypatch.syspath_prepend(program)
    inputs.program_digest.cache_clear()
    newer = digest(root)
    assert newer != before
    monkeypatch.setattr(sys, "version", "3.99.0 (main)")
    inputs.program_digest.cache_clear()
    assert digest(root) not in (before, newer)


_LOOKS = re.compile(
    r"\bos\.environ\b|\bgetenv\b"
    r"|\btoday\(\)|\.now\(|\butcnow\b|\btime\.time\(|\blocaltime\b|\bimport random\b"
)


def test_no_room_looks_at_the_clock_or_the_environment_but_those_that_are_known() -> None:
    package = Path(dossier.__file__).parent
    found = {
        path.relative_to(package).as_posix()
        for path in package.rglob("*.py")
        for line in path.read_text("utf-8").splitlines()
        if _LOOKS.search(line)
    }
    assert {name for name in found if not name.startswith(("mkdocs_", "commands/"))} == {
        "cache/shelf.py",  # where results are kept, and how long
        "history/git.py",  # in `Git.state`
        "project.py",  # in the project
        "search_index/pagefind.py",  # in `version`
        "search_index/scratch.py",  # how old leftovers are
    }


def test_the_digest_is_the_same_in_another_process(root: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from dossier.cache.inputs import Inputs\n"
        "from dossier.diagnostics import Report; from dossier.project import read_project\n"
        "from dossier.site import Addresses\n"
        "project = read_project(Path(sys.argv[1]), Report())\n"
        "print(Inputs('site', project, Addresses(), ()).digest().content.hex())"
    )
    assert len(printed_elsewhere(code, root)) == 1
