"""The blocks of a home page: what each shows first, how much of it, and what if there is none."""

from __future__ import annotations

from textwrap import dedent
from typing import TYPE_CHECKING

import pytest
from dossiers import GREETING, rendered, sound
from html_pages import Element, PageContent, parse
from repositories import commit, start

if TYPE_CHECKING:
    from pathlib import Path


def paper(name: str) -> dict[str, str]:
    """Return a paper that shares no words with the others."""
    words = {
        "courier": "Eight lorries went over the weir before noon.",
        "gazette": "Before midday our reporter counted several heavy vehicles at the weir.",
        "herald": "A convoy was on its way across the river, residents told us.",
        "post": "Nobody slept: engines all morning, and then the road lay empty.",
        "times": "What passed the weir was no convoy, the mayor insists.",
    }
    return {f"seeds/{name}.txt": f"{name.capitalize()}\n\n{words[name]}\n"}


QUOTES = {
    "courier": "Eight lorries went over the weir",
    "gazette": "our reporter counted several heavy vehicles",
    "herald": "A convoy was on its way",
    "post": "engines all morning",
    "times": "was no convoy",
}
PAPERS = [*QUOTES]
MINISTRY = {"annotations/organizations/ministry.yml": "name: Ministry\n"}


def quoted(source: str, *voices: str, stance: str = "supports") -> str:
    """Return a piece of evidence: words of a paper, on the word of somebody."""
    return (
        f"  - {{source: {source}, quote: {QUOTES[source]}, stance: {stance}, "
        f"attribution: [{', '.join(voices)}]}}\n"
    )


def claim(name: str, *evidence: str, more: str = "") -> dict[str, str]:
    """Return a claim with some evidence."""
    statement = f"statement: {name.replace('-', ' ').capitalize()}.\n"
    return {
        f"annotations/claims/{name}.yml": f"{statement}{more}evidence:\n{''.join(evidence)}",
    }


def home_files(block: str) -> dict[str, str]:
    """Return the papers, and a page for a block."""
    every = {
        "mkdocs.yml": "site_name: Convoy\n",
        "dossier.yml": "checks: {status-not-borne: off}\n",
        "docs/index.md": f"<!-- dossier:{block} -->\n",
    }
    for name in PAPERS:
        every |= paper(name)
    return every


def home(folder: Path, block: str, *files: dict[str, str]) -> PageContent:
    """Return a home page that holds nothing but a block."""
    every = home_files(block)
    for one in files:
        every |= one
    return parse(rendered(sound(folder, every)).hand_written["index.md"])


def statements(page: PageContent) -> list[str]:
    return [one.words.strip() for one in page.all("p", class_="dossier-claim-words")]


def facts(page: PageContent) -> list[str]:
    return [
        " ".join(one.words.split()).partition(" ")[2]
        for one in page.all("p", class_="dossier-claim-facts")
    ]


def foot(page: PageContent) -> Element:
    return page.all("p", class_="dossier-all")[0]


# Disputed -------------------------------------------------------------------------------------


def test_what_most_origins_speak_against_is_disputed_first(tmp_path: Path) -> None:
    page = home(
        tmp_path,
        "disputed",
        claim("contradicted-twice", quoted("courier"), more="contradicts: [one-rival, other]\n"),
        claim("one-rival", quoted("gazette")),
        claim("other", quoted("herald")),
        claim(
            "denied-by-one-agency-in-two-papers",
            quoted("courier"),
            quoted("times", "ministry", stance="disputes"),
            quoted("post", "ministry", stance="disputes"),
        ),
        claim(
            "denied-by-two",
            quoted("courier"),
            quoted("times", stance="disputes"),
            quoted("post", stance="disputes"),
        ),
        claim("only-discussed", quoted("courier"), quoted("post", stance="discusses")),
        MINISTRY,
    )
    assert statements(page) == [
        "Denied by two.",
        "Denied by one agency in two papers.",
        "Contradicted twice.",
        "One rival.",
        "Other.",
    ]
    assert facts(page)[:3] == [
        "2 origins against 1 source, 1 origin; disputed",
        "1 origin against 1 source, 1 origin; disputed",
        "contradicted by 2 claims 1 source, 1 origin",
    ]


def test_disputes_lead_to_the_contradictions_and_to_all_claims(tmp_path: Path) -> None:
    page = home(
        tmp_path,
        "disputed",
        claim("it-passed", quoted("courier"), more="contradicts: [it-stayed]\n"),
        claim("it-stayed", quoted("times")),
        claim("nobody-slept", quoted("post")),
    )
    assert foot(page).words.strip() == "1 contradiction, side by side All 3 claims"
    assert page.links[-2:] == ["contradictions/", "claims/"]


# Supported ------------------------------------------------------------------------------------


def test_what_most_independent_sources_carry_is_supported_best(tmp_path: Path) -> None:
    page = home(
        tmp_path,
        "supported",
        claim("three-of-one-agency", *(quoted(one, "ministry") for one in PAPERS[:3])),
        claim("three-on-their-own", *(quoted(one) for one in PAPERS[:3])),
        claim("two-on-their-own", *(quoted(one) for one in PAPERS[:2])),
        claim(
            "two-and-a-third-with-the-ministry",
            quoted("courier", "ministry"),
            quoted("gazette", "ministry"),
            quoted("herald"),
        ),
        claim("one", quoted("post")),
        MINISTRY,
    )
    assert statements(page) == [
        "Three on their own.",
        "Two and a third with the ministry.",
        "Two on their own.",
    ]
    assert len(page.all("i")) == 3 + 3 + 2
    assert len(page.all("i", class_="is-independent")) == 3 + 2 + 2
    assert foot(page).words.strip() == "All 5 claims"


# Least independent ----------------------------------------------------------------------------


def test_the_widest_gap_between_sources_and_independent_ones_comes_first(tmp_path: Path) -> None:
    page = home(
        tmp_path,
        "least-independent",
        claim("a-pair", *(quoted(one, "ministry") for one in PAPERS[:2])),
        claim("five-of-one-agency", *(quoted(one, "ministry") for one in PAPERS)),
        claim("on-their-own", *(quoted(one) for one in PAPERS)),
        claim(
            "four-and-one",
            *(quoted(one, "ministry") for one in PAPERS[:4]),
            quoted("times"),
        ),
        MINISTRY,
    )
    assert statements(page) == ["Five of one agency.", "Four and one.", "A pair."]
    assert facts(page) == [
        "5 sources, 1 origin: all cite Ministry",
        "5 sources, 2 origins",
        "2 sources, 1 origin: both cite Ministry",
    ]


def test_a_ranking_shows_three_unfolds_to_six_and_says_how_many_there_are(tmp_path: Path) -> None:
    pair = [quoted(one, "ministry") for one in PAPERS[:2]]
    pairs = [claim(f"pair-{number}", *pair) for number in range(7)]
    page = home(tmp_path, "least-independent", *pairs, MINISTRY)
    assert statements(page) == [f"Pair {number}." for number in range(6)]
    folded = page.all("details")[0].words
    assert [number for number in range(6) if f"Pair {number}." in folded] == [3, 4, 5]
    assert page.all("summary")[0].words == "3 more"
    assert foot(page).words.strip() == "The first 6 of 7. All 7 claims"


# Latest ---------------------------------------------------------------------------------------


def assessed(
    name: str, *assessments: tuple[str, str, str], source: str = "courier"
) -> dict[str, str]:
    """Return a claim with assessments: status, date, editor."""
    told = "".join(
        f"  - {{status: {status}, rationale: Read and weighed., on: {on}, by: {by}}}\n"
        for status, on, by in assessments
    )
    return claim(name, quoted(source), more=f"assessment:\n{told}")


def test_the_latest_changes_stand_together_by_day(tmp_path: Path) -> None:
    page = home(
        tmp_path,
        "latest",
        assessed("old", ("disputed", "2026-02-01", "A. Reader")),
        assessed("new", ("disputed", "2026-03-04", "A. Reader")),
        assessed("new-too", ("uncheckable", "2026-03-04", "A. Reader")),
        claim("nobody-has-looked", quoted("post")),
        claim("undated", quoted("post"), more="assessment: {status: unverified}\n"),
    )
    days = page.all("a", class_="dossier-when")
    assert [one.words for one in days] == ["4 March 2026", "1 February 2026"]
    assert days[0].attributes["href"] == "changes/#day-2026-03-04"
    assert statements(page) == ["New.", "New too.", "Old."]
    statuses = [one.words for one in page.all("span", class_="dossier-status")]
    assert statuses == ["Disputed", "Uncheckable", "Disputed"]


def test_a_changed_status_says_from_what_and_comes_first_on_its_day(tmp_path: Path) -> None:
    page = home(
        tmp_path,
        "latest",
        assessed("a-first-look", ("disputed", "2026-03-04", "A. Reader")),
        assessed(
            "turned",
            ("disputed", "2026-03-04", "A. Reader"),
            ("unverified", "2026-01-01", "A. Reader"),
        ),
        assessed(
            "unmoved",
            ("disputed", "2026-03-01", "A. Reader"),
            ("disputed", "2026-03-03", "A. Reader"),
        ),
    )
    assert statements(page)[:3] == ["Turned.", "A first look.", "Unmoved."]
    told = [" ".join(one.words.split()) for one in page.all("p", class_="dossier-claim-facts")]
    assert told[:3] == ["Unverified → is now Disputed", "Disputed", "Disputed"]


def test_three_days_are_shown_with_three_claims_each_and_lead_to_the_others(
    tmp_path: Path,
) -> None:
    claims = [
        assessed(f"claim-{day}-{number}", ("disputed", f"2026-03-0{day}", "A. Reader"))
        for day in (1, 2, 3, 4)
        for number in range(4)
    ]
    page = home(tmp_path, "latest", *claims)
    assert statements(page) == [f"Claim {day} {n}." for day in (4, 3, 2) for n in range(3)]
    more = [one for one in page.all("a") if one.words == "and 1 more"]
    assert [one.attributes["href"] for one in more] == [
        f"changes/#day-2026-03-0{day}" for day in (4, 3, 2)
    ]
    assert foot(page).words.strip() == "All changes Every claim with its status"
    assert page.links[-2:] == ["changes/", "claims/"]


def test_records_of_a_day_are_named_if_few_and_counted_if_many(tmp_path: Path) -> None:
    start(tmp_path)
    commit(tmp_path, "2026-03-01", home_files("latest") | claim("it-passed", quoted("courier")))
    commit(tmp_path, "2026-03-02", {"annotations/topics/weir.yml": "name: The weir\n"})
    ministries = {f"annotations/topics/m-{n}.yml": f"name: Ministry {n}\n" for n in range(7)}
    commit(tmp_path, "2026-03-03", ministries)
    page = home(tmp_path, "latest", claim("it-passed", quoted("courier")))
    told = [" ".join(one.words.split()) for one in page.all("li")]
    assert told[:2] == ["Topics: 7 added", "Topics: 1 added The weir"]


# Nothing to show ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("block", "sentence"),
    [
        ("disputed", "No evidence speaks against any claim"),
        ("supported", "No claim is carried by two sources that are independent"),
        ("least-independent", "No two sources that carry the same claim are known to depend"),
        ("latest", "No change is known yet."),
    ],
)
def test_a_block_with_nothing_to_show_says_so(tmp_path: Path, block: str, sentence: str) -> None:
    page = home(tmp_path, block, claim("it-passed", quoted("courier")))
    assert sentence in page.all("p", class_="dossier-empty")[0].words
    assert not statements(page)


@pytest.mark.parametrize("block", ["disputed", "supported", "least-independent"])
def test_a_ranking_without_claims_claims_nothing_about_them(tmp_path: Path, block: str) -> None:
    assert home(tmp_path, block).words == "No claims yet."


# Ways in --------------------------------------------------------------------------------------


def ways(page: PageContent) -> dict[str, list[str]]:
    """Return by way in where it leads."""
    found = {}
    for one in page.all("li"):
        if "data-way" in one.attributes:
            found[one.attributes["data-way"]] = one.words.split("  ")
    return found


def test_three_ways_lead_to_the_story_the_names_and_the_sources(tmp_path: Path) -> None:
    files = {**GREETING, "docs/index.md": "<!-- dossier:ways -->\n"}
    page = parse(rendered(sound(tmp_path, files)).hand_written["index.md"])
    assert [*ways(page)] == ["story", "names", "sources"]
    began = [one.words for one in page.all("a", class_="dossier-ref")]
    assert began == [
        "Did soldiers take part?",
        "Vladimir Putin",
        "KCNA",
        "Putin greets Kim",
        "A greeting from Moscow",
    ]
    for uri in (
        "questions/",
        "claims/",
        "contradictions/",
        "people/",
        "organizations/",
        "sources/",
    ):
        assert uri in page.links
    assert "places/" not in page.links, "there are none"
    assert "timeline/" not in page.links, "nothing has a date"


def test_a_way_that_leads_nowhere_is_left_out(tmp_path: Path) -> None:
    page = home(tmp_path, "ways")
    assert [*ways(page)] == ["sources"]
    assert [link for link in page.links if link.startswith("map")] == []


def test_a_way_begins_with_the_most_mentioned_of_each_kind_in_turn(tmp_path: Path) -> None:
    files = {
        "mkdocs.yml": "site_name: Weir\n",
        "docs/index.md": "<!-- dossier:ways -->\n",
        "seeds/report.txt": "Weir\n\nAda, Ada and Ada met Ben and Ben at Marrow. Then Cyd left.\n",
        "annotations/people.yml": dedent("""\
            ada: {name: Ada}
            ben: {name: Ben}
            cyd: {name: Cyd}
            dan: {name: Dan}
            """),
        "annotations/places/marrow.yml": "name: Marrow\n",
    }
    page = parse(rendered(sound(tmp_path, files)).hand_written["index.md"])
    began = [one.words for one in page.all("a", class_="dossier-ref")]
    assert began == ["Ada", "Marrow", "Ben", "Cyd", "Weir"]


def test_an_empty_dossier_says_that_it_is(tmp_path: Path) -> None:
    files = {"mkdocs.yml": "site_name: Empty\n", "docs/index.md": "<!-- dossier:ways -->\n"}
    (tmp_path / "seeds").mkdir()
    (tmp_path / "annotations").mkdir()
    page = parse(rendered(sound(tmp_path, files)).hand_written["index.md"])
    assert page.words == "This dossier is empty so far."
