"""`dossier init`: a new dossier."""

from __future__ import annotations

import shlex
from pathlib import Path

import click

from dossier.commands.where import Where, may_be_quiet
from dossier.scaffold import start


@click.command()
@click.argument("directory", metavar="DIR", type=click.Path(path_type=Path))
@may_be_quiet
@click.pass_obj
def init(where: Where, directory: Path) -> None:
    """Make a new dossier in DIR that builds at once.

    It holds a small example to edit or delete, settings for editors, and workflows that check
    pull requests and publish to GitHub Pages. DIR must be new or empty.
    """
    target = where.folder / directory
    written = start(target)
    if where.quiet:
        return
    click.echo(f"{target} is a dossier now ({len(written)} files). Next:\n")
    steps = [
        (f"cd {shlex.quote(str(target))}", ""),
        ("mkdocs serve", "shows it on http://127.0.0.1:8000/ and follows your changes"),
        ("dossier check", "says what is wrong, if anything is"),
        ("dossier new claims my-claim", "makes a record to fill in"),
    ]
    for command, words in steps:
        click.echo(f"  {command:<30}{words}".rstrip())
    click.echo("\nREADME.md there tells how to make it yours and how to publish it.")
