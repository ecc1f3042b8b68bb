"""What will be published, as values: pages, assets, and the site that holds them."""

from __future__ import annotations

import posixpath
from dataclasses import field
from functools import cache, partial
from typing import TYPE_CHECKING

from dossier.frozen import dataclass
from dossier.packed import PackedText, Packing

if TYPE_CHECKING:
    from collections.abc import Mapping

    from dossier.evidence import Evidence
    from dossier.records import Record


@dataclass(frozen=True, slots=True)
class Section:
    """A heading of a page, for tables of contents: its level from 1 to 3, fragment and words.

    The words of the first are those of the page's title, and are left out.
    """

    level: int
    fragment: str
    title: str


@dataclass(frozen=True, slots=True)
class Entry:
    """What the search in the header knows of a page, or of the part of it at a fragment.

    `text` is plain, a line for each thing that is told.
    """

    title: str
    text: str
    fragment: str = ""


@dataclass(frozen=True)
class Page(Packing):
    """One generated page.

    `uri` is its address as Markdown source (`claims/putin-praised.md`), the form in which every
    site generator names a page. `title` and `description` are plain text, not yet escaped.
    `html` is the finished article on a single line, without front matter. `written_in` is the
    file that made the page, relative to the dossier's root; `boost` weighs it in the search; a
    `wide` page leaves no room for a table of contents beside it. `metadata` holds the names and
    contents of the `<meta>` elements by which others know what the page is about. `entries` are
    for the search; where there are none, it reads the page itself, unless the page is not to be
    found there. `scripts` are loaded before all else of the page: the first of them is run, and
    imports the others.
    """

    uri: str
    title: str
    description: str
    html: PackedText = PackedText()
    kind: str = ""
    written_in: str = ""
    boost: float = 1.0
    in_navigation: bool = False
    wide: bool = False
    sections: tuple[Section, ...] = ()
    metadata: tuple[tuple[str, str], ...] = ()
    entries: tuple[Entry, ...] = ()
    in_search: bool = True
    scripts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Asset:
    """A file that is published as it is: a style sheet, a script, an export."""

    uri: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Site:
    """Everything that one build publishes.

    `hand_written` holds the Markdown of the pages under `docs/` that name records, by `uri`,
    with `[[id]]` and the blocks already resolved. Pages under `docs/` that are not in it are
    published as they stand; one with the `uri` of a generated page takes its place.
    """

    pages: tuple[Page, ...] = ()
    assets: tuple[Asset, ...] = ()
    hand_written: Mapping[str, str] = field(default_factory=dict)
    styles: tuple[str, ...] = ()
    scripts: tuple[str, ...] = ()


def _address(uri: str, *, directories: bool) -> str:
    stem = uri.removesuffix(".md")
    if stem == uri:
        return uri
    folder, name = posixpath.split(stem)
    if name in {"index", "README"}:
        name = "" if directories else "index.html"
    elif directories:
        name += "/"
    else:
        name += ".html"
    return posixpath.join(folder, name) if folder else name


# Every page links to many others, and most of them are linked often. What is kept by a text alone
# is found sooner than by two arguments.
_ADDRESSES = tuple(cache(partial(_address, directories=one)) for one in (False, True))


@dataclass(frozen=True, slots=True)
class Addresses:
    """How the site's pages are addressed: `claims/x/` or, without directories, `claims/x.html`."""

    directories: bool = True
    site_url: str = ""

    def of(self, uri: str) -> str:
        """Return a page's address relative to the site's root, from its `uri`."""
        return _ADDRESSES[self.directories](uri)

    def file(self, uri: str) -> str:
        """Return the file that holds a page on the published site, from the site's root."""
        address = self.of(uri)
        return address if address.endswith(".html") else f"{address}index.html"

    def absolute(self, uri: str, fragment: str = "") -> str:
        """Return the address on the published site, or from its root where that is not known."""
        base = self.site_url.rstrip("/") + "/" if self.site_url else ""
        return base + self.of(uri) + (f"#{fragment}" if fragment else "")

    def between(self, page: str, target: str, fragment: str = "") -> str:
        """Return the link from the page with one `uri` to another page or asset."""
        here, there = self.of(page), self.of(target)
        if here == there and fragment:
            return f"#{fragment}"
        link = "../" * here.count("/") + there or "./"
        return link + (f"#{fragment}" if fragment else "")


def record_uri(record: Record) -> str:
    """Return the address of a record's page, as Markdown source."""
    return f"{record.kind.name}/{record.id}.md"


def index_uri(kind: str) -> str:
    """Return the address of a kind's index page, as Markdown source."""
    return f"{kind}/index.md"


def pair_uri(source: str, other: str) -> str:
    """Return the address of the page that compares two sources, as Markdown source."""
    first, second = sorted((source, other))
    return f"compare/{first}--{second}.md"  # no id holds two hyphens in a row


def quote_fragment(evidence: Evidence) -> str:
    """Return the fragment at which a source's page shows a piece of evidence."""
    return f"q-{evidence.key}"
