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

_IS_TEMPLATE = re.compile(r"\{[{%]")
_MENTIONS_PAGE = re.compile(r"\bpage\b|\bcontext\b|\bself\b")
_MENTIONS_OTHERS = re.compile(
    r"\b(?:pages|context|nav|nav_item|previous_page|next_page|children|ancestors|parent|homepage)\b"
)


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
        has_known_theme(config)
        and environment.template_class is Template
        and all(
            getattr(environment, each).keys() <= getattr(usual, each).keys()
            for each in ("filters", "tests", "globals")
        )
        and all(_is_known(one) for one in config.plugins.events["page_context"])
    )
    own = _own_templates(config)
    return known and not any(_mentions(_MENTIONS_PAGE, path) for _, path in own)


def has_known_theme(config: MkDocsConfig) -> bool:
    """Return whether it is known what the theme's own templates do with a page."""
    return config.theme.name in THEMES


def look_at_others(config: MkDocsConfig) -> Iterator[str]:
    """Yield the names of the user's own templates that may look at other pages than their own.

    That is by the list of all pages, or by way of the navigation.
    """
    for name, path in _own_templates(config):
        if _mentions(_MENTIONS_OTHERS, path):
            yield name


def _is_known(method: Callable[..., Any]) -> bool:
    plugin = type(getattr(method, "__self__", None))
    return plugin.__module__.startswith((_OWN, MATERIALS_SEARCH, "mkdocs.contrib."))


def _own_templates(config: MkDocsConfig) -> Iterator[tuple[str, Path]]:
    """Yield the templates that do not come with the theme itself, with their names.

    A template may include any file, so all count that hold what a template does.
    """
    shipped = [Path(get_theme_dir(name)) for name in get_theme_names() if name in THEMES]
    shipped.append(Path(mkdocs.__file__).parent)
    for folder in map(Path, config.theme.dirs):
        if not any(folder.is_relative_to(each) for each in shipped):
            for path in sorted(folder.rglob("*")):
                if path.is_file() and (path.suffix == ".html" or _is_template(path)):
                    yield path.relative_to(folder).as_posix(), path


def _is_template(path: Path) -> bool:
    """Return whether a file, such as a drawing that a template includes, holds what one does."""
    try:
        return bool(_IS_TEMPLATE.search(path.read_text("utf-8")))
    except (OSError, UnicodeDecodeError):
        return False  # which could not be included


def _mentions(what: re.Pattern[str], template: Path) -> bool:
    try:
        return bool(what.search(template.read_text("utf-8")))
    except (OSError, UnicodeDecodeError):
        return True
