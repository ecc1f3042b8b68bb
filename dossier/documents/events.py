"""The parser's events, one at a time, made into nodes.

Nothing is composed before its depth is known to be within the limits, and what a dossier does
not use of YAML is reported on the way. Every scalar stays the text that was typed.
"""

from __future__ import annotations

import re
from sys import intern
from typing import TYPE_CHECKING, Protocol, cast

import yaml
from yaml.error import MarkedYAMLError
from yaml.events import (
    CollectionEndEvent,
    DocumentStartEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceStartEvent,
    StreamEndEvent,
)

from dossier.documents import mistakes
from dossier.documents.characters import without_escaped
from dossier.documents.scene import missing_space
from dossier.documents.syntax import explain
from dossier.frozen import dataclass
from dossier.nodes import Mapping, Scalar, Sequence
from dossier.slugs import LONGEST

if TYPE_CHECKING:
    from collections.abc import Callable

    from dossier.documents.mistakes import Mistake
    from dossier.nodes import Node, Original

MAX_DEPTH = 20
MAX_EVENTS = 500_000  # the densest honest file of 2 MB stays below it

_PROPERTY = re.compile(r"\s*([&!][^\s,\[\]{}]*)\s*")


class _Mark(Protocol):
    index: int


class Event(Protocol):
    """What events have, the one or the other of them. Offsets are in `start_mark.index`."""

    start_mark: _Mark
    end_mark: _Mark
    anchor: str | None
    tag: str | None
    value: str
    style: str | None
    flow_style: bool


class Parser(Protocol):
    """What gives a text's events one by one; the stream's end is the last."""

    def get_event(self) -> Event:
        """Return the next event."""


class _PureParser(yaml.reader.Reader, yaml.scanner.Scanner, yaml.parser.Parser):
    def __init__(self, text: str) -> None:
        yaml.reader.Reader.__init__(self, text)
        yaml.scanner.Scanner.__init__(self)
        yaml.parser.Parser.__init__(self)


PURE = cast("Callable[[str], Parser]", _PureParser)
"""PyYAML's own parser, for a Python without libyaml: the same events, far slower."""

try:
    from yaml._yaml import CParser
except ImportError:  # PyYAML was built without libyaml
    FASTEST = PURE
else:
    FASTEST = cast("Callable[[str], Parser]", CParser)


@dataclass(frozen=True, slots=True)
class Reading:
    """What came of reading a text, or one block of it.

    `root` is None where the text holds nothing, and where reading `failed` before its end.
    Each of `holes` is an offset at which something stands that cannot be read as it was meant.
    `lost` are the keys of further documents in the same text.
    """

    root: Node | None
    failed: bool
    mistakes: tuple[Mistake, ...]
    holes: tuple[int, ...]
    lost: tuple[str, ...]


def read_nodes(
    original: Original,
    start: int = 0,
    end: int | None = None,
    *,
    first_line: int = 1,
    parser: Callable[[str], Parser] = FASTEST,
) -> Reading:
    """Read the stretch `[start, end)` of a file as YAML by itself; it begins in `first_line`.

    The places of nodes and mistakes are offsets into the whole file. Linear in the stretch.
    """
    builder = _Builder(original, start, original.text[start:end], parser)
    root = None
    failed = True
    try:
        root = builder.documents()
        failed = False
    except _TooMuchError as error:
        builder.tell(error.mistake)
    except yaml.YAMLError as error:
        builder.tell_last(_explained(error, builder, first_line))
    told, holes, lost = builder.told, builder.holes, builder.lost
    return Reading(root, failed, tuple(told), tuple(holes), tuple(lost))


class _TooMuchError(Exception):
    """A text goes beyond a limit, so that the rest of it is not read."""

    def __init__(self, mistake: Mistake) -> None:
        super().__init__(mistake.message)
        self.mistake = mistake


class _Builder:
    """Builds the nodes of one text. Recursive, which the limit on depth keeps shallow."""

    def __init__(
        self, original: Original, shift: int, text: str, parser: Callable[[str], Parser]
    ) -> None:
        self.text = text
        self.told: list[Mistake] = []
        self.holes: list[int] = []
        self.lost: list[str] = []
        self.opened: list[Event] = []
        self.latest: Event | None = None
        self._original = original
        self._shift = shift
        self._pull = parser(text).get_event
        self._escapes = "\\" in text
        self._left = MAX_EVENTS

    def tell(self, mistake: Mistake, *, hole: bool = False) -> None:
        """Keep a mistake, whose offsets count from the text's beginning."""
        self.told.append(mistake.shifted(self._shift))
        if hole:
            self.holes.append(mistake.start + self._shift)

    def tell_last(self, mistake: Mistake) -> None:
        """Keep the mistake that ends the reading; an anchor, say, taken for one is no other."""
        at = mistake.start + self._shift
        self.told = [one for one in self.told if one.start != at]
        self.tell(mistake)

    def documents(self) -> Node | None:
        """Return the first document's root, and report further documents."""
        root: Node | None = None
        number = 0
        while not isinstance(event := self._next(), StreamEndEvent):
            if isinstance(event, DocumentStartEvent):
                number += 1
                if number > 1:
                    start, end = event.start_mark.index, event.end_mark.index
                    self.tell(mistakes.further_document(start, end), hole=True)
                found = self._node(self._next())
                if number == 1:
                    root = found
                elif type(found) is Mapping:
                    self.lost.extend(found.by_key)
        return root

    def _next(self) -> Event:
        self._left -= 1
        if self._left < 0:
            raise _TooMuchError(mistakes.too_many(0, MAX_EVENTS))
        return self._pull()

    def _node(self, event: Event) -> Node:
        kind: type[object] = type(event)
        if kind is ScalarEvent:
            return self._scalar(event)
        if kind is MappingStartEvent:
            return self._mapping(event)
        if kind is SequenceStartEvent:
            return self._sequence(event)
        return self._alias(event)

    def _scalar(self, event: Event) -> Scalar:
        self.latest = event
        text = event.value
        if len(text) <= LONGEST:
            # Tables are looked through for ids all the time. Where each is one object, it is found
            # without a comparison of letters, which lie far apart in memory.
            text = intern(text)
        style = event.style
        start = event.start_mark.index
        end = event.end_mark.index
        if event.tag is not None or event.anchor is not None:
            start = self._properties(start, end)
        if style == '"' and self._escapes and not text.isprintable():
            text = self._without_unfit(text, start, end)
        shift = self._shift
        return Scalar(text, not style, start + shift, end + shift, self._original)

    def _sequence(self, event: Event) -> Sequence:
        start = self._open(event)
        items: list[Node] = []
        while not isinstance(item := self._next(), CollectionEndEvent):
            items.append(self._node(item))
        self.opened.pop()
        # libyaml tells a block's end only where something else begins, often lines below.
        block = items and not event.flow_style
        end = items[-1].end if block else item.end_mark.index + self._shift
        return Sequence(tuple(items), start, end, self._original)

    def _mapping(self, event: Event) -> Mapping:
        start = self._open(event)
        flow = event.flow_style
        entries: dict[str, tuple[Scalar, Node]] = {}
        end = start
        while not isinstance(key_event := self._next(), CollectionEndEvent):
            key = self._node(key_event)
            value = self._node(self._next())
            end = value.end
            odd = self._oddity(key, value, flow=flow)
            if odd is not None:
                self.told.append(odd)
                self.holes.append(odd.start)
            elif type(key) is Scalar:
                first, _ = entries.setdefault(key.text, (key, value))
                if first is not key:
                    self.told.append(mistakes.duplicate_key(first, key))
        self.opened.pop()
        if flow:
            end = key_event.end_mark.index + self._shift
        return Mapping(entries, start, end, self._original)

    def _open(self, event: Event) -> int:
        """Enter a collection and return its offset in the file."""
        start: int = event.start_mark.index
        end = event.end_mark.index
        if event.tag is not None or event.anchor is not None:
            start = self._properties(start, end)
        self.opened.append(event)
        if len(self.opened) > MAX_DEPTH:
            raise _TooMuchError(mistakes.too_deep(start, end, MAX_DEPTH))
        return start + self._shift

    def _alias(self, event: Event) -> Scalar:
        """Stand in for the value that an alias names: nothing is ever copied."""
        start, end = event.start_mark.index, event.end_mark.index
        written = self.text[start:end]
        self.tell(mistakes.alias(start, written), hole=True)
        place = (start + self._shift, end + self._shift, self._original)
        return Scalar(written, True, *place)  # noqa: FBT003 - plain is what an alias looks like

    def _properties(self, start: int, end: int) -> int:
        """Report the anchor and the tag before a value, and return where the value begins."""
        while match := _PROPERTY.match(self.text, start):
            tell = mistakes.anchor if match[1].startswith("&") else mistakes.tag
            self.tell(tell(match.start(1), match[1]))
            start = match.end()
        return min(start, end)

    def _without_unfit(self, text: str, start: int, end: int) -> str:
        text, mistake = without_escaped(text, start, end)
        if mistake is not None:
            self.tell(mistake, hole=True)
        return text

    def _oddity(self, key: Node, value: Node, *, flow: bool) -> Mistake | None:
        """Return what is wrong with an entry that the parser takes, but a dossier does not."""
        if type(key) is not Scalar:
            return mistakes.key_of_several(key)
        if not key.text:
            return mistakes.key_without_name(key)
        if key.plain:
            if key.text == "<<":
                return mistakes.merge_key(key)
            if flow and value.start == value.end and ":" in key.text:
                return missing_space(self._original.text, key.start)
        return None


_TOO_DEEP = "exceeded maximum nesting depth"
"""What libyaml says since 0.2.6, which reads ahead and so may come upon it before we do."""


def _explained(error: yaml.YAMLError, builder: _Builder, first_line: int) -> Mistake:
    if isinstance(error, MarkedYAMLError) and error.problem == _TOO_DEEP and error.problem_mark:
        at = error.problem_mark.index
        return mistakes.too_deep(at, at + 1, MAX_DEPTH)
    latest = builder.latest
    # An event's start may be its tag; and the pair in “[key: value]” opens no bracket of its own.
    ends = [event.end_mark.index - 1 for event in builder.opened if event.flow_style]
    flow = [end for end in ends if builder.text[end : end + 1] in {"[", "{"}]
    return explain(
        error,
        builder.text,
        before=(latest.start_mark.index, latest.end_mark.index) if latest else None,
        open_bracket=flow[-1] if flow else None,
        first_line=first_line,
    )
