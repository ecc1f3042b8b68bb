"""The search in the header: everywhere but on the page that is a search itself."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from dossier.mkdocs_search import without_box

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser

BOX = """<label class="md-header__button md-icon" for="__search"><svg></svg></label>
<div class="md-search" data-md-component="search" role="dialog"><label for="__search"></label>
<div class="md-search__inner"><form name="search"></form><div></div></div></div>"""


def test_the_box_goes_with_its_button_and_nothing_else() -> None:
    around = (
        '<header><a>Logo</a>{}<div class="md-header__source">Repository</div></header><p>Text</p>'
    )
    assert without_box(around.format(BOX)) == around.format("")


@pytest.mark.parametrize(
    "html",
    [
        "<header><div>A header of the user’s</div></header>",
        '<header><div class="md-search"><div>Never ended</header>',
        '<label class="md-header__button md-icon" for="__search">A button alone</label>',
    ],
)
def test_what_material_has_not_written_stays(html: str) -> None:
    assert without_box(html) == html


def test_only_the_search_page_has_no_box_and_its_scripts_come_first(example_site: Path) -> None:
    page, other = ((example_site / path).read_text("utf-8") for path in PATHS)
    assert 'data-md-component="search"' in other
    assert 'data-md-component="search"' not in page
    assert 'for="__search"' in other
    assert page.count('for="__search"') == other.count('for="__search"') - 3
    order = ["Content-Security-Policy", "search-ahead.js", "search-records.js", 'rel="stylesheet"']
    places = [page.index(one) for one in order]
    assert places == sorted(places)
    assert "search-ahead" not in other
    addresses = re.findall(r'(?:src|href)="\.\./(assets/dossier/search[^"]*)"', page)
    assert len(addresses) > 6
    assert all((example_site / address).is_file() for address in addresses)


PATHS = ("search/index.html", "claims/index.html")


@pytest.mark.browser
def test_the_keys_of_the_themes_search_lead_to_the_words(
    browser: Browser, example_address: str
) -> None:
    page = browser.new_page(base_url=example_address)
    told: list[str] = []
    page.on("pageerror", lambda error: told.append(str(error)))
    page.goto("search/?for=kursk")
    page.locator(".dossier-result").first.wait_for()
    page.keyboard.press("/")
    field = page.locator("input[name=for]")
    assert field.evaluate("one => one === document.activeElement")
    page.keyboard.type("s/f")  # now they are letters
    assert field.input_value() == "s/f"
    page.context.close()
    assert told == []
