"""`dossier schema`: JSON Schemas for editors."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from dossier import schemas
from dossier.commands.kinds import named_kind
from dossier.commands.where import Where, may_be_quiet
from dossier.diagnostics import DossierError, Report
from dossier.editor_settings import KEY, all_patterns, lines_to_add, patterns, renewed
from dossier.kinds import KINDS
from dossier.project import STATUSES, read_project

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from dossier.editor_settings import Patterns
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
@may_be_quiet
@click.pass_obj
def schema(where: Where, kind: str | None, directory: Path | None) -> None:
    """Print the JSON Schemas that editors use.

    That of one KIND of record is printed alone. With --write, each kind gets two files:
    claims.json for a file with one record, and claims-by-id.json for a file that holds many.
    Without KIND there is also dossier.json, for the settings. Visual Studio Code is told of
    them in .vscode/settings.json, where the dossier has that.
    """
    kinds, statuses, annotations = _declared(where.folder)
    chosen = kinds if kind is None else (named_kind(kind, kinds),)
    if directory is not None:
        target = where.folder / directory
        make, follow = (schemas.all_schemas, all_patterns)
        if kind is not None:
            make, follow = schemas.schemas, patterns
        written = schemas.write_schemas(make(chosen, statuses), target)
        if not where.quiet:
            click.echo(f"Wrote {len(written)} schemas into {target}.")
        folder = _inside(where.folder, target)
        if folder.startswith(".vscode/"):
            _tell_editor(where, follow(chosen, schemas=folder, annotations=annotations))
        return
    printed = {one.name: schemas.schema(one, statuses) for one in chosen}
    click.echo(schemas.as_json(printed if kind is None else printed[chosen[0].name]), nl=False)


def _declared(folder: Path) -> tuple[Sequence[Kind], Collection[str], Sequence[str]]:
    """Return the kinds, the statuses and the folders of records of the dossier in a folder.

    Outside of one, they are the usual ones.
    """
    try:
        project = read_project(folder, Report())
    except DossierError:
        return KINDS, STATUSES, ("annotations",)
    return project.kinds, project.statuses, project.annotations


def _inside(folder: Path, target: Path) -> str:
    """Return a folder's way from the one that an editor is opened in; nothing for elsewhere."""
    try:
        return target.resolve().relative_to(folder.resolve()).as_posix()
    except ValueError:
        return ""


def _tell_editor(where: Where, wanted: Patterns) -> None:
    """Let Visual Studio Code know which files follow its schemas, or say how to."""
    path = where.folder / ".vscode" / "settings.json"
    if not path.is_file():
        return
    try:
        with path.open(encoding="utf-8", newline="") as file:
            before = file.read()
    except ValueError:
        before = ""
    after = renewed(before, wanted)
    if after is None:
        click.echo(
            f"{path} names none of these schemas, or is no plain JSON. To have them used, add:\n\n"
            + lines_to_add(wanted),
            err=True,
        )
    elif after != before:
        with path.open("w", encoding="utf-8", newline="") as file:
            file.write(after)
        if not where.quiet:
            click.echo(f"Renewed “{KEY}” in {path}.")
