"""Characters that a file must not hold, because readers, databases and browsers choke on them."""

from __future__ import annotations

import re
from collections import Counter

from dossier.documents.mistakes import Mistake, directive
from dossier.frozen import dataclass

# What XML 1.0 allows (production 2, Char), less the control characters U+007F to U+009F.
_UNFIT_ESCAPED = re.compile("[^\t\n\r\x20-\x7e\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
# In the file itself also what libyaml takes for line breaks, and nobody else does: every line
# below would get a wrong number. And a byte order mark anywhere but at the beginning.
_UNFIT = re.compile(
    "[^\t\n\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]"
)
_LINE_BREAKS = "\x85\u2028\u2029"
_NAMES = {
    "\0": "NUL",
    "\x1b": "ESC",
    "\x7f": "DEL",
    "\x85": "next line",
    "\u2028": "line separator",
    "\u2029": "paragraph separator",
    "\ufeff": "byte order mark",
}
_DIRECTIVE = re.compile(r"^%(?P<rest>(?P<known>YAML |TAG )?.*)$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Cleaned:
    """A text of the same length that a parser can be given, and what was wrong with it.

    `holes` are the offsets of letters that are lost.
    """

    text: str
    mistakes: tuple[Mistake, ...]
    holes: tuple[int, ...]


def cleaned(text: str) -> Cleaned:
    """Put stand-ins where a text holds unfit characters, or lines that steer the parser."""
    found: list[Mistake] = []
    holes: list[int] = []
    # “isprintable” is far quicker than the expression, and true of nearly every text.
    if not text.replace("\n", "").isprintable():
        matches = list(_UNFIT.finditer(text))
        if matches:
            counts = Counter(match[0] for match in matches)
            firsts = {match[0]: match.start() for match in reversed(matches)}
            found += [_unfit(firsts[letter], letter, counts[letter]) for letter in firsts]
            holes += (one.start() for one in matches if one[0] not in _LINE_BREAKS)
            text = _UNFIT.sub(lambda one: " " if one[0] in _LINE_BREAKS else "\ufffd", text)
    if text.startswith("%") or "\n%" in text:
        # Libyaml takes minutes over a hundred thousand %TAG lines: it sees comments instead.
        for match in _DIRECTIVE.finditer(text):
            found.append(directive(match.start(), match.end(), match[0]))
            # Other such lines are no directives, but a key or a text gone wrong.
            holes += [] if match["known"] else [match.start()]
        text = _DIRECTIVE.sub(r"#\g<rest>", text)
    return Cleaned(text, tuple(found), tuple(holes))


def without_escaped(text: str, start: int, end: int) -> tuple[str, Mistake | None]:
    r"""Put stand-ins where a scalar's escapes, `\0` say, make characters that are unfit."""
    match = _UNFIT_ESCAPED.search(text)
    if match is None:
        return text, None
    mistake = Mistake(
        "invalid-character",
        start,
        end,
        f"an escape in this text stands for {_name(match[0])}",
        "Remove the escape: the character cannot be shown.",
    )
    return _UNFIT_ESCAPED.sub("\ufffd", text), mistake


def _unfit(offset: int, letter: str, count: int) -> Mistake:
    why = [f"It stands {count:,} times in this file; this is the first."] if count > 1 else []
    if letter == "\0":
        why.append("Many of them mean that the file was saved as UTF-16.")
    fix = "Delete it; many editors show invisible characters on request."
    if letter in _LINE_BREAKS:
        fix = "Delete it, or put an ordinary space or line break in its place."
    name = _name(letter)
    return Mistake("invalid-character", offset, offset + 1, f"here stands {name}", fix, tuple(why))


def _name(letter: str) -> str:
    number = f"U+{ord(letter):04X}"
    if "\ud800" <= letter <= "\udfff":
        return f"half of a surrogate pair, {number}"
    known = _NAMES.get(letter)
    if known:
        return f"an invisible character, {number} ({known})"
    return f"a control character, {number}"
