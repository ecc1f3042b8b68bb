"""A new record to fill in: the keys of its kind, each explained, the needed ones left blank."""

from __future__ import annotations

import textwrap
from copy import copy
from typing import TYPE_CHECKING, Any, get_args

import yaml

from dossier.kinds.base import IDENTIFIERS
from dossier.kinds.fields import Model

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pydantic.fields import FieldInfo

    from dossier.kinds import Kind

# What a record can do without, but its author is asked for all the same.
_ASKED = {"claim": {"evidence"}, "source": {"publisher", "published"}}
_WIDTH = 88


class _Plain(yaml.SafeDumper):
    """Writes every scalar as it would be typed: here nothing but text exists."""

    yaml_implicit_resolvers: dict[str, Any] = {}  # noqa: RUF012 - PyYAML's way


def skeleton(kind: Kind, statuses: Sequence[str] = ()) -> str:
    """Return the text of a new record's file; `statuses` are those that its dossier has."""
    lines = [
        *_comment(f"{kind.singular}. {_summary(kind.model)}"),
        "#",
        *_comment(
            "Fill in the keys without a “#”. Take the “#” away from others that you need, "
            "and delete the rest, explanations too."
        ),
    ]
    fields = {key: _of_dossier(key, field, statuses) for key, field in _fields(kind.model)}
    asked = _ASKED.get(kind.group, set())
    needed = [key for key, field in fields.items() if field.is_required() or key in asked]
    others = [key for key in fields if key not in needed]
    # Numbers in registers elsewhere are the last that anybody looks up.
    for key in (*needed, *sorted(others, key=lambda one: one in IDENTIFIERS)):
        lines += ["", *_entry(key, fields[key], needed=key in needed)]
    return "\n".join(lines) + "\n"


def _of_dossier(key: str, field: FieldInfo, statuses: Sequence[str]) -> FieldInfo:
    """Return a field's declaration, that of an assessment with the statuses of the dossier."""
    if key != "assessment" or not statuses:
        return field
    told = copy(field)
    listed = ", ".join(f"`{one}`" for one in statuses)
    told.description = f"{field.description} Its status is one of {listed}."
    for example in field.examples or ():
        if isinstance(example, dict) and example.get("status") not in statuses:
            # The first is that of claims which nobody has assessed.
            told.examples = [{**example, "status": statuses[:2][-1]}]
    return told


def _fields(model: type[Model]) -> Iterator[tuple[str, FieldInfo]]:
    for name, field in model.model_fields.items():
        yield field.alias or name, field


def _summary(model: type[Model]) -> str:
    return (model.__doc__ or "").strip().partition("\n")[0]


def _comment(words: str) -> list[str]:
    wrapped = textwrap.wrap(words, _WIDTH, break_long_words=False, break_on_hyphens=False)
    return [f"# {line}" for line in wrapped]


def _entry(key: str, field: FieldInfo, *, needed: bool) -> list[str]:
    """Return one key's lines: what it means, an example, and the key, blank or commented out."""
    lines = _comment(field.description or "")
    example = next(iter(field.examples or ()), "")
    if not needed:
        return [*lines, f"#{key}: {_typed(example)}"]
    item = _item(field)
    if item is None:
        return [*lines, f"# Example: {_typed(example)}", f"{key}:"]
    return [*lines, f"{key}:", *_list_item(item)]


def _item(field: FieldInfo) -> type[Model] | None:
    """Return the model of a list's entries, or None for a field of another type."""
    for part in get_args(field.annotation):
        if isinstance(part, type) and issubclass(part, Model):
            return part
    return None


def _list_item(model: type[Model]) -> list[str]:
    lines = []
    for key, field in _fields(model):
        lines += _entry(key, field, needed=field.is_required())
    first = next(number for number, line in enumerate(lines) if not line.startswith("#"))
    # The dash stands where the list's entry begins, at its first key.
    return [f"  {'- ' if number == first else '  '}{line}" for number, line in enumerate(lines)]


def _typed(value: object) -> str:
    """Return a value as somebody would type it on one line."""
    text = yaml.dump(
        _as_text(value),
        Dumper=_Plain,
        default_flow_style=True,
        allow_unicode=True,
        sort_keys=False,
        width=10_000,
    )
    return text.removesuffix("\n").removesuffix("\n...")


def _as_text(value: object) -> object:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, dict):
        return {str(key): _as_text(one) for key, one in value.items()}
    if isinstance(value, (list, tuple)):
        return [_as_text(one) for one in value]
    return str(value)
