"""Where something is written: spans of text, lines and columns, places in files."""

from __future__ import annotations

from bisect import bisect_right

from dossier.frozen import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of a text: `[start, end)` in Unicode code points."""

    start: int
    end: int

    def __len__(self) -> int:
        return self.end - self.start

    def __contains__(self, other: Span) -> bool:
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: Span) -> bool:
        """Say whether the two spans share at least one character."""
        return self.start < other.end and other.start < self.end

    def of(self, text: str) -> str:
        """Return the words that this span covers in `text`."""
        return text[self.start : self.end]


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A point or a stretch in a file, for people: lines and columns count from 1, in characters.

    `path` is relative to the dossier's root and uses forward slashes. Places sort by path,
    line and column, the order in which a reader would meet them.
    """

    path: str
    line: int = 1
    column: int = 1
    end_line: int | None = None
    end_column: int | None = None

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}"


class LineIndex:
    """The line starts of one text, to turn offsets into lines and columns and back."""

    def __init__(self, text: str) -> None:
        starts = [0]
        at = text.find("\n")
        while at != -1:
            starts.append(at + 1)
            at = text.find("\n", at + 1)
        self._starts = starts
        self._length = len(text)

    def line_and_column(self, offset: int) -> tuple[int, int]:
        """Return the 1-based line and column of a code-point offset."""
        line = bisect_right(self._starts, offset)
        return line, offset - self._starts[line - 1] + 1

    def offset(self, line: int, column: int) -> int:
        """Return the code-point offset of a 1-based line and column, kept inside the text."""
        start = self._starts[min(max(line, 1), len(self._starts)) - 1]
        return min(start + column - 1, self._length)

    def place(self, path: str, span: Span) -> Place:
        """Return the place of a span in the file `path`."""
        line, column = self.line_and_column(span.start)
        end_line, end_column = self.line_and_column(span.end)
        return Place(path, line, column, end_line, end_column)
