"""Records as files: what is read, what is told of the rest, and what each of them names."""

from __future__ import annotations

from textwrap import dedent
from typing import TYPE_CHECKING

import pytest
from dossiers import sound
from hypothesis import given, settings
from hypothesis import strategies as st

from dossier.corpus import read_corpus
from dossier.diagnostics import Report
from dossier.kinds.fields import Selector
from dossier.project import read_project
from dossier.records import Quote, Records, quotes, read_records
from dossier.records.circles import circles

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from dossier.diagnostics import Diagnostic

DOSSIER = {
    "seeds/first.txt": "Putin greets Kim\n\nPutin praised the heroic participation.\n",
    "seeds/second.txt": "A greeting\n\nNo soldier took part.\n",
    "annotations/sources/first.yml": "type: news\n",
    "annotations/people/vladimir-putin.yml": "name: Vladimir Putin\nalso_known_as: [Putin]\n",
    "annotations/organizations/kcna.yml": "name: KCNA\n",
    "annotations/places/kursk.yml": "name: Kursk\nwithin: russia\n",
    "annotations/places/russia.yml": "name: Russia\n",
    "annotations/questions/did-they-fight.yml": "question: Did they fight?\n",
    "annotations/claims/putin-praised.yml": """\
        statement: Putin praised the soldiers.
        about: [vladimir-putin]
        evidence:
          - source: first
            quote: heroic participation
            attribution: [kcna, vladimir-putin]
        """,
}


def read(root: Path, files: Mapping[str, str] = DOSSIER) -> tuple[Records, list[Diagnostic]]:
    for path, text in files.items():
        target = root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(dedent(text), encoding="utf-8")
    report = Report()
    project = read_project(root, report)
    return read_records(project, read_corpus(project, report), report), report.diagnostics


def right(root: Path, files: Mapping[str, str] = DOSSIER) -> Records:
    records, told = read(root, files)
    assert [str(one) for one in told] == []
    return records


def places(told: list[Diagnostic]) -> list[str]:
    return [f"{one.place} {one.code}" for one in told]


# What is read ---------------------------------------------------------------------------------


def test_every_file_is_a_record_and_every_seed_a_source(tmp_path: Path) -> None:
    records = right(tmp_path)
    assert list(records.by_id) == [
        *("did-they-fight", "first", "kcna", "kursk", "putin-praised", "russia", "second"),
        "vladimir-putin",
    ]
    assert [record.id for record in records.of("sources")] == ["first", "second"]
    assert [record.id for record in records.of("places")] == ["kursk", "russia"]
    assert records.of("weapons") == ()
    assert records.broken == frozenset()


def test_a_record_has_a_title_and_the_file_that_it_is_written_in(tmp_path: Path) -> None:
    by_id = right(tmp_path).by_id
    assert {name: by_id[name].title for name in ("kcna", "putin-praised", "did-they-fight")} == {
        "kcna": "KCNA",
        "putin-praised": "Putin praised the soldiers.",
        "did-they-fight": "Did they fight?",
    }
    assert (by_id["first"].title, by_id["second"].title) == ("Putin greets Kim", "A greeting")
    assert by_id["first"].path == "annotations/sources/first.yml"
    assert by_id["second"].path == "seeds/second.txt"


def test_a_source_may_have_a_title_of_its_own(tmp_path: Path) -> None:
    files = {**DOSSIER, "annotations/sources/first.yml": "title: Putin congratulates Kim\n"}
    assert right(tmp_path, files).by_id["first"].title == "Putin congratulates Kim"


def test_many_records_may_stand_in_one_file_beside_others(tmp_path: Path) -> None:
    files = {
        **DOSSIER,
        "annotations/topics.yml": "sanctions: {name: Sanctions}\nwar:\n  name: War\n",
        "annotations/people.yaml": "kim-jong-un:\n  name: Kim Jong Un\n",
    }
    records = right(tmp_path, files)
    assert [record.title for record in records.of("topics")] == ["Sanctions", "War"]
    assert records.by_id["war"].path == "annotations/topics.yml"
    assert str(records.by_id["war"].place("name")) == "annotations/topics.yml:3:9"
    assert len(records.of("people")) == 2


def test_folders_below_a_kind_group_and_mean_nothing(tmp_path: Path) -> None:
    files = {**DOSSIER, "annotations/places/asia/korea/pyongyang.yaml": "name: Pyongyang\n"}
    assert right(tmp_path, files).by_id["pyongyang"].kind.name == "places"


def test_names_that_begin_with_a_dot_or_an_underscore_stay_unread(tmp_path: Path) -> None:
    files = {
        **DOSSIER,
        "annotations/people/_draft.yml": "nonsense",
        "annotations/people/.hidden.yml": "nonsense",
        "annotations/_later/x.yml": "nonsense",
        "annotations/people/_later/x.yml": "nonsense",
        "annotations/README.md": "How we work.\n",
    }
    assert list(right(tmp_path, files).by_id) == list(right(tmp_path).by_id)


def test_a_kind_of_the_dossiers_own_is_read_like_topics(tmp_path: Path) -> None:
    files = {
        **DOSSIER,
        "dossier.yml": "kinds: {weapons: {singular: Weapon, plural: Weapons}}\n",
        "annotations/weapons/kn-23.yml": "name: KN-23\n",
        "annotations/claims/missiles-were-fired.yml": """\
            statement: Missiles were fired.
            about: [kn-23]
            evidence: [{source: first, quote: Putin}]
            """,
    }
    assert right(tmp_path, files).by_id["kn-23"].kind.singular == "Weapon"


def test_evidence_may_stand_in_a_file_of_its_own(tmp_path: Path) -> None:
    files = {
        **DOSSIER,
        "annotations/claims/no-soldier.yml": "statement: No soldier took part.\n",
        "annotations/evidence/2026-01-05-second.yml": """\
            claim: no-soldier
            source: second
            quote: No soldier took part.
            """,
    }
    record = right(tmp_path, files).by_id["2026-01-05-second"]
    assert (record.kind.name, record.title) == ("evidence", "No soldier took part.")


def test_a_claim_that_changes_its_status_by_the_dossiers_own_list(tmp_path: Path) -> None:
    claim = DOSSIER["annotations/claims/putin-praised.yml"]
    files = {
        **DOSSIER,
        "dossier.yml": "statuses: {plausible: {label: Plausible, color: teal}}\n",
        "annotations/claims/putin-praised.yml": dedent(claim)
        + "assessment: {status: plausible, rationale: So it seems.}\n",
    }
    assert right(tmp_path, files).by_id["putin-praised"].model.status == "plausible"
    told = read(
        tmp_path,
        {
            "annotations/claims/putin-praised.yml": dedent(claim)
            + "assessment: {status: refuted, rationale: So it seems.}\n"
        },
    )[1]
    assert [one.code for one in told] == ["invalid-value"]
    assert "`plausible`" in told[0].fix


# Files and ids --------------------------------------------------------------------------------


def test_a_folder_of_no_kind_is_told_at_its_first_file(tmp_path: Path) -> None:
    _, told = read(
        tmp_path,
        {**DOSSIER, "annotations/persons/kim.yml": "x: [", "annotations/persons/ban.yml": "x"},
    )
    assert places(told) == ["annotations/persons/ban.yml:1:1 unknown-kind"]
    assert "“people”" in told[0].why[0]
    assert "`people`" in told[0].fix


@pytest.mark.parametrize(
    ("path", "hint"),
    [
        ("annotations/claim.yml", "“claims”"),
        ("annotations/organisations/kcna.yml", "“organizations”"),
        ("annotations/claims.json", "“claims.yml”"),
        ("annotations/people/kim.txt", "“kim.yml”"),
    ],
)
def test_a_file_that_would_not_be_read_is_told(tmp_path: Path, path: str, hint: str) -> None:
    _, told = read(tmp_path, {**DOSSIER, path: "name: Kim\n"})
    assert places(told) == [f"{path}:1:1 unknown-kind"]
    assert hint in "".join((*told[0].why, told[0].fix))


@pytest.mark.parametrize(
    ("name", "right_name"),
    [
        ("Kim Jong Un", "kim-jong-un"),
        ("kim--jong", "kim-jong"),
        ("kim.jong", "kim-jong"),
        ("Пхеньян", "pkhenyan"),
        ("a" * 101, "a" * 100),
    ],
)
def test_a_file_name_that_is_no_id_is_told_with_one(
    tmp_path: Path, name: str, right_name: str
) -> None:
    path = f"annotations/people/{name}.yml"
    _, told = read(tmp_path, {**DOSSIER, path: "name: Kim Jong Un\nborn: once\n"})
    assert sorted(one.code for one in told) == ["invalid-id", "invalid-value"]
    assert all(one.place.path == path for one in told)
    assert f"“{right_name}.yml”" in next(one.fix for one in told if one.code == "invalid-id")


def test_a_key_that_is_no_id_is_told_at_its_place(tmp_path: Path) -> None:
    _, told = read(tmp_path, {**DOSSIER, "annotations/topics.yml": "\nThe War: {name: War}\n"})
    assert places(told) == ["annotations/topics.yml:2:1 invalid-id"]
    assert "`the-war:`" in told[0].fix


def test_an_id_given_twice_names_both_places(tmp_path: Path) -> None:
    _, told = read(
        tmp_path,
        {
            **DOSSIER,
            "annotations/people/kcna.yml": "name: Somebody\n",
            "annotations/topics.yml": "russia: {name: Russia}\n",
            "annotations/places/russia.yaml": "name: Russia again\n",
            "annotations/events/second.yml": "name: The second\n",
        },
    )
    assert [(str(one.place), [str(each.place) for each in one.related]) for one in told] == [
        ("annotations/events/second.yml:1:1", ["seeds/second.txt:1:1"]),
        ("annotations/people/kcna.yml:1:1", ["annotations/organizations/kcna.yml:1:1"]),
        ("annotations/places/russia.yml:1:1", ["annotations/places/russia.yaml:1:1"]),
        ("annotations/topics.yml:1:1", ["annotations/places/russia.yaml:1:1"]),
    ]
    assert {one.code for one in told} == {"duplicate-id"}


def test_a_source_that_describes_no_seed_is_told_with_the_closest(tmp_path: Path) -> None:
    _, told = read(tmp_path, {**DOSSIER, "annotations/sources/secnd.yml": "type: news\n"})
    assert places(told) == ["annotations/sources/secnd.yml:1:1 no-seed"]
    assert told[0].fix == "Did you mean “second”?"


def test_a_seed_whose_bytes_have_changed_is_told(tmp_path: Path) -> None:
    _, told = read(tmp_path, {**DOSSIER, "annotations/sources/first.yml": f"sha256: {'0' * 64}\n"})
    assert places(told) == ["annotations/sources/first.yml:1:9 seed-changed"]
    now = told[0].why[0].split()[-1].rstrip(".")
    right(tmp_path, {"annotations/sources/first.yml": f"sha256: {now}\n"})


def test_an_image_has_to_be_in_the_folder_of_pages(tmp_path: Path) -> None:
    files = {**DOSSIER, "annotations/organizations/kcna.yml": "name: KCNA\nimage: logos/kcna.svg\n"}
    _, told = read(tmp_path, files)
    assert places(told) == ["annotations/organizations/kcna.yml:2:8 invalid-value"]
    right(tmp_path, {"docs/logos/kcna.svg": "<svg/>"})
    (tmp_path / "docs/logos/kcna.svg").unlink()
    (tmp_path / "docs/logos/kcna.svg").symlink_to(tmp_path / "dossier-elsewhere.svg")
    assert [one.code for one in read(tmp_path, {})[1]] == ["invalid-value"]


def test_links_to_folders_and_files_are_not_followed(tmp_path: Path) -> None:
    read(tmp_path / "here")
    (tmp_path / "there").mkdir()
    (tmp_path / "there/kim.yml").write_text("name: Kim\n", encoding="utf-8")
    (tmp_path / "here/annotations/people/more").symlink_to(tmp_path / "there")
    (tmp_path / "here/annotations/people/kim.yml").symlink_to(tmp_path / "there/kim.yml")
    records, told = read(tmp_path / "here", {})
    assert places(told) == [
        "annotations/people/kim.yml:1:1 unreadable-file",
        "annotations/people/more:1:1 unreadable-file",
    ]
    assert len(records.of("people")) == 1


@pytest.mark.parametrize("key", ["publish: false", "redactions: [{quote: Putin, reason: x}]"])
def test_what_would_be_withheld_stops_the_build(tmp_path: Path, key: str) -> None:
    path = "annotations/sources/first.yml"
    _, told = read(tmp_path, {**DOSSIER, path: f"type: news\n{key}\n"})
    assert places(told) == [f"{path}:2:1 withholding"]
    assert "“_”" in told[0].fix


def test_a_key_of_another_kind_is_told_as_such(tmp_path: Path) -> None:
    path = "annotations/people/vladimir-putin.yml"
    _, told = read(tmp_path, {**DOSSIER, path: "name: Putin\nfounded: 1952\nid: putin\n"})
    assert places(told) == [f"{path}:2:1 unknown-key", f"{path}:3:1 unknown-key"]
    assert told[0].why == ("“founded” is a key of organizations.",)
    assert "name of its file" in told[1].why[0]


# One bad record hides nothing -----------------------------------------------------------------


def test_a_record_with_a_wrong_value_still_exists_for_others(tmp_path: Path) -> None:
    path = "annotations/people/vladimir-putin.yml"
    records, told = read(tmp_path, {**DOSSIER, path: "nmae: Vladimir Putin\nborn: once\n"})
    assert places(told) == [f"{path}:1:1 unknown-key", f"{path}:2:7 invalid-value"]
    assert "vladimir-putin" in records.by_id


@pytest.mark.parametrize("text", ["name: [", "- name\n", "name: !!str Putin\n", "&a x: y\n"])
def test_a_broken_file_is_not_told_again_by_those_who_name_it(tmp_path: Path, text: str) -> None:
    path = "annotations/people/vladimir-putin.yml"
    records, told = read(tmp_path, {**DOSSIER, path: text})
    assert {one.place.path for one in told} == {path}
    assert records.broken <= {"vladimir-putin"}


def test_a_broken_record_hides_no_other_of_its_file(tmp_path: Path) -> None:
    files = {
        **DOSSIER,
        "annotations/topics.yml": """\
            sanctions: {name: [}
            war:
              name: War
            peace:
            love:
              nmae: Love
            """,
        "annotations/claims/about-all.yml": """\
            statement: All of this matters.
            about: [sanctions, war, peace, love, hate]
            evidence: [{source: first, quote: Putin}]
            """,
    }
    records, told = read(tmp_path, files)
    assert [one.id for one in records.of("topics")] == ["love", "war"]
    assert [one.code for one in told] == [
        "unknown-id",
        "yaml-syntax",
        "invalid-value",
        "unknown-key",
    ]
    assert "“hate”" in told[0].message


def test_a_file_of_many_that_cannot_be_read_makes_no_reference_wrong(tmp_path: Path) -> None:
    files = {path: text for path, text in DOSSIER.items() if "/people/" not in path}
    _, told = read(tmp_path, {**files, "annotations/people.yml": "- Vladimir Putin\n"})
    assert {one.place.path for one in told} == {"annotations/people.yml"}


def test_an_unreadable_seed_is_not_told_again(tmp_path: Path) -> None:
    read(tmp_path)
    (tmp_path / "seeds/first.txt").write_bytes(b"Putin\xff")
    records, told = read(tmp_path, {})
    assert {one.place.path for one in told} == {"seeds/first.txt"}
    assert "first" in records.broken
    assert "first" not in records.by_id


def test_evidence_that_cannot_be_read_may_be_a_claims_only_one(tmp_path: Path) -> None:
    files = {
        **DOSSIER,
        "annotations/claims/no-soldier.yml": "statement: No soldier took part.\n",
        "annotations/evidence/of-second.yml": "claim: no-soldier\nsource: [\n",
    }
    _, told = read(tmp_path, files)
    assert {one.place.path for one in told} == {"annotations/evidence/of-second.yml"}


# What records name ----------------------------------------------------------------------------

CLAIM = """\
statement: Putin praised the soldiers.
evidence: [{source: first, quote: Putin}]
"""

REFERENCES = {
    "a slip": (CLAIM + "about: [vladmir-putin]\n", "3:9", "unknown-id", "“vladimir-putin”"),
    "a name": (CLAIM + "about: [Vladimir Putin]\n", "3:9", "unknown-id", "“vladimir-putin”"),
    "a spelling": (CLAIM + "about: [Putin]\n", "3:9", "unknown-id", "“vladimir-putin”"),
    "nobody": (CLAIM + "about: [xyzzy]\n", "3:9", "unknown-id", "make the record"),
    "nothing like it": (CLAIM + "where: [xyzzy]\n", "3:9", "unknown-id", "annotations/places/"),
    "a source by its file": (
        *(CLAIM.replace("first", "first.txt"), "2:21", "unknown-id", "“first”"),
    ),
    "a person for a place": (CLAIM + "where: [vladimir-putin]\n", "3:9", "wrong-kind", "a place"),
    "a claim for a question": (
        *(CLAIM + "answers: [putin-praised]\n", "3:11", "wrong-kind", "a question"),
    ),
    "a question for an entity": (
        *(CLAIM + "about: [did-they-fight]\n", "3:9", "wrong-kind", "an entity"),
    ),
    "an agency for a source": (CLAIM.replace("first", "kcna"), "2:21", "wrong-kind", "a source"),
    "a place for a voice": (
        *(CLAIM.replace("Putin}", "Putin, attribution: [kursk]}"), "2:56", "wrong-kind"),
        "a person or organization",
    ),
    "a person for a claim": (
        *(CLAIM + "contradicts: [{claim: kcna}]\n", "3:23", "wrong-kind", "a claim"),
    ),
    "itself": (CLAIM + "repeats: [a-claim]\n", "3:11", "reference-cycle", "Name another"),
}


@pytest.mark.parametrize("name", REFERENCES)
def test_a_reference_that_leads_nowhere_right_is_told(tmp_path: Path, name: str) -> None:
    text, at, code, fix = REFERENCES[name]
    path = "annotations/claims/a-claim.yml"
    _, told = read(tmp_path, {**DOSSIER, path: text})
    assert places(told) == [f"{path}:{at} {code}"]
    assert fix in told[0].fix
    assert " or “vladimir-putin”" not in told[0].fix


NAMED = {
    "somebody new": (
        CLAIM.replace("Putin}", "Putin, attribution: [Ilse Okonkwo-Brandt]}"),
        (
            "Make a record (`dossier new people ilse-okonkwo-brandt`) and write its id; or, "
            "without one, `{unnamed: Ilse Okonkwo-Brandt}`."
        ),
    ),
    "somebody unnamed": (
        CLAIM.replace("Putin}", "Putin, attribution: ['a spokesman, off the record']}"),
        (
            "Make a record (`dossier new people a-spokesman-off-the-record`) and write its id; or, "
            'without one, `{unnamed: "a spokesman, off the record"}`.'
        ),
    ),
    "somebody who goes by that name": (
        CLAIM.replace("Putin}", "Putin, attribution: [Vladimir Putin]}"),
        "“vladimir-putin” goes by that name: write this id.",
    ),
    "somebody who goes by that spelling": (
        CLAIM + "about: [Putin]\n",
        "“vladimir-putin” goes by that name: write this id.",
    ),
    "an id in capitals": (CLAIM + "about: [KCNA]\n", "“kcna” goes by that name: write this id."),
    "nearly a name": (
        CLAIM + "about: [Wladimir Putin]\n",
        (
            "Did you mean “vladimir-putin”? If not, make a record (`dossier new people "
            "wladimir-putin`, or one of another kind) and write its id."
        ),
    ),
    "a place": (
        CLAIM + "where: [Sudzha District]\n",
        "Make a record (`dossier new places sudzha-district`) and write its id.",
    ),
    "a claim": (
        CLAIM + "contradicts: [The council did not meet.]\n",
        "Make a record (`dossier new claims the-council-did-not-meet`) and write its id.",
    ),
    "a name that another kind has": (
        CLAIM + "where: [Vladimir Putin]\n",
        "Make a record in annotations/places/ and write its id.",
    ),
    "a name without a letter that an id may have": (
        CLAIM + "where: [平壌]\n",
        "Make a record in annotations/places/ and write its id.",
    ),
    "the title of a source": (CLAIM.replace("first", "Putin greets Kim"), "Did you mean “first”?"),
    "a link to nobody": (
        CLAIM + 'notes: "[[Ilse Okonkwo-Brandt]]"\n',
        (
            "Make a record (`dossier new people ilse-okonkwo-brandt`, or one of another kind) and "
            "write its id."
        ),
    ),
}


@pytest.mark.parametrize("name", NAMED)
def test_a_name_in_an_ids_place_leads_to_an_id(tmp_path: Path, name: str) -> None:
    text, fix = NAMED[name]
    _, told = read(tmp_path, {**DOSSIER, "annotations/claims/a-claim.yml": text})
    (one,) = told
    assert one.code == "unknown-id"
    assert one.fix == fix
    assert "An id belongs here" in one.why[0]


def test_a_name_that_two_records_go_by_leads_to_both(tmp_path: Path) -> None:
    other = {"annotations/people/maria-putina.yml": "name: M. Putina\nalso_known_as: [Putin]\n"}
    text = CLAIM + "about: [Putin]\n"
    _, told = read(tmp_path, {**DOSSIER, **other, "annotations/claims/a-claim.yml": text})
    assert told[0].fix == (
        "“maria-putina” and “vladimir-putin” go by that name: write the id of the one that is "
        "meant."
    )


def test_a_name_of_a_record_that_cannot_be_read_leads_to_its_id(tmp_path: Path) -> None:
    other = {"annotations/people/ada-quill.yml": "name: [\n"}
    text = CLAIM + "about: [Ada Quill]\n"
    _, told = read(tmp_path, {**DOSSIER, **other, "annotations/claims/a-claim.yml": text})
    assert told[0].fix == "“ada-quill” goes by that name: write this id."


def test_a_wrong_kind_is_told_with_the_place_of_the_record(tmp_path: Path) -> None:
    path = "annotations/people/kim-jong-un.yml"
    _, told = read(tmp_path, {**DOSSIER, path: "name: Kim\nmember_of: [kursk]\n"})
    assert told[0].message == "“kursk” is a place, and “member_of” names an organization"
    assert [str(each.place) for each in told[0].related] == ["annotations/places/kursk.yml:1:1"]


def test_a_publisher_may_be_anybody(tmp_path: Path) -> None:
    for publisher in ("kcna", "Rodong Sinmun", "no-such-record", "vladimir-putin"):
        right(tmp_path, {**DOSSIER, "annotations/sources/first.yml": f"publisher: {publisher}\n"})


def test_a_flood_of_wrong_references_is_told_in_part(tmp_path: Path) -> None:
    path = "annotations/claims/a-claim.yml"
    many = ", ".join(f"nobody-{number}" for number in range(3_000))
    links = "\n".join(f"  [[nobody-{number}]]" for number in range(3_000))
    _, told = read(tmp_path, {**DOSSIER, path: f"{CLAIM}about: [{many}]\nnotes: |\n{links}\n"})
    assert len(told) == 101
    assert told[0].message == "5,900 more references of this record are wrong likewise"


def test_evidence_for_an_unknown_claim_is_told(tmp_path: Path) -> None:
    path = "annotations/evidence/of-first.yml"
    text = "claim: putin-prased\nsource: first\nquote: Putin\n"
    _, told = read(tmp_path, {**DOSSIER, path: text})
    assert places(told) == [f"{path}:1:8 unknown-id"]
    assert "“putin-praised”" in told[0].fix


def test_links_in_notes_are_told_where_they_stand(tmp_path: Path) -> None:
    path = "annotations/claims/putin-praised.yml"
    text = dedent(DOSSIER[path]) + dedent(
        """\
        notes: |
          Said by [[kcna]], not by `[[code]]`;
          also [[kcnaa]] and [[kursk|the city]] and
          again [[kcnaa|the agency]].
        assessment:
          status: refuted
          rationale: "Says \\"[[nobody]]\\"."
        """
    )
    _, told = read(tmp_path, {**DOSSIER, path: text})
    assert [(str(one.place), one.place.end_column) for one in told] == [
        (f"{path}:9:8", 17),
        (f"{path}:10:9", 29),
        (f"{path}:13:22", 32),
    ]
    assert told[0].fix == "Did you mean “kcna”?"


def test_a_claim_needs_evidence(tmp_path: Path) -> None:
    path = "annotations/claims/no-soldier.yml"
    _, told = read(tmp_path, {**DOSSIER, path: "statement: No soldier took part.\n"})
    assert places(told) == [f"{path}:1:1 no-evidence"]
    assert "claim: no-soldier" in told[0].fix
    _, told = read(tmp_path, {path: "statement: No soldier took part.\nevidence:\n"})
    assert places(told) == [f"{path}:2:1 no-evidence"]
    _, told = read(tmp_path, {path: "statement: No.\nevidence: [{source: first, quote: [x]}]\n"})
    assert [one.code for one in told] == ["invalid-value"]


# Circles --------------------------------------------------------------------------------------


def test_a_circle_is_told_once_with_its_way(tmp_path: Path) -> None:
    files = {
        **DOSSIER,
        "annotations/places/russia.yml": "name: Russia\nwithin: europe\n",
        "annotations/places/europe.yml": "name: Europe\nwithin: kursk\n",
        "annotations/places/moscow.yml": "name: Moscow\nwithin: russia\n",
        "annotations/sources/first.yml": "derived_from: [second]\n",
        "annotations/sources/second.yml": "derived_from: [first]\n",
        "annotations/claims/a.yml": CLAIM + "depends_on: [{claim: b, note: why}]\n",
        "annotations/claims/b.yml": CLAIM + "depends_on: [c, a]\n",
        "annotations/claims/c.yml": CLAIM + "depends_on: [a]\ncontradicts: [a]\n",
    }
    _, told = read(tmp_path, files)
    assert [(str(one.place), one.message) for one in told] == [
        ("annotations/claims/a.yml:3:22", "“depends_on” goes in a circle: a → b → a"),
        (
            "annotations/places/europe.yml:2:9",
            "“within” goes in a circle: europe → kursk → russia → europe",
        ),
        (
            "annotations/sources/first.yml:1:16",
            "“derived_from” goes in a circle: first → second → first",
        ),
    ]
    assert {one.code for one in told} == {"reference-cycle"}
    assert [str(each.place) for each in told[1].related] == [
        "annotations/places/kursk.yml:2:9",
        "annotations/places/russia.yml:2:9",
    ]


def test_circles_are_found_in_very_long_chains() -> None:
    length = 50_000
    chain = {f"{number:06}": [f"{number + 1:06}"] for number in range(length)}
    assert list(circles(chain)) == []
    chain[f"{length:06}"] = ["000000"]
    (circle,) = circles(chain)
    assert len(circle) == length + 1


NAMES = st.sampled_from("abcdefg")


@settings(max_examples=200)
@given(st.dictionaries(NAMES, st.lists(NAMES, max_size=3)))
def test_each_circle_is_one_and_no_name_in_a_circle_is_passed_over(
    edges: dict[str, list[str]],
) -> None:
    found = list(circles(edges))
    for circle in found:
        assert circle[0] == min(circle)
        for name, other in zip(circle, (*circle[1:], circle[0]), strict=True):
            assert other in edges[name]

    def reached(start: str) -> set[str]:
        seen: set[str] = set()
        queue = [start]
        while queue:
            for other in edges.get(queue.pop(), ()):
                if other not in seen:
                    seen.add(other)
                    queue.append(other)
        return seen

    reach = {name: reached(name) for name in edges}
    groups = {
        frozenset(other for other in edges if other in reach[name] and name in reach[other])
        for name in edges
        if any(name in reach[other] and other in reach[name] for other in edges if other != name)
    }
    assert len(found) == len(groups)


# Quotes ---------------------------------------------------------------------------------------


def test_every_quote_of_every_record_is_listed_with_its_place(tmp_path: Path) -> None:
    files = {
        **DOSSIER,
        "annotations/sources/first.yml": """\
            mentions:
              - {quote: Putin, entity: vladimir-putin}
              - {quote: {exact: Kim, occurrence: 1}, not: true}
            glosses:
              - {quote: heroic, note: The agency’s word.}
            """,
        "annotations/events/greeting.yml": """\
            name: New Year greeting
            evidence: [{source: first, quote: greets}]
            relations:
              - type: followed by
                to: kcna
                evidence: [{source: second, quote: took part}]
            """,
        "annotations/evidence/of-second.yml": """\
            claim: putin-praised
            source: second
            quote: No soldier
            """,
    }
    records = right(tmp_path, files)
    found = list(quotes(records))

    def quote(record: str, path: tuple[str | int, ...], source: str, exact: str) -> Quote:
        return Quote(record, path, source, Selector(exact=exact))

    mentions = [
        Quote("first", ("mentions", 0), "first", Selector(exact="Putin"), every=True),
        Quote(
            *("first", ("mentions", 1), "first"),
            Selector.model_validate({"exact": "Kim", "occurrence": "1"}),
        ),
    ]
    assert found == [
        *mentions,
        quote("first", ("glosses", 0), "first", "heroic"),
        quote("greeting", ("relations", 0, "evidence", 0), "second", "took part"),
        quote("greeting", ("evidence", 0), "first", "greets"),
        quote("of-second", (), "second", "No soldier"),
        quote("putin-praised", ("evidence", 0), "first", "heroic participation"),
    ]
    for one in found:
        place = records.by_id[one.record].place(*one.path, "quote")
        line = (tmp_path / place.path).read_text("utf-8").splitlines()[place.line - 1]
        assert one.selector.exact in line[place.column - 1 :]


def test_a_quote_of_no_source_is_not_looked_for(tmp_path: Path) -> None:
    claim = CLAIM.replace("first", "kcna")
    records, _ = read(tmp_path, {**DOSSIER, "annotations/claims/a-claim.yml": claim})
    assert {one.record for one in quotes(records)} == {"putin-praised"}


def test_an_id_is_one_object_wherever_it_is_read(tmp_path: Path) -> None:
    # Tables are looked through for ids all the time: the same object is found without comparing it.
    dossier = sound(tmp_path)
    known = {one: one for one in dossier.records.by_id}
    named = [
        *dossier.corpus.sources,
        *(one.source for one in quotes(dossier.records)),
        *(one for record in dossier.records.of("claims") for one in record.model.about),
    ]
    assert {"first", "second", "vladimir-putin"} <= {*named}
    assert all(known[one] is one for one in named)
