"""Cards beside links in a real browser: by pointer, by keyboard, by finger, and none at all.

The pages stand in a bare frame, under a policy that lets no script and no style stand in them.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from dossiers import GREETING, rendered, sound
from looks import broken
from playwright.sync_api import expect

from dossier.pages import previews

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Locator, Page, Route

    from dossier.site import Site

pytestmark = pytest.mark.browser

HOST = "https://dossier.example/"
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'"
)
FRAME = """<!doctype html><html lang="en"><head><meta charset="utf-8"><title>A greeting</title>
<meta http-equiv="Content-Security-Policy" content="{policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="stylesheet" href="{root}assets/dossier/dossier.css">
<script type="module" src="{root}assets/dossier/previews.js"></script></head>
<body data-md-color-scheme="{scheme}"><header><a href="{root}{kcna}">About KCNA</a></header>
<main class="md-typeset"><nav><a href="{root}{kcna}">Next: KCNA</a></nav>{html}</main></body>
</html>"""
HOSTILE = "<img src=x onerror=alert(1)>"
FILES = GREETING | {
    "docs/index.md": "# One greeting\n\nAbout [[kcna]] and [the claims](claims/index.md).\n",
    "seeds/nahar.txt": "رسالة من موسكو\n\nأشاد بوتين بالجنود.\n",
    "annotations/sources/nahar.yml": "title: رسالة من موسكو\nlanguage: ar\n",
    "annotations/organizations/kcna.yml": """\
        name: KCNA
        description: The news agency of North Korea
        also_known_as: [Korean Central News Agency]
        """,
    "annotations/people/img.yml": f"""\
        name: "{HOSTILE}"
        link: false
        """,
    "annotations/claims/soldiers-were-praised.yml": """\
        statement: Soldiers were praised.
        about: [img, vladimir-putin]
        assessment: {status: uncheckable, rationale: Nobody saw it.}
        evidence:
          - {source: nahar, quote: أشاد بوتين بالجنود, translation: Putin praised the soldiers}
        """,
}
PRAISED = "Putin praised the heroic participation of soldiers."


class Host:
    """A site as a web server would hand it out, below a path or at the root."""

    def __init__(self, site: Site, *, root: str = "/", directories: bool = True) -> None:
        self.site, self.root, self.directories = site, root, directories
        self.scheme = "default"
        self.asked: list[str] = []

    def answer(self, route: Route) -> None:
        path = re.sub(r"[?#].*", "", route.request.url.removeprefix(HOST.rstrip("/") + self.root))
        self.asked.append(path)
        asset = next((one for one in self.site.assets if one.uri == path), None)
        if asset:
            kinds = {"css": "text/css", "js": "text/javascript", "json": "application/json"}
            route.fulfill(body=asset.content, content_type=kinds[path.rpartition(".")[2]])
            return
        html = self._html(path)
        body = FRAME.format(
            policy=POLICY,
            html=html,
            root=self.root,
            scheme=self.scheme,
            kcna="organizations/kcna/" if self.directories else "organizations/kcna.html",
        )
        route.fulfill(
            status=200 if html else 404, body=body if html else "", content_type="text/html"
        )

    def _html(self, path: str) -> str:
        if path in ("", "index.html"):
            return f"<article>{self.site.hand_written['index.md']}</article>"
        uri = path + "index.md" if path.endswith("/") else path.replace(".html", ".md")
        uris = (uri, f"{path.rstrip('/')}.md")
        page = next((one for one in self.site.pages if one.uri in uris), None)
        return f"<article>{page.html}</article>" if page else ""

    def asked_for_cards(self) -> list[str]:
        return [one.removeprefix(previews.FOLDER) for one in self.asked if previews.FOLDER in one]


@pytest.fixture(scope="module")
def sites(tmp_path_factory: pytest.TempPathFactory) -> dict[bool, Site]:
    """Render the dossier with small shards, addressed with and without directories."""
    dossier = sound(tmp_path_factory.mktemp("greeting"), FILES)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(previews, "AVERAGE", 1500)
        return {one: rendered(dossier, directories=one) for one in (True, False)}


@pytest.fixture
def host(sites: dict[bool, Site]) -> Host:
    return Host(sites[True])


def opened(browser: Browser, host: Host, **options: object) -> Page:
    context = browser.new_context(base_url=HOST, **options)  # type: ignore[arg-type]
    context.route("**/*", host.answer)
    return context.new_page()


@pytest.fixture
def page(browser: Browser, host: Host) -> Iterator[Page]:
    """Open a page; afterwards, nothing may have gone wrong or against the policy."""
    one = opened(browser, host)
    told: list[str] = []
    one.on("console", lambda message: told.append(message.text))
    one.on("pageerror", lambda error: told.append(str(error)))
    yield one
    one.context.close()
    assert told == []


def card(page: Page) -> Locator:
    return page.get_by_role("tooltip")


def link(page: Page, name: str) -> Locator:
    return page.locator("article").get_by_role("link", name=name, exact=True).first


def words(page: Page) -> str:
    expect(card(page)).to_be_visible()
    return " ".join(card(page).inner_text().split())


def settled(page: Page) -> None:
    """Wait for longer than any card takes to come or to go."""
    page.wait_for_timeout(900)


# What it says


@pytest.mark.parametrize(
    ("address", "name", "expected"),
    [
        (
            "claims/",
            PRAISED,
            (
                f"CLAIM {PRAISED} Unverified 2 sources, 1 origin: both cite KCNA; "
                "disputed praised the ‘heroic participation’ of soldiers Putin greets Kim p2"
            ),
        ),
        (
            "",
            "KCNA",
            (
                "ORGANIZATION KCNA Korean Central News Agency The news agency of North Korea "
                "2 mentions"
            ),
        ),
        ("sources/", "Putin greets Kim", "SOURCE Putin greets Kim 2 quotes"),
        (
            "claims/no-soldier-took-part/",
            "Did soldiers take part?",
            "QUESTION Did soldiers take part? 2 claims answer it, side by side.",
        ),
    ],
    ids=["claim", "organization", "source", "question"],
)
def test_a_card_says_what_a_link_leads_to(
    page: Page, address: str, name: str, expected: str
) -> None:
    page.goto(address)
    link(page, name).hover()
    assert words(page) == expected


def test_the_card_of_a_quote_shows_its_words_and_what_they_bear_on(page: Page) -> None:
    page.goto("sources/first/")
    page.locator(".dossier-cite").last.hover()
    assert words(page) == (
        f"DISPUTES {PRAISED} Unverified Some analysts doubt it. "
        "The source reports that some analysts said so."
    )
    assert card(page).locator("[data-stance]").get_attribute("data-stance") == "disputes"


def test_a_quote_is_shown_in_its_language_and_direction_with_its_translation(page: Page) -> None:
    page.goto("questions/did-they-take-part/")
    page.evaluate(
        """() => document.querySelector("article").insertAdjacentHTML(
            "afterbegin", '<a href="../../sources/nahar/#q-soldiers-were-praised--e1">there</a>')"""
    )
    link(page, "there").hover()
    assert "TRANSLATION Putin praised the soldiers رسالة من موسكو p2" in words(page)
    quote = card(page).locator("blockquote")
    assert quote.get_attribute("lang") == "ar"
    assert quote.evaluate("one => getComputedStyle(one).direction") == "rtl"


def test_on_the_page_of_a_quote_the_link_to_its_place_tells_of_the_source(page: Page) -> None:
    page.goto("claims/no-soldier-took-part/")
    page.locator(".dossier-to-source").first.hover()
    assert words(page) == "SOURCE A greeting from Moscow 2 quotes"


def test_the_card_of_a_paragraph_shows_what_is_quoted_from_it(page: Page) -> None:
    page.goto("people/vladimir-putin/")
    page.locator("details.dossier-mentions").evaluate_all(
        "all => all.forEach((one) => (one.open = true))"
    )
    page.locator(".dossier-mentions a[href$='second/#p2']").hover()
    assert words(page) == (
        "SOURCE A greeting from Moscow p2 1 quote Putin praised the “heroic participation” "
        f"{PRAISED} Unverified"
    )


def test_names_in_a_drawing_have_cards_as_well(page: Page) -> None:
    page.goto("network/")
    page.locator("article svg a[data-node='kcna']").hover()
    assert words(page).startswith("ORGANIZATION KCNA")


def test_a_name_is_shown_as_it_is_written_whatever_it_looks_like(page: Page) -> None:
    page.goto("people/")
    link(page, HOSTILE).hover()
    assert words(page) == f"PERSON {HOSTILE} 1 claim"
    assert card(page).locator("img").count() == 0


def test_python_and_the_script_choose_the_same_shard(page: Page) -> None:
    page.goto("")
    keys = [
        f"{name}-{number}--e{number}" for number in range(1, 300) for name in ("a", "жук", "참")
    ]
    sizes = [1, 2, 64, 4096, 1 << 20]
    found = page.evaluate(
        """async ([keys, sizes]) => {
            const { shardOf } = await import("/assets/dossier/preview-cards.js");
            return sizes.map((size) => keys.map((key) => shardOf(key, size)));
        }""",
        [keys, sizes],
    )
    assert found == [[previews.shard_of(key, size) for key in keys] for size in sizes]


# How it comes and goes


def test_a_card_comes_with_the_focus_describes_the_link_and_goes_at_escape(page: Page) -> None:
    page.goto("")
    page.keyboard.press("Tab")
    expect(page.locator("header a")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    kcna = link(page, "KCNA")
    expect(kcna).to_be_focused()
    expect(kcna).to_have_accessible_description(re.compile("The news agency of North Korea"))
    # The link's own name need not be heard again.
    expect(kcna).not_to_have_accessible_description(re.compile("KCNA"))
    page.keyboard.press("Escape")
    expect(card(page)).to_have_count(0)
    expect(kcna).to_be_focused()
    assert kcna.get_attribute("aria-describedby") is None
    settled(page)
    expect(card(page)).to_have_count(0)
    page.keyboard.press("Tab")
    page.keyboard.press("Shift+Tab")
    expect(card(page)).to_be_visible()
    page.keyboard.press("Tab")
    expect(card(page)).to_have_count(0)


def test_the_pointer_can_move_into_the_card_and_the_card_stays(page: Page) -> None:
    page.goto("claims/")
    link(page, PRAISED).hover()
    card(page).hover()
    settled(page)
    expect(card(page)).to_be_visible()
    page.mouse.move(1, 1)
    expect(card(page)).to_have_count(0)


def test_a_card_that_escape_sent_away_comes_when_the_pointer_comes_anew(page: Page) -> None:
    page.goto("claims/")
    told = link(page, PRAISED)
    told.hover()
    expect(card(page)).to_be_visible()
    page.keyboard.press("Escape")
    expect(card(page)).to_have_count(0)
    told.dispatch_event("pointerover", {"pointerType": "mouse"})  # as over a part of the link
    settled(page)
    expect(card(page)).to_have_count(0)
    page.mouse.move(1, 1)
    told.hover()
    expect(card(page)).to_be_visible()


def test_a_pointer_that_passes_by_asks_for_nothing(page: Page, host: Host) -> None:
    page.goto("claims/")
    settled(page)
    # At once: a pointer that a slow machine moves away later has rested there.
    link(page, PRAISED).evaluate(
        """link => {
          const over = (target) => target.dispatchEvent(
            new PointerEvent("pointerover", { bubbles: true, pointerType: "mouse" })
          );
          over(link);
          over(document.body);
        }"""
    )
    settled(page)
    expect(card(page)).to_have_count(0)
    assert host.asked_for_cards() == []


def test_from_one_link_to_the_next_the_card_follows(page: Page) -> None:
    page.goto("claims/")
    link(page, PRAISED).hover()
    expect(card(page)).to_contain_text(PRAISED)
    link(page, "No soldier took part.").hover(force=True)  # a card may lie between them
    page.mouse.move(1, 1)
    expect(card(page)).to_have_count(0)
    link(page, "No soldier took part.").hover()
    expect(card(page)).to_contain_text("No soldier took part.")
    expect(card(page)).to_have_count(1)


def test_a_card_costs_one_small_file_and_the_next_time_none(page: Page, host: Host) -> None:
    page.goto("")
    link(page, "KCNA").hover()
    expect(card(page)).to_be_visible()
    asked = host.asked_for_cards()
    assert asked[0] == "index.json"
    assert len(asked) == 2
    page.mouse.move(1, 1)
    expect(card(page)).to_have_count(0)
    link(page, "KCNA").hover()
    expect(card(page)).to_be_visible()
    assert host.asked_for_cards() == asked


@pytest.mark.parametrize(
    ("address", "selector"),
    [
        ("", "header a"),
        ("", "nav a"),
        ("", "article a[href='claims/']"),
        ("sources/first/", ".dossier-number, .dossier-permalink"),
        ("claims/no-soldier-took-part/", ".dossier-eyebrow a"),
    ],
    ids=["header", "navigation", "an index", "the page one is on", "the kind"],
)
def test_links_around_the_site_and_on_the_page_have_no_card(
    page: Page, address: str, selector: str
) -> None:
    page.goto(address)
    if address == "":
        page.evaluate(
            """() => document.querySelector("article").insertAdjacentHTML(
                "beforeend", '<a href="claims/">All claims</a>')"""
        )
    for one in page.locator(selector).all()[:2]:
        one.hover()
        settled(page)
        expect(card(page)).to_have_count(0)


def test_a_record_that_is_no_more_has_no_card_and_nobody_complains(page: Page) -> None:
    page.goto("")
    page.locator("article").evaluate(
        """one => (one.innerHTML = '<a href="people/constructor/">gone</a> '
            + '<a href="people/%E0%A4%A/">odd</a>')"""
    )
    for name in ("gone", "odd"):
        link(page, name).hover()
        settled(page)
        expect(card(page)).to_have_count(0)


def test_without_its_files_there_is_no_card_and_with_them_again_there_is(
    browser: Browser, host: Host
) -> None:
    page = opened(browser, host)
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto("")
    page.context.route("**/previews/*.json", lambda route: route.abort())
    link(page, "KCNA").hover()
    settled(page)
    expect(card(page)).to_have_count(0)
    page.context.unroute("**/previews/*.json")
    page.mouse.move(1, 1)
    link(page, "KCNA").hover()
    expect(card(page)).to_be_visible()
    page.context.close()
    assert errors == []


def test_a_finger_gets_no_card_and_a_tap_follows_the_link(browser: Browser, host: Host) -> None:
    page = opened(browser, host, has_touch=True, is_mobile=True)
    page.goto("")
    kcna = link(page, "KCNA")
    box = kcna.bounding_box()
    assert box
    session = page.context.new_cdp_session(page)
    point = {"x": box["x"] + 5, "y": box["y"] + 5}
    session.send("Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": [point]})
    settled(page)  # a long press
    expect(card(page)).to_have_count(0)
    session.send("Input.dispatchTouchEvent", {"type": "touchCancel", "touchPoints": []})
    kcna.dispatch_event("pointerover", {"pointerType": "touch"})
    settled(page)
    expect(card(page)).to_have_count(0)
    kcna.tap()
    page.wait_for_url("**/organizations/kcna/")
    settled(page)
    expect(card(page)).to_have_count(0)
    page.context.close()


def test_a_card_goes_when_its_link_is_followed(page: Page) -> None:
    page.goto("claims/")
    link(page, PRAISED).hover()
    expect(card(page)).to_be_visible()
    page.evaluate("document.addEventListener('click', (event) => event.preventDefault())")
    link(page, PRAISED).click()
    expect(card(page)).to_have_count(0)


# Where it stands


@pytest.mark.parametrize("directories", [True, False], ids=["directories", "files"])
@pytest.mark.parametrize("root", ["/", "/greetings/one/"], ids=["at the root", "below a path"])
def test_a_record_is_known_by_its_address_wherever_the_site_stands(
    browser: Browser, sites: dict[bool, Site], root: str, *, directories: bool
) -> None:
    page = opened(browser, Host(sites[directories], root=root, directories=directories))
    page.goto(root)
    link(page, "KCNA").hover()
    assert words(page).startswith("ORGANIZATION KCNA")
    end = "/" if directories else ".html"
    page.goto(f"{root}claims/no-soldier-took-part{end}")
    link(page, PRAISED).hover()
    assert words(page).startswith(f"CLAIM {PRAISED}")
    page.goto(f"{root}sources/second{end}")
    page.locator(".dossier-cite").first.hover()
    assert words(page).startswith(f"SUPPORTS {PRAISED}")
    page.context.close()


@pytest.mark.parametrize("width", [1280, 390])
def test_a_card_stands_within_the_window_and_moves_nothing(page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 500})
    page.goto("claims/")
    wide = "document.documentElement.scrollWidth"
    tall = "document.documentElement.scrollHeight"
    before = page.evaluate(f"[{wide}, {tall}]")
    told = link(page, PRAISED)
    for at in ("start", "end"):
        told.evaluate("(one, at) => one.scrollIntoView({ block: at })", at)
        page.mouse.move(1, 1)
        expect(card(page)).to_have_count(0)
        told.hover()
        expect(card(page)).to_be_visible()
        box, beside = card(page).bounding_box(), told.bounding_box()
        assert box
        assert beside
        assert 0 <= box["x"] <= box["x"] + box["width"] <= width
        assert 0 <= box["y"] <= box["y"] + box["height"] <= 500
    assert page.evaluate(f"[{wide}, {tall}]") == before


def test_a_card_stands_above_its_link_where_there_is_no_room_below(page: Page) -> None:
    page.set_viewport_size({"width": 800, "height": 600})
    page.goto("")
    kcna = link(page, "KCNA")
    for margin, above in (("0", False), ("540px", True)):
        page.locator("article").evaluate("(one, top) => (one.style.marginTop = top)", margin)
        kcna.evaluate("one => (document.documentElement.style.overflow = 'hidden')")
        page.mouse.move(799, 1)
        expect(card(page)).to_have_count(0)
        kcna.hover()
        expect(card(page)).to_be_visible()
        box, beside = card(page).bounding_box(), kcna.bounding_box()
        assert box
        assert beside
        assert (box["y"] < beside["y"]) == above
        assert box["y"] >= beside["y"] + beside["height"] or box["y"] + box["height"] <= beside["y"]


def test_a_card_moves_only_for_who_likes_motion(browser: Browser, host: Host) -> None:
    names = []
    for motion in ("no-preference", "reduce"):
        page = opened(browser, host, reduced_motion=motion)
        page.goto("")
        link(page, "KCNA").hover()
        expect(card(page)).to_be_visible()
        names.append(card(page).evaluate("one => getComputedStyle(one).animationName"))
        page.context.close()
    assert names == ["dossier-preview-comes", "none"]


@pytest.mark.parametrize("scheme", ["default", "slate"])
def test_a_card_is_accessible(page: Page, host: Host, scheme: str) -> None:
    host.scheme = scheme
    page.emulate_media(reduced_motion="reduce")
    page.goto("sources/first/")
    page.locator(".dossier-cite").last.hover()
    expect(card(page)).to_be_visible()
    assert broken(page, "[role=tooltip]") == []


def test_without_scripts_links_lead_where_they_lead(browser: Browser, host: Host) -> None:
    page = opened(browser, host, java_script_enabled=False)
    page.goto("")
    link(page, "KCNA").hover()
    expect(card(page)).to_have_count(0)
    link(page, "KCNA").click()
    page.wait_for_url("**/organizations/kcna/")
    page.context.close()


def test_marked_words_have_a_card_where_no_note_on_them_is_to_be_seen(
    browser: Browser, example_address: str
) -> None:
    page = browser.new_page(base_url=example_address)
    page.goto("sources/000_c4e2133f88a230e1/")

    def point_at(*, noted: bool) -> str:
        """Point at words all of whose notes are to be seen, or none; return their first key."""
        key, x, y = page.evaluate(
            """(noted) => {
              const fits = (key) => key.startsWith("q-") && document
                .querySelector(`.dossier-margin-note[data-quote="${key}"]`)
                .checkVisibility() === noted;
              const mark = [...document.querySelectorAll("mark[data-quotes]")]
                .find((one) => one.dataset.quotes.split(" ").every(fits));
              mark.scrollIntoView({ block: "center", behavior: "instant" });
              const { left, top, height } = mark.getClientRects()[0];
              return [mark.dataset.quotes.split(" ")[0], left + 4, top + height / 2];
            }""",
            noted,
        )
        page.mouse.move(x, y)
        return str(key)

    number = page.locator(f'a.dossier-cite[data-quote="{point_at(noted=False)}"]')
    claim = (number.get_attribute("aria-label") or "").partition(": ")[2]
    expect(card(page)).to_contain_text(claim)
    page.mouse.move(2, 2)
    expect(card(page)).to_have_count(0)
    note = page.locator(f'.dossier-margin-note[data-quote="{point_at(noted=True)}"]')
    expect(note).to_have_class(re.compile("is-lit"))
    page.wait_for_timeout(700)  # longer than a card takes to come
    expect(card(page)).to_have_count(0)
    page.close()
