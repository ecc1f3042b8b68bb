"""The dossier's pages as MkDocs knows them where it does not build them: by name only."""

from __future__ import annotations

from functools import partial
from pathlib import PurePath
from typing import TYPE_CHECKING

import click
from mkdocs.structure.files import File, Files

from dossier.mkdocs_known import MATERIALS_SEARCH, look_at_others, strangers
from dossier.mkdocs_pages import page_file, titles_in_nav

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from mkdocs.config.defaults import MkDocsConfig

    from dossier.site import Page


def may_make_on_demand(config: MkDocsConfig) -> bool:
    """Return whether a server can make pages on demand.

    It cannot where something is at work that may want to see every page, nor where it does not
    reload: MkDocs then does not show it to plugins. Only the command line tells.
    """
    context = click.get_current_context(silent=True)
    reloading = context is not None and context.params.get("livereload") is True
    return reloading and not any(want_every_page(config))


def may_make_apart(config: MkDocsConfig) -> bool:
    """Return whether a build can make pages apart from MkDocs, on all cores.

    Nothing may be at work that may want to see every page; the templates that render one may look
    at no other page than that: another theme's may, one of MkDocs' own does.
    """
    others = (*want_every_page(config), *look_at_others(config))
    return config.theme.name == "material" and not others


def want_every_page(config: MkDocsConfig) -> Iterator[str]:
    """Yield the names of the plugins, hooks and templates that may want to see every page."""
    yield from strangers(config, MATERIALS_SEARCH)
    yield from config.extra_templates


class FilesApart(Files):
    """The files of a site, some of which come into being when they are asked for by name.

    `awaited` makes these by their `uri`. A file that MkDocs was told to leave out gives way.
    """

    def __init__(self, files: Files, awaited: Mapping[str, Callable[[], File]]) -> None:
        super().__init__(file for file in files if file.src_uri not in awaited)
        self._awaited = awaited
        self._made: dict[str, File] = {}
        self._kept: frozenset[str] = frozenset()

    def get_file_from_path(self, path: str) -> File | None:
        """Return the file at a path."""
        if (listed := super().get_file_from_path(path)) is not None:
            return listed
        uri = PurePath(path).as_posix()
        if uri not in self._made and uri in self._awaited:
            self._made[uri] = self._awaited[uri]()
        return self._made.get(uri)

    def __contains__(self, path: str) -> bool:
        return self.get_file_from_path(path) is not None

    def listed(self, path: str) -> File | None:
        """Return the file at a path, unless it is one to be awaited."""
        return super().get_file_from_path(path)

    def show(self, uri: str) -> None:
        """List an awaited file among the others, from which MkDocs makes a navigation."""
        if (file := self.get_file_from_path(uri)) is not None:
            self.append(file)

    def hide_awaited(self) -> None:
        """Take all awaited files out of the list, from which MkDocs builds the site.

        What was made until now stays as it is: the navigation may hold it.
        """
        self._kept = frozenset(self._made)
        for file in [one for one in self if one.src_uri in self._awaited]:
            self.remove(file)

    def forget(self, uri: str) -> None:
        """Let an awaited file be made anew when it is asked for again."""
        if uri not in self._kept:
            self._made.pop(uri, None)


def files_apart(
    files: Files,
    config: MkDocsConfig,
    others: Iterable[str],
    outlines: Iterable[Page],
    edited_at: Callable[[Page], str | None],
    make: Callable[[str], Page],
) -> FilesApart:
    """Return a site's files with the dossier's own among them, to be made when asked for.

    `outlines` are those of its pages, of which `make` makes one by its `uri`; `others` are the
    addresses of its files. Only those are listed from which MkDocs may have to make a navigation.
    """
    titles = titles_in_nav(config)
    pages = {one.uri: one for one in outlines}
    taken = {file.src_uri for file in files if file.inclusion.is_included()}
    awaited: dict[str, Callable[[], File]] = {
        uri: partial(File.generated, config, uri, content="") for uri in others
    }
    awaited |= {
        uri: partial(
            page_file, outline, config, titles.get(uri), edited_at, on_demand=partial(make, uri)
        )
        for uri, outline in pages.items()
    }
    apart = FilesApart(files, {uri: awaited[uri] for uri in awaited.keys() - taken})
    for uri, outline in pages.items():
        if outline.in_navigation:
            apart.show(uri)
    return apart
