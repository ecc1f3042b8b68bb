"""`mkdocs serve` without waiting: pages of the dossier are made when a browser asks for them.

MkDocs builds a whole site after each edit, and then one page of it is looked at. Here it builds the
hand-written pages only; each of the dossier's own is rendered at its first request, into the folder
that MkDocs serves.
"""

from __future__ import annotations

import posixpath
from collections import defaultdict
from pathlib import Path
from threading import Condition, Lock
from typing import TYPE_CHECKING, Any

from mkdocs.utils import write_file

from dossier.mkdocs_banner import with_banner
from dossier.mkdocs_search import INDEX, entries_on_demand, index_with, search_index
from dossier.mkdocs_trouble import with_title_only, without_theme
from dossier.search_index import INDEX as SEARCH_PAGE
from dossier.search_index import STATE
from dossier.site import Addresses

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable, Mapping

    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.livereload import LiveReloadServer

    from dossier.mkdocs_apart import PagesApart
    from dossier.site import Page

MOST_ANEW = 5_000
"""Of so many pages the index of the search in the header is made anew after each edit: it takes
some seconds, and every page in a browser asks for it."""

_ATTEMPTS = 3
_PAGE = "index.html"


class Shown:
    """The site of one build, and all that is needed to make what its readers ask for.

    `apart` are the pages that are made on demand; `kept` is handed on from build to build.
    `search_page` returns the files of the search page's index, `trouble` the banner of a page that
    cannot be made.
    """

    def __init__(
        self,
        apart: PagesApart,
        config: MkDocsConfig,
        *,
        kept: dict[Hashable, list[Any]],
        search_page: Callable[[], Mapping[str, bytes]],
        trouble: Callable[[Exception], str],
    ) -> None:
        self._apart = apart
        self._config = config
        self._kept = kept
        self._search_page = search_page
        self._trouble = trouble
        self._addresses = Addresses(config.use_directory_urls)
        self._pages = {self._addresses.file(one.uri): one for one in apart.outlines}
        self._made: set[str] = set()
        self._locks: defaultdict[str, Lock] = defaultdict(Lock)

    def make(self, path: str, write: Callable[[str, bytes], None]) -> bool:
        """Make the file that is served for a path, unless that has been done.

        Returns:
            Whether there is such a file to make.
        """
        sort, name = self._named(path)
        with self._locks[sort]:  # what takes long does not hold up what does not
            if name and name not in self._made:
                self._write(sort, name, write)
                self._made.add(name)
        return bool(name)

    def _named(self, path: str) -> tuple[str, str]:
        """Return of which sort the file for a path is, and its name or, for none, nothing."""
        for name in (path, f"{path}/{_PAGE}"):  # MkDocs leads from the one to the other
            if name in self._pages:
                return "page", name
        if path == STATE or path.startswith(f"{SEARCH_PAGE}/"):
            return "search page", SEARCH_PAGE
        if path == INDEX and search_index(self._config) is not None:
            return "search", INDEX
        ours = self._apart.files.listed(path) is None and self._apart.site.has_file(path)
        return "file", path if ours else ""

    def _write(self, sort: str, name: str, write: Callable[[str, bytes], None]) -> None:
        match sort:
            case "page":
                write(name, self._page(self._pages[name]))
            case "search page":
                for path, content in self._search_page().items():
                    write(path, content)
            case "search":
                write(name, self._search_index())
            case _:
                write(name, self._apart.site.file(name))

    def _search_index(self) -> bytes:
        index = search_index(self._config)
        site, outlines = self._apart.site, self._apart.outlines
        sort = self._addresses, site.dossier.project.language
        if sort not in self._kept:
            made = entries_on_demand(index, site, outlines, self._addresses.of)
            self._kept.clear()
            if len(outlines) <= MOST_ANEW:
                return index_with(index, made)
            self._kept[sort] = made
        return index_with(index, self._kept[sort])

    def _page(self, outline: Page) -> bytes:
        trouble = ""
        try:
            page = self._apart.site.page(outline.uri)
        except Exception as error:  # noqa: BLE001 - whatever a template of the dossier's own does
            trouble = self._trouble(error)
            page = with_title_only(outline)
        try:
            output = self._apart.rendered(page)
        except Exception as error:  # noqa: BLE001 - whatever a template of the theme does
            trouble = self._trouble(error)
            output = without_theme(outline).encode(errors="xmlcharrefreplace")
        if trouble:
            output = with_banner(output.decode(), trouble).encode(errors="xmlcharrefreplace")
        return output


class Served:
    """What a server shows: the site of its latest build, and nothing while there is a new one."""

    def __init__(self) -> None:
        self._turn = Condition()
        self._building = False
        self._shown: Shown | None = None

    def begin(self) -> None:
        """Let requests wait for the build that has begun, and write nothing into its folder."""
        with self._turn:
            self._building, self._shown = True, None

    def finish(self, shown: Shown | None) -> None:
        """Answer requests again: with what a build has left to make, if it has succeeded."""
        with self._turn:
            self._building, self._shown = False, shown
            self._turn.notify_all()

    def answer(self, server: LiveReloadServer) -> None:
        """Let a server make what it is asked for, before it looks for the file."""
        files = server.serve_request

        def application(
            environ: dict[str, Any], start_response: Callable[..., Any]
        ) -> Iterable[bytes]:
            path = environ["PATH_INFO"].encode("latin-1").decode("utf-8", "ignore")
            body: Iterable[bytes] = ()
            for _ in range(_ATTEMPTS):  # a build may empty the folder in between
                answers: list[tuple[Any, ...]] = []
                made = self._make(_file_for(path, server.mount_path), Path(server.root))
                body = files(environ, lambda *answer, told=answers: told.append(answer))
                if not made or not answers[-1][0].startswith("404"):
                    break
            start_response(*answers[-1])
            return body

        server.set_app(application)

    def _make(self, path: str, folder: Path) -> bool:
        with self._turn:
            self._turn.wait_for(lambda: not self._building)
            shown = self._shown

        def write(name: str, content: bytes) -> None:
            with self._turn:
                if self._shown is shown:
                    write_file(content, str(folder / name))

        return shown is not None and shown.make(path, write)


def _file_for(path: str, mount_path: str) -> str:
    """Return the file that MkDocs' server takes for a path, from the site's root."""
    if not path.startswith(mount_path):
        return ""
    name = path.removeprefix(mount_path) + (_PAGE if path.endswith("/") else "")
    return posixpath.normpath(f"/{name}").lstrip("/")
