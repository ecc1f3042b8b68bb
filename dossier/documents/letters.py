"""Where each letter of a scalar is written: lines are folded, and quotes have escapes."""

from __future__ import annotations

import re
from array import array
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dossier.nodes import Scalar

_WHITE = frozenset(" \t\n\r")
_ESCAPE = re.compile(r"\\(?:x[0-9A-Fa-f]{2}|u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8}|\n[ \t]*|.)", re.DOTALL)
_WHITE_ESCAPES = frozenset(["\\n", "\\r", "\\t", "\\ ", "\\\t"])
_WHITE_NUMBERS = frozenset([0x9, 0xA, 0xD, 0x20])
_HEX = 16


def letter_offsets(scalar: Scalar) -> array[int]:
    """Return for each character of a scalar's text its offset in the file, and one for its end.

    YAML changes nothing but white space when it folds lines and drops indentation, so letters
    pair off with letters; white space takes the next best. Linear in the scalar.
    """
    offsets = array("L")
    written = _letters(scalar)
    ended = (False, scalar.start + len(scalar.written))
    white, offset = next(written, ended)
    for letter in scalar.text:
        if letter not in _WHITE:
            while white:
                white, offset = next(written, ended)
            offsets.append(offset)
            white, offset = next(written, ended)
        else:
            offsets.append(offset)
            if white:
                white, offset = next(written, ended)
    offsets.append(offset)
    return offsets


def _letters(scalar: Scalar) -> Iterator[tuple[bool, int]]:
    """Yield for each character that is written whether it is white space, and its offset."""
    written = scalar.written
    sign = "" if scalar.plain else written[:1]
    at, end = 0, len(written)
    if sign in {"'", '"'}:
        at, end = 1, end - 1
    elif sign:
        at = written.find("\n") + 1 or end
    while at < end:
        letter = written[at]
        white, step = letter in _WHITE, 1
        if sign == "'" and letter == "'":
            step = 2
        elif sign == '"' and letter == "\\":
            match = _ESCAPE.match(written, at)
            escape = match[0] if match else letter
            white, step = _is_white(escape), len(escape)
        yield white, scalar.start + at
        at += step


def _is_white(escape: str) -> bool:
    if escape[1:2] in {"x", "u", "U"}:
        return int(escape[2:], _HEX) in _WHITE_NUMBERS
    return escape in _WHITE_ESCAPES or escape.startswith("\\\n")
