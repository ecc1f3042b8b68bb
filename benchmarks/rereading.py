"""How long it takes to read a dossier again after an edit: `python benchmarks/rereading.py 1000`.

Makes a dossier of each size (`made_dossiers.py`), reads it, and reads it again in the same process
with a memory (`dossier.memory`), as `mkdocs serve` does: with nothing changed, and after one claim,
one entity and one seed has been edited. Prints a table in Markdown: CPU seconds, what they are of
the first reading, and the peak of memory.
"""

from __future__ import annotations

import resource
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

from made_dossiers import write_dossier

from dossier import build
from dossier.diagnostics import Report
from dossier.memory import Memory
from dossier.project import read_project

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_SETTLING = 2.5
"""After so many seconds a file is old enough for its times to say that it has not changed."""

_EDITS: dict[str, tuple[str, Callable[[str], str]]] = {
    "one claim edited": ("annotations/claims", lambda text: text.replace("It is", "It was", 1)),
    "one quote attributed otherwise": (
        "annotations/claims",
        lambda text: text.replace("attribution: [", "attribution: [{unnamed: a clerk}, ", 1),
    ),
    "one entity with another spelling": (
        "annotations/topics",
        lambda text: text.partition("also_known_as")[0] + "also_known_as: [Kaworin]\n",
    ),
    "one seed with another sentence": ("seeds", lambda text: f"{text}\n\nNothing else is said.\n"),
}


def measured(root: Path) -> Iterator[tuple[str, float]]:
    """Yield what was read, and the CPU seconds that it took. Edits stay."""
    memory = Memory()
    yield "the first time", _read(root, memory)
    time.sleep(_SETTLING)
    _read(root, memory)
    yield "nothing changed", _read(root, memory)
    for number, (name, (folder, edited)) in enumerate(_EDITS.items()):
        path = sorted((root / folder).iterdir())[number]
        path.write_text(edited(path.read_text("utf-8")), "utf-8")
        yield name, _read(root, memory)
        time.sleep(_SETTLING)
        _read(root, memory)


def _read(root: Path, memory: Memory) -> float:
    report = Report()
    project = read_project(root, report)
    report.severities = project.severities
    start = time.process_time()
    build.read(project, report, memory=memory)
    return time.process_time() - start


def main(sizes: list[int]) -> None:
    """Measure dossiers of some sizes, and print a table."""
    print("| sources | read again after | CPU s | of the first |\n|---:|---|---:|---:|")
    for size in sizes:
        with tempfile.TemporaryDirectory() as folder:
            write_dossier(size, Path(folder))
            first = 0.0
            for name, seconds in measured(Path(folder)):
                first = first or seconds
                print(f"| {size:,} | {name} | {seconds:.2f} | {seconds / first:.3f} |", flush=True)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"\nPeak of memory: {peak:,.0f} MB.")


if __name__ == "__main__":
    main([int(size) for size in sys.argv[1:]] or [300, 1_000])
