"""Folders that come and go are watched again, whatever happens in between."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from servers import until

from dossier import mkdocs_lookout
from dossier.mkdocs_lookout import Lookout

if TYPE_CHECKING:
    from collections.abc import Iterator


class Server:
    """Stands in for MkDocs' server: watches what is there, and may be told to fail."""

    def __init__(self, root: Path) -> None:
        self.root = str(root)
        self.watched: list[str] = []
        self.failures = 0

    def watch(self, path: str) -> None:
        if self.failures and not path.endswith("signal"):
            self.failures -= 1
            raise FileNotFoundError(2, "gone in this moment", path)
        self.watched.append(path)

    def unwatch(self, path: str) -> None:
        if path not in self.watched:
            raise KeyError(path)
        self.watched.remove(path)


@pytest.fixture
def server(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Server:
    monkeypatch.setattr(mkdocs_lookout, "_PAUSE", 0.02)
    (tmp_path / "site").mkdir()
    return Server(tmp_path / "site")


@pytest.fixture
def lookout(server: Server) -> Iterator[Lookout]:
    made = Lookout(server)  # type: ignore[arg-type]
    yield made
    made.end()


def signals(server: Server) -> str:
    return Path(server.root, ".dossier-signal").read_text("ascii")


def test_a_folder_is_watched_as_soon_as_it_is_there(
    server: Server, lookout: Lookout, tmp_path: Path
) -> None:
    seeds = tmp_path / "seeds"
    lookout.watch([seeds], [])
    assert str(seeds) not in server.watched
    before = signals(server)

    seeds.mkdir()
    until(lambda: str(seeds) in server.watched and signals(server) != before)

    seeds.rename(tmp_path / "away")
    until(lambda: str(seeds) not in server.watched)
    seeds.mkdir()
    until(lambda: str(seeds) in server.watched)


def test_a_folder_that_goes_just_as_it_is_looked_at_ends_nothing(
    server: Server, lookout: Lookout, tmp_path: Path
) -> None:
    seeds = tmp_path / "seeds"
    lookout.watch([seeds], [])
    server.failures = 1
    seeds.mkdir()

    until(lambda: str(seeds) in server.watched)


def test_a_commit_is_noticed(server: Server, lookout: Lookout, tmp_path: Path) -> None:
    head = tmp_path / "HEAD"
    lookout.watch([], [head])
    before = signals(server)

    head.write_text("ref: refs/heads/main", "ascii")
    until(lambda: signals(server) != before)
