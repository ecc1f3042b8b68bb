"""Small dossiers for tests: files in a folder, read and rendered as a build would."""

from __future__ import annotations

from textwrap import dedent
from typing import TYPE_CHECKING

from dossier import build
from dossier.diagnostics import Report
from dossier.project import read_project
from dossier.site import Addresses

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from dossier.codes import Severity
    from dossier.site import Site
    from dossier.tables import Dossier

GREETING: dict[str, str] = {
    "mkdocs.yml": """\
        site_name: One greeting
        site_url: https://example.org/greeting/
        plugins: [search, dossier]
        """,
    "docs/index.md": "# One greeting\n\nAbout [[kcna]].\n",
    "seeds/first.txt": """\
        Putin greets Kim

        Vladimir Putin praised the ‘heroic participation’ of soldiers, KCNA reported. Some
        analysts doubt it.
        """,
    "seeds/second.txt": """\
        A greeting from Moscow

        According to KCNA, Putin praised the “heroic participation” of North Korean soldiers.

        No soldier took part, a spokesman said. No soldier at all.
        """,
    "annotations/sources/first.yml": """\
        type: news
        language: en
        """,
    "annotations/people/vladimir-putin.yml": """\
        name: Vladimir Putin
        also_known_as: [Putin]
        """,
    "annotations/organizations/kcna.yml": """\
        name: KCNA
        """,
    "annotations/claims/putin-praised-soldiers.yml": """\
        statement: Putin praised the heroic participation of soldiers.
        about: [vladimir-putin]
        answers: [did-they-take-part]
        evidence:
          - source: first
            quote: praised the ‘heroic participation’ of soldiers
            attribution: [kcna, vladimir-putin]
          - source: second
            quote: Putin praised the “heroic participation”
            attribution: [kcna, vladimir-putin]
        """,
    "annotations/claims/no-soldier-took-part.yml": """\
        statement: No soldier took part.
        answers: [did-they-take-part]
        contradicts:
          - claim: putin-praised-soldiers
            note: One cannot praise what did not happen.
        evidence:
          - source: second
            quote: No soldier took part
            attribution: [{unnamed: a spokesman}]
        notes: See [[kcna]].
        """,
    "annotations/questions/did-they-take-part.yml": """\
        question: Did soldiers take part?
        """,
    "annotations/evidence/analysts-doubt.yml": """\
        claim: putin-praised-soldiers
        source: first
        quote: Some analysts doubt it.
        stance: disputes
        attribution: [{unnamed: some analysts}]
        """,
}
"""A dossier without a mistake: two sources, two claims that contradict each other."""


def write(root: Path, files: Mapping[str, str]) -> Path:
    """Write files below `root`, each text without its common indentation; return the root."""
    for path, text in files.items():
        target = root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(dedent(text), encoding="utf-8")
    return root


NOT_ASKED: dict[str, Severity | None] = {"undated-source": None, "ungraded-source": None}
"""Checks that a test switches on if it is about them: most sources here say what they must."""


def read(root: Path) -> tuple[Dossier, Report]:
    """Read the dossier in `root`, and what is wrong with it."""
    report = Report()
    project = read_project(root, report)
    report.severities = {**NOT_ASKED, **project.severities}
    return build.read(project, report), report


def sound(root: Path, files: Mapping[str, str] = GREETING) -> Dossier:
    """Write and read a dossier in which nothing may be wrong."""
    dossier, report = read(write(root, files))
    assert [str(one) for one in report.diagnostics] == []
    return dossier


def rendered(dossier: Dossier, *, directories: bool = True) -> Site:
    """Return the site of a dossier in which nothing may be wrong."""
    report = Report()
    addresses = Addresses(directories=directories, site_url=dossier.project.site_url)
    site = build.render(dossier, addresses, report=report)
    assert [str(one) for one in report.diagnostics] == []
    return site
