"""A site as a tree of files: Markdown with ready HTML in it, for any site generator.

What was written is listed in a manifest, and nothing that is not on the list is ever changed
or removed: a folder may hold other people's files beside ours.
"""

from __future__ import annotations

import json
import os
import re
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from dossier.diagnostics import DossierError
from dossier.frozen import dataclass
from dossier.pages.ready import title_text
from dossier.site import Addresses, Asset, Page, Site

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from dossier.project import Project

MANIFEST = ".dossier-manifest.json"
_UNFINISHED = ".dossier-unfinished"
_DIRECTORIES = Addresses()
# What JSON may hold as it is and YAML may not; YAML also reads some of these as line breaks.
_NOT_FOR_YAML = re.compile("[\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]")

_Content = Page | Asset | Path | str


@dataclass(frozen=True, slots=True)
class Published:
    """What publishing changed, counted in files."""

    written: int
    unchanged: int
    removed: int


def publish(
    site: Site,
    directory: Path,
    *,
    project: Project,
    addresses: Addresses = _DIRECTORIES,
    clean: bool = True,
) -> Published:
    """Write a site's pages, its assets and the dossier's hand-written pages below `directory`.

    Only bytes that differ are written, each file in one step. What an earlier run wrote and
    this one does not is removed, unless `clean` is off. The cost is that of reading and
    comparing every file once.

    Raises:
        DossierError: `directory` is no place for generated files, or cannot be written.
    """
    refuse_the_dossiers_own(directory, project)
    try:
        return _publish(_contents(site, project, addresses), directory, clean=clean)
    except OSError as error:
        raise DossierError(
            f"cannot publish to {directory}: {error.filename or directory}: {error.strerror}. "
            "Choose another folder, or make this one writable."
        ) from error


def front_matter(page: Page) -> str:
    """Return a page's settings as site generators read them: YAML whose values are all JSON."""
    lines = [
        f"title: {_quoted(title_text(page.title))}",
        f"description: {_quoted(title_text(page.description))}",
    ]
    if not page.in_search:
        lines += ["search:", "  exclude: true"]
    elif page.boost != 1:
        lines += ["search:", f"  boost: {page.boost:g}"]
    if page.wide:
        lines += ["hide:", "  - toc"]
    return "\n".join(["---", *lines, "---", ""])


def generated_pages(
    site: Site, hand_written: Iterable[str], addresses: Addresses
) -> tuple[Page, ...]:
    """Return the pages to generate: all but those whose address a hand-written page has.

    `hand_written` holds the `uri` of every hand-written page.
    """
    taken = {addresses.of(uri) for uri in hand_written}
    return tuple(page for page in site.pages if addresses.of(page.uri) not in taken)


def _quoted(text: str) -> str:
    quoted = json.dumps(text, ensure_ascii=False)
    return _NOT_FOR_YAML.sub(lambda found: f"\\u{ord(found[0]):04x}", quoted)


def _contents(site: Site, project: Project, addresses: Addresses) -> dict[str, _Content]:
    """Return what goes into which file; file contents are read and made only when needed."""
    docs = dict(_hand_written(project))
    pages = generated_pages(site, (uri for uri in docs if uri.endswith(".md")), addresses)
    contents: dict[str, _Content] = {page.uri: page for page in pages}
    contents.update((asset.uri, asset) for asset in site.assets)
    contents.update((uri, site.hand_written.get(uri, path)) for uri, path in docs.items())
    for uri in contents:
        if not _stays_inside(uri):
            raise DossierError(f"“{uri}” cannot be the name of a published file; rename it.")
    return dict(sorted(contents.items()))


def _bytes(content: _Content) -> bytes:
    match content:
        case Page():
            return f"{front_matter(content)}\n{content.html}\n".encode()
        case Asset():
            return content.content
        case Path():
            return content.read_bytes()
        case _:
            return content.encode()


def _hand_written(project: Project) -> Iterator[tuple[str, Path]]:
    """Yield the files under `docs/` by `uri`. Hidden ones stay where they are."""
    docs = project.root / project.docs
    root = project.root.resolve()
    for folder, folders, names in os.walk(docs):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names + [each for each in folders if Path(folder, each).is_symlink()]):
            path = Path(folder, name)
            if name.startswith("."):
                continue
            if path.is_symlink() and not _is_file_of(root, path):
                raise DossierError(
                    f"{path} is a symbolic link that leads to no file of the dossier; "
                    "put the file itself there."
                )
            yield path.relative_to(docs).as_posix(), path


def _is_file_of(root: Path, link: Path) -> bool:
    target = link.resolve()
    return target.is_file() and target.is_relative_to(root)


def refuse_the_dossiers_own(directory: Path, project: Project) -> None:
    """Raise unless generated files in `directory` stay apart from what people wrote."""
    target, root = directory.resolve(), project.root.resolve()
    if root.is_relative_to(target):
        raise DossierError(
            f"{directory} holds the dossier itself; choose a folder of its own for the pages, "
            "such as build/pages."
        )
    for name in (project.docs, *project.seeds, *project.annotations, *project.templates, ".git"):
        folder = (root / name).resolve()
        if target.is_relative_to(folder) or folder.is_relative_to(target):
            raise DossierError(
                f"{directory} is where the dossier keeps its {name}; choose a folder of its own "
                "for the pages, such as build/pages."
            )


def _publish(contents: Mapping[str, _Content], directory: Path, *, clean: bool) -> Published:
    earlier = _read_manifest(directory)
    directory.mkdir(parents=True, exist_ok=True)
    _refuse_foreign_files(contents, directory, earlier)
    # First the list of all that may be ours: a run that is killed leaves nothing unclaimed.
    _write_manifest(directory, {*contents, *(earlier or ())})
    stale = sorted({*(earlier or ())} - {*contents}) if clean else []
    removed = _remove(directory, stale)
    written = sum(_write(directory, uri, _bytes(content)) for uri, content in contents.items())
    if clean:
        _write_manifest(directory, contents)
    return Published(written, len(contents) - written, removed)


def _refuse_foreign_files(
    contents: Mapping[str, _Content], directory: Path, earlier: Collection[str] | None
) -> None:
    if earlier is None and any(not path.name.startswith(".") for path in directory.iterdir()):
        raise DossierError(
            f"{directory} holds files that dossier did not write; choose an empty folder, "
            "or empty this one first."
        )
    for uri in contents.keys() - (earlier or ()):
        path = _inside(directory, uri)
        # The same bytes are ours: a manifest was lost, or a run was killed.
        if os.path.lexists(path) and not _has(path, _bytes(contents[uri])):
            raise DossierError(
                f"{path} is not a file that dossier wrote; move it away, "
                "or choose another folder for the pages."
            )


def _read_manifest(directory: Path) -> tuple[str, ...] | None:
    """Return the files that an earlier run wrote, or None where there was none."""
    path = directory / MANIFEST
    try:
        found = json.loads(path.read_bytes())
    except FileNotFoundError:
        return None
    except ValueError as error:
        raise DossierError(f"{path} is damaged; empty {directory} and publish again.") from error
    files = found.get("files") if isinstance(found, dict) else None
    if not isinstance(files, list):
        raise DossierError(f"{path} is damaged; empty {directory} and publish again.")
    return tuple(uri for uri in files if isinstance(uri, str) and _stays_inside(uri))


def _write_manifest(directory: Path, uris: Iterable[str]) -> None:
    listed = {"written_by": "dossier", "files": sorted(uris)}
    _write(directory, MANIFEST, (json.dumps(listed, indent=1) + "\n").encode())


def _stays_inside(uri: str) -> bool:
    path = PurePosixPath(uri)
    return (
        bool(path.parts)
        and not path.is_absolute()
        and ".." not in path.parts
        and not re.search(r"\\|\0|^[A-Za-z]:", uri)
        and uri not in {MANIFEST, _UNFINISHED}
    )


def _inside(directory: Path, uri: str) -> Path:
    """Return where a file goes. Raises where a symbolic link on the way leads elsewhere."""
    path = directory / uri
    if not path.parent.resolve().is_relative_to(directory.resolve()):
        raise DossierError(f"{path.parent} is a symbolic link that leads elsewhere; remove it.")
    return path


def _has(path: Path, content: bytes) -> bool:
    if path.is_symlink() or not path.is_file():
        return False
    return path.stat().st_size == len(content) and path.read_bytes() == content


def _write(directory: Path, uri: str, content: bytes) -> bool:
    """Write one file, so that at any moment it is the old one or the new one. Say if it changed."""
    path = _inside(directory, uri)
    if _has(path, content):
        return False
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = directory / _UNFINISHED
    unfinished.unlink(missing_ok=True)
    with unfinished.open("xb") as file:
        file.write(content)
    unfinished.replace(path)
    return True


def _remove(directory: Path, uris: Iterable[str]) -> int:
    """Remove files that an earlier run wrote, and the folders that this leaves empty."""
    removed = 0
    for uri in uris:
        path = _inside(directory, uri)
        if not os.path.lexists(path) or (path.is_dir() and not path.is_symlink()):
            continue
        path.unlink()
        removed += 1
        for folder in PurePosixPath(uri).parents[:-1]:
            if any((directory / folder).iterdir()):
                break
            (directory / folder).rmdir()
    return removed
