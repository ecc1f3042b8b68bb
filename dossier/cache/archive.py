"""The form in which results are kept: a checksum, one JSON value, and blobs. Nothing in it runs.

    magic    16 bytes, with the form's version
    SHA-256  32 bytes, of all that follows
    key      32 bytes: what the archive is the result of
    JSON     8 bytes of length, and as many of text in UTF-8
    blobs    each 8 bytes of length, and as many of content, up to the end

Numbers have their highest byte first.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import fields, is_dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import IO

_MAGIC = b"dossier cache 1\n"
_DIGEST = 32
_LENGTH = 8
_AT_A_TIME = 1 << 20


class UnsoundError(Exception):
    """An archive is damaged, of another version, or of something else."""


def write_archive(file: IO[bytes], key: bytes, head: object, blobs: Iterable[bytes]) -> None:
    """Write an archive into an empty file. In `head`, a dataclass is a list of its values."""
    digest = hashlib.sha256()
    file.write(_MAGIC + bytes(_DIGEST))

    def put(*parts: bytes) -> None:
        for part in parts:
            digest.update(part)
            file.write(part)

    told = as_json(head)
    put(key, _length(told), told)
    for blob in blobs:
        put(_length(blob), blob)
    file.seek(len(_MAGIC))
    file.write(digest.digest())


def read_archive(file: IO[bytes], key: bytes) -> tuple[Any, Iterator[bytes]]:
    """Return the head of an archive and its blobs, which are read from the file one by one.

    Raises:
        UnsoundError: it is not, bit by bit, what was written for this key.
    """
    if file.read(len(_MAGIC)) != _MAGIC:
        raise UnsoundError
    told = file.read(_DIGEST)
    body = file.tell()
    digest = hashlib.sha256()
    while part := file.read(_AT_A_TIME):
        digest.update(part)
    if digest.digest() != told:
        raise UnsoundError
    file.seek(body)
    if file.read(_DIGEST) != key:
        raise UnsoundError
    blobs = _blobs(file)
    return from_json(next(blobs)), blobs


def as_json(value: object) -> bytes:
    """Return a value as JSON in UTF-8. A dataclass is a list of its values."""
    # A file's name may hold what is no text; so may a page.
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), default=_values)
    return text.encode(errors="surrogatepass")


def from_json(told: bytes) -> Any:  # noqa: ANN401 - any JSON value
    """Return the value that `as_json` told."""
    return json.loads(told.decode(errors="surrogatepass"))


def _blobs(file: IO[bytes]) -> Iterator[bytes]:
    while told := file.read(_LENGTH):
        yield file.read(int.from_bytes(told))


def _length(part: bytes) -> bytes:
    return len(part).to_bytes(_LENGTH)


def _values(value: object) -> list[Any]:
    if is_dataclass(value) and not isinstance(value, type):
        return [getattr(value, field.name) for field in fields(value)]
    raise TypeError(f"a {type(value).__name__} is not kept")
