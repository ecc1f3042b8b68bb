"""Index tables in a real browser: filtered, narrowed down, sorted, taken along, and without help.

The pages stand in a bare frame, under a policy that lets no script and no style stand in them.
"""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from dossiers import rendered, sound
from looks import broken

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Locator, Page, Route

    from dossier.site import Site

pytestmark = pytest.mark.browser

HOST = "https://dossier.example/"
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; form-action 'none'"
)
FRAME = """<!doctype html><html lang="en"><head><meta charset="utf-8"><title>The bridge</title>
<meta http-equiv="Content-Security-Policy" content="{policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="stylesheet" href="/assets/dossier/dossier.css">
<script type="module" src="/assets/dossier/index-table.js"></script></head>
<body data-md-color-scheme="default"><main class="md-typeset">{html}</main></body></html>"""
NARROW = {"width": 390, "height": 844}
FILES: dict[str, str] = {
    "mkdocs.yml": "site_name: The bridge\nplugins: [search, dossier]\n",
    "docs/index.md": "# The bridge\n",
    "seeds/courier.txt": """\
        Bridge closed

        The council closed the bridge. Repairs may take six months. A crane fell. Rain fell.
        """,
    "seeds/gazette.txt": """\
        The mayor speaks

        The bridge is shut. No crane fell. Señor Núñez wept.
        """,
    "seeds/notice.txt": "Notice\n\nAda Quill signed.\n",
    "annotations/sources/courier.yml": "type: news\npublished: 2026-03-04\n",
    "annotations/sources/gazette.yml": "type: news\npublished: 2025-12-24\n",
    "annotations/sources/notice.yml": "type: official\n",
    "annotations/people/ada-quill.yml": "name: Ada Quill\nalso_known_as: [The Quill-Driver]\n",
    "annotations/people/nunez.yml": """\
        name: Núñez
        description: "=HYPERLINK(1), a “poet”"
        also_known_as: [Señor Núñez]
        """,
    "annotations/claims/closed.yml": """\
        statement: The council’s men closed the bridge.
        when: 2026-03-03
        tags: [roads]
        assessment: {status: uncheckable, rationale: Nobody can tell.}
        evidence:
          - {source: courier, quote: The council closed the bridge.}
          - {source: gazette, quote: The bridge is shut.}
        """,
    "annotations/claims/six-months.yml": """\
        statement: Repairs take six months.
        when: 2026
        tags: [repairs, roads]
        evidence: [{source: courier, quote: Repairs may take six months.}]
        """,
    "annotations/claims/crane.yml": """\
        statement: A crane fell.
        when: 2025-12
        evidence:
          - {source: courier, quote: A crane fell.}
          - {source: gazette, quote: No crane fell., stance: disputes}
        """,
    "annotations/claims/rain.yml": """\
        statement: Rain fell.
        evidence: [{source: courier, quote: Rain fell.}]
        """,
}
CLOSED = "The council’s men closed the bridge."
CRANE, RAIN, SIX_MONTHS = "A crane fell.", "Rain fell.", "Repairs take six months."


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    return rendered(sound(tmp_path_factory.mktemp("bridge"), FILES))


def serve(site: Site, route: Route) -> None:
    path = re.sub(r"[?#].*", "", route.request.url.removeprefix(HOST))
    asset = next((one for one in site.assets if one.uri == path), None)
    if asset:
        kind = "text/css" if path.endswith(".css") else "text/javascript"
        route.fulfill(body=asset.content, content_type=kind)
        return
    uris = (f"{path}index.md", f"{path.rstrip('/')}.md")
    page = next((one for one in site.pages if one.uri in uris), None)
    body = FRAME.format(policy=POLICY, html=page.html) if page else ""
    route.fulfill(status=200 if page else 404, body=body, content_type="text/html; charset=utf-8")


def opened(browser: Browser, site: Site, **options: object) -> Page:
    context = browser.new_context(base_url=HOST, **options)  # type: ignore[arg-type]
    context.route("**/*", lambda route: serve(site, route))
    return context.new_page()


@pytest.fixture
def page(browser: Browser, site: Site) -> Iterator[Page]:
    """Open a page; afterwards, nothing may have gone wrong or against the policy."""
    one = opened(browser, site)
    told: list[str] = []
    one.on("console", lambda message: told.append(message.text))
    one.on("pageerror", lambda error: told.append(str(error)))
    yield one
    one.context.close()
    assert told == []


def shown(page: Page) -> list[str]:
    """Return the titles of the rows that a reader sees, in order."""
    titles = page.locator("tbody th .dossier-ref")
    return [one.inner_text() for one in titles.all() if one.is_visible()]


def count(page: Page) -> str:
    return page.get_by_role("status").inner_text()


def field(page: Page) -> Locator:
    return page.get_by_role("searchbox", name="Filter")


def facet(page: Page, name: str) -> Locator:
    return page.get_by_role("combobox", name=name, exact=True)


def asked(page: Page, address: str) -> None:
    """Wait until the address says what is asked."""
    page.wait_for_url(HOST + address)


def test_words_narrow_the_table_down_and_the_address_tells_them(page: Page) -> None:
    page.goto("claims/")
    assert count(page) == "4 of 4"
    field(page).fill("fell")
    page.get_by_text("2 of 4").wait_for()
    assert shown(page) == [CRANE, RAIN]
    asked(page, "claims/?filter=fell")


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("nunez", ["Núñez"]),
        ("NUÑEZ SENOR", ["Núñez"]),
        ("quill-driver", ["Ada Quill"]),
        ("quill‑driver", ["Ada Quill"]),
        ('"poet"', ["Núñez"]),
        ("quill nunez", []),
        ("  ", ["Ada Quill", "Núñez"]),
    ],
)
def test_words_are_found_in_name_spelling_and_description_however_typed(
    page: Page, words: str, found: list[str]
) -> None:
    page.goto("people/")
    field(page).fill(words)
    field(page).press("Enter")
    assert shown(page) == found
    assert page.get_by_text("No entry fits.").is_visible() is not bool(found)


def test_a_plain_apostrophe_finds_a_typographic_one(page: Page) -> None:
    page.goto("claims/?filter=council's")
    assert shown(page) == [CLOSED]


def test_words_are_not_found_across_two_cells(page: Page) -> None:
    page.goto("claims/?filter=fell.Unverified")
    assert count(page) == "0 of 4"


def test_a_facet_narrows_the_table_down_and_the_others_count_what_is_left(page: Page) -> None:
    page.goto("claims/")
    facet(page, "Year").select_option("2026")
    assert shown(page) == [CLOSED, SIX_MONTHS]
    asked(page, "claims/?year=2026")
    told = facet(page, "Status").locator("option").all_inner_texts()
    assert told == ["All", "Unverified (1)", "Uncheckable (1)"]
    # A facet counts what each of its own values would show.
    assert facet(page, "Year").locator("option").all_inner_texts() == [
        "All",
        "2026 (2)",
        "2025 (1)",
    ]
    facet(page, "Status").select_option("unverified")
    assert shown(page) == [SIX_MONTHS]
    asked(page, "claims/?year=2026&status=unverified")
    facet(page, "Status").select_option("")
    assert shown(page) == [CLOSED, SIX_MONTHS]
    asked(page, "claims/?year=2026")


def test_a_value_that_would_show_nothing_cannot_be_chosen(page: Page) -> None:
    page.goto("claims/?filter=rain")
    assert facet(page, "Tag").locator("option[value=roads]").is_disabled()
    assert facet(page, "Source").locator("option[value=courier]").is_enabled()
    assert facet(page, "Year").locator("option[value='']").is_enabled()


def test_a_row_with_several_values_is_found_under_each(page: Page) -> None:
    for tag, found in (("repairs", [SIX_MONTHS]), ("roads", [CLOSED, SIX_MONTHS])):
        page.goto(f"claims/?tag={tag}")
        assert shown(page) == found


def test_a_head_sorts_most_first_then_least_and_says_so(page: Page) -> None:
    page.goto("claims/")
    head = page.get_by_role("columnheader", name="Sources")
    assert head.get_attribute("aria-sort") is None
    head.get_by_role("button").click()
    assert head.get_attribute("aria-sort") == "descending"
    assert shown(page)[0] == CLOSED
    asked(page, "claims/?sort=-sources")
    head.get_by_role("button").click()
    assert head.get_attribute("aria-sort") == "ascending"
    assert shown(page) == [CRANE, RAIN, SIX_MONTHS, CLOSED]  # alike: as listed
    title = page.get_by_role("columnheader", name="Claim", exact=True)
    title.get_by_role("button").click()
    assert title.get_attribute("aria-sort") == "ascending"
    assert head.get_attribute("aria-sort") is None
    assert shown(page) == [CRANE, RAIN, SIX_MONTHS, CLOSED]


def test_dates_sort_by_time_and_what_has_none_stands_last_both_ways(page: Page) -> None:
    page.goto("sources/?sort=published")
    assert shown(page) == ["The mayor speaks", "Bridge closed", "Notice"]
    page.goto("sources/?sort=-published")
    assert shown(page) == ["Bridge closed", "The mayor speaks", "Notice"]


def test_a_status_sorts_in_the_dossiers_order(page: Page) -> None:
    page.goto("claims/?sort=-status")
    assert shown(page)[0] == CLOSED


def test_reset_shows_all_as_listed(page: Page) -> None:
    page.goto("claims/")
    listed = shown(page)
    page.goto("claims/?filter=fell&year=2025&sort=-title&keep=1#title")
    assert shown(page) == [CRANE]
    page.get_by_role("button", name="Reset").click()
    assert shown(page) == listed
    assert count(page) == "4 of 4"
    assert field(page).input_value() == ""
    asked(page, "claims/?keep=1#title")


def test_an_address_that_asks_for_what_is_not_there_is_passed_over(page: Page) -> None:
    page.goto("claims/?status=unheard-of&sort=-nothing")
    assert count(page) == "4 of 4"
    assert facet(page, "Status").evaluate("one => one.selectedOptions[0].text") == "All"


def test_what_was_asked_is_there_again_after_a_record_was_read(page: Page) -> None:
    page.goto("claims/")
    field(page).fill("fell")
    page.get_by_role("link", name="A crane fell.").click()
    page.wait_for_url(HOST + "claims/crane/")
    page.go_back()
    asked(page, "claims/?filter=fell")
    assert field(page).input_value() == "fell"
    assert shown(page) == [CRANE, RAIN]


def test_going_back_on_the_page_itself_restores_what_was_asked_there(page: Page) -> None:
    page.goto("claims/?filter=crane")
    page.evaluate("location.hash = 'title'")
    field(page).fill("rain")
    asked(page, "claims/?filter=rain#title")
    page.go_back()
    asked(page, "claims/?filter=crane")
    assert field(page).input_value() == "crane"
    assert shown(page) == [CRANE]


def downloaded(page: Page) -> tuple[str, bytes]:
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Download these rows (CSV)").click()
    return waiting.value.suggested_filename, Path(waiting.value.path()).read_bytes()


def test_the_rows_that_are_shown_are_downloaded_in_their_order(page: Page) -> None:
    page.goto("sources/?type=news&sort=-published")
    name, content = downloaded(page)
    assert name == "sources.csv"
    assert not content.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(content.decode(), newline="")))
    assert rows == [
        ["Source", "Type", "Published", "Quotes", "Annotated", "Link"],
        ["Bridge closed", "News report", "2026-03-04", "4", "80 %", f"{HOST}sources/courier/"],
        ["The mayor speaks", "News report", "2025-12-24", "2", "50 %", f"{HOST}sources/gazette/"],
    ]


def test_a_downloaded_value_is_quoted_and_never_a_formula(page: Page) -> None:
    page.goto("people/?filter=poet")
    _, content = downloaded(page)
    assert content.decode() == (
        "Person,Description,Also known as,Claims,Mentions,Sources,Link\r\n"
        'Núñez,"\'=HYPERLINK(1), a “poet”",Señor Núñez,0,1,1,'
        f"{HOST}people/nunez/\r\n"
    )


def test_the_keyboard_alone_filters_narrows_down_sorts_and_resets(page: Page) -> None:
    page.goto("claims/")
    field(page).focus()
    page.keyboard.type("fell")
    page.keyboard.press("Tab")
    page.keyboard.type("Unv")
    assert facet(page, "Status").input_value() == "unverified"
    for _ in range(4):
        page.keyboard.press("Tab")
    assert page.locator(":focus").inner_text() == "Reset"
    assert page.locator(":focus").evaluate("one => getComputedStyle(one).outlineStyle") == "solid"
    for _ in range(3):
        page.keyboard.press("Tab")  # the download, the frame that scrolls, the first head
    page.keyboard.press("Enter")
    assert page.locator(":focus").inner_text().casefold() == "claim"
    page.keyboard.press("Space")
    asked(page, "claims/?filter=fell&status=unverified&sort=-title")
    assert shown(page) == [RAIN, CRANE]
    for _ in range(3):
        page.keyboard.press("Shift+Tab")
    page.keyboard.press("Enter")
    asked(page, "claims/")
    assert len(shown(page)) == 4


@pytest.mark.parametrize("width", [390, 1280])
def test_every_control_is_large_enough_and_the_page_no_wider_than_the_screen(
    page: Page, width: int
) -> None:
    page.set_viewport_size({"width": width, "height": 844})
    page.goto("claims/")
    controls = page.locator("[data-index] :is(input, select, button)").all()
    boxes = [one.bounding_box() for one in controls if one.is_visible()]
    assert len(boxes) >= 7
    assert all(box and box["width"] >= 24 and box["height"] >= 24 for box in boxes)
    wider = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    assert page.evaluate(wider) == 0


def test_the_order_is_chosen_from_a_list_where_the_heads_are_not_seen(page: Page) -> None:
    page.goto("claims/")
    assert not facet(page, "Order").is_visible()
    page.set_viewport_size(NARROW)  # type: ignore[arg-type]
    assert not page.locator("thead button").first.is_visible()
    facet(page, "Order").select_option("Claim, descending")
    assert shown(page) == [CLOSED, SIX_MONTHS, RAIN, CRANE]
    field(page).fill("fell")
    page.get_by_text("2 of 4").wait_for()
    assert shown(page) == [RAIN, CRANE]


@pytest.mark.parametrize("scheme", ["default", "slate"])
@pytest.mark.parametrize("width", [390, 1280])
def test_a_filtered_table_is_accessible(
    browser: Browser, site: Site, scheme: str, width: int
) -> None:
    page = opened(browser, site, bypass_csp=True, viewport={"width": width, "height": 844})
    page.goto("claims/?filter=fell&sort=-title")
    page.evaluate("name => document.body.dataset.mdColorScheme = name", scheme)
    if scheme == "slate":  # what Material sets
        page.evaluate("document.body.style.setProperty('--md-default-bg-color', '#1e2029')")
        page.evaluate("document.body.style.background = '#1e2029'")
    found = broken(page, "[data-index]")
    page.context.close()
    assert found == []


def test_the_room_for_the_tools_is_kept_from_the_start(browser: Browser, site: Site) -> None:
    page = opened(browser, site)
    page.route("**/index-table.js", lambda route: route.abort())
    page.goto("claims/")
    table = page.locator("table")
    before = table.bounding_box()
    page.unroute("**/index-table.js")
    page.reload()
    page.get_by_role("search").wait_for()
    assert table.bounding_box() == before
    page.context.close()


def test_without_scripts_the_table_is_whole_and_nothing_stands_there_without_use(
    browser: Browser, site: Site
) -> None:
    page = opened(browser, site, java_script_enabled=False)
    page.goto("claims/?filter=fell")
    assert len(shown(page)) == 4
    assert not page.locator("form").is_visible()
    assert page.get_by_role("columnheader").all_inner_texts()[0].casefold() == "claim"
    assert page.locator("[data-index]").get_by_role("button").count() == 0
    page.context.close()


@pytest.mark.parametrize("address", ["claims/closed/", "timeline/"])
def test_a_page_without_an_index_is_left_alone(page: Page, address: str) -> None:
    page.goto(address)
    assert page.locator("th button").count() == 0


@pytest.mark.parametrize("width", [390, 1280])
def test_a_table_of_hundreds_of_rows_is_the_same_to_read_and_to_use(
    browser: Browser, tmp_path: Path, width: int
) -> None:
    topics = {f"annotations/topics/t{n}.yml": f"name: Lorry number {n}\n" for n in range(501)}
    site = rendered(sound(tmp_path, {**FILES, **topics}))
    page = opened(browser, site, viewport={"width": width, "height": 844})
    page.goto("topics/?filter=number+499")
    assert page.locator("table.is-long").count() == 1
    assert count(page) == "1 of 501"
    assert shown(page) == ["Lorry number 499"]
    assert page.get_by_role("row").count() == 2
    assert page.get_by_role("columnheader").count() == 4
    if width > 390:
        for at in range(4):
            head = page.locator("thead th").nth(at).bounding_box()
            cell = page.locator("tr:not(.is-out) > :is(th, td)").nth(4 + at).bounding_box()
            assert head
            assert cell
            assert (head["x"], head["width"]) == (cell["x"], cell["width"])
    page.goto("topics/")
    assert page.locator("tbody tr").last.evaluate("one => one.checkVisibility()")
    page.goto("people/")
    assert page.locator("table.is-long").count() == 0
    page.context.close()


def test_material_leaves_the_words_in_the_address_alone(
    browser: Browser, example_address: str
) -> None:
    page = browser.new_page(base_url=example_address)
    page.goto("claims/?filter=praised&sort=-sources")
    page.get_by_role("search", name="Filter this table").wait_for()
    assert 0 < len(shown(page)) < 84
    assert page.locator(".md-search__input").input_value() == ""
    assert "filter=praised" in page.url
    page.close()
