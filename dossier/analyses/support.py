"""How much of a claim's support is independent, and why no more of it is.

Two sources count as one when

- a chain of `derived_from` joins them, or a quarter of the one's text stands in the other;
- the text around their evidence is a copy of one text, however many hands it went through;
- their evidence goes back to the same origin, or one of them cites the other's publisher.

Dependence is taken to carry over (A copies B, B copies C: all three are one), so the count errs on
the side of too few. That nothing joins two sources does not prove that they are independent: it is
only all that the dossier knows.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from dossier.analyses.families import Families
from dossier.analyses.groups import Groups

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence

    from dossier.analyses.shared_passages import SharedPassage
    from dossier.corpus import Corpus
    from dossier.evidence import Evidence
    from dossier.graph import Graph
    from dossier.records import Records

_THROUGHOUT = 0.25
"""Which share of a source's text has to stand in another for all of it to count as taken over."""


@dataclass(frozen=True, slots=True)
class Bond:
    """Why some of a claim's sources count as one.

    - `origin`: their evidence goes back to one voice, `origin`.
    - `publisher`: some of them cite `origin`, which published the others.
    - `declared`: their records say that they copy or rewrite one another.
    - `text`: they share text, around the evidence or throughout. `passage` is the longest stretch
      that two of them share, if they do so directly.
    """

    why: Literal["origin", "publisher", "declared", "text"]
    sources: tuple[str, ...]
    origin: str = ""
    passage: SharedPassage | None = None


@dataclass(frozen=True, slots=True)
class Support:
    """What a claim's evidence bears.

    `sources` carry the claim (evidence with the stance `supports`); `groups` are those sources
    by dependence, a tuple a group, and `bonds` say why; `origins` are the voices that the evidence
    goes back to; `disputing` the sources with evidence against it.
    """

    sources: tuple[str, ...] = ()
    groups: tuple[tuple[str, ...], ...] = ()
    origins: tuple[str, ...] = ()
    disputing: tuple[str, ...] = ()
    bonds: tuple[Bond, ...] = ()

    @property
    def independent(self) -> int:
        """How many of the sources are independent of each other, as far as is known."""
        return len(self.groups)

    @property
    def disputed(self) -> bool:
        """Whether any evidence disputes the claim."""
        return bool(self.disputing)


def source_groups(records: Records, shared: Iterable[SharedPassage]) -> tuple[tuple[str, ...], ...]:
    """Return the sources that declared derivation or shared text joins, groups of two and more."""
    groups = _declared(records)
    for one in shared:
        groups.join(one.a, one.b)
    everything = groups.sort(record.id for record in records.of("sources"))
    return tuple(each for each in everything if len(each) > 1)


def support(
    corpus: Corpus, records: Records, graph: Graph, shared: Sequence[SharedPassage]
) -> Mapping[str, Support]:
    """Return by claim what its evidence bears. Linear in the evidence and the shared passages."""
    kinship = _Kinship(corpus, records, shared)
    return {
        claim.id: _of(graph.evidence_for.get(claim.id, ()), kinship)
        for claim in records.of("claims")
    }


def _declared(records: Records) -> Groups:
    groups = Groups()
    for record in records.of("sources"):
        for other in record.model.derived_from:
            groups.join(record.id, other)
    return groups


class _Kinship:
    """What is known of how sources depend on each other, whatever the claim."""

    def __init__(self, corpus: Corpus, records: Records, shared: Sequence[SharedPassage]) -> None:
        self.corpus = corpus
        self.families = Families(shared)
        self.publishers = {
            source.id: source.model.publisher
            for source in records.of("sources")
            if source.model.publisher in records.by_id
        }
        self.declared = _declared(records)
        self.throughout = Groups()
        self._taken: defaultdict[Hashable, list[SharedPassage]] = defaultdict(list)
        taken = [each for each in _by_pair(shared) if self._covers(each)]
        for each in taken:
            self.throughout.join(each[0].a, each[0].b)
        for each in taken:
            self._taken[self.throughout.find(each[0].a)] += each

    def taken(self, group: Hashable) -> Sequence[SharedPassage]:
        """Return the passages of sources that share text throughout."""
        return self._taken.get(group, ())

    def _covers(self, passages: Sequence[SharedPassage]) -> bool:
        """Say whether the passages of two sources make up a good part of the shorter one."""
        first = passages[0]
        a_share = sum(len(one.a_span) for one in passages) / len(self.corpus.sources[first.a].text)
        b_share = sum(len(one.b_span) for one in passages) / len(self.corpus.sources[first.b].text)
        return max(a_share, b_share) >= _THROUGHOUT


def _by_pair(shared: Iterable[SharedPassage]) -> Iterator[list[SharedPassage]]:
    pairs: defaultdict[tuple[str, str], list[SharedPassage]] = defaultdict(list)
    for one in shared:
        pairs[one.a, one.b].append(one)
    yield from pairs.values()


# One claim ------------------------------------------------------------------------------------


def _of(evidence: Sequence[Evidence], kinship: _Kinship) -> Support:
    supporting = [one for one in evidence if one.stance == "supports"]
    ties = _Ties()
    for one in supporting:
        _tie(one, kinship, ties)
    sources = sorted({one.source for one in supporting})
    return Support(
        sources=tuple(sources),
        groups=ties.groups.sort(sources),
        origins=tuple(sorted({one.origin for one in supporting})),
        disputing=tuple(sorted({one.source for one in evidence if one.stance == "disputes"})),
        bonds=tuple(_bonds(ties, kinship)) if len(sources) > 1 else (),
    )


class _Ties:
    """The sources of one claim, tied to whatever several of them may have in common."""

    def __init__(self) -> None:
        self.groups = Groups()
        self.sources: defaultdict[tuple[str, Hashable], set[str]] = defaultdict(set)
        self.passages: defaultdict[Hashable, list[SharedPassage]] = defaultdict(list)

    def add(self, source: str, why: str, common: Hashable) -> None:
        self.groups.join(source, (why, common))
        self.sources[why, common].add(source)


def _tie(one: Evidence, kinship: _Kinship, ties: _Ties) -> None:
    # A source that speaks for itself speaks for its publisher, whom others may cite.
    ties.add(one.source, "origin", kinship.publishers.get(one.origin, one.origin))
    ties.add(one.source, "declared", kinship.declared.find(one.source))
    ties.add(one.source, "throughout", kinship.throughout.find(one.source))
    source = kinship.corpus.sources[one.source]
    for family, passage in kinship.families.around(source, one.anchor.span):
        ties.add(one.source, "around", family)
        ties.passages[family].append(passage)


def _bonds(ties: _Ties, kinship: _Kinship) -> Iterator[Bond]:
    """Yield why sources count as one: by origin, by declaration, by text; each text once."""
    told = {key: sources for key, sources in ties.sources.items() if len(sources) > 1}
    published = {
        common: {one for one in sources if kinship.publishers.get(one) == common}
        for (_, common), sources in told.items()
    }
    ordered = sorted(told.items(), key=lambda each: (_ORDER.index(each[0][0]), sorted(each[1])))
    seen: set[tuple[str, ...]] = set()
    for (why, common), members in ordered:
        sources = tuple(sorted(members))
        if why == "origin":
            by_publisher = bool(published[common])
            yield Bond("publisher" if by_publisher else "origin", sources, str(common))
        elif why == "declared":
            yield Bond("declared", sources)
        elif sources not in seen:
            seen.add(sources)
            passages = ties.passages[common] if why == "around" else kinship.taken(common)
            yield Bond("text", sources, passage=_longest(passages, members))


_ORDER = ("origin", "declared", "around", "throughout")


def _longest(passages: Iterable[SharedPassage], sources: set[str]) -> SharedPassage | None:
    """Return the longest passage that two of some sources share."""
    direct = [one for one in passages if one.a in sources and one.b in sources]
    return max(direct, key=lambda one: (one.words, one.similarity, one.a, one.b), default=None)
