"""Reading single values from the text that was typed.

Each function returns the value or raises `wrong(…)`: one predicate that says what is wrong
(“must be one line”), before which `dossier.fitting` puts the subject, and a way out.
"""

from __future__ import annotations

import re

from pydantic_core import PydanticCustomError

from dossier import dates

AS_DATE = "as 2026, 2026-03 or 2026-03-04"
"""How a date is written, for those who have not heard of EDTF."""

ID_PATTERN = "^(?!index$)[a-z0-9]+([-_][a-z0-9]+)*$"
ID = re.compile(r"(?!index\Z)[a-z0-9]++(?>(?:[-_][a-z0-9]++)*)")
"""What an id looks like. “index” is none: `claims/index` is the page that lists all claims."""


def wrong(
    message: str,
    fix: str,
    *,
    code: str = "invalid-value",
    each: tuple[tuple[str | int, ...], ...] = ((),),
    about: tuple[str, ...] = (),
) -> PydanticCustomError:
    """Return the error to raise for a value: a predicate, and a way out.

    `each` leads to what is meant inside the value, if that is only a part of it or several;
    `about` names the keys that are at fault where it is a mapping.
    """
    context = {"message": message, "fix": fix, "code": code, "each": each, "about": about}
    return PydanticCustomError("dossier", "{message}", context)


_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]")
SCALAR_TYPES = ["string", "number", "boolean"]
"""What an editor may take a scalar for; here it stays the text that was typed."""


def text(value: object) -> str:
    """Return text as it was typed, or raise what is wrong with it."""
    if value is None:
        raise wrong("is empty", "Write its words, or take it out.")
    if not isinstance(value, str):
        what = "a list" if isinstance(value, list) else "a mapping of keys and values"
        fix = 'Put text that has brackets into quotes: "[…] …".'
        if isinstance(value, list) and len(value) == 1 and isinstance(value[0], str):
            fix = f"Write `{value[0][:60]}` without brackets of its own."
        raise wrong(f"must be text, not {what}", fix)
    if not value.strip():
        raise wrong("has no words", "Write its words, or take the key out.")
    found = _CONTROL.search(value)
    if found:
        raise wrong(
            f"holds a character that cannot be shown (U+{ord(found[0]):04X})",
            "Take the character out; it often comes along when words are copied.",
        )
    return value


def line(value: object) -> str:
    """Return one line of text without the white space around it, or raise what is wrong."""
    words = text(value).strip()
    if len(words.splitlines()) > 1:
        raise wrong(
            "must be one line of text",
            "Write it on one line, or after `>-`, which makes one line of several.",
        )
    return words


def whole_number(value: object) -> int:
    """Return a whole number in the spelling of YAML's core schema, or raise what is wrong."""
    if isinstance(value, str) and re.fullmatch(r"[-+]?[0-9]{1,15}", value):
        return int(value)
    raise wrong("must be a whole number", "Write it in digits, like `2`.")


def counted(value: object) -> int:
    """Return a whole number from 1, or raise what is wrong."""
    number = whole_number(value)
    if number < 1:
        raise wrong("must be 1 or more: occurrences are counted from 1", "Write `1` for the first.")
    return number


def truth(value: object) -> bool:
    """Return true or false in the spellings of YAML's core schema, or raise what is wrong."""
    if value in ("true", "True", "TRUE"):
        return True
    if value in ("false", "False", "FALSE"):
        return False
    meant = "false" if str(value).lower() in ("no", "off", "n", "0") else "true"
    raise wrong("must be true or false", f"Write `{meant}`.")


def moment(value: object) -> dates.Edtf:
    """Return a date, or raise what is wrong with it."""
    try:
        return dates.parse(line(value))
    except dates.DateError as error:
        told = f"cannot be read as a date: “{line(value)[:40]}”"
        problem = told if error.unreadable else f"is no date: {error.problem}"
        raise wrong(problem, error.fix) from None


def quoted(value: object) -> str:
    """Return the words of a quote as typed, or raise what is wrong with them."""
    if isinstance(value, str) and not value.strip():
        raise wrong(
            "is empty: a quote needs words of the source",
            "Copy the words from the source, as they stand there.",
            code="empty-quote",
        )
    return text(value)
