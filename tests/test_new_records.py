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
from dossier.kinds.base import IDENTIFIERS
from dossier.project import STATUSES
from dossier.schemas import schema, schema_by_id
from dossier.skeleton import skeleton

if TYPE_CHECKING:
    from pathlib import Path

BY_NAME = {kind.name: kind for kind in KINDS}


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


ENTITIES = [kind for kind in KINDS if kind.group == "entity"]


def test_every_kind_of_entity_shows_examples_of_its_own() -> None:
    for key in ("name", "description", "also_known_as"):
        shown = [str(kind.model.model_fields[key].examples) for kind in ENTITIES]
        assert len({*shown}) == len(ENTITIES), key
    assert "# Example: Tanner’s Bridge\nname:\n" in skeleton(BY_NAME["places"])


def test_a_kind_of_the_dossiers_own_shows_examples_that_fit_any(dossier: Path) -> None:
    edit(dossier / "dossier.yml", "# kinds:\n#   bridges", "kinds:\n  bridges")
    run("-C", dossier, "new", "bridges", "mill-bridge")

    path = dossier / "annotations/bridges/mill-bridge.yml"
    text = path.read_text("utf-8")
    assert "# Example: Its name as the sources write it\nname:\n" in text
    for kind in ENTITIES:
        (name,) = kind.model.model_fields["name"].examples or [""]
        assert name not in text
    told = run("check", dossier).stdout
    assert "Write it behind the colon, like `name: Its name as the sources write it`." in told


@pytest.mark.parametrize("kind", [*ENTITIES, *filter(lambda one: one.group == "question", KINDS)])
def test_numbers_in_registers_are_asked_for_last(kind: Kind) -> None:
    keys = re.findall(r"^#?(\w+):", skeleton(kind), re.MULTILINE)

    assert tuple(keys[-len(IDENTIFIERS) :]) == IDENTIFIERS


def test_a_new_claim_offers_the_statuses_of_the_dossier(dossier: Path) -> None:
    with (dossier / "dossier.yml").open("a", encoding="utf-8") as file:
        file.write("statuses: {plausible: {label: Plausible, color: teal}}\n")
    run("-C", dossier, "new", "claims", "cracks-in-the-eastern-arch")

    text = (dossier / "annotations/claims/cracks-in-the-eastern-arch.yml").read_text("utf-8")
    assert "Its status is one of `unverified`, `plausible`.\n" in text
    assert "#assessment: {status: plausible, " in text
    assert "corroborated" not in text


def test_the_usual_statuses_are_offered_where_a_dossier_has_none_of_its_own(dossier: Path) -> None:
    run("-C", dossier, "new", "claims", "cracks-in-the-eastern-arch")

    text = (dossier / "annotations/claims/cracks-in-the-eastern-arch.yml").read_text("utf-8")
    for status in STATUSES:
        assert f"`{status}`" in text


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_a_new_record_speaks_of_no_standard_that_nobody_has_heard_of(kind: Kind) -> None:
    text = " ".join(skeleton(kind).replace("#", "").split())

    assert not re.search("EDTF|BCP|ISO|W3C", text)
    dates = {"when", "born", "founded", "published"} & kind.model.model_fields.keys()
    assert ("as 2026, 2026-03 or 2026-03-04" in text) == bool(dates)


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


@pytest.mark.parametrize("word", ["people", "person", "Person", "People"])
def test_a_kind_may_be_named_as_the_site_calls_it(dossier: Path, word: str) -> None:
    run("-C", dossier, "new", word, "the-contractor")

    assert (dossier / "annotations/people/the-contractor.yml").is_file()


def test_a_kind_of_the_dossiers_own_may_be_named(dossier: Path) -> None:
    edit(dossier / "dossier.yml", "# kinds:\n#   bridges", "kinds:\n  bridges")

    assert run("-C", dossier, "new", "bridges", "mill-bridge").exit_code == 0
    assert (dossier / "annotations/bridges/mill-bridge.yml").is_file()


@pytest.mark.parametrize("word", ["peple", "Persn", "persons"])
def test_an_unknown_kind_is_answered_with_the_closest(dossier: Path, word: str) -> None:
    told = run("-C", dossier, "new", word, "the-contractor")

    assert told.exit_code == 2
    assert "Did you mean “people”" in told.stderr


def test_only_kinds_are_proposed_for_an_unknown_kind(dossier: Path) -> None:
    edit(dossier / "dossier.yml", "# kinds:\n#   bridges", "kinds:\n  bridges")
    edit(dossier / "dossier.yml", "singular: Bridge,", "singular: River crossing,")

    told = run("-C", dossier, "new", "river-crosing", "mill-bridge")

    assert "Did you mean “bridges”?" in told.stderr


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


def test_a_file_that_took_the_id_is_named_as_it_is_seen_from_here(
    dossier: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(dossier)

    told = run("new", "claims", "ada-quill")

    assert "is taken by annotations/people/ada-quill.yml;" in told.stderr


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
