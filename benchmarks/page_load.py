"""How much a reader's browser fetches for a page, and how soon the page can be used.

Builds the example dossier, serves it compressed as GitHub Pages does, and opens pages in a browser
that has seen none of them. A page can be used when all of its scripts have run and nothing keeps
the browser from answering for 50 ms or more any longer: the end of the last long task, as in
W3C's Long Tasks API.

    python benchmarks/page_load.py
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from playwright.sync_api import sync_playwright

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "tests"))  # where a site is served as GitHub Pages does

from looks import served  # noqa: E402 - found there only

if TYPE_CHECKING:
    from playwright.sync_api import Browser

PAGES = {
    "home": "",
    "source": "sources/000_c4e2133f88a230e1/",
    "claim": "claims/putin-praised-heroic-participation/",
    "claims": "claims/",
    "network": "network/",
}
RUNS = 5
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
OF_MATERIAL = re.compile(r"/assets/(?:javascripts|stylesheets|images)/")
OF_THE_SEARCH = re.compile(r"/search/")
WATCH = """
globalThis.busy = [];
new PerformanceObserver((list) => {
  for (const one of list.getEntries()) busy.push(one.startTime + one.duration);
}).observe({type: "longtask", buffered: true});
"""
MEASURED = """() => {
  const [load] = performance.getEntriesByType("navigation");
  const [, paint] = performance.getEntriesByType("paint");
  return [paint?.startTime ?? 0, Math.max(load.domContentLoadedEventEnd, ...busy)];
}"""


def opened(browser: Browser, address: str) -> tuple[dict[str, int], float, float]:
    """Open a page; return the bytes by address, and when it was painted and usable, in ms."""
    context = browser.new_context()
    context.add_init_script(WATCH)
    page = context.new_page()
    sizes: dict[str, int] = {}
    page.on(
        "requestfinished",
        lambda request: sizes.update({request.url: request.sizes()["responseBodySize"]}),
    )
    page.goto(address, wait_until="networkidle")
    painted, usable = page.evaluate(MEASURED)
    context.close()
    return sizes, painted, usable


def shares(sizes: dict[str, int]) -> tuple[int, int, int]:
    """Return the bytes that are the dossier's own, the search's, and Material's."""
    theirs = sum(size for url, size in sizes.items() if OF_MATERIAL.search(url))
    searched = sum(size for url, size in sizes.items() if OF_THE_SEARCH.search(url))
    return sum(sizes.values()) - theirs - searched, searched, theirs


def main() -> None:
    """Print a line for each page."""
    executable = next(filter(None, map(shutil.which, BROWSERS)), None)
    with TemporaryDirectory() as scratch, sync_playwright() as playwright:
        command = [sys.executable, "-m", "mkdocs", "build", "--quiet", "-d", scratch]
        subprocess.run(command, cwd=ROOT, check=True)  # noqa: S603 - the project's own site
        browser = playwright.chromium.launch(
            executable_path=executable, args=["--no-sandbox", "--disable-gpu"]
        )
        print("page      all kB   own  search  Material   painted ms   usable ms")
        with served(Path(scratch)) as address:
            for name, path in PAGES.items():
                runs = [opened(browser, address + path) for _ in range(RUNS)]
                own, searched, theirs = shares(runs[0][0])
                painted, usable = median(run[1] for run in runs), median(run[2] for run in runs)
                print(
                    f"{name:8} {(own + searched + theirs) / 1000:7.0f} {own / 1000:5.0f}"
                    f" {searched / 1000:7.0f} {theirs / 1000:9.0f} {painted:12.0f} {usable:11.0f}"
                )
        browser.close()


if __name__ == "__main__":
    main()
