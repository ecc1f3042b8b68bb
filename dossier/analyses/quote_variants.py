"""Words of one speaker that sources render differently, aligned word by word."""

from __future__ import annotations

from collections import Counter, defaultdict
from functools import partial
from typing import TYPE_CHECKING

from dossier.analyses.sayings import longest_run, neighbours, number_of, rarity, sayings
from dossier.differences import differing, side_by_side
from dossier.frozen import dataclass
from dossier.memory import NOTHING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from dossier.analyses.sayings import Form, Saying
    from dossier.corpus import Corpus
    from dossier.differences import Stretch
    from dossier.evidence import Evidence
    from dossier.graph import Graph
    from dossier.memory import Memory

_ALIKE = 0.5
"""How much of two utterances' weight must be in words that both have."""

# Without quotation marks, a source's own narration may stand there, or its headline.
_ALIKE_UNQUOTED = 0.75
_ALIKE_IN_A_ROW = 0.625
"""What is enough where as many words follow each other in both as `_IN_A_ROW` says."""
_IN_A_ROW = 4

_SUBSTANCE = 12
"""What the words that both have must weigh at least: more than a set phrase of two long words."""

_LITTLE, _FEW = 8, 4
"""What they must weigh, or how many must be the same, if all else may turn the meaning."""
_MOST_TURNING = 4
"""How many words on either side may be what turns it: “will not”, “won't”."""

_NEAREST = 10
"""How many other wordings, and how many sources for each, an utterance is laid beside."""


@dataclass(frozen=True, slots=True)
class QuoteVariant:
    """Two quotes of different sources in which one `voice` (an entity's id) says the same thing.

    `a.source` sorts before `b.source`. `stretches` align their words from beginning to end, and
    `similarity` is the share of both quotes' words that are the same, from 0 to 1.
    """

    voice: str
    a: Evidence
    b: Evidence
    stretches: tuple[Stretch, ...]
    similarity: float


def quote_variants(
    corpus: Corpus, graph: Graph, *, memory: Memory = NOTHING
) -> tuple[QuoteVariant, ...]:
    """Return the quotes of one voice that render each other, by voice and source.

    Compared are quotes in which the same named voice speaks last. Where both hold one longer
    stretch in quotation marks, those words are compared, else the whole quotes. A word weighs by
    its length, so that articles and prepositions hardly count, and less the more claims this voice
    is quoted for with it; words count by their beginning, so that inflected forms are one, and in
    scripts without spaces by pairs of characters.

    Two render each other when at least half of their weight is in words that both have, and that
    is more than a set phrase. Where neither holds a stretch in quotation marks it takes three
    quarters, or five eighths and four words in a row: headlines and narration about the same
    people are alike in names. Less than a set phrase will do where nothing differs but a number, a
    negation or a modal word.

    Quotes that differ only in case and punctuation are no variants; nor are those that differ
    only in where the editor cut them: words more at one end, outside quotation marks, unless they
    hold a number, a negation or a modal word. What overlapping quotes of one source share with
    another source's is told once, by the pair that has most in common.

    The cost is nearly linear in the quotes: words that stand in many wordings bring two
    together only with the word beside them, and only with the next few; an utterance is laid
    beside the ten wordings nearest to it, and each of those in ten sources. 100,000 quotes of one
    voice take a quarter of a minute where no two are variants, half a minute where all are.
    """
    shelf = memory.shelf("quote variants")
    found: list[QuoteVariant] = []
    for voice, said in sorted(_by_voice(graph).items()):
        given = (said, [corpus.sources[one.source] for one in said])
        found += shelf.kept(voice, given, partial(_of_voice, corpus, voice, said))
    return tuple(found)


def _of_voice(corpus: Corpus, voice: str, said: Sequence[Evidence]) -> tuple[QuoteVariant, ...]:
    return tuple(_variants(voice, sayings(corpus, said)))


def _by_voice(graph: Graph) -> dict[str, list[Evidence]]:
    found: defaultdict[str, list[Evidence]] = defaultdict(list)
    for one in graph.evidence:
        if one.attribution and one.attribution[-1].entity:
            found[one.attribution[-1].entity].append(one)
    return found


def _variants(voice: str, said: Sequence[Saying]) -> Iterator[QuoteVariant]:
    """Yield the variants among the sayings of one voice, by source and place."""
    places = _places(one for saying in said for one in saying.evidence)
    best: dict[tuple[int, int], _Found] = {}
    for pair in _nearest(_pairs(said)):
        if not pair.holds():
            continue
        for a, b, turned in _across(pair.one.evidence, pair.other.evidence):
            where = (places[a.key], places[b.key])
            if where not in best or best[where].pair.rank < pair.rank:
                best[where] = _Found(pair, a, b, turned)
    shown = set()
    for found in sorted(best.values(), key=_Found.order):
        variant = found.variant(voice)
        if (variant.a.source, variant.b.source, variant.stretches) not in shown:
            shown.add((variant.a.source, variant.b.source, variant.stretches))
            yield variant


@dataclass(frozen=True, slots=True, eq=False)
class _Found:
    """A pair of sayings as two sources have it, `turned` if the other saying is that of `a`."""

    pair: _Pair
    a: Evidence
    b: Evidence
    turned: bool

    def order(self) -> tuple[str, str, int, int, str, str]:
        a, b = self.a, self.b
        return (a.source, b.source, a.anchor.start, b.anchor.start, a.key, b.key)

    def variant(self, voice: str) -> QuoteVariant:
        stretches = self.pair.stretches(turned=self.turned)
        return QuoteVariant(voice, self.a, self.b, stretches, self.pair.similarity())


def _places(evidence: Iterable[Evidence]) -> dict[str, int]:
    """Return by key the place of each quote; those that overlap for the most part have one."""
    places: dict[str, int] = {}
    number, source, reach = 0, "", 0
    spans = [(one.source, one.anchor.start, -one.anchor.end, one.key) for one in evidence]
    for name, start, minus_end, key in sorted(spans):
        end = -minus_end
        if name != source or 2 * (min(end, reach) - start) < end - start:
            number, reach = number + 1, 0
        source, reach = name, max(reach, end)
        places[key] = number
    return places


def _across(
    ones: Sequence[Evidence], others: Sequence[Evidence]
) -> Iterator[tuple[Evidence, Evidence, bool]]:
    """Yield pairs of quotes from two sources, each with some of the other wording's, in turns.

    A pair stands in its sources' order; `True` says that this is not the wordings' order.
    """
    for one, other in dict.fromkeys((*_turns(ones, others), *_turns(others, ones, back=True))):
        a, b = ones[one], others[other]
        if a.source < b.source:
            yield a, b, False
        elif a.source > b.source:
            yield b, a, True


def _turns(
    some: Sequence[Evidence], rest: Sequence[Evidence], *, back: bool = False
) -> Iterator[tuple[int, int]]:
    for place in range(len(some)):
        for step in range(min(len(rest), _NEAREST)):
            other = (place + step) % len(rest)
            yield (other, place) if back else (place, other)


# Which wordings are laid side by side ---------------------------------------------------------


@dataclass(frozen=True, slots=True, eq=False)
class _Pair:
    """Two sayings that render each other, in the forms that are compared.

    `rank` holds the weight of what they have in common, and its share of all. `little` is a pair
    with no more than a set phrase in common.
    """

    one: Saying
    other: Saying
    forms: tuple[Form, Form]
    rank: tuple[float, float]
    little: bool

    def stretches(self, *, turned: bool = False) -> tuple[Stretch, ...]:
        """Return the alignment, `turned` with the other saying at the left."""
        here, there = self.forms[::-1] if turned else self.forms
        return side_by_side(here.wording, there.wording)

    def similarity(self) -> float:
        """Return the share of words that the alignment has on both sides."""
        here, there = (form.wording for form in self.forms)
        lost = sum(end - start + last - first for start, end, first, last in differing(here, there))
        return 1 - lost / (len(here.words) + len(there.words))

    def holds(self) -> bool:
        """Say whether the two differ, and not so much that they may be two utterances."""
        if self.little:
            return self._turns()
        quotes = self.one.quoted or self.other.quoted
        if quotes or self.rank[1] >= _ALIKE_UNQUOTED or longest_run(*self.forms) >= _IN_A_ROW:
            return self._differs()
        return False

    def _turns(self) -> bool:
        """Say whether nothing differs but a few words that may turn the meaning."""
        here, there = (form.wording for form in self.forms)
        runs = differing(here, there)
        same = number_of(here.words) - sum(number_of(here.words[run[0] : run[1]]) for run in runs)
        return (
            (self.rank[0] >= _LITTLE or same >= _FEW)
            and all(max(run[1] - run[0], run[3] - run[2]) <= _MOST_TURNING for run in runs)
            and all(one.same or one.marks for one in self.stretches())
        )

    def _differs(self) -> bool:
        """Say whether the wording differs, not only where the quotes begin and end."""
        here, there = (form.wording for form in self.forms)
        runs = differing(here, there)
        if self.forms[0] is not self.one.whole:
            return bool(runs)
        ends = ((0, 0), (len(here.words), len(there.words)))
        cuts = [run for run in runs if _is_empty(run) and {run[::2], run[1::2]} & set(ends)]
        return len(cuts) < len(runs) or any(one.marks for one in self.stretches())


def _is_empty(run: tuple[int, int, int, int]) -> bool:
    """Say whether a run of words has words on one side only."""
    return run[0] == run[1] or run[2] == run[3]


def _nearest(pairs: Iterable[_Pair]) -> list[_Pair]:
    """Return the pairs in which one saying is among those nearest to the other."""
    found = sorted(pairs, key=lambda pair: pair.rank[::-1], reverse=True)
    seen: Counter[int] = Counter()
    kept = []
    for pair in found:
        sides = (id(pair.one), id(pair.other))
        if any(seen[side] < _NEAREST for side in sides):
            kept.append(pair)
        seen.update(sides)
    return kept


def _pairs(said: Sequence[Saying]) -> Iterator[_Pair]:
    """Yield the sayings that render each other."""
    rare = rarity(said)
    weights = {
        id(form): sum(weight * rare.get(term, 1) for term, weight in form.terms.items())
        for saying in said
        for form in (saying.whole, saying.quoted)
        if form
    }
    for number, other in neighbours(said):
        one, two = said[number], said[other]
        here, there = one.whole, two.whole
        if one.quoted and two.quoted:
            here, there = one.quoted, two.quoted
        if here.wording.words == there.wording.words:
            continue
        common = {
            term: min(weight, there.terms[term])
            for term, weight in here.terms.items()
            if term in there.terms
        }
        shared = sum(weight * rare.get(term, 1) for term, weight in common.items())
        alike = 2 * shared / (weights[id(here)] + weights[id(there)] or 1)
        little = sum(common.values()) < _SUBSTANCE
        if alike >= (_ALIKE if one.quoted or two.quoted or little else _ALIKE_IN_A_ROW):
            yield _Pair(one, two, (here, there), (shared, alike), little)
