"""Words cut out of a source or a page, to be read on their own."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from dossier.corpus import within
from dossier.folding import fold, rejoined
from dossier.text import Span
from dossier.word_edges import has_unspaced, number_of_bare_words, words

if TYPE_CHECKING:
    from collections.abc import Container

    from dossier.corpus import Source
    from dossier.records import Record

_CONTEXT = 240
"""How many characters of context a quote is shown with, on each side."""

_QUOTES = "'\"`´‘’‚‛“”„‟«»‹›"
_PLAIN = re.compile(rf"[ -~À-ɏЀ-ҁҊ-ԯ–—…{_QUOTES}]*+")
"""Texts whose words are the same folded: with letters that stand alone, and on one line."""
_PLAIN_WORDS = re.compile(rf"[^\W_]++(?>(?:[{_QUOTES}][^\W_]++)*)")
"""A word of such a text: folded, every quotation mark in it is an apostrophe."""

_MOST_MARKS = 12
"""How many marks in a row may touch a word: more are an ornament."""


def as_read(source: Source, span: Span) -> str:
    """Return the words of a span on one line, without markup and broken words whole."""
    return " ".join(rejoined(source.words(span)).split())


def around(source: Source, span: Span) -> tuple[str, str]:
    """Return the words before and after a span in its sentence, shortened at word ends.

    The space between them and the span's own words belongs to them.
    """
    first = source.sentence_at(span.start)
    inside = first.start <= span.start and span.end <= first.end
    last = first if inside else source.sentence_at(max(span.start, span.end - 1))
    start = max(first.start, span.start - _CONTEXT)
    end = min(last.end, span.end + _CONTEXT)
    before = _on_one_line(source, Span(min(start, span.start), span.start)).lstrip()
    after = _on_one_line(source, Span(span.end, max(end, span.end))).rstrip()
    if start > first.start:
        before = "… " + before.partition(" ")[2]
    if end < last.end:
        after = after.rpartition(" ")[0] + " …"
    return before, after


def _on_one_line(source: Source, span: Span) -> str:
    text = rejoined(source.words(span))
    told = " ".join(text.split())
    if text[:1].isspace():
        told = f" {told}"
    return f"{told} " if text[-1:].isspace() and told != " " else told


def with_marks(source: Source, span: Span) -> Span:
    """Return a span with the marks that touch its words: a full stop, quotation marks.

    Where no white space parts them from the next word, they belong to the word that they lean
    on: what opens to the one after it, what closes to the one before.
    """
    first, last = source.passage_at(span.start), source.passage_at(max(span.start, span.end - 1))
    if first is None or last is None:
        return span
    before = range(span.start - 1, first.span.start - 1, -1)
    after = range(span.end, last.span.end)
    return Span(
        min([span.start, *_marks(source, before, {"Ps", "Pi"})]),
        max([span.end, *(at + 1 for at in _marks(source, after, {"Pe", "Pf", "Po"}))]),
    )


def _marks(source: Source, places: range, leaning: Container[str]) -> list[int]:
    """Return where marks stand, from a word on: all up to white space, or those that lean on it."""
    first, last = sorted((places.start, places.stop))
    hidden = within(source.hidden, Span(first, last + 1))
    found: list[int] = []
    leant: list[int] = []
    for at in places:
        sign = source.text[at]
        if any(one.start <= at < one.end for one in hidden):
            continue
        if sign.isspace():
            return found
        if sign.isalnum() or len(found) == _MOST_MARKS:
            return leant
        found.append(at)
        if len(leant) == len(found) - 1 and unicodedata.category(sign) in leaning:
            leant.append(at)
    return found


def shortened(text: str, length: int = 280) -> str:
    """Return a text cut at a word's end, with an ellipsis where something is left out."""
    if len(text) <= length:
        return text
    return (beginning(text, length) or text[:length]).rstrip(",;:–— ") + " …"


def beginning(text: str, length: int) -> str:
    """Return the whole words that a text begins with, in no more than `length` characters."""
    if len(text) <= length:
        return text
    head = text[: length + 1]
    if not has_unspaced(head):
        whole = [head] if head[-1].isspace() else head.rsplit(None, 1)[:-1]
        return whole[0].rstrip() if whole else ""
    ends = [end for _, end in words(head) if end <= length]
    return text[: ends[-1]] if ends else ""


def ending(text: str, length: int) -> str:
    """Return the end of a text from a word's start on, with an ellipsis before it."""
    if len(text) <= length:
        return text
    least = len(text) - length
    starts = [start for start, _ in words(text, least - 1) if start >= least]
    return "… " + text[starts[0] if starts else least :]


@lru_cache(2_000)  # a source stands in several comparisons
def number_of_words(text: str) -> float:
    """Return how many words a text has, as shared passages count them.

    Three characters are one where no spaces are set.
    """
    if _PLAIN.fullmatch(text):
        return float(len(_PLAIN_WORDS.findall(text)))
    return number_of_bare_words(fold(text).text)


def page_title(markdown: str, uri: str) -> str:
    """Return a hand-written page's title: from its front matter, its first heading, its name."""
    front = re.match(r"---\n(.*?)\n---\n", markdown, re.DOTALL)
    if front and (titled := re.search(r"^title:\s*(.+)$", front[1], re.MULTILINE)):
        return titled[1].strip().strip("\"'")
    heading = re.search(r"^#\s+(.+?)\s*#*$", markdown, re.MULTILINE)
    if heading:
        return heading[1]
    return uri.rpartition("/")[2].removesuffix(".md").replace("-", " ").capitalize()


def item_at(record: Record, path: tuple[str | int, ...]) -> Any:  # noqa: ANN401 - any entry
    """Return the entry of a record that stands at `path`."""
    value: Any = record.model
    for step in path:
        value = value[step] if isinstance(step, int) else getattr(value, step)
    return value
