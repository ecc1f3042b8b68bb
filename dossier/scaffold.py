"""A new dossier: a small example that builds at once, to edit or to delete."""

from __future__ import annotations

from importlib import resources
from typing import TYPE_CHECKING

from dossier import __version__
from dossier.diagnostics import DossierError
from dossier.editor_settings import SCHEMAS, editor_settings
from dossier.kinds import KINDS
from dossier.project import STATUSES
from dossier.schemas import all_schemas, as_json, write_schemas

if TYPE_CHECKING:
    from collections.abc import Iterator
    from importlib.resources.abc import Traversable
    from pathlib import Path

# Hidden files go by another name in the package, where tools would heed or overlook them.
_HIDDEN = "dot-"


def start(directory: Path) -> list[Path]:
    """Write a new dossier into `directory`, and return its files in order.

    Raises:
        DossierError: the folder holds something already, or cannot be written.
    """
    _refuse_a_full_folder(directory)
    try:
        written = [_write(directory / path, content) for path, content in _starter()]
        written += write_schemas(all_schemas(KINDS, STATUSES), directory / SCHEMAS)
        settings = as_json(editor_settings(KINDS))
        written.append(_write(directory / ".vscode" / "settings.json", settings))
    except OSError as error:
        raise DossierError(
            f"cannot write {error.filename}: {error.strerror}. Choose another folder."
        ) from error
    return sorted(written)


def _refuse_a_full_folder(directory: Path) -> None:
    if directory.is_symlink() or (directory.exists() and not directory.is_dir()):
        raise DossierError(f"{directory} is not a folder; choose another name.")
    if directory.is_dir() and any(path.name != ".git" for path in directory.iterdir()):
        raise DossierError(
            f"{directory} is not empty; choose a new or an empty folder. (A folder in which only "
            "git has begun will do.)"
        )


def _write(path: Path, content: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(content, "utf-8", newline="\n")
    return path


def _starter() -> Iterator[tuple[str, str]]:
    """Yield the files of the example by path, with the running version filled in."""
    for path, file in _files(resources.files("dossier") / "starter"):
        yield path, file.read_text("utf-8").replace("@VERSION@", __version__)


def _files(folder: Traversable, path: str = "") -> Iterator[tuple[str, Traversable]]:
    for entry in sorted(folder.iterdir(), key=lambda one: one.name):
        name = entry.name
        shown = f".{name.removeprefix(_HIDDEN)}" if name.startswith(_HIDDEN) else name
        if entry.is_dir():
            yield from _files(entry, f"{path}{shown}/")
        else:
            yield path + shown, entry
