"""The MkDocs plugin: `plugins: [search, dossier]` publishes the dossier as part of the site.

Everything is read and rendered before MkDocs makes the site, and that is made beside the old one,
so that a build that fails leaves it whole. While serving, nothing is ever raised, because MkDocs
would then answer no request any more: the last good pages stay, with a banner that says what is
wrong.
"""

from __future__ import annotations

import gc
import logging
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal
from urllib.parse import urljoin

import click
from mkdocs.config import config_options
from mkdocs.config.base import Config
from mkdocs.exceptions import Abort
from mkdocs.plugins import BasePlugin, CombinedEvent, event_priority, get_plugin_logger
from mkdocs.structure.files import File, InclusionLevel
from mkdocs.utils import write_file
from mkdocs.utils.meta import get_data

from dossier.cache import UNCHANGED
from dossier.diagnostics import DossierError, Report
from dossier.mkdocs_apart import SITE_MAP, PagesApart, on_site_map
from dossier.mkdocs_banner import with_banner
from dossier.mkdocs_config import (
    ask_no_other_host,
    end_words_at_marks,
    expect_no_pages,
    link_assets,
    root_of,
    site_settings,
)
from dossier.mkdocs_files_apart import (
    files_apart,
    may_make_apart,
    may_make_on_demand,
    want_every_page,
)
from dossier.mkdocs_handover import Replacement
from dossier.mkdocs_head import (
    Inline,
    held_with,
    inline,
    with_feed,
    with_metadata,
    with_policy,
    with_scripts,
)
from dossier.mkdocs_keeping import Keeping, keeping
from dossier.mkdocs_known import may_use_shells
from dossier.mkdocs_not_found import with_ways_on
from dossier.mkdocs_pages import ReadyPage, add_pages, edit_address, lift_lone_indexes, replace
from dossier.mkdocs_reading import Read, read_for_build, read_to_serve, sound_site
from dossier.mkdocs_search import (
    LARGE_INDEX,
    MOST_BYTES,
    add_entries,
    excuse,
    lighten_index,
    unescape_titles,
    without_box,
)
from dossier.mkdocs_search_page import SearchPageIndex
from dossier.mkdocs_serving import Serving
from dossier.mkdocs_shells import use_shells
from dossier.mkdocs_unchanged import leave_out, no_files
from dossier.outputs import FEED
from dossier.pages.environment import has_own_templates, tell_template
from dossier.pages.overviews.search import OVERVIEW as SEARCH
from dossier.processes import seldom_look_for_rubbish
from dossier.project import read_project
from dossier.publish import generated_pages, refuse_the_dossiers_own
from dossier.relinked import Relinked
from dossier.search_index import INDEX as SEARCH_PAGE
from dossier.search_index import available
from dossier.site import Addresses, Site
from dossier.terminal import progress
from dossier.wording import wording

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from contextlib import AbstractContextManager

    from jinja2 import Environment
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.livereload import LiveReloadServer
    from mkdocs.structure.files import Files
    from mkdocs.structure.nav import Navigation
    from mkdocs.structure.pages import Page
    from mkdocs.utils.templates import TemplateContext

    from dossier.cache import Kept
    from dossier.diagnostics import Diagnostic
    from dossier.progress import Progress
    from dossier.project import Project
    from dossier.site import Page as SitePage

_log = get_plugin_logger("dossier")


class DossierOptions(Config):
    """What may stand under `dossier:` in the plugin list of `mkdocs.yml`."""

    config = config_options.Type(str, default="dossier.yml")
    content_security_policy = config_options.Type(bool, default=True)
    fast = config_options.Type(bool, default=True)
    search_page = config_options.Type(bool, default=True)
    cache = config_options.Type(bool, default=True)


class DossierPlugin(BasePlugin[DossierOptions]):
    """Adds the dossier's pages to the site that MkDocs builds or serves."""

    def __init__(self) -> None:
        self._in_place = False
        self._search_page = SearchPageIndex()
        self._start(serving=False)

    def _start(self, *, serving: bool) -> None:
        self._serving = Serving() if serving else None
        self._project: Project | None = None
        self._read: Read | None = None
        self._site = Site()
        self._has_feed = False
        self._keeping = Keeping()
        self._leaves_out = False
        self._uses_shells = False
        self._apart: PagesApart | None = None
        self._report = Report()
        self._inline = Inline()
        self._replacement = Replacement()

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        """Forget an earlier run: MkDocs keeps the plugin for as long as its process lives."""
        self._start(serving=command == "serve")
        self._in_place = dirty
        if command != "serve" and _is_command():
            seldom_look_for_rubbish()

    @event_priority(100)  # before the search copies its settings
    def _settle(self, config: MkDocsConfig, /) -> MkDocsConfig:
        """Let the search end words at quotation marks, and nothing come from another host."""
        end_words_at_marks(config)
        ask_no_other_host(config)
        return config

    @event_priority(-1000)  # when all others have set where the site is to stand
    def _build_beside(self, config: MkDocsConfig, /) -> MkDocsConfig:
        """Let MkDocs make the site beside the old one, which it would empty first."""
        if self._serving is None and not self._in_place:
            self._replacement.begin(config)
        return config

    on_config = CombinedEvent(_settle, _build_beside)

    def on_pre_build(self, *, config: MkDocsConfig) -> None:
        """Read the dossier, and render it unless that can wait, before MkDocs makes any page."""
        root = root_of(config)
        self._apart = None
        if self._serving is None:
            self._report = Report()
            try:
                self._read = self._read_dossier(config, root, self._report)
            except DossierError as error:
                raise Abort(f"dossier: {error}") from error
            self._site = sound_site(self._read, self._report, strict=config.strict)
            self._look_at_old_site(config, self._read)
        else:
            self._read_again(self._serving, config, root)
        link_assets(config, self._site)
        self._has_feed = any(asset.uri == FEED for asset in self._site.assets)

    def _look_at_old_site(self, config: MkDocsConfig, read: Read) -> None:
        """Leave the old site as it is if nothing has changed, or begin with what takes longest."""
        kept = read.made.kept if read.made else None
        told = self._report.diagnostics
        self._keeping = keeping(config, kept, self._replacement.site_dir, told)
        stands = read.made is not None and read.made.stands
        self._leaves_out = stands or self._keeping.is_current()
        if self._leaves_out:
            _log.info("This site was made of the same files and settings: it is left as it is")
            leave_out(config)
        elif read.made is not None and self.config.search_page:
            self._search_page.begin(read.made, Addresses(config.use_directory_urls))

    def _stands(self, config: MkDocsConfig, kept: Kept, told: Sequence[Diagnostic]) -> bool:
        """Say whether the site that is to be made stands, of a dossier of which that was told."""
        known = keeping(config, kept, self._replacement.site_dir, told)
        try:
            return known.is_current()
        finally:
            known.count_no_more()

    def _read_again(self, serving: Serving, config: MkDocsConfig, root: Path) -> None:
        has_pages = bool(self._site.pages)
        read = serving.read(partial(self._read_dossier, config, root), root, has_pages=has_pages)
        if read is not None and read.site is not None:
            self._read, self._site = read, read.site
        elif not has_pages:
            expect_no_pages(config)
        serving.watch(root, self._made_of(root))

    def _read_dossier(self, config: MkDocsConfig, root: Path, report: Report) -> Read:
        project = read_project(root, report, config=self.config.config, site=site_settings(config))
        self._project = project
        report.severities = project.severities
        refuse_the_dossiers_own(Path(self._replacement.site_dir or config.site_dir), project)
        addresses = Addresses(config.use_directory_urls, config.site_url or "")
        # In place, what was made for an earlier build would stay.
        fast = self.config.fast and not self._in_place
        with self._progress() as tell:
            if self._serving is None:
                read = read_for_build(
                    project,
                    addresses,
                    report,
                    # Where MkDocs builds in place, a template has to fail before it begins.
                    on_demand=bool(fast and self._replacement.site_dir and may_make_apart(config)),
                    use=self.config.cache,
                    stands=partial(self._stands, config),
                    progress=tell,
                )
            else:
                read = read_to_serve(
                    project,
                    addresses,
                    report,
                    memory=self._serving.memory,
                    compiled=self._serving.compiled,
                    on_demand=fast and may_make_on_demand(config),
                    progress=tell,
                )
        if read.made is not None and read.made.dossier is None:
            _log.info("%s: its results are used", UNCHANGED)
        return read if self.config.search_page else read.without("search")

    def _progress(self) -> AbstractContextManager[Progress]:
        quiet = not _log.isEnabledFor(logging.INFO)
        return progress(quiet=quiet, tell=_log.info, least=1)

    def on_files(self, files: Files, /, *, config: MkDocsConfig) -> Files:
        """Add the generated pages and assets. What stands under `docs/` goes before them."""
        if self._leaves_out:
            return no_files()
        hand_written = [file.src_uri for file in files.documentation_pages()]
        addresses = Addresses(config.use_directory_urls)
        pages = generated_pages(self._site, hand_written, addresses)

        def edited_at(page: SitePage) -> str | None:
            return self._edit_url(config, page.written_in)

        self._apart = None
        if self._read is not None and (site := self._read.on_demand) is not None:
            known = files_apart(files, config, site.files, pages, edited_at, site.page)
            files, self._apart = known, PagesApart(site, pages, known, config)
            if self._serving is not None:
                later = partial(self._served_index, config)
                self._serving.put_off(self._apart, self._read.project, config, later)
        else:
            add_pages(files, config, pages, edited_at)
        for asset in self._site.assets:
            there = files.get_file_from_path(asset.uri)
            if there is None or there.inclusion.is_excluded():
                level = InclusionLevel.NOT_IN_NAV
                file = File.generated(config, asset.uri, content=asset.content, inclusion=level)
                replace(files, file)
        return files

    @event_priority(-100)  # when all others have changed it
    def on_nav(
        self,
        nav: Navigation,
        /,
        *,
        config: MkDocsConfig,
        files: Files,  # noqa: ARG002 - MkDocs' signature
    ) -> Navigation:
        """Show an index page as such where MkDocs made it a section of one page."""
        if config.nav is None:
            nav.items = lift_lone_indexes(nav.items)
        if self._apart is not None:
            self._apart.take_navigation(nav)
        return nav

    @event_priority(-100)  # when all others have changed it
    def on_env(self, env: Environment, /, *, config: MkDocsConfig, files: Files) -> Environment:
        """Let the theme render what it puts around the dossier's pages once for all of them."""
        for file in files.documentation_pages():
            if isinstance(file.page, ReadyPage) and not file.page.on_demand:
                file.page.show()
        if self._serving is not None:
            env.bytecode_cache = self._serving.compiled  # templates need not be compiled each time
        if self._apart is not None:
            self._apart.environment = env
        self._uses_shells = not self._waits() and self.config.fast and may_use_shells(config, env)
        if self._uses_shells:
            own = self._project is None or has_own_templates(self._project)
            use_shells(env, own_templates=own)
        if "navigation.instant" in (config.theme.get("features") or ()):
            # A reader then comes from page to page under the policy of the first.
            for file in files.documentation_pages():
                if file.page is not None and not isinstance(file.page, ReadyPage):
                    self._inline |= inline(file.page.content or "")
        return env

    def on_pre_page(self, page: Page, /, *, config: MkDocsConfig, files: Files) -> Page:  # noqa: ARG002 - MkDocs' signature
        """Let a hand-written page be edited where MkDocs does not know the repository."""
        path = page.file.abs_src_path
        if page.edit_url is None and page.file.generated_by is None and path is not None:
            root = root_of(config)
            if Path(path).is_relative_to(root):
                page.edit_url = self._edit_url(config, Path(path).relative_to(root).as_posix())
        return page

    @event_priority(100)
    def on_page_markdown(
        self,
        markdown: str,
        /,
        *,
        page: Page,
        config: MkDocsConfig,  # noqa: ARG002 - MkDocs' signature
        files: Files,  # noqa: ARG002 - MkDocs' signature
    ) -> str:
        """Give a hand-written page its text with `[[id]]` and the blocks resolved."""
        resolved = self._site.hand_written.get(page.file.src_uri)
        if resolved is None or page.file.generated_by is not None:
            return markdown
        return get_data(resolved)[0]

    @event_priority(100)  # before the search reads the page
    def _tell_search(
        self, context: TemplateContext, /, *, page: Page, **_: object
    ) -> TemplateContext:
        """Tell the search by what a generated page is found, and spare it the page itself."""
        if isinstance(page, ReadyPage):
            tell = excuse if page.on_demand else add_entries  # those that are apart are told apart
            if tell(page, context["config"]) and self._uses_shells:
                page.hide()
        return context

    @event_priority(-100)  # when it has had its turn
    def _show(self, context: TemplateContext, /, *, page: Page, **_: object) -> TemplateContext:
        """Show the page to its template."""
        if isinstance(page, ReadyPage):
            page.show()
        return context

    on_page_context = CombinedEvent(_tell_search, _show)

    @event_priority(-100)  # when all others have written into the page
    def on_post_page(self, output: str, /, *, page: Page, config: MkDocsConfig) -> str:
        """Complete the head, and put the banner on every page while the dossier is broken."""
        held = None
        if isinstance(page, ReadyPage):
            metadata, data = page.ready.metadata, page.data
            held = held_with(output, data, *(text for _, text in metadata))
            output = with_metadata(output, metadata, data)
            if page.ready.kind == SEARCH.name and self._is_search_of_its_own(config):
                output = without_box(output)
            if page.ready.scripts:
                between = Addresses(config.use_directory_urls).between
                output = with_scripts(
                    output, *(between(page.ready.uri, one) for one in page.ready.scripts)
                )
        return self._finished(output, config, held)

    @event_priority(-100)
    def on_post_template(
        self,
        output_content: str,
        /,
        *,
        template_name: str,
        config: MkDocsConfig,
    ) -> str:
        """Do the same to the page for addresses that lead nowhere, and lead on from there."""
        if template_name.endswith(".html"):
            words = wording(site_settings(config).language)
            addresses = Addresses(config.use_directory_urls, config.site_url or "")
            output_content = with_ways_on(output_content, self._site, addresses, words)
            return self._finished(output_content, config)
        return output_content

    def _is_search_of_its_own(self, config: MkDocsConfig) -> bool:
        """Say whether the search page will have an index, and so needs no search in its header.

        With instant navigation, readers come from page to page without another header.
        """
        is_instant = "navigation.instant" in (config.theme.get("features") or ())
        return self._serving is None and self.config.search_page and available() and not is_instant

    def _finished(self, output: str, config: MkDocsConfig, held: Inline | None = None) -> str:
        if config.site_url and self._has_feed:
            output = with_feed(output, urljoin(config.site_url, FEED), config.site_name)
        serving = self._serving is not None
        if self._serving is not None and self._serving.banner:
            output = with_banner(output, self._serving.banner)
            held = None
        if self.config.content_security_policy:
            output = with_policy(output, held=held, also=self._inline, trusting=serving)
        return output

    def on_template_context(
        self, context: TemplateContext, /, *, template_name: str, config: MkDocsConfig
    ) -> TemplateContext:
        """Let the site map of a build name the pages, too, that MkDocs does not build itself."""
        if self._apart is not None and self._serving is None and template_name == SITE_MAP:
            own = on_site_map(self._apart.outlines, Addresses(config.use_directory_urls), config)
            context["pages"] = [*context["pages"], *own]  # type: ignore[list-item]  # see there
        return context

    @event_priority(100)  # before the search writes its index
    def _make_rest(self, *, config: MkDocsConfig) -> None:
        """Make what MkDocs has not, and hand its own search the titles as plain text."""
        if self._apart is not None and self._serving is None and self._read is not None:
            self._make_all(self._apart, self._read, config)
        unescape_titles(config)

    def _make_all(self, apart: PagesApart, read: Read, config: MkDocsConfig) -> None:
        """Make all pages that stand apart from those that MkDocs builds, and keep the result."""
        old, around = self._replacement.old_site, self._around(apart, config)
        with self._progress() as tell:
            try:
                self._keeping.make_all(apart, config, old, around, self._report, tell)
            except Exception as error:  # noqa: BLE001 - raised again unless a template of the user's failed
                tell_template(error, read.project, self._report)
                sound_site(read, self._report, strict=config.strict)

    def _around(self, apart: PagesApart, config: MkDocsConfig) -> str:
        """Tell what is put around each page, as far as files and settings do not."""
        inline = self._inline
        allowed = [*map(sorted, (inline.scripts, inline.sheets, inline.styles))]
        has_index = self._is_search_of_its_own(config)
        return repr((apart.navigation(), apart.left_out(), allowed, self._has_feed, has_index))

    @event_priority(-50)  # when it has been written
    def _lighten_index(self, *, config: MkDocsConfig) -> None:
        """Write the search's index as small as it can be, and say where it is large even so."""
        if (size := lighten_index(config)) > MOST_BYTES:
            _log.info(LARGE_INDEX, size / 1e6)

    @event_priority(-75)  # when the site stands
    def _complete(self, *, config: MkDocsConfig) -> None:
        """Have the index of the search page made; while serving, that can wait as all else can."""
        if not self._waits() and not self._leaves_out:
            self._index_search_page(config)
        if self._serving is None:
            self._read = self._apart = None  # they hold more memory than all else
            if not _is_command():
                gc.unfreeze()
        else:
            self._serving.finish()

    def _waits(self) -> bool:
        """Say whether the dossier's pages wait until somebody asks for them."""
        return self._serving is not None and self._serving.on_demand

    def _index_search_page(self, config: MkDocsConfig) -> None:
        """Have the index made in which the search page looks."""
        if self._read is None or not self.config.search_page:
            return
        addresses = Addresses(config.use_directory_urls)
        site = Path(config.site_dir)
        with self._progress() as tell:
            tell("Making the search index")
            if (made := self._read.made) is not None:
                if not self._search_page.write_for(made, self._read.project, addresses, site):
                    self._keeping.end()
            else:
                for path, content in self._served_index(config).items():
                    write_file(content, str(site / path))
            Relinked(site, self._replacement.old_site).keep_times(SEARCH_PAGE)

    def _served_index(self, config: MkDocsConfig) -> dict[str, bytes]:
        """Return the files of the search page's index while serving."""
        if self._read is None or self._read.dossier is None or not self.config.search_page:
            return {}
        addresses = Addresses(config.use_directory_urls)
        return self._search_page.served(self._read.dossier, addresses)

    @event_priority(-1000)  # when nobody has anything to add
    def _replace_old_site(self, *, config: MkDocsConfig) -> None:
        """Put the new site in the place of the old one, if there is a new one."""
        self._keeping.count_no_more()
        if self._leaves_out:
            self._replacement.leave(config)
            return
        made = self._keeping.listed(Path(config.site_dir))
        self._search_page.wait()
        replaces = self._replacement.old_site is not None
        if self._replacement.finish(config):
            self._keeping.note(made, replaces=replaces)
        self._search_page.settle(holds=self._keeping.holds())
        self._search_page.end()

    on_post_build = CombinedEvent(_make_rest, _lighten_index, _complete, _replace_old_site)

    def on_build_error(self, *, error: Exception) -> None:  # noqa: ARG002 - MkDocs' signature
        """Remove what there is of the new site; the old one stays."""
        self._replacement.abandon()
        self._keeping.end()
        if self._serving is None:
            self._search_page.forget()
            gc.unfreeze()
            self._keeping.wait()
        else:
            self._serving.finish(failed=True)

    def on_shutdown(self) -> None:
        """Leave nothing behind that was made for a server, or by a build that was interrupted."""
        self._search_page.forget()
        self._replacement.abandon()
        self._keeping.wait()
        if self._serving is not None:
            self._serving.end()
        elif _is_command():
            gc.freeze()

    def on_serve(
        self,
        server: LiveReloadServer,
        /,
        *,
        config: MkDocsConfig,
        builder: Callable[..., Any],  # noqa: ARG002 - MkDocs' signature
    ) -> LiveReloadServer:
        """Watch what the dossier is made of, and make its pages when they are asked for."""
        if self._serving is None:  # `mkdocs serve --clean` says that it builds
            self._serving = Serving()
        self._serving.open(server)
        root = root_of(config)
        self._serving.watch(root, self._made_of(root))
        there = [f"'{path.relative_to(root)}'" for path in self._made_of(root) if path.exists()]
        _log.info("Watching paths for changes: %s", ", ".join(there))
        if self.config.fast and (names := ", ".join(want_every_page(config))):
            _log.info(
                "All pages are made at every change, as these may want to see them: %s", names
            )
        return server

    def _made_of(self, root: Path) -> Iterator[Path]:
        yield root / self.config.config
        if self._project is not None:
            project = self._project
            for name in (*project.seeds, *project.annotations, *project.templates):
                yield root / name

    def _edit_url(self, config: MkDocsConfig, path: str) -> str | None:
        return None if self._project is None else edit_address(config, self._project, path)


def _is_command() -> bool:
    """Return whether the process ends with the build: nothing need be looked through for rubbish.

    A script that builds several sites goes on.
    """
    return click.get_current_context(silent=True) is not None
