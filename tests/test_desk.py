"""The desk: what many pages show is made once for all of them, and is right on each."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from dossiers import GREETING, sound

from dossier.pages import Press, made
from dossier.site import Addresses, record_uri

if TYPE_CHECKING:
    from pathlib import Path

CLAIM = "putin-praised-soldiers"
EVIDENCE = "analysts-doubt"
"""Evidence in a file of its own: it is shown on the page of its claim, and has none itself."""


@pytest.fixture
def press(tmp_path: Path, request: pytest.FixtureRequest) -> Press:
    return Press(sound(tmp_path), Addresses(directories=request.param))


@pytest.mark.parametrize("press", [True, False], indirect=True)
@pytest.mark.parametrize("evidence_first", [True, False])
def test_a_link_leads_to_its_record_from_every_page(press: Press, *, evidence_first: bool) -> None:
    records = press.desk("index.md").dossier.records
    addresses = press.desk("index.md").addresses
    pages = ["index.md", "claims/index.md", *map(record_uri, records.of("claims"))]
    for uri in [*pages, *reversed(pages)]:
        desk = press.desk(uri)
        for name in [EVIDENCE, CLAIM] if evidence_first else [CLAIM, EVIDENCE]:
            claim = record_uri(records.by_id[CLAIM])
            fragment = desk.ref(name).href.partition("#")[2]
            assert desk.ref(name).href == addresses.between(uri, claim, fragment)
            assert bool(fragment) == (name == EVIDENCE)


@pytest.mark.parametrize("press", [True], indirect=True)
def test_no_more_links_are_kept_than_there_is_room_for(
    press: Press, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(made, "_MOST_REFS", 2)
    desk = press.desk("claims/index.md")
    for _ in range(2):
        for one in desk.dossier.records.of("claims"):
            assert desk.ref(one.id).href == desk.link(record_uri(one))
        for name in ("kcna", "vladimir-putin"):
            assert desk.ref(name).id == name
    assert len(desk.made.linked(1).refs) <= 2


@pytest.mark.parametrize("press", [True, False], indirect=True)
def test_a_claim_in_a_list_has_the_links_of_its_page(press: Press) -> None:
    for uri in ("index.md", "claims/index.md", f"claims/{CLAIM}.md", "people/vladimir-putin.md"):
        desk = press.desk(uri)
        line = desk.claim_line(CLAIM)
        assert line.ref == desk.ref(CLAIM)
        assert line.ref.href == desk.link(f"claims/{CLAIM}.md")
        assert line.support == desk.support(CLAIM, reasons=False)
        assert [one.href for one in line.support.origins] == [
            desk.link(record_uri(desk.dossier.records.by_id[one.id]))
            for one in line.support.origins
        ]


def test_records_of_two_dossiers_are_not_taken_for_each_other(tmp_path: Path) -> None:
    questions = ["Did soldiers take part?", "Who took part?"]
    titles = []
    for asked in questions:
        files = GREETING | {"annotations/questions/did-they-take-part.yml": f"question: {asked}\n"}
        desk = Press(sound(tmp_path, files), Addresses()).desk("index.md")
        titles.append(desk.ref("did-they-take-part").title)
    assert titles == questions
