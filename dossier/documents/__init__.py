"""YAML that remembers its places: every scalar kept as the text that was typed, with its span."""

from dossier.documents.reading import (
    LARGEST,
    Document,
    document_of,
    parse_document,
    read_document,
)
from dossier.nodes import Data, Mapping, Node, Scalar, Sequence, plain

__all__ = [
    "LARGEST",
    "Data",
    "Document",
    "Mapping",
    "Node",
    "Scalar",
    "Sequence",
    "document_of",
    "parse_document",
    "plain",
    "read_document",
]
