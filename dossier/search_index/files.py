"""A record as the small HTML file that Pagefind reads."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

from dossier.markup import escaped
from dossier.search_index.entries import Part
from dossier.search_index.pairs import between, written

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dossier.search_index.entries import Entry

END = "\u241e"
"""Stands after what a result shows: what follows is only found."""
_UNSEEN = 0.3
"""What the words that nobody sees weigh."""
_INNER = re.compile(r"_{3,}|[\u241e\u200b]")
"""What Pagefind or we would take for a sign to ourselves."""
_SAFE = "!'()*"
"""Beside letters, digits and `-._~`, what JavaScript does not encode in a part of an address."""


def write_entry(folder: Path, entry: Entry) -> str:
    """Write an entry below a folder, at its address; return its HTML.

    There is one file a record, and no folder for each.
    """
    path = f"{folder}/{entry.address}.html"
    html = entry_html(entry)
    content = html.encode()
    try:
        _write(path, content)
    except FileNotFoundError:  # the first of its kind
        Path(path).parent.mkdir(parents=True)
        _write(path, content)
    return html


def _write(path: str, content: bytes) -> None:
    with open(path, "wb") as file:  # noqa: PTH123 - tens of thousands of them
        file.write(content)


def entry_html(entry: Entry) -> str:
    """Return an entry as HTML. Where a part begins, an id says `fragment@language`."""
    # Not as Pagefind's metadata: there entities stay what they are, and a word of a long title
    # weighs as much as a whole name.
    head = (
        Part(entry.title, "title", entry.language, entry.weight),
        Part(entry.detail, "detail"),
    )
    body = " ".join(_part(one) for one in (*head, *entry.parts) if one.words)
    unseen = " ".join(_unseen(entry))
    return (
        '<!doctype html><html lang="en"><head><meta charset="utf-8"></head><body>'
        f"{_filters(entry)}<main data-pagefind-body>{body} {END} "
        f'<span data-pagefind-weight="{_UNSEEN}">{_words(unseen)}</span></main></body></html>\n'
    )


def _part(part: Part) -> str:
    words = _words(part.words)
    if part.weight != 1:
        words = f'<span data-pagefind-weight="{part.weight:g}">{words}</span>'
    return f'<a id="{escaped(part.fragment)}@{escaped(part.language)}"></a> {words}'


def _words(text: str) -> str:
    if not text.isascii() or "___" in text:  # else there is nothing of the kind
        text = _INNER.sub(" ", text)
    return escaped(written(text))


def _filters(entry: Entry) -> str:
    # As addresses write it: Pagefind would read entities in a value twice.
    return "".join(
        f'<i data-pagefind-filter="{key}[title]" title="{quote(value, safe=_SAFE)}"></i>'
        for key, values in entry.facets.items()
        for value in values
    )


def _unseen(entry: Entry) -> Iterator[str]:
    yield from entry.unseen
    told = (entry.title, entry.detail, *(part.words for part in entry.parts), *entry.unseen)
    yield from between(told)
