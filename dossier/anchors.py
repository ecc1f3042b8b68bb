"""Quotes found in their sources, at the offsets of the seeds' own texts."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import field
from typing import TYPE_CHECKING, Literal

from dossier.differences import changes, reversals
from dossier.elsewhere import Elsewhere
from dossier.frozen import dataclass
from dossier.matching import Ambiguous, Found, Missing, Reason, search, typed_parts, wanted
from dossier.memory import NOTHING
from dossier.quote_diagnostics import Teller
from dossier.records import quotes
from dossier.text import Span

if TYPE_CHECKING:
    from collections.abc import Mapping

    from dossier.corpus import Corpus, Source
    from dossier.diagnostics import Report
    from dossier.differences import Change, Reversal
    from dossier.matching import Reading, Wanted
    from dossier.memory import Memory, Shelf
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


def anchor(
    records: Records, corpus: Corpus, report: Report, *, memory: Memory = NOTHING
) -> Anchors:
    """Find every quote of every record in its source, and report those that have no place.

    Each source is folded once. The cost is that of the texts and the quotes, and for quotes that
    are not exact, of each with its source (about 10 ms a megabyte). What came of a quote is
    remembered with its selector and its source; what has to be said about it is said anew, since
    other sources have a part in that.
    """
    by_source: defaultdict[str, list[Quote]] = defaultdict(list)
    for quote in quotes(records):
        if quote.source in corpus.sources:
            by_source[quote.source].append(quote)
    found: dict[tuple[str, Path], tuple[Anchor, ...]] = {}
    patience = _Patience()
    shelf = memory.shelf("quotes")
    elsewhere = Elsewhere(corpus)
    for name in sorted(by_source):
        source = corpus.sources[name]
        finder = _Finder(source, records, report, patience, elsewhere, shelf)
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
    records: Records
    report: Report
    patience: _Patience
    elsewhere: Elsewhere
    shelf: Shelf

    def find(self, quote: Quote) -> tuple[Anchor, ...]:
        """Return where a quote stands, and report what is to be said about it."""
        near = self.patience.lasts
        found = self.shelf.kept(
            (quote.record, quote.path),
            (self.source, quote.selector, quote.every, near),
            lambda: self._looked_for(quote, near=near),
        )
        if isinstance(found, tuple):
            if found[0].match == "drifted":
                self.patience.spend(self._text, _wanted(quote))
                self._teller(quote).drifted(found[0].parts, found[0].similarity, found[0].changes)
            return found
        other = None
        if isinstance(found, Missing):
            self.patience.spend(self._text, _wanted(quote))
            # A mention or a gloss is of its own source's words: no other will do.
            if found.reason in _NOT_THERE and quote.record != quote.source:
                other = self.elsewhere.holding(_wanted(quote), quote.source)
        self._teller(quote, compared=near, other=other).unplaced(found, self._spans)
        return ()

    def _looked_for(self, quote: Quote, *, near: bool) -> tuple[Anchor, ...] | Ambiguous | Missing:
        """Return where a quote stands, or why it has no place: by its source's words alone."""
        outcome = search(self._text, _wanted(quote), every=quote.every, near=near)
        if not isinstance(outcome, Found):
            return outcome
        if outcome.is_exact:
            return tuple(Anchor(self.source.id, self._spans(one)) for one in outcome.readings)
        return (self._drifted(outcome.readings[0], quote.selector.exact),)

    @property
    def _text(self) -> str:
        return self.source.folded.text

    def _spans(self, reading: Reading) -> tuple[Span, ...]:
        return tuple(self.source.folded.span(part.start, part.end) for part in reading.parts)

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


def _wanted(quote: Quote) -> Wanted:
    typed = quote.selector
    return wanted(
        typed.exact, prefix=typed.prefix, suffix=typed.suffix, occurrence=typed.occurrence
    )
