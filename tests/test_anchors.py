from __future__ import annotations

from textwrap import dedent
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dossier.anchors import Anchor, Anchors, anchor
from dossier.codes import Severity
from dossier.corpus import Corpus, read_corpus
from dossier.diagnostics import Diagnostic, Report
from dossier.differences import Change
from dossier.matching import folded
from dossier.project import read_project
from dossier.records import read_records
from dossier.text import Span

if TYPE_CHECKING:
    from pathlib import Path

GREETING = """\
Putin greets Kim

Vladimir Putin, in a greeting to Kim Jong Un, has praised the ‘heroic partici-
pation’ of North Korean troops — and of sappers.

According to KCNA, 5,000 soldiers were not sent to the Kursk Region in the autumn. Putin also
spoke of brotherhood; Putin’s words were printed in Pyongyang.
"""

NOTE = """\
# A **note** on the greeting

- The *heroic* participation of [troops](https://example.org/)
- was **praised** in Pyongyang.
"""


class Case:
    """A dossier of two sources and one claim, its quotes looked for."""

    def __init__(self, root: Path, evidence: str, files: dict[str, str] | None = None) -> None:
        written = {
            "mkdocs.yml": "site_name: One greeting\n",
            "seeds/greeting.txt": GREETING,
            "seeds/note.md": NOTE,
            "annotations/claims/praised.yml": "statement: Putin praised them.\nevidence:\n"
            + dedent(evidence),
            **{path: dedent(text) for path, text in (files or {}).items()},
        }
        for path, text in written.items():
            (root / path).parent.mkdir(parents=True, exist_ok=True)
            (root / path).write_text(text, encoding="utf-8")
        report = Report()
        project = read_project(root, report)
        self.corpus: Corpus = read_corpus(project, report)
        records = read_records(project, self.corpus, report)
        self.anchors: Anchors = anchor(records, self.corpus, report)
        self.diagnostics = report.diagnostics

    def anchor(self, number: int = 0) -> Anchor:
        (one,) = self.anchors.get("praised", ("evidence", number))
        return one

    def words(self, one: Anchor) -> list[str]:
        return [part.of(self.corpus.sources[one.source].text) for part in one.parts]

    def only(self) -> Diagnostic:
        (one,) = self.diagnostics
        assert one.fix
        return one


def quote(words: str, source: str = "greeting") -> str:
    return f"- source: {source}\n  quote: {words}\n"


# Found


def test_offsets_are_those_of_the_seeds_own_text(tmp_path: Path) -> None:
    case = Case(tmp_path, quote("praised the 'heroic participation' of North Korean troops - and"))
    one = case.anchor()
    assert case.diagnostics == []
    assert (one.match, one.similarity, one.changes) == ("exact", 1.0, ())
    assert case.words(one) == ["praised the ‘heroic partici-\npation’ of North Korean troops — and"]
    assert one.span == Span(one.start, one.end) == one.parts[0]


def test_quote_matches_markdown_as_it_is_read(tmp_path: Path) -> None:
    case = Case(tmp_path, quote("The heroic participation of troops was praised", "note"))
    assert case.diagnostics == []
    assert case.words(case.anchor()) == [
        "The *heroic* participation of [troops](https://example.org/)\n- was **praised"
    ]


def test_parts_around_left_out_words_have_spans_of_their_own(tmp_path: Path) -> None:
    case = Case(tmp_path, quote("Vladimir Putin […] North Korean troops"))
    one = case.anchor()
    assert case.words(one) == ["Vladimir Putin", "North Korean troops"]
    assert one.span.of(GREETING).startswith("Vladimir")
    assert one.span.of(GREETING).endswith("troops")


def test_every_place_where_a_record_may_quote_is_looked_at(tmp_path: Path) -> None:
    files = {
        "annotations/evidence/more.yml": """\
            claim: praised
            source: greeting
            quote: Putin greets Kim
            """,
        "annotations/people/vladimir-putin.yml": """\
            name: Vladimir Putin
            relations:
              - type: greeted
                to: kim-jong-un
                evidence:
                  - {source: greeting, quote: in a greeting to Kim Jong Un}
            """,
        "annotations/people/kim-jong-un.yml": "name: Kim Jong Un\n",
        "annotations/events/greeting-2026.yml": """\
            name: The greeting
            evidence:
              - {source: note, quote: note on the greeting}
            """,
        "annotations/sources/greeting.yml": """\
            mentions:
              - {quote: Putin, entity: vladimir-putin}
              - {quote: {exact: Kim, occurrence: 2}, entity: kim-jong-un}
            glosses:
              - {quote: printed in Pyongyang, note: Where else?}
            """,
    }
    case = Case(tmp_path, quote("and of sappers"), files)
    assert case.diagnostics == []
    found = {
        key: [case.words(one)[0] for one in anchors] for key, anchors in case.anchors.found.items()
    }
    assert found == {
        ("praised", ("evidence", 0)): ["and of sappers"],
        ("more", ()): ["Putin greets Kim"],
        ("vladimir-putin", ("relations", 0, "evidence", 0)): ["in a greeting to Kim Jong Un"],
        ("greeting-2026", ("evidence", 0)): ["note** on the greeting"],
        ("greeting", ("mentions", 0)): ["Putin"] * 4,
        ("greeting", ("mentions", 1)): ["Kim"],
        ("greeting", ("glosses", 0)): ["printed in Pyongyang"],
    }
    starts = [one.start for one in case.anchors.get("greeting", ("mentions", 1))]
    assert starts == [GREETING.index("Kim Jong Un")]


def test_source_that_does_not_exist_is_not_reported_twice(tmp_path: Path) -> None:
    case = Case(tmp_path, quote("Putin greets Kim", "greting"))
    assert case.only().code == "unknown-id"
    assert case.anchors.get("praised", ("evidence", 0)) == ()


# Not found


def test_missing_quote_is_reported_where_its_words_are_written(tmp_path: Path) -> None:
    case = Case(tmp_path, quote("“the cosmonauts of the moon base”"))
    one = case.only()
    assert str(one.place) == "annotations/claims/praised.yml:4:10"
    assert (one.code, one.severity) == ("quote-not-found", Severity.ERROR)
    assert one.message == "quote not found in source greeting"
    assert case.anchors.get("praised", ("evidence", 0)) == ()


def test_missing_quote_in_a_selector_is_reported_at_its_words(tmp_path: Path) -> None:
    one = Case(tmp_path, quote("{prefix: Vladimir, exact: the moon base}")).only()
    assert (one.place.line, one.place.column) == (4, 36)


def test_missing_quote_comes_with_the_nearest_passage(tmp_path: Path) -> None:
    one = Case(tmp_path, quote("has praised the heroism of South Korean sailors")).only()
    assert one.code == "quote-not-found"
    (why,) = one.why
    assert why.startswith("Nearest passage (p2, 5")
    assert "reads “has praised the ‘heroic participation”," in why
    assert "not “has praised the heroism of South Korean sailors”" in why
    assert str(one.related[0].place) == "seeds/greeting.txt:3:47"


def test_short_quote_is_never_taken_for_another(tmp_path: Path) -> None:
    one = Case(tmp_path, quote("North Korean troop.")).only()
    assert one.code == "quote-not-found"
    assert "Quotes of fewer than 20 characters have to be exact." in one.why


def test_mention_that_stands_nowhere_is_an_error(tmp_path: Path) -> None:
    files = {
        "annotations/sources/greeting.yml": "mentions:\n  - {quote: CTAK, not: true}\n",
    }
    one = Case(tmp_path, quote("and of sappers"), files).only()
    assert str(one.place) == "annotations/sources/greeting.yml:2:13"
    assert one.code == "quote-not-found"


@pytest.mark.parametrize(
    ("typed", "message", "why"),
    [
        (
            "{exact: Putin, occurrence: 7}",
            "quote stands in source greeting only 4 times",
            "1. p1: “[Putin] greets Kim Vladimir Putin, in a …”",
        ),
        (
            "{exact: sappers, prefix: Ukrainian}",
            "quote stands in source greeting, but not in the context given",
            "1. p2: “… of North Korean troops — and of [sappers]. According to",
        ),
        (
            "in Pyongyang […] Kim Jong Un",
            "the parts of the quote stand in another order in source greeting",
            "Each part has to stand after the one before it.",
        ),
        (
            "Vladimir Putin […] flew to the moon base",
            "part of the quote not found in source greeting",
            "The part is “flew to the moon base”.",
        ),
    ],
)
def test_reason_why_a_quote_has_no_place_is_given(
    tmp_path: Path, typed: str, message: str, why: str
) -> None:
    one = Case(tmp_path, quote(typed)).only()
    assert (one.code, one.message) == ("quote-not-found", message)
    assert any(line.startswith(why) for line in one.why)


def test_elision_that_is_too_wide_gets_words_of_its_own(tmp_path: Path) -> None:
    files = {"seeds/long.txt": f"The monument was {'very ' * 500}large.\n"}
    one = Case(tmp_path, quote("The monument […] large", "long"), files).only()
    assert one.message == "too much is left out of the quote in source long"
    assert one.why == (
        "After “The monument” 2,503 characters would be left out.",
        "`[…]` stands for 2,000 characters at most.",
    )


@pytest.mark.parametrize("typed", ['"[…]"', '"\u00ad"', "{exact: ' '}"])
def test_quote_without_words_is_an_error(tmp_path: Path, typed: str) -> None:
    assert Case(tmp_path, quote(typed)).only().code == "empty-quote"


MEMO = "A memo\n\nThe sappers came home, all of them.\n\nThey were paid in full.\n"


@pytest.mark.parametrize(
    ("typed", "where"),
    [
        ("The sappers came home", "p2"),
        ('"The sappers […] paid in full"', "p2 to p3"),
        ("{exact: paid in full, prefix: They were never}", "p3"),
        ("{exact: The sappers came home, occurrence: 2}", "p2"),
    ],
)
def test_quote_that_stands_in_another_source_is_told_where(
    tmp_path: Path, typed: str, where: str
) -> None:
    one = Case(tmp_path, quote(typed), {"seeds/memo.txt": MEMO}).only()
    assert one.code == "quote-not-found"
    assert one.why[-1] == f"The words stand in source memo ({where})."
    assert one.fix.startswith("If that one is meant, write `source: memo`. ")


def test_quote_that_stands_nowhere_names_no_other_source(tmp_path: Path) -> None:
    one = Case(tmp_path, quote("The sappers stayed abroad"), {"seeds/memo.txt": MEMO}).only()
    assert "memo" not in " ".join((*one.why, one.fix))


def test_few_letters_are_not_looked_for_in_other_sources(tmp_path: Path) -> None:
    one = Case(tmp_path, quote("hom"), {"seeds/memo.txt": MEMO}).only()
    assert "memo" not in " ".join((*one.why, one.fix))


def test_gloss_belongs_to_its_own_source(tmp_path: Path) -> None:
    files = {
        "seeds/memo.txt": MEMO,
        "annotations/sources/greeting.yml": "glosses:\n  - {quote: paid in full, note: x}\n",
    }
    one = Case(tmp_path, quote("and of sappers"), files).only()
    assert "memo" not in " ".join((*one.why, one.fix))


def test_other_sources_are_not_searched_for_ever(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = {"seeds/memo.txt": MEMO}
    length = len(GREETING + NOTE + MEMO)
    monkeypatch.setattr("dossier.elsewhere._MOST_SEARCHED", length)
    typed = "The sappers came home"
    first, second = Case(tmp_path, quote(typed) + quote(typed), files).diagnostics
    assert "The words stand in source memo (p2)." in first.why
    assert "The words stand in source memo (p2)." not in second.why


@pytest.mark.parametrize("dots", ["...", "…"])
def test_dots_that_may_stand_for_words_left_out_are_told_how_to(tmp_path: Path, dots: str) -> None:
    typed = f"Vladimir Putin {dots} spoke of brotherhood"
    one = Case(tmp_path, quote(typed)).only()
    assert one.code == "quote-not-found"
    assert one.fix.endswith(f" If “{dots}” stands for words left out, write “[…]”.")
    assert Case(tmp_path, quote(typed.replace(dots, "[…]"))).diagnostics == []


def test_dots_in_brackets_are_told_nothing(tmp_path: Path) -> None:
    one = Case(tmp_path, quote('"Vladimir Putin [...] flew to the moon […]"')).only()
    assert "words left out" not in one.fix


def test_drifted_quote_is_not_cut_inside_a_word(tmp_path: Path) -> None:
    text = "The Town Council closed Tanner’s Bridge to all traffic on Tuesday morning.\n"
    typed = "“closed” closed Tanner's Bridge to all traffic on Tuesday morning"
    case = Case(tmp_path, quote(typed, "bridge"), {"seeds/bridge.txt": text})
    assert case.only().code == "quote-drifted"
    one = case.anchor()
    assert case.words(one) == [text.removeprefix("The Town ").removesuffix(".\n")]
    assert one.similarity < 0.88


def test_lookalikes_are_all_shown_and_none_is_taken(tmp_path: Path) -> None:
    text = "In May the council proposed a monument. In June the council opposed a monument."
    case = Case(tmp_path, quote("the council xxposed a monument", "long"), {"seeds/long.txt": text})
    one = case.only()
    assert "several passages are close" in one.message
    assert "p1 reads “the council proposed a monument” (90 % alike)." in one.why
    assert "p1 reads “the council opposed a monument” (93 % alike)." in one.why


def test_a_run_does_not_look_for_ever_for_what_is_not_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("dossier.anchors._MOST_WORK", 1)
    typed = "has lauded the heroic participation of North Korean troops"
    case = Case(tmp_path, quote(typed) + quote(typed) + quote("and of sappers"))
    first, second = case.diagnostics
    assert first.code == "quote-drifted"
    assert second.code == "quote-not-found"
    assert second.why == ("It was not compared with the passages: too many quotes stand nowhere.",)
    assert case.anchor(2).match == "exact"


# Ambiguous


def test_ambiguous_quote_shows_each_occurrence_and_how_to_select_one(tmp_path: Path) -> None:
    one = Case(tmp_path, quote("Putin")).only()
    assert (one.code, one.severity) == ("quote-ambiguous", Severity.ERROR)
    assert one.message == "quote stands 4 times in source greeting"
    assert one.why[:2] == (
        "1. p1: “[Putin] greets Kim Vladimir Putin, in a …”",
        "2. p2: “Putin greets Kim Vladimir [Putin], in a greeting to Kim Jong Un, has …”",
    )
    assert all(word in one.fix for word in ("occurrence", "prefix", "suffix"))


def test_many_occurrences_are_not_all_shown(tmp_path: Path) -> None:
    one = Case(tmp_path, quote("stone", "long"), {"seeds/long.txt": "stone " * 40}).only()
    assert one.message == "quote stands 40 times in source long"
    assert one.why[-1] == "And 34 more."


def test_occurrence_selects_one(tmp_path: Path) -> None:
    case = Case(tmp_path, quote("{exact: Putin, occurrence: 3}"))
    assert case.diagnostics == []
    assert case.anchor().start == GREETING.index("Putin also")


# Drifted


def test_drifted_quote_is_a_warning_that_shows_the_difference(tmp_path: Path) -> None:
    case = Case(tmp_path, quote("has lauded the heroic participation of North Korean troops"))
    one = case.only()
    assert (one.code, one.severity) == ("quote-drifted", Severity.WARNING)
    assert str(one.place) == "annotations/claims/praised.yml:4:10"
    assert one.message == "quote differs from source greeting (89 % alike)"
    assert one.why == (
        "p2 reads “has praised the ‘heroic participation’ of North Korean troops”.",
        "“lauded” is “praised” in the source.",
        "“heroic participation” is “‘heroic participation’” in the source.",
    )
    assert one.related[0].place.path == "seeds/greeting.txt"
    found = case.anchor()
    assert found.match == "drifted"
    assert 0.89 <= found.similarity < 0.90
    assert found.changes[0] == Change("replaced", "lauded", "praised")
    assert case.words(found) == ["has praised the ‘heroic partici-\npation’ of North Korean troops"]


def test_difference_in_a_number_or_a_negation_is_said_in_so_many_words(tmp_path: Path) -> None:
    case = Case(tmp_path, quote("3,000 soldiers were sent to the Kursk Region in the autumn"))
    one = case.only()
    assert one.code == "quote-drifted"
    assert "A number differs: the quote has “3,000”, the source “5,000”." in one.why
    assert "A negation differs: the quote has none, the source “not”." in one.why
    assert [each.kind for each in case.anchor().reversals] == ["number", "negation"]


def test_part_of_a_quote_may_drift(tmp_path: Path) -> None:
    case = Case(tmp_path, quote("Vladimir Putin […] soldiers were not sent to the Kurk Region"))
    assert case.only().code == "quote-drifted"
    one = case.anchor()
    assert case.words(one) == ["Vladimir Putin", "soldiers were not sent to the Kursk Region"]
    assert one.changes == (Change("replaced", "Kurk", "Kursk"),)


def test_what_cannot_be_seen_is_spelt_out(tmp_path: Path) -> None:
    text = "The monument\u200b was unveiled in Kursk \x1b[31mtoday.\n"
    files = {"seeds/long.txt": text}
    one = Case(tmp_path, quote("The monument was unveiled in Kursk", "long"), files).only()
    assert one.code == "quote-drifted"
    assert "“monument” is “monument‹U+200B›” in the source." in one.why
    ambiguous = Case(tmp_path, quote("o", "long"), files).only()
    assert "\x1b" not in "\n".join(ambiguous.lines())


# All sorts


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_any_words_of_a_source_are_found_in_it(tmp_path: Path, data: st.DataObject) -> None:
    words = GREETING.replace("partici-\npation", "participation").split()
    start = data.draw(st.integers(0, len(words) - 1))
    end = data.draw(st.integers(start + 1, len(words)))
    typed = " ".join(words[start:end])
    case = Case(tmp_path, quote("|-\n    " + typed))
    found = case.anchors.get("praised", ("evidence", 0))
    if not found:
        assert case.only().code == "quote-ambiguous"
    else:
        assert folded("".join(case.words(found[0]))) == folded(typed)
