"""Quotes and brackets gone wrong: not closed, closed too early, or none where they are needed."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from dossier.documents.scene import FIRST_KEY

if TYPE_CHECKING:
    from dossier.documents.mistakes import Mistake
    from dossier.documents.scene import Scene

COLON_INSIDE = "a colon followed by a space stands inside a text without quotes"
TEXT_AFTER_QUOTE = "a text goes on after its closing quote"
QUOTES = frozenset("\"'")

_CLOSING = {"[": "]", "{": "}"}
_WHOLE_IN_QUOTES = "if it belongs to a text, put the whole text in quotes"


def open_quote(scene: Scene) -> Mistake:
    """Tell of a quote that is never closed."""
    return _not_closed(scene, scene.since)


def text_after_quote(scene: Scene) -> Mistake | None:
    """Tell of a text that goes on after its closing quote, if that is what the parser met."""
    if scene.before is None:
        return None
    start, end = scene.before
    quote = scene.text[start : start + 1]
    between = scene.text[end : scene.at]
    if quote not in QUOTES or between.strip() or "\n" in between:
        return None
    if "\n" in scene.text[start:end]:
        return _not_closed(scene, start)
    inner = "''" if quote == "'" else '\\"'
    fix = f"Put the whole text in quotes, and write {inner} for a {quote} inside it."
    return scene.stretch(scene.at, TEXT_AFTER_QUOTE, fix)


def brackets(scene: Scene) -> Mistake:
    """Tell what is wrong between the entries of a list or a mapping in brackets."""
    start = scene.since
    opening = scene.text[start]
    closing = _CLOSING[opening]
    if scene.letter and scene.letter in "]}":
        message = f"“{opening}” is closed by “{scene.letter}”"
        return scene.sign(scene.at, message, f"Close it with “{closing}”.")
    if not _is_closed(scene.text, start, opening, closing):
        return _open_bracket(scene, start)
    entry = scene.text[max(scene.line_start, start + 1) : scene.at].rpartition(",")[2]
    if scene.letter == ":" and ":" in entry:
        return scene.sign(scene.at, COLON_INSIDE, "Put that text in quotes.")
    mistake = None
    if scene.letter not in QUOTES and not FIRST_KEY.match(scene.text, scene.at):
        mistake = text_after_quote(scene)
    message = f"a comma is missing between the entries of “{opening} … {closing}”"
    return mistake or scene.sign(scene.at, message, "Put a comma before this entry.")


def stray_sign(scene: Scene) -> Mistake | None:
    """Tell of a bracket, a comma or dots with no value before them, or of an open bracket."""
    if scene.text.startswith("...", scene.at):
        return scene.stretch(scene.at, "“...” ends a document here", "Remove the three dots.")
    if scene.letter == ":":
        message = "a colon stands without a key before it"
        return scene.sign(scene.at, message, "Write the key before the colon.")
    if scene.letter and scene.letter in "]},":
        message = f"“{scene.letter}” stands where a value is expected"
        return scene.sign(scene.at, message, f"Remove it; {_WHOLE_IN_QUOTES}.")
    if scene.open_bracket is not None:
        return _open_bracket(scene, scene.open_bracket)
    return None


def _not_closed(scene: Scene, start: int) -> Mistake:
    quote = scene.text[start]
    return scene.sign(
        start,
        f"the quote that opens here ({quote}) is not closed",
        f"The text is then taken to go on in line {scene.number(start) + 1}.",
        f"Close it with {quote} after the text.",
    )


def _open_bracket(scene: Scene, start: int) -> Mistake:
    opening = scene.text[start]
    message = f"the “{opening}” that opens here is not closed"
    return scene.sign(start, message, f"Close it with “{_CLOSING[opening]}”; {_WHOLE_IN_QUOTES}.")


def _is_closed(text: str, start: int, opening: str, closing: str) -> bool:
    depth = 0
    for match in re.compile(f"[{re.escape(opening + closing)}]").finditer(text, start):
        depth += 1 if match[0] == opening else -1
        if depth == 0:
            return True
    return False
