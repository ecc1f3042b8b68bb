"""How long it takes from seeds and annotations to a published site: `make bench`.

Makes a dossier of each size (`made_dossiers.py`) and, one after the other on the same machine:
checks it with nothing kept and once more, serves and edits it (`serving.py`), lets MkDocs with
Material build its pages from ready Markdown, without this project, builds its site, and builds it
again: with nothing changed, with nothing kept while it is told whose time that is (`our_share.py`),
and with one claim changed.
Prints a table in Markdown: seconds, ratios, the memory of the largest process, and for each stage
the exponent with which it grows.

A machine's pace may change within minutes, and with it what has no counterpart measured beside it.
So the first check, the edits and our share are measured three times for all sizes, with the other
commands in between; the middle one counts.

Nothing that one of them has written is still on its way to the disk when the next one begins, and
nothing is removed before the end: some file systems (ext4) are slow to make files for minutes after
many were removed.
"""

from __future__ import annotations

import argparse
import os
import platform
import re
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from dataclasses import dataclass
from importlib.metadata import version
from math import log
from pathlib import Path
from statistics import median

from made_dossiers import write_dossier
from serving import served

_STAGE = re.compile(r"^(?:INFO\s+-\s+dossier: )?([A-Z][A-Za-z ]+): (\d+\.\d+) s$", re.MULTILINE)
_ROUNDS = 3
_PACKAGES = ("mkdocs-dossier", "mkdocs", "mkdocs-material", "numpy", "pydantic", "jinja2")


@dataclass(frozen=True, slots=True)
class Run:
    """What a command took: wall and CPU seconds, with those of its children; its peak, in MB."""

    wall: float
    cpu: float
    peak: float
    said: str
    printed: str

    @property
    def stages(self) -> dict[str, float]:
        """The seconds of each stage that the command told of."""
        return {name: float(seconds) for name, seconds in _STAGE.findall(self.said)}


@dataclass(frozen=True, slots=True)
class Round:
    """What is measured several times: a first check, seconds of an edit, our share in ms."""

    check: Run
    edit: float
    share: float


@dataclass(frozen=True, slots=True)
class Size:
    """Everything that was measured on a dossier of one size; `rounds` may still be growing."""

    sources: int
    pages: int
    rounds: list[Round]
    check_again: Run
    first: Run
    again: Run
    changed: Run
    plain: Run

    @property
    def check(self) -> float:
        """The seconds of a first check."""
        return median(one.check.wall for one in self.rounds)

    @property
    def edit(self) -> float:
        """The seconds until an edit is seen while serving."""
        return median(one.edit for one in self.rounds)

    @property
    def share(self) -> float:
        """Our share of a first build, in milliseconds a page."""
        return median(one.share for one in self.rounds)

    def stage(self, name: str) -> float:
        """Return the seconds of a stage of a first check."""
        return median(one.check.stages.get(name, 0.0) for one in self.rounds)


def main() -> None:
    """Measure the sizes that were asked for, the smallest first."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("sizes", nargs="*", type=int, default=[300, 1_000, 3_000])
    given = parser.parse_args()
    sizes, rounds = [], defaultdict(list)
    with tempfile.TemporaryDirectory() as made:
        folders = {sources: Path(made, str(sources)) for sources in sorted(given.sizes)}
        for sources, folder in folders.items():
            write_dossier(sources, folder / "dossier")
        for number in range(_ROUNDS):
            for sources, folder in folders.items():
                rounds[sources].append(_round(folder, number))
            # The largest first: it takes longest, so that the rounds are well apart.
            sizes += [
                _measured(sources, folders[sources], rounds[sources])
                for sources in sorted(folders, reverse=True)[number::_ROUNDS]
            ]
            print(f"round {number + 1} of {_ROUNDS}: done", file=sys.stderr)
    sizes.sort(key=lambda one: one.sources)
    print(_machine(), "", *_table(sizes), "", *_stages(sizes), sep="\n")


def _round(folder: Path, number: int) -> Round:
    root = folder / "dossier"
    check = _run(root, "-m", "dossier", "check", kept=_kept_by(number))
    return Round(check, served(root).edit, _share(root, folder / f"share-{number}"))


def _kept_by(number: int) -> str:
    """Return where a round's check keeps what it found: none knows of another."""
    return f"cache-{number}"


def _measured(sources: int, folder: Path, rounds: list[Round]) -> Size:
    root, pages = folder / "dossier", folder / "pages"
    check_again = _run(root, "-m", "dossier", "check", kept=_kept_by(0))
    _run(root, "-m", "dossier", "-q", "build", "--no-cache", "--pages", str(pages / "docs"))
    shutil.copy(root / "mkdocs.yml", pages / "mkdocs.yml")
    settings = (pages / "mkdocs.yml").read_text("utf-8").replace("  - dossier\n", "")
    (pages / "mkdocs.yml").write_text(settings, "utf-8")
    plain = _run(pages, "-m", "mkdocs", "build", "--quiet")
    first = _run(root, "-m", "mkdocs", "build")
    again = _run(root, "-m", "mkdocs", "build")
    claim = root / "annotations/claims/c00000.yml"
    claim.write_text(claim.read_text("utf-8").replace("case 0", "case nought"), "utf-8")
    changed = _run(root, "-m", "mkdocs", "build")
    number = sum(1 for _ in (root / "site").rglob("*.html"))
    return Size(sources, number, rounds, check_again, first, again, changed, plain)


def _share(root: Path, folder: Path) -> float:
    """Return how long a page takes us, without writing files, MkDocs itself and Pagefind, in ms."""
    folder.mkdir()
    script = Path(__file__).with_name("our_share.py")
    told = _run(root, str(script), "--dossier", str(root), "--folder", str(folder)).printed
    return float(re.findall(r"([\d.]+) ms a page", told)[-1])


def _run(folder: Path, *arguments: str, kept: str = "cache") -> Run:
    # What an earlier build kept is used by the next, and by no check or other run of this script.
    cache = {"DOSSIER_CACHE": str(folder.parent / kept)}
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1", **cache}
    os.sync()
    before, started = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
    # Each command under a Python of its own, so that its peak is not that of an earlier one.
    measuring = (
        "import resource, subprocess, sys;"
        "code = subprocess.call([sys.executable, *sys.argv[1:]]);"
        "print('peak', resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss, file=sys.stderr);"
        "sys.exit(code)"
    )
    done = subprocess.run(  # noqa: S603 - commands of this project
        [sys.executable, "-c", measuring, *arguments],
        cwd=folder,
        env=environment,
        check=False,
        capture_output=True,
        text=True,
    )
    wall = time.monotonic() - started
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if done.returncode:
        sys.exit(f"{' '.join(arguments)} failed:\n{done.stderr[-2000:]}")
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    peak = float(done.stderr.rpartition("peak ")[2]) * 1024 / 1e6
    return Run(wall, cpu, peak, done.stderr, done.stdout)


def _machine() -> str:
    versions = ", ".join(f"{name} {version(name)}" for name in _PACKAGES)
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    python = f"Python {platform.python_version()}"
    return f"{cores} cores, {platform.machine()}, {platform.system()}; {python}; {versions}."


def _table(sizes: list[Size]) -> list[str]:
    rows = [
        ("pages", [f"{one.pages:,}" for one in sizes]),
        ("`dossier check`, s", [f"{one.check:.1f}" for one in sizes]),
        ("… again with nothing changed, s", [f"{one.check_again.wall:.1f}" for one in sizes]),
        ("an edit while serving until it is seen, s", [f"{one.edit:.1f}" for one in sizes]),
        ("`mkdocs build`, s", [f"{one.first.wall:.1f}" for one in sizes]),
        ("… its peak, MB", [f"{one.first.peak:.0f}" for one in sizes]),
        ("plain MkDocs and Material, s", [f"{one.plain.wall:.1f}" for one in sizes]),
        ("`dossier check`, CPU ms a page", [_per_page(one) for one in sizes]),
        ("our share of a first build, ms a page", [f"{one.share:.2f}" for one in sizes]),
        ("first build ÷ plain", [f"{one.first.wall / one.plain.wall:.2f}" for one in sizes]),
        ("the same in CPU time", [f"{one.first.cpu / one.plain.cpu:.2f}" for one in sizes]),
        ("unchanged build ÷ first", [f"{one.again.wall / one.first.wall:.2f}" for one in sizes]),
        (
            "one claim changed ÷ first",
            [f"{one.changed.wall / one.first.wall:.2f}" for one in sizes],
        ),
    ]
    head = ["| sources |", *(f" {one.sources:,} |" for one in sizes)]
    rule = ["|---|", *("--:|" for _ in sizes)]
    return [
        "".join(head),
        "".join(rule),
        *(f"| {name} | {' | '.join(values)} |" for name, values in rows),
    ]


def _per_page(size: Size) -> str:
    """Return what reading and rendering take, without the program's start."""
    first = median(one.check.cpu for one in size.rounds)
    return f"{(first - size.check_again.cpu) * 1000 / size.pages:.1f}"


def _stages(sizes: list[Size]) -> list[str]:
    """Return a table of the stages: seconds at each size, and the exponent of their growth."""
    lines = [
        "".join(["| stage, s |", *(f" {one.sources:,} |" for one in sizes), " exponent |"]),
        "".join(["|---|", *("--:|" for _ in sizes), "--:|"]),
    ]
    for name in sizes[-1].rounds[0].check.stages:
        told = [one.stage(name) for one in sizes]
        lines.append(f"| {name} | {' | '.join(map(_seconds, told))} | {_exponent(sizes, told)} |")
    whole = [one.first.wall for one in sizes]
    lines.append(
        f"| the whole build | {' | '.join(f'{one:.1f}' for one in whole)} "
        f"| {_exponent(sizes, whole)} |"
    )
    return lines


def _seconds(took: float) -> str:
    return f"{took:.2f}" if took < 1 else f"{took:.1f}"


def _exponent(sizes: list[Size], seconds: list[float]) -> str:
    """Return the slope of log seconds over log sources, by least squares; of 0.02 s or more."""
    points = [
        (log(size.sources), log(took))
        for size, took in zip(sizes, seconds, strict=True)
        if took >= 0.02  # noqa: PLR2004 - below that it is told too coarsely
    ]
    if len(points) < 2:  # noqa: PLR2004 - a line needs two points
        return "–"
    mean_x = sum(x for x, _ in points) / len(points)
    mean_y = sum(y for _, y in points) / len(points)
    slope = sum((x - mean_x) * (y - mean_y) for x, y in points)
    return f"{slope / sum((x - mean_x) ** 2 for x, _ in points):.2f}"


if __name__ == "__main__":
    main()
