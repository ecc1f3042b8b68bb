"""`dossier build`: the site, or its pages on disk for another generator."""

from __future__ import annotations

import logging
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from dossier.cache import UNCHANGED, made
from dossier.commands.where import Where, may_be_quiet, may_make_anew
from dossier.diagnostics import DossierError, Report
from dossier.project import read_project
from dossier.publish import Published, publish
from dossier.site import Addresses
from dossier.terminal import progress, with_excerpts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dossier.site import Site


@click.command()
@click.option(
    "--pages",
    type=click.Path(file_okay=False, path_type=Path),
    metavar="DIR",
    help="Write the pages as Markdown files into DIR, for another site generator.",
)
@click.option("--strict", is_flag=True, help="Let warnings fail the build.")
@click.option(
    "--no-directory-urls",
    "directories",
    flag_value=False,
    default=True,
    help="With --pages: link to claims/x.html, for generators that make no claims/x/.",
)
@may_make_anew
@may_be_quiet
@click.pass_context
def build(
    ctx: click.Context, pages: Path | None, *, strict: bool, directories: bool, cached: bool
) -> None:
    """Build the site, or its pages as files.

    The site is built as “mkdocs build” does it. A build that fails leaves what is there as it was.
    """
    where: Where = ctx.obj
    if pages is None and not directories:
        raise click.UsageError(
            "--no-directory-urls is for --pages. For the site that is built without it, write "
            "`use_directory_urls: false` into mkdocs.yml."
        )
    if pages is None:
        _build_site(where.folder, strict=strict, quiet=where.quiet, cached=cached)
        return
    report = Report()
    with progress(quiet=where.quiet) as tell:
        project = read_project(where.folder, report)
        report.severities = project.severities
        addresses = Addresses(directories, project.site_url)
        found = made(project, addresses, report, use=cached, progress=tell)
    site = found.site
    if found.dossier is None and not where.quiet:
        click.echo(f"{UNCHANGED}.", err=True)
    if report.diagnostics:
        click.echo(with_excerpts(report.diagnostics, where.folder) + "\n", err=True)
    if site is None or (strict and report.warnings):
        click.echo(f"{report.summary().capitalize()}. No pages were written.", err=True)
        ctx.exit(1)
    target = where.folder / pages
    done = publish(site, target, project=project, addresses=addresses)
    if not where.quiet:
        click.echo(_told(site, done, target, addresses))


def _told(site: Site, done: Published, target: Path, addresses: Addresses) -> str:
    """Return what was done, and what another generator has to be told."""
    total = done.written + done.unchanged
    counts = f"{done.written} written, {done.unchanged} unchanged, {done.removed} removed"
    lines = [
        f"{total} files in {target}: {counts}.",
        "",
        "For the generator that makes the site of them (without the plugin “dossier”):",
        "",
        f"docs_dir: {target}",
    ]
    if not addresses.directories:
        lines.append("use_directory_urls: false")
    if site.styles:
        lines += ["extra_css:", *(f"  - {uri}" for uri in site.styles)]
    if site.scripts:
        lines += ["extra_javascript:"]
        lines += [f"  - path: {uri}\n    type: module" for uri in site.scripts]
    return "\n".join(lines)


def _build_site(root: Path, *, strict: bool, quiet: bool, cached: bool) -> None:
    # Only here: MkDocs takes long to import, and the other commands do without it.
    from mkdocs.commands.build import build as build_site  # noqa: PLC0415 - see above
    from mkdocs.config import load_config  # noqa: PLC0415 - see above

    settings = next((path for name in _SETTINGS if (path := root / name).is_file()), None)
    if settings is None:
        raise DossierError(
            f"there is no mkdocs.yml in {root.resolve()}; make a dossier with `dossier init`, "
            "or write pages for another generator with `dossier build --pages DIR`."
        )
    with _logged(quiet=quiet):
        config = load_config(str(settings), strict=strict or None)
        if "dossier" not in config.plugins:
            raise DossierError(
                f"{settings} does not name the plugin; write `plugins: [search, dossier]` there."
            )
        if not cached:
            config.plugins["dossier"].config["cache"] = False
        config.plugins.on_startup(command="build", dirty=False)
        try:
            build_site(config)
        finally:
            config.plugins.on_shutdown()


_SETTINGS = ("mkdocs.yml", "mkdocs.yaml")


@contextmanager
def _logged(*, quiet: bool) -> Iterator[None]:
    """Show on standard error what MkDocs logs, as its own command does."""
    log = logging.getLogger("mkdocs")
    handler = logging.StreamHandler()
    handler.setFormatter(logging.Formatter("%(levelname)-8s-  %(message)s"))
    before = log.level, log.propagate
    log.addHandler(handler)
    log.setLevel(logging.ERROR if quiet else logging.INFO)
    log.propagate = False
    try:
        yield
    finally:
        log.removeHandler(handler)
        log.setLevel(before[0])
        log.propagate = before[1]
