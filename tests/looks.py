"""Pages as a browser shows them: each is opened once, and all that tests may ask is noted."""

from __future__ import annotations

import functools
import gzip
import threading
import time
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING, Any

from axe_playwright_python.base import AXE_SCRIPT
from axe_playwright_python.sync_playwright import Axe

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, BrowserContext, Page

SIZES = {"wide": {"width": 1280, "height": 900}, "narrow": {"width": 390, "height": 844}}
SCHEMES = ("light", "dark")
WCAG = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa")
LATE = "X-Late"
"""A header that holds our scripts back: so what they change is changed before a reader’s eyes.

Only those that a page names wait. What they import is asked for after that, and is late anyhow.
"""
_COMPRESSED = (".html", ".css", ".js", ".mjs", ".json", ".jsonld", ".svg", ".xml", ".bib", ".txt")


class _GitHubPages(SimpleHTTPRequestHandler):
    """Serves a folder as GitHub Pages does: compressed, and to be kept for ten minutes."""

    protocol_version = "HTTP/1.1"  # a connection for each file takes longer than most files do

    def do_GET(self) -> None:
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() else path
        if not path.is_file():
            self.send_error(404)
            return
        late = LATE in self.headers and path.suffix == ".js" and path.parent.name == "dossier"
        if late and not self.headers.get("Referer", "").endswith(".js"):
            time.sleep(0.2)
        content = _compressed(path) if path.suffix in _COMPRESSED else path.read_bytes()
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(path))
        if path.suffix in _COMPRESSED:
            self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(content)))
        self.send_header("Cache-Control", "no-store" if late else "max-age=600")
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002, ANN401 - its signature
        """Say nothing: a test's output is for its failures."""


@functools.cache
def _compressed(path: Path) -> bytes:
    return gzip.compress(path.read_bytes(), 6)


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """Serve a site; yield its address."""
    handler = functools.partial(_GitHubPages, directory=str(folder))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()
        thread.join()


WATCH = """
globalThis.noted = {shifted: 0, moved: [], refused: []};
// A short page's foot stands on the window's lower edge. If that paints before all of the foot has
// arrived, its first part moves up then; that is no doing of ours.
const afoot = ({node}) => (node?.closest ? node : node?.parentElement)?.closest(".md-footer");
new PerformanceObserver((list) => {
  for (const one of list.getEntries()) {
    if (one.sources.length > 0 && one.sources.every(afoot)) continue;
    noted.shifted += one.value;
    for (const {node} of one.sources) noted.moved.push(node?.outerHTML?.slice(0, 100) ?? "");
  }
}).observe({type: "layout-shift", buffered: true});
addEventListener("securitypolicyviolation", (one) => {
  noted.refused.push(`${one.effectiveDirective} ${one.blockedURI} ${one.sample}`);
}, true);
"""

_WIDER = "document.documentElement.scrollWidth - document.documentElement.clientWidth"

_HEADINGS = """[...document.querySelectorAll("main :is(h1, h2, h3, h4, h5, h6, [role=heading])")]
  .filter((one) => one.checkVisibility())
  .map((one) => Number(one.ariaLevel ?? one.tagName[1]))"""

_LANDMARKS = """["header", "main", "footer"].map((name) => document.querySelectorAll(
  `body > ${name}, .md-container > ${name}`).length)"""

_UNSEEN_FOCUS = """() => {
  const pen = document.createElement("canvas").getContext("2d", {willReadFrequently: true});
  const color = (css) => {
    pen.clearRect(0, 0, 1, 1);
    pen.fillStyle = css;
    pen.fillRect(0, 0, 1, 1);
    return [...pen.getImageData(0, 0, 1, 1).data];
  };
  const light = ([r, g, b]) => {
    const [x, y, z] = [r, g, b].map((one) => one / 255)
      .map((one) => (one <= 0.04045 ? one / 12.92 : ((one + 0.055) / 1.055) ** 2.4));
    return 0.2126 * x + 0.7152 * y + 0.0722 * z;
  };
  const contrast = (one, other) => {
    const [low, high] = [light(one), light(other)].sort((a, b) => a - b);
    return (high + 0.05) / (low + 0.05);
  };
  const ground = (element) => {
    if (!element) return [255, 255, 255];
    const [r, g, b, alpha] = color(getComputedStyle(element).backgroundColor);
    if (alpha === 255) return [r, g, b];
    const below = ground(element.parentElement);
    return [r, g, b].map((one, at) => (one * alpha + below[at] * (255 - alpha)) / 255);
  };
  const ringed = (element) => {
    const {outlineStyle, outlineWidth, outlineColor} = getComputedStyle(element);
    const round = element.closest("svg")?.parentElement ?? element.parentElement;
    return outlineStyle !== "none" && parseFloat(outlineWidth) >= 2
      && contrast(color(outlineColor), ground(round)) >= 3;
  };
  // In drawings, a mark's own lines say that it is focused.
  const drawn = (element) => element.closest("svg") && [element, ...element.querySelectorAll("*")]
    .map((one) => {
      const {stroke, strokeWidth, fill} = getComputedStyle(one);
      return `${stroke} ${strokeWidth} ${fill}`;
    }).join();
  const seen = new Map();
  const unseen = [];
  const all = document.querySelectorAll(
    ":is(.md-header, .md-tabs, .md-main, .md-footer) :is(a[href], button, input, select, textarea,"
    + " summary, [tabindex='0'])");
  for (const one of all) {
    if (one.closest(".md-search") || one.disabled || !one.checkVisibility()) continue;
    const sort = [one.tagName, one.className?.baseVal ?? one.className,
      one.parentElement.className?.baseVal ?? one.parentElement.className].join();
    if ((seen.get(sort) ?? 0) >= 3) continue;
    seen.set(sort, (seen.get(sort) ?? 0) + 1);
    const before = drawn(one);
    one.focus({preventScroll: true, focusVisible: true});
    if (document.activeElement !== one) continue;
    if (!ringed(one) && !(before && before !== drawn(one))) {
      unseen.push(one.outerHTML.slice(0, 200));
    }
  }
  document.activeElement.blur();
  return unseen;
}"""

SAID = """() => {
  const article = document.querySelector("article");
  for (const one of article.querySelectorAll("details")) one.open = true;
  for (const one of article.querySelectorAll("[hidden=until-found]")) one.hidden = false;
  const controls = "button, form, select, dialog, output, [role=status], [role=toolbar],"
    + " .dossier-steps, .dossier-keys, .md-top";
  const unsaid = "script, style, template, .dossier-search-unscripted";
  const said = {words: [], controls: []};
  const nodes = document.createTreeWalker(article, NodeFilter.SHOW_TEXT);
  while (nodes.nextNode()) {
    const parent = nodes.currentNode.parentElement;
    if (parent.closest(unsaid) || !parent.checkVisibility()) continue;
    const words = nodes.currentNode.data.split(/\\s+/).filter(Boolean);
    said.controls.push(...words);
    if (!parent.closest(controls)) said.words.push(...words);
  }
  return said;
}"""
"""The words that one sees, with those of controls and without; what is folded is unfolded first."""

_SETTLED = "new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"


@dataclass(frozen=True, slots=True)
class Look:
    """What was noted of a page, in one scheme and at one width."""

    title: str
    language: str
    wider: int
    headings: list[int]
    landmarks: list[int]
    violations: list[tuple[str, str]]
    unseen_focus: list[str]
    said: dict[str, list[str]]
    shifted: float
    moved: list[str]
    refused: list[str]
    errors: list[str]
    outside: list[str]
    picture: Path


class Looks:
    """Opens pages, each once in a scheme and at a width; pictures of them go into a folder.

    A scheme and a width have one window, with a new tab for each page: a new window takes longer
    than most pages do. A tab that closes leaves nothing stored to the next.
    """

    def __init__(self, browser: Browser, pictures: Path) -> None:
        self._browser = browser
        self._pictures = pictures
        self._windows: dict[tuple[str, str], BrowserContext] = {}
        self._known: dict[tuple[str, str, str], Look] = {}

    def at(self, address: str, name: str, scheme: str, size: str) -> Look:
        """Return what was noted of the page at an address."""
        key = (address, scheme, size)
        if key not in self._known:
            picture = self._pictures / f"{name}-{scheme}-{size}.png"
            with tab(self._window(scheme, size)) as page:
                self._known[key] = _noted(page, address, picture)
        return self._known[key]

    def close(self) -> None:
        """Close the windows."""
        for window in self._windows.values():
            window.close()

    def _window(self, scheme: str, size: str) -> BrowserContext:
        if (scheme, size) not in self._windows:
            window = opened(self._browser, scheme, size, late=scheme == "light")
            window.new_page()  # without a tab that stays, each would come in a new window after all
            self._windows[scheme, size] = window
        return self._windows[scheme, size]


def opened(browser: Browser, scheme: str, size: str, *, late: bool = False) -> BrowserContext:
    """Return a window in a scheme and of a size, in which it is noted what goes wrong."""
    context = browser.new_context(
        color_scheme=scheme,  # type: ignore[arg-type]
        viewport=SIZES[size],  # type: ignore[arg-type]
        extra_http_headers={LATE: "yes"} if late else {},
    )
    context.add_init_script(WATCH)
    return context


@contextmanager
def tab(window: BrowserContext) -> Iterator[Page]:
    """Open a tab; what its page has stored is gone when it closes."""
    page = window.new_page()
    yield page
    page.evaluate("localStorage.clear()")  # what lasts for a session goes with the tab
    page.close()


def _noted(page: Page, address: str, picture: Path) -> Look:
    errors: list[str] = []
    asked: list[str] = []
    page.on("console", lambda one: errors.append(one.text) if one.type == "error" else None)
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on("request", lambda request: asked.append(request.url))
    page.goto(address)
    page.evaluate(_SETTLED)
    moved = page.evaluate("noted")  # first: a picture of all of a page stretches the window
    if page.locator("form[hidden]").count():  # the search page waits for its index
        page.locator("form[hidden]").wait_for(state="detached")
        page.wait_for_load_state("networkidle")
    page.emulate_media(reduced_motion="reduce")  # what changes slowly is not seen half changed
    page.screenshot(path=picture, full_page=True)
    violations = broken(page)
    own = (address[: address.index("/", 8)], "blob:", "data:")
    return Look(
        title=page.title(),
        language=page.locator("html").get_attribute("lang") or "",
        wider=page.evaluate(_WIDER),
        headings=page.evaluate(_HEADINGS),
        landmarks=page.evaluate(_LANDMARKS),
        violations=violations,
        unseen_focus=page.evaluate(_UNSEEN_FOCUS),
        said=page.evaluate(SAID),
        shifted=moved["shifted"],
        moved=moved["moved"],
        refused=page.evaluate("noted.refused"),
        errors=errors,
        outside=[url for url in asked if not url.startswith(own)],
        picture=picture,
    )


def broken(page: Page, *within: str) -> list[tuple[str, str]]:
    """Return the rules of WCAG that are broken on a page, or within some of its elements."""
    # To tell of what is sound, too, costs more than to look for what is not.
    options = {"runOnly": {"type": "tag", "values": list(WCAG)}, "reporter": "no-passes"}
    context = {"include": [[one] for one in within]} if within else None
    script = "" if page.evaluate("'axe' in window") else AXE_SCRIPT
    found = Axe(script).run(page, context=context, options=options).response["violations"]
    return [(one["id"], node["html"][:200]) for one in found for node in one["nodes"]]
