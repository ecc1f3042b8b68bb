"""The example dossier in a real browser."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

PAGES = {
    "home": "",
    "source": "sources/000_c4e2133f88a230e1/",
    "claim": "claims/putin-praised-heroic-participation/",
    "person": "people/vladimir-putin/",
    "place": "places/kursk-region/",
    "organization": "organizations/kcna/",
    "event": "events/december-4-meeting/",
    "topic": "topics/sanctions/",
    "question": "questions/were-north-korean-troops-in-combat/",
    "claims": "claims/",
    "timeline": "timeline/",
    "map": "map/",
    "network": "network/",
    "matrix": "matrix/",
    "compare": "compare/",
    "pair": "compare/000_c4e2133f88a230e1--002_357274271b43df3d/",
    "contradictions": "contradictions/",
    "changes": "changes/",
    "coverage": "coverage/",
    "exports": "exports/",
    "search": "search/",
    "sources": "sources/",
    "people": "people/",
    "guide": "guide/",
    "method": "method/",
    "format": "reference/format/",
    "nothing": "404.html",
}
WIDE, NARROW = {"width": 1280, "height": 900}, {"width": 390, "height": 844}
PAPER = {"width": 718, "height": 1047}
"""A sheet of A4, with margins of a centimetre, at 96 dots an inch."""


@pytest.fixture
def page(browser: Browser, example_address: str) -> Iterator[Page]:
    """Open a page at the site's root; afterwards, nothing may have gone wrong on the way."""
    context = browser.new_context(base_url=example_address, viewport=WIDE)  # type: ignore[arg-type]
    opened = context.new_page()
    told: list[str] = []
    outside: list[str] = []
    opened.on("console", lambda one: told.append(one.text) if one.type == "error" else None)
    opened.on("pageerror", lambda error: told.append(str(error)))
    opened.on("request", lambda request: outside.append(request.url))
    yield opened
    context.close()
    assert told == []
    assert [url for url in outside if not url.startswith((example_address, "blob:", "data:"))] == []


@pytest.mark.parametrize(
    ("query", "address"),
    [
        ("Vladimir Putin", "people/vladimir-putin/"),
        ("Putin", "people/vladimir-putin/"),
        ("Russia", "places/russia/"),
        ("North Korea", "places/north-korea/"),
        ("Kursk region", "places/kursk-region/"),
        ("CTAK", "organizations/kcna/"),
        ("governor Khinstin", "people/alexander-khinstin/"),
        ("praised the heroic participation", "claims/putin-praised-heroic-participation/"),
        ("lauding the heroic participation", "claims/putin-praised-heroic-participation/"),
        ("heroic", "claims/putin-praised-heroic-participation/"),
        ("take part in the fighting", "questions/were-north-korean-troops-in-combat/"),
    ],
)
def test_search_leads_to_a_record_by_name_alias_statement_and_quote(
    page: Page, query: str, address: str
) -> None:
    page.goto("")
    page.locator("input.md-search__input").click()
    page.keyboard.type(query)
    page.wait_for_selector("a.md-search-result__link", state="attached")
    page.wait_for_timeout(500)  # the list is filled anew at every letter
    best = page.locator("li.md-search-result__item > a.md-search-result__link")
    found = [re.sub(r"[?#].*", "", one.get_attribute("href") or "") for one in best.all()[:2]]
    assert any(link.endswith(address) for link in found), found


def test_a_quote_leads_to_its_words_and_back(page: Page) -> None:
    page.goto(PAGES["claim"])
    quoted = page.locator("#e1 mark").inner_text()
    page.locator("#e1 .dossier-to-source").click()
    target = page.locator("mark:target")
    assert quoted.startswith(target.inner_text())
    key = page.url.partition("#")[2]
    page.locator(f'a.dossier-cite[data-quote="{key}"]').click()
    assert page.url.endswith("claims/putin-praised-heroic-participation/#e1")


def test_pointing_at_a_note_lights_up_its_words(page: Page) -> None:
    page.goto(PAGES["source"])
    note = page.locator(".dossier-margin-note:visible").nth(1)
    key = note.get_attribute("data-quote")
    note.hover()
    words = page.locator(f'mark[data-quotes~="{key}"]')
    assert words.count() > 0
    assert all("is-lit" in (one.get_attribute("class") or "") for one in words.all())


def test_notes_are_folded_between_paragraphs_on_a_narrow_screen(page: Page) -> None:
    page.set_viewport_size(NARROW)  # type: ignore[arg-type]
    page.goto(PAGES["source"])
    notes = page.locator(".dossier-margin").first
    assert not notes.locator("ol").first.is_visible()
    notes.get_by_role("button", name="note").first.click()
    assert all(one.is_visible() for one in notes.locator("ol").all())


@pytest.mark.parametrize("viewport", [WIDE, NARROW], ids=["wide", "narrow"])
def test_a_link_to_a_paragraph_is_large_enough_for_a_finger(
    page: Page, viewport: dict[str, int]
) -> None:
    page.set_viewport_size(viewport)  # type: ignore[arg-type]
    page.goto(PAGES["source"])
    boxes = [one.bounding_box() for one in page.locator(".dossier-permalink").all()]
    assert len(boxes) > 1
    for box in boxes:
        assert box
        assert box["width"] >= 24
        assert box["height"] >= 24


def test_a_table_that_goes_on_beyond_a_narrow_screen_says_so(page: Page) -> None:
    page.goto(PAGES["question"])
    hint = page.locator(".dossier-scroll-hint")
    assert not hint.is_visible()
    page.set_viewport_size(NARROW)  # type: ignore[arg-type]
    assert hint.is_visible()
    frame = page.locator(".dossier-matrix-frame")
    assert frame.evaluate("one => one.scrollWidth > one.clientWidth")
    assert "linear-gradient" in frame.evaluate("one => getComputedStyle(one).backgroundImage")


def test_spellings_stand_one_below_the_other_on_a_narrow_screen(page: Page) -> None:
    page.set_viewport_size(NARROW)  # type: ignore[arg-type]
    page.goto(PAGES["compare"])
    cells = page.locator(".dossier-spellings tbody").first.locator("th, td").all()
    boxes = [box for cell in cells if (box := cell.bounding_box())]
    assert len(boxes) == len(cells) > 2
    assert all(box["width"] > NARROW["width"] * 0.9 for box in boxes)
    assert [box["y"] for box in boxes] == sorted({box["y"] for box in boxes})


def test_two_claims_are_said_to_contradict_each_other_where_they_do_not_stand_abreast(
    page: Page,
) -> None:
    page.goto(PAGES["contradictions"])
    first, second = page.locator(".dossier-side").all()[:2]
    told = page.locator(".dossier-versus").first
    page.set_viewport_size(NARROW)  # type: ignore[arg-type]
    tops = []
    for one in (first, told, second):
        box = one.bounding_box()
        assert box
        assert box["width"] > NARROW["width"] * 0.9
        tops.append(box["y"])
    assert tops == sorted(tops)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_paper_shows_dark_letters_and_whole_tables(page: Page, scheme: str) -> None:
    page.set_viewport_size(PAPER)  # type: ignore[arg-type]
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    page.goto(PAGES["question"])
    page.emulate_media(media="print", color_scheme=scheme)  # type: ignore[arg-type]
    page.wait_for_timeout(300)  # Material lets colors change slowly
    for selector in ("h1", ".dossier-note", ".dossier-matrix a", ".dossier-matrix .dossier-detail"):
        color = page.locator(selector).first.evaluate("one => getComputedStyle(one).color")
        assert sum(map(int, re.findall(r"\d+", color)[:3])) < 3 * 128, (selector, color)
    frame = page.locator(".dossier-matrix-frame")
    assert frame.evaluate("one => one.scrollWidth - one.clientWidth") == 0
    assert frame.evaluate("one => getComputedStyle(one).overflowX") == "visible"


def test_paper_is_white_though_the_screen_is_dark(page: Page) -> None:
    page.emulate_media(color_scheme="dark")
    page.goto(PAGES["claim"])
    ground = "one => getComputedStyle(one).backgroundColor"
    assert page.locator("body").evaluate(ground) != "rgb(255, 255, 255)"
    page.emulate_media(media="print", color_scheme="dark")
    assert page.locator("body").evaluate(ground) == "rgb(255, 255, 255)"
    assert page.locator("html").evaluate("one => getComputedStyle(one).colorScheme") == "light"


def test_nothing_stands_over_the_drawer_of_notes(page: Page) -> None:
    page.set_viewport_size(NARROW)  # type: ignore[arg-type]
    page.goto(PAGES["source"])
    page.mouse.wheel(0, 2500)
    page.mouse.wheel(0, -200)
    page.locator(".md-top").wait_for()
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    page.get_by_role("dialog", name="Notes on these words").wait_for()
    assert not page.locator(".md-top").is_visible()


def test_pages_read_without_javascript(browser: Browser, example_address: str) -> None:
    context = browser.new_context(base_url=example_address, java_script_enabled=False)
    page = context.new_page()
    page.goto(PAGES["source"])
    assert page.locator(".dossier-margin ol").first.is_visible()
    assert page.locator("mark.dossier-mark").count() > 10
    context.close()


def test_what_is_folded_is_printed_without_javascript(
    browser: Browser, example_address: str
) -> None:
    context = browser.new_context(base_url=example_address, java_script_enabled=False)
    page = context.new_page()
    page.goto(PAGES["claim"])
    reason = page.locator(".dossier-reasons li").first
    assert not reason.evaluate("one => one.checkVisibility()")
    page.emulate_media(media="print")
    assert reason.evaluate("one => one.checkVisibility()")
    context.close()
