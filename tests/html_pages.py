"""What a page holds, read as a browser would: links, ids, headings, words."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser

_VOID = {"br", "hr", "img", "input", "link", "meta", "source", "wbr"}


@dataclass
class Element:
    """An element with its attributes and all the words inside it."""

    tag: str
    attributes: dict[str, str]
    words: str = ""


@dataclass
class PageContent:
    """The elements of a page, in the order in which they begin."""

    elements: list[Element] = field(default_factory=list)

    def all(self, tag: str, **attributes: str) -> list[Element]:
        """Return the elements with a tag and some attributes (`class_`: one of the classes)."""
        return [one for one in self.elements if one.tag == tag and _fits(one, attributes)]

    @property
    def ids(self) -> list[str]:
        return [one.attributes["id"] for one in self.elements if "id" in one.attributes]

    @property
    def links(self) -> list[str]:
        return [one.attributes["href"] for one in self.elements if "href" in one.attributes]

    def values(self, attribute: str) -> list[str]:
        """Return what an attribute says on each element that has it."""
        return [one.attributes[attribute] for one in self.elements if attribute in one.attributes]

    @property
    def words(self) -> str:
        return " ".join("".join(self._words).split())

    _words: list[str] = field(default_factory=list)


def _fits(one: Element, attributes: dict[str, str]) -> bool:
    for name, value in attributes.items():
        if name == "class_":
            if value not in one.attributes.get("class", "").split():
                return False
        elif one.attributes.get(name.replace("_", "-")) != value:
            return False
    return True


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.page = PageContent()
        self.open: list[Element] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        # A link in a drawing has its address under SVG's first name for it.
        told = ((name.removeprefix("xlink:"), value or "") for name, value in attrs)
        element = Element(tag, dict(told))
        self.page.elements.append(element)
        if tag not in _VOID:
            self.open.append(element)

    def handle_endtag(self, tag: str) -> None:
        if tag in _VOID:
            return
        assert self.open, f"</{tag}> closes nothing"
        assert self.open[-1].tag == tag, f"</{tag}> closes <{self.open[-1].tag}>"
        self.open.pop()

    def handle_data(self, data: str) -> None:
        self.page._words.append(data)  # noqa: SLF001 - the reader fills the page
        for element in self.open:
            element.words += data


def parse(html: str) -> PageContent:
    """Read a well-formed piece of HTML; an element that is not closed in order is an error."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    assert not reader.open, f"never closed: {[one.tag for one in reader.open]}"
    return reader.page
