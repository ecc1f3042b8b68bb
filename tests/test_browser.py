"""The example dossier in a real browser."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from axe_playwright_python.sync_playwright import Axe

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
    "question": "questions/were-north-korean-troops-in-combat/",
    "claims": "claims/",
    "compare": "compare/",
    "pair": "compare/000_c4e2133f88a230e1--002_357274271b43df3d/",
    "contradictions": "contradictions/",
    "coverage": "coverage/",
    "sources": "sources/",
    "guide": "guide/",
}
WIDE, NARROW = {"width": 1280, "height": 900}, {"width": 390, "height": 844}


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


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("viewport", [WIDE, NARROW], ids=["wide", "narrow"])
def test_a_page_has_one_heading_a_title_and_fits_the_screen(
    page: Page, name: str, viewport: dict[str, int]
) -> None:
    page.set_viewport_size(viewport)  # type: ignore[arg-type]
    page.goto(PAGES[name])
    assert page.locator("h1").count() == 1
    assert page.title()
    assert page.locator("html").get_attribute("lang") == "en"
    wider = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    assert page.evaluate(wider) == 0


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_our_part_of_a_page_is_accessible(page: Page, name: str, scheme: str) -> None:
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    page.goto(PAGES[name])
    tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
    found = Axe().run(
        page,
        context={"include": [["article"]]},
        options={"runOnly": {"type": "tag", "values": tags}},
    )
    assert [
        (one["id"], [node["html"] for node in one["nodes"][:3]])
        for one in found.response["violations"]
    ] == []


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
    note = page.locator(".dossier-margin-note").nth(1)
    key = note.get_attribute("data-quote")
    note.hover()
    words = page.locator(f'mark[data-quotes~="{key}"]')
    assert words.count() > 0
    assert all("is-lit" in (one.get_attribute("class") or "") for one in words.all())


def test_notes_are_folded_between_paragraphs_on_a_narrow_screen(page: Page) -> None:
    page.set_viewport_size(NARROW)  # type: ignore[arg-type]
    page.goto(PAGES["source"])
    notes = page.locator(".dossier-margin").first
    assert not notes.locator("ol").is_visible()
    notes.locator("summary").click()
    assert notes.locator("ol").is_visible()


def test_pages_read_without_javascript(browser: Browser, example_address: str) -> None:
    context = browser.new_context(base_url=example_address, java_script_enabled=False)
    page = context.new_page()
    page.goto(PAGES["source"])
    assert page.locator(".dossier-margin ol").first.is_visible()
    assert page.locator("mark.dossier-mark").count() > 10
    context.close()
