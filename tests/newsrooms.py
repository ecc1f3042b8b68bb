"""Sites made by hand, and MkDocs to build them with through the plugin."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml
from mkdocs.commands.build import build as mkdocs_build
from mkdocs.config import load_config

from dossier.build import read
from dossier.diagnostics import Report
from dossier.project import Project, SiteSettings
from dossier.site import Asset, Page, Section, Site
from dossier.text import Place

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig

    from dossier.tables import Dossier

CLAIM = Page(
    uri="claims/bridge-closed.md",
    title="The council closed Tanner’s Bridge",
    description="Two papers say so.",
    html=(
        '<div class="dossier"><h1 id="bridge-closed">The council closed Tanner’s Bridge</h1>'
        '<h2 id="evidence">Evidence</h2><blockquote id="e1">closed to all traffic</blockquote>'
        '<h3 id="courier">Courier</h3><p>&#123;&#123; x &#125;&#125;</p></div>'
    ),
    written_in="annotations/claims/bridge-closed.yml",
    boost=2.0,
    sections=(Section(2, "evidence", "Evidence"), Section(3, "courier", "The “Courier”")),
)
CLAIMS = Page(
    uri="claims/index.md",
    title="Claims",
    description="Every claim.",
    html='<h1 id="claims">Claims</h1><p><a href="bridge-closed/">The council closed it</a></p>',
    in_navigation=True,
)
STYLE = Asset("assets/dossier/dossier.css", b"mark{background:khaki}")
SCRIPT = Asset("assets/dossier/filter.js", b"export {}")
SITE = Site(
    pages=(CLAIM, CLAIMS), assets=(STYLE, SCRIPT), styles=(STYLE.uri,), scripts=(SCRIPT.uri,)
)


class AtHand:
    """Stands in for a site whose pages are made when somebody asks for them."""

    lists_files = ""

    def __init__(self, room: Newsroom) -> None:
        self._room = room
        # What is known before it is made is most, but not all.
        self.outlined = replace(
            room.site,
            pages=tuple(
                replace(one, html="", description="", sections=()) for one in room.site.pages
            ),
        )
        self.files: tuple[str, ...] = ()

    def prepare(self) -> None:
        self._room.render()

    def page(self, uri: str) -> Page:
        return next(one for one in self._room.render().pages if one.uri == uri)

    def traced(self, uri: str) -> tuple[Page, bytes]:
        return self.page(uri), b""

    def facts(self) -> frozenset[bytes]:
        return frozenset()

    def outputs(self) -> tuple[Asset, ...]:
        return ()

    previews = outputs

    def take(self, outputs: tuple[Asset, ...]) -> None:
        assert not outputs


class Newsroom:
    """A dossier whose pages and diagnostics a test sets, and MkDocs to build it with."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.site = SITE
        self.wrong: list[tuple[str, str]] = []
        self.problem: Exception | None = None
        self.settings: dict[str, Any] = {
            "site_name": "The bridge",
            "plugins": ["search", "dossier"],
        }
        self.write("docs/index.md", "# Home\n")

    def write(self, path: str, text: str) -> None:
        (self.root / path).parent.mkdir(parents=True, exist_ok=True)
        (self.root / path).write_text(text, "utf-8")

    def read_project(
        self, root: Path, report: Report, *, config: str, site: SiteSettings
    ) -> Project:
        assert (root, config) == (self.root, "dossier.yml")
        for code, message in self.wrong:
            report.add(code, Place("annotations/claims/bridge-closed.yml", 3, 5), message)
        return Project(
            root=root,
            title=site.title,
            seeds=("seeds",),
            annotations=("annotations",),
            templates=("templates",),
            docs=Path(site.docs).relative_to(root).as_posix(),
            repository=site.repository or self.settings.get("extra", {}).get("repository", ""),
            branch="main",
            site_url=site.site_url,
            language=site.language,
            statuses={},
            kinds=(),
            severities={},
        )

    def read(self, project: Project, *_: object, **__: object) -> Dossier:
        return read(project, Report())  # nothing: only a test's own diagnostics are told

    def render(self, *_: object, **__: object) -> Site:
        if self.problem is not None:
            raise self.problem
        return self.site

    def on_demand(self, *_: object, **__: object) -> AtHand:
        return AtHand(self)

    def config(self, *, strict: bool = False) -> MkDocsConfig:
        self.write("mkdocs.yml", yaml.safe_dump(self.settings))
        return load_config(str(self.root / "mkdocs.yml"), strict=strict)

    def build(self, *, strict: bool = False) -> None:
        config = self.config(strict=strict)
        config.plugins.on_startup(command="build", dirty=False)
        try:
            mkdocs_build(config)
        finally:
            config.plugins.on_shutdown()

    def open_server(self) -> None:
        self.config().plugins.on_startup(command="serve", dirty=False)

    def serve(self, *, strict: bool = False) -> None:
        """Build as the server does after a change."""
        mkdocs_build(self.config(strict=strict), serve_url="http://127.0.0.1:8000/")

    def page(self, path: str) -> str:
        return (self.root / "site" / path).read_text("utf-8")

    def has(self, path: str) -> bool:
        return (self.root / "site" / path).exists()
