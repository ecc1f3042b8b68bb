"""Jinja as this project uses it: everything escaped, nothing undefined, words translated."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from jinja2 import ChoiceLoader, Environment, FileSystemLoader, StrictUndefined

from dossier.diagnostics import DossierError

if TYPE_CHECKING:
    from dossier.project import Project
    from dossier.wording import Wording


def environment(project: Project, words: Wording) -> Environment:
    """Return the templates: the dossier's own first, then those that came with the program."""
    folders = [project.root / folder for folder in project.templates]
    environment = Environment(
        loader=ChoiceLoader([FileSystemLoader(folder) for folder in (*folders, shipped())]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.i18n"],
    )
    environment.install_gettext_translations(  # type: ignore[attr-defined]
        words.translations, newstyle=True
    )
    return environment


def shipped() -> Path:
    """Return the folder of the templates that came with the program.

    In an installed wheel they stand in the package; in a checkout (and an editable install)
    beside it.
    """
    package = Path(__file__).parents[1]
    for folder in (package / "templates", package.parent / "templates"):
        if (folder / "claim.html").is_file():
            return folder
    raise DossierError("the page templates are missing; install mkdocs-dossier again")
