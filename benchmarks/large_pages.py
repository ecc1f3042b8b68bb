"""How soon the largest pages open: 10,000 claims, a megabyte of text, 5,000 mentions, 1,000 claims.

Makes a dossier in which one page of each sort is that large, measures how long Python takes to make
each of them and how many bytes it has, builds the site, and opens the pages in a browser that has
seen none of them: when each is painted, loaded, and usable (`page_load.py`), its longest task, and
the CPU time of its main thread, which other work on the machine changes least.

    python benchmarks/large_pages.py
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import random
import shutil
import subprocess
import sys
import time
from dataclasses import dataclass
from itertools import cycle, islice
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from planted_reuse import SYLLABLES
from playwright.sync_api import sync_playwright

from dossier import build
from dossier.diagnostics import Report
from dossier.pages import Press
from dossier.project import read_project
from dossier.site import Addresses

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "tests"))  # where a site is served as GitHub Pages does

from looks import served  # noqa: E402 - found there only

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from playwright.sync_api import Browser

    from dossier.site import Page
    from dossier.tables import Dossier

PAGES = {
    "claims": "claims/",
    "source": "sources/archive/",
    "entity, 500 sources": "people/ada-quill/",
    "entity, 1 source": "topics/sluice/",
    "place": "places/marrowford/",
}
RUNS = 3
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
SETTINGS = """\
site_name: A made-up dossier of large pages
site_url: https://dossier.example.org/
theme: {name: material, font: false, features: [navigation.instant]}
plugins: [dossier]
nav: [index.md, claims/index.md]
"""
STATUSES = ("unverified", "corroborated", "disputed", "refuted")


@dataclass(frozen=True, slots=True)
class Sizes:
    """How much of each there is."""

    claims: int = 10_000
    sources: int = 500
    quotes_in_archive: int = 2_000
    mentions: int = 5_000
    claims_about_place: int = 1_000
    archive: int = 1_000_000


# The dossier ------------------------------------------------------------------------------------


def write_dossier(root: Path, sizes: Sizes, *, seed: int = 1) -> None:
    """Write the dossier into an empty folder."""
    for path, text in _files(random.Random(seed), sizes):  # noqa: S311 - made up, no secret
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, "utf-8")


def _files(rng: random.Random, sizes: Sizes) -> Iterator[tuple[str, str]]:
    yield "mkdocs.yml", SETTINGS
    yield "docs/index.md", "# A made-up dossier of large pages\n"
    yield "annotations/people/ada-quill.yml", "name: Ada Quill\n"
    yield "annotations/topics/sluice.yml", "name: Sluice\n"
    yield (
        "annotations/places/marrowford.yml",
        "name: Marrowford\ncoordinates: [51.5, -1.2]\nprecision: city\n",
    )
    archive = _sentences(rng, sizes.archive // 80)
    named = [f"{one[:-1]} by the Sluice." for one in archive[: sizes.mentions]]
    named += archive[sizes.mentions :]
    yield "seeds/archive.txt", "The archive\n\n" + _paragraphs(named)
    texts = {}
    for number in range(sizes.sources):
        sentences = _sentences(rng, 60)
        told = [
            f"{one[:-1]} by Ada Quill." if at % 6 == 0 else one for at, one in enumerate(sentences)
        ]
        texts[f"s{number:04}"] = sentences
        yield f"seeds/s{number:04}.txt", f"Report {number}\n\n" + _paragraphs(told)
    for name in ("archive", *texts):
        day = f"{rng.randint(1990, 2025)}-{rng.randint(1, 12):02}-{rng.randint(1, 28):02}"
        yield f"annotations/sources/{name}.yml", f"type: news\npublished: {day}\nreliability: B\n"
    step = len(archive) // sizes.quotes_in_archive
    quotes = [("archive", archive[at * step][:-1]) for at in range(sizes.quotes_in_archive)]
    others = [(name, one[:-1]) for name, sentences in texts.items() for one in sentences[:20]]
    quotes += islice(cycle(others), sizes.claims - len(quotes))
    for number, (source, quote) in enumerate(quotes):
        about = (
            "about: [marrowford]\n"
            if number % (sizes.claims // sizes.claims_about_place) == 0
            else ""
        )
        claim = (
            f"statement: {json.dumps(f'It is said that {quote}.')}\n{about}"
            f"when: {rng.randint(1990, 2025)}-{rng.randint(1, 12):02}\n"
            f"assessment: {{status: {rng.choice(STATUSES)}, rationale: As the sources bear out.}}\n"
            f"evidence: [{{source: {source}, quote: {json.dumps(quote)}}}]\n"
        )
        yield f"annotations/claims/c{number:05}.yml", claim


def _sentences(rng: random.Random, number: int) -> list[str]:
    """Return sentences of some 60 characters of which no two are alike."""

    def word() -> str:
        return "".join(rng.choices(SYLLABLES["latin"], k=rng.randint(1, 4)))

    found = (" ".join(word() for _ in range(12)).capitalize() + "." for _ in range(2 * number))
    return list(dict.fromkeys(found))[:number]


def _paragraphs(sentences: Sequence[str]) -> str:
    return (
        "\n\n".join(" ".join(sentences[at : at + 8]) for at in range(0, len(sentences), 8)) + "\n"
    )


# What is measured -------------------------------------------------------------------------------


def read(root: Path) -> Dossier:
    """Read the dossier; nothing may be wrong with it."""
    report = Report()
    dossier = build.read(read_project(root, report), report)
    if report.errors:
        raise SystemExit("\n".join(map(str, report.errors[:5])))
    return dossier


def made(dossier: Dossier) -> Iterator[tuple[str, float, Page]]:
    """Yield each large page, and the seconds that making it took."""
    press = Press(dossier, Addresses(site_url=dossier.project.site_url))
    kinds = {kind.name: kind for kind in dossier.project.kinds}
    press.record(dossier.records.by_id["c00001"])  # what is made once for all pages
    for name, path in PAGES.items():
        folder, _, identifier = path.strip("/").partition("/")
        start = time.process_time()
        page = (
            press.record(dossier.records.by_id[identifier])
            if identifier
            else press.index(kinds[folder])
        )
        yield name, time.process_time() - start, page


WATCH = """
globalThis.busy = [];
globalThis.shifted = 0;
new PerformanceObserver((list) => busy.push(...list.getEntries()))
  .observe({type: "longtask", buffered: true});
new PerformanceObserver((list) => { for (const one of list.getEntries()) shifted += one.value; })
  .observe({type: "layout-shift", buffered: true});
"""
MEASURED = """() => {
  const [load] = performance.getEntriesByType("navigation");
  const paint = performance.getEntriesByName("first-contentful-paint")[0];
  const ends = busy.map((one) => one.startTime + one.duration);
  return [
    paint?.startTime ?? 0, load.domContentLoadedEventEnd,
    Math.max(load.domContentLoadedEventEnd, ...ends),
    Math.max(0, ...busy.map((one) => one.duration)),
    document.querySelectorAll("*").length, shifted,
  ];
}"""


def opened(browser: Browser, address: str) -> tuple[float, ...]:
    """Open a page; return what MEASURED says, and the CPU time of the page's main thread, in ms."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    context.add_init_script(WATCH)
    page = context.new_page()
    session = context.new_cdp_session(page)
    session.send("Performance.enable", {"timeDomain": "threadTicks"})
    page.goto(address, wait_until="load")
    page.wait_for_timeout(2000)
    metrics = session.send("Performance.getMetrics")["metrics"]
    busy = next(one["value"] for one in metrics if one["name"] == "TaskDuration")
    found = page.evaluate(MEASURED)
    context.close()
    return (*found, busy * 1000)


def main() -> None:
    """Print a line for each page."""
    arguments = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    arguments.add_argument("--keep", type=Path, help="the folder to work in; what is there is used")
    asked = arguments.parse_args()
    with TemporaryDirectory() as scratch:
        root = asked.keep or Path(scratch)
        if not (root / "mkdocs.yml").exists():
            write_dossier(root, Sizes())
        print("page                   made s   kB  gzip kB")
        for name, seconds, page in made(read(root)):
            html = page.html.encode()
            size, packed = len(html) / 1000, len(gzip.compress(html, 6)) / 1000
            print(f"{name:20} {seconds:8.2f} {size:5.0f} {packed:7.0f}", flush=True)
        if not (root / "site").exists():
            command = [sys.executable, "-m", "mkdocs", "build", "--quiet"]
            quiet = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
            subprocess.run(command, cwd=root, check=True, env=quiet)  # noqa: S603 - our own site
        _print_opened(root / "site")


def _print_opened(site: Path) -> None:
    executable = next(filter(None, map(shutil.which, BROWSERS)), None)
    with sync_playwright() as playwright, served(site) as address:
        browser = playwright.chromium.launch(
            executable_path=executable, args=["--no-sandbox", "--disable-gpu"]
        )
        print("page                 painted loaded usable longest  CPU ms  elements shifted")
        for name, path in PAGES.items():
            runs = [opened(browser, address + path) for _ in range(RUNS)]
            painted, loaded, usable, longest, elements, shifted, busy = map(
                median, zip(*runs, strict=True)
            )
            print(
                f"{name:20} {painted:7.0f} {loaded:6.0f} {usable:6.0f} {longest:7.0f} {busy:7.0f}"
                f" {elements:9.0f} {shifted:7.3f}",
                flush=True,
            )
        browser.close()


if __name__ == "__main__":
    main()
