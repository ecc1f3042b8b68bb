"""How much of each source has been read, and the page that says what to do next."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from dossiers import GREETING, read, rendered, sound, write
from html_pages import PageContent, parse

from dossier.analyses.coverage import Coverage
from dossier.analyses.recurring_names import RecurringName
from dossier.analyses.work_list import Task
from dossier.text import Span

if TYPE_CHECKING:
    from pathlib import Path

    from dossier.site import Page
    from dossier.tables import Dossier


def open_words(dossier: Dossier, source: str) -> list[str]:
    """Return the words of a source's sentences that nobody has annotated."""
    found = dossier.analyses.coverage[source]
    return [one.of(dossier.corpus.sources[source].text) for one in found.open]


def test_sentences_with_evidence_are_annotated_and_the_others_open(tmp_path: Path) -> None:
    dossier = sound(tmp_path)
    assert open_words(dossier, "first") == ["Putin greets Kim"]
    assert open_words(dossier, "second") == ["A greeting from Moscow", "No soldier at all."]
    assert dossier.analyses.coverage["first"].share == pytest.approx(2 / 3)


def test_a_gloss_annotates_its_sentence(tmp_path: Path) -> None:
    path = "annotations/sources/first.yml"
    gloss = "glosses: [{quote: greets, note: Headline.}]\n"
    dossier = sound(tmp_path, {**GREETING, path: f"language: en\n{gloss}"})
    assert open_words(dossier, "first") == []
    assert dossier.analyses.coverage["first"].share == 1


def test_words_left_out_of_a_quote_stay_open(tmp_path: Path) -> None:
    evidence = {
        "seeds/third.txt": "It began. It went on. It ended.\n",
        "annotations/evidence/third-text.yml": "claim: no-soldier-took-part\nsource: third\n"
        "quote: It began. […] It ended.\n",
    }
    assert open_words(sound(tmp_path, {**GREETING, **evidence}), "third") == ["It went on."]


def test_a_source_without_sentences_is_wholly_read() -> None:
    assert Coverage(0).share == 1


# The page -------------------------------------------------------------------------------------


def page_of(dossier: Dossier) -> tuple[Page, PageContent]:
    page = next(one for one in rendered(dossier).pages if one.uri == "coverage/index.md")
    return page, parse(page.html)


def with_tasks(dossier: Dossier, *tasks: Task) -> Dossier:
    return replace(dossier, analyses=replace(dossier.analyses, work_list=tasks))


def rows(content: PageContent) -> list[str]:
    return [" ".join(one.words.split()) for one in content.all("tr")][1:]


def test_the_sources_are_listed_with_the_one_that_has_most_left_to_read_first(
    tmp_path: Path,
) -> None:
    _, content = page_of(sound(tmp_path))
    assert rows(content) == [
        "A greeting from Moscow 50 % 4 2 2",
        "Putin greets Kim 67 % 3 1 2",
    ]
    assert content.all("rect", width="67%")


def test_a_source_that_is_not_wholly_read_is_never_at_a_hundred_percent(tmp_path: Path) -> None:
    dossier = sound(tmp_path)
    covered = {"first": Coverage(1000, (Span(0, 5),)), "second": Coverage(1000)}
    analyses = replace(dossier.analyses, coverage=covered)
    _, content = page_of(replace(dossier, analyses=analyses))
    assert rows(content) == [
        "Putin greets Kim 99 % 1,000 1 2",
        "A greeting from Moscow 100 % 1,000 0 2",
    ]


def test_the_page_says_what_to_do_next(tmp_path: Path) -> None:
    dossier = sound(tmp_path)
    page, content = page_of(
        with_tasks(dossier, Task("unassessed-claim", "no-soldier-took-part", 1))
    )
    told = "1 thing is left to do. Next, assess the claims that nobody has assessed."
    assert page.description == told
    assert told in content.words
    assert page.title == "Coverage"


def test_the_sort_of_work_with_the_most_worthwhile_task_comes_first(tmp_path: Path) -> None:
    dossier = with_tasks(
        sound(tmp_path),
        Task("recurring-name", "first", 3, ("Moscow",), Span(0, 5)),
        Task("unassessed-claim", "no-soldier-took-part", 2),
        Task("recurring-name", "second", 1, ("Moscow",), Span(0, 5)),
    )
    moscow = replace_names(dossier)
    _, content = page_of(moscow)
    assert [one.words.strip() for one in content.all("h2")] == [
        "Sources",
        "Names without a record 2",
        "Claims that nobody has assessed 1",
    ]


def lines(content: PageContent) -> list[tuple[str, str]]:
    """Return what each task on the page says: its link's words, and the note beside it."""
    links = content.all("p", class_="dossier-task")
    notes = content.all("p", class_="dossier-task-note")
    return [(link.words, note.words) for link, note in zip(links, notes, strict=True)]


def replace_names(dossier: Dossier) -> Dossier:
    """Return a dossier in whose two sources “Moscow” recurs."""
    places = (("first", Span(0, 5)), ("second", Span(0, 5)))
    names = (RecurringName("Moscow", 3, places),)
    return replace(dossier, analyses=replace(dossier.analyses, recurring_names=names))


def test_each_task_is_a_line_that_leads_to_its_place(tmp_path: Path) -> None:
    first = sound(tmp_path).corpus.sources["first"].passages[1].sentences[1]
    tasks = (
        Task("drifted-quote", "first", 7, ("kcna",), first),
        Task("suspected-contradiction", "no-soldier-took-part", 6, ("kcna", "2025", "2026")),
        Task("single-origin", "no-soldier-took-part", 5),
        Task("missing-metadata", "first", 3, ("published", "url")),
        Task("recurring-name", "first", 2, ("Moscow",), Span(0, 5)),
        Task("open-sentences", "first", 1, (), first),
    )
    _, content = page_of(replace_names(with_tasks(sound(tmp_path), *tasks)))
    assert lines(content) == [
        ("“Some analysts doubt it.”", "quoted in other words in: KCNA"),
        ("No soldier took part – and: KCNA", "“2025” here, “2026” there"),
        ("No soldier took part.", "Unverified · 1 source, 1 origin"),
        ("Putin greets Kim", "not given: date, address · 2 quotes rest on it"),
        ("Moscow", "3 times, in 2 sources"),
        ("“Some analysts doubt it.”", "Putin greets Kim"),
    ]
    links = [link for link in content.links if link.startswith("../")]
    assert links[3:] == [
        "../sources/first/#p2",
        "../claims/no-soldier-took-part/",
        "../organizations/kcna/",
        "../claims/no-soldier-took-part/",
        "../sources/first/",
        "../sources/first/#p1",
        "../sources/first/#p2",
    ]


@pytest.mark.parametrize(
    ("checks", "missing"),
    [
        ("{}", "not given: date, grade, publisher, address"),
        ("{undated-source: off}", "not given: grade, publisher, address"),
        ("{undated-source: off, ungraded-source: off}", "not given: publisher, address"),
        ("{undated-source: error}", "not given: date, grade, publisher, address"),
    ],
)
def test_what_a_check_is_not_to_ask_for_is_no_work_either(
    tmp_path: Path, checks: str, missing: str
) -> None:
    files = {**GREETING, "dossier.yml": f"checks: {checks}\n"}
    dossier, _ = read(write(tmp_path, files))
    tasks = [one for one in dossier.analyses.work_list if one.subject == "first"]
    wanted = [one for one in tasks if one.work == "missing-metadata"]
    _, content = page_of(with_tasks(dossier, *wanted))
    assert lines(content) == [("Putin greets Kim", f"{missing} · 2 quotes rest on it")]


def test_when_only_what_nobody_can_know_is_left_nothing_is(tmp_path: Path) -> None:
    files = {**GREETING, "dossier.yml": "checks: {undated-source: off}\n"}
    task = Task("missing-metadata", "first", 3, ("published",))
    page, content = page_of(with_tasks(sound(tmp_path, files), task))
    assert page.description.endswith("nothing is left to do.")
    assert content.all("section", class_="dossier-work") == []


def test_claims_with_one_independent_source_are_not_said_to_have_one_voice(tmp_path: Path) -> None:
    task = Task("single-origin", "no-soldier-took-part", 5)
    _, content = page_of(with_tasks(sound(tmp_path), task))
    assert "What carries them counts as one source, as far as is known." in content.words


def test_a_task_leads_to_the_record_that_can_be_corrected(tmp_path: Path) -> None:
    settings = {"dossier.yml": "repository: https://github.com/desk/greeting\n"}
    tasks = (
        Task("single-origin", "no-soldier-took-part", 2),
        Task("open-sentences", "first", 1, (), Span(0, 5)),
        Task("open-sentences", "second", 1, (), Span(0, 5)),
    )
    _, content = page_of(with_tasks(sound(tmp_path, {**GREETING, **settings}), *tasks))
    assert [one.attributes["href"] for one in content.all("a", class_="dossier-edit")] == [
        "https://github.com/desk/greeting/edit/main/annotations/claims/no-soldier-took-part.yml",
        "https://github.com/desk/greeting/edit/main/annotations/sources/first.yml",
    ]


def test_without_a_repository_nothing_is_offered_for_correction(tmp_path: Path) -> None:
    _, content = page_of(sound(tmp_path))
    assert content.all("a", class_="dossier-edit") == []


@pytest.mark.parametrize(
    ("number", "shown", "folded", "more"),
    [(10, 10, 0, ""), (11, 10, 1, ""), (200, 10, 190, ""), (203, 10, 190, "and 3 more")],
)
def test_a_long_group_is_folded_and_a_very_long_one_cut(
    tmp_path: Path, number: int, shown: int, folded: int, more: str
) -> None:
    tasks = [Task("open-sentences", "first", 1, (), Span(0, 5))] * number
    _, content = page_of(with_tasks(sound(tmp_path), *tasks))
    lists = content.all("ul", class_="dossier-tasks")
    assert [one.words.count("“") for one in lists] == [shown, folded][: 2 if folded else 1]
    assert [one.words.strip() for one in content.all("summary")] == (
        [f"{folded} more"] if folded else []
    )
    assert ("and 3 more" in content.words) == bool(more)


def test_words_in_another_language_say_so(tmp_path: Path) -> None:
    files = {**GREETING, "annotations/sources/first.yml": "language: uk\n"}
    task = Task("open-sentences", "first", 1, (), Span(0, 5))
    _, content = page_of(with_tasks(sound(tmp_path, files), task))
    (link,) = [one for one in content.all("a", lang="uk") if one.words.startswith("“")]
    assert link.attributes["dir"] == "auto"


def test_when_nothing_is_left_to_do_the_page_says_so(tmp_path: Path) -> None:
    page, content = page_of(with_tasks(sound(tmp_path)))
    assert page.description.endswith("nothing is left to do.")
    assert page.description in content.words
    assert content.all("section", class_="dossier-work") == []


def test_a_dossier_without_sources_has_nothing_to_read_yet(tmp_path: Path) -> None:
    files = {"mkdocs.yml": "site_name: New\n", "docs/index.md": "# New\n", "seeds/.keep": ""}
    dossier, _ = read(write(tmp_path, files))
    page, content = page_of(dossier)
    assert page.description == "There is no source to read yet."
    assert content.all("table") == []


def test_the_work_list_of_a_dossier_is_on_its_page(tmp_path: Path) -> None:
    dossier = sound(tmp_path)
    page, content = page_of(dossier)
    number = len(dossier.analyses.work_list)
    assert number > 0
    assert page.description.startswith(f"{number} things are left to do.")
    assert len(content.all("li")) == number
