"""In a build, the pages that stand apart from MkDocs' own: all of them, made on all cores."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from multiprocessing import parent_process
from pathlib import Path
from typing import TYPE_CHECKING

from mkdocs.plugins import get_plugin_logger
from mkdocs.utils import write_file

from dossier.frozen import dataclass
from dossier.mkdocs_search import add_unseen, is_left_to_it
from dossier.processes import beside, spread
from dossier.relinked import Relinked
from dossier.site import Addresses

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from mkdocs.config.defaults import MkDocsConfig

    from dossier.mkdocs_apart import PagesApart
    from dossier.mkdocs_unchanged import Listing
    from dossier.progress import Progress
    from dossier.site import Asset, Page

_log = get_plugin_logger("dossier")
_AT_A_TIME = (32, 128)
"""How many pages a worker makes at the least and at the most before it lets the theme render them,
and then writes them: to do the same many times takes a tenth less than to do all with each page."""
_TIMES = 200
"""How often workers are given pages at the least where there are many, so that all end together."""


@dataclass(frozen=True, slots=True)
class Earlier:
    """What need not be made again: pages by their `uri`, each with what it was made from.

    They are without their content: that stands in the files of the old site, as long as the file
    system says of them what `files` tells.
    """

    pages: Mapping[str, tuple[Page, bytes]]
    files: Listing


NOTHING = Earlier({}, {})
"""What is taken from earlier where everything is to be made."""


def make_all(
    apart: PagesApart,
    config: MkDocsConfig,
    old: Path | None,
    earlier: Earlier = NOTHING,
    *,
    progress: Progress,
) -> dict[str, tuple[Page, bytes]]:
    """Make all pages and files that stand apart, into the site.

    What is as it was in the `old` site, if there is one, is linked to it.

    Returns:
        The pages by their `uri`, with what each was made from if that is noted. They are without
        their content, unless Material's search is still to read it.

    Raises:
        Exception: whatever a template of the dossier's own raises.
    """
    site, folder = apart.site, Relinked(Path(config.site_dir), old)
    addresses = Addresses(config.use_directory_urls)
    site.prepare()
    earlier = _sound(earlier, apart, addresses, folder)
    uris = [one.uri for one in apart.outlines]
    files = beside(partial(_files, apart, folder), jobs=len(uris))
    make = partial(_pages, apart, addresses, folder, earlier)
    first = [uri for uri in uris if uri != site.lists_files]
    least, most = _AT_A_TIME
    size = min(max(len(first) // _TIMES, least), most)
    batches = [first[at : at + size] for at in range(0, len(first), size)]
    made: dict[str, tuple[Page, bytes]] = {}
    progress("Making pages", 0, len(uris))
    try:
        for pages in spread(make, batches, size=size, gives_way=True):
            made.update((uri, page or earlier.pages[uri]) for uri, page in pages.items())
            progress("Making pages", len(made), len(uris))
    except BaseException:
        files.stop()  # which would write into a folder that is about to be removed
        raise
    site.take(files())
    if len(first) < len(uris):
        last = _pages(apart, addresses, folder, NOTHING, [site.lists_files])
        made.update((uri, page) for uri, page in last.items() if page)
    return {uri: made[uri] for uri in uris}


def _sound(earlier: Earlier, apart: PagesApart, addresses: Addresses, folder: Relinked) -> Earlier:
    """Return what is known from earlier, or nothing if the files are not what pages come to.

    Of each kind, one record's page is made again and compared: a template may look at more than
    anybody can tell, such as the clock.
    """
    published = apart.published(page for page, _ in earlier.pages.values())
    some = {page.kind: page for page in published if page.written_in and not is_left_to_it(page)}
    for page in some.values():
        again = _rendered(apart, apart.site.page(page.uri))
        if not folder.is_in_old(addresses.file(page.uri), again):
            return NOTHING
    return earlier


def tell_search(apart: PagesApart, config: MkDocsConfig, pages: Iterable[Page]) -> None:
    """Tell Material's search of all pages that stand apart.

    It has to be told here, where its index is, and not where the pages were made.
    """
    folder, addresses = Path(config.site_dir), Addresses(config.use_directory_urls)
    for page in apart.published(pages):
        if is_left_to_it(page):
            whole = page if page.html else apart.site.page(page.uri)
            write_file(_rendered(apart, whole), str(folder / addresses.file(page.uri)))
        else:
            add_unseen(page, config, addresses.of)


def _files(apart: PagesApart, folder: Relinked) -> tuple[Asset, ...]:
    """Write the outputs and the previews; return the former."""
    outputs = tuple(apart.site.outputs())
    for file in (*outputs, *apart.site.previews()):
        if apart.may_publish(file.uri):
            folder.put(file.uri, file.content)
    return outputs


def _pages(
    apart: PagesApart, addresses: Addresses, folder: Relinked, earlier: Earlier, uris: list[str]
) -> dict[str, tuple[Page, bytes] | None]:
    """Make and write some pages; return them with what they were made from, or None for earlier."""
    made = {}
    for uri in uris:
        before, _ = earlier.pages.get(uri, (None, b""))
        file = addresses.file(uri)
        if before and (is_left_to_it(before) or folder.keep(file, earlier.files.get(file))):
            continue
        made[uri] = apart.site.traced(uri)
    files = {
        addresses.file(uri): page for uri, (page, _) in made.items() if not is_left_to_it(page)
    }
    rendered = [_rendered(apart, page) for page in files.values()]
    for file, html in zip(files, rendered, strict=True):
        folder.put(file, html)
    done = {uri: (_without_content(page), reads) for uri, (page, reads) in made.items()}
    return {uri: done.get(uri) for uri in uris}


def _without_content(page: Page) -> Page:
    return page if is_left_to_it(page) else replace(page, html="")


def _rendered(apart: PagesApart, page: Page) -> bytes:
    try:
        return apart.rendered(page)
    except Exception:
        if parent_process() is None:  # a worker's page is rendered again here
            _log.error("Error building page '%s':", page.uri)
        raise
