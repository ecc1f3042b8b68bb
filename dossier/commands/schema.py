"""`dossier schema`: JSON Schemas for editors."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from dossier import schemas
from dossier.commands.kinds import named_kind
from dossier.diagnostics import DossierError, Report
from dossier.kinds import KINDS
from dossier.project import STATUSES, read_project

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from dossier.commands.where import Where
    from dossier.kinds import Kind


@click.command()
@click.argument("kind", required=False)
@click.option(
    "--write",
    "directory",
    type=click.Path(file_okay=False, path_type=Path),
    metavar="DIR",
    help="Write them as files into DIR, such as .vscode/schemas.",
)
@click.pass_obj
def schema(where: Where, kind: str | None, directory: Path | None) -> None:
    """Print the JSON Schemas that editors use.

    That of one KIND of record is printed alone. With --write, each kind gets two files:
    claims.json for a file with one record, and claims-by-id.json for a file that holds many.
    Without KIND there is also dossier.json, for the settings.
    """
    kinds, statuses = _declared(where.folder)
    chosen = kinds if kind is None else (named_kind(kind, kinds),)
    if directory is not None:
        make = schemas.all_schemas if kind is None else schemas.schemas
        written = schemas.write_schemas(make(chosen, statuses), where.folder / directory)
        if not where.quiet:
            click.echo(f"Wrote {len(written)} schemas into {where.folder / directory}.")
        return
    printed = {one.name: schemas.schema(one, statuses) for one in chosen}
    click.echo(schemas.as_json(printed if kind is None else printed[chosen[0].name]), nl=False)


def _declared(folder: Path) -> tuple[Sequence[Kind], Collection[str]]:
    """Return the kinds and statuses of the dossier in a folder, or outside of one the usual."""
    try:
        project = read_project(folder, Report())
    except DossierError:
        return KINDS, STATUSES
    return project.kinds, project.statuses
