"""Results of earlier builds, so that one with nothing changed does almost nothing.

The whole result, diagnostics and all, is kept under a digest of everything that goes into it
(`inputs.py`); of pages that MkDocs' plugin makes apart, all but their content, which stands in the
site. It is kept in a folder of the user's (`shelf.py`), in a form in which nothing can run
(`archive.py`). A result that is damaged or not there is made anew, and the same comes out. Broken
dossiers are kept, too: their diagnostics take as long to find; but not where a template has failed.
What each page was made from is kept beside it (`pages.py`), for a build after an edit.
"""

from __future__ import annotations

import gc
import hashlib
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from dossier import build
from dossier.cache.inputs import Digest, Inputs, folder_digest
from dossier.cache.results import Result, as_blob, blobs, diagnostics, head, outlines, result
from dossier.cache.shelf import SWITCH, Draft, Shelf, shelf_for
from dossier.frozen import dataclass
from dossier.memory import undisturbed
from dossier.pages.environment import has_own_templates
from dossier.progress import silent
from dossier.site import Site

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from dossier.diagnostics import Diagnostic, Report
    from dossier.progress import Progress
    from dossier.project import Project
    from dossier.site import Addresses, Page
    from dossier.tables import Dossier

__all__ = [
    "SWITCH",
    "UNCHANGED",
    "Digest",
    "Draft",
    "Kept",
    "Made",
    "Result",
    "Stands",
    "folder_digest",
    "is_passing",
    "made",
]

_PASSING = frozenset({"unreadable-file", "unreadable-history"})
"""What may be wrong with the machine and not with the dossier."""

_OUTLINES = "outlines"

UNCHANGED = "Nothing has changed since an earlier build"


@dataclass(frozen=True, slots=True)
class Kept:
    """What is kept, or may be, of one build.

    Under `key` is found what was made of its `inputs`, and under `setting` what was made with the
    same settings and templates; `state` is that of the files then.
    """

    shelf: Shelf
    inputs: Inputs
    key: bytes
    state: bytes
    setting: bytes

    def result(self) -> Result | None:
        """Return what the build came to, if that is known."""
        # Tens of thousands of pages are no rubbish, and need not be looked through.
        with undisturbed(), self.shelf.open(self.inputs.sort, self.key) as found:
            return result(*found) if found else None

    def keep_result(self, made: Result) -> bool:
        """Keep what the build came to, unless that may be otherwise the next time.

        Returns:
            Whether all that it was made of holds (`holds`).
        """
        holds = self.holds()
        if holds and not is_passing(made.diagnostics):
            self.shelf.put(self.inputs.sort, self.key, head(made), blobs(made))
        return holds

    def told(self) -> tuple[Diagnostic, ...] | None:
        """Return what a build told whose pages were kept without their content."""
        with self.shelf.open(_OUTLINES, self.key) as found:
            return diagnostics(found[0]) if found else None

    def outlines(self) -> tuple[Page, ...] | None:
        """Return the pages of a build that were kept without their content."""
        with undisturbed(), self.shelf.open(_OUTLINES, self.key) as found:
            return outlines(found[1]) if found else None

    def draft(self, told: Sequence[Diagnostic], pages: Iterable[Page]) -> Draft | None:
        """Write what a build told, and its pages without their content.

        They are kept when it is settled that all that they were made of holds; but not if that may
        be otherwise the next time.
        """
        if is_passing(told):
            return None
        return self.shelf.draft(_OUTLINES, self.key, told, (as_blob(pages),))

    def settle(self, draft: Draft | None, *, holds: bool) -> None:
        """Keep what was drafted, or throw it away."""
        if draft is not None and holds:
            self.shelf.keep(draft)
        elif draft is not None:
            self.shelf.drop(draft)

    def files(self, sort: str, made_with: str) -> dict[str, bytes] | None:
        """Return by their paths the files that were made after the build with a certain program."""
        with self.shelf.open(sort, self._key_of(made_with)) as found:
            return dict(zip(*found, strict=True)) if found else None

    def draft_files(self, sort: str, made_with: str, files: Mapping[str, bytes]) -> Draft | None:
        """Write files, by their paths, that were made after the build with a certain program.

        They are kept when it is settled that all that the build was made of holds.
        """
        return self.shelf.draft(sort, self._key_of(made_with), [*files], files.values())

    def holds(self) -> bool:
        """Say whether nobody has saved a file meanwhile, not even as it was before."""
        return self.inputs.digest() == Digest(self.key, self.state, self.setting)

    def _key_of(self, made_with: str) -> bytes:
        return hashlib.sha256(self.key + made_with.encode()).digest()


def is_passing(diagnostics: Iterable[Diagnostic]) -> bool:
    """Say whether a build may come to something else the next time, with nothing changed."""
    return any(one.code in _PASSING for one in diagnostics)


Stands = Callable[[Kept, Sequence["Diagnostic"]], bool]
"""Says whether the site of an earlier build stands that told some diagnostics."""


@dataclass(frozen=True, slots=True)
class Made:
    """What came of a build.

    `site` is None where the report holds errors, or nobody asked for it yet. `dossier` is None
    where an earlier build's result was taken, or its site `stands`, and there is nothing to make.
    `kept` is where more of it can be kept, if anywhere.
    """

    site: Site | None
    dossier: Dossier | None
    kept: Kept | None
    stands: bool = False


def made(
    project: Project,
    addresses: Addresses,
    report: Report,
    *,
    pages: bool = True,
    later: Stands | None = None,
    use: bool = True,
    progress: Progress = silent,
) -> Made:
    """Read and render a dossier, or take what came of that before.

    The report gets the same diagnostics in the same order either way. Without `pages` only these
    are asked for, and pages are rendered only to try templates of the dossier's own. If pages are
    to be made `later`, that and keeping them is left to the caller where the dossier has no errors;
    and nothing is read where `later` says of an earlier build of the same that its site stands.
    Without `use` everything is made, and nothing kept.

    Raises:
        DossierError: `DOSSIER_CACHE` names a folder inside the dossier.
    """
    kept = None
    if use and (place := shelf_for(project.root)):
        progress("Looking for changes")
        sort = "site" if pages else "diagnostics"
        inputs = Inputs(sort, project, addresses, tuple(report.diagnostics))
        digest = inputs.digest()
        kept = Kept(place, inputs, digest.content, digest.state, digest.setting)
        if (earlier := kept.result()) is not None:
            report.repeat(earlier.diagnostics)
            return Made(earlier.site, None, kept)
        if later and (told := kept.told()) is not None and later(kept, told):
            report.repeat(told)
            return Made(Site(), None, kept, stands=True)
    with undisturbed():
        dossier = build.read(project, report, progress=progress)
        # All of it stays until the build ends, and is not looked through for rubbish even once.
        gc.freeze()
    if later and not report.errors:
        return Made(None, dossier, kept)
    site = None
    if not report.errors and (pages or has_own_templates(project)):
        site = build.render(dossier, addresses, report=report, progress=progress)
    if report.errors or not pages:
        site = None
    if kept:
        progress("Keeping the result")
        kept.keep_result(Result(tuple(report.diagnostics), site))
    return Made(site, dossier, kept)
