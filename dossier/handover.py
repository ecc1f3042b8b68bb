"""The site is built beside the old one and takes its place at the end, in one step.

So the old site stays whole while a new one is being made, and for good where that fails, is killed
or runs out of disk. What an interrupted build left behind is put in order at the next start.

Hidden entries at the top of a site (`.git` of a branch that is published from there,
`.well-known`) belong to somebody else; MkDocs leaves them alone, and here they are carried over.
"""

from __future__ import annotations

import os
import shutil
from contextlib import suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

_UNFINISHED = ".{name}-unfinished"
_BEFORE = ".{name}-before"


def begin(site: Path) -> Path:
    """Return the empty folder in which to build a site, beside the one that it will replace.

    Where none can be made there, that is the site's own folder.
    """
    unfinished, _ = _beside(site)
    try:
        _put_in_order(site)
        unfinished.mkdir(parents=True)
        if site.is_dir():
            shutil.copymode(site, unfinished)
    except OSError:
        return site
    return unfinished


def finish(site: Path) -> None:
    """Let the site that was built take the place of the old one.

    Raises:
        OSError: the new site cannot be put there; the old one is.
    """
    unfinished, before = _beside(site)
    if not unfinished.is_dir():
        return
    try:
        if site.exists():
            site.rename(before)
        unfinished.rename(site)
    except OSError:
        # The folder is where another file system begins, say, or somebody has it open.
        if before.exists():
            before.rename(site)
        _fill(site, unfinished)
    _put_in_order(site)


def abandon(site: Path) -> None:
    """Remove what there is of a new site; the old one stays."""
    with suppress(OSError):
        _put_in_order(site)


def _beside(site: Path) -> tuple[Path, Path]:
    return tuple(site.with_name(name.format(name=site.name)) for name in (_UNFINISHED, _BEFORE))  # type: ignore[return-value] # two names make two paths


def _put_in_order(site: Path) -> None:
    """Undo what a build left that ended at any point."""
    unfinished, before = _beside(site)
    if before.is_dir() and not site.exists():
        before.rename(site)
    if before.is_dir():
        _carry_hidden(before, site)
        shutil.rmtree(before)
    if unfinished.is_dir():
        shutil.rmtree(unfinished)


def _carry_hidden(before: Path, site: Path) -> None:
    for entry in before.iterdir():
        if entry.name.startswith(".") and not os.path.lexists(site / entry.name):
            entry.rename(site / entry.name)


def _fill(site: Path, built: Path) -> None:
    """Put a new site into a folder that cannot be replaced: each file in one step, then the rest.

    A build that is killed meanwhile leaves pages of both.
    """
    new = {path.relative_to(built) for path in built.rglob("*")}
    for path in sorted(new):
        target = site / path
        if (built / path).is_dir():
            target.mkdir(exist_ok=True)
        else:
            unfinished = target.with_name(f".{target.name}-unfinished")
            shutil.copyfile(built / path, unfinished)
            unfinished.replace(target)
    for entry in site.iterdir():
        if entry.name.startswith("."):
            continue
        for path in [*sorted(entry.rglob("*"), reverse=True), entry]:
            if path.relative_to(site) in new:
                continue
            if path.is_dir() and not path.is_symlink():
                path.rmdir()
            else:
                path.unlink()
