"""A file of many records cut at its top-level keys, so that one bad record hides no other."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

# A line that begins a record: a key alone in its line, or with a mapping in braces. A word
# without its colon counts where indented lines follow: the colon was forgotten.
_RECORD = re.compile(
    r"""^(?P<quote>["']?)(?P<key>\w[\w.-]*)(?P=quote)[ \t]*+
    (?: :[ \t]*+ (?:\#.*|[{&*!~].*|null[ \t]*)?$
      | (?:\#.*)?$ (?=\n[ \n]*+(?<=[ ])\S) )""",
    re.MULTILINE | re.VERBOSE,
)


class Block(NamedTuple):
    """A stretch `[start, end)` of a file that begins in line `first_line` with a record's key.

    What stands before the first record is a block without a key.
    """

    key: str
    start: int
    end: int
    first_line: int


def blocks(text: str) -> Iterator[Block]:
    """Yield the blocks of a file in order. Linear in the text."""
    start = 0
    line = 1
    key = ""
    for match in _RECORD.finditer(text):
        if match.start():
            yield Block(key, start, match.start(), line)
        line += text.count("\n", start, match.start())
        start, key = match.start(), match["key"]
    yield Block(key, start, len(text), line)
