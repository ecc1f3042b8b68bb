"""What the search page and the index behind it agree on: the facets, and how much is read."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from dossier.pages.facets import commonest, years

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from dossier.records import Record
    from dossier.tables import Dossier

LONGEST_TEXT = 50_000
"""So many characters of one source are indexed at most: a result brings them all along."""
ALL_TEXTS = 5_000_000
"""So many characters of all sources together: what Pagefind holds in memory grows with them."""

INSTALL = 'pip install "mkdocs-dossier[search]"'
"""What brings the program that makes the index."""

FACETS = ("kind", "status", "year", "source", "tag")
Values = dict[str, tuple[str, ...]]


def searchable(dossier: Dossier) -> Iterator[Record]:
    """Yield the records that have pages of their own, in the order of the kinds and ids."""
    for kind in dossier.project.kinds:
        if kind.template:
            yield from dossier.records.of(kind.name)


def facet_values(dossier: Dossier, record: Record) -> Values:
    """Return what a record has of each facet: its kind, status, years, tags and sources."""
    model, group = record.model, record.kind.group
    fields = record.kind.model.model_fields
    dated = group == "source" or "when" in fields
    found: dict[str, Iterable[str]] = {
        "kind": (record.kind.name,),
        "status": (model.status,) if group == "claim" else (),
        "year": years(record) if dated else (),
        "source": _sources(dossier, record),
        "tag": model.tags if "tags" in fields else (),
    }
    return {key: kept for key, each in found.items() if (kept := tuple(dict.fromkeys(each)))}


def offered(dossier: Dossier) -> Mapping[str, Counter[str]]:
    """Return the values that each facet offers, those that most records have, and how many do."""
    counts: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for record in searchable(dossier):
        for key, values in facet_values(dossier, record).items():
            counts[key].update(values)
    return {key: _commonest(counts[key]) for key in FACETS}


def text_limit(dossier: Dossier) -> int:
    """Return how many characters of each source are indexed, the same for all.

    Short texts leave what they do not need to the others.
    """
    lengths = sorted(len(one.text) for one in dossier.corpus.sources.values())
    left = ALL_TEXTS
    for at, length in enumerate(lengths):
        share = left // (len(lengths) - at)
        if length > share:
            return min(share, LONGEST_TEXT)
        left -= length
    return LONGEST_TEXT


def _commonest(counts: Counter[str]) -> Counter[str]:
    return Counter({value: counts[value] for value in commonest(counts)})


def _sources(dossier: Dossier, record: Record) -> Iterable[str]:
    match record.kind.group:
        case "source":
            return (record.id,)
        case "claim":
            support = dossier.analyses.support[record.id]
            return (*support.sources, *support.disputing)
        case _:
            return (one.source for one in dossier.graph.mentions_of.get(record.id, ()))
