"""How the words of quotes and sources are told: shortened, on one line, with what differs."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from dossier.differences import reversals

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from dossier.corpus import Source
    from dossier.differences import Change
    from dossier.text import Span

MOST_LISTED = 6
"""How many of several things are told."""

_EXCERPT = 200


def passages_told(source: Source, span: Span) -> str:
    """Return where a span stands: “p3”, or “p3 to p5”."""
    passages = source.passages_of(span)
    if len(passages) > 1:
        return f"{passages[0].id} to {passages[-1].id}"
    return passages[0].id if passages else "the text"


def printable(words: str) -> str:
    """Return words on one line, with every character that cannot be seen spelt out."""
    return "".join(
        f"‹U+{ord(one):04X}›" if unicodedata.category(one) in {"Cc", "Cf", "Cs"} else one
        for one in " ".join(words.split())
    )


def quoted(words: str) -> str:
    """Return words in quotation marks, as many as a message bears."""
    return f"“{shortened(printable(words))}”"


def shortened(words: str) -> str:
    """Return the beginning and the end of words that are too long to show."""
    if len(words) <= _EXCERPT:
        return words
    half = _EXCERPT // 2
    return f"{words[:half].rpartition(' ')[0]} … {words[-half:].partition(' ')[2]}"


def percent(share: float) -> str:
    """Return a share in words."""
    # Rounded down: what is not the same is never “100 % alike”.
    return f"{int(share * 100)} %"


def differences(changed: Sequence[Change]) -> Iterator[str]:
    """Yield a sentence for each of the first differences."""
    for change in changed[:MOST_LISTED]:
        if not change.found:
            yield f"{quoted(change.typed)} is not in the source."
        elif not change.typed:
            yield f"{quoted(change.found)} is missing from the quote."
        else:
            yield f"{quoted(change.typed)} is {quoted(change.found)} in the source."
    if len(changed) > MOST_LISTED:
        yield f"And {len(changed) - MOST_LISTED:,} more differences."


def reversals_told(changed: Sequence[Change]) -> Iterator[str]:
    """Yield a sentence for each difference that may turn the meaning."""
    for one in reversals(changed):
        typed = ", ".join(map(quoted, one.typed)) or "none"
        found = ", ".join(map(quoted, one.found)) or "none"
        yield f"A {one.kind} differs: the quote has {typed}, the source {found}."
