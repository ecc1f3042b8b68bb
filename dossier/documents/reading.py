"""Documents read from files, or from text, with everything that is wrong with them reported."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from typing import TYPE_CHECKING

from dossier import files
from dossier.diagnostics import Related
from dossier.documents import mistakes
from dossier.documents.blocks import blocks
from dossier.documents.characters import cleaned
from dossier.documents.events import read_nodes
from dossier.documents.letters import letter_offsets
from dossier.documents.scene import missing_space
from dossier.frozen import dataclass
from dossier.nodes import Mapping, Original, Scalar, place_of

if TYPE_CHECKING:
    from array import array
    from collections.abc import Iterable
    from pathlib import Path

    from dossier.diagnostics import Report
    from dossier.documents.events import Reading
    from dossier.documents.mistakes import Mistake
    from dossier.nodes import Node
    from dossier.text import Place

LARGEST = 2_000_000
"""The most bytes that a file of annotations may have."""

_MOST_LOST = 8  # with one character in eight unreadable, this is no text: UTF-16, say, or a picture
_MOST_ALIKE = 100  # a hostile file could fill the report with a million anchors
_UNDECODED = re.compile("[\udc80-\udcff]")  # what Python makes of a byte that is no UTF-8


@dataclass(frozen=True, slots=True)
class Document:
    r"""One YAML file as it was read.

    `text` is the file's text with `\n` for every line break. `broken` names the keys of `root`
    that stand in the file but could not be read; it is always empty unless the document was read
    as one of `many` records.
    """

    path: str
    text: str
    root: Mapping
    broken: tuple[str, ...] = ()

    def place(self, node: Node, path: tuple[str | int, ...] = (), *, key: bool = False) -> Place:
        """Return where the value at `path` below `node` is written; with `key`, where its key is.

        The walk goes as deep as the path exists.
        """
        return place_of(node, path, key=key)

    def place_within(self, scalar: Scalar, start: int, end: int) -> Place:
        """Return where the characters `[start, end)` of a scalar's text are written."""
        offsets = _offsets(scalar)
        last = len(offsets) - 1
        if start >= end:
            return scalar.original.place(offsets[min(start, last)], offsets[min(start, last)])
        return scalar.original.place(offsets[min(start, last)], offsets[min(end - 1, last)] + 1)

    def place_of_words(self, scalar: Scalar, words: str, occurrence: int = 1) -> Place:
        """Return where words of a scalar's text are written: the first time, or a later one.

        Where they do not stand so often, it is the place of the whole scalar.
        """
        at = -len(words)
        for _ in range(occurrence):
            at = scalar.text.find(words, at + len(words))
            if at == -1:
                return scalar.place
        return self.place_within(scalar, at, at + len(words))


def read_document(
    root: Path, path: str, report: Report, *, limit: int = LARGEST, many: bool = False
) -> Document | None:
    """Read the YAML file `path`, relative to `root`, of at most `limit` bytes.

    Where it, or a part of it, cannot be read, the report says why; see `parse_document`.
    """
    data = files.read_bytes(root, path, report, limit=limit)
    return None if data is None else document_of(path, data, report, many=many)


def document_of(path: str, data: bytes, report: Report, *, many: bool = False) -> Document | None:
    """Read the bytes of the YAML file `path`; see `parse_document`."""
    text = files.decode(data, path, report)
    if text is not None:
        return _parse(path, text, report, many=many)
    if data.startswith(files.UTF16_MARKS):
        return None
    # The rest of the file is read all the same. No text in UTF-8 has the letters put in here.
    text = files.normalized(data.decode("utf-8", "surrogateescape"))
    holes = [match.start() for match in _UNDECODED.finditer(text)]
    return _parse(path, _UNDECODED.sub("\ufffd", text), report, many=many, holes=holes)


def parse_document(path: str, text: str, report: Report, *, many: bool = False) -> Document | None:
    """Read a text as the YAML file `path`; None where it cannot be read as it was meant.

    All that is wrong with the text as YAML is reported: everything up to the first place where
    the parser gives up. With `many`, the document is a mapping of records, and what is wrong with
    one of them hides only that one: its key is named in the document's `broken`. Near-linear in
    the text, which is read twice where the parser gives up on it.
    """
    return _parse(path, files.normalized(text), report, many=many)


@dataclass(frozen=True, slots=True)
class _Parsed:
    """A root, None for nothing readable, with what is wrong; `holes` and `lost` as in Reading."""

    root: Mapping | None
    told: tuple[Mistake, ...]
    holes: tuple[int, ...] = ()
    lost: tuple[str, ...] = ()


def _parse(
    path: str, text: str, report: Report, *, many: bool, holes: Iterable[int] = ()
) -> Document | None:
    clean = cleaned(text)
    original = Original(path, clean.text)
    lost = sorted({*holes, *clean.holes})
    if len(lost) > len(text) / _MOST_LOST:
        _report(clean.mistakes, original, report)
        return None
    reading = read_nodes(original)
    parsed = _as_root(original, reading)
    if many and reading.failed:
        parsed = _block_by_block(original, reading)
    _report((*clean.mistakes, *parsed.told), original, report)
    unread = sorted({*lost, *parsed.holes})
    if parsed.root is None or (unread and not many):
        return None
    whole = tuple(one for one in parsed.root.entries if not _holds(*one, unread))
    root = parsed.root if len(whole) == len(parsed.root.by_key) else parsed.root.only(whole)
    broken = [*parsed.root.by_key, *parsed.lost]
    broken = [key for key in dict.fromkeys(broken) if key not in root.by_key]
    return Document(path, clean.text, root, tuple(broken))


def _as_root(original: Original, reading: Reading) -> _Parsed:
    """Take a node for a file's root, which is a mapping; nothing at all is an empty one."""
    node, told = reading.root, reading.mistakes
    root: Mapping | None = None
    if node is None or (type(node) is Scalar and node.is_null):
        root = None if reading.failed else Mapping({}, 0, 0, original)
    elif type(node) is Mapping:
        root = node
    else:
        told = (*told, _no_mapping(node, original))
    return _Parsed(root, told, reading.holes, reading.lost)


def _no_mapping(node: Node, original: Original) -> Mistake:
    if type(node) is Scalar:
        return missing_space(original.text, node.start) or mistakes.no_mapping(
            node.start, node.end, "a text"
        )
    return mistakes.no_mapping(node.start, node.start + 1, "a list")


def _block_by_block(original: Original, reading: Reading) -> _Parsed:
    """Read every record of a file by itself, after the parser has given up on the whole."""
    if reading.mistakes[-1].code == "file-too-large":
        return _Parsed(None, reading.mistakes)
    entries: dict[str, tuple[Scalar, Node]] = {}
    told: list[Mistake] = []
    holes: list[int] = []
    lost: list[str] = []
    failed = False
    for block in blocks(original.text):
        part = read_nodes(original, block.start, block.end, first_line=block.first_line)
        parsed = _as_root(original, part)
        told += parsed.told
        holes += parsed.holes
        lost += parsed.lost
        if parsed.root is None:
            failed = True
            lost += [block.key] if block.key else []
            continue
        for key, value in parsed.root.entries:
            first, _ = entries.setdefault(key.text, (key, value))
            if first is not key:
                told.append(mistakes.duplicate_key(first, key))
    if not failed:
        told.append(reading.mistakes[-1])
    return _Parsed(Mapping(entries, 0, 0, original), tuple(told), tuple(holes), tuple(lost))


def _holds(key: Scalar, value: Node, offsets: list[int]) -> bool:
    """Say whether a key or its value holds one of some offsets, which are sorted."""
    at = bisect_left(offsets, key.start)
    return at < len(offsets) and offsets[at] < max(value.end, key.end)


def _report(told: tuple[Mistake, ...], original: Original, report: Report) -> None:
    """Report mistakes in the order of the file; of very many of one code, the first ones."""
    total = Counter(one.code for one in told)
    seen: Counter[str] = Counter()
    for one in sorted(told, key=lambda one: one.start):
        seen[one.code] += 1
        more = total[one.code] - seen[one.code]
        if seen[one.code] > _MOST_ALIKE:
            continue
        why = one.why
        if seen[one.code] == _MOST_ALIKE and more:
            why = (*why, f"The file has {more:,} more of this kind, further down.")
        place = original.place(one.start, one.end)
        related = [Related(original.place(start, end), note) for start, end, note in one.related]
        report.add(one.code, place, one.message, why=why, fix=one.fix, related=related)


def _offsets(scalar: Scalar) -> array[int]:
    """Return where a scalar's letters are written; the latest answer is kept for the next."""
    held = scalar.original.latest
    if held is None or held[0] is not scalar:
        held = scalar.original.latest = (scalar, letter_offsets(scalar))
    return held[1]
