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


def instead_of(outline: Page, error: Exception, *, project: Project | None) -> Page:
    """Return a page that says why the one that was asked for cannot be made, and tell it here."""
    told = "".join(traceback.format_exception(error))
    details = f"{type(error).__name__}: {error}"
    if project is not None:
        report = Report()
        with suppress(type(error)):  # it is not in a template of the dossier's own
            tell_template(error, project, report)
            told = details = with_excerpts(report.errors, project.root)
    click.echo(told, err=True)
    heading = Markup("<h1>{}</h1>").format(outline.title)
    shown = banner("dossier: this page cannot be made", details)
    return replace(outline, html=f"{heading}{shown}")


def without_theme(page: Page) -> str:
    """Return a page as a document of its own, for a theme that cannot show it."""
    head = Markup('<meta charset="utf-8"><title>{}</title>').format(page.title)
    return f"<!doctype html><html><head>{head}</head><body>{page.html}</body></html>"
