"""The page of changes in a real browser: unfolded by keyboard, whole without JavaScript."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.browser


def test_what_is_folded_opens_by_keyboard_and_without_scripts(
    browser: Browser, example_address: str
) -> None:
    context = browser.new_context(base_url=example_address, java_script_enabled=False)
    page = context.new_page()
    page.goto("changes/")
    folded = page.locator(".dossier-day details").first
    hidden = folded.locator(".dossier-ref").first
    assert not hidden.is_visible()
    summary = folded.locator("summary")
    summary.focus()
    outline = summary.evaluate("one => getComputedStyle(one).outlineStyle")
    page.keyboard.press("Enter")
    assert hidden.is_visible()
    assert outline != "none"
    context.close()


def test_home_leads_to_a_day_and_the_day_to_a_claim(browser: Browser, example_address: str) -> None:
    context = browser.new_context(base_url=example_address)
    page = context.new_page()
    page.goto("")
    page.locator(".dossier-session a.dossier-when").first.click()
    heading = page.locator("h2:target")
    assert heading.bounding_box()
    section = page.locator(".dossier-day", has=heading)
    link = section.locator(".dossier-claim .dossier-ref").first
    statement = link.inner_text()
    link.click()
    assert page.locator("h1").inner_text().strip("¶ \n") == statement
    context.close()


def test_the_feed_that_the_page_links_is_there_and_is_xml(
    browser: Browser, example_address: str
) -> None:
    context = browser.new_context(base_url=example_address)
    page = context.new_page()
    page.goto("changes/")
    link = page.locator("a.dossier-feed")
    assert link.get_attribute("type") == "application/atom+xml"
    answer = context.request.get(link.evaluate("one => one.href"))
    assert answer.ok
    assert ET.fromstring(answer.body()).tag == "{http://www.w3.org/2005/Atom}feed"  # noqa: S314 - our own
    context.close()
