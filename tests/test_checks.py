"""Editorial rules: what each one asks about, and where it says so."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from dossiers import GREETING, read, write

from dossier.codes import CODES

if TYPE_CHECKING:
    from pathlib import Path

    from dossier.diagnostics import Diagnostic

CLAIM = "annotations/claims/putin-praised-soldiers.yml"
RIVAL = "annotations/claims/no-soldier-took-part.yml"
DOUBT = "annotations/evidence/analysts-doubt.yml"
SECOND_VOICE = {
    "annotations/organizations/tass.yml": "name: TASS\n",
    "seeds/third.txt": "Third\n\nSoldiers were praised, TASS reported.\n",
    "annotations/evidence/tass-too.yml": "claim: putin-praised-soldiers\nsource: third\n"
    "quote: Soldiers were praised\nattribution: [tass]\n",
}


def diagnostics(root: Path, files: dict[str, str]) -> list[Diagnostic]:
    """Return what is wrong with a dossier; every diagnostic shows a way out."""
    _, report = read(write(root, files))
    assert all(one.fix for one in report.diagnostics)
    return report.diagnostics


def places(found: list[Diagnostic]) -> list[tuple[str, int, int, str]]:
    return [(one.place.path, one.place.line, one.place.column, one.code) for one in found]


def told(root: Path, assessment: str, **more: str) -> list[tuple[int, int, str]]:
    """Return what is said of the greeting's claim under an assessment, with `path=text` files."""
    files = {**GREETING, **more}
    files[CLAIM] = f"{files[CLAIM]}assessment: {assessment}\n"
    return [(line, column, code) for _, line, column, code in places(diagnostics(root, files))]


def without_rival() -> dict[str, str]:
    """Return the greeting without the claim that contradicts it, and without the doubt."""
    return {path: text for path, text in GREETING.items() if path not in (RIVAL, DOUBT)}


def assessed(status: str) -> str:
    return f"assessment: {{status: {status}, rationale: So it is.}}\n"


# single-origin --------------------------------------------------------------------------------


@pytest.mark.parametrize("status", ["corroborated", "confirmed"])
def test_a_status_that_asks_for_two_origins_is_not_borne_by_one(
    tmp_path: Path, status: str
) -> None:
    files = without_rival()
    files[CLAIM] += f"assessment: {{status: {status}, rationale: Two texts have it.}}\n"
    (one,) = diagnostics(tmp_path, files)
    assert places([one]) == [(CLAIM, 11, 22, "single-origin")]
    assert one.why == ("All that supports it goes back to “KCNA”.",)


def test_origins_that_depend_on_each_other_are_named(tmp_path: Path) -> None:
    files = without_rival()
    files["annotations/sources/second.yml"] = "derived_from: [first]\n"
    files[CLAIM] = files[CLAIM].replace("attribution: [kcna, vladimir-putin]", "note: So they say")
    files[CLAIM] += assessed("corroborated")
    (one,) = diagnostics(tmp_path, files)
    assert one.code == "single-origin"
    (why,) = one.why
    assert "“Putin greets Kim” and “A greeting from Moscow”, which are not independent" in why


@pytest.mark.parametrize("status", ["disputed", "uncheckable", "unverified"])
def test_other_statuses_need_no_second_origin(tmp_path: Path, status: str) -> None:
    assert told(tmp_path, f"{{status: {status}, rationale: So it is.}}") == []


def test_a_second_independent_origin_bears_the_status(tmp_path: Path) -> None:
    files = {**without_rival(), **SECOND_VOICE}
    files[CLAIM] += assessed("corroborated")
    assert diagnostics(tmp_path, files) == []


def test_of_several_assessments_the_one_that_holds_is_asked_about(tmp_path: Path) -> None:
    several = (
        "\n          - {status: disputed, rationale: A., on: 2026-02}"
        "\n          - {status: corroborated, rationale: B., on: 2026-01}"
    )
    off = {"dossier.yml": "checks: {one-sided-contradiction: off}\n"}
    assert told(tmp_path, several, **off) == []
    turned = several.replace("2026-01", "2026-03")
    assert told(tmp_path / "turned", turned, **off) == [(13, 14, "single-origin")]


# status-not-borne -----------------------------------------------------------------------------


@pytest.mark.parametrize("status", ["corroborated", "confirmed"])
def test_a_claim_that_nothing_supports_cannot_be_affirmed(tmp_path: Path, status: str) -> None:
    files = without_rival()
    files[CLAIM] = f"""\
        statement: Putin praised the heroic participation of soldiers.
        assessment:
          status: {status}
          rationale: So it is.
        evidence:
          - {{source: first, quote: Some analysts doubt it., stance: disputes}}
        """
    (one,) = diagnostics(tmp_path, files)
    assert places([one]) == [(CLAIM, 3, 11, "status-not-borne")]
    assert one.message == f"“{status}” asks for evidence that supports the claim, and there is none"


@pytest.mark.parametrize("status", ["disputed", "refuted"])
def test_a_claim_that_nothing_speaks_against_is_not_disputed(tmp_path: Path, status: str) -> None:
    files = without_rival()
    files[CLAIM] += assessed(status)
    (one,) = diagnostics(tmp_path, files)
    assert places([one]) == [(CLAIM, 11, 22, "status-not-borne")]
    assert one.why == ("No evidence has `stance: disputes`, and no claim contradicts it.",)


def test_evidence_against_a_claim_bears_its_refutation(tmp_path: Path) -> None:
    files = {**without_rival(), DOUBT: GREETING[DOUBT]}
    for status in ("disputed", "refuted"):
        judged = {**files, CLAIM: files[CLAIM] + assessed(status)}
        assert diagnostics(tmp_path / status, judged) == []


@pytest.mark.parametrize("judged", [CLAIM, RIVAL])
def test_a_contradiction_bears_a_dispute_on_both_sides(tmp_path: Path, judged: str) -> None:
    files = {path: text for path, text in GREETING.items() if path != DOUBT}
    files[judged] += assessed("disputed")
    assert diagnostics(tmp_path, files) == []


def test_only_a_claim_that_stands_refutes_another(tmp_path: Path) -> None:
    files = {path: text for path, text in GREETING.items() if path != DOUBT}
    files[CLAIM] += assessed("refuted")
    (one,) = diagnostics(tmp_path / "open", files)
    assert one.code == "status-not-borne"
    assert one.why[0].startswith("Against it stands “No soldier took part.”, but not")
    files[RIVAL] += assessed("confirmed")
    off = {"dossier.yml": "checks: {single-origin: off}\n"}
    assert diagnostics(tmp_path / "stands", {**files, **off}) == []


def test_a_status_of_the_dossiers_own_has_no_meaning_to_a_check(tmp_path: Path) -> None:
    files = {**without_rival(), "dossier.yml": "statuses: {solid: {label: Solid, color: green}}\n"}
    files[CLAIM] += assessed("solid")
    assert diagnostics(tmp_path, files) == []


@pytest.mark.parametrize("status", ["corroborated", "disputed"])
def test_evidence_that_was_not_found_is_told_once(tmp_path: Path, status: str) -> None:
    files = without_rival()
    files[CLAIM] = f"""\
        statement: Putin praised the heroic participation of soldiers.
        evidence:
          - {{source: first, quote: The parade was cancelled because of heavy snow}}
        {assessed(status)}"""
    assert [one.code for one in diagnostics(tmp_path, files)] == ["quote-not-found"]


# one-sided-contradiction ----------------------------------------------------------------------

LENIENT = {"dossier.yml": "checks: {single-origin: off, status-not-borne: off}\n"}


@pytest.mark.parametrize("status", ["unverified", "disputed", "corroborated", "confirmed"])
def test_a_claim_that_contradicts_an_affirmed_one_has_to_yield(tmp_path: Path, status: str) -> None:
    files = {**GREETING, **LENIENT}
    files[CLAIM] += assessed("confirmed")
    files[RIVAL] += assessed(status)
    (one,) = diagnostics(tmp_path, files)
    assert places([one]) == [(RIVAL, 4, 12, "one-sided-contradiction")]
    assert f"“{status}”" in one.message
    (related,) = one.related
    assert (related.place.path, related.place.line, related.place.column) == (CLAIM, 11, 22)


@pytest.mark.parametrize("status", ["refuted", "uncheckable"])
def test_a_claim_that_yields_may_contradict_an_affirmed_one(tmp_path: Path, status: str) -> None:
    files = {**GREETING, **LENIENT}
    files[CLAIM] += assessed("confirmed")
    files[RIVAL] += assessed(status)
    assert diagnostics(tmp_path, files) == []


@pytest.mark.parametrize("status", ["", "unverified", "disputed"])
def test_it_does_not_matter_which_of_two_claims_declares_the_contradiction(
    tmp_path: Path, status: str
) -> None:
    files = {**GREETING, **LENIENT}
    files[RIVAL] += assessed("confirmed")
    files[CLAIM] += assessed(status) if status else ""
    (one,) = diagnostics(tmp_path, files)
    assert places([one]) == [(RIVAL, 4, 12, "one-sided-contradiction")]
    (related,) = one.related
    assert (related.place.path, related.place.line, related.place.column) == (RIVAL, 11, 22)
    assert related.note == "the status of no-soldier-took-part"
    assert "(putin-praised-soldiers as refuted, say)" in one.fix


@pytest.mark.parametrize("status", ["refuted", "uncheckable"])
def test_an_affirmed_claim_may_contradict_one_that_yields(tmp_path: Path, status: str) -> None:
    files = {**GREETING, **LENIENT}
    files[RIVAL] += assessed("corroborated")
    files[CLAIM] += assessed(status)
    assert diagnostics(tmp_path, files) == []


@pytest.mark.parametrize("status", ["", "unverified", "disputed"])
def test_a_claim_may_contradict_one_that_nobody_affirms(tmp_path: Path, status: str) -> None:
    files = {**GREETING, **LENIENT}
    files[RIVAL] += assessed("disputed")
    files[CLAIM] += assessed(status) if status else ""
    assert diagnostics(tmp_path, files) == []


@pytest.mark.parametrize(("affirmed", "broken"), [(CLAIM, RIVAL), (RIVAL, CLAIM)])
def test_an_assessment_that_cannot_be_read_denies_nothing(
    tmp_path: Path, affirmed: str, broken: str
) -> None:
    files = {**GREETING, **LENIENT}
    files[affirmed] += assessed("confirmed")
    files[broken] += "assessment: {status: probable, rationale: So it is.}\n"
    assert [one.code for one in diagnostics(tmp_path, files)] == ["invalid-value"]


def test_a_contradiction_between_affirmed_claims_is_told_once(tmp_path: Path) -> None:
    files = {**GREETING, **LENIENT}
    files[CLAIM] += assessed("corroborated") + "        contradicts: [no-soldier-took-part]\n"
    files[RIVAL] += assessed("confirmed")
    assert places(diagnostics(tmp_path, files)) == [(RIVAL, 4, 12, "one-sided-contradiction")]


# suspected-contradiction ----------------------------------------------------------------------


def counted(a: str, b: str) -> dict[str, str]:
    """Return the greeting with two more claims about KCNA, from further keys of each."""
    evidence = "evidence: [{source: first, quote: KCNA reported}]\n"
    return {
        **GREETING,
        "annotations/claims/eleven.yml": f"about: [kcna]\n{a}{evidence}",
        "annotations/claims/twelve.yml": f"about: [kcna]\n{b}{evidence}",
    }


@pytest.mark.parametrize(
    ("a", "b", "place", "values"),
    [
        (
            "statement: 11,000 soldiers left for Kursk.\n",
            "statement: 12,000 soldiers left for Kursk.\n",
            (2, 12),
            "“11,000 soldiers” and “12,000 soldiers”",
        ),
        (
            "statement: Soldiers left for Kursk.\nwhen: 2025-12-04\n",
            "statement: Soldiers left for Kursk.\nwhen: 2025-12-06\n",
            (3, 7),
            "“2025-12-04” and “2025-12-06”",
        ),
        (
            "statement: Soldiers arrived by train.\nwhere: [omsk]\n",
            "statement: Soldiers arrived by train.\nwhere: [tomsk]\n",
            (3, 8),
            "“omsk” and “tomsk”",
        ),
    ],
)
def test_what_may_not_both_hold_is_asked_where_it_is_written(
    tmp_path: Path, a: str, b: str, place: tuple[int, int], values: str
) -> None:
    files = counted(a, b)
    files["annotations/places.yml"] = "omsk: {name: Omsk}\ntomsk: {name: Tomsk}\n"
    (one,) = diagnostics(tmp_path, files)
    assert places([one]) == [("annotations/claims/eleven.yml", *place, "suspected-contradiction")]
    assert one.message == f"this claim and twelve may not both hold: {values}"
    (related,) = one.related
    assert (related.place.path, related.place.line, related.place.column) == (
        "annotations/claims/twelve.yml",
        *place,
    )


def test_an_answer_to_the_question_silences_it(tmp_path: Path) -> None:
    a, b = "statement: 11 tanks left for Kursk.\n", "statement: 12 tanks left for Kursk.\n"
    assert len(diagnostics(tmp_path / "open", counted(a, b))) == 1
    assert diagnostics(tmp_path / "told", counted(f"{a}contradicts: [twelve]\n", b)) == []


# stale-assessment -----------------------------------------------------------------------------


def judged(on: str, **sources: str) -> dict[str, str]:
    """Return the greeting, assessed on a day, with a key for each source."""
    files = without_rival()
    files[CLAIM] += f"assessment: {{status: unverified, on: {on}}}\n"
    for source, key in sources.items():
        files[f"annotations/sources/{source}.yml"] = f"{key}\n"
    return files


def test_evidence_that_is_newer_than_the_assessment_is_told(tmp_path: Path) -> None:
    files = judged("2026-03-06", first="published: 2026-03-06", second="published: 2026-04-01")
    (one,) = diagnostics(tmp_path, files)
    assert places([one]) == [(CLAIM, 11, 38, "stale-assessment")]
    (related,) = one.related
    assert (related.place.line, related.place.column) == (8, 13)
    assert related.note == "of 2026-04-01"


@pytest.mark.parametrize(
    ("on", "source", "stale"),
    [
        ("2026-03-06", "published: 2026-03-06", False),
        ("2026-03-06", "published: 2026-03-07", True),
        ("2026-03-06", "published: 2026-03", False),
        ("2026-03", "published: 2026-03-31", False),
        ("2026-03", "published: 2026-04", True),
        ("2026-03-06", "published: 2026-03-09~", False),
        ("2026-03-06", "published: 2026-03-20~", True),
        ("2026-03-06", "published: ../2026-04", False),
        ("2026-03-06", "published: 2026-04/..", True),
        ("2026-03-06", "retrieved: 2026-04-01", True),
        ("2026-03-06", "published: 2026-03-01\nretrieved: 2026-04-01", False),
    ],
)
def test_only_what_is_surely_newer_makes_an_assessment_stale(
    tmp_path: Path, on: str, source: str, *, stale: bool
) -> None:
    found = diagnostics(tmp_path, judged(on, second=source))
    assert [one.code for one in found] == (["stale-assessment"] if stale else [])


def test_the_latest_assessment_is_the_one_that_may_be_stale(tmp_path: Path) -> None:
    files = judged("2026-03-06", first="published: 2026-04-01")
    head, _, _ = files[CLAIM].partition("assessment:")
    files[CLAIM] = f"{head}assessment: [{{on: 2026-03-06}}, {{on: 2026-04-02}}]\n"
    assert diagnostics(tmp_path, files) == []


def test_an_assessment_without_a_date_is_not_stale(tmp_path: Path) -> None:
    files = {**without_rival(), "annotations/sources/first.yml": "published: 2026-04-01\n"}
    files[CLAIM] += "assessment: {status: unverified}\n"
    assert diagnostics(tmp_path, files) == []


# undated-source, ungraded-source --------------------------------------------------------------

ASKED = [("undated-source", "published: 2026-01"), ("ungraded-source", "reliability: F")]


@pytest.mark.parametrize(("code", "key"), ASKED)
def test_a_source_with_evidence_says_what_it_is(tmp_path: Path, code: str, key: str) -> None:
    files = {**GREETING, "dossier.yml": f"checks: {{{code}: warning}}\n"}
    assert CODES[code].severity == "warning"
    assert places(diagnostics(tmp_path / "without", files)) == [
        ("annotations/sources/first.yml", 1, 1, code),
        ("seeds/second.txt", 1, 1, code),
    ]
    for source in ("first", "second"):
        files[f"annotations/sources/{source}.yml"] = f"{key}\n"
    assert diagnostics(tmp_path / "with", files) == []


@pytest.mark.parametrize(("code", "key"), ASKED)
def test_the_way_out_names_the_file_to_write(tmp_path: Path, code: str, key: str) -> None:
    files = {**GREETING, "dossier.yml": f"checks: {{{code}: warning}}\n"}
    files["annotations/sources/first.yml"] = f"{key}\n"
    (one,) = diagnostics(tmp_path, files)
    assert "annotations/sources/second.yml" in one.fix
    assert one.why == ("It gives 2 pieces of evidence.",)


@pytest.mark.parametrize(("code", "key"), ASKED)
def test_a_source_in_a_file_of_many_is_told_at_its_own_record(
    tmp_path: Path, code: str, key: str
) -> None:
    files = {path: text for path, text in GREETING.items() if "sources/" not in path}
    files["dossier.yml"] = f"checks: {{{code}: warning}}\n"
    files["annotations/sources.yml"] = f"first:\n  {key}\nsecond:\n  type: news\n"
    assert places(diagnostics(tmp_path, files)) == [("annotations/sources.yml", 4, 3, code)]


@pytest.mark.parametrize(("code", "key"), ASKED)
def test_a_source_that_nothing_rests_on_is_not_asked(tmp_path: Path, code: str, key: str) -> None:
    files = {
        **GREETING,
        "dossier.yml": f"checks: {{{code}: warning}}\n",
        "seeds/third.txt": "A third text\n\nNobody quotes it.\n",
        "annotations/sources/first.yml": f"{key}\n",
        "annotations/sources/second.yml": f"{key}\n",
    }
    assert diagnostics(tmp_path, files) == []


def test_the_day_on_which_a_text_was_fetched_is_date_enough(tmp_path: Path) -> None:
    files = {**GREETING, "dossier.yml": "checks: {undated-source: warning}\n"}
    files["annotations/sources/first.yml"] = "retrieved: 2026-01-02\n"
    (one,) = diagnostics(tmp_path, files)
    assert one.place.path == "seeds/second.txt"
    assert "`published: 2026-03-04`" in one.fix
    assert "`retrieved:`" in one.fix


def test_a_source_that_cannot_be_graded_has_a_grade_to_say_so(tmp_path: Path) -> None:
    files = {**GREETING, "dossier.yml": "checks: {ungraded-source: warning}\n"}
    fix = diagnostics(tmp_path, files)[0].fix
    assert "`reliability: F`, “cannot be judged”" in fix


@pytest.mark.parametrize("code", [code for code, _ in ASKED])
def test_a_question_that_nobody_can_answer_can_be_switched_off(tmp_path: Path, code: str) -> None:
    files = {**GREETING, "dossier.yml": f"checks: {{{code}: warning}}\n"}
    assert "`checks:` in dossier.yml" in diagnostics(tmp_path / "on", files)[0].fix
    files["dossier.yml"] = f"checks: {{{code}: off}}\n"
    assert diagnostics(tmp_path / "off", files) == []


@pytest.mark.parametrize("key", ["published", "retrieved"])
def test_a_date_that_cannot_be_read_is_told_once(tmp_path: Path, key: str) -> None:
    files = {**GREETING, "dossier.yml": "checks: {undated-source: warning}\n"}
    files["annotations/sources/first.yml"] = f"{key}: yesterday\n"
    files["annotations/sources/second.yml"] = "published: 2026\n"
    assert [one.code for one in diagnostics(tmp_path, files)] == ["invalid-value"]


# Weights --------------------------------------------------------------------------------------

MISTAKES = {
    "single-origin": without_rival() | {CLAIM: GREETING[CLAIM] + assessed("corroborated")},
    "status-not-borne": without_rival() | {CLAIM: GREETING[CLAIM] + assessed("disputed")},
    "one-sided-contradiction": GREETING
    | {
        CLAIM: GREETING[CLAIM] + assessed("corroborated"),
        "annotations/sources/second.yml": "publisher: TASS\n",
    }
    | {path: text for path, text in SECOND_VOICE.items() if path != CLAIM},
    "suspected-contradiction": counted(
        "statement: 11 tanks left for Kursk.\n", "statement: 12 tanks left for Kursk.\n"
    ),
    "stale-assessment": judged("2026-03-06", first="published: 2026-04-01"),
    "undated-source": judged("2026", first="published: 2026", second="type: news"),
    "ungraded-source": judged("2026", first="reliability: B", second="type: news"),
}


@pytest.mark.parametrize("code", MISTAKES)
@pytest.mark.parametrize(
    ("weight", "told"), [("error", (1, 0)), ("warning", (0, 1)), ("off", (0, 0))]
)
def test_a_dossier_weighs_each_check_as_it_likes(
    tmp_path: Path, code: str, weight: str, told: tuple[int, int]
) -> None:
    files = {**MISTAKES[code], "dossier.yml": f"checks: {{{code}: {weight}}}\n"}
    _, report = read(write(tmp_path, files))
    assert {one.code for one in report.diagnostics} <= {code}
    assert (len(report.errors), len(report.warnings)) == told
