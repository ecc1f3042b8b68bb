"""The site is built beside the old one and takes its place at the end, in one step.

So the old site stays whole while a new one is being made, and for good where that fails, is killed
or runs out of disk. What an interrupted build left behind is put in order at the next start.

Hidden entries at the top of a site (`.git` of a branch that is published from there,
`.well-known`) belong to somebody else; MkDocs leaves them alone, and here they are carried over.
"""

from __future__ import annotations

import ctypes
import os
import shutil
import sys
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from dossier.held import abandoned, hold, let_go

if TYPE_CHECKING:
    from collections.abc import Iterator

_UNFINISHED = ".{name}-unfinished-"
_BEFORE = ".{name}-before-"
_CURRENT_FOLDER = -100
_EXCHANGE = 2


def begin(site: Path) -> Path | None:
    """Return the empty folder in which to build a site, beside the one that it will replace.

    Where none can be made there, nothing is returned: the site has to be built in place.
    """
    put_in_order(site)
    if os.path.lexists(site) and (site.is_symlink() or not site.is_dir()):
        return None
    try:
        site.parent.mkdir(parents=True, exist_ok=True)
        unfinished = Path(tempfile.mkdtemp(prefix=_name(_UNFINISHED, site), dir=site.parent))
    except OSError:
        return None
    hold(unfinished)
    with suppress(OSError):
        _dress_like(unfinished, site)
    return unfinished


def finish(site: Path, unfinished: Path) -> None:
    """Let the site that was built take the place of the old one.

    Raises:
        OSError: the new site cannot be put there; the old one is as it was.
    """
    if unfinished.is_symlink() or not unfinished.is_dir():
        raise FileNotFoundError(2, "the folder in which the site was built is gone", unfinished)
    if not site.is_dir():
        unfinished.rename(site)
        let_go(unfinished)
        return
    if not _exchange(unfinished, site):
        before = Path(tempfile.mkdtemp(prefix=_name(_BEFORE, site), dir=site.parent))
        try:
            site.rename(before / site.name)
        except OSError:
            # The folder is where another file system begins, say, or somebody has it open.
            before.rmdir()
            _exchange_entries(site, unfinished)
            let_go(unfinished)
            return
        unfinished.rename(site)
        let_go(unfinished)
    put_in_order(site)


def abandon(unfinished: Path) -> None:
    """Remove what there is of a new site; the old one stays."""
    let_go(unfinished)
    shutil.rmtree(unfinished, ignore_errors=True)


def put_in_order(site: Path) -> None:
    """Undo what builds left that ended at any point; those that still go on are left alone."""
    if not site.parent.is_dir():
        return
    for before in sorted(_leftovers(_BEFORE, site)):
        if (before / site.name).is_dir() and not os.path.lexists(site):
            (before / site.name).rename(site)
        with suppress(OSError):
            _carry_hidden(before / site.name, site)
            shutil.rmtree(before)
    for unfinished in sorted(_leftovers(_UNFINISHED, site)):
        with suppress(OSError), abandoned(unfinished) as dead:
            if dead:
                # After an exchange it holds the old site.
                _carry_hidden(unfinished, site)
                shutil.rmtree(unfinished)


def _name(pattern: str, site: Path) -> str:
    return pattern.format(name=site.name[:100])


def _leftovers(pattern: str, site: Path) -> Iterator[Path]:
    prefix = _name(pattern, site)
    for entry in site.parent.iterdir():
        if entry.name.startswith(prefix) and entry.is_dir() and not entry.is_symlink():
            yield entry


def _dress_like(folder: Path, site: Path) -> None:
    """Give a folder the owner and the permissions of the site that it will replace."""
    if not site.is_dir():
        umask = os.umask(0)
        os.umask(umask)
        folder.chmod(0o777 & ~umask)
        return
    shutil.copystat(site, folder)
    old, new = site.stat(), folder.stat()
    if hasattr(os, "chown") and (old.st_uid, old.st_gid) != (new.st_uid, new.st_gid):
        os.chown(folder, old.st_uid, old.st_gid)


# In one step ----------------------------------------------------------------------------------


def _exchange(one: Path, other: Path) -> bool:
    """Exchange two folders at once, where the system can do that; say whether it has."""
    if sys.platform != "linux":
        return False
    try:
        rename = ctypes.CDLL(None, use_errno=True).renameat2
    except (AttributeError, OSError):
        return False
    paths = os.fsencode(one), os.fsencode(other)
    return bool(rename(_CURRENT_FOLDER, paths[0], _CURRENT_FOLDER, paths[1], _EXCHANGE) == 0)


def _carry_hidden(before: Path, site: Path) -> None:
    """Move what is hidden at the top of an old site into the new one, which prevails."""
    if not before.is_dir() or not site.is_dir():
        return
    for entry in sorted(before.iterdir()):
        if entry.name.startswith("."):
            _merge(entry, site / entry.name)


def _merge(old: Path, new: Path) -> None:
    if not os.path.lexists(new):
        old.rename(new)
    elif old.is_dir() and new.is_dir() and not old.is_symlink() and not new.is_symlink():
        for entry in sorted(old.iterdir()):
            _merge(entry, new / entry.name)


def _exchange_entries(site: Path, built: Path) -> None:
    """Put a new site into a folder that cannot be replaced itself.

    It is copied into that folder first, so that a full disk is met while the old site is whole;
    then its entries are exchanged, one rename each. A kill in between leaves entries of both.
    """
    kept, new = site / ".dossier-before", site / ".dossier-unfinished"
    for leftover in (kept, new):
        shutil.rmtree(leftover, ignore_errors=True)
    try:
        shutil.copytree(built, new, symlinks=True)
    except (OSError, shutil.Error):
        shutil.rmtree(new, ignore_errors=True)
        raise
    kept.mkdir()
    for entry in sorted(site.iterdir()):
        if not entry.name.startswith("."):
            entry.rename(kept / entry.name)
    for entry in sorted(new.iterdir()):
        _merge(entry, site / entry.name)
    for leftover in (kept, new, built):
        shutil.rmtree(leftover, ignore_errors=True)
