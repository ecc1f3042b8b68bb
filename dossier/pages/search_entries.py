"""What the search in the header knows of each page: names, statements, quotes in short.

Its index is loaded whole by every reader who searches, so it holds records and not pages, and less
of each the more there are. The texts of the sources are in it only while they are few; a search
page of its own finds the rest.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from dossier.frozen import dataclass
from dossier.pages import excerpts
from dossier.pages.questions import answering
from dossier.site import Entry
from dossier.translatable import N_

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dossier.pages.desk import Desk
    from dossier.records import Record
    from dossier.tables import Dossier

MOST_TEXT = 400_000
"""How many characters the sources of a dossier may have in all for the index to hold them."""

MOST_BYTES = 4_500_000
"""How large the index is to be at the most, as long as that is possible."""

_ENTRY = 130
"""What an entry takes beside its title and what else it tells: its address, and its form."""

_ROOM = 400
_QUOTE = 100
_LINE = 160


@dataclass(frozen=True, slots=True)
class Room:
    """What there is room for in the index of a dossier.

    That is so many characters of an entry beside a title and a kind, and perhaps its sources' text.
    """

    characters: int
    texts: bool


def room(dossier: Dossier) -> Room:
    """Return what there is room for. Linear in the records."""
    records = dossier.records.by_id.values()
    titles = sum(len(one.title.encode(errors="replace")) + _ENTRY for one in records)
    characters = max(0, min(_ROOM, (MOST_BYTES - titles) // max(1, len(records))))
    return Room(characters, dossier.corpus.characters <= MOST_TEXT)


def entries(desk: Desk, record: Record, description: str, room: Room) -> tuple[Entry, ...]:
    """Return the entries of a record: itself, and where its text is held, every passage."""
    left = room.characters
    lines = [desk.words(record.kind.singular)]
    for line in _lines(desk, record, description):
        kept = excerpts.shortened(line, min(left, _LINE))
        if left < len(kept):
            break
        left -= len(kept)
        lines.append(kept)
    own = Entry(record.title, "\n".join(lines))
    if record.kind.group == "source" and room.texts:
        return (own, *_passages(desk, record))
    return (own,)


def _lines(desk: Desk, record: Record, description: str) -> Iterator[str]:
    """Yield what tells most of a record first."""
    match record.kind.group:
        case "entity":
            if names := " · ".join(record.model.also_known_as):
                yield desk.words(N_("Also: %(names)s")) % {"names": names}
            yield description
        case "claim":
            sources = desk.dossier.corpus.sources
            for one in desk.dossier.graph.evidence_for.get(record.id, ()):
                source = sources[one.source]
                words = " […] ".join(excerpts.as_read(source, part) for part in one.anchor.parts)
                yield desk.words.quoted(excerpts.shortened(words, _QUOTE))
        case "question":
            for claim in answering(desk, record.id):
                yield desk.dossier.records.by_id[claim].title
        case "source":
            if publisher := record.model.publisher:
                yield desk.name(publisher)


def _passages(desk: Desk, record: Record) -> Iterator[Entry]:
    source = desk.dossier.corpus.sources[record.id]
    for passage in source.passages:
        yield Entry(record.title, excerpts.as_read(source, passage.span), passage.id)
