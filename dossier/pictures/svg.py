"""SVG from values: every word and attribute escaped, every number short."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from dossier.markup import escaped, marked

if TYPE_CHECKING:
    from collections.abc import Iterable

    from markupsafe import Markup


LEADING = "xlink:href"
"""The attribute with an address, by SVG's first name for it, which all browsers know.

Material's instant navigation assigns to what has an `href`, and stops working at an element of SVG,
where it cannot be assigned to.
"""


def element(name: str, *children: str, **attributes: str | float | None) -> Markup:
    """Return an element; children that are no markup are escaped.

    A trailing underscore in an attribute's name is dropped, others are hyphens (`class_`,
    `text_anchor`); an attribute that is None is left out.
    """
    told = "".join(
        [_attribute(key, value) for key, value in attributes.items() if value is not None]
    )
    inside = "".join(map(escaped, children))
    return marked(f"<{name}{told}>{inside}</{name}>")  # noqa: S704 - every part is escaped


def written(name: str, *attributes: str, inside: str = "") -> Markup:
    """Return an element from parts that are HTML already: its attributes, and what is inside."""
    told = " ".join((name, *filter(None, attributes)))
    return marked(f"<{told}>{inside}</{name}>")  # noqa: S704 - of whoever has escaped the parts


def link(href: str, *children: str, label: str, **attributes: str | float | None) -> Markup:
    """Return a link that the keyboard reaches; `label` says where it leads."""
    return element("a", *children, aria_label=label, **leading(href), **attributes)


def leading(href: str) -> dict[str, str]:
    """Return the attribute with an address, for elements of SVG."""
    return {LEADING: href}


def place(x: float, y: float, reach: float) -> str:
    """Return the value of `data-place`: where a mark stands, and how far it reaches around."""
    return f"{short(x)} {short(y)} {short(reach)}"


def facets(values: Iterable[str]) -> str | None:
    """Return the value of `data-is`, by which the reader's filters know a mark (`kind:people`)."""
    return " ".join(values) or None


def picture(
    *children: str,
    key: str,
    title: str,
    description: str,
    width: float,
    height: float,
    kind: str,
) -> Markup:
    """Return a whole drawing with its title and description for those who do not see it.

    `key` tells it from other drawings on its page, `kind` is its class. It shrinks with the page
    and is never larger than `width` by `height`, in CSS pixels.
    """
    return element(
        "svg",
        element("title", title, id=f"{key}-title"),
        element("desc", description, id=f"{key}-description"),
        *children,
        class_=f"dossier-picture dossier-{kind}",
        viewBox=f"0 0 {short(width)} {short(height)}",
        width=width,
        height=height,
        role="group",
        aria_labelledby=f"{key}-title",
        aria_describedby=f"{key}-description",
    )


def path(points: Iterable[tuple[float, float]], *, closed: bool = False) -> str:
    """Return the `d` of a path through some points."""
    line = "L".join(f"{short(x)} {short(y)}" for x, y in points)
    return f"M{line}{'Z' if closed else ''}"


@lru_cache(20_000, typed=True)  # most marks are like many others; markup is not like plain words
def _attribute(key: str, value: str | float) -> str:
    told = escaped(value) if isinstance(value, str) else short(value)
    return f' {key.rstrip("_").replace("_", "-")}="{told}"'


@lru_cache(20_000)
def short(value: str | float) -> str:
    """Return a number to one place, without what says nothing: the same on every machine."""
    if isinstance(value, str):
        return value
    return f"{round(value, 1) + 0.0:g}" if abs(value) < 100_000 else f"{value:.0f}"  # noqa: PLR2004
