"""In a build, the pages that stand apart from MkDocs' own: all of them, made on all cores."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from multiprocessing import parent_process
from pathlib import Path
from typing import TYPE_CHECKING

from mkdocs.plugins import get_plugin_logger

from dossier.mkdocs_search import add_unseen, is_left_to_it
from dossier.processes import beside, spread
from dossier.relinked import Relinked
from dossier.site import Addresses

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig

    from dossier.mkdocs_apart import PagesApart
    from dossier.progress import Progress
    from dossier.site import Asset, Page, Site

_log = get_plugin_logger("dossier")
_AT_A_TIME = 32
"""How many pages a worker makes before it lets the theme render them, and then writes them: to do
the same many times takes a tenth less than to do everything with each page."""


def make_all(
    apart: PagesApart, config: MkDocsConfig, old: Path | None, *, keep: bool, progress: Progress
) -> Site:
    """Make all pages and files that stand apart, into the site, and tell the search of them.

    What is as it was in the `old` site, if there is one, is linked to it.

    Returns:
        The site. If it is to be kept, it holds also what is not published; if not, its pages are
        without their content, and its previews are left out.

    Raises:
        Exception: whatever a template of the dossier's own raises.
    """
    site, folder = apart.site, Relinked(Path(config.site_dir), old)
    addresses = Addresses(config.use_directory_urls)
    site.prepare()
    uris = [one.uri for one in (site.outlined.pages if keep else apart.outlines)]
    files = beside(partial(_files, apart, folder, keep=keep), jobs=len(uris))
    make = partial(_pages, apart, addresses, folder, keep=keep)
    first = [uri for uri in uris if uri != site.lists_files]
    batches = [first[at : at + _AT_A_TIME] for at in range(0, len(first), _AT_A_TIME)]
    made: dict[str, Page] = {}
    try:
        for pages in spread(make, batches, size=_AT_A_TIME):
            made |= pages
            progress("Making pages", len(made), len(uris))
    except BaseException:
        files.stop()  # which would write into a folder that is about to be removed
        raise
    outputs, previews = files()
    site.take(outputs)
    if len(first) < len(uris):
        made |= make([site.lists_files])
    for page in apart.published(map(made.__getitem__, uris)):
        if is_left_to_it(page):  # which in another process would be to no purpose
            folder.put(addresses.file(page.uri), _rendered(apart, site.page(page.uri)))
        else:
            add_unseen(page, config, addresses.of)
    at_hand = [one for one in site.outlined.assets if one not in outputs]
    return replace(
        site.outlined,
        pages=tuple(made[uri] for uri in uris),
        assets=(*at_hand, *previews, *outputs),
    )


def _files(
    apart: PagesApart, folder: Relinked, *, keep: bool
) -> tuple[tuple[Asset, ...], tuple[Asset, ...]]:
    """Write the outputs and the previews; return them, the latter if they are to be kept."""
    outputs, previews = tuple(apart.site.outputs()), tuple(apart.site.previews())
    for file in (*outputs, *previews):
        if apart.may_publish(file.uri):
            folder.put(file.uri, file.content)
    return outputs, previews if keep else ()


def _pages(
    apart: PagesApart, addresses: Addresses, folder: Relinked, uris: list[str], *, keep: bool
) -> dict[str, Page]:
    """Make and write some pages; return them, with their content if they are to be kept."""
    pages = [apart.site.page(uri) for uri in uris]
    published = [one for one in apart.published(pages) if not is_left_to_it(one)]
    rendered = [_rendered(apart, page) for page in published]
    for page, html in zip(published, rendered, strict=True):
        folder.put(addresses.file(page.uri), html)
    return {page.uri: page if keep else replace(page, html="") for page in pages}


def _rendered(apart: PagesApart, page: Page) -> bytes:
    try:
        return apart.rendered(page)
    except Exception:
        if parent_process() is None:  # a worker's page is rendered again here
            _log.error("Error building page '%s':", page.uri)
        raise
