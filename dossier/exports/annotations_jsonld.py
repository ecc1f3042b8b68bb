"""`annotations.jsonld`: every piece of evidence as a W3C Web Annotation.

Source: “Web Annotation Data Model”, W3C Recommendation, 23 February 2017.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from dossier.indented import indented
from dossier.site import record_uri

if TYPE_CHECKING:
    from dossier.evidence import Evidence
    from dossier.site import Addresses
    from dossier.tables import Dossier
    from dossier.text import Span

_CONTEXT = 32
"""How many characters before and after a quote its selector keeps."""
_MOTIVATIONS = {"supports": "linking", "disputes": "questioning", "discusses": "commenting"}


def render(dossier: Dossier, addresses: Addresses) -> str:
    """Return the export; positions are `[start, end)` in code points of the seed's text."""
    evidence = dossier.graph.evidence
    page = {
        "@context": "http://www.w3.org/ns/anno.jsonld",
        "id": addresses.absolute("exports/annotations.jsonld"),
        "type": "AnnotationPage",
        "items": [_annotation(dossier, addresses, one) for one in evidence],
    }
    return indented(page)


def _annotation(dossier: Dossier, addresses: Addresses, one: Evidence) -> dict[str, Any]:
    subject = dossier.records.by_id[one.subject]
    bodies: list[dict[str, Any]] = [
        {
            "type": "SpecificResource",
            "source": addresses.absolute(record_uri(subject)),
            "purpose": "linking",
        }
    ]
    if one.note:
        bodies.append({"type": "TextualBody", "value": one.note, "purpose": "commenting"})
    targets = [_target(dossier, addresses, one, part) for part in one.anchor.parts]
    return {
        "id": addresses.absolute(record_uri(subject), one.fragment),
        "type": "Annotation",
        "motivation": _MOTIVATIONS[one.stance],
        "stance": one.stance,
        "body": bodies,
        # A quote with words left out stands in several places of one source.
        "target": targets[0] if len(targets) == 1 else targets,
    }


def _target(dossier: Dossier, addresses: Addresses, one: Evidence, part: Span) -> dict[str, Any]:
    text = dossier.corpus.sources[one.source].text
    return {
        "source": addresses.absolute(f"sources/{one.source}.md"),
        "selector": [
            {
                "type": "TextQuoteSelector",
                "exact": part.of(text),
                "prefix": text[max(0, part.start - _CONTEXT) : part.start],
                "suffix": text[part.end : part.end + _CONTEXT],
            },
            {"type": "TextPositionSelector", "start": part.start, "end": part.end},
        ],
    }
