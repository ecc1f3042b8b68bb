"""Whole dossiers and what comes of them: `tests/cases/<name>/`, with what is expected.

`pytest tests/test_cases.py --refresh` writes the expected files anew; read them in the diff.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from dossiers import read

from dossier import build
from dossier.diagnostics import Report
from dossier.site import Addresses

if TYPE_CHECKING:
    from collections.abc import Iterator

CASES = sorted(path for path in (Path(__file__).parent / "cases").iterdir() if path.is_dir())


def made(case: Path) -> Iterator[tuple[str, str]]:
    """Yield the files that a dossier is expected to give: its diagnostics and its exports."""
    dossier, report = read(case)
    addresses = Addresses(site_url=dossier.project.site_url)
    site = build.render(dossier, addresses, report=Report())
    lines = [line for one in report.diagnostics for line in one.lines()]
    yield "diagnostics.txt", "".join(f"{line}\n" for line in lines)
    for asset in site.assets:
        if asset.uri.startswith("exports/") and "manifest" not in asset.uri:
            yield asset.uri.removeprefix("exports/"), asset.content.decode()


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_dossier_gives_what_is_expected(case: Path, request: pytest.FixtureRequest) -> None:
    expected = case / "expected"
    files = dict(made(case))
    if request.config.getoption("--refresh"):
        expected.mkdir(exist_ok=True)
        for name, text in files.items():
            (expected / name).write_text(text, encoding="utf-8")
    assert sorted(files) == sorted(path.name for path in expected.iterdir())
    for name, text in files.items():
        assert text == (expected / name).read_text(encoding="utf-8"), name
