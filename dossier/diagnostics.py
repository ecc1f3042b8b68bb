"""What is wrong, said well: the place, what, why, and a way out."""

from __future__ import annotations

import difflib
import json
from collections import Counter
from dataclasses import field
from typing import TYPE_CHECKING, Any

from dossier.codes import CODES, Severity
from dossier.frozen import dataclass

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from dossier.text import Place


class DossierError(Exception):
    """A dossier cannot be worked on at all: no folder, no permission, a broken promise."""


@dataclass(frozen=True, slots=True)
class Related:
    """Another place that has to do with a diagnostic, and a word on why."""

    place: Place
    note: str


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One thing that is wrong, where, why, and what to do about it."""

    place: Place
    severity: Severity
    code: str
    message: str
    why: tuple[str, ...] = ()
    fix: str = ""
    related: tuple[Related, ...] = ()

    def __str__(self) -> str:
        return f"{self.place}: {self.severity}: {self.message} [{self.code}]"

    def lines(self) -> list[str]:
        """Return the diagnostic as the lines that people read, the headline first."""
        told = [str(self), *(f"  {line}" for line in self.why)]
        told += [f"  {other.place}: {other.note}" for other in self.related]
        if self.fix:
            told.append(f"  {self.fix}")
        return told


@dataclass
class Report:
    """The diagnostics of one run. Stages add to it; nobody takes away.

    `severities` holds the dossier's own weights by code (`None`: off), for switchable codes.
    """

    severities: Mapping[str, Severity | None] = field(default_factory=dict)
    _diagnostics: list[Diagnostic] = field(default_factory=list)

    def add(
        self,
        code: str,
        place: Place,
        message: str,
        *,
        why: Iterable[str] = (),
        fix: str = "",
        related: Iterable[Related] = (),
    ) -> None:
        """Add one diagnostic. The code must be declared in `dossier.codes`."""
        severity = self.severities.get(code, CODES[code].severity)
        if severity is None:
            return
        self._diagnostics.append(
            Diagnostic(place, severity, code, message, tuple(why), fix, tuple(related))
        )

    def repeat(self, diagnostics: Iterable[Diagnostic]) -> None:
        """Add diagnostics of an earlier run; this report weighs them for itself."""
        for one in diagnostics:
            self.add(
                one.code, one.place, one.message, why=one.why, fix=one.fix, related=one.related
            )

    @property
    def diagnostics(self) -> list[Diagnostic]:
        """All diagnostics, by path, line and column; each once."""
        told = dict.fromkeys(self._diagnostics)
        return sorted(told, key=lambda one: (one.place.path, one.place.line, one.place.column))

    @property
    def errors(self) -> list[Diagnostic]:
        """The diagnostics that fail a build."""
        return [one for one in self.diagnostics if one.severity is Severity.ERROR]

    @property
    def warnings(self) -> list[Diagnostic]:
        """The diagnostics that fail a build only under `--strict`."""
        return [one for one in self.diagnostics if one.severity is Severity.WARNING]

    def summary(self) -> str:
        """Return one line that counts: “2 errors and 1 warning in 2 files”."""
        counts = Counter(one.severity for one in self.diagnostics)
        files = len({one.place.path for one in self.diagnostics})
        parts = [_count(counts[each], each.value) for each in Severity if counts[each]]
        return f"{' and '.join(parts)} in {_count(files, 'file')}" if parts else "no problems"


def as_text(
    diagnostics: Iterable[Diagnostic], read_lines: Callable[[str], Sequence[str] | None]
) -> str:
    """Render diagnostics for people, each with the line it is about and a caret below it.

    `read_lines(path)` returns a file's lines, or None where they cannot be had.
    """
    blocks = []
    for one in diagnostics:
        headline, *rest = one.lines()
        blocks.append("\n".join([headline, *_excerpt(one.place, read_lines), *rest]))
    return "\n\n".join(blocks)


def as_json(diagnostics: Iterable[Diagnostic]) -> str:
    """Render diagnostics as a JSON array of objects, one a diagnostic."""

    def place(where: Place) -> dict[str, Any]:
        return {
            "path": where.path,
            "line": where.line,
            "column": where.column,
            "end_line": where.end_line,
            "end_column": where.end_column,
        }

    told = [
        {
            **place(one.place),
            "severity": one.severity.value,
            "code": one.code,
            "message": one.message,
            "why": list(one.why),
            "fix": one.fix,
            "related": [{**place(other.place), "note": other.note} for other in one.related],
        }
        for one in diagnostics
    ]
    return json.dumps(told, ensure_ascii=False, indent=2)


def as_github(diagnostics: Iterable[Diagnostic]) -> str:
    """Render diagnostics as GitHub workflow commands, which mark the changed lines.

    Source: GitHub's documentation, “Workflow commands for GitHub Actions”.
    """
    commands = []
    for one in diagnostics:
        where = one.place
        fields = {"file": where.path, "line": str(where.line), "col": str(where.column)}
        if where.end_line is not None and where.end_column is not None:
            fields["endLine"] = str(where.end_line)
            if where.end_line == where.line:
                fields["endColumn"] = str(where.end_column)
        fields["title"] = f"{one.message} [{one.code}]"
        settings = ",".join(f"{key}={_property(value)}" for key, value in fields.items())
        body = _data("\n".join(line.strip() for line in one.lines()[1:]) or one.message)
        commands.append(f"::{one.severity.value} {settings}::{body}")
    return "\n".join(commands)


def suggest(word: str, candidates: Iterable[str], *, most: int = 3) -> str:
    """Return “Did you mean …?” with the closest candidates, or nothing where none is close."""
    close = difflib.get_close_matches(word, sorted(set(candidates)), n=most, cutoff=0.6)
    if not close:
        return ""
    return f"Did you mean {' or '.join(f'“{one}”' for one in close)}?"


def _count(number: int, word: str) -> str:
    return f"{number} {word}" if number == 1 else f"{number} {word}s"


def _excerpt(place: Place, read_lines: Callable[[str], Sequence[str] | None]) -> list[str]:
    lines = read_lines(place.path)
    if lines is None or not 1 <= place.line <= len(lines):
        return []
    line = lines[place.line - 1].rstrip("\r\n").replace("\t", " ")
    start = place.column - 1
    end = place.end_column - 1 if place.end_line == place.line and place.end_column else start + 1
    margin = f"  {place.line:>4} │ "
    cut = max(0, start - 60)
    shown = ("…" if cut else "") + line[cut : cut + 110]
    caret = " " * (start - cut + bool(cut)) + "^" * max(1, min(end, cut + 110, len(line)) - start)
    return [margin + shown, " " * (len(margin) - 2) + "│ " + caret]


def _data(value: str) -> str:
    return value.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(value: str) -> str:
    return _data(value).replace(":", "%3A").replace(",", "%2C")
