"""`dossier check`: everything that is wrong."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import click

from dossier.cache import UNCHANGED, made
from dossier.commands.where import Where, may_be_quiet, may_make_anew
from dossier.diagnostics import Report, as_github, as_json
from dossier.project import read_project
from dossier.site import Addresses
from dossier.terminal import progress, with_excerpts

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from dossier.diagnostics import Diagnostic


@click.command()
@click.argument(
    "directory",
    metavar="[DIR]",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    default=Path(),
)
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "github"]),
    default="text",
    show_default=True,
    help="How to print them: for people, for programs, or as marks on a pull request’s lines.",
)
@click.option("--strict", is_flag=True, help="Let warnings count as errors.")
@may_make_anew
@may_be_quiet
@click.pass_context
def check(
    ctx: click.Context,
    directory: Path,
    form: Literal["text", "json", "github"],
    *,
    strict: bool,
    cached: bool,
) -> None:
    """Report everything that is wrong with the dossier.

    No page is written. Exits with 1 if there are errors, with --strict also for warnings.
    """
    where: Where = ctx.obj
    root = where.folder / directory
    report = Report()
    with progress(quiet=where.quiet) as tell:
        project = read_project(root, report)
        report.severities = project.severities
        found = made(project, Addresses(), report, pages=False, use=cached, progress=tell)
    _tell(report, root, form, quiet=where.quiet)
    if found.dossier is None and not where.quiet:
        click.echo(f"{UNCHANGED}.", err=True)
    ctx.exit(1 if report.errors or (strict and report.warnings) else 0)


def _tell(
    report: Report, root: Path, form: Literal["text", "json", "github"], *, quiet: bool
) -> None:
    diagnostics = report.diagnostics
    match form:
        case "json":
            click.echo(as_json(diagnostics))
        case "github":
            click.echo(as_github(_from_here(diagnostics, root)), nl=bool(diagnostics))
        case "text" if diagnostics:
            click.echo(with_excerpts(diagnostics, root) + "\n")
    if not quiet:
        # Standard output belongs to the form that a program reads.
        click.echo(report.summary().capitalize() + ".", err=form != "text")


def _from_here(diagnostics: Iterable[Diagnostic], root: Path) -> Iterator[Diagnostic]:
    """Yield diagnostics with paths from the working folder, which on GitHub is the repository."""
    here = Path.cwd().resolve()
    base = root.resolve()
    for one in diagnostics:
        path = base / one.place.path
        if base != here and path.is_relative_to(here):
            place = replace(one.place, path=path.relative_to(here).as_posix())
            yield replace(one, place=place)
        else:
            yield one
