"""Markup inside a line of Markdown: which characters are not read, and how words are to look.

Emphasis, strong emphasis, code, links, images, addresses in angle brackets and backslashes, as
CommonMark 0.31 has them but for its rarest corners. Everything else is text.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections import defaultdict
from dataclasses import dataclass, field

Marked = tuple[int, int, str]
"""A stretch of text, `[start, end)`, and how to show it: `em`, `strong` or `code`."""

_TOKENS = re.compile(
    r"\\[!-/:-@\[-`{-~\n]|`++|\*++|_++|!?\[|\]|<(?=https?://[^\s<>]{1,2000}>)", re.ASCII
)
# A link's address and title; it gives nothing back, so that no text makes it slow.
_TARGET = re.compile(
    r"\(\s*+(?:<[^<>\n]*+>|[^\s()<>]*+(?>(?:\([^\s()<>]*+\)[^\s()<>]*+)*))"
    r"""(?>(?:\s++(?:"[^"]*+"|'[^']*+'|\([^()]*+\)))?)\s*+\)"""
)


@dataclass
class Markup:
    """What was found in a text: the stretches not read, and those to be shown in some way."""

    hidden: list[tuple[int, int]] = field(default_factory=list)
    shown: list[Marked] = field(default_factory=list)


def markup(text: str) -> Markup:
    """Find the markup in the text of one block. Linear in the text."""
    return _Scanner(text).scan()


@dataclass
class _Run:
    """A run of `*` or `_` that may still open emphasis: `left` of its characters are unused."""

    start: int
    left: int
    length: int
    closes: bool


class _Scanner:
    def __init__(self, text: str) -> None:
        self._text = text
        self._found = Markup()
        self._open: dict[str, list[_Run]] = {"*": [], "_": []}
        self._brackets: list[tuple[int, int]] = []
        self._ticks: defaultdict[int, list[int]] = defaultdict(list)
        for run in re.finditer("`+", text):
            self._ticks[len(run[0])].append(run.start())

    def scan(self) -> Markup:
        at = 0
        while token := _TOKENS.search(self._text, at):
            at = self._take(token)
        self._found.hidden.sort()
        self._found.shown.sort()
        return self._found

    def _take(self, token: re.Match[str]) -> int:
        """Take one token and return where to read on."""
        start, end = token.span()
        match token[0][0]:
            case "\\":
                self._found.hidden.append((start, start + 1))
            case "`":
                return self._code(start, end)
            case "*" | "_":
                self._emphasis(start, end)
            case "]":
                return self._link(start)
            case "<":
                close = self._text.index(">", end)
                self._found.hidden += [(start, end), (close, close + 1)]
                return close + 1
            case _:
                self._brackets.append((start, end))
        return end

    def _code(self, start: int, end: int) -> int:
        same = self._ticks[end - start]
        later = bisect_right(same, start)
        if later == len(same):
            return end
        close = same[later]
        self._found.hidden += [(start, end), (close, close + end - start)]
        self._found.shown.append((end, close, "code"))
        return close + end - start

    def _link(self, close: int) -> int:
        if not self._brackets:
            return close + 1
        opening = self._brackets.pop()
        target = _TARGET.match(self._text, close + 1)
        if not target:
            return close + 1
        self._found.hidden += [opening, (close, target.end())]
        return target.end()

    def _emphasis(self, start: int, end: int) -> None:
        character = self._text[start]
        opens, closes = self._flanks(start, end)
        run = _Run(start, end - start, end - start, closes)
        if closes:
            self._close(character, run, opens=opens)
        if opens and run.left:
            self._open[character].append(run)

    def _close(self, character: str, run: _Run, *, opens: bool) -> None:
        openers = self._open[character]
        other = self._open["_" if character == "*" else "*"]
        while run.left and openers and _match(openers[-1], run, opens=opens):
            opener = openers[-1]
            used = 2 if min(opener.left, run.left) > 1 else 1
            inner = opener.start + opener.left
            self._found.hidden += [(inner - used, inner), (run.start, run.start + used)]
            self._found.shown.append((inner, run.start, "strong" if used > 1 else "em"))
            opener.left -= used
            run.start += used
            run.left -= used
            while other and other[-1].start > opener.start:
                other.pop()
            if not opener.left:
                openers.pop()

    def _flanks(self, start: int, end: int) -> tuple[bool, bool]:
        """Say whether a run of `*` or `_` can open and can close emphasis (CommonMark, 6.2)."""
        before, after = self._text[start - 1 : start] or " ", self._text[end : end + 1] or " "
        left = not after.isspace() and (
            not _punctuation(after) or before.isspace() or _punctuation(before)
        )
        right = not before.isspace() and (
            not _punctuation(before) or after.isspace() or _punctuation(after)
        )
        if self._text[start] == "*":
            return left, right
        return left and (not right or _punctuation(before)), right and (
            not left or _punctuation(after)
        )


def _match(opener: _Run, closer: _Run, *, opens: bool) -> bool:
    """Say whether two runs pair up (CommonMark, 6.2, rules 9 and 10)."""
    if not (opener.closes or opens):
        return True
    thirds = (opener.length % 3, closer.length % 3)
    return sum(thirds) % 3 != 0 or thirds == (0, 0)


def _punctuation(character: str) -> bool:
    return unicodedata.category(character)[0] in "PS"
