"""Where results are kept: nothing that is damaged or another's is taken, and nothing fails."""

from __future__ import annotations

import errno
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import pytest
from dossiers import GREETING, write
from hypothesis import given
from hypothesis import strategies as st
from shell import files, run

from dossier.cache import SWITCH, archive, shelf
from dossier.cache.archive import write_archive
from dossier.cache.shelf import MOST_KEPT, Shelf
from dossier.diagnostics import DossierError

if TYPE_CHECKING:
    from collections.abc import Callable

    Damage = Callable[[Path], object]

KEY = bytes(range(32))
OTHER = bytes(32)
HEAD = {"pages": ["claims/bridge-closed.md", "\ud83d", 1, 1.5, None, True]}
BLOBS = [b"closed to all traffic", b"", bytes(1000)]

posix = pytest.mark.skipif(os.name != "posix", reason="owners and modes are as on POSIX")


@pytest.fixture
def place(tmp_path: Path) -> Shelf:
    return Shelf(tmp_path / "cache" / ("0" * 32))


def kept(place: Shelf, key: bytes = KEY) -> tuple[object, list[bytes]] | None:
    with place.open("site", key) as found:
        return (found[0], list(found[1])) if found else None


def test_what_is_kept_is_found(place: Shelf) -> None:
    assert kept(place) is None
    place.put("site", KEY, HEAD, BLOBS)
    assert kept(place) == (HEAD, BLOBS)
    assert kept(place, OTHER) is None
    with place.open("search", KEY) as found:
        assert found is None
    place.put("site", KEY, [], [])
    assert kept(place) == ([], [])


def test_an_error_of_whoever_reads_is_not_taken_for_damage(place: Shelf) -> None:
    place.put("site", KEY, HEAD, BLOBS)
    with pytest.raises(OSError, match="full"), place.open("site", KEY):
        raise OSError(errno.ENOSPC, "full")


# Damage


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = Shelf(tmp_path_factory.mktemp("cache") / "folder")
    place.put("site", KEY, HEAD, BLOBS)
    return next(place.folder.iterdir())


@given(at=st.integers(0, 1200), bit=st.integers(0, 7))
def test_a_bit_that_is_not_as_it_was_makes_an_archive_unsound(
    sound: Path, at: int, bit: int
) -> None:
    data = bytearray(sound.read_bytes())
    data[at % len(data)] ^= 1 << bit
    assert read_as_kept(sound, bytes(data)) is None


@given(length=st.integers(0, 1200))
def test_an_archive_that_was_cut_off_is_unsound(sound: Path, length: int) -> None:
    data = sound.read_bytes()
    assert read_as_kept(sound, data[: length % len(data)]) is None
    assert read_as_kept(sound, data + bytes(length + 1)) is None


@given(st.binary(max_size=200))
def test_whatever_else_lies_there_is_unsound(sound: Path, data: bytes) -> None:
    assert read_as_kept(sound, data) is None


def read_as_kept(sound: Path, data: bytes) -> object:
    place = Shelf(sound.parent.with_name("damaged"))
    place.folder.mkdir(mode=0o700, exist_ok=True)
    (place.folder / sound.name).write_bytes(data)
    return kept(place)


def of_another_version(path: Path) -> None:
    data = path.read_bytes()
    path.write_bytes(data.replace(b"dossier cache 1\n", b"dossier cache 2\n"))


def of_another_result(path: Path) -> None:
    with path.open("wb") as file:
        write_archive(file, OTHER, HEAD, BLOBS)


def a_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


def a_link(path: Path) -> None:
    path.rename(path.with_name("elsewhere"))
    path.symlink_to("elsewhere")


def a_pipe(path: Path) -> None:
    path.unlink()
    os.mkfifo(path)


DAMAGES: dict[str, Damage] = {
    "of another version": of_another_version,
    "of another result": of_another_result,
    "empty": lambda path: path.write_bytes(b""),
    "a folder": a_folder,
    "a link": a_link,
    "a pipe": a_pipe,
    "a file that others may write": lambda path: path.chmod(0o666),
    "in a folder that others may write": lambda path: path.parent.chmod(0o777),
    "in a folder that a group may write": lambda path: path.parent.chmod(0o770),
}


@posix
@pytest.mark.parametrize("damage", DAMAGES)
def test_an_archive_is_not_taken_that_is(place: Shelf, damage: str) -> None:
    place.put("site", KEY, HEAD, BLOBS)
    DAMAGES[damage](next(place.folder.iterdir()))
    assert kept(place) is None


@posix
def test_what_belongs_to_somebody_else_is_not_taken(
    place: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    place.put("site", KEY, HEAD, BLOBS)
    user = os.geteuid()
    monkeypatch.setattr(os, "geteuid", lambda: user + 1)
    assert kept(place) is None
    place.put("site", OTHER, HEAD, BLOBS)
    assert len([*place.folder.iterdir()]) == 1


@pytest.mark.parametrize("damage", ["of another version", "of another result", "empty"])
def test_a_damaged_result_is_made_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, damage: str
) -> None:
    monkeypatch.setenv(SWITCH, str(tmp_path / "cache"))
    root = write(tmp_path / "greeting", GREETING)
    pages = [tmp_path / name for name in ("first", "second", "third")]
    told = [run("-C", root, "build", "--pages", pages[0])]
    DAMAGES[damage](next((tmp_path / "cache").glob("*/*.site")))
    told += [run("-C", root, "build", "--pages", one) for one in pages[1:]]
    assert ["Nothing has changed" in one.stderr for one in told] == [False, False, True]
    assert files(pages[0]) == files(pages[1]) == files(pages[2])


# Where nothing can be kept


def cannot(*_: object) -> NoReturn:
    raise OSError(errno.ENOSPC, "No space left on device")


def test_a_full_disk_fails_nothing_and_leaves_nothing(
    place: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    place.put("site", OTHER, HEAD, BLOBS)
    monkeypatch.setattr("dossier.cache.shelf.write_archive", cannot)
    place.put("site", KEY, HEAD, BLOBS)
    assert kept(place) is None
    assert [path.name for path in place.folder.iterdir()] == [f"{OTHER.hex()}.site"]


def test_a_build_that_is_stopped_leaves_no_half_archive(
    place: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stopped(*_: object) -> NoReturn:
        raise KeyboardInterrupt

    monkeypatch.setattr("dossier.cache.shelf.write_archive", stopped)
    with pytest.raises(KeyboardInterrupt):
        place.put("site", KEY, HEAD, BLOBS)
    assert [*place.folder.iterdir()] == []


def test_a_home_that_cannot_be_written_fails_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("no folder\n")
    monkeypatch.setenv(SWITCH, str(tmp_path / "file" / "cache"))
    root = write(tmp_path / "greeting", GREETING)
    assert [run("-C", root, "check").exit_code for _ in range(2)] == [0, 0]


# Which folder


def test_each_dossier_has_a_folder_of_its_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(SWITCH, str(tmp_path / "cache"))
    folders = [shelf.shelf_for(tmp_path / name) for name in ("one", "other", "other/../one")]
    assert None not in folders
    assert folders[0] == folders[2] != folders[1]
    monkeypatch.setenv(SWITCH, "off")
    assert shelf.shelf_for(tmp_path) is None


def test_it_is_the_users_own_unless_another_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv(SWITCH)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "home"))
    monkeypatch.setattr("platformdirs.user_cache_path", lambda *_, **__: tmp_path / "home/x")
    found = shelf.shelf_for(tmp_path / "greeting")
    assert found
    assert found.folder.parent == tmp_path / "home/x"


def test_it_is_never_inside_the_dossier(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = write(tmp_path / "greeting", GREETING)
    (tmp_path / "link").symlink_to(root, target_is_directory=True)
    for inside in (root / ".cache", tmp_path / "link/.cache", root):
        monkeypatch.setenv(SWITCH, str(inside))
        with pytest.raises(DossierError, match="inside the dossier"):
            shelf.shelf_for(root)
    told = run("-C", root, "check")
    assert told.exit_code == 2
    assert "DOSSIER_CACHE=off" in told.stderr
    # The home of somebody whose whole home is the dossier is nobody's mistake.
    monkeypatch.delenv(SWITCH)
    monkeypatch.setattr("platformdirs.user_cache_path", lambda *_, **__: root / ".cache")
    assert shelf.shelf_for(root) is None
    assert run("-C", root, "check").exit_code == 0


# How much


def test_of_each_sort_the_last_few_are_kept(place: Shelf) -> None:
    place.put("search", KEY, HEAD, BLOBS)
    for number in range(MOST_KEPT + 3):
        place.put("site", bytes([number] * 32), HEAD, BLOBS)
        os.utime(place.folder / f"{bytes([number] * 32).hex()}.site", (number, number))
        assert kept(place, bytes(32)) == (HEAD, BLOBS)  # used again and again
    numbers = sorted(int(path.name[:2], 16) for path in place.folder.glob("*.site"))
    assert numbers == [0, *range(MOST_KEPT, MOST_KEPT + 3)]
    assert len([*place.folder.glob("*.search")]) == 1


def test_all_dossiers_together_have_so_much_room(
    place: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = Shelf(place.folder.with_name("1" * 32))
    other.put("site", KEY, HEAD, BLOBS)
    os.utime(next(other.folder.iterdir()), (1, 1))
    monkeypatch.setattr(shelf, "MOST_BYTES", 2000)
    place.put("site", KEY, HEAD, BLOBS)
    assert kept(place) is not None
    assert kept(other) is None


def test_what_killed_builds_left_is_thrown_away_and_nothing_of_others(place: Shelf) -> None:
    place.put("site", KEY, HEAD, BLOBS)
    cache = place.folder.parent
    old = [place.folder / "unfinished-x1", place.folder / "notes.txt", cache / "thesis/a.site"]
    for path in (*old, place.folder / "unfinished-x2"):
        path.parent.mkdir(exist_ok=True)
        path.write_text("x")
    for path in old:
        os.utime(path, (1, 1))
    place.put("site", OTHER, HEAD, BLOBS)
    assert [path.exists() for path in old] == [False, True, True]
    assert (place.folder / "unfinished-x2").exists()  # of a build that goes on, perhaps


def test_two_builds_at_once_do_not_disturb_each_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(SWITCH, str(tmp_path / "cache"))
    root = write(tmp_path / "greeting", GREETING)
    pages = [tmp_path / "one", tmp_path / "other"]
    command = [sys.executable, "-m", "dossier", "-q", "-C", str(root), "build", "--pages"]
    builds = [subprocess.Popen([*command, str(one)]) for one in pages]
    assert [build.wait() for build in builds] == [0, 0]
    assert len([*(tmp_path / "cache").glob("*/*")]) == 1
    shutil.rmtree(pages[0])
    again = run("-C", root, "build", "--pages", pages[0])
    assert "Nothing has changed" in again.stderr
    assert files(pages[0]) == files(pages[1])


def test_values_that_are_not_known_are_not_kept(tmp_path: Path) -> None:
    with (tmp_path / "x").open("wb") as file, pytest.raises(TypeError, match="Path is not kept"):
        archive.write_archive(file, KEY, [Path("x")], [])
