"""What Visual Studio Code is told of a dossier: which schema each of its files follows."""

from __future__ import annotations

import json
import re
from posixpath import dirname
from typing import TYPE_CHECKING, Any

from dossier.schemas import SETTINGS, as_json

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from dossier.kinds import Kind

SCHEMAS = ".vscode/schemas"
"""The folder where a dossier keeps its schemas."""

KEY = "yaml.schemas"
"""The setting that says which files follow which schema."""

Patterns = dict[str, list[str]]
"""Patterns of files by the schema that they follow."""


def editor_settings(kinds: Iterable[Kind]) -> dict[str, Any]:
    """Return the settings of a new dossier."""
    return {
        KEY: all_patterns(kinds),
        "yaml.customTags": ["!ENV scalar", "!ENV sequence"],
        "files.readonlyInclude": {"seeds/**": True},
        "files.insertFinalNewline": True,
        "files.trimTrailingWhitespace": True,
    }


def patterns(
    kinds: Iterable[Kind], *, schemas: str = SCHEMAS, annotations: Sequence[str] = ("annotations",)
) -> Patterns:
    """Return which files follow the schemas of some kinds, two a kind, in the folder `schemas`."""
    files = {}
    for kind in kinds:
        # The extension reads `*` across folders in some versions, and `**` in others.
        files[_name(schemas, f"{kind.name}.json")] = [
            f"{folder}/{kind.name}/{pattern}.{ending}"
            for folder in annotations
            for pattern in ("*", "**/*")
            for ending in ("yml", "yaml")
        ]
        files[_name(schemas, f"{kind.name}-by-id.json")] = [
            f"{folder}/{kind.name}.{ending}" for folder in annotations for ending in ("yml", "yaml")
        ]
    return files


def all_patterns(
    kinds: Iterable[Kind], *, schemas: str = SCHEMAS, annotations: Sequence[str] = ("annotations",)
) -> Patterns:
    """Return which files follow which schema in a dossier with these kinds."""
    own = patterns(kinds, schemas=schemas, annotations=annotations)
    return {_name(schemas, SETTINGS): ["dossier.yml"], **own}


def renewed(text: str, wanted: Patterns) -> str | None:
    """Return the settings with what they lack of `wanted`; everything else stays as it is.

    None where they are no plain JSON, which a comment would make of them, or name none of the
    schemas: then somebody keeps them in a way of their own.
    """
    found = _value(text)
    if found is None:
        return None
    told, start, end = found
    if not isinstance(told, dict) or {*map(dirname, told)}.isdisjoint(map(dirname, wanted)):
        return None
    whole = {**told, **{name: _merged(told.get(name, []), wanted[name]) for name in wanted}}
    if whole == told:
        return text
    return text[:start] + _written(whole, text, start) + text[end:]


def lines_to_add(wanted: Patterns) -> str:
    """Return the setting as somebody may copy it."""
    return as_json({KEY: wanted}).strip()


def _name(folder: str, file: str) -> str:
    return f"./{folder}/{file}"


def _merged(told: object, wanted: list[str]) -> object:
    """Return patterns with those that are missing; one alone may stand without a list."""
    have = told if isinstance(told, list) else [told]
    missing = [one for one in wanted if one not in have]
    return [*have, *missing] if missing else told


_BLANK = re.compile(r"[ \t\r\n]*")


def _value(text: str) -> tuple[object, int, int] | None:
    """Return the setting in a text of JSON with where it stands, `[start, end)`; or None."""
    try:
        whole = json.loads(text)
    except ValueError:
        return None
    if not isinstance(whole, dict) or KEY not in whole:
        return None
    # The text is JSON: each key begins with a quotation mark, and a colon follows it.
    read = json.JSONDecoder().raw_decode
    found = None
    at = _past_blanks(text, text.index("{") + 1)
    while text[at] != "}":
        key, colon = read(text, at)
        start = _past_blanks(text, _past_blanks(text, colon) + 1)
        value, end = read(text, start)
        if key == KEY:
            found = value, start, end
        at = _past_blanks(text, end)
        at = _past_blanks(text, at + 1) if text[at] == "," else at
    return found


def _past_blanks(text: str, at: int) -> int:
    blank = _BLANK.match(text, at)
    return blank.end() if blank else at


def _written(value: Mapping[str, object], text: str, at: int) -> str:
    """Return a value as it would stand at an offset, indented as the line there is."""
    line = text[text.rfind("\n", 0, at) + 1 : at]
    indent = line[: len(line) - len(line.lstrip(" \t"))] or "  "
    written = json.dumps(value, ensure_ascii=False, indent=indent)
    breaks = "\r\n" if "\r\n" in text else "\n"
    return written.replace("\n", breaks + indent)
