"""Files that are as they were are linked to the old site, all others written; the old one stays."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from dossier.relinked import Relinked

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

pytestmark = pytest.mark.skipif(
    not (hasattr(os, "O_NOFOLLOW") and hasattr(os, "geteuid")), reason="nothing is linked there"
)

PAGE = "claims/bridge-closed/index.html"


@pytest.fixture
def old(tmp_path: Path) -> Path:
    folder = tmp_path / "old"
    (folder / PAGE).parent.mkdir(parents=True)
    (folder / PAGE).write_bytes(b"closed")
    return folder


@pytest.fixture
def new(tmp_path: Path) -> Path:
    folder = tmp_path / "new"
    folder.mkdir()
    return folder


def linked(old: Path, new: Path) -> bool:
    assert (new / PAGE).read_bytes() == b"closed"
    return (old / PAGE).samefile(new / PAGE)


def test_a_file_that_is_as_it_was_is_the_same_file(old: Path, new: Path) -> None:
    Relinked(new, old).put(PAGE, b"closed")
    assert linked(old, new)
    assert [path.name for path in new.iterdir()] == ["claims"]


@pytest.mark.parametrize("content", [b"opened", b"closed!", b""])
def test_another_file_is_written_and_the_old_one_stays(
    old: Path, new: Path, content: bytes
) -> None:
    Relinked(new, old).put(PAGE, content)
    assert (new / PAGE).read_bytes() == content
    assert (old / PAGE).read_bytes() == b"closed"


def test_without_an_old_site_every_file_is_written(new: Path) -> None:
    Relinked(new, None).put(PAGE, b"closed")
    assert (new / PAGE).read_bytes() == b"closed"


def test_what_is_put_twice_never_goes_into_the_old_site(old: Path, new: Path) -> None:
    site = Relinked(new, old)
    for content in (b"closed", b"opened", b"closed"):
        site.put(PAGE, content)
        assert (new / PAGE).read_bytes() == content
        assert (old / PAGE).read_bytes() == b"closed"


def held_elsewhere(old: Path) -> None:
    (old.parent / "elsewhere").hardlink_to(old / PAGE)


def of_other_permissions(old: Path) -> None:
    (old / PAGE).chmod(0o600)


def led_to_by_a_link(old: Path) -> None:
    (old / PAGE).rename(old.parent / "elsewhere")
    (old / PAGE).symlink_to(old.parent / "elsewhere")


def in_a_folder_that_a_link_leads_to(old: Path) -> None:
    (old / "claims").rename(old.parent / "elsewhere")
    (old / "claims").symlink_to(old.parent / "elsewhere")


@pytest.mark.parametrize(
    "change",
    [
        held_elsewhere,
        of_other_permissions,
        led_to_by_a_link,
        in_a_folder_that_a_link_leads_to,
    ],
)
def test_a_file_that_no_build_leaves_like_that_is_written_anew(
    old: Path, new: Path, change: Callable[[Path], None]
) -> None:
    change(old)
    Relinked(new, old).put(PAGE, b"closed")
    assert not linked(old, new)


def test_what_a_program_has_written_as_it_was_keeps_its_time(old: Path, new: Path) -> None:
    other = "claims/opened.html"
    for path, before, after in ((PAGE, b"closed", b"closed"), (other, b"opened", b"closed")):
        for folder, content in ((old, before), (new, after)):
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / path).write_bytes(content)
    os.utime(old / PAGE, ns=(5_000_000_000, 7_000_000_000))

    Relinked(new, old).keep_times("claims")

    assert (new / PAGE).stat().st_mtime_ns == 7_000_000_000
    assert (new / other).stat().st_mtime_ns != (old / other).stat().st_mtime_ns
    assert not linked(old, new)
