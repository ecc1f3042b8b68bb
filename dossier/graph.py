"""Who mentions, supports, disputes and refers to whom: every tie of the dossier, both ways."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import field
from operator import attrgetter
from typing import TYPE_CHECKING, Any

from dossier.evidence import Evidence, collect_evidence
from dossier.folding import fold
from dossier.frozen import dataclass
from dossier.memory import NOTHING
from dossier.mentions import Decision, Mention, Spellings, Spotted, spot
from dossier.sentences import sentences
from dossier.text import Span
from dossier.wiki_links import WikiLink, wiki_links

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from dossier.anchors import Anchors
    from dossier.corpus import Corpus
    from dossier.memory import Memory
    from dossier.project import Project
    from dossier.records import Records

_Path = tuple[str | int, ...]
_Owners = Mapping[str, Mapping[str, _Path]]

# How a claim's relations are called from the other side; the first two are symmetric.
INVERSES = {
    "contradicts": "contradicts",
    "repeats": "repeats",
    "refines": "refined_by",
    "supersedes": "superseded_by",
    "depends_on": "needed_by",
}


_EDGES = ("\n\n", "\n- ", "\n* ", "\n#")
"""What a paragraph or an entry of a list ends with in Markdown."""


@dataclass(frozen=True, slots=True, order=True)
class Utterance:
    """Somebody's words as evidence: what they bear on, how, and whether they are their own.

    Words that are not their `own` are passed on from another voice.
    """

    subject: str
    stance: str
    own: bool


@dataclass(frozen=True, slots=True)
class Tie:
    """A relation between two records, as seen from one of them."""

    role: str
    other: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Backlink:
    """A `[[link]]` to a record: the record or page that holds it, and its sentence as typed."""

    holder: str
    is_page: bool
    words: str


@dataclass(frozen=True, slots=True)
class AmbiguousSpelling:
    """A spelling that several entities share, so that it links to neither.

    `owners` are the entities by id, each with the path at which its record says so; `times` is
    how often the spelling stands in the sources where no editor has settled it.
    """

    words: str
    owners: tuple[tuple[str, _Path], ...]
    times: int


@dataclass(frozen=True, slots=True)
class Graph:
    """All ties, by the record one looks from. Every list is in a fixed order."""

    evidence: tuple[Evidence, ...] = ()
    evidence_for: Mapping[str, tuple[Evidence, ...]] = field(default_factory=dict)
    evidence_in: Mapping[str, tuple[Evidence, ...]] = field(default_factory=dict)
    mentions_of: Mapping[str, tuple[Mention, ...]] = field(default_factory=dict)
    mentions_in: Mapping[str, tuple[Mention, ...]] = field(default_factory=dict)
    ambiguous: tuple[AmbiguousSpelling, ...] = ()
    referrers: Mapping[tuple[str, str], tuple[str, ...]] = field(default_factory=dict)
    ties: Mapping[str, tuple[Tie, ...]] = field(default_factory=dict)
    utterances: Mapping[str, tuple[Utterance, ...]] = field(default_factory=dict)
    backlinks: Mapping[str, tuple[Backlink, ...]] = field(default_factory=dict)

    def referring(self, target: str, *fields: str) -> tuple[str, ...]:
        """Return the records that name `target` under any of `fields` (`about`, `where` …)."""
        found = {one for name in fields for one in self.referrers.get((target, name), ())}
        return tuple(sorted(found))


def connect(
    project: Project,
    corpus: Corpus,
    records: Records,
    anchors: Anchors,
    pages: Mapping[str, str],
    *,
    memory: Memory = NOTHING,
) -> Graph:
    """Draw every tie. `pages` holds the hand-written pages' Markdown by `uri`.

    What a record gives as evidence is remembered while it, its quotes and those who may speak in
    them are the same, and the mentions in a source as `_spotted` says.
    """
    evidence = collect_evidence(records, anchors, memory=memory)
    owners = _spellings(project, records)
    spotted = _spotted(owners, corpus, records, anchors, memory)
    named = memory.shelf("mentions").kept("", (spotted, owners), lambda: _Named(spotted, owners))
    return Graph(
        evidence=tuple(evidence),
        evidence_for=_grouped(evidence, "subject"),
        evidence_in=_grouped(
            sorted(evidence, key=lambda one: (one.anchor.start, one.anchor.end, one.key)),
            "source",
        ),
        mentions_of=named.mentions_of,
        mentions_in=named.mentions_in,
        ambiguous=named.ambiguous,
        referrers=_referrers(records),
        ties=_ties(records),
        utterances=_utterances(evidence),
        backlinks=_backlinks(records, pages),
    )


def _grouped(items: Iterable[Any], name: str) -> dict[str, tuple[Any, ...]]:
    groups: defaultdict[str, list[Any]] = defaultdict(list)
    key = attrgetter(name)
    for item in items:
        groups[key(item)].append(item)
    return {name: tuple(group) for name, group in groups.items()}


def _utterances(evidence: Iterable[Evidence]) -> dict[str, tuple[Utterance, ...]]:
    """Return by entity what it is given as saying, and what it passes on from somebody else."""
    found: defaultdict[str, dict[Utterance, None]] = defaultdict(dict)
    for one in evidence:
        for place, voice in enumerate(one.attribution, start=1):
            if voice.entity:
                own = place == len(one.attribution)
                found[voice.entity][Utterance(one.subject, one.stance, own)] = None
    return {entity: tuple(sorted(told)) for entity, told in found.items()}


# References


def _referrers(records: Records) -> dict[tuple[str, str], tuple[str, ...]]:
    found: defaultdict[tuple[str, str], dict[str, None]] = defaultdict(dict)
    for record in records.by_id.values():
        for path, target, _ in record.references:
            if target in records.by_id:
                found[target, str(path[0])][record.id] = None
    return {key: tuple(ids) for key, ids in found.items()}


def _ties(records: Records) -> dict[str, tuple[Tie, ...]]:
    """Return the relations between claims, each from both of its sides."""
    ties: defaultdict[str, dict[tuple[str, str], Tie]] = defaultdict(dict)
    for record in records.of("claims"):
        for role, inverse in INVERSES.items():
            for relation in getattr(record.model, role):
                other, note = relation.claim, relation.note
                if other not in records.by_id:
                    continue
                ties[record.id][role, other] = Tie(role, other, note)
                if note or (inverse, record.id) not in ties[other]:
                    ties[other][inverse, record.id] = Tie(inverse, record.id, note)
    return {claim: tuple(each for _, each in sorted(told.items())) for claim, told in ties.items()}


def _backlinks(records: Records, pages: Mapping[str, str]) -> dict[str, tuple[Backlink, ...]]:
    found: defaultdict[str, dict[Backlink, None]] = defaultdict(dict)

    def collect(holder: str, text: str, *, is_page: bool) -> None:
        for link in wiki_links(text):
            if link.target in records.by_id and link.target != holder:
                found[link.target][Backlink(holder, is_page, _around(text, link))] = None

    for record in records.by_id.values():
        for _, text in record.texts:
            collect(record.id, text, is_page=False)
    for uri, text in sorted(pages.items()):
        collect(uri, text, is_page=True)
    return {target: tuple(links) for target, links in found.items()}


def _around(text: str, link: WikiLink) -> str:
    """Return the sentence that holds a link, as it was typed, from its paragraph or list entry."""
    start = max(text.rfind(edge, 0, link.span.start) for edge in _EDGES)
    ends = [at for edge in _EDGES if (at := text.find(edge, link.span.end)) >= 0]
    paragraph = Span(start + 1, min(ends, default=len(text)))
    return next(
        (one.of(text) for one in sentences(text, paragraph) if link.span in one),
        paragraph.of(text).strip(),
    )


# Mentions


class _Named:
    """The mentions in all sources, both ways; the sources are in the order of their ids."""

    def __init__(self, spotted: Sequence[Spotted], owners: _Owners) -> None:
        mentions = [mention for one in spotted for mention in one.mentions]
        self.mentions_of = _grouped(mentions, "entity")
        self.mentions_in = _grouped(mentions, "source")
        self.ambiguous = tuple(_ambiguous(owners, spotted))


def _spotted(
    owners: _Owners, corpus: Corpus, records: Records, anchors: Anchors, memory: Memory
) -> tuple[Spotted, ...]:
    """Return the mentions in each source.

    They are remembered while the source and its editor's decisions are the same, and none of the
    spellings that came, went or changed hands stands in it.
    """
    shelf = memory.shelf("mentions by source")
    entities = {spelling: tuple(sorted(ids)) for spelling, ids in owners.items()}
    spellings = memory.shelf("spellings").kept("", entities, lambda: Spellings(entities))
    changed = spellings.changed(shelf.latest(""))
    shelf.put("", spellings)
    spotted: list[Spotted] = []
    for source in corpus.sources.values():
        decided = tuple(decisions(records, anchors, source.id))
        given = (source, decided)
        held: tuple[object, Spotted] | None = shelf.latest(source.id)
        if not held or held[0] != given or any(one in source.folded.text for one in changed):
            held = (given, spot(source.id, source.folded, spellings, decided))
        shelf.put(source.id, held)
        spotted.append(held[1])
    return tuple(spotted)


def _spellings(project: Project, records: Records) -> dict[str, dict[str, _Path]]:
    """Return by spelling the entities that use it, and where in its record each one says so."""
    owners: defaultdict[str, dict[str, _Path]] = defaultdict(dict)
    for kind in project.kinds:
        if kind.group != "entity":
            continue
        for record in records.of(kind.name):
            if not record.model.link:
                continue
            owners[record.model.name].setdefault(record.id, ("name",))
            for number, spelling in enumerate(record.model.also_known_as):
                owners[spelling].setdefault(record.id, ("also_known_as", number))
    return owners


def decisions(records: Records, anchors: Anchors, source: str) -> Iterator[Decision]:
    """Yield an editor's word on whom some words of a source name, or that they name nothing."""
    record = records.by_id.get(source)
    for number, mention in enumerate(record.model.mentions if record else ()):
        entity = None if mention.not_a_mention else mention.entity
        for anchor in anchors.get(source, ("mentions", number)):
            yield Decision(anchor.span, entity, mention.quote.selects, mention.note)


def _ambiguous(owners: _Owners, spotted: Iterable[Spotted]) -> Iterator[AmbiguousSpelling]:
    """Yield the spellings that several entities share, unless every occurrence is settled."""
    unsettled: defaultdict[str, int] = defaultdict(int)
    settled: set[str] = set()
    for one in spotted:
        settled.update(one.settled)
        for spelling, times in one.unsettled.items():
            unsettled[spelling] += times
    for spelling, ids in sorted(owners.items()):
        if len(ids) == 1:
            continue
        folded = fold(spelling).text.strip()
        times = unsettled[folded]
        if times or folded not in settled:
            yield AmbiguousSpelling(spelling, tuple(sorted(ids.items())), times)
