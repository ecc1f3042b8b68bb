"""What a first search costs a reader: `python benchmarks/searching.py SITE WORDS [WORDS…]`.

Opens the search page of a built site in a browser that has seen nothing of it, served compressed as
GitHub Pages does, twice: with words in its address, and without, to type them there. Prints when
the first result stood, in ms since the page was asked for and since the last letter was typed, the
best and the median of several runs; and what was loaded, in kB: up to then, and in all, when the
results have been counted for the facets too; without Material's own files, which stand apart.

For a large index without its pages, put its `search/pagefind` and `assets/dossier/search-index.js`,
as `write_search` makes them, into a small site.
"""

from __future__ import annotations

import gzip
import re
import shutil
import sys
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING
from urllib.parse import quote, urlsplit

from playwright.sync_api import sync_playwright

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "tests"))  # where a site is served as GitHub Pages does

from looks import served  # noqa: E402 - found there only

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Request

RUNS = 7
A_LETTER = 60
"""How many ms a reader takes for a letter: two hundred words a minute."""
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
OF_MATERIAL = re.compile(r"/assets/(?:javascripts|stylesheets|images)/|/search_index\.json$")
WATCH = """
globalThis.first = 0;
globalThis.typed = 0;
addEventListener("input", () => { typed = performance.now(); first = 0; }, true);
const isResult = (node) =>
  node.matches?.(".dossier-result") || node.querySelector?.(".dossier-result");
new MutationObserver((changes) => {
  const added = changes.flatMap((one) => [...one.addedNodes]);
  if (!first && added.some(isResult)) first = performance.now();
}).observe(document, {subtree: true, childList: true});
"""


@dataclass(frozen=True, slots=True)
class Search:
    """When the first result stood, in ms, and the bytes up to then, in all, and of Material.

    `typed` is the time from the last letter on, where the words were typed.
    """

    first: float
    typed: float
    before: int
    total: int
    material: int


def searched(browser: Browser, site: Path, address: str, words: str) -> Search:
    """Ask for words from a cold address."""
    context = browser.new_context()
    context.add_init_script(WATCH)
    page = context.new_page()
    requests: list[Request] = []
    page.on("requestfinished", lambda request: requests.append(request))  # noqa: PLW0108 - a function of its own, as Playwright marks it
    page.goto(f"{address}search/?for={quote(words)}")
    page.locator(".dossier-result").first.wait_for()
    page.wait_for_load_state("networkidle")
    first, origin = page.evaluate("[first, performance.timeOrigin]")
    before = total = material = 0
    for request in requests:
        size = _size(request, site)
        if OF_MATERIAL.search(urlsplit(request.url).path):
            material += size
            continue
        total += size
        if request.timing["startTime"] - origin < first:
            before += size
    context.close()
    return Search(first, typed(browser, address, words), before, total, material)


def typed(browser: Browser, address: str, words: str) -> float:
    """Type words on a search page that has been opened; return the ms up to the first result."""
    context = browser.new_context()
    context.add_init_script(WATCH)
    page = context.new_page()
    page.goto(f"{address}search/")
    page.wait_for_load_state("networkidle")
    page.locator("input[name=for]").press_sequentially(words, delay=A_LETTER)
    while not page.evaluate("first"):
        page.wait_for_timeout(20)
    took: float = page.evaluate("first - typed")
    context.close()
    return took


def _size(request: Request, site: Path) -> int:
    """Return how large an answer was; of a worker's own script, the browser does not say."""
    size = request.sizes()["responseBodySize"]
    path = site / urlsplit(request.url).path[1:]
    return size or len(gzip.compress(path.read_bytes(), 6))


def main() -> None:
    """Print a line for each of the words."""
    site = Path(sys.argv[1])
    executable = next(filter(None, map(shutil.which, BROWSERS)), None)
    print(
        "words                     best ms  median    typed  median   kB before  in all  Material"
    )
    with sync_playwright() as playwright, served(site) as address:
        browser = playwright.chromium.launch(
            executable_path=executable, args=["--no-sandbox", "--disable-gpu"]
        )
        for words in sys.argv[2:]:
            runs = [searched(browser, site, address, words) for _ in range(RUNS)]
            best = min(runs, key=lambda run: run.first)
            middle, later = (
                median(getattr(run, name) for run in runs) for name in ("first", "typed")
            )
            print(
                f"{words:24} {best.first:8.0f} {middle:7.0f} {min(run.typed for run in runs):8.0f}"
                f" {later:7.0f} {best.before / 1000:11.0f}"
                f" {best.total / 1000:7.0f} {best.material / 1000:9.0f}"
            )
        browser.close()


if __name__ == "__main__":
    main()
