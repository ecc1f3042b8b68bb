"""Words cut out of a source or a page, to be read on their own."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from dossier.folding import rejoined
from dossier.text import Span

if TYPE_CHECKING:
    from dossier.corpus import Source
    from dossier.records import Record

_CONTEXT = 240
"""How many characters of context a quote is shown with, on each side."""


def as_read(source: Source, span: Span) -> str:
    """Return the words of a span on one line, without markup and broken words whole."""
    return _on_one_line(source, span).strip()


def around(source: Source, span: Span) -> tuple[str, str]:
    """Return the words before and after a span in its sentence, shortened at word ends.

    The space between them and the span's own words belongs to them.
    """
    first = source.sentence_at(span.start)
    last = source.sentence_at(max(span.start, span.end - 1))
    start = max(first.start, span.start - _CONTEXT)
    end = min(last.end, span.end + _CONTEXT)
    before = _on_one_line(source, Span(min(start, span.start), span.start)).lstrip()
    after = _on_one_line(source, Span(span.end, max(end, span.end))).rstrip()
    if start > first.start:
        before = "… " + before.partition(" ")[2]
    if end < last.end:
        after = after.rpartition(" ")[0] + " …"
    return before, after


def _on_one_line(source: Source, span: Span) -> str:
    return re.sub(r"\s+", " ", rejoined(source.words(span)))


def shortened(text: str, length: int = 280) -> str:
    """Return a text cut at a word's end, with an ellipsis where something is left out."""
    if len(text) <= length:
        return text
    cut = text[:length]
    return (cut.rpartition(" ")[0] or cut).rstrip(",;:–— ") + " …"


def page_title(markdown: str, uri: str) -> str:
    """Return a hand-written page's title: from its front matter, its first heading, its name."""
    front = re.match(r"---\n(.*?)\n---\n", markdown, re.DOTALL)
    if front and (titled := re.search(r"^title:\s*(.+)$", front[1], re.MULTILINE)):
        return titled[1].strip().strip("\"'")
    heading = re.search(r"^#\s+(.+?)\s*#*$", markdown, re.MULTILINE)
    if heading:
        return heading[1]
    return uri.rpartition("/")[2].removesuffix(".md").replace("-", " ").capitalize()


def item_at(record: Record, path: tuple[str | int, ...]) -> Any:  # noqa: ANN401 - any entry
    """Return the entry of a record that stands at `path`."""
    value: Any = record.model
    for step in path:
        value = value[step] if isinstance(step, int) else getattr(value, step)
    return value
