"""What a dossier reads from the settings of MkDocs, and what it changes in them."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import TYPE_CHECKING

from mkdocs.config.config_options import ExtraScriptValue

from dossier.project import SiteSettings

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig

    from dossier.site import Site

# Where words end for the search, as a regular expression of JavaScript. Sources are full of marks
# that stand close to a word; Material would take “heroic with its quotation mark for the word.
_WORD_ENDS = r"""[\s\u200b\-"'‘’‚‛“”„‟«»‹›「」『』()\[\]{},;:!?…·–—/、。，．]+|\.(?!\d)"""
_USUAL_WORD_ENDS = r"[\s\-]+"  # MkDocs' own, where the user sets none


def root_of(config: MkDocsConfig) -> Path:
    """Return the folder in which `mkdocs.yml` stands."""
    path = config.config_file_path  # empty when MkDocs reads its settings from standard input
    return Path(path).absolute().parent if path else Path.cwd()


def site_settings(config: MkDocsConfig) -> SiteSettings:
    """Return what `mkdocs.yml` says of the site."""
    return SiteSettings(
        title=config.site_name,
        docs=config.docs_dir,
        repository=config.repo_url or "",
        site_url=config.site_url or "",
        language=str(config.theme.get("language") or config.theme.get("locale") or "en"),
    )


def end_words_at_marks(config: MkDocsConfig) -> None:
    """Let the search end words at quotation marks, unless the user says where they end."""
    for name in ("search", "material/search"):
        search = config.plugins.get(name)
        if search and search.config.get("separator") in (None, _USUAL_WORD_ENDS):
            search.config["separator"] = _WORD_ENDS


def ask_no_other_host(config: MkDocsConfig) -> None:
    """Switch off what MkDocs' own themes load from a CDN in every reader's browser.

    Their script for dark colors needs its style sheets to be there; the policy holds those off.
    """
    in_one_color = config.theme.get("color_mode") in (None, "light") and not config.theme.get(
        "user_color_mode_toggle"
    )
    if "highlightjs" in config.theme and in_one_color:
        config.theme["highlightjs"] = False


def expect_no_pages(config: MkDocsConfig) -> None:
    """Let links to pages that cannot be made yet pass: the banner says enough."""
    for validation in (config.validation.nav, config.validation.links):
        validation.not_found = logging.DEBUG
    config.validation.links.unrecognized_links = logging.DEBUG


def link_assets(config: MkDocsConfig, site: Site) -> None:
    """Link the site's styles and scripts before the user's own, which thereby prevail."""
    config.extra_css[:0] = site.styles
    scripts: list[ExtraScriptValue | str] = []
    for uri in site.scripts:
        script = ExtraScriptValue(uri)
        script.type = "module"
        scripts.append(script)
    config.extra_javascript[:0] = scripts
