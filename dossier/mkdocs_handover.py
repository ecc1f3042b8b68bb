"""MkDocs, which empties a site before it makes a new one, made to build beside it instead."""

from __future__ import annotations

import logging
import os
from pathlib import Path
from typing import TYPE_CHECKING

from mkdocs.utils import CountHandler

from dossier import handover

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig


class Replacement:
    """One build's new site, on its way to take the place of the old one."""

    def __init__(self) -> None:
        self._replaced: Path | None = None
        self._site_dir = ""

    def begin(self, config: MkDocsConfig) -> None:
        """Let MkDocs build in a folder of its own, beside the site that stands."""
        self._replaced = Path(os.path.realpath(config.site_dir))
        self._site_dir = config.site_dir
        config.site_dir = str(handover.begin(self._replaced))

    def finish(self, config: MkDocsConfig) -> None:
        """Put the new site in the place of the old, unless MkDocs will call the build failed."""
        if self._replaced is None:
            return
        replaced, self._replaced = self._replaced, None
        config.site_dir = self._site_dir
        if config.strict and _has_warned():
            handover.abandon(replaced)
        else:
            handover.finish(replaced)

    def abandon(self) -> None:
        """Remove what there is of the new site; the old one stays."""
        if self._replaced is not None:
            handover.abandon(self._replaced)
            self._replaced = None


def _has_warned() -> bool:
    """Return whether MkDocs has counted a warning, which ends a strict build when all is done."""
    counters = (
        one for one in logging.getLogger("mkdocs").handlers if isinstance(one, CountHandler)
    )
    return any(counter.get_counts() for counter in counters)
