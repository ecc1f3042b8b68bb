"""What one voice is quoted with, each wording once, as words that can be weighed."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dossier.differences import Wording
from dossier.word_edges import starts_word

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

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
        elif "\uac00" <= word[:1] <= "\ud7a3":
            term, weight = word[:_HANGUL_STEM], 2.0 * min(len(word), _LONG // 2) - 2
        else:
            term = word if word[:1].isdigit() else word[:_STEM]
            weight = min(len(word), _LONG) - 2.0
        if term and weight > 0:
            terms[term] = max(weight, terms.get(term, 0))
    return terms


def _is_unspaced(word: str) -> bool:
    """Say whether a word is one of a script that sets no spaces: another could start inside it."""
    return len(word) <= 3 and not word.isascii() and starts_word(word[0] * 2, 1)  # noqa: PLR2004
