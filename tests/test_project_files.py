"""The files around the program say what is true: links, commands, codes, schemas, workflows."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner
from compare_doors import differences
from test_wording import EXTRACT

from dossier.cli import main
from dossier.codes import CODES
from dossier.editor_settings import editor_settings
from dossier.kinds import KINDS

ROOT = Path(__file__).parents[1]
GUIDES = ("README.md", "CONTRIBUTING.md")
WRITTEN = sorted(
    path.relative_to(ROOT).as_posix()
    for path in (*(ROOT / name for name in GUIDES), *(ROOT / "docs").rglob("*.md"))
)

_FENCE = re.compile(r"^( *)```.*?^\1```$", re.DOTALL | re.MULTILINE)
_LINK = re.compile(r"(?<!!)\[[^\]]*\]\(([^)\s]+)\)")
_HEADING = re.compile(r"^#+ (.+)$", re.MULTILINE)


def _text(name: str) -> str:
    return (ROOT / name).read_text("utf-8")


def _prose(name: str) -> str:
    return _FENCE.sub("", _text(name))


def _fragments(name: str) -> set[str]:
    """Return the fragments of a page's headings, as GitHub and MkDocs both make them."""
    headings = (re.sub(r"[^\w\s-]", "", words.lower()) for words in _HEADING.findall(_prose(name)))
    return {re.sub(r"\s+", "-", words.strip()) for words in headings}


def _leads_somewhere(page: str, link: str) -> bool:
    path, _, fragment = link.partition("#")
    if re.match(r"[a-z]+:", link) or (page.startswith("docs/") and path.endswith("/index.md")):
        return True  # the web, or an index that the build makes (MkDocs checks those)
    target = ((ROOT / page).parent / path).resolve() if path else ROOT / page
    if not target.exists() or not target.is_relative_to(ROOT):
        return False
    return not fragment or fragment in _fragments(target.relative_to(ROOT).as_posix())


@pytest.mark.parametrize("name", WRITTEN)
def test_every_link_in_hand_written_text_leads_somewhere(name: str) -> None:
    links = _LINK.findall(_prose(name))
    assert [link for link in links if not _leads_somewhere(name, link)] == []


def _make_targets() -> set[str]:
    return set(re.findall(r"^([a-z]+):", _text("Makefile"), re.MULTILINE))


@pytest.mark.parametrize("name", WRITTEN)
def test_every_make_command_in_the_documentation_exists(name: str) -> None:
    commands = "\n".join(re.findall(r"^```sh\n(.*?)```", _text(name), re.DOTALL | re.MULTILINE))
    named = re.findall(r"`make ([a-z]+)", _prose(name))
    named += re.findall(r"^make ([a-z]+)", commands, re.MULTILINE)
    assert set(named) <= _make_targets()


def test_the_makefile_explains_every_command() -> None:
    targets = _make_targets() - {"help"}
    explained = set(re.findall(r"echo 'make (\w+) ", _text("Makefile")))
    assert explained == targets
    phony = re.search(r"^\.PHONY: (.+)$", _text("Makefile"), re.MULTILINE)
    assert phony is not None
    assert set(phony[1].split()) == targets | {"help"}


@pytest.mark.parametrize("name", ["serve", "test"])
def test_the_plain_steps_in_the_readme_are_those_of_make(name: str) -> None:
    recipe = rf"^{name}: .*\n\t\$\(bin\)/(.+?) \$\(ARGS\)$"
    made = re.search(recipe, _text("Makefile"), re.MULTILINE)
    assert made is not None
    blocks = re.findall(r"```(?:sh|bat)\n(.*?)```", _text("README.md"), re.DOTALL)
    plain = [block for block in blocks if "venv" in block]
    assert len(plain) == 2, "one for Linux and macOS, one for Windows"
    for block in plain:
        assert made[1] in block.splitlines()
        assert 'python -m pip install -e ".[test]"' in block.splitlines()


def _make(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    for name in ("Makefile", "pyproject.toml"):
        shutil.copy(ROOT / name, folder / name)
    return subprocess.run(
        ["make", *arguments], cwd=folder, capture_output=True, check=False, encoding="utf-8"
    )


needs_make = pytest.mark.skipif(shutil.which("make") is None, reason="make is not installed")


@needs_make
def test_make_installs_once_and_again_after_a_change_of_what_is_needed(tmp_path: Path) -> None:
    assert "pip install" in _make(tmp_path, "-n", "serve").stdout
    (tmp_path / ".venv").mkdir()
    later = (tmp_path / "pyproject.toml").stat().st_mtime + 3600
    for name in ("stamp-python", "stamp-run"):
        (tmp_path / ".venv" / name).touch()
        os.utime(tmp_path / ".venv" / name, (later, later))
    assert "pip install" not in _make(tmp_path, "-n", "serve").stdout
    assert "pip install" in _make(tmp_path, "-n", "test").stdout
    os.utime(tmp_path / ".venv/stamp-run", (1, 1))
    assert "pip install" in _make(tmp_path, "-n", "serve").stdout


@needs_make
def test_make_refuses_an_old_python_and_says_what_to_do(tmp_path: Path) -> None:
    old = tmp_path / "old-python"
    old.write_text('#!/bin/sh\n[ "$1" = --version ] && echo "Python 3.9.6" && exit\nexit 1\n')
    old.chmod(0o755)
    run = _make(tmp_path, "serve", "PYTHON=./old-python")
    assert run.returncode != 0
    assert "needs Python 3.11 or newer" in run.stderr
    assert "Python 3.9.6" in run.stdout + run.stderr
    assert not (tmp_path / ".venv").exists()


def test_make_collects_words_as_the_test_of_the_catalogue_does() -> None:
    recipes = " ".join(_text("Makefile").replace("\\\n", " ").split())
    assert " ".join(EXTRACT) in recipes


def test_the_reference_lists_every_diagnostic() -> None:
    rows = [
        [cell.strip() for cell in row.strip("|").split("|")]
        for row in _text("docs/reference/diagnostics.md").splitlines()
        if row.startswith("| `")
    ]
    expected = [
        [f"`{code.name}`", code.severity + ", adjustable" * code.switchable, code.meaning]
        for code in CODES.values()
    ]
    assert sorted(rows) == sorted(expected)


@pytest.mark.parametrize("workflow", sorted((ROOT / ".github/workflows").glob("*.yml")), ids=str)
def test_workflows_pin_every_action_to_a_commit(workflow: Path) -> None:
    used = re.findall(r"uses: (.+)$", workflow.read_text("utf-8"), re.MULTILINE)
    assert used
    unpinned = [use for use in used if not re.fullmatch(r"[\w./-]+@[0-9a-f]{40} # v[\d.]+", use)]
    assert unpinned == []


@pytest.mark.parametrize(
    ("schema", "pattern"),
    [
        ("vendor.github-issue-forms", ".github/ISSUE_TEMPLATE/[0-9]*.yml"),
        ("vendor.github-issue-config", ".github/ISSUE_TEMPLATE/config.yml"),
        ("vendor.dependabot", ".github/dependabot.yml"),
    ],
)
def test_files_for_github_fit_their_schemas(schema: str, pattern: str) -> None:
    files = [str(path) for path in sorted(ROOT.glob(pattern))]
    assert files
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", schema, *files]
    run = subprocess.run(command, capture_output=True, check=False, encoding="utf-8")
    assert run.returncode == 0, run.stdout + run.stderr


def test_editors_complete_and_check_records_by_what_the_program_reads(tmp_path: Path) -> None:
    run = CliRunner().invoke(main, ["-C", str(ROOT), "schema", "--write", str(tmp_path)])
    assert run.exit_code == 0, run.output
    assert _texts(ROOT / ".vscode/schemas") == _texts(tmp_path), "run `make schema`"
    settings = json.loads(_text(".vscode/settings.json"))
    assert settings.items() >= editor_settings(KINDS).items()


def _texts(folder: Path) -> dict[str, str]:
    return {path.name: path.read_text("utf-8") for path in folder.iterdir()}


def _site(folder: Path, title: str, article: str, entry: str = "claims/governor/") -> Path:
    page = folder / "claims/governor/index.html"
    page.parent.mkdir(parents=True)
    page.write_text(
        f"<html><title>{title}</title><body><nav>any</nav><article>{article}</article></body></html>"
    )
    index = folder / "search/search_index.json"
    index.parent.mkdir()
    index.write_text(json.dumps({"docs": [{"location": entry}]}))
    return folder


def test_doors_agree_on_the_same_article_in_other_surroundings(tmp_path: Path) -> None:
    article = "<h1>Monument</h1><p>Khinstin announced it."
    plain = _site(tmp_path / "a", "Monument", article)
    button = '<a class="md-content__button md-icon" href="x"><svg></svg></a>'
    other = _site(tmp_path / "b", "Monument", button + article.replace("<p>", "\n<p>"))
    assert differences(plain, other) == []


@pytest.mark.parametrize(
    ("title", "article", "entry"),
    [
        ("Memorial", "<h1>Monument</h1>", "claims/governor/"),
        ("Monument", "<h1>Memorial</h1>", "claims/governor/"),
        ("Monument", '<h1 id="e1">Monument</h1>', "claims/governor/"),
        ("Monument", "<h1>Monument</h1><p>More.", "claims/governor/"),
        ("Monument", "<h1>Monument</h1>", "claims/mayor/"),
    ],
)
def test_doors_that_build_different_pages_are_found(
    tmp_path: Path, title: str, article: str, entry: str
) -> None:
    one = _site(tmp_path / "a", "Monument", "<h1>Monument</h1>")
    other = _site(tmp_path / "b", title, article, entry)
    assert differences(one, other)


def test_doors_that_build_different_files_are_found(tmp_path: Path) -> None:
    one = _site(tmp_path / "a", "Monument", "<h1>Monument</h1>")
    other = _site(tmp_path / "b", "Monument", "<h1>Monument</h1>")
    (one / "exports").mkdir()
    (one / "exports/dossier.json").write_text("{}")
    assert differences(one, other)
    (other / "exports").mkdir()
    (other / "exports/dossier.json").write_text('{"format": 1}')
    assert differences(one, other)
