"""Names are linked as whole words, the longest first, and an editor has the last word."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from dossiers import read, write

from dossier.checks import ambiguous_spelling
from dossier.diagnostics import Report
from dossier.folding import fold
from dossier.mentions import Decision, Spellings, Spotted, spot
from dossier.text import Span

if TYPE_CHECKING:
    from pathlib import Path


def spotted(text: str, names: dict[str, list[str]], *decisions: Decision) -> Spotted:
    return spot("greeting", fold(text), Spellings(names), decisions)


def linked(text: str, names: dict[str, str], *decisions: Decision) -> list[tuple[str, str]]:
    found = spotted(text, {name: [one] for name, one in names.items()}, *decisions)
    return [(one.span.of(text), one.entity) for one in found.mentions]


def decide(text: str, words: str, entity: str | None, *, selected: bool = False) -> Decision:
    start = text.index(words)
    return Decision(Span(start, start + len(words)), entity, selected)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Putin praised them.", ["Putin"]),
        ("Putin’s message; Putin's men", ["Putin", "Putin"]),
        ("A Putin-led effort, and Putin–Kim talks", ["Putin", "Putin"]),
        ("“Putin” (Putin), Putin.", ["Putin", "Putin", "Putin"]),
        ("Rasputin and Putinism; putin, PUTIN", []),
        ("Putin2 and _Putin", ["Putin"]),
        ("", []),
    ],
)
def test_a_name_is_linked_as_a_whole_word_letter_by_letter(text: str, words: list[str]) -> None:
    assert [found for found, _ in linked(text, {"Putin": "vladimir-putin"})] == words


def test_a_name_is_found_across_a_line_break_and_with_other_apostrophes() -> None:
    text = "the Korean\nPeople’s  Army marched"
    assert linked(text, {"Korean People's Army": "kpa"}) == [("Korean\nPeople’s  Army", "kpa")]


def test_the_longest_name_wins_and_none_lies_inside_another() -> None:
    names = {"Kursk": "kursk", "Kursk region": "kursk-region", "region": "region"}
    assert linked("In the Kursk region, near Kursk.", names) == [
        ("Kursk region", "kursk-region"),
        ("Kursk", "kursk"),
    ]


def test_of_names_that_cross_the_longer_wins() -> None:
    names = {"North Korea": "north-korea", "Korea Central News Agency": "kcna"}
    assert linked("North Korea Central News Agency", names) == [
        ("Korea Central News Agency", "kcna")
    ]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("普京向金正恩致以新年问候", "金正恩"),
        ("プーチン大統領は金正恩氏に", "金正恩"),
        ("김정은은 답했다", "김정은"),
        ("Вітання від Путіна: Путіна почули", "Путіна"),
    ],
)
def test_names_in_other_scripts_are_linked(text: str, name: str) -> None:
    assert (name, "someone") in linked(text, {name: "someone"})


def test_a_korean_name_does_not_begin_inside_a_word() -> None:
    assert linked("대김정은", {"김정은": "kim-jong-un"}) == []


def test_a_spelling_that_two_entities_share_links_to_neither() -> None:
    found = spotted("Washington said. Washington slept.", {"Washington": ["george", "city"]})
    assert found.mentions == ()
    assert found.unsettled == {"Washington": 2}


def test_an_editor_settles_a_shared_spelling() -> None:
    text = "Washington said."
    decision = decide(text, "Washington", "city")
    found = spotted(text, {"Washington": ["george", "city"]}, decision)
    assert [(one.entity, one.automatic) for one in found.mentions] == [("city", False)]
    assert found.unsettled == {}
    assert found.settled == {"Washington"}


def test_words_that_an_editor_calls_no_mention_are_not_linked() -> None:
    text = "The Kursk sank; the Kursk region did not."
    names = {"Kursk": "kursk", "Kursk region": "kursk-region"}
    silenced = decide(text, "Kursk", None)
    inside = Decision(Span(text.index("Kursk region"), text.index(" region")), None, selected=False)
    assert linked(text, names, silenced, inside) == [("Kursk region", "kursk-region")]


def test_an_editor_may_select_words_inside_a_longer_name() -> None:
    text = "the Kursk region"
    names = {"Kursk region": "kursk-region"}
    assert linked(text, names, decide(text, "Kursk", "kursk")) == [("Kursk region", "kursk-region")]
    chosen = decide(text, "Kursk", "kursk", selected=True)
    assert linked(text, names, chosen) == [("Kursk", "kursk")]


# The check of spellings that entities share ---------------------------------------------------

WASHINGTONS = {
    "mkdocs.yml": "site_name: Two of a name\n",
    "docs/index.md": "# Two of a name\n",
    "seeds/first.txt": "A visit\n\nThey saw Washington, and Washington saw them.\n",
    "annotations/people/george-washington.yml": """\
        name: George Washington
        also_known_as: [The general, Washington]
        """,
    "annotations/places/washington-dc.yml": "name: Washington\n",
}


def told(root: Path, **more: str) -> Report:
    """Return what the check says of two Washingtons, with further files by `kind__id`."""
    files = {f"annotations/{name.replace('__', '/')}.yml": text for name, text in more.items()}
    dossier, report = read(write(root, {**WASHINGTONS, **files}))
    assert report.errors == []
    own = Report()
    ambiguous_spelling.check(dossier, own)
    return own


def test_a_shared_spelling_is_told_at_the_first_of_its_owners(tmp_path: Path) -> None:
    (one,) = told(tmp_path).diagnostics
    assert str(one) == (
        "annotations/people/george-washington.yml:2:30: warning: “Washington” is a spelling of 2 "
        "entities, so it links to neither [ambiguous-spelling]"
    )
    assert one.why == ("It stands in the sources 2 times.",)
    assert [(str(other.place), other.note) for other in one.related] == [
        ("annotations/places/washington-dc.yml:1:7", "also a spelling of washington-dc")
    ]
    assert one.fix


def test_a_shared_spelling_that_stands_nowhere_is_told_without_a_number(tmp_path: Path) -> None:
    second = {"people__martha": "name: Martha\n", "places__martha-town": "name: Martha\n"}
    found = [one for one in told(tmp_path, **second).diagnostics if "Martha" in one.message]
    assert [one.why for one in found] == [()]


def test_one_occurrence_left_unsettled_is_told_as_one(tmp_path: Path) -> None:
    settled = "mentions:\n  - {quote: {exact: Washington, occurrence: 1}, entity: washington-dc}\n"
    (one,) = told(tmp_path, sources__first=settled).diagnostics
    assert one.why == ("It stands in the sources once.",)


@pytest.mark.parametrize(
    "more",
    [
        {"sources__first": "mentions: [{quote: Washington, entity: washington-dc}]\n"},
        {"places__washington-dc": "name: Washington\nlink: false\n"},
        {"places__washington-dc": "name: Washington, D.C.\n"},
    ],
)
def test_a_spelling_that_is_settled_or_nobodys_rival_passes_silently(
    tmp_path: Path, more: dict[str, str]
) -> None:
    assert told(tmp_path, **more).diagnostics == []
