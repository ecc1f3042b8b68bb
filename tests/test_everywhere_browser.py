"""Every kind of page as readers meet it: in both schemes, wide and narrow, on paper, in any script.

Each page is opened once in a scheme and at a width (see `looks.py`), and a picture of it is left
in `build/pictures/`, to be looked at.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from base64 import b64encode
from contextlib import closing
from hashlib import sha256
from html import unescape
from itertools import pairwise, product
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from dossiers import write
from foreign import EMPTY, EMPTY_FILES, FILES, LONG, SCRIPTS
from looks import SAID, SCHEMES, SIZES, Looks, broken, opened, served
from test_browser import PAGES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from looks import Look
    from playwright.sync_api import Browser, Page, Request, Route

pytestmark = pytest.mark.browser

ROOT = Path(__file__).parents[1]
PICTURES = ROOT / "build/pictures"
OTHERS = {**SCRIPTS, **EMPTY}

ONCE_A_SCHEME = {("light", "narrow"), ("dark", "wide")}
# One window after the other: a browser holds a process ready for the next tab of one of them.
LOOKS = [
    (name, *look)
    for look in product(SCHEMES, SIZES)
    for name in (*PAGES, *(OTHERS if look in ONCE_A_SCHEME else ()))
]
ONCE_A_SIZE = [
    *((name, "light", size) for name, size in product(PAGES, SIZES)),
    *((name, "light", "narrow") for name in OTHERS),
]
EVERY = pytest.mark.parametrize(("name", "scheme", "size"), LOOKS)
EVERY_SIZE = pytest.mark.parametrize(("name", "scheme", "size"), ONCE_A_SIZE)


@pytest.fixture(scope="module")
def sites(example_site: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Build what the pages stand in: the example, a dossier in many scripts, an empty one."""
    folder = tmp_path_factory.mktemp("everywhere")
    return {
        "example": example_site,
        "scripts": _built(write(folder / "scripts", FILES)),
        "empty": _built(write(folder / "empty", EMPTY_FILES)),
    }


def _built(dossier: Path) -> Path:
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet"]
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    built = subprocess.run(
        command, cwd=dossier, env=environment, check=False, capture_output=True, text=True
    )
    assert built.returncode == 0, built.stderr
    return dossier / "site"


@pytest.fixture(scope="module")
def address(sites: dict[str, Path]) -> Iterator[Callable[[str], str]]:
    """Serve the sites; give a function from a page's name to its address."""
    with (
        served(sites["example"]) as example,
        served(sites["scripts"]) as scripts,
        served(sites["empty"]) as empty,
    ):
        addresses = {
            **{name: example + path for name, path in PAGES.items()},
            **{name: scripts + path for name, path in SCRIPTS.items()},
            **{name: empty + path for name, path in EMPTY.items()},
        }
        yield addresses.__getitem__


@pytest.fixture(scope="module")
def look(
    browser: Browser, address: Callable[[str], str]
) -> Iterator[Callable[[str, str, str], Look]]:
    """Give a function that opens a page by its name and returns what was noted of it."""
    shutil.rmtree(PICTURES, ignore_errors=True)
    PICTURES.mkdir(parents=True)
    with closing(Looks(browser, PICTURES)) as looks:
        yield lambda name, scheme, size: looks.at(
            address(name), re.sub(r"\W+", "-", name), scheme, size
        )


@pytest.fixture(scope="module")
def unscripted(browser: Browser) -> Iterator[Page]:
    """Open a window in which no scripts run: so no page can leave anything to the next."""
    context = browser.new_context(java_script_enabled=False)
    yield context.new_page()
    context.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """Open a window; afterwards, nothing may have been refused by a page's policy."""
    context = opened(browser, "light", "wide")
    one = context.new_page()
    yield one
    refused = one.evaluate("noted.refused")
    context.close()
    assert refused == []


# What is true of every page


@EVERY
def test_everybody_can_read_it(
    look: Callable[[str, str, str], Look], name: str, scheme: str, size: str
) -> None:
    assert look(name, scheme, size).violations == []


@EVERY
def test_nothing_fails_nor_is_refused_nor_asked_of_another_host(
    look: Callable[[str, str, str], Look], name: str, scheme: str, size: str
) -> None:
    noted = look(name, scheme, size)
    assert (noted.errors, noted.refused, noted.outside) == ([], [], [])


@EVERY
def test_who_walks_by_keyboard_sees_where_they_are(
    look: Callable[[str, str, str], Look], name: str, scheme: str, size: str
) -> None:
    assert look(name, scheme, size).unseen_focus == []


@EVERY
def test_a_picture_of_it_is_kept(
    look: Callable[[str, str, str], Look], name: str, scheme: str, size: str
) -> None:
    start = look(name, scheme, size).picture.read_bytes()[:24]
    assert start.startswith(b"\x89PNG")
    assert int.from_bytes(start[16:20], "big") == SIZES[size]["width"]


@EVERY_SIZE
def test_it_has_one_main_heading_a_title_and_fits_the_screen(
    look: Callable[[str, str, str], Look], name: str, scheme: str, size: str
) -> None:
    noted = look(name, scheme, size)
    assert noted.wider == 0
    assert noted.title
    assert noted.language == "en"
    assert noted.headings[0] == 1
    assert noted.headings.count(1) == 1
    assert all(below - above <= 1 for above, below in pairwise(noted.headings)), noted.headings
    assert noted.landmarks == [1, 1, 1]


@EVERY_SIZE
def test_nothing_moves_after_it_is_seen_though_scripts_come_late(
    look: Callable[[str, str, str], Look], name: str, scheme: str, size: str
) -> None:
    noted = look(name, scheme, size)
    assert noted.shifted < 0.01, noted.moved


def missing(words: list[str], among: list[str]) -> Iterator[str]:
    """Yield the words that do not stand among others in their order."""
    rest = iter(among)
    for at, word in enumerate(words):
        if word not in rest:  # takes from the rest up to the word
            yield " ".join(words[at : at + 8])
            return


@EVERY_SIZE
def test_it_says_the_same_without_scripts(
    unscripted: Page,
    address: Callable[[str], str],
    look: Callable[[str, str, str], Look],
    name: str,
    scheme: str,
    size: str,
) -> None:
    unscripted.set_viewport_size(SIZES[size])  # type: ignore[arg-type]
    unscripted.goto(address(name))
    alone = unscripted.evaluate(SAID)["controls"]
    helped = look(name, scheme, size).said
    assert len(helped["words"]) > 3
    assert list(missing(helped["words"], alone)) == []
    assert list(missing(alone, helped["controls"])) == []


# What is pointed at and opened, and what a site has that sets no colors


@pytest.mark.parametrize("scheme", SCHEMES)
def test_links_that_are_pointed_at_and_what_is_found_can_be_read(
    browser: Browser, address: Callable[[str], str], scheme: str
) -> None:
    context = browser.new_context(
        color_scheme=scheme,  # type: ignore[arg-type]
        viewport=SIZES["wide"],  # type: ignore[arg-type]
        reduced_motion="reduce",
    )
    page = context.new_page()
    page.goto(address("source"))
    for link in (".dossier-margin-note .dossier-ref", ".dossier-eyebrow a", ".dossier-chips a"):
        page.locator(link).first.hover()
        assert broken(page, ".dossier") == []
        page.locator(link).first.focus()
        assert broken(page, ".dossier") == []
    page.locator("input.md-search__input").click()
    page.keyboard.type("heroic")
    page.locator("a.md-search-result__link").first.wait_for()
    assert broken(page, ".md-search") == []
    page.keyboard.press("ArrowDown")
    assert broken(page, ".md-search") == []
    context.close()


PLAIN = """\
site_name: One bridge, and no colors
theme: {name: material, font: false}
plugins: [search, dossier]
"""


def test_a_site_that_sets_no_palette_has_our_colors_and_can_be_read(
    browser: Browser, tmp_path: Path
) -> None:
    site = _built(write(tmp_path, {**FILES, "mkdocs.yml": PLAIN}))
    with served(site) as plain, closing(Looks(browser, tmp_path)) as looks:
        for name in ("many scripts, home", "many scripts, source"):
            noted = looks.at(plain + SCRIPTS[name], re.sub(r"\W+", "-", name), "light", "wide")
            assert (noted.violations, noted.unseen_focus) == ([], [])
        page = browser.new_page()
        page.goto(plain)
        page.locator("body:not([data-md-color-scheme])").wait_for()
        link = page.locator("article p a").first
        assert link.evaluate("one => getComputedStyle(one).color") == "rgb(11, 87, 164)"
        page.close()


# The policy of every page


def test_every_page_says_first_what_may_run_on_it(sites: dict[str, Path]) -> None:
    for file in sorted(file for site in sites.values() for file in site.rglob("*.html")):
        page = file.read_text("utf-8")
        policy = re.search(r'http-equiv="Content-Security-Policy" content="([^"]*)"', page)
        assert policy, file
        assert "<script" not in page[: policy.start()], file
        assert "<link" not in page[: policy.start()], file
        scripts = re.search(r"script-src ([^;]*)", policy[1])
        assert scripts, file
        assert "'unsafe-inline'" not in scripts[1], file
        assert not re.search(r'<[^>]*\son[a-z]+="', page), file
        for style in re.findall(r'<[^>]*\sstyle="([^"]*)"', page):  # of tables in Markdown
            digest = b64encode(sha256(unescape(style).encode()).digest()).decode()
            assert f"'sha256-{digest}'" in policy[1], (file, style)


SLIPPED_IN = """
<script>globalThis.slipped = "a script"</script>
<script src="https://elsewhere.example/x.js"></script>
<img src="missing.png" alt="" onerror="globalThis.slipped = 'a handler'">
<a id="slip" href="javascript:globalThis.slipped = 'a link'">Read on</a>
<style>h1 { display: none }</style>
<iframe src="https://elsewhere.example/"></iframe>
"""


def test_what_is_slipped_into_a_page_later_does_not_run(
    browser: Browser, address: Callable[[str], str]
) -> None:
    def slip(route: Route) -> None:
        answer = route.fetch()
        route.fulfill(
            response=answer, body=answer.text().replace("</main>", SLIPPED_IN + "</main>")
        )

    context = opened(browser, "light", "wide")
    page = context.new_page()
    page.route("**/claims/*/", slip)
    page.goto(address("claim"))
    page.locator("#slip").click()
    assert page.evaluate("globalThis.slipped") is None
    assert page.locator("h1").is_visible()
    refused = {one.split()[0] for one in page.evaluate("noted.refused")}
    context.close()
    assert refused == {"script-src-elem", "script-src-attr", "style-src-elem", "frame-src"}


def test_nothing_is_refused_while_a_reader_searches_and_changes_the_colors(
    page: Page, address: Callable[[str], str]
) -> None:
    page.goto(address("home"))
    page.locator("label.md-header__button[for^=__palette]:visible").click()
    page.keyboard.press("/")
    page.keyboard.type("heroic")
    found = page.locator("a.md-search-result__link").first
    found.wait_for()
    assert page.evaluate("noted.refused") == []
    found.click()
    page.wait_for_url(re.compile("claims|sources|people"))


# By keyboard, and without motion


@pytest.mark.parametrize("name", ["home", "source", "claim", "claims", "coverage", "guide"])
def test_the_first_key_leads_past_the_navigation(
    page: Page, address: Callable[[str], str], name: str
) -> None:
    page.goto(address(name))
    page.keyboard.press("Tab")
    skip = page.locator("a.md-skip:focus")
    assert skip.inner_text().strip() == "Skip to content"
    skip.evaluate("one => Promise.all(one.getAnimations().map((each) => each.finished))")
    box = skip.bounding_box()
    assert box
    assert box["y"] >= 0
    assert skip.evaluate("one => getComputedStyle(one).opacity") == "1"
    page.keyboard.press("Enter")
    assert page.locator("h1:target").is_visible()
    page.keyboard.press("Tab")
    after = "document.querySelector('h1').compareDocumentPosition(document.activeElement)"
    within = page.evaluate(f"({after} & (Node.DOCUMENT_POSITION_FOLLOWING | 16)) > 0")
    assert within
    assert page.locator("article :focus").count() == 1


@pytest.mark.parametrize("name", ["home", "source", "claims", "map", "guide"])
def test_nothing_moves_for_who_wants_no_motion(
    browser: Browser, address: Callable[[str], str], name: str
) -> None:
    context = browser.new_context(reduced_motion="reduce")
    page = context.new_page()
    page.goto(address(name))
    moving = page.evaluate("""() => [...document.querySelectorAll("*")].filter((one) => {
      const style = getComputedStyle(one);
      return /[^0s, ]/.test(style.transitionDuration) || style.scrollBehavior !== "auto"
        || style.animationDuration.split(",").some((time) => parseFloat(time) > 0.001);
    }).map((one) => one.outerHTML.slice(0, 100))""")
    context.close()
    assert moving == []


# On paper


@pytest.fixture(scope="module")
def paper(browser: Browser, address: Callable[[str], str]) -> Iterator[Callable[..., Page]]:
    """Give a function that opens a page as a printer gets it, from a browser without scripts."""
    context = browser.new_context(
        java_script_enabled=False,
        color_scheme="dark",
        viewport={"width": 673, "height": 1000},
    )
    page = context.new_page()
    page.emulate_media(media="print", color_scheme="dark")

    def printed(name: str, path: str = "") -> Page:
        page.goto(address(name) + path)
        return page

    yield printed
    context.close()


def said_before(page: Page, selector: str) -> list[list[str]]:
    """Return what style sheets count and say before elements."""
    found = page.locator(selector).evaluate_all(
        "all => all.map((one) => [getComputedStyle(one.closest('figure, li')).counterIncrement,"
        " getComputedStyle(one, '::before').content])"
    )
    assert found
    return [list(one) for one in found]


@pytest.mark.parametrize(
    ("name", "quotes"),
    [
        ("claim", ".dossier-quotes figure.dossier-quote"),
        ("organization", ".dossier-relations figure.dossier-quote"),
        ("event", "section > figure.dossier-quote"),
        ("question", ".dossier-answer-quotes > li > p:first-child"),
        ("contradictions", ".dossier-side-quotes > li > p:first-child"),
    ],
)
def test_quotes_are_numbered_on_paper_and_not_torn_apart(
    paper: Callable[..., Page], name: str, quotes: str
) -> None:
    page = paper(name)
    for counted, said in said_before(page, quotes):
        assert (counted, said) == ("quote 1", "counter(quote)")
    inside = "all => all.map((one) => getComputedStyle(one.closest('figure, li')).breakInside)"
    assert set(page.locator(quotes).evaluate_all(inside)) == {"avoid"}


def test_an_example_of_a_quote_has_no_number_on_paper(paper: Callable[..., Page]) -> None:
    page = paper("exports")
    assert said_before(page, "figure.dossier-quote") == [["none", "none"]]


@pytest.mark.parametrize("name", [*PAGES, *SCRIPTS])
def test_paper_holds_the_page_alone_with_its_address_and_all_of_its_tables(
    paper: Callable[..., Page], name: str
) -> None:
    page = paper(name)
    chrome = ".md-header, .md-tabs, .md-sidebar, .md-footer, .md-top, .headerlink"
    ours = "button:not(thead button, .dossier-choices button), form, .dossier-edit"
    controls = f"{chrome}, .dossier :is({ours})"
    assert [one for one in page.locator(controls).all() if one.is_visible()] == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 673
    cut = page.locator("main *").evaluate_all(
        "all => all.filter((one) => one.scrollWidth > one.clientWidth + 1"
        " && /auto|scroll|hidden|clip/.test(getComputedStyle(one).overflowX)"
        " && !getComputedStyle(one).clipPath.startsWith('inset'))"
        ".map((one) => one.outerHTML.slice(0, 100))"
    )
    assert cut == []
    if page.locator(".dossier-head").count():
        canonical = page.locator("link[rel=canonical]").get_attribute("href")
        told = page.locator(".dossier-address")
        assert told.is_visible()
        assert told.inner_text() == f"Permanent address: {canonical}"


def test_the_permanent_address_stands_on_paper_only(
    page: Page, address: Callable[[str], str]
) -> None:
    page.goto(address("claim"))
    assert not page.locator(".dossier-address").is_visible()


def test_where_links_lead_off_the_site_paper_says_where_to(paper: Callable[..., Page]) -> None:
    page = paper("person")
    link = page.locator("a.dossier-outer").first
    said = "one => getComputedStyle(one, '::after').content"
    assert link.get_attribute("href") == "https://www.wikidata.org/wiki/Q7747"
    assert link.evaluate(said) == '" <https://www.wikidata.org/wiki/Q7747>"'
    page = paper("many scripts, source")
    shown = page.locator("a.dossier-outer").first
    assert shown.inner_text() == "example.org/sahifa/1"
    assert shown.evaluate(said) == "none"


def test_marks_are_seen_on_paper_without_colors_and_stances_told_apart(
    paper: Callable[..., Page],
) -> None:
    page = paper("home", "claims/north-korean-troops-helped-free-the-kursk-region/")
    lines = {
        stance: page.locator(f'figure[data-stance="{stance}"] mark').first.evaluate(
            "one => { const style = getComputedStyle(one);"
            " return [style.backgroundColor, style.borderBottomStyle, style.borderBottomColor]; }"
        )
        for stance in ("supports", "disputes", "discusses")
    }
    assert [line[0] for line in lines.values()] == ["rgba(0, 0, 0, 0)"] * 3
    assert [line[1] for line in lines.values()] == ["solid", "double", "dashed"]
    assert {line[2] for line in lines.values()} == {"rgb(0, 0, 0)"}


# Other scripts


def test_quotes_and_titles_say_their_language_and_run_their_way(
    page: Page, address: Callable[[str], str]
) -> None:
    page.goto(address("many scripts, claim"))
    runs = "one => [one.closest('[lang]').lang, getComputedStyle(one).direction]"
    quotes = [one.evaluate(runs) for one in page.locator("blockquote").all()]
    titles = [one.evaluate(runs) for one in page.locator(".dossier-source-title").all()]
    ways = {"ar": "rtl", "he": "rtl", "ru": "ltr", "ko": "ltr", "ja": "ltr"}
    assert sorted(map(tuple, quotes)) == sorted(ways.items())
    assert sorted(map(tuple, titles)) == sorted(ways.items())


@pytest.mark.parametrize(
    ("name", "language", "way"),
    [
        ("many scripts, source", "ar", "rtl"),
        ("many scripts, question", "en", "rtl"),
        ("many scripts, person", "en", "rtl"),
        ("many scripts, claim", "en", "ltr"),
    ],
)
def test_a_heading_runs_the_way_of_its_words(
    page: Page, address: Callable[[str], str], name: str, language: str, way: str
) -> None:
    page.goto(address(name))
    heading = page.locator("h1")
    assert heading.evaluate("one => one.closest('[lang]').lang") == language
    assert heading.evaluate("one => getComputedStyle(one).direction") == way
    # Whichever way it runs, it begins below what stands above it.
    assert heading.evaluate("one => getComputedStyle(one).textAlign") == "left"


@pytest.mark.parametrize("name", ["many scripts, sources", "many scripts, compare"])
def test_titles_in_lists_say_their_language(
    page: Page, address: Callable[[str], str], name: str
) -> None:
    page.goto(address(name))
    titles = page.locator('article a[data-kind="sources"] > bdi')
    told = titles.evaluate_all("all => all.map((one) => one.lang)")
    assert told
    assert set(told) <= {"ar", "he", "ru", "ko", "ja"}


def test_a_word_that_is_longer_than_the_screen_breaks(
    browser: Browser, address: Callable[[str], str]
) -> None:
    context = opened(browser, "light", "narrow")
    page = context.new_page()
    page.goto(address("many scripts, sources"))
    box = page.get_by_text(LONG).bounding_box()
    context.close()
    assert box
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 390


# How much it is


def test_a_source_and_all_that_it_needs_is_small(
    browser: Browser, address: Callable[[str], str]
) -> None:
    context = opened(browser, "light", "wide")
    page = context.new_page()
    finished: list[Request] = []

    def note(request: Request) -> None:  # Playwright takes no method of a list
        finished.append(request)

    page.on("requestfinished", note)
    page.goto(address("source"))  # all that it names; the network is idle while a script runs, too
    page.wait_for_load_state("networkidle")
    sizes = {one.url: one.sizes()["responseBodySize"] for one in finished}
    context.close()
    of_material = re.compile(r"/assets/(?:javascripts|stylesheets|images)/")
    theirs = sum(size for url, size in sizes.items() if of_material.search(url))
    assert len(sizes) > 8
    assert theirs > 50_000
    assert sum(sizes.values()) < 350_000
    assert sum(sizes.values()) - theirs < 200_000
