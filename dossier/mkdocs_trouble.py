"""What `mkdocs serve` shows where a page cannot be made."""

from __future__ import annotations

import traceback
from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING

import click
from markupsafe import Markup

from dossier.diagnostics import Report
from dossier.mkdocs_banner import banner
from dossier.pages.environment import tell_template
from dossier.terminal import with_excerpts

if TYPE_CHECKING:
    from dossier.project import Project
    from dossier.site import Page


def trouble(error: Exception, *, project: Project) -> str:
    """Return a banner that says why a page cannot be made, and say it on the terminal as well."""
    told = "".join(traceback.format_exception(error))
    details = f"{type(error).__name__}: {error}"
    report = Report()
    with suppress(type(error)):  # it is not in a template of the dossier's own
        tell_template(error, project, report)
        told = details = with_excerpts(report.errors, project.root)
    click.echo(told, err=True)
    return banner("dossier: this page cannot be made", details)


def with_title_only(outline: Page) -> Page:
    """Return a page of which there is nothing but its title."""
    return replace(outline, html=Markup("<h1>{}</h1>").format(outline.title))


def without_theme(outline: Page) -> str:
    """Return such a page as a document of its own, for a theme that cannot show it."""
    title = Markup("<title>{0}</title></head><body><h1>{0}</h1></body>").format(outline.title)
    return f'<!doctype html><html><head><meta charset="utf-8">{title}</html>'
