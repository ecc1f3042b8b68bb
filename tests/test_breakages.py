"""Whatever a contributor breaks: the right line, a way out, and the rest still checked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest
from dossiers import GREETING, read, write

if TYPE_CHECKING:
    from pathlib import Path

CLAIM = "annotations/claims/putin-praised-soldiers.yml"
OTHER = "annotations/claims/no-soldier-took-part.yml"
PERSON = "annotations/people/vladimir-putin.yml"
SOURCE = "annotations/sources/first.yml"
EVIDENCE = "annotations/evidence/analysts-doubt.yml"


@dataclass(frozen=True)
class Breakage:
    """One edit to the good dossier, and the diagnostic it must give."""

    path: str
    old: str
    new: str
    code: str
    line: int
    column: int


BREAKAGES = {
    "a misspelt key": Breakage(CLAIM, "answers:", "answer:", "unknown-key", 3, 1),
    "a missing statement": Breakage(
        CLAIM,
        "statement: Putin praised the heroic participation of soldiers.\n",
        "",
        "missing-key",
        1,
        1,
    ),
    "a key twice": Breakage(
        PERSON, "name: Vladimir", "name: V.\nname: Vladimir", "duplicate-key", 2, 1
    ),
    "a tab": Breakage(CLAIM, "  - source: second", "\t- source: second", "yaml-syntax", 8, 1),
    "an unclosed quote": Breakage(PERSON, "Vladimir Putin", '"Vladimir Putin', "yaml-syntax", 1, 7),
    "an unclosed bracket": Breakage(PERSON, "[Putin]", "[Putin", "yaml-syntax", 2, 16),
    "an anchor": Breakage(PERSON, "[Putin]", "&x [Putin]", "yaml-feature", 2, 16),
    "a tag": Breakage(PERSON, "Vladimir Putin", "!!str Putin", "yaml-feature", 1, 7),
    "two documents": Breakage(PERSON, "also_known", "---\nalso_known", "yaml-feature", 2, 1),
    "an unknown source": Breakage(CLAIM, "source: first", "source: frist", "unknown-id", 5, 13),
    "an unknown voice": Breakage(OTHER, "[{unnamed: a spokesman}]", "[kncna]", "unknown-id", 9, 19),
    "a reference to the wrong kind": Breakage(
        CLAIM, "[did-they-take-part]", "[kcna]", "wrong-kind", 3, 11
    ),
    "an unknown link in the notes": Breakage(OTHER, "[[kcna]]", "[[kcnaa]]", "unknown-id", 10, 12),
    "a quote that is not there": Breakage(
        CLAIM,
        "praised the ‘heroic participation’ of soldiers",
        "condemned every single deserter by name",
        "quote-not-found",
        6,
        12,
    ),
    "a quote that has drifted": Breakage(
        CLAIM,
        "praised the ‘heroic participation’ of soldiers",
        "praised the ‘heroic participations’ of soldiers",
        "quote-drifted",
        6,
        12,
    ),
    "a quote that stands twice": Breakage(
        OTHER, "quote: No soldier took part", "quote: No soldier", "quote-ambiguous", 8, 12
    ),
    "an empty quote": Breakage(
        OTHER, "quote: No soldier took part", 'quote: ""', "empty-quote", 8, 12
    ),
    "a date in words": Breakage(
        SOURCE, "type: news", "published: last week", "invalid-value", 1, 12
    ),
    "an unknown stance": Breakage(
        EVIDENCE, "stance: disputes", "stance: denies", "invalid-value", 4, 9
    ),
    "an unknown type": Breakage(SOURCE, "type: news", "type: blog", "invalid-value", 1, 7),
    "an address that is no web page": Breakage(
        SOURCE, "type: news", "url: javascript:alert(1)", "invalid-value", 1, 6
    ),
    "a list where text belongs": Breakage(
        PERSON, "name: Vladimir Putin", "name: [Vladimir, Putin]", "invalid-value", 1, 7
    ),
    "no for false": Breakage(PERSON, "also_known_as: [Putin]", "link: no", "invalid-value", 2, 7),
    "a status without a rationale": Breakage(
        CLAIM, "evidence:", "assessment: {status: refuted}\nevidence:", "missing-key", 4, 13
    ),
    "a claim without evidence": Breakage(
        OTHER,
        "evidence:\n  - source: second\n    quote: No soldier took part\n"
        "    attribution: [{unnamed: a spokesman}]\n",
        "",
        "no-evidence",
        1,
        1,
    ),
    "evidence for no claim": Breakage(
        EVIDENCE, "putin-praised-soldiers", "putin-praised-soldier", "unknown-id", 1, 8
    ),
    "a withheld record": Breakage(
        PERSON, "also_known", "publish: false\nalso_known", "withholding", 2, 1
    ),
}


def broken(root: Path, breakage: Breakage) -> Path:
    write(root, GREETING)
    path = root / breakage.path
    text = path.read_text(encoding="utf-8")
    assert text.count(breakage.old) == 1, "the edit must hit one place of the good file"
    path.write_text(text.replace(breakage.old, breakage.new), encoding="utf-8")
    return root


@pytest.mark.parametrize("name", BREAKAGES)
def test_a_mistake_is_told_where_it_stands_with_a_way_out(tmp_path: Path, name: str) -> None:
    breakage = BREAKAGES[name]
    _, report = read(broken(tmp_path, breakage))
    told = [one for one in report.diagnostics if one.place.path == breakage.path]
    assert [(one.code, one.place.line, one.place.column) for one in told] == [
        (breakage.code, breakage.line, breakage.column)
    ]
    assert told[0].fix


@pytest.mark.parametrize("name", BREAKAGES)
def test_a_mistake_makes_no_other_file_look_wrong(tmp_path: Path, name: str) -> None:
    _, report = read(broken(tmp_path, BREAKAGES[name]))
    elsewhere = [str(one) for one in report.diagnostics if one.place.path != BREAKAGES[name].path]
    assert elsewhere == []


def test_no_record_takes_the_address_of_an_index(tmp_path: Path) -> None:
    write(write(tmp_path, GREETING), {"annotations/topics.yml": "index: {name: Index}\n"})
    _, report = read(tmp_path)
    assert [(one.place.line, one.code) for one in report.diagnostics] == [(1, "invalid-id")]


def test_a_seed_of_that_name_gets_another(tmp_path: Path) -> None:
    dossier, report = read(write(write(tmp_path, GREETING), {"seeds/Index.txt": "An index.\n"}))
    assert report.diagnostics == []
    assert "index-1" in dossier.records.by_id


def test_all_mistakes_are_told_in_one_run(tmp_path: Path) -> None:
    write(tmp_path, GREETING)
    write(
        tmp_path,
        {
            PERSON: "name: [Vladimir, Putin]\n",
            SOURCE: "type: blog\npublished: yesterday\n",
            "annotations/topics.yml": "one: {name: One}\ntwo: {nmae: Two}\n"
            "three: {name: Three, x: 1}\n",
            "annotations/persons/kim.yml": "name: Kim\n",
        },
    )
    _, report = read(tmp_path)
    assert [(one.place.path, one.place.line, one.code) for one in report.diagnostics] == [
        (PERSON, 1, "invalid-value"),
        ("annotations/persons/kim.yml", 1, "unknown-kind"),
        (SOURCE, 1, "invalid-value"),
        (SOURCE, 2, "invalid-value"),
        ("annotations/topics.yml", 2, "unknown-key"),
        ("annotations/topics.yml", 3, "unknown-key"),
    ]
