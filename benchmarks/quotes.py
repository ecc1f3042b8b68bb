"""How long it takes to find a quote in one large source: `python benchmarks/quotes.py`.

Folds a text of a million characters once, and looks in it for quotes as they stand there, and for
quotes of which every tenth letter is another one. Prints milliseconds of CPU time a quote, folding
it included, beside those of a mere `str.find` of the same words in the same run.
"""

from __future__ import annotations

import time
from random import Random
from typing import TYPE_CHECKING

from dossier.folding import fold
from dossier.matching import Found, search, wanted

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

_SIZE, _QUOTE = 1_000_000, 120
_EXACT, _DRIFTED = 1_000, 60
_LETTERS = "etaoinshrdlucmfwypvbgk"
_ONE_IN = 10


def main() -> None:
    """Print the table."""
    random = Random(5)  # noqa: S311 - no secret
    text = _text(random)
    folded = fold(text).text
    exact = [_quote(random, text) for _ in range(_EXACT)]
    drifted = [_with_slips(random, _quote(random, text)) for _ in range(_DRIFTED)]
    plain = _each(folded.find, [fold(one).text for one in exact])
    found = _each(lambda one: search(folded, wanted(one)), exact)
    near = _each(lambda one: search(folded, wanted(one)), drifted)
    lost = sum(not isinstance(search(folded, wanted(one)), Found) for one in (*exact, *drifted))
    print("| a quote of 120 characters in a million | ms |", "|---|--:|", sep="\n")
    print(f"| `str.find` | {plain:.3f} |")
    print(f"| as it stands there | {found:.3f} |")
    print(f"| with every tenth letter another one | {near:.1f} |")
    print(f"\n{lost} of {len(exact) + len(drifted)} were not found.")


def _text(random: Random) -> str:
    words: list[str] = []
    size = 0
    while size < _SIZE:
        word = "".join(random.choices(_LETTERS, k=random.randint(2, 11)))
        words.append(word + random.choice(["", "", "", "", ",", ".\n\n", " –"]))
        size += len(words[-1]) + 1
    return " ".join(words)


def _quote(random: Random, text: str) -> str:
    start = text.index(" ", random.randrange(len(text) - 2 * _QUOTE)) + 1
    return text[start : text.index(" ", start + _QUOTE)]


def _with_slips(random: Random, quote: str) -> str:
    return "".join(
        random.choice(_LETTERS) if one.isalpha() and random.randrange(_ONE_IN) == 0 else one
        for one in quote
    )


def _each(find: Callable[[str], object], quotes: Sequence[str]) -> float:
    started = time.process_time()
    for quote in quotes:
        find(quote)
    return (time.process_time() - started) / len(quotes) * 1000


if __name__ == "__main__":
    main()
