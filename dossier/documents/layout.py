"""Lines gone wrong: indented to no purpose, without their colon, or begun in the wrong place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dossier.documents.enclosures import COLON_INSIDE, QUOTES, TEXT_AFTER_QUOTE, text_after_quote
from dossier.documents.mistakes import further_document, quoted, shown
from dossier.documents.scene import FIRST_KEY, missing_space

if TYPE_CHECKING:
    from dossier.documents.mistakes import Mistake
    from dossier.documents.scene import Scene

_LONGEST_KEY = 1024  # YAML 1.2.2, section 7.4.2: what an implicit key is limited to
_WHAT_BEGINS_WITH = {
    "[": "a list",
    "{": "a mapping",
    "*": "an alias",
    "&": "an anchor",
    "!": "a tag",
}


def colon(scene: Scene) -> Mistake:
    """Tell of a colon where no key can end: a text holds it, or a line above went wrong."""
    start = scene.line_start
    key = FIRST_KEY.match(scene.text, start, scene.at)
    if key is not None and scene.text[key.end() : scene.at].strip():
        return scene.sign(scene.at, COLON_INSIDE, quoted(scene.rest_of_line(key.end())))
    if scene.at - start > _LONGEST_KEY:
        message = f"a key is longer than {_LONGEST_KEY:,} characters"
        return scene.sign(start, message, "Give it a shorter name.")
    above = scene.line_above(start)
    if above is None:
        words = scene.rest_of_line(start)
        return scene.sign(scene.at, "a colon stands where no key can be", quoted(words))
    first = above + scene.indent(above)
    return missing_space(scene.text, first) or _more_of_above(scene, above, first)


def no_colon(scene: Scene) -> Mistake:
    """Tell of a line that stands in a key's place and has no colon."""
    start = scene.since
    line = scene.rest_of_line(start)
    if _is_dash_alone(line):
        return _dash_without_space(scene, start)
    found = missing_space(scene.text, start)
    if found is not None:
        return found
    above = scene.line_above(scene.text.rfind("\n", 0, start) + 1)
    fix = f"If it is a key, write “{shown(line.split(' ')[0])}: …”"
    if above is not None:
        key = f"the key in line {scene.number(above)}"
        fix += f"; if it goes on with the text above, indent it deeper than {key}"
    message = f"“{shown(line)}” is no “key: value”: it has no colon"
    return scene.stretch(start, message, fix + ".")


def next_entry(scene: Scene) -> Mistake | None:
    """Tell what stands where a mapping's next key or a list's next entry should."""
    ahead = scene.text[scene.line_start : scene.at]
    if scene.letter == ":":
        message = "a colon stands without a key before it"
        return scene.sign(scene.at, message, "Write the key before the colon.")
    if ahead.strip(" -"):
        return text_after_quote(scene) or _text_after_value(scene, ahead)
    if not ahead.strip() and _is_dash_alone(scene.rest_of_line(scene.at)):
        return _dash_without_space(scene, scene.at)
    return _indentation(scene)


def after_the_end(scene: Scene) -> Mistake | None:
    """Tell what stands in a file after all of it has been read."""
    if scene.text.startswith("...", scene.line_start):
        message = "text follows “...”, which ends a YAML document"
        return scene.stretch(scene.at, message, "Remove the three dots.")
    above = scene.line_above(scene.line_start)
    if above is not None and scene.text.startswith("...", above):
        return further_document(above, above + 3)
    return next_entry(scene)


def _more_of_above(scene: Scene, above: int, first: int) -> Mistake:
    if FIRST_KEY.match(scene.text, above) is None:
        message = f"no colon ends the key “{shown(scene.rest_of_line(first))}”"
        return scene.stretch(first, message, "Write “key: value”, or “key:” and go on below.")
    line = f"line {scene.number(above)}"
    return scene.stretch(
        scene.line_start + scene.indent(scene.line_start),
        f"this line is read as more of the text in {line}, where no “key: ” can stand",
        f"If it is a key of its own, indent it like {line}; "
        f"if it belongs to the text, put the whole text in quotes.",
    )


def _is_dash_alone(line: str) -> bool:
    return line.startswith("-") and line[1:2].strip() != ""


def _dash_without_space(scene: Scene, start: int) -> Mistake:
    message = "a space is missing after the dash of a list entry"
    return scene.sign(start, message, "Write “- entry”, with a space after the dash.")


def _text_after_value(scene: Scene, ahead: str) -> Mistake:
    line = scene.rest_of_line(scene.line_start)
    key = FIRST_KEY.match(ahead)
    begins = key.end() if key else 0
    begins += len(line[begins:]) - len(line[begins:].lstrip(" -"))
    value = line[begins:]
    if value[:1] in QUOTES:
        return scene.stretch(scene.at, TEXT_AFTER_QUOTE, quoted(value))
    what = _WHAT_BEGINS_WITH.get(value[:1])
    if what is None:
        return scene.stretch(scene.at, "something follows a value that has ended", quoted(value))
    message = f"a value that begins with “{value[:1]}” is read as {what}, but text follows"
    return scene.stretch(scene.line_start + begins, message, quoted(value))


def _indentation(scene: Scene) -> Mistake | None:
    indent = scene.at - scene.line_start
    levels = list(scene.levels_above(scene.line_start))
    if scene.letter == "-" and any(level == indent for level, _ in levels):
        message = "a list entry stands where a key is expected"
        fix = "Put a list below a key that has no value in its own line."
        return scene.sign(scene.at, message, fix)
    near = sorted(levels, key=lambda one: (abs(one[0] - indent), one[0]))[:2]
    offers = [f"{_by(level)} like {_whom(scene, level, line)}" for level, line in near]
    if not offers:
        return None
    message = f"this line’s indentation ({_spaces(indent)}) matches no line above it"
    return scene.stretch(scene.at, message, f"Indent it {', or '.join(offers)}.")


def _by(level: int) -> str:
    return f"by {_spaces(level)}" if level else "not at all"


def _whom(scene: Scene, level: int, line: int) -> str:
    after_dash = level > scene.indent(line)
    return f"{'what follows the dash in ' if after_dash else ''}line {scene.number(line)}"


def _spaces(number: int) -> str:
    return "1 space" if number == 1 else f"{number} spaces"
