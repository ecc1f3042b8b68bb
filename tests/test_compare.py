"""Pages that lay sources side by side, and what other pages say of shared text."""

from __future__ import annotations

import re
from itertools import combinations, pairwise
from typing import TYPE_CHECKING

import pytest
from dossiers import GREETING, rendered, sound
from html_pages import PageContent, parse
from hypothesis import given
from hypothesis import strategies as st

from dossier import corpus
from dossier.analyses.shared_passages import SharedPassage
from dossier.pages import excerpts
from dossier.pages.directions import direction, isolated
from dossier.pages.side_by_side import chain
from dossier.seeds import Seed
from dossier.text import Span

if TYPE_CHECKING:
    from collections.abc import Sequence
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
        "A p1 Harbour closedRain fell.",
        "B p1 The convoyOur reporter was there.",
        f"A p3 {WEATHER}",
        f"B p3 {CROWD}",
        "A p5 More tomorrow.",
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
    both = words[words.index("Claims cited from both") : words.index(" Permanent address")]
    assert both.startswith("Claims cited from both 1 A convoy was stopped.")
    assert both.endswith("1 more claim is cited from A only.")


def test_where_every_claim_is_cited_from_both_nothing_is_said_of_others(tmp_path: Path) -> None:
    files = {path: text for path, text in HARBOUR.items() if "ship-turned-back" not in path}
    words = page(rendered(sound(tmp_path, files)), PAIR).words
    assert "Claims cited from both 1" in words
    assert "more claim" not in words


def test_passages_that_changed_places_are_shown_apart(tmp_path: Path) -> None:
    files = {
        **HARBOUR,
        "seeds/gazette.txt": f"{OTHER}\n\nNobody was hurt at the pier on that day.\n\n{REPORT}\n",
    }
    content = page(rendered(sound(tmp_path, files)), PAIR)
    in_order, moved = rows(content)
    assert "turned back when he heard" in in_order
    assert "convoy of nine lorries" in moved
    assert "moved" in content.ids
    assert {"s1", "m1"} <= set(content.ids)
    labels = [one.attributes["aria-label"] for one in content.all("section", class_="is-shared")]
    assert labels == ["In both texts, 1", "In both texts, 2"]


def test_what_changed_places_is_not_among_what_only_one_source_has(tmp_path: Path) -> None:
    files = {
        **HARBOUR,
        "seeds/gazette.txt": f"{OTHER}\n\nNobody was hurt at the pier on that day.\n\n{REPORT}\n",
    }
    content = page(rendered(sound(tmp_path, files)), PAIR)
    alone = [" ".join(one.words.split()) for one in content.all("div", class_="is-alone")]
    begins = "The convoy of nine lorries left the harbour before dawn, the port master said …"
    assert alone == [
        f"A p1 Harbour closedRain fell. A p2 {begins} Also in B, p3 A p3 {WEATHER}",
        "",
        "A p5 More tomorrow.",
        f"B p2 Nobody was hurt at the pier on that day. B p3 {begins} Also in A, p2",
    ]
    assert content.links.count("#m1") == 2


def shared(a: int, b: int, words: int) -> SharedPassage:
    return SharedPassage("courier", Span(a, a + 9), "gazette", Span(b, b + 9), 1.0, words)


def test_the_passages_that_hold_most_words_stand_in_order_not_the_most_passages() -> None:
    long, one, two = shared(0, 200, 90), shared(100, 0, 20), shared(200, 100, 20)
    assert chain([two, long, one]) == ([long], [one, two])


@given(st.lists(st.builds(shared, *[st.integers(0, 5)] * 2, st.integers(1, 9)), max_size=7))
def test_no_other_order_keeps_more_words(passages: list[SharedPassage]) -> None:
    in_order, moved = chain(passages)
    assert sorted([*in_order, *moved]) == sorted(passages)

    def increases(some: Sequence[SharedPassage]) -> bool:
        return all(
            one.a_span.start < other.a_span.start and one.b_span.start < other.b_span.start
            for one, other in pairwise(some)
        )

    assert increases(in_order)
    best = max(
        sum(one.words for one in some)
        for number in range(len(passages) + 1)
        for some in combinations(sorted(passages), number)
        if increases(some)
    )
    assert sum(one.words for one in in_order) == best


def test_a_passage_keeps_the_marks_that_touch_it_and_leaves_none_to_the_others(
    tmp_path: Path,
) -> None:
    files = {
        **HARBOUR,
        "seeds/courier.txt": f"Harbour closed\n\nShe wrote: “{REPORT}” (It rained.)\n\n{OTHER}\n",
    }
    content = page(rendered(sound(tmp_path, files)), PAIR)
    (first, _), _ = (
        [one.words for one in content.all("p", class_="dossier-wording") if word in one.words]
        for word in ("convoy of", "captain")
    )
    assert first.startswith("“The convoy")
    assert first.endswith("had no papers.”")
    alone = [one.words for one in content.all("p", class_="dossier-wording")]
    assert "She wrote:" in alone
    assert "(It rained.)" in alone


@pytest.mark.parametrize(
    ("text", "words", "shown"),
    [
        ("He said: ‘The gate is shut.’ Then he left.", "The gate is shut", "‘The gate is shut.’"),
        ("He said—the gate is shut—and left.", "the gate is shut", "the gate is shut"),
        ("A (gate) is“shut”now.", "shut", "“shut”"),
        ("彼は「門は閉鎖中」。と言った。", "門は閉鎖中", "「門は閉鎖中」。"),
        ("The gate is **shut**. He left.", "shut", "shut."),
        ("The gate is [shut](https://example.org/gate). He left.", "shut", "shut."),
    ],
)
def test_marks_belong_to_the_words_that_they_lean_on(text: str, words: str, shown: str) -> None:
    source = corpus.source(Seed("gate", "seeds/gate.md", text, ""))
    start = text.index(words)
    span = excerpts.with_marks(source, Span(start, start + len(words)))
    assert excerpts.as_read(source, span) == shown
    assert excerpts.with_marks(source, span) == span


def test_a_difference_that_may_turn_the_meaning_is_a_few_words_not_another_text(
    tmp_path: Path,
) -> None:
    between = "Not one of the twelve crates on the quay had ever been opened by anybody at all."
    files = {
        **HARBOUR,
        "seeds/courier.txt": f"Harbour closed\n\n{REPORT} {between} {OTHER}\n",
        "seeds/gazette.txt": f"The convoy\n\n{REPORT} The school band played two old tunes on the "
        f"steps of the church that evening. {OTHER}\n",
    }
    content = page(rendered(sound(tmp_path, files)), PAIR)
    assert "Not one of the twelve" in next(row for row in rows(content) if "convoy" in row)
    assert "Mind the difference" not in content.words
    assert not [one for one in content.all("b") if "data-marks" in one.attributes]


@pytest.mark.parametrize(
    ("more", "share"),
    [
        ("", "100 %"),
        ("\n\nBread and tea.", "96 %"),
        ("\n\nA.", "99 %"),
        ("\n\n" + "The price of bread went up. " * 4000, "Less than 1 %"),
    ],
)
def test_a_share_is_never_nothing_and_all_only_where_nothing_is_left(
    tmp_path: Path, more: str, share: str
) -> None:
    files = {
        "mkdocs.yml": HARBOUR["mkdocs.yml"],
        "seeds/courier.txt": f"{REPORT}\n\n{OTHER}\n",
        "seeds/gazette.txt": f"{REPORT}\n\n{OTHER}{more}\n",
    }
    content = page(rendered(sound(tmp_path, files)), PAIR)
    (head,) = content.all("dl", class_="dossier-pair-head")
    told = " ".join(head.words.split())
    assert "100 % of it stands in B" in told
    assert f"{share} of it stands in A" in told


def test_long_text_that_only_one_source_has_is_folded_and_its_middle_left_out(
    tmp_path: Path,
) -> None:
    long = "\n\n".join(f"Paragraph {number} is about the weather." for number in range(900))
    files = {**HARBOUR, "seeds/courier.txt": f"{REPORT}\n\n{long}\n"}
    content = page(rendered(sound(tmp_path, {**files, **_only_convoy()})), PAIR)
    (folded,) = [one for one in content.all("details") if "Paragraph 0" in one.words]
    told = " ".join(folded.words.split())
    assert "5,400 words only here" in told
    assert "Paragraph 899" in told
    assert "Paragraph 450 " not in told
    shown = told.count("is about the weather")
    assert 3_500 < shown * len("Paragraph 450 is about the weather.") <= 4_000
    left_out = f"{5_400 - 6 * shown:,} words between are left out here; the source’s own page has"
    assert left_out in told
    assert "../../sources/courier/#p2" in content.links


def test_long_text_without_spaces_is_cut_and_counted_as_shared_text_is(tmp_path: Path) -> None:
    long = "港湾局は東埠頭を閉鎖した" * 900
    files = {**HARBOUR, "seeds/courier.txt": f"{REPORT}\n\n{long}。\n", **_only_convoy()}
    content = page(rendered(sound(tmp_path, files)), PAIR)
    (folded,) = [one for one in content.all("details") if "港湾局" in one.words]
    told = " ".join(folded.words.split())
    assert "3,600 words only here" in told
    assert 3_900 < sum(one in long for one in told) <= 4_000


@pytest.mark.parametrize(
    ("published", "said"),
    [(REPORT, False), ("港湾局は火曜日、東埠頭を閉鎖したと発表した。" * 3, True)],
)
def test_how_words_are_counted_without_spaces_is_said_where_it_matters(
    tmp_path: Path, published: str, *, said: bool
) -> None:
    files = {
        "mkdocs.yml": HARBOUR["mkdocs.yml"],
        "seeds/courier.txt": f"{published}\n\nBread.\n",
        "seeds/gazette.txt": f"{published}\n\nTea.\n",
    }
    words = page(rendered(sound(tmp_path, files)), PAIR).words
    assert ("three characters count as one word" in words) is said


ARABIC = (
    "أغلقت سلطة الميناء الرصيف الشرقي يوم الثلاثاء بعد أن اكتشف الغواصون أن اثنين من الأعمدة"
    " الخشبية قد أكلتهما ديدان السفن وطلبت من الصيادين تفريغ صيدهم عند الرصيف الغربي حتى إشعار آخر"
)


def test_titles_and_words_from_right_to_left_keep_their_direction(tmp_path: Path) -> None:
    files = {
        "mkdocs.yml": HARBOUR["mkdocs.yml"],
        "seeds/courier.txt": f"2026 (Lindenmouth) {ARABIC}.\n\nBread, he said.\n",
        "seeds/gazette.txt": f"Gazette\n\n{ARABIC}.\n",
        "annotations/sources/courier.yml": 'title: "خبر (2026)"\nlanguage: ar-EG\n',
        "annotations/sources/gazette.yml": "title: Gazette\n",
    }
    site = rendered(sound(tmp_path, files))
    content = page(site, PAIR)
    directions = [one.attributes["dir"] for one in content.all("p", class_="dossier-wording")]
    assert directions == ["rtl", "auto", "rtl", "auto", "rtl"]
    (heading,) = content.all("h1")
    assert heading.words == "“\u2068خبر (2026)\u2069” and “Gazette”"
    assert "dir" not in heading.attributes
    assert "خبر (2026)" in [one.words for one in content.all("bdi")]
    (heading,) = page(site, "sources/courier.md").all("h1")
    assert heading.attributes["dir"] == "auto"
    assert "خبر (2026)" in [one.words for one in page(site, "compare/index.md").all("bdi")]


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("ar", "rtl"),
        ("he-IL", "rtl"),
        ("FA", "rtl"),
        ("uz-Arab", "rtl"),
        ("ku-Arab-IQ", "rtl"),
        ("az-Latn", "auto"),
        ("ks-Deva", "auto"),
        ("en", "auto"),
        ("", "auto"),
    ],
)
def test_a_language_is_set_from_right_to_left_by_its_script(language: str, expected: str) -> None:
    assert direction(language) == expected


def test_titles_in_a_sentence_from_right_to_left_are_all_set_apart() -> None:
    assert isolated("Gazette (2026)", "ar") == "\u2068Gazette (2026)\u2069"
    assert isolated("Gazette (2026)", "en") == "Gazette (2026)"


def _only_convoy() -> dict[str, str]:
    name = "annotations/claims/ship-turned-back.yml"
    return {name: HARBOUR[name].replace("courier", "gazette").replace("captain", "master")}


# All sources ----------------------------------------------------------------------------------


def test_the_overview_lists_pairs_and_leads_to_them(site: Site) -> None:
    content = page(site, "compare/index.md")
    (row,) = [one for one in content.all("tr") if "Harbour closed" in one.words]
    assert "The convoy" in row.words
    assert "../compare/courier--gazette/" in content.links


def test_pairs_of_one_group_stand_together_and_the_group_with_most_words_first(
    tmp_path: Path,
) -> None:
    files = {
        "mkdocs.yml": HARBOUR["mkdocs.yml"],
        "seeds/a.txt": f"Article a\n\n{CROWD}\n",
        "seeds/b.txt": f"Article b\n\n{CROWD}\n",
        "seeds/c.txt": f"Article c\n\n{REPORT}\n",
        "seeds/d.txt": f"Article d\n\n{REPORT}\n\n{OTHER}\n\n{WEATHER}\n",
        "seeds/e.txt": f"Article e\n\n{OTHER}\n\n{WEATHER}\n",
    }
    assert _pairs(tmp_path, files) == ["d e", "c d", "a b"]


def test_a_large_group_leaves_room_for_the_others(tmp_path: Path) -> None:
    copies = {f"seeds/copy{at:02}.txt": f"Article {at:02}\n\n{REPORT}\n" for at in range(12)}
    files = {
        "mkdocs.yml": HARBOUR["mkdocs.yml"],
        **copies,
        "seeds/d.txt": f"Article d\n\n{CROWD}\n",
        "seeds/e.txt": f"Article e\n\n{CROWD}\n",
    }
    listed = _pairs(tmp_path, files)
    assert len(listed) == 61
    assert listed[-1] == "d e"
    words = page(rendered(sound(tmp_path, files)), "compare/index.md").words
    assert "Shared text 67" in words
    assert "6 more pairs are not listed here" in words


def _pairs(root: Path, files: dict[str, str]) -> list[str]:
    content = page(rendered(sound(root, files)), "compare/index.md")
    links = [one for one in content.links if one.startswith("../compare/")]
    return [" ".join(re.findall(r"\w+", link)[1:]) for link in links]


def test_long_titles_are_cut_in_lists_of_spellings_and_whole_behind_them(tmp_path: Path) -> None:
    title = "Putin greets Kim and says that soldiers took part in what he calls an operation"
    files = {**GREETING, "annotations/sources/first.yml": f"type: news\ntitle: {title}\n"}
    site = rendered(sound(tmp_path, files))
    for uri in ("people/vladimir-putin.md", "compare/index.md"):
        content = page(site, uri)
        (table,) = content.all("table", class_="dossier-spellings")
        assert "Putin greets Kim and says that soldiers took part in what he …" in table.words
        assert title not in table.words
        assert content.all("a", title=title)


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
    assert told.startswith("2 sources, 2 origins, 1 independent: they share text")
    assert "Harbour closed and The convoy have this text in common, nearly word for word" in told
    assert told.count("left the harbour before dawn") == 2
    assert "does not prove that they are independent" in told
    assert "../../compare/courier--gazette/" in content.links


LATER = (
    "By nightfall the lamps along the pier had been lit again, sixty crates were carried into the "
    "old customs house, and a clerk wrote down each of them in a ledger that nobody has seen since."
)


def test_a_long_passage_is_cut_at_a_words_end_and_the_ellipsis_is_no_difference(
    tmp_path: Path,
) -> None:
    long = f"{REPORT} {WEATHER} {CROWD} {OTHER} {LATER}"
    files = {
        **HARBOUR,
        "seeds/courier.txt": f"Harbour closed\n\n{long}\n",
        "seeds/gazette.txt": f"The convoy\n\n{long.replace('sixty', 'seventy')}\n",
    }
    content = page(rendered(sound(tmp_path, files)), "claims/convoy-stopped.md")
    left, right = (one.words for one in content.all("p", class_="dossier-wording"))
    assert left == right
    words, _, rest = left.rpartition(" …")
    assert rest == ""
    assert 690 < len(words) <= 700
    assert long.startswith(f"{words} ")
    assert not content.all("b", class_="dossier-differs")
    assert "Mind the difference" not in content.words


def test_a_difference_at_the_cut_is_left_out_as_a_whole(tmp_path: Path) -> None:
    before = f"{REPORT} {WEATHER} {CROWD} {OTHER[:160]}".rpartition(" ")[0]
    differing = "extraordinarily inconspicuous lanterns"
    files = {
        **HARBOUR,
        "seeds/courier.txt": f"Harbour closed\n\n{before} one lamp {LATER}\n",
        "seeds/gazette.txt": f"The convoy\n\n{before} {differing} {LATER}\n",
    }
    site = rendered(sound(tmp_path, files))
    content = page(site, "claims/convoy-stopped.md")
    wordings = [" ".join(one.words.split()) for one in content.all("p", class_="dossier-wording")]
    assert 640 < len(before) < 695
    assert wordings == [f"{before} …"] * 2
    assert not content.all("b", class_="dossier-differs")
    assert differing in page(site, PAIR).words


THIRD = {
    "seeds/third.txt": "Third\n\nSoldiers were praised, said KCNA.\n",
    "annotations/evidence/third-too.yml": "claim: putin-praised-soldiers\nsource: third\n"
    "quote: Soldiers were praised\nattribution: [kcna]\n",
}


@pytest.mark.parametrize(
    ("more", "line"),
    [
        ({}, "2 sources, 1 origin: both cite KCNA; disputed"),
        (THIRD, "3 sources, 1 origin: all cite KCNA; disputed"),
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
