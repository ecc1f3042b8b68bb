"""The page of changes and the feed: what they say, how much of it, and what they do not tell."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest
from dossiers import GREETING, rendered, sound
from html_pages import PageContent, parse
from repositories import ADDRESS, EDITOR, commit, git, start

from dossier import dates
from dossier.exports.feed_xml import render
from dossier.history import Added, Assessed, Day, History, Removed
from dossier.kinds.claims import Assessment
from dossier.outputs import FEED
from dossier.pages import Press
from dossier.pages.overviews.changes import OVERVIEW
from dossier.site import Addresses

if TYPE_CHECKING:
    from pathlib import Path

    from dossier.tables import Dossier

ATOM = {"a": "http://www.w3.org/2005/Atom"}
SITE = "https://example.org/greeting/"
ADDRESSES = Addresses(site_url=SITE)
PRAISED, NONE = "putin-praised-soldiers", "no-soldier-took-part"
EDITED = datetime.fromisoformat("2026-03-07T10:30:00Z")
AT = int(EDITED.timestamp())
WHY = "One word against another: see [[kcna]] and [[vladimir-putin|the president]]."


def day(on: str, *what: Assessed | Added | Removed) -> Day:
    return Day(
        on=dates.parse(on),
        assessed=tuple(one for one in what if isinstance(one, Assessed)),
        added=tuple(one for one in what if isinstance(one, Added)),
        removed=tuple(one for one in what if isinstance(one, Removed)),
    )


def judged(
    status: str = "disputed",
    *,
    claim: str = PRAISED,
    before: str = "",
    why: str = WHY,
    on: str = "",
) -> Assessed:
    entry = Assessment(status=status, rationale=why, on=on or None, by="A. Reader")
    return Assessed(claim, status, before, entry, AT)


def changed(root: Path, *days: Day, committed: bool = True, since: str = "") -> Dossier:
    """Return a sound dossier with a history of our making."""
    history = History(days, committed, dates.parse(since) if since else None)
    return replace(sound(root), history=history)


def shown(dossier: Dossier) -> PageContent:
    return parse(Press(dossier, ADDRESSES, sizes={FEED: 1}).overview(OVERVIEW).html)


def feed(dossier: Dossier, addresses: Addresses = ADDRESSES) -> ET.Element:
    return ET.fromstring(render(dossier, addresses))  # noqa: S314 - our own


def texts(root: ET.Element, path: str) -> list[str]:
    return [one.text or "" for one in root.iterfind(path, ATOM)]


# The page -------------------------------------------------------------------------------------


def test_days_follow_with_what_was_assessed_added_and_removed(tmp_path: Path) -> None:
    page = shown(
        changed(
            tmp_path,
            day("2026-03-07", judged(before="corroborated"), Removed("people", 2, AT)),
            day("2026-03-01", Added("claims", (NONE, PRAISED), AT)),
        )
    )
    assert [one.words for one in page.all("h2")] == ["7 March 2026", "1 March 2026"]
    assert [one.words.strip() for one in page.all("h3")] == ["Assessed 1", "Claims: 2 added"]
    assert "People: 2 removed" in page.words
    facts = page.all("p", class_="dossier-claim-facts")[0].words
    assert " ".join(facts.split()) == "Corroborated → is now Disputed A. Reader"
    assert f"../claims/{PRAISED}/" in page.links
    why = page.all("div", class_="dossier-why")[0]
    assert why.words == "One word against another: see KCNA and the president."
    assert "../organizations/kcna/" in page.links


def test_an_assessment_says_its_own_date_where_it_came_later(tmp_path: Path) -> None:
    page = shown(
        changed(tmp_path, day("2026-03-07", judged(on="2026-03-05"), judged(on="2026-03-07")))
    )
    facts = [" ".join(one.words.split()) for one in page.all("p", class_="dossier-claim-facts")]
    assert facts == ["Disputed dated 5 March 2026 A. Reader", "Disputed A. Reader"]


def test_a_long_rationale_is_shortened_without_breaking_its_markup(tmp_path: Path) -> None:
    why = f"**{'Word against word. ' * 60}** [[kcna]]"
    page = shown(changed(tmp_path, day("2026-03-07", judged(why=why))))
    told = page.all("div", class_="dossier-why")[0].words
    assert told.startswith("Word against word.")
    assert told.endswith("…")
    assert len(told) < 300


@pytest.mark.parametrize("number", [1, 8, 9, 60, 61, 10_000])
def test_what_was_added_at_once_is_told_in_a_bounded_list(tmp_path: Path, number: int) -> None:
    names = (PRAISED, NONE) * number
    page = shown(changed(tmp_path, day("2026-03-07", Added("claims", names[:number], AT))))
    assert f"Claims: {number:,} added" in page.words
    listed = [one for one in page.links if one.startswith("../claims/") and one != "../claims/"]
    assert len(listed) == min(number, 60)
    folded = [one.words for one in page.all("summary")]
    assert folded == ([f"{min(number, 60) - 8} more"] if number > 8 else [])
    left = f"and {number - 60:,} more"
    assert (left in page.words) is (number > 60)
    assert ("../claims/" in page.links) is (number > 60)


def test_earlier_days_are_folded_by_year_and_those_past_the_bound_are_counted(
    tmp_path: Path,
) -> None:
    names = (PRAISED, NONE) * 20
    days = [
        day(f"{year}-{month:02}-{date:02}", Added("claims", names, AT))
        for year in (2026, 2025)
        for month in (3, 2)
        for date in (7, 6, 5, 4)
    ]
    page = shown(changed(tmp_path, *days))
    assert len(page.all("h2")) == 15  # 600 names
    years = [one.words for one in page.all("summary") if one.words.startswith("Earlier")]
    assert years == ["Earlier, 2025: 3 days"]
    assert "1 earlier day is not listed." in page.words
    assert len(page.ids) == len(set(page.ids))


def test_days_of_any_date_have_a_place_of_their_own(tmp_path: Path) -> None:
    days = [day(on, judged()) for on in ("2026-03-07", "2026-03-07~", "2026-03-07?", "2026-03/..")]
    page = shown(changed(tmp_path, *days))
    places = [one.attributes["id"] for one in page.all("h2")]
    assert len(set(places)) == 4
    assert all(re.fullmatch(r"[\w-]+", one) for one in places)


def test_a_page_without_changes_says_what_would_appear(tmp_path: Path) -> None:
    page = shown(changed(tmp_path, committed=False))
    assert "No change is known yet. What is committed appears here" in page.words
    assert "made without a git history" in page.words


def test_a_history_that_does_not_reach_back_says_so(tmp_path: Path) -> None:
    page = shown(changed(tmp_path, day("2026-03-07", judged()), since="2026-03-01"))
    assert "The history was read back to 1 March 2026" in page.words


def test_titles_and_rationales_are_words_and_nothing_else(tmp_path: Path) -> None:
    claim = "annotations/claims/no-soldier-took-part.yml"
    hostile = "<img src=x onerror=alert(1)>"
    text = GREETING[claim].replace("No soldier took part.\n", f"No {hostile} took part.\n", 1)
    dossier = sound(tmp_path, {**GREETING, claim: text})
    entry = judged(claim=NONE, why=f"Because {hostile}.")
    dossier = replace(dossier, history=History((day("2026-03-07", entry),), committed=True))
    page = shown(dossier)
    assert not page.all("img")
    assert hostile in page.words
    content = texts(feed(dossier), "a:entry/a:content")[0]
    assert "<img" not in content
    assert "&lt;img" in content
    assert texts(feed(dossier), "a:entry/a:title") == [f"Disputed: No {hostile} took part."]


# The feed -------------------------------------------------------------------------------------


def test_the_feed_has_what_rfc_4287_asks_for(tmp_path: Path) -> None:
    root = feed(
        changed(
            tmp_path,
            day("2026-03-07", judged(before="corroborated"), Removed("people", 1, AT - 60)),
            day("2026-03-01", Added("claims", (NONE, PRAISED), AT - 500_000)),
        )
    )
    for parent in (root, *root.iterfind("a:entry", ATOM)):
        for name in ("id", "title", "updated"):
            assert len(parent.findall(f"a:{name}", ATOM)) == 1
        (alternate,) = parent.findall("a:link[@rel='alternate']", ATOM)
        assert alternate.attrib["href"].startswith(SITE)
        (updated,) = texts(parent, "a:updated")
        assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", updated)
    assert texts(root, "a:author/a:name") == ["One greeting"]
    assert texts(root, "a:updated") == ["2026-03-07T10:30:00Z"]
    (self_link,) = root.findall("a:link[@rel='self']", ATOM)
    assert self_link.attrib["href"] == f"{SITE}feed.xml"
    ids = [*texts(root, "a:id"), *texts(root, "a:entry/a:id")]
    assert len(ids) == len(set(ids)) == 4
    assert all(one.startswith(SITE) for one in ids)


def test_an_entry_tells_the_change_its_reasons_and_where_to_read_on(tmp_path: Path) -> None:
    root = feed(
        changed(
            tmp_path,
            day("2026-03-07", judged(before="corroborated", why=f"*{WHY}*\n\nAnd `so` on.")),
            day("2026-03-01", Added("claims", (NONE, PRAISED), AT - 500_000)),
        )
    )
    assert texts(root, "a:entry/a:title") == [
        "Disputed: Putin praised the heroic participation of soldiers.",
        "Claims: 2 added",
    ]
    assessed, added = texts(root, "a:entry/a:content")
    assert assessed == (
        "<p>Now “Disputed”, before “Corroborated”.</p>"
        "<p>One word against another: see KCNA and the president.</p><p>And so on.</p>"
    )
    assert f'<a href="{SITE}claims/{NONE}/">No soldier took part.</a>' in added


def test_many_assessments_of_a_day_are_one_entry_and_the_feed_has_an_end(tmp_path: Path) -> None:
    many = [judged(claim=name) for name in (PRAISED, NONE) * 300]
    root = feed(changed(tmp_path, day("2026-03-07", *many)))
    assert texts(root, "a:entry/a:title") == ["600 claims assessed anew"]
    assert texts(root, "a:entry/a:content")[0].count("<li>") == 51
    days = [
        day(f"2025-{month:02}-{date:02}", judged()) for month in (3, 2, 1) for date in range(1, 25)
    ]
    assert len(feed(changed(tmp_path, *days)).findall("a:entry", ATOM)) == 50


def test_signs_that_xml_forbids_are_replaced(tmp_path: Path) -> None:
    files = {**GREETING, "seeds/bell.txt": "Bell\x07, \ufffe and \x1b[0m\n\nA text.\n"}
    added = day("2026-03-07", Added("sources", ("bell",), AT))
    root = feed(replace(sound(tmp_path, files), history=History((added,), committed=True)))
    assert "Bell\ufffd, \ufffd and \ufffd[0m" in texts(root, "a:entry/a:content")[0]


@pytest.mark.parametrize("at", [-(10**11), 10**12])
def test_times_outside_of_the_calendar_still_make_a_feed(tmp_path: Path, at: int) -> None:
    root = feed(changed(tmp_path, day("2026-03-07", Added("claims", (NONE,), at))))
    assert re.fullmatch(r"\d{4}-12-31T00:00:00Z", texts(root, "a:updated")[0])


def test_without_an_address_or_a_change_there_is_no_feed(tmp_path: Path) -> None:
    dossier = changed(tmp_path, day("2026-03-07", judged()))
    assert not render(dossier, Addresses())
    assert not render(replace(dossier, history=History()), ADDRESSES)
    page = parse(
        Press(dossier, ADDRESSES, sizes={"exports/dossier.json": 1}).overview(OVERVIEW).html
    )
    assert not [one for one in page.links if one.endswith(FEED)]


# A whole site ---------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def committed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make a dossier with some commits."""
    root = start(tmp_path_factory.mktemp("newsroom") / "greeting")
    home = {"docs/index.md": "# Home\n\n<!-- dossier:latest -->\n"}
    commit(root, "2026-03-01", {**GREETING, **home})
    commit(root, "2026-03-02T08:15:00Z", {"annotations/topics/convoys.yml": "name: Convoys\n"})
    victim = {"annotations/people/victim.yml": "name: Vera Victim\n"}
    commit(root, "2026-03-03", victim)
    commit(root, "2026-03-04", removed=[*victim])
    return root


def test_the_site_has_the_page_and_the_feed_and_links_them(committed: Path) -> None:
    site = rendered(sound(committed, {}))
    (asset,) = [one for one in site.assets if one.uri == FEED]
    root = ET.fromstring(asset.content)  # noqa: S314 - our own
    assert texts(root, "a:entry/a:title")[:2] == ["People: 1 removed", "Topics: 1 added"]
    assert texts(root, "a:entry/a:updated")[1] == "2026-03-02T08:15:00Z"
    (page,) = [one for one in site.pages if one.uri == "changes/index.md"]
    content = parse(page.html)
    assert "../feed.xml" in content.links
    assert "feed.xml" in parse(site.hand_written["index.md"].partition("\n\n")[2]).links
    uris = {ADDRESSES.absolute(one.uri) for one in site.pages}
    links = [one.attrib["href"] for one in root.iterfind("a:entry/a:link", ATOM)]
    assert {link.partition("#")[0] for link in links} <= uris
    fragments = {link.partition("#")[2] for link in links if "/changes/#" in link}
    assert fragments <= set(content.ids)


def test_nobody_who_committed_and_nothing_that_was_taken_out_is_named(committed: Path) -> None:
    site = rendered(sound(committed, {}))
    published = [
        *(one.html for one in site.pages),
        *(one.content.decode("utf-8", "replace") for one in site.assets),
        *site.hand_written.values(),
    ]
    for told in (EDITOR, ADDRESS, ADDRESS.partition("@")[0] + "@", "Vera", "Victim", "victim"):
        assert not [one for one in published if told in one]


def test_the_same_commit_makes_the_same_bytes(committed: Path, tmp_path: Path) -> None:
    git(tmp_path, "clone", "--quiet", str(committed), "clone")
    one, other = (rendered(sound(root, {})) for root in (committed, tmp_path / "clone"))
    assert one == other
