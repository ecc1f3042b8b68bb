"""What the command line can do, one command a file.

To add a command, write its file beside the others and name it in `COMMANDS`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from dossier.commands import build, check, init, new, schema

if TYPE_CHECKING:
    import click

COMMANDS: tuple[click.Command, ...] = (
    init.init,
    new.new,
    check.check,
    build.build,
    schema.schema,
)

__all__ = ["COMMANDS"]
