"""JSON Schemas for editors, from the same declarations that records are checked with."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from dossier.json_schemas import json_schema, many_by_id
from dossier.kinds.text import ID_PATTERN
from dossier.settings import Settings
from dossier.slugs import LONGEST

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from dossier.kinds import Kind

SETTINGS = "dossier.json"
"""The name of the file that holds the schema of `dossier.yml`."""


def schema(kind: Kind, statuses: Iterable[str] = ()) -> dict[str, Any]:
    """Return the JSON Schema of a file that holds one record.

    `statuses` are the only ones that an assessment may then name.
    """
    return json_schema(kind.model, title=kind.singular, statuses=statuses)


def schema_by_id(kind: Kind, statuses: Iterable[str] = ()) -> dict[str, Any]:
    """Return the JSON Schema of a file that holds many records, each under its id."""
    return many_by_id(
        schema(kind, statuses),
        name=kind.model.__name__,
        title=f"{kind.plural} by id",
        pattern=ID_PATTERN,
        longest=LONGEST,
    )


def settings_schema() -> dict[str, Any]:
    """Return the JSON Schema of `dossier.yml`."""
    return json_schema(Settings, title="Settings of a dossier")


def schemas(kinds: Iterable[Kind], statuses: Iterable[str] = ()) -> dict[str, dict[str, Any]]:
    """Return all schemas of some kinds by the names of their files: two a kind."""
    known = tuple(statuses)
    found = {}
    for kind in kinds:
        found[f"{kind.name}.json"] = schema(kind, known)
        found[f"{kind.name}-by-id.json"] = schema_by_id(kind, known)
    return found


def all_schemas(kinds: Iterable[Kind], statuses: Iterable[str] = ()) -> dict[str, dict[str, Any]]:
    """Return the schemas of every file that a dossier with these kinds may hold."""
    return {SETTINGS: settings_schema(), **schemas(kinds, statuses)}


def as_json(value: object) -> str:
    """Return JSON for files: readable, and the same for the same value."""
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"


def write_schemas(schemas: Mapping[str, dict[str, Any]], directory: Path) -> list[Path]:
    """Write schemas by their names into a folder, and return the files that this made."""
    directory.mkdir(parents=True, exist_ok=True)
    written = []
    for name, content in schemas.items():
        path = directory / name
        path.write_text(as_json(content), "utf-8", newline="\n")
        written.append(path)
    return written
