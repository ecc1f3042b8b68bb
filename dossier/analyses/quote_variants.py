"""Words of one speaker that sources render differently, aligned word by word."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from itertools import groupby
from math import log2
from typing import TYPE_CHECKING

from dossier.analyses.sayings import sayings
from dossier.differences import differing, side_by_side

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from dossier.analyses.sayings import Form, Saying
    from dossier.corpus import Corpus
    from dossier.differences import Stretch
    from dossier.evidence import Evidence
    from dossier.graph import Graph

_ALIKE = 0.5
"""How much of two utterances' weight must be in words that both have."""

_SUBSTANCE = 12
"""What the words that both have must weigh at least: more than a set phrase of two long words."""

_RARE = 4
"""In how many claims a word may be quoted and still weigh all that its length gives it."""

_TELLING = 2
"""What a term must weigh to bring wordings together: a word of four letters, two ideograms."""

_MOST_FAMILIAR = 20
"""In how many wordings a word may stand and still bring them together by itself."""

_CONSIDERED = 20
"""How many of the wordings that share words with another are weighed against it."""

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


def quote_variants(corpus: Corpus, graph: Graph) -> tuple[QuoteVariant, ...]:
    """Return the quotes of one voice that render each other, by voice and source.

    Compared are quotes in which the same named voice speaks last. Where both hold one longer
    stretch in quotation marks, those words are compared, else the whole quotes. Two render each
    other when at least half of their weight is in words that both have, and that is more than a
    set phrase. A word weighs by its length, so that articles and prepositions hardly count, and
    less the more claims this voice is quoted for with it; words count by their beginning, so that
    inflected forms are one, and in scripts without spaces by pairs of characters.

    Quotes that differ only in case and punctuation are no variants; nor are those that differ
    only in where the editor cut them: words more at one end, outside quotation marks, unless they
    hold a number, a negation or a modal word. What overlapping quotes of one source share with
    another source's is told once, by the pair that has most in common.

    The cost is nearly linear in the quotes: words that stand in many wordings bring two
    together only with the word beside them, and only with the next few; an utterance is laid
    beside the ten wordings nearest to it, and each of those in ten sources. 100,000 quotes of one
    voice take a quarter of a minute where no two are variants, half a minute where all are.
    """
    return tuple(
        variant
        for voice, said in sorted(_by_voice(graph).items())
        for variant in _variants(voice, sayings(corpus, said))
    )


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
        if not pair.differs():
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

    `rank` holds the weight of what they have in common, and its share of all.
    """

    one: Saying
    other: Saying
    forms: tuple[Form, Form]
    rank: tuple[float, float]

    def stretches(self, *, turned: bool = False) -> tuple[Stretch, ...]:
        """Return the alignment, `turned` with the other saying at the left."""
        here, there = self.forms[::-1] if turned else self.forms
        return side_by_side(here.wording, there.wording)

    def similarity(self) -> float:
        """Return the share of words that the alignment has on both sides."""
        here, there = (form.wording for form in self.forms)
        lost = sum(end - start + last - first for start, end, first, last in differing(here, there))
        return 1 - lost / (len(here.words) + len(there.words))

    def differs(self) -> bool:
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
    rarity = _rarity(said)
    weights = {
        id(form): sum(weight * rarity.get(term, 1) for term, weight in form.terms.items())
        for saying in said
        for form in (saying.whole, saying.quoted)
        if form
    }
    for number, other in _candidates(said):
        one, two = said[number], said[other]
        here, there = one.whole, two.whole
        if one.quoted and two.quoted:
            here, there = one.quoted, two.quoted
        common = {
            term: min(weight, there.terms[term])
            for term, weight in here.terms.items()
            if term in there.terms
        }
        if sum(common.values()) < _SUBSTANCE or here.wording.words == there.wording.words:
            continue
        shared = sum(weight * rarity.get(term, 1) for term, weight in common.items())
        alike = 2 * shared / (weights[id(here)] + weights[id(there)])
        if alike >= _ALIKE:
            yield _Pair(one, two, (here, there), (shared, alike))


def _rarity(said: Sequence[Saying]) -> Mapping[str, float]:
    """Return by term a factor that falls with the claims in whose quotes it stands.

    What is said counts instead where that is less: many claims may rest on the same words. Among
    a few claims a word says little by being common; from there on, twice as many count one step.
    """
    by_subject: defaultdict[str, set[str]] = defaultdict(set)
    by_words: defaultdict[tuple[str, ...], set[str]] = defaultdict(set)
    for saying in said:
        by_words[tuple((saying.quoted or saying.whole).wording.words)].update(saying.whole.terms)
        for subject in saying.subjects:
            by_subject[subject].update(saying.whole.terms)
    subjects = Counter(term for terms in by_subject.values() for term in terms)
    words = Counter(term for terms in by_words.values() for term in terms)
    return {
        term: 1 / (1 + log2(max(_RARE, min(times, subjects[term])) / _RARE))
        for term, times in words.items()
    }


def _candidates(said: Sequence[Saying]) -> Iterator[tuple[int, int]]:
    """Yield the places of sayings that have telling terms in common, from an inverted index."""
    used = Counter(term for saying in said for term in saying.whole.terms)
    numbers = {term: number for number, term in enumerate(used, start=1)}
    index = sorted(
        key * len(said) + place
        for place, saying in enumerate(said)
        for key in _keys(saying.whole.terms, used, numbers)
    )
    near: list[list[int]] = [[] for _ in said]
    for _, entries in groupby(index, key=lambda entry: entry // len(said)):
        places = [entry % len(said) for entry in entries]
        for at, place in enumerate(places[:-1], start=1):
            near[place] += places[at : at + _MOST_FAMILIAR]
    for place, others in enumerate(near):
        for other, _ in Counter(others).most_common(_CONSIDERED):
            yield place, other


def _keys(
    terms: Mapping[str, float], used: Mapping[str, int], numbers: Mapping[str, int]
) -> Iterator[int]:
    """Yield what a saying is filed under: its rarer terms, and its familiar ones by twos."""
    last = 0
    for term, weight in terms.items():
        if weight < _TELLING:
            continue
        number = numbers[term]
        if used[term] <= _MOST_FAMILIAR:
            yield number
            continue
        if last:
            yield min(last, number) * (len(numbers) + 1) + max(last, number)
        last = number
