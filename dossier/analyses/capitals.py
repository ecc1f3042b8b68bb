"""Capitalised words that stand side by side in a source: what a name looks like.

Latin, Cyrillic, Greek and Armenian have capitals. A script that has none shows no names here.
"""

from __future__ import annotations

import re
from functools import cache
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

from dossier.corpus import within
from dossier.sentences import masked

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from dossier.corpus import Passage, Source


class Run(NamedTuple):
    """Capitalised words and the particles between them (“Ministry of Defense”).

    `starts` says where each word begins in the seed's text and `end` where the last one ends,
    without a possessive. The first word of a run that `opens` a sentence or a quotation would be
    capitalised whatever it is.
    """

    words: tuple[str, ...]
    starts: tuple[int, ...]
    end: int
    opens: bool


def _letters(belongs: Callable[[str], bool]) -> str:
    """Return the letters of the scripts with capitals that belong somewhere."""
    points = (*range(0x41, 0x2E00), *range(0xA640, 0xA800))
    return "".join(one for one in map(chr, points) if one.isalpha() and belongs(one))


_UPPER = _letters(lambda one: one.isupper() or one.istitle())
_LOWER = _letters(str.islower)
_MARKS = "\u0300-\u036f"
_U = f"[{_UPPER}]"
_W = f"[{_UPPER}{_LOWER}0-9{_MARKS}]"
_WITHIN = f"[{_UPPER}{_LOWER}0-9_{_MARKS}]"
_HYPHEN = "[-\u2010\u2011]"
_SPACE = r"[\s\0]"

# The article of an Arabic name. What else stands before a hyphen is no part of one (pro-Kremlin).
_ARTICLE = f"(?:al|el|ad|an|ar|as|ash|at|az){_HYPHEN}"
_REST = f"{_W}*(?:['’ʼ](?!s\\b){_W}+|{_HYPHEN}[{_UPPER}0-9]{_W}*)*"
_WORD = (
    rf"(?:(?:{_U}\.){{2,}}"  # U.S.
    rf"|{_U}\.(?={_SPACE}*{_U})"  # the initial of George W. Bush
    rf"|(?:{_ARTICLE})?{_U}{_REST}"
)
# The same without an article: texts are looked through for the capital that it begins with.
_PLAIN_WORD = rf"{_U}(?<!{_WITHIN}{_U})(?:\.(?:{_U}\.)+|\.(?={_SPACE}*{_U})|{_REST})"
# Kim Jong-un, but not North Korea-led.
_GIVEN = (
    rf"(?:{_HYPHEN}(?!(?:led|run|era|made|held|wide|like|born|style|based|owned)\b)"
    rf"[{_LOWER}]{{1,5}}(?!{_W}))?"
)
_JOIN = rf"(?:['’ʼ]s)?{_SPACE}+"


# A German “der” or “des” between two nouns makes no name of them.
_GERMAN_PARTICLES = "von der|von|van der|van|zu|de|bin|ibn"
_PARTICLES = (
    "of the|of|de la|de|della|del|da|di|dos|do|das|du|des|van der|van den|van|von der|von|zu"
    "|bin|ibn"
)


@cache  # when it is wanted: classes of so many letters take long to compile
def _run_of(particles: str, *, articles: bool) -> re.Pattern[str]:
    """Return what finds the runs of a text, where there may be articles in it and where not."""
    more = f"(?:{_JOIN}(?:(?:{particles}){_SPACE}+)?{_WORD}{_GIVEN}))*"
    return re.compile(f"(?<!{_WITHIN}){_WORD}){more}" if articles else _PLAIN_WORD + more)


# Where an expression begins with the letters that it is about, a text is looked through for these.
_AN_ARTICLE = re.compile(f"{_ARTICLE}{_U}")
_TOKEN = re.compile(r"[^\s\0]+")
_LETTER = re.compile(r"[^\W_]")
_NO_CAPITAL = re.compile(rf"[^\W\d_{_UPPER}]")
_SMALL_WORD = re.compile(
    # No part of an address (kremlin.ru, @kremlin).
    rf"[{_LOWER}](?<![\w@/#.&=-][{_LOWER}])[{_LOWER}{_MARKS}]*+(?![\w@/]|\.\w)"
)
_LONG_SMALL_WORD = re.compile(rf"[{_LOWER}](?<!\w[{_LOWER}])[{_LOWER}]{{3}}")
_CAPITAL = re.compile(rf"{_U}(?<!\w{_U})")
_LAST = re.compile(r"[.!?…:;。！？]['’\"”»)\]\s\0]*\Z")
_QUOTES = "\"“„«‘‚‹'’"


def small_words(source: Source) -> list[str]:
    """Return the words that a source writes with a small letter, each as often as it does."""
    return _SMALL_WORD.findall(source.text)


def runs(source: Source, *, german: bool = False) -> Iterator[Run]:
    """Yield the capitalised words of a source, in order; none of a headline, none of a shout.

    A headline is a passage in which (almost) Every Longer Word Is Capitalised and that is the
    first, or a heading, or ends in no stop; a shout is a sentence ALL IN CAPITALS.
    """
    articles = _AN_ARTICLE.search(source.text) is not None
    pattern = _run_of(_GERMAN_PARTICLES if german else _PARTICLES, articles=articles)
    for passage in source.passages:
        words = masked(source.text, passage.span, within(source.hidden, passage.span))
        if _is_headline(passage, words):
            continue
        offset = passage.span.start
        for sentence in passage.sentences:
            start, end = sentence.start - offset, sentence.end - offset
            if not _NO_CAPITAL.search(words, start, end):
                continue
            first = _LETTER.search(words, start, end)
            for found in pattern.finditer(words, start, end):
                opens = bool(first and found.start() <= first.start()) or _quoted(words, found)
                yield _run(words, found, offset, opens=opens)


def _is_headline(passage: Passage, words: str) -> bool:
    if passage.number > 1 and passage.block != "heading" and _LAST.search(words[-20:]):
        return False
    capitals = len(_CAPITAL.findall(words)) - 1
    return len(_LONG_SMALL_WORD.findall(words)) * 3 < capitals


def _quoted(words: str, found: re.Match[str]) -> bool:
    """Say whether a run begins what somebody says, after a quotation mark or a colon."""
    before = words[max(found.start() - 3, 0) : found.start()]
    if before[-1:] in ("'", "’") and before[-2:-1].isalnum():  # l’Ukraine
        return False
    return before[-1:] in tuple(_QUOTES) or before.rstrip()[-1:] in (":", "•")


def _run(words: str, found: re.Match[str], offset: int, *, opens: bool) -> Run:
    name, start, end = found[0], found.start() + offset, found.end() + offset
    parts = name.split()
    if " ".join(parts) == name and "\0" not in name:  # with nothing but a space between two words
        ends = accumulate(len(part) + 1 for part in parts[:-1])
        return Run(tuple(parts), (start, *(start + each for each in ends)), end, opens)
    tokens = list(_TOKEN.finditer(words, found.start(), found.end()))
    return Run(
        tuple(token[0] for token in tokens),
        tuple(token.start() + offset for token in tokens),
        end,
        opens,
    )
