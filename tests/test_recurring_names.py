"""Names that the sources keep saying and that no record has."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from dossiers import read, write

from dossier.analyses.recurring_names import recurring_names
from dossier.checks import unlinked_name
from dossier.diagnostics import Report

if TYPE_CHECKING:
    from pathlib import Path

    from dossier.analyses.recurring_names import RecurringName
    from dossier.tables import Dossier

BASE = {"mkdocs.yml": "site_name: One greeting\n", "docs/index.md": "# One greeting\n"}


def dossier_of(root: Path, texts: dict[str, str], **records: str) -> Dossier:
    """Read a dossier of seeds by id, and records by `kind__id` with their YAML."""
    seeds = {f"seeds/{name}.txt": f"About it\n\n{text}\n" for name, text in texts.items()}
    annotations = {
        f"annotations/{name.replace('__', '/').replace('_', '-')}.yml": text
        for name, text in records.items()
    }
    dossier, report = read(write(root, {**BASE, **seeds, **annotations}))
    assert report.errors == []
    return dossier


def recurring(root: Path, *texts: str, **records: str) -> tuple[RecurringName, ...]:
    dossier = dossier_of(root, dict(zip("abcdefgh", texts, strict=False)), **records)
    return recurring_names(dossier.corpus, dossier.records, dossier.anchors, dossier.graph)


def names(root: Path, *texts: str, **records: str) -> list[tuple[str, int]]:
    return [(one.words, one.times) for one in recurring(root, *texts, **records)]


def thrice(name: str) -> str:
    """Return running text that says a name three times, never first in a sentence."""
    return f"They said that {name} came, that {name} saw and that {name} went home."


def test_a_name_recurs_that_stands_three_times_or_in_two_sources(tmp_path: Path) -> None:
    text = "They met Oleg Kravets, Oleg Kravets and Oleg Kravets; they met Ada Quill and Ada Quill."
    assert names(tmp_path, text) == [("Oleg Kravets", 3)]
    other = "Later they met Ada Quill."
    assert names(tmp_path / "two", "Once they met Ada Quill.", other) == [("Ada Quill", 2)]


def test_the_most_frequent_name_comes_first_with_its_first_place_in_each_source(
    tmp_path: Path,
) -> None:
    first = "They met Oleg Kravets."
    second = f"{thrice('Ada Quill')} Then they met Oleg Kravets and again Oleg Kravets."
    quill, kravets = recurring(tmp_path, second, first, "They met Ada Quill.")
    assert [quill.words, quill.times, kravets.words, kravets.times] == [
        "Ada Quill",
        4,
        "Oleg Kravets",
        3,
    ]
    assert [(source, span.start) for source, span in quill.places] == [("a", 25), ("c", 19)]
    assert [source for source, _ in kravets.places] == ["a", "b"]


def test_among_hundreds_of_sources_a_name_needs_one_in_a_hundred(tmp_path: Path) -> None:
    texts = {f"s{number}": "Nobody came." for number in range(199)}
    dossier = dossier_of(tmp_path, {**texts, "t": thrice("Ada Quill")})
    tables = (dossier.records, dossier.anchors, dossier.graph)
    assert [one.words for one in recurring_names(dossier.corpus, *tables)] == []
    write(tmp_path, {"seeds/s0.txt": "About it\n\nThey met Ada Quill.\n"})
    dossier, _ = read(tmp_path)
    tables = (dossier.records, dossier.anchors, dossier.graph)
    assert [one.words for one in recurring_names(dossier.corpus, *tables)] == ["Ada Quill"]


@pytest.mark.parametrize(
    "name",
    [
        "Khinstin",
        "Ada Quill",
        "George W. Bush",
        "Kim Jong-un",
        "Bashar al-Assad",
        "Charles de Gaulle",
        "Ministry of the Interior",
        "Jean-Luc Godard",
        "O’Neill",
        "Korean People’s Army",
        "General Staff",
        "HIMARS",
        "EU",
        "KN-23",
        "Дмитрий Песков",
        "ВСУ",
        "Ντμίτρι Πεσκόφ",
    ],
)
def test_capitalised_words_and_abbreviations_are_names(tmp_path: Path, name: str) -> None:
    text = f"{thrice(name)} The staff of the ministry agreed."
    assert names(tmp_path, text) == [(name, 3)]


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("Khinstin’s", "Khinstin"),
        ("Oleg Kravets's", "Oleg Kravets"),
        ("President Ada Quill", "Ada Quill"),
        ("UN Secretary General Ada Quill", "Ada Quill"),
        ("pro-Khinstin", "Khinstin"),
        ("Khinstin-led", "Khinstin"),
        ("l’Odessa", "Odessa"),
        ("Ada\nQuill", "Ada Quill"),
    ],
)
def test_what_is_joined_to_a_name_is_no_part_of_it(tmp_path: Path, said: str, name: str) -> None:
    text = f"He saw the {said} lot, and the {said} lot, and the {said} lot."
    assert names(tmp_path, text) == [(name, 3)]


@pytest.mark.parametrize(
    "word",
    [
        "Monday",
        "December",
        "New Year",
        "New Year’s Eve",
        "Ukrainian",
        "Americans",
        "American President",
        "Prime Minister",
        "I",
        "XIV",
        "BREAKING NEWS",
        "EXCLUSIVE",
        "U",
    ],
)
def test_days_nationalities_titles_numbers_and_shouts_are_no_names(
    tmp_path: Path, word: str
) -> None:
    assert names(tmp_path, f"{thrice(word)} The president came.") == []


def test_a_word_that_is_also_written_small_is_no_name_by_itself(tmp_path: Path) -> None:
    text = f"{thrice('Council')} {thrice('Security Council')} The council met."
    assert names(tmp_path, text) == [("Security Council", 3)]


def test_the_first_word_of_a_sentence_or_quotation_is_no_name_by_itself(tmp_path: Path) -> None:
    text = "However, it rained. However, it poured. “However,” he said. They said: However."
    assert names(tmp_path, text) == []


def test_a_name_counts_at_the_start_of_a_sentence_if_it_is_one_elsewhere(tmp_path: Path) -> None:
    text = "Khinstin came. Khinstin saw. They say that Khinstin won."
    assert names(tmp_path, text) == [("Khinstin", 3)]


def test_a_common_word_before_a_name_at_the_start_of_a_sentence_is_left_off(
    tmp_path: Path,
) -> None:
    text = "In Odessa it rained. In Odessa it snowed. It rains in spring, and in Odessa more."
    assert names(tmp_path, text) == [("Odessa", 3)]


@pytest.mark.parametrize(
    "when",
    [
        "On Monday",
        "In January",
        "Last Friday",
        "By Christmas",
        "On Monday’s",
        "On New Year’s Eve",
        "Monday March",
        "Am Dienstag",
    ],
)
def test_a_time_that_opens_sentences_is_no_name_in_the_shortest_of_sources(
    tmp_path: Path, when: str
) -> None:
    sources = (f"{when} the President spoke.", f"{when} the Foreign Ministry was silent.")
    assert names(tmp_path, *sources, sources[0]) == []


def test_a_name_after_such_a_time_is_one(tmp_path: Path) -> None:
    text = "On Monday Ada Quill spoke. On Tuesday President Ada Quill was silent."
    assert names(tmp_path, text, "In May Ada Quill left.") == [("Ada Quill", 3)]


def test_a_surname_like_a_month_is_one_after_a_name_that_has_its_capital_elsewhere(
    tmp_path: Path,
) -> None:
    text = "Theresa May spoke. Theresa May left. They miss Theresa."
    assert names(tmp_path, text, "Theresa May came.") == [("Theresa May", 3)]


@pytest.mark.parametrize(
    "headline",
    ["Harbour Bridge Closes Again", "Harbour Bridge Closes\n\nHarbour Bridge Closes Again"],
)
def test_headlines_in_title_case_hold_no_names(tmp_path: Path, headline: str) -> None:
    files = {f"seeds/{name}.txt": f"{headline}\n\nIt rained.\n" for name in "abc"}
    dossier, _ = read(write(tmp_path, {**BASE, **files}))
    tables = (dossier.records, dossier.anchors, dossier.graph)
    assert recurring_names(dossier.corpus, *tables) == ()


def test_a_headline_in_running_text_holds_names(tmp_path: Path) -> None:
    files = {f"seeds/{name}.txt": "They greet Ada Quill in spring\n\nIt rained.\n" for name in "ab"}
    dossier, _ = read(write(tmp_path, {**BASE, **files}))
    (name,) = recurring_names(dossier.corpus, dossier.records, dossier.anchors, dossier.graph)
    assert name.words == "Ada Quill"


def test_a_surname_counts_for_the_only_full_name_that_ends_with_it(tmp_path: Path) -> None:
    text = "They met Alexander Khinstin. They like Khinstin, and Khinstin’s songs."
    assert names(tmp_path, text) == [("Alexander Khinstin", 3)]


def test_a_surname_that_two_people_have_stands_for_itself(tmp_path: Path) -> None:
    text = f"{thrice('Ada Quill')} {thrice('Bertram Quill')} {thrice('Quill')}"
    assert names(tmp_path, text) == [("Ada Quill", 3), ("Bertram Quill", 3), ("Quill", 3)]


def test_an_abbreviation_is_nobodys_surname(tmp_path: Path) -> None:
    text = f"{thrice('SVO')} They speak of Operation SVO."
    assert names(tmp_path, text) == [("SVO", 3)]


def test_the_cases_of_a_russian_name_are_one_name(tmp_path: Path) -> None:
    text = "Мы видели Пескова, писали Пескову, говорили с Песковым. Как сказал Песков, и Песков."
    assert names(tmp_path, text) == [("Песков", 5)]


def test_what_a_mention_lies_on_does_not_count(tmp_path: Path) -> None:
    person = {"people__ada_quill": "name: Ada Quill\nalso_known_as: [Quill]\n"}
    text = f"{thrice('Ada Quill')} {thrice('Mayor Ada Quill')} {thrice('Odessa')}"
    assert names(tmp_path, text, **person) == [("Odessa", 3)]


def test_what_an_editor_calls_no_mention_does_not_count(tmp_path: Path) -> None:
    no = {"sources__a": "mentions: [{quote: Harbour Bridge, not: true}]\n"}
    text = f"{thrice('Harbour Bridge')} {thrice('Odessa')}"
    assert names(tmp_path, text, **no) == [("Odessa", 3)]


def test_what_an_editor_links_by_hand_does_not_count(tmp_path: Path) -> None:
    linked = {
        "sources__a": "mentions: [{quote: The Quay, entity: odessa}]\n",
        "places__odessa": "name: Odessa\n",
    }
    assert names(tmp_path, "They love The Quay, The Quay and The Quay.", **linked) == []


def test_an_entity_that_is_not_linked_is_one_all_the_same(tmp_path: Path) -> None:
    unlinked = {"organizations__agency": "name: Agency\nlink: false\n"}
    assert names(tmp_path, thrice("Agency"), **unlinked) == []
    assert names(tmp_path / "other", thrice("Security Agency"), **unlinked) == [
        ("Security Agency", 3)
    ]


@pytest.mark.parametrize(
    ("entity", "derived"),
    [
        ("North Korea", "North Koreans"),
        ("Kosovo", "Kosovar"),
        ("Kyiv", "KYIV"),
        ("Donetsk", "Donetskers"),
        ("Путин", "Путина"),
        ("Северная Корея", "Северной Корее"),
        ("Korean People’s Army", "Korean People's Army"),
    ],
)
def test_what_is_formed_of_an_entitys_name_is_no_other_name(
    tmp_path: Path, entity: str, derived: str
) -> None:
    assert names(tmp_path, thrice(derived), places__one=f"name: {entity}\n") == []


@pytest.mark.parametrize(
    ("entity", "name"), [("Kim", "Kimberley"), ("Austria", "Australia"), ("Odessa Bay", "Odessa")]
)
def test_what_only_begins_like_an_entitys_name_is_another(
    tmp_path: Path, entity: str, name: str
) -> None:
    assert names(tmp_path, thrice(name), places__one=f"name: {entity}\n") == [(name, 3)]


GERMAN = (
    "Der Sprecher sagte, dass die Regierung mit der Armee und dem Volk von Dmitri Peskow hörte. "
    "Die Regierung und die Armee und die EU schweigen, und Dmitri Peskow ist mit der EU und der "
    "Regierung nicht zufrieden. Das ist für die Armee und die EU neu. So ist Dmitri Peskow. "
    "Es waren zwei Millionen Euro, dann drei Millionen Euro und am Ende vier Millionen Euro."
)


@pytest.mark.parametrize("record", [{"sources__a": "language: de-AT\n"}, {}])
def test_in_german_only_several_words_and_abbreviations_are_names(
    tmp_path: Path, record: dict[str, str]
) -> None:
    assert names(tmp_path, GERMAN, **record) == [("Dmitri Peskow", 3), ("EU", 3)]


@pytest.mark.parametrize(
    "text",
    [
        "金正恩氏は語った。金正恩氏は去った。金正恩氏は来た。",
        "김정은은 말했다. 김정은은 갔다. 김정은은.",
    ],
)
def test_scripts_without_capitals_give_no_names(tmp_path: Path, text: str) -> None:
    assert names(tmp_path, text, text) == []


def test_an_abbreviation_is_found_between_japanese_words(tmp_path: Path) -> None:
    assert names(tmp_path, "昨日NATOは語った。昨日NATOが来た。昨日NATOを見た。") == [("NATO", 3)]


def test_markup_is_no_part_of_a_name(tmp_path: Path) -> None:
    text = "# About\n\nThey met **Ada** Quill, [Ada Quill](https://example.org/Ada), *Ada Quill*.\n"
    dossier, _ = read(write(tmp_path, {**BASE, "seeds/a.md": text}))
    (name,) = recurring_names(dossier.corpus, dossier.records, dossier.anchors, dossier.graph)
    assert (name.words, name.times) == ("Ada Quill", 3)


# The check ------------------------------------------------------------------------------------


def told(dossier: Dossier) -> Report:
    report = Report()
    unlinked_name.check(dossier, report)
    return report


def test_a_name_without_a_record_is_told_where_it_first_stands(tmp_path: Path) -> None:
    texts = {"a": "It rained.\n\nThey met Ada Quill.", "b": "They met Ada Quill, then Ada Quill."}
    (one,) = told(dossier_of(tmp_path, texts)).diagnostics
    assert str(one) == (
        "seeds/a.txt:5:10: warning: “Ada Quill” recurs in the sources and is no entity "
        "[unlinked-name]"
    )
    assert (one.place.end_line, one.place.end_column) == (5, 19)
    assert one.why == ("It stands there 3 times: in a, b.",)
    assert "dossier new people ada-quill" in one.fix
    assert "{quote: Ada Quill, not: true}" in one.fix


def test_of_many_sources_with_a_name_a_few_are_listed(tmp_path: Path) -> None:
    texts = {f"s{number}": "They met Ada Quill." for number in range(7)}
    (one,) = told(dossier_of(tmp_path, texts)).diagnostics
    assert one.why == ("It stands there 7 times: in s0, s1, s2, s3, s4 and 2 more.",)


def test_a_name_said_twice_is_told_in_a_word(tmp_path: Path) -> None:
    (one,) = told(dossier_of(tmp_path, dict.fromkeys("ab", "They met Ada Quill."))).diagnostics
    assert one.why == ("It stands there twice: in a, b.",)


def test_names_with_a_record_pass_silently(tmp_path: Path) -> None:
    texts = dict.fromkeys("ab", "They met Ada Quill.")
    person = {"people__ada_quill": "name: A. Quill\nalso_known_as: [Ada Quill]\n"}
    assert told(dossier_of(tmp_path, texts, **person)).diagnostics == []


@pytest.mark.parametrize(
    "mistake", ["name: A. Quill\nalso_know_as: [Ada Quill]\n", "also_know: A\n"]
)
def test_while_a_record_has_mistakes_no_name_is_asked_about(tmp_path: Path, mistake: str) -> None:
    seeds = dict.fromkeys(("seeds/a.txt", "seeds/b.txt"), "About it\n\nThey met Ada Quill.\n")
    files = {**BASE, **seeds, "annotations/people/ada-quill.yml": mistake}
    dossier, report = read(write(tmp_path, files))
    assert report.errors
    assert told(dossier).diagnostics == []
