"""Pictures in a real browser: enlarged, moved, filtered, lit up, and complete without scripts.

The dossier has what the example has not: dates of every sort, and places close to each other. It
is built by MkDocs with Material's instant navigation.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest
from dossiers import write
from looks import broken
from playwright.sync_api import expect

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Locator, Page, Route

pytestmark = pytest.mark.browser

HOST = "https://dossier.example/"
NARROW, WIDE = {"width": 390, "height": 844}, {"width": 1280, "height": 900}
HOSTILE = "<img src=x onerror=alert(1)>"
FILES: dict[str, str] = {
    "mkdocs.yml": f"""\
        site_name: The crossing
        site_url: {HOST}
        theme:
          name: material
          font: false
          palette:
            - {{media: "(prefers-color-scheme: light)", scheme: default, primary: black}}
            - {{media: "(prefers-color-scheme: dark)", scheme: slate, primary: black}}
          features: [navigation.instant, navigation.tabs]
        plugins: [dossier]
        """,
    "docs/index.md": "# The crossing\n",
    "seeds/courier.txt": """\
        A crane fell at the crossing

        The council closed the bridge. A crane fell. Rain fell. Repairs may take six months.
        """,
    "seeds/gazette.txt": """\
        The mayor speaks

        The bridge is shut. No crane fell. Ada Quill was there.
        """,
    "seeds/notice.txt": "Notice\n\nThe bridge stays closed.\n",
    "annotations/sources/courier.yml": "published: 2026-03-04\nreliability: B\n",
    "annotations/sources/gazette.yml": "published: 2026-03-09\nreliability: C\n",
    "annotations/sources/notice.yml": "published: 2026-06\nreliability: A\n",
    "annotations/people/ada-quill.yml": "name: Ada Quill\n",
    "annotations/people/nunez.yml": f"name: '{HOSTILE}'\n",
    "annotations/organizations/council.yml": "name: The council of the town at the crossing\n",
    "annotations/places/town.yml": "name: Old Town\ncoordinates: [51.5, 36.1]\nprecision: city\n",
    "annotations/places/bridge.yml": """\
        name: Bridge
        coordinates: [51.7, 36.3]
        precision: exact
        within: town
        """,
    "annotations/places/harbour.yml": """\
        name: Harbour
        coordinates: [44.6, 33.5]
        precision: unknown
        """,
    "annotations/events/fall.yml": """\
        name: Fall of the crane
        when: 2026-03-03
        where: [bridge]
        participants: [ada-quill]
        """,
    "annotations/claims/closed.yml": """\
        statement: The council closed the bridge.
        when: 2026-03-03/2026-09~
        about: [council, fall, ada-quill]
        where: [bridge]
        assessment: {status: uncheckable, rationale: Nobody can tell.}
        evidence:
          - {source: courier, quote: The council closed the bridge.}
          - {source: gazette, quote: The bridge is shut.}
          - {source: notice, quote: The bridge stays closed.}
        """,
    "annotations/claims/crane.yml": """\
        statement: A crane fell.
        about: [council, nunez]
        evidence:
          - {source: courier, quote: A crane fell.}
          - {source: gazette, quote: No crane fell., stance: disputes}
        """,
    "annotations/claims/rain.yml": """\
        statement: Rain fell.
        when: 2025-11-30?
        where: [harbour]
        evidence: [{source: courier, quote: Rain fell.}]
        """,
}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = write(tmp_path_factory.mktemp("crossing"), FILES)
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet", "-d", "site"]
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    built = subprocess.run(
        command, cwd=root, env=environment, check=False, capture_output=True, text=True
    )
    assert built.returncode == 0, built.stderr
    return root / "site"


def opened(browser: Browser, site: Path, **options: Any) -> Page:  # noqa: ANN401 - Playwright's
    def serve(route: Route) -> None:
        file = site / re.sub(r"[?#].*", "", route.request.url.removeprefix(HOST))
        file = file / "index.html" if file.is_dir() else file
        # Browsers ask for an icon of their own accord.
        route.fulfill(path=file) if file.is_file() else route.fulfill(status=204)

    given = {"viewport": WIDE, "reduced_motion": "reduce", **options}
    context = browser.new_context(base_url=HOST, **given)
    context.route("**/*", serve)
    return context.new_page()


@pytest.fixture
def page(browser: Browser, site: Path) -> Iterator[Page]:
    """Open a page; afterwards, nothing may have gone wrong."""
    one = opened(browser, site)
    told: list[str] = []
    one.on(
        "console", lambda message: told.append(message.text) if message.type == "error" else None
    )
    one.on("pageerror", lambda error: told.append(str(error)))
    yield one
    one.context.close()
    assert told == []


def went(page: Page, address: str) -> None:
    """Go to a page, and wait until its picture has its buttons."""
    page.goto(address)
    zoom(page).first.wait_for()


def zoom(page: Page) -> Locator:
    return page.locator(".dossier-zoom")


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()


def percent(page: Page) -> str:
    return zoom(page).locator("output").inner_text()


def choice(page: Page, name: str) -> Locator:
    return page.locator(".dossier-choices button").filter(has_text=name)


def count(page: Page) -> str:
    return page.locator(".dossier-index-count").inner_text()


def listed(page: Page) -> list[str]:
    """Return the titles in the table's rows that are shown."""
    return page.locator("tr[data-is]:not(.is-out) > th .dossier-ref").all_inner_texts()


NODES = (
    "[...document.querySelectorAll('a.dossier-node:not(.is-out)')]"
    ".filter((one) => one.checkVisibility()).map((one) => one.dataset.node)"
)


def nodes(page: Page) -> list[str]:
    """Return the keys of the things that the network shows, and not only faintly."""
    # All at one moment: one after the other, they could be those of two moments.
    found: list[str] = page.evaluate(f"() => {NODES}")
    return found


def comes_to_show(page: Page, keys: list[str]) -> None:
    """Wait until the network shows certain things: Material may load a page again meanwhile."""
    page.wait_for_function(f"keys => {NODES}.sort().join() === keys.join()", arg=keys)


def places(page: Page) -> list[str]:
    """Return the keys of the marks that the wide map shows, of several places together."""
    found = page.locator(".dossier-map-wide .dossier-map-mark").all()
    return [one.get_attribute("data-node") or "" for one in found if one.is_visible()]


def box(one: Locator) -> dict[str, float]:
    found = one.bounding_box()
    assert found
    return {"x": found["x"], "y": found["y"], "width": found["width"], "height": found["height"]}


def lit(page: Page) -> set[str]:
    found = page.locator(".is-lit").all()
    return {one.get_attribute("data-node") or one.get_attribute("data-edge") or "" for one in found}


def node(page: Page, key: str) -> Locator:
    return page.locator(f'a.dossier-node[data-node="{key}"]')


# Enlarging and moving --------------------------------------------------------------------------


def test_buttons_enlarge_a_drawing_in_its_frame_and_bring_it_back(page: Page) -> None:
    went(page, "network/")
    drawing, frame = page.locator("svg.dossier-network"), page.locator(".dossier-picture-frame")
    before, room, told = box(drawing), box(frame), drawing.evaluate("one => one.outerHTML")
    mark = node(page, "ada-quill").locator(".dossier-shape")
    size = box(mark)
    press(page, "Zoom in")
    assert percent(page) == "125\u00a0%"
    assert box(drawing)["width"] == pytest.approx(1.25 * before["width"])
    assert box(frame)["height"] == pytest.approx(room["height"], abs=1)
    assert box(mark)["width"] == pytest.approx(size["width"], abs=0.2)
    press(page, "Zoom out")
    assert percent(page) == "100\u00a0%"
    press(page, "Zoom in")
    press(page, "Original size")
    assert percent(page) == "100\u00a0%"
    assert box(drawing)["width"] == before["width"]
    assert box(drawing)["height"] == before["height"]
    assert re.sub(r' style="[^"]*"', "", drawing.evaluate("one => one.outerHTML")) == told


def test_names_that_were_cut_are_whole_where_there_is_room(page: Page) -> None:
    went(page, "network/")
    name = node(page, "council").locator("text")
    assert name.inner_html().endswith("…")
    page.locator(".dossier-picture-frame").focus()
    for _ in range(4):
        page.keyboard.press("+")
    assert name.inner_html() == "The council of the town at the crossing"
    page.keyboard.press("0")
    assert name.inner_html().endswith("…")


def test_buttons_say_when_they_can_do_no_more(page: Page) -> None:
    went(page, "network/")
    closer = page.get_by_role("button", name="Zoom in")
    for _ in range(11):
        closer.click(force=True)  # though it says that it is disabled
    assert closer.get_attribute("aria-disabled") == "true"
    assert percent(page) == "800\u00a0%"
    assert closer.evaluate("one => one === document.activeElement")


@pytest.mark.parametrize("name", ["network", "map", "matrix", "timeline"])
def test_the_keyboard_alone_enlarges_moves_and_brings_back(page: Page, name: str) -> None:
    went(page, f"{name}/")
    page.locator("[data-reset]").focus()
    for _ in range(20):
        page.keyboard.press("Tab")
        if page.evaluate("!document.activeElement.closest('[data-tools]')"):
            break
    for _ in range(5):
        page.keyboard.press("+")
    assert percent(page) != "100\u00a0%"
    if name == "timeline":
        moved = page.locator(".dossier-timeline-bar")
        moved.focus()
    else:
        moved = page.locator(".dossier-picture-frame:visible, .dossier-grid-frame").first
        moved.focus()
    before = moved.evaluate("one => one.scrollLeft")
    if moved.evaluate("one => one.scrollWidth > one.clientWidth"):
        page.keyboard.press("ArrowLeft" if before > 40 else "ArrowRight")
        page.wait_for_function(
            "([one, was]) => one.scrollLeft !== was", arg=[moved.element_handle(), before]
        )
    page.keyboard.press("0")
    assert percent(page) == "100\u00a0%"
    page.keyboard.press("Control+Shift+5")
    page.keyboard.press("a")
    assert percent(page) == "100\u00a0%"


def test_a_wheel_scrolls_the_page_and_with_control_enlarges_where_it_points(page: Page) -> None:
    went(page, "network/")
    frame = page.locator(".dossier-picture-frame")
    frame.scroll_into_view_if_needed()
    page.evaluate("scrollTo(0, 200)")
    shape = node(page, "ada-quill").locator(".dossier-shape")
    where = box(shape)
    page.mouse.move(where["x"] + where["width"] / 2, where["y"] + where["height"] / 2)
    page.keyboard.down("Control")
    page.mouse.wheel(0, -200)
    page.keyboard.up("Control")
    page.wait_for_function(
        "() => document.querySelector('.dossier-zoom output').textContent !== '100%'"
    )
    assert page.evaluate("scrollY") == 200
    assert box(shape)["x"] == pytest.approx(where["x"], abs=3)
    assert box(shape)["y"] == pytest.approx(where["y"], abs=3)
    press(page, "Original size")
    page.evaluate("scrollTo(0, 200)")
    page.mouse.move(where["x"], where["y"])
    page.mouse.wheel(0, 100)
    page.wait_for_function("() => scrollY > 200")
    assert percent(page) == "100\u00a0%"


def test_dragging_moves_what_is_enlarged_and_follows_no_link(page: Page) -> None:
    went(page, "network/")
    frame = page.locator(".dossier-picture-frame")
    for _ in range(3):
        press(page, "Zoom in")
    shape = page.locator("a.dossier-node:visible .dossier-shape")
    inside = box(frame)
    mark = next(
        one
        for one in shape.all()
        if inside["x"] + 150 < box(one)["x"] < inside["x"] + inside["width"] - 150
        and inside["y"] + 30 < box(one)["y"] < min(inside["y"] + inside["height"] - 60, 850)
    )
    where, left = box(mark), frame.evaluate("one => one.scrollLeft")
    page.mouse.move(where["x"] + 5, where["y"] + 5)
    page.mouse.down()
    page.mouse.move(where["x"] - 55, where["y"] + 5, steps=4)
    page.mouse.up()
    assert frame.evaluate("one => one.scrollLeft") == pytest.approx(left + 60, abs=1)
    assert page.url == f"{HOST}network/"
    mark.click()
    page.wait_for_url(re.compile("/(people|organizations|places|events)/"))


def test_two_fingers_enlarge_and_one_scrolls_as_ever(browser: Browser, site: Path) -> None:
    page = opened(browser, site, viewport=NARROW, has_touch=True)
    went(page, "map/")
    frame = page.locator(".dossier-picture-frame:visible")
    frame.scroll_into_view_if_needed()
    where = box(frame)
    x, y = where["x"] + 150, where["y"] + 100
    hand = page.context.new_cdp_session(page)

    def touch(kind: str, *points: tuple[float, float]) -> None:
        told = [{"x": a, "y": b, "id": number} for number, (a, b) in enumerate(points)]
        hand.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": told})

    touch("touchStart", (x - 20, y), (x + 20, y))
    touch("touchMove", (x - 40, y), (x + 40, y))
    touch("touchEnd")
    assert percent(page) == "200\u00a0%"
    assert page.evaluate("visualViewport.scale") == 1
    touch("touchStart", (x, y))
    touch("touchEnd")
    assert percent(page) == "200\u00a0%"
    page.context.close()


def test_places_that_share_a_mark_part_where_the_map_is_enlarged(page: Page) -> None:
    went(page, "map/")
    assert places(page) == ["bridge town", "harbour"]
    bar = page.locator(".dossier-map-wide .dossier-map-scale text")
    scale = bar.inner_html()
    for _ in range(6):
        press(page, "Zoom in")
    assert sorted(places(page)) == ["bridge", "harbour", "town"]
    assert bar.inner_html() != scale
    names = page.locator(".dossier-map-wide .dossier-map-mark > text:visible").all_text_contents()
    assert {"Bridge", "Old Town"} <= set(names)
    link = page.locator('.dossier-map-wide a[data-node="bridge"]')
    assert (link.get_attribute("href") or "").endswith("places/bridge/")
    press(page, "Original size")
    assert places(page) == ["bridge town", "harbour"]
    assert bar.inner_html() == scale


def test_a_mark_that_still_stands_for_several_leads_to_their_list(page: Page) -> None:
    went(page, "map/")
    press(page, "Zoom in")
    crowd = page.locator('.dossier-map-wide a[data-node="bridge"]')
    assert crowd.get_attribute("aria-label") == "Bridge, Old Town"
    assert crowd.get_attribute("href") == "#map-wide-at-bridge"


def test_a_place_in_focus_that_goes_into_another_mark_leaves_the_focus_in_the_map(
    page: Page,
) -> None:
    went(page, "map/")
    crowd = page.locator('.dossier-map-wide a[data-node="bridge town"]')
    crowd.focus()
    page.keyboard.press("+")
    page.wait_for_function("() => document.activeElement.matches('.dossier-picture-frame')")


def test_the_axis_of_time_grows_and_names_and_marks_do_not(page: Page) -> None:
    went(page, "timeline/")
    title = page.locator(".dossier-timeline-rows a").first
    day = page.locator(".dossier-timeline-rows circle.is-day").first
    ticks = page.locator(".dossier-timeline-axis [data-zoom] text:visible")
    before, size = box(title), box(day)
    few = ticks.count()
    for _ in range(7):
        press(page, "Zoom in")
    assert box(title) == before
    assert box(day)["width"] == pytest.approx(size["width"], abs=0.2)
    assert ticks.count() > few
    track = box(page.locator(".dossier-timeline-track").first)
    assert track["width"] > 4 * box(page.locator(".dossier-timeline-bar"))["width"]
    wider = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    assert page.evaluate(wider) == 0


def test_tracks_follow_the_axis_by_key_by_dragging_and_by_a_sideways_wheel(page: Page) -> None:
    went(page, "timeline/")
    for _ in range(4):
        press(page, "Zoom in")
    bar, mark = page.locator(".dossier-timeline-bar"), page.locator("ol .dossier-reported").first
    bar.evaluate("one => one.scrollTo(0, 0)")
    page.wait_for_function(
        "() => getComputedStyle(document.querySelector('figure')).getPropertyValue('--from') == 0"
    )
    start = box(mark)["x"]
    page.evaluate("document.querySelector('.dossier-timeline-bar').scrollLeft = 100")
    page.wait_for_function(
        "() => getComputedStyle(document.querySelector('figure')).getPropertyValue('--from') > 0"
    )
    assert box(mark)["x"] == pytest.approx(start - 100, abs=1)
    where, left = box(bar), bar.evaluate("one => one.scrollLeft")
    page.mouse.move(where["x"] + 400, where["y"] + 10)
    page.mouse.down()
    page.mouse.move(where["x"] + 340, where["y"] + 10, steps=3)
    page.mouse.up()
    assert bar.evaluate("one => one.scrollLeft") == pytest.approx(left + 60, abs=1)
    page.locator(".dossier-timeline-rows > li").first.hover()
    page.mouse.wheel(50, 0)
    page.wait_for_function(
        "was => document.querySelector('.dossier-timeline-bar').scrollLeft > was", arg=left + 100
    )


def test_a_picture_fills_the_screen_with_its_filters_and_gives_it_back(page: Page) -> None:
    went(page, "network/")
    full = page.get_by_role("button", name="Full screen")
    full.focus()
    page.keyboard.press("Enter")
    page.wait_for_function("() => document.fullscreenElement?.matches('.dossier-stage')")
    assert choice(page, "Person").is_visible()
    expect(full).to_have_attribute("aria-pressed", "true")
    page.evaluate("document.exitFullscreen()")
    page.wait_for_function("() => document.fullscreenElement === null")
    zoom(page).locator("output").get_by_text("100\u00a0%", exact=True).wait_for()


# Filters ---------------------------------------------------------------------------------------


def test_a_choice_filters_the_drawing_and_the_table_and_stands_in_the_address(page: Page) -> None:
    went(page, "network/")
    assert count(page) == "6 of 6"
    choice(page, "Person").click()
    assert choice(page, "Person").get_attribute("aria-pressed") == "true"
    assert sorted(nodes(page)) == ["ada-quill", "nunez"]
    assert sorted(listed(page)) == [HOSTILE, "Ada Quill"]
    assert count(page) == "2 of 6"
    page.wait_for_url(f"{HOST}network/?kind=people")
    assert not page.locator('[data-edge="ada-quill council"]').is_visible()
    # The others keep their places, for the eye alone.
    left_out = node(page, "council")
    assert left_out.evaluate("one => getComputedStyle(one).opacity") == "0.15"
    assert left_out.get_attribute("tabindex") == "-1"
    assert left_out.get_attribute("aria-hidden") == "true"
    assert not left_out.locator("text").is_visible()
    choice(page, "Organization").click()
    assert len(nodes(page)) == 3
    assert page.locator('[data-edge="ada-quill council"]').is_visible()
    page.wait_for_url(re.compile(r"\?kind=people(,|%2C)organizations$"))
    choice(page, "A record says so").click()
    assert nodes(page) == ["ada-quill"]
    page.get_by_role("button", name="Reset").click()
    assert left_out.get_attribute("tabindex") is None
    assert left_out.get_attribute("aria-hidden") is None
    assert count(page) == "6 of 6"
    assert len(nodes(page)) == 6
    page.wait_for_url(f"{HOST}network/")


def test_choices_are_restored_from_the_address_and_unknown_ones_are_passed_over(page: Page) -> None:
    went(page, "network/?kind=places,nothing&tie=unheard-of")
    assert sorted(nodes(page)) == ["bridge", "town"]
    assert choice(page, "Place").get_attribute("aria-pressed") == "true"
    page.evaluate("history.pushState({}, '', '?kind=events')")
    page.evaluate("dispatchEvent(new PopStateEvent('popstate'))")
    comes_to_show(page, ["fall"])
    page.go_back()
    comes_to_show(page, ["bridge", "town"])


def test_choices_of_which_nothing_is_left_say_so(page: Page) -> None:
    went(page, "timeline/?kind=events&status=unverified")
    assert count(page) == "0 of 4"
    assert page.get_by_text("No entry fits.").is_visible()


def test_the_timeline_is_filtered_by_what_a_date_is_of(page: Page) -> None:
    went(page, "timeline/")
    assert page.locator(".dossier-happened:visible").count() > 3
    choice(page, "Reported").click()
    rows = page.locator(".dossier-timeline-rows")
    assert rows.locator(".dossier-happened:visible").count() == 0
    assert rows.locator(".dossier-reported:visible").count() > 2
    choice(page, "Reported").click()
    choice(page, "Happened").click()
    assert rows.locator(".dossier-reported:visible").count() == 0
    assert "A crane fell." not in listed(page)
    choice(page, "Events").click()
    assert listed(page) == ["Fall of the crane"]
    page.wait_for_url(f"{HOST}timeline/?time=happened&kind=events")


def test_the_map_is_filtered_by_precision_and_by_what_happened(page: Page) -> None:
    went(page, "map/")
    choice(page, "town or city").click()
    assert places(page) == ["town"]
    assert listed(page) == ["Old Town"]
    page.get_by_role("button", name="Reset").click()
    choice(page, "something happened there").click()
    assert places(page) == ["bridge"]
    page.get_by_role("button", name="Reset").click()
    assert places(page) == ["bridge town", "harbour"]


def test_the_rows_of_the_matrix_that_are_left_stand_one_below_the_other(page: Page) -> None:
    went(page, "matrix/")
    drawing = page.locator("svg.dossier-grid")
    high = box(drawing)["height"]
    choice(page, "disputes").click()
    assert listed(page) == ["A crane fell."]
    marks = page.locator(".dossier-grid-mark:visible")
    assert [one.get_attribute("data-stance") for one in marks.all()] == ["disputes"]
    claim = page.locator(".dossier-grid-claim:visible")
    assert claim.count() == 1
    assert box(claim)["y"] <= box(marks)["y"] <= box(claim)["y"] + box(claim)["height"]
    assert box(drawing)["height"] < high - 60
    assert page.locator(".dossier-grid-band:visible").count() == 1
    choice(page, "disputes").click()
    assert box(drawing)["height"] == high


def test_filters_are_pressed_by_keyboard_alone(page: Page) -> None:
    went(page, "network/")
    choice(page, "Person").focus()
    page.keyboard.press("Space")
    assert count(page) == "2 of 6"
    focused = page.locator(":focus")
    assert focused.get_attribute("aria-pressed") == "true"
    assert focused.evaluate("one => getComputedStyle(one).outlineStyle") == "solid"
    page.keyboard.press("Enter")
    assert count(page) == "6 of 6"


# Light -----------------------------------------------------------------------------------------


def test_pointing_at_a_thing_lights_up_its_ties_and_what_they_lead_to(page: Page) -> None:
    went(page, "network/")
    shape = node(page, "nunez").locator(".dossier-shape")
    shape.hover()
    page.locator(".is-lighting").wait_for()
    assert lit(page) == {"nunez", "council", "council nunez"}
    dark = node(page, "town")
    assert dark.evaluate("one => Number(getComputedStyle(one).opacity)") < 0.5
    page.mouse.move(5, 5)
    page.locator(".is-lighting").wait_for(state="detached")
    assert lit(page) == set()


def test_a_card_covers_nothing_that_is_lit_where_there_is_room(
    browser: Browser, example_address: str
) -> None:
    viewport: Any = WIDE
    page = browser.new_page(base_url=example_address, viewport=viewport)
    went(page, "network/")
    page.locator(".dossier-picture-frame").scroll_into_view_if_needed()
    node(page, "kursk-monument").locator(".dossier-shape").hover()
    page.locator(".dossier-preview").wait_for()
    card = box(page.locator(".dossier-preview"))
    beside = [box(one) for one in page.locator("a.dossier-node.is-lit").all()]
    assert len(beside) > 5
    for one in beside:
        assert (
            one["x"] + one["width"] <= card["x"]
            or one["x"] >= card["x"] + card["width"]
            or one["y"] + one["height"] <= card["y"]
            or one["y"] >= card["y"] + card["height"]
        )
    page.context.close()


def test_words_of_a_table_begin_where_their_heading_does(page: Page) -> None:
    for address in ("network/", "map/"):
        went(page, address)
        aligned = page.locator("td[data-label]").evaluate_all(
            "all => [...new Set(all.map((one) => [one.classList.contains('is-numeric'), "
            "getComputedStyle(one).textAlign].join(' ')))].sort()"
        )
        assert aligned == ["false start", "true end"]


def test_the_focus_lights_up_as_the_pointer_does_and_esc_takes_the_words_away(page: Page) -> None:
    went(page, "network/")
    page.locator(".dossier-picture-frame").focus()
    for _ in range(6):
        page.keyboard.press("Tab")
        if page.locator(":focus").get_attribute("data-node") == "council":
            break
    page.locator(".dossier-tip").wait_for()
    assert "council" in lit(page)
    assert page.locator(".dossier-tip").inner_text() == "The council of the town at the crossing"
    page.keyboard.press("Escape")
    assert page.locator(".dossier-tip").count() == 0
    assert page.locator(":focus").get_attribute("data-node") == "council"


def test_a_name_that_is_whole_is_not_told_twice_and_a_tie_tells_its_words(page: Page) -> None:
    went(page, "network/")
    node(page, "ada-quill").locator(".dossier-shape").hover()
    page.locator(".is-lighting").wait_for()
    assert page.locator(".dossier-tip").count() == 0
    page.locator('[data-edge="council nunez"]').dispatch_event("pointerover")
    page.locator(".dossier-tip").wait_for()
    told = page.locator(".dossier-tip")
    assert "1 claim names both" in told.inner_text()
    assert HOSTILE in told.inner_text()
    assert page.locator(".dossier-tip img").count() == 0
    told.hover()
    page.wait_for_timeout(250)  # longer than words stay that nobody points at
    assert told.is_visible()


def test_a_cell_of_the_matrix_lights_up_its_claim_and_its_source(page: Page) -> None:
    went(page, "matrix/")
    page.locator('[data-edge="crane gazette"]').hover()
    page.locator(".is-lighting").wait_for()
    assert lit(page) == {"crane", "gazette", "crane gazette"}
    assert "disputes" in page.locator(".dossier-tip").inner_text()


def test_a_report_lights_up_all_reports_of_its_source(page: Page) -> None:
    went(page, "timeline/")
    page.locator('[data-edge="crane courier"]').hover()
    page.locator(".is-lighting").wait_for()
    assert {"crane", "closed", "rain"} <= lit(page)
    assert {"crane courier", "closed courier", "rain courier"} <= lit(page)
    assert "crane gazette" not in lit(page)
    assert "4 March 2026" in page.locator(".dossier-tip").inner_text()


def test_an_event_lights_up_the_claims_about_it(page: Page) -> None:
    went(page, "timeline/")
    page.get_by_role("link", name="Fall of the crane").first.hover()
    page.locator(".is-lighting").wait_for()
    assert {"fall", "closed"} <= lit(page)
    assert "rain" not in lit(page)


# Pages -----------------------------------------------------------------------------------------


def test_small_pictures_light_up_and_small_maps_are_enlarged(page: Page) -> None:
    went(page, "places/bridge/")
    small = page.locator(".dossier-small-map")
    press(page, "Zoom in")
    assert box(small.locator("svg.dossier-map"))["width"] > box(small)["width"]
    assert page.evaluate("document.documentElement.scrollWidth") == WIDE["width"]
    page.locator(".dossier-radial a.dossier-node").first.hover()
    page.locator(".dossier-radial.is-lighting").wait_for()
    assert "bridge" in lit(page)


def test_the_rows_of_a_small_timeline_light_up(page: Page) -> None:
    page.goto("people/ada-quill/")
    page.locator(".dossier-timeline.is-small[data-enhanced]").wait_for()
    assert zoom(page).count() == 0
    page.locator('[data-edge^="closed "]').first.hover()
    page.locator(".dossier-timeline.is-lighting").wait_for()
    assert "closed" in lit(page)


def test_a_mark_leads_on_without_loading_the_page_anew_and_the_next_picture_works(
    page: Page,
) -> None:
    went(page, "places/bridge/")
    page.evaluate("window.here = true")
    page.evaluate("document.querySelector('a[href$=\"map/\"]').click()")
    page.wait_for_url(f"{HOST}map/")
    page.locator(".dossier-map-wide").wait_for()  # the address changes before the page does
    zoom(page).wait_for()
    press(page, "Zoom in")
    assert percent(page) == "125\u00a0%"
    mark = page.locator('.dossier-map-wide a[data-node="harbour"]')
    mark.focus()
    page.keyboard.press("Enter")
    page.wait_for_url(f"{HOST}places/harbour/")
    page.get_by_role("heading", name="Harbour", level=1).wait_for()
    assert page.evaluate("window.here") is True


@pytest.mark.parametrize("name", ["network", "map", "matrix", "timeline"])
@pytest.mark.parametrize(("scheme", "viewport"), [("light", WIDE), ("dark", NARROW)])
def test_a_picture_in_use_is_accessible(
    browser: Browser, site: Path, name: str, scheme: str, viewport: dict[str, int]
) -> None:
    page = opened(browser, site, color_scheme=scheme, viewport=viewport, bypass_csp=True)
    went(page, f"{name}/")
    choice(page, "").first.click()
    press(page, "Zoom in")
    press(page, "Zoom in")
    found = broken(page, "[data-picture]")
    controls = page.locator(".dossier-choices button, .dossier-picture-tools button").all()
    sizes = [box(one) for one in controls]
    wider = page.evaluate("document.documentElement.scrollWidth") - viewport["width"]
    page.context.close()
    assert found == []
    assert all(one["width"] >= 24 and one["height"] >= 24 for one in sizes)
    assert wider <= 0


@pytest.mark.parametrize(
    ("name", "viewport"),
    [("network", NARROW), ("map", WIDE), ("matrix", WIDE), ("timeline", NARROW)],
)
def test_nothing_jumps_when_the_script_comes(
    browser: Browser, site: Path, name: str, viewport: dict[str, int]
) -> None:
    page = opened(browser, site, viewport=viewport)
    page.route("**/pictures.js", lambda route: route.abort())
    page.goto(f"{name}/")
    table, choices = page.locator("tbody").first, page.locator(".dossier-choices").last
    before = table.bounding_box(), choices.bounding_box()
    page.unroute("**/pictures.js")
    went(page, f"{name}/")
    after = table.bounding_box(), choices.bounding_box()
    page.context.close()
    assert after == before


@pytest.mark.parametrize("name", ["network", "map", "matrix", "timeline"])
def test_without_scripts_a_picture_is_whole_and_nothing_stands_there_without_use(
    browser: Browser, site: Path, name: str
) -> None:
    page = opened(browser, site, java_script_enabled=False)
    page.goto(f"{name}/?kind=people")
    shown = page.locator("[data-picture]")
    assert shown.get_by_role("button").count() == 0
    assert not page.locator("[data-tools]").is_visible()
    assert page.locator(".dossier-choices li").first.is_visible()
    assert page.locator("[data-is].is-out").count() == 0
    assert shown.locator("svg a:visible, figure a:visible").count() > 1
    page.context.close()


def test_pictures_work_where_the_theme_writes_its_language_with_an_underscore(
    browser: Browser, site: Path
) -> None:
    page = opened(browser, site)
    written = (site / "network/index.html").read_text("utf-8")
    body = written.replace('<html lang="en"', '<html lang="pt_BR"')
    page.route("**/network/", lambda route: route.fulfill(body=body, content_type="text/html"))
    page.goto("network/")
    page.locator(".dossier-zoom").first.wait_for(state="attached")
    assert page.locator("html").get_attribute("lang") == "pt_BR"
    page.context.close()
