from __future__ import annotations

import gc
import os
import time
import weakref
from dataclasses import fields, is_dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from textwrap import dedent
from typing import TYPE_CHECKING, Any, NamedTuple
from unittest import mock

import pytest
from dossiers import write
from edits import CHANGES, EDITS, FILES, Change, apply, change, save
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pydantic import BaseModel

from dossier import build, files
from dossier.diagnostics import DossierError, Report
from dossier.kinds import Kind
from dossier.memory import Memory, Shelf
from dossier.nodes import Mapping, Scalar, Sequence
from dossier.project import read_project

if TYPE_CHECKING:
    from collections.abc import Callable

    from dossier.diagnostics import Diagnostic
    from dossier.tables import Dossier


class Read(NamedTuple):
    """What came of a reading, as plain values, and the dossier itself."""

    values: object
    told: list[Diagnostic]
    dossier: Dossier


def read(root: Path, memory: Memory | None = None) -> Read:
    report = Report()
    project = read_project(root, report)
    report.severities = project.severities
    dossier = build.read(project, report, memory=memory)
    assert dossier.project == project
    return Read(values_of(dossier), report.diagnostics, dossier)


def values_of(one: Any) -> object:  # noqa: ANN401, PLR0911 - anything a dossier holds
    """Return something as values that say all of it: order, types, and where YAML stands."""
    if isinstance(one, Scalar):
        return (one.text, one.plain, one.start, one.end, one.original.path, one.original.text)
    if isinstance(one, Sequence):
        return [one.start, one.end, *map(values_of, one.items)]
    if isinstance(one, Mapping):
        return [one.start, one.end, *map(values_of, one.entries)]
    if isinstance(one, Kind):
        return (one.name, one.singular, one.plural)
    if isinstance(one, BaseModel):
        return (type(one).__name__, {name: values_of(value) for name, value in one})
    if is_dataclass(one) and not isinstance(one, type):
        held = {each.name: values_of(getattr(one, each.name)) for each in fields(one)}
        return (type(one).__name__, held)
    if isinstance(one, dict):
        return [(values_of(key), values_of(value)) for key, value in one.items()]
    if isinstance(one, frozenset):
        return sorted(one)
    if isinstance(one, list | tuple):
        return [values_of(each) for each in one]
    return one


def time_flies() -> Any:  # noqa: ANN401 - a patch
    """Let every file be old enough for its stamp to prove that it has not changed."""
    later = time.time_ns() + 60_000_000_000
    return mock.patch("dossier.files.time.time_ns", return_value=later)


# Edits that others feel ------------------------------------------------------------------------


@pytest.mark.parametrize("steps", EDITS.values(), ids=EDITS)
@pytest.mark.parametrize("old", [False, True], ids=["new files", "old files"])
def test_an_edit_and_its_reversal_are_read_as_from_scratch(
    tmp_path: Path, steps: tuple[dict[str, str | None], ...], *, old: bool
) -> None:
    memory = Memory()
    root = write(tmp_path, FILES)
    with time_flies() if old else mock.patch.object(files, "UNSETTLED", files.UNSETTLED):
        before = read(root, memory)
        for edits in steps:
            apply(root, edits)
            again, fresh = read(root, memory), read(root)
            assert again.told == fresh.told
            assert again.values == fresh.values
        for edits in steps:
            apply(root, {path: FILES.get(path) for path in edits})
        again = read(root, memory)
        assert again.told == before.told
        assert again.values == before.values


@pytest.mark.parametrize("steps", EDITS.values(), ids=EDITS)
def test_each_of_these_edits_changes_what_is_read(
    tmp_path: Path, steps: tuple[dict[str, str | None], ...]
) -> None:
    root = write(tmp_path, FILES)
    apply(root, {"annotations/vessels/aurora.yml": "name: Aurora\nimage: aurora.png\n"})
    before = read(root)
    for edits in steps:
        apply(root, edits)
    after = read(root)
    assert (before.values, before.told, before.dossier.project) != (
        after.values,
        after.told,
        after.dossier.project,
    )


# Any edits at all ------------------------------------------------------------------------------


@settings(deadline=None, max_examples=25, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.lists(CHANGES, max_size=3), min_size=1, max_size=6), st.booleans())
def test_any_edits_are_read_as_from_scratch(readings: list[list[Change]], old: bool) -> None:  # noqa: FBT001 - hypothesis gives it
    memory = Memory()
    flying = time_flies() if old else mock.patch.object(files, "UNSETTLED", files.UNSETTLED)
    with TemporaryDirectory() as folder, flying:
        root = write(Path(folder), FILES)
        read(root, memory)
        for changes in readings:
            for one in changes:
                change(root, one)
            try:
                fresh = read(root)
            except DossierError:
                return
            again = read(root, memory)
            assert again.told == fresh.told
            assert again.values == fresh.values


@settings(deadline=None, max_examples=15, suppress_health_check=[HealthCheck.too_slow])
@given(st.integers(0, 8), st.lists(CHANGES, max_size=3), st.lists(CHANGES, max_size=3))
def test_a_reading_that_is_broken_off_spoils_nothing(
    last: int, first: list[Change], then: list[Change]
) -> None:
    memory = Memory()
    told: list[str] = []

    def progress(stage: str, done: int = 0, total: int = 0) -> None:  # noqa: ARG001 - as told
        told.append(stage)
        if len(told) > last:
            raise KeyboardInterrupt

    with TemporaryDirectory() as folder, time_flies():
        root = write(Path(folder), FILES)
        read(root, memory)
        for one in first:
            change(root, one)
        report = Report()
        project = read_project(root, report)
        with pytest.raises(KeyboardInterrupt):
            build.read(project, report, progress=progress, memory=memory)
        for one in then:
            change(root, one)
        again, fresh = read(root, memory), read(root)
        assert again.told == fresh.told
        assert again.values == fresh.values


def test_words_that_come_and_go_change_nothing(tmp_path: Path) -> None:
    memory = Memory()
    root = write(tmp_path, FILES)
    right = dedent(FILES["seeds/right.txt"])
    for step in range(5):
        words = " ".join(f"W{step}x{number}" for number in range(150))
        apply(root, {"seeds/right.txt": f"{right}\n{words}\n"})
        again, fresh = read(root, memory), read(root)
        assert again.values == fresh.values


# What is the same, and what is forgotten -------------------------------------------------------


def test_what_has_not_changed_is_the_same_object(tmp_path: Path) -> None:
    memory = Memory()
    root = write(tmp_path, FILES)
    before = read(root, memory).dossier
    apply(root, {"annotations/claims/no-soldier-took-part.yml": None})
    after = read(root, memory).dossier
    assert after.corpus is before.corpus
    assert len(after.records.by_id) == len(before.records.by_id) - 1
    assert all(one is before.records.by_id[name] for name, one in after.records.by_id.items())
    assert after.graph.mentions_in is before.graph.mentions_in
    assert after.analyses.shared_passages is before.analyses.shared_passages


def test_what_is_gone_is_forgotten(tmp_path: Path) -> None:
    memory = Memory()
    root = write(tmp_path, FILES)
    first = read(root, memory)
    gone: list[Callable[[], object]] = [
        weakref.ref(first.dossier.corpus.sources["notes"]),
        weakref.ref(first.dossier.records.by_id["no-soldier-took-part"]),
    ]
    del first
    apply(root, {"seeds/notes.md": None, "annotations/claims/no-soldier-took-part.yml": None})
    read(root, memory)
    gc.collect()
    assert [one() for one in gone] == [None, None]


def test_a_reading_without_a_memory_is_not_kept(tmp_path: Path) -> None:
    once = read(write(tmp_path, FILES))
    source = weakref.ref(once.dossier.corpus.sources["notes"])
    del once
    gc.collect()
    assert source() is None


# Shelves ---------------------------------------------------------------------------------------


def make(value: str, made: list[str]) -> Callable[[], str]:
    def call() -> str:
        made.append(value)
        return value

    return call


def test_a_result_is_made_again_only_where_it_was_made_of_something_else() -> None:
    shelf = Shelf()
    made: list[str] = []
    assert shelf.kept("a", 1, make("one", made)) == "one"
    shelf.settle()
    assert shelf.kept("a", 1, make("two", made)) == "one"
    shelf.settle()
    assert shelf.kept("a", 2, make("three", made)) == "three"
    assert made == ["one", "three"]


def test_what_a_reading_did_not_ask_a_shelf_for_is_forgotten() -> None:
    shelf = Shelf()
    made: list[str] = []
    for name in ("a", "b"):
        shelf.kept(name, 1, make(name, made))
    shelf.settle()
    shelf.kept("a", 1, make("again", made))
    shelf.settle()
    shelf.kept("b", 1, make("b again", made))
    assert made == ["a", "b", "b again"]


def test_a_shelf_that_a_reading_did_not_come_to_stays() -> None:
    shelf = Shelf()
    made: list[str] = []
    shelf.kept("a", 1, make("a", made))
    shelf.settle()
    shelf.settle()
    shelf.kept("a", 1, make("again", made))
    assert made == ["a"]


# Files -----------------------------------------------------------------------------------------


def read_files(root: Path, shelf: Shelf, seen: list[bytes], path: str = "a.txt") -> str | None:
    def decoded(data: bytes, report: Report) -> str:  # noqa: ARG001 - nothing to report
        seen.append(data)
        return data.decode()

    made = files.Files(root, shelf).made(path, Report(), decoded, limit=1_000)
    shelf.settle()
    return made


def test_an_old_file_is_not_even_opened_again(tmp_path: Path) -> None:
    shelf = Shelf()
    seen: list[bytes] = []
    (tmp_path / "a.txt").write_text("one", "utf-8")
    with time_flies():
        assert read_files(tmp_path, shelf, seen) == "one"
        with mock.patch.object(files, "read_bytes", side_effect=AssertionError):
            assert read_files(tmp_path, shelf, seen) == "one"


def test_a_file_that_was_new_is_read_again(tmp_path: Path) -> None:
    shelf = Shelf()
    seen: list[bytes] = []
    path = tmp_path / "a.txt"
    path.write_text("one", "utf-8")
    found = path.stat()
    assert read_files(tmp_path, shelf, seen) == "one"
    path.write_text("two", "utf-8")  # as long, and perhaps in the same tick of the clock
    os.utime(path, ns=(found.st_atime_ns, found.st_mtime_ns))
    assert read_files(tmp_path, shelf, seen) == "two"


def test_a_new_file_is_read_again_though_its_stamp_is_the_same(tmp_path: Path) -> None:
    shelf = Shelf()
    seen: list[bytes] = []
    path = tmp_path / "a.txt"
    path.write_text("one", "utf-8")
    with mock.patch("dossier.files.os.lstat", return_value=path.lstat()):
        assert read_files(tmp_path, shelf, seen) == "one"
        path.write_text("two", "utf-8")
        assert read_files(tmp_path, shelf, seen) == "two"


@pytest.mark.skipif(os.name == "nt", reason="links need a privilege there")
def test_an_old_file_is_not_taken_from_behind_a_link(tmp_path: Path) -> None:
    shelf = Shelf()
    (tmp_path / "here").mkdir()
    (tmp_path / "here/a.txt").write_text("one", "utf-8")
    with time_flies():
        assert read_files(tmp_path, shelf, [], "here/a.txt") == "one"
        (tmp_path / "here").rename(tmp_path / "there")
        (tmp_path / "here").symlink_to("there")
        assert read_files(tmp_path, shelf, [], "here/a.txt") is None


def test_what_was_made_of_the_same_bytes_is_used_again(tmp_path: Path) -> None:
    shelf = Shelf()
    seen: list[bytes] = []
    path = tmp_path / "a.txt"
    path.write_text("one", "utf-8")
    read_files(tmp_path, shelf, seen)
    save(path, "one")
    assert read_files(tmp_path, shelf, seen) == "one"
    assert seen == [b"one"]


@pytest.mark.skipif(os.name == "nt", reason="links need a privilege there")
def test_a_link_in_the_place_of_a_folder_is_not_followed(tmp_path: Path) -> None:
    memory = Memory()
    root = write(tmp_path / "here", FILES)
    with time_flies():
        read(root, memory)
        (root / "annotations/claims").rename(tmp_path / "claims")
        (root / "annotations/claims").symlink_to(tmp_path / "claims")
        again, fresh = read(root, memory), read(root)
    assert again.told == fresh.told
    assert again.values == fresh.values
    assert "soldiers-crossed" not in again.dossier.records.by_id
