"""The search page in a real browser: found in five languages, narrowed down, and without help.

The pages stand in a bare frame, under the policy that the build gives every page, below a path.
"""

from __future__ import annotations

import re
import shutil
import time
from contextlib import ExitStack
from typing import TYPE_CHECKING, Any

import pytest
from dossiers import rendered, sound
from looks import broken, served

from dossier.mkdocs_head import with_policy
from dossier.search_index import write_search
from dossier.site import Addresses

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Locator, Page, Route

    from dossier.tables import Dossier

pytestmark = pytest.mark.browser

FRAME = """<!doctype html><html lang="{language}"><head><meta charset="utf-8">
<title>The front</title><meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="stylesheet" href="/front/assets/dossier/dossier.css"><link rel="icon" href="data:,">
<script type="module" src="/front/assets/dossier/search.js"></script></head>
<body data-md-color-scheme="default"><main class="md-typeset">{html}</main></body></html>"""
FILES: dict[str, str] = {
    "mkdocs.yml": "site_name: The front\nplugins: [search, dossier]\n",
    "docs/index.md": "# The front\n",
    "seeds/reuters.txt": """\
        Armies praise the greeting

        Both armies praised the “heroic participation” of North-Korean soldiers on Monday.

        The enemies answered with 15,000 shells of 4.5 kg. Kim’s letter was read aloud.
        """,
    "seeds/spiegel.txt": """\
        Die Häuser am Fluss

        Die Soldaten verließen die zerstörten Häuser der Stadt, die Truppen zogen weiter.
        """,
    "seeds/tass.txt": """\
        Приветствие из Москвы

        Президент России поблагодарил россиян. Вместе с войсками КНДР российская армия освободила
        Курскую область.
        """,
    "seeds/suspilne.txt": """\
        Привітання з Москви

        Речник заявив про участь корейських військових у боях під Сумами.
        """,
    "seeds/yonhap.txt": """\
        김정은 연설

        김정은은 평양에서 병사들을 칭찬했다. 북한군은 쿠르스크에 파병되었다.
        """,
    "seeds/nhk.txt": """\
        北朝鮮の声明

        北朝鮮の東京事務所は水曜日に声明を出した。金正恩総書記はガイドラインを示した。
        """,
    "annotations/sources/reuters.yml": "type: news\nlanguage: en\npublished: 2026-01-05\n",
    "annotations/sources/spiegel.yml": "type: news\nlanguage: de\npublished: 2025-12-31\n",
    "annotations/sources/tass.yml": "type: official\nlanguage: ru\npublished: 2026-01-01\n",
    "annotations/sources/suspilne.yml": "type: news\nlanguage: uk\n",
    "annotations/sources/yonhap.yml": "type: news\nlanguage: ko\n",
    "annotations/sources/nhk.yml": "type: news\nlanguage: ja\n",
    "annotations/people/kim-jong-un.yml": """\
        name: Kim Jong Un
        also_known_as: [Kim, 김정은, 金正恩]
        description: Ruler of North Korea
        """,
    "annotations/places/kursk.yml": "name: <b>Kursk</b> & region\nlink: false\n",
    "annotations/claims/armies-praised.yml": """\
        statement: Both armies praised the soldiers.
        about: [kim-jong-un]
        when: 2025-12-31
        tags: [praise, "a, b & c"]
        assessment: {status: uncheckable, rationale: Nobody else was there.}
        evidence: [{source: reuters, quote: "Both armies praised the “heroic participation”"}]
        """,
    "annotations/claims/region-freed.yml": """\
        statement: The region was freed with the help of North Korean troops.
        when: 2026-01
        tags: [praise]
        evidence:
          - source: tass
            quote: Вместе с войсками КНДР российская армия освободила Курскую область.
            translation: Together with the forces of the DPRK the Russian army freed the region.
        """,
}
ARMIES, FREED = "Both armies praised the soldiers.", "The region was freed with the help of"
REUTERS, SPIEGEL, TASS = "Armies praise the greeting", "Die Häuser am Fluss", "Приветствие из"
SUSPILNE, YONHAP, NHK = "Привітання з Москви", "김정은 연설", "北朝鮮の声明"
KIM, KURSK = "Kim Jong Un", "<b>Kursk</b> & region"


def publish(
    dossier: Dossier, root: Path, language: str = "en", *, directories: bool = True
) -> Path:
    """Write a dossier's pages and its index below `front/` of a folder; return the folder."""
    addresses = Addresses(directories=directories)
    site = rendered(dossier, directories=directories)
    for page in site.pages:
        address = addresses.of(page.uri)
        path = root / "front" / (f"{address}index.html" if address.endswith("/") else address)
        path.parent.mkdir(parents=True, exist_ok=True)
        framed = with_policy(FRAME.format(language=language, html=page.html))
        path.write_text(framed, "utf-8")
    for asset in site.assets:
        path = root / "front" / asset.uri
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(asset.content)
    write_search(dossier, addresses, root / "front")
    return root


@pytest.fixture(scope="module")
def host() -> Iterator[Callable[[Path], str]]:
    """Return what serves a folder at an address of its own, from the root of a host."""
    with ExitStack() as serving:
        yield lambda root: f"{serving.enter_context(served(root))}front/"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Publish with several indexes in many chunks, as a large dossier has them."""
    dossier = sound(tmp_path_factory.mktemp("front"), FILES)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("dossier.search_index._EACH", 3)
        patch.setattr("dossier.search_index.pagefind._LEAST", 12)
        patch.setattr("dossier.search_index.pagefind._CHUNK", 12)
        site = publish(dossier, tmp_path_factory.mktemp("site"))
    assert len([*(site / "front/search/pagefind").iterdir()]) > 2
    assert len([*(site / "front/search/pagefind/0/index").iterdir()]) > 5
    return site


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Publish the same with one index, as most dossiers have it."""
    return publish(sound(tmp_path_factory.mktemp("same"), FILES), tmp_path_factory.mktemp("whole"))


@pytest.fixture(scope="module")
def address(folder: Path, host: Callable[[Path], str]) -> str:
    return host(folder)


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    """Open a page; afterwards, nothing may have gone wrong or against the policy."""
    context = browser.new_context(base_url=address)
    one = context.new_page()
    told: list[str] = []
    asked: list[str] = []
    one.on("console", lambda message: told.append(message.text))
    one.on("pageerror", lambda error: told.append(str(error)))
    one.on("request", lambda request: asked.append(request.url))
    yield one
    context.close()
    assert told == []
    assert [url for url in asked if not url.startswith((address, "data:"))] == []


def opened(page: Page, asked: str = "") -> None:
    page.goto(f"search/{asked}")
    page.get_by_role("search").wait_for()


def field(page: Page) -> Locator:
    return page.get_by_role("searchbox", name="Words")


def kind(page: Page, name: str) -> Locator:
    return page.get_by_role("checkbox", name=name)


def facet(page: Page, name: str) -> Locator:
    return page.get_by_role("combobox", name=name, exact=True)


def counted(page: Page, number: int) -> None:
    """Wait until so many records are said to be found."""
    page.locator("[data-shown]").get_by_text(str(number), exact=True).wait_for()


def titles(page: Page) -> list[str]:
    return page.locator("[data-results] h2").all_inner_texts()


def result(page: Page, title: str) -> Locator:
    return page.locator("[data-results] > li").filter(has_text=title)


@pytest.mark.parametrize(
    ("words", "title"),
    [
        ("army", REUTERS),  # English: armies
        ("praising", ARMIES),
        ("soldier", ARMIES),
        ("north-korean", REUTERS),
        ("north korean", REUTERS),
        ("15000", REUTERS),
        ("15,000", REUTERS),
        ("4.5", REUTERS),
        ("kim's", REUTERS),
        ("hauser", SPIEGEL),  # German: Häuser
        ("Häuser", SPIEGEL),
        ("Soldat", SPIEGEL),
        ("Truppe", SPIEGEL),
        ("войска", TASS),  # Russian: войсками
        ("войск", TASS),
        ("ВОЙСКАМИ", TASS),
        ("Россия", TASS),
        ("курская область", TASS),
        ("освободил", TASS),
        ("заявил", SUSPILNE),  # Ukrainian: заявив
        ("військові", SUSPILNE),
        ("평양", YONHAP),  # Korean: 평양에서
        ("평양에서", YONHAP),
        ("평양은", YONHAP),
        ("병사들이", YONHAP),
        ("평양은 병사들이", YONHAP),
        ("東京", NHK),  # Japanese: within running text
        ("京事", NHK),
        ("水曜日", NHK),
        ("ガイド", NHK),
        ("ｶﾞｲﾄﾞ", NHK),
        ("東京 声明", NHK),
        ("長", ""),
        ("forces of the DPRK", FREED),  # a translation of what is quoted
        ("КНДР", FREED),
    ],
)
def test_words_are_found_in_every_language_whatever_their_form(
    page: Page, words: str, title: str
) -> None:
    opened(page, f"?for={words}")
    if not title:
        page.get_by_text("No record fits.").wait_for()
        counted(page, 0)
        assert titles(page) == []
        return
    result(page, title).first.wait_for()


FOUND = """async (queries) => {
  const from = (name) => import(`/front/assets/dossier/${name}.js`);
  const [{ records }, { Terms }, { default: index }] =
    await Promise.all(["search-records", "search-terms", "search-index"].map(from));
  const told = {};
  for (const query of queries) {
    const found = await records.search(new Terms(query, index.unspaced), {});
    const all = Array.from({ length: found.length }, (_, at) => found.result(at));
    told[query] = [(await Promise.all(all)).map(({ url }) => url).sort(), found.absent];
  }
  return told;
}"""


def found(browser: Browser, address: str, queries: list[str]) -> Any:  # noqa: ANN401 - JSON
    page = browser.new_page(base_url=address)
    page.goto("search/")
    told = page.evaluate(FOUND, queries)
    page.context.close()
    return told


def test_several_indexes_find_what_one_finds(
    browser: Browser, address: str, whole: Path, host: Callable[[Path], str]
) -> None:
    told = " ".join(text for path, text in FILES.items() if path.startswith(("seeds", "annot")))
    words = sorted(set(re.findall(r"\w{2,}", told)))
    assert len(words) > 100
    # Two that stand together, two that may not, and one that stands nowhere.
    pairs = [f"{one} {other}" for one, other in zip(words, words[1:] + words[:1], strict=True)]
    absent = [f"{one} unheardof" for one in words[::9]]
    queries = [*words, *pairs, *absent, '"North-Korean soldiers"', "unheardof"]
    several, one = found(browser, address, queries), found(browser, host(whole), queries)
    assert several == one
    assert all(told[1] for query, told in several.items() if "unheardof" in query)


def test_of_a_short_beginning_all_that_may_follow_is_asked_for(page: Page) -> None:
    opened(page)
    bounds = """async (typed) => {
      const { Terms } = await import("/front/assets/dossier/search-terms.js");
      return new Terms(typed, "[]").bounds.split(" ");
    }"""
    letters = "abcdefghijklmnopqrstuvwxyz"
    assert page.evaluate(bounds, "za") == ["za\uffff", *(f"za{one}" for one in letters)]
    assert "пря" in page.evaluate(bounds, "пр")
    # Words that are whole, and longer ones, lie in two chunks at the most.
    assert page.evaluate(bounds, "za kursk") == ["za\uffff", "kursk\uffff"]


def test_a_word_within_another_is_no_word_that_is_nowhere(page: Page) -> None:
    opened(page)
    absent = """async (title) => {
      const { Terms } = await import("/front/assets/dossier/search-terms.js");
      const held = { content: title, locations: title.split(" ").map((_, at) => at) };
      return new Terms("donald phone 52 mac", "[]").absent(held);
    }"""
    assert page.evaluate(absent, "Ronald McDonald has an iPhone and a B52") == ["mac"]


def test_many_words_that_are_not_found_together_are_no_error(page: Page) -> None:
    words = "armies praised heroic participation north korean soldiers monday enemies tuesday"
    opened(page, f"?for={words} parliament")
    page.locator(":is([data-nothing], [data-absent]):visible").first.wait_for()
    assert not page.get_by_role("alert").is_visible()


def late(route: Route) -> None:
    time.sleep(0.2)
    route.continue_()


def test_a_search_that_looks_again_stops_no_later_one(page: Page) -> None:
    opened(page)
    page.route("**/*.pf_index", late)
    field(page).fill("없는말을")
    page.wait_for_timeout(120)
    field(page).fill("soldiers")
    result(page, ARMIES).wait_for()
    kind(page, "People 0").wait_for()
    assert not page.get_by_role("alert").is_visible()


def test_words_that_no_record_has_are_named_and_the_others_found(page: Page) -> None:
    opened(page, "?for=soldiers unheard Минск")
    result(page, ARMIES).wait_for()
    page.get_by_text("In no record: unheard, минск").wait_for()
    kind(page, "People 0").wait_for()
    field(page).fill("soldiers")
    page.wait_for_url("**/search/?for=soldiers")
    page.get_by_text("In no record").wait_for(state="hidden")


@pytest.mark.parametrize("name", ["Kim Jong Un", "김정은", "金正恩", "kim"])
def test_a_name_in_any_spelling_finds_whom_it_names_and_what_is_claimed_of_them(
    page: Page, name: str
) -> None:
    opened(page, f"?for={name}")
    result(page, KIM).wait_for()
    assert ARMIES in titles(page)  # its claim does not say the name
    assert KIM in titles(page)[:2]


def test_a_result_says_what_it_is_and_shows_the_words_where_they_stand(page: Page) -> None:
    opened(page, "?for=войска")
    found = result(page, FREED)
    found.wait_for()
    assert found.locator(".dossier-label").inner_text().casefold() == "claim"
    assert found.locator(".dossier-status").inner_text() == "Unverified"
    assert found.locator("mark").all_inner_texts() == ["войсками"]
    words = found.locator(".dossier-result-words")
    assert words.get_attribute("lang") == "ru"
    assert words.inner_text() == FILES_QUOTE
    assert (found.get_by_role("link").get_attribute("href") or "").endswith("#e1")


FILES_QUOTE = "Вместе с войсками КНДР российская армия освободила Курскую область."


def test_in_a_script_without_spaces_only_the_words_are_marked(page: Page) -> None:
    opened(page, "?for=東京")
    found = result(page, NHK)
    found.wait_for()
    assert found.locator("mark").all_inner_texts() == ["東京"]
    assert "北朝鮮の東京事務所は水曜日に声明を出した。" in found.inner_text()
    assert found.locator("h2 bdi").get_attribute("lang") == "ja"
    found.get_by_role("link").click()
    page.wait_for_url("**/sources/nhk/#p2")
    assert "東京事務所" in page.locator(":target").inner_text()


def test_words_between_quotation_marks_stand_in_that_order(page: Page) -> None:
    opened(page, "?for=participation heroic")
    counted(page, 2)
    field(page).fill("“participation heroic”")
    counted(page, 0)
    field(page).fill('"heroic participation"')
    counted(page, 2)
    assert sorted(titles(page)) == [REUTERS, ARMIES]


def test_names_that_look_like_markup_are_only_words(page: Page) -> None:
    opened(page, "?for=kursk")
    result(page, KURSK).wait_for()
    assert page.locator("[data-results] b").count() == 0
    result(page, KURSK).get_by_role("link").click()
    page.wait_for_url("**/places/kursk/")


def test_the_mouse_narrows_results_down_and_what_is_left_is_counted(page: Page) -> None:
    opened(page)
    assert page.locator("[data-shown]").inner_text() == "10"
    field(page).fill("army")
    counted(page, 3)
    assert not page.get_by_text("when the server started").is_visible()
    kind(page, "Sources 1").wait_for()  # the kinds are counted
    kind(page, "Claims 2").click()
    counted(page, 2)
    page.wait_for_url("**/search/?for=army&kind=claims")
    assert REUTERS not in titles(page)
    kind(page, "Sources 1").click()  # what its own choice leaves out is still counted
    counted(page, 3)
    page.wait_for_url("**/search/?for=army&kind=sources&kind=claims")
    facet(page, "Year").select_option("2025")
    counted(page, 1)
    told = facet(page, "Year").locator("option:enabled").all_inner_texts()
    assert told == ["All", "2026 (2)", "2025 (1)"]


def test_a_facet_alone_lists_what_has_it(page: Page) -> None:
    opened(page, "?status=uncheckable")
    counted(page, 1)
    assert titles(page) == [ARMIES]
    facet(page, "Status").select_option("")
    counted(page, 10)
    assert titles(page) == []
    facet(page, "Tag").select_option("a, b & c")
    counted(page, 1)
    page.wait_for_url("**/search/?tag=a%2C+b+%26+c")
    facet(page, "Tag").select_option("")
    facet(page, "Source").select_option("tass")
    counted(page, 2)
    assert sorted(titles(page)) == sorted([TASS + " Москвы", *titles_of(page, FREED)])


def titles_of(page: Page, title: str) -> list[str]:
    return result(page, title).locator("h2").all_inner_texts()


def test_the_keyboard_alone_searches_narrows_down_and_opens_a_result(page: Page) -> None:
    opened(page)
    field(page).focus()
    page.keyboard.type("army")
    counted(page, 3)
    page.keyboard.press("ArrowDown")
    assert page.locator("h2 a:focus").count() == 1
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    assert field(page).evaluate("one => one === document.activeElement")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    counted(page, 2)
    focused = page.locator(":focus")
    assert focused.get_attribute("value") == "claims"
    assert focused.evaluate("one => getComputedStyle(one).outlineStyle") == "solid"
    field(page).focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**/claims/armies-praised/*")


def test_reset_forgets_all_that_was_asked(page: Page) -> None:
    opened(page, "?for=army&kind=claims&year=2025&keep=1")
    counted(page, 1)
    page.get_by_role("button", name="Reset").click()
    counted(page, 10)
    page.wait_for_url("**/search/?keep=1")
    assert titles(page) == []
    assert field(page).evaluate("one => one === document.activeElement")
    assert page.get_by_role("heading", name="Every record").is_visible()


def test_what_other_sites_call_a_search_is_one_here(page: Page) -> None:
    opened(page, "?q=army&keep=1")
    counted(page, 3)
    assert field(page).input_value() == "army"
    page.wait_for_url("**/search/?keep=1&for=army")
    opened(page, "?q=song&for=army")
    counted(page, 3)
    page.wait_for_url("**/search/?for=army")


@pytest.mark.parametrize("asked", ["?q=kursk", "?for=kursk", ""])
def test_in_the_theme_no_other_search_opens_and_nothing_jumps(
    browser: Browser, example_address: str, asked: str
) -> None:
    page = browser.new_page(base_url=example_address, viewport={"width": 1280, "height": 900})
    page.add_init_script(
        "window.jumps = []; new PerformanceObserver((list) => jumps.push("
        "...list.getEntries().map((one) => one.sources.map(({ node }) => node?.className))"
        ")).observe({ type: 'layout-shift', buffered: true });"
    )
    page.goto(f"search/{asked}")
    page.get_by_role("search", name="Search this dossier").wait_for()
    if asked:
        page.locator(".dossier-result").first.wait_for()
        page.wait_for_url("**/search/?for=kursk")
        assert field(page).input_value() == "kursk"
    assert not page.locator("[data-md-toggle=search]").is_checked()
    # Of a `q`, the theme hears first: its search opens and is closed at once.
    assert asked.startswith("?q") or page.evaluate("jumps") == []
    page.context.close()


def test_where_nothing_is_found_the_filters_can_be_dropped(page: Page) -> None:
    opened(page, "?for=army&kind=places&year=2025")
    page.get_by_text("No record fits.").wait_for()
    field(page).focus()
    button = page.get_by_role("button", name="without the filters")
    while not button.evaluate("one => one === document.activeElement"):
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    counted(page, 3)
    assert not button.is_visible()
    assert field(page).evaluate("one => one === document.activeElement")
    page.wait_for_url("**/search/?for=army")
    field(page).fill("unheardofword")
    page.get_by_text("Fewer words, or others, may find more.").wait_for()
    assert not button.is_visible()


def test_going_back_from_a_result_finds_the_search_as_it_was(page: Page) -> None:
    opened(page)
    field(page).fill("army")
    result(page, ARMIES).get_by_role("link").click()
    page.wait_for_url("**/claims/armies-praised/*")
    page.go_back()
    page.wait_for_url("**/search/?for=army")
    counted(page, 3)
    assert field(page).input_value() == "army"


def test_an_address_that_asks_for_what_is_not_there_is_passed_over(page: Page) -> None:
    opened(page, "?status=unheard-of&kind=nothing")
    assert page.locator("[data-shown]").inner_text() == "10"
    assert facet(page, "Status").input_value() == ""


@pytest.mark.parametrize("scheme", ["default", "slate"])
@pytest.mark.parametrize("width", [390, 1280])
def test_what_was_found_is_accessible_and_fits_the_screen(
    browser: Browser, address: str, scheme: str, width: int
) -> None:
    viewport: Any = {"width": width, "height": 844}
    page = browser.new_page(base_url=address, bypass_csp=True, viewport=viewport)
    opened(page, "?for=army&kind=claims")
    counted(page, 2)
    page.evaluate("name => document.body.dataset.mdColorScheme = name", scheme)
    if scheme == "slate":  # what Material sets
        page.evaluate("document.body.style.setProperty('--md-default-bg-color', '#1e2029')")
        page.evaluate("document.body.style.background = '#1e2029'")
    found = broken(page)
    controls = page.locator("form :is(input[type=search], label, select, button)").all()
    boxes = [one.bounding_box() for one in controls if one.is_visible()]
    wider = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    beyond = page.evaluate(wider)
    page.context.close()
    assert found == []
    assert len(boxes) > 8
    assert all(box and box["width"] >= 24 and box["height"] >= 24 for box in boxes)
    assert beyond == 0


def test_nothing_is_asked_for_twice_and_nothing_waits_for_pagefind(
    page: Page, folder: Path, address: str
) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url.removeprefix(address)))
    opened(page, "?for=army")
    kind(page, "Sources 1").wait_for()  # the last that is loaded, and found by
    asked = [url.split("?")[0] for url in asked]
    assert sorted(asked) == sorted(set(asked))
    index = [url.removeprefix("search/pagefind/") for url in asked if "/pagefind/" in url]
    shards = folder / "front/search/pagefind"
    paths = [path for path in shards.glob("*/*") if path.is_file()]
    needed = {path.relative_to(shards).as_posix() for path in paths}
    assert set(index[: len(needed)]) == needed
    assert index[0] == "0/pagefind.js"
    # What counts the results comes after them.
    sorts = list(dict.fromkeys(path.split("/")[1] for path in index[len(needed) :]))
    assert sorts == ["index", "fragment", "filter"]
    # The page's own scripts are all asked for before any of them starts the worker.
    scripts = [url for url in asked if url.startswith("assets/dossier/search")]
    assert scripts[-1] == "assets/dossier/search-worker.js"


def test_of_what_is_asked_while_a_search_goes_on_only_the_last_is_looked_for(page: Page) -> None:
    opened(page)
    told = page.evaluate(TOGETHER, ["kim", "soldiers", "unheardof", "army"])
    assert told[1:] == [*["Error: something else has been asked meanwhile"] * 2, 3]
    assert told[0] in {told[1], 3}  # it may have begun


def test_what_is_begun_late_ends_no_search_of_the_page(page: Page) -> None:
    opened(page)
    assert page.evaluate(BEGUN_LATE, ["army", "kim"]) == 3


BEGUN_LATE = """async (queries) => {
  const from = (name) => import(`/front/assets/dossier/${name}.js`);
  const [{ records }, { Terms }] = await Promise.all(["search-records", "search-terms"].map(from));
  const [asked, late] = queries.map((query) => new Terms(query, "[]"));
  const found = records.search(asked, {});
  records.begin(late, {});
  return (await found).length;
}"""

TOGETHER = """async (queries) => {
  const from = (name) => import(`/front/assets/dossier/${name}.js`);
  const [{ records }, { Terms }] = await Promise.all(["search-records", "search-terms"].map(from));
  const asked = queries.map((query) => records.search(new Terms(query, "[]"), {}));
  const settled = await Promise.allSettled(asked);
  return settled.map(({ value, reason }) => value?.length ?? reason.message);
}"""


def test_what_is_found_is_told_to_who_listens(page: Page) -> None:
    opened(page, "?for=army")
    counted(page, 3)
    assert page.get_by_role("status").inner_text() == "3 of 10"


def test_without_scripts_the_page_says_so_and_leads_to_every_record(
    browser: Browser, address: str
) -> None:
    page = browser.new_page(base_url=address, java_script_enabled=False)
    page.goto("search/?for=army")
    assert page.get_by_text("needs JavaScript").is_visible()
    assert not page.locator("form").is_visible()
    assert not page.get_by_text("no index").is_visible()
    page.get_by_role("link", name="Claims 2").click()
    page.wait_for_url("**/claims/")
    page.context.close()


def test_a_site_without_an_index_says_how_to_make_one(
    browser: Browser, folder: Path, host: Callable[[Path], str], tmp_path: Path
) -> None:
    site = shutil.copytree(folder, tmp_path / "site")
    shutil.rmtree(site / "front/search/pagefind")
    (site / "front/assets/dossier/search-index.js").write_text("export default null;\n")
    page = browser.new_page(base_url=host(site))
    told: list[str] = []
    page.on("console", lambda message: told.append(message.text))
    page.goto("search/?for=army")
    page.get_by_role("alert").get_by_text('pip install "mkdocs-dossier[search]"').wait_for()
    assert page.locator("form").count() == 0
    assert page.get_by_role("link", name="Claims 2").is_visible()
    page.context.close()
    assert told == []


def test_an_index_of_a_servers_start_is_said_to_be_one(
    browser: Browser, folder: Path, host: Callable[[Path], str], tmp_path: Path
) -> None:
    site = shutil.copytree(folder, tmp_path / "site")
    module = site / "front/assets/dossier/search-index.js"
    module.write_text(module.read_text("utf-8").replace("{", '{"kept": true, ', 1), "utf-8")
    page = browser.new_page(base_url=host(site))
    page.goto("search/?for=army")
    counted(page, 3)
    assert page.get_by_text("the one made when the search was first used").is_visible()
    page.context.close()


def test_an_index_that_cannot_be_loaded_is_no_empty_result(
    browser: Browser, folder: Path, host: Callable[[Path], str], tmp_path: Path
) -> None:
    site = shutil.copytree(folder, tmp_path / "site")
    shutil.rmtree(site / "front/search/pagefind")
    page = browser.new_page(base_url=host(site))
    page.goto("search/?for=army")
    page.get_by_role("alert").get_by_text("could not be loaded").wait_for()
    assert not page.get_by_text("No record fits.").is_visible()
    page.context.close()


@pytest.mark.parametrize("lost", ["*/index", "1/index"])
def test_a_part_of_the_index_that_is_lost_is_told(
    browser: Browser, folder: Path, host: Callable[[Path], str], tmp_path: Path, lost: str
) -> None:
    site = shutil.copytree(folder, tmp_path / "site")
    for part in (site / "front/search/pagefind").glob(lost):
        shutil.rmtree(part)
    page = browser.new_page(base_url=host(site))
    page.goto("search/?for=soldiers")
    page.get_by_role("alert").get_by_text("could not be loaded").wait_for()
    page.context.close()


def test_the_words_of_an_address_are_looked_for_before_the_page_starts(
    browser: Browser, example_address: str
) -> None:
    page = browser.new_page(base_url=example_address)
    page.route("**/assets/dossier/search.js", lambda route: route.abort())
    page.add_init_script(
        "const post = Worker.prototype.postMessage; globalThis.posted = [];"
        "Worker.prototype.postMessage = function (told) {"
        " posted.push(told.asked?.query); return post.call(this, told); };"
    )
    page.goto("search/?for=kursk")
    page.wait_for_function("posted.includes('kursk')")
    page.context.close()


@pytest.fixture(scope="module")
def japanese(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Publish in Japanese, without directories, with more records than are shown at once."""
    files = {f"annotations/topics/t{n:02}.yml": f"name: 部隊 {n:02}\n" for n in range(12)}
    files["mkdocs.yml"] = "site_name: 前線\ntheme: {name: material, language: ja}\n"
    dossier = sound(tmp_path_factory.mktemp("ja"), {**FILES, **files})
    return publish(dossier, tmp_path_factory.mktemp("site-ja"), "ja", directories=False)


def test_more_results_are_shown_on_demand_and_the_keyboard_goes_on_there(
    browser: Browser, japanese: Path, host: Callable[[Path], str]
) -> None:
    page = browser.new_page(base_url=host(japanese))
    page.goto("search/index.html?for=部隊&kind=topics")
    counted(page, 12)
    page.get_by_role("button", name="Show more").press("Enter")
    page.locator("[data-results] > li").nth(11).wait_for()
    assert not page.get_by_role("button", name="Show more").is_visible()
    assert page.locator("[data-results] > li").nth(10).locator("a:focus").count() == 1
    page.context.close()


def test_a_site_in_japanese_and_without_directories_finds_and_leads_there(
    browser: Browser, japanese: Path, host: Callable[[Path], str]
) -> None:
    page = browser.new_page(base_url=host(japanese))
    page.goto("search/index.html?for=京事")
    result(page, NHK).get_by_role("link").click()
    page.wait_for_url("**/front/sources/nhk.html#p2")
    page.goto("search/index.html?for=京水")  # both are there, but not side by side
    counted(page, 0)
    page.context.close()
