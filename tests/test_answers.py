"""Answers that compete for a question, counted by origin, and the page that shows them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest
from dossiers import read, rendered, sound, write
from html_pages import PageContent, parse

from dossier.pages.questions import letter

if TYPE_CHECKING:
    from pathlib import Path

    from dossier.analyses.answers import Answer, Matrix

WEEKS, MONTHS, YEAR = "eight-weeks", "six-months", "one-year"
NAMES = {"courier": "Courier", "gazette": "Gazette", "herald": "Herald", "post": "Post"}


@dataclass(frozen=True)
class Piece:
    """A quote of one paper on the length of the repairs, from whom, and what it does."""

    source: str
    voices: str = ""
    stance: str = "supports"

    def __str__(self) -> str:
        return (
            f"  - {{source: {self.source}, quote: The repairs will take long, "
            f"stance: {self.stance}, attribution: [{self.voices}]}}\n"
        )


def bridge(
    claims: dict[str, list[Piece]],
    *,
    contradicts: dict[str, str] | None = None,
    grades: dict[str, str] | None = None,
    question: str = "",
) -> dict[str, str]:
    """Return a dossier in which papers tell how long the repairs of a bridge will take."""
    files = {
        "mkdocs.yml": "site_name: The bridge\n",
        "docs/index.md": "# The bridge\n\n<!-- dossier:questions -->\n",
        "annotations/organizations/council.yml": "name: Town Council\n",
        "annotations/organizations/builders.yml": "name: Vale Builders\n",
        "annotations/questions/how-long.yml": f"question: How long will it take?\n{question}",
    }
    for source, name in NAMES.items():
        grade = (grades or {}).get(source)
        files[f"seeds/{source}.txt"] = f"{name}\n\nThe repairs will take long, it is said.\n"
        files[f"annotations/sources/{source}.yml"] = f"type: news\nreliability: {grade or ''}\n"
    for claim, pieces in claims.items():
        files[f"annotations/claims/{claim}.yml"] = (
            f"statement: It takes {claim.replace('-', ' ')}.\nanswers: [how-long]\n"
            f"contradicts: [{(contradicts or {}).get(claim, '')}]\n"
            f"evidence:\n{''.join(map(str, pieces))}"
        )
    return files


def matrix(root: Path, files: dict[str, str]) -> Matrix:
    return sound(root, files).analyses.answers["how-long"]


def order(found: Matrix) -> list[str]:
    return [one.claim for one in found.answers]


def answer(found: Matrix, claim: str) -> Answer:
    return next(one for one in found.answers if one.claim == claim)


def page(root: Path, files: dict[str, str]) -> PageContent:
    site = rendered(sound(root, files))
    return parse(next(one.html for one in site.pages if one.uri == "questions/how-long.md"))


def words(text: str) -> str:
    return " ".join(text.split())


# Counting


def test_outlets_that_cite_one_agency_count_once(tmp_path: Path) -> None:
    found = matrix(
        tmp_path,
        bridge(
            {
                WEEKS: [Piece("courier", "council"), Piece("gazette", "council")],
                MONTHS: [
                    Piece("herald", "builders", "disputes"),
                    Piece("post", "builders", "disputes"),
                ],
            }
        ),
    )
    assert answer(found, WEEKS).supporting == ("council",)
    assert answer(found, MONTHS).against == ("builders",)


def test_support_for_an_answer_speaks_against_those_that_contradict_it(tmp_path: Path) -> None:
    found = matrix(
        tmp_path,
        bridge(
            {
                WEEKS: [Piece("courier"), Piece("gazette", stance="discusses")],
                MONTHS: [Piece("gazette"), Piece("herald"), Piece("post", stance="disputes")],
                YEAR: [Piece("post")],
            },
            contradicts={WEEKS: MONTHS},
        ),
    )
    assert answer(found, WEEKS).against == ("gazette", "herald")
    assert answer(found, WEEKS).rivals == (MONTHS,)
    assert answer(found, MONTHS).against == ("courier", "post")
    assert answer(found, MONTHS).rivals == (WEEKS,)
    assert answer(found, YEAR).against == ()


def test_a_contradicting_claim_that_answers_another_question_does_not_count(
    tmp_path: Path,
) -> None:
    files = bridge({WEEKS: [Piece("courier")], MONTHS: [Piece("gazette")]})
    files["annotations/claims/no-repairs.yml"] = (
        "statement: There are no repairs.\ncontradicts: [eight-weeks]\n"
        "evidence: [{source: herald, quote: it is said}]\n"
    )
    assert answer(matrix(tmp_path, files), WEEKS).against == ()


def test_an_origin_may_speak_for_an_answer_and_against_it(tmp_path: Path) -> None:
    found = matrix(
        tmp_path,
        bridge({WEEKS: [Piece("courier", "council"), Piece("gazette", "council", "disputes")]}),
    )
    assert answer(found, WEEKS).supporting == ("council",)
    assert answer(found, WEEKS).against == ("council",)


def test_an_origin_that_disputes_an_answer_and_supports_its_rival_counts_once(
    tmp_path: Path,
) -> None:
    found = matrix(
        tmp_path,
        bridge(
            {WEEKS: [Piece("courier", stance="disputes")], MONTHS: [Piece("courier")]},
            contradicts={MONTHS: WEEKS},
        ),
    )
    assert answer(found, WEEKS).against == ("courier",)


def test_an_answer_that_says_another_more_exactly_does_not_speak_against_it(
    tmp_path: Path,
) -> None:
    files = bridge({WEEKS: [Piece("courier")], MONTHS: [Piece("gazette")]})
    files["annotations/claims/six-months.yml"] += "refines: [eight-weeks]\n"
    found = matrix(tmp_path, files)
    assert [(one.against, one.rivals) for one in found.answers] == [((), ()), ((), ())]


# Order


def test_the_least_contradicted_answer_stands_first_however_few_support_it(
    tmp_path: Path,
) -> None:
    found = matrix(
        tmp_path,
        bridge(
            {
                WEEKS: [
                    Piece("courier"),
                    Piece("gazette"),
                    Piece("herald"),
                    Piece("post", stance="disputes"),
                ],
                YEAR: [Piece("post")],
            }
        ),
    )
    assert order(found) == [YEAR, WEEKS]


@pytest.mark.parametrize(
    ("better", "worse"),
    [
        ([Piece("courier"), Piece("gazette")], [Piece("courier")]),
        # Two origins weigh more than three sources that cite one.
        (
            [Piece("courier"), Piece("gazette")],
            [Piece(source, "council") for source in ("courier", "gazette", "herald")],
        ),
        (
            [Piece("courier", "council"), Piece("gazette", "council")],
            [Piece("courier", "council"), Piece("courier", "council")],
        ),
        (
            [Piece("courier")],
            [Piece("courier", stance="discusses"), Piece("gazette", stance="discusses")],
        ),
    ],
    ids=["origins", "origins before sources", "sources", "discussion is no support"],
)
def test_among_equals_the_better_supported_answer_stands_first(
    tmp_path: Path, better: list[Piece], worse: list[Piece]
) -> None:
    # By its id alone, the worse one would be first.
    assert order(matrix(tmp_path, bridge({WEEKS: worse, YEAR: better}))) == [YEAR, WEEKS]


def test_answers_alike_in_everything_stand_by_id(tmp_path: Path) -> None:
    found = matrix(tmp_path, bridge({claim: [Piece("post")] for claim in (YEAR, MONTHS, WEEKS)}))
    assert order(found) == [WEEKS, YEAR, MONTHS]


def test_origins_that_speak_to_most_answers_stand_first(tmp_path: Path) -> None:
    found = matrix(
        tmp_path,
        bridge(
            {
                WEEKS: [Piece("courier"), Piece("herald", "council"), Piece("herald", "builders")],
                MONTHS: [
                    Piece("herald", "council", "discusses"),
                    Piece("gazette"),
                    Piece("gazette"),
                ],
            }
        ),
    )
    assert [one.origin for one in found.lines] == ["council", "gazette", "builders", "courier"]
    assert {claim: len(told) for claim, told in found.lines[0].evidence.items()} == {
        WEEKS: 1,
        MONTHS: 1,
    }


def test_grades_are_those_of_the_sources_that_carry_an_origin(tmp_path: Path) -> None:
    found = matrix(
        tmp_path,
        bridge(
            {
                WEEKS: [Piece("courier", "council"), Piece("gazette", "council")],
                MONTHS: [Piece("herald", "council", "disputes"), Piece("post")],
            },
            grades={"courier": "D", "gazette": "B", "herald": "D"},
        ),
    )
    assert {one.origin: one.grades for one in found.lines} == {"council": ("B", "D"), "post": ()}


def test_a_question_without_answers_has_an_empty_matrix(tmp_path: Path) -> None:
    found = matrix(tmp_path, bridge({}))
    assert (found.answers, found.lines) == ((), ())


# The page

COMPETING = bridge(
    {
        WEEKS: [
            Piece("courier", "council"),
            Piece("gazette", "council"),
            Piece("post", stance="disputes"),
        ],
        MONTHS: [Piece("herald"), Piece("post", stance="discusses")],
        YEAR: [Piece("post")],
    },
    contradicts={MONTHS: WEEKS},
    grades={"courier": "B", "gazette": "F"},
    question="would_decide: The contract with the [[builders]].\n",
)
# Against the year speaks nobody; against six months the council; against eight weeks the Herald,
# which supports six months, and the Post.


def test_the_matrix_has_a_column_an_answer_and_a_row_an_origin(tmp_path: Path) -> None:
    shown = page(tmp_path, COMPETING)
    table = shown.all("table", class_="dossier-matrix")[0]
    assert len(shown.all("caption")) == 1
    assert [words(one.words) for one in shown.all("th", scope="col")] == [
        "Origin",
        "Answer A",
        "Answer B",
        "Answer C",
    ]
    graded = "grades B (usually reliable), F (reliability cannot be judged)"
    assert [words(one.words) for one in shown.all("th", scope="row")] == [
        "Post the source itself, not graded",
        f"Town Council cited by 2 sources, {graded}",
        "Herald the source itself, not graded",
        "Speaks against",
        "Supports",
    ]
    assert [words(one.words) for one in shown.all("td")] == [
        *("+ supports 1 quote", "○ discusses 1 quote", "− disputes 1 quote"),
        *("– says nothing on it", "⇄ against supports C", "+ supports 2 quotes"),
        *("– says nothing on it", "+ supports 1 quote", "⇄ against supports B"),
        *("0 origins", "1 origin", "2 origins"),
        *("1 origin", "1 origin", "1 origin"),
    ]
    assert "Speaks against" in table.words


def test_every_answer_is_told_by_its_letter_and_shown_below_in_the_same_order(
    tmp_path: Path,
) -> None:
    shown = page(tmp_path, COMPETING)
    legend = next(one for one in shown.all("ol") if "dossier-letters" in one.attributes["class"])
    assert words(legend.words) == (
        "A It takes one year. B It takes six months. C It takes eight weeks."
    )
    assert [link for link in shown.links if link.startswith("#")] == [
        "#answer-one-year",
        "#answer-six-months",
        "#answer-eight-weeks",
    ]
    assert [one.attributes["id"] for one in shown.all("article")] == [
        "answer-one-year",
        "answer-six-months",
        "answer-eight-weeks",
    ]
    assert [words(one.words) for one in shown.all("p", class_="dossier-label")] == [
        "Answer A",
        "Answer B",
        "Answer C",
    ]


def test_a_cell_leads_to_the_first_of_its_quotes(tmp_path: Path) -> None:
    shown = page(tmp_path, COMPETING)
    assert [link for link in shown.links if "/claims/" in link and "#" in link] == [
        "../../claims/one-year/#e1",
        "../../claims/six-months/#e2",
        "../../claims/eight-weeks/#e3",
        "../../claims/eight-weeks/#e1",
        "../../claims/eight-weeks/#e1",
        "../../claims/six-months/#e1",
        "../../claims/six-months/#e1",
    ]


def test_the_page_says_that_the_least_contradicted_answer_need_not_be_true(
    tmp_path: Path,
) -> None:
    assert "the least contradicted in this dossier, not true" in page(tmp_path, COMPETING).words


def test_no_answer_is_called_less_contradicted_where_all_are_equally_so(tmp_path: Path) -> None:
    shown = page(
        tmp_path,
        bridge({WEEKS: [Piece("post")], YEAR: [Piece("herald")]}, contradicts={WEEKS: YEAR}),
    )
    assert "Equally many origins speak against each answer" in shown.words
    assert "the least contradicted" not in shown.words


def test_the_sign_for_a_contradiction_is_explained_where_it_is_used(tmp_path: Path) -> None:
    told = "the two answers contradict each other"
    assert told in page(tmp_path / "with", COMPETING).words
    without = bridge({WEEKS: [Piece("post")], YEAR: [Piece("post", stance="disputes")]})
    assert told not in page(tmp_path / "without", without).words
    # Rivals that nothing supports speak against nobody.
    silent = {claim: [Piece("post", stance="discusses")] for claim in (WEEKS, YEAR)}
    assert told not in page(tmp_path / "silent", bridge(silent, contradicts={YEAR: WEEKS})).words


def test_evidence_that_only_discusses_decides_nothing(tmp_path: Path) -> None:
    discussing = [Piece("courier", stance="discusses")]
    shown = page(tmp_path, bridge({WEEKS: discussing, YEAR: discussing}))
    assert "No evidence supports or disputes any of the answers so far" in shown.words
    cells = [words(one.words) for one in shown.all("td")]
    assert cells == ["○ discusses 1 quote"] * 2 + ["0 origins"] * 4


def test_the_matrix_holds_the_answers_that_stand_first_and_the_page_all(tmp_path: Path) -> None:
    claims = {f"{weeks:02}-weeks": [Piece("courier")] for weeks in range(1, 28)}
    claims["28-weeks"] = [Piece("post", stance="disputes")]
    shown = page(tmp_path, bridge(claims))
    assert [words(one.words) for one in shown.all("th", scope="col")][-1] == "Answer Z"
    assert "The table holds the 26 answers that stand first" in shown.words
    assert len(shown.all("article")) == 28
    assert words(shown.all("article")[-1].words).startswith("Answer AB It takes 28 weeks.")
    # Only the last answer, which the table leaves out, has to do with the Post.
    assert [words(one.words).split()[0] for one in shown.all("th", scope="row")] == [
        *("Courier", "Speaks", "Supports"),
    ]


def test_what_would_decide_is_said_if_the_editor_wrote_it(tmp_path: Path) -> None:
    shown = page(tmp_path / "written", COMPETING)
    assert [one.words for one in shown.all("h2", id="would-decide")] == ["What would decide it"]
    assert "The contract with the Vale Builders." in shown.words
    assert "../../organizations/builders/" in shown.links
    assert not page(tmp_path / "left-out", bridge({})).all("h2", id="would-decide")


def test_what_would_decide_may_not_link_to_what_does_not_exist(tmp_path: Path) -> None:
    _, report = read(write(tmp_path, bridge({}, question="would_decide: See [[bilders]].\n")))
    assert [(one.place.line, one.place.column, one.code) for one in report.diagnostics] == [
        (2, 19, "unknown-id")
    ]


def test_contributed_words_never_become_markup_in_the_matrix(tmp_path: Path) -> None:
    hostile = "<img src=x onerror=alert(1)> {{ 7*7 }}"
    files = bridge(
        {WEEKS: [Piece("courier", "council")], YEAR: [Piece("post")]},
        question=f"would_decide: '{hostile}'\n",
    )
    files["annotations/organizations/council.yml"] = f"name: '{hostile}'\n"
    for claim in (WEEKS, YEAR):
        path = f"annotations/claims/{claim}.yml"
        files[path] = files[path].replace("It takes", f"{hostile} It takes")
    shown = page(tmp_path, files)
    assert not shown.all("img")
    assert shown.all("th", scope="row")[0].words.startswith(hostile)
    assert [hostile in one.words for one in shown.all("h3")] == [True, True]
    assert hostile in shown.all("section", class_="dossier-notes")[0].words


def test_a_single_answer_competes_with_nothing(tmp_path: Path) -> None:
    shown = page(tmp_path, bridge({WEEKS: [Piece("courier")]}))
    assert not shown.all("table")
    assert not shown.all("p", class_="dossier-label")
    assert "One claim answers the question so far" in shown.words
    assert [one.words for one in shown.all("h3")] == ["It takes eight weeks."]
    assert len(shown.all("q")) == 1


def test_a_question_without_answers_says_how_to_answer_it(tmp_path: Path) -> None:
    shown = page(tmp_path, bridge({}))
    assert not shown.all("table")
    assert "No claim answers it yet." in shown.words


def test_the_home_page_lists_the_answers_in_the_same_order(tmp_path: Path) -> None:
    home = parse(rendered(sound(tmp_path, COMPETING)).hand_written["index.md"])
    told = [words(one.words) for one in home.all("li") if one.words.startswith("Unverified")]
    assert told == [
        "Unverified It takes one year.",
        "Unverified It takes six months.",
        "Unverified It takes eight weeks.",
    ]


def test_letters_go_on_after_the_alphabet() -> None:
    assert [letter(number) for number in (0, 25, 26, 51, 52, 701, 702)] == [
        *("A", "Z", "AA", "AZ", "BA", "ZZ", "AAA"),
    ]


def test_outlets_that_share_their_text_are_one_origin(tmp_path: Path) -> None:
    report = (
        "Forty houses burned down in the lower town on Sunday night before anybody had reached the "
        "pump at the mill, the fire brigade found when it arrived from across the river"
    )
    papers = {f"seeds/paper{number}.txt": f"Paper {number}\n\n{report}.\n" for number in range(4)}
    witnesses = {
        "seeds/ann.txt": "Ann\n\nI counted ten houses that were gone.\n",
        "seeds/bob.txt": "Bob\n\nTen of our houses were lost, as far as I saw.\n",
    }
    quoted = "".join(
        f"  - {{source: paper{number}, quote: Forty houses burned down, note: Reprinted.}}\n"
        for number in range(4)
    )
    files = {
        "mkdocs.yml": "site_name: Fire\n",
        **papers,
        **witnesses,
        "annotations/questions/how-many.yml": "question: How many houses burned?\n",
        "annotations/claims/forty.yml": "statement: Forty houses burned.\nanswers: [how-many]\n"
        f"contradicts: [ten]\nevidence:\n{quoted}",
        "annotations/claims/ten.yml": "statement: Ten houses burned.\nanswers: [how-many]\n"
        "evidence:\n  - {source: ann, quote: ten houses that were gone}\n"
        "  - {source: bob, quote: Ten of our houses were lost}\n",
    }
    found = sound(tmp_path, files).analyses.answers["how-many"]
    assert [(one.claim, len(one.against), len(one.supporting)) for one in found.answers] == [
        ("ten", 1, 2),
        ("forty", 2, 1),
    ]
    (papers_line,) = [line for line in found.lines if line.others]
    assert (papers_line.origin, papers_line.others) == ("paper0", ("paper1", "paper2", "paper3"))
