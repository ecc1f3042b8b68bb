"""When what is claimed happened, and when the sources reported it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dossiers import GREETING, rendered, sound
from html_pages import parse

if TYPE_CHECKING:
    from pathlib import Path

CLAIM = "annotations/claims/putin-praised-soldiers.yml"
OTHER = "annotations/claims/no-soldier-took-part.yml"


def told(root: Path, changes: dict[str, str]) -> list[tuple[str, str, list[tuple[str, str]]]]:
    """Return subject, time and reports of each entry, from the greeting with changed files."""
    entries = sound(root, {**GREETING, **changes}).analyses.chronology
    return [
        (
            one.subject,
            one.happened.text if one.happened else "",
            [(source, date.text) for source, date in one.reported],
        )
        for one in entries
    ]


def dated(**published: str) -> dict[str, str]:
    return {
        f"annotations/sources/{source}.yml": f"published: {date}\n"
        for source, date in published.items()
    }


def test_a_dossier_without_dates_has_no_chronology(tmp_path: Path) -> None:
    assert told(tmp_path, {}) == []


def test_each_source_reports_once_the_earliest_first(tmp_path: Path) -> None:
    changes = {
        **dated(first="2026-01-03", second="2026-01-02"),
        CLAIM: GREETING[CLAIM] + "when: 2025-12-31~\n",
    }
    assert told(tmp_path, changes)[0] == (
        "putin-praised-soldiers",
        "2025-12-31~",
        [("second", "2026-01-02"), ("first", "2026-01-03")],
    )


def test_what_has_no_time_stands_where_it_was_first_reported(tmp_path: Path) -> None:
    changes = {
        **dated(second="2026-01"),
        CLAIM: GREETING[CLAIM] + "when: 2026-02-01\n",
        "annotations/events/greeting.yml": "name: The greeting\nwhen: 2025-12\n",
        "annotations/events/parade.yml": "name: The parade\n",
    }
    assert told(tmp_path, changes) == [
        ("greeting", "2025-12", []),
        ("no-soldier-took-part", "", [("second", "2026-01")]),
        ("putin-praised-soldiers", "2026-02-01", [("second", "2026-01")]),
    ]


def test_a_source_that_disputes_a_claim_reports_it_too(tmp_path: Path) -> None:
    changes = {**dated(first="2026-01-03")}
    changes[CLAIM] = """\
        statement: Putin praised the heroic participation of soldiers.
        evidence:
          - {source: second, quote: Putin praised}
        """
    assert told(tmp_path, changes) == [
        ("putin-praised-soldiers", "", [("first", "2026-01-03")]),
    ]


def test_an_event_is_reported_by_its_own_evidence(tmp_path: Path) -> None:
    changes = {
        **dated(first="2026-01-03"),
        "annotations/events/greeting.yml": "name: The greeting\nevidence:\n"
        "  - {source: first, quote: Putin greets Kim}\n",
    }
    assert ("greeting", "", [("first", "2026-01-03")]) in told(tmp_path, changes)


def test_of_one_time_the_broader_stands_first_and_then_the_ids_decide(tmp_path: Path) -> None:
    changes = {
        CLAIM: GREETING[CLAIM] + "when: 2026-01-01\n",
        OTHER: GREETING[OTHER] + "when: 2026-01-01\n",
        "annotations/events/zero-hour.yml": "name: Zero hour\nwhen: 2026\n",
    }
    assert [subject for subject, *_ in told(tmp_path, changes)] == [
        "zero-hour",
        "no-soldier-took-part",
        "putin-praised-soldiers",
    ]


def test_an_event_is_reported_by_what_is_claimed_about_it(tmp_path: Path) -> None:
    changes = {
        **dated(first="2026-01-03", second="2026-01-02"),
        CLAIM: GREETING[CLAIM].replace("about: [vladimir-putin]", "about: [greeting]"),
        "annotations/events/greeting.yml": "name: The greeting\nwhen: 2025-12\n",
    }
    assert told(tmp_path, changes)[0] == (
        "greeting",
        "2025-12",
        [("second", "2026-01-02"), ("first", "2026-01-03")],
    )


def test_the_pages_of_claims_and_events_tell_the_first_report(tmp_path: Path) -> None:
    changes = {
        **dated(first="2026-01-03", second="2026-01-02"),
        CLAIM: GREETING[CLAIM].replace("about: [vladimir-putin]", "about: [greeting]"),
        "annotations/events/greeting.yml": "name: The greeting\nwhen: 2025-12\n",
    }
    site = rendered(sound(tmp_path, {**GREETING, **changes}))
    for uri in ("claims/putin-praised-soldiers.md", "events/greeting.md"):
        words = parse(next(one.html for one in site.pages if one.uri == uri)).words
        assert "First reported 2 January 2026, A greeting from Moscow" in words
