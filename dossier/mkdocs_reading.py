"""What MkDocs' plugin reads of a dossier before a build, or each time that it serves one anew."""

from __future__ import annotations

import gc
from dataclasses import replace
from typing import TYPE_CHECKING

import click
from mkdocs.exceptions import Abort
from mkdocs.plugins import get_plugin_logger

from dossier import build, cache
from dossier.frozen import dataclass
from dossier.memory import undisturbed
from dossier.on_demand import SiteOnDemand
from dossier.reads import Reads
from dossier.terminal import with_excerpts

if TYPE_CHECKING:
    from dossier.compiled import Compiled
    from dossier.diagnostics import Report
    from dossier.memory import Memory
    from dossier.progress import Progress
    from dossier.project import Project
    from dossier.site import Addresses, Site
    from dossier.tables import Dossier

_log = get_plugin_logger("dossier")


@dataclass(frozen=True, slots=True)
class Read:
    """A dossier as it was read.

    `site` is None where the report holds errors; its pages are without content if they are made
    `on_demand`. `dossier` is None where an earlier build's result was taken. `made` is that of a
    build, for what has to be made after it.
    """

    project: Project
    site: Site | None = None
    dossier: Dossier | None = None
    on_demand: SiteOnDemand | None = None
    made: cache.Made | None = None

    def without(self, kind: str) -> Read:
        """Return the same without the pages of one kind."""
        if self.site is None:
            return self
        pages = tuple(one for one in self.site.pages if one.kind != kind)
        return replace(self, site=replace(self.site, pages=pages))


def read_for_build(
    project: Project,
    addresses: Addresses,
    report: Report,
    *,
    on_demand: bool,
    use: bool,
    stands: cache.Stands,
    progress: Progress,
) -> Read:
    """Read a dossier, and render it unless that is to be done on demand.

    If `use` allows it, what came of that before is taken; and nothing is read where the site that
    it came to `stands`.
    """
    later = stands if on_demand else None
    made = cache.made(project, addresses, report, later=later, use=use, progress=progress)
    gc.freeze()  # all of it stays until the build ends, and need not be looked through for rubbish
    if not on_demand or made.dossier is None or report.errors:
        return Read(project, made.site, made.dossier, made=made)
    reads = Reads() if made.kept else None
    return replace(_put_off(project, made.dossier, addresses, report, reads=reads), made=made)


def read_to_serve(
    project: Project,
    addresses: Addresses,
    report: Report,
    *,
    memory: Memory,
    compiled: Compiled,
    on_demand: bool,
    progress: Progress,
) -> Read:
    """Read a dossier again after an edit; render it, unless pages are made on demand."""
    is_first = memory.is_new
    with undisturbed():
        dossier = build.read(project, report, progress=progress, memory=memory)
        if is_first:
            # Most of it stays as long as the server does: to look through it takes seconds.
            gc.freeze()
    if report.errors:
        return Read(project)
    if not on_demand:
        site = build.render(dossier, addresses, report=report, progress=progress)
        return Read(project, None if report.errors else site, dossier)
    return _put_off(project, dossier, addresses, report, compiled)


def _put_off(
    project: Project,
    dossier: Dossier,
    addresses: Addresses,
    report: Report,
    compiled: Compiled | None = None,
    reads: Reads | None = None,
) -> Read:
    pages = SiteOnDemand(dossier, addresses, report=report, compiled=compiled, reads=reads)
    return Read(project, None if report.errors else pages.outlined, dossier, pages)


def sound_site(read: Read, report: Report, *, strict: bool) -> Site:
    """Return the site of a dossier, and tell MkDocs of warnings.

    Raises:
        Abort: the dossier is broken, or a strict build has warnings.
    """
    if read.site is None or report.errors:
        click.echo("\n" + with_excerpts(report.diagnostics, read.project.root), err=True)
        raise Abort(f"dossier: {report.summary()}. The site was left as it was.")
    for warning in report.warnings:
        _log.warning("%s", "\n".join(warning.lines()))
    if strict and report.warnings:
        # MkDocs would count them too, but only when the whole site is made.
        raise Abort(f"dossier: {report.summary()} in strict mode. The site was left as it was.")
    return read.site
