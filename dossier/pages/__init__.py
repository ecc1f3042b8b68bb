"""Records to pages: for each kind a view (what is shown) and a template (how it is said)."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cached_property, partial
from html import unescape
from typing import TYPE_CHECKING, Any

from dossier.frozen import dataclass
from dossier.pages import (
    citing,
    claims,
    compare,
    entities,
    hand_written,
    indexes,
    questions,
    sources,
)
from dossier.pages.blocks import BLOCKS
from dossier.pages.desk import Desk
from dossier.pages.environment import environment
from dossier.pages.markdown import MarkdownFields
from dossier.pages.outlines import outline
from dossier.pages.overviews import OVERVIEWS
from dossier.pages.overviews.compare import OVERVIEW as COMPARE
from dossier.pages.previews import preview_files
from dossier.pages.ready import linked_data, ready, with_data
from dossier.pages.script_words import script_words
from dossier.pages.search_entries import Room, entries, room
from dossier.processes import spread
from dossier.site import Asset, Entry, Page, Section, index_uri, record_uri
from dossier.wording import wording

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from jinja2 import Environment

    from dossier.compiled import Compiled
    from dossier.diagnostics import Report
    from dossier.kinds import Kind
    from dossier.pages.outlines import Task
    from dossier.pages.overviews import Overview
    from dossier.reads import Reads
    from dossier.records import Record
    from dossier.site import Addresses
    from dossier.tables import Dossier

_VIEWS: dict[str, Any] = {
    "source": sources,
    "claim": claims,
    "question": questions,
    "entity": entities,
}


def check_hand_written(dossier: Dossier, report: Report) -> None:
    """Report the links and blocks of hand-written pages that lead to nothing."""
    hand_written.check(dossier, BLOCKS, report)


@dataclass(frozen=True, slots=True)
class Common:
    """What is worked out once for all pages of a dossier: what else they take than its tables.

    `pairs` are the sources that share text, two by two, by the `uri` of the page of each.
    """

    pairs: Mapping[str, compare.Pair]
    room: Room


class Press:
    """Makes every page of one dossier.

    `sizes` are those of the files that are published beside the pages, in bytes by `uri`;
    `compiled` keeps the code of the templates from one press to the next; `reads` notes what each
    page takes from the dossier's tables, and from what they have in `common`.
    """

    def __init__(
        self,
        dossier: Dossier,
        addresses: Addresses,
        *,
        sizes: Mapping[str, int] | None = None,
        compiled: Compiled | None = None,
        reads: Reads | None = None,
    ) -> None:
        self._dossier = dossier
        self.common = Common(compare.pairs(dossier.analyses), room(dossier))
        self._words = wording(dossier.project.language)
        self._environment: Environment = environment(dossier.project, self._words, compiled)
        self._noted = reads.of_all(dossier) if reads else dossier
        self._in_common = reads.of("common", self.common) if reads else self.common
        sizes = reads.of("sizes", sizes or {}, told=False) if reads else sizes or {}
        self._desk = Desk(self._noted, addresses, self._words, MarkdownFields(), "", sizes)

    def desk(self, uri: str) -> Desk:
        """Return the desk at which the page with one `uri` is made."""
        return replace(self._desk, uri=uri)

    def pages(self) -> Iterator[Page]:
        """Yield the page of every record, the index of every kind, and the overviews."""
        return spread(self._page, self._tasks)

    @property
    def number_of_pages(self) -> int:
        """How many pages there are."""
        return len(self._tasks)

    def outlines(self) -> Iterator[Page]:
        """Yield every page as far as it is known before it is made."""
        return iter(self._outlines)

    def page(self, uri: str) -> Page:
        """Return the page with one `uri`."""
        return self._page(self._task_of[uri])

    def entries(self, uri: str) -> tuple[Entry, ...]:
        """Return what the search in the header knows of the page with one `uri`."""
        match self._task_of[uri]:
            case "record", str(identifier):
                record = self._dossier.records.by_id[identifier]
                desk = self.desk(uri)
                description = _VIEWS[record.kind.group].description(desk, record)
                return entries(desk, record, description, self.common.room)
            case "pair", _:
                return ()
        return self.page(uri).entries

    @cached_property
    def _tasks(self) -> tuple[Task, ...]:
        return tuple(self._all_tasks())

    @cached_property
    def _outlines(self) -> tuple[Page, ...]:
        return tuple(outline(self._desk, task, self.common.pairs) for task in self._tasks)

    @cached_property
    def _task_of(self) -> dict[str, Task]:
        uris = (outlined.uri for outlined in self._outlines)
        return dict(zip(uris, self._tasks, strict=True))

    def _all_tasks(self) -> Iterator[Task]:
        """Yield what pages there are to make: of which sort, and about what."""
        for kind in self._dossier.project.kinds:
            if kind.template:
                yield "index", kind.name
                for record in self._dossier.records.of(kind.name):
                    yield "record", record.id
        for number, _ in enumerate(OVERVIEWS):
            yield "overview", number
        for uri in self.common.pairs:
            yield "pair", uri

    def _page(self, task: Task) -> Page:
        match task:
            case "index", str(name):
                return self.index(self._kinds[name])
            case "record", str(identifier):
                return self.record(self._noted.records.by_id[identifier])
            case "overview", int(number):
                return self.overview(OVERVIEWS[number])
            case _, uri:
                return self.pair(str(uri))

    @cached_property
    def _kinds(self) -> dict[str, Kind]:
        return {kind.name: kind for kind in self._dossier.project.kinds}

    def record(self, record: Record) -> Page:
        """Return the page of one record."""
        desk = self.desk(record_uri(record))
        views = _VIEWS[record.kind.group]
        html = self._render(
            record.kind.template,
            desk,
            title=record.title,
            kind=record.kind,
            kind_index=desk.link(index_uri(record.kind.name)),
            backlinks=desk.backlinks(record.id),
            written_in=record.path,
            edit_href=desk.edit(record.path),
            **views.view(desk, record),
        )
        if record.kind.group == "claim":
            html = with_data(html, linked_data(claims.described(desk, record)))
        description = views.description(desk, record)
        return Page(
            uri=desk.uri,
            title=record.title,
            description=description,
            html=html,
            kind=record.kind.name,
            written_in=record.path,
            boost=record.kind.boost,
            wide=record.kind.group in ("source", "question"),
            sections=tuple(_headings(html)),
            entries=entries(desk, record, description, self._in_common.room),
            metadata=citing.metadata(desk, record) if record.kind.group == "source" else (),
        )

    def index(self, kind: Kind) -> Page:
        """Return the page that lists all records of one kind."""
        desk = self.desk(index_uri(kind.name))
        rows = indexes.rows(desk, kind)
        title = self._words(kind.plural)
        count = self._words.count("%(num)s in all", "%(num)s in all", len(rows))
        html = self._render(
            "index.html",
            desk,
            title=title,
            count=count,
            kind=kind,
            columns=indexes.columns(desk, kind),
            rows=rows,
            folder=f"{self._dossier.project.annotations[0]}/{kind.name}/",
        )
        return Page(
            uri=desk.uri,
            title=title,
            description=count,
            html=html,
            kind=kind.name,
            in_navigation=bool(rows),
            wide=True,
            entries=(Entry(title, count),),
            sections=tuple(_title(html)),
        )

    def overview(self, overview: Overview) -> Page:
        """Return a page about the whole dossier."""
        desk = self.desk(index_uri(overview.name))
        title = self._words(overview.title)
        html = self._render(
            overview.template, desk, title=title, kind=overview, **overview.view(desk)
        )
        description = overview.description(desk)
        return Page(
            uri=desk.uri,
            title=title,
            description=description,
            html=html,
            kind=overview.name,
            in_navigation=True,
            wide=overview.wide,
            entries=(Entry(title, description),),
            sections=tuple(_headings(html)),
            scripts=overview.scripts,
        )

    def pair(self, uri: str) -> Page:
        """Return the page that compares two sources."""
        desk, pair = self.desk(uri), self._in_common.pairs[uri]
        title = compare.title(desk, pair)
        html = self._render(
            "compare.html",
            desk,
            title=title,
            kind=COMPARE,
            kind_index=desk.link(index_uri(COMPARE.name)),
            **compare.view(desk, pair),
        )
        return Page(
            uri=desk.uri,
            title=title,
            description=compare.description(desk, pair),
            html=html,
            kind=COMPARE.name,
            wide=True,
            sections=tuple(_title(html)),
            in_search=False,
        )

    def script_words(self) -> Asset:
        """Return the module that holds the words of the browser's scripts."""
        return Asset("assets/dossier/words.js", script_words(self._words))

    def previews(self) -> Iterator[Asset]:
        """Yield the files that hold what the cards beside links say."""
        return preview_files(self.desk("index.md"))

    def hand_written(self) -> dict[str, str]:
        """Return the Markdown of the hand-written pages that name records or hold blocks."""
        resolved = {}
        for uri, markdown in self._dossier.hand_written.items():
            text = hand_written.resolve(self.desk(uri), markdown, self._blocks())
            if text != markdown:
                resolved[uri] = text
        return resolved

    def _blocks(self) -> dict[str, Callable[[Desk], str]]:
        return {name: partial(self._block, name) for name in BLOCKS}

    def _block(self, name: str, desk: Desk) -> str:
        return self._environment.get_template(f"blocks/{name}.html").render(BLOCKS[name](desk))

    def _render(self, template: str, desk: Desk, **values: Any) -> str:  # noqa: ANN401 - any view
        known = desk.addresses.site_url
        html = self._environment.get_template(template).render(
            home=desk.link("index.md"),
            address=desk.addresses.absolute(desk.uri) if known else "",
            **values,
        )
        return ready(html)


_COUNT = re.compile(r'<span class="dossier-count"[^>]*>.*?</span>')
_TITLE = re.compile(r'<h1\b[^>]*?\sid="([^"]*)"')
_HEADING = re.compile(r'<h([23])[^>]* id="([^"]+)"[^>]*>(.*?)</h\1>')


def _headings(html: str) -> Iterator[Section]:
    """Yield the page's headings that have an address, for its table of contents."""
    yield from _title(html)
    for level, fragment, words in _HEADING.findall(html):
        told = re.sub(r"<[^>]+>", "", _COUNT.sub("", words))
        yield Section(int(level), fragment, unescape(told).strip())


def _title(html: str) -> Iterator[Section]:
    if found := _TITLE.search(html):
        yield Section(1, found[1], "")
