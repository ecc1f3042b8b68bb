"""What a source's page says of the words that are marked on it, without a browser."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from dossiers import rendered, sound
from html_pages import parse
from nasty import FILES, TWELVE

if TYPE_CHECKING:
    from html_pages import Element, PageContent

    from dossier.site import Site


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    return rendered(sound(tmp_path_factory.mktemp("bridge"), FILES))


def page_of(site: Site, source: str) -> PageContent:
    return parse(next(one.html for one in site.pages if one.uri == f"sources/{source}.md"))


@pytest.fixture(scope="module")
def page(site: Site) -> PageContent:
    return page_of(site, "courier")


def marks(page: PageContent, key: str) -> list[Element]:
    found = page.all("mark", class_="dossier-mark")
    return [one for one in found if key in one.attributes["data-quotes"].split()]


def told(one: Element, *names: str) -> tuple[str, ...]:
    return tuple(one.attributes.get(f"data-{name}", "") for name in names)


def test_quotes_of_the_same_words_tell_both_stances_and_both_statuses(page: PageContent) -> None:
    assert {
        told(one, "stance", "also", "color", "second") for one in marks(page, "q-open--e1")
    } == {("disputes", "supports", "teal", "orange")}


def test_words_of_one_quote_tell_its_own_alone(page: PageContent) -> None:
    for one in marks(page, "q-months--e1"):
        assert told(one, "stance", "also", "depth", "color", "second") == (
            *("supports", "", "", "teal", ""),
        )


@pytest.mark.parametrize(
    ("source", "colors"), [("japanese", ("teal", "orange")), ("arabic", ("orange", "teal"))]
)
def test_where_quotes_cross_the_shorter_one_gives_the_first_line(
    site: Site, source: str, colors: tuple[str, str]
) -> None:
    crossing = [one for one in page_of(site, source).all("mark") if told(one, "also") != ("",)]
    assert {told(one, "color", "second") for one in crossing} == {colors}


def test_every_quote_can_be_linked_to_and_is_numbered_once(page: PageContent) -> None:
    for claim in range(1, len(TWELVE) + 1):
        assert page.ids.count(f"q-dawn-{claim}--e1") == 1
    cites = page.all("a", class_="dossier-cite")
    numbers = [one.attributes["data-number"].lstrip("−○") for one in cites]
    assert sorted(numbers, key=lambda one: one.rjust(2)) == ["*", *map(str, range(1, 21))]


def test_a_note_says_who_speaks(page: PageContent) -> None:
    note = next(
        one
        for one in page.all("li", class_="dossier-margin-note")
        if one.attributes["data-quote"] == "q-open--e1"
    )
    assert " ".join(note.words.split()) == (
        "−2 The bridge stayed open. disputes Doubtful "
        "The source reports that Council reported that witnesses said so."
    )


def test_a_text_without_marks_has_no_key_no_drawer_and_no_way_through_quotes(site: Site) -> None:
    silent = page_of(site, "silent")
    assert silent.all("div", class_="dossier-text")
    for tag, name in (("div", "marks-key"), ("div", "steps"), ("dialog", "drawer")):
        assert silent.all(tag, class_=f"dossier-{name}") == []
