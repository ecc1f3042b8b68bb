"""Reading a source in a real browser: a text made to be nasty, and one of the example's.

The nasty pages stand in a bare frame, under a policy that lets no script and no style stand in
them; the example's stand in Material.
"""

from __future__ import annotations

import re
from itertools import product
from typing import TYPE_CHECKING, Any

import pytest
from dossiers import rendered, sound
from looks import broken
from nasty import FILES, TWELVE
from playwright.sync_api import expect

from dossier.pages.script_words import script_words
from dossier.wording import wording

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Locator, Page, Route

    from dossier.site import Site

pytestmark = pytest.mark.browser

HOST = "https://dossier.example/"
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self'; "
    "form-action 'none'"
)
FRAME = """<!doctype html><html lang="en"><head><meta charset="utf-8"><title>A bridge</title>
<meta http-equiv="Content-Security-Policy" content="{policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="stylesheet" href="/theme.css">
<link rel="stylesheet" href="/assets/dossier/dossier.css">{scripts}</head>
<body data-md-color-scheme="{scheme}"><main class="md-typeset">{html}</main></body></html>"""
THEME = """
[data-md-color-scheme] { --md-default-bg-color: #fff; --md-default-fg-color: #1f2328; }
[data-md-color-scheme="slate"] { --md-default-bg-color: #1e2129; --md-default-fg-color: #e6e8ee; }
body { background: var(--md-default-bg-color); color: var(--md-default-fg-color); }
"""
WIDE, NARROW = {"width": 1280, "height": 900}, {"width": 390, "height": 844}
COURIER = "sources/courier/"
QUOTES = 20
FIRST, SECOND = "q-closed--e1", "q-open--e1"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    return rendered(sound(tmp_path_factory.mktemp("bridge"), FILES))


def serve(site: Site, route: Route) -> None:
    path = re.sub(r"[?#].*", "", route.request.url.removeprefix(HOST))
    asset = next((one for one in site.assets if one.uri == path), None)
    if path == "theme.css":
        route.fulfill(body=THEME, content_type="text/css")
        return
    if asset:
        kind = "text/css" if path.endswith(".css") else "text/javascript"
        route.fulfill(body=asset.content, content_type=kind)
        return
    uris = (f"{path}index.md", f"{path.rstrip('/')}.md")
    page = next((one for one in site.pages if one.uri in uris), None)
    scheme = "slate" if route.request.url.endswith("?dark") else "default"
    scripts = "".join(f'<script type="module" src="/{one}"></script>' for one in site.scripts)
    values = {"policy": POLICY, "scripts": scripts, "scheme": scheme}
    body = FRAME.format(html=page.html, **values) if page else ""
    route.fulfill(status=200 if page else 404, body=body, content_type="text/html; charset=utf-8")


def opened(browser: Browser, site: Site, **options: Any) -> Page:  # noqa: ANN401 - Playwright's
    context = browser.new_context(base_url=HOST, reduced_motion="reduce", **options)
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    context.route("**/*", lambda route: serve(site, route))
    return context.new_page()


@pytest.fixture
def tab(browser: Browser, site: Site) -> Iterator[Page]:
    """Open a tab on a wide screen; in the end, nothing may have gone wrong."""
    one = opened(browser, site, viewport=WIDE)
    told: list[str] = []
    one.on("console", lambda message: told.append(message.text))
    one.on("pageerror", lambda error: told.append(str(error)))
    yield one
    one.context.close()
    assert told == []


@pytest.fixture
def page(tab: Page) -> Page:
    """Open the nasty text."""
    tab.goto(COURIER)
    return tab


@pytest.fixture
def phone(tab: Page) -> Page:
    """Open the nasty text on a narrow screen."""
    tab.set_viewport_size(NARROW)  # type: ignore[arg-type]
    tab.goto(COURIER)
    return tab


def words(page: Page, key: str) -> Locator:
    return page.locator(f'mark[data-quotes~="{key}"]')


def marked(page: Page, key: str) -> str:
    return "".join(words(page, key).all_text_contents())


def number(page: Page, key: str) -> Locator:
    return page.locator(f'.dossier-cite[data-quote="{key}"]')


def note(page: Page, key: str) -> Locator:
    return page.locator(f'.dossier-text .dossier-margin-note[data-quote="{key}"]')


def read(page: Page) -> str:
    """Return the words of the quote at which the reader is, however often they are cut."""
    return "".join(page.locator("mark.is-current").all_text_contents())


def told(page: Page) -> str:
    return page.locator(".dossier-steps [role=status]").inner_text()


def drawer(page: Page) -> Locator:
    return page.get_by_role("dialog", name="Notes on these words")


def focused(what: Locator) -> bool:
    return what.evaluate("one => one === document.activeElement")  # type: ignore[no-any-return]


def copied(page: Page) -> str:
    return page.evaluate("navigator.clipboard.readText()")  # type: ignore[no-any-return]


# What is marked -------------------------------------------------------------------------------


def test_every_quote_is_shown_whole_however_it_lies_across_others(page: Page) -> None:
    for claim, quote in enumerate(TWELVE, start=1):
        assert marked(page, f"q-dawn-{claim}--e1") == quote
    assert marked(page, "q-crane--e1") == "closed the bridge on Monday after a crane"
    assert marked(page, "q-crane--e2") == "after a crane fell on it, witnesses"
    assert marked(page, "q-crane--e3") == "The councilfell on it"
    assert marked(page, FIRST) == marked(page, SECOND) == "The council closed the bridge"
    across = "The closure was to last a week.Repairs went on for six months"
    assert marked(page, "q-months--e1") == across
    passages = "all => all.map(one => one.closest('.dossier-passage').id)"
    assert words(page, "q-months--e1").evaluate_all(passages) == ["p3", "p4"]
    assert all(one.bounding_box() for one in page.locator("mark").all())


@pytest.mark.parametrize(
    ("source", "direction", "left", "right"),
    [
        ("arabic", "rtl", "أغلق المجلس الجسر يوم الاثنين", "الاثنين بعد سقوط رافعة"),
        ("japanese", "ltr", "月曜日にクレーンが倒れた", "クレーンが倒れた後、橋を閉鎖した"),
    ],
)
def test_quotes_cross_in_any_script(
    tab: Page, source: str, direction: str, left: str, right: str
) -> None:
    tab.goto(f"sources/{source}/")
    place = {"arabic": 2, "japanese": 3}[source]
    assert marked(tab, f"q-closed--e{place}") == left
    assert marked(tab, f"q-open--e{place}") == right
    passage = tab.locator("#p2 > p")
    assert passage.evaluate("one => getComputedStyle(one).direction") == direction


def test_words_as_long_as_two_lines_make_no_page_scroll_sideways(phone: Page) -> None:
    wider = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    assert phone.evaluate(wider) == 0


def test_the_ground_tells_the_stance_and_the_line_the_status(page: Page) -> None:
    def looks(what: Locator, *names: str) -> list[str]:
        style = what.first.evaluate("one => ({...getComputedStyle(one)})")
        return [style[name] for name in names]

    colors = palette(page)
    (both, second) = looks(words(page, FIRST), "backgroundImage", "boxShadow")
    assert [rgb(colors["--d-against"]) in both, rgb(colors["--d-mark"]) in both] == [True, True]
    # Inside the box: the next line's ground would cover what stands below it.
    assert re.fullmatch(rf"{re.escape(rgb(colors['--d-orange']))} 0px -2px 0px 0px inset", second)
    names = ("backgroundColor", "borderBottomColor", "borderBottomStyle")
    teal, gray = rgb(colors["--d-teal"]), rgb(colors["--d-gray"])
    assert looks(words(page, FIRST), *names)[1:] == [teal, "double"]
    assert looks(words(page, "q-months--e1"), *names) == [rgb(colors["--d-mark"]), teal, "solid"]
    assert looks(words(page, "note-1"), *names) == [rgb(colors["--d-aside"]), gray, "dashed"]
    deeper = words(page, "q-dawn-1--e1")
    assert looks(deeper, "backgroundColor") == [rgb(colors["--d-mark-deep"])]


def test_numbers_show_the_stance_without_color(page: Page) -> None:
    shown = "all => all.map(one => getComputedStyle(one, '::after').content.slice(1, -1))"
    numbers = page.locator("#p2 .dossier-cite").evaluate_all(shown)
    assert numbers == ["1", "−2", "*", "○4", "3", "5"]
    beside = page.locator("#p2 .dossier-number").all_text_contents()
    assert beside == ["1", "−2", "3", "○4", "5", "*"]


GROUNDS = ("--d-mark", "--d-against", "--d-aside")
LINES = "gray green teal blue purple orange amber red brown mark-line against-line aside-line"


def palette(page: Page) -> dict[str, str]:
    """Return the colors that a page knows by name, as `#rrggbb`."""
    names = [
        *GROUNDS,
        *(f"{one}-deep" for one in GROUNDS),
        *(f"--d-{one}" for one in (*LINES.split(), "gloss-line", "link", "fg", "bg")),
    ]
    script = """names => {
        const style = getComputedStyle(document.querySelector(".dossier"));
        return names.map(name => style.getPropertyValue(name).trim());
    }"""
    return dict(zip(names, page.evaluate(script, names), strict=True))


def channels(color: str) -> list[int]:
    digits = color.removeprefix("#")
    digits = digits if len(digits) == 6 else "".join(one * 2 for one in digits)
    return [int(digits[at : at + 2], 16) for at in (0, 2, 4)]


def rgb(color: str) -> str:
    return f"rgb({', '.join(map(str, channels(color)))})"


def contrast(one: str, other: str) -> float:
    """Return how two colors contrast, after WCAG 2.2."""

    def light(color: str) -> float:
        parts = [part / 255 for part in channels(color)]
        linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
        return sum(weight * p for weight, p in zip((0.2126, 0.7152, 0.0722), linear, strict=True))

    low, high = sorted((light(one), light(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_marks_are_opaque_and_words_lines_and_numbers_stand_out_on_all_of_them(
    tab: Page, scheme: str
) -> None:
    tab.goto(f"{COURIER}?{scheme}")
    colors = palette(tab)
    grounds = [colors[f"{one}{deep}"] for one, deep in product(GROUNDS, ("", "-deep"))]
    assert all(re.fullmatch("#[0-9a-f]{6}", one) for one in grounds)
    assert len(set(grounds)) == 6
    for ground in grounds:
        assert contrast(colors["--d-fg"], ground) >= 7
        assert contrast(colors["--d-link"], ground) >= 4.5
        for line in LINES.split():
            assert contrast(colors[f"--d-{line}"], ground) >= 3, (line, ground)
            assert contrast(colors[f"--d-{line}"], colors["--d-bg"]) >= 3


def test_a_key_explains_what_there_is_and_nothing_else(page: Page) -> None:
    key = page.locator(".dossier-marks-key")
    assert key.locator("dd").all_inner_texts() == [
        "supports",
        "−\ndisputes",
        "○\ndiscusses",
        "several quotes",
        "*\nEditor’s note",
        "Unverified",
        "Plausible",
        "Doubtful",
        "claims of different status",
    ]
    page.goto("sources/japanese/")
    assert "Unverified" not in key.inner_text()
    assert "Editor’s note" not in key.inner_text()


def test_what_is_selected_holds_the_words_of_the_text_alone(page: Page) -> None:
    page.locator("#p2 > p").evaluate(
        "one => getSelection().setBaseAndExtent(one, 0, one.parentElement, 3)"
    )
    selected = page.evaluate("getSelection().toString()").strip()
    assert selected == (
        "The council closed the bridge on Monday after a crane fell on it, witnesses said."
    )


# From quote to quote --------------------------------------------------------------------------


def test_j_and_k_lead_from_quote_to_quote_and_say_where_one_is(page: Page) -> None:
    page.keyboard.press("j")
    assert read(page) == "The council closed the bridge"
    claim = "The council closed the bridge. supports Plausible"
    assert told(page) == f"Quote 1 of {QUOTES}: {claim}"
    assert focused(words(page, FIRST).first)
    expect(page).to_have_url(f"{HOST}{COURIER}#{FIRST}")
    page.keyboard.press("j")
    assert told(page) == f"Quote 2 of {QUOTES}: The bridge stayed open. disputes Doubtful"
    expect(page).to_have_url(f"{HOST}{COURIER}#{SECOND}")
    page.keyboard.press("k")
    page.keyboard.press("k")
    assert told(page) == f"Quote 1 of {QUOTES}: {claim}"
    assert page.evaluate("history.length") == 2  # about:blank, and the page


def test_j_reaches_every_quote_in_the_order_of_its_number(page: Page) -> None:
    seen = []
    for _ in range(QUOTES + 1):
        page.keyboard.press("j")
        first = page.locator("mark.is-current").first
        expect(first).to_be_in_viewport()
        key = page.locator(".dossier-text").get_attribute("data-at") or ""
        assert read(page) == marked(page, key)
        seen.append(key)
    assert len(set(seen)) == QUOTES
    assert seen[-1] == seen[-2]
    numbers = [note(page, key).locator(".dossier-number").text_content() for key in seen[:-1]]
    assert [int((one or "").lstrip("−○")) for one in numbers] == list(range(1, QUOTES + 1))
    assert page.locator(".dossier-steps-place").inner_text() == f"{QUOTES} / {QUOTES}"


def test_whoever_has_scrolled_away_goes_on_from_there(page: Page) -> None:
    page.set_viewport_size({"width": 1280, "height": 300})
    page.keyboard.press("j")
    page.locator("#p5").evaluate("one => one.scrollIntoView({block: 'start'})")
    page.keyboard.press("j")
    assert read(page) in TWELVE


def test_keys_of_the_browser_stay_the_browsers(page: Page) -> None:
    for pressed in ("Control+j", "Alt+j", "Meta+j", "Shift+J"):
        page.keyboard.press(pressed)
    assert page.locator("mark.is-current").count() == 0


def test_who_types_does_not_move(page: Page) -> None:
    page.evaluate("document.querySelector('main').append(document.createElement('textarea'))")
    page.locator("textarea").press("j")
    assert page.locator("textarea").input_value() == "j"
    assert page.locator("mark.is-current").count() == 0


def test_keys_work_on_a_keyboard_with_other_letters(page: Page) -> None:
    page.locator("body").dispatch_event(
        "keydown",
        {"key": "о", "code": "KeyJ", "bubbles": True},
    )
    assert read(page) == "The council closed the bridge"


def test_keys_can_be_switched_off_for_good(page: Page) -> None:
    page.get_by_role("checkbox", name="J leads to the next quote").uncheck()
    page.keyboard.press("j")
    assert page.locator("mark.is-current").count() == 0
    page.reload()
    page.keyboard.press("j")
    assert page.locator("mark.is-current").count() == 0
    page.get_by_role("checkbox", name="J leads to the next quote").check()
    page.keyboard.press("j")
    assert page.locator("mark.is-current").count() > 0


def test_buttons_lead_from_quote_to_quote_and_keep_the_focus(page: Page) -> None:
    page.set_viewport_size({"width": 1280, "height": 2000})
    following = page.get_by_role("button", name="Next quote")
    expect(page.locator(".dossier-steps")).not_to_be_visible()  # it would cover words
    page.get_by_role("button", name="From quote to quote").press("Enter")
    assert told(page).startswith(f"Quote 1 of {QUOTES}")
    assert focused(words(page, FIRST).first)
    following.click()
    assert told(page).startswith(f"Quote 2 of {QUOTES}")
    assert focused(following)
    page.get_by_role("button", name="Previous quote").click()
    assert told(page).startswith(f"Quote 1 of {QUOTES}")


def test_the_address_says_at_which_quote_one_begins(tab: Page) -> None:
    tab.goto(f"{COURIER}#{SECOND}")  # not the first that begins on these words
    assert tab.locator(".dossier-steps-place").inner_text() == f"2 / {QUOTES}"
    tab.keyboard.press("j")
    assert told(tab).startswith(f"Quote 3 of {QUOTES}")


# Notes beside the text ------------------------------------------------------------------------


def test_enter_on_marked_words_leads_to_their_note_even_if_it_is_folded(page: Page) -> None:
    page.set_viewport_size({"width": 1280, "height": 300})
    last = note(page, "q-dawn-11--e1")
    expect(last).not_to_be_visible()
    page.goto(f"{COURIER}#q-dawn-10--e1")
    expect(note(page, "q-dawn-10--e1")).to_have_class(re.compile("is-current"))
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    expect(last).to_be_visible()
    assert focused(last.locator(".dossier-ref"))


def test_a_click_on_marked_words_unfolds_their_note(page: Page) -> None:
    folded = note(page, "q-dawn-11--e1")
    expect(folded).not_to_be_visible()
    words(page, "q-dawn-11--e1").last.click()
    expect(folded).to_be_visible()


def test_beside_a_short_paragraph_its_notes_are_folded(page: Page) -> None:
    height = "one => one.getBoundingClientRect().height"
    short = page.locator("#p2")
    expect(note(page, FIRST)).to_be_visible()
    expect(note(page, SECOND)).not_to_be_visible()
    assert short.evaluate(height) < short.locator("> p").evaluate(height) + 75
    short.locator("summary", has_text="5 more").click()
    expect(note(page, "note-1")).to_be_visible()


def test_each_step_brings_out_the_note_that_it_needs_alone(page: Page) -> None:
    page.goto(f"{COURIER}#{SECOND}")
    expect(note(page, SECOND)).to_be_visible()
    expect(note(page, "note-1")).not_to_be_visible()
    page.locator("#p2 summary", has_text="5 more").click()
    expect(note(page, "note-1")).to_be_visible()
    page.reload()
    page.keyboard.press("k")
    expect(note(page, SECOND)).not_to_be_visible()


def test_whoever_unfolds_notes_on_a_phone_has_all_of_a_paragraph(phone: Page) -> None:
    phone.locator("#p2").get_by_role("button", name="6 notes").click()
    expect(note(phone, SECOND)).to_be_visible()
    expect(note(phone, "note-1")).to_be_visible()


def test_folded_notes_are_unfolded_for_what_an_address_names(phone: Page) -> None:
    notes = phone.locator("#p2").get_by_role("button", name="6 notes")
    expect(notes).to_have_attribute("aria-expanded", "false")
    phone.evaluate("location.hash = 'note-1-words'")
    expect(notes).to_have_attribute("aria-expanded", "true")
    expect(note(phone, "note-1")).to_be_in_viewport()
    notes.click()
    expect(notes).to_have_attribute("aria-expanded", "false")
    expect(note(phone, "note-1")).not_to_be_visible()
    phone.reload()
    expect(notes).to_have_attribute("aria-expanded", "true")
    expect(note(phone, "note-1")).to_be_in_viewport()


def test_a_phone_shows_the_text_soon_and_explains_its_marks_on_demand(phone: Page) -> None:
    top = phone.locator("#p1").bounding_box()
    assert top
    assert top["y"] < NARROW["height"]
    explained = phone.locator(".dossier-marks-key dd").first
    expect(explained).not_to_be_visible()
    phone.get_by_text("Key to the marks").press("Enter")
    expect(explained).to_be_visible()


def test_a_lit_quote_keeps_the_lines_of_its_status(page: Page) -> None:
    style = "getComputedStyle(one)"
    lines = f"one => [{style}.borderBottom, {style}.boxShadow]"
    first = words(page, FIRST).first
    border, second = first.evaluate(lines)
    page.keyboard.press("j")
    lit_border, lit = first.evaluate(lines)
    assert lit_border == border
    assert second in lit
    assert lit != second


def test_pointing_at_words_lights_up_all_their_quotes_and_notes(page: Page) -> None:
    words(page, FIRST).last.hover()
    lit = page.locator(".dossier-margin-note.is-lit")
    assert lit.evaluate_all("all => all.map(one => one.dataset.quote)") == [
        FIRST, SECOND, "q-crane--e1",
    ]  # fmt: skip


# The drawer on a narrow screen ----------------------------------------------------------------


def test_a_tap_on_words_opens_the_notes_on_them_in_a_drawer(phone: Page) -> None:
    words(phone, FIRST).last.click()
    opened_drawer = drawer(phone)
    expect(opened_drawer).to_be_visible()
    assert opened_drawer.locator("li p:first-child").all_inner_texts() == [
        "The council closed the bridge. supports Plausible",
        "The bridge stayed open. disputes Doubtful",
        "A crane fell on the bridge. discusses Unverified",
    ]
    assert "The source reports that Council reported that witnesses said so." in (
        opened_drawer.inner_text()
    )
    link = opened_drawer.get_by_role("link", name="The bridge stayed open.")
    assert (link.get_attribute("href") or "").endswith("claims/open/#e1")
    expect(words(phone, FIRST).last).to_be_in_viewport(ratio=1)
    box, lines = opened_drawer.bounding_box(), words(phone, FIRST).last.bounding_box()
    assert box
    assert lines
    assert lines["y"] + lines["height"] <= box["y"]
    phone.locator("#p1 > p").click()
    expect(opened_drawer).not_to_be_visible()


def test_the_drawer_is_opened_left_and_closed_by_keyboard(phone: Page) -> None:
    phone.keyboard.press("j")
    phone.keyboard.press("Enter")
    expect(drawer(phone)).to_be_visible()
    phone.keyboard.press("Tab")
    assert focused(drawer(phone).get_by_role("button", name="Previous quote"))
    phone.keyboard.press("Tab")
    phone.keyboard.press("Enter")
    assert drawer(phone).locator("li").get_attribute("data-quote") == SECOND
    phone.keyboard.press("Escape")
    expect(drawer(phone)).not_to_be_visible()
    assert focused(words(phone, SECOND).first)


def test_numbers_are_reached_by_tab_and_open_the_drawer(phone: Page) -> None:
    number(phone, SECOND).focus()
    phone.keyboard.press("Enter")
    assert drawer(phone).locator("li").get_attribute("data-quote") == SECOND
    drawer(phone).get_by_role("button", name="Close").press("Enter")
    expect(drawer(phone)).not_to_be_visible()
    assert focused(number(phone, SECOND))
    phone.keyboard.press("Tab")  # past the editor's asterisk, to the next one's
    phone.keyboard.press("Enter")
    assert "“Monday” is the second of March." in drawer(phone).inner_text()


def test_a_name_in_marked_words_still_leads_to_its_page(phone: Page) -> None:
    phone.locator("mark .dossier-mention").first.click()
    expect(phone).to_have_url(f"{HOST}organizations/council/")


def test_where_there_is_room_again_the_drawer_gives_way_to_the_margin(phone: Page) -> None:
    words(phone, FIRST).last.click()
    expect(drawer(phone)).to_be_visible()
    phone.set_viewport_size(WIDE)  # type: ignore[arg-type]
    expect(drawer(phone)).not_to_be_visible()
    expect(note(phone, FIRST)).to_be_visible()
    phone.set_viewport_size(NARROW)  # type: ignore[arg-type]
    expect(note(phone, FIRST)).not_to_be_visible()


def test_nothing_moves_while_the_scripts_arrive(browser: Browser, site: Site) -> None:
    phone = opened(browser, site, viewport=NARROW)
    phone.goto(COURIER)
    shifts = phone.evaluate("""() => new Promise((done) => {
        let sum = 0;
        new PerformanceObserver((list) => {
            for (const one of list.getEntries()) sum += one.value;
        }).observe({ type: "layout-shift", buffered: true });
        requestAnimationFrame(() => requestAnimationFrame(() => done(sum)));
    })""")
    phone.context.close()
    assert shifts == 0


# What is taken along --------------------------------------------------------------------------


def test_a_link_to_a_quote_or_a_paragraph_is_copied_whole(page: Page) -> None:
    words(page, SECOND).last.click()
    beside = note(page, SECOND)
    beside.hover()
    beside.get_by_role("button", name="Copy link").click()
    expect(page.locator(".dossier-copy-status")).to_have_text("Copied")
    assert copied(page) == f"{HOST}{COURIER}#{SECOND}"
    page.get_by_role("link", name="Link to paragraph p3").press("Enter")
    expect(page).to_have_url(f"{HOST}{COURIER}#p3")
    assert copied(page) == f"{HOST}{COURIER}#p3"


def test_a_quote_is_copied_with_its_citation(phone: Page) -> None:
    citation = (
        f"— Ada Quill, “Bridge closed early,” Tanner Courier, March 2, 2026. {HOST}{COURIER}#"
    )
    for key, quote in {
        "q-months--e1": "The closure was to last a week. Repairs went on for six months",
        "q-crane--e3": "The council […] fell on it",
    }.items():
        number(phone, key).click()
        drawer(phone).get_by_role("button", name="Copy quote with citation").click()
        expect(phone.locator(".dossier-copied")).to_have_text("Copied")
        assert copied(phone) == f"“{quote}” {citation}{key}"


def test_a_quote_is_copied_in_the_marks_of_the_sites_language(tab: Page) -> None:
    german = script_words(wording("de")).decode()
    tab.route("**/words.js", lambda one: one.fulfill(body=german, content_type="text/javascript"))
    tab.goto(f"{COURIER}#{FIRST}")
    beside = note(tab, FIRST)
    beside.hover()
    beside.get_by_role("button", name="Zitat").click()
    expect(tab.locator(".dossier-copied")).to_be_visible()
    assert copied(tab).startswith("„The council closed the bridge“ — ")


def test_words_of_a_text_are_copied_without_the_notes_beside_it(page: Page) -> None:
    start, end = (page.locator(f"#{name} > p").bounding_box() for name in ("p1", "p3"))
    assert start
    assert end
    page.mouse.move(start["x"] + 1, start["y"] + 5)
    page.mouse.down()
    page.mouse.move(end["x"] + end["width"] - 2, end["y"] + end["height"] - 5, steps=5)
    page.mouse.up()
    page.keyboard.press("Control+c")
    lines = [line for line in copied(page).splitlines() if line.strip()]
    assert lines == [
        "Bridge closed early",
        "The council closed the bridge on Monday after a crane fell on it, witnesses said.",
        "Nobody was hurt. The closure was to last a week.",
    ]


def test_words_of_a_note_can_be_copied_too(page: Page) -> None:
    page.locator("#p1 > p").click(click_count=3)
    page.keyboard.press("Control+c")
    assert copied(page).strip() == "Bridge closed early"
    page.locator("#p2 summary", has_text="5 more").click()
    page.locator("#note-1-words .dossier-gloss-words").click(click_count=3)
    page.keyboard.press("Control+c")
    assert copied(page).strip() == "“Monday” is the second of March."


# Without scripts, on paper, for everybody -----------------------------------------------------


def test_without_scripts_all_notes_are_there_and_nothing_that_does_nothing(
    browser: Browser, site: Site
) -> None:
    page = opened(browser, site, viewport=NARROW, java_script_enabled=False)
    page.goto(COURIER)
    expect(page.locator("#p2 .dossier-margin ol").first).to_be_visible()
    for selector in (".dossier-steps", ".dossier-start", ".dossier-keys", ".dossier-drawer"):
        expect(page.locator(selector)).not_to_be_visible()
    number(page, "note-1").click()
    expect(page.locator("#note-1-words")).to_be_in_viewport()
    page.context.close()


def test_paper_holds_every_note_with_its_number_and_no_buttons(phone: Page) -> None:
    phone.emulate_media(media="print")
    for one in phone.locator(".dossier-text .dossier-margin-note").all():
        assert one.evaluate("one => one.checkVisibility()")
    for selector in (
        ".dossier-steps",
        ".dossier-keys",
        ".dossier-copying",
        ".dossier-margin summary",
    ):
        assert not any(one.is_visible() for one in phone.locator(selector).all())


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("viewport", [WIDE, NARROW], ids=["wide", "narrow"])
def test_the_nasty_page_is_accessible(tab: Page, scheme: str, viewport: dict[str, int]) -> None:
    tab.set_viewport_size(viewport)  # type: ignore[arg-type]
    tab.goto(f"{COURIER}?{scheme}")
    tab.keyboard.press("j")
    tab.keyboard.press("Enter")
    assert drawer(tab).is_visible() == (viewport is NARROW)
    assert broken(tab, ".dossier") == []


# In Material ----------------------------------------------------------------------------------


def test_in_material_keys_move_in_the_text_and_type_in_the_search(
    browser: Browser, example_address: str
) -> None:
    page = browser.new_page(base_url=example_address, viewport=WIDE)  # type: ignore[arg-type]
    page.goto("sources/000_c4e2133f88a230e1/")
    for _ in range(20):
        page.keyboard.press("j")
    assert told(page).startswith("Quote 20 of ")
    expect(page.locator("mark.is-current").first).to_be_in_viewport()
    page.locator(".md-footer").get_by_label("Shortcuts of a single key").uncheck()
    expect(page.get_by_role("checkbox", name="J leads to the next quote")).not_to_be_checked()
    page.keyboard.press("f")
    page.keyboard.press("j")
    page.keyboard.press("n")
    expect(page.locator("input.md-search__input")).not_to_be_focused()
    assert told(page).startswith("Quote 20 of ")
    page.goto("guide/")
    page.keyboard.press("n")
    page.keyboard.press("/")
    expect(page.locator("input.md-search__input")).not_to_be_focused()
    expect(page).to_have_url(f"{example_address}guide/")
    page.locator(".md-footer").get_by_label("Shortcuts of a single key").check()
    page.locator("h1").click()
    page.goto("sources/000_c4e2133f88a230e1/#q-putin-praised-heroic-participation--e1")
    page.keyboard.press("j")
    place = told(page)
    page.keyboard.press("f")
    page.keyboard.type("jk")
    assert page.locator("input.md-search__input").input_value() == "jk"
    assert told(page) == place
    page.close()
