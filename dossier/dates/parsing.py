"""Reading EDTF.

Source: the Library of Congress, “Extended Date/Time Format (EDTF) Specification”, 2019,
levels 0 and 1, without times of day.
"""

from __future__ import annotations

import re
from typing import NoReturn

from dossier.dates.hints import either, meant
from dossier.dates.moments import SEASONS, Edtf, Moment, month_length

EXAMPLE = "2025-12-31"

_OPEN, _UNKNOWN = "..", ""


class DateError(ValueError):
    """What is wrong with a date, in two parts: the problem, and a way out.

    `unreadable` says that it has not even a date's form.
    """

    def __init__(self, problem: str, fix: str, *, unreadable: bool = False) -> None:
        super().__init__(f"{problem}; {fix}")
        self.problem = problem
        self.fix = fix
        self.unreadable = unreadable


_SLASHES = re.compile(r"[0-9]{1,4}/[0-9]{1,2}/[0-9]{1,4}")
"""A day as many write it, with slashes; here a slash stands between two dates."""


def parse(text: str) -> Edtf:
    """Read a date.

    Raises:
        DateError: a ValueError that says what is wrong and shows a right form.
    """
    if "/" not in text:
        moment = _moment(text)
        return Edtf(text, moment, moment)
    first, _, last = text.partition("/")
    if _SLASHES.fullmatch(text):
        _refuse(text)
    if "/" in last or {first, last} <= {_OPEN, _UNKNOWN}:
        _refuse(text, "an interval has two ends, and one of them at least is a date")
    if "X" in text:
        _refuse(text, "unknown digits (`X`) have no place in an interval")
    start = None if first in (_OPEN, _UNKNOWN) else _moment(first, text)
    end = None if last in (_OPEN, _UNKNOWN) else _moment(last, text)
    if start and end and (start.first > end.last):
        raise DateError(
            f"the interval “{_short(text)}” ends before it begins", f"Write `{last}/{first}`."
        )
    return Edtf(text, start, end, open_start=first == _OPEN, open_end=last == _OPEN)


_PATTERN = re.compile(
    r"(?:Y(?P<long>-?[1-9][0-9]{4,})"
    r"|(?P<year>-?[0-9]{4}|-?[0-9]{3}X|-?[0-9]{2}XX)"
    r"(?:-(?P<month>[0-9]{2}|XX)(?:-(?P<day>[0-9]{2}|XX))?)?)"
    r"(?P<mark>[?~%])?"
)
_LONGEST_YEAR = 12


def _moment(text: str, whole: str = "") -> Moment:
    found = _PATTERN.fullmatch(text)
    if not found or found["year"] == "-0000":
        _refuse(whole or text)
    if found["long"]:
        return _long_year(text, found)
    year, month, day = found["year"], found["month"], found["day"]
    hidden_digits = year.count("X")
    hidden_parts = (month == "XX") + (day == "XX")
    if (hidden_digits and month) or (month == "XX" and day not in (None, "XX")):
        _refuse(whole or text, "unknown digits (`X`) stand at the end of a date only")
    number = int(year.replace("X", "0"))
    if hidden_digits and number < 0:
        # -123X is the years -1239 to -1230: the digits that are hidden lead away from 0.
        number -= 10**hidden_digits - 1
    return Moment(
        text,
        number,
        _month(text, month, day),
        _day(text, number, month, day),
        hidden_digits,
        hidden_parts,
        approximate=found["mark"] in ("~", "%"),
        uncertain=found["mark"] in ("?", "%"),
    )


def _long_year(text: str, found: re.Match[str]) -> Moment:
    if len(found["long"]) > _LONGEST_YEAR or found["mark"]:
        _refuse(text, f"a year after `Y` has five to {_LONGEST_YEAR} signs and no mark")
    return Moment(text, int(found["long"]))


def _month(text: str, month: str | None, day: str | None) -> int | None:
    if month in (None, "XX"):
        return None
    number = int(month)
    if 1 <= number <= 12 or (number in SEASONS and day is None):  # noqa: PLR2004 - months
        return number
    year = text[: text.index("-", 1)]
    if number in SEASONS:
        raise DateError(f"“{_short(text)}” gives a season a day", f"Write `{year}-{month}`.")
    raise DateError(
        f"“{_short(text)}” has no such month: they go from 01 to 12, seasons from 21 to 24",
        f"Write the month and then the day, like `{EXAMPLE}`, or only `{year}`.",
    )


def _day(text: str, year: int, month: str | None, day: str | None) -> int | None:
    if month is None or day in (None, "XX"):
        return None
    number, length = int(day), month_length(year, int(month))
    if 1 <= number <= length:
        return number
    stem = text[: text.rindex("-")]
    raise DateError(
        f"“{_short(text)}” is a day that no calendar has: that month has {length} days",
        f"Write a day from 01 to {length}, or only `{stem}`.",
    )


def _refuse(text: str, problem: str = "") -> NoReturn:
    raise DateError(
        f"“{_short(text)}” – {problem}"
        if problem
        else f"“{_short(text)}” cannot be read as a date",
        _written_right(text) or f"Write it like `{EXAMPLE}`, `2025-12`, `2025~` or `2024/2025`.",
        unreadable=not problem,
    )


def _written_right(text: str) -> str:
    """Return the way out that writes a date right, where one can tell which is meant."""
    two = either(text)
    if two:
        day_first, month_first = two
        return (
            f"Write `{day_first}` if the day stands first there, `{month_first}` if the month does."
        )
    right = meant(text)
    try:
        return f"Write `{parse(right).text}`." if right else ""
    except DateError:
        return ""


def _short(text: str, most: int = 40) -> str:
    return text if len(text) <= most else text[: most - 1] + "…"
