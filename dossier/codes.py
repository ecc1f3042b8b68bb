"""Every kind of diagnostic, declared once: its code, its usual severity, what it means.

A diagnostic's code is a word that stays the same for good: people search for it, switch it
in `dossier.yml` and find it in the reference. Add a line here before you report it.
"""

from __future__ import annotations

from enum import StrEnum

from dossier.frozen import dataclass


class Severity(StrEnum):
    """How much a diagnostic weighs: an error fails the build, a warning only under `--strict`."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Code:
    """What one code means.

    `switchable` codes are editorial judgements, which a dossier may weigh differently under
    `checks:` in its settings; the others guard a promise of the format and stay as they are.
    """

    name: str
    severity: Severity
    meaning: str
    switchable: bool = False


_E, _W = Severity.ERROR, Severity.WARNING

_ALL = (
    # Of documents (files and YAML).
    Code("unreadable-file", _E, "A file cannot be read, or is not a regular file of the dossier."),
    Code("file-too-large", _E, "A file is larger than the format allows."),
    Code("invalid-utf8", _E, "A file is not UTF-8 text."),
    Code("invalid-character", _E, "A file holds a character that no text needs, NUL for one."),
    Code("yaml-syntax", _E, "A file is not well-formed YAML."),
    Code("yaml-feature", _E, "A file uses a part of YAML that records do not: anchors, tags …"),
    Code("yaml-too-deep", _E, "A file nests values deeper than the format allows."),
    Code("not-a-mapping", _E, "A file holds a text or a list, where keys with values belong."),
    Code("duplicate-key", _E, "A mapping names the same key twice."),
    Code("unreadable-history", _W, "Git did not tell what changed, though there is a history."),
    # Of project (settings).
    Code("settings", _E, "A setting in dossier.yml makes no sense."),
    # Of seeds.
    Code("no-seeds", _W, "There is no folder to read seeds from."),
    Code("not-a-seed", _W, "A file among the seeds is no text that is read.", switchable=True),
    Code("empty-seed", _E, "A seed has no words."),
    # Of kinds and records.
    Code("unknown-kind", _E, "A folder or file under annotations/ belongs to no kind of record."),
    Code("invalid-id", _E, "A file’s name or a key cannot serve as an id."),
    Code("duplicate-id", _E, "Two records have the same id."),
    Code("unknown-key", _E, "A record has a key that its kind does not know."),
    Code("missing-key", _E, "A record lacks a key that its kind requires."),
    Code("invalid-value", _E, "A value does not fit its key."),
    Code("withholding", _E, "A record asks to withhold words, which is not possible yet."),
    Code("unknown-id", _E, "A reference names a record that does not exist."),
    Code("wrong-kind", _E, "A reference names a record of a kind that does not fit there."),
    Code("reference-cycle", _E, "Records refer to each other in a circle where none may be."),
    Code("no-seed", _E, "A source record describes no seed."),
    Code("seed-changed", _E, "A seed’s bytes differ from the SHA-256 that its record pins."),
    Code("no-evidence", _E, "A claim has no evidence."),
    # Of anchors.
    Code("empty-quote", _E, "A quote has no words."),
    Code("quote-not-found", _E, "A quote stands nowhere in its source."),
    Code("quote-ambiguous", _E, "A quote stands in its source more than once."),
    Code("quote-drifted", _W, "A quote is close to words of its source, but is not the same."),
    # Of the graph.
    Code(
        "ambiguous-spelling",
        _W,
        "Two entities share a spelling, so it links to neither.",
        switchable=True,
    ),
    # Of pages.
    Code("template", _E, "A page template of the dossier’s own cannot be used."),
    Code("unknown-block", _E, "A hand-written page asks for a live block that does not exist."),
    # Of checks.
    Code(
        "status-not-borne",
        _W,
        "A claim’s status asks for evidence that the claim does not have.",
        switchable=True,
    ),
    Code(
        "single-origin",
        _W,
        "A status asks for independent sources, and the evidence goes back to one.",
        switchable=True,
    ),
    Code(
        "one-sided-contradiction",
        _W,
        "A claim contradicts another whose status takes no notice of it.",
        switchable=True,
    ),
    Code(
        "suspected-contradiction",
        _W,
        "Two claims about the same things differ in a date, a number or a place.",
        switchable=True,
    ),
    Code(
        "shared-passage-twice",
        _W,
        "A claim cites one passage twice, from sources that share it.",
        switchable=True,
    ),
    Code(
        "stale-assessment",
        _W,
        "A claim has evidence that is newer than its assessment.",
        switchable=True,
    ),
    Code(
        "undated-source",
        _W,
        "A source that evidence rests on has no date.",
        switchable=True,
    ),
    Code(
        "ungraded-source",
        _W,
        "A source that evidence rests on has no grade of reliability.",
        switchable=True,
    ),
    Code(
        "unlinked-name",
        _W,
        "A name recurs in the sources and is no entity.",
        switchable=True,
    ),
)

CODES = {code.name: code for code in _ALL}
