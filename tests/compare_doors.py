"""Compare two builds of one dossier: through the MkDocs plugin, and from pages on disk.

`python tests/compare_doors.py SITE OTHER` exits with 1 and says what differs. The same pages must
be there, with the same titles and articles, and the same files beside them. What a theme puts
around an article (navigation, tables of contents, edit buttons) may differ.
"""

from __future__ import annotations

import json
import sys
from html.parser import HTMLParser
from pathlib import Path

_BUTTON = "md-content__button"
# Each generator writes these its own way; the pages that they list are compared one by one.
_OWN_FILES = ("sitemap.xml", "sitemap.xml.gz", ".dossier-manifest.json")
# Only the plugin has the search page's index made, once the site stands.
_INDEX = ("search/pagefind/", "assets/dossier/search-index.js")


class _Article(HTMLParser):
    """What a reader gets: the title, and the tags and words of the article."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.title = ""
        self.parts: list[str] = []
        self.data = ""
        self._in_data = False
        self._inside: list[str] = []
        self._button = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "script" and ("type", "application/ld+json") in attrs:
            # In the head behind one door, in the article behind the other.
            self._in_data = True
        elif tag in {"title", "article"}:
            self._inside.append(tag)
        elif "article" in self._inside:
            named = dict(attrs)
            if tag == "a" and _BUTTON in (named.get("class") or ""):
                self._button = True
            elif not self._button:
                self.parts.append(f"<{tag} {sorted(named.items(), key=str)}>")

    def handle_endtag(self, tag: str) -> None:
        if self._in_data:
            self._in_data = False
        elif tag in self._inside:
            self._inside.remove(tag)
        elif self._button:
            self._button = tag != "a"
        elif "article" in self._inside:
            self.parts.append(f"</{tag}>")

    def handle_data(self, data: str) -> None:
        words = " ".join(data.split())
        if self._in_data:
            self.data += words
            return
        if "title" in self._inside and "article" not in self._inside:
            self.title += words
        elif "article" in self._inside and words and not self._button:
            self.parts.append(words)


def differences(site: Path, other: Path) -> list[str]:
    """Return a sentence for everything that differs between two builds, none where all agree."""
    files, others = _files(site), _files(other)
    found = [f"{name} is only in {site}" for name in sorted(files - others)]
    found += [f"{name} is only in {other}" for name in sorted(others - files)]
    # From addresses that lead nowhere, the plugin leads on; others have pages of their own there.
    for name in sorted((files & others) - {"404.html"}):
        if name.endswith(".html"):
            found += _between_pages(name, site / name, other / name)
        elif name == "search/search_index.json":
            found += _between_indexes(site / name, other / name)
        elif _bytes_differ(site / name, other / name):
            found.append(f"{name} differs")
    return found


def _files(site: Path) -> set[str]:
    names = (path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file())
    return {name for name in names if name not in _OWN_FILES and not name.startswith(_INDEX)}


def _bytes_differ(one: Path, other: Path) -> bool:
    return one.read_bytes() != other.read_bytes()


def _between_pages(name: str, one: Path, other: Path) -> list[str]:
    here, there = _read(one), _read(other)
    if here.title != there.title:
        return [f"{name}: the title is “{here.title}” and “{there.title}”"]
    if here.data != there.data:
        return [f"{name}: the page data differ"]
    if not here.parts:
        return [f"{name} has no article"]
    for number, (left, right) in enumerate(zip(here.parts, there.parts, strict=False)):
        if left != right:
            before = " ".join(here.parts[max(0, number - 3) : number])
            return [f"{name}: after “{before}” comes “{left}” and “{right}”"]
    if len(here.parts) != len(there.parts):
        return [f"{name}: one article goes on where the other ends"]
    return []


def _read(path: Path) -> _Article:
    article = _Article()
    article.feed(path.read_text("utf-8"))
    article.close()
    return article


def _between_indexes(one: Path, other: Path) -> list[str]:
    here, there = _pages_in(one), _pages_in(other)
    return [f"only one search finds {address or 'home'}" for address in sorted(here ^ there)]


def _pages_in(index: Path) -> set[str]:
    entries = json.loads(index.read_text("utf-8"))["docs"]
    return {entry["location"].partition("#")[0] for entry in entries}


def _main() -> int:
    site, other = (Path(name) for name in sys.argv[1:3])
    found = differences(site, other)
    for sentence in found:
        sys.stdout.write(f"{sentence}\n")
    pages = sum(1 for name in _files(site) if name.endswith(".html"))
    if not found:
        sys.stdout.write(f"Both doors build the same {pages} pages.\n")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(_main())
