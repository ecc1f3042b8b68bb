"""Fitting what was written to a model, and reporting what does not fit.

A value that does not fit is reported and left out, and the rest is read: one wrong value hides
neither the other mistakes of its record nor what refers to it.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from pydantic import ValidationError

from dossier.blanks import blank_key, without_value
from dossier.documents import Mapping, Scalar, Sequence, plain
from dossier.frozen import dataclass
from dossier.misfits import closest_key, misfit

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pydantic_core import ErrorDetails

    from dossier.diagnostics import Report
    from dossier.documents import Document, Node
    from dossier.kinds.fields import Model, Path
    from dossier.misfits import Subject
    from dossier.text import Place

M = TypeVar("M", bound="Model")

_MOST_ALIKE = 100
"""So many mistakes of one sort are told of one record; a hostile one could have a million."""


@dataclass(frozen=True, slots=True)
class Fitted(Generic[M]):
    """A model, and the part of what was written that it was read from.

    `left_out` names the outermost keys below which something did not fit.
    """

    model: M
    node: Mapping
    left_out: frozenset[str] = frozenset()


def fit(  # noqa: PLR0913 - all but the first two by keyword
    node: Mapping,
    model: type[M],
    *,
    document: Document,
    subject: Subject,
    report: Report,
    code: str = "",
    stand_in: tuple[str, str] = ("", ""),
    context: dict[str, Any] | None = None,
) -> Fitted[M] | None:
    """Read a mapping as a model; None where what is left over is no such thing.

    `stand_in` is a key with words to go on with where that key is required and missing. `code`
    takes the place of the diagnostics' own codes. Every round leaves out what did not fit, so
    there are at most as many rounds as the model is deep, and in nearly all records only one.
    """
    trial = _Trial(node, model, document, subject, report, code, stand_in)
    while trial.node is not None:
        try:
            read = model.model_validate(plain(trial.node), context=context)
        except ValidationError as error:
            trial.leave_out(error.errors(include_url=False))
        else:
            trial.tell_the_rest()
            return Fitted(read, trial.node, frozenset(trial.left_out))
    trial.tell_the_rest()
    return None


class _Trial:
    """A mapping that grows smaller until it fits. `node` is None when too little is left."""

    def __init__(
        self,
        node: Mapping,
        model: type[Model],
        document: Document,
        subject: Subject,
        report: Report,
        code: str,
        stand_in: tuple[str, str],
    ) -> None:
        self.node: Mapping | None = node
        self._whole = node
        self.left_out: set[str] = set()
        self._model = model
        self._document = document
        self._subject = subject
        self._report = report
        self._code = code
        self._stand_in = stand_in
        self._told: Counter[str] = Counter()
        # Keys left out, by the place of the mapping they stood in: places last, paths shift.
        self._lost: defaultdict[int, set[str]] = defaultdict(set)

    def leave_out(self, errors: Iterable[ErrorDetails]) -> None:
        """Report what does not fit, and take it out."""
        node = self.node
        if node is None:
            return
        found = list(errors)
        misspelt = _unknown_keys(found)
        leaving: set[Path] = set()
        for error in found:
            missing = error["type"] == "missing"
            for inner in error.get("ctx", {}).get("each", ((),)):
                steps = (*error["loc"], *inner)
                path = written(node, steps[:-1] if missing else steps)
                # A key that is only misspelt is not missing besides.
                if not (missing and closest_key(str(steps[-1]), misspelt[steps[:-1]])):
                    self._tell(node, path, error)
                if path or steps != self._stand_in[:1]:
                    leaving.add(path)
        for path in leaving:
            self._remember(node, path)
        self.node = _without(node, leaving) if () not in leaving else None
        if self.node is not None:
            self.node = self._completed(self.node)

    def _completed(self, node: Mapping) -> Mapping:
        """Return a node with the words to go on with, where it lacks the key for them."""
        key, words = self._stand_in
        held = node.get(key)
        if not key or not (held is None or (isinstance(held, Scalar) and held.is_null)):
            return node
        here = (node.start, node.start, node.original)
        entry = (Scalar(key, True, *here), Scalar(words, False, *here))  # noqa: FBT003 - its fields
        return node.only((*(one for one in node.entries if one[0].text != key), entry))

    def _tell(self, node: Mapping, path: Path, error: ErrorDetails) -> None:
        self._told[error["type"]] += 1
        if self._told[error["type"]] > _MOST_ALIKE:
            return
        found = misfit(error, path, self._model, self._subject)
        place = self._document.place(node, path, key=found.target == "key")
        if found.target == "mapping":
            inner = node_at(node, path)
            if self._lost[_start(inner)].intersection(found.keys):
                return
            blank = blank_key(inner, found.keys)
            if blank is not None:
                place = blank.place
                found = without_value(found, blank) if error["type"] == "missing" else found
        self._add(
            found.code,
            place,
            found.message,
            why=found.why,
            fix=found.fix,
        )

    def tell_the_rest(self) -> None:
        """Say how many more mistakes of one sort there are, where they were too many to tell."""
        more = sum(max(number - _MOST_ALIKE, 0) for number in self._told.values())
        if more:
            self._add(
                "invalid-value",
                self._whole.place,
                f"{more:,} more mistakes of the same sorts are in this {self._subject.name}",
                fix="Mend those that are told first, and run again.",
            )

    def _add(
        self, code: str, place: Place, message: str, *, why: Iterable[str] = (), fix: str
    ) -> None:
        self._report.add(self._code or code, place, message, why=why, fix=fix)

    def _remember(self, node: Mapping, path: Path) -> None:
        here: Node = node
        for step in path:
            if isinstance(here, Mapping):
                self._lost[_start(here)].add(str(step))
            here = node_at(here, (step,))
        self.left_out.add(str(path[0]) if path else "")


def _unknown_keys(errors: Iterable[ErrorDetails]) -> defaultdict[Path, set[str]]:
    """Return the keys that no model has, by the mapping that they stand in; the first of many."""
    found: defaultdict[Path, set[str]] = defaultdict(set)
    for error in errors:
        if error["type"] == "extra_forbidden":
            *steps, key = error["loc"]
            if len(found[tuple(steps)]) < _MOST_ALIKE:
                found[tuple(steps)].add(str(key))
    return found


def written(node: Node, path: Iterable[str | int]) -> Path:
    """Return a model's path in the steps of what is written, as deep as it exists there.

    A list of one may be written without the list, and a part as a single word.
    """
    taken: list[str | int] = []
    for step in path:
        if isinstance(node, Mapping) and isinstance(step, int):
            continue
        inner = _inner(node, step)
        if inner is None:
            break
        taken.append(step)
        node = inner
    return tuple(taken)


def node_at(node: Node, path: Path) -> Node:
    """Return the node at a path that is written."""
    for step in path:
        inner = _inner(node, step)
        if inner is None:
            break
        node = inner
    return node


def _inner(node: Node, step: str | int) -> Node | None:
    if isinstance(node, Mapping):
        return node.get(step) if isinstance(step, str) else None
    if isinstance(node, Sequence) and isinstance(step, int) and step < len(node.items):
        return node.items[step]
    return None


def _start(node: Node) -> int:
    return node.start


def _without(node: Node, leaving: Iterable[Path]) -> Any:  # noqa: ANN401 - a node of the same type
    """Return a node without what stands at some paths. Linear in the nodes on their way."""
    by_step: defaultdict[str | int, list[Path]] = defaultdict(list)
    for path in leaving:
        by_step[path[0]].append(path[1:])
    if isinstance(node, Mapping):
        entries = []
        for key, value in node.entries:
            rest = by_step.get(key.text)
            if rest is None:
                entries.append((key, value))
            elif () not in rest:
                entries.append((key, _without(value, rest)))
        return node.only(tuple(entries))
    if isinstance(node, Sequence):
        items = []
        for number, item in enumerate(node.items):
            rest = by_step.get(number)
            if rest is None:
                items.append(item)
            elif () not in rest:
                items.append(_without(item, rest))
        return node.only(tuple(items))
    return node
