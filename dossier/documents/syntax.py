"""What a writer of YAML most likely did wrong, told from where the parser gave up.

The parser says “did not find expected key”; a person wants to hear “a text goes on after its
closing quote” and what to do. All this runs only when something is wrong.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from dossier.documents import enclosures, layout
from dossier.documents.mistakes import Mistake, quoted, shown
from dossier.documents.scene import Scene, odd_spacing

if TYPE_CHECKING:
    from collections.abc import Callable

    from yaml.error import YAMLError

_DIGITS = {"x": 2, "u": 4, "U": 8}


def explain(
    error: YAMLError,
    text: str,
    *,
    before: tuple[int, int] | None = None,
    open_bracket: int | None = None,
    first_line: int = 1,
) -> Mistake:
    """Say in plain words what the parser ran into, and what to do about it.

    The error's marks, `before` and `open_bracket` are offsets into `text`; see `Scene`.
    """
    at = _offset(error, "problem_mark", text)
    since = _offset(error, "context_mark", text)
    known = [one for one in (at, since, 0) if one is not None]
    scene = Scene(text, known[0], known[-2:][0], before, open_bracket, first_line)
    odd = _odd_spacing(scene)
    if odd is not None:
        return odd
    told = (getattr(error, "context", None), getattr(error, "problem", None))
    complaint = ": ".join(words for words in told if words)
    for words, tell in _TELLERS:
        if any(word in complaint for word in words):
            return tell(scene) or _unknown(scene, complaint)
    return _unknown(scene, complaint)


def _offset(error: YAMLError, mark: str, text: str) -> int | None:
    found = getattr(error, mark, None)
    return None if found is None else min(found.index, len(text))


def _odd_spacing(scene: Scene) -> Mistake | None:
    """Return what is wrong with the spaces of the lines where the parser may have gone astray."""
    above = scene.line_above(scene.line_start)
    begun = scene.text.rfind("\n", 0, scene.since) + 1
    starts = {scene.line_start, begun} if above is None else {scene.line_start, begun, above}
    found = (odd_spacing(scene.text, start) for start in sorted(starts))
    return next(filter(None, found), None)


def _unknown(scene: Scene, complaint: str) -> Mistake:
    return scene.stretch(
        scene.at,
        "this cannot be read as YAML",
        f"The parser says: {shown(complaint)}.",
        "Compare the line, and the one above it, with a record that works; quotes often help.",
    )


def _tab(scene: Scene) -> Mistake:
    message = "a tab stands where YAML wants spaces"
    fix = "Indent with spaces; most editors can be set to type them for the Tab key."
    return scene.sign(scene.at, message, fix)


def _first_letter(scene: Scene) -> Mistake:
    if scene.letter == "\t":
        return _tab(scene)
    words = scene.rest_of_line(scene.at) if scene.open_bracket is None else ""
    return scene.sign(scene.at, f"a value cannot begin with “{scene.letter}”", quoted(words))


def _name_sign(scene: Scene) -> Mistake:
    line = scene.rest_of_line(scene.since)
    message = f"a value cannot begin with “{line[:1]}”, which has a meaning of its own in YAML"
    if line.startswith("* "):
        fix = "Begin a list entry with “- ”; put Markdown below “key: |”, indented."
        return scene.sign(scene.since, message, fix)
    return scene.sign(scene.since, message, quoted(line))


def _tag(scene: Scene) -> Mistake:
    message = "a value cannot begin with “!”, which marks a tag in YAML"
    return scene.stretch(scene.since, message, quoted(scene.rest_of_line(scene.since)))


def _escape(scene: Scene) -> Mistake:
    start = scene.text.rfind("\\", 0, scene.at + 1)
    escape = scene.text[start : start + 2]
    digits = _DIGITS.get(escape[1:])
    problem = f"wants {digits} digits of a character’s number" if digits else "has no meaning"
    return Mistake(
        "yaml-syntax",
        start,
        start + len(escape),
        f"“{shown(escape)}” between double quotes {problem}",
        "Write \\\\ for a backslash, or use single quotes, which know no escapes.",
        ("A backslash there begins an escape, such as \\n or \\u2019.",),
    )


def _block_sign(scene: Scene) -> Mistake:
    sign = scene.text[scene.since]
    message = f"text stands in the same line as “{sign}”"
    fix = f"Put the text below “{sign}”, indented; or leave “{sign}” out and quote the text."
    return scene.stretch(scene.at, message, fix)


def _dash(scene: Scene) -> Mistake:
    message = "a list cannot begin in the line of its key"
    fix = "Put each “- entry” in a line of its own below; if it is text, put it in quotes."
    return scene.sign(scene.at, message, fix)


def _question(scene: Scene) -> Mistake:
    message = "a value cannot begin with “? ”, which marks a key in YAML"
    return scene.sign(scene.at, message, quoted(scene.rest_of_line(scene.at)))


# Words of the parser's complaint (libyaml's and PyYAML's own), each with who tells it better.
_TELLERS: tuple[tuple[tuple[str, ...], Callable[[Scene], Mistake | None]], ...] = (
    (("scanning an alias", "scanning an anchor"), _name_sign),
    (("a tag", "tag handle"), _tag),
    (("a tab character",), _tab),
    (("cannot start any token",), _first_letter),
    (("mapping values are not allowed",), layout.colon),
    (("expected ':'",), layout.no_colon),
    (("unexpected end of stream", "unexpected document"), enclosures.open_quote),
    (("escape", "hexdecimal"), _escape),
    (("or ']'", "or '}'"), enclosures.brackets),
    (("sequence entries are not allowed",), _dash),
    (("mapping keys are not allowed",), _question),
    (("line break", "indentation indicator", "chomping"), _block_sign),
    (("node content",), enclosures.stray_sign),
    (("document start>",), layout.after_the_end),
    (("expected key", "block end>", "'-' indicator"), layout.next_entry),
)
