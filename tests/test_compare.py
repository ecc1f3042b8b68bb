"""Pages that lay sources side by side, and what other pages say of shared text."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from dossiers import GREETING, rendered, sound
from html_pages import PageContent, parse

if TYPE_CHECKING:
    from pathlib import Path

    from dossier.site import Site

REPORT = (
    "The convoy of nine lorries left the harbour before dawn, the port master said, and was "
    "stopped at the second checkpoint because two of the drivers had no papers."
)
OTHER = (
    "A second ship was expected in the evening, but its captain had turned back when he heard of "
    "the barrier, and nobody at the pier would say where it was going instead."
)
WEATHER = (
    "In the afternoon the wind turned to the west, fishermen mended their nets on the quay, and "
    "the ferry to the islands was late by half an hour, as it is on most days in autumn."
)
CROWD = (
    "Some forty people had come to the gate with bread and tea, among them a teacher with her "
    "whole class, and they sang until somebody inside switched off every lamp in the yard."
)
HARBOUR = {
    "mkdocs.yml": "site_name: Harbour\nsite_url: https://example.org/harbour/\n",
    "seeds/courier.txt": f"Harbour closed\n\nRain fell. {REPORT}\n\n{WEATHER}\n\n{OTHER}\n\n"
    "More tomorrow.\n",
    "seeds/gazette.txt": "The convoy\n\nOur reporter was there. "
    f"{REPORT.replace('nine', 'eleven').replace('had no papers', 'had some papers')}\n\n"
    f"{CROWD}\n\n{OTHER.replace('captain', 'master')}\n",
    "seeds/herald.txt": "Bread\n\nThe price of bread went up again, bakers in Mill Lane said.\n",
    "annotations/organizations/courier-press.yml": "name: Courier Press\n",
    "annotations/claims/convoy-stopped.yml": """\
        statement: A convoy was stopped.
        evidence:
          - source: courier
            quote: was stopped at the second checkpoint
            note: Who wrote it first is not known.
          - source: gazette
            quote: was stopped at the second checkpoint
        """,
    "annotations/claims/ship-turned-back.yml": """\
        statement: A ship turned back.
        evidence:
          - source: courier
            quote: its captain had turned back
        """,
}
PAIR = "compare/courier--gazette.md"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    return rendered(sound(tmp_path_factory.mktemp("harbour"), HARBOUR))


def page(site: Site, uri: str) -> PageContent:
    return parse(next(one.html for one in site.pages if one.uri == uri))


def rows(content: PageContent) -> list[str]:
    return [" ".join(one.words.split()) for one in content.all("section", class_="is-shared")]


# Two sources ----------------------------------------------------------------------------------


def test_every_pair_that_shares_text_has_a_page_and_no_other(site: Site) -> None:
    pairs = [one.uri for one in site.pages if one.uri.startswith("compare/")]
    assert pairs == ["compare/index.md", PAIR]


def test_shared_passages_stand_side_by_side_in_the_order_of_both_texts(site: Site) -> None:
    first, second = rows(page(site, PAIR))
    assert first.count("convoy of") == 2
    assert second.count("turned back when he heard") == 2


def test_words_that_differ_are_marked_and_those_that_may_turn_the_meaning_named(
    site: Site,
) -> None:
    content = page(site, PAIR)
    differing = [(one.words, one.attributes.get("data-marks")) for one in content.all("b")]
    assert ("nine", "number") in differing
    assert ("eleven", "number") in differing
    assert ("no", "negation") in differing
    assert ("captain", None) in differing
    first, second = rows(content)
    assert "Mind the difference: a number differs, a negation differs." in first
    assert "Mind the difference" not in second


def test_what_only_one_source_has_stands_between_on_its_own_side(site: Site) -> None:
    alone = [" ".join(one.words.split()) for one in page(site, PAIR).all("div", class_="is-alone")]
    assert alone == [
        "A p1 Harbour closedRain fell",
        "B p1 The convoyOur reporter was there",
        f"A p3 {WEATHER[:-1]}",
        f"B p3 {CROWD[:-1]}",
        "A p5 More tomorrow",
        "",
    ]


def test_a_passage_leads_to_its_paragraphs_and_names_the_claims_that_rest_on_it(
    site: Site,
) -> None:
    content = page(site, PAIR)
    assert {"../../sources/courier/#p2", "../../sources/gazette/#p4"} <= set(content.links)
    first, second = rows(content)
    assert "1 claim rests on these words" in first
    assert "A convoy was stopped." in first
    assert "cited from both" in first
    assert "cited from the first" in second


def test_claims_of_both_sources_are_listed_and_the_others_counted(site: Site) -> None:
    words = page(site, PAIR).words
    both = words[words.index("Claims cited from both") :]
    assert both.startswith("Claims cited from both 1 A convoy was stopped.")
    assert "1 more claim is cited from A only; 0 from B only." in both


def test_passages_that_changed_places_are_shown_apart(tmp_path: Path) -> None:
    files = {
        **HARBOUR,
        "seeds/gazette.txt": f"{OTHER}\n\nNobody was hurt at the pier on that day.\n\n{REPORT}\n",
    }
    content = page(rendered(sound(tmp_path, files)), PAIR)
    assert len(rows(content)) == 2
    assert "moved" in content.ids
    assert {"s1", "m1"} <= set(content.ids)


def test_long_text_that_only_one_source_has_is_folded_and_its_middle_left_out(
    tmp_path: Path,
) -> None:
    long = "\n\n".join(f"Paragraph {number} is about the weather." for number in range(900))
    files = {**HARBOUR, "seeds/courier.txt": f"{REPORT}\n\n{long}\n"}
    content = page(rendered(sound(tmp_path, {**files, **_only_convoy()})), PAIR)
    (folded,) = [one for one in content.all("details") if "Paragraph 0" in one.words]
    assert "5,400 words only here" in " ".join(folded.words.split())
    assert "Paragraph 899" in folded.words
    assert "Paragraph 450 " not in folded.words


def _only_convoy() -> dict[str, str]:
    name = "annotations/claims/ship-turned-back.yml"
    return {name: HARBOUR[name].replace("courier", "gazette").replace("captain", "master")}


# All sources ----------------------------------------------------------------------------------


def test_the_overview_lists_pairs_and_leads_to_them(site: Site) -> None:
    content = page(site, "compare/index.md")
    (row,) = [one for one in content.all("tr") if "Harbour closed" in one.words]
    assert "The convoy" in row.words
    assert "../compare/courier--gazette/" in content.links


def test_a_dossier_whose_sources_share_nothing_says_so(tmp_path: Path) -> None:
    files = {path: text for path, text in GREETING.items() if path != "docs/index.md"}
    content = page(rendered(sound(tmp_path, files)), "compare/index.md")
    assert "No two sources share text nearly word for word." in content.words
    assert "does not prove" in content.words


# Other pages ----------------------------------------------------------------------------------


def test_a_claim_says_in_a_line_that_its_sources_share_text_and_shows_it(site: Site) -> None:
    content = page(site, "claims/convoy-stopped.md")
    (figures,) = content.all("ul", class_="dossier-figures")
    assert figures.attributes["aria-label"] == (
        "2 sources, 2 origins, 1 independent: they share text"
    )
    (reasons,) = content.all("details", class_="dossier-reasons")
    told = " ".join(reasons.words.split())
    assert "Harbour closed and The convoy have this text in common, nearly word for word" in told
    assert told.count("left the harbour before dawn") == 2
    assert "does not prove that they are independent" in told
    assert "../../compare/courier--gazette/" in content.links


THIRD = {
    "seeds/third.txt": "Third\n\nSoldiers were praised, said KCNA.\n",
    "annotations/evidence/third-too.yml": "claim: putin-praised-soldiers\nsource: third\n"
    "quote: Soldiers were praised\nattribution: [kcna]\n",
}


@pytest.mark.parametrize(
    ("more", "line"),
    [
        ({}, "2 sources, 1 origin: both cite KCNA, disputed"),
        (THIRD, "3 sources, 1 origin: all cite KCNA, disputed"),
    ],
)
def test_a_claim_with_one_origin_names_whom_its_sources_cite(
    tmp_path: Path, more: dict[str, str], line: str
) -> None:
    site = rendered(sound(tmp_path, {**GREETING, **more}))
    (figures,) = page(site, "claims/putin-praised-soldiers.md").all("ul", class_="dossier-figures")
    assert figures.attributes["aria-label"] == line


def test_a_source_names_those_that_share_its_text(site: Site) -> None:
    words = page(site, "sources/gazette.md").words
    assert "Shares text with Harbour closed" in words
    assert "Shares text with" not in page(site, "sources/herald.md").words


def test_one_utterance_in_two_wordings_is_aligned_on_the_claims_page(tmp_path: Path) -> None:
    files = {
        **GREETING,
        "seeds/first.txt": "First\n\nPutin said the act ‘clearly shows the unbreakable friendship "
        "of both nations’, KCNA wrote.\n",
        "seeds/second.txt": "Second\n\nIt ‘confirms the unwavering friendship of both nations’, "
        "Putin said, according to the agency.\n",
        "annotations/claims/putin-praised-soldiers.yml": """\
            statement: Putin spoke of friendship.
            evidence:
              - source: first
                quote: ‘clearly shows the unbreakable friendship of both nations’
                attribution: [kcna, vladimir-putin]
              - source: second
                quote: It ‘confirms the unwavering friendship of both nations’
                attribution: [kcna, vladimir-putin]
            """,
    }
    for path in (
        "annotations/claims/no-soldier-took-part.yml",
        "annotations/evidence/analysts-doubt.yml",
        "annotations/questions/did-they-take-part.yml",
    ):
        del files[path]
    content = page(rendered(sound(tmp_path, files)), "claims/putin-praised-soldiers.md")
    assert "renderings" in content.ids
    assert [one.words for one in content.all("b", class_="dossier-differs")] == [
        "clearly shows",
        "unbreakable",
        "confirms",
        "unwavering",
    ]
