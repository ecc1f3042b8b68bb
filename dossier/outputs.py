"""The machine-readable outputs by name: what each one holds, and by which standard.

`exports/` makes them, and a page of the site lists them; neither imports the other.
"""

from __future__ import annotations

from dossier.frozen import dataclass
from dossier.translatable import N_

FEED = "feed.xml"
"""The feed, the one output at the site's root: readers of feeds look for it there."""


@dataclass(frozen=True, slots=True)
class Output:
    """A file that programs can read, under `exports/` of the published site or at its root.

    `holds` says in a sentence what is in it, `standard` what its form is called, and `standard_url`
    where others describe that. An output that `quotes` holds words of the sources themselves.
    """

    name: str
    holds: str
    standard: str
    standard_url: str = ""
    quotes: bool = False

    @property
    def uri(self) -> str:
        """Its address on the site."""
        return output_uri(self.name)


def output_uri(name: str) -> str:
    """Return the address of an output on the site."""
    return name if name == FEED else f"exports/{name}"


OUTPUTS: tuple[Output, ...] = (
    Output(
        "dossier.json",
        N_(
            "Every record with all that the site says of it: sources, claims, evidence with its "
            "positions, who says so, what is independent."
        ),
        "JSON",
        quotes=True,
    ),
    Output(
        "annotations.jsonld",
        N_(
            "Every quote as an annotation of its source, with its words, their position, and the "
            "claim that it bears on."
        ),
        "W3C Web Annotation (JSON-LD)",
        "https://www.w3.org/TR/annotation-model/",
        quotes=True,
    ),
    Output(
        "sources.bib",
        N_("Every source, to be cited from LaTeX; its id is the key."),
        "BibTeX",
        "https://www.ctan.org/pkg/bibtex",
    ),
    Output(
        "sources.csl.json",
        N_("Every source, for reference managers such as Zotero and for word processors."),
        "CSL-JSON",
        "https://citeproc-js.readthedocs.io/en/latest/csl-json/markup.html",
    ),
    Output(
        "manifest.json",
        N_("The SHA-256 of every source text and every record’s file, to check copies against."),
        "JSON",
    ),
    Output(
        FEED,
        N_("What was added and which claims were assessed anew, for readers of feeds."),
        "Atom",
        "https://www.rfc-editor.org/rfc/rfc4287",
    ),
)
"""What is published, in the order in which the page lists it."""
