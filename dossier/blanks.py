"""Keys that stand there and have no value yet: left blank, or followed by a comment only."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from dossier.documents import Mapping, Scalar
from dossier.misfits import as_typed, shortened

if TYPE_CHECKING:
    from collections.abc import Iterable

    from dossier.documents import Node
    from dossier.misfits import Misfit

_COMMENT = re.compile(r"[ ]*:[ \t]+(#[ \t]*[^\s#].*)")


def blank_key(node: Node, keys: Iterable[str]) -> Scalar | None:
    """Return the first of some keys that stands in a mapping without a value, if any does."""
    for name in keys:
        key, value = (
            node.by_key.get(name, (None, None)) if isinstance(node, Mapping) else (None,) * 2
        )
        if isinstance(value, Scalar) and value.is_null:
            return key
    return None


def without_value(found: Misfit, key: Scalar) -> Misfit:
    """Return what to say of a key that is missing by its value alone."""
    comment = _COMMENT.match(key.original.text, key.start + len(key.written))
    if comment is None:
        fix = found.fix.replace("Add it, like", "Write it behind the colon, like")
        return replace(found, message=f"“{key.text}” has no value yet", fix=fix)
    words = comment[1].rstrip()
    return replace(
        found,
        message=f"“{key.text}” has no value yet",
        why=(f"What follows “ #” is a comment, which is not read: {shortened(words)}",),
        fix="If it is meant, put the whole text into quotes: "
        f"`{key.text}: {as_typed(shortened(words))}`.",
    )
