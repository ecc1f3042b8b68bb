"""Jinja as this project uses it: everything escaped, nothing undefined, words translated."""

from __future__ import annotations

import os
import traceback
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from jinja2 import (
    ChoiceLoader,
    FileSystemLoader,
    StrictUndefined,
    TemplateError,
    TemplateSyntaxError,
)

from dossier.diagnostics import DossierError
from dossier.markup import escaped, marked
from dossier.pages.quick_templates import QuickEnvironment
from dossier.text import Place

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from jinja2 import Environment
    from markupsafe import Markup

    from dossier.compiled import Compiled
    from dossier.diagnostics import Report
    from dossier.project import Project
    from dossier.wording import Wording


def environment(project: Project, words: Wording, compiled: Compiled | None = None) -> Environment:
    """Return the templates: the dossier's own first, then those that came with the program.

    What is `compiled` already is used again.
    """
    folders = [project.root / folder for folder in project.templates]
    environment = QuickEnvironment(
        loader=ChoiceLoader([FileSystemLoader(folder) for folder in (*folders, shipped())]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.i18n"],
        bytecode_cache=compiled,
        auto_reload=False,  # there is a new environment for each build
    )
    environment.install_gettext_callables(  # type: ignore[attr-defined]
        words, words.plural, newstyle=True
    )
    # In words for people, numbers are as people write them.
    told = _translating(words)
    environment.globals.update(_=told, gettext=told, ngettext=_counting(words))
    environment.globals["words_language"] = words.tag
    environment.filters["number"] = words.number
    return environment


def _translating(words: Wording) -> Callable[..., Markup]:
    form = cache(words.html)
    bare = cache(lambda message: _filled(form(message), words, {}))

    def told(message: str, /, **values: object) -> Markup:
        return _filled(form(message), words, values) if values else bare(message)

    return told


def _counting(words: Wording) -> Callable[..., Markup]:
    def told(one: str, many: str, number: int, /, **values: object) -> Markup:
        form = marked(words.plural(one, many, number))  # noqa: S704 - the program's own words
        return _filled(form, words, {"num": number, **values})

    return told


def _filled(form: Markup, words: Wording, values: Mapping[str, object]) -> Markup:
    told = {
        name: words.number(value) if isinstance(value, int) else escaped(value)
        for name, value in values.items()
    }
    return marked(str.__mod__(form, told))  # noqa: S704 - every value is escaped


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


def has_own_templates(project: Project) -> bool:
    """Return whether the dossier brings templates, which may fail and print what ours do not.

    Whatever they are called, and behind links as well: Jinja finds them there.
    """
    folders = (project.root / folder for folder in project.templates)
    return any(map(_has_files, (one for one in folders if one.resolve() != shipped().resolve())))


def _has_files(folder: Path) -> bool:
    found = os.walk(folder, followlinks=True)
    return any(not name.startswith(".") for _, _, names in found for name in names)


def tell_template(error: Exception, project: Project, report: Report) -> None:
    """Report a template of the dossier's own that cannot be used; raise if it is one of ours."""
    place = _place(error, project)
    if place is None:
        raise error
    told = error.message if isinstance(error, TemplateError) else type(error).__name__
    report.add(
        "template",
        place,
        f"this template cannot be used: {told or error}",
        why=[] if isinstance(error, TemplateError) else [str(error)],
        fix="Compare it with the one that comes with dossier, or remove it to use that one.",
    )


def _place(error: Exception, project: Project) -> Place | None:
    """Return where in the dossier's own templates an error stands: the innermost such place."""
    frames = [
        (frame.filename, frame.lineno or 1) for frame in traceback.extract_tb(error.__traceback__)
    ]
    if isinstance(error, TemplateSyntaxError) and error.filename:
        frames.append((error.filename, error.lineno))
    for folder in project.templates:
        if shipped() == (project.root / folder).resolve():
            continue
        for filename, line in reversed(frames):
            if Path(filename).is_relative_to(project.root / folder):
                return Place(Path(filename).relative_to(project.root).as_posix(), line)
    return None
