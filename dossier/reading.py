"""How a source text is read: its blocks, and in Markdown the characters that are not read.

Markdown is read for what a reader sees of it: headings, lists, block quotes, paragraphs and
code, with the markup inside them (`dossier.inline`). Nothing is rewritten: every block is a span
of the text as it is. The number of a list's entry is read; its bullet is not.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal

from dossier.frozen import dataclass
from dossier.inline import Markup, markup
from dossier.text import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

BlockKind = Literal["paragraph", "heading", "item", "quote"]


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of text that stands by itself.

    `level` is a heading's rank, or how deep a list's entry or a block quote is nested, from 1.
    """

    span: Span
    kind: BlockKind = "paragraph"
    level: int = 0


@dataclass(frozen=True, slots=True)
class Reading:
    """A text as it is read. All spans are in order; `hidden` ones do not overlap.

    `emphasis` says how to show words: `em`, `strong` or `code`.
    """

    blocks: tuple[Block, ...]
    hidden: tuple[Span, ...] = ()
    emphasis: tuple[tuple[Span, str], ...] = ()


_PARAGRAPH = re.compile(r"(?>(?:^[^\n]*\S[^\n]*+(?:\n|\Z))+)", re.MULTILINE)


def read_plain(text: str) -> Reading:
    """Read plain text: paragraphs with blank lines between them."""
    found = (_trimmed(text, one.start(), one.end()) for one in _PARAGRAPH.finditer(text))
    return Reading(tuple(Block(span) for span in found))


def read_markdown(text: str) -> Reading:
    """Read Markdown. Linear in the text."""
    return _Markdown(text).read()


def visible(text: str, span: Span, hidden: Iterable[Span]) -> str:
    """Return the words of a span as they are read, without what is hidden in it."""
    pieces: list[str] = []
    reached = span.start
    for one in hidden:
        if one.end > reached and one.start < span.end:
            pieces.append(text[reached : one.start])
            reached = one.end
    pieces.append(text[reached : span.end])
    return "".join(pieces)


def _trimmed(text: str, start: int, end: int) -> Span:
    words = text[start:end]
    end -= len(words) - len(words.rstrip())
    return Span(start + len(words) - len(words.lstrip()), end)


# Markdown -------------------------------------------------------------------------------------

_LINES = re.compile(r"[^\n]+|\n(?=\n|\Z)")
_FRONT_MATTER = re.compile(
    r"---[ \t]*\n"
    r"(?>(?:(?:[\w-]+[ \t]*:|[ \t]+\S|-[ \t]|\#)[^\n]*\n|[ \t]*\n)+)"
    r"(?:---|\.\.\.)[ \t]*(?:\n|\Z)"
)
_QUOTED = re.compile(r"(?>(?:[ ]{0,3}>[ \t]?)+)")
_FENCE = re.compile(r"[ \t]*(`{3,}|~{3,})([^`\n]*)\Z")
_HEADING = re.compile(r"[ ]{0,3}(\#{1,6})(?:[ \t]+|\Z)")
_HEADING_END = re.compile(r"(?:(?<=[ \t])|\A)\#+[ \t]*\Z")
_UNDERLINE = re.compile(r"[ ]{0,3}(=+|-+)[ \t]*\Z")
_RULE = re.compile(r"[ ]{0,3}([-*_])(?>(?:[ \t]*+\1){2,})[ \t]*\Z")
_ITEM = re.compile(r"([ \t]*)([-+*]|(\d{1,9})[.)])(?:[ \t]+|\Z)")
_CODE_INDENT = 4


@dataclass
class _Draft:
    """A block that is being read: its lines as `(start, end)`, without their prefixes."""

    kind: BlockKind
    level: int
    lines: list[tuple[int, int]]
    verbatim: bool = False


class _Markdown:
    """Reads Markdown line by line, much as CommonMark does it."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._blocks: list[Block] = []
        self._hidden: list[tuple[int, int]] = []
        self._emphasis: list[tuple[Span, str]] = []
        self._draft: _Draft | None = None
        self._fence = ""
        self._indents: list[int] = []
        self._depth = 0

    def read(self) -> Reading:
        front = _FRONT_MATTER.match(self._text)
        if front:
            self._hide(*front.span())
        for line in _LINES.finditer(self._text, front.end() if front else 0):
            self._line(*line.span())
        self._finish()
        return Reading(
            tuple(self._blocks),
            tuple(Span(*one) for one in _joined(self._hidden)),
            tuple(sorted(self._emphasis)),
        )

    def _line(self, start: int, end: int) -> None:
        start, depth = self._unquoted(start, end)
        words = self._text[start:end]
        if self._fence and depth < self._depth:
            self._finish()
            self._fence = ""
        if self._fence:
            self._code(start, end, words)
        elif not words.strip():
            self._finish()
        elif not self._marked(start, end, words):
            self._prose(start, end, words, depth)
        self._depth = depth

    def _unquoted(self, start: int, end: int) -> tuple[int, int]:
        """Hide the marks of a block quote; return where its words start and how deep it is."""
        marks = None if self._fence and not self._depth else _QUOTED.match(self._text, start, end)
        if not marks:
            return start, 0
        self._hide(*marks.span())
        return marks.end(), marks[0].count(">")

    def _code(self, start: int, end: int, words: str) -> None:
        closing = _FENCE.match(words)
        if closing and closing[1].startswith(self._fence) and not closing[2].strip():
            self._hide(start, end)
            self._finish()
            self._fence = ""
        elif self._draft:
            self._draft.lines.append((start, end))
        elif words.strip():
            self._draft = _Draft("paragraph", 0, [(start, end)], verbatim=True)

    def _marked(self, start: int, end: int, words: str) -> bool:
        """Read a line whose first characters give it a meaning; say whether it was one."""
        draft = self._draft
        underline = _UNDERLINE.match(words)
        if underline and draft and draft.kind in {"paragraph", "quote"} and not draft.verbatim:
            draft.kind, draft.level = "heading", 1 if underline[1][0] == "=" else 2
            self._hide(start, end)
            self._finish()
        elif fence := _FENCE.match(words):
            self._finish()
            self._hide(start, end)
            self._fence = fence[1]
        elif heading := _HEADING.match(words):
            self._heading(start, end, heading)
        elif _RULE.match(words):
            self._finish()
            self._hide(start, end)
        elif (item := _ITEM.match(words)) and self._begins_item(item):
            self._item(start, end, item)
        else:
            return False
        return True

    def _heading(self, start: int, end: int, found: re.Match[str]) -> None:
        self._finish()
        self._indents.clear()
        inner = start + found.end()
        self._hide(start, inner)
        closing = _HEADING_END.search(self._text[inner:end])
        if closing:
            self._hide(inner + closing.start(), end)
            end = inner + closing.start()
        self._draft = _Draft("heading", len(found[1]), [(inner, end)])
        self._finish()

    def _begins_item(self, found: re.Match[str]) -> bool:
        """Say whether a marker begins an entry: inside a paragraph only a bullet or a 1 does."""
        if not self._indents and _width(found[1]) >= _CODE_INDENT:
            return False
        inside = self._draft is not None and self._draft.kind != "item"
        return not inside or found[3] in {None, "1"}

    def _item(self, start: int, end: int, found: re.Match[str]) -> None:
        self._finish()
        indent = _width(found[1])
        while self._indents and indent < self._indents[-1] + 2:
            self._indents.pop()
        self._indents.append(indent)
        inner = start + (found.end() if found[3] is None else found.start(2))
        self._hide(start, inner)
        self._draft = _Draft("item", len(self._indents), [(inner, end)])

    def _prose(self, start: int, end: int, words: str, depth: int) -> None:
        indent = _width(words[: len(words) - len(words.lstrip())])
        draft = self._draft
        if draft and depth <= self._depth and (not draft.verbatim or indent >= _CODE_INDENT):
            draft.lines.append((start, end))
            return
        self._finish()
        if not indent:
            self._indents.clear()
        verbatim = indent >= _CODE_INDENT and not self._indents
        self._draft = _Draft("quote" if depth else "paragraph", depth, [(start, end)], verbatim)

    def _hide(self, start: int, end: int) -> None:
        if start < end:
            self._hidden.append((start, end))

    def _finish(self) -> None:
        """Close the block that is being read: find the markup in it, and keep it if seen."""
        draft, self._draft = self._draft, None
        if not draft:
            return
        first = draft.lines[0][0]
        words = self._words(draft.lines)
        span = _trimmed(words, 0, len(words))
        found = _code(words) if draft.verbatim else markup(words)
        self._hidden += ((start + first, end + first) for start, end in found.hidden)
        hidden = [Span(start, end) for start, end in _joined(found.hidden)]
        if not visible(words, span, hidden).strip():
            return
        self._emphasis += (
            (Span(start + first, end + first), how) for start, end, how in found.shown
        )
        self._blocks.append(
            Block(Span(span.start + first, span.end + first), draft.kind, draft.level)
        )

    def _words(self, lines: list[tuple[int, int]]) -> str:
        """Return a block's text, character for character, blank where its prefixes were."""
        pieces: list[str] = []
        reached = lines[0][0]
        for start, end in lines:
            gap = self._text[reached:start]
            pieces += ("\n" * bool(gap) + " " * (len(gap) - 1), self._text[start:end])
            reached = end
        return "".join(pieces)


def _code(words: str) -> Markup:
    """Mark every line of a block of code as code."""
    return Markup(shown=[(*line.span(), "code") for line in re.finditer(r"\S[^\n]*", words)])


def _joined(spans: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Yield spans in order, those that overlap as one."""
    last: tuple[int, int] | None = None
    for start, end in sorted(spans):
        if last and start <= last[1]:
            last = (last[0], max(last[1], end))
        else:
            if last:
                yield last
            last = (start, end)
    if last:
        yield last


def _width(indent: str) -> int:
    return len(indent.expandtabs(4))
