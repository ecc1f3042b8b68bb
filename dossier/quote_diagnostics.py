"""What is said about quotes that have no place in their source, or one that only nearly fits."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dossier import closeness, elisions
from dossier.diagnostics import Related
from dossier.differences import changes
from dossier.folding import rejoined
from dossier.frozen import dataclass
from dossier.matching import Ambiguous, Missing, Reason, folded, typed_parts
from dossier.quote_wording import (
    MOST_LISTED,
    differences,
    passages_told,
    percent,
    printable,
    quoted,
    reversals_told,
    shortened,
)
from dossier.text import Span

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from dossier.corpus import Source
    from dossier.diagnostics import Report
    from dossier.differences import Change
    from dossier.kinds.fields import Selector
    from dossier.matching import Reading
    from dossier.text import Place

    Spans = Callable[[Reading], tuple[Span, ...]]

_CONTEXT = 40
_COPY = 600
_WORTH_SHOWING = 0.5
_NEARLY = 0.8


@dataclass(frozen=True, slots=True)
class Teller:
    """Says what is wrong with one quote of one source, at the place that it is written.

    `compared` is false where the quote was only looked for as it stands. `other` is where its
    words stand in another source, if they do.
    """

    source: Source
    selector: Selector
    place: Place
    report: Report
    compared: bool = True
    other: tuple[Source, Span] | None = None

    def drifted(self, parts: Sequence[Span], similarity: float, changed: Sequence[Change]) -> None:
        """Report a quote that is close to its source, but not the same."""
        span = Span(parts[0].start, parts[-1].end)
        words = " […] ".join(self._words(part) for part in parts)
        self._tell(
            "quote-drifted",
            f"quote differs from source {self.source.id} ({percent(similarity)} alike)",
            [
                f"{self._passage(span)} reads {quoted(words)}.",
                *differences(changed),
                *reversals_told(changed),
            ],
            self._copy(words, span),
            span,
        )

    def unplaced(self, outcome: Ambiguous | Missing, spans: Spans) -> None:
        """Report a quote that stands nowhere, or in several places."""
        if isinstance(outcome, Ambiguous):
            self._ambiguous(outcome, spans)
        elif outcome.reason is Reason.EMPTY:
            self._tell(
                "empty-quote",
                "quote has no words",
                ["`[…]` stands for words left out between others."],
                "Copy the words from the source.",
            )
        elif outcome.reason in {Reason.CONTEXT, Reason.OCCURRENCE}:
            self._elsewhere(outcome, spans)
        elif outcome.reason in {Reason.TOO_WIDE, Reason.ORDER}:
            self._disjointed(outcome)
        elif outcome.reason in {Reason.VAGUE, Reason.PARTS}:
            self._unwieldy(outcome)
        elif outcome.reason is Reason.UNCLEAR or len(outcome.readings) > 1:
            self._unclear(outcome, spans)
        else:
            self._missing(outcome, spans)

    # Missing

    def _missing(self, outcome: Missing, spans: Spans) -> None:
        typed = self._typed(outcome.part)
        whose = "part of the quote" if outcome.reason is Reason.PART else "quote"
        message = f"{whose} not found in source {self.source.id}"
        near = outcome.readings[0] if outcome.readings else None
        if not near or near.likeness < _WORTH_SHOWING:
            why = self._nothing_near(outcome.part)
            if outcome.reason is Reason.PART:
                why.insert(0, f"The part is {quoted(typed)}.")
            fix = "Check that this is the right source, and copy the words as it has them."
            self._tell_missing(message, why, fix)
            return
        span = spans(near)[0]
        words = self._words(span)
        alike = f"{self._passage(span)}, {percent(near.likeness)} alike"
        changed = changes(typed, self.source.text[span.start : span.end])
        self._tell_missing(
            message,
            [
                f"Nearest passage ({alike}) reads {quoted(words)}, not {quoted(typed)}.",
                *(reversals_told(changed) if near.likeness >= _NEARLY else ()),
                *self._too_strict(outcome.part, near),
            ],
            self._copy(words, span),
            span,
        )

    def _nothing_near(self, part: str) -> list[str]:
        if len(part) > closeness.LONGEST:
            return [f"Quotes of more than {closeness.LONGEST:,} characters have to be exact."]
        if not self.compared:
            return ["It was not compared with the passages: too many quotes stand nowhere."]
        return ["Nothing in the source is much like it."]

    def _too_strict(self, part: str, near: Reading) -> Iterator[str]:
        """Say why something that is so near does not count."""
        if near.likeness < _NEARLY:
            return
        if len(part) < closeness.SHORTEST:
            yield f"Quotes of fewer than {closeness.SHORTEST} characters have to be exact."
        elif self.selector.prefix or self.selector.suffix:
            yield "It is not in the context that `prefix` and `suffix` give."
        elif self.selector.occurrence:
            yield "`occurrence` counts only where the words are exact."

    def _unclear(self, outcome: Missing, spans: Spans) -> None:
        listed = [
            f"{self._passage(span)} reads {quoted(self._words(span))} "
            f"({percent(reading.likeness)} alike)."
            for reading in outcome.readings[:MOST_LISTED]
            for span in spans(reading)
        ]
        self._tell_missing(
            f"quote not found in source {self.source.id}, and several passages are close to it",
            [f"The quote reads {quoted(self._typed(outcome.part))}.", *listed],
            "Copy the words of the passage that is meant.",
        )

    def _tell_missing(
        self, message: str, why: Sequence[str], fix: str, span: Span | None = None
    ) -> None:
        """Report words that are not there, with the ways in which they may have been meant."""
        why, fixes = list(why), [fix]
        if self.other:
            source, there = self.other
            why.append(f"The words stand in source {source.id} ({passages_told(source, there)}).")
            fixes.insert(0, f"If that one is meant, write `source: {source.id}`.")
        dots = self._dots()
        if dots:
            fixes.append(f"If “{dots}” stands for words left out, write “[…]”.")
        self._tell("quote-not-found", message, why, " ".join(fixes), span)

    def _dots(self) -> str:
        """Return the points in the quote, as they were typed, that may stand for words left out."""
        parts = typed_parts(self.selector.exact)
        return next((dots for part in parts for dots in ("...", "…") if dots in part), "")

    def _elsewhere(self, outcome: Missing, spans: Spans) -> None:
        listed = self._listed(outcome.readings, outcome.times, spans)
        times = "once" if outcome.times == 1 else f"{outcome.times:,} times"
        if outcome.reason is Reason.OCCURRENCE:
            message = f"quote stands in source {self.source.id} only {times}"
            fix = "Write `occurrence: 1` for the first, or take `occurrence` out."
            if outcome.times > 1:
                fix = f"Write a number from 1 to {outcome.times:,} for `occurrence`."
        else:
            message = f"quote stands in source {self.source.id}, but not in the context given"
            fix = (
                "Correct `prefix` and `suffix`, the words right before and after the quote, or "
                "take them out."
            )
        self._tell("quote-not-found", message, listed, fix)

    def _disjointed(self, outcome: Missing) -> None:
        if outcome.reason is Reason.ORDER:
            message = f"the parts of the quote stand in another order in source {self.source.id}"
            why = ["Each part has to stand after the one before it."]
            fix = "Quote them in the source’s order, or as two pieces of evidence."
        else:
            message = f"too much is left out of the quote in source {self.source.id}"
            much = f"{outcome.left_out:,} characters" if outcome.left_out else "too many characters"
            why = [
                f"After {quoted(self._typed(outcome.part))} {much} would be left out.",
                f"`[…]` stands for {elisions.LONGEST:,} characters at most.",
            ]
            fix = "Quote the parts as two pieces of evidence, or some words between them as well."
        self._tell("quote-not-found", message, why, fix)

    def _unwieldy(self, outcome: Missing) -> None:
        code = "quote-not-found"
        if outcome.reason is Reason.VAGUE:
            code = "quote-ambiguous"
            message = f"part of the quote stands everywhere in source {self.source.id}"
            why = [f"{quoted(self._typed(outcome.part))} stands there {outcome.times:,} times."]
            fix = "Make that part longer."
        else:
            message = f"quote has more than {elisions.MOST_PARTS} parts"
            why = ["`[…]` divides a quote into parts that are looked for one by one."]
            fix = "Quote some of the parts as another piece of evidence."
        self._tell(code, message, why, fix)

    # Ambiguous

    def _ambiguous(self, outcome: Ambiguous, spans: Spans) -> None:
        elided = len(outcome.readings[0].parts) > 1
        message = f"quote stands {outcome.times:,} times in source {self.source.id}"
        if elided:
            message = f"quote can be read in {outcome.times:,} ways in source {self.source.id}"
        self._tell(
            "quote-ambiguous",
            message,
            self._listed(outcome.readings, outcome.times, spans),
            "Make the quote longer; or say which one is meant, with its number "
            "(`quote: {exact: …, occurrence: 2}`), or with `prefix:` or `suffix:`, the words right "
            "before or after it.",
        )

    def _listed(self, readings: Sequence[Reading], times: int, spans: Spans) -> list[str]:
        """Return a line for each reading: its number, its passage, the words around it."""
        listed = []
        for number, reading in enumerate(readings[:MOST_LISTED], start=1):
            parts = spans(reading)
            span = Span(parts[0].start, parts[-1].end)
            words = " […] ".join(self._words(part) for part in parts)
            around = f"{self._before(span.start)}[{shortened(words)}]{self._after(span.end)}"
            listed.append(f"{number}. {self._passage(span)}: “{around}”")
        if times > len(listed):
            listed.append(f"And {times - len(listed):,} more.")
        return listed

    # Words

    def _before(self, at: int) -> str:
        """Return the few words before an offset, and whether a space follows them."""
        start = max(0, at - _CONTEXT)
        words = self.source.words(Span(start, at))
        kept = f"… {words.split(None, 1)[-1]}" if start and words.strip() else words
        return printable(kept) + " " * kept[-1:].isspace()

    def _after(self, at: int) -> str:
        end = min(len(self.source.text), at + _CONTEXT)
        words = self.source.words(Span(at, end))
        cut = end < len(self.source.text) and words.strip()
        kept = f"{words.rsplit(None, 1)[0]} …" if cut else words
        return " " * kept[:1].isspace() + printable(kept)

    def _tell(
        self, code: str, message: str, why: Sequence[str], fix: str, span: Span | None = None
    ) -> None:
        related = []
        if span:
            there = self.source.lines.place(self.source.path, span)
            related = [Related(there, "the source’s words")]
        self.report.add(code, self.place, message, why=why, fix=fix, related=related)

    def _typed(self, part: str) -> str:
        """Return a part of the quote as it was typed."""
        parts = typed_parts(self.selector.exact)
        return next((one for one in parts if folded(one) == part), part)

    def _words(self, span: Span) -> str:
        return printable(rejoined(self.source.words(span)))

    def _passage(self, span: Span) -> str:
        return passages_told(self.source, span)

    def _copy(self, words: str, span: Span) -> str:
        if len(words) > _COPY:
            return f"Copy the words of {self._passage(span)} as the source has them."
        return f"Copy the words as the source has them: “{words}”."
