"""Editorial rules: what each one asks about, and where it says so."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from dossiers import GREETING, read, write

if TYPE_CHECKING:
    from pathlib import Path

CLAIM = "annotations/claims/putin-praised-soldiers.yml"
SECOND_VOICE = {
    "annotations/organizations/tass.yml": "name: TASS\n",
    "annotations/evidence/tass-too.yml": "claim: putin-praised-soldiers\nsource: second\n"
    "quote: No soldier took part\nattribution: [tass]\n",
}


def told(root: Path, assessment: str, **more: str) -> list[tuple[int, int, str]]:
    """Return what is said of the greeting's claim under an assessment, with `path=text` files."""
    files = {**GREETING, **more}
    files[CLAIM] = f"{files[CLAIM]}assessment: {assessment}\n"
    _, report = read(write(root, files))
    assert all(one.fix for one in report.diagnostics)
    return [(one.place.line, one.place.column, one.code) for one in report.diagnostics]


@pytest.mark.parametrize("status", ["corroborated", "confirmed"])
def test_a_status_that_asks_for_two_origins_is_not_borne_by_one(
    tmp_path: Path, status: str
) -> None:
    found = told(tmp_path, f"{{status: {status}, rationale: Two texts have it.}}")
    assert found == [(11, 22, "single-origin")]


@pytest.mark.parametrize("status", ["disputed", "refuted", "uncheckable"])
def test_other_statuses_need_no_second_origin(tmp_path: Path, status: str) -> None:
    assert told(tmp_path, f"{{status: {status}, rationale: So it is.}}") == []


def test_a_second_independent_origin_bears_the_status(tmp_path: Path) -> None:
    files = {
        **SECOND_VOICE,
        "seeds/third.txt": "Third\n\nSoldiers were praised, TASS reported.\n",
        "annotations/evidence/tass-too.yml": "claim: putin-praised-soldiers\nsource: third\n"
        "quote: Soldiers were praised\nattribution: [tass]\n",
    }
    assert told(tmp_path, "{status: corroborated, rationale: Two agencies.}", **files) == []


def test_of_several_assessments_the_one_that_holds_is_asked_about(tmp_path: Path) -> None:
    several = (
        "\n          - {status: disputed, rationale: A., on: 2026-02}"
        "\n          - {status: corroborated, rationale: B., on: 2026-01}"
    )
    assert told(tmp_path, several) == []
    turned = several.replace("2026-01", "2026-03")
    assert told(tmp_path / "turned", turned) == [(13, 14, "single-origin")]


@pytest.mark.parametrize(("weight", "errors"), [("error", 1), ("warning", 0)])
def test_a_dossier_weighs_a_check_as_it_likes(tmp_path: Path, weight: str, errors: int) -> None:
    files = {**GREETING, "dossier.yml": f"checks: {{single-origin: {weight}}}\n"}
    files[CLAIM] += "assessment: {status: corroborated, rationale: Two texts.}\n"
    _, report = read(write(tmp_path, files))
    assert len(report.diagnostics) == 1
    assert len(report.errors) == errors


def test_a_check_can_be_switched_off(tmp_path: Path) -> None:
    switched = {"dossier.yml": "checks: {single-origin: off}\n"}
    assert told(tmp_path, "{status: corroborated, rationale: Two texts.}", **switched) == []
