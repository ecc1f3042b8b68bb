"""Quotes found in their sources, at the offsets of the seeds' own texts."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from dossier.differences import changes, reversals
from dossier.elsewhere import Elsewhere
from dossier.matching import Found, Missing, Reason, search, typed_parts, wanted
from dossier.quote_diagnostics import Teller
from dossier.records import quotes
from dossier.text import Span

if TYPE_CHECKING:
    from collections.abc import Mapping

    from dossier.corpus import Corpus, Source
    from dossier.diagnostics import Report
    from dossier.differences import Change, Reversal
    from dossier.folding import Folded
    from dossier.matching import Reading, Wanted
    from dossier.records import Quote, Records

Path = tuple[str | int, ...]

_MOST_WORK = 4_000_000_000
_NOT_THERE = frozenset({Reason.NOWHERE, Reason.UNCLEAR, Reason.PART})


@dataclass(frozen=True, slots=True)
class Anchor:
    """A quote found in its source: in one stretch, or in several around words left out.

    `match` is `exact` where folding makes the words alike. Of a drifted one, `similarity` is the
    share of characters that need no edit, `changes` what differs, and `reversals` what of that
    may turn the meaning.
    """

    source: str
    parts: tuple[Span, ...]
    match: Literal["exact", "drifted"] = "exact"
    similarity: float = 1.0
    changes: tuple[Change, ...] = ()
    reversals: tuple[Reversal, ...] = ()

    @property
    def start(self) -> int:
        """Where the first part starts, in code points of the seed's text."""
        return self.parts[0].start

    @property
    def end(self) -> int:
        """Where the last part ends."""
        return self.parts[-1].end

    @property
    def span(self) -> Span:
        """From the start to the end, with the words left out."""
        return Span(self.start, self.end)


@dataclass(frozen=True, slots=True)
class Anchors:
    """All quotes that were found, by the record and the path that they are written at."""

    found: Mapping[tuple[str, Path], tuple[Anchor, ...]] = field(default_factory=dict)

    def get(self, record: str, path: Path) -> tuple[Anchor, ...]:
        """Return where a quote stands: nowhere, in one place, or in all of them for a mention."""
        return self.found.get((record, path), ())


def anchor(records: Records, corpus: Corpus, report: Report) -> Anchors:
    """Find every quote of every record in its source, and report those that have no place.

    Each source is folded once. The cost is that of the texts and the quotes, and for quotes that
    are not exact, of each with its source (about 10 ms a megabyte).
    """
    by_source: defaultdict[str, list[Quote]] = defaultdict(list)
    for quote in quotes(records):
        if quote.source in corpus.sources:
            by_source[quote.source].append(quote)
    found: dict[tuple[str, Path], tuple[Anchor, ...]] = {}
    patience = _Patience()
    elsewhere = Elsewhere(corpus)
    for name in sorted(by_source):
        source = corpus.sources[name]
        finder = _Finder(source, source.folded, records, report, patience, elsewhere)
        for quote in by_source[name]:
            found[quote.record, quote.path] = finder.find(quote)
    return Anchors(found)


class _Patience:
    """How much searching for what is not there a run may do.

    A stranger's file could ask for hours of it. The limit counts work, not time, so that every
    machine reports the same; no honest dossier comes near it.
    """

    def __init__(self) -> None:
        self._left = _MOST_WORK

    @property
    def lasts(self) -> bool:
        return self._left > 0

    def spend(self, text: str, quote: Wanted) -> None:
        self._left -= len(text) * (1 + min(len(quote.words), 2_000) // 64)


@dataclass(frozen=True, slots=True)
class _Finder:
    """Finds quotes in one source."""

    source: Source
    folded: Folded
    records: Records
    report: Report
    patience: _Patience
    elsewhere: Elsewhere

    def find(self, quote: Quote) -> tuple[Anchor, ...]:
        """Return where a quote stands, and report what is to be said about it."""
        typed = quote.selector
        looked_for = wanted(
            typed.exact, prefix=typed.prefix, suffix=typed.suffix, occurrence=typed.occurrence
        )
        text = self.folded.text
        near = self.patience.lasts
        outcome = search(text, looked_for, every=quote.every, near=near)
        if isinstance(outcome, Found):
            if outcome.is_exact:
                return tuple(Anchor(self.source.id, self._spans(one)) for one in outcome.readings)
            self.patience.spend(text, looked_for)
            drifted = self._drifted(outcome.readings[0], typed.exact)
            self._teller(quote).drifted(drifted.parts, drifted.similarity, drifted.changes)
            return (drifted,)
        other = None
        if isinstance(outcome, Missing):
            self.patience.spend(text, looked_for)
            # A mention or a gloss is of its own source's words: no other will do.
            if outcome.reason in _NOT_THERE and quote.record != quote.source:
                other = self.elsewhere.holding(looked_for, quote.source)
        self._teller(quote, compared=near, other=other).unplaced(outcome, self._spans)
        return ()

    def _spans(self, reading: Reading) -> tuple[Span, ...]:
        return tuple(self.folded.span(part.start, part.end) for part in reading.parts)

    def _drifted(self, reading: Reading, typed: str) -> Anchor:
        parts = self._spans(reading)
        pairs = zip(typed_parts(typed), parts, strict=True)
        told = tuple(
            change for words, part in pairs for change in changes(words, self.source.words(part))
        )
        return Anchor(self.source.id, parts, "drifted", reading.likeness, told, reversals(told))

    def _teller(
        self, quote: Quote, *, compared: bool = True, other: tuple[Source, Span] | None = None
    ) -> Teller:
        record = self.records.by_id[quote.record]
        place = record.place(*quote.path, "quote", "exact")
        return Teller(self.source, quote.selector, place, self.report, compared, other)
