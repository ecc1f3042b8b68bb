"""Where a parser gave up on a text, and how to look around from there."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from dossier.documents.mistakes import Mistake, shown
from dossier.frozen import dataclass
from dossier.odd_spaces import INSTEAD, ODD_SPACE, odd_space

if TYPE_CHECKING:
    from collections.abc import Iterator

FIRST_KEY = re.compile(r"[ ]*(?:-[ ]+)*[^\s#:][^:#\n]*:(?=\s)")
"""The key that a line begins with, entries' dashes before it."""

_NO_SPACE = re.compile(r"(?:-[ ]+)*[{\[]?[ ]*([\w-]+):(?![ \t\r\n/]|$)")
_ODDLY_SPACED = re.compile(rf"[ ]*(?:-[ ]+)*(?:-|[\w-]+:)?({ODD_SPACE})\s*(?:[\w-]|[\"'>|\[{{])")
_DASH = re.compile(r"-[ ]+(?=\S)")


@dataclass(frozen=True, slots=True)
class Scene:
    """Where the parser gave up: `at`, while it read something that began at `since`.

    `before` is the stretch of the latest scalar, and `open_bracket` the offset of the innermost
    `[` or `{` that is not closed by then. The text begins in line `first_line` of its file.
    """

    text: str
    at: int
    since: int
    before: tuple[int, int] | None
    open_bracket: int | None
    first_line: int

    @property
    def letter(self) -> str:
        """The character at which the parser gave up; nothing at the end of the text."""
        return self.text[self.at : self.at + 1]

    @property
    def line_start(self) -> int:
        """The offset at which the line of `at` begins."""
        return self.text.rfind("\n", 0, self.at) + 1

    def rest_of_line(self, offset: int) -> str:
        """Return what stands from an offset to the end of its line."""
        end = self.text.find("\n", offset)
        return self.text[offset : end if end != -1 else len(self.text)]

    def number(self, offset: int) -> int:
        """Return the number of the line at an offset."""
        return self.text.count("\n", 0, offset) + self.first_line

    def sign(self, start: int, message: str, *told: str) -> Mistake:
        """Return a mistake that is about one character; see `stretch`."""
        return Mistake("yaml-syntax", start, start + 1, message, told[-1], told[:-1])

    def stretch(self, start: int, message: str, *told: str) -> Mistake:
        """Return a mistake that is about the rest of a line.

        What is told besides are reasons, and last the way out.
        """
        end = start + len(self.rest_of_line(start).rstrip())
        return Mistake("yaml-syntax", start, end, message, told[-1], told[:-1])

    def line_above(self, start: int) -> int | None:
        """Return where the nearest line begins that says something above the line at `start`."""
        end = start - 1
        while end >= 0:
            start = self.text.rfind("\n", 0, end) + 1
            line = self.text[start:end].strip()
            if line and not line.startswith("#"):
                return start
            end = start - 1
        return None

    def indent(self, start: int) -> int:
        """Return by how many spaces the line that begins at `start` is indented."""
        line = self.rest_of_line(start)
        return len(line) - len(line.lstrip(" "))

    def levels_above(self, start: int) -> Iterator[tuple[int, int]]:
        """Yield the indentations open above a line, innermost first, and where each begins.

        An entry of a list opens two: that of its dash and that of what follows.
        """
        innermost = None
        line = self.line_above(start)
        while line is not None and innermost != 0:
            indent = self.indent(line)
            if innermost is None or indent < innermost:
                innermost = indent
                dash = _DASH.match(self.text, line + indent)
                if dash is not None:
                    yield dash.end() - line, line
                yield indent, line
            line = self.line_above(line)


def missing_space(text: str, start: int) -> Mistake | None:
    """Return the mistake of `key:value` without a space, if the text at the offset makes it."""
    match = _NO_SPACE.match(text, start)
    if match is None:
        return None
    key = shown(match[1])
    space = odd_space(text[match.end() : match.end() + 1])
    if space:
        return _oddly_spaced(match.end(), f"{space} stands after “{key}:”")
    message = f"a space is missing after “{key}:”"
    fix = f"Write “{key}: …”, with a space after the colon."
    return Mistake("yaml-syntax", match.end() - 1, match.end(), message, fix)


def odd_spacing(text: str, start: int) -> Mistake | None:
    """Return the mistake of a space that is none, where the line at an offset has to have one."""
    match = _ODDLY_SPACED.match(text, start)
    if match is None:
        return None
    before = text[start : match.start(1)].strip(" ")
    where = f"after “{shown(before)}”" if before else "in the indentation of this line"
    return _oddly_spaced(match.start(1), f"{odd_space(match[1])} stands {where}")


def _oddly_spaced(at: int, message: str) -> Mistake:
    return Mistake("yaml-syntax", at, at + 1, message, INSTEAD, ("YAML takes it for a letter.",))
