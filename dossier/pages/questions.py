"""The page of a question: the answers that compete, and what each one rests on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from dossier.frozen import dataclass
from dossier.pages import entities
from dossier.pages.sources import RELIABILITY

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dossier.analyses.answers import Answer, Line, Matrix
    from dossier.pages.desk import Desk
    from dossier.pages.views import ClaimLine, QuoteView, Ref
    from dossier.records import Record

_SIGNS = {"supports": "+", "disputes": "−", "discusses": "○"}
"""What shows without color how evidence bears on its answer, in the order of a cell's lines."""
_MOST_COLUMNS = 26
"""How many answers the matrix sets against each other: more, nobody could compare."""


@dataclass(frozen=True, slots=True)
class AnswerView:
    """An answer: its letter in the matrix, where it stands on the page, and its totals."""

    letter: str
    fragment: str
    claim: ClaimLine
    quotes: tuple[QuoteView, ...]
    against: str
    supporting: str


@dataclass(frozen=True, slots=True)
class Bearing:
    """How an origin bears on an answer: a sign, words, where it does so.

    `detail` says in how many quotes, or through which other answer.
    """

    stance: str
    sign: str
    words: str
    href: str
    detail: str


@dataclass(frozen=True, slots=True)
class OriginRow:
    """An origin's row of the matrix, with a cell an answer; `grades` come with their meaning."""

    origin: Ref
    carried: str
    grades_label: str
    grades: tuple[tuple[str, str], ...]
    cells: tuple[tuple[Bearing, ...], ...]


def view(desk: Desk, record: Record) -> dict[str, Any]:
    """Return what the template of a question shows."""
    model = record.model
    matrix = desk.dossier.analyses.answers[record.id]
    letters = {one.claim: letter(number) for number, one in enumerate(matrix.answers)}
    grades = sorted({grade for line in matrix.lines for grade in line.grades})
    rivals = {rival for one in matrix.answers for rival in one.rivals}
    return {
        "description": model.description,
        "answers": [_answer(desk, one, letters[one.claim]) for one in matrix.answers],
        "columns": min(len(matrix.answers), _MOST_COLUMNS),
        "rows": list(_rows(desk, matrix, letters)),
        "crossing": any(one.supporting for one in matrix.answers if one.claim in rivals),
        "alike": len({len(one.against) for one in matrix.answers}) == 1,
        "undecided": not any(one.supporting or one.against for one in matrix.answers),
        "grades": [(grade, desk.words(RELIABILITY[grade])) for grade in grades],
        "would_decide": desk.notes(model.would_decide),
        "facts": list(entities.common_facts(desk, record)),
        "image": entities.image(desk, record),
        "image_credit": model.image_credit,
        "relations": list(entities.relations(desk, record)),
        "notes": desk.notes(model.notes),
    }


def answering(desk: Desk, question: str) -> list[str]:
    """Return the claims that answer a question, the least contradicted first."""
    return [one.claim for one in desk.dossier.analyses.answers[question].answers]


def description(desk: Desk, record: Record) -> str:
    """Return the page's one-line description for search engines and previews."""
    return record.model.description or desk.words.count(
        "%(num)s claim answers it.",
        "%(num)s claims answer it, side by side.",
        len(answering(desk, record.id)),
    )


def letter(number: int) -> str:
    """Return what an answer is called for short: A, B … Z, AA, AB …, counting from 0."""
    before, last = divmod(number, 26)
    return (letter(before - 1) if before else "") + chr(ord("A") + last)


def _answer(desk: Desk, answer: Answer, called: str) -> AnswerView:
    _ = desk.words
    return AnswerView(
        letter=called,
        fragment=f"answer-{answer.claim}",
        claim=desk.claim_line(answer.claim),
        quotes=desk.quotes(desk.dossier.graph.evidence_for.get(answer.claim, ())),
        against=_.count("%(num)s origin", "%(num)s origins", len(answer.against)),
        supporting=_.count("%(num)s origin", "%(num)s origins", len(answer.supporting)),
    )


def _rows(desk: Desk, matrix: Matrix, letters: dict[str, str]) -> Iterator[OriginRow]:
    """Yield what each origin says to the answers that stand first."""
    columns = [(one.claim, frozenset(one.rivals)) for one in matrix.answers[:_MOST_COLUMNS]]
    for line in matrix.lines:
        cells = tuple(
            (*_own(desk, line, claim), *_crossing(desk, line, rivals, letters))
            for claim, rivals in columns
        )
        if any(cells):
            yield _row(desk, line, cells)


def _row(desk: Desk, line: Line, cells: tuple[tuple[Bearing, ...], ...]) -> OriginRow:
    _, origin = desk.words, desk.ref(line.origin)
    carrying = {one.source for found in line.evidence.values() for one in found}
    carried = _("the source itself")
    if origin.kind != "sources":
        carried = _.count("cited by %(num)s source", "cited by %(num)s sources", len(carrying))
    elif line.others:
        carried = _.count(
            "the source itself, and %(num)s that counts as one with it",
            "the source itself, and %(num)s that count as one with it",
            len(line.others),
        )
    return OriginRow(
        origin=origin,
        carried=carried,
        grades_label=_.plural("grade", "grades", len(line.grades)),
        grades=tuple((grade, _(RELIABILITY[grade])) for grade in line.grades),
        cells=cells,
    )


def _own(desk: Desk, line: Line, claim: str) -> Iterator[Bearing]:
    """Yield how an origin's own evidence on an answer bears on it."""
    _ = desk.words
    for stance, sign in _SIGNS.items():
        found = [one for one in line.evidence.get(claim, ()) if one.stance == stance]
        if found:
            href = desk.ref(claim, found[0].fragment).href
            quotes = _.count("%(num)s quote", "%(num)s quotes", len(found))
            yield Bearing(stance, sign, desk.stance(stance), href, quotes)


def _crossing(
    desk: Desk, line: Line, rivals: frozenset[str], letters: dict[str, str]
) -> Iterator[Bearing]:
    """Yield how an origin bears on an answer by supporting others that contradict it."""
    _ = desk.words
    for claim, found in line.evidence.items():
        first = next((one for one in found if one.stance == "supports"), None)
        if claim in rivals and first:
            detail = _("supports %(answer)s") % {"answer": letters[claim]}
            href = desk.ref(claim, first.fragment).href
            yield Bearing("contradicts", "⇄", _("against"), href, detail)
