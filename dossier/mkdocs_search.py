"""Material's search as the dossier uses it: entries of our making, and an index that stays light.

Material reads each page's HTML again to fill its index, which takes long and puts whole texts into
a file that every reader who searches loads. Pages of the dossier come with their entries instead.
"""

from __future__ import annotations

import json
import re
from html import escape, unescape
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.toc import AnchorLink

    from dossier.mkdocs_pages import ReadyPage
    from dossier.on_demand import SiteOnDemand
    from dossier.site import Entry, Page

INDEX = "search/search_index.json"
"""Where the index is on the site."""

MOST_BYTES = 5_000_000
"""How large an index may be before a reader's browser takes long to load and to unfold it."""

_BUTTON = re.compile(
    r'<label class="md-header__button md-icon" for="__search">.*?</label>\s*', re.DOTALL
)
_BOX, _DIV = '<div class="md-search"', re.compile(r"<(/?)div\b[^>]*>")
"""The search in the header, as Material writes it."""

LARGE_INDEX = (
    "the index of the search in the header has %.1f MB, which takes a reader’s browser long to "
    "load. The page “search” finds the same and loads little: leave “search” out of the plugins "
    "in mkdocs.yml, and that page takes the place of the box."
)


def add_entries(page: ReadyPage, config: MkDocsConfig) -> bool:
    """Give a page's entries to Material's search, if that is in use, and keep it from reading on.

    A page without entries is left to it.

    Returns:
        Whether Material's search is at work, and need not see the page.
    """
    told = excuse(page, config)
    if told and page.ready.in_search:
        _add(search_index(config), page.ready.entries, page.toc, page.url, page)
    return told


def excuse(page: ReadyPage, config: MkDocsConfig) -> bool:
    """Keep Material's search from reading a page that has entries or is not to be found.

    Returns:
        Whether Material's search is at work, and need not see the page.
    """
    if not page.ready.in_search:
        page.meta["search"] = {"exclude": True}
    if search_index(config) is None or is_left_to_it(page.ready):
        return False
    page.meta["search"] = {**page.meta.get("search", {}), "exclude": True}
    return True


def is_left_to_it(page: Page) -> bool:
    """Return whether Material's search has to read a page itself, to know of it."""
    return page.in_search and not page.entries


def search_index(config: MkDocsConfig) -> Any:  # noqa: ANN401 - a class of Material's
    """Return the index that Material's search fills in a build, or None where it is not in use."""
    search = config.plugins.get("material/search")
    return search.search_index if search is not None and search.config["enabled"] else None


def entries_on_demand(
    index: Any,  # noqa: ANN401 - a class of Material's
    site: SiteOnDemand,
    outlines: Iterable[Page],
    address: Callable[[str], str],
) -> list[Any]:
    """Return what Material's index would hold of pages of a site if they had been built."""
    own = type(index)(**index.config)
    for outline in outlines:
        if outline.in_search:
            _add_unseen(own, outline, site.entries(outline.uri), address)
    return list(own.entries)


def add_unseen(page: Page, config: MkDocsConfig, address: Callable[[str], str]) -> None:
    """Give Material's search, if that is in use, the entries of a page that it has not seen."""
    if (index := search_index(config)) is not None and page.in_search:
        _add_unseen(index, page, page.entries, address)


def _add_unseen(
    index: Any,  # noqa: ANN401 - a class of Material's
    page: Page,
    entries: Iterable[Entry],
    address: Callable[[str], str],
) -> None:
    settings = {"boost": page.boost} if page.boost != 1 else {}
    known = SimpleNamespace(title=page.title, meta={"search": settings})
    _add(index, entries, (), address(page.uri), known)


def index_with(index: Any, entries: Iterable[Any]) -> bytes:  # noqa: ANN401 - a class of Material's
    """Return Material's index as JSON, with more entries than those of the pages it has seen."""
    whole = type(index)(**index.config)
    whole.entries = [*index.entries, *entries]
    return _light(whole.generate_search_index(None).encode())


def _add(
    index: Any,  # noqa: ANN401 - a class of Material's
    entries: Iterable[Entry],
    contents: Iterable[AnchorLink],
    url: str,
    page: object,
) -> None:
    for entry in entries:
        section = SimpleNamespace(
            id=entry.fragment or None,
            title=[escape(entry.title, quote=False)],
            text=[f"<p>{escape(line, quote=False)}</p>" for line in entry.text.splitlines()],
        )
        index.create_entry_for_section(section, contents, url, page)


def without_box(html: str) -> str:
    """Return a page's HTML without the search in the header, where Material has written one.

    Wherever there is one, Material has a browser load the whole index and work it up.
    """
    start, depth = html.find(_BOX), 0
    for found in _DIV.finditer(html, start) if start >= 0 else ():
        depth += -1 if found[1] else 1
        if depth == 0:
            return _BUTTON.sub("", html[:start], count=1) + html[found.end() :]
    return html


def lighten_index(config: MkDocsConfig) -> int:
    """Write the search's index anew, letters as they are; return its size in bytes, 0 for none.

    Material writes every letter beyond ASCII as an escape of six characters, by which a Russian
    or Korean index is three times as large.
    """
    path = Path(config.site_dir, INDEX)
    try:
        written = path.read_bytes()
    except OSError:
        return 0
    light = _light(written)
    if light is not written:
        path.write_bytes(light)
    return len(light)


def unescape_titles(config: MkDocsConfig) -> None:
    """Hand MkDocs' own search the titles as plain text: its script escapes them itself."""
    search = config.plugins.get("search")
    for entry in getattr(getattr(search, "search_index", None), "_entries", ()):
        if isinstance(entry["title"], Markup):
            entry["title"] = unescape(str(entry["title"]))


def _light(written: bytes) -> bytes:
    if b"\\u" not in written:
        return written
    index = json.loads(written)
    told = json.dumps(index, ensure_ascii=False, separators=(",", ":"))
    return told.encode(errors="surrogatepass")
