"""What a build takes from an earlier one of the same site, and keeps for the next.

A site of which nothing has changed is left as it is. Otherwise, where what is put around its pages
is the same, those are made again that depend on what has changed, and the others are linked to the
site that stands, and not looked at.
"""

from __future__ import annotations

import gc
import hashlib
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from dossier.cache import is_passing
from dossier.cache.pages import Traces, keep_pages, pages_before
from dossier.mkdocs_all_pages import NOTHING, Earlier, make_all, tell_search
from dossier.mkdocs_unchanged import listing, standing
from dossier.processes import aside, beside

if TYPE_CHECKING:
    from collections.abc import Iterable

    from mkdocs.config.defaults import MkDocsConfig

    from dossier.cache import Draft, Kept
    from dossier.diagnostics import Diagnostic, Report
    from dossier.mkdocs_apart import PagesApart
    from dossier.mkdocs_unchanged import Listing, Standing
    from dossier.processes import Waiting
    from dossier.progress import Progress
    from dossier.reads import Facts


class Keeping:
    """What is known of earlier builds of the site that is to stand in a folder.

    Without `kept`, where that is to be found, nothing is known nor kept; without `standing`,
    nothing of the site itself.
    """

    def __init__(
        self, site: str = "", kept: Kept | None = None, standing: Standing | None = None
    ) -> None:
        self._site = Path(site)
        self._kept = kept
        self._standing = standing
        self._holding: Waiting[bool] | None = None
        self._drafting: Waiting[Draft | None] | None = None
        self._holds: bool | None = None
        self._traces: Traces | None = None
        self._around = b""

    def is_current(self) -> bool:
        """Return whether the site that stands is the one that is to be made."""
        return self._standing is not None and self._standing.is_current()

    def make_all(
        self,
        apart: PagesApart,
        config: MkDocsConfig,
        old: Path | None,
        around: str,
        report: Report,
        progress: Progress,
    ) -> None:
        """Make all pages that stand apart, or take them from the `old` site, and keep the result.

        `around` tells what is put around each page, as far as files and settings do not.
        """
        make = partial(make_all, apart, config, old, progress=progress)
        if self._kept is None or self._standing is None:
            made = make()
        else:
            told = self._standing.surroundings + around.encode(errors="surrogatepass")
            self._around = hashlib.sha256(told).digest()
            facts = beside(apart.site.facts, jobs=len(apart.outlines))
            try:
                made = make(self._earlier(self._kept, self._standing, facts))
            except BaseException:
                facts.stop()
                raise
            self._traces = Traces(facts(), {uri: reads for uri, (_, reads) in made.items()})
        pages = tuple(page for page, _ in made.values())
        if self._kept is not None:
            self._holding = aside(self._kept.holds)
            if self._traces is not None:  # else nobody could take the pages from a site
                self._drafting = aside(partial(self._kept.draft, tuple(report.diagnostics), pages))
        gc.freeze()  # all of it stays until the build ends
        tell_search(apart, config, pages)

    def _earlier(self, kept: Kept, standing: Standing, facts: Waiting[Facts]) -> Earlier:
        """Return what of the site that stands need not be made again.

        Nothing, if something else was put around its pages; then nobody waits for the facts.
        """
        before = pages_before(kept, self._site, self._around)
        files = before and standing.noted(before.standing)
        if not before or not files:
            return NOTHING
        fresh = before.traces.fresh(facts()) & before.pages.keys()
        pages = {uri: (before.pages[uri], before.traces.reads[uri]) for uri in fresh}
        return Earlier(pages, files)

    def listed(self, site: Path) -> Listing | None:
        """Return the files of a new site before it takes the place of the old one."""
        return listing(site) if self._standing is not None else None

    def note(self, made: Listing | None, *, replaces: bool) -> None:
        """Note that a new site of some files stands in the folder now, where another did or not."""
        holds = self.holds()
        if self._standing is None or not holds:
            return
        if not self._standing.note(made, replaces=replaces):
            return
        if self._kept is not None and self._traces is not None:
            keep_pages(self._kept, self._site, self._traces, self._standing.key, self._around)

    def holds(self) -> bool:
        """Return whether nobody has saved a file meanwhile; what was drafted is settled by that."""
        if self._kept is None:
            return False
        if self._holds is None:
            self._holds = self._holding() if self._holding else self._kept.holds()
            if self._drafting:
                self._kept.settle(self._drafting(), holds=self._holds)
        return self._holds

    def wait(self) -> None:
        """Wait until it is settled what is kept."""
        if self._holding:
            self.holds()

    def count_no_more(self) -> None:
        """Stop counting MkDocs' warnings."""
        if self._standing is not None:
            self._standing.count_no_more()

    def end(self) -> None:
        """Note nothing: the site is not as it should be, and the next build is to try again."""
        self.count_no_more()
        self._standing = None


def keeping(
    config: MkDocsConfig, kept: Kept | None, site: str, diagnostics: Iterable[Diagnostic]
) -> Keeping:
    """Return what is known of earlier builds of the site that is to stand in a folder.

    Of a site that may come out otherwise the next time, by what was told, nothing is noted.
    """
    if kept is None or not site or is_passing(diagnostics):
        return Keeping(kept=kept)
    return Keeping(site, kept, standing(config, kept, Path(site)))
