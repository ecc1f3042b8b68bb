"""Claims that cannot be true together: declared ones, suspected ones, and the page of both."""

from __future__ import annotations

from itertools import cycle
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from dossiers import GREETING, read, rendered, sound, write
from html_pages import parse

from dossier.analyses.contradictions import contradictions
from dossier.analyses.disagreement import Judge
from dossier.kinds import KINDS
from dossier.kinds.claims import Claim
from dossier.records import Record, Records

if TYPE_CHECKING:
    from html_pages import PageContent

    from dossier.analyses.contradictions import Suspicion
    from dossier.analyses.disagreement import Difference
    from dossier.analyses.told_claims import Told

PLACES = {
    "russia": "name: Russia\n",
    "kursk-region": "name: Kursk Region\nwithin: russia\n",
    "kursk": "name: Kursk\nwithin: kursk-region\n",
    "moscow": "name: Moscow\nwithin: russia\n",
}
BASE = {
    "mkdocs.yml": "site_name: Soldiers\n",
    "seeds/report.txt": "Report\n\nSoldiers were sent.\n",
    "dossier.yml": "checks: {suspected-contradiction: off}\n",
    "annotations/organizations/army.yml": "name: Korean People's Army\n",
    "annotations/organizations/guard.yml": "name: Rosgvardia\n",
    "annotations/events/meeting.yml": "name: The meeting\n",
    "annotations/topics/monument.yml": "name: Monument\n",
    "annotations/people/khinstin.yml": "name: Khinstin\n",
    "annotations/people/kim.yml": "name: Kim\n",
    "annotations/people/putin.yml": "name: Putin\nalso_known_as: [プーチン]\n",
    "annotations/people/lavrov.yml": "name: Lavrov\nalso_known_as: [ラブロフ]\n",
    "annotations/places/tanners-bridge.yml": "name: Tanner’s Bridge\n",
    **{f"annotations/places/{name}.yml": text for name, text in PLACES.items()},
}
EVIDENCE = "evidence: [{source: report, quote: Soldiers were sent}]\n"


def suspected(
    root: Path, one: str, other: str, *, a: str = "", b: str = ""
) -> tuple[Suspicion, ...]:
    """Return what is suspected of two statements about the army; `a` and `b` are further keys."""
    files = {
        **BASE,
        "annotations/claims/claim-a.yml": f"statement: {one}\n{a}{EVIDENCE}",
        "annotations/claims/claim-b.yml": f"statement: {other}\n{b}{EVIDENCE}",
    }
    for name in ("claim-a", "claim-b"):
        path = f"annotations/claims/{name}.yml"
        if "about:" not in files[path]:
            files[path] += "about: [army]\n"
    return sound(root, files).analyses.contradictions.suspected


def values(found: tuple[Suspicion, ...]) -> list[tuple[str, str, str]]:
    return [(one.over, one.a_value, one.b_value) for one in found]


# Declared -------------------------------------------------------------------------------------


def test_a_declared_pair_is_told_once_with_who_says_so_and_why(tmp_path: Path) -> None:
    files = dict(GREETING)
    (one,) = sound(tmp_path, files).analyses.contradictions.declared
    assert (one.a, one.b) == ("no-soldier-took-part", "putin-praised-soldiers")
    assert one.declared_by == ("no-soldier-took-part",)
    assert one.notes == ("One cannot praise what did not happen.",)


def test_a_pair_declared_on_both_sides_keeps_the_notes_of_both(tmp_path: Path) -> None:
    files = dict(GREETING)
    files["annotations/claims/putin-praised-soldiers.yml"] += (
        "contradicts: [{claim: no-soldier-took-part, note: He was quoted.}]\n"
    )
    (one,) = sound(tmp_path, files).analyses.contradictions.declared
    assert one.declared_by == ("no-soldier-took-part", "putin-praised-soldiers")
    assert one.notes == ("One cannot praise what did not happen.", "He was quoted.")


# Numbers --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("one", "other", "written"),
    [
        ("11,000 soldiers were sent.", "12,000 soldiers were sent.", "11,000 soldiers"),
        ("They sent eleven thousand soldiers.", "They sent 12.000 soldiers.", "eleven thousand"),
        ("They sent 1.5 million shells.", "They sent 2 million shells.", "1.5 million shells"),
        ("It took two hundred and fifty days.", "It took 300 days.", "two hundred and fifty days"),
        ("About 11,000 soldiers were sent.", "Some 15,000 soldiers were sent.", "11,000 soldiers"),
        ("At least 12,000 soldiers came.", "Fewer than 9,000 soldiers came.", "12,000 soldiers"),
        ("The plan was announced on 4 December.", "The plan was announced on 6 December.", "4 Dec"),
        ("No more than 9,000 soldiers came.", "A total of 12,000 soldiers came.", "9,000 soldiers"),
        ("The deal cost $5 billion.", "The deal cost $20 billion.", "$5 billion"),
        ("Losses in the army rose to 5.5%.", "Losses in the army rose to 6%.", "5.5%"),
        ("Отправили 11 000 солдат в Россию.", "Отправили 12 тысяч солдат в Россию.", "11 000"),
        ("北朝鮮は1万1000人の兵士を派遣した。", "北朝鮮は1万2千人の兵士を派遣した。", "1万1000人"),
        ("북한은 병사 1만 1천명을 보냈다.", "북한은 병사 1만2000명을 보냈다.", "1만 1천"),
    ],
)
def test_what_is_counted_differently_is_suspected(
    tmp_path: Path, one: str, other: str, written: str
) -> None:
    (found,) = suspected(tmp_path, one, other)
    assert (found.a, found.b, found.about) == ("claim-a", "claim-b", ("army",))
    assert found.over == "numbers"
    assert found.a_value.startswith(written)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        # The same number in other words.
        ("They sent 12 thousand soldiers.", "They sent 12,000 soldiers."),
        ("They sent twelve thousand soldiers.", "They sent 12 000 soldiers."),
        ("They sent two dozen soldiers.", "They sent twenty-four soldiers."),
        # Both may be right.
        ("At least 10,000 soldiers were sent.", "12,000 soldiers were sent."),
        ("No more than 12,000 soldiers were sent.", "11,000 soldiers were sent."),
        ("About 11,000 soldiers were sent.", "11,500 soldiers were sent."),
        ("The work will take six months at least.", "The work will take eight months."),
        # Numbers that name.
        ("The council adopted Resolution 1718.", "The council adopted Resolution 2397."),
        ("The army received Su-34 jets.", "The army received Su-35 jets."),
        ("The 3rd brigade arrived there.", "The 4th brigade arrived there."),
        ("The army held its second parade.", "The army held its third parade."),
        ("The army tested missiles in 2023.", "The army tested missiles in 2024."),
        # Something else is counted, or somebody else counted.
        ("They sent 11,000 soldiers to Russia.", "They sent 12,000 shells to Russia."),
        ("The North sent 11,000 soldiers.", "The South sent 12,000 soldiers."),
        ("They sent 100 tanks and 500 guns.", "They sent 200 tanks and 600 guns."),
        # Not nearly the same.
        ("11,000 soldiers were sent to Kursk.", "12,000 soldiers trained abroad last year."),
    ],
)
def test_what_can_both_hold_is_not_suspected(tmp_path: Path, one: str, other: str) -> None:
    assert values(suspected(tmp_path, one, other)) == []


def test_counts_of_different_times_are_no_contradiction(tmp_path: Path) -> None:
    one, other = "11,000 soldiers were sent.", "12,000 soldiers were sent."
    assert suspected(tmp_path, one, other, a="when: 2023\n", b="when: 2024\n") == ()
    assert suspected(tmp_path, one, other, a="when: 2024\n", b="when: 2024-12\n") != ()


def test_claims_about_different_entities_are_not_compared(tmp_path: Path) -> None:
    one, other = "11,000 soldiers were sent.", "12,000 soldiers were sent."
    assert suspected(tmp_path, one, other, b="about: [guard]\n") == ()
    assert suspected(tmp_path, one, other, b="about: [guard, army]\n") != ()


def test_whom_only_one_claim_names_is_not_the_other_ones(tmp_path: Path) -> None:
    one = "プーチン大統領は平壌で兵士500人と長い時間をかけて会談した。"
    other = "ラブロフ大統領は平壌で兵士700人と長い時間をかけて会談した。"
    both = {"a": "about: [army, putin]\n", "b": "about: [army, lavrov]\n"}
    assert suspected(tmp_path, one, other, **both) == ()
    same = one.replace("500", "700")
    assert suspected(tmp_path, one, same, **both) != ()


@pytest.mark.parametrize("role", ["contradicts", "repeats", "refines", "supersedes", "depends_on"])
@pytest.mark.parametrize("holder", ["claim-a", "claim-b"])
def test_a_pair_that_a_relation_ties_is_settled(tmp_path: Path, role: str, holder: str) -> None:
    other = "claim-b" if holder == "claim-a" else "claim-a"
    tie = {"a" if holder == "claim-a" else "b": f"{role}: [{other}]\n"}
    one, two = "11,000 soldiers were sent.", "12,000 soldiers were sent."
    assert suspected(tmp_path, one, two, **tie) == ()


# Dates ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("one", "other", "clash"),
    [
        ("2025-12-04", "2025-12-06", True),
        ("2025-12", "2025-12-04", False),
        ("2025-12-04", "2025-12-06~", False),
        ("2025-12-04?", "2025-12-24", True),
        ("2025-11/..", "2025-12-06", False),
        ("2025-11/2025-12-01", "2025-12-06", True),
        ("2024-12", "2025-01", True),
        # A year or more apart: two happenings.
        ("2024", "2025", False),
        ("2024-12-04", "2025-12-03", True),
        ("2024-12-04", "2025-12-04", False),
        ("2022/2024-11", "2025-01", True),
    ],
)
def test_dates_clash_unless_both_may_be_the_same_time(
    tmp_path: Path, one: str, other: str, *, clash: bool
) -> None:
    said = "The army opened its monument."
    found = suspected(tmp_path, said, said, a=f"when: {one}\n", b=f"when: {other}\n")
    assert values(found) == ([("dates", one, other)] if clash else [])


def test_a_date_that_the_statement_tells_is_no_second_difference(tmp_path: Path) -> None:
    found = suspected(
        tmp_path,
        "The army opened its monument on 3 March 2026.",
        "The army opened its monument on 5 April 2026.",
        a="when: 2026-03-03\n",
        b="when: 2026-04-05\n",
    )
    assert values(found) == [("dates", "2026-03-03", "2026-04-05")]


# Places ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("here", "there", "clash"),
    [
        ("kursk", "moscow", True),
        ("kursk-region", "moscow", True),
        ("kursk", "kursk-region", False),
        ("russia", "kursk", False),
        ("kursk, moscow", "moscow", False),
        ("kursk", "", False),
    ],
)
def test_places_clash_unless_they_meet_or_one_lies_in_the_other(
    tmp_path: Path, here: str, there: str, *, clash: bool
) -> None:
    said = "The song of the army was performed there."
    found = suspected(tmp_path, said, said, a=f"where: [{here}]\n", b=f"where: [{there}]\n")
    assert values(found) == ([("places", here, there)] if clash else [])


def test_a_place_that_the_statement_names_is_no_second_difference(tmp_path: Path) -> None:
    one, other = "The song was performed in Kursk.", "The song was performed in Moscow."
    where = {"a": "where: [kursk]\n", "b": "where: [moscow]\n"}
    assert values(suspected(tmp_path, one, other, **where)) == [("places", "kursk", "moscow")]


def test_another_place_at_another_time_is_another_event(tmp_path: Path) -> None:
    one, other = "The song was performed in Kursk.", "The song was performed in Moscow."
    there = {"a": "where: [kursk]\nwhen: 2024\n", "b": "where: [moscow]\nwhen: 2025\n"}
    assert suspected(tmp_path, one, other, **there) == ()


def test_places_in_a_circle_are_no_trap(tmp_path: Path) -> None:
    files = {
        **BASE,
        "annotations/places/moscow.yml": "name: Moscow\nwithin: mkad\n",
        "annotations/places/mkad.yml": "name: MKAD\nwithin: moscow\n",
        **{
            f"annotations/claims/in-{place}.yml": "statement: The song was performed there.\n"
            f"about: [army]\nwhere: [{place}]\n{EVIDENCE}"
            for place in ("kursk", "mkad")
        },
    }
    dossier, report = read(write(tmp_path, files))
    assert [one.code for one in report.errors] == ["reference-cycle"]
    assert len(dossier.analyses.contradictions.suspected) == 1


# One event ------------------------------------------------------------------------------------


def of(about: str, when: str = "", where: str = "") -> str:
    """Return the keys of a claim that say what it is about, when and where."""
    keys = {"about": f"[{about}]", "when": when, "where": where and f"[{where}]"}
    return "".join(f"{key}: {value}\n" for key, value in keys.items() if value)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The meeting took place on 4 December.", "The meeting was held on 6 December."),
        ("The meeting took place on 4 December.", "Officials met on Saturday evening."),
        ("Officials met.", "Officials met in the evening to choose a site."),
        ("The meeting was on Thursday.", "The meeting was convened by the governor."),
        ("The meeting opened to a song.", "Veterans sang a song, and the meeting was held."),
        ("Officials met, 50 in number.", "Some officials met."),
        ("Officials reportedly held a meeting.", "The meeting took place."),
    ],
)
def test_one_event_has_one_date_however_it_is_told(tmp_path: Path, one: str, other: str) -> None:
    keys = {"a": of("meeting", "2025-12-04"), "b": of("meeting", "2025-12-06")}
    assert values(suspected(tmp_path, one, other, **keys)) == [
        ("dates", "2025-12-04", "2025-12-06")
    ]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Khinstin opened the meeting with a speech.", "The expert council met."),
        ("Khinstin praised the soldiers.", "Khinstin unveiled the design."),
        ("The meeting took place in the evening.", "The meeting led to protests."),
        # Before, during and after.
        ("The meeting was announced.", "The meeting was held."),
        ("The meeting was held.", "The meeting was reported by state media."),
        ("The meeting began.", "The meeting ended."),
        ("The meeting took place.", "The meeting did not take place."),
        # Parts, and different people.
        ("The first session of the meeting was held.", "The second session of it was held."),
        ("The meeting heard a greeting of Lavrov.", "The meeting heard a greeting of Putin."),
    ],
)
def test_what_is_told_of_one_event_may_be_different_acts(
    tmp_path: Path, one: str, other: str
) -> None:
    keys = {
        "a": of("meeting, khinstin", "2025-12-04"),
        "b": of("meeting, khinstin", "2025-12-06"),
    }
    assert suspected(tmp_path, one, other, **keys) == ()


@pytest.mark.parametrize(
    ("a", "b", "found"),
    [
        (("2025-12", "kursk"), ("2025-12-04", "moscow"), [("places", "kursk", "moscow")]),
        (("2025-11", "kursk"), ("2025-12-04", "moscow"), [("dates", "2025-11", "2025-12-04")]),
        (("2024-12-04", ""), ("2025-12-04", ""), [("dates", "2024-12-04", "2025-12-04")]),
        (("2025-12", ""), ("2025-12-04", ""), []),
        (("2025-12-01?", ""), ("2025-12-04", ""), []),
        (("../2025-12", ""), ("2025-12-04", ""), []),
        (("", "kursk"), ("", "kursk-region"), []),
        (("2025-12-04", ""), ("", "kursk"), []),
    ],
)
def test_the_date_of_an_event_is_told_before_its_place(
    tmp_path: Path, a: tuple[str, str], b: tuple[str, str], found: list[tuple[str, str, str]]
) -> None:
    one, other = "Officials met in Kursk.", "The meeting of officials took place."
    keys = {"a": of("meeting", *a), "b": of("meeting, kim", *b)}
    assert values(suspected(tmp_path, one, other, **keys)) == found


def test_an_event_beside_another_one_is_not_told_by_its_date(tmp_path: Path) -> None:
    files = {
        **BASE,
        "annotations/events/talks.yml": "name: The talks\n",
        "annotations/claims/held.yml": "statement: The meeting took place.\n"
        + of("meeting", "2025-12-04")
        + EVIDENCE,
        "annotations/claims/both.yml": "statement: The meeting was held after the talks.\n"
        + of("meeting, talks", "2025-12-06")
        + EVIDENCE,
    }
    assert sound(tmp_path, files).analyses.contradictions.suspected == ()


@pytest.mark.parametrize(
    ("event", "overs"),
    [
        ("", ["dates"]),
        ("when: 2025-12\n", ["dates"]),
        ("when: 2025-12-01/2025-12-05\n", ["dates"]),
        ("when: 2025-12-01/2025-12-08\n", ["places"]),
        ("when: 2025-12-01/..\nwhere: [kursk, moscow]\n", []),
    ],
)
def test_an_event_that_lasts_or_moves_has_room_for_both(
    tmp_path: Path, event: str, overs: list[str]
) -> None:
    files = {
        **BASE,
        "annotations/events/meeting.yml": f"name: The meeting\n{event}",
        "annotations/claims/in-kursk.yml": "statement: The meeting took place in Kursk.\n"
        + of("meeting", "2025-12-04", "kursk")
        + EVIDENCE,
        "annotations/claims/in-moscow.yml": "statement: Officials met in Moscow.\n"
        + of("meeting", "2025-12-06", "moscow")
        + EVIDENCE,
    }
    found = sound(tmp_path, files).analyses.contradictions.suspected
    assert [one.over for one in found] == overs


def meetings(*whens: str, keys: str = "") -> dict[str, str]:
    """Return claims about the meeting, each with its date; the first has further keys."""
    return BASE | {
        f"annotations/claims/held-{number}.yml": "statement: The meeting was held.\n"
        + of("meeting", when)
        + (keys if number == 1 else "")
        + EVIDENCE
        for number, when in enumerate(whens, 1)
    }


def test_an_event_is_asked_about_once_for_each_two_dates(tmp_path: Path) -> None:
    dates = ("2025-12-04", "2025-12-06", "2025-12-06", "2025-12-04", "2025-12-09")
    found = sound(tmp_path, meetings(*dates)).analyses.contradictions.suspected
    assert [(one.a, one.b) for one in found] == [
        ("held-1", "held-2"),
        ("held-1", "held-5"),
        ("held-2", "held-5"),
    ]


def test_two_dates_of_an_event_are_settled_for_all_its_claims(tmp_path: Path) -> None:
    files = meetings(
        "2025-12-04", "2025-12-06", "2025-12-04", "2025-12-06", keys="contradicts: [held-4]\n"
    )
    assert sound(tmp_path, files).analyses.contradictions.suspected == ()


def test_an_event_of_many_dates_is_asked_about_four_times(tmp_path: Path) -> None:
    files = meetings(*(f"2025-12-{day:02}" for day in range(1, 9)))
    assert len(sound(tmp_path, files).analyses.contradictions.suspected) == 4


@pytest.mark.parametrize(("about", "told"), [("meeting", True), ("army", False)])
def test_the_way_out_for_an_event_that_lasts_is_told(
    tmp_path: Path, about: str, *, told: bool
) -> None:
    files = BASE | {"dossier.yml": ""}
    for day in (4, 6):
        keys = of(about, f"2025-12-0{day}")
        path = f"annotations/claims/on-the-{day}th.yml"
        files[path] = f"statement: Officials met in the hall.\n{keys}{EVIDENCE}"
    _, report = read(write(tmp_path, files))
    (one,) = [one for one in report.diagnostics if one.code == "suspected-contradiction"]
    assert ("If the event lasts" in one.fix) == told


# The very same entities -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The bridge closed on Monday.", "The bridge was closed on Tuesday."),
        ("The bridge closed in March.", "The bridge closed on the last day of February."),
        ("Die Brücke wurde am Montag gesperrt.", "Am Dienstag wurde die Brücke gesperrt."),
        ("Le pont a été fermé lundi.", "Le pont a été fermé mardi."),
        ("El puente se cerró el lunes.", "El puente se cerró el martes."),
        ("Мост закрыли в понедельник.", "Мост закрыли во вторник."),
        ("Міст закрили в понеділок.", "Міст закрили у вівторок."),
        ("橋は月曜日に閉鎖された。", "橋は火曜日に閉鎖された。"),
    ],
)
def test_weekdays_and_months_belong_to_the_date(tmp_path: Path, one: str, other: str) -> None:
    keys = {"a": of("tanners-bridge", "2026-03-02"), "b": of("tanners-bridge", "2026-02-28")}
    assert values(suspected(tmp_path, one, other, **keys)) == [
        ("dates", "2026-03-02", "2026-02-28")
    ]


def test_months_may_be_words_of_their_own(tmp_path: Path) -> None:
    keys = {"a": of("army", "2026-03-02"), "b": of("army", "2026-03-04")}
    one, other = "The army will march.", "The army will retreat."
    assert suspected(tmp_path, one, other, **keys) == ()


def test_whom_a_claim_is_about_is_named_in_it(tmp_path: Path) -> None:
    one, other = "Khinstin announced the monument.", "The monument was announced."
    a = of("khinstin, monument", "2025-12-04")
    assert values(suspected(tmp_path, one, other, a=a, b=of("khinstin, monument", "2025-11"))) == [
        ("dates", "2025-12-04", "2025-11")
    ]
    assert suspected(tmp_path, one, other, a=a, b=of("monument", "2025-11")) == ()


def test_each_naming_somebody_else_is_no_contradiction(tmp_path: Path) -> None:
    one, other = "Putin praised the soldiers there.", "Lavrov praised the soldiers there."
    about = "putin, lavrov"
    keys = {"a": of(about, "2025-12-04"), "b": of(about, "2025-12-06")}
    assert suspected(tmp_path, one, other, **keys) == ()
    assert suspected(tmp_path, one, one, **keys) != ()


@pytest.mark.parametrize(
    ("one", "other", "clash"),
    [
        ("The site was chosen by experts.", "Experts chose the site after long debates.", True),
        ("The site was chosen.", "Experts chose the site after long debates.", False),
        ("The governor proposed a site.", "The governor inspected a site.", False),
        # What is alike is only the name.
        ("The Korean People's Army advanced.", "The Korean People's Army withdrew.", False),
    ],
)
@pytest.mark.parametrize("about", ["army", "army, monument"])
def test_six_words_in_ten_are_enough_about_the_very_same(
    tmp_path: Path, one: str, other: str, about: str, *, clash: bool
) -> None:
    a = of("army", "2025-12-04")
    found = suspected(tmp_path, one, other, a=a, b=of(about, "2025-12-06"))
    assert bool(found) == (clash and about == "army")


@pytest.mark.parametrize(
    ("a", "b", "overs"),
    [
        (("2025-11", ""), ("2025-12", ""), ["dates"]),
        (("", "kursk"), ("", "moscow"), ["numbers"]),
        (("2025-11", "kursk"), ("2025-12", "moscow"), []),
    ],
)
def test_two_things_may_differ_at_once_where_all_else_is_the_same(
    tmp_path: Path, a: tuple[str, str], b: tuple[str, str], overs: list[str]
) -> None:
    one, other = "The army sent 11,000 soldiers there.", "The army sent 12,000 soldiers there."
    found = suspected(tmp_path, one, other, a=of("army", *a), b=of("army", *b))
    assert [one.over for one in found] == overs
    elsewhere = of("army, putin", *b)
    assert suspected(tmp_path / "about", one, other, a=of("army", *a), b=elsewhere) == ()


def test_a_third_report_that_differs_in_two_things_makes_a_series(tmp_path: Path) -> None:
    files = BASE | {
        f"annotations/claims/sent-{month}.yml": f"statement: The army sent {month},000 soldiers.\n"
        + of("army", f"2025-{month}")
        + EVIDENCE
        for month in (10, 11, 12)
    }
    assert sound(tmp_path, files).analyses.contradictions.suspected == ()


@pytest.mark.parametrize(
    ("one", "other", "a", "b"),
    [
        # Different years.
        (
            "Putin met Kim in Vladivostok.",
            "Putin met Kim in Pyongyang.",
            of("putin, kim", "2019-04"),
            of("putin, kim", "2024-06"),
        ),
        (
            "In 2023 the budget was 4 million.",
            "In 2024 the budget was 5 million.",
            of("army", "2023"),
            of("army", "2024"),
        ),
        (
            "In 2023 the budget was 4 million.",
            "In 2024 the budget was 5 million.",
            of("army"),
            of("army"),
        ),
        # A count that grows.
        (
            "At least 10 people were injured.",
            "At least 14 people were injured.",
            of("army", "2025-12-04"),
            of("army", "2025-12-06"),
        ),
        (
            "The army closed the bridge.",
            "The army reopened the bridge.",
            of("army, tanners-bridge", "2026-03-02"),
            of("army, tanners-bridge", "2026-03-03"),
        ),
    ],
)
def test_a_series_or_a_sequence_is_not_suspected(
    tmp_path: Path, one: str, other: str, a: str, b: str
) -> None:
    assert suspected(tmp_path, one, other, a=a, b=b) == ()


# At scale, and on the example -----------------------------------------------------------------


def _claims(statements: list[str], kind: str = "topics", whens: tuple[str, ...] = ()) -> Records:
    """Return claims about one army, or one battle, on the dates in turn."""
    kinds = {kind.name: kind for kind in KINDS}
    model = kinds[kind].model.model_validate({"name": "Army"})
    army = Record(kinds[kind], "army", "Army", model, "")
    days = cycle([{"when": when} for when in whens] or [{}])
    claims = [
        Record(
            kinds["claims"],
            f"c{number:05}",
            said,
            Claim.model_validate({"statement": said, "about": ("army",), **day}),
            "",
        )
        for number, (said, day) in enumerate(zip(statements, days, strict=False))
    ]
    return Records({one.id: one for one in (army, *claims)})


@pytest.mark.parametrize(
    ("kind", "whens", "said"),
    [
        ("topics", (), "The army sent {n7} trucks of sort {n97} past post {n}"),
        ("events", (), "The army sent {n7} trucks of sort {n97} past post {n}"),
        ("events", ("2025-12-04", "2025-12-06"), "The army took post {n97} near the front"),
    ],
)
def test_a_claim_is_compared_with_few_others_however_many_there_are(
    monkeypatch: pytest.MonkeyPatch, kind: str, whens: tuple[str, ...], said: str
) -> None:
    compared = 0
    differ = Judge.differ

    def counted(judge: Judge, a: Told, b: Told) -> tuple[Difference, ...]:
        nonlocal compared
        compared += 1
        return differ(judge, a, b)

    monkeypatch.setattr(Judge, "differ", counted)
    statements = [said.format(n=n, n7=n % 7, n97=n % 97) for n in range(5_000)]
    contradictions(_claims(statements, kind, whens))
    assert 0 < compared <= 40 * len(statements)


def test_a_series_of_reports_is_not_told_pair_by_pair() -> None:
    said = [f"The army sent {number} soldiers to the front" for number in range(2, 302)]
    assert len(contradictions(_claims(said)).suspected) <= 4 * len(said)


def test_nothing_in_the_example_is_suspected_without_reason() -> None:
    dossier, _ = read(Path(__file__).parents[1])
    assert len(dossier.analyses.contradictions.declared) >= 5
    assert dossier.analyses.contradictions.suspected == ()


# The page -------------------------------------------------------------------------------------


def page(root: Path, files: dict[str, str]) -> tuple[PageContent, str]:
    site = rendered(sound(root, files))
    found = next(one for one in site.pages if one.uri == "contradictions/index.md")
    return parse(found.html), found.description


def test_the_page_shows_each_pair_from_both_sides(tmp_path: Path) -> None:
    content, description = page(tmp_path, GREETING)
    (pair,) = content.all("section", class_="dossier-contradiction")
    assert pair.attributes["id"] == "no-soldier-took-part--putin-praised-soldiers"
    assert [one.words.strip() for one in content.all("h2")] == [
        "No soldier took part.",
        "Putin praised the heroic participation of soldiers.",
    ]
    assert [one.words for one in content.all("q")] == [
        "No soldier took part",
        "praised the ‘heroic participation’ of soldiers",
        "Putin praised the “heroic participation”",
    ]
    assert "../sources/second/#q-no-soldier-took-part--e1" in content.links
    assert "../claims/putin-praised-soldiers/#evidence" in content.links
    assert "One cannot praise what did not happen." in content.words
    assert "1 more quote" in content.words
    assert content.words.count("The record of this claim declares the contradiction.") == 1
    assert description == "1 pair of claims that cannot both be true, side by side."


def test_quotes_of_another_source_stand_before_more_of_the_same(tmp_path: Path) -> None:
    files = dict(GREETING)
    files["annotations/claims/no-soldier-took-part.yml"] = """\
        statement: No soldier took part.
        contradicts: [putin-praised-soldiers]
        evidence:
          - {source: second, quote: No soldier took part}
          - {source: second, quote: No soldier at all.}
          - {source: first, quote: Some analysts doubt it.}
        """
    content, _ = page(tmp_path, files)
    assert [one.words for one in content.all("q")][:2] == [
        "No soldier took part",
        "Some analysts doubt it.",
    ]


def test_a_claim_that_nothing_supports_shows_what_there_is(tmp_path: Path) -> None:
    files = dict(GREETING)
    path = "annotations/claims/no-soldier-took-part.yml"
    files[path] = files[path].replace(
        "attribution: [", "stance: disputes\n            attribution: ["
    )
    content, _ = page(tmp_path, files)
    assert [one.words for one in content.all("q")][:1] == ["No soldier took part"]
    assert [one.words for one in content.all("span", class_="dossier-stance")] == ["disputes"]


def test_the_page_says_so_where_nothing_is_declared(tmp_path: Path) -> None:
    files = dict(GREETING)
    path = "annotations/claims/no-soldier-took-part.yml"
    head, _, _ = files[path].partition("        contradicts")
    files[path] = head + "        evidence: [{source: second, quote: No soldier took part}]\n"
    content, description = page(tmp_path, files)
    (empty,) = content.all("p", class_="dossier-empty")
    assert empty.words.startswith("No two claims are declared to contradict each other.")
    assert description == "No two claims of this dossier are declared to contradict each other."


def test_the_page_says_nothing_of_what_is_only_suspected(tmp_path: Path) -> None:
    files = {
        **BASE,
        **{
            f"annotations/claims/claim-{number}.yml": f"statement: {number} tanks were sent.\n"
            f"about: [army]\n{EVIDENCE}"
            for number in (11, 12)
        },
    }
    dossier = sound(tmp_path, files)
    assert len(dossier.analyses.contradictions.suspected) == 1
    content, _ = page(tmp_path, files)
    assert "tanks" not in content.words


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The column stopped 10 km from the front.", "The column stopped 6 miles from the front."),
        ("The bridge cost $5 million.", "The bridge cost €7 million."),
        ("The wall is 90 metres long.", "The wall is 300 feet long."),
    ],
)
def test_numbers_of_different_units_may_be_the_same(tmp_path: Path, one: str, other: str) -> None:
    assert suspected(tmp_path, one, other) == ()


@pytest.mark.parametrize(
    ("one", "other", "told"),
    [
        (
            "أرسلت البلاد 11000 جندي إلى الجبهة",
            "أرسلت البلاد 12000 جندي إلى الجبهة",
            ("11000 جندي", "12000 جندي"),
        ),
    ],
)
def test_what_is_counted_is_told_whole(
    tmp_path: Path, one: str, other: str, told: tuple[str, str]
) -> None:
    assert values(suspected(tmp_path, one, other)) == [("numbers", *told)]
