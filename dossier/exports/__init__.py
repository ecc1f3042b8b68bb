"""Machine-readable outputs, one format a file, all from the same tables.

To add one: write `exports/<format>.py` with a `render(dossier, addresses) -> str`, name it in
`EXPORTS`, and say in `outputs.py` what it holds. One that returns nothing is not published.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from dossier.exports import (
    annotations_jsonld,
    dossier_json,
    feed_xml,
    manifest_json,
    sources_bib,
    sources_csl_json,
)
from dossier.outputs import FEED, output_uri
from dossier.site import Asset

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from dossier.site import Addresses
    from dossier.tables import Dossier

EXPORTS: tuple[tuple[str, Callable[[Dossier, Addresses], str]], ...] = (
    ("dossier.json", dossier_json.render),
    ("annotations.jsonld", annotations_jsonld.render),
    ("manifest.json", manifest_json.render),
    ("sources.bib", sources_bib.render),
    ("sources.csl.json", sources_csl_json.render),
    (FEED, feed_xml.render),
)


def exports(dossier: Dossier, addresses: Addresses) -> Iterator[Asset]:
    """Yield every machine-readable output as a file of the site, unless there is none to make."""
    for name, render in EXPORTS:
        if text := render(dossier, addresses):
            yield Asset(output_uri(name), text.encode())
