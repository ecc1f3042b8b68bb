"""JSON that people can read and compare line by line."""

from __future__ import annotations

import json
from json.encoder import encode_basestring
from typing import Any


def indented(value: Any, step: str = " ", *, sort_keys: bool = False) -> str:  # noqa: ANN401 - any JSON value
    """Return a value as JSON, each level indented by a step more, ended by a line break.

    The same as `json.dumps` with `indent`, which takes twice as long for the hundred thousands of
    short values in an export.
    """
    return _told(value, "\n", step, sort_keys=sort_keys) + "\n"


def _told(value: Any, line: str, step: str, *, sort_keys: bool) -> str:  # noqa: ANN401 - any JSON value
    """Return a value; `line` is the line break before its end, with the indent."""
    if isinstance(value, str):
        return encode_basestring(value)
    if type(value) is int:
        return str(value)
    deeper = line + step
    if isinstance(value, dict) and value:
        items = sorted(value.items()) if sort_keys else value.items()
        told = [
            f"{encode_basestring(key)}: {_told(each, deeper, step, sort_keys=sort_keys)}"
            for key, each in items
        ]
        return f"{{{deeper}{f',{deeper}'.join(told)}{line}}}"
    if isinstance(value, list | tuple) and value:
        told = [_told(one, deeper, step, sort_keys=sort_keys) for one in value]
        return f"[{deeper}{f',{deeper}'.join(told)}{line}]"
    return json.dumps(value)
