"""`dossier new` and `dossier schema`: records to fill in, and what editors know of them."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import pytest
import yaml
from jsonschema import Draft202012Validator
from shell import edit, files, run

from dossier.kinds import KINDS, Kind
from dossier.schemas import schema, schema_by_id
from dossier.skeleton import skeleton

if TYPE_CHECKING:
    from pathlib import Path


def blanks_filled(kind: Kind) -> Any:  # noqa: ANN401 - a YAML value
    """Return the skeleton's record, with its blanks filled by each key's own example."""

    def filled(value: Any, model: Any) -> Any:  # noqa: ANN401 - a YAML value
        fields = {field.alias or name: field for name, field in model.model_fields.items()}
        for key, blank in value.items():
            field = fields[key]
            if blank in (None, ""):
                value[key] = field.examples[0]
            else:
                (item,) = field.annotation.__args__[:1]
                value[key] = [filled(one, item) for one in blank]
        return value

    return filled(yaml.load(skeleton(kind), yaml.BaseLoader), kind.model)  # noqa: S506 - text only


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_a_new_record_fits_its_kind_once_its_blanks_are_filled(kind: Kind) -> None:
    record = blanks_filled(kind)

    Draft202012Validator(schema(kind)).validate(record)
    kind.model.model_validate(record)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_everything_that_a_new_record_offers_works(kind: Kind) -> None:
    offered = re.sub(r"^( *)#(?=\w+: )", r"\1", skeleton(kind), flags=re.MULTILINE)
    record = yaml.load(offered, yaml.BaseLoader)  # noqa: S506 - text only

    given = {key: value for key, value in record.items() if value}
    kind.model.model_validate(
        {**blanks_filled(kind), **given}
        if kind.name != "claims"
        else {**given, **blanks_filled(kind)}
    )
    assert set(record) == {field.alias or name for name, field in kind.model.model_fields.items()}


def test_a_new_record_may_be_filled_in_and_checked(dossier: Path) -> None:
    made = run("-C", dossier, "new", "claims", "cracks-in-the-eastern-arch")
    path = dossier / "annotations/claims/cracks-in-the-eastern-arch.yml"
    assert made.exit_code == 0
    assert str(path) in made.output
    assert run("check", dossier).exit_code == 1  # blanks

    edit(path, "statement:\n", "statement: There are cracks in the eastern arch.\n")
    edit(path, "- source:\n", "- source: courier-bridge-closed\n")
    edit(path, "    quote:\n", "    quote: The cracks in the eastern arch\n")

    assert run("check", "--strict", dossier).output.endswith("No problems.\n")


@pytest.mark.parametrize("word", ["people", "person"])
def test_a_kind_may_be_named_in_the_singular(dossier: Path, word: str) -> None:
    run("-C", dossier, "new", word, "the-contractor")

    assert (dossier / "annotations/people/the-contractor.yml").is_file()


def test_a_kind_of_the_dossiers_own_may_be_named(dossier: Path) -> None:
    edit(dossier / "dossier.yml", "# kinds:\n#   bridges", "kinds:\n  bridges")

    assert run("-C", dossier, "new", "bridges", "mill-bridge").exit_code == 0
    assert (dossier / "annotations/bridges/mill-bridge.yml").is_file()


def test_an_unknown_kind_is_answered_with_the_closest(dossier: Path) -> None:
    told = run("-C", dossier, "new", "peple", "ada-quill")

    assert told.exit_code == 2
    assert "Did you mean “people”" in told.stderr


@pytest.mark.parametrize(
    ("words", "id_"),
    [("Ada Quill", "ada-quill"), ("ada--quill", "ada-quill"), ("Ёлка", "yolka"), ("../x", "x")],
)
def test_an_id_that_cannot_be_one_is_answered_with_one_that_can(
    dossier: Path, words: str, id_: str
) -> None:
    before = files(dossier)

    told = run("-C", dossier, "new", "topics", words)

    assert told.exit_code == 2
    assert f"Perhaps “{id_}”" in told.stderr
    assert files(dossier) == before


@pytest.mark.parametrize("kind", ["people", "topics"])
def test_an_id_that_is_taken_is_refused_whatever_its_kind(dossier: Path, kind: str) -> None:
    before = files(dossier)

    told = run("-C", dossier, "new", kind, "ada-quill")

    assert told.exit_code == 2
    assert "annotations/people/ada-quill.yml" in told.stderr
    assert files(dossier) == before


def test_a_new_source_without_a_text_is_told_where_the_text_goes(dossier: Path) -> None:
    told = run("-C", dossier, "new", "sources", "notice-of-20-february")

    assert told.exit_code == 0
    assert "seeds/: notice-of-20-february.txt" in told.stderr


# schema ---------------------------------------------------------------------------------------


def test_schemas_of_all_kinds_are_printed_by_kind(tmp_path: Path) -> None:
    printed = json.loads(run("-C", tmp_path, "schema").stdout)

    assert list(printed) == [kind.name for kind in KINDS]
    for one in printed.values():
        Draft202012Validator.check_schema(one)


def test_the_schema_of_one_kind_is_printed_alone() -> None:
    printed = json.loads(run("schema", "claims").stdout)

    assert "statement" in printed["properties"]
    assert printed["required"] == ["statement"]


def test_schemas_are_written_for_both_sorts_of_files(tmp_path: Path) -> None:
    told = run("-C", tmp_path, "schema", "people", "--write", "schemas")

    assert told.exit_code == 0
    assert sorted(files(tmp_path)) == ["schemas/people-by-id.json", "schemas/people.json"]


def test_written_schemas_are_those_of_a_new_dossier(fresh: Path, tmp_path: Path) -> None:
    run("-C", fresh, "schema", "--write", tmp_path / "schemas")

    assert files(tmp_path / "schemas") == files(fresh / ".vscode/schemas")


def test_a_file_of_many_records_is_checked_record_by_record() -> None:
    people = Draft202012Validator(
        schema_by_id(next(kind for kind in KINDS if kind.name == "people"))
    )

    people.validate({"ada-quill": {"name": "Ada Quill"}, "kim-2": {"name": "Kim"}})
    assert not people.is_valid({"Ada Quill": {"name": "Ada Quill"}})
    assert not people.is_valid({"ada-quill": {"nmae": "Ada Quill"}})


def test_every_record_of_a_new_dossier_fits_its_schema(fresh: Path) -> None:
    by_name = {kind.name: kind for kind in KINDS}

    for path in fresh.glob("annotations/*/*.yml"):
        record = yaml.load(path.read_text("utf-8"), yaml.BaseLoader)  # noqa: S506 - text only
        Draft202012Validator(schema(by_name[path.parent.name])).validate(record)
