"""What JSON Schema says of a model, made fit for editors.

An editor reads `name: 1984` as a number; here it stays text, so text fields take every scalar. A
key that may be left out may also be left empty. What a key means is shown while one types.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from dossier.kinds.fields import Model

DIALECT = "https://json-schema.org/draft/2020-12/schema"
_NOTHING: tuple[object, ...] = ("", [], {}, None)
_NULL = {"type": "null"}

Schema = dict[str, Any]


def json_schema(model: type[Model], *, title: str, statuses: Iterable[str] = ()) -> Schema:
    """Return a model's schema. `statuses` are the only ones that an assessment may then name."""
    whole = model.model_json_schema(by_alias=True)
    for one in _objects(whole):
        _let_be_empty(one)
    assessment = whole.get("$defs", {}).get("Assessment")
    known = list(statuses)
    if assessment and known:
        status = assessment["properties"]["status"]
        assessment["properties"]["status"] = _or_nothing({**_told(status), "enum": known})
    return {"$schema": DIALECT, **whole, "title": title}


def many_by_id(one: Schema, *, name: str, title: str, pattern: str, longest: int) -> Schema:
    """Return the schema of a mapping from ids to what `one` describes, which is then `name`."""
    rest = {key: value for key, value in one.items() if key not in {"$schema", "$defs"}}
    return {
        "$schema": DIALECT,
        "title": title,
        "description": "Many records in one file, each under its id.",
        "type": "object",
        "propertyNames": {"pattern": pattern, "maxLength": longest},
        "additionalProperties": {"$ref": f"#/$defs/{name}"},
        "$defs": {**one.get("$defs", {}), name: rest},
    }


def _objects(schema: Any) -> Iterator[Schema]:  # noqa: ANN401 - any part of a schema
    """Yield every part of a schema that describes a mapping with keys of its own."""
    if isinstance(schema, list):
        for part in schema:
            yield from _objects(part)
    if isinstance(schema, dict):
        if isinstance(schema.get("properties"), dict):
            yield schema
        for part in schema.values():
            yield from _objects(part)


def _let_be_empty(schema: Schema) -> None:
    """Put the keys that are required first, and let those that are not be left empty."""
    required = schema.get("required", [])
    keys = schema["properties"]
    ordered = [*required, *(key for key in keys if key not in required)]
    schema["properties"] = {
        key: keys[key] if key in required else _or_nothing(_without_empty_default(keys[key]))
        for key in ordered
    }


def _without_empty_default(schema: Schema) -> Schema:
    """Drop a default that is nothing: editors would type it for the writer."""
    if "default" in schema and schema["default"] in _NOTHING:
        return {key: value for key, value in schema.items() if key != "default"}
    return schema


def _or_nothing(schema: Schema) -> Schema:
    if _NULL in schema.get("anyOf", ()):
        return schema
    kinds = schema.get("type")
    if kinds and "enum" not in schema:
        listed = kinds if isinstance(kinds, list) else [kinds]
        return {**schema, "type": [*listed, "null"]}
    if "anyOf" in schema:
        return {**schema, "anyOf": [*schema["anyOf"], _NULL]}
    told = _told(schema)
    rest = {key: value for key, value in schema.items() if key not in told}
    return {**told, "anyOf": [rest, _NULL]}


def _told(schema: Schema) -> Schema:
    """Return what a schema tells the reader, without what it demands."""
    words = ("title", "description", "examples", "default")
    return {key: schema[key] for key in words if key in schema}
