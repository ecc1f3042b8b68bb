"""Visual Studio Code learns of every kind, and its settings stay as their writer left them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from shell import edit, files, run

from dossier.editor_settings import editor_settings, patterns, renewed
from dossier.kinds import KINDS
from dossier.schemas import as_json

if TYPE_CHECKING:
    from pathlib import Path

SETTINGS = ".vscode/settings.json"
BRIDGES = "./.vscode/schemas/bridges.json"
WANTED = {BRIDGES: ["annotations/bridges/*.yml"]}


def read(path: Path) -> dict[str, Any]:
    found = json.loads(path.read_text("utf-8"))
    assert isinstance(found, dict)
    return found


@pytest.fixture
def bridges(dossier: Path) -> Path:
    """A dossier with a kind of its own, which its editor has not heard of."""
    edit(dossier / "dossier.yml", "# kinds:\n#   bridges", "kinds:\n  bridges")
    return dossier


def test_a_kind_of_the_dossiers_own_reaches_the_editor(bridges: Path) -> None:
    before = read(bridges / SETTINGS)

    told = run("-C", bridges, "schema", "--write", ".vscode/schemas")

    assert "Renewed “yaml.schemas” in" in told.stdout
    after = read(bridges / SETTINGS)
    assert after["yaml.schemas"][BRIDGES][0] == "annotations/bridges/*.yml"
    assert (bridges / BRIDGES).is_file()
    for name in (BRIDGES, BRIDGES.replace(".json", "-by-id.json")):
        del after["yaml.schemas"][name]
    assert after == before


def test_one_kind_alone_reaches_the_editor(bridges: Path) -> None:
    run("-C", bridges, "schema", "bridges", "--write", ".vscode/schemas")

    assert BRIDGES in read(bridges / SETTINGS)["yaml.schemas"]


def test_settings_that_lack_nothing_stay_as_they_are(dossier: Path) -> None:
    before = files(dossier)

    told = run("-C", dossier, "schema", "--write", ".vscode/schemas")

    assert "Renewed" not in told.output
    assert files(dossier) == before


def test_settings_with_comments_are_left_alone_and_the_lines_are_printed(bridges: Path) -> None:
    text = (bridges / SETTINGS).read_text("utf-8").replace("{", "{ // ours", 1)
    (bridges / SETTINGS).write_text(text, "utf-8")

    told = run("-C", bridges, "-q", "schema", "--write", ".vscode/schemas")

    assert (bridges / SETTINGS).read_text("utf-8") == text
    assert told.stdout == ""
    lines = json.loads(told.stderr[told.stderr.index("{") :])
    assert "annotations/bridges/*.yml" in lines["yaml.schemas"][BRIDGES]


def test_settings_that_name_no_schema_are_left_alone(bridges: Path) -> None:
    (bridges / SETTINGS).write_text('{"editor.wordWrap": "on"}', "utf-8")

    told = run("-C", bridges, "schema", "--write", ".vscode/schemas")

    assert read(bridges / SETTINGS) == {"editor.wordWrap": "on"}
    assert BRIDGES in told.stderr


def test_schemas_that_go_elsewhere_say_nothing_to_the_editor(bridges: Path, tmp_path: Path) -> None:
    before = files(bridges)

    told = run("-C", bridges, "schema", "--write", tmp_path / "elsewhere")

    assert told.stderr == ""
    assert files(bridges) == before


def test_folders_of_records_by_another_name_are_those_that_are_told(bridges: Path) -> None:
    (bridges / "annotations").rename(bridges / "notes")
    with (bridges / "dossier.yml").open("a", encoding="utf-8") as file:
        file.write("annotations: notes\n")

    run("-C", bridges, "schema", "--write", ".vscode/schemas")

    assert read(bridges / SETTINGS)["yaml.schemas"][BRIDGES][0] == "notes/bridges/*.yml"


BEFORE = """\
{
\t"notes": [1, {"yaml.schemas": 2}],
\t"yaml.schemas": {
\t\t"./.vscode/schemas/claims.json": "mine.yml"
\t},
\t"editor.zoom" : 1.50
}"""
AFTER = """\
{
\t"notes": [1, {"yaml.schemas": 2}],
\t"yaml.schemas": {
\t\t"./.vscode/schemas/claims.json": "mine.yml",
\t\t"./.vscode/schemas/bridges.json": [
\t\t\t"annotations/bridges/*.yml"
\t\t]
\t},
\t"editor.zoom" : 1.50
}"""


@pytest.mark.parametrize("line_break", ["\n", "\r\n"])
def test_nothing_else_changes_in_settings(line_break: str) -> None:
    before, after = (text.replace("\n", line_break) for text in (BEFORE, AFTER))

    assert renewed(before, WANTED) == after
    assert renewed(after, WANTED) == after


def test_patterns_of_ones_own_are_kept_in_settings_on_one_line() -> None:
    after = renewed(f'{{"yaml.schemas":{{"{BRIDGES}":"my/*.yml"}},"b":{{}}}}', WANTED)

    assert after is not None
    assert json.loads(after) == {
        "yaml.schemas": {BRIDGES: ["my/*.yml", "annotations/bridges/*.yml"]},
        "b": {},
    }


@pytest.mark.parametrize(
    "text",
    [
        '{"yaml.schemas": {"./other/bridges.json": []}}',
        '{"yaml.schemas": []}',
        '{"a": "yaml.schemas"}',
        '{"yaml.schemas": {"./.vscode/schemas/claims.json": []},}',
        *("{}", "[]", "", "\ufeff{}", "{", "//"),
    ],
)
def test_settings_of_another_form_are_not_touched(text: str) -> None:
    assert renewed(text, WANTED) is None


@pytest.mark.parametrize("number", range(len(KINDS)))
def test_settings_that_lack_a_kind_get_it_in_the_words_of_new_ones(number: int) -> None:
    lacking = as_json(editor_settings([*KINDS[:number], *KINDS[number + 1 :]]))

    after = renewed(lacking, patterns(KINDS))

    assert after is not None
    assert json.loads(after) == editor_settings(KINDS)
