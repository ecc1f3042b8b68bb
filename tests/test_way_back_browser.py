"""Going back to where one was, in a real browser.

On a site that loads every page, and on one where Material shows them without loading.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from dossiers import GREETING, write
from looks import served
from playwright.sync_api import expect
from shell import mkdocs

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, ElementHandle, Locator, Page

pytestmark = pytest.mark.browser

SETTINGS = """\
site_name: One greeting
site_url: {address}
theme: {{name: material, font: false, features: [{features}]}}
plugins: [search, dossier]
"""
LOW = {"width": 1000, "height": 400}
# Notes which links are lit: on a busy machine the light may be gone before anybody looks.
NOTES = """
globalThis.litOnes = [];
new MutationObserver((changes) => {
  for (const { target } of changes) {
    if (target.matches(".dossier-came-from")) litOnes.push(target);
  }
}).observe(document, { subtree: true, attributeFilter: ["class"] });
"""
NEWS = "\n\n".join(f"Report number {number}: nothing new from the front." for number in range(40))
FILES = GREETING | {"seeds/first.txt": f"{GREETING['seeds/first.txt']}\n{NEWS}\n"}


@pytest.fixture(scope="module", params=["", "navigation.instant"], ids=["loaded", "instant"])
def address(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[str]:
    """Build a small site with Material and serve it; yield its address."""
    root = tmp_path_factory.mktemp("greeting")
    with served(root / "site") as place:
        settings = SETTINGS.format(address=place, features=request.param)
        write(root, FILES | {"mkdocs.yml": settings})
        built = mkdocs("build", "--quiet", cwd=root)
        assert built.returncode == 0, built.stderr
        yield place


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    """Open a page; afterwards, nothing may have gone wrong on the way."""
    context = browser.new_context(base_url=address, viewport=LOW)  # type: ignore[arg-type]
    context.add_init_script(NOTES)
    opened = context.new_page()
    told: list[str] = []
    opened.on("console", lambda one: told.append(one.text) if one.type == "error" else None)
    opened.on("pageerror", lambda error: told.append(str(error)))
    yield opened
    context.close()
    assert told == []


def lit(page: Page) -> Locator:
    return page.locator("a.dossier-came-from")


def wait_for_light(page: Page, href: str | None) -> ElementHandle:
    """Wait until the link that was lit last leads to an address; return it."""
    found = page.wait_for_function(
        "href => litOnes.at(-1)?.getAttribute('href') === href && litOnes.at(-1)", arg=href
    )
    link = found.as_element()
    assert link
    return link


def top(one: Locator | ElementHandle) -> float:
    return one.evaluate("one => one.getBoundingClientRect().top")  # type: ignore[no-any-return]


def shows(page: Page, title: str) -> None:
    """Wait until a page is shown, however it comes."""
    expect(page.locator("article h1")).to_have_text(title)
    page.wait_for_load_state()


def below(page: Page, selector: str) -> tuple[Locator, float]:
    """Scroll to a link that stands far below; return it, and how far from the window's top."""
    link = page.locator(selector).first
    link.evaluate("one => one.scrollIntoView({ block: 'center' })")
    page.wait_for_function("scrollY > 300")
    return link, top(link)


def expect_lit(page: Page, link: Locator, before: float) -> None:
    """Expect one to be where one was, at a link that is lit for a moment."""
    assert abs(top(wait_for_light(page, link.get_attribute("href"))) - before) < 2
    expect(lit(page)).to_have_count(0)


NAMED = "#named + ul a[data-kind=organizations]"


def test_who_goes_back_is_at_the_link_through_which_they_left(page: Page) -> None:
    page.goto("sources/first/")
    link, before = below(page, NAMED)
    link.click()
    shows(page, "KCNA")
    expect(lit(page)).to_have_count(0)
    page.go_back()
    shows(page, "Putin greets Kim")
    expect_lit(page, link, before)
    # A page that is loaded again was not come back to.
    page.reload()
    shows(page, "Putin greets Kim")
    page.wait_for_timeout(200)
    assert lit(page).count() == 0


def leave_by_a_folded_note(page: Page) -> tuple[Locator, Locator]:
    """Unfold the notes of a paragraph, follow a link in them; return its button and the link."""
    page.set_viewport_size({"width": 390, "height": 600})
    page.goto("sources/first/")
    notes = page.locator(".dossier-margin:has(.dossier-ref)").first
    link = notes.locator(".dossier-margin-note .dossier-ref").first
    expect(link).not_to_be_visible()
    button = notes.get_by_role("button", name="note")
    button.click()
    link.click()
    return button, link


def test_who_left_by_a_folded_note_finds_it_unfolded(page: Page) -> None:
    button, link = leave_by_a_folded_note(page)
    shows(page, "Putin praised the heroic participation of soldiers.")
    page.go_back()
    shows(page, "Putin greets Kim")
    expect(button).to_have_attribute("aria-expanded", "true")
    expect(link).to_be_in_viewport()


@pytest.mark.parametrize("address", ["navigation.instant"], indirect=True)
def test_who_goes_back_before_the_page_has_come_is_where_they_were(page: Page) -> None:
    session = page.context.new_cdp_session(page)
    slow = {"offline": False, "latency": 500, "downloadThroughput": -1, "uploadThroughput": -1}
    session.send("Network.enable")
    session.send("Network.emulateNetworkConditions", slow)
    _, link = leave_by_a_folded_note(page)
    left = link.element_handle()
    page.wait_for_url("**/claims/*/**")  # the address comes before the page
    shows(page, "Putin greets Kim")
    page.go_back()
    # Material shows the same page once more.
    page.wait_for_function("left => !left.isConnected", arg=left)
    expect(link).to_be_in_viewport()
    wait_for_light(page, link.get_attribute("href"))


def test_backspace_goes_back_and_the_focus_is_where_it_was(page: Page) -> None:
    page.goto("sources/first/")
    link, before = below(page, NAMED)
    link.focus()
    page.keyboard.press("Enter")
    shows(page, "KCNA")
    page.keyboard.press("Backspace")
    shows(page, "Putin greets Kim")
    expect_lit(page, link, before)
    expect(link).to_be_focused()


def test_backspace_leaves_nobody_who_types_or_did_not_come_by_a_link(page: Page) -> None:
    page.goto("claims/")
    page.goto("sources/first/")
    page.keyboard.press("Backspace")
    link, _ = below(page, NAMED)
    link.click()
    shows(page, "KCNA")
    page.evaluate("scrollTo(0, 0)")
    page.locator("input.md-search__input").click()
    page.keyboard.type("Kim")
    for _ in range(5):
        page.keyboard.press("Backspace")
    page.wait_for_timeout(200)
    assert page.url.endswith("/organizations/kcna/")


def test_what_was_unfolded_is_unfolded_again(page: Page) -> None:
    page.goto("people/vladimir-putin/")
    page.locator("details.dossier-mentions").evaluate_all(
        "all => all.forEach((one) => (one.open = true))"
    )
    link, before = below(page, ".dossier-mentions a[href$='second/#p2']")
    link.click()
    shows(page, "A greeting from Moscow")
    page.go_back()
    shows(page, "Vladimir Putin")
    expect_lit(page, link, before)


def test_a_link_within_a_page_is_lit_as_well(page: Page) -> None:
    page.goto("questions/did-they-take-part/")
    link = page.locator(".dossier-letters a").last
    link.click()
    page.wait_for_url("**/#answer-*")
    page.go_back()
    wait_for_light(page, link.get_attribute("href"))


def test_each_way_back_has_its_own_link(page: Page) -> None:
    page.goto("sources/first/")
    first, before = below(page, NAMED)
    first.click()
    shows(page, "KCNA")
    second = page.locator("article a[href*='sources/second/']").first
    second.click()
    shows(page, "A greeting from Moscow")
    page.keyboard.press("Backspace")
    shows(page, "KCNA")
    wait_for_light(page, second.get_attribute("href"))
    page.keyboard.press("Backspace")
    shows(page, "Putin greets Kim")
    expect_lit(page, first, before)
