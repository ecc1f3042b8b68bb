"""The dossier's pages, rendered apart from those that MkDocs builds itself.

MkDocs builds the hand-written pages; the dossier's own are known to it by name, so that links and
the navigation find them (`FilesApart`). Each is rendered by the same templates and the same events
of plugins as in MkDocs' own hands: while serving when it is asked for, in a build on all cores.
"""

from __future__ import annotations

from functools import cached_property
from types import SimpleNamespace
from typing import TYPE_CHECKING
from urllib.parse import quote, urljoin, urlsplit

from mkdocs.commands.build import get_context
from mkdocs.structure.toc import TableOfContents
from mkdocs.utils import get_build_date

from dossier.mkdocs_pages import ReadyPage

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from jinja2 import Environment
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure import StructureItem
    from mkdocs.structure.files import File
    from mkdocs.structure.nav import Navigation
    from mkdocs.structure.pages import Page as MkDocsPage

    from dossier.mkdocs_files_apart import FilesApart
    from dossier.on_demand import SiteOnDemand
    from dossier.site import Addresses, Page

SITE_MAP = "sitemap.xml"


def on_site_map(
    outlines: Iterable[Page], addresses: Addresses, config: MkDocsConfig
) -> Iterator[SimpleNamespace]:
    """Yield pages as the template of the site map wants to see them: nothing but addresses."""
    base = config.site_url and config.site_url.rstrip("/") + "/"
    date = get_build_date()
    for outline in outlines:
        canonical = urljoin(base, quote(addresses.of(outline.uri))) if base else None
        page = SimpleNamespace(
            is_link=False,
            canonical_url=canonical,
            abs_url=canonical and urlsplit(canonical).path,
            update_date=date,
        )
        yield SimpleNamespace(page=page)


def _told(item: StructureItem) -> object:
    """Return what a theme may write of an item into every page: icons and states, too."""
    address = getattr(item, "url", None), getattr(item, "canonical_url", None)
    children = [*map(_told, getattr(item, "children", None) or ())]
    return type(item).__name__, item.title, address, getattr(item, "meta", None), children


class PagesApart:
    """The pages of one build that MkDocs does not build itself: their `outlines`, and the rest.

    MkDocs makes the navigation and the templates' `environment` in the course of its build.
    """

    environment: Environment
    _nav: Navigation

    def __init__(
        self,
        site: SiteOnDemand,
        outlines: tuple[Page, ...],
        files: FilesApart,
        config: MkDocsConfig,
    ) -> None:
        self.site = site
        self.outlines = outlines
        self._published = frozenset(one.uri for one in outlines)
        self.files = files
        self._config = config

    def take_navigation(self, nav: Navigation) -> None:
        """Take the navigation that MkDocs has made, and keep it from building the pages."""
        self._nav = nav
        self.files.hide_awaited()

    def navigation(self) -> str:
        """Return the navigation in words: other words for another one."""
        home = self._nav.homepage
        return repr(([*map(_told, self._nav.items)], home and _told(home)))

    def left_out(self) -> list[str]:
        """Return the `uri` of each page that is left out, or replaced by the user's own."""
        every = {one.uri for one in self.site.outlined.pages}
        return sorted(every - self._published)

    def published(self, pages: Iterable[Page]) -> Iterator[Page]:
        """Yield those of some pages that are neither left out nor replaced by the user's own."""
        return (page for page in pages if page.uri in self._published)

    def may_publish(self, uri: str) -> bool:
        """Return whether no file of the user's takes the place of one of the dossier's own."""
        there = self.files.listed(uri)
        return there is None or there.inclusion.is_excluded()

    def rendered(self, page: Page) -> bytes:
        """Return a page as MkDocs would write it. What is made in between is not kept."""
        file = self.files.get_file_from_path(page.uri)
        shown = file and file.page
        if not isinstance(shown, ReadyPage):
            raise TypeError(f"{page.uri} is no page of the dossier's own")
        outline = shown.ready
        shown.fill(page)
        shown.active = True
        try:
            return self._rendered(shown).encode(errors="xmlcharrefreplace")
        finally:
            shown.active = False
            shown.fill(outline)
            shown.toc = TableOfContents([])
            self.files.forget(page.uri)

    @cached_property  # the very same one for all pages, by which shells tell one build from another
    def _listed(self) -> Sequence[File]:
        return self.files.documentation_pages()

    def _rendered(self, shown: ReadyPage) -> str:
        """Render a page as MkDocs does in a build."""
        config, files, plugins = self._config, self.files, self._config.plugins
        page: MkDocsPage = plugins.on_pre_page(shown, config=config, files=files)
        page.read_source(config)
        page.markdown = plugins.on_page_markdown(
            page.markdown or "", page=page, config=config, files=files
        )
        page.render(config, files)
        page.content = plugins.on_page_content(
            page.content or "", page=page, config=config, files=files
        )
        shown.show()
        context = get_context(self._nav, self._listed, config, page)
        template = self.environment.get_template(str(page.meta.get("template", "main.html")))
        context = plugins.on_page_context(context, page=page, config=config, nav=self._nav)
        return plugins.on_post_page(template.render(context), page=page, config=config)
