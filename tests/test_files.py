"""Files of a dossier, which have to be regular files inside it, small enough, and UTF-8."""

from __future__ import annotations

import os
import sys
from types import SimpleNamespace
from typing import TYPE_CHECKING

import pytest

from dossier.diagnostics import Report
from dossier.documents import LARGEST, plain, read_document
from dossier.files import FLAGS, Files, read_at_most
from dossier.memory import Shelf

if TYPE_CHECKING:
    from pathlib import Path

    from dossier.diagnostics import Diagnostic

PATH = "annotations/organizations/kcna.yml"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "annotations/organizations").mkdir(parents=True)
    return tmp_path


def refusal(root: Path, path: str = PATH) -> Diagnostic:
    report = Report()
    assert read_document(root, path, report) is None
    (one,) = report.diagnostics
    assert one.place.path == path
    assert one.fix
    return one


def test_a_regular_file_is_read(root: Path) -> None:
    (root / PATH).write_bytes(b"\xef\xbb\xbfname: KCNA\r\n")
    report = Report()
    document = read_document(root, PATH, report)
    assert report.diagnostics == []
    assert document is not None
    assert document.path == PATH
    assert plain(document.root) == {"name": "KCNA"}


def test_the_dossier_itself_may_stand_behind_a_link(root: Path, tmp_path: Path) -> None:
    (root / PATH).write_text("name: KCNA\n", encoding="utf-8")
    link = tmp_path / "linked"
    link.symlink_to(root, target_is_directory=True)
    report = Report()
    assert read_document(link, PATH, report) is not None
    assert report.diagnostics == []


def test_a_linked_file_is_refused(root: Path, tmp_path: Path) -> None:
    (tmp_path / "secret.yml").write_text("name: KCNA\n", encoding="utf-8")
    (root / PATH).symlink_to(tmp_path / "secret.yml")
    one = refusal(root)
    assert one.code == "unreadable-file"
    assert one.message.startswith("“kcna.yml” is a symbolic link")


def test_a_linked_folder_on_the_way_is_refused(root: Path, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere/kcna.yml").write_text("name: KCNA\n", encoding="utf-8")
    (root / "annotations/people").symlink_to(tmp_path / "elsewhere", target_is_directory=True)
    one = refusal(root, "annotations/people/kcna.yml")
    assert one.message.startswith("“people” is a symbolic link")


def test_a_folder_with_a_files_name_is_refused(root: Path) -> None:
    (root / PATH).mkdir()
    assert refusal(root).message == "a folder stands where a file is expected"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_a_pipe_is_refused_and_not_waited_for(root: Path) -> None:
    os.mkfifo(root / PATH)
    assert refusal(root).message == "this is a device, a pipe or a socket, not a file"


def test_a_missing_file_is_told(root: Path) -> None:
    assert refusal(root).message == "the file cannot be read: no such file or directory"


@pytest.mark.parametrize(
    "path", ["../secret.yml", "/etc/hostname", "annotations/../../x.yml", "", "a//b.yml", "a\0.yml"]
)
def test_a_path_that_leads_out_is_refused(root: Path, path: str) -> None:
    assert refusal(root, path).message == "the file is not inside the dossier"


def test_two_megabytes_are_read_and_a_byte_more_is_refused(root: Path) -> None:
    text = b"name: KCNA\n#"
    (root / PATH).write_bytes(text + b"x" * (LARGEST - len(text)))
    report = Report()
    assert read_document(root, PATH, report) is not None
    assert report.diagnostics == []
    with (root / PATH).open("ab") as file:
        file.write(b"x")
    one = refusal(root)
    assert one.code == "file-too-large"
    assert one.message == "the file is larger than 2,000,000 bytes"


def test_a_byte_that_is_no_utf8_is_named_and_placed(root: Path) -> None:
    (root / PATH).write_bytes("name: Путин\r\ndescription: the ".encode() + b"\x93agency\x94\n")
    one = refusal(root)
    assert one.code == "invalid-utf8"
    assert one.message == "the file is not UTF-8 text at byte 35 (counted from 0)"
    assert one.why == ("Byte 0x93 would be “\u201c” in Windows-1252, an older encoding.",)
    assert (one.place.line, one.place.column) == (2, 18)


@pytest.mark.parametrize("data", [b"\xc0\x80", b"\xed\xa0\x80", b"\xf4\x90\x80\x80", b"\xe2\x82"])
def test_bytes_that_only_look_like_utf8_are_told(root: Path, data: bytes) -> None:
    (root / PATH).write_bytes(b"name: the Korean Central News Agency " + data)
    assert refusal(root).code == "invalid-utf8"


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-be", "utf-16-le"])
def test_a_file_in_utf16_is_told_once(root: Path, encoding: str) -> None:
    (root / PATH).write_bytes("name: KCNA\nlink: true\n".encode(encoding))
    assert "UTF-16" in refusal(root).why[-1]


def test_what_else_is_wrong_is_told_beside_a_byte_that_is_no_utf8(root: Path) -> None:
    text = b"kcna:\n  name: KCNA \x93the agency\ntass:\n  name: TASS\n  name: Tass\n"
    (root / "annotations/organizations.yml").write_bytes(text)
    report = Report()
    document = read_document(root, "annotations/organizations.yml", report, many=True)
    assert [(one.place.line, one.code) for one in report.diagnostics] == [
        (2, "invalid-utf8"),
        (5, "duplicate-key"),
    ]
    assert document is not None
    assert document.broken == ("kcna",)
    assert plain(document.root) == {"tass": {"name": "TASS"}}


@pytest.mark.parametrize("most", [0, 1, 11, 12, 13, 2_000_000, sys.maxsize])
@pytest.mark.parametrize("told", [0, 5, 12, 3_000_000])
def test_a_file_is_read_whole_whatever_the_system_says_of_its_size(
    root: Path, monkeypatch: pytest.MonkeyPatch, most: int, told: int
) -> None:
    content = b"name: KCNA\n" * 200_000
    (root / PATH).write_bytes(content)
    monkeypatch.setattr(os, "fstat", lambda _: SimpleNamespace(st_size=told))
    data, about = read_at_most(os.fspath(root / PATH), FLAGS, most)
    assert data == content[:most]
    assert about.st_size == told


@pytest.mark.parametrize("path", ["../elsewhere/x.yml", "annotations//x.yml", "/etc/hostname"])
def test_a_path_that_leads_out_is_refused_also_where_its_folder_has_been_looked_at(
    root: Path, path: str
) -> None:
    (root.parent / "elsewhere").mkdir(exist_ok=True)
    (root.parent / "elsewhere/x.yml").write_text("name: KCNA\n", encoding="utf-8")
    (root / "annotations/x.yml").write_text("name: KCNA\n", encoding="utf-8")
    files, report = Files(root, Shelf()), Report()
    for _ in range(2):
        assert files.made(path, report, lambda data, _: data, limit=LARGEST) is None
    assert {one.message for one in report.diagnostics} == {"the file is not inside the dossier"}


def test_a_file_that_comes_in_pieces_is_read_whole(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    content = b"name: KCNA\n" * 3
    (root / PATH).write_bytes(content)
    read = os.read
    monkeypatch.setattr(os, "read", lambda descriptor, most: read(descriptor, min(most, 5)))
    for most in (0, 4, 5, 6, 32, 33, 34, sys.maxsize):
        assert read_at_most(os.fspath(root / PATH), FLAGS, most)[0] == content[:most]
