"""`[[id]]` and `[[id|label]]`: links to records in notes and hand-written pages."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from dossier.frozen import dataclass
from dossier.text import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

WIKI_LINK = re.compile(r"(?<!\\)\[\[([^\[\]|\n]+)(?:\|\s*+([^\[\]\s][^\[\]]*)?)?\]\]")
"""A link: its id, and perhaps its label. A bar with no words behind it gives none."""

_LITERAL = re.compile(
    r"\A---\n.*?\n---(?:\n|\Z)"  # front matter
    r"|^(?P<fence>`{3,}|~{3,})[^\n]*\n.*?(?:^(?P=fence)|\Z)"  # fenced code
    r"|(?<!`)(?P<ticks>`+)(?!`)[^\n]*?(?<!`)(?P=ticks)(?!`)",  # code in a line
    re.DOTALL | re.MULTILINE,
)


# Indented code is not told from a list's second paragraph: brackets there want backticks.


@dataclass(frozen=True, slots=True)
class WikiLink:
    """One link: the id it names, its label (empty where none is given), where it stands."""

    target: str
    label: str
    span: Span


def wiki_links(markdown: str) -> Iterator[WikiLink]:
    """Yield the links in a Markdown text in order, those in code left out."""
    for found in outside_code(WIKI_LINK, markdown):
        yield WikiLink(found[1].strip(), (found[2] or "").strip(), Span(*found.span()))


def outside_code(pattern: re.Pattern[str], markdown: str) -> Iterator[re.Match[str]]:
    """Yield the matches of a pattern that stand neither in code nor in front matter, in order."""
    matches = list(pattern.finditer(markdown))
    if not matches:
        return
    literal = _LITERAL.finditer(markdown)
    code = next(literal, None)
    for found in matches:
        while code and code.end() <= found.start():
            code = next(literal, None)
        if not code or found.start() < code.start():
            yield found
