"""What one voice is quoted with, each wording once, as words that can be weighed."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from itertools import groupby
from math import log2
from typing import TYPE_CHECKING

from rapidfuzz.distance import Levenshtein

from dossier.differences import Wording
from dossier.frozen import dataclass
from dossier.word_edges import starts_word

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from dossier.corpus import Corpus, Source
    from dossier.evidence import Evidence
    from dossier.text import Span


@dataclass(frozen=True, slots=True, eq=False)
class Form:
    """Some words, and the terms that they count as, in reading order, each with its weight."""

    wording: Wording
    terms: Mapping[str, float]


@dataclass(frozen=True, slots=True, eq=False)
class Saying:
    """A wording that a voice is quoted with, in one source or several.

    `quoted` is the one longer stretch of it in quotation marks, if there is just one. `evidence`
    is its first piece from each source, in the sources' order; `subjects` are all the records that
    any of them bears on.
    """

    whole: Form
    quoted: Form | None
    evidence: tuple[Evidence, ...]
    subjects: frozenset[str]


def sayings(corpus: Corpus, evidence: Iterable[Evidence]) -> list[Saying]:
    """Return what some quotes say, each wording once, in the order in which they come."""
    wordings: dict[tuple[str, ...], tuple[Wording, str]] = {}
    found: dict[tuple[str, ...], list[Evidence]] = {}
    for one in evidence:
        text = _text(corpus.sources[one.source], one.anchor.parts)
        wording = Wording(text)
        key = tuple(wording.words)
        wordings.setdefault(key, (wording, text))
        found.setdefault(key, []).append(one)
    return [_saying(*wordings[key], said) for key, said in found.items()]


def _saying(wording: Wording, text: str, said: Iterable[Evidence]) -> Saying:
    by_source: dict[str, Evidence] = {}
    for one in said:
        by_source.setdefault(one.source, one)
    return Saying(
        whole=Form(wording, _terms(wording)),
        quoted=_quoted(text),
        evidence=tuple(one for _, one in sorted(by_source.items())),
        subjects=frozenset(one.subject for one in said),
    )


# The words ------------------------------------------------------------------------------------

_OPENING, _CLOSING = "“„«‘‚「『《\"'»", "”“»’‘」』》\"'«"
_STRETCHES = re.compile(
    r"“([^“”]+)(?:”|\Z)|„([^„“”]+)(?:[“”]|\Z)|«([^«»]+)(?:»|\Z)|»([^«»]+)«"
    r"|‚([^‚‘]+)(?:‘|\Z)|(?<!\w)‘([^‘]+?)(?:’(?!\w)|\Z)"
    r"|「([^「」]+)(?:」|\Z)|『([^『』]+)(?:』|\Z)|《([^《》]+)(?:》|\Z)"
    r"|\"([^\"]+)(?:\"|\Z)|(?<!\w)'([^']+(?:'\w[^']*)*)(?:'|\Z)"
)
_ENOUGH_WORDS, _ENOUGH_CHARACTERS = 3, 8


def _text(source: Source, parts: tuple[Span, ...]) -> str:
    """Return a quote's words, with the quotation marks that touch it in its source."""
    first, last = parts[0].start, parts[-1].end
    before, after = source.text[max(first - 1, 0) : first], source.text[last : last + 1]
    words = " […] ".join(source.words(part) for part in parts)
    if before and after and before in _OPENING and after in _CLOSING:
        return before + words + after
    return words


def _quoted(text: str) -> Form | None:
    """Return the one stretch in quotation marks that is long enough to be an utterance."""
    enough = [
        wording
        for found in _STRETCHES.finditer(text)
        if (wording := Wording(next(filter(None, found.groups()))))
        and (len(wording.text.split()) >= _ENOUGH_WORDS or len(wording.words) >= _ENOUGH_CHARACTERS)
    ]
    return Form(enough[0], _terms(enough[0])) if len(enough) == 1 else None


# What words weigh -----------------------------------------------------------------------------

_STEM, _HANGUL_STEM = 5, 2
_LONG = 8
_PAIR, _PAIR_WITH_HIRAGANA = 2.0, 0.125
_HIRAGANA = re.compile("[\u3041-\u309f]")

_CHARACTER = 0.8
"""What a character counts as where words are counted and no spaces are set: five make four."""

_RARE = 4
"""In how many claims a word may be quoted and still weigh all that its length gives it."""


def _terms(wording: Wording) -> dict[str, float]:
    """Return what words count as, with what each weighs: as many as it has letters beyond two.

    A word counts by its first five letters, as is usual for languages that inflect (McNamee and
    Mayfield, 2004), and in Korean by its first two syllables. In scripts without spaces a character
    counts together with the next one; those with hiragana, which are mostly endings, hardly weigh.
    """
    terms: dict[str, float] = {}
    last = ""
    for word in wording.words:
        before, last = last, ""
        if _is_unspaced(word):
            last = word
            term = before + word if before else ""
            weight = _PAIR_WITH_HIRAGANA if _HIRAGANA.search(term) else _PAIR
        elif _is_hangul(word):
            term, weight = _stem(word), 2.0 * min(len(word), _LONG // 2) - 2
        else:
            term, weight = _stem(word), min(len(word), _LONG) - 2.0
        if term and weight > 0:
            terms[term] = max(weight, terms.get(term, 0))
    return terms


def _stem(word: str) -> str:
    """Return the beginning by which a word counts; a number counts whole."""
    if word[:1].isdigit():
        return word
    return word[: _HANGUL_STEM if _is_hangul(word) else _STEM]


def _is_hangul(word: str) -> bool:
    return "\uac00" <= word[:1] <= "\ud7a3"


def _is_unspaced(word: str) -> bool:
    """Say whether a word is one of a script that sets no spaces: another could start inside it."""
    return 0 < len(word) <= 3 and not word.isascii() and starts_word(word[0] * 2, 1)  # noqa: PLR2004


def longest_run(here: Form, there: Form) -> float:
    """Return how many words in a row are the same in both, by their beginnings."""
    ones = [_stem(word) for word in here.wording.words]
    others = [_stem(word) for word in there.wording.words]
    same = [step for step in Levenshtein.opcodes(ones, others) if step.tag == "equal"]
    return max((number_of(ones[one.src_start : one.src_end]) for one in same), default=0)


def number_of(words: Iterable[str]) -> float:
    """Return how many words there are; characters of scripts without spaces count for less."""
    return sum(_CHARACTER if _is_unspaced(word) else 1 for word in words)


def rarity(said: Sequence[Saying]) -> Mapping[str, float]:
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


# Which have words in common ------------------------------------------------------------------

_TELLING = 2
"""What a term must weigh to bring wordings together: a word of four letters, two ideograms."""

_MOST_FAMILIAR = 20
"""In how many wordings a word may stand and still bring them together by itself."""

_CONSIDERED = 20
"""How many of the wordings that share words with another are weighed against it."""


def neighbours(said: Sequence[Saying]) -> Iterator[tuple[int, int]]:
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
