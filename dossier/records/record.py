"""Records as values: what was read, where it is written, and the words it quotes."""

from __future__ import annotations

from dataclasses import field
from functools import cached_property
from typing import TYPE_CHECKING, Any

from dossier.frozen import dataclass
from dossier.kinds.fields import EvidenceItem, markdown_fields, parts, references
from dossier.kinds.sources import Gloss, Mention
from dossier.text import Place

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from dossier.documents import Document
    from dossier.documents import Mapping as MappingNode
    from dossier.kinds import Kind
    from dossier.kinds.fields import Path, Reference, Selector


@dataclass(frozen=True)
class Record:
    """One entry of the dossier, read and found fit for its kind.

    `model` is an instance of `kind.model`. `path` is the file that the record is written in,
    relative to the root: a YAML file, or the seed for a source that nobody has described
    (`document` and `node` are then None). `node` is the part of the document that fitted; what
    did not has been reported and left out, and `left_out` names the outermost keys of that. So
    paths into `model` and into `node` agree.
    """

    kind: Kind
    id: str
    title: str
    model: Any
    path: str
    document: Document | None = None
    node: MappingNode | None = None
    left_out: frozenset[str] = frozenset()

    def place(self, *path: str | int, key: bool = False) -> Place:
        """Return where the value at a path is written, or its key; as deep as it exists."""
        if self.document is None or self.node is None:
            return Place(self.path)
        return self.document.place(self.node, path, key=key)

    # Walked through once, and asked for by every stage.

    @cached_property
    def references(self) -> tuple[tuple[Path, str, Reference], ...]:
        """Every reference: its path, the id, and what the field may name."""
        return tuple(references(self.model))

    @cached_property
    def texts(self) -> tuple[tuple[Path, str], ...]:
        """Every Markdown text with its path."""
        return tuple(markdown_fields(self.model))

    @cached_property
    def quotes(self) -> tuple[Quote, ...]:
        """Every quote, whether or not there is its source."""
        return tuple(self._quotes())

    def _quotes(self) -> Iterator[Quote]:
        for path, part in parts(self.model):
            if isinstance(part, EvidenceItem):
                yield Quote(self.id, path, part.source, part.quote)
            elif isinstance(part, Mention):
                every = not part.quote.selects
                yield Quote(self.id, path, self.id, part.quote, every)
            elif isinstance(part, Gloss):
                yield Quote(self.id, path, self.id, part.quote)


@dataclass(frozen=True)
class Records:
    """All records by id, in the ids' order.

    `broken` holds the ids of records that could not be read: what refers to them is not
    reported a second time.
    """

    by_id: Mapping[str, Record]
    broken: frozenset[str] = field(default_factory=frozenset)

    def of(self, kind: str) -> tuple[Record, ...]:
        """Return the records of one kind, by its name (`people`), in the order of their ids."""
        return self._by_kind.get(kind, ())

    @cached_property
    def _by_kind(self) -> dict[str, tuple[Record, ...]]:
        groups: dict[str, list[Record]] = {}
        for record in self.by_id.values():
            groups.setdefault(record.kind.name, []).append(record)
        return {name: tuple(group) for name, group in groups.items()}


@dataclass(frozen=True, slots=True)
class Quote:
    """Words that a record says stand in a source.

    `path` leads to the entry that holds the quote, `("evidence", 0)` say, and is empty where
    the record itself does (a file under `evidence/`); the words are written at
    `record.place(*path, "quote")`. `every` asks for all occurrences, not for the one.
    """

    record: str
    path: Path
    source: str
    selector: Selector
    every: bool = False


def quotes(records: Records) -> Iterator[Quote]:
    """Yield every quote of every record whose source exists, in the order of the records."""
    sources = {record.id for record in records.of("sources")}
    for record in records.by_id.values():
        for quote in record.quotes:
            if quote.source in sources:
                yield quote
