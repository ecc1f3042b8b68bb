"""Material's search as the dossier uses it: entries of our making, and an index that stays light.

Material reads each page's HTML again to fill its index, which takes long and puts whole texts into
a file that every reader who searches loads. Pages of the dossier come with their entries instead.
"""

from __future__ import annotations

import json
from html import escape
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig

    from dossier.mkdocs_pages import ReadyPage

MOST_BYTES = 5_000_000
"""How large an index may be before a reader's browser takes long to load and to unfold it."""


def add_entries(page: ReadyPage, config: MkDocsConfig) -> None:
    """Give a page's entries to Material's search, if that is in use, and keep it from reading on.

    A page without entries is left to it.
    """
    if not page.ready.in_search:
        page.meta["search"] = {"exclude": True}
    search = config.plugins.get("material/search")
    if search is None or not search.config["enabled"] or not page.ready.entries:
        return
    page.meta["search"] = {**page.meta.get("search", {}), "exclude": True}
    index: Any = search.search_index
    for entry in page.ready.entries:
        section = SimpleNamespace(
            id=entry.fragment or None,
            title=[escape(entry.title, quote=False)],
            text=[f"<p>{escape(line, quote=False)}</p>" for line in entry.text.splitlines()],
        )
        index.create_entry_for_section(section, page.toc, page.url, page)


def lighten_index(config: MkDocsConfig) -> int:
    """Write the search's index anew, letters as they are; return its size in bytes, 0 for none.

    Material writes every letter beyond ASCII as an escape of six characters, by which a Russian
    or Korean index is three times as large.
    """
    path = Path(config.site_dir, "search", "search_index.json")
    try:
        written = path.read_bytes()
    except OSError:
        return 0
    if b"\\u" in written:
        index = json.loads(written)
        written = json.dumps(index, ensure_ascii=False, separators=(",", ":")).encode(
            errors="surrogatepass"
        )
        path.write_bytes(written)
    return len(written)
