"""What `mkdocs serve` shows where a page cannot be made."""

from __future__ import annotations

import traceback
from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING

import click
from jinja2 import TemplateError
from markupsafe import Markup

from dossier.diagnostics import Report
from dossier.mkdocs_banner import banner
from dossier.pages.environment import tell_template
from dossier.terminal import with_excerpts

if TYPE_CHECKING:
    from dossier.project import Project
    from dossier.site import Page


def instead_of(outline: Page, error: Exception, *, project: Project | None) -> Page:
    """Return a page that says why the one that was asked for cannot be made, and tell it here."""
    told = "".join(traceback.format_exception(error))
    details = f"{type(error).__name__}: {error}"
    if isinstance(error, TemplateError) and project is not None:
        report = Report()
        with suppress(TemplateError):  # it is not in a template of the dossier's own
            tell_template(error, project, report)
            told = details = with_excerpts(report.errors, project.root)
    click.echo(told, err=True)
    heading = Markup("<h1>{}</h1>").format(outline.title)
    return replace(outline, html=heading + banner("dossier: this page cannot be made", details))
