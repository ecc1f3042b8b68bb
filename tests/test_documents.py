"""YAML files read as documents: their words, the places of the words, what a record may not use."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from dossier.diagnostics import Report
from dossier.documents import Mapping, Scalar, Sequence, parse_document, plain
from dossier.documents.events import PURE, read_nodes
from dossier.documents.letters import letter_offsets
from dossier.nodes import Original

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dossier.diagnostics import Diagnostic
    from dossier.documents import Data, Document, Node

CLAIM = """\
# A claim, with a comment above it.
statement: >-
  Putin praised the “heroic participation” of North Korean
  soldiers, see [[kcna]].
about: [vladimir-putin, "kim-jong-un"]
when: 2025-12-31~
evidence:
  - source: 000_c4e2133f88a230e1
    quote: 'lauding the ''heroic participation'''
    attribution: [kcna, {unnamed: some analysts}]
notes: |
  First line with [[kursk-oblast]].

  Then [[kcna]] and once more [[kcna]].
"""


def read(text: str, *, many: bool = False) -> Document:
    report = Report()
    document = parse_document("annotations/claims/praise.yml", text, report, many=many)
    assert report.diagnostics == []
    assert document is not None
    return document


def told(text: str, *, many: bool = False) -> list[Diagnostic]:
    report = Report()
    parse_document("annotations/claims/praise.yml", text, report, many=many)
    return report.diagnostics


def where(text: str) -> list[tuple[int, int, str]]:
    return [(one.place.line, one.place.column, one.code) for one in told(text)]


def at(document: Document, *path: str | int, key: bool = False) -> tuple[int, int]:
    place = document.place(document.root, path, key=key)
    return place.line, place.column


def scalar(document: Document, key: str) -> Scalar:
    node = document.root.get(key)
    assert isinstance(node, Scalar)
    return node


def scalars(node: Node) -> Iterator[Scalar]:
    if isinstance(node, Scalar):
        yield node
    elif isinstance(node, Sequence):
        for item in node.items:
            yield from scalars(item)
    else:
        for key, value in node.entries:
            yield key
            yield from scalars(value)


# Words ----------------------------------------------------------------------------------------


def test_a_claim_is_read_as_dicts_lists_and_texts() -> None:
    assert plain(read(CLAIM).root) == {
        "statement": "Putin praised the “heroic participation” of North Korean soldiers, "
        "see [[kcna]].",
        "about": ["vladimir-putin", "kim-jong-un"],
        "when": "2025-12-31~",
        "evidence": [
            {
                "source": "000_c4e2133f88a230e1",
                "quote": "lauding the 'heroic participation'",
                "attribution": ["kcna", {"unnamed": "some analysts"}],
            }
        ],
        "notes": "First line with [[kursk-oblast]].\n\nThen [[kcna]] and once more [[kcna]].\n",
    }


@pytest.mark.parametrize(
    "typed", ["no", "on", "12:30", "2025-12-04", "1.10", "0123", "0x1F", "1e3", "True", "1_000"]
)
def test_a_value_stays_what_the_writer_typed(typed: str) -> None:
    assert plain(read(f"title: {typed}\n").root) == {"title": typed}


@pytest.mark.parametrize("null", ["", "~", "null", "Null", "NULL"])
def test_a_key_that_holds_null_counts_as_left_out(null: str) -> None:
    document = read(f"title: {null}\npublisher: kcna\n")
    assert scalar(document, "title").is_null
    assert plain(document.root) == {"publisher": "kcna"}


def test_null_in_quotes_is_a_text() -> None:
    assert plain(read("title: \"null\"\nrights: '~'\ntype: ''\n").root) == {
        "title": "null",
        "rights": "~",
        "type": "",
    }


def test_a_null_in_a_list_keeps_its_place() -> None:
    assert plain(read("about:\n  - kcna\n  -\n  - kim-jong-un\n").root) == {
        "about": ["kcna", None, "kim-jong-un"]
    }


@pytest.mark.parametrize("text", ["", "\n\n", "# nothing yet\n", "---\n", "null\n", "~", "\ufeff"])
def test_an_empty_file_is_an_empty_mapping(text: str) -> None:
    document = read(text)
    assert document.root.entries == ()
    assert at(document) == (1, 1)


def test_a_mapping_gives_its_values_by_key_and_its_entries_in_order() -> None:
    root = read("name: KCNA\nlink: true\n").root
    assert [key.text for key, _ in root.entries] == ["name", "link"]
    assert root.get("wikidata") is None
    shorter = root.only(root.entries[1:])
    assert plain(shorter) == {"link": "true"}
    assert shorter.place == root.place


def test_a_sequence_can_lose_items_and_keeps_its_place() -> None:
    about = read("about: [kcna, rubbish]\n").root.get("about")
    assert isinstance(about, Sequence)
    shorter = about.only(about.items[:1])
    assert plain(shorter) == ["kcna"]
    assert shorter.place == about.place


@pytest.mark.parametrize("line_break", ["\n", "\r\n", "\r"])
def test_every_kind_of_line_break_is_one_line_break(line_break: str) -> None:
    document = read(CLAIM.replace("\n", line_break))
    assert document.text == CLAIM
    assert plain(document.root) == plain(read(CLAIM).root)
    assert at(document, "evidence", 0, "quote") == (9, 12)


def test_a_byte_order_mark_is_no_character() -> None:
    document = read("\ufeffname: KCNA\n")
    assert plain(document.root) == {"name": "KCNA"}
    assert at(document, "name") == (1, 7)


# Places ---------------------------------------------------------------------------------------


def test_a_scalar_knows_its_first_and_last_character() -> None:
    place = scalar(read("name: Korean Central News Agency  # KCNA\n"), "name").place
    assert (place.line, place.column, place.end_line, place.end_column) == (1, 7, 1, 33)
    assert place.path == "annotations/claims/praise.yml"


def test_the_quotes_of_a_text_belong_to_its_place() -> None:
    document = read("name: 'Kim'  # of course\n")
    place = scalar(document, "name").place
    assert (place.column, place.end_column) == (7, 12)
    assert scalar(document, "name").written == "'Kim'"


def test_a_block_of_text_ends_with_its_last_line() -> None:
    place = scalar(read("notes: |\n  One.\n  Two.\n\n\ntags: [x]\n"), "notes").place
    assert (place.line, place.column, place.end_line, place.end_column) == (1, 8, 3, 7)


def test_columns_count_characters_not_bytes() -> None:
    document = read("also_known_as: [Путин, 😀🇰🇵, e\u0301lan, 푸틴]\n")
    assert [at(document, "also_known_as", number) for number in range(4)] == [
        (1, 17),
        (1, 24),
        (1, 29),
        (1, 36),
    ]


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ((), (2, 1)),
        (("about",), (5, 8)),
        (("about", 1), (5, 25)),
        (("evidence", 0), (8, 5)),
        (("evidence", 0, "quote"), (9, 12)),
        (("evidence", 0, "attribution", 1, "unnamed"), (10, 35)),
    ],
)
def test_a_value_is_found_by_its_path(
    path: tuple[str | int, ...], expected: tuple[int, int]
) -> None:
    assert at(read(CLAIM), *path) == expected


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        (("about",), (5, 1)),
        (("evidence", 0, "quote"), (9, 5)),
        (("evidence", 0), (8, 5)),
        (("evidence", 0, "stance"), (8, 5)),
        ((), (2, 1)),
    ],
)
def test_a_key_is_found_by_its_path(path: tuple[str | int, ...], expected: tuple[int, int]) -> None:
    assert at(read(CLAIM), *path, key=True) == expected


def test_a_path_that_ends_nowhere_leads_as_deep_as_it_exists() -> None:
    document = read(CLAIM)
    assert at(document, "evidence", 0, "stance") == (8, 5)
    assert at(document, "evidence", 7, "source") == (8, 3)
    assert at(document, "evidence", 0, "quote", "TextQuote", "exact") == (9, 12)
    assert at(document, "assessment") == (2, 1)


def test_a_collection_over_several_lines_is_a_point_and_on_one_line_a_stretch() -> None:
    document = read("about:\n  - kcna\n  - kursk\nwhere: [kursk]\n")
    about, several = document.root.get("where"), document.root.get("about")
    assert about is not None
    assert several is not None
    assert (about.place.column, about.place.end_column) == (8, 15)
    assert (several.place.line, several.place.column, several.place.end_line) == (2, 3, None)


@pytest.mark.parametrize(
    ("key", "words", "occurrence", "expected"),
    [
        ("statement", "[[kcna]]", 1, (4, 17, 25)),
        ("statement", "Putin", 1, (3, 3, 8)),
        ("notes", "[[kursk-oblast]]", 1, (12, 19, 35)),
        ("notes", "[[kcna]]", 1, (14, 8, 16)),
        ("notes", "[[kcna]]", 2, (14, 31, 39)),
    ],
)
def test_words_are_found_inside_a_block(
    key: str, words: str, occurrence: int, expected: tuple[int, int, int]
) -> None:
    document = read(CLAIM)
    place = document.place_of_words(scalar(document, key), words, occurrence)
    assert (place.line, place.column, place.end_column) == expected


def test_words_are_found_across_the_lines_of_a_folded_text() -> None:
    document = read(CLAIM)
    place = document.place_of_words(scalar(document, "statement"), "Korean soldiers")
    assert (place.line, place.column, place.end_line, place.end_column) == (3, 53, 4, 11)


def test_words_are_found_behind_escapes() -> None:
    document = read(
        "notes: \"a \\\"quoted\\\"\\ttab \\u2013 \\\n  see [[kcna]]\"\ntitle: 'It''s [[x]]'\n"
    )
    assert scalar(document, "notes").text == 'a "quoted"\ttab – see [[kcna]]'
    place = document.place_of_words(scalar(document, "notes"), "[[kcna]]")
    assert (place.line, place.column) == (2, 7)
    place = document.place_of_words(scalar(document, "title"), "[[x]]")
    assert (place.line, place.column) == (3, 15)


def test_words_that_do_not_stand_there_have_the_place_of_the_whole_text() -> None:
    document = read(CLAIM)
    notes = scalar(document, "notes")
    assert document.place_of_words(notes, "[[kcna]]", 3) == notes.place
    assert document.place_of_words(notes, "TASS") == notes.place


def test_characters_of_a_text_are_placed_by_their_numbers() -> None:
    document = read("notes: |2\n    deep\n  flat\n")
    notes = scalar(document, "notes")
    assert notes.text == "  deep\nflat\n"
    flat = document.place_within(notes, 7, 11)
    assert (flat.line, flat.column, flat.end_column) == (3, 3, 7)
    beyond = document.place_within(notes, 99, 120)
    assert beyond.line == 3


TEXTS = st.text(
    st.one_of(
        st.sampled_from(list("ab 'x\"\\:#-[]{},|>&*!%@`\n\t?~é😀\u0301“”\xa0")),
        st.characters(
            min_codepoint=0x20,
            exclude_characters="\x85\u2028\u2029\ufeff",
            exclude_categories=["C"],
        ),
    ),
    max_size=40,
)
DATA = st.dictionaries(
    TEXTS.filter(bool),
    st.recursive(
        TEXTS,
        lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXTS.filter(bool), inner),
        max_leaves=12,
    ),
    max_size=5,
)
STYLES = st.sampled_from([None, '"', "'", "|", ">"])


@settings(max_examples=150, deadline=None)
@given(DATA, STYLES, st.sampled_from([None, True, False]), st.sampled_from([20, 80]))
def test_any_texts_come_back_and_every_letter_has_its_place(
    data: dict[str, Data],
    style: str | None,
    flow: bool | None,  # noqa: FBT001 - hypothesis passes it by name
    width: int,
) -> None:
    text = yaml.safe_dump(
        data, allow_unicode=True, default_style=style, default_flow_style=flow, width=width
    )
    document = read(text)
    assert plain(document.root) == data
    for one in scalars(document.root):
        line = document.text.split("\n")[one.place.line - 1]
        assert line[one.place.column - 1 :][:1] == one.written[:1]
        for letter, offset in zip(one.text, letter_offsets(one), strict=False):
            assert letter.isspace() or document.text[offset] in {letter, "\\"}
    windows = read(text.replace("\n", "\r\n"))
    assert [one.place for one in scalars(windows.root)] == [
        one.place for one in scalars(document.root)
    ]


@settings(max_examples=50, deadline=None)
@given(DATA, STYLES)
def test_the_parser_written_in_python_reads_the_same(
    data: dict[str, Data], style: str | None
) -> None:
    text = yaml.safe_dump(data, allow_unicode=True, default_style=style)
    fast, slow = (
        read_nodes(Original("a.yml", text)),
        read_nodes(Original("a.yml", text), parser=PURE),
    )
    assert fast.root is not None
    assert slow.root is not None
    assert plain(slow.root) == plain(fast.root)
    assert [(one.start, one.end) for one in scalars(slow.root)] == [
        (one.start, one.end) for one in scalars(fast.root)
    ]


@settings(max_examples=300, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                *("name", ": ", ":", "\n", "\n  ", "- ", "[", "]", "{", "}", ",", '"', "'", "|"),
                *(">", "&a ", "*a", "!t ", "%", "@", "\t", "---\n", "...\n", "? ", "<<: ", "\\"),
                *("\x00", "\u2028", "\ufeff", "\ud800", "😀", "claim-1:\n  ", "#", " "),
            ]
        ),
        max_size=30,
    ).map("".join),
    st.booleans(),
)
def test_no_text_at_all_is_met_with_anything_but_diagnostics(
    text: str,
    many: bool,  # noqa: FBT001 - hypothesis passes it by name
) -> None:
    report = Report()
    document = parse_document("annotations/claims.yml", text, report, many=many)
    assert document is not None or report.errors
    assert all(one.fix for one in report.diagnostics)
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    for one in report.diagnostics:
        assert 1 <= one.place.line <= len(lines)
        assert 1 <= one.place.column <= len(lines[one.place.line - 1]) + 1
        assert not any("\ud800" <= letter <= "\udfff" or letter < " " for letter in str(one))


# What YAML can do and a dossier does not use --------------------------------------------------


def test_an_anchor_is_told_and_its_value_read() -> None:
    report = Report()
    document = parse_document("a.yml", "name: &agency KCNA\n", report)
    (one,) = report.diagnostics
    assert str(one) == (
        "a.yml:1:7: error: “&agency” is a YAML anchor, which a dossier does not use [yaml-feature]"
    )
    assert one.fix == "Remove it; if it belongs to a text, put the whole text in quotes."
    assert document is not None
    assert plain(document.root) == {"name": "KCNA"}
    assert at(document, "name") == (1, 15)


def test_an_alias_is_told_and_nothing_is_read_for_it() -> None:
    report = Report()
    assert parse_document("a.yml", "name: KCNA\nabout: [*agency]\n", report) is None
    (one,) = report.diagnostics
    assert (one.place.line, one.place.column, one.place.end_column) == (2, 9, 16)
    assert "“*agency” is a YAML alias" in one.message
    assert one.fix.startswith("Write the value itself here")


def test_a_merge_key_is_told_and_as_a_quoted_text_it_is_a_key() -> None:
    (one,) = told("<<: {name: KCNA}\n")
    assert (one.place.line, one.place.column) == (1, 1)
    assert "merge key" in one.message
    assert plain(read('"<<": KCNA\n').root) == {"<<": "KCNA"}


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("!!str KCNA", "!!str"),
        ("!!python/object:os.system x", "!!python/object:os.system"),
        ("! KCNA", "!"),
        ("!<tag:yaml.org,2002:str> KCNA", "!<tag:yaml.org"),
        ("!x [a]", "!x"),
    ],
)
def test_a_tag_is_told(typed: str, shown: str) -> None:
    one = told(f"name: {typed}\n")[0]
    assert (one.place.line, one.place.column, one.code) == (1, 7, "yaml-feature")
    assert one.message.startswith(f"“{shown}")
    assert "tag" in one.message


def test_an_anchor_and_a_tag_before_one_value_are_both_told() -> None:
    assert where("about: &all !list [kcna]\n") == [
        (1, 8, "yaml-feature"),
        (1, 13, "yaml-feature"),
    ]


def test_a_directive_is_told_and_the_document_read() -> None:
    report = Report()
    document = parse_document("a.yml", "# comment\n%YAML 1.1\n---\nname: KCNA\n", report)
    (one,) = report.diagnostics
    assert (one.place.line, one.place.column, one.place.end_column) == (2, 1, 10)
    assert "directive" in one.message
    assert document is not None
    assert plain(document.root) == {"name": "KCNA"}


def test_a_second_document_is_told() -> None:
    assert where("name: KCNA\n---\nname: TASS\n---\nname: Xinhua\n") == [
        (2, 1, "yaml-feature"),
        (4, 1, "yaml-feature"),
    ]
    assert where("name: KCNA\n...\nname: TASS\n") == [(2, 1, "yaml-feature")]
    assert plain(read("---\nname: KCNA\n...\n").root) == {"name": "KCNA"}


def test_the_keys_of_a_second_document_are_known_to_be_broken() -> None:
    report = Report()
    text = "kcna: {name: KCNA}\n---\ntass: {name: TASS}\n"
    document = parse_document("annotations/organizations.yml", text, report, many=True)
    assert document is not None
    assert plain(document.root) == {"kcna": {"name": "KCNA"}}
    assert document.broken == ("tass",)


@pytest.mark.parametrize(
    ("text", "place", "what"),
    [
        ("? [a, b]\n: c\n", (1, 3), "a list"),
        ("? {a: b}\n: c\n", (1, 3), "a mapping"),
        ("name: {{ page.title }}\n", (1, 8), "a mapping"),
    ],
)
def test_a_key_has_to_be_a_word(text: str, place: tuple[int, int], what: str) -> None:
    (one,) = told(text)
    assert (one.place.line, one.place.column) == place
    assert one.message == f"{what} stands in place of a key"
    assert "quotes" in one.fix


def test_an_empty_key_is_told() -> None:
    (one,) = told('name: KCNA\n"": TASS\n')
    assert (one.place.line, one.place.column, one.code) == (2, 1, "yaml-syntax")
    assert one.message == "a value stands here without a key before it"


def test_a_key_that_stands_twice_is_told_with_the_place_of_the_first() -> None:
    report = Report()
    document = parse_document("a.yml", "name: KCNA\nlink: true\n'name': TASS\nname: X\n", report)
    first, second = report.diagnostics
    assert (first.place.line, second.place.line) == (3, 4)
    assert first.code == "duplicate-key"
    assert first.message == "the key “name” stands here a second time"
    assert [(one.place.line, one.place.column) for one in first.related] == [(1, 1)]
    assert [(one.place.line, one.place.column) for one in second.related] == [(1, 1)]
    assert document is not None
    assert plain(document.root) == {"name": "KCNA", "link": "true"}


def test_everything_a_file_may_not_use_is_told_at_once() -> None:
    text = "name: &a KCNA\nname: !!str TASS\nabout: [*a]\n<<: *a\n? [x]\n: y\n---\nz: 1\n"
    assert where(text) == [
        (1, 7, "yaml-feature"),
        (2, 1, "duplicate-key"),
        (2, 7, "yaml-feature"),
        (3, 9, "yaml-feature"),
        (4, 1, "yaml-feature"),
        (4, 5, "yaml-feature"),
        (5, 3, "yaml-feature"),
        (7, 1, "yaml-feature"),
    ]
    assert len({one.message for one in told(text)}) == 7  # the alias stands there twice


@pytest.mark.parametrize(("text", "what"), [("- kcna\n- tass\n", "a list"), ("KCNA\n", "a text")])
def test_a_file_that_is_no_mapping_is_told(text: str, what: str) -> None:
    (one,) = told(text)
    assert (one.place.line, one.place.column, one.code) == (1, 1, "not-a-mapping")
    assert one.message.startswith(what)
    assert "key: value" in one.fix


# Hostile files --------------------------------------------------------------------------------


def test_twenty_levels_are_read_and_the_twenty_first_is_told() -> None:
    assert told("a: " + "[" * 19 + "]" * 19) == []
    (one,) = told("a: " + "[" * 20 + "]" * 20)
    assert (one.place.line, one.place.column, one.code) == (1, 23, "yaml-too-deep")


@pytest.mark.parametrize("opening", ["[", "{", "[{a: ", "- ", "? ", "{? "])
def test_fifty_thousand_brackets_are_a_diagnostic(opening: str) -> None:
    (one,) = told(opening * 50_000)
    assert one.code == "yaml-too-deep"
    reading = read_nodes(Original("a.yml", opening * 2_000), parser=PURE)
    assert [mistake.code for mistake in reading.mistakes] == ["yaml-too-deep"]


def test_aliases_that_multiply_are_told_and_never_multiplied() -> None:
    laughs = "".join(
        f"{b}: &{b} [{', '.join([f'*{a}'] * 9)}]\n"
        for a, b in zip("abcdefgh", "bcdefghi", strict=True)
    )
    report = Report()
    assert parse_document("a.yml", "a: &a [ha, ha]\n" + laughs, report) is None
    assert len(report.diagnostics) == 1 + 8 * 10
    assert {one.code for one in report.diagnostics} == {"yaml-feature"}


def test_an_alias_to_what_it_stands_in_is_told() -> None:
    assert where("a: &a [*a]\n") == [(1, 4, "yaml-feature"), (1, 8, "yaml-feature")]


def test_of_thousands_of_anchors_the_first_hundred_are_told() -> None:
    problems = told("about:\n" + "".join(f"  - &a{number} kcna\n" for number in range(5_000)))
    assert len(problems) == 100
    assert problems[-1].place.line == 101
    assert problems[-1].why == ("The file has 4,900 more of this kind, further down.",)


def test_a_file_with_too_many_values_is_told() -> None:
    (one,) = told("about: [" + "a," * 600_000 + "]", many=True)
    assert one.code == "file-too-large"
    assert "500,000" in one.message


def test_thousands_of_directives_hang_nothing() -> None:
    # Libyaml compares each %TAG with all before it: a hundred thousand take it half a minute.
    problems = told("".join(f"%TAG !e{number}! tag:example.org:\n" for number in range(30_000)))
    assert len(problems) == 100
    problems = told("a: b\n" + "".join(f"%TAG !e{number}! x\n" for number in range(30_000)))
    assert len(problems) == 100


@pytest.mark.parametrize("letter", ["\0", "\x08", "\x1b", "\x7f", "\x9f", "\ufffe", "\ud800"])
def test_control_characters_and_half_characters_are_told(letter: str) -> None:
    report = Report()
    text = f"name: KCNA\ndescription: an {letter} agency\nrights: {letter}\n"
    assert parse_document("a.yml", text, report) is None
    (one,) = report.diagnostics
    assert (one.place.line, one.place.column, one.code) == (2, 17, "invalid-character")
    assert f"U+{ord(letter):04X}" in one.message
    assert one.why[0] == "It stands 2 times in this file; this is the first."


@pytest.mark.parametrize("letter", ["\x85", "\u2028", "\u2029"])
def test_a_foreign_line_break_is_told_and_moves_no_line(letter: str) -> None:
    report = Report()
    text = f"description: an{letter}agency\nname: KCNA\nname: TASS\n"
    document = parse_document("a.yml", text, report)
    first, second = report.diagnostics
    assert (first.place.line, first.place.column, first.code) == (1, 16, "invalid-character")
    assert (second.place.line, second.place.column, second.code) == (3, 1, "duplicate-key")
    assert document is not None
    assert plain(document.root) == {"description": "an agency", "name": "KCNA"}


def test_a_byte_order_mark_inside_a_file_is_told() -> None:
    assert where("name: KCNA\n\ufefflink: true\n") == [(2, 1, "invalid-character")]


@pytest.mark.parametrize("escape", ["\\0", "\\e[31m", "\\x07", "\\N", "\\uFFFF"])
def test_an_escape_for_a_control_character_is_told(escape: str) -> None:
    report = Report()
    assert parse_document("a.yml", f'name: "KCNA{escape}"\n', report) is None
    (one,) = report.diagnostics
    assert (one.place.line, one.place.column, one.code) == (1, 7, "invalid-character")


def test_escapes_for_ordinary_characters_are_read() -> None:
    root = read('name: "K\\u0043NA\\t\\n\\r\\n\\L\\U0001F600\\_"\n').root
    assert plain(root) == {"name": "KCNA\t\n\r\n\u2028😀\xa0"}


def test_a_message_shows_hostile_words_short_and_visible() -> None:
    key = '"\\u202Egnp' + "x" * 500 + '"'
    (one,) = told(f"{key}: a\n{key}: b\n")
    assert len(one.message) < 120
    assert "\u202e" not in one.message


# Many records in a file -----------------------------------------------------------------------

MANY = """\
# Organizations.
kcna:
  name: KCNA
  also_known_as: [CTAK]
tass:
  name: "TASS
  wikidata: Q1
xinhua:
  name: Xinhua
  name: New China
yonhap
  name: Yonhap
rodong: {name: Rodong, also_known_as: [a, b}
nk-news:
  name: NK News
"""


def test_a_syntax_error_hides_only_the_record_it_stands_in() -> None:
    report = Report()
    document = parse_document("annotations/organizations.yml", MANY, report, many=True)
    assert [(one.place.line, one.place.column, one.code) for one in report.diagnostics] == [
        (6, 9, "yaml-syntax"),
        (10, 3, "duplicate-key"),
        (11, 1, "yaml-syntax"),
        (13, 44, "yaml-syntax"),
    ]
    assert document is not None
    assert document.broken == ("tass", "yonhap", "rodong")
    assert [key.text for key, _ in document.root.entries] == ["kcna", "xinhua", "nk-news"]
    assert at(document, "nk-news", "name") == (15, 9)
    assert at(document, "xinhua", key=True) == (8, 1)


def test_places_named_in_words_are_lines_of_the_whole_file() -> None:
    text = "kcna:\n  name: KCNA\ntass:\n    name: TASS\n  link: true\n"
    (one,) = told(text, many=True)
    assert (one.place.line, one.place.column) == (5, 3)
    assert "like line 3" in one.fix
    assert "like line 4" in one.fix


def test_a_record_too_deep_hides_no_other() -> None:
    report = Report()
    text = "kcna:\n  name: KCNA\ntass:\n  name: " + "[" * 50_000 + "\nxinhua:\n  name: Xinhua\n"
    document = parse_document("a.yml", text, report, many=True)
    assert [(one.place.line, one.code) for one in report.diagnostics] == [(4, "yaml-too-deep")]
    assert document is not None
    assert document.broken == ("tass",)
    assert list(document.root.by_key) == ["kcna", "xinhua"]


def test_a_record_with_an_alias_or_a_lost_character_is_broken_and_no_other() -> None:
    report = Report()
    text = "kcna: &k\n  name: KCNA\ntass: *k\nxinhua: {<<: *k}\nyonhap:\n  name: Yon\0hap\nnk:\n"
    document = parse_document("a.yml", text, report, many=True)
    assert document is not None
    assert document.broken == ("tass", "xinhua", "yonhap")
    assert list(document.root.by_key) == ["kcna", "nk"]


def test_an_id_that_stands_twice_is_told_though_another_record_is_broken() -> None:
    report = Report()
    text = "kcna:\n  name: KCNA\ntass:\n  name: 'TASS\nkcna:\n  name: CTAK\n"
    document = parse_document("a.yml", text, report, many=True)
    problems = report.diagnostics
    assert [(one.place.line, one.code) for one in problems] == [
        (4, "yaml-syntax"),
        (5, "duplicate-key"),
    ]
    assert problems[1].related[0].place.line == 1
    assert document is not None
    assert plain(document.root) == {"kcna": {"name": "KCNA"}}


def test_records_that_only_fail_together_are_told_once_and_read() -> None:
    report = Report()
    document = parse_document(
        "a.yml", "  kcna:\n    name: KCNA\ntass:\n  name: T\n", report, many=True
    )
    (one,) = report.diagnostics
    assert (one.place.line, one.place.column, one.code) == (3, 1, "yaml-syntax")
    assert document is not None
    assert list(document.root.by_key) == ["kcna", "tass"]


def test_one_record_that_is_broken_leaves_an_empty_document() -> None:
    report = Report()
    document = parse_document("a.yml", "kcna:\n  name: @kcna\n", report, many=True)
    assert len(report.diagnostics) == 1
    assert document is not None
    assert document.broken == ("kcna",)
    assert document.root.entries == ()


def test_a_thousand_broken_records_are_a_thousand_keys() -> None:
    text = "".join(f"claim-{number}:\n  statement: 'open\n" for number in range(1_000))
    report = Report()
    document = parse_document("a.yml", text, report, many=True)
    assert document is not None
    assert len(document.broken) == 1_000
    assert len(report.diagnostics) == 100


def test_the_root_of_a_file_of_many_is_found_by_its_place() -> None:
    root = read("kcna:\n  name: KCNA\n", many=True).root
    assert isinstance(root, Mapping)
    assert (root.place.line, root.place.column) == (1, 1)
