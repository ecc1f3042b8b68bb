"""Names that recur in the sources and belong to no record yet.

What looks like a name is a run of capitalised words (`capitals`); which of them is one,
`likely_names` says, and `kinship`, which of them an entity is behind.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import field
from functools import partial
from itertools import chain
from sys import intern
from typing import TYPE_CHECKING

from dossier.analyses.capitals import runs, small_words
from dossier.analyses.kinship import Kinship, key_of
from dossier.analyses.likely_names import Judge
from dossier.frozen import dataclass
from dossier.graph import decisions
from dossier.memory import NOTHING
from dossier.text import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from dossier.analyses.capitals import Run
    from dossier.anchors import Anchors
    from dossier.corpus import Corpus, Source
    from dossier.graph import Graph
    from dossier.memory import Memory
    from dossier.records import Records

_TIMES = 3
_SOURCES = 2
_ONE_IN = 100
"""A name needs one source in so many."""
_RARE = 5
"""A form is rare beside one that is more than so many times as frequent."""


@dataclass(frozen=True, slots=True)
class RecurringName:
    """Words that look like a name, how often they stand in the sources, and where.

    `places` holds the first occurrence in each source, as pairs of a source's id and a span.
    """

    words: str
    times: int
    places: tuple[tuple[str, Span], ...]


def recurring_names(
    corpus: Corpus,
    records: Records,
    anchors: Anchors,
    graph: Graph,
    *,
    memory: Memory = NOTHING,
) -> tuple[RecurringName, ...]:
    """Return the names that recur and are no entity, the most frequent first.

    A name recurs that stands in the sources three times, or in two of them; where there are
    hundreds, in one of a hundred. Several capitalised words are a name, and so is an abbreviation
    of two to six capitals, and one word by itself, but not in German, which capitalises every
    noun. A surname by itself counts for the full name that ends with it, if there is one only.

    Not counted: what a mention or an editor's `not: true` lies on; what an entity is called, or
    is formed of its name (“North Korean”); headlines; weekdays, months, nationalities, titles.
    Scripts without capitals (Chinese, Japanese, Korean, Arabic) give none. Linear in the texts. A
    memory keeps the words and runs of each, as long as the same of it is taken.
    """
    edited = {
        source: (
            record.model.language if (record := records.by_id.get(source)) else "",
            tuple(one.span for one in decisions(records, anchors, source) if one.entity is None),
        )
        for source in corpus.sources
    }
    spellings = tuple(_spellings(records))
    given = (corpus, graph.mentions_in, edited, spellings)
    return memory.shelf("recurring names").kept(
        "", given, lambda: _recurring(corpus, graph, edited, spellings, memory)
    )


def _recurring(
    corpus: Corpus,
    graph: Graph,
    edited: Mapping[str, tuple[str, tuple[Span, ...]]],
    spellings: Iterable[str],
    memory: Memory,
) -> tuple[RecurringName, ...]:
    """Return the names; `edited` holds by source its language and what is silenced in it."""
    shelf = memory.shelf("words and runs")
    found = _Found()
    for source in corpus.sources.values():
        language, silent = edited[source.id]
        taken = sorted([*silent, *(one.span for one in graph.mentions_in.get(source.id, ()))])
        make = partial(_read, source, language, taken, remembered=shelf.remembers)
        found.add(source.id, shelf.kept(source.id, (source, language, taken), make))
    judge = Judge(found.small, found.inner, Kinship(spellings))
    enough = len(corpus.sources) // _ONE_IN
    told = [
        RecurringName(words, name.times, tuple(sorted(name.places.items())))
        for words, name in _together(_names(found, judge))
        if (name.times >= _TIMES or len(name.places) >= _SOURCES) and len(name.places) >= enough
    ]
    return tuple(sorted(told, key=lambda one: (-one.times, -len(one.places), one.words)))


def _spellings(records: Records) -> Iterator[str]:
    """Yield what entities are called, those that never link automatically among them."""
    for record in records.by_id.values():
        if record.kind.group == "entity":
            yield record.model.name
            yield from record.model.also_known_as


# What the sources hold ------------------------------------------------------------------------


_GERMAN_WORDS = {"und", "der", "die", "das", "nicht", "den", "dem", "mit", "von", "ist"}
_GERMAN_SHARE = 0.1

_Key = tuple[tuple[str, ...], bool, bool]
"""The words of a run, whether it opens a sentence, and whether it is German."""


@dataclass(slots=True)
class _Uses:
    """How often a run stands in the sources, and the first time in each: words' starts, its end."""

    times: int = 0
    first: dict[str, tuple[tuple[int, ...], int]] = field(default_factory=dict)


@dataclass
class _Found:
    """Every run that no entity is behind, and how the sources write their words.

    `small` counts the words written with a small letter, `inner` those capitalised in the midst
    of a sentence.
    """

    runs: defaultdict[_Key, _Uses] = field(default_factory=lambda: defaultdict(_Uses))
    small: Counter[str] = field(default_factory=Counter)
    inner: Counter[str] = field(default_factory=Counter)

    def add(self, source: str, read: _Read) -> None:
        """Add what a source holds."""
        self.small.update(read.small)
        inner = (run.words[1:] if run.opens else run.words for run in read.runs)
        self.inner.update(chain.from_iterable(inner))
        for run in read.runs:
            uses = self.runs[run.words, run.opens, read.german]
            uses.times += 1
            if source not in uses.first:
                uses.first[source] = run.starts, run.end


@dataclass(frozen=True, slots=True)
class _Read:
    """What one source holds: its small words, each as often as it stands there, and its runs."""

    small: tuple[str, ...]
    runs: tuple[Run, ...]
    german: bool


def _read(
    source: Source, language: str, taken: Sequence[Span], *, remembered: bool = False
) -> _Read:
    """Return what a source holds outside the spans that are taken, which are in order."""
    words = small_words(source)
    # All sources write the same words: interned, a remembered one costs eight bytes.
    small = tuple(map(intern, words) if remembered else words)
    german = language.partition("-")[0] == "de" if language else _looks_german(small)
    passed = 0
    reached = -1
    free = []
    for run in runs(source, german=german):
        while passed < len(taken) and taken[passed].start < run.end:
            reached = max(reached, taken[passed].end)
            passed += 1
        if reached <= run.starts[0]:
            free.append(run)
    return _Read(small, tuple(free), german)


def _looks_german(small: Sequence[str]) -> bool:
    return sum(map(_GERMAN_WORDS.__contains__, small)) > len(small) * _GERMAN_SHARE


# One name in several forms --------------------------------------------------------------------


@dataclass
class _Name:
    """One name: its forms, each as often as it stands there, and its first place by source."""

    forms: Counter[str] = field(default_factory=Counter)
    places: dict[str, Span] = field(default_factory=dict)

    @property
    def times(self) -> int:
        """How often the name stands in the sources."""
        return self.forms.total()

    def add(self, form: str, times: int, places: Iterable[tuple[str, Span]]) -> None:
        """Add what is known of a form."""
        self.forms[form] += times
        for source, span in places:
            self.places[source] = min(span, self.places.get(source, span))

    def words(self) -> str:
        """Return the form to call it by: of the frequent ones that are not a single word."""
        most = max(self.forms.values())
        full = {
            one: times for one, times in self.forms.items() if " " in one and times * _RARE >= most
        }
        chosen = full or self.forms
        return min(chosen, key=lambda one: (-chosen[one], len(one), one))


def _names(found: _Found, judge: Judge) -> dict[tuple[str, ...], _Name]:
    """Return the names by what their forms have in common."""
    names: defaultdict[tuple[str, ...], _Name] = defaultdict(_Name)
    for (run, opens, german), uses in found.runs.items():
        words = judge.name(run, opens=opens, german=german)
        if words:
            places = (
                (source, Span(starts[-len(words)], end))
                for source, (starts, end) in uses.first.items()
            )
            names[key_of(words)].add(" ".join(words), uses.times, places)
    return names


def _together(names: Mapping[tuple[str, ...], _Name]) -> Iterator[tuple[str, _Name]]:
    """Yield the names by the words to call them by, a surname with its only full name."""
    fuller: defaultdict[tuple[str, ...], list[tuple[str, ...]]] = defaultdict(list)
    for key in names:
        ends = (key[start:] for start in range(1, len(key)))
        if end := next((one for one in ends if one in names), None):
            fuller[end].append(key)
    whole = {end: only for end, keys in fuller.items() if (only := _only(keys, names))}
    groups: defaultdict[tuple[str, ...], list[_Name]] = defaultdict(list)
    for key, name in names.items():
        full = key
        while full in whole and not full[0].isupper():  # an abbreviation is no surname
            full = whole[full]
        groups[full].append(name)
    for first, *others in groups.values():
        for other in others:
            for form, times in other.forms.items():
                first.add(form, times, other.places.items())
        yield first.words(), first


def _only(
    keys: Sequence[tuple[str, ...]], names: Mapping[tuple[str, ...], _Name]
) -> tuple[str, ...] | None:
    """Return the one full name of several, beside which the others are rare, if there is one."""
    most = max(names[key].times for key in keys)
    frequent = [key for key in keys if names[key].times * _RARE >= most]
    return frequent[0] if len(frequent) == 1 else None
