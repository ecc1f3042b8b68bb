"""What an index table can be narrowed down by: status, type, grade, year, tag, source.

A facet is offered where it parts the records: values that all of them have tell nothing. Each
takes one pass over the records.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from dossier import dates
from dossier.alphabet import alphabetical
from dossier.frozen import dataclass
from dossier.pages.sources import TYPES
from dossier.pages.views import Option
from dossier.translatable import N_

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from dossier.kinds import Kind
    from dossier.pages.desk import Desk
    from dossier.records import Record

MOST = 200
"""How many values a facet offers at most: those that most records have."""
LONGEST_SPAN = 10
"""How many years in a row a record is found under; of a longer time, the first and the last."""


@dataclass(frozen=True, slots=True)
class Facet:
    """A facet: its values in the order to show them, and which of them each record (by id) has."""

    key: str
    label: str
    options: tuple[Option, ...]
    values: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class _Subject:
    """Where a facet's values come from, what each is called, and what they are ordered by."""

    key: str
    label: str
    values: Callable[[Desk, Record], Sequence[str]]
    words: Callable[[Desk, str], str]
    order: Callable[[Desk, str], object]


def facets(desk: Desk, kind: Kind) -> tuple[Facet, ...]:
    """Return the facets of a kind's table."""
    records = desk.dossier.records.of(kind.name)
    return tuple(found for one in _subjects(kind) for found in _facet(desk, one, records))


def commonest(counts: Counter[str]) -> list[str]:
    """Return the values that most records have, as many as a facet offers."""
    return sorted(counts, key=lambda one: (-counts[one], one))[:MOST]


def _facet(desk: Desk, subject: _Subject, records: Sequence[Record]) -> Iterator[Facet]:
    values = {one.id: tuple(dict.fromkeys(subject.values(desk, one))) for one in records}
    counts = Counter(value for several in values.values() for value in several)
    if all(count == len(records) for count in counts.values()):
        return
    offered = sorted(commonest(counts), key=lambda one: (subject.order(desk, one), one))
    known = set(offered)
    yield Facet(
        subject.key,
        desk.words(subject.label),
        tuple(Option(one, subject.words(desk, one), counts[one]) for one in offered),
        {
            key: kept
            for key, several in values.items()
            if (kept := tuple(one for one in several if one in known))
        },
    )


def _subjects(kind: Kind) -> Iterator[_Subject]:
    fields = kind.model.model_fields
    if kind.group == "claim":
        yield _Subject("status", N_("Status"), _status, _status_words, _status_order)
    if kind.group == "source":
        yield _Subject("type", N_("Type"), _type, _type_words, _type_order)
        yield _Subject("grade", N_("Grade"), _grade, _as_it_is, _by_letters)
    if kind.group == "source" or "when" in fields:
        yield _Subject("year", N_("Year"), _years, _year_words, lambda _, year: latest_first(year))
    if "tags" in fields:
        yield _Subject("tag", N_("Tag"), _tags, _as_it_is, _by_letters)
    if kind.group == "claim":
        yield _Subject("source", N_("Source"), _sources, _title, _by_title)


# Which values a record has ----------------------------------------------------------------------


def _status(_: Desk, record: Record) -> Sequence[str]:
    return (record.model.status,)


def _type(_: Desk, record: Record) -> Sequence[str]:
    return (record.model.type,) if record.model.type else ()


def _grade(_: Desk, record: Record) -> Sequence[str]:
    return (record.model.reliability,) if record.model.reliability else ()


def _tags(_: Desk, record: Record) -> Sequence[str]:
    return record.model.tags  # type: ignore[no-any-return]


def _sources(desk: Desk, record: Record) -> Sequence[str]:
    support = desk.dossier.analyses.support[record.id]
    return (*support.sources, *support.disputing)


def _years(_: Desk, record: Record) -> Sequence[str]:
    return years(record)


def years(record: Record) -> Sequence[str]:
    """Return the years under which a record that has a date is found, as EDTF writes them."""
    when = record.model.published if record.kind.group == "source" else record.model.when
    if when is None:
        return ()
    start, end = when.start or when.end, when.end or when.start
    last = end.year + 10**end.hidden_digits - 1
    if last - start.year < LONGEST_SPAN:
        return [_written(year) for year in range(start.year, last + 1)]
    return (_written(start.year), _written(last))


def _written(year: int) -> str:
    """Return a year as EDTF writes it."""
    if abs(year) > 9999:  # noqa: PLR2004 - a year of more than four digits
        return f"Y{year}"
    return f"{year:04d}" if year >= 0 else f"-{-year:04d}"


# What values are called, and their order --------------------------------------------------------


def _as_it_is(_: Desk, value: str) -> str:
    return value


def _by_letters(_: Desk, value: str) -> str:
    return alphabetical(value)


def _status_words(desk: Desk, value: str) -> str:
    return desk.status_view(value).label


def _status_order(desk: Desk, value: str) -> int:
    return list(desk.dossier.project.statuses).index(value)


def _type_words(desk: Desk, value: str) -> str:
    return desk.words(TYPES[value])


def _type_order(_: Desk, value: str) -> int:
    return list(TYPES).index(value)


def _year_words(desk: Desk, value: str) -> str:
    return desk.words.date(dates.parse(value))


def latest_first(year: str) -> int:
    """Return a key that puts the latest year first."""
    return -int(year.removeprefix("Y"))


def _title(desk: Desk, value: str) -> str:
    return desk.ref(value).short


def _by_title(desk: Desk, value: str) -> str:
    return alphabetical(desk.ref(value).title)
