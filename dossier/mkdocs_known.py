"""Whether everything that renders a page is known, so that its theme need not be asked often."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import mkdocs
from jinja2 import Template
from mkdocs.utils import get_theme_dir, get_theme_names

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from jinja2 import Environment
    from mkdocs.config.defaults import MkDocsConfig

THEMES = ("material", "mkdocs", "readthedocs")
"""The themes whose templates are known to do nothing with a page that a shell cannot tell."""

MATERIALS_SEARCH = "material.plugins.search."
MKDOCS_SEARCH = "mkdocs.contrib.search"
_OWN = "dossier."

_MENTIONS_PAGE = re.compile(r"\bpage\b|\bcontext\b|\bself\b")


def has_only(config: MkDocsConfig, *others: str) -> bool:
    """Return whether no plugin is at work but the dossier's own and those of some modules."""
    return next(strangers(config, *others), None) is None


def strangers(config: MkDocsConfig, *others: str) -> Iterator[str]:
    """Yield the names of the plugins and hooks at work that are not of some modules, or ours."""
    for name, plugin in config.plugins.items():
        if not type(plugin).__module__.startswith((_OWN, *others)):
            yield name


def may_use_shells(config: MkDocsConfig, environment: Environment) -> bool:
    """Return whether everything that renders a page is known, so that shells are safe.

    It is not where a template of the user's own, or of another plugin, mentions the page; where
    another plugin changes what a template is given for each page; and where there are filters,
    tests or functions that MkDocs does not bring.
    """
    usual = config.theme.get_env()
    known = (
        config.theme.name in THEMES
        and environment.template_class is Template
        and all(
            getattr(environment, each).keys() <= getattr(usual, each).keys()
            for each in ("filters", "tests", "globals")
        )
        and all(_is_known(one) for one in config.plugins.events["page_context"])
    )
    return known and not any(map(_mentions_page, _own_templates(config)))


def _is_known(method: Callable[..., Any]) -> bool:
    plugin = type(getattr(method, "__self__", None))
    return plugin.__module__.startswith((_OWN, MATERIALS_SEARCH, "mkdocs.contrib."))


def _own_templates(config: MkDocsConfig) -> Iterator[Path]:
    """Yield the templates that do not come with the theme itself."""
    shipped = [Path(get_theme_dir(name)) for name in get_theme_names() if name in THEMES]
    shipped.append(Path(mkdocs.__file__).parent)
    for folder in map(Path, config.theme.dirs):
        if not any(folder.is_relative_to(each) for each in shipped):
            yield from folder.rglob("*.html")


def _mentions_page(template: Path) -> bool:
    try:
        return bool(_MENTIONS_PAGE.search(template.read_text("utf-8")))
    except (OSError, UnicodeDecodeError):
        return True
