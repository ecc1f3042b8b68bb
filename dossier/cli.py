"""The command line: `dossier init`, `new`, `check`, `build` and `schema`.

Exit codes: 0 when all is well, 1 when there are diagnostics, 2 when a command cannot be carried
out at all.
"""

from __future__ import annotations

from pathlib import Path

import click

from dossier import __version__
from dossier.commands import COMMANDS
from dossier.commands.where import Where
from dossier.diagnostics import DossierError
from dossier.terminal import speak_any_script


class _Dossier(click.Group):
    """Tells people what stands in their way in a sentence, without a traceback."""

    def invoke(self, ctx: click.Context) -> object:
        try:
            return super().invoke(ctx)
        except DossierError as error:
            told = str(error)
        except BrokenPipeError:
            raise  # whoever read the output has had enough; click ends quietly
        except OSError as error:
            told = f"{error.filename}: {error.strerror}" if error.filename else str(error)
        click.echo(f"dossier: {told}", err=True)
        raise click.exceptions.Exit(2)


@click.group(
    cls=_Dossier,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    commands=COMMANDS,
)
@click.version_option(__version__, "-V", "--version", prog_name="dossier")
@click.option(
    "-C",
    "--directory",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    default=Path(),
    metavar="DIR",
    help="Work as if started in DIR.",
)
@click.option("-q", "--quiet", is_flag=True, help="Print results and problems only.")
@click.pass_context
def main(ctx: click.Context, directory: Path, *, quiet: bool) -> None:
    """Turn source texts, and notes on who claims what in them, into a website.

    To begin:  dossier init my-dossier
    """
    speak_any_script()
    ctx.obj = Where(directory, quiet)
