"""The MkDocs plugin: `plugins: [search, dossier]` publishes the dossier as part of the site.

Everything is read and rendered before MkDocs makes the site, and that is made beside the old one,
so that a build that fails leaves it whole. While serving, nothing is ever raised, because MkDocs
would then answer no request any more: the last good pages stay, with a banner that says what is
wrong.
"""

from __future__ import annotations

import html
import logging
import traceback
from dataclasses import replace as changed
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal
from urllib.parse import urljoin

import click
from markupsafe import Markup
from mkdocs.config import config_options
from mkdocs.config.base import Config
from mkdocs.exceptions import Abort
from mkdocs.plugins import BasePlugin, CombinedEvent, event_priority, get_plugin_logger
from mkdocs.structure.files import File, InclusionLevel
from mkdocs.utils.meta import get_data

from dossier import build, cache
from dossier.diagnostics import DossierError, Report
from dossier.mkdocs_banner import banner, with_banner
from dossier.mkdocs_config import (
    ask_no_other_host,
    end_words_at_marks,
    expect_no_pages,
    link_assets,
    root_of,
    site_settings,
)
from dossier.mkdocs_handover import Replacement
from dossier.mkdocs_head import Inline, inline, with_feed, with_metadata, with_policy
from dossier.mkdocs_known import may_use_shells
from dossier.mkdocs_not_found import with_ways_on
from dossier.mkdocs_pages import ReadyPage, add_pages, edit_address, lift_lone_indexes, replace
from dossier.mkdocs_search import MOST_BYTES, add_entries, lighten_index
from dossier.mkdocs_search_page import SearchPageIndex
from dossier.mkdocs_served import Compiled, Served, Shown
from dossier.mkdocs_served_files import ServedFiles, may_make_on_demand, served_files
from dossier.mkdocs_shells import use_shells
from dossier.mkdocs_trouble import instead_of
from dossier.on_demand import SiteOnDemand
from dossier.outputs import FEED
from dossier.project import Project, read_project
from dossier.publish import generated_pages, refuse_the_dossiers_own
from dossier.site import Addresses, Site
from dossier.terminal import progress, with_excerpts
from dossier.wording import wording

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from jinja2 import Environment
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.livereload import LiveReloadServer
    from mkdocs.structure.files import Files
    from mkdocs.structure.nav import Navigation
    from mkdocs.structure.pages import Page
    from mkdocs.utils.templates import TemplateContext

    from dossier.site import Page as SitePage
    from dossier.tables import Dossier

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
        self._served = Served()
        self._compiled = Compiled()
        self._start(serving=False)

    def _start(self, *, serving: bool) -> None:
        self._serving = serving
        self._server: LiveReloadServer | None = None
        self._watched: set[Path] = set()
        self._project: Project | None = None
        self._site = Site()
        self._on_demand: SiteOnDemand | None = None
        self._dossier: Dossier | None = None
        self._made: cache.Made | None = None
        self._shown: Shown | None = None
        self._banner = ""
        self._inline = Inline()
        self._replacement = Replacement()

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        """Forget an earlier run: MkDocs keeps the plugin for as long as its process lives."""
        self._start(serving=command == "serve")
        self._in_place = dirty

    @event_priority(100)  # before the search copies its settings
    def _settle(self, config: MkDocsConfig, /) -> MkDocsConfig:
        """Let the search end words at quotation marks, and nothing come from another host."""
        end_words_at_marks(config)
        ask_no_other_host(config)
        return config

    @event_priority(-1000)  # when all others have set where the site is to stand
    def _build_beside(self, config: MkDocsConfig, /) -> MkDocsConfig:
        """Let MkDocs make the site beside the old one, which it would empty first."""
        if not self._serving and not self._in_place:
            self._replacement.begin(config)
        return config

    on_config = CombinedEvent(_settle, _build_beside)

    def on_pre_build(self, *, config: MkDocsConfig) -> None:
        """Read and render the dossier, before MkDocs makes any page."""
        if self._serving:
            self._served.begin()
        self._banner = ""
        root = root_of(config)
        report = Report()
        try:
            site = self._read(config, root, report)
        except DossierError as error:
            if not self._serving:
                raise Abort(f"dossier: {error}") from error
            self._keep_serving(str(error), "")
        except Exception as error:
            if not self._serving:
                raise
            # A template that is being edited, say. Raised here, it would stop the server; and so
            # would an error that is logged, in strict mode.
            click.echo(traceback.format_exc(), err=True)
            self._keep_serving("the dossier cannot be rendered", f"{type(error).__name__}: {error}")
        else:
            self._take(site, report, root, strict=config.strict)
        if self._banner and not self._site.pages:
            expect_no_pages(config)
        self._watch(config)
        link_assets(config, self._site)

    def _read(self, config: MkDocsConfig, root: Path, report: Report) -> Site | None:
        """Return the dossier as a site, or None where the report holds errors."""
        settings = site_settings(config)
        project = read_project(root, report, config=self.config.config, site=settings)
        self._project = project
        report.severities = project.severities
        refuse_the_dossiers_own(Path(self._replacement.site_dir or config.site_dir), project)
        addresses = Addresses(config.use_directory_urls, config.site_url or "")
        quiet = not _log.isEnabledFor(logging.INFO)
        with progress(quiet=quiet, tell=_log.info, least=1) as tell:
            if not self._serving:
                use = self.config.cache
                self._made = cache.made(project, addresses, report, use=use, progress=tell)
                if self._made.dossier is None:
                    _log.info("%s: its results are used", cache.UNCHANGED)
                if self._made.site is None:
                    return None
                site = self._made.site
            else:
                dossier = build.read(project, report, progress=tell)
                if report.errors:
                    return None
                if self._makes_on_demand(config):
                    on_demand = SiteOnDemand(dossier, addresses, report=report)
                    site = on_demand.outlined
                else:
                    on_demand = None
                    site = build.render(dossier, addresses, report=report, progress=tell)
                if report.errors:
                    return None
                self._dossier, self._on_demand = dossier, on_demand
        if not self.config.search_page:
            site = changed(site, pages=tuple(one for one in site.pages if one.kind != "search"))
        return site

    def _makes_on_demand(self, config: MkDocsConfig) -> bool:
        return (
            self._serving
            and not self._in_place  # what was made for an earlier build would stay
            and self.config.fast
            and may_make_on_demand(config)
        )

    def _take(self, site: Site | None, report: Report, root: Path, *, strict: bool) -> None:
        if self._serving:
            if report.diagnostics:
                click.echo(with_excerpts(report.diagnostics, root), err=True)
            if site is None:
                self._keep_serving(report.summary(), with_excerpts(report.errors, root))
            else:
                self._site = site
            return
        if site is None:
            click.echo("\n" + with_excerpts(report.diagnostics, root), err=True)
            raise Abort(f"dossier: {report.summary()}. The site was left as it was.")
        for warning in report.warnings:
            _log.warning("%s", "\n".join(warning.lines()))
        if strict and report.warnings:
            # MkDocs would count them too, but only when the whole site is made.
            raise Abort(f"dossier: {report.summary()} in strict mode. The site was left as it was.")
        self._site = site

    def _keep_serving(self, summary: str, details: str) -> None:
        kept = "these are the pages from before" if self._site.pages else "there are no pages yet"
        self._banner = banner(f"dossier: {summary}; {kept}", details)
        _log.info("%s; %s", summary, kept)

    def on_files(self, files: Files, /, *, config: MkDocsConfig) -> Files:
        """Add the generated pages and assets. What stands under `docs/` goes before them."""
        hand_written = [file.src_uri for file in files.documentation_pages()]
        addresses = Addresses(config.use_directory_urls)
        pages = generated_pages(self._site, hand_written, addresses)

        def edited_at(page: SitePage) -> str | None:
            return self._edit_url(config, page.written_in)

        self._shown = None
        if self._on_demand is not None:
            files = served_files(files, config, self._on_demand.files, pages, edited_at)
            self._shown = Shown(
                self._on_demand,
                pages,
                files,
                config,
                make_search_page=partial(self._index_search_page, config=config),
                instead=partial(instead_of, project=self._project),
            )
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
    def on_nav(self, nav: Navigation, /, *, config: MkDocsConfig, files: Files) -> Navigation:
        """Show an index page as such where MkDocs made it a section of one page."""
        if config.nav is None:
            nav.items = lift_lone_indexes(nav.items)
        if self._shown is not None and isinstance(files, ServedFiles):
            files.hide_awaited()
            self._shown.nav = nav
        return nav

    @event_priority(-100)  # when all others have changed it
    def on_env(self, env: Environment, /, *, config: MkDocsConfig, files: Files) -> Environment:
        """Let the theme render what it puts around the dossier's pages once for all of them."""
        if self._shown is not None:
            env.bytecode_cache = self._compiled
            self._shown.environment = env
        elif self.config.fast and may_use_shells(config, env):
            use_shells(env)
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
    def on_page_context(
        self,
        context: TemplateContext,
        /,
        *,
        page: Page,
        config: MkDocsConfig,
        nav: Navigation,  # noqa: ARG002 - MkDocs' signature
    ) -> TemplateContext:
        """Tell the search by what a generated page is found."""
        if isinstance(page, ReadyPage) and self._shown is None:
            add_entries(page, config)
        return context

    @event_priority(-100)  # when all others have written into the page
    def on_post_page(self, output: str, /, *, page: Page, config: MkDocsConfig) -> str:
        """Complete the head, and put the banner on every page while the dossier is broken."""
        if isinstance(page, ReadyPage):
            output = with_metadata(output, page.ready.metadata, page.data)
        return self._finished(output, config)

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

    def _finished(self, output: str, config: MkDocsConfig) -> str:
        if config.site_url and any(asset.uri == FEED for asset in self._site.assets):
            output = with_feed(output, urljoin(config.site_url, FEED), config.site_name)
        if self._banner:
            output = with_banner(output, self._banner)
        if self.config.content_security_policy:
            output = with_policy(output, also=self._inline, trusting=self._serving)
        return output

    @event_priority(100)  # before the search writes its index
    def _hand_over_titles(self, *, config: MkDocsConfig) -> None:
        """Hand MkDocs' own search the titles as plain text: its script escapes them itself."""
        search = config.plugins.get("search")
        for entry in getattr(getattr(search, "search_index", None), "_entries", ()):
            if isinstance(entry["title"], Markup):
                entry["title"] = html.unescape(str(entry["title"]))

    @event_priority(-50)  # when it has been written
    def _lighten_index(self, *, config: MkDocsConfig) -> None:
        """Write the search's index as small as it can be, and say where it is large even so."""
        size = lighten_index(config)
        if size > MOST_BYTES:
            _log.info(
                "the index of the search in the header has %.1f MB, which takes a reader's browser "
                "long to load. The page “search” finds the same and loads little: leave “search” "
                "out of the plugins in mkdocs.yml, and that page takes the place of the box.",
                size / 1e6,
            )

    @event_priority(-75)  # when the site stands
    def _complete(self, *, config: MkDocsConfig) -> None:
        """Have the index of the search page made; while serving, that can wait as all else can."""
        if self._shown is None:
            self._index_search_page(config=config)
            self._dossier = self._made = None  # they hold more memory than all else
        if self._serving:
            self._served.finish(self._shown)

    def _index_search_page(self, *, config: MkDocsConfig) -> None:
        """Have the index made in which the search page looks."""
        if (self._dossier is None and self._made is None) or not self.config.search_page:
            return
        addresses = Addresses(config.use_directory_urls)
        site = Path(config.site_dir)
        quiet = not _log.isEnabledFor(logging.INFO)
        with progress(quiet=quiet, tell=_log.info, least=1) as tell:
            tell("Making the search index")
            if self._dossier is not None:
                self._search_page.write(self._dossier, addresses, site, serving=True)
            elif self._made is not None and self._project is not None:
                self._search_page.write_for(self._made, self._project, addresses, site)

    @event_priority(-1000)  # when nobody has anything to add
    def _replace_old_site(self, *, config: MkDocsConfig) -> None:
        """Put the new site in the place of the old one."""
        self._replacement.finish(config)

    on_post_build = CombinedEvent(_hand_over_titles, _lighten_index, _complete, _replace_old_site)

    def on_build_error(self, *, error: Exception) -> None:  # noqa: ARG002 - MkDocs' signature
        """Remove what there is of the new site; the old one stays."""
        self._replacement.abandon()
        if self._serving:
            self._served.finish(None)

    def on_shutdown(self) -> None:
        """Leave nothing behind that was made for a server."""
        self._search_page.forget()

    def on_serve(
        self,
        server: LiveReloadServer,
        /,
        *,
        config: MkDocsConfig,
        builder: Callable[..., Any],  # noqa: ARG002 - MkDocs' signature
    ) -> LiveReloadServer:
        """Watch what the dossier is made of, and make its pages when they are asked for."""
        self._serving = True
        self._server = server
        self._watch(config)
        self._served.answer(server)
        return server

    def _watch(self, config: MkDocsConfig) -> None:
        """Watch what is there by now; what comes later is found at the next build."""
        if self._server is None:
            return
        for path in self._made_of(config):
            if path not in self._watched and path.exists():
                self._watched.add(path)
                self._server.watch(str(path))

    def _made_of(self, config: MkDocsConfig) -> Iterator[Path]:
        root = root_of(config)
        yield root / self.config.config
        if self._project is not None:
            project = self._project
            for name in (*project.seeds, *project.annotations, *project.templates):
                yield root / name

    def _edit_url(self, config: MkDocsConfig, path: str) -> str | None:
        return None if self._project is None else edit_address(config, self._project, path)
