"""MkDocs, which empties a site before it makes a new one, made to build beside it instead."""

from __future__ import annotations

import logging
import os
from pathlib import Path
from typing import TYPE_CHECKING

from mkdocs.exceptions import Abort
from mkdocs.utils import CountHandler

from dossier import handover

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig


class Replacement:
    """One build's new site, on its way to take the place of the old one."""

    def __init__(self) -> None:
        self._site: Path | None = None
        self._unfinished: Path | None = None
        self._site_dir = ""

    def begin(self, config: MkDocsConfig) -> None:
        """Let MkDocs build in a folder of its own, beside the site that stands."""
        self._site_dir = config.site_dir
        self._site = Path(os.path.realpath(config.site_dir))
        self._unfinished = handover.begin(self._site)
        if self._unfinished is not None:
            config.site_dir = str(self._unfinished)

    @property
    def site_dir(self) -> str:
        """Where the site will stand, or nothing where MkDocs builds it there itself."""
        return self._site_dir if self._unfinished is not None else ""

    @property
    def old_site(self) -> Path | None:
        """The site that stands while the new one is built beside it, if there is one."""
        built_beside = self._unfinished is not None and self._site is not None
        return self._site if built_beside and self._site and self._site.is_dir() else None

    def finish(self, config: MkDocsConfig) -> bool:
        """Put the new site in the place of the old, unless MkDocs will call the build failed.

        Returns:
            Whether it stands there.
        """
        if self._site is None or self._unfinished is None:
            return False
        site, unfinished = self._site, self._unfinished
        self._unfinished = None
        config.site_dir = self._site_dir
        if config.strict and _has_warned():
            handover.abandon(unfinished)
            return False
        try:
            handover.finish(site, unfinished)
        except OSError as error:
            handover.abandon(unfinished)
            raise Abort(
                f"dossier: the new site cannot take the place of {self._site_dir}: {error}. "
                "The old one is as it was."
            ) from error
        return True

    def leave(self, config: MkDocsConfig) -> None:
        """Leave the old site as it is: there is nothing new."""
        self.abandon()
        config.site_dir = self._site_dir

    def abandon(self) -> None:
        """Remove what there is of the new site; the old one stays."""
        if self._unfinished is not None:
            handover.abandon(self._unfinished)
            self._unfinished = None


def _has_warned() -> bool:
    """Return whether MkDocs has counted a warning, which ends a strict build when all is done."""
    counters = (
        one for one in logging.getLogger("mkdocs").handlers if isinstance(one, CountHandler)
    )
    return any(counter.get_counts() for counter in counters)
