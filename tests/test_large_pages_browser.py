"""Large pages in a real browser: one lands, finds and filters in them as in small ones.

The pages stand in a bare frame, with all scripts, and as long as the largest that are expected to
be read often.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import large
import pytest
from dossiers import rendered, sound
from looks import SIZES, broken
from playwright.sync_api import expect

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Locator, Page, Route

    from dossier.site import Site

pytestmark = pytest.mark.browser

HOST = "https://dossier.example/"
FRAME = """<!doctype html><html lang="en"><head><meta charset="utf-8"><title>The archive</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="stylesheet" href="/assets/dossier/dossier.css">{scripts}</head>
<body data-md-color-scheme="default" style="margin: 0 3rem">
<main class="md-typeset">{html}</main>
<footer class="md-footer" style="height: 5rem">A theme’s footer</footer></body></html>"""
ROWS = 2_000
SLIGHT = 2  # pixels
SHIFTS = """
globalThis.shifted = 0;
new PerformanceObserver((list) => { for (const one of list.getEntries()) shifted += one.value; })
  .observe({type: "layout-shift", buffered: true});
"""
LAST = f"p{large.PASSAGES}"
PLACES = ("p1", "p130", "p240", LAST, "q-c70--e1")
SETTLED = """new Promise((done) => {
  let frames = 10;
  const next = () => { if (frames--) requestAnimationFrame(next); else setTimeout(done); };
  next();
})"""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    topics = {f"annotations/topics/t{n:04}.yml": f"name: Sluice {n:04}\n" for n in range(ROWS)}
    return rendered(sound(tmp_path_factory.mktemp("archive"), {**large.files(), **topics}))


def serve(site: Site, route: Route) -> None:
    path = re.sub(r"[?#].*", "", route.request.url.removeprefix(HOST))
    asset = next((one for one in site.assets if one.uri == path), None)
    if asset:
        kind = "text/css" if path.endswith(".css") else "text/javascript"
        route.fulfill(body=asset.content, content_type=kind)
        return
    uris = (f"{path}index.md", f"{path.rstrip('/')}.md")
    page = next((one for one in site.pages if one.uri in uris), None)
    scripts = "".join(f'<script type="module" src="/{one}"></script>' for one in site.scripts)
    body = FRAME.format(html=page.html, scripts=scripts) if page else ""
    route.fulfill(status=200 if page else 404, body=body, content_type="text/html; charset=utf-8")


@pytest.fixture(params=SIZES)
def page(request: pytest.FixtureRequest, browser: Browser, site: Site) -> Iterator[Page]:
    """Open a tab, wide or narrow; in the end, nothing may have gone wrong."""
    context = browser.new_context(base_url=HOST, viewport=SIZES[request.param])  # type: ignore[arg-type]
    context.add_init_script(SHIFTS)
    context.route("**/*", lambda route: serve(site, route))
    one = context.new_page()
    told: list[str] = []
    one.on("console", lambda message: told.append(message.text))
    one.on("pageerror", lambda error: told.append(str(error)))
    yield one
    context.close()
    assert told == []


def at_its_place(locator: Locator) -> bool:
    """Say whether an element is at the top, or as near to it as the end of the page lets it."""
    off, left, height = locator.evaluate(
        """(one) => [
          one.getBoundingClientRect().top - parseFloat(getComputedStyle(one).scrollMarginTop),
          document.documentElement.scrollHeight - innerHeight - scrollY,
          innerHeight,
        ]"""
    )
    return bool(abs(off) <= SLIGHT or (0 < off < height and left <= SLIGHT))


def test_a_table_of_thousands_of_rows_filters_and_counts(page: Page) -> None:
    page.goto("topics/")
    page.get_by_role("searchbox", name="Filter").fill("sluice 190")
    expect(page.get_by_role("status")).to_have_text("12 of 2,000")
    shown = page.locator("tbody tr:not(.is-out) .dossier-ref")
    found = ["0190", "1190", *(f"19{number:02}" for number in range(10))]
    assert shown.all_text_contents() == [f"Sluice {number}" for number in found]
    page.get_by_role("button", name="Reset").click()
    expect(page.get_by_role("status")).to_have_text("2,000 of 2,000")
    assert page.locator("tbody tr:not(.is-out)").count() == ROWS


def test_the_order_holds_across_the_stretches_of_a_table(page: Page) -> None:
    page.goto("topics/?sort=-title&filter=5")
    refs = page.locator("tbody tr:not(.is-out) .dossier-ref").all_text_contents()
    found = [f"Sluice {number:04}" for number in range(ROWS - 1, -1, -1) if "5" in f"{number:04}"]
    assert refs == found


def test_a_filtered_table_is_only_as_high_as_its_rows(page: Page) -> None:
    page.goto("topics/?filter=sluice+1999")
    expect(page.get_by_role("status")).to_have_text("1 of 2,000")
    assert page.locator("table").bounding_box()["height"] < 300  # type: ignore[index]


@pytest.mark.parametrize("place", PLACES)
def test_nothing_moves_where_a_link_into_a_long_text_lands(page: Page, place: str) -> None:
    page.goto(f"sources/archive/#{place}")
    page.locator(".dossier-text[data-enhanced]").wait_for()
    page.evaluate(SETTLED)
    assert page.evaluate("shifted") == 0
    assert at_its_place(page.locator(f"#{place}"))


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("place", PLACES)
def test_a_link_into_a_long_text_lands_without_scripts(
    browser: Browser, site: Site, size: str, place: str
) -> None:
    context = browser.new_context(
        base_url=HOST,
        viewport=SIZES[size],  # type: ignore[arg-type]
        java_script_enabled=False,
    )
    context.route("**/*", lambda route: serve(site, route))
    page = context.new_page()
    page.goto(f"sources/archive/#{place}")
    page.screenshot()  # two frames: in the second, what has come near is laid out
    page.screenshot()
    assert at_its_place(page.locator(f"#{place}"))
    context.close()


@pytest.mark.parametrize("passage", ["p200", "p130", LAST])
def test_a_link_within_a_long_text_lands_too(page: Page, passage: str) -> None:
    page.goto("sources/archive/")
    page.locator(".dossier-text[data-enhanced]").wait_for()
    page.evaluate(f"location.hash = '{passage}'")
    page.wait_for_function(f"document.querySelector('#{passage}.is-near')")
    page.evaluate(SETTLED)
    assert at_its_place(page.locator(f"#{passage}"))


def test_the_keyboard_goes_from_quote_to_quote_from_where_one_reads(page: Page) -> None:
    page.goto("sources/archive/#p150")
    page.locator(".dossier-text[data-enhanced]").wait_for()
    for key, claim in (("j", "50"), ("j", "51"), ("k", "50")):
        page.keyboard.press(key)
        current = page.locator("mark.is-current")
        expect(current).to_have_count(1)
        expect(current).to_be_in_viewport()
        assert current.inner_text().startswith(f"Gate {int(claim) * 3} ")


def test_find_goes_to_words_that_were_far_from_the_screen(page: Page) -> None:
    page.goto("sources/archive/")
    page.locator(".dossier-text[data-enhanced]").wait_for()
    assert page.evaluate("window.find('Gate 255 was')")
    expect(page.locator("#p256")).to_be_in_viewport()


def test_nothing_moves_while_a_large_page_loads(page: Page) -> None:
    for address in ("topics/", "sources/archive/", "people/ada-quill/", "people/tom-weir/"):
        page.goto(address)
        page.wait_for_load_state("networkidle")
        assert page.evaluate("shifted") == 0, address


def test_what_stands_beside_a_passage_is_not_cut_off(page: Page) -> None:
    page.goto("sources/archive/")
    link = page.locator("#p2 .dossier-permalink")
    link.scroll_into_view_if_needed()
    assert link.evaluate(
        """(one) => {
          const { left, top, width, height } = one.getBoundingClientRect();
          return document.elementFromPoint(left + width / 2, top + height / 2) === one;
        }"""
    )


def test_every_passage_can_be_printed(page: Page) -> None:
    page.goto("sources/archive/")
    page.emulate_media(media="print")
    seen = "(all) => [...new Set(all.map((one) => getComputedStyle(one).contentVisibility))]"
    assert page.locator(".dossier-passage").evaluate_all(seen) == ["visible"]


@pytest.mark.parametrize("address", ["topics/?filter=sluice+9", "sources/archive/"])
def test_a_large_page_is_accessible(page: Page, address: str) -> None:
    page.goto(address)
    assert broken(page) == []


def test_a_row_that_was_filtered_for_is_followed_at_the_first_click(page: Page) -> None:
    page.goto("topics/")
    page.get_by_role("searchbox", name="Filter").press_sequentially("sluice 1999")
    expect(page.get_by_role("status")).to_have_text("1 of 2,000")
    page.get_by_role("link", name="Sluice 1999").click()
    page.wait_for_url(f"{HOST}topics/t1999/")
    page.go_back()
    expect(page.get_by_role("status")).to_have_text("1 of 2,000")


def test_going_back_to_the_whole_of_a_table_shows_all_of_it(page: Page) -> None:
    page.goto("topics/#title")
    page.evaluate("history.pushState(null, '', '?filter=sluice+1999')")
    page.evaluate("dispatchEvent(new PopStateEvent('popstate'))")
    expect(page.get_by_role("status")).to_have_text("1 of 2,000")
    page.go_back()
    expect(page.get_by_role("status")).to_have_text("2,000 of 2,000")
