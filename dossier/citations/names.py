"""Names of authors: which part is the family's, where the record shows it."""

from __future__ import annotations

from dossier.frozen import dataclass

# fmt: off - a list of words reads as a list of words
_NOT_GIVEN = frozenset(
    (
        "ag",
        "and",
        "co",
        "corp",
        "esq",
        "gmbh",
        "inc",
        "jr",
        "llc",
        "ltd",
        "md",
        "phd",
        "plc",
        "sa",
        "sr",
        "the",
        "und",
    )
)
# fmt: on
"""What may follow a comma in a name that is not turned round, in small letters without stops."""
_MOST_GIVEN = 4


@dataclass(frozen=True, slots=True)
class Name:
    """A name as written; `family` and `given` are empty where nothing shows which is which."""

    written: str
    family: str = ""
    given: str = ""

    @property
    def straight(self) -> str:
        """The name as one says it: “Ada Quill”."""
        return f"{self.given} {self.family}" if self.family else self.written

    @property
    def turned(self) -> str:
        """The name with the family's first, if it is known: “Quill, Ada”."""
        return f"{self.family}, {self.given}" if self.family else self.written

    @property
    def abbreviated(self) -> str:
        """The name with the family's first and initials, if it is known: “Quill, A.”."""
        if not self.family:
            return self.written
        initials = (
            "-".join(f"{part[0]}." for part in word.split("-") if part)
            for word in self.given.split()
        )
        return f"{self.family}, {' '.join(initials)}"


def name(written: str) -> Name:
    """Read a name: “Quill, Ada” and “A. Quill” show the family's part, “Kim Jong Un” does not."""
    family, _, given = written.partition(", ")
    if _is_family(family) and _is_given(given):
        return Name(written, family, given)
    words = written.split()
    initials = next((at for at, one in enumerate(words) if not _is_initial(one)), len(words))
    rest = " ".join(words[initials:])
    if initials and _is_family(rest):
        return Name(written, rest, " ".join(words[:initials]))
    return Name(written)


def _is_family(words: str) -> bool:
    """Say whether words can be a family's name: one word, after small ones (“van der Berg”)."""
    *small, last = words.split() or [""]
    return all(one.islower() for one in small) and last[:1].isalpha() and not last.islower()


def _is_given(words: str) -> bool:
    parts = words.split()
    return (
        0 < len(parts) <= _MOST_GIVEN
        and "," not in words
        and all(part[0].isalpha() for part in parts)
        and not parts[0].islower()
        and not _NOT_GIVEN & {part.replace(".", "").lower() for part in parts}
    )


def _is_initial(word: str) -> bool:
    return len(word) == len("A.") and word[0].isalpha() and word.endswith(".")
