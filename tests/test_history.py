"""What changed and when: from commits of all sorts, and from assessments that bear a date."""

from __future__ import annotations

from textwrap import dedent
from typing import TYPE_CHECKING

import pytest
from dossiers import GREETING, read, write
from repositories import commit, git, start

from dossier.history import History, read_history, steps

if TYPE_CHECKING:
    from pathlib import Path

FIRST = "2026-01-05"
CLAIM = "annotations/claims/no-soldier-took-part.yml"
FILES = {**GREETING, "dossier.yml": "checks: {status-not-borne: off, stale-assessment: off}\n"}


def assessed(*assessments: str) -> dict[str, str]:
    """Return the claim that no soldier took part with its assessments, each in braces."""
    told = "".join(f"  - {one}\n" for one in assessments)
    return {CLAIM: f"{dedent(GREETING[CLAIM])}assessment:\n{told}"}


DISPUTED = "{status: disputed, rationale: One word against another., on: 2026-02-01}"
REFUTED = "{status: refuted, rationale: They were seen., on: 2026-02-20}"


@pytest.fixture
def dossier(tmp_path: Path) -> Path:
    """Make a dossier that was committed on one day."""
    root = start(tmp_path / "greeting")
    commit(root, FIRST, FILES)
    return root


def history(root: Path) -> History:
    found, report = read(root)
    assert [str(one) for one in report.diagnostics] == []
    return read_history(found.project, found.records)


def told(root: Path, *, since: str = "2026-01-06") -> list[str]:
    """Return in lines what happened since a day, the latest first."""
    lines = []
    for day in history(root).days:
        if day.on.text < since:
            continue
        for one in day.assessed:
            turn = f"{one.before} → {one.status}" if one.before else one.status
            lines.append(f"{day.on.text} {one.claim}: {turn}")
        lines += [f"{day.on.text} + {name}" for one in day.added for name in one.records]
        lines += [f"{day.on.text} - {one.number} {one.kind}" for one in day.removed]
    return lines


def rationales(root: Path) -> list[str]:
    """Return why claims got their status, the latest first; nothing where nobody says so."""
    days = history(root).days
    return [
        one.assessment.rationale if one.assessment else "" for day in days for one in day.assessed
    ]


# Records --------------------------------------------------------------------------------------


def test_what_the_first_commit_brought_is_told_by_kind_and_title(dossier: Path) -> None:
    (day,) = history(dossier).days
    assert day.on.text == FIRST
    assert {one.kind: one.records for one in day.added} == {
        "sources": ("second", "first"),  # “A greeting from Moscow”, “Putin greets Kim”
        "claims": ("no-soldier-took-part", "putin-praised-soldiers"),
        "questions": ("did-they-take-part",),
        "people": ("vladimir-putin",),
        "organizations": ("kcna",),
        "evidence": ("analysts-doubt",),
    }


def test_a_day_is_that_of_the_commit_in_utc_not_that_of_the_writing(dossier: Path) -> None:
    commit(dossier, "2026-02-10T00:30:00+09:00", {"annotations/places/kursk.yml": "name: Kursk\n"})
    assert told(dossier) == ["2026-02-09 + kursk"]


def test_each_record_of_a_file_of_many_came_when_its_key_did(dossier: Path) -> None:
    places = "kursk:\n  name: Kursk\n"
    commit(dossier, "2026-02-01", {"annotations/places.yml": places})
    places = (
        f"# Places of the war.\nmoscow: {{name: Moscow}}\n{places}\n'donbass':\n  name: Donbass\n"
    )
    commit(dossier, "2026-02-02", {"annotations/places.yml": places})
    commit(dossier, "2026-02-03", {"annotations/places.yml": places.replace("name", "name ")})
    assert told(dossier) == [
        "2026-02-02 + donbass",
        "2026-02-02 + moscow",
        "2026-02-01 + kursk",
    ]


def test_a_renamed_record_is_not_new(dossier: Path) -> None:
    old, new = "annotations/people/vladimir-putin.yml", "annotations/people/putin.yml"
    claim = "annotations/claims/putin-praised-soldiers.yml"
    changed = GREETING[claim].replace("vladimir-putin", "putin")
    commit(dossier, "2026-02-01", {claim: changed}, moved={old: new})
    assert told(dossier) == []
    people = [one.records for one in history(dossier).days[0].added if one.kind == "people"]
    assert people == [("putin",)]


def test_what_was_judged_under_an_earlier_name_belongs_to_the_record(dossier: Path) -> None:
    commit(dossier, "2026-02-01", assessed(DISPUTED))
    new = "annotations/claims/no-soldier-fought.yml"
    commit(dossier, "2026-02-03", moved={CLAIM: new})
    assert told(dossier) == ["2026-02-01 no-soldier-fought: unverified → disputed"]


def test_a_record_that_moves_between_files_is_not_new(dossier: Path) -> None:
    kcna = "annotations/organizations/kcna.yml"
    commit(dossier, "2026-02-01", moved={kcna: "annotations/organizations/press/kcna.yml"})
    commit(
        dossier,
        "2026-02-02",
        {"annotations/organizations.yml": "tass:\n  name: TASS\nkcna:\n  name: KCNA\n"},
        removed=["annotations/organizations/press/kcna.yml"],
    )
    commit(
        dossier,
        "2026-02-03",
        {kcna: "name: KCNA\n", "annotations/organizations.yml": "tass:\n  name: TASS\n"},
    )
    assert told(dossier) == ["2026-02-02 + tass"]


def test_what_was_taken_out_is_counted_and_not_named(dossier: Path) -> None:
    victim = {"annotations/people/a-victim.yml": "name: A. Victim\n"}
    commit(dossier, "2026-02-01", victim)
    commit(dossier, "2026-02-02", removed=[*victim])
    assert told(dossier) == ["2026-02-02 - 1 people"]
    assert "ictim" not in repr(history(dossier))


def test_what_came_and_went_on_one_day_is_nothing_to_tell(dossier: Path) -> None:
    topic = {"annotations/topics/a-slip.yml": "name: A slip\n"}
    commit(dossier, "2026-02-01", topic)
    commit(dossier, "2026-02-01", removed=[*topic])
    assert told(dossier) == []


def test_drafts_and_other_files_are_no_records_until_they_are(dossier: Path) -> None:
    draft, topic = "annotations/topics/_convoys.yml", "annotations/topics/convoys.yml"
    commit(dossier, "2026-02-01", {draft: "name: Convoys\n", "annotations/README.md": "Hello\n"})
    assert told(dossier) == []
    commit(dossier, "2026-02-02", moved={draft: topic})
    assert told(dossier) == ["2026-02-02 + convoys"]


def test_a_described_source_came_with_its_text(dossier: Path) -> None:
    seed = "Third\n\nThe third text, on other things altogether.\n"
    commit(dossier, "2026-02-01", {"seeds/Third Text.txt": seed})
    commit(dossier, "2026-02-02", {"annotations/sources/third-text.yml": "type: news\n"})
    assert told(dossier) == ["2026-02-01 + third-text"]


def test_file_names_of_any_sort_are_read(dossier: Path) -> None:
    seeds = ['seeds/-q "x".txt', "seeds/Курск\n:100644 100644 D\tü.txt"]
    commit(
        dossier,
        "2026-02-01",
        {seed: f"Text {number}.\n" for number, seed in enumerate(seeds)}
        | {
            "annotations/topics/a b\\c.txt": "no record\n",
            "annotations/topics/tea.yml": "name: T\n",
        },
    )
    found, _ = read(dossier)  # the second cannot be an id; that is reported
    days = read_history(found.project, found.records).days
    names = [name for one in days[0].added for name in one.records]
    assert names == ["q-x", "tea"]


# Assessments ----------------------------------------------------------------------------------


def test_a_new_status_is_told_with_the_one_before_and_with_its_rationale(dossier: Path) -> None:
    commit(dossier, "2026-02-02", assessed(DISPUTED))
    commit(dossier, "2026-02-21", assessed(DISPUTED, REFUTED))
    assert told(dossier) == [
        "2026-02-21 no-soldier-took-part: disputed → refuted",
        "2026-02-02 no-soldier-took-part: unverified → disputed",
    ]
    assert rationales(dossier) == ["They were seen.", "One word against another."]


def test_a_status_that_overwrote_another_is_told_though_the_record_forgot_it(dossier: Path) -> None:
    commit(dossier, "2026-02-02", assessed(DISPUTED))
    commit(dossier, "2026-02-21", assessed(REFUTED))
    assert told(dossier) == [
        "2026-02-21 no-soldier-took-part: disputed → refuted",
        "2026-02-02 no-soldier-took-part: unverified → disputed",
    ]
    assert rationales(dossier) == ["They were seen.", ""]


def test_assessments_that_came_with_their_claim_are_told_on_their_own_dates(tmp_path: Path) -> None:
    root = start(tmp_path / "greeting")
    commit(root, "2026-03-01", {**FILES, **assessed(DISPUTED, REFUTED)})
    assert [line for line in told(root) if ":" in line] == [
        "2026-02-20 no-soldier-took-part: disputed → refuted",
        "2026-02-01 no-soldier-took-part: disputed",
    ]


def test_the_same_status_given_again_is_told_and_an_edited_reason_is_not(dossier: Path) -> None:
    again = "{status: disputed, rationale: Nobody else has looked., on: 2026-02-11}"
    commit(dossier, "2026-02-02", assessed(DISPUTED))
    commit(dossier, "2026-02-05", assessed(DISPUTED.replace("word", "voice")))
    commit(dossier, "2026-02-12", assessed(DISPUTED, again))
    assert told(dossier) == [
        "2026-02-12 no-soldier-took-part: disputed",
        "2026-02-02 no-soldier-took-part: unverified → disputed",
    ]


def test_a_date_that_was_added_or_put_right_later_tells_nothing_twice(dossier: Path) -> None:
    undated = "{status: disputed, rationale: One word against another.}"
    commit(dossier, "2026-02-02", assessed(undated))
    commit(dossier, "2026-02-05", assessed(DISPUTED.replace("2026-02-01", "2026-02-02")))
    commit(dossier, "2026-02-06", assessed(DISPUTED))
    assert told(dossier) == ["2026-02-02 no-soldier-took-part: unverified → disputed"]
    assert rationales(dossier) == ["One word against another."]


def test_an_older_assessment_added_afterwards_is_told_on_its_own_date(dossier: Path) -> None:
    early = "{status: uncheckable, rationale: Nobody was there., on: 2026-01-10}"
    commit(dossier, "2026-02-21", assessed(REFUTED))
    commit(dossier, "2026-02-25", assessed(early, REFUTED))
    assert told(dossier) == [
        "2026-02-21 no-soldier-took-part: unverified → refuted",
        "2026-01-10 no-soldier-took-part: uncheckable",
    ]


def test_a_status_changed_there_and_back_on_one_day_is_not_told(dossier: Path) -> None:
    commit(dossier, "2026-02-02", assessed(DISPUTED))
    commit(dossier, "2026-02-21", assessed(DISPUTED, REFUTED))
    commit(dossier, "2026-02-21", assessed(DISPUTED))
    assert told(dossier) == ["2026-02-02 no-soldier-took-part: unverified → disputed"]


@pytest.mark.parametrize(
    "written",
    [
        "assessment: {status: disputed, rationale: Why not.}",
        "assessment:\n  status: disputed # for now\n  rationale: |\n    Why\n\n    status: not.",
        "'assessment':\n- rationale: Why not.\n  # a note\n  status: \"disputed\"\ntags: [x]",
        "assessment:\n    {\n      status: disputed,\n      rationale: Why not.\n    }",
    ],
)
@pytest.mark.parametrize("many", [False, True], ids=["a file each", "a file of many"])
def test_a_status_is_found_however_it_is_written(
    dossier: Path, written: str, *, many: bool
) -> None:
    def claim(more: str) -> dict[str, str]:
        evidence = "evidence: [{source: second, quote: No soldier at all}]\n"
        text = f"statement: There was no soldier.\n{evidence}{more}\n"
        if not many:
            return {"annotations/claims/none.yml": text}
        lines = "".join(f"  {line}\n" if line else "\n" for line in text.split("\n"))
        return {"annotations/claims.yml": f"# Claims\nnone:\n{lines}\n"}

    commit(dossier, "2026-02-01", claim("notes: No assessment yet."))
    commit(dossier, "2026-02-02", claim(written))
    assert told(dossier) == ["2026-02-02 none: unverified → disputed", "2026-02-01 + none"]


def test_a_version_that_was_no_yaml_hides_no_change(dossier: Path) -> None:
    commit(dossier, "2026-02-02", assessed(DISPUTED))
    commit(dossier, "2026-02-03", assessed("{status: [refuted"))
    commit(dossier, "2026-02-04", assessed(REFUTED))
    assert told(dossier)[0] == "2026-02-04 no-soldier-took-part: disputed → refuted"


def test_statuses_that_a_dossier_gave_up_are_not_named(dossier: Path) -> None:
    own = "statuses: {proven: {label: Proven, color: green}, open: {label: Open, color: gray}}\n"
    commit(dossier, "2026-02-02", assessed(DISPUTED))
    commit(dossier, "2026-02-03", {"dossier.yml": FILES["dossier.yml"] + own})
    commit(dossier, "2026-02-04", assessed("{status: proven, rationale: Seen., on: 2026-02-04}"))
    assert told(dossier) == ["2026-02-04 no-soldier-took-part: proven"]


# Without commits ------------------------------------------------------------------------------


@pytest.mark.parametrize("repository", ["none", "without a commit", "with others' files only"])
def test_without_a_history_the_dates_of_assessments_are_told(
    tmp_path: Path, repository: str
) -> None:
    root = write(tmp_path / "greeting", {**FILES, **assessed(DISPUTED, REFUTED)})
    if repository != "none":
        start(root)
    if repository == "with others' files only":
        git(root, "commit", "--quiet", "--allow-empty", "-m", "Begin")
    assert not history(root).committed
    assert told(root) == [
        "2026-02-20 no-soldier-took-part: disputed → refuted",
        "2026-02-01 no-soldier-took-part: disputed",
    ]


def test_without_git_the_dates_of_assessments_are_told(
    dossier: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(dossier, assessed(DISPUTED))
    monkeypatch.setenv("PATH", str(dossier))
    assert told(dossier) == ["2026-02-01 no-soldier-took-part: disputed"]


def test_assessments_are_told_by_dates_less_than_a_day_as_well(tmp_path: Path) -> None:
    vague = "{status: disputed, rationale: So it seems., on: 2026-02~}"
    root = write(tmp_path / "greeting", {**FILES, **assessed(vague, REFUTED)})
    assert [line.partition(" ")[0] for line in told(root)] == ["2026-02-20", "2026-02~"]


def test_what_is_not_committed_is_not_told(dossier: Path) -> None:
    before = history(dossier)
    write(dossier, {"annotations/topics/convoys.yml": "name: Convoys\n"})
    git(dossier, "add", "--all")
    assert history(dossier) == before


# Repositories of all sorts --------------------------------------------------------------------


def test_a_dossier_may_be_a_folder_of_a_repository(tmp_path: Path) -> None:
    root = start(tmp_path / "newsroom")
    others = {"other/annotations/topics/tea.yml": "name: Tea\n"}
    commit(
        root, FIRST, {f"dossiers/greeting/{path}": text for path, text in FILES.items()} | others
    )
    commit(root, "2026-02-02", {"dossiers/greeting/annotations/topics/convoys.yml": "name: C\n"})
    assert told(root / "dossiers/greeting") == ["2026-02-02 + convoys"]


def test_what_a_branch_brought_is_told_once_on_the_day_of_its_merge(dossier: Path) -> None:
    git(dossier, "switch", "--quiet", "--create", "proposal")
    commit(dossier, "2026-02-01", {"annotations/topics/convoys.yml": "name: Convoys\n"})
    commit(dossier, "2026-02-02", assessed(DISPUTED))
    git(dossier, "switch", "--quiet", "main")
    commit(dossier, "2026-02-03", {"annotations/topics/weather.yml": "name: Weather\n"})
    merge = ("merge", "--quiet", "--no-ff", "-m", "Take the proposal", "proposal")
    git(dossier, *merge, at="2026-02-10T12:00:00+00:00")
    assert told(dossier) == [
        "2026-02-10 no-soldier-took-part: unverified → disputed",
        "2026-02-10 + convoys",
        "2026-02-03 + weather",
    ]


def test_a_shallow_clone_says_from_when_on_it_knows(dossier: Path, tmp_path: Path) -> None:
    for day in ("2026-02-01", "2026-02-02", "2026-02-03"):
        commit(dossier, day, {f"annotations/topics/of-{day}.yml": f"name: Of {day}\n"})
    clone = tmp_path / "clone"
    git(tmp_path, "clone", "--quiet", "--depth=2", dossier.as_uri(), str(clone))
    found = history(clone)
    assert found.since is not None
    assert found.since.text == "2026-02-02"
    assert told(clone) == ["2026-02-03 + of-2026-02-03"]


def test_a_whole_clone_knows_what_the_original_knows(dossier: Path, tmp_path: Path) -> None:
    commit(dossier, "2026-02-02", assessed(DISPUTED))
    git(tmp_path, "clone", "--quiet", str(dossier), "clone")
    assert history(tmp_path / "clone") == history(dossier)
    assert history(dossier).since is None


def test_neither_variables_nor_settings_of_a_users_git_change_anything(
    dossier: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kcna = "annotations/organizations/kcna.yml"
    commit(dossier, "2026-02-01", moved={kcna: "annotations/organizations/agencies/kcna.yml"})
    commit(dossier, "2026-02-02", assessed(DISPUTED))
    expected = history(dossier)
    elsewhere = start(tmp_path / "elsewhere")
    settings = tmp_path / "gitconfig"
    settings.write_text(
        "[log]\nshowRoot = false\nshowSignature = true\nfollow = true\ndecorate = full\n"
        "[diff]\nrenames = false\nexternal = false\nnoprefix = true\nrelative = false\n"
        "[color]\nui = always\n[core]\nquotePath = true\npager = false\nabbrev = 4\n"
        "[format]\npretty = full\n",
        "utf-8",
    )
    steps._read.cache_clear()  # noqa: SLF001 - else nothing would be asked again
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(settings))
    monkeypatch.setenv("GIT_DIR", str(elsewhere / ".git"))
    monkeypatch.setenv("GIT_WORK_TREE", str(elsewhere))
    monkeypatch.setenv("GIT_EXTERNAL_DIFF", "false")
    assert history(dossier) == expected


def test_a_history_too_long_to_read_is_read_from_its_end(
    dossier: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for day, status in enumerate(["disputed", "refuted"] * 3, start=1):
        again = f"{{status: {status}, rationale: So they say., on: 2026-02-0{day}}}"
        commit(dossier, f"2026-02-0{day}", assessed(again))
    steps._read.cache_clear()  # noqa: SLF001 - else nothing would be read again
    monkeypatch.setattr(steps, "_MOST_BYTES", 1_500)
    since = history(dossier).since
    assert since is not None
    assert "2026-02-02" < since.text < "2026-02-06"
    assert told(dossier)[0] == "2026-02-06 no-soldier-took-part: disputed → refuted"
    steps._read.cache_clear()  # noqa: SLF001 - what was cut short is for nobody else


def test_a_text_that_is_not_at_hand_hides_only_what_it_held(dossier: Path) -> None:
    commit(dossier, "2026-02-02", assessed(DISPUTED))
    commit(dossier, "2026-02-03", {"annotations/topics/convoys.yml": "name: Convoys\n"})
    lost = git(dossier, "rev-parse", f"HEAD:{CLAIM}").strip()
    (dossier / ".git/objects" / lost[:2] / lost[2:]).unlink()
    assert told(dossier) == [
        "2026-02-03 + convoys",
        "2026-02-01 no-soldier-took-part: disputed",
    ]
