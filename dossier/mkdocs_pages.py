"""Generated pages as MkDocs takes them: finished, and out of Markdown's way."""

from __future__ import annotations

import re
from contextlib import suppress
from functools import cached_property
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urljoin

from markupsafe import Markup, escape
from mkdocs.structure.files import File, InclusionLevel
from mkdocs.structure.nav import Section
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import AnchorLink, TableOfContents

from dossier.editing import edit_url
from dossier.mkdocs_known import MATERIALS_SEARCH, MKDOCS_SEARCH, has_only
from dossier.pages.ready import title_text, without_data

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure import StructureItem
    from mkdocs.structure.files import Files

    from dossier.project import Project
    from dossier.site import Page as SitePage
    from dossier.site import Section as Heading

# What MkDocs takes where `edit_uri` is not set: a guess that knows neither branch nor folder.
_GUESSED_EDIT_URIS = {"edit/master/docs/", "src/default/docs/"}
_HEADING = re.compile(r'<h1\b[^>]*?\sid="([^"]*)"')
_FOR_SEARCH = re.compile(r'data-search-\w+="[^"]+"')
_FRAGMENT = re.compile(r'<[a-zA-Z][^<>]*?\sid="([^"]*)"')


class ReadyPage(Page):
    """A page that comes with its content.

    Other plugins' events run as on any page, but `on_page_markdown` gets an empty text: words
    of contributors never pass through macros, snippets or Markdown extensions. `data` is a script
    for the head: in the body, Material's instant navigation would take it for one to run. A page
    that is made `on_demand`, by a function that makes it, has its content from `fill` only.
    """

    def __init__(
        self, ready: SitePage, file: File, config: MkDocsConfig, *, title: str | None = None
    ) -> None:
        self.on_demand: Callable[[], SitePage] | None = None
        self._hidden = True  # from MkDocs, which begins with a page without content
        super().__init__(title, file, config)
        self.markdown = ""
        self.fill(ready)

    def fill(self, ready: SitePage) -> None:
        """Take what the page shows, in place of what it came with before it was made."""
        self._changed: str | None = None
        self._hidden = False
        self.ready = ready
        self.meta = _meta(ready)
        self.__dict__.pop("present_anchor_ids", None)

    def read_source(self, config: MkDocsConfig) -> None:
        """Run the event that announces reading; there is nothing to read."""
        config.plugins.on_page_read_source(page=self, config=config)

    def render(self, config: MkDocsConfig, files: Files) -> None:  # noqa: ARG002 - MkDocs' signature
        """Set the table of contents that the page came with, as its content is there already.

        Where there is nobody who could want to see the content, it stays packed until the theme
        prints it.
        """
        self.toc = _contents(self.ready)
        self._hidden = has_only(config, MATERIALS_SEARCH, MKDOCS_SEARCH)

    def hide(self) -> None:
        """Have no content until `show`, for a search that would look through it in vain.

        What is said to it is left out as it would do it.
        """
        content = self.content
        self.content = content and without_search_attributes(content)
        self._hidden = True

    def show(self) -> None:
        """Have content again."""
        self._hidden = False

    @property
    def content(self) -> str | None:
        """The page as HTML. Only what another plugin made of it is kept in memory at length."""
        if self._hidden:
            return ""
        return without_data(self.ready.html)[0] if self._changed is None else self._changed

    @content.setter
    def content(self, content: str | None) -> None:
        if self._hidden:
            return
        same = content is None or content == without_data(self.ready.html)[0]
        self._changed = None if same else content

    @property
    def is_as_made(self) -> bool:
        """Whether no other plugin has changed the content."""
        return self._changed is None

    @property
    def data(self) -> str:
        """The page's own data as a script."""
        return without_data(self.ready.html)[1]

    @cached_property
    def present_anchor_ids(self) -> set[str]:  # type: ignore[override]
        """The page's fragments, for MkDocs to check links from hand-written pages."""
        html = self.ready.html
        if self.on_demand is not None and not html:
            with suppress(Exception):  # one that cannot be made is told of where it is shown
                html = self.on_demand().html
        return set(_FRAGMENT.findall(html))


def without_search_attributes(html: str) -> str:
    """Return HTML without the attributes that tell Material's search what to leave out.

    The same comes out as from its own `re.sub` with a blank before each, which looks at every sign.
    """
    pieces = []
    done = 0
    while (at := html.find("data-search-", done)) >= 0:
        if found := _FOR_SEARCH.match(html, at):
            blank = at > done and html[at - 1].isspace()
            pieces.append(html[done : at - blank])
            done = found.end()
        else:
            pieces.append(html[done : at + 1])
            done = at + 1
    pieces.append(html[done:])
    return "".join(pieces)


def add_pages(
    files: Files,
    config: MkDocsConfig,
    pages: Iterable[SitePage],
    edited_at: Callable[[SitePage], str | None],
) -> None:
    """Add generated pages to the files of the site.

    One is in the navigation if the user's `nav` names it, and without a `nav` if it is an index.
    """
    titles = titles_in_nav(config)
    for ready in pages:
        replace(files, page_file(ready, config, titles.get(ready.uri), edited_at))


def page_file(
    ready: SitePage,
    config: MkDocsConfig,
    title: str | None,
    edited_at: Callable[[SitePage], str | None],
    *,
    on_demand: Callable[[], SitePage] | None = None,
) -> File:
    """Return a generated page as a file of the site; `title` is what the user's `nav` calls it."""
    in_navigation = ready.in_navigation and config.nav is None
    level = InclusionLevel.INCLUDED if in_navigation else InclusionLevel.NOT_IN_NAV
    file = File.generated(config, ready.uri, content="", inclusion=level)
    page = ReadyPage(ready, file, config, title=title)  # which the file then holds
    page.edit_url = edited_at(ready)
    page.on_demand = on_demand
    return file


def titles_in_nav(config: MkDocsConfig) -> dict[str, str]:
    """Return what the user's `nav` calls pages, by their `uri`."""
    return dict(_titles_in_nav(config.nav))


def replace(files: Files, file: File) -> None:
    """Add a file to the site in the place of one that MkDocs was told to leave out."""
    if (excluded := files.get_file_from_path(file.src_uri)) is not None:
        files.remove(excluded)
    files.append(file)


def lift_lone_indexes(items: list[StructureItem]) -> list[StructureItem]:
    """Put an index page in the place of a section that would hold nothing else."""

    def lifted(item: StructureItem) -> StructureItem:
        if isinstance(item, Section) and len(item.children) == 1:
            (only,) = item.children
            if isinstance(only, ReadyPage):
                only.parent = None
                return only
        return item

    return [lifted(item) for item in items]


def edit_address(config: MkDocsConfig, project: Project, path: str) -> str | None:
    """Return where a reader can edit one file, given by its path from the dossier's root.

    MkDocs' `edit_uri` says where `docs/` is edited, and the rest of the dossier stands beside it;
    without one it is the dossier's own repository and branch.
    """
    base = _edit_base(config, project)
    address = base + quote(path) if base else edit_url(project, path)
    return str(escape(address)) or None


def _edit_base(config: MkDocsConfig, project: Project) -> str:
    edit_uri = config.edit_uri
    if not edit_uri or edit_uri in _GUESSED_EDIT_URIS:
        return ""
    repository = config.repo_url or ""
    if repository and not edit_uri.startswith(("?", "#")):
        repository = repository.rstrip("/") + "/"
    of_docs = urljoin(repository, edit_uri)
    docs = project.docs.rstrip("/") + "/"
    return of_docs.removesuffix(docs) if of_docs.endswith(f"/{docs}") else ""


def _titles_in_nav(nav: Any) -> Iterator[tuple[str, str]]:  # noqa: ANN401 - a user's YAML
    """Yield the `uri` and the title of each page to which the user's `nav` gives one."""
    if isinstance(nav, list):
        for item in nav:
            yield from _titles_in_nav(item)
    elif isinstance(nav, dict):
        for title, value in nav.items():
            if isinstance(value, str):
                yield value, str(title)
            else:
                yield from _titles_in_nav(value)


def _meta(ready: SitePage) -> dict[str, Any]:
    # Themes print these as they are. As markup they are also left alone where a theme escapes.
    meta: dict[str, Any] = {"title": Markup(title_text(ready.title))}  # noqa: S704 - escaped
    if ready.description:
        meta["description"] = Markup(title_text(ready.description))  # noqa: S704 - escaped
    if ready.boost != 1:
        meta["search"] = {"boost": ready.boost}
    if ready.wide:
        meta["hide"] = ["toc"]
    return meta


def _contents(ready: SitePage) -> TableOfContents:
    """Return the table of contents: the page's heading over its sections, as MkDocs has it."""
    items: list[AnchorLink] = []
    for section in ready.sections:
        if section.level == 1:
            continue
        link = _link(section)
        siblings = items
        while siblings and siblings[-1].level < link.level:
            siblings = siblings[-1].children
        siblings.append(link)
    if heading := _heading(ready):
        top = AnchorLink(Markup(title_text(ready.title)), heading, 1)  # noqa: S704 - escaped
        top.children = items
        items = [top]
    if items:
        items[0].active = True  # type: ignore[attr-defined]  # as MkDocs' own get_toc does
    return TableOfContents(items)


def _heading(ready: SitePage) -> str:
    """Return the fragment of a page's first heading, or nothing."""
    if ready.sections and ready.sections[0].level == 1:
        return ready.sections[0].fragment
    found = _HEADING.search(ready.html)
    return found[1] if found else ""


def _link(section: Heading) -> AnchorLink:
    title = Markup(title_text(section.title))  # noqa: S704 - escaped
    return AnchorLink(title, section.fragment, section.level)
