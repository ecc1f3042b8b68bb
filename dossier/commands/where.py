"""Where a command works, and how much it says."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

import click

from dossier.frozen import dataclass

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

F = TypeVar("F", bound="Callable[..., object]")


@dataclass(frozen=True, slots=True)
class Where:
    """The folder that a command was started in, or as if, and whether to say results only."""

    folder: Path
    quiet: bool


def may_be_quiet(command: F) -> F:
    """Let a command take `--quiet` behind its own name, too."""

    def be_quiet(ctx: click.Context, _: click.Parameter, quiet: bool) -> None:  # noqa: FBT001 - click's
        if quiet and isinstance(ctx.obj, Where):
            ctx.obj = replace(ctx.obj, quiet=True)

    return click.option(
        "-q",
        "--quiet",
        is_flag=True,
        expose_value=False,
        callback=be_quiet,
        help="Print results and problems only.",
    )(command)


def may_make_anew(command: F) -> F:
    """Let a command take `--no-cache`; it is called with `cached`."""
    return click.option(
        "--no-cache",
        "cached",
        flag_value=False,
        default=True,
        help="Make everything anew, and keep nothing for the next time.",
    )(command)
