"""What each kind of record takes, and what is said of what it does not take."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic_core import PydanticCustomError

from dossier import dates
from dossier.codes import CODES
from dossier.declarations import keys_of, nested
from dossier.diagnostics import Report
from dossier.documents import parse_document
from dossier.fitting import Fitted, fit
from dossier.kinds import KINDS, Kind
from dossier.kinds.fields import (
    EvidenceItem,
    Model,
    Reference,
    Selector,
    Short,
    markdown_fields,
    parts,
    references,
)
from dossier.kinds.text import line
from dossier.misfits import Subject, as_typed

if TYPE_CHECKING:
    from collections.abc import Iterator

BY_NAME = {kind.name: kind for kind in KINDS}
STATUSES = ("unverified", "corroborated", "confirmed", "disputed", "refuted", "uncheckable")
LEAST = {
    "sources": "",
    "claims": "statement: Putin praised the soldiers.\n",
    "questions": "question: Did they fight?\n",
    "people": "name: Vladimir Putin\n",
    "places": "name: Kursk Oblast\n",
    "organizations": "name: KCNA\n",
    "events": "name: New Year greeting\n",
    "topics": "name: Sanctions\n",
    "evidence": "claim: putin-praised\nsource: kcna-greeting\nquote: heroic participation\n",
}


@dataclass(frozen=True)
class Told:
    at: str
    code: str
    message: str
    why: tuple[str, ...]
    fix: str


def read(
    kind: str, text: str, *, stand_in: tuple[str, str] = ("", "")
) -> tuple[Fitted[Any] | None, list[Told]]:
    report = Report()
    document = parse_document(f"annotations/{kind}/record.yml", text, report)
    assert document is not None, report.diagnostics
    fitted = fit(
        document.root,
        BY_NAME[kind].model,
        document=document,
        subject=Subject(BY_NAME[kind].singular.lower()),
        report=report,
        context={"statuses": STATUSES},
        stand_in=stand_in,
    )
    told = [
        Told(f"{one.place.line}:{one.place.column}", one.code, one.message, one.why, one.fix)
        for one in report.diagnostics
    ]
    return fitted, told


def right(kind: str, text: str) -> Any:  # noqa: ANN401 - the model of the kind
    fitted, told = read(kind, text)
    assert told == []
    assert fitted is not None
    assert not fitted.left_out
    return fitted.model


def wrong(kind: str, text: str) -> Told:
    _, told = read(kind, text)
    assert len(told) == 1, told
    return told[0]


# What fits ------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_every_kind_asks_only_for_what_it_cannot_do_without(kind: Kind) -> None:
    assert right(kind.name, LEAST[kind.name])


def models(model: type[Model]) -> Iterator[type[Model]]:
    yield model
    for declared in keys_of(model).values():
        inner = nested(declared)
        if inner:
            yield from models(inner)


EVERY_MODEL = sorted({one for kind in KINDS for one in models(kind.model)}, key=str)


# What some keys cannot do without, beside what is always required.
COMPANY = {
    ("Assessment", "status"): "rationale",
    ("Mention", "note"): "entity",
    ("Mention", "quote"): "entity",
}


@pytest.mark.parametrize("model", EVERY_MODEL, ids=lambda model: model.__name__)
def test_every_key_is_explained_and_shows_an_example_that_fits(model: type[Model]) -> None:
    declared = keys_of(model)
    for key, field in declared.items():
        assert field.description, key
        assert field.description.endswith("."), key
        assert field.examples, key
        keys = {one for one, other in declared.items() if other.is_required()}
        keys |= {key, COMPANY.get((model.__name__, key), key)}
        text = "".join(f"{one}: {as_typed((declared[one].examples or [])[0])}\n" for one in keys)
        report = Report()
        document = parse_document("example.yml", text, report)
        assert document, report.diagnostics
        fit(document.root, model, document=document, subject=Subject("example"), report=report)
        assert [str(one) for one in report.diagnostics] == []


def test_text_stays_what_was_typed() -> None:
    assert right("topics", "name: 1984\n").name == "1984"
    assert right("topics", "name: 0123\ndescription: 1.10\n").description == "1.10"
    assert right(
        "topics", "name: no\nalso_known_as: [true, 12:30, 2025-12-04]\n"
    ).also_known_as == (
        "true",
        "12:30",
        "2025-12-04",
    )
    assert right("claims", "statement: >-\n  One\n  sentence.\n").statement == "One sentence."
    assert right("claims", "statement: >\n  With a line break at its end.\n").statement == (
        "With a line break at its end."
    )


def test_a_key_left_empty_counts_as_left_out() -> None:
    person = right("people", "name: Vladimir Putin\nborn:\nnotes: ~\ntags: null\n")
    assert person.born is None
    assert (person.notes, person.tags) == ("", ())


def test_a_source_says_all_that_the_format_lists() -> None:
    source = right(
        "sources",
        """\
title: Putin congratulates Kim
type: news
publisher: kcna
authors: [A. Correspondent]
published: 2025-12-31~
retrieved: 2026-01-02
url: https://example.org/news/1
archived_url: https://web.archive.org/web/2026/https://example.org/news/1
language: EN-us
translated_from: ko
reliability: F
rights: © KCNA
sha256: E3B0C44298FC1C149AFBF4C8996FB92427AE41E4649B934CA495991B7852B855
derived_from: [002_357274271b43df3d]
tags: [greeting]
notes: |
  See [[kcna]].
mentions:
  - {quote: CTAK, entity: kcna, note: "Russian abbreviation of KCNA"}
  - {quote: Kursk, not: true}
glosses:
  - {quote: "In Internationals Kvir", note: "Garbled."}
""",
    )
    assert source.published == dates.parse("2025-12-31~")
    assert source.language == "en-US"
    assert source.sha256.startswith("e3b0c442")
    assert [mention.not_a_mention for mention in source.mentions] == [False, True]


def test_entities_say_how_they_stand_to_others() -> None:
    person = right(
        "people",
        """\
name: Vladimir Putin
also_known_as: [Putin]
link: false
wikidata: Q7747
viaf: 35247539
isni: 0000 0001 2144 1970
geonames: 538555
ftm: Q7747
opensanctions: NK-abc123
links: [https://example.org, {url: https://example.com/a, label: Example}]
image: images/putin.jpg
image_credit: Kremlin.ru
born: 1952-10-07
member_of: [united-russia]
relations:
  - {type: president of, to: russia, when: 2012/.., evidence: [{source: s, quote: q}]}
""",
    )
    assert person.link is False
    assert person.isni == "0000000121441970"
    assert [link.url for link in person.links] == ["https://example.org", "https://example.com/a"]
    assert person.relations[0].when == dates.parse("2012/..")
    place = right("places", "name: Kursk\ncoordinates: [51.73, -36]\nwithin: russia\n")
    assert place.coordinates == (51.73, -36.0)
    assert place.precision == "unknown"


def test_a_quote_is_words_or_a_selector() -> None:
    evidence = right(
        "claims",
        """\
statement: Putin praised the soldiers.
evidence:
  - {source: s, quote: heroic participation}
  - source: s
    quote: {exact: heroic participation, prefix: "the ", suffix: " of"}
  - source: s
    quote: {exact: heroic participation, occurrence: 2}
""",
    ).evidence
    assert [item.quote.exact for item in evidence] == ["heroic participation"] * 3
    assert [item.quote.selects for item in evidence] == [False, True, True]
    assert (evidence[1].quote.prefix, evidence[2].quote.occurrence) == ("the ", 2)
    assert evidence[0].stance == "supports"


def test_an_attribution_names_voices_outermost_first() -> None:
    item = right("evidence", LEAST["evidence"] + "attribution: [kcna, {unnamed: some analysts}]\n")
    assert [(voice.entity, voice.unnamed) for voice in item.attribution] == [
        ("kcna", ""),
        (None, "some analysts"),
    ]


def test_the_latest_assessment_holds() -> None:
    claim = right(
        "claims",
        """\
statement: Putin praised the soldiers.
assessment:
  - {status: confirmed, rationale: Both say so., on: 2026-01-05}
  - {status: disputed, rationale: A third denies it., on: 2026-02}
  - {on: 2025-12-31}
""",
    )
    assert claim.status == "disputed"
    assert claim.standing is claim.assessment[1]


def test_of_assessments_on_one_day_the_last_written_holds() -> None:
    claim = right(
        "claims",
        """\
statement: Putin praised the soldiers.
assessment:
  - {status: confirmed, rationale: Both say so., on: 2026-01-05}
  - {status: disputed, rationale: A third denies it., on: 2026-01-05}
""",
    )
    assert claim.status == "disputed"


def test_a_claim_that_nobody_has_assessed_is_unverified() -> None:
    assert right("claims", LEAST["claims"]).status == "unverified"
    assert right("claims", LEAST["claims"] + "assessment: {credibility: 3}\n").status == (
        "unverified"
    )


# What does not --------------------------------------------------------------------------------

CLAIM = "statement: Putin praised the soldiers.\n"
ITEM = CLAIM + "evidence:\n  - source: s\n    quote: heroic\n"

MISTAKES = {
    "a misspelt key": ("people", "nmae: Putin\n", "1:1", "unknown-key", "“nmae”", "“name”"),
    "a key in capitals": ("people", "Name: Putin\n", "1:1", "unknown-key", "“Name”", "“name”"),
    "no name": (
        "people",
        "tags: [a]\n",
        "1:1",
        "missing-key",
        "this person has no “name”",
        "name:",
    ),
    "an empty name": (
        "people",
        "name:\ntags: [a]\n",
        "1:1",
        "missing-key",
        "“name” has no value yet",
        "name:",
    ),
    "a name without words": ("people", 'name: " "\n', "1:7", "invalid-value", "no words", "words"),
    "no statement": ("claims", "tags: [a]\n", "1:1", "missing-key", "“statement”", "statement:"),
    "a name of two lines": (
        "people",
        "name: |\n  A\n  B\n",
        "1:7",
        "invalid-value",
        "one line",
        ">-",
    ),
    "a list for a name": (
        "people",
        "name: [V, P]\n",
        "1:7",
        "invalid-value",
        "not a list",
        "quotes",
    ),
    "a wiki link for an id": (
        *("claims", CLAIM + "about: [[kcna]]\n", "2:9", "invalid-value", "not a list", "`kcna`"),
    ),
    "a mapping for a tag": (
        *("claims", CLAIM + "tags:\n  - a: b\n", "3:5", "invalid-value", "entry 1 of “tags”", "["),
    ),
    "text for a list": (
        *("claims", CLAIM + "tags: greeting\n", "2:7", "invalid-value", "a list", "[greeting]"),
    ),
    "commas for a list": (
        *("claims", CLAIM + "tags: a, b c\n", "2:7", "invalid-value", "a list", "[a, b c]"),
    ),
    "an empty entry": ("claims", CLAIM + "tags: [a, ~]\n", "2:11", "invalid-value", "empty", "out"),
    "evidence without a dash": (
        *("claims", CLAIM + "evidence:\n  source: s\n  quote: q\n", "3:3", "invalid-value"),
        *("“evidence” must be a list", "`- `"),
    ),
    "an empty piece of evidence": (
        *(
            "claims",
            ITEM + "  -\n",
            "5:4",
            "invalid-value",
            "entry 2 of “evidence” is empty",
            "out",
        ),
    ),
    "evidence of words only": (
        *(
            "claims",
            CLAIM + "evidence: [heroic]\n",
            "2:12",
            "invalid-value",
            "a mapping",
            "source:",
        ),
    ),
    "evidence without a source": (
        *("claims", CLAIM + "evidence:\n  - quote: q\n", "3:5", "missing-key"),
        *("entry 1 of “evidence” has no “source”", "source:"),
    ),
    "a claim’s key in its evidence": (
        *("claims", ITEM + "    when: 2025\n", "5:5", "unknown-key", "“when”", "Move it"),
    ),
    "an evidence’s key in its claim": (
        *("claims", CLAIM + "quote: heroic\n", "2:1", "unknown-key", "“quote”", "Move it"),
    ),
    "an empty quote": (
        *("claims", ITEM.replace("heroic", '" "'), "4:12", "empty-quote", "empty", "Copy"),
    ),
    "an empty exact quote": (
        *("claims", ITEM.replace("heroic", '{exact: ""}'), "4:20", "empty-quote", "empty", "Copy"),
    ),
    "the occurrence 0": (
        *("claims", ITEM.replace("heroic", "{exact: a, occurrence: 0}"), "4:35", "invalid-value"),
        *("1 or more", "`1`"),
    ),
    "an occurrence in words": (
        *("claims", ITEM.replace("heroic", "{exact: a, occurrence: second}"), "4:35"),
        *("invalid-value", "a whole number", "`2`"),
    ),
    "a stance nearly right": (
        *("claims", ITEM + "    stance: support\n", "5:13", "invalid-value", "“disputes”"),
        "“supports”",
    ),
    "a voice that is nobody": (
        *(
            "claims",
            ITEM + "    attribution: [{}]\n",
            "5:19",
            "invalid-value",
            "one voice",
            "{unna",
        ),
    ),
    "a voice that is two": (
        *("claims", ITEM + "    attribution: [{entity: kcna, unnamed: x}]\n", "5:19"),
        *("invalid-value", "one voice", "`ada-quill`"),
    ),
    "a status nobody knows": (
        *("claims", CLAIM + "assessment: {status: true, rationale: x}\n", "2:22"),
        *("invalid-value", "“true”", "`refuted`"),
    ),
    "a status without reasons": (
        *("claims", CLAIM + "assessment: {status: refuted}\n", "2:13", "missing-key", "rationale"),
        "rationale:",
    ),
    "assessments without dates": (
        *("claims", CLAIM + "assessment: [{on: 2025}, {by: A. Editor}]\n", "2:26"),
        *("missing-key", "entry 2 of “assessment” has no date", "on:"),
    ),
    "a credibility of 7": (
        *("claims", CLAIM + "assessment: {credibility: 7}\n", "2:27", "invalid-value", "1 to 6"),
        "`6`",
    ),
    "a relation to nobody": (
        *("claims", CLAIM + "repeats: [{note: x}]\n", "2:11", "missing-key", "“claim”", "claim:"),
    ),
    "a relation that is a list": (
        *("claims", CLAIM + "repeats: [[]]\n", "2:11", "invalid-value", "text or a mapping", "`"),
    ),
    "a date of elsewhere": (
        *("people", "name: P\nborn: 07.10.1952\n", "2:7", "invalid-value"),
        *("“born” cannot be read as a date: “07.10.1952”", "1952-10-07"),
    ),
    "a time of day": (
        *("events", "name: E\nwhen: 2025-12-31T10:00\n", "2:7", "invalid-value", "as a date"),
        "`2025-12-31`",
    ),
    "no for false": ("people", "name: P\nlink: no\n", "2:7", "invalid-value", "true or", "`false`"),
    "a Wikidata address": (
        *("people", "name: P\nwikidata: https://www.wikidata.org/wiki/Q7747\n", "2:11"),
        *("invalid-value", "Wikidata", "`Q7747`"),
    ),
    "a VIAF address": (
        *("people", "name: P\nviaf: https://viaf.org/viaf/35247539/\n", "2:7", "invalid-value"),
        *("VIAF", "`35247539`"),
    ),
    "an ISNI with a slip": (
        *(
            "people",
            "name: P\nisni: 0000000121441971\n",
            "2:7",
            "invalid-value",
            "last",
            "16 digits",
        ),
    ),
    "a GeoNames name": (
        *("places", "name: P\ngeonames: Kursk\n", "2:11", "invalid-value", "GeoNames", "2643743"),
    ),
    "a script for an address": (
        *(
            "sources",
            "url: javascript:alert(1)\n",
            "1:6",
            "invalid-value",
            "web address",
            "https://",
        ),
    ),
    "an address without its beginning": (
        *("sources", "url: www.example.org/a\n", "1:6", "invalid-value", "web address"),
        "`https://www.example.org/a`",
    ),
    "an address with a password": (
        *("sources", "url: https://user:pw@example.org/a\n", "1:6", "invalid-value", "password"),
        "`https://example.org/a`",
    ),
    "an address with a space": (
        *("sources", "url: https://example.org/a b\n", "1:6", "invalid-value", "a space", "%…"),
    ),
    "an address that hides its host": (
        *(
            "sources",
            r"url: https://example.org\@evil.example",
            "1:6",
            "invalid-value",
            "“\\”",
            "%…",
        ),
    ),
    "an address without a host": (
        *("sources", "url: https:///a\n", "1:6", "invalid-value", "no host", "https://"),
    ),
    "a language by its name": (
        *("sources", "language: Korean\n", "1:11", "invalid-value", "code of a language", "`ko`"),
    ),
    "a grade in small letters": (
        *("sources", "reliability: f\n", "1:14", "invalid-value", "not “f”", "“F”"),
    ),
    "a checksum cut short": (
        *("sources", "sha256: e3b0c442\n", "1:9", "invalid-value", "SHA-256", "64"),
    ),
    "a mention of both": (
        *("sources", "mentions: [{quote: K, entity: a, not: true}]\n", "1:12", "invalid-value"),
        *("either", "not: true"),
    ),
    "a gloss without a note": (
        *("sources", "glosses: [{quote: K}]\n", "1:11", "missing-key", "“note”", "note:"),
    ),
    "an image elsewhere": (
        *("people", "name: P\nimage: https://example.org/a.jpg\n", "2:8", "invalid-value"),
        *("not an address", "images/"),
    ),
    "an image above": (
        *("people", "name: P\nimage: ../a.jpg\n", "2:8", "invalid-value", "plain path", "images/"),
    ),
    "an image that is none": (
        *("people", "name: P\nimage: a.pdf\n", "2:8", "invalid-value", "no picture", "images/"),
    ),
    "coordinates as text": (
        *("places", "name: P\ncoordinates: 51.73 36.19\n", "2:14", "invalid-value"),
        *("two numbers", "[51.73, 36.19]"),
    ),
    "coordinates swapped": (
        *("places", "name: P\ncoordinates: [136.19, 51.73]\n", "2:14", "invalid-value"),
        *("beyond the poles", "[51.73, 136.19]"),
    ),
    "coordinates of no number": (
        *(
            "places",
            "name: P\ncoordinates: [nan, 1e999]\n",
            "2:14",
            "invalid-value",
            "numbers",
            "[",
        ),
    ),
    "a precision in capitals": (
        *("places", "name: P\nprecision: City\n", "2:12", "invalid-value", "“exact”", "“city”"),
    ),
}


@pytest.mark.parametrize("name", MISTAKES)
def test_a_mistake_is_told_once_at_its_place_with_a_way_out(name: str) -> None:
    kind, text, at, code, message, fix = MISTAKES[name]
    told = wrong(kind, text)
    assert (told.at, told.code) == (at, code)
    assert message in told.message
    assert fix in told.fix


def test_a_character_that_cannot_be_shown_is_refused() -> None:
    for hidden in ("\x00", "\x1b", "\x9f", "\ud800"):
        with pytest.raises(PydanticCustomError, match=rf"U\+00{ord(hidden):02X}|U\+D800"):
            line(f"Kim{hidden} Jong Un")
    with pytest.raises(PydanticCustomError, match="one line"):
        line("Kim\u2028Jong Un")


def test_all_mistakes_of_a_record_are_told_at_once() -> None:
    _, told = read(
        "claims",
        """\
statement: [Putin]
when: yesterday
tags: greeting
evidence:
  - source: s
    quote: ""
    stance: denies
assessment:
  status: refuted
  credibility: 9
""",
    )
    assert [(one.at, one.code) for one in told] == [
        ("1:12", "invalid-value"),
        ("2:7", "invalid-value"),
        ("3:7", "invalid-value"),
        ("6:12", "empty-quote"),
        ("7:13", "invalid-value"),
        ("9:3", "missing-key"),
        ("10:16", "invalid-value"),
    ]


def test_what_follows_from_a_mistake_is_not_told_besides() -> None:
    told = wrong("claims", CLAIM + "assessment: {status: refuted, rationale: [a]}\n")
    assert "“rationale” must be text" in told.message
    told = wrong("evidence", "claim: c\nsource: s\nqoute: q\n")
    assert "“qoute”" in told.message


def test_the_rest_of_a_record_is_read() -> None:
    fitted, told = read(
        "claims",
        """\
statement: Putin praised the soldiers.
when: yesterday
about: [kcna, [vladimir-putin], kim-jong-un]
evidence:
  - {source: first, quote: heroic}
  - {source: second, quote: ""}
  - {source: third, quote: brave}
""",
    )
    assert len(told) == 3
    assert fitted is not None
    assert fitted.left_out == {"when", "about", "evidence"}
    assert fitted.model.about == ("kcna", "kim-jong-un")
    assert [item.source for item in fitted.model.evidence] == ["first", "third"]


def test_places_of_the_rest_stay_right() -> None:
    report = Report()
    text = "statement: Putin praised.\nabout: [[a], kcna]\n"
    document = parse_document("claims/c.yml", text, report)
    assert document
    fitted = fit(
        document.root,
        BY_NAME["claims"].model,
        document=document,
        subject=Subject("claim"),
        report=report,
    )
    assert fitted
    place = document.place(fitted.node, ("about", 0))
    assert (place.line, place.column) == (2, 14)


def test_a_record_without_a_name_goes_by_its_id() -> None:
    for text in ("born: 1952\n", "name:\nborn: 1952\n", "name: []\nborn: 1952\n"):
        fitted, told = read("people", text, stand_in=("name", "vladimir-putin"))
        assert len(told) == 1
        assert fitted is not None
        assert fitted.model.name == "vladimir-putin"
        assert fitted.model.born == dates.parse("1952")


def test_a_record_that_lacks_what_makes_it_one_is_not_read() -> None:
    fitted, told = read("evidence", "claim: putin-praised\n")
    assert fitted is None
    assert {one.code for one in told} == {"missing-key"}


# Whatever is typed ----------------------------------------------------------------------------

KEYS = sorted({key for model in EVERY_MODEL for key in keys_of(model)} | {"nmae", "publish"})
SCALARS = st.one_of(
    st.sampled_from(["", "~", "yes", "12", "2025-12-31~", "kcna", "https://example.org", "Q7747"]),
    st.text(alphabet="ab 1-./:\"'", max_size=12),
)


def flow(value: object) -> str:
    """Return nested data as YAML in which every text is quoted."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {flow(one)}" for key, one in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(flow, value)) + "]"
    return "'" + str(value).replace("'", "''") + "'" if value != "~" else "~"


DATA = st.recursive(
    SCALARS,
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(KEYS), inner, max_size=4)
    ),
    max_leaves=8,
)


@settings(max_examples=300, deadline=None)
@given(st.sampled_from(KINDS), st.dictionaries(st.sampled_from(KEYS), DATA, max_size=5))
def test_whatever_is_typed_is_read_or_told_in_plain_words(kind: Kind, data: dict[str, Any]) -> None:
    text = "".join(f"{key}: {flow(value)}\n" for key, value in data.items())
    fitted, told = read(kind.name, text)
    assert fitted or told
    for one in told:
        assert one.code in CODES
        assert one.fix
        assert one.message[0].islower() or one.message[0] == "“"
        for word in ("pydantic", "Input", "input_", "_type", "valid ", "a dict", "tuple", "None"):
            assert word not in one.message + one.fix
    if fitted:
        assert isinstance(fitted.model, kind.model)
        assert (not told) == (not fitted.left_out)


# Walking through a record ---------------------------------------------------------------------


def test_references_are_found_wherever_they_stand() -> None:
    claim = right(
        "claims",
        """\
statement: Putin praised the soldiers.
about: [vladimir-putin]
answers: [did-they-fight]
where: [kursk]
evidence:
  - {source: first, quote: heroic, attribution: [kcna, {unnamed: analysts}]}
contradicts: [no-soldier-took-part, {claim: other, note: why}]
""",
    )
    assert list(references(claim)) == [
        (("about", 0), "vladimir-putin", Reference(("entities",))),
        (("answers", 0), "did-they-fight", Reference(("questions",))),
        (("where", 0), "kursk", Reference(("places",))),
        (("evidence", 0, "source"), "first", Reference(("sources",))),
        (
            ("evidence", 0, "attribution", 0, "entity"),
            "kcna",
            Reference(("people", "organizations"), unnamed=True),
        ),
        (("contradicts", 0, "claim"), "no-soldier-took-part", Reference(("claims",))),
        (("contradicts", 1, "claim"), "other", Reference(("claims",))),
    ]


def test_a_publisher_is_free_text_or_an_organization() -> None:
    source = right("sources", "publisher: Korean Central News Agency\n")
    assert list(references(source)) == [
        (("publisher",), "Korean Central News Agency", Reference(("organizations",), free=True))
    ]


def test_markdown_fields_are_found_wherever_they_stand() -> None:
    claim = right(
        "claims",
        CLAIM + 'notes: See [[kcna]].\nassessment: {status: refuted, rationale: "By [[kcna]]."}\n',
    )
    assert list(markdown_fields(claim)) == [
        (("notes",), "See [[kcna]]."),
        (("assessment", 0, "rationale"), "By [[kcna]]."),
    ]


def test_parts_come_in_the_order_of_the_fields() -> None:
    person = right(
        "people",
        "name: P\nlinks: [https://example.org]\n"
        "relations: [{type: heads, to: x, evidence: [{source: s, quote: q}]}]\n",
    )
    assert [path for path, _ in parts(person)] == [
        (),
        ("links", 0),
        ("relations", 0),
        ("relations", 0, "evidence", 0),
        ("relations", 0, "evidence", 0, "quote"),
    ]
    found = dict(parts(person))
    assert isinstance(found["relations", 0, "evidence", 0], EvidenceItem)
    assert isinstance(found["relations", 0, "evidence", 0, "quote"], Selector)


def test_kinds_are_told_apart_by_name_and_by_word() -> None:
    assert [kind.name for kind in KINDS] == list(LEAST)
    assert len({kind.singular for kind in KINDS}) == len(KINDS)
    for kind in KINDS:
        assert kind.heading == "" or kind.heading in keys_of(kind.model)
        assert not issubclass(kind.model, Short)


def test_a_flood_of_mistakes_is_told_in_part() -> None:
    text = "name: Kursk\n" + "".join(f"key{number}: x\n" for number in range(20_000))
    fitted, told = read("places", text)
    assert fitted is not None
    assert len(told) == 101
    assert told[0].message.startswith("19,900 more mistakes")
    undated = ", ".join(["{by: A. Editor}"] * 5_000)
    _, told = read("claims", f"statement: a\nassessment: [{undated}]\n")
    assert len(told) == 101
