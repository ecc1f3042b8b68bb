"""What is said of what does not fit leads to what was meant, not to the next error."""

from __future__ import annotations

import pytest

from dossier.diagnostics import Diagnostic, Report
from dossier.documents import parse_document
from dossier.fitting import fit
from dossier.kinds import KINDS
from dossier.misfits import Subject

BY_NAME = {kind.name: kind for kind in KINDS}
CLAIM = "statement: The bridge is closed.\n"


def told(kind: str, text: str) -> list[Diagnostic]:
    report = Report()
    document = parse_document("record.yml", text, report)
    assert document is not None, report.diagnostics
    fit(
        document.root,
        BY_NAME[kind].model,
        document=document,
        subject=Subject(BY_NAME[kind].singular.lower()),
        report=report,
    )
    return report.diagnostics


def only(kind: str, text: str) -> Diagnostic:
    (one,) = told(kind, text)
    return one


# Keys left blank ------------------------------------------------------------------------------


def test_keys_left_blank_are_told_where_they_stand() -> None:
    found = told("claims", "statement:\nevidence:\n  - source:\n    # The words.\n    quote:\n")

    assert [(str(one.place), one.message) for one in found] == [
        ("record.yml:1:1", "“statement” has no value yet"),
        ("record.yml:3:5", "“source” has no value yet"),
        ("record.yml:5:5", "“quote” has no value yet"),
    ]
    assert {one.code for one in found} == {"missing-key"}
    assert found[1].fix == "Write it behind the colon, like `source: courier-bridge-closed`."


@pytest.mark.parametrize("nothing", ["~", "null"])
def test_a_key_that_holds_null_is_told_where_it_stands(nothing: str) -> None:
    one = only("evidence", f"claim: closed\nsource: courier\nquote: {nothing}\n")

    assert (str(one.place), one.message) == ("record.yml:3:1", "“quote” has no value yet")


def test_a_key_that_is_absent_is_told_where_it_belongs() -> None:
    one = only("claims", CLAIM + "evidence:\n  - source: courier\n")

    assert (str(one.place), one.message) == (
        "record.yml:3:5",
        "entry 1 of “evidence” has no “quote”",
    )


def test_a_value_that_was_taken_for_a_comment_is_told_as_such() -> None:
    one = only("evidence", "claim: c\nsource: s\nquote: #closed the bridge  \n")

    assert (str(one.place), one.message) == ("record.yml:3:1", "“quote” has no value yet")
    assert one.why == ("What follows “ #” is a comment, which is not read: #closed the bridge",)
    assert '`quote: "#closed the bridge"`' in one.fix
    assert told("evidence", 'claim: c\nsource: s\nquote: "#closed the bridge"\n') == []


@pytest.mark.parametrize("text", ["quote:\n  # Copy it.\n", "quote: #\n", "quote: ~ # later\n"])
def test_a_remark_is_not_taken_for_a_value(text: str) -> None:
    one = only("evidence", "claim: c\nsource: s\n" + text)

    assert one.why == ()


def test_a_rationale_left_blank_is_told_where_it_stands() -> None:
    text = CLAIM + "assessment:\n  status: refuted\n  rationale:\n"
    one = only("claims", text)

    assert (str(one.place), one.code) == ("record.yml:4:3", "missing-key")


# Shapes ---------------------------------------------------------------------------------------


def test_a_status_alone_is_shown_in_the_mapping_that_is_wanted() -> None:
    one = only("claims", CLAIM + "assessment: corroborated\n")

    assert "must be a mapping of keys and values" in one.message
    assert one.fix == "Write `assessment: {status: corroborated, rationale: …}`."
    mended = CLAIM + "assessment: {status: corroborated, rationale: …}\n"
    assert told("claims", mended) == []


@pytest.mark.parametrize(
    ("kind", "before", "key", "entry", "rest"),
    [
        ("claims", CLAIM, "evidence", "source", "quote"),
        ("people", "name: Ada Quill\n", "relations", "type", "to"),
        ("sources", "", "glosses", "quote", "note"),
        ("sources", "", "mentions", "quote", "entity"),
    ],
)
def test_words_alone_are_shown_the_entry_that_is_wanted(
    kind: str, before: str, key: str, entry: str, rest: str
) -> None:
    one = only(kind, f"{before}{key}: some words\n")

    assert one.message == f"“{key}” must be a list of entries with keys, not text"
    assert f"`- {entry}: …`" in one.fix
    assert f"`{rest}: …`" in one.fix
    assert told(kind, f"{before}{key}:\n  - {entry}: x\n    {rest}: y\n") == []


def test_words_alone_still_do_where_an_entry_may_be_a_word() -> None:
    assert only("people", "name: Ada Quill\nlinks: https://example.org\n").fix == (
        "Write `links: [https://example.org]`."
    )


# Spaces that are none -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "at", "message"),
    [
        ("\u00a0statement: A\n", "1:1", "a no-break space (U+00A0) stands before the key"),
        ("state\u202fment: A\n", "1:1", "a narrow no-break space (U+202F) stands in the key"),
        ("statement\u00a0: A\n", "1:1", "a no-break space (U+00A0) stands behind the key"),
        ("\u200bstatement: A\n", "1:1", "an invisible space (U+200B) stands before the key"),
        ("\u2009statement: A\n", "1:1", "a character that looks like a space (U+2009) stands"),
        (CLAIM + "evidence: [{source: s, quote: q,\u00a0note: n}]\n", "2:33", "a no-break space"),
    ],
)
def test_an_odd_space_beside_a_key_is_named(text: str, at: str, message: str) -> None:
    one = only("claims", text)

    assert (str(one.place), one.code) == (f"record.yml:{at}", "unknown-key")
    assert one.message.startswith(message)
    assert "ordinary space" in one.fix


@pytest.mark.parametrize("entry", ["source: courier", "courier"])
def test_an_odd_space_behind_a_dash_is_named(entry: str) -> None:
    one = only("claims", f"{CLAIM}evidence:\n  -\u00a0{entry}\n")

    assert "a no-break space (U+00A0) stands there" in one.fix


def test_an_odd_space_in_a_text_is_no_mistake() -> None:
    assert told("claims", "statement: 5\u00a0000 people\nnotes: |\n  \u00a0key: x\n") == []
