"""Stand-ins: strings that note what a template does with them.

They take the place of a page's title, content and addresses while its theme's template is
rendered, so that the output can be cut where they stand (see `mkdocs_shells`).
"""

from __future__ import annotations

import re
from dataclasses import field
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from dossier.frozen import dataclass

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping


@dataclass(frozen=True, slots=True)
class Probe:
    """A question that a template asked about a value, and the answer it got."""

    slot: str
    question: str
    argument: object
    answer: object

    def holds(self, values: Mapping[str, str]) -> bool:
        """Return whether a page with these values would have been answered the same."""
        return _answer(values[self.slot], self.question, self.argument) == self.answer


def _answer(value: str, question: str, argument: object) -> object:
    match question:
        case "is it empty":
            return not value
        case "does it hold":
            return isinstance(argument, str) and argument in value
        case "does it begin with":
            return isinstance(argument, str | tuple) and value.startswith(argument)
        case _:
            return value == argument


@dataclass(slots=True)
class Notes:
    """What a template did with the stand-ins."""

    probes: dict[Probe, None] = field(default_factory=dict)
    spoilt: bool = False


# A stand-in's text is such that whatever is done to it leaves traces: it has capitals and small
# letters, an entity, quotation marks, brackets, runs of blanks, and more words than anybody keeps.
_TEXT = ' <dossier-{slot} a="Zq\'Xw &amp; {many}"  >  </dossier-{slot}> '
_MANY = " ".join(["Vj"] * 120)
SEGMENT = "Dossier%2BSlot~Zq"
TRACE = re.compile("dossier-[a-z_]+ a=|dossier%2bslot|zq.{1,6}xw", re.IGNORECASE)


class _Standing:
    """What the stand-ins for one value have in common: the value itself, and the notes."""

    slot: str
    real: str
    notes: Notes

    def _ask(self, question: str, argument: object = None) -> Any:  # noqa: ANN401 - any answer
        answer = _answer(self.real, question, argument)
        if not isinstance(argument, str | tuple | None):
            self.notes.spoilt = True
        else:
            self.notes.probes[Probe(self.slot, question, argument, answer)] = None
        return answer

    def __bool__(self) -> bool:
        return not self._ask("is it empty")

    def __contains__(self, needle: object) -> bool:
        return bool(self._ask("does it hold", needle))

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, _Standing):
            return bool(self._ask("is it", other))
        # Either both stand for one value, or one was kept in a cache when another shell was made.
        if other.notes is self.notes and other.slot != self.slot:
            self.notes.spoilt = True
        return str.__eq__(self, other)  # type: ignore[operator]

    def __ne__(self, other: object) -> bool:
        return not self == other

    __hash__ = str.__hash__

    def startswith(self, *arguments: Any) -> bool:  # noqa: ANN401 - as in `str`
        if len(arguments) > 1:
            self.notes.spoilt = True
        return bool(self._ask("does it begin with", arguments[0]))


# What Python and Jinja do with every object, and what the methods above answer for.
_HARMLESS = (
    frozenset(dir(object)) - {"__lt__", "__le__", "__gt__", "__ge__"}
    | frozenset(dir(_Standing))
    | {"__getnewargs__", "__html__", "__slots__"}
)
# How links are reckoned from a page's own address.
_FOR_ADDRESSES = frozenset({"rpartition", "split", "endswith", "__len__", "__add__", "__radd__"})


def _spoiling(name: str) -> Callable[..., Any]:
    def method(self: Any, *args: Any, **kwargs: Any) -> Any:  # noqa: ANN401 - any of str's methods
        self.notes.spoilt = True
        return getattr(str(self), name)(*args, **kwargs)

    return method


def _guarded(kind: type[str], harmless: frozenset[str]) -> type[Any]:
    """Return the class of strings of one kind that spoil a shell when they are looked into."""
    looking = {name: _spoiling(name) for name in dir(kind) if name not in harmless}
    return type(f"_Guarded{kind.__name__}", (_Standing, kind), looking)


Plain = _guarded(str, _HARMLESS)
Marked = _guarded(Markup, _HARMLESS)
Address = _guarded(str, _HARMLESS | _FOR_ADDRESSES)


def text(slot: str) -> str:
    """Return what the stand-in for a value other than an address reads like."""
    return _TEXT.format(slot=slot, many=_MANY)


def stand_in_for(value: str, slot: str, notes: Notes, *, text: str, kind: type[Any]) -> Any:  # noqa: ANN401 - a str of one of the kinds above
    """Return a string that reads `text`, answers like `value`, and notes what it is asked."""
    made = str.__new__(kind, text)
    made.slot, made.real, made.notes = slot, value, notes
    return made
