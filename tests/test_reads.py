"""What pages take from the tables is noted: a page that took nothing that changed is as it was."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, NamedTuple

import nasty
import pytest
from dossiers import GREETING, sound, write
from edits import CHANGES, EDITS, FILES, Change, apply, change
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from shell import printed_elsewhere

from dossier import build
from dossier.cache.inputs import Inputs
from dossier.cache.pages import Traces
from dossier.compiled import Compiled
from dossier.diagnostics import DossierError, Report
from dossier.on_demand import SiteOnDemand
from dossier.project import read_project
from dossier.reads import NUMBER, Reads, facts
from dossier.site import Addresses, Page

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from dossier.tables import Dossier

EXAMPLE = Path(__file__).parent.parent
COMPILED = Compiled()


@dataclass(frozen=True)
class Table:
    """A table as a dossier has them."""

    entries: Mapping[str, int]

    @property
    def number(self) -> int:
        return len(self.entries)


class Made(NamedTuple):
    """A dossier's pages, what each was made from, and what the tables and the settings hold."""

    pages: dict[str, Page]
    traces: Traces
    setting: bytes


def on_demand(root: Path) -> SiteOnDemand:
    return with_reads(build.read(read_project(root, Report()), Report()))


def with_reads(dossier: Dossier) -> SiteOnDemand:
    return SiteOnDemand(dossier, Addresses(), report=Report(), compiled=COMPILED, reads=Reads())


def made(root: Path) -> Made:
    report = Report()
    dossier = build.read(read_project(root, report), report)
    try:
        site = with_reads(dossier)
    except LookupError as broken:
        assert report.errors
        raise DossierError(str(broken)) from broken
    every = {}
    for one in site.outlined.pages:
        try:
            every[one.uri] = site.traced(one.uri)
        except LookupError:  # of a broken dossier, not every page can be made
            assert report.errors
    pages = {uri: page for uri, (page, _) in every.items()}
    reads = {uri: reads for uri, (_, reads) in every.items()}
    setting = Inputs("site", site.dossier.project, Addresses(), ()).digest().setting
    return Made(pages, Traces(site.facts(), reads), setting)


def entries(taken: bytes) -> frozenset[bytes]:
    return frozenset(taken[at : at + NUMBER] for at in range(0, len(taken), NUMBER))


def touched(before: Made, after: Made) -> set[str]:
    """Return the pages that are to be made again, after making sure that the others need not be."""
    if before.setting != after.setting:
        return {*after.pages}
    fresh = before.traces.fresh(after.traces.facts)
    for uri in fresh & after.pages.keys():
        assert before.pages[uri] == after.pages[uri], uri
    return after.pages.keys() - fresh


# Nothing is missed -----------------------------------------------------------------------------


@pytest.mark.parametrize("files", [None, FILES, nasty.FILES], ids=["example", "edits", "nasty"])
def test_a_page_takes_the_same_whether_it_is_made_first_or_last(
    tmp_path: Path, files: Mapping[str, str] | None
) -> None:
    root = EXAMPLE if files is None else write(tmp_path, files)
    shared = on_demand(root)
    uris = [one.uri for one in shared.outlined.pages]
    for uri in (*uris, *reversed(uris)):
        shared.page(uri)
    for uri in uris[:: max(1, len(uris) // 60)]:
        _, last = shared.traced(uri)
        page, first = with_reads(shared.dossier).traced(uri)
        assert entries(first) == entries(last), uri
        assert page == shared.page(uri)


@pytest.mark.parametrize("steps", EDITS.values(), ids=EDITS)
def test_pages_that_take_nothing_of_an_edit_are_as_they_were(
    tmp_path: Path, steps: tuple[dict[str, str | None], ...]
) -> None:
    before = made(write(tmp_path, FILES))
    for edits in steps:
        apply(tmp_path, edits)
        after = made(tmp_path)
        touched(before, after)
        touched(after, before)
        before = after


@settings(deadline=None, max_examples=25, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.lists(CHANGES, min_size=1, max_size=3), min_size=1, max_size=3))
def test_pages_that_take_nothing_of_any_edits_are_as_they_were(steps: list[list[Change]]) -> None:
    with TemporaryDirectory() as folder:
        root = write(Path(folder), FILES)
        before = made(root)
        for changes in steps:
            for one in changes:
                change(root, one)
            try:
                after = made(root)
            except DossierError:
                return
            touched(before, after)
            before = after


# And not too much is noted ---------------------------------------------------------------------


def test_a_changed_claim_touches_the_pages_that_show_it(tmp_path: Path) -> None:
    root = write(tmp_path, FILES)
    before = made(root)
    claim = "annotations/claims/twelve-ferries.yml"
    apply(root, {claim: FILES[claim].replace("12 ferries left", "Twelve ferries left")})
    pages = touched(before, made(root))
    assert "claims/twelve-ferries.md" in pages
    assert "claims/index.md" in pages
    assert "places/the-valley.md" in pages  # it is about that
    assert "sources/left.md" in pages  # which it quotes
    assert {"claims/the-ferry-left.md", "sources/report.md", "people/index.md"}.isdisjoint(pages)


def test_a_page_depends_on_what_is_not_there(tmp_path: Path) -> None:
    root = write(tmp_path, GREETING)
    before = made(root)
    apply(root, {"docs/about.md": "# About\n\nSee [[vladimir-putin]].\n"})
    pages = touched(before, made(root))
    assert "people/vladimir-putin.md" in pages  # which nobody had linked to
    assert "organizations/kcna.md" not in pages


def test_nothing_is_touched_where_nothing_has_changed(tmp_path: Path) -> None:
    root = write(tmp_path, FILES)
    assert touched(made(root), made(root)) <= {"changes/index.md", "exports/index.md"}


@pytest.mark.parametrize("files", [FILES, nasty.FILES], ids=["edits", "nasty"])
def test_facts_are_the_same_in_another_process(tmp_path: Path, files: Mapping[str, str]) -> None:
    write(tmp_path, files)
    code = (
        "import sys; from pathlib import Path; sys.path.insert(0, sys.argv[2])\n"
        "from test_reads import on_demand\n"
        "print(sorted(fact.hex() for fact in on_demand(Path(sys.argv[1])).facts()))"
    )
    assert len(printed_elsewhere(code, tmp_path, Path(__file__).parent)) == 1


# One by one ------------------------------------------------------------------------------------

TABLE = {"a": 1, "b": 2}
QUESTIONS: dict[str, tuple[Callable[[Mapping[str, int]], object], ...]] = {
    "a": (lambda one: one["a"], lambda one: one.get("a"), lambda one: "a" in one),
    "c": (lambda one: one.get("c"), lambda one: "c" in one),
    "every entry": (
        list,
        len,
        dict,
        lambda one: sorted(one.keys()),
        lambda one: sorted(one.values()),
        lambda one: sorted(one.items()),
    ),
}
AFTERWARDS: dict[str, tuple[dict[str, int], set[str]]] = {
    "the same": ({"a": 1, "b": 2}, set()),
    "another value": ({"a": 3, "b": 2}, {"a", "every entry"}),
    "another value of another": ({"a": 1, "b": 3}, {"every entry"}),
    "more": ({"a": 1, "b": 2, "c": 3}, {"c", "every entry"}),
    "less": ({"b": 2}, {"a", "every entry"}),
    "another order": ({"b": 2, "a": 1}, {"every entry"}),
}


@pytest.fixture(scope="module")
def dossier(tmp_path_factory: pytest.TempPathFactory) -> Dossier:
    return sound(tmp_path_factory.mktemp("greeting"))


@pytest.mark.parametrize("table", [TABLE, Table(TABLE)], ids=["mapping", "dataclass"])
@pytest.mark.parametrize("name", AFTERWARDS)
def test_a_page_is_touched_by_what_it_has_asked_for(
    dossier: Dossier, table: dict[str, int] | Table, name: str
) -> None:
    reads = Reads()
    noting = reads.of("table", table)
    mapping: Any = getattr(noting, "entries", noting)
    takes: dict[str, bytes] = {}
    for asked, questions in QUESTIONS.items():
        for number, ask in enumerate(questions):
            reads.begin()
            assert ask(mapping) == ask(TABLE)
            takes[f"{asked} {number}"] = reads.take()

    now, touched = AFTERWARDS[name]
    after = now if isinstance(table, dict) else Table(now)
    traces = Traces(facts(dossier, table=table), takes)
    fresh = traces.fresh(facts(dossier, table=after))
    expected = {one for one in takes if one.rpartition(" ")[0] not in touched}
    assert fresh == expected


def test_what_has_been_taken_is_not_taken_again() -> None:
    reads = Reads()
    table = reads.of("table", TABLE)
    assert table["a"] == 1
    first = reads.take()
    reads.begin()
    assert not reads.take()
    assert table["b"] == 2
    assert entries(first).isdisjoint(entries(reads.take()))


def test_tables_are_told_apart() -> None:
    reads = Reads()
    found = []
    for name in ("one", "other"):
        reads.begin()
        assert reads.of(name, TABLE)["a"] == 1
        found.append(reads.take())
    assert found[0] != found[1]


def test_what_a_method_asks_for_is_noted(dossier: Dossier) -> None:
    reads = Reads()
    noting = reads.of_all(dossier)
    asked = []
    for kind in ("people", "places", "people"):
        reads.begin()
        assert noting.records.of(kind) == dossier.records.of(kind)
        asked.append(reads.take())
    assert asked[0] == asked[2] != asked[1]
    assert asked[0]


def test_a_table_has_nothing_of_which_no_fact_is_told() -> None:
    noting = Reads().of("table", Table(TABLE))
    with pytest.raises(AttributeError):
        noting.number  # noqa: B018 - it would be worked out of what nobody notes


def test_what_was_made_of_things_that_nobody_can_compare_is_never_fresh(dossier: Dossier) -> None:
    reads = Reads()
    table = reads.of("table", TABLE)
    sizes = reads.of("sizes", {"feed.xml": 1}, told=False)
    assert (table["a"], sizes.get("feed.xml")) == (1, 1)
    now = facts(dossier, table=TABLE)
    assert Traces(now, {"page": reads.take()}).fresh(now) == frozenset()
    reads.begin()
    assert table["a"] == 1
    assert Traces(now, {"page": reads.take()}).fresh(now) == {"page"}
