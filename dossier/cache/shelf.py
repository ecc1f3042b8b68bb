"""Where results are kept: a folder of the user's own, with a folder in it for each dossier.

Never inside a dossier, where a pull request could put pages. What lies there is not trusted: an
archive is taken only if it is whole, is this user's, and nobody else could have written it. None
of this ever fails a build; a result that cannot be kept is made again.
"""

from __future__ import annotations

import hashlib
import os
import re
import stat
import time
from collections import Counter
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import TYPE_CHECKING, Any

from dossier.cache.archive import UnsoundError, read_archive, write_archive
from dossier.diagnostics import DossierError
from dossier.frozen import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import IO

SWITCH = "DOSSIER_CACHE"
"""The variable that names another folder, or says `off`."""

MOST_KEPT = 4
"""How many results of each sort are kept of one dossier, those that were used last."""

MOST_BYTES = 2_000_000_000
"""How many bytes all dossiers' results may have together."""

_A_DAY = 86_400
# A link is not followed, a pipe does not block, Windows keeps its hands off line breaks.
_FLAGS = os.O_RDONLY | sum(
    getattr(os, name, 0) for name in ("O_NOFOLLOW", "O_NONBLOCK", "O_BINARY")
)
_FOLDER = re.compile(r"[0-9a-f]{32}")
_FILE = re.compile(r"[0-9a-f]{64}\.(?P<sort>[a-z]+)|unfinished-\w+")
_OTHERS_MAY_WRITE = stat.S_IWGRP | stat.S_IWOTH


@dataclass(frozen=True, slots=True)
class Draft:
    """An archive that stands somewhere until it is kept as one of a sort, under a key."""

    path: Path
    sort: str
    key: bytes


@dataclass(frozen=True, slots=True)
class Shelf:
    """What is kept of one dossier: archives by the sort of result and the key of what made it."""

    folder: Path

    @contextmanager
    def open(self, sort: str, key: bytes) -> Iterator[tuple[Any, Iterator[bytes]] | None]:
        """Give out the head and the blobs of an archive; None where there is none to be trusted."""
        with ExitStack() as opened:
            try:
                found = read_archive(opened.enter_context(self._sound_file(sort, key)), key)
            except (OSError, UnsoundError):
                found = None
            else:
                with suppress(OSError):
                    os.utime(self._path(sort, key))  # it was used
            yield found

    def put(self, sort: str, key: bytes, head: object, blobs: Iterable[bytes]) -> None:
        """Keep an archive, whole or not at all, and throw away what is too old or too much."""
        if (draft := self.draft(sort, key, head, blobs)) is not None:
            self.keep(draft)

    def draft(self, sort: str, key: bytes, head: object, blobs: Iterable[bytes]) -> Draft | None:
        """Write an archive that nobody finds until it is kept; None where it cannot be written."""
        try:
            self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            if not _is_ours(self.folder.lstat()):
                return None
            with NamedTemporaryFile(dir=self.folder, prefix="unfinished-", delete=False) as file:
                draft = Draft(Path(file.name), sort, key)
                try:
                    write_archive(file, key, head, blobs)
                    file.close()
                except BaseException:
                    file.close()
                    draft.path.unlink(missing_ok=True)
                    raise
        except OSError:
            return None
        return draft

    def keep(self, draft: Draft) -> None:
        """Keep an archive that was drafted."""
        try:
            draft.path.replace(self._path(draft.sort, draft.key))
        except OSError:
            self.drop(draft)
        else:
            with suppress(OSError):
                _tidy(self.folder.parent)

    def drop(self, draft: Draft) -> None:
        """Throw away a draft that is not to be kept."""
        with suppress(OSError):
            draft.path.unlink()

    def _path(self, sort: str, key: bytes) -> Path:
        return self.folder / f"{key.hex()}.{sort}"

    @contextmanager
    def _sound_file(self, sort: str, key: bytes) -> Iterator[IO[bytes]]:
        if not _is_ours(self.folder.lstat()):
            raise UnsoundError
        with open(os.open(self._path(sort, key), _FLAGS), "rb") as file:  # noqa: PTH123 - no link is followed
            about = os.fstat(file.fileno())
            if not (stat.S_ISREG(about.st_mode) and _is_ours(about)):
                raise UnsoundError
            yield file


def shelf_for(root: Path) -> Shelf | None:
    """Return where the results of the dossier in a folder are kept; None where nowhere.

    Raises:
        DossierError: `DOSSIER_CACHE` names a folder inside the dossier.
    """
    said = os.environ.get(SWITCH, "")
    if said.lower() == "off":
        return None
    root = root.resolve()
    folder = (Path(said) if said else _usual()).resolve()
    if folder.is_relative_to(root):
        if not said:
            return None
        raise DossierError(
            f"{SWITCH} names a folder inside the dossier, where anybody’s changes could put pages "
            f"into it: “{said}”. Name a folder elsewhere, or say `{SWITCH}=off`."
        )
    name = hashlib.sha256(os.fsencode(root)).hexdigest()[:32]
    return Shelf(folder / name)


def _usual() -> Path:
    # Only here: most commands do without it.
    from platformdirs import user_cache_path  # noqa: PLC0415 - see above

    return user_cache_path("mkdocs-dossier", appauthor=False)


def _is_ours(about: os.stat_result) -> bool:
    """Say whether only this user can have written a file, or into a folder."""
    if not hasattr(os, "geteuid"):
        return True  # on Windows, a user's folders are their own
    return about.st_uid == os.geteuid() and not about.st_mode & _OTHERS_MAY_WRITE


# What is thrown away ---------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Kept:
    path: Path
    used: float
    size: int
    sort: str


def _tidy(cache: Path) -> None:
    """Throw away what a dossier has too much of, and what all have, beginning with the oldest."""
    number: Counter[tuple[Path, str]] = Counter()
    total = 0
    for one in sorted(_all(cache), key=lambda one: (-one.used, one.path)):
        shelf_and_sort = one.path.parent, one.sort
        number[shelf_and_sort] += 1
        total += one.size
        if one.sort:
            too_much = number[shelf_and_sort] > MOST_KEPT or total > MOST_BYTES
        else:
            too_much = one.used < time.time() - _A_DAY  # of a build that was killed
        if too_much:
            total -= one.size
            with suppress(OSError):
                one.path.unlink()


def _all(cache: Path) -> Iterator[_Kept]:
    for folder in cache.iterdir():
        if not (_FOLDER.fullmatch(folder.name) and folder.is_dir()):
            continue  # not ours: the user names the folder
        for path in folder.iterdir():
            if found := _FILE.fullmatch(path.name):
                with suppress(OSError):
                    about = path.lstat()
                    yield _Kept(path, about.st_mtime, about.st_size, found["sort"] or "")
