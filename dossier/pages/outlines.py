"""Pages as far as they are known before they are made: their addresses, titles and kinds."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from dossier.pages import compare
from dossier.pages.overviews import OVERVIEWS
from dossier.pages.overviews.compare import OVERVIEW as COMPARE
from dossier.site import Page, index_uri, record_uri

if TYPE_CHECKING:
    from collections.abc import Mapping

    from dossier.pages.desk import Desk

Task = tuple[str, str | int]
"""A page to make: of which sort, and about what."""


def outline(desk: Desk, task: Task, pairs: Mapping[str, compare.Pair]) -> Page:
    """Return a page without its content. `pairs` are the pairs of sources, each by its `uri`."""
    dossier, words = desk.dossier, desk.words
    match task:
        case "index", str(name):
            kind = next(one for one in dossier.project.kinds if one.name == name)
            some = bool(dossier.records.of(name))
            return _page(index_uri(name), words(kind.plural), name, in_navigation=some)
        case "record", str(identifier):
            record = dossier.records.by_id[identifier]
            uri, kind = record_uri(record), record.kind
            return _page(uri, record.title, kind.name, written_in=record.path, boost=kind.boost)
        case "overview", int(number):
            one = OVERVIEWS[number]
            return _page(index_uri(one.name), words(one.title), one.name, in_navigation=True)
        case _, uri:
            title = compare.title(replace(desk, uri=str(uri)), pairs[str(uri)])
            return _page(str(uri), title, COMPARE.name, in_search=False)


def _page(uri: str, title: str, kind: str, **more: Any) -> Page:  # noqa: ANN401 - as a page has it
    return Page(uri=uri, title=title, description="", html="", kind=kind, **more)
