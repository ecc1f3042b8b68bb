"""What can be wrong in a YAML file though its grammar is right, each in words of its own.

YAML can do more than records need, and some of it can be turned against the reader: aliases
that multiply, brackets without end, tags that name a program’s classes.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from dossier.frozen import dataclass
from dossier.nodes import Sequence

if TYPE_CHECKING:
    from dossier.nodes import Node, Scalar

_BRACKETS = frozenset("[{")
_LONGEST_SHOWN = 60
_QUOTE_IT = "if it belongs to a text, put the whole text in quotes"


@dataclass(frozen=True, slots=True)
class Mistake:
    """One thing wrong in a text: a diagnostic whose places are still offsets, `[start, end)`.

    `related` holds the start, the end and a note of other stretches that have to do with it.
    """

    code: str
    start: int
    end: int
    message: str
    fix: str
    why: tuple[str, ...] = ()
    related: tuple[tuple[int, int, str], ...] = ()

    def shifted(self, by: int) -> Mistake:
        """Return the same mistake of a text that begins `by` characters further on."""
        related = tuple((start + by, end + by, note) for start, end, note in self.related)
        return replace(self, start=self.start + by, end=self.end + by, related=related)


def shown(text: str) -> str:
    """Return a writer's words fit for a message: short, on one line, with nothing invisible."""
    line = " ".join(text[: 4 * _LONGEST_SHOWN].split())
    line = line if len(line) <= _LONGEST_SHOWN else line[: _LONGEST_SHOWN - 1] + "…"
    return "".join(letter if letter.isprintable() else "\ufffd" for letter in line)


def quoted(value: str) -> str:
    """Return the way out that puts a value in quotes, spelt out where it is short."""
    words = value.strip().strip("\"'")
    if not words or len(words) > _LONGEST_SHOWN or not words.isprintable():
        example = '"…"'
    elif '"' in words or "\\" in words:
        example = "'" + words.replace("'", "''") + "'"
    else:
        example = f'"{words}"'
    return f"If it is meant as text, put the whole text in quotes: {example}."


def anchor(start: int, written: str) -> Mistake:
    """Tell of `&name` before a value."""
    return Mistake(
        "yaml-feature",
        start,
        start + len(written),
        f"“{shown(written)}” is a YAML anchor, which a dossier does not use",
        f"Remove it; {_QUOTE_IT}.",
    )


def alias(start: int, written: str) -> Mistake:
    """Tell of `*name` in place of a value."""
    return Mistake(
        "yaml-feature",
        start,
        start + len(written),
        f"“{shown(written)}” is a YAML alias, which a dossier does not use",
        f"Write the value itself here; {_QUOTE_IT}.",
    )


def tag(start: int, written: str) -> Mistake:
    """Tell of `!name` before a value."""
    return Mistake(
        "yaml-feature",
        start,
        start + len(written),
        f"“{shown(written)}” is a YAML tag, which a dossier does not use",
        f"Remove it: the key alone decides how its value is read; {_QUOTE_IT}.",
    )


def merge_key(key: Scalar) -> Mistake:
    """Tell of the key `<<`."""
    return Mistake(
        "yaml-feature",
        key.start,
        key.end,
        "“<<” is a YAML merge key, which a dossier does not use",
        "Write out the keys that it would bring in.",
    )


def directive(start: int, end: int, written: str) -> Mistake:
    """Tell of a line that begins with `%` before a document."""
    return Mistake(
        "yaml-feature",
        start,
        end,
        f"“{shown(written)}” is read as a YAML directive, which a dossier does not use",
        f"Remove the line; {_QUOTE_IT}, and indent it.",
    )


def further_document(start: int, end: int) -> Mistake:
    """Tell of a second document in a file."""
    return Mistake(
        "yaml-feature",
        start,
        end,
        "a second YAML document begins here, but a file holds only one",
        "Put what follows into a file of its own, and remove the line with the dashes or dots.",
    )


def key_of_several(key: Node) -> Mistake:
    """Tell of a list or a mapping in place of a key."""
    what = "a list" if isinstance(key, Sequence) else "a mapping"
    opening = key.original.text[key.start : key.start + 1]
    why = f"A value that begins with “{opening}” is no text in YAML."
    return Mistake(
        "yaml-feature",
        key.start,
        key.start + 1,
        f"{what} stands in place of a key",
        f"Write a word before the colon; {_QUOTE_IT}.",
        (why,) if opening in _BRACKETS else (),
    )


def key_without_name(key: Scalar) -> Mistake:
    """Tell of a colon with nothing before it."""
    return Mistake(
        "yaml-syntax",
        key.start,
        key.end,
        "a value stands here without a key before it",
        "Write the key before the colon.",
    )


def duplicate_key(first: Scalar, again: Scalar) -> Mistake:
    """Tell of a key that a mapping has twice."""
    return Mistake(
        "duplicate-key",
        again.start,
        again.end,
        f"the key “{shown(again.text)}” stands here a second time",
        "Keep one of the two, or join their values.",
        related=((first.start, first.end, f"“{shown(first.text)}” stands here first"),),
    )


def too_deep(start: int, end: int, limit: int) -> Mistake:
    """Tell of a value nested deeper than `limit`."""
    return Mistake(
        "yaml-too-deep",
        start,
        end,
        f"values are nested deeper than {limit} levels",
        "No record needs so many; look for brackets that are not closed.",
    )


def too_many(start: int, limit: int) -> Mistake:
    """Tell of a file with more than `limit` values."""
    return Mistake(
        "file-too-large",
        start,
        start + 1,
        f"the file holds more than {limit:,} values",
        "Split it into several files.",
    )


def no_mapping(start: int, end: int, what: str) -> Mistake:
    """Tell of a file that holds a text or a list."""
    return Mistake(
        "not-a-mapping",
        start,
        end,
        f"{what} stands here, but a file holds keys with values",
        "Write “key: value”, a line for each.",
    )
