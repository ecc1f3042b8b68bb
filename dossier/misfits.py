"""What to say of a value that does not fit its model, in plain words and with a way out.

Contributors never see pydantic's own wording: each of its errors is told anew here.
"""

from __future__ import annotations

import difflib
import json
import re
from dataclasses import field
from typing import TYPE_CHECKING, Literal

from dossier.declarations import OF_KEY, choices, is_table, keys_of, lineage, nested
from dossier.diagnostics import suggest
from dossier.frozen import dataclass
from dossier.kinds.fields import Short
from dossier.odd_spaces import INSTEAD, ODD_SPACE, odd_space

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from pydantic.fields import FieldInfo
    from pydantic_core import ErrorDetails

    from dossier.kinds.fields import Model, Path


@dataclass(frozen=True, slots=True)
class Misfit:
    """One thing that does not fit.

    `keys` are the keys of the mapping at fault that it is about: where one of them has been
    reported already, this follows from it and is not worth telling.
    `target` says what has to leave: the value with its key, or the mapping that it stands in.
    """

    code: str
    message: str
    fix: str
    why: tuple[str, ...] = ()
    keys: tuple[str, ...] = ()
    target: Literal["key", "value", "mapping"] = "value"


@dataclass(frozen=True, slots=True)
class Subject:
    """What is being read: `name` in messages (“claim”), and what is known of keys not its own.

    `foreign` says of keys where they belong, `refusals` of keys why they are not taken.
    """

    name: str
    foreign: Mapping[str, str] = field(default_factory=dict)
    refusals: Mapping[str, Misfit] = field(default_factory=dict)


def misfit(error: ErrorDetails, path: Path, model: type[Model], subject: Subject) -> Misfit:
    """Return what to say of one of pydantic's errors; `path` leads to it as it is written."""
    steps = error["loc"]
    name = _name(path, subject)
    models, declared = lineage(model, steps)
    of_key = bool(steps) and steps[-1] == OF_KEY
    match error["type"]:
        case "missing":
            return _missing(str(steps[-1]), declared, _name(path, subject))
        case "extra_forbidden":
            return _unknown(str(steps[-1]), models, _name(path[:-1], subject), subject)
        case "dossier":
            told = error["ctx"]
            return Misfit(
                told["code"],
                f"{name} {told['message']}",
                told["fix"],
                keys=told["about"],
                target="mapping" if told["about"] else "key" if of_key else "value",
            )
    return _value(error, name, declared, path)


# Keys -----------------------------------------------------------------------------------------


def _missing(key: str, declared: FieldInfo | None, owner: str) -> Misfit:
    return Misfit(
        "missing-key",
        f"{owner} has no “{key}”",
        f"Add it, like `{key}: {_example(declared)}`.",
        keys=(key,),
        target="mapping",
    )


def _unknown(key: str, models: Sequence[type[Model]], owner: str, subject: Subject) -> Misfit:
    if len(models) == 1 and key in subject.refusals:
        return subject.refusals[key]
    space = odd_space(key)
    if space:
        return _oddly_spaced(key, space)
    *outer, own = models
    known = keys_of(own)
    why = []
    if any(key in keys_of(each) for each in outer):
        why.append(f"“{key}” is a key of what stands around {owner}: indent it less.")
    inside = next((name for name, each in known.items() if key in keys_of(nested(each))), None)
    if inside:
        why.append(f"“{key}” belongs in “{inside}”: indent it below that.")
    elif len(models) == 1 and key in subject.foreign:
        why.append(subject.foreign[key])
    meant = closest_key(key, known, alike=_VERY_ALIKE if why else _ALIKE)
    if meant:
        fix = f"Did you mean “{meant}”?"
    elif why:
        fix = "Move it there, or take it out."
    else:
        fix = f"Its keys are {', '.join(f'`{one}`' for one in sorted(known))}."
    return Misfit(
        "unknown-key", f"“{shortened(key)}” is no key of {owner}", fix, tuple(why), target="key"
    )


def _oddly_spaced(key: str, space: str) -> Misfit:
    words = re.sub(ODD_SPACE, " ", key).strip()
    where = "before" if key.endswith(words) else "behind" if key.startswith(words) else "in"
    return Misfit(
        "unknown-key",
        f"{space} stands {where} the key “{shortened(words)}”",
        "Delete it, or put an ordinary space in its place; it came along when words were copied.",
        ("YAML takes it for a letter of the key.",),
        target="key",
    )


_ALIKE, _VERY_ALIKE = 0.6, 0.85


def closest_key(wrong: str, known: Iterable[str], *, alike: float = _ALIKE) -> str:
    """Return the known key that a wrong one most resembles, or nothing where none is close."""
    typed = wrong[:_LONGEST].lower().replace("-", "_").replace(" ", "_")
    close = difflib.get_close_matches(typed, sorted(known), n=1, cutoff=alike)
    return close[0] if close else ""


# Values ---------------------------------------------------------------------------------------


def _value(error: ErrorDetails, name: str, declared: FieldInfo | None, path: Path) -> Misfit:
    match error["type"]:
        case "literal_error":
            return _other_choice(error["input"], declared, name, path)
        case "tuple_type" | "list_type":
            return _no_list(error["input"], declared, name, path)
        case "model_type" | "model_attributes_type" | "dict_type":
            return _no_mapping(error["input"], declared, name)
    return Misfit("invalid-value", f"{name} does not fit here", _like(declared, path))


def _other_choice(value: object, declared: FieldInfo | None, name: str, path: Path) -> Misfit:
    known = choices(declared.annotation if declared else None)
    *most, last = (f"“{one}”" for one in known)
    message = f"{name} must be {', '.join(most)} or {last}"
    if not isinstance(value, str):
        return Misfit("invalid-value", f"{message}, not {_kind_of(value)}", _like(declared, path))
    same = [one for one in known if one.casefold() == value.strip().casefold()]
    meant = f"Did you mean “{same[0]}”?" if same else suggest(value.lower(), known)
    return Misfit(
        "invalid-value", f"{message}, not “{shortened(value)}”", meant or _like(declared, path)
    )


def _no_list(value: object, declared: FieldInfo | None, name: str, path: Path) -> Misfit:
    message = f"{name} must be a list, not {_kind_of(value)}"
    shape = _shape(value, declared, path)
    words = next(iter(value), "") if isinstance(value, dict) else value
    space = odd_space(words[1:2]) if isinstance(words, str) and words.startswith("-") else ""
    if space:
        fix = f"Look behind the dash: {space} stands there. {INSTEAD}"
    elif isinstance(value, dict):
        fix = f"Put `- ` before its first key: each entry of {name} begins with a dash."
    elif shape:
        return shape
    elif isinstance(value, str) and len(value) <= _LONGEST and "\n" not in value:
        parts = [part.strip() for part in value.split(",") if part.strip()]
        fix = f"Write `{path[-1]}: {as_typed(parts or [value])}`."
    else:
        fix = _like(declared, path)
    return Misfit("invalid-value", message, fix)


def _shape(value: object, declared: FieldInfo | None, path: Path) -> Misfit | None:
    """Return what to say of words where one entry with keys belongs, or several."""
    model = nested(declared)
    example = declared.examples[0] if declared and declared.examples else None
    entry = example[0] if isinstance(example, list) and example else example
    if model is None or issubclass(model, Short) or not isinstance(entry, dict):
        return None
    first, *others = entry
    rest = "".join(f", `{key}: …`" for key in others)
    if entry is not example:
        message = f"“{path[-1]}” must be a list of entries with keys, not {_kind_of(value)}"
        fix = f"Write below it, indented, `- {first}: …`, and in the lines after that{rest[1:]}."
    else:
        message = (
            f"“{path[-1]}” must be a mapping of keys and values, or a list of such, "
            f"not {_kind_of(value)}"
        )
        typed = as_typed(value) if isinstance(value, str) and len(value) <= _LONGEST else "…"
        rest = "".join(f", {key}: …" for key in others)
        fix = f"Write `{path[-1]}: {{{first}: {typed}{rest}}}`."
    return Misfit("invalid-value", message, fix)


def _no_mapping(value: object, declared: FieldInfo | None, name: str) -> Misfit:
    if value is None:
        return Misfit("invalid-value", f"{name} is empty", "Fill it in, or take it out.")
    model = nested(declared)
    what = "a mapping of keys and values"
    if model and issubclass(model, Short):
        what = f"text or {what}"
    message = f"{name} must be {what}, not {_kind_of(value)}"
    example = declared.examples[0] if declared and declared.examples else None
    if isinstance(example, list) and example:
        example = example[0]
    fix = f"Write it like `{as_typed(example)}`." if example is not None else "Write `key: value`."
    return Misfit("invalid-value", message, fix)


# Words ----------------------------------------------------------------------------------------

_LONGEST = 60


def shortened(text: str, most: int = _LONGEST) -> str:
    """Return words on one line, and no more of them than a message bears."""
    words = " ".join(text.split())
    return words if len(words) <= most else words[: most - 1] + "…"


def as_typed(value: object) -> str:
    """Return a value as one would type it in YAML on one line."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {as_typed(one)}" for key, one in value.items()) + "}"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(as_typed(one) for one in value) + "]"
    text = str(value)
    if _NEEDS_NO_QUOTES.fullmatch(text):
        return text
    return json.dumps(text, ensure_ascii=False)


_NEEDS_NO_QUOTES = re.compile(r"[\w./©‘’“”«»(](?:[\w./~?%;’‘“”«»()@+=&… –-]|:(?=\S))*(?<! )")


def _name(path: Path, subject: Subject) -> str:
    """Return what stands at a path: “when”, entry 2 of “tags”, or this claim."""
    if not path:
        return f"this {subject.name}"
    last = path[-1]
    if isinstance(last, str):
        return f"“{shortened(last)}”"
    return f"entry {last + 1} of {_name(path[:-1], subject)}"


def _kind_of(value: object) -> str:
    if value is None:
        return "empty"
    if isinstance(value, dict):
        return "a mapping of keys and values"
    return "a list" if isinstance(value, list) else "text"


def _like(declared: FieldInfo | None, path: Path) -> str:
    key = next((f"{step}: " for step in reversed(path) if isinstance(step, str)), "")
    example = declared.examples[0] if declared and declared.examples else "…"
    if isinstance(example, dict) and declared and is_table(declared) and len(path) > 1:
        example = next(iter(example.values()))
    return f"Write it like `{key}{as_typed(example)}`."


def _example(declared: FieldInfo | None) -> str:
    return as_typed(declared.examples[0]) if declared and declared.examples else "…"
