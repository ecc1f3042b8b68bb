"""How much of a claim's support is independent, and why no more of it is.

Two sources count as one when

- one is derived from the other, or both are from a third;
- the text around their evidence is a copy of one text, however many hands it went through; or a
  good part of one of them stands in the other, wherever that is;
- their evidence goes back to the same origin, or one of them cites the other's publisher or author.

Dependence carries over (A copies B, B copies C: all three are one), so the count errs on the side
of too few; but a source that is made of several does not make those one. That nothing joins two
sources does not prove that they are independent: it is all that the dossier knows.
"""

from __future__ import annotations

from collections import defaultdict
from functools import partial
from typing import TYPE_CHECKING, Literal

from dossier.analyses.families import Families
from dossier.analyses.groups import Groups
from dossier.analyses.lineage import own_voices, roots
from dossier.frozen import dataclass
from dossier.memory import NOTHING, Whole

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence

    from dossier.analyses.shared_passages import SharedPassage, SharedText
    from dossier.corpus import Corpus
    from dossier.evidence import Evidence
    from dossier.graph import Graph
    from dossier.memory import Memory
    from dossier.records import Records

_THROUGHOUT = 0.18
"""Which share of a text's words has to stand in another for all of it to count as taken over.

Of answers that people wrote by revising a text lightly, all lie above it; of those that they wrote
on their own, none (P. Clough and M. Stevenson, “Developing a corpus of plagiarised short answers”,
2011).
"""

Why = Literal["origin", "publisher", "declared", "text"]


@dataclass(frozen=True, slots=True)
class Bond:
    """Why some of a claim's sources count as one.

    - `origin`: their evidence goes back to one voice, `origin`.
    - `publisher`: some of them cite `origin`, which published or wrote others.
    - `declared`: their records say that they copy or rewrite one another, or one source.
    - `text`: they share text, around the evidence or throughout. `passages` are stretches that
      two of them share, if they do so directly: those that both quote first, then the longest.
    """

    why: Why
    sources: tuple[str, ...]
    origin: str = ""
    passages: tuple[SharedPassage, ...] = ()

    @property
    def passage(self) -> SharedPassage | None:
        """The passage that tells most."""
        return self.passages[0] if self.passages else None


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


def source_groups(records: Records, shared: SharedText) -> tuple[tuple[str, ...], ...]:
    """Return the sources that declared derivation or shared text joins, groups of two and more."""
    groups = Groups()
    for record in records.of("sources"):
        for other in record.model.derived_from:
            groups.join(record.id, other)
    for one in shared.passages:
        groups.join(one.a, one.b)
    everything = groups.sort(record.id for record in records.of("sources"))
    return tuple(each for each in everything if len(each) > 1)


def support(
    kinship: Kinship, records: Records, graph: Graph, *, memory: Memory = NOTHING
) -> Mapping[str, Support]:
    """Return by claim what its evidence bears. Linear in the evidence and the shared passages."""
    shelf = memory.shelf("support")
    found = {}
    for claim in records.of("claims"):
        evidence = graph.evidence_for.get(claim.id, ())
        make = partial(_of, evidence, kinship)
        found[claim.id] = shelf.kept(claim.id, (evidence, Whole(kinship)), make)
    return found


class Kinship:
    """What is known of how sources depend on each other, whatever the claim."""

    def __init__(self, corpus: Corpus, records: Records, shared: SharedText) -> None:
        self._corpus = corpus
        self._families = Families(shared.passages)
        self._roots = roots(records)
        self._voices = own_voices(records)
        self._throughout: defaultdict[str, dict[Hashable, SharedPassage]] = defaultdict(dict)
        taken = {pair for pair, overlap in shared.overlaps.items() if overlap >= _THROUGHOUT}
        for number, one in enumerate(shared.passages):
            if (one.a, one.b) in taken:
                for source in (one.a, one.b):
                    self._throughout[source][self._families.of(number)] = one

    def one_voice(self, evidence: Sequence[Evidence]) -> Mapping[str, str]:
        """Return by origin the one that it counts as, where that is another.

        Sources that speak for themselves count as one where text, derivation or a maker joins
        them, and as their maker where somebody cites it.
        """
        own = [one for one in evidence if one.origin == one.source]
        cited = {one.origin for one in evidence if one.origin != one.source}
        counted = {}
        for group in self.ties(own).groups().sort({one.source for one in own}):
            makers = {voice for source in group for voice in self._voices.get(source, ())}
            first = min(makers & cited, default=group[0])
            counted.update({source: first for source in group if source != first})
        return counted

    def ties(self, evidence: Iterable[Evidence]) -> Ties:
        """Return what the sources of some evidence have in common."""
        ties = Ties()
        for one in evidence:
            if one.origin != one.source:
                ties.add(one.source, "origin", one.origin)
            else:
                # A source that speaks for itself speaks for its makers, whom others may cite.
                ties.add(one.source, "origin", one.source)
                for voice in self._voices.get(one.source, ()):
                    ties.add(one.source, "origin", voice, own=True)
            for root in self._roots.get(one.source, ()):
                ties.add(one.source, "declared", root)
            for family, passage in self._throughout.get(one.source, {}).items():
                ties.add(one.source, "text", family, passage)
            source = self._corpus.sources[one.source]
            for part in one.anchor.parts:
                for family, passage in self._families.around(source, part):
                    quoted = passage.span_in(one.source).overlaps(part)
                    ties.add(one.source, "text", family, passage, quoted=quoted)
        return ties


# One claim ------------------------------------------------------------------------------------


def _of(evidence: Sequence[Evidence], kinship: Kinship) -> Support:
    supporting = [one for one in evidence if one.stance == "supports"]
    ties = kinship.ties(supporting)
    sources = sorted({one.source for one in supporting})
    return Support(
        sources=tuple(sources),
        groups=ties.groups().sort(sources),
        origins=tuple(sorted({one.origin for one in supporting})),
        disputing=tuple(sorted({one.source for one in evidence if one.stance == "disputes"})),
        bonds=tuple(ties.bonds()) if len(sources) > 1 else (),
    )


_Key = tuple[str, "Hashable"]


class Ties:
    """Some sources, each tied to whatever several of them may have in common."""

    def __init__(self) -> None:
        self._tied: defaultdict[_Key, dict[str, None]] = defaultdict(dict)
        self._own: set[_Key] = set()
        self._passages: defaultdict[Hashable, dict[SharedPassage, set[str]]] = defaultdict(dict)

    def add(
        self,
        source: str,
        why: str,
        common: Hashable,
        passage: SharedPassage | None = None,
        *,
        own: bool = False,
        quoted: bool = False,
    ) -> None:
        """Tie a source to an origin, a root or a family of text.

        An `own` origin made the source; a `quoted` passage holds words of its evidence.
        """
        self._tied[why, common][source] = None
        if own:
            self._own.add((why, common))
        if passage is not None:
            quoting = self._passages[common].setdefault(passage, set())
            if quoted:
                quoting.add(source)

    def groups(self) -> Groups:
        """Return the sources in groups.

        Whoever shares something is in one group with the first that has it. A source with several
        such things, a digest of two reports say, goes with one of them, and does not make them one.
        """
        groups = Groups()
        for why in ("origin", "declared", "text"):
            having: defaultdict[str, list[_Key]] = defaultdict(list)
            for key, sources in self._tied.items():
                if key[0] == why:
                    for source in sources:
                        having[source].append(key)
            owners: dict[_Key, str] = {}
            for source in sorted(having, key=lambda one: (len(having[one]), one)):
                held = [owners[key] for key in having[source] if key in owners]
                if held:
                    groups.join(source, min(held))
                for key in having[source]:
                    owners.setdefault(key, source)
        return groups

    def bonds(self) -> Iterator[Bond]:
        """Yield why sources count as one: by origin, by declaration, by text, each set once."""
        found: dict[tuple[str, tuple[str, ...]], tuple[_Rank, Bond]] = {}
        for (why, common), tied in self._tied.items():
            if len(tied) > 1:
                rank, bond = self._bond(why, common, tuple(sorted(tied)))
                key = bond.why, bond.sources
                if key not in found or rank > found[key][0]:
                    found[key] = rank, bond
        told = [bond for _, bond in found.values()]
        yield from sorted(told, key=lambda one: (_ORDER.index(one.why), one.sources, one.origin))

    def _bond(self, why: str, common: Hashable, sources: tuple[str, ...]) -> tuple[_Rank, Bond]:
        if why == "origin":
            by_maker = ("origin", common) in self._own
            return (0, 0), Bond("publisher" if by_maker else "origin", sources, str(common))
        if why == "declared":
            return (0, 0), Bond("declared", sources)
        rank, passages = self._direct(common, set(sources))
        return rank, Bond("text", sources, passages=passages)

    def _direct(
        self, family: Hashable, sources: set[str]
    ) -> tuple[_Rank, tuple[SharedPassage, ...]]:
        """Return the passages that two of some sources share, the most telling first."""
        ranked = sorted(
            (-len(quoting & {one.a, one.b}), -one.words, one)
            for one, quoting in self._passages[family].items()
            if one.a in sources and one.b in sources
        )
        if not ranked:
            return (-1, 0), ()
        quoted, words, _ = ranked[0]
        return (-quoted, -words), tuple(one for _, _, one in ranked)


_Rank = tuple[int, int]
"""How telling a passage is: by how many of its two sources' quotes hold it, then its words."""

_ORDER: tuple[Why, ...] = ("origin", "publisher", "declared", "text")
"""In which order reasons are told."""
