"""The YAML that the documentation shows is YAML that the program takes."""

from __future__ import annotations

import hashlib
import re
import shutil
from pathlib import Path

import pytest

from dossier import build
from dossier.codes import CODES
from dossier.diagnostics import Report
from dossier.project import read_project
from dossier.site import Addresses

ROOT = Path(__file__).parents[1]
PAGES = ("README.md", "docs/guide.md", "docs/reference/format.md", "docs/reference/diagnostics.md")

_STATEMENT = "statement: The documentation shows this.\n"
_EVIDENCE = """\
evidence:
  - source: 002_357274271b43df3d
    quote: The move is seen as a significant gesture of solidarity
"""
_QUOTED = "evidence:\n  - source: 000_c4e2133f88a230e1\n    "

# The kind of record that a piece of YAML with some first key belongs in, and what stands before
# it there.
FRAMES = {
    "statement": ("claims", ""),
    "evidence": ("claims", _STATEMENT),
    "about": ("claims", _STATEMENT + _EVIDENCE),
    "assessment": ("claims", _STATEMENT + _EVIDENCE),
    "attribution": ("claims", _STATEMENT + _EVIDENCE + "    "),
    "quote": ("claims", _STATEMENT + _QUOTED),
    "claim": ("evidence", ""),
    "question": ("questions", ""),
    "name": ("people", ""),
    "glosses": ("sources", ""),
    "mentions": ("sources", ""),
    "title": ("sources", ""),
}
SEED = (ROOT / "seeds/002_357274271b43df3d.txt").read_bytes() + b" The agency is CTAK."


def _blocks() -> list[tuple[str, str]]:
    """Return every piece of YAML in the documentation with the place that it stands at."""
    found = []
    for page in PAGES:
        text = (ROOT / page).read_text("utf-8")
        for block in re.finditer(r"^( *)```yaml\n(.*?)^\1```$", text, re.DOTALL | re.MULTILINE):
            place = f"{page}:{text.count(chr(10), 0, block.start(2)) + 1}"
            shown = re.sub(f"^{block[1]}", "", block[2], flags=re.MULTILINE).lstrip()
            # Quotes are shown one a line, as ways to write the same key.
            several = shown.splitlines(keepends=True) if shown.startswith("quote:") else [shown]
            found += [(f"{place}-{number}", each) for number, each in enumerate(several)]
    return found


def _of_settings(shown: str) -> bool:
    return shown.startswith(("checks:", "plugins:")) or "\nbranch:" in shown


SETTINGS = [block for block in _blocks() if _of_settings(block[1])]
RECORDS = [block for block in _blocks() if not _of_settings(block[1])]


def _record(name: str, shown: str) -> tuple[str, str]:
    """Return the file that a piece of YAML would stand in, and the whole of it."""
    kind, before = FRAMES[shown.partition(":")[0]]
    whole = before + re.sub(r"sha256: \w+", f"sha256: {hashlib.sha256(SEED).hexdigest()}", shown)
    if kind == "claims" and "evidence:" not in whole:
        whole += _EVIDENCE
    return f"annotations/{kind}/{name}.yml", whole


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[str]]:
    """Everything that is wrong with the example dossier and all records shown, by place."""
    root = tmp_path_factory.mktemp("example")
    for name in ("annotations", "seeds", "templates"):
        shutil.copytree(ROOT / name, root / name)
    (root / "seeds/another-source.txt").write_bytes(SEED)
    places = {}
    for number, (place, shown) in enumerate(RECORDS):
        path, whole = _record(f"documented-{number}", shown)
        (root / path).write_text(whole, "utf-8")
        places[path] = place
        if "/sources/" in path:
            (root / f"seeds/documented-{number}.txt").write_bytes(SEED)
    report = Report()
    dossier = build.read(read_project(root, report), report)
    build.render(dossier, Addresses(), report=report)
    found: dict[str, list[str]] = {}
    for one in report.diagnostics:
        # What an editor would be asked about a piece without its surroundings does not count.
        if not CODES[one.code].switchable:
            found.setdefault(places.get(one.place.path, one.place.path), []).append(str(one))
    return found


@pytest.mark.parametrize("place", [place for place, _ in RECORDS])
def test_a_record_in_the_documentation_is_taken(place: str, told: dict[str, list[str]]) -> None:
    assert told.get(place, []) == []


def test_nothing_else_is_wrong_beside_the_records_in_the_documentation(
    told: dict[str, list[str]],
) -> None:
    assert told.keys() <= {place for place, _ in RECORDS}


@pytest.mark.parametrize(("place", "shown"), SETTINGS)
def test_settings_in_the_documentation_are_taken(tmp_path: Path, place: str, shown: str) -> None:
    for name in ("annotations", "seeds", "templates"):
        (tmp_path / name).mkdir()
    name = "mkdocs.yml" if shown.startswith("plugins:") else "dossier.yml"
    (tmp_path / name).write_text(shown, "utf-8")
    report = Report()
    read_project(tmp_path, report)
    assert report.diagnostics == [], place
