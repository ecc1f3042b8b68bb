"""The command line: `dossier check` and `build`, and what all commands share."""

from __future__ import annotations

import io
import json
import re
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest
from shell import CLAIM, DRIFTED, LOST, QUOTE, edit, files, mkdocs, run

from dossier import __version__, terminal
from dossier.codes import Severity
from dossier.commands import COMMANDS
from dossier.diagnostics import Diagnostic
from dossier.text import Place

if TYPE_CHECKING:
    from pathlib import Path


def test_python_m_dossier_is_the_command() -> None:
    told = subprocess.run(
        [sys.executable, "-m", "dossier", "--version"],
        capture_output=True,
        check=True,
        encoding="utf-8",
    )

    assert told.stdout == f"dossier, version {__version__}\n"


def test_help_names_every_command_with_a_sentence() -> None:
    told = run("--help").output

    for command in COMMANDS:
        assert re.search(rf"^  {command.name} +[A-Z].+", told, re.MULTILINE)


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: str(command.name))
def test_every_command_explains_itself_and_its_options(command: Any) -> None:  # noqa: ANN401 - click
    told = run(command.name, "--help").output

    assert "\\b" not in told
    for parameter in command.params:
        if parameter.param_type_name == "option":
            assert parameter.help
            assert parameter.opts[0] in told


@pytest.mark.parametrize(
    "arguments", [["chekc"], ["check", "--format", "xml"], ["check", "no/such/folder"], ["new"]]
)
def test_a_command_that_makes_no_sense_exits_with_2(arguments: list[str]) -> None:
    assert run(*arguments).exit_code == 2


@pytest.mark.parametrize(
    "arguments", [["check"], ["new", "people", "ada-quill"], ["build"], ["build", "--pages", "out"]]
)
def test_outside_of_a_dossier_a_sentence_says_so(tmp_path: Path, arguments: list[str]) -> None:
    told = run("-C", tmp_path, *arguments)

    assert told.exit_code == 2
    assert re.fullmatch(r"dossier: there is no .+ `dossier init`.*\n", told.stderr)
    assert told.stdout == ""
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("flag", ["-q", "--quiet"])
def test_quiet_may_stand_before_and_behind_the_command(
    fresh: Path, tmp_path: Path, flag: str
) -> None:
    assert run("check", flag, fresh).output == run(flag, "check", fresh).output == ""
    assert run("init", tmp_path / "bridge", flag).output == ""
    assert run("-C", tmp_path / "bridge", "schema", "--write", "schemas", flag).output == ""
    assert run("-C", tmp_path / "bridge", "build", "--pages", "pages", flag).output == ""
    written = tmp_path / "bridge/annotations/topics/tolls.yml"
    made = run("-C", tmp_path / "bridge", "new", "topics", "tolls", flag)
    assert made.output == f"{written}\n"


# check ----------------------------------------------------------------------------------------


def test_check_shows_the_line_that_is_wrong_and_a_way_out(dossier: Path) -> None:
    edit(dossier / CLAIM, QUOTE, LOST)

    told = run("check", dossier)

    assert told.exit_code == 1
    lines = told.stdout.splitlines()
    assert re.match(rf"{CLAIM}:6:\d+: error: quote not found .*\[quote-not-found\]$", lines[0])
    assert lines[1].startswith("     6 │     quote: the mayor wept")
    assert set(lines[2].strip()) <= set("│ ^")
    assert lines[-1] == "1 error in 1 file."
    assert "Traceback" not in told.output


def test_check_counts_warnings_only_when_strict(dossier: Path) -> None:
    edit(dossier / CLAIM, QUOTE, DRIFTED)

    assert run("check", dossier).exit_code == 0
    assert run("check", "--strict", dossier).exit_code == 1


def test_check_for_programs_prints_json_and_nothing_else(dossier: Path) -> None:
    edit(dossier / CLAIM, QUOTE, LOST)

    told = run("check", "--format", "json", dossier)

    (found,) = json.loads(told.stdout)
    assert (found["path"], found["line"], found["code"]) == (CLAIM, 6, "quote-not-found")
    assert told.stderr.splitlines()[-1] == "1 error in 1 file."


def test_check_for_github_marks_lines(dossier: Path) -> None:
    edit(dossier / CLAIM, QUOTE, LOST)

    told = run("check", "--format", "github", dossier)

    assert told.exit_code == 1
    assert re.match(rf"::error file={CLAIM},line=6,col=\d+,", told.stdout)
    assert len(told.stdout.splitlines()) == 1


def test_lines_are_marked_by_their_path_in_the_repository(
    dossier: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    edit(dossier / CLAIM, QUOTE, LOST)
    monkeypatch.chdir(dossier.parent)

    assert (
        f"::error file=bridge/{CLAIM},line=6,"
        in run("check", "--format", "github", "bridge").stdout
    )

    monkeypatch.chdir(dossier)
    assert f"::error file={CLAIM},line=6," in run("check", "--format", "github").stdout


def test_check_of_a_clean_dossier_prints_nothing_for_github(fresh: Path) -> None:
    assert run("check", "--format", "github", fresh).stdout == ""


def test_check_reports_the_hand_written_pages_too(dossier: Path) -> None:
    edit(dossier / "docs/index.md", "[[marrowford]]", "[[marowford]]")

    told = run("check", dossier)

    assert told.exit_code == 1
    assert "docs/index.md:11:" in told.stdout
    assert "marrowford" in told.stdout


def test_no_excerpt_is_shown_of_a_file_outside_of_the_dossier(tmp_path: Path) -> None:
    (tmp_path / "bridge").mkdir()
    (tmp_path / "secret.txt").write_text("the password is swordfish", "utf-8")
    (tmp_path / "bridge/link.yml").symlink_to(tmp_path / "secret.txt")
    found = [
        Diagnostic(Place(path), Severity.ERROR, "unreadable-file", "this is no file of the dossier")
        for path in ("../secret.txt", "link.yml", str(tmp_path / "secret.txt"), "gone.yml", "a\0b")
    ]

    told = terminal.with_excerpts(found, tmp_path / "bridge")

    assert told.count("this is no file of the dossier") == 5
    assert "swordfish" not in told


def test_check_tells_each_stage_on_a_line_of_its_own(fresh: Path) -> None:
    stages = run("check", fresh).stderr.splitlines()

    assert len(stages) >= 3
    assert all(
        re.fullmatch(r"[A-Z][a-z ]+: (0\.0\d\d|0\.\d\d|\d+\.\d) s", stage) for stage in stages
    )
    assert stages[0].startswith("Reading sources: ")
    assert run("-q", "check", fresh).output == ""


def test_a_terminal_shows_the_stage_that_goes_on(monkeypatch: pytest.MonkeyPatch) -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    screen = Terminal()
    monkeypatch.setattr(sys, "stderr", screen)

    with terminal.progress() as tell:
        tell("Finding quotes [in 2 sources]")
        tell("Making pages", 1_200, 25_000)

    assert "Finding quotes [in 2 sources]" in screen.getvalue()
    assert "Making pages: 1,200 of 25,000" in screen.getvalue()


# build ----------------------------------------------------------------------------------------


def test_build_makes_the_site(dossier: Path) -> None:
    told = run("-C", dossier, "build", "--strict")

    assert told.exit_code == 0, told.output
    assert (dossier / "site/claims/repairs-take-eight-weeks/index.html").is_file()


def test_a_build_that_fails_leaves_the_old_site(dossier: Path) -> None:
    run("-C", dossier, "build")
    before = files(dossier / "site")
    edit(dossier / CLAIM, QUOTE, LOST)

    told = run("-C", dossier, "build")

    assert told.exit_code == 1
    assert told.stderr.count("[quote-not-found]") == 1
    assert "Traceback" not in told.output
    assert files(dossier / "site") == before


def test_build_misses_its_plugin_in_mkdocs_yml(dossier: Path) -> None:
    edit(dossier / "mkdocs.yml", "  - dossier\n", "")

    told = run("-C", dossier, "build")

    assert told.exit_code == 2
    assert "plugins: [search, dossier]" in told.stderr


def test_addresses_without_folders_are_asked_for_where_they_can_be_had(dossier: Path) -> None:
    told = run("-C", dossier, "build", "--no-directory-urls")

    assert told.exit_code == 2
    assert "`use_directory_urls: false` into mkdocs.yml" in told.stderr
    assert not (dossier / "site").exists()
    assert run("-C", dossier, "build", "--no-directory-urls", "--pages", "out").exit_code == 0


def test_pages_on_disk_come_with_what_another_generator_has_to_know(dossier: Path) -> None:
    told = run("-C", dossier, "build", "--pages", "build/pages")

    assert told.exit_code == 0, told.output
    assert f"docs_dir: {dossier / 'build/pages'}" in told.stdout
    assert "extra_css:\n  - assets/dossier/" in told.stdout
    page = (dossier / "build/pages/claims/repairs-take-eight-weeks.md").read_text("utf-8")
    assert page.startswith('---\ntitle: "')
    assert "[[" not in (dossier / "build/pages/index.md").read_text("utf-8")


def test_both_doors_lead_to_the_same_articles(dossier: Path) -> None:
    run("-C", dossier, "build", "--pages", "build/pages")
    (dossier / "second.yml").write_text(
        "INHERIT: mkdocs.yml\ndocs_dir: build/pages\nplugins: [search]\n", "utf-8"
    )

    first = mkdocs("build", "--strict", "--site-dir", "one", cwd=dossier)
    second = mkdocs("build", "--strict", "-f", "second.yml", "--site-dir", "two", cwd=dossier)

    assert first.returncode == second.returncode == 0, first.stderr + second.stderr
    for page in sorted(dossier.glob("one/*/*/index.html")):
        other = dossier / "two" / page.relative_to(dossier / "one")
        assert _article(page) == _article(other)


def _article(page: Path) -> str:
    html = page.read_text("utf-8")
    article = html[html.index("<article") : html.index("</article>")]
    # Behind the plugin it stands in the head.
    article = re.sub(r'<script type="application/ld.*?</script>', "", article)
    return " ".join(re.sub(r'<a [^>]*rel="edit".*?</a>', "", article, flags=re.DOTALL).split())


@pytest.mark.parametrize(
    ("quote", "options"),
    [
        (LOST, []),
        (DRIFTED, ["--strict"]),
    ],
    ids=["error", "strict warning"],
)
def test_no_pages_are_written_when_something_is_wrong(
    dossier: Path, quote: str, options: list[str]
) -> None:
    edit(dossier / CLAIM, QUOTE, quote)

    told = run("-C", dossier, "build", "--pages", "build/pages", *options)

    assert told.exit_code == 1
    assert "No pages were written." in told.stderr
    assert not (dossier / "build").exists()


def test_pages_do_not_go_where_people_write(dossier: Path) -> None:
    told = run("-C", dossier, "build", "--pages", "docs")

    assert told.exit_code == 2
    assert "choose a folder of its own" in told.stderr
