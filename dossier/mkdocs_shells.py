"""Page shells: what a theme puts around a page, rendered once for all pages that it treats alike.

A theme's template takes longer to render than anything else that MkDocs does with a finished
page, and yet prints nearly the same each time. Here it is rendered with stand-ins for what differs
between pages: its output, cut at the stand-ins, is a shell, and a page is its own words set into
one. Whatever a template asks of a stand-in beyond printing it is remembered, and a shell serves
only pages that would have answered the same. Where a template does anything else with one, or a
page has anything about it that is not known here, the page is rendered the ordinary way.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from jinja2 import Template
from markupsafe import Markup
from mkdocs.structure.toc import AnchorLink, TableOfContents

from dossier.mkdocs_head import Framed, holds_nothing, inline_around
from dossier.mkdocs_pages import ReadyPage
from dossier.mkdocs_stand_ins import (
    SEGMENT,
    TRACE,
    Address,
    Marked,
    Notes,
    Plain,
    Probe,
    stand_in_for,
    text,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from jinja2 import Environment

    from dossier.mkdocs_head import Inline

    Ordinary = Callable[[Mapping[str, Any]], str]

_EXPECTED = frozenset(
    {
        *("nav", "pages", "base_url", "extra_css", "extra_javascript"),
        *("mkdocs_version", "build_date_utc", "config", "page"),
    }
)
"""What MkDocs puts into the context of a page; all else comes from other plugins."""

_AS_THEY_ARE = (
    *("parent", "children", "previous_page", "next_page", "active", "update_date"),
    *("is_homepage", "is_top_level", "is_index", "is_page", "is_section", "is_link", "ancestors"),
)
"""What a template may ask of a page that is the same for all pages of one sort."""

_USUAL = frozenset(
    {
        *("file", "title", "children", "previous_page", "next_page", "parent", "_Page__active"),
        *("update_date", "canonical_url", "abs_url", "edit_url", "markdown", "toc"),
        *("meta", "_title_from_render", "ready", "_changed", "_hidden", "on_demand"),
        *("present_anchor_ids", "links_to_anchors"),
    }
)
"""What a page has about it. Anything more comes from another plugin."""

_TELLING = re.compile("[<>\"']|style|STYLE").search
"""What might be part of something that a browser runs or applies, were it in an attribute."""

_VARIANTS = 16
"""How many shells are kept for pages that are alike until a template looks at their words."""


def use_shells(environment: Environment, *, own_templates: bool) -> None:
    """Let a theme's templates render the dossier's pages by shells from now on.

    `own_templates` says whether the dossier brings some that pages are made by.
    """
    environment.extend(dossier_shells=Shells(own_templates=own_templates))
    environment.template_class = _ShellTemplate


class _ShellTemplate(Template):
    def render(self, *args: Any, **kwargs: Any) -> str:  # noqa: ANN401 - Jinja's signature
        """Render a page of the dossier by a shell, and everything else as ever."""
        context = args[0] if len(args) == 1 and not kwargs else {}
        if isinstance(context, dict) and isinstance(context.get("page"), ReadyPage):
            shells: Shells = self.environment.dossier_shells  # type: ignore[attr-defined]
            return shells.rendered(self.name or "", context, super().render)
        return super().render(*args, **kwargs)


class Shells:
    """The shells of one build."""

    def __init__(self, *, own_templates: bool) -> None:
        self._own_templates = own_templates
        self._shells: dict[tuple[object, ...], list[_Shell] | None] = {}

    def rendered(self, template: str, context: Mapping[str, Any], ordinary: Ordinary) -> str:
        """Return a page as `ordinary` would render it.

        The first page of its sort is rendered the ordinary way; the second one twice, since only
        a shell that gives the same bytes is kept.
        """
        page: ReadyPage = context["page"]
        values = _values(page)
        sort = None if values is None else _sort(template, context, page)
        if values is None or sort is None:
            return ordinary(context)
        if sort not in self._shells:
            self._shells[sort] = []
            return ordinary(context)
        shells = self._shells[sort]
        if shells is None:
            return ordinary(context)
        for shell in shells:
            if shell.serves(values):
                return shell.framed(values, ours=page.is_as_made and not self._own_templates)
        output = ordinary(context)
        shell_or_none = _shell(context, page, values, ordinary)
        good = shell_or_none is not None and shell_or_none.filled(values) == output
        if shell_or_none is None or not good or len(shells) == _VARIANTS:
            self._shells[sort] = None
        else:
            shells.append(shell_or_none)
        return output


@dataclass(slots=True)
class _Shell:
    """A theme's output in pieces: literal ones and, between them, the names of what differs."""

    pieces: list[str]
    probes: tuple[Probe, ...]
    held: Inline | None

    def serves(self, values: Mapping[str, str]) -> bool:
        return all(probe.holds(values) for probe in self.probes)

    def filled(self, values: Mapping[str, str]) -> str:
        pieces = self.pieces.copy()
        for at in range(1, len(pieces), 2):
            pieces[at] = values[pieces[at]]
        return "".join(pieces)

    def framed(self, values: Mapping[str, str], *, ours: bool) -> str:
        """Return a filled shell of which it is known what it holds, if it surely is.

        The content is `ours` if it was made by templates that come with the program.
        """
        filled = self.filled(values)
        words = (value for slot, value in values.items() if slot != "content")
        quiet = holds_nothing(values["content"], ours=ours) and not any(map(_TELLING, words))
        if self.held is None or not quiet:
            return filled
        framed = Framed(filled)
        framed.held = self.held
        return framed


class _Model:
    """Stands in for a page while a shell is rendered. What it does not know spoils the shell."""

    def __init__(self, page: ReadyPage, known: Mapping[str, Any], notes: Notes) -> None:
        self.__dict__.update(known)
        self._page, self._notes = page, notes

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - nothing is returned
        if hasattr(self._page, name):
            self._notes.spoilt = True
        raise AttributeError(name)


def _values(page: ReadyPage) -> dict[str, str] | None:
    """Return what differs from page to page, or None where a page is not a plain one."""
    title, content, url = page.title, page.content, page.url
    canonical = page.canonical_url
    own = (
        isinstance(title, str)
        and isinstance(content, str)
        and page.parent is None
        and page.previous_page is None
        and page.next_page is None
        and not page.is_homepage
        and vars(page).keys() <= _USUAL
        and (canonical is None or canonical.endswith(url))
    )
    _, segment, _ = _split(url)
    if not own or not segment:
        return None
    described = page.meta.get("description", "")
    named = page.meta.get("title", "")
    return {
        "title": title or "",
        "name": named if isinstance(named, str) else "",
        "description": described if isinstance(described, str) else "",
        "content": content or "",
        "edit": page.edit_url or "",
        "segment": segment,
        "url": url,
        "canonical": canonical or "",
        "path": page.abs_url or "",
    }


def _split(url: str) -> tuple[str, str, str]:
    """Return what stands before a page's own part of its address, that part, and the rest."""
    stem = url.removesuffix("/")
    folder, slash, name = stem.rpartition("/")
    segment = name.removesuffix(".html")
    return folder + slash, segment, name[len(segment) :] + url[len(stem) :]


def _sort(template: str, context: Mapping[str, Any], page: ReadyPage) -> tuple[object, ...] | None:
    """Return all else that a template may print or look at, or None where that is not known.

    What is the same for a whole build counts by its identity, and the time of the build not at all.
    """
    rest = {key: value for key, value in page.meta.items() if key not in ("title", "description")}
    others = {key: context[key] for key in context.keys() - _EXPECTED}
    frozen = [_frozen(rest), _frozen(others), _frozen(context.get("extra_css"))]
    frozen.append(_frozen(context.get("extra_javascript")))
    if None in frozen:
        return None
    folder, _, tail = _split(page.url)
    url = page.url
    return (
        template,
        folder,
        tail,
        context.get("base_url"),
        *(id(context.get(name)) for name in ("nav", "pages", "config")),
        *frozen,
        *(type(page.meta.get(name)) for name in ("title", "description")),
        type(page.title),
        type(page.content),
        page.update_date,
        page.canonical_url and page.canonical_url.removesuffix(url),
        page.abs_url and page.abs_url.removesuffix(url),
        page.edit_url is None,
        page.markdown,
        tuple(_headings(page.toc, page.title)),
    )


def _frozen(value: object) -> object:
    """Return a value of JSON's kinds in a form to compare it by, or None for any other kind."""
    match value:
        case str() | int() | float():
            return (type(value).__name__, repr(value))
        case None:
            return ("nothing",)
        case list() | tuple():
            items = tuple(_frozen(item) for item in value)
            return None if None in items else items
        case dict():
            pairs = tuple((_frozen(key), _frozen(item)) for key, item in value.items())
            return None if any(None in pair for pair in pairs) else pairs
        case _:
            return None


def _headings(contents: Iterable[AnchorLink], title: object) -> Iterator[tuple[object, ...]]:
    for link in contents:
        own = link.title == title
        yield link.level, link.id, own or link.title, tuple(_headings(link.children, title))


def _renamed(contents: Iterable[AnchorLink], title: object, stand_in: str) -> list[AnchorLink]:
    """Return a table of contents in which the page's own title is replaced."""
    renamed = []
    for link in contents:
        shown = AnchorLink(stand_in if link.title == title else link.title, link.id, link.level)
        shown.children = _renamed(link.children, title, stand_in)
        shown.__dict__.update({"active": link.active} if hasattr(link, "active") else {})
        renamed.append(shown)
    return renamed


def _shell(
    context: Mapping[str, Any], page: ReadyPage, values: Mapping[str, str], ordinary: Ordinary
) -> _Shell | None:
    """Render a page's shell, or return None where the template does more than print."""
    notes = Notes()
    stand_ins = {slot: text(slot) for slot in ("title", "name", "description", "content", "edit")}

    def stand_in(slot: str, like: object) -> Any:  # noqa: ANN401 - a str of a kind made above
        kind = Marked if isinstance(like, Markup) else Plain
        return stand_in_for(values[slot], slot, notes, text=stand_ins[slot], kind=kind)

    def address(slot: str) -> Any:  # noqa: ANN401 - a str of a kind made above
        folder, _, tail = _split(page.url)
        base = values[slot].removesuffix(page.url)
        text = f"{base}{folder}{SEGMENT}{tail}"
        return stand_in_for(values[slot], slot, notes, text=text, kind=Address)

    slots = {"title": "name", "description": "description"}
    meta = {
        key: stand_in(slots[key], value) if key in slots else value
        for key, value in page.meta.items()
    }
    title = stand_in("title", page.title)
    known = {
        "title": title,
        "toc": TableOfContents(_renamed(page.toc, page.title, title)),
        "content": stand_in("content", page.content),
        "edit_url": None if page.edit_url is None else stand_in("edit", page.edit_url),
        "meta": meta,
        "url": address("url"),
        "canonical_url": None if page.canonical_url is None else address("canonical"),
        "abs_url": None if page.abs_url is None else address("path"),
        **{name: getattr(page, name) for name in _AS_THEY_ARE},
    }
    try:
        output = ordinary({**context, "page": _Model(page, known, notes)})
    except Exception:  # noqa: BLE001 - whatever a template does with what is no page
        return None
    return None if notes.spoilt else _cut(output, stand_ins, notes)


def _cut(output: str, stand_ins: Mapping[str, str], notes: Notes) -> _Shell | None:
    """Cut a theme's output at the stand-ins, unless something has been done to one of them."""
    slots = {text: slot for slot, text in stand_ins.items()} | {SEGMENT: "segment"}
    pieces = re.split("(" + "|".join(map(re.escape, slots)) + ")", output)
    if any(TRACE.search(literal) for literal in pieces[::2]):
        return None
    pieces[1::2] = [slots[text] for text in pieces[1::2]]
    return _Shell(pieces, tuple(notes.probes), inline_around(pieces[::2]))
