"""Sources as others cite them: for their software, and in words, a format a file.

Nothing is made up: what a source's record does not give is left out, and a name is turned round
for a list of references only where the record shows which part of it is the family's.
"""

from __future__ import annotations

from dossier.citations.bibtex import bibtex
from dossier.citations.coins import coins
from dossier.citations.csl import csl, csl_json
from dossier.citations.metadata import metadata
from dossier.citations.names import Name
from dossier.citations.reference import Reference, reference
from dossier.citations.ris import ris
from dossier.citations.styles import STYLES

__all__ = [
    "STYLES",
    "Name",
    "Reference",
    "bibtex",
    "coins",
    "csl",
    "csl_json",
    "metadata",
    "reference",
    "ris",
]
