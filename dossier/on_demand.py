"""A site whose pages and files are made when somebody asks for them.

While a dossier is served to its author, a reading is all that an edit has to wait for: of tens of
thousands of pages one or two are looked at before the next edit.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import cached_property, partial
from typing import TYPE_CHECKING

from dossier.build import SCRIPTS, STYLES, shipped_assets
from dossier.exports import EXPORTS
from dossier.history import read_history, tell_history
from dossier.outputs import FEED, output_uri
from dossier.pages import Press
from dossier.pages.environment import tell_template
from dossier.pages.overviews.exports import OVERVIEW as EXPORTS_PAGE
from dossier.pages.previews import FOLDER as PREVIEWS
from dossier.reads import facts
from dossier.site import Asset, Site, index_uri

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from dossier.compiled import Compiled
    from dossier.diagnostics import Report
    from dossier.reads import Facts, Reads
    from dossier.site import Addresses, Entry, Page
    from dossier.tables import Dossier


class SiteOnDemand:
    """The site of a dossier without errors.

    `outlined` is the site as far as it is known at once: its pages without their content, and no
    files but those that cost nothing to have. Blocks of hand-written pages may fail by a template
    of the dossier's own: see the report. `reads` notes what pages are made from.
    """

    def __init__(
        self,
        dossier: Dossier,
        addresses: Addresses,
        *,
        report: Report,
        compiled: Compiled | None = None,
        reads: Reads | None = None,
    ) -> None:
        self._reads = reads
        self.dossier = replace(dossier, history=read_history(dossier.project, dossier.records))
        tell_history(self.dossier.history, report)
        self._outputs = _Outputs(self.dossier, addresses)
        sizes = _Sizes(self._outputs)
        self._press = Press(self.dossier, addresses, sizes=sizes, compiled=compiled, reads=reads)
        hand_written: dict[str, str] = {}
        try:
            hand_written = self._press.hand_written()
        except Exception as error:  # noqa: BLE001 - raised again unless it is a user's template
            tell_template(error, dossier.project, report)
        self.outlined = Site(
            pages=tuple(self._press.outlines()),
            assets=(*shipped_assets(), self._press.script_words(), *self._outputs.made()),
            hand_written=hand_written,
            styles=STYLES,
            scripts=SCRIPTS,
        )

    def page(self, uri: str) -> Page:
        """Return a page, made now. A template of the dossier's own may raise anything."""
        return self._press.page(uri)

    def traced(self, uri: str) -> tuple[Page, bytes]:
        """Return a page, made now, and what it was made from, if that is noted (`Reads.take`)."""
        if self._reads is None:
            return self.page(uri), b""
        self._reads.begin()
        page = self.page(uri)
        return page, self._reads.take()

    def facts(self) -> Facts:
        """Return what stands in the tables, by the same numbers."""
        return facts(self.dossier, common=self._press.common)

    def entries(self, uri: str) -> tuple[Entry, ...]:
        """Return what the search in the header knows of a page, which is not made for that."""
        return self._press.entries(uri)

    @property
    def files(self) -> Iterator[str]:
        """The addresses of the files that people may link to, which are made on demand."""
        known = {asset.uri for asset in self.outlined.assets}
        yield from (uri for uri in self._outputs if uri not in known)

    @property
    def lists_files(self) -> str:
        """The `uri` of the page that tells how large the outputs are, and has to wait for them."""
        return index_uri(EXPORTS_PAGE.name)

    def prepare(self) -> None:
        """Have at hand what every page needs, before several processes make pages."""
        first = {one.kind: one.uri for one in reversed(self.outlined.pages) if one.written_in}
        for uri in first.values():
            self.page(uri)

    def outputs(self) -> Iterator[Asset]:
        """Yield all machine-readable outputs, made now. One that is empty is none."""
        yield from (Asset(uri, made) for uri, made in self._outputs.items() if made)

    def previews(self) -> Iterator[Asset]:
        """Yield all files of what the cards beside links say, made now."""
        yield from (Asset(uri, made) for uri, made in self._previews.items())

    def take(self, outputs: Iterable[Asset]) -> None:
        """Take all outputs as another process has made them."""
        self._outputs.take({one.uri: one.content for one in outputs})

    def has_file(self, uri: str) -> bool:
        """Return whether there is a file to make at an address."""
        return uri in (self._previews if uri.startswith(PREVIEWS) else self._outputs)

    def file(self, uri: str) -> bytes:
        """Return the content of a file, made now."""
        return (self._previews if uri.startswith(PREVIEWS) else self._outputs)[uri]

    @cached_property
    def _previews(self) -> Mapping[str, bytes]:
        return {one.uri: one.content for one in self._press.previews()}


class _Outputs(Mapping[str, bytes]):
    """The machine-readable outputs by their addresses, each made when it is first asked for."""

    def __init__(self, dossier: Dossier, addresses: Addresses) -> None:
        self._made: dict[str, bytes] = {}
        self._makers: dict[str, Callable[[], str]] = {
            output_uri(name): partial(render, dossier, addresses) for name, render in EXPORTS
        }
        if not self[FEED]:  # nothing has changed, or the site has no address
            del self._makers[FEED], self._made[FEED]

    def made(self) -> Iterator[Asset]:
        """Yield those that have been made."""
        for uri, content in self._made.items():
            yield Asset(uri, content)

    def take(self, made: Mapping[str, bytes]) -> None:
        """Have made these, and no others."""
        self._made = dict(made)
        self._makers = {uri: make for uri, make in self._makers.items() if uri in made}

    def __getitem__(self, uri: str) -> bytes:
        if uri not in self._made:
            self._made[uri] = self._makers[uri]().encode()
        return self._made[uri]

    def __iter__(self) -> Iterator[str]:
        return iter(self._makers)

    def __contains__(self, uri: object) -> bool:
        return uri in self._makers

    def __len__(self) -> int:
        return len(self._makers)


class _Sizes(Mapping[str, int]):
    """The sizes of files in bytes."""

    def __init__(self, files: Mapping[str, bytes]) -> None:
        self._files = files

    def __getitem__(self, uri: str) -> int:
        return len(self._files[uri])

    def __iter__(self) -> Iterator[str]:
        return iter(self._files)

    def __len__(self) -> int:
        return len(self._files)
