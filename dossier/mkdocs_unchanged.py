"""A build with nothing changed leaves the site as it stands.

What a site is made of is known only where everything at work is known: the dossier's own plugin and
Material's search, no hooks, Markdown extensions that read no other files. There, the digest of all
inputs is kept together with what the file system says of each file of the finished site. If a later
build has the same inputs, and the site is untouched, MkDocs has nothing to do.

The day counts as well: MkDocs writes it into `sitemap.xml`.
"""

from __future__ import annotations

import hashlib
import json
import logging
import os
from collections import UserDict
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import mkdocs
from mkdocs.structure.files import Files
from mkdocs.utils import CountHandler, get_build_date, get_theme_dir, get_theme_names

from dossier.cache import Shelf, folder_digest
from dossier.search_index import version

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mkdocs.config.defaults import MkDocsConfig

    from dossier.cache import Kept

_SORT = "standing"
_PLUGINS = ("dossier.", "material.plugins.search.")
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


class Standing:
    """The site that stands where a build is to put its own. `inputs` are those of the build."""

    def __init__(self, shelf: Shelf, inputs: bytes, site: Path) -> None:
        self._shelf = shelf
        self._inputs = inputs
        self._site = site
        self._counter = CountHandler()
        self._counter.setLevel(logging.WARNING)
        logging.getLogger("mkdocs").addHandler(self._counter)

    def is_current(self) -> bool:
        """Return whether the site was made of the same inputs, and nobody has touched it since."""
        with self._shelf.open(_SORT, self._inputs) as found:
            told = found and found[0]
        return told is not None and told == _listing(self._site)

    def note(self) -> None:
        """Note that the site has been made of the inputs, unless MkDocs has warned of something.

        A build that is left out would not warn of it again.
        """
        if not self._counter.get_counts():
            self._shelf.put(_SORT, self._inputs, _listing(self._site), ())

    def count_no_more(self) -> None:
        """Stop counting MkDocs' warnings."""
        logging.getLogger("mkdocs").removeHandler(self._counter)


def standing(config: MkDocsConfig, kept: Kept, site: Path) -> Standing | None:
    """Return the site in a folder, or None where not all that it is made of is known."""
    inputs = _inputs(config, kept.key, site)
    return None if inputs is None else Standing(kept.shelf, inputs, site)


def leave_out(config: MkDocsConfig) -> None:
    """Keep MkDocs from building anything."""
    config.nav = None
    config.theme.static_templates = set()
    config.extra_templates = []


def no_files() -> Files:
    """Return the files of a site of which nothing is to be built."""
    return Files([])


# What a site is made of -------------------------------------------------------------------------


def _inputs(config: MkDocsConfig, dossier: bytes, site: Path) -> bytes | None:
    """Return the SHA-256 of all inputs of a build, or None where they are not all known."""
    plugins = config.plugins
    known = all(type(one).__module__.startswith(_PLUGINS) for one in plugins.values())
    if not known or config.hooks or not all(map(_is_pure, config.markdown_extensions)):
        return None
    settings = {name: value for name, value in config.items() if name not in _APART}
    told = [
        dossier.hex(),
        settings,
        {name: plugin.config for name, plugin in plugins.items()},
        dict(config.theme),
        config.theme.dirs,
        config.theme.static_templates,
        str(site),
        config.config_file_path,
        get_build_date(),
        version(),
    ]
    digest = hashlib.sha256()
    try:
        digest.update(json.dumps(told, default=_plain, sort_keys=True).encode())
    except TypeError:
        return None
    for folder in (config.docs_dir, *_own(config.theme.dirs)):
        digest.update(folder_digest(folder))
    return digest.digest()


def _is_pure(extension: str) -> bool:
    known = extension in _WITHOUT_A_DOT or extension.startswith(_EXTENSIONS)
    return known and extension not in _READS_FILES


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


# What stands there ------------------------------------------------------------------------------


def _listing(site: Path) -> dict[str, list[int]] | None:
    """Return what the file system says of each file below a folder, by their paths.

    What is hidden at its top is not the site's. None where it cannot be read.
    """
    listed: dict[str, list[int]] = {}
    folders = [os.fspath(site)]
    start = len(folders[0]) + 1
    try:
        while folders:
            here = folders.pop()
            with os.scandir(here) as entries:
                for entry in entries:
                    path = entry.path[start:]
                    if path.startswith("."):
                        continue
                    if entry.is_dir(follow_symlinks=False):
                        folders.append(entry.path)
                        listed[f"{path}/"] = []
                    else:
                        about = os.lstat(entry.path)
                        times = [about.st_mtime_ns, about.st_ctime_ns]
                        listed[path] = [about.st_mode, about.st_size, about.st_ino, *times]
    except OSError:
        return None
    return listed
