"""Where sources come from: whom a source copies, whom those copy, and whose own voice it is."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from dossier.records import Records


def roots(records: Records) -> Mapping[str, frozenset[str]]:
    """Return by source the sources that it goes back to by `derived_from`: itself, if to none.

    Of a circle (which is reported elsewhere) all go back to its first. Linear but for sources
    that are made of many.
    """
    sources = {record.id for record in records.of("sources")}
    parents = {
        record.id: [one for one in record.model.derived_from if one in sources]
        for record in records.of("sources")
    }
    found: dict[str, frozenset[str]] = {}
    for source, above in parents.items():
        # Each source on the way up waits for its parents; who is met again closes a circle.
        way = {source: iter(above)}
        while way:
            here = next(reversed(way))
            parent = next(way[here], None)
            if parent is None:
                known = [found[one] for one in parents[here] if one in found]
                first = min(way) if parents[here] else here
                found[here] = frozenset().union(*known) or frozenset({first})
                del way[here]
            elif parent in parents and parent not in found and parent not in way:
                way[parent] = iter(parents[parent])
    return found


def own_voices(records: Records) -> Mapping[str, tuple[str, ...]]:
    """Return by source the voices that are its own: its publisher, then its authors.

    A name is resolved to the person or organization that is called so, if there is one only; a
    publisher or an author of whom there is no record goes by name.
    """
    called = _called(records)
    voices = {}
    for record in records.of("sources"):
        named = [record.model.publisher, *record.model.authors]
        voices[record.id] = tuple(dict.fromkeys(called.get(one, one) for one in named if one))
    return voices


def _called(records: Records) -> dict[str, str]:
    """Return by name the person or organization that alone is called so."""
    owners: defaultdict[str, set[str]] = defaultdict(set)
    for kind in ("people", "organizations"):
        for record in records.of(kind):
            for name in (record.model.name, *record.model.also_known_as):
                owners[name].add(record.id)
    return {name: min(ids) for name, ids in owners.items() if len(ids) == 1}
