"""What a model declares: its keys, what they may hold, and which model stands inside which."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, get_args, get_origin

from dossier.kinds.fields import Model, inner_types

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pydantic.fields import FieldInfo

OF_KEY = "[key]"
"""Pydantic's last step to an error in a table's key."""


def keys_of(model: type[Model] | None) -> dict[str, FieldInfo]:
    """Return the fields of a model by the keys that contributors type."""
    fields = model.model_fields.items() if model else ()
    return {each.alias or name: each for name, each in fields}


def nested(declared: FieldInfo | None) -> type[Model] | None:
    """Return the model of a field's value or of its entries."""
    for part in inner_types(declared.annotation if declared else None):
        if isinstance(part, type) and issubclass(part, Model):
            return part
    return None


def is_table(declared: FieldInfo) -> bool:
    """Say whether a field's keys are the contributor's own."""
    return get_origin(declared.annotation) is dict


def choices(annotation: object) -> list[str]:
    """Return the words that a field takes, where it takes only some."""
    for part in inner_types(annotation):
        if get_origin(part) is Literal:
            return [str(one) for one in get_args(part)]
    return []


def lineage(
    outermost: type[Model], steps: Sequence[int | str]
) -> tuple[list[type[Model]], FieldInfo | None]:
    """Return the models around the last key of a path, outermost first, and that key's field."""
    models: list[type[Model]] = [outermost]
    declared: FieldInfo | None = None
    keys = [step for step in steps if isinstance(step, str) and step != OF_KEY]
    in_table = False
    for number, key in enumerate(keys):
        if in_table:
            # A table's keys are the contributor's own; its values follow one model.
            in_table = False
            continue
        declared = keys_of(models[-1]).get(key)
        in_table = declared is not None and is_table(declared)
        model = nested(declared)
        if model is None or number + in_table >= len(keys) - 1:
            break
        models.append(model)
    return models, declared
