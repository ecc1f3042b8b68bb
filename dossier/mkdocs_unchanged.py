"""A build with nothing changed leaves the site as it stands.

What a site is made of is known only where everything at work is known: the dossier's own plugin and
a search, no hooks, Markdown extensions that read no other files. There, the digest of all inputs is
kept together with what the file system says of each file of the finished site. If a later build has
the same inputs, and the site is untouched, MkDocs has nothing to do.

The day counts as well: MkDocs writes it into `sitemap.xml`.
"""

from __future__ import annotations

import hashlib
import json
import logging
import os
from collections import UserDict
from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypedDict

import mkdocs
from mkdocs.structure.files import Files
from mkdocs.utils import CountHandler, get_build_date, get_theme_dir, get_theme_names

from dossier.cache import folder_digest
from dossier.mkdocs_known import MATERIALS_SEARCH, MKDOCS_SEARCH, has_only
from dossier.processes import beside
from dossier.relinked import described
from dossier.search_index import version

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from mkdocs.config.defaults import MkDocsConfig

    from dossier.cache import Digest, Kept

_log = logging.getLogger("mkdocs")
_SORT = "standing"
_EXTENSIONS = ("markdown.extensions.", "pymdownx.", "material.extensions.")
_WITHOUT_A_DOT = frozenset(
    {
        *("abbr", "admonition", "attr_list", "codehilite", "def_list", "extra", "fenced_code"),
        *("footnotes", "legacy_attrs", "legacy_em", "md_in_html", "meta", "nl2br", "sane_lists"),
        *("smarty", "tables", "toc", "wikilinks"),
    }
)
_READS_FILES = frozenset({"pymdownx.b64", "pymdownx.snippets"})
_APART = frozenset({"plugins", "theme", "hooks", "site_dir", "config_file_path"})


Listing = dict[str, list[int]]
"""What the file system says of each file of a site, by their paths; nothing of folders."""


class _Told(TypedDict):
    """What is noted of a site: whether MkDocs warned while it was made, and its files."""

    warned: bool
    files: Listing


class Standing:
    """The site that stands where a build is to put its own, and what that build is made of."""

    def __init__(
        self, kept: Kept, settings: bytes, docs: str, themes: Iterable[str], site: Path
    ) -> None:
        self._kept = kept
        self._settings = settings
        self._folders = (docs, *themes)
        self._site = site
        self._digests = self._of_folders()
        self._counter = CountHandler()
        self._counter.setLevel(logging.WARNING)
        _log.addHandler(self._counter)

    def is_current(self) -> bool:
        """Return whether the site was made of the same inputs, and nobody has touched it since."""
        told = self._told(self.key)
        return told is not None and not told["warned"] and told["files"] == listing(self._site)

    def noted(self, key: bytes) -> Listing | None:
        """Return the files of the site that was noted under a key, if there was one."""
        told = self._told(key)
        return None if told is None else told["files"]

    def _told(self, key: bytes) -> _Told | None:
        with self._kept.shelf.open(_SORT, key) as found:
            return found and found[0]

    def note(self, made: Listing | None, *, replaces: bool) -> bool:
        """Note that a site of some files was made of the inputs, and stands there now.

        When an old one that it `replaces` went, all files changed that were linked to it, but only
        in that. The inputs have to hold. It is not noted where somebody has saved a file of the
        theme or a page meanwhile. Where MkDocs has warned of something, or would have, the site is
        never current: a build that is left out does not warn again.

        Returns:
            Whether it is noted, under the `key`.
        """
        warned = self._counter.get_counts() or not _log.isEnabledFor(logging.WARNING)
        if made and self._digests == self._of_folders():
            standing = listing(self._site) if replaces else made
            if standing is not None and _as_made(standing) == _as_made(made):
                told = _Told(warned=bool(warned), files=standing)
                self._kept.shelf.put(_SORT, self.key, told, ())
                return True
        return False

    def count_no_more(self) -> None:
        """Stop counting MkDocs' warnings."""
        _log.removeHandler(self._counter)

    @property
    def surroundings(self) -> bytes:
        """Digests of what pages are put into: settings and themes, but no hand-written pages.

        A theme of the user's own may print the day.
        """
        _, *themes = self._digests
        day = get_build_date().encode() if themes else b""
        return self._settings + day + b"".join(one.content for one in themes)

    @property
    def key(self) -> bytes:
        """The digest of all that the site is made of."""
        contents = b"".join(one.content for one in self._digests)
        day = get_build_date().encode()
        return hashlib.sha256(self._kept.key + self._settings + day + contents).digest()

    def _of_folders(self) -> list[Digest]:
        return [folder_digest(folder) for folder in self._folders]


def standing(config: MkDocsConfig, kept: Kept, site: Path) -> Standing | None:
    """Return the site in a folder, or None where not all that it is made of is known."""
    settings = _settings(config, site)
    if settings is None:
        return None
    return Standing(kept, settings, config.docs_dir, _own(config.theme.dirs), site)


def leave_out(config: MkDocsConfig) -> None:
    """Keep MkDocs from building anything."""
    config.nav = None
    config.theme.static_templates = set()
    config.extra_templates = []


def no_files() -> Files:
    """Return the files of a site of which nothing is to be built."""
    return Files([])


# What a site is made of -------------------------------------------------------------------------


def _settings(config: MkDocsConfig, site: Path) -> bytes | None:
    """Return the SHA-256 of all settings of a build, or None where they do not tell all."""
    known = has_only(config, MATERIALS_SEARCH, MKDOCS_SEARCH)
    if not known or not all(map(_is_pure, config.markdown_extensions)):
        return None
    if any("custom_icons" in json.dumps(one, default=str) for one in config.mdx_configs.values()):
        return None  # pictures in a folder of the user's
    settings = {name: value for name, value in config.items() if name not in _APART}
    told = [
        settings,
        [(name, plugin.config) for name, plugin in config.plugins.items()],
        dict(config.theme),
        config.theme.dirs,
        config.theme.static_templates,
        str(site),
        config.config_file_path,
        version(),
    ]
    try:
        return hashlib.sha256(json.dumps(told, default=_plain).encode()).digest()
    except TypeError:
        return None


def _is_pure(extension: str) -> bool:
    name = extension.partition(":")[0]
    known = name in _WITHOUT_A_DOT or name.startswith(_EXTENSIONS)
    return known and name not in _READS_FILES


def _plain(value: object) -> Any:  # noqa: ANN401 - any JSON
    """Return a setting as JSON has it. Raises TypeError where its value is not all that it says."""
    if isinstance(value, UserDict | Mapping):
        return dict(value)
    if isinstance(value, set | frozenset):
        return sorted(value)
    if callable(value):
        name = f"{value.__module__}.{getattr(value, '__qualname__', '')}"
        if not name.startswith(_EXTENSIONS):
            raise TypeError(name)
        return name
    told = repr(value)
    if " at 0x" in told:
        raise TypeError(told)
    return told


def _own(folders: list[str]) -> Iterator[str]:
    """Yield the folders of a theme that are not part of an installed package."""
    shipped = [Path(get_theme_dir(name)) for name in get_theme_names()]
    shipped.append(Path(mkdocs.__file__).parent)
    for folder in folders:
        if not any(Path(folder).is_relative_to(each) for each in shipped):
            yield folder


def _as_made(listed: Listing) -> Listing:
    """Return what is said of files without when that last changed."""
    return {path: about[:-1] for path, about in listed.items()}


# What stands there ------------------------------------------------------------------------------


def listing(site: Path) -> Listing | None:
    """Return what the file system says of each file below a folder, by their paths.

    What is hidden at its top is not the site's. None where it cannot be read.
    """
    top = os.fspath(site)
    start = len(top) + 1
    try:
        listed, folders = _in_folder(top, start)
        sizes = {folder: len(os.listdir(folder)) for folder in folders}  # noqa: PTH208 - names only
    except OSError:
        return None
    some, others = _halves(sizes)
    waiting = beside(partial(_below, others, start), jobs=sum(sizes.values()))
    here, there = _below(some, start), waiting()
    if here is None or there is None:
        return None
    return {**listed, **here, **there}


def _halves(sizes: Mapping[str, int]) -> tuple[list[str], list[str]]:
    """Share folders out, so that about as much is in the ones as in the others."""
    halves: tuple[list[str], list[str]] = [], []
    most = 0
    for folder, size in sorted(sizes.items(), key=lambda one: (-one[1], one[0])):
        halves[most > 0].append(folder)
        most += -size if most > 0 else size
    return halves


def _below(folders: Iterable[str], start: int) -> Listing | None:
    """Return the listing of all that is below some folders."""
    listed: Listing = {}
    left = [*folders]
    try:
        while left:
            found, folders = _in_folder(left.pop(), start)
            listed |= found
            left += folders
    except OSError:
        return None
    return listed


def _in_folder(folder: str, start: int) -> tuple[Listing, list[str]]:
    """Return the listing of what is in a folder, and which folders are."""
    listed: Listing = {}
    folders = []
    with os.scandir(folder) as entries:
        for entry in entries:
            path = entry.path[start:]
            if path.startswith("."):
                continue
            if entry.is_dir(follow_symlinks=False):
                folders.append(entry.path)
                listed[f"{path}/"] = []
            else:
                listed[path] = described(os.lstat(entry.path))
    return listed, folders
