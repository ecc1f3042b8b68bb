"""`manifest.json`: the SHA-256 of every seed and record, to check a published dossier against."""

from __future__ import annotations

import hashlib
import os
import sys
from typing import TYPE_CHECKING

from dossier import __version__
from dossier.files import FLAGS, read_at_most
from dossier.indented import indented

if TYPE_CHECKING:
    from dossier.site import Addresses
    from dossier.tables import Dossier


def render(dossier: Dossier, addresses: Addresses) -> str:
    """Return the export. A record's hash is that of the file that holds it, in bytes."""
    seeds = {source.path: source.sha256 for source in dossier.corpus.sources.values()}
    root = os.path.join(dossier.project.root, "")  # noqa: PTH118 - strings all the way, for speed
    paths = {record.path for record in dossier.records.by_id.values() if record.document}
    files = {path: _sha256(root + path) for path in paths}
    records = {
        record.id: {"kind": record.kind.name, "file": record.path}
        for record in dossier.records.by_id.values()
    }
    data = {
        "format": 1,
        "generator": f"mkdocs-dossier {__version__}",
        "site": addresses.site_url,
        "seeds": seeds,
        "files": files,
        "records": records,
    }
    return indented(data, sort_keys=True)


def _sha256(path: str) -> str:
    return hashlib.sha256(read_at_most(path, FLAGS, sys.maxsize)[0]).hexdigest()
