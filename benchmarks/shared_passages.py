"""How well shared passages are found, and how the cost grows.

Makes dossiers of several sizes with planted reuse (`planted_reuse.py`), and prints for each how
much of it was found, how much of what was found was planted, the time a source costs beside that
of folding its text, and the peak of memory; then the exponent with which the time grows.
"""

from __future__ import annotations

import argparse
import resource
import sys
import time
from math import log
from typing import TYPE_CHECKING

from planted_reuse import SYLLABLES, planted, precision, recall

from dossier.analyses.shared_passages import shared_text
from dossier.corpus import Corpus, source
from dossier.graph import Graph
from dossier.seeds import Seed

if TYPE_CHECKING:
    from planted_reuse import Planted


def main() -> None:
    """Measure every size that was asked for, each in this one process, the smallest first."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("sizes", nargs="*", type=int, default=[1_000, 3_000, 10_000])
    parser.add_argument("--script", choices=sorted(SYLLABLES), default="latin")
    given = parser.parse_args()
    print("sources  passages  recall  precision  seconds  times folding  peak MB")
    points = []
    for size in sorted(given.sizes):
        made = planted(size, script=given.script)
        folding, finding = _measure(made)
        points.append((size, finding))
        print(f"{finding:9.1f}{finding / folding:15.1f}{_peak():9.0f}")
    if len(points) > 1:
        (small, before), (large, after) = points[0], points[-1]
        print(f"grows with exponent {log(after / before) / log(large / small):.2f}")


def _measure(made: Planted) -> tuple[float, float]:
    """Return the seconds that folding all texts took, and finding what they share."""
    sources = {
        name: source(Seed(name, f"seeds/{name}.txt", text, "")) for name, text in made.texts.items()
    }
    started = time.process_time()
    for one in sources.values():
        assert one.folded  # noqa: S101 - made at the first need, and kept
    folding = time.process_time() - started
    started = time.process_time()
    found = shared_text(Corpus(sources), Graph()).passages
    finding = time.process_time() - started
    told = (
        f"{len(sources):7}{len(found):10}{recall(made, found):8.3f}{precision(made, found):11.3f}"
    )
    print(told, end="", flush=True)
    return folding, finding


def _peak() -> float:
    """Return the most memory that this process has had so far, in MB."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / (2**20 if sys.platform == "darwin" else 2**10)


if __name__ == "__main__":
    main()
