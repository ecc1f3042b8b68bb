"""Values: as the standard library makes them, and nothing in the program changes one."""

from __future__ import annotations

import dataclasses
import pickle
import subprocess
import sys
from pathlib import Path

import pytest

from dossier.codes import Severity
from dossier.diagnostics import Diagnostic
from dossier.frozen import dataclass
from dossier.pages.highlight import Segment
from dossier.text import Place, Span

ROOT = Path(__file__).parents[1]


@dataclass(frozen=True, slots=True)
class Told:
    """Says itself what it is."""

    words: str

    def __repr__(self) -> str:
        return f"told {self.words}"


@dataclass(frozen=True, slots=True)
class Nothing:
    """Has nothing to tell."""


@dataclass(frozen=True, slots=True, order=True)
class Two:
    """Has two things to tell, one of them not in words."""

    one: int
    other: object = dataclasses.field(default=None, repr=False, compare=False)


@dataclass(frozen=True, slots=True, eq=False)
class Itself:
    """Is equal to itself only."""

    one: int


def as_by_the_standard_library(value: type) -> type:
    names = [(each.name, each.type, dataclasses.field()) for each in dataclasses.fields(value)]
    return dataclasses.make_dataclass(value.__qualname__, names, frozen=True, slots=True)


@pytest.mark.parametrize(
    "value",
    [Span(1, 2), Place("a.yml", 3), Segment("100 % “so”"), Nothing(), Itself(4)],
    ids=lambda value: type(value).__name__,
)
def test_a_value_is_told_as_the_standard_library_does(value: object) -> None:
    fields = {each.name: getattr(value, each.name) for each in dataclasses.fields(value)}  # type: ignore[arg-type]
    assert repr(value) == repr(as_by_the_standard_library(type(value))(**fields))


def test_a_value_that_says_itself_what_it_is_is_let() -> None:
    assert repr(Told("so")) == "told so"
    assert repr(Two(1, object())) == "Two(one=1)"


def test_values_are_equal_sorted_and_found_by_what_they_hold() -> None:
    assert Span(1, 2) == Span(1, 2) != Span(1, 3)
    assert {Span(1, 2): "here"}[Span(1, 2)] == "here"
    assert sorted([Two(2), Two(1)]) == [Two(1), Two(2)]
    assert hash(Two(1, [])) == hash(Two(1, None))
    assert Itself(1) != Itself(1)
    assert len({Itself(1), Itself(1)}) == 2


def test_values_are_sent_from_process_to_process_as_they_are() -> None:
    one = Diagnostic(Place("a.yml"), Severity.ERROR, "code", "told")
    assert pickle.loads(pickle.dumps(one)) == one  # noqa: S301 - our own
    assert dataclasses.replace(Span(1, 2), end=3) == Span(1, 3)


def test_nothing_changes_a_value_while_the_example_is_built_and_checked() -> None:
    """Let the standard library guard all values, and build this repository's own dossier."""
    script = (
        "import dataclasses, sys, dossier.frozen\n"
        "dossier.frozen.dataclass = dataclasses.dataclass\n"
        "from dossier.text import Span\n"
        "try: Span(1, 2).start = 3\n"
        "except dataclasses.FrozenInstanceError: pass\n"
        "else: sys.exit('values are not guarded')\n"
        "from pathlib import Path\n"
        "from dossier.build import read, render\n"
        "from dossier.diagnostics import Report\n"
        "from dossier.project import read_project\n"
        "from dossier.site import Addresses\n"
        "report = Report()\n"
        "dossier = read(read_project(Path('.'), report), report)\n"
        "site = render(dossier, Addresses(directories=True), report=report)\n"
        "print(len(site.pages), report.errors)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=False
    )
    number, _, errors = done.stdout.strip().partition(" ")
    assert done.stderr == ""
    assert int(number) > 50
    assert errors in {"0", "[]", "False"}
