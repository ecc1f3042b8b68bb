"""The search page: a form for the browser's search, and the way to every record without one.

The index is made once the site stands (`search_index/`); scripts look in it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from dossier import dates
from dossier.alphabet import alphabetical
from dossier.frozen import dataclass
from dossier.pages.facets import latest_first
from dossier.pages.overviews.base import Overview
from dossier.pages.searchable import INSTALL, LONGEST_TEXT, offered, searchable, text_limit
from dossier.pages.views import Option
from dossier.site import index_uri
from dossier.translatable import N_

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Callable, Iterator, Mapping

    from dossier.pages.desk import Desk


_AHEAD = ("search-ahead", "search-index", "search-records", "search-terms")
"""What looks for the words in an address, while the page is still coming."""
_SCRIPTS = ("search", "page", "search-page", *_AHEAD[1:], "search-excerpt")
"""What starts the search page: a browser is told of all at once, as each only names the next."""


@dataclass(frozen=True, slots=True)
class Facet:
    """What results can be narrowed down by: its name in addresses, its label, its values."""

    key: str
    label: str
    options: tuple[Option, ...]


def view(desk: Desk) -> dict[str, Any]:
    """Return what the template shows."""
    counts = offered(desk.dossier)
    limit = text_limit(desk.dossier)
    lengths = [len(one.text) for one in desk.dossier.corpus.sources.values()]
    return {
        "lead": _told(desk),
        "kinds": list(_kinds(desk, counts)),
        "statuses": list(_statuses(desk, counts)),
        "facets": [one for one in _facets(desk, counts) if len(one.options) > 1],
        "total": sum(1 for _ in searchable(desk.dossier)),
        "cut": limit if any(length > limit for length in lengths) else 0,
        "longest": limit == LONGEST_TEXT,
        "install": INSTALL,
        "scripts": _SCRIPTS,
        "everything": [
            (desk.words(kind.plural), desk.link(index_uri(kind.name)), counts["kind"][kind.name])
            for kind in desk.dossier.project.kinds
            if kind.template and desk.dossier.records.of(kind.name)
        ],
    }


def description(desk: Desk) -> str:
    """Return the page's one-line description for search engines and previews."""
    return _told(desk)


def _told(desk: Desk) -> str:
    return desk.words(
        "Names in every spelling, statements, quotes and the texts of the sources, in any language."
    )


def _kinds(desk: Desk, counts: Mapping[str, Counter[str]]) -> Iterator[tuple[Option, str]]:
    """Yield each kind that has records, as a choice, with the word for one of it."""
    for kind in desk.dossier.project.kinds:
        if count := counts["kind"][kind.name]:
            yield Option(kind.name, desk.words(kind.plural), count), desk.words(kind.singular)


def _statuses(desk: Desk, counts: Mapping[str, Counter[str]]) -> Iterator[tuple[Option, str]]:
    """Yield each status that a claim has, as a choice, with its color."""
    for key in desk.dossier.project.statuses:
        if count := counts["status"][key]:
            status = desk.status_view(key)
            yield Option(key, status.label, count), status.color


def _facets(desk: Desk, counts: Mapping[str, Counter[str]]) -> Iterator[Facet]:
    """Yield the facets whose values are no fixed list: year, source, tag."""
    _ = desk.words

    def facet(
        key: str, label: str, words: Callable[[str], str], order: Callable[[str], Any]
    ) -> Facet:
        found = counts[key]
        ranked = sorted(found, key=lambda one: (order(one), one))
        return Facet(key, label, tuple(Option(one, words(one), found[one]) for one in ranked))

    def title(source: str) -> str:
        return desk.ref(source).short

    yield facet("year", _("Year"), lambda one: _.date(dates.parse(one)), latest_first)
    yield facet("source", _("Source"), title, lambda one: alphabetical(title(one)))
    yield facet("tag", _("Tag"), str, alphabetical)


OVERVIEW = Overview(
    name="search",
    title=N_("Search"),
    template="overviews/search.html",
    view=view,
    description=description,
    scripts=tuple(f"assets/dossier/{name}.js" for name in _AHEAD),
)
