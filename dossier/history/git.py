"""Git, asked what happened to a dossier's files: fixed commands, and answers as values.

What a user has set for their own git changes nothing here, and neither do variables that make it
look at another repository. Nothing is written, no pager or network is used, and who committed
is not asked.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

from dossier.frozen import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

LARGEST = 2_000_000
"""The most bytes of a file's version that is read: a file of annotations may have no more."""

_PATIENCE = 300
"""How many seconds git may take for one answer."""

_BATCH_FILES, _BATCH_BYTES = 5_000, 16_000_000
"""How much of the old texts is asked for, and held, at once."""

_SETTINGS = (
    *("log.showRoot=true", "log.follow=false", "core.fsmonitor=false"),
    *("log.date=default", "diff.context=3"),
)
_LOG = (
    "log",
    # As the branch saw it: what a merge brought came with the merge, once, and on that day.
    *("--first-parent", "--diff-merges=first-parent", "--reverse", "--encoding=UTF-8"),
    *("--raw", "--no-abbrev", "-z", "--relative"),
    *("--find-renames=70%", "-l500", f"-O{os.devnull}"),
    *("--no-color", "--no-ext-diff", "--no-textconv"),
    *("--no-notes", "--no-decorate", "--no-show-signature"),
    "--format=%H %ct",
)
_HEADER = re.compile(rb"([0-9a-f]{40,64}) (-?\d+)")
_NOTHING = re.compile("0+")

# Variables that choose among settings or say where to look; all others of git's are dropped.
_KEPT = ("GIT_CONFIG_", "GIT_CEILING_DIRECTORIES", "GIT_DISCOVERY_", "GIT_EXEC_PATH")
_DROPPED = ("GIT_CONFIG_PARAMETERS",)


class NoHistory(Exception):  # noqa: N818 - nothing went wrong: there is no git, or no repository
    """There is no history to be read."""


@dataclass(frozen=True, slots=True)
class Head:
    """The commit that is checked out. What came before the `boundary` commits is not at hand."""

    commit: str
    boundary: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Touched:
    """What a commit did to one file: its path and its text's id before and after, if any."""

    path_before: str = ""
    before: str = ""
    path: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True)
class Commit:
    """One commit: its id, when it was made (seconds since 1970), and what files it touched."""

    id: str
    at: int
    files: tuple[Touched, ...]


@dataclass(frozen=True, slots=True)
class Git:
    """The repository that a folder belongs to. The folder may lie anywhere inside it."""

    folder: Path
    program: str

    def head(self) -> Head:
        """Return the commit that is checked out.

        Raises:
            NoHistory: there is no repository, no commit, or git will not read it.
        """
        asked = ("--is-shallow-repository", "--git-path", "shallow", "HEAD^{commit}")
        shallow, *path, commit = self._ask("rev-parse", *asked).decode().split("\n")[:-1]
        boundary: frozenset[str] = frozenset()
        if shallow == "true":
            kept = self.folder / "\n".join(path)
            boundary = frozenset(kept.read_text("ascii").split()) if kept.is_file() else boundary
        return Head(commit, boundary)

    def state(self) -> list[str]:
        """Return what all answers follow from: as long as it is the same, so are they.

        Raises:
            NoHistory: there is no repository, no commit, or git will not read it.
        """
        head = self.head()
        place = self._ask("rev-parse", "--show-prefix").decode("utf-8", "backslashreplace")
        program = Path(self.program).resolve()
        about = program.stat()
        return [
            *(head.commit, *sorted(head.boundary), place),
            *(f"{name}={os.environ[name]}" for name in sorted(os.environ) if _is_kept(name)),
            *(str(program), str(about.st_size), str(about.st_mtime_ns)),
            *self._grafts(),
        ]

    def marks(self) -> tuple[Path, ...]:
        """Return the files that are written with every commit and checkout.

        Raises:
            NoHistory: there is no repository.
        """
        return self._inside("HEAD"), self._inside("logs/HEAD")

    def _grafts(self) -> Iterator[str]:
        """Yield what makes a repository tell other than its commits do, or less."""
        grafts = self._inside("info/grafts")
        if grafts.is_file():
            yield grafts.read_text("ascii", "backslashreplace")
        # Of a clone that fetches texts when they are needed, those that are there are told.
        yield from sorted(path.name for path in self._inside("objects/pack").glob("*.promisor"))

    def _inside(self, name: str) -> Path:
        """Return where a file of the repository's own is."""
        told = self._ask("rev-parse", "--git-path", name)
        return self.folder / os.fsdecode(told.removesuffix(b"\n"))

    def commits(self, head: Head, folders: Sequence[str]) -> Iterator[Commit]:
        """Yield the commits that led to one, if they touched some folders; the oldest first."""
        told = self._ask(*_LOG, head.commit, "--", *folders).split(b"\0")
        told.reverse()
        while told and (header := _HEADER.fullmatch(told.pop())):
            files = []
            while told and told[-1].lstrip(b"\n").startswith(b":"):
                files.append(_touched(told))
            yield Commit(header[1].decode(), int(header[2]), tuple(files))

    def sizes(self, texts: Sequence[str]) -> dict[str, int]:
        """Return the size of each text in bytes, by its id; missing ones are left out."""
        told = self._ask("cat-file", "--batch-check", "--buffer", given=texts).decode()
        lines = (line.split(" ") for line in told.splitlines())
        return {line[0]: int(line[2]) for line in lines if len(line) == 3}  # noqa: PLR2004 - git's form

    def texts(self, ids: Sequence[str], sizes: dict[str, int]) -> Iterator[str | None]:
        """Yield texts in the order of their ids; None for one that is missing or too large."""
        batch: list[str] = []
        total = 0
        for each in ids:
            size = sizes.get(each, 0)
            if batch and (len(batch) == _BATCH_FILES or total + size > _BATCH_BYTES):
                yield from self._batch(batch, sizes)
                batch, total = [], 0
            batch.append(each)
            total += size if size <= LARGEST else 0
        yield from self._batch(batch, sizes)

    def _batch(self, ids: Sequence[str], sizes: dict[str, int]) -> Iterator[str | None]:
        wanted = [each for each in dict.fromkeys(ids) if 0 <= sizes.get(each, -1) <= LARGEST]
        told = self._ask("cat-file", "--batch", "--buffer", given=wanted) if wanted else b""
        found: dict[str, str] = {}
        at = 0
        for each in wanted:
            at = told.index(b"\n", at) + 1
            found[each] = told[at : at + sizes[each]].decode("utf-8", "replace")
            at += sizes[each] + 1
        for each in ids:
            yield found.get(each)

    def _ask(self, *words: str, given: Sequence[str] = ()) -> bytes:
        settings = (part for one in _SETTINGS for part in ("-c", one))
        try:
            run = subprocess.run(  # noqa: S603 - fixed words, ids and folders, and no shell
                [self.program, "--no-pager", "--literal-pathspecs", *settings, *words],
                cwd=self.folder,
                env=_environment(),
                input="".join(f"{one}\n" for one in given).encode(),
                capture_output=True,
                check=False,
                timeout=_PATIENCE,
            )
        except (OSError, subprocess.TimeoutExpired) as error:
            raise NoHistory(str(error)) from error
        if run.returncode:
            raise NoHistory(run.stderr.decode("utf-8", "replace"))
        return run.stdout


def git(folder: Path) -> Git:
    """Return the git that answers for a folder.

    Raises:
        NoHistory: no git is installed.
    """
    program = shutil.which("git")
    if program is None:
        raise NoHistory("git is not installed")
    return Git(folder, program)


def _is_kept(name: str) -> bool:
    return name.startswith(_KEPT) and name not in _DROPPED


def _environment() -> dict[str, str]:
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith("GIT_") or _is_kept(name)
    }
    return {
        **kept,
        "GIT_NO_LAZY_FETCH": "1",
        "GIT_NO_REPLACE_OBJECTS": "1",
        "GIT_OPTIONAL_LOCKS": "0",
        "GIT_TERMINAL_PROMPT": "0",
        "LC_ALL": "C",
    }


def _touched(told: list[bytes]) -> Touched:
    """Take what is told of one file: modes, ids and a letter, and then one path or two.

    Only regular files count: a link or a submodule is as if it were not there.
    """
    mode_before, mode, before, after, letter = told.pop().lstrip(b"\n").decode().split(" ")
    path_before = path = os.fsdecode(told.pop())
    if letter[0] in "RC":
        path = os.fsdecode(told.pop())
    was = mode_before.startswith(":100") and not _NOTHING.fullmatch(before)
    is_ = mode.startswith("100") and not _NOTHING.fullmatch(after)
    return Touched(
        path_before=path_before if was else "",
        before=before if was else "",
        path=path if is_ else "",
        after=after if is_ else "",
    )
