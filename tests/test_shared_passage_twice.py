"""A claim that cites one passage twice, and what an editor may say about it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from dossiers import read, write

if TYPE_CHECKING:
    from pathlib import Path

REPORT = (
    "The convoy of nine lorries left the harbour before dawn, the port master said, and was "
    "stopped at the second checkpoint because two of the drivers had no papers."
)
CLAIM = """\
statement: A convoy was stopped.
evidence:
  - source: courier
    quote: stopped at the second checkpoint
  - source: gazette
    quote: two of the drivers had no papers
"""
FILES = {
    "mkdocs.yml": "site_name: Harbour\n",
    "seeds/courier.txt": f"Harbour closed\n\nRain fell. {REPORT}\n",
    "seeds/gazette.txt": f"The convoy\n\n{REPORT.replace('nine', 'eleven')}\n",
    "annotations/claims/stopped.yml": CLAIM,
}


def told(root: Path, **changes: str) -> list[tuple[str, int, int, list[int]]]:
    """Return the path, line and column of what is said, and the lines that it relates to."""
    _, report = read(write(root, {**FILES, **changes}))
    assert {one.code for one in report.diagnostics} <= {"shared-passage-twice"}
    assert all(one.fix and one.why for one in report.diagnostics)
    return [
        (
            one.place.path.rpartition("/")[2],
            one.place.line,
            one.place.column,
            [other.place.line for other in one.related],
        )
        for one in report.diagnostics
    ]


def test_the_second_quote_of_a_passage_is_pointed_to(tmp_path: Path) -> None:
    assert told(tmp_path) == [("stopped.yml", 6, 12, [4])]


def test_every_further_source_of_the_passage_is_pointed_to(tmp_path: Path) -> None:
    third = {
        "seeds/herald.txt": f"Herald\n\nFrom the coast. {REPORT}\n",
        "annotations/evidence/herald-too.yml": "claim: stopped\nsource: herald\n"
        "quote: had no papers\n",
    }
    assert told(tmp_path, **third) == [("stopped.yml", 6, 12, [4]), ("herald-too.yml", 3, 8, [4])]


@pytest.mark.parametrize(
    "changes",
    [
        pytest.param(
            {"annotations/claims/stopped.yml": CLAIM + "    note: From whom is not known.\n"},
            id="a note says so",
        ),
        pytest.param(
            {"annotations/sources/gazette.yml": "derived_from: [courier]\n"}, id="declared"
        ),
        pytest.param(
            {
                "annotations/organizations/port.yml": "name: Port Authority\n",
                "annotations/claims/stopped.yml": CLAIM.replace(
                    "    quote", "    attribution: [port]\n    quote"
                ),
            },
            id="one origin",
        ),
        pytest.param(
            {"annotations/claims/stopped.yml": CLAIM + "    stance: discusses\n"},
            id="one of them does not support",
        ),
        pytest.param(
            {"seeds/gazette.txt": "The convoy\n\nMost had; two of the drivers had no papers.\n"},
            id="no shared passage",
        ),
        pytest.param({"dossier.yml": "checks: {shared-passage-twice: off}\n"}, id="switched off"),
    ],
)
def test_nothing_is_said_where_the_reader_can_know(tmp_path: Path, changes: dict[str, str]) -> None:
    assert told(tmp_path, **changes) == []


def test_quotes_beside_the_passage_are_no_second_quote_of_it(tmp_path: Path) -> None:
    files = {
        "seeds/gazette.txt": f"The convoy\n\n{REPORT} They were questioned for hours.\n",
        "annotations/claims/stopped.yml": CLAIM.replace(
            "two of the drivers had no papers", "They were questioned"
        ),
    }
    assert told(tmp_path, **files) == []
