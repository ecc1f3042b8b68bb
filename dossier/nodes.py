"""What a YAML file says, piece by piece, each piece with the place where it is written."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, TypeAlias

from dossier.text import LineIndex, Place, Span

if TYPE_CHECKING:
    from array import array

# What YAML 1.2's core schema reads as null (section 10.3.2), the empty text among them.
_NULLS = frozenset({"", "~", "null", "Null", "NULL"})


class Original:
    """One file as it is written: it turns offsets into its text into places."""

    def __init__(self, path: str, text: str) -> None:
        self.path = path
        self.text = text
        # The latest scalar whose letters were looked for: a note may hold thousands of links.
        self.latest: tuple[Scalar, array[int]] | None = None

    # Counted only when somebody asks for a place: most files have nothing wrong with them.
    @cached_property
    def lines(self) -> LineIndex:
        """The line starts of the text."""
        return LineIndex(self.text)

    def place(self, start: int, end: int) -> Place:
        """Return the place of the stretch `[start, end)`, in code points of the text."""
        length = len(self.text)
        return self.lines.place(self.path, Span(min(start, length), min(end, length)))


# The nodes are not frozen: a frozen one takes four times as long to make, and a large dossier
# has millions. Nobody changes a node once it is made.


@dataclass(slots=True, eq=False)
class Scalar:
    """A text as it was typed: nothing has been made a number, a date or a truth value.

    `plain` says that it stands without quotes and without `|` or `>`. `start` and `end` are code
    points of the file's text, with the quotes inside.
    """

    text: str
    plain: bool
    start: int
    end: int
    original: Original

    @property
    def is_null(self) -> bool:
        """Whether nothing is written here: an empty value, `~` or `null` without quotes."""
        return self.plain and self.text in _NULLS

    @property
    def written(self) -> str:
        """The scalar letter by letter as it stands in the file, with its quotes and escapes."""
        written = self.original.text[self.start : self.end]
        # A block ends where the next key begins; the empty lines before that are nobody's.
        return written.rstrip() if written[:1] in ("|", ">") else written

    @property
    def place(self) -> Place:
        """Where the scalar is written, from its first character to its last."""
        return self.original.place(self.start, self.start + len(self.written))


@dataclass(slots=True, eq=False)
class Sequence:
    """A list of nodes."""

    items: tuple[Node, ...]
    start: int
    end: int
    original: Original

    def only(self, items: tuple[Node, ...]) -> Sequence:
        """Return the same sequence with these items alone."""
        return Sequence(items, self.start, self.end, self.original)

    @property
    def place(self) -> Place:
        """Where the sequence is written; only its beginning, if it takes several lines."""
        return _beginning(self.original.place(self.start, self.end))


@dataclass(slots=True, eq=False)
class Mapping:
    """Keys and what they hold, in the order in which they are written, each key once."""

    by_key: dict[str, tuple[Scalar, Node]]
    start: int
    end: int
    original: Original

    @property
    def entries(self) -> tuple[tuple[Scalar, Node], ...]:
        """The keys with their values."""
        return tuple(self.by_key.values())

    def get(self, key: str) -> Node | None:
        """Return the value that a key holds, or None where the mapping lacks the key."""
        entry = self.by_key.get(key)
        return None if entry is None else entry[1]

    def only(self, entries: tuple[tuple[Scalar, Node], ...]) -> Mapping:
        """Return the same mapping with these entries alone."""
        return Mapping({one[0].text: one for one in entries}, self.start, self.end, self.original)

    @property
    def place(self) -> Place:
        """Where the mapping is written; only its beginning, if it takes several lines."""
        return _beginning(self.original.place(self.start, self.end))


Node: TypeAlias = Scalar | Sequence | Mapping
Data: TypeAlias = "str | list[Data] | dict[str, Data] | None"


def plain(node: Node) -> Data:
    """Return a node as dicts, lists and texts, for a model to read.

    A key that holds null counts as left out. A null in a list stays, as None: it holds the
    place of something that the writer forgot.
    """
    if type(node) is Scalar:
        return None if node.is_null else node.text
    if type(node) is Mapping:
        read = {key: plain(value) for key, (_, value) in node.by_key.items()}
        return {key: value for key, value in read.items() if value is not None}
    return [plain(item) for item in node.items]  # type: ignore[union-attr]


def place_of(node: Node, path: tuple[str | int, ...], *, key: bool = False) -> Place:
    """Return where the value at `path` below `node` is written; with `key`, where its key is.

    The walk goes as deep as the path exists. A step that leads nowhere is passed over, because
    the paths of a model's errors name the members of unions too.
    """
    named: Scalar | None = None
    for step in path:
        found: Node | None = None
        name: Scalar | None = None
        if isinstance(node, Mapping):
            name, found = node.by_key.get(str(step), (None, None))
        elif isinstance(node, Sequence) and isinstance(step, int) and step < len(node.items):
            found = node.items[step]
        node, named = (node, None) if found is None else (found, name)
    return named.place if key and named is not None else node.place


def _beginning(place: Place) -> Place:
    if place.line == place.end_line:
        return place
    return Place(place.path, place.line, place.column)
