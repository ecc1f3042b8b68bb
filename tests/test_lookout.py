"""Every change of what a dossier is made of is noticed, of folders that come and go as well."""

from __future__ import annotations

import sys
import threading
import time
import warnings
from functools import partial
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING

import pytest
from servers import until
from watchdog.events import (
    FileModifiedEvent,
    FileMovedEvent,
    FileOpenedEvent,
    FileSystemEventHandler,
)
from watchdog.observers.polling import PollingObserver

from dossier import mkdocs_lookout
from dossier.mkdocs_lookout import Lookout

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


class Server:
    """Stands in for MkDocs' server."""

    def __init__(self, root: Path) -> None:
        self.root = str(root)
        self.watched: list[str] = []
        self.observer = SimpleNamespace(is_alive=lambda: True, emitters=[])

    def watch(self, path: str) -> None:
        self.watched.append(path)


@pytest.fixture
def server(tmp_path: Path) -> Server:
    (tmp_path / "site").mkdir()
    return Server(tmp_path / "site")


@pytest.fixture(params=["with notices if there are any", "by looking"])
def lookout(
    request: pytest.FixtureRequest, server: Server, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Lookout]:
    """Look out with the system's notices, and without them."""
    monkeypatch.setattr(mkdocs_lookout, "_QUIET", 0.5)
    if request.param == "by looking":
        monkeypatch.setattr("dossier.mkdocs_lookout.sys.platform", "silent")
        monkeypatch.setattr(mkdocs_lookout, "_PAUSE", 0.02)
    made = Lookout(server)  # type: ignore[arg-type]
    yield made
    made.end()


@pytest.fixture
def seeds(tmp_path: Path) -> Path:
    folder = tmp_path / "seeds"
    folder.mkdir()
    (folder / "first.txt").write_text("One", "utf-8")
    return folder


def signals(server: Server) -> str:
    return Path(server.root, ".dossier-signal").read_text("ascii")


def noticed(server: Server, change: Callable[[], object]) -> None:
    """Change something, and wait until the server gets its signal."""
    before = signals(server)
    change()
    until(lambda: signals(server) != before)


def test_files_that_change_come_and_go_are_noticed(
    server: Server, lookout: Lookout, seeds: Path
) -> None:
    lookout.watch([seeds], [])
    first, second = seeds / "first.txt", seeds / "second.txt"
    noticed(server, lambda: first.write_text("Two words", "utf-8"))
    noticed(server, lambda: second.write_text("Another", "utf-8"))
    noticed(server, lambda: second.replace(first))
    noticed(server, first.unlink)


def test_what_stands_in_folders_of_folders_is_noticed(
    server: Server, lookout: Lookout, seeds: Path
) -> None:
    lookout.watch([seeds], [])
    below = seeds / "2024/may"

    def change() -> None:
        below.mkdir(parents=True)
        (below / "report.txt").write_text("A report", "utf-8")

    noticed(server, change)


@pytest.mark.skipif(sys.platform != "linux", reason="notices are taken on Linux only")
def test_an_author_is_not_told_that_a_folder_was_taken_up_twice(
    server: Server, seeds: Path
) -> None:
    twice = "Callback with id '1' already exists for watch"
    with warnings.catch_warnings(record=True) as told:
        warnings.resetwarnings()
        made = Lookout(server)  # type: ignore[arg-type]
        made.watch([seeds], [])
        made.end()
        warnings.warn(f"{twice} “seeds/2024”. It will be Overwritten.", RuntimeWarning, 1)
        warnings.warn("another one", RuntimeWarning, 1)
    assert [str(one.message) for one in told] == ["another one"]


def test_a_folder_is_watched_as_soon_as_it_is_there(
    server: Server, lookout: Lookout, tmp_path: Path
) -> None:
    seeds = tmp_path / "seeds"
    lookout.watch([seeds], [])
    for place in ("here", "there"):
        noticed(server, seeds.mkdir)
        noticed(server, lambda: (seeds / "first.txt").write_text("One", "utf-8"))
        noticed(server, partial(seeds.rename, tmp_path / place))


@pytest.mark.parametrize("name", ["dossier.yml", "HEAD"])
def test_a_file_beside_the_folders_and_a_commit_are_noticed(
    server: Server, lookout: Lookout, tmp_path: Path, name: str
) -> None:
    lookout.watch([tmp_path / "dossier.yml"], [tmp_path / "HEAD"])
    noticed(server, lambda: (tmp_path / name).write_text("title: A dossier\n", "utf-8"))


def test_a_link_that_leads_back_up_ends_nothing(
    server: Server, lookout: Lookout, seeds: Path
) -> None:
    (seeds / "up").symlink_to(seeds, target_is_directory=True)
    lookout.watch([seeds], [])
    noticed(server, lambda: (seeds / "second.txt").write_text("Another", "utf-8"))


def test_what_comes_before_the_server_watches_is_told_then(server: Server, seeds: Path) -> None:
    server.observer.is_alive = lambda: False
    made = Lookout(server)  # type: ignore[arg-type]
    made.watch([seeds], [])
    before = signals(server)
    (seeds / "first.txt").write_text("Two", "utf-8")
    time.sleep(0.2)
    assert (signals(server), server.watched) == (before, [])
    server.observer.is_alive = lambda: True
    until(lambda: signals(server) != before)
    made.end()


def test_a_link_to_nothing_is_no_change(seeds: Path) -> None:
    before = dict(mkdocs_lookout._states(str(seeds)))  # noqa: SLF001 - all that it looks at
    (seeds / ".#first.txt").symlink_to("somebody@somewhere")  # as Emacs locks a file
    (seeds / "itself").symlink_to(seeds / "itself")
    assert dict(mkdocs_lookout._states(str(seeds))) == before  # noqa: SLF001


def test_every_folder_is_looked_at_where_entries_have_no_numbers(seeds: Path) -> None:
    files = {seeds / f"{name}/report.txt" for name in ("a", "b", "c/d")}
    for file in files:
        file.parent.mkdir(parents=True)
        file.write_text("A report", "utf-8")
    (seeds / "0").symlink_to(seeds / "a", target_is_directory=True)
    looked = {Path(path) for path, _ in mkdocs_lookout._states(str(seeds))}  # noqa: SLF001
    assert looked == files | {seeds, seeds / "first.txt"}


def test_the_server_watches_the_signal_only(server: Server, lookout: Lookout, seeds: Path) -> None:
    lookout.watch([seeds], [])
    until(lambda: bool(server.watched))
    assert server.watched == [str(Path(server.root, ".dossier-signal"))]


@pytest.mark.skipif(sys.platform != "linux", reason="no notices are asked for elsewhere")
def test_notices_come_before_the_next_look(
    server: Server, seeds: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(mkdocs_lookout, "_PAUSE", 1_000)
    made = Lookout(server)  # type: ignore[arg-type]
    made.watch([seeds], [])
    for word in ("Two", "Three"):
        noticed(server, partial((seeds / "first.txt").write_text, word, "utf-8"))
    made.end()


def test_notice_is_taken_of_changes_and_not_of_reading(seeds: Path) -> None:
    told: list[str] = []
    notices = mkdocs_lookout._Notices(told.append)  # noqa: SLF001 - its notices, one by one
    first, second = str(seeds / "first.txt"), str(seeds / "second.txt")
    for event in (FileModifiedEvent(first), FileMovedEvent(first, second), FileOpenedEvent(first)):
        notices.dispatch(event)
    assert told == [first, first, second]


def test_the_server_looks_at_the_signal_at_once_and_at_nothing_else(
    server: Server, seeds: Path
) -> None:
    seen: list[str] = []
    handler = FileSystemEventHandler()
    handler.on_any_event = lambda event: seen.append(str(event.src_path))  # type: ignore[method-assign]
    watcher = PollingObserver(timeout=10_000)  # seconds, until it looks by itself
    server.observer = watcher  # type: ignore[assignment]
    server.watch = partial(watcher.schedule, handler)  # type: ignore[method-assign, assignment]
    server.watch(str(seeds))
    watcher.start()
    made = Lookout(server)  # type: ignore[arg-type]
    made.watch([seeds], [])
    until(lambda: len(watcher.emitters) > 1)
    noticed(server, lambda: (seeds / "first.txt").write_text("Two words", "utf-8"))
    until(lambda: bool(seen))
    made.end()
    watcher.stop()
    assert {Path(path).name for path in seen} == {".dossier-signal"}


@pytest.mark.skipif(sys.platform != "linux", reason="no notices are asked for elsewhere")
def test_a_look_at_all_files_ends_where_notice_is_given(
    server: Server, seeds: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(mkdocs_lookout, "_PAUSE", 0.02)
    looking = threading.Event()

    def endless(path: str) -> Iterator[tuple[str, tuple[int, ...] | None]]:
        while path == str(seeds):
            yield path, (0,)
            looking.set()

    made = Lookout(server)  # type: ignore[arg-type]
    made.watch([seeds], [])
    monkeypatch.setattr(mkdocs_lookout, "_states", endless)
    assert looking.wait(20)
    noticed(server, lambda: (seeds / "first.txt").write_text("Two words", "utf-8"))
    made.end()


def test_before_each_look_at_all_files_there_is_time_to_rest(
    server: Server, seeds: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(mkdocs_lookout, "_PAUSE", 0.02)
    rested: list[bool] = []
    lookout = Lookout(server, rest=lambda: rested.append(True))  # type: ignore[arg-type]
    lookout.watch([seeds], [])
    until(lambda: len(rested) > 2)
    lookout.end()
