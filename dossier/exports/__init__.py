"""Machine-readable outputs, one format a file, all from the same tables.

To add one: write `exports/<format>.py` with a `render(dossier, addresses) -> str`, and name it
in `EXPORTS`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from dossier.exports import annotations_jsonld, dossier_json, manifest_json
from dossier.site import Asset

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from dossier.site import Addresses
    from dossier.tables import Dossier

EXPORTS: tuple[tuple[str, Callable[[Dossier, Addresses], str]], ...] = (
    ("dossier.json", dossier_json.render),
    ("annotations.jsonld", annotations_jsonld.render),
    ("manifest.json", manifest_json.render),
)


def exports(dossier: Dossier, addresses: Addresses) -> Iterator[Asset]:
    """Yield every machine-readable output as a file of the site."""
    for name, render in EXPORTS:
        yield Asset(f"exports/{name}", render(dossier, addresses).encode())
