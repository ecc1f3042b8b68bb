"""What editors are told of a record while somebody types it, and that it is what the build says."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from jsonschema import Draft202012Validator

from dossier.diagnostics import Report
from dossier.documents import Mapping, Scalar, parse_document
from dossier.fitting import fit
from dossier.kinds import KINDS, Kind
from dossier.misfits import Subject
from dossier.schemas import SETTINGS, all_schemas, schema, schema_by_id, settings_schema
from dossier.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dossier.documents import Node

ROOT = Path(__file__).parent.parent
ALL = all_schemas(KINDS)
BY_NAME = {kind.name: kind for kind in KINDS}


def as_an_editor_sees(node: Node) -> Any:  # noqa: ANN401 - any JSON
    """Return a node as an editor reads it: YAML 1.2's core schema, with numbers and nulls."""
    if isinstance(node, Mapping):
        return {key.text: as_an_editor_sees(value) for key, value in node.entries}
    if not isinstance(node, Scalar):
        return [as_an_editor_sees(item) for item in node.items]
    return as_core_schema(node.text) if node.plain else node.text


def as_core_schema(text: str) -> str | float | bool | None:
    if text in ("", "~", "null"):
        return None
    if text in ("true", "false"):
        return text == "true"
    if re.fullmatch(r"[-+]?[0-9]+", text):
        return int(text)
    return float(text) if re.fullmatch(r"[-+]?[0-9]*\.[0-9]+", text) else text


def editor_accepts(kind: str, text: str) -> bool:
    document = parse_document("record.yml", text, Report())
    assert document
    validator = Draft202012Validator(schema(BY_NAME[kind]))
    return bool(validator.is_valid(as_an_editor_sees(document.root)))


def build_accepts(kind: str, text: str) -> bool:
    report = Report()
    document = parse_document("record.yml", text, report)
    assert document
    subject = Subject("record")
    fit(document.root, BY_NAME[kind].model, document=document, subject=subject, report=report)
    return not report.diagnostics


@pytest.mark.parametrize("name", [name for name in ALL if "-by-id" in name or name == SETTINGS])
def test_every_schema_is_one(name: str) -> None:
    # A schema of many records holds that of one.
    Draft202012Validator.check_schema(ALL[name])


@pytest.mark.parametrize("name", ALL)
def test_every_schema_says_what_it_is(name: str) -> None:
    assert ALL[name]["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert ALL[name]["title"]


def test_there_is_a_schema_for_every_sort_of_file() -> None:
    names = {f"{kind.name}{ending}.json" for kind in KINDS for ending in ("", "-by-id")}
    assert set(ALL) == {*names, SETTINGS}


def objects(part: Any) -> Iterator[dict[str, Any]]:  # noqa: ANN401 - any JSON
    if isinstance(part, dict):
        if "additionalProperties" in part and "properties" in part:
            yield part
        part = list(part.values())
    if isinstance(part, list):
        for one in part:
            yield from objects(one)


@pytest.mark.parametrize("name", ALL)
def test_every_key_is_explained_and_no_other_is_taken(name: str) -> None:
    found = list(objects(ALL[name]))
    assert found
    for one in found:
        assert one["additionalProperties"] is False
        assert one["description"]
        for key, told in one["properties"].items():
            assert told["title"], key
            assert len(told["description"]) > len(key), key
            assert told["examples"], key
            assert told.get("default", "something") not in ("", [], {}, None), key


def test_no_word_of_the_program_is_shown() -> None:
    for one in ALL.values():
        for part in objects(one):
            assert not re.search(r"[a-z][A-Z]", part.get("title", ""))


def test_required_keys_come_first() -> None:
    assert next(iter(schema(BY_NAME["people"])["properties"])) == "name"
    assert next(iter(schema(BY_NAME["questions"])["properties"])) == "question"
    assert schema(BY_NAME["claims"])["required"] == ["statement"]
    assert "required" not in schema(BY_NAME["sources"])


RECORDS = {
    "a number for a name": ("topics", "name: 1984\n", True),
    "a truth for a name": ("topics", "name: true\n", True),
    "a decimal for a description": ("topics", "name: a\ndescription: 1.10\n", True),
    "a year for a date": ("people", "name: a\nborn: 1952\n", True),
    "a key left empty": ("people", "name: a\nborn:\nnotes:\ntags:\nlinks: ~\nimage:\n", True),
    "a choice left empty": ("sources", "type:\nreliability:\nurl:\nsha256:\n", True),
    "an assessment left empty": ("claims", "statement: a\nassessment:\n", True),
    "one assessment": ("claims", "statement: a\nassessment: {credibility: 2}\n", True),
    "several assessments": ("claims", "statement: a\nassessment: [{on: 2025}]\n", True),
    "a grade": ("sources", "reliability: F\n", True),
    "a number for an id": ("people", "name: a\nmember_of: [1984]\n", True),
    "a number for a register": ("people", "name: a\nviaf: 35247539\nwikidata: Q7747\n", True),
    "coordinates": ("places", "name: a\ncoordinates: [51.73, 36]\nprecision: city\n", True),
    "a relation as an id": ("claims", "statement: a\nrepeats: [b, {claim: c, note: d}]\n", True),
    "voices": (
        *("evidence", "claim: c\nsource: s\nquote: q\nattribution: [kcna, {unnamed: 'x'}]\n"),
        True,
    ),
    "a selector": ("evidence", "claim: c\nsource: s\nquote: {exact: q, occurrence: 2}\n", True),
    "a mention of nothing": ("sources", "mentions: [{quote: Kursk, not: true}]\n", True),
    "links": ("people", "name: a\nlinks: ['https://a.org', {url: 'https://b.org'}]\n", True),
    "an empty source": ("sources", "", True),
    "no name": ("topics", "description: a\n", False),
    "an empty name": ("topics", "name:\n", False),
    "a list for a name": ("topics", "name: [a]\n", False),
    "a misspelt key": ("topics", "nmae: a\n", False),
    "a misspelt key inside": ("evidence", "claim: c\nsource: s\nquote: {exakt: q}\n", False),
    "text for a list": ("topics", "name: a\ntags: b\n", False),
    "no for false": ("topics", "name: a\nlink: no\n", False),
    "a grade of 7": ("claims", "statement: a\nassessment: {credibility: 7}\n", False),
    "an unknown type": ("sources", "type: blog\n", False),
    "an unknown stance": ("evidence", "claim: c\nsource: s\nquote: q\nstance: no\n", False),
    "no quote": ("evidence", "claim: c\nsource: s\n", False),
    "an address of another sort": ("sources", "url: ftp://example.org\n", False),
    "a short checksum": ("sources", "sha256: abc\n", False),
    "three coordinates": ("places", "name: a\ncoordinates: [1, 2, 3]\n", False),
    "the occurrence 0": (
        "evidence",
        "claim: c\nsource: s\nquote: {exact: q, occurrence: 0}\n",
        False,
    ),
    "an empty entry": ("topics", "name: a\ntags: [b, ~]\n", False),
    "an empty voice": ("evidence", "claim: c\nsource: s\nquote: q\nattribution: [~]\n", False),
}


@pytest.mark.parametrize("name", RECORDS)
def test_the_editor_and_the_build_agree(name: str) -> None:
    kind, text, fits = RECORDS[name]
    assert editor_accepts(kind, text) is fits
    assert build_accepts(kind, text) is fits


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_the_examples_own_records_fit(kind: Kind) -> None:
    one = Draft202012Validator(schema(kind))
    many = Draft202012Validator(schema_by_id(kind))
    for path in sorted((ROOT / "annotations").rglob("*.yml")):
        if kind.name not in (path.parent.name, path.stem):
            continue
        document = parse_document(path.name, path.read_text("utf-8"), Report())
        assert document
        validator = many if path.stem == kind.name else one
        errors = validator.iter_errors(as_an_editor_sees(document.root))
        assert [error.message for error in errors] == [], path


def test_a_file_of_many_records_takes_ids_only() -> None:
    many = Draft202012Validator(schema_by_id(BY_NAME["topics"]))
    assert many.is_valid({"sanctions": {"name": "Sanctions"}, "war-2": {"name": "War"}})
    assert not many.is_valid({"The War": {"name": "War"}})
    assert not many.is_valid({"a" * 101: {"name": "War"}})
    assert not many.is_valid({"war": {"nmae": "War"}})


def test_statuses_of_the_dossiers_own_are_offered_and_others_refused() -> None:
    text = {"statement": "a", "assessment": {"status": "plausible", "rationale": "b"}}
    own = Draft202012Validator(schema(BY_NAME["claims"], ("unverified", "plausible")))
    assert own.is_valid(text)
    assert not own.is_valid({**text, "assessment": {"status": "refuted"}})
    assert Draft202012Validator(schema(BY_NAME["claims"])).is_valid(text)


SETTINGS_FILES = {
    "title: 1984\nseeds: [a, b]\nannotations: a\nbranch:\n": True,
    "statuses: {ok: {label: OK, color: teal}}\nchecks: {single-origin: off}\n": True,
    "kinds: {weapons: {singular: Weapon, plural: Weapons}}\n": True,
    "": True,
    "titel: a\n": False,
    "statuses: {ok: {label: OK, color: turquoise}}\n": False,
    "kinds: {My Weapons: {singular: a, plural: b}}\n": False,
    "kinds: {people: {singular: a, plural: b}}\n": False,
    "checks: {single-origin: ignore}\n": False,
    "checks: {quote-not-found: off}\n": False,
    "repository: github.com/a/b\n": False,
}


@pytest.mark.parametrize("text", SETTINGS_FILES)
def test_the_editor_and_the_build_agree_on_settings(text: str) -> None:
    report = Report()
    document = parse_document("dossier.yml", text, report)
    assert document
    subject = Subject("file of settings")
    fit(document.root, Settings, document=document, subject=subject, report=report)
    data = as_an_editor_sees(document.root)
    assert Draft202012Validator(settings_schema()).is_valid(data) is SETTINGS_FILES[text]
    assert (not report.diagnostics) is SETTINGS_FILES[text]
