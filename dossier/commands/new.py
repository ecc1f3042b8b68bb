"""`dossier new`: a record to fill in."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import click

from dossier.commands.kinds import named_kind
from dossier.commands.where import Where, may_be_quiet
from dossier.diagnostics import DossierError, Report
from dossier.kinds.text import ID
from dossier.project import read_project
from dossier.skeleton import skeleton
from dossier.slugs import LONGEST, slug

if TYPE_CHECKING:
    from dossier.project import Project


@click.command()
@click.argument("kind")
@click.argument("id_", metavar="ID")
@may_be_quiet
@click.pass_obj
def new(where: Where, kind: str, id_: str) -> None:
    """Make a file for a new record, with its keys explained.

    KIND is claims, people, places … and ID the new record’s id: a short name in small letters,
    digits and hyphens, which becomes part of its web address.

    \b
      dossier new people ada-quill
    """  # noqa: D301 - click's mark for a paragraph that is not wrapped
    project = read_project(where.folder, Report())
    chosen = named_kind(kind, project.kinds)
    _refuse_a_bad_id(id_)
    _refuse_a_taken_id(project, id_)
    path = project.root / project.annotations[0] / chosen.name / f"{id_}.yml"
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        # Exclusively: what somebody wrote is never written over.
        with path.open("x", encoding="utf-8", newline="\n") as file:
            file.write(skeleton(chosen, tuple(project.statuses)))
    except OSError as error:
        raise DossierError(f"cannot write {path}: {error.strerror}.") from error
    if where.quiet:
        click.echo(path)
    else:
        click.echo(f"Wrote {path}.\nFill it in, then run: dossier check")
        if chosen.group == "source" and not _has_seed(project, id_):
            click.echo(f"Its text has to be a file in {project.seeds[0]}/: {id_}.txt", err=True)


def _refuse_a_bad_id(id_: str) -> None:
    if ID.fullmatch(id_) and len(id_) <= LONGEST:
        return
    possible = slug(id_)[:LONGEST].strip("-_")
    hint = f" Perhaps “{possible}”." if possible else ""
    raise click.UsageError(
        f"“{id_}” cannot be an id: use small letters a–z, digits, and single hyphens between "
        f"them, {LONGEST} characters at most.{hint}"
    )


def _refuse_a_taken_id(project: Project, id_: str) -> None:
    """Raise where a file of that id is there. Files of many records are left to `check`."""
    for folder in project.annotations:
        for path in _files(project.root / folder):
            if path.stem == id_ and path.suffix in {".yml", ".yaml"}:
                raise DossierError(
                    f"the id “{id_}” is taken by {path}; ids are unique in the whole dossier. "
                    "Edit that file, or choose another id."
                )


def _has_seed(project: Project, id_: str) -> bool:
    files = (path for folder in project.seeds for path in _files(project.root / folder))
    return any(slug(path.stem) == id_ for path in files)


def _files(folder: Path) -> list[Path]:
    return [Path(where, name) for where, _, names in os.walk(folder) for name in names]
