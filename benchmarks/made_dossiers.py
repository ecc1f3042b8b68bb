"""Made-up dossiers of any size, as folders: `python benchmarks/made_dossiers.py 1000 DIR`.

For every thousand sources of some 600 words: a thousand claims with two pieces of evidence each,
five hundred entities of four kinds, and planted reuse (`planted_reuse.py`). Three sources in ten
are written in Cyrillic, Hangul or Kanji. Names are mentioned as often as Zipf's law has it, about
ten times in a source, and claims are dated, attributed, and answer questions. Same arguments, same
files.
"""

from __future__ import annotations

import json
import random
import sys
from itertools import accumulate
from pathlib import Path
from typing import TYPE_CHECKING

from planted_reuse import SYLLABLES, planted

if TYPE_CHECKING:
    from collections.abc import Iterator

_SCRIPTS = (("latin", 0.7), ("cyrillic", 0.15), ("hangul", 0.1), ("kanji", 0.05))
_KINDS = ("people", "organizations", "places", "topics")
_NAMES_IN_A_SOURCE = 10
_STATUSES = ("unverified", "corroborated", "disputed", "refuted")
_SETTINGS = """\
site_name: A made-up dossier
site_url: https://dossier.example.org/
theme:
  name: material
  font: false
plugins:
  - search
  - dossier
nav:
  - index.md
  - Claims: claims/index.md
  - Sources: sources/index.md
  - People: people/index.md
"""


def write_dossier(sources: int, root: Path, *, seed: int = 1) -> None:
    """Write a dossier of so many sources into an empty folder."""
    for path, text in _files(sources, seed):
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, "utf-8")


def _files(sources: int, seed: int) -> Iterator[tuple[str, str]]:
    rng = random.Random(seed)  # noqa: S311 - made-up texts need no secrecy
    yield "mkdocs.yml", _SETTINGS
    yield "docs/index.md", "# A made-up dossier\n\n<!-- dossier:figures -->\n"
    names = _names(rng, max(4, sources // 2))
    texts = dict(_texts(rng, sources, [name for _, _, name in names]))
    for identifier, text in texts.items():
        yield f"seeds/{identifier}.txt", text
        day = f"2025-{rng.randint(1, 12):02}-{rng.randint(1, 28):02}"
        yield (
            f"annotations/sources/{identifier}.yml",
            f"type: news\npublished: {day}\nreliability: {rng.choice('ABCD')}\n",
        )
    for number, (kind, identifier, name) in enumerate(names):
        known = f"also_known_as: [{_quoted(name.upper())}]\n" if number % 3 == 0 else ""
        yield f"annotations/{kind}/{identifier}.yml", f"name: {_quoted(name)}\n{known}"
    questions = max(1, sources // 100)
    for number in range(questions):
        yield f"annotations/questions/q{number:05}.yml", f"question: Is it so, case {number}?\n"
    entities = [identifier for _, identifier, _ in names]
    voices = [identifier for kind, identifier, _ in names if kind in ("people", "organizations")]
    weights = list(accumulate(1 / (rank + 2) for rank in range(len(entities))))
    identifiers = list(texts)
    for number in range(sources):
        about = dict.fromkeys(rng.choices(entities, cum_weights=weights, k=2))
        quoted = " ".join(texts[identifiers[number]][:90].split())
        lines = [
            f"statement: {_quoted(f'It is said, case {number}: {quoted}')}",
            f"about: [{', '.join(about)}]",
            f"assessment: {{status: {rng.choice(_STATUSES)}, rationale: As the sources bear out.}}",
            f"when: 2025-{rng.randint(1, 12):02}",
            *([f"answers: [q{rng.randrange(questions):05}]"] if number % 10 == 0 else []),
            "evidence:",
        ]
        for source in rng.sample(identifiers, min(2, sources)):
            voice = rng.choices(voices, cum_weights=weights[: len(voices)])[0]
            stance = "disputes" if rng.random() < 0.1 else "supports"  # noqa: PLR2004 - a tenth
            lines += [
                f"  - source: {source}",
                f"    quote: {_quoted(_words_of(rng, texts[source]))}",
                f"    stance: {stance}",
                f"    attribution: [{voice}]",
            ]
        yield f"annotations/claims/c{number:05}.yml", "\n".join(lines) + "\n"


def _names(rng: random.Random, number: int) -> list[tuple[str, str, str]]:
    """Return kind, id and name of each entity; in the order of how often they are mentioned."""

    def word() -> str:
        return "".join(rng.choices(SYLLABLES["latin"], k=rng.randint(3, 4))).capitalize()

    names = list(dict.fromkeys(f"{word()} {word()}" for _ in range(2 * number)))[:number]
    return [
        (_KINDS[at % len(_KINDS)], name.lower().replace(" ", "-"), name)
        for at, name in enumerate(names)
    ]


def _texts(rng: random.Random, sources: int, names: list[str]) -> Iterator[tuple[str, str]]:
    weights = list(accumulate(1 / (rank + 2) for rank in range(len(names))))
    left, number = sources, 0
    for script, share in reversed(_SCRIPTS):
        size = min(left, round(sources * share)) if script != "latin" else left
        left -= size
        if size == 0:
            continue
        for text in planted(size, script=script, seed=rng.randrange(1_000_000)).texts.values():
            yield f"s{number:05}", _with_names(rng, text, names, weights)
            number += 1


def _with_names(rng: random.Random, text: str, names: list[str], weights: list[float]) -> str:
    """Return a text with names set in, each at the end of a sentence."""
    stop = "。" if "。" in text else ". "
    sentences = text.split(stop)
    space = "" if stop == "。" else " "
    for name in rng.choices(names, cum_weights=weights, k=_NAMES_IN_A_SOURCE):
        at = rng.randrange(len(sentences))
        if sentences[at].strip():
            sentences[at] += space + name
    return stop.join(sentences)


def _words_of(rng: random.Random, text: str) -> str:
    """Return some words of a text that stand in it only once."""
    paragraphs = [one for one in text.split("\n\n") if len(one) > 60]  # noqa: PLR2004 - a sentence
    for _ in range(50):
        paragraph = rng.choice(paragraphs)
        start = rng.randrange(len(paragraph) - 50)
        words = paragraph[start : start + rng.randint(40, 120)]
        if " " in words:
            words = words.partition(" ")[2].rpartition(" ")[0]
        if len(words) > 20 and text.count(words) == 1:  # noqa: PLR2004 - a quote worth it
            return words
    return paragraphs[0]


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


if __name__ == "__main__":
    write_dossier(int(sys.argv[1]), Path(sys.argv[2]))
