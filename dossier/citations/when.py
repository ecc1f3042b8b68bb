"""Dates as English styles of citation write them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dossier import dates

if TYPE_CHECKING:
    from collections.abc import Callable

    from dossier.dates import Edtf, Moment

# fmt: off - a year reads as a line
_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
# fmt: on
_SEASONS = {21: "Spring", 22: "Summer", 23: "Autumn", 24: "Winter"}


def month_first(edtf: Edtf) -> str:
    """Return a date as “March 2, 2026”."""
    return _told(edtf, lambda one: _joined(_month_day(one), one.year, "," if one.day else ""))


def day_first(edtf: Edtf) -> str:
    """Return a date as “2 March 2026”."""
    return _told(edtf, lambda one: _joined(day_and_month(one), one.year))


def year_first(edtf: Edtf) -> str:
    """Return a date as “2026, March 2”."""
    return _told(edtf, lambda one: ", ".join(filter(None, (str(one.year), _month_day(one)))))


def day_and_month(moment: Moment) -> str:
    """Return a date without its year: “2 March”, “March”, “Spring” or nothing."""
    return " ".join(filter(None, (str(moment.day or ""), _month(moment))))


def plain(edtf: Edtf) -> Moment | None:
    """Return the one moment, of a common year, that a date is, or nothing if it is more."""
    return edtf.start if not edtf.is_interval and is_plain(edtf) else None


def is_plain(edtf: Edtf) -> bool:
    """Say whether all moments of a date are there and have a whole year of the common era."""
    return all(one and one.year > 0 and not one.hidden_digits for one in (edtf.start, edtf.end))


def _told(edtf: Edtf, order: Callable[[Moment], str]) -> str:
    if edtf.start is None or edtf.end is None or not is_plain(edtf):
        return dates.words(edtf, dates.ENGLISH)
    ends = (edtf.start, edtf.end) if edtf.is_interval else (edtf.start,)
    return "–".join(_marked(one, order(one)) for one in ends)


def _marked(moment: Moment, told: str) -> str:
    """Mark a date that is not certain, as catalogues do: “ca. 2025”, “[2025?]”."""
    if moment.approximate:
        told = f"ca. {told}"
    return f"[{told}?]" if moment.uncertain else told


def _joined(first: str, year: int, mark: str = "") -> str:
    return f"{first}{mark} {year}" if first else str(year)


def _month_day(moment: Moment) -> str:
    return " ".join(filter(None, (_month(moment), str(moment.day or ""))))


def _month(moment: Moment) -> str:
    if moment.month is None:
        return ""
    return _SEASONS.get(moment.month) or _MONTHS[moment.month - 1]
